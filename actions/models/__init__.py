"""What is being done about each promise: by whom, by when, and what was reported."""

from actions.models.actions import Action, ActionLead, ActionQuerySet
from actions.models.changes import ActionWords, DueDateChange, DueDateChangeQuerySet, LeadsChange, PastWithdrawal
from actions.models.forum import ForumView, ForumViewQuerySet
from actions.models.frozen import Frozen, taking_words_out
from actions.models.imports import ImportRun
from actions.models.leads import Lead, Organisation
from actions.models.links import UpdateLink
from actions.models.ratings import RatingWord, Reported, gives_rating, newest_rated, newest_told
from actions.models.reporters import LeadReporter
from actions.models.reports import ProgressReport, ProgressReportQuerySet, repeated_by, told_by

__all__ = [
    "Action",
    "ActionLead",
    "ActionQuerySet",
    "ActionWords",
    "DueDateChange",
    "DueDateChangeQuerySet",
    "ForumView",
    "ForumViewQuerySet",
    "Frozen",
    "ImportRun",
    "Lead",
    "LeadReporter",
    "LeadsChange",
    "Organisation",
    "PastWithdrawal",
    "ProgressReport",
    "ProgressReportQuerySet",
    "RatingWord",
    "Reported",
    "UpdateLink",
    "gives_rating",
    "newest_rated",
    "newest_told",
    "repeated_by",
    "taking_words_out",
    "told_by",
]
