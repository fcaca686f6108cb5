"""The routemaps of the demonstration: taken over, sent by the editor, published by the approver."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from priorities.models import Membership, Partnership
from routemaps.models import RoutemapVersion
from routemaps.services import publish_version, submit_routemap, take_content
from sendplan.demo.hands import noon
from sendplan.routemap_files import content_in


def play_routemaps(partnership: Partnership, *, folder: Path, published_on: date) -> None:
    """Take over the routemaps that come with sendplan, and publish each as its first version."""
    at = noon(published_on)
    editor, approver = (
        partnership.memberships.get(role=role).user for role in (Membership.Role.EDITOR, Membership.Role.APPROVER)
    )
    take_content(partnership=partnership, content=content_in(folder), by=editor, at=at)
    for routemap in partnership.routemaps.all():
        submit_routemap(routemap=routemap, what_changed="This is the first version.", by=editor, at=at)
    for version in RoutemapVersion.objects.filter(routemap__partnership=partnership):
        publish_version(version=version, by=approver, at=at)
