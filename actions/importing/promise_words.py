"""Strategies, updates of recommendations and roadmaps in words for a person and as JSON for a program."""

from __future__ import annotations

from actions.importing.changes import FieldChanges, Promise, PromiseChanges, UpdateChange, short
from actions.importing.promised import RECOMMENDATION_UPDATE, ROADMAP, PromisedReading, ReadPromise
from actions.wording import counted, day_in_words
from priorities.models import SECTIONS

Lines = list[tuple[str, list[str]]]


def promises_in_words(reading: PromisedReading) -> list[str]:
    """What was read, one line for each priority, period or section."""
    if reading.kind == ROADMAP:
        return _periods(reading)
    if reading.kind == RECOMMENDATION_UPDATE:
        return _rounds(reading)
    word = reading.priority_word or "Priority"
    lines = []
    for index, priority in enumerate(reading.priorities):
        own = sum(promise.priority == index for promise in reading.promises)
        lines.append(f"{word} {priority.number or '(no number)'}: {priority.title} ({counted(own, 'commitment')})")
    core = sum(promise.priority is None for promise in reading.promises)
    return [*lines, counted(core, "core commitment")] if core or not lines else lines


def _periods(reading: PromisedReading) -> list[str]:
    found: dict[tuple, list[ReadPromise]] = {}
    for promise in reading.promises:
        found.setdefault((promise.period, promise.start, promise.end), []).append(promise)
    lines = []
    for (label, start, end), promises in found.items():
        when = f"{day_in_words(start)} to {day_in_words(end)}" if start and end else "no time that could be read"
        lines.append(f"{label or '(under no heading)'}, {when}: {counted(len(promises), 'milestone')}")
    return lines


def _rounds(reading: PromisedReading) -> list[str]:
    lines = [f"Round '{reading.round}'"]
    for promise in reading.promises:
        lines.append(f"Recommendation {promise.number or '(no number)'}: {short(promise.official_words)}".rstrip(": "))
        for meaning, points in promise.sections.items():
            label = reading.labels.get(meaning, "")
            said = f" ('{label}')" if label else ""
            lines.append(f"  {SECTIONS[meaning]}{said}: {counted(len(points.splitlines()), 'point')}")
    return lines


def promise_sums_in_words(changes: PromiseChanges) -> str:
    """ "3 commitments added, 1 changed, 0 gone, 35 the same."."""
    return (
        f"{counted(len(changes.added), changes.kind)} added, {len(changes.changed)} changed, {len(changes.gone)} gone, "
        f"{len(changes.same)} the same."
    )


def promise_changes_in_words(changes: PromiseChanges) -> Lines:
    """What a document changes in a plan's promises: what is gone, then each change with its details."""
    lines: Lines = [(f"gone: {_named(record)} ({_fate(record)})", []) for record in changes.gone]
    lines += [(f"added: {_read(read)}", []) for read in changes.added]
    lines += [(f"returns: {_named(record)} (it was withdrawn)", []) for record in changes.returned]
    lines += [
        (f"stays withdrawn: {_named(record)} ({read.place} is not taken)", [])
        for record, read in changes.stays_withdrawn
    ]
    lines += [(f"changed: {_named(change.record)}", _fields(change.fields)) for change in changes.changed]
    if changes.kind == "recommendation":
        lines += _round_in_words(changes)
    return lines


def _round_in_words(changes: PromiseChanges) -> Lines:
    new = changes.update_round is None
    lines: Lines = [(f"The round '{changes.round_title}' is {'new' if new else 'in the plan already'}.", [])]
    if changes.labels:
        lines.append(("changed: the headings of the round", _fields(changes.labels)))
    for update in changes.updates:
        number = update.read.number or (update.recommendation.number if update.recommendation else "")
        lines.append((f"{_what(update)}: what it says of recommendation {number}".rstrip(), _points(update)))
    if changes.updates_same:
        count = len(changes.updates_same)
        lines.append((f"the same: what it says of {counted(count, 'recommendation')}", []))
    return lines


def _what(update: UpdateChange) -> str:
    if update.before is None:
        return "added"
    return "corrected by a new version" if update.corrects else "changed"


def _points(update: UpdateChange) -> list[str]:
    return [
        f"{SECTIONS[meaning]}: {counted(len(str(old).splitlines()), 'point')} become {len(str(new).splitlines())}"
        if update.before is not None
        else f"{SECTIONS[meaning]}: {counted(len(str(new).splitlines()), 'point')}"
        for meaning, (old, new) in update.fields.items()
    ]


def _read(read: ReadPromise) -> str:
    where = f" ({read.period})" if read.period else ""
    return f"{read.number or read.place} {short(read.official_words)}{where}".rstrip()


def _named(record: Promise) -> str:
    words = short(record.official_words)
    return f"{record.slug} '{words}'" if words else record.slug


def _fate(record: Promise) -> str:
    if record.public_from is None:
        return "nobody outside has read it; it is kept and marked as withdrawn"
    if record._meta.model_name == "milestone":
        return "the public will read that it was dropped"
    return "the public will not read it any more"


def _fields(fields: FieldChanges) -> list[str]:
    return [f"{name}: {old!r} becomes {new!r}" for name, (old, new) in fields.items()]


def promise_changes_as_json(changes: PromiseChanges) -> dict[str, object]:
    """The changes as plain JSON values under the name of what they are: "commitments", "recommendations", "milestones"."""

    def fields(found: FieldChanges) -> dict[str, dict[str, object]]:
        return {name: {"from": old, "to": new} for name, (old, new) in found.items()}

    found: dict[str, object] = {
        f"{changes.kind}s": {
            "added": [read.as_json() for read in changes.added],
            "changed": [
                {changes.kind: change.record.slug, "fields": fields(change.fields)} for change in changes.changed
            ],
            "gone": [record.slug for record in changes.gone],
            "same": [record.slug for record, _ in changes.same],
            "returned": [record.slug for record in changes.returned],
            "stays_withdrawn": [record.slug for record, _ in changes.stays_withdrawn],
        }
    }
    if changes.kind == "recommendation":
        found["round"] = {
            "title": changes.round_title,
            "new": changes.update_round is None,
            "labels": fields(changes.labels),
            "updates": [
                {"number": item.read.number, "what": _what(item), "sections": fields(item.fields)}
                for item in changes.updates
            ],
            "same": [read.number for read in changes.updates_same],
        }
    return found
