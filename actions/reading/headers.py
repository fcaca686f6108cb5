"""What the headings of a table and its cells together say: which columns mean what, how references are written."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from actions.reading.building import Context
from actions.reading.columns import Meaning, folded, is_exact, meaning_of
from actions.reading.headings import numbered_heading, priority_heading
from actions.reading.leads import looks_like_lead
from actions.reading.printed import row_starts
from actions.reading.ratings import RatingKey, colour_of_fill, looks_like_rating, status_named
from actions.reading.references import glued_reference, label_of_reference, reference_in_column
from actions.reading.rows import Column, Header, RawRow, Unwrapper, date_like
from actions.reading.shapes import RULE, are_levels, by_content, is_gapped, is_printed, lone_text, text_under, texts_of
from priorities.documents import Document, Row, Table
from priorities.people import people_in_lead


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of the whole document before its tables are read."""

    document: Document
    document_date: date | None
    key: RatingKey
    roles: Mapping[str, str]
    explicit: bool
    """A heading with a word for it ("Priority 1") stands somewhere, so nothing else opens a priority."""

    @property
    def structured(self) -> bool:
        """Whether the format keeps rows and cells apart by itself; a text does not."""
        return self.document.format in ("xlsx", "docx", "csv")


@dataclass(frozen=True, slots=True)
class SetUp:
    """All that is needed to read the rows below a heading row."""

    header: Header
    unwrapper: Unwrapper
    context: Context
    priority_column: int | None
    priority_title_column: int | None
    first_reference: str | None
    titles_in_rows: bool = False
    """The first row below the headings holds nothing but a title, so that further ones do, too."""


def set_up(
    header: Header,
    table: Table,
    first: int,
    around: Surroundings,
    before: SetUp | None,
    passed: Collection[int] = (),
) -> SetUp:
    """Settle what the headings mean by the rows below them, from row `first` on, but for those at `passed` (a key's).

    `before` is the table read before: how its references are written holds for one that shows none itself.
    """
    rows = [
        row
        for at, row in enumerate(table.rows[first:], start=first)
        if at not in passed and not RULE.match("".join(texts_of(row))) and not header.same_as(row)
    ]
    many = [row for row in rows if lone_text(row) is None]  # no title or page number, which may lie across all columns
    header = settled(header, many or rows, around.key)
    glued, plain = _glued(header, rows)
    if not glued and before is not None and before.context.glued and header.first(Meaning.REFERENCE) is None:
        glued, plain = True, before.context.plain
    counts = [sum(1 for cell in row.cells if cell.text) for row in rows]
    filled = bool(counts) and sorted(counts)[len(counts) // 2] * 2 > len(header.columns)
    whole = sum(1 for row in many if len(row.cells) >= len(header.columns)) * 10 >= len(many) * 6
    unwrapper = Unwrapper(
        header,
        structured=around.structured,
        layout=not around.structured
        and is_printed(table)
        and (is_gapped(table) or not filled or _has_sparse_references(header, rows, glued=glued, plain=plain)),
        gapped=is_gapped(table),
        glued=glued,
        plain=plain,
        filled=filled,
    )
    # References begin rows by themselves; the rule is for tables without any.
    unwrapper.whole_lines = not glued and not _any_reference(header, rows) and _are_whole_lines(header, rows)
    unwrapper.row_starts = row_starts(table, first, unwrapper, header, around.document)
    context = Context(
        document_date=around.document_date,
        key=around.key,
        roles=around.roles,
        glued=glued,
        plain=plain,
        has_references=glued or _any_reference(header, rows),
        rating_column=_rating_column(header, rows, around.key),
        structured=around.structured,
        addressed=around.document.format == "xlsx",
        whole_rows=around.document.format != "xlsx" and whole,
        title_column=_priority_title_column(header),
        reference_label=_label_of_all(header, rows),
    )
    return SetUp(
        header,
        unwrapper,
        context,
        _priority_column(header, rows, around.explicit),
        _priority_title_column(header),
        first_reference(header, rows),
        _begins_with_title(header, rows, structured=around.structured),
    )


def _label_of_all(header: Header, rows: Sequence[Row]) -> str:
    """The word before every reference of the table ("Action 1.1", "Action 1.2"); "" where not all have the same."""
    texts = [text for column in header.all(Meaning.REFERENCE) for text in _values(column, rows)]
    labels = {label_of_reference(text).lower() for text in texts if reference_in_column(text)}
    return labels.pop() if len(labels) == 1 else ""


def _has_sparse_references(header: Header, rows: Sequence[Row], *, glued: bool, plain: bool) -> bool:
    """Whether most lines of a table with references have none: they are printed lines, not whole rows."""
    unwrapper = Unwrapper(header, structured=False, glued=glued, plain=plain, filled=False)
    own = sum(map(unwrapper.has_reference, rows))
    return 3 <= own <= len(rows) * 0.6


def _are_whole_lines(header: Header, rows: Sequence[Row]) -> bool:
    """Whether every cell of every row is filled and begins with a capital letter or a figure: no line goes on with another."""
    width = len(header.columns)
    return (
        width >= 2
        and len(rows) >= 3
        and all(
            len(row.cells) == width
            and all(
                cell.text and not cell.continues and (cell.text[0].isupper() or cell.text[0].isdigit())
                for cell in row.cells
            )
            for row in rows
        )
    )


def _begins_with_title(header: Header, rows: Sequence[Row], *, structured: bool) -> bool:
    """Whether the first row holds a few words at its left only, and whole rows stand below it."""
    if len(rows) < 2:
        return False
    texts = texts_of(rows[0])
    whole = structured or len(rows[0].cells) >= len(header.columns)
    full = len(texts_of(rows[1])) >= max(3, (len(header.columns) + 1) // 2)
    short = len(texts) == 1 and text_under(rows[0], 0) == texts[0] and len(texts[0].split()) <= 10
    return whole and full and short and not reference_in_column(texts[0])


def set_up_rows(header: Header, raws: Sequence[RawRow], around: Surroundings) -> SetUp:
    """The same for rows that were put together already: labelled lines, sideways tables, bullets."""
    action = header.first(Meaning.ACTION)
    texts = [raw.cells.get(action.index, "") for raw in raws] if action else []
    glued = header.first(Meaning.REFERENCE) is None and any(glued_reference(text) for text in texts)
    references = [raw.cells.get(column.index, "") for raw in raws for column in header.all(Meaning.REFERENCE)]
    rating = header.first(Meaning.RATING)
    context = Context(
        document_date=around.document_date,
        key=around.key,
        roles=around.roles,
        glued=glued,
        plain=False,
        has_references=glued or any(map(reference_in_column, references)),
        rating_column=rating.index if rating else None,
        structured=True,
        addressed=True,
    )
    unwrapper = Unwrapper(header, structured=True, glued=glued, plain=False, filled=True)
    return SetUp(header, unwrapper, context, None, None, None)


def first_reference(header: Header, rows: Sequence[Row]) -> str | None:
    """The first reference that stands in the rows, in its column or glued to an action."""
    action = _action_index(header)
    for row in rows:
        for column in header.all(Meaning.REFERENCE):
            found = reference_in_column(text_under(row, column.index) or "")
            if found:
                return found
        glued = glued_reference(text_under(row, action) or "")
        if glued:
            return glued[0]
    return None


def settled(header: Header, rows: Sequence[Row], key: RatingKey) -> Header:
    """Headings whose meaning only the cells settle: "Priority: High", an unknown heading over dates, two action columns."""
    columns = _with_references(_with_one_action(header.columns, rows), rows)
    headed = {column.meaning for column in columns}
    seen: set[Meaning] = set()
    for position, column in enumerate(columns):
        values = [text for row in rows if (text := text_under(row, column.index))]
        meaning = _settled_meaning(column.meaning, column.heading, values, seen, headed)
        if column.meaning is None and column.heading and _are_ratings(values, key, most=True):
            meaning = Meaning.RATING
        if column.meaning is None and meaning in headed:
            meaning = None  # a heading says which column that is; this one only looks like it
        if meaning is Meaning.PROGRESS and Meaning.RATING not in headed and _are_ratings(values, key):
            meaning = Meaning.RATING
        if (
            meaning is None
            and Meaning.LEAD in headed
            and Meaning.ACTION in headed
            and _NAMED.fullmatch(folded(column.heading))
        ):
            meaning = Meaning.LEAD
        if meaning is not None:
            seen.add(meaning)
        columns[position] = replace(column, meaning=meaning)
    if Meaning.ACTION not in seen:
        _choose_action(columns, rows)
    _choose_date(columns, rows)
    _part_names(columns, rows)
    return Header(tuple(columns))


def _with_one_action(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """Of several columns that may hold the actions, the one that says so most plainly; the others have no field."""
    named = [column for column in columns if column.meaning is Meaning.ACTION and _values(column, rows)]
    if len(named) < 2:
        return list(columns)
    best = max(
        named,
        key=lambda column: (
            "action" in column.heading.lower() and is_exact(column.heading),
            not re.search(r"milestone|deliverable", column.heading, re.IGNORECASE),  # how far an action is by when
            is_exact(column.heading),
        ),
    )
    return [
        replace(column, meaning=Meaning.OTHER) if column in named and column is not best else column
        for column in columns
    ]


def _with_references(columns: list[Column], rows: Sequence[Row]) -> list[Column]:
    """A first column under no heading that we know, whose cells are references, each another, holds the references."""
    if not columns or columns[0].meaning is not None or any(column.meaning is Meaning.REFERENCE for column in columns):
        return columns
    whole = [row for row in rows if len(texts_of(row)) > 2]
    found = [reference_in_column(text) for text in _values(columns[0], whole)]
    if len(found) < 2 or None in found or len(set(found)) < len(found):
        return columns
    return [replace(columns[0], meaning=Meaning.REFERENCE), *columns[1:]]


def _values(column: Column, rows: Sequence[Row]) -> list[str]:
    return [text for row in rows if (text := text_under(row, column.index))]


def _part_names(columns: list[Column], rows: Sequence[Row]) -> None:
    """Of two columns of leads, one of persons and one of roles: the roles are the leads."""
    leads = [position for position, column in enumerate(columns) if column.meaning is Meaning.LEAD]
    shares = {position: _share_of_names(_values(columns[position], rows)) for position in leads}
    if any(share <= 0.2 and _values(columns[position], rows) for position, share in shares.items()):
        for position, share in shares.items():
            if share >= 0.8:
                columns[position] = replace(columns[position], meaning=Meaning.NAME)


def _share_of_names(values: Sequence[str]) -> float:
    """How many of the cells hold a person's name and no role."""
    held = sum(
        1
        for text in values
        if any(item.kind == "name" for item in people_in_lead(text)) and looks_like_lead(text) < 0.5
    )
    return held / len(values) if values else 0.0


def _choose_date(columns: list[Column], rows: Sequence[Row]) -> None:
    """Of several columns that may hold dates ("Target" and "Due date"), keep those that do; else find one that does."""

    def share(column: Column) -> float:
        values = [text for row in rows if (text := text_under(row, column.index))]
        return sum(map(date_like, values)) / len(values) if values else 0.0

    dated = [position for position, column in enumerate(columns) if column.meaning is Meaning.DUE]
    if len(dated) > 1 and any(share(columns[position]) >= 0.5 for position in dated):
        for position in dated:
            if share(columns[position]) < 0.2 and any(text_under(row, columns[position].index) for row in rows):
                columns[position] = replace(columns[position], meaning=Meaning.OTHER)
    if not dated:
        for position, column in enumerate(columns):
            hidden = column.meaning in (Meaning.OTHER, None) and not re.search(
                r"\b(created|added|updated|reviewed|achieved|actual|start)", column.heading, re.IGNORECASE
            )
            if hidden and column.heading and share(column) >= 0.8 and len(rows) >= 2:
                columns[position] = replace(column, meaning=Meaning.DUE)
                return


def _are_ratings(values: Sequence[str], key: RatingKey, *, most: bool = False) -> bool:
    """Whether cells are a few short words or signs that repeat, a third of them ratings (or `most`): "In progress", "✔"."""
    short = [text for text in values if len(text.split()) <= 4]  # a row that lost a column puts a sentence here
    few = 0 < len(set(short)) <= 6 and len(short) * 5 >= len(values) * 4
    rated = sum(looks_like_rating(text) or key.entry(text) is not None for text in values)
    return few and rated * 3 >= len(values) * (2 if most else 1)


def _choose_action(columns: list[Column], rows: Sequence[Row]) -> None:
    """Where no heading names the actions: the first of the aim and the columns of sentences under unknown headings."""
    for position, column in enumerate(columns):
        if column.meaning is Meaning.AIM:
            columns[position] = replace(column, meaning=Meaning.ACTION)
            return
        values = _values(column, rows)
        sentences = bool(values) and sum(len(text.split()) for text in values) >= 4 * len(values)
        if column.meaning is None and column.heading and sentences:
            columns[position] = replace(column, meaning=Meaning.ACTION, guessed=True)
            return


def _settled_meaning(
    meaning: Meaning | None, heading: str, values: Sequence[str], seen: set[Meaning], headed: set[Meaning | None]
) -> Meaning | None:
    if not values:
        return Meaning.OTHER if meaning in seen and meaning in _ONCE else meaning
    if meaning is None:
        return by_content(values) if heading else None
    if meaning is Meaning.PRIORITY and are_levels(values):
        return Meaning.OTHER
    if meaning is Meaning.LEAD and sum(map(date_like, values)) * 2 > len(values):
        return Meaning.OTHER
    if meaning is Meaning.DUE and all(map(looks_like_rating, values)):
        return Meaning.RATING
    if meaning is Meaning.REFERENCE and not any(map(reference_in_column, values)):
        # "Action reference and description" over "1.1 – Train staff": the actions, their references glued to them.
        glued = sum(glued_reference(text) is not None for text in values) * 2 > len(values)
        words = sum(len(text.split()) for text in values) >= 4 * len(values)
        return Meaning.ACTION if (glued or words) and Meaning.ACTION not in headed | seen else Meaning.OTHER
    return Meaning.OTHER if meaning in seen and meaning in _ONCE else meaning


# Beside a column of leads a person or a post of theirs; alone it may as well be the name of a project.
_NAMED = re.compile(
    r"(?:(?:officer|post ?holder|contact|named|full)(?:'s)? )?(?:names?|officer|person|contact|post ?holder)"
)

_ONCE = frozenset({Meaning.PRIORITY, Meaning.ACTION, Meaning.REFERENCE})


def _action_index(header: Header) -> int:
    action = header.first(Meaning.ACTION) or header.first(Meaning.AIM) or header.first(Meaning.OUTCOME)
    return action.index if action else 0


def _glued(header: Header, rows: Sequence[Row]) -> tuple[bool, bool]:
    """Whether references stand at the front of the actions' words, and whether they are whole numbers."""
    if header.first(Meaning.REFERENCE) is not None:
        return False, False
    texts = [text for row in rows if (text := text_under(row, _action_index(header)))]
    with_reference = sum(1 for text in texts if glued_reference(text))
    if with_reference > 0 and with_reference * 4 >= min(len(texts), 12):
        return True, False
    whole = [found[0] for text in texts if (found := glued_reference(text, plain=True))]
    plain = len(whole) >= 2 and len(whole) * 2 >= len(texts) and len(set(whole)) == len(whole)
    return plain, plain


def _any_reference(header: Header, rows: Sequence[Row]) -> bool:
    return any(
        reference_in_column(text_under(row, column.index) or "")
        for row in rows
        for column in header.all(Meaning.REFERENCE)
    )


def _rating_column(header: Header, rows: Sequence[Row], key: RatingKey) -> int | None:
    """Of several columns of ratings, the one whose cells say most; the later one where they say the same."""
    best: tuple[float, int] | None = None
    for column in header.all(Meaning.RATING):
        if re.search(r"\b(previous|last|prior|initial|original)\b", column.heading, re.IGNORECASE):
            continue
        values = [text for row in rows if (text := text_under(row, column.index))]
        worth = float(sum(1 for text in values if key.status(text)[0] is not None))
        worth += sum(0.5 for text in values if status_named(text) is None and looks_like_rating(text))
        worth += sum(
            0.5
            for row in rows
            for cell in row.cells
            if cell.column == column.index and cell.fill and colour_of_fill(cell.fill)
        )
        if best is None or worth >= best[0]:
            best = (worth, column.index)
    return best[1] if best else None


def _priority_title_column(header: Header) -> int | None:
    """The second column of priorities, where one holds their numbers and one their titles."""
    columns = [column for column in header.columns if meaning_of(column.heading) is Meaning.PRIORITY]
    numbers = [column for column in columns if re.search(r"\b(no|number|ref|id)\b|#", column.heading, re.IGNORECASE)]
    if len(columns) == 2 and len(numbers) == 1 and numbers[0] is columns[0]:
        return columns[1].index
    return None


def _priority_column(header: Header, rows: Sequence[Row], explicit: bool) -> int | None:
    """The column that names each row's priority: headed so, or an aim that groups rows."""
    column = header.first(Meaning.PRIORITY)
    if column is not None:
        return column.index
    aim = header.first(Meaning.AIM)
    if aim is None:
        return _grouping_outcome(header, rows)
    values = [text for row in rows if (text := text_under(row, aim.index))]
    if values and sum(priority_heading(text) is not None for text in values) * 2 > len(values):
        return aim.index
    if explicit:
        return None
    merged = any(cell.continues for row in rows for cell in row.cells if cell.column == aim.index)
    repeated = len(values) > 3 and len(set(values)) * 2 <= len(values)
    return aim.index if merged or repeated or _stands_once(header, aim, rows) else None


def _grouping_outcome(header: Header, rows: Sequence[Row]) -> int | None:
    """An outcome left of the actions that is numbered and stands again and again: "1: Getting help sooner"."""
    outcome, action = header.first(Meaning.OUTCOME), header.first(Meaning.ACTION)
    if outcome is None or action is None or outcome.index > action.index:
        return None
    values = _values(outcome, rows)
    numbered = all(priority_heading(text) or numbered_heading(text) for text in values)
    return outcome.index if len(values) > 3 and len(set(values)) * 2 <= len(values) and numbered else None


def _stands_once(header: Header, aim: Column, rows: Sequence[Row]) -> bool:
    """Whether an aim at the left is written once for the rows of its group: filled, then blank over whole rows below."""
    action = header.first(Meaning.ACTION)
    if action is None or aim.index > action.index:
        return False
    own = [bool(text_under(row, aim.index)) for row in rows if text_under(row, action.index)]
    others = [column for column in header.columns if column.meaning in (Meaning.LEAD, Meaning.DUE)]
    below = [
        any(text_under(row, column.index) for column in others)
        for row in rows
        if text_under(row, action.index) and not text_under(row, aim.index)
    ]
    return bool(own) and own[0] and own.count(False) * 2 >= len(own) and all(below)
