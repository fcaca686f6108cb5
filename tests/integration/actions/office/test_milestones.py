"""Milestones in the office: added by hand, put right, and what became of them through two people."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from actions.models import Milestone, MilestoneChange
from priorities.models import AuditEntry
from sendplan.kept_typing import FIELD, unpacked
from tests.factories import office as make
from tests.integration.actions.office.test_rounds import words

pytestmark = pytest.mark.django_db

JUNE = {"period": "June 2026", "start": date(2026, 6, 1), "end": date(2026, 6, 30)}
NO_ROWS = {f"{rows}-{count}_FORMS": 0 for rows in ("changes", "words_versions") for count in ("TOTAL", "INITIAL")}


@pytest.fixture
def milestone(plan):
    return make.MilestoneFactory(plan=plan, official_words="Clinic open.", public_from=make.MOMENT, **JUNE)


def page(milestone: Milestone) -> str:
    return reverse("office:milestone-change", args=[milestone.pk])


def change_page(milestone: Milestone) -> str:
    return reverse("admin:actions_milestone_change", args=[milestone.pk])


def sent(milestone: Milestone, what: str, **typed: str) -> dict[str, str]:
    empty = dict.fromkeys(("delivered_on", "how_we_know", "to_period", "reason", "agreed_by", "version_read"), "")
    return {**empty, "seen": str(milestone.version), "what": what, **typed}


def asked(milestone: Milestone, author, **columns: object) -> MilestoneChange:
    span = {"from_period": milestone.period, "from_start": milestone.start, "from_end": milestone.end}
    return make.MilestoneChangeFactory(milestone=milestone, author=author, **{"what": "dropped", **span, **columns})


def decide(client, change: MilestoneChange, do: str = "publish", **data: object):
    change = MilestoneChange.objects.select_related("milestone").get(pk=change.pk)
    seen = f"{change.version}.{change.milestone.version}"
    return client.post(
        reverse("office:review-milestone", args=[change.pk]), {"do": do, "seen": seen, **data}, follow=True
    )


# -- by hand ---------------------------------------------------------------------------------------------------------


def test_one_is_added_by_hand_and_how_its_period_was_read_is_said(client, officer, plan):
    client.force_login(officer)
    add = reverse("admin:actions_milestone_add")
    new = {"plan": plan.pk, "period": "June 2026", "agreed_words": "Clinic open.", "plain_words": "", "kind": "service"}
    done = client.post(add, {**new, "repeats": "", "ongoing": "on", "action": ""}, follow=True)
    assert "The period was read as 1 June 2026 to 30 June 2026. It stands in April to June 2026." in words(done)
    made = Milestone.objects.get()
    assert (made.period, made.start, made.end) == ("June 2026", date(2026, 6, 1), date(2026, 6, 30))
    assert (made.official_words, made.kind, made.ongoing, made.public_from) == ("Clinic open.", "service", True, None)
    assert made.words_versions.get().words == "Clinic open."
    refused = client.post(add, {**new, "agreed_words": " "})
    assert refused.context["adminform"].form.errors["agreed_words"] == [
        "Official words: nothing is written here; write them as they were agreed."
    ]


def test_a_period_that_is_no_time_is_kept_as_written_with_a_warning(client, officer, plan):
    client.force_login(officer)
    new = {"plan": plan.pk, "period": "After the move", "agreed_words": "Clinic open.", "plain_words": ""}
    done = client.post(reverse("admin:actions_milestone_add"), new, follow=True)
    assert "The period 'After the move' was not read as a time. Write it as 'June 2026'" in words(done)
    made = Milestone.objects.get()
    assert (made.period, made.start, made.end) == ("After the move", None, None)


def test_a_draft_is_put_right_and_a_public_period_is_not_typed_over(client, officer, approver, plan, milestone):
    draft = make.MilestoneFactory(plan=plan, **JUNE)
    typed = {
        "version_read": "1",
        "period": "July 2026",
        "plain_words": "Open.",
        "kind": "event",
        "repeats": "",
        **NO_ROWS,
    }
    client.force_login(officer)
    assert client.post(change_page(draft), typed).status_code == 302
    draft.refresh_from_db()
    assert (draft.period, draft.end, draft.kind) == ("July 2026", date(2026, 7, 31), "event")
    assert client.post(change_page(milestone), typed).status_code == 403
    client.force_login(approver)
    assert client.post(change_page(milestone), typed).status_code == 302
    milestone.refresh_from_db()
    assert (milestone.period, milestone.end, milestone.plain_words) == ("June 2026", date(2026, 6, 30), "Open.")
    assert milestone.official_words == "Clinic open."


def test_a_draft_typed_by_mistake_is_deleted_and_a_public_one_withdrawn_with_a_reason(
    client, officer, approver, plan, milestone
):
    draft = make.MilestoneFactory(plan=plan)
    client.force_login(officer)
    client.post(reverse("admin:actions_milestone_delete", args=[draft.pk]), {"post": "yes"})
    assert list(Milestone.objects.all()) == [milestone]
    client.force_login(approver)
    withdraw = reverse("admin:actions_milestone_withdraw", args=[milestone.pk])
    assert client.post(withdraw, {"seen": "1"}).status_code == 200
    client.post(withdraw, {"seen": "1", "reason": "It named a child."})
    milestone.refresh_from_db()
    assert milestone.withdrawn_reason == "It named a child."


# -- what became of it -----------------------------------------------------------------------------------------------


def test_a_move_keeps_the_old_period_and_needs_another_person(client, officer, approver, milestone):
    client.force_login(officer)
    assert page(milestone) in client.get(change_page(milestone)).content.decode()
    done = client.post(
        page(milestone),
        sent(milestone, "moved", to_period="Autumn term 2026", reason="The builder was late.", agreed_by="SEND board"),
        follow=True,
    )
    assert "It was sent for approval. The period was read as 1 September 2026 to 31 December 2026." in words(done)
    change = MilestoneChange.objects.get()
    milestone.refresh_from_db()
    assert (change.state, change.author, milestone.period) == ("submitted", officer, "June 2026")
    assert decide(client, change).status_code == 403
    client.force_login(approver)
    queue = words(client.get(reverse("office:review")))
    assert "1 change of a milestone waits." in queue
    assert "Moved: Clinic open. Plan for 2026; from June 2026 to Autumn term 2026" in queue
    said = words(client.get(reverse("office:review-milestone", args=[change.pk])))
    assert "Was June 2026, now Autumn term 2026 . Read as 1 September 2026 to 31 December 2026." in said
    done = decide(client, change)
    assert done.context["errors"] == []
    assert "“Moved: Clinic open.” was published: the public can read it now." in words(done)
    milestone.refresh_from_db()
    change.refresh_from_db()
    assert (milestone.period, milestone.end, change.from_period) == (
        "Autumn term 2026",
        date(2026, 12, 31),
        "June 2026",
    )
    assert AuditEntry.objects.filter(kind="approved").count() == 1


def test_delivered_needs_how_we_know_and_no_day_to_come(client, officer, approver, milestone, time_machine):
    time_machine.move_to("2026-07-02T12:00:00+00:00", tick=False)
    client.force_login(officer)
    refused = client.post(page(milestone), sent(milestone, "delivered", delivered_on="3 7 2026"))
    assert refused.context["errors"] == [
        ("id_delivered_on", "The day of delivery, 3 July 2026, is still to come; give the day, or leave it empty."),
        ("id_how_we_know", "How do we know?: nothing is written here; say what shows it."),
    ]
    assert 'value="3 7 2026"' in refused.content.decode()
    client.post(
        page(milestone), sent(milestone, "delivered", delivered_on="1 July 2026", how_we_know="Doors are open.")
    )
    client.force_login(approver)
    decide(client, MilestoneChange.objects.get())
    milestone.refresh_from_db()
    assert (milestone.state, milestone.delivered_on) == ("delivered", date(2026, 7, 1))


@pytest.mark.parametrize(
    ("state", "what", "becomes"),
    [("planned", "dropped", "dropped"), ("dropped", "planned", "planned"), ("delivered", "planned", "planned")],
)
def test_dropped_and_planned_again_need_a_reason(client, officer, approver, milestone, state, what, becomes):
    Milestone.objects.filter(pk=milestone.pk).update(state=state)
    client.force_login(officer)
    refused = client.post(page(milestone), sent(milestone, what))
    assert refused.context["errors"] == [("id_reason", "Why?: nothing is written here; say why. The public reads it.")]
    client.post(page(milestone), sent(milestone, what, reason="The board decided it."))
    client.force_login(approver)
    decide(client, MilestoneChange.objects.get())
    milestone.refresh_from_db()
    assert milestone.state == becomes


@pytest.mark.parametrize(
    ("to_period", "sentence"),
    [
        ("", "New period: nothing is written here."),
        ("soon", "New period: The period 'soon' was not read as a time."),
        ("June 2026", "New period: 'June 2026' is when it is planned already; give another one."),
    ],
)
def test_a_move_needs_a_period_that_can_be_read(client, officer, milestone, to_period, sentence):
    client.force_login(officer)
    refused = client.post(page(milestone), sent(milestone, "moved", to_period=to_period, reason="Late."))
    ((box, said),) = refused.context["errors"]
    assert (box, said.startswith(sentence)) == ("id_to_period", True)
    assert not MilestoneChange.objects.exists()


def test_nobody_is_named_as_who_agreed_it(client, officer, milestone):
    client.force_login(officer)
    refused = client.post(page(milestone), sent(milestone, "dropped", reason="Late.", agreed_by="Fatima Siddiqui"))
    assert [box for box, _ in refused.context["errors"]] == ["id_agreed_by"]


def test_only_one_change_waits_and_the_second_persons_words_stay(client, officer, approver, milestone):
    waiting = asked(milestone, officer, reason="No money.")
    client.force_login(approver)
    assert "<textarea" not in client.get(page(milestone)).content.decode()
    refused = client.post(page(milestone), sent(milestone, "dropped", reason="No room."))
    body = refused.content.decode()
    assert "No room.</textarea>" in body
    assert "No money." in body
    waiting.refresh_from_db()
    assert (waiting.reason, waiting.author) == ("No money.", officer)


def test_what_moved_meanwhile_is_said_and_the_words_stay(client, officer, milestone):
    stale = sent(milestone, "dropped", reason="No money.")
    milestone.period, milestone.start, milestone.end = "July 2026", date(2026, 7, 1), date(2026, 7, 31)
    milestone.save()
    client.force_login(officer)
    refused = client.post(page(milestone), stale)
    ((_, sentence),) = refused.context["errors"]
    assert sentence.startswith(
        "The milestone was changed after you opened this page: it is planned, for July 2026 now."
    )
    assert "No money.</textarea>" in refused.content.decode()
    assert not MilestoneChange.objects.exists()


def test_a_change_comes_back_with_a_reason_and_is_sent_again(client, officer, approver, milestone):
    change = asked(milestone, officer, reason="No money.")
    client.force_login(approver)
    assert "went back to its author" in words(decide(client, change, "return", reason="Who decided?"))
    client.force_login(officer)
    assert "Who decided?" in words(client.get(reverse("admin:index")))
    shown = client.get(page(milestone))
    assert "Sent back: Who decided?" in words(shown)
    change.refresh_from_db()
    typed = sent(milestone, "dropped", reason="The board decided it.", version_read=str(change.version))
    stale = client.post(page(milestone), {**typed, "version_read": "1"})
    assert [(one.label, one.stored, one.typed) for one in stale.context["form"].conflict] == [
        ("Why?", "No money.", "The board decided it.")
    ]
    client.post(page(milestone), typed)
    change.refresh_from_db()
    assert (change.state, change.reason) == ("submitted", "The board decided it.")


def test_small_numbers_need_a_tick_and_nobody_approves_their_own_words(client, officer, approver, milestone):
    change = asked(milestone, officer, reason="Two pupils left.")
    client.force_login(approver)
    refused = decide(client, change)
    assert [box for box, _ in refused.context["errors"]] == ["publish_small_numbers_checked"]
    decide(client, change, small_numbers_checked="on")
    milestone.refresh_from_db()
    assert milestone.state == "dropped"
    own = asked(milestone, approver, what="planned")
    assert decide(client, own).status_code == 403
    assert "You wrote this, so somebody else decides on it." in words(
        client.get(reverse("office:review-milestone", args=[own.pk]))
    )


def test_what_was_typed_when_the_session_ended_is_kept(client, milestone):
    typed = sent(milestone, "dropped", reason="No money.")
    asked_to_sign_in = client.post(page(milestone), typed, headers={"origin": "http://testserver"})
    kept = unpacked(unescape(re.search(rf'name="{FIELD}" value="([^"]*)"', asked_to_sign_in.content.decode())[1]))
    assert {(line.label, line.words) for line in kept.lines} == {("What", "dropped"), ("Reason", "No money.")}
    assert dict(kept.goes_back) == typed
    assert not MilestoneChange.objects.exists()


def test_of_a_draft_nothing_is_said(client, officer, plan):
    draft = make.MilestoneFactory(plan=plan, **JUNE)
    client.force_login(officer)
    assert page(draft) not in client.get(change_page(draft)).content.decode()
    assert "The public cannot read this milestone" in words(client.get(page(draft)))
    refused = client.post(page(draft), sent(draft, "dropped", reason="Late."))
    assert "The public cannot read this milestone" in refused.context["errors"][0][1]
    assert not MilestoneChange.objects.exists()


@pytest.mark.parametrize("name", ["milestone-change", "review-milestone"])
def test_another_areas_ids_answer_like_missing_ones(client, approver, elsewhere, name):
    hidden = make.MilestoneFactory(plan=elsewhere, public_from=make.MOMENT)
    key = hidden.pk if name == "milestone-change" else asked(hidden, make.UserFactory()).pk
    client.force_login(approver)
    for ask in (client.get, client.post):
        answer, never = (ask(reverse(f"office:{name}", args=[one])) for one in (key, 98765))
        assert (answer.status_code, answer.content) == (404, never.content)


def test_the_list_stands_by_period_and_says_state_and_what_waits(client, officer, plan, milestone):
    early = make.MilestoneFactory(plan=plan, period="May 2026", start=date(2026, 5, 1), end=date(2026, 5, 31))
    undated = make.MilestoneFactory(plan=plan, period="", start=None, end=None)
    asked(milestone, officer)
    client.force_login(officer)
    listed = client.get(f"{reverse('admin:actions_milestone_changelist')}?plan__id__exact={plan.pk}")
    assert list(listed.context["cl"].result_list) == [early, milestone, undated]
    assert words(listed).count("What became of it waits") == 1
    assert f"plan={plan.pk}" not in page(milestone)
    add = client.get(reverse("admin:actions_milestone_add"), {"_changelist_filters": f"plan__id__exact={plan.pk}"})
    assert f'<option value="{plan.pk}" selected>' in add.content.decode()
