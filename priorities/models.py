"""What was promised, by whom, in which words, and where that stands in the source document.

Two dates are kept for every published thing: `public_from` (from when anybody could read it; words that came
in a document count from the document's date) and `recorded_at` (when they were entered here).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords


class EditConflict(Exception):
    """Somebody else saved the same record after it was read; nothing was saved."""


class Versioned(models.Model):
    """A record that refuses to be saved over somebody else's newer save.

    Every save counts `version` up and only writes where the stored version is still the one that was read.
    """

    version = models.PositiveIntegerField(default=1, editable=False)

    PUBLIC_TEXTS: ClassVar[tuple[str, ...]] = ()
    """Fields in which a person types words for the public: nobody may be named there, no number and no address."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        """Save, or raise EditConflict and leave the stored record as it is."""
        if self._state.adding:
            return super().save(*args, **kwargs)
        update_fields = kwargs.get("update_fields")
        if update_fields is not None:
            kwargs["update_fields"] = {*update_fields, "version"}
        self.version += 1
        try:
            super().save(*args, **kwargs)
        except BaseException:
            self.version -= 1
            raise

    def _do_update(self, base_qs, using, pk_val, values, update_fields, forced_update):
        # The one place through which every UPDATE of Model.save() goes; docs/adr/0005.
        guarded = base_qs.filter(version=self.version - 1)
        if not super()._do_update(guarded, using, pk_val, values, update_fields, forced_update):
            raise EditConflict(
                f"{self._meta.verbose_name.capitalize()} '{self}' was changed by somebody else since you opened it."
            )
        return True

    @property
    def partnership_key(self) -> int | None:
        """The id of the partnership to which the record belongs."""
        return self.partnership_id


class User(AbstractUser):
    """Somebody who signs in: an officer, an approver, a board member, an administrator."""

    job_title = models.CharField(
        max_length=200, blank=True, help_text="The role shown to the public instead of a name, such as 'SEND manager'."
    )

    class Meta(AbstractUser.Meta):
        ordering = ["username"]


_counting: ContextVar[list[bool] | None] = ContextVar("counting", default=None)
"""Whether a write was noted in a block that counts once; None outside such a block."""


class ContentVersion(models.Model):
    """One row that counts up with every change that the public can see. Kept pages are keyed by it."""

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_content_version")]

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """The number that public pages are keyed by; 0 before the first change."""
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0

    @classmethod
    def count_up(cls) -> None:
        """Make every kept page stale. Call it in the transaction of the change."""
        noted = _counting.get()
        if noted is not None:
            noted.append(True)
            return
        if not cls.objects.filter(pk=1).update(number=F("number") + 1):
            cls.objects.get_or_create(pk=1)

    @classmethod
    @contextmanager
    def counted_once(cls) -> Iterator[None]:
        """Count up once for all the writes of the block, at its end. The block stands inside one transaction."""
        if _counting.get() is not None:
            yield
            return
        noted: list[bool] = []
        token = _counting.set(noted)
        try:
            yield
        finally:
            _counting.reset(token)
        if noted:
            cls.count_up()


class PartnershipQuerySet(models.QuerySet):
    def public(self) -> PartnershipQuerySet:
        """Partnerships are public by name and contact routes."""
        return self

    def host(self) -> Partnership | None:
        """The partnership whose portal this is: SENDPLAN_HOST_PARTNERSHIP, else the first that was added."""
        if settings.HOST_PARTNERSHIP:
            return self.filter(slug=settings.HOST_PARTNERSHIP).first()
        return self.order_by("pk").first()


class Partnership(Versioned):
    """A local area partnership: council, NHS, schools and parent carer forum of one area."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    area_name = models.CharField("area", max_length=200, blank=True, help_text="The area, such as 'Oxfordshire'.")
    is_invented = models.BooleanField(
        "an invented example", default=False, help_text="Its pages say that it is an example and not a real area."
    )
    contact_email = models.EmailField("email", blank=True)
    contact_telephone = models.CharField("telephone", max_length=40, blank=True)
    contact_hours = models.CharField("telephone hours", max_length=200, blank=True)
    contact_address = models.TextField("postal address", blank=True)
    advice_service = models.CharField(
        "independent advice service", max_length=200, blank=True, help_text="The SEND advice service (SENDIASS)."
    )
    advice_telephone = models.CharField("advice telephone", max_length=40, blank=True)
    advice_url = models.URLField("advice web page", blank=True)

    PUBLIC_TEXTS = ("name", "area_name", "advice_service")
    objects = PartnershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def partnership_key(self) -> int | None:
        return self.pk


class Membership(models.Model):
    """What a user may do for one partnership."""

    class Role(models.TextChoices):
        OFFICER = "officer", "Officer"
        APPROVER = "approver", "Approver"
        EDITOR = "editor", "Editor"
        FORUM = "forum", "Parent carer forum"
        BOARD = "board", "Board member"
        ADMINISTRATOR = "administrator", "Administrator"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)

    history = HistoricalRecords()

    class Meta:
        ordering = ["user__username", "role"]
        constraints = [
            models.UniqueConstraint(fields=["user", "partnership", "role"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.partnership}"


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
        null=True, blank=True, help_text="Set it when no more updates will come: lateness stops counting on this day."
    )
    priority_word = models.CharField(
        "word for a priority", max_length=60, default="Priority", help_text="'Priority', 'Proposal', 'Theme' …"
    )
    update_cycle = models.CharField(
        max_length=20, choices=UpdateCycle, blank=True, help_text="How often an update is due. Empty: not stated."
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

    PUBLIC_TEXTS = ("title", "slug", "summary", "agreed_by", "priority_word")
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
                fields=["plan", "sha256"], condition=~Q(state="set-aside"), name="document_once_in_plan"
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

    class Meta:
        ordering = ["document", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="problem_settled_at_and_by",
            )
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class HeldBack(Versioned):
    """A person's name, email address or telephone number found in a document.

    The public, and every column that the public can read, holds `placeholder` in its place until somebody gives
    `public_words`: a role or team.
    """

    class Kind(models.TextChoices):
        NAME = "name", "name"
        EMAIL = "email", "email address"
        TELEPHONE = "telephone", "telephone number"
        DETAIL = "detail", "personal detail"

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+", editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="held_back")
    number = models.PositiveIntegerField(
        help_text="Its number in the partnership: plans share their leads, so a placeholder names just one of all."
    )
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.CharField(max_length=300)
    public_words = models.CharField(
        "words for the public", max_length=200, blank=True, help_text="A role or team, such as 'SENCO'. Never a name."
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        User, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["plan", "number"]
        verbose_name = "held back name"
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="held_back_number"),
            models.UniqueConstraint(fields=["plan", "words"], name="held_back_words_once"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, public_words="")
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(public_words="")),
                name="held_back_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def placeholder(self) -> str:
        """What stands in public words until a role is given: "[name 3 held back]"."""
        return f"[{self.get_kind_display()} {self.number} held back]"

    @property
    def is_released(self) -> bool:
        """Somebody said that the very words name a role or team ("Streets Ahead"): nothing is held back then."""
        return f" {self.words.casefold()} " in f" {self.public_words.casefold()} "

    @property
    def partnership_key(self) -> int | None:
        return self.plan.partnership_id


class PriorityQuerySet(models.QuerySet):
    def public(self) -> PriorityQuerySet:
        """Priorities of published plans that are themselves published and not withdrawn."""
        return self.filter(plan__state=Plan.State.PUBLISHED, public_from__isnull=False, withdrawn_at=None)


class Priority(Versioned):
    """One aim of a plan; its number and the plan's own word for it are kept as written."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="priorities")
    number = models.CharField(max_length=20, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    slug = models.SlugField(max_length=100)
    official_words = models.TextField(blank=True, editable=False)
    plain_words = models.TextField(blank=True, help_text="What the public reads first: short and plain.")
    why_it_matters = models.TextField(blank=True)
    source_row = models.ForeignKey(
        SourceRow, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    public_from = models.DateTimeField(null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(editable=False)

    PUBLIC_TEXTS = ("number", "title", "plain_words", "why_it_matters")
    objects = PriorityQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "order", "pk"]
        verbose_name_plural = "priorities"
        constraints = [models.UniqueConstraint(fields=["plan", "slug"], name="priority_slug_in_plan")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("actions:priority", args=[self.plan.slug, self.slug])

    @property
    def label(self) -> str:
        """The plan's own word and number, "Proposal 2"; the title alone where there is no number."""
        return f"{self.plan.priority_word} {self.number}" if self.number else self.title

    @property
    def partnership_key(self) -> int | None:
        return self.plan.partnership_id


class WordsVersion(models.Model):
    """Official words as they stood from a date. Append-only: a new agreement adds a row and changes none."""

    words = models.TextField(blank=True)
    reason = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey(SourceDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    public_from = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return self.words[:80]


class PriorityWords(WordsVersion):
    """The official words of a priority."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="words_versions")


def start_of_day(day: date) -> datetime:
    """Midnight in London at the start of the day: the moment from which a dated document counts as public."""
    return timezone.make_aware(datetime.combine(day, time.min))
