"""What counts as a rating, and the rating key of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from django.db import models
from simple_history.models import HistoricalRecords

from actions.status import Status
from priorities.models import Plan


class Reported(Protocol):
    """A report as a model or as a row of values: what the rules on ratings and lateness read of it."""

    reported_on: date | None
    status: str
    rating: str
    has_rating: bool


AnyReport = TypeVar("AnyReport", bound=Reported)


def gives_rating(status: str, rating: str) -> bool:
    """A report gives a status, or a rating in the plan's own words, though nobody may know what those mean."""
    return bool(status) or any(map(str.isalnum, rating))


def newest_rated(reports: Iterable[AnyReport]) -> AnyReport | None:
    """The first of the reports, newest first, that carries a rating. Hand in those that stand."""
    return next((report for report in reports if report.has_rating), None)


class Telling(Protocol):
    """A report as a model or as a row of values: what the rule on "no change" reads of it."""

    reported_on: date | None
    no_change: bool


AnyTelling = TypeVar("AnyTelling", bound=Telling)


def newest_told(reports: Iterable[AnyTelling]) -> AnyTelling | None:
    """The report whose words hold: the newest, or the one that it refers to where it only says "no change".

    Hand in those that stand, newest first.
    """
    standing = list(reports)
    told = next((report for report in standing if not report.no_change and report.reported_on), None)
    if standing and not standing[0].no_change:
        return standing[0]
    return told or next(iter(standing), None)


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
        return Status.given(self.status)
