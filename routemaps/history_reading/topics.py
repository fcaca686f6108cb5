"""What a list of a history holds: topics that families asked for, sessions with their dates, drafts that were made."""

from __future__ import annotations

import re

from routemaps.history_reading.dates import date_in, label_of
from routemaps.history_reading.result import (
    ASKED_FOR,
    DRAFTED,
    SESSION_HELD,
    HistoryReading,
    ReadEvent,
    ReadSession,
    ReadTopic,
)

_ASKED = re.compile(
    r"\b(?:vote[ds]?|voting|poll(?:ed)?|survey(?:ed)?|asked for|wanted covered|chose|ranked)\b", re.IGNORECASE
)
_DRAFTED = re.compile(r"\bdraft(?:s|ed)?\b", re.IGNORECASE)
_SESSION = re.compile(
    r"(?P<kind>seminar|session|workshop|webinar|meeting|focus group|drop-in|event)\s*(?P<number>\d+)?\s*[–—:-]\s*",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"\s*[(–—:-]?\s*\b(?P<number>\d+)\s*(?:votes?|people|persons|parents?(?: carers?)?|families|requests?)\b\s*\)?\s*$",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\(([A-Z]{2,}[A-Za-z]*)\)")
_ORDER = (ASKED_FOR, SESSION_HELD, DRAFTED)


def session_of(item: str, place: str) -> ReadSession | None:
    """The session that a point of a list names with its date, else None."""
    named = _SESSION.match(item)
    if named is None:
        return None
    when, words = label_of(item[named.end() :])
    if not when.words:
        when, start, end = date_in(item[named.end() :])
        rest = item[named.end() :]
        words = (rest[:start] + rest[end:]).strip(" ,:–—-()")
    if not when.words:
        return None
    return ReadSession(named["kind"].lower(), named["number"] or "", when, words, place)


def gather_topics(reading: HistoryReading) -> None:
    """Fill `sessions` and `topics` from the lists below events; the same topic, by its words or its acronym, once."""
    by_key: dict[str, ReadTopic] = {}
    for event in reading.events:
        sessions = {
            place: found
            for item, place in zip(event.items, event.item_places, strict=True)
            if (found := session_of(item, place))
        }
        reading.sessions += sessions.values()
        stage = _stage_of(event)
        for item, place in zip(event.items, event.item_places, strict=True):
            if place in sessions:
                _add(by_key, sessions[place].words, SESSION_HELD, None, place)
                continue
            words, asked = _counted(item)
            if asked is not None:
                _add(by_key, words, ASKED_FOR, asked, place)
            elif stage:
                _add(by_key, item, stage, None, place)
    reading.topics = list({id(topic): topic for topic in by_key.values()}.values())


def _stage_of(event: ReadEvent) -> str:
    if _ASKED.search(event.words):
        return ASKED_FOR
    return DRAFTED if _DRAFTED.search(event.words) else ""


def _counted(item: str) -> tuple[str, int | None]:
    """The words of a topic without the number of those who asked for it, and that number."""
    match = _HOW_MANY.search(item)
    return (item[: match.start()].rstrip(), int(match["number"])) if match and match.start() else (item, None)


def _add(by_key: dict[str, ReadTopic], words: str, stage: str, asked: int | None, place: str) -> None:
    keys = _keys(words)
    topic = next((by_key[key] for key in keys if key in by_key), None)
    if topic is None:
        topic = ReadTopic(words, stage, stage == ASKED_FOR, asked, [place])
    else:
        topic.places.append(place)
        topic.was_asked_for = topic.was_asked_for or stage == ASKED_FOR
        topic.stage = max(topic.stage, stage, key=_ORDER.index)
        topic.asked = asked if topic.asked is None else topic.asked
        topic.words = max(topic.words, words, key=len)
    for key in keys:
        by_key.setdefault(key, topic)


def _keys(words: str) -> list[str]:
    """By what a topic is known again: its words without case and marks, and an acronym that stands in brackets or alone."""
    plain = " ".join(re.sub(r"\W+", " ", _SHORT.sub(" ", words).casefold()).split())
    short = _SHORT.search(words)
    return [plain, short[1].casefold()] if short else [plain]
