"""Points joined into stretches: "April 2019 to December 2020", "March and April 2021", "early 2025"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from .around import near, same_end
from .elements import Element
from .periods import Period, TermDates, third
from .points import whole_year_alone
from .vocabulary import Part
from .years import Partial, Unread, YearWords, say

JOINS = {
    "dash": "to",
    Part.TO: "to",
    Part.UNTIL: "to",
    Part.AND: "and",
    "slash": "and",
    "comma": "and",
    Part.OR: "or",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of days that a cell names, or one that still lacks its year (``period`` is None)."""

    period: Period | None
    partials: tuple[Partial, ...]
    shown: str
    depth: int
    two_ended: bool = False
    edge: str = ""
    parts: frozenset[Part] = field(default_factory=frozenset)

    @property
    def dates(self) -> Period:
        """The period of a dated stretch."""
        if self.period is None:
            raise ValueError("This stretch has no year.")
        return self.period

    @property
    def value(self) -> str:
        """A name for the kind, as the other elements have."""
        return "stretch"


Item = Element | Stretch


class Joiner:
    """Joins the points among the elements of one cell; ``problem`` says what could not be joined."""

    def __init__(self, text: str, term_dates: TermDates | None) -> None:
        self.text = text
        self.term_dates = term_dates
        self.problem: str | None = None

    def join(self, elements: list[Element]) -> list[Item]:
        """The elements, with the points that belong together made one stretch."""
        joined: list[Item] = []
        i = 0
        while i < len(elements):
            run, after = self._run(elements, i, labelled_review=self._after_review(joined))
            if run:
                opened = {item.value for item in joined[-1:]} & {Part.BETWEEN, Part.FROM}
                joined.extend(self._stretches(run, opened_by=opened.pop() if opened else None))
            else:
                joined.append(elements[i])
            i = max(after, i + 1)
        return joined

    def _point(self, elements: list[Element], i: int) -> tuple[tuple[str, Element] | None, int]:
        """A point with its edge ("end of") at ``i``."""
        edge = ""
        j = i
        while j < len(elements) and elements[j].value is Part.EDGE:
            edge = elements[j].edge
            j += 1
            if j < len(elements) and elements[j].value == "dash":
                j += 1
        if j < len(elements) and isinstance(elements[j].value, Period | Partial):
            return (edge, replace(elements[j], shown=self.text[elements[i].begin : elements[j].end])), j + 1
        return None, i

    def _after_review(self, joined: list[Item]) -> bool:
        marks = ("dash", "comma", "slash")
        return next((item.value for item in reversed(joined) if item.value not in marks), None) is Part.REVIEW

    def _run(
        self, elements: list[Element], i: int, *, labelled_review: bool
    ) -> tuple[list[tuple[str, str, Element]], int]:
        """Points joined by "to", "and", dashes and commas: (join before it, edge, element)."""
        first, i = self._point(elements, i)
        if first is None:
            return [], i
        run = [("", *first)]
        while i < len(elements):
            k, join = i, JOINS.get(elements[i].value) if isinstance(elements[i].value, str) else None  # type: ignore[call-overload]
            if join is None:
                break
            while (
                k + 1 < len(elements) and elements[k].value == "comma" and elements[k + 1].value in (Part.AND, Part.OR)
            ):
                k += 1
                join = JOINS[elements[k].value]  # type: ignore[index]
            if labelled_review and (
                elements[i].value is Part.UNTIL or (elements[k + 1 : k + 2] and elements[k + 1].edge == "end")
            ):
                break  # "Review Jan 2026, End July 2026": the end is not the end of the review
            following, after = self._point(elements, k + 1)
            if following is None or following[1].depth != run[-1][2].depth:
                break
            run.append((join, *following))
            i = after
        return run, i

    def _stretches(self, run: list[tuple[str, str, Element]], *, opened_by: object) -> list[Stretch]:
        if opened_by is None and self._named_then_dated(run):
            run = [("", "end", run[1][2])]
        points = self._dated(run)
        if points is None:
            return []
        joins = [join for join, _, _ in run[1:]]
        if "or" in joins:
            self._fail(run, "names a choice of dates: write the one that was agreed")
            return []
        if len(run) == 2 and (joins[0] == "to" or (joins[0] == "and" and opened_by is Part.BETWEEN)):
            return self._span(run, points, opened=opened_by is not None)
        if len(run) > 1 and "to" not in joins and not any(edge for _, edge, _ in run):
            listed = self._consecutive(run, points)
            if listed:
                return listed
        return [self._single(edge, element, point) for (_, edge, element), point in zip(run, points, strict=True)]

    def _named_then_dated(self, run: list[tuple[str, str, Element]]) -> bool:
        """Such as "End of academic year - July 2026": one end, named and then dated."""
        if len(run) != 2 or run[0][1] != "end" or run[1][1] or not self._signs_only(run):
            return False
        named, dated = run[0][2].value, run[1][2].value
        if not (isinstance(named, Partial) and isinstance(dated, Period)):
            return False
        return named.kind not in ("month", "day") and any(
            same_end(period, dated, named) for period in near(dated, named, self.term_dates)
        )

    def _signs_only(self, run: list[tuple[str, str, Element]]) -> bool:
        return self.text[run[0][2].end : run[1][2].begin].strip() in ("-", ",", "/")

    def _fail(self, run: list[tuple[str, str, Element]], why: str) -> None:
        shown = self.text[run[0][2].begin : run[-1][2].end]
        self.problem = self.problem or f"'{shown}' {why}."

    # Years that one point lends another

    def _dated(self, run: list[tuple[str, str, Element]]) -> list[Period | Partial] | None:
        """The points of a run, each with its neighbour's year if it has none; None after a problem."""
        points: list[Period | Partial] = [element.value for _, _, element in run]  # type: ignore[misc]
        for n in range(len(points) - 2, -1, -1):
            point, following = points[n], points[n + 1]
            if not isinstance(point, Partial):
                continue
            if point.kind == "bare day" and isinstance(following, Partial) and following.month:
                points[n] = replace(following, day=point.day, kind="day", weekday=None)
            elif isinstance(following, Period):
                found = self._lend_back(point, following, run[n + 1][2].value, spans=run[n + 1][0] == "to")
                if isinstance(found, Unread):
                    self.problem = self.problem or found.problem
                    return None
                points[n] = found
        for n in range(1, len(points)):
            point, before = points[n], points[n - 1]
            if (
                isinstance(point, Partial)
                and point.kind not in ("bare day", "whole year")
                and isinstance(before, Period)
                and before.precision != "year"
            ):
                points[n] = self._lend_on(point, before)
        return points

    def _lend_back(self, point: Partial, following: Period, source: object, *, spans: bool) -> Period | Unread:
        """Date ``point`` by the period after it: "Jan - March 2025", "November - February 2025"."""
        if point.kind == "bare day":
            if following.precision != "day":
                return Unread(f"'{point.shown}' was not read: write each date in full.")
            point = replace(point, kind="day", month=following.first.month)
        if following.precision == "year" or point.kind == "whole year":
            return Unread(f"'{point.shown}' has no year of its own: write the year of each date.")
        if point.kind == "season" and following.precision in ("term", "half-term") and point.name != "winter":
            point = replace(point, kind="term")
        if point.kind == "quarter":
            year = following.first.year - (1 if following.first.month < 4 else 0)
            words = YearWords(year, year + 1, "financial")
        elif following.school_year is not None:
            words = YearWords(following.school_year, following.school_year + 1, "academic")
        else:
            words = YearWords(following.first.year)
        found = point.in_year(words, self.term_dates)
        if isinstance(found, Unread) or found.first <= following.first:
            return found
        if not spans:
            if point.kind == "term":
                return Unread(f"'{point.shown}' beside {following.first.year} could be two years: write both years.")
            return found
        earlier = point.in_year(YearWords(following.first.year - 1), self.term_dates)
        if isinstance(earlier, Unread):
            return earlier
        return earlier.noting(f"'{point.shown}' has no year and was read as {earlier.first.year}.")

    def _lend_on(self, point: Partial, before: Period) -> Period | Partial:
        """Date ``point`` by the period before it: "September 2024 - July"."""
        for year in (before.first.year, before.first.year + 1):
            found = point.in_year(YearWords(year), self.term_dates)
            if isinstance(found, Period) and found.first > before.last:
                return found.noting(f"'{point.shown}' has no year and was read as {year}.")
        return point

    # Shapes

    def _single(self, edge: str, element: Element, point: Period | Partial) -> Stretch:
        shown = element.shown
        if isinstance(point, Partial):
            return Stretch(None, (point,), shown, element.depth, edge=edge)
        return Stretch(at_edge(point, edge, shown), (), shown, element.depth, edge=edge)

    def _span(
        self, run: list[tuple[str, str, Element]], points: list[Period | Partial], *, opened: bool
    ) -> list[Stretch]:
        (_, first_edge, first), (_, last_edge, last) = run
        shown = self.text[first.begin : last.end]
        begin, end = points
        if isinstance(begin, Partial) or isinstance(end, Partial):
            partials = tuple(point for point in points if isinstance(point, Partial))
            if len(partials) == 2:
                return [Stretch(None, partials, shown, first.depth, two_ended=True)]
            self.problem = self.problem or f"'{shown}' has only one year: write the year of each date."
            return []
        begin, end = at_edge(begin, first_edge, first.shown), at_edge(end, last_edge, last.shown)
        start = begin.last if first_edge == "end" else begin.first
        in_years = whole_year_alone(begin) and whole_year_alone(end)
        if in_years and not opened and end.first.year == begin.first.year + 1:
            self.problem = self.problem or (
                f"'{shown}' could be one financial or academic year, or two whole years: say which."
            )
            return []
        if end.last < start or end.first < begin.first:
            self._fail(run, "ends before it starts: correct one of the dates")
            return []
        note = f"'{shown}' was read as whole calendar years." if in_years else None
        notes = tuple(dict.fromkeys((*begin.notes, *end.notes)))
        return [
            Stretch(
                Period(start, end.last, end.precision, True, notes).noting(note),
                (),
                shown,
                first.depth,
                two_ended=True,
            )
        ]

    def _consecutive(self, run: list[tuple[str, str, Element]], points: list[Period | Partial]) -> list[Stretch]:
        """A list without gaps is one stretch: "October, November and December 2025"."""
        shown = self.text[run[0][2].begin : run[-1][2].end]
        partials = tuple(point for point in points if isinstance(point, Partial))
        if len(partials) == len(points):
            return [Stretch(None, partials, shown, run[0][2].depth)]
        periods = [point for point in points if isinstance(point, Period)]
        if partials or len({period.precision for period in periods}) > 1:
            return []
        loose = {"term": 40, "half-term": 40}.get(periods[0].precision, 1)
        for before, after in pairwise(periods):
            if not 0 < (after.first - before.last).days <= loose:
                return []
        if any(join == "and" for join, _, _ in run[1:]) and self._written_apart(run):
            return []
        notes = tuple(dict.fromkeys(note for period in periods for note in period.notes))
        whole = Period(periods[0].first, periods[-1].last, periods[-1].precision, True, notes)
        if all(whole_year_alone(period) for period in periods):
            whole = whole.noting(f"'{shown}' was read as whole calendar years.")
        return [Stretch(whole, (), shown, run[0][2].depth, two_ended=True)]

    def _written_apart(self, run: list[tuple[str, str, Element]]) -> bool:
        """Whole dates with only a comma or a stroke between them are several dates, however close."""
        whole = all(isinstance(element.value, Period) for _, _, element in run)
        gaps = [self.text[a[2].end : b[2].begin].strip() for a, b in pairwise(run)]
        return whole and any(gap in (",", "/", ";", "|") for gap in gaps)


def at_edge(period: Period, edge: str, shown: str) -> Period:
    """``period`` narrowed to what "end of", "early", "mid" or "week commencing" leave of it.

    ``shown`` is the edge and the period in the words of the cell.
    """
    if not edge:
        return period
    period = replace(period, is_span=False)
    if edge == "end":
        by_year = "year" in shown.lower() and whole_year_alone(period)
        return period.noting(f"'{shown}' was read as 31 December." if by_year else None)
    if edge == "near end":
        return period.noting(f"'{shown}' was read as its last day.")
    if edge == "start":
        first_day = Period(period.first, period.first, "day", False, period.notes)
        return first_day.noting(None if period.precision == "day" else f"'{shown}' was read as its first day.")
    if edge in ("early", "middle", "late"):
        narrowed = third(period, ("early", "middle", "late").index(edge))
        word = {"early": "first", "middle": "middle", "late": "last"}[edge]
        return narrowed.noting(f"'{shown}' was read as the {word} third, so the date is not firm.")
    if edge in ("first half", "second half"):
        middle = period.first + (period.last - period.first) // 2
        first, last = (period.first, middle) if edge == "first half" else (middle + timedelta(days=1), period.last)
        return replace(period, first=first, last=last).noting(f"'{shown}' was cut in two by days.")
    return _week(period, edge, shown)


def _week(period: Period, edge: str, shown: str) -> Period:
    if edge == "week to":
        return period
    if edge == "week from":
        last = period.first + timedelta(days=6)
        return replace(period, last=last, is_span=True).noting(f"'{shown}' was counted as seven days.")
    if edge == "last week":
        first, last = period.last - timedelta(days=6), period.last
    else:
        number = int(edge.removeprefix("week "))
        first, last = (
            period.first + timedelta(days=7 * number - 7),
            period.first + timedelta(days=7 * number - 1),
        )
    note = f"'{shown}' was counted from the first day, so the date is not firm."
    return Period(first, last, "day", False, period.notes).noting(note if edge != "last week" else None)


def resolve_from(document_date: date, stretch: Stretch, term_dates: TermDates | None) -> Stretch | None:
    """A stretch without a year, dated as the first one that ends on or after the document's date."""
    if len(stretch.partials) != 1 or stretch.partials[0].kind in ("quarter", "bare day", "months"):
        return None
    partial = stretch.partials[0]
    for year in range(document_date.year - 1, document_date.year + 3):
        found = partial.in_year(YearWords(year), term_dates)
        if isinstance(found, Period) and found.last >= document_date:
            year_read = f"'{stretch.shown}' has no year and was read as {found.last.year}"
            note = f"{year_read}, the next after the document's date."
            if partial.kind == "whole year":
                note = f"'{stretch.shown}' was counted from the document's date, {say(document_date)}."
            dated = at_edge(found, stretch.edge, stretch.shown).noting(note)
            return replace(stretch, period=dated, partials=())
    return None
