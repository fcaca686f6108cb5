"""Dates in figures alone: "31/03/2025", "2025-03-31", "09/2014". England writes the day first."""

from __future__ import annotations

from datetime import date

from .periods import MONTH_NAMES, Period, calendar_month, month_end
from .vocabulary import WEEKDAYS
from .years import Partial, Unread, YearReader, full_year

Point = Period | Partial | Unread
Found = tuple[Point, int] | None


class FigureReader(YearReader):
    """Reads days and months that are written without a month's name."""

    def _days_in_figures(self, i: int) -> Found:
        """Such as "31/03/2025", "31.3.25", "2025-03-31": the day first, unless the year is."""
        j = i
        weekday = None
        if self._names_weekday(i):
            weekday, j = WEEKDAYS[self.at(i).text], self.past_words(i + 1, "the")
            j = j + 1 if self.is_mark(j, ".") else j
        if self._spaced_figures(j):
            shown = self.shown(i, j + 3)
            figures = [self.at(k).text for k in (j, j + 1, j + 2)]
            return self._exact_day(shown, figures[2], int(figures[1]), int(figures[0]), weekday), j + 3
        if not (self.is_number(j, 1, 2, 4) and self.is_mark(j + 1, "/.-") and self.is_number(j + 2, 1, 2)):
            return None
        last_lengths = (1, 2) if len(self.at(j).text) == 4 else (2, 4)
        if self.at(j + 3).text != self.at(j + 1).text or not self.is_number(j + 4, *last_lengths):
            return None
        after = self._past_time(j + 5)
        shown = self.shown(i, j + 5)
        figures = [self.at(j).text, self.at(j + 2).text, self.at(j + 4).text]
        if len(figures[0]) == 4:
            year_text, month, day = figures[0], int(figures[1]), int(figures[2])
        else:
            day, month, year_text = int(figures[0]), int(figures[1]), figures[2]
        if self._too_short(figures, j):
            return Unread(
                f"'{shown}' could begin with the day or with the year: write the year in four figures."
            ), after
        return self._exact_day(shown, year_text, month, day, weekday), after

    def _spaced_figures(self, i: int) -> bool:
        """Whether a cell is "30 09 2025", a date that lost its signs."""
        lengths = [len(token.text) for token in self.tokens[i:] if token.kind == "number"]
        alone = all(token.kind == "mark" for token in self.tokens[i + 3 :])
        return alone and lengths == [2, 2, 4] and not self.is_number(i - 1) and not self.is_unknown_word(i - 1)

    def _too_short(self, figures: list[str], j: int) -> bool:
        """Two-figure groups joined by hyphens may be a day or, from a computer, a year first."""
        return (
            self.is_mark(j + 1, "-")
            and all(len(group) == 2 for group in figures)
            and 20 <= int(figures[0]) <= 31
            and int(figures[2]) >= 29
            and int(figures[2]) <= 31
        )

    def _exact_day(self, shown: str, year_text: str, month: int, day: int, weekday: int | None) -> Point:
        year = full_year(year_text)
        if year is None:
            return Unread(f"'{shown}' has a year that plans do not use: correct the date.")
        if not 1 <= month <= 12:
            return Unread(f"'{shown}' has no month {month}: write the day first, then the month.")
        if not 1 <= day <= month_end(year, month).day:
            return Unread(f"'{shown}' is not a day that exists: correct the date.")
        exact = date(year, month, day)
        note = None
        if weekday is not None and exact.weekday() != weekday:
            note = f"'{shown}' names the wrong day of the week, so check the date."
        return Period(exact, exact, "day").noting(note)

    def _past_time(self, i: int) -> int:
        """Past a time of day; midnight is how spreadsheets end a day."""
        j = i + 1 if self.is_mark(i, ",") else i
        if self.at(j).kind == "time" and self.at(j).text.startswith("00:00"):
            return j + 1
        return i

    def _names_weekday(self, i: int) -> bool:
        if self.at(i).text not in WEEKDAYS or self.at(i).kind != "word":
            return False
        j = i + 1
        while self.is_mark(j, ".,") or self.is_word(j, "the"):
            j += 1
        return self.is_day(j) or bool(self.month(j))

    def _month_in_figures(self, i: int) -> Found:
        """Such as "09/2014", "2014-09", "9/14"."""
        if not (self.is_number(i, 1, 2, 4) and self.is_mark(i + 1, "/-.") and self.is_number(i + 2, 1, 2, 4)):
            return None
        if not self.at(i + 2).glued or not self.at(i + 1).glued or self.at(i).ordinal or self.at(i + 2).ordinal:
            return None
        if self.is_mark(i + 3, "/-.") and self.is_number(i + 4) and self.at(i + 4).glued and not self._second_month(i):
            return None
        left, right, shown = self.at(i).text, self.at(i + 2).text, self.shown(i, i + 3)
        if self._is_rest_of_date(i):
            return Unread(f"'/{shown}' is only part of a date: write all of it."), i + 3
        if len(left) == 4 and len(right) == 2 and full_year(left):
            return self._year_and_figures(shown, int(left), int(right), i + 3)
        if len(left) <= 2 and len(right) == 4 and full_year(right):
            if not 1 <= int(left) <= 12:
                return Unread(f"'{shown}' has no month {int(left)}: correct the date."), i + 3
            return calendar_month(int(right), int(left)), i + 3
        if len(right) == 2 and not self.is_mark(i + 1, "."):
            return self._two_short_groups(shown, int(left), int(right), i + 3)
        return None

    def _second_month(self, i: int) -> bool:
        """Whether a month of the same shape follows: "04/2025-03/2026"."""
        signs = self.at(i + 1).text, self.at(i + 3).text, self.at(i + 5).text
        years = self.at(i + 2).text, self.at(i + 6).text
        return (
            signs == ("/", "-", "/")
            and self.is_number(i + 6)
            and len(years[0]) == len(years[1])
            and not self.is_mark(i + 7, "/-.")
        )

    def _year_and_figures(self, shown: str, year: int, number: int, after: int) -> Found:
        """The month of "2014-09"; "2005-10" could also be two years, and "2012/13" is read elsewhere."""
        if not 1 <= number <= 12:
            return None
        if number > year % 100:
            return Unread(f"'{shown}' could be a month or two years: write it in words."), after
        return calendar_month(year, number), after

    def _two_short_groups(self, shown: str, left: int, right: int, after: int) -> Found:
        if right == left + 1:
            return (
                Unread(f"'{shown}' could be a school year, a financial year or a month: write the years in full."),
                after,
            )
        if 1 <= left <= 12 and 13 <= right <= 69:
            note = f"'{shown}' was read as {MONTH_NAMES[left - 1]} 20{right:02}."
            return calendar_month(2000 + right, left).noting(note), after
        if 1 <= left <= 31 and 1 <= right <= 12:
            return Unread(f"'{shown}' could be a day or a month: write the month in words and the year."), after
        return None

    def _is_rest_of_date(self, i: int) -> bool:
        """Whether figures have lost what stood before them: "__/__/2025", "??/03/2025"."""
        return self.is_mark(i - 1, "/") and self.at(i).glued and self.at(i - 2).kind != "number"
