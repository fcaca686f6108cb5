"""The pages of recommendations: the list, one of them, each round with its versions, and two rounds compared."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.core.cache import caches
from django.utils import timezone

from actions.models import ActionCommitment, ActionRecommendation, RecommendationPartner
from priorities.models import Plan, Recommendation
from tests.factories import office as make
from tests.factories.pages import public_action, published_report
from tests.integration.sendplan.test_views_site import text

pytestmark = pytest.mark.django_db

TODAY = date(2026, 5, 10)
LIST = "/plans/wave/recommendations/"
URL = f"{LIST}rec-1/"
USUAL = {
    "What we have done": "done",
    "The difference it made": "difference",
    "What we need to develop": "to_develop",
    "Next steps": "next_steps",
}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)


@pytest.fixture
def plan():
    return make.PlanFactory(published=True, slug="wave", title="SEND plan", update_cycle="quarterly")


@pytest.fixture
def asked(plan):
    return recommendation(plan)


def recommendation(plan, **columns):
    columns = {
        "number": "1",
        "slug": "rec-1",
        "public_from": make.MOMENT,
        "plain_words": "Answer families sooner.",
        "official_words": "Leaders should reduce waiting times.",
    } | columns
    return make.RecommendationFactory(plan=plan, **columns)


def said(recommendation, title="Year one", *, corrects=None, on=None, state="published", **sections):
    """What a round says, public since 3 May 2026; the round is made where there is none of this title."""
    columns = {"done": ""} | sections
    of = recommendation.plan.update_rounds.filter(title=title).first() or make.UpdateRoundFactory(
        plan=recommendation.plan, title=title, slug=title.lower().replace(" ", "-"), dated=on
    )
    public = {"public_from": datetime(2026, 5, 3, 12, tzinfo=UTC)} if state == "published" else {}
    return make.RecommendationUpdateFactory(
        recommendation=recommendation,
        update_round=of,
        state=state,
        corrects=corrects,
        corrects_what="The number of clinics." if corrects else "",
        **public,
        **columns,
    )


def section(response, name: str) -> str:
    """The words of a section of the page, by the id of its heading."""
    html = response.content.decode().partition(f'<section aria-labelledby="{name}"')[2].partition("</section>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.partition(">")[2])).split())


def test_it_shows_number_plain_words_and_official_words(client, asked):
    response = client.get(URL)
    assert response.status_code == 200
    assert "Recommendation 1 Answer families sooner What was recommended" in text(response)
    assert "“" not in section(response, "official")
    assert section(response, "official").startswith("What was recommended Leaders should reduce waiting times.")
    assert "Place in a source document not recorded." in text(response)
    assert "No round has been published yet." in section(response, "said")


# -- the sections of the newest round --------------------------------------------------------------------------------


def test_sections_stand_in_their_order_under_the_labels_of_the_round(client, asked):
    said(asked, next_steps="Hire two nurses.", done="We hired.\nWe trained.", wanted="Shorter waits.")
    asked.plan.update_rounds.update(labels="done=What we did\nwanted=What we wanted to see")
    response = client.get(URL)
    headings = re.findall(r'<h3 id="s-(\w+)">([^<]*)</h3>', response.content.decode())
    assert headings == [
        ("wanted", "What we wanted to see (1)"),
        ("done", "What we did (2)"),
        ("difference", "The difference it made (0)"),
        ("to_develop", "What we need to develop (0)"),
        ("next_steps", "Next steps (1)"),
    ]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"title": "October 2025", "on": date(2025, 10, 31)}, "in October 2025."),
        ({"title": "Year one"}, "in “Year one”."),
        ({"title": "Year one", "on": date(2025, 10, 31)}, "in “Year one”."),
    ],
)
def test_an_empty_section_says_so(client, asked, columns, words):
    update = said(asked, **columns, done="We hired.")
    type(update.update_round).objects.update(date_precision="month")
    assert section(client.get(URL), "said").count(f"Nothing has been reported here {words}") == 3


def test_a_hope_is_never_told_as_a_result(client, asked):
    said(
        asked, expected_difference="Families hear sooner.", will_see="Fewer calls.\nFewer letters.", difference="None."
    )
    words = section(client.get(URL), "said")
    assert "What we will see (2) Hopes, not yet results. Fewer calls. Fewer letters." in words
    assert "The difference it will make (1) A hope, not yet a result. Families hear sooner." in words
    assert "The difference it made (1) None." in words


def test_forty_points_are_shortened_with_a_link_to_the_whole(client, asked):
    points = [f"{at}: {'a long point ' * 20}" for at in range(40)]
    said(asked, done="\n".join(points))
    body = client.get(URL).content.decode()
    shown = len(re.findall(r"<li>\d+: a long", body))
    assert 0 < shown < 40
    assert f"{40 - shown} more under “What we have done”" in body
    whole = client.get(f"{URL}updates/year-one/").content.decode()
    assert re.findall(r"<li>(\d+): a long", whole) == [str(at) for at in range(40)]


def test_a_round_that_is_too_long_for_a_page_goes_on_on_the_next(client, asked):
    said(asked, done="\n".join(f"{at}: {'a long point ' * 40}" for at in range(40)), next_steps="Go on.")
    found = []
    for at in (1, 2):
        body = client.get(f"{URL}updates/year-one/?page={at}").content.decode()
        assert "What we have done (40)" in body
        found += re.findall(r"<li>(\d+): a long", body)
    assert found == [str(at) for at in range(40)]
    assert "Next steps (1)" in body
    assert client.get(f"{URL}updates/year-one/?page=3").status_code == 404


def test_without_plain_words_it_says_so(client, plan):
    recommendation(plan, plain_words="")
    page = text(client.get(URL))
    assert "Recommendation 1 Leaders should reduce waiting times What was recommended" in page
    assert "No shorter words for it have been written." in page


# -- rounds ----------------------------------------------------------------------------------------------------------


def test_rounds_without_a_date_come_after_those_with_one(client, asked):
    said(asked, "Undated one")
    said(asked, "Autumn", on=date(2025, 10, 1))
    said(asked, "Undated two")
    said(asked, "Also autumn", on=date(2025, 10, 1))
    names = re.findall(r"<h3><a[^>]*>([^<]*)</a></h3>", client.get(URL).content.decode())
    assert names == ["Also autumn (1 October 2025)", "Autumn (1 October 2025)", "Undated two", "Undated one"]


def test_a_round_says_what_it_changed_since_the_one_before(client, asked):
    said(asked, "One", on=date(2024, 1, 1), done="A clinic opened.\nA nurse began.")
    said(asked, "Two", on=date(2025, 1, 1), done="A nurse began.", to_develop="Letters.\nPhone calls.")
    words = section(client.get(URL), "rounds")
    assert (
        "Two (1 January 2025) 3 points. Compared with One: added 2, no longer there 1, changed 0, kept 1. Compare Two"
        in words
    )
    assert "One (1 January 2024) 2 points. The first round." in words


def test_a_correction_is_told_and_the_earlier_version_stays_readable(client, asked):
    first = said(asked, done="We opened 3 clinics.")
    said(asked, done="We opened 2 clinics.", corrects=first)
    page = client.get(URL)
    assert "Corrected on 3 May 2026: The number of clinics." in section(page, "rounds")
    assert "We opened 2 clinics." in section(page, "said")
    assert "3 clinics" not in text(page)
    standing = text(client.get(f"{URL}updates/year-one/"))
    assert "We opened 2 clinics." in standing
    earlier = text(client.get(f"{URL}updates/year-one/?version=1"))
    assert "This is an earlier version. Corrected on 3 May 2026: The number of clinics." in earlier
    assert "We opened 3 clinics." in earlier
    assert "We opened 2" not in earlier
    unknown = text(client.get(f"{URL}updates/year-one/?version=7"))
    assert "The address asks for an unknown version. It was left out." in unknown
    assert "We opened 2 clinics." in unknown


def test_a_draft_of_a_correction_changes_nothing(client, asked):
    first = said(asked, done="We opened 3 clinics.")
    before = client.get(URL).content, client.get(f"{URL}updates/year-one/").content
    said(asked, done="Geheim.", corrects=first, state="submitted")
    caches["pages"].clear()
    assert (client.get(URL).content, client.get(f"{URL}updates/year-one/").content) == before


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_a_round_that_is_not_public_is_nowhere(client, asked, state):
    more = {"returned_reason": "No."} if state == "returned" else {}
    said(asked, "Geheim", state=state, done="Geheim.", **more)
    assert client.get(f"{URL}updates/geheim/").status_code == 404
    for where in (LIST, URL, f"{URL}compare/", f"{URL}compare/?from=geheim"):
        assert "geheim" not in client.get(where).content.decode().lower()


def test_next_steps_that_no_later_round_mentions_are_shown(client, asked):
    said(asked, "One", on=date(2024, 1, 1), next_steps="Open a second clinic.\nAsk families how they fared.")
    assert "Next steps without further word" not in text(client.get(URL))
    caches["pages"].clear()
    said(asked, "Two", on=date(2025, 1, 1), done="We opened a second clinic in May.")
    words = section(client.get(URL), "unmentioned")
    assert words.endswith("Named in One (1 January 2024) Ask families how they fared.")
    assert "we found no words like them. A program compares the words" in words
    caches["pages"].clear()
    said(asked, "Three", on=date(2026, 1, 1), done="We could ask families how they fared.")
    assert section(client.get(URL), "unmentioned") == ""


# -- two rounds compared ---------------------------------------------------------------------------------------------


@pytest.fixture
def two(asked):
    said(
        asked, "One", on=date(2024, 1, 1), done="A nurse began.\nA clinic opened.", expected_difference="Less waiting."
    )
    said(asked, "Two", on=date(2025, 1, 1), done="A nurse began.", difference="Less waiting.", to_develop="Letters.")
    asked.plan.update_rounds.filter(slug="one").update(labels="done=What we did")


COMPARE = f"{URL}compare/"


@pytest.mark.parametrize("query", ["", "?from=one&to=two", "?from=two&to=one", "?from=one", "?to=two", "?to=one"])
def test_two_rounds_are_compared_by_meaning(client, two, query):
    response = client.get(COMPARE + query)
    assert "One and Two compared" in text(response)
    assert "added 2, no longer there 2, changed 0, kept 1. “No longer there” means that the newer round" in text(
        response
    )
    done = section(response, "s-done")
    assert (
        done
        == "What we have done In One (1 January 2024) the heading was “What we did”. No longer there (1) A clinic opened. Kept (1) A nurse began."
    )
    assert section(response, "s-difference") == "The difference it made Added (1) Less waiting."
    hope = "The difference it will make Hopes, not yet results. No longer there (1) Less waiting."
    assert section(response, "s-expected_difference") == hope
    assert section(response, "s-next_steps") == "Next steps Neither round reports anything here."


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?from=nowhere&to=two", "The address asks for an unknown round in “from”. It was left out."),
        ("?from=one&to=%00", "The address asks for an unknown round in “to”. It was left out."),
        ("?from=two&to=two", "Both times the address names the same round. Choose two different rounds."),
    ],
)
def test_what_the_address_does_not_know_is_told_kindly(client, two, query, sentence):
    response = client.get(COMPARE + query)
    assert response.status_code == 200
    assert sentence in text(response)


@pytest.mark.parametrize(
    ("rounds", "sentence"), [(0, "No round has been published yet."), (1, "Only one round has been published")]
)
def test_there_is_nothing_to_compare_with(client, asked, rounds, sentence):
    for _ in range(rounds):
        said(asked)
    response = client.get(f"{COMPARE}?from=a&to=b")
    assert response.status_code == 200
    assert sentence in text(response)


# -- actions ---------------------------------------------------------------------------------------------------------


def answering(asked, reference, *, plan=None, organisation=None, done="", **columns):
    action = public_action(plan or asked.plan, reference, f"Do {reference}.", **columns)
    ActionRecommendation.objects.create(action=action, recommendation=asked)
    if organisation:
        named = {"name": f"Team {reference}", "partnership": action.plan.partnership, "organisation": organisation}
        make.ActionLeadFactory(action=action, lead=make.LeadFactory(**named))
    if done:
        published_report(action, date(2026, 5, 1), done=done)
    return action


def test_the_trace_leads_from_recommendation_to_commitment_action_and_update(client, asked):
    delivering = make.PlanFactory(
        published=True, slug="later", title="Later plan", delivers=asked.plan, partnership=asked.plan.partnership
    )
    council = make.OrganisationFactory(partnership=asked.plan.partnership, name="Council")
    first = answering(asked, "1", organisation=council, done="We began.", due=date(2026, 4, 30))
    answering(asked, "2", plan=delivering)
    promised = make.CommitmentFactory(plan=asked.plan, public_from=make.MOMENT, official_words="We will hurry.")
    hidden = make.CommitmentFactory(plan=asked.plan, official_words="Geheim.")
    for one in (promised, hidden):
        ActionCommitment.objects.create(action=first, commitment=one)
    words = section(client.get(URL), "actions")
    assert (
        "1: Do 1 Meant to deliver the commitment We will hurry. No rating given Overdue by 10 days Team 1 30 April 2026 "
        "9 days ago We began." in words
    )
    assert "2: Do 2 In Later plan" in words
    assert "Geheim" not in words


def test_actions_that_the_public_cannot_read_are_not_counted(client, asked):
    for columns in ({"public_from": None}, {"withdrawn_at": make.MOMENT, "withdrawn_reason": "Old."}):
        answering(asked, f"9{len(columns)}", **columns)
    assert "No published action answers this recommendation." in section(client.get(URL), "actions")
    assert "No published action answers it." in text(client.get(LIST))


def test_actions_of_one_partner(client, asked):
    council, trust = (
        make.OrganisationFactory(partnership=asked.plan.partnership, name=name) for name in ("Council", "Trust")
    )
    RecommendationPartner.objects.create(recommendation=asked, organisation=trust)
    answering(asked, "1", organisation=council)
    answering(asked, "2")
    assert "Responsible Trust" in text(client.get(URL))
    words = section(client.get(f"{URL}?partner=council"), "actions")
    assert "1 action of 2, led by Council." in words
    assert "Do 2" not in words
    whole = section(client.get(f"{URL}?partner=trust"), "actions")
    assert (
        "0 actions of 2, led by Trust. This partner answers for the recommendation as a whole. Show all 2 actions"
        in whole
    )
    unknown = section(client.get(f"{URL}?partner=nobody"), "actions")
    assert "The address asks for an unknown partner. It was left out. " in unknown
    assert "Do 2" in unknown


# -- the list --------------------------------------------------------------------------------------------------------


def test_the_list_shows_each_with_its_newest_round_and_its_actions(client, asked):
    type(asked).objects.update(source="Inspection of 2024")
    said(asked, "One", on=date(2024, 1, 1), done="Old.")
    said(asked, "Two", on=date(2025, 1, 1), done="A.\nB.")
    answering(asked, "1", due=date(2026, 4, 30))
    answering(asked, "2", due=date(2027, 4, 30), promised_on=TODAY)
    page = text(client.get(LIST))
    assert "Recommendation 1: Answer families sooner. Recommended by: Inspection of 2024" in page
    assert "Last round: Two (1 January 2025)" in page
    assert (
        "What we have done: 2 points The difference it made: nothing reported What we need to develop: nothing" in page
    )
    assert "2 actions; 1 needs attention." in page


def test_the_list_of_one_partner(client, asked):
    second = recommendation(asked.plan, number="2", slug="rec-2", plain_words="Listen.")
    council, trust = (
        make.OrganisationFactory(partnership=asked.plan.partnership, name=name) for name in ("Council", "Trust")
    )
    RecommendationPartner.objects.create(recommendation=second, organisation=trust)
    answering(asked, "1", organisation=council)
    for slug, shown, hidden in (("council", "Answer families", "Listen."), ("trust", "Listen.", "Answer families")):
        page = text(client.get(LIST, {"partner": slug}))
        assert "1 recommendation of 2, for" in page
        assert shown in page
        assert hidden not in page


def test_a_plan_without_recommendations_says_so(client, plan):
    assert "No recommendations have been published in this plan." in text(client.get(LIST))
    assert "See recommendations" not in text(client.get("/plans/wave/"))


def test_the_plan_links_to_its_recommendations(client, asked):
    assert "See recommendations with what was done about each" in text(client.get("/plans/wave/"))


def test_twenty_to_a_page(client, plan):
    for at in range(21):
        recommendation(plan, number=str(at), slug=f"rec-{at}", order=at)
    assert text(client.get(LIST)).count("No round has been published yet.") == 20
    assert text(client.get(f"{LIST}?page=2")).count("No round has been published yet.") == 1
    assert client.get(f"{LIST}?page=3").status_code == 404


# -- what may not be seen, and what it costs -------------------------------------------------------------------------


def test_what_was_withdrawn_is_gone_with_its_reason_and_without_its_words(client, asked):
    said(asked)
    Recommendation.objects.update(withdrawn_at=make.MOMENT, withdrawn_reason="Merged with 2.")
    for where in (URL, f"{URL}updates/year-one/", COMPARE):
        response = client.get(where)
        assert response.status_code == 410
        assert "Recommendation 1 of SEND plan was public here and is not any more." in text(response)
        assert "Merged with 2." in text(response)
        assert "Answer families" not in text(response)
    assert "No recommendations have been published" in text(client.get(LIST))


@pytest.mark.parametrize(("state", "answer"), [("draft", 404), ("withdrawn", 410)])
def test_pages_follow_their_plan(client, asked, state, answer):
    said(asked)
    public = None if state == "draft" else make.MOMENT
    Plan.objects.update(state=state, public_from=public, withdrawn_reason="Old." if public else "")
    for where in (LIST, URL, f"{URL}updates/year-one/", COMPARE):
        assert client.get(where).status_code == answer


@pytest.mark.parametrize("number", [1, 3, 20])
def test_queries(client, asked, number, django_assert_num_queries):
    for at in range(number):
        other = recommendation(asked.plan, number=f"9{at}", slug=f"other-{at}")
        said(other, "Shared", done="A.\nB.")
        said(asked, f"Round {at}", done="\n".join(f"Point {number}" for number in range(number)), next_steps="Ask.")
        later = make.PlanFactory(published=True, partnership=asked.plan.partnership)
        team = make.OrganisationFactory(partnership=asked.plan.partnership)
        RecommendationPartner.objects.create(recommendation=asked, organisation=team)
        action = answering(asked, f"1.{at}", plan=later, organisation=team, done="Begun.")
        ActionCommitment.objects.create(
            action=action, commitment=make.CommitmentFactory(plan=later, public_from=make.MOMENT)
        )
        ActionRecommendation.objects.create(action=action, recommendation=other)
    client.get("/help/")
    for where, queries in ((LIST, 7), (URL, 9), (f"{URL}updates/round-0/", 3), (COMPARE, 3)):
        with django_assert_num_queries(queries):
            assert client.get(where).status_code == 200
