"""What a strategy commits to: sentences without a date, under a priority or for the whole plan."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from priorities.models.documents import SourceRow
from priorities.models.plans import Plan
from priorities.models.priorities import Priority, WordsVersion
from priorities.models.versioned import Versioned


class CommitmentQuerySet(models.QuerySet):
    def public(self) -> CommitmentQuerySet:
        """Commitments of published plans that are themselves published and not withdrawn.

        One of a priority that the public cannot read is the plan's all the same: it was promised.
        """
        return self.filter(plan__state=Plan.State.PUBLISHED, public_from__isnull=False, withdrawn_at=None)


class Commitment(Versioned):
    """One "We will" of a plan. Without a priority it is a core commitment: it holds for all of them."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="commitments")
    priority = models.ForeignKey(
        Priority,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commitments",
        help_text="Empty: a core commitment, which holds for all priorities.",
    )
    order = models.PositiveIntegerField(default=0)
    slug = models.SlugField(max_length=100, help_text="Part of the permanent address.")
    official_words = models.TextField(blank=True, editable=False)
    plain_words = models.TextField(blank=True, help_text="What the public reads first: short and plain.")
    source_row = models.ForeignKey(
        SourceRow, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(max_length=300, blank=True, editable=False)
    public_from = models.DateTimeField(null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(editable=False)

    PUBLIC_TEXTS = ("plain_words",)
    objects = CommitmentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "slug"], name="commitment_slug_in_plan"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="commitment_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.first_words[:80]

    def get_absolute_url(self) -> str:
        """Its place on the page of its priority; of a core commitment, on the page of its plan."""
        page = self.priority if self.priority_id is not None else self.plan
        return f"{page.get_absolute_url()}#{self.slug}"

    @property
    def first_words(self) -> str:
        """What the public reads first: plain words, else the official words."""
        return self.plain_words or self.official_words

    @property
    def is_core(self) -> bool:
        return self.priority_id is None

    @property
    def partnership_key(self) -> int | None:
        return self.plan.partnership_id


class CommitmentWords(WordsVersion):
    """The official words of a commitment."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="words_versions")
