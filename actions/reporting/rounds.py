"""What the published rounds say of one recommendation: each round with its versions, and what changed between two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db.models import F

from actions.points_compared import Said, compare_points
from actions.points_shown import POINT_BEYOND_WORDS, beginning, fair_shares, letters_of
from actions.wording import cut_at_word, day_as_known
from priorities.models import SECTIONS, Recommendation, RecommendationUpdate, UpdateRound

USUAL = ("done", "difference", "to_develop", "next_steps")
"""Sections that are shown though a round says nothing there."""

HOPES = frozenset({"expected_difference", "will_see"})
"""Sections that say what people hope for. They are never told as results."""


@dataclass(frozen=True, slots=True)
class PublicRound:
    """One round as it answers one recommendation: its public versions, oldest first. The last one stands."""

    of: UpdateRound
    versions: tuple[RecommendationUpdate, ...]
    also: int = 1
    """2 for the second round of the same title, so that each has a name of its own."""

    @property
    def standing(self) -> RecommendationUpdate:
        return self.versions[-1]

    @property
    def slug(self) -> str:
        return self.of.slug

    @property
    def title(self) -> str:
        return f"{self.of.title} ({self.also})" if self.also > 1 else self.of.title

    @property
    def when(self) -> str:
        """ "October 2025", no more exact than it is known; "" where the round bears no date."""
        return round_date_in_words(self.of.dated, self.of.date_precision)

    @property
    def inside(self) -> str:
        """Behind "in": "October 2025" where its name is its date, else its name in quotation marks."""
        return self.title if self.of.title in self.when else f"“{self.title}”"

    @property
    def name(self) -> str:
        """Its title, and its date where the title does not say it: "Year one (October 2025)"."""
        return f"{self.title} ({self.when})" if self.when and self.of.title not in self.when else self.title

    @property
    def number_of_points(self) -> int:
        return sum(len(self.standing.points(meaning)) for meaning in SECTIONS)


def round_date_in_words(dated: date | None, precision: str) -> str:
    """A round's date, no more exact than it is known; "" where there is none."""
    return day_as_known(dated, precision) if dated is not None else ""


ROUND_ORDER = (F("update_round__dated").desc(nulls_last=True), "-update_round_id")
"""Newest round first; rounds without a date come last, the one recorded last before the others."""


def rounds_of(recommendation: Recommendation) -> list[PublicRound]:
    """The public rounds of a recommendation, newest first. One query."""
    updates = (
        RecommendationUpdate.objects.public()
        .filter(recommendation=recommendation)
        .select_related("update_round", "document")
        .defer("document__reading")
        .order_by(*ROUND_ORDER, "pk")
    )
    found: dict[int, list[RecommendationUpdate]] = {}
    for update in updates:
        found.setdefault(update.update_round_id, []).append(update)
    rounds = [PublicRound(versions[0].update_round, tuple(versions)) for versions in found.values()]
    # Counted from the oldest, so that a name stays what it was when another round follows.
    names: dict[str, int] = {}
    for at in reversed(range(len(rounds))):
        names[rounds[at].title] = names.get(rounds[at].title, 0) + 1
        rounds[at] = replace(rounds[at], also=names[rounds[at].title])
    return rounds


LONGEST_POINT = 900
"""Where a page shortens sections, it cuts points that are longer than this."""


class Section(NamedTuple):
    """A section as a page shows it."""

    meaning: str
    label: str
    number: int
    points: tuple[str, ...]
    left_out: int
    """How many points are not among `points`."""
    is_cut: bool
    """One of the points is shown without its end."""
    is_hope: bool


def sections_of(update: RecommendationUpdate, of: UpdateRound, *, most_letters: int | None = None) -> list[Section]:
    """The sections of an update in the order of SECTIONS, under the labels of its round: the usual, and those with points.

    Where `most_letters` is given, long sections are shortened so that all of them keep to about that.
    """
    said = {meaning: update.points(meaning) for meaning in SECTIONS}
    shown = {meaning: points for meaning, points in said.items() if points or meaning in USUAL}
    if most_letters is None:
        return [
            Section(meaning, of.label_of(meaning), len(points), tuple(points), 0, False, meaning in HOPES)
            for meaning, points in shown.items()
        ]
    short = {meaning: [_cut(point) for point in points] for meaning, points in shown.items()}
    shares = fair_shares([letters_of(points) for points in short.values()], most=most_letters)
    found = []
    for (meaning, points), share in zip(short.items(), shares, strict=True):
        first = beginning(points, most_letters=share)
        is_cut = any(one != whole for one, whole in zip(first, said[meaning], strict=False))
        left_out = len(points) - len(first)
        found.append(Section(meaning, of.label_of(meaning), len(points), first, left_out, is_cut, meaning in HOPES))
    return found


def _cut(point: str) -> str:
    return point if len(point) <= LONGEST_POINT else cut_at_word(point, LONGEST_POINT)


class Change(NamedTuple):
    """One point of a comparison: "added", "gone", "reworded" or "kept". `was` only where it is said in other words."""

    kind: str
    words: str
    was: str = ""

    @property
    def letters(self) -> int:
        """About what it costs a page."""
        return len(self.words) + len(self.was) + POINT_BEYOND_WORDS * (2 if self.was else 1)


KINDS = ("added", "gone", "reworded", "kept")


@dataclass(frozen=True, slots=True)
class SectionChanges:
    """What became of the points of one section between two rounds, with the label of each."""

    meaning: str
    label_before: str
    label_after: str
    changes: tuple[Change, ...]
    is_hope: bool

    def number(self, kind: str) -> int:
        return sum(change.kind == kind for change in self.changes)


def changes_between(before: PublicRound, after: PublicRound) -> list[SectionChanges]:
    """Two rounds compared by what their sections mean, whatever their labels: the usual sections, and those with points."""
    found = []
    for meaning in SECTIONS:
        earlier, later = before.standing.points(meaning), after.standing.points(meaning)
        if not earlier and not later and meaning not in USUAL:
            continue
        compared = compare_points(earlier, later)
        changes = (
            *(Change("added", words) for words in compared.added),
            *(Change("gone", words) for words in compared.gone),
            *(Change("reworded", pair.now, pair.was) for pair in compared.reworded),
            *(Change("kept", words) for words in compared.kept),
        )
        labels = before.of.label_of(meaning), after.of.label_of(meaning)
        found.append(SectionChanges(meaning, *labels, changes, meaning in HOPES))
    return found


def totals(sections: list[SectionChanges]) -> dict[str, int]:
    """How many points were added, gone, said in other words and kept, in all sections."""
    return {kind: sum(section.number(kind) for section in sections) for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Unmentioned:
    """Next steps that a round named and that no later round mentions."""

    round: PublicRound
    steps: tuple[str, ...]


def steps_not_mentioned(rounds: list[PublicRound]) -> list[Unmentioned]:
    """Of the rounds, newest first as `rounds_of` gives them, the next steps that no later one mentions; newest first.

    Where nobody knows which of two rounds is the later – one bears no date, or both bear the same – what the other one
    says counts as a mention, but does not by itself show that time has passed: nobody is accused wrongly.
    """
    said = Said([point for meaning in SECTIONS for point in one.standing.points(meaning)] for one in rounds)
    found = []
    for at, one in enumerate(rounds):
        order = [_is_later(other, one) for other in rounds]
        if not any(order[:at]):
            continue
        heard = {where for where, later in enumerate(order) if where != at and later is not False}
        steps = said.without_mention(one.standing.points("next_steps"), heard)
        if steps:
            found.append(Unmentioned(one, tuple(steps)))
    return found


def _is_later(one: PublicRound, other: PublicRound) -> bool | None:
    """Whether a round is later than another; None where nobody knows. Those without a date are in the order of recording."""
    if one.of.dated == other.of.dated:
        return None if one.of.dated is not None else one.of.pk > other.of.pk
    if one.of.dated is None or other.of.dated is None:
        return None
    return one.of.dated > other.of.dated
