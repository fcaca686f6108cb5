"""The verbs on actions and reports: what they change, what they refuse, and that kept pages become stale."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from actions.models import Action, ActionLead, ActionWords, DueDateChange, Lead, LeadsChange, ProgressReport
from actions.services import (
    add_action,
    change_due_date,
    correct_draft_timescale,
    delete_draft_action,
    give_public_words,
    publish_plan_and_actions,
    publish_report,
    return_report,
    set_leads,
    submit_report,
    what_is_missing,
    withdraw_action,
)
from actions.timescales import Timescale
from priorities.models import ContentVersion, HeldBack
from priorities.services import NotAllowed, agree_words
from tests.factories import office as make

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
MARCH = Timescale(raw="by March 2026", due=date(2026, 3, 31), precision="month")
JUNE = Timescale(raw="by June 2026", due=date(2026, 6, 30), precision="month")
UNREAD = Timescale(raw="Spt", problem="'Spt' is no month.")


@pytest.fixture(autouse=True)
def documents_of_the_test(settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}


@pytest.fixture
def by():
    return make.UserFactory(job_title="SEND manager")


@pytest.fixture
def stale():
    """Whether pages that were kept before the test are stale now."""
    ContentVersion.count_up()
    before = ContentVersion.current()
    return lambda: ContentVersion.current() > before


def new_action(**values: object) -> Action:
    facts = {
        "plan": make.PlanFactory(),
        "reference": "1.1",
        "official_words": "We will meet.",
        "timescale": MARCH,
        "by": None,
        "at": make.MOMENT,
    }
    return add_action(**{**facts, **values})


# --- plans ---


def test_publishing_a_plan_publishes_its_actions_words_moves_and_imported_reports(by, stale):
    action = new_action(by=by)
    withdrawn = make.ActionFactory(plan=action.plan, withdrawn_at=make.MOMENT, withdrawn_reason="Old")
    change_due_date(
        action=action,
        timescale=JUNE,
        reason="Ill",
        agreed_by="Board",
        changed_on=make.MOMENT.date(),
        by=by,
        at=make.MOMENT,
    )
    document = make.SourceDocumentFactory(plan=action.plan)
    imported = make.ProgressReportFactory(action=action, document=document, reported_on=None, done="Read.")
    own_draft = make.ProgressReportFactory(action=action, author=make.UserFactory())
    since = datetime(2024, 7, 1, 23, 30, tzinfo=UTC)  # half past midnight on 2 July in London
    publish_plan_and_actions(plan=action.plan, by=by, at=AT, public_from=since)
    for record in (action, withdrawn, imported, own_draft):
        record.refresh_from_db()
    assert (action.public_from, action.promised_on, action.latest_report) == (
        since,
        date(2024, 7, 2),
        imported,
    )
    assert withdrawn.public_from is None
    assert (ActionWords.objects.get().public_from, DueDateChange.objects.get().public_from) == (since, since)
    assert (imported.state, imported.public_from, imported.approved_by) == ("published", since, by)
    assert (imported.approved_at, imported.approved_role) == (AT, "SEND manager")
    assert (own_draft.state, own_draft.public_from) == ("draft", None)
    assert stale()


def test_publishing_again_moves_no_date_of_what_was_public(by):
    plan = make.PlanFactory(published=True)
    old, new = make.ActionFactory(plan=plan, public=True), make.ActionFactory(plan=plan)
    publish_plan_and_actions(plan=plan, by=by, at=AT)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.public_from, new.public_from, new.promised_on) == (make.MOMENT, AT, date(2026, 3, 3))


# --- reports ---


def test_words_put_right_before_anybody_outside_read_them_never_become_public(by):
    action = new_action(official_words="We wil met.", by=by)
    agree_words(record=action, words="We will meet.", reason="Misread", by=by, at=make.MOMENT)
    gone = new_action(plan=action.plan, reference="1.2", by=by)
    withdraw_action(action=gone, reason="Not ours", by=by, at=make.MOMENT)
    publish_plan_and_actions(plan=action.plan, by=by, at=AT)
    words = list(action.words_versions.values_list("words", "public_from"))
    assert words == [("We wil met.", None), ("We will meet.", AT)]
    assert gone.words_versions.get().public_from is None
    action.refresh_from_db()
    agree_words(record=action, words="We will meet often.", reason="Agreed", by=by, at=AT)
    publish_plan_and_actions(plan=action.plan, by=by, at=AT + timedelta(days=1))
    assert list(action.words_versions.values_list("public_from", flat=True)) == [None, AT, AT]


@pytest.fixture
def report():
    action = make.ActionFactory(plan=make.PlanFactory(published=True), public=True)
    return make.ProgressReportFactory(action=action, author=make.UserFactory(), status="on_track")


def test_a_report_goes_from_draft_to_submitted_to_published(report, by, stale):
    submit_report(report=report, by=report.author, at=make.MOMENT)
    assert (report.state, report.submitted_at) == ("submitted", make.MOMENT)
    publish_report(report=report, by=by, at=AT)
    stored = ProgressReport.objects.get()
    assert (
        stored.state,
        stored.public_from,
        stored.approved_at,
        stored.approved_by,
        stored.approved_role,
    ) == (
        "published",
        AT,
        AT,
        by,
        "SEND manager",
    )
    assert stored.action.latest_report == report
    assert stale()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [(AT - timedelta(days=9), AT - timedelta(days=9)), (AT + timedelta(days=9), AT), (None, AT)],
)
def test_a_report_is_public_from_an_earlier_day_and_never_from_a_later(report, by, asked, expected):
    ProgressReport.objects.update(state="submitted")
    report.refresh_from_db()
    publish_report(report=report, by=by, at=AT, public_from=asked)
    assert ProgressReport.objects.get().public_from == expected


@pytest.mark.parametrize("state", ["draft", "returned", "published"])
def test_only_a_submitted_report_is_published_or_returned(report, by, state):
    report.state = state
    with pytest.raises(NotAllowed, match=r"^Only a submitted report can be published.$"):
        publish_report(report=report, by=by, at=AT)
    with pytest.raises(NotAllowed, match=r"^Only a submitted report can be returned.$"):
        return_report(report=report, reason="Why", by=by, at=AT)


@pytest.mark.parametrize("state", ["submitted", "published"])
def test_only_a_draft_or_returned_report_is_submitted(report, state):
    report.state = state
    with pytest.raises(NotAllowed, match=r"^Only a draft or a returned report can be submitted.$"):
        submit_report(report=report, by=report.author, at=AT)


def test_nobody_publishes_their_own_report(report):
    submit_report(report=report, by=report.author, at=make.MOMENT)
    with pytest.raises(NotAllowed, match=r"^You wrote this report, so somebody else must approve it.$"):
        publish_report(report=report, by=report.author, at=AT)
    assert ProgressReport.objects.get().state == "submitted"


def test_a_report_comes_back_with_a_reason(report, by):
    submit_report(report=report, by=report.author, at=make.MOMENT)
    with pytest.raises(NotAllowed, match=r"^Say why the report is returned.$"):
        return_report(report=report, reason=" ", by=by, at=AT)
    return_report(report=report, reason="Say how many.", by=by, at=AT)
    stored = ProgressReport.objects.get()
    assert (stored.state, stored.returned_reason) == ("returned", "Say how many.")
    submit_report(report=stored, by=report.author, at=AT)
    assert ProgressReport.objects.get().state == "submitted"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, ""),
        ({"status": ""}, ""),
        ({"reported_on": None}, "Give the date that the report speaks of."),
        ({"status": "complete"}, "Complete needs an answer to 'How do we know?'."),
        ({"status": "complete", "how_we_know": "Families told us."}, ""),
        ({"status": "embedded"}, "Complete and embedded needs evidence, with its date."),
        (
            {"status": "embedded", "evidence": "Survey"},
            "Complete and embedded needs evidence, with its date.",
        ),
        (
            {"status": "embedded", "evidence_on": date(2025, 1, 1)},
            "Complete and embedded needs evidence, with its date.",
        ),
        (
            {"status": "embedded", "evidence": "Survey", "evidence_on": date(2025, 12, 1)},  # 91 days before
            "Complete and embedded needs evidence that is older than 3 months.",
        ),
        ({"status": "embedded", "evidence": "Survey", "evidence_on": date(2025, 11, 30)}, ""),
        ({"status": "embedded", "evidence_url": "https://a.example/", "evidence_on": date(2025, 1, 1)}, ""),
        ({"status": "stopped"}, "Stopped needs a reason."),
        ({"status": "stopped", "reason": "No money"}, ""),
    ],
)
def test_what_each_rating_needs(facts, sentence):
    report = make.ProgressReportFactory.build(action=None, **{"reported_on": date(2026, 3, 2), **facts})
    assert what_is_missing(report) == sentence


def test_what_is_missing_stops_the_submission(report):
    report.status = "complete"
    with pytest.raises(NotAllowed, match=r"^Complete needs an answer to 'How do we know\?'.$"):
        submit_report(report=report, by=report.author, at=AT)
    assert ProgressReport.objects.get().state == "draft"


def test_an_older_report_that_is_published_later_does_not_become_the_latest(report, by):
    newer = make.ProgressReportFactory(
        action=report.action, reported_on=date(2026, 3, 3), state="published", public_from=make.MOMENT
    )
    ProgressReport.objects.filter(pk=report.pk).update(state="submitted")
    report.refresh_from_db()
    publish_report(report=report, by=by, at=AT)
    assert Action.objects.get().latest_report == newer


def test_a_report_on_a_recurring_action_moves_the_next_date(report, by):
    Action.objects.update(due=date(2026, 3, 1), next_due=date(2026, 3, 1), precision="day", recurrence="monthly")
    ProgressReport.objects.update(state="submitted")
    report = ProgressReport.objects.get()
    publish_report(report=report, by=by, at=AT)
    assert (Action.objects.get().due, Action.objects.get().next_due) == (date(2026, 3, 1), date(2026, 4, 1))


# --- dates and words ---


def test_a_due_date_moves_and_the_first_is_never_lost(by, stale):
    action = new_action()
    Action.objects.update(public_from=make.MOMENT)
    action.refresh_from_db()
    facts = {"action": action, "agreed_by": "SEND board", "by": by, "at": AT}
    change_due_date(timescale=JUNE, reason="Ill", changed_on=date(2026, 3, 1), **facts)
    change_due_date(timescale=UNREAD, reason="Ill again", changed_on=date(2026, 3, 2), **facts)
    moves = DueDateChange.objects.order_by("pk").values_list("from_due", "to_due", "from_raw", "to_raw", "reason")
    assert list(moves) == [
        (MARCH.due, JUNE.due, "by March 2026", "by June 2026", "Ill"),
        (JUNE.due, None, "by June 2026", "Spt", "Ill again"),
    ]
    last = DueDateChange.objects.first()
    assert (last.public_from, last.recorded_by, last.recorded_at, last.agreed_by) == (
        AT,
        by,
        AT,
        "SEND board",
    )
    action.refresh_from_db()
    assert (action.due, action.next_due, action.original_due) == (None, None, MARCH.due)
    assert action.timescale_problem == "'Spt' is no month."
    assert stale()


@pytest.mark.parametrize(
    ("now", "words_only"),
    [
        (Timescale(raw="end of March 2026", due=date(2026, 3, 31), precision="day"), True),
        (Timescale(raw="by March 2026", due=date(2026, 3, 31), precision="month", recurrence="yearly"), False),
        (Timescale(raw="by March 2026", due=date(2026, 3, 31), precision="month", ongoing=True), False),
        (Timescale(raw="March", start=date(2026, 3, 1), due=date(2026, 3, 31), precision="month"), False),
        (UNREAD, False),
    ],
)
def test_other_words_for_the_same_time_are_no_move(by, now, words_only):
    action = new_action()
    change_due_date(action=action, timescale=now, reason="Ill", agreed_by="", changed_on=AT.date(), by=by, at=AT)
    change = DueDateChange.objects.get()
    assert (change.words_only, change.from_raw, change.to_raw) == (words_only, "by March 2026", now.raw)
    assert Action.objects.get().timescale_raw == now.raw


def test_words_that_were_not_read_promise_no_time_so_others_are_a_move(by):
    action = new_action(timescale=UNREAD)
    other = Timescale(raw="Spring", problem="'Spring' has no year.")
    change_due_date(action=action, timescale=other, reason="Ill", agreed_by="", changed_on=AT.date(), by=by, at=AT)
    assert DueDateChange.objects.get().words_only is False


def test_a_due_date_moves_only_with_a_reason(by):
    action = new_action()
    with pytest.raises(NotAllowed, match=r"^A changed due date needs a reason; the public reads it.$"):
        change_due_date(action=action, timescale=JUNE, reason=" ", agreed_by="", changed_on=AT.date(), by=by, at=AT)
    assert (Action.objects.get().due, DueDateChange.objects.count()) == (MARCH.due, 0)


def test_a_draft_timescale_is_put_right_without_a_move(by):
    action = new_action()
    correct_draft_timescale(action=action, timescale=JUNE, by=by, at=AT)
    stored = Action.objects.get()
    assert (stored.due, stored.original_due, stored.next_due) == (JUNE.due, JUNE.due, JUNE.due)
    assert DueDateChange.objects.count() == 0


@pytest.mark.parametrize(
    ("written", "read", "raw", "note"),
    [
        (
            "31/03/2025 31/07/2025",
            JUNE,
            None,
            "The document says “31/03/2025 31/07/2025”; read as “by June 2026” by the partnership.",
        ),
        ("", JUNE, None, "The document gives no timescale; “by June 2026” is the partnership's."),
        ("soon", Timescale(raw=" "), None, "The document says “soon”; the partnership sets no date."),
        (
            "June",
            Timescale(raw="June 2026", due=JUNE.due, precision="month", note="Read as its end."),
            None,
            "The document says “June”; read as “June 2026” by the partnership. Read as its end.",
        ),
        ("by June 2026", Timescale(raw="by June 2026 ", due=JUNE.due, precision="month"), "by June 2026 ", ""),
    ],
)
def test_what_a_document_wrote_stays_as_written(by, written, read, raw, note):
    action = new_action(timescale=Timescale(raw=written))
    action.source_row = make.SourceRowFactory(document__plan=action.plan)
    action.save()
    correct_draft_timescale(action=action, timescale=read, by=by, at=AT)
    action.refresh_from_db()
    assert (action.timescale_raw, action.timescale_note) == (raw or written, note)
    assert (action.due, action.original_due) == (read.due, read.due)


def test_a_public_timescale_is_not_put_right_in_silence(by):
    action = new_action()
    action.public_from = make.MOMENT
    with pytest.raises(
        NotAllowed, match=r"^The public has read this date. Change it with a reason and who agreed it.$"
    ):
        correct_draft_timescale(action=action, timescale=JUNE, by=by, at=AT)
    assert Action.objects.get().due == MARCH.due


def test_a_new_action_is_no_bodys_business_yet(by):
    action = new_action(by=by, reference="3.4", outcome="Calls are answered.", at=AT)
    stored = Action.objects.get()
    assert (stored.slug, stored.reference, stored.outcome, stored.recorded_at) == (
        "3-4",
        "3.4",
        "Calls are answered.",
        AT,
    )
    assert (stored.due, stored.original_due, stored.next_due) == (MARCH.due, MARCH.due, MARCH.due)
    assert (stored.public_from, stored.promised_on) == (None, None)
    assert ActionWords.objects.values_list("words", "recorded_by", "public_from").get() == (
        "We will meet.",
        by.pk,
        None,
    )
    assert new_action(plan=action.plan, reference="3.4").slug == "3-4-2"
    assert new_action(plan=action.plan, reference="").slug == "we-will-meet"
    assert new_action(plan=action.plan, reference="", official_words="…").slug == "action"


def test_new_words_add_a_version_and_change_none(by, stale):
    action = new_action()
    agree_words(record=action, words="We will meet monthly.", by=by, at=AT, reason="Agreed in March")
    agree_words(record=action, words="We will meet monthly.", by=by, at=AT, reason="The same again")
    assert list(ActionWords.objects.values_list("words", "reason", "recorded_by")) == [
        ("We will meet.", "", None),
        ("We will meet monthly.", "Agreed in March", by.pk),
    ]
    assert Action.objects.get().official_words == "We will meet monthly."
    assert stale()


def test_words_of_a_public_action_are_public_at_once(by):
    action = make.ActionFactory(public=True)
    agree_words(record=action, words="New.", by=by, at=AT)
    assert ActionWords.objects.get().public_from == AT


def test_a_withdrawn_action_is_kept_with_its_reason(by, stale):
    plan = make.PlanFactory(published=True)
    action, other = make.ActionFactory(plan=plan, public=True), make.ActionFactory(plan=plan, public=True)
    with pytest.raises(NotAllowed, match=r"^Say why the action is withdrawn; the public reads the reason.$"):
        withdraw_action(action=action, reason=" ", by=by, at=AT)
    withdraw_action(action=action, reason="Joined with 2", by=by, at=AT, replaced_by=other)
    action.refresh_from_db()
    assert (action.withdrawn_at, action.withdrawn_reason, action.replaced_by) == (AT, "Joined with 2", other)
    assert list(Action.objects.exclude(withdrawn_at=None)) == [action]
    assert stale()


# --- leads ---


def test_leads_stand_in_order_and_once(by, stale):
    action = make.ActionFactory()
    set_leads(action=action, names=["SEN team", "Health", "SEN team"], by=by, at=AT)
    set_leads(action=action, names=["Health", "SEN team"], by=by, at=AT)
    assert list(ActionLead.objects.values_list("lead__name", "order")) == [("Health", 0), ("SEN team", 1)]
    assert Lead.objects.count() == 2
    assert stale()


def test_a_lead_is_known_by_its_name_in_its_partnership(by):
    plan, elsewhere = make.PlanFactory(), make.PlanFactory()
    for names in (["SEN team"], ["SEN team", "SEN Team!"]):
        set_leads(action=make.ActionFactory(plan=plan), names=names, by=by, at=AT)
    set_leads(action=make.ActionFactory(plan=elsewhere), names=["SEN team"], by=by, at=AT)
    assert list(Lead.objects.order_by("pk").values_list("partnership", "name", "slug")) == [
        (plan.partnership_id, "SEN team", "sen-team"),
        (plan.partnership_id, "SEN Team!", "sen-team-2"),
        (elsewhere.partnership_id, "SEN team", "sen-team"),
    ]


def test_every_change_of_the_leads_leaves_who_when_and_what_was_before(by):
    action = make.ActionFactory()
    set_leads(action=action, names=["SEN team", "Health"], by=by, at=make.MOMENT)
    set_leads(action=action, names=["SEN team", "Health"], by=by, at=AT)
    set_leads(action=action, names=["Health"], by=by, at=AT, reason="The team was closed.")
    assert list(LeadsChange.objects.values_list("before", "after", "reason", "recorded_at", "recorded_by")) == [
        ("SEN team\nHealth", "Health", "The team was closed.", AT, by.pk),
        ("", "SEN team\nHealth", "", make.MOMENT, by.pk),
    ]


# --- deleting what nobody read ---


def test_a_draft_that_was_typed_by_mistake_is_deleted_with_its_words_and_leads(by, stale):
    action = new_action(by=by)
    set_leads(action=action, names=["SEN team"], by=by, at=AT)
    key = action.pk
    delete_draft_action(action=action, by=by, at=AT)
    assert (Action.objects.count(), ActionWords.objects.count(), LeadsChange.objects.count()) == (0, 0, 0)
    last = Action.history.filter(id=key).get(history_type="-")
    assert (last.history_user, last.history_date) == (by, AT)
    assert stale()


@pytest.mark.parametrize("why", ["public", "from a document", "reported", "continued"])
def test_nothing_that_somebody_may_have_read_is_deleted(by, why):
    action = new_action()
    if why == "public":
        action.public_from = make.MOMENT
    elif why == "from a document":
        action.source_row = make.SourceRowFactory(document__plan=action.plan)
    elif why == "reported":
        make.ProgressReportFactory(action=action)
    else:
        make.ActionFactory(continues=action)
    sentences = {
        "reported": "The action '1.1 We will meet.' has progress reports, so it is kept.",
        "continued": "Another action names '1.1 We will meet.', so it is kept; change that one first.",
    }
    kept = "The action '1.1 We will meet.' was public or came with a document, so it is kept; withdraw it."
    with pytest.raises(NotAllowed) as refusal:
        delete_draft_action(action=action, by=by, at=AT)
    assert str(refusal.value) == sentences.get(why, kept)
    assert Action.objects.filter(pk=action.pk).exists()


# --- names held back ---


def test_a_role_takes_the_place_of_a_placeholder_everywhere_in_its_plan_and_nowhere_else(by, stale):
    plan = make.PlanFactory(published=True)
    held_back = make.HeldBackFactory(plan=plan, number=1)
    other_name = make.HeldBackFactory(plan=plan, number=11)
    words = "[name 1 held back] and [name 11 held back] agreed."
    action = new_action(plan=plan, official_words=words)
    elsewhere = new_action(official_words=words)
    report = make.ProgressReportFactory(action=action, state="published", public_from=make.MOMENT, done=words)
    set_leads(action=action, names=["[name 1 held back]", "Health"], by=None, at=AT)
    give_public_words(held_back=held_back, public_words="SENCO", by=by, at=AT)
    for record in (action, elsewhere, report):
        record.refresh_from_db()
    expected = "SENCO and [name 11 held back] agreed."
    assert (action.official_words, report.done, elsewhere.official_words) == (expected, expected, words)
    assert ActionWords.objects.get(action=action).words == expected
    assert [row.lead.name for row in action.action_leads.all()] == ["SENCO", "Health"]
    assert HeldBack.objects.get(pk=held_back.pk).public_words == "SENCO"
    assert HeldBack.objects.get(pk=other_name.pk).decided_at is None
    assert stale()


def test_a_role_that_does_not_fit_changes_nothing(by):
    title = "[name 1 held back] and " + "x" * 270
    priority = make.PriorityFactory(title=title)
    held_back = make.HeldBackFactory(plan=priority.plan, number=1)
    with pytest.raises(NotAllowed) as refusal:
        give_public_words(held_back=held_back, public_words="Group manager for SEN and inclusion", by=by, at=AT)
    assert str(refusal.value) == (
        "The title 'Group manager for SEN and inclusion and  …' has 310 characters and 300 fit; shorten it."
    )
    priority.refresh_from_db()
    held_back.refresh_from_db()
    assert (priority.title, held_back.decided_at) == (title, None)


def test_a_role_without_words_is_refused(by):
    with pytest.raises(NotAllowed, match=r"^Give a role or team for the public to read, such as 'SENCO'.$"):
        give_public_words(held_back=make.HeldBackFactory(), public_words="  ", by=by, at=AT)
    assert HeldBack.objects.get().decided_at is None
