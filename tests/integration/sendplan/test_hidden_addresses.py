"""What is not public answers as what never was: the same status, the same headers, the same bytes."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import office as make
from tests.factories import pages

pytestmark = pytest.mark.django_db

MISSING = "never-there"


def answer(url: str, method: str = "get") -> tuple[int, list[tuple[str, str]], bytes]:
    response = getattr(Client(), method)(url)
    return response.status_code, sorted(response.items()), response.content


@pytest.fixture
def hidden(world) -> dict[str, str]:
    """Addresses of what is not public, each with the address of nothing beside it."""
    pages.hide_canaries(world)
    make.ActionFactory(plan=world.host.plans.get(slug="draft-plan"), slug="one")
    make.PriorityFactory(plan=world.host.plans.get(slug="draft-plan"), slug="aim")
    return {
        "/plans/draft-plan/": f"/plans/{MISSING}/",
        "/plans/draft-plan/actions/": f"/plans/{MISSING}/actions/",
        "/plans/draft-plan/actions/?status=at_risk": f"/plans/{MISSING}/actions/?status=at_risk",
        "/plans/draft-plan/actions.csv": f"/plans/{MISSING}/actions.csv",
        "/plans/draft-plan/actions/one/": f"/plans/{MISSING}/actions/one/",
        "/plans/draft-plan/priorities/aim/": f"/plans/{MISSING}/priorities/aim/",
        "/plans/plan-2025/actions/unpublished/": f"/plans/plan-2025/actions/{MISSING}/",
        "/plans/plan-2025/priorities/unpublished/": f"/plans/plan-2025/priorities/{MISSING}/",
    }


@pytest.mark.parametrize("method", ["get", "head", "post", "options"])
def test_answers_like_nothing(hidden, method):
    for secret, nothing in hidden.items():
        assert answer(secret, method) == answer(nothing, method), secret
        assert method != "get" or answer(secret)[0] == 404


def test_without_the_last_slash_too(hidden):
    for secret, nothing in hidden.items():
        if secret.endswith("/"):
            status, headers, body = answer(secret.rstrip("/"))
            expected, other_headers, other_body = answer(nothing.rstrip("/"))
            assert (status, body) == (expected, other_body) == (301, b"")
            moved = [(name, value.replace(nothing, secret)) for name, value in other_headers]
            assert [h for h in headers if h[0] != "Location"] == [h for h in moved if h[0] != "Location"]
            assert dict(headers)["Location"] == secret


def test_the_office_sees_the_same(hidden, world):
    """A signed-in officer's browser gets the public's answer at a public address."""
    client = Client()
    client.force_login(make.UserFactory(is_staff=True, is_superuser=True))
    for secret, nothing in hidden.items():
        one, other = client.get(secret), client.get(nothing)
        assert (one.status_code, one.content) == (other.status_code, other.content) == (404, other.content)
