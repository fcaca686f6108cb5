"""A table of the document: its heading rows, what stands above and between them, and each row passed on to its reader."""

from __future__ import annotations

from functools import lru_cache

from actions.reading.asides import BESIDE
from actions.reading.body import begin_over_lines, body_row
from actions.reading.chosen import with_chosen
from actions.reading.columns import Meaning, meaning_of
from actions.reading.headers import first_reference, set_up
from actions.reading.heading_rows import TheTable, header_by_cells, header_of, heading_rows, headings_as_they_stand
from actions.reading.headings import Heading, never_a_priority, numbered_heading, plain_heading, priority_heading
from actions.reading.legends import Spot
from actions.reading.openings import naming_column, priority_before_table, sheet_priority, why_only_a_title
from actions.reading.references import shape
from actions.reading.rows import Header, date_like, lines_apart
from actions.reading.shapes import (
    RULE,
    gap_above,
    heading_over_cells,
    is_other_heading,
    lone_text,
    one_cell,
    text_of,
    texts_of,
    titles,
)
from actions.reading.unheaded import read_sideways
from actions.reading.walk import Walk
from priorities.documents import Row, Table

# Headings of words that nobody knows are looked for in the first rows of a table only.
_FIRST_ROWS = 60


def read_table(walk: Walk, number: int, table: Table) -> None:
    if read_sideways(walk, number, table):
        return
    if not _goes_over_page(walk, table) and (walk.around.structured or walk.before_table):
        walk.flush()
    own = _own_headings(walk, number, table)
    if own is None and table.place.endswith(BESIDE):
        walk.flush()
        for at, row in enumerate(table.rows):
            _skip_row(walk, (number, at), row, "words beside the table of actions")
        return
    if own is None and not _goes_on_below(walk, table, number):
        walk.flush()
        walk.leftover_paragraphs()
        _tell_unread(walk, number, table)
        for at, row in enumerate(table.rows):
            _skip_row(walk, (number, at), row, "a row of a table that has no heading for actions")
        return
    if own is None:
        _begin_above(walk, table)
        walk.leftover_paragraphs()
    if walk.document.format == "xlsx":
        walk.set_up = None
        walk.finder.current = None
        sheet_priority(walk, number, table, own)
    at = 0
    while at < len(table.rows):
        at += _row(walk, number, at, table)
    following = walk.document.blocks[number + 1] if number + 1 < len(walk.document.blocks) else None
    if walk.around.structured and not (isinstance(following, Table) and _goes_over_page(walk, following)):
        walk.flush()


def _own_headings(walk: Walk, number: int, table: Table) -> int | None:
    """The first heading row of a table: by its words, by the cells below it, or because a person said so."""
    walk.by_cells = walk.by_choice = None
    own = next(iter(heading_rows(table)), None)
    if own is not None:
        return own
    first = range(min(len(table.rows), _FIRST_ROWS))
    walk.by_cells = next((at for at in first if header_by_cells(table.rows, at)), None)
    if walk.by_cells is None:
        walk.by_choice = _headed_by_choice(walk, number, table)
    return walk.by_choice if walk.by_cells is None else walk.by_cells


def _first_whole_row(table: Table) -> int | None:
    """The first row with words in several cells, which heads the table if any does."""
    return next((at for at, row in enumerate(table.rows) if len(texts_of(row)) > 1), None)


def _headed_by_choice(walk: Walk, number: int, table: Table) -> int | None:
    """The heading row of a table of which only a person said that it holds actions; None where nobody did."""
    chosen = walk.chosen_for(walk.table_key(number))
    at = _first_whole_row(table) if any(item.meaning is Meaning.ACTION for item in chosen) else None
    if at is None:
        return None
    header = with_chosen(headings_as_they_stand(table.rows[at]), chosen)
    return at if header.first(Meaning.ACTION) is not None else None


def _tell_unread(walk: Walk, number: int, table: Table) -> None:
    """A table in which no actions were looked for: a person may say that it holds some."""
    at = _first_whole_row(table)
    if at is not None and at + 1 < len(table.rows):
        header = headings_as_they_stand(table.rows[at])
        walk.tell_columns(walk.table_key(number), table.place, header, table.rows[at + 1 :], is_read=False)


def _goes_over_page(walk: Walk, table: Table) -> bool:
    """Whether a Word table begins with the rest of the last row of the one before, below the headings again or not."""
    if walk.open_row is None or walk.document.format != "docx":
        return False
    rows = [row for row in table.rows if text_of(row)]
    header = walk.set_up.header
    if rows and header.same_as(rows[0]):
        rows = rows[1:]
    elif rows and len(rows[0].cells) != len(header.columns):
        return False
    if not rows or (lone_text(rows[0]) and rows[0].cells[0].text):
        return False
    return not walk.set_up.unwrapper.starts_new(rows[0], walk.open_row)


def _begin_above(walk: Walk, table: Table) -> None:
    """A pasted row whose first line stands alone above its tabbed ones, as behind a page's number: its reference is there."""
    first = next((row for row in table.rows if text_of(row)), None)
    if walk.around.structured or not walk.before_table or first is None:
        return
    spot, paragraph = walk.before_table[-1]
    unwrapper = walk.set_up.unwrapper
    row = Row(paragraph.place, one_cell(paragraph.text.strip(), unwrapper.action))
    if lines_apart(row.place, first.place) != 1 or not unwrapper.has_reference(row):
        return
    begun = unwrapper.begin(row)
    if not unwrapper.starts_new(first, begun):
        walk.before_table.pop()
        walk.leftover_paragraphs()
        walk.open_row, walk.open_spot = begun, spot


def _skip_row(walk: Walk, spot: Spot, row: Row, reason: str) -> None:
    text = text_of(row)
    if text:
        walk.skip(spot, row.place, text, walk.legends.spots.get(spot, reason))


def _goes_on_below(walk: Walk, table: Table, number: int) -> bool:
    """Whether a table without a heading row goes on with the one before: on a new page, or under a new priority."""
    if walk.set_up is None or walk.document.format == "xlsx":
        return False
    rows = [row for at, row in enumerate(table.rows) if (number, at) not in walk.legends.spots and text_of(row)]
    if not rows:
        return True
    width = max(len(row.cells) for row in rows)
    if walk.around.structured and abs(width - len(walk.set_up.header.columns)) > 1:
        return False
    between = [paragraph.text for _, paragraph in walk.before_table]
    if not walk.around.structured and not any(map(never_a_priority, between)):
        return True
    if walk.around.structured and is_other_heading(rows[0]):
        return False
    fitting = 0
    for row in rows:
        texts = {cell.column: cell.text for cell in row.cells}
        due = any(date_like(texts.get(column.index, "")) for column in walk.set_up.header.all(Meaning.DUE))
        reference = walk.set_up is not None and walk.set_up.unwrapper.has_reference(row)
        fitting += bool(due or reference)
    return fitting * 2 >= len(rows)


def _row(walk: Walk, number: int, at: int, table: Table) -> int:
    """Deal with one physical row; the number of rows that were dealt with."""
    row = table.rows[at]
    spot = (number, at)
    text = text_of(row)
    if not text:
        return 1
    reason = walk.legends.spots.get(spot) or _why_no_row(walk, row, table, at)
    if reason:
        walk.skip(spot, row.place, text, reason)
        return 1
    repeated = _repeated_headings(walk, number, table, at)
    if repeated:
        _flush_before(walk, table, at)
        if walk.before_table:
            walk.flush()
            priority_before_table(walk, first_reference(walk.set_up.header, table.rows[at + repeated :]))
        _skip_headings(walk, number, table, at, repeated, "the heading row, repeated")
        return repeated
    found = header_by_cells(table.rows, at) if walk.by_cells == at else header_of(table.rows, at)
    if walk.by_choice == at:
        found = headings_as_they_stand(row), 1
    if found is not None:
        header, lines = found
        walk.flush()
        _begin_table(walk, header, number, table, at + lines)
        _skip_headings(walk, number, table, at, lines, "the heading row")
        return lines
    title = _title_over_headings(walk, table, at)
    if title is not None:
        walk.flush()
        walk.open_priority(title, spot, row.place, text)
        return 1
    if walk.set_up is None:
        _above_headings(walk, spot, row, text, table, at)
        return 1
    over = _over_lines(walk, number, table, at)
    if over > 1:
        begin_over_lines(walk, spot, table.rows[at : at + over])
        return over
    body_row(walk, spot, row, text, table, at)
    return 1


def _repeated_headings(walk: Walk, number: int, table: Table, at: int) -> int:
    """Over how many lines the headings of the table stand again at row `at`; 0 where they do not."""
    if walk.set_up is None or _has_choices_of_its_own(walk, number):
        return 0
    if walk.set_up.header.same_as(table.rows[at]):
        return 1
    found = header_of(table.rows, at) or (header_by_cells(table.rows, at) if walk.by_cells is not None else None)
    if found is None or found[1] == 1:
        return 0
    return found[1] if walk.set_up.header.has_headings_of(found[0]) else 0


def _has_choices_of_its_own(walk: Walk, number: int) -> bool:
    """Whether a person spoke of this table alone, so that its headings are not those of the table before, repeated."""
    if not any(item.table for item in walk.chosen):
        return False
    key = walk.table_key(number)
    return key != walk.set_up_of and any(item.table == key for item in walk.chosen)


def _skip_headings(walk: Walk, number: int, table: Table, at: int, lines: int, reason: str) -> None:
    for line in range(at, at + lines):
        walk.skip((number, line), table.rows[line].place, text_of(table.rows[line]), reason)


def _over_lines(walk: Walk, number: int, table: Table, at: int) -> int:
    """Over how many lines of a pasted table a row goes whose cells hold line breaks; 1 where that is not sure.

    The row begins with a reference, has too few cells, and exactly as many as the headings with the lines up to the
    next row, where the last cell of a line and the first of the next are one.
    """
    unwrapper, width = walk.set_up.unwrapper, len(walk.set_up.header.columns)
    count = len(table.rows[at].cells)
    if walk.around.structured or unwrapper.layout or width < 4 or count >= width:
        return 1
    own = first_reference(walk.set_up.header, [table.rows[at]])
    if own is None or not unwrapper.has_reference(table.rows[at]):
        return 1
    lines = 1
    for later, row in enumerate(table.rows[at + 1 :], start=at + 1):
        texts = texts_of(row)
        reference = first_reference(walk.set_up.header, [row]) if unwrapper.has_reference(row) else None
        if not texts or (number, later) in walk.legends.spots or (reference and shape(reference) == shape(own)):
            break
        if _why_no_row(walk, row, table, later) or priority_heading(" ".join(texts)) or header_of(table.rows, later):
            break
        count += len(row.cells) - 1
        lines += 1
    return lines if count == width else 1


def _why_no_row(walk: Walk, row: Row, table: Table, at: int) -> str | None:
    """Why a row is none of the table: a page number, a rule, the head or foot of a page; None for a row of it."""
    texts = texts_of(row)
    if len(texts) > 1:
        if RULE.match("".join(texts)):
            return "a ruled line"
        return "a line that every page repeats" if len(texts) <= 4 and walk.is_running(" ".join(texts)) else None
    reason = walk.why_never(texts[0])
    if reason == "a page number" and _number_goes_on(walk, table, at):
        return None
    if reason is None and walk.set_up is not None and _repeats_title(walk, texts[0]):
        return "a line that every page repeats"
    return reason


def _flush_before(walk: Walk, table: Table, at: int) -> None:
    """A repeated heading row ends a row only within a table of a structured file: on a new page a row may go on below."""
    if walk.around.structured and at > 0 and not _goes_on_under_headings(walk, table, at):
        walk.flush()


def _goes_on_under_headings(walk: Walk, table: Table, at: int) -> bool:
    """Whether the row under repeated headings is the rest of the one above them: no reference, and words in small letters."""
    below = next((row for row in table.rows[at + 1 :] if text_of(row)), None)
    if walk.open_row is None or below is None or not walk.set_up.context.has_references:
        return False
    texts = texts_of(below)
    unwrapper = walk.set_up.unwrapper
    return (
        texts[0][:1].islower() and not unwrapper.has_reference(below) and not unwrapper.starts_new(below, walk.open_row)
    )


def _above_headings(walk: Walk, spot: Spot, row: Row, text: str, table: Table, at: int) -> None:
    lone = lone_text(row)
    heading = priority_heading(lone) if lone else heading_over_cells(row)
    beside = None if lone or heading else _heading_at_left(row)
    if beside is not None and naming_column(table, at, beside) is None and not walk.finder.is_nested(beside):
        walk.finder.open(beside, row.place)
        walk.finder.opened_by_row = True
        walk.skip(spot, row.place, text, "the title of a priority with other words beside it")
        return
    column = naming_column(table, at, heading) if heading is not None else None
    if column is not None:
        walk.skip(spot, row.place, text, why_only_a_title(column))
    elif heading is not None:
        walk.open_priority(heading, spot, row.place, text)
    elif lone and not walk.around.explicit and (numbered := _first_of_titles(table, at, lone)) is not None:
        walk.open_priority(numbered, spot, row.place, text)
    elif lone and walk.finder.takes_aim() and (len(lone.split()) > 6 or walk.finder.lacks_title()):
        walk.finder.add_aim(lone)
        walk.take(spot, row.place, text)
    else:
        walk.skip(spot, row.place, text, "a row above the heading row")


def _first_of_titles(table: Table, at: int, lone: str) -> Heading | None:
    """A numbered title right above the headings, where the next number heads a later part of the table: "A.", "B."."""
    first = numbered_heading(lone)
    below = next((later for later in range(at + 1, len(table.rows)) if text_of(table.rows[later])), None)
    if first is None or first.number not in ("1", "A") or below is None or header_of(table.rows, below) is None:
        return None
    later = (numbered_heading(title) for row in table.rows[below:] if (title := lone_text(row)))
    follows = {"1": "2", "A": "B"}[first.number]
    return first if any(other is not None and other.number == follows for other in later) else None


def _title_over_headings(walk: Walk, table: Table, at: int) -> Heading | None:
    """A title right above headings that come up again and again, each time below a title of its own; None for others."""
    title = lone_text(table.rows[at])
    if title is None or walk.around.explicit or not walk.around.structured or not _heads_next(table, at):
        return None  # above the headings of a printed page stands the end of a row
    return (numbered_heading(title) or plain_heading(title)) if _each_has_a_title(TheTable(table)) else None


@lru_cache(maxsize=16)
def _each_has_a_title(key: TheTable) -> bool:
    """Whether the headings of a table come up again, each time below a title of its own, and no column names priorities."""
    table = key.table
    found = {at: header for at, (header, _) in heading_rows(table).items() if at > 0}
    if any(header.first(Meaning.PRIORITY) is not None for header in found.values()):
        return False
    above = [lone_text(_row_above(table, at)) for at in found]
    named = [plain_heading(text) for text in above if text is not None and not date_like(text)]
    return len(found) > 1 and len(named) == len(found) and None not in named and len(set(above)) == len(above)


def _row_above(table: Table, at: int) -> Row:
    return next((table.rows[before] for before in range(at - 1, -1, -1) if text_of(table.rows[before])), table.rows[0])


def _heads_next(table: Table, at: int) -> bool:
    below = next((later for later in range(at + 1, len(table.rows)) if text_of(table.rows[later])), None)
    return below is not None and below in heading_rows(table)


def _heading_at_left(row: Row) -> Heading | None:
    """A whole heading in the first cell, with a link or a date beside it: "Priority 1: Early help", "Back to contents"."""
    first, *others = texts_of(row)
    heading = priority_heading(first)
    if heading is None or heading.number is None or not heading.title or len(others) > 2:
        return None
    return None if any(meaning_of(text) or len(text.split()) > 6 for text in others) else heading


def _begin_table(walk: Walk, header: Header, number: int, table: Table, first: int) -> None:
    """Take over the headings of a table, and the priority that its heading opens."""
    passed = {at for block, at in walk.legends.spots if block == number}
    key = walk.table_key(number)
    walk.set_up = set_up(header, table, first, walk.around, walk.set_up, passed, walk.chosen_for(key))
    walk.set_up_of = key
    walk.tell_columns(key, table.place, walk.set_up.header, table.rows[first:])
    walk.beyond = False
    walk.loosened = False
    walk.carried = ""
    walk.unclear = ""
    priority_before_table(walk, walk.set_up.first_reference)


def _number_goes_on(walk: Walk, table: Table, at: int) -> bool:
    """A lone number right below the words of a printed row ("over" / "16") is the end of them, not a page number."""
    if walk.set_up is None or not walk.set_up.unwrapper.layout or gap_above(table, at):
        return False
    column = next(cell.column for cell in table.rows[at].cells if cell.text)
    return walk.open_row is not None and bool(walk.open_row.cells.get(column)) and column != 0


def _repeats_title(walk: Walk, text: str) -> bool:
    """A line within a printed table that repeats the document's title, or part of it, at the top of a page."""
    if walk.around.structured or len(text.split()) < 2 or text[:1].islower():
        return False
    return any(text.lower() in title for title in titles(walk.document))
