"""Migrations that change stored data: what was stored before them is there afterwards, as the rules since then ask."""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from actions.models import DueDateChange
from actions.services import change_due_date
from actions.timescales import Timescale
from priorities.models import SourceDocument
from priorities.services import keep
from tests.factories import office as make

BEFORE = datetime(2026, 2, 2, 10, 0, tzinfo=UTC)
AT = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs the PostgreSQL that the tests run on")
@pytest.mark.django_db(transaction=True)
def test_a_document_that_was_set_aside_before_reasons_were_kept_gets_one():
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    try:
        executor.migrate([("priorities", "0001_initial")])
        old = executor.loader.project_state([("priorities", "0001_initial")]).apps
        partnership = old.get_model("priorities", "Partnership").objects.create(name="Westmarch", slug="westmarch")
        plan = old.get_model("priorities", "Plan").objects.create(
            partnership=partnership, title="Plan", slug="plan", recorded_at=AT
        )
        old.get_model("priorities", "SourceDocument").objects.create(
            plan=plan, title="Paper", kind="action-plan", sha256="0" * 64, state="set-aside", reading={}, received_at=AT
        )
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(newest)
    document = SourceDocument.objects.get()
    assert (document.set_aside_at, document.set_aside_by, document.set_aside_reason) == (
        AT,
        None,
        "Set aside before reasons were kept. The day is that on which it was received.",
    )


@pytest.mark.django_db
def test_old_changes_of_a_timescale_are_marked_where_only_the_words_changed():
    """The date stayed and, as far as the history says, the start and the recurrence did too."""
    march = date(2027, 3, 31)
    times = {
        "words": Timescale(raw="end of March 2027", due=march, precision="day"),
        "start": Timescale(raw="January to March 2027", start=date(2027, 1, 1), due=march, precision="day"),
        "moved": Timescale(raw="April 2027", due=date(2027, 4, 30), precision="month"),
    }
    for name, timescale in times.items():
        action = make.ActionFactory(public=True, reference=name)
        action.set_timescale(Timescale(raw="31/3/27", due=march, precision="day"))
        keep(action, by=None, at=BEFORE)
        change_due_date(
            action=action, timescale=timescale, reason="As agreed", agreed_by="", changed_on=AT.date(), by=None, at=AT
        )
    DueDateChange.objects.update(words_only=False)
    import_module("actions.migrations.0006_changes_of_words_only").mark_words_only(apps, None)
    assert dict(DueDateChange.objects.values_list("action__reference", "words_only")) == {
        "words": True,
        "start": False,
        "moved": False,
    }
