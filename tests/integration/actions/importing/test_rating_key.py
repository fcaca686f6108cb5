"""A rating key that is saved gives drafts their statuses at once; public reports get theirs by reports that say why."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from actions.models import Action, ProgressReport, RatingWord
from actions.plan_review import review_plan
from actions.services import apply_key, correct_imported_report, give_statuses, stored_key, without_status
from actions.status import Status
from priorities.models import ReadingProblem
from priorities.services import NotAllowed, save_edit
from tests.integration.actions.importing.conftest import AT, LATER

COLOURS = (
    "Ref\tAction\tLead\tBy when\tRAG\tProgress\n"
    "1.1\tTrain every school\tSEN team\tMar-27\tAmber\tTwo of nine are trained.\n"
    "1.2\tPublish the local offer\tSEN team\tSep-27\tBlue\tIt is out.\n"
    "1.3\tAsk families\tSEN team\tSep-27\tamber\tWe asked.\n"
)
DAY = date(2026, 3, 1)


def statuses() -> list[tuple[str, str, str]]:
    found = ProgressReport.objects.order_by("pk")
    return [(item.action.reference, item.status, item.state) for item in found]


def save_key(client, plan, **words: Status):
    """Save the plan's page with these lines of its key."""
    plan.refresh_from_db()
    where = reverse("admin:priorities_plan_change", args=[plan.pk])
    stored = {word.word: word for word in plan.rating_words.all()}
    data = {
        "version_read": str(plan.version),
        "title": plan.title,
        "slug": plan.slug,
        "kind": plan.kind,
        "summary": plan.summary,
        "priority_word": plan.priority_word,
        "names_checked": "on",
        "rating_words-TOTAL_FORMS": len(words),
        "rating_words-INITIAL_FORMS": len(stored),
        "documents-TOTAL_FORMS": 0,
        "documents-INITIAL_FORMS": 0,
    }
    for order, (word, status) in enumerate(sorted(words.items(), key=lambda pair: pair[0] not in stored)):
        row = {"order": order, "word": word, "meaning": "As the board said", "status": status.value}
        row |= {"id": stored[word].pk, "plan": plan.pk} if word in stored else {}
        data |= {f"rating_words-{order}-{name}": value for name, value in row.items()}
    page = client.post(where, data, follow=True)
    assert page.redirect_chain, page.context["adminform"].form.errors
    return page


def said(page) -> list[str]:
    return [str(message) for message in page.context["messages"]]


@pytest.fixture
def office(importing, client):
    client.force_login(importing.by)
    return client


def test_a_key_that_is_saved_gives_drafts_their_statuses_and_settles_their_problems(importing, office):
    importing.store(COLOURS, day=DAY)
    assert ReadingProblem.objects.filter(field="status", settled_at=None).count() == 3
    page = save_key(office, importing.plan, Amber=Status.AT_RISK)
    assert said(page)[0] == (
        "2 draft reports got another status from the rating key. 2 reading problems are settled by it."
    )
    assert statuses() == [("1.1", "at_risk", "draft"), ("1.2", "", "draft"), ("1.3", "at_risk", "draft")]
    assert list(ReadingProblem.objects.filter(field="status", settled_at=None).values_list("value", flat=True)) == [
        "Blue"
    ]
    # The next document is compared with what the last one means now.
    assert importing.preview(COLOURS + "\n").is_empty
    page = save_key(office, importing.plan, Amber=Status.OFF_TRACK)
    assert said(page)[0] == "2 draft reports got another status from the rating key."
    assert statuses()[0] == ("1.1", "off_track", "draft")


def test_a_status_that_a_person_gave_a_draft_stays(importing, office):
    importing.store(COLOURS, day=DAY)
    report = ProgressReport.objects.get(action__reference="1.1")
    why = {"reason": "The board said so.", "by": importing.by, "at": AT}
    correct_imported_report(report=report, status=Status.ON_TRACK, done=report.done, **why)
    save_key(office, importing.plan, Amber=Status.AT_RISK)
    assert [status for _, status, _ in statuses()] == ["on_track", "", "at_risk"]


def test_saving_a_plan_with_the_same_key_changes_nothing(importing, office):
    importing.store(COLOURS, day=DAY)
    save_key(office, importing.plan, Amber=Status.AT_RISK)
    versions = list(ProgressReport.objects.values_list("version", flat=True))
    page = save_key(office, importing.plan, Amber=Status.AT_RISK)
    assert not any("rating key" in words for words in said(page))
    assert list(ProgressReport.objects.values_list("version", flat=True)) == versions


def test_public_reports_get_their_statuses_by_reports_that_say_why(importing, office):
    importing.publish(COLOURS, day=DAY)
    page = save_key(office, importing.plan, Amber=Status.AT_RISK)
    assert said(page)[0] == (
        "2 public actions would get a status from the key: 'Give statuses from the rating key' on the plan's page makes "
        "new reports that say so."
    )
    assert [status for _, status, _ in statuses()] == ["", "", ""]
    where = reverse("admin:priorities_plan_give-statuses", args=[importing.plan.pk])
    plan = reverse("admin:priorities_plan_change", args=[importing.plan.pk])
    assert where in [button["url"] for button in office.get(plan).context["verb_buttons"]]
    page = office.get(where)
    assert "1.1 Train every school: “Amber” becomes At risk" in " ".join(page.content.decode().split())
    page = office.post(where, {"seen": page.context["form"]["seen"].value()}, follow=True)
    assert said(page) == [
        "2 actions got a status from the rating key. 2 reading problems are settled by it.",
    ]
    assert where not in [button["url"] for button in page.context["verb_buttons"]]
    first = ProgressReport.objects.standing().get(action__reference="1.1")
    assert (first.status, first.rating, first.done, first.reported_on, first.approved_by) == (
        "at_risk",
        "Amber",
        "Two of nine are trained.",
        DAY,
        importing.by,
    )
    assert first.corrects == ProgressReport.objects.get(action__reference="1.1", status="")
    assert first.how_we_know == "The plan’s rating key says now what “Amber” means: At risk."
    assert importing.plan.actions.get(reference="1.1").status is Status.AT_RISK
    assert importing.plan.actions.get(reference="1.2").status is None
    body = office.get(f"/plans/{importing.plan.slug}/actions/1-1/").content.decode()
    assert "The plan’s rating key says now what “Amber” means: At risk." in body
    # The same file and a repeat of it find nothing new.
    assert importing.preview(COLOURS + "\n", day=DAY).is_empty


def test_a_key_that_is_changed_leaves_public_statuses_and_says_so(importing, office):
    importing.publish(COLOURS, day=DAY)
    save_key(office, importing.plan, Amber=Status.AT_RISK)
    give_statuses(plan=importing.plan, by=importing.by, at=LATER)
    page = save_key(office, importing.plan, Amber=Status.OFF_TRACK)
    assert said(page)[0] == (
        "2 public reports still have the status that the key gave before; write new reports where it should change."
    )
    assert importing.plan.actions.get(reference="1.1").status is Status.AT_RISK


def test_what_the_office_reported_since_is_not_put_right(importing, office):
    importing.publish(COLOURS, day=DAY)
    importing.publish(COLOURS.replace("Amber\tTwo", "At risk\tTwo"), day=date(2026, 6, 1), at=LATER)
    save_key(office, importing.plan, Amber=Status.AT_RISK)
    assert [report.action.reference for report, _ in without_status(importing.plan)] == ["1.3"]


def test_nothing_to_put_right_is_refused(importing):
    importing.publish(COLOURS, day=DAY)
    with pytest.raises(NotAllowed, match=r"^The rating key gives no public report a status that it has not already\.$"):
        give_statuses(plan=importing.plan, by=importing.by, at=LATER)


def test_a_key_applied_by_the_verb_counts_what_it_did(importing):
    importing.store(COLOURS, day=DAY)
    before = stored_key(importing.plan)
    word = RatingWord(plan=importing.plan, word="Blue", meaning="Done", status="complete")
    save_edit(record=word, by=importing.by, at=AT)
    given = apply_key(plan=importing.plan, before=before, by=importing.by, at=AT)
    assert (given.drafts, given.problems, given.public) == (1, 1, 0)
    report = ProgressReport.objects.get(action__reference="1.2")
    assert report.history.first().history_change_reason == "The plan's rating key says so."


KEYED = (
    "Ref\tAction\tLead\tBy when\tRAG\tProgress\n1.1\tTrain every school\tSEN team\tMar-27\tR\tWe wait.\n\n"
    "R: not started or off track\nG: on track\n"
)


def test_a_line_of_the_key_that_the_office_settled_counts_for_the_next_document_with_the_same_line(importing):
    importing.store(KEYED, day=DAY)
    assert RatingWord.objects.get(word="R").status == ""
    RatingWord.objects.filter(word="R").update(status="off_track")
    newer = importing.file(KEYED.replace("We wait", "We begin"), day=date(2026, 6, 1))
    assert [action.status for action in newer.reading.actions] == [Status.OFF_TRACK]
    # A line that says something else is the document's own.
    other = importing.file(KEYED.replace("not started or off track", "at risk"), day=date(2026, 6, 1))
    assert [action.status for action in other.reading.actions] == [Status.AT_RISK]


def test_a_rating_that_is_a_given_name_too_is_no_person_when_the_plan_is_published(importing):
    importing.store("Ref\tAction\tLead\tBy when\tRAG\n1.1\tTrain every school\tICB\tMar-27\tSunny\n")
    importing.plan.rating_words.create(word="Sunny", meaning="It goes well", status="on_track")
    assert review_plan(importing.plan).suspects == []
    Action.objects.update(plain_words="Sunny trains every school.")
    assert review_plan(importing.plan).suspects == [("Action 1.1, Plain words", "Sunny")]
