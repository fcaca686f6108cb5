"""Records are written by services alone, and services write through keep, keep_new, keep_all, keep_deleted and keep_all_deleted."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WRITE = re.compile(r"\.(save|create|get_or_create|update_or_create|bulk_create|bulk_update|update|delete)\(")

ALLOWED = {
    # What makes the five: each leaves a history, checks versions and lengths.
    ("priorities/services/writing.py", "record.save()"): 1,
    ("priorities/services/writing.py", "record.delete()"): 1,
    ("priorities/services/writing.py", "return model._default_manager.bulk_create(records)"): 1,
    ("priorities/services/writing.py", "model._default_manager.bulk_update(records, differing)"): 1,
    (
        "priorities/services/writing.py",
        "model._default_manager.filter(pk__in=[record.pk for record in records]).update(**same, **counted)",
    ): 1,
    ("priorities/services/writing.py", "model._default_manager.filter(pk__in=keys).delete()"): 1,
    (
        "priorities/services/writing.py",
        "gone.update(history_user=by, history_date=at, history_change_reason=None)",
    ): 1,
    # A line of the log, which nobody edits and which therefore has no history.
    ("priorities/services/audit.py", "entry.save()"): 1,
    # A file in the store is no record.
    (
        "actions/importing/runs.py",
        'run.file.save(f"{sha256[:16]}{Path(name).suffix.lower()[:10]}", ContentFile(data), save=False)',
    ): 1,
    ("actions/importing/runs.py", "run.file.storage.delete(run.file.name)"): 1,
    ("actions/importing/runs.py", "transaction.on_commit(lambda: storage.delete(name))"): 1,
    ("actions/importing/undoing.py", "transaction.on_commit(lambda: storage.delete(name))"): 1,
    # Plain values in a dict are no records.
    ("actions/importing/snapshot.py", "found.setdefault(kind, {}).update(rows)"): 1,
    (
        "actions/importing/snapshot.py",
        "found.setdefault(records.model._meta.label_lower, {}).update(_rows(records, columns))",
    ): 1,
    # It makes records of what was typed and stores none: a verb does.
    ("actions/board_admin.py", "formset.save(commit=False)"): 1,
    ("routemaps/map_admin.py", "formset.save(commit=False)"): 1,
    # Fields of a form are no records.
    ("actions/office/imports_map.py", "self.fields.update(fields)"): 1,
    # A workbook that is downloaded and a file in the store are no records.
    ("priorities/list_files.py", "book.save(whole)"): 1,
    ("priorities/services/documents.py", "document.file.save(document.file.name, original, save=False)"): 1,
    ("priorities/services/documents.py", "document.file.storage.delete(document.file.name)"): 1,
    # Redaction: what it writes goes past every guard, in this one module; sessions and messages are no records of people.
    ("priorities/services/every_text.py", "QuerySet(model=model).filter(pk=pk).update(**values, **counted)"): 1,
    (
        "priorities/services/every_text.py",
        'QuerySet(model=kind).filter(pk__in=owners).update(version=F("version") + 1)',
    ): 1,
    ("priorities/services/redactions.py", "Session.objects.filter(pk__in=found.sessions).delete()"): 1,
    (
        "priorities/services/redactions.py",
        'waiting.update(given_up_at=at, last_error="Its address was removed.")',
    ): 1,
    # The end of the time for which something is kept.
    ("actions/services/purging.py", "old.rows.delete()"): 1,
    ("actions/services/purging.py", "history.filter(id__in=keys).delete()"): 1,
    # A workbook in memory is no record.
    ("actions/office/sheet_file.py", "book.save(file)"): 1,
    # Columns that no person edits, in rows that only ever become public.
    (
        "priorities/services/official_words.py",
        "versions.filter(public_from=None, pk=Subquery(newest)).update(public_from=since)",
    ): 1,
    ("priorities/services/priorities.py", "Priority.objects.filter(pk=priority.pk).update(source_row=source_row)"): 1,
    (
        "priorities/services/promises.py",
        "type(promise)._default_manager.filter(pk=promise.pk).update(source_row=source_row)",
    ): 1,
    (
        "priorities/services/documents.py",
        "earlier.update(settled_at=at, settled_by=by, closed_by=document)",
    ): 1,
    (
        "priorities/services/documents.py",
        "return problems.filter(settled_at=None).update(settled_at=at, settled_by=by)",
    ): 1,
    (
        "actions/services/publishing.py",
        "DueDateChange.objects.filter(which, action__plan=plan, public_from=None).update(public_from=moment)",
    ): 1,
    ("actions/services/actions.py", 'Action.objects.bulk_update(actions, ["source_row"])'): 1,
    (
        "priorities/services/promises.py",
        'type(promises[0])._default_manager.bulk_update(promises, ["source_row"])',
    ): 1,
    # What became of an attempt to send a message; no person edits it.
    (
        "priorities/services/outbox.py",
        'won = as_read.order_by().update(claimed_at=now, attempts=F("attempts") + 1, address=message.address)',
    ): 1,
    ("priorities/services/outbox.py", "OutboxMessage.objects.filter(pk=message.pk).update(**columns)"): 1,
    # What goes with a draft that nobody read, and links of which LeadsChange keeps the trace.
    ("priorities/services/priorities.py", "priority.words_versions.all().delete()"): 1,
    ("priorities/services/promises.py", "promise.words_versions.all().delete()"): 1,
    ("priorities/services/commitments.py", "commitment.words_versions.all().delete()"): 1,
    ("actions/services/actions.py", "action.words_versions.all().delete()"): 1,
    # Rows that only say what belongs to what: the log of the office keeps each change of them.
    ("actions/services/delivering.py", "RecommendationPartner.objects.bulk_create("): 1,
    (
        "actions/services/delivering.py",
        "model.objects.bulk_create([model(action=action, **{name: one}) for one in new])",
    ): 1,
    ("actions/services/delivering.py", "model.objects.filter(pk__in=[row.pk for row in gone]).delete()"): 1,
    ("actions/services/delivering.py", "rows.all().delete()"): 1,
    # Deleted with a draft, and where the first date of a draft is said anew: nobody outside has read either.
    ("actions/services/actions.py", "action.due_date_changes.all().delete()"): 2,
    ("actions/services/actions.py", "DueDateChange.objects.filter(action__in=redated).delete()"): 1,
    ("actions/services/actions.py", "action.leads_changes.all().delete()"): 1,
    ("actions/services/leads.py", "stored.filter(action__in=changed).delete()"): 1,
    (
        "actions/services/leads.py",
        'ActionLead.objects.filter(pk__in=list(twice.values_list("pk", flat=True))).delete()',
    ): 1,
}

NO_RECORDS = ("documents", "reading", "timescales", "migrations", "models")
"""Folders of which no module writes records: pure ones, what Django runs once, and the models, whose save it is."""


def test_nothing_is_written_around_the_services():
    found: dict[tuple[str, str], int] = {}
    for app in ("priorities", "actions", "routemaps", "sendplan"):
        for path in sorted((ROOT / app).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if any(part in NO_RECORDS for part in path.relative_to(ROOT).parts):
                continue
            for line in path.read_text(encoding="utf-8").splitlines():
                if WRITE.search(line):
                    found[name, line.strip()] = found.get((name, line.strip()), 0) + 1
    assert found == ALLOWED
