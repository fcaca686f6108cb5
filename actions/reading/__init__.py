"""Read an action plan: from the blocks and cells of a document to priorities and actions. Pure: no Django."""

from actions.reading.chosen import MEANINGS, ColumnChoice, WrongChoice, column_choice, column_choices
from actions.reading.plan import NoActions, read_action_plan
from actions.reading.ratings import RatingKey
from actions.reading.result import (
    DocumentDate,
    FoundPerson,
    KeyWord,
    PlanReading,
    Problem,
    ReadAction,
    ReadColumn,
    ReadPriority,
    ReadRow,
    ReadTable,
)

__all__ = [
    "MEANINGS",
    "ColumnChoice",
    "DocumentDate",
    "FoundPerson",
    "KeyWord",
    "NoActions",
    "PlanReading",
    "Problem",
    "RatingKey",
    "ReadAction",
    "ReadColumn",
    "ReadPriority",
    "ReadRow",
    "ReadTable",
    "WrongChoice",
    "column_choice",
    "column_choices",
    "read_action_plan",
]
