"""What only the whole document shows: references that repeat, words that begin in the middle, columns that are missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from actions.reading.columns import Meaning
from actions.reading.notices import PERSONAL, REPORTED, in_words
from actions.reading.ratings import colour_of_fill
from actions.reading.references import priority_number
from actions.reading.result import FoundPerson, KeyWord, PlanReading, Problem, ReadAction, ReadRow
from actions.reading.rows import Header
from actions.reading.small_numbers import SMALL, small_numbers
from actions.reading.status_words import folded, says_plainly, status_named
from actions.status import Status
from priorities.documents import Document, Notice
from priorities.people import people_in_text


def check(reading: PlanReading, document: Document, header: Header | None, stored: Iterable[KeyWord]) -> None:
    """Add to a reading what its document as a whole shows. `stored` is the key that the plan has already."""
    _notices(reading, document)
    _key_as_taken(reading, {(folded(entry.word), entry.status) for entry in stored})
    _references(reading)
    _beginnings(reading)
    _empty_priorities(reading)
    _small_numbers(reading)
    _people_in_priorities(reading)
    _people_elsewhere(reading)
    if header is not None and reading.actions:
        _columns(reading, document, header)


def _notices(reading: PlanReading, document: Document) -> None:
    """What the file holds beside its content: hidden or proposed words as problems, page furniture as skipped rows."""
    by_place = {place: action for action in reading.actions for place in _rows_of(action.place)}
    for notice in document.notices:
        action = by_place.get(notice.place)
        if action is not None and notice.kind == "strikethrough":
            _struck(action, notice)
        if notice.kind in REPORTED or not notice.text:
            place = action.place if action is not None else notice.place
            reading.problems.append(Problem(place, None, notice.text, in_words(notice)))
        else:
            reading.rows.append(ReadRow(notice.place, notice.text, notice.message))


def _key_as_taken(reading: PlanReading, stored: Collection[tuple[str, Status | None]]) -> None:
    """Lines of the key that call no status by its name: what was made of them decides every such rating, so it is said once."""
    for entry in reading.rating_key:
        status = entry.status
        if status is None or (folded(entry.word), status) in stored or status_named(entry.word) is status:
            continue
        if not says_plainly(entry.meaning, status):
            message = f"This line of the key was taken for '{status.label}': check it, as it gives that status to every action so rated."
            reading.problems.append(Problem(entry.place, "rating", f"{entry.word} = {entry.meaning}", message))


_ROWS = re.compile(r"(?P<before>.*?)(?P<first>\d+) to (?P<last>\d+)")


def _rows_of(place: str) -> list[str]:
    """The places of the single rows over which an action goes: "table 4, row 1 to 3" is "table 4, row 1", "… row 2", "… row 3"."""
    rows = _ROWS.fullmatch(place)
    if rows is None:
        return [place]
    before = re.sub(r"^lines ", "line ", rows["before"])
    return [place, *(f"{before}{number}" for number in range(int(rows["first"]), int(rows["last"]) + 1))]


def _struck(action: ReadAction, notice: Notice) -> None:
    """Words struck through in an action's row: a person must say whether they still hold; a struck date does not."""
    action.problems.append(Problem(action.place, None, notice.text, in_words(notice)))
    if notice.text.strip() == action.timescale.raw.strip():
        message = "The date is struck through: say whether it still holds."
        action.timescale = replace(action.timescale, due=None, start=None, precision=None, note=None, problem=message)
        action.problems.append(Problem(action.place, "timescale", notice.text, message))


def _references(reading: PlanReading) -> None:
    """The same reference twice under one priority, and references that name another priority than their heading."""
    numbers = {priority.number for priority in reading.priorities if priority.number}
    seen: dict[tuple[int | None, str], str] = {}
    words: dict[tuple[str, str], str] = {}
    for action in reading.actions:
        reference = action.reference
        if not reference:
            continue
        key = (action.priority, reference)
        if key in seen:
            message = f"Reference {reference} stands twice, also at {seen[key]}: give one of the two another, or leave one action out."
            action.problems.append(Problem(action.place, "reference", reference, message))
        seen.setdefault(key, action.place)
        whole = (reference, action.official_words)
        if whole in words and words[whole] != seen[key]:
            message = f"The same reference and words stand also at {words[whole]}: leave one of the two actions out."
            action.problems.append(Problem(action.place, None, reference, message))
        words.setdefault(whole, action.place)
        named = priority_number(reference)
        own = None if action.priority is None else reading.priorities[action.priority].number
        if named in numbers and own is not None and own != named and own.isdigit():
            message = f"Reference {reference} stands under priority {own}: choose the priority to which it belongs."
            action.problems.append(Problem(action.place, "priority", reference, message))


def _beginnings(reading: PlanReading) -> None:
    """Words that begin in the middle of a sentence where the others do not: their head may be lost."""
    message = "These words begin in the middle of a sentence: add their beginning from the document if it is lost."
    for name in ("official_words", "outcome"):
        texts = [getattr(action, name) for action in reading.actions if getattr(action, name)]
        upper = sum(1 for text in texts if not text[:1].islower())
        if len(texts) < 4 or upper * 5 < len(texts) * 4:
            continue
        for action in reading.actions:
            text = getattr(action, name)
            lost = name == "outcome" or not action.reference
            if text[:1].islower() and lost:
                action.problems.append(Problem(action.place, name, text, message))


def _empty_priorities(reading: PlanReading) -> None:
    """Priorities without an action: the actions may be lost, or the words are a mere title."""
    filled = {action.priority for action in reading.actions}
    message = "No action stands under this priority: add its actions, or leave the priority out."
    for index, priority in enumerate(reading.priorities):
        if index not in filled:
            words = " ".join(filter(None, (priority.number, priority.title)))
            priority.problems.append(Problem(priority.place, None, words, message))


def _small_numbers(reading: PlanReading) -> None:
    """Numbers under 5 that count children or families: somebody may recognise a child."""
    for item in [*reading.priorities, *reading.actions]:
        for name in ("official_words", "outcome", "progress"):
            for words in small_numbers(getattr(item, name, "")):
                item.problems.append(Problem(item.place, name, words, SMALL))


def _people_in_priorities(reading: PlanReading) -> None:
    for priority in reading.priorities:
        for item in people_in_text(f"{priority.title}\n{priority.official_words}"):
            reading.people.append(FoundPerson(item.kind, item.words, priority.place, "official_words"))
            priority.problems.append(Problem(priority.place, "official_words", item.words, PERSONAL))


def _people_elsewhere(reading: PlanReading) -> None:
    """Names in timescales, in the rating key and in the title: they are public words, too.

    The words that the key explains are ratings, whatever else they mean: "Sunny" is nobody there.
    """
    ratings = {entry.word.casefold() for entry in reading.rating_key}
    texts = [(action.place, "timescale", action.timescale.raw) for action in reading.actions]
    texts += [(entry.place, "rating", entry.meaning) for entry in reading.rating_key]
    texts.append(("the title", "title", reading.title))
    for place, name, text in texts:
        for item in people_in_text(text):
            if name == "rating" and item.words.casefold() in ratings:
                continue
            reading.people.append(FoundPerson(item.kind, item.words, place, name))
            reading.problems.append(Problem(place, name, item.words, PERSONAL))


def _columns(reading: PlanReading, document: Document, header: Header) -> None:
    """Columns that the document does not have at all, or that no heading names: said once."""
    if not header.all(Meaning.LEAD) and not any(action.leads for action in reading.actions):
        reading.problems.append(
            Problem(
                "the whole document",
                "leads",
                "",
                "The document has no column for leads: name the lead of each action here.",
            )
        )
    if not header.all(Meaning.DUE) and not any(action.timescale.raw for action in reading.actions):
        message = "The document has no column for dates: add the date of each action here."
        reading.problems.append(Problem("the whole document", "timescale", "", message))
    if not header.all(Meaning.RATING):
        _colours_elsewhere(reading, document, header)


def _colours_elsewhere(reading: PlanReading, document: Document, header: Header) -> None:
    """Cells coloured red, amber or green without a column for ratings: said, not read."""
    colours: dict[int, set[str]] = {}
    for table in document.tables():
        for row in table.rows:
            for cell in row.cells:
                colour = colour_of_fill(cell.fill) if cell.fill else None
                if colour in ("red", "amber", "green"):
                    colours.setdefault(cell.column, set()).add(colour)
    for index, found in sorted(colours.items()):
        if len(found) > 1:
            column = header.at(index)
            name = column.heading if column and column.heading else f"column {index + 1}"
            message = (
                f"Cells under '{name}' are coloured, but no heading calls this a rating, so the colours were not read: "
                "name the column 'RAG' and import the file again if they rate the actions."
            )
            reading.problems.append(Problem("the whole document", "rating", ", ".join(sorted(found)), message))
