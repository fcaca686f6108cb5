"""Drafts: kept whatever is missing, one for each person and action, and "no change" in one press."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from actions.models import ProgressReport
from actions.services import may_be_repeated, no_change_report, save_draft, submit_report
from actions.status import Status
from priorities.models import EditConflict
from priorities.services import NotAllowed
from tests.factories import office as make
from tests.factories.pages import published_report
from tests.integration.actions.services.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return make.ActionFactory(plan=make.PlanFactory(published=True), public=True)


@pytest.fixture
def author():
    return make.UserFactory()


class TestSaving:
    def test_a_new_draft_is_its_authors(self, action, author):
        draft = save_draft(action=action, report=None, typed={"status": "stopped", "done": "We met."}, by=author, at=AT)
        stored = ProgressReport.objects.get()
        assert stored == draft
        assert (stored.state, stored.author, stored.recorded_at) == ("draft", author, AT)
        assert (stored.status, stored.done, stored.reason, stored.public_from) == ("stopped", "We met.", "", None)

    def test_only_what_was_typed_is_changed(self, action, author):
        draft = make.ProgressReportFactory(action=action, author=author, done="Before", difference="Stays")
        save_draft(action=action, report=draft, typed={"done": "After"}, by=author, at=AT)
        stored = ProgressReport.objects.get()
        assert (stored.done, stored.difference, stored.version) == ("After", "Stays", 2)

    def test_a_returned_report_is_changed_and_stays_returned(self, action, author):
        returned = make.ProgressReportFactory(action=action, author=author, state="returned", returned_reason="Short")
        save_draft(action=action, report=returned, typed={"done": "Longer"}, by=author, at=AT)
        stored = ProgressReport.objects.get()
        assert (stored.state, stored.done, stored.returned_reason) == ("returned", "Longer", "Short")

    @pytest.mark.parametrize("state", ["submitted", "published"])
    def test_what_was_sent_is_not_changed(self, action, author, state):
        public_from = make.MOMENT if state == "published" else None
        sent = make.ProgressReportFactory(action=action, author=author, state=state, public_from=public_from)
        with pytest.raises(NotAllowed, match=r"^This update was sent for approval, so it is not changed;"):
            save_draft(action=action, report=sent, typed={"done": "Other"}, by=author, at=AT)
        assert ProgressReport.objects.get().done == ""

    def test_nobody_changes_the_words_of_another(self, action, author):
        draft = make.ProgressReportFactory(action=action, author=author)
        with pytest.raises(NotAllowed, match=r"^Only its author changes the words of an update\.$"):
            save_draft(action=action, report=draft, typed={"done": "Other"}, by=make.UserFactory(), at=AT)

    def test_a_second_new_draft_of_the_same_person_is_a_conflict(self, action, author):
        save_draft(action=action, report=None, typed={"done": "First"}, by=author, at=AT)
        with pytest.raises(EditConflict, match=r"^You began an update of this action elsewhere a moment ago\.$"):
            save_draft(action=action, report=None, typed={"done": "Second"}, by=author, at=AT)
        assert ProgressReport.objects.get().done == "First"
        save_draft(action=action, report=None, typed={"done": "Another's"}, by=make.UserFactory(), at=AT)

    def test_a_draft_that_changed_meanwhile_is_a_conflict(self, action, author):
        draft = make.ProgressReportFactory(action=action, author=author)
        older = ProgressReport.objects.get()
        save_draft(action=action, report=draft, typed={"done": "First"}, by=author, at=AT)
        with pytest.raises(EditConflict):
            save_draft(action=action, report=older, typed={"done": "Second"}, by=author, at=AT)
        assert ProgressReport.objects.get().done == "First"

    def test_an_address_of_a_person_is_refused_in_what_the_public_reads_and_kept_in_the_note(self, action, author):
        with pytest.raises(NotAllowed, match=r"kim@example\.org"):
            save_draft(action=action, report=None, typed={"done": "Ask kim@example.org"}, by=author, at=AT)
        assert ProgressReport.objects.count() == 0
        save_draft(action=action, report=None, typed={"internal_note": "Ask kim@example.org"}, by=author, at=AT)

    def test_a_withdrawn_action_has_no_updates(self, author):
        action = make.ActionFactory(withdrawn_at=make.MOMENT, withdrawn_reason="Old")
        with pytest.raises(NotAllowed, match=r"^This action was withdrawn, so no update of it is written\.$"):
            save_draft(action=action, report=None, typed={"done": "x"}, by=author, at=AT)

    def test_nobody_types_what_an_approver_decides(self, action, author):
        with pytest.raises(ValueError, match="'state'"):
            save_draft(action=action, report=None, typed={"state": "published"}, by=author, at=AT)


class TestNoChange:
    def test_it_repeats_the_status_of_the_last_update_and_can_be_sent(self, action, author):
        published_report(action, date(2026, 1, 5), Status.AT_RISK)
        draft = no_change_report(action=action, by=author, at=AT)
        assert (draft.no_change, draft.state, draft.author) == (True, "draft", author)
        assert (draft.status, draft.reported_on) == ("at_risk", date(2026, 3, 3))
        assert draft.done == "No change since the update of 5 January 2026."
        submit_report(report=draft, by=author, at=AT)
        assert draft.state == "submitted"

    def test_the_day_is_londons(self, action, author):
        published_report(action, date(2026, 1, 5))
        draft = no_change_report(action=action, by=author, at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
        assert draft.reported_on == date(2026, 7, 1)

    def test_pressed_twice_it_is_one(self, action, author):
        published_report(action, date(2026, 1, 5))
        first = no_change_report(action=action, by=author, at=AT)
        second = no_change_report(action=action, by=author, at=AT)
        assert (first, first.version) == (second, second.version)
        assert ProgressReport.objects.filter(state="draft").count() == 1

    def test_a_repeat_of_no_change_names_the_last_update_that_said_something(self, action, author):
        published_report(action, date(2026, 1, 5))
        published_report(action, date(2026, 2, 5), no_change=True)
        action.refresh_from_db()
        draft = no_change_report(action=action, by=author, at=AT)
        assert draft.done == "No change since the update of 5 January 2026."

    def test_own_words_are_not_written_over(self, action, author):
        published_report(action, date(2026, 1, 5))
        save_draft(action=action, report=None, typed={"done": "Mine"}, by=author, at=AT)
        with pytest.raises(NotAllowed, match=r"^You have begun an update of this action: go on with it, or discard"):
            no_change_report(action=action, by=author, at=AT)
        assert ProgressReport.objects.get(state="draft").done == "Mine"

    def test_what_is_changed_in_it_is_no_longer_no_change(self, action, author):
        published_report(action, date(2026, 1, 5))
        draft = no_change_report(action=action, by=author, at=AT)
        save_draft(action=action, report=draft, typed={"done": draft.done, "status": draft.status}, by=author, at=AT)
        assert ProgressReport.objects.get(state="draft").no_change
        save_draft(action=action, report=draft, typed={"status": "off_track"}, by=author, at=AT)
        assert not ProgressReport.objects.get(state="draft").no_change

    def test_without_an_earlier_update_with_a_date_there_is_nothing_to_repeat(self, action, author):
        sentence = "There is no earlier update with a date, so nothing can be repeated; write what was done."
        for _ in range(2):
            assert not may_be_repeated(action)
            with pytest.raises(NotAllowed) as refusal:
                no_change_report(action=action, by=author, at=AT)
            assert str(refusal.value) == sentence
            published_report(action, None)
            action.refresh_from_db()

    @pytest.mark.parametrize(
        ("status", "word"), [("complete", "complete"), ("embedded", "complete and embedded"), ("stopped", "stopped")]
    )
    def test_what_is_finished_is_not_repeated(self, action, author, status, word):
        published_report(action, date(2026, 1, 5), Status(status), reason="Old")
        action.refresh_from_db()
        assert not may_be_repeated(action)
        with pytest.raises(NotAllowed, match=rf"^This action is {word}, so there is nothing to repeat\.$"):
            no_change_report(action=action, by=author, at=AT)

    def test_a_withdrawn_action_has_none(self, author):
        action = make.ActionFactory(withdrawn_at=make.MOMENT, withdrawn_reason="Old")
        with pytest.raises(NotAllowed, match=r"^This action was withdrawn,"):
            no_change_report(action=action, by=author, at=AT)
