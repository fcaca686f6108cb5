"""An import taken back: the records that it made go, those that it changed say again what they said before."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Model

from actions.importing.changes import ImportRefused
from actions.importing.snapshot import KINDS, LEAVES, PARENTS, Snapshot, Values, digest, of_plan, shared
from actions.models import ImportRun
from priorities.models import AuditEntry, ContentVersion, Plan, SourceDocument, SourceRow, User
from priorities.permissions import may_approve
from priorities.services import (
    keep,
    keep_all,
    keep_all_deleted,
    keep_deleted,
    keep_new,
    record_event,
    set_aside_document,
)

REASON = "The import was undone."

CHANGED_SINCE = (
    "Something that the import brought was changed, reported on or published since, so it cannot be undone: put right what "
    "is wrong in the plan itself."
)

FILE_REMOVED = (
    "Words were removed for ever from the document of this import, so it cannot be undone: put right what is wrong in the "
    "plan itself."
)
TOO_LATE = (
    "This import was confirmed so long ago that what it changed is no longer kept for undoing it: put right what is wrong in "
    "the plan itself."
)

_NO_USE = (ImportRun, SourceDocument, SourceRow)
"""What belongs to an import itself."""


def may_undo(user: User, run: ImportRun) -> bool:
    """Who confirmed it, or an approver of the partnership."""
    confirmed_by = run.document.received_by_id if run.document is not None else None
    return user.pk == confirmed_by or may_approve(user, run.partnership_id)


def why_not_undone(run: ImportRun) -> str:
    """One sentence where an import cannot be undone (any more); "" where it can."""
    if run.state != ImportRun.State.CONFIRMED or run.document is None or run.plan is None:
        return "This import is not confirmed, so there is nothing to undo."
    if not run.before:
        return _why_not_set_aside(run.document)
    if run.before == ImportRun.TOO_OLD:
        return TOO_LATE
    if not run.document.file:
        return FILE_REMOVED
    return "" if _mark(run) == run.before["mark"] else CHANGED_SINCE


def _why_not_set_aside(document: SourceDocument) -> str:
    if document.state == SourceDocument.State.DRAFT:
        return ""
    return f"The document '{document.original_name}' does not wait any more, so its import cannot be undone."


@transaction.atomic
def undo_run(*, run: ImportRun, by: User, at: datetime) -> str:
    """Take an import back; what was done in one sentence. Raises ImportRefused where somebody changed anything since.

    A draft plan is what it was. Of a public plan the waiting document is set aside. A plan that the import made goes.
    """
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state == ImportRun.State.UNDONE:
        return f"The import of {run.original_name} is undone already."
    if run.plan_id is not None:
        Plan.objects.select_for_update().get(pk=run.plan_id)
    refusal = why_not_undone(run)
    if refusal:
        raise ImportRefused(refusal)
    document, plan = run.document, run.plan
    if not run.before:
        set_aside_document(document=document, reason=REASON, by=by, at=at)
        said = f"The import of {run.original_name} is undone: its document was set aside, and '{plan}' is as it was."
    else:
        said = f"The import of {run.original_name} is undone: '{plan}' is as it was."
        if "priorities.plan" in run.before["made"]:
            said = f"The import of {run.original_name} is undone, and the plan that it made, '{plan}', is gone."
        _Undoing(run, by=by, at=at).undo()
        run.refresh_from_db()  # its plan and document may be gone
    run.state, run.undone_at, run.undone_by, run.before = ImportRun.State.UNDONE, at, by, {}
    keep(run, by=by, at=at)
    record_event(kind=AuditEntry.Kind.DONE, by=by, at=at, record=run, words=said)
    ContentVersion.count_up()
    return said


def mark_after(plan: Plan, changes: dict[str, dict]) -> str:
    """A mark of all records of the plan and of what was touched of those that plans share: the same until one is changed."""
    found = shared(plan.partnership, but=plan)
    touched: Snapshot = {}
    for kind, rows in found.items():
        keys = {key for part in changes.values() for key in part.get(kind, ())}
        touched[kind] = {key: row for key, row in rows.items() if key in keys}
    return digest(of_plan(plan), touched)


def _mark(run: ImportRun) -> str:
    return mark_after(run.plan, {name: run.before[name] for name in ("made", "changed", "deleted")})


class _Undoing:
    def __init__(self, run: ImportRun, *, by: User, at: datetime) -> None:
        self.run, self.who = run, {"by": by, "at": at}
        self.made: dict[str, list[str]] = run.before["made"]
        self.changed: dict[str, dict[str, Values]] = run.before["changed"]
        self.deleted: dict[str, dict[str, Values]] = run.before["deleted"]
        self.plan_made = "priorities.plan" in self.made

    def undo(self) -> None:
        """Leaves before what they belong to; what was there again before what is new goes."""
        self._refuse_used()
        for model in LEAVES:
            keep_all_deleted(self._made(model), **self.who)
        for model in (*PARENTS, *LEAVES):
            self._restore(model)
        for model in (*PARENTS, *LEAVES):
            rows = self.deleted.get(model._meta.label_lower, {})
            keep_new([self._again(model, key, row) for key, row in rows.items()], reason=REASON, **self.who)
        for model in reversed(PARENTS):
            if model is not SourceDocument:
                keep_all_deleted(self._made(model), **self.who)
                continue
            for record in self._made(model):
                if self.plan_made:
                    self._delete_document(record)
                else:
                    self._set_aside(record)

    def _made(self, model: type[Model]) -> list[Model]:
        if model._meta.label_lower == "priorities.readingproblem":
            return []  # they belong to their document
        return list(model._default_manager.filter(pk__in=self.made.get(model._meta.label_lower, ())).order_by("-pk"))

    def _refuse_used(self) -> None:
        """What somebody has built on what the import made would go with it, or keep it from going."""
        for kind, keys in self.made.items():
            for relation in KINDS[kind]._meta.get_fields(include_hidden=True):
                if not (relation.one_to_many or relation.one_to_one) or relation.concrete:
                    continue
                other = relation.related_model
                if other in _NO_USE or hasattr(other, "instance_type"):  # a history names what is gone, too
                    continue
                rows = other._default_manager.filter(**{f"{relation.field.name}__in": keys})
                name = other._meta.label_lower
                if rows.exclude(pk__in=[*self.made.get(name, ()), *self.changed.get(name, ())]).exists():
                    raise ImportRefused(CHANGED_SINCE)

    def _restore(self, model: type[Model]) -> None:
        rows = self.changed.get(model._meta.label_lower, {})
        records = list(model._default_manager.filter(pk__in=rows).order_by("pk"))
        names: dict[str, None] = {}
        for record in records:
            for name, value in rows[str(record.pk)].items():
                column = model._meta.get_field(name)
                setattr(record, column.attname, column.to_python(value))
                names[column.name] = None
        keep_all(records, fields=list(names), reason=REASON, **self.who)

    @staticmethod
    def _again(model: type[Model], key: str, row: Values) -> Model:
        record = model(pk=int(key))
        for name, value in row.items():
            column = model._meta.get_field(name)
            setattr(record, column.attname, column.to_python(value))
        return record

    def _set_aside(self, document: SourceDocument) -> None:
        document.state, document.set_aside_reason = SourceDocument.State.SET_ASIDE, REASON
        document.set_aside_at, document.set_aside_by = self.who["at"], self.who["by"]
        keep(document, **self.who)

    def _delete_document(self, document: SourceDocument) -> None:
        storage, name = document.file.storage, document.file.name
        keep_deleted(document, **self.who)
        transaction.on_commit(lambda: storage.delete(name))
