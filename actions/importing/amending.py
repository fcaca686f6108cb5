"""What a person decides on words of a document that say two things: how a timescale is read, how leads are parted.

The document's own words stay in its rows and in its stored reading; what is decided goes into the records alone.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from actions.importing.changes import ImportRefused
from actions.importing.promised import PromisedReading, ReadPromise
from actions.reading import PlanReading, Problem, ReadAction
from actions.roadmap_reading import Dates, read_period
from actions.services import in_other_words
from actions.timescales import Timescale, read_timescale, ways_to_read


@dataclass(frozen=True, slots=True)
class Amendments:
    """`timescales`: for words of the document the words that they are read as. `leads`: for leads as they were parted,
    one a line, those that a person named."""

    timescales: Mapping[str, str] = field(default_factory=dict)
    leads: Mapping[str, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.timescales or self.leads)

    def as_json(self) -> dict[str, object]:
        return {"timescales": dict(self.timescales), "leads": {key: list(names) for key, names in self.leads.items()}}

    @classmethod
    def from_json(cls, stored: Mapping[str, Mapping] | None) -> Amendments:
        stored = stored or {}
        return cls(dict(stored.get("timescales", {})), dict(stored.get("leads", {})))


@dataclass(frozen=True, slots=True)
class UnclearTimescale:
    """Words that were not read as a date: asked once, however many rows have them."""

    words: str
    problem: str
    ways: tuple[str, ...]
    """The two ways to read them, where there are two."""
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartedLeads:
    """Leads that stood in one cell, or of which something is unsure: shown once, however many rows have them."""

    key: str
    names: tuple[str, ...]
    written: str
    """The cell of the first row, as the document has it."""
    doubts: tuple[str, ...]
    places: tuple[str, ...]


def unclear_timescales(reading: PlanReading) -> list[UnclearTimescale]:
    """The distinct words of timescales that have a problem, in the order of the document; of a roadmap its periods."""
    places: dict[str, list[str]] = {}
    problems: dict[str, str] = {}
    for action in reading.actions:
        raw = action.timescale.raw.strip()
        if raw and action.timescale.problem is not None:
            places.setdefault(raw, []).append(action.place)
            problems.setdefault(raw, action.timescale.problem)
    if isinstance(reading, PromisedReading):
        for label, promises in _unclear_periods(reading).items():
            places[label] = [promise.place for promise in promises]
            problems[label] = _doubts_of_periods(reading)[label]
    return [UnclearTimescale(raw, problems[raw], tuple(ways_to_read(raw)), tuple(at)) for raw, at in places.items()]


def _doubts_of_periods(reading: PromisedReading) -> dict[str, str]:
    """Why a period was not read as a time, by its words."""
    return {problem.value: problem.message for problem in reading.problems if problem.field == "label"}


def _unclear_periods(reading: PromisedReading) -> dict[str, list[ReadPromise]]:
    """The periods that were not read as a time and why that is told, each with its milestones."""
    doubts, found = _doubts_of_periods(reading), {}
    for promise in reading.promises:
        if promise.period in doubts and promise.end is None:
            found.setdefault(promise.period, []).append(promise)
    return found


def lead_key(action: ReadAction) -> str:
    """What a choice calls the leads of a row: as they were parted, one a line."""
    return "\n".join(action.leads)


def parted_leads(reading: PlanReading) -> list[PartedLeads]:
    """The distinct leads that a person may part otherwise: several of one row, or one that was doubted."""
    found: dict[str, list[ReadAction]] = {}
    for action in reading.actions:
        doubted = any(map(_doubts_leads, action.problems))
        if action.leads and (len(action.leads) > 1 or doubted):
            found.setdefault(lead_key(action), []).append(action)
    return [
        PartedLeads(
            key,
            tuple(actions[0].leads),
            "; ".join(text for heading, text in actions[0].cells if _is_of_leads(text, actions[0])),
            tuple(dict.fromkeys(item.message for action in actions for item in action.problems if _doubts_leads(item))),
            tuple(action.place for action in actions),
        )
        for key, actions in found.items()
    ]


def _doubts_leads(problem: Problem) -> bool:
    """Whether the reader is not sure how leads are parted; that one names a person is asked elsewhere."""
    return problem.field == "leads" and not problem.message.startswith("This looks like")


def _is_of_leads(text: str, action: ReadAction) -> bool:
    return any(name in text or text in name for name in action.leads)


def amended(reading: PlanReading, amendments: Amendments, document_date: date | None) -> PlanReading:
    """The reading as a person decided it; the very same where nothing was decided. Raises ImportRefused."""
    if not amendments:
        return reading
    changed = copy.deepcopy(reading)
    for action in changed.actions:
        words = amendments.timescales.get(action.timescale.raw.strip())
        if words is not None and action.timescale.problem is not None:
            action.timescale = read_as(words, action.timescale, document_date)
            action.first_timescale = None
        names = amendments.leads.get(lead_key(action))
        if names is not None:
            action.leads = list(dict.fromkeys(names))
            action.organisations = {role: body for role, body in action.organisations.items() if role in names}
    if isinstance(changed, PromisedReading):
        for label, promises in _unclear_periods(changed).items():
            if label in amendments.timescales:
                read = read_period_as(amendments.timescales[label], label, document_date)
                for promise in promises:
                    promise.start, promise.end = read.start or read.end, read.end
    return changed


def read_period_as(words: str, written: str, document_date: date | None) -> Dates:
    """The days that other words give to a roadmap's period. Raises ImportRefused where they name no time."""
    read = read_period(words, document_date=document_date)
    if read.end is None:
        raise ImportRefused(f"Period '{written}': {read.problem or f'“{words}” names no month, quarter or term.'}")
    return read


def read_as(words: str, written: Timescale, document_date: date | None) -> Timescale:
    """A timescale as written with the dates of other words, and a note that says so. Raises ImportRefused."""
    read = read_timescale(words, document_date=document_date)
    if read.problem is not None:
        raise ImportRefused(f"Timescale '{written.raw.strip()}': {read.problem}")
    return replace(read, raw=written.raw, note=in_other_words(written.raw.strip(), read))


def is_decided(action: ReadAction, field_name: str | None, amendments: Amendments) -> bool:
    """Whether a person decided what the reader was not sure of: the timescale or the leads of a row."""
    if field_name == "timescale":
        return action.timescale.problem is not None and action.timescale.raw.strip() in amendments.timescales
    return field_name == "leads" and lead_key(action) in amendments.leads
