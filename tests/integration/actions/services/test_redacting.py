"""Words withdrawn by one person and removed by another: a planted name is gone from everything that is stored."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage

from actions.services import confirm_redaction, public_holdings, restore_redaction, withdraw_words
from priorities.models import AuditEntry, Redaction
from tests.factories import office as make
from tests.factories import planting
from tests.integration.actions.services.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    return make.UserFactory()


def withdrawn(partnership, by, words: str = planting.NAME) -> Redaction:
    return withdraw_words(partnership=partnership, words=words, reason="person", by=by, at=AT)


def test_a_planted_name_is_gone_from_every_table_file_and_session(by, other, django_capture_on_commit_callbacks):
    partnership = make.PartnershipFactory()
    assert planting.plant_everywhere(partnership) > 100
    planting.plant_a_session()
    files = [
        planting.plant_a_file("loose.txt", b"Nobody's file names Kim Sample."),
        planting.plant_a_file("2026/03/kim-sample.txt", b"Nothing."),
    ]
    redaction = make.RedactionFactory(partnership=partnership, withdrawn_by=by)
    before = planting.rows_with_the_name()
    assert len(before) > 100
    with django_capture_on_commit_callbacks(execute=True):
        found = confirm_redaction(redaction=redaction, everywhere=True, by=other, at=AT)
    assert planting.rows_with_the_name() == []
    assert [default_storage.exists(name) for name in files] == [False, False]
    assert found.unreadable == []
    redaction.refresh_from_db()
    assert (redaction.state, redaction.words, redaction.kept, redaction.decided_by) == ("removed", "", [], other)
    assert {"record": "actions.progressreport", "id": found.texts[0].pk, "column": "done"} or redaction.places
