"""Writes to plans, priorities and documents. Verbs with `by=`: each leaves who and when, in one transaction.

`at` is the moment of the write; views, the admin and commands pass it in. Services write through `keep`, `keep_new`,
`keep_all` and `keep_deleted` alone, so that the history of every record names who and when. Only columns that no
person edits (public_from of versions, the row of a source) are written without a history.
"""

from priorities.services.audit import one_line, record_event
from priorities.services.documents import (
    keep_reading,
    lock_document,
    mark_applied,
    receive_document,
    set_aside_document,
    settle_problems,
    stands_in,
)
from priorities.services.held_back import decide_held_back, hold_back, next_held_back_number
from priorities.services.list_imports import finish_list, keep_list
from priorities.services.official_words import EMPTIED, agree_words, publish_words, words_as_they_are
from priorities.services.plans import add_partnership, add_plan, publish_plan, withdraw_plan
from priorities.services.priorities import add_priority, delete_draft_priority, revise_priority, withdraw_priority
from priorities.services.writing import (
    NotAllowed,
    keep,
    keep_all,
    keep_deleted,
    keep_new,
    public_texts,
    refuse_personal_words,
    refuse_personal_words_in,
    refuse_too_long,
    save_edit,
    save_edits,
    texts_in_a_row,
)

__all__ = [
    "EMPTIED",
    "NotAllowed",
    "add_partnership",
    "add_plan",
    "add_priority",
    "agree_words",
    "decide_held_back",
    "delete_draft_priority",
    "finish_list",
    "hold_back",
    "keep",
    "keep_all",
    "keep_deleted",
    "keep_list",
    "keep_new",
    "keep_reading",
    "lock_document",
    "mark_applied",
    "next_held_back_number",
    "one_line",
    "public_texts",
    "publish_plan",
    "publish_words",
    "receive_document",
    "record_event",
    "refuse_personal_words",
    "refuse_personal_words_in",
    "refuse_too_long",
    "revise_priority",
    "save_edit",
    "save_edits",
    "set_aside_document",
    "settle_problems",
    "stands_in",
    "texts_in_a_row",
    "withdraw_plan",
    "withdraw_priority",
    "words_as_they_are",
]
