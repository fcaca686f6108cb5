"""What only the whole roadmap shows: repeats, what was said to be done, persons, and what the file holds beside its words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actions.reading import FoundPerson, Problem, ReadRow
from actions.reading.small_numbers import small_numbers
from actions.roadmap_reading.kinds import type_of
from actions.roadmap_reading.result import ReadMilestone, ReadPeriod, RoadmapReading
from actions.roadmap_reading.signs import is_ongoing, is_planned, is_planned_status, repeat_key, says_done
from priorities.documents import Document, Paragraph
from priorities.people import people_in_text

_ASIDE = frozenset(
    ("tracked change", "hidden text", "hidden row", "hidden sheet", "hidden column", "comment", "text box", "encoding")
)
_PERSONAL = "This looks like personal data, which the public does not see: write a role in its place."
_FEW = "A number under 5 that counts children or families may identify a child: check it before it is public."
_TICKS = frozenset("✓✔☑✅☐☒✗✘✖")


def judge(reading: RoadmapReading) -> None:
    """Fill type, ongoing, planned, said_done and repeats of every milestone."""
    before = reading.published.day.replace(day=1) if reading.published else None
    if reading.published and reading.published.precision == "year":
        before = reading.published.day.replace(month=1, day=1)
    for period in reading.periods:
        for milestone in period.milestones:
            _judge(milestone, period, before)
    _repeats(reading)


def _judge(milestone: ReadMilestone, period: ReadPeriod, published: date | None) -> None:
    said = "" if milestone.said in _TICKS else milestone.said
    milestone.type = milestone.type or type_of(milestone.words)
    milestone.ongoing = any(map(is_ongoing, (milestone.words, said, period.label, milestone.theme)))
    milestone.planned = is_planned(milestone.words) or is_planned_status(said)
    over = bool(period.end and published and period.end < published)
    milestone.said_done = over and not milestone.planned and not milestone.ongoing and says_done(milestone.words, said)


def _repeats(reading: RoadmapReading) -> None:
    """Give the same milestone one key in all its periods; its type is the one that any of them shows."""
    found: dict[str, list[tuple[ReadPeriod, ReadMilestone]]] = {}
    for period in reading.periods:
        for milestone in period.milestones:
            key = repeat_key(milestone.words)
            if key:
                found.setdefault(key, []).append((period, milestone))
    for key, same in found.items():
        if len({id(period) for period, _ in same}) < 2:
            continue
        types = {milestone.type for _, milestone in same} - {""}
        for _, milestone in same:
            milestone.repeats = key
            if len(types) == 1:
                [milestone.type] = types


def check(reading: RoadmapReading, document: Document) -> None:
    """Add the problems and skipped rows that the document as a whole shows."""
    _doubts(reading, document)
    _notices(reading, document)
    _ticks(reading)
    _words(reading)


def _doubts(reading: RoadmapReading, document: Document) -> None:
    """What the reader of the file was unsure of."""
    for block in document.blocks:
        cells = [(block.place, block)] if isinstance(block, Paragraph) else []
        if not isinstance(block, Paragraph):
            cells += [(row.place, cell) for row in block.rows for cell in row.cells if not cell.continues]
        for place, cell in cells:
            if cell.doubt:
                reading.problems.append(Problem(place, None, cell.text, cell.doubt))


def _notices(reading: RoadmapReading, document: Document) -> None:
    """Hidden, struck or proposed words are problems; heads of pages, notes and pictures are skipped rows."""
    for notice in document.notices:
        if notice.kind == "strikethrough":
            message = "These words are struck through: say whether they still hold."
            reading.problems.append(Problem(notice.place, None, notice.text, message))
        elif notice.kind in _ASIDE or not notice.text:
            message = f"{notice.message.rstrip('.')}: write into the roadmap what it says, if it belongs there."
            reading.problems.append(Problem(notice.place, None, notice.text, message))
        else:
            reading.rows.append(ReadRow(notice.place, notice.text, notice.message))


def _ticks(reading: RoadmapReading) -> None:
    ticked = [milestone for milestone in reading.milestones if milestone.said in _TICKS and milestone.said]
    if ticked:
        message = f"{len(ticked)} milestones bear a tick or a box, which was not taken for a status: say what it means."
        reading.problems.append(Problem(ticked[0].place, "said", ticked[0].said, message))


def _words(reading: RoadmapReading) -> None:
    """Personal data anywhere, and small numbers of children in milestones."""
    for place, name, text in _texts(reading):
        for item in people_in_text(text):
            reading.people.append(FoundPerson(item.kind, item.words, place, name))
            reading.problems.append(Problem(place, name, item.words, _PERSONAL))
    for milestone in reading.milestones:
        for words in small_numbers(milestone.words):
            reading.problems.append(Problem(milestone.place, "words", words, _FEW))


def _texts(reading: RoadmapReading) -> Iterator[tuple[str, str, str]]:
    """Every text that could reach the public: its place, field and words."""
    yield "the title", "title", reading.title
    for paragraph in reading.about:
        yield paragraph.place, "about", paragraph.words
    for period in reading.periods:
        yield period.place, "label", period.label
        for milestone in period.milestones:
            yield milestone.place, "words", milestone.words
            for name, text in (("said", milestone.said), ("theme", milestone.theme)):
                yield milestone.place, name, text
            for heading, text in milestone.other:
                yield milestone.place, heading, text
