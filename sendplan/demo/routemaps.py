"""The routemaps of the demonstration: taken over, checked, published; how they were made, and what families said of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from priorities.models import Membership, Partnership, User
from priorities.services import save_edit
from routemaps.models import CommentDesk, CoproductionEvent, Routemap, RoutemapVersion, Stage, Topic
from routemaps.services import (
    add_to_story,
    answer_comment,
    check_today,
    publish_comment,
    publish_story,
    publish_version,
    send_comment,
    submit_routemap,
    take_content,
)
from sendplan.demo.hands import noon
from sendplan.routemap_files import content_in

CHECKED_AGAIN = date(2027, 5, 20)


def play_routemaps(partnership: Partnership, *, folder: Path, story: Path, published_on: date) -> None:
    """Take over the routemaps that come with sendplan, publish each, and tell how they were made.

    One of them has a second version, made the same evening: until then a stage said what the story's file says it was.
    """
    told = tomllib.loads(story.read_text(encoding="utf-8"))
    at = noon(published_on)
    editor, approver = (
        partnership.memberships.get(role=role).user for role in (Membership.Role.EDITOR, Membership.Role.APPROVER)
    )
    take_content(partnership=partnership, content=content_in(folder), by=editor, at=at)
    second = told["second_version"]
    stage = Stage.objects.get(routemap__partnership=partnership, routemap__slug=second["routemap"], key=second["stage"])
    now = getattr(stage, second["field"])
    _write(stage, second["field"], second["was"], by=editor, at=at)
    for routemap in partnership.routemaps.all():
        check_today(record=routemap, next_check_on=CHECKED_AGAIN, by=editor, at=at)
        submit_routemap(routemap=routemap, what_changed="This is the first version.", by=editor, at=at)
    for version in RoutemapVersion.objects.filter(routemap__partnership=partnership):
        publish_version(version=version, by=approver, at=at)
    stage.refresh_from_db()
    _write(stage, second["field"], now, by=editor, at=at)
    newer = submit_routemap(routemap=stage.routemap, what_changed=second["what_changed"], by=editor, at=at)
    publish_version(version=newer, by=approver, at=at)
    _tell(partnership, told, editor=editor, approver=approver, on=published_on)
    _say(partnership, told, editor=editor, approver=approver)


def _write(stage: Stage, field: str, words: str, *, by: User, at) -> None:
    setattr(stage, field, words.strip())
    save_edit(record=stage, by=by, at=at)


def _tell(partnership: Partnership, told: Mapping[str, Any], *, editor: User, approver: User, on: date) -> None:
    """The story of how the routemaps were made, in the order of its file, and the topics."""
    at = noon(on)
    events = []
    for place, raw in enumerate(told["event"], start=1):
        slug, _, key = raw.pop("changed_in", "").partition("#")
        event = CoproductionEvent(
            partnership=partnership,
            items="\n".join(raw.pop("items", [])),
            changed_stage=Stage.objects.get(routemap__partnership=partnership, routemap__slug=slug, key=key)
            if slug
            else None,
            **raw,
        )
        add_to_story(record=event, by=editor, at=at)
        event.order = place
        save_edit(record=event, by=editor, at=at)
        events.append(event)
    topics = []
    for raw in told["topic"]:
        slug = raw.pop("routemap", "")
        routemap = Routemap.objects.get(partnership=partnership, slug=slug) if slug else None
        topic = Topic(partnership=partnership, routemap=routemap, **raw)
        add_to_story(record=topic, by=editor, at=at)
        topics.append(topic)
    publish_story(records=events, by=approver, at=at)
    publish_story(records=topics, by=approver, at=at)


def _say(partnership: Partnership, told: Mapping[str, Any], *, editor: User, approver: User) -> None:
    """Comments with their answers; what has no answer waits. Nobody answers for the duty contact of a demonstration."""
    desk = CommentDesk(partnership=partnership, is_example=True, duty=editor, **told["desk"])
    save_edit(record=desk, by=editor, at=noon(told["comment"][0]["on"]))
    for raw in told["comment"]:
        at = noon(raw["on"])
        comment = send_comment(
            partnership=partnership,
            about=raw["about"],
            words=raw["sent"],
            page=raw.get("page", ""),
            helpful=raw.get("helpful", ""),
            by=None,
            at=at,
        )
        if "answer" in raw:
            texts = {"shown_words": raw["shown"], "words": raw["answer"], "did": raw["did"]}
            answer_comment(comment=comment, by=editor, at=at, **texts)
            publish_comment(comment=comment, by=approver, at=at)
