"""Questions about the public actions of a plan on a day: how many stand where, which come first, what moved.

Everything starts from `.public()` and takes the day as `on`. One plan at a time: no partnership's ratings are ever
added to another's.
"""

from actions.reporting.commitments import (
    commitments_by_priority,
    commitments_of_priority,
    core_commitments,
    count_commitments,
    sum_of,
    with_actions,
)
from actions.reporting.counting import (
    STATUSES,
    Counts,
    added_up,
    counts,
    counts_by_priority,
    unexplained_words,
    without_word,
)
from actions.reporting.csv_rows import approximate_csv_bytes, for_csv
from actions.reporting.due_updates import OwedUpdate, OwedUpdates, actions_owed_by, owed_updates, update_due_on
from actions.reporting.extracts import Linked
from actions.reporting.lateness import counted_to, is_overdue, is_silent, silent_before
from actions.reporting.list_rows import ROWS_AT_ONCE, first_of_priority, rows, rows_of
from actions.reporting.news import News, Update, newest_updates
from actions.reporting.one_action import action_address, action_name, due_words, shown_priority
from actions.reporting.orders import SORTS, attention_first, in_order
from actions.reporting.plan_parts import lead_names, priorities_of, vague_days, with_vague_days
from actions.reporting.recommendations import first_recommendations
from actions.reporting.reviews import reviews_of

__all__ = [
    "ROWS_AT_ONCE",
    "SORTS",
    "STATUSES",
    "Counts",
    "Linked",
    "News",
    "OwedUpdate",
    "OwedUpdates",
    "Update",
    "action_address",
    "action_name",
    "actions_owed_by",
    "added_up",
    "approximate_csv_bytes",
    "attention_first",
    "commitments_by_priority",
    "commitments_of_priority",
    "core_commitments",
    "count_commitments",
    "counted_to",
    "counts",
    "counts_by_priority",
    "due_words",
    "first_of_priority",
    "first_recommendations",
    "for_csv",
    "in_order",
    "is_overdue",
    "is_silent",
    "lead_names",
    "newest_updates",
    "owed_updates",
    "priorities_of",
    "reviews_of",
    "rows",
    "rows_of",
    "shown_priority",
    "silent_before",
    "sum_of",
    "unexplained_words",
    "update_due_on",
    "vague_days",
    "with_actions",
    "with_vague_days",
    "without_word",
]
