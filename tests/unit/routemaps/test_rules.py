"""The rules that come with sendplan, one by one against the list of statutory dates, and counted."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from routemaps.deadlines import Kind, Rule, Sense, Span, Unit, dated

ROOT = Path(__file__).parents[3]
CONTENT = tomllib.loads((ROOT / "fixtures/routemaps/rules.toml").read_text(encoding="utf-8"))
RULES = {rule["key"]: rule for rule in CONTENT["rule"]}
LISTED = ROOT.parent / "shared/design/statutory.tsv"

MEANING = {
    # key: number, unit, how it is counted, kind, whether its source was read
    "A1": (6, "weeks", "", "law", True),
    "A1x": (0, "none", "", "law", False),
    "A2": (0, "none", "", "law", True),
    "A3": (6, "weeks", "", "law", True),
    "draft-16": (16, "weeks", "", "usual practice", True),
    "A4": (16, "weeks", "", "law", False),
    "A5": (15, "days", "inclusive", "law", True),
    "A6": (15, "days", "", "guidance", False),
    "A7": (20, "weeks", "", "law", True),
    "M1": (2, "months", "", "law", True),
    "M2": (3, "working days", "", "law", False),
    "M3": (30, "days", "", "law", False),
    "M4": (3, "working days", "", "law", False),
    "T1": (2, "months", "", "law", True),
    "T2": (0, "none", "", "law", False),
    "T3": (2, "weeks", "", "law", True),
    "T4-draft": (5, "weeks", "", "law", True),
    "T4-final": (11, "weeks", "", "law", True),
    "T5-amend": (5, "weeks", "", "law", False),
    "T5-school": (2, "weeks", "", "law", False),
    "T5-again": (2, "weeks", "", "law", False),
    "T5-continue": (0, "same day", "", "law", False),
    "T6-notify": (2, "weeks", "", "law", True),
    "T6-no-plan": (10, "weeks", "", "law", True),
    "T6-plan": (14, "weeks", "", "law", True),
    "T6-amend": (5, "weeks", "", "law", True),
    "R1": (12, "months", "ends_day_before", "law", True),
    "R2": (2, "weeks", "before", "law", True),
    "R3": (2, "weeks", "before", "law", True),
    "R4": (2, "weeks", "", "law", False),
    "R5": (4, "weeks", "", "law", True),
    "R6": (15, "days", "inclusive", "law", True),
    "R7": (8, "weeks", "", "law", True),
    "R8-from": (3, "months", "from", "guidance", True),
    "R8-by": (6, "months", "", "guidance", True),
    "R9": (0, "none", "", "law", True),
    "P1": (331, "day of the year", "", "law", True),
    "P2": (215, "day of the year", "", "law", True),
    "P3": (5, "months", "before", "law", True),
    "L1": (15, "working days", "inclusive", "law", True),
    "L2": (6, "weeks", "", "law", True),
    "L3": (3, "months", "", "law", True),
    "L4": (15, "working days", "", "law", False),
    "B1": (3, "months", "", "law", False),
    "G1": (0, "none", "", "guidance", False),
    "G2-from": (24, "months", "from", "guidance", False),
    "G2-by": (36, "months", "ends_day_before", "guidance", False),
    "O1": (12, "months", "ends_day_before", "law", True),
    "O2": (0, "none", "", "law", False),
    "X1": (6, "months", "from", "law", False),
    "X2": (15, "days", "", "law", False),
    "X3": (12, "months", "", "law", False),
}


def counted(rule: dict) -> str:
    flags = [name for name in ("inclusive", "before", "ends_day_before") if rule.get(name)]
    return " ".join([*flags, *(["from"] if rule.get("sense") == "from" else [])])


@pytest.mark.parametrize("key", MEANING)
def test_each_rule_means_what_the_list_says(key):
    rule = RULES[key]
    assert (rule["number"], rule["unit"], counted(rule), rule["kind"], rule["confirmed"]) == MEANING[key]
    assert rule["statutory"] == key.partition("-")[0] if key != "draft-16" else "statutory" not in rule


def test_there_is_no_other_rule():
    assert list(RULES) == [rule["key"] for rule in CONTENT["rule"]]
    assert RULES.keys() == MEANING.keys()


@pytest.mark.skipif(not LISTED.exists(), reason="the list is not part of the project")
def test_every_number_of_the_list_has_a_rule_and_is_confirmed_only_where_its_text_was_read():
    rows = [line.split("\t") for line in LISTED.read_text(encoding="utf-8").splitlines()[1:] if line.strip()]
    assert len(rows) == 42
    assert {row[0] for row in rows} == {rule["statutory"] for rule in RULES.values() if "statutory" in rule}
    read = {row[0] for row in rows if row[7].startswith("yes")} - {"T2"}  # a lawyer signs it first
    assert {rule["statutory"] for rule in RULES.values() if rule["confirmed"] and "statutory" in rule} == read


def test_what_a_family_must_do_and_what_a_tribunal_accepts_later():
    assert {key for key, rule in RULES.items() if rule.get("family_acts")} == {"A5", "M1", "T1", "R6", "X3"}
    assert {key for key, rule in RULES.items() if rule.get("tribunal_extends")} == {"T1"}
    assert {key: rule["adviser"] for key, rule in RULES.items() if rule.get("adviser")} == {"T1": "M1"}
    assert "Nothing extends this date." in RULES["M1"]["note"]
    assert "section I of the plan) needs no certificate" in RULES["M1"]["note"]


def test_every_rule_names_its_source_and_an_event_that_is_there():
    anchors = [anchor["key"] for anchor in CONTENT["anchor"]]
    assert len(anchors) == len(set(anchors))
    for rule in RULES.values():
        assert rule["citation"].strip()
        assert rule["anchor"] in anchors
    assert {anchor["key"]: anchor["beside"] for anchor in CONTENT["anchor"] if anchor["beside"]} == {
        "certificate": "letter"
    }


def test_no_sentence_is_longer_than_25_words():
    for record in (*CONTENT["anchor"], *CONTENT["rule"]):
        for name in ("label", "what", "condition", "note", "who"):
            for sentence in re.split(r"(?<=[.?!])\s", record.get(name, "")):
                assert len(sentence.split()) <= 25, sentence


def built(rule: dict) -> Rule:
    later = rule.get("or_later")
    return Rule(
        key=rule["key"],
        what=rule["what"],
        anchor=rule["anchor"],
        span=Span(
            rule["number"],
            Unit(rule["unit"]),
            before=rule.get("before", False),
            inclusive=rule.get("inclusive", False),
            ends_day_before=rule.get("ends_day_before", False),
        ),
        kind=Kind(rule["kind"]),
        citation=rule["citation"],
        family_acts=rule.get("family_acts", False),
        sense=Sense(rule.get("sense", "by")),
        or_later=(later["anchor"], Span(later["number"], Unit(later["unit"]))) if later else None,
        adviser=rule.get("adviser", ""),
        tribunal_extends=rule.get("tribunal_extends", False),
    )


def days(**anchors: date) -> dict[str, str]:
    rows = dated([built(rule) for rule in RULES.values()], anchors)
    return {row.rule.key: row.day.isoformat() for row in rows if row.day}


@pytest.mark.parametrize(
    ("anchors", "expected"),
    [
        (
            {"request": date(2026, 3, 2)},
            {"A1": "2026-04-13", "draft-16": "2026-06-22", "A4": "2026-06-22", "A7": "2026-07-20"},
        ),
        ({"draft": date(2026, 6, 22)}, {"A5": "2026-07-06"}),
        ({"letter": date(2026, 6, 15)}, {"M1": "2026-08-14", "T1": "2026-08-14"}),
        (
            {"letter": date(2026, 10, 1), "certificate": date(2026, 11, 29)},
            {"M1": "2026-12-01", "T1": "2026-12-29"},
        ),
        ({"letter": date(2026, 12, 31)}, {"M1": "2027-02-26", "T1": "2027-02-26"}),
        (
            {"meeting": date(2026, 3, 2)},
            {"R2": "2026-02-16", "R3": "2026-02-16", "R4": "2026-03-16", "R5": "2026-03-30"},
        ),
        ({"notice": date(2026, 3, 2)}, {"R6": "2026-03-16", "R7": "2026-04-27"}),
        ({"review": date(2024, 2, 29)}, {"R8-from": "2024-05-29", "R8-by": "2024-08-29", "R1": "2025-02-28"}),
        ({"transfer": date(2027, 9, 3)}, {"P2": "2027-02-14", "P1": "2027-03-30", "P3": "2027-04-03"}),
        ({"move-known": date(2026, 3, 30)}, {"L1": "2026-04-21"}),
        (
            {"order": date(2026, 3, 2)},
            {
                "T5-continue": "2026-03-02",
                "T3": "2026-03-16",
                "T5-school": "2026-03-16",
                "T5-again": "2026-03-16",
                "T4-draft": "2026-04-06",
                "T5-amend": "2026-04-06",
                "T4-final": "2026-05-18",
            },
        ),
    ],
)
def test_the_days_that_follow(anchors, expected):
    assert days(**anchors) == expected
