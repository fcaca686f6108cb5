"""Actions: their dates and words, withdrawn or deleted."""

from __future__ import annotations

from datetime import date

import pytest

from actions.models import Action, ActionWords, DueDateChange, LeadsChange
from actions.services import change_due_date, correct_draft_timescale, delete_draft_action, set_leads, withdraw_action
from actions.timescales import Timescale
from priorities.services import NotAllowed, agree_words
from tests.factories import office as make
from tests.integration.actions.services.conftest import AT, JUNE, MARCH, UNREAD, new_action

pytestmark = pytest.mark.django_db


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
