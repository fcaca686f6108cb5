"""What stands for a held-back name: given, given anew, left out; each text from what stood there first."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from actions.models import Action, ActionWords, Lead, LeadsChange
from actions.services import add_action, give_public_words, hold_back_everywhere, leave_out, set_leads
from actions.timescales import Timescale
from priorities.models import FilledText, HeldBack, Plan
from priorities.services import NotAllowed, save_edit
from tests.factories import office as make

pytestmark = pytest.mark.django_db

AT = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
ONE, TWO = "[name 1 held back]", "[name 2 held back]"


@pytest.fixture
def plan():
    return make.PlanFactory()


@pytest.fixture
def by(plan):
    return make.MembershipFactory(partnership=plan.partnership).user


@pytest.fixture
def one(plan):
    return make.HeldBackFactory(plan=plan, number=1, words="Vera Sample")


@pytest.fixture
def two(plan):
    return make.HeldBackFactory(plan=plan, number=2, words="Otto Pattern")


@pytest.fixture
def give(by):
    def given(held: HeldBack, role: str) -> list[str]:
        held = HeldBack.objects.get(pk=held.pk)
        if role:
            return give_public_words(held_back=held, public_words=role, by=by, at=AT)
        return leave_out(held_back=held, by=by, at=AT)

    return given


def new_action(plan: Plan, words: str = "Meet", **columns) -> Action:
    return add_action(
        plan=plan, reference="", official_words=words, timescale=Timescale(raw="2027"), by=None, at=AT, **columns
    )


def outcome(action: Action) -> str:
    return Action.objects.get(pk=action.pk).outcome


def led_by(action: Action) -> list[str]:
    return [link.lead.name for link in Action.objects.get(pk=action.pk).action_leads.all()]


def test_a_role_is_given_anew_in_every_text_that_it_filled_and_in_no_other(plan, one, give):
    action = new_action(plan, f"{ONE}, Associate Director, meets the SENCO", outcome=f"Ask {ONE}")
    own = new_action(plan, "Train each SENCO")
    give(one, "SENCO")
    assert outcome(action) == "Ask SENCO"
    # The official words still say the role in their own right.
    assert give(one, "Associate Director of Health") == [
        "Associate Director of Health, meets the SENCO",
        "Train each SENCO",
    ]
    action.refresh_from_db()
    own.refresh_from_db()
    assert (action.official_words, action.outcome) == (
        "Associate Director of Health, meets the SENCO",
        "Ask Associate Director of Health",
    )
    assert ActionWords.objects.get(action=action).words == action.official_words
    assert own.official_words == "Train each SENCO"


def test_names_beside_each_other_are_decided_anew_one_by_one(plan, one, two, give):
    action = new_action(plan, outcome=f"{ONE} and {TWO} agree")
    for held, role, expected in (
        (one, "SENCO", f"SENCO and {TWO} agree"),
        (two, "Health", "SENCO and Health agree"),
        (one, "Head of SEND", "Head of SEND and Health agree"),
        (two, "", "Head of SEND agree"),
        (two, "ICB", "Head of SEND and ICB agree"),
    ):
        give(held, role)
        assert outcome(action) == expected
    assert FilledText.objects.count() == 1


def test_what_an_officer_wrote_over_it_stays_and_is_named(plan, one, by, give):
    action = new_action(plan, outcome=f"Ask {ONE}")
    give(one, "SENCO")
    action.refresh_from_db()
    action.outcome = "Ask the SENCO twice"
    save_edit(record=action, by=by, at=AT)
    assert give(one, "Health") == ["Ask the SENCO twice"]
    assert outcome(action) == "Ask the SENCO twice"


def test_a_name_found_later_in_a_text_that_was_filled_in_never_comes_back(plan, one, by, give):
    action = new_action(plan, outcome=f"Ask {ONE} and Kim Tester")
    give(one, "SENCO")
    later = make.HeldBackFactory.build(plan=plan, kind="name", words="Kim Tester")
    hold_back_everywhere(names=[later], plan=plan, by=by, at=AT)
    assert outcome(action) == f"Ask SENCO and {later.placeholder}"
    give(one, "Health")
    assert outcome(action) == f"Ask Health and {later.placeholder}"
    assert "Tester" not in "".join(FilledText.objects.values_list("with_placeholders", flat=True))


def test_the_history_keeps_every_decision_and_never_the_name(plan, one, by, give):
    give(one, "SENCO")
    give(one, "Health")
    kept = HeldBack.history.filter(id=one.pk).order_by("pk")
    assert [(item.public_words, item.history_user) for item in kept][-2:] == [("SENCO", by), ("Health", by)]
    assert "words" not in {field.name for field in HeldBack.history.model._meta.fields}


# -- leads -----------------------------------------------------------------------------------------------------------


def test_leads_get_the_role_given_anew_and_others_of_that_role_keep_theirs(plan, one, by, give):
    own, his = new_action(plan), new_action(plan)
    set_leads(action=own, names=["SENCO"], by=by, at=AT)
    set_leads(action=his, names=["Health", ONE, "ICB"], by=by, at=AT)
    give(one, "SENCO")
    assert (led_by(own), led_by(his)) == (["SENCO"], ["Health", "SENCO", "ICB"])
    give(one, "Head of SEND")
    assert (led_by(own), led_by(his)) == (["SENCO"], ["Health", "Head of SEND", "ICB"])
    assert LeadsChange.objects.filter(action=his).first().before == "Health\nSENCO\nICB"


def test_a_lead_that_was_only_the_wrong_role_goes(plan, one, by, give):
    action = new_action(plan)
    set_leads(action=action, names=[ONE], by=by, at=AT)
    give(one, "Caretaker")
    assert give(one, "SENCO") == []
    assert led_by(action) == ["SENCO"]
    assert LeadsChange.objects.first().reason == "'SENCO' took the place of name 1."
    assert list(Lead.objects.values_list("name", flat=True)) == ["SENCO"]


def test_a_name_that_is_left_out_leads_nothing_and_may_come_back_at_its_place(plan, one, by, give):
    action, alone = new_action(plan), new_action(plan)
    set_leads(action=action, names=[ONE, "Health"], by=by, at=AT)
    set_leads(action=alone, names=[ONE], by=by, at=AT)
    give(one, "")
    assert (led_by(action), led_by(alone)) == (["Health"], [])
    assert list(Lead.objects.values_list("name", flat=True)) == ["Health"]
    give(one, "SENCO")
    assert (led_by(action), led_by(alone)) == (["SENCO", "Health"], ["SENCO"])


def test_two_names_of_one_role_are_parted_again(plan, one, two, by, give):
    action = new_action(plan)
    set_leads(action=action, names=[ONE, TWO], by=by, at=AT)
    give(one, "SENCO")
    give(two, "SENCO")
    assert led_by(action) == ["SENCO"]
    give(two, "Health")
    assert led_by(action) == ["SENCO", "Health"]


def test_leads_that_an_officer_chose_since_stay(plan, one, by, give):
    action = new_action(plan)
    set_leads(action=action, names=[ONE], by=by, at=AT)
    give(one, "SENCO")
    set_leads(action=action, names=["ICB"], by=by, at=AT)
    give(one, "Health")
    assert led_by(action) == ["ICB"]


# -- refused ---------------------------------------------------------------------------------------------------------


def test_once_the_public_read_it_the_words_themselves_are_changed(plan, one, two, give):
    new_action(plan, outcome=f"Ask {ONE}")
    give(one, "SENCO")
    give(two, "ICB")
    Plan.objects.filter(pk=one.plan_id).update(state="published", public_from=AT)
    with pytest.raises(NotAllowed) as refusal:
        give(one, "Health")
    assert str(refusal.value) == (
        f"The public has read what stands for {ONE}; an approver changes the words themselves."
    )
    # A name that only a waiting document has stands in no text yet.
    give(two, "Health")
    assert HeldBack.objects.get(number=2).public_words == "Health"


def test_what_may_not_be_empty_is_not_left_out(plan, one, give):
    make.PriorityFactory(plan=plan, title=ONE)
    with pytest.raises(NotAllowed) as refusal:
        give(one, "")
    assert str(refusal.value) == (
        "The title of one priority is nothing but this name, so it cannot be left out; give a role or a team."
    )
    assert HeldBack.objects.get().decided_at is None
