"""The review queue and the page on which one update is published or returned."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from actions.models import Action, ForumView, ProgressReport
from actions.permissions import may_see_report, reports_seen_by
from actions.services import publish_report
from priorities.models import AuditEntry
from tests.factories import office as make
from tests.factories.pages import published_report

pytestmark = pytest.mark.django_db

QUEUE = "/admin/review/"


@pytest.fixture
def forum(partnership):
    return make.MembershipFactory(partnership=partnership, role="forum", user__username="forum").user


@pytest.fixture
def board(partnership):
    return make.MembershipFactory(partnership=partnership, role="board", user__username="board").user


def submitted(action: Action, author, **columns: object) -> ProgressReport:
    facts = {"state": "submitted", "submitted_at": make.MOMENT, "status": "at_risk", "done": "We met twice in May."}
    return make.ProgressReportFactory(action=action, author=author, **{**facts, **columns})


def published(action: Action, **columns: object) -> ProgressReport:
    facts = {"state": "published", "public_from": make.MOMENT, "status": "on_track", "done": "We met once in May."}
    report = make.ProgressReportFactory(action=action, **{**facts, **columns})
    Action.objects.filter(pk=action.pk).update(latest_report=report, rated=report.status)
    action.refresh_from_db()
    return report


def words(response) -> str:
    body = re.sub(r"<(title|style)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def page(report: ProgressReport) -> str:
    return reverse("office:review-report", args=[report.pk])


def seen(report: ProgressReport) -> str:
    report = ProgressReport.objects.select_related("action").get(pk=report.pk)
    return f"{report.version}.{report.action.version}"


def decide(client, report: ProgressReport, do: str = "publish", **data: object):
    return client.post(page(report), {"do": do, "seen": seen(report), **data})


# --- the queue ---


def test_the_queue_says_what_each_update_changes(client, approver, officer, public_action):
    published(public_action)
    submitted(
        public_action,
        officer,
        new_timescale="by September 2026",
        new_timescale_reason="The builder went away.",
        new_timescale_agreed_by="SEND board",
        new_timescale_agreed_on=date(2026, 2, 27),
        difference="Three pupils read the CAMHS letter.",
    )
    client.force_login(approver)
    body = client.get(QUEUE).content.decode()
    said = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))
    assert "1 update waits." in said
    assert "Status: was On track, now At risk." in said
    assert (
        "Due date: was End of March 2026 (written as “by March 2026”), now End of September 2026 "
        "(written as “by September 2026”). Reason: The builder went away. Agreed by SEND board on 27 February 2026"
        in said
    )
    assert "What we have done: We met removed: once end of removed added: twice end of added in May." in said
    assert re.search(r"We met <del>.*?once.*?</del> <ins>.*?twice.*?</ins> in May\.", body)
    assert "The difference it made: added: Three pupils read the CAMHS letter. end of added" in said
    assert "Counts fewer than 5 children: Three pupils." in said
    assert "officer 2 March 2026, 09:30" in said
    assert re.search(r'data-label="Notes on plain words">2 notes</td>', body)
    assert re.search(r'data-label="Forum">Nothing yet</td>', body)


def test_the_longest_waiting_is_first_and_ones_own_are_only_counted(client, approver, officer, plan):
    first, second, own = (make.ActionFactory(plan=plan, public=True) for _ in range(3))
    later = submitted(first, officer, submitted_at=make.MOMENT + timedelta(days=1))
    earlier = submitted(second, officer)
    submitted(own, approver)
    client.force_login(approver)
    response = client.get(QUEUE)
    assert [row.report for row in response.context["rows"]] == [earlier, later]
    said = words(response)
    assert "2 updates wait." in said
    assert (
        "1 update of your own waits for somebody else. You are the only one who can approve here, so what you write waits "
        "until an administrator names a second person." in said
    )


def test_an_update_of_somebody_elses_partnership_is_not_there(client, approver, elsewhere):
    hidden = submitted(make.ActionFactory(plan=elsewhere, public=True), make.UserFactory())
    client.force_login(approver)
    assert "No update waits." in words(client.get(QUEUE))
    assert "Secret plan" not in client.get(QUEUE).content.decode()
    missing = client.get(reverse("office:review-report", args=[999_999]))
    answer = client.get(page(hidden))
    assert (answer.status_code, answer.content) == (404, missing.content)
    assert client.post(page(hidden), {"do": "publish"}).status_code == 404


@pytest.mark.parametrize("who", ["board", "forum", "officer"])
def test_who_only_reads_sees_no_note_and_decides_nothing(client, request, who, public_action):
    report = submitted(public_action, make.UserFactory(), internal_note="Between us.")
    client.force_login(request.getfixturevalue(who))
    response = client.get(QUEUE)
    assert [row.may_decide for row in response.context["rows"]] == [False]
    read = client.get(page(report))
    assert ("Between us." in words(read)) is (who == "officer")
    assert b'value="publish"' not in read.content
    assert decide(client, report).status_code == 403
    assert decide(client, report, "return", reason="Why").status_code == 403
    assert ProgressReport.objects.get().state == "submitted"


def test_what_is_not_public_is_not_read_by_the_forum(client, forum, plan, officer):
    drafts = [submitted(make.ActionFactory(plan=plan), officer)]
    drafts.append(submitted(make.ActionFactory(plan=plan, public=True), officer, state="draft"))
    client.force_login(forum)
    assert client.get(QUEUE).context["rows"] == []
    assert [client.get(page(report)).status_code for report in drafts] == [404, 404]


@pytest.mark.parametrize("role", ["officer", "approver", "editor", "forum", "board", "administrator"])
def test_the_list_and_the_page_let_the_same_people_read(partnership, plan, elsewhere, role):
    user = make.MembershipFactory(partnership=partnership, role=role).user
    for of in (plan, elsewhere):
        for public in (True, False):
            for state in ("draft", "submitted", "published"):
                since = {"public_from": make.MOMENT} if state == "published" else {}
                make.ProgressReportFactory(action=make.ActionFactory(plan=of, public=public), state=state, **since)
        gone = make.ActionFactory(plan=of, public=True, withdrawn_at=make.MOMENT, withdrawn_reason="It named a child.")
        make.ProgressReportFactory(action=gone, state="submitted")
    seen_by = set(reports_seen_by(user, ProgressReport.objects.all()))
    assert seen_by == {report for report in ProgressReport.objects.all() if may_see_report(user, report)}
    assert len(seen_by) == (7 if role in ("officer", "approver", "editor", "administrator") else 2)


def test_filters_stand_in_the_address(client, approver, officer, plan, partnership):
    other_plan = make.PlanFactory(partnership=partnership, published=True)
    lead = make.LeadFactory(partnership=partnership)
    led = make.ActionFactory(plan=plan, public=True)
    make.ActionLeadFactory(action=led, lead=lead)
    same = submitted(led, officer, status="on_track", no_change=True)
    Action.objects.filter(pk=led.pk).update(rated="on_track")
    moved = submitted(make.ActionFactory(plan=other_plan, public=True), officer, new_timescale="by May 2026")
    wrong = published(make.ActionFactory(plan=plan, public=True, rated="at_risk"), status="at_risk")
    right = submitted(wrong.action, officer, corrects=wrong, corrects_what="It said 40.")
    make.ForumViewFactory(report=wrong, state="submitted")
    client.force_login(approver)

    def found(query: str) -> tuple[set, int]:
        context = client.get(f"{QUEUE}?{query}").context
        return {row.report for row in context["rows"]}, len(context["views"])

    assert found("") == ({same, moved, right}, 1)
    assert found(f"plan={plan.pk}") == ({same, right}, 1)
    assert found(f"lead={lead.pk}") == ({same}, 0)
    assert found("kind=no-change") == ({same}, 0)
    assert found("kind=status") == ({moved}, 0)
    assert found("kind=date") == ({moved}, 0)
    assert found("kind=correction") == ({right}, 0)
    assert found("kind=forum") == (set(), 1)
    assert found(f"kind=no-change&plan={other_plan.pk}") == (set(), 0)
    # What the address says and nobody knows is left out.
    for query in ("kind=other", "plan=x", "plan=99999999999999999999999", "lead=%00", "plan=-1"):
        assert found(query) == ({same, moved, right}, 1), query
    assert client.get(f"{QUEUE}?page=9").status_code == 404


def test_plans_with_something_that_is_not_public_are_named(client, approver, plan, settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    client.force_login(approver)
    make.ActionFactory(plan=plan, public=True)
    assert list(client.get(QUEUE).context["plans"]) == []
    make.SourceDocumentFactory(plan=plan)
    (found,) = client.get(QUEUE).context["plans"]
    assert (found, found.has_document, found.has_drafts) == (plan, True, False)
    make.ActionFactory(plan=plan)
    make.ActionFactory(plan=make.PlanFactory(partnership=plan.partnership))
    (found,) = client.get(QUEUE).context["plans"]
    assert (found, found.has_document, found.has_drafts) == (plan, True, True)
    said = client.get(QUEUE).content.decode()
    assert reverse("admin:priorities_plan_take", args=[plan.pk]) in said
    assert reverse("admin:priorities_plan_publish", args=[plan.pk]) in said


def test_the_queue_costs_the_same_for_1_3_and_20_rows(client, approver, officer, plan, django_assert_num_queries):
    client.force_login(approver)
    for rows in (1, 2, 17):
        for _ in range(rows):
            action = make.ActionFactory(plan=plan, public=True)
            make.ActionLeadFactory(action=action, lead=make.LeadFactory(partnership=plan.partnership))
            wrong = published(action)
            make.ForumViewFactory(report=wrong, state="submitted")
            submitted(action, officer, corrects=wrong, corrects_what="All.", new_timescale="by May 2027")
            promised = {"author": officer, "state": "submitted"}
            make.RecommendationUpdateFactory(recommendation__plan=plan, submitted_at=make.MOMENT, **promised)
            make.MilestoneChangeFactory(milestone__plan=plan, **promised)
            make.PlanReviewFactory(plan=plan, author=officer)
        with django_assert_num_queries(14):  # one of them because corrections wait
            client.get(QUEUE)


# --- one update ---


def test_an_update_is_published_in_two_clicks_from_the_queue(client, approver, officer, public_action):
    approver.job_title = "SEND manager"
    approver.save()
    published(public_action)
    report = submitted(public_action, officer)
    client.force_login(approver)
    queue = client.get(QUEUE).content.decode()
    assert f'href="{page(report)}"' in queue
    read = client.get(page(report))
    said = words(read)
    assert "What the public will read" in said
    assert "At risk From On track to At risk. Reported on 2 March 2026." in said
    assert "What we have done We met removed: once end of removed added: twice end of added in May." in said
    form = re.search(
        r'<form method="post" novalidate class="office-card">(.*?)</form>', read.content.decode(), re.DOTALL
    )
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[1]))
    assert fields.pop("csrfmiddlewaretoken")
    response = client.post(page(report), fields, follow=True)
    assert response.redirect_chain == [(page(report), 302)]
    said = words(response)
    assert (
        f"Published: {public_action.reference}: {public_action.official_words[:-1]}. The public can read it now."
        in said
    )
    assert "This update is public. Nothing else waits for you." in said
    stored = ProgressReport.objects.get(pk=report.pk)
    assert (stored.state, stored.approved_by, stored.approved_role) == ("published", approver, "SEND manager")
    public_action.refresh_from_db()
    assert (public_action.latest_report, public_action.rated) == (report, "at_risk")
    assert AuditEntry.objects.filter(kind="approved", record_id=report.pk).count() == 1


def test_on_an_action_that_nobody_reads_nothing_is_published(client, approver, officer, plan):
    report = submitted(make.ActionFactory(plan=plan), officer)
    client.force_login(approver)
    response = client.post(page(report), {"do": "publish", "seen": seen(report)})
    assert response.context["errors"] == [
        ("", "The public cannot read this action yet; publish its plan first, and then this report.")
    ]
    assert "The public page of this action" not in words(response)
    assert ProgressReport.objects.get(pk=report.pk).state == "submitted"


def test_without_a_rating_the_last_one_stays_and_is_said_so(client, approver, officer, public_action):
    published(public_action)
    Action.objects.filter(pk=public_action.pk).update(rated_on=date(2026, 2, 2))
    report = submitted(public_action, officer, status="")
    client.force_login(approver)
    said = words(client.get(page(report)))
    assert "What the public will read No rating given: On track stays, rated on 2 February 2026. Reported on" in said


def test_few_children_in_the_forums_view_are_asked_about(client, approver, forum, public_action):
    view = make.ForumViewFactory(
        report=published(public_action), author=forum, state="submitted", words="2 children wait."
    )
    client.force_login(approver)
    where = reverse("office:review-view", args=[view.pk])
    data = {"do": "publish", "seen": f"{view.version}.{view.report.version}"}
    response = client.post(where, data)
    assert response.context["errors"] == [
        (
            "publish_small_numbers_checked",
            "'2 children' counts fewer than 5 children, so a child may be recognised; tick this box, or return the view.",
        )
    ]
    assert client.post(where, {**data, "small_numbers_checked": "on"}).status_code == 302
    assert ForumView.objects.get().state == "published"


def test_the_next_waiting_one_is_offered_within_the_filters(client, approver, officer, plan, partnership):
    first, second = (submitted(make.ActionFactory(plan=plan, public=True), officer) for _ in range(2))
    other = submitted(
        make.ActionFactory(plan=make.PlanFactory(partnership=partnership, published=True), public=True), officer
    )
    client.force_login(approver)
    query = f"?plan={plan.pk}"
    response = client.post(f"{page(first)}{query}", {"do": "publish", "seen": seen(first)}, follow=True)
    assert response.context["next"].url == f"{page(second)}{query}"
    response = client.post(
        f"{page(second)}{query}", {"do": "return", "seen": seen(second), "reason": "Why"}, follow=True
    )
    assert response.context["next"] is None
    assert client.get(page(first)).context["next"].url == page(other)


def test_it_is_returned_with_a_reason_that_its_author_finds(client, approver, officer, public_action):
    make.reporter(public_action, officer)
    report = submitted(public_action, officer)
    client.force_login(approver)
    response = decide(client, report, "return", reason="  ")
    assert response.context["errors"] == [("return_reason", "Reason: nothing is written here; write it.")]
    assert response.content.decode().count("<title>Error: Decide: ") == 1
    assert b'href="#return_reason"' in response.content
    response = client.post(page(report), {"do": "return", "seen": seen(report), "reason": "Say how many."}, follow=True)
    assert "This update went back to its author." in words(response)
    stored = ProgressReport.objects.get()
    assert (stored.state, stored.returned_reason, stored.public_from) == ("returned", "Say how many.", None)
    assert AuditEntry.objects.get(record_id=report.pk).kind == "done"
    client.force_login(officer)
    assert "Say how many." in words(client.get(reverse("admin:index")))


@pytest.mark.parametrize("change", ["report", "action"])
def test_what_was_changed_after_the_page_was_opened_is_refused(client, approver, officer, public_action, change):
    report = submitted(public_action, officer)
    mark = seen(report)
    record = ProgressReport.objects.get() if change == "report" else Action.objects.get()
    record.save()
    client.force_login(approver)
    response = client.post(page(report), {"do": "return", "seen": mark, "reason": "My long reason."})
    assert response.status_code == 200
    assert response.context["errors"] == [
        ("", "Something here was changed after you opened this page, so nothing was done. Look again, then decide.")
    ]
    assert "My long reason." in words(response)
    assert ProgressReport.objects.get().state == "submitted"
    again = re.search(r'name="seen" value="([^"]+)" id="return_seen"', response.content.decode())[1]
    assert again == seen(report) != mark


def test_what_the_service_refuses_keeps_what_was_typed(client, approver, officer, public_action):
    report = submitted(public_action, officer, status="complete")
    client.force_login(approver)
    response = decide(client, report)
    assert response.context["errors"] == [("", "Complete needs an answer to 'How do we know?'.")]
    assert ProgressReport.objects.get().state == "submitted"
    assert decide(client, report, "").context["errors"] == [("", "Choose 'Publish' or 'Return'; nothing was done.")]


def test_nobody_decides_on_their_own_update(client, approver, public_action):
    report = submitted(public_action, approver)
    client.force_login(approver)
    said = words(client.get(page(report)))
    assert "You wrote this update, so somebody else decides on it. You are the only person who works" in said
    assert decide(client, report).status_code == 403
    assert ProgressReport.objects.get().state == "submitted"


def test_a_decided_update_is_not_decided_again(client, approver, officer, public_action):
    report = submitted(public_action, officer)
    client.force_login(approver)
    data = {"do": "publish", "seen": seen(report)}
    assert client.post(page(report), data).status_code == 302
    second = client.post(page(report), data)
    assert second.status_code == 200
    assert "so nothing was done" in second.context["errors"][0][1]
    assert AuditEntry.objects.filter(kind="approved").count() == 1


def test_small_numbers_and_names_need_a_tick(client, approver, officer, public_action):
    report = submitted(public_action, officer, done="Fatima Siddiqui met 3 pupils.")
    client.force_login(approver)
    response = decide(client, report)
    assert response.context["errors"] == [
        (
            "publish_names_checked",
            "'Fatima Siddiqui' looks like a person's name; write a role in its place, or tick this box.",
        ),
        (
            "publish_small_numbers_checked",
            "'3 pupils' counts fewer than 5 children, so a child may be recognised; tick this box, or return the report.",
        ),
    ]
    assert decide(client, report, names_checked="on").status_code == 200
    assert ProgressReport.objects.get().state == "submitted"
    assert decide(client, report, names_checked="on", small_numbers_checked="on").status_code == 302
    stored = ProgressReport.objects.get()
    assert (stored.state, stored.small_numbers_checked) == ("published", True)


def test_the_stock_page_of_a_report_leads_to_the_one_page_where_it_is_decided(client, approver, officer, public_action):
    report = submitted(public_action, officer, done="We met 3 pupils.")
    stock = reverse("admin:actions_progressreport_change", args=[report.pk])
    for user, buttons in (
        (approver, [{"label": "Publish or return …", "url": page(report), "seen": ""}]),
        (officer, []),
    ):
        client.force_login(user)
        assert client.get(stock).context["verb_buttons"] == buttons
    client.force_login(approver)
    for verb in ("publish", "return"):
        assert client.post(stock.replace("change/", f"{verb}/"), {"seen": "1", "reason": "No"}).status_code == 302
    assert ProgressReport.objects.get().state == "submitted"


def test_a_correction_stands_beside_what_it_corrects(client, approver, officer, public_action):
    wrong = published(public_action, done="We made 40 places.")
    published(public_action, done="We opened.", reported_on=date(2026, 3, 3))
    report = submitted(
        public_action, officer, done="We made 14 places.", corrects=wrong, corrects_what="It said 40 places."
    )
    client.force_login(approver)
    response = client.get(page(report))
    assert response.context["last"] == wrong
    said = words(response)
    assert "What differs from the update that it corrects" in said
    assert "We made removed: 40 end of removed added: 14 end of added places." in said
    assert "A newer update is public. The page goes on showing that one first" in said


def test_the_page_of_an_update_costs_the_same_whatever_waits(
    client, approver, officer, plan, public_action, django_assert_num_queries
):
    published(public_action)
    report = submitted(public_action, officer)
    client.force_login(approver)
    for others in (0, 2, 17):
        for _ in range(others):
            submitted(make.ActionFactory(plan=plan, public=True), officer)
        with django_assert_num_queries(6):
            client.get(page(report))


# --- the forum's view ---


def test_the_forums_view_is_published_after_its_update_and_as_it_is(client, approver, officer, forum, public_action):
    report = submitted(public_action, officer)
    view = make.ForumViewFactory(
        report=report, author=forum, state="submitted", submitted_at=make.MOMENT, words="We wait."
    )
    where = reverse("office:review-view", args=[view.pk])
    client.force_login(approver)
    queue = client.get(QUEUE)
    assert re.search(r'data-label="Forum">Its view waits too</td>', queue.content.decode())
    assert queue.context["views"] == [view]
    mark = {"seen": f"{view.version}.{report.version}"}
    response = client.post(where, {"do": "publish", **mark})
    assert response.context["errors"] == [
        ("", "The update on which the forum speaks is not published yet; decide on that one first.")
    ]
    assert decide(client, report).status_code == 302
    offered = client.get(page(report)).context["next"]
    assert offered.url == where
    response = client.post(where, {"do": "publish", "seen": f"{view.version}.2", "words": "We are happy."}, follow=True)
    assert "The forum’s view is public. Nothing else waits for you." in words(response)
    stored = ForumView.objects.public().get()
    assert (stored.words, stored.author, stored.approved_by) == ("We wait.", forum, approver)


def test_the_forums_view_is_returned_with_a_reason(client, approver, forum, public_action):
    view = make.ForumViewFactory(report=published(public_action), author=forum, state="submitted")
    where = reverse("office:review-view", args=[view.pk])
    client.force_login(approver)
    mark = {"seen": f"{view.version}.{view.report.version}"}
    assert client.post(where, {"do": "return", "reason": "", **mark}).context["errors"] == [
        ("return_reason", "Reason: nothing is written here; write it.")
    ]
    assert client.post(where, {"do": "return", "reason": "Name nobody.", **mark}).status_code == 302
    stored = ForumView.objects.get()
    assert (stored.state, stored.returned_reason) == ("returned", "Name nobody.")


@pytest.mark.parametrize(("who", "status"), [("officer", 403), ("board", 403), ("forum", 403), ("stranger", 404)])
def test_only_approvers_decide_on_the_forums_view(client, request, who, status, forum, public_action):
    view = make.ForumViewFactory(report=published(public_action), author=forum, state="submitted")
    user = make.MembershipFactory(role="approver").user if who == "stranger" else request.getfixturevalue(who)
    client.force_login(user)
    where = reverse("office:review-view", args=[view.pk])
    mark = {"do": "publish", "seen": f"{view.version}.{view.report.version}"}
    assert (client.get(where).status_code, client.post(where, mark).status_code) == (status, status)
    assert ForumView.objects.get().state == "submitted"


def test_words_of_the_forum_that_look_like_a_name_need_a_tick(client, approver, forum, public_action):
    view = make.ForumViewFactory(
        report=published(public_action), author=forum, state="submitted", words="Fatima Siddiqui never answers."
    )
    client.force_login(approver)
    where = reverse("office:review-view", args=[view.pk])
    mark = {"do": "publish", "seen": f"{view.version}.{view.report.version}"}
    assert [field for field, _ in client.post(where, mark).context["errors"]] == ["publish_names_checked"]
    assert client.post(where, {**mark, "names_checked": "on"}).status_code == 302


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL reads a table of no rows from its first to its last"
)
def test_what_waits_is_found_by_an_index_that_holds_nothing_else():
    """How the queue asks; tests/benchmarks/office.py looks at both databases with 200,000 reports, and at the index, too."""
    waiting = ProgressReport.objects.filter(state="submitted").order_by("submitted_at", "pk")[:20]
    assert "USING INDEX report_waiting" in waiting.explain()


@pytest.mark.parametrize("who", ["board", "forum", "approver"])
def test_only_the_office_is_told_who_wrote_an_update(client, request, who, public_action):
    report = submitted(public_action, make.UserFactory(username="somebody.else"))
    client.force_login(request.getfixturevalue(who))
    for address in (QUEUE, page(report)):
        assert (b"somebody.else" in client.get(address).content) is (who == "approver"), address


def test_a_decided_update_says_what_was_published_and_from_which_date(client, approver, officer, public_action):
    public_action.due, public_action.timescale_raw = date(2026, 3, 31), "by March 2026"
    public_action.save()
    moves = {
        "new_timescale": "by March 2027",
        "new_timescale_reason": "Two posts are empty.",
        "new_timescale_agreed_by": "SEND board",
        "new_timescale_agreed_on": date(2026, 3, 1),
    }
    report = submitted(public_action, officer, **moves)
    client.force_login(approver)
    moved = (
        "Due date moved From 31 March 2026 (written as “by March 2026”) to 31 March 2027 (written as “by March 2027”)."
    )
    assert moved in words(client.get(page(report)))
    publish_report(report=report, by=approver, at=timezone.now())
    said = words(client.get(page(report)))
    assert moved in said
    assert "What was published" in said
    assert " . Reported on" not in said
    returned = submitted(public_action, officer, state="returned", returned_reason="Short.")
    said = words(client.get(page(returned)))
    assert ("What went back" in said, "What the public will read" in said) == (True, False)


def test_no_change_is_compared_with_nothing_but_the_words_that_it_repeats(client, approver, officer, public_action):
    published_report(public_action, date(2026, 1, 5), done="We met twice.", next_step="Meet again.")
    published_report(
        public_action, date(2026, 1, 9), no_change=True, done="No change since the update of 5 January 2026."
    )
    client.force_login(approver)
    report = submitted(public_action, officer, no_change=True, done="No change since the update of 5 January 2026.")
    said = words(client.get(page(report)))
    assert "We met twice. Reported on 5 January 2026. No change since then, said on" in said
    assert "(the same) We met twice." in said
    other = submitted(public_action, officer, done="We met twice.", next_step="Stop.")
    assert "(the same) We met twice." in words(client.get(page(other)))
