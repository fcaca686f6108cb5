"""Two versions of a routemap compared: facts, stages, ways, dates and services; nothing for what stayed."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from routemaps.versions_compared import Changed, StageChanges, compared

STAGE: dict[str, Any] = {
    "key": "ask",
    "title": "Ask",
    "when": "Day 1",
    "what_happens": ["You ask.", "They answer."],
    "do_now": ["Write."],
    "do_not": [],
    "education": "",
    "health": "",
    "care": "",
    "family": "",
    "more": [],
    "rules": ["A1"],
    "ask": ["school"],
    "branches": [{"condition": "Yes", "to": {"title": "Plan"}}, {"condition": "It ends", "to": None}],
}
WHOLE: dict[str, Any] = {
    "title": "What happens?",
    "promise": "It says.",
    "for_whom": "Families.",
    "how_long": "20 weeks",
    "who_decides": "",
    "cost": "",
    "made_with": "",
    "not_for": [{"words": "You have a plan", "to": None}],
    "stages": [STAGE, STAGE | {"key": "plan", "title": "Plan"}, STAGE | {"key": "end", "title": "End"}],
    "rules": [{"key": "A1", "what": "An answer", "citation": "reg. 5"}, {"key": "A7", "what": "A plan", "citation": "reg. 13"}],
}  # fmt: skip

SERVICES = {"school": "Your school"}


def after(change) -> dict[str, Any]:
    payload = deepcopy(WHOLE)
    change(payload)
    return payload


def test_the_same_twice_has_no_change():
    assert compared(WHOLE, deepcopy(WHOLE), services=SERVICES) == ([], [])


def test_facts_that_changed_came_or_went():
    newer = after(lambda map: map.update(title="What now?", cost="Free", how_long="", not_for=[]))
    assert compared(WHOLE, newer, services=SERVICES) == (
        [
            Changed("Title", "What happens?", "What now?"),
            Changed("How long", "20 weeks", ""),
            Changed("What it costs", "", "Free"),
            Changed("This is not for you if", "You have a plan", ""),
        ],
        [],
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"when": ""}, Changed("When", "Day 1", "")),
        ({"what_happens": ["You ask."]}, Changed("What happens", "You ask.\nThey answer.", "You ask.")),
        (
            {"branches": [{"condition": "Yes", "to": {"title": "Draft"}}, {"condition": "It ends", "to": None}]},
            Changed("What happens next", "Yes: Plan", "Yes: Draft"),
        ),
        ({"branches": STAGE["branches"][:1]}, Changed("What happens next", "It ends: the route ends", "")),
        ({"rules": ["A1", "A7"]}, Changed("Dates", "", "A plan (reg. 13)")),
        ({"ask": ["other"]}, Changed("Who to ask", "Your school", "other")),
    ],
)
def test_what_changed_at_a_stage(change, expected):
    newer = after(lambda map: map["stages"][0].update(change))
    assert compared(WHOLE, newer, services=SERVICES) == ([], [StageChanges("Ask", "changed", (expected,))])


def test_branches_in_another_order_are_the_same():
    newer = after(lambda map: map["stages"][0]["branches"].reverse())
    assert compared(WHOLE, newer, services=SERVICES) == ([], [])


def test_stages_that_are_new_gone_or_elsewhere():
    def change(map):
        map["stages"] = [map["stages"][2], STAGE | {"key": "draft", "title": "Draft"}, map["stages"][0]]

    assert compared(WHOLE, after(change), services=SERVICES) == (
        [],
        [
            StageChanges("End", "moved"),
            StageChanges("Draft", "new"),
            StageChanges("Ask", "moved"),
            StageChanges("Plan", "gone"),
        ],
    )
