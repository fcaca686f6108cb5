"""Puts invented promises into numbered, dated, rated rows, and says what must be read from each."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from .expect import Action, OneOf, Text, Warned
from .item import Item

ROLE_ENDS = {
    "Manager",
    "Lead",
    "Officer",
    "Adviser",
    "Commissioner",
    "Psychologist",
    "Head",
    "Chair",
    "Director",
}
SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class When:
    """A timescale as written, and the start and due date that it means."""

    raw: str
    due: Any = None
    start: Any = None
    day: date | None = None


def blank_date(raw: str = "") -> When:
    """A cell without a date, or with debris: to be reported."""
    return When(raw, Warned(None))


def months(style: str, *points: str) -> list[When]:
    """Month points "25-09" written in one style; the due date is the last day of the month.

    Styles: "Sep-25", "Sept 2025", "September 2025", "SEPTEMBER 2025", "by September 2025",
    "By end of Sep 25", "30/09/2025", "30 September 2025", "09/2025".
    """
    found = []
    for point in points:
        year, month = 2000 + int(point[:2]), int(point[3:])
        last = date(year, month, calendar.monthrange(year, month)[1])
        name, short = calendar.month_name[month], SHORT[month - 1]
        raw = {
            "Sep-25": f"{short}-{point[:2]}",
            "Sept 2025": f"{'Sept' if month == 9 else short} {year}",
            "September 2025": f"{name} {year}",
            "SEPTEMBER 2025": f"{name.upper()} {year}",
            "by September 2025": f"by {name} {year}",
            "By end of Sep 25": f"By end of {short} {point[:2]}",
            "30/09/2025": last.strftime("%d/%m/%Y"),
            "30 September 2025": f"{last.day} {name} {year}",
            "09/2025": last.strftime("%m/%Y"),
        }[style]
        found.append(When(raw, last.isoformat(), day=last))
    return found


@dataclass(frozen=True)
class Row:
    """One action as it will be written, with everything that is expected of it in `want`."""

    item: Item
    ref: str = ""
    when: When = When("")
    rating: str = ""
    status: Any = None
    lead: str = ""
    leads: Any = None
    progress: str = ""
    want: dict[str, Any] = field(default_factory=dict)

    @property
    def glued(self) -> str:
        return f"{self.ref} {self.item.action}".strip()

    def but(self, *, want: dict[str, Any] | None = None, **changes: Any) -> Row:
        """This row with other content; `want` overrides what is expected of the action."""
        return replace(self, want={**self.want, **(want or {})}, **changes)

    def action(self, priority: Any = None, **columns: Any) -> Action:
        """What must be read where the plan shows reference, outcome, leads, timescale, rating and progress.

        `columns` overrides a field for the whole plan: `outcome=None` where there is no such column.
        """
        expected = {
            "official_words": self.item.action,
            "reference": self.ref or None,
            "priority": priority,
            "outcome": self.item.outcome,
            "leads": self.leads,
            "raw": self.when.raw,
            "due": self.when.due,
            "start": self.when.start,
            "rating": self.rating or None,
            "status": self.status,
            "progress": self.progress,
        }
        return Action(**{**expected, **columns, **self.want})


def deal(
    items: Sequence[Item],
    *,
    refs: str | Iterable[str] = "",
    whens: Sequence[When] = (),
    ratings: Sequence[tuple[str, Any]] = (),
    join: str = " / ",
    first: int = 1,
) -> list[Row]:
    """Rows for the items: references from a pattern such as "1.{}", dates and ratings in their order
    (repeating)."""
    rows = []
    names = list(refs) if not isinstance(refs, str) else None
    for index, item in enumerate(items):
        ref = names[index] if names is not None else refs.format(index + first) if refs else ""
        word, status = ratings[index % len(ratings)] if ratings else ("", None)
        when = whens[index % len(whens)] if whens else When("")
        rows.append(Row(item, ref, when, word, status, join.join(item.leads), _leads(item, join), item.progress))
    return rows


def _leads(item: Item, join: str) -> Any:
    """The leads apart; where "and" stands after a word that ends no role, together is honest too."""
    apart = list(item.leads)
    clear = all(lead.split()[-1] in ROLE_ENDS for lead in apart[:-1])
    return apart if clear or join.strip() not in ("and", "&") else OneOf(apart, [join.join(apart)])


def either(main: str, *extras: str) -> Text:
    """The main text, with or without the words of columns that nobody expects."""
    return Text((main,) if main else (), tuple(extra for extra in extras if extra))
