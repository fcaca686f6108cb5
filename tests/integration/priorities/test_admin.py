"""Partnerships, people, priorities and documents in the office."""

from __future__ import annotations

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from priorities.models import Membership, Partnership, Priority, PriorityWords, ReadingProblem, User
from priorities.office_bulk import shown_mark
from priorities.services import add_priority
from tests.factories import office as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def documents_of_the_test(settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}


@pytest.fixture
def partnership():
    return make.PartnershipFactory(name="Westmarch", slug="westmarch")


@pytest.fixture
def approver(partnership):
    return make.MembershipFactory(partnership=partnership, role="approver", user__username="approver").user


@pytest.fixture
def officer(partnership):
    return make.MembershipFactory(partnership=partnership, user__username="officer").user


def url(name: str, *args: object) -> str:
    return reverse(f"admin:priorities_{name}", args=args)


# --- partnerships and people ---


def test_an_approver_changes_how_the_public_reaches_them_and_not_what_they_are_called(client, approver, partnership):
    client.force_login(approver)
    data = {
        "version_read": "1",
        "contact_telephone": "01632 960001",
        "name": "Mine",
        "slug": "mine",
        "is_invented": "on",
    }
    assert client.post(url("partnership_change", partnership.pk), data).status_code == 302
    partnership.refresh_from_db()
    assert (partnership.contact_telephone, partnership.name, partnership.slug, partnership.is_invented) == (
        "01632 960001",
        "Westmarch",
        "westmarch",
        False,
    )


def test_the_site_shows_an_officer_nothing_of_another_partnership(client, officer):
    make.PartnershipFactory(name="Farshire")
    make.PlanFactory(title="Secret plan")
    client.force_login(officer)
    for name in (
        "partnership_changelist",
        "plan_changelist",
        "plan_add",
        "priority_add",
        "priority_changelist",
    ):
        body = client.get(url(name)).content.decode()
        assert "Farshire" not in body, name
        assert "Secret plan" not in body, name


def test_staff_without_a_role_are_told_of_nothing(client):
    client.force_login(make.UserFactory())
    assert client.get(reverse("admin:index")).context["app_list"] == []
    for model in admin.site._registry:
        where = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        assert client.get(where).status_code == 404, where


def test_an_administrator_gives_roles_in_their_own_partnership_to_its_own_people(client, partnership, officer):
    administrator = make.MembershipFactory(partnership=partnership, role="administrator").user
    stranger = make.MembershipFactory().user
    elsewhere = Membership.objects.get(user=stranger).partnership
    client.force_login(administrator)
    form = client.get(url("membership_add")).context["adminform"].form
    assert set(form.fields["user"].queryset) == {administrator, officer}
    assert list(form.fields["partnership"].queryset) == [partnership]
    add = url("membership_add")
    assert client.post(add, {"user": stranger.pk, "partnership": partnership.pk, "role": "board"}).status_code == 200
    assert client.post(add, {"user": officer.pk, "partnership": elsewhere.pk, "role": "board"}).status_code == 200
    assert client.post(add, {"user": officer.pk, "partnership": partnership.pk, "role": "approver"}).status_code == 302
    assert sorted(Membership.objects.filter(user=officer).values_list("role", flat=True)) == [
        "approver",
        "officer",
    ]
    assert client.get(url("membership_change", Membership.objects.get(user=stranger).pk)).status_code == 404


def test_an_administrator_reads_accounts_of_their_people_without_the_hash(client, partnership, officer):
    administrator = make.MembershipFactory(partnership=partnership, role="administrator").user
    officer.set_password("a long and quiet sentence")
    officer.save()
    stranger = make.MembershipFactory().user
    client.force_login(administrator)
    body = client.get(url("user_change", officer.pk)).content.decode()
    assert "pbkdf2" not in body
    assert officer.username in body
    assert client.post(url("user_change", officer.pk), {"is_superuser": "on"}).status_code == 403
    assert client.get(url("user_change", stranger.pk)).status_code == 404
    assert not User.objects.get(pk=officer.pk).is_superuser


def test_two_administrators_do_not_overwrite_each_others_edit_of_an_account(client, officer):
    client.force_login(make.UserFactory(is_superuser=True))
    where = url("user_change", officer.pk)
    form = client.get(where).context["adminform"].form
    read = {
        "version_read": form["version_read"].value(),
        "username": "officer",
        "is_active": "on",
        "is_staff": "on",
        "memberships-TOTAL_FORMS": 0,
        "memberships-INITIAL_FORMS": 0,
    }
    assert client.post(where, {**read, "job_title": "SEND officer"}).status_code == 302
    response = client.post(where, {**read, "job_title": "Clerk"})
    assert [(item.label, item.stored, item.typed) for item in response.context["differences"]] == [
        ("Job title", "SEND officer", "Clerk")
    ]
    assert User.objects.get(pk=officer.pk).job_title == "SEND officer"


# --- priorities ---


def test_adding_and_rewording_a_priority_keeps_every_version(client, officer, partnership):
    plan = make.PlanFactory(partnership=partnership)
    client.force_login(officer)
    data = {
        "plan": plan.pk,
        "number": "1",
        "title": "Heard early",
        "order": 1,
        "agreed_words": "We will listen.",
    }
    assert client.post(url("priority_add"), data).status_code == 302
    priority = Priority.objects.get()
    assert (priority.slug, priority.official_words, priority.public_from) == (
        "1-heard-early",
        "We will listen.",
        None,
    )
    change = {
        **data,
        "version_read": str(priority.version),
        "agreed_words": "We will listen first.",
        "words_versions-TOTAL_FORMS": 0,
        "words_versions-INITIAL_FORMS": 0,
    }
    assert client.post(url("priority_change", priority.pk), change).status_code == 302
    assert list(PriorityWords.objects.values_list("words", "recorded_by")) == [
        ("We will listen.", officer.pk),
        ("We will listen first.", officer.pk),
    ]


def test_public_words_of_a_priority_need_a_reason(client, approver, partnership):
    plan = make.PlanFactory(partnership=partnership, published=True)
    priority = make.PriorityFactory(plan=plan, public_from=make.MOMENT, official_words="Old.")
    client.force_login(approver)
    response = client.post(
        url("priority_change", priority.pk),
        {
            "version_read": "1",
            "title": priority.title,
            "order": 0,
            "agreed_words": "New.",
            "words_versions-TOTAL_FORMS": 0,
            "words_versions-INITIAL_FORMS": 0,
        },
    )
    assert response.context["adminform"].form.errors == {
        "words_reason": ["Say why the official words changed; the public reads the reason."]
    }


# --- documents ---


def test_the_original_is_a_download_that_no_browser_runs(client, officer, partnership):
    document = make.SourceDocumentFactory(plan__partnership=partnership, original_name="Plan <b>.html")
    client.force_login(officer)
    response = client.get(url("sourcedocument_original", document.pk))
    assert b"".join(response.streaming_content) == b"Ref\tAction\n1.1\tTalk\n"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="Plan <b>.html"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox"
    assert response["Cache-Control"] == "no-store"
    assert client.post(url("sourcedocument_original", document.pk)).status_code == 405


def test_the_original_has_no_other_address(client, officer, partnership):
    document = make.SourceDocumentFactory(plan__partnership=partnership)
    client.force_login(officer)
    for where in (
        document.file.url,
        *(f"{prefix}{document.file.name}" for prefix in ("/media/", "/static/", "/")),
    ):
        assert client.get(where).status_code == 404, where


def test_another_partnerships_original_answers_as_one_that_never_was(client, officer):
    document = make.SourceDocumentFactory()
    client.force_login(officer)
    there = client.get(url("sourcedocument_original", document.pk))
    nowhere = client.get(url("sourcedocument_original", 987654))
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content


def test_a_file_that_is_gone_is_said_and_not_an_error(client, officer, partnership):
    document = make.SourceDocumentFactory(plan__partnership=partnership)
    document.file.storage.delete(document.file.name)
    client.force_login(officer)
    assert client.get(url("sourcedocument_original", document.pk)).status_code == 404
    body = client.get(url("sourcedocument_change", document.pk)).content.decode()
    assert "The file is no longer in the store." in body


def settle(client, *problems: ReadingProblem, shown: list[str] | None = None):
    marks = [shown_mark(problem) for problem in problems] if shown is None else shown
    return client.post(
        url("readingproblem_changelist"),
        {"action": "mark_as_settled", "_selected_action": [problem.pk for problem in problems], "shown": marks},
        follow=True,
    )


def test_a_problem_is_settled_once_by_the_first(client, officer, partnership):
    plan = make.PlanFactory(partnership=partnership)
    earlier = make.UserFactory()
    done = make.ReadingProblemFactory(document__plan=plan, settled_at=make.MOMENT, settled_by=earlier)
    problem = make.ReadingProblemFactory(document__plan=plan)
    client.force_login(officer)
    response = settle(client, done, problem)
    assert [str(message) for message in response.context["messages"]] == ["Marked as settled: 1."]
    done.refresh_from_db()
    problem.refresh_from_db()
    assert (done.settled_at, done.settled_by) == (make.MOMENT, earlier)
    assert problem.settled_by == officer
    assert problem.settled_at is not None


def test_a_list_carries_what_it_showed_and_nothing_is_settled_that_changed_since(client, officer, partnership):
    plan = make.PlanFactory(partnership=partnership)
    same, changed = make.ReadingProblemFactory.create_batch(2, document__plan=plan)
    client.force_login(officer)
    page = client.get(url("readingproblem_changelist")).content.decode()
    shown = re.findall(r'name="shown" value="([^"]+)"', page)
    assert sorted(shown) == sorted(shown_mark(problem) for problem in (same, changed))
    changed.message = "Another sentence."
    changed.save()
    response = settle(client, same, changed, shown=shown)
    assert [str(message) for message in response.context["messages"]] == [
        f"Nothing was done to any of them. Reading problem '{changed}' was changed after you opened the page. "
        "Look at them again, then choose."
    ]
    assert ReadingProblem.objects.filter(settled_at=None).count() == 2


@pytest.mark.parametrize("across", [True, False])
def test_nothing_is_settled_that_was_not_on_the_page(across, client, officer, partnership):
    plan = make.PlanFactory(partnership=partnership)
    seen, unseen = make.ReadingProblemFactory.create_batch(2, document__plan=plan)
    client.force_login(officer)
    typed = {"action": "mark_as_settled", "_selected_action": [seen.pk], "shown": [shown_mark(seen)], "index": "0"}
    if across:
        typed["select_across"] = "1"
    else:
        typed["_selected_action"] = [seen.pk, "99999999999999999999", "x"]
    response = client.post(url("readingproblem_changelist"), typed, follow=True)
    why = (
        f"Reading problem '{unseen}' was not on the page from which you chose."
        if across
        else "Something that you ticked is no longer there."
    )
    assert [str(message) for message in response.context["messages"]] == [
        f"Nothing was done to any of them. {why} Look at them again, then choose."
    ]
    assert ReadingProblem.objects.filter(settled_at=None).count() == 2


def test_nobody_settles_what_they_only_read_or_may_not_know_of(client, officer, partnership):
    editor_of = make.MembershipFactory(user=officer, role="editor").partnership
    own = make.ReadingProblemFactory(document__plan__partnership=partnership)
    only_read = make.ReadingProblemFactory(document__plan__partnership=editor_of)
    unknown = make.ReadingProblemFactory()
    client.force_login(officer)
    response = settle(client, own, only_read)
    assert [str(message) for message in response.context["messages"]] == [
        "Nothing was marked: you chose problems of a partnership that you may only read."
    ]
    settle(client, unknown)
    assert ReadingProblem.objects.filter(settled_at=None).count() == 3


def test_a_member_of_the_board_has_no_action_to_settle(client, partnership):
    problem = make.ReadingProblemFactory(document__plan__partnership=partnership)
    client.force_login(make.MembershipFactory(partnership=partnership, role="board").user)
    settle(client, problem)
    problem.refresh_from_db()
    assert problem.settled_at is None
    assert Partnership.objects.count() == 1


def test_a_priority_typed_by_mistake_is_deleted_and_one_with_actions_is_kept(client, officer, partnership):
    plan = make.PlanFactory(partnership=partnership)
    made = add_priority(plan=plan, number="1", title="Early", official_words="Aim.", by=officer, at=make.MOMENT)
    used = make.ActionFactory(plan=plan, priority=make.PriorityFactory(plan=plan)).priority
    client.force_login(officer)
    assert client.post(reverse("admin:priorities_priority_delete", args=[made.pk]), {"post": "yes"}).status_code == 302
    assert PriorityWords.objects.count() == 0
    assert client.post(reverse("admin:priorities_priority_delete", args=[used.pk]), {"post": "yes"}).status_code == 200
    assert list(Priority.objects.all()) == [used]
    assert Priority.history.get(history_type="-").history_user == officer


def test_the_history_of_a_record_without_a_kept_version_opens(client):
    record = make.OrganisationFactory(name="Council of Mereshire")
    record.history.all().delete()
    client.force_login(make.UserFactory(is_superuser=True))
    page = client.get(reverse("admin:actions_organisation_history", args=[record.pk]))
    assert (page.status_code, page.context["versions"]) == (200, [])
