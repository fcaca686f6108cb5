"""Every address of the office, for every kind of person: the expected answers, written down.

A cell is what GET answers / what an empty POST answers (deleting posts its confirmation). 302 for the anonymous is the
way to the sign-in page; 404 is what somebody may not know of; 403 is what they may know of and not do.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse

from actions.models import ProgressReport
from priorities.models import Membership, Plan
from tests.factories import office as make

pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "officer", "other officer", "approver", "board", "administrator", "superuser")

GRID = """
"""

SHARED = {"index", "login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n", "app_list"}


def written() -> dict[str, tuple[str, ...]]:
    rows = (line.split() for line in GRID.strip().splitlines() if not line.startswith("#"))
    return {name: tuple(cells) for name, *cells in rows}


def office_addresses() -> Iterator[str]:
    """The name of every address of the office; a redirect that has no name under its model's."""
    for pattern in admin.site.get_urls():
        if isinstance(pattern, URLPattern):
            if pattern.name is not None:
                yield pattern.name
            continue
        models = {f"{model._meta.app_label}/{model._meta.model_name}/": model for model in admin.site._registry}
        model = models[str(pattern.pattern)]
        for inner in pattern.url_patterns:
            yield inner.name or f"{model._meta.app_label}_{model._meta.model_name}_redirect"


def test_every_address_is_written_down():
    assert sorted({*office_addresses()} - {"view_on_site"}) == sorted(written())


@pytest.fixture
def site(settings, tmp_path):
    """One partnership with one record of each kind. The officer wrote the report, which is a draft."""
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    partnership, elsewhere = make.PartnershipFactory(), make.PartnershipFactory()
    people = {"superuser": make.UserFactory(is_superuser=True)}
    for name in ("officer", "approver", "board", "administrator"):
        people[name] = make.MembershipFactory(partnership=partnership, role=name).user
    people["other officer"] = make.MembershipFactory(partnership=elsewhere, role=Membership.Role.OFFICER).user
    plan = make.PlanFactory(partnership=partnership, published=True)
    draft = make.PlanFactory(partnership=partnership)
    action = make.ActionFactory(plan=plan, public=True)
    lead = make.LeadFactory(partnership=partnership)
    document = make.SourceDocumentFactory(plan=plan)
    records = [
        partnership,
        people["board"],
        Membership.objects.get(user=people["board"]),
        plan,
        make.PriorityFactory(plan=draft),
        document,
        make.SourceRowFactory(document=document),
        make.ReadingProblemFactory(document=document),
        make.HeldBackFactory(plan=plan),
        make.OrganisationFactory(partnership=partnership),
        lead,
        action,
        make.ProgressReportFactory(action=action, author=people["officer"]),
    ]
    return people, {record._meta.label_lower.replace(".", "_"): record for record in records}


def address(name: str, records: dict) -> str:
    if name == "app_list":
        return reverse("admin:app_list", args=["actions"])
    if name in SHARED:
        return reverse(f"admin:{name}")
    if name == "auth_user_password_change":
        return reverse(f"admin:{name}", args=[records["priorities_user"].pk])
    kind, _, page = name.rpartition("_")
    if page in ("changelist", "add", "export"):
        return reverse(f"admin:{name}")
    pk = records[kind].pk
    if page == "redirect":
        return f"{reverse(f'admin:{kind}_changelist')}{pk}/"
    return reverse(f"admin:{name}", args=[pk])


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_as_written(role, site):
    people, records = site
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.force_login(people[role])
    signed_in = client.cookies.copy()
    column = ROLES.index(role)
    answers, expected = {}, {}
    for name, cells in written().items():
        where = address(name, records)
        got = []
        for method in ("get", "post"):
            client.cookies = signed_in.copy()  # whatever the last answer did to the session is rolled back
            with transaction.atomic():
                data = {"post": "yes"} if method == "post" and name.endswith("_delete") else {}
                response = getattr(client, method)(where, data)
                got.append(str(response.status_code))
                response.close()
                transaction.set_rollback(True)
        answers[name], expected[name] = "/".join(got), cells[column]
    assert answers == expected
