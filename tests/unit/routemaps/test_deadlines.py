"""Dates from rules: the checked examples, the traps of months, leap years and holidays, and what holds for every day."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routemaps.deadlines import (
    Kind,
    Rule,
    Sense,
    Span,
    Unit,
    add_months,
    counted_from,
    dated,
    is_stale,
    label,
    row_of,
)
from routemaps.working_days import is_working_day

ASSESS = Rule("A1", "Answer", "request", Span(6, Unit.WEEKS), Kind.LAW, "SEND Regulations 2014, reg. 5(1)")
REFUSE = Rule("A4", "No plan", "request", Span(16, Unit.WEEKS), Kind.LAW, "reg. 10(1)", condition="only if no")
FINAL = Rule("A7", "Plan", "request", Span(20, Unit.WEEKS), Kind.LAW, "reg. 13(2)")
COMMENT = Rule(
    "A5", "Comment", "draft", Span(15, Unit.DAYS, inclusive=True), Kind.LAW, "reg. 13(1)(a)", family_acts=True
)
ADVISER = Rule("M1", "Adviser", "letter", Span(2, Unit.MONTHS), Kind.LAW, "reg. 33", family_acts=True)
APPEAL = Rule(
    "T1",
    "Appeal",
    "letter",
    Span(2, Unit.MONTHS),
    Kind.LAW,
    "rule 20(1)",
    family_acts=True,
    or_later=("certificate", Span(1, Unit.MONTHS)),
    adviser="M1",
    tribunal_extends=True,
)
DAYS = st.dates(date(2020, 6, 1), date(2028, 6, 30))


def days(*rules: Rule, **anchors: date) -> list[tuple[str, date | None, date | None, date | None]]:
    return [(row.rule.key, row.limit, row.act_by, row.accepted_until) for row in dated(rules, anchors)]


# The checked examples


def test_a_request_received_on_2_march_2026():
    assert days(ASSESS, REFUSE, FINAL, request=date(2026, 3, 2)) == [
        ("A1", date(2026, 4, 13), None, None),
        ("A4", date(2026, 6, 22), None, None),
        ("A7", date(2026, 7, 20), None, None),
    ]


def test_a_draft_served_on_22_june_2026():
    assert days(COMMENT, draft=date(2026, 6, 22)) == [("A5", date(2026, 7, 6), date(2026, 7, 6), None)]


@pytest.mark.parametrize(
    ("anchors", "adviser", "limit", "act_by", "accepted"),
    [
        ({"letter": date(2026, 6, 15)}, "2026-08-14", "2026-08-15", "2026-08-14", "2026-09-01"),
        (
            {"letter": date(2026, 10, 1), "certificate": date(2026, 11, 29)},
            "2026-12-01",
            "2026-12-29",
            "2026-12-29",
            "2027-01-04",
        ),
        ({"letter": date(2026, 12, 31)}, "2027-02-26", "2027-02-28", "2027-02-26", "2027-03-01"),
    ],
)
def test_an_appeal(anchors, adviser, limit, act_by, accepted):
    first, second = days(ADVISER, APPEAL, **anchors)
    assert (first[0], first[2], first[3]) == ("M1", date.fromisoformat(adviser), None)
    assert second == ("T1", *map(date.fromisoformat, (limit, act_by, accepted)))


# Spans


@pytest.mark.parametrize(
    ("start", "span", "end", "words"),
    [
        ("2026-03-02", Span(6, Unit.WEEKS), "2026-04-13", "6 weeks (42 days) after 2 March 2026."),
        ("2026-06-22", Span(2, Unit.WEEKS, before=True), "2026-06-08", "2 weeks (14 days) before 22 June 2026."),
        (
            "2026-06-22",
            Span(15, Unit.DAYS, inclusive=True),
            "2026-07-06",
            "15 days beginning with 22 June 2026, which is day 1.",
        ),
        ("2026-06-22", Span(15, Unit.DAYS), "2026-07-07", "15 days after 22 June 2026."),
        (
            "2026-12-31",
            Span(2, Unit.MONTHS),
            "2027-02-28",
            "2 calendar months after 31 December 2026. That month is shorter, so its last day counts.",
        ),
        (
            "2027-12-31",
            Span(2, Unit.MONTHS),
            "2028-02-29",
            "2 calendar months after 31 December 2027. That month is shorter, so its last day counts.",
        ),
        ("2026-01-31", Span(1, Unit.MONTHS), "2026-02-28", None),
        ("2026-09-01", Span(5, Unit.MONTHS, before=True), "2026-04-01", "5 calendar months before 1 September 2026."),
        (
            "2026-03-02",
            Span(12, Unit.MONTHS, ends_day_before=True),
            "2027-03-01",
            "12 months starting with 2 March 2026, so they end the day before.",
        ),
        ("2024-02-29", Span(12, Unit.MONTHS, ends_day_before=True), "2025-02-28", None),
        ("2023-03-01", Span(12, Unit.MONTHS, ends_day_before=True), "2024-02-29", None),
        ("2027-09-03", Span(215, Unit.YEAR_DAY), "2027-02-14", "Before 15 February 2027, so this is the last day."),
        ("2027-09-03", Span(331, Unit.YEAR_DAY), "2027-03-30", "Before 31 March 2027, so this is the last day."),
        (
            "2026-04-01",
            Span(3, Unit.WORKING_DAYS),
            "2026-04-08",
            "3 working days after 1 April 2026, without weekends and bank holidays.",
        ),
        ("2026-03-30", Span(15, Unit.WORKING_DAYS, inclusive=True), "2026-04-21", None),
        ("2026-03-27", Span(3, Unit.DAYS), "2026-03-30", None),  # over the change to summer time
        ("2026-10-24", Span(1, Unit.WEEKS), "2026-10-31", "1 week (7 days) after 24 October 2026."),
        ("2026-05-05", Span(0, Unit.SAME_DAY), "2026-05-05", "On the day itself, 5 May 2026."),
    ],
)
def test_a_span(start, span, end, words):
    found, counted = counted_from(date.fromisoformat(start), span)
    assert found == date.fromisoformat(end)
    assert words is None or counted == words


def test_a_duty_without_a_day_gives_none():
    row = row_of(replace(ASSESS, span=Span(0, Unit.NONE)), {"request": date(2026, 3, 2)})
    assert (row.limit, row.day, row.problem) == (None, None, "")


def test_both_ways_to_the_limit_of_an_appeal_are_said():
    (_, row) = dated([ADVISER, APPEAL], {"letter": date(2026, 10, 1), "certificate": date(2026, 11, 29)})
    assert row.counted == (
        "1 calendar month after 29 November 2026. That is later than 2 calendar months after 1 October 2026. "
        "The tribunal's rules move a last day at Christmas to the next working day that counts."
    )
    (_, row) = dated([ADVISER, APPEAL], {"letter": date(2026, 10, 1), "certificate": date(2026, 10, 5)})
    assert (row.limit, row.counted) == (
        date(2026, 12, 1),
        "2 calendar months after 1 October 2026. That is not before 1 calendar month after 5 October 2026.",
    )


@pytest.mark.parametrize(
    ("letter", "limit", "why"),
    [
        # A Saturday; a Saturday in August; Good Friday; a Sunday before Christmas; New Year's Day; a day with work.
        (date(2026, 3, 2), date(2026, 5, 2), "2 May 2026 is a Saturday, so act by the working day before. {without work}"),
        (date(2026, 6, 15), date(2026, 8, 15), "15 August 2026 is a Saturday, so act by the working day before. {in August}"),
        (date(2027, 1, 26), date(2027, 3, 26), "26 March 2027 is a bank holiday, so act by the working day before. {without work}"),
        (date(2026, 10, 20), date(2026, 12, 20), "20 December 2026 is a Sunday, so act by the working day before. {without work}"),
        (date(2026, 11, 1), date(2027, 1, 1), "1 January 2027 is a bank holiday, so act by the working day before. {at Christmas}"),
        (date(2026, 4, 1), date(2026, 6, 1), ""),
    ],
)  # fmt: skip
def test_why_another_day_is_shown_than_the_one_that_was_counted(letter, limit, why):
    adviser, row = dated([ADVISER, APPEAL], {"letter": letter})
    counted, _, said = row.counted.removesuffix(".").partition(". ")
    said = f"{said}." if said else ""
    when = re.search(r"{(.*)}", why)
    moved = f"The tribunal's rules move a last day {when[1]} to the next working day that counts." if when else ""
    assert row.limit == limit
    assert said == re.sub(r"{.*}", moved, why)
    assert adviser.counted == f"{counted}. {why.partition(' {')[0]}".strip()


# What is refused or said


def test_a_certificate_from_before_the_letter_gives_no_date():
    _, row = dated([ADVISER, APPEAL], {"letter": date(2026, 10, 1), "certificate": date(2026, 9, 30)})
    assert (row.limit, row.act_by, row.accepted_until) == (None, None, None)
    assert row.problem == "The second date is before the first one: check both."


def test_an_appeal_without_the_adviser_above_it_is_refused():
    for rules in ([APPEAL], [APPEAL, ADVISER]):
        with pytest.raises(ValueError, match=r"^Rule 'T1' must come after rule 'M1', whose date stands above it.$"):
            dated(rules, {"letter": date(2026, 6, 15)})


def test_beyond_the_known_bank_holidays_a_family_is_given_no_date():
    row = row_of(ADVISER, {"letter": date(2028, 11, 15)})
    assert (row.limit, row.act_by) == (None, None)
    assert row.problem.startswith("We know bank holidays from 2020 to the end of 2028 only")
    assert row_of(ASSESS, {"request": date(2028, 12, 1)}).limit == date(2029, 1, 12)  # weeks need no bank holidays


def test_an_appeal_that_would_be_accepted_into_an_unknown_year_is_given_no_date():
    _, row = dated([ADVISER, APPEAL], {"letter": date(2028, 10, 28)})
    assert (row.limit, row.act_by, row.accepted_until) == (None, None, None)
    assert row.problem.startswith("We know bank holidays")


def test_the_end_of_the_calendar_is_no_error():
    row = row_of(ASSESS, {"request": date.max})
    assert (row.limit, row.problem) == (None, "This date is beyond the calendar, so we do not count it.")
    row = row_of(replace(ASSESS, span=Span(2, Unit.MONTHS)), {"request": date.max})
    assert row.problem == "This date is beyond the calendar, so we do not count it."


def test_a_rule_holds_from_and_to_its_days():
    rule = replace(ASSESS, valid_from=date(2014, 9, 1), valid_to=date(2026, 8, 31))
    assert row_of(rule, {"request": date(2026, 8, 31)}).limit == date(2026, 10, 12)
    assert row_of(rule, {"request": date(2014, 9, 1)}).limit == date(2014, 10, 13)
    for day in (date(2026, 9, 1), date(2014, 8, 31)):
        row = row_of(rule, {"request": day})
        assert row.limit is None
        assert row.problem.startswith("This rule did not hold on")


def test_past_its_check_date_a_rule_is_not_called_law():
    rule = replace(ASSESS, next_check_on=date(2026, 6, 30))
    assert label(rule, on=date(2026, 6, 30)) == "law"
    assert label(rule, on=date(2026, 7, 1)) == "not checked lately"
    assert is_stale(ASSESS, on=date(2026, 7, 1))  # nobody said when it is checked again
    for kind, words in ((Kind.GUIDANCE, "not checked lately"), (Kind.USUAL, "usual practice"), (Kind.YOURS, "yours")):
        assert label(replace(rule, kind=kind), on=date(2026, 7, 1)) == words


def test_a_day_from_which_one_may_act_is_never_over():
    again = replace(ADVISER, sense=Sense.FROM, span=Span(6, Unit.MONTHS))
    row = row_of(again, {"letter": date(2026, 2, 15)})
    assert (row.day, row.act_by) == (date(2026, 8, 15), None)
    assert row.days_past(date(2027, 1, 1)) == 0


@pytest.mark.parametrize(
    ("on", "ago"), [(date(2026, 8, 14), 0), (date(2026, 8, 31), 0), (date(2026, 9, 1), 0), (date(2026, 9, 2), 1)]
)
def test_an_appeal_is_over_after_the_day_until_which_it_is_accepted(on, ago):
    _, row = dated([ADVISER, APPEAL], {"letter": date(2026, 6, 15)})
    assert row.days_past(on) == ago


def test_nothing_extends_the_time_for_the_adviser():
    row = row_of(ADVISER, {"letter": date(2026, 6, 15)})
    assert (row.accepted_until, row.days_past(date(2026, 8, 15))) == (None, 1)


def test_rows_stand_by_day_and_one_without_stays_behind_the_one_before_it():
    bare = replace(ASSESS, key="A2", span=Span(0, Unit.NONE))
    rows = dated([FINAL, ASSESS, bare], {"request": date(2026, 3, 2)})
    assert [row.rule.key for row in rows] == ["A1", "A2", "A7"]


def test_a_rule_whose_event_has_no_day_gives_no_row():
    assert dated([ASSESS, COMMENT], {"draft": date(2026, 6, 22)})[0].rule == COMMENT
    assert dated([ASSESS], {}) == []


# What holds for every day


@given(DAYS, st.integers(1, 30))
def test_weeks_are_seven_days(start, weeks):
    found, _ = counted_from(start, Span(weeks, Unit.WEEKS))
    assert found == start + timedelta(days=7 * weeks)
    assert found.weekday() == start.weekday()


@given(st.dates(date(1, 2, 1), date(9990, 1, 1)), st.integers(-1, 60))
def test_months_keep_the_day_or_end_with_the_month(start, months):
    found = add_months(start, months)
    assert (found.year * 12 + found.month) - (start.year * 12 + start.month) == months
    last = calendar.monthrange(found.year, found.month)[1]
    assert found.day == min(start.day, last)


@given(DAYS, st.none() | st.integers(0, 90))
def test_what_a_family_is_told_to_act_by_is_safe(letter, until_certificate):
    anchors = {"letter": letter}
    if until_certificate is not None:
        anchors["certificate"] = letter + timedelta(days=until_certificate)
    adviser, appeal = dated([ADVISER, APPEAL], anchors)
    assert (adviser.rule.key, appeal.rule.key) == ("M1", "T1")
    assert adviser.act_by <= add_months(letter, 2)
    assert adviser.accepted_until is None
    assert appeal.act_by <= appeal.limit
    assert is_working_day(appeal.act_by)
    assert is_working_day(adviser.act_by)
    assert not any(
        is_working_day(appeal.act_by + timedelta(days=more))
        for more in range(1, (appeal.limit - appeal.act_by).days + 1)
    )
    assert appeal.limit >= add_months(letter, 2)
    if until_certificate is not None:
        assert appeal.limit >= add_months(anchors["certificate"], 1)
    if appeal.accepted_until is not None:
        assert appeal.accepted_until >= appeal.limit
        assert is_working_day(appeal.accepted_until)
        in_august = appeal.limit.month == 8
        at_christmas = (appeal.limit.month, appeal.limit.day) >= (12, 25) or (
            appeal.limit.month,
            appeal.limit.day,
        ) == (1, 1)
        assert in_august or at_christmas or not is_working_day(appeal.limit)


@given(DAYS)
def test_fifteen_days_beginning_with_a_day_are_fourteen_more(served):
    row = row_of(COMMENT, {"draft": served})
    assert row.limit == served + timedelta(days=14)
    assert served < row.act_by <= row.limit


@given(st.dates(date(2014, 9, 1), date(2100, 1, 1)))
def test_a_period_of_12_months_ends_before_the_day_comes_again(day):
    found, _ = counted_from(day, Span(12, Unit.MONTHS, ends_day_before=True))
    again = add_months(day, 12)
    assert found < date(day.year + 1, day.month, day.day) if (day.month, day.day) != (2, 29) else found == again
    assert (found + timedelta(days=1)).day in (day.day, 1)
