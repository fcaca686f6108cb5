"""Which words belong to which date: "from", "by", "until", "review", "revised"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from .elements import Element
from .periods import month_end
from .recurrences import Recurrence
from .sentences import NotRead, quoted
from .stretches import Item, Stretch, at_edge
from .vocabulary import Part

BEFORE_A_DATE = frozenset(
    {
        Part.FROM, Part.BY, Part.UNTIL, Part.BEFORE, Part.NOT_BEFORE, Part.AFTER, Part.DURING, Part.BETWEEN,
        Part.REVIEW, Part.REVISED, Part.ORIGINAL, Part.MOVED,
    }
)  # fmt: skip
BEHIND_A_DATE = frozenset({Part.REVIEW, Part.REVISED, Part.ORIGINAL, Part.MOVED, Part.ONWARD, Part.NOT_BEFORE})
PUNCTUATION = ("dash", "comma", "slash")
LAST_MONTHS = {
    "end of month": range(1, 13), "month end": range(1, 13), "end of term": (12, 3, 4, 7),
    "end of year": (12, 3), "year end": (12, 3),
}  # fmt: skip
DEADLINES = frozenset({Part.BY, Part.UNTIL, Part.BEFORE})
INTENDED = re.compile(r"(?:\b(?:be|for|to|fully)\W+)$", re.IGNORECASE)


def give_roles(items: list[Item], text: str) -> list[Item]:
    """The items with each marker taken into the stretch that it governs.

    Raises ``NotRead`` where a status, a doubt or a missing end puts the date in question.
    """
    return _Roles(items, text).given()


class _Roles:
    def __init__(self, items: list[Item], text: str) -> None:
        self.items = items
        self.text = text
        self.taken: set[int] = set()

    def given(self) -> list[Item]:
        for n, item in enumerate(self.items):
            if isinstance(item, Stretch):
                self.items[n] = self._governed(n, item)
        self._statuses()
        self._provisional()
        self._refuse_loose_joins()
        dropped = (*PUNCTUATION, Part.TO, Part.AND, Part.OR, Part.BY, Part.REVIEW)
        return [item for n, item in enumerate(self.items) if n not in self.taken and item.value not in dropped]

    def _governed(self, n: int, stretch: Stretch) -> Stretch:
        """The stretch with the parts of the words on both sides of it."""
        before, behind = self._before(n), self._behind(n)
        parts = set(before) | behind
        if Part.MOVED in parts:
            return self._moved(stretch, parts - {Part.MOVED})
        deadline = DEADLINES & set(before)
        if deadline and Part.FROM in parts:
            parts.discard(Part.FROM)
            if before[0] is Part.FROM:
                return self._at_its_start(stretch, parts)
            if Part.FROM in before and stretch.period is not None:
                note = f"{quoted(stretch.shown)} is the last day to start, and no later date was written."
                stretch = replace(stretch, period=stretch.period.noting(note))
        return replace(stretch, parts=frozenset(parts))

    def _moved(self, stretch: Stretch, parts: set[Part]) -> Stretch:
        """Such as "slipped from Dec 2025 to March 2026": the later date counts; alone, "from" is the old one."""
        if not stretch.two_ended or stretch.period is None:
            return replace(stretch, parts=frozenset(parts | {Part.ORIGINAL}))
        period = replace(stretch.period, first=stretch.period.last, is_span=False)
        return replace(stretch, period=period, two_ended=False, parts=frozenset(parts | {Part.REVISED}))

    def _at_its_start(self, stretch: Stretch, parts: set[Part]) -> Stretch:
        """Such as "by start March 2025": the start is the edge of the month, not the start of the action."""
        if stretch.period is None or stretch.two_ended:
            return replace(stretch, parts=frozenset(parts))
        period = at_edge(stretch.period, "start", f"start {stretch.shown}")
        return replace(stretch, period=period, parts=frozenset(parts), edge="start")

    def _refuse_loose_joins(self) -> None:
        """Refuse "March 2025 to completion" and "termly or by March 2025", which hold a date only."""
        left = [item for n, item in enumerate(self.items) if n not in self.taken and item.value != "dash"]
        alone = sum(isinstance(item, Stretch) for item in left) == 1
        for item, following in pairwise(left):
            if isinstance(item, Stretch) and following.value in (Part.TO, Part.EDGE):
                shown = quoted(self.text[self.text.find(item.shown) :])
                start = item.period if alone else None
                raise NotRead(f"{shown} has a start but its end is no date: write the last month.", start)
        has_date = any(isinstance(item, Stretch) for item in left)
        choice = next((item for item in left if item.value is Part.OR), None)
        if has_date and choice is not None:
            raise NotRead(f"{quoted(self.text)} names a choice: write the date that was agreed.")

    def _before(self, n: int) -> list[Part]:
        """The markers that stand directly before a stretch, the nearest first."""
        parts: list[Part] = []
        k = n - 1
        while k >= 0 and k not in self.taken:
            value = self.items[k].value
            if value is Part.REVIEW and k and isinstance(self.items[k - 1].value, Recurrence):
                break
            if isinstance(value, Part) and value in BEFORE_A_DATE:
                parts.append(value)
                self.taken.add(k)
            elif value is Part.TO:
                parts.append(Part.UNTIL)
                self.taken.add(k)
            elif value not in PUNCTUATION and value is not Part.SOFT and value is not Part.AND:
                break
            k -= 1
        return parts

    def _behind(self, n: int) -> set[Part]:
        """The markers that stand directly behind a stretch and belong to no later one."""
        k = n + 1
        while k < len(self.items) and self.items[k].value in (*PUNCTUATION, Part.AND):
            k += 1
        if k >= len(self.items):
            self._refuse_open_end(n, k)
            return set()
        value = self.items[k].value
        if value is Part.EDGE and (said := self._end_said_again(n, k)) is not None:
            self.taken.add(k)
            return said
        joined = any(self.items[j].value in ("dash", Part.TO) for j in range(n + 1, k + 1))
        if value in (Part.TO, Part.UNTIL) and k + 1 < len(self.items):
            k, joined = k + 1, True
            value = self.items[k].value
        if value is Part.PRESENT or (joined and value is Part.ONGOING):
            self.taken.update(range(n + 1, k + 1))
            return {Part.FROM, Part.ONGOING}
        if joined and value in (Part.UNCONFIRMED, Part.NO_DATE, Part.VAGUE) and self._starts(n):
            self._refuse_missing_end(n, k)
        if value == "plus" and k == len(self.items) - 1:
            self.taken.add(k)
            return {Part.FROM}
        starts = value is Part.FROM and self.items[k].shown.lower() in (
            "start",
            "starts",
            "started",
            "start date",
        )
        own = starts and self._alone_in_bracket(n, k)
        if not (starts or value in BEHIND_A_DATE) or (self._leads_on(k) and not own):
            return set()
        if value is Part.REVIEW and k + 1 < len(self.items) and isinstance(self.items[k + 1].value, Recurrence):
            return set()
        self.taken.add(k)
        return {Part.FROM} if value is Part.ONWARD else {value}

    def _end_said_again(self, n: int, k: int) -> set[Part] | None:
        """The part of a bracket such as "(end)" or "(end of month)" behind a date that is such an end."""
        stretch, bracket = self.items[n], self.items[k]
        if not isinstance(stretch, Stretch) or stretch.period is None or bracket.depth <= stretch.depth:
            return None
        words = self.text[bracket.begin :].partition(")")[0].lower() if isinstance(bracket, Element) else ""
        if words in ("end", "end date"):
            return {Part.UNTIL}
        last = stretch.period.last
        words = words.replace("the ", "")
        at_end = words == "end of term" or last == month_end(last.year, last.month)
        return {Part.UNTIL} if at_end and last.month in LAST_MONTHS.get(words, ()) else None

    def _alone_in_bracket(self, n: int, k: int) -> bool:
        """Such as the "(start)" of "Sept 2025 (start) July 2026 (end)"."""
        stretch, label = self.items[n], self.items[k]
        depths = [item.depth for item in self.items[k + 1 : k + 2] if isinstance(item, Element | Stretch)]
        return label.depth > stretch.depth and all(depth < label.depth for depth in depths)

    def _leads_on(self, k: int) -> bool:
        """Whether a marker behind one stretch governs a later one."""
        k += 1
        while k < len(self.items) and (
            self.items[k].value in PUNCTUATION or self.items[k].value in BEFORE_A_DATE or self.items[k].value is Part.TO
        ):
            k += 1
        return k < len(self.items) and isinstance(self.items[k], Stretch)

    def _starts(self, n: int) -> bool:
        stretch = self.items[n]
        return isinstance(stretch, Stretch) and stretch.period is not None and not stretch.two_ended

    def _refuse_open_end(self, n: int, k: int) -> None:
        opened = n > 0 and self.items[n - 1].value is Part.FROM
        if k > n + 1 and self.items[n + 1].value == "dash" and not opened:
            self._refuse_missing_end(n, n + 1)

    def _refuse_missing_end(self, n: int, k: int) -> None:
        stretch = self.items[n]
        assert isinstance(stretch, Stretch)  # noqa: S101 - asked of stretches only
        shown = quoted(f"{stretch.shown} {self.items[k].shown}")
        raise NotRead(f"{shown} has a start but no end: add the due date, or say that it is ongoing.", stretch.period)

    def _statuses(self) -> None:
        """Refuse "Completed March 2024", when something was done, and "March 2024 - paused", which is in doubt."""
        dates = [item for item in self.items if isinstance(item, Stretch)]
        has_date = bool(dates)
        stalled = next((item for n, item in enumerate(self.items) if self._is_stalled(n)), None)
        if stalled is not None and has_date and not any(Part.REVISED in item.parts for item in dates):
            raise NotRead(f"{quoted(stalled.shown)} puts the date in doubt: write the date that counts now.")
        for n, item in enumerate(self.items):
            if item.value is not Part.DONE or not isinstance(item, Element):
                continue
            following = self.items[n + 1].value if n + 1 < len(self.items) else None
            deadline = following in DEADLINES or INTENDED.search(self.text[: item.begin])
            if deadline:
                self.taken.add(n)
            elif has_date:
                raise NotRead(
                    f"{quoted(item.shown)} is a status beside a date: write the due date alone, and move the status."
                )

    def _is_stalled(self, n: int) -> bool:
        """Whether the action is paused or late; before a word it tells of something else: "delayed discharges"."""
        before_word = [item.value for item in self.items[n + 1 : n + 2]] == ["word"]
        return self.items[n].value is Part.STALLED and not before_word

    def _provisional(self) -> None:
        """Refuse "TBC - March 2025", which may be settled in March or be March."""
        for n, item in enumerate(self.items):
            if item.value is Part.UNCONFIRMED and any(isinstance(later, Stretch) for later in self.items[n + 1 :]):
                raise NotRead(f"{quoted(item.shown)} may be about the date itself: write the date, then the doubt.")
