"""What is being done about each promise: by whom, by when, and what was reported."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from actions.status import Status, Timeliness, timeliness
from actions.timescales import Timescale
from priorities.models import Partnership, Plan, Priority, SourceDocument, SourceRow, Versioned, WordsVersion


class Reported(Protocol):
    """A report as a model or as a row of values: what the rules on ratings and lateness read of it."""

    reported_on: date | None
    status: str
    has_rating: bool


AnyReport = TypeVar("AnyReport", bound=Reported)


class Organisation(Versioned):
    """A council, NHS body, school, forum or charity that answers for leads."""

    class Sector(models.TextChoices):
        EDUCATION = "education", "Education"
        HEALTH = "health", "Health"
        SOCIAL_CARE = "social-care", "Social care"
        VOLUNTARY = "voluntary", "Voluntary sector"
        FAMILIES = "families", "Families"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    sector = models.CharField(max_length=20, choices=Sector, blank=True, help_text="Empty: not stated.")

    history = HistoricalRecords()

    PUBLIC_TEXTS = ("name",)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="organisation_once")]

    def __str__(self) -> str:
        return self.name


class Lead(Versioned):
    """A role or team that leads an action. Never a person's name: those are held back."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="leads"
    )
    name = models.CharField("role or team", max_length=300, help_text="Such as 'Group manager, SEN'. Never a name.")
    slug = models.SlugField(max_length=100, editable=False)

    history = HistoricalRecords()

    PUBLIC_TEXTS = ("name",)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "name"], name="lead_once"),
            models.UniqueConstraint(fields=["partnership", "slug"], name="lead_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name


class RatingWord(models.Model):
    """One line of a plan's own rating key: what a word or colour means in this plan and in no other."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="rating_words")
    word = models.CharField(max_length=100, help_text="The word or colour as the plan writes it, such as 'Amber'.")
    meaning = models.CharField(max_length=500, blank=True, help_text="What the plan says it means.")
    status = models.CharField(
        max_length=12, choices=Status.choices, blank=True, help_text="The status it stands for. Empty: not known."
    )
    order = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    PUBLIC_TEXTS = ("word", "meaning")

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "word"], name="rating_word_once")]

    def __str__(self) -> str:
        return self.word

    @property
    def partnership_key(self) -> int | None:
        return self.plan.partnership_id

    @property
    def status_now(self) -> Status | None:
        return Status(self.status) if self.status else None


class ActionQuerySet(models.QuerySet):
    def public(self) -> ActionQuerySet:
        """Actions of published plans that are themselves published and not withdrawn."""
        return self.filter(plan__state=Plan.State.PUBLISHED, public_from__isnull=False, withdrawn_at=None)

    def with_lead(self, slug: str) -> ActionQuerySet:
        return self.filter(Exists(ActionLead.objects.filter(action=OuterRef("pk"), lead__slug=slug)))

    def without_lead(self) -> ActionQuerySet:
        return self.filter(~Exists(ActionLead.objects.filter(action=OuterRef("pk"))))


class Action(Versioned):
    """One thing that the partnership said it will do.

    The timescale's columns are derived once from `timescale_raw`, the words as written. `latest_report`, `rated`,
    `rated_on` and `next_due` are kept by services when a report is published, so that lists need not search the
    reports. `rated` is the status that the newest standing public report with a rating gives ("" where none does or
    where its word is not known), `rated_on` the day of that report (NULL also where that is not stated).
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

    PUBLIC_TEXTS = ("reference", "plain_words", "outcome")
    objects = ActionQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["latest_report", "rated", "rated_on"])

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
    def first_words(self) -> str:
        """What the public reads first: plain words, else the official words."""
        return self.plain_words or self.official_words

    @property
    def status(self) -> Status | None:
        """What the newest public report with a rating said, though later ones gave none; None where none gave one."""
        return Status(self.rated) if self.rated else None

    def set_reports(self, standing: Iterable[ProgressReport]) -> None:
        """Keep what lists read of the standing reports, newest first: the first one and the newest rating. Stores nothing."""
        reports = list(standing)
        self.latest_report = reports[0] if reports else None
        self.set_rating(newest_rated(reports))

    def set_rating(self, rating: Reported | None) -> None:
        """Keep the status of the newest standing report with a rating, None where there is none. Stores nothing."""
        self.rated = rating.status if rating else ""
        self.rated_on = rating.reported_on if rating else None

    def timeliness(self, *, on: date) -> Timeliness:
        """How late and how silent this action is on a day. Reads `plan` and `latest_report`: select them.

        For questions about many actions the same rule stands in SQL in actions/reporting.py; a test holds them together.
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

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "lead"], name="action_lead_once"),
            models.UniqueConstraint(fields=["action", "order"], name="action_lead_order"),
        ]

    def __str__(self) -> str:
        return str(self.lead)


class LeadsChange(models.Model):
    """Who led an action before and who led it after. Append-only; the office reads it, the public does not."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="leads_changes")
    before = models.TextField("leads before", blank=True, help_text="One in each line, the accountable one first.")
    after = models.TextField("leads after", blank=True, help_text="One in each line, the accountable one first.")
    reason = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-recorded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.before or 'No lead'} to {self.after or 'no lead'}"


class ActionWords(WordsVersion):
    """The official words of an action, as they stood from a date."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="words_versions")


class DueDateChangeQuerySet(models.QuerySet):
    def public(self) -> DueDateChangeQuerySet:
        return self.filter(public_from__isnull=False)


class DueDateChange(models.Model):
    """A change of a timescale, with its reason. Append-only: slippage is public and the first date is never lost.

    Where `words_only` is set the words alone changed and nothing was promised for another time: that is no move.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="due_date_changes")
    from_due = models.DateField(null=True, blank=True)
    to_due = models.DateField(null=True, blank=True)
    from_raw = models.TextField("timescale before, as written", blank=True)
    to_raw = models.TextField("timescale after, as written", blank=True)
    words_only = models.BooleanField("only the words changed", default=False)
    reason = models.TextField()
    agreed_by = models.CharField(max_length=300, blank=True, help_text="The role or board that agreed it.")
    changed_on = models.DateField()
    public_from = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DueDateChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="due_date_change_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.from_due} to {self.to_due}"


class ProgressReportQuerySet(models.QuerySet):
    def public(self) -> ProgressReportQuerySet:
        return self.filter(state=ProgressReport.State.PUBLISHED)

    def standing(self) -> ProgressReportQuerySet:
        """Public reports that no other public report corrects."""
        corrections = ProgressReport.objects.filter(corrects=OuterRef("pk"), state=ProgressReport.State.PUBLISHED)
        return self.public().filter(~Exists(corrections))

    def newest_first(self) -> ProgressReportQuerySet:
        """By the day that it speaks of; one without a day (NULL, "date not stated") is oldest."""
        return self.order_by(F("reported_on").desc(nulls_last=True), "-pk")


class ProgressReport(Versioned):
    """What was reported on an action. Append-only: once published it never changes; to correct it, add another.

    `reported_on` is the day that the report speaks of, None where a document gave no date. From it silence is counted.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Waiting for approval"
        RETURNED = "returned", "Returned"
        PUBLISHED = "published", "Published"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="reports")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    reported_on = models.DateField(null=True, blank=True, help_text="Empty only where a document gave no date.")
    status = models.CharField(max_length=12, choices=Status.choices, blank=True, help_text="Empty: no rating given.")
    rating = models.CharField("rating as written", max_length=200, blank=True)
    done = models.TextField("what we have done", blank=True)
    difference = models.TextField("the difference it made", blank=True)
    how_we_know = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    next_step_on = models.DateField(null=True, blank=True)
    decision_asked = models.TextField("decision asked of the board", blank=True)
    reason = models.TextField("reason for stopping", blank=True)
    evidence = models.TextField(blank=True)
    evidence_url = models.URLField("evidence link", blank=True)
    evidence_on = models.DateField("date of the evidence", null=True, blank=True)
    internal_note = models.TextField(blank=True, help_text="Never shown to the public.")
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    document = models.ForeignKey(SourceDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    approved_role = models.CharField(max_length=200, blank=True, editable=False)
    returned_reason = models.TextField(blank=True, editable=False)
    public_from = models.DateTimeField(null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(editable=False)

    PUBLIC_TEXTS = (
        "done",
        "difference",
        "how_we_know",
        "next_step",
        "decision_asked",
        "reason",
        "evidence",
        "evidence_url",
    )
    objects = ProgressReportQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["action", "state", "-reported_on"]),
            # What changed last in a plan is found in this index alone, without reading the reports.
            models.Index(fields=["action", "state", "-public_from"], name="report_by_publication"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="published", public_from__isnull=False)
                | (~Q(state="published") & Q(public_from=None)),
                name="report_public_from_when_published",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="report_approved_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(author=None) | ~Q(approved_by=F("author")),
                name="report_approved_by_another",
                violation_error_message="Nobody approves their own report.",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(returned_reason=""), name="report_returned_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(status="stopped") | ~Q(reason="") | Q(document__isnull=False),
                name="report_stopped_with_reason",
                violation_error_message="Say why the action was stopped.",
            ),
        ]

    def __str__(self) -> str:
        return f"Report of {self.reported_on or 'a date not stated'}"

    @property
    def status_given(self) -> Status | None:
        return Status(self.status) if self.status else None

    @property
    def has_rating(self) -> bool:
        return gives_rating(self.status, self.rating)

    @property
    def added_later(self) -> bool:
        """This system learned of it after the day from which it was public."""
        if self.public_from is None:
            return False
        return timezone.localtime(self.recorded_at).date() > timezone.localtime(self.public_from).date()

    @property
    def partnership_key(self) -> int | None:
        return self.action.plan.partnership_id


def gives_rating(status: str, rating: str) -> bool:
    """A report gives a status, or a rating in the plan's own words, though nobody may know what those mean."""
    return bool(status) or any(map(str.isalnum, rating))


def newest_rated(reports: Iterable[AnyReport]) -> AnyReport | None:
    """The first of the reports, newest first, that carries a rating. Hand in those that stand."""
    return next((report for report in reports if report.has_rating), None)
