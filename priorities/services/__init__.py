"""Writes to plans, priorities and documents. Verbs with `by=`: each leaves who and when, in one transaction.

`at` is the moment of the write; views, the admin and commands pass it in. Services write through `keep`, `keep_new`,
`keep_all`, `keep_deleted` and
`keep_all_deleted` alone, so that the history of every record names who and when. Only columns that no
person edits (public_from of versions, the row of a source) are written without a history.
"""

from priorities.services.audit import entries_seen_by, one_line, record_event
from priorities.services.commitments import (
    NewCommitment,
    add_commitments,
    delete_draft_commitment,
    withdraw_commitment,
)
from priorities.services.documents import (
    keep_reading,
    lock_document,
    mark_applied,
    receive_document,
    set_aside_document,
    settle_problems,
    stands_in,
)
from priorities.services.every_text import (
    GoOn,
    Holding,
    TooLong,
    columns_with_texts,
    count_up_owners,
    holdings,
    is_free,
    locked,
    overwrite,
    place,
    rows_of,
    whatever_it_takes,
    without_words,
)
from priorities.services.held_back import decide_held_back, hold_back, next_held_back_number
from priorities.services.list_imports import finish_list, keep_list
from priorities.services.memberships import give_role, roles_without_sign_in, sync_groups, take_role
from priorities.services.official_words import EMPTIED, agree_words, publish_words, words_as_they_are
from priorities.services.outbox import Delivery, deliver, queue_message, send_test
from priorities.services.plans import add_partnership, add_plan, publish_plan, withdraw_plan
from priorities.services.priorities import add_priority, delete_draft_priority, revise_priority, withdraw_priority
from priorities.services.promises import (
    delete_draft_promise,
    place_promises,
    restore_promises,
    revise_promise,
    withdraw_promises,
)
from priorities.services.recommendations import add_recommendation, add_round, revise_round
from priorities.services.redactions import (
    Everywhere,
    look_again,
    look_everywhere,
    remove_everywhere,
    scrub_database,
)
from priorities.services.turns import let_writers_finish, redact_in_turn
from priorities.services.writing import (
    NotAllowed,
    give_slugs,
    keep,
    keep_all,
    keep_all_deleted,
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
    "Delivery",
    "Everywhere",
    "GoOn",
    "Holding",
    "NewCommitment",
    "NotAllowed",
    "TooLong",
    "add_commitments",
    "add_partnership",
    "add_plan",
    "add_priority",
    "add_recommendation",
    "add_round",
    "agree_words",
    "columns_with_texts",
    "count_up_owners",
    "decide_held_back",
    "delete_draft_commitment",
    "delete_draft_priority",
    "delete_draft_promise",
    "deliver",
    "entries_seen_by",
    "finish_list",
    "give_role",
    "give_slugs",
    "hold_back",
    "holdings",
    "is_free",
    "keep",
    "keep_all",
    "keep_all_deleted",
    "keep_deleted",
    "keep_list",
    "keep_new",
    "keep_reading",
    "let_writers_finish",
    "lock_document",
    "locked",
    "look_again",
    "look_everywhere",
    "mark_applied",
    "next_held_back_number",
    "one_line",
    "overwrite",
    "place",
    "place_promises",
    "public_texts",
    "publish_plan",
    "publish_words",
    "queue_message",
    "receive_document",
    "record_event",
    "redact_in_turn",
    "refuse_personal_words",
    "refuse_personal_words_in",
    "refuse_too_long",
    "remove_everywhere",
    "restore_promises",
    "revise_priority",
    "revise_promise",
    "revise_round",
    "roles_without_sign_in",
    "rows_of",
    "save_edit",
    "save_edits",
    "scrub_database",
    "send_test",
    "set_aside_document",
    "settle_problems",
    "stands_in",
    "sync_groups",
    "take_role",
    "texts_in_a_row",
    "whatever_it_takes",
    "withdraw_commitment",
    "withdraw_plan",
    "withdraw_priority",
    "withdraw_promises",
    "without_words",
    "words_as_they_are",
]
