"""Rows of a table under its headings: which physical lines are one row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from actions.reading.columns import Meaning, header_score
from actions.reading.kept import for_one_reading
from actions.reading.leads import looks_like_lead
from actions.reading.references import glued_reference, reference_in_column
from actions.timescales import read_timescale
from priorities.documents import Cell, Row

# A hyphen at the end of a line stays, as nobody can tell whether the word has one; "short- and" goes on as two words.
_BROKEN_WORD = re.compile(r"[^\W\d_]-$")
_BROKEN_OFF = re.compile(r"(?:[/,&-]|\b(?:and|of|for|by|the|end))$", re.IGNORECASE)
_JOINING = re.compile(r"(?:and|or|to)\b")
_PLACE_NUMBER = re.compile(r"(\d+)\D*$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its grid position, its heading as written, and what it means (None: unknown)."""

    index: int
    heading: str
    meaning: Meaning | None
    guessed: bool = False
    """No heading says so: the cells look like it."""


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a table of actions."""

    columns: tuple[Column, ...]

    def first(self, meaning: Meaning) -> Column | None:
        return next((column for column in self.columns if column.meaning is meaning), None)

    def all(self, meaning: Meaning) -> list[Column]:
        return [column for column in self.columns if column.meaning is meaning]

    def at(self, index: int) -> Column | None:
        return next((column for column in self.columns if column.index == index), None)

    def has_headings_of(self, other: Header) -> bool:
        """Whether another table has the very same headings in the same places, whatever its cells made of them."""
        mine, theirs = (
            [(column.index, _fold(column.heading)) for column in header.columns] for header in (self, other)
        )
        return mine == theirs

    def same_as(self, row: Row) -> bool:
        """Whether the row repeats these headings in their places, as on a new page."""
        mine = {column.index: _fold(column.heading) for column in self.columns if column.heading.strip()}
        theirs = {cell.column: _fold(cell.text) for cell in row.cells if cell.text.strip()}
        if list(mine.values()) == list(theirs.values()):
            return True
        part = len(theirs) > 1 and all(mine.get(index) == text for index, text in theirs.items())
        return part and header_score(list(theirs.values())) > 0


@dataclass(slots=True)
class RawRow:
    """One row after unwrapping: its cells by grid position, and from which lines it came."""

    places: list[str]
    cells: dict[int, str]
    raw: dict[int, Cell]
    count: int
    doubts: list[tuple[int, str]] = field(default_factory=list)
    labelled: bool = False
    """A label stands before each of its words, so that going over several lines makes nothing of it unsure."""

    @property
    def place(self) -> str:
        first, last = self.places[0], self.places[-1]
        if first == last:
            return first
        if first.startswith("line "):
            return f"lines {first[5:]} to {last[5:]}"
        number = _PLACE_NUMBER.search(last)
        if _PLACE_NUMBER.sub("", first) != _PLACE_NUMBER.sub("", last):
            return f"{first} to {last}"  # over two tables
        return f"{first} to {number[1]}" if number else f"{first} to {last}"

    @property
    def text(self) -> str:
        return " | ".join(text for _, text in sorted(self.cells.items()) if text)


def _fold(text: str) -> str:
    return " ".join(text.lower().split()).strip(" :.*")


class Unwrapper:
    """Puts physical rows together: a row split by a page break, or one that a PDF's text spreads over many lines."""

    def __init__(
        self,
        header: Header,
        *,
        structured: bool,
        layout: bool = False,
        gapped: bool = False,
        glued: bool,
        plain: bool,
        filled: bool,
    ) -> None:
        self.header = header
        self.structured = structured
        self.layout = layout
        self.gapped = gapped
        self.whole_lines = False
        """Each line of the table is a whole row: every cell of every one is filled and begins a sentence."""
        self.small_letters = False
        """Most actions begin with a small letter ("We will …" stands in the heading), so that it shows no row going on."""
        self.goes_on = False
        """A row of the table holds nothing but words in small letters, so that rows are seen to go on below themselves."""
        self.row_starts: frozenset[str] = frozenset()
        """Places at which blank lines show that a row begins, wherever in it the reference is printed."""
        self.glued = glued
        self.plain = plain
        self.filled = filled
        action = header.first(Meaning.ACTION) or header.first(Meaning.AIM) or header.first(Meaning.OUTCOME)
        self.action = action.index if action else 0
        reference = header.first(Meaning.REFERENCE)
        self.reference = reference.index if reference else None

    def starts_new(self, row: Row, before: RawRow | None) -> bool:
        """Whether a physical row begins a new row, or goes on with the one before."""
        if before is None:
            return True
        if self.layout and self.row_starts:
            return row.place in self.row_starts
        if self.has_reference(row) or self.whole_lines:
            return True
        action = _text_at(row, self.action)
        own = [cell for cell in row.cells if cell.text and not cell.continues]
        if not own:
            return False
        shifted = len(row.cells) != len(self.header.columns) and not self.structured
        if not action:
            return False
        if _cell_at(row, self.action) is not None and _cell_at(row, self.action).continues:
            return False
        gap = lines_apart(before.places[-1], row.place) > 1
        if gap and not self.structured and not self.layout:
            return True
        due = " ".join(_text_at(row, column.index) for column in self.header.all(Meaning.DUE)).strip()
        lead = " ".join(_text_at(row, column.index) for column in self.header.all(Meaning.LEAD)).strip()
        rating = " ".join(_text_at(row, column.index) for column in self.header.all(Meaning.RATING)).strip()
        previous = before.cells.get(self.action, "").rstrip()
        ends = previous.endswith((".", ";", ":", "!", "?"))
        if self._has_words_alone(row, before, action, ends=ends):
            return False
        if self.layout:
            # Printed lines: without references only a blank line parts rows, and not where a page breaks a sentence.
            if self.reference is not None or self.glued:
                return bool(gap and due and action[:1].isupper())
            if self.gapped:
                return gap and not (action[:1].islower() and not due)
        weight = 1.0 if action[:1].isupper() else (-2.0 if action[:1].islower() and not self.small_letters else 0.0)
        weight += 1.0 if ends else -1.0
        weight += 3.0 if due and not shifted else 0.0
        weight += 2.0 if rating else 0.0
        weight += 1.5 if lead[:1].isupper() and not _BROKEN_OFF.search(_joined_leads(self, before)) else 0.0
        weight += 1.5 if self.structured else 0.0
        weight += 1.0 if self.filled else 0.0
        columns = len(self.header.columns)
        full = sum(1 for cell in row.cells if cell.text) >= columns >= 3
        begins = not action[:1].islower() or (self.structured and not self._is_unfinished(before))
        weight += 2.5 if (full or self._lost_one(row, before)) and begins else 0.0
        weight += 2.0 if full and self.structured and begins and action[:1].islower() else 0.0
        return weight + self._reference_weight(row, action, before, sure=bool(due or rating)) >= 2.0

    def _has_words_alone(self, row: Row, before: RawRow, action: str, *, ends: bool) -> bool:
        """Whether only words of an action were read so far, or are here, so that they go on with one another."""
        small = action[:1].islower() and not self.small_letters
        if small and not self.layout and self._has_only_words(before):
            return True
        return self.structured and self.goes_on and not ends and self.is_only_words(row)

    def is_only_words(self, row: Row) -> bool:
        """Whether a physical row has words of an action and nothing else, in a table that counts its actions."""
        own = [cell for cell in row.cells if cell.text and not cell.continues]
        counted = self.reference is not None or self.glued
        return counted and [cell.column for cell in own] == [self.action] and not self.has_reference(row)

    def _has_only_words(self, before: RawRow) -> bool:
        """Whether nothing but a reference and words of the action was read of a row so far."""
        return all(index in (self.action, self.reference) for index, text in before.cells.items() if text)

    def _lost_one(self, row: Row, before: RawRow) -> bool:
        """Whether a pasted line has all cells but one, each the beginning of a sentence, below a row that has all of its own."""
        columns = len(self.header.columns)
        texts = [cell.text for cell in row.cells if cell.text]
        whole = before.count >= columns and len(before.places) == 1
        begins = all(text[0].isupper() or text[0].isdigit() for text in texts)
        return not self.structured and not self.layout and whole and begins and len(texts) == columns - 1 >= 3

    def _reference_weight(self, row: Row, action: str, before: RawRow, *, sure: bool) -> float:
        """What it weighs that a row has no reference where the others do; `sure` where it has a date or a rating."""
        if not self.glued and self.reference is None:
            return 0.0
        weight = 0.0
        if action[:1].islower() and self._is_unfinished(before):
            weight -= 3.0
        if not self.structured:
            # A line without one begins a row only if it has nearly all that a row has.
            few = sum(1 for cell in row.cells if cell.text) * 5 < len(self.header.columns) * 3
            weight -= 1.5 if few or not sure else 0.0
        return weight

    def _is_unfinished(self, before: RawRow) -> bool:
        """Whether a row's lead or date breaks off: "Attendance Manager /", "By end of"."""
        due = " ".join(before.cells.get(column.index, "") for column in self.header.all(Meaning.DUE)).strip()
        return bool(_BROKEN_OFF.search(_joined_leads(self, before)) or _BROKEN_OFF.search(due))

    def has_reference(self, row: Row) -> bool:
        """Whether the row carries a reference of its own, in its column or glued to its action."""
        if self.reference is not None:
            cell = _cell_at(row, self.reference)
            return cell is not None and not cell.continues and reference_in_column(cell.text) is not None
        if not self.glued:
            return False
        first = next((cell for cell in row.cells if cell.text), None)
        return any(
            cell is not None and not cell.continues and glued_reference(cell.text, plain=self.plain) is not None
            for cell in (_cell_at(row, self.action), first)
        )

    def begin(self, row: Row) -> RawRow:
        """A new row from its first physical row."""
        raw = RawRow(places=[row.place], cells={}, raw={}, count=len(row.cells))
        for cell in row.cells:
            raw.cells[cell.column] = cell.text
            raw.raw[cell.column] = cell
            if cell.doubt:
                raw.doubts.append((cell.column, cell.doubt))
        return raw

    def go_on(self, raw: RawRow, row: Row) -> None:
        """Put a further physical row's words behind those of the row it goes on with."""
        raw.places.append(row.place)
        if not self.structured and len(row.cells) == len(self.header.columns):
            raw.count = max(raw.count, len(row.cells))  # the first lines were but the beginning of its first cell
        if self._ends_with(raw, row):
            last = self.header.columns[-1].index
            row = Row(row.place, (replace(row.cells[0], column=last),))
        for cell in row.cells:
            if cell.continues or not cell.text:
                continue
            have = raw.cells.get(cell.column, "")
            raw.cells[cell.column] = (
                self.joined(have, cell.text, cell.column) if self.structured else joined_words(have, cell.text)
            )
            if cell.column not in raw.raw or not have:
                raw.raw[cell.column] = cell
            elif have:
                raw.raw[cell.column] = Cell(raw.cells[cell.column], cell.column)
            if cell.doubt:
                raw.doubts.append((cell.column, cell.doubt))

    def joined(self, before: str, after: str, index: int) -> str:
        """The words of a cell over two lines; under leads a line each where both are one."""
        return joined_words(before, after, "\n" if _is_lead(self.header, index) and _are_two(before, after) else " ")

    def _ends_with(self, raw: RawRow, row: Row) -> bool:
        """Whether a pasted line of one cell goes on with the last cell of a row that has all its cells already."""
        return not (self.structured or self.layout or len(row.cells) > 1 or raw.count != len(self.header.columns))


def joined_words(before: str, after: str, separator: str = " ") -> str:
    """Words that go on behind others: without a blank where a hyphen at the end of a line breaks a word."""
    if _BROKEN_WORD.search(before) and re.match(r"[a-z]", after) and not _JOINING.match(after):
        separator = ""
    return f"{before}{separator}{after}".strip()


def _joined_leads(unwrapper: Unwrapper, before: RawRow) -> str:
    return " ".join(before.cells.get(column.index, "") for column in unwrapper.header.all(Meaning.LEAD)).rstrip()


def _are_two(above: str, below: str) -> bool:
    """Whether two lines of a cell of leads are a lead each, and not one that is broken over them."""
    last = above.split("\n")[-1]
    return (
        min(len(last.split()), len(below.split())) > 1
        and looks_like_lead(last) >= 0.5
        and looks_like_lead(below) >= 0.5
    )


def _is_lead(header: Header, index: int) -> bool:
    column = header.at(index)
    return column is not None and column.meaning is Meaning.LEAD


def _cell_at(row: Row, index: int) -> Cell | None:
    return next((cell for cell in row.cells if cell.column <= index < cell.column + cell.columns), None)


def _text_at(row: Row, index: int) -> str:
    cell = _cell_at(row, index)
    return cell.text.strip() if cell and not cell.continues else ""


def lines_apart(before: str, after: str) -> int:
    """How many lines lie between two places of a text file; 1 for neighbours and for other formats."""
    if not (before.startswith("line ") and after.startswith("line ")):
        return 1
    first, second = _PLACE_NUMBER.search(before), _PLACE_NUMBER.search(after)
    return int(second[1]) - int(first[1]) if first and second else 1


_MAYBE_DATE = re.compile(
    r"\d|week|month|term|year|annual|quarter|daily|on.?going|continu|rolling|business|spring|summer|autumn|winter|fortnight",
    re.IGNORECASE,
)


@for_one_reading
def date_like(text: str) -> bool:
    """A short cell that reads as a timescale of its own."""
    if not text or len(text) > 60 or len(text.split()) > 9 or not _MAYBE_DATE.search(text):
        return False
    if looks_like_lead(text) >= 0.5 and not re.search(r"\d", text):
        return False  # "Continuing Care Manager", "Annual Reviews Officer"
    reading = read_timescale(text)
    return reading.problem is None and bool(reading.due or reading.start or reading.recurrence or reading.ongoing)
