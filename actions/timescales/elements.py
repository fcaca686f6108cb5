"""The tokens of a cell gathered into elements, every token in exactly one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .cursor import Cursor
from .months import MONTHS
from .periods import (
    Period,
    TermDates,
    add_months,
    calendar_month,
    month_end,
    term,
)
from .points import PointReader
from .recurrences import ADVERBS, TIMES, Ambiguous, Length, Recurrence, RecurrenceReader
from .tokens import Cell
from .vocabulary import (
    COUNTED_THINGS,
    LATER_ORDINALS,
    NUMBER_WORDS,
    ORDINAL_WORDS,
    PHRASE_TABLE,
    TERM_NAMES,
    UNITS,
    WEEKDAYS,
    Part,
)
from .years import LABELS, Partial, Unread, say

FRAMES = (
    "within",
    "in",
    "over",
    "during",
    "for",
    "the",
    "next",
    "coming",
    "following",
    "course",
    "of",
    "about",
)
NEXT = ("next", "coming", "following")
ANCHORS = (
    "of",
    "from",
    "after",
    "before",
    "following",
    "post",
    "prior",
    "since",
    "once",
    "ahead",
    "ago",
    "later",
    "to",
)
DECORATION = ".:\"'!•·●▪∙◦‣■○"
TICKS = "✓✔☑✅☒✗✘"
PEOPLES_AGES = range(14, 26)
# "Phase 1 by March 2025": what plans number, and the words that end such a number.
NUMBERED_THINGS = frozenset(
    [
        "phase",
        "stage",
        "step",
        "part",
        "priority",
        "wave",
        "cohort",
        "tranche",
        "tier",
        "strand",
        "workstream",
        "milestone",
        "theme",
        "year",
        "ks",
        "y",
    ]
)
SETS_APART = ("by", "from", "in", "to", "due", "starting", "during", "until", "before", "complete", "end")

# Every word at which a reader begins. A word that is none of these, no month and no "bi-" opens a phrase at most: most
# words of a plan's cells are such, and trying every reader at each took most of the time of a long document.
OPENERS = frozenset(
    {*NUMBER_WORDS, *ORDINAL_WORDS, *LATER_ORDINALS, *WEEKDAYS, *TERM_NAMES, *UNITS, *ADVERBS, *TIMES, *LABELS}
    | {*NUMBERED_THINGS, *FRAMES, *NEXT}
    | {"every", "each", "per", "pa", "p", "a", "an", "half", "semi", "halfterm", "halftermly", "halfyearly", "latter"}
    | {"triennial", "triennially", "q", "qtr", "qtrs", "qu", "quarter", "christmas", "xmas", "easter", "year", "yr", "new"}
    | {"this", "next", "current", "coming", "of", "the", "date", "now", "present", "today", "post", "pre", "after", "before"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Element:
    """A meaning and the words that carry it.

    ``value`` is a period, a partial, an unread point, a recurrence, an ambiguous recurrence, a length of time
    or a ``Part``; or "word", "number", "comma", "slash", "dash", "percent" or "plus" for what else is there.
    ``depth`` counts the brackets around it; ``edge`` is the name of the edge for ``Part.EDGE``.
    """

    value: Period | Partial | Unread | Recurrence | Ambiguous | Length | Part | str
    shown: str
    begin: int
    end: int
    depth: int = 0
    edge: str = ""


class Scanner(Cursor):
    """Walks the tokens once, from left to right."""

    def __init__(self, cell: Cell, document_date: date | None, term_dates: TermDates | None) -> None:
        super().__init__(cell)
        self.document_date = document_date
        self.term_dates = term_dates
        self.points = PointReader(cell, document_date, term_dates)
        self.recurrences = RecurrenceReader(cell)
        self.depth = 0

    def elements(self) -> list[Element]:
        """Every element of the cell in order."""
        found: list[Element] = []
        i = 0
        while i < len(self.tokens):
            element, after = self._element(i)
            if element is not None:
                found.append(element)
            i = after
        return found

    def _make(self, value: object, i: int, after: int, edge: str = "") -> tuple[Element, int]:
        token, last = self.at(i), self.at(after - 1)
        return Element(value, self.shown(i, after), token.begin, last.end, self.depth, edge), after  # type: ignore[arg-type]

    def _element(self, i: int) -> tuple[Element | None, int]:
        if self.at(i).kind == "mark":
            mark = self._mark(i)
            if mark:
                return mark
        if self.at(i).kind == "time":
            return self._make(Part.FILLER, i, i + 1)
        opened = self._opened(i) if self._may_open(i) else None
        if opened:
            return opened
        phrase = self._phrase(i)
        if phrase:
            return self._make(phrase[0], i, phrase[2], phrase[1])
        if self.is_word(i, "half"):
            return self._make("number", i, i + 1)
        if self.at(i).text in NUMBER_WORDS and self.at(i - 1).text in COUNTED_THINGS:
            return self._make("number", i, i + 1)
        counts = any(char.isnumeric() for char in self.at(i).text)
        counts = counts or self._spoils_a_number(i) or self._is_day_in_words(i)
        return self._make("number" if counts else "word", i, i + 1)

    def _may_open(self, i: int) -> bool:
        """Whether a reader may begin here; False only for words at which none does, whatever stands behind them."""
        token = self.at(i)
        return token.kind != "word" or token.text in OPENERS or token.text.startswith("bi") or self.month(i) is not None

    def _opened(self, i: int) -> tuple[Element, int] | None:
        for read in (self.recurrences.read, self._length, self.points.read, self._relative):
            found = read(i)
            if found:
                return self._make(found[0], i, found[1])
        if self.is_word(i, "date", "now", "present", "current", "today") and (
            self.is_mark(i - 1, "-") or self.is_word(i - 1, "to", "until", "till")
        ):
            return self._make(Part.PRESENT, i, i + 1)
        aside = self._people(i) or self._percentage(i) or self._numbered(i)
        return self._make("word", i, aside) if aside else None

    def _mark(self, i: int) -> tuple[Element | None, int] | None:
        text = self.at(i).text
        if text in "([{":
            self.depth += 1
            return None, i + 1
        if text in ")]}":
            self.depth = max(0, self.depth - 1)
            return None, i + 1
        named = {
            ",": "comma", "/": "slash", "|": "slash", "-": "dash", "&": Part.AND, "?": Part.SOFT,
            "~": Part.SOFT,
            "*": Part.SOFT, "%": "percent", "→": Part.CHANGE, "+": "plus", ";": "comma",
        }.get(text)  # fmt: skip
        if named == "dash" and self._joins_words(i):
            return None, i + 1
        if named is None and text in TICKS:
            named = Part.DONE
        if named is not None:
            return self._make(named, i, i + 1)
        return (None, i + 1) if text in DECORATION else None

    def _joins_words(self, i: int) -> bool:
        """A hyphen inside a word: "co-ordinated". Beside a month, a term or a number it is a dash."""
        if not (self.at(i).glued and self.at(i + 1).glued):
            return False
        return all(
            self.at(j).kind == "word" and self.at(j).text not in MONTHS and self.at(j).text not in TERM_NAMES
            for j in (i - 1, i + 1)
        )

    def _people(self, i: int) -> int | None:
        """Such as "post-16", "pre-school", "after-school": words about people, not about dates."""
        if not self.is_word(i, "post", "pre", "after", "before"):
            return None
        j = self.past_hyphen(i + 1)
        hyphened = j > i + 1
        if self.is_number(j, 2) and self.at(j).number in PEOPLES_AGES and self.is_word(i, "post", "pre"):
            return j + 1 if not self.month(j + 1) else None
        if self.is_word(j, "school", "diagnosis", "natal", "assessment", "diagnostic") and (
            hyphened or self.is_word(j, "school")
        ):
            return j + 1
        return None

    def _numbered(self, i: int) -> int | None:
        """Such as "Phase 1:", "Priority 2 -", "Year 1, by": a number that counts something other than days."""
        if self.at(i).text not in NUMBERED_THINGS or not self.is_number(i + 1, 1, 2) or self.at(i + 1).ordinal:
            return None
        spaced = self.is_mark(i + 2, "-") and not self.at(i + 3).glued
        if spaced or self.is_mark(i + 2, ":(,;)") or self.is_word(i + 2, *SETS_APART):
            return i + 2
        return None

    def _spoils_a_number(self, i: int) -> bool:
        """A letter or two glued to a number, which may be a digit misread: "x15 March 2025"."""
        return self.is_number(i + 1) and self.at(i + 1).glued and len(self.at(i).text) <= 2

    def _is_day_in_words(self, i: int) -> bool:
        """Such as "First of March 2025", which is no month's last day."""
        ordinal = self.at(i).text in ORDINAL_WORDS or self.at(i).text in LATER_ORDINALS
        return ordinal and self.month(self.past_words(i + 1, "of")) is not None

    def _percentage(self, i: int) -> int | None:
        return i + 2 if self.is_number(i, 1, 2, 3) and self.is_mark(i + 1, "%") else None

    def _phrase(self, i: int) -> tuple[Part, str, int] | None:
        for words, part, edge in PHRASE_TABLE.get(self.at(i).text, ()):
            after = self.phrase(i, words)
            if after is not None:
                return part, edge, after
        return None

    # What is counted from the document's date

    def _length(self, i: int) -> tuple[Period | Unread | Length, int] | None:
        """Such as "within 3 months", "over the next 18 months"; a bare length is weighed later."""
        j, words = i, []
        while self.is_word(j, *FRAMES) and len(words) < 6:
            words.append(self.at(j).text)
            j += 1
        if words and words[0] in ("of", "following", "about"):
            return None
        found = self.recurrences.length(j)
        if found is None and words and words[-1] in NEXT and len(words) > 1 and words[-2] == "the":
            unit = (
                self.recurrences.unit(j) if not self.is_word(j, "academic", "financial", "school", "calendar") else None
            )
            found = (Length(1, 1, unit[0], self.shown(i, unit[1])), unit[1]) if unit else None
        if found is None:
            return None
        length, after = found
        if not words and not self._stands_alone(i, after):
            return None if self.is_word(i, "a", "an") else (length, after)
        if self.is_word(i, "a", "an") and not words:
            return None
        return self._counted(length, self.shown(i, after), after, spans=words[:1] in (["over"], ["during"], ["for"]))

    def _stands_alone(self, i: int, after: int) -> bool:
        return i == 0 and after == len(self.tokens)

    def _counted(self, length: Length, shown: str, after: int, *, spans: bool) -> tuple[Period | Unread, int]:
        anchor = self.at(after)
        from_now = self.first_phrase(after, "from now", "of this plan", "from the date of this plan")
        if from_now:
            after = from_now
        elif anchor.kind == "word" and anchor.text in ANCHORS:
            return Unread(f"'{shown} {anchor.text}' is counted from something else: write the date itself."), after
        day = self.document_date
        if day is None:
            return Unread(f"'{shown}' needs the document's date: add it, or write the month and year."), after
        last = count_on(day, length.number, length.unit)
        if last is None:
            return Unread(f"'{shown}' has no fixed length: write the month and the year."), after
        ranged = length.lowest != length.number and length.lowest > 0
        first = (count_on(day, length.lowest, length.unit) if ranged else None) or day
        note = f"'{shown}' was counted from the document's date, {say(day)}."
        return Period(first, last, "day", spans or ranged or length.lowest == 0, (note,)), after

    def _relative(self, i: int) -> tuple[Period | Partial | Unread, int] | None:
        """Such as "this term", "next March", "in the New Year", "the academic year"."""
        j = self.past_words(i, "the")
        if self.first_phrase(j, "new year"):
            return self._new_year(i, j + 2)
        if self.at(j).text in LABELS and self.is_word(j + 1, "year"):
            return self._year_unnamed(LABELS[self.at(j).text], self.shown(i, j + 2)), j + 2
        if not self.is_word(j, "this", "next", "current", "coming"):
            return None
        ahead = self.is_word(j, "next", "coming")
        named = self.month(j + 1)
        if named and self.points.read(j + 1) and isinstance((self.points.read(j + 1) or (None,))[0], Period):
            return None
        if named:
            return self._named_month(named[0], self.shown(i, named[1]), ahead=ahead), named[1]
        if self.at(j + 1).text in TERM_NAMES or self.is_word(j + 1, "week", "half", "quarter"):
            after = j + 3 if self.is_word(j + 2, "term", "terms") else j + 2
            return Unread(f"'{self.shown(i, after)}' can be read in two ways: write the month and the year."), after
        if self.is_word(j + 1, "month", "term"):
            return self._month_or_term(self.at(j + 1).text, self.shown(i, j + 2), ahead=ahead), j + 2
        return None

    def _undated(self, shown: str) -> Unread:
        return Unread(f"'{shown}' needs the document's date: add it, or write the month and year.")

    def _note(self, shown: str) -> str:
        assert self.document_date is not None  # noqa: S101 - the callers have asked
        return f"'{shown}' was counted from the document's date, {say(self.document_date)}."

    def _new_year(self, i: int, after: int) -> tuple[Period | Unread, int]:
        found = self.points.year(after, short=False)
        day, shown = self.document_date, self.shown(i, after)
        if found and not isinstance(found[0], Unread) and found[0].last is None and not found[0].label:
            note = f"'{shown}' was read as January."
            return calendar_month(found[0].first, 1).noting(note, *found[0].notes), found[1]
        if day is None:
            return self._undated(shown), after
        if day.month < 7:
            return Unread(f"'{shown}' could be this January or the next: write the month and the year."), after
        return calendar_month(day.year + 1, 1).noting(self._note(shown)), after

    def _year_unnamed(self, label: str, shown: str) -> Partial | Unread:
        if label == "municipal":
            return Unread(f"'{shown}' has no year: write the year.")
        return Partial("whole year", shown, name=label)

    def _named_month(self, month: int, shown: str, *, ahead: bool) -> Period | Unread:
        day = self.document_date
        if day is None:
            return self._undated(shown)
        if (ahead and month > day.month) or (not ahead and month < day.month):
            return Unread(f"'{shown}' can be read in two ways: write the month and the year.")
        return calendar_month(day.year + (1 if ahead else 0), month).noting(self._note(shown))

    def _month_or_term(self, unit: str, shown: str, *, ahead: bool) -> Period | Unread:
        day = self.document_date
        if day is None:
            return self._undated(shown)
        if unit == "month":
            first = add_months(day.replace(day=1), 1 if ahead else 0)
            return Period(first, month_end(first.year, first.month), "month", False, (self._note(shown),))
        return self._term_near(day, shown, ahead=ahead)

    def _term_near(self, day: date, shown: str, *, ahead: bool) -> Period | Unread:
        terms = [
            term(year, name, self.term_dates)
            for year in (day.year, day.year + 1)
            for name in ("spring", "summer", "autumn")
        ]
        if ahead:
            return next(period for period in terms if period.first > day).noting(self._note(shown))
        here = [period for period in terms if period.first <= day <= period.last]
        if not here:
            return Unread(f"'{shown}' was written between two terms: write the month and the year.")
        return here[0].noting(self._note(shown))


def count_on(day: date, number: int, unit: str) -> date | None:
    """``day`` moved on by a length of time; None for a unit that has no fixed length (terms)."""
    in_days = {"day": 1, "week": 7, "fortnight": 14}
    in_months = {"month": 1, "quarter": 3, "year": 12}
    if unit in in_days:
        return day + timedelta(days=number * in_days[unit])
    return add_months(day, number * in_months[unit]) if unit in in_months else None
