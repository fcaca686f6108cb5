"""Tables of a roadmap with a column for each period, also as a PDF prints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from actions.reading import Problem
from actions.reading.rows import lines_apart
from actions.reading.shapes import RULE, texts_of
from actions.roadmap_reading.cells import NO_HEADING, FromTable, join_words_of, label_of_cell, milestones_in, own_cells
from actions.roadmap_reading.labels import Label, flat, labels_in
from actions.roadmap_reading.lines import marked
from actions.roadmap_reading.result import ReadMilestone
from priorities.documents import Cell, Row, Table


def read_columns(table: Table) -> FromTable | None:
    """A row of headings of time, and lists in the cells below each."""
    heads = [at for at, row in enumerate(table.rows[:8]) if _heads(row)]
    at = next((at for at in heads if not (at + 1 in heads and _only_years(table.rows[at]))), None)
    if at is None:
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
    """The labels of a row by their cells, where all of it but the first cells are labels, two or more."""
    own = own_cells(row)
    labels = {number: label for number, cell in enumerate(own) if (label := label_of_cell(flat(cell.text)))}
    others = [number for number in range(len(own)) if number not in labels]
    if (
        len(labels) < 2
        or others != list(range(len(others)))
        or len(others) > 3
        or all(label.vague for label in labels.values())
    ):
        return {}
    return labels


def _only_years(row: Row) -> bool:
    return all(label.only_a_year for label in _heads(row).values())


def _years_of(row: Row) -> bool:
    """Whether all words of a row are years."""
    labels = [label_of_cell(flat(cell.text)) for cell in own_cells(row)]
    return bool(labels) and all(label and label.only_a_year for label in labels)


def _year_above(rows: Sequence[Row]) -> list[tuple[range, Label]]:
    """The years above headings that name none, with the columns over which each stands."""
    years = []
    for row in rows:
        for cell in own_cells(row):
            label = label_of_cell(flat(cell.text))
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
        self.theme_row: int | None = None

    def take(self, row: Row) -> str | None:
        """Read a row; why it was skipped, or None."""
        heads = _heads(row)
        own = own_cells(row)
        if heads:
            self._begin(row, own, heads)
            return None
        if not own or RULE.match("".join(texts_of(row))):
            return "A rule or an empty row."
        if len(own) == 1 and len(self.columns) > 1 and own[0].columns >= sum(len(c.columns) for c in self.columns):
            return self._heading_inside(own[0])
        taken, reason = False, "A row without milestones."
        beside = [cell for cell in own if cell.column + cell.columns <= self.columns[0].columns.start]
        if beside:
            reason = self._heading_inside(*beside)
        for cell in own:
            if cell in beside or any(_overlap(column.columns, cell) for column in self.columns):
                continue
            taken = True
            made = milestones_in(cell.text.split("\n"), row.place, theme=self.theme)
            self.found.periods.append((None, "", row.place, made))
            self.found.problems.append(Problem(row.place, None, cell.text, NO_HEADING))
        for cell in own:
            under = [column for column in self.columns if _overlap(column.columns, cell)]
            if not under or RULE.match(cell.text):
                continue
            taken = True
            under[0].cells.append((row, cell, self.theme))
            if self.theme_row is not None and self.theme_row < len(self.found.reasons):
                self.found.reasons[self.theme_row] = None
            if len(under) > 1:
                message = (
                    f"This cell goes over {len(under)} periods, '{under[0].label.words}' to '{under[-1].label.words}': it "
                    "was put at the first."
                )
                self.found.problems.append(Problem(row.place, None, cell.text, message))
        return None if taken else reason

    def _heading_inside(self, *cells: Cell) -> str:
        """Take cells for the theme of what stands beside and below them; why they are skipped if that is nothing."""
        self.theme, self.theme_row = " – ".join(flat(cell.text) for cell in cells), len(self.found.reasons)
        return "A heading inside the table, without milestones below it."

    def _begin(self, row: Row, own: list[Cell], heads: dict[int, Label]) -> None:
        self.finish()
        self.theme, self.theme_row = "", None
        for cell in own:
            if label_of_cell(flat(cell.text)) is None and (len(cell.text.split()) > 3 or labels_in(flat(cell.text))):
                message = "This cell of the headings names no single time, so what stands below it was put under none."
                self.found.problems.append(Problem(row.place, "label", cell.text, message))
        for number, label in heads.items():
            cell = own[number]
            year = next((year for columns, year in self.years if _overlap(columns, cell)), None)
            if year is not None and not label.has_year and not label.vague:
                label = Label(label.words, f"{label.dated} {year.dated}", names_whole=label.names_whole)
            self.columns.append(_Column(label, row.place, range(cell.column, cell.column + cell.columns)))

    def finish(self) -> None:
        """Put the columns so far into periods, the lines of each cell read on over printed rows."""
        self._say_unmarked()
        for column in self.columns:
            milestones: list[ReadMilestone] = []
            has_marks = any(marked(line)[3] for _, cell, _ in column.cells for line in cell.text.split("\n"))
            before: str | None = None
            for row, cell, theme in column.cells:
                near = before is not None and before.startswith("line ") and lines_apart(before, row.place) <= 1
                made = milestones_in(cell.text.split("\n"), row.place, theme=theme)
                first = cell.text.split("\n")[0]
                if (
                    milestones
                    and made
                    and near
                    and not marked(first)[3]
                    and (has_marks or first[:1].islower())
                    and milestones[-1].theme == theme
                ):
                    join_words_of(milestones[-1], made.pop(0))
                milestones += made
                before = row.place
            self.found.periods.append((column.label, column.label.words, column.place, milestones))
        self.columns = []

    def _say_unmarked(self) -> None:
        """Printed lines without bullets may each be a milestone, or the rest of one."""
        lines = [line for column in self.columns for _, cell, _ in column.cells for line in cell.text.split("\n")]
        tall = any(len(column.cells) > 1 for column in self.columns)
        if tall and self.columns[0].place.startswith("line ") and not any(marked(line)[3] for line in lines):
            message = (
                "The lines below these headings have no bullets: each that begins with a capital was taken for a "
                "milestone. Check that none was wrapped."
            )
            words = " | ".join(column.label.words for column in self.columns)
            self.found.problems.append(Problem(self.columns[0].place, "milestones", words, message))


def _overlap(columns: range, cell: Cell) -> bool:
    return columns.start < cell.column + cell.columns and cell.column < columns.stop
