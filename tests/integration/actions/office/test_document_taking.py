"""A waiting document in the office: what it changes, what only a person knows, publish it or set it aside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.importing import (
    ImportRefused,
    comparison_in_words,
    preview,
    preview_document,
    publish_document,
    read_file,
    store_file,
)
from actions.models import Action
from actions.services import add_action, withdraw_action
from actions.timescales import Timescale
from priorities.models import Plan, ReadingProblem, SourceDocument, SourceRow, start_of_day
from priorities.services import add_priority, settle_problems
from tests.factories import office as make

pytestmark = pytest.mark.django_db

FIRST = (
    "Priority 1: Early help\n\nRef\tAction\tLead\tBy when\n"
    "1.1\tAsk parents what helps\tSEN team\tMar-27\n1.2\tWrite the guide\tHealth\tJun-27\n"
)
SECOND = FIRST.replace("Mar-27", "Sep-27") + "1.3\tOpen a telephone line\tHealth\tJul-27\n"


@pytest.fixture
def plan(settings, tmp_path, read_here):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "documents"}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    return make.PlanFactory(title="Early help", slug="early-help")


@pytest.fixture
def approver(plan):
    return make.MembershipFactory(partnership=plan.partnership, role="approver").user


@pytest.fixture
def wait(plan, approver, tmp_path):
    """Publish a first document and store a second one, which waits."""

    def stored(text: str, *, first: str = FIRST, between=lambda: None) -> SourceDocument:
        for number, words in enumerate((first, text)):
            path = tmp_path / f"plan-{number}.txt"
            path.write_text(words, encoding="utf-8")
            kept = store_file(read_file(path, plan=plan), plan=plan, by=approver, at=make.MOMENT).document
            if number == 0:
                publish_document(document=kept, by=approver, at=make.MOMENT)
                plan.refresh_from_db()
                between()
        return kept

    return stored


def take(plan: Plan) -> str:
    return reverse("admin:priorities_plan_take", args=[plan.pk])


def test_the_page_says_what_the_document_changes_and_publishes_it(client, plan, approver, wait):
    document = wait(SECOND)
    client.force_login(approver)
    page = client.get(take(plan))
    body = " ".join(page.content.decode().split())
    for words in (
        "Against the stored plan: 1 added, 1 changed, 0 gone, 1 the same.",
        "Its priorities: 0 added, 0 changed, 0 gone, 1 the same.",
        "added: 1.3 Open a telephone line",
        "timescale: &#x27;Mar-27&#x27; becomes &#x27;Sep-27&#x27;",
    ):
        assert words in body, words
    assert Action.objects.count() == 2
    response = client.post(take(plan), {"seen": page.context["form"]["seen"].value()}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        f"The document '{document}' is in the plan 'Early help' now, and public."
    ]
    document.refresh_from_db()
    assert (document.state, document.applied_by) == ("applied", approver)
    assert Action.objects.public().count() == 3
    assert "Publish the waiting document" not in [button["label"] for button in response.context["verb_buttons"]]


def test_what_is_wrong_is_said_and_a_settled_problem_of_the_same_row_stays_settled(client, plan, approver, wait):
    first = FIRST.replace("Jun-27", "Spt")
    second = first + "1.3\tOpen a telephone line\tHealth\tOkt\n"
    old = None

    def settle() -> None:
        nonlocal old
        old = ReadingProblem.objects.get(row__place="line 5", field="timescale")
        settle_problems(problems=ReadingProblem.objects.filter(pk=old.pk), by=approver, at=make.MOMENT)

    document = wait(second, first=first, between=settle)
    problems = document.problems.filter(field="timescale")
    assert list(problems.order_by("pk").values_list("row__place", "settled_at", "settled_by")) == [
        ("line 5", make.MOMENT, approver.pk),
        ("line 6", None, None),
    ]
    client.force_login(approver)
    body = " ".join(client.get(take(plan)).content.decode().split())
    _, _, wrong = body.partition("<h2>What is wrong</h2>")
    assert reverse("admin:priorities_readingproblem_change", args=[problems.get(settled_at=None).pk]) in wrong
    assert reverse("admin:priorities_readingproblem_change", args=[problems.get(row__place="line 5").pk]) not in wrong


def test_what_only_a_person_knows_is_asked_on_the_page(client, plan, approver, wait, tmp_path):
    wait(FIRST + "\n")
    document = SourceDocument.objects.get(state="draft")
    # Since it was stored, the office has reworded what the document calls as before: now nobody knows.
    action = Action.objects.get(reference="1.2")
    Action.objects.filter(pk=action.pk).update(reference="9.9", official_words="Write the guide for every school")
    client.force_login(approver)
    page = client.get(take(plan))
    (name,) = page.context["form"].questions
    assert page.context["form"].fields[name].label == (
        "line 5: 'Write the guide' may be the action '1-2' or a new one."
    )
    seen = page.context["form"]["seen"].value()
    refused = client.post(take(plan), {"seen": seen})
    assert refused.context["form"].errors == {
        name: ["Choose what it is, or correct the document and set this one aside."]
    }
    document.refresh_from_db()
    assert document.state == "draft"
    assert client.post(take(plan), {"seen": seen, name: "new"}).status_code == 302
    assert Action.objects.filter(official_words="Write the guide").count() == 1


@pytest.fixture
def withdrawn(plan, approver, wait):
    """Action 1.2 was public and is withdrawn; a document that still has it waits."""
    wait(SECOND.replace("Write the guide", "Write the short guide"))
    action = Action.objects.get(reference="1.2")
    withdraw_action(action=action, reason="The money ended.", by=approver, at=make.MOMENT)
    return action


@pytest.mark.parametrize(
    ("answer", "live", "line"),
    [
        (None, [], "stays withdrawn: 1-2 'Write the guide' (line 5 is not taken)"),
        ("1-2", ["1-2"], "returns: 1-2 'Write the guide' (it was withdrawn)"),
        ("new", ["1-2-2"], "added: 1.2 Write the short guide"),
    ],
)
def test_what_was_withdrawn_comes_back_only_as_somebody_says(client, plan, approver, withdrawn, answer, live, line):
    client.force_login(approver)
    page = client.get(take(plan))
    form = page.context["form"]
    (name,) = form.questions
    day = f"{make.MOMENT:%-d %B %Y}"
    assert form.fields[name].label == f"line 5: '1.2 Write the guide' was withdrawn on {day} (The money ended)."
    assert form[name].value() == "withdrawn"
    assert not any("1.2" in words for words, _ in page.context["lines"])
    chosen = answer or form[name].value()
    document = SourceDocument.objects.get(state="draft")
    assert line in [words for words, _ in comparison_in_words(preview_document(document, answers={"line 5": chosen}))]
    assert client.post(take(plan), {"seen": form["seen"].value(), name: chosen}).status_code == 302
    found = Action.objects.public().filter(reference="1.2")
    assert list(found.values_list("slug", flat=True)) == live
    withdrawn.refresh_from_db()
    assert withdrawn.withdrawn_reason == ("" if answer == "1-2" else "The money ended.")
    assert withdrawn.official_words == ("Write the short guide" if answer == "1-2" else "Write the guide")
    body = client.get("/plans/early-help/actions/1-2/").content.decode()
    assert ("<p>The action is in the plan again.</p>" in body) is (answer == "1-2")
    told = f'<time datetime="{make.MOMENT:%Y-%m-%d}">{day}</time>: Withdrawn</h3>\n<p class="words">Reason: The money ended.'
    assert (told in body) is (answer == "1-2")


def test_a_withdrawn_action_is_not_two_rows(plan, withdrawn):
    document = SourceDocument.objects.get(state="draft")
    with pytest.raises(
        ImportRefused, match=r"--same names the action '1-2' for two rows; it can be one of them only\."
    ):
        preview_document(document, answers={"line 5": "1-2", "line 6": "1-2"})


def test_nothing_is_published_that_changed_after_the_page_was_opened(client, plan, approver, wait):
    wait(SECOND)
    client.force_login(approver)
    seen = client.get(take(plan)).context["form"]["seen"].value()
    action = Action.objects.get(reference="1.1")
    action.plain_words = "Slipped in"
    action.save()
    response = client.post(take(plan), {"seen": seen})
    assert response.context["form"].non_field_errors() == [
        "Something here was changed after you opened this page, so nothing was done. Look again, then decide."
    ]
    assert Action.objects.count() == 2


def test_what_the_office_typed_is_not_older_than_the_day_on_which_it_is_published(client, plan, approver, wait):
    document = wait(SECOND)
    SourceDocument.objects.filter(pk=document.pk).update(document_date=date(2024, 6, 1))
    add = {"plan": plan, "by": approver, "at": make.MOMENT}
    typed = add_action(reference="9.9", official_words="Meet every term", timescale=Timescale(raw="2027"), **add)
    own = add_priority(number="9", title="Our own", official_words="Ours", **add)
    client.force_login(approver)
    page = client.get(take(plan))
    body = " ".join(page.content.decode().split())
    assert "1 priority, 1 action and 0 progress reports of this plan that are not public yet" in body
    assert "<li>9.9 Meet every term</li>" in body
    assert "What this document does not name is public from today, not from the document’s date." in body
    assert client.post(take(plan), {"seen": page.context["form"]["seen"].value()}).status_code == 302
    today = timezone.localdate()
    for record in (typed, own):
        record.refresh_from_db()
        assert timezone.localtime(record.public_from).date() == today
        assert timezone.localtime(record.words_versions.get().public_from).date() == today
    assert typed.promised_on == today
    brought = Action.objects.get(reference="1.3")
    assert (brought.promised_on, brought.public_from) == (date(2024, 6, 1), start_of_day(date(2024, 6, 1)))
    assert brought.words_versions.get().public_from == brought.public_from


def test_a_file_that_was_lost_is_said_in_a_sentence(client, plan, approver, wait):
    document = wait(SECOND)
    Path(document.file.path).write_text("Ref\tAction\tLead\n1\tOther words\tHealth\n", encoding="utf-8")
    client.force_login(approver)
    page = client.get(take(plan))
    assert page.context["refusal"] == ("The stored file of 'plan-1.txt' is not the one that was read; import it again.")
    response = client.post(take(plan), {"seen": page.context["form"]["seen"].value()})
    assert response.context["form"].non_field_errors() == [page.context["refusal"]]


def test_a_document_is_set_aside_with_a_reason_and_another_may_come(client, plan, approver, wait, tmp_path):
    document = wait(SECOND)
    client.force_login(approver)
    change = reverse("admin:priorities_sourcedocument_change", args=[document.pk])
    assert [button["label"] for button in client.get(change).context["verb_buttons"]] == [
        "Set aside",
        "Correct title or date",
    ]
    where = reverse("admin:priorities_sourcedocument_set-aside", args=[document.pk])
    seen = client.get(where).context["form"]["seen"].value()
    assert list(client.post(where, {"seen": seen, "reason": ""}).context["form"].errors) == ["reason"]
    rows = SourceRow.objects.count()
    assert client.post(where, {"seen": seen, "reason": "It was the wrong file."}).status_code == 302
    document.refresh_from_db()
    assert (document.state, document.set_aside_by, document.set_aside_reason) == (
        "set-aside",
        approver,
        "It was the wrong file.",
    )
    assert SourceRow.objects.count() == rows
    assert client.get(change).context["verb_buttons"] == []
    again = read_file(tmp_path / "plan-1.txt", plan=plan)
    assert preview(again, plan).added
    assert store_file(again, plan=plan, by=approver, at=make.MOMENT).waits


def test_the_publish_page_says_that_a_document_waits(client, plan, approver, wait):
    wait(SECOND)
    make.ActionFactory(plan=plan)
    client.force_login(approver)
    body = client.get(reverse("admin:priorities_plan_publish", args=[plan.pk])).content.decode()
    assert "waits: what it changes is not part of this." in body
