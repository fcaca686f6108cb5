"""Which cell of a row belongs under which heading, where the row lost a column or has one too many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.reading.columns import Meaning
from actions.reading.leads import looks_like_lead
from actions.reading.ratings import looks_like_rating
from actions.reading.references import reference_in_column
from actions.reading.rows import Column, Header, RawRow, date_like
from actions.reading.sentence_kinds import likeness as sentence_likeness


def _fit(text: str, meaning: Meaning | None) -> float:
    """How well a cell's words fit under a heading; negative where they contradict it."""
    if not text:
        return -1.0 if meaning is Meaning.ACTION else 0.0
    if meaning is Meaning.REFERENCE:
        return 3.0 if reference_in_column(text) else -3.0
    if meaning in (Meaning.DUE, Meaning.START, Meaning.REVIEW):
        return _fit_as_date(text)
    if meaning is Meaning.RATING:
        return 3.0 if looks_like_rating(text) else _fit_as_rating(text)
    if meaning is Meaning.LEAD:
        return _fit_as_lead(text)
    if date_like(text):
        return -2.0
    if not any(map(str.isalpha, text)):
        return -1.0
    if looks_like_rating(text):
        return -1.0 if meaning is not Meaning.PROGRESS else 0.0
    return 1.0 - looks_like_lead(text) if len(text.split()) >= 3 else 0.0


def _fit_as_date(text: str) -> float:
    words = len(text.split())
    if date_like(text) or all(date_like(part) for part in re.split(r"\n|;|,|/ ", text) if part.strip()):
        return 3.0
    if re.search(r"\d", text) and words <= 12:
        return 0.5
    if not any(map(str.isalnum, text)):
        return 0.5
    return 0.0 if words <= 4 and not looks_like_rating(text) and looks_like_lead(text) < 0.5 else -3.0


def _fit_as_rating(text: str) -> float:
    """The same for words that are no rating we know: the longer, the less."""
    words = len(text.split())
    return -3.0 if date_like(text) or words > 12 else -1.0 if words > 4 else -0.5


def _fit_as_lead(text: str) -> float:
    if date_like(text) or looks_like_rating(text):
        return -3.0
    likeness = looks_like_lead(text)
    if likeness >= 0.4:
        return 2.0 * likeness
    words = len(text.split())
    return -2.0 if words > 18 else -1.0 if words >= 5 and max(sentence_likeness(text).values()) >= 0.6 else 0.0


@dataclass(frozen=True, slots=True)
class Aligned:
    """Cells under headings: for each column its words, which columns were lost, which cells were joined."""

    texts: dict[int, str]
    sources: dict[int, list[int]]
    lost: tuple[Column, ...]
    joined: tuple[Column, ...]
    moved: bool
    unlike: tuple[Column, ...] = ()
    """Headings that the words below them contradict, where two or more do and the cells stayed in place all the same."""


def align(raw: RawRow, header: Header, *, structured: bool, addressed: bool = False) -> Aligned:
    """Put a row's cells under the headings.

    The grid decides where the file keeps cells apart and the row has as many as the heading, or where each cell bears
    its own address (`addressed`: a sheet, labelled lines): odd words in a cell are no sign that it slipped. Elsewhere,
    when the row has more or fewer cells, or what stands under two or more headings contradicts them: the reading that
    fits best, in the same order, with columns lost or cells joined.
    """
    columns = header.columns
    direct = {column.index: raw.cells.get(column.index, "") for column in columns}
    beyond = [index for index in sorted(raw.cells) if index not in direct and raw.cells[index]]
    contradictions = sum(1 for column in columns if _fit(direct[column.index], column.meaning) <= -2.0)
    if structured and not beyond and (addressed or raw.count == len(columns)):
        unlike = tuple(column for column in columns if _fit(direct[column.index], column.meaning) <= -3.0)
        in_place = {column.index: [column.index] for column in columns}
        return Aligned(direct, in_place, (), (), False, unlike if len(unlike) > 1 else ())
    fewer = raw.count < len(columns)
    slipped = fewer and not addressed and sum(1 for c in columns if _fit(direct[c.index], c.meaning) <= -1.0) >= 2
    needed = 2 if not fewer and (structured or raw.count == len(columns)) else 1
    if not beyond and not slipped and contradictions < needed:
        return Aligned(direct, {column.index: [column.index] for column in columns}, (), (), False)

    indexes = sorted(raw.cells)
    cells = [raw.cells[index] for index in indexes]
    while cells and not cells[-1] and len(cells) > 1 and (structured or len(cells) > len(columns)):
        cells.pop()
        indexes.pop()
    table = _best(cells, columns)
    texts: dict[int, str] = {column.index: "" for column in columns}
    sources: dict[int, list[int]] = {column.index: [] for column in columns}
    joined: list[Column] = []
    for number, column_number, is_join in table:
        column = columns[column_number]
        if is_join and texts[column.index]:
            joined.append(column)
        texts[column.index] = f"{texts[column.index]} {cells[number]}".strip()
        sources[column.index].append(indexes[number])
    placed = sum(_fit(text, column.meaning) for column in columns if (text := texts[column.index]))
    before = sum(_fit(text, column.meaning) for column in columns if (text := direct[column.index]))
    if not beyond and placed <= before + (4.0 if structured and not slipped else 1.0):
        return Aligned(direct, {column.index: [column.index] for column in columns}, (), (), False)
    lost = tuple(column for column in columns if not sources[column.index])
    return Aligned(texts, sources, lost, tuple(dict.fromkeys(joined)), True)


def _best(cells: Sequence[str], columns: Sequence[Column]) -> list[tuple[int, int, bool]]:
    """The best assignment, in order: (cell, column, joined to the cell before). Skipping a column costs, joining too."""
    n, m = len(cells), len(columns)
    worst = float("-inf")
    score = [[worst] * (m + 1) for _ in range(n + 1)]
    back: list[list[tuple[int, int, str] | None]] = [[None] * (m + 1) for _ in range(n + 1)]
    score[0][0] = 0.0
    for i in range(n + 1):
        for j in range(m + 1):
            here = score[i][j]
            if here == worst:
                continue
            if j < m:
                without = here - (2.0 if columns[j].meaning is Meaning.ACTION else 0.6)
                if without > score[i][j + 1]:
                    score[i][j + 1], back[i][j + 1] = without, (i, j, "skip")
            if i < n and j < m:
                gain = here + _fit(cells[i], columns[j].meaning) + 0.05
                if gain > score[i + 1][j + 1]:
                    score[i + 1][j + 1], back[i + 1][j + 1] = gain, (i, j, "match")
            if i < n and j > 0:
                cost = 0.8 if cells[i] else 0.3
                gain = here + min(_fit(cells[i], columns[j - 1].meaning), 0.5) - cost
                if gain > score[i + 1][j]:
                    score[i + 1][j], back[i + 1][j] = gain, (i, j, "join")
    return _path(back, n, m)


def _path(back: list[list[tuple[int, int, str] | None]], i: int, j: int) -> list[tuple[int, int, bool]]:
    """The assignment behind the best score, from its last step back to its first."""
    path: list[tuple[int, int, bool]] = []
    while (step := back[i][j]) is not None:
        previous_i, previous_j, move = step
        if move == "match":
            path.append((previous_i, previous_j, False))
        elif move == "join":
            path.append((previous_i, previous_j - 1, True))
        i, j = previous_i, previous_j
    return path[::-1]
