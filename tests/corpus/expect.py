"""What a careful officer would read in a plan: the expected values, and how far a reading may differ.

A plain value must be equal after folding white space (None, "" and [] are the same: nothing there).
The classes below say where more than one reading is honest, or where a reading must come with a warning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

WORD = re.compile(r"\w+(?:['’]\w+)*")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\ufeff"))


def fold(text: str) -> str:
    """The text with every run of white space as one blank and invisible characters taken out."""
    return " ".join(text.translate(INVISIBLE).split())


def words(text: str) -> list[str]:
    """The words and figures of a text, without case, punctuation or ligatures, in their order."""
    return WORD.findall(unicodedata.normalize("NFKC", text).translate(INVISIBLE).casefold().replace("’", "'"))


def folded(value: Any) -> Any:
    """A JSON value ready for comparing: nothing is None, texts are folded, numbers are texts."""
    if value is None or value == "" or value == []:
        return None
    if isinstance(value, (list, tuple)):
        return [folded(item) for item in value]
    return fold(str(value)) or None


def without(tokens: list[str], phrase: str) -> list[str] | None:
    """The tokens with the first run equal to the words of `phrase` taken out, or None where there is none."""
    run = words(phrase)
    for start in range(len(tokens) - len(run) + 1):
        if run and tokens[start : start + len(run)] == run:
            return tokens[:start] + tokens[start + len(run) :]
    return None


@dataclass(frozen=True)
class OneOf:
    """Any of the options: two readings are both honest."""

    options: tuple[Any, ...]

    def __init__(self, *options: Any) -> None:
        object.__setattr__(self, "options", options)


@dataclass(frozen=True)
class Anything:
    """Any value: the document leaves it open, or it is a matter of convention."""

    def accepts(self, actual: Any) -> bool:
        return True


@dataclass(frozen=True)
class Warned:
    """This value, and a problem that names the field: without the warning even the right value is an
    error."""

    value: Any


@dataclass(frozen=True)
class Doubtful:
    """The document is damaged here: this value and some problem in the row, or another value and a problem
    of it."""

    value: Any


@dataclass(frozen=True)
class Text:
    """Every required part, in any order and however joined, with optional parts (labels, other columns)."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    def accepts(self, actual: Any) -> bool:
        tokens: list[str] | None = words(actual or "") if isinstance(actual, str | None) else None
        if tokens is None:
            return False
        for part in sorted(filter(None, self.required), key=len, reverse=True):
            tokens = without(tokens, part)
            if tokens is None:
                return False
        for part in sorted(filter(None, self.optional), key=len, reverse=True):
            while (rest := without(tokens, part)) is not None:
                tokens = rest
        return not tokens


@dataclass(frozen=True)
class Near:
    """A date within so many days: terms and seasons differ between areas."""

    day: str
    days: int

    def accepts(self, actual: Any) -> bool:
        try:
            return abs((date.fromisoformat(actual) - date.fromisoformat(self.day)).days) <= self.days
        except (TypeError, ValueError):
            return False


@dataclass(frozen=True)
class Colour:
    """A rating shown only by the colour of the cell: any wording that names this colour and no other."""

    name: str

    def accepts(self, actual: Any) -> bool:
        if not isinstance(actual, str):
            return False
        found = {"red", "amber", "orange", "yellow", "green", "blue", "grey", "purple"} & set(words(actual))
        return bool(found) and found <= {self.name}


@dataclass(frozen=True)
class Redacted:
    """A text with personal details in it: with them, without them, or with a few words in their place."""

    full: str
    details: tuple[str, ...]

    def accepts(self, actual: Any) -> bool:
        if not isinstance(actual, str):
            return False
        rest, spare = self.full, 0
        for detail in self.details:
            rest = rest.replace(detail, "\n")
            spare += len(words(detail)) + 10
        tokens = words(actual)
        for fragment in rest.split("\n"):
            if words(fragment):
                shorter = without(tokens, fragment)
                if shorter is None:
                    return False
                tokens = shorter
        return len(tokens) <= spare


@dataclass(frozen=True)
class Roles:
    """Leads from cells with agencies, roles or people: each role in a lead of its own.

    `agencies` must stand in the leads, apart or with a role; `spare` phrases may.
    """

    roles: tuple[str, ...]
    spare: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()

    def accepts(self, actual: Any) -> bool:
        tokens = [words(str(lead)) for lead in actual] if isinstance(actual, list) else []
        seen: dict[int, int] = {}
        missing = set(self.agencies)
        for role in sorted(self.roles, key=len, reverse=True):
            for index, lead in enumerate(tokens):
                rest = without(lead, role)
                if rest is not None:
                    tokens[index] = rest
                    seen[index] = seen.get(index, 0) + 1
                    break
            else:
                return False
        for index, lead in enumerate(tokens):
            for phrase in sorted((*self.spare, *self.agencies), key=len, reverse=True):
                while (rest := without(lead, phrase)) is not None:
                    lead = rest
                    missing.discard(phrase)
            tokens[index] = lead
        return not any(tokens) and not missing and max(seen.values(), default=0) <= 1


@dataclass(frozen=True)
class Action:
    """One action as it must be read; every field is a value or one of the classes above."""

    official_words: Any
    reference: Any = None
    priority: Any = None
    outcome: Any = None
    leads: Any = None
    raw: Any = None
    due: Any = None
    start: Any = None
    rating: Any = None
    status: Any = None
    progress: Any = None


@dataclass(frozen=True)
class Priority:
    """A priority: its number (None where the document gives none: any will do) and the words it must hold.

    `needed` is False where the words may be read as a priority or as something else.
    """

    number: Any
    title: str
    aim: str = ""
    needed: bool = True


@dataclass(frozen=True)
class Expected:
    """A whole plan: `source` is every visible text as written; `labels` are words that may be dropped
    (the plan's word for a priority, the labels of a label: value layout); `reports` are words of which some
    problem or skipped row must hold at least one each; `never` are hidden words that no action may hold."""

    actions: tuple[Action, ...]
    priorities: tuple[Priority, ...] = ()
    source: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()
    reports: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()


RANK = ("right", "excused", "warned", "silent")


def judge(expected: Any, actual: Any, warned: bool, row_warned: bool = False) -> str:
    """How one cell was read: right, excused (damaged in the document, and reported), warned or silent.

    `warned`: a problem names this field or the whole row; `row_warned`: some problem is in this row.
    """
    if isinstance(expected, OneOf):
        return min((judge(option, actual, warned, row_warned) for option in expected.options), key=RANK.index)
    if isinstance(expected, Warned):
        return judge(expected.value, actual, True) if warned else "silent"
    if isinstance(expected, Doubtful):
        if judge(expected.value, actual, False) == "right":
            return "right" if warned or row_warned else "silent"
        return "excused" if warned else "silent"
    accepts = getattr(expected, "accepts", None)
    ok = accepts(actual) if accepts else folded(expected) == folded(actual)
    return "right" if ok else "warned" if warned else "silent"


def texts_of(value: Any) -> Iterable[str]:
    """Every text that an expected value demands, for checking the plans themselves."""
    if isinstance(value, OneOf):
        yield from texts_of(value.options[0])
    elif isinstance(value, (Warned, Doubtful)):
        yield from texts_of(value.value)
    elif isinstance(value, Text):
        yield from value.required
    elif isinstance(value, Roles):
        yield from (*value.roles, *value.agencies)
    elif isinstance(value, Redacted):
        yield value.full
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from texts_of(item)
    elif isinstance(value, str):
        yield value
