"""How actions stood at the end of a day: nothing that came later alters it, and today it says what the lists say."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from actions import reporting
from actions.models import Action, ActionWords, DueDateChange, PastWithdrawal
from actions.reporting.progress import count
from actions.reporting.standing import standings
from actions.services.reports import refresh_actions
from actions.status import Status
from tests.factories import office as make
from tests.factories import pages

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-03-20T12:00:00Z")]

TODAY = date(2026, 3, 20)


@pytest.fixture
def plan():
    return pages.public_plan(make.PartnershipFactory())


def moment(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def report(action, on, status="", *, public=None, **fields):
    """A report that the public can read from `public` on, where nothing else is said from the day that it speaks of."""
    at = moment(public or on)
    given = {"recorded_at": at} | fields
    return make.ProgressReportFactory(
        action=action, reported_on=on, status=status, state="published", public_from=at, **given
    )


def at(plan, day: date):
    (one,) = standings(plan, on=day)
    return one


def test_a_report_counts_from_the_day_on_which_the_public_could_read_it(plan):
    action = pages.public_action(plan, "1.1")
    report(action, date(2025, 3, 1), "on_track")
    report(action, date(2025, 6, 1), "off_track", public=date(2025, 6, 20))
    assert at(plan, date(2025, 2, 28)).status is None
    assert at(plan, date(2025, 3, 1)).status is Status.ON_TRACK
    assert at(plan, date(2025, 6, 19)).status is Status.ON_TRACK
    assert at(plan, date(2025, 6, 20)).status is Status.OFF_TRACK
    assert at(plan, date(2025, 6, 20)).listed.latest_report__reported_on == date(2025, 6, 1)


def test_a_day_ends_at_midnight_in_london(plan):
    action = pages.public_action(plan, "1.1")
    # Half past midnight of 1 July in London is half past eleven of 30 June in Greenwich.
    late = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)
    make.ProgressReportFactory(
        action=action,
        reported_on=date(2025, 6, 30),
        status="at_risk",
        state="published",
        public_from=late,
        recorded_at=late,
    )
    assert at(plan, date(2025, 6, 30)).status is None
    assert at(plan, date(2025, 7, 1)).status is Status.AT_RISK


def test_a_correction_holds_from_its_own_day(plan):
    action = pages.public_action(plan, "1.1")
    wrong = report(action, date(2025, 3, 1), "complete", how_we_know="x")
    report(action, date(2025, 3, 1), "at_risk", public=date(2025, 4, 1), corrects=wrong)
    assert at(plan, date(2025, 3, 31)).status is Status.COMPLETE
    assert at(plan, date(2025, 4, 1)).status is Status.AT_RISK


def test_a_rating_stands_until_another_one_is_given(plan):
    action = pages.public_action(plan, "1.1")
    report(action, date(2025, 3, 1), "at_risk")
    report(action, date(2025, 6, 1))
    now = at(plan, date(2025, 6, 1))
    assert (now.status, now.listed.rated_on, now.listed.latest_report__reported_on) == (
        Status.AT_RISK,
        date(2025, 3, 1),
        date(2025, 6, 1),
    )


def test_the_due_date_of_then(plan):
    action = pages.public_action(plan, "1.1", due=date(2026, 6, 30), timescale_raw="30/6/2026")
    moves = (("31/8/2025", date(2025, 8, 31), "31/12/2025", date(2025, 12, 31), date(2025, 9, 10)),
             ("31/12/2025", date(2025, 12, 31), "30/6/2026", date(2026, 6, 30), date(2026, 1, 15)))  # fmt: skip
    for from_raw, from_due, to_raw, to_due, day in moves:
        DueDateChange.objects.create(
            action=action, from_raw=from_raw, from_due=from_due, to_raw=to_raw, to_due=to_due, reason="It took longer.",
            changed_on=day, public_from=moment(day), recorded_at=moment(day),
        )  # fmt: skip
    late = at(plan, date(2025, 9, 9))
    assert (late.listed.due, late.listed.timescale_raw, late.timeliness.overdue_days) == (
        date(2025, 8, 31),
        "31/8/2025",
        9,
    )
    assert at(plan, date(2025, 9, 10)).listed.due == date(2025, 12, 31)
    assert at(plan, date(2025, 9, 10)).is_overdue is False
    assert at(plan, date(2026, 1, 14)).timeliness.overdue_days == 14
    assert at(plan, TODAY).listed.due == date(2026, 6, 30)


def test_a_recurring_date_counts_from_the_report_of_then(plan):
    action = pages.public_action(
        plan, "1.1", due=date(2025, 3, 31), recurrence="quarterly", timescale_raw="31/3/2025 and quarterly"
    )
    report(action, date(2025, 4, 2), "on_track")
    report(action, date(2025, 7, 3), "on_track")
    assert at(plan, date(2025, 4, 1)).listed.next_due == date(2025, 3, 31)
    assert at(plan, date(2025, 7, 2)).listed.next_due == date(2025, 6, 30)
    assert at(plan, date(2025, 7, 3)).listed.next_due == date(2025, 9, 30)


def test_silence_of_then(plan):
    action = pages.public_action(plan, "1.1", promised_on=date(2025, 1, 6))
    report(action, date(2025, 3, 1), "on_track")
    limit = date(2025, 3, 1) + timedelta(days=92 + 14)
    assert at(plan, limit).is_silent is False
    assert at(plan, limit + timedelta(days=1)).timeliness.silent_days == 107
    assert at(plan, date(2025, 2, 28)).timeliness.never_updated is True


def test_the_words_of_then(plan):
    action = pages.public_action(plan, "1.1", "Second words.")
    for words, day in (("First words.", date(2025, 1, 6)), ("Second words.", date(2025, 9, 1))):
        ActionWords.objects.create(action=action, words=words, public_from=moment(day), recorded_at=moment(day))
    assert at(plan, date(2025, 8, 31)).listed.official_words == "First words."
    assert at(plan, date(2025, 9, 1)).listed.official_words == "Second words."


def test_plain_words_of_then(plan, time_machine):
    time_machine.move_to(moment(date(2025, 2, 1)))
    action = pages.public_action(plan, "1.1", plain_words="Plain one.")
    time_machine.move_to(moment(date(2025, 10, 1)))
    action.plain_words = "Plain two."
    action.save()
    time_machine.move_to(moment(TODAY))
    # What a document of January brought in February was its first words all along.
    assert at(plan, date(2025, 1, 6)).listed.plain_words == "Plain one."
    assert at(plan, date(2025, 9, 30)).listed.plain_words == "Plain one."
    assert at(plan, date(2025, 10, 1)).listed.plain_words == "Plain two."


def test_a_name_that_is_held_back_by_now_is_told_of_no_day(plan, time_machine):
    time_machine.move_to(moment(date(2025, 2, 1)))
    action = pages.public_action(plan, "1.1", plain_words="Ask Kim Sample.")
    time_machine.move_to(moment(date(2025, 10, 1)))
    action.plain_words = "Ask the manager."
    action.save()
    time_machine.move_to(moment(TODAY))
    assert at(plan, date(2025, 3, 1)).listed.plain_words == "Ask Kim Sample."
    make.HeldBackFactory(plan=plan, kind="name", words="Kim Sample")
    assert at(plan, date(2025, 3, 1)).listed.plain_words == "Ask the manager."


def test_words_of_the_draft_are_never_told(plan, time_machine):
    """The document is of January; here it was read in February, put into other words, and published."""
    time_machine.move_to(moment(date(2025, 2, 1)))
    action = pages.public_action(plan, "1.1", plain_words="Draft words.", public_from=None)
    time_machine.move_to(moment(date(2025, 2, 10)))
    action.plain_words, action.public_from = "Words as published.", moment(date(2025, 1, 6))
    action.save()
    time_machine.move_to(moment(TODAY))
    for day in (date(2025, 1, 6), date(2025, 2, 5), TODAY):
        assert at(plan, day).listed.plain_words == "Words as published."


def test_which_actions_were_public_then(plan):
    pages.public_action(plan, "1", public_from=moment(date(2025, 5, 1)))
    gone = pages.public_action(plan, "2")
    Action.objects.filter(pk=gone.pk).update(
        withdrawn_at=moment(date(2025, 8, 1)), withdrawn_reason="It was said twice."
    )
    back = pages.public_action(plan, "3")
    PastWithdrawal.objects.create(
        action=back, withdrawn_at=moment(date(2025, 7, 1)), reason="x", returned_at=moment(date(2025, 9, 1))
    )
    pages.public_action(plan, "4", public_from=None)

    def public(day: date) -> list[str]:
        return [one.listed.reference for one in standings(plan, on=day)]

    (told,) = (one for one in standings(plan, on=date(2025, 7, 1)) if one.listed.reference == "2")
    assert (told.is_gone, told.listed.plain_words, told.listed.official_words) == (True, "Withdrawn since", "")
    assert public(date(2025, 1, 5)) == []
    assert public(date(2025, 4, 30)) == ["2", "3"]
    assert public(date(2025, 5, 1)) == ["1", "2", "3"]
    assert public(date(2025, 7, 1)) == ["1", "2"]
    assert public(date(2025, 8, 1)) == ["1"]
    assert public(date(2025, 9, 1)) == ["1", "3"]


def test_what_was_recorded_later_is_marked(plan):
    action = pages.public_action(plan, "1.1", recorded_at=moment(date(2025, 1, 6)))
    report(action, date(2025, 3, 1), "on_track", recorded_at=moment(date(2025, 5, 5)))
    assert at(plan, date(2025, 2, 1)).added_later is False
    assert at(plan, date(2025, 3, 1)).added_later is True
    assert at(plan, date(2025, 5, 5)).added_later is False


def test_a_closed_plan_counts_to_its_last_day(plan):
    plan.closed_on = date(2025, 9, 30)
    plan.save()
    pages.public_action(plan, "1.1", due=date(2025, 6, 30))
    assert at(plan, date(2025, 7, 10)).timeliness.overdue_days == 10
    assert at(plan, TODAY).timeliness.date_passed_unstated is True


def scatter(plan, seed: int) -> None:
    """A plan of random actions with reports, corrections, moved dates and withdrawals, all kept as the services keep them."""
    chance = random.Random(seed)
    days = [date(2025, 1, 7) + timedelta(days=number) for number in range(430)]
    for number in range(15):
        due = chance.choice([None, chance.choice(days)])
        again = chance.choice(["", "", "quarterly"]) if due else ""
        written = f"{due:%d/%m/%Y}{' and quarterly' if again else ''}" if due else ""
        action = pages.public_action(plan, f"{number}", due=due, recurrence=again, timescale_raw=written)
        for _ in range(chance.randrange(5)):
            on = chance.choice(days)
            kept = report(action, on, chance.choice(["", *Status]), reason="x", how_we_know="x")
            if chance.random() < 0.2:
                report(action, on, chance.choice(list(Status)), corrects=kept, reason="x", how_we_know="x")
    actions = list(Action.objects.filter(plan=plan))
    refresh_actions(plan, actions)
    for action in actions:
        action.save()


@pytest.mark.parametrize("seed", range(6))
def test_today_it_says_what_the_lists_and_the_counts_say(plan, seed):
    scatter(plan, seed)
    found = standings(plan, on=TODAY)
    for one in found:
        action = Action.objects.select_related("plan", "latest_report").get(pk=one.listed.pk)
        assert one.timeliness == action.timeliness(on=TODAY)
        for name in ("rated", "rated_on", "rated_as", "next_due", "due", "plain_words", "official_words", "precision"):
            assert getattr(one.listed, name) == getattr(action, name), name
        assert one.listed.latest_report == action.latest_report_id
    counted, asked = count(found), reporting.counts(plan, on=TODAY)
    counted.letters = asked.letters
    assert counted == asked


@pytest.mark.parametrize("seed", range(3))
def test_what_comes_today_alters_no_answer_about_yesterday(plan, seed):
    scatter(plan, seed)
    yesterday = TODAY - timedelta(days=1)
    before = standings(plan, on=yesterday)
    for one in before:
        action = Action.objects.get(pk=one.listed.pk)
        report(action, date(2025, 2, 1), "complete", public=TODAY, how_we_know="x")
        DueDateChange.objects.create(
            action=action, from_raw=action.timescale_raw, from_due=action.due, to_raw="31/12/2030",
            to_due=date(2030, 12, 31), reason="x", changed_on=date(2025, 2, 1), public_from=moment(TODAY),
            recorded_at=moment(TODAY),
        )  # fmt: skip
        Action.objects.filter(pk=action.pk).update(due=date(2030, 12, 31), precision="day", timescale_raw="31/12/2030")
    pages.public_action(plan, "new", public_from=moment(TODAY))
    assert [(one.status, one.timeliness, one.listed.due) for one in standings(plan, on=yesterday)] == [
        (one.status, one.timeliness, one.listed.due) for one in before
    ]


@pytest.mark.parametrize("number", [1, 3, 20])
def test_as_many_questions_for_any_number_of_actions(plan, django_assert_num_queries, number):
    for at_ in range(number):
        report(pages.public_action(plan, f"{at_}"), date(2025, 3, 1), "on_track")
    with django_assert_num_queries(4):
        assert len(standings(plan, on=TODAY)) == number
