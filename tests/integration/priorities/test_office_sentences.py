"""What is wrong with a field is one sentence with its name, its value and a remedy; never Django's stock words."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import office as make

pytestmark = pytest.mark.django_db


def errors(client, page: str, /, **typed) -> dict[str, list[str]]:
    return dict(client.post(reverse(f"admin:{page}_add"), typed).context["adminform"].form.errors)


@pytest.fixture
def officer(client):
    membership = make.MembershipFactory()
    client.force_login(membership.user)
    return membership


@pytest.mark.parametrize(
    ("kind", "typed", "field", "sentence"),
    [
        ("priorities_plan", {}, "title", "Title: nothing is written here; write it."),
        ("priorities_plan", {}, "partnership", "Partnership: nothing is written here; choose one."),
        (
            "priorities_plan",
            {"starts_on": "2026-13-45"},
            "starts_on",
            "Starts on: '2026-13-45' is no day of the calendar; write it as day/month/year, such as 31/3/2026.",
        ),
        (
            "priorities_plan",
            {"kind": "poem"},
            "kind",
            "Kind: 'poem' is not in the list; choose one that is.",
        ),
        (
            "priorities_plan",
            {"slug": "my plan"},
            "slug",
            "Slug: 'my plan' has signs that no address has; use only letters, digits, hyphens and underscores.",
        ),
        (
            "priorities_plan",
            {"title": "x" * 301},
            "title",
            "Title: 301 letters are too many; shorten it to 300.",
        ),
        (
            "actions_action",
            {"agreed_words": "Aa'" * 20_000},
            "agreed_words",
            "Official words: 60000 letters are too many; shorten it to 20000.",
        ),
        (
            "actions_action",
            {"order": "first"},
            "order",
            "Order: 'first' is no whole number; write one, such as 3.",
        ),
        ("actions_action", {"order": "-1"}, "order", "Order: '-1' is too small; write 0 or more."),
    ],
)
def test_each_mistake_has_its_sentence(client, officer, kind, typed, field, sentence):
    assert errors(client, kind, **typed)[field] == [sentence]


def test_what_is_there_already_is_said(client, officer):
    make.PlanFactory(slug="taken")
    assert errors(client, "priorities_plan", slug="taken")["slug"] == ["Slug: 'taken' is taken already; write another."]
    make.OrganisationFactory(partnership=officer.partnership, name="Trust")
    typed = {"partnership": officer.partnership.pk, "name": "Trust"}
    assert errors(client, "actions_organisation", **typed)["__all__"] == [
        "Partnership and Name: there is one with the same already; change it here, or open that one."
    ]


def test_no_stock_words_in_an_empty_form(client, officer):
    for kind in ("priorities_plan", "priorities_priority", "actions_action", "actions_lead"):
        typed = {"rating_words-TOTAL_FORMS": 1, "rating_words-INITIAL_FORMS": 0, "rating_words-0-order": "9"}
        page = client.post(reverse(f"admin:{kind}_add"), typed).content.decode()
        assert "This field is required" not in page
        assert "Select a valid choice" not in page
