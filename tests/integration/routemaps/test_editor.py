"""The editor of routemaps in the office: one page, a preview, the check, approval by another, and what is due for a check."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client

from priorities.models import AuditEntry
from routemaps.models import Anchor, Branch, Contact, DateRule, DraftLink, Routemap, RoutemapVersion, Stage
from routemaps.services import ask_for_views, submit_routemap
from tests.factories import office as make
from tests.factories.routemaps import published_routemaps

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-03-20T12:00:00Z")]

AT = make.MOMENT
LIST = "/admin/routemaps/routemap/"


@pytest.fixture
def partnership():
    return make.PartnershipFactory(name="Mereshire SEND Partnership")


@pytest.fixture
def editor(partnership):
    return make.MembershipFactory(partnership=partnership, role="editor").user


@pytest.fixture
def approver(partnership):
    return make.MembershipFactory(partnership=partnership, role="approver").user


@pytest.fixture
def maps(partnership, editor, approver):
    return published_routemaps(partnership, author=editor, approver=approver)


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(response) -> str:
    body = re.sub(r"<(title|style|script)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def form_of(response) -> dict[str, str]:
    """What the forms of an editor's page would send as they stand."""
    context = response.context
    found = {}
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for field in form:
            value = field.value()
            if value is True:
                found[field.html_name] = "on"
            elif value is not None and value is not False:
                found[field.html_name] = str(value)
    return found


def editor_page(routemap) -> str:
    return f"{LIST}{routemap.pk}/change/"


def saved(client, routemap, **typed):
    page = client.get(editor_page(routemap))
    return client.post(editor_page(routemap), form_of(page) | typed)


def test_the_whole_routemap_stands_on_one_page_and_saving_it_changes_nothing(maps, editor):
    routemap = maps["ask-for-a-plan"]
    client = browser(editor)
    page = client.get(editor_page(routemap))
    said = words(page)
    assert page.status_code == 200
    assert "This is the draft." in said
    assert "Nothing forbids to publish it." in said
    before = _state(routemap)
    response = client.post(editor_page(routemap), form_of(page))
    assert response.status_code == 302, form_errors(response)
    assert _state(routemap) == before
    assert (
        submit_routemap(routemap=routemap, what_changed="x", by=editor, at=AT).payload["stages"]
        == (RoutemapVersion.objects.public().get(routemap=routemap).payload["stages"])
    )


def _state(routemap) -> list:
    return [
        list(Stage.objects.filter(routemap=routemap).values("key", "title", "when", "do_now", "order")),
        list(Stage.objects.filter(routemap=routemap).values("key", "rules__key", "contacts__key")),
        list(Branch.objects.filter(routemap=routemap).values("condition", "kind", "stage", "to_stage", "to_page")),
        list(routemap.anchor_rows.values("anchor", "order")),
    ]


def form_errors(response) -> list:
    if response.context is None or "adminform" not in response.context:
        return [response.status_code]
    return [
        response.context["adminform"].form.errors,
        *(one.formset.errors for one in response.context["inline_admin_formsets"]),
    ]


def test_a_stage_a_way_and_the_days_are_typed_together(maps, editor):
    routemap = maps["ask-for-a-plan"]
    client = browser(editor)
    response = saved(
        client,
        routemap,
        days="letter\nrequest",
        **{
            "stages-0-title": "Write to the council",
            "stages-0-its_rules": "A7\nA1",
            "stages-0-its_contacts": "council",
            "stages-2-key": "late",
            "stages-2-title": "Nothing comes",
            "stages-2-order": "5",
            "stages-2-what_happens": "You wait.",
            "stages-2-do_now": "Call.",
            "stages-2-its_contacts": "sendiass",
            "branches-0-condition": "The council agrees",
        },
    )
    assert response.status_code == 302, form_errors(response)
    first, last = Stage.objects.get(routemap=routemap, key="ask"), Stage.objects.get(routemap=routemap, key="late")
    assert first.title == "Write to the council"
    assert [row.rule.key for row in first.rule_rows.all()] == ["A7", "A1"]
    assert [row.contact.key for row in first.contact_rows.all()] == ["council"]
    assert last.what_happens == "You wait."
    assert [row.anchor.key for row in routemap.anchor_rows.all()] == ["letter", "request"]
    assert first.history.first().history_user == editor
    assert "The council agrees" in list(Branch.objects.filter(routemap=routemap).values_list("condition", flat=True))
    problems = words(client.get(editor_page(routemap)))
    assert "What forbids to publish it" in problems
    assert "Stage 3, 'Nothing comes': nothing goes on from here" in problems
    public = words(Client().get("/routemaps/ask-for-a-plan/"))
    assert "Write to the council" not in public


def test_a_key_of_nothing_is_told_and_nothing_is_saved(maps, editor):
    routemap = maps["ask-for-a-plan"]
    response = saved(browser(editor), routemap, **{"stages-0-title": "New", "stages-0-its_rules": "A1\nA9"})
    assert "Rules on dates: there is no 'A9' here; add it first, or name another one." in words(response)
    again = saved(browser(editor), routemap, days="request\nrequest")
    assert "Days that a family can type: 'request' stands there twice; leave one of them out." in words(again)
    assert Stage.objects.get(routemap=routemap, key="ask").title == "Ask the council"


def test_a_newer_save_of_somebody_else_is_not_lost(maps, editor, approver):
    routemap = maps["ask-for-a-plan"]
    client = browser(editor)
    typed = form_of(client.get(editor_page(routemap))) | {"stages-0-title": "Mine"}
    saved(browser(approver), routemap, **{"stages-0-title": "Theirs"})
    response = client.post(editor_page(routemap), typed)
    assert "after you opened it, so nothing was saved" in words(response)
    assert Stage.objects.get(routemap=routemap, key="ask").title == "Theirs"


def rows_of(page: dict[str, str], column: str, value: str) -> list[str]:
    """The prefixes of the ways on the editor's page of which a column has a value."""
    return [
        name.removesuffix(column)
        for name, typed in page.items()
        if re.fullmatch(rf"branches-\d+-{column}", name) and typed == value
    ]


def test_a_stage_is_taken_out_with_its_ways_once_none_leads_to_it(maps, editor):
    routemap = maps["ask-for-a-plan"]
    client = browser(editor)
    page = form_of(client.get(editor_page(routemap))) | {"stages-1-DELETE": "on"}
    plan = Stage.objects.get(routemap=routemap, key="plan")
    to_it = rows_of(page, "to_stage", str(plan.pk))
    own = plan.branches.count()
    assert to_it
    assert own
    refused = client.post(editor_page(routemap), page)
    assert (
        "The way 'The council says yes' leads to the stage 'The plan', which you take out. "
        "Lead it somewhere else, or take it out too."
    ) in words(refused)
    assert "Nothing forbids to publish it." not in words(refused)
    assert plan.branches.count() == own
    before = routemap.branches.count()
    response = client.post(editor_page(routemap), page | {f"{row}DELETE": "on" for row in to_it})
    assert response.status_code == 302, form_errors(response)
    assert [stage.key for stage in routemap.stages.all()] == ["ask"]
    assert routemap.branches.count() == before - own - len(to_it)
    assert Branch.history.filter(history_type="-", history_user=editor).count() == own + len(to_it)


def test_a_new_way_does_not_start_from_a_stage_that_is_taken_out(maps, editor):
    routemap = maps["ask-for-a-plan"]
    client = browser(editor)
    page = form_of(client.get(editor_page(routemap)))
    plan = str(Stage.objects.get(routemap=routemap, key="plan").pk)
    new = f"branches-{page['branches-INITIAL_FORMS']}-"
    typed = {"stages-1-DELETE": "on", f"{new}stage": plan, f"{new}condition": "And then", f"{new}kind": "next"}
    gone = {f"{row}DELETE": "on" for row in rows_of(page, "to_stage", plan)}
    response = client.post(editor_page(routemap), page | gone | typed)
    assert "The way 'And then' starts from the stage 'The plan', which you take out." in words(response)
    assert routemap.stages.count() == 2


def test_a_stage_to_which_another_routemap_leads_stays(maps, editor):
    routemap, other = maps["ask-for-a-plan"], maps["disagree"]
    plan = Stage.objects.get(routemap=routemap, key="plan")
    Branch.objects.create(
        routemap=other, stage=other.stages.first(), condition="The plan comes", kind="next", to_stage=plan
    )
    client = browser(editor)
    page = form_of(client.get(editor_page(routemap)))
    gone = {f"{row}DELETE": "on" for row in rows_of(page, "to_stage", str(plan.pk))}
    response = client.post(editor_page(routemap), page | gone | {"stages-1-DELETE": "on"})
    expected = f"The stage 'The plan' stays: the routemap '{other}' leads to it with 'The plan comes'."
    assert expected in words(response)
    assert routemap.stages.count() == 2


def test_stages_have_numbers_and_keys_of_their_own(maps, editor):
    routemap = maps["ask-for-a-plan"]
    client = browser(editor)
    first = form_of(client.get(editor_page(routemap)))["stages-0-order"]
    numbers = saved(client, routemap, **{"stages-1-order": first})
    assert f"Order: more than one stage has the number {first}; give each its own." in words(numbers)
    keys = saved(client, routemap, **{"stages-1-key": "ask"})
    assert "Two stages have the same key: give each its own, so that links can tell them apart." in words(keys)
    assert [stage.key for stage in routemap.stages.all()] == ["ask", "plan"]


def test_ways_stand_in_the_order_of_their_stages(maps, editor):
    routemap = maps["ask-for-a-plan"]
    routemap.branches.filter(stage__key="ask").update(order=90)
    page = form_of(browser(editor).get(editor_page(routemap)))
    order = {str(stage.pk): place for place, stage in enumerate(routemap.stages.all(), start=1)}
    starts = [order.get(page.get(f"branches-{n}-stage", ""), 0) for n in range(int(page["branches-INITIAL_FORMS"]))]
    assert starts == sorted(starts)
    assert {1, 2} <= set(starts)


def test_the_preview_shows_the_draft_its_problems_and_advice(maps, editor, client):
    routemap = maps["ask-for-a-plan"]
    saved(browser(editor), routemap, **{"stages-0-when": "TAF day", "stages-0-do_now": ""})
    preview = browser(editor).get(f"{LIST}{routemap.pk}/preview/")
    said = words(preview)
    assert "This is a preview. Nobody outside the office sees this page." in said
    assert "it does not say what a family can do now; write at least one thing." in said
    assert "Stage 1, when: TAF is not explained." in said
    assert "When: TAF day" in said
    assert preview["Cache-Control"] == "no-store"
    assert client.get(f"{LIST}{routemap.pk}/preview/").status_code == 302


def test_it_is_sent_read_returned_and_published_by_another(maps, editor, approver):
    routemap = maps["ask-for-a-plan"]
    saved(browser(editor), routemap, **{"stages-0-title": "Write to the council"})
    sending = f"{LIST}{routemap.pk}/send/"
    page = browser(editor).get(sending)
    assert "Nothing forbids to publish it." in words(page)
    seen = page.context["form"]["seen"].value()
    browser(editor).post(sending, {"seen": seen, "what_changed": "A plainer title."})
    version = RoutemapVersion.objects.get(state="submitted")
    of_version = f"/admin/routemaps/routemapversion/{version.pk}/"
    assert "Write to the council" in words(browser(approver).get(f"{of_version}read/"))
    assert browser(editor).get(f"{of_version}publish/").status_code == 403
    deciding = words(browser(approver).get(f"{of_version}publish/"))
    assert "Different from version 1, which families read now Write to the council (changed)" in deciding
    assert "A version waits for approval already (“A plainer title.”)." in words(
        browser(editor).get(editor_page(routemap))
    )
    decide(approver, f"{of_version}return/", reason="Say who.")
    assert "Returned: Say who." in words(browser(editor).get(editor_page(routemap)))
    version.refresh_from_db()
    assert (version.state, version.returned_reason) == ("returned", "Say who.")
    submit_routemap(routemap=routemap, what_changed="Again.", by=editor, at=AT)
    newer = RoutemapVersion.objects.get(state="submitted")
    decide(approver, f"/admin/routemaps/routemapversion/{newer.pk}/publish/")
    assert "Write to the council" in words(Client().get("/routemaps/ask-for-a-plan/"))
    assert AuditEntry.objects.filter(kind="approved", words__contains="version 2").exists()


def decide(user, where: str, **typed):
    client = browser(user)
    page = client.get(where)
    return client.post(where, {"seen": page.context["form"]["seen"].value(), **typed})


def test_a_draft_goes_out_for_views_and_comes_back(maps, editor):
    version = submit_routemap(routemap=maps["disagree"], what_changed="New.", by=editor, at=AT)
    where = f"/admin/routemaps/routemapversion/{version.pk}/"
    decide(editor, f"{where}views/", until="2026-04-10", asks="Is it clear?")
    link = DraftLink.objects.get()
    assert (link.until, link.asks, link.made_by) == (date(2026, 4, 10), "Is it clear?", editor)
    shown = words(browser(editor).get(f"{where}change/"))
    assert f"/routemaps/draft/{link.key}/ (open until 10 April 2026)" in shown
    decide(editor, f"{where}end-views/")
    over = Client().get(f"/routemaps/draft/{link.key}/")
    assert over.status_code == 410
    assert "This draft is no longer out for views" in words(over)


def test_what_is_due_for_a_check_is_listed_and_checked(maps, editor):
    client = browser(editor)
    assert "Ask for a plan" in words(client.get(LIST, {"check": "due"}))
    decide(editor, f"{LIST}{maps['ask-for-a-plan'].pk}/checked-today/", next_check_on="2026-09-01")
    routemap = Routemap.objects.get(slug="ask-for-a-plan")
    assert (routemap.checked_on, routemap.checked_by, routemap.next_check_on) == (
        date(2026, 3, 20),
        editor,
        date(2026, 9, 1),
    )
    assert listed_in(client.get(LIST, {"check": "due"})) == ["You disagree"]
    assert listed_in(client.get(LIST, {"check": "fresh"})) == ["Ask for a plan"]


def listed_in(response) -> list[str]:
    return [str(routemap) for routemap in response.context["cl"].result_list]


def test_the_keys_are_explained_once(maps, editor):
    said = words(browser(editor).get(editor_page(maps["ask-for-a-plan"])))
    assert said.count("What the keys mean: days, rules on dates, services to ask") == 1
    rule = DateRule.objects.get(key="A1")
    assert f"A1 {rule.what}" in said


def test_an_event_names_a_stage_of_its_own_routemap(maps, partnership, editor):
    plan = Stage.objects.get(routemap=maps["ask-for-a-plan"], key="plan")
    event = make.CoproductionEventFactory(partnership=partnership)
    where = f"/admin/routemaps/coproductionevent/{event.pk}/change/"
    client = browser(editor)
    page = client.get(where)
    assert f"{plan.routemap}: {plan.title}" in words(page)
    typed = form_of(page) | {"changed_stage": str(plan.pk), "routemap": str(maps["disagree"].pk)}
    assert (
        "Where it changed: 'The plan' belongs to the routemap 'Ask for a plan'. "
        "Choose a stage of the routemap above, or leave the routemap empty."
    ) in words(client.post(where, typed))
    assert client.post(where, typed | {"routemap": str(plan.routemap_id)}).status_code == 302
    event.refresh_from_db()
    assert event.changed_stage == plan


def test_a_rule_that_the_public_reads_is_changed_by_an_approver_and_confirmed_anew(maps, editor, approver):
    rule = DateRule.objects.get(key="A1")
    where = f"/admin/routemaps/daterule/{rule.pk}/"
    read_only = words(browser(editor).get(f"{where}change/"))
    assert "The public reads this, so only an approver can change it: ask " in read_only
    assert browser(editor).post(f"{where}change/", {"number": "7"}).status_code == 403
    client = browser(approver)
    page = client.get(f"{where}change/")
    response = client.post(f"{where}change/", form_of(page) | {"number": "7"})
    assert response.status_code == 302, form_errors(response)
    rule.refresh_from_db()
    assert (rule.number, rule.source_confirmed) == (7, False)
    asked = {"d": "2", "m": "3", "y": "2026"}
    said = words(Client().get("/routemaps/ask-for-a-plan/", asked))
    assert "By 20 April 2026" in said
    assert "We are still checking this rule’s source." in said
    refused = words(decide(approver, f"{where}confirm-source/"))
    assert "You changed this rule last, so somebody else must confirm its source." in refused
    rule.refresh_from_db()
    assert rule.source_confirmed is False
    second = make.MembershipFactory(partnership=rule.partnership, role="approver").user
    decide(second, f"{where}confirm-source/")
    rule.refresh_from_db()
    assert rule.source_confirmed is True


def test_who_does_not_write_words_cannot_open_the_editor(maps, partnership):
    officer = make.MembershipFactory(partnership=partnership, role="officer").user
    elsewhere = make.MembershipFactory(role="editor").user
    routemap = maps["ask-for-a-plan"]
    page = browser(officer).get(editor_page(routemap))
    assert page.status_code == 200
    assert 'name="title"' not in page.content.decode()
    assert browser(officer).post(editor_page(routemap), {"title": "x"}).status_code == 403
    assert browser(officer).get(f"{LIST}{routemap.pk}/send/").status_code == 403
    assert browser(elsewhere).get(editor_page(routemap)).status_code == 404
    assert browser(elsewhere).get(f"{LIST}{routemap.pk}/preview/").status_code == 404


def test_a_new_routemap_begins_with_its_words(partnership, editor):
    client = browser(editor)
    page = client.get(f"{LIST}add/")
    typed = form_of(page) | {
        "partnership": str(partnership.pk),
        "title": "How do I ask for travel?",
        "short": "Travel",
        "slug": "travel",
        "promise": "This page says how.",
        "for_whom": "Families.",
        "order": "9",
        "addressed_to": "parent carer",
    }
    response = client.post(f"{LIST}add/", typed)
    assert response.status_code == 302, form_errors(response)
    routemap = Routemap.objects.get(slug="travel")
    assert routemap.recorded_at.date() == date(2026, 3, 20)
    assert "The routemap has no stage yet: add its first one." in words(client.get(editor_page(routemap)))


def test_queries_do_not_grow_with_the_choices(maps, editor, django_assert_max_num_queries):
    routemap = maps["ask-for-a-plan"]
    for number in range(20):
        make.DateRuleFactory(anchor=Anchor.objects.first(), key=f"Z{number}")
        make.ContactFactory(partnership=routemap.partnership)
    client = browser(editor)
    client.get(editor_page(routemap))
    with django_assert_max_num_queries(80):
        client.get(editor_page(routemap))
    assert timedelta(days=1) > timedelta(0)


def test_the_first_page_of_the_office_says_what_waits(maps, partnership, editor, approver):
    submit_routemap(routemap=maps["disagree"], what_changed="New.", by=editor, at=AT)
    make.CommentFactory.create_batch(2, partnership=partnership)
    make.TopicFactory(partnership=partnership, author=editor)
    said = words(browser(approver).get("/admin/"))
    assert "Routemaps that wait for approval : 1 version waits for you to decide." in said
    assert "Comments of families : 2 comments wait for an answer." in said
    assert "Topics that families asked for : 1 line is not public yet." in said
    assert "Routemaps to check : 2 routemaps are due to be checked." in said
    own = words(browser(editor).get("/admin/"))
    assert "Routemaps that wait for approval" not in own
    assert "Comments of families : 2 comments wait for an answer." in own
    officer = make.MembershipFactory(partnership=partnership, role="officer").user
    assert "Comments of families" not in words(browser(officer).get("/admin/"))


def test_a_rule_that_a_published_version_names_stays_locked_when_a_draft_drops_it(maps, editor):
    rule = DateRule.objects.get(key="A1")
    routemap = maps["ask-for-a-plan"]
    client = browser(editor)
    assert saved(client, routemap, **{"stages-0-its_rules": ""}).status_code == 302
    assert not Stage.objects.filter(rules=rule).exists()
    for record in (rule, Anchor.objects.get(key="request"), Contact.objects.get(key="sendiass")):
        where = f"/admin/routemaps/{record._meta.model_name}/{record.pk}/change/"
        assert client.post(where, {"what": "x"}).status_code == 403, where


def test_what_no_published_version_names_is_the_editors(partnership, maps, editor):
    free = make.ContactFactory(partnership=partnership, key="new-service")
    where = f"/admin/routemaps/contact/{free.pk}/change/"
    client = browser(editor)
    response = client.post(where, form_of(client.get(where)) | {"telephone": "01632 960177"})
    assert response.status_code == 302, form_errors(response)
    free.refresh_from_db()
    assert free.telephone == "01632 960177"


def test_other_words_of_a_rule_are_confirmed_anew_and_its_place_in_lists_is_not(maps, approver):
    rule = DateRule.objects.get(key="A1")
    where = f"/admin/routemaps/daterule/{rule.pk}/change/"
    client = browser(approver)
    client.post(where, form_of(client.get(where)) | {"order": "77"})
    rule.refresh_from_db()
    assert (rule.order, rule.source_confirmed) == (77, True)
    client.post(where, form_of(client.get(where)) | {"what": "The council answers"})
    rule.refresh_from_db()
    assert (rule.what, rule.source_confirmed) == ("The council answers", False)


@pytest.mark.parametrize("address", ["ftp://files.example/x", "https://me:secret@page.example/", "javascript:alert(1)"])
def test_an_address_that_is_no_open_page_is_refused(partnership, editor, address):
    service = make.ContactFactory(partnership=partnership)
    where = f"/admin/routemaps/contact/{service.pk}/change/"
    client = browser(editor)
    response = client.post(where, form_of(client.get(where)) | {"web": address})
    assert "is no address of a page; write the whole of it, such as https://www.example.org/page." in words(response)
    service.refresh_from_db()
    assert service.web == ""


def test_more_rows_than_a_page_holds_are_refused(maps, editor):
    response = saved(browser(editor), maps["ask-for-a-plan"], **{"stages-TOTAL_FORMS": "999999"})
    assert "Please submit at most 100 forms." in words(response)
    assert len(response.context["inline_admin_formsets"][0].formset.forms) == 100


def test_other_words_sent_end_the_links_to_the_earlier_ones(maps, editor):
    routemap = maps["ask-for-a-plan"]
    client = browser(editor)
    version = submit_routemap(routemap=routemap, what_changed="Plainer.", by=editor, at=AT)
    link = ask_for_views(version=version, asks="Clear?", until=date(2026, 4, 20), by=editor, at=AT)
    send = f"{LIST}{routemap.pk}/send/"
    told = "Families are reading the version that waits, by 1 open link."
    assert told in words(client.get(send))
    submit_routemap(routemap=routemap, what_changed="Said better.", by=editor, at=AT)
    link.refresh_from_db()
    assert link.ended_at is None
    saved(client, routemap, **{"stages-0-title": "Write to the council"})
    decide(editor, send, what_changed="New words.")
    link.refresh_from_db()
    assert link.ended_at is not None
    assert Client().get(f"/routemaps/draft/{link.key}/").status_code == 410
    assert told not in words(client.get(send))


def test_only_those_who_may_make_a_link_see_it(partnership, maps, editor):
    version = submit_routemap(routemap=maps["disagree"], what_changed="x", by=editor, at=AT)
    link = ask_for_views(version=version, asks="", until=date(2026, 4, 20), by=editor, at=AT)
    officer = make.MembershipFactory(partnership=partnership, role="officer").user
    where = f"/admin/routemaps/routemapversion/{version.pk}/change/"
    assert link.key in words(browser(editor).get(where))
    page = browser(officer).get(where)
    assert page.status_code == 200
    assert link.key not in page.content.decode()


def test_the_order_of_a_draft_does_not_change_the_public_list(maps, editor):
    def listed() -> list[str]:
        return re.findall(r"/routemaps/([a-z-]+)/\"", Client().get("/routemaps/").content.decode())

    before = listed()
    assert saved(browser(editor), maps["disagree"], order="0", shared="", short="Renamed").status_code == 302
    maps["disagree"].refresh_from_db()
    assert maps["disagree"].order == 0
    assert listed() == before


def test_a_name_in_a_version_is_asked_about_before_it_is_public(maps, editor, approver):
    routemap = maps["ask-for-a-plan"]
    saved(browser(editor), routemap, **{"stages-0-what_happens": "Thomas Whitfield answers you."})
    version = submit_routemap(routemap=routemap, what_changed="Who answers.", by=editor, at=AT)
    where = f"/admin/routemaps/routemapversion/{version.pk}/publish/"
    assert "'Thomas Whitfield' looks like a person's name" in words(decide(approver, where))
    version.refresh_from_db()
    assert version.state == "submitted"
    decide(approver, where, names_checked="on")
    version.refresh_from_db()
    assert version.state == "published"
