"""What publishing a report moves, refuses and leaves in the log; several reports at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.models import Action, ProgressReport
from actions.services import (
    change_due_date,
    few_children,
    moves_of,
    publish_report,
    publish_unchanged,
    return_report,
    why_not_together,
)
from priorities.models import AuditEntry, EditConflict
from priorities.services import NotAllowed
from tests.factories import office as make
from tests.integration.actions.services.conftest import AT, JUNE

pytestmark = pytest.mark.django_db

SENT = make.MOMENT


@pytest.fixture
def action():
    return make.ActionFactory(
        plan=make.PlanFactory(published=True),
        public=True,
        reference="1.1",
        timescale_raw="by March 2026",
        due=date(2026, 3, 31),
        precision="month",
        original_due=date(2026, 3, 31),
        next_due=date(2026, 3, 31),
        rated="on_track",
    )


def submitted(action: Action, **columns: object) -> ProgressReport:
    facts = {"author": make.UserFactory(), "state": "submitted", "submitted_at": SENT, "status": "on_track"}
    return make.ProgressReportFactory(action=action, **{**facts, **columns})


def moving(action: Action, **columns: object) -> ProgressReport:
    facts = {
        "new_timescale": "by September 2026",
        "new_timescale_reason": "The builder went away.",
        "new_timescale_agreed_by": "SEND board",
        "new_timescale_agreed_on": date(2026, 2, 27),
    }
    return submitted(action, **{**facts, **columns})


# --- the due date ---


def test_a_new_due_date_is_the_actions_and_the_old_one_stays(action, by, stale):
    publish_report(report=moving(action), by=by, at=AT)
    action.refresh_from_db()
    assert (action.timescale_raw, action.due, action.next_due) == (
        "by September 2026",
        date(2026, 9, 30),
        date(2026, 9, 30),
    )
    assert action.original_due == date(2026, 3, 31)
    change = action.due_date_changes.public().get()
    assert (change.from_due, change.from_raw, change.to_due, change.to_raw) == (
        date(2026, 3, 31),
        "by March 2026",
        date(2026, 9, 30),
        "by September 2026",
    )
    assert (change.reason, change.agreed_by, change.changed_on, change.recorded_by, change.public_from) == (
        "The builder went away.",
        "SEND board",
        date(2026, 2, 27),
        by,
        AT,
    )
    assert stale()


def test_a_relative_date_counts_from_the_day_on_which_it_was_agreed(action, by):
    publish_report(report=moving(action, new_timescale="in the next 6 months"), by=by, at=AT)
    action.refresh_from_db()
    assert action.due == date(2026, 8, 27)


@pytest.mark.parametrize(
    ("lacking", "sentence"),
    [
        ("new_timescale_reason", "A changed due date needs a reason; the public reads it."),
        ("new_timescale_agreed_by", "A changed due date needs the role or board that agreed it."),
        ("new_timescale_agreed_on", "A changed due date needs the day on which it was agreed."),
    ],
)
def test_a_new_due_date_without_reason_or_agreement_is_refused(action, by, lacking, sentence):
    report = moving(action, **{lacking: None if lacking.endswith("_on") else " "})
    with pytest.raises(NotAllowed) as refusal:
        publish_report(report=report, by=by, at=AT)
    assert str(refusal.value) == sentence
    assert not action.due_date_changes.exists()


def test_a_date_that_was_moved_after_the_report_was_sent_is_not_moved_again(action, by):
    report = moving(action)
    later = SENT + timedelta(hours=3)
    change_due_date(action=action, timescale=JUNE, reason="Ill", agreed_by="", changed_on=SENT.date(), by=by, at=later)
    with pytest.raises(NotAllowed) as refusal:
        publish_report(report=report, by=by, at=AT)
    assert str(refusal.value) == (
        "The timescale of this action was changed to 'by June 2026' on 2 March 2026, after this report was submitted; "
        "return the report, so that its author can look at the date again."
    )
    assert ProgressReport.objects.get().state == "submitted"
    assert Action.objects.get().timescale_raw == "by June 2026"


def test_a_date_that_was_moved_before_the_report_was_sent_is_moved_again(action, by):
    earlier = SENT - timedelta(hours=3)
    change_due_date(
        action=action, timescale=JUNE, reason="Ill", agreed_by="", changed_on=SENT.date(), by=by, at=earlier
    )
    publish_report(report=moving(action), by=by, at=AT)
    assert [change.from_raw for change in action.due_date_changes.order_by("pk")] == ["by March 2026", "by June 2026"]


def test_a_report_read_before_somebody_else_moved_the_action_is_refused(action, by):
    report = submitted(action)
    other = Action.objects.get()
    other.outcome = "Other"
    other.save()
    with pytest.raises(EditConflict):
        publish_report(report=report, by=by, at=AT)
    assert ProgressReport.objects.get().state == "submitted"


def test_what_moves_is_said_in_words(action):
    assert [(move.what, move.was, move.now, move.why) for move in moves_of(moving(action, status="at_risk"))] == [
        ("Status", "On track", "At risk", ""),
        (
            "Due date",
            "End of March 2026 (written as “by March 2026”)",
            "End of September 2026 (written as “by September 2026”)",
            "Reason: The builder went away. Agreed by SEND board on 27 February 2026",
        ),
    ]


def test_what_stays_and_what_was_not_there_is_said_so(action):
    assert moves_of(submitted(action)) == []
    assert moves_of(submitted(action, status="")) == []
    action.rated, action.timescale_raw, action.due, action.precision = "", "", None, ""
    assert [str(move) for move in moves_of(moving(action))] == [
        "Status from No rating given to On track",
        "Due date from No date set to End of September 2026 (written as “by September 2026”)",
    ]
    action.timescale_raw, action.timescale_problem = "Spt", "'Spt' is no month."
    assert moves_of(moving(action))[1].was == "Date not clear: “Spt”"


# --- small numbers ---


def test_a_count_of_few_children_needs_the_approvers_tick(action, by):
    report = submitted(action, done="We met with three pupils.", difference="1 young person moved.")
    assert few_children(report) == ["three pupils", "1 young person"]
    with pytest.raises(NotAllowed) as refusal:
        publish_report(report=report, by=by, at=AT)
    assert str(refusal.value) == (
        "'three pupils' counts fewer than 5 children, so a child may be recognised; tick that it may be read, or return "
        "the report."
    )
    publish_report(report=report, by=by, at=AT, small_numbers_checked=True)
    stored = ProgressReport.objects.get()
    assert (stored.state, stored.small_numbers_checked) == ("published", True)
    kept = stored.history.get(history_user=by)
    assert (kept.small_numbers_checked, kept.history_date) == (True, AT)


def test_a_tick_that_nothing_asked_for_is_not_kept(action, by):
    publish_report(report=submitted(action, done="We met 40 pupils."), by=by, at=AT, small_numbers_checked=True)
    assert ProgressReport.objects.get().small_numbers_checked is False


WORDS = ["one", "two", "three", "four", "1", "2", "3", "4"]
CHILDREN = ["children", "pupils", "young people", "families"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    column=st.sampled_from([name for name in ProgressReport.PUBLIC_TEXTS if name != "evidence_url"]),
    few=st.sampled_from(WORDS),
    many=st.integers(5, 10_000),
    kind=st.sampled_from(CHILDREN),
    before=st.sampled_from(["", "We met ", "Since May: ", "(only "]),
    after=st.sampled_from(["", ".", " waited.", ", and we told them."]),
)
def test_few_children_are_found_in_every_public_text_and_many_in_none(db, column, few, many, kind, before, after):
    report = ProgressReport(**{column: f"{before}{few} {kind}{after}"})
    assert few_children(report) == [f"{few} {kind}"]
    setattr(report, column, f"{before}{many} {kind}{after}")
    assert few_children(report) == []


# --- the log ---


def test_the_log_says_what_was_published_from_what_to_what(action, by):
    report = moving(action, status="at_risk", done="Two pupils\r\nand APPROVED more.")
    publish_report(report=report, by=by, at=AT, small_numbers_checked=True)
    entry = AuditEntry.objects.get()
    assert (entry.kind, entry.by, entry.at, entry.record, entry.record_id, entry.partnership_id) == (
        "approved",
        by,
        AT,
        "actions.progressreport",
        report.pk,
        action.plan.partnership_id,
    )
    assert entry.words == (
        "Published the report of 2 March 2026 on action 1.1. Status from On track to At risk Due date from End of March "
        "2026 (written as “by March 2026”) to End of September 2026 (written as “by September 2026”). Reason: The builder "
        "went away. Agreed by SEND board on 27 February 2026 Checked small numbers: Two pupils."
    ).replace("At risk Due", "At risk. Due").replace("2026 Checked", "2026. Checked")


def test_the_log_says_what_was_returned_and_why(action, by):
    return_report(report=submitted(action), reason="Say how many.\nAPPROVED by nobody", by=by, at=AT)
    entry = AuditEntry.objects.get()
    assert (entry.kind, entry.words) == (
        "done",
        "Returned the report of 2 March 2026 on action 1.1 to its author: Say how many.␊APPROVED by nobody",
    )


def test_a_correction_says_what_it_corrects_before_it_is_public(action, by):
    wrong = submitted(action, state="published", public_from=SENT)
    report = submitted(action, corrects=wrong, corrects_what="")
    with pytest.raises(NotAllowed, match=r"^Say what was wrong in the earlier update; the public reads it.$"):
        publish_report(report=report, by=by, at=AT)
    report.corrects_what = "It said 40 places; there are 14."
    publish_report(report=report, by=by, at=AT)
    assert AuditEntry.objects.get().words.endswith(
        "It corrects the report of 2 March 2026: It said 40 places; there are 14."
    )


def test_nobody_returns_their_own_report(action):
    report = submitted(action)
    with pytest.raises(NotAllowed, match=r"^You wrote this report, so somebody else must approve it.$"):
        return_report(report=report, reason="Why", by=report.author, at=AT)


# --- what does not move, and what is not published ---


def standing(action: Action, day: date, status: str, **columns: object) -> ProgressReport:
    facts = {"state": "published", "public_from": SENT, "author": make.UserFactory()}
    report = make.ProgressReportFactory(action=action, reported_on=day, status=status, **{**facts, **columns})
    action.set_reports(action.reports.standing().newest_first())
    Action.objects.filter(pk=action.pk).update(
        latest_report=action.latest_report, rated=action.rated, rated_on=action.rated_on
    )
    return report


NEWEST, JANUARY = date(2026, 3, 3), date(2026, 1, 5)


@pytest.mark.parametrize(
    ("newest", "day", "now"),
    [
        ("on_track", JANUARY, None),
        ("on_track", NEWEST, "Status from On track to Off track"),
        ("", JANUARY, None),
        ("", date(2026, 3, 2), "Status from On track to Off track"),
    ],
)
def test_a_status_moves_only_where_no_newer_rating_stands(action, by, newest, day, now):
    """`newest` is the rating of the last report; without one that of 2 March stands."""
    standing(action, date(2026, 3, 2), "on_track")
    standing(action, NEWEST, newest)
    report = submitted(action, reported_on=day, status="off_track")
    assert [str(move) for move in moves_of(report)] == ([now] if now else [])
    publish_report(report=report, by=by, at=AT)
    assert Action.objects.get(pk=action.pk).rated == ("off_track" if now else "on_track")
    assert ("Status from" in AuditEntry.objects.get(kind="approved").words) is bool(now)


@pytest.mark.parametrize(
    ("corrects", "now"), [("old", None), ("new", "Status from At risk to Off track")], ids=["an old one", "the last"]
)
def test_a_correction_moves_the_status_only_where_the_last_rating_is_put_right(action, by, corrects, now):
    reports = {"old": standing(action, JANUARY, "on_track"), "new": standing(action, NEWEST, "at_risk")}
    wrong = reports[corrects]
    report = submitted(
        action, reported_on=wrong.reported_on, status="off_track", corrects=wrong, corrects_what="It was worse."
    )
    assert [str(move) for move in moves_of(report)] == ([now] if now else [])
    publish_report(report=report, by=by, at=AT)
    assert Action.objects.get(pk=action.pk).rated == ("off_track" if now else "at_risk")


def test_who_made_the_link_through_which_it_was_written_cannot_publish_it(action, by):
    report = submitted(action, link=make.UpdateLinkFactory(action=action, made_by=by))
    with pytest.raises(NotAllowed) as refusal:
        publish_report(report=report, by=by, at=AT)
    assert str(refusal.value) == "You made the link through which this was written, so somebody else must approve it."
    assert why_not_together(report, by) == ("The report on action 1.1 is your own, so somebody else must approve it.")
    publish_report(report=report, by=make.UserFactory(), at=AT)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (
            {"withdrawn_at": SENT, "withdrawn_reason": "It named a child."},
            "The action was withdrawn from the public, so nothing is published on it; return the report.",
        ),
        (
            {"public_from": None},
            "The public cannot read this action yet; publish its plan first, and then this report.",
        ),
    ],
)
def test_nothing_is_published_on_an_action_that_the_public_cannot_read(action, by, columns, sentence):
    report = submitted(action)
    Action.objects.filter(pk=action.pk).update(**columns)
    report = ProgressReport.objects.get(pk=report.pk)
    with pytest.raises(NotAllowed) as refusal:
        publish_report(report=report, by=by, at=AT)
    assert str(refusal.value) == sentence
    return_report(report=report, reason="Later.", by=by, at=AT)
    assert ProgressReport.objects.get(pk=report.pk).state == "returned"


def test_what_the_forum_sent_goes_back_with_the_update(action, by):
    report = submitted(action)
    member = make.UserFactory()
    view = make.ForumViewFactory(report=report, author=member, state="submitted", words="We agree with every word.")
    return_report(report=report, reason="Say how many.", by=by, at=AT)
    view.refresh_from_db()
    assert (view.state, view.words, view.returned_reason) == (
        "returned",
        "We agree with every word.",
        "The update went back to its author and may change. Read it again when it waits for approval.",
    )


# --- several at once ---


def unchanged(action: Action, **columns: object) -> ProgressReport:
    last = make.ProgressReportFactory(action=action, state="published", public_from=SENT, status="on_track")
    Action.objects.filter(pk=action.pk).update(latest_report=last)
    action.latest_report = last
    return submitted(action, **{"no_change": True, "done": "No change since the update of 2 March 2026.", **columns})


def test_reports_without_a_change_are_published_together(by, stale):
    plan = make.PlanFactory(published=True)
    reports = [unchanged(make.ActionFactory(plan=plan, public=True)) for _ in range(3)]
    publish_unchanged(reports=reports, by=by, at=AT)
    assert ProgressReport.objects.filter(state="published", approved_by=by, approved_at=AT).count() == 3
    assert {Action.objects.get(pk=report.action_id).latest_report_id for report in reports} == {
        report.pk for report in reports
    }
    assert AuditEntry.objects.filter(kind="approved", by=by).count() == 3
    assert stale()


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"no_change": False}, "is no 'no change'; open it and decide on it by itself."),
        ({"new_timescale": "by May 2026"}, "is no 'no change'; open it and decide on it by itself."),
        ({"state": "returned", "returned_reason": "Why"}, "does not wait for approval any more."),
        (
            {"status": "at_risk"},
            "says 'no change', and since then another report was published; open it and decide on it by itself.",
        ),
        (
            {"done": "No change for 3 pupils."},
            "counts fewer than 5 children ('3 pupils'); open it and decide on it by itself.",
        ),
        ("own", "is your own, so somebody else must approve it."),
        ("withdrawn", "cannot be published, because the action was withdrawn; open it and return it."),
        ("hidden", "cannot be published yet, because the public cannot read the action; publish its plan first."),
    ],
)
def test_one_that_is_not_published_together_stops_them_all(action, by, columns, sentence):
    fine = unchanged(make.ActionFactory(plan=action.plan, public=True))
    if columns in ("withdrawn", "hidden"):
        action.withdrawn_at = AT if columns == "withdrawn" else None
        action.public_from = None if columns == "hidden" else action.public_from
        columns = {}
    other = unchanged(action, **({"author": by} if columns == "own" else columns))
    assert why_not_together(fine, by) == ""
    with pytest.raises(NotAllowed) as refusal:
        publish_unchanged(reports=[fine, other], by=by, at=AT)
    assert str(refusal.value) == f"The report on action 1.1 {sentence} Nothing was published."
    assert ProgressReport.objects.filter(approved_by=by).count() == 0


def test_what_only_publishing_finds_out_stops_them_all_too(action, by):
    fine = unchanged(make.ActionFactory(plan=action.plan, public=True))
    make.HeldBackFactory(plan=action.plan, words="Vera Sample")
    other = unchanged(action, done="Vera Sample says: no change.")
    with pytest.raises(
        NotAllowed, match=r"^Action 1.1: What we have done: 'Vera Sample' is held back .+ Nothing was publ"
    ):
        publish_unchanged(reports=[fine, other], by=by, at=AT)
    assert ProgressReport.objects.filter(approved_by=by).count() == 0


def test_two_on_one_action_are_not_published_together(action, by):
    first, second = unchanged(action), submitted(action, no_change=True, done="No change since the update of 2 March.")
    with pytest.raises(NotAllowed) as refusal:
        publish_unchanged(reports=[first, second], by=by, at=AT)
    assert str(refusal.value) == (
        "Two of the updates are on action 1.1; tick one of them, and decide on the other by itself. Nothing was published."
    )
    assert ProgressReport.objects.filter(approved_by=by).count() == 0


def test_nothing_ticked_is_said(by):
    with pytest.raises(NotAllowed, match=r"^Tick the updates that you want to publish.$"):
        publish_unchanged(reports=[], by=by, at=datetime(2026, 3, 3, tzinfo=UTC))
