"""An action plan's document into priorities and actions, with every row accounted for.

The flow: find what the document explains (its key, its people), then walk through its blocks in order. Headings open
priorities; heading rows say what the columns of a table mean; physical rows are put together to rows; each row
becomes an action. What is nothing of this is skipped with a reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from actions.reading.building import Builder, Context
from actions.reading.columns import Meaning, folded, header_score
from actions.reading.headings import (
    Heading,
    never_a_priority,
    numbered_heading,
    plain_heading,
    priority_heading,
)
from actions.reading.labelled import labelled_rows, sideways_rows
from actions.reading.leads import looks_like_lead
from actions.reading.legends import Legends, Spot, find_legends
from actions.reading.priority_finder import PriorityFinder
from actions.reading.ratings import RatingKey, colour_of_fill, folded as folded_rating, looks_like_rating, status_named
from actions.reading.references import glued_reference, priority_number, reference_in_column, shape
from actions.reading.result import KeyWord, PlanReading, Problem, ReadAction, ReadRow
from actions.reading.rows import Column, Header, RawRow, Unwrapper, date_like, header_of
from priorities.documents import Cell, Document, DocumentError, Paragraph, Row, Table

_PAGE_NUMBER = re.compile(
    r"^\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$|^\d{1,3}\s*\|\s*p\s*a\s*g\s*e$|^page\s+\w+$", re.IGNORECASE
)
_RULE = re.compile(r"^[\s\-–—_=|+:*.]*$")
_TOTAL = re.compile(r"^(grand |sub-?)?totals?\b", re.IGNORECASE)
_NOTE = re.compile(r"^(notes?|nb|n\.b\.|please note|\*|key|source|legend)\b\s*[:.*–-]|^\*", re.IGNORECASE)
_CONTENTS_LINE = re.compile(r"(?:\.{3,}|\s{3,}|\t|…)\s*\d{1,3}$")
_SAYS_OF_PRIORITY = re.compile(
    r"^(?:(?:priority|theme|overall|strategic|executive|workstream|senior)\s+)?(?:lead|leads|lead officer|sponsor|owner|responsible officer|sro"
    r"|senior responsible officer|accountable officer|reporting to|governance|board|monitored by|date|version|last updated|review date|updated)\s*:",
    re.IGNORECASE,
)
_HELD_NOTICES = {"hidden sheet", "hidden row", "hidden column", "comment", "tracked change", "hidden text", "strikethrough"}


def read_action_plan(
    document: Document, *, document_date: date | None = None, rating_key: Iterable[KeyWord] = ()
) -> PlanReading:
    """Read the priorities and actions of an action plan.

    `document_date` is the day that the document bears: timescales like "in the next 6 months" count from it.
    `rating_key` is the key stored with the plan; words that the document explains itself go before it.
    Raises DocumentError, one sentence, where the document holds no action at all.
    """
    return _PlanReader(document, document_date, list(rating_key)).read()


class _PlanReader:
    def __init__(self, document: Document, document_date: date | None, stored_key: list[KeyWord]) -> None:
        self.document = document
        self.document_date = document_date
        self.legends: Legends = find_legends(document)
        known = {folded_rating(entry.word) for entry in self.legends.key}
        self.key = RatingKey([*self.legends.key, *(entry for entry in stored_key if folded_rating(entry.word) not in known)])
        self.reading = PlanReading(rating_key=self.legends.key)
        self.finder = PriorityFinder()
        self.structured = document.format in ("xlsx", "docx", "csv")
        self.running = _running_lines(document)
        self.titles = _titles(document)
        self.header: Header | None = None
        self.unwrapper: Unwrapper | None = None
        self.context: Context | None = None
        self.open_row: RawRow | None = None
        self.before_table: list[tuple[Spot, Paragraph]] = []
        self.order: list[tuple[Spot, ReadRow]] = []
        self.open_spot: Spot = (0, 0)
        self.explicit = self._has_explicit_priorities()
        self.priority_column: int | None = None
        self.carried: str = ""
        self.beyond = False
        self.loosened = False
        self.seen_shapes: Counter[str] = Counter()

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
        self._notices()
        self._check_references()
        self._check_beginnings()
        self._check_columns()
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
        if self.header is not None and not self.structured and self._goes_on(paragraph):
            self.unwrapper.go_on(self.open_row, Row(paragraph.place, _one_cell(text, self.unwrapper.action)))
            return
        self._flush()
        heading = priority_heading(text)
        if heading is not None and not paragraph.bullet and not _CONTENTS_LINE.search(paragraph.text):
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
        if _fold(text) in self.running:
            return "a line that every page repeats"
        return None

    def _number_goes_on(self, table: Table, at: int) -> bool:
        """A lone number right below the words of a printed row ("over" / "16") is the end of them, not a page number."""
        if self.unwrapper is None or not self.unwrapper.layout or _gap_above(table, at):
            return False
        column = next(cell.column for cell in table.rows[at].cells if cell.text)
        return self.open_row is not None and bool(self.open_row.cells.get(column)) and column != 0

    def _repeats_title(self, text: str) -> bool:
        """A line within a printed table that repeats the document's title, or part of it, at the top of a page."""
        return not self.structured and len(text) > 8 and any(text.lower() in title for title in self.titles)

    def _open_priority(self, heading: Heading, spot: Spot, place: str, text: str) -> None:
        if self.finder.is_nested(heading):
            self._skip(spot, place, text, "a heading within a priority")
            return
        self.finder.open(heading, place)
        self._take(spot, place, text)

    def _leftover_paragraphs(self) -> None:
        """Paragraphs that no table followed: the aim of the priority above them, or outside the plan."""
        for spot, paragraph in self.before_table:
            self._aim_or_skip(spot, paragraph)
        self.before_table = []

    def _aim_or_skip(self, spot: Spot, paragraph: Paragraph) -> None:
        text = paragraph.text.strip()
        if self.finder.takes_aim() and not _SAYS_OF_PRIORITY.match(text) and paragraph.level is None and not _NOTE.match(text):
            self.finder.add_aim(text)
            self._take(spot, paragraph.place, text)
        elif paragraph.level is not None or (never_a_priority(text) and len(text.split()) < 8):
            self._skip(spot, paragraph.place, text, "a heading or title")
            self.reading.title = self.reading.title or text
        else:
            self._skip(spot, paragraph.place, text, "a paragraph outside the tables of actions")

    # -- priorities that no word announces -----------------------------------------------------------------------

    def _has_explicit_priorities(self) -> bool:
        """Whether a heading with a word for it ("Priority 1") stands anywhere: then no other heading names one."""
        for block in self.document.blocks:
            texts = [block.text] if isinstance(block, Paragraph) else _lone_texts(block)
            for text in texts:
                heading = priority_heading(text)
                if heading is not None and not _CONTENTS_LINE.search(text):
                    return True
        return False

    def _priority_before_table(self, first_reference: str | None) -> None:
        """The heading above a table of actions, where no word announces priorities anywhere."""
        chosen: int | None = None
        heading: Heading | None = None
        if not self.explicit:
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
        if paragraph.level is not None and paragraph.level > 0 and self._action_tables() > 1:
            return plain_heading(text)
        if paragraph.level is None and not self.structured and self._action_tables() > 1:
            return plain_heading(text)
        return None

    def _action_tables(self) -> int:
        """How many tables of the document begin with a heading row of their own."""
        return sum(1 for table in self.document.tables() if any(header_score(_cell_texts(row)) for row in table.rows[:12]))

    # -- tables --------------------------------------------------------------------------------------------------

    def _table(self, number: int, table: Table) -> None:
        if self._sideways(number, table):
            return
        if self.structured or self.before_table:
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
            self.header = None
            self.unwrapper = None
            self.finder.current = None
            self._sheet_priority(table, own)
        at = 0
        while at < len(table.rows):
            at += self._row(number, at, table)
        if self.structured:
            self._flush()

    def _skip_row(self, spot: Spot, row: Row, reason: str) -> None:
        text = _row_text(row)
        if text:
            self._skip(spot, row.place, text, self.legends.spots.get(spot, reason))

    def _goes_on_below(self, table: Table, number: int) -> bool:
        """Whether a table without a heading row goes on with the one before: on a new page, or under a new priority."""
        if self.header is None or self.document.format == "xlsx":
            return False
        rows = [row for at, row in enumerate(table.rows) if (number, at) not in self.legends.spots and _row_text(row)]
        if not rows:
            return True
        width = max(len(row.cells) for row in rows)
        if self.structured and abs(width - len(self.header.columns)) > 1:
            return False
        if not self.structured:
            return True
        fitting = 0
        for row in rows:
            texts = {cell.column: cell.text for cell in row.cells}
            due = any(date_like(texts.get(column.index, "")) for column in self.header.all(Meaning.DUE))
            reference = self.unwrapper is not None and self.unwrapper.has_reference(row)
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
        if heading is None and short:
            heading = Heading("Priority", short[1], "")
        if heading is None and not self.explicit and self._action_tables() > 1 and not self._priority_columns(table):
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
        text = _row_text(row)
        if not text:
            return 1
        reason = self.legends.spots.get(spot)
        if reason is None and len(_texts(row)) == 1:
            reason = self._why_never(_texts(row)[0])
            if reason == "a page number" and self._number_goes_on(table, at):
                reason = None
            if reason is None and self.header is not None and self._repeats_title(_texts(row)[0]):
                reason = "a line that every page repeats"
        elif reason is None and _RULE.match("".join(_texts(row))):
            reason = "a ruled line"
        if reason:
            self._skip(spot, row.place, text, reason)
            return 1
        if self.header is not None and self.header.same_as(row):
            self._flush_before(row)
            if self.before_table:
                self._flush()
                self._priority_before_table(self._first_reference(table.rows[at + 1 :], self.unwrapper.action))
            self._skip(spot, row.place, text, "the heading row, repeated")
            return 1
        found = header_of(table.rows, at)
        if found is not None:
            header, lines = found
            self._flush()
            self._begin_table(header, table, at + lines)
            for offset in range(lines):
                self._skip((number, at + offset), table.rows[at + offset].place, _row_text(table.rows[at + offset]), "the heading row")
            return lines
        if self.header is None:
            self._above_headings(spot, row, text)
            return 1
        self._body_row(spot, row, text, table, at)
        return 1

    def _flush_before(self, row: Row) -> None:
        """A repeated heading row ends a row only in a structured file: in a PDF's text a row may go on below it."""
        if self.structured:
            self._flush()

    def _above_headings(self, spot: Spot, row: Row, text: str) -> None:
        lone = _lone(row)
        heading = priority_heading(lone) if lone else _heading_over_cells(row)
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
        """Take over the headings of a table: which columns mean what, how its references are written."""
        rows = [row for row in table.rows[first:] if _row_text(row) and not header.same_as(row)]
        header = self._settled(header, rows)
        self.header = header
        self.beyond = False
        self.loosened = False
        action = header.first(Meaning.ACTION) or header.first(Meaning.AIM) or header.first(Meaning.OUTCOME)
        index = action.index if action else 0
        texts = [text for row in rows if (text := _text_in(row, index))]
        glued = plain = False
        if header.first(Meaning.REFERENCE) is None:
            with_reference = sum(1 for text in texts if glued_reference(text))
            glued = with_reference > 0 and with_reference * 4 >= min(len(texts), 12)
            if not glued:
                whole = [found[0] for text in texts if (found := glued_reference(text, plain=True))]
                glued = plain = len(whole) >= 2 and len(whole) * 2 >= len(texts) and len(set(whole)) == len(whole)
            if not glued and self.context is not None and self.context.glued:
                glued, plain = True, self.context.plain
        counts = [sum(1 for cell in row.cells if cell.text) for row in rows]
        filled = bool(counts) and sorted(counts)[len(counts) // 2] * 2 > len(header.columns)
        self.unwrapper = Unwrapper(
            header,
            structured=self.structured,
            layout=not self.structured and _is_printed(table) and (_is_gapped(table) or not filled),
            gapped=_is_gapped(table),
            glued=glued,
            plain=plain,
            filled=filled,
        )
        has_references = glued or any(
            reference_in_column(_text_in(row, column.index) or "")
            for row in rows
            for column in header.all(Meaning.REFERENCE)
        )
        self.context = Context(
            document_date=self.document_date,
            key=self.key,
            roles=self.legends.roles,
            glued=glued,
            plain=plain,
            has_references=has_references,
            rating_column=self._rating_column(header, rows),
            structured=self.structured,
            whole_rows=self.document.format != "xlsx"
            and sum(1 for row in rows if len(row.cells) >= len(header.columns)) * 10 >= len(rows) * 6,
        )
        self.priority_column = self._priority_column(header, rows)
        self.carried = ""
        self._priority_before_table(self._first_reference(rows, index))

    def _first_reference(self, rows: Sequence[Row], index: int) -> str | None:
        for row in rows:
            for column in self.header.all(Meaning.REFERENCE):
                found = reference_in_column(_text_in(row, column.index) or "")
                if found:
                    return found
            glued = glued_reference(_text_in(row, index) or "")
            if glued:
                return glued[0]
        return None

    def _settled(self, header: Header, rows: Sequence[Row]) -> Header:
        """Headings whose meaning only the cells settle: "Priority: High", an aim that groups rows, two action columns."""
        columns = list(header.columns)
        seen: set[Meaning] = set()
        for position, column in enumerate(columns):
            values = [text for row in rows if (text := _text_in(row, column.index))]
            meaning = column.meaning
            if meaning is None and column.heading and values:
                meaning = _by_content(values)
            if meaning is Meaning.PRIORITY and values and _are_levels(values):
                meaning = Meaning.OTHER
            if meaning in (Meaning.PRIORITY, Meaning.ACTION, Meaning.REFERENCE) and meaning in seen:
                meaning = Meaning.OTHER
            if meaning is Meaning.DUE and values and all(looks_like_rating(text) for text in values):
                meaning = Meaning.RATING
            if meaning is Meaning.REFERENCE and values and not any(reference_in_column(text) for text in values):
                meaning = Meaning.OTHER
            if meaning is not None:
                seen.add(meaning)
            columns[position] = replace(column, meaning=meaning)
        if Meaning.ACTION not in seen:
            position = next((i for i, column in enumerate(columns) if column.meaning is Meaning.AIM), None)
            if position is not None:
                columns[position] = replace(columns[position], meaning=Meaning.ACTION)
                seen.add(Meaning.ACTION)
        return Header(tuple(columns))

    def _rating_column(self, header: Header, rows: Sequence[Row]) -> int | None:
        """Of several columns of ratings, the one whose cells say most; the later one where they say the same."""
        best: tuple[float, int] | None = None
        for column in header.all(Meaning.RATING):
            if re.search(r"\b(previous|last|prior|initial|original)\b", column.heading, re.IGNORECASE):
                continue
            values = [text for row in rows if (text := _text_in(row, column.index))]
            worth = sum(1 for text in values if self.key.status(text)[0] is not None)
            worth += sum(0.5 for text in values if status_named(text) is None and looks_like_rating(text))
            fills = sum(0.5 for row in rows for cell in row.cells if cell.column == column.index and cell.fill and colour_of_fill(cell.fill))
            if best is None or worth + fills >= best[0]:
                best = (worth + fills, column.index)
        return best[1] if best else None

    def _priority_column(self, header: Header, rows: Sequence[Row]) -> int | None:
        column = header.first(Meaning.PRIORITY)
        if column is not None:
            return column.index
        aim = header.first(Meaning.AIM)
        if aim is None or self.explicit:
            return None
        values = [text for row in rows if (text := _text_in(row, aim.index))]
        merged = any(cell.continues for row in rows for cell in row.cells if cell.column == aim.index)
        repeated = len(values) > 3 and len(set(values)) * 2 <= len(values)
        return aim.index if merged or repeated else None

    # -- rows of actions -----------------------------------------------------------------------------------------

    def _body_row(self, spot: Spot, row: Row, text: str, table: Table, at: int) -> None:
        texts = _texts(row)
        lone = _lone(row)
        heading = priority_heading(lone) if lone else _heading_over_cells(row)
        if heading is not None and (heading.number is not None or self._stands_across(row)):
            self._flush()
            self._open_priority(heading, spot, row.place, text)
            return
        if lone is not None and self._lone_row(spot, row, lone, table, at):
            return
        if _TOTAL.match(texts[0]) and len(texts) <= max(3, len(self.header.columns) // 2):
            self._flush()
            self._skip(spot, row.place, text, "a row of totals")
            return
        if self._after_the_table(row, table, at):
            self._flush()
            self._skip(spot, row.place, text, "a row after the end of the table of actions")
            return
        if self.unwrapper.starts_new(row, self.open_row):
            self._flush()
            self.open_row = self.unwrapper.begin(row)
            self.open_spot = spot
            self._carry_priority(row)
        else:
            self.unwrapper.go_on(self.open_row, row)

    def _after_the_table(self, row: Row, table: Table, at: int) -> bool:
        """Rows below a blank row of a sheet that fit its headings no more: a budget, a list of words."""
        if not self.structured:
            return False
        if self.unwrapper.has_reference(row):
            self.beyond = False
            return False
        if self.beyond:
            return True
        gap = self.loosened or _gap_above(table, at)
        due = any(date_like(_text_in(row, column.index) or "") for column in self.header.all(Meaning.DUE))
        few = len(_texts(row)) * 2 <= len(self.header.columns)
        has_references = self.context is not None and self.context.has_references
        action = _text_in(row, self.unwrapper.action)
        other = not action or len(action.split()) <= 3 or not _text_in(row, 0)
        self.beyond = bool(gap and not due and (few or other) and (has_references or len(_texts(row)) > 1))
        self.loosened = False
        return self.beyond

    def _stands_across(self, row: Row) -> bool:
        return any(cell.columns > 1 and cell.text for cell in row.cells) or len([c for c in row.cells if c.text]) == 1

    def _lone_row(self, spot: Spot, row: Row, lone: str, table: Table, at: int) -> bool:
        """A row with words in one cell only: a priority without a word for it, an aim, a note; False: part of the table."""
        cell = next(cell for cell in row.cells if cell.text and not cell.continues)
        if self.unwrapper.has_reference(row) and cell.columns == 1:
            numbered = numbered_heading(lone)
            if numbered is None or not self._next_reference_fits(table, at, numbered.number):
                return False
        across = cell.columns > 1 and cell.columns * 2 >= len(self.header.columns)
        action = self.unwrapper.action
        numbered = numbered_heading(lone)
        if numbered is not None and (across or self._next_reference_fits(table, at, numbered.number)) and not self.explicit:
            self._flush()
            self._open_priority(numbered, spot, row.place, lone)
            return True
        if _NOTE.match(lone) and (across or self.structured):
            self._flush()
            self._skip(spot, row.place, lone, "a note")
            return True
        if self.finder.takes_aim() and self.open_row is None and (across or cell.column == 0) and self.structured:
            self.finder.add_aim(lone)
            self._take(spot, row.place, lone)
            return True
        if not self.structured and self.finder.takes_aim() and self.open_row is None and len(row.cells) == 1:
            self.finder.add_aim(lone)
            self._take(spot, row.place, lone)
            return True
        self.loosened = self.loosened or (self.structured and _gap_above(table, at))
        if self.loosened and self.structured and never_a_priority(lone):
            self._flush()
            self.beyond = True
        if self.beyond:
            self._skip(spot, row.place, lone, "a row after the end of the table of actions")
            return True
        title = plain_heading(lone)
        if title is not None and (across or (cell.column == 0 and self.structured and self._full_row_follows(table, at))):
            self._flush()
            if self.explicit:
                self._skip(spot, row.place, lone, "a heading within a priority")
            else:
                self._open_priority(title, spot, row.place, lone)
            return True
        if across or (self.structured and cell.column == 0 and action != 0 and self.open_row is None):
            self._flush()
            self._skip(spot, row.place, lone, "a row across the table that names no action")
            return True
        return False

    def _next_reference_fits(self, table: Table, at: int, number: str | None) -> bool:
        for row in table.rows[at + 1 : at + 4]:
            reference = self._first_reference([row], self.unwrapper.action)
            if reference is not None:
                return priority_number(reference) == number
        return False

    def _full_row_follows(self, table: Table, at: int) -> bool:
        following = next((row for row in table.rows[at + 1 :] if _row_text(row)), None)
        return following is not None and len(_texts(following)) >= max(3, (len(self.header.columns) + 1) // 2)

    def _carry_priority(self, row: Row) -> None:
        """The priority column of a row: blank cells below belong to the last one that was filled."""
        if self.priority_column is None:
            return
        cell = next((cell for cell in row.cells if cell.column == self.priority_column), None)
        text = " ".join(cell.text.split()) if cell else ""
        if not text or text == self.carried:
            return
        self.carried = text
        number = re.fullmatch(r"(\d{1,2}|[A-Z])", text)
        heading = (
            priority_heading(text)
            or numbered_heading(text)
            or (Heading("", number[1], "") if number else Heading("", None, text))
        )
        priority = self.finder.open(heading, row.place)
        column = self.header.at(self.priority_column)
        if not self.finder.word and column is not None and len(column.heading.split()) <= 3:
            self.finder.word = column.heading.strip().capitalize()
        if not priority.title and not number:
            priority.title = text

    def _flush(self) -> None:
        """The open row is whole: make it an action."""
        raw, self.open_row = self.open_row, None
        if raw is None or self.header is None or self.context is None:
            return
        builder = Builder(raw, self.header, self.context)
        action = builder.build(self.finder.current)
        if not action.official_words and not action.outcome and not action.progress and not action.reference:
            self._skip(self.open_spot, raw.place, raw.text, "a row without words for an action")
            return
        self._add(action, raw.text, builder.people)

    def _add(self, action: ReadAction, text: str, people) -> None:
        self.reading.actions.append(action)
        self.reading.people.extend(people)
        self.finder.acted()
        if action.reference:
            self.seen_shapes[shape(action.reference)] += 1
        self._take(self.open_spot, action.place, text)

    # -- plans without a table of actions ------------------------------------------------------------------------

    def _sideways(self, number: int, table: Table) -> bool:
        """A table for each action, with the headings down its first column."""
        found = sideways_rows(table)
        if found is None:
            return False
        self._flush()
        header, raws = found
        self._use(header, raws)
        self._priority_before_table(None)
        for offset, raw in enumerate(raws):
            self.open_row, self.open_spot = raw, (number, offset)
            self._flush()
        return True

    def _use(self, header: Header, raws: Sequence[RawRow]) -> None:
        action = header.first(Meaning.ACTION)
        texts = [raw.cells.get(action.index, "") for raw in raws] if action else []
        glued = header.first(Meaning.REFERENCE) is None and any(glued_reference(text) for text in texts)
        rating = header.first(Meaning.RATING)
        references = [raw.cells.get(column.index, "") for raw in raws for column in header.all(Meaning.REFERENCE)]
        self.header = header
        self.context = Context(
            document_date=self.document_date,
            key=self.key,
            roles=self.legends.roles,
            glued=glued,
            plain=False,
            has_references=glued or any(reference_in_column(text) for text in references),
            rating_column=rating.index if rating else None,
            structured=True,
        )
        self.unwrapper = Unwrapper(header, structured=True, layout=False, glued=glued, plain=False, filled=True)

    def _labelled(self) -> None:
        """Paragraphs "Action 1.1: …", "Lead: …", "By when: …"."""
        found = labelled_rows(self.document, set(self.legends.spots), self._is_priority_line)
        if found is None:
            return
        header, items = found
        self._start_over()
        self._use(header, [item for _, item in items if isinstance(item, RawRow)])
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
        self._use(header, raws)
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
        self.header = None

    # -- what the whole document shows ---------------------------------------------------------------------------

    def _notices(self) -> None:
        for notice in self.document.notices:
            if notice.kind in _HELD_NOTICES or not notice.text:
                self.reading.problems.append(Problem(notice.place, None, notice.text, notice.message))
            else:
                self.reading.rows.append(ReadRow(notice.place, notice.text, notice.message))

    def _check_references(self) -> None:
        """The same reference twice under one priority, and references that name another priority than their heading."""
        numbers = {priority.number for priority in self.reading.priorities if priority.number}
        seen: dict[tuple[int | None, str], str] = {}
        for action in self.reading.actions:
            if not action.reference:
                continue
            key = (action.priority, action.reference)
            if key in seen:
                action.problems.append(
                    Problem(action.place, "reference", action.reference, f"Reference {action.reference} stands twice: also at {seen[key]}.")
                )
            seen.setdefault(key, action.place)
            named = priority_number(action.reference)
            own = None if action.priority is None else self.reading.priorities[action.priority].number
            if named in numbers and own is not None and own != named and own.isdigit():
                action.problems.append(
                    Problem(action.place, "priority", action.reference, f"Reference {action.reference} stands under priority {own}; check which it belongs to.")
                )

    def _check_beginnings(self) -> None:
        """Words that begin in the middle of a sentence where the others do not: their head may be lost."""
        for name in ("official_words", "outcome"):
            texts = [getattr(action, name) for action in self.reading.actions if getattr(action, name)]
            upper = sum(1 for text in texts if not text[:1].islower())
            if len(texts) < 4 or upper * 5 < len(texts) * 4:
                continue
            for action in self.reading.actions:
                text = getattr(action, name)
                if text[:1].islower():
                    action.problems.append(
                        Problem(action.place, name, text, "These words begin in the middle of a sentence; their beginning may be lost.")
                    )

    def _check_columns(self) -> None:
        """Columns that the document does not have at all: said once."""
        if self.header is None or not self.reading.actions:
            return
        if not self.header.all(Meaning.LEAD) and not any(action.leads for action in self.reading.actions):
            self.reading.problems.append(Problem("the whole document", "leads", "", "The document has no column for leads."))
        if not self.header.all(Meaning.RATING):
            self._colours_elsewhere()

    def _colours_elsewhere(self) -> None:
        """Cells coloured red, amber or green without a column for ratings: said, not read."""
        colours: dict[int, set[str]] = {}
        for table in self.document.tables():
            for row in table.rows:
                for cell in row.cells:
                    colour = colour_of_fill(cell.fill) if cell.fill else None
                    if colour in ("red", "amber", "green"):
                        colours.setdefault(cell.column, set()).add(colour)
        for column, found in sorted(colours.items()):
            if len(found) > 1:
                heading = self.header.at(column)
                name = heading.heading if heading and heading.heading else f"column {column + 1}"
                self.reading.problems.append(
                    Problem("the whole document", "rating", ", ".join(sorted(found)), f"Cells under '{name}' are coloured, but no heading says that this is a rating; the colours were not read.")
                )


def _fold(text: str) -> str:
    return " ".join(re.sub(r"\d+", "#", text.lower()).split())


def _running_lines(document: Document) -> set[str]:
    """Lines that stand on every page of a text: the same short words three times or more, outside tables' columns."""
    if document.format == "xlsx":
        return set()
    counts: Counter[str] = Counter()
    for block in document.blocks:
        texts = [block.text] if isinstance(block, Paragraph) and not block.bullet else []
        if isinstance(block, Table):
            texts = [found[0] for row in block.rows if len(found := _texts(row)) == 1]
        counts.update(_fold(text) for text in texts if 0 < len(text.split()) <= 12 and priority_heading(text) is None)
    return {text for text, count in counts.items() if count >= 3}


def _titles(document: Document) -> list[str]:
    """The first lines of a document, where its title stands."""
    first = [block.text.lower() for block in document.blocks[:4] if isinstance(block, Paragraph)]
    return [text for text in first if len(text.split()) <= 14]


def _lone_texts(table: Table) -> list[str]:
    return [lone for row in table.rows if (lone := _lone(row))]


def _cell_texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells if cell.text and not cell.continues]


def _row_text(row: Row) -> str:
    return " | ".join(_texts(row))


def _lone(row: Row) -> str | None:
    """The words of a row that has words in one cell only, or the same words in each (a merge that was undone)."""
    texts = _texts(row)
    if len(texts) == 1:
        return texts[0]
    if len(texts) > 2 and len(set(texts)) == 1:
        return texts[0]
    return None


def _heading_over_cells(row: Row) -> Heading | None:
    """A priority whose heading goes over two cells: "Priority 1" and "Early help"."""
    texts = _texts(row)
    if len(texts) != 2 or not re.search(r"\d|\b[A-Z]$", texts[0]) or len(texts[0].split()) > 5:
        return None
    heading = priority_heading(texts[0])
    if heading is None or heading.number is None or heading.title:
        return None
    return Heading(heading.word, heading.number, texts[1])


def _text_in(row: Row, index: int) -> str | None:
    for cell in row.cells:
        if cell.column <= index < cell.column + cell.columns:
            return cell.text or None
    return None


def _one_cell(text: str, column: int) -> tuple[Cell, ...]:
    return (Cell(text, column),)


def _are_levels(values: Sequence[str]) -> bool:
    """ "High", "Medium", "Low" under "Priority": how urgent, not which aim."""
    return all(folded(value) in {"high", "medium", "low", "h", "m", "l", "urgent", "critical", "med", "very high"} for value in values)


def _by_content(values: Sequence[str]) -> Meaning | None:
    """What a column under an unknown heading holds, where nearly all its cells say the same; None otherwise."""
    for meaning, fits in (
        (Meaning.RATING, looks_like_rating),
        (Meaning.DUE, date_like),
        (Meaning.LEAD, lambda text: looks_like_lead(text) >= 0.6),
    ):
        if sum(1 for text in values if fits(text)) >= max(2, 0.8 * len(values)):
            return meaning
    return None


def _gap_above(table: Table, at: int) -> bool:
    """Whether blank rows stand above a row of a sheet."""
    if at == 0:
        return False
    numbers = [re.search(r"(\d+)$", place) for place in (table.rows[at - 1].place, table.rows[at].place)]
    return all(numbers) and int(numbers[1][1]) - int(numbers[0][1]) > 1


def _is_printed(table: Table) -> bool:
    """Whether each printed line of a text is a physical row: columns aligned with blanks, most cells of a line empty."""
    rows = table.rows
    widths = {max((cell.column + cell.columns for cell in row.cells), default=0) for row in rows}
    return len(rows) > 3 and len(widths) == 1


def _is_gapped(table: Table) -> bool:
    """Whether blank lines part the rows of a printed table."""
    numbers = [int(found[1]) for row in table.rows if (found := re.match(r"line (\d+)", row.place))]
    gaps = sum(1 for before, after in zip(numbers, numbers[1:], strict=False) if after - before > 1)
    return gaps >= 2
