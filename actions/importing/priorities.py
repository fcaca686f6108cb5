"""Which priority of the plan each priority of a document is, and what the document changes in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import F

from actions.importing.changes import Comparison, ImportRefused, PriorityChange, Question
from actions.importing.masking import Mask
from actions.importing.said import LastSaid, differences, untitled
from actions.importing.whose import OFFICE, ask_whose, take_whose, without
from actions.likeness import MAYBE_SAME_WORDS, SAME_WORDS, Folded, fold, likeness
from actions.models import Action
from actions.reading import PlanReading, ReadPriority
from priorities.models import Plan, Priority

OFFICE_EDITS = frozenset({"number", "title", "official_words"})
"""What officers change in the admin area."""


@dataclass(slots=True)
class PriorityPairs:
    """The plan's priority for each one read; None for a new one. What is not decided yet is in `open`."""

    stored: list[Priority]
    found: list[Priority | None]
    open: set[int] = field(default_factory=set)
    decided: set[int] = field(default_factory=set)
    may_go: set[int] = field(default_factory=set)
    whose: dict[int, str] = field(default_factory=dict)

    def key(self, index: int | None) -> object:
        """The same for two rows exactly if they stand under the same priority of the plan."""
        if index is None:
            return None
        priority = self.found[index]
        return ("read", index) if priority is None else priority.pk


def title_of(read: ReadPriority, index: int, plan: Plan) -> str:
    """The priority's title, which every priority has."""
    return read.title or untitled(plan, read.number, index)


def priority_keys(reading: PlanReading) -> list[str]:
    """What --same calls each priority of the document: "priority 3"; where two have that number, "priority line 7"."""
    keys = [f"priority {read.number or read.title}" for read in reading.priorities]
    return [
        f"priority {read.place}" if keys.count(key) > 1 else key
        for key, read in zip(keys, reading.priorities, strict=True)
    ]


def mask_priority(priority: Priority, mask: Mask) -> None:
    """Hold back names in a loaded priority: the public may read them still, and publishing takes them out."""
    for name in ("number", "title", "official_words"):
        setattr(priority, name, mask(getattr(priority, name)))


def pair_priorities(
    reading: PlanReading, plan: Plan, actions: list[Action], answers: dict[str, str], *, mask: Mask
) -> PriorityPairs:
    """Pair by number and title, then by title, by number, by alike titles. Answers that are used are taken out.

    A number alone is trusted where the titles are alike or an action under both is the same; plans are renumbered.
    """
    current = plan.priorities.filter(withdrawn_at=None).select_related("source_row")
    stored = list(current.annotate(document_kind=F("source_row__document__kind")))
    for priority in stored:
        mask_priority(priority, mask)
    pairs = PriorityPairs(stored, [None] * len(reading.priorities))
    titles = [title_of(read, index, plan) for index, read in enumerate(reading.priorities)]
    pairing = _Pairing(reading, pairs, titles, _shared_actions(reading, actions))
    _take_answers(reading, pairs, answers)
    pairing.exactly(lambda index: (reading.priorities[index].number or "", fold(titles[index])), _number_and_title)
    pairing.exactly(lambda index: fold(titles[index]), lambda priority: fold(priority.title))
    pairing.exactly(lambda index: reading.priorities[index].number or None, _number, trust=pairing.is_trusted)
    pairing.by_likeness()
    return pairs


def _number_and_title(priority: Priority) -> tuple[str, str]:
    return priority.number, fold(priority.title)


def _number(priority: Priority) -> str | None:
    return priority.number or None


def _take_answers(reading: PlanReading, pairs: PriorityPairs, answers: dict[str, str]) -> None:
    by_slug = {priority.slug: priority for priority in pairs.stored}
    for priority in pairs.stored:
        if answers.get(f"priority {priority.slug}") == "gone":
            pairs.may_go.add(priority.pk)
            del answers[f"priority {priority.slug}"]
    for index, key in enumerate(priority_keys(reading)):
        take_whose(pairs.whose, index, key, answers)
        answer = answers.pop(key, None)
        if answer is None:
            continue
        if answer != "new" and answer not in by_slug:
            raise ImportRefused(
                f"--same names the priority '{answer}', which the plan does not have; check its address."
            )
        match = by_slug.get(answer)
        if match is not None and match in pairs.found:
            raise ImportRefused(f"--same names the priority '{answer}' for two priorities; it can be one of them only.")
        pairs.found[index] = match
        pairs.decided.add(index)


def _shared_actions(reading: PlanReading, actions: list[Action]) -> set[tuple[int, int]]:
    """The pairs (index read, id stored) under which an action with the very same words stands."""
    by_words: dict[str, set[int]] = {}
    for action in actions:
        if action.priority_id is not None:
            by_words.setdefault(fold(action.official_words), set()).add(action.priority_id)
    return {
        (read.priority, stored)
        for read in reading.actions
        if read.priority is not None
        for stored in by_words.get(fold(read.official_words), ())
    }


class _Pairing:
    def __init__(
        self, reading: PlanReading, pairs: PriorityPairs, titles: list[str], shared: set[tuple[int, int]]
    ) -> None:
        self.reading, self.pairs, self.shared = reading, pairs, shared
        self.titles = [Folded(title) for title in titles]

    def _left(self) -> tuple[list[int], list[Priority]]:
        pairs = self.pairs
        taken = {priority.pk for priority in pairs.found if priority is not None} | pairs.may_go
        rows = [
            index
            for index, found in enumerate(pairs.found)
            if found is None and index not in pairs.decided | pairs.open
        ]
        return rows, [priority for priority in pairs.stored if priority.pk not in taken]

    def exactly(
        self,
        of_read: Callable[[int], object],
        of_stored: Callable[[Priority], object],
        trust: Callable[[int, Priority], bool] | None = None,
    ) -> None:
        """Pair what has the same mark, where the mark stands once on either side."""
        rows, stored = self._left()
        mine: dict[object, list[int]] = {}
        theirs: dict[object, list[Priority]] = {}
        for index in rows:
            mine.setdefault(of_read(index), []).append(index)
        for priority in stored:
            theirs.setdefault(of_stored(priority), []).append(priority)
        for mark, indexes in mine.items():
            found = theirs.get(mark, [])
            if mark is None or len(indexes) != 1 or len(found) != 1:
                continue
            if trust is None or trust(indexes[0], found[0]):
                self.pairs.found[indexes[0]] = found[0]

    def is_trusted(self, index: int, priority: Priority) -> bool:
        """Whether the same number means the same priority."""
        alike = likeness(self.titles[index], Folded(priority.title)) >= MAYBE_SAME_WORDS
        return alike or (index, priority.pk) in self.shared

    def by_likeness(self) -> None:
        """Pair titles that are much alike; where they may be the same, leave it to a person."""
        rows, stored = self._left()
        folded = {priority.pk: Folded(priority.title) for priority in stored}
        ranked = sorted(
            (
                (likeness(self.titles[index], folded[priority.pk]), index, priority)
                for index in rows
                for priority in stored
            ),
            key=lambda item: (-item[0], item[1], item[2].pk),
        )
        for how, index, priority in ranked:
            if how >= SAME_WORDS and self.pairs.found[index] is None and priority not in self.pairs.found:
                self.pairs.found[index] = priority
        rows, stored = self._left()
        for index in rows:
            if any(self.may_be(index, priority) for priority in stored):
                self.pairs.open.add(index)

    def may_be(self, index: int, priority: Priority) -> bool:
        read = self.reading.priorities[index]
        return (
            (bool(read.number) and read.number == priority.number)
            or (index, priority.pk) in self.shared
            or likeness(self.titles[index], Folded(priority.title)) >= MAYBE_SAME_WORDS
        )


def compare_priorities(
    reading: PlanReading,
    plan: Plan,
    pairs: PriorityPairs,
    comparison: Comparison,
    *,
    said: LastSaid,
) -> None:
    """Put into the comparison what the document adds to the plan's priorities and changes in them, field by field."""
    taken = {priority.pk for priority in pairs.found if priority is not None}
    keys = priority_keys(reading)
    for index, read in enumerate(reading.priorities):
        priority = pairs.found[index]
        if index in pairs.open:
            left = [item for item in pairs.stored if item.pk not in taken]
            comparison.questions.append(_which(keys[index], read, title_of(read, index, plan), left))
            continue
        if priority is None:
            comparison.priorities_added.append(read)
            continue
        fields, both = differences(
            {
                "number": (priority.number, read.number or ""),
                "title": (priority.title, title_of(read, index, plan)),
                "official_words": (priority.official_words, read.official_words),
                "order": (priority.order, index),
            },
            said.of_priority(priority.source_row),
            OFFICE_EDITS,
        )
        if both and index not in pairs.whose:
            comparison.questions.append(
                ask_whose(keys[index], read.place, priority, {name: fields[name] for name in both})
            )
            continue
        if both and pairs.whose[index] == OFFICE:
            fields = without(fields, both)
        if fields:
            comparison.priorities_changed.append(PriorityChange(priority, read, fields))
        else:
            comparison.priorities_same.append((priority, read))


def compare_gone_priorities(pairs: PriorityPairs, comparison: Comparison, actions: list[Action], *, kind: str) -> None:
    """Put the priorities that the document has no more into the comparison; where one still has actions, ask.

    Those that a document of another `kind` brought it never had.
    """
    asked = {key for question in comparison.questions for kind, key in question.about if kind == "priority"}
    paired = {priority.pk for priority in pairs.found if priority is not None}
    going = {action.pk for action in comparison.gone}
    for priority in pairs.stored:
        # What the office added by hand was never in a document, so no document can leave it out.
        if priority.pk in paired or priority.pk in asked or priority.document_kind != kind:
            continue
        stays = [action for action in actions if action.priority_id == priority.pk and action.pk not in going]
        if stays and priority.pk not in pairs.may_go:
            comparison.questions.append(_still_needed(priority, stays))
        else:
            comparison.priorities_gone.append(priority)


def _which(key: str, read: ReadPriority, title: str, left: list[Priority]) -> Question:
    slugs = " or ".join(f"'{priority.slug}'" for priority in left)
    return Question(
        key,
        f"{read.place}: '{title}' may be the priority {slugs} or a new one",
        f'say which with --same "{key}=SLUG" or --same "{key}=new".',
        [*((priority.slug, f"It is the priority '{priority}'") for priority in left), ("new", "It is a new priority")],
        frozenset(("priority", priority.pk) for priority in left),
        records=tuple(left),
    )


def _still_needed(priority: Priority, stays: list[Action]) -> Question:
    key = f"priority {priority.slug}"
    few = ", ".join(f"'{action.slug}'" for action in stays[:3]) + (" …" if len(stays) > 3 else "")
    many = "1 of its actions stays" if len(stays) == 1 else f"{len(stays)} of its actions stay"
    return Question(
        key,
        f"The document has no priority '{priority}' any more, but {many} ({few})",
        f'to withdraw the priority all the same say --same "{key}=gone", or correct the document.',
        [("gone", "Withdraw the priority")],
        frozenset({("priority", priority.pk)}),
        records=(priority, *stays),
    )
