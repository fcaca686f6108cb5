"""Priorities of a changed document: every change is shown, and nothing happens to one in silence."""

from __future__ import annotations

import pytest

from actions.importing import ImportRefused, comparison_as_json, comparison_in_words
from actions.models import Action
from priorities.models import Priority, PriorityWords
from priorities.services import add_priority, save_edit
from tests.integration.actions.importing.conftest import AT, LATER

HEADER = "Ref\tAction\tLead\tBy when\n"


def plan(*priorities: tuple[str, list[str]]) -> str:
    """A document with these headings, each with a table of these rows (reference and words)."""
    parts = []
    for heading, rows in priorities:
        lines = "".join(f"{row}\tSEN team\tMar-27\n" for row in rows)
        parts.append(f"{heading}\n\n{HEADER}{lines}")
    return "\n".join(parts)


EARLY = ("Priority 1: Early help", ["1.1\tAsk parents what helps", "1.2\tTrain the staff of each school"])
HEALTH = ("Priority 2: Better health", ["2.1\tOpen a telephone line for families"])
SCHOOL = ("Priority 3: Good schools", ["3.1\tWrite one guide for all schools"])


def titles() -> list[tuple[str, str, bool]]:
    found = Priority.objects.order_by("order", "pk")
    return [(priority.number, priority.title, priority.withdrawn_at is None) for priority in found]


def test_a_new_a_changed_and_a_gone_priority_are_shown_and_applied(importing):
    importing.publish(plan(EARLY, HEALTH))
    text = plan(("Priority 1: Early help for all", EARLY[1]), SCHOOL)
    found = importing.preview(text)
    assert [read.title for read in found.priorities_added] == ["Good schools"]
    (change,) = found.priorities_changed
    assert change.fields == {
        "title": ("Early help", "Early help for all"),
        "official_words": ("Early help", "Early help for all"),
    }
    assert [priority.slug for priority in found.priorities_gone] == ["2-better-health"]
    assert titles() == [("1", "Early help", True), ("2", "Better health", True)]
    lines = [line for line, _ in comparison_in_words(found)]
    assert lines[1] == "Its priorities: 1 added, 1 changed, 1 gone, 0 the same."
    gone = [line for line in lines if line.startswith("gone: priority")]
    assert gone == ["gone: priority 2-better-health 'Better health' (its address will say that it was withdrawn)"]
    assert [line for line in lines[2:] if "priority" in line and line not in gone] == [
        "added: priority 3 Good schools",
        "changed: priority 1-early-help 'Early help'",
    ]
    assert comparison_as_json(found)["priorities"] == {
        "added": [{"number": "3", "title": "Good schools", "official_words": "Good schools"}],
        "changed": [
            {
                "priority": "1-early-help",
                "fields": {
                    "title": {"from": "Early help", "to": "Early help for all"},
                    "official_words": {"from": "Early help", "to": "Early help for all"},
                },
            }
        ],
        "gone": ["2-better-health"],
        "same": [],
    }

    importing.publish(text, at=LATER)
    assert titles() == [
        ("1", "Early help for all", True),
        ("2", "Better health", False),
        ("3", "Good schools", True),
    ]
    gone = Priority.objects.get(number="2")
    assert (gone.withdrawn_at, gone.public_from) == (LATER, AT)
    kept = gone.history.first()
    assert (kept.history_user, kept.history_date) == (importing.by, LATER)
    assert kept.history_change_reason.startswith("It is not in '")
    assert list(PriorityWords.objects.filter(priority__number="1").values_list("words", "public_from")) == [
        ("Early help", AT),
        ("Early help for all", LATER),
    ]
    assert Action.objects.get(reference="1.1").priority == Priority.objects.get(number="1")


def test_the_same_document_changes_no_priority(importing):
    importing.publish(plan(EARLY, HEALTH))
    found = importing.preview(plan(EARLY, HEALTH) + "\n\n")
    assert (found.is_empty, len(found.priorities_same), len(found.same)) == (True, 2, 3)


def test_priorities_that_change_places_keep_their_addresses(importing):
    importing.publish(plan(EARLY, HEALTH))
    found = importing.preview(plan(("Priority 1: Better health", HEALTH[1]), ("Priority 2: Early help", EARLY[1])))
    assert {change.priority.slug: change.fields for change in found.priorities_changed} == {
        "2-better-health": {"number": ("2", "1"), "order": (1, 0)},
        "1-early-help": {"number": ("1", "2"), "order": (0, 1)},
    }
    assert (found.priorities_added, found.priorities_gone, found.changed) == ([], [], [])


def test_a_number_alone_is_not_trusted_where_nothing_else_is_the_same(importing):
    importing.publish(plan(EARLY, HEALTH))
    text = plan(EARLY, ("Priority 2: Money for transport", ["2.1\tPublish every fare"]))
    (question,) = importing.preview(text).questions
    assert question.key == "priority 2"
    assert question.sentence == (
        "line 7: 'Money for transport' may be the priority '2-better-health' or a new one; "
        'say which with --same "priority 2=SLUG" or --same "priority 2=new".'
    )
    with pytest.raises(ImportRefused, match="may be the priority"):
        importing.store(text)
    new = importing.preview(text, answers={"priority 2": "new"})
    assert ([read.title for read in new.priorities_added], [gone.number for gone in new.priorities_gone]) == (
        ["Money for transport"],
        ["2"],
    )
    same = importing.preview(text, answers={"priority 2": "2-better-health"})
    assert same.priorities_changed[0].fields["title"] == ("Better health", "Money for transport")
    assert same.priorities_gone == []


def test_a_number_is_trusted_where_an_action_is_the_same(importing):
    importing.publish(plan(EARLY, HEALTH))
    found = importing.preview(plan(EARLY, ("Priority 2: Somebody answers", HEALTH[1])))
    assert [change.priority.slug for change in found.priorities_changed] == ["2-better-health"]
    assert found.questions == []


def test_a_gone_priority_whose_actions_stay_is_asked_about(importing):
    importing.publish(plan(EARLY, HEALTH))
    text = plan((EARLY[0], [*EARLY[1], *HEALTH[1]]))
    found = importing.preview(text)
    assert found.priorities_gone == []
    (question,) = found.questions
    assert question.sentence == (
        "The document has no priority '2 Better health' any more, but 1 of its actions stays ('2-1'); to withdraw the "
        'priority all the same say --same "priority 2-better-health=gone", or correct the document.'
    )
    with pytest.raises(ImportRefused):
        importing.store(text)
    assert Priority.objects.filter(withdrawn_at=None).count() == 2
    importing.publish(text, at=LATER, answers={"priority 2-better-health": "gone"})
    assert titles() == [("1", "Early help", True), ("2", "Better health", False)]
    assert Action.objects.get(reference="2.1").priority.number == "1"


def test_a_priority_that_the_office_added_is_never_gone(importing):
    importing.publish(plan(EARLY))
    add_priority(plan=importing.plan, number="9", title="Own", official_words="", by=importing.by, at=AT)
    assert importing.preview(plan(EARLY) + "\n").priorities_gone == []


def test_what_the_office_changed_stays_where_the_document_says_what_it_said(importing):
    importing.publish(plan(EARLY, HEALTH))
    priority = Priority.objects.get(number="1")
    priority.title = "Help early on"
    save_edit(record=priority, by=importing.by, at=AT)
    found = importing.preview(plan(EARLY, SCHOOL))
    assert (found.priorities_changed, found.questions) == ([], [])
    both = importing.preview(plan(("Priority 1: Early help, always", EARLY[1]), HEALTH))
    assert [question.sentence for question in both.questions] == [
        "line 1: the document changes the title of '1-early-help', and so did the office (title: “Help early on” in the office, "
        "“Early help, always” in the document); to take the document's words say "
        '--same "priority 1 words=document", to keep the office\'s say --same "priority 1 words=office".'
    ]
    other = plan(("Priority 1: Early help, always", EARLY[1]), HEALTH)
    taken = importing.preview(other, answers={"priority 1 words": "document"})
    assert taken.priorities_changed[0].fields["title"] == ("Help early on", "Early help, always")
    kept = importing.preview(other, answers={"priority 1 words": "office"})
    assert ([change.fields.get("title") for change in kept.priorities_changed], kept.questions) == ([None], [])
    # Which priority it is and whose words stand are two questions.
    assert importing.preview(other, answers={"priority 1": "1-early-help"}).questions == both.questions


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (
            {"priority 1": "nowhere"},
            "--same names the priority 'nowhere', which the plan does not have; check its address.",
        ),
        (
            {"priority 7": "new"},
            "--same names 'priority 7', which is no row of the document; check the place.",
        ),
        (
            {"priority 1 words": "1-early-help"},
            "--same says '1-early-help' for 'priority 1 words'; say 'document' or 'office'.",
        ),
    ],
)
def test_an_answer_to_nothing_is_refused(importing, answers, sentence):
    importing.publish(plan(EARLY))
    with pytest.raises(ImportRefused) as refusal:
        importing.preview(plan(EARLY), answers=answers)
    assert str(refusal.value) == sentence


def test_two_priorities_with_one_number_are_asked_about_by_their_places(importing):
    """A document that says "Priority 2" twice: each question has an answer of its own."""
    importing.publish(plan(EARLY, HEALTH))
    text = plan(
        EARLY,
        ("Priority 2: Money for transport", ["2.1\tPublish every fare"]),
        ("Priority 2: Work for young adults", ["2.2\tAsk the young people"]),
    )
    found = importing.preview(text)
    assert [question.key for question in found.questions if question.key.startswith("priority ")] == [
        "priority line 7",
        "priority line 12",
    ]
    answers = {"priority line 7": "2-better-health", "priority line 12": "new"}
    found = importing.preview(text, answers=answers)
    assert [question.key for question in found.questions if question.key.startswith("priority ")] == []
    assert [change.read.title for change in found.priorities_changed] == ["Money for transport"]
    assert [read.title for read in found.priorities_added] == ["Work for young adults"]


def test_one_priority_is_the_answer_to_one_question_only(importing):
    importing.publish(plan(EARLY, HEALTH))
    answers = {"priority 1": "1-early-help", "priority 2": "1-early-help"}
    with pytest.raises(ImportRefused) as refusal:
        importing.preview(plan(EARLY, HEALTH), answers=answers)
    assert str(refusal.value) == (
        "--same names the priority '1-early-help' for two priorities; it can be one of them only."
    )
