"""However a plan's columns stand and wherever its blank rows are, no word of it goes lost and none changes its field."""

import csv
import io
import re

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.reading import read_action_plan
from priorities.documents import LIMITS
from priorities.documents.child import read

pytestmark = pytest.mark.reading

COLUMNS = {
    "Ref": ("1.1", "1.2", "1.3", "2.1", "2.2", "2.3"),
    "Action": (
        "Publish a guide to ordinary provision",
        "Train bus crews in communication needs",
        "Ask families what they think of the guide",
        "Open ten places at the resourced unit",
        "Recruit two advisers for the sensory team",
        "Agree one form for every therapy",
    ),
    "Outcome": (
        "Schools know what to try first",
        "Journeys to school are calm",
        "Families feel heard",
        "Fewer children travel far",
        "",
        "Families tell their story once",
    ),
    "Lead": ("Head of SEND", "Transport Manager", "", "Director of Education", "Sensory Team Manager", "ICB"),
    "By when": ("March 2026", "31/07/2026", "Termly", "Sept 2027", "TBC", "30 June 2026"),
    "Status": ("On track", "Complete", "Off track", "", "Not started", "At risk"),
    "Progress": (
        "A draft is with nine schools",
        "Seven operators took part",
        "",
        "The roof is on",
        "Adverts closed with six applicants",
        "Three services agreed",
    ),
    "Evidence": ("Minutes of the May board", "Register", "", "Site report", "Advert", ""),
}
FIELDS = {
    "Ref": lambda action: action.reference,
    "Action": lambda action: action.official_words,
    "Outcome": lambda action: action.outcome,
    "Lead": lambda action: " / ".join(action.leads),
    "By when": lambda action: action.timescale.raw,
    "Status": lambda action: action.rating,
    "Progress": lambda action: action.progress,
}


def as_csv(rows):
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def as_text(rows):
    return "\n".join("\t".join(row) for row in rows).encode()


def as_workbook(rows):
    book = openpyxl.Workbook()
    for at, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            if text:
                book.active.cell(at, column, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_word(rows):
    document = docx.Document()
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


WRITERS = {"txt": as_text, "csv": as_csv, "xlsx": as_workbook, "docx": as_word}


def words(text):
    return re.findall(r"\w+", text.lower())


def everything_said(reading):
    actions = [
        text
        for action in reading.actions
        for text in (*(str(field(action)) for field in FIELDS.values()), *(item.value for item in action.problems))
    ]
    aside = [f"{item.value} {item.field}" for item in reading.all_problems()]
    return {word for text in (*actions, *aside, *(row.text for row in reading.skipped)) for word in words(text)}


@pytest.mark.parametrize("form", WRITERS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(order=st.permutations(list(COLUMNS)), blanks=st.lists(st.integers(1, 6), max_size=3))
def test_columns_in_any_order_and_blank_rows_anywhere(form, order, blanks):
    rows = [list(order), *map(list, zip(*(COLUMNS[name] for name in order), strict=True))]
    for at in sorted(blanks, reverse=True):
        rows.insert(at, [""] * len(order))
    reading = read_action_plan(read(WRITERS[form](rows), f"plan.{form}", LIMITS))
    assert {word for row in rows for cell in row for word in words(cell)} <= everything_said(reading)
    assert {name: tuple(field(action) for action in reading.actions) for name, field in FIELDS.items()} == {
        name: COLUMNS[name] for name in FIELDS
    }
    assert {item.value for item in reading.all_problems() if item.field == "Evidence"} == {*COLUMNS["Evidence"]} - {""}


@pytest.mark.parametrize("form", WRITERS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    order=st.permutations(list(COLUMNS)),
    holes=st.sets(st.tuples(st.integers(1, 6), st.integers(0, 7)), max_size=12),
    notes=st.lists(
        st.tuples(
            st.integers(0, 6),
            st.integers(0, 7),
            st.sampled_from(["Priority 2: Voice", "Agreed in May", "n/a", "carried over"]),
        ),
        max_size=3,
    ),
)
def test_no_word_goes_lost_from_a_plan_with_holes_and_stray_rows(form, order, holes, notes):
    rows = [list(order), *map(list, zip(*(COLUMNS[name] for name in order), strict=True))]
    for at, column in holes:
        rows[at][column] = ""
    for at, column, text in sorted(notes, reverse=True):
        stray = [""] * len(order)
        stray[column] = text
        rows.insert(at, stray)
    reading = read_action_plan(read(WRITERS[form](rows), f"plan.{form}", LIMITS))
    titles = {
        word for item in reading.priorities for word in words(f"{item.number} {item.title} {item.official_words}")
    }
    source = {word for row in rows for cell in row for word in words(cell)}
    assert source - everything_said(reading) - titles - {"priority"} == set()
