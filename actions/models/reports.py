"""What was reported on an action."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from simple_history.models import HistoricalRecords

from actions.models.actions import Action
from actions.models.links import UpdateLink
from actions.models.ratings import gives_rating
from actions.status import Status
from priorities.models import FrozenQuerySet, FrozenWhenPublished, SourceDocument, User


class ProgressReportQuerySet(FrozenQuerySet):
    def public(self) -> ProgressReportQuerySet:
        return self.filter(state=ProgressReport.State.PUBLISHED)

    def standing(self) -> ProgressReportQuerySet:
        """Public reports that no other public report corrects."""
        corrections = ProgressReport.objects.filter(corrects=OuterRef("pk"), state=ProgressReport.State.PUBLISHED)
        return self.public().filter(~Exists(corrections))

    def telling(self) -> ProgressReportQuerySet:
        """Standing reports of a known day with words of their own, newest first: what a "no change" can refer to."""
        return self.standing().filter(no_change=False, reported_on__isnull=False).newest_first()

    def newest_first(self) -> ProgressReportQuerySet:
        """By the day that it speaks of; one without a day (NULL, "date not stated") is oldest."""
        return self.order_by(F("reported_on").desc(nulls_last=True), "-pk")


class ProgressReport(FrozenWhenPublished):
    """What was reported on an action. Append-only: once published it never changes; to correct it, add another.

    `reported_on` is the day that the report speaks of, None where a document gave no date. From it silence is counted.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Waiting for approval"
        RETURNED = "returned", "Returned"
        PUBLISHED = "published", "Published"

    OPEN = frozenset({State.DRAFT, State.RETURNED})
    """States in which the author may still change the words; only the office reads them."""
    HANDED_IN = frozenset({State.SUBMITTED, State.PUBLISHED})
    """States in which every role reads the report, and the forum speaks on it."""

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
    no_change = models.BooleanField(
        default=False, editable=False, help_text="Nothing has changed since the report before, which it repeats."
    )
    new_timescale = models.TextField(
        "new timescale", blank=True, help_text="Where the due date changes: in the plan's words, 'by March 2027'."
    )
    new_timescale_reason = models.TextField("why the due date changes", blank=True)
    new_timescale_agreed_by = models.CharField(
        "who agreed the new date", max_length=300, blank=True, help_text="The role or board, never a person's name."
    )
    new_timescale_agreed_on = models.DateField("agreed on", null=True, blank=True)
    corrects_what = models.CharField(
        "what it corrects", max_length=300, blank=True, help_text="What was wrong; the public reads it."
    )
    small_numbers_checked = models.BooleanField(
        default=False, editable=False, help_text="An approver ticked that a count of fewer than 5 children may be read."
    )
    link = models.ForeignKey(
        UpdateLink, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
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
        "new_timescale",
        "new_timescale_reason",
        "new_timescale_agreed_by",
        "corrects_what",
    )
    objects = ProgressReportQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["action", "state", "-reported_on"]),
            # What changed last in a plan is found in this index alone, without reading the reports.
            models.Index(fields=["action", "state", "-public_from"], name="report_by_publication"),
            # Few wait and few are open, among all that were ever published.
            models.Index(fields=["submitted_at", "id"], condition=Q(state="submitted"), name="report_waiting"),
            models.Index(fields=["author", "action"], condition=~Q(state="published"), name="report_open"),
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
            # Two posts of one form go on with the same draft; what a document brought has no author.
            models.UniqueConstraint(
                fields=["action", "author"],
                condition=Q(state="draft", document=None),
                name="report_one_draft_each",
                violation_error_message="You have a draft on this action already: go on with that one.",
            ),
            # A draft is kept as it is typed; what its status needs is asked for when it is submitted.
            models.CheckConstraint(
                condition=~Q(status="stopped")
                | ~Q(reason="")
                | Q(document__isnull=False)
                | Q(state__in=("draft", "returned")),
                name="report_stopped_with_reason",
                violation_error_message="Say why the action was stopped.",
            ),
        ]

    def __str__(self) -> str:
        return f"Report of {self.reported_on or 'a date not stated'}"

    @property
    def status_given(self) -> Status | None:
        return Status.given(self.status)

    @property
    def rating_in_words(self) -> str:
        """The rating as it was written, else the name of its status; "" where it gives none."""
        return self.rating or self.get_status_display()

    def is_work_of(self, user: User) -> bool:
        """Whether the person wrote it, or made the link through which it was written: somebody else decides. Reads `link`."""
        return user.pk in (self.author_id, self.link.made_by_id if self.link else None)

    @property
    def has_rating(self) -> bool:
        return gives_rating(self.status, self.rating)

    @property
    def partnership_key(self) -> int | None:
        return self.action.plan.partnership_id


def repeated_by(report: ProgressReport) -> ProgressReport | None:
    """The report that a "no change" refers to, whether the public reads it yet or not; None for other reports."""
    if not report.no_change:
        return None
    return ProgressReport.objects.telling().filter(action=report.action_id, reported_on__lte=report.reported_on).first()


def told_by(actions: Iterable[Action]) -> dict[int, ProgressReport]:
    """By the id of each action that has one, the public report whose words hold: its latest, or what that repeats.

    One query, none where no latest report says "no change". Reads `latest_report`: select it.
    """
    told = {action.pk: action.latest_report for action in actions if action.latest_report is not None}
    repeating = [key for key, report in told.items() if report.no_change]
    if repeating:
        newest = ProgressReport.objects.telling().filter(action=OuterRef("pk")).values("pk")[:1]
        keys = Action.objects.filter(pk__in=repeating).order_by().values(told=Subquery(newest))
        told |= {report.action_id: report for report in ProgressReport.objects.filter(pk__in=keys)}
    return told
