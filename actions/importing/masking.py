"""A reading in which every name, email address and telephone number is replaced by its role or placeholder."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from actions.importing.changes import ImportRefused
from actions.importing.lengths import longest, shorten
from actions.importing.organisations import settle_organisations
from actions.importing.promised import PromisedReading
from actions.reading import PlanReading, Problem
from actions.services import masking, read_already, stored_texts_with
from actions.timescales import Timescale
from actions.wording import counted
from priorities.models import HeldBack, Plan
from priorities.name_forms import HeldWords
from priorities.services import next_held_back_number

Mask = Callable[[str], str]


def names_in(reading: PlanReading, plan: Plan) -> tuple[list[HeldBack], list[HeldBack]]:
    """The names that the plan holds back already, and those that are new in a reading, numbered but not stored."""
    known = list(plan.held_back.all())
    words = {item.words for item in known}
    number = next_held_back_number(plan.partnership)
    new: list[HeldBack] = []
    for person in reading.people:
        if len(person.words) > longest(HeldBack, "words"):
            raise ImportRefused(
                f"{person.place}: what looks like a personal detail is {len(person.words)} characters long, "
                f"'{person.words[:40]} …'; shorten it in the document."
            )
        if person.words not in words:
            words.add(person.words)
            new.append(HeldBack(plan=plan, number=number + len(new), kind=person.kind, words=person.words))
    # What another plan of the partnership holds back and this document says too is held back here as well.
    of_others = HeldBack.objects.filter(plan__partnership=plan.partnership).exclude(plan=plan)
    elsewhere = HeldWords((item.kind, item.words) for item in of_others if not item.is_released)
    said = {spot.held: spot.kind for row in reading.rows for spot in elsewhere.spots(row.text) if spot.held}
    for held, kind in said.items():
        if held not in words:
            words.add(held)
            new.append(HeldBack(plan=plan, number=number + len(new), kind=kind, words=held))
    return known, new


def named_already(known: list[HeldBack], new: list[HeldBack], reading: PlanReading, plan: Plan) -> list[Problem]:
    """What a person must know of held-back names: which stored texts say them, and where the public reads them."""
    found = stored_texts_with(new, plan.partnership)
    places = {person.words: person.place for person in reversed(reading.people)}
    stored = [
        (
            name,
            f"This looks like personal data, and {counted(found[name.words], 'stored text')} of the partnership "
            f"{'holds' if found[name.words] == 1 else 'hold'} it already; the placeholder takes its place there too.",
        )
        for name in new
        if found[name.words]
    ]
    public = [
        (item.name, sentence)
        for item in read_already(known + new, plan.partnership)
        for sentence in item.sentences("this document")
    ]
    return [
        Problem(places.get(name.words, "document"), None, name.words, sentence) for name, sentence in stored + public
    ]


def mask_of(names: list[HeldBack]) -> Mask:
    """What replaces these names in a text, however they are written."""
    return lru_cache(maxsize=2**15)(masking(names)) if names else str


def _masked_timescale(timescale: Timescale, mask: Mask) -> Timescale:
    return replace(
        timescale,
        raw=mask(timescale.raw),
        note=mask(timescale.note) if timescale.note else None,
        problem=mask(timescale.problem) if timescale.problem else None,
    )


def masked(reading: PlanReading, plan: Plan, mask: Mask) -> tuple[PlanReading, list[Problem]]:
    """The reading as the public may see it, with one lead for a role and its organisation, cut to the columns' lengths.

    The problems say what was cut and which organisation is not sure.
    """
    # What nobody changes is not copied: the rows and cells of a long document are most of it.
    frozen = [
        reading.rows,
        reading.tables,
        *(part for action in reading.actions for part in (action.timescale, action.cells)),
        *([reading.source] if isinstance(reading, PromisedReading) else []),
    ]
    safe = copy.deepcopy(reading, {id(part): part for part in frozen})
    unsure = settle_organisations(safe, plan)
    safe.title = mask(safe.title)
    safe.priority_word = mask(safe.priority_word)
    safe.rating_key = [replace(entry, word=mask(entry.word), meaning=mask(entry.meaning)) for entry in safe.rating_key]
    for action in safe.actions:
        action.place = mask(action.place)
        for name in ("official_words", "outcome", "progress", "rating"):
            setattr(action, name, mask(getattr(action, name)))
        action.reference = mask(action.reference) if action.reference else action.reference
        # A name that is left out leaves no lead and no organisation behind.
        action.leads = [lead for lead in dict.fromkeys(mask(lead) for lead in action.leads) if lead]
        organisations = {mask(role): mask(body) for role, body in action.organisations.items()}
        action.organisations = {role: body for role, body in organisations.items() if role and body}
        action.without_organisation = frozenset(map(mask, action.without_organisation))
        action.timescale = _masked_timescale(action.timescale, mask)
        if action.first_timescale is not None:
            action.first_timescale = _masked_timescale(action.first_timescale, mask)
    for priority in safe.priorities:
        priority.place = mask(priority.place)
        priority.title = mask(priority.title)
        priority.official_words = mask(priority.official_words)
    if isinstance(safe, PromisedReading):
        _mask_promises(safe, mask)
    return safe, unsure + shorten(safe)


def _mask_promises(safe: PromisedReading, mask: Mask) -> None:
    safe.round = mask(safe.round)
    safe.labels = {meaning: mask(words) for meaning, words in safe.labels.items()}
    safe.plan_fields = {
        name: mask(value) if isinstance(value, str) else value for name, value in safe.plan_fields.items()
    }
    keys: dict[str, str] = {}
    for promise in safe.promises:
        words = mask(promise.official_words)
        if promise.repeats and words != promise.official_words:
            # The key is made of the words, so it would keep the name.
            keys[promise.repeats] = f"repeated-{len(keys) + 1}"
        promise.place, promise.official_words = mask(promise.place), words
        promise.number, promise.period = mask(promise.number), mask(promise.period)
        promise.sections = {meaning: mask(points) for meaning, points in promise.sections.items()}
    for promise in safe.promises:
        promise.repeats = keys.get(promise.repeats, promise.repeats)
