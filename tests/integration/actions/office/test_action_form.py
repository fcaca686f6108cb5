"""The form of an action: edits that would be lost, the verbs behind it, and open problems of its row."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from actions.models import Action, ActionWords, DueDateChange
from priorities.models import ContentVersion, EditConflict
from tests.factories import office as make
from tests.integration.actions.office.conftest import change, form_errors, typed

pytestmark = pytest.mark.django_db


def test_the_second_save_over_a_newer_version_is_refused_and_keeps_what_was_typed(client, officer, plan):
    action = make.ActionFactory(plan=plan, outcome="As it was")
    read = typed(action)
    colleague = make.MembershipFactory(partnership=plan.partnership, user__username="colleague").user
    client.force_login(colleague)
    assert client.post(change(action), {**read, "outcome": "By the colleague"}).status_code == 302
    client.force_login(officer)
    response = client.post(change(action), {**read, "outcome": "By the officer"})
    assert response.status_code == 200
    assert Action.objects.get(pk=action.pk).outcome == "By the colleague"
    (sentence,) = form_errors(response)["__all__"]
    assert sentence.startswith(f"Action '{action}' was changed by colleague on ")
    assert sentence.endswith(
        "after you opened it, so nothing was saved. Your words are still below: compare them with what is "
        "stored now, put right what should stay, and save again."
    )
    assert [(item.label, item.stored, item.typed) for item in response.context["differences"]] == [
        ("Outcome", "By the colleague", "By the officer")
    ]
    form = response.context["adminform"].form
    assert (form["outcome"].value(), form["version_read"].value()) == ("By the officer", "2")
    # Saved again, after both versions were shown, the officer's words stand.
    assert client.post(change(action), {**read, "version_read": "2", "outcome": "By the officer"}).status_code == 302
    assert Action.objects.get(pk=action.pk).outcome == "By the officer"


@pytest.mark.parametrize("version", ["", "0", "2", "x", None])
def test_a_save_without_the_right_version_is_a_conflict(client, officer, plan, version):
    action = make.ActionFactory(plan=plan)
    data = typed(action, outcome="Blind", version_read=version)
    if version is None:
        del data["version_read"]
    client.force_login(officer)
    response = client.post(change(action), data)
    assert (response.status_code, Action.objects.get(pk=action.pk).outcome) == (200, "")
    assert "so nothing was saved" in form_errors(response)["__all__"][0]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_a_browser_are_no_change(client, approver, plan, end):
    words = f"One line{end}and another "
    action = make.ActionFactory(plan=plan, public=True, official_words=words, timescale_raw=f" soon{end}")
    client.force_login(approver)
    data = typed(action, agreed_words="One line\r\nand another ", timescale_words=" soon\r\n", outcome="New")
    assert client.post(change(action), data).status_code == 302
    after = Action.objects.get(pk=action.pk)
    assert (after.outcome, after.official_words, after.timescale_raw) == (
        "New",
        words,
        f" soon{end}",
    )
    assert (ActionWords.objects.count(), DueDateChange.objects.count()) == (0, 0)


def test_adding_an_action_reads_its_timescale_and_names_its_leads(client, officer, plan):
    make.LeadFactory(partnership=plan.partnership, name="SEN team")
    make.LeadFactory(partnership=plan.partnership, name="Health visiting")
    client.force_login(officer)
    response = client.post(
        reverse("admin:actions_action_add"),
        {
            "plan": plan.pk,
            "reference": "2.1",
            "order": 3,
            "agreed_words": "We will answer each letter.",
            "timescale_words": "by March 2026",
            "lead_names": "Health visiting\r\nSEN team",
        },
        follow=True,
    )
    action = Action.objects.get()
    assert (action.slug, action.official_words, action.order) == ("2-1", "We will answer each letter.", 3)
    assert (action.due, action.precision, action.original_due, action.next_due) == (
        date(2026, 3, 31),
        "month",
        date(2026, 3, 31),
        date(2026, 3, 31),
    )
    assert [row.lead.name for row in action.action_leads.all()] == ["Health visiting", "SEN team"]
    assert (action.public_from, action.promised_on) == (None, None)
    words = ActionWords.objects.get()
    assert (words.words, words.recorded_by, words.public_from) == (
        "We will answer each letter.",
        officer,
        None,
    )
    said = [str(message) for message in response.context["messages"]]
    assert "The timescale was read as: due 31 March 2026, to the month." in said


def test_an_unread_timescale_is_said_at_once(client, officer, plan):
    action = make.ActionFactory(plan=plan)
    client.force_login(officer)
    response = client.post(change(action), typed(action, timescale_words="sometime, maybe"), follow=True)
    action.refresh_from_db()
    assert (action.due, action.timescale_raw) == (None, "sometime, maybe")
    assert action.timescale_problem != ""
    (said,) = [m for m in response.context["messages"] if "timescale" in str(m)]
    assert str(said) == f"The timescale was not read as a date. {action.timescale_problem}"
    assert said.level_tag == "warning"


def test_a_draft_timescale_is_corrected_without_a_trace_of_slippage(client, officer, plan):
    action = make.ActionFactory(plan=plan, timescale_raw="by March 2026")
    client.force_login(officer)
    client.post(change(action), typed(action, timescale_words="by June 2026"))
    action.refresh_from_db()
    assert (action.due, action.original_due, DueDateChange.objects.count()) == (
        date(2026, 6, 30),
        date(2026, 6, 30),
        0,
    )


def test_a_public_timescale_moves_only_with_a_reason_who_agreed_and_when(client, approver, public_action):
    client.force_login(approver)
    response = client.post(change(public_action), typed(public_action, timescale_words="by June 2026"))
    needed = ["The public has read the earlier date, so this is needed; the public reads it too."]
    assert form_errors(response) == {"due_reason": needed, "due_agreed_by": needed, "due_changed_on": needed}
    assert Action.objects.get(pk=public_action.pk).due == date(2026, 3, 31)


def test_a_person_is_no_answer_to_who_agreed(client, approver, public_action):
    client.force_login(approver)
    moved = {"timescale_words": "by June 2026", "due_reason": "Ill", "due_changed_on": "2/3/2026"}
    response = client.post(change(public_action), typed(public_action, due_agreed_by="Mr Arthur Sample", **moved))
    assert form_errors(response) == {
        "due_agreed_by": ["Who agreed the change: 'Mr Arthur Sample' looks like a person; give a role or a team."]
    }


def test_a_public_timescale_keeps_both_dates_and_the_reason(client, approver, public_action):
    client.force_login(approver)
    before = ContentVersion.current()
    response = client.post(
        change(public_action),
        typed(
            public_action,
            timescale_words="by June 2026",
            due_reason="The room was not free.",
            due_agreed_by="SEND board",
            due_changed_on="2/3/2026",
        ),
    )
    assert response.status_code == 302
    moved = DueDateChange.objects.get()
    assert (moved.from_due, moved.to_due) == (date(2026, 3, 31), date(2026, 6, 30))
    assert (moved.from_raw, moved.to_raw) == ("by March 2026", "by June 2026")
    assert (moved.reason, moved.agreed_by, moved.changed_on) == (
        "The room was not free.",
        "SEND board",
        date(2026, 3, 2),
    )
    assert moved.recorded_by == approver
    assert moved.public_from is not None
    action = Action.objects.get(pk=public_action.pk)
    assert (action.due, action.original_due, action.next_due) == (
        date(2026, 6, 30),
        date(2026, 3, 31),
        date(2026, 6, 30),
    )
    assert ContentVersion.current() > before


def test_public_official_words_change_only_with_a_reason(client, approver, public_action):
    client.force_login(approver)
    response = client.post(change(public_action), typed(public_action, agreed_words="We will try."))
    assert form_errors(response) == {
        "words_reason": ["Say why the official words changed; the public reads the reason."]
    }
    response = client.post(
        change(public_action), typed(public_action, agreed_words="We will try.", words_reason="New agreement")
    )
    assert response.status_code == 302
    words = ActionWords.objects.get()
    assert (words.words, words.reason, words.recorded_by) == ("We will try.", "New agreement", approver)
    assert Action.objects.get(pk=public_action.pk).official_words == "We will try."


def test_an_unknown_lead_is_named_with_a_remedy(client, officer, plan):
    make.LeadFactory(partnership=plan.partnership, name="SEN team")
    action = make.ActionFactory(plan=plan)
    client.force_login(officer)
    response = client.post(change(action), typed(action, lead_names="SEN teem\nZzz"))
    assert form_errors(response) == {
        "lead_names": [
            "There is no lead 'SEN teem' in this partnership: did you mean 'SEN team'?",
            "There is no lead 'Zzz' in this partnership: add it to the leads first.",
        ]
    }


def test_a_lead_that_looks_like_a_person_needs_a_second_look(client, officer, plan):
    client.force_login(officer)
    where = reverse("admin:actions_lead_add")
    data = {"partnership": plan.partnership.pk, "name": "Mrs Vera Sample"}
    response = client.post(where, data)
    assert form_errors(response) == {
        "name": [
            "Role or team: 'Mrs Vera Sample' looks like a person; give a role or a team. "
            "If it is a role all the same, tick the box below."
        ]
    }
    assert client.post(where, {**data, "is_role": "on"}).status_code == 302


def test_a_save_that_comes_between_reading_and_writing_is_refused_whole(client, officer, plan, monkeypatch):
    action = make.ActionFactory(plan=plan)

    def somebody_was_faster(*, record, by, at):
        raise EditConflict("Action '1' was changed by somebody else since you opened it.")

    monkeypatch.setattr("actions.action_form.save_edit", somebody_was_faster)
    client.force_login(officer)
    response = client.post(change(action), typed(action, outcome="Late", agreed_words="Late words."))
    assert response.status_code == 409
    assert [str(message) for message in response.context["messages"]] == [
        "Action '1' was changed by somebody else since you opened it. Nothing was saved."
    ]
    assert (Action.objects.get().outcome, ActionWords.objects.count()) == ("", 0)


def test_open_problems_of_the_row_stand_on_the_action_and_a_tick_settles_them(
    client, officer, plan, settings, tmp_path
):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    row = make.SourceRowFactory(document__plan=plan)
    action = make.ActionFactory(plan=plan, source_row=row)
    facts = {"document": row.document, "row": row, "field": "official_words"}
    first = make.ReadingProblemFactory(**facts, message="The words are cut.", value="We will")
    second = make.ReadingProblemFactory(**facts, message="No rating is given.", value="")
    other = make.ReadingProblemFactory(document=row.document, message="Of another row.")
    client.force_login(officer)
    page = client.get(change(action))
    field = page.context["adminform"].form.fields["settled_problems"]
    assert [label for _, label in field.choices] == ["The words are cut. [We will]", "No rating is given."]
    assert page.content.decode().index("Problems of its row that are open") < page.content.decode().index("Plain words")
    refused = client.post(change(action), typed(action, settled_problems=[other.pk]))
    assert "settled_problems" in form_errors(refused)
    assert client.post(change(action), typed(action, settled_problems=[first.pk])).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.settled_by, second.settled_by) == (officer, None)
    assert first.settled_at is not None
    listed = client.get(reverse("admin:priorities_readingproblem_changelist")).content.decode()
    assert "Official words" in listed
    assert "official_words" not in listed
