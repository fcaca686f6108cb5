"""The command: nothing twice, nothing lost, and its exit says whether everything went out."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from priorities.models import OutboxMessage, User
from tests.factories import office as make
from tests.mail_server import mail_server, use  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(time_machine):
    """It is due on 30 April 2026; the clock stands at half past midnight on the 23rd, which is the 22nd in UTC."""
    time_machine.move_to("2026-04-22T23:30:00+00:00", tick=False)
    from datetime import date

    action = make.ActionFactory(
        plan__published=True, public=True, due=date(2026, 4, 30), next_due=date(2026, 4, 30), precision="day"
    )
    officer = make.UserFactory(username="amina", first_name="Amina", last_name="Khan", email="amina@example.org")
    make.MembershipFactory(partnership=action.plan.partnership, user=officer)
    make.reporter(action, officer)
    return action


def send(*arguments: str) -> str:
    out = StringIO()
    call_command("send_reminders", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_a_dry_run_prints_and_does_nothing(action):
    assert send("--dry-run") == (
        "Would tell Amina Khan: 1 update is due: by 30 April\n"
        "1 message would be written; 0 earlier ones would be tried. Nothing was done.\n"
    )
    assert not OutboxMessage.objects.exists()
    assert mail.outbox == []


def test_it_says_what_it_did_and_does_it_once(action, settings):
    settings.SITE_URL = "https://send.example.org"
    assert send() == (
        "Written for Amina Khan: 1 update is due: by 30 April\n1 message written, 1 sent, 0 waiting, 0 given up.\n"
    )
    assert send() == "0 messages written, 0 sent, 0 waiting, 0 given up.\n"
    [email] = mail.outbox
    assert f"https://send.example.org/admin/actions/{action.pk}/update/\n" in email.body


def test_the_link_leads_to_the_form_after_signing_in(action, client, settings):
    """Of a request's own host nothing gets into a message, and the way to the form is kept over signing in."""
    settings.ALLOWED_HOSTS = ["*"]
    send()
    path = f"/admin/actions/{action.pk}/update/"
    assert path in mail.outbox[0].body
    response = client.get(path, headers={"host": "evil.example"})
    assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={path}")
    user = make.UserFactory(username="bo")
    user.set_password("a long password of Bo")
    user.save()
    signed_in = client.post(response["Location"], {"username": "bo", "password": "a long password of Bo", "next": path})
    assert (signed_in.status_code, signed_in["Location"]) == (302, path)


def test_a_mail_server_that_is_down_fails_the_run_and_loses_nothing(action, settings, mail_server, time_machine):  # noqa: F811
    use(settings, 9)
    with pytest.raises(
        CommandError, match=r"The mail server could not be used: ConnectionRefusedError.*Nothing is lost"
    ):
        send()
    assert OutboxMessage.objects.waiting().count() == 1
    use(settings, mail_server.port)
    time_machine.move_to("2026-04-22T23:36:00+00:00", tick=False)
    assert send() == "0 messages written, 1 sent, 0 waiting, 0 given up.\n"
    assert [taken["Subject"] for taken in mail_server.taken] == ["1 update is due: by 30 April"]


def test_a_refused_message_fails_the_run(action, mail_server):  # noqa: F811
    mail_server.deaths = ["refuse"]
    with pytest.raises(CommandError, match="Some messages could not be sent"):
        send()


def test_without_a_mail_server_the_command_says_so_only_where_something_waits(action, settings):
    settings.SENDS_MAIL = False
    with pytest.raises(
        CommandError, match=r"SENDPLAN_EMAIL_URL is not set, so nothing is sent. Every message is kept until it is set."
    ):
        send()
    OutboxMessage.objects.all().delete()
    action.rated = "complete"
    action.save()
    assert send() == "0 messages written, 0 sent, 0 waiting, 0 given up.\n"


def test_late_updates_of_which_nobody_can_be_told_fail_the_run(action, time_machine):
    """Whoever reports cannot sign in, and the one approver has no address: silence would look like success."""
    time_machine.move_to("2026-05-10T10:00:00+00:00", tick=False)
    approver = make.MembershipFactory(partnership=action.plan.partnership, role="approver").user
    User.objects.filter(username="amina").update(is_staff=False)
    sentence = "1 update is late and nobody can be told: give an approver an email address and a role."
    with pytest.raises(CommandError, match=sentence):
        send()
    assert sentence in send("--dry-run")
    User.objects.filter(pk=approver.pk).update(email="approver@example.org")
    assert "1 message written, 1 sent" in send()


def test_a_test_message_shows_wrong_settings_before_anything_is_due(settings, mail_server):  # noqa: F811
    assert "took a test message to it@example.org" in send("--test", "it@example.org")
    assert [taken["To"] for taken in mail_server.taken] == ["it@example.org"]
    settings.EMAIL_USE_TLS = True
    with pytest.raises(CommandError) as refused:
        send("--test", "it@example.org")
    assert str(refused.value) == (
        "The test message was not sent. The mail server does not encrypt on this port; write smtps:// with port 465, or"
        " smtp-plain:// for a relay of your own network."
    )
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = False, True
    with pytest.raises(CommandError, match="does not encrypt from the first word on this port; write smtp://"):
        send("--test", "it@example.org")
    settings.SENDS_MAIL = False
    with pytest.raises(CommandError, match="SENDPLAN_EMAIL_URL is not set"):
        send("--test", "it@example.org")
