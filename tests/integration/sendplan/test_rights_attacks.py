"""What somebody tries who may not: guessed ids, forged fields, pages that were open before a role was taken."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actions.office.review import mark_of
from priorities.models import AuditEntry, Membership, Plan
from priorities.services import take_role
from tests.factories import office as make
from tests.integration.grid import World, address_of, addresses, all_tables, build

pytestmark = pytest.mark.django_db

MISSING = 987654321
OF_RECORDS = [
    name
    for pattern, name in addresses()
    if pattern.startswith("admin/") and "<path:object_id>" in pattern and not name.endswith("_redirect")
]
"""Edit, history, deletion, file and every verb of every model."""


@pytest.fixture
def world(settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    return build()


def answers(browser, where: str) -> list[tuple[int, bytes, dict[str, str]]]:
    asked = (browser.get(where), browser.post(where, {"post": "yes"}))
    # "Expires" is the second in which it was answered.
    return [(one.status_code, one.content, {**dict(one.items()), "Expires": ""}) for one in asked]


def test_there_is_something_to_ask_for():
    assert len(OF_RECORDS) > 50
    assert {name.rpartition("_")[2] for name in OF_RECORDS} >= {"change", "history", "delete", "original", "publish"}


@pytest.mark.parametrize("role", ["elsewhere", "forum"])
def test_what_somebody_may_not_know_of_answers_like_what_never_was(world, role):
    """Byte for byte, headers included."""
    browser = world.browser(role)
    unknown = 0
    for name in OF_RECORDS:
        kind = name.rpartition("_")[0]
        for state in ["", *(key.partition("@")[2] for key in world.records if key.startswith(f"{kind}@"))]:
            where = address_of(f"{name}@{state}" if state else name, world)
            key = world.record(f"{name}@{state}" if state else name).pk
            got = answers(browser, where)
            if got[0][0] == 404:
                unknown += 1
                missing = where.replace(f"/{key}/", f"/{MISSING}/")
                assert got == answers(browser, missing), where
    assert unknown > (60 if role == "elsewhere" else 40)


@pytest.mark.parametrize(("role", "state"), [("elsewhere", ""), ("elsewhere", "@draft"), ("forum", "@draft")])
def test_the_pages_beside_those_of_django_answer_likewise(world, role, state):
    browser, key = world.browser(role), world.records[f"actions_action{state}"].pk
    pages = [name for pattern, name in addresses() if name.startswith("office:") and "actions/<int:pk>/" in pattern]
    assert len(pages) >= 4
    for name in pages:
        got = answers(browser, reverse(name, args=[key]))
        assert 404 in {one[0] for one in got} <= {404, 405}, name
        assert got == answers(browser, reverse(name, args=[MISSING])), name


@pytest.mark.parametrize("kind", ["priorities_plan", "actions_action", "actions_progressreport", "actions_lead"])
def test_lists_filters_searches_and_exports_hold_nothing_of_another_partnership(world, kind):
    for record in world.records.values():
        if hasattr(record, "title"):
            type(record).objects.filter(pk=record.pk).update(title="OURSECRET")
    browser = world.browser("elsewhere")
    key = world.records[kind].pk
    for query in ("", "?q=OURSECRE", f"?id__exact={key}", f"?plan__id__exact={world.records['priorities_plan'].pk}"):
        page = browser.get(reverse(f"admin:{kind}_changelist") + query, follow=True)
        assert b"OURSECRET" not in page.content
        assert f"/{key}/change/" not in page.content.decode()
    filled = browser.get(reverse(f"admin:{kind}_add"), {"plan": world.records["priorities_plan"].pk, "action": key})
    assert b"OURSECRET" not in filled.content


GUESSES = [
    ("actions_progressreport", "internal_note__startswith=S"),
    ("actions_progressreport", "returned_reason__contains=Say"),
    ("actions_progressreport", "author__exact=1"),
    ("actions_progressreport", "author=1"),
    ("actions_action", "source_row__id__exact=1"),
    ("actions_action", "timescale_problem__startswith=T"),
    ("priorities_plan", "summary__startswith=S"),
]


@pytest.mark.parametrize(("kind", "guess"), GUESSES)
@pytest.mark.parametrize(("role", "answer"), [("forum", 400), ("board", 400), ("editor", 200)])
def test_no_filter_answers_the_forums_guess_about_what_is_not_shown(world, kind, guess, role, answer):
    assert world.browser(role).get(f"{reverse(f'admin:{kind}_changelist')}?{guess}").status_code == answer


def test_the_forum_reads_what_is_submitted_and_no_word_beside_it(world):
    report = world.records["actions_progressreport@submitted"]
    type(report).objects.exclude(state="published").update(internal_note="NOTE", returned_reason="WHY")
    type(report).objects.filter(pk=report.pk).update(done="Submitted words.")
    browser = world.browser("forum")
    listed = browser.get(reverse("admin:actions_progressreport_changelist")).content.decode()
    assert listed.count('class="field-reported_on') == 2  # submitted and published; neither draft nor returned
    assert "field-author" not in listed
    page = browser.get(reverse("admin:actions_progressreport_change", args=[report.pk])).content.decode()
    assert "Submitted words." in page
    assert "NOTE" not in page
    assert "WHY" not in page
    assert "linked" not in page  # who wrote it
    history = reverse("admin:actions_progressreport_history", args=[report.pk])
    assert history not in page
    assert history in world.browser("editor").get(history.replace("history", "change")).content.decode()


def test_the_forum_of_one_partnership_that_works_for_another_exports_the_others_rows_alone(world):
    forum = world.people["forum"]
    other = make.MembershipFactory(user=forum, role="officer").partnership
    mine = make.ActionFactory(plan=make.PlanFactory(partnership=other), official_words="MINE")
    type(mine).objects.exclude(pk=mine.pk).update(official_words="THEIRS")
    sheet = world.browser("forum").post(reverse("admin:actions_action_export"), {"format": "csv"}).content.decode()
    assert "MINE" in sheet
    assert "THEIRS" not in sheet


def refused(browser, world: World, where: str, data: dict[str, object]) -> int:
    """The answer; nothing but the log and the session is written."""
    before = all_tables()
    answer = browser.post(where, data)
    assert all_tables() == before
    assert AuditEntry.objects.filter(kind="denied", words__contains=where).exists()
    return answer.status_code


def test_an_officer_who_forges_an_approval_is_refused_and_it_is_logged(world):
    browser, records = world.browser("linked"), world.records
    report = records["actions_progressreport@submitted"]
    publish = reverse("office:review-report", args=[report.pk])
    assert refused(browser, world, publish, {"do": "publish", "seen": mark_of(report)}) == 403
    edit = reverse("admin:actions_progressreport_change", args=[report.pk])
    forged = {"state": "published", "version_read": "1", "done": "Mine."}
    assert refused(browser, world, edit, forged) == 403
    plan = records["priorities_plan@draft"]
    assert refused(browser, world, reverse("admin:priorities_plan_publish", args=[plan.pk]), {}) == 403


def test_another_partnerships_id_is_refused_and_logged_for_that_partnership(world):
    browser, report = world.browser("elsewhere"), world.records["actions_progressreport"]
    for page in ("change", "delete", "submit", "correct"):
        where = reverse(f"admin:actions_progressreport_{page}", args=[report.pk])
        assert refused(browser, world, where, {"post": "yes", "state": "published"}) == 404
    line = AuditEntry.objects.filter(kind="denied").first()
    assert (line.by, line.partnership, line.record, line.record_id) == (
        world.people["elsewhere"],
        world.records["priorities_partnership"],
        "actions.progressreport",
        report.pk,
    )


def test_a_forged_state_in_a_form_that_one_may_send_is_not_taken(world):
    plan = world.records["priorities_plan@draft"]
    theirs = Plan.objects.get(slug="their-plan").partnership
    rows = {f"{name}-{count}_FORMS": 0 for name in ("rating_words", "documents") for count in ("TOTAL", "INITIAL")}
    typed = {"title": "New", "slug": plan.slug, "kind": plan.kind, "update_cycle": plan.update_cycle}
    forged = {"state": "published", "public_from": "2026-01-01", "partnership": theirs.pk}
    data = {**typed, **rows, **forged, "priority_word": "Priority", "version_read": plan.version}
    where = reverse("admin:priorities_plan_change", args=[plan.pk])
    assert world.browser("linked").post(where, data).status_code == 302
    stored = Plan.objects.get(pk=plan.pk)
    assert (stored.title, stored.state, stored.public_from) == ("New", "draft", None)
    assert stored.partnership == world.records["priorities_partnership"]


def test_a_role_that_is_taken_ends_at_the_next_request(world):
    browser = world.browser("approver")
    where = reverse("admin:priorities_plan_publish", args=[world.records["priorities_plan@draft"].pk])
    assert browser.get(where).status_code == 200
    membership = Membership.objects.get(user=world.people["approver"])
    other = make.MembershipFactory(user=world.people["approver"], role="editor")
    by, at = world.people["superuser"], make.MOMENT
    take_role(membership=membership, by=by, at=at)
    assert (browser.get(where).status_code, browser.post(where).status_code) == (404, 404)
    assert browser.get(reverse("office:roles")).status_code == 200
    take_role(membership=other, by=by, at=at)
    for answer in (browser.get(where), browser.post(where), browser.get(reverse("office:roles"))):
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/admin/login/")


@pytest.mark.parametrize("column", ["is_active", "is_staff"])
def test_an_account_that_is_shut_is_out_at_the_next_request(world, column):
    browser, user = world.browser("approver"), world.people["approver"]
    where = reverse("admin:priorities_plan_change", args=[world.records["priorities_plan"].pk])
    assert browser.get(where).status_code == 200
    type(user).objects.filter(pk=user.pk).update(**{column: False})
    for answer in (browser.get(where), browser.post(where, {"title": "Mine"})):
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/admin/login/")


def test_what_staff_preview_is_shown_to_nobody_else(world):
    draft = world.records["priorities_plan@draft"]
    Plan.objects.filter(pk=draft.pk).update(title="PREVIEWED")
    staff, stranger = world.browser("approver"), world.browser("anonymous")
    pages = [
        reverse("admin:priorities_plan_change", args=[draft.pk]),
        reverse("admin:priorities_plan_publish", args=[draft.pk]),
        reverse("admin:priorities_plan_changelist"),
        draft.get_absolute_url(),
    ]
    for where in pages:
        seen = staff.get(where)
        assert (b"PREVIEWED" in seen.content) == where.startswith("/admin/")
        assert b"PREVIEWED" not in stranger.get(where).content
        if where.startswith("/admin/"):
            assert seen["Cache-Control"] == "no-store"


def test_the_autocomplete_finds_no_more_than_the_page(world):
    asked = {"app_label": "actions", "model_name": "progressreport", "field_name": "action", "term": ""}
    found = {
        role: {
            int(one["id"]) for one in world.browser(role).get(reverse("admin:autocomplete"), asked).json()["results"]
        }
        for role in ("editor", "forum", "elsewhere")
    }
    public, everything = (
        world.records["actions_action"].pk,
        {record.pk for key, record in world.records.items() if key.startswith("actions_action")},
    )
    assert found == {"editor": everything, "forum": {public}, "elsewhere": set()}
    of_leads = {**asked, "model_name": "actionlead", "field_name": "lead"}
    assert world.browser("forum").get(reverse("admin:autocomplete"), of_leads).status_code == 403


def test_an_officer_reports_for_the_leads_to_which_they_are_linked_and_no_others(world):
    action = world.records["actions_action"]
    action.reports.filter(state="draft").update(document=make.SourceDocumentFactory(plan=action.plan))
    where = reverse("office:update", args=[action.pk])
    assert {
        role: refused(world.browser(role), world, where, {"done": "Done."}) for role in ("unlinked", "elsewhere")
    } == {
        "unlinked": 403,
        "elsewhere": 404,
    }
    assert world.browser("linked").get(where).status_code == 200
