"""Whatever a document holds: reading never raises, every row comes out, and a change of layout changes no milestone."""

import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from actions.roadmap_reading import read_roadmap
from actions.roadmap_reading.labels import labels_in
from priorities.documents import LIMITS, Cell, Document, DocumentError, Paragraph, Row, Table
from priorities.documents.child import read
from tests.unit.actions.roadmap_reading.making import of_text, shape

pytestmark = pytest.mark.reading

SAMPLES = Path(__file__).resolve().parents[3] / "corpus" / "samples"
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".json")
LIVELY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

PIECES = st.sampled_from(
    [
        "Jan 2024", "Jan 2024 April 2024", "July 2024:", "2025-26", "Q1 2025/26", "By March 2026", "Autumn term 2025",
        "Ongoing", "Next", "Year 1", "2025", "January", "167", "Page 2 of 9", "---", "Glossary", "Education:", "Delivered:",
        "1. Survey of parents", "• Charter agreed", "Survey of parents.", "and so on", "July 2024: Talks in the town hall",
        "Published May 2024", "It covers May 2024 to June 2025.", "Our roadmap", "Jan 2024 .... 3", "✓ Guide", "Call Jane Smith",
        "Jan 2024\nApril 2024", "• One\n• Two", "Phase 1 (2024/25)", "Milestone", "Period", "Status", "",
    ]
)  # fmt: skip
TEXTS = st.one_of(PIECES, st.text(max_size=40))


@st.composite
def documents(draw):
    """Paragraphs and tables of any shape, in any format."""
    form = draw(st.sampled_from(["txt", "docx", "xlsx", "csv"]))
    blocks, line = [], 0
    for _ in range(draw(st.integers(0, 14))):
        line += draw(st.integers(1, 3))
        if draw(st.integers(0, 4)):
            level = draw(st.sampled_from([None, None, None, 0, 1, 2]))
            place = f"line {line}" if form == "txt" else f"paragraph {line}"
            blocks.append(Paragraph(place, draw(TEXTS), level, draw(st.booleans())))
            continue
        rows = []
        for _ in range(draw(st.integers(1, 5))):
            line += 1
            cells, column = [], 0
            for _ in range(draw(st.integers(0, 4))):
                width = draw(st.sampled_from([1, 1, 1, 2]))
                cells.append(Cell(draw(TEXTS), column, width, draw(st.sampled_from([False, False, False, True]))))
                column += width
            rows.append(Row(f"line {line}" if form == "txt" else f"table 1, row {line}", tuple(cells)))
        blocks.append(Table(rows[0].place, None, tuple(rows)))
    return Document(form, tuple(blocks))


def sources(document):
    """The places of all rows, and the words of all that can be read in them."""
    places, texts = [], []
    for block in document.blocks:
        rows = [block] if isinstance(block, Paragraph) else block.rows
        for row in rows:
            places.append(row.place)
            cells = [row] if isinstance(row, Paragraph) else [cell for cell in row.cells if not cell.continues]
            texts += [cell.text for cell in cells]
    return places, texts


def words(text):
    return set(re.findall(r"[a-z]{3,}", text.lower()))


def column_headings(document):
    """The short words that may head columns: they say what a column is, and are nobody's milestone."""
    rows = [row for table in document.tables() for number, row in enumerate(table.rows) if not number or heads(row)]
    cells = [cell.text for row in rows for cell in row.cells if len(cell.text.split()) <= 5]
    return words(" ".join(text for text in cells if not labels_in(text)))


def heads(row):
    return sum(1 for cell in row.cells if labels_in(cell.text)) > 1


def everything_said(reading):
    said = [reading.title, *(item.words for item in reading.about), *(row.text for row in reading.skipped)]
    said += [item.value for item in reading.problems]
    for period in reading.periods:
        said += [period.label, period.note]
        for item in period.milestones:
            said += [item.words, item.said, item.theme, *(text for pair in item.other for text in pair)]
    return words(" ".join(said))


@LIVELY
@given(documents())
def test_it_never_raises_and_every_row_comes_out(document):
    reading = read_roadmap(document)
    places, _ = sources(document)
    assert [row.place for row in reading.rows] == places
    data = reading.as_json()["rows"]
    assert data["read"] == len(places)
    assert data["imported"] + len(data["skipped"]) == data["read"]
    assert all(row["reason"] for row in data["skipped"])
    for period in reading.periods:
        assert period.start is None or period.end is None or period.start <= period.end


@LIVELY
@given(documents())
def test_reading_twice_gives_the_same(document):
    assert read_roadmap(document).as_json() == read_roadmap(document).as_json()


MILESTONES = (
    "Survey of parents and carers in all parts of the county",
    "Charter for working together agreed by the council, the health board and the forum.",
    "Planned opening of the Larkhill resource base, with eight places for younger pupils",
    "Town Talks events",
    "Ongoing pilot of the sensory pathway in nine schools and two nurseries.",
    "Improved letters: short- and long-term plans are clear",
    "Guide to support before an assessment, in five languages",
)
HEADINGS = ("Jan 2031", "Q3 2031/32", "Autumn term 2032", "By March 2033", "May 2033")
MARKS = ("- ", "• ", "* ", "– ", "▪ ", "\uf0b7 ", "‣ ", "► ", "o ")


@st.composite
def roadmaps(draw):
    """Headings in order with the milestones of each; no list is empty."""
    count = draw(st.integers(1, len(HEADINGS)))
    lists = st.lists(st.sampled_from(MILESTONES), min_size=1, max_size=5)
    return [(heading, draw(lists)) for heading in HEADINGS[:count]]


def as_lines(roadmap, mark="- ", width=None, loose=False):
    lines = []
    for heading, milestones in roadmap:
        lines += [heading, ""]
        for number, milestone in enumerate(milestones, start=1):
            first = mark or f"{number}. "
            lines += (
                textwrap.wrap(milestone, width, initial_indent=first, subsequent_indent="  ", break_on_hyphens=False)
                if width
                else [first + milestone]
            )
            lines += [""] if loose else []
        lines.append("")
    return lines


def told(roadmap):
    return [(heading, milestones) for heading, milestones in roadmap]


def found(reading):
    return [(label, words) for label, _, _, words in shape(reading)]


@LIVELY
@given(roadmaps(), st.sampled_from(MARKS), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_other_bullets_line_ends_and_blank_lines_change_nothing(roadmap, mark, end, loose):
    reading = of_text(end.join(as_lines(roadmap, mark, loose=loose)))
    assert found(reading) == told(roadmap)
    assert reading.problems == []


@LIVELY
@given(roadmaps(), st.integers(30, 90))
def test_wrapped_lines_change_nothing(roadmap, width):
    plain, wrapped = of_text("\n".join(as_lines(roadmap))), of_text("\n".join(as_lines(roadmap, width=width)))
    assert shape(wrapped) == shape(plain)
    assert found(plain) == told(roadmap)
    kinds = [[(item.type, item.ongoing, item.planned, item.repeats) for item in r.milestones] for r in (plain, wrapped)]
    assert kinds[0] == kinds[1]


@LIVELY
@given(roadmaps())
def test_numbers_in_the_place_of_bullets_change_nothing(roadmap):
    reading = of_text("\n".join(as_lines(roadmap, mark="")))
    assert found(reading) == told(roadmap)


@LIVELY
@given(roadmaps(), st.integers(0, 4))
def test_headings_before_their_lists_are_matched_or_nothing_is_placed(roadmap, lost):
    """All headings first, then all lists; with a list lost, no milestone stands under a heading.

    Where every list has one line, blank lines part lines and lists alike.
    """
    assume(any(len(milestones) > 1 for _, milestones in roadmap[: max(1, len(roadmap) - lost)]))
    headings = " ".join(heading for heading, _ in roadmap if heading)
    lists = [milestones for _, milestones in roadmap]
    lists = lists[: max(1, len(lists) - lost)]
    text = headings + "\n\n" + "\n\n".join("\n".join(f"- {item}" for item in one) for one in lists)
    reading = of_text(text)
    if len(lists) == len(roadmap):
        assert found(reading) == told(roadmap)
    else:
        rest = [item for one in lists for item in one]
        assert found(reading) == [(heading, []) for heading, _ in roadmap] + [("", rest)]
    assert bool(reading.problems) == (len(roadmap) > 1)


@LIVELY
@given(documents())
def test_no_word_goes_lost(document):
    reading = read_roadmap(document)
    _, texts = sources(document)
    assert words(" ".join(texts)) - everything_said(reading) <= column_headings(document) | words(
        "Year Phase Next Ongoing"
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_plans_of_other_kinds_raise_nothing_and_lose_no_row(path):
    try:
        document = read(path.read_bytes(), path.name, LIMITS)
    except DocumentError:
        return
    reading = read_roadmap(document)
    places, _ = sources(document)
    assert [row.place for row in reading.rows][: len(places)] == places
    reading.as_json()
