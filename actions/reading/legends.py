"""What stands beside the actions and explains them: the rating key, and the list of people behind initials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from actions.reading.columns import Meaning, folded, header_score, meaning_of
from actions.reading.inline_keys import inline_key, key_line, own_words
from actions.reading.keys_in_use import keys_in_use
from actions.reading.leads import looks_like_lead
from actions.reading.ratings import COLOURS, colour_of, colour_of_fill
from actions.reading.result import KeyWord
from actions.reading.shapes import text_under, texts_of
from actions.reading.status_words import speaks_of_status, status_meant, status_named
from priorities.documents import Cell, Document, Paragraph, Row, Table

_KEY_WORD = "|".join([*COLOURS, "gray", "[BRAGYP](?![A-Za-z'’])"])
_KEY_LINE = re.compile(
    rf"^\W*(?:(?:b?rag|rating|key|status)\W+(?:key|rating|status)?\W*)?(?P<word>(?i:{_KEY_WORD})(?:\s*\([^)]{{1,40}}\))?(?:\s+rating)?)"
    r"\s*(?:[=:–—-]+|\bmeans\b|\bis\b)\s*(?P<meaning>\S.*)$",
    re.DOTALL,
)
_KEY_PART = re.compile(
    rf"(?<![\w-])(?P<word>(?i:no colou?r|{'|'.join([*COLOURS, 'gray'])})|[A-Z](?=\s*(?:[=:–—-]\s*|means\s)))\s*(?:[=:–—]|\s-\s|-\s|\bmeans\b)\s*"
)
_KEY_HEADINGS = {
    "meaning",
    "what it means here",
    "meaning here",
    "what does it mean",
    "what this means here",
    "definition",
    "description",
    "what it means",
    "what this means",
    "explanation",
    "key",
    "criteria",
    "what the colour means",
    "means",
    "guidance",
}
_KEY_FIRST = {
    "rag",
    "brag",
    "colour",
    "color",
    "rating",
    "status",
    "rag rating",
    "brag rating",
    "rag status",
    "brag status",
    "key",
    "code",
    "symbol",
    "letter",
    "word",
}
_KEY_TITLE = re.compile(
    r"\b(b?rag|rating|status|colou?rs?)\b.*\bkey\b|\bkey\b.*\b(b?rag|rating|status|colou?rs?)\b|^key\b(?!\s+(?:performance|people|roles?|actions?|dates?|contacts?|areas?|themes?|priorit|stage|messages?|lines?))|^legend\b|^(?:[\w-]+\s+){1,3}key\W*$|what (the|our) (\w+ ){0,2}(colou?rs|ratings|words|letters|levels|statuses|marks)( \w+){0,4} mean|^how to read\b"
    r"|^how (we|(?:\w+ ){1,2}(?:is|are)) (?:rate|rated|score|scored|mark|marked|judge|judged|colour|coloured)\b|\bratings explained\b",
    re.IGNORECASE,
)
_PEOPLE_HEADINGS = {"name", "names", "initials", "initial", "full name", "person", "who"}
_ROLE_HEADINGS = {
    "role",
    "job title",
    "title",
    "position",
    "organisation",
    "post",
    "job role",
    "designation",
    "team",
    "agency",
    "role/organisation",
    "contact",
    "email",
}
_INITIALS = re.compile(r"^(?P<initials>[A-Z]{2,4})\s*(?:[=:–—-]|\s)\s*(?P<rest>[A-Z][^|]*)$")

_LETTERS = re.compile(r"(?=[A-Za-z]*[A-Z][A-Za-z]*[A-Z])[A-Z][A-Za-z]{1,5}")
_KEY = "read as the plan's rating key"
_PEOPLE = "a list of people, not actions"

Spot = tuple[int, int]
"""A paragraph (block, 0) or a table's row (block, row) of a document."""


@dataclass(slots=True)
class Legends:
    """What the document explains: its key, its people by initials, and the rows that said so, each with a reason."""

    key: list[KeyWord] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    spots: dict[Spot, str] = field(default_factory=dict)
    fills: dict[str, str] = field(default_factory=dict)
    """The key's word for a fill with which a line of it is coloured: the shade that we call amber may be its "Yellow"."""


def find_legends(document: Document) -> Legends:
    """Find the rating key (a table, a second sheet, lines or one paragraph) and the list of people."""
    legends = Legends()
    titles: set[Spot] = set()
    for number, block in enumerate(document.blocks):
        if (number, 0) in legends.spots:
            continue
        if isinstance(block, Paragraph):
            if _in_words(legends, document, number, block):
                continue
            entries = list(_entries_of_text(block.text, block.place))
            if entries:
                _add(legends, entries, [(number, 0)])
            elif _KEY_TITLE.search(block.text) and len(block.text.split()) <= 6:
                legends.spots[number, 0] = "the heading of the rating key"
                titles.add((number, 0))
                _lines_below(legends, document, number + 1)
            else:
                _person_line(legends, block.text, (number, 0))
        else:
            _table(legends, number, block, titled=(number - 1, 0) in titles)
    legends.fills = {fill: word for fill, word in legends.fills.items() if word}
    for spot, place, word, meaning in keys_in_use(document):
        if legends.spots.get(spot) in (None, _KEY):
            _add(legends, [_entry(word, meaning, place)], [spot])
    return legends


def _in_words(legends: Legends, document: Document, number: int, block: Paragraph) -> bool:
    """A key in running words, with the line below where the key goes on there."""
    if len(list(_entries_of_text(block.text, block.place))) >= 2:
        return False  # signs part its words and meanings, which is surer
    entries, spots = _inline_entries(block.text, block.place), [(number, 0)]
    below = document.blocks[number + 1] if number + 1 < len(document.blocks) else None
    if isinstance(below, Paragraph) and below.level is None and not below.bullet and len(block.text.split()) >= 3:
        whole = _inline_entries(f"{block.text} {below.text}", block.place)
        named, before = ([entry for entry in found if entry.status] for found in (whole, entries))
        if len(named) > len(before) and len(whole) - len(named) <= len(entries) - len(before):
            entries, spots = whole, [(number, 0), (number + 1, 0)]
    if entries:
        _add(legends, entries, spots)
    return bool(entries)


def _inline_entries(text: str, place: str) -> list[KeyWord]:
    # Words of the plan's own may stand among the colours: "Green = on track; Completed = action finished".
    pairs, own = inline_key(text), own_words(text)
    return [_entry(word, meaning, place) for word, meaning in (own if len(own) > len(pairs) >= 2 else pairs)]


def _lines_below(legends: Legends, document: Document, first: int) -> None:
    """The lines of a key below its title, each a colour and its meaning without a sign between: "Green on track"."""
    found: list[tuple[str, str]] = []
    for block in document.blocks[first:]:
        line = key_line(block.text) if isinstance(block, Paragraph) else None
        if line is None:
            break
        found.append(line)
    if len(found) >= 2:
        for offset, (word, meaning) in enumerate(found):
            block = document.blocks[first + offset]
            _add(legends, [_entry(word, meaning, block.place)], [(first + offset, 0)])


def _add(legends: Legends, entries: Sequence[KeyWord], spots: Sequence[Spot]) -> None:
    known = {folded(entry.word) for entry in legends.key}
    for entry in entries:
        if folded(entry.word) not in known:
            legends.key.append(entry)
            known.add(folded(entry.word))
    for spot in spots:
        legends.spots[spot] = _KEY


def _entries_of_text(text: str, place: str) -> Iterator[KeyWord]:
    """Lines of a key in one text: "Key: Green = on track; Red = late", or "Blue – completed" alone."""
    parts = list(_KEY_PART.finditer(text))
    own = own_words(text) if "\t" not in text else []
    if len(own) > len(parts) >= 2:
        yield from (_entry(word, meaning, place) for word, meaning in own)
        return
    if len(parts) >= 2 and (parts[0].start() < 40):
        for part, following in zip(parts, [*parts[1:], None], strict=True):
            meaning = text[part.end() : following.start() if following else len(text)].strip(" ;,.|/\n\t")
            if _explains(meaning):
                yield _entry(part["word"], meaning, place)
        return
    match = _KEY_LINE.match(text)
    if match and len(text.split()) <= 60 and "\t" not in text and _explains(match["meaning"]):
        yield _entry(match["word"], match["meaning"].strip(), place)
    else:
        yield from (_entry(word, meaning, place) for word, meaning in own)


def _entry(word: str, meaning: str, place: str) -> KeyWord:
    inside = re.search(r"\(([^)]+)\)", word)
    status = status_meant(meaning) or (status_named(inside[1]) if inside else None) or status_named(word)
    return KeyWord(word.strip(), meaning, status, place)


_LISTS = re.compile(
    r"^(lists?|look ?-?ups?|drop ?-?downs?|validation|data|options|reference data|settings|config\w*)\b", re.IGNORECASE
)


def _table(legends: Legends, number: int, table: Table, *, titled: bool) -> None:
    """Find the key in a table; `titled` where the line right above calls itself a key."""
    among_lists = key_among_lists(table)
    if among_lists or (table.title and _LISTS.match(table.title)):
        # What may be chosen in the cells, side by side: it explains nothing, but for a list with its meanings beside it.
        _add(legends, among_lists, [])
        return
    people = _people_columns(table)
    if people is not None:
        _people(legends, number, table, *people)
        return
    heading = _key_heading(table)
    titled = (
        titled
        or bool(table.title and _KEY_TITLE.search(table.title))
        or any(_KEY_TITLE.search(text) and len(text.split()) <= 8 for row in table.rows[:3] for text in texts_of(row))
    )
    spots: list[Spot] = []
    entries: list[KeyWord] = []
    below = False  # a title of a key stands right above
    plan_begins = next((at for at, row in enumerate(table.rows) if header_score(texts_of(row))), len(table.rows))
    first = 0 if heading is None else heading + 1
    for at, row in enumerate(table.rows[first:], start=first):
        side_by_side = list(_entries_across(row)) or _inline_entries(" | ".join(texts_of(row)), row.place)
        if side_by_side:
            entries += side_by_side
            spots.append((number, at))
            continue
        # Below the headings of a plan only a colour or rating word begins a line of a key.
        free = heading is not None or (titled and len(table.rows) <= 15)
        if (entries or at < plan_begins) and _role_of_initials(legends, row):
            legends.spots[number, at] = _PEOPLE
            continue
        entry = _entry_of_row(row, any_word=(free and at < plan_begins) or (below and _is_key_pair(row)))
        below = _is_key_title(row) or (below and (entry is not None or not texts_of(row)))
        if entry is not None:
            entries.append(entry)
            spots.append((number, at))
            _take_fills(legends, row, entry)
        elif len(texts_of(row)) <= 3:
            whole = list(_entries_of_text(": ".join(texts_of(row)), row.place))
            if whole:
                entries += whole
                spots.append((number, at))
            elif _is_key_title(row) and (titled or _is_key_pair_below(table, at)):
                legends.spots[number, at] = "the heading of the rating key"
    if len(entries) >= 2:
        _add(legends, entries, spots)
        if heading is not None:
            legends.spots[number, heading] = "the heading of the rating key"


def key_among_lists(table: Table) -> list[KeyWord]:
    """The key of a sheet of lists: under "BRAG" and "What it means", apart from other lists; [] where it has none."""
    for at, row in enumerate(table.rows[:6]):
        headings = {cell.column: folded(cell.text) for cell in row.cells if cell.text}
        word = next(
            (c for c, text in headings.items() if text in _KEY_FIRST and headings.get(c + 1) in _KEY_HEADINGS), None
        )
        if word is None or not any(column > word + 2 for column in headings) or header_score(texts_of(row)):
            continue
        pairs = [(text_under(below, word), text_under(below, word + 1), below.place) for below in table.rows[at + 1 :]]
        return [_entry(word, meaning, place) for word, meaning, place in pairs if word and meaning]
    return []


def _take_fills(legends: Legends, row: Row, entry: KeyWord) -> None:
    """Note which word a coloured line of the key explains; a fill of two lines, as behind a whole table, says nothing."""
    for fill in {cell.fill for cell in row.cells if cell.fill and colour_of_fill(cell.fill)}:
        if legends.fills.setdefault(fill, entry.word) != entry.word:
            legends.fills[fill] = ""


def _is_key_title(row: Row) -> bool:
    """Whether nothing but the title of a key stands in a row."""
    texts = texts_of(row)
    return len(texts) == 1 and bool(_KEY_TITLE.search(texts[0])) and len(texts[0].split()) <= 8


def _is_key_pair(row: Row) -> bool:
    """Whether a row is one short word and what it means: "Slipping" and "at risk"."""
    texts = texts_of(row)
    return len(texts) == 2 and len(texts[0].split()) <= 5 and speaks_of_status(texts[1])


def _is_key_pair_below(table: Table, at: int) -> bool:
    """Whether lines of a key stand below a row, in two cells or in one."""
    below = table.rows[at + 1 : at + 3]
    return any(_is_key_pair(row) or list(_entries_of_text(": ".join(texts_of(row)), row.place)) for row in below)


def _key_heading(table: Table) -> int | None:
    """The row "RAG | Meaning" that heads a table of a key."""
    for at, row in enumerate(table.rows[:6]):
        texts = [folded(text) for text in texts_of(row)]
        if 2 <= len(texts) <= 3 and texts[0] in _KEY_FIRST and set(texts[1:]) & _KEY_HEADINGS:
            return at
    return None


def _entries_across(row: Row) -> Iterator[KeyWord]:
    """The entries of a key that stand side by side in one row: coloured cells with words, or cells "Green = on track"."""
    cells = [cell for cell in row.cells if cell.text and not cell.continues]
    if cells and folded(cells[0].text) in _KEY_FIRST | {"rag key", "brag key", "rating key", "legend", "our key"}:
        cells = cells[1:]
    if not 2 <= len(cells) <= 8 or any(len(cell.text.split()) > 30 for cell in cells):
        return
    found = [_entry_of_cell(cell, row.place) for cell in cells]
    words = [folded(entry.word) for entry in found if entry is not None]
    if len(words) == len(cells) and len(set(words)) == len(words):
        yield from (entry for entry in found if entry is not None)


def _entry_of_cell(cell: Cell, place: str) -> KeyWord | None:
    """One cell that is a whole line of a key: "Green = on track", or words on a colour that name a status."""
    lines = list(_entries_of_text(cell.text, place))
    if lines:
        return lines[0] if len(lines) == 1 else None
    colour = colour_of_fill(cell.fill) if cell.fill else None
    if colour is None or colour_of(cell.text) is not None or not speaks_of_status(cell.text):
        return None
    return _entry(colour, cell.text, place)


def _explains(meaning: str) -> bool:
    """Whether words are an explanation: "7 – 25%" or "12 actions" beside a colour only counts."""
    words = re.findall(
        r"[A-Za-z]{2,}", re.sub(r"\b(actions?|total|number|of|per ?cent|percentage)\b", "", meaning.lower())
    )
    return bool(words)


def _entry_of_row(row: Row, *, any_word: bool) -> KeyWord | None:
    """A row of a key: a colour, a letter or a status word, then its meaning, and nothing else."""
    cells = [cell for cell in row.cells if not cell.continues and (cell.text or cell.fill)]
    filled = [cell for cell in cells if cell.text]
    if not 1 <= len(filled) <= 3:
        return None
    first = cells[0]
    if not first.text:
        colour = colour_of_fill(first.fill) if first.fill else None
        if colour is None or len(filled) > 2:
            return None
        if len(filled) == 2:
            return _entry(filled[0].text, filled[1].text, row.place) if len(filled[0].text.split()) <= 4 else None
        if len(filled[0].text.split()) < 2 and status_named(filled[0].text) is None:
            return None
        return _entry(colour, filled[0].text, row.place)
    if len(filled) < 2:
        return None
    word, meaning = first.text, " – ".join(cell.text for cell in filled[1:])
    is_colour = folded(word) in COLOURS or bool(re.fullmatch(r"[BRAGYP]", word.strip()))
    is_named = len(word.split()) <= 4 and (status_named(word) is not None or colour_of(word) is not None)
    if (
        is_colour
        or (is_named and len(meaning.split()) >= 3 and looks_like_lead(meaning) < 0.5)
        or (any_word and len(word.split()) <= 6)
    ):
        if header_score([word, meaning]) or meaning_of(word) is Meaning.REFERENCE or not _explains(meaning):
            return None
        return _entry(word, meaning, row.place)
    return None


def _people_columns(table: Table) -> tuple[int, int | None, int | None] | None:
    """Where a list of people has its heading row, its initials and its roles; None where the table is no such list."""
    for at, row in enumerate(table.rows[:4]):
        texts = {cell.column: folded(cell.text) for cell in row.cells if cell.text}
        if len(texts) < 2 or header_score([cell.text for cell in row.cells]):
            continue
        names = [column for column, text in texts.items() if text in _PEOPLE_HEADINGS]
        roles = [column for column, text in texts.items() if text in _ROLE_HEADINGS]
        if names and (roles or len(names) > 1) and len(names) + len(roles) >= len(texts) - 1:
            initials = next((column for column in names if texts[column].startswith("initial")), None)
            return at, initials, roles[0] if roles else None
    return None


def _people(legends: Legends, number: int, table: Table, heading: int, initials: int | None, role: int | None) -> None:
    for at, row in enumerate(table.rows):
        legends.spots[number, at] = _PEOPLE
        if at > heading and initials is not None and role is not None:
            by_column = {cell.column: cell.text for cell in row.cells}
            letters = by_column.get(initials, "").strip()
            if re.fullmatch(r"[A-Z][a-z]?[A-Z]{1,3}", letters) and by_column.get(role):
                legends.roles[letters] = by_column[role]


def _role_of_initials(legends: Legends, row: Row) -> bool:
    """A row below a key or beside it that spells out a lead: "DCO" and "Designated Clinical Officer"."""
    texts = texts_of(row)
    if len(texts) != 2 or not _LETTERS.fullmatch(texts[0]) or looks_like_lead(texts[1]) < 0.5:
        return False
    if speaks_of_status(texts[1]) or folded(texts[0]) in COLOURS:
        return False
    legends.roles.setdefault(texts[0], texts[1])
    return True


def _person_line(legends: Legends, text: str, spot: Spot) -> None:
    """A line "JS – Jane Smith, Head of SEND" of a list at the back."""
    match = _INITIALS.match(text.strip())
    if match is None or len(text.split()) > 14:
        return
    name, comma, role = match["rest"].partition(",")
    if not comma:
        name, comma, role = match["rest"].partition(" – ")
    words = name.split()
    if comma and role.strip() and 2 <= len(words) <= 4 and "".join(word[0] for word in words) == match["initials"]:
        legends.roles[match["initials"]] = role.strip()
        legends.spots[spot] = _PEOPLE
