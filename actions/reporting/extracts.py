"""What is read of an action where whole records would cost too much, because lists are long."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple


class Listed(NamedTuple):
    """What a list reads of an action, its last public report and its priority; no more, because lists are long."""

    pk: int
    slug: str
    reference: str
    plain_words: str
    official_words: str
    timescale_raw: str
    start: date | None
    due: date | None
    original_due: date | None
    next_due: date | None
    precision: str
    recurrence: str
    ongoing: bool
    timescale_problem: str
    promised_on: date | None
    rated: str
    rated_on: date | None
    rated_as: str
    latest_report: int | None
    latest_report__reported_on: date | None
    priority__number: str | None
    priority__title: str | None
    priority__public_from: datetime | None
    priority__withdrawn_at: datetime | None

    @property
    def first_words(self) -> str:
        """As Action.first_words."""
        return self.plain_words or self.official_words


class Linked(NamedTuple):
    """What the page of an action reads of another public action that it links to."""

    pk: int
    slug: str
    reference: str
    plain_words: str
    official_words: str
    continues_id: int | None
    plan__slug: str
    plan__title: str

    @property
    def first_words(self) -> str:
        """As Action.first_words."""
        return self.plain_words or self.official_words
