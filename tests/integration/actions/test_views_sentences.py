"""Sentences of the public pages about days, dates and numbers that a reader could take for something else."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from actions.models import Action
from actions.status import Status
from tests.factories import pages
from tests.integration.actions.test_views_pages import get

pytestmark = pytest.mark.django_db

LIST = "/plans/plan-2025/actions/"


class TestDayOfAReport:
    """A report speaks of one day and may be published on another."""

    def publish_later(self, action: Action) -> None:
        action.reports.filter(reported_on=date(2026, 3, 2)).update(
            public_from=datetime(2026, 3, 8, 23, 30, tzinfo=UTC), approved_role="Head of service"
        )

    def test_both_are_said_where_they_differ(self, client, world):
        self.publish_later(Action.objects.get(plan=world.plan, reference="1.1"))
        said = get(client, f"{LIST}1-1/")
        both = "ow things stood on 2 March 2026; published on 8 March 2026"
        assert f"Last update 18 days ago: h{both}. Next update due 2 June 2026." in said
        assert f"Half of the letters go out in time. H{both}; approved by Head of service." in said
        history = said.split("Promise history")[1]
        assert f"From On track to At risk H{both}. Approved by Head of service." in history
        assert history.count("How things stood") == 1

    def test_one_is_said_where_they_are_the_same(self, client, world):
        said = get(client, f"{LIST}1-1/")
        assert "Last update 18 days ago, on 2 March 2026." in said
        assert "How things stood" not in said

    def test_a_report_without_a_day_has_no_second_one(self, client, world):
        assert "How things stood" not in get(client, "/plans/plan-2013/actions/1-1/")

    def test_a_day_of_a_document_is_no_more_exact_than_it_is_known(self, client, world):
        world.document.document_date, world.document.date_precision = date(2026, 3, 2), "month"
        world.document.save()
        self.publish_later(Action.objects.get(plan=world.plan, reference="1.1"))
        said = get(client, f"{LIST}1-1/")
        assert "How things stood in March 2026; published on 8 March 2026" in said
        assert "2 March" not in said


class TestDateNotClear:
    LATE = "No clear date was set, so we cannot say whether this is late."

    def unclear(self, plan, raw: str = "TBC", status: Status | None = Status.OFF_TRACK) -> None:
        action = pages.public_action(plan, "8.1", timescale_raw=raw, timescale_problem="No date was found.")
        pages.published_report(action, date(2015, 3, 2), status, reason="Nobody asked for it.")

    def test_it_cannot_be_late_and_the_page_says_so_once(self, client, world):
        self.unclear(world.plan)
        said = get(client, f"{LIST}8-1/")
        assert f"Due Date not clear: “TBC” {self.LATE} Priority" in said
        assert "As written" not in said
        assert "TBC To be confirmed: it is not decided yet." in said

    def test_long_words_are_given_whole(self, client, world):
        words = "To be agreed with schools once the new funding for the next two years has been confirmed"
        self.unclear(world.plan, words)
        assert f"{self.LATE} As written: “{words}”" in get(client, f"{LIST}8-1/")

    def test_what_is_finished_is_not_late(self, client, world):
        self.unclear(world.plan, status=Status.STOPPED)
        assert "whether this is late" not in get(client, f"{LIST}8-1/")

    def test_what_has_a_date_is_not_unclear(self, client, world):
        assert "whether this is late" not in get(client, f"{LIST}1-1/")

    def test_of_a_closed_plan_it_was(self, client, world):
        self.unclear(world.closed)
        said = get(client, "/plans/plan-2013/actions/8-1/")
        assert "No clear date was set, so we cannot say whether this was late." in said
