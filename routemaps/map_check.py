"""What is wrong with a routemap before it may be published, in words for its editor. Pure.

A family must never be led to a place from which nothing goes on, and never be told "no" without being told what they can do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PLACES_OF_THE_PAGE = frozenset(
    {"main", "dates", "route", "who-to-ask", "formats", "words-used", "mistakes", "event", "at", "words", "comments"}
    | {"d", "m", "y", "d2", "m2", "y2", "d-wrong", "d2-wrong", "how-made"}
)
"""Names to which links of a routemap's page lead beside its stages: a stage of the same name could not be reached."""


def problems_of(payload: Mapping[str, Any], *, others: Mapping[str, frozenset[str]]) -> list[str]:
    """One sentence for each thing that forbids to publish; none where the routemap may be published.

    `payload` is what `routemaps.payload` makes; `others` are the keys of the stages of every routemap of the partnership
    that is public or waits for approval beside it, by slug.
    """
    stages = payload["stages"]
    if not stages:
        return ["The routemap has no stage yet: add its first one."]
    found = [f"{words} is empty: fill it in." for words in _empty(payload)]
    for place, stage in enumerate(stages, start=1):
        found += [f"Stage {place}, '{stage['title']}': {words}" for words in _of_stage(stage, payload, others)]
    found += [
        f"Stage {place}, '{stage['title']}': no way leads here; add a branch to it, or remove it."
        for place, stage in enumerate(stages, start=1)
        if stage["key"] not in _reached(stages)
    ]
    found += [
        f"For whom it is not, '{leads['words']}': {words}"
        for leads in payload["not_for"]
        for words in _target(leads["to"], payload, others)
    ]
    found += [
        f"Rule {rule['key']}: it names no source; write where it stands."
        for rule in payload["rules"]
        if not rule["citation"].strip()
    ]
    return found + _days_without_dates(payload) + _appeals_without_adviser(payload)


def _empty(payload: Mapping[str, Any]) -> list[str]:
    labels = {
        "title": "The title",
        "short": "The short title",
        "promise": "What the page tells",
        "for_whom": "Who it is for",
    }
    return [words for name, words in labels.items() if not str(payload[name]).strip()]


def _of_stage(stage: Mapping[str, Any], payload: Mapping[str, Any], others: Mapping[str, frozenset[str]]) -> list[str]:
    found = []
    if stage["key"] in PLACES_OF_THE_PAGE or stage["key"].startswith("ask-"):
        found.append(f"its key '{stage['key']}' is the name of another part of the page; choose another one.")
    if not stage["what_happens"]:
        found.append("it does not say what happens; write it.")
    if not stage["do_now"]:
        found.append("it does not say what a family can do now; write at least one thing.")
    if not stage["ask"]:
        found.append("it names nobody to ask; choose a service, an independent one first.")
    branches = stage["branches"]
    if not branches:
        found.append("nothing goes on from here; add a branch, or one that says that the route ends.")
    kinds = {branch["kind"] for branch in branches}
    if "yes" in kinds and "no" not in kinds:
        found.append("it says what follows a yes and not what follows a no; add that branch.")
    for branch in branches:
        if branch["kind"] == "no" and branch["to"] is None:
            found.append(f"after '{branch['condition']}' nothing goes on; a no needs its ways on.")
        elif branch["to"] is not None:
            found += [f"after '{branch['condition']}': {words}" for words in _target(branch["to"], payload, others)]
    return found


def _target(to: Mapping[str, str], payload: Mapping[str, Any], others: Mapping[str, frozenset[str]]) -> list[str]:
    slug, stage = to.get("routemap", ""), to.get("stage", "")
    if not slug and not stage:
        return []
    if not slug or slug == payload["slug"]:
        return (
            []
            if not stage or stage in {one["key"] for one in payload["stages"]}
            else [f"there is no stage '{stage}' here."]
        )
    if slug not in others:
        return [f"the routemap '{slug}' is not public; publish it first, or lead elsewhere."]
    return [] if not stage or stage in others[slug] else [f"the routemap '{slug}' has no stage '{stage}'."]


def _reached(stages: list[Mapping[str, Any]]) -> set[str]:
    """The keys of the stages to which ways lead from the first one."""
    ways = {stage["key"]: [branch["to"] for branch in stage["branches"]] for stage in stages}
    reached, ahead = set(), [stages[0]["key"]]
    while ahead:
        key = ahead.pop()
        if key in ways and key not in reached:
            reached.add(key)
            ahead += [to["stage"] for to in ways[key] if to and not to.get("routemap") and to.get("stage")]
    return reached


def _days_without_dates(payload: Mapping[str, Any]) -> list[str]:
    """A family that types a day must be given at least one date for it."""
    counted = {rule[name] for rule in payload["rules"] for name in ("anchor", "later_anchor")}
    return [
        f"The day '{anchor['label']}' can be typed in, and no rule of a stage counts from it: add one, or remove the day."
        for anchor in payload["anchors"]
        if anchor["key"] not in counted
    ]


def _appeals_without_adviser(payload: Mapping[str, Any]) -> list[str]:
    """The time for the mediation adviser stands above every appeal: nothing extends it."""
    found = []
    place_of = {rule["key"]: place for place, rule in enumerate(payload["rules"])}
    for rule in payload["rules"]:
        if rule["adviser"] and place_of.get(rule["adviser"], len(place_of)) > place_of[rule["key"]]:
            found.append(f"Rule {rule['key']}: the rule {rule['adviser']} must stand above it in this routemap.")
    return found
