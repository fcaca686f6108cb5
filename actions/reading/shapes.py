"""What a row or a table of a document looks like, before anybody says what it means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise

from actions.reading.columns import folded, header_score
from actions.reading.headings import Heading, priority_heading
from actions.reading.rows import date_like
from priorities.documents import Cell, Document, Paragraph, Row, Table

PAGE_NUMBER = re.compile(
    r"^\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$|^\d{1,3}\s*\|\s*p\s*a\s*g\s*e$|^page\s+\w+$"
    r"|^(?:\S+\s+){0,12}(?:[-–—|,]\s*)?page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
RULE = re.compile(r"^[\s\-–—_=|+:*.]*$")
NOTE = re.compile(r"^(notes?|nb|n\.b\.|please note|\*|key|source|legend)\b\s*[:.*–-]|^\*", re.IGNORECASE)
_PAGE_OF = re.compile(r"page\s+\d{1,4}(?:\s+of\s+\d{1,4})?", re.IGNORECASE)
_REFERENCE_LINE = re.compile(r"\W*[A-Za-z]+\.?\s+[A-Z]{0,3}\d+(?:\.\d+)*[a-z]?\W*")
"""A word and a number that counts on: "Action 1a" heads an action each time."""
_CONTENTS_LINE = re.compile(r"(?:\.{3,}|\s{3,}|\t|…)\s*\d{1,3}$")


def is_contents_line(text: str) -> bool:
    """A line of a list of contents: words, dots or blanks, and a page number."""
    return bool(_CONTENTS_LINE.search(text))


def has_announced_priorities(document: Document) -> bool:
    """Whether a heading with a word for it ("Priority 1") stands anywhere: then no other heading names one."""
    for block in document.blocks:
        texts = [block.text] if isinstance(block, Paragraph) else lone_texts(block)
        if any(priority_heading(text) is not None and not is_contents_line(text) for text in texts):
            return True
    return False


def action_tables(document: Document) -> int:
    """How many tables of the document have a heading row of their own within their first rows."""
    return sum(1 for table in document.tables() if any(header_score(all_texts(row)) for row in table.rows[:12]))


def folded_line(text: str) -> str:
    return " ".join(re.sub(r"\d+", "#", text.lower()).split())


def running_lines(document: Document) -> set[str]:
    """Lines that stand on every page of a text: the same short words three times or more, outside tables' columns."""
    if document.format == "xlsx":
        return set()
    repeated: dict[str, list[Row | str]] = {}
    for block in document.blocks:
        places = [block.text] if isinstance(block, Paragraph) and not block.bullet else []
        for place in block.rows if isinstance(block, Table) else places:
            text = _page_line(place) if isinstance(place, Row) else place
            if 0 < len(text.split()) <= 12:
                repeated.setdefault(folded_line(text), []).append(place)
    # What a line says is weighed only where it comes up often enough: most lines of a long table do not.
    often = {line for line, places in repeated.items() if len(places) >= 3 and _thrice(places)}
    return often | _beside_page_numbers(document)


def _thrice(places: Sequence[Row | str]) -> bool:
    """Whether three of the lines may be the head of a page: no headings of priorities or actions, no dates."""
    fitting = (place for place in places if _may_head_a_page(place))
    return len(list(islice(fitting, 3))) == 3


def _may_head_a_page(place: Row | str) -> bool:
    text = _page_line(place) if isinstance(place, Row) else place
    if priority_heading(text) is not None or _REFERENCE_LINE.fullmatch(text):
        return False
    texts = texts_of(place) if isinstance(place, Row) else [text]
    return len(texts) == 1 or not (header_score(texts) or any(map(date_like, texts)))


def _page_line(row: Row) -> str:
    """The words of a row that by its shape may be the head of a page: in one cell, or parted by wide blanks; else ""."""
    texts = texts_of(row)
    if len(texts) == 1:
        return "" if texts[0][:1].islower() else texts[0]  # the end of a wrapped cell
    line = " ".join(texts)
    return line if 2 <= len(texts) <= 4 and len(line.split()) >= 6 else ""


def _beside_page_numbers(document: Document) -> set[str]:
    """What stands in one line with "Page 2 of 9", alone and with it: the head or foot of a page."""
    lines = _around_page_numbers(document)
    for block in document.blocks:
        pieces = [re.split(r"\s{2,}|\t", block.text)] if isinstance(block, Paragraph) else map(texts_of, block.rows)
        for texts in pieces:
            others = [text for text in texts if not _PAGE_OF.fullmatch(text.strip())]
            if others != texts and len(texts) <= 4:
                lines.update(map(folded_line, others))
                lines.add(folded_line(" ".join(texts)))
    return lines - {""}


def _around_page_numbers(document: Document) -> set[str]:
    """Short lines right above or below the number of a page of a text, the same twice or more."""
    if document.format != "txt":
        return set()
    texts: list[str] = []
    for block in document.blocks:
        texts += [block.text] if isinstance(block, Paragraph) else [_short_line(row) for row in block.rows]
    beside: Counter[str] = Counter()
    for first, second in pairwise(texts):
        for number, other in ((first, second), (second, first)):
            if (
                PAGE_NUMBER.match(number)
                and not PAGE_NUMBER.match(other)
                and 0 < len(other.split()) <= 12
                and priority_heading(other) is None
            ):
                beside[folded_line(other)] += 1
    return {line for line, count in beside.items() if count >= 2}


def _short_line(row: Row) -> str:
    """The words of a row of a few cells, which beside a page's number may be the head of a page; "" for other rows."""
    texts = texts_of(row)
    return " ".join(texts) if len(texts) <= 3 else ""


def titles(document: Document) -> list[str]:
    """The first lines of a document, where its title stands."""
    first = [block.text.lower() for block in document.blocks[:4] if isinstance(block, Paragraph)]
    return [text for text in first if len(text.split()) <= 14]


def lone_texts(table: Table) -> list[str]:
    return [lone for row in table.rows if (lone := lone_text(row))]


def all_texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def texts_of(row: Row) -> list[str]:
    return [cell.text for cell in row.cells if cell.text and not cell.continues]


def text_of(row: Row) -> str:
    return " | ".join(texts_of(row))


def lone_text(row: Row) -> str | None:
    """The words of a row that has words in one cell only, or the same words in each (a merge that was undone)."""
    texts = texts_of(row)
    if len(texts) == 1:
        return texts[0]
    if len(texts) > 2 and len(set(texts)) == 1:
        return texts[0]
    return None


def heading_over_cells(row: Row) -> Heading | None:
    """A priority whose heading goes over two cells: "Priority 1" and "Early help"."""
    texts = texts_of(row)
    if len(texts) != 2 or not re.search(r"\d|\b[A-Z]$", texts[0]) or len(texts[0].split()) > 5:
        return None
    heading = priority_heading(texts[0])
    if heading is None or heading.number is None or heading.title:
        return None
    return Heading(heading.word, heading.number, texts[1])


def text_under(row: Row, index: int) -> str | None:
    for cell in row.cells:
        if cell.column <= index < cell.column + cell.columns:
            return cell.text or None
    return None


def values_under(rows: Sequence[Row], index: int) -> list[str]:
    """The words under a grid position, row after row, without empty cells."""
    return [text for row in rows if (text := text_under(row, index))]


def is_grouped(rows: Sequence[Row], index: int) -> bool:
    """Whether a column holds the same words again and again, or cells merged over several rows, as priorities do."""
    values = values_under(rows, index)
    merged = any(cell.continues for row in rows for cell in row.cells if cell.column == index)
    return merged or (len(values) > 3 and len(set(values)) * 2 <= len(values))


def one_cell(text: str, column: int) -> tuple[Cell, ...]:
    return (Cell(text, column),)


def are_levels(values: Sequence[str]) -> bool:
    """ "High", "Medium", "Low" under "Priority": how urgent, not which aim."""
    return all(
        folded(value) in {"high", "medium", "low", "h", "m", "l", "urgent", "critical", "med", "very high"}
        for value in values
    )


def gap_above(table: Table, at: int) -> bool:
    """Whether blank rows stand above a row of a sheet."""
    if at == 0:
        return False
    numbers = [re.search(r"(\d+)$", place) for place in (table.rows[at - 1].place, table.rows[at].place)]
    return all(numbers) and int(numbers[1][1]) - int(numbers[0][1]) > 1


def is_printed(table: Table) -> bool:
    """Whether each printed line of a text is a physical row: columns aligned with blanks, most cells of a line empty."""
    rows = table.rows
    widths = {max((cell.column + cell.columns for cell in row.cells), default=0) for row in rows}
    return len(rows) > 3 and len(widths) == 1


def is_gapped(table: Table) -> bool:
    """Whether blank lines part the rows of a printed table."""
    numbers = [int(found[1]) for row in table.rows if (found := re.match(r"line (\d+)", row.place))]
    gaps = sum(1 for before, after in pairwise(numbers) if after - before > 1)
    return gaps >= 2


def is_other_heading(row: Row) -> bool:
    """A row of short words without a date or a reference: the headings of some other table."""
    texts = texts_of(row)
    return len(texts) >= 3 and all(
        len(text.split()) <= 4 and not date_like(text) and not re.search(r"\d", text) for text in texts
    )
