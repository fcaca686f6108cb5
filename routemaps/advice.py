"""What would make a draft easier to read: advice for its editor, that never stops a save."""

from __future__ import annotations

from actions.plain_words import notes
from routemaps.models import Routemap
from routemaps.payload import payload_of

LABELS = {
    "title": "Title",
    "when": "When",
    "what_happens": "What happens",
    "education": "Education",
    "health": "Health",
    "care": "Social care",
    "family": "Family",
    "do_now": "What you can do now",
    "do_not": "What to avoid",
    "more": "More",
}


def advice_on(routemap: Routemap) -> list[tuple[str, str]]:
    """Long sentences and acronyms that nobody explains, each with its place. The terms of the partnership count as explained."""
    payload = payload_of(routemap)
    found = [(str(label), note) for label, text in _facts(payload) for note in notes(text)]
    for number, stage in enumerate(payload["stages"], start=1):
        for name, label in LABELS.items():
            value = stage[name]
            for note in notes("\n".join(value) if isinstance(value, list) else value):
                found.append((f"Stage {number}, {label.lower()}", note))
    return found


def _facts(payload: dict) -> list[tuple[str, str]]:
    names = {"title": "Title", "promise": "What the page tells", "for_whom": "Who it is for", "how_long": "How long"}
    return [(label, str(payload[name])) for name, label in names.items()]
