"""Reviews of a plan: when it was looked through, what changed, and when the next one is due."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from priorities.models.plans import Plan
from priorities.models.versioned import Versioned


class PlanReviewQuerySet(models.QuerySet):
    def public(self) -> PlanReviewQuerySet:
        """Published reviews of published plans."""
        return self.filter(plan__state=Plan.State.PUBLISHED, public_from__isnull=False)


class PlanReview(Versioned):
    """One review of a plan. Without `public_from` it is a draft that an approver has not published."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField(help_text="The day on which the plan was reviewed.")
    what_changed = models.TextField(help_text="What the review changed, in plain words; or that nothing changed.")
    next_on = models.DateField("next review", null=True, blank=True, help_text="Empty where no day was set.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    public_from = models.DateTimeField(null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(editable=False)

    PUBLIC_TEXTS = ("what_changed",)
    objects = PlanReviewQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "-reviewed_on", "-pk"]
        verbose_name = "review of a plan"
        verbose_name_plural = "reviews of plans"
        constraints = [
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gt=F("reviewed_on")),
                name="review_next_is_later",
                violation_error_message="The next review is not after this one.",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(author=None) | ~Q(approved_by=F("author")),
                name="review_approved_by_another",
                violation_error_message="Nobody approves their own words.",
            ),
            models.CheckConstraint(condition=~Q(what_changed=""), name="review_says_what_changed"),
        ]

    def __str__(self) -> str:
        return f"Review of {self.reviewed_on:%d/%m/%Y}"

    @property
    def partnership_key(self) -> int | None:
        return self.plan.partnership_id
