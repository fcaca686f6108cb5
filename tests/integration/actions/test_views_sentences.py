"""Sentences of the public pages about days, dates and numbers that a reader could take for something else."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from actions.models import Action
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
