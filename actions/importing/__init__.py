"""From a document to the records of a plan: read, compare, store as a draft, publish.

Nothing of a document reaches the public before it is published by somebody who may. What a document brings to a plan
that is already public waits, stored, until then.
"""

from actions.importing.amending import Amendments
from actions.importing.changes import (
    Change,
    Comparison,
    ImportRefused,
    PriorityChange,
    Question,
)
from actions.importing.dated import document_date, iso, stored_date
from actions.importing.files import ReadFile, read_file, read_in_steps
from actions.importing.looking import Looked, look, preview
from actions.importing.partnerships import FIRST_PARTNERSHIP, partnership_for, partnership_wanted
from actions.importing.promised import ACTION_PLAN, KINDS, RECOMMENDATION_UPDATE
from actions.importing.storing import (
    PUT_RIGHT,
    Stored,
    preview_document,
    publish_document,
    rate_again,
    refuse_another_plan,
    same_file,
    statuses_again,
    store_file,
    stored_already,
)
from actions.importing.words import (
    changes_in_words,
    comparison_as_json,
    comparison_in_words,
    problems_in_words,
    reading_in_words,
    sums_in_words,
)

__all__ = [
    "ACTION_PLAN",
    "FIRST_PARTNERSHIP",
    "KINDS",
    "PUT_RIGHT",
    "RECOMMENDATION_UPDATE",
    "Amendments",
    "Change",
    "Comparison",
    "ImportRefused",
    "Looked",
    "PriorityChange",
    "Question",
    "ReadFile",
    "Stored",
    "changes_in_words",
    "comparison_as_json",
    "comparison_in_words",
    "document_date",
    "iso",
    "look",
    "partnership_for",
    "partnership_wanted",
    "preview",
    "preview_document",
    "problems_in_words",
    "publish_document",
    "rate_again",
    "read_file",
    "read_in_steps",
    "reading_in_words",
    "refuse_another_plan",
    "same_file",
    "statuses_again",
    "store_file",
    "stored_already",
    "stored_date",
    "sums_in_words",
]
