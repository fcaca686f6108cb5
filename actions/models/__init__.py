"""What is being done about each promise: by whom, by when, and what was reported."""

from actions.models.actions import Action, ActionLead, ActionQuerySet
from actions.models.boards import Board, BoardQuerySet, Meeting
from actions.models.changes import ActionWords, DueDateChange, DueDateChangeQuerySet, LeadsChange, PastWithdrawal
from actions.models.delivers import ActionCommitment, ActionRecommendation, RecommendationPartner
from actions.models.forum import ForumView, ForumViewQuerySet
from actions.models.imports import ImportRun
from actions.models.leads import Lead, Organisation
from actions.models.links import UpdateLink
from actions.models.milestones import (
    Milestone,
    MilestoneChange,
    MilestoneChangeQuerySet,
    MilestoneQuerySet,
    MilestoneWords,
)
from actions.models.ratings import RatingWord, Reported, gives_rating, newest_rated, newest_told
from actions.models.reporters import LeadReporter
from actions.models.reports import ProgressReport, ProgressReportQuerySet, repeated_by, told_by

__all__ = [
    "Action",
    "ActionCommitment",
    "ActionLead",
    "ActionQuerySet",
    "ActionRecommendation",
    "ActionWords",
    "Board",
    "BoardQuerySet",
    "DueDateChange",
    "DueDateChangeQuerySet",
    "ForumView",
    "ForumViewQuerySet",
    "ImportRun",
    "Lead",
    "LeadReporter",
    "LeadsChange",
    "Meeting",
    "Milestone",
    "MilestoneChange",
    "MilestoneChangeQuerySet",
    "MilestoneQuerySet",
    "MilestoneWords",
    "Organisation",
    "PastWithdrawal",
    "ProgressReport",
    "ProgressReportQuerySet",
    "RatingWord",
    "RecommendationPartner",
    "Reported",
    "UpdateLink",
    "gives_rating",
    "newest_rated",
    "newest_told",
    "repeated_by",
    "told_by",
]
