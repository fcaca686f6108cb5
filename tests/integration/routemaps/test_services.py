"""Verbs on routemaps: sent whole, published by another, frozen; content taken over once; checked again; withdrawn."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from priorities.models import AuditEntry, ContentVersion, Frozen
from priorities.services import NotAllowed
from routemaps.models import Branch, DateRule, Routemap, RoutemapVersion, Stage
from routemaps.services import (
    check,
    check_today,
    publish_version,
    return_version,
    submit_routemap,
    take_content,
    withdraw_routemap,
)
from tests.factories import office as make
from tests.factories.routemaps import content, published_routemaps

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)


@pytest.fixture
def partnership():
    return make.PartnershipFactory()


@pytest.fixture
def editor(partnership):
    return make.MembershipFactory(partnership=partnership, role="editor").user


@pytest.fixture
def approver(partnership):
    return make.MembershipFactory(partnership=partnership, role="approver").user


@pytest.fixture
def maps(partnership, editor):
    take_content(partnership=partnership, content=content(), by=editor, at=AT)
    return {one.slug: one for one in Routemap.objects.all()}


def sent(routemap, by, **words):
    return submit_routemap(routemap=routemap, **{"what_changed": "The first version."} | words, by=by, at=AT)


def test_content_becomes_drafts_with_their_rules_services_and_ways(partnership, editor, maps):
    assert list(maps) == ["ask-for-a-plan", "disagree"]
    assert all(one.public_from is None for one in maps.values())
    appeal = DateRule.objects.get(key="T1")
    assert (appeal.adviser.key, appeal.later_anchor.key, appeal.later_number, appeal.later_unit) == (
        "M1",
        "certificate",
        1,
        "months",
    )
    assert (appeal.checked_on, appeal.next_check_on) == (date(2026, 3, 1), date(2026, 9, 1))
    assert [stage.key for stage in maps["ask-for-a-plan"].stages.all()] == ["ask", "plan"]
    first = Stage.objects.get(key="ask")
    assert [row.contact.key for row in first.contact_rows.all()] == ["sendiass", "council"]
    ways = [(one.kind, str(one.to_stage or ""), one.to_page) for one in first.branches.all()]
    assert ways == [("yes", "The plan", ""), ("no", "Mediation and appeal", ""), ("late", "", "help")]
    assert Branch.objects.get(kind="not for").to_routemap == maps["disagree"]


def test_content_is_taken_over_once_and_what_was_changed_stays(partnership, editor, maps):
    stage = Stage.objects.get(key="ask")
    stage.title = "Ask in writing"
    stage.save()
    counts = [model.objects.count() for model in (DateRule, Routemap, Stage, Branch)]
    taken = take_content(partnership=partnership, content=content(), by=editor, at=AT)
    assert [model.objects.count() for model in (DateRule, Routemap, Stage, Branch)] == counts
    assert Stage.objects.get(key="ask").title == "Ask in writing"
    assert taken.added["routemaps"] == []
    assert taken.kept["routemaps"] == ["ask-for-a-plan", "disagree"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda all: all["rule"][0].update(anchor="x"),
            "A1: there is no event 'x'; add it first, or name another one.",
        ),
        (
            lambda all: all["routemap"][0]["stage"][0].update(rules=["x"]),
            "ask-for-a-plan, ask: there is no rule 'x'; add it first, or name another one.",
        ),
        (
            lambda all: all["routemap"][0]["stage"][0]["branch"][0].update(to="stage:x"),
            "ask-for-a-plan: there is no stage 'x of ask-for-a-plan'; add it first, or name another one.",
        ),
        (
            lambda all: all["routemap"][0]["stage"][0]["branch"][0].update(to="routemap:x"),
            "ask-for-a-plan: there is no routemap 'x'; add it first, or name another one.",
        ),
    ],
)
def test_content_that_names_what_is_nowhere_changes_nothing(partnership, editor, change, sentence):
    wrong = content()
    change(wrong)
    with pytest.raises(NotAllowed) as refusal:
        take_content(partnership=partnership, content=wrong, by=editor, at=AT)
    assert str(refusal.value) == sentence
    assert not Routemap.objects.exists()
    assert not DateRule.objects.exists()


def test_a_version_is_what_was_sent_and_not_what_was_typed_since(editor, approver, maps):
    disagree = sent(maps["disagree"], editor)
    version = sent(maps["ask-for-a-plan"], editor)
    Stage.objects.filter(key="ask").update(title="Slipped in")
    before = ContentVersion.current()
    publish_version(version=disagree, by=approver, at=AT)
    publish_version(version=version, by=approver, at=AT)
    stored = RoutemapVersion.objects.public().get(routemap=maps["ask-for-a-plan"])
    assert (stored.number, stored.public_from, stored.approved_by) == (1, AT, approver)
    assert stored.payload["stages"][0]["title"] == "Ask the council"
    assert Routemap.objects.get(slug="ask-for-a-plan").public_from == AT
    assert ContentVersion.current() > before
    assert AuditEntry.objects.filter(kind="approved").first().words == (
        "Published version 1 of the routemap 'Ask for a plan'."
    )
    with pytest.raises(Frozen):
        stored.save()


def test_nobody_publishes_or_returns_what_they_sent(editor, approver, maps):
    version = sent(maps["disagree"], approver)
    for decide in (publish_version, lambda **who: return_version(reason="No.", **who)):
        with pytest.raises(NotAllowed, match=r"^You sent this version, so somebody else must"):
            decide(version=version, by=approver, at=AT)
    assert not RoutemapVersion.objects.public().exists()


def test_a_routemap_that_leads_nowhere_is_not_published(editor, approver, maps):
    version = sent(maps["ask-for-a-plan"], editor)
    with pytest.raises(NotAllowed) as refusal:
        publish_version(version=version, by=approver, at=AT)
    assert str(refusal.value) == (
        "Stage 1, 'Ask the council': after 'The council says no': the routemap 'disagree' is not public; publish it "
        "first, or lead elsewhere. And 2 more."
    )
    Branch.objects.filter(stage__key="appeal").delete()
    assert check(maps["disagree"]) == [
        "Stage 1, 'Mediation and appeal': nothing goes on from here; add a branch, or one that says that the route ends."
    ]


def test_a_version_that_waits_is_replaced_and_one_that_came_back_is_sent_again(editor, approver, maps):
    first = sent(maps["disagree"], editor)
    assert sent(maps["disagree"], editor, what_changed="Better.").pk == first.pk
    first.refresh_from_db()
    return_version(version=first, reason="Say who decides.", by=approver, at=AT)
    again = sent(maps["disagree"], editor)
    assert again.pk != first.pk
    publish_version(version=again, by=approver, at=AT)
    assert RoutemapVersion.objects.filter(state="returned").get().returned_reason == "Say who decides."


def test_what_is_not_said_or_held_back_is_not_sent(editor, maps):
    with pytest.raises(NotAllowed, match=r"^What changed: empty; say what is new in this version"):
        sent(maps["disagree"], editor, what_changed=" ")
    Stage.objects.filter(key="appeal").update(more="Ring ann@example.org.")
    with pytest.raises(NotAllowed, match="Stage 1, more"):
        sent(maps["disagree"], editor)


def test_a_check_needs_a_day_that_is_still_to_come(editor, maps):
    with pytest.raises(NotAllowed, match=r"^Next check: give a day that is still to come.$"):
        check_today(record=maps["disagree"], next_check_on=date(2026, 3, 3), by=editor, at=AT)
    check_today(record=maps["disagree"], next_check_on=date(2026, 9, 3), by=editor, at=AT)
    stored = Routemap.objects.get(slug="disagree")
    assert (stored.checked_on, stored.checked_by, stored.next_check_on) == (date(2026, 3, 3), editor, date(2026, 9, 3))


def test_a_routemap_is_withdrawn_with_a_reason(partnership, approver):
    routemap = published_routemaps(partnership)["disagree"]
    with pytest.raises(NotAllowed, match=r"^Reason: empty"):
        withdraw_routemap(routemap=routemap, reason=" ", by=approver, at=AT)
    withdraw_routemap(routemap=routemap, reason="The law changed.", by=approver, at=AT)
    assert not Routemap.objects.public().filter(slug="disagree").exists()
    assert not RoutemapVersion.objects.public().filter(routemap=routemap).exists()
    with pytest.raises(NotAllowed, match=r"^This routemap is withdrawn, so no version of it is sent.$"):
        sent(routemap, approver)
