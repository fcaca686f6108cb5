"""Which updates somebody owes on a day, and by when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actions.models import Action, LeadReporter
from actions.office.sheet_rows import actions_for_sheet
from actions.reporting import actions_owed_by, owed_updates, update_due_on
from actions.reporting.outstanding import outstanding_updates
from actions.status import Status
from tests.factories import office as make
from tests.factories.pages import published_report

pytestmark = pytest.mark.django_db

ON = date(2026, 3, 20)


@pytest.fixture
def plan():
    return make.PlanFactory(published=True, update_cycle="quarterly")


@pytest.fixture
def user(plan):
    return make.MembershipFactory(partnership=plan.partnership).user


def promised(plan, **fields) -> Action:
    """A public action, promised on 2 March 2026 where nothing else is said."""
    return make.ActionFactory(plan=plan, public=True, **fields)


class TestByWhen:
    @pytest.mark.parametrize(
        ("cycle", "days"), [("monthly", 31), ("quarterly", 92), ("termly", 123), ("yearly", 366), ("", 92)]
    )
    def test_a_cycle_after_the_last_update_or_the_promise(self, plan, cycle, days):
        type(plan).objects.update(update_cycle=cycle)
        plan.refresh_from_db()
        action = promised(plan)
        assert update_due_on(action) == date(2026, 3, 2) + timedelta(days=days)
        published_report(action, date(2026, 3, 10))
        assert update_due_on(action) == date(2026, 3, 10) + timedelta(days=days)

    def test_an_update_without_a_day_counts_from_the_promise(self, plan):
        action = promised(plan)
        published_report(action, None)
        assert update_due_on(action) == date(2026, 3, 2) + timedelta(days=92)

    def test_the_actions_own_date_asks_for_one_too(self, plan):
        assert update_due_on(promised(plan, next_due=date(2026, 4, 10))) == date(2026, 4, 10)
        assert update_due_on(promised(plan, next_due=date(2026, 9, 1))) == date(2026, 6, 2)

    @pytest.mark.parametrize(
        ("reported_on", "due_on"),
        [
            (date(2026, 3, 10), date(2026, 4, 10)),  # 31 days before the action's date
            (date(2026, 3, 11), date(2026, 6, 11)),  # 30 days before it: that update spoke of it
            (date(2026, 4, 11), date(2026, 7, 12)),  # after it
        ],
    )
    def test_an_update_near_that_date_or_after_it_has_answered_it(self, plan, reported_on, due_on):
        action = promised(plan, due=date(2026, 4, 10), next_due=date(2026, 4, 10), precision="day")
        published_report(action, reported_on)
        assert update_due_on(action) == due_on

    def test_nobody_can_say_where_no_day_is_known(self, plan):
        assert update_due_on(promised(plan, promised_on=None)) is None


class TestWhatIsOwed:
    def owed(self, user, on=ON):
        return owed_updates(actions_owed_by(user, on=on), on=on)

    def test_actions_of_own_leads_alone(self, plan, user):
        mine, other = promised(plan), promised(plan)
        make.ActionLeadFactory(action=other, lead=make.LeadFactory(partnership=plan.partnership))
        make.reporter(mine, user)
        assert list(actions_owed_by(user, on=ON)) == [mine]

    def test_the_second_lead_counts_too_and_two_links_are_one_action(self, plan, user):
        action = promised(plan)
        for order in (0, 1):
            lead = make.LeadFactory(partnership=plan.partnership)
            make.ActionLeadFactory(action=action, lead=lead, order=order)
            LeadReporter.objects.create(lead=lead, user=user)
        assert list(actions_owed_by(user, on=ON)) == [action]

    @pytest.mark.parametrize("status", ["complete", "embedded", "stopped"])
    def test_what_is_finished_is_not_owed(self, plan, user, status):
        action = make.reporter(promised(plan), user) and Action.objects.get()
        published_report(action, date(2025, 1, 1), Status(status), reason="Old")
        assert not actions_owed_by(user, on=ON)

    @pytest.mark.parametrize(
        "why", ["draft plan", "draft action", "withdrawn", "closed", "closed today", "closes tomorrow"]
    )
    def test_what_is_not_public_or_closed_is_not_owed(self, plan, user, why):
        action = promised(plan)
        make.reporter(action, user)
        changes = {"draft action": {"public_from": None}, "withdrawn": {"withdrawn_at": make.MOMENT}}
        if why == "withdrawn":
            changes[why]["withdrawn_reason"] = "Old"
        Action.objects.update(**changes.get(why, {"order": 0}))
        closed = {"closed": ON - timedelta(days=9), "closed today": ON, "closes tomorrow": ON + timedelta(days=1)}
        plan_changes = (
            {"state": "draft", "public_from": None} if why == "draft plan" else {"closed_on": closed.get(why)}
        )
        type(plan).objects.update(**plan_changes)
        assert len(actions_owed_by(user, on=ON)) == (why == "closes tomorrow")

    @pytest.mark.parametrize(
        ("next_due", "late", "words"),
        [
            (ON - timedelta(days=1), 1, "1 day late, was due 19 March 2026"),
            (ON, None, "Due 20 March 2026"),
            (ON + timedelta(days=30), None, "Due 19 April 2026"),
        ],
    )
    def test_due_within_30_days_and_late_from_the_day_after(self, plan, user, next_due, late, words):
        make.reporter(promised(plan, next_due=next_due), user)
        (row,) = self.owed(user).rows
        assert (row.late_days, row.due) == (late, words)

    def test_what_is_due_later_is_only_counted(self, plan, user):
        make.reporter(promised(plan, next_due=ON + timedelta(days=31)), user)
        make.reporter(promised(plan), user)
        owed = self.owed(user)
        assert (owed.rows, owed.next_on, owed.actions) == ([], date(2026, 4, 20), 2)

    def test_without_any_day_it_is_owed_and_stands_last(self, plan, user):
        undated = promised(plan, promised_on=None, order=1)
        make.reporter(undated, user)
        late = promised(plan, next_due=date(2026, 1, 1), order=2)
        make.reporter(late, user)
        owed = self.owed(user)
        assert [row.action for row in owed.rows] == [late, undated]
        assert (owed.late, owed.due) == (1, 1)
        assert owed.rows[1].due == "Due: no day is known, because the plan gives none"

    def test_a_row_says_who_leads_and_what_was_said_last(self, plan, user):
        action = promised(plan, next_due=date(2026, 3, 1), reference="1.1", official_words="We will meet.")
        make.reporter(action, user)
        (row,) = self.owed(user).rows
        assert (row.name, row.last_words, row.last_on) == ("1.1: We will meet", "No update has been published yet.", "")
        assert row.leads == action.action_leads.get().lead.name
        published_report(action, date(2025, 12, 1), done="")
        (row,) = self.owed(user).rows
        assert (row.last_words, row.last_on) == ("The last update does not say what was done.", "1 December 2025")
        published_report(action, date(2025, 12, 2), done="Word " * 100)
        assert len(self.owed(user).rows[0].last_words) <= 240


def test_of_an_action_without_any_day_an_update_is_owed_and_nobody_is_reminded():
    """One rule for the index, the sheets and the reminders; only where no day is known is there none to count from."""
    on = make.MOMENT.date()
    action = make.ActionFactory(plan__published=True, public=True, promised_on=None)
    lead = make.ActionLeadFactory(action=action, lead__partnership=action.plan.partnership).lead
    assert actions_for_sheet(lead, on=on) == [action]
    assert [row.action for row in owed_updates([action], on=on).rows] == [action]
    assert outstanding_updates(on=on) == []


@pytest.mark.parametrize(("days", "is_open"), [(-1, False), (0, False), (1, True), (None, True)])
def test_updates_are_asked_for_until_the_day_on_which_the_plan_closes(days, is_open):
    on = make.MOMENT.date()
    closed_on = None if days is None else on + timedelta(days=days)
    make.ActionFactory(plan__published=True, plan__closed_on=closed_on, public=True)
    assert Action.objects.awaiting_updates(on=on).exists() is is_open
