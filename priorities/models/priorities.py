"""Priorities of a plan, and official words as they stood from a date."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from priorities.models.documents import SourceDocument, SourceRow
from priorities.models.partnerships import User
from priorities.models.plans import Plan
from priorities.models.versioned import Versioned


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
    READ_IN_A_ROW = (("number", "title"),)
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
