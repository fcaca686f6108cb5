"""What was typed when the session ended comes back after signing in, to the one who typed it, and nothing else is done."""

from __future__ import annotations

import base64
import random
import re
from html import unescape

import pytest
from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from actions.models import ForumView, ImportRun, Lead
from priorities.models import Plan
from sendplan import kept_typing
from sendplan.kept_typing import FIELD, Kept, unpacked
from tests.factories import office as make

pytestmark = pytest.mark.django_db

OURS = {"origin": "http://testserver"}
PASSWORD = "a long and quiet sentence"


def person(partnership, username: str = "ann", role: str = "officer"):
    user = make.MembershipFactory(partnership=partnership, role=role, user__username=username).user
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def partnership():
    return make.PartnershipFactory()


@pytest.fixture
def plan(partnership):
    return make.PlanFactory(partnership=partnership, title="Draft plan", slug="draft-plan")


@pytest.fixture
def ann(partnership):
    return person(partnership)


@pytest.fixture
def browser():
    """Held to CSRF tokens, as a real one is."""
    return Client(enforce_csrf_checks=True)


def token(response) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', response.content.decode())[1]


def hidden(response, name: str = FIELD) -> str:
    return unescape(re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1])


def sign_in(browser: Client, page, username: str = "ann", **more: str):
    data = {"csrfmiddlewaretoken": token(page), "username": username, "password": PASSWORD, **more}
    return browser.post(reverse("admin:login"), data, headers=OURS)


def in_office(browser: Client, username: str = "ann") -> None:
    assert sign_in(browser, browser.get(reverse("admin:login")), username).status_code == 302


def change(plan: Plan) -> str:
    return reverse("admin:priorities_plan_change", args=[plan.pk])


def form_of(plan: Plan, page, **typed: str) -> dict[str, str]:
    """What the browser sends from the plan's page."""
    rows = {f"{name}-{count}_FORMS": "0" for name in ("rating_words", "documents") for count in ("TOTAL", "INITIAL")}
    return {
        "csrfmiddlewaretoken": token(page),
        "version_read": str(plan.version),
        "title": plan.title,
        "slug": plan.slug,
        "kind": plan.kind,
        "summary": "Families wait\r\nless, we hope.",
        "update_cycle": plan.update_cycle,
        "priority_word": plan.priority_word,
        "_save": "Save",
        **rows,
        **typed,
    }


def pairs(response) -> list[tuple[str, str]]:
    """The hidden fields of the form that sends what was kept, but its token."""
    form = re.search(
        r'<form method="post" action="[^"]*" enctype="multipart/form-data">.*?</form>',
        response.content.decode(),
        re.DOTALL,
    )[0]
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
    return [(unescape(name), unescape(value)) for name, value in found if name != "csrfmiddlewaretoken"]


@pytest.fixture
def signed_out(browser, ann, plan):
    """The answer to a form that ann sent after her session had run out."""
    in_office(browser)
    page = browser.get(change(plan))
    ann.session_ended = browser.session.session_key
    session = browser.session
    session.set_expiry(-1)
    session.save()
    return browser.post(change(plan), form_of(plan, page), headers=OURS)


class TestSessionEnded:
    def test_the_sign_in_page_says_that_the_text_is_kept(self, signed_out, plan):
        assert signed_out.status_code == 403
        body = signed_out.content.decode()
        assert "You were signed out before this was saved. What you typed is kept." in body
        assert signed_out["Cache-Control"] == "no-store"
        plan.refresh_from_db()
        assert plan.summary == ""

    def test_after_signing_in_it_is_listed_and_one_button_sends_it(self, signed_out, browser, ann, plan):
        page = sign_in(browser, signed_out, **{FIELD: hidden(signed_out)})
        body = page.content.decode()
        assert page.status_code == 200
        assert "<h1>You are signed in again. Nothing was lost</h1>" in body
        assert "<dt>Summary</dt>" in body
        assert "Send it only if you typed it." not in body  # her session told who typed it
        sent = pairs(page)
        assert ("summary", "Families wait\r\nless, we hope.") in sent
        assert ("version_read", "1") in sent
        assert f'action="{change(plan)}"' in body
        answer = browser.post(change(plan), {**dict(sent), "csrfmiddlewaretoken": token(page)}, headers=OURS)
        assert answer.status_code == 302
        plan.refresh_from_db()
        assert plan.summary == "Families wait\nless, we hope."

    def test_who_changed_the_record_meanwhile_is_not_overwritten(self, signed_out, browser, plan):
        page = sign_in(browser, signed_out, **{FIELD: hidden(signed_out)})
        stored = Plan.objects.get(pk=plan.pk)
        stored.summary = "Somebody else's."
        stored.save()
        answer = browser.post(change(plan), {**dict(pairs(page)), "csrfmiddlewaretoken": token(page)}, headers=OURS)
        assert [(one.label, one.stored) for one in answer.context["differences"]] == [("Summary", "Somebody else's.")]
        assert "Families wait" in answer.content.decode()

    def test_a_wrong_password_keeps_it_too(self, signed_out, browser):
        again = sign_in(browser, signed_out, **{FIELD: hidden(signed_out), "password": "wrong"})
        assert again.status_code == 200
        assert unpacked(hidden(again)) == unpacked(hidden(signed_out))

    def test_somebody_else_gets_neither_the_words_nor_their_name_on_them(self, signed_out, browser, partnership, plan):
        person(partnership, "ben")
        page = sign_in(browser, signed_out, "ben", **{FIELD: hidden(signed_out)})
        body = page.content.decode()
        assert page.status_code == 403
        assert "<h1>Somebody else typed these words</h1>" in body
        assert "Families wait" not in body
        # She signs in after him, from the same page, and has her words.
        data = {"csrfmiddlewaretoken": token(page), FIELD: hidden(page)}
        asked = browser.post(reverse("admin:logout"), data, headers=OURS)
        assert browser.get(change(plan)).status_code == 302
        assert "Families wait" in sign_in(browser, asked, **{FIELD: hidden(asked)}).content.decode()

    def test_where_nobody_knows_who_typed_the_page_asks(self, browser, ann, plan):
        in_office(browser)
        page = browser.get(change(plan))
        browser.session.flush()  # as signing out in another tab leaves it
        asked = browser.post(change(plan), form_of(plan, page), headers=OURS)
        back = sign_in(browser, asked, **{FIELD: hidden(asked)}).content.decode()
        assert "<strong>Send it only if you typed it.</strong> It is saved under your name, ann." in back

    def test_an_account_that_was_shut_is_not_opened_by_it(self, browser, ann, plan):
        in_office(browser)
        page = browser.get(change(plan))
        ann.is_active = False
        ann.save()
        asked = browser.post(change(plan), form_of(plan, page), headers=OURS)
        assert asked.status_code == 403
        refused = sign_in(browser, asked, **{FIELD: hidden(asked)})
        assert "Please enter the correct username and password" in refused.content.decode()
        assert Plan.objects.get().summary == ""


class TestStaleToken:
    def test_a_form_that_is_older_than_the_sign_in_is_given_back(self, browser, ann, plan):
        in_office(browser)
        page = browser.get(change(plan))
        browser.post(reverse("admin:logout"), {"csrfmiddlewaretoken": token(page)}, headers=OURS)
        in_office(browser)
        answer = browser.post(change(plan), form_of(plan, page), headers=OURS)
        assert answer.status_code == 403
        assert "Send it only if you typed it." in answer.content.decode()
        data = {**dict(pairs(answer)), "csrfmiddlewaretoken": token(answer)}
        assert browser.post(change(plan), data, headers=OURS).status_code == 302
        assert Plan.objects.get().summary == "Families wait\nless, we hope."

    def test_signed_in_meanwhile_in_another_tab_the_sign_in_page_gives_it_back(self, signed_out, browser):
        in_office(browser)
        data = {"csrfmiddlewaretoken": token(signed_out), "username": "ann", "password": PASSWORD}
        answer = browser.post(reverse("admin:login"), {**data, FIELD: hidden(signed_out)}, headers=OURS)
        assert answer.status_code == 403
        assert "Families wait" in answer.content.decode()

    @pytest.mark.parametrize(
        "origin", [{}, {"origin": "null"}, {"origin": "https://evil.example"}, {"origin": "https://testserver"}]
    )
    @pytest.mark.parametrize("signed_in", [True, False])
    def test_of_another_origin_nothing_is_kept(self, browser, ann, plan, origin, signed_in):
        if signed_in:
            in_office(browser)
        answer = browser.post(change(plan), {"summary": "Forged words"}, headers=origin)
        assert answer.status_code == 403
        body = answer.content.decode()
        assert "This form was not sent" in body
        assert FIELD not in body
        assert "Forged words" not in body

    def test_outside_the_office_nothing_is_kept(self, browser):
        answer = browser.post("/help/", {"words": "Forged words"}, headers=OURS)
        assert answer.status_code == 403
        assert FIELD not in answer.content.decode()


def test_the_list_says_in_words_what_a_person_typed_and_nothing_else():
    fields = {
        "partnership": "4",
        "title": "Early help",
        "kind": "action-plan",
        "update_cycle": "",
        "version_read": "3",
        "_save": "Save",
        "rating_words-TOTAL_FORMS": "2",
        "rating_words-0-id": "7",
        "rating_words-0-plan": "1",
        "rating_words-0-meaning": "Slow",
        "rating_words-__prefix__-word": "x",
    }
    kept = Kept(reverse("admin:priorities_plan_change", args=[1]), tuple(fields.items()))
    assert [(line.label, line.words) for line in kept.lines] == [
        ("Title", "Early help"),
        ("Kind", "Action plan"),
        ("Rating words 0 meaning", "Slow"),
    ]


class TestForged:
    def forged(self, **changes) -> str:
        content = {"path": "/admin/", "fields": [["words", "Evil"]], "user": "", "left_out": [], **changes}
        return signing.dumps(content, salt=kept_typing.SALT, compress=True)

    def test_a_good_one_is_read(self):
        assert unpacked(self.forged()) == Kept("/admin/", (("words", "Evil"),))

    @pytest.mark.parametrize(
        "path",
        [
            "https://evil.example/admin/",
            "//evil.example/admin/",
            "/\\evil.example/admin/",
            "/admin/../help/",
            "/admin/priorities/plan/../../../help/change/",
            "/admin/priorities/plan/%2e%2e/%2E./%2e%2e/help/change/",
            "/admin/priorities/plan/..\\..\\x/change/",
            "/admin/nowhere/",
            "/help/",
            "javascript:alert(1)",
            "/admin/login/",
            "/admin/logout/",
            "/admin/password_change/",
            "",
        ],
    )
    def test_even_a_signed_one_leads_to_the_office_alone(self, path):
        assert unpacked(self.forged(path=path)) is None

    def test_another_signature_an_old_one_and_a_long_one_are_nothing(self, time_machine, today):
        good = self.forged()
        assert unpacked(good[:-2] + ("aa" if good[-2:] != "aa" else "bb")) is None
        assert unpacked(signing.dumps({"path": "/admin/"}, salt="another")) is None
        assert unpacked("x" * (kept_typing.KEPT_SIGNS + 1)) is None
        time_machine.shift(kept_typing.KEPT_SECONDS + 1)
        assert unpacked(good) is None

    def test_signing_in_with_a_forged_one_is_signing_in(self, browser, ann):
        page = browser.get(reverse("admin:login"))
        answer = sign_in(browser, page, **{FIELD: "forged", "next": "//evil.example/"})
        assert (answer.status_code, answer["Location"]) == (302, "/admin/")

    def test_what_was_kept_does_nothing_by_itself_however_often_it_is_sent(self, signed_out, browser, plan):
        for _ in range(2):
            sign_in(browser, browser.get(reverse("admin:login")), **{FIELD: hidden(signed_out)})
            browser.session.flush()
        assert Plan.objects.get().summary == ""


def test_every_form_of_the_office_keeps_its_text(client):
    """Stock pages, verbs, lists and pages beside them: what is posted to any address of the office is carried."""
    for path in (
        reverse("admin:actions_lead_add"),
        reverse("admin:priorities_plan_publish", args=[1]),
        reverse("admin:actions_action_changelist") + "?q=talk",
        reverse("admin:actions_progressreport_delete", args=[1]),
        reverse("components"),
    ):
        answer = client.post(path, {"name": ["Team & more", "Two"]}, headers=OURS)
        kept = unpacked(hidden(answer))
        assert (kept.path, kept.fields) == (path, (("name", "Team & more"), ("name", "Two")))


def test_passwords_and_files_are_not_kept_and_it_is_said(client):
    data = {"username": "cat", "password1": "SECRETWORD", "password2": "SECRETWORD", "csrfmiddlewaretoken": "TOKEN"}
    file = SimpleUploadedFile("plan.csv", b"SECRETFILE")
    answer = client.post(reverse("admin:priorities_user_add"), {**data, "document": file}, headers=OURS)
    body = answer.content.decode()
    assert "Passwords and files are not kept. Give these again afterwards: Password1, Password2, Document." in body
    assert unpacked(hidden(answer)).fields == (("username", "cat"),)
    assert client.post(reverse("admin:password_change"), data, headers=OURS).status_code == 302
    assert client.post(reverse("admin:login"), data, headers=OURS).status_code == 200


def test_more_than_is_sent_back_is_not_kept_and_it_is_said(client, monkeypatch):
    monkeypatch.setattr(kept_typing, "KEPT_SIGNS", 300)
    path = reverse("admin:actions_lead_add")
    assert client.post(path, {"name": "x"}, headers=OURS).status_code == 403
    words = " ".join(str(number * number) for number in range(400))
    answer = client.post(path, {"name": words}, headers=OURS)
    body = answer.content.decode()
    assert answer.status_code == 403
    assert "You were signed out before this was saved, and it is too long to be kept here." in body
    assert "Go back with your browser’s button and copy your words first." in body
    assert FIELD not in body


class TestLargeForms:
    """What is sent after a sign-out from the largest forms of the office, and from those with files."""

    def ended(self, browser: Client) -> None:
        session = browser.session
        session.set_expiry(-1)
        session.save()

    def sent_again(self, browser: Client, page, path: str):
        data: dict[str, list[str]] = {"csrfmiddlewaretoken": [token(page)]}
        for name, value in pairs(page):
            data.setdefault(name, []).append(value)
        return browser.post(path, data, headers=OURS)

    def test_a_whole_update_sheet_comes_back_and_is_not_listed(self, browser, ann):
        in_office(browser)
        path = reverse("office:sheets")
        start = browser.get(path)
        self.ended(browser)
        read = base64.urlsafe_b64encode(random.Random(3).randbytes(1_499_000)).decode()
        typed = {"read": read, "seen": "abc", "accept": ["3", "7"], "csrfmiddlewaretoken": token(start)}
        asked = browser.post(path, typed, headers=OURS)
        kept = hidden(asked)
        assert 1_990_000 < len(kept) <= kept_typing.KEPT_SIGNS < settings.DATA_UPLOAD_MAX_MEMORY_SIZE - 200_000
        page = sign_in(browser, asked, **{FIELD: kept})
        assert page.status_code == 200
        assert [(line.label, line.words) for line in page.context["lines"]] == [("Accept", "3"), ("Accept", "7")]
        assert pairs(page) == [("read", read), ("seen", "abc"), ("accept", "3"), ("accept", "7")]
        answer = self.sent_again(browser, page, path)
        assert "The page was open for too long or came from somewhere else" in answer.content.decode()

    def test_the_longest_table_that_may_be_pasted_comes_back(self, browser, ann):
        in_office(browser)
        path = reverse("office:import-new")
        start = browser.get(path)
        self.ended(browser)
        # Letters of two bytes: three times as long in an address, so the form that sends them again is none.
        pasted = ("é\tô\r\n" * 100_000)[:499_999] + "z"
        typed = {"pasted": pasted, "plan": "new", "new_title": "Early help", "csrfmiddlewaretoken": token(start)}
        page = sign_in(browser, asked := browser.post(path, typed, headers=OURS), **{FIELD: hidden(asked)})
        (shown,) = [line.words for line in page.context["lines"] if line.label == "Pasted"]
        assert shown.endswith("… (and 498,000 more characters, which are kept)")
        assert dict(pairs(page))["pasted"] == pasted
        answer = self.sent_again(browser, page, path)
        assert answer.status_code == 302
        run = ImportRun.objects.get()
        assert run.file.read().decode() == pasted.replace("\r\n", "\n")
        run.file.delete()

    def test_a_file_cannot_be_kept_and_what_was_typed_beside_it_can(self, browser, ann):
        in_office(browser)
        path = reverse("office:import-new")
        start = browser.get(path)
        self.ended(browser)
        typed = {"plan": "new", "new_title": "Early help", "csrfmiddlewaretoken": token(start)}
        file = SimpleUploadedFile("plan.csv", b"SECRETFILE")
        asked = browser.post(path, {**typed, "file": file}, headers=OURS)
        page = sign_in(browser, asked, **{FIELD: hidden(asked)})
        for body in (asked.content.decode(), page.content.decode()):
            assert "Passwords and files are not kept. Give these again afterwards: File." in body
        answer = self.sent_again(browser, page, path).content.decode()
        assert "File: nothing was sent; choose a file, or paste a table below." in answer
        assert 'value="Early help"' in answer

    def test_where_only_a_file_was_sent_the_page_says_so(self, browser, ann):
        in_office(browser)
        path = reverse("office:sheets")
        start = browser.get(path)
        self.ended(browser)
        file = {"sheet": SimpleUploadedFile("sheet.xlsx", b"x"), "csrfmiddlewaretoken": token(start)}
        asked = browser.post(path, file, headers=OURS)
        body = asked.content.decode()
        assert asked.status_code == 403
        assert "You were signed out before this was sent. Passwords and files are not kept." in body
        assert "Sign in, then give these again: Sheet." in body
        assert FIELD not in body
        assert sign_in(browser, asked, next=path)["Location"] == path

    def test_words_on_a_record_that_changed_meanwhile_are_refused_and_kept(self, browser, partnership):
        person(partnership, "fay", "forum")
        action = make.ActionFactory(plan__partnership=partnership, plan__published=True, public=True)
        report = make.ProgressReportFactory(action=action, state="submitted")
        view = make.ForumViewFactory(report=report, words="We wait.")
        in_office(browser, "fay")
        path = reverse("office:forum-view", args=[report.pk])
        start = browser.get(path)
        self.ended(browser)
        typed = {"version_read": "1", "words": "We wait for months.", "csrfmiddlewaretoken": token(start)}
        asked = browser.post(path, typed, headers=OURS)
        view.words = "Another member wrote this."
        view.save()
        ForumView.objects.filter(pk=view.pk).update(version=2)
        page = sign_in(browser, asked, "fay", **{FIELD: hidden(asked)})
        answer = self.sent_again(browser, page, path)
        assert [(one.label, one.stored) for one in answer.context["form"].conflict] == [
            ("What the forum says", "Another member wrote this.")
        ]
        assert "We wait for months.</textarea>" in answer.content.decode()
        assert ForumView.objects.get().words == "Another member wrote this."


def test_words_are_shown_as_they_are_and_run_nothing(client, partnership):
    client.force_login(make.MembershipFactory(partnership=partnership, role="approver").user)
    path = reverse("admin:actions_lead_add")
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = client.cookies
    answer = browser.post(path, {"name": '"><script>alert(1)</script>'}, headers=OURS)
    body = answer.content.decode()
    assert "<script>alert" not in body
    assert pairs(answer) == [("name", '"><script>alert(1)</script>')]
    assert not Lead.objects.exists()


def test_an_update_comes_back_in_the_words_of_its_form_and_as_a_draft(browser, ann, partnership):
    plan = make.PlanFactory(partnership=partnership, published=True)
    action = make.reporter(make.ActionFactory(plan=plan, public=True), ann) and plan.actions.get()
    path = reverse("office:update", args=[action.pk])
    in_office(browser)
    page = browser.get(path)
    typed = {"status": "at_risk", "done": "We met.", "report": "", "version_read": "", "check": "1", "reported_on": ""}
    browser.cookies.pop(settings.SESSION_COOKIE_NAME)
    refused = browser.post(path, {**typed, "csrfmiddlewaretoken": token(page)}, headers=OURS)
    back = sign_in(browser, refused, **{FIELD: hidden(refused)})
    body = back.content.decode()
    assert re.findall(r"<dt>(.*?)</dt>", body) == ["How does it stand?", "What have we done?"]
    assert re.findall(r"<dd><p>(.*?)</p></dd>", body) == ["At risk", "We met."]
    assert 'value="Put it back into the form"' in body
    assert dict(pairs(back)).keys() == {"status", "done", "report", "version_read", "reported_on"}
    kept = browser.post(path, {**dict(pairs(back)), "csrfmiddlewaretoken": token(back)}, headers=OURS)
    draft = action.reports.get()
    assert (draft.state, draft.status, draft.done) == ("draft", "at_risk", "We met.")
    assert kept["Location"] == f"{path}?report={draft.pk}"
