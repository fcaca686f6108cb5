"""No route lets a held-back name, an address or a number through to the public: every verb, every form."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from actions.models import Action, ProgressReport
from actions.office.review import mark_of
from actions.plan_review import review_plan
from actions.services import (
    add_action,
    change_due_date,
    correct_draft_timescale,
    give_public_words,
    publish_plan_and_actions,
    publish_report,
    publish_view,
    set_leads,
    submit_report,
    withdraw_action,
)
from actions.timescales import Timescale
from priorities.models import Plan, Priority
from priorities.services import (
    NotAllowed,
    add_priority,
    agree_words,
    save_edit,
    withdraw_plan,
)
from tests.factories import office as make

pytestmark = pytest.mark.django_db

AT = make.MOMENT
SOON = Timescale(raw="soon")


@pytest.fixture
def plan():
    """A public plan; another plan of the partnership holds names back, for one of which a role was given."""
    partnership = make.PartnershipFactory()
    other = make.PlanFactory(partnership=partnership)
    make.HeldBackFactory(plan=other, number=1, words="Vera Sample")
    by = make.UserFactory(job_title="SEND manager")
    make.HeldBackFactory(plan=other, number=2, words="Otto Pattern", public_words="SENCO", decided_at=AT, decided_by=by)
    make.HeldBackFactory(
        plan=other, number=3, words="Streets Ahead", public_words="Streets Ahead", decided_at=AT, decided_by=by
    )
    return make.PlanFactory(partnership=partnership, published=True)


def _edit(record, **fields):
    for name, value in fields.items():
        setattr(record, name, value)
    save_edit(record=record, by=make.UserFactory(), at=AT)


def _action(plan):
    return make.ActionFactory(plan=plan, public=True, plain_words="Plain.")


def _report(plan, state="draft", **fields):
    return make.ProgressReportFactory(action=_action(plan), state=state, author=make.UserFactory(), **fields)


VERBS = {
    "Title": lambda plan, words: _edit(plan, title=words),
    "Summary": lambda plan, words: _edit(plan, summary=words),
    "Agreed by": lambda plan, words: _edit(plan, agreed_by=words),
    "Plain words": lambda plan, words: _edit(_action(plan), plain_words=words),
    "Outcome": lambda plan, words: _edit(_action(plan), outcome=words),
    "Why it matters": lambda plan, words: _edit(make.PriorityFactory(plan=plan), why_it_matters=words),
    "Meaning": lambda plan, words: _edit(make.RatingWordFactory(plan=plan), meaning=words),
    "Role or team": lambda plan, words: _edit(make.LeadFactory(partnership=plan.partnership), name=words),
    "Name": lambda plan, words: _edit(make.OrganisationFactory(partnership=plan.partnership), name=words),
    "What we have done": lambda plan, words: _edit(_report(plan), done=words),
    "The forum's view": lambda plan, words: publish_view(
        view=make.ForumViewFactory(
            report=_report(plan, "published", public_from=AT), words=words, author=make.UserFactory(), state="submitted"
        ),
        by=make.UserFactory(),
        at=AT,
    ),
    "The difference it made": lambda plan, words: submit_report(
        report=_report(plan, difference=words), by=make.UserFactory(), at=AT
    ),
    "Next step": lambda plan, words: publish_report(
        report=_report(plan, "submitted", next_step=words), by=make.UserFactory(), at=AT
    ),
    "Your role": lambda plan, words: publish_report(
        report=_report(plan, "submitted"), by=make.UserFactory(job_title=words), at=AT
    ),
    "Official words": lambda plan, words: agree_words(record=_action(plan), words=words, by=make.UserFactory(), at=AT),
    "Reason": lambda plan, words: withdraw_action(action=_action(plan), reason=words, by=make.UserFactory(), at=AT),
    "Timescale": lambda plan, words: correct_draft_timescale(
        action=make.ActionFactory(plan=plan), timescale=Timescale(raw=words), by=make.UserFactory(), at=AT
    ),
    "Who agreed": lambda plan, words: change_due_date(
        action=_action(plan),
        timescale=SOON,
        reason="Ill",
        agreed_by=words,
        changed_on=AT.date(),
        by=None,
        at=AT,
    ),
    "Lead": lambda plan, words: set_leads(action=_action(plan), names=[words], by=None, at=AT),
    "Words for the public": lambda plan, words: give_public_words(
        held_back=make.HeldBackFactory(plan=plan, number=9), public_words=words, by=make.UserFactory(), at=AT
    ),
}
OTHERS = {
    "Official words of a priority": lambda plan, words: agree_words(
        record=make.PriorityFactory(plan=plan), words=words, by=None, at=AT
    ),
    "A new priority": lambda plan, words: add_priority(
        plan=plan, number="1", title=words, official_words="", by=None, at=AT
    ),
    "A new action": lambda plan, words: add_action(
        plan=plan, reference="1", official_words=words, timescale=SOON, by=None, at=AT
    ),
    "A plan's withdrawal": lambda plan, words: withdraw_plan(plan=plan, reason=words, by=None, at=AT),
}


@pytest.mark.parametrize("place", VERBS)
@pytest.mark.parametrize(
    ("words", "objection"),
    [
        (
            "SAMPLE, Vera leads",
            "'SAMPLE, Vera' is held back as a person's name; write a role or a team instead.",
        ),
        ("Ask O. Pattern", "'O. Pattern' is held back as a person's name; write 'SENCO' instead."),
        (
            "Write to v@westmarch.example",
            "'v@westmarch.example' is an email address; leave it out, because everybody can read it here.",
        ),
        (
            "Ring 01632 960123",
            "'01632 960123' is a telephone number; leave it out, because everybody can read it here.",
        ),
    ],
)
def test_every_verb_refuses_and_says_where_what_and_what_instead(plan, place, words, objection):
    with pytest.raises(NotAllowed) as refusal:
        VERBS[place](plan, words)
    assert str(refusal.value) == f"{place}: {objection}"


@pytest.mark.parametrize("what", OTHERS)
def test_other_verbs_refuse_as_well_and_change_nothing(plan, what):
    with pytest.raises(NotAllowed, match="'Vera Sample' is held back as a person's name; write a role or a team"):
        OTHERS[what](plan, "For Vera Sample")
    assert not Action.objects.filter(official_words__contains="Vera").exists()
    assert not Priority.objects.filter(title__contains="Vera").exists()
    assert Plan.objects.get(pk=plan.pk).state == "published"


@pytest.mark.parametrize("place", [place for place in VERBS if place != "Words for the public"])
def test_every_verb_takes_roles_and_what_was_said_to_be_one(plan, place):
    VERBS[place](plan, "The SENCO and Streets Ahead, in May 2026")


@pytest.mark.parametrize("name", ["V\u00adera Sample", "Vera Sam\u2060ple", "V\u0435ra Sample", "Vera      Sample"])
def test_a_name_with_letters_that_nobody_sees_is_the_same_name(plan, name):
    with pytest.raises(NotAllowed, match="is held back as a person's name; write a role or a team instead"):
        add_action(plan=plan, reference="", official_words=f"{name} leads.", timescale=SOON, by=None, at=AT)


@pytest.mark.parametrize(
    "written",
    ["Vera_Sample", "Vera%20Sample", "Vera+Sample", "Vera&nbsp;Sample", "Vera/Sample", "V-e-r-a Sample"],
)
def test_a_name_joined_by_signs_or_encoded_is_the_same_name(plan, written):
    with pytest.raises(NotAllowed) as refusal:
        _edit(_report(plan), done=f"Ask {written} about it.")
    assert str(refusal.value) == (
        f"What we have done: '{written}' is held back as a person's name; write a role or a team instead."
    )


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("%56era%20%53ample", "%56era%20%53ample"),
        ("?n=Vera+Sample", "Vera+Sample"),
        ("Sample%2C%20Vera", "Sample%2C%20Vera"),
        ("v%C2%ADera-sample", "v%C2%ADera-sample"),
        ("vera/sample", "vera/sample"),
        ("verasample", "verasample"),
        ("personal/vsample_x_gov_uk", "vsample"),
    ],
)
def test_an_evidence_link_spells_no_held_name(plan, path, written):
    with pytest.raises(NotAllowed) as refusal:
        _edit(_report(plan), evidence_url=f"https://x.example/{path}")
    assert str(refusal.value) == (
        f"Evidence link: '{written}' is held back as a person's name; write a role or a team instead."
    )


@pytest.mark.parametrize("slug", ["verasample", "v-e-r-a-sample", "sample-vera-2"])
def test_a_plan_s_address_spells_no_held_name(plan, slug):
    with pytest.raises(
        NotAllowed, match=r"^Slug: '.*' is held back as a person's name; write a role or a team instead"
    ):
        _edit(plan, slug=slug)


def test_an_address_spells_no_held_name(plan):
    with pytest.raises(NotAllowed) as refusal:
        add_action(plan=plan, reference="Vera & § & Sample", official_words="We meet.", timescale=SOON, by=None, at=AT)
    assert str(refusal.value) == (
        "Address: 'vera-sample' is held back as a person's name; write a role or a team instead."
    )


def test_letters_that_nobody_sees_are_not_stored(client, plan):
    client.force_login(make.MembershipFactory(partnership=plan.partnership).user)
    typed = {"plan": plan.pk, "order": 0, "agreed_words": "We\u00ad meet\u200b.", "plain_words": "Me\u2060et"}
    assert client.post(reverse("admin:actions_action_add"), typed).status_code == 302
    action = Action.objects.get()
    assert (action.official_words, action.plain_words) == ("We meet.", "Meet")


def test_nothing_but_letters_that_nobody_sees_is_nothing(client, plan):
    client.force_login(make.MembershipFactory(partnership=plan.partnership).user)
    response = client.post(reverse("admin:priorities_priority_add"), {"plan": plan.pk, "order": 0, "title": "\u200b"})
    assert response.context["adminform"].form.errors == {"title": ["Title: nothing is written here; write it."]}


# --- a name in two neighbouring fields ---

ROWS = {
    "Reference and official words": lambda plan, first, second: add_action(
        plan=plan, reference=first, official_words=second, timescale=SOON, by=None, at=AT
    ),
    "Reference and plain words": lambda plan, first, second: _edit(
        make.ActionFactory(plan=plan, plain_words=second), reference=first
    ),
    "Reference and official words, agreed": lambda plan, first, second: agree_words(
        record=make.ActionFactory(plan=plan, reference=first), words=second, by=None, at=AT
    ),
    "Number and title": lambda plan, first, second: add_priority(
        plan=plan, number=first, title=second, official_words="", by=None, at=AT
    ),
    "Number and title, changed": lambda plan, first, second: _edit(
        make.PriorityFactory(plan=plan, number=first), title=second
    ),
}


@pytest.mark.parametrize("place", ROWS)
@pytest.mark.parametrize(
    ("first", "second", "objection"),
    [
        ("Vera", "Sample leads this", "'Vera Sample' is held back as a person's name; write a role or a team instead."),
        (
            "07700",
            "900123 is the line",
            "'07700 900123' is a telephone number; leave it out, because everybody can read it here.",
        ),
    ],
)
def test_no_name_or_number_begins_in_one_text_and_ends_in_the_next(plan, place, first, second, objection):
    with pytest.raises(NotAllowed) as refusal:
        ROWS[place](plan, first, second)
    assert str(refusal.value) == f"{place.partition(',')[0]}: {objection}"


@pytest.mark.parametrize("place", ROWS)
@pytest.mark.parametrize(
    ("first", "second"), [("1.2", "Sample 30 plans"), ("V", "Sample plans are read"), ("2024", "By 31 March 2026")]
)
def test_numbers_of_actions_and_the_words_behind_them_are_no_names(plan, place, first, second):
    ROWS[place](plan, first, second)


def test_publishing_looks_through_neighbouring_texts_as_one(plan):
    draft = make.PlanFactory(partnership=plan.partnership)
    make.ActionFactory(plan=draft, reference="Vera", official_words="Sample leads this", plain_words="")
    with pytest.raises(NotAllowed) as refusal:
        publish_plan_and_actions(plan=draft, by=make.UserFactory(), at=AT)
    assert str(refusal.value) == (
        "Action Vera, Reference and official words: 'Vera Sample' is held back as a person's name; "
        "write a role or a team instead."
    )
    Action.objects.all().delete()
    make.PriorityFactory(plan=draft, number="Vera", title="Sample leads this")
    with pytest.raises(NotAllowed, match="Vera, Number and title: 'Vera Sample' is held back as a person's name"):
        publish_plan_and_actions(plan=draft, by=make.UserFactory(), at=AT)


def test_the_form_refuses_a_name_in_two_neighbouring_fields_and_keeps_what_was_typed(client, plan):
    client.force_login(make.MembershipFactory(partnership=plan.partnership).user)
    typed = {"plan": plan.pk, "order": 0, "reference": "Vera", "agreed_words": "Sample leads this."}
    response = client.post(reverse("admin:actions_action_add"), typed)
    assert response.context["adminform"].form.errors == {
        "reference": [
            "Reference and official words: 'Vera Sample' is held back as a person's name; "
            "write a role or a team instead."
        ]
    }


def test_another_partnership_does_not_hear_what_is_held_back(plan):
    elsewhere = make.PlanFactory(published=True)
    VERBS["Plain words"](elsewhere, "Vera Sample leads.")
    VERBS["Plain words"](plan, "Sample plans are read.")


def test_contact_details_stand_where_they_are_meant_to_stand(plan):
    _edit(plan.partnership, contact_email="send@westmarch.example", contact_telephone="01632 960100")
    _edit(
        _report(plan), internal_note="Vera Sample, 01632 960123", evidence_url="https://westmarch.example/01632960123"
    )


def test_publishing_a_plan_looks_through_everything_in_it(plan):
    draft = make.PlanFactory(partnership=plan.partnership)
    action = make.ActionFactory(plan=draft, reference="2.1", outcome="Vera Sample answers.")
    with pytest.raises(NotAllowed) as refusal:
        publish_plan_and_actions(plan=draft, by=make.UserFactory(), at=AT)
    assert str(refusal.value) == (
        "Action 2.1, Outcome: 'Vera Sample' is held back as a person's name; write a role or a team instead."
    )
    draft.refresh_from_db()
    action.refresh_from_db()
    assert (draft.state, action.public_from) == ("draft", None)


def test_publishing_a_plan_looks_through_its_rating_key(plan):
    draft = make.PlanFactory(partnership=plan.partnership)
    make.RatingWordFactory(plan=draft, word="Blue", meaning="Vera Sample has seen it")
    with pytest.raises(NotAllowed) as refusal:
        publish_plan_and_actions(plan=draft, by=make.UserFactory(), at=AT)
    assert str(refusal.value) == (
        "Rating key 'Blue', Meaning: 'Vera Sample' is held back as a person's name; write a role or a team instead."
    )


# --- words that only look like a name ---


def _publish(client, plan, **data):
    plan = Plan.objects.get(pk=plan.pk)
    return client.post(
        reverse("admin:priorities_plan_publish", args=[plan.pk]), {"seen": review_plan(plan).mark(), **data}
    )


def test_words_that_look_like_a_name_need_a_tick_before_a_plan_is_public(client, plan):
    draft = make.PlanFactory(partnership=plan.partnership)
    make.ActionFactory(plan=draft, reference="2.1", plain_words="Fatima Siddiqui answers.")
    client.force_login(make.MembershipFactory(partnership=plan.partnership, role="approver").user)
    page = client.get(reverse("admin:priorities_plan_publish", args=[draft.pk])).content.decode()
    assert "Action 2.1, Plain words: “Fatima Siddiqui”" in page
    assert "I have checked that these are not names of people" in page
    response = _publish(client, draft)
    assert response.context["form"].errors == {
        "names_checked": ["'Fatima Siddiqui' looks like a person's name; write a role in its place, or tick this box."]
    }
    assert Plan.objects.get(pk=draft.pk).state == "draft"
    assert _publish(client, draft, names_checked="on").status_code == 302
    assert Plan.objects.get(pk=draft.pk).state == "published"


def test_a_held_surname_alone_needs_a_tick_before_a_plan_is_public(client, plan):
    draft = make.PlanFactory(partnership=plan.partnership)
    make.HeldBackFactory(plan=draft, number=4, words="Ms Bloggs")
    make.HeldBackFactory(plan=draft, number=5, words="Mr Green")
    make.ActionFactory(plan=draft, reference="2.1", plain_words="Bloggs wrote it. Green. Sample agreed; a sample.")
    assert review_plan(draft).suspects == [
        ("Action 2.1, Plain words", "Bloggs"),
        ("Action 2.1, Plain words", "Sample"),
    ]
    client.force_login(make.MembershipFactory(partnership=plan.partnership, role="approver").user)
    assert list(_publish(client, draft).context["form"].errors) == ["names_checked"]
    assert _publish(client, draft, names_checked="on").status_code == 302


def test_an_initial_before_the_surname_of_a_title_is_refused(plan):
    make.HeldBackFactory(plan=plan, number=4, words="Ms Bloggs")
    with pytest.raises(NotAllowed, match=r"^Plain words: 'J Bloggs' is held back as a person's name"):
        VERBS["Plain words"](plan, "Bloggs wrote it and J Bloggs agreed.")


def test_a_plan_without_such_words_asks_for_no_tick(client, plan):
    draft = make.PlanFactory(partnership=plan.partnership)
    make.ActionFactory(plan=draft, plain_words="The SENCO of Streets Ahead answers.")
    client.force_login(make.MembershipFactory(partnership=plan.partnership, role="approver").user)
    assert _publish(client, draft).status_code == 302


def test_words_that_look_like_a_name_need_a_tick_before_a_report_is_public(client, plan):
    report = _report(plan, "submitted", done="Fatima Siddiqui answered.")
    client.force_login(make.MembershipFactory(partnership=plan.partnership, role="approver").user)
    where = reverse("office:review-report", args=[report.pk])
    sent = {"do": "publish", "seen": mark_of(report)}
    response = client.post(where, sent)
    assert list(response.context["forms"]["publish"].errors) == ["names_checked"]
    assert ProgressReport.objects.get().state == "submitted"
    assert client.post(where, {**sent, "names_checked": "on"}).status_code == 302
    assert ProgressReport.objects.get().state == "published"


def test_an_approver_who_changes_public_words_is_asked_too(client, plan):
    priority = make.PriorityFactory(plan=plan, public_from=AT)
    client.force_login(make.MembershipFactory(partnership=plan.partnership, role="approver").user)
    where = reverse("admin:priorities_priority_change", args=[priority.pk])
    data = {
        "version_read": "1",
        "title": priority.title,
        "number": priority.number,
        "order": 0,
        "plain_words": "Fatima Siddiqui hears you.",
        "words_versions-TOTAL_FORMS": 0,
        "words_versions-INITIAL_FORMS": 0,
    }
    assert client.post(where, data).context["adminform"].form.errors == {
        "plain_words": [
            "Plain words: 'Fatima Siddiqui' looks like a person's name; write a role, "
            "or tick 'I have checked that these are not names of people'."
        ]
    }
    assert client.post(where, {**data, "names_checked": "on"}).status_code == 302


def test_nobody_is_asked_about_words_that_are_not_public_yet(client, plan):
    """The tick is asked for when they are published; the page of a draft has no box for it."""
    draft = make.ActionFactory(plan=make.PlanFactory(partnership=plan.partnership), outcome="")
    client.force_login(make.MembershipFactory(partnership=plan.partnership).user)
    where = reverse("admin:actions_action_change", args=[draft.pk])
    assert "I have checked" not in client.get(where).content.decode()
    rows = ("words_versions", "due_date_changes", "leads_changes", "reports")
    data = {
        "version_read": "1",
        "order": 0,
        "agreed_words": draft.official_words,
        "outcome": "Fatima Siddiqui answers.",
        **{f"{name}-{count}_FORMS": 0 for name in rows for count in ("TOTAL", "INITIAL")},
    }
    assert client.post(where, data).status_code == 302


def test_the_rating_key_names_nobody(client, plan):
    draft = make.PlanFactory(partnership=plan.partnership)
    client.force_login(make.MembershipFactory(partnership=plan.partnership).user)
    typed = {
        "version_read": "1",
        "title": draft.title,
        "slug": draft.slug,
        "kind": draft.kind,
        "priority_word": "Aim",
        "rating_words-TOTAL_FORMS": 1,
        "rating_words-INITIAL_FORMS": 0,
        "rating_words-0-order": 1,
        "rating_words-0-word": "Amber",
        "rating_words-0-meaning": "Vera Sample decides",
        "documents-TOTAL_FORMS": 0,
        "documents-INITIAL_FORMS": 0,
    }
    response = client.post(reverse("admin:priorities_plan_change", args=[draft.pk]), typed)
    assert response.context["errors"] == [
        ["Meaning: 'Vera Sample' is held back as a person's name; write a role or a team instead."]
    ]


def test_the_rating_key_of_a_plan_that_is_just_added_names_nobody(client, plan):
    client.force_login(make.MembershipFactory(partnership=plan.partnership).user)
    typed = {
        "partnership": plan.partnership_id,
        "title": "A new plan",
        "slug": "a-new-plan",
        "kind": plan.kind,
        "priority_word": "Aim",
        "rating_words-TOTAL_FORMS": 1,
        "rating_words-INITIAL_FORMS": 0,
        "rating_words-0-order": 1,
        "rating_words-0-word": "Amber",
        "rating_words-0-meaning": "Vera Sample decides",
    }
    response = client.post(reverse("admin:priorities_plan_add"), typed)
    assert response.context["errors"] == [
        ["Meaning: 'Vera Sample' is held back as a person's name; write a role or a team instead."]
    ]
    assert not Plan.objects.filter(slug="a-new-plan").exists()


# --- days to come, words that were emptied ---


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reported_on": date(2026, 3, 3)}, "Reported on: 3 March 2026 is still to come"),
        ({"evidence_on": date(2026, 3, 3)}, "Date of the evidence: 3 March 2026 is still to come"),
    ],
)
@pytest.mark.parametrize("verb", [submit_report, publish_report])
def test_a_report_of_a_day_to_come_is_refused(plan, verb, fields, sentence):
    report = _report(plan, "draft" if verb is submit_report else "submitted", **fields)
    with pytest.raises(NotAllowed) as refusal:
        verb(report=report, by=make.UserFactory(), at=AT)
    assert str(refusal.value) == f"{sentence}; give a day that has passed, or today."


def test_a_change_that_will_be_agreed_is_not_agreed(plan):
    with pytest.raises(NotAllowed) as refusal:
        change_due_date(
            action=_action(plan),
            timescale=SOON,
            reason="Ill",
            agreed_by="Board",
            changed_on=date(2026, 3, 3),
            by=None,
            at=AT,
        )
    assert str(refusal.value) == (
        "Agreed on: 3 March 2026 is still to come; give the day on which the change was agreed."
    )


def test_official_words_are_not_emptied_and_an_emptied_action_is_not_published(plan):
    draft = make.PlanFactory(partnership=plan.partnership)
    by = make.UserFactory()
    action = make.ActionFactory(plan=draft, reference="2.1", official_words="We will meet.")
    emptied = "Official words: empty; write the words as they stand in the document, or withdraw the action."
    with pytest.raises(NotAllowed) as refusal:
        agree_words(record=action, words=" ", by=by, at=AT)
    assert str(refusal.value) == emptied
    Action.objects.filter(pk=action.pk).update(official_words="")
    with pytest.raises(NotAllowed) as refusal:
        publish_plan_and_actions(plan=draft, by=by, at=AT)
    assert str(refusal.value) == f"Action 2.1, {emptied}"
    assert list(review_plan(draft).emptied) == [action]
    Action.objects.filter(pk=action.pk).update(plain_words="We meet.")
    publish_plan_and_actions(plan=draft, by=by, at=AT)


def test_the_form_refuses_emptied_official_words(client, plan):
    action = make.ActionFactory(plan=plan, official_words="We will meet.")
    client.force_login(make.MembershipFactory(partnership=plan.partnership).user)
    rows = ("words_versions", "due_date_changes", "leads_changes", "reports")
    data = {
        "version_read": "1",
        "reference": "1",
        "order": 0,
        "agreed_words": " ",
        **{f"{name}-{count}_FORMS": 0 for name in rows for count in ("TOTAL", "INITIAL")},
    }
    response = client.post(reverse("admin:actions_action_change", args=[action.pk]), data)
    assert response.context["adminform"].form.errors == {
        "agreed_words": [
            "Official words: empty; write the words as they stand in the document, or withdraw the action."
        ]
    }
