"""A plan rated by colours gets its statuses once its key is entered and the document is imported again."""

from __future__ import annotations

from datetime import date

import pytest

from actions.importing import ImportRefused
from actions.models import ProgressReport, RatingWord
from actions.status import Status
from priorities.models import SourceDocument
from priorities.services import save_edit
from tests.integration.actions.importing.conftest import AT, LATER

COLOURS = (
    "Ref\tAction\tLead\tBy when\tRAG\tProgress\n"
    "1.1\tTrain every school\tSEN team\tMar-27\tAmber\tTwo of nine are trained.\n"
    "1.2\tPublish the local offer\tSEN team\tSep-27\tBlue\tIt is out.\n"
)
DAY = date(2026, 3, 1)


def give_key(importing, **words: Status) -> None:
    for word, status in words.items():
        entry = RatingWord.objects.filter(plan=importing.plan, word=word).first()
        entry = entry or RatingWord(plan=importing.plan, word=word, meaning="As the board said")
        entry.status = status.value
        save_edit(record=entry, by=importing.by, at=LATER)


def reports() -> list[tuple[str, str, str, bool]]:
    found = ProgressReport.objects.order_by("pk")
    return [(item.action.reference, item.status, item.state, item.corrects_id is not None) for item in found]


def statuses(importing) -> list[str]:
    return [action.latest_report.status for action in importing.plan.actions.order_by("order")]


def test_the_same_file_gives_a_draft_the_statuses_of_its_new_key(importing):
    importing.store(COLOURS, day=DAY)
    give_key(importing, Amber=Status.AT_RISK, Blue=Status.COMPLETE)
    stored = importing.store(COLOURS)
    assert [change.fields for change in stored.comparison.changed] == [
        {"status": ("", "at_risk")},
        {"status": ("", "complete")},
    ]
    assert (SourceDocument.objects.get(), stored.waits) == (stored.document, False)
    assert reports() == [("1.1", "at_risk", "draft", False), ("1.2", "complete", "draft", False)]
    assert ProgressReport.objects.filter(reported_on=DAY).count() == 2
    with pytest.raises(ImportRefused, match="has this very file already"):
        importing.store(COLOURS)


def test_in_a_public_plan_the_statuses_wait_and_then_correct_what_was_reported(importing):
    importing.publish(COLOURS, day=DAY)
    give_key(importing, Blue=Status.COMPLETE)
    assert importing.store(COLOURS, at=LATER).waits
    assert statuses(importing) == ["", ""]
    assert reports()[2:] == [("1.2", "complete", "draft", True)]
    give_key(importing, Amber=Status.AT_RISK)
    importing.publish(COLOURS, at=LATER)
    assert statuses(importing) == ["at_risk", "complete"]
    last = ProgressReport.objects.standing().get(action__reference="1.2")
    assert (last.reported_on, last.rating, last.done) == (DAY, "Blue", "It is out.")


def test_a_key_that_is_changed_back_changes_the_statuses_back(importing):
    importing.store(COLOURS, day=DAY)
    for status in (Status.AT_RISK, Status.ON_TRACK, Status.AT_RISK):
        give_key(importing, Amber=status)
        importing.store(COLOURS)
        assert reports()[0] == ("1.1", status.value, "draft", False)


def test_the_same_file_is_refused_where_more_than_statuses_would_change(importing):
    importing.publish(COLOURS, day=DAY)
    importing.publish(COLOURS.replace("Two of nine", "All nine"), at=LATER, day=date(2026, 6, 1))
    give_key(importing, Amber=Status.AT_RISK)
    with pytest.raises(ImportRefused, match="has this very file already"):
        importing.store(COLOURS, day=DAY)


def test_a_new_file_with_the_same_ratings_brings_their_statuses(importing):
    importing.publish(COLOURS, day=DAY)
    give_key(importing, Blue=Status.COMPLETE)
    importing.publish(COLOURS + "\n\n", at=LATER, day=DAY)
    assert statuses(importing) == ["", "complete"]
    assert reports()[2:] == [("1.2", "complete", "published", True)]


def test_a_status_that_a_person_gave_stays(importing):
    importing.store(COLOURS, day=DAY)
    report = ProgressReport.objects.get(action__reference="1.2")
    report.status = Status.EMBEDDED.value
    save_edit(record=report, by=importing.by, at=AT)
    give_key(importing, Blue=Status.COMPLETE)
    assert importing.preview(COLOURS).is_empty
    with pytest.raises(ImportRefused, match="has this very file already"):
        importing.store(COLOURS)
