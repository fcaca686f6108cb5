"""Sentences of the public pages about days, dates and numbers that a reader could take for something else."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from actions.models import Action, ProgressReport
from actions.status import Status
from tests.factories import office as make
from tests.factories import pages
from tests.integration.actions.test_views_pages import get

pytestmark = pytest.mark.django_db

LIST = "/plans/plan-2025/actions/"


class TestDayOfAReport:
    """A report speaks of one day and may be published on another."""

    def publish_later(self, action: Action) -> None:
        ProgressReport._base_manager.filter(action=action, reported_on=date(2026, 3, 2)).update(
            public_from=datetime(2026, 3, 8, 23, 30, tzinfo=UTC), approved_role="Head of service"
        )

    def test_both_are_said_where_they_differ(self, client, world):
        self.publish_later(Action.objects.get(plan=world.plan, reference="1.1"))
        said = get(client, f"{LIST}1-1/")
        both = "ow things stood on 2 March 2026; published on 8 March 2026"
        assert f"Last update 18 days ago: h{both}. Next update due 2 June 2026." in said
        assert f"Half of the letters go out in time. H{both}; approved by Head of service." in said
        history = said.split("Promise history")[1]
        assert f"From On track to At risk H{both}. Approved by Head of service." in history
        assert history.count("How things stood") == 1

    def test_one_is_said_where_they_are_the_same(self, client, world):
        said = get(client, f"{LIST}1-1/")
        assert "Last update 18 days ago, on 2 March 2026." in said
        assert "How things stood" not in said

    def test_a_report_without_a_day_has_no_second_one(self, client, world):
        assert "How things stood" not in get(client, "/plans/plan-2013/actions/1-1/")

    def test_a_day_of_a_document_is_no_more_exact_than_it_is_known(self, client, world):
        world.document.document_date, world.document.date_precision = date(2026, 3, 2), "month"
        world.document.save()
        self.publish_later(Action.objects.get(plan=world.plan, reference="1.1"))
        said = get(client, f"{LIST}1-1/")
        assert "How things stood in March 2026; published on 8 March 2026" in said
        assert "2 March" not in said


class TestDateNotClear:
    LATE = "No clear date was set, so we cannot say whether this is late."

    def unclear(self, plan, raw: str = "TBC", status: Status | None = Status.OFF_TRACK) -> None:
        action = pages.public_action(plan, "8.1", timescale_raw=raw, timescale_problem="No date was found.")
        pages.published_report(action, date(2015, 3, 2), status, reason="Nobody asked for it.")

    def test_it_cannot_be_late_and_the_page_says_so_once(self, client, world):
        self.unclear(world.plan)
        said = get(client, f"{LIST}8-1/")
        assert f"Due Date not clear: “ TBC ” {self.LATE} Priority" in said
        assert "As written" not in said
        assert "TBC To be confirmed: it is not decided yet." in said

    def test_long_words_are_given_whole(self, client, world):
        words = "To be agreed with schools once the new funding for the next two years has been confirmed"
        self.unclear(world.plan, words)
        assert f"{self.LATE} As written: “{words}”" in get(client, f"{LIST}8-1/")

    def test_what_is_finished_is_not_late(self, client, world):
        self.unclear(world.plan, status=Status.STOPPED)
        assert "whether this is late" not in get(client, f"{LIST}8-1/")

    def test_what_has_a_date_is_not_unclear(self, client, world):
        assert "whether this is late" not in get(client, f"{LIST}1-1/")

    def test_of_a_closed_plan_it_was(self, client, world):
        self.unclear(world.closed)
        said = get(client, "/plans/plan-2013/actions/8-1/")
        assert "No clear date was set, so we cannot say whether this was late." in said


class TestRatings:
    def test_a_status_without_a_word_of_the_plan_is_explained_as_in_help(self, client, world):
        said = get(client, "/plans/plan-2025/").split("What this plan’s ratings mean")[1].split("Past plans")[0]
        assert said.split("Not known")[1].strip() == (
            "The plan explains no word of its own for these statuses. Here they mean:"
            " Complete and embedded The work is done, and there is evidence that it has lasted."
            " Complete The work is done."
            " At risk Something may stop this from being done on time."
            " Off track This will not be done on time unless something changes."
            " Stopped The partnership decided not to go on. The reason is given."
        )
        # On track is explained by the plan, and nothing here is not started.
        assert said.count("On track") == 1
        assert "Not started" not in said

    def test_a_plan_without_a_key_has_all_its_statuses_explained(self, client, world):
        pages.published_report(Action.objects.get(plan=world.closed), date(2015, 6, 1), Status.OFF_TRACK)
        said = get(client, "/plans/plan-2013/").split("What this plan’s ratings mean")[1].split("Other plans")[0]
        assert "for this status. Here it means: Off track This will not be done on time" in said
        assert "Word in the plan" not in said

    def test_nothing_is_explained_where_nothing_is_rated(self, client, world):
        assert "ratings mean" not in get(client, "/plans/plan-2013/")

    def test_the_sentence_and_the_table_add_up(self, client, world):
        said = get(client, "/plans/plan-2025/")
        assert "2 of 7 actions are complete (1 of them embedded). 2 are at risk or off track." in said
        assert "1 of 3 actions is complete. 2 are at risk or off track." in get(
            client, "/plans/plan-2025/priorities/1-help-early/"
        )


class TestWithoutEndDate:
    ADDED = "3 actions without an end date: 2 with no clear date, 1 ongoing or repeating"

    def test_the_kinds_add_up_and_lead_to_the_filter(self, client, world):
        for url in ("/", "/plans/plan-2025/"):
            body = client.get(url).content.decode()
            assert f'<a href="{LIST}?due=none">{self.ADDED}</a>' in body
        said = get(client, f"{LIST}?due=none")
        assert "3 actions of 7" in said
        assert "Remove: No end date" in said

    def test_only_without_a_clear_date(self, client, world):
        Action.objects.filter(reference="2.2").update(public_from=None)
        assert "2 actions with no clear date" in get(client, "/")

    def test_only_ongoing_or_repeating(self, client, world):
        Action.objects.filter(reference="2.1").update(ongoing=True)
        Action.objects.filter(reference="2.3").update(timescale_problem="", recurrence="every 2 months")
        assert "3 actions without an end date: ongoing or repeating" in get(client, "/")

    def test_what_could_not_be_read_is_not_clear_though_it_goes_on(self, client, world):
        Action.objects.filter(reference="2.3").update(ongoing=True)
        assert self.ADDED in get(client, "/")

    def test_none(self, client, world):
        Action.objects.filter(next_due=None).update(next_due=date(2026, 9, 1))
        assert "Every action has a date." in get(client, "/")


class TestNothingFound:
    @pytest.fixture
    def tidy(self, world):
        """A plan of two actions that lack nothing."""
        plan = pages.public_plan(world.host, "tidy", priority_word="Theme")
        theme = pages.public_priority(plan, "1", "Answer")
        lead = make.LeadFactory(partnership=world.host, name="EHCP team", slug="ehcp-team")
        for reference in ("1", "2"):
            action = pages.public_action(plan, reference, due=date(2026, 9, 1), priority=theme)
            make.ActionLeadFactory(action=action, lead=lead, order=0)
            pages.published_report(action, date(2026, 3, 2), Status.ON_TRACK)
        return plan

    @pytest.mark.parametrize(
        ("query", "news"),
        [
            ("status=none", "Every action has a rating."),
            ("late=1", "No action is overdue."),
            ("stale=1", "No action is past the time for an update."),
            ("priority=none", "Every action stands under a theme."),
            ("lead=none", "Every action has a lead."),
            ("due=none", "Every action has an end date."),
        ],
    )
    def test_good_news_is_said(self, client, tidy, query, news):
        said = get(client, f"/plans/tidy/actions/?{query}")
        assert f"finds 0 actions {news} No actions match. 0 of 2. Clear filters" in said
        assert "by itself" not in said
        assert "What you can try" not in said

    def test_of_several_filters_the_one_that_finds_nothing(self, client, tidy):
        said = get(client, "/plans/tidy/actions/?lead=none&status=on_track")
        assert "Remove: On track finds 2 actions by itself" in said
        assert "Remove: No lead named finds 0 actions by itself Every action has a lead. No actions match." in said
        assert "What you can try" in said

    def test_no_news_where_each_filter_finds_something_or_is_no_gap(self, client, world, tidy):
        assert "Every action" not in get(client, f"{LIST}?status=at_risk&lead=none").split("Filter or sort")[1]
        said = get(client, "/plans/tidy/actions/?status=at_risk")
        assert "finds 0 actions No actions match. 0 of 2. Clear filters What you can try" in said

    def test_of_a_closed_plan_and_of_none(self, client, tidy):
        tidy.closed_on = date(2025, 12, 31)
        tidy.save()
        assert "No date had passed with work still open. No actions match" in get(client, "/plans/tidy/actions/?late=1")
        Action.objects.filter(plan=tidy).update(public_from=None)
        assert "Every action" not in get(client, "/plans/tidy/actions/?lead=none")

    def test_words_are_explained_that_are_shown(self, client, tidy):
        assert "Words on this page EHC plan" in get(client, "/plans/tidy/actions/")
        assert "Words on this page" not in get(client, "/plans/tidy/actions/?late=1")


@pytest.mark.parametrize(("more", "words"), [(0, "Moved once"), (1, "Moved 2 times")])
def test_a_date_moved_once_or_several_times(client, world, more, words):
    action = Action.objects.get(plan=world.plan, reference="1.1")
    for change in list(action.due_date_changes.all())[:more]:
        change.pk = None
        change.save()
    assert f"First date: 30 September 2025. {words} " in get(client, f"{LIST}1-1/")


class TestPriorityInItsTitle:
    ADDRESS = "/plans/plan-2025/priorities/1-help-early/"

    def test_the_same_words_are_not_said_twice(self, client, world):
        world.early.official_words = "  HELP early."
        world.early.save()
        said = get(client, self.ADDRESS)
        assert "Help comes soon. The title is all that the plan says of it. Place in a source document not" in said
        assert "What we promised" not in said

    def test_other_words_are_quoted(self, client, world):
        said = get(client, self.ADDRESS)
        assert "What we promised Help comes early. Place in a source document not recorded." in said
        assert "The title is all" not in said

    def test_no_words_are_said_to_be_none(self, client, world):
        assert "The plan gives no further words for this priority." in get(
            client, "/plans/plan-2025/priorities/2-good-moves/"
        )


class TestUnratedLink:
    def test_leads_to_all_without_a_status(self, client, world):
        body = client.get("/plans/plan-2025/").content.decode()
        link = f'<a href="{LIST}?status=none">2 actions with no rating or one without a known meaning</a>'
        assert link in body
        assert "2 actions of 7" in get(client, f"{LIST}?status=none")

    def test_without_unknown_words_it_says_no_more_than_it_finds(self, client, world):
        Action.objects.filter(reference="2.3").update(rated_as="")
        assert f'<a href="{LIST}?status=none">2 actions with no rating</a>' in client.get("/").content.decode()

    def test_none_where_nothing_or_everything_is_unrated(self, client, world):
        assert "?status=none" not in client.get("/plans/plan-2013/").content.decode()
        assert "?status=none" not in client.get("/plans/plan-2025/priorities/1-help-early/").content.decode()


def test_the_demonstration_says_once_that_it_is_invented(client, world, settings):
    world.host.is_invented = settings.DEMO = True
    world.host.save()
    said = get(client, "/plans/plan-2025/")
    both = "Demonstration, not the site of any council. The partnership, its plans and its figures are invented."
    assert both in said
    assert said.count("invented") == 1
    assert "invented" not in get(client, "/accessibility/")
