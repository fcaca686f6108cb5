"""A round of updates in the office: written by officers, published by somebody else, frozen, put right by a new version."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from actions.office.review_promises import mark_of
from priorities.models import AuditEntry, RecommendationUpdate, UpdateRound
from sendplan.kept_typing import FIELD, unpacked
from tests.factories import office as make

pytestmark = pytest.mark.django_db

MEANINGS = ("done", "difference", "to_develop", "next_steps", "wanted", "will_do", "now", "will_see")


@pytest.fixture
def recommendation(plan):
    return make.RecommendationFactory(
        plan=plan, number="1", official_words="Leaders should act.", public_from=make.MOMENT
    )


@pytest.fixture
def year(plan):
    return make.UpdateRoundFactory(
        plan=plan, title="Year one", dated=date(2026, 2, 28), date_precision="month", labels="done=What we did"
    )


def words(response) -> str:
    body = re.sub(r"<(title|style)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def page(name: str, year, recommendation) -> str:
    return reverse(f"office:{name}", args=[year.pk, recommendation.pk])


def typed(update: RecommendationUpdate | None = None, **points: str) -> dict[str, str]:
    """What the browser sends: every box, and the version that the page showed."""
    stored = {name: getattr(update, name) if update else "" for name in (*MEANINGS, "expected_difference")}
    return {**stored, "version_read": str(update.version) if update else "", **points}


def draft(year, recommendation, author, **columns: object) -> RecommendationUpdate:
    facts = {"update_round": year, "recommendation": recommendation, "author": author}
    return make.RecommendationUpdateFactory(**{**facts, **columns})


def submitted(year, recommendation, author, **columns: object) -> RecommendationUpdate:
    return draft(year, recommendation, author, state="submitted", submitted_at=make.MOMENT, **columns)


def published(year, recommendation, **columns: object) -> RecommendationUpdate:
    return draft(year, recommendation, None, state="published", public_from=make.MOMENT, **columns)


def test_from_a_new_round_to_the_public(client, officer, approver, plan, recommendation):
    client.force_login(officer)
    added = client.post(
        reverse("admin:priorities_updateround_add"),
        {
            "plan": plan.pk,
            "title": "Year one",
            "dated": "28/2/2026",
            "date_precision": "month",
            "heading_done": "What we did",
        },
    )
    year = UpdateRound.objects.get()
    assert added["Location"] == reverse("office:round", args=[year.pk])
    assert (year.title, year.dated, year.date_precision, year.labels) == (
        "Year one",
        date(2026, 2, 28),
        "month",
        "done=What we did",
    )
    listed = client.get(added["Location"])
    assert "Date of the round: February 2026." in words(listed)
    assert "Not written yet" in words(listed)
    form = page("round-update", year, recommendation)
    assert '<label for="id_done">What we did</label>' in client.get(form).content.decode()
    saved = client.post(form, typed(done="We opened a clinic.\r\n\r\n  We hired a nurse. ", check="1"))
    check = page("round-check", year, recommendation)
    assert saved["Location"] == check
    update = RecommendationUpdate.objects.get()
    assert (update.state, update.author, update.done) == ("draft", officer, "We opened a clinic.\nWe hired a nurse.")
    assert "What we did We opened a clinic. We hired a nurse." in words(client.get(check))
    client.post(check, {"seen": str(update.version)})
    update.refresh_from_db()
    assert update.state == "submitted"
    assert not RecommendationUpdate.objects.public().exists()
    # The officer may not publish; the approver finds it in the queue, and publishes the whole round.
    whole = reverse("office:review-round", args=[year.pk])
    assert client.post(whole, {"do": "publish"}).status_code == 403
    client.force_login(approver)
    queue = client.get(reverse("office:review"))
    assert "1 update of a recommendation waits." in words(queue)
    assert whole in queue.content.decode()
    assert "No earlier round says anything public on this recommendation." in words(client.get(whole))
    done = client.post(whole, {"do": "publish", "seen": mark_of([update])}, follow=True)
    assert "Published: 1 update of 'Year one'. The public can read them now." in words(done)
    assert RecommendationUpdate.objects.public().get() == update


# -- writing ---------------------------------------------------------------------------------------------------------


def test_the_form_shows_the_usual_headings_and_the_others_where_they_hold_something(
    client, officer, year, recommendation
):
    client.force_login(officer)
    where = page("round-update", year, recommendation)
    folded = client.get(where).content.decode()
    assert '<details class="office-more">' in folded
    order = re.findall(r'<textarea name="(\w+)"', folded)
    assert order == ["done", "difference", "to_develop", "next_steps", *MEANINGS[4:], "expected_difference"]
    client.post(where, typed(wanted="Shorter waits."))
    assert '<details class="office-more" open>' in client.get(where).content.decode()


def test_a_get_and_an_empty_save_keep_nothing(client, officer, year, recommendation):
    client.force_login(officer)
    for name in ("round-update", "round-check", "round-correct"):
        client.get(page(name, year, recommendation))
    refused = client.post(page("round-update", year, recommendation), typed())
    assert refused.context["errors"] == [
        ("", "Nothing is written here yet: write at least one point. Nothing was saved.")
    ]
    assert not RecommendationUpdate.objects.exists()


def test_the_second_of_two_saves_is_refused_and_keeps_what_was_typed(client, officer, approver, year, recommendation):
    stored = draft(year, recommendation, officer)
    client.force_login(approver)
    mine = typed(stored, done="We hired two nurses.")
    assert client.post(page("round-update", year, recommendation), typed(stored, done="We waited.")).status_code == 302
    refused = client.post(page("round-update", year, recommendation), mine)
    (_, sentence), *_ = refused.context["errors"]
    assert "by approver" in sentence
    assert "so nothing was saved. Your words are still below" in sentence
    assert [(one.label, one.stored, one.typed) for one in refused.context["form"].conflict] == [
        ("What we did", "We waited.", "We hired two nurses.")
    ]
    assert "We hired two nurses.</textarea>" in refused.content.decode()
    stored.refresh_from_db()
    assert stored.done == "We waited."
    again = {**mine, "version_read": refused.context["form"].data["version_read"]}
    assert client.post(page("round-update", year, recommendation), again).status_code == 302


def test_two_who_begin_the_same_update_do_not_write_over_each_other(client, officer, year, recommendation):
    client.force_login(officer)
    where = page("round-update", year, recommendation)
    client.post(where, typed(done="We met."))
    refused = client.post(where, typed(done="We wrote."))
    assert [(one.stored, one.typed) for one in refused.context["form"].conflict] == [("We met.", "We wrote.")]
    assert RecommendationUpdate.objects.get().done == "We met."


def test_who_saves_without_a_change_does_not_become_its_author(client, officer, approver, year, recommendation):
    stored = draft(year, recommendation, approver)
    client.force_login(officer)
    client.post(page("round-update", year, recommendation), typed(stored, check="1"))
    stored.refresh_from_db()
    assert (stored.author, stored.version) == (approver, 1)
    client.post(page("round-check", year, recommendation), {"seen": "1"})
    client.force_login(approver)
    assert client.post(reverse("office:review-round-update", args=[stored.pk]), {"do": "publish"}).status_code == 403


def test_what_was_changed_after_the_check_was_opened_is_not_sent(client, officer, year, recommendation):
    stored = draft(year, recommendation, officer)
    client.force_login(officer)
    refused = client.post(page("round-check", year, recommendation), {"seen": "7"})
    assert refused.context["errors"] == [
        ("", "This update was changed after you opened this page, so it was not sent. Read it again, then send it.")
    ]
    stored.refresh_from_db()
    assert stored.state == "draft"


def test_the_check_gives_advice_and_refuses_nothing_for_it(client, officer, year, recommendation):
    draft(year, recommendation, officer, done="Three pupils saw CAMHS.", expected_difference="Shorter waits.")
    client.force_login(officer)
    said = words(client.get(page("round-check", year, recommendation)))
    assert "What we did: CAMHS is not explained." in said
    assert "The difference it will make This is what the partnership hopes for. It has not happened yet." in said
    assert "Send for approval" in said


def test_what_came_with_a_document_is_published_with_it_and_not_typed_over(client, officer, year, recommendation, plan):
    from_document = draft(year, recommendation, None, document=make.SourceDocumentFactory(plan=plan))
    client.force_login(officer)
    where = page("round-update", year, recommendation)
    assert "It came with a document and is published with that." in words(client.get(where))
    assert "<textarea" not in client.get(where).content.decode()
    refused = client.post(where, typed(from_document, done="Ours."))
    assert "It came with a document and is published with that." in refused.context["errors"][0][1]
    client.post(page("round-check", year, recommendation), {"seen": "1"})
    from_document.refresh_from_db()
    assert (from_document.state, from_document.done) == ("draft", "We opened a second clinic.\nWe hired a nurse.")


def test_personal_words_are_refused_in_the_box_that_holds_them(client, officer, year, recommendation):
    client.force_login(officer)
    refused = client.post(page("round-update", year, recommendation), typed(done="Write to kim@example.org."))
    ((box, sentence),) = refused.context["errors"]
    assert box == "id_done"
    assert "kim@example.org" in sentence
    assert 'aria-invalid="true"' in refused.content.decode()
    assert not RecommendationUpdate.objects.exists()


def test_what_was_typed_when_the_session_ended_is_kept(client, officer, year, recommendation):
    where = page("round-update", year, recommendation)
    asked = client.post(where, typed(done="We met in May."), headers={"origin": "http://testserver"})
    kept = unpacked(unescape(re.search(rf'name="{FIELD}" value="([^"]*)"', asked.content.decode())[1]))
    assert (kept.path, kept.is_draft) == (where, True)
    assert [(line.label, line.words) for line in kept.lines] == [("What we have done", "We met in May.")]
    assert ("done", "We met in May.") in kept.goes_back
    assert not RecommendationUpdate.objects.exists()
    client.force_login(officer)
    client.post(where, dict(kept.goes_back))
    assert RecommendationUpdate.objects.get().done == "We met in May."


# -- deciding --------------------------------------------------------------------------------------------------------


def test_the_decision_shows_what_differs_from_the_round_before(client, officer, approver, year, recommendation, plan):
    before = make.UpdateRoundFactory(plan=plan, title="First answer", dated=date(2025, 2, 28))
    later = make.UpdateRoundFactory(plan=plan, title="Later answer", dated=date(2027, 2, 28))
    published(before, recommendation, done="We opened a clinic.\nWe met.", next_steps="Hire a nurse.")
    published(later, recommendation, done="Something else.")
    update = submitted(year, recommendation, officer, done="We opened a clinic.\nWe hired a nurse.")
    client.force_login(approver)
    for where in (
        reverse("office:review-round", args=[year.pk]),
        reverse("office:review-round-update", args=[update.pk]),
    ):
        said = words(client.get(where))
        assert "What differs from First answer" in said
        assert (
            "What we did added: We hired a nurse. end of added removed: We met. end of removed 1 point the same."
            in said
        )
        assert "Next steps removed: Hire a nurse. end of removed" in said


def test_an_update_is_returned_with_a_reason_changed_and_sent_again(client, officer, approver, year, recommendation):
    update = submitted(year, recommendation, officer)
    where = reverse("office:review-round-update", args=[update.pk])
    client.force_login(approver)
    seen = {"do": "return", "seen": mark_of([update])}
    refused = client.post(where, seen)
    assert refused.context["errors"] == [("return_reason", "Reason: nothing is written here; write it.")]
    done = client.post(where, {**seen, "reason": "Say how many."}, follow=True)
    assert "went back to its author" in words(done)
    assert "Why it went back: Say how many." in words(done)
    client.force_login(officer)
    index = words(client.get(reverse("admin:index")))
    assert "1 sent back to you." in index
    assert f"Why: Say how many. Year one on recommendation 1 {recommendation.plan.title}" in index
    update.refresh_from_db()
    form = page("round-update", year, recommendation)
    assert "Sent back: Say how many." in words(client.get(form))
    client.post(form, typed(update, done="We hired 9 nurses.", check="1"))
    update.refresh_from_db()
    client.post(page("round-check", year, recommendation), {"seen": str(update.version)})
    update.refresh_from_db()
    assert (update.state, update.done) == ("submitted", "We hired 9 nurses.")
    assert "1 waiting for approval." in words(client.get(reverse("admin:index")))


def test_one_update_of_a_round_is_published_alone_and_the_rest_still_waits(client, officer, approver, year, plan):
    one, other = (
        submitted(year, make.RecommendationFactory(plan=plan, public_from=make.MOMENT), officer) for _ in range(2)
    )
    client.force_login(approver)
    where = reverse("office:review-round-update", args=[one.pk])
    done = client.post(where, {"do": "publish", "seen": mark_of([one])}, follow=True)
    assert "This update is published." in words(done)
    states = dict(RecommendationUpdate.objects.values_list("pk", "state"))
    assert states == {one.pk: "published", other.pk: "submitted"}
    assert AuditEntry.objects.filter(kind="approved").count() == 1


def test_a_round_changed_after_it_was_read_is_not_published(client, officer, approver, year, plan, recommendation):
    update = submitted(year, recommendation, officer)
    where = reverse("office:review-round", args=[year.pk])
    client.force_login(approver)
    mark = mark_of([update])
    submitted(year, make.RecommendationFactory(plan=plan, public_from=make.MOMENT), officer)
    refused = client.post(where, {"do": "publish", "seen": mark})
    ((_, sentence),) = refused.context["errors"]
    assert sentence.startswith("Something here was changed after you opened this page")
    assert not RecommendationUpdate.objects.public().exists()


def test_a_round_whose_title_or_headings_changed_after_it_was_read_is_not_published(
    client, officer, approver, year, recommendation
):
    mark = mark_of([submitted(year, recommendation, officer)])
    year.labels = "done=What we hope to do"
    year.save()
    client.force_login(approver)
    where = reverse("office:review-round", args=[year.pk])
    ((_, sentence),) = client.post(where, {"do": "publish", "seen": mark}).context["errors"]
    assert sentence.startswith("Something here was changed after you opened this page")
    assert not RecommendationUpdate.objects.public().exists()


def test_nobody_publishes_their_own_part_of_a_round(client, officer, approver, year, plan, recommendation):
    own = submitted(year, recommendation, approver)
    other = submitted(year, make.RecommendationFactory(plan=plan, public_from=make.MOMENT), officer)
    client.force_login(approver)
    where = reverse("office:review-round", args=[year.pk])
    shown = client.get(where)
    assert "You wrote this, so somebody else decides on it." in words(shown)
    client.post(where, {"do": "publish", "seen": mark_of([other])})
    assert set(RecommendationUpdate.objects.public()) == {other}
    assert client.post(reverse("office:review-round-update", args=[own.pk]), {"do": "publish"}).status_code == 403


@pytest.mark.parametrize("page_of", ["review-round", "review-round-update"])
def test_small_numbers_need_a_tick(client, officer, approver, year, recommendation, page_of):
    update = submitted(year, recommendation, officer, done="Three pupils moved school.")
    where = reverse(f"office:{page_of}", args=[year.pk if page_of == "review-round" else update.pk])
    client.force_login(approver)
    sent = {"do": "publish", "seen": mark_of([update])}
    refused = client.post(where, sent)
    assert refused.context["errors"] == [
        (
            "publish_small_numbers_checked",
            "'Three pupils' counts fewer than 5 children, so a child may be recognised; tick this box, or return the update.",
        )
    ]
    client.post(where, {**sent, "small_numbers_checked": "on"})
    assert RecommendationUpdate.objects.public().get() == update


# -- frozen, and put right -------------------------------------------------------------------------------------------


def test_a_published_round_is_frozen_and_a_correction_says_what_it_corrects(
    client, officer, approver, year, recommendation
):
    first = published(year, recommendation, done="We hired 3 nurses.")
    client.force_login(officer)
    form = page("round-update", year, recommendation)
    client.post(form, typed(first, done="We hired 2 nurses."))
    first.refresh_from_db()
    assert first.done == "We hired 3 nurses."
    where = page("round-correct", year, recommendation)
    refused = client.post(where, {"what": " "})
    assert refused.context["errors"] == [("id_what", "What was wrong: nothing is written here; write it.")]
    assert client.post(where, {"what": "It was 2 nurses."})["Location"] == form
    correction = RecommendationUpdate.objects.get(corrects=first)
    assert (correction.state, correction.done, correction.author) == ("draft", "We hired 3 nurses.", officer)
    assert "This corrects what is public: It was 2 nurses." in words(client.get(form))
    assert "Only a published update is corrected" in client.post(where, {"what": "More."}).context["errors"][0][1]
    client.post(form, typed(correction, done="We hired 2 nurses.", check="1"))
    correction.refresh_from_db()
    client.post(page("round-check", year, recommendation), {"seen": str(correction.version)})
    client.force_login(approver)
    decide = reverse("office:review-round-update", args=[correction.pk])
    said = words(client.get(decide))
    assert "Corrects an earlier version: It was 2 nurses." in said
    assert "What differs from the version that it corrects" in said
    correction.refresh_from_db()
    client.post(decide, {"do": "publish", "seen": mark_of([correction])})
    assert RecommendationUpdate.objects.standing().get() == correction
    assert set(RecommendationUpdate.objects.public()) == {first, correction}


def test_the_title_the_date_and_the_headings_of_a_published_round_stay(client, approver, year, recommendation):
    client.force_login(approver)
    change = reverse("admin:priorities_updateround_change", args=[year.pk])
    sent = {"version_read": "1", "title": "Year 1", "dated": "", "date_precision": "day", "heading_done": "Done so far"}
    assert client.post(change, sent).status_code == 302
    year.refresh_from_db()
    assert (year.title, year.dated, year.labels, year.slug) == ("Year 1", None, "done=Done so far", year.slug)
    published(year, recommendation)
    assert client.post(change, {**sent, "version_read": "2", "title": "Year 2"}).status_code == 403
    year.refresh_from_db()
    assert year.title == "Year 1"


def test_a_title_that_the_plan_has_is_refused(client, officer, year, plan):
    client.force_login(officer)
    add = reverse("admin:priorities_updateround_add")
    refused = client.post(add, {"plan": plan.pk, "title": "year  ONE", "date_precision": "day"})
    assert refused.context["adminform"].form.errors["title"] == [
        "Title: the plan has a round 'year ONE' already; give another title."
    ]


# -- who may ---------------------------------------------------------------------------------------------------------

PAGES = ("round", "round-update", "round-check", "round-correct", "review-round", "review-round-update")


def arguments(name: str, update: RecommendationUpdate) -> list[int]:
    if name in ("round", "review-round"):
        return [update.update_round_id]
    return [update.pk] if name == "review-round-update" else [update.update_round_id, update.recommendation_id]


@pytest.mark.parametrize("name", PAGES)
def test_another_areas_ids_answer_like_missing_ones(client, approver, elsewhere, name):
    year = make.UpdateRoundFactory(plan=elsewhere)
    hidden = submitted(year, make.RecommendationFactory(plan=elsewhere, public_from=make.MOMENT), None)
    client.force_login(approver)
    where = reverse(f"office:{name}", args=arguments(name, hidden))
    missing = reverse(f"office:{name}", args=[98765 for _ in arguments(name, hidden)])
    for ask in (client.get, client.post):
        answer, never = ask(where), ask(missing)
        assert answer.status_code in (404, 405)
        assert (answer.status_code, answer.content) == (never.status_code, never.content)


def test_a_recommendation_of_another_plan_is_not_there(client, officer, year, partnership):
    other = make.RecommendationFactory(plan=make.PlanFactory(partnership=partnership))
    client.force_login(officer)
    assert client.get(page("round-update", year, other)).status_code == 404


@pytest.mark.parametrize(("role", "reads_draft"), [("forum", 404), ("board", 404), ("editor", 200)])
def test_drafts_are_the_offices_own_and_what_waits_is_read_by_all(
    client, partnership, officer, year, recommendation, role, reads_draft
):
    user = make.MembershipFactory(partnership=partnership, role=role).user
    update = draft(year, recommendation, officer, done="DRAFTED")
    client.force_login(user)
    where = reverse("office:review-round-update", args=[update.pk])
    assert client.get(where).status_code == reads_draft
    RecommendationUpdate.objects.filter(pk=update.pk).update(state="submitted")
    assert client.get(where).status_code == 200
    assert ("officer" in words(client.get(where))) is (role == "editor")
    assert client.post(where, {"do": "publish", "seen": mark_of([update])}).status_code == 403


@pytest.mark.parametrize("rows", [1, 3, 20])
def test_the_pages_of_a_round_cost_the_same_for_1_3_and_20_recommendations(
    client, officer, approver, year, plan, rows, django_assert_num_queries
):
    before = make.UpdateRoundFactory(plan=plan, dated=date(2025, 1, 1))
    for _ in range(rows):
        one = make.RecommendationFactory(plan=plan, public_from=make.MOMENT)
        published(before, one)
        submitted(year, one, officer)
    client.force_login(approver)
    with django_assert_num_queries(6):
        client.get(reverse("office:round", args=[year.pk]))
    with django_assert_num_queries(7):
        client.get(reverse("office:review-round", args=[year.pk]))
