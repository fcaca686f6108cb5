"""Actions in the office: scope, lost edits, the verbs behind the form, exports and queries."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from actions.models import Action, ActionWords, DueDateChange, ProgressReport
from actions.services import add_action
from actions.timescales import Timescale
from priorities.models import ContentVersion, EditConflict, Membership
from tests.factories import office as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return make.PartnershipFactory(name="Westmarch")


@pytest.fixture
def officer(partnership):
    return make.MembershipFactory(partnership=partnership, user__username="officer").user


@pytest.fixture
def approver(partnership):
    return make.MembershipFactory(partnership=partnership, role="approver", user__username="approver").user


@pytest.fixture
def plan(partnership):
    return make.PlanFactory(partnership=partnership, title="Plan for 2026", published=True)


@pytest.fixture
def elsewhere():
    """A published plan of a partnership in which the officer has no role."""
    return make.PlanFactory(partnership__name="Farshire", title="Secret plan", published=True)


def change(action: Action) -> str:
    return reverse("admin:actions_action_change", args=[action.pk])


def typed(action: Action, **changes: object) -> dict[str, object]:
    """What the browser sends for the action's form, with what the person changed."""
    rows = ("words_versions", "due_date_changes", "leads_changes", "reports")
    return {
        "version_read": str(action.version),
        "priority": action.priority_id or "",
        "reference": action.reference,
        "order": action.order,
        "plain_words": action.plain_words,
        "outcome": action.outcome,
        "agreed_words": action.official_words,
        "words_reason": "",
        "timescale_words": action.timescale_raw,
        "due_reason": "",
        "due_agreed_by": "",
        "due_changed_on": "",
        "lead_names": "\n".join(row.lead.name for row in action.action_leads.all()),
        "continues": action.continues_id or "",
        **{f"{name}-{count}_FORMS": 0 for name in rows for count in ("TOTAL", "INITIAL")},
        **changes,
    }


def form_errors(response) -> dict[str, list[str]]:
    return dict(response.context["adminform"].form.errors)


# --- what somebody may not know of ---


def test_list_export_and_filters_hold_only_the_partnerships_of_the_user(client, officer, plan, elsewhere):
    make.ActionFactory(plan=plan, official_words="We will meet.")
    make.ActionFactory(plan=elsewhere, official_words="CANARY", priority=make.PriorityFactory(plan=elsewhere))
    make.LeadFactory(partnership=elsewhere.partnership, name="CANARY team")
    client.force_login(officer)
    for name in (
        "actions_action_changelist",
        "actions_lead_changelist",
        "actions_action_export",
        "actions_lead_export",
    ):
        body = client.get(reverse(f"admin:{name}")).content.decode()
        assert "CANARY" not in body, name
        assert "Secret plan" not in body, name
        assert "Farshire" not in body, name
    assert "We will meet." in client.get(reverse("admin:actions_action_export")).content.decode()


@pytest.mark.parametrize("role", ["officer", "board"])
@pytest.mark.parametrize("page", ["change", "history", "delete", "withdraw"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_action_of_another_partnership_answers_as_one_that_never_was(client, elsewhere, role, page, method):
    hidden = make.ActionFactory(plan=elsewhere, public=True)
    client.force_login(make.MembershipFactory(role=role).user)
    name = f"admin:actions_action_{page}"
    there = getattr(client, method)(reverse(name, args=[hidden.pk]), {"post": "yes"})
    nowhere = getattr(client, method)(reverse(name, args=[987654]), {"post": "yes"})
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content.replace(f"/{hidden.pk}/".encode(), b"/ID/") == nowhere.content.replace(b"/987654/", b"/ID/")
    hidden.refresh_from_db()
    assert (hidden.version, hidden.withdrawn_at) == (1, None)


def test_a_form_refuses_the_records_of_another_partnership(client, officer, plan, elsewhere):
    client.force_login(officer)
    response = client.post(
        reverse("admin:actions_action_add"),
        {"plan": elsewhere.pk, "order": 0, "agreed_words": "We will hide."},
    )
    assert form_errors(response) == {"plan": [f"Plan: '{elsewhere.pk}' is not in the list; choose one that is."]}
    action = make.ActionFactory(plan=plan)
    response = client.post(change(action), typed(action, priority=make.PriorityFactory(plan=elsewhere).pk))
    assert list(form_errors(response)) == ["priority"]
    response = client.post(change(action), typed(action, continues=make.ActionFactory(plan=elsewhere).pk))
    assert list(form_errors(response)) == ["continues"]
    assert Action.objects.filter(official_words="We will hide.").count() == 0


def test_a_role_that_is_taken_away_counts_from_the_next_request(client, officer, plan):
    action = make.ActionFactory(plan=plan)
    client.force_login(officer)
    assert client.get(change(action)).status_code == 200
    Membership.objects.filter(user=officer).delete()
    assert client.get(change(action)).status_code == 404


def test_an_officer_sets_neither_publication_nor_plan(client, officer, plan):
    other = make.PlanFactory(partnership=plan.partnership)
    action = make.ActionFactory(plan=plan)
    client.force_login(officer)
    response = client.post(
        change(action),
        typed(
            action,
            plan=other.pk,
            public_from_0="1/1/2020",
            public_from_1="00:00",
            public_from="2020-01-01",
            official_words="Forged.",
            withdrawn_reason="Forged.",
            slug="forged",
            due="2030-01-01",
            outcome="More talk",
        ),
    )
    assert response.status_code == 302
    after = Action.objects.get(pk=action.pk)
    assert (after.plan, after.public_from, after.withdrawn_reason, after.slug, after.due, after.outcome) == (
        plan,
        None,
        "",
        action.slug,
        None,
        "More talk",
    )
    assert after.official_words == action.official_words


# --- lost edits ---


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


# --- the verbs behind the form ---


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


@pytest.fixture
def public_action(plan):
    return make.ActionFactory(
        plan=plan,
        public=True,
        timescale_raw="by March 2026",
        due=date(2026, 3, 31),
        precision="month",
        original_due=date(2026, 3, 31),
        next_due=date(2026, 3, 31),
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


# --- withdrawing and deleting ---


def test_only_an_approver_withdraws_and_only_with_a_reason(client, officer, public_action):
    where = reverse("admin:actions_action_withdraw", args=[public_action.pk])
    client.force_login(officer)
    assert client.post(where, {"reason": "Old", "seen": "1"}).status_code == 403
    assert "Withdraw" not in client.get(change(public_action)).content.decode().split("object-tools")[1][:300]
    approver = make.MembershipFactory(partnership=public_action.plan.partnership, role="approver").user
    client.force_login(approver)
    assert f'<a href="{where}">Withdraw</a>' in client.get(change(public_action)).content.decode()
    response = client.post(where, {"reason": " ", "seen": "1"})
    assert response.context["form"].errors == {"reason": ["Reason: nothing is written here; write it."]}
    assert client.post(where, {"reason": "Done elsewhere", "seen": "1"}).status_code == 302
    public_action.refresh_from_db()
    assert public_action.withdrawn_reason == "Done elsewhere"
    response = client.post(where, {"reason": "Again", "seen": str(public_action.version)})
    assert response.context["form"].non_field_errors() == [
        f"The action '{public_action}' is not public, so it cannot be withdrawn."
    ]


def test_a_verb_is_refused_when_the_record_changed_after_the_page_was_opened(client, public_action):
    approver = make.MembershipFactory(partnership=public_action.plan.partnership, role="approver").user
    client.force_login(approver)
    where = reverse("admin:actions_action_withdraw", args=[public_action.pk])
    seen = client.get(where).context["form"]["seen"].value()
    public_action.outcome = "Changed meanwhile"
    public_action.save()
    response = client.post(where, {"reason": "Old", "seen": seen})
    assert response.context["form"].non_field_errors() == [
        "Something here was changed after you opened this page, so nothing was done. Look again, then decide."
    ]
    assert Action.objects.get(pk=public_action.pk).withdrawn_at is None


def test_nobody_deletes_what_was_public(client, public_action):
    client.force_login(make.UserFactory(is_superuser=True))
    where = reverse("admin:actions_action_delete", args=[public_action.pk])
    assert client.post(where, {"post": "yes"}).status_code == 403
    assert Action.objects.filter(pk=public_action.pk).exists()
    body = client.get(reverse("admin:actions_action_changelist")).content.decode()
    assert "delete_selected" not in body


def test_a_draft_typed_by_mistake_is_deleted_with_its_words(client, officer, plan):
    made = add_action(
        plan=plan, reference="1", official_words="We will.", timescale=Timescale(raw=""), by=None, at=make.MOMENT
    )
    where = reverse("admin:actions_action_delete", args=[made.pk])
    client.force_login(officer)
    assert client.get(where).status_code == 200
    assert client.post(where, {"post": "yes"}).status_code == 302
    assert (Action.objects.count(), ActionWords.objects.count()) == (0, 0)
    assert Action.history.get(history_type="-").history_user == officer


def test_a_draft_with_a_report_says_why_it_is_kept(client, officer, plan):
    action = make.ProgressReportFactory(action__plan=plan).action
    where = reverse("admin:actions_action_delete", args=[action.pk])
    client.force_login(officer)
    body = client.post(where, {"post": "yes"}).content.decode()
    assert "has progress reports, so it is kept." in body
    assert Action.objects.filter(pk=action.pk).exists()


# --- lists, exports, history ---


@pytest.mark.parametrize("rows", [1, 3, 20])
def test_the_list_asks_the_same_number_of_queries_for_any_number_of_rows(
    client, officer, plan, rows, django_assert_num_queries
):
    priority = make.PriorityFactory(plan=plan)
    lead = make.LeadFactory(partnership=plan.partnership)
    for _ in range(rows):
        action = make.ActionFactory(plan=plan, priority=priority)
        make.ActionLeadFactory(action=action, lead=lead)
        action.latest_report = make.ProgressReportFactory(action=action)
        action.save()
    client.force_login(officer)
    where = reverse("admin:actions_action_changelist")
    client.get(where)  # content types and templates are read once
    with django_assert_num_queries(9):
        client.get(where)


FORMULAS = [
    "=1+1",
    "==1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff201",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_an_export_holds_no_live_formula_and_loses_no_letter(client, officer, plan, formula):
    make.ActionFactory(plan=plan, reference="7", official_words=formula, outcome="a=b")
    client.force_login(officer)
    response = client.get(reverse("admin:actions_action_export"))
    assert response["Content-Type"] == "text/csv"
    import csv
    import io

    (row,) = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    assert row["official_words"] == f"'{formula}"
    assert (row["outcome"], row["reference"]) == ("a=b", "7")


def test_the_history_says_who_changed_what(client, officer, plan):
    action = make.ActionFactory(plan=plan, outcome="Before")
    client.force_login(officer)
    client.post(change(action), typed(action, outcome="After"))
    body = client.get(reverse("admin:actions_action_history", args=[action.pk])).content.decode()
    assert "changed by officer" in body
    assert "<strong>Outcome</strong> from “Before” to “After”" in body


def test_the_board_reads_and_changes_nothing(client, plan, public_action):
    member = make.MembershipFactory(partnership=plan.partnership, role="board").user
    client.force_login(member)
    response = client.get(change(public_action))
    assert response.status_code == 200
    assert 'name="_save"' not in response.content.decode()
    assert client.post(change(public_action), typed(public_action, outcome="Ours")).status_code == 403
    assert Action.objects.get(pk=public_action.pk).outcome == ""
    assert ProgressReport.objects.count() == 0


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


# --- problems of its row ---


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
