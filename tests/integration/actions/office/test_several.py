"""From ticks in the list to one page for all: every version is carried on, and one change since refuses the whole."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.models import Action, DueDateChange, ProgressReport
from actions.services import publish_report
from tests.factories import office as make

pytestmark = pytest.mark.django_db

LIST = "/admin/actions/action/"
STATUS, DATES = "/admin/actions/several/status/", "/admin/actions/several/dates/"


@pytest.fixture(autouse=True)
def on_12_april(time_machine):
    time_machine.move_to("2026-04-12T11:00:00+00:00", tick=False)


@pytest.fixture
def actions(plan, officer):
    lead = make.LeadFactory(partnership=plan.partnership)
    made = make.ActionFactory.create_batch(
        3,
        plan=plan,
        public=True,
        timescale_raw="by March 2026",
        due=date(2026, 3, 31),
        next_due=date(2026, 3, 31),
        precision="month",
    )
    for action in made:
        make.ActionLeadFactory(action=action, lead=lead)
    make.LeadReporterFactory(lead=lead, user=officer)
    return made


def marks(*actions) -> list[str]:
    return [f"{action.pk}.{action.version}" for action in actions]


def post(client, page: str, *actions, **typed):
    given = {
        STATUS: {"status": "on_track", "reported_on": "12/4/2026", "done": "We met 12 families.", "then": "submit"},
        DATES: {
            "how": "months",
            "months": "3",
            "reason": "Two posts are empty.",
            "agreed_by": "SEND board",
            "agreed_on": "1 April 2026",
            "then": "move",
        },
    }[page]
    return client.post(page, {"chosen": marks(*actions), **given, **typed}, follow=True)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def choose(client, name: str, ticked, shown=None):
    typed = {"action": name, "_selected_action": [action.pk for action in ticked], "shown": shown or marks(*ticked)}
    return client.post(LIST, {**typed, "index": "0"})


def test_the_list_carries_versions_and_sends_what_was_chosen_on(client, officer, actions):
    client.force_login(officer)
    shown = re.findall(r'name="shown" value="([^"]+)"', client.get(LIST).content.decode())
    assert sorted(shown) == sorted(marks(*actions))
    response = choose(client, "give_status", actions[:2], shown)
    assert response["Location"].startswith(f"{STATUS}?")
    page = client.get(response["Location"])
    assert [row.action for row in page.context["rows"]] == actions[:2]
    assert re.findall(r'name="chosen" value="([^"]+)"', page.content.decode()) == marks(*actions[:2])


def test_what_changed_since_the_list_was_shown_is_refused_with_both_versions(client, officer, approver, actions):
    shown = marks(*actions)
    actions[1].outcome = "Families are heard."
    actions[1].save()
    client.force_login(officer)
    response = choose(client, "give_status", actions, shown)
    assert response["Location"] == LIST
    assert said(client.get(LIST)) == [
        f"Nothing was done to any of them. Action '{actions[1]}' was changed on 12 April 2026, 12:00: you saw version 1, "
        "and version 2 is stored now. Look at them again, then choose."
    ]


@pytest.mark.parametrize("page", [STATUS, DATES])
def test_what_changed_since_the_page_was_shown_is_refused_as_a_whole_and_keeps_the_words(
    page, client, approver, actions
):
    typed = {"chosen": marks(*actions)}
    actions[1].outcome = "Families are heard."
    actions[1].save()
    client.force_login(approver)
    response = post(client, page, *actions, **typed)
    assert response.status_code == 200
    body = response.content.decode()
    assert "you saw version 1, and version 2 is stored now. Look at them again, then choose." in body
    assert body.partition("<title>")[2].startswith("Error: ")
    assert ("We met 12 families." if page == STATUS else "Two posts are empty.") in body
    assert not ProgressReport.objects.exists()
    assert not DueDateChange.objects.exists()
    assert re.findall(r'name="chosen" value="([^"]+)"', body) == marks(*actions)
    # Having looked, they do it.
    assert said(post(client, page, *actions)) != []


def test_a_status_for_all_is_submitted_and_not_public(client, officer, actions):
    client.force_login(officer)
    response = post(client, STATUS, *actions)
    assert said(response) == [
        "3 updates were submitted for approval. The public cannot read them until an approver publishes them."
    ]
    assert {(report.state, report.author, report.status) for report in ProgressReport.objects.all()} == {
        ("submitted", officer, "on_track")
    }


def test_drafts_are_kept_as_drafts(client, officer, actions):
    client.force_login(officer)
    response = post(client, STATUS, actions[0], then="draft", status="complete")
    assert said(response) == ["1 update was kept as a draft. Submit it when it is done."]
    assert ProgressReport.objects.get().state == "draft"


def test_only_what_the_person_reports_for_is_done(client, officer, actions, plan):
    other = make.ActionFactory(plan=plan, public=True)
    client.force_login(officer)
    page = client.get(f"{STATUS}?{urlencode([('chosen', mark) for mark in marks(*actions, other)])}")
    assert {row.action: row.why_not for row in page.context["rows"]}[
        other
    ] == "You do not report for it, so it is left out."
    assert re.findall(r'name="chosen" value="([^"]+)"', page.content.decode()) == marks(*actions)
    post(client, STATUS, *actions, other)
    assert not ProgressReport.objects.filter(action=other).exists()


def test_what_is_missing_is_said_and_nothing_is_done(client, officer, actions):
    client.force_login(officer)
    response = post(client, STATUS, *actions, status="complete")
    assert (
        "Complete needs an answer to &#x27;How do we know?&#x27;. Nothing was done to any of them."
        in response.content.decode()
    )
    response = post(client, STATUS, *actions, status="", done="", reported_on="13/4/2026", evidence_on="31/2/2026")
    assert response.context["form"].errors == {
        "status": ["Status: nothing is written here; choose one."],
        "done": ["What we have done: nothing is written here; write it."],
        "reported_on": ["Reported on: 13 April 2026 is still to come; give a day that has passed, or today."],
        "evidence_on": ["Date of the evidence: '31/2/2026' is no day of the calendar: February 2026 has 28 days."],
    }
    body = response.content.decode()
    assert '<a href="#id_status">Status: nothing is written here; choose one.</a>' in body
    assert 'aria-invalid="true"' in body
    assert not ProgressReport.objects.exists()


def publish_all() -> None:
    second = make.UserFactory(username="second")
    for report in ProgressReport.objects.all():
        publish_report(report=report, by=second, at=timezone.now())


def test_dates_are_moved_by_months_each_with_its_old_date(client, approver, actions):
    actions[0].timescale_raw, actions[0].precision = "31/3/2026", "day"
    actions[0].save()
    client.force_login(approver)
    response = post(client, DATES, *actions)
    assert said(response) == [
        "3 updates with a new date wait for approval. The public reads the old date until another person publishes them."
    ]
    assert {action.due for action in Action.objects.all()} == {date(2026, 3, 31)}
    publish_all()
    found = {action.timescale_raw: action.due for action in Action.objects.all()}
    assert found == {"by 30 June 2026": date(2026, 6, 30), "by June 2026": date(2026, 6, 30)}
    assert {(change.from_due, change.reason, change.changed_on) for change in DueDateChange.objects.all()} == {
        (date(2026, 3, 31), "Two posts are empty.", date(2026, 4, 1))
    }


def test_one_timescale_for_all(client, approver, actions):
    client.force_login(approver)
    post(client, DATES, *actions, how="words", months="", timescale="by end of Spring term 2027")
    publish_all()
    assert {action.timescale_raw for action in Action.objects.all()} == {"by end of Spring term 2027"}


def test_one_that_cannot_be_moved_by_months_stops_all(client, approver, actions):
    actions[2].recurrence = "termly"
    actions[2].save()
    client.force_login(approver)
    response = post(client, DATES, *actions)
    assert "is no single day or month, so it cannot be moved by months; leave it out" in response.content.decode()
    assert not DueDateChange.objects.exists()


def test_a_name_is_asked_about_in_the_partnership_of_each_action(client, approver, actions):
    """That the first action's partnership knows the words as a team's says nothing of another's."""
    released = {"words": "Fatima Siddiqui", "public_words": "Fatima Siddiqui House", "decided_by": approver}
    make.HeldBackFactory(plan=actions[0].plan, decided_at=make.MOMENT, **released)
    there = make.MembershipFactory(user=approver, partnership__name="Eastmarch", role="approver").partnership
    other = make.ActionFactory(
        plan=make.PlanFactory(partnership=there, published=True), public=True, timescale_raw="by March 2026"
    )
    Action.objects.filter(pk=other.pk).update(due=date(2026, 3, 31), next_due=date(2026, 3, 31), precision="month")
    other.refresh_from_db()
    client.force_login(approver)
    typed = {"reason": "Fatima Siddiqui moves.", "names_checked": ""}
    response = post(client, DATES, actions[0], other, **typed)
    assert "&#x27;Fatima Siddiqui&#x27; looks like a person&#x27;s name" in response.content.decode()
    assert post(client, DATES, actions[0], **typed).context.get("form") is None


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"reason": ""}, "reason", "Why the dates change: nothing is written here; write it."),
        ({"agreed_by": ""}, "agreed_by", "Who agreed it: nothing is written here; write it."),
        (
            {"agreed_by": "Mrs Kim Sample"},
            "agreed_by",
            "Who agreed it: 'Mrs Kim Sample' looks like a person; give a role or a team.",
        ),
        ({"agreed_on": ""}, "agreed_on", "Agreed on: nothing is written here; give a day, such as 31/3/2026."),
        (
            {"agreed_on": "13/4/2026"},
            "agreed_on",
            "Agreed on: 13 April 2026 is still to come; give a day that has passed, or today.",
        ),
        ({"months": ""}, "months", "Months later: nothing is written here; write a whole number, such as 3."),
        ({"months": "0"}, "months", "Months later: '0' is too small; write 1 or more."),
        (
            {"how": "words"},
            "timescale",
            "New timescale for all: nothing is written here; write it, or move each by months.",
        ),
        (
            {"reason": "Fatima Siddiqui is ill."},
            "reason",
            "Why the dates change: 'Fatima Siddiqui' looks like a person's name; write a role, or tick the box below.",
        ),
    ],
)
def test_what_the_public_will_read_is_asked_for(typed, field, sentence, client, approver, actions):
    client.force_login(approver)
    response = post(client, DATES, *actions, **typed)
    assert response.context["form"].errors == {field: [sentence]}
    assert not DueDateChange.objects.exists()


def test_an_officer_moves_the_dates_of_drafts_alone_and_needs_no_reason(client, officer, actions, plan):
    draft = make.ActionFactory(plan=plan, timescale_raw="by May 2026", due=date(2026, 5, 31), precision="month")
    client.force_login(officer)
    assert said(post(client, DATES, draft, reason="", agreed_by="", agreed_on="")) == [
        "1 draft action has a new timescale."
    ]
    draft.refresh_from_db()
    assert (draft.due, draft.due_date_changes.count()) == (date(2026, 8, 31), 0)
    assert client.get(f"{DATES}?chosen={marks(*actions)[0]}").status_code == 403
    assert choose(client, "move_dates", actions).status_code == 302
    assert said(client.get(LIST)) == ["The public reads these dates, so only an approver can move them."]


@pytest.mark.parametrize("page", [STATUS, DATES])
def test_who_may_open_it(page, client, partnership, officer, approver, actions, elsewhere):
    asked = f"{page}?chosen={marks(*actions)[0]}"
    far = make.ActionFactory(plan=elsewhere, public=True)

    def answers(user=None) -> tuple[int, int]:
        if user:
            client.force_login(user)
        return client.get(asked).status_code, client.post(page, {"chosen": marks(actions[0])}).status_code

    assert answers() == (302, 302)
    assert answers(officer) == ((200, 200) if page == STATUS else (403, 403))
    assert answers(approver) == (200, 200)
    assert answers(make.MembershipFactory(partnership=partnership, role="administrator").user) == (200, 200)
    assert answers(make.MembershipFactory(partnership=partnership, role="board").user) == (404, 404)
    assert answers(make.MembershipFactory(partnership=elsewhere.partnership).user) == (404, 404)
    client.force_login(approver)
    for wrong in ("", "?chosen=x.1", f"?chosen={far.pk}.1", f"?chosen={actions[0].pk}.1&chosen=999999.1"):
        assert client.get(page + wrong).status_code == 404


@pytest.mark.parametrize("page", [STATUS, DATES])
def test_it_asks_as_much_of_the_database_for_20_as_for_1(page, client, approver, plan, django_assert_num_queries):
    client.force_login(approver)
    for number in (1, 3, 20):
        make.ActionFactory.create_batch(number - plan.actions.count(), plan=plan, public=True)
        asked = urlencode([("chosen", mark) for mark in marks(*plan.actions.all())])
        with django_assert_num_queries(5 if page == STATUS else 4):
            assert client.get(f"{page}?{asked}").status_code == 200


def test_the_pages_have_their_names():
    assert (reverse("office:several-status"), reverse("office:several-dates")) == (STATUS, DATES)


def test_the_tick_on_names_and_the_versions_stand_there_only_where_they_are_asked_for(client, approver, actions):
    client.force_login(approver)
    calm = client.get(f"{DATES}?{urlencode({'chosen': marks(*actions)}, doseq=True)}").content.decode()
    assert ("names_checked" in calm, "Version" in calm) == (False, False)
    asked = post(client, DATES, *actions, reason="Fatima Siddiqui left.").content.decode()
    assert ("names_checked" in asked, "Version" in asked) == (True, True)
