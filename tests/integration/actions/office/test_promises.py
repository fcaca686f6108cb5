"""Commitments, recommendations, reviews of plans and what an action delivers, in the office."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from priorities.models import AuditEntry, Commitment, PlanReview, Recommendation
from tests.factories import office as make
from tests.integration.actions.office.test_rounds import words

pytestmark = pytest.mark.django_db

NO_ROWS = {"words_versions-TOTAL_FORMS": 0, "words_versions-INITIAL_FORMS": 0}


def page(record, name: str = "change") -> str:
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=[record.pk])


# -- from the plan ---------------------------------------------------------------------------------------------------


def test_the_plans_page_leads_to_each_list(client, officer, plan):
    make.CommitmentFactory(plan=plan)
    make.MilestoneFactory.create_batch(2, plan=plan)
    client.force_login(officer)
    body = client.get(page(plan)).content.decode()
    for kind, said in {
        "priorities_commitment": "1 in this plan",
        "priorities_recommendation": "None yet",
        "priorities_updateround": "None yet",
        "actions_milestone": "2 in this plan",
        "priorities_planreview": "None yet",
    }.items():
        where = f"{reverse(f'admin:{kind}_changelist')}?plan__id__exact={plan.pk}"
        assert f'<a href="{where}">{said}</a>' in body
        assert client.get(where).status_code == 200


def test_how_often_a_plan_is_reviewed_stands_on_its_form(client, approver, plan):
    client.force_login(approver)
    rows = {f"{name}-{count}_FORMS": 0 for name in ("rating_words", "documents") for count in ("TOTAL", "INITIAL")}
    typed = {"version_read": "1", "title": plan.title, "kind": "roadmap", "priority_word": "Priority", **rows}
    client.post(page(plan), {**typed, "review_cycle": "quarterly", "limits": "No dates of health services."})
    plan.refresh_from_db()
    assert (plan.review_cycle, plan.limits) == ("quarterly", "No dates of health services.")


# -- commitments -----------------------------------------------------------------------------------------------------


def test_a_commitment_is_added_by_hand_and_its_official_words_stay(client, officer, approver, plan):
    aim = make.PriorityFactory(plan=plan)
    client.force_login(officer)
    add = reverse("admin:priorities_commitment_add")
    typed = {"plan": plan.pk, "priority": aim.pk, "agreed_words": "We will listen.", "plain_words": "We listen."}
    client.post(add, typed)
    made = Commitment.objects.get()
    assert (made.priority, made.official_words, made.plain_words) == (aim, "We will listen.", "We listen.")
    assert made.words_versions.get().words == "We will listen."
    client.post(page(made), {"version_read": "1", "plain_words": "We hear you.", "agreed_words": "Forged.", **NO_ROWS})
    made.refresh_from_db()
    assert (made.official_words, made.plain_words) == ("We will listen.", "We hear you.")
    (line,) = AuditEntry.objects.filter(kind="changed").values_list("words", flat=True)
    assert line == "'We hear you.': Plain words from “We listen.” to “We hear you.”."
    Commitment.objects.update(public_from=make.MOMENT)
    assert client.post(page(made), {"version_read": "2", "plain_words": "No.", **NO_ROWS}).status_code == 403


def test_the_same_commitment_is_not_added_twice_in_one_place(client, officer, plan):
    aim = make.PriorityFactory(plan=plan, title="Early help")
    there = make.CommitmentFactory(plan=plan, priority=aim, official_words="We will listen.")
    typed = {"plan": plan.pk, "agreed_words": "We will listen.", "plain_words": ""}
    client.force_login(officer)
    add = reverse("admin:priorities_commitment_add")
    refused = client.post(add, {**typed, "priority": aim.pk})
    assert "Official words: the plan has this very commitment in this place already." in words(refused)
    assert list(Commitment.objects.all()) == [there]
    client.post(add, {**typed, "priority": ""})
    assert set(Commitment.objects.values_list("priority", flat=True)) == {aim.pk, None}


def test_priorities_of_several_plans_are_told_apart(client, officer, plan):
    make.PriorityFactory(plan=plan, number=1, title="Early help")
    client.force_login(officer)
    assert f"Early help – {plan.title}" in words(client.get(reverse("admin:priorities_commitment_add")))


def test_a_commitment_without_words_or_of_another_plans_priority_is_refused(client, officer, plan, partnership):
    foreign = make.PriorityFactory(plan=make.PlanFactory(partnership=partnership))
    client.force_login(officer)
    refused = client.post(
        reverse("admin:priorities_commitment_add"), {"plan": plan.pk, "priority": foreign.pk, "agreed_words": ""}
    )
    assert refused.context["adminform"].form.errors == {
        "agreed_words": ["Official words: nothing is written here; write them as they were agreed."],
        "priority": [f"Priority: '{foreign}' belongs to another plan; choose one of '{plan}'."],
    }


def test_a_commitment_is_withdrawn_with_a_reason_and_a_draft_deleted(client, officer, approver, plan):
    public, draft = make.CommitmentFactory(plan=plan, public_from=make.MOMENT), make.CommitmentFactory(plan=plan)
    client.force_login(officer)
    assert client.post(page(public, "withdraw"), {"seen": "1", "reason": "Old."}).status_code == 403
    client.post(page(draft, "delete"), {"post": "yes"})
    client.force_login(approver)
    refused = client.post(page(public, "withdraw"), {"seen": "1", "reason": ""})
    assert refused.context["form"].errors["reason"] == ["Reason: nothing is written here; write it."]
    client.post(page(public, "withdraw"), {"seen": "1", "reason": "The board replaced it."})
    (stored,) = Commitment.objects.all()
    assert (stored.pk, stored.withdrawn_reason) == (public.pk, "The board replaced it.")


# -- recommendations -------------------------------------------------------------------------------------------------


def test_a_recommendation_is_added_with_its_priorities_and_partners_in_order(client, officer, plan, partnership):
    aim = make.PriorityFactory(plan=plan)
    for name in ("Council", "Health board"):
        make.OrganisationFactory(partnership=partnership, name=name)
    client.force_login(officer)
    add = reverse("admin:priorities_recommendation_add")
    typed = {
        "plan": plan.pk,
        "number": "3",
        "source": "Area SEND inspection, March 2026",
        "priorities": [aim.pk],
        "agreed_words": "Leaders should act.",
        "plain_words": "",
        "partner_names": "Health board\nCouncil",
    }
    client.post(add, typed)
    made = Recommendation.objects.get()
    assert (made.number, made.source, made.official_words) == (
        "3",
        "Area SEND inspection, March 2026",
        "Leaders should act.",
    )
    assert list(made.priorities.all()) == [aim]
    assert [str(row) for row in made.recommendation_partners.all()] == ["Health board", "Council"]
    refused = client.post(add, {**typed, "partner_names": "Nobody Ltd"})
    assert refused.context["adminform"].form.errors == {
        "number": ["Number: recommendation 3 is in the plan already; give another number."],
        "partner_names": [
            "Responsible partners: there is no organisation 'Nobody Ltd' in this partnership; add it to the organisations "
            "first."
        ],
    }
    change = {"version_read": str(made.version), "source": made.source, "plain_words": "Act.", **NO_ROWS}
    client.post(page(made), {**change, "partner_names": "Council\nHealth board"})
    assert [str(row) for row in made.recommendation_partners.all()] == ["Council", "Health board"]
    made.refresh_from_db()
    assert (made.plain_words, made.official_words, list(made.priorities.all())) == ("Act.", "Leaders should act.", [])


def test_organisations_of_another_partnership_are_not_partners(client, officer, plan):
    make.OrganisationFactory(name="Their council")
    record = make.RecommendationFactory(plan=plan)
    client.force_login(officer)
    refused = client.post(page(record), {"version_read": "1", "partner_names": "Their council", **NO_ROWS})
    assert list(refused.context["adminform"].form.errors) == ["partner_names"]


def test_a_draft_recommendation_is_deleted_and_one_with_an_update_is_kept(client, officer, plan):
    draft, answered = make.RecommendationFactory(plan=plan), make.RecommendationFactory(plan=plan)
    make.RecommendationUpdateFactory(recommendation=answered)
    client.force_login(officer)
    client.post(page(draft, "delete"), {"post": "yes"})
    kept = client.post(page(answered, "delete"), {"post": "yes"})
    assert kept.status_code in (200, 403, 409)
    assert list(Recommendation.objects.all()) == [answered]


# -- what an action delivers -----------------------------------------------------------------------------------------


def test_what_an_action_delivers_is_ticked_on_its_page(client, officer, partnership, plan):
    strategy = make.PlanFactory(partnership=partnership)
    plan.delivers = strategy
    plan.save()
    action = make.ActionFactory(plan=plan)
    own, of_strategy = make.CommitmentFactory(plan=plan), make.CommitmentFactory(plan=strategy)
    foreign = make.CommitmentFactory(plan=make.PlanFactory(partnership=partnership))
    asked = make.RecommendationFactory(plan=plan)
    client.force_login(officer)
    assert "No commitment and no recommendation is named." in words(client.get(page(action)))
    where = page(action, "delivers")
    shown = client.get(where)
    assert foreign.official_words not in words(shown)
    seen = shown.context["form"].initial["seen"]
    ticked = {"seen": seen, "commitments": [own.pk, of_strategy.pk], "recommendations": [asked.pk]}
    client.post(where, ticked)
    assert {row.commitment for row in action.action_commitments.all()} == {own, of_strategy}
    assert {row.recommendation for row in action.action_recommendations.all()} == {asked}
    # Somebody else changed it after this page was drawn: nothing is done.
    refused = client.post(where, {"seen": seen, "commitments": []})
    assert refused.context["form"].non_field_errors()[0].startswith("Something here was changed")
    forged = client.post(where, {"seen": refused.context["form"].data["seen"], "commitments": [foreign.pk]})
    assert "commitments" in forged.context["form"].errors
    assert action.action_commitments.count() == 2
    (entry,) = AuditEntry.objects.filter(record="actions.action", kind="changed")
    assert entry.words.startswith(f"Changed what the action '{action}' delivers: now ")


def test_of_a_public_action_an_approver_says_it(client, officer, approver, plan, public_action):
    make.CommitmentFactory(plan=plan)
    client.force_login(officer)
    assert client.get(page(public_action, "delivers")).status_code == 403
    client.force_login(approver)
    assert client.get(page(public_action, "delivers")).status_code == 200


# -- reviews of a plan -----------------------------------------------------------------------------------------------

NOW = "2026-03-20T12:00:00+00:00"


def test_a_review_is_recorded_by_one_and_published_by_another(client, officer, approver, plan, time_machine):
    time_machine.move_to(NOW, tick=False)
    client.force_login(officer)
    add = reverse("admin:priorities_planreview_add")
    typed = {"plan": plan.pk, "reviewed_on": "2 3 2026", "what_changed": "Two dates moved.", "next_on": "2 June 2026"}
    refused = client.post(add, {**typed, "reviewed_on": "21 3 2026", "next_on": "1 3 2026"})
    assert refused.context["adminform"].form.errors == {
        "reviewed_on": ["Reviewed on: 21 March 2026 is still to come; give the day of the review."],
        "next_on": ["Next review: 1 March 2026 is not after this review; give a later day or none."],
    }
    done = client.post(add, typed, follow=True)
    assert "The public cannot read it until an approver, who did not write it, publishes it." in words(done)
    review = PlanReview.objects.get()
    assert (review.reviewed_on, review.next_on, review.author) == (date(2026, 3, 2), date(2026, 6, 2), officer)
    assert client.post(page(review, "publish"), {"seen": "1"}).status_code == 403
    client.force_login(approver)
    queue = client.get(reverse("office:review"))
    assert "1 review of a plan waits." in words(queue)
    assert page(review, "publish") in queue.content.decode()
    client.post(page(review, "publish"), {"seen": "1"})
    review.refresh_from_db()
    assert (PlanReview.objects.public().get(), review.approved_by) == (review, approver)
    assert client.post(page(review), {"version_read": "2", "what_changed": "Nothing."}).status_code == 403
    assert client.post(page(review, "delete"), {"post": "yes"}).status_code == 403


def test_nobody_publishes_their_own_review_and_small_numbers_need_a_tick(client, officer, approver, plan):
    own = make.PlanReviewFactory(plan=plan, author=approver)
    other = make.PlanReviewFactory(plan=plan, author=officer, what_changed="Three pupils got a place.")
    client.force_login(approver)
    assert client.post(page(own, "publish"), {"seen": "1"}).status_code == 403
    refused = client.post(page(other, "publish"), {"seen": "1"})
    assert refused.context["form"].errors["small_numbers_checked"] == [
        "'Three pupils' counts fewer than 5 children, so a child may be recognised; tick this box, or change the words of "
        "the review."
    ]
    client.post(page(other, "publish"), {"seen": "1", "small_numbers_checked": "on"})
    assert list(PlanReview.objects.public()) == [other]


def test_who_only_looks_at_a_review_does_not_become_its_author(client, officer, approver, plan):
    review = make.PlanReviewFactory(plan=plan, author=approver)
    client.force_login(officer)
    same = {"version_read": "1", "reviewed_on": "2 March 2026", "what_changed": review.what_changed, "next_on": ""}
    client.post(page(review), same)
    review.refresh_from_db()
    assert (review.author, review.version) == (approver, 1)
    client.post(page(review, "delete"), {"post": "yes"})
    assert not PlanReview.objects.exists()


# -- what waits ------------------------------------------------------------------------------------------------------


def test_the_index_counts_what_an_approver_decides(client, officer, approver, plan):
    here = {"author": officer, "state": "submitted"}
    make.RecommendationUpdateFactory.create_batch(2, recommendation__plan=plan, **here)
    make.MilestoneChangeFactory(milestone__plan=plan, **here)
    make.PlanReviewFactory(plan=plan, author=officer)
    make.RecommendationUpdateFactory(recommendation__plan=plan, author=approver, state="submitted")
    make.RecommendationUpdateFactory(state="submitted")  # another partnership's
    client.force_login(approver)
    assert (
        "2 updates of recommendations, 1 change of a milestone and 1 review of a plan wait for your approval."
        in words(client.get(reverse("admin:index")))
    )


def test_filters_of_the_queue_reach_rounds_and_milestones(client, officer, approver, plan, partnership):
    other = make.PlanFactory(partnership=partnership, published=True)
    here = {"author": officer, "state": "submitted"}
    make.RecommendationUpdateFactory(recommendation__plan=plan, **here)
    make.MilestoneChangeFactory(milestone__plan=other, **here)
    led = make.LeadFactory(partnership=partnership)
    action = make.ActionFactory(plan=plan, public=True)
    make.ActionLeadFactory(action=action, lead=led)
    make.ProgressReportFactory(action=action, **here)
    client.force_login(approver)

    def found(query: str) -> tuple[int, int]:
        promised = client.get(f"{reverse('office:review')}?{query}").context["promised"]
        return len(promised.rounds), len(promised.changes)

    assert found("") == (1, 1)
    assert found(f"plan={plan.pk}") == (1, 0)
    assert found(f"plan={other.pk}") == (0, 1)
    assert found("kind=round") == (1, 0)
    assert found("kind=milestone") == (0, 1)
    assert found("kind=status") == (0, 0)
    assert found(f"lead={led.pk}") == (0, 0)  # who leads an action leads no round


@pytest.mark.parametrize("rows", [1, 3, 20])
def test_an_approvers_index_asks_as_much_for_1_3_and_20(
    client, officer, approver, plan, rows, django_assert_num_queries
):
    for _ in range(rows):
        make.RecommendationUpdateFactory(recommendation__plan=plan, author=officer, state="submitted")
        make.MilestoneChangeFactory(milestone__plan=plan, author=officer, state="submitted")
        make.PlanReviewFactory(plan=plan, author=officer)
    client.force_login(approver)
    with django_assert_num_queries(22):
        client.get(reverse("admin:index"))
