"""What the database refuses of actions and reports, and the questions their querysets answer."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from actions import reporting
from actions.models import Action, DueDateChange, PastWithdrawal, ProgressReport
from actions.services.reports import refresh_actions
from actions.status import Status
from actions.timescales import Timescale
from tests.factories import office as make

pytestmark = pytest.mark.django_db

ON = date(2026, 3, 2)
SOMEBODY = object()
"""Stands for a user in the table below."""


def due_date_change(**values: object) -> DueDateChange:
    return DueDateChange.objects.create(
        **{
            "action": make.ActionFactory(),
            "reason": "Ill",
            "changed_on": ON,
            "recorded_at": make.MOMENT,
            **values,
        }
    )


def past_withdrawal() -> PastWithdrawal:
    return PastWithdrawal.objects.create(
        action=make.ActionFactory(), withdrawn_at=make.MOMENT, reason="Old", returned_at=make.MOMENT
    )


REFUSED = {
    "action_problem_has_no_due": (
        make.ActionFactory,
        {"timescale_problem": "Unclear.", "due": ON, "precision": "day"},
    ),
    "action_starts_before_due": (
        make.ActionFactory,
        {"start": ON, "due": ON - timedelta(days=1), "precision": "day"},
    ),
    "action_precision_with_date": (make.ActionFactory, {"due": ON}),
    "action_withdrawn_with_reason": (make.ActionFactory, {"withdrawn_at": make.MOMENT}),
    "due_date_change_has_reason": (due_date_change, {"reason": ""}),
    "past_withdrawal_has_reason": (past_withdrawal, {"reason": ""}),
    "report_public_from_when_published": (make.ProgressReportFactory, {"state": "published"}),
    "report_approved_at_and_by": (make.ProgressReportFactory, {"approved_at": make.MOMENT}),
    "report_approved_by_another": (
        make.ProgressReportFactory,
        {"approved_at": make.MOMENT, "approved_by": SOMEBODY, "author": SOMEBODY},
    ),
    "report_returned_with_reason": (make.ProgressReportFactory, {"state": "returned"}),
    "report_stopped_with_reason": (make.ProgressReportFactory, {"status": "stopped", "state": "submitted"}),
    "forum_view_public_from_when_published": (make.ForumViewFactory, {"state": "published"}),
    "forum_view_approved_at_and_by": (make.ForumViewFactory, {"approved_at": make.MOMENT}),
    "forum_view_approved_by_another": (
        make.ForumViewFactory,
        {"approved_at": make.MOMENT, "approved_by": SOMEBODY, "author": SOMEBODY},
    ),
    "forum_view_returned_with_reason": (make.ForumViewFactory, {"state": "returned"}),
    "milestone_period_from_and_to": (make.MilestoneFactory, {"end": None}),
    "milestone_day_only_where_delivered": (make.MilestoneFactory, {"delivered_on": ON}),
    "milestone_withdrawn_with_reason": (make.MilestoneFactory, {"withdrawn_at": make.MOMENT}),
    "milestone_change_public_from": (make.MilestoneChangeFactory, {"state": "published"}),
    "milestone_change_of_a_person_or_a_document": (make.MilestoneChangeFactory, {"author": None}),
    "milestone_change_has_reason": (make.MilestoneChangeFactory, {"reason": ""}),
    "milestone_change_approved_at_and_by": (make.MilestoneChangeFactory, {"approved_at": make.MOMENT}),
    "milestone_change_approved_by_another": (
        make.MilestoneChangeFactory,
        {"approved_at": make.MOMENT, "approved_by": SOMEBODY, "author": SOMEBODY},
    ),
    "milestone_change_returned_with_reason": (make.MilestoneChangeFactory, {"state": "returned"}),
    "import_run_undone_at_and_by": (make.ImportRunFactory, {"undone_at": make.MOMENT}),
    "update_link_expires_later": (make.UpdateLinkFactory, {"expires_at": make.MOMENT}),
    "update_link_revoked_at_and_by": (make.UpdateLinkFactory, {"revoked_at": make.MOMENT}),
}
ALSO_REFUSED = [
    ("action_precision_with_date", make.ActionFactory, {"start": ON}),
    ("action_precision_with_date", make.ActionFactory, {"precision": "day"}),
    ("action_withdrawn_with_reason", make.ActionFactory, {"withdrawn_reason": "Old"}),
    ("report_public_from_when_published", make.ProgressReportFactory, {"public_from": make.MOMENT}),
    ("report_approved_at_and_by", make.ProgressReportFactory, {"approved_by": SOMEBODY}),
    ("forum_view_public_from_when_published", make.ForumViewFactory, {"public_from": make.MOMENT}),
    ("forum_view_approved_at_and_by", make.ForumViewFactory, {"approved_by": SOMEBODY}),
    ("milestone_period_from_and_to", make.MilestoneFactory, {"start": date(2026, 4, 1)}),
    ("milestone_withdrawn_with_reason", make.MilestoneFactory, {"withdrawn_reason": "Old"}),
    ("milestone_change_public_from", make.MilestoneChangeFactory, {"public_from": make.MOMENT}),
    ("milestone_change_approved_at_and_by", make.MilestoneChangeFactory, {"approved_by": SOMEBODY}),
    ("import_run_undone_at_and_by", make.ImportRunFactory, {"undone_by": SOMEBODY}),
    ("update_link_revoked_at_and_by", make.UpdateLinkFactory, {"revoked_by": SOMEBODY}),
]


def test_every_check_is_violated_below():
    found = {
        constraint.name
        for model in apps.get_app_config("actions").get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    }
    assert set(REFUSED) == found


@pytest.mark.parametrize(
    ("name", "factory", "values"), [*((name, *row) for name, row in REFUSED.items()), *ALSO_REFUSED]
)
def test_the_database_refuses(name, factory, values):
    user = make.UserFactory()
    values = {key: user if value is SOMEBODY else value for key, value in values.items()}
    record = factory()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(**values)


@pytest.mark.parametrize(
    ("factory", "again"),
    [
        (make.OrganisationFactory, ["partnership", "name"]),
        (make.LeadFactory, ["partnership", "name"]),
        (make.LeadFactory, ["partnership", "slug"]),
        (make.RatingWordFactory, ["plan", "word"]),
        (make.ActionFactory, ["plan", "slug"]),
        (make.ActionLeadFactory, ["action", "lead"]),
        (make.ActionLeadFactory, ["action", "order"]),
        (make.LeadReporterFactory, ["lead", "user"]),
        (make.ForumViewFactory, ["report"]),
        (make.UpdateLinkFactory, ["key"]),
    ],
)
def test_what_must_be_there_once_is(factory, again):
    first = factory()
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**{name: getattr(first, name) for name in again})


def test_a_person_has_one_draft_on_an_action_and_a_document_may_have_another():
    first = make.ProgressReportFactory(author=make.UserFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        make.ProgressReportFactory(action=first.action, author=first.author)
    make.ProgressReportFactory(action=first.action, author=make.UserFactory())
    make.ProgressReportFactory(action=first.action, author=first.author, state="submitted")
    make.ProgressReportFactory(action=first.action)
    make.ProgressReportFactory(action=first.action)
    assert first.action.reports.count() == 5


def test_references_may_repeat():
    plan = make.PlanFactory()
    make.ActionFactory(plan=plan, reference="1.1")
    make.ActionFactory(plan=plan, reference="1.1")
    assert plan.actions.count() == 2


# --- questions ---


def public_action(**values: object) -> Action:
    report = values.pop("report", None)
    plan = values.pop("plan", None) or make.PlanFactory(published=True, closed_on=values.pop("closed_on", None))
    due = values.pop("due", None)
    action = make.ActionFactory(plan=plan, public=True, due=due, next_due=due, precision="day" if due else "", **values)
    if report is not None:
        make.ProgressReportFactory(action=action, state="published", public_from=make.MOMENT, **report)
        action.set_reports(action.reports.standing().newest_first())
        action.save()
    return action


def test_public_and_withdrawn_actions_of_published_plans():
    shown = public_action()
    gone = public_action(withdrawn_at=make.MOMENT, withdrawn_reason="Old")
    make.ActionFactory(plan=shown.plan)
    make.ActionFactory(public=True)
    assert list(Action.objects.public()) == [shown]
    assert list(Action.objects.exclude(withdrawn_at=None)) == [gone]


@pytest.mark.parametrize(
    ("values", "late"),
    [
        ({}, False),
        ({"due": ON}, False),
        ({"due": ON - timedelta(days=1)}, True),
        ({"due": ON - timedelta(days=1), "report": {"status": ""}}, True),
        ({"due": ON - timedelta(days=1), "report": {"status": "at_risk"}}, True),
        ({"due": ON - timedelta(days=1), "report": {"status": "complete"}}, False),
        ({"due": ON - timedelta(days=1), "report": {"status": "embedded"}}, False),
        ({"due": ON - timedelta(days=1), "report": {"status": "stopped", "reason": "No money"}}, False),
        ({"due": date(2025, 6, 1), "closed_on": date(2025, 5, 31)}, False),
        ({"due": date(2025, 5, 30), "closed_on": date(2025, 5, 31)}, True),
        # The closing day is over, and so is a date on it.
        ({"due": date(2025, 5, 31), "closed_on": date(2025, 5, 31)}, True),
        ({"due": ON, "closed_on": ON}, False),
        ({"due": ON - timedelta(days=1), "closed_on": ON + timedelta(days=9)}, True),
    ],
)
def test_the_list_and_the_single_action_agree_on_what_is_overdue(values, late):
    action = public_action(**values)
    assert list(Action.objects.filter(reporting.is_overdue(action.plan, on=ON))) == ([action] if late else [])
    action = Action.objects.select_related("plan", "latest_report").get()
    assert (action.timeliness(on=ON).overdue_days is not None) is late


@pytest.mark.parametrize(
    ("values", "silent"),
    [
        ({"promised_on": None}, False),
        ({"promised_on": ON - timedelta(days=92)}, False),
        ({"promised_on": ON - timedelta(days=93)}, True),
        ({"promised_on": date(2020, 1, 1), "report": {"reported_on": ON}}, False),
        ({"promised_on": ON, "report": {"reported_on": date(2025, 1, 1), "status": "on_track"}}, True),
        ({"promised_on": date(2020, 1, 1), "report": {"reported_on": None}}, True),
        (
            {
                "promised_on": date(2020, 1, 1),
                "report": {"status": "complete", "reported_on": date(2020, 2, 1)},
            },
            False,
        ),
        ({"promised_on": date(2020, 1, 1), "closed_on": ON}, False),
        ({"promised_on": date(2020, 1, 1), "closed_on": ON + timedelta(days=1)}, True),
    ],
)
def test_the_list_and_the_single_action_agree_on_what_is_silent(values, silent):
    action = public_action(**{"plan": None, **values})
    Action.objects.filter(pk=action.pk).update(promised_on=values["promised_on"])
    assert list(Action.objects.filter(reporting.is_silent(action.plan, on=ON))) == ([action] if silent else [])
    action = Action.objects.select_related("plan", "latest_report").get()
    assert (action.timeliness(on=ON).silent_days is not None) is silent


def test_with_and_without_a_lead():
    led = make.ActionLeadFactory(lead__slug="sen-team").action
    alone = make.ActionFactory()
    assert list(Action.objects.with_lead("sen-team")) == [led]
    assert list(Action.objects.with_lead("other")) == []
    assert list(Action.objects.without_lead()) == [alone]


# Each row: reports from the first to the last, as (day, status, rating in the plan's words, the report it corrects by its
# place in the row), then the status and its day, and the day of the last report.
MAY, JUNE, JULY = date(2025, 5, 3), date(2025, 6, 3), date(2025, 7, 3)
STATUS_RULE = {
    "no report": ([], None, None, None),
    "one without a rating": ([(MAY, "", "", None)], None, None, MAY),
    "one with a rating": ([(MAY, "complete", "", None)], Status.COMPLETE, MAY, MAY),
    "later ones give no rating": (
        [(MAY, "complete", "", None), (JUNE, "", "", None), (JULY, "", " – ", None)],
        Status.COMPLETE,
        MAY,
        JULY,
    ),
    "a later rating counts": ([(MAY, "complete", "", None), (JUNE, "at_risk", "", None)], Status.AT_RISK, JUNE, JUNE),
    "recorded late, about earlier": (
        [(JUNE, "at_risk", "", None), (MAY, "complete", "", None)],
        Status.AT_RISK,
        JUNE,
        JUNE,
    ),
    "a later word that nobody explains": (
        [(MAY, "complete", "", None), (JUNE, "", "Purple", None)],
        None,
        JUNE,
        JUNE,
    ),
    "the rating was corrected": (
        [(MAY, "complete", "", None), (JUNE, "off_track", "", 0)],
        Status.OFF_TRACK,
        JUNE,
        JUNE,
    ),
    "corrected by one without a rating": ([(MAY, "complete", "", None), (JUNE, "", "", 0)], None, None, JUNE),
    "corrected, with an older rating": (
        [(MAY, "on_track", "", None), (JUNE, "complete", "", None), (JUNE, "", "", 1)],
        Status.ON_TRACK,
        MAY,
        JUNE,
    ),
    "corrected by one about an earlier day": (
        [(JUNE, "complete", "", None), (MAY, "at_risk", "", 0)],
        Status.AT_RISK,
        MAY,
        MAY,
    ),
    "rated on a day that is not stated": (
        [(None, "complete", "", None), (MAY, "", "", None)],
        Status.COMPLETE,
        None,
        MAY,
    ),
}


@pytest.mark.parametrize("case", STATUS_RULE)
def test_the_status_is_that_of_the_newest_standing_report_with_a_rating(case):
    given, status, rated_on, last_update_on = STATUS_RULE[case]
    action = public_action(due=date(2025, 12, 31))
    written: list[ProgressReport] = []
    for day, value, rating, corrects in given:
        written.append(
            make.ProgressReportFactory(
                action=action,
                reported_on=day,
                status=value,
                rating=rating,
                corrects=None if corrects is None else written[corrects],
                state="published",
                public_from=make.MOMENT,
            )
        )
    # What nobody approved yet changes nothing.
    make.ProgressReportFactory(action=action, reported_on=ON, status="stopped", reason="No money", state="submitted")

    refresh_actions(action.plan, [action])
    action.save()

    kept = Action.objects.select_related("plan", "latest_report").get()
    assert (kept.status, kept.rated_on) == (status, rated_on)
    assert (kept.latest_report.reported_on if kept.latest_report else None) == last_update_on
    # Lateness goes by the status, freshness by the last report of any kind.
    when = kept.timeliness(on=ON)
    finished = status is Status.COMPLETE
    assert (when.overdue_days is None) is finished
    assert reporting.counts(kept.plan, on=ON).by_status[status] == 1
    assert reporting.counts(kept.plan, on=ON).overdue == (0 if finished else 1)
    if last_update_on is not None:
        assert when.since_update_days == (ON - last_update_on).days
    # The migration that brought the rule fills the same for what was there before it.
    Action.objects.update(rated="", rated_on=None)
    import_module("actions.migrations.0005_status_of_the_newest_rating").fill(apps, None)
    assert Action.objects.values_list("rated", "rated_on").get() == (kept.rated, kept.rated_on)
    assert kept.rated_as == ("Purple" if case == "a later word that nobody explains" else "")
    Action.objects.update(rated_as="")
    import_module("actions.migrations.0008_word_of_a_rating_not_known").fill(apps, None)
    assert Action.objects.values_list("rated_as", flat=True).get() == kept.rated_as


def test_reports_newest_first_with_undated_ones_last():
    action = make.ActionFactory()
    undated = make.ProgressReportFactory(action=action, reported_on=None)
    old = make.ProgressReportFactory(action=action, reported_on=date(2025, 1, 1))
    new = make.ProgressReportFactory(action=action, reported_on=ON)
    same_day = make.ProgressReportFactory(action=action, reported_on=ON)
    assert list(action.reports.newest_first()) == [same_day, new, old, undated]


def test_a_timescale_is_taken_over_whole():
    action = make.ActionFactory.build(plan=None)
    action.set_timescale(
        Timescale(
            raw="Jan 2014 and annually",
            due=date(2014, 1, 31),
            precision="month",
            recurrence="yearly",
            note="N.",
        )
    )
    assert (action.timescale_raw, action.start, action.due, action.precision, action.recurrence) == (
        "Jan 2014 and annually",
        None,
        date(2014, 1, 31),
        "month",
        "yearly",
    )
    assert (action.ongoing, action.timescale_note, action.timescale_problem) == (False, "N.", "")
    action.set_timescale(Timescale(raw="", problem="Empty."))
    assert (
        action.due,
        action.precision,
        action.recurrence,
        action.timescale_note,
        action.timescale_problem,
    ) == (
        None,
        "",
        "",
        "",
        "Empty.",
    )
