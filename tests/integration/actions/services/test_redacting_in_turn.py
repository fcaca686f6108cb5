"""Words are withdrawn while somebody publishes them: nobody waits for ever, and the public reads them in no case."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from actions.models import Action, ProgressReport
from actions.services import approving, confirm_redaction, publish_report, redacting, withdraw_words
from priorities.models import ContentVersion, Redaction
from priorities.services import NotAllowed, save_edit, writing
from tests.factories import office as make

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one transaction write at a time"),
    pytest.mark.django_db(transaction=True),
]

AT = datetime(2031, 3, 3, 10, 0, tzinfo=UTC)
LONGEST = 10
"""Seconds that a thread waits for another one; a deadlock takes PostgreSQL one second to find."""


@pytest.fixture
def action():
    ContentVersion.count_up()
    return make.ActionFactory(plan=make.PlanFactory(published=True), public=True, plain_words="Meet families.")


@pytest.fixture
def report(action):
    author = make.UserFactory()
    return make.ProgressReportFactory(
        action=action,
        author=author,
        state="submitted",
        submitted_at=make.MOMENT,
        status="at_risk",
        done="Kim Sample came.",
    )


@pytest.fixture
def people():
    return make.UserFactory(), make.UserFactory()


def apart(verb: Callable[[], object]) -> str:
    """What a verb says, on a connection of its own."""
    try:
        verb()
    except NotAllowed as refusal:
        return str(refusal)
    finally:
        connection.close()
    return "done"


def publishing(report, by) -> Callable[[], None]:
    def publish() -> None:
        with transaction.atomic():
            # As the page does: first the row, then the verb.
            rows = ProgressReport.objects.select_related("action__plan").select_for_update(of=("self",))
            publish_report(report=rows.get(pk=report.pk), by=by, at=AT)

    return publish


def editing(action, by) -> Callable[[], None]:
    def edit() -> None:
        with transaction.atomic():
            record = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
            record.outcome = "Kim Sample has a place."
            save_edit(record=record, by=by, at=AT)

    return edit


def withdrawing(action, by) -> Callable[[], None]:
    return lambda: withdraw_words(
        partnership=action.plan.partnership, words="Kim Sample", reason="person", by=by, at=AT
    )


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def paused_behind(function: Callable, begun: threading.Event, go_on: Callable[[], bool]) -> Callable:
    """The same function; behind it the caller's thread rests until it may go on."""

    def rest(*args, **kwargs):
        value = function(*args, **kwargs)
        begun.set()
        end = time.monotonic() + LONGEST
        while not go_on() and time.monotonic() < end:
            time.sleep(0.02)
        return value

    return rest


@pytest.mark.parametrize("what", ["publish", "edit"])
def test_who_has_checked_the_words_is_waited_for_and_they_are_taken_out(monkeypatch, action, report, people, what):
    begun, done = threading.Event(), threading.Event()
    where, name = (approving, "few_children") if what == "publish" else (writing, "refuse_too_long")
    monkeypatch.setattr(
        where, name, paused_behind(getattr(where, name), begun, lambda: done.is_set() or somebody_waits())
    )
    verb = publishing(report, people[0]) if what == "publish" else editing(action, people[0])
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(apart, verb)
        assert begun.wait(LONGEST)
        monkeypatch.undo()
        withdrawing(action, people[1])()
        done.set()
        assert first.result(LONGEST) == "done"
    action.refresh_from_db()
    report.refresh_from_db()
    assert (report.state, report.done, action.outcome) == (
        ("published", "[words withdrawn] came.", "")
        if what == "publish"
        else ("submitted", "Kim Sample came.", "[words withdrawn] has a place.")
    )


@pytest.mark.parametrize("what", ["publish", "edit"])
def test_who_comes_while_they_are_taken_out_is_refused_and_waits_for_nobody(monkeypatch, action, report, people, what):
    Action.objects.filter(pk=action.pk).update(plain_words="Ask Kim Sample.")
    begun, done = threading.Event(), threading.Event()
    monkeypatch.setattr(redacting, "public_holdings", paused_behind(redacting.public_holdings, begun, done.is_set))
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(apart, withdrawing(action, people[1]))
        assert begun.wait(LONGEST)
        said = apart(publishing(report, people[0]) if what == "publish" else editing(action, people[0]))
        done.set()
        assert first.result(LONGEST) == "done"
    assert said.endswith("'Kim Sample' was withdrawn from the public; leave it out.")
    action.refresh_from_db()
    report.refresh_from_db()
    assert (action.plain_words, action.outcome, report.state) == ("Ask [words withdrawn].", "", "submitted")


def test_who_publishes_something_else_does_not_wait_for_a_removal(monkeypatch, action, report, people):
    ProgressReport.objects.filter(pk=report.pk).update(done="We met.")
    Action.objects.filter(pk=action.pk).update(plain_words="Ask Kim Sample.")
    withdrawing(action, people[1])()
    redaction = Redaction.objects.get()
    begun, done = threading.Event(), threading.Event()
    monkeypatch.setattr(redacting, "look_everywhere", paused_behind(redacting.look_everywhere, begun, done.is_set))
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(
            apart, lambda: confirm_redaction(redaction=redaction, everywhere=False, by=people[0], at=AT)
        )
        assert begun.wait(LONGEST)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        other = make.ActionFactory(plan=action.plan, public=True)
        rest = make.ProgressReportFactory(
            action=other, author=make.UserFactory(), state="submitted", submitted_at=make.MOMENT, status="at_risk"
        )
        assert apart(publishing(rest, people[0])) == "done"
        done.set()
        assert first.result(LONGEST) == "done"
    action.refresh_from_db()
    assert action.plain_words == "Ask [removed]."


def test_a_second_click_meanwhile_withdraws_once(monkeypatch, action, people):
    Action.objects.filter(pk=action.pk).update(plain_words="Ask Kim Sample.")
    begun = threading.Event()
    monkeypatch.setattr(redacting, "public_holdings", paused_behind(redacting.public_holdings, begun, somebody_waits))
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(apart, withdrawing(action, people[1]))
        assert begun.wait(LONGEST)
        monkeypatch.undo()
        second = apart(withdrawing(action, people[1]))
        assert first.result(LONGEST) == "done"
    redaction = Redaction.objects.get()
    assert second == f"These words were withdrawn already: {redaction} waits for a second person."
    assert len(redaction.places) == 1
