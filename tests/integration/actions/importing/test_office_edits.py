"""What an officer put right in a draft plan is not undone by a newer document unless somebody says so."""

from __future__ import annotations

from datetime import date

import pytest

from actions.importing import ImportRefused
from actions.models import Action, ProgressReport
from actions.services import correct_draft_timescale, correct_imported_report, leave_out
from actions.status import Status
from actions.timescales import read_timescale
from priorities.models import HeldBack
from priorities.services import save_edit
from tests.integration.actions.importing.conftest import AT, LATER

HEADER = "Ref\tAction\tLead\tBy when\tRAG\tProgress\n"
ROW = "1.1\tTrain every school\tSEN team\t31/03/2027 31/07/2027\tOn track\tTwo are trained.\n"
FIRST = f"Proposal 1: Schools\n\n{HEADER}{ROW}\nProposal 2: Homes\n\n{HEADER}2.1\tVisit homes\tHealth\tSep-27\t\t\n"
DAY, LATER_DAY = date(2026, 3, 1), date(2026, 6, 1)


def action() -> Action:
    return Action.objects.get(reference="1.1")


def sentences(found) -> list[str]:
    return [question.unclear for question in found.questions]


def correct_timescale(importing, words: str) -> None:
    correct_draft_timescale(action=action(), timescale=read_timescale(words), by=importing.by, at=AT)


# -- timescales ------------------------------------------------------------------------------------------------------


@pytest.fixture
def corrected(importing):
    importing.store(FIRST, day=DAY)
    correct_timescale(importing, "31 July 2027")
    assert (action().timescale_raw, action().due) == ("31/03/2027 31/07/2027", date(2027, 7, 31))
    return importing


def test_other_words_for_a_corrected_timescale_are_asked_about(corrected):
    newer = FIRST.replace("31/03/2027 31/07/2027", "Oct-27")
    found = corrected.preview(newer, day=LATER_DAY)
    assert sentences(found) == [
        "line 4: the document changes the timescale of '1-1', and so did the office (timescale: “31/03/2027 31/07/2027, read "
        "as 31 July 2027” in the office, “Oct-27” in the document)"
    ]
    with pytest.raises(ImportRefused, match="and so did the office"):
        corrected.store(newer, day=LATER_DAY)
    assert action().due == date(2027, 7, 31)


@pytest.mark.parametrize(
    ("answer", "raw", "due"),
    [
        ("document", "Oct-27", date(2027, 10, 31)),
        ("office", "31/03/2027 31/07/2027", date(2027, 7, 31)),
    ],
)
def test_whoever_answers_says_whose_timescale_stands(corrected, answer, raw, due):
    newer = FIRST.replace("31/03/2027 31/07/2027", "Oct-27")
    corrected.store(newer, day=LATER_DAY, answers={"line 4 words": answer})
    assert (action().timescale_raw, action().due) == (raw, due)
    # What was decided is not asked again of the next document with the same words.
    assert corrected.preview(newer + "\n", day=LATER_DAY).questions == []


def test_nothing_is_asked_where_the_document_says_what_the_office_read_or_what_it_said(corrected):
    assert sentences(corrected.preview(FIRST.replace("31/03/2027 31/07/2027", "31/07/2027"), day=LATER_DAY)) == []
    found = corrected.preview(FIRST.replace("Train", "Teach"), day=LATER_DAY)
    assert [change.fields.keys() for change in found.changed] == [{"official_words"}]


# -- the rest --------------------------------------------------------------------------------------------------------


def test_an_action_that_both_moved_to_another_priority_is_asked_about(importing):
    importing.store(FIRST, day=DAY)
    moved = Action.objects.get(reference="2.1")
    moved.priority = importing.plan.priorities.get(number="1")
    save_edit(record=moved, by=importing.by, at=AT)
    assert importing.preview(FIRST + "\n", day=LATER_DAY).questions == []
    third = FIRST.replace("Proposal 2: Homes", "Proposal 2: Homes\n\nProposal 3: Visits")
    assert sentences(importing.preview(third, day=LATER_DAY)) == [
        "line 11: the document changes the priority of '2-1', and so did the office (priority: “1 Schools” in the office, "
        "“3 Visits” in the document)"
    ]


def test_a_reference_that_both_changed_is_asked_about(importing):
    importing.store(FIRST, day=DAY)
    renamed = Action.objects.get(reference="2.1")
    renamed.reference = "2a"
    save_edit(record=renamed, by=importing.by, at=AT)
    assert sentences(importing.preview(FIRST.replace("2.1", "2.9"), day=LATER_DAY)) == [
        "line 9: the document changes the reference of '2-1', and so did the office (reference: “2a” in the office, “2.9” in "
        "the document)"
    ]


def test_the_offices_word_for_a_priority_stays_where_the_document_says_what_it_said(importing):
    importing.store(FIRST, day=DAY)
    importing.plan.refresh_from_db()
    importing.plan.priority_word = "Theme"
    save_edit(record=importing.plan, by=importing.by, at=AT)
    assert importing.preview(FIRST + "\n", day=LATER_DAY).plan_fields == {}
    aims = FIRST.replace("Proposal", "Aim")
    assert importing.preview(aims, day=LATER_DAY).plan_fields == {"priority_word": ("Theme", "Aim")}


# -- draft reports ---------------------------------------------------------------------------------------------------


def correct_report(importing) -> None:
    report = ProgressReport.objects.get()
    by, why = importing.by, "It was three."
    correct_imported_report(report=report, status=Status.ON_TRACK, done="Three are trained.", reason=why, by=by, at=AT)


def test_new_progress_where_an_officer_corrected_the_draft_report_is_asked_about(importing):
    importing.store(FIRST, day=DAY)
    correct_report(importing)
    newer = FIRST.replace("On track\tTwo are", "At risk\tFour are")
    found = importing.preview(newer, day=LATER_DAY)
    assert sentences(found) == [
        "line 4: the document changes the progress of '1-1', and so did the office (progress: “Three are trained.” in the "
        "office, “Four are trained.” in the document)"
    ]
    importing.store(newer, day=LATER_DAY, answers={"line 4 words": "office"})
    report = ProgressReport.objects.get()
    assert (report.done, report.status, report.rating, report.reported_on) == (
        "Three are trained.",
        "on_track",
        "On track",
        DAY,
    )


def test_what_is_public_is_not_asked_about_because_new_progress_is_a_report_of_its_own(importing):
    importing.store(FIRST, day=DAY)
    correct_report(importing)
    importing.publish(FIRST + "\n", day=DAY)
    found = importing.preview(FIRST.replace("Two are", "Four are"), day=LATER_DAY)
    assert (found.questions, [change.fields.keys() for change in found.changed]) == ([], [{"progress"}])


UNDATED = (
    "The document has no date; 1 draft report dated 1 March 2026 would take its words and lose that date. "
    "Give its date."
)


def test_a_document_without_a_date_says_which_draft_reports_lose_theirs(importing):
    importing.store(FIRST, day=DAY)
    newer = FIRST.replace("Two are", "Four are")
    stored = importing.store(newer, at=LATER)
    assert [problem.message for problem in stored.comparison.problems] == [UNDATED]
    assert stored.document.problems.filter(message=UNDATED, settled_at=None).count() == 1
    assert importing.preview(FIRST.replace("Train", "Teach")).problems == []


def test_a_document_older_than_one_in_the_plan_says_so(importing):
    importing.store(FIRST, day=LATER_DAY)
    found = importing.preview(FIRST.replace("Two are", "Four are"), day=DAY)
    assert [problem.message for problem in found.problems] == [
        "The document is of 1 March 2026, and the plan has one of 1 June 2026; what it says would replace what is "
        "newer. Check its date."
    ]
    assert importing.preview(FIRST + "\n", day=LATER_DAY).problems == []


# -- names -----------------------------------------------------------------------------------------------------------

NAMED = f"{HEADER}1.1\tAsk Priya Natarajan first\tPriya Natarajan\tMar-27\t\t\n"


def test_a_newer_document_brings_back_no_name_that_was_left_out(importing):
    importing.store(NAMED, day=DAY)
    leave_out(held_back=HeldBack.objects.get(), by=importing.by, at=AT)
    assert importing.preview(NAMED + "\n").is_empty
    importing.store(NAMED + "1.2\tVisit Priya Natarajan\tPriya Natarajan and ICB\tMar-27\t\t\n", day=LATER_DAY)
    stored = Action.objects.order_by("order")
    assert [(item.official_words, [str(lead) for lead in item.leads.all()]) for item in stored] == [
        ("Ask first", []),
        ("Visit", ["ICB"]),
    ]
