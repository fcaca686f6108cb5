"""Earlier official words on public pages: each with the reason why it, and no other, was changed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from priorities.services import agree_words
from tests.factories import office as make
from tests.factories import pages
from tests.integration.actions.test_views_pages import get

pytestmark = pytest.mark.django_db

FEBRUARY, MARCH = (datetime(2026, month, 2, 9, tzinfo=UTC) for month in (2, 3))
EARLIER = (
    "Earlier words "
    "Public since 2 February 2026. Changed later because: The board made it shorter. We will meet monthly. "
    "Public since 6 January 2025. Changed later because: Parents asked for a month. We will meet. "
)


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        ("action", "/plans/plan-2025/actions/4-1/"),
        ("priority", "/plans/plan-2025/priorities/4-meetings/"),
    ],
)
def test_each_earlier_version_bears_the_reason_for_which_it_was_replaced(client, world, kind, url):
    by = make.UserFactory()
    if kind == "action":
        record = pages.public_action(world.plan, "4.1", "We will meet.")
    else:
        record = pages.public_priority(world.plan, "4", "Meetings", official_words="We will meet.")
    record.words_versions.create(words="We will meet.", public_from=pages.AGREED, recorded_at=pages.AGREED)
    agree_words(record=record, words="We will meet monthly.", by=by, at=FEBRUARY, reason="Parents asked for a month.")
    agree_words(record=record, words="We meet monthly.", by=by, at=MARCH, reason="The board made it shorter.")
    said = get(client, url)
    assert said[said.index("Earlier words") :].startswith(EARLIER)
