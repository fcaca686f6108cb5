"""Days and months by name: "31st March 2025", "Sep-14", "last Friday in March 2025"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from .figures import FigureReader, Found
from .periods import FIRST_YEAR, LAST_YEAR, Period, TermDates
from .vocabulary import COUNTED_THINGS, ORDINAL_WORDS, WEEKDAYS
from .years import Partial, Unread, YearWords, full_year

# "3, 10 and 17 March 2025": looking no further keeps a long row of figures quick.
MOST_DAYS_LISTED = 16  # tokens, every second one a day
BREAK_TERMS = {10: "autumn", 2: "spring", 5: "summer", 6: "summer"}
# "may" is a month only where no such word follows it.
AFTER_THE_VERB_MAY = frozenset(
    [
        "be",
        "need",
        "change",
        "vary",
        "take",
        "require",
        "not",
        "have",
        "also",
        "include",
        "become",
        "extend",
        "move",
        "slip",
        "only",
        "still",
        "well",
        "follow",
        "alter",
        "depend",
        "get",
        "go",
        "run",
        "continue",
        "start",
        "end",
        "differ",
        "apply",
    ]
)


class NamedReader(FigureReader):
    """Reads days and months by name, and dates any point by the year that stands behind it."""

    term_dates: TermDates | None = None

    def _year_after(self, i: int, *, short: bool) -> tuple[YearWords | Unread, int] | None:
        """The year behind a month or term: across "of", "in", a comma, a dash, a bracket."""
        bracket = self.is_mark(i, "(")
        if bracket:
            found = self.year(i + 1, short=False)
            return (found[0], found[1] + 1) if found and self.is_mark(found[1], ")") else None
        separated = self.is_mark(i, "-/.,:")
        spaced = separated and not (self.at(i).glued and self.at(i + 1).glued)
        j = i + 1 if separated else i
        worded = self.past_words(j, "of", "in", "the", "for")
        if (worded > j and self.is_mark(worded - 1, ",")) or worded - j > 3:
            return None
        comma = self.is_mark(i, ",")
        may_be_short = short and worded == j and not comma and (not spaced or self.is_mark(i, "."))
        return self.year(worded, short=may_be_short)

    def _with_year(self, partial: Partial, after: int, *, extra: int = 0) -> Found:
        """``partial`` dated by the year behind it; still partial where there is none.

        ``extra`` tokens behind the year belong to the point: the "term" of "Spring 2025/26 term".
        """
        found = self._year_after(after, short=True)
        if found is None:
            misread = self._number_beside(partial, after)
            if misread:
                return misread
            if partial.numeric:
                shown = partial.shown
                return Unread(f"'{shown}' has no year, or no day: write the month and the year."), after
            return partial, after
        words, end = found
        if isinstance(words, Unread):
            return words, end
        if words.label and words.last is None and not self.is_number(end - 1):
            if partial.kind in ("month", "day"):
                words, end = self._without_label(words, end)
            elif words.label == "academic":
                return Unread(f"'{self.shown(after - 1, end)}' could be two years: write both years of it."), end
        if partial.kind in ("month", "day") and self.is_mark(end - 2, "-") and self.is_number(end - 3, 2):
            shown = self.shown(after - 1, end)
            return Unread(f"'{shown}' could be days or years: write the year in four figures."), end
        two_figures = len(self.at(end - 1).text) == 2 and words.last is None and not words.label
        if two_figures and self._is_more_than_a_year(partial, end):
            return Unread(f"'{self.shown(after - 1, end + 1)}' was not read: write the year in four figures."), end
        found_point = partial.in_year(words, self.term_dates)
        zero = two_figures and self.at(end - 1).text.startswith("0") and partial.kind == "month"
        if zero and not self.at(end - 1).glued and isinstance(found_point, Period):
            found_point = found_point.noting(f"'{self.shown(after - 1, end)}' was read as the year {words.first}.")
        return found_point, end + extra

    def _without_label(self, words: YearWords, end: int) -> tuple[YearWords, int]:
        """The year of "Aug 26 (academic year)": a month stands in the calendar year beside it."""
        figures = end - 1
        while not self.is_number(figures):
            figures -= 1
        return replace(words, label=None, shown=self.at(figures).text), figures + 1

    def _is_more_than_a_year(self, partial: Partial, end: int) -> bool:
        """Whether two figures behind a month count something else: "March 20 schools", "Sept 14-16"."""
        number = self.at(end - 1)
        joined = self.is_mark(end - 1 - 1, "'-/.") and number.glued
        if self.is_mark(end, "%") or (self.is_mark(end, "-./") and self.is_number(end + 1) and self._no_month(end + 1)):
            return True
        if self.is_number(end):
            return not (self.at(end).ordinal or (self.is_day(end) and self.month(end + 1)))
        if partial.kind == "month" and not joined:
            return self.is_unknown_word(end)
        return False

    def _no_month(self, i: int) -> bool:
        """Whether the number at ``i`` begins no later date: neither "14 March" nor "14/03/2025"."""
        if self.month(self.past_words(i + 1, "of")):
            return False
        return not (self.is_mark(i + 1, "/.-") and self.is_number(i + 2)) and not self.is_number(i, 4)

    def _number_beside(self, partial: Partial, after: int) -> Found:
        """A number glued or spaced behind a month that is no year: "Sept 5", "March 20255"."""
        j = after + 1 if self.is_mark(after, "-/'.") else after
        if partial.kind not in ("month", "day") or not self.is_number(j) or (j == after and self.at(j).ordinal):
            return None
        if self.month(self.past_words(self.past_hyphen(j + 1), "of")) or self.is_mark(j + 1, "/.-&"):
            return None
        if j > after and self.is_mark(after, "-") and self.is_number(j, 4) and full_year(self.at(j).text):
            return None
        shown = self.shown(after - 1, j + 1)
        remedy = f"write a year from {FIRST_YEAR} to {LAST_YEAR} in four figures"
        return Unread(f"'{shown}' is not a month and year: {remedy}."), j + 1

    def _past_year(self, i: int) -> int:
        found = self._year_after(i, short=True)
        return found[1] if found else i

    def _past_separator(self, i: int) -> int:
        return i + 1 if self.is_mark(i, "-/.") else i

    def _day_and_month(self, i: int) -> Found:
        """Such as "31st March 2025", "27-Oct-17", "Monday 31 March 2025", "3 Sept" (no year yet)."""
        j, weekday = i, None
        if self._names_weekday(i):
            weekday, j = WEEKDAYS[self.at(i).text], i + 1
            while self.is_mark(j, ".,") or self.is_word(j, "the"):
                j += 1
        if not self.is_day(j):
            if weekday is None or not self.month(j):
                return None
            return self._month_then_day(i, j, weekday)
        k = self._past_separator(j + 1)
        while self.is_word(k, "of", "day"):
            k += 1
        named = self.month(k)
        if named is None or self._is_verb_may(k):
            return None
        month, after, note = named
        if not self.at(j).ordinal and (self._counts_something(j) or self._numbers_a_list(j)):
            shown = self.shown(j - 1 if self._counts_something(j) else j, after)
            return Unread(f"'{shown}' could be a number and a month, or a day: set them apart."), self._past_year(after)
        dashed = self.is_mark(j + 1, "-") and self.at(j + 1).glued and not self.is_mark(after, "-/.")
        partial = Partial(
            "day", self.shown(i, after), month=month, day=self.at(j).number, weekday=weekday, numeric=dashed,
            notes=(note,) if note else (),
        )  # fmt: skip
        return self._with_year(partial, after)

    def _counts_something(self, j: int) -> bool:
        before = self.at(j - 1)
        return before.kind == "word" and before.text in COUNTED_THINGS

    def _numbers_a_list(self, j: int) -> bool:
        """Such as "1. March 2025", "1 - March 2025": a sign with a space behind it sets the number apart."""
        return self.is_mark(j + 1, "-/.") and not self.at(j + 2).glued

    def _month_then_day(self, i: int, j: int, weekday: int | None) -> Found:
        """Such as "March 31, 2025" and "September 3rd"."""
        named = self.month(j)
        if named is None:
            return None
        month, k, note = named
        k = self.past_words(k, "the")
        if not self.is_day(k):
            return None
        partial = Partial(
            "day", self.shown(i, k + 1), month=month, day=self.at(k).number, weekday=weekday,
            notes=(note,) if note else (),
        )  # fmt: skip
        year_at = k + 1 if not self.is_mark(k + 1, ",") else k + 2
        if self.is_number(year_at, 4) and full_year(self.at(year_at).text):
            return self._with_year(partial, k + 1)
        if self.at(k).ordinal or weekday is not None:
            return self._with_year(partial, k + 1)
        return None

    def _bare_day(self, i: int) -> Found:
        """The first day of "3-14 March 2025": the month stands behind the second."""
        if self.at(i).text in WEEKDAYS and self.is_day(i + 1):
            i += 1
        if not self.is_day(i):
            return None
        j = i + 1
        if not (self.is_mark(j, "-/&,") or self.is_word(j, "to", "and", "until")):
            return None
        k = j + 2 if self.at(j + 1).text in WEEKDAYS else j + 1
        while (
            k < i + MOST_DAYS_LISTED
            and self.is_day(k)
            and (self.is_mark(k + 1, "-/&,") or self.is_word(k + 1, "to", "and", "until"))
        ):
            k += 2
        if not self.is_day(k) or not self.month(self.past_words(k + 1, "of")) or self._counts_something(i):
            return None
        if self.is_mark(k + 1, "-"):
            return None
        return Partial("bare day", self.shown(i, i + 1), day=self.at(i).number), i + 1

    def _weekday_of_month(self, i: int) -> Found:
        """Such as "last Friday in March 2025", "first Monday of June 2025"."""
        j = self.past_words(i, "the")
        if self.at(j).text in ORDINAL_WORDS:
            number = ORDINAL_WORDS[self.at(j).text]
        elif self.at(j).ordinal and self.at(j).number <= 4:
            number = self.at(j).number
        else:
            return None
        if self.at(j + 1).text not in WEEKDAYS or not self.is_word(j + 2, "of", "in"):
            return None
        found = self._month_first(j + 3)
        if found is None or not isinstance(found[0], Period):
            return found
        month, after = found
        weekday = WEEKDAYS[self.at(j + 1).text]
        days = [month.first + timedelta(days=n) for n in range((month.last - month.first).days + 1)]
        matching = [day for day in days if day.weekday() == weekday]
        if number > len(matching) or month.precision != "month":
            return Unread(f"'{self.shown(i, after)}' is not a day that exists: write the date."), after
        day = matching[number if number < 0 else number - 1]
        return Period(day, day, "day", notes=month.notes), after

    def _is_verb_may(self, i: int) -> bool:
        return self.is_word(i, "may") and self.at(i + 1).text in AFTER_THE_VERB_MAY

    def _month_first(self, i: int) -> Found:
        """Such as "Sep-14", "September '14", "March 31, 2025", "October half term 2025", "March" alone."""
        named = self.month(i)
        if named is None or self._is_verb_may(i):
            return None
        month, after, note = named
        holiday = self.first_phrase(after, "half term break", "half term holiday", "half term holidays", "half term")
        if holiday and month in BREAK_TERMS:
            partial = Partial("break", self.shown(i, holiday), name=BREAK_TERMS[month])
            return self._with_year(partial, holiday)
        day = self._month_then_day(i, i, None)
        if day:
            return day
        return self._with_year(
            Partial("month", self.shown(i, after), month=month, notes=(note,) if note else ()), after
        )
