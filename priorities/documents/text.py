"""Text files: pasted tables (tabs, pipes, or columns of blanks), headings, bullets and plain lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .blocks import Cell, Document, Paragraph, Row, Table
from .decoding import decode
from .layout import aligned_rows
from .limits import Limits, check_lines
from .separated import as_table
from .wording import clean, direction_doubt, split_bullet

_LINE_END = re.compile(r"\r\n|\r|\n")
_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_BOLD_LINE = re.compile(r"\*\*(?=\S)(?:(?!\*\*).)+(?<=\S)\*\*[:.]?")
_PIPE_RULE = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?|\|[ \t]*:?-{2,}:?[ \t]*\|")
_TAB_CELL = re.compile(r'(?:^|\t)("(?:[^"]|"")*"(?=\t|$)|[^\t]*)')
# A cell that begins with a quote mark and is the last of its line, the mark not closed.
_OPEN_QUOTE = re.compile(r'(?:^|\t)"(?:[^"\t]|"")*$')
# Lines that a quoted cell may have.
_LONGEST_CELL = 200
_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")
_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A physical line: its 1-based number and its text, blanks at the end removed."""

    number: int
    text: str

    @property
    def place(self) -> str:
        return f"line {self.number}"

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def read_text(data: bytes, name: str, limits: Limits) -> Document:
    """The blocks of a text file in reading order. Raises DocumentError for what is not text."""
    text, notices = decode(data, name)
    separated = as_table(text, name, limits)
    if separated is not None:
        return Document("txt", (separated,), notices)
    lines = _with_quoted_cells_joined(_lines(text))
    # Each line becomes a row or a paragraph, so a file of a million short lines need not be looked at
    # further.
    check_lines(sum(not line.blank for line in lines), limits)
    blocks: list[Paragraph | Table] = []
    # Lines without tabs or pipes wait here: a table of blanks shows only over several of them.
    waiting: list[Line] = []
    at = 0
    while at < len(lines):
        end = _tab_table_end(lines, at) or _pipe_table_end(lines, at)
        if not end:
            waiting.append(lines[at])
            at += 1
            continue
        blocks.extend(_plain_blocks(waiting))
        waiting = []
        table = lines[at:end]
        cells = _tab_cells if any("\t" in line.text for line in table) else _pipe_cells
        rows = tuple(Row(line.place, cells(line)) for line in table if not line.blank)
        blocks.append(Table(table[0].place, None, rows))
        at = end
    blocks.extend(_plain_blocks(waiting))
    return Document("txt", tuple(blocks), notices)


def _lines(text: str) -> list[Line]:
    """The physical lines as an editor counts them. A form feed is the end of a page, not a character."""
    return [
        Line(number, line.replace("\f", "").rstrip(" \u00a0\ufeff"))
        for number, line in enumerate(_LINE_END.split(text), 1)
    ]


def _with_quoted_cells_joined(lines: list[Line]) -> list[Line]:
    """The lines, with those put together that are one row copied from a spreadsheet: there a cell with
    line breaks is quoted, and its quote mark is closed on a later line, before the next tab.
    """
    joined: list[Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        while "\t" in line.text and _OPEN_QUOTE.search(line.text):
            end = _closing_line(lines, at)
            if not end:
                break
            line = Line(line.number, "\n".join([line.text, *(one.text for one in lines[at:end])]))
            at = end
        joined.append(line)
    return joined


def _closing_line(lines: list[Line], at: int) -> int:
    """The index behind the line that closes an open quote, looking from `at` on; 0 when none does."""
    for end in range(at, min(at + _LONGEST_CELL, len(lines))):
        before, quote, _ = lines[end].text.replace('""', "  ").partition('"')
        if quote and "\t" not in before:
            rest = lines[end].text[len(before) + 1 :]
            return end + 1 if not rest or rest[0] == "\t" else 0
        if "\t" in lines[end].text:
            return 0
    return 0


def _tab_table_end(lines: list[Line], at: int) -> int:
    """Where the table of tabs that begins at this line ends (the index behind it), or 0 when none begins.

    Lines without a tab belong to it when no blank line parts them from its tabs: they are wrapped lines or
    rows that hold one heading. A bullet or heading below the last tab is not.
    """
    if "\t" not in lines[at].text.strip(" ") or lines[at].blank or _is_list_line(lines[at].text):
        return 0
    end = at
    while end < len(lines) and (lines[end].text or "\t" in lines[end].text):
        end += 1
    last = max(i for i in range(at, end) if "\t" in lines[i].text)
    for i in range(last + 1, end):
        if _is_list_line(lines[i].text) or _HEADING.match(lines[i].text):
            return i
    return end


def _is_list_line(text: str) -> bool:
    """A bullet or list number with a tab behind it and no other tab: pasted from a list, not from a table."""
    bare = text.strip()
    bullet, rest = split_bullet(bare)
    return bullet and "\t" not in rest


def _tab_cells(line: Line) -> tuple[Cell, ...]:
    """The cells between the line's tabs, the empty ones too. A spreadsheet's quote marks are taken off."""
    parts = (found[1] for found in _TAB_CELL.finditer(line.text))
    return tuple(_cell(_unquoted(part), column, line) for column, part in enumerate(parts))


def _unquoted(part: str) -> str:
    """The cell as it was before a spreadsheet quoted it, as it does with line breaks and quote marks in a
    cell. Other quote marks are the writer's.
    """
    if len(part) > 2 and part[0] == part[-1] == '"' and ("\n" in part or '""' in part[1:-1]):
        return part[1:-1].replace('""', '"')
    return part


def _cell(text: str, column: int, line: Line) -> Cell:
    shown = clean(text, line.place)
    return Cell(shown, column, doubt=direction_doubt(shown))


def _pipe_table_end(lines: list[Line], at: int) -> int:
    """Where the table of pipes that begins at this line ends (the index behind it), or 0 when none begins."""
    end = at
    while end < len(lines) and _is_piped(lines[end].text):
        end += 1
    if end - at >= 2:
        return end
    # Without pipes at the ends, only a rule under the heading row proves a table.
    if at + 1 < len(lines) and "|" in lines[at].text and _PIPE_RULE.fullmatch(lines[at + 1].text.strip()):
        end = at + 2
        while end < len(lines) and "|" in lines[end].text:
            end += 1
        return end
    return 0


def _is_piped(text: str) -> bool:
    bare = text.strip()
    return len(bare) > 2 and bare[0] == "|" and bare[-1] == "|"


def _pipe_cells(line: Line) -> tuple[Cell, ...]:
    """The cells between the line's pipes. A rule row (|---|---|) keeps its marks."""
    bare = line.text.strip()
    if bare.startswith("|"):
        bare = bare[1:]
    if bare.endswith("|") and not bare.endswith("\\|"):
        bare = bare[:-1]
    parts = (part.replace("\\|", "|") for part in _UNESCAPED_PIPE.split(bare))
    return tuple(
        _cell(_BOLD.sub(r"\1", _LINE_BREAK_TAG.sub("\n", part)), column, line) for column, part in enumerate(parts)
    )


def _plain_blocks(lines: list[Line]) -> list[Paragraph | Table]:
    """Paragraphs, and tables whose columns are parted by blanks that line up."""
    blocks: list[Paragraph | Table] = []
    for piece in aligned_rows([(line.number, line.text) for line in lines]):
        if isinstance(piece, Table):
            blocks.append(piece)
        elif paragraph := _paragraph(Line(*piece)):
            blocks.append(paragraph)
    return blocks


def _paragraph(line: Line) -> Paragraph | None:
    """The line as a paragraph: Markdown headings and bullets recognised; None when it is blank."""
    text = clean(line.text, line.place)
    if not text:
        return None
    heading = _HEADING.match(text)
    if heading:
        words = _BOLD.sub(r"\1", text[heading.end() :]).rstrip("#").rstrip() or text
        return Paragraph(line.place, words, level=len(heading[1]), doubt=direction_doubt(text))
    bullet, words = split_bullet(text)
    bold = bool(_BOLD_LINE.fullmatch(words))
    return Paragraph(line.place, _BOLD.sub(r"\1", words), bullet=bullet, doubt=direction_doubt(text), bold=bold)
