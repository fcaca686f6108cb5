"""Read an action plan: from the blocks and cells of a document to priorities and actions. Pure: no Django."""

from actions.reading.plan import read_action_plan
from actions.reading.ratings import RatingKey
from actions.reading.result import (
    DocumentDate,
    FoundPerson,
    KeyWord,
    PlanReading,
    Problem,
    ReadAction,
    ReadPriority,
    ReadRow,
)

__all__ = [
    "DocumentDate",
    "FoundPerson",
    "KeyWord",
    "PlanReading",
    "Problem",
    "RatingKey",
    "ReadAction",
    "ReadPriority",
    "ReadRow",
    "read_action_plan",
]
