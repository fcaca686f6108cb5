"""The routemaps that come with sendplan: whole, in plain words, with a way on from everywhere."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "fixtures/routemaps"
FILES = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.toml"))}
MAPS = {name: content for name, content in FILES.items() if "stage" in content}
ROUTEMAPS = (
    "ehc-needs-assessment",
    "annual-review",
    "phase-transfer",
    "early-identification-and-support",
    "preparing-for-adulthood",
)
SHARED = ("late", "disagree", "support-not-given", "moving-area")
TERMS = {row["term"] for row in FILES["terms"]["term"]}
OF_THE_COUNCIL_ALONE = {"O1", "O2"}
"""What the council owes to everybody; it stands beside comments and their answers, on no routemap."""
OF_BODIES = {"A1", "A3", "A4", "A7", "M3", "R1", "R2", "R4", "R5", "R7", "P1", "P2", "P3", "T3", "T4-final"}
"""Rules by which a body must have acted: where it did not, a family must find what to do."""


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def stages(slug: str) -> dict[str, dict]:
    return {stage["key"]: stage for stage in MAPS[slug]["stage"]}


def test_all_routemaps_are_there():
    assert set(MAPS) == {*ROUTEMAPS, *SHARED}
    for slug, content in MAPS.items():
        assert content["slug"] == slug
        assert content["shared"] is (slug in SHARED)
    assert MAPS["preparing-for-adulthood"]["addressed_to"] == "young person"


@pytest.mark.parametrize("slug", [*ROUTEMAPS, *SHARED])
def test_every_stage_is_whole(slug):
    assert len(stages(slug)) == len(MAPS[slug]["stage"]) >= (5 if slug in ROUTEMAPS else 3)
    independent = {one["key"] for one in FILES["contacts"]["contact"] if one["independent"]}
    for stage in MAPS[slug]["stage"]:
        assert stage["when"].strip()
        assert stage["what_happens"].strip()
        assert stage["do_now"]
        assert stage["ask"][0] in independent, stage["key"]
        assert stage["branch"]
        assert all(words.startswith("Do not ") for words in stage["do_not"])


@pytest.mark.parametrize("slug", [*ROUTEMAPS, *SHARED])
def test_whatever_is_named_is_there(slug):
    anchors = {anchor["key"] for anchor in FILES["rules"]["anchor"]}
    rules = {rule["key"]: rule for rule in FILES["rules"]["rule"]}
    contacts = {contact["key"] for contact in FILES["contacts"]["contact"]}
    assert set(MAPS[slug]["anchors"]) <= anchors
    for stage in MAPS[slug]["stage"]:
        assert set(stage["rules"]) <= rules.keys()
        assert set(stage["ask"]) <= contacts
    named = [branch["to"] for stage in MAPS[slug]["stage"] for branch in stage["branch"]]
    for to in [*named, *(one["to"] for one in MAPS[slug].get("not_for", []))]:
        kind, _, name = to.partition(":")
        if kind == "stage":
            assert name in stages(slug), to
        elif kind == "routemap":
            other, _, stage = name.partition("#")
            assert other in MAPS, to
            assert not stage or stage in stages(other), to
        else:
            assert to in ("end", "page:help")


@pytest.mark.parametrize("slug", [*ROUTEMAPS, *SHARED])
def test_every_stage_is_reached_and_a_no_leads_on(slug):
    ways = {
        key: [branch["to"].removeprefix("stage:") for branch in stage["branch"] if branch["to"].startswith("stage:")]
        for key, stage in stages(slug).items()
    }
    reached, ahead = set(), [MAPS[slug]["stage"][0]["key"]]
    while ahead:
        key = ahead.pop()
        if key not in reached:
            reached.add(key)
            ahead += ways[key]
    assert reached == ways.keys()
    for stage in MAPS[slug]["stage"]:
        for branch in stage["branch"]:
            assert branch["kind"] != "no" or branch["to"] != "end", branch["condition"]
        kinds = {branch["kind"] for branch in stage["branch"]}
        assert "yes" not in kinds or "no" in kinds, stage["key"]


@pytest.mark.parametrize("slug", ROUTEMAPS)
def test_where_a_body_must_act_by_a_day_the_page_says_what_to_do_when_it_is_late(slug):
    for stage in MAPS[slug]["stage"]:
        if OF_BODIES & set(stage["rules"]):
            ways = [branch["to"] for branch in stage["branch"] if branch["kind"] in ("late", "no")]
            assert any(to in ("routemap:late", "routemap:disagree") for to in ways), stage["key"]


def test_every_rule_stands_on_a_page_and_every_day_that_can_be_typed_gives_a_date():
    rules = {rule["key"]: rule for rule in FILES["rules"]["rule"]}
    used = {key for content in MAPS.values() for stage in content["stage"] for key in stage["rules"]}
    assert rules.keys() - used == OF_THE_COUNCIL_ALONE
    for slug, content in MAPS.items():
        here = [rules[key] for stage in content["stage"] for key in stage["rules"]]
        counted = {rule["anchor"] for rule in here} | {
            rule["or_later"]["anchor"] for rule in here if "or_later" in rule
        }
        assert set(content["anchors"]) <= counted, slug


def test_who_may_appeal_is_told_of_the_adviser_in_the_same_stage():
    for slug, content in MAPS.items():
        for stage in content["stage"]:
            assert "T1" not in stage["rules"] or "M1" in stage["rules"] or slug == "disagree", stage["key"]
            assert "M1" not in stage["rules"] or "mediation-adviser" in stage["ask"], stage["key"]


def test_six_months_count_from_an_assessment_and_never_from_a_no():
    rule = next(one for one in FILES["rules"]["rule"] if one["key"] == "X1")
    assert (rule["anchor"], rule["number"], rule["unit"]) == ("assessed", 6, "months")
    again = stages("disagree")["again"]
    assert "After a no to an assessment, the law sets no waiting time." in again["what_happens"]
    label = next(one["label"] for one in FILES["rules"]["anchor"] if one["key"] == "assessed")
    assert label == "The council assessed your child last"


@pytest.mark.parametrize("name", FILES)
def test_no_sentence_is_longer_than_25_words(name):
    for text in texts(FILES[name]):
        for sentence in re.split(r"(?<=[.?!”])\s+|\n+", text):
            assert len(sentence.split()) <= 25, sentence


@pytest.mark.parametrize("name", FILES)
def test_every_acronym_is_explained(name):
    said = " ".join(text for text in texts(FILES[name]) if not text.startswith(("stage:", "routemap:")))
    if name == "rules":
        said = " ".join(rule[part] for rule in FILES["rules"]["rule"] for part in ("what", "note") if part in rule)
    found = set(re.findall(r"\b[A-Z]{2,}[a-z]*\b", said)) - {"SEN"}
    explained = {word for term in TERMS for word in re.findall(r"\b[A-Z]{2,}[a-z]*\b", term)}
    also = {word for row in FILES["terms"]["term"] for known in row.get("also_known_as", []) for word in known.split()}
    assert found <= explained | also


def test_only_numbers_of_fiction_are_named():
    for contact in FILES["contacts"]["contact"]:
        assert contact["example"] is True
        assert contact["phone"] == "" or re.fullmatch(r"01632 960\d{3}", contact["phone"])
    for content in FILES.values():
        for text in texts(content):
            assert re.fullmatch(r"01632 960\d{3}", text) or not re.search(r"\d{4,}\s?\d{3,}", text), text


def test_nothing_proposed_is_told_as_law():
    for text in (text for content in FILES.values() for text in texts(content)):
        assert "white paper" not in text.lower()
        assert "reform" not in text.lower()
