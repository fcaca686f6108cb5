"""The forum's list of updates and the page on which it writes its own view of one."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from actions.models import ForumView
from actions.services import publish_view
from priorities.services import NotAllowed
from tests.factories import office as make
from tests.integration.actions.office.test_review import published, submitted, words

pytestmark = pytest.mark.django_db

LIST = "/admin/forum/"


@pytest.fixture
def forum(partnership):
    return make.MembershipFactory(partnership=partnership, role="forum", user__username="forum").user


@pytest.fixture
def report(public_action, officer):
    return submitted(public_action, officer, internal_note="Between us.")


def where(report) -> str:
    return reverse("office:forum-view", args=[report.pk])


def version(report) -> str:
    view = ForumView.objects.filter(report=report).first()
    return str(view.version) if view else ""


def write(client, report, text: str, **data: object):
    read = {"version_read": version(report), "update_read": report.version}
    return client.post(where(report), {"words": text, **read, **data})


def test_a_view_is_saved_as_a_draft_on_each_submit_and_sent(client, forum, report):
    client.force_login(forum)
    page = client.get(where(report))
    assert "What we have done We met twice in May." in words(page)
    assert "Between us." not in words(page)
    assert write(client, report, "We wait.").status_code == 302
    view = ForumView.objects.get()
    assert (view.state, view.words, view.author) == ("draft", "We wait.", forum)
    assert "The draft was saved. The public cannot read it." in words(client.get(where(report)))
    response = write(client, report, "", submit="yes")
    assert response.context["errors"] == [
        ("", "Write the forum's view before you submit it. Your words were kept as a draft.")
    ]
    response = write(client, report, "We wait still.", submit="yes")
    assert response.status_code == 302
    view = ForumView.objects.get()
    assert (view.state, view.words) == ("submitted", "We wait still.")
    assert "The forum’s view waits for approval." in words(client.get(where(report)))


def test_two_members_of_the_forum_lose_no_words(client, forum, report, partnership):
    client.force_login(forum)
    assert write(client, report, "We wait.").status_code == 302
    other = make.MembershipFactory(partnership=partnership, role="forum", user__username="second").user
    client.force_login(other)
    stale = client.post(where(report), {"words": "All is well.", "version_read": ""})
    assert stale.status_code == 200
    said = words(stale)
    assert "was changed by forum on" in said
    assert "Stored now: We wait. In your form: All is well." in said
    assert re.search(r"<textarea[^>]*>\s*All is well\.</textarea>", stale.content.decode())
    assert ForumView.objects.get().words == "We wait."
    assert write(client, report, "All is well.").status_code == 302
    view = ForumView.objects.get()
    assert (view.words, view.author) == ("All is well.", other)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            "Ask kim@example.org",
            "What the forum says: 'kim@example.org' looks like somebody's address or number; leave it out, because",
        ),
        (
            "Ring 01632 960123.",
            "What the forum says: '01632 960123' looks like somebody's address or number; leave it out, because",
        ),
    ],
)
def test_addresses_and_numbers_are_refused_and_the_words_stay(client, forum, report, typed, sentence):
    client.force_login(forum)
    response = write(client, report, typed)
    ((field, said),) = response.context["errors"]
    assert field == "id_words"
    assert said.startswith(sentence)
    assert f"{typed}</textarea>" in response.content.decode()
    assert "<title>Error: " in response.content.decode()
    assert not ForumView.objects.exists()


@pytest.mark.parametrize("name", ["Vera Sample", "Kim Sample", "Nell Unknown"])
def test_the_forum_is_not_told_whose_name_is_held_back_or_withdrawn(client, forum, report, approver, name):
    """Every name is answered alike; the approver is told, and publishes none that is held back or withdrawn."""
    make.HeldBackFactory(plan=report.action.plan, words="Vera Sample")
    make.RedactionFactory(partnership=report.action.plan.partnership, words="Kim Sample")
    client.force_login(forum)
    assert write(client, report, f"{name} never answers.", submit="yes").status_code == 302
    view = ForumView.objects.get()
    assert (view.state, view.words) == ("submitted", f"{name} never answers.")
    if name != "Nell Unknown":
        type(report).objects.filter(pk=report.pk).update(state="published", public_from=make.MOMENT)
        with pytest.raises(NotAllowed, match=name):
            publish_view(view=ForumView.objects.get(), by=approver, at=make.MOMENT)


def test_a_view_is_not_sent_on_an_update_that_changed_meanwhile(client, forum, report):
    client.force_login(forum)
    response = write(client, report, "We agree with every word.", submit="yes", update_read=report.version - 1)
    assert response.context["errors"] == [
        (
            "",
            "The update was changed since you opened this page: read it again before you submit your view. Your words "
            "were kept as a draft.",
        )
    ]
    assert ForumView.objects.get().state == "draft"
    assert f'name="update_read" value="{report.version}"' in response.content.decode()


def test_a_returned_view_says_why_and_is_changed(client, forum, report):
    make.ForumViewFactory(report=report, author=forum, state="returned", returned_reason="Name nobody.")
    client.force_login(forum)
    assert "Sent back to the forum: Name nobody." in words(client.get(where(report)))
    assert write(client, report, "We wait.", submit="yes").status_code == 302
    assert ForumView.objects.get().state == "submitted"


def test_a_view_of_an_update_that_was_published_before(client, forum, public_action):
    report = published(public_action)
    client.force_login(forum)
    assert write(client, report, "It was late.", submit="yes").status_code == 302
    assert ForumView.objects.get().state == "submitted"


def test_a_published_view_is_read_only(client, forum, public_action):
    report = published(public_action)
    make.ForumViewFactory(report=report, author=forum, state="published", public_from=make.MOMENT, words="It was late.")
    client.force_login(forum)
    page = client.get(where(report))
    assert "It was late. Published on 2 March 2026. Published words stay as they are." in words(page)
    assert b"<textarea" not in page.content
    response = write(client, report, "Other")
    assert response.context["errors"] == [
        ("", "The forum's view was published, so its words stay as they are. Nothing was saved.")
    ]
    assert ForumView.objects.get().words == "It was late."


def test_a_report_that_went_back_is_not_spoken_on(client, forum, report, officer):
    superuser = make.UserFactory(is_superuser=True)
    back = submitted(report.action, officer, state="returned", returned_reason="Why")
    client.force_login(forum)
    assert client.get(where(back)).status_code == 404
    client.force_login(superuser)
    assert b"<textarea" not in client.get(where(back)).content
    assert write(client, back, "Words").status_code == 200
    assert not ForumView.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("officer", 403), ("approver", 403), ("board", 403), ("editor", 403)])
def test_nobody_else_writes_for_the_forum(client, role, status, report, partnership):
    client.force_login(make.MembershipFactory(partnership=partnership, role=role).user)
    assert client.get(where(report)).status_code == status
    assert client.post(where(report), {"words": "Fine."}).status_code == status
    assert client.get(LIST).status_code == status
    assert not ForumView.objects.exists()


def test_the_forum_of_another_partnership_knows_nothing_of_it(client, report):
    client.force_login(make.MembershipFactory(role="forum").user)
    missing = client.get(reverse("office:forum-view", args=[999_999]))
    assert client.get(where(report)).content == missing.content
    assert client.post(where(report), {"words": "Fine."}).status_code == 404
    assert client.get(LIST).context["rows"] == []


def test_the_list_names_what_waits_and_then_what_is_recent(client, forum, plan, officer, elsewhere, time_machine):
    time_machine.move_to(make.MOMENT + timedelta(days=10), tick=False)
    old = published(make.ActionFactory(plan=plan, public=True), public_from=make.MOMENT - timedelta(days=200))
    recent = published(make.ActionFactory(plan=plan, public=True))
    waiting = submitted(make.ActionFactory(plan=plan, public=True), officer)
    make.ForumViewFactory(report=recent, state="returned", returned_reason="Why")
    submitted(make.ActionFactory(plan=plan), officer)
    submitted(make.ActionFactory(plan=plan, public=True), officer, state="draft")
    submitted(make.ActionFactory(plan=elsewhere, public=True), officer)
    client.force_login(forum)
    response = client.get(LIST)
    assert [row[0] for row in response.context["rows"]] == [waiting, recent]
    assert "We met twice in May. Waits for approval At risk Nothing yet Write a view" in words(response)
    assert "Published on 2 March 2026 On track Returned Open the view" in words(response)
    assert client.get(where(old)).status_code == 200


def test_the_list_costs_the_same_for_1_3_and_20_rows(client, forum, officer, plan, django_assert_num_queries):
    client.force_login(forum)
    for rows in (1, 2, 17):
        for _ in range(rows):
            make.ForumViewFactory(report=submitted(make.ActionFactory(plan=plan, public=True), officer))
        with django_assert_num_queries(6):
            client.get(LIST)


def history(client, report) -> str:
    page = client.get(reverse("office:forum-history", args=[report.pk]))
    return words(page) if page.status_code == 200 else str(page.status_code)


def test_the_history_tells_who_wrote_what_and_who_decided(client, forum, approver, officer, report, partnership):
    """The forum's members read it from the first draft, the office from the day on which it was sent, the board never."""
    board = make.MembershipFactory(partnership=partnership, role="board").user
    client.force_login(forum)
    assert history(client, report) == "404"
    write(client, report, "We wait.")
    assert "created by forum" in history(client, report)
    for user in (officer, approver, board):
        client.force_login(user)
        assert history(client, report) == "404"
    client.force_login(forum)
    write(client, report, "We wait for months.", submit="yes")
    assert "History of the forum’s view" in words(client.get(where(report)))
    for user in (forum, officer, approver):
        client.force_login(user)
        said = history(client, report)
        assert "The forum's view from “We wait.” to “We wait for months.”" in said
        assert "State from “Draft” to “Waiting for approval”" in said
    client.force_login(board)
    assert history(client, report) == "403"
    client.force_login(make.MembershipFactory().user)
    assert history(client, report) == "404"


@pytest.mark.parametrize("versions", [1, 3, 20])
def test_the_history_asks_as_much_for_20_versions_as_for_1(client, forum, report, versions, django_assert_num_queries):
    view = make.ForumViewFactory(report=report, author=forum, words="One.")
    for number in range(versions - 1):
        view.words = f"Words {number}."
        view.save()
    client.force_login(forum)
    with django_assert_num_queries(7):
        assert client.get(reverse("office:forum-history", args=[report.pk])).status_code == 200
