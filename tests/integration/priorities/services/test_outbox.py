"""Messages survive a mail server that is down, dies, or refuses; none is lost and none is sent twice unseen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction

from priorities.models import OutboxMessage
from priorities.services import deliver, outbox, queue_message
from tests.factories import office as make
from tests.mail_server import mail_server, use  # noqa: F401

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 29, 0, 59, tzinfo=UTC)


@pytest.fixture
def person():
    return make.UserFactory(username="amina", email="amina@example.org")


def queued(person, key: str = "due:1:2026-03-29", **values) -> OutboxMessage:
    facts = {"subject": "1 update is due", "body": "Hello.\n", "at": AT}
    return queue_message(key=key, to=person, **{**facts, **values})


def at(minutes: float = 0):
    return lambda: AT + timedelta(minutes=minutes)


def test_a_message_is_kept_once_for_its_key(person):
    first = queued(person)
    assert (first.address, first.subject, first.made_at) == ("amina@example.org", "1 update is due", AT)
    assert queued(person) is None
    assert OutboxMessage.objects.count() == 1


def test_a_run_that_was_quicker_by_a_moment_is_no_error(person, monkeypatch):
    queued(person)
    monkeypatch.setattr(OutboxMessage.objects.filter(key="").__class__, "exists", lambda self: False)
    assert queued(person) is None
    assert OutboxMessage.objects.count() == 1


def test_nobody_without_an_address_is_written_to():
    assert queued(make.UserFactory(email="")) is None
    assert not OutboxMessage.objects.exists()


def test_a_message_goes_with_what_it_is_about(person):
    with transaction.atomic():
        queued(person)
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


def test_a_line_break_in_a_subject_makes_no_header(person):
    assert queued(person, subject="Due\r\nBcc: all@example.org").subject == "Due Bcc: all@example.org"


def test_a_message_is_sent_once(person, settings):
    settings.SITE_URL = "https://send.example.org"
    message = queued(person)
    assert [sent.pk for sent in deliver(clock=at(1)).sent] == [message.pk]
    message.refresh_from_db()
    assert (message.sent_at, message.attempts, message.last_error) == (at(1)(), 1, "")
    assert deliver(clock=at(60 * 24)).sent == []
    [email] = mail.outbox
    assert (email.to, email.subject, email.body) == (["amina@example.org"], "1 update is due", "Hello.\n")
    assert email.extra_headers["Auto-Submitted"] == "auto-generated"
    assert email.extra_headers["Message-ID"].endswith("@send.example.org>")


def test_the_address_is_the_one_that_the_person_has_when_it_is_sent(person):
    message = queued(person)
    person.email = "amina.right@example.org"
    person.save()
    deliver(clock=at(1))
    assert mail.outbox[0].to == ["amina.right@example.org"]
    message.refresh_from_db()
    assert message.address == "amina.right@example.org"


def test_a_server_that_is_down_loses_nothing_and_is_not_asked_twice_in_a_run(person, settings, mail_server):  # noqa: F811
    use(settings, 9)
    first, second = queued(person), queued(person, "due:1:2026-03-30")
    done = deliver(clock=at(1))
    assert (done.sent, [message.pk for message in done.failed]) == ([], [first.pk])
    assert done.no_answer.startswith("ConnectionRefusedError: ")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.sent_at, first.attempts, second.attempts) == (None, 1, 0)
    assert "\n" not in first.last_error
    use(settings, mail_server.port)
    assert [message.pk for message in deliver(clock=at(2)).sent] == [second.pk]  # the first one rests
    assert [message.pk for message in deliver(clock=at(6)).sent] == [first.pk]
    first.refresh_from_db()
    assert (first.attempts, first.last_error) == (2, "")
    assert len(mail_server.taken) == 2


def test_a_server_that_dies_in_the_middle_of_a_message_gets_it_again(person, mail_server):  # noqa: F811
    message = queued(person)
    mail_server.deaths = ["data"]
    done = deliver(clock=at(1))
    assert done.no_answer.startswith("SMTPServerDisconnected: ")
    assert mail_server.taken == []
    assert [sent.pk for sent in deliver(clock=at(7)).sent] == [message.pk]
    assert [taken["To"] for taken in mail_server.taken] == ["amina@example.org"]
    assert deliver(clock=at(600)).sent == []


def test_a_server_that_dies_before_saying_thanks_gets_two_that_are_known_as_one(person, mail_server):  # noqa: F811
    queued(person)
    queued(person, "due:1:2026-03-30")
    mail_server.deaths = ["thanks"]
    deliver(clock=at(1))
    deliver(clock=at(7))
    identities = [taken["Message-ID"] for taken in mail_server.taken]
    assert len(identities) == 3
    assert len(set(identities)) == 2
    assert identities[0] in identities[1:]
    assert not OutboxMessage.objects.waiting().exists()


def test_one_refused_recipient_does_not_stop_the_others(person, mail_server):  # noqa: F811
    queued(person)
    queued(make.UserFactory(email="bo@example.org"), "due:2:2026-03-29")
    mail_server.deaths = ["refuse"]
    done = deliver(clock=at(1))
    assert (len(done.failed), len(done.sent), done.no_answer, done.is_whole) == (1, 1, "", False)
    assert done.failed[0].last_error == "550 no such person"
    assert mail_server.connections == 1


def test_two_runs_at_once_send_one_message(person, monkeypatch):
    """The second run read the message as waiting before the first one claimed it."""
    queued(person)
    read_before = outbox._waiting(AT)
    assert len(deliver(clock=at(0)).sent) == 1
    OutboxMessage.objects.update(sent_at=None)
    monkeypatch.setattr(outbox, "_waiting", lambda now: read_before)
    assert deliver(clock=at(0)).sent == []
    assert len(mail.outbox) == 1


def test_a_run_that_died_after_claiming_leaves_the_message_to_a_later_one(person):
    message = queued(person)
    assert outbox._claim(outbox._waiting(AT)[0], AT)
    assert deliver(clock=at(4)).sent == []
    assert [sent.pk for sent in deliver(clock=at(5)).sent] == [message.pk]


def test_the_pauses_grow_to_6_hours():
    minutes = [outbox.pause_after(attempts) / timedelta(minutes=1) for attempts in (0, 1, 2, 3, 7, 8, 5000)]
    assert minutes == [5, 5, 10, 20, 320, 360, 360]


def test_after_a_week_a_message_is_given_up_with_what_the_server_said_last(person, mail_server):  # noqa: F811
    message = queued(person)
    mail_server.deaths = ["refuse"]
    deliver(clock=at(1))
    done = deliver(clock=at(7 * 24 * 60 + 1))
    assert [given_up.pk for given_up in done.given_up] == [message.pk]
    assert not done.is_whole
    message.refresh_from_db()
    assert message.given_up_at is not None
    assert message.last_error == "550 no such person"
    assert deliver(clock=at(20 * 24 * 60)).given_up == []
    assert mail_server.taken == []


def test_nobody_whose_account_was_closed_is_written_to(person):
    message = queued(person)
    person.is_active = False
    person.save()
    deliver(clock=at(1))
    message.refresh_from_db()
    assert (message.last_error, bool(message.given_up_at), mail.outbox) == ("The account was closed.", True, [])


def test_without_a_mail_server_production_keeps_its_messages(person, settings):
    settings.SENDS_MAIL = False
    message = queued(person)
    assert deliver(clock=at(1)).no_answer == "SENDPLAN_EMAIL_URL is not set"
    message.refresh_from_db()
    assert (message.attempts, message.claimed_at) == (0, None)


def test_a_message_that_no_run_picked_up_for_a_week_is_tried_all_the_same(person):
    """Cron was off: nothing was tried, so nothing can have failed."""
    message = queued(person)
    done = deliver(clock=at(8 * 24 * 60))
    assert ([sent.pk for sent in done.sent], done.given_up) == ([message.pk], [])
    assert len(mail.outbox) == 1
