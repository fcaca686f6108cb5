"""Tables of a roadmap with a row for each milestone, its time beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.reading import Problem
from actions.reading.rows import lines_apart
from actions.reading.shapes import RULE, text_of, texts_of
from actions.roadmap_reading.cells import FromTable, join_words_of, label_of_cell, milestones_in, own_cells
from actions.roadmap_reading.kinds import type_in_column
from actions.roadmap_reading.labels import flat, labels_in
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


def read_rows(table: Table) -> FromTable | None:
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
    own = own_cells(table.rows[0])
    texts = {cell.column: flat(cell.text).strip(" :*") for cell in own}
    known = [text for text in texts.values() if any(p.fullmatch(text) for p in (_WHEN, _WHAT, _TYPE, _STATUS, _THEME))]
    if known and not any(labels_in(flat(cell.text)) for cell in own):
        return texts
    short = len(own) >= 2 and all(len(text.split()) <= 5 for text in texts.values())
    return (
        texts
        if short
        and len(table.rows) > 1
        and _column_of_labels(table.rows[1:]) is not None
        and not any(labels_in(flat(cell.text)) for cell in own)
        else {}
    )


def _column_of_labels(rows: Sequence[Row]) -> int | None:
    """The first column in which every cell with words is a label, in two rows or more."""
    for index in sorted({cell.column for row in rows for cell in row.cells})[:4]:
        texts = [flat(cell.text) for row in rows for cell in own_cells(row) if cell.column == index]
        if len(texts) >= 2 and all(label_of_cell(text) for text in texts):
            return index
    return None


def _mostly_labels(rows: Sequence[Row], index: int) -> bool:
    texts = [flat(cell.text) for row in rows for cell in own_cells(row) if cell.column == index]
    return bool(texts) and sum(1 for text in texts if label_of_cell(text)) * 2 > len(texts)


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
        own = own_cells(row)
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
        join_words_of(periods[-1][3][-1], ReadMilestone(flat(others[0].text), row.place))
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
        label = label_of_cell(words)
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
                made += milestones_in(cell.text.split("\n"), row.place, theme=theme)
        if not made:
            made = milestones_in([text_of(row)], row.place)
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
