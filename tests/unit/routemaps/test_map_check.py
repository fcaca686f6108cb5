"""What forbids to publish a routemap: every mistake by itself, in a sentence that says where and what to do."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from routemaps.map_check import problems_of

STAGE = {
    "key": "ask",
    "title": "Ask",
    "what_happens": ["You ask."],
    "do_now": ["Write."],
    "ask": ["sendiass"],
    "branches": [
        {"condition": "Yes", "kind": "yes", "to": {"routemap": "", "stage": "plan", "page": "", "title": "Plan"}},
        {
            "condition": "No",
            "kind": "no",
            "to": {"routemap": "disagree", "stage": "appeal", "page": "", "title": "Appeal"},
        },
    ],
}
LAST = {
    **STAGE,
    "key": "plan",
    "title": "Plan",
    "branches": [{"condition": "It is right", "kind": "next", "to": None}],
}
RULE = {"key": "A1", "citation": "reg. 5(1)", "adviser": "", "anchor": "request", "later_anchor": ""}
WHOLE: dict[str, Any] = {
    "slug": "ask",
    "title": "What happens?",
    "short": "Ask",
    "promise": "It says.",
    "for_whom": "Families.",
    "stages": [STAGE, LAST],
    "rules": [RULE],
    "anchors": [{"key": "request", "label": "The request arrived", "beside": ""}],
    "not_for": [{"words": "Done", "to": {"routemap": "", "stage": "", "page": "help", "title": "Help"}}],
}
OTHERS = {"disagree": frozenset({"appeal"})}


def broken(change) -> list[str]:
    payload = deepcopy(WHOLE)
    change(payload)
    return problems_of(payload, others=OTHERS)


def test_a_whole_routemap_has_no_problem():
    assert problems_of(WHOLE, others=OTHERS) == []


def _to(payload, at, way, **to):
    payload["stages"][at]["branches"][way]["to"] = {"routemap": "", "stage": "", "page": "", "title": "", **to}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda map: map["stages"].clear(), "The routemap has no stage yet: add its first one."),
        (lambda map: map.update(promise=" "), "What the page tells is empty: fill it in."),
        (
            lambda map: map["stages"][1].update(branches=[]),
            "Stage 2, 'Plan': nothing goes on from here; add a branch, or one that says that the route ends.",
        ),
        (
            lambda map: map["stages"][0]["branches"].pop(),
            "Stage 1, 'Ask': it says what follows a yes and not what follows a no; add that branch.",
        ),
        (
            lambda map: map["stages"][0]["branches"][1].update(to=None),
            "Stage 1, 'Ask': after 'No' nothing goes on; a no needs its ways on.",
        ),
        (
            lambda map: _to(map, 0, 1, routemap="elsewhere"),
            "Stage 1, 'Ask': after 'No': the routemap 'elsewhere' is not public; publish it first, or lead elsewhere.",
        ),
        (
            lambda map: _to(map, 0, 1, routemap="disagree", stage="nowhere"),
            "Stage 1, 'Ask': after 'No': the routemap 'disagree' has no stage 'nowhere'.",
        ),
        (
            lambda map: _to(map, 1, 0, stage="nowhere"),
            "Stage 2, 'Plan': after 'It is right': there is no stage 'nowhere' here.",
        ),
        (
            lambda map: map["stages"][0].update(what_happens=[]),
            "Stage 1, 'Ask': it does not say what happens; write it.",
        ),
        (
            lambda map: map["stages"][0].update(do_now=[]),
            "Stage 1, 'Ask': it does not say what a family can do now; write at least one thing.",
        ),
        (
            lambda map: map["stages"][0].update(ask=[]),
            "Stage 1, 'Ask': it names nobody to ask; choose a service, an independent one first.",
        ),
        (
            lambda map: map["anchors"].append({"key": "letter", "label": "The letter was sent", "beside": ""}),
            "The day 'The letter was sent' can be typed in, and no rule of a stage counts from it: "
            "add one, or remove the day.",
        ),
        (lambda map: map["rules"][0].update(citation=" "), "Rule A1: it names no source; write where it stands."),
        (
            lambda map: map["rules"][0].update(adviser="M1"),
            "Rule A1: the rule M1 must stand above it in this routemap.",
        ),
        (
            lambda map: map["not_for"][0].update(to={"routemap": "gone", "stage": "", "page": "", "title": ""}),
            "For whom it is not, 'Done': the routemap 'gone' is not public; publish it first, or lead elsewhere.",
        ),
    ],
)
def test_one_mistake_gives_one_sentence(change, sentence):
    assert broken(change) == [sentence]


@pytest.mark.parametrize("key", ["dates", "at", "who-to-ask", "ask-school"])
def test_a_stage_is_not_named_as_another_part_of_the_page(key):
    def change(payload):
        payload["stages"][1]["key"] = key
        _to(payload, 0, 0, stage=key)

    assert broken(change) == [
        f"Stage 2, 'Plan': its key '{key}' is the name of another part of the page; choose another one."
    ]


def test_a_day_from_which_a_later_limit_counts_is_no_mistake():
    def change(payload):
        payload["anchors"].append({"key": "certificate", "label": "The certificate", "beside": "letter"})
        payload["rules"][0]["later_anchor"] = "certificate"

    assert broken(change) == []


def test_a_stage_to_which_nothing_leads():
    assert broken(lambda map: _to(map, 0, 0, stage="ask")) == [
        "Stage 2, 'Plan': no way leads here; add a branch to it, or remove it."
    ]


def test_ways_in_a_circle_end_nothing_and_are_not_followed_for_ever():
    assert (
        broken(
            lambda map: map["stages"][1]["branches"].append(
                {
                    "condition": "Again",
                    "kind": "next",
                    "to": {"routemap": "", "stage": "ask", "page": "", "title": "Ask"},
                }
            )
        )
        == []
    )
