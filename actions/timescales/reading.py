"""A cell's elements weighed together into one timescale."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from .elements import Element, Scanner
from .glosses import as_one, describes, measures, narrowed_by, within
from .periods import FIRST_YEAR, LAST_YEAR, Period, TermDates
from .points import whole_year_alone
from .recurrences import BI, Ambiguous, Length, Recurrence
from .roles import give_roles
from .sentences import NotRead, join_notes, quoted
from .stretches import Item, Joiner, Stretch, resolve_from
from .tokens import Cell, tokenise
from .value import Timescale
from .vocabulary import Part
from .years import Unread, say

LONGEST_CELL = 300  # characters; longer text is prose, not a timescale
DUE = re.compile(r"\b(?:due|deadline|target|completion)(?:\W+(?:date|by|in|on))*\W*$", re.IGNORECASE)
AND_THEN = re.compile(r"\b(?:and|then|thereafter|first)\b|[&+]", re.IGNORECASE)
ADD_A_DATE = "write a month and a year, or 'ongoing'"


def read_timescale(raw: str, *, document_date: date | None = None, term_dates: TermDates | None = None) -> Timescale:
    """Read the "timescale" cell of an action. Never raises, whatever the text.

    ``document_date`` is the day from which relative words ("in the next 6 months") and dates without a year
    are counted; without it they are problems. ``term_dates`` holds an area's own terms, by calendar year and
    name: ``{(2025, "autumn"): (date(2025, 9, 3), date(2025, 12, 19))}``; a term that it lacks is approximate
    and has a note. Words are read as plans in England write them: the day before the month, financial years
    from April, academic years from September (``docs/glossary.md``).
    """
    if isinstance(document_date, datetime):
        document_date = document_date.date()
    if document_date is not None and not FIRST_YEAR <= document_date.year < LAST_YEAR:
        document_date = None
    try:
        return Reader(raw, document_date, term_dates).timescale()
    except NotRead as why:
        start = why.start
        return Timescale(
            raw,
            start=start.first if start else None,
            precision=start.precision if start else None,
            problem=why.problem,
        )


class Reader:
    """One cell on its way to a timescale."""

    def __init__(self, raw: str, document_date: date | None, term_dates: TermDates | None) -> None:
        self.raw = raw
        self.document_date = document_date
        self.term_dates = term_dates
        self.notes: list[str] = []

    def timescale(self) -> Timescale:
        """The reading, or ``NotRead``."""
        cell = self._cell()
        elements = Scanner(cell, self.document_date, self.term_dates).elements()
        self._refuse_unread(elements)
        elements = [element for element in elements if element.value is not Part.FILLER]
        joiner = Joiner(cell.text, self.term_dates)
        items = joiner.join(elements)
        if joiner.problem:
            raise NotRead(joiner.problem)
        items = give_roles(items, cell.text)
        self.items = items
        self.cell = cell
        self._refuse_doubt()
        recurrence = self._recurrence()
        ongoing = any(item.value is Part.ONGOING for item in items) or any(
            isinstance(item, Stretch) and Part.ONGOING in item.parts for item in items
        )
        stretch = self._the_stretch(recurring=recurrence is not None, ongoing=ongoing)
        if stretch is None and recurrence is None and not ongoing:
            self._refuse_dateless()
        self._note_words(has_date=stretch is not None)
        start, due, precision = self._days(stretch, ongoing=ongoing, recurring=recurrence is not None)
        self.notes = [*cell.notes, *self.notes]
        return Timescale(
            self.raw,
            start,
            due,
            precision,
            recurrence.phrase if recurrence else None,
            ongoing,
            join_notes(self.notes),
        )

    # Before the elements are weighed

    def _cell(self) -> Cell:
        if not self.raw.strip():
            raise NotRead(f"No date was written: {ADD_A_DATE}.")
        if len(self.raw) > LONGEST_CELL:
            raise NotRead(
                f"{quoted(self.raw[:LONGEST_CELL])} is part of {len(self.raw)} characters,"
                " too long for a timescale: write the date alone."
            )
        cell = tokenise(self.raw)
        shown = cell.text
        if not any(token.kind != "mark" for token in cell.tokens):
            if any(mark in shown for mark in "✓✔☑✅"):
                raise NotRead(f"{quoted(shown)} says that something is done, not when: {ADD_A_DATE}.")
            if not shown:
                raise NotRead(f"No date was written: {ADD_A_DATE}.")
            raise NotRead(f"The mark {shown[:20]} alone is not a date: {ADD_A_DATE}.")
        if shown.isdigit() and len(shown) == 5:
            raise NotRead(f"{quoted(shown)} may be a spreadsheet's number for a date: write the day, month and year.")
        return cell

    def _refuse_unread(self, elements: list[Element]) -> None:
        for element in elements:
            if isinstance(element.value, Unread):
                raise NotRead(element.value.problem)

    def _refuse_doubt(self) -> None:
        """Words that change the meaning of a date in a way that cannot be carried."""
        if any(item.value is Part.ELSEWHERE for item in self.items):
            raise NotRead(f"{quoted(self.cell.text)} points to another place: write the date here.")
        for n, item in enumerate(self.items):
            shown = quoted(item.shown)
            match item.value:
                case "number":
                    raise NotRead(f"{shown} was not understood in {quoted(self.cell.text)}: write the date alone.")
                case Part.NOT:
                    raise NotRead(f"{shown} may turn the date round in {quoted(self.cell.text)}: write it plainly.")
                case Part.CONDITION:
                    raise NotRead(f"{shown} makes the date depend on something else: write the date that is planned.")
                case Part.CHANGE:
                    raise NotRead(f"{shown} may mean a change or a stretch of time: say in words which date counts.")
                case Part.BEFORE | Part.NOT_BEFORE | Part.AFTER | Part.UNTIL:
                    self._refuse_event(n, shown)

    def _refuse_event(self, n: int, shown: str) -> None:
        following = self.items[n + 1] if n + 1 < len(self.items) else None
        if following is None and n and isinstance(self.items[n - 1].value, Recurrence):
            return  # "Sept 2025 and every year after"
        words = quoted(f"{self.items[n].shown} {following.shown}") if following is not None else shown
        raise NotRead(f"{words} names no date: write the month and the year.")

    # How often

    def _recurrence(self) -> Recurrence | None:
        read = self._about_the_action()
        doubtful = [item for item in self.items if isinstance(item.value, Ambiguous)]
        phrases = {item.value.phrase for item in read if isinstance(item.value, Recurrence)}
        if len(phrases) > 1:
            words = " and ".join(quoted(item.shown) for item in read[:3])
            raise NotRead(f"{words} were both written: say how often once.")
        for item in doubtful:
            if isinstance(item.value, Ambiguous) and not phrases & _phrases_of(item.value):
                first, second = item.value.readings
                raise NotRead(f"{quoted(item.shown)} could mean {first} or {second}: say which.")
        if not read:
            return None
        recurrence = read[0].value
        assert isinstance(recurrence, Recurrence)  # noqa: S101 - chosen by type above
        self.notes.extend(item.value.note for item in read if isinstance(item.value, Recurrence) and item.value.note)
        return recurrence

    def _about_the_action(self) -> list[Item]:
        """The recurrences, without a statutory "annual review" that the action is only about."""
        read = [item for item in self.items if isinstance(item.value, Recurrence)]
        if not any(isinstance(item, Stretch) for item in self.items):
            return read
        reviews = [item for item in read if self._is_annual_review(item)]
        self.notes.extend(f"'annual review' in {quoted(self.cell.text)} was not read as how often." for _ in reviews)
        return [item for item in read if item not in reviews]

    def _is_annual_review(self, item: Item) -> bool:
        behind = self.cell.text[item.end :] if isinstance(item, Element) else ""
        return item.shown.lower() == "annual" and behind.lstrip().lower().startswith("review")

    # Which dates

    def _the_stretch(self, *, recurring: bool, ongoing: bool) -> Stretch | None:
        self._refuse_lengths(recurring=recurring)
        found = [item for item in self.items if isinstance(item, Stretch)]
        found = self._without_reviews(found, others=recurring or ongoing)
        dated = self._dated(found, recurring=recurring, ongoing=ongoing)
        if not dated:
            return None
        one = self._one_of(dated)
        self._refuse_beside(one, ongoing=ongoing)
        return one

    def _refuse_lengths(self, *, recurring: bool) -> None:
        stretches = [item for item in self.items if isinstance(item, Stretch)]
        for item in self.items:
            if isinstance(item.value, Length):
                if not recurring and len(stretches) == 1 and measures(item.value, stretches[0]):
                    continue
                if self.document_date is None or recurring:
                    raise NotRead(
                        f"{quoted(item.shown)} is a length of time, not a date: write the month and the year."
                    )
                raise NotRead(f"{quoted(item.shown)} does not say from when: write the month and the year.")

    def _without_reviews(self, found: list[Stretch], *, others: bool) -> list[Stretch]:
        """A date on which something is looked at again is not the date on which it is due."""
        reviews = [stretch for stretch in found if Part.REVIEW in stretch.parts]
        rest = [stretch for stretch in found if Part.REVIEW not in stretch.parts]
        if not reviews:
            return found
        if not rest and not others:
            if len(reviews) == 1:
                self.notes.append(f"{quoted(reviews[0].shown)} is written as a date for review.")
            return reviews
        for stretch in reviews:
            self.notes.append(f"{quoted(stretch.shown)} is a date for review, not the due date.")
        return rest

    def _dated(self, found: list[Stretch], *, recurring: bool, ongoing: bool) -> list[Stretch]:
        """The stretches with a year; one without a year is dated, explained or refused."""
        dated: list[Stretch] = []
        for n, stretch in enumerate(found):
            if stretch.period is not None:
                dated.append(stretch)
                continue
            if recurring or ongoing:
                self._refuse_times_of_year(stretch)
                self.notes.append(f"{quoted(stretch.shown)} has no year, so it was kept only as words.")
                continue
            behind = found[n + 1 :][:1]
            if behind and narrowed_by(stretch, behind[0], self.term_dates):
                found[n + 1] = replace(behind[0], parts=behind[0].parts | stretch.parts, edge=stretch.edge)
                continue
            if dated and describes(stretch, dated[-1], self.term_dates):
                self.notes.append(f"{quoted(stretch.shown)} was read as the time of {quoted(dated[-1].shown)}.")
                continue
            gloss = within(stretch, dated[-1], self.term_dates) if dated else None
            if gloss is None and self.document_date and Part.FROM not in stretch.parts:
                gloss = resolve_from(self.document_date, stretch, self.term_dates)
            if gloss is None:
                raise NotRead(f"{quoted(stretch.shown)} has no year: add the year.")
            dated.append(gloss)
        return dated

    def _refuse_times_of_year(self, stretch: Stretch) -> None:
        """Refuse "April and October each year", which is twice a year, though it says "each year"."""
        phrases = [item.value for item in self.items if isinstance(item.value, Recurrence)]
        if not any(value.phrase == "yearly" for value in phrases):
            return
        if (len(stretch.partials) > 1 and not stretch.two_ended) or any(value.note for value in phrases):
            raise NotRead(f"{quoted(self.cell.text)} names several times of the year: say how often.")

    def _one_of(self, dated: list[Stretch]) -> Stretch:
        """The stretch that counts among those written, or ``NotRead`` naming them."""
        if len(dated) == 1:
            return self._noting_change(dated[0])
        current = [stretch for stretch in dated if Part.ORIGINAL not in stretch.parts]
        changed = [stretch for stretch in current if Part.REVISED in stretch.parts]
        if len(changed) == 1 and len(dated) == 2:
            current = changed
        if len(current) == 1 and len(dated) == 2:
            other = next(stretch for stretch in dated if stretch is not current[0])
            self.notes.append(f"{quoted(current[0].shown)} replaces {quoted(other.shown)}.")
            return current[0]
        if len(current) == len(dated) == 2:
            pair = self._started_and_ended(*dated) or self._gloss(*dated)
            if pair:
                return pair
        shown = ", ".join(quoted(stretch.shown) for stretch in dated[:4])
        raise NotRead(f"{shown} are several dates: say which one is the due date.")

    def _noting_change(self, stretch: Stretch) -> Stretch:
        if Part.ORIGINAL in stretch.parts:
            raise NotRead(f"{quoted(stretch.shown)} is written as an earlier date: write the date that counts now.")
        if Part.REVISED in stretch.parts:
            self.notes.append(f"{quoted(stretch.shown)} is written as a changed date.")
        return stretch

    def _started_and_ended(self, first: Stretch, second: Stretch) -> Stretch | None:
        """Such as "Start: Sept 2024, End: July 2025"."""
        opening = {Part.FROM, Part.AFTER, Part.NOT_BEFORE}
        closing = {Part.BY, Part.UNTIL, Part.BEFORE}
        named_due = DUE.search(self.cell.text[: self.cell.text.rfind(second.shown)])
        if closing & first.parts and opening & second.parts:
            first, second = second, first
        if not opening & first.parts or not (closing & second.parts or second.edge == "end" or named_due):
            return None
        said = len(self.notes)
        start, _, _ = self._days(first)
        _, due, _ = self._days(second)
        self.notes[said:] = [note for note in self.notes[said:] if "no due date" not in note]
        if start is None or due is None or start > due:
            raise NotRead(f"{quoted(second.shown)} comes before {quoted(first.shown)}: correct one of the dates.")
        precision = "day" if Part.BEFORE in second.parts else second.dates.precision
        whole = Period(start, due, precision, True)
        return Stretch(whole, (), second.shown, second.depth, two_ended=True)

    def _gloss(self, first: Stretch, second: Stretch) -> Stretch | None:
        """The same date twice, or a bracket that narrows it."""
        found = as_one(first, second)
        if found is None:
            return None
        one, narrower = found
        if narrower:
            self.notes.append(f"{quoted(second.shown)} was read as the date within {quoted(first.shown)}.")
        return one

    def _refuse_beside(self, stretch: Stretch, *, ongoing: bool) -> None:
        """A date that other words of the cell put in doubt."""
        where = next((n for n, item in enumerate(self.items) if item.shown == stretch.shown), None)
        if where is None:
            return
        before = self.items[where - 1] if where else None
        after = self.items[where + 1] if where + 1 < len(self.items) else None
        if whole_year_alone(stretch.dates) and any(
            item is not None and item.value == "word" for item in (before, after)
        ):
            words = " ".join(item.shown for item in (before, stretch, after) if item is not None)
            raise NotRead(f"{quoted(words)} may name something other than that year: write the month and the year.")
        event = {Part.BEFORE, Part.AFTER, Part.NOT_BEFORE} & stretch.parts
        if event and after is not None and after.value == "word":
            raise NotRead(f"{quoted(f'{stretch.shown} {after.shown}')} names an event: write its date.")

    def _days(
        self, stretch: Stretch | None, *, ongoing: bool = False, recurring: bool = False
    ) -> tuple[date | None, date | None, str | None]:
        """Start, due and precision of the stretch, by the words beside it."""
        if stretch is None or stretch.period is None:
            return None, None, None
        period, parts = stretch.period, stretch.parts
        self.notes.extend(period.notes)
        if stretch.two_ended and not parts & {Part.BEFORE, Part.AFTER, Part.NOT_BEFORE}:
            return period.first, period.last, period.precision
        if Part.BEFORE in parts:
            return self._days_before(stretch, period)
        if Part.AFTER in parts:
            following = period.last + timedelta(days=1)
            self.notes.append(f"'after' {stretch.shown} was read as starting on {say(following)}.")
            return following, None, "day"
        if Part.NOT_BEFORE in parts:
            self.notes.append(f"{quoted(stretch.shown)} is the earliest start, so there is no due date.")
            return period.first, None, period.precision
        if Part.FROM in parts:
            start = period.last if stretch.edge == "end" else period.first
            return start, None, period.precision
        if parts & {Part.BY, Part.UNTIL}:
            return None, period.last, period.precision
        if ongoing or (recurring and not AND_THEN.search(self.cell.text)):
            kind = "ongoing" if ongoing else "that repeats"
            self.notes.append(f"{quoted(stretch.shown)} was read as the due date of something {kind}.")
        spans = period.is_span or Part.DURING in parts
        return (period.first if spans else None), period.last, period.precision

    def _days_before(self, stretch: Stretch, period: Period) -> tuple[None, date, str]:
        if stretch.edge in ("end", "near end"):
            return None, period.last, period.precision
        last = period.first - timedelta(days=1)
        self.notes.append(f"'before' {stretch.shown} was read as {say(last)} at the latest.")
        return None, last, "day"

    # What else was written

    def _refuse_dateless(self) -> None:
        reasons = {
            Part.UNCONFIRMED: "says that the date is still to be set: add it when it is agreed.",
            Part.NO_DATE: f"gives no date: {ADD_A_DATE}.",
            Part.VAGUE: "gives no date that can be checked: add a month and a year.",
            Part.DONE: f"is a status, not a date: move it, and {ADD_A_DATE}.",
            Part.LIVE: f"is a status, not a date: move it, and {ADD_A_DATE}.",
            Part.STALLED: f"is a status, not a date: move it, and {ADD_A_DATE}.",
        }
        for part, reason in reasons.items():
            if any(item.value is part for item in self.items):
                raise NotRead(f"{quoted(self.cell.text)} {reason}")
        raise NotRead(f"No date could be read in {quoted(self.cell.text)}: {ADD_A_DATE}.")

    def _note_words(self, *, has_date: bool) -> None:
        """Every word that was not used is said, or refuses the reading."""
        unread: list[str] = []
        for n, item in enumerate(self.items):
            match item.value:
                case Part.ONWARD | Part.AFTER if n and isinstance(self.items[n - 1].value, Recurrence):
                    continue  # "and termly thereafter"
                case Part.NO_DATE if has_date:
                    raise NotRead(f"{quoted(item.shown)} stands beside a date: keep one of them.")
                case Part.SOFT:
                    firm = "date is not firm" if has_date else "frequency is not exact"
                    self.notes.append(f"{quoted(item.shown)} was written, so the {firm}.")
                case Part.UNCONFIRMED:
                    self.notes.append(f"{quoted(item.shown)} was also written, so this is not firm.")
                case Part.VAGUE | Part.DONE | Part.LIVE | Part.STALLED | Part.NO_DATE:
                    self.notes.append(f"{quoted(item.shown)} was also written and was not used.")
                case str() if item.value not in (Part.ONGOING, "stretch"):
                    unread.append(item.shown)
        if unread:
            self.notes.append(f"{quoted(' '.join(unread))} was also written and was not used.")


def _phrases_of(ambiguous: Ambiguous) -> set[str]:
    """The phrases that the two readings of a doubtful word would have."""
    for unit, readings in BI.items():
        if readings == ambiguous.readings:
            return {
                "monthly": {"every 2 months", "twice a month"},
                "weekly": {"fortnightly", "twice a week"},
                "termly": {"every 2 terms", "twice a term"},
                "quarterly": {"six-monthly", "twice a quarter"},
            }.get(unit, {"every 2 years", "six-monthly"})
    return set()
