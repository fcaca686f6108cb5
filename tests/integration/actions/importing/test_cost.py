"""What an import costs in queries: a few for the document, and hardly any for each row."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.models import Action, DueDateChange, ProgressReport
from priorities.models import ContentVersion
from tests.integration.actions.importing.conftest import LATER

HEADER = "Ref\tAction\tOutcome\tLead\tBy when\tRAG\tProgress\n"
KEY = "\nGreen: on track\nAmber: at risk\n"
SUBJECTS = ("parents", "schools", "nurses", "colleges", "employers", "nurseries", "governors", "therapists")
VERBS = ("Ask", "Train", "Visit", "Thank", "Fund", "Join", "Guide")

FOR_THE_DOCUMENT = 156 + 2 * (connection.vendor == "postgresql")
"""Queries that a document takes however few rows it has, its publication included; PostgreSQL also lets words be checked in turn."""

PER_ROW = 0.3
"""Queries for each row: records are stored many at once, and SQLite takes about 30 of the widest in one query."""


def plan(rows: int, *, changed: bool = False) -> str:
    """A plan of five priorities; in a changed one every row has other words, another date and another report."""
    text = ""
    for priority in range(5):
        text += f"Priority {priority + 1}: Aim number {priority + 1}\n\n{HEADER}"
        for row in range(priority, rows, 5):
            who = f"{VERBS[row % 7]} all {SUBJECTS[row % 8]} of district {row} on what they need"
            text += (
                f"{priority + 1}.{row}\t{who}{' most' if changed else ''}\tThey are heard\tTeam {row % 9}\t"
                f"{'Jun-27' if changed else 'Mar-27'}\t{'Amber' if changed else 'Green'}\t"
                f"{'Some' if changed else 'Many'} of district {row} answered.\n"
            )
        text += "\n"
    return text + KEY


def queries(work) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


@pytest.mark.parametrize("rows", [5, 200])
def test_a_first_and_a_changed_document_cost_hardly_more_for_many_rows(importing, rows):
    first = queries(lambda: importing.publish(plan(rows)))
    changed = queries(lambda: importing.publish(plan(rows, changed=True), at=LATER))
    assert first <= FOR_THE_DOCUMENT + PER_ROW * rows
    assert changed <= FOR_THE_DOCUMENT + PER_ROW * rows
    assert Action.objects.public().count() == rows
    assert DueDateChange.objects.count() == rows
    assert ProgressReport.objects.public().count() == 2 * rows


def test_the_content_is_counted_up_once_for_a_whole_document(importing):
    importing.store(plan(20))
    assert ContentVersion.current() == 1
    importing.publish(plan(20, changed=True), at=LATER)
    assert ContentVersion.current() == 3  # brought in, then published
