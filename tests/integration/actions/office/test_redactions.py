"""Pages on which words are withdrawn, removed for ever, or put back: who may, what they show, and what the public reads then."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from actions.services import withdraw_words
from priorities.models import Redaction
from sendplan import middleware
from tests.factories import office as make
from tests.factories import planting

pytestmark = pytest.mark.django_db

ROLES = ("officer", "approver", "administrator", "editor", "forum", "board", "other approver", "superuser", "self")


@pytest.fixture
def people(partnership):
    found = {role: make.MembershipFactory(partnership=partnership, role=role).user for role in ROLES[:6]}
    found["other approver"] = make.MembershipFactory(role="approver").user
    found["superuser"] = make.UserFactory(is_superuser=True)
    # An approver who withdrew the words.
    found["self"] = make.MembershipFactory(partnership=partnership, role="approver", user__first_name="Ada").user
    return found


@pytest.fixture
def redaction(partnership, people):
    return withdraw_words(
        partnership=partnership, words="Kim Sample", reason="family", by=people["self"], at=make.MOMENT
    )


@pytest.fixture
def told(plan):
    plan.summary = "Ask Kim Sample about it."
    plan.save()
    return plan


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


GRID = """
# address             officer approver administrator editor  forum   board   other   superuser self
redactions            200/200 200/200  200/200       200/200 404/404 404/404 200/200 200/200   200/200
withdraw_words        200/200 200/200  200/200       403/403 403/403 403/403 404/404 200/200   200/200
redaction             200/200 200/200  200/200       200/200 404/404 404/404 404/404 200/200   200/200
confirm_redaction     403/403 200/302  200/302       403/403 404/404 404/404 404/404 200/302   403/403
restore_redaction     403/403 200/302  200/302       403/403 404/404 404/404 404/404 200/302   200/302
"""


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_as_written(role, redaction, people):
    from django.db import transaction

    client = signed_in(people[role])
    for line in GRID.strip().splitlines()[1:]:
        name, *cells = line.split()
        arguments = {"redactions": [], "withdraw_words": [redaction.partnership_id]}.get(name, [redaction.pk])
        got = []
        for method in (client.get, client.post):
            with transaction.atomic():
                got.append(str(method(reverse(f"office:{name}", args=arguments)).status_code))
                transaction.set_rollback(True)
        assert (name, "/".join(got)) == (name, cells[ROLES.index(role)])


@pytest.mark.parametrize(
    "name", ["redactions", "withdraw_words", "redaction", "confirm_redaction", "restore_redaction"]
)
def test_nobody_comes_in_without_signing_in(name, client, redaction):
    arguments = {"redactions": [], "withdraw_words": [redaction.partnership_id]}.get(name, [redaction.pk])
    for method in (client.get, client.post):
        assert method(reverse(f"office:{name}", args=arguments)).status_code == 302


def test_what_is_not_there_answers_404(people):
    client = signed_in(people["superuser"])
    for name in ("withdraw_words", "redaction", "confirm_redaction", "restore_redaction"):
        assert client.get(reverse(f"office:{name}", args=[987_654])).status_code == 404


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_from_the_words_to_the_removal(told, people, monkeypatch):
    """An officer withdraws, the public reads them no more, an approver removes them: nothing and no page holds them."""
    report = make.ProgressReportFactory(
        action=make.ActionFactory(plan=told, public=True, slug="meet-kim-sample", official_words="Meet Kim Sample."),
        state="published",
        public_from=make.MOMENT,
        done="We met Kim Sample.",
    )
    monkeypatch.setattr(middleware, "VERSION_KEPT_SECONDS", 0)
    anybody, officer, approver = Client(), signed_in(people["officer"]), signed_in(people["approver"])
    plan, action = told.get_absolute_url(), report.action.get_absolute_url()
    export = f"{plan}actions.csv"
    for address in (plan, action, export):
        assert "Kim Sample" in anybody.get(address).content.decode()

    where = reverse("office:withdraw_words", args=[told.partnership_id])
    given = {"words": "Kim  Sample", "reason": "family"}
    look = officer.post(where, {**given, "step": "look"})
    assert look.status_code == 200
    assert "The public reads them in 4 places of Westmarch." in text_of(look)
    assert not Redaction.objects.exists()
    assert "Kim Sample" in anybody.get(plan).content.decode()

    done = officer.post(where, {**given, "step": "withdraw"}, follow=True)
    said = "The words were withdrawn from 4 places. Within 5 seconds nobody outside can read them."
    assert said in text_of(done)
    assert anybody.get(action).status_code == 404
    report.action.refresh_from_db()
    for address in (plan, report.action.get_absolute_url(), export):
        page = anybody.get(address).content.decode()
        assert "[words withdrawn]" in page
        assert not planting.IN_ANY_FORM.search(page)

    redaction = Redaction.objects.get()
    confirm = reverse("office:confirm_redaction", args=[redaction.pk])
    assert "Nobody can undo this." in text_of(approver.get(confirm))
    gone = approver.post(confirm, follow=True)
    assert "The words were removed from all that is stored" in text_of(gone)
    assert planting.rows_with_the_name() == []
    pages = [reverse("office:redactions"), reverse("office:redaction", args=[redaction.pk])]
    pages += [reverse("admin:priorities_plan_history", args=[told.pk])]
    pages += [reverse("admin:actions_progressreport_change", args=[report.pk]), reverse("admin:index")]
    for address in pages:
        assert not planting.IN_ANY_FORM.search(approver.get(address).content.decode()), address
    for address in (plan, report.action.get_absolute_url(), export):
        page = anybody.get(address).content.decode()
        assert "[removed]" in page
        assert not planting.IN_ANY_FORM.search(page)
    assert all("Kim" not in str(session.get_decoded()) for session in Session.objects.all())


def test_the_words_stand_in_no_address(told, people):
    """An address is kept in logs and in the browser's history."""
    client = signed_in(people["officer"])
    where = reverse("office:withdraw_words", args=[told.partnership_id])
    done = client.post(where, {"words": "Kim Sample", "reason": "family", "step": "withdraw"})
    assert done["Location"] == reverse("office:redaction", args=[Redaction.objects.get().pk])
    assert b'method="post"' in client.get(where).content


def test_mistakes_are_told_beside_the_field_and_what_was_typed_stays(told, people):
    client = signed_in(people["officer"])
    where = reverse("office:withdraw_words", args=[told.partnership_id])
    page = client.post(where, {"words": "the", "step": "withdraw"})
    html = page.content.decode()
    assert "<title>Error:" in re.sub(r"\s+", "", html).replace("Error:", "Error:", 1)
    assert "'the' is an ordinary word too. Give the whole name or the whole sentence." in text_of(page).replace(
        "&#x27;", "'"
    )
    assert "Kind of reason: nothing is written here; choose one." in text_of(page)
    assert ">\nthe</textarea>" in html
    assert 'aria-invalid="true"' in html
    assert not Redaction.objects.exists()


def test_what_was_typed_can_be_changed_before_it_is_done(told, people):
    client = signed_in(people["officer"])
    where = reverse("office:withdraw_words", args=[told.partnership_id])
    page = client.post(where, {"words": "Kim Sample", "reason": "legal", "step": "change"}).content.decode()
    assert ">\nKim Sample</textarea>" in page
    assert 'value="legal" checked' in re.sub(r'(value="legal") [^>]*?(checked)', r"\1 \2", page) or "checked" in page
    assert not Redaction.objects.exists()


def test_words_that_are_not_public_wait_for_their_removal_all_the_same(plan, people):
    make.ActionFactory(plan=plan, outcome="Kim Sample")
    client = signed_in(people["officer"])
    where = reverse("office:withdraw_words", args=[plan.partnership_id])
    given = {"words": "Kim Sample", "reason": "family"}
    assert "No public text of Westmarch holds these words." in text_of(client.post(where, {**given, "step": "look"}))
    client.post(where, {**given, "step": "withdraw"})
    other = signed_in(people["approver"])
    other.post(reverse("office:confirm_redaction", args=[Redaction.objects.get().pk]))
    assert planting.rows_with_the_name() == []


def test_putting_back_says_where_it_could_not(told, people):
    redaction = withdraw_words(
        partnership=told.partnership, words="Kim Sample", reason="family", by=people["self"], at=make.MOMENT
    )
    told.refresh_from_db()
    told.summary = "Ask the team."
    told.save()
    client = signed_in(people["self"])
    done = client.post(reverse("office:restore_redaction", args=[redaction.pk]), follow=True)
    said = f"The words were put back, except where something else was written since: plan {told.pk}, summary."
    assert said in text_of(done)


def test_somebody_has_decided_meanwhile(redaction, people):
    address = {
        name: reverse(f"office:{name}", args=[redaction.pk]) for name in ("confirm_redaction", "restore_redaction")
    }
    signed_in(people["administrator"]).post(address["restore_redaction"])
    client = signed_in(people["approver"])
    for where in address.values():
        assert client.get(where).status_code == 302
        assert "Somebody has decided on these words already." in text_of(client.post(where, follow=True))


def test_who_cannot_confirm_reads_whom_to_ask(redaction, people):
    page = text_of(signed_in(people["officer"]).get(reverse("office:redaction", args=[redaction.pk])))
    asked = page.partition("Another person must confirm the removal: ask ")[2].partition(".")[0]
    assert asked.split(" or ") == [people["approver"].username, people["administrator"].username]


def test_a_page_of_what_is_public_leads_there(told, people):
    client = signed_in(people["officer"])
    action = make.ActionFactory(plan=told, public=True)
    link = reverse("office:withdraw_words", args=[told.partnership_id])
    records = {
        "priorities_plan": told,
        "actions_action": action,
        "priorities_priority": make.PriorityFactory(plan=told, public_from=make.MOMENT),
        "actions_progressreport": make.ProgressReportFactory(action=action, state="published", public_from=make.MOMENT),
    }
    for name, record in records.items():
        page = client.get(reverse(f"admin:{name}_change", args=[record.pk])).content.decode()
        assert f'<a href="{link}">Withdraw words</a>' in page, name
    draft = make.ActionFactory(plan=told)
    assert link not in client.get(reverse("admin:actions_action_change", args=[draft.pk])).content.decode()


def test_a_document_says_that_its_file_was_removed_and_when(plan, people, time_machine, settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    time_machine.move_to("2031-03-03T10:00Z", tick=False)
    document = make.SourceDocumentFactory(plan=plan, file__data=b"Kim Sample")
    other = make.SourceDocumentFactory(plan=plan, file="lost.txt")
    made = make.RedactionFactory(partnership=plan.partnership)
    client = signed_in(people["approver"])
    client.post(reverse("office:confirm_redaction", args=[made.pk]))
    page = text_of(client.get(reverse("admin:priorities_sourcedocument_change", args=[document.pk])))
    assert "Removed on 3 March 2031, 10:00, because it held words that were removed. Its SHA-256 stays." in page
    assert document.sha256 in page
    page = text_of(client.get(reverse("admin:priorities_sourcedocument_change", args=[other.pk])))
    assert "The file is no longer in the store." in page
    original = reverse("admin:priorities_sourcedocument_original", args=[document.pk])
    assert client.get(original).status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 20])
def test_the_list_costs_the_same_for_any_number(rows, partnership, people, django_assert_num_queries):
    for number in range(rows):
        words = f"Kim Sample{chr(97 + number)}"
        made = {"partnership": partnership, "words": words, "withdrawn_by": people["self"]}
        make.RedactionFactory(**made)
        make.RedactionFactory(
            **{**made, "words": ""}, state="removed", decided_at=make.MOMENT, decided_by=people["approver"]
        )
    client = signed_in(people["approver"])
    with django_assert_num_queries(7):
        client.get(reverse("office:redactions"))


@pytest.mark.parametrize("method", ["get", "post"])
def test_where_a_page_has_no_time_it_names_the_command(method, told, redaction, people, monkeypatch):
    monkeypatch.setattr("actions.office.redactions.LOOK_SECONDS", -1)
    monkeypatch.setattr("actions.office.redactions.REMOVE_SECONDS", -1)
    page = getattr(signed_in(people["approver"]), method)(reverse("office:confirm_redaction", args=[redaction.pk]))
    assert page.status_code == {"get": 200, "post": 409}[method]
    said = text_of(page)
    assert "Nothing was removed. So much is stored that looking through it takes too long for a page." in said
    line = f"manage.py redactions --remove {redaction.pk} --by {people['approver'].username}"
    assert line in said
    assert 'method="post" novalidate' not in page.content.decode()
    redaction.refresh_from_db()
    assert redaction.state == "withdrawn"


def test_words_that_came_back_meanwhile_are_told(redaction, people, monkeypatch):
    from actions.office import redactions as pages

    confirm = pages.confirm_redaction

    def confirm_and_find_more(**given):
        found = confirm(**given)
        found.meanwhile = 2
        return found

    monkeypatch.setattr(pages, "confirm_redaction", confirm_and_find_more)
    client = signed_in(people["approver"])
    said = text_of(client.post(reverse("office:confirm_redaction", args=[redaction.pk]), follow=True))
    assert "Somebody wrote them again meanwhile, in 2 places: those went too. If the words come back" in said
