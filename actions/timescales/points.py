"""Every point in the calendar: quarters, terms, half-terms, seasons and years beside days and months."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .figures import Found
from .named import BREAK_TERMS, NamedReader
from .periods import Period, TermDates, calendar_year, half, months_touched
from .tokens import Cell
from .vocabulary import NUMBER_WORDS, ORDINAL_WORDS, TERM_NAMES
from .years import Partial, Unread, YearWords


class PointReader(NamedReader):
    """Reads the point that begins at a token. ``read`` gives the point and the position after it, or None."""

    def __init__(self, cell: Cell, document_date: date | None, term_dates: TermDates | None) -> None:
        super().__init__(cell)
        self.document_date = document_date
        self.term_dates = term_dates

    def read(self, i: int) -> Found:
        """The longest point at ``i``."""
        return (
            self._days_in_figures(i)
            or self._day_and_month(i)
            or self._bare_day(i)
            or self._weekday_of_month(i)
            or self._month_first(i)
            or self._school_or_season(i)
            or self._break(i)
            or self._half(i)
            or self._quarter(i)
            or self._feast(i)
            or self._labelled_years(i)
            or self._month_in_figures(i)
            or self._year_first(i)
        )

    # Terms, seasons, quarters, halves

    def _school_or_season(self, i: int) -> Found:
        """Such as "Autumn Term 2025", "Summer 2 2026", "Spring half term 2026", "winter"."""
        start, half_number = i, self._half_of(i)
        if half_number:
            i = half_number[1]
        token = self.at(i)
        if token.kind != "word" or token.text not in TERM_NAMES:
            return None
        if len(token.text) == 3 and not self._is_term_beside(i + 1):
            return None
        name, after = TERM_NAMES[token.text], i + 1
        kind, number, after = self._term_kind(after)
        if half_number:
            kind, number = "half-term", half_number[0]
        if name == "winter" and kind != "season":
            return None
        if self.is_word(after, "holiday", "holidays", "break", "vacation"):
            after = self._past_year(after + 1)
            return Unread(f"'{self.shown(start, after)}' differs between areas: write the date."), after
        partial = Partial(kind, self.shown(start, after), name=name, number=number)
        found = self._with_year(partial, after)
        if found is None:
            return None
        _, behind = found
        if kind == "season" and self.is_word(behind, "term", "terms") and name != "winter":
            return self._with_year(replace(partial, kind="term"), after, extra=1)
        return found

    def _is_term_beside(self, i: int) -> bool:
        return self.is_word(i, "term", "half") or self.is_number(i) or self.is_mark(i, ".(")

    def _half_of(self, i: int) -> tuple[int, int] | None:
        """The half in "first half of the autumn term", and the position of the term's name."""
        j = self.past_words(i, "the")
        number = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "latter": 2}.get(self.at(j).text, 0)
        if self.at(j).ordinal and self.at(j).number in (1, 2):
            number = self.at(j).number
        after = self.first_phrase(j + 1, "half of the", "half of", "half")
        return (number, after) if number and after and self.at(after).text in TERM_NAMES else None

    def _term_kind(self, i: int) -> tuple[str, int, int]:
        """What follows the name of a term: the kind, the number of the half-term, and the position after."""
        kind, number, j = "season", 0, i
        if self.is_mark(j, "."):
            j += 1
        if self.is_word(self.past_hyphen(j), "term", "terms"):
            kind, j = "term", self.past_hyphen(j) + 1
        bracket = self.is_mark(j, "(") and self.is_number(j + 1, 1) and self.is_mark(j + 2, ")")
        at = j + 1 if bracket else self.past_hyphen(j)
        if self.is_number(at, 1) and self.at(at).number in (1, 2) and not self._goes_on(at + 1):
            number, j = self.at(at).number, at + 2 if bracket else at + 1
            kind = "half-term"
        halves = self.first_phrase(self.past_hyphen(j), "half term", "half terms", "halfterm")
        if halves:
            j = halves
            at = self.past_hyphen(j)
            if not number and self.is_number(at, 1) and self.at(at).number in (1, 2) and not self._goes_on(at + 1):
                number, j = self.at(at).number, at + 1
            kind = "half-term" if number else "break"
        if number and self.is_word(j, "term"):
            j += 1
        return kind, number, j

    def _goes_on(self, i: int) -> bool:
        """Whether a number goes on behind ``i``, so that it is no half-term's number: "Spring 1/2", "1.2"."""
        return self.is_mark(i, "/.-") and self.at(i).glued and self.is_number(i + 1)

    def _break(self, i: int) -> Found:
        """Such as "half term February 2026", "half term (Oct 2025)"."""
        after = self.first_phrase(i, "half term", "halfterm")
        if after is None:
            return None
        bracket = self.is_mark(after, "(")
        named = self.month(after + 1 if bracket else self.past_words(after, "in", "of"))
        if named is None or named[0] not in BREAK_TERMS:
            return None
        partial = Partial("break", self.shown(i, after), name=BREAK_TERMS[named[0]])
        found = self._with_year(partial, named[1])
        if found is None or isinstance(found[0], Partial):
            return None
        return (found[0], found[1] + 1) if bracket and self.is_mark(found[1], ")") else found

    def _half(self, i: int) -> Found:
        """Such as "first half of 2025", "second half of the 2025/26 financial year"."""
        j = self.past_words(i, "the")
        first = self.is_word(j, "first") or (self.at(j).ordinal and self.at(j).number == 1)
        second = self.is_word(j, "second", "latter") or (self.at(j).ordinal and self.at(j).number == 2)
        after = self.first_phrase(j + 1, "half of the", "half of") if first or second else None
        found = self.year(after, short=False) if after else None
        if found is None:
            return None
        words, end = found
        whole = words.period() if isinstance(words, YearWords) else words
        if isinstance(whole, Unread):
            return whole, end
        if months_touched(whole) != 12:
            return Unread(f"'{self.shown(i, end)}' was not read: write the last month."), end
        return half(whole, 0 if first else 1), end

    def _quarter(self, i: int) -> Found:
        """Such as "Q3 2024/25", "third quarter of 2022/23", "Quarter 4 (January to March 2014) 2013/14"."""
        found = self._quarter_number(i)
        if found is None:
            return None
        number, after = found
        shown = self.shown(i, after)
        if not 1 <= number <= 4:
            return Unread(f"'{shown}' is not a quarter: quarters go from 1 to 4."), after
        if self.is_mark(after, "-/&") and self.is_number(after + 1, 1) and number < self.at(after + 1).number <= 4:
            return self._with_year(Partial("quarter", shown, number=number, count=self.at(after + 1).number), after + 2)
        gloss = self._gloss(after)
        if gloss is None:
            return self._with_year(Partial("quarter", shown, number=number), after)
        first, year, after = gloss
        if first == 3 * number - 2 and first != {1: 4, 2: 7, 3: 10, 4: 1}[number]:
            label = "calendar"
        elif first == {1: 4, 2: 7, 3: 10, 4: 1}[number]:
            label = "financial"
        else:
            return Unread(f"'{self.shown(i, after)}' names a quarter and other months: correct one of them."), after
        return self._glossed_quarter(self.shown(i, after), first, label, year, after)

    def _glossed_quarter(self, shown: str, first: int, label: str, year: YearWords | None, after: int) -> Found:
        partial = Partial("months", shown, month=first, count=3)
        behind = self._year_after(after, short=True)
        if behind is None:
            if year is None:
                return partial, after
            return partial.in_year(year, None), after
        words, end = behind
        if isinstance(words, Unread):
            return words, end
        if words.is_pair and words.label is None:
            if label != "financial":
                return Unread(f"'{shown}' names a quarter and other months: correct one of them."), end
            words = replace(words, label=label)
        found = partial.in_year(words, None)
        if year is not None and isinstance(found, Period):
            other = partial.in_year(year, None)
            if isinstance(other, Period) and other.first != found.first:
                return Unread(f"'{self.shown(after - 1, end)}' and '{shown}' disagree: correct one of them."), end
        return found, end

    def _quarter_number(self, i: int) -> tuple[int, int] | None:
        j = self.past_words(i, "the")
        if self.is_word(j, "q", "qtr", "quarter", "qtrs", "qu"):
            k = self.past_hyphen(j + 1)
            k = k + 1 if self.is_mark(k, ".") else k
            if self.is_number(k, 1) and not self.at(k).ordinal:
                return self.at(k).number, k + 1
            if self.at(k).text in NUMBER_WORDS and self.at(k).kind == "word":
                return NUMBER_WORDS[self.at(k).text], k + 1
            return None
        if self.at(j).ordinal and self.is_word(j + 1, "quarter", "qtr"):
            return self.at(j).number, j + 2
        if self.at(j).text in ORDINAL_WORDS and self.is_word(j + 1, "quarter", "qtr"):
            number = ORDINAL_WORDS[self.at(j).text]
            return (4 if number == -1 or self.is_word(j, "final") else number), j + 2
        return None

    def _gloss(self, i: int) -> tuple[int, YearWords | None, int] | None:
        """The months of a quarter in words: the first month, their year if any, and the position after."""
        bracket = self.is_mark(i, "([")
        j = i + 1 if bracket else self._past_separator(i)
        first = self.month(j)
        if first is None:
            return None
        k = first[1]
        if not (self.is_mark(k, "-/") or self.is_word(k, "to", "until")):
            return None
        if self.month(k + 1) and self.is_mark(k, "/") and (self.month(k + 1) or (0, 0))[1]:
            middle = self.month(k + 1)
            if middle and self.is_mark(middle[1], "/"):
                k = middle[1]
        last = self.month(k + 1)
        if last is None or (last[0] - first[0]) % 12 != 2:
            return None
        after, year = last[1], None
        found = self._year_after(after, short=True) if bracket else None
        if found and isinstance(found[0], YearWords) and not self.is_mark(after, ")"):
            year, after = found
        if bracket:
            if not self.is_mark(after, ")]"):
                return None
            after += 1
        return first[0], year, after

    def _feast(self, i: int) -> Found:
        """Such as "Christmas 2025", "Easter 2026"; school holidays are for the area to date."""
        j = self.past_words(i, "the")
        if not self.is_word(j, "christmas", "xmas", "easter"):
            return None
        holiday = self.is_word(j + 1, "holiday", "holidays", "break", "term", "vacation")
        if holiday:
            after = self._past_year(j + 2)
            return Unread(f"'{self.shown(i, after)}' differs between areas: write the date."), after
        name = "easter" if self.is_word(j, "easter") else "christmas"
        return self._with_year(Partial("feast", self.shown(j, j + 1), name=name), j + 1)

    # Years

    def _year_first(self, i: int) -> Found:
        """A year alone, or before its term, quarter or month: "2025/26 spring term", "2025 March"."""
        found = self.year(self.past_words(i, "the"), short=False) or self._short_pair(i)
        if found is None:
            return None
        if self._is_rest_of_date(i):
            return Unread(f"'{self.shown(max(0, i - 3), found[1])}' is only part of a date: write all of it."), found[1]
        words, after = found
        if isinstance(words, Unread):
            return words, after
        spaced = self.is_mark(after, "-") and not (self.at(after).glued and self.at(after + 1).glued)
        following = self._undated(after if spaced else self._past_separator(after))
        if following is None and words.is_pair:
            following = self._school_or_quarter(after)
        if following:
            partial, end = following
            return partial.in_year(words, self.term_dates), end
        return words.period(), after

    def _labelled_years(self, i: int) -> Found:
        """Such as "24/25 academic year", "2009-10 financial year": the label settles what the figures are."""
        found = self._figures(i, short=True) if self.is_number(i, 2, 4) else None
        if found is None or isinstance(found[0], Unread) or not found[0].is_pair:
            return None
        label, after = self._label_after(found[1], pair=True)
        return self._year_first(i) if label or self._school_or_quarter(after) else None

    def _short_pair(self, i: int) -> tuple[YearWords | Unread, int] | None:
        """Such as "24/25" with its kind of year beside it; without one it is two readings."""
        if not (
            self.is_number(i, 2) and self.is_mark(i + 1, "/-") and self.is_number(i + 2, 2) and self.at(i + 2).glued
        ):
            return None
        found = self._figures(i, short=True)
        if found is None or isinstance(found[0], Unread) or not found[0].is_pair:
            return None
        label, after = self._label_after(found[1], pair=True)
        if label is None and found[0].first % 100 <= 12 and not self._school_or_quarter(after):
            return None
        return YearWords(found[0].first, found[0].last, label, self.shown(i, after)), after

    def _school_or_quarter(self, i: int) -> tuple[Partial, int] | None:
        """A term or quarter set apart from the two years of its own before it: "2025/26 - Spring term"."""
        j = i + 1 if self.is_mark(i, "-:,") else i
        for reader in (self._school_or_season, self._quarter):
            found = reader(j)
            if found and isinstance(found[0], Partial) and found[0].kind in ("term", "half-term", "quarter"):
                return found[0], found[1]
        return None

    def _undated(self, i: int) -> tuple[Partial, int] | None:
        """A term, quarter, season or month at ``i`` that has no year of its own."""
        for reader in (self._school_or_season, self._quarter, self._month_first):
            found = reader(i)
            if found and isinstance(found[0], Partial):
                return found[0], found[1]
        return None


def whole_year_alone(period: Period) -> bool:
    """Whether a period is a bare calendar year, the reading that stands on least."""
    return period.precision == "year" and not period.is_span and period == calendar_year(period.first.year)
