"""Every address of the office, for every kind of person: the expected answers, written down.

A cell is what GET answers / what an empty POST answers (deleting posts its confirmation). 302 for the
anonymous is the way to the sign-in page; 404 is what somebody may not know of; 403 is what they may know of
and not do. Every page on the way is also held against the content security policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse

from actions import office_urls
from priorities.models import Membership
from tests.factories import office as make

pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "officer", "other officer", "approver", "board", "administrator", "superuser")

GRID = """
# address                            anonymous officer other   approver board   administrator superuser
index                                302/302   200/200 200/200 200/200  200/200 200/200       200/200
login                                200/200   302/200 302/200 302/200  302/200 302/200       302/200
logout                               302/302   405/200 405/200 405/200  405/200 405/200       405/200
password_change                      302/302   200/200 200/200 200/200  200/200 200/200       200/200
password_change_done                 302/302   200/405 200/405 200/405  200/405 200/405       200/405
autocomplete                         302/302   403/405 403/405 403/405  403/405 403/405       403/405
jsi18n                               302/302   200/405 200/405 200/405  200/405 200/405       200/405
priorities_plan_publish              302/302   403/403 404/404 200/200  403/403 200/200       200/200
priorities_plan_take                 302/302   403/403 404/404 200/200  403/403 200/200       200/200
priorities_plan_give-statuses        302/302   403/403 404/404 200/200  403/403 200/200       200/200
priorities_plan_withdraw             302/302   403/403 404/404 200/200  403/403 200/200       200/200
priorities_plan_changelist           302/302   200/200 200/200 200/200  200/200 200/200       200/200
priorities_plan_add                  302/302   200/200 200/200 200/200  403/403 200/200       200/200
priorities_plan_history              302/302   200/200 404/404 200/200  200/200 200/200       200/200
priorities_plan_delete               302/302   403/403 404/404 403/403  403/403 403/403       403/403
priorities_plan_change               302/302   200/403 404/404 200/200  200/403 200/200       200/200
priorities_plan_redirect             302/302   302/302 302/302 302/302  302/302 302/302       302/302
priorities_heldback_changelist       302/302   200/200 200/200 200/200  200/200 200/200       200/200
priorities_heldback_add              302/302   403/403 403/403 403/403  403/403 403/403       403/403
priorities_heldback_history          302/302   200/200 404/404 200/200  200/200 200/200       200/200
priorities_heldback_delete           302/302   403/403 404/404 403/403  403/403 403/403       403/403
priorities_heldback_change           302/302   200/403 404/404 200/200  200/403 200/200       200/200
priorities_heldback_redirect         302/302   302/302 302/302 302/302  302/302 302/302       302/302
actions_progressreport_submit        302/302   200/200 404/404 403/403  403/403 403/403       403/403
actions_progressreport_publish       302/302   403/403 404/404 200/200  403/403 200/200       200/200
actions_progressreport_return        302/302   403/403 404/404 200/200  403/403 200/200       200/200
actions_progressreport_correct       302/302   200/200 404/404 200/200  403/403 200/200       200/200
actions_progressreport_changelist    302/302   200/200 200/200 200/200  200/200 200/200       200/200
actions_progressreport_add           302/302   403/403 403/403 403/403  403/403 403/403       403/403
actions_progressreport_history       302/302   200/200 404/404 200/200  200/200 200/200       200/200
actions_progressreport_delete        302/302   200/302 404/404 403/403  403/403 403/403       403/403
actions_progressreport_change        302/302   200/403 404/404 200/403  200/403 200/403       200/403
actions_progressreport_redirect      302/302   302/302 302/302 302/302  302/302 302/302       302/302
actions_organisation_changelist      302/302   200/200 200/200 200/200  200/200 200/200       200/200
actions_organisation_add             302/302   200/200 200/200 200/200  403/403 200/200       200/200
actions_organisation_history         302/302   200/200 404/404 200/200  200/200 200/200       200/200
actions_organisation_delete          302/302   200/302 404/404 200/302  403/403 200/302       200/302
actions_organisation_change          302/302   200/200 404/404 200/200  200/403 200/200       200/200
actions_organisation_redirect        302/302   302/302 302/302 302/302  302/302 302/302       302/302
actions_lead_changelist              302/302   200/200 200/200 200/200  200/200 200/200       200/200
actions_lead_add                     302/302   200/200 200/200 200/200  403/403 200/200       200/200
actions_lead_history                 302/302   200/200 404/404 200/200  200/200 200/200       200/200
actions_lead_delete                  302/302   200/302 404/404 200/302  403/403 200/302       200/302
actions_lead_change                  302/302   200/200 404/404 200/200  200/403 200/200       200/200
actions_lead_redirect                302/302   302/302 302/302 302/302  302/302 302/302       302/302
actions_action_withdraw              302/302   403/403 404/404 200/200  403/403 200/200       200/200
actions_action_changelist            302/302   200/200 200/200 200/200  200/200 200/200       200/200
actions_action_add                   302/302   200/200 200/200 200/200  403/403 200/200       200/200
actions_action_history               302/302   200/200 404/404 200/200  200/200 200/200       200/200
actions_action_delete                302/302   403/403 404/404 403/403  403/403 403/403       403/403
actions_action_change                302/302   200/403 404/404 200/200  200/403 200/200       200/200
actions_action_redirect              302/302   302/302 302/302 302/302  302/302 302/302       302/302
priorities_partnership_changelist    302/302   200/200 200/200 200/200  200/200 200/200       200/200
priorities_partnership_add           302/302   403/403 403/403 403/403  403/403 403/403       200/200
priorities_partnership_history       302/302   200/200 404/404 200/200  200/200 200/200       200/200
priorities_partnership_delete        302/302   403/403 404/404 403/403  403/403 403/403       403/403
priorities_partnership_change        302/302   200/403 404/404 200/200  200/403 200/200       200/200
priorities_partnership_redirect      302/302   302/302 302/302 302/302  302/302 302/302       302/302
auth_user_password_change            302/302   404/404 404/404 404/404  404/404 404/404       200/200
priorities_user_changelist           302/302   404/404 404/404 404/404  404/404 200/200       200/200
priorities_user_add                  302/302   404/404 404/404 404/404  404/404 403/403       200/200
priorities_user_history              302/302   404/404 404/404 404/404  404/404 200/200       200/200
priorities_user_delete               302/302   404/404 404/404 404/404  404/404 403/403       403/403
priorities_user_change               302/302   404/404 404/404 404/404  404/404 200/403       200/200
priorities_user_redirect             302/302   302/302 302/302 302/302  302/302 302/302       302/302
priorities_membership_changelist     302/302   404/404 404/404 404/404  404/404 200/200       200/200
priorities_membership_add            302/302   404/404 404/404 404/404  404/404 200/200       200/200
priorities_membership_history        302/302   404/404 404/404 404/404  404/404 200/200       200/200
priorities_membership_delete         302/302   404/404 404/404 404/404  404/404 200/302       200/302
priorities_membership_change         302/302   404/404 404/404 404/404  404/404 200/200       200/200
priorities_membership_redirect       302/302   302/302 302/302 302/302  302/302 302/302       302/302
priorities_priority_withdraw         302/302   403/403 404/404 200/200  403/403 200/200       200/200
priorities_priority_changelist       302/302   200/200 200/200 200/200  200/200 200/200       200/200
priorities_priority_add              302/302   200/200 200/200 200/200  403/403 200/200       200/200
priorities_priority_history          302/302   200/200 404/404 200/200  200/200 200/200       200/200
priorities_priority_delete           302/302   200/302 404/404 200/302  403/403 200/302       200/302
priorities_priority_change           302/302   200/200 404/404 200/200  200/403 200/200       200/200
priorities_priority_redirect         302/302   302/302 302/302 302/302  302/302 302/302       302/302
priorities_sourcedocument_set-aside  302/302   200/200 404/404 200/200  403/403 200/200       200/200
priorities_sourcedocument_original   302/302   200/405 404/405 200/405  200/405 200/405       200/405
priorities_sourcedocument_correct    302/302   403/403 404/404 200/200  403/403 200/200       200/200
priorities_sourcedocument_changelist 302/302   200/200 200/200 200/200  200/200 200/200       200/200
priorities_sourcedocument_add        302/302   403/403 403/403 403/403  403/403 403/403       403/403
priorities_sourcedocument_history    302/302   200/200 404/404 200/200  200/200 200/200       200/200
priorities_sourcedocument_delete     302/302   403/403 404/404 403/403  403/403 403/403       403/403
priorities_sourcedocument_change     302/302   200/403 404/404 200/403  200/403 200/403       200/403
priorities_sourcedocument_redirect   302/302   302/302 302/302 302/302  302/302 302/302       302/302
priorities_sourcerow_changelist      302/302   200/200 200/200 200/200  200/200 200/200       200/200
priorities_sourcerow_add             302/302   403/403 403/403 403/403  403/403 403/403       403/403
priorities_sourcerow_history         302/302   200/200 404/404 200/200  200/200 200/200       200/200
priorities_sourcerow_delete          302/302   403/403 404/404 403/403  403/403 403/403       403/403
priorities_sourcerow_change          302/302   200/403 404/404 200/403  200/403 200/403       200/403
priorities_sourcerow_redirect        302/302   302/302 302/302 302/302  302/302 302/302       302/302
priorities_readingproblem_changelist 302/302   200/200 200/200 200/200  200/200 200/200       200/200
priorities_readingproblem_add        302/302   403/403 403/403 403/403  403/403 403/403       403/403
priorities_readingproblem_history    302/302   200/200 404/404 200/200  200/200 200/200       200/200
priorities_readingproblem_delete     302/302   403/403 404/404 403/403  403/403 403/403       403/403
priorities_readingproblem_change     302/302   200/403 404/404 200/403  200/403 200/403       200/403
priorities_readingproblem_redirect   302/302   302/302 302/302 302/302  302/302 302/302       302/302
actions_organisation_export          302/302  200/200 200/200 200/200  200/200 200/200       200/200
actions_organisation_import          302/302  200/200 200/200 200/200  403/403 200/200       200/200
actions_organisation_import_confirm  302/302  404/404 404/404 404/404  403/403 404/404       404/404
actions_lead_export                  302/302  200/200 200/200 200/200  200/200 200/200       200/200
actions_lead_import                  302/302  200/200 200/200 200/200  403/403 200/200       200/200
actions_lead_import_confirm          302/302  404/404 404/404 404/404  403/403 404/404       404/404
actions_action_export                302/302  200/200 200/200 200/200  200/200 200/200       200/200
actions_action_import                302/302  200/200 200/200 200/200  403/403 200/200       200/200
actions_action_import_confirm        302/302  404/404 404/404 404/404  403/403 404/404       404/404
routemaps_term_export                302/302  200/200 200/200 200/200  200/200 200/200       200/200
routemaps_term_import                302/302  403/403 403/403 200/200  403/403 200/200       200/200
routemaps_term_import_confirm        302/302  403/403 403/403 404/404  403/403 404/404       404/404
routemaps_term_changelist            302/302  200/200 200/200 200/200  200/200 200/200       200/200
routemaps_term_add                   302/302  403/403 403/403 200/200  403/403 200/200       200/200
routemaps_term_history               302/302  200/200 404/404 200/200  200/200 200/200       200/200
routemaps_term_delete                302/302  403/403 404/404 200/302  403/403 200/302       200/302
routemaps_term_change                302/302  200/403 404/404 200/200  200/403 200/200       200/200
routemaps_term_redirect              302/302  302/302 302/302 302/302  302/302 302/302       302/302
app_list                             302/302   200/200 200/200 200/200  200/200 200/200       200/200
office:update                        302/302   200/200 404/404 200/200  403/403 200/200       200/200
office:update-check                  302/302   200/200 404/404 302/302  403/403 302/302       302/302
office:update-done                   302/302   302/405 404/405 302/405  403/405 302/405       302/405
office:no-change                     302/302   405/302 405/404 405/302  405/403 405/302       405/302
"""

SHARED = {
    "index",
    "login",
    "logout",
    "password_change",
    "password_change_done",
    "autocomplete",
    "jsi18n",
    "app_list",
}

OF_AN_ACTION = {"office:update", "office:update-check", "office:update-done", "office:no-change"}


def written() -> dict[str, tuple[str, ...]]:
    rows = (line.split() for line in GRID.strip().splitlines() if not line.startswith("#"))
    return {name: tuple(cells) for name, *cells in rows}


def office_addresses() -> Iterator[str]:
    """The name of every address of the office; a redirect that has no name under its model's."""
    yield from (f"office:{pattern.name}" for pattern in office_urls.urlpatterns)
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
    assert sorted(office_addresses()) == sorted(written())


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
    make.reporter(action, people["officer"])
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
        make.TermFactory(partnership=partnership),
    ]
    return people, {record._meta.label_lower.replace(".", "_"): record for record in records}


INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
"""What a policy of script-src and style-src 'self' forbids in a page."""


def forbidden_by_the_policy(response) -> list[str]:
    if response.streaming or not response["Content-Type"].startswith("text/html"):
        return []
    return INLINE.findall(re.sub(r"<textarea.*?</textarea>", "", response.content.decode(), flags=re.DOTALL))


def address(name: str, records: dict) -> str:
    if name == "app_list":
        return reverse("admin:app_list", args=["actions"])
    if name in SHARED:
        return reverse(f"admin:{name}")
    if name == "auth_user_password_change":
        return reverse(f"admin:{name}", args=[records["priorities_user"].pk])
    if name in OF_AN_ACTION:
        return reverse(name, args=[records["actions_action"].pk])
    kind, _, page = name.rpartition("_")
    if name.endswith("_import_confirm") or page in ("changelist", "add", "export", "import"):
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
                assert forbidden_by_the_policy(response) == [], f"{method} {where}"
                b"".join(response)  # a file that is sent is closed when it was read
                transaction.set_rollback(True)
        answers[name], expected[name] = "/".join(got), cells[column]
    assert answers == expected


def test_there_is_no_shortcut_that_tells_the_address_of_a_draft(site, client):
    people, records = site
    client.force_login(people["other officer"])
    plan = records["priorities_plan"]
    kind = ContentType.objects.get_for_model(plan)
    assert client.get(f"/admin/r/{kind.pk}/{plan.pk}/").status_code == 404


QUERIES = {
    "priorities_partnership": (make.PartnershipFactory, 4),
    "priorities_user": (make.UserFactory, 4),
    "priorities_membership": (make.MembershipFactory, 5),
    "priorities_plan": (make.PlanFactory, 5),
    "priorities_priority": (make.PriorityFactory, 5),
    "priorities_sourcedocument": (make.SourceDocumentFactory, 5),
    "priorities_sourcerow": (make.SourceRowFactory, 5),
    "priorities_readingproblem": (make.ReadingProblemFactory, 6),
    "priorities_heldback": (make.HeldBackFactory, 5),
    "actions_organisation": (make.OrganisationFactory, 5),
    "actions_lead": (make.LeadFactory, 6),
    "actions_action": (make.ActionFactory, 8),
    "actions_progressreport": (make.ProgressReportFactory, 5),
    "routemaps_term": (make.TermFactory, 5),
}


def test_every_list_is_counted_below():
    assert set(QUERIES) == {model._meta.label_lower.replace(".", "_") for model in admin.site._registry}


@pytest.mark.parametrize("kind", QUERIES)
def test_a_list_asks_the_same_number_of_queries_for_1_and_3_rows(
    kind, client, settings, tmp_path, django_assert_num_queries
):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    factory, queries = QUERIES[kind]
    client.force_login(make.UserFactory(is_superuser=True))
    where = reverse(f"admin:{kind}_changelist")
    for rows in (1, 2):
        factory.create_batch(rows)
        with django_assert_num_queries(queries):
            client.get(where)
