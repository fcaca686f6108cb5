"""What a comparison found is brought into the plan, through the verbs that keep who, when and what was before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone

from actions.importing.changes import Change, Comparison
from actions.importing.comparing import last_from_document
from actions.importing.priorities import PriorityPairs, title_of
from actions.importing.promise_applying import apply_promises, set_plan_fields
from actions.importing.promised import PromisedReading
from actions.importing.said import place_of
from actions.likeness import fold
from actions.models import Action, ProgressReport, RatingWord
from actions.reading import PlanReading, ReadAction
from actions.services import (
    ActionRevision,
    NewAction,
    add_actions,
    add_rating_words,
    place_actions,
    restore_actions,
    revise_actions,
    take_reports,
    withdraw_actions,
)
from actions.wording import as_in, document_in_words
from priorities.models import ContentVersion, Plan, Priority, SourceDocument, SourceRow, User
from priorities.services import add_priority, mark_applied, revise_priority, withdraw_priority


def apply(
    comparison: Comparison,
    pairs: PriorityPairs,
    reading: PlanReading,
    *,
    plan: Plan,
    document: SourceDocument,
    by: User | None,
    at: datetime,
) -> None:
    """Bring a document's masked reading into its plan. What was public stays in versions, changes and reports."""
    with ContentVersion.counted_once():
        applying = _Applying(comparison, pairs, reading, plan=plan, document=document, by=by, at=at)
        applying.plan_fields()
        priorities = applying.priorities()
        if isinstance(reading, PromisedReading):
            apply_promises(comparison, reading, priorities, plan=plan, document=document, by=by, at=at)
        else:
            applying.actions(priorities)
        applying.gone_priorities()
        mark_applied(document=document, by=by, at=at)


def apply_statuses(comparison: Comparison, *, document: SourceDocument, by: User | None, at: datetime) -> None:
    """Give what a document reported the statuses that the plan's rating key says now; the document was applied before.

    What waits is changed; what is public stays and is corrected by a report that waits.
    """
    take_reports(reports=_rated_again(comparison, document), document=document, by=by, at=at)


def _rated_again(comparison: Comparison, document: SourceDocument) -> list[ProgressReport]:
    """Reports of which only the status is another: of the same day they correct the one before."""
    reports = []
    for change in comparison.changed:
        before = last_from_document(change.action)
        if before is None or "status" not in change.fields or change.fields.keys() & {"progress", "rating"}:
            continue
        report = ProgressReport(
            action=change.action, status=change.fields["status"][1], rating=before.rating, done=before.done
        )
        if before.state == ProgressReport.State.PUBLISHED and before.reported_on == document.document_date:
            report.corrects = before
        reports.append(report)
    return reports


class _Applying:
    def __init__(
        self,
        comparison: Comparison,
        pairs: PriorityPairs,
        reading: PlanReading,
        *,
        plan: Plan,
        document: SourceDocument,
        by: User | None,
        at: datetime,
    ) -> None:
        self.comparison, self.pairs, self.reading = comparison, pairs, reading
        self.plan, self.document, self.who = plan, document, {"by": by, "at": at}
        self.rows: Mapping[str, SourceRow] = {row.place: row for row in document.rows.all()}
        named = document_in_words(document.title, document.document_date, document.date_precision)
        self.as_in = as_in(document.title, document.document_date, document.date_precision)
        self.gone = f"It is not in {named} any more."
        # Two rows may say the very same, so they are known by what they are, not by what they say.
        self.order = {id(read): order for order, read in enumerate(reading.actions)}

    def _row(self, place: str) -> SourceRow | None:
        return self.rows.get(place_of(place))

    def plan_fields(self) -> None:
        """The plan's own word for a priority, and the lines of its rating key that are new."""
        set_plan_fields(self.comparison, plan=self.plan, reason=self.as_in, **self.who)
        order = {fold(entry.word): order for order, entry in enumerate(self.reading.rating_key)}
        words = [
            RatingWord(
                plan=self.plan,
                word=entry.word,
                meaning=entry.meaning,
                status=entry.status.value if entry.status else "",
                order=order[fold(entry.word)],
            )
            for entry in self.comparison.key_added
        ]
        add_rating_words(words=words, **self.who)

    def priorities(self) -> list[Priority]:
        """The plan's priority for each one read; what is new is added, what is changed is kept with its versions."""
        changed = {change.priority.pk: change.fields for change in self.comparison.priorities_changed}
        found = []
        for index, read in enumerate(self.reading.priorities):
            priority = self.pairs.found[index]
            row = self._row(read.place)
            if priority is None:
                priority = add_priority(
                    plan=self.plan,
                    number=read.number or "",
                    title=title_of(read, index, self.plan),
                    official_words=read.official_words,
                    order=index,
                    source_row=row,
                    document=self.document,
                    **self.who,
                )
            else:
                columns = {name: new for name, (_, new) in changed.get(priority.pk, {}).items()}
                revise_priority(
                    priority=priority,
                    columns=columns,
                    source_row=row,
                    document=self.document,
                    reason=self.as_in,
                    **self.who,
                )
            found.append(priority)
        return found

    def gone_priorities(self) -> None:
        for priority in self.comparison.priorities_gone:
            withdraw_priority(priority=priority, reason=self.gone, **self.who)

    def actions(self, priorities: list[Priority]) -> None:
        """Actions and what is reported on them."""
        comparison = self.comparison
        new = [self._new(read, priorities) for read in comparison.added]
        day = file_day(self.document, self.who["at"])
        added = add_actions(plan=self.plan, new=new, document=self.document, changed_on=day, **self.who) if new else []
        restore_actions(actions=comparison.returned, reason=self.as_in, **self.who)
        revise_actions(
            revisions=[self._revision(change, priorities) for change in comparison.changed],
            document=self.document,
            changed_on=day,
            **self.who,
        )
        self._place()
        withdraw_actions(actions=comparison.gone, reason=self.gone, **self.who)
        reported = [(action, read) for action, read in zip(added, comparison.added, strict=True)]
        reported += [
            (change.action, change.read)
            for change in comparison.changed
            if change.fields.keys() & {"progress", "rating"}
        ]
        reports = [_report(action, read) for action, read in reported if _says_something(read)]
        reports += _rated_again(comparison, self.document)
        reports += [_report(action, read) for action, read in comparison.reported_again]
        take_reports(reports=reports, document=self.document, **self.who)

    def _new(self, read: ReadAction, priorities: list[Priority]) -> NewAction:
        return NewAction(
            reference=read.reference or "",
            official_words=read.official_words,
            timescale=read.timescale,
            first_timescale=read.first_timescale,
            leads=read.leads,
            organisations=read.organisations,
            without_organisation=read.without_organisation,
            columns={
                "priority": priorities[read.priority] if read.priority is not None else None,
                "outcome": read.outcome,
                "order": self.order[id(read)],
                "source_row": self._row(read.place),
            },
        )

    def _revision(self, change: Change, priorities: list[Priority]) -> ActionRevision:
        """Only what the document changes: the rest stays as the office left it."""
        action, read, fields = change.action, change.read, change.fields
        columns: dict[str, object] = {"order": self.order[id(read)], "source_row": self._row(read.place)}
        if "reference" in fields:
            columns["reference"] = read.reference or ""
        if "outcome" in fields:
            columns["outcome"] = read.outcome
        if "priority" in fields:
            columns["priority"] = priorities[read.priority] if read.priority is not None else None
        return ActionRevision(
            action,
            columns,
            official_words=read.official_words if "official_words" in fields else None,
            timescale=read.timescale if "timescale" in fields else None,
            first_timescale=read.first_timescale,
            leads=read.leads if "leads" in fields else None,
            organisations=read.organisations if "leads" in fields else {},
            without_organisation=read.without_organisation,
        )

    def _place(self) -> None:
        """Where each action that stays the same stands now in the document, and in the plan."""
        placed, moved = [], []
        for action, read in self.comparison.same:
            action.source_row = self._row(read.place)
            placed.append(action)
            if action.order != self.order[id(read)]:
                action.order = self.order[id(read)]
                moved.append(action)
        place_actions(actions=placed, moved=moved, reason=self.as_in, **self.who)


def _says_something(read: ReadAction) -> bool:
    return bool(read.progress) or read.status is not None or any(map(str.isalnum, read.rating))


def _report(action: Action, read: ReadAction) -> ProgressReport:
    """What the document reports on an action."""
    return ProgressReport(
        action=action, status=read.status.value if read.status else "", rating=read.rating, done=read.progress
    )


def file_day(document: SourceDocument, at: datetime) -> date:
    """The day that a document bears, else the day on which it was stored."""
    return document.document_date or timezone.localtime(at).date()
