"""What changed from one version of a routemap to another, in words. Pure: two payloads in, changes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FACTS = {
    "title": "Title",
    "promise": "What the page tells",
    "for_whom": "Who it is for",
    "how_long": "How long",
    "who_decides": "Who decides",
    "cost": "What it costs",
    "made_with": "Made with",
}
TEXTS = {
    "title": "Title",
    "when": "When",
    "what_happens": "What happens",
    "do_now": "What you can do now",
    "do_not": "What to avoid",
    "education": "What education does",
    "health": "What health does",
    "care": "What social care does",
    "family": "What the family does",
    "more": "More",
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One text that is not as it was; "" for what was not there."""

    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class StageChanges:
    """What changed at one stage. `fate` is "new", "gone", "changed" or "moved"; a moved one may have changes as well."""

    title: str
    fate: str
    changes: tuple[Changed, ...] = ()


def compared(
    before: Mapping[str, Any], after: Mapping[str, Any], *, services: Mapping[str, str]
) -> tuple[list[Changed], list[StageChanges]]:
    """The facts that changed, and the stages: in the order of the newer version, those that are gone last.

    `services` are the names of the services to ask, by key; a service that is not among them is named by its key.
    """
    facts = [
        Changed(label, _text(before.get(name)), _text(after.get(name)))
        for name, label in FACTS.items()
        if _text(before.get(name)) != _text(after.get(name))
    ]
    facts += _listed("This is not for you if", _not_for(before), _not_for(after))
    return facts, list(_stages(before, after, services))


def _stages(before: Mapping[str, Any], after: Mapping[str, Any], services: Mapping[str, str]) -> Iterator[StageChanges]:
    old = {stage["key"]: stage for stage in before["stages"]}
    new = {stage["key"]: stage for stage in after["stages"]}
    moved = _moved(list(old), list(new))
    rules = {rule["key"]: rule for rule in [*before["rules"], *after["rules"]]}
    for key, stage in new.items():
        if key not in old:
            yield StageChanges(stage["title"], "new")
            continue
        changes = tuple(_of_stage(old[key], stage, rules, services))
        if changes or key in moved:
            yield StageChanges(stage["title"], "moved" if key in moved else "changed", changes)
    for key, stage in old.items():
        if key not in new:
            yield StageChanges(stage["title"], "gone")


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The keys of stages that stand in another order among those that stayed."""
    before = [key for key in old if key in new]
    after = [key for key in new if key in old]
    return {key for key, other in zip(after, before, strict=True) if key != other}


def _of_stage(
    old: Mapping[str, Any], new: Mapping[str, Any], rules: Mapping[str, Any], services: Mapping[str, str]
) -> Iterator[Changed]:
    for name, label in TEXTS.items():
        was, now = _text(old.get(name)), _text(new.get(name))
        if was != now:
            yield Changed(label, was, now)
    yield from _listed("What happens next", _ways(old), _ways(new))
    yield from _listed(
        "Dates", [_said(rules[key]) for key in old["rules"]], [_said(rules[key]) for key in new["rules"]]
    )
    yield from _listed("Who to ask", *([services.get(key, key) for key in stage["ask"]] for stage in (old, new)))


def _listed(label: str, was: Sequence[str], now: Sequence[str]) -> list[Changed]:
    """What is gone from a list and what came to it; its order does not count."""
    gone = [words for words in was if words not in now]
    come = [words for words in now if words not in was]
    return [Changed(label, "\n".join(gone), "\n".join(come))] if gone or come else []


def _ways(stage: Mapping[str, Any]) -> list[str]:
    return [f"{one['condition']}: {one['to']['title'] if one['to'] else 'the route ends'}" for one in stage["branches"]]


def _not_for(payload: Mapping[str, Any]) -> list[str]:
    return [one["words"] for one in payload["not_for"]]


def _said(rule: Mapping[str, Any]) -> str:
    return f"{rule['what']} ({rule['citation']})"


def _text(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")
