"""A roadmap becomes milestones; a newer one moves and drops them in the open, and what is past is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from actions.importing import comparison_in_words
from actions.models import Milestone, MilestoneChange
from actions.services import ask_milestone_change, return_milestone_change
from priorities.models import EditConflict, Plan
from tests.factories import office as make
from tests.integration.actions.importing.conftest import AT, LATER

KIND = {"kind": "roadmap"}


def roadmap(**periods: list[str]) -> str:
    parts = ["Our roadmap"]
    for label, milestones in periods.items():
        parts.append(label.replace("_", " ") + "\n\n" + "\n".join(f"• {words}" for words in milestones))
    return "\n\n".join(parts) + "\n"


FIRST = roadmap(
    March_2026=["Publish the first report", "Board meets"],
    June_2026=["Open the new hub", "Board meets"],
)


def milestones() -> list[tuple[str, str, str]]:
    return [(one.period, one.official_words, one.state) for one in Milestone.objects.filter(withdrawn_at=None)]


def test_a_roadmap_becomes_planned_milestones_and_fields_of_the_plan(importing):
    text = FIRST.replace("Our roadmap", "Our roadmap\n\nThis roadmap covers March 2026 to June 2026.")
    importing.store(text, **KIND)
    assert milestones() == [
        ("March 2026", "Publish the first report", "planned"),
        ("March 2026", "Board meets", "planned"),
        ("June 2026", "Open the new hub", "planned"),
        ("June 2026", "Board meets", "planned"),
    ]
    first = Milestone.objects.order_by("order").first()
    assert (first.start, first.end) == (date(2026, 3, 1), date(2026, 3, 31))
    assert [one.repeats for one in Milestone.objects.order_by("order")] == ["", "board-meets", "", "board-meets"]
    plan = Plan.objects.get()
    assert (plan.kind, plan.starts_on, plan.ends_on) == ("roadmap", date(2026, 3, 1), date(2026, 6, 30))


def test_a_draft_roadmap_is_changed_without_a_trace_for_the_public(importing):
    importing.store(FIRST, **KIND)
    importing.store(
        roadmap(March_2026=["Board meets"], July_2026=["Open the new hub", "Board meets"]), at=LATER, **KIND
    )
    assert milestones() == [
        ("March 2026", "Board meets", "planned"),
        ("July 2026", "Open the new hub", "planned"),
        ("July 2026", "Board meets", "planned"),
    ]
    assert MilestoneChange.objects.count() == 0


def test_a_public_milestone_is_moved_and_dropped_with_what_the_roadmap_says(importing):
    importing.publish(FIRST, day=date(2026, 3, 1), **KIND)
    newer = roadmap(March_2026=["Board meets"], July_2026=["Open the new hub"], June_2026=["Board meets"])
    found = importing.preview(newer, **KIND)
    assert [line for line, _ in comparison_in_words(found)] == [
        "Against the stored plan: 0 milestones added, 1 changed, 1 gone, 2 the same.",
        "gone: publish-the-first-report 'Publish the first report' (the public will read that it was dropped)",
        "changed: open-the-new-hub 'Open the new hub'",
    ]
    importing.publish(newer, day=date(2026, 5, 1), at=LATER, **KIND)
    assert sorted(milestones()) == [
        ("July 2026", "Open the new hub", "planned"),
        ("June 2026", "Board meets", "planned"),
        ("March 2026", "Board meets", "planned"),
        ("March 2026", "Publish the first report", "dropped"),
    ]
    changes = MilestoneChange.objects.public().order_by("pk")
    assert [(one.what, one.from_period, one.to_period, one.reason, one.author, one.approved_by) for one in changes] == [
        (
            "moved",
            "June 2026",
            "July 2026",
            "As in 'Our roadmap' of 1 May 2026. It gives no reason.",
            None,
            importing.by,
        ),
        (
            "dropped",
            "March 2026",
            "",
            "It is not in 'Our roadmap' of 1 May 2026 any more. It gives no reason.",
            None,
            importing.by,
        ),
    ]
    # What was dropped and comes again stays dropped: a person plans it again.
    again = importing.preview(FIRST, **KIND)
    assert [problem.message for problem in again.problems if problem.field == "state"] == [
        "This milestone was dropped, and the document still has it. It stays dropped until a person plans it again."
    ]


def test_a_roadmap_says_nothing_of_the_time_before_it_begins(importing):
    importing.publish(FIRST, **KIND)
    found = importing.preview(roadmap(June_2026=["Open the new hub", "Board meets"], July_2026=["Sing"]), **KIND)
    assert found.promises.gone == []
    assert [read.official_words for read in found.promises.added] == ["Sing"]


def test_alike_words_elsewhere_are_asked_of_and_never_taken_for_a_move(importing):
    importing.publish(FIRST, **KIND)
    newer = FIRST.replace("• Open the new hub\n", "") + "\nJuly 2026\n\n• Open the new hub in town\n"
    (question,) = importing.preview(newer, **KIND).questions
    assert question.unclear == (
        "line 14: 'Open the new hub in town' (July 2026) may be the milestone 'open-the-new-hub' or a new one"
    )
    assert question.choices == [
        ("open-the-new-hub", "It is the milestone 'Open the new hub, June 2026'"),
        ("new", "It is a new milestone"),
    ]


def test_what_the_office_moved_or_typed_stays_until_the_document_changes_it(importing):
    importing.publish(FIRST, **KIND)
    hub = Milestone.objects.get(slug="open-the-new-hub")
    hub.period, hub.start, hub.end, hub.kind = "May 2026", date(2026, 5, 1), date(2026, 5, 31), "event"
    hub.save()
    found = importing.preview(FIRST + "\n", **KIND).promises
    assert found.changed == []
    assert len(found.same) == 4


def test_a_change_that_waits_for_approval_stops_the_publication(importing):
    importing.publish(FIRST, **KIND)
    officer = make.MembershipFactory(partnership=importing.plan.partnership, role="officer").user
    ask_milestone_change(
        milestone=Milestone.objects.get(slug="open-the-new-hub"),
        change=None,
        what="dropped",
        reason="No money.",
        by=officer,
        at=AT,
    )
    with pytest.raises(EditConflict, match="waits for approval; decide on that first"):
        importing.publish(roadmap(June_2026=["Board meets"], July_2026=["Open the new hub"]), at=LATER, **KIND)
    assert Milestone.objects.get(slug="open-the-new-hub").period == "June 2026"
    change = MilestoneChange.objects.get()
    approver = make.MembershipFactory(partnership=importing.plan.partnership, role="approver").user
    return_milestone_change(change=change, reason="There is money.", by=approver, at=LATER)
    importing.publish_waiting(at=LATER)
    assert Milestone.objects.get(slug="open-the-new-hub").period == "July 2026"


def test_a_deadline_without_a_beginning_stands_where_it_ends(importing):
    importing.store(roadmap(By_March_2026=["Publish the first report"]), **KIND)
    only = Milestone.objects.get()
    assert (only.period, only.start, only.end) == ("By March 2026", date(2026, 3, 31), date(2026, 3, 31))


def test_what_the_plan_says_otherwise_stays_and_is_told(importing):
    plan = importing.plan
    plan.starts_on = date(2025, 9, 1)
    plan.save()
    text = FIRST.replace("Our roadmap", "Our roadmap\n\nThis roadmap covers March 2026 to June 2026.")
    found = importing.preview(text, **KIND)
    assert found.plan_fields == {"kind": ("action-plan", "roadmap"), "ends_on": (None, date(2026, 6, 30))}
    assert [(item.field, item.value) for item in found.problems] == [("starts_on", "1 March 2026")]


def test_a_delivered_milestone_is_neither_moved_nor_gone(importing):
    importing.publish(FIRST, **KIND)
    hub, report = (Milestone.objects.get(slug=slug) for slug in ("open-the-new-hub", "publish-the-first-report"))
    for one in (hub, report):
        one.state = "delivered"
        one.save()
    newer = roadmap(March_2026=["Board meets"], June_2026=["Board meets"], July_2026=["Open the new hub"])
    found = importing.preview(newer, **KIND)
    assert (found.promises.changed, found.promises.gone) == ([], [])
    assert [problem.message for problem in found.problems] == [
        "This milestone was delivered, and the document has it at another time. That is not taken."
    ]
