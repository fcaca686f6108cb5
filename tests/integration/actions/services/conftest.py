"""What the tests of the verbs stand on: who writes, when, timescales, and whether kept pages became stale."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from actions.models import Action
from actions.services import add_action
from actions.timescales import Timescale
from priorities.models import ContentVersion
from tests.factories import office as make

AT = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
MARCH = Timescale(raw="by March 2026", due=date(2026, 3, 31), precision="month")
JUNE = Timescale(raw="by June 2026", due=date(2026, 6, 30), precision="month")
UNREAD = Timescale(raw="Spt", problem="'Spt' is no month.")


@pytest.fixture(autouse=True)
def documents_of_the_test(settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}


@pytest.fixture
def by():
    return make.UserFactory(job_title="SEND manager")


@pytest.fixture
def stale():
    """Whether pages that were kept before the test are stale now."""
    ContentVersion.count_up()
    before = ContentVersion.current()
    return lambda: ContentVersion.current() > before


def new_action(**values: object) -> Action:
    facts = {
        "plan": make.PlanFactory(),
        "reference": "1.1",
        "official_words": "We will meet.",
        "timescale": MARCH,
        "by": None,
        "at": make.MOMENT,
    }
    return add_action(**{**facts, **values})
