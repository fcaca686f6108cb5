"""A document that shares almost no action with the plan is refused; a reference alone makes no two rows the same."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from actions.importing import ImportRefused, publish_document, store_file
from actions.models import Action
from priorities.models import Priority, SourceDocument
from tests.integration.actions.importing.conftest import AT, LATER

HEADER = "Ref\tAction\tLead\tBy when\n"
OURS = (
    "Train every school in autism",
    "Visit homes with health staff",
    "Open a telephone line for parents",
    "Pay for taxis to college",
    "Write the guide to local clubs",
)
THEIRS = (
    "Recruit four speech therapists",
    "Publish waiting times each month",
    "Survey young adults about work",
    "Rebuild the hydrotherapy pool",
    "Appoint a champion in each ward",
)
REFUSED = "This document shares {} of 5 actions with the plan: check that it is the right plan"


def text(words, title: str = "Our first aim") -> str:
    rows = "".join(f"1.{number}\t{say}\tSEN team\tMar-27\n" for number, say in enumerate(words, 1))
    return f"Priority 1: {title}\n\n{HEADER}{rows}"


FOREIGN = text(THEIRS, "Health for every child")


def stored() -> tuple[list[str], list[str], int]:
    actions = Action.objects.filter(withdrawn_at=None).order_by("reference", "slug")
    priorities = Priority.objects.filter(withdrawn_at=None).order_by("pk")
    return (
        list(actions.values_list("official_words", flat=True)),
        list(priorities.values_list("title", flat=True)),
        SourceDocument.objects.count(),
    )


@pytest.mark.parametrize("state", ["draft", "published"])
def test_the_file_of_another_plan_changes_nothing(importing, state):
    (importing.publish if state == "published" else importing.store)(text(OURS))
    before = stored()
    assert before == (list(OURS), ["Our first aim"], 1)
    with pytest.raises(ImportRefused) as refusal:
        importing.store(FOREIGN, at=LATER)
    assert str(refusal.value) == f"{REFUSED.format(0)}, or say --replace-all."
    assert stored() == before


def test_no_reference_is_asked_about_where_the_document_is_another_plans(importing):
    importing.publish(text(OURS))
    found = importing.preview(FOREIGN)
    assert (found.shared, found.known, found.shares_too_little) == (0, 5, True)
    assert [question.key for question in found.questions] == ["priority 1"]
    assert len(found.added) == len(found.gone) == 5


@pytest.mark.parametrize(
    ("words", "shared"),
    [
        ((*THEIRS[:4], OURS[4]), 1),
        ((*THEIRS[:3], *OURS[3:]), 2),
        ((*THEIRS[:3], "Pay for taxis to every college in the county", OURS[4]), 2),
        (OURS[:2], 2),
        (OURS[:1], 1),
    ],
)
def test_a_quarter_of_the_actions_the_same_or_similar_is_enough(importing, words, shared):
    importing.publish(text(OURS))
    found = importing.preview(text(words))
    assert (found.shared, found.known, found.shares_too_little) == (shared, 5, shared < 2)


def test_what_somebody_says_counts_as_shared_and_no_answer_hides_a_likeness(importing):
    importing.publish(text(OURS))
    two = {"line 4": "1-1", "line 5": "1-2"}
    assert importing.preview(text(THEIRS), answers=two).shared == 2
    similar = text(("Train every nursery and school about autism", "Visit homes and schools with our health staff"))
    new = {"line 4": "new", "line 5": "new"}
    assert importing.preview(similar, answers=new).shared == 2


def test_what_the_office_typed_is_not_missed_in_a_document(importing):
    importing.publish(text(OURS))
    Action.objects.exclude(slug="1-1").update(source_row=None)
    found = importing.preview(text(OURS[:1]))
    assert (found.shared, found.known, found.gone) == (1, 1, [])


def test_who_says_so_replaces_every_action(importing, tmp_path, capsys):
    importing.publish(text(OURS))
    before = stored()
    path = tmp_path / "other.txt"
    path.write_text(text(THEIRS), encoding="utf-8")
    asked = ["import_document", str(path), "--kind", "action-plan", "--plan", "early-help"]
    publish = [*asked, "--commit", "--publish", "--by", importing.by.username]
    for arguments in (asked, [*asked, "--json"], [*asked, "--commit"], publish):
        with pytest.raises(CommandError) as refusal:
            call_command(*arguments)
        assert str(refusal.value) == f"{REFUSED.format(0)}, or say --replace-all."
    assert stored() == before
    call_command(*asked, "--replace-all")
    assert capsys.readouterr().out.endswith("Nothing was changed. Add --commit to store it as a draft.\n")
    call_command(*publish, "--replace-all")
    assert stored() == (list(THEIRS), ["Our first aim"], 2)
    assert Action.objects.filter(withdrawn_at=None).public().count() == 5


def test_whoever_publishes_a_waiting_document_in_the_office_ticks_that_it_replaces_every_action(importing, client):
    importing.publish(text(OURS))
    file = importing.file(text(THEIRS))
    document = store_file(file, plan=importing.plan, by=importing.by, at=AT, replace_all=True).document
    with pytest.raises(ImportRefused, match=r"^This document shares 0 of 5 actions with the plan: "):
        publish_document(document=document, by=importing.by, at=LATER)
    client.force_login(importing.by)
    page = reverse("admin:priorities_plan_take", args=[importing.plan.pk])
    form = client.get(page).context["form"]
    assert list(form.fields) == ["seen", "replace_all"]
    assert (form.fields["replace_all"].label, form.fields["replace_all"].help_text) == (
        "This document replaces every action of the plan",
        f"{REFUSED.format(0)}.",
    )
    refused = client.post(page, {"seen": form["seen"].value()})
    assert refused.context["form"].errors == {
        "replace_all": [f"{REFUSED.format(0)}, then tick this box, or set the document aside."]
    }
    assert stored()[0] == list(OURS)
    assert client.post(page, {"seen": form["seen"].value(), "replace_all": "on"}).status_code == 302
    assert stored()[0] == list(THEIRS)


def test_the_office_asks_nothing_of_a_document_that_shares_enough(importing, client):
    importing.publish(text(OURS))
    importing.store(text(OURS[:4]), at=LATER)
    client.force_login(importing.by)
    form = client.get(reverse("admin:priorities_plan_take", args=[importing.plan.pk])).context["form"]
    assert list(form.fields) == ["seen"]


def test_one_action_worded_anew_is_known_by_its_reference(importing):
    importing.publish(text(OURS))
    found = importing.preview(text(("Recruit four speech therapists", *OURS[1:])))
    assert (found.questions, found.added, found.gone) == ([], [], [])
    assert [(change.action.slug, list(change.fields)) for change in found.changed] == [("1-1", ["official_words"])]


def test_references_with_quite_other_words_are_asked_about_where_most_rows_have_other_words(importing):
    importing.publish(text(OURS))
    words = ("Recruit four speech therapists", "Paint the waiting room", "Print bus timetables", *OURS[3:])
    found = importing.preview(text(words))
    assert [question.key for question in found.questions] == ["line 4", "line 5", "line 6"]
    assert found.questions[0].sentence == (
        "line 4: 'Recruit four speech therapists' has the reference of the action '1.1 Train every school in autism', and "
        'quite other words; say with --same "line 4=1-1" that it is this action, or with "line 4=new" that it is new.'
    )
    assert found.gone == []
    answers = {"line 4": "1-1", "line 5": "new", "line 6": "new"}
    answered = importing.preview(text(words), answers=answers)
    assert [(change.action.slug, list(change.fields)) for change in answered.changed] == [("1-1", ["official_words"])]
    assert [read.place for read in answered.added] == ["line 5", "line 6"]


def test_a_row_with_the_reference_of_one_action_and_like_another_may_be_either(importing):
    importing.publish(text(OURS))
    words = ("Visit homes and schools with our health staff", *OURS[2:])
    rows = text(words).replace("1.2\t", "1.3\t").replace("1.3\tOpen", "1.7\tOpen")
    (question,) = importing.preview(rows).questions
    assert [value for value, _ in question.choices] == ["1-2", "1-1", "new"]


def test_what_the_office_reworded_is_known_by_its_reference_and_the_documents_words(importing):
    importing.publish(text(OURS))
    Action.objects.filter(slug="1-1").update(official_words="Teach teachers what helps autistic pupils")
    found = importing.preview(text(OURS))
    assert (found.questions, found.added, found.gone, len(found.same), found.shared) == ([], [], [], 5, 5)
