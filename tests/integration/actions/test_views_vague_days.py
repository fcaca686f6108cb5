"""What a document reports that bears no more than a month or a year: no page says a day, or a number of days, for it."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from actions.models import Action, ProgressReport
from actions.reporting import vague_days, with_vague_days
from actions.services.reports import refresh_actions
from actions.status import Status
from priorities.models import Plan, SourceDocument
from tests.factories import office as make
from tests.factories import pages
from tests.integration.actions.test_views_pages import get

pytestmark = pytest.mark.django_db

LIST = "/plans/plan-2025/actions/"


@pytest.fixture
def reported(world) -> Action:
    """An action of the open plan whose one report came with a document of March 2026; its rating with one of 2025."""
    action = pages.public_action(world.plan, "7.1", "Open a sensory garden.", priority=world.early)
    for day, precision, status in ((date(2025, 1, 1), "year", Status.AT_RISK), (date(2026, 3, 1), "month", None)):
        document = make.SourceDocumentFactory(
            plan=world.plan,
            title=f"Progress {day.year}",
            document_date=day,
            date_precision=precision,
            state=SourceDocument.State.APPLIED,
            applied_at=pages.NOON,
        )
        pages.published_report(action, day, status, done="The ground is levelled.", document=document)
    return action


def test_a_plan_knows_its_vague_days(world, reported):
    plan = with_vague_days(Plan.objects.filter(pk=world.plan.pk)).get()
    assert vague_days(plan) == {date(2025, 1, 1): "year", date(2026, 3, 1): "month"}


def test_a_plan_without_vague_days_asks_nothing_for_them(world, django_assert_num_queries):
    plan = with_vague_days(Plan.objects.filter(pk=world.plan.pk)).get()
    with django_assert_num_queries(0):
        assert vague_days(plan) == {}


def test_of_one_day_the_less_exact_is_said(world, reported):
    make.SourceDocumentFactory(plan=world.plan, document_date=date(2026, 3, 1), date_precision="year")
    assert vague_days(with_vague_days(Plan.objects.all()).get(pk=world.plan.pk))[date(2026, 3, 1)] == "year"


@pytest.mark.parametrize("url", [f"{LIST}?q=7.1", "/plans/plan-2025/priorities/1-help-early/"])
def test_a_list_says_the_month(client, reported, url):
    said = get(client, url)
    assert "7.1: Open a sensory garden" in said
    assert "Rated in 2025" in said
    assert "March 2026" in said
    assert "1 March" not in said
    assert "1 January" not in said
    assert "19 days ago" not in said


def test_silence_since_a_month_counts_no_days(client, world, reported):
    ProgressReport._base_manager.filter(action=reported, reported_on=date(2026, 3, 1)).update(
        state="draft", public_from=None
    )
    refresh_actions(world.plan, [reported])
    reported.save()
    said = get(client, f"{LIST}?q=7.1")
    assert "No update since 2025" in said
    assert "No update for" not in said
    assert "No update since 2025" in get(client, "/plans/plan-2025/actions/7-1/")


def test_the_head_of_a_list_says_the_month(client, world, reported):
    Action.objects.exclude(pk=reported.pk).update(latest_report=None)
    assert "Last updated March 2026." in get(client, LIST)


def test_the_page_of_the_action_says_the_month(client, reported):
    said = get(client, "/plans/plan-2025/actions/7-1/")
    assert "Rated in 2025. The newest report gives no rating. Last update March 2026." in said
    assert "Reported in March 2026; taken from the plan’s document." in said
    assert "What was reported in 2025" in said
    assert "1 March" not in said
    assert "1 January" not in said


def test_the_home_page_says_the_month(client, reported):
    ProgressReport._base_manager.filter(action=reported, reported_on=date(2026, 3, 1)).update(public_from=pages.NOON)
    Action.objects.exclude(pk=reported.pk).update(latest_report=None)
    said = get(client, "/")
    assert "Published on 20 March 2026. It says how things stood in March 2026." in said
    assert "1 March" not in said


def test_the_csv_says_the_month(client, reported):
    row = next(
        csv.DictReader(io.StringIO(client.get("/plans/plan-2025/actions.csv?q=7.1").content.decode("utf-8-sig")))
    )
    assert (row["Last update"], row["Rated on"]) == ("2026-03", "2025")
