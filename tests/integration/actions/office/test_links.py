"""Links to draft an update: made and revoked by who reports for the action, and what came back taken over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from actions.draft_form import secret_in
from actions.models import Action, ProgressReport, UpdateLink
from actions.services import make_link, publish_report, send_link_draft, take_over_draft
from priorities.models import AuditEntry
from priorities.services import NotAllowed
from tests.factories import office as make
from tests.factories.links import made_link, make_in_office, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def action(plan, officer):
    action = make.ActionFactory(plan=plan, public=True, reference="1.1", plain_words="Train staff.")
    make.reporter(action, officer)
    return action


@pytest.fixture
def office(client, officer, action):
    client.force_login(officer)
    return client


def test_a_link_is_made_drafted_with_and_taken_over(office, officer, action, client):
    address = made_link(office, action, "SENCO")
    (link,) = UpdateLink.objects.all()
    assert (link.action, link.for_role, link.made_by) == (action, "SENCO", officer)
    assert link.key not in address
    answer = save(address, done="We trained 12 staff.")
    assert "Thank you. An officer will read it before it is published." in answer.content.decode()
    report = ProgressReport.objects.get()
    assert (report.link, report.author, report.state, report.done) == (link, None, "draft", "We trained 12 staff.")
    page = office.get(reverse("office:links", args=[action.pk]))
    assert "We trained 12 staff." in page.content.decode()
    response = office.post(
        reverse("office:links", args=[action.pk]), {"do": "take", "record": report.pk, "version": report.version}
    )
    assert response.url == f"{reverse('office:update', args=[action.pk])}?report={report.pk}"
    assert "We trained 12 staff.</textarea>" in office.get(response.url).content.decode()
    report.refresh_from_db()
    assert (report.author, report.state) == (officer, "draft")
    assert "An officer is reading what you sent" in client.get(address).content.decode()


AT = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)


def where(action) -> str:
    return reverse("office:links", args=[action.pk])


def words(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


GRID = """
anonymous      302 302 302
officer        200 200 404
other          404 404 200
colleague      403 403 404
approver       200 200 404
editor         403 403 404
forum          403 403 404
board          403 403 404
administrator  200 200 404
superuser      200 200 200
"""
"""GET and an empty POST of the page of an action, GET of one of elsewhere, for which the other officer reports."""


@pytest.mark.parametrize("line", GRID.strip().splitlines(), ids=lambda line: line.split()[0])
def test_who_may_make_links(line, action, officer, elsewhere, partnership):
    role, *expected = line.split()
    client = Client()
    stranger = make.ActionFactory(plan=elsewhere, public=True)
    if role == "officer":
        client.force_login(officer)
    elif role == "superuser":
        client.force_login(make.UserFactory(is_superuser=True))
    elif role != "anonymous":
        of = elsewhere.partnership if role == "other" else partnership
        kind = "officer" if role in ("other", "colleague") else role
        person = make.MembershipFactory(partnership=of, role=kind).user
        client.force_login(make.reporter(stranger, person) if role == "other" else person)
    got = [client.get(where(action)), client.post(where(action)), client.get(where(stranger))]
    assert [str(answer.status_code) for answer in got] == expected


def test_the_page_of_elsewhere_answers_like_none(office, elsewhere):
    stranger = make.ActionFactory(plan=elsewhere, public=True)
    answers = [office.get(url) for url in (where(stranger), "/admin/actions/999999/links/")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_the_address_is_shown_once_and_its_secret_is_stored_nowhere(office, action):
    address = made_link(office, action)
    token = address.split("/")[2]
    assert token not in words(office.get(where(action)))
    (link,) = UpdateLink.objects.all()
    kept = [str(value) for value in UpdateLink.objects.values().get().values()]
    kept += [str(value) for row in UpdateLink.history.values() for value in row.values()]
    kept += list(AuditEntry.objects.values_list("words", flat=True))
    secret = secret_in(token)
    assert len(secret) >= 32
    assert not any(secret in value or token in value for value in kept)
    assert link.expires_at - link.made_at == timedelta(days=14)
    assert AuditEntry.objects.get().words == "Link for 'SENCO' to draft an update of '1.1 Train staff.'."


def test_a_second_press_of_the_button_makes_no_second_link(office, action):
    once = office.get(where(action)).context["form"]["once"].value()
    pages = [office.post(where(action), {"do": "make", "for_role": "SENCO", "once": once}) for _ in range(2)]
    addresses = [page.context["made"]["address"] for page in pages]
    assert addresses[0] == addresses[1]
    assert UpdateLink.objects.count() == 1


def test_a_link_that_was_closed_is_not_handed_out_again_and_the_next_press_makes_another(office, action):
    once = office.get(where(action)).context["form"]["once"].value()
    made = {"do": "make", "for_role": "SENCO", "once": once}
    office.post(where(action), made)
    (link,) = UpdateLink.objects.all()
    office.post(where(action), {"do": "revoke", "record": link.pk})
    again = office.post(where(action), made)
    assert "made" not in again.context or again.context["made"] is None
    assert (
        "The link for &#x27;SENCO&#x27; was made and is closed already: press again for a new one."
        in again.content.decode()
    )
    fresh = again.context["form"]["once"].value()
    office.post(where(action), {**made, "once": fresh})
    assert [item.revoked_at is None for item in UpdateLink.objects.order_by("pk")] == [False, True]


@pytest.mark.parametrize(
    ("role", "says"),
    [
        ("", "For whom: nothing is written here; write it."),
        ("Jane Example", "For whom: 'Jane Example' looks like a person; write a role or a team, such as SENCO."),
        ("jane@example.org", "For whom: 'jane@example.org' looks like a person"),
        ("x" * 201, "For whom: 201 letters are too many; shorten it to 200."),
    ],
)
def test_a_link_is_for_a_role_and_never_for_a_name(office, action, role, says):
    page = words(make_in_office(office, action, role))
    assert says in page
    assert "<title>Error: Links to draft an update" in page
    assert not UpdateLink.objects.exists()


@pytest.mark.parametrize("change", [{"public_from": None}, {"withdrawn_at": AT, "withdrawn_reason": "Old"}])
def test_no_link_is_made_to_what_the_public_cannot_read(office, officer, action, change):
    Action.objects.update(**change)
    assert "The public cannot read this action, or its plan is closed." in words(office.get(where(action)))
    action.refresh_from_db()
    with pytest.raises(NotAllowed, match="so no link to it is made"):
        make_link(action=action, for_role="SENCO", secret="s", by=officer, at=AT)


def test_an_open_link_is_listed_and_revoked(office, officer, action):
    address = made_link(office, action)
    (link,) = UpdateLink.objects.all()
    assert "Links to this action that are open" in words(office.get(where(action)))
    stranger = make.UpdateLinkFactory()
    assert office.post(where(action), {"do": "revoke", "record": stranger.pk}).status_code == 404
    done = office.post(where(action), {"do": "revoke", "record": link.pk}, follow=True)
    assert "The link for 'SENCO' is closed now. What was drafted with it stays." in words(done)
    assert "No link to this action is open." in words(done)
    link.refresh_from_db()
    assert (link.revoked_by, link.revoked_at is not None) == (officer, True)
    assert Client().get(address).status_code == 404
    again = office.post(where(action), {"do": "revoke", "record": link.pk})
    assert "The link for 'SENCO' is closed already. Nothing was done." in words(again)


@pytest.mark.parametrize(
    "typed", [{}, {"do": "publish"}, {"do": "revoke", "record": "x"}, {"do": "take", "record": "١"}]
)
def test_an_odd_post_does_nothing(office, action, typed):
    made_link(office, action)
    assert office.post(where(action), typed).status_code in (200, 404)
    assert UpdateLink.objects.get().revoked_at is None


def test_an_own_draft_is_never_touched_by_what_a_link_drafted(office, officer, action):
    own = make.ProgressReportFactory(action=action, author=officer, done="My own half sentence")
    address = made_link(office, action)
    save(address, done="The school's words.")
    report = ProgressReport.objects.get(link__isnull=False)
    page = words(office.get(where(action)))
    assert "a draft of your own on this action" in page
    assert 'value="take"' not in page
    taken = office.post(where(action), {"do": "take", "record": report.pk, "version": report.version})
    assert "You have a draft of your own on this action: send or discard that one first. Nothing was done." in words(
        taken
    )
    sent = office.post(where(action), {"do": "send", "record": report.pk, "version": report.version}, follow=True)
    assert "The update was sent for approval, and you are its author." in words(sent)
    own.refresh_from_db()
    report.refresh_from_db()
    assert (own.state, own.done) == ("draft", "My own half sentence")
    assert (report.state, report.author, report.done) == ("submitted", officer, "The school's words.")


def test_what_is_sent_as_it_is_is_held_against_the_same_checks(office, action):
    save(made_link(office, action), done="Done.", status="complete")
    report = ProgressReport.objects.get()
    answer = office.post(where(action), {"do": "send", "record": report.pk, "version": report.version})
    assert "Complete needs an answer to 'How do we know?'. Nothing was done." in words(answer)
    report.refresh_from_db()
    assert (report.state, report.author) == ("draft", None)


def test_who_has_a_draft_of_their_own_reads_the_way_on_from_what_cannot_be_sent(office, officer, action):
    own = make.ProgressReportFactory(action=action, author=officer, done="My own half sentence")
    save(made_link(office, action), done="Done.", status="complete")
    report = ProgressReport.objects.get(link__isnull=False)
    sent = {"do": "send", "record": report.pk, "version": report.version}
    next_step = (
        f'<a href="{reverse("office:update", args=[action.pk])}?report={own.pk}">Send or discard your own draft first</a>, '
        "then take this one over and add what it lacks."
    )
    assert f"Complete needs an answer to 'How do we know?'. Nothing was done. {next_step}" in words(
        office.post(where(action), sent)
    )
    own.delete()
    answer = words(office.post(where(action), sent))
    assert "Send or discard" not in answer
    assert 'value="take"' in answer


def test_the_boxes_to_copy_are_as_high_as_their_text(office, action):
    page = make_in_office(office, action)
    made = page.context["made"]
    address, text = made["rows"]
    assert (address, text) == (4, sum(len(line) // 28 + 1 for line in made["text"].splitlines()))
    assert text > 12
    assert f'<textarea id="address" readonly rows="{address}"' in words(page)
    assert f'<textarea id="text" readonly rows="{text}"' in words(page)


def test_words_that_changed_after_the_officer_read_them_are_not_taken(office, action):
    address = made_link(office, action)
    save(address, done="First words.")
    read = ProgressReport.objects.get().version
    save(address, done="Other words.")
    report = ProgressReport.objects.get()
    for verb in ("take", "send"):
        answer = office.post(where(action), {"do": verb, "record": report.pk, "version": read})
        assert "The words were changed with the link after you opened this page." in words(answer)
    report.refresh_from_db()
    assert (report.author, report.done) == (None, "Other words.")


def test_nobody_takes_over_what_a_colleague_took(office, officer, approver, action):
    save(made_link(office, action), done="Words.")
    report = ProgressReport.objects.get()
    first = take_over_draft(report=report, version=report.version, by=approver, at=AT)
    assert first.author == approver
    answer = office.post(where(action), {"do": "take", "record": report.pk, "version": report.version})
    assert "Somebody took this draft over already. Nothing was done." in words(answer)
    assert take_over_draft(report=report, version=report.version, by=approver, at=AT).author == approver


def test_an_own_draft_begun_in_the_same_moment_refuses_in_words(office, officer, action, monkeypatch):
    save(made_link(office, action), done="Words.")
    report = ProgressReport.objects.get()
    make.ProgressReportFactory(action=action, author=officer, state="draft")
    monkeypatch.setattr(QuerySet, "exists", lambda rows: False)  # as it was a moment ago
    with pytest.raises(NotAllowed, match="You have a draft of your own on this action: send"):
        take_over_draft(report=report, version=report.version, by=officer, at=AT)
    monkeypatch.undo()
    report.refresh_from_db()
    assert report.author is None


def test_the_author_by_taking_over_cannot_approve(office, officer, action, partnership):
    save(made_link(office, action), done="Words.")
    report = ProgressReport.objects.get()
    make.MembershipFactory(partnership=partnership, user=officer, role="approver")
    send_link_draft(report=report, version=report.version, by=officer, at=AT)
    report.refresh_from_db()
    with pytest.raises(NotAllowed, match="You wrote this report"):
        publish_report(report=report, by=officer, at=AT)


@pytest.mark.parametrize("count", [1, 3, 20])
def test_the_page_asks_the_same_number_of_queries(office, officer, action, count, django_assert_num_queries):
    for _ in range(count):
        link = make.UpdateLinkFactory(
            action=action, made_by=make.UserFactory(), made_at=AT, expires_at=AT + timedelta(days=14), last_used_at=AT
        )
        make.ProgressReportFactory(action=action, link=link, done="Words.")
    with django_assert_num_queries(8):
        page = words(office.get(where(action)))
    assert page.count('value="revoke"') == count
    assert page.count('value="take"') == count


def test_the_page_of_an_action_leads_there_for_who_may(office, partnership, action):
    change = reverse("admin:actions_action_change", args=[action.pk])
    assert where(action) in words(office.get(change))
    update = words(office.get(reverse("office:update", args=[action.pk])))
    assert f'<a href="{where(action)}">Ask a school or the NHS to draft it</a>' in update
    colleague = Client()
    colleague.force_login(make.MembershipFactory(partnership=partnership).user)
    assert where(action) not in words(colleague.get(change))
