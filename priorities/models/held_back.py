"""Names, addresses and numbers of people that were found in a document and that the public may not read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from priorities.models.partnerships import Partnership, User
from priorities.models.plans import Plan
from priorities.models.versioned import Versioned


class HeldBack(Versioned):
    """A person's name, email address or telephone number found in a document.

    The public, and every column that the public can read, holds `placeholder` in its place until somebody decides:
    `public_words`, a role or team, or with none that it is left out. The history keeps decisions, never the name.
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

    history = HistoricalRecords(excluded_fields=["words"])

    class Meta:
        ordering = ["plan", "number"]
        verbose_name = "held back name"
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="held_back_number"),
            models.UniqueConstraint(fields=["plan", "words"], name="held_back_words_once"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, public_words="")
                | Q(decided_at__isnull=False, decided_by__isnull=False),
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
    def is_left_out(self) -> bool:
        """Somebody decided that nothing stands in its place."""
        return self.decided_at is not None and not self.public_words

    @property
    def may_be_decided(self) -> bool:
        """Nobody has decided yet, or nobody outside has read what was decided: not while its document still waits."""
        if self.decided_at is None or self.plan.public_from is None:
            return True
        return not self.plan.filled_texts.filter(with_placeholders__contains=self.placeholder).exists()

    @property
    def is_released(self) -> bool:
        """Somebody said that the very words name a role or team ("Streets Ahead"): nothing is held back then."""
        return f" {self.words.casefold()} " in f" {self.public_words.casefold()} "

    @property
    def partnership_key(self) -> int | None:
        return self.plan.partnership_id


class FilledText(models.Model):
    """A text in which a decision took the place of held-back names, as it was before and became: to decide anew.

    `record` is a model ("actions.action") and `column` one of its columns, or "leads 0" for an action's first lead.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="filled_texts")
    record = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    column = models.CharField(max_length=60)
    with_placeholders = models.TextField()
    filled = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.record} {self.record_id}, {self.column}"
