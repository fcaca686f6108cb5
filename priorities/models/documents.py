"""Documents that were read into a plan, with every row and every problem of them."""

from __future__ import annotations

from datetime import date, datetime, time

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from priorities.models.partnerships import User
from priorities.models.plans import Plan


class SourceDocument(models.Model):
    """A file that was read into a plan. Kept as it came; never served to the public."""

    class State(models.TextChoices):
        DRAFT = "draft", "Read, waiting to be published"
        APPLIED = "applied", "In the plan"
        SET_ASIDE = "set-aside", "Set aside"

    class DatePrecision(models.TextChoices):
        DAY = "day", "Day"
        MONTH = "month", "Month"
        YEAR = "year", "Year"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=40)
    file = models.FileField(upload_to="%Y/%m/", max_length=300)
    original_name = models.CharField(max_length=300)
    sha256 = models.CharField(
        "SHA-256", max_length=64, validators=[RegexValidator(r"^[0-9a-f]{64}$", "64 hexadecimal digits.")]
    )
    document_date = models.DateField(null=True, blank=True, help_text="The date that the document itself bears.")
    date_precision = models.CharField(
        max_length=10,
        choices=DatePrecision,
        default=DatePrecision.DAY,
        help_text="Where the document bears only a month or a year, its date is the last day of it.",
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    reading = models.JSONField(help_text="What was read, as import_document --json prints it.")
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    set_aside_reason = models.CharField("why it was set aside", max_length=300, blank=True)

    class Meta:
        ordering = ["-received_at"]
        constraints = [
            # A file that was set aside may come again; the first one stays where it is.
            models.UniqueConstraint(
                fields=["plan", "sha256", "kind"], condition=~Q(state="set-aside"), name="document_once_in_plan"
            ),
            models.CheckConstraint(
                condition=Q(state="applied", applied_at__isnull=False) | ~Q(state="applied"),
                name="document_applied_when",
            ),
            models.CheckConstraint(
                condition=Q(state="set-aside", set_aside_at__isnull=False) & ~Q(set_aside_reason="")
                | (~Q(state="set-aside") & Q(set_aside_at=None, set_aside_by=None, set_aside_reason="")),
                name="document_set_aside_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DocumentCorrection(models.Model):
    """A document's title or date put right by a person, and why. Append-only; the file itself never changes."""

    document = models.ForeignKey(SourceDocument, on_delete=models.CASCADE, related_name="corrections")
    from_title = models.CharField("title before", max_length=300)
    to_title = models.CharField("title after", max_length=300)
    from_date = models.DateField("date before", null=True, blank=True)
    to_date = models.DateField("date after", null=True, blank=True)
    reason = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="document_correction_has_reason")]

    def __str__(self) -> str:
        return f"Correction of {self.recorded_at:%d/%m/%Y}"


class SourceRow(models.Model):
    """One row or paragraph of a document, and what became of it: so that every word is accounted for."""

    document = models.ForeignKey(SourceDocument, on_delete=models.CASCADE, related_name="rows")
    order = models.PositiveIntegerField()
    place = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    imported = models.BooleanField()
    reason = models.CharField("why it was skipped", max_length=300, blank=True)

    class Meta:
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "order"], name="source_row_order"),
            models.CheckConstraint(
                condition=Q(imported=True, reason="") | (Q(imported=False) & ~Q(reason="")),
                name="source_row_skipped_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.place


class ReadingProblemQuerySet(models.QuerySet):
    def open(self) -> ReadingProblemQuerySet:
        """What nobody has settled, of documents that were not set aside; what a newer one says again counts there only."""
        again = ReadingProblem.objects.filter(
            document__plan=OuterRef("document__plan"),
            document__gt=OuterRef("document"),
            row__text=OuterRef("row__text"),
            field=OuterRef("field"),
            value=OuterRef("value"),
            message=OuterRef("message"),
        ).exclude(document__state=SourceDocument.State.SET_ASIDE)
        return (
            self.filter(settled_at=None).exclude(document__state=SourceDocument.State.SET_ASIDE).filter(~Exists(again))
        )


class ReadingProblem(models.Model):
    """Something in a document that could not be read or needs a person's decision."""

    document = models.ForeignKey(SourceDocument, on_delete=models.CASCADE, related_name="problems")
    row = models.ForeignKey(SourceRow, null=True, blank=True, on_delete=models.CASCADE, related_name="problems")
    place = models.CharField(max_length=200)
    field = models.CharField(max_length=40, blank=True)
    value = models.TextField(blank=True)
    message = models.TextField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_by = models.ForeignKey(
        SourceDocument,
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="+",
        help_text="The newer document of the plan that made its row count no more.",
    )

    objects = ReadingProblemQuerySet.as_manager()

    class Meta:
        ordering = ["document", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, closed_by=None)
                | (Q(settled_at__isnull=False) & (Q(settled_by__isnull=False) | Q(closed_by__isnull=False))),
                name="problem_settled_at_and_by_whom_or_what",
            )
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def start_of_day(day: date) -> datetime:
    """Midnight in London at the start of the day: the moment from which a dated document counts as public."""
    return timezone.make_aware(datetime.combine(day, time.min))
