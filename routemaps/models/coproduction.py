"""How routemaps are made with families: what happened when, and which topics families asked for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from priorities.models import Partnership, Versioned
from routemaps.models.routemaps import Routemap, Stage


class _MadeWithFamilies(Versioned):
    """What an event and a topic share: whose it is, who wrote it down, and from when the public reads it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField(default=0)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(editable=False)
    public_from = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class MadeWithFamiliesQuerySet(models.QuerySet):
    def public(self) -> MadeWithFamiliesQuerySet:
        """What was published and not withdrawn."""
        return self.filter(public_from__isnull=False, withdrawn_at=None)


class CoproductionEvent(_MadeWithFamilies):
    """Something that happened while routemaps were made: who took part, what was asked for, what changed because of it."""

    class Precision(models.TextChoices):
        DAY = "day", "A day"
        MONTH = "month", "A month"
        SEASON = "season", "A season"
        TERM = "term", "A school term"
        ACADEMIC_YEAR = "academic year", "An academic year"
        FINANCIAL_YEAR = "financial year", "A financial year"
        YEAR = "year", "A year"
        SPAN = "span", "From one date to another"
        NONE = "none", "No date"

    routemap = models.ForeignKey(
        Routemap,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="coproduction_events",
        help_text="Empty: it was about all of them.",
    )
    when = models.CharField(max_length=120, blank=True, help_text="As it is written, such as 'October 2023'.")
    precision = models.CharField(max_length=20, choices=Precision, default=Precision.NONE)
    start = models.DateField(
        "first day", null=True, blank=True, help_text="Of the month or year, where no day is known."
    )
    words = models.TextField("what happened")
    items = models.TextField("points of its list", blank=True, help_text="One in each line.")
    took_part = models.CharField(
        "who took part", max_length=300, blank=True, help_text="Numbers and groups, never names: '14 parent carers'."
    )
    asked_for = models.TextField("what was asked for", blank=True)
    changed = models.TextField("what changed because of it", blank=True)
    changed_stage = models.ForeignKey(
        Stage, verbose_name="where it changed", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    not_done = models.TextField("what was not done, and why", blank=True)
    source = models.CharField(
        max_length=300, blank=True, help_text="The document that tells of it, and the place in it."
    )

    PUBLIC_TEXTS = ("when", "words", "items", "took_part", "asked_for", "changed", "not_done", "source")
    objects = MadeWithFamiliesQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "event of co-production"
        verbose_name_plural = "events of co-production"
        constraints = [
            models.CheckConstraint(
                condition=Q(precision="none", start=None) | (~Q(precision="none") & Q(start__isnull=False)),
                name="coproduction_event_dated",
                violation_error_message="Give the first day, or say that there is no date.",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]


class Topic(_MadeWithFamilies):
    """A process for which families asked for a routemap, and how far its making came."""

    class Stage(models.TextChoices):
        ASKED_FOR = "asked for", "Asked for"
        SESSION_HELD = "session held", "Talked about with families"
        DRAFTED = "drafted", "Drafted"
        OUT_FOR_VIEWS = "out for views", "Out for views"
        PUBLISHED = "published", "Published"
        NOT_NOW = "not now", "Not now"

    words = models.CharField("topic", max_length=200)
    was_asked_for = models.BooleanField("families asked for it", default=False)
    asked = models.PositiveIntegerField(
        "how many asked", null=True, blank=True, help_text="Empty: the number was not published."
    )
    stage = models.CharField("how far it came", max_length=20, choices=Stage, default=Stage.ASKED_FOR)
    routemap = models.ForeignKey(
        Routemap, null=True, blank=True, on_delete=models.PROTECT, related_name="topics", help_text="Once there is one."
    )
    how_to_join = models.CharField("how to join in", max_length=300, blank=True)
    why_not = models.CharField("why not now", max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)

    PUBLIC_TEXTS = ("words", "how_to_join", "why_not", "source")
    objects = MadeWithFamiliesQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage="not now") | ~Q(why_not=""),
                name="topic_not_now_says_why",
                violation_error_message="Say why there is no routemap for it now. Families read it.",
            ),
            models.CheckConstraint(
                condition=~Q(stage="published") | Q(routemap__isnull=False),
                name="topic_published_names_its_routemap",
                violation_error_message="Choose the routemap that was published on this topic.",
            ),
            models.UniqueConstraint(fields=["partnership", "words"], name="topic_once"),
        ]

    def __str__(self) -> str:
        return self.words
