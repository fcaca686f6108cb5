"""Plans, and the order in which they stand."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from priorities.models.partnerships import Partnership
from priorities.models.versioned import Versioned

NEWEST_FIRST = (F("starts_on").desc(nulls_last=True), F("public_from").desc(nulls_last=True), "title")
"""The order of plans: PlanQuerySet.newest_first."""


class PlanQuerySet(models.QuerySet):
    def public(self) -> PlanQuerySet:
        """Published and not withdrawn."""
        return self.filter(state=Plan.State.PUBLISHED)

    def of(self, partnership: Partnership | None) -> PlanQuerySet:
        return self.filter(partnership=partnership) if partnership else self.none()

    def newest_first(self) -> PlanQuerySet:
        """By the date they start; a plan without a start date (NULL) comes last, then by when it was published."""
        return self.order_by(*NEWEST_FIRST)


class Plan(Versioned):
    """One published plan of a partnership."""

    class Kind(models.TextChoices):
        ACTION_PLAN = "action-plan", "Action plan"
        STRATEGY = "strategy", "Strategy"
        PRIORITY_ACTION_PLAN = "priority-action-plan", "Priority action plan"
        WRITTEN_STATEMENT = "written-statement-of-action", "Written statement of action"
        REFORM_PLAN = "local-send-reform-plan", "Local SEND reform plan"
        IMPROVEMENT_PLAN = "improvement-plan", "Improvement plan"
        ROADMAP = "roadmap", "Roadmap"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class UpdateCycle(models.TextChoices):
        MONTHLY = "monthly", "Every month"
        QUARTERLY = "quarterly", "Every 3 months"
        FOUR_MONTHS = "every-4-months", "Every 4 months"
        TERMLY = "termly", "Every term"
        SIX_MONTHLY = "six-monthly", "Every 6 months"
        YEARLY = "yearly", "Every year"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=300)
    slug = models.SlugField(max_length=100, unique=True, help_text="Part of the plan's permanent address.")
    kind = models.CharField(max_length=40, choices=Kind, default=Kind.ACTION_PLAN)
    summary = models.TextField(blank=True, help_text="One or two short sentences in plain words.")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    agreed_by = models.CharField(max_length=300, blank=True, help_text="Who agreed the plan, such as 'SEND board'.")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    closed_on = models.DateField(
        null=True,
        blank=True,
        help_text="Set it when no more updates will come: lateness stops counting when that day is over.",
    )
    priority_word = models.CharField(
        "word for a priority", max_length=60, default="Priority", help_text="'Priority', 'Proposal', 'Theme' …"
    )
    update_cycle = models.CharField(
        max_length=20, choices=UpdateCycle, blank=True, help_text="How often an update is due. Empty: not stated."
    )
    review_cycle = models.CharField(
        max_length=20, choices=UpdateCycle, blank=True, help_text="How often the plan is reviewed. Empty: not stated."
    )
    answers = models.CharField(
        "the inspection that it answers", max_length=300, blank=True, help_text="As the plan says it."
    )
    prepares_for = models.CharField(
        "the visit that it prepares for", max_length=300, blank=True, help_text="As the plan says it."
    )
    limits = models.TextField(
        "what it leaves out", blank=True, help_text="What the plan itself says that it does not cover."
    )
    delivers = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="delivers the strategy"
    )
    supersedes = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="comes after"
    )
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_reason = models.CharField(max_length=300, blank=True, editable=False)
    public_from = models.DateTimeField(null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(editable=False)

    PUBLIC_TEXTS = ("title", "slug", "summary", "agreed_by", "priority_word", "answers", "prepares_for", "limits")
    objects = PlanQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["title"]
        indexes = [models.Index(fields=["partnership", "state", "-starts_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", public_from=None) | (~Q(state="draft") & Q(public_from__isnull=False)),
                name="plan_public_from_when_published",
                violation_error_message="A published plan has the date from which it was public; a draft has none.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="plan_ends_after_start",
                violation_error_message="The plan ends before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("actions:plan", args=[self.slug])

    def is_closed(self, *, on: date) -> bool:
        """Nothing more is counted or asked for: the plan was closed by that day."""
        return self.closed_on is not None and self.closed_on <= on
