"""What `import_document` does with the history of how routemaps were made: shows it, stores it, makes it public."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.db import transaction

from actions.importing import problems_in_words
from actions.importing.partnerships import partnership_for
from priorities.documents import read_document
from priorities.models import User
from priorities.permissions import may_approve
from priorities.services import NotAllowed
from routemaps.history_reading import HistoryReading, read_history
from routemaps.services import TakenHistory, publish_story, take_history

KIND = "coproduction-history"

Say = Callable[[str], object]


def bring_history(
    path: Path,
    *,
    partnership: str | None,
    commit: bool,
    publish: bool,
    by: User | None,
    as_json: bool,
    say: Say,
    at: datetime,
) -> None:
    """Read a history, and with `commit` store it for a partnership, with `publish` let the public read what is new.

    Raises DocumentError, ImportRefused or NotAllowed, one sentence each; then nothing is stored.
    """
    reading = read_history(read_document(path))
    if not commit:
        _show(reading, path, as_json=as_json, say=say)
        if not as_json:
            say("Nothing was changed. Add --commit to store it; it is public once somebody publishes it.")
        return
    with transaction.atomic():
        home, _ = partnership_for(partnership, by=by, at=at)
        if by is not None and not (by.is_active and by.is_staff and may_approve(by, home.pk)):
            raise NotAllowed(
                f"'{by.username}' may not publish for '{home}'; name with --by an approver or administrator who can sign in."
            )
        source = reading.title or path.name
        taken = take_history(partnership=home, reading=reading, source=source, by=None, at=at)
        if publish:
            for records in (taken.events, taken.topics):
                publish_story(records=records, by=by, at=at)
    _show(reading, path, as_json=as_json, say=say)
    if not as_json:
        say(_stored(taken))
        say(
            f"Published by {by.username}: /routemaps/history/"
            if publish and by is not None
            else "Somebody publishes it in the admin area, or with --publish --by USER."
        )


def _show(reading: HistoryReading, path: Path, *, as_json: bool, say: Say) -> None:
    if as_json:
        say(json.dumps(reading.as_json(), ensure_ascii=False, indent=2))
        return
    counts = (
        f"{len(reading.events)} events, {len(reading.sessions)} sessions in their lists, {len(reading.topics)} topics"
    )
    say(f"{path.name}: {counts}.")
    for event in reading.events:
        when = event.when.words or "no date"
        start = f", from {event.when.start}" if event.when.start else ""
        say(f"  {event.place}: {when} ({event.when.precision}{start}): {_short(event.words)}")
        for item in event.items:
            say(f"    - {_short(item)}")
    for topic in reading.topics:
        asked = "not published" if topic.asked is None else str(topic.asked)
        number = f", how many asked: {asked}" if topic.was_asked_for else ""
        say(f"  Topic: {_short(topic.words)} ({topic.stage}{number})")
    for person in reading.people:
        say(f"  {person.place}: '{person.words}' looks like personal data; write a role in its place.")
    problems = problems_in_words(reading.problems)
    say(f"{len(problems)} things to look at:" if problems else "Nothing to look at.")
    for line in problems:
        say(f"  {line}")
    skipped = reading.skipped
    say(f"{len(reading.rows)} rows read, {len(reading.rows) - len(skipped)} imported, {len(skipped)} skipped:")
    for row in skipped:
        say(f"  {row.place}: {row.reason} [{_short(row.text)}]")


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 90 else f"{words[:88]} …"


def _stored(taken: TakenHistory) -> str:
    kept = taken.events_kept + taken.topics_kept
    were = f"; {kept} were there already and stay as they are" if kept else ""
    return f"Stored {len(taken.events)} events and {len(taken.topics)} topics{were}."
