"""How often: "termly", "every 6 weeks", "twice a year", "on a quarterly basis"."""

from __future__ import annotations

from dataclasses import dataclass

from .cursor import Cursor
from .vocabulary import NUMBER_WORDS, ORDINAL_WORDS, TERM_NAMES, UNITS, WEEKDAYS

ADVERBS = {
    "daily": (1, "day"), "weekly": (1, "week"), "fortnightly": (1, "fortnight"), "monthly": (1, "month"),
    "quarterly": (1, "quarter"), "termly": (1, "term"), "yearly": (1, "year"), "annually": (1, "year"),
    "annual": (1, "year"), "wkly": (1, "week"), "mthly": (1, "month"), "qtrly": (1, "quarter"),
    "yrly": (1, "year"),
}  # fmt: skip
BI = {
    "monthly": ("every two months", "twice a month"),
    "weekly": ("every two weeks", "twice a week"),
    "annual": ("every two years", "twice a year"),
    "annually": ("every two years", "twice a year"),
    "yearly": ("every two years", "twice a year"),
    "termly": ("every two terms", "twice a term"),
    "quarterly": ("every two quarters", "twice a quarter"),
}
HELD = (
    "meeting",
    "meetings",
    "review",
    "reviews",
    "session",
    "sessions",
    "report",
    "reports",
    "update",
    "updates",
)
TIMES = {"once": 1, "twice": 2, "thrice": 3}
NAMED = {
    (1, "day"): "daily", (7, "day"): "weekly", (1, "week"): "weekly", (2, "week"): "fortnightly",
    (1, "fortnight"): "fortnightly", (52, "week"): "yearly", (1, "month"): "monthly",
    (3, "month"): "quarterly", (6, "month"): "six-monthly", (12, "month"): "yearly",
    (1, "quarter"): "quarterly",
    (2, "quarter"): "six-monthly", (4, "quarter"): "yearly", (1, "half-term"): "half-termly",
    (1, "term"): "termly", (1, "year"): "yearly",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often, in a phrase that means the same everywhere, with a note on what was assumed."""

    phrase: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A recurrence of two readings."""

    shown: str
    readings: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: 6 months; ``lowest`` differs where two numbers were written (6 to 9 months)."""

    lowest: int
    number: int
    unit: str
    shown: str


def interval(number: int, unit: str) -> str:
    """The phrase for every ``number`` of ``unit``: (6, "week") is "every 6 weeks"."""
    if unit == "fortnight":
        number, unit = 2 * number, "week"
    if unit == "year" and number > 1:
        return f"every {number} years"
    if unit == "month" and number % 12 == 0 and number > 12:
        return f"every {number // 12} years"
    return NAMED.get((number, unit)) or f"every {number} {unit}s"


def rate(times: int, unit: str) -> str:
    """The phrase for ``times`` in one ``unit``: (3, "year") is "every 4 months"."""
    if times == 1:
        return interval(1, unit)
    if unit == "year" and 12 % times == 0:
        return interval(12 // times, "month")
    return f"twice a {unit}" if times == 2 else f"{times} times a {unit}"


class RecurrenceReader(Cursor):
    """Reads the recurrence, or the length of time, that begins at a token."""

    def read(self, i: int) -> tuple[Recurrence | Ambiguous, int] | None:
        """The recurrence at ``i`` and the position after it; None where there is none."""
        return (
            self._twice_over(i)
            or self._times(i)
            or self._every(i)
            or self._numbered_adverb(i)
            or self._half_adverb(i)
            or self._per(i)
            or self._adverb(i)
        )

    def unit(self, i: int) -> tuple[str, int] | None:
        """The unit of time at ``i``: "weeks", "half-term", "academic year"."""
        j = self.past_hyphen(i)
        if self.is_word(j, "academic", "school", "calendar", "financial", "full") and self.is_word(
            j + 1, "year", "term", "years"
        ):
            j += 1
        halves = self.first_phrase(j, "half term", "half terms", "halfterm")
        if halves:
            return "half-term", halves
        token = self.at(j)
        if token.kind == "word" and token.text in UNITS:
            return UNITS[token.text], j + 1
        return None

    def count(self, i: int) -> tuple[int, int] | None:
        """The whole number at ``i``, in figures or in words."""
        token = self.at(i)
        if self.is_number(i, 1, 2) and not token.ordinal and token.number:
            return token.number, i + 1
        if token.kind == "word" and token.text in NUMBER_WORDS and NUMBER_WORDS[token.text]:
            return NUMBER_WORDS[token.text], i + 1
        return None

    def length(self, i: int) -> tuple[Length, int] | None:
        """Such as "6 months", "3-6 months", "two to three years", "a year"."""
        if self.is_word(i, "a", "an", "one") and (found := self.unit(i + 1)):
            return Length(1, 1, found[0], self.shown(i, found[1])), found[1]
        counted = self.count(i)
        if counted is None and self.is_number(i, 1) and self.at(i).text == "0":
            counted = 0, i + 1
        if counted is None:
            return None
        lowest, j = counted
        number = lowest
        if self.is_mark(j, "-") or self.is_word(j, "to"):
            second = self.count(j + 1)
            if second and self.unit(second[1]):
                number, j = second
        if lowest != number and self.is_word(j, "academic", "financial", "school"):
            return None
        found = self.unit(j)
        if found is None or number < lowest or not number:
            return None
        return Length(lowest, number, found[0], self.shown(i, found[1])), found[1]

    def _twice_over(self, i: int) -> tuple[Recurrence | Ambiguous, int] | None:
        """Such as "bi-monthly", "biannual", "biennially"."""
        token = self.at(i)
        if token.text in ("triennial", "triennially"):
            return Recurrence("every 3 years"), i + 1
        if token.text in ("biennial", "biennially"):
            return Recurrence("every 2 years"), i + 1
        after = i + 1
        if token.text == "bi":
            rest, after = self.at(self.past_hyphen(i + 1)).text, self.past_hyphen(i + 1) + 1
        elif token.text.startswith("bi"):
            rest = token.text[2:]
        else:
            return None
        if rest == "ennially":
            return Recurrence("every 2 years"), after
        return (Ambiguous(self.shown(i, after), BI[rest]), after) if rest in BI else None

    def _times(self, i: int) -> tuple[Recurrence, int] | None:
        """Such as "twice a year", "3 x per year", "twice weekly", "once every half term"."""
        if self.at(i).text in TIMES:
            times, j = TIMES[self.at(i).text], i + 1
        else:
            counted = self.count(i)
            if counted is None:
                return None
            times, j = counted
            if found := self._per_unit(times, j):
                return found
            if not (self.is_word(j, "times", "x", "time") or self.is_mark(j, "×")):
                return None
            j += 1
        if times == 1 and (found := self._every(j) or self._numbered_adverb(j)):
            return found
        named = self.at(self.past_hyphen(j)).text
        if named in ADVERBS and not self._half_adverb(j):
            return Recurrence(rate(times, ADVERBS[named][1])), self.past_hyphen(j) + 1
        if halves := self._half_adverb(j):
            return Recurrence(rate(times, "half-term")), halves[1]
        if self.is_word(j, "a", "per", "each", "every", "in", "an"):
            j += 1
            j = j + 1 if self.is_word(j, "a", "each", "every") else j
        if self.is_mark(j, "/"):
            j += 1
        found_unit = self.unit(j)
        return (Recurrence(rate(times, found_unit[0])), found_unit[1]) if found_unit else None

    def _per_unit(self, times: int, j: int) -> tuple[Recurrence, int] | None:
        """The rest of "two per term" and "3 meetings per year", behind the number."""
        j = j + 1 if self.is_word(j, *HELD) else j
        unit = self.unit(j + 1) if self.is_word(j, "per") else None
        return (Recurrence(rate(times, unit[0])), unit[1]) if unit else None

    def _every(self, i: int) -> tuple[Recurrence, int] | None:
        """Such as "every 6 weeks", "each term", "every other month", "every September", "every Monday"."""
        if not self.is_word(i, "every", "each"):
            return None
        j = i + 1
        counted = self.count(j)
        if self.is_word(j, "other", "second", "alternate"):
            counted = 2, j + 1
        elif self.is_word(j, "third", "fourth", "fifth", "sixth"):
            counted = ORDINAL_WORDS[self.at(j).text], j + 1
        elif self.is_word(j, "single"):
            j += 1
        elif self.at(j).ordinal and self.at(j).number <= 12:
            counted = self.at(j).number, j + 1
        number, j = counted or (1, j)
        ranged = self.length(i + 1)
        if ranged and ranged[0].lowest != ranged[0].number:
            length, after = ranged
            return Recurrence(f"every {length.lowest} to {length.number} {length.unit}s"), after
        unit = self.unit(j)
        if unit:
            return Recurrence(interval(number, unit[0])), unit[1]
        return self._every_named(i, j) if number == 1 else None

    def _every_named(self, i: int, j: int) -> tuple[Recurrence, int] | None:
        """Such as "every September", "each summer term", "every Friday": the name is kept in a note."""
        token = self.at(j)
        if named := self.month(j):
            return Recurrence("yearly", f"'{self.shown(i, named[1])}' was read as once a year, in that month."), named[
                1
            ]
        if token.text in WEEKDAYS:
            return Recurrence("weekly", f"'{self.shown(i, j + 1)}' was read as once a week."), j + 1
        if token.text in TERM_NAMES:
            after = j + 2 if self.is_word(j + 1, "term") else j + 1
            return Recurrence("yearly", f"'{self.shown(i, after)}' was read as once a year, at that time."), after
        return None

    def _numbered_adverb(self, i: int) -> tuple[Recurrence, int] | None:
        """Such as "six weekly", "6-monthly", "two yearly"."""
        counted = self.count(i)
        if counted is None:
            return None
        number, j = counted
        ranged = self.is_mark(j, "-") or self.is_word(j, "to")
        second = self.count(j + 1) if ranged else None
        lowest = number
        if second:
            number, j = second
        j = self.past_hyphen(j)
        named = ADVERBS.get(self.at(j).text) if self.at(j).text not in ("annually", "annual") else None
        if self.is_mark(j, "/") or named is None:
            return None
        if second:
            return (Recurrence(f"every {lowest} to {number} {named[1]}s"), j + 1) if number > lowest else None
        return Recurrence(interval(number * named[0], named[1])), j + 1

    def _half_adverb(self, i: int) -> tuple[Recurrence, int] | None:
        """Such as "half-termly", "half yearly"."""
        j = self.past_hyphen(i)
        if self.at(j).text in ("halftermly", "halfyearly"):
            word, after = self.at(j).text[4:], j + 1
        elif self.is_word(j, "half", "semi"):
            after = self.past_hyphen(j + 1)
            word, after = self.at(after).text, after + 1
        else:
            return None
        if word == "termly" and not self.is_word(i, "semi"):
            return Recurrence("half-termly"), after
        return (Recurrence("six-monthly"), after) if word in ("yearly", "annual", "annually") else None

    def _per(self, i: int) -> tuple[Recurrence, int] | None:
        """Such as "per annum", "per term", "p.a."."""
        dotted = self.first_phrase(i, "p . a .", "p . a")
        if dotted:
            return Recurrence("yearly"), dotted
        if self.is_word(i, "per") and (unit := self.unit(i + 1)):
            return Recurrence(interval(1, unit[0])), unit[1]
        if self.is_word(i, "pa") and self.at(i + 1).text != "to":
            return Recurrence("yearly"), i + 1
        return None

    def _adverb(self, i: int) -> tuple[Recurrence, int] | None:
        token = self.at(i)
        named = ADVERBS.get(token.text) if token.kind == "word" else None
        if self.is_mark(i - 1, "-") and token.glued and (self.is_unknown_word(i - 2) or self.is_word(i - 2, "mid")):
            return None
        return (Recurrence(interval(*named)), i + 1) if named else None
