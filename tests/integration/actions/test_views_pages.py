"""The pages of a plan, a priority and an action: what they say, also of what is missing."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.core.cache import caches
from django.test import Client

from actions.models import Action, ProgressReport
from actions.reporting import for_csv
from actions.services import publish_view
from actions.status import Status
from priorities.models import Partnership, Plan
from tests.factories import office as make
from tests.factories import pages

pytestmark = pytest.mark.django_db


def text(response) -> str:
    """The words of a page, with single spaces."""
    body = re.sub(r"<(title|style)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body))).replace(" .", ".").replace(" ,", ",")


def get(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return text(response)


@pytest.mark.parametrize("page", ["", "actions/", "actions/1-1/", "priorities/1-help-early/"])
def test_each_symbol_that_a_page_draws_is_sent_with_it_and_no_other(client, world, page):
    body = client.get(f"/plans/plan-2025/{page}").content.decode()
    drawn = set(re.findall(r'<use href="#s-(\w+)"', body))
    assert drawn
    assert set(re.findall(r'<symbol id="s-(\w+)"', body)) == drawn


class TestPlan:
    def test_says_how_far_it_is(self, client, world):
        said = get(client, "/plans/plan-2025/")
        assert (
            "At 20 March 2026, 2 of 7 actions are complete (1 of them embedded). 2 are at risk or off track. 1 is stopped. 1 has no rating. "
            "1 is rated in words without a known meaning."
        ) in said
        assert "1 action: rated “Purple” in the plan; its key names no status for this." in said
        assert "1 overdue action" in said
        assert "1 action with no recent update" in said
        assert "3 actions without an end date: 2 with no clear date, 1 ongoing or repeating" in said
        assert "7 actions by status" in said

    def test_says_where_it_comes_from(self, client, world):
        said = get(client, "/plans/plan-2025/")
        assert "Dates covered 1 January 2025 to 31 December 2027" in said
        assert "Agreed by Partnership board" in said
        assert "Source Plan as agreed, 6 January 2025" in said
        assert "Comes after Plan of 2013" in said
        assert "Purple Not stated Not known" in said

    def test_never_links_the_document(self, client, world):
        assert world.document.file.name not in client.get("/plans/plan-2025/").content.decode()

    def test_bars_are_in_proportion(self, client, world):
        widths = re.findall(
            r'<svg class="bar (\w+)".*?<rect width="(\d+)"', client.get("/plans/plan-2025/").content.decode()
        )
        assert widths == [
            ("embedded", "100"),
            ("complete", "100"),
            ("on_track", "0"),
            ("not_started", "0"),
            ("at_risk", "100"),
            ("off_track", "100"),
            ("stopped", "100"),
            ("none", "100"),
            ("none", "100"),
        ]

    def test_of_a_closed_plan_counts_no_days(self, client, world):
        said = get(client, "/plans/plan-2013/")
        assert "The plan gives no rating for any of its 1 action. It does not say which are complete." in said
        assert "1 action whose date passed, not reported complete" in said
        assert "overdue" not in said.lower()

    def test_without_anything(self, client, db):
        make.PlanFactory(published=True, slug="bare", title="Bare plan")
        said = get(client, "/plans/bare/")
        assert "No actions have been published here." in said
        assert "No priorities or actions have been published in this plan." in said
        assert "Dates not stated" in said
        assert "Agreed by Not stated" in said
        assert "How often is not stated" in said

    def test_priority_without_actions_says_so(self, client, db):
        plan = make.PlanFactory(published=True, slug="bare", priority_word="Proposal")
        make.PriorityFactory(plan=plan, public_from=pages.AGREED)
        assert "No actions have been published for this proposal." in get(client, "/plans/bare/")

    def test_invented_partnership_says_so(self, client, world):
        assert "An invented example" not in get(client, "/plans/plan-2025/")
        world.host.is_invented = True
        world.host.save()
        caches["pages"].clear()
        for url in ("/plans/plan-2025/", "/plans/plan-2025/actions/", "/plans/plan-2025/actions/1-1/", "/"):
            assert "An invented example" in get(client, url)


class TestPriority:
    def test_words_and_actions(self, client, world):
        said = get(client, "/plans/plan-2025/priorities/1-help-early/")
        assert "Priority 1 Help early Help comes soon." in said
        assert "What we promised Help comes early." in said
        assert "At 20 March 2026, 1 of 3 actions is complete. 2 are at risk or off track." in said
        said = said.partition("Actions, what needs attention first")[2]
        names = ("1.3: Train", "1.1: Answer", "1.2: Open")
        assert [said.index(name) for name in names] == sorted(said.index(name) for name in names)

    def test_without_words(self, client, world):
        said = get(client, "/plans/plan-2025/priorities/2-good-moves/")
        assert "The plan gives no further words for this priority." in said

    def test_a_withdrawn_one_without_a_number_is_not_named(self, client, world):
        world.moves.number, world.moves.title, world.moves.withdrawn_at = "", "Canary title", pages.NOON
        world.moves.save()
        response = client.get(world.moves.get_absolute_url())
        assert response.status_code == 410
        assert "A priority of Plan for 2025 to 2027 was public here" in text(response)
        assert "Canary title" not in response.content.decode()

    def test_withdrawn_is_gone(self, client, world):
        world.moves.withdrawn_at = pages.NOON
        world.moves.save()
        response = client.get("/plans/plan-2025/priorities/2-good-moves/")
        assert response.status_code == 410
        assert "This priority was withdrawn" in text(response)
        assert "Good moves" not in text(client.get("/plans/plan-2025/actions/2-1/"))


class TestAction:
    def test_tells_the_whole_story(self, client, world):
        said = get(client, "/plans/plan-2025/actions/1-1/")
        assert "Action 1.1 Answer every family in ten days" in said
        assert "At risk Overdue by 20 days" in said
        assert "Last update 18 days ago, on 2 March 2026. Next update due 2 June 2026." in said
        assert "What we promised Officers will answer each family within ten days." in said
        assert "These words have been public since 1 April 2025. From Plan as agreed, row 7." in said
        assert "Earlier words Public since 6 January 2025 We will answer families." in said
        assert "What will be different Families know where they stand." in said
        assert "Half of the letters go out in time. Reported on 2 March 2026; approved by Programme director." in said
        assert "The difference Fewer calls." in said
        assert "Next step Train two more people. By 30 April 2026." in said
        assert "Leads SEND team (accountable: answers for the whole action) School nurses" in said
        assert "First date: 30 September 2025. Moved once" in said
        assert "Carries on 1.1: Build one way to assess needs, from Plan of 2013" in said

    def test_an_evidence_link_that_is_held_back_is_no_link(self, client, world):
        report = Action.objects.get(plan=world.plan, reference="1.1").latest_report
        for address, shown in (
            ("https://x.example/a", '<a href="https://x.example/a">https://x.example/a</a>'),
            ("[name 1 held back]", "<h3>Evidence</h3><p>[name 1 held back]</p>"),
        ):
            ProgressReport._base_manager.filter(pk=report.pk).update(evidence_url=address)
            caches["pages"].clear()
            assert shown in client.get("/plans/plan-2025/actions/1-1/").content.decode()

    def test_other_words_for_the_same_time_are_told_and_count_as_no_move(self, client, world):
        action = Action.objects.get(plan__slug="plan-2025", reference="1.1")
        action.due_date_changes.create(
            from_raw="Feb-26",
            to_raw="by the end of February 2026",
            words_only=True,
            reason="As in the plan.",
            changed_on=date(2025, 9, 1),
            public_from=action.public_from,
            recorded_at=action.public_from,
        )
        said = get(client, "/plans/plan-2025/actions/1-1/")
        assert "Timescale reworded From “Feb-26” to “by the end of February 2026”." in said
        assert "Moved once" in said

    def test_history_is_newest_first_with_every_move(self, client, world):
        history = get(client, "/plans/plan-2025/actions/1-1/").split("Promise history")[1]
        moves = re.findall(r"(\d+ \w+ \d{4}|Date not stated) : ([^.]*?) (?:Who|Approved|From|This)", history)
        assert moves == [
            ("2 March 2026", "From On track to At risk"),
            ("1 August 2025", "Due date moved"),
            ("2 June 2025", "First rating: On track"),
            ("6 January 2025", "Made public"),
        ]
        assert "From 30 September 2025 to 28 February 2026. Reason: Two posts stayed empty." in history
        assert "Agreed by Partnership board. Added later: recorded on 1 September 2025." in history

    def test_says_what_is_missing(self, client, world):
        said = get(client, "/plans/plan-2025/actions/2-1/")
        assert "No update has been published since this became public on 6 January 2025 (438 days)." in said
        assert "No rating given No update for 438 days" in said
        assert "Due No date set" in said
        assert "Lead No lead named" in said
        assert "Nothing has been reported yet." in said

    def test_a_date_that_was_not_read_is_shown_as_written(self, client, world):
        said = get(client, "/plans/plan-2025/actions/2-3/")
        assert "Date not clear: “bi-monthly”" in said
        assert "Twice a month" not in said
        assert "Rated “Purple” in the plan’s words." in said
        assert "Priority None named" in said

    def test_of_a_closed_plan(self, client, world):
        said = get(client, "/plans/plan-2013/actions/1-1/")
        assert "Date passed, completion not stated" in said
        assert "An update was published, date not stated. We count nothing after 31 August 2015." in said
        assert "Overdue" not in said
        assert "Carried on by 1.1: Answer every family in ten days, in Plan for 2025 to 2027" in said

    def test_a_document_without_a_date_dates_nothing(self, client, world):
        world.document.document_date = None
        world.document.save()
        row = make.SourceRowFactory(document=world.document)
        pages.public_action(world.plan, "3.1", "Promise of a paper without a date.", source_row=row)
        said = get(client, "/plans/plan-2025/actions/3-1/")
        assert "These words stand in a document that we read on 2 March 2026; it bears no date." in said
        assert "No update has been published since this was added to this site on 6 January 2025" in said
        assert "6 January 2025 : Added to this site" in said
        assert "so the day of the promise is not known" in said
        assert "been public since" not in said

    def test_previous_and_next_stay_in_the_priority(self, client, world):
        said = get(client, "/plans/plan-2025/actions/1-2/")
        assert "Previous: 1.1: Answer every family in ten days Next: 1.3: Train nursery staff" in said
        last = get(client, "/plans/plan-2025/actions/1-3/")
        assert "Previous: 1.2: Open one telephone line" in last
        assert "Next:" not in last

    def test_previous_and_next_without_a_priority(self, client, world):
        """2.3 and the newsletter stand under no priority; they are neighbours of each other and of nothing else."""
        said = get(client, "/plans/plan-2025/actions/2-3/")
        assert "Previous:" not in said
        assert "Next: Print a newsletter" in said
        last = get(client, "/plans/plan-2025/actions/print-a-newsletter/")
        assert "Previous: 2.3: Publish the figures" in last
        assert "Next:" not in last

    def test_a_corrected_report_is_not_the_latest(self, client, world):
        """The correction speaks of an earlier day than the report that it puts right."""
        action = Action.objects.get(plan=world.plan, reference="1.3")
        wrong = ProgressReport.objects.get(action=action)
        pages.published_report(action, date(2026, 3, 1), Status.AT_RISK, corrects=wrong, done="It was put right.")
        said = get(client, "/plans/plan-2025/actions/1-3/")
        assert "Last update 19 days ago, on 1 March 2026." in said
        assert "What we have done It was put right. Reported on 1 March 2026" in said
        assert "What was reported on 10 March 2026 Nobody could come." in said

    def test_stopped_gives_the_reason(self, client, world):
        assert "Why it was stopped Nobody read it." in get(client, "/plans/plan-2025/actions/print-a-newsletter/")

    def test_a_correction_is_marked_on_both(self, client, world):
        action = Action.objects.get(plan=world.plan, reference="1.3")
        wrong = ProgressReport.objects.get(action=action)
        what = "It said that nobody came; 40 did."
        pages.published_report(action, pages.TODAY, Status.ON_TRACK, corrects=wrong, corrects_what=what)
        said = get(client, "/plans/plan-2025/actions/1-3/")
        assert f"20 March 2026 : From Off track to On track Corrects the report of 10 March 2026: {what}" in said
        assert f"who approved it is not stated. Corrects the report of 10 March 2026: {what}" in said
        assert "10 March 2026 : First rating: Off track Corrected by a later report." in said

    def test_what_the_forum_says_stands_beside_the_words_of_the_report(self, client, world):
        action = Action.objects.get(plan=world.plan, reference="1.3")
        report = ProgressReport.objects.get(action=action)
        words = "We were not asked.\n<b>Ask us.</b>"
        view = make.ForumViewFactory(report=report, words=words, state="submitted", author=make.UserFactory())
        assert "forum" not in get(client, "/plans/plan-2025/actions/1-3/?before").split("Ask about")[0].lower()
        submit = {"by": make.UserFactory(job_title="SEND manager"), "at": pages.NOON}
        publish_view(view=view, **submit)
        said = get(client, "/plans/plan-2025/actions/1-3/")
        assert (
            "What the parent carer forum says We were not asked. <b>Ask us.</b> "
            "In the forum’s own words, published on 20 March 2026. Nobody else has edited them." in said
        )
        pages.published_report(action, pages.TODAY, Status.ON_TRACK, done="It is better.")
        earlier = get(client, "/plans/plan-2025/actions/1-3/?later").split("What was reported on 10 March 2026")[1]
        assert "What the parent carer forum says: We were not asked. <b>Ask us.</b>" in earlier

    def test_the_newest_report_without_a_rating_leaves_the_status_and_says_so(self, client, world):
        action = Action.objects.get(plan=world.plan, reference="1.2")
        pages.published_report(action, pages.TODAY, None, done="Two thousand calls.")
        said = get(client, "/plans/plan-2025/actions/1-2/")
        assert "Complete Rated on 4 August 2025. The newest report gives no rating. Last update today" in said
        assert "Overdue" not in said
        listed = get(client, "/plans/plan-2025/actions/")
        assert "Complete Rated on 4 August 2025 Priority 1" in listed
        assert listed.count("Rated on") == 1
        assert "2 of 7 actions are complete" in get(client, "/plans/plan-2025/")

    def test_a_newer_rating_that_nobody_explains_is_no_status(self, client, world):
        action = Action.objects.get(plan=world.plan, reference="1.2")
        pages.published_report(action, pages.TODAY, None, rating="Purple")
        said = get(client, "/plans/plan-2025/actions/1-2/")
        assert "Rated “Purple”; meaning not known Overdue by 232 days" in said
        assert "The plan’s rating is “Purple”, and what that means is not known. Last update today" in said

    def test_a_correction_about_an_earlier_day_is_what_the_page_shows(self, client, world):
        action = Action.objects.get(plan=world.plan, reference="1.3")
        wrong = ProgressReport.objects.get(action=action)
        pages.published_report(action, pages.AGREED.date(), Status.ON_TRACK, corrects=wrong, done="It went well.")
        said = get(client, "/plans/plan-2025/actions/1-3/")
        assert "On track No update for 438 days" in said
        assert "What we have done It went well. Reported on 6 January 2025" in said

    def test_dates_that_have_passed_are_said_as_past(self, client, world, time_machine):
        time_machine.move_to(date(2026, 6, 20))
        said = get(client, "/plans/plan-2025/actions/1-1/")
        assert "The next update was due on 2 June 2026." in said
        assert "Train two more people. It was due by 30 April 2026." in said

    def test_days_from_the_end_of_a_term_are_about_right(self, client, world):
        pages.public_action(
            world.plan, "4.1", due=date(2025, 12, 31), precision="term", start=date(2025, 9, 1), timescale_raw="Autumn"
        )
        said = get(client, "/plans/plan-2025/actions/4-1/")
        assert "Overdue by about 79 days" in said
        assert "Due About December 2025" in said
        assert "Starts" not in said
        row = next(csv.DictReader(io.StringIO(client.get("/plans/plan-2025/actions.csv?q=4.1").content.decode())))
        assert row["Days overdue"] == "about 79"

    def test_a_start_that_the_words_give_is_shown(self, client, world):
        pages.public_action(world.plan, "4.2", due=date(2026, 7, 31), precision="month", start=date(2026, 1, 1))
        assert "Starts January 2026" in get(client, "/plans/plan-2025/actions/4-2/")

    def test_a_promise_older_than_its_document_is_not_said_to_be_made_with_it(self, client, world):
        row = make.SourceRowFactory(document=world.document, place="row 9")
        pages.public_action(world.plan, "4.5", source_row=row, due=date(2024, 11, 30))
        said = get(client, "/plans/plan-2025/actions/4-5/")
        assert (
            "These words stand in a document of 6 January 2025. When they were first public is not known here."
            " From Plan as agreed, row 9."
        ) in said
        assert "No update has been published since the plan’s document, on 6 January 2025 (438 days)." in said
        assert (
            "6 January 2025 : Named in the document that we read It was promised before. The day of the promise is not"
            " known here."
        ) in said
        assert "became public" not in said

    @pytest.mark.parametrize(("started", "older"), [(date(2024, 7, 7), False), (date(2024, 7, 6), True), (None, False)])
    def test_a_plan_that_began_long_before_its_document_made_its_promises_then(self, client, world, started, older):
        Plan.objects.filter(pk=world.plan.pk).update(starts_on=started)
        row = make.SourceRowFactory(document=world.document)
        pages.public_action(world.plan, "4.6", source_row=row, due=date(2026, 11, 30))
        assert ("Named in the document" in get(client, "/plans/plan-2025/actions/4-6/")) is older
        # Added to the public plan by a newer document: promised with that one.
        at = datetime(2025, 9, 1, tzinfo=UTC)
        pages.public_action(world.plan, "4.7", source_row=row, public_from=at, promised_on=at.date())
        assert "Made public" in get(client, "/plans/plan-2025/actions/4-7/")

    def test_a_document_of_a_month_gives_no_day(self, client, world):
        world.document.date_precision = "month"
        world.document.save()
        plan = get(client, "/plans/plan-2025/")
        assert "Source Plan as agreed, January 2025" in plan
        pages.public_action(world.plan, "4.3", source_row=make.SourceRowFactory(document=world.document))
        said = get(client, "/plans/plan-2025/actions/4-3/")
        assert "No update has been published since this became public in January 2025." in said
        assert "These words have been public since January 2025." in said
        assert "January 2025 : Made public" in said
        assert "6 January" not in said
        assert '<time datetime="2025-01">' in client.get("/plans/plan-2025/actions/4-3/").content.decode()

    def test_names_what_to_ask_about_and_whom(self, client, world):
        said = get(client, "/plans/plan-2025/actions/1-1/")
        assert "Say that you ask about Action 1.1 of Plan for 2025 to 2027. Telephone 01632 960303" in said
        body = client.get("/plans/plan-2025/actions/1-1/").content.decode()
        assert "mailto:send@mereshire.example?subject=Action%201.1%20of%20Plan%20for%202025%20to%202027" in body
        Partnership.objects.update(contact_email="send?bcc=spy@mereshire.example")
        caches["pages"].clear()
        body = client.get("/plans/plan-2025/actions/1-1/?again").content.decode()
        assert "mailto:send%3Fbcc%3Dspy@mereshire.example?subject=" in body
        other = make.PartnershipFactory(name="Ashby partners", contact_telephone="01632 960999")
        pages.public_action(pages.public_plan(other, "ashby-plan", title="Ashby plan"), "", "Mend the ramp.", slug="r")
        said = get(client, "/plans/ashby-plan/actions/r/")
        assert "Say that you ask about “Mend the ramp” of Ashby plan. Telephone 01632 960999" in said
        assert "01632 960303" not in said
        assert "Telephone 01632 960999" in get(client, "/plans/ashby-plan/")

    def test_a_partnership_without_contact_routes_says_so(self, client, world):
        pages.public_plan(make.PartnershipFactory(name="Ashby partners"), "ashby-plan", title="Ashby plan")
        said = get(client, "/plans/ashby-plan/")
        assert "This site knows no contact routes of Ashby partners. You can ask those who run this site." in said

    def test_short_forms_on_the_page_are_explained_on_it(self, client, world):
        pages.public_action(world.plan, "4.4", "Tell the SENCOs how EHCPs are made.")
        said = get(client, "/plans/plan-2025/actions/4-4/")
        explained = said.split("Words on this page")[1]
        assert "EHC plan An education, health and care plan." in explained
        assert "SENCO The teacher who" in explained
        assert "Local Offer" not in explained
        assert "Words on this page" not in get(client, "/plans/plan-2025/actions/1-2/")

    def test_after_no_change_the_last_words_and_their_next_step_stand(self, client, world):
        action = pages.public_action(world.plan, "6.1")
        told = pages.published_report(
            action,
            date(2025, 9, 11),
            Status.AT_RISK,
            done="Two posts are empty.",
            difference="Waits are longer.",
            next_step="Advertise again.",
            next_step_on=date(2026, 12, 4),
            approved_role="Head of SEND",
        )
        repeats = {"no_change": True, "done": "No change since the update of 11 September 2025."}
        pages.published_report(action, date(2025, 11, 3), Status.AT_RISK, **repeats)
        latest = pages.published_report(action, date(2026, 2, 2), Status.AT_RISK, approved_role="Director", **repeats)
        make.ForumViewFactory(report=told, words="We agree.", state="published", public_from=pages.NOON)
        said = get(client, "/plans/plan-2025/actions/6-1/")
        assert (
            "What we have done Two posts are empty. Reported on 11 September 2025; approved by Head of SEND. "
            "No change since then, said on 2 February 2026; approved by Director. "
            "The difference Waits are longer. What the parent carer forum says We agree."
        ) in said
        assert "Next step Advertise again. By 4 December 2026." in said
        assert "does not say" not in said
        assert "names no next step" not in said
        assert "Last update 46 days ago, on 2 February 2026." in said
        bare = pages.public_action(world.plan, "6.2")
        pages.published_report(bare, date(2025, 9, 11), Status.AT_RISK, done="Two posts are empty.")
        pages.published_report(bare, date(2026, 2, 2), Status.AT_RISK, **repeats)
        said = get(client, "/plans/plan-2025/actions/6-2/")
        assert "The update of 11 September 2025 does not say what difference it made." in said
        assert "The update of 11 September 2025 names no next step." in said
        make.ForumViewFactory(report=latest, words="Still so.", state="published", public_from=pages.NOON)
        said = get(client, "/plans/plan-2025/actions/6-1/?both")
        assert re.search(r"forum says Still so\. In the forum.*edited them\. We agree\.", said)

    def test_the_csv_gives_the_words_that_stand_after_no_change(self, client, world, django_assert_num_queries):
        for reference in ("6.1", "6.2"):
            action = pages.public_action(world.plan, reference)
            pages.published_report(
                action, date(2025, 9, 11), Status.AT_RISK, done="Two.", difference="Longer.", next_step="Advertise."
            )
            words = "No change since the update of 11 September 2025."
            pages.published_report(action, date(2026, 2, 2), Status.AT_RISK, no_change=True, done=words)
        body = client.get("/plans/plan-2025/actions.csv").content.decode("utf-8-sig")
        rows = {row["Reference"]: row for row in csv.DictReader(io.StringIO(body))}
        for reference in ("6.1", "6.2"):
            row = rows[reference]
            assert row["What we have done"] == "Two.\nNo change since the update of 11 September 2025."
            assert (row["The difference"], row["Next step"]) == ("Longer.", "Advertise.")
            assert row["Last update"] == "2026-02-02"
        actions = Action.objects.public().filter(plan=world.plan)
        with django_assert_num_queries(3):
            for_csv(actions, world.plan)
        with django_assert_num_queries(2):
            for_csv(actions.exclude(reference__startswith="6."), world.plan)

    @pytest.mark.parametrize("reports", [1, 12])
    def test_asks_seven_questions_at_most(self, client, world, reports, version_kept, django_assert_num_queries):
        action = Action.objects.get(plan=world.plan, reference="1.3")
        for month in range(1, reports):
            report = pages.published_report(action, pages.TODAY.replace(year=2025, month=month), Status.ON_TRACK)
            make.ForumViewFactory(report=report, state="published", public_from=pages.NOON)
        client.get("/accessibility/")  # the version of the content is known from here on
        with django_assert_num_queries(4):
            client.get("/plans/plan-2025/actions/1-3/")
        action.due_date_changes.create(
            reason="Moved.", changed_on=pages.TODAY, public_from=pages.NOON, recorded_at=pages.NOON
        )
        with django_assert_num_queries(5):
            client.get("/plans/plan-2025/actions/1-3/?moved")
        for words in ("Said first.", "Said anew."):
            action.words_versions.create(words=words, public_from=pages.NOON, recorded_at=pages.NOON)
        with django_assert_num_queries(6):
            client.get("/plans/plan-2025/actions/1-3/?reworded")
        action.past_withdrawals.create(withdrawn_at=pages.AGREED, reason="No money.", returned_at=pages.NOON)
        with django_assert_num_queries(7):
            client.get("/plans/plan-2025/actions/1-3/?returned")

    @pytest.mark.parametrize("reports", [1, 3, 12, 20])
    def test_carrying_on_another_asks_for_both_at_once(
        self, client, world, reports, version_kept, django_assert_num_queries
    ):
        old = world.closed.actions.get(reference="1.1")
        action = pages.public_action(world.plan, "8.1", continues=old)
        for one in (action, old):
            for month in range(reports):
                report = pages.published_report(one, date(2014 + month // 12, month % 12 + 1, 1), Status.ON_TRACK)
                make.ForumViewFactory(report=report, state="published", public_from=pages.NOON)
        client.get("/accessibility/")  # the version of the content is known from here on
        with django_assert_num_queries(5):
            client.get("/plans/plan-2025/actions/8-1/")
        for one in (action, old):
            one.due_date_changes.create(
                reason=f"Moved in {one.plan.title}.",
                changed_on=date(2014, 1, 1),
                public_from=pages.NOON,
                recorded_at=pages.NOON,
            )
        with django_assert_num_queries(5):
            said = text(client.get("/plans/plan-2025/actions/8-1/?moved"))
        now, before = said.split("What it carries on, from ")
        assert ("Moved in Plan for" in now, "Moved in Plan of 2013" in now) == (True, False)
        assert ("Moved in Plan for" in before, "Moved in Plan of 2013" in before) == (False, True)

    def test_asks_eight_questions_where_everything_happened_to_it(
        self, client, world, version_kept, django_assert_num_queries
    ):
        """Moved, reworded, withdrawn and returned, said by two documents, and it carries on an action of another plan."""
        action = Action.objects.get(plan=world.plan, reference="1.1")
        newer = make.SourceDocumentFactory(plan=world.plan)
        Action.objects.filter(pk=action.pk).update(source_row=make.SourceRowFactory(document=newer))
        action.words_versions.all().delete()
        for words in ("Said first.", "Said anew."):
            action.words_versions.create(
                words=words, public_from=pages.NOON, recorded_at=pages.NOON, document=world.document
            )
        for one in (action, action.continues):
            one.due_date_changes.create(
                reason="Moved.", changed_on=pages.TODAY, public_from=pages.NOON, recorded_at=pages.NOON
            )
        action.past_withdrawals.create(withdrawn_at=pages.AGREED, reason="No money.", returned_at=pages.NOON)
        client.get("/accessibility/")
        with django_assert_num_queries(8):
            client.get("/plans/plan-2025/actions/1-1/?all")

    def test_words_are_never_markup(self, client, world):
        pages.public_action(world.plan, "8.1", "<script>alert(1)</script> & <b>bold</b>", slug="markup")
        body = client.get("/plans/plan-2025/actions/markup/").content.decode()
        assert "<script" not in body
        assert "&lt;b&gt;bold&lt;/b&gt;" in body


class TestGone:
    def test_withdrawn_action_says_why_and_what_instead(self, client, world):
        kept = Action.objects.get(plan=world.plan, reference="1.1")
        pages.public_action(
            world.plan,
            "9.9",
            "Old promise.",
            withdrawn_at=pages.NOON,
            withdrawn_reason="Merged with 1.1.",
            replaced_by=kept,
        )
        response = client.get("/plans/plan-2025/actions/9-9/")
        assert response.status_code == 410
        said = text(response)
        assert (
            "This action was withdrawn Action 9.9 of Plan for 2025 to 2027 was public here and is not any more." in said
        )
        assert "Old promise" not in said
        assert "It was withdrawn on 20 March 2026." in said
        assert "You can read Plan for 2025 to 2027, or see every action that was withdrawn from it." in said
        assert "Say that you ask about Action 9.9 of Plan for 2025 to 2027. Telephone 01632 960303" in said
        assert "Reason: Merged with 1.1." in said
        assert 'href="/plans/plan-2025/actions/1-1/"' in response.content.decode()

    def test_a_plan_lists_what_was_withdrawn_without_its_words(self, client, world):
        assert "withdrawn" not in get(client, "/plans/plan-2025/")
        none = get(client, "/plans/plan-2025/withdrawn/")
        assert "No action has been withdrawn from this plan." in none
        assert "were public here and are not any more" not in none
        kept = Action.objects.get(plan=world.plan, reference="1.1")
        for reference, more in (("9.8", {"replaced_by": kept}), ("", {"slug": "old-secret"})):
            pages.public_action(
                world.plan, reference, "Old secret.", withdrawn_at=pages.NOON, withdrawn_reason="It named one.", **more
            )
        make.ActionFactory(plan=world.plan, withdrawn_at=pages.NOON, withdrawn_reason="Never public.")
        caches["pages"].clear()
        assert "2 actions were withdrawn from this plan" in get(client, "/plans/plan-2025/")
        assert "withdrawn" not in get(client, "/plans/plan-2013/")
        body = client.get("/plans/plan-2025/withdrawn/").content.decode()
        said = get(client, "/plans/plan-2025/withdrawn/")
        assert "2 withdrawn actions" in said
        assert "An action without a reference 20 March 2026 It named one. Nothing is named" in said
        assert "Action 9.8 20 March 2026 It named one. 1.1: Answer every family in ten days" in said
        assert "secret" not in body.lower()
        assert "Never public" not in body

    def test_replacement_that_is_not_public_is_not_named(self, client, world):
        hidden = make.ActionFactory(plan=world.plan, official_words="Hidden words")
        pages.public_action(world.plan, "9.9", withdrawn_at=pages.NOON, withdrawn_reason="Why.", replaced_by=hidden)
        said = text(client.get("/plans/plan-2025/actions/9-9/"))
        assert "Hidden words" not in said
        assert "Nothing is named in its place." in said

    @pytest.mark.parametrize("path", ["", "actions/", "actions.csv", "actions/1-1/", "priorities/1-help-early/"])
    def test_withdrawn_plan_takes_all_its_pages_along(self, client, world, path):
        Plan.objects.filter(pk=world.plan.pk).update(
            state=Plan.State.WITHDRAWN, withdrawn_reason="Wrong file.", replaced_by=world.closed
        )
        response = client.get(f"/plans/plan-2025/{path}")
        assert response.status_code == 410
        assert "Reason: Wrong file. It was replaced by Plan of 2013" in text(response)


def test_what_is_not_public_answers_as_what_never_was(client, world):
    pages.hide_canaries(world)
    never = client.get("/plans/nothing/").content
    for url in (
        "/plans/draft-plan/",
        "/plans/draft-plan/actions/",
        "/plans/draft-plan/actions.csv",
        "/plans/plan-2025/actions/unpublished/",
        "/plans/plan-2025/priorities/unpublished/",
        "/plans/plan-2025/actions/never/",
        "/plans/plan-2025/actions/?page=99",
        "/plans/plan-2025/actions/?page=two",
        "/plans/?page=0",
        "/quite/something/else/",
    ):
        response = client.get(url)
        assert response.status_code == 404, url
        assert response.content == never, url


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_but_reading(client, world, method):
    assert getattr(client, method)("/plans/plan-2025/").status_code == 405
