"""From a document to the records of a plan: read, compare, store as a draft, publish.

Nothing of a document reaches the public before it is published by somebody who may. What a document brings to a plan
that is already public waits, stored, until then.
"""

from actions.importing.changes import (
    Change,
    Comparison,
    ImportRefused,
    PriorityChange,
    Question,
)
from actions.importing.files import ReadFile, read_file
from actions.importing.storing import (
    FIRST_PARTNERSHIP,
    PUT_RIGHT,
    Stored,
    partnership_for,
    partnership_wanted,
    preview,
    preview_document,
    publish_document,
    rate_again,
    refuse_another_plan,
    same_file,
    statuses_again,
    store_file,
    stored_already,
)
from actions.importing.words import comparison_as_json, comparison_in_words, problems_in_words

__all__ = [
    "FIRST_PARTNERSHIP",
    "PUT_RIGHT",
    "Change",
    "Comparison",
    "ImportRefused",
    "PriorityChange",
    "Question",
    "ReadFile",
    "Stored",
    "comparison_as_json",
    "comparison_in_words",
    "partnership_for",
    "partnership_wanted",
    "preview",
    "preview_document",
    "problems_in_words",
    "publish_document",
    "rate_again",
    "read_file",
    "refuse_another_plan",
    "same_file",
    "statuses_again",
    "store_file",
    "stored_already",
]
