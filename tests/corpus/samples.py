"""Plans kept as files with what a careful officer reads in them: written by people who had not seen the reader.

Each file of `samples/` has a `.json` beside it. An action names its words and whatever else is sure: `ref`, `priority`
(words of its title), `outcome`, `leads`, `raw`, `due`, `rating`, `status`, `progress`. A field that is left out, or "any",
may be anything; null is nothing; `{"any_of": […]}` lists honest readings; `warn` names fields that must be reported.
`elsewhere` must stand somewhere in the answer; `hidden` must stand in no action and no priority.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .expect import Action, Anything, Expected, OneOf, Priority, Warned

FOLDER = Path(__file__).parent / "samples"
_FIELDS = {
    "words": "official_words",
    "ref": "reference",
    "priority": "priority",
    "outcome": "outcome",
    "leads": "leads",
    "raw": "raw",
    "due": "due",
    "rating": "rating",
    "status": "status",
    "progress": "progress",
}
# A date that must be reported is one field in the reader's answer, and so are a rating and its status.
_REPORTED = {"timescale": {"raw"}, "due": {"raw"}, "reference": {"ref"}, "official_words": {"words"}}


@dataclass(frozen=True)
class Sample:
    """A file of the folder and what must be read from it; it stands beside the plans that the corpus writes itself."""

    name: str
    path: Path
    expected: Expected


def samples() -> tuple[Sample, ...]:
    """Every sample of the folder, by name."""
    truths = sorted(FOLDER.glob("*.json"))
    return tuple(_sample(json.loads(truth.read_text("utf-8")), truth) for truth in truths)


def _sample(data: dict[str, Any], truth: Path) -> Sample:
    (path,) = (file for file in FOLDER.glob(f"{truth.stem}.*") if file.suffix != ".json")
    return Sample(
        path.name.replace(".", "-"),
        path,
        Expected(
            actions=tuple(map(_action, data["actions"])),
            priorities=tuple(Priority(None, title) for title in data["priorities"]),
            source=tuple(data.get("elsewhere", ())),
            never=tuple(data.get("hidden", ())),
        ),
    )


def _action(data: dict[str, Any]) -> Action:
    reported = set().union(*(_REPORTED.get(name, {name}) for name in data.get("warn", ())))
    return Action(**{field: _value(data, name, reported) for name, field in _FIELDS.items()})


def _value(data: dict[str, Any], name: str, reported: Collection[str]) -> Any:
    value = data.get(name, "any")
    if value == "any":
        value = Anything()
    elif isinstance(value, dict):
        value = OneOf(*value["any_of"])
    return Warned(value) if name in reported else value
