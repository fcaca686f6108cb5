"""Boards that look at plans, and when they met or meet: "what moved since the last meeting" is asked by board."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from priorities.models import Partnership, Versioned


class BoardQuerySet(models.QuerySet):
    def public(self) -> BoardQuerySet:
        """Boards whose pages were published and not taken back."""
        return self.filter(public_from__isnull=False)


class Board(Versioned):
    """A group that decides on plans: what it decides, and when it meets. Roles and groups, never people."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="boards")
    name = models.CharField(max_length=160, help_text="As the area calls it, such as 'SEND strategic board'.")
    slug = models.SlugField(max_length=80, help_text="Part of the permanent address.")
    decides = models.TextField("what it decides", blank=True, help_text="In one or two plain sentences.")
    meets = models.TextField(
        "when it meets",
        blank=True,
        help_text="How often, where, whether the public may come, and where its papers are.",
    )
    order = models.PositiveIntegerField(default=0)
    public_from = models.DateTimeField(null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(editable=False)

    PUBLIC_TEXTS = ("name", "decides", "meets")
    objects = BoardQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["order", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["partnership", "slug"], name="board_slug_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_public(self) -> bool:
        return self.public_from is not None


class Meeting(Versioned):
    """A day on which a board met or will meet. The public reads it with its board."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField("day of the meeting")
    note = models.CharField("what it was about", max_length=300, blank=True)

    PUBLIC_TEXTS = ("note",)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "held_on"],
                name="meeting_once_a_day",
                violation_error_message="This board has a meeting on that day already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.board}, {self.held_on:%d/%m/%Y}"

    @property
    def partnership_key(self) -> int | None:
        return self.board.partnership_id
