"""The year beside a month, a term or a quarter, or alone: "2025", "2024/25", "FY25/26", "next year"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from .cursor import Cursor
from .periods import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTH_NAMES,
    Period,
    TermDates,
    academic_year,
    calendar_year,
    easter_sunday,
    financial_quarter,
    financial_year,
    half_term,
    month_end,
    months,
    season,
    term,
)

LABELS = {
    "financial": "financial", "fiscal": "financial", "fy": "financial", "academic": "academic",
    "ay": "academic", "acad": "academic", "school": "academic", "calendar": "calendar", "cy": "calendar",
    "municipal": "municipal", "council": "municipal", "civic": "municipal",
}  # fmt: skip
SHORT_LABELS = ("fy", "ay", "cy")


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that look like a date and were not read, with the sentence that says why."""

    problem: str


@dataclass(frozen=True, slots=True)
class YearWords:
    """A year as written: one year, or a pair such as 2024/25, with the kind of year that the words name."""

    first: int
    last: int | None = None
    label: str | None = None
    shown: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_pair(self) -> bool:
        return self.last is not None and self.last == self.first + 1

    def period(self) -> Period | Unread:
        """The whole year, or the whole run of years."""
        if self.label == "municipal":
            return Unread(f"'{self.shown}' is a council year, whose dates differ: write the last month.")
        if self.last is None:
            found = self._single()
        elif self.is_pair:
            found = self._pair(self.last)
        else:
            found = self._run(self.last)
        return found if isinstance(found, Unread) else found.noting(*self.notes)

    def _single(self) -> Period | Unread:
        if self.label == "financial":
            return Unread(f"'{self.shown}' could begin or end in {self.first}: write both years of the financial year.")
        if self.label == "academic":
            if str(self.first) not in self.shown:
                return Unread(
                    f"'{self.shown}' could begin or end in {self.first}: write both years of the academic year."
                )
            return academic_year(self.first).noting(
                f"'{self.shown}' was read as the academic year that begins in September {self.first}."
            )
        return calendar_year(self.first, is_span=self.label == "calendar")

    def _pair(self, last: int) -> Period | Unread:
        if self.label == "financial":
            return financial_year(self.first)
        if self.label == "academic":
            return academic_year(self.first)
        return Unread(
            f"'{self.shown}' could be the financial year to March {last}"
            f" or the academic year to August {last}: say which."
        )

    def _run(self, last: int) -> Period | Unread:
        if last <= self.first:
            return Unread(f"'{self.shown}' ends before it starts: correct the years.")
        if self.label in ("financial", "academic"):
            build = financial_year if self.label == "financial" else academic_year
            return Period(build(self.first).first, build(last - 1).last, "year", True)
        return Period(
            date(self.first, 1, 1),
            date(last, 12, 31),
            "year",
            True,
            (f"'{self.shown}' was read as whole calendar years.",),
        )

    def of_month(self, month: int) -> int | Unread:
        """The calendar year in which ``month`` of this year falls."""
        name = MONTH_NAMES[month - 1]
        if self.last is None:
            if self.label == "academic":
                return self.first if month >= 9 else self.first + 1
            if self.label in ("financial", "municipal"):
                return Unread(f"'{self.shown}' does not say which year {name} falls in: write the calendar year.")
            return self.first
        if not self.is_pair or self.label in ("calendar", "municipal"):
            return Unread(f"'{self.shown}' does not say which year {name} falls in: write one year.")
        begins = {"academic": 9, "financial": 4}
        if self.label:
            return self.first if month >= begins[self.label] else self.last
        if 4 <= month <= 8:
            return Unread(f"'{name}' of '{self.shown}' could be {self.first} or {self.last}: write one year.")
        return self.first if month >= 9 else self.last


@dataclass(frozen=True, slots=True)
class Partial:
    """A point of the year with no year beside it yet.

    ``kind`` is "day" (``month``, ``day``), "month", "bare day" (``day`` alone, its month still to come),
    "months" (a quarter's ``count`` months in words), "quarter" (``number``, up to quarter ``count`` if that is set),
    "term", "half-term" (``name``, ``number``), "break" (the holiday in the middle of term ``name``), "season",
    "feast" or "whole year" (``name``: academic, financial or calendar).
    """

    kind: str
    shown: str
    month: int = 0
    day: int = 0
    number: int = 0
    count: int = 0
    name: str = ""
    weekday: int | None = None
    numeric: bool = False
    notes: tuple[str, ...] = ()

    def in_year(self, year: YearWords, term_dates: TermDates | None) -> Period | Unread:
        """The days meant, once the year is known."""
        if self.kind == "bare day":
            return Unread(f"'{self.shown}' has no month: write the date in full.")
        build = {
            "day": self._day,
            "month": self._month,
            "months": self._months,
            "quarter": self._quarter,
            "season": self._season,
            "feast": self._feast,
            "whole year": self._whole_year,
        }.get(self.kind)
        found = build(year) if build else self._term(year, term_dates)
        return found if isinstance(found, Unread) else found.noting(*self.notes, *year.notes)

    def _whole_year(self, year: YearWords) -> Period | Unread:
        if year.last is not None and not (year.is_pair and year.label in (None, self.name)):
            return Unread(f"'{self.shown} {year.shown}' does not name one year: write both years.")
        build = {"academic": academic_year, "financial": financial_year, "calendar": calendar_year}
        return build[self.name](year.first)

    def _day(self, year: YearWords) -> Period | Unread:
        found = year.of_month(self.month)
        if isinstance(found, Unread):
            return found
        if self.day > month_end(found, self.month).day:
            return Unread(f"'{self.shown} {year.shown}' is not a day that exists: correct the date.")
        day = date(found, self.month, self.day)
        note = None
        if self.weekday is not None and day.weekday() != self.weekday:
            note = f"'{self.shown}' names the wrong day of the week, so check the date."
        return Period(day, day, "day").noting(note)

    def _month(self, year: YearWords) -> Period | Unread:
        found = year.of_month(self.month)
        if isinstance(found, Unread):
            return found
        note = f"'{year.shown}' was read as {found}, the year of that month." if year.last is not None else None
        return months(found, self.month, 1, "month").noting(note)

    def _months(self, year: YearWords) -> Period | Unread:
        found = year.of_month(self.month)
        return found if isinstance(found, Unread) else months(found, self.month, self.count, "quarter", is_span=True)

    def _quarter(self, year: YearWords) -> Period | Unread:
        if year.label == "calendar" and year.last is None and not self.count:
            return months(year.first, 3 * self.number - 2, 3, "quarter", is_span=True)
        if year.is_pair and year.label in (None, "financial"):
            first = financial_quarter(year.first, self.number)
            return replace(first, last=financial_quarter(year.first, self.count).last) if self.count else first
        return Unread(
            f"'{self.shown} {year.shown}' could be a quarter of the calendar year or of the financial year: say which."
        )

    def _season(self, year: YearWords) -> Period | Unread:
        if year.last is None and not year.label:
            if self.name == "winter":
                return Unread(f"'{self.shown} {year.shown}' could begin or end in {year.first}: write the month.")
            return season(year.first, self.name).noting(self._season_note())
        found = self._school_year(year)
        if isinstance(found, Unread):
            return found
        return season(year.first if self.name == "winter" else found, self.name).noting(self._season_note())

    def _season_note(self) -> str:
        if self.name == "winter":
            return f"'{self.shown}' was read as December to February."
        return f"'{self.shown}' was read as the season, not the school term, so it is approximate."

    def _feast(self, year: YearWords) -> Period | Unread:
        if year.last is not None:
            return Unread(f"'{self.shown} {year.shown}' names two years: write one.")
        day = easter_sunday(year.first) if self.name == "easter" else date(year.first, 12, 25)
        word = "Easter Sunday" if self.name == "easter" else "Christmas Day"
        return Period(day, day, "day", False, (f"'{self.shown}' was read as {word}.",))

    def _school_year(self, year: YearWords) -> int | Unread:
        """The calendar year of a term of an academic year."""
        if year.last is None and year.label != "academic":
            if year.label in ("financial", "municipal"):
                return Unread(f"'{year.shown}' is not an academic year: write the calendar year of the term.")
            return year.first
        if year.label in ("financial", "municipal") or (year.last is not None and not year.is_pair):
            return Unread(f"'{self.shown} {year.shown}' does not name one term: write its year.")
        return year.first if self.name in ("autumn", "winter") else year.first + 1

    def _term(self, year: YearWords, term_dates: TermDates | None) -> Period | Unread:
        found = self._school_year(year)
        if isinstance(found, Unread):
            return found
        school_year = year.first if year.last is not None or year.label == "academic" else None
        if self.kind == "term":
            return replace(term(found, self.name, term_dates), school_year=school_year)
        if self.kind == "half-term":
            return replace(half_term(found, self.name, self.number, term_dates), school_year=school_year)
        first_half = half_term(found, self.name, 1, term_dates)
        note = f"'{self.shown}' was read as the break in the middle of that term."
        return Period(first_half.last, first_half.last, "half-term", False, (*first_half.notes, note))


class YearReader(Cursor):
    """Reads the year at a position."""

    document_date: date | None = None

    def year(self, i: int, *, short: bool) -> tuple[YearWords | Unread, int] | None:
        """The year at ``i``. ``short`` allows two digits: "25", "24/25". None where there is no year."""
        relative = self._relative_year(i)
        if relative:
            return relative
        start = i
        label, i = self._label_before(i)
        found = self._figures(i, short=short or label in ("financial", "academic"))
        if found is None:
            return None
        figures, after = found
        if isinstance(figures, Unread):
            return figures, after
        if label is None:
            label, after = self._label_after(after, pair=figures.is_pair)
        words = YearWords(figures.first, figures.last, label, self.shown(start, after))
        return words, after

    def _label_before(self, i: int) -> tuple[str | None, int]:
        j = self.past_words(i, "the")
        token = self.at(j)
        if token.kind == "word" and token.text in LABELS:
            after = j + 2 if self.is_mark(j + 1, ".") else self.past_hyphen(j + 1)
            if self.is_word(after, "year", "years", "yr"):
                after = self.past_words(after + 1, "of")
                return LABELS[token.text], after + 1 if self.is_mark(after, ":") else after
            if token.text in SHORT_LABELS and self.is_number(after):
                return LABELS[token.text], after
        if self.is_word(j, "year", "yr") and self.is_number(j + 1, 4):
            return None, j + 1
        return None, i

    def _label_after(self, i: int, *, pair: bool) -> tuple[str | None, int]:
        bracket = self.is_mark(i, "([")
        j = i + 1 if bracket else i
        months_said = self._months_of_year(j) if bracket and pair else None
        if months_said:
            return months_said
        token = self.at(j)
        if token.kind != "word" or token.text not in LABELS:
            return None, i
        after = self.past_hyphen(j + 1)
        if self.is_word(after, "year", "years", "yr"):
            after += 1
        elif token.text not in SHORT_LABELS and not bracket:
            return None, i
        if bracket:
            if not self.is_mark(after, ")]"):
                return None, i
            after += 1
        return LABELS[token.text], after

    def _months_of_year(self, i: int) -> tuple[str, int] | None:
        """The kind of year that months in a bracket tell: "2025/26 (April to March)"."""
        first = self.month(i)
        if first is None or not (self.is_mark(first[1], "-") or self.is_word(first[1], "to")):
            return None
        last = self.month(first[1] + 1)
        if last is None or not self.is_mark(last[1], ")]"):
            return None
        label = {(4, 3): "financial", (9, 8): "academic", (9, 7): "academic"}.get((first[0], last[0]))
        return (label, last[1] + 1) if label else None

    def _figures(self, i: int, *, short: bool) -> tuple[YearWords | Unread, int] | None:
        j = i
        if self.is_mark(i, "'") and self.is_number(i + 1, 2) and self.at(i + 1).glued:
            j, short = i + 1, True
        token = self.at(j)
        if token.kind != "number" or token.ordinal or len(token.text) not in ((2, 4) if short else (4,)):
            return None
        if len(token.text) == 2 and self.month(self.past_words(j + 1, "of")):
            return None
        first = full_year(token.text)
        if first is None:
            return Unread(f"'{token.text}' is not a year that plans use: write the year in four figures."), j + 1
        last = self._second_figures(j, first)
        if last is None:
            return YearWords(first), j + 1
        return last

    def _second_figures(self, j: int, first: int) -> tuple[YearWords | Unread, int] | None:
        """What follows "2024" in "2024/25", "2024-2027"; None where the first year stands alone."""
        k = j + 2
        token = self.at(k)
        if not self.is_mark(j + 1, "/-") or token.kind != "number" or token.ordinal:
            return None
        if self.is_mark(k + 1, "%"):
            return None
        if self.month(self.past_words(k + 1, "of")) or (self.is_mark(k + 1, "/-.") and self.is_number(k + 2)):
            return None
        four = len(self.at(j).text) == 4
        if len(token.text) == 4:
            last = full_year(token.text)
        elif len(token.text) == 2 and (four or self.is_mark(j + 1, "/") or token.glued):
            last = first // 100 * 100 + token.number
        else:
            return None
        shown = self.shown(j, k + 1)
        if last is None or last <= first:
            if four and self.at(j + 1).glued != token.glued:
                return None
            return Unread(f"'{shown}' is not a pair of years in order: write the month and the year."), k + 1
        if len(token.text) == 2 and last != first + 1 and token.number <= 12:
            return Unread(f"'{shown}' could be a month or two years: write it in words."), k + 1
        return YearWords(first, last), k + 1

    def _relative_year(self, i: int) -> tuple[YearWords | Unread, int] | None:
        """Such as "this year", "next academic year": counted from the document's date."""
        j = self.past_words(i, "of")
        start = j
        if not self.is_word(j, "this", "next", "current", "coming"):
            return None
        ahead = 1 if self.is_word(j, "next", "coming") else 0
        label = LABELS.get(self.at(j + 1).text)
        k = j + 2 if label and self.is_word(j + 2, "year") else j + 1
        if not self.is_word(k, "year", "year's"):
            return None
        shown = self.shown(start, k + 1)
        day = self.document_date
        if day is None:
            return Unread(f"'{shown}' needs the document's date: add it, or write the year."), k + 1
        if label == "municipal":
            return Unread(f"'{shown}' is a council year, whose dates differ: write the last month."), k + 1
        notes = (f"'{shown}' was counted from the document's date, {say(day)}.",)
        begins = {"academic": 9, "financial": 4}.get(label or "", 1)
        first = day.year + ahead - (1 if day.month < begins else 0)
        last = first + 1 if begins > 1 else None
        if not FIRST_YEAR <= first < LAST_YEAR:
            return Unread(f"'{shown}' is too far away to be right: write the year."), k + 1
        return YearWords(first, last, label, shown, notes), k + 1


def full_year(figures: str) -> int | None:
    """Two or four figures as a year: 00 to 69 are 2000 to 2069; None outside 1990 to 2100."""
    number = int(figures)
    if len(figures) == 2:
        return 2000 + number if number < 70 else None
    return number if len(figures) == 4 and FIRST_YEAR <= number <= LAST_YEAR else None


def say(day: date) -> str:
    """A day in words: "1 April 2025"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
