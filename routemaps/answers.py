"""Comments as the public reads them: by year, with their answers, and how many there were in all.

SEND Regulations 2014, regulation 56: published at least once a year, without identifying anybody.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from actions.wording import day_as_known
from priorities.models import Partnership
from routemaps.models import Comment


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year in which comments came: how many, how many were published, and why others were not."""

    year: int
    came: int
    published: int
    waiting: int
    not_published: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A published comment with its answer; only the month is told in which it came."""

    about: str
    month: str
    """Such as "March 2026"."""
    words: str
    answer: str
    did: str


def years_of(partnership: Partnership) -> list[Year]:
    """The years in which comments came, the newest first. One query."""
    rows = (
        Comment.objects.filter(partnership=partnership)
        .values_list("sent_at__year", "state", "why_rejected")
        .annotate(number=Count("pk"))
        .order_by()
    )
    found: dict[int, list[tuple[str, str, int]]] = {}
    for year, state, why, number in rows:
        found.setdefault(year, []).append((state, why, number))
    return [_year(year, found[year]) for year in sorted(found, reverse=True)]


def _year(year: int, rows: list[tuple[str, str, int]]) -> Year:
    by_state = {state: sum(number for one, _, number in rows if one == state) for state in Comment.State.values}
    why = [
        (str(label).lower(), number)
        for value, label in Comment.Why.choices
        if (number := sum(number for state, said, number in rows if state == Comment.State.REJECTED and said == value))
    ]
    return Year(
        year,
        sum(by_state.values()),
        by_state[Comment.State.PUBLISHED],
        by_state[Comment.State.WAITING] + by_state[Comment.State.SAFEGUARDING],
        tuple(why),
    )


def answers_of(partnership: Partnership, year: int) -> list[Answer]:
    """The published comments of a year, the newest first. One query."""
    comments = (
        Comment.objects.public()
        .filter(partnership=partnership, sent_at__year=year)
        .select_related("response")
        .order_by("-sent_at", "-pk")
    )
    return [
        Answer(
            one.get_about_display(),
            day_as_known(timezone.localtime(one.sent_at).date(), "month"),
            one.shown_words,
            one.response.words,
            one.response.did,
        )
        for one in comments
    ]
