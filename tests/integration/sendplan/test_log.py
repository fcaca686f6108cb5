"""The log: sign-ins, denials, edits from old to new, verbs, imports and exports; nobody edits it and nothing forges a line."""

from __future__ import annotations

import json
import logging
import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from actions.models import Action
from priorities.audit_admin import NewestLines
from priorities.models import AuditEntry, NotEditable, Plan, Priority
from priorities.services import record_event
from tests.factories import office as make

pytestmark = pytest.mark.django_db

PASSWORD = "a long and quiet sentence"
FORGED = 'ann\r\n2026-03-02 INFO sendplan.audit {"kind": "signed-in"}\u2028\x1b[2J\u202eevil\x00'


@pytest.fixture
def partnership():
    return make.PartnershipFactory(name="Westmarch")


def person(partnership, role: str, **columns):
    user = make.MembershipFactory(partnership=partnership, role=role, user__username=role, **columns).user
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def officer(partnership):
    return person(partnership, "officer")


@pytest.fixture
def approver(partnership):
    return person(partnership, "approver")


def sign_in(client: Client, username: str, password: str = PASSWORD):
    return client.post(reverse("admin:login"), {"username": username, "password": password})


def newest() -> AuditEntry:
    return AuditEntry.objects.order_by("-pk")[0]


def said() -> tuple[str, str, str]:
    line = newest()
    return line.kind, line.who, line.words


class TestSigningIn:
    def test_in_and_out(self, client, officer):
        sign_in(client, "officer")
        assert said() == ("signed-in", "officer", "Signed in.")
        assert newest().by == officer
        client.post(reverse("admin:logout"))
        assert said() == ("signed-out", "officer", "Signed out.")
        assert AuditEntry.objects.count() == 2

    def test_a_failure_keeps_the_username_as_typed_and_never_the_password(self, client, officer, caplog):
        caplog.set_level(logging.DEBUG)
        sign_in(client, "Officer ", "SECRETWORD")
        assert said() == ("sign-in-failed", "Officer ", "Nobody was signed in.")
        assert newest().by is None
        assert "SECRETWORD" not in caplog.text
        assert not any("SECRETWORD" in str(row) for row in AuditEntry.objects.values())

    def test_a_page_that_is_only_looked_at_writes_nothing(self, client, officer):
        client.get(reverse("admin:login"))
        client.force_login(officer)
        client.get(reverse("admin:index"))
        client.get(reverse("admin:logout"))
        assert not AuditEntry.objects.exists()

    def test_a_failed_sign_in_cannot_forge_a_line(self, client, caplog, django_capture_on_commit_callbacks):
        caplog.set_level(logging.INFO, logger="sendplan.audit")
        with django_capture_on_commit_callbacks(execute=True):
            sign_in(client, FORGED)
        (line,) = AuditEntry.objects.all()
        assert line.who == 'ann␍␊2026-03-02 INFO sendplan.audit {"kind": "signed-in"}�␛[2J�evil␀'
        (logged,) = [one for one in caplog.records if one.name == "sendplan.audit"]
        assert len(logged.getMessage().splitlines()) == 1
        read = json.loads(logged.getMessage())
        assert (read["kind"], read["who"]) == ("sign-in-failed", "(not an account)")

    def test_the_services_log_names_who_failed_only_where_it_is_an_account(
        self, client, officer, caplog, django_capture_on_commit_callbacks
    ):
        """A password typed into the wrong field stays in the database, where few read and the purge reaches."""
        caplog.set_level(logging.INFO, logger="sendplan.audit")
        with django_capture_on_commit_callbacks(execute=True):
            sign_in(client, "officer", "wrong")
            sign_in(client, "Jane Q Parent secret-pw")
        logged = [json.loads(one.getMessage()) for one in caplog.records if one.name == "sendplan.audit"]
        assert [one["who"] for one in logged] == ["officer", "(not an account)"]

    def test_a_username_without_an_end_is_shortened(self, client):
        sign_in(client, "x" * 10_000)
        assert newest().who == "x" * 150


class TestDenial:
    def test_403_and_404_of_another_partnership(self, client, officer, partnership):
        plan = make.PlanFactory(partnership=partnership, published=True)
        theirs = make.PlanFactory()
        client.force_login(officer)
        where = reverse("admin:priorities_plan_publish", args=[plan.pk])
        client.post(where)
        assert said() == ("denied", "officer", f"Refused: POST {where}")
        assert (newest().partnership, newest().record, newest().record_id) == (partnership, "priorities.plan", plan.pk)
        where = reverse("admin:priorities_plan_change", args=[theirs.pk])
        client.get(where)
        assert said() == ("denied", "officer", f"Not there, or not theirs to know: GET {where}")
        assert newest().partnership == theirs.partnership
        client.get(reverse("admin:priorities_plan_change", args=[987654]))
        assert newest().partnership is None
        assert AuditEntry.objects.count() == 3

    @pytest.mark.parametrize("path", ["/admin/nowhere/", "/plans/nowhere/"])
    def test_an_address_that_is_none_tells_nothing(self, client, officer, path):
        client.force_login(officer)
        assert client.get(path).status_code == 404
        assert not AuditEntry.objects.exists()

    def test_who_is_not_signed_in_is_sent_to_sign_in_and_not_logged(self, client):
        client.get(reverse("admin:priorities_plan_change", args=[1]))
        assert not AuditEntry.objects.exists()

    def test_an_address_cannot_forge_a_line(self, client, officer):
        client.force_login(officer)
        client.get("/admin/priorities/plan/1%e2%80%a8%0d2026%20INFO%1b%5b2J/change/")
        assert said()[2] == "Not there, or not theirs to know: GET /admin/priorities/plan/1�␍2026 INFO␛[2J/change/"


class TestEdits:
    def test_from_what_to_what(self, client, officer, partnership):
        plan = make.PlanFactory(partnership=partnership)
        record = make.PriorityFactory(plan=plan, title="Early", plain_words="Old\nwords.")
        client.force_login(officer)
        rows = {f"words_versions-{count}_FORMS": 0 for count in ("TOTAL", "INITIAL")}
        typed = {"version_read": "1", "title": "Early help", "order": 0, "plain_words": "New. " * 100, **rows}
        where = reverse("admin:priorities_priority_change", args=[record.pk])
        assert client.post(where, {**typed, "number": record.number}).status_code == 302
        assert newest().kind == "changed"
        assert newest().words == (
            f"'{record.number} Early help': Title from “Early” to “Early help”. "
            f"Plain words from “Old words.” to “{('New. ' * 100)[:199]}…”."
        )
        assert (newest().partnership, newest().record_id) == (partnership, record.pk)

    def test_rows_below_a_record(self, client, officer, partnership):
        plan = make.PlanFactory(partnership=partnership)
        amber = make.RatingWordFactory(plan=plan, word="Amber", meaning="Slow")
        gone = make.RatingWordFactory(plan=plan, word="Grey")
        client.force_login(officer)
        where = reverse("admin:priorities_plan_change", args=[plan.pk])
        row = "rating_words-{}-{}"
        typed = {
            "version_read": "1",
            "title": plan.title,
            "slug": plan.slug,
            "kind": plan.kind,
            "update_cycle": plan.update_cycle,
            "priority_word": plan.priority_word,
            "rating_words-TOTAL_FORMS": 3,
            "rating_words-INITIAL_FORMS": 2,
            "documents-TOTAL_FORMS": 0,
            "documents-INITIAL_FORMS": 0,
            row.format(0, "id"): amber.pk,
            row.format(0, "word"): "Amber",
            row.format(0, "meaning"): "Late",
            row.format(0, "order"): 0,
            row.format(1, "id"): gone.pk,
            row.format(1, "word"): "Grey",
            row.format(1, "order"): 0,
            row.format(1, "DELETE"): "on",
            row.format(2, "word"): "Green",
            row.format(2, "order"): 0,
        }
        assert client.post(where, typed).status_code == 302
        assert newest().words == (
            f"'{plan.title}': Added rating word 'Green'. "
            "Changed rating word 'Amber': Meaning from “Slow” to “Late”. Deleted rating word 'Grey'."
        )

    def test_adding_and_deleting(self, client, officer, partnership):
        client.force_login(officer)
        client.post(reverse("admin:actions_lead_add"), {"partnership": partnership.pk, "name": "SEN team"})
        assert said()[::2] == ("added", "Added 'SEN team'. Partnership: “Westmarch”. Role or team: “SEN team”.")
        client.post(reverse("admin:actions_lead_delete", args=[newest().record_id]), {"post": "yes"})
        assert said()[::2] == ("deleted", "Deleted 'SEN team'.")

    def test_a_refused_save_writes_nothing(self, client, officer, partnership):
        plan = make.PlanFactory(partnership=partnership)
        client.force_login(officer)
        client.post(reverse("admin:priorities_plan_change", args=[plan.pk]), {"title": "New", "version_read": "9"})
        assert not AuditEntry.objects.exists()

    def test_the_password_of_an_account_is_never_written(self, client):
        client.force_login(make.UserFactory(is_superuser=True))
        word = "another quiet sentence"
        typed = {"username": "new", "usable_password": "true", "password1": word, "password2": word}
        assert client.post(reverse("admin:priorities_user_add"), typed).status_code == 302
        assert said()[::2] == ("added", "Added 'new'. The password was set. Username: “new”.")
        user = reverse("admin:auth_user_password_change", args=[newest().record_id])
        assert client.post(user, {"usable_password": "true", "password1": word, "password2": word}).status_code == 302
        assert word not in str(list(AuditEntry.objects.values()))

    def test_an_update_that_is_written_saved_again_and_sent(self, client, officer, partnership):
        action = make.ActionFactory(
            plan=make.PlanFactory(partnership=partnership, published=True), public=True, plain_words="Talk."
        )
        client.force_login(make.reporter(action, officer))
        where = reverse("office:update", args=[action.pk])
        for done in ("We began.", "We went on.", "We went on."):
            form = client.get(where).context["form"]
            typed = {name: form[name].value() or "" for name in ("report", "version_read") if name in form.fields}
            client.post(where, {**typed, "status": "on_track", "done": done, "reported_on": "2/3/2026"})
        client.post(reverse("office:no-change", args=[action.pk]))
        check = reverse("office:update-check", args=[action.pk])
        client.post(check, {"seen": client.get(check).context["seen"]})
        lines = [line.words.partition("': ")[2] for line in AuditEntry.objects.order_by("pk")]
        assert lines[0].startswith("Reported on from “(empty)” to “2 March 2026”.")
        assert "What we have done from “(empty)” to “We began.”." in lines[0]
        assert lines[1] == "What we have done from “We began.” to “We went on.”."
        assert lines[-1] == "It was submitted for approval."
        assert {line.partnership for line in AuditEntry.objects.all()} == {partnership}


class TestVerbs:
    def test_publishing_withdrawing_and_why(self, client, approver, partnership):
        plan = make.PlanFactory(partnership=partnership, title="Plan")
        make.ActionFactory(plan=plan)
        client.force_login(approver)
        for verb, more in (("publish", {}), ("withdraw", {"reason": "Old\nnews"})):
            where = reverse(f"admin:priorities_plan_{verb}", args=[plan.pk])
            seen = client.get(where).context["form"]["seen"].value()
            assert client.post(where, {"seen": seen, **more}).status_code == 302
        first, second = AuditEntry.objects.order_by("pk")
        assert (first.kind, second.kind) == ("approved", "done")
        assert first.words.startswith("Publish: The plan 'Plan' was published")
        assert second.words.endswith("Reason: “Old␊news”")

    def test_a_role_given_and_taken(self, client, partnership, officer):
        client.force_login(person(partnership, "administrator"))
        data = {"user": officer.pk, "partnership": partnership.pk, "role": "editor"}
        assert client.post(reverse("admin:priorities_membership_add"), data).status_code == 302
        assert said()[::2] == ("added", "officer was given the role 'Editor' in Westmarch.")
        where = reverse("admin:priorities_membership_delete", args=[newest().record_id])
        assert client.post(where, {"post": "yes"}).status_code == 302
        assert said()[::2] == ("deleted", "The role 'Editor' in Westmarch was taken from officer.")
        assert AuditEntry.objects.count() == 2

    def test_exports(self, client, officer, partnership, settings, tmp_path):
        stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
        settings.STORAGES = {**settings.STORAGES, "default": stored}
        plan = make.PlanFactory(partnership=partnership)
        make.ActionFactory.create_batch(2, plan=plan)
        make.ActionFactory()
        document = make.SourceDocumentFactory(plan=plan)
        client.force_login(officer)
        client.post(f"{reverse('admin:actions_action_export')}?q=thing", {"format": "csv"})
        assert said()[::2] == ("exported", "Actions as CSV: 2 rows, asked for by q=thing")
        assert newest().partnership == partnership
        b"".join(client.get(reverse("admin:priorities_sourcedocument_original", args=[document.pk])))
        assert said()[::2] == ("exported", "Downloaded the original file of 'Paper of the board'.")


class TestNobodyEditsIt:
    @pytest.fixture
    def line(self, partnership):
        return make.AuditEntryFactory(partnership=partnership)

    def test_not_through_the_model(self, line):
        line.words = "Nothing happened."
        for attempt in (
            line.save,
            line.delete,
            AuditEntry.objects.all().delete,
            lambda: AuditEntry.objects.update(words="x"),
            lambda: AuditEntry.objects.filter(pk=line.pk).delete(),
        ):
            with pytest.raises(NotEditable):
                attempt()
        assert AuditEntry.objects.get().words.startswith("'Plan'")

    @pytest.mark.parametrize("superuser", [True, False])
    def test_not_through_the_office(self, client, partnership, line, superuser):
        user = make.UserFactory(is_superuser=True) if superuser else person(partnership, "administrator")
        client.force_login(user)
        where = {name: f"admin:priorities_auditentry_{name}" for name in ("change", "delete", "add", "changelist")}
        key = [line.pk]
        answers = {
            "change": client.post(reverse(where["change"], args=key), {"words": "x"}).status_code,
            "delete": client.post(reverse(where["delete"], args=key), {"post": "yes"}).status_code,
            "add": client.post(reverse(where["add"]), {"words": "x"}).status_code,
        }
        assert answers == {"change": 403, "delete": 403, "add": 403}
        bulk = {"action": "delete_selected", "_selected_action": [line.pk], "post": "yes"}
        client.post(reverse(where["changelist"]), bulk)
        assert AuditEntry.objects.filter(pk=line.pk, words=line.words).exists()
        office = admin.site.get_model_admin(AuditEntry)
        assert not any(hasattr(office, name) for name in ("import_action", "process_import"))


class TestWhoReadsIt:
    @pytest.fixture
    def lines(self, partnership, officer):
        elsewhere = make.MembershipFactory(user__username="stranger")
        make.AuditEntryFactory(partnership=partnership, words="HERE")
        make.AuditEntryFactory(partnership=elsewhere.partnership, words="THERE")
        make.AuditEntryFactory(kind="signed-in", by=officer, who="officer", words="OURS-IN")
        make.AuditEntryFactory(kind="signed-in", by=elsewhere.user, who="stranger", words="THEIRS-IN")
        make.AuditEntryFactory(kind="sign-in-failed", who="officer", words="OURS-FAILED")
        make.AuditEntryFactory(kind="sign-in-failed", who="nobody", words="NOBODYS")
        make.AuditEntryFactory(words="OF-NO-PARTNERSHIP")

    @pytest.mark.parametrize(
        ("role", "read"),
        [
            ("approver", {"HERE", "OURS-IN", "OURS-FAILED"}),
            ("administrator", {"HERE", "OURS-IN", "OURS-FAILED"}),
            ("editor", None),
            ("board", None),
            ("forum", None),
        ],
    )
    def test_approvers_and_administrators_read_their_partnerships(self, client, partnership, lines, role, read):
        client.force_login(person(partnership, role))
        page = client.get(reverse("admin:priorities_auditentry_changelist"))
        if read is None:
            assert page.status_code == 404
            return
        assert {line.words for line in page.context["cl"].result_list} == read
        hidden = AuditEntry.objects.exclude(words__in=read)
        for line in hidden:
            assert client.get(reverse("admin:priorities_auditentry_change", args=[line.pk])).status_code == 404

    def test_the_superuser_reads_all_and_filters_by_kind_person_and_day(self, client, lines, officer, time_machine):
        client.force_login(make.UserFactory(is_superuser=True))

        def found(**query) -> set[str]:
            page = client.get(reverse("admin:priorities_auditentry_changelist"), query)
            return {line.words for line in page.context["cl"].result_list}

        assert len(found()) == 7
        assert found(kind__exact="sign-in-failed") == {"OURS-FAILED", "NOBODYS"}
        assert found(person=officer.pk) == {"OURS-IN"}
        assert found(person="x" * 30) == found(day="never") == found()
        assert (len(found(day="2026-03-02")), found(day="2026-03-03")) == (7, set())
        time_machine.move_to("2026-03-08T12:00:00Z")
        assert (len(found(day="7")), found(day="2026-03-08")) == (7, set())
        time_machine.move_to("2026-03-09T12:00:00Z")
        assert (found(day="7"), len(found(day="30"))) == (set(), 7)

    @pytest.mark.parametrize(
        ("most", "said"), [(5000, "7 entries"), (7, "The newest 7 entries."), (3, "The newest 3 entries.")]
    )
    def test_it_counts_entries_and_only_the_newest(self, client, lines, monkeypatch, most, said):
        monkeypatch.setattr(NewestLines, "MOST", most)
        client.force_login(make.UserFactory(is_superuser=True))
        page = client.get(reverse("admin:priorities_auditentry_changelist"))
        (shown,) = re.findall(r'<p class="paginator">(.*?)</p>', page.content.decode(), re.DOTALL)
        assert " ".join(shown.split()).startswith(said)
        assert ("Choose a day, a person or a kind to read earlier ones." in shown) == (most <= 7)
        assert "log of the office" not in shown

    def test_one_entry_is_one_entry(self, client):
        client.force_login(make.UserFactory(is_superuser=True))
        AuditEntry._base_manager.all()._raw_delete("default")
        record_event(kind="changed", by=None, at=make.MOMENT, words="Something.")
        page = " ".join(client.get(reverse("admin:priorities_auditentry_changelist")).content.decode().split())
        assert '<p class="paginator"> 1 entry </p>' in page

    @pytest.mark.parametrize("entries", [1, 3, 20])
    def test_it_asks_as_much_for_20_entries_as_for_1(self, client, partnership, entries, django_assert_num_queries):
        approver = person(partnership, "approver")
        for number in range(entries):
            record_event(
                kind="changed", by=approver, at=make.MOMENT, words=f"Line {number}.", partnership_id=partnership.pk
            )
        client.force_login(approver)
        address = reverse("admin:priorities_auditentry_changelist")
        with django_assert_num_queries(6):
            page = client.get(address)
        assert page.context["cl"].result_count == entries
        filters = {
            each.title: [words for _, words in each.lookup_choices]
            for each in page.context["cl"].filter_specs
            if hasattr(each, "parameter_name")
        }
        assert filters["person"] == [str(approver)]


class TestHistoryPage:
    def page(self, client, record) -> str:
        name = f"admin:{record._meta.app_label}_{record._meta.model_name}_history"
        response = client.get(reverse(name, args=[record.pk]))
        assert response.status_code == 200
        return response.content.decode()

    def test_of_a_record_with_versions_the_reason_stands_with_the_change(self, client, officer, approver, partnership):
        action = make.ActionFactory(plan=make.PlanFactory(partnership=partnership, published=True), public=True)
        client.force_login(approver)
        where = reverse("admin:actions_action_withdraw", args=[action.pk])
        seen = client.get(where).context["form"]["seen"].value()
        client.post(where, {"seen": seen, "reason": "Merged with another."})
        client.force_login(officer)
        body = self.page(client, action)
        assert "changed by approver" in body
        assert "<strong>Withdrawn reason</strong> from “(empty)” to “Merged with another.”" in body
        assert "Reason: “Merged with another.”" in body

    def test_of_a_record_without_versions_the_log_tells_it(self, client, officer, partnership):
        held = make.HeldBackFactory(plan=make.PlanFactory(partnership=partnership))
        client.force_login(officer)
        where = reverse("admin:priorities_heldback_change", args=[held.pk])
        assert client.post(where, {"version_read": "1", "public_words": "SENCO"}).status_code == 302
        assert "Words for the public from “(empty)” to “SENCO”." in self.page(client, held)

    def test_without_anything_it_says_so(self, client, officer, partnership):
        lead = make.LeadFactory(partnership=partnership)
        client.force_login(officer)
        assert "The log of the office has no line about this record." in self.page(client, lead)

    def test_who_was_refused_is_not_told_to_everybody(self, client, officer, partnership):
        lead = make.LeadFactory(partnership=partnership)
        make.AuditEntryFactory(record="actions.lead", record_id=lead.pk, kind="denied", who="STRANGER")
        client.force_login(officer)
        assert "STRANGER" not in self.page(client, lead)

    def test_it_tells_nothing_of_a_record_of_another_kind_with_the_same_number(self, client, officer, partnership):
        lead = make.LeadFactory(partnership=partnership)
        make.AuditEntryFactory(record="actions.action", record_id=lead.pk, words="OTHER")
        client.force_login(officer)
        assert "OTHER" not in self.page(client, lead)


def test_a_line_that_is_taken_back_is_not_in_the_services_log(caplog, django_capture_on_commit_callbacks):
    caplog.set_level(logging.INFO, logger="sendplan.audit")
    with django_capture_on_commit_callbacks() as callbacks:
        record_event(kind=AuditEntry.Kind.DONE, by=None, at=make.MOMENT, words="A name.")
    assert caplog.records == []
    callbacks[0]()
    assert json.loads(caplog.records[0].getMessage()) == {
        "at": "2026-03-02T09:30:00+00:00",
        "kind": "done",
    }, "what is taken out of the database would stay in the service's log"


def test_what_the_log_is_about_exists():
    assert {Action, Plan, Priority} <= set(admin.site._registry)
