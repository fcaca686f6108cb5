"""What is kept for a time only goes when that is over, and nothing else does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from actions.models import ImportRun, UpdateLink
from actions.services import purge, what_is_old, withdraw_words
from priorities.models import AuditEntry, ListImport, OutboxMessage
from priorities.services import record_event
from tests.factories import office as make
from tests.factories import planting

pytestmark = pytest.mark.django_db

AT = datetime(2031, 3, 3, 10, 0, tzinfo=UTC)
KEEP = {"log": 1000, "sign_ins": 100, "messages": 50, "uploads": 10, "links": 20, "lists": 3}


def ago(days: float) -> datetime:
    return AT - timedelta(days=days)


def purged() -> dict[str, int]:
    return dict(purge(keep=KEEP, by=None, at=AT))


def left() -> dict[str, int]:
    return {old.what: old.rows.count() for old in what_is_old(keep=KEEP, at=AT) if old.rows.exists()}


def event(kind: str, days: float) -> AuditEntry:
    return record_event(kind=kind, by=None, at=ago(days), words="Something.")


def test_the_log_goes_by_its_kind():
    kept = [event("changed", 999), event("sign-in-failed", 99)]
    for kind, days in (("changed", 1001), ("redacted", 1001), ("sign-in-failed", 101), ("denied", 101)):
        event(kind, days)
    action = make.ActionFactory()
    old = LogEntry.objects.log_actions(make.UserFactory().pk, [action], CHANGE, "Changed.", single_object=True)
    LogEntry.objects.filter(pk=old.pk).update(action_time=ago(1001))
    assert purged() == {
        "entries of the log": 2,
        "entries of the admin area's own log": 1,
        "sign-ins, refusals and failures": 2,
    }
    said = AuditEntry.objects.get(kind="purged")
    assert said.words == (
        "Purged entries of the log: 2; entries of the admin area's own log: 1; sign-ins, refusals and failures: 2."
    )
    assert set(AuditEntry.objects.all()) == {*kept, said}


def test_a_second_run_finds_nothing_and_leaves_no_line():
    event("changed", 1001)
    assert purged() == {"entries of the log": 1}
    assert purged() == {}
    assert AuditEntry.objects.count() == 1


def test_messages_that_wait_stay():
    make.OutboxMessageFactory(made_at=ago(500))
    make.OutboxMessageFactory(sent_at=ago(49))
    make.OutboxMessageFactory(sent_at=ago(51))
    make.OutboxMessageFactory(given_up_at=ago(51))
    assert purged() == {"messages that were sent or given up": 2}
    assert OutboxMessage.objects.count() == 2


@pytest.mark.parametrize("state", ["uploaded", "read", "dropped", "undone"])
def test_the_file_of_an_old_upload_goes(state, django_capture_on_commit_callbacks):
    name = planting.plant_a_file("imports/plan.csv", b"a,b")
    make.ImportRunFactory(state=state, file=name, made_at=ago(11))
    young = make.ImportRunFactory(state=state, made_at=ago(9))
    with django_capture_on_commit_callbacks(execute=True):
        assert purged() == {"uploads that were never confirmed, dropped or undone": 1}
    assert not default_storage.exists(name)
    assert list(ImportRun.objects.all()) == [young]
    assert left() == {}


def test_what_a_confirmed_import_changed_goes_and_its_run_stays():
    kept = {"mark": "1", "made": {}, "changed": {}, "deleted": {}}
    confirmed = {"state": "confirmed", "made_at": ago(30)}
    old = make.ImportRunFactory(confirmed_at=ago(11), before=kept, **confirmed)
    waits = make.ImportRunFactory(confirmed_at=ago(11), **confirmed)
    young = make.ImportRunFactory(confirmed_at=ago(9), before=kept, **confirmed)
    assert purged() == {"notes by which confirmed imports are undone": 1}
    before = dict(ImportRun.objects.values_list("pk", "before"))
    assert before == {old.pk: ImportRun.TOO_OLD, waits.pk: {}, young.pk: kept}
    assert purged() == {}


def test_a_list_that_nobody_brought_in_goes_and_the_note_of_one_that_was_brought_in_goes_later():
    looked_at = make.ListImportFactory(made_at=ago(2))
    make.ListImportFactory(made_at=ago(4), table={"rows": [["Kim Sample"]]})
    noted = make.ListImportFactory(made_at=ago(40), done_at=ago(9), done="leads.csv: 3 new.", table={})
    make.ListImportFactory(made_at=ago(40), done_at=ago(11), done="leads.csv: 3 new.", table={})
    assert left() == {"lists that nobody brought in": 1, "notes of lists that were brought in": 1}
    assert purged() == {"lists that nobody brought in": 1, "notes of lists that were brought in": 1}
    assert set(ListImport.objects.all()) == {looked_at, noted}


def test_every_time_that_the_settings_know_is_asked_for():
    with pytest.raises(KeyError):
        what_is_old(keep={name: days for name, days in KEEP.items() if name != "lists"}, at=AT)
    assert settings.KEEP_DAYS.keys() == KEEP.keys()


def test_a_link_through_which_an_update_came_stays():
    used, unused, open_still = (make.UpdateLinkFactory(made_at=ago(60), expires_at=ago(days)) for days in (21, 21, 19))
    make.ProgressReportFactory(action=used.action, link=used)
    assert purged() == {"links that expired and that no update came through": 1}
    assert set(UpdateLink.objects.all()) == {used, open_still}
    assert not UpdateLink.history.filter(id=unused.pk).exists()


def test_sessions_that_ended_go():
    session = planting.plant_a_session()
    planting.plant_a_session()
    Session.objects.filter(pk=session.session_key).update(expire_date=ago(0.1))
    Session.objects.exclude(pk=session.session_key).update(expire_date=ago(-0.1))
    assert purged() == {"sessions that ended": 1}
    assert Session.objects.count() == 1


PERIODS = f"Kept, in days: {', '.join(f'{name} {days}' for name, days in KEEP.items())}.\n".replace(
    "sign_ins", "sign ins"
)


def test_the_command_changes_nothing_without_commit(capsys, settings, time_machine):
    time_machine.move_to(AT, tick=False)
    settings.KEEP_DAYS = KEEP
    event("changed", 1001)
    call_command("purge")
    assert capsys.readouterr().out == (
        f"{PERIODS}       1  entries of the log\nNothing was removed. Run it with --commit to remove what is listed.\n"
    )
    assert AuditEntry.objects.count() == 1


def test_the_command_removes_and_says_it_once(capsys, settings, time_machine, monkeypatch):
    time_machine.move_to(AT, tick=False)
    settings.KEEP_DAYS = KEEP
    monkeypatch.setattr("sendplan.management.commands.purge.scrub_database", lambda largest: True)
    event("changed", 1001)
    for expected in ("       1  entries of the log\n", "Nothing is older than it is kept.\n"):
        call_command("purge", "--commit")
        assert capsys.readouterr() == (PERIODS + expected, "")
    monkeypatch.setattr("sendplan.management.commands.purge.scrub_database", lambda largest: False)
    call_command("purge", "--commit")
    assert capsys.readouterr().err == (
        "The database's file could not be written anew, because somebody uses it; run the command again.\n"
    )


def test_redactions_are_listed_without_their_words(capsys):
    call_command("redactions")
    assert capsys.readouterr().out == "There are none.\n"
    old = make.RedactionFactory(partnership__name="Westmarch", withdrawn_at=ago(9), withdrawn_by__username="ada")
    new = make.RedactionFactory(partnership=old.partnership, withdrawn_at=ago(1), withdrawn_by=old.withdrawn_by)
    call_command("redactions", "--since", f"{ago(5):%Y-%m-%d}")
    assert capsys.readouterr().out == (
        f"Redaction {new.pk}; Westmarch; Withdrawn, waiting for a second person; They name somebody else; "
        "withdrawn 2031-03-02 10:00 by ada\n"
    )
    call_command("redactions")
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_the_command_removes_words_as_the_page_does(capsys):
    plan = make.PlanFactory(published=True, summary="Ask Kim Sample.")
    by, approver = (
        make.MembershipFactory(partnership=plan.partnership, role=role).user for role in ("officer", "approver")
    )
    redaction = withdraw_words(partnership=plan.partnership, words="Kim Sample", reason="person", by=by, at=ago(1))
    wrong = [
        ({"remove": 0, "by": "x"}, "There is no redaction 0; the command without --remove lists them."),
        ({"remove": redaction.pk}, "--by is '', and there is no such account; name who decided so."),
        (
            {"remove": redaction.pk, "by": by.username},
            f"'{by.username}' may not decide on redaction {redaction.pk}; name an approver of {plan.partnership} "
            "who did not withdraw the words.",
        ),
    ]
    for options, sentence in wrong:
        with pytest.raises(CommandError) as refused:
            call_command("redactions", **options)
        assert str(refused.value) == sentence
    call_command("redactions", remove=redaction.pk, by=approver.username)
    assert capsys.readouterr().out == f"Redaction {redaction.pk}: the words were removed. Places: 2.\n"
    plan.refresh_from_db()
    assert plan.summary == "Ask [removed]."
    with pytest.raises(CommandError, match=r"Redaction \d+: Somebody has decided on these words already\."):
        call_command("redactions", remove=redaction.pk, by=approver.username)
