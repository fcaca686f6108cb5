"""The parent carer forum's own view of an update."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from actions.models.actions import Action
from actions.models.reports import ProgressReport
from priorities.models import FrozenQuerySet, FrozenWhenPublished


class ForumViewQuerySet(FrozenQuerySet):
    def public(self) -> ForumViewQuerySet:
        """Published views of published reports."""
        return self.filter(state=ForumView.State.PUBLISHED, report__state=ProgressReport.State.PUBLISHED)


class ForumView(FrozenWhenPublished):
    """What the parent carer forum says of an update. Its words are the forum's alone: published or returned, never edited."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Waiting for approval"
        RETURNED = "returned", "Returned"
        PUBLISHED = "published", "Published"

    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, related_name="forum_views")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    words = models.TextField("the forum's view", help_text="In the forum's own words. Name nobody.")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    returned_reason = models.TextField(blank=True, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    public_from = models.DateTimeField(null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(editable=False)

    PUBLIC_TEXTS = ("words",)
    objects = ForumViewQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        verbose_name = "view of the forum"
        verbose_name_plural = "views of the forum"
        constraints = [
            models.UniqueConstraint(fields=["report"], name="forum_view_once"),
            models.CheckConstraint(
                condition=Q(state="published", public_from__isnull=False)
                | (~Q(state="published") & Q(public_from=None)),
                name="forum_view_public_from_when_published",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="forum_view_approved_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("author")),
                name="forum_view_approved_by_another",
                violation_error_message="Nobody approves their own words.",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(returned_reason=""), name="forum_view_returned_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"The forum on {self.report}"

    @property
    def action(self) -> Action:
        return self.report.action

    @property
    def partnership_key(self) -> int | None:
        return self.report.partnership_key
