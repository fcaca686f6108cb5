"""Actions in the office: who may see and change them, what is withdrawn or deleted, lists and history."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actions.models import Action, ActionWords, ProgressReport
from actions.services import add_action
from actions.timescales import Timescale
from priorities.models import Membership
from tests.factories import office as make
from tests.integration.actions.office.conftest import change, form_errors, typed

pytestmark = pytest.mark.django_db


def test_list_export_and_filters_hold_only_the_partnerships_of_the_user(client, officer, plan, elsewhere):
    make.ActionFactory(plan=plan, official_words="We will meet.")
    make.ActionFactory(plan=elsewhere, official_words="CANARY", priority=make.PriorityFactory(plan=elsewhere))
    make.LeadFactory(partnership=elsewhere.partnership, name="CANARY team")
    client.force_login(officer)
    for name in (
        "actions_action_changelist",
        "actions_lead_changelist",
        "actions_action_export",
        "actions_lead_export",
    ):
        body = client.get(reverse(f"admin:{name}")).content.decode()
        assert "CANARY" not in body, name
        assert "Secret plan" not in body, name
        assert "Farshire" not in body, name
    assert "We will meet." in client.get(reverse("admin:actions_action_export")).content.decode()


@pytest.mark.parametrize("role", ["officer", "board"])
@pytest.mark.parametrize("page", ["change", "history", "delete", "withdraw"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_action_of_another_partnership_answers_as_one_that_never_was(client, elsewhere, role, page, method):
    hidden = make.ActionFactory(plan=elsewhere, public=True)
    client.force_login(make.MembershipFactory(role=role).user)
    name = f"admin:actions_action_{page}"
    there = getattr(client, method)(reverse(name, args=[hidden.pk]), {"post": "yes"})
    nowhere = getattr(client, method)(reverse(name, args=[987654]), {"post": "yes"})
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content.replace(f"/{hidden.pk}/".encode(), b"/ID/") == nowhere.content.replace(b"/987654/", b"/ID/")
    hidden.refresh_from_db()
    assert (hidden.version, hidden.withdrawn_at) == (1, None)


def test_a_form_refuses_the_records_of_another_partnership(client, officer, plan, elsewhere):
    client.force_login(officer)
    response = client.post(
        reverse("admin:actions_action_add"),
        {"plan": elsewhere.pk, "order": 0, "agreed_words": "We will hide."},
    )
    assert form_errors(response) == {"plan": [f"Plan: '{elsewhere.pk}' is not in the list; choose one that is."]}
    action = make.ActionFactory(plan=plan)
    response = client.post(change(action), typed(action, priority=make.PriorityFactory(plan=elsewhere).pk))
    assert list(form_errors(response)) == ["priority"]
    response = client.post(change(action), typed(action, continues=make.ActionFactory(plan=elsewhere).pk))
    assert list(form_errors(response)) == ["continues"]
    assert Action.objects.filter(official_words="We will hide.").count() == 0


def test_a_role_that_is_taken_away_counts_from_the_next_request(client, officer, plan):
    action = make.ActionFactory(plan=plan)
    client.force_login(officer)
    assert client.get(change(action)).status_code == 200
    Membership.objects.filter(user=officer).delete()
    assert client.get(change(action)).status_code == 404


def test_an_officer_sets_neither_publication_nor_plan(client, officer, plan):
    other = make.PlanFactory(partnership=plan.partnership)
    action = make.ActionFactory(plan=plan)
    client.force_login(officer)
    response = client.post(
        change(action),
        typed(
            action,
            plan=other.pk,
            public_from_0="1/1/2020",
            public_from_1="00:00",
            public_from="2020-01-01",
            official_words="Forged.",
            withdrawn_reason="Forged.",
            slug="forged",
            due="2030-01-01",
            outcome="More talk",
        ),
    )
    assert response.status_code == 302
    after = Action.objects.get(pk=action.pk)
    assert (after.plan, after.public_from, after.withdrawn_reason, after.slug, after.due, after.outcome) == (
        plan,
        None,
        "",
        action.slug,
        None,
        "More talk",
    )
    assert after.official_words == action.official_words


def test_only_an_approver_withdraws_and_only_with_a_reason(client, officer, public_action):
    where = reverse("admin:actions_action_withdraw", args=[public_action.pk])
    client.force_login(officer)
    assert client.post(where, {"reason": "Old", "seen": "1"}).status_code == 403
    assert "Withdraw<" not in client.get(change(public_action)).content.decode().split("object-tools")[1][:300]
    approver = make.MembershipFactory(partnership=public_action.plan.partnership, role="approver").user
    client.force_login(approver)
    assert f'<a href="{where}">Withdraw</a>' in client.get(change(public_action)).content.decode()
    response = client.post(where, {"reason": " ", "seen": "1"})
    assert response.context["form"].errors == {"reason": ["Reason: nothing is written here; write it."]}
    assert client.post(where, {"reason": "Done elsewhere", "seen": "1"}).status_code == 302
    public_action.refresh_from_db()
    assert public_action.withdrawn_reason == "Done elsewhere"
    response = client.post(where, {"reason": "Again", "seen": str(public_action.version)})
    assert response.context["form"].non_field_errors() == [
        f"The action '{public_action}' is not public, so it cannot be withdrawn."
    ]


def test_a_verb_is_refused_when_the_record_changed_after_the_page_was_opened(client, public_action):
    approver = make.MembershipFactory(partnership=public_action.plan.partnership, role="approver").user
    client.force_login(approver)
    where = reverse("admin:actions_action_withdraw", args=[public_action.pk])
    seen = client.get(where).context["form"]["seen"].value()
    public_action.outcome = "Changed meanwhile"
    public_action.save()
    response = client.post(where, {"reason": "Old", "seen": seen})
    assert response.context["form"].non_field_errors() == [
        "Something here was changed after you opened this page, so nothing was done. Look again, then decide."
    ]
    assert Action.objects.get(pk=public_action.pk).withdrawn_at is None


@pytest.mark.parametrize("query", ["rated=%00", "rated__exact=%00", "q=a&rated=x&rated=%00"])
def test_a_null_character_in_the_address_of_a_list_is_an_unknown_value(client, officer, query):
    client.force_login(officer)
    where = reverse("admin:actions_action_changelist")
    response = client.get(f"{where}?{query}")
    assert (response.status_code, response["Location"]) == (302, f"{where}?e=1")


def test_what_took_the_place_of_an_action_is_chosen_by_plan_and_words_its_own_plan_first(client, public_action):
    plan = public_action.plan
    older = make.PlanFactory(
        partnership=plan.partnership, title="A plan of before", state="published", public_from=make.MOMENT
    )
    for of, slug in ((older, "old"), (plan, "new")):
        make.ActionFactory(plan=of, reference="1.1", slug=slug, official_words="Ask.", public_from=make.MOMENT)
    client.force_login(make.MembershipFactory(partnership=plan.partnership, role="approver").user)
    page = client.get(reverse("admin:actions_action_withdraw", args=[public_action.pk]))
    labels = [label for _, label in page.context["form"].fields["replaced_by"].choices]
    assert labels == ["---------", f"1.1: Ask – {plan.title}", "1.1: Ask – A plan of before"]


def test_nobody_deletes_what_was_public(client, public_action):
    client.force_login(make.UserFactory(is_superuser=True))
    where = reverse("admin:actions_action_delete", args=[public_action.pk])
    assert client.post(where, {"post": "yes"}).status_code == 403
    assert Action.objects.filter(pk=public_action.pk).exists()
    body = client.get(reverse("admin:actions_action_changelist")).content.decode()
    assert "delete_selected" not in body


def test_a_draft_typed_by_mistake_is_deleted_with_its_words(client, officer, plan):
    made = add_action(
        plan=plan, reference="1", official_words="We will.", timescale=Timescale(raw=""), by=None, at=make.MOMENT
    )
    where = reverse("admin:actions_action_delete", args=[made.pk])
    client.force_login(officer)
    assert client.get(where).status_code == 200
    assert client.post(where, {"post": "yes"}).status_code == 302
    assert (Action.objects.count(), ActionWords.objects.count()) == (0, 0)
    assert Action.history.get(history_type="-").history_user == officer


def test_a_draft_with_a_report_says_why_it_is_kept(client, officer, plan):
    action = make.ProgressReportFactory(action__plan=plan).action
    where = reverse("admin:actions_action_delete", args=[action.pk])
    client.force_login(officer)
    body = client.post(where, {"post": "yes"}).content.decode()
    assert "has progress reports, so it is kept." in body
    assert Action.objects.filter(pk=action.pk).exists()


@pytest.mark.parametrize("rows", [1, 3, 20])
def test_the_list_asks_the_same_number_of_queries_for_any_number_of_rows(
    client, officer, plan, rows, django_assert_num_queries
):
    priority = make.PriorityFactory(plan=plan)
    lead = make.LeadFactory(partnership=plan.partnership)
    for _ in range(rows):
        action = make.ActionFactory(plan=plan, priority=priority)
        make.ActionLeadFactory(action=action, lead=lead)
        action.latest_report = make.ProgressReportFactory(action=action)
        action.save()
    client.force_login(officer)
    where = reverse("admin:actions_action_changelist")
    client.get(where)  # content types and templates are read once
    with django_assert_num_queries(9):
        client.get(where)


def test_the_history_says_who_changed_what(client, officer, plan):
    action = make.ActionFactory(plan=plan, outcome="Before")
    client.force_login(officer)
    client.post(change(action), typed(action, outcome="After"))
    body = client.get(reverse("admin:actions_action_history", args=[action.pk])).content.decode()
    assert "changed by officer" in body
    assert "<strong>Outcome</strong> from “Before” to “After”" in body


def test_the_board_reads_and_changes_nothing(client, plan, public_action):
    member = make.MembershipFactory(partnership=plan.partnership, role="board").user
    client.force_login(member)
    response = client.get(change(public_action))
    assert response.status_code == 200
    assert 'name="_save"' not in response.content.decode()
    assert client.post(change(public_action), typed(public_action, outcome="Ours")).status_code == 403
    assert Action.objects.get(pk=public_action.pk).outcome == ""
    assert ProgressReport.objects.count() == 0
