"""A strategy becomes priorities with commitments; a newer one is compared with it, and nothing happens in silence."""

from __future__ import annotations

from datetime import date

import pytest

from actions.importing import ImportRefused, comparison_as_json, comparison_in_words
from actions.models import Action
from priorities.models import Commitment, CommitmentWords, Plan, Priority, SourceDocument
from priorities.services import NewCommitment, add_commitments
from tests.integration.actions.importing.conftest import AT, LATER

KIND = {"kind": "strategy"}


def strategy(*priorities: tuple[str, list[str]], core: tuple[str, ...] = ()) -> str:
    """A strategy with these headings, each with these commitments, and core ones."""
    parts = ["Our strategy for children"]
    for heading, commitments in priorities:
        lines = "\n".join(f"• {words}" for words in commitments)
        parts.append(f"{heading}\n\nWe will:\n\n{lines}")
    if core:
        parts.append("Core commitments:\n\n" + "\n".join(f"• {words}" for words in core))
    return "\n\n".join(parts) + "\n"


EARLY = (
    "Priority 1: Early help\n\nAim: Families get help before things go wrong.",
    ["Open a drop-in at each family hub", "Visit every nursery once a term"],
)
HEALTH = ("Priority 2: Better health\n\nAim: Children wait less.", ["Publish how long children wait each month"])
CORE = ("Listen to families first", "Tell people what we did")


def commitments() -> list[tuple[str, str, bool]]:
    found = Commitment.objects.select_related("priority").order_by("order", "pk")
    return [(str(item.priority or "core"), item.official_words, item.withdrawn_at is None) for item in found]


def test_a_strategy_becomes_priorities_commitments_and_core_commitments(importing):
    stored = importing.store(strategy(EARLY, HEALTH, core=CORE), **KIND)
    assert stored.waits is False
    assert stored.document.kind == "strategy"
    assert [(one.number, one.title, one.official_words) for one in Priority.objects.order_by("order")] == [
        ("1", "Early help", "Families get help before things go wrong."),
        ("2", "Better health", "Children wait less."),
    ]
    assert commitments() == [
        ("1 Early help", "Open a drop-in at each family hub", True),
        ("1 Early help", "Visit every nursery once a term", True),
        ("2 Better health", "Publish how long children wait each month", True),
        ("core", "Listen to families first", True),
        ("core", "Tell people what we did", True),
    ]
    first = Commitment.objects.order_by("order")[0]
    assert (first.source_row.place, first.source_row.document) == ("line 9", stored.document)
    assert first.public_from is None
    assert Plan.objects.get().kind == "strategy"


def test_published_it_is_public_from_its_date(importing):
    importing.publish(strategy(EARLY, core=CORE), day=date(2026, 3, 1), **KIND)
    assert [one.public_from.date() for one in Commitment.objects.public()] == [date(2026, 3, 1)] * 4
    assert Priority.objects.public().count() == 1


def test_a_newer_strategy_adds_words_anew_moves_and_takes_out(importing):
    importing.publish(strategy(EARLY, HEALTH, core=CORE), **KIND)
    newer = strategy(
        (EARLY[0], ["Open a drop-in at each and every family hub", "Tell people what we did"]),
        (HEALTH[0], [*HEALTH[1], "Train all health visitors"]),
        core=CORE[:1],
    )
    found = importing.preview(newer, **KIND).promises
    assert [read.official_words for read in found.added] == ["Train all health visitors"]
    assert [(change.record.slug, change.fields) for change in found.changed] == [
        (
            "open-a-drop-in-at-each-family-hub",
            {
                "official_words": (
                    "Open a drop-in at each family hub",
                    "Open a drop-in at each and every family hub",
                )
            },
        ),
        ("tell-people-what-we-did", {"priority": ("", "1 Early help")}),
    ]
    assert [record.slug for record in found.gone] == ["visit-every-nursery-once-a-term"]
    assert len(found.same) == 2

    stored = importing.store(newer, at=LATER, day=date(2026, 6, 1), **KIND)
    assert stored.waits is True
    assert Commitment.objects.public().count() == 5
    importing.publish_waiting(at=LATER)
    assert commitments() == [
        ("1 Early help", "Open a drop-in at each and every family hub", True),
        ("1 Early help", "Visit every nursery once a term", False),
        ("1 Early help", "Tell people what we did", True),
        ("2 Better health", "Publish how long children wait each month", True),
        ("2 Better health", "Train all health visitors", True),
        ("core", "Listen to families first", True),
    ]
    gone = Commitment.objects.get(withdrawn_at__isnull=False)
    assert gone.withdrawn_reason == "It is not in 'Our strategy for children' of 1 June 2026 any more."
    versions = CommitmentWords.objects.filter(commitment__slug="open-a-drop-in-at-each-family-hub").order_by("pk")
    assert [(one.words, one.public_from is not None) for one in versions] == [
        ("Open a drop-in at each family hub", True),
        ("Open a drop-in at each and every family hub", True),
    ]
    words, json = (
        comparison_in_words(importing.preview(newer, **KIND)),
        comparison_as_json(importing.preview(newer, **KIND)),
    )
    assert [line for line, _ in words] == [
        "Against the stored plan: 0 commitments added, 0 changed, 0 gone, 5 the same.",
        "Its priorities: 0 added, 0 changed, 0 gone, 2 the same.",
    ]
    assert json["commitments"]["same"][0] == "open-a-drop-in-at-each-family-hub"


def test_the_same_words_under_another_priority_ask_nothing_and_alike_words_do(importing):
    importing.publish(strategy(EARLY, HEALTH), **KIND)
    newer = strategy((EARLY[0], [EARLY[1][0]]), (HEALTH[0], [*HEALTH[1], "Visit every nursery and school each term"]))
    found = importing.preview(newer, **KIND)
    (question,) = found.questions
    assert question.sentence == (
        "line 18: 'Visit every nursery and school each term' may be the commitment 'visit-every-nursery-once-a-term' or a "
        'new one; say which with --same "line 18=SLUG" or --same "line 18=new".'
    )
    assert found.promises.gone == []
    with pytest.raises(ImportRefused, match="may be the commitment"):
        importing.store(newer, **KIND)
    new = importing.preview(newer, answers={"line 18": "new"}, **KIND).promises
    assert [record.slug for record in new.gone] == ["visit-every-nursery-once-a-term"]
    moved = importing.preview(newer, answers={"line 18": "visit-every-nursery-once-a-term"}, **KIND).promises
    assert moved.gone == []
    assert [sorted(change.fields) for change in moved.changed] == [["official_words", "priority"]]


def test_answers_that_name_nothing_are_refused(importing):
    importing.publish(strategy(EARLY), **KIND)
    with pytest.raises(ImportRefused) as refusal:
        importing.preview(strategy(EARLY), answers={"line 90": "new"}, **KIND)
    assert str(refusal.value) == "--same names 'line 90', which is no row of the document; check the place."
    with pytest.raises(ImportRefused) as refusal:
        importing.preview(strategy(EARLY), answers={"line 9": "nothing"}, **KIND)
    assert str(refusal.value) == "--same names 'nothing' for line 9, which the plan does not have; check its address."
    two = {"line 9": "open-a-drop-in-at-each-family-hub", "line 10": "open-a-drop-in-at-each-family-hub"}
    with pytest.raises(ImportRefused) as refusal:
        importing.preview(strategy(EARLY), answers=two, **KIND)
    assert str(refusal.value) == (
        "--same names 'open-a-drop-in-at-each-family-hub' for two rows; it can be one of them only."
    )


def test_a_withdrawn_commitment_that_comes_again_is_asked_of_and_returns(importing):
    importing.publish(strategy(EARLY, HEALTH), **KIND)
    importing.publish(strategy((EARLY[0], EARLY[1][:1]), HEALTH), at=LATER, **KIND)
    text = strategy(EARLY, HEALTH, core=CORE)
    (question,) = importing.preview(text, **KIND).questions
    assert [value for value, _ in question.choices] == ["withdrawn", "visit-every-nursery-once-a-term", "new"]
    kept = importing.preview(text, answers={"line 10": "withdrawn"}, **KIND).promises
    assert [(record.slug, read.place) for record, read in kept.stays_withdrawn] == [
        ("visit-every-nursery-once-a-term", "line 10")
    ]
    importing.publish(text, at=LATER, answers={"line 10": "visit-every-nursery-once-a-term"}, **KIND)
    back = Commitment.objects.get(slug="visit-every-nursery-once-a-term")
    assert (back.withdrawn_at, back.withdrawn_reason) == (None, "")


def test_what_the_office_typed_and_what_other_documents_brought_stays(importing):
    importing.publish(
        "Priority 3: Good schools\n\nRef\tAction\tLead\tBy when\n3.1\tWrite one guide\tSEN team\tMar-27\n"
    )
    importing.publish(strategy(EARLY), **KIND)
    add_commitments(plan=importing.plan, new=[NewCommitment("Meet in every town")], by=importing.by, at=AT)
    found = importing.preview(strategy((EARLY[0], EARLY[1][:1])), **KIND)
    assert [record.slug for record in found.promises.gone] == ["visit-every-nursery-once-a-term"]
    assert (found.priorities_gone, found.gone, found.questions) == ([], [], [])
    assert Action.objects.get().withdrawn_at is None
    # And the action plan, read again, leaves the strategy's priority where it is.
    again = importing.preview(
        "Priority 3: Good schools\n\nRef\tAction\tLead\tBy when\n3.1\tWrite one guide now\tSEN team\tMar-27\n"
    )
    assert again.priorities_gone == []
    assert Plan.objects.get().kind == "action-plan"


def test_another_strategy_is_no_newer_one(importing):
    importing.publish(strategy(EARLY, HEALTH, core=CORE), **KIND)
    other = strategy(("Priority 1: Travel", ["Run more buses", "Mend the paths", "Paint the bridge"]))
    with pytest.raises(ImportRefused) as refusal:
        importing.store(other, answers={"priority 1": "new"}, **KIND)
    assert str(refusal.value) == (
        "This document shares 0 of 5 commitments with the plan: check that it is the right plan, or say --replace-all."
    )


def test_names_are_held_back_in_commitments(importing):
    importing.publish(
        strategy(("Priority 1: Early help", ["Ask Jane Smith to meet families", "Visit nurseries"])), **KIND
    )
    assert commitments()[0][1] == "Ask [name 1 held back] to meet families"
    assert list(SourceDocument.objects.values_list("state", flat=True)) == ["applied"]
