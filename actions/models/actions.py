"""Actions and who leads them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from actions.models.leads import Lead
from actions.models.ratings import Reported, newest_rated
from actions.status import FINISHED_VALUES, Status, Timeliness, timeliness
from actions.timescales import Timescale
from priorities.models import Plan, Priority, SourceRow, Versioned


class ActionQuerySet(models.QuerySet):
    def public(self) -> ActionQuerySet:
        """Actions of published plans that are themselves published and not withdrawn."""
        return self.filter(plan__state=Plan.State.PUBLISHED, public_from__isnull=False, withdrawn_at=None)

    def awaiting_updates(self, *, on: date) -> ActionQuerySet:
        """Public actions that nobody said finished, in plans that are open on the day: for these updates are asked."""
        is_open = Q(plan__closed_on=None) | Q(plan__closed_on__gt=on)
        return self.public().filter(is_open).exclude(rated__in=FINISHED_VALUES)

    def with_lead(self, slug: str) -> ActionQuerySet:
        return self.filter(Exists(ActionLead.objects.filter(action=OuterRef("pk"), lead__slug=slug)))

    def without_lead(self) -> ActionQuerySet:
        return self.filter(~Exists(ActionLead.objects.filter(action=OuterRef("pk"))))


class Action(Versioned):
    """One thing that the partnership said it will do.

    The timescale's columns are derived once from `timescale_raw`, the words as written. `latest_report`, `rated`,
    `rated_on`, `rated_as` and `next_due` are kept by services when a report is published, so that lists need not search the
    reports. `rated` is the status that the newest standing public report with a rating gives ("" where none does or
    where its word is not known), `rated_on` the day of that report (NULL also where that is not stated), `rated_as` its word where that means no status.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    priority = models.ForeignKey(Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(
        max_length=40, blank=True, help_text="As the plan writes it. May repeat or be missing."
    )
    slug = models.SlugField(max_length=100, help_text="Part of the permanent address.")
    order = models.PositiveIntegerField(default=0)
    official_words = models.TextField(blank=True, editable=False)
    plain_words = models.TextField(blank=True, help_text="What the public reads first: short and plain.")
    outcome = models.TextField(blank=True, help_text="What will be different.")
    leads = models.ManyToManyField(Lead, through="ActionLead", related_name="+")

    timescale_raw = models.TextField("timescale as written", blank=True)
    start = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=12, blank=True)
    recurrence = models.CharField(max_length=40, blank=True)
    ongoing = models.BooleanField(default=False)
    timescale_note = models.TextField(blank=True)
    timescale_problem = models.TextField(blank=True)
    original_due = models.DateField(null=True, blank=True, editable=False)
    next_due = models.DateField(null=True, blank=True, editable=False)

    continues = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(max_length=300, blank=True, editable=False)
    source_row = models.ForeignKey(
        SourceRow, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    promised_on = models.DateField("public since", null=True, blank=True, editable=False)
    public_from = models.DateTimeField(null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(editable=False)
    latest_report = models.ForeignKey(
        "ProgressReport", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    rated = models.CharField("status", max_length=12, choices=Status.choices, blank=True, editable=False)
    rated_on = models.DateField(null=True, blank=True, editable=False)
    rated_as = models.CharField(max_length=200, blank=True, editable=False)

    PUBLIC_TEXTS = ("reference", "plain_words", "outcome")
    READ_IN_A_ROW = (("reference", "plain_words"), ("reference", "official_words"))
    READ_FROM_TIMESCALE = (
        "start",
        "due",
        "precision",
        "recurrence",
        "ongoing",
        "timescale_note",
        "timescale_problem",
        "original_due",
        "next_due",
    )
    """Columns that are derived from `timescale_raw`, in the order in which the office reads them."""

    objects = ActionQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["latest_report", "rated", "rated_on", "rated_as"])

    class Meta:
        ordering = ["plan", "order", "pk"]
        indexes = [
            models.Index(fields=["plan", "order"]),
            models.Index(fields=["plan", "next_due"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["plan", "slug"], name="action_slug_in_plan"),
            models.CheckConstraint(
                condition=Q(timescale_problem="") | Q(due=None),
                name="action_problem_has_no_due",
                violation_error_message="A timescale that could not be read has no due date.",
            ),
            models.CheckConstraint(
                condition=Q(start=None) | Q(due=None) | Q(start__lte=F("due")),
                name="action_starts_before_due",
                violation_error_message="The action starts after it is due.",
            ),
            models.CheckConstraint(
                condition=(Q(start=None) & Q(due=None) & Q(precision=""))
                | (~Q(precision="") & (Q(start__isnull=False) | Q(due__isnull=False))),
                name="action_precision_with_date",
                violation_error_message="A date has a precision, and a precision has a date.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="action_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.first_words[:80]}".strip()

    def get_absolute_url(self) -> str:
        return reverse("actions:action", args=[self.plan.slug, self.slug])

    @property
    def is_public(self) -> bool:
        """The public reads this action, by the same rule as the query set's `public`. Reads `plan`."""
        return self.plan.state == Plan.State.PUBLISHED and self.public_from is not None and self.withdrawn_at is None

    @property
    def first_words(self) -> str:
        """What the public reads first: plain words, else the official words."""
        return self.plain_words or self.official_words

    @property
    def status(self) -> Status | None:
        """What the newest public report with a rating said, though later ones gave none; None where none gave one."""
        return Status.given(self.rated)

    def set_reports(self, standing: Iterable[Reported]) -> None:
        """Keep what lists read of the standing reports, newest first: the first one and the newest rating. Stores nothing."""
        reports = list(standing)
        self.latest_report = reports[0] if reports else None
        self.set_rating(newest_rated(reports))

    def set_rating(self, rating: Reported | None) -> None:
        """Keep the status of the newest standing report with a rating, None where there is none. Stores nothing."""
        self.rated = rating.status if rating else ""
        self.rated_on = rating.reported_on if rating else None
        self.rated_as = rating.rating if rating and not rating.status else ""

    def timeliness(self, *, on: date) -> Timeliness:
        """How late and how silent this action is on a day. Reads `plan` and `latest_report`: select them.

        For questions about many actions the same rule stands in SQL in actions/reporting/lateness.py; a test holds them together.
        """
        return self.timeliness_after(self.latest_report, on=on)

    def timeliness_after(self, latest: Reported | None, *, on: date) -> Timeliness:
        """The same where the newest standing report is at hand. Reads `plan`."""
        return timeliness(
            due=self.next_due,
            status=self.status,
            last_update_on=latest.reported_on if latest else None,
            promised_on=self.promised_on,
            update_cycle=self.plan.update_cycle,
            closed_on=self.plan.closed_on,
            on=on,
            precision=self.precision,
        )

    def set_timescale(self, timescale: Timescale) -> None:
        """Take over a timescale: the words verbatim and every column derived from them."""
        self.timescale_raw = timescale.raw
        self.start = timescale.start
        self.due = timescale.due
        self.precision = timescale.precision or ""
        self.recurrence = timescale.recurrence or ""
        self.ongoing = timescale.ongoing
        self.timescale_note = timescale.note or ""
        self.timescale_problem = timescale.problem or ""

    @property
    def partnership_key(self) -> int | None:
        return self.plan.partnership_id


class ActionLead(models.Model):
    """A lead of an action. The first (order 0) is accountable."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="action_leads")
    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="action_leads")
    order = models.PositiveSmallIntegerField(default=0)
    without_organisation = models.BooleanField(
        default=False,
        editable=False,
        help_text="The document does not give the organisation that this lead has elsewhere: the public reads none.",
    )

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "lead"], name="action_lead_once"),
            models.UniqueConstraint(fields=["action", "order"], name="action_lead_order"),
        ]

    def __str__(self) -> str:
        return str(self.lead)
