"""What the words of a row mean: a status, days, a new due date; and what is wrong with them, a sentence each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from actions.status import NO_RATING, Status
from actions.timescales import read_timescale
from actions.update_sheet.columns import BY_KEY, FILLED_IN, NO_RATING_CHOICE, Column
from actions.update_sheet.reading import RawCell, Row
from actions.wording import cut_at_word, day_in_words, due_in_words
from priorities.typed_days import EXAMPLE, NotADay, read_day

LONGEST_TEXT = 20_000
"""Characters in one cell, as in one field of a form."""
LONGEST_SHORT = 300
LONGEST_LINK = 200

_YES = frozenset({"yes", "y", "true", "x", "✓", "✔"})
_NO = frozenset({"no", "n", "false", "-", "–", "—", "−"})
_STATUSES = {status.label.casefold(): status for status in Status}
_NO_STATUS = {NO_RATING_CHOICE.casefold(), NO_RATING.casefold()}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a row: where, in which column, what stands there, and the sentence that says all of it."""

    place: str
    column: str
    value: str
    words: str


@dataclass(slots=True)
class Understood:
    """What a row says. `columns` are those of a progress report; `shown` pairs each filled cell with what was understood."""

    no_change: bool = False
    rated: bool = False
    """Something was chosen in the column of the status, "No rating" included."""
    columns: dict[str, object] = field(default_factory=dict)
    shown: list[tuple[str, str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        """Nothing was said: every cell is empty or says that "no change" does not hold."""
        return not self.no_change and not self.rated and not self.columns and not self.problems


def at_row(row: Row, key: str, what: str) -> Problem:
    """A problem of a row in one column: `what` stands behind the value, such as "is no day; write 2 March 2026"."""
    value = cut_at_word(row.text(key), 60)
    column = BY_KEY[key].heading
    said = f"'{value}' {what}" if value else what
    return Problem(row.place, column, value, f"{row.place}, column '{column}': {said}")


class _Wrong(Exception):
    """What a cell says cannot be understood; str() stands behind its value in a sentence."""


def understand(row: Row) -> Understood:
    """What the cells that the lead filled in mean. Never raises."""
    found = Understood()
    for column in FILLED_IN:
        cell = row.cells.get(column.key)
        if cell is None:
            continue
        try:
            words = _take(found, column, cell)
        except _Wrong as wrong:
            found.problems.append(at_row(row, column.key, str(wrong)))
            words = ""
        found.shown.append((column.heading, cell.text, words))
    found.problems += _what_is_not_said(row, found)
    return found


def _take(found: Understood, column: Column, cell: RawCell) -> str:
    """Set what the cell means; returns it in words."""
    if not cell.text:
        raise _Wrong(f"{cell.doubt} Type the words themselves.")
    reader = _READERS.get(column.key)
    if reader is not None:
        return reader(found, cell)
    if column.kind == "day":
        day = _day(cell)
        found.columns[column.key] = day
        return day_in_words(day)
    longest = LONGEST_SHORT if column.kind == "short" else LONGEST_TEXT
    if len(cell.text) > longest:
        raise _Wrong(f"has {len(cell.text):,} characters and {longest:,} fit; shorten it.")
    found.columns[column.key] = cell.text
    return "As written"


def _no_change(found: Understood, cell: RawCell) -> str:
    said = cell.text.strip().casefold()
    if said not in _YES | _NO:
        raise _Wrong("is neither yes nor –; choose one of the two, or leave it empty.")
    found.no_change = said in _YES
    return "Yes" if found.no_change else "No"


def _status(found: Understood, cell: RawCell) -> str:
    said = " ".join(cell.text.split()).casefold()
    if said in _NO_STATUS:
        found.rated = True
        return NO_RATING
    status = _STATUSES.get(said)
    if status is None:
        labels = ", ".join(status.label for status in Status)
        raise _Wrong(f"is no status of the list; choose one of {labels} or {NO_RATING_CHOICE}.")
    found.rated = True
    found.columns["status"] = status.value
    return status.label


def _link(found: Understood, cell: RawCell) -> str:
    link = cell.text.strip()
    if not re.match(r"[a-z][a-z0-9+.-]*:", link, re.IGNORECASE):
        link = f"https://{link}"
    parts = _parts_of(link)
    if parts is None or parts.scheme.lower() not in ("http", "https") or not _HOST.fullmatch(parts.hostname or ""):
        raise _Wrong("is no address of a page; write the whole of it, such as https://www.example.org/page.")
    if re.search(r"\s", link) or len(link) > LONGEST_LINK:
        raise _Wrong(f"has a blank or more than {LONGEST_LINK} characters; copy the address of the page alone.")
    found.columns["evidence_url"] = link
    return link


_HOST = re.compile(r"(?=.{4,253}$)(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{1,62}")


def _parts_of(link: str):
    try:
        return urlsplit(link)
    except ValueError:
        return None


def _new_timescale(found: Understood, cell: RawCell) -> str:
    words = day_in_words(date.fromisoformat(cell.day)) if cell.day else cell.text.strip()
    if len(words) > LONGEST_SHORT:
        raise _Wrong(f"has {len(words)} characters and {LONGEST_SHORT} fit; write the date alone.")
    if not cell.day:
        words = _as_day(words) or words
    timescale = read_timescale(words)
    if timescale.problem:
        raise _Wrong(f"is not read as a date. {timescale.problem}")
    if timescale.due is None:
        raise _Wrong("names no day by which it is done; write one, such as 'by March 2027'.")
    found.columns["new_timescale"] = words
    return f"Due {due_in_words(timescale.due, timescale.precision or 'day')}"


def _as_day(words: str) -> str:
    """A day typed in figures as the plan would write it; "" for other words."""
    try:
        return day_in_words(read_day(words))
    except NotADay:
        return ""


def _day(cell: RawCell) -> date:
    if cell.day:
        return date.fromisoformat(cell.day)
    if re.fullmatch(r"\d{5}(\.\d+)?", cell.text.strip(), re.ASCII):
        raise _Wrong(f"is a number and no day; write it as {EXAMPLE}.")
    try:
        return read_day(cell.text)
    except NotADay as why:
        raise _Wrong(str(why)) from None


_READERS: dict[str, Callable[[Understood, RawCell], str]] = {
    "no_change": _no_change,
    "status": _status,
    "evidence_url": _link,
    "new_timescale": _new_timescale,
}


def _what_is_not_said(row: Row, found: Understood) -> Iterator[Problem]:
    """What a row lacks by itself, whatever its action."""
    if found.no_change:
        if found.rated or found.columns:
            yield at_row(row, "no_change", "says that nothing changed, and the row says more; empty one of the two.")
        return
    if found.problems or not (found.rated or found.columns):
        return
    if not found.rated:
        yield at_row(row, "status", f"nothing is chosen; choose one from the list, '{NO_RATING_CHOICE}' among them.")
    if "done" not in found.columns:
        yield at_row(row, "done", "nothing is written; write what you have done, or what kept you from it.")
    move = [key for key in found.columns if key.startswith("new_timescale_")]
    if "new_timescale" not in found.columns:
        if move:
            yield at_row(row, "new_timescale", "nothing is written; write the new due date, or empty what explains it.")
        return
    for key, needs in _OF_A_MOVE.items():
        if key not in found.columns:
            yield at_row(row, key, f"nothing is written; {needs}")


_OF_A_MOVE = {
    "new_timescale_reason": "a changed due date needs its reason, which the public reads.",
    "new_timescale_agreed_by": "a changed due date needs the role or board that agreed it.",
    "new_timescale_agreed_on": "a changed due date needs the day on which it was agreed.",
}
