"""An action plan's document into priorities and actions, with every row accounted for.

The flow: find what the document explains (its key, its people), then walk through its blocks in order. Headings open
priorities; heading rows say what the columns of a table mean; physical rows are put together to rows; each row
becomes an action. What is nothing of this is skipped with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from actions.reading.asides import parted
from actions.reading.building import Builder
from actions.reading.checks import check
from actions.reading.columns import Meaning
from actions.reading.headers import SetUp, Surroundings, first_reference, set_up, set_up_rows
from actions.reading.headings import (
    Heading,
    never_a_priority,
    numbered_heading,
    plain_heading,
    priority_heading,
)
from actions.reading.labelled import labelled_rows, sideways_rows
from actions.reading.legends import Legends, Spot, find_legends
from actions.reading.priority_finder import PriorityFinder
from actions.reading.ratings import RatingKey
from actions.reading.ratings import folded as folded_rating
from actions.reading.references import priority_number
from actions.reading.result import FoundPerson, KeyWord, PlanReading, ReadAction, ReadRow
from actions.reading.rows import Column, Header, RawRow, date_like, header_of
from actions.reading.shapes import (
    action_tables,
    folded_line,
    gap_above,
    has_announced_priorities,
    heading_over_cells,
    is_contents_line,
    lone_text,
    one_cell,
    running_lines,
    text_of,
    text_under,
    texts_of,
    titles,
)
from priorities.documents import Document, DocumentError, Paragraph, Row, Table

_PAGE_NUMBER = re.compile(
    r"^\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$|^\d{1,3}\s*\|\s*p\s*a\s*g\s*e$|^page\s+\w+$", re.IGNORECASE
)
_RULE = re.compile(r"^[\s\-–—_=|+:*.]*$")
_TOTAL = re.compile(r"^(grand |sub-?)?totals?\b", re.IGNORECASE)
_NOTE = re.compile(r"^(notes?|nb|n\.b\.|please note|\*|key|source|legend)\b\s*[:.*–-]|^\*", re.IGNORECASE)
_SAYS_OF_PRIORITY = re.compile(
    r"^(?:(?:priority|theme|overall|strategic|executive|workstream|senior)\s+)?(?:lead|leads|lead officer|sponsor|owner|responsible officer|sro"
    r"|senior responsible officer|accountable officer|reporting to|governance|board|monitored by|date|version|last updated|review date|updated)\s*:",
    re.IGNORECASE,
)


def read_action_plan(
    document: Document, *, document_date: date | None = None, rating_key: Iterable[KeyWord] = ()
) -> PlanReading:
    """Read the priorities and actions of an action plan.

    `document_date` is the day that the document bears: timescales like "in the next 6 months" count from it.
    `rating_key` is the key stored with the plan; words that the document explains itself go before it.
    Raises DocumentError, one sentence, where the document holds no action at all.
    """
    return _PlanReader(parted(document), document_date, list(rating_key)).read()


class _PlanReader:
    def __init__(self, document: Document, document_date: date | None, stored_key: list[KeyWord]) -> None:
        self.document = document
        self.legends: Legends = find_legends(document)
        known = {folded_rating(entry.word) for entry in self.legends.key}
        self.key = RatingKey(
            [*self.legends.key, *(entry for entry in stored_key if folded_rating(entry.word) not in known)]
        )
        self.reading = PlanReading(rating_key=self.legends.key)
        self.finder = PriorityFinder()
        self.running = running_lines(document)
        self.titles = titles(document)
        self.set_up: SetUp | None = None
        self.open_row: RawRow | None = None
        self.before_table: list[tuple[Spot, Paragraph]] = []
        self.order: list[tuple[Spot, ReadRow]] = []
        self.open_spot: Spot = (0, 0)
        self.around = Surroundings(
            document, document_date, self.key, self.legends.roles, has_announced_priorities(document)
        )
        self.carried: str = ""
        self.beyond = False
        self.loosened = False

    # -- the walk ------------------------------------------------------------------------------------------------

    def read(self) -> PlanReading:
        blocks = self.document.blocks
        for number, block in enumerate(blocks):
            if isinstance(block, Paragraph):
                self._paragraph((number, 0), block)
            else:
                self._table(number, block)
        self._flush()
        self._leftover_paragraphs()
        if not self.reading.actions:
            self._labelled()
        if not self.reading.actions:
            self._bullets()
        if not self.reading.actions:
            raise DocumentError(
                "No actions were found in the document; give its table a heading row such as 'Action', 'Lead' and 'By when'."
            )
        self.reading.priorities = self.finder.finish()
        self.reading.priority_word = self.finder.word
        check(self.reading, self.document, self.set_up.header if self.set_up else None)
        self.order.sort(key=lambda item: item[0])
        self.reading.rows = [row for _, row in self.order] + self.reading.rows
        return self.reading

    def _skip(self, spot: Spot, place: str, text: str, reason: str) -> None:
        self.order.append((spot, ReadRow(place, text, reason)))

    def _take(self, spot: Spot, place: str, text: str) -> None:
        self.order.append((spot, ReadRow(place, text)))

    # -- paragraphs ----------------------------------------------------------------------------------------------

    def _paragraph(self, spot: Spot, paragraph: Paragraph) -> None:
        text = paragraph.text.strip()
        if not text:
            return
        reason = self.legends.spots.get(spot) or self._why_never(text)
        if reason:
            self._skip(spot, paragraph.place, text, reason)
            return
        if self.set_up is not None and not self.around.structured and self._goes_on(paragraph):
            self.set_up.unwrapper.go_on(
                self.open_row, Row(paragraph.place, one_cell(text, self.set_up.unwrapper.action))
            )
            return
        self._flush()
        heading = priority_heading(text)
        if heading is not None and not paragraph.bullet and not is_contents_line(paragraph.text):
            self._leftover_paragraphs()
            self._open_priority(heading, spot, paragraph.place, text)
            return
        self.before_table.append((spot, paragraph))

    def _goes_on(self, paragraph: Paragraph) -> bool:
        """A line without a tab right below a row of a text file, beginning in the middle of a sentence."""
        if self.open_row is None or paragraph.level is not None or paragraph.bullet:
            return False
        last, here = (re.search(r"(\d+)$", place) for place in (self.open_row.places[-1], paragraph.place))
        return bool(last and here and int(here[1]) - int(last[1]) == 1 and paragraph.text[:1].islower())

    def _why_never(self, text: str) -> str | None:
        if _PAGE_NUMBER.match(text):
            return "a page number"
        if _RULE.match(text):
            return "a ruled line"
        if folded_line(text) in self.running:
            return "a line that every page repeats"
        return None

    def _number_goes_on(self, table: Table, at: int) -> bool:
        """A lone number right below the words of a printed row ("over" / "16") is the end of them, not a page number."""
        if self.set_up.unwrapper is None or not self.set_up.unwrapper.layout or gap_above(table, at):
            return False
        column = next(cell.column for cell in table.rows[at].cells if cell.text)
        return self.open_row is not None and bool(self.open_row.cells.get(column)) and column != 0

    def _repeats_title(self, text: str) -> bool:
        """A line within a printed table that repeats the document's title, or part of it, at the top of a page."""
        return not self.around.structured and len(text) > 8 and any(text.lower() in title for title in self.titles)

    def _open_priority(self, heading: Heading, spot: Spot, place: str, text: str) -> None:
        if self.finder.is_nested(heading):
            self._skip(spot, place, text, "a heading within a priority")
            return
        self.finder.open(heading, place)
        self.finder.opened_by_row = isinstance(self.document.blocks[spot[0]], Table)
        self._take(spot, place, text)

    def _leftover_paragraphs(self) -> None:
        """Paragraphs that no table followed: the aim of the priority above them, or outside the plan."""
        for spot, paragraph in self.before_table:
            self._aim_or_skip(spot, paragraph)
        self.before_table = []

    def _aim_or_skip(self, spot: Spot, paragraph: Paragraph) -> None:
        text = paragraph.text.strip()
        if (
            self.finder.takes_aim()
            and not _SAYS_OF_PRIORITY.match(text)
            and paragraph.level is None
            and not _NOTE.match(text)
        ):
            self.finder.add_aim(text)
            self._take(spot, paragraph.place, text)
        elif paragraph.level is not None or (never_a_priority(text) and len(text.split()) < 8):
            self._skip(spot, paragraph.place, text, "a heading or title")
            self.reading.title = self.reading.title or text
        else:
            self._skip(spot, paragraph.place, text, "a paragraph outside the tables of actions")

    # -- priorities that no word announces -----------------------------------------------------------------------

    def _priority_before_table(self, first_reference: str | None) -> None:
        """The heading above a table of actions, where no word announces priorities anywhere."""
        chosen: int | None = None
        heading: Heading | None = None
        if not self.around.explicit:
            for index in range(len(self.before_table) - 1, -1, -1):
                paragraph = self.before_table[index][1]
                candidate = self._unannounced(paragraph, first_reference)
                if candidate is not None:
                    chosen, heading = index, candidate
                    break
        if heading is not None and chosen is not None:
            for spot, paragraph in self.before_table[:chosen]:
                self._aim_or_skip(spot, paragraph)
            spot, paragraph = self.before_table[chosen]
            self._open_priority(heading, spot, paragraph.place, paragraph.text)
            self.before_table = self.before_table[chosen + 1 :]
        self._leftover_paragraphs()

    def _unannounced(self, paragraph: Paragraph, first_reference: str | None) -> Heading | None:
        text = paragraph.text.strip()
        if paragraph.bullet or never_a_priority(text):
            return None
        numbered = numbered_heading(text)
        if numbered is not None:
            fits = first_reference is not None and priority_number(first_reference) == numbered.number
            return numbered if fits or paragraph.level is not None else None
        if paragraph.level is not None and paragraph.level > 0 and action_tables(self.document) > 1:
            return plain_heading(text)
        if paragraph.level is None and not self.around.structured and action_tables(self.document) > 1:
            return plain_heading(text)
        return None

    # -- tables --------------------------------------------------------------------------------------------------

    def _table(self, number: int, table: Table) -> None:
        if self._sideways(number, table):
            return
        if self.around.structured or self.before_table:
            self._flush()
        own = next((at for at in range(len(table.rows)) if header_of(table.rows, at)), None)
        if own is None and not self._goes_on_below(table, number):
            self._flush()
            self._leftover_paragraphs()
            for at, row in enumerate(table.rows):
                self._skip_row((number, at), row, "a row of a table that has no heading for actions")
            return
        if own is None:
            self._leftover_paragraphs()
        if self.document.format == "xlsx":
            self.set_up = None
            self.finder.current = None
            self._sheet_priority(table, own)
        at = 0
        while at < len(table.rows):
            at += self._row(number, at, table)
        if self.around.structured:
            self._flush()

    def _skip_row(self, spot: Spot, row: Row, reason: str) -> None:
        text = text_of(row)
        if text:
            self._skip(spot, row.place, text, self.legends.spots.get(spot, reason))

    def _goes_on_below(self, table: Table, number: int) -> bool:
        """Whether a table without a heading row goes on with the one before: on a new page, or under a new priority."""
        if self.set_up is None or self.document.format == "xlsx":
            return False
        rows = [row for at, row in enumerate(table.rows) if (number, at) not in self.legends.spots and text_of(row)]
        if not rows:
            return True
        width = max(len(row.cells) for row in rows)
        if self.around.structured and abs(width - len(self.set_up.header.columns)) > 1:
            return False
        between = [paragraph.text for _, paragraph in self.before_table]
        if not self.around.structured and not any(map(never_a_priority, between)):
            return True
        if self.around.structured and _is_other_heading(rows[0]):
            return False
        fitting = 0
        for row in rows:
            texts = {cell.column: cell.text for cell in row.cells}
            due = any(date_like(texts.get(column.index, "")) for column in self.set_up.header.all(Meaning.DUE))
            reference = self.set_up is not None and self.set_up.unwrapper.has_reference(row)
            fitting += bool(due or reference)
        return fitting * 2 >= len(rows)

    def _sheet_priority(self, table: Table, own: int | None) -> None:
        """A sheet for each priority: the sheet's name opens it, unless the rows above the headings do."""
        if table.title is None or own is None:
            return
        heading = priority_heading(table.title)
        if heading is None:
            heading = numbered_heading(table.title)
        short = re.fullmatch(r"P(?:riority)?\s*(\d{1,2})", table.title, re.IGNORECASE)
        if date_like(table.title):
            return
        if heading is None and short:
            heading = Heading("Priority", short[1], "")
        if (
            heading is None
            and not self.around.explicit
            and action_tables(self.document) > 1
            and not self._priority_columns(table)
        ):
            heading = plain_heading(table.title)
        if heading is not None:
            self.finder.open(heading, table.place)

    def _priority_columns(self, table: Table) -> bool:
        for at in range(min(len(table.rows), 12)):
            found = header_of(table.rows, at)
            if found:
                return found[0].first(Meaning.PRIORITY) is not None
        return False

    def _row(self, number: int, at: int, table: Table) -> int:
        """Deal with one physical row; the number of rows that were dealt with."""
        row = table.rows[at]
        spot = (number, at)
        text = text_of(row)
        if not text:
            return 1
        reason = self.legends.spots.get(spot)
        if reason is None and len(texts_of(row)) == 1:
            reason = self._why_never(texts_of(row)[0])
            if reason == "a page number" and self._number_goes_on(table, at):
                reason = None
            if reason is None and self.set_up is not None and self._repeats_title(texts_of(row)[0]):
                reason = "a line that every page repeats"
        elif reason is None and _RULE.match("".join(texts_of(row))):
            reason = "a ruled line"
        if reason:
            self._skip(spot, row.place, text, reason)
            return 1
        if self.set_up is not None and self.set_up.header.same_as(row):
            self._flush_before(row)
            if self.before_table:
                self._flush()
                self._priority_before_table(first_reference(self.set_up.header, table.rows[at + 1 :]))
            self._skip(spot, row.place, text, "the heading row, repeated")
            return 1
        found = header_of(table.rows, at)
        if found is not None:
            header, lines = found
            self._flush()
            self._begin_table(header, table, at + lines)
            for offset in range(lines):
                self._skip(
                    (number, at + offset),
                    table.rows[at + offset].place,
                    text_of(table.rows[at + offset]),
                    "the heading row",
                )
            return lines
        if self.set_up is None:
            self._above_headings(spot, row, text)
            return 1
        self._body_row(spot, row, text, table, at)
        return 1

    def _flush_before(self, row: Row) -> None:
        """A repeated heading row ends a row only in a structured file: in a PDF's text a row may go on below it."""
        if self.around.structured:
            self._flush()

    def _above_headings(self, spot: Spot, row: Row, text: str) -> None:
        lone = lone_text(row)
        heading = priority_heading(lone) if lone else heading_over_cells(row)
        if heading is not None:
            self._open_priority(heading, spot, row.place, text)
        elif lone and self.finder.takes_aim() and len(lone.split()) > 6:
            self.finder.add_aim(lone)
            self._take(spot, row.place, text)
        else:
            if lone and not self.reading.title:
                self.reading.title = lone
            self._skip(spot, row.place, text, "a row above the heading row")

    def _begin_table(self, header: Header, table: Table, first: int) -> None:
        """Take over the headings of a table, and the priority that its heading opens."""
        self.set_up = set_up(header, table, first, self.around, self.set_up)
        self.beyond = False
        self.loosened = False
        self.carried = ""
        self._priority_before_table(self.set_up.first_reference)

    # -- rows of actions -----------------------------------------------------------------------------------------

    def _body_row(self, spot: Spot, row: Row, text: str, table: Table, at: int) -> None:
        texts = texts_of(row)
        lone = lone_text(row)
        heading = priority_heading(lone) if lone else heading_over_cells(row)
        if heading is not None and (heading.number is not None or self._stands_across(row)):
            self._flush()
            self._open_priority(heading, spot, row.place, text)
            return
        if lone is not None and self._lone_row(spot, row, lone, table, at):
            return
        if _TOTAL.match(texts[0]) and len(texts) <= max(3, len(self.set_up.header.columns) // 2):
            self._flush()
            self._skip(spot, row.place, text, "a row of totals")
            return
        numbered = self._numbered_over_cells(row, table, at)
        if numbered is not None:
            self._flush()
            self._open_priority(numbered, spot, row.place, text)
            return
        if self._after_the_table(row, table, at):
            self._flush()
            self._skip(spot, row.place, text, "a row after the end of the table of actions")
            return
        if self.set_up.unwrapper.starts_new(row, self.open_row):
            self._flush()
            self.open_row = self.set_up.unwrapper.begin(row)
            self.open_spot = spot
            self._carry_priority(row)
        else:
            self.set_up.unwrapper.go_on(self.open_row, row)

    def _numbered_over_cells(self, row: Row, table: Table, at: int) -> Heading | None:
        """A priority with its number under the references and its title under the actions: "2" and "Moving on"."""
        texts = texts_of(row)
        if len(texts) != 2 or self.around.explicit:
            return None
        number = re.fullmatch(r"(\d{1,2}|[A-Z])[.:)]?", texts[0])
        title = plain_heading(texts[1])
        if number is None or title is None or not self._next_reference_fits(table, at, number[1]):
            return None
        return Heading("", number[1], title.title)

    def _after_the_table(self, row: Row, table: Table, at: int) -> bool:
        """Rows below a blank row of a sheet that fit its headings no more: a budget, a list of words."""
        if not self.around.structured:
            return False
        if self.set_up.unwrapper.has_reference(row):
            self.beyond = False
            return False
        if self.beyond:
            return True
        gap = self.loosened or gap_above(table, at)
        due = any(date_like(text_under(row, column.index) or "") for column in self.set_up.header.all(Meaning.DUE))
        few = len(texts_of(row)) * 2 <= len(self.set_up.header.columns)
        has_references = self.set_up.context.has_references
        action = text_under(row, self.set_up.unwrapper.action)
        other = not action or len(action.split()) <= 3 or not text_under(row, 0)
        self.beyond = bool(gap and not due and (few or other) and (has_references or len(texts_of(row)) > 1))
        self.loosened = False
        return self.beyond

    def _stands_across(self, row: Row) -> bool:
        return any(cell.columns > 1 and cell.text for cell in row.cells) or len([c for c in row.cells if c.text]) == 1

    def _lone_row(self, spot: Spot, row: Row, lone: str, table: Table, at: int) -> bool:
        """A row with words in one cell only: a priority without a word for it, an aim, a note; False: part of the table."""
        cell = next(cell for cell in row.cells if cell.text and not cell.continues)
        if self.set_up.unwrapper.has_reference(row) and cell.columns == 1:
            numbered = numbered_heading(lone)
            if numbered is None or not self._next_reference_fits(table, at, numbered.number):
                return False
        across = cell.columns > 1 and cell.columns * 2 >= len(self.set_up.header.columns)
        action = self.set_up.unwrapper.action
        numbered = numbered_heading(lone)
        if (
            numbered is not None
            and (across or self._next_reference_fits(table, at, numbered.number))
            and not self.around.explicit
        ):
            self._flush()
            self._open_priority(numbered, spot, row.place, lone)
            return True
        if _NOTE.match(lone) and (across or self.around.structured):
            self._flush()
            self._skip(spot, row.place, lone, "a note")
            return True
        if (
            self.finder.takes_aim()
            and self.open_row is None
            and (across or cell.column == 0)
            and self.around.structured
        ):
            self.finder.add_aim(lone)
            self._take(spot, row.place, lone)
            return True
        if not self.around.structured and self.finder.takes_aim() and self.open_row is None and len(row.cells) == 1:
            self.finder.add_aim(lone)
            self._take(spot, row.place, lone)
            return True
        self.loosened = self.loosened or (self.around.structured and gap_above(table, at))
        if self.loosened and self.around.structured and never_a_priority(lone):
            self._flush()
            self.beyond = True
        if self.beyond:
            self._skip(spot, row.place, lone, "a row after the end of the table of actions")
            return True
        title = plain_heading(lone)
        if title is not None and (
            across or (cell.column == 0 and self.around.structured and self._full_row_follows(table, at))
        ):
            self._flush()
            self.finder.nests_titles = self.finder.nests_titles or self.finder.takes_aim()
            if self.around.explicit and not self._is_sister(table, at):
                self._skip(spot, row.place, lone, "a heading within a priority")
            else:
                self._open_priority(title, spot, row.place, lone)
            return True
        if across or (self.around.structured and cell.column == 0 and action != 0 and self.open_row is None):
            self._flush()
            self._skip(spot, row.place, lone, "a row across the table that names no action")
            return True
        return False

    def _is_sister(self, table: Table, at: int) -> bool:
        """Whether a title stands as the priorities do: as a row of the table, with actions right below it."""
        if self.finder.nests_titles or not self.finder.opened_by_row or self.loosened:
            return False
        following = next((row for row in table.rows[at + 1 :] if text_of(row)), None)
        return following is not None and (
            self.set_up.unwrapper.has_reference(following)
            or any(
                date_like(text_under(following, column.index) or "") for column in self.set_up.header.all(Meaning.DUE)
            )
        )

    def _next_reference_fits(self, table: Table, at: int, number: str | None) -> bool:
        for row in table.rows[at + 1 : at + 4]:
            reference = first_reference(self.set_up.header, [row])
            if reference is not None:
                return priority_number(reference) == number
        return False

    def _full_row_follows(self, table: Table, at: int) -> bool:
        following = next((row for row in table.rows[at + 1 :] if text_of(row)), None)
        return following is not None and len(texts_of(following)) >= max(3, (len(self.set_up.header.columns) + 1) // 2)

    def _carry_priority(self, row: Row) -> None:
        """The priority column of a row: blank cells below belong to the last one that was filled."""
        if self.set_up.priority_column is None:
            return
        cell = next((cell for cell in row.cells if cell.column == self.set_up.priority_column), None)
        text = " ".join(cell.text.split()) if cell else ""
        if not text or text == self.carried:
            return
        self.carried = text
        number = re.fullmatch(r"(\d{1,2}|[A-Z])", text)
        title = (
            text_under(row, self.set_up.priority_title_column)
            if self.set_up.priority_title_column is not None
            else None
        )
        heading = (
            priority_heading(text)
            or numbered_heading(text)
            or (Heading("", number[1], " ".join((title or "").split())) if number else Heading("", None, text))
        )
        priority = self.finder.open(heading, row.place)
        column = self.set_up.header.at(self.set_up.priority_column)
        if not self.finder.word and column is not None and len(column.heading.split()) <= 3:
            self.finder.word = column.heading.strip().capitalize()
        if not priority.title and not number:
            priority.title = text

    def _flush(self) -> None:
        """The open row is whole: make it an action."""
        raw, self.open_row = self.open_row, None
        if raw is None or self.set_up is None:
            return
        builder = Builder(raw, self.set_up.header, self.set_up.context)
        action = builder.build(self.finder.current)
        if not action.official_words and not action.outcome and not action.progress and not action.reference:
            self._skip(self.open_spot, raw.place, raw.text, "a row without words for an action")
            return
        self._add(action, raw.text, builder.people)

    def _add(self, action: ReadAction, text: str, people: Iterable[FoundPerson]) -> None:
        self.reading.actions.append(action)
        self.reading.people.extend(people)
        self.finder.acted()
        self._take(self.open_spot, action.place, text)

    # -- plans without a table of actions ------------------------------------------------------------------------

    def _sideways(self, number: int, table: Table) -> bool:
        """A table for each action, with the headings down its first column."""
        found = sideways_rows(table)
        if found is None:
            return False
        self._flush()
        header, raws = found
        self.set_up = set_up_rows(header, raws, self.around)
        self._priority_before_table(None)
        for offset, raw in enumerate(raws):
            self.open_row, self.open_spot = raw, (number, offset)
            self._flush()
        return True

    def _labelled(self) -> None:
        """Paragraphs "Action 1.1: …", "Lead: …", "By when: …"."""
        found = labelled_rows(self.document, set(self.legends.spots), self._is_priority_line)
        if found is None:
            return
        header, items = found
        self._start_over()
        self.set_up = set_up_rows(header, [item for _, item in items if isinstance(item, RawRow)], self.around)
        for spot, item in items:
            if isinstance(item, RawRow):
                self.open_row, self.open_spot = item, spot
                self._flush()
            else:
                self._paragraph(spot, item)
        self._leftover_paragraphs()

    def _is_priority_line(self, text: str) -> bool:
        heading = priority_heading(text)
        return heading is not None and heading.word.lower() != "action"

    def _bullets(self) -> None:
        """A plan of bullets under its priorities, without leads or dates."""
        bullets = [block for block in self.document.blocks if isinstance(block, Paragraph) and block.bullet]
        if not bullets or not self.finder.priorities:
            return
        self._start_over()
        header = Header((Column(0, "Action", Meaning.ACTION),))
        raws = [RawRow([block.place], {0: block.text}, {}, 1) for block in bullets]
        self.set_up = set_up_rows(header, raws, self.around)
        following = iter(raws)
        for number, block in enumerate(self.document.blocks):
            if isinstance(block, Paragraph) and block.bullet:
                self._leftover_paragraphs()
                self.open_row, self.open_spot = next(following), (number, 0)
                self._flush()
            elif isinstance(block, Paragraph):
                self._paragraph((number, 0), block)
        self._leftover_paragraphs()

    def _start_over(self) -> None:
        self.order = [item for item in self.order if isinstance(self.document.blocks[item[0][0]], Table)]
        self.finder = PriorityFinder()
        self.before_table = []
        self.set_up = None


def _is_other_heading(row: Row) -> bool:
    """A row of short words without a date or a reference: the headings of some other table."""
    texts = texts_of(row)
    return len(texts) >= 3 and all(
        len(text.split()) <= 4 and not date_like(text) and not re.search(r"\d", text) for text in texts
    )
