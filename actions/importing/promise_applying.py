"""What a comparison found of commitments, recommendations, rounds and milestones is brought into the plan by its verbs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from actions.importing.changes import Comparison, Promise, PromiseChange
from actions.importing.promised import RECOMMENDATION_UPDATE, ROADMAP, PromisedReading, ReadPromise
from actions.importing.said import place_of
from actions.models import Milestone
from actions.services import NewMilestone, Period, add_milestones, take_roadmap_changes, take_updates
from actions.wording import as_in, document_in_words
from priorities.models import Plan, Priority, SourceDocument, SourceRow, User
from priorities.services import (
    NewCommitment,
    add_commitments,
    add_recommendation,
    add_round,
    place_promises,
    restore_promises,
    revise_promise,
    revise_round,
    save_edit,
    withdraw_promises,
)


def apply_promises(
    comparison: Comparison,
    reading: PromisedReading,
    priorities: Sequence[Priority],
    *,
    plan: Plan,
    document: SourceDocument,
    by: User | None,
    at: datetime,
) -> None:
    """Bring a masked reading's promises into its plan. `priorities` are the plan's, one for each that was read."""
    applying = _Applying(comparison, reading, priorities, plan=plan, document=document, by=by, at=at)
    applying.restore()
    applying.add()
    applying.revise()
    applying.gone()
    applying.place()
    if reading.kind == RECOMMENDATION_UPDATE:
        applying.round()


class _Applying:
    def __init__(
        self,
        comparison: Comparison,
        reading: PromisedReading,
        priorities: Sequence[Priority],
        *,
        plan: Plan,
        document: SourceDocument,
        by: User | None,
        at: datetime,
    ) -> None:
        self.changes, self.reading, self.priorities = comparison.promises, reading, priorities
        self.plan, self.document, self.who = plan, document, {"by": by, "at": at}
        self.rows: Mapping[str, SourceRow] = {row.place: row for row in document.rows.all()}
        named = document_in_words(document.title, document.document_date, document.date_precision)
        self.as_in = as_in(document.title, document.document_date, document.date_precision)
        self.no_more = f"It is not in {named} any more."
        # Two promises may say the very same, so they are known by what they are.
        self.records: dict[int, Promise] = {
            id(read): record for read, record in self.changes.pairs if record is not None
        }

    def _row(self, read: ReadPromise) -> SourceRow | None:
        return self.rows.get(place_of(read.place))

    def _priority(self, read: ReadPromise) -> Priority | None:
        return None if read.priority is None else self.priorities[read.priority]

    def restore(self) -> None:
        restore_promises(promises=self.changes.returned, reason=self.as_in, **self.who)

    def add(self) -> None:
        """Add what is new; its record is known by what was read."""
        new, where = self.changes.added, {"plan": self.plan, "document": self.document, **self.who}
        if self.reading.kind == RECOMMENDATION_UPDATE:
            for read in new:
                self.records[id(read)] = add_recommendation(
                    number=read.number, official_words=read.official_words, source_row=self._row(read), **where
                )
            return
        if self.reading.kind == ROADMAP:
            made = add_milestones(new=[self._milestone(read) for read in new], **where) if new else []
        else:
            commitments = [
                NewCommitment(read.official_words, self._priority(read), source_row=self._row(read)) for read in new
            ]
            made = add_commitments(new=commitments, **where) if new else []
        self.records |= {id(read): record for read, record in zip(new, made, strict=True)}

    def _milestone(self, read: ReadPromise) -> NewMilestone:
        return NewMilestone(
            read.official_words,
            _period(read),
            kind=read.kind,
            repeats=read.repeats,
            ongoing=read.ongoing,
            source_row=self._row(read),
        )

    def revise(self) -> None:
        """Only what the document changes: the rest stays as the office left it. When it is planned: see `gone`."""
        for change in self.changes.changed:
            revise_promise(
                promise=change.record,
                columns=self._columns(change),
                source_row=self._row(change.read),
                document=self.document,
                reason=self.as_in,
                **self.who,
            )

    def _columns(self, change: PromiseChange) -> dict[str, object]:
        columns = {name: new for name, (_, new) in change.fields.items() if name not in ("period", "priority")}
        if "priority" in change.fields:
            columns["priority"] = self._priority(change.read)
        return columns

    def gone(self) -> None:
        """What the document has no more is withdrawn; a milestone that the public reads is dropped, others are moved."""
        if self.reading.kind != ROADMAP:
            withdraw_promises(promises=self.changes.gone, reason=self.no_more, **self.who)
            return
        moved = [
            (change.record, _period(change.read))
            for change in self.changes.changed
            if "period" in change.fields and isinstance(change.record, Milestone)
        ]
        take_roadmap_changes(
            moved=moved,
            gone=[record for record in self.changes.gone if isinstance(record, Milestone)],
            document=self.document,
            reason=f"{self.as_in} It gives no reason.",
            gone_reason=f"{self.no_more} It gives no reason.",
            **self.who,
        )

    def place(self) -> None:
        """Where what stays the same stands now in the document, and all of it in the plan, in the document's order."""
        placed = []
        for record, read in self.changes.same:
            record.source_row = self._row(read)
            placed.append(record)
        moved = []
        # An update names some recommendations; the others stand where they stood.
        ordered = self.reading.promises if self.reading.kind != RECOMMENDATION_UPDATE else ()
        for order, read in enumerate(ordered):
            record = self.records.get(id(read))
            if record is not None and record.order != order:
                record.order = order
                moved.append(record)
        place_promises(promises=placed, moved=moved, reason=self.as_in, **self.who)

    def round(self) -> None:
        """The round, and what it says of each recommendation: drafts that are published with the document."""
        update_round = self.changes.update_round
        if update_round is None:
            update_round = add_round(
                plan=self.plan,
                title=self.reading.round,
                dated=self.document.document_date,
                date_precision=self.document.date_precision,
                labels=self.reading.labels,
                document=self.document,
                **self.who,
            )
        elif self.changes.labels:
            labels = {meaning: new for meaning, (_, new) in self.changes.labels.items()}
            revise_round(update_round=update_round, labels=labels, reason=self.as_in, **self.who)
        said = {self.records[id(update.read)]: update.read.sections for update in self.changes.updates}
        take_updates(update_round=update_round, said=said, document=self.document, reason=self.as_in, **self.who)


def _period(read: ReadPromise) -> Period:
    return Period(read.period, read.start, read.end)


def set_plan_fields(comparison: Comparison, *, plan: Plan, reason: str, by: User | None, at: datetime) -> None:
    """What a document says of the plan itself."""
    if comparison.plan_fields:
        for name, (_, value) in comparison.plan_fields.items():
            setattr(plan, name, value)
        save_edit(record=plan, reason=reason, by=by, at=at)
