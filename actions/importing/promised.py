"""Commitments, recommendations and milestones as they were read, in one shape: priorities as those of an action plan,
below them one list of promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Literal

from actions.models import Milestone
from actions.outlines import (
    RecommendationReading,
    StrategyReading,
    read_recommendation_update,
    read_strategy,
)
from actions.reading import PlanReading, Problem, ReadPriority
from actions.roadmap_reading import RoadmapReading, read_roadmap
from priorities.documents import Document
from priorities.models import SECTIONS, Plan
from priorities.slugs import LONGEST, slug_of

ACTION_PLAN, STRATEGY, RECOMMENDATION_UPDATE, ROADMAP = "action-plan", "strategy", "recommendation-update", "roadmap"
KINDS: Mapping[str, str] = {
    ACTION_PLAN: "Action plan",
    STRATEGY: "Strategy: priorities and commitments",
    RECOMMENDATION_UPDATE: "Update of recommendations: one round",
    ROADMAP: "Roadmap: milestones by time",
}
"""The kinds of documents that are brought into a plan, in words."""

Read = StrategyReading | RecommendationReading | RoadmapReading


@dataclass(slots=True)
class ReadPromise:
    """A commitment, a recommendation or a milestone in the document's words.

    `priority` is an index into the reading's priorities, None for a core commitment. `sections` are the points of a
    round, one a line, by their meaning. `start` and `end` are both None where the period's words mean no time.
    """

    official_words: str
    place: str
    priority: int | None = None
    number: str = ""
    sections: dict[str, str] = field(default_factory=dict)
    period: str = ""
    start: date | None = None
    end: date | None = None
    kind: str = ""
    repeats: str = ""
    ongoing: bool = False
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """How a comparison names it."""
        return {"place": self.place, **({"number": self.number} if self.number else {}), "words": self.official_words}


@dataclass(slots=True)
class PromisedReading(PlanReading):
    """What was read of a strategy, of an update of recommendations or of a roadmap: a plan's reading without actions.

    `plan_fields` are what the document says of the plan itself, by the plan's columns.
    """

    kind: Literal["strategy", "recommendation-update", "roadmap"] = STRATEGY
    source: Read = field(default_factory=StrategyReading)
    """As its reader gave it: what is printed and stored."""
    promises: list[ReadPromise] = field(default_factory=list)
    round: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    plan_fields: dict[str, object] = field(default_factory=dict)

    def all_problems(self) -> list[Problem]:
        """Those of the document and its priorities, then those of each promise."""
        return [
            *self.problems,
            *(problem for priority in self.priorities for problem in priority.problems),
            *(problem for promise in self.promises for problem in promise.problems),
        ]

    def as_json(self) -> dict[str, object]:
        """The object that `import_document --json` prints: that of the kind's reader, with every problem."""
        return {**self.source.as_json(), "problems": [problem.as_json() for problem in self.all_problems()]}


def read_promises(kind: str, document: Document, *, round_title: str, meanings: Mapping[str, str]) -> PromisedReading:
    """Read a document of one of the three kinds. Raises DocumentError, one sentence, where it holds none of its promises."""
    if kind == STRATEGY:
        return _of_strategy(read_strategy(document))
    if kind == ROADMAP:
        return _of_roadmap(read_roadmap(document))
    return _of_update(read_recommendation_update(document, round=round_title, meanings=meanings))


def _of_strategy(read: StrategyReading) -> PromisedReading:
    reading = PromisedReading(
        kind=STRATEGY,
        source=read,
        title=read.title,
        dated=read.dated,
        priority_word=read.priority_word,
        problems=list(read.problems),
        rows=read.rows,
        people=read.people,
        plan_fields={"kind": Plan.Kind.STRATEGY.value},
    )
    for index, priority in enumerate(read.priorities):
        reading.priorities.append(
            ReadPriority(
                priority.number, priority.title, priority.official_words, priority.place, list(priority.problems)
            )
        )
        reading.promises += [
            ReadPromise(point.words, point.place, priority=index, problems=list(point.problems))
            for point in priority.commitments
        ]
    reading.promises += [
        ReadPromise(point.words, point.place, problems=list(point.problems)) for point in read.core_commitments
    ]
    return reading


def _of_update(read: RecommendationReading) -> PromisedReading:
    labels: dict[str, str] = {}
    problems = list(read.problems)
    for item in read.recommendations:
        for meaning, words in item.labels.items():
            if labels.setdefault(meaning, words) != words:
                message = f"Elsewhere in the document this section is headed '{labels[meaning]}'; the round keeps that."
                problems.append(Problem(item.place, SECTIONS[meaning], words, message))
    return PromisedReading(
        kind=RECOMMENDATION_UPDATE,
        source=read,
        title=read.title,
        dated=read.dated,
        problems=problems,
        rows=read.rows,
        people=read.people,
        round=" ".join(read.round.split()),
        labels=labels,
        promises=[
            ReadPromise(
                item.official_words,
                item.place,
                number=item.number or "",
                sections={
                    meaning: "\n".join(" ".join(point.words.split()) for point in points)
                    for meaning, points in item.sections.items()
                    if points
                },
                problems=[*item.problems, *(found for point in item.points() for found in point.problems)],
            )
            for item in read.recommendations
        ],
    )


def _of_roadmap(read: RoadmapReading) -> PromisedReading:
    covers, limits = read.covers, [item.words for item in read.limits]
    said = {
        "kind": Plan.Kind.ROADMAP.value,
        "starts_on": covers.start if covers else None,
        "ends_on": covers.end if covers else None,
        "answers": read.answers.words if read.answers else "",
        "prepares_for": read.prepares_for.words if read.prepares_for else "",
        "limits": "\n".join(limits),
        "review_cycle": _CYCLES.get(read.review.recurrence or "", "") if read.review else "",
    }
    reading = PromisedReading(
        kind=ROADMAP,
        source=read,
        title=read.title,
        dated=read.published,
        problems=list(read.problems),
        rows=read.rows,
        people=read.people,
        plan_fields={name: value for name, value in said.items() if value},
    )
    for period in read.periods:
        for milestone in period.milestones:
            problems = []
            if milestone.said_done:
                problems.append(Problem(milestone.place, "state", milestone.words, SAID_DONE))
            reading.promises.append(
                ReadPromise(
                    milestone.words,
                    milestone.place,
                    period=period.label,
                    # "By March 2026" names no beginning: it stands where it ends.
                    start=period.start or period.end,
                    end=period.end,
                    kind=milestone.type if milestone.type in Milestone.Kind.values else "",
                    repeats=_repeat_key(milestone.repeats),
                    ongoing=milestone.ongoing,
                    problems=problems,
                )
            )
    return reading


def _repeat_key(words: str) -> str:
    """The words that repeated milestones share, as the column keeps them: a slug that fits."""
    slug = slug_of(words, longest=len(words))
    return slug if len(slug) <= LONGEST else f"{slug_of(words)}-{sha256(slug.encode()).hexdigest()[:8]}"


SAID_DONE = "The document says that this was done. It counts as delivered once a person says how it is known."

_CYCLES = {
    recurrence: cycle.value
    for recurrence, cycle in {
        "monthly": Plan.UpdateCycle.MONTHLY,
        "quarterly": Plan.UpdateCycle.QUARTERLY,
        "every 3 months": Plan.UpdateCycle.QUARTERLY,
        "every 4 months": Plan.UpdateCycle.FOUR_MONTHS,
        "termly": Plan.UpdateCycle.TERMLY,
        "six-monthly": Plan.UpdateCycle.SIX_MONTHLY,
        "yearly": Plan.UpdateCycle.YEARLY,
    }.items()
}
"""What the timescales call a recurrence, as a plan keeps it."""
