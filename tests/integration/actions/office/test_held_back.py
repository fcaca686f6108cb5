"""Held-back names in the office: a role is given, given anew, or the name left out."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.services import give_public_words, publish_plan_and_actions
from priorities.models import HeldBack, ReadingProblem
from tests.factories import office as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make.PlanFactory(title="Plan for 2026", slug="plan-for-2026")


@pytest.fixture
def officer(plan):
    return make.MembershipFactory(partnership=plan.partnership).user


@pytest.fixture
def held_back(plan):
    return make.HeldBackFactory(plan=plan, number=1, words="Vera Sample")


def decide(client, held_back: HeldBack, **changes: object):
    where = reverse("admin:priorities_heldback_change", args=[held_back.pk])
    return client.post(where, {"version_read": str(held_back.version), **changes})


def test_who_gives_the_role_reads_each_text_that_it_will_stand_in(client, officer, plan, held_back):
    make.ActionFactory(plan=plan, outcome="[name 1 held back], Director")
    make.ActionFactory(plan=plan, outcome="[name 1 held back], Director")
    make.ActionFactory(outcome="[name 1 held back] elsewhere")
    make.LeadFactory(partnership=plan.partnership, name="SENCO ([name 1 held back])")
    client.force_login(officer)
    body = client.get(reverse("admin:priorities_heldback_change", args=[held_back.pk])).content.decode()
    assert "“[name 1 held back], Director”<br>“SENCO ([name 1 held back])”" in body
    assert "elsewhere" not in body


def test_words_for_the_public_take_the_placeholders_place(client, officer, plan, held_back):
    action = make.ActionFactory(plan=plan, outcome="[name 1 held back] answers.")
    client.force_login(officer)
    before = timezone.now()
    assert decide(client, held_back, public_words="SENCO").status_code == 302
    held_back.refresh_from_db()
    action.refresh_from_db()
    assert (held_back.public_words, held_back.decided_by, held_back.words) == (
        "SENCO",
        officer,
        "Vera Sample",
    )
    assert before <= held_back.decided_at <= timezone.now()
    assert action.outcome == "SENCO answers."


def test_words_that_name_no_person_stay_as_they_are_with_the_tick_alone(client, officer, plan, held_back):
    action = make.ActionFactory(plan=plan, outcome="[name 1 held back] answers.")
    client.force_login(officer)
    assert decide(client, held_back, public_words="", is_role="on").status_code == 302
    held_back.refresh_from_db()
    action.refresh_from_db()
    assert (held_back.public_words, action.outcome) == ("Vera Sample", "Vera Sample answers.")


def test_an_email_address_does_not_stay_with_the_tick_alone(client, officer, plan):
    held_back = make.HeldBackFactory(plan=plan, number=2, kind="email", words="vera@example.org")
    client.force_login(officer)
    response = decide(client, held_back, public_words="", is_role="on")
    assert response.context["adminform"].form.errors == {
        "public_words": [
            "Words for the public: nothing is written here; give a role or a team, such as 'SENCO', or leave it out."
        ]
    }


def test_a_decision_is_taken_anew_until_the_public_reads_it(client, officer, plan, held_back):
    action = make.ActionFactory(plan=plan, outcome="[name 1 held back] answers.")
    client.force_login(officer)
    for changes, outcome in (
        ({"public_words": "SENCO"}, "SENCO answers."),
        ({"public_words": "Head of SEND"}, "Head of SEND answers."),
        ({"public_words": "", "left_out": "on"}, "answers."),
    ):
        held_back.refresh_from_db()
        assert decide(client, held_back, **changes).status_code == 302
        action.refresh_from_db()
        assert action.outcome == outcome
        where = reverse("admin:priorities_heldback_change", args=[held_back.pk])
        assert f"“{outcome}”" in client.get(where).content.decode().partition("What they say now")[2]
    held_back.refresh_from_db()
    assert held_back.is_left_out
    page = client.get(reverse("admin:priorities_heldback_history", args=[held_back.pk])).content.decode()
    assert "SENCO" in page
    assert "Head of SEND" in page
    assert "Vera" not in page.split("<h1>")[1].split("</h1>")[1]
    publish_plan_and_actions(plan=plan, by=officer, at=make.MOMENT)
    assert decide(client, held_back, public_words="Other").status_code == 403


def test_texts_that_still_say_the_earlier_role_are_named(client, officer, plan, held_back):
    make.ActionFactory(plan=plan, outcome="[name 1 held back] answers.")
    make.ActionFactory(plan=plan, outcome="Every SENCO comes.")
    client.force_login(officer)
    decide(client, held_back, public_words="SENCO")
    held_back.refresh_from_db()
    where = reverse("admin:priorities_heldback_change", args=[held_back.pk])
    page = client.post(where, {"version_read": str(held_back.version), "public_words": "Head of SEND"}, follow=True)
    sentence = (
        "1 text of the plan still says 'SENCO': “Every SENCO comes.” Change by hand what was meant for this name."
    )
    assert sentence in [str(message) for message in page.context["messages"]]


def test_a_role_and_leaving_it_out_are_not_both(client, officer, held_back):
    client.force_login(officer)
    response = decide(client, held_back, public_words="SENCO", left_out="on")
    assert response.context["adminform"].form.errors == {
        "left_out": ["Leave it out: a role is written above too; empty it, or take the tick away."]
    }


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            " ",
            "Words for the public: nothing is written here; give a role or a team, such as 'SENCO', or leave it out.",
        ),
        (
            "Miss vera sample",
            "Words for the public: 'Miss vera sample' still holds what is held back; give a role, such as 'SENCO'.",
        ),
        (
            "Dr Otto Sample",
            "Words for the public: 'Dr Otto Sample' looks like a person; give a role or a team. "
            "If it is a role all the same, tick the box below.",
        ),
    ],
)
def test_words_that_name_a_person_are_refused(client, officer, held_back, words, sentence):
    client.force_login(officer)
    response = decide(client, held_back, public_words=words)
    assert response.context["adminform"].form.errors == {"public_words": [sentence]}
    assert HeldBack.objects.get().decided_at is None


def test_two_who_decide_at_once_do_not_overwrite_each_other(client, officer, held_back):
    client.force_login(officer)
    HeldBack.objects.get().save()  # somebody else's save
    response = decide(client, held_back, public_words="SENCO")
    assert "so nothing was saved" in response.context["adminform"].form.errors["__all__"][0]
    assert HeldBack.objects.get().public_words == ""
    assert ReadingProblem.objects.count() == 0


# --- a name that somebody calls a role ---


def _publish(client, plan, **data):
    where = reverse("admin:priorities_plan_publish", args=[plan.pk])
    return client.post(where, {"seen": client.get(where).context["form"]["seen"].value(), **data})


@pytest.mark.parametrize(
    "role", ["Vera Sample", "SENCO Vera Sample", "V. Sample", "Sample, Vera", "Dr Otto Quill", "Mariam Okafor"]
)
def test_a_name_released_as_a_role_needs_an_approvers_tick(client, officer, plan, held_back, role):
    make.ActionFactory(plan=plan, outcome="[name 1 held back] answers.")
    give_public_words(held_back=held_back, public_words=role, by=officer, at=make.MOMENT)
    client.force_login(make.MembershipFactory(partnership=plan.partnership, role="approver").user)
    page = client.get(reverse("admin:priorities_plan_publish", args=[plan.pk])).content.decode()
    assert f"Released as a role by {officer}: “{role}”" in page
    assert list(_publish(client, plan).context["form"].errors) == ["names_checked"]
    plan.refresh_from_db()
    assert plan.public_from is None
    # Another form of the name is no release, so the service refuses its text whatever is ticked.
    refused = role in ("V. Sample", "Sample, Vera")
    assert _publish(client, plan, names_checked="on").status_code == (200 if refused else 302)


def test_a_role_that_is_one_needs_no_tick(client, officer, plan, held_back):
    make.ActionFactory(plan=plan, outcome="[name 1 held back] answers.")
    give_public_words(held_back=held_back, public_words="Head of SEND", by=officer, at=make.MOMENT)
    client.force_login(make.MembershipFactory(partnership=plan.partnership, role="approver").user)
    assert _publish(client, plan).status_code == 302


def test_an_officers_release_in_a_draft_hides_the_name_on_no_other_page(client, officer, plan):
    held_back = make.HeldBackFactory(plan=plan, number=1, words="Fatima Siddiqui")
    give_public_words(held_back=held_back, public_words="Fatima Siddiqui", by=officer, at=make.MOMENT)
    other = make.PlanFactory(partnership=plan.partnership)
    make.ActionFactory(plan=other, reference="2.1", outcome="Fatima Siddiqui answers.")
    approver = make.MembershipFactory(partnership=plan.partnership, role="approver").user
    client.force_login(approver)
    where = reverse("admin:priorities_plan_publish", args=[other.pk])
    assert "Action 2.1, Outcome: “Fatima Siddiqui”" in client.get(where).content.decode()
    HeldBack.objects.update(decided_by=approver)
    assert "Fatima Siddiqui" not in client.get(where).content.decode()
