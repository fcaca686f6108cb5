"""Milestones of a roadmap, and what became of each: delivered, moved or dropped, never without a reason."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from actions.models.actions import Action
from priorities.models import (
    FrozenQuerySet,
    FrozenWhenPublished,
    Plan,
    SourceDocument,
    SourceRow,
    Versioned,
    WordsVersion,
)


class MilestoneQuerySet(models.QuerySet):
    def public(self) -> MilestoneQuerySet:
        """Milestones of published plans that are themselves published and not withdrawn; dropped ones among them."""
        return self.filter(plan__state=Plan.State.PUBLISHED, public_from__isnull=False, withdrawn_at=None)


class Milestone(Versioned):
    """One thing that a roadmap says will have happened by a time.

    `period` is that time as written, `start` and `end` its days, NULL where the words mean no time. The state is what
    somebody said and an approver published: a day that passed makes nothing delivered.
    """

    class Kind(models.TextChoices):
        EVENT = "event", "Event"
        PRODUCT = "product", "Product"
        CHANGE = "change", "Change"
        SERVICE = "service", "Service"

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        DELIVERED = "delivered", "Delivered"
        DROPPED = "dropped", "Dropped"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="milestones")
    order = models.PositiveIntegerField(default=0)
    slug = models.SlugField(max_length=100, help_text="Part of the permanent address.")
    period = models.CharField("period as written", max_length=100, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    official_words = models.TextField(blank=True, editable=False)
    plain_words = models.TextField(blank=True, help_text="What the public reads first: short and plain.")
    kind = models.CharField("type", max_length=10, choices=Kind, blank=True, help_text="Empty: not known.")
    repeats = models.SlugField(
        max_length=100, blank=True, help_text="The same for milestones that repeat one another; empty where none does."
    )
    ongoing = models.BooleanField(default=False, help_text="It goes on beyond its period.")
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED, editable=False)
    delivered_on = models.DateField(null=True, blank=True, editable=False)
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="milestones")
    source_row = models.ForeignKey(
        SourceRow, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(max_length=300, blank=True, editable=False)
    public_from = models.DateTimeField(null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(editable=False)

    PUBLIC_TEXTS = ("plain_words",)
    objects = MilestoneQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", F("start").asc(nulls_last=True), "order", "pk"]
        indexes = [models.Index(fields=["plan", "start", "order"])]
        constraints = [
            models.UniqueConstraint(fields=["plan", "slug"], name="milestone_slug_in_plan"),
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(start__isnull=False, end__isnull=False, end__gte=F("start")),
                name="milestone_period_from_and_to",
                violation_error_message="A period has a first and a last day, in this order.",
            ),
            models.CheckConstraint(
                condition=Q(delivered_on=None) | Q(state="delivered"), name="milestone_day_only_where_delivered"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="milestone_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.first_words[:80]

    @property
    def first_words(self) -> str:
        """What the public reads first: plain words, else the official words."""
        return self.plain_words or self.official_words

    @property
    def partnership_key(self) -> int | None:
        return self.plan.partnership_id


class MilestoneWords(WordsVersion):
    """The official words of a milestone."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="words_versions")


class MilestoneChangeQuerySet(FrozenQuerySet):
    def public(self) -> MilestoneChangeQuerySet:
        """Published changes of milestones that the public reads."""
        return self.filter(
            state=MilestoneChange.State.PUBLISHED,
            milestone__plan__state=Plan.State.PUBLISHED,
            milestone__public_from__isnull=False,
            milestone__withdrawn_at=None,
        )


class MilestoneChange(FrozenWhenPublished):
    """What an officer says became of a milestone; it counts once an approver, somebody else, publishes it.

    The period before stays here, so that no date is ever lost.
    """

    class What(models.TextChoices):
        DELIVERED = "delivered", "Delivered"
        MOVED = "moved", "Moved"
        DROPPED = "dropped", "Dropped"
        PLANNED = "planned", "Planned again"

    class State(models.TextChoices):
        SUBMITTED = "submitted", "Waiting for approval"
        RETURNED = "returned", "Returned"
        PUBLISHED = "published", "Published"

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="changes")
    what = models.CharField(max_length=10, choices=What)
    state = models.CharField(max_length=10, choices=State, default=State.SUBMITTED, editable=False)
    from_period = models.CharField("period before, as written", max_length=100, blank=True, editable=False)
    from_start = models.DateField(null=True, blank=True, editable=False)
    from_end = models.DateField(null=True, blank=True, editable=False)
    to_period = models.CharField("new period, as written", max_length=100, blank=True)
    to_start = models.DateField(null=True, blank=True, editable=False)
    to_end = models.DateField(null=True, blank=True, editable=False)
    delivered_on = models.DateField(null=True, blank=True, help_text="Empty where the day is not known.")
    how_we_know = models.TextField(blank=True, help_text="What shows that it was delivered.")
    reason = models.TextField(blank=True, help_text="Why it is moved, dropped or planned again. The public reads it.")
    agreed_by = models.CharField(max_length=300, blank=True, help_text="The role or board that agreed it.")
    document = models.ForeignKey(
        SourceDocument, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Nobody, where a newer roadmap says so.",
    )
    returned_reason = models.TextField(blank=True, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    public_from = models.DateTimeField(null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(editable=False)

    PUBLIC_TEXTS = ("to_period", "how_we_know", "reason", "agreed_by")
    objects = MilestoneChangeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        verbose_name = "change of a milestone"
        verbose_name_plural = "changes of milestones"
        constraints = [
            models.UniqueConstraint(
                fields=["milestone"], condition=~Q(state="published"), name="milestone_change_one_waits"
            ),
            models.CheckConstraint(
                condition=Q(state="published", public_from__isnull=False)
                | (~Q(state="published") & Q(public_from=None)),
                name="milestone_change_public_from",
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=False) | Q(document__isnull=False),
                name="milestone_change_of_a_person_or_a_document",
            ),
            models.CheckConstraint(
                condition=Q(what="delivered") | ~Q(reason=""),
                name="milestone_change_has_reason",
                violation_error_message="Say why the milestone is moved, dropped or planned again.",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="milestone_change_approved_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(author=None) | ~Q(approved_by=F("author")),
                name="milestone_change_approved_by_another",
                violation_error_message="Nobody approves their own words.",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(returned_reason=""), name="milestone_change_returned_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.milestone}"

    @property
    def partnership_key(self) -> int | None:
        return self.milestone.plan.partnership_id
