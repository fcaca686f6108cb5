"""Unfinished actions go on in the next plan: as they stand, once, and with their history when it is public."""

from __future__ import annotations

from datetime import date

import pytest

from actions.models import Action
from actions.services import carry_over, next_plan, publish_plan_and_actions, set_leads, unfinished_actions
from actions.services.reports import refresh_actions
from priorities.models import Plan
from priorities.services import NotAllowed
from tests.factories import office as make
from tests.integration.actions.services.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make.PlanFactory(title="Plan for 2025", published=True, update_cycle="termly", priority_word="Proposal")


@pytest.fixture
def into(plan):
    return make.PlanFactory(partnership=plan.partnership, title="Plan for 2026")


@pytest.fixture
def action(plan):
    action = make.ActionFactory(
        plan=plan,
        public=True,
        reference="1.2",
        official_words="We will meet families.",
        plain_words="Meet families.",
        outcome="Families are heard.",
        timescale_raw="by Sep-25",
        due=date(2025, 9, 30),
        next_due=date(2025, 9, 30),
        precision="month",
        timescale_note="Read as September.",
        priority=make.PriorityFactory(plan=plan, number="3", title="Early help"),
    )
    set_leads(action=action, names=["SEND team", "ICB"], by=None, at=AT)
    return action


def carry(plan, into, by, *actions: Action, keep_references: bool = True) -> list[Action]:
    return carry_over(plan=plan, into=into, actions=actions, keep_references=keep_references, by=by, at=AT)


def test_everything_goes_along_as_it_stands(plan, into, action, by):
    make.ActionFactory(plan=into, order=7)
    priority = make.PriorityFactory(plan=into, number="3", title="Help early")
    [new] = carry(plan, into, by, action)
    new.refresh_from_db()
    assert (new.plan, new.continues, new.public_from, new.order) == (into, action, None, 8)
    same = (
        "reference",
        "official_words",
        "plain_words",
        "outcome",
        "timescale_raw",
        "due",
        "precision",
        "timescale_note",
    )
    assert [getattr(new, name) for name in same] == [getattr(action, name) for name in same]
    # The date has passed, and stays: nothing is invented.
    assert (new.next_due, new.original_due, new.rated, new.latest_report) == (
        date(2025, 9, 30),
        date(2025, 9, 30),
        "",
        None,
    )
    assert [link.lead.name for link in new.action_leads.all()] == ["SEND team", "ICB"]
    assert new.priority == priority
    assert [version.words for version in new.words_versions.all()] == ["We will meet families."]
    assert new.history.first().history_user == by


def test_the_old_action_stays_as_it_is(plan, into, action, by):
    before = Action.objects.filter(pk=action.pk).values().get()
    carry(plan, into, by, action)
    assert Action.objects.filter(pk=action.pk).values().get() == before


@pytest.mark.parametrize(
    ("number", "title", "found"),
    [("3", "Other", True), ("4", "EARLY HELP", True), ("", "Early help", True), ("4", "Other", False)],
)
def test_the_priority_is_the_one_of_its_number_else_of_its_title(number, title, found, plan, into, action, by):
    other = make.PriorityFactory(plan=into, number=number, title=title)
    assert carry(plan, into, by, action)[0].priority == (other if found else None)


def test_a_number_counts_before_a_title(plan, into, action, by):
    make.PriorityFactory(plan=into, number="9", title="Early help")
    by_number = make.PriorityFactory(plan=into, number="3", title="Other")
    assert carry(plan, into, by, action)[0].priority == by_number


def test_references_may_be_left_empty(plan, into, action, by):
    [new] = carry(plan, into, by, action, keep_references=False)
    assert (new.reference, new.slug) == ("", "meet-families")


def test_doing_it_twice_does_it_once(plan, into, action, by):
    other = make.ActionFactory(plan=plan, public=True)
    assert len(carry(plan, into, by, action)) == 1
    assert [new.continues for new in carry(plan, into, by, action, other)] == [other]
    assert carry(plan, into, by, action, other) == []
    assert into.actions.count() == 2


def test_what_came_round_and_was_answered_is_not_overdue_again(plan, into, action, by):
    action.recurrence = "termly"
    action.save()
    report = make.ProgressReportFactory(
        action=action, state="published", public_from=make.MOMENT, reported_on=date(2026, 2, 1)
    )
    refresh_actions(plan, [action])
    action.save()
    [new] = carry(plan, into, by, action)
    assert new.next_due == action.next_due > report.reported_on
    publish_plan_and_actions(plan=into, by=by, at=AT)
    new.refresh_from_db()
    assert new.next_due == action.next_due


def finished(action):
    action.rated = "complete"
    action.save()


def withdrawn(action):
    action.withdrawn_at, action.withdrawn_reason = AT, "Twice."
    action.save()


def draft(action):
    action.public_from = None
    action.save()


@pytest.mark.parametrize("change", [finished, withdrawn, draft])
def test_only_what_is_public_and_unfinished_is_carried(change, plan, into, action, by):
    good = make.ActionFactory(plan=plan, public=True)
    change(action)
    assert list(unfinished_actions(plan)) == [good]
    with pytest.raises(NotAllowed, match=r"is finished or not public in 'Plan for 2025'; nothing was carried over\."):
        carry(plan, into, by, good, action)
    assert not into.actions.exists()


def test_the_next_plan_is_a_draft_of_the_same_partnership(plan, into, action, by):
    elsewhere = make.PlanFactory()
    for wrong in (plan, elsewhere):
        with pytest.raises(NotAllowed, match="choose another plan of the partnership"):
            carry(plan, wrong, by, action)
    publish_plan_and_actions(plan=into, by=by, at=AT)
    with pytest.raises(NotAllowed, match="'Plan for 2026' is no draft any more"):
        carry(plan, into, by, action)


def test_a_new_plan_takes_over_what_kind_it_is_and_is_made_once(plan, by):
    new = next_plan(after=plan, title="Plan for 2027", by=by, at=AT)
    assert next_plan(after=plan, title="Plan for 2027", by=by, at=AT) == new
    assert (new.state, new.slug, new.kind, new.update_cycle, new.priority_word, new.supersedes) == (
        Plan.State.DRAFT,
        "plan-for-2027",
        plan.kind,
        "termly",
        "Proposal",
        plan,
    )
    assert next_plan(after=plan, title="Plan for 2028", by=by, at=AT) != new


def test_the_public_reads_how_it_goes_on_when_the_next_plan_is_public(
    client, plan, into, action, by, stale, monkeypatch
):
    monkeypatch.setattr("sendplan.middleware.VERSION_KEPT_SECONDS", 0)
    report = make.ProgressReportFactory(
        action=action, state="published", public_from=make.MOMENT, done="We met 12 families.", status="at_risk"
    )
    action.due_date_changes.create(
        from_raw="by June 2025",
        to_raw="by Sep-25",
        reason="Two posts were empty.",
        changed_on=date(2025, 5, 1),
        public_from=make.MOMENT,
        recorded_at=make.MOMENT,
    )
    refresh_actions(plan, [action])
    action.save()
    carry(plan, into, by, action)
    old = f"/plans/{plan.slug}/actions/{action.slug}/"
    before = client.get(old).content.decode()
    assert "Plan for 2026" not in before
    publish_plan_and_actions(plan=into, by=by, at=AT)
    assert stale()
    after = client.get(old).content.decode()
    assert "Carried on by" in after
    assert f"/plans/{into.slug}/actions/1-2/" in after
    page = client.get(f"/plans/{into.slug}/actions/1-2/").content.decode()
    before_it = page.partition("What it carries on, from Plan for 2025</h3>")[2]
    assert "First rating: At risk</h4>" in before_it
    assert "We met 12 families." in before_it
    assert "Reason: Two posts were empty." in before_it
    assert "Made public" not in before_it
    assert "Made public</h3>" in page
    assert report.pk
