"""The published documents of Southend and Oxfordshire, where they are at hand; a retelling of their shape everywhere."""

from pathlib import Path

import pytest

from actions.outlines import tell_kind
from priorities.documents import read_document
from tests.unit.actions.outlines.making import problems, sections, skipped, strategy, text, told, update

pytestmark = pytest.mark.reading

SEEDS = Path(__file__).resolve().parents[5] / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="The source documents are not here.")

RETOLD_STRATEGY = """How it happens – our promises and core commitments

Families asked for a strategy that they can check.

Priority - Moving on:

Each move between schools is planned and calm

We will:

  • visit every child who moves
  • Work with colleges on open days

Priority - The Local Offer:

Northmere's Local Offer is easy to find.

We will:

  • test each page with parents
  • print a map

The Northmere Partnership have 2 core commitments:

  1. listen to children first
  2. make the best use of money"""

RETOLD_UPDATE = """Recommendation 1 update
Recommendation 1 - Leaders act as one so that the strategy reaches every family.
What we have done so far:
- Widened the board’s membership
- Merged two reports.
The difference this makes:
- Board members see the same figures.
What we need to develop:
Teams must get better at checking their own work.
Next steps:
The plan will be reviewed with the board."""


def test_a_strategy_of_this_shape():
    reading = strategy(text(RETOLD_STRATEGY))
    assert reading.as_json() == {
        "kind": "strategy",
        "title": "How it happens – our promises and core commitments",
        "dated": None,
        "priority_word": "Priority",
        "priorities": [
            {
                "number": None,
                "title": "Moving on",
                "official_words": "Each move between schools is planned and calm",
                "commitments": [
                    {"words": "visit every child who moves", "place": "line 11"},
                    {"words": "Work with colleges on open days", "place": "line 12"},
                ],
            },
            {
                "number": None,
                "title": "The Local Offer",
                "official_words": "Northmere's Local Offer is easy to find.",
                "commitments": [
                    {"words": "test each page with parents", "place": "line 20"},
                    {"words": "print a map", "place": "line 21"},
                ],
            },
        ],
        "core_commitments": [
            {"words": "listen to children first", "place": "line 25"},
            {"words": "make the best use of money", "place": "line 26"},
        ],
        "problems": [],
        "rows": {
            "read": 15,
            "imported": 10,
            "skipped": [
                {
                    "place": "line 1",
                    "text": "How it happens – our promises and core commitments",
                    "reason": "the title of the document",
                },
                {
                    "place": "line 3",
                    "text": "Families asked for a strategy that they can check.",
                    "reason": "words outside the priorities",
                },
                {"place": "line 9", "text": "We will:", "reason": "the heading of a list of commitments"},
                {"place": "line 18", "text": "We will:", "reason": "the heading of a list of commitments"},
                {
                    "place": "line 23",
                    "text": "The Northmere Partnership have 2 core commitments:",
                    "reason": "the heading of the core commitments",
                },
            ],
        },
    }


def test_an_update_of_this_shape():
    reading = update(text(RETOLD_UPDATE))
    first = {
        "number": "1",
        "official_words": "Leaders act as one so that the strategy reaches every family.",
        "sections": {
            "done": [
                {"words": "Widened the board’s membership", "place": "line 4"},
                {"words": "Merged two reports.", "place": "line 5"},
            ],
            "difference": [{"words": "Board members see the same figures.", "place": "line 7"}],
            "to_develop": [{"words": "Teams must get better at checking their own work.", "place": "line 9"}],
            "next_steps": [{"words": "The plan will be reviewed with the board.", "place": "line 11"}],
        },
        "labels": {
            "done": "What we have done so far",
            "difference": "The difference this makes",
            "to_develop": "What we need to develop",
            "next_steps": "Next steps",
        },
        "others": [],
    }
    assert reading.as_json() == {
        "kind": "recommendation-update",
        "title": "Recommendation 1 update",
        "dated": None,
        "round": "Year two",
        "recommendation": first,
        "recommendations": [first],
        "problems": [],
        "rows": {
            "read": 11,
            "imported": 10,
            "skipped": [{"place": "line 1", "text": "Recommendation 1 update", "reason": "the title of the document"}],
        },
    }


@needs_seeds
def test_the_strategy_has_five_priorities_and_five_core_commitments():
    document = read_document(SEEDS / "send-strategy-commitments.txt")
    reading = strategy(document)
    priorities, core = told(reading)
    assert [(number, title, len(points)) for number, title, _, points in priorities] == [
        (None, "Transitions", 8),
        (None, "Early Intervention", 7),
        (None, "Good mental health and wellbeing", 7),
        (None, "Plans", 7),
        (None, "The Local Offer", 9),
    ]
    lines = {block.place: block.text for block in document.blocks}
    assert [aim for _, _, aim, _ in priorities] == [lines[f"line {n}"] for n in (9, 24, 38, 52, 66)]
    assert core == [lines[f"line {n}"].partition(" ")[2] for n in range(82, 87)]
    assert problems(reading) == []
    assert reading.people == []
    assert [(place, reason) for place, _, reason in skipped(reading)] == [
        ("line 1", "the title of the document"),
        ("line 3", "words outside the priorities"),
        ("line 5", "words outside the priorities"),
        *((f"line {n}", "the heading of a list of commitments") for n in (11, 26, 40, 54, 68)),
        ("line 80", "the heading of the core commitments"),
    ]
    assert len(reading.rows) == len(document.blocks)


@needs_seeds
def test_the_update_has_six_seven_one_and_one_points():
    document = read_document(SEEDS / "recommendation-1-update.txt")
    reading = update(document)
    (item,) = reading.recommendations
    assert item.number == "1"
    assert document.blocks[1].text == f"Recommendation 1 - {item.official_words}"
    assert {meaning: len(points) for meaning, points in item.sections.items()} == {
        "done": 6,
        "difference": 7,
        "to_develop": 1,
        "next_steps": 1,
    }
    assert [words for points in sections(item).values() for words in points] == [
        block.text for at, block in enumerate(document.blocks, start=1) if at not in (1, 2, 3, 10, 18, 20)
    ]
    assert list(item.labels.values()) == [document.blocks[at].text.rstrip(":") for at in (2, 9, 17, 19)]
    assert problems(reading) == []
    assert [(place, reason) for place, _, reason in skipped(reading)] == [("line 1", "the title of the document")]
    assert len(reading.rows) == len(document.blocks)


@needs_seeds
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("send-strategy-commitments.txt", "strategy"),
        ("recommendation-1-update.txt", "recommendation-update"),
        ("oxfordshire-transformation-roadmap.txt", "roadmap"),
        ("sen-strategy-action-plan-2013.txt", "action-plan"),
        ("routemaps-development-process.txt", "coproduction-history"),
    ],
)
def test_each_of_the_five_kinds_is_told(name, kind):
    assert tell_kind(read_document(SEEDS / name)).kind == kind
