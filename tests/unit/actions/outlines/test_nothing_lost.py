"""However a strategy or an update is laid out, it reads the same; whatever a document holds, no word of it goes lost."""

import re
import textwrap
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.outlines import KINDS, MEANINGS, tell_kind
from actions.outlines.wrapping import UNSURE_END
from priorities.documents import Cell, Document, DocumentError, Notice, Paragraph, Row, Table
from tests.unit.actions.outlines.making import ROUND, sections, strategy, text, told, update

pytestmark = pytest.mark.reading

BULLETS = ("•", "-", "–", "*", "o", "·", "▪", "✓", "➢", "●", "", "1.", "1)", "(1)", "(a)", "a)", "i.")
BREAKS = ("\n", "\r\n", "\r")
VERBS = "train publish review recruit open agree write visit share embed strengthen develop".split()
WORDS = (
    "schools families nurses SENCOs therapists every each local young people the with for and of to in plans reviews Ofsted guide "
    "ordinary provision early help parent carers that are clear, timely and kind by Year 9 transport co-produced"
).split()
AIMS = (
    "Children are ready for each change in their lives, and so are the people who work with them",
    "Help comes when it is first needed.",
    "Families know where to turn",
)
TITLES = ("Early help", "Moving on", "Plans", "The Local Offer", "Being heard")
LABELS = {
    "wanted": ("What we wanted", "What we want:"),
    "will_do": ("What we will do", "What we are going to do:"),
    "done": ("What we have done so far:", "What we did", "What have we done?"),
    "now": ("Where are we now", "Where we are now:"),
    "difference": ("The difference this makes:", "The difference it made", "What difference has this made?"),
    "will_see": ("What we will see", "What you will see:"),
    "expected_difference": (
        "The difference this will make",
        "The difference this WILL make:",
        "What will be different",
    ),
    "to_develop": ("What we need to develop:", "What we still need to improve"),
    "next_steps": ("Next steps:", "Priority 2024-25", "Our next steps"),
}


@st.composite
def point(draw, first=VERBS):
    words = [draw(st.sampled_from(first)), *draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=24))]
    return " ".join([*words, "families"]) + draw(st.sampled_from(("", ".")))


def marks(bullet, count):
    numbers = {
        "1": [str(at) for at in range(1, count + 1)],
        "a": "abcdefghijk",
        "i": "i ii iii iv v vi vii viii ix x".split(),
    }
    for at in range(count):
        yield re.sub(r"[1ai](?=[.)])", lambda found, at=at: numbers[found[0]][at], bullet)


def listed(points, bullet, width):
    """The points of a list with their marks; without marks, a blank line stands between them."""
    for mark, words in zip(marks(bullet, len(points)), points, strict=True):
        begin = f"  {mark} " if mark else ""
        yield from textwrap.wrap(begin + words, width, subsequent_indent=" " * len(begin), break_on_hyphens=False)
        if not mark:
            yield ""


@st.composite
def layouts(draw):
    return (
        draw(st.sampled_from(BULLETS)),
        draw(st.sampled_from((46, 60, 72, 90, 120, 2000))),
        draw(st.sampled_from(BREAKS)),
    )


points = st.lists(point(), min_size=1, max_size=6, unique=True)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(AIMS), points), min_size=1, max_size=5), points, layouts(), st.booleans())
def test_a_strategy_reads_the_same_with_any_bullets_margins_and_line_ends(promised, core, layout, numbered):
    bullet, width, line_break = layout
    # Without bullets nothing parts a point that is broken at the margin from the next: the reader warns of those.
    width = width if bullet else 2000
    lines = ["Our strategy", ""]
    expected = []
    for at, (aim, commitments) in enumerate(promised, start=1):
        number = str(at) if numbered else None
        expected.append((number, TITLES[at - 1], aim, commitments))
        lines += [f"Priority {at}: {TITLES[at - 1]}" if numbered else f"Priority - {TITLES[at - 1]}:", ""]
        lines += [*textwrap.wrap(aim, width), "", "We will:", "", *listed(commitments, bullet, width), ""]
    lines += ["Our core commitments:", "", *listed(core, bullet, width)]
    reading = strategy(text(line_break.join(lines)))
    assert told(reading) == (expected, core)
    assert not bullet or {item.message for item in reading.all_problems()} <= {UNSURE_END}
    assert reading.title == "Our strategy"
    assert [row.text for row in reading.skipped] == [
        "Our strategy",
        *["We will:"] * len(promised),
        "Our core commitments:",
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), layouts())
def test_an_update_reads_the_same_with_any_labels_bullets_margins_and_line_ends(data, layout):
    bullet, width, line_break = layout
    lines, expected = [], []
    for at in range(1, data.draw(st.integers(1, 3)) + 1):
        meanings = data.draw(st.lists(st.sampled_from(MEANINGS), min_size=1, unique=True))
        lines += ["", *textwrap.wrap(f"Recommendation {at} - {AIMS[at - 1]}", width)]
        said, labels = {}, {}
        for meaning in meanings:
            label = data.draw(st.sampled_from(LABELS[meaning]))
            said[meaning] = data.draw(
                st.lists(point(("Trained", "Published", "Reviewed")), min_size=1, max_size=4, unique=True)
            )
            labels[meaning] = label.rstrip(":")
            lines += [label, *listed(said[meaning], bullet, width)]
        expected.append((str(at), AIMS[at - 1], said, labels))
    reading = update(text(line_break.join(lines)))
    assert [(one.number, one.official_words, sections(one), one.labels) for one in reading.recommendations] == expected
    assert reading.skipped == []
    assert reading.as_json()["round"] == ROUND


SNIPPETS = st.one_of(
    st.sampled_from(
        (
            "We will:", "We will", "What we will do", "Priority 1: Early help", "Priority 2", "Theme 2 Moving on", "Our aim", "Aim: calm",
            "Core commitments", "5 core commitments:", "1. train staff", "2) open hubs", "(a) listen", "• one • two", "1. one 2. two 3. three",
            "Recommendation 1 - Leaders act", "Recommendation 2", "What we have done so far:", "The difference this makes", "Next steps: go on",
            "The difference this will make", "Impact", "Governance", "What nobody knows:", "167", "-", "•", "1.", "---", "Page 3 of 9",
            "Early help ........ 4", "ensure that families", "and so it goes on", "We will publish a guide.", "Last updated: 14 October 2025",
            "In October 2023, parent carers voted", "Jan 2024", "July 2024", "Share this with family and friends", "Our next steps – open", "�", "Ш",
            "Lead: Head of SEND", "By when", "Commitment 2: listen", "Ambition: all are heard", "i.", "iv) go", "Early help (continued)",
        )
    ),
    st.text(max_size=30),
    point(),
)  # fmt: skip
paragraphs = st.builds(
    Paragraph,
    st.integers(1, 40).map(lambda at: f"line {at}"),
    st.lists(SNIPPETS, min_size=1, max_size=3).map("\n".join),
    level=st.none() | st.none() | st.integers(0, 9),
    bullet=st.booleans(),
    doubt=st.none() | st.just("Tracked changes here are not settled."),
    bold=st.booleans(),
)


@st.composite
def tables(draw):
    rows = []
    for at in range(draw(st.integers(1, 5))):
        cells, column = [], 0
        for _ in range(draw(st.integers(1, 4))):
            wide = draw(st.integers(1, 2))
            cells.append(Cell(draw(SNIPPETS), column, wide, draw(st.booleans()) and at > 0))
            column += wide
        rows.append(Row(f"table 1, row {at + 1}", tuple(cells)))
    return Table("table 1", None, tuple(rows))


documents = st.builds(
    Document,
    st.sampled_from(("txt", "docx", "xlsx", "csv")),
    st.lists(st.one_of(paragraphs, paragraphs, paragraphs, tables()), max_size=14).map(tuple),
    st.lists(
        st.builds(
            Notice,
            st.just("paragraph 1"),
            st.sampled_from(("comment", "header", "picture")),
            SNIPPETS,
            st.just("Beside."),
        ),
        max_size=2,
    ).map(tuple),
)


def letters(texts):
    return Counter(letter for words in texts for letter in words if letter.isalnum())


def all_words(document):
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row.cells if not cell.continues)


def accounted(reading):
    """The words of a reading's rows, without those of notices and of cells that repeat what stands above."""
    return [row.text for row in reading.rows if not (row.reason or "").startswith(("Beside.", "a cell that goes on"))]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(documents)
def test_whatever_a_document_holds_is_read_or_skipped_and_nothing_raises(document):
    for read in (strategy, update):
        try:
            reading = read(document)
        except DocumentError:
            continue
        assert letters(accounted(reading)) == letters(all_words(document))
        plain = reading.as_json()
        assert plain["rows"]["read"] == plain["rows"]["imported"] + len(plain["rows"]["skipped"])
        assert all(item["reason"] for item in plain["rows"]["skipped"])
    guess = tell_kind(document)
    assert guess.kind in (*KINDS, None)
    assert guess.why.endswith(".")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_every_point_stands_in_the_document_and_reading_twice_says_the_same(document):
    for read in (strategy, update):
        try:
            reading = read(document)
        except DocumentError:
            continue
        assert read(document).as_json() == reading.as_json()
        if read is strategy:
            found = [*(words for item in reading.priorities for words in item.commitments), *reading.core_commitments]
        else:
            found = [words for item in reading.recommendations for words in item.points()]
        rows = "".join(letter for row in reading.rows for letter in row.text if letter.isalnum())
        for one in found:
            assert "".join(letter for letter in one.words if letter.isalnum()) in rows
