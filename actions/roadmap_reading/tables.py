"""Tables of a roadmap: a column for each period, a row for each milestone, or a box for each period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from actions.reading import Problem
from actions.reading.rows import joined_words, lines_apart
from actions.reading.shapes import RULE, text_of, texts_of
from actions.roadmap_reading.kinds import type_in_column
from actions.roadmap_reading.labels import Label, flat, labels_in, titled_label
from actions.roadmap_reading.lines import marked
from actions.roadmap_reading.result import ReadMilestone
from priorities.documents import Cell, Row, Table

_WHEN = re.compile(
    r"(?:time )?period|when|by when|date|due|due date|quarter|month|term|timescales?|timing|target date|time|year|timeline",
    re.I,
)
_WHAT = re.compile(
    r"(?:key )?(?:milestones?|activit(?:y|ies)|actions?|deliverables?|what(?: will happen| we will do)?|description|details?|tasks?|steps?)",
    re.I,
)
_TYPE = re.compile(r"(?:milestone )?(?:type|kind|category)(?: of milestone)?|type/status|type / status", re.I)
_STATUS = re.compile(r"(?:current )?(?:status|progress|state|update|rag|brag)|rag (?:rating|status)", re.I)
_THEME = re.compile(
    r"(?:theme|work ?stream|priority|priority area|area|strand|programme|focus|section|pillar|project)s?", re.I
)
_NO_PERIOD = "No heading of this table names a month, a quarter or a term."
_NO_HEADING = "These words have no heading of time, so they were put under no period: check them."


@dataclass(slots=True)
class FromTable:
    """What a table gives: (label, the heading's place, milestones) in order; for each row None or why it was skipped."""

    periods: list[tuple[Label | None, str, str, list[ReadMilestone]]] = field(default_factory=list)
    """Label (None where the cell names no time), its words, its place, its milestones."""
    reasons: list[str | None] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def heading_row(table: Table) -> str:
    """The words of a table that is nothing but one row of headings of time, merged by a paste; else ""."""
    if len(table.rows) != 1:
        return ""
    texts = [flat(text) for text in texts_of(table.rows[0])]
    return " | ".join(texts) if len(texts) > 1 and all(len(labels_in(text)) == 1 for text in texts) else ""


def read_table(table: Table) -> FromTable:
    """The periods and milestones of a table; every row skipped, with its reason, where it names no period."""
    for read in (_boxes, _columns, _rows):
        found = read(table)
        if found is not None:
            return found
    return FromTable(reasons=[_NO_PERIOD] * len(table.rows))


def _label(text: str) -> Label | None:
    """The one label that a cell is."""
    found = labels_in(text)
    return found[0] if len(found) == 1 else None


def _own(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if cell.text and not cell.continues]


# A box for each period: the heading and its list in one cell


def _boxes(table: Table) -> FromTable | None:
    """Cells that begin with a heading of time and go on with its list."""
    cells = [(row, cell) for row in table.rows for cell in _own(row)]
    boxes = [(row, cell) for row, cell in cells if _box(cell)]
    if len(boxes) < 2 or len(boxes) * 2 < len(cells):
        return None
    found = FromTable()
    for row in table.rows:
        own = [cell for cell in _own(row)]
        found.reasons.append(None if any(map(_box, own)) else "No cell of this row begins with a heading of time.")
        for cell in own:
            label = _box(cell)
            if label is not None:
                lines = cell.text.split("\n")[1:]
                found.periods.append((label, label.words, row.place, _milestones(lines, row.place)))
            elif any(map(_box, own)):
                found.periods.append((None, "", row.place, _milestones(cell.text.split("\n"), row.place)))
                found.problems.append(Problem(row.place, None, cell.text, _NO_HEADING))
    return found


def _box(cell: Cell) -> Label | None:
    first, _, rest = cell.text.partition("\n")
    return (_label(first) or titled_label(first)) if rest.strip() else None


# A column for each period


def _columns(table: Table) -> FromTable | None:
    """A row of headings of time, and lists in the cells below each."""
    at = next((at for at, row in enumerate(table.rows[:8]) if _heads(row)), None)
    if at is None or any(_box(cell) for row in table.rows for cell in row.cells):
        return None
    found = FromTable(reasons=["It stands above the headings of the table."] * at)
    year = _year_above(table.rows[:at])
    for row in range(at):
        if _years_of(table.rows[row]):
            found.reasons[row] = None
    reading = _Columns(found, year)
    for row in table.rows[at:]:
        found.reasons.append(reading.take(row))
    reading.finish()
    return found


def _heads(row: Row) -> dict[int, Label]:
    """The labels of a row by their cells, where all of it but the first cell are labels, two or more."""
    own = _own(row)
    labels = {number: label for number, cell in enumerate(own) if (label := _label(flat(cell.text)))}
    others = [number for number in range(len(own)) if number not in labels]
    if len(labels) < 2 or others not in ([], [0]) or all(label.vague for label in labels.values()):
        return {}
    return labels


def _years_of(row: Row) -> bool:
    return bool([cell for cell in _own(row) if (label := _label(flat(cell.text))) and label.only_a_year])


def _year_above(rows: Sequence[Row]) -> list[tuple[range, Label]]:
    """The years above headings that name none, with the columns over which each stands."""
    years = []
    for row in rows:
        for cell in _own(row):
            label = _label(flat(cell.text))
            if label is not None and label.only_a_year:
                years.append((range(cell.column, cell.column + cell.columns), label))
    return years


@dataclass(slots=True)
class _Column:
    label: Label
    place: str
    columns: range
    cells: list[tuple[Row, Cell, str]] = field(default_factory=list)
    """Rows and cells below the heading, with the words of the row's own heading."""


class _Columns:
    """A table with a column for each period, read row by row."""

    def __init__(self, found: FromTable, years: list[tuple[range, Label]]) -> None:
        self.found = found
        self.years = years
        self.columns: list[_Column] = []
        self.theme = ""

    def take(self, row: Row) -> str | None:
        """Read a row; why it was skipped, or None."""
        heads = _heads(row)
        own = _own(row)
        if heads:
            self._begin(row, own, heads)
            return None
        if not own or RULE.match("".join(texts_of(row))):
            return "A rule or an empty row."
        if len(own) == 1 and len(self.columns) > 1 and own[0].columns >= sum(len(c.columns) for c in self.columns):
            self.theme = flat(own[0].text)
            return None
        taken = False
        for cell in row.cells:
            under = [column for column in self.columns if _overlap(column.columns, cell)]
            if under or cell.continues or not cell.text:
                continue
            taken = True
            if cell.column < self.columns[0].columns.start:
                self.theme = flat(cell.text)
                continue
            self.found.periods.append((None, "", row.place, _milestones(cell.text.split("\n"), row.place)))
            self.found.problems.append(Problem(row.place, None, cell.text, _NO_HEADING))
        for cell in own:
            under = [column for column in self.columns if _overlap(column.columns, cell)]
            if not under:
                continue
            taken = True
            under[0].cells.append((row, cell, self.theme))
            if len(under) > 1:
                message = (
                    f"This cell goes over {len(under)} periods, '{under[0].label.words}' to '{under[-1].label.words}': it "
                    "was put at the first."
                )
                self.found.problems.append(Problem(row.place, None, cell.text, message))
        return None if taken else "A row without milestones."

    def _begin(self, row: Row, own: list[Cell], heads: dict[int, Label]) -> None:
        self.finish()
        self.theme = ""
        for number, label in heads.items():
            cell = own[number]
            year = next((year for columns, year in self.years if _overlap(columns, cell)), None)
            if year is not None and not label.has_year and not label.vague:
                label = Label(
                    f"{label.words} {year.words}", f"{label.dated} {year.dated}", names_whole=label.names_whole
                )
            self.columns.append(_Column(label, row.place, range(cell.column, cell.column + cell.columns)))

    def finish(self) -> None:
        """Put the columns so far into periods, the lines of each cell read on over printed rows."""
        for column in self.columns:
            milestones: list[ReadMilestone] = []
            has_marks = any(marked(line)[3] for _, cell, _ in column.cells for line in cell.text.split("\n"))
            before: str | None = None
            if column.place.startswith("line ") and not has_marks and len(column.cells) > 1:
                message = (
                    f"The lines under '{column.label.words}' have no bullets: each that begins with a capital was taken for a "
                    "milestone. Check that none was wrapped."
                )
                self.found.problems.append(Problem(column.place, "milestones", column.label.words, message))
            for row, cell, theme in column.cells:
                near = before is not None and before.startswith("line ") and lines_apart(before, row.place) <= 1
                made = _milestones(cell.text.split("\n"), row.place, theme=theme)
                first = cell.text.split("\n")[0]
                if (
                    milestones
                    and made
                    and near
                    and not marked(first)[3]
                    and (has_marks or first[:1].islower())
                    and milestones[-1].theme == theme
                ):
                    _join(milestones[-1], made.pop(0))
                milestones += made
                before = row.place
            self.found.periods.append((column.label, column.label.words, column.place, milestones))
        self.columns = []


def _join(milestone: ReadMilestone, more: ReadMilestone) -> None:
    milestone.words = joined_words(milestone.words, more.words)
    first = milestone.place.removeprefix("lines ").removeprefix("line ").split(" to ")[0]
    if milestone.place.startswith("line"):
        milestone.place = f"lines {first} to {more.place.removeprefix('line ')}"


def _overlap(columns: range, cell: Cell) -> bool:
    return columns.start < cell.column + cell.columns and cell.column < columns.stop


# A row for each milestone


def _rows(table: Table) -> FromTable | None:
    """A column of times with the milestones beside it."""
    headings = _row_headings(table)
    first = 1 if headings else 0
    when = next((index for index, heading in headings.items() if _WHEN.fullmatch(heading)), None)
    if when is None:
        when = _column_of_labels(table.rows[first:])
    body = table.rows[first:]
    if when is None or not body or not _mostly_labels(body, when):
        return None
    found = FromTable(reasons=[None] * first)
    rows = _Rows(found, headings, when)
    for row in body:
        found.reasons.append(rows.take(row))
    return found


def _row_headings(table: Table) -> dict[int, str]:
    """The headings of the first row by column, where it has the words of headings and no time."""
    if not table.rows:
        return {}
    own = _own(table.rows[0])
    texts = {cell.column: flat(cell.text).strip(" :*") for cell in own}
    known = [text for text in texts.values() if any(p.fullmatch(text) for p in (_WHEN, _WHAT, _TYPE, _STATUS, _THEME))]
    if known and not any(_label(flat(cell.text)) for cell in own):
        return texts
    short = len(own) >= 2 and all(len(text.split()) <= 5 for text in texts.values())
    return (
        texts
        if short
        and len(table.rows) > 1
        and _column_of_labels(table.rows[1:]) is not None
        and not any(_label(flat(cell.text)) for cell in own)
        else {}
    )


def _column_of_labels(rows: Sequence[Row]) -> int | None:
    """The first column in which every cell with words is a label, in two rows or more."""
    for index in sorted({cell.column for row in rows for cell in row.cells})[:4]:
        texts = [flat(cell.text) for row in rows for cell in _own(row) if cell.column == index]
        if len(texts) >= 2 and all(_label(text) for text in texts):
            return index
    return None


def _mostly_labels(rows: Sequence[Row], index: int) -> bool:
    texts = [flat(cell.text) for row in rows for cell in _own(row) if cell.column == index]
    return bool(texts) and sum(1 for text in texts if _label(text)) * 2 > len(texts)


class _Rows:
    """A table with a row for each milestone, or for each period."""

    def __init__(self, found: FromTable, headings: dict[int, str], when: int) -> None:
        self.found = found
        self.headings = headings
        self.when = when
        self.before = ""
        known = {index: _meaning(heading) for index, heading in headings.items() if index != when}
        self.meanings = known
        self.what = [index for index, meaning in known.items() if meaning == "what"]
        self.told: set[str] = set()

    def take(self, row: Row) -> str | None:
        own = _own(row)
        if not own or RULE.match("".join(texts_of(row))):
            return "A rule or an empty row."
        texts = {cell.column: flat(cell.text).strip(" :*") for cell in own}
        if self.headings and texts == self.headings:
            return "The headings again, as on a new page."
        time = next((cell for cell in row.cells if cell.column == self.when and cell.text), None)
        others = [cell for cell in own if cell.column != self.when]
        if time is None and len(own) == 1 and self._goes_on(row, others):
            return None
        self._period(row, time)
        if not others:
            return None
        self._milestones_of(row, others)
        self.before = row.place
        return None

    def _goes_on(self, row: Row, others: list[Cell]) -> bool:
        """A printed line that begins with a small letter goes on with the milestone above."""
        periods = self.found.periods
        if not (periods and periods[-1][3] and others and others[0].text[:1].islower()):
            return False
        if not (row.place.startswith("line ") and lines_apart(self.before, row.place) <= 1):
            return False
        _join(periods[-1][3][-1], ReadMilestone(flat(others[0].text), row.place))
        self.before = row.place
        return True

    def _period(self, row: Row, time: Cell | None) -> None:
        """The period of a row: its own, that of a merged cell, or that of the row above, which is said."""
        periods = self.found.periods
        if time is None:
            if periods:
                label, words, _, _ = periods[-1]
                message = f"This row names no time and was read as going on with '{words}': check it."
                self.found.problems.append(Problem(row.place, "label", text_of(row), message))
                periods.append((label, words, row.place, []))
            else:
                periods.append((None, "", row.place, []))
            return
        words = flat(time.text)
        label = _label(words)
        if label is None and not time.continues:
            message = f"No month, quarter or term was read in '{words}': write one, such as 'March 2026'."
            self.found.problems.append(Problem(row.place, "label", words, message))
        periods.append((label, label.words if label else words, row.place, []))

    def _milestones_of(self, row: Row, others: list[Cell]) -> None:
        """The milestones of a row, with its type, status and other cells."""
        made: list[ReadMilestone] = []
        what = self.what or [cell.column for cell in others if self.meanings.get(cell.column) in (None, "other")]
        if not self.headings:
            what = what[:1]
        for cell in others:
            if cell.column in what:
                heading = self.headings.get(cell.column, "")
                theme = "" if self.what or len(what) == 1 else heading
                made += _milestones(cell.text.split("\n"), row.place, theme=theme)
        if not made:
            made = _milestones([text_of(row)], row.place)
            self.found.problems.append(
                Problem(row.place, None, text_of(row), "No column of milestones has words here: check this row.")
            )
        for cell in others:
            if cell.column not in what:
                self._beside(made, cell, row)
        self.found.periods[-1][3].extend(made)

    def _beside(self, made: list[ReadMilestone], cell: Cell, row: Row) -> None:
        """What stands beside the milestones of a row: a theme, a type, a status, or words without a field."""
        heading = self.headings.get(cell.column, "")
        meaning = self.meanings.get(cell.column)
        words = flat(cell.text)
        kind = type_in_column(words)
        if meaning == "type" and not kind:
            meaning = "status" if "status" in heading.lower() else "other"
        for milestone in made:
            if meaning == "type":
                milestone.type = kind
            elif meaning == "status":
                milestone.said = " ".join(filter(None, (milestone.said, words)))
            elif meaning == "theme":
                milestone.theme = words
            else:
                milestone.other.append((heading, words))
        if meaning not in ("type", "status", "theme") and heading not in self.told:
            self.told.add(heading)
            message = (
                f"A roadmap has no field for '{heading or 'this column'}': its words are kept beside each milestone."
            )
            self.found.problems.append(Problem(row.place, heading or None, words, message))


def _meaning(heading: str) -> str:
    for pattern, meaning in ((_WHAT, "what"), (_TYPE, "type"), (_STATUS, "status"), (_THEME, "theme")):
        if pattern.fullmatch(heading):
            return meaning
    return "other"


# Cells


def _milestones(lines: Sequence[str], place: str, *, theme: str = "") -> list[ReadMilestone]:
    """The lines of a cell as milestones: each bullet or number one; without any, each line that begins no small letter."""
    lines = [line for line in lines if line.strip() and not RULE.match(line)]
    has_marks = any(marked(line)[3] for line in lines)
    made: list[ReadMilestone] = []
    for line in lines:
        words, number, tick, item = marked(line)
        if made and not item and (has_marks or words[:1].islower()):
            made[-1].words = joined_words(made[-1].words, flat(words))
            continue
        made.append(ReadMilestone(flat(words), place, theme=theme, number=number, said=tick))
    return made
