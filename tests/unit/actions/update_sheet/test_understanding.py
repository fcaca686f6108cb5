"""What a row's words mean, and the sentence about what they do not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.status import Status
from actions.update_sheet import FILLED_IN, understand
from actions.update_sheet.reading import RawCell
from tests.unit.actions.update_sheet.making import PLACE, row

UPDATE = {"status": "On track", "done": "Trained."}


def sentences(cells) -> list[str]:
    return [problem.words for problem in understand(row(cells)).problems]


def test_a_whole_row_is_understood_cell_by_cell():
    said = understand(
        row(
            {
                "status": "  COMPLETE and  embedded ",
                "done": "Trained.",
                "next_step_on": "2 mar 2026",
                "evidence_on": RawCell("02/03/26", "2026-03-02"),
                "evidence_url": "www.example.org/report",
                "new_timescale": "by March 2027",
                "new_timescale_reason": "More schools.",
                "new_timescale_agreed_by": "SEND board",
                "new_timescale_agreed_on": "2/3/2026",
            }
        )
    )
    assert said.problems == []
    assert said.columns == {
        "status": "embedded",
        "done": "Trained.",
        "next_step_on": date(2026, 3, 2),
        "evidence_on": date(2026, 3, 2),
        "evidence_url": "https://www.example.org/report",
        "new_timescale": "by March 2027",
        "new_timescale_reason": "More schools.",
        "new_timescale_agreed_by": "SEND board",
        "new_timescale_agreed_on": date(2026, 3, 2),
    }
    assert said.shown[:3] == [
        ("Status", "  COMPLETE and  embedded ", "Complete and embedded"),
        ("What we have done", "Trained.", "As written"),
        ("Date of the next step", "2 mar 2026", "2 March 2026"),
    ]
    assert ("New due date", "by March 2027", "Due end of March 2027") in said.shown


@pytest.mark.parametrize("label", [status.label for status in Status])
def test_every_status_of_the_list_is_understood(label):
    said = understand(row({"status": label, "done": "x"}))
    assert Status(said.columns["status"]).label == label


def test_no_rating_is_a_choice_and_no_status():
    said = understand(row({"status": "No rating", "done": "Trained."}))
    assert (said.problems, said.columns, said.rated) == ([], {"done": "Trained."}, True)


@pytest.mark.parametrize("yes", ["yes", "Yes", "Y", "TRUE", " x "])
def test_no_change_is_said_with_a_yes(yes):
    said = understand(row({"no_change": yes}))
    assert (said.no_change, said.problems, said.is_blank) == (True, [], False)


@pytest.mark.parametrize("no", ["–", "-", "no", "N"])
def test_a_dash_under_no_change_says_nothing(no):
    said = understand(row({"no_change": no}))
    assert (said.no_change, said.problems, said.is_blank) == (False, [], True)


AT = f"{PLACE}, column"
MOVED = {**UPDATE, "new_timescale": "by March 2027"}


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"no_change": "maybe"}, [f"{AT} 'No change?': 'maybe' is neither yes nor –; choose one of the two, or leave it empty."]),
        (
            {"no_change": "yes", "done": "Trained."},
            [f"{AT} 'No change?': 'yes' says that nothing changed, and the row says more; empty one of the two."],
        ),
        (
            {"status": "Amber", "done": "x"},
            [
                f"{AT} 'Status': 'Amber' is no status of the list; choose one of Not started, On track, At risk, "
                "Off track, Complete, Complete and embedded, Stopped or No rating."
            ],
        ),
        ({"done": "Trained."}, [f"{AT} 'Status': nothing is chosen; choose one from the list, 'No rating' among them."]),
        ({"status": "On track"}, [f"{AT} 'What we have done': nothing is written; write what you have done, or what kept you from it."]),
        ({**UPDATE, "evidence_on": "31/2/2026"}, [f"{AT} 'Date of the evidence': '31/2/2026' is no day of the calendar: February 2026 has 28 days."]),
        ({**UPDATE, "next_step_on": "46083"}, [f"{AT} 'Date of the next step': '46083' is a number and no day; write it as 2 3 2026 or 2 March 2026."]),
        ({**UPDATE, "next_step_on": "2 3 26"}, [f"{AT} 'Date of the next step': '2 3 26' has the year 26; write all four figures, such as 2 3 2026 or 2 March 2026."]),
        (
            {**UPDATE, "evidence_url": "javascript:alert(1)"},
            [f"{AT} 'Evidence link': 'javascript:alert(1)' is no address of a page; write the whole of it, such as https://www.example.org/page."],
        ),
        ({**UPDATE, "evidence_url": "a report"}, [f"{AT} 'Evidence link': 'a report' is no address of a page; write the whole of it, such as https://www.example.org/page."]),
        ({**MOVED, "new_timescale": "soon"}, None),
        ({**MOVED, "new_timescale": "ongoing"}, None),
        (
            MOVED,
            [
                f"{AT} 'Why it changes': nothing is written; a changed due date needs its reason, which the public reads.",
                f"{AT} 'Who agreed it': nothing is written; a changed due date needs the role or board that agreed it.",
                f"{AT} 'Agreed on': nothing is written; a changed due date needs the day on which it was agreed.",
            ],
        ),
        (
            {**UPDATE, "new_timescale_reason": "Late."},
            [f"{AT} 'New due date': nothing is written; write the new due date, or empty what explains it."],
        ),
        ({**UPDATE, "new_timescale_agreed_by": "x" * 301}, [f"{AT} 'Who agreed it': '{'x' * 59}…' has 301 characters and 300 fit; shorten it."]),
        (
            {**UPDATE, "difference": RawCell("", None, "The cell at K2 holds a formula whose result is not stored in the file.")},
            [f"{AT} 'The difference it made': The cell at K2 holds a formula whose result is not stored in the file. Type the words themselves."],
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_place_value_and_remedy(cells, says):
    found = sentences(cells)
    if says is None:
        (sentence,) = found
        assert sentence.startswith(f"{AT} 'New due date': '{cells['new_timescale']}' ")
    else:
        assert found == says


def test_a_new_due_date_that_is_a_real_day_or_figures_is_said_in_words():
    for cell in (RawCell("31/03/2027", "2027-03-31"), RawCell("31 3 2027"), RawCell("31/3/2027")):
        said = understand(row({**UPDATE, "new_timescale": cell}))
        assert said.columns["new_timescale"] == "31 March 2027", cell


def test_an_empty_row_says_nothing():
    said = understand(row({"number": "1", "plain_words": "Train staff."}))
    assert (said.is_blank, said.problems, said.shown) == (True, [], [])


@given(
    st.dictionaries(
        st.sampled_from([column.key for column in FILLED_IN]),
        st.builds(
            RawCell,
            st.text(max_size=30) | st.sampled_from(["yes", "On track", "2 3 2026", "by May 2027", "example.org"]),
            st.none() | st.dates().map(date.isoformat),
            st.none() | st.just("A doubt."),
        ).filter(lambda cell: cell.text or cell.doubt),
    )
)
def test_every_filled_cell_is_shown_and_understood_or_has_a_sentence(cells):
    said = understand(row(cells))
    assert [heading for heading, _, _ in said.shown] == [c.heading for c in FILLED_IN if c.key in cells]
    not_understood = {heading for heading, _, words in said.shown if not words}
    assert not_understood <= {problem.column for problem in said.problems}
    assert all(problem.words.startswith(PLACE) and problem.words.endswith(".") for problem in said.problems)
