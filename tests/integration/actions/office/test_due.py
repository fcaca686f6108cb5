"""The office's index: what somebody owes, what came back, what waits; nothing of what does not concern them."""

from __future__ import annotations

import html
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from actions.models import Action
from actions.status import Status
from tests.factories import office as make
from tests.factories.pages import NOON, published_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

LATE = {"next_due": date(2026, 3, 2)}
SOON = {"next_due": date(2026, 4, 2)}


def index(client) -> str:
    """The words of the index."""
    response = client.get(reverse("admin:index"))
    main = response.content.decode().partition('id="content-main"')[2].partition("<footer")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split()).removeprefix("> ")


def owed(plan, user, **fields) -> Action:
    action = make.ActionFactory(plan=plan, public=True, **fields)
    make.reporter(action, user)
    return action


class TestForOfficers:
    @pytest.fixture(autouse=True)
    def signed_in(self, client, officer, approver):
        client.force_login(officer)

    def test_one_sentence_counts_what_is_due_late_sent_back_and_waiting(self, client, plan, officer):
        for fields in (SOON, SOON, SOON, LATE):
            owed(plan, officer, **fields)
        for state in ("submitted", "submitted", "returned"):
            make.ProgressReportFactory(
                action=owed(plan, officer, **LATE), author=officer, state=state, returned_reason="Why?"
            )
        said = index(client)
        assert said.startswith("3 due, 1 late, 1 sent back to you, 2 waiting for approval. ")
        assert said.count("Update :") == 4
        assert client.get(reverse("admin:index")).context["title"] == "My updates due"

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"next_due": date(2026, 4, 30)}, "Nothing due until 30 April 2026. "),
            (None, "Nothing due: no unfinished public action has a lead for which you report. "),
        ],
    )
    def test_nothing_due_says_until_when(self, client, plan, officer, fields, said):
        if fields:
            owed(plan, officer, **fields)
        assert index(client).startswith(said)
        assert "<table" not in client.get(reverse("admin:index")).content.decode().partition("office-records")[0]

    def test_what_waits_is_said_where_nothing_is_due(self, client, plan, officer):
        action = owed(plan, officer, **LATE)
        make.ProgressReportFactory(action=action, author=officer, state="submitted", submitted_at=NOON)
        said = index(client)
        assert said.startswith("Nothing due. 1 waiting for approval. ")
        assert f"Waiting for approval {action.reference}" in said
        assert "Sent on 20 March 2026." in said

    def test_the_table_stands_by_the_day_on_which_each_update_is_due(self, client, plan, officer):
        third = owed(plan, officer, next_due=date(2026, 4, 1), official_words="Third.")
        first = owed(plan, officer, next_due=date(2026, 1, 1), official_words="First.")
        second = owed(plan, officer, next_due=date(2026, 3, 20), official_words="Second.")
        rows = client.get(reverse("admin:index")).context["my"].rows
        assert [row.owed.action for row in rows] == [first, second, third]
        assert [row.owed.due for row in rows] == [
            "78 days late, was due 1 January 2026",
            "Due 20 March 2026",
            "Due 1 April 2026",
        ]

    def test_a_row_shows_the_last_words_and_offers_no_change_only_where_something_can_be_repeated(
        self, client, plan, officer
    ):
        new = owed(plan, officer, **LATE)
        known = owed(plan, officer, **LATE, due=LATE["next_due"], precision="day")
        published_report(known, date(2025, 12, 1), Status.AT_RISK, done="Two posts are empty.")
        page = client.get(reverse("admin:index")).content.decode()
        said = index(client)
        assert "At risk Two posts are empty. 1 December 2025" in said
        assert "No rating given No update has been published yet." in said
        assert reverse("office:no-change", args=[known.pk]) in page
        assert reverse("office:no-change", args=[new.pk]) not in page
        name = f"{known.reference}: {known.official_words.removesuffix('.')}"
        assert f"No change : {name} Update : {name}" in said

    def test_a_returned_update_comes_first_with_its_reason(self, client, plan, officer):
        owed(plan, officer, **LATE)
        back = make.ProgressReportFactory(
            action=owed(plan, officer, **LATE), author=officer, state="returned", returned_reason="Say how many."
        )
        page, said = client.get(reverse("admin:index")).content.decode(), index(client)
        assert said.index("Why: Say how many.") < said.index("Due and late")
        assert f'href="{reverse("office:update", args=[back.action_id])}?report={back.pk}"' in page

    def test_drafts_are_gone_on_with_and_those_of_a_link_are_checked(self, client, plan, officer):
        own = make.ProgressReportFactory(action=owed(plan, officer, **LATE), author=officer, done="Half a sentence")
        action = owed(plan, officer, **SOON)
        link = make.UpdateLinkFactory(action=action, made_by=officer, for_role="SENCO")
        make.ProgressReportFactory(action=action, link=link)
        elsewhere = make.ActionFactory(plan=plan, public=True)
        make.ProgressReportFactory(action=elsewhere, link=make.UpdateLinkFactory(action=elsewhere, for_role="Nurse"))
        make.ProgressReportFactory(action=owed(plan, officer), author=make.UserFactory(), done="Somebody else's")
        page, said = client.get(reverse("admin:index")).content.decode(), index(client)
        assert f'href="{reverse("office:update", args=[own.action_id])}?report={own.pk}"' in page
        assert f'href="{reverse("office:links", args=[action.pk])}"' in page
        assert "Half a sentence Go on with your draft:" in said
        assert "Written by whoever holds the link for SENCO. It waits for you to read it and send it." in said
        assert "1 drafted through a link" in said
        assert "Nurse" not in said
        assert "Somebody else's" not in said
        assert f"Go on with your draft : {own.action.reference}" in said
        assert reverse("office:no-change", args=[own.action_id]) not in page

    def test_an_update_of_somebody_else_that_waits_takes_the_action_from_what_is_owed(
        self, client, plan, officer, approver
    ):
        action = owed(plan, officer, **LATE)
        make.ProgressReportFactory(action=action, author=approver, state="submitted")
        said = index(client)
        assert said.startswith("Nothing due. 1 waiting for approval. ")
        assert "Written by approver." in said

    def test_what_was_approved_in_the_last_30_days_is_shown(self, client, plan, officer, approver):
        action = owed(plan, officer)
        for days, words in ((29, "Seen"), (31, "Not seen")):
            make.ProgressReportFactory(
                action=make.ActionFactory(plan=plan, public=True, official_words=f"{words}."),
                author=officer,
                state="published",
                public_from=NOON,
                approved_at=NOON - timedelta(days=days),
                approved_by=approver,
            )
        said = index(client)
        assert "Seen Published on 19 February 2026, approved by approver." in said
        assert "Not seen" not in said
        assert action.reference not in said

    def test_the_day_is_londons(self, client, plan, officer, time_machine):
        owed(plan, officer, next_due=date(2026, 6, 30), promised_on=date(2026, 6, 1))
        time_machine.move_to(datetime(2026, 7, 1, 0, 30, tzinfo=ZoneInfo("Europe/London")), tick=False)
        assert "1 day late, was due 30 June 2026" in index(client)

    def test_other_leads_and_other_partnerships_are_not_named(self, client, plan, officer, elsewhere):
        make.reporter(make.ActionFactory(plan=plan, public=True, **LATE), make.UserFactory())
        foreign = owed(elsewhere, officer, **LATE, official_words="Secret work.")
        assert index(client).startswith("Nothing due: ")
        assert "Secret work" not in index(client)
        assert foreign.reference not in index(client)

    @pytest.mark.parametrize("rows", [1, 3, 20])
    def test_the_number_of_queries_does_not_grow(
        self, client, plan, officer, approver, rows, django_assert_num_queries
    ):
        for _ in range(rows):
            published_report(owed(plan, officer, **LATE), date(2025, 12, 1))
            make.ProgressReportFactory(action=owed(plan, officer, **SOON), author=officer)
            for state in ("submitted", "returned"):
                make.ProgressReportFactory(
                    action=owed(plan, officer, **LATE), author=officer, state=state, returned_reason="Why?"
                )
            make.ProgressReportFactory(
                action=owed(plan, officer),
                author=officer,
                state="published",
                public_from=NOON,
                approved_at=NOON,
                approved_by=approver,
            )
            promised = {"author": officer, "state": "returned", "returned_reason": "Why?"}
            make.RecommendationUpdateFactory(recommendation__plan=plan, **promised)
            make.MilestoneChangeFactory(milestone__plan=plan, **promised)
        with django_assert_num_queries(11):
            client.get(reverse("admin:index"))


class TestHowApprovalWorks:
    def test_it_is_said_where_nobody_else_can_approve(self, client, officer, partnership):
        make.MembershipFactory(partnership=partnership, role="board")
        client.force_login(officer)
        assert "Nobody can approve here yet, so what you write waits" in index(client)

    def test_of_several_partnerships_each_is_named(self, client, officer, partnership):
        make.MembershipFactory(user=officer, partnership=make.PartnershipFactory(name="Farshire"))
        client.force_login(officer)
        said = index(client)
        assert "Westmarch: You are the only person who works on this partnership here" in said
        assert "Farshire: You are the only person who works on this partnership here" in said

    def test_nothing_is_said_where_another_can(self, client, officer, approver):
        client.force_login(officer)
        assert "waits until an administrator" not in index(client)


class TestForOthers:
    @pytest.fixture
    def submitted(self, public_action, officer):
        return make.ProgressReportFactory(action=public_action, author=officer, state="submitted")

    def test_an_approver_reads_how_many_wait_and_not_their_own(self, client, approver, submitted, elsewhere):
        foreign = make.ActionFactory(plan=elsewhere, public=True)
        make.ProgressReportFactory(action=foreign, author=make.UserFactory(), state="submitted")
        make.ProgressReportFactory(action=submitted.action, author=approver, state="submitted")
        client.force_login(approver)
        assert "Updates that wait for approval : 1 update waits for your approval." in index(client)
        assert '<a href="/admin/review/">' in client.get(reverse("admin:index")).content.decode()

    def test_views_of_the_forum_wait_for_an_approver_too(self, client, approver, submitted):
        make.ForumViewFactory(report=submitted, author=make.UserFactory(), state="submitted")
        client.force_login(approver)
        assert "Updates that wait for approval : 1 update and 1 view of the forum wait for your approval." in index(
            client
        )

    def test_an_approver_without_leads_owes_nothing(self, client, approver, public_action):
        client.force_login(approver)
        said = index(client)
        assert said.startswith("Nothing due: no unfinished public action has a lead for which you report.")
        assert "Nothing waits for your approval." in said

    @pytest.mark.parametrize(
        ("role", "said"),
        [
            ("board", "1 update waits for approval: you can read it."),
            ("forum", "1 update waits for approval: you can read it and give the forum’s view."),
            ("editor", None),
        ],
    )
    def test_who_reports_nothing_sees_what_concerns_them(self, client, partnership, submitted, role, said):
        hidden = make.ActionFactory(plan=submitted.action.plan)
        make.ProgressReportFactory(action=hidden, author=submitted.author, state="submitted")
        client.force_login(make.MembershipFactory(partnership=partnership, role=role).user)
        words = index(client)
        assert client.get(reverse("admin:index")).context["title"] == "Office"
        assert "Nothing due" not in words
        assert ("Updates that wait for approval" in words) == (said is not None)
        assert (said or "") in words

    def test_several_are_counted(self, client, partnership, submitted, plan, officer):
        make.ProgressReportFactory(action=make.ActionFactory(plan=plan, public=True), author=officer, state="submitted")
        client.force_login(make.MembershipFactory(partnership=partnership, role="forum").user)
        assert "2 updates wait for approval: you can read them and give the forum’s view." in index(client)

    def test_an_administrator_of_the_site_reads_of_all(self, client, submitted, elsewhere):
        foreign = make.ActionFactory(plan=elsewhere, public=True)
        make.ProgressReportFactory(action=foreign, author=make.UserFactory(), state="submitted")
        client.force_login(make.UserFactory(is_superuser=True))
        assert "2 updates wait for your approval." in index(client)

    def test_staff_without_a_role_are_told_whom_to_ask(self, client):
        client.force_login(make.UserFactory())
        assert index(client) == "You have no role in a partnership yet. Ask an administrator of yours to give you one."
