"""The file of an import was removed, by a redaction or otherwise: each of its pages says so in one sentence, and none breaks."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from actions.importing.undoing import FILE_REMOVED
from actions.models import ImportRun
from actions.office import imports_common
from actions.services import confirm_redaction, purge, withdraw_words
from priorities.models import SourceDocument
from tests.factories import office as make
from tests.integration.actions.office.importing_pages import Pages
from tests.integration.actions.office.test_imports import PLAN, own_store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here", "own_store")]
__all__ = ["own_store"]

REMOVED = "The file of pasted table.tsv was removed with words in it that had to go: send one without them."
MISSING = "The file of pasted table.tsv is no longer in the store: send it again."


@pytest.fixture
def pages(client, officer):
    return Pages(client, officer)


def redact(partnership, words: str, remove) -> None:
    """Two people remove words, as their pages do; `remove` runs what follows the transaction."""
    by, other = (make.MembershipFactory(partnership=partnership, role="approver").user for _ in range(2))
    with remove(execute=True):
        redaction = withdraw_words(partnership=partnership, words=words, reason="person", by=by, at=make.MOMENT)
        confirm_redaction(redaction=redaction, everywhere=False, by=other, at=make.MOMENT)


def said(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return unescape(body.decode())


@pytest.mark.parametrize("how", ["redacted", "missing"])
def test_an_open_import_says_so_on_every_page(how, pages, partnership, django_capture_on_commit_callbacks):
    pages.upload(pasted=PLAN, title="Early help plan")
    typed = {**pages.typed("preview"), "do": "confirm"}
    version = pages.typed("map")
    if how == "redacted":
        redact(partnership, "Train every SENCO in the area", django_capture_on_commit_callbacks)
        assert not pages.run().file
    else:
        default_storage.delete(pages.run().file.name)
    sentence = {"redacted": REMOVED, "missing": MISSING}[how]
    before = ImportRun.objects.values().get()

    reading = said(pages.get("read"))
    assert reading.count(sentence) == 1
    assert reading.index(sentence) < reading.index("send another file")
    for page, data in (("map", version), ("preview", typed)):
        shown, sent = pages.get(page), pages.client.post(pages.at(page), data)
        assert (shown.status_code, sent.status_code) == (200, 409)
        assert (said(shown).count(sentence), said(sent).count(sentence)) == (1, 1)
    assert pages.get("upload").status_code == 200
    assert ImportRun.objects.values().get() == before
    assert not SourceDocument.objects.exists()
    assert imports_common._last == {}

    pages.client.post(pages.at("drop"))
    assert pages.run().state == "dropped"
    assert "This import was dropped." in said(pages.get("done"))


def test_a_confirmed_import_whose_document_lost_its_file_is_not_undone(
    pages, partnership, django_capture_on_commit_callbacks
):
    run = pages.whole_way(pasted=PLAN, title="Early help plan")
    redact(partnership, "Train every SENCO in the area", django_capture_on_commit_callbacks)
    done = said(pages.get("done", run))
    assert "The document’s file was removed with words in it that had to go. What was read of it stays." in done
    shown, sent = pages.get("undo", run), pages.undo(run)
    assert (shown.status_code, sent.status_code) == (200, 409)
    assert (said(shown).count(FILE_REMOVED), said(sent).count(FILE_REMOVED)) == (1, 1)
    run.refresh_from_db()
    assert (run.state, run.plan.actions.count()) == ("confirmed", 3)


def test_a_waiting_document_without_its_file_can_still_be_set_aside(
    pages, partnership, django_capture_on_commit_callbacks
):
    plan = make.PlanFactory(partnership=partnership, published=True)
    run = pages.whole_way(pasted=PLAN, plan=plan)
    redact(partnership, "Train every SENCO in the area", django_capture_on_commit_callbacks)
    assert pages.undo(run).status_code == 302
    run.refresh_from_db()
    assert (run.state, run.document.state, run.document.file.name) == ("undone", "set-aside", "")


def test_a_purged_import_is_not_there_and_a_confirmed_one_stays(pages, officer, django_capture_on_commit_callbacks):
    pages.upload(pasted=PLAN, title="Early help plan")
    unconfirmed = pages.run()
    keep = dict.fromkeys(("log", "sign_ins", "messages", "uploads", "links", "lists"), 1)
    confirmed = pages.whole_way(pasted=PLAN.replace("1.1", "1.7"), title="Another plan")
    with django_capture_on_commit_callbacks(execute=True):
        purge(keep=keep, by=None, at=timezone.now() + timedelta(days=2))
    pages.client.force_login(officer)  # sessions end, too
    for page in ("read", "map", "preview", "upload", "done", "undo"):
        assert pages.get(page, unconfirmed).status_code == 404
        assert pages.client.post(pages.at("preview", unconfirmed)).status_code == 404
    assert "It was confirmed on" in said(pages.get("done", confirmed))
    assert "what it changed is no longer kept for undoing it" in said(pages.get("undo", confirmed))
    assert pages.undo(confirmed).status_code == 409
