"""A roadmap's document into periods and milestones, with every row accounted for.

The flow: paragraphs become lines, with wrapped ones put together; headings of time open blocks; headings and lists are
matched; tables are read beside them. What stands under no heading of time is what the roadmap says of itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actions.reading import Problem, ReadRow
from actions.reading.kept import forget
from actions.reading.shapes import text_of
from actions.roadmap_reading.about import read_about
from actions.roadmap_reading.blocks import Block, Item, Placed, place_all
from actions.roadmap_reading.cells import FromTable
from actions.roadmap_reading.checks import check, judge
from actions.roadmap_reading.labels import Dates, dates_of
from actions.roadmap_reading.leftovers import report_leftovers
from actions.roadmap_reading.lines import Spot, lines_of
from actions.roadmap_reading.result import ReadMilestone, ReadPeriod, RoadmapReading, Stated
from actions.roadmap_reading.signs import is_state
from actions.roadmap_reading.walk import Walk, dates, walk
from priorities.documents import Document, Paragraph

_NOTHING = "No heading names a month, a quarter or a term: put one above each list and import the file again."
_EMPTY = "No milestone stands under this heading: check whether its list is elsewhere in the document."
_UNPLACED = "These milestones stand under no heading of time: choose the period of each."


def read_roadmap(document: Document) -> RoadmapReading:
    """Read the periods and milestones of a roadmap, and what it says of itself. Never raises.

    A document without any heading of time gives no dated period and a problem that says so. Periods are in the
    document's order; milestones that could not be placed stand in one with the label "".
    """
    try:
        return _Roadmap(document).read()
    finally:
        forget()


class _Roadmap:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.reading = RoadmapReading()
        self.day: date | None = None
        self.by_words: dict[str, ReadPeriod] = {}
        self.by_days: dict[tuple[date | None, date | None], ReadPeriod] = {}

    def read(self) -> RoadmapReading:
        lines = lines_of(self.document)
        found = walk(lines.lines)
        reading = self.reading
        reading.about = [Stated(line.text, line.place) for line in found.about]
        read_about(reading, self.document)
        reading.about = [item for item in reading.about if item.words != reading.title]
        if reading.published is not None and reading.published.precision == "day":
            self.day = reading.published.day
        self._periods(found)
        reading.problems += found.problems
        judge(reading)
        reading.rows = self._rows({**lines.skipped, **found.skipped})
        report_leftovers(reading, self.document)
        check(reading, self.document)
        if not any(period.label for period in reading.periods):
            reading.problems.insert(0, Problem("the whole document", "periods", "", _NOTHING))
        return reading

    # Periods

    def _periods(self, found: Walk) -> None:
        blocks = [part for part in found.parts if isinstance(part, Block)]
        placed, problems = place_all(blocks)
        self.reading.problems += problems
        themes = _themes(blocks)
        for theme in set(themes.values()):
            for spot in found.sections.get(theme, ()):
                found.skipped.pop(spot, None)
        rest = [item for one in placed if one.heading is None for item in one.items] + found.unplaced
        waiting = iter([one for one in placed if one.heading is not None])
        for part in found.parts:
            if isinstance(part, FromTable):
                self._table(part)
                continue
            for _ in part.headings:
                self._placed(next(waiting), themes.get(id(part), ""))
        if rest:
            period = self._period("", rest[0].line.place, Dates())
            above = {id(item): themes.get(id(block), "") for block in blocks for item in block.items}
            period.milestones += [_milestone(item, above.get(id(item)) or item.section) for item in rest]
        unplaced = [period for period in self.reading.periods if not period.label]
        if unplaced:
            self.reading.periods = [period for period in self.reading.periods if period.label] + unplaced
            count = sum(len(period.milestones) for period in unplaced)
            self.reading.problems.append(Problem(unplaced[0].place, "periods", f"{count} milestones", _UNPLACED))

    def _placed(self, one: Placed, theme: str) -> None:
        heading = one.heading
        if heading is None:
            return
        found = dates(heading, self.day)
        period = self._period(heading.label.words, heading.line.place, found, said_again=not theme)
        period.milestones += [_milestone(item, theme) for item in one.items]
        if not one.items and not one.settled:
            self.reading.problems.append(Problem(heading.line.place, "milestones", heading.label.words, _EMPTY))

    def _table(self, table: FromTable) -> None:
        self.reading.problems += table.problems
        for label, words, place, milestones in table.periods:
            found = dates_of(label, None, self.day) if label else Dates()
            period = self._period(words, place, found)
            period.milestones += milestones
        for label, words, place, _ in table.periods:
            period = self.by_words.get(words.lower())
            if label and period is not None and not period.milestones:
                self.reading.problems.append(Problem(place, "milestones", words, _EMPTY))

    def _period(self, label: str, place: str, found: Dates, *, said_again: bool = False) -> ReadPeriod:
        """The period of a heading: a new one, or the one that has the same words or the same days already."""
        time = (found.start, found.end)
        words = label.lower()
        same = self.by_words.get(words) if found.end is None else self.by_days.get(time)
        if same is not None and (label or not same.label):
            if said_again or label.lower() != same.label.lower():
                message = f"This heading stands also at {same.place}: what stands under both was put together."
                self.reading.problems.append(Problem(place, "label", label, message))
            return same
        period = ReadPeriod(label, place, found.start, found.end, found.note)
        self.reading.periods.append(period)
        self.by_words.setdefault(words, period)
        if found.end is not None:
            self.by_days[time] = period
        if found.problem:
            self.reading.problems.append(Problem(place, "label", label, found.problem))
        return period

    # Rows

    def _rows(self, skipped: dict[Spot, str]) -> list[ReadRow]:
        """Every paragraph and every row of a table, imported or skipped with its reason."""
        rows: list[ReadRow] = []
        title = self.reading.title
        for number, block in enumerate(self.document.blocks):
            if isinstance(block, Paragraph):
                reason = skipped.get((number, 0))
                if reason and title and " ".join(block.text.split()) == title:
                    reason, title = None, ""
                rows.append(ReadRow(block.place, block.text, reason))
                continue
            rows += [ReadRow(row.place, text_of(row), skipped.get((number, at))) for at, row in enumerate(block.rows)]
        return rows


def _themes(blocks: Sequence[Block]) -> dict[int, str]:
    """The section of each block, where the same times come up under several: then the sections are themes."""
    sections: dict[object, set[str]] = {}
    for block in blocks:
        for heading in block.headings:
            found = dates(heading, None)
            time = (found.start, found.end) if found.end else heading.label.words.lower()
            sections.setdefault(time, set()).add(block.section)
    if not any(len(found) > 1 for found in sections.values()):
        return {}
    return {id(block): block.section for block in blocks if block.items}


def _milestone(item: Item, theme: str) -> ReadMilestone:
    line = item.line
    group = item.group
    said = line.tick
    heads_a_state = is_state(group)
    if heads_a_state:
        said, group = group, ""
    return ReadMilestone(
        item.words or line.text,
        line.place,
        said=said,
        theme=" – ".join(filter(None, (theme, group))),
        number=line.number,
    )
