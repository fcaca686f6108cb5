"""A role in the place of a name that was held back."""

from __future__ import annotations

import pytest

from actions.models import ActionWords
from actions.services import give_public_words, hold_back_everywhere, set_leads
from priorities.models import HeldBack
from priorities.services import NotAllowed
from tests.factories import office as make
from tests.integration.actions.services.conftest import AT, new_action

pytestmark = pytest.mark.django_db


def test_a_role_takes_the_place_of_a_placeholder_everywhere_in_its_plan_and_nowhere_else(by, stale):
    plan = make.PlanFactory(published=True)
    held_back = make.HeldBackFactory(plan=plan, number=1)
    other_name = make.HeldBackFactory(plan=plan, number=11)
    words = "[name 1 held back] and [name 11 held back] agreed."
    action = new_action(plan=plan, official_words=words)
    elsewhere = new_action(official_words=words)
    report = make.ProgressReportFactory(action=action, state="published", public_from=make.MOMENT, done=words)
    set_leads(action=action, names=["[name 1 held back]", "Health"], by=None, at=AT)
    make.MembershipFactory(user=by, partnership=plan.partnership, role="approver")
    give_public_words(held_back=held_back, public_words="SENCO", by=by, at=AT)
    for record in (action, elsewhere, report):
        record.refresh_from_db()
    expected = "SENCO and [name 11 held back] agreed."
    assert (action.official_words, report.done, elsewhere.official_words) == (expected, expected, words)
    assert ActionWords.objects.get(action=action).words == expected
    assert [row.lead.name for row in action.action_leads.all()] == ["SENCO", "Health"]
    assert HeldBack.objects.get(pk=held_back.pk).public_words == "SENCO"
    assert HeldBack.objects.get(pk=other_name.pk).decided_at is None
    assert stale()


def test_a_role_that_does_not_fit_changes_nothing(by):
    title = "[name 1 held back] and " + "x" * 270
    priority = make.PriorityFactory(title=title)
    held_back = make.HeldBackFactory(plan=priority.plan, number=1)
    with pytest.raises(NotAllowed) as refusal:
        give_public_words(held_back=held_back, public_words="Group manager for SEN and inclusion", by=by, at=AT)
    assert str(refusal.value) == (
        "The title 'Group manager for SEN and inclusion and  …' has 310 characters and 300 fit; shorten it."
    )
    priority.refresh_from_db()
    held_back.refresh_from_db()
    assert (priority.title, held_back.decided_at) == (title, None)


def test_a_role_without_words_is_refused(by):
    with pytest.raises(NotAllowed, match=r"^Give a role or team for the public to read, such as 'SENCO'.$"):
        give_public_words(held_back=make.HeldBackFactory(), public_words="  ", by=by, at=AT)
    assert HeldBack.objects.get().decided_at is None


def test_an_address_with_a_name_is_held_back_as_a_whole_and_a_joined_slug_too(by):
    plan = make.PlanFactory(slug="kimsample-plan")
    action = make.ActionFactory(plan=plan)
    drive = "https://x-my.sharepoint.example/personal/kim_sample_x_gov_uk/Documents/Kim%20Sample%20note.docx"
    report = make.ProgressReportFactory(
        action=action, state="draft", done=f"kim.sample wrote it: {drive}.", evidence_url=drive
    )
    hold_back_everywhere(names=[HeldBack(kind="name", words="Kim Sample")], plan=plan, by=by, at=AT)
    report.refresh_from_db()
    plan.refresh_from_db()
    assert report.done == "[name 1 held back] wrote it: [name 1 held back]."
    assert report.evidence_url == "[name 1 held back]"
    assert plan.slug == "name-1-held-back-plan"
