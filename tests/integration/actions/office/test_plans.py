"""Plans in the office: publish, withdraw, the rating key, and what is wrong first."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from actions.models import RatingWord
from priorities.models import Plan
from tests.factories import office as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return make.PartnershipFactory(name="Westmarch")


@pytest.fixture
def officer(partnership):
    return make.MembershipFactory(partnership=partnership, user__username="officer").user


@pytest.fixture
def approver(partnership):
    return make.MembershipFactory(partnership=partnership, role="approver").user


@pytest.fixture
def plan(partnership):
    return make.PlanFactory(partnership=partnership, title="Plan for 2026", slug="plan-for-2026")


def page(plan: Plan, name: str) -> str:
    return reverse(f"admin:priorities_plan_{name}", args=[plan.pk])


def typed(plan: Plan, **changes: object) -> dict[str, object]:
    return {
        "version_read": str(plan.version),
        "title": plan.title,
        "slug": plan.slug,
        "kind": plan.kind,
        "summary": plan.summary,
        "priority_word": plan.priority_word,
        "rating_words-TOTAL_FORMS": 0,
        "rating_words-INITIAL_FORMS": 0,
        "documents-TOTAL_FORMS": 0,
        "documents-INITIAL_FORMS": 0,
        **changes,
    }


def test_adding_a_plan_records_when_and_stays_a_draft(client, officer, partnership):
    client.force_login(officer)
    data = {
        "partnership": partnership.pk,
        "title": "New plan",
        "slug": "new-plan",
        "kind": "action-plan",
        "priority_word": "Aim",
        "state": "published",
        "rating_words-TOTAL_FORMS": 1,
        "rating_words-INITIAL_FORMS": 0,
        "rating_words-0-order": 1,
        "rating_words-0-word": "Amber",
        "rating_words-0-meaning": "Late",
        "rating_words-0-status": "at_risk",
    }
    assert client.post(reverse("admin:priorities_plan_add"), data).status_code == 302
    plan = Plan.objects.get()
    assert (plan.title, plan.state, plan.public_from, plan.partnership) == (
        "New plan",
        "draft",
        None,
        partnership,
    )
    assert plan.recorded_at is not None
    assert list(RatingWord.objects.values_list("plan", "word", "status")) == [(plan.pk, "Amber", "at_risk")]


def test_a_plan_names_only_plans_of_its_own_partnership(client, officer, plan):
    own = make.PlanFactory(partnership=plan.partnership)
    second = make.MembershipFactory(user=officer).partnership
    foreign = make.PlanFactory(partnership=second)
    client.force_login(officer)
    form = client.get(page(plan, "change")).context["adminform"].form
    assert list(form.fields["supersedes"].queryset) == [own]
    response = client.post(
        reverse("admin:priorities_plan_add"), typed(plan, partnership=second.pk, slug="x", supersedes=own.pk)
    )
    assert response.context["adminform"].form.errors == {
        "supersedes": [f"'{own}' is a plan of another partnership; choose one of {second}."]
    }
    assert list(client.get(page(foreign, "change")).context["adminform"].form.fields["supersedes"].queryset) == []


def test_a_row_of_the_rating_key_is_guarded_by_the_plans_version(client, officer, plan):
    word = make.RatingWordFactory(plan=plan, word="Amber", meaning="Late", order=1)
    rows = {
        "rating_words-TOTAL_FORMS": 1,
        "rating_words-INITIAL_FORMS": 1,
        "rating_words-0-id": word.pk,
        "rating_words-0-plan": plan.pk,
        "rating_words-0-order": 1,
        "rating_words-0-word": "Amber",
    }
    client.force_login(officer)
    read = typed(plan, **rows)
    assert client.post(page(plan, "change"), {**read, "rating_words-0-meaning": "A little late"}).status_code == 302
    response = client.post(page(plan, "change"), {**read, "rating_words-0-meaning": "Very late"})
    assert RatingWord.objects.get().meaning == "A little late"
    assert [(item.label, item.stored, item.typed) for item in response.context["differences"]] == [
        ("Meaning", "A little late", "Very late")
    ]
    assert 'value="Very late"' in response.content.decode()
    assert Plan.objects.get().version == 2


def test_the_address_of_a_plan_that_was_public_is_only_read(client, approver, partnership):
    public = make.PlanFactory(partnership=partnership, published=True, slug="kept")
    client.force_login(approver)
    assert client.post(page(public, "change"), typed(public, slug="moved", title="New title")).status_code == 302
    public.refresh_from_db()
    assert (public.slug, public.title) == ("kept", "New title")


def test_the_publish_page_says_what_becomes_public_and_what_is_wrong(client, approver, plan, settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    make.PriorityFactory(plan=plan)
    make.CommitmentFactory(plan=plan, official_words="We will listen.")
    dated = make.ActionFactory(plan=plan, due=date(2026, 3, 31), precision="month")
    make.ActionLeadFactory(action=dated)
    bare = make.ActionFactory(plan=plan, official_words="We will do the bare thing.")
    make.ActionFactory(plan=plan, ongoing=True, timescale_problem="'Spt' is no month.")
    document = make.SourceDocumentFactory(plan=plan)
    make.ProgressReportFactory(action=dated, document=document, reported_on=None)
    make.ReadingProblemFactory(document=document, place="row 9", message="No date.")
    make.ReadingProblemFactory(document=document, message="SETTLED", settled_at=make.MOMENT, settled_by=approver)
    make.HeldBackFactory(plan=plan, number=4, words="Vera Sample")
    client.force_login(approver)
    response = client.get(page(plan, "publish"))
    body = " ".join(response.content.decode().split())
    for sentence in (
        "<li>1 commitment, not public yet:<ul><li>We will listen.</li></ul></li>",
        "<li>1 priority that is not public yet</li>",
        "<li>3 actions that are not public yet</li>",
        "<li>1 progress report that came with a document</li>",
        "<h3>Reading problems that are open: 1</h3>",
        "row 9</a>: No date.</li>",
        "<h3>Names held back: 1</h3>",
        "[name 4 held back]</a>",
        "<h3>Actions without a date: 1</h3>",
        "<h3>Actions without a lead: 2</h3>",
        "<h3>Actions whose date could not be read: 1</h3>",
        "&#x27;Spt&#x27; is no month.",
        str(bare),
    ):
        assert sentence in body, sentence
    assert "SETTLED" not in body
    assert "Vera Sample" not in body
    assert Plan.objects.get().state == "draft"


def test_a_plan_without_fault_says_so(client, approver, plan):
    client.force_login(approver)
    assert "Nothing that this service could see." in client.get(page(plan, "publish")).content.decode()


def test_publishing_publishes_the_plan_and_what_is_in_it_once(client, approver, plan):
    action = make.ActionFactory(plan=plan)
    client.force_login(approver)
    seen = client.get(page(plan, "publish")).context["form"]["seen"].value()
    response = client.post(page(plan, "publish"), {"seen": seen, "public_from": "31/5/2024"}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "The plan 'Plan for 2026' was published: the public can read it and its 1 action now."
    ]
    plan.refresh_from_db()
    action.refresh_from_db()
    since = datetime(2024, 5, 30, 23, 0, tzinfo=UTC)  # midnight in London
    assert (plan.state, plan.public_from, action.public_from) == ("published", since, since)
    assert action.promised_on == date(2024, 5, 31)
    assert "Publish" not in [button["label"] for button in response.context["verb_buttons"]]
    seen = client.get(page(plan, "publish")).context["form"]["seen"].value()
    again = client.post(page(plan, "publish"), {"seen": seen})
    assert again.context["form"].non_field_errors() == ["Everything in the plan 'Plan for 2026' is public already."]


def test_a_day_to_come_is_refused(client, approver, plan):
    client.force_login(approver)
    seen = client.get(page(plan, "publish")).context["form"]["seen"].value()
    response = client.post(page(plan, "publish"), {"seen": seen, "public_from": "1/1/2999"})
    assert response.context["form"].errors == {
        "public_from": ["Public since: 1 January 2999 is still to come; give a day that has passed, or leave it empty."]
    }
    assert Plan.objects.get().state == "draft"


def test_nothing_is_published_that_the_approver_has_not_seen(client, approver, plan):
    action = make.ActionFactory(plan=plan)
    client.force_login(approver)
    seen = client.get(page(plan, "publish")).context["form"]["seen"].value()
    action.plain_words = "Slipped in"
    action.save()
    response = client.post(page(plan, "publish"), {"seen": seen})
    assert response.context["form"].non_field_errors() == [
        "Something here was changed after you opened this page, so nothing was done. Look again, then decide."
    ]
    assert Plan.objects.get().state == "draft"


def test_an_officer_sees_no_button_and_publishes_nothing(client, officer, plan):
    client.force_login(officer)
    assert client.get(page(plan, "change")).context["verb_buttons"] == []
    assert client.post(page(plan, "publish"), {"seen": ""}).status_code == 403
    assert Plan.objects.get().state == "draft"


def test_a_get_publishes_nothing_and_other_methods_are_refused(client, approver, plan):
    client.force_login(approver)
    client.get(page(plan, "publish"), {"seen": "", "public_from": ""})
    assert client.put(page(plan, "publish")).status_code == 405
    assert Plan.objects.get().state == "draft"


def test_withdrawing_names_the_reason_and_what_took_its_place(client, approver, partnership):
    old = make.PlanFactory(partnership=partnership, published=True, title="Old")
    new = make.PlanFactory(partnership=partnership, published=True, title="New")
    foreign = make.PlanFactory(published=True)
    client.force_login(approver)
    seen = client.get(page(old, "withdraw")).context["form"]["seen"].value()
    bad = client.post(page(old, "withdraw"), {"seen": seen, "reason": "Replaced", "replaced_by": foreign.pk})
    assert list(bad.context["form"].errors) == ["replaced_by"]
    good = client.post(page(old, "withdraw"), {"seen": seen, "reason": "Replaced", "replaced_by": new.pk})
    assert good.status_code == 302
    old.refresh_from_db()
    assert (old.state, old.withdrawn_reason, old.replaced_by) == ("withdrawn", "Replaced", new)
    buttons = client.get(page(old, "change")).context["verb_buttons"]
    assert [button["label"] for button in buttons] == ["Withdraw words"]


def test_only_a_draft_that_is_empty_is_deleted(client, approver, partnership):
    client.force_login(approver)
    draft, public = (
        make.PlanFactory(partnership=partnership),
        make.PlanFactory(partnership=partnership, published=True),
    )
    filled = make.ActionFactory(plan__partnership=partnership).plan
    assert client.post(page(public, "delete"), {"post": "yes"}).status_code == 403
    assert client.post(page(filled, "delete"), {"post": "yes"}).status_code == 200  # says what stands in the way
    assert client.post(page(draft, "delete"), {"post": "yes"}).status_code == 302
    assert set(Plan.objects.all()) == {public, filled}
