"""Where rows begin in a table printed as text, when the line with a row's reference is not its first line.

Programs print cells in the middle of a row's height: the reference then stands beside the second or third line of the
action. Blank lines show where rows part; without them the lines above and below each reference must balance.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from actions.reading.columns import Meaning
from actions.reading.heading_rows import heading_rows
from actions.reading.headings import priority_heading
from actions.reading.rows import Header, Unwrapper
from actions.reading.shapes import PAGE_NUMBER, RULE, folded_line, gap_above, lone_text, texts_of
from priorities.documents import Row, Table

# A printed row of more lines than these is not looked for.
_TALLEST = 30


def row_starts(
    table: Table, first: int, unwrapper: Unwrapper, header: Header, running: Collection[str]
) -> frozenset[str]:
    """The places at which rows begin, by blank lines or by balance; empty where references stand in first lines."""
    if not unwrapper.layout:
        return frozenset()
    parts: list[list[Row]] = []
    stretches: list[list[Row]] = [[]]
    headings = _repeated(table, first, header)
    for at in range(first, len(table.rows)):
        row = table.rows[at]
        lone = lone_text(row)
        if at in headings or (lone and priority_heading(lone)) or folded_line(" ".join(texts_of(row))) in running:
            stretches.append([])
            parts.append([])
            continue
        if RULE.match("".join(texts_of(row))) or (lone and PAGE_NUMBER.match(lone)):
            continue  # the rest of a wrapped heading, or a page's number: of no row
        if not parts or gap_above(table, at):
            parts.append([])
        parts[-1].append(row)
        stretches[-1].append(row)
    parts = [part for part in parts if part]
    if unwrapper.gapped:
        return _by_gaps(parts, unwrapper)
    return frozenset().union(*(_by_balance(rows, unwrapper) for rows in stretches))


def _repeated(table: Table, first: int, header: Header) -> set[int]:
    """The lines at which the headings stand again, as on a new page, all of them where they go over several."""
    lines = {at for at in range(first, len(table.rows)) if header.same_as(table.rows[at])}
    for at, (found, count) in heading_rows(table).items():
        if at >= first and header.has_headings_of(found):
            lines.update(range(at, at + count))
    return lines


def _by_gaps(parts: Sequence[Sequence[Row]], unwrapper: Unwrapper) -> frozenset[str]:
    """Blank lines part the rows when nearly each part holds one reference; a whole row may have lost its own."""
    with_one = [part for part in parts if sum(map(unwrapper.has_reference, part)) == 1]
    if len(with_one) < 3 or len(with_one) * 5 < len(parts) * 4:
        return frozenset()
    return frozenset(part[0].place for part in parts if part in with_one or _is_whole(part, unwrapper))


def _is_whole(part: Sequence[Row], unwrapper: Unwrapper) -> bool:
    """Whether lines between blank ones have what a row has but for its reference: words that begin, a date, most columns."""
    columns = unwrapper.header.columns
    filled = {column.index for column in columns if any(_text(row, column.index) for row in part)}
    dated = any(column.index in filled for column in columns if column.meaning is Meaning.DUE)
    begins = _text(part[0], unwrapper.action)[:1].isupper()
    return begins and dated and len(filled) * 5 >= len(columns) * 4


def _by_balance(rows: Sequence[Row], unwrapper: Unwrapper) -> frozenset[str]:
    """The parting of the lines in which each reference stands in the middle of its row, as well as can be."""
    middles = [at for at, row in enumerate(rows) if unwrapper.has_reference(row)]
    if len(middles) < 2 or not _is_centred(rows, middles, unwrapper.action):
        return frozenset()
    ends = [*middles[1:], len(rows)]
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}  # by the first line of the row: cost, starts so far
    for middle, before_next in zip(middles, ends, strict=True):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, starts) in best.items():
            if start > middle or middle - start > _TALLEST:
                continue
            stops = range(middle + 1, before_next + 1) if before_next < len(rows) else [len(rows)]
            for stop in stops:
                total = cost + _cost(rows[start:stop], unwrapper.action)
                if stop not in following or total < following[stop][0]:
                    following[stop] = (total, (*starts, start))
        best = following
    if len(rows) not in best:
        return frozenset()
    return frozenset(rows[start].place for start in best[len(rows)][1])


def _is_centred(rows: Sequence[Row], middles: Sequence[int], action: int) -> bool:
    """Whether words stand above the first reference, or beside references in the middle of a sentence."""
    inside = sum(1 for at in middles if _text(rows[at], action)[:1].islower())
    return middles[0] > 0 or inside >= 2


def _cost(rows: Sequence[Row], action: int) -> float:
    """How badly these lines make one row: each column's words stand together, as far from its top as from its foot."""
    cost = 0.0
    for column in {cell.column for row in rows for cell in row.cells}:
        lines = [at for at, row in enumerate(rows) if _text(row, column)]
        if not lines:
            continue
        above, below = lines[0], len(rows) - 1 - lines[-1]
        cost += max(0, abs(above - below) - 1) + 3 * (lines[-1] - lines[0] + 1 - len(lines))
        # Where the lines cannot be halved, programs leave the odd one at the foot.
        cost += 0.5 if above > below else 0.0
    begins = _text(rows[0], action)
    return cost + (2.0 if begins[:1].islower() else 0.0)


def _text(row: Row, column: int) -> str:
    return next((cell.text for cell in row.cells if cell.column <= column < cell.column + cell.columns), "")
