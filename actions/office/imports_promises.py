"""What was understood of strategies, updates of recommendations and roadmaps, row by row, for the preview of an import."""

from __future__ import annotations

from actions.importing import RECOMMENDATION_UPDATE
from actions.importing.changes import PromiseChanges, UpdateChange
from actions.importing.looking import Looked
from actions.importing.promised import PromisedReading, ReadPromise
from actions.models import Milestone
from actions.outlines import RecommendationReading
from actions.wording import day_in_words
from priorities.models import SECTIONS

Values = list[tuple[str, str]]


def rows_understood(reading: PromisedReading, looked: Looked) -> dict[str, tuple[str, Values, object]]:
    """For the place of each row that is a promise, or a point of one: its fate, what was understood, what was read.

    `reading` is as the document has it, `looked` as the public would read it.
    """
    safe = looked.reading
    if not isinstance(safe, PromisedReading):
        return {}
    fates = _fates(looked.comparison.promises)
    found: dict[str, tuple[str, Values, object]] = {}
    for own, read in zip(reading.promises, safe.promises, strict=True):
        fate = fates.get(id(read), "asked")
        found[own.place] = (fate, _values(read, safe), read)
        if safe.kind == RECOMMENDATION_UPDATE:
            # It may bring nothing but its round's points.
            found[own.place] = ("part" if fate == "same" else fate, *found[own.place][1:])
    if safe.kind == RECOMMENDATION_UPDATE and isinstance(reading.source, RecommendationReading):
        found |= _points(reading.source, safe, looked.comparison.promises)
    return found


def _fates(changes: PromiseChanges) -> dict[int, str]:
    fates = {id(read): "new" for read in changes.added}
    fates |= {id(change.read): "changed" for change in changes.changed}
    fates |= {id(read): "same" for _, read in changes.same}
    return fates | {id(read): "withdrawn" for _, read in changes.stays_withdrawn}


def _values(read: ReadPromise, reading: PromisedReading) -> Values:
    values = [("Recommendation", read.number)]
    if reading.kind == "strategy":
        priority = reading.priorities[read.priority] if read.priority is not None else None
        under = f"{priority.number or ''} {priority.title}".strip() if priority else "None: a core commitment"
        values = [(reading.priority_word or "Priority", under)]
    elif reading.kind == "roadmap":
        values = [
            ("Period", f"{read.period} ({_days(read)})" if read.period else _days(read)),
            ("Type", dict(Milestone.Kind.choices).get(read.kind, "Not known")),
            ("Ongoing", "Yes" if read.ongoing else ""),
            ("Repeats", "Yes, in other periods too" if read.repeats else ""),
        ]
    return [(name, words) for name, words in (*values, ("Official words", read.official_words)) if words]


def _days(read: ReadPromise) -> str:
    if read.start is None or read.end is None:
        return "no time that could be read"
    if read.start == read.end:
        return f"by {day_in_words(read.end)}"
    return f"{day_in_words(read.start)} to {day_in_words(read.end)}"


def _points(
    source: RecommendationReading, safe: PromisedReading, changes: PromiseChanges
) -> dict[str, tuple[str, Values, object]]:
    updates = {id(update.read): update for update in changes.updates}
    asked = {id(read) for read in safe.promises} - {id(read) for read, _ in changes.pairs}
    found: dict[str, tuple[str, Values, object]] = {}
    for item, read in zip(source.recommendations, safe.promises, strict=True):
        for meaning, points in item.sections.items():
            lines = read.sections.get(meaning, "").splitlines()
            for point, words in zip(points, lines, strict=False):
                fate = "asked" if id(read) in asked else _fate_of(words, meaning, updates.get(id(read)))
                values = [("Recommendation", read.number), ("Section", _section(meaning, safe)), ("Point", words)]
                found[point.place] = (fate, [pair for pair in values if pair[1]], read)
    return found


def _fate_of(words: str, meaning: str, update: UpdateChange | None) -> str:
    if update is None or meaning not in update.fields:
        return "same"
    return "same" if words in str(update.fields[meaning][0]).splitlines() else "new"


def _section(meaning: str, reading: PromisedReading) -> str:
    label = reading.labels.get(meaning, "")
    return f"{SECTIONS[meaning]} (headed '{label}')" if label and label != SECTIONS[meaning] else SECTIONS[meaning]
