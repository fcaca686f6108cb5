"""What is kept only for a time: how long is a setting, and `manage.py purge` takes out what is older."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from actions.models import ImportRun, ProgressReport, UpdateLink
from priorities.models import AuditEntry, ListImport, OutboxMessage, User
from priorities.services import overwrite, record_event

_SIGN_INS = (
    AuditEntry.Kind.SIGNED_IN,
    AuditEntry.Kind.SIGN_IN_FAILED,
    AuditEntry.Kind.SIGNED_OUT,
    AuditEntry.Kind.DENIED,
)


@dataclass(frozen=True, slots=True)
class Old:
    """Rows that were kept long enough. `files` is the column of a stored file that goes with them; see `instead`."""

    what: str
    rows: QuerySet
    files: str = ""
    instead: Mapping[str, object] | None = None
    """The row stays: only these columns say something else from now on."""


def what_is_old(*, keep: Mapping[str, int], at: datetime) -> list[Old]:
    """What is older than it is kept, in days: "log", "sign_ins", "messages", "uploads", "links", "lists". Sessions know their end."""
    before = {name: at - timedelta(days=days) for name, days in keep.items()}
    # Not the log's own manager, which refuses to delete.
    log = QuerySet(model=AuditEntry)
    done = Q(sent_at__lt=before["messages"]) | Q(given_up_at__lt=before["messages"])
    used = Exists(ProgressReport.objects.filter(link=OuterRef("pk")))
    links = UpdateLink.objects.filter(expires_at__lt=before["links"])
    uploads = ImportRun.objects.filter(made_at__lt=before["uploads"])
    confirmed = Q(state=ImportRun.State.CONFIRMED)
    lists = ListImport.objects.all()
    return [
        Old("entries of the log", log.exclude(kind__in=_SIGN_INS).filter(at__lt=before["log"])),
        Old("entries of the admin area's own log", LogEntry.objects.filter(action_time__lt=before["log"])),
        Old("sign-ins, refusals and failures", log.filter(kind__in=_SIGN_INS, at__lt=before["sign_ins"])),
        Old("messages that were sent or given up", OutboxMessage.objects.filter(done)),
        Old("uploads that were never confirmed, dropped or undone", uploads.exclude(confirmed), files="file"),
        Old(
            "notes by which confirmed imports are undone",
            ImportRun.objects.filter(confirmed, confirmed_at__lt=before["uploads"], before__has_key="mark"),
            instead={"before": ImportRun.TOO_OLD},
        ),
        Old("lists that nobody brought in", lists.filter(done_at=None, made_at__lt=before["lists"])),
        Old("notes of lists that were brought in", lists.filter(done_at__lt=before["uploads"])),
        Old("links that expired and that no update came through", links.filter(~used)),
        Old("sessions that ended", Session.objects.filter(expire_date__lt=at)),
    ]


@transaction.atomic
def purge(*, keep: Mapping[str, int], by: User | None, at: datetime) -> list[tuple[str, int]]:
    """Take out what is old; what it was and how many. A second run finds nothing. Files go with the transaction's end."""
    gone = []
    for old in what_is_old(keep=keep, at=at):
        number = old.rows.count()
        if not number:
            continue
        _remove(old)
        gone.append((old.what, number))
    if gone:
        words = "; ".join(f"{what}: {number}" for what, number in gone)
        record_event(kind=AuditEntry.Kind.PURGED, by=by, at=at, words=f"Purged {words}.")
    return gone


def _remove(old: Old) -> None:
    if old.instead is not None:
        for key in list(old.rows.values_list("pk", flat=True)):
            overwrite(old.rows.model, key, old.instead)
        return
    for name in list(old.rows.values_list(old.files, flat=True)) if old.files else ():
        if name:
            transaction.on_commit(partial(default_storage.delete, name), robust=True)
    keys, history = list(old.rows.values_list("pk", flat=True)), getattr(old.rows.model, "history", None)
    old.rows.delete()
    if history is not None:
        history.filter(id__in=keys).delete()
