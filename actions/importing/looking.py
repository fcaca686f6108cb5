"""What storing a file would change in a plan, looked at without storing anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from actions.importing.amending import amended
from actions.importing.answers import Kept, compare_with_kept
from actions.importing.changes import Comparison
from actions.importing.comparing import compare
from actions.importing.files import ReadFile
from actions.importing.masking import Mask, mask_of, masked, named_already, names_in
from actions.importing.priorities import PriorityPairs
from actions.importing.promise_comparing import compare_promises
from actions.importing.promised import PromisedReading
from actions.reading import PlanReading, Problem
from priorities.models import HeldBack, Plan


@dataclass(slots=True)
class Looked:
    """A reading as the public may see it, as a person decided on it, and what it changes in its plan."""

    mask: Mask
    reading: PlanReading
    comparison: Comparison
    pairs: PriorityPairs
    names: tuple[HeldBack, ...] = ()
    """What the document says and nobody may read in public: stored already, or new and not stored."""


def preview(file: ReadFile, plan: Plan, *, answers: Mapping[str, str] | None = None) -> Comparison:
    """What storing a file would change in a plan; nothing is stored. Raises ImportRefused for a wrong answer."""
    return look(file, plan, answers).comparison


def look(file: ReadFile, plan: Plan, answers: Mapping[str, str] | None = None, kept: Kept | None = None) -> Looked:
    """The same with the reading and the names in it. `kept` are answers of before."""
    known, new = names_in(file.reading, plan)
    found = compared_with(file, plan, mask_of(known + new), answers, kept or {})
    found.comparison.problems += named_already(known, new, file.reading, plan)
    found.names = (*known, *new)
    return found


def compared(file: ReadFile, plan: Plan, mask: Mask, answers: Mapping[str, str] | None) -> Looked:
    """A file against its plan, with what a person decided on its words. Raises ImportRefused."""
    decided = amended(file.reading, file.amendments, file.document_date)
    reading, problems = masked(decided, plan, mask)
    if isinstance(reading, PromisedReading):
        comparison, pairs = compare_promises(
            reading, plan, mask=mask, document_date=file.document_date, answers=answers
        )
    else:
        comparison, pairs = compare(reading, plan, mask=mask, document_date=file.document_date, answers=answers)
    said = file.reading.all_problems()
    comparison.problems += [problem for problem in problems if not _is_said(problem, said)]
    return Looked(mask, reading, comparison, pairs)


def compared_with(file: ReadFile, plan: Plan, mask: Mask, answers: Mapping[str, str] | None, kept: Kept) -> Looked:
    """The same with answers of before that still count."""
    live = {*plan.actions.filter(withdrawn_at=None).values_list("slug", flat=True), "new"} if kept else set()
    for records in (plan.priorities, plan.commitments, plan.recommendations, plan.milestones) if kept else ():
        live |= {*records.filter(withdrawn_at=None).values_list("slug", flat=True)}
    return compare_with_kept(lambda used: compared(file, plan, mask, used), answers or {}, kept, live)


def _is_said(problem: Problem, problems: list[Problem]) -> bool:
    """The reader has said of the same words, before names were masked in them, that they are cut."""

    def what(item: Problem) -> tuple[object, ...]:
        return item.place, item.field, item.message.partition(";")[2]

    return any(what(problem) == what(other) for other in problems)
