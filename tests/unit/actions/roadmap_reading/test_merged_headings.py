"""Headings merged on one line, as columns of a page come out of a PDF: an invented twin of the published roadmap, and itself."""

from pathlib import Path

import pytest

from actions.roadmap_reading import read_roadmap
from priorities.documents import LIMITS
from priorities.documents.child import read
from tests.unit.actions.roadmap_reading.making import of_text, said, shape, skipped

SEED = Path(__file__).resolve().parents[5] / "shared" / "seeds" / "oxfordshire-transformation-roadmap.txt"
PERIODS = [
    ("Jan 2024", "2024-01-01", "2024-01-31", 7),
    ("April 2024", "2024-04-01", "2024-04-30", 10),
    ("July 2024", "2024-07-01", "2024-07-31", 12),
    ("Oct 2024", "2024-10-01", "2024-10-31", 8),
    ("Jan 2025", "2025-01-01", "2025-01-31", 7),
    ("April 2025", "2025-04-01", "2025-04-30", 8),
]

TWIN = """## Marlshire SEND

## **Roadmap for change**

Published June 2031


## **Roadmap for change**

- This roadmap shows the main steps of our programme. It covers March 2031 to June 2032. It answers the area inspection of May 2030.
- It also helps us prepare for the monitoring visit expected around April 2032.
- It is a summary and does not list every task. It holds almost all promises of our action plan.
- We will review it quarterly.

Mar 2031 June 2031

Sept 2031

- Charter of working together agreed.
- Marlshire Talks.
- Hollow Lane School opened.

- Families Day event 2031.
- Parent survey.
- Phased rewrite of web pages, with the first part completed.
- Ongoing sensory pathway pilot.

- Marlshire Talks.
- Early years strategy

48

## Roadmap for change (part 2)

Dec 2031

Mar 2032 June 2032

- Improved letters to families.
- Joint plans are to be agreed.

- Marlshire Talks events
- Planned opening of the Weir Street resource base.

- Families Day 2032.
"""


def test_headings_go_with_lists_by_order():
    reading = of_text(TWIN)
    assert shape(reading) == [
        (
            "Mar 2031",
            "2031-03-01",
            "2031-03-31",
            ["Charter of working together agreed.", "Marlshire Talks.", "Hollow Lane School opened."],
        ),
        (
            "June 2031",
            "2031-06-01",
            "2031-06-30",
            [
                "Families Day event 2031.",
                "Parent survey.",
                "Phased rewrite of web pages, with the first part completed.",
                "Ongoing sensory pathway pilot.",
            ],
        ),
        ("Sept 2031", "2031-09-01", "2031-09-30", ["Marlshire Talks.", "Early years strategy"]),
        (
            "Dec 2031",
            "2031-12-01",
            "2031-12-31",
            ["Improved letters to families.", "Joint plans are to be agreed."],
        ),
        (
            "Mar 2032",
            "2032-03-01",
            "2032-03-31",
            ["Marlshire Talks events", "Planned opening of the Weir Street resource base."],
        ),
        ("June 2032", "2032-06-01", "2032-06-30", ["Families Day 2032."]),
    ]


def test_each_merged_line_is_a_problem_that_says_what_was_assumed():
    assert said(of_text(TWIN)) == [
        (
            "line 15",
            "label",
            "2 headings are merged on this line. The 3 headings and 3 lists here were matched by order: 'Mar 2031' with 3 "
            "from line 19 on, 'June 2031' with 4 from line 23 on, 'Sept 2031' with 2 from line 28 on. Put each heading right "
            "above its own list and import the file again if that is wrong.",
        ),
        (
            "line 37",
            "label",
            "2 headings are merged on this line. The 3 headings and 3 lists here were matched by order: 'Dec 2031' with 2 "
            "from line 39 on, 'Mar 2032' with 2 from line 42 on, 'June 2032' with 1 from line 45 on. Put each heading right "
            "above its own list and import the file again if that is wrong.",
        ),
    ]


def test_page_numbers_and_titles_are_skipped_with_a_reason():
    title = "A title or heading that names no month, quarter or term."
    reading = of_text(TWIN)
    assert skipped(reading) == [
        ("line 1", "Marlshire SEND", title),
        ("line 8", "Roadmap for change", title),
        ("line 31", "48", "A page number."),
        ("line 33", "Roadmap for change (part 2)", title),
    ]
    assert len(reading.rows) == sum(1 for line in TWIN.splitlines() if line.strip())


def test_what_the_roadmap_says_of_itself():
    data = of_text(TWIN).as_json()
    assert data["title"] == "Roadmap for change"
    assert data["published"] == {"words": "June 2031", "day": "2031-06-30", "precision": "month", "place": "line 5"}
    assert data["covers"] == {
        "words": "March 2031 to June 2032",
        "place": "line 10",
        "start": "2031-03-01",
        "end": "2032-06-30",
    }
    assert data["answers"] == {"words": "It answers the area inspection of May 2030.", "place": "line 10"}
    assert data["prepares_for"] == {
        "words": "It also helps us prepare for the monitoring visit expected around April 2032.",
        "place": "line 11",
        "when": "around April 2032",
        "month": "2032-04",
    }
    assert data["review"] == {"words": "We will review it quarterly.", "place": "line 13", "recurrence": "quarterly"}
    assert data["limits"] == [
        {"words": "It is a summary and does not list every task.", "place": "line 12"},
        {"words": "It holds almost all promises of our action plan.", "place": "line 12"},
    ]
    assert [item["place"] for item in data["about"]] == ["line 5", "line 10", "line 11", "line 12", "line 13"]


def test_what_milestones_say_of_themselves():
    found = [
        (
            milestone.words.split()[0],
            milestone.type,
            milestone.repeats,
            milestone.ongoing,
            milestone.planned,
            milestone.said_done,
        )
        for milestone in of_text(TWIN).milestones
    ]
    assert found == [
        ("Charter", "product", "", False, False, True),
        ("Marlshire", "event", "marlshire-talks", False, False, False),
        ("Hollow", "service", "", False, False, True),
        ("Families", "event", "families-day", False, False, False),
        ("Parent", "event", "", False, False, False),
        ("Phased", "", "", False, False, False),
        ("Ongoing", "service", "", True, False, False),
        ("Marlshire", "event", "marlshire-talks", False, False, False),
        ("Early", "product", "", False, False, False),
        ("Improved", "change", "", False, False, False),
        ("Joint", "", "", False, True, False),
        ("Marlshire", "event", "marlshire-talks", False, False, False),
        ("Planned", "service", "", False, True, False),
        ("Families", "event", "families-day", False, False, False),
    ]


@pytest.mark.parametrize(
    ("lost", "periods"),
    [
        ("Sept 2031\n\n", [("Mar 2031", 0), ("June 2031", 0)]),
        ("- Marlshire Talks.\n- Early years strategy\n", [("Mar 2031", 0), ("June 2031", 0), ("Sept 2031", 0)]),
    ],
)
def test_where_headings_and_lists_differ_nothing_is_guessed(lost, periods):
    assert TWIN.count(lost) == 1
    reading = of_text(TWIN.replace(lost, ""))
    found = [(period.label, len(period.milestones)) for period in reading.periods]
    assert found[: len(periods)] == periods
    assert found[-1] == ("", 9 - (0 if "Sept" in lost else 2))
    assert (reading.periods[-1].start, reading.periods[-1].end) == (None, None)
    lists = 3 if "Sept" in lost else 2
    told = [message for _, _, message in said(reading) if "so nobody can tell" in message]
    assert told == [
        f"{len(periods)} headings stand above {lists} lists, so nobody can tell which list is whose: the lines from line "
        f"{17 if 'Sept' in lost else 19} on were put under no period. Put each heading right above its own list and import "
        "the file again."
    ]


def test_a_page_that_breaks_a_list_parts_no_lists():
    reading = of_text("Jan 2031 April 2031\n\n- One\n- Two\n\n12\n\n- Three\n\n- Four\n- Five\n")
    assert [(period.label, len(period.milestones)) for period in reading.periods] == [
        ("Jan 2031", 3),
        ("April 2031", 2),
    ]


@pytest.mark.skipif(not SEED.is_file(), reason="The source documents are not here; the twin above holds their shape.")
def test_the_published_roadmap():
    reading = read_roadmap(read(SEED.read_bytes(), SEED.name, LIMITS))
    data = reading.as_json()
    assert [
        (period["label"], period["start"], period["end"], len(period["milestones"])) for period in data["periods"]
    ] == PERIODS
    assert [(item["place"], item["field"], item["value"]) for item in data["problems"]] == [
        ("line 29", "label", "Jan 2024 April 2024"),
        ("line 71", "label", "Jan 2025 April 2025"),
    ]
    assert [(row["place"], row["text"]) for row in data["rows"]["skipped"] if row["reason"] == "A page number."] == [
        ("line 65", "167")
    ]
    assert (data["rows"]["read"], data["rows"]["imported"]) == (67, 63)
    assert data["published"]["day"] == "2024-05-31"
    assert data["published"]["precision"] == "month"
    assert (data["covers"]["start"], data["covers"]["end"]) == ("2024-01-01", "2025-04-30")
    assert data["answers"]["place"] == "line 23"
    assert (data["prepares_for"]["when"], data["prepares_for"]["month"]) == ("around February 2025", "2025-02")
    assert data["review"]["recurrence"] == "quarterly"
    assert [item["place"] for item in data["limits"]] == ["line 25", "line 25"]
    repeats = {}
    for period in data["periods"]:
        for milestone in period["milestones"]:
            if milestone["repeats"]:
                repeats.setdefault(milestone["repeats"], []).append(period["label"])
    assert repeats == {
        "send-oxfordshire-conversations": ["Jan 2024", "July 2024", "Jan 2025", "April 2025"],
        "better-together": ["April 2024", "April 2025"],
        "send-live-conference": ["April 2024", "April 2025"],
    }
    assert [m["place"] for p in data["periods"] for m in p["milestones"] if m["planned"]] == ["line 88", "line 97"]
    assert [m["place"] for p in data["periods"] for m in p["milestones"] if m["ongoing"]] == ["line 46", "line 47"]
    ended = [m["place"] for p in data["periods"] for m in p["milestones"] if m["said_done"]]
    assert ended == ["line 33", "line 34", "line 36", "line 38", "line 39", "line 48", "line 49"]
