"""What the public reads of how routemaps are made: what happened, what families asked for, which versions there were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from priorities.models import Partnership
from routemaps.models import CoproductionEvent, Routemap, RoutemapVersion, Topic


class ListedVersion(NamedTuple):
    """A published version in a table."""

    number: int
    public_from: object
    what_changed: str


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as a page tells it. `target` is where the stage that changed is read now: slug, key and title, or None."""

    event: CoproductionEvent
    items: list[str]
    target: tuple[str, str, str] | None

    @property
    def when(self) -> str:
        return self.event.when or "No date was written down"


def happened(partnership: Partnership, routemap: Routemap | None = None) -> list[Happened]:
    """The public events in the order of their story: of one routemap with those about all of them, or every one."""
    events = CoproductionEvent.objects.public().filter(partnership=partnership)
    if routemap is not None:
        events = events.filter(Q(routemap=routemap) | Q(routemap=None))
    found = list(events.select_related("changed_stage"))
    targets = _targets({event.changed_stage.routemap_id for event in found if event.changed_stage})
    return [
        Happened(
            event,
            [line for line in event.items.splitlines() if line.strip()],
            targets.get((event.changed_stage.routemap_id, event.changed_stage.key)) if event.changed_stage else None,
        )
        for event in found
    ]


def _targets(routemaps: set[int]) -> dict[tuple[int, str], tuple[str, str, str]]:
    """The stages that the public reads now, by routemap and key: what an editor drafted since is not among them."""
    if not routemaps:
        return {}
    newest: dict[int, dict] = {}
    rows = RoutemapVersion.objects.public().filter(routemap__in=routemaps).order_by("number")
    for key, payload in rows.values_list("routemap", "payload"):
        newest[key] = payload
    return {
        (key, stage["key"]): (payload["slug"], stage["key"], stage["title"])
        for key, payload in newest.items()
        for stage in payload["stages"]
    }


def topics(partnership: Partnership) -> list[Topic]:
    """The public topics: what families asked for, what is being made, and what is not made now."""
    return list(Topic.objects.public().filter(partnership=partnership).select_related("routemap"))


def versions(routemap: Routemap) -> list[ListedVersion]:
    """The published versions of a routemap, the newest first."""
    rows = (
        RoutemapVersion.objects.public()
        .filter(routemap=routemap)
        .order_by("-number")
        .values_list("number", "public_from", "what_changed")
    )
    return [ListedVersion(*row) for row in rows]
