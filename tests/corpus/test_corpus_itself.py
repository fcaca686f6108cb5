"""The corpus checks itself: its plans hold the words that they expect, and the scorer sees what it should."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.expect import (
    Action,
    Colour,
    Doubtful,
    Expected,
    Near,
    OneOf,
    Redacted,
    Roles,
    Text,
    Warned,
    folded,
    judge,
    texts_of,
    words,
)
from tests.corpus.plan import Plan
from tests.corpus.plans import PLANS
from tests.corpus.score import score

FIELDS = ("reference", "priority", "official_words", "outcome", "leads", "rating", "status", "progress")


def plain(value: Any) -> tuple[Any, bool]:
    """A JSON value that the expectation accepts, and whether it must come with a problem."""
    match value:
        case OneOf(options=(first, *_)):
            return plain(first)
        case Warned(value=inner) | Doubtful(value=inner):
            return plain(inner)[0], True
        case Text(required=parts):
            return "\n".join(parts) or None, False
        case Roles(roles=roles, agencies=agencies):
            return [*roles, *agencies], False
        case Near(day=day):
            return day, False
        case Colour(name=name):
            return name, False
        case Redacted(full=full):
            return full, False
    return value, False


def perfect(expected: Expected) -> dict[str, Any]:
    """The answer of a perfect reader: the expected values, and every source text in a skipped row."""
    numbers = {p.title: str(i) for i, p in enumerate(expected.priorities, start=1) if p.number is None}
    actions = []
    for index, want in enumerate(expected.actions, start=1):
        row: dict[str, Any] = {"place": f"row {index}", "problems": []}
        for name in FIELDS:
            row[name], warned = plain(getattr(want, name))
            if warned:
                row["problems"].append({"place": row["place"], "field": name, "value": "", "message": "Unsure."})
        row["priority"] = numbers.get(row["priority"], row["priority"])
        row["timescale"] = {
            "raw": plain(want.raw)[0],
            "start": plain(want.start)[0],
            "due": plain(want.due)[0],
        }
        unsure = plain(want.due)[1] or plain(want.raw)[1]
        row["timescale"]["problem"] = "No date can be read." if unsure else None
        actions.append(row)
    priorities = [
        {"number": numbers.get(p.title, p.number), "title": p.title, "official_words": p.aim}
        for p in expected.priorities
        if p.needed
    ]
    skipped = [{"place": "", "text": text, "reason": "kept"} for text in expected.source]
    problems = [{"place": "", "field": None, "value": "", "message": " ".join(r[0] for r in expected.reports)}]
    return {
        "kind": "action-plan",
        "priorities": priorities,
        "actions": actions,
        "problems": problems,
        "rows": {"read": len(actions) + len(skipped), "imported": len(actions), "skipped": skipped},
    }


def first_plain(field: str) -> tuple[Plan, int]:
    """A plan and the index of an action in it whose `field` is expected exactly and is not empty."""
    for plan in PLANS:
        for index, action in enumerate(plan.expected.actions):
            if isinstance(getattr(action, field), (str, list)) and getattr(action, field):
                return plan, index
    raise AssertionError(field)


def test_there_are_enough_plans_in_every_format() -> None:
    formats = [Path(plan.filename).suffix for plan in PLANS]
    assert len(PLANS) >= 36
    assert len({plan.name for plan in PLANS}) == len(PLANS)
    assert {
        suffix: formats.count(suffix) >= 2 for suffix in (".txt", ".tsv", ".csv", ".xlsx", ".docx")
    } == dict.fromkeys((".txt", ".tsv", ".csv", ".xlsx", ".docx"), True)
    assert all(8 <= len(plan.expected.actions) <= 40 for plan in PLANS)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_every_expected_text_stands_in_the_plan(plan: Plan) -> None:
    known = set(words(" ".join(plan.expected.source)))
    missing = []
    for action in plan.expected.actions:
        for field in ("official_words", "outcome", "leads", "raw", "progress"):
            value = getattr(action, field)
            if isinstance(value, OneOf) and None in value.options:
                continue
            missing += [(field, word) for text in texts_of(value) for word in words(text) if word not in known]
    for priority in plan.expected.priorities:
        missing += [("title", word) for word in words(f"{priority.title} {priority.aim}") if word not in known]
    assert missing == []


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_a_perfect_answer_is_right(plan: Plan, tmp_path: Path) -> None:
    assert plan.write(tmp_path).stat().st_size > 0
    result = score(plan.expected, perfect(plan.expected), plan.name)
    assert (result.silent, result.differences, result.share) == ([], [], 1.0)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("official_words", "Something else that nobody promised"),
        ("outcome", "A different end"),
        ("leads", ["Someone else"]),
        ("reference", "99.9"),
        ("priority", "7"),
        ("status", "stopped"),
        ("rating", "Pink"),
        ("progress", "All is well"),
    ],
)
def test_a_wrong_value_is_silent_without_a_warning_and_warned_with_one(field: str, wrong: Any) -> None:
    plan, index = first_plain(field)
    answer = perfect(plan.expected)
    answer["actions"][index][field] = wrong
    result = score(plan.expected, answer)
    assert len(result.silent) == 1
    assert f" {field}: wanted" in result.silent[0]
    answer["actions"][index]["problems"].append({"place": "x", "field": field, "value": "", "message": "Unsure."})
    result = score(plan.expected, answer)
    assert (result.silent, result.warned) == ([], 1)


def test_a_wrong_date_is_silent_and_a_problem_of_the_timescale_warns() -> None:
    plan, index = first_plain("due")
    answer = perfect(plan.expected)
    answer["actions"][index]["timescale"]["due"] = "2001-01-01"
    assert len(score(plan.expected, answer).silent) == 1
    answer["actions"][index]["timescale"]["problem"] = "Two dates are written."
    assert score(plan.expected, answer).silent == []


def test_missing_and_extra_actions_are_errors() -> None:
    plan = PLANS[0]
    answer = perfect(plan.expected)
    kept = copy.deepcopy(answer)
    del kept["actions"][4]
    kept["rows"]["skipped"] = []
    assert any("missing, and its words" in line for line in score(plan.expected, kept).silent)
    answer["actions"].append({**answer["actions"][0], "official_words": "An attendance list", "place": "row 99"})
    assert score(plan.expected, answer).silent == ["an action too many at row 99: 'An attendance list'"]


def test_a_lost_sentence_is_found_even_where_its_words_stand_elsewhere() -> None:
    expected = Expected((Action("Open a shop"),), source=("Open a shop", "the shop will open", "Open the shop later"))
    answer = {
        "actions": [{"official_words": "Open a shop", "place": "row 1"}],
        "priorities": [],
        "problems": [],
        "rows": {
            "read": 2,
            "imported": 1,
            "skipped": [{"text": "the shop will open", "reason": "a note", "place": "row 2"}],
        },
    }
    assert score(expected, answer).silent == ["words lost: 'later' of 'Open the shop later'"]


@pytest.mark.parametrize(
    ("expected", "actual", "warned", "verdict"),
    [
        ("Two  words", "Two words", False, "right"),
        (None, [], False, "right"),
        (["A", "B"], ["B", "A"], False, "silent"),
        (OneOf("a", Warned(None)), None, True, "right"),
        (OneOf("a", Warned(None)), None, False, "silent"),
        (Warned(None), None, False, "silent"),
        (Doubtful("a"), "b", True, "excused"),
        (Doubtful("a"), "a", False, "silent"),
        (Near("2025-04-30", 40), "2025-04-04", False, "right"),
        (Near("2025-04-30", 40), "2025-01-31", False, "silent"),
        (Text(("one two", "three"), ("Label",)), "Label: one two; three", False, "right"),
        (Text(("one two",)), "one two more", False, "silent"),
        (Roles(("Head", "Nurse"), ("ICB",)), ["Head", "ICB", "Nurse"], False, "right"),
        (Roles(("Head", "Nurse"), agencies=("ICB",)), ["Head", "Nurse (ICB)"], False, "right"),
        (Roles(("Head", "Nurse"), agencies=("ICB",)), ["Head", "Nurse"], False, "silent"),
        (Roles(("Head", "Nurse")), ["Head Nurse"], False, "silent"),
        (Redacted("Ask Ann Lee today", ("Ann Lee",)), "Ask [name held back] today", True, "right"),
        (Redacted("Ask Ann Lee today", ("Ann Lee",)), "Ask [name held back]", False, "silent"),
        (Colour("amber"), "Amber and red", False, "silent"),
        (Colour("amber"), "Amber fill", False, "right"),
    ],
)
def test_judge(expected: Any, actual: Any, warned: bool, verdict: str) -> None:
    assert judge(expected, actual, warned) == verdict


def test_folding() -> None:
    assert folded(" a\u00a0 b\u00ad ") == "a b"
    assert folded(3) == "3"
    assert folded(["", "x "]) == [None, "x"]
