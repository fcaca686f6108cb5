"""Where the walk through a document stands: what was read, the open row, and what waits for a table to follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from actions.reading.building import Builder
from actions.reading.cards import sideways_rows
from actions.reading.chosen import ColumnChoice, of_table, word_of
from actions.reading.headers import SetUp, Surroundings, stand_under_titles
from actions.reading.headings import Heading, never_a_priority
from actions.reading.legends import Legends, Spot, find_legends
from actions.reading.priority_finder import PriorityFinder
from actions.reading.ratings import RatingKey
from actions.reading.result import (
    FoundPerson,
    KeyWord,
    PlanReading,
    Problem,
    ReadAction,
    ReadColumn,
    ReadRow,
    ReadTable,
)
from actions.reading.rows import Column, Header, RawRow
from actions.reading.shapes import (
    NOTE,
    PAGE_NUMBER,
    RULE,
    action_tables,
    folded_line,
    has_announced_priorities,
    running_lines,
    values_under,
)
from actions.reading.status_words import folded
from priorities.documents import Document, Paragraph, Row, Table

_SAMPLES = 3
"""How many different cells of a column are shown beside its heading."""

_SAYS_OF_PRIORITY = re.compile(
    r"^(?:(?:priority|theme|overall|strategic|executive|workstream|senior)\s+)?(?:lead|leads|lead officer|sponsor|owner|responsible officer|sro"
    r"|senior responsible officer|accountable officer|reporting to|governance|board|monitored by|date|version|last updated|review date|updated)\s*:",
    re.IGNORECASE,
)


class Walk:
    """The state of one reading. Every row and paragraph is taken or skipped exactly once."""

    def __init__(
        self,
        document: Document,
        document_date: date | None,
        stored_key: list[KeyWord],
        chosen: Sequence[ColumnChoice] = (),
    ) -> None:
        self.document = document
        self.chosen = tuple(chosen)
        """What a person said that columns hold."""
        self.legends: Legends = find_legends(document)
        known = {folded(entry.word) for entry in self.legends.key}
        # A line with the very same words is that of the plan: somebody may have decided since which status it names.
        decided = {(folded(entry.word), folded(entry.meaning)): entry for entry in stored_key}
        own = [decided.get((folded(entry.word), folded(entry.meaning)), entry) for entry in self.legends.key]
        key = RatingKey([*own, *(entry for entry in stored_key if folded(entry.word) not in known)], self.legends.fills)
        self.around = Surroundings(
            document,
            document_date,
            key,
            self.legends.roles,
            frozenset(running_lines(document)),
            has_announced_priorities(document),
            stand_under_titles(document),
            action_tables(document) > 1 or sum(1 for table in document.tables() if sideways_rows(table)) > 1,
        )
        self.reading = PlanReading(rating_key=self.legends.key)
        self.finder = PriorityFinder()
        self.before_table: list[tuple[Spot, Paragraph]] = []
        """Paragraphs that no table has followed yet."""
        self.set_up: SetUp | None = None
        """What the headings mean under which the walk stands; None outside tables of actions."""
        self.set_up_of = ""
        """The table whose headings these are, as a choice calls it."""
        self.open_row: RawRow | None = None
        self.open_spot: Spot = (0, 0)
        self.carried: str = ""
        """The last words of the column of priorities."""
        self.unclear = ""
        """A row across the table that may or may not name a priority."""
        self.beyond = False
        """The table of actions has ended, although its rows go on."""
        self.loosened = False
        self.by_cells: int | None = None
        """The row that heads the table by what stands below it; None where words head it."""
        self.by_choice: int | None = None
        """The row that heads the table because a person said what its columns hold."""
        self.cards: dict[str, Column] | None = None
        """What the labels of cards mean, a table for each action; None until a card needs it."""
        self._order: list[tuple[Spot, ReadRow]] = []

    def table_key(self, number: int) -> str:
        """What a choice calls the table that is block `number`: "table 2"."""
        return f"table {sum(isinstance(block, Table) for block in self.document.blocks[: number + 1])}"

    def chosen_for(self, key: str) -> tuple[ColumnChoice, ...]:
        return of_table(key, self.chosen)

    def tell_columns(self, key: str, place: str, header: Header, rows: Sequence[Row], *, is_read: bool = True) -> None:
        """Say what the columns of a table were taken for. Headings that come up again in it are said once."""
        columns = tuple(
            ReadColumn(
                column.index + 1,
                " ".join(column.heading.split()),
                word_of(column.meaning),
                column.guessed,
                tuple(dict.fromkeys(values_under(rows, column.index)))[:_SAMPLES],
            )
            for column in header.columns
        )
        told = {
            (table.key, tuple((item.number, item.heading) for item in table.columns)) for table in self.reading.tables
        }
        if (key, tuple((item.number, item.heading) for item in columns)) not in told:
            self.reading.tables.append(ReadTable(key, place, columns, is_read))

    def skip(self, spot: Spot, place: str, text: str, reason: str) -> None:
        self._order.append((spot, ReadRow(place, text, reason)))

    def take(self, spot: Spot, place: str, text: str) -> None:
        self._order.append((spot, ReadRow(place, text)))

    def open_priority(self, heading: Heading, spot: Spot, place: str, text: str) -> None:
        if self.finder.is_nested(heading):
            self.skip(spot, place, text, "a heading within a priority")
            return
        self.unclear = ""
        in_table = isinstance(self.document.blocks[spot[0]], Table)
        if in_table:
            self.leftover_paragraphs()  # what stands above the table says nothing of a priority within it
        self.finder.open(heading, place)
        self.finder.opened_by_row = in_table
        self.take(spot, place, text)

    def leftover_paragraphs(self) -> None:
        """Paragraphs that no table followed: the aim of the priority above them, or outside the plan."""
        for spot, paragraph in self.before_table:
            self.aim_or_skip(spot, paragraph)
        self.before_table = []

    def aim_or_skip(self, spot: Spot, paragraph: Paragraph) -> None:
        text = paragraph.text.strip()
        if (
            self.finder.takes_aim()
            and not _SAYS_OF_PRIORITY.match(text)
            and paragraph.level is None
            and not NOTE.match(text)
        ):
            self.finder.add_aim(text)
            self.take(spot, paragraph.place, text)
        elif paragraph.level is not None or (never_a_priority(text) and len(text.split()) < 8):
            self.skip(spot, paragraph.place, text, "a heading or title")
        else:
            self.skip(spot, paragraph.place, text, "a paragraph outside the tables of actions")

    def flush(self) -> None:
        """The open row is whole: make it an action."""
        raw, self.open_row = self.open_row, None
        if raw is None or self.set_up is None:
            return
        builder = Builder(raw, self.set_up.header, self.set_up.context)
        action = builder.build(self.finder.current)
        reason = _why_no_action(action)
        if reason is not None:
            self.skip(self.open_spot, raw.place, raw.text, reason)
            return
        if self.unclear:
            message = f"The row '{self.unclear}' above this action may name another priority: choose the priority it belongs to."
            action.problems.append(Problem(action.place, "priority", self.unclear, message))
        self._add(action, raw.text, builder.people)

    def _add(self, action: ReadAction, text: str, people: Iterable[FoundPerson]) -> None:
        self.reading.actions.append(action)
        self.reading.people.extend(people)
        self.finder.acted()
        self.take(self.open_spot, action.place, text)

    def start_over(self) -> None:
        self._order = [item for item in self._order if isinstance(self.document.blocks[item[0][0]], Table)]
        self.finder = PriorityFinder()
        self.before_table = []
        self.set_up = None

    def why_never(self, text: str) -> str | None:
        if PAGE_NUMBER.match(text):
            return "a page number"
        if RULE.match(text):
            return "a ruled line"
        return "a line that every page repeats" if self.is_running(text) else None

    def is_running(self, text: str) -> bool:
        """Whether a line is the head or foot of the pages of a printed document."""
        return folded_line(text) in self.around.running

    def rows(self) -> list[ReadRow]:
        """What was taken and skipped, in the order of the document."""
        return [row for _, row in sorted(self._order, key=lambda item: item[0])]


def _why_no_action(action: ReadAction) -> str | None:
    """Why a row says too little to be an action: a form's blank row has its reference at most."""
    said = action.timescale.problem is None
    others = action.outcome or action.progress or action.reference or action.leads or said
    if len(action.official_words.split()) == 1 and not others and not action.rating:
        return "a row of a single word"
    if action.official_words or action.outcome or action.progress:
        return None
    if not action.reference:
        return "a row without words for an action"
    return None if action.leads or action.timescale.raw or action.rating else "a row with only a reference"
