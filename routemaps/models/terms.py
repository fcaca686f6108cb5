"""Words that need explaining, each in one plain sentence."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from priorities.models import Partnership, Versioned


class Term(Versioned):
    """A word of the field and what it means, in one plain sentence."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    term = models.CharField(max_length=120, help_text="As the public meets it, such as 'EHC plan'.")
    slug = models.SlugField(max_length=100, editable=False, help_text="Part of the permanent address.")
    also_known_as = models.TextField(
        blank=True, help_text="What people also say or search for, one in each line, such as 'statement'."
    )
    say_it_as = models.CharField(
        max_length=200, blank=True, help_text="How it is said aloud, such as 'E H C plan'. Empty: as it is written."
    )
    sentence = models.TextField("in one plain sentence", help_text="At most 25 words, without another acronym.")

    PUBLIC_TEXTS = ("term", "also_known_as", "say_it_as", "sentence")
    READ_IN_A_ROW = (("term", "sentence"),)

    history = HistoricalRecords()

    class Meta:
        ordering = ["term"]
        verbose_name = "explained word"
        constraints = [
            models.UniqueConstraint(fields=["partnership", "term"], name="term_once"),
            models.UniqueConstraint(fields=["partnership", "slug"], name="term_slug_once"),
        ]

    def __str__(self) -> str:
        return self.term
