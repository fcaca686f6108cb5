"""Who is reminded of what: only what is theirs, once for each stage, and an approver where nobody is linked."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from actions.models import LeadReporter
from actions.reminding import digests, not_told, queue, reminders
from actions.reporting.outstanding import outstanding_updates
from actions.services import return_report, submit_report
from priorities.models import OutboxMessage
from tests.factories import office as make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 4, 23)
"""7 days before 30 April 2026."""
SITE = "https://send.example.org"


@pytest.fixture(autouse=True)
def address_of_the_site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def plan():
    return make.PlanFactory(partnership__name="Westmarch", title="Plan for 2026", published=True)


def person(plan, role: str = "officer", **values):
    values = {"email": f"{role}@example.org", **values}
    user = make.UserFactory(**values)
    return make.MembershipFactory(partnership=plan.partnership, role=role, user=user).user


def due(plan, day: date | None = date(2026, 4, 30), **values):
    return make.ActionFactory(
        plan=plan, public=True, due=day, next_due=day, precision="day" if day else "", original_due=day, **values
    )


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 12))


def run(day: date) -> list[OutboxMessage]:
    """What the command keeps in the outbox on a day."""
    at = noon(day)
    new = list(not_told([*reminders(on=day), *digests()], at=at))
    return [kept for message in new if (kept := queue(message, at=at))]


def addresses(message: OutboxMessage) -> list[int]:
    return [int(pk) for pk in re.findall(rf"{SITE}/admin/actions/(\d+)/update/", message.body)]


def test_one_message_for_a_person_with_only_what_they_owe(plan):
    officer, other = person(plan), person(plan, username="other", email="other@example.org")
    mine, late, theirs = due(plan), due(plan, date(2026, 4, 1)), due(plan)
    for action in (mine, late):
        make.reporter(action, officer)
    make.reporter(theirs, other)
    sent = {message.address: message for message in run(TODAY)}
    assert sorted(sent) == ["officer@example.org", "other@example.org"]
    assert addresses(sent["officer@example.org"]) == [late.pk, mine.pk]
    assert addresses(sent["other@example.org"]) == [theirs.pk]
    assert sent["officer@example.org"].subject == "2 updates are due, 1 late: the first since 1 April"
    assert sent["officer@example.org"].key == f"due:{officer.pk}:2026-04-23"


def test_every_stage_is_told_once_however_often_the_command_runs(plan):
    make.reporter(due(plan), person(plan))
    stages = [-30, -7, -1, 7, 14, 28, 56]
    days = [date(2026, 4, 30) + timedelta(days=stage + near) for stage in stages for near in (-1, 0, 1)]
    told = [day for day in days for _ in range(2) for _ in run(day)]
    # On the 20th day late it is the reminder of the 14th that was told; on the 27th that of the 21st, which is new.
    assert [(day - date(2026, 4, 30)).days for day in told] == [-30, -7, -1, 7, 14, 27, 28, 56]


def test_runs_that_were_missed_are_made_up_for_once(plan):
    officer = person(plan)
    make.reporter(due(plan), officer)
    make.reporter(due(plan, date(2026, 4, 29)), officer)
    # 7 days before the one was the 22nd, before the other the 23rd; nothing ran until the 25th.
    assert [len(addresses(message)) for message in run(date(2026, 4, 25))] == [2]
    assert run(date(2026, 4, 25)) == run(date(2026, 4, 26)) == []
    assert [message.key for message in run(date(2026, 4, 28))] == [f"due:{officer.pk}:2026-04-28"]


def test_never_two_on_one_day_and_nothing_is_forgotten(plan):
    officer = person(plan)
    make.reporter(due(plan, date(2026, 4, 29)), officer)
    assert len(run(TODAY)) == 1
    make.reporter(due(plan), officer)  # its 7 days begin on the same day
    assert run(TODAY) == []
    assert len(run(TODAY + timedelta(days=1))) == 1


def test_an_update_that_was_made_reminds_nobody_again_of_the_others(plan):
    officer = person(plan)
    first, second = due(plan, date(2026, 4, 29)), due(plan)
    for action in (first, second):
        make.reporter(action, officer)
    run(TODAY)
    second.rated = "complete"
    second.save()
    assert run(TODAY + timedelta(days=1)) == []


def test_the_cycle_of_the_plan_asks_for_updates_too(plan):
    plan.update_cycle = "quarterly"
    plan.save()
    officer = person(plan)
    action = due(plan, None)
    make.reporter(action, officer)
    heard = make.ProgressReportFactory(
        action=action, state="published", public_from=make.MOMENT, reported_on=date(2026, 1, 28)
    )
    action.latest_report = heard
    action.save()
    [one] = outstanding_updates(on=TODAY)  # 92 days after 28 January is 30 April
    assert (one.due, one.is_own_date, one.late_days, one.stage.days) == (date(2026, 4, 30), False, 0, -7)
    assert "Its update is due by 30 April 2026, in 7 days." in run(TODAY)[0].body


def closed(action):
    action.plan.closed_on = TODAY
    action.plan.save()


def still_a_draft(action):
    action.public_from = action.promised_on = None
    action.save()


def withdrawn(action):
    action.withdrawn_at, action.withdrawn_reason = make.MOMENT, "Twice."
    action.save()


def finished(action):
    action.rated = "stopped"
    action.save()


def submitted(action):
    make.ProgressReportFactory(action=action, state="submitted", submitted_at=make.MOMENT)


def far_away(action):
    action.next_due = date(2026, 5, 24)
    action.save()


@pytest.mark.parametrize("change", [closed, still_a_draft, withdrawn, finished, submitted, far_away])
def test_nobody_is_reminded_of_what_needs_no_update(plan, change):
    action = due(plan)
    make.reporter(action, person(plan))
    assert len(outstanding_updates(on=TODAY)) == 1
    change(action)
    assert outstanding_updates(on=TODAY) == []


def gone(user):
    user.is_active = False
    user.save()


def no_address(user):
    user.email = ""
    user.save()


def not_of_the_staff(user):
    user.is_staff = False
    user.save()


def without_a_role(user):
    user.memberships.all().delete()


def of_the_board(user):
    user.memberships.update(role="board")


def not_linked(user):
    LeadReporter.objects.all().delete()


@pytest.mark.parametrize("change", [gone, no_address, not_of_the_staff, without_a_role, of_the_board, not_linked])
def test_an_approver_is_told_where_nobody_can_be(plan, change):
    officer, _ = person(plan), person(plan, "approver")
    action = due(plan)
    make.reporter(action, officer)
    elsewhere = make.PlanFactory(published=True)
    person(elsewhere, "approver", username="far", email="far@example.org")
    change(officer)
    [message] = run(TODAY)
    assert message.address == "approver@example.org"
    assert addresses(message) == [action.pk]
    assert f"Say who reports: {SITE}/admin/outstanding/" in message.body


def test_an_approver_gets_one_digest_of_what_others_submitted(plan):
    officer, approver = person(plan), person(plan, "approver")
    for author in (officer, officer, approver):
        report = make.ProgressReportFactory(action=due(plan, None), author=author, done="12 visits.")
        submit_report(report=report, by=author, at=noon(TODAY))
    [message] = run(TODAY)
    assert (message.address, message.subject) == ("approver@example.org", "2 updates wait for your approval")
    assert f"Read and decide here: {SITE}/admin/review/" in message.body
    assert run(TODAY) == run(TODAY + timedelta(days=1)) == []
    report = make.ProgressReportFactory(action=due(plan, None), author=officer, done="12 visits.")
    submit_report(report=report, by=officer, at=noon(TODAY) + timedelta(hours=1))
    assert [message.subject for message in run(TODAY)] == ["3 updates wait for your approval"]


def test_an_approver_is_told_of_a_view_of_the_forum(plan):
    person(plan, "approver")
    report = make.ProgressReportFactory(action=due(plan, None), state="published", public_from=noon(TODAY))
    make.ForumViewFactory(report=report, state="submitted", submitted_at=noon(TODAY))
    [message] = run(TODAY)
    assert message.subject == "1 view of the forum waits for your approval"
    assert "- The forum’s view on " in message.body
    other = make.ProgressReportFactory(action=due(plan, None), author=person(plan), done="12 visits.")
    submit_report(report=other, by=other.author, at=noon(TODAY) + timedelta(hours=1))
    assert [message.subject for message in run(TODAY)] == ["1 update and 1 view of the forum wait for your approval"]


def test_the_author_hears_that_an_update_was_returned_but_not_why(plan):
    officer, approver = person(plan), person(plan, "approver")
    report = make.ProgressReportFactory(action=due(plan), author=officer, state="submitted")
    return_report(report=report, reason="Kim Sample is named.", by=approver, at=noon(TODAY))
    [message] = OutboxMessage.objects.all()
    assert (message.key, message.to) == (f"returned:{report.pk}:{report.version}", officer)
    assert "Kim" not in message.body
    assert addresses(message) == [report.action_id]


def test_a_message_is_as_long_for_3_as_for_1_in_queries(plan, django_assert_num_queries):
    for number in (1, 3, 20):
        while plan.actions.count() < number:
            make.reporter(due(plan), person(plan, username=f"p{plan.actions.count()}"))
        with django_assert_num_queries(4):
            assert len(reminders(on=TODAY)) == number
