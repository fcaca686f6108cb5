"""Commitments on the pages of a plan, of a priority and of an action, and the page that lists them all."""

from __future__ import annotations

import gzip
import re
from datetime import date

import pytest
from django.core.cache import caches
from django.utils import timezone

from actions.models import ActionCommitment
from actions.status import Status
from tests.factories import office as make
from tests.factories import pages
from tests.integration.sendplan.test_views_site import text

pytestmark = pytest.mark.django_db

URL = "/plans/strategy/commitments/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: pages.TODAY)


@pytest.fixture
def plan():
    return make.PlanFactory(published=True, slug="strategy", title="SEND strategy", kind="strategy")


@pytest.fixture
def priority(plan):
    return make.PriorityFactory(
        plan=plan, number="1", title="Early help", slug="1-early-help", public_from=make.MOMENT, order=1
    )


def commitment(plan, words, **columns):
    return make.CommitmentFactory(plan=plan, official_words=words, **({"public_from": make.MOMENT} | columns))


def deliver(one, plan, reference="1.1", words="Open a line", **columns):
    action = pages.public_action(plan, reference, words, **columns)
    ActionCommitment.objects.create(action=action, commitment=one)
    return action


def get(client, url) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return text(response)


def test_commitments_stand_under_their_priorities_and_core_ones_last(client, plan, priority):
    document = make.SourceDocumentFactory(plan=plan, title="The strategy", document_date=date(2026, 2, 1))
    row = make.SourceRowFactory(document=document, place="line 9")
    commitment(plan, "Listen first", priority=None, order=0)
    commitment(plan, "ensure proactive signposting", priority=priority, plain_words="Tell families where help is")
    commitment(plan, "train each nursery", priority=priority, source_row=row, order=2)
    said = get(client, URL)
    assert "3 commitments. 3 commitments have no published action yet." in said
    assert "No measures of these commitments have been published" in said
    assert (
        "Priority 1: Early help Tell families where help is The plan’s own words on “Tell families where help is” "
        "ensure proactive signposting Place in a source document not recorded. No action for this has been published. "
        "train each nursery From The strategy, 1 February 2026, line 9. No action for this has been published. Core commitments They hold for the whole plan. Listen first"
    ) in said


def test_the_actions_that_deliver_it_are_named_with_their_plan_and_status(client, plan, priority):
    one = commitment(plan, "train each nursery", priority=priority)
    own = deliver(one, plan)
    other = make.PlanFactory(
        partnership=plan.partnership, published=True, slug="plan", title="Delivery plan", delivers=plan
    )
    deliver(one, other, "2.1", "Train", rated="on_track")
    draft = make.ActionFactory(plan=plan, official_words="Secret", slug="secret")
    ActionCommitment.objects.create(action=draft, commitment=one)
    said = get(client, URL)
    assert "1 commitment. Each has at least one published action." in said
    assert (
        "2 actions are meant to deliver this: 2.1: Train (Delivery plan) On track 1.1: Open a line No rating given"
        in said
    )
    assert "Secret" not in said
    assert own.get_absolute_url() in client.get(URL).content.decode()


def test_only_those_without_an_action(client, plan, priority):
    with_one, without = (commitment(plan, words, priority=priority) for words in ("Meet families", "Wait less"))
    deliver(with_one, plan)
    assert "Show only those without an action" in get(client, URL)
    said = get(client, f"{URL}?without=action")
    assert ("Wait less" in said, "Meet families" in said) == (True, False)
    assert "Show all 2 commitments" in said
    assert "The address asks for an unknown value of “without”. It was left out." in get(client, f"{URL}?without=x")
    deliver(without, plan, "1.2", "Count")
    caches["default"].clear()
    assert "No commitment is without an action." in get(client, f"{URL}?without=action&again")


def test_a_plan_without_commitments_says_so(client, plan):
    assert "No commitments have been published in this plan." in get(client, URL)
    said = get(client, "/plans/strategy/")
    assert "ommitment" not in said


def test_what_nobody_approved_or_was_withdrawn_is_not_there(client, plan, priority):
    commitment(plan, "Draft words", priority=priority, public_from=None)
    commitment(plan, "Old words", priority=priority, withdrawn_at=make.MOMENT, withdrawn_reason="Old")
    for url in (URL, "/plans/strategy/", priority.get_absolute_url()):
        said = get(client, url)
        assert ("Draft words" in said, "Old words" in said) == (False, False)


def test_of_a_priority_that_nobody_reads_they_are_the_plans_all_the_same(client, plan):
    hidden = make.PriorityFactory(plan=plan, title="Secret title")
    commitment(plan, "Wait less", priority=hidden)
    said = get(client, URL)
    assert "Other commitments Wait less" in said
    assert "Secret title" not in said


def test_a_plan_shows_its_core_commitments_and_the_way_to_all(client, plan, priority):
    commitment(plan, "Listen first", priority=None)
    commitment(plan, "Wait less", priority=priority)
    said = get(client, "/plans/strategy/")
    assert "This plan makes 2 commitments and names no actions of its own. 2 have no published action yet." in said
    assert "Priority 1: Early help 1 commitment, 1 without a published action." in said
    assert "Core commitments They hold for the whole plan. Listen first" in said
    assert "Wait less" not in said


def test_a_plan_names_its_strategy_those_that_deliver_it_and_past_plans(client, plan):
    there = {"partnership": plan.partnership, "published": True}
    older = make.PlanFactory(**there, slug="older", title="Strategy of 2020", closed_on=date(2024, 1, 1))
    make.PlanFactory(**there, slug="delivery", title="Delivery plan", delivers=plan, supersedes=older)
    make.PlanFactory(partnership=plan.partnership, slug="draft", title="Draft plan", delivers=plan)
    said = get(client, "/plans/strategy/")
    assert "Delivered by Delivery plan" in said
    assert "Other plans of this partnership Delivery plan" in said
    assert "Past plans Strategy of 2020" in said
    assert "Draft plan" not in said
    make.PlanFactory(**there, slug="running", title="Running plan", ends_on=date(2027, 8, 31))
    make.PlanFactory(**there, slug="next", title="Next plan", supersedes=plan.partnership.plans.get(slug="running"))
    caches["default"].clear()
    both = get(client, "/plans/strategy/?again").partition("Past plans")
    assert ("Running plan" in both[0], "Running plan" in both[2]) == (True, False)
    assert "Delivers SEND strategy" in get(client, "/plans/delivery/")
    assert "the plan before this one" in get(client, "/plans/delivery/")


def test_a_priority_shows_its_commitments_and_what_is_missing(client, plan, priority):
    one = commitment(plan, "Wait less", priority=priority)
    commitment(plan, "Meet families", priority=priority)
    deliver(one, plan, "1.1", "Count the days")
    said = get(client, priority.get_absolute_url())
    assert "2 commitments of this priority. No measures of them have been published." in said
    assert "1 action is meant to deliver this: 1.1: Count the days" in said
    assert "Meet families Place in a source document not recorded. No action for this" in said


def test_a_priority_whose_actions_stand_in_other_plans_says_so(client, plan, priority):
    one = commitment(plan, "Wait less", priority=priority)
    deliver(one, make.PlanFactory(partnership=plan.partnership, published=True, delivers=plan), "1.1", "Count")
    said = get(client, priority.get_absolute_url())
    assert "No action stands directly under this priority. Those that are meant to deliver its commitments are" in said
    assert "No actions have been published here." not in said


def test_a_priority_without_plain_words_says_so(client, plan):
    make.PriorityFactory(
        plan=plan, title="Wait", slug="wait", official_words="Children wait less.", public_from=make.MOMENT
    )
    assert "Nobody has written plain words for this priority yet." in get(client, "/plans/strategy/priorities/wait/")


def test_an_action_says_what_it_delivers(client, plan, priority):
    one = commitment(plan, "Wait less", priority=priority, slug="wait-less")
    action = deliver(one, plan)
    core = commitment(plan, "Listen first", priority=None, slug="listen-first")
    hidden = commitment(plan, "Secret words", priority=priority, public_from=None)
    for other in (core, hidden):
        ActionCommitment.objects.create(action=action, commitment=other)
    response = client.get(action.get_absolute_url())
    body = response.content.decode()
    assert "Meant to deliver the commitments Wait less Listen first" in text(response)
    assert re.findall(r'href="(/plans/strategy/[^"]*#[^"]+)"', body) == [
        "/plans/strategy/priorities/1-early-help/#wait-less",
        "/plans/strategy/#listen-first",
    ]
    assert "Secret words" not in body


def test_an_action_tells_the_story_of_all_that_it_carries_on(client, plan):
    action, before = None, None
    for number, year in enumerate((2016, 2019, 2022, 2025)):
        there = make.PlanFactory(partnership=plan.partnership, published=True, slug=f"p{year}", title=f"Plan of {year}")
        action = pages.public_action(there, f"{number}.1", f"Wait less, as of {year}", continues=before)
        if year != 2019:
            pages.published_report(action, date(year, 3, 1), Status.ON_TRACK, done=f"Said in {year}")
        before = action
    said = get(client, action.get_absolute_url())
    _, *parts = said.split("What it carries on, from ")
    assert [part.split(" carrie")[0] for part in parts] == [
        "Plan of 2022 This action",
        "Plan of 2019 That one",
        "Plan of 2016 That one",
    ]
    assert "Said in 2022" in parts[0]
    assert "Nothing was reported there." in parts[1]
    assert "Said in 2016" in parts[2]


def test_the_story_ends_where_the_public_cannot_follow(client, plan):
    there = {"partnership": plan.partnership}
    old = pages.public_action(make.PlanFactory(**there, published=True, slug="old", title="Old plan"), "1.1", "Old")
    draft = make.PlanFactory(**there, slug="draft", title="Draft plan")
    hidden = make.ActionFactory(plan=draft, official_words="Secret", continues=old)
    new = pages.public_action(plan, "1.1", "New", continues=hidden)
    said = get(client, new.get_absolute_url())
    assert "What it carries on, from" not in said
    assert "Secret" not in said


def test_actions_that_carry_on_one_another_end_somewhere(client, plan):
    one = pages.public_action(plan, "1.1", "One")
    two = pages.public_action(plan, "1.2", "Two", continues=one)
    type(one).objects.filter(pk=one.pk).update(continues=two)
    assert get(client, one.get_absolute_url()).count("What it carries on, from") == 1


@pytest.mark.parametrize("number", [1, 3, 20])
def test_the_pages_ask_as_often_whatever_their_number(
    client, plan, priority, number, version_kept, django_assert_num_queries
):
    for at in range(number):
        one = commitment(plan, f"Wait less {at}", priority=priority, order=at)
        commitment(plan, f"Listen {at}", priority=None, order=at)
        deliver(one, plan, f"1.{at}", f"Count {at}")
    action = plan.actions.first()
    client.get("/accessibility/")  # the version of the content is known from here on
    with django_assert_num_queries(6):
        client.get(URL)
    with django_assert_num_queries(10):
        client.get("/plans/strategy/")
    with django_assert_num_queries(9):
        client.get(priority.get_absolute_url())
    with django_assert_num_queries(4):
        client.get(action.get_absolute_url())


def test_long_lists_come_in_pages_of_a_phones_weight(client, plan, priority):
    words = "ensure that each child and each family meets somebody who knows them and what was said before " * 4
    for at in range(45):
        commitment(plan, f"{words}{at}", plain_words=f"{words[:120]}{at}", priority=priority, order=at)
    first = client.get(URL)
    assert "Commitments, page 1 of 3 – SEND strategy" in first.content.decode()
    assert len(gzip.compress(first.content, 6)) <= 14_000
    assert client.get(f"{URL}?page=3").status_code == 200
    assert client.get(f"{URL}?page=4").status_code == 404
