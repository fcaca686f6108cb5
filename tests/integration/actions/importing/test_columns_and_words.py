"""What a person says of columns and words goes with the document until it is published, and outlives the next one."""

from __future__ import annotations

import pytest

from actions.importing import Amendments, ImportRefused, publish_document, read_file, store_file
from actions.models import Action
from priorities.models import ReadingProblem
from tests.integration.actions.importing.conftest import AT, LATER

HEAD = "Ref\tAction\tLead\tBy when\tUpdate"
PLAN = f"{HEAD}\n1.1\tWrite the guide for parents\tTeam leader and Parent forum\tbi-monthly\tA draft is ready\n"
SAID = Amendments({"bi-monthly": "every two months"}, {"Team leader\nParent forum": ["Team leader and parent forum"]})


def read(importing, text, **options):
    importing.number += 1
    path = importing.folder / f"plan-{importing.number}.tsv"
    path.write_text(text, encoding="utf-8")
    return read_file(path, plan=importing.plan, **options)


def leads(action):
    return [link.lead.name for link in action.action_leads.order_by("order")]


def test_publishing_reads_the_stored_file_as_it_was_said(importing):
    importing.publish("Ref\tAction\tLead\tBy when\n9.9\tRepaint the hall of the library\tTeam leader\tMay 2026\n")
    plan = importing.plan
    file = read(importing, PLAN, columns={"table 1, column 5": "outcome"}, amendments=SAID)
    stored = store_file(file, plan=plan, by=importing.by, at=AT, replace_all=True)
    assert stored.waits
    publish_document(document=stored.document, by=importing.by, at=LATER, replace_all=True)
    action = Action.objects.get(reference="1.1")
    assert (action.outcome, action.timescale_raw, action.recurrence) == (
        "A draft is ready",
        "bi-monthly",
        "every 2 months",
    )
    assert leads(action) == ["Team leader and parent forum"]
    assert stored.document.reading["actions"][0]["timescale"]["problem"].startswith("'bi-monthly' could mean")


def test_what_was_decided_stays_when_a_newer_document_says_the_same_words(importing):
    store_file(read(importing, PLAN, amendments=SAID), plan=importing.plan, by=importing.by, at=AT)
    newer = PLAN.replace("A draft is ready", "It is printed")
    stored = store_file(read(importing, newer), plan=importing.plan, by=importing.by, at=LATER)
    (change,) = stored.comparison.changed
    assert set(change.fields) == {"progress"}
    action = Action.objects.get()
    assert (action.recurrence, leads(action)) == ("every 2 months", ["Team leader and parent forum"])


def test_problems_that_somebody_decided_are_settled_by_them(importing):
    store_file(read(importing, PLAN, amendments=SAID), plan=importing.plan, by=importing.by, at=AT)
    problems = ReadingProblem.objects.filter(field="timescale")
    assert [(problem.settled_by, problem.settled_at) for problem in problems] == [(importing.by, AT)]


def test_a_column_that_is_not_there_is_refused(importing):
    with pytest.raises(ImportRefused, match="The document has no column 'table 4, column 1'; it has table 1"):
        read(importing, PLAN, columns={"table 4, column 1": "lead"})
