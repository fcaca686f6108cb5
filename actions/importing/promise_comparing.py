"""What a strategy, an update of recommendations or a roadmap changes in a plan. Reads the plan's records, writes nothing.

A document of one kind says nothing of what documents of other kinds brought: it leaves out only what its own kind has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from datetime import date

from django.db.models import F

from actions.importing.asking import WITHDRAWN, another_number, back_again, which_promise, without_number
from actions.importing.changes import Comparison, FieldChanges, ImportRefused, Promise, PromiseChange, UpdateChange
from actions.importing.dated import newer_documents
from actions.importing.masking import Mask
from actions.importing.priorities import (
    PriorityPairs,
    compare_gone_priorities,
    compare_priorities,
    pair_priorities,
    title_of,
)
from actions.importing.promised import RECOMMENDATION_UPDATE, ROADMAP, STRATEGY, PromisedReading, ReadPromise
from actions.importing.said import LastSaid, differences
from actions.likeness import MAYBE_SAME_WORDS, SAME_WORDS, Folded, alike, fold, likeness
from actions.models import Milestone
from actions.reading import Problem
from priorities.models import SECTIONS, Plan, Recommendation, RecommendationUpdate, SourceDocument

MODELS = {STRATEGY: "commitment", RECOMMENDATION_UPDATE: "recommendation", ROADMAP: "milestone"}


def compare_promises(
    reading: PromisedReading,
    plan: Plan,
    *,
    mask: Mask,
    document_date: date | None,
    answers: Mapping[str, str] | None = None,
) -> tuple[Comparison, PriorityPairs]:
    """What a masked reading changes in a plan: its priorities, its promises, what a round says of recommendations.

    `answers` says for a promise's place which record of the plan (by slug) it is, or "new". Raises ImportRefused for an
    answer that names nothing of the document or of the plan.
    """
    comparison, left = Comparison(), dict(answers or {})
    changes = comparison.promises
    changes.kind = MODELS[reading.kind]
    every = _stored(reading.kind, plan, mask)
    priorities = pair_priorities(reading, plan, [], left, mask=mask)
    if reading.kind == STRATEGY:
        rows = [record.source_row for record in (*every, *priorities.stored)]
        said = LastSaid(plan, mask, rows)
        compare_priorities(reading, plan, priorities, comparison, said=said)
    else:
        said = LastSaid(plan, mask, [record.source_row for record in every])
    pairs = _PAIRS[reading.kind](reading, every, priorities)
    pairs.pair(left)
    if left:
        raise ImportRefused(f"--same names '{next(iter(left))}', which is no row of the document; check the place.")
    comparing = _Comparing(reading, plan, comparison, priorities, said)
    for index, read in enumerate(reading.promises):
        comparing.promise(read, index, pairs)
    comparing.gone(pairs)
    if reading.kind == STRATEGY:
        actions = list(plan.actions.filter(withdrawn_at=None)) if priorities.stored else []
        compare_gone_priorities(priorities, comparison, actions, kind=STRATEGY)
    if reading.kind == RECOMMENDATION_UPDATE:
        comparing.round(mask)
    comparing.plan_fields()
    messages = newer_documents(plan, reading.kind, document_date) if document_date is not None else []
    comparison.problems += [Problem("the document", None, "", message) for message in messages]
    return comparison, priorities


def _stored(kind: str, plan: Plan, mask: Mask) -> list[Promise]:
    """The plan's promises of this kind, withdrawn ones too, without names that are held back."""
    records = {STRATEGY: plan.commitments, RECOMMENDATION_UPDATE: plan.recommendations, ROADMAP: plan.milestones}[kind]
    found = list(records.select_related("source_row").annotate(document_kind=F("source_row__document__kind")))
    for record in found:
        record.plan = plan
        for name in ("official_words", "number", "period"):
            if hasattr(record, name):
                setattr(record, name, mask(getattr(record, name)))
    return found


# -- which record each promise is ------------------------------------------------------------------------------------


class _Pairs:
    """Which record of the plan each promise is; `free` are the records that no promise is."""

    def __init__(self, reading: PromisedReading, every: list[Promise], priorities: PriorityPairs) -> None:
        self.reading, self.priorities = reading, priorities
        self.stored = [record for record in every if record.withdrawn_at is None]
        self.withdrawn = [record for record in every if record.withdrawn_at is not None]
        self.found: dict[int, Promise | None] = {}
        self.free = {record.pk: record for record in self.stored}
        self.decided: set[int] = set()
        self.maybe: dict[int, list[Promise]] = {}
        self.stays_withdrawn: dict[int, Promise] = {}
        self.words = [Folded(read.official_words) for read in reading.promises]
        self.stored_words = {record.pk: Folded(record.official_words) for record in every}

    def home(self, read: ReadPromise) -> Hashable:
        """Where a promise stands: the same as `home_of` its record."""
        return None if read.priority is None else self.priorities.key(read.priority)

    def home_of(self, record: Promise) -> Hashable:
        return record.priority_id

    def pair(self, answers: dict[str, str]) -> None:
        """First what somebody said, then the same words in the same place, then elsewhere, then alike words."""
        self.take_answers(answers)
        self._exactly(lambda index, read: (self.home(read), self.words[index].text), self._home_and_words)
        self._exactly(lambda index, read: self.words[index].text, lambda record: self.stored_words[record.pk].text)
        self._by_words()

    def _home_and_words(self, record: Promise) -> Hashable:
        return self.home_of(record), self.stored_words[record.pk].text

    def set(self, index: int, record: Promise) -> None:
        self.found[index] = record
        self.free.pop(record.pk, None)

    def take_answers(self, answers: dict[str, str]) -> None:
        """Take what somebody said of rows out of the answers. Raises ImportRefused for an answer that names nothing."""
        by_slug = {record.slug: record for record in self.stored}
        gone = {record.slug: record for record in self.withdrawn}
        for index, read in enumerate(self.reading.promises):
            answer = answers.pop(read.place, None)
            if answer is None:
                continue
            self.decided.add(index)
            before = self.was_withdrawn(index)
            if answer == "new":
                self.found[index] = None
            elif answer == WITHDRAWN and before is not None:
                self.found[index], self.stays_withdrawn[index] = None, before
            elif answer not in by_slug and answer not in gone:
                raise ImportRefused(
                    f"--same names '{answer}' for {read.place}, which the plan does not have; check its address."
                )
            else:
                record = by_slug.get(answer) or gone[answer]
                if record in self.found.values():
                    raise ImportRefused(f"--same names '{answer}' for two rows; it can be one of them only.")
                self.set(index, record)

    def left(self) -> list[tuple[int, ReadPromise]]:
        return [(index, read) for index, read in enumerate(self.reading.promises) if index not in self.found]

    def _exactly(
        self, of_read: Callable[[int, ReadPromise], Hashable], of_stored: Callable[[Promise], Hashable]
    ) -> None:
        """Pair what has the same mark, one after the other where it stands more than once."""
        theirs = defaultdict(list)
        for record in self.free.values():
            theirs[of_stored(record)].append(record)
        for index, read in self.left():
            waiting = theirs.get(of_read(index, read))
            if waiting:
                self.set(index, waiting.pop(0))

    def _by_words(self) -> None:
        """Pair alike words in the same place; alike words elsewhere, and words that are less alike, are asked of."""
        rows = [(index, self.words[index]) for index, _ in self.left()]
        left = [(key, self.stored_words[key]) for key in self.free]
        unsure = []
        for how, index, key in alike(rows, left):
            if index in self.found or key not in self.free:
                continue
            if how >= SAME_WORDS and self.home(self.reading.promises[index]) == self.home_of(self.free[key]):
                self.set(index, self.free[key])
            else:
                unsure.append((index, key))
        for index, key in unsure:
            if index not in self.found and key in self.free:
                self.maybe.setdefault(index, []).append(self.free[key])

    def was_withdrawn(self, index: int) -> Promise | None:
        """The withdrawn record whose words these are."""
        taken = [record for record in self.found.values() if record is not None]
        ranked = [
            (likeness(self.words[index], self.stored_words[record.pk]), record)
            for record in self.withdrawn
            if record not in taken
        ]
        how, best = max(ranked, key=lambda item: item[0], default=(0.0, None))
        return best if how >= SAME_WORDS else None

    def ask(self, index: int, comparison: Comparison) -> bool:
        """Ask which record a promise is, where only a person knows."""
        if index in self.maybe:
            comparison.questions.append(which_promise(self.reading.promises[index], self.maybe[index][:3]))
            return True
        if self.found.get(index) is None and index not in self.decided:
            before = self.was_withdrawn(index)
            if before is not None:
                comparison.questions.append(back_again(self.reading.promises[index], before))
                return True
        return False

    def can_be_gone(self, record: Promise) -> bool:
        """Whether the document would still have it. What the office or another kind of document added it never had."""
        return record.source_row_id is not None and record.document_kind == self.reading.kind


class _MilestonePairs(_Pairs):
    """A milestone stands in its period; a roadmap says nothing of the time before it begins."""

    def home(self, read: ReadPromise) -> Hashable:
        return (read.start, read.end) if read.end else fold(read.period)

    def home_of(self, record: Promise) -> Hashable:
        return (record.start, record.end) if record.end else fold(record.period)

    def can_be_gone(self, record: Milestone) -> bool:
        if not super().can_be_gone(record) or record.state != Milestone.State.PLANNED:
            return False
        begins = min((read.start for read in self.reading.promises if read.start is not None), default=None)
        return record.end is None or (begins is not None and record.end >= begins)


class _RecommendationPairs(_Pairs):
    """A recommendation is known by its number. An update tells of those that it names, and leaves none out."""

    def pair(self, answers: dict[str, str]) -> None:
        self.take_answers(answers)
        by_number = {fold(record.number): record for record in self.stored}
        for index, read in self.left():
            record = by_number.get(fold(read.number)) if read.number else None
            if record is None or record.pk not in self.free:
                continue
            same = likeness(self.words[index], self.stored_words[record.pk]) >= MAYBE_SAME_WORDS
            if same or not read.official_words or not record.official_words:
                self.set(index, record)
            else:
                self.maybe[index] = [record]
        numbers = [fold(read.number) for read in self.reading.promises if read.number]
        twice = next((number for number in numbers if numbers.count(number) > 1), None)
        if twice is not None:
            raise ImportRefused(
                f"The document has recommendation {twice} more than once; put what it says of it under one heading."
            )

    def ask(self, index: int, comparison: Comparison) -> bool:
        read = self.reading.promises[index]
        if index in self.maybe:
            comparison.questions.append(another_number(read, self.maybe[index][0]))
            return True
        if self.found.get(index) is None and not read.number:
            question = without_number(read, list(self.free.values())[:8])
            if not question.choices:
                raise ImportRefused(question.sentence)
            comparison.questions.append(question)
            return True
        if self.found.get(index) is None and index in self.decided and self._has_number(read):
            raise ImportRefused(
                f"{read.place}: recommendation {read.number} is in the plan already, so it is not a new one; correct the "
                "number in the document."
            )
        return super().ask(index, comparison)

    def _has_number(self, read: ReadPromise) -> bool:
        return any(record.number == read.number for record in (*self.stored, *self.withdrawn))

    def can_be_gone(self, record: Promise) -> bool:
        return False


_PAIRS: Mapping[str, type[_Pairs]] = {
    STRATEGY: _Pairs,
    RECOMMENDATION_UPDATE: _RecommendationPairs,
    ROADMAP: _MilestonePairs,
}


# -- what it changes -------------------------------------------------------------------------------------------------


class _Comparing:
    def __init__(
        self, reading: PromisedReading, plan: Plan, comparison: Comparison, priorities: PriorityPairs, said: LastSaid
    ) -> None:
        self.reading, self.plan, self.comparison = reading, plan, comparison
        self.changes, self.priorities, self.said = comparison.promises, priorities, said

    def promise(self, read: ReadPromise, index: int, pairs: _Pairs) -> None:
        """Put one promise into the comparison."""
        if pairs.ask(index, self.comparison):
            return
        if index in pairs.stays_withdrawn:
            self.changes.stays_withdrawn.append((pairs.stays_withdrawn[index], read))
            return
        record = pairs.found.get(index)
        self.changes.pairs.append((read, record))
        if record is None:
            self.changes.added.append(read)
            return
        if record.withdrawn_at is not None:
            self.changes.returned.append(record)
        fields, _ = differences(self._fields(record, read), self.said.of_promise(record.source_row), frozenset())
        if isinstance(record, Milestone) and record.state != Milestone.State.PLANNED:
            moved, dropped = fields.pop("period", None), record.state == Milestone.State.DROPPED
            if dropped or moved:
                message = _DROPPED if dropped else _DELIVERED
                self.comparison.problems.append(Problem(read.place, "state", read.official_words, message))
        if fields:
            self.changes.changed.append(PromiseChange(record, read, fields))
        else:
            self.changes.same.append((record, read))

    def _fields(self, record: Promise, read: ReadPromise) -> dict[str, tuple[object, object]]:
        pairs: dict[str, tuple[object, object]] = {"official_words": (record.official_words, read.official_words)}
        if isinstance(record, Recommendation):
            return pairs if read.official_words else {}
        if isinstance(record, Milestone):
            for name in ("period", "kind", "repeats", "ongoing"):
                pairs[name] = (getattr(record, name), getattr(read, name))
            return pairs
        if record.priority_id != self.priorities.key(read.priority):
            before = next((str(item) for item in self.priorities.stored if item.pk == record.priority_id), "")
            pairs["priority"] = (before, self._priority_in_words(read))
        return pairs

    def _priority_in_words(self, read: ReadPromise) -> str:
        if read.priority is None:
            return ""
        priority = self.reading.priorities[read.priority]
        return f"{priority.number or ''} {title_of(priority, read.priority, self.plan)}".strip()

    def gone(self, pairs: _Pairs) -> None:
        """What the document has no more, and how much the two share."""
        asked = {key for question in self.comparison.questions for kind, key in question.about if kind == self._kind}
        known = [record for record in pairs.stored if pairs.can_be_gone(record)]
        self.changes.gone = [record for record in known if record.pk in pairs.free and record.pk not in asked]
        self.comparison.known = len(known)
        self.comparison.shared = len(known) - len(self.changes.gone)

    @property
    def _kind(self) -> str:
        return self.changes.kind

    def round(self, mask: Mask) -> None:
        """What the round says of each recommendation, against what the plan has of the same round."""
        reading, changes = self.reading, self.changes
        changes.round_title = reading.round
        rounds = list(self.plan.update_rounds.all())
        for item in rounds:
            item.title, item.labels = mask(item.title), mask(item.labels)
        changes.update_round = next((item for item in rounds if fold(item.title) == fold(reading.round)), None)
        stored = self._updates(mask)
        if changes.update_round is not None:
            labels = {meaning: changes.update_round.label_of(meaning) for meaning in reading.labels}
            others = {
                meaning: (labels[meaning], words)
                for meaning, words in reading.labels.items()
                if labels[meaning] != words
            }
            if any(update.state == update.State.PUBLISHED for update in stored.values()):
                # What is public of a round is frozen, its headings too.
                self.comparison.problems += [
                    Problem("the document", meaning, words, _HEADED.format(label))
                    for meaning, (label, words) in others.items()
                ]
            else:
                changes.labels = others
        for read, recommendation in changes.pairs:
            before = stored.get(recommendation.pk) if recommendation is not None else None
            now = {meaning: "" if before is None else getattr(before, meaning) for meaning in SECTIONS}
            fields: FieldChanges = {
                meaning: (now[meaning], read.sections.get(meaning, ""))
                for meaning in SECTIONS
                if now[meaning] != read.sections.get(meaning, "")
            }
            if not fields:
                changes.updates_same.append(read)
                continue
            if before is not None and before.author_id is not None and before.state != before.State.PUBLISHED:
                raise ImportRefused(
                    f"{read.place}: an officer has begun what '{reading.round}' says of recommendation "
                    f"{before.recommendation.number}; publish that first, and import the document again."
                )
            changes.updates.append(UpdateChange(read, recommendation, before, fields))

    def _updates(self, mask: Mask) -> dict[int, RecommendationUpdate]:
        """The newest version of what the round says of each recommendation."""
        if self.changes.update_round is None:
            return {}
        rows = RecommendationUpdate.objects.filter(update_round=self.changes.update_round).select_related(
            "recommendation", "document"
        )
        found = {}
        for update in rows.order_by("pk"):
            for meaning in SECTIONS:
                setattr(update, meaning, mask(getattr(update, meaning)))
            found[update.recommendation_id] = update
        return found

    def plan_fields(self) -> None:
        """What the document says of the plan itself. What the plan says otherwise already stays, and is told."""
        word = self.reading.priority_word
        if word not in ("", self.plan.priority_word, self.said.priority_word) and self.plan.state == Plan.State.DRAFT:
            self.comparison.plan_fields["priority_word"] = (self.plan.priority_word, word)
        for name, value in self.reading.plan_fields.items():
            now = getattr(self.plan, name)
            if now == value:
                continue
            if name == "kind":
                if self._is_new():
                    self.comparison.plan_fields["kind"] = (now, value)
            elif now in ("", None):
                self.comparison.plan_fields[name] = (now, value)
            else:
                told = value.strftime("%-d %B %Y") if isinstance(value, date) else str(value)
                self.comparison.problems.append(Problem("the document", name, told, _OTHERWISE))

    def _is_new(self) -> bool:
        """Nothing was ever brought into the plan, so what it is nobody has said."""
        return not (
            self.plan.state != Plan.State.DRAFT
            or self.plan.documents.filter(state=SourceDocument.State.APPLIED).exists()
            or self.plan.actions.exists()
        )


_DROPPED = "This milestone was dropped, and the document still has it. It stays dropped until a person plans it again."
_DELIVERED = "This milestone was delivered, and the document has it at another time. That is not taken."
_HEADED = "The public reads this section of the round under '{}'. That heading stays."
_OTHERWISE = "The plan says otherwise already; that stays. Change it on the plan's page if the document is right."
