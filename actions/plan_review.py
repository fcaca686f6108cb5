"""What publishing a plan would make public, and what is wrong with it first. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from django.db.models import QuerySet

from actions.models import Action, ActionLead, ProgressReport
from actions.services import (
    emptied_actions,
    read_already,
    reports_of_documents,
    unpublished_texts,
    updates_of_documents,
)
from actions.wording import counted
from priorities.held_back import Objections
from priorities.models import HeldBack, Plan, Priority, ReadingProblem, SourceDocument
from priorities.name_forms import HeldWords
from priorities.people import people_in_lead
from priorities.permissions import may_approve

RATED_PLACES = (", Rating", "', Word", "', Meaning")
"""How the words for a place end where a report's rating or a line of the rating key stands."""


SHOWN = 20
"""How many of each kind of warning a page that publishes names; the rest is a number and a link."""


class Suspect(NamedTuple):
    """Words that look like a person's name, and where they stand: "Action 1.2, Plain words"."""

    place: str
    name: str


@dataclass(frozen=True)
class PlanReview:
    """The records behind one decision to publish: querysets, so that a page can count and show them."""

    plan: Plan
    priorities: QuerySet[Priority]
    """Not public yet."""
    actions: QuerySet[Action]
    """Not public yet."""
    reports: QuerySet[ProgressReport]
    """Drafts that came with a document: they become public with the plan."""
    promises: tuple[tuple[str, str, QuerySet], ...]
    """Commitments, recommendations, what rounds of documents say of them, and milestones, each not public yet: what one
    of them is called, what several are, and the records."""
    problems: QuerySet[ReadingProblem]
    """Open ones."""
    held_back: QuerySet[HeldBack]
    """Names for which nobody has given a role."""
    without_date: QuerySet[Action]
    """Actions that the public would read as "No date set"; recurring and ongoing ones are not among them."""
    without_lead: QuerySet[Action]
    unread_timescale: QuerySet[Action]
    emptied: QuerySet[Action]
    """Actions whose official words were emptied: the plan is not published before they are written or withdrawn."""

    @property
    def is_empty(self) -> bool:
        """The plan is public and so is everything in it: there is nothing to publish."""
        return (
            self.plan.state != Plan.State.DRAFT
            and not self.priorities.exists()
            and not self.actions.exists()
            and not self.reports.exists()
            and not any(records.exists() for *_, records in self.promises)
        )

    @cached_property
    def promised(self) -> list[tuple[str, list]]:
        """What is not public yet of each kind of promise that there is: "3 commitments", and the first of them."""
        counts = [(one, several, records.count(), records) for one, several, records in self.promises]
        return [
            (counted(count, one, several), list(records[:SHOWN])) for one, several, count, records in counts if count
        ]

    @cached_property
    def suspects(self) -> list[Suspect]:
        """What looks like a person's name in what would become public; each once, with the first place.

        First the roles that somebody gave for a held-back name and that may be a name themselves.
        """
        objections = Objections(self.plan.partnership_id)
        found = {name.public_words: f"Released as a role by {name.decided_by}" for name in self._released()}
        ratings = {entry.word.casefold() for entry in self.plan.rating_words.all()}
        for place, text in unpublished_texts(self.plan).items():
            for name in objections.suspects(text):
                # What the key explains is a rating there, not a person: "Sunny".
                if name.casefold() not in ratings or not place.endswith(RATED_PLACES):
                    found.setdefault(name, place)
        return [Suspect(place, name) for name, place in found.items()]

    def _released(self) -> Iterator[HeldBack]:
        """Decided names whose words for the public hold the name, or look like another; once public, an officer's."""
        given = self.plan.held_back.exclude(public_words="").select_related("decided_by")
        for name in given:
            still_named = HeldWords([(name.kind, name.words)]).spots(name.public_words)
            if not still_named and not people_in_lead(name.public_words):
                continue
            if self.plan.public_from is None or not may_approve(name.decided_by, self.plan.partnership_id):
                yield name

    @cached_property
    def named_in_public(self) -> list[tuple[HeldBack, str]]:
        """Held-back names that the public reads already, with what publishing does about each."""
        names = list(self.plan.held_back.all())
        found = read_already(names, self.plan.partnership) if names else []
        return [(item.name, sentence) for item in found for sentence in item.sentences("this plan")]

    @property
    def has_warnings(self) -> bool:
        return bool(self.suspects or self.named_in_public) or any(
            part.exists()
            for part in (
                self.problems,
                self.held_back,
                self.without_date,
                self.without_lead,
                self.unread_timescale,
                self.emptied,
            )
        )

    def _led_by(self) -> list[tuple]:
        """Who leads each action, by name, and which organisation answers: plans share them, so anybody may rename one."""
        links = ActionLead.objects.filter(action__plan=self.plan).order_by("action", "order", "pk")
        return list(links.values_list("action", "order", "lead", "lead__name", "lead__organisation__name"))

    def mark(self) -> str:
        """A digest that changes with everything that would be published, leads, organisations and rating key included."""
        parts = (
            self.plan.version,
            list(self.plan.priorities.order_by("pk").values_list("pk", "version")),
            list(self.plan.actions.order_by("pk").values_list("pk", "version")),
            self._led_by(),
            list(self.plan.rating_words.order_by("pk").values_list("pk", "word", "meaning", "status", "order")),
            list(self.reports.order_by("pk").values_list("pk", "version")),
            [list(records.order_by("pk").values_list("pk", "version")) for *_, records in self.promises],
            list(self.problems.order_by("pk").values_list("pk", flat=True)),
            list(self.plan.held_back.order_by("pk").values_list("pk", "version")),
            [(name.pk, name.version, sentence) for name, sentence in self.named_in_public],
        )
        return sha256(repr(parts).encode()).hexdigest()


def review_plan(plan: Plan) -> PlanReview:
    """What stands behind a decision to publish this plan now."""
    current = plan.actions.filter(withdrawn_at=None)
    return PlanReview(
        plan=plan,
        priorities=plan.priorities.filter(public_from=None, withdrawn_at=None),
        actions=current.filter(public_from=None),
        reports=reports_of_documents(plan).select_related("action"),
        promises=(
            ("commitment", "commitments", plan.commitments.filter(public_from=None, withdrawn_at=None)),
            ("recommendation", "recommendations", plan.recommendations.filter(public_from=None, withdrawn_at=None)),
            (
                "update of a recommendation",
                "updates of recommendations",
                updates_of_documents(plan).select_related("update_round", "recommendation"),
            ),
            ("milestone", "milestones", plan.milestones.filter(public_from=None, withdrawn_at=None)),
        ),
        problems=ReadingProblem.objects.filter(document__plan=plan).open(),
        held_back=plan.held_back.filter(decided_at=None),
        without_date=current.filter(due=None, ongoing=False, recurrence="", timescale_problem=""),
        without_lead=current.without_lead(),
        unread_timescale=current.exclude(timescale_problem=""),
        emptied=emptied_actions(plan),
    )


class ProblemLine(NamedTuple):
    """What one document says in the same words of one row or of many."""

    problem: ReadingProblem
    """The first."""
    others: int

    @property
    def places(self) -> str:
        """ "row 5 and 9 others"."""
        many = f" and {self.others} other{'s' if self.others > 1 else ''}" if self.others else ""
        return f"{self.problem.place}{many}"


def problem_lines(problems: QuerySet[ReadingProblem]) -> list[tuple[SourceDocument, list[ProblemLine]]]:
    """Problems by document and then by sentence, in the documents' order. One query."""
    together: dict[SourceDocument, dict[tuple[str, str], list[ReadingProblem]]] = {}
    for problem in problems.select_related("document").defer("document__reading"):
        said = together.setdefault(problem.document, {})
        said.setdefault((problem.field, problem.message), []).append(problem)
    return [
        (document, [ProblemLine(group[0], len(group) - 1) for group in said.values()])
        for document, said in together.items()
    ]


def what_is_wrong(review: PlanReview) -> dict[str, object]:
    """What admin/what_is_wrong.html shows before anything is published."""
    without = [
        ("Actions whose official words are empty: write or withdraw them first", review.emptied),
        ("Actions whose date could not be read", review.unread_timescale),
        ("Actions without a date", review.without_date),
        ("Actions without a lead", review.without_lead),
    ]
    return {
        "review": review,
        "problems": [(document, lines[:SHOWN]) for document, lines in problem_lines(review.problems)],
        "held_back": review.held_back[:SHOWN],
        "without": [(words, found.count(), found[:SHOWN]) for words, found in without],
        "shown": SHOWN,
    }
