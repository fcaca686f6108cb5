"""What was promised, by whom, in which words, and where that stands in the source document.

Two dates are kept for every published thing: `public_from` (from when anybody could read it; words that came
in a document count from the document's date) and `recorded_at` (when they were entered here).
"""

from priorities.models.audit import AuditEntry, NotEditable
from priorities.models.commitments import Commitment, CommitmentQuerySet, CommitmentWords
from priorities.models.content_version import ContentVersion
from priorities.models.documents import DocumentCorrection, ReadingProblem, SourceDocument, SourceRow, start_of_day
from priorities.models.frozen import Frozen, FrozenQuerySet, FrozenWhenPublished, taking_words_out
from priorities.models.held_back import FilledText, HeldBack
from priorities.models.list_imports import ListImport
from priorities.models.outbox import OutboxMessage
from priorities.models.partnerships import Membership, Partnership, PartnershipQuerySet, User
from priorities.models.plans import NEWEST_FIRST, Plan, PlanQuerySet
from priorities.models.priorities import Priority, PriorityQuerySet, PriorityWords, WordsVersion
from priorities.models.recommendations import (
    SECTIONS,
    Recommendation,
    RecommendationQuerySet,
    RecommendationUpdate,
    RecommendationUpdateQuerySet,
    RecommendationWords,
    UpdateRound,
)
from priorities.models.redactions import Redaction
from priorities.models.reviews import PlanReview, PlanReviewQuerySet
from priorities.models.versioned import EditConflict, Versioned

__all__ = [
    "NEWEST_FIRST",
    "SECTIONS",
    "AuditEntry",
    "Commitment",
    "CommitmentQuerySet",
    "CommitmentWords",
    "ContentVersion",
    "DocumentCorrection",
    "EditConflict",
    "FilledText",
    "Frozen",
    "FrozenQuerySet",
    "FrozenWhenPublished",
    "HeldBack",
    "ListImport",
    "Membership",
    "NotEditable",
    "OutboxMessage",
    "Partnership",
    "PartnershipQuerySet",
    "Plan",
    "PlanQuerySet",
    "PlanReview",
    "PlanReviewQuerySet",
    "Priority",
    "PriorityQuerySet",
    "PriorityWords",
    "ReadingProblem",
    "Recommendation",
    "RecommendationQuerySet",
    "RecommendationUpdate",
    "RecommendationUpdateQuerySet",
    "RecommendationWords",
    "Redaction",
    "SourceDocument",
    "SourceRow",
    "UpdateRound",
    "User",
    "Versioned",
    "WordsVersion",
    "start_of_day",
    "taking_words_out",
]
