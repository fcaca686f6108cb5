"""How routemaps were made, their versions and what changed between two, and drafts that are out for views."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest

from priorities.models import AuditEntry
from priorities.services import NotAllowed, save_edit
from routemaps.models import CoproductionEvent, DraftLink, RoutemapVersion, Stage, Topic
from routemaps.services import (
    add_to_story,
    ask_for_views,
    end_views,
    publish_story,
    publish_version,
    submit_routemap,
    withdraw_from_story,
    withdraw_routemap,
)
from tests.factories import office as make
from tests.factories.routemaps import published_routemaps

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-03-20T12:00:00Z")]

STORY = "/routemaps/history/"
HISTORY = "/routemaps/ask-for-a-plan/history/"
COMPARE = "/routemaps/ask-for-a-plan/compare/"
AT = make.MOMENT


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


def words(response) -> str:
    body = re.sub(r"<(title|style)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def event(partnership, **of):
    return make.CoproductionEventFactory(partnership=partnership, public=True, **of)


# What happened, and what was asked for


def test_the_story_stands_in_its_order_with_what_changed_and_what_did_not(client, partnership, maps):
    stage = Stage.objects.get(routemap=maps["ask-for-a-plan"], key="plan")
    event(
        partnership,
        order=1,
        words="Families voted.",
        items="Travel\n\nwaiting",
        took_part="40 parent carers",
        asked_for="Plain dates.",
        changed="The page counts dates.",
        changed_stage=stage,
        not_done="There is no money for a film.",
        source="Our story, line 4",
    )
    event(partnership, order=2, when="", precision="none", start=None, words="Drafts were compared.")
    said = words(client.get(STORY))
    assert (
        "May 2024 Families voted. Travel Waiting Who took part: 40 parent carers What was asked for: Plain dates. What changed "
        "because of it: The page counts dates. Read the stage “The plan” Source: Our story, line 4 No date was written down "
        "Drafts were compared." in said
    )
    assert "What people asked for that we did not do There is no money for a film. (May 2024)" in said
    assert '<a href="/routemaps/ask-for-a-plan/#plan">' in client.get(STORY).content.decode()


def test_a_stage_that_the_public_cannot_read_is_no_link(client, partnership, maps):
    draft = make.StageFactory(routemap=maps["ask-for-a-plan"], key="new", title="Not out yet")
    event(partnership, changed="Something.", changed_stage=draft)
    assert "Not out yet" not in words(client.get(STORY))


def test_a_routemap_shows_its_own_story_and_what_was_about_all(client, partnership, maps):
    event(partnership, words="About all of them.")
    event(partnership, words="About this one.", routemap=maps["ask-for-a-plan"])
    event(partnership, words="About another.", routemap=maps["disagree"])
    said = words(client.get(HISTORY))
    assert "About all of them." in said
    assert "About this one." in said
    assert "About another." not in said
    assert "Version 1" in said
    assert "How it was made, and earlier versions" in words(client.get("/routemaps/ask-for-a-plan/"))


def test_what_is_not_published_or_withdrawn_is_nowhere(client, partnership, maps, editor):
    make.CoproductionEventFactory(partnership=partnership, words="Not published.")
    gone = event(partnership, words="Taken back.")
    withdraw_from_story(record=gone, by=editor, at=AT)
    make.TopicFactory(partnership=partnership, words="Secret topic")
    for where in (STORY, HISTORY, "/routemaps/"):
        said = words(client.get(where))
        for hidden in ("Not published.", "Taken back.", "Secret topic"):
            assert hidden not in said
    with pytest.raises(NotAllowed, match=r"^It is withdrawn already\.$"):
        withdraw_from_story(record=gone, by=editor, at=AT)


def test_topics_say_how_many_asked_and_how_far_they_are(client, partnership, maps):
    topic = {"partnership": partnership, "public": True}
    make.TopicFactory(
        words="travel", was_asked_for=True, asked=21, stage="session held", how_to_join="Ask us.", **topic
    )
    make.TopicFactory(words="Waiting", was_asked_for=True, **topic)
    make.TopicFactory(words="Short breaks", stage="not now", why_not="The rules change.", **topic)
    make.TopicFactory(words="Plans", stage="published", routemap=maps["ask-for-a-plan"], **topic)
    listed = words(client.get("/routemaps/"))
    assert (
        "Being made now Travel : talked about with families. 21 people asked for it. How to join in: Ask us. Waiting : asked "
        "for. Families asked for it. The number was not published. How our routemaps are made" in listed
    )
    assert "Short breaks" not in listed
    said = words(client.get(STORY))
    assert "What is not made now, and why Short breaks : not now. The rules change." in said
    assert '<a href="/routemaps/ask-for-a-plan/">read the routemap on “Plans”</a>' in client.get(STORY).content.decode()


def test_without_anything_the_pages_say_so(client, partnership, maps):
    assert "Nothing has been written down yet." in words(client.get(STORY))
    assert "No session with families has been written down yet." in words(client.get(HISTORY))
    assert "Being made now" not in words(client.get("/routemaps/"))


def test_one_writes_it_down_and_another_publishes(partnership, editor, approver):
    make.CoproductionEventFactory(partnership=partnership, order=4, start=date(2024, 1, 1))
    make.CoproductionEventFactory(partnership=partnership, order=9, start=date(2025, 1, 1))
    new = CoproductionEvent(
        partnership=partnership, words="Families met.", when="May 2024", precision="month", start=date(2024, 5, 1)
    )
    add_to_story(record=new, by=editor, at=AT)
    assert (new.order, new.author, new.public_from) == (4, editor, None)
    with pytest.raises(NotAllowed, match=r"^You wrote 'Families met\.', so somebody else must publish it\.$"):
        publish_story(records=[new], by=editor, at=AT)
    publish_story(records=[new], by=approver, at=AT)
    assert CoproductionEvent.objects.public().get() == new
    assert AuditEntry.objects.filter(kind="approved", words__contains="Families met.").exists()
    with pytest.raises(NotAllowed, match="is public already"):
        publish_story(records=[new], by=approver, at=AT)
    topic = Topic(partnership=partnership, words="Travel")
    add_to_story(record=topic, by=editor, at=AT)
    assert topic.order == 1
    with pytest.raises(NotAllowed):
        add_to_story(record=Topic(partnership=partnership, words="Ring 01632 960123"), by=editor, at=AT)


# Versions


def second(maps, editor, approver, **changes):
    routemap = maps["ask-for-a-plan"]
    stage = Stage.objects.get(routemap=routemap, key="ask")
    for name, value in changes.items():
        setattr(stage, name, value)
    save_edit(record=stage, by=editor, at=AT)
    version = submit_routemap(routemap=routemap, what_changed="It is clearer.", by=editor, at=AT)
    publish_version(version=version, by=approver, at=AT)
    return version


def test_versions_are_listed_kept_and_compared(client, partnership, maps, editor, approver):
    second(maps, editor, approver, do_now="Write an email.", when="")
    said = words(client.get(HISTORY))
    assert "Version 2 2 March 2026 It is clearer. Compare version 2 with version 1 Version 1 2 March 2026" in said
    old = words(client.get("/routemaps/ask-for-a-plan/versions/1/"))
    assert "This is version 1. It is no longer used." in old
    assert "Write a letter. Keep a copy." in old
    new = words(client.get("/routemaps/ask-for-a-plan/versions/2/"))
    assert "This is the newest version, 2." in new
    assert "Write an email." in new
    compared = words(client.get(COMPARE))
    assert "Version 2 compared with version 1" in compared
    assert (
        "Stage that changed Ask the council When Was: Day 1 No longer there. What you can do now Was: Write a letter. Keep a "
        "copy. Now: Write an email." in compared
    )
    assert words(client.get(COMPARE, {"from": "2", "to": "1"})).count("Version 2 compared with version 1") == 1
    assert "The address asks for a version that is not there: there are 2." in words(client.get(COMPARE, {"from": "9"}))
    assert client.get("/routemaps/ask-for-a-plan/versions/3/").status_code == 404


def test_an_old_version_keeps_its_rules_and_counts_no_dates(client, partnership, maps, editor, approver):
    second(maps, editor, approver, do_now="Write an email.")
    page = client.get("/routemaps/ask-for-a-plan/versions/1/", {"d": "2", "m": "3", "y": "2026"})
    assert "Your dates" not in words(page)
    assert "The council answers the request: law. SEND Regulations 2014, regulation 5(1)." in words(page)


def test_one_version_has_nothing_to_compare_with(client, maps):
    assert "Only one version has been published, so there is nothing to compare with yet." in words(client.get(COMPARE))


def test_of_a_withdrawn_routemap_every_page_is_gone(client, maps, editor):
    withdraw_routemap(routemap=maps["ask-for-a-plan"], reason="It was wrong.", by=editor, at=AT)
    for where in (HISTORY, COMPARE, "/routemaps/ask-for-a-plan/versions/1/"):
        assert client.get(where).status_code == 410
        assert "It was wrong." in words(client.get(where))
    assert client.get("/routemaps/nowhere/history/").status_code == 404


@pytest.mark.parametrize("number", [1, 3, 20])
def test_queries(client, partnership, maps, editor, approver, django_assert_num_queries, number):
    stage = Stage.objects.get(routemap=maps["ask-for-a-plan"], key="plan")
    for at in range(number):
        event(partnership, changed="It.", changed_stage=stage)
        make.TopicFactory(partnership=partnership, public=True)
        if at < 3:
            second(maps, editor, approver, do_now=f"Write {at}.")
    with django_assert_num_queries(5):
        client.get(STORY)
    with django_assert_num_queries(6):
        client.get(HISTORY)
    with django_assert_num_queries(5):
        client.get(COMPARE)
    with django_assert_num_queries(6):
        client.get("/routemaps/ask-for-a-plan/versions/1/")


# Out for views


@pytest.fixture
def waiting(maps, editor):
    stage = Stage.objects.get(routemap=maps["disagree"], key="appeal")
    stage.title = "Appeal in the open"
    save_edit(record=stage, by=editor, at=AT)
    return submit_routemap(routemap=maps["disagree"], what_changed="New title.", by=editor, at=AT)


def test_whoever_has_the_link_reads_the_draft_until_its_day(client, waiting, editor, time_machine):
    link = ask_for_views(
        version=waiting,
        asks="Is the title clear?",
        until=date(2026, 4, 10),
        by=editor,
        at=datetime.fromisoformat("2026-03-20T12:00+00:00"),
    )
    where = f"/routemaps/draft/{link.key}/"
    page = client.get(where)
    said = words(page)
    assert "This is a draft. We want your views until 10 April 2026." in said
    assert "Is the title clear?" in said
    assert "Appeal in the open" in said
    assert (page["Cache-Control"], page["X-Robots-Tag"], page["Referrer-Policy"]) == (
        "private, no-store",
        "noindex",
        "strict-origin",
    )
    assert link.key not in page.content.decode()
    assert "Appeal in the open" not in words(client.get("/routemaps/disagree/"))
    time_machine.move_to("2026-04-10T22:00:00Z")
    assert client.get(where).status_code == 200
    time_machine.move_to("2026-04-10T23:30:00Z")  # the next day in London
    assert client.get(where).status_code == 410
    assert client.get("/routemaps/draft/nobody/").status_code == 404
    assert client.get("/routemaps/draft/%00/").status_code == 404
    assert client.get(f"/routemaps/draft/{'x' * 70}/").status_code == 404


def test_a_link_ends_when_somebody_ends_it_or_the_version_is_decided_on(client, waiting, editor, approver):
    now = datetime.fromisoformat("2026-03-20T12:00+00:00")
    first, other = (
        ask_for_views(version=waiting, asks="", until=date(2026, 4, 10), by=editor, at=now) for _ in range(2)
    )
    assert first.key != other.key
    end_views(link=first, by=editor, at=now)
    assert client.get(f"/routemaps/draft/{first.key}/").status_code == 410
    with pytest.raises(NotAllowed, match=r"^This link was ended already\.$"):
        end_views(link=first, by=editor, at=now)
    assert client.get(f"/routemaps/draft/{other.key}/").status_code == 200
    publish_version(version=RoutemapVersion.objects.get(pk=waiting.pk), by=approver, at=now)
    assert client.get(f"/routemaps/draft/{other.key}/").status_code == 410


@pytest.mark.parametrize("days", [0, -1, 93])
def test_a_link_is_open_for_three_months_at_most(waiting, editor, days):
    now = datetime.fromisoformat("2026-03-20T12:00+00:00")
    with pytest.raises(NotAllowed, match=r"^Views wanted until: give a day that is still to come"):
        ask_for_views(version=waiting, asks="", until=now.date() + timedelta(days=days), by=editor, at=now)
    assert not DraftLink.objects.exists()


def test_a_version_that_does_not_wait_is_not_sent_out(maps, editor):
    published = RoutemapVersion.objects.public().first()
    with pytest.raises(NotAllowed, match=r"^Only a version that waits for approval"):
        ask_for_views(version=published, asks="", until=date(2026, 4, 10), by=editor, at=AT)
