"""The published action plan of 2013, with all its damage, where the shared documents are at hand."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

SEED = Path(__file__).resolve().parents[4] / "shared" / "seeds" / "sen-strategy-action-plan-2013.txt"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SEED.exists(), reason="the shared documents are not beside this project"),
]


@pytest.fixture
def reading() -> dict:
    out = StringIO()
    call_command("import_document", str(SEED), "--kind", "action-plan", "--plan", "seed", "--json", stdout=out)
    return json.loads(out.getvalue())


def action(reading: dict, reference: str | None) -> dict:
    [found] = [item for item in reading["actions"] if item["reference"] == reference]
    return found


def test_every_priority_and_action_is_there(reading):
    assert [item["number"] for item in reading["priorities"]] == ["1", "2", "3", "4", "5"]
    of_each = [sum(1 for item in reading["actions"] if item["priority"] == number) for number in "12345"]
    assert of_each == [3, 4, 8, 6, 6]
    assert sum(1 for item in reading["actions"] if item["reference"]) == 26


def test_the_row_without_a_number_is_there_and_reported(reading):
    lost = action(reading, None)
    assert reading["actions"].index(lost) == 2
    assert lost["place"] == "line 11"
    assert {"reference", "official_words", "leads", "timescale"} <= {item["field"] for item in lost["problems"]}


def test_the_row_over_fifteen_lines_is_whole_and_reported(reading):
    wrapped = action(reading, "2.4")
    assert wrapped["place"] == "lines 23 to 37"
    assert wrapped["leads"] == [
        "Early Years Team leader",
        "SEN Adviser",
        "Speech and Language Therapists",
        "Early Years advisers",
        "Speech and Language outreach service",
    ]
    assert wrapped["timescale"]["due"] == "2014-09-30"
    assert wrapped["official_words"].endswith("training for staff.")
    assert wrapped["progress"].endswith("twice a year.")
    assert "This row was spread over 15 lines, put together here: check its words." in [
        item["message"] for item in wrapped["problems"]
    ]


def test_the_row_that_lost_a_column_is_whole_and_reported(reading):
    short = action(reading, "5.6")
    assert short["outcome"] == ""
    assert short["official_words"].endswith("extending their choice and control.")
    assert short["progress"].endswith("is underway.")
    assert "outcome" in {item["field"] for item in short["problems"]}


def test_the_four_damaged_leads_are_reported_and_their_rest_is_kept(reading):
    damaged = [
        item
        for item in reading["actions"]
        if any(
            "could not be read" in problem["message"] and problem["field"] == "leads" for problem in item["problems"]
        )
    ]
    assert [item["reference"] for item in damaged] == [None, "2.4", "3.5", "5.6"]
    assert [item["leads"] for item in damaged if item["reference"] != "2.4"] == [
        ["Manager SEN and Inclusion", "Group Manager Children with Disabilities"],
        ["Manager SEN and Inclusion", "Executive Headteacher Seabrook College"],
        ["Manager SEN and Inclusion", "Health Commissioner"],
    ]


def test_a_date_with_a_recurrence_is_both(reading):
    timescale = action(reading, "5.5")["timescale"]
    assert (timescale["due"], timescale["recurrence"], timescale["problem"]) == ("2014-01-31", "yearly", None)


@pytest.mark.parametrize("reference", [None, "4.5", "4.6", "5.6"])
def test_debris_and_blanks_are_no_date(reading, reference):
    timescale = action(reading, reference)["timescale"]
    assert timescale["due"] is None
    assert timescale["problem"]


def test_every_word_of_the_document_is_somewhere(reading):
    def words(text: str) -> set[str]:
        return {word.lower() for word in re.findall(r"\w+", text)}

    kept = json.dumps(reading, ensure_ascii=False).replace("\\n", " ").replace('\\"', " ")
    assert words(SEED.read_text(encoding="utf-8")) - words(kept) == set()
