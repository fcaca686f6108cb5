"""What a round says of recommendations, as the public would read it and beside the round before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from actions import plain_words
from actions.points_compared import Compared, compare_points
from actions.wording import day_as_known
from priorities.models import SECTIONS, RecommendationUpdate, UpdateRound

HOPES = frozenset({"expected_difference"})
"""Sections that tell a hope, never a result."""


@dataclass(frozen=True, slots=True)
class Section:
    """One heading as the round prints it, with its points."""

    label: str
    points: list[str]
    is_hope: bool


@dataclass(frozen=True, slots=True)
class ComparedSection:
    """One section of two rounds, point by point."""

    label: str
    compared: Compared

    @property
    def is_changed(self) -> bool:
        return bool(self.compared.added or self.compared.gone or self.compared.reworded)


def sections_of(update: RecommendationUpdate) -> list[Section]:
    """The sections that hold something, in the order of the public page. Reads the update's round."""
    return [
        Section(update.update_round.label_of(meaning), points, meaning in HOPES)
        for meaning in SECTIONS
        if (points := update.points(meaning))
    ]


def round_dated(update_round: UpdateRound) -> str:
    """ "October 2025", no more exact than the round's date is known; "no date given" without one."""
    if update_round.dated is None:
        return "no date given"
    return day_as_known(update_round.dated, update_round.date_precision)


def earlier_of(updates: Sequence[RecommendationUpdate]) -> dict[int, RecommendationUpdate]:
    """What each update is compared with, by the update's id: the version that it corrects, else the round before. One query.

    The round before is the newest that the public reads and that is not later; one without a date is oldest.
    """
    standing: dict[int, list[RecommendationUpdate]] = {}
    rows = RecommendationUpdate.objects.standing().filter(recommendation__in=[one.recommendation_id for one in updates])
    for row in rows.select_related("update_round"):
        standing.setdefault(row.recommendation_id, []).append(row)
    found = {}
    for update in updates:
        if update.corrects_id is not None:
            found[update.pk] = update.corrects
            continue
        own = _place(update.update_round)
        before = [
            one
            for one in standing.get(update.recommendation_id, [])
            if one.update_round_id != update.update_round_id and _place(one.update_round) < own
        ]
        if before:
            found[update.pk] = max(before, key=lambda one: _place(one.update_round))
    return found


def _place(update_round: UpdateRound) -> tuple[date, int]:
    return update_round.dated or date.min, update_round.pk


def compared_sections(update: RecommendationUpdate, earlier: RecommendationUpdate) -> list[ComparedSection]:
    """The sections that either of them fills, point by point; labels are those of the later one."""
    return [
        ComparedSection(update.update_round.label_of(meaning), compare_points(was, now))
        for meaning in SECTIONS
        if (was := earlier.points(meaning)) + (now := update.points(meaning))
    ]


def advice_on(updates: Iterable[RecommendationUpdate]) -> list[tuple[str, str]]:
    """What would make the points plainer: the heading, and one sentence. Nothing is refused for it."""
    return [
        (section.label, note)
        for update in updates
        for section in sections_of(update)
        for point in section.points
        for note in plain_words.notes(point)
    ]
