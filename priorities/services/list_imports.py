"""Lists that somebody brings in through the office: kept while they look at them, and marked as done, once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from priorities.models import ListImport, User
from priorities.services.writing import keep, keep_new


@transaction.atomic
def keep_list(*, record: str, file_name: str, table: Mapping[str, object], by: User, at: datetime) -> ListImport:
    """Keep an uploaded list while somebody looks at it; `purge` takes out what nobody brought in."""
    kept = ListImport(record=record, file_name=file_name[:200], table=table, made_by=by, made_at=at)
    return keep_new([kept], by=by, at=at)[0]


@transaction.atomic
def finish_list(*, waiting: ListImport, done: str, by: User, at: datetime) -> None:
    """The list was brought in: its rows go, and what was done stays, so that nobody does it a second time."""
    waiting.done_at, waiting.done, waiting.table = at, done, {}
    keep(waiting, by=by, at=at)
