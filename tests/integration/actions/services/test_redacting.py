"""Words withdrawn by one person and removed by another: a planted name is gone from everything that is stored."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, date, datetime

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.db import connection

from actions.importing import preview_document
from actions.models import Action, ProgressReport, RatingWord
from actions.reporting.standing import standings
from actions.services import confirm_redaction, public_holdings, publish_report, restore_redaction, withdraw_words
from actions.services.texts import columns_given, kinds_read_by_public
from priorities.documents import DocumentError
from priorities.held_back import Objections
from priorities.models import (
    AuditEntry,
    EditConflict,
    HeldBack,
    OutboxMessage,
    Plan,
    Redaction,
    SourceDocument,
)
from priorities.name_forms import HeldWords
from priorities.services import NotAllowed, TooLong, columns_with_texts, keep, keep_deleted, locked, save_edit
from priorities.services.every_text import LEFT_OUT, path_to_partnership
from tests.factories import office as make
from tests.factories import pages, planting
from tests.factories.routemaps import published_routemaps

pytestmark = pytest.mark.django_db

AT = datetime(2031, 3, 3, 10, 0, tzinfo=UTC)
"""Later than anything that the factories make, so that what is newest in a history was left by the verb."""


@pytest.fixture
def other():
    return make.UserFactory()


@pytest.fixture
def plan():
    return make.PlanFactory(published=True, summary="Ask Kim Sample about it.")


def withdrawn(plan, by, words: str = planting.NAME, reason: str = "person") -> Redaction:
    return withdraw_words(partnership=plan.partnership, words=words, reason=reason, by=by, at=AT)


def confirmed(redaction, by, everywhere: bool = False):
    return confirm_redaction(redaction=redaction, everywhere=everywhere, by=by, at=AT)


def published(plan, **texts) -> ProgressReport:
    action = make.ActionFactory(plan=plan, public=True)
    return make.ProgressReportFactory(action=action, state="published", public_from=make.MOMENT, **texts)


# -- withdrawn ---------------------------------------------------------------------------------------------------------


def test_every_public_text_says_that_words_were_withdrawn(plan, by, stale):
    """Of every kind of record that the public reads, in every column: a kind or a column to come is not forgotten."""
    action = make.ActionFactory(plan=plan, public=True)
    make.ActionLeadFactory(
        action=action,
        lead=make.LeadFactory(
            partnership=plan.partnership, organisation=make.OrganisationFactory(partnership=plan.partnership)
        ),
    )
    make.PriorityFactory(plan=plan, public_from=make.MOMENT)
    report = make.ProgressReportFactory(action=action, state="published", public_from=make.MOMENT)
    make.ForumViewFactory(report=report, state="published", public_from=make.MOMENT)
    make.SourceDocumentFactory(plan=plan, state="applied", applied_at=make.MOMENT)
    make.RatingWordFactory(plan=plan)
    since = {"public_from": make.MOMENT}
    for factory in (make.CommitmentFactory, make.RecommendationFactory, make.MilestoneFactory, make.PlanReviewFactory):
        record = factory(plan=plan, **since)
        if hasattr(record, "words_versions"):
            record.words_versions.create(words="Planned.", recorded_at=make.MOMENT, **since)
    make.RecommendationUpdateFactory(recommendation=plan.recommendations.get(), state="published", **since)
    make.MilestoneChangeFactory(milestone=plan.milestones.get(), state="published", **since)
    make.MeetingFactory(board__partnership=plan.partnership, board__public=True)
    published_routemaps(plan.partnership)
    pages.add_story(plan.partnership)
    planting.plant_everywhere(plan.partnership, only=kinds_read_by_public(), beside=False)
    redaction = withdrawn(plan, by)
    kinds = {place["record"] for place in redaction.places}
    assert kinds == {model._meta.label_lower for model in kinds_read_by_public()}
    left = [text for text in planting.rows_with_the_name() if "historical" not in text.split(":")[0]]
    tables = {text.split(":")[0] for text in left}
    # The document's reading and its file's name are the office's alone; the words and what stood there wait for the second person.
    given = {f"{model._meta.db_table}.{column}" for model in kinds_read_by_public() for column in columns_given(model)}
    assert len(given) > 30
    assert tables & given == set()
    # Of routemaps the drafts are the office's alone, and what families sent.
    assert {table for table in tables if not table.startswith("routemaps_")} == {
        "priorities_redaction.words",
        "priorities_redaction.kept",
        "priorities_sourcedocument.reading",
        "priorities_sourcedocument.original_name",
    }
    assert public_holdings(plan.partnership, planting.NAME) == []
    assert stale()


def test_the_words_of_an_earlier_day_go_as_well(plan, by, other, time_machine):
    """Pages of progress tell what the public could read then; what was withdrawn since is told of no day."""
    time_machine.move_to(datetime(2026, 1, 10, 12, tzinfo=UTC))
    early = datetime(2025, 1, 6, tzinfo=UTC)
    action = make.ActionFactory(plan=plan, plain_words="Ask Kim Sample.", public_from=early, promised_on=early.date())
    time_machine.move_to(datetime(2026, 2, 10, 12, tzinfo=UTC))
    action.plain_words = "Ask the manager."
    action.save()
    time_machine.move_to(AT)

    def told() -> list[str]:
        return [standings(plan, on=day)[0].listed.plain_words for day in (date(2026, 1, 31), date(2026, 2, 28))]

    assert told() == ["Ask Kim Sample.", "Ask the manager."]
    redaction = withdrawn(plan, by)
    assert "historicalaction" in {place["record"].partition(".")[2] for place in redaction.places}
    assert told() == ["Ask [words withdrawn].", "Ask the manager."]
    restore_redaction(redaction=redaction, by=other, at=AT)
    assert told() == ["Ask Kim Sample.", "Ask the manager."]


def test_a_published_report_changes_and_keeps_its_history_open(plan, by):
    report = published(plan, done="We met  KIM sample and\nSample, Kim.")
    redaction = withdrawn(plan, by)
    before = report.version
    report.refresh_from_db()
    assert report.done == "We met  [words withdrawn] and\n[words withdrawn]."
    assert report.version == before + 1
    newest = report.history.first()
    assert (newest.history_user, newest.history_date, newest.history_change_reason) == (by, AT, "Words were withdrawn.")
    assert newest.done == report.done
    entry = AuditEntry.objects.get()
    assert (entry.kind, entry.by, entry.partnership) == ("redacted", by, plan.partnership)
    assert entry.words == f"Withdrew words from 2 public places. Redaction {redaction.pk}."


def test_addresses_stay_valid_and_single(plan, by):
    here = {"plan": plan, "public": True}
    make.ActionFactory(slug="ask-words-withdrawn", **here)
    slugs = [make.ActionFactory(slug=slug, **here) for slug in ("ask-kim-sample", "kim-sample")]
    report = published(plan, evidence_url="https://example.org/people/kim-sample/?a=1")
    withdrawn(plan, by)
    for record in (*slugs, report):
        record.refresh_from_db()
    assert [record.slug for record in slugs] == ["ask-words-withdrawn-2", "words-withdrawn"]
    assert report.evidence_url == ""


def test_two_leads_that_become_the_same_stay_two(plan, by):
    action = make.ActionFactory(plan=plan, public=True)
    names = ("Kim Sample", "KIM SAMPLE")
    leads = [make.LeadFactory(partnership=plan.partnership, name=name) for name in names]
    for order, lead in enumerate(leads):
        make.ActionLeadFactory(action=action, lead=lead, order=order)
    withdrawn(plan, by)
    for lead in leads:
        lead.refresh_from_db()
    assert [lead.name for lead in leads] == ["[words withdrawn]", "[words withdrawn] 2"]


def test_a_text_that_has_no_room_says_less(plan, by):
    plan.priority_word = "x" * 49 + " Kim Sample"
    plan.save()
    withdrawn(plan, by)
    plan.refresh_from_db()
    assert plan.priority_word == "x" * 49 + " …"


def test_what_is_no_public_text_and_another_partnership_stay(plan, by):
    draft = make.ActionFactory(plan=plan, outcome="Kim Sample")
    elsewhere = make.PlanFactory(published=True, summary="Kim Sample")
    withdrawn(plan, by)
    draft.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (draft.outcome, elsewhere.summary) == ("Kim Sample", "Kim Sample")


def test_whoever_has_the_record_open_is_told(plan, by):
    """Also where the words stand in a line of the rating key, which has no version: its form is the plan's."""
    line = make.RatingWordFactory(plan=plan, meaning="Kim Sample said so.")
    plan.summary = ""
    plan.save()
    withdrawn(plan, by)
    assert RatingWord.objects.get(pk=line.pk).meaning == "[words withdrawn] said so."
    with pytest.raises(EditConflict):
        save_edit(record=plan, by=by, at=AT)


def test_what_somebody_saves_while_the_words_are_looked_for_is_not_lost(plan, by, monkeypatch):
    def saved_first(found, sought):
        Plan.objects.filter(pk=plan.pk).update(summary="Ask Kim Sample about it by Friday.", version=9)
        return locked(found, sought)

    monkeypatch.setattr("actions.services.redacting.locked", saved_first)
    withdrawn(plan, by)
    plan.refresh_from_db()
    assert (plan.summary, plan.version) == ("Ask [words withdrawn] about it by Friday.", 10)


def test_nobody_writes_or_publishes_the_words_while_they_wait(plan, by, other):
    """Once a second person has decided nobody knows them any more."""
    report = published(plan)
    waiting = make.ProgressReportFactory(
        action=report.action, state="submitted", author=by, done="K Sample came.", reported_on=make.MOMENT.date()
    )
    redaction = withdrawn(plan, by)
    with pytest.raises(NotAllowed) as told:
        publish_report(report=waiting, by=other, at=AT)
    assert str(told.value) == "What we have done: 'K Sample' was withdrawn from the public; leave it out."
    restore_redaction(redaction=redaction, by=other, at=AT)
    publish_report(report=waiting, by=other, at=AT)


@pytest.mark.parametrize(
    ("words", "text", "written"),
    [
        ("Kim Sample", "See the kimsample page.", "kimsample"),
        ("Kim Sample", "Write to k.sample@example.org.", "k.sample"),
        ("Kim Sample", "SAMPLE, Kim and others.", "SAMPLE, Kim"),
        ("the boy in Year 4", "It was The boy  in year 4.", "The boy in year 4"),
    ],
)
def test_what_a_withdrawal_finds_is_what_nobody_may_publish(plan, by, words, text, written):
    action = make.ActionFactory(plan=plan, public=True, plain_words=text)
    assert Objections(plan.partnership_id).to(text).find("withdrawn") == -1
    withdrawn(plan, by, words=words)
    action.refresh_from_db()
    assert action.plain_words == text.replace("  ", " ").replace(written, "[words withdrawn]")
    assert Objections(plan.partnership_id).to(text) == f"'{written}' was withdrawn from the public; leave it out."
    action.plain_words = text
    with pytest.raises(NotAllowed):
        save_edit(record=action, by=by, at=AT)


def test_a_released_name_that_was_withdrawn_is_withdrawn(plan, by):
    make.HeldBackFactory(
        plan=plan, words="Kim Sample", public_words="Kim Sample", decided_at=make.MOMENT, decided_by=make.UserFactory()
    )
    withdrawn(plan, by)
    assert Objections(plan.partnership_id).to("Kim Sample came.") == (
        "'Kim Sample' was withdrawn from the public; leave it out."
    )


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("the", "'the' is an ordinary word too. Give the whole name or the whole sentence."),
        ("Mark", "'Mark' is an ordinary word too. Give the whole name or the whole sentence."),
        ("ab", "'ab' is too short: it stands in many words. Give the whole name or the whole sentence."),
        ("x " * 1500, "The words have 2999 characters and 2000 fit; give the part that must go."),
    ],
)
def test_ordinary_words_are_refused(words, refusal, plan, by):
    with pytest.raises(NotAllowed) as told:
        withdrawn(plan, by, words=words)
    assert str(told.value) == refusal
    assert not Redaction.objects.exists()


@pytest.mark.parametrize(
    "words",
    ["2024", "We have", "and the", "young people", "published", "delayed"],
)
def test_words_of_every_plan_are_refused_whoever_asks(plan, by, words):
    with pytest.raises(NotAllowed) as told:
        withdrawn(plan, by, words=words)
    assert str(told.value).startswith(f"'{words}' is ")
    assert not Redaction.objects.exists()
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("words", ["Kim Sample", "K.S.", "Kim at Elm School", "07700 900123"])
def test_what_names_a_child_goes_from_any_number_of_places_at_once(plan, by, words):
    texts = [f"{words}, number {number}." for number in range(30)]
    for number, text in enumerate(texts):
        make.ActionFactory(plan=plan, public=True, plain_words=text, slug=f"a-{number}")
    withdrawn(plan, by, words=words)
    left = Action.objects.filter(plan=plan).values_list("plain_words", flat=True)
    assert set(left) == {f"[words withdrawn], number {number}." for number in range(30)}


def test_the_other_approvers_are_told_at_once_without_the_words(plan, by, settings):
    """Each once, whoever can sign in; not who withdrew them, nor an officer, nor another partnership's approver."""
    settings.SITE_URL = "https://send.example.org"
    partnership = plan.partnership
    make.MembershipFactory(partnership=partnership, role="approver", user=by)
    told = [
        make.MembershipFactory(partnership=partnership, role=role, user__email=f"{role}@example.org").user
        for role in ("approver", "administrator")
    ]
    make.MembershipFactory(partnership=partnership, role="approver", user__is_active=False, user__email="x@example.org")
    make.MembershipFactory(partnership=partnership, role="officer", user__email="officer@example.org")
    make.MembershipFactory(role="approver", user__email="elsewhere@example.org")
    redaction = withdrawn(plan, by)
    messages = OutboxMessage.objects.order_by("to_id")
    assert [message.to for message in messages] == told
    for message in messages:
        assert message.subject == "Words were withdrawn from 1 public place: please decide"
        assert f"{by.get_full_name() or by.username} has withdrawn words from 1 public place" in message.body
        assert f"https://send.example.org/admin/redactions/{redaction.pk}/\n" in message.body
        assert not planting.IN_ANY_FORM.search(message.body + message.subject)


def test_a_kind_of_reason_is_one_of_those_that_there_are(plan, by):
    with pytest.raises(NotAllowed):
        withdrawn(plan, by, reason="Kim Sample")


def test_a_second_click_withdraws_nothing_again(plan, by):
    first = withdrawn(plan, by)
    with pytest.raises(NotAllowed) as told:
        withdrawn(plan, by, words="kim  sample")
    assert str(told.value) == f"These words were withdrawn already: {first} waits for a second person."


# -- put back ----------------------------------------------------------------------------------------------------------


def test_words_are_put_back_where_nobody_wrote_since(plan, by, other):
    report = published(plan, done="Kim Sample came.", difference="Kim Sample helped.")
    redaction = withdrawn(plan, by)
    plan.refresh_from_db()
    plan.summary = "Ask the team about it."
    plan.save()
    left = restore_redaction(redaction=redaction, by=other, at=AT)
    plan.refresh_from_db()
    report.refresh_from_db()
    assert left == [{"record": "priorities.plan", "id": plan.pk, "column": "summary"}]
    assert plan.summary == "Ask the team about it."
    assert (report.done, report.difference) == ("Kim Sample came.", "Kim Sample helped.")
    assert report.history.first().history_change_reason == "Withdrawn words were put back."
    assert (redaction.state, redaction.words, redaction.kept, redaction.decided_by) == ("restored", "", [], other)
    assert AuditEntry.objects.first().words == (
        f"Put words back in 2 places; 1 were changed since. Redaction {redaction.pk}."
    )


def test_an_address_that_somebody_took_since_is_not_put_back(plan, by, other):
    action = make.ActionFactory(plan=plan, public=True, slug="kim-sample")
    redaction = withdrawn(plan, by)
    make.ActionFactory(plan=plan, slug="kim-sample")
    left = restore_redaction(redaction=redaction, by=other, at=AT)
    action.refresh_from_db()
    assert (left, action.slug) == (
        [{"record": "actions.action", "id": action.pk, "column": "slug"}],
        "words-withdrawn",
    )


def test_nobody_decides_twice(plan, by, other):
    redaction = withdrawn(plan, by)
    again = Redaction.objects.get()
    restore_redaction(redaction=redaction, by=other, at=AT)
    for decide in (lambda: confirmed(again, other), lambda: restore_redaction(redaction=again, by=other, at=AT)):
        with pytest.raises(NotAllowed) as told:
            decide()
        assert str(told.value) == "Somebody has decided on these words already."


# -- removed -----------------------------------------------------------------------------------------------------------


def test_a_planted_name_is_gone_from_every_table_file_session_and_cache(by, other, django_capture_on_commit_callbacks):
    partnership = make.PartnershipFactory()
    assert planting.plant_everywhere(partnership) > 100
    planting.plant_a_session()
    files = [
        planting.plant_a_file("loose.txt", b"Nobody's file names Kim Sample."),
        planting.plant_a_file("2026/03/kim-sample.txt", b"Nothing."),
    ]
    caches["pages"].set("page", "Kim Sample")
    redaction = make.RedactionFactory(partnership=partnership, withdrawn_by=by)
    assert len(planting.rows_with_the_name()) > 100
    with django_capture_on_commit_callbacks(execute=True):
        found = confirmed(redaction, other, everywhere=True)
    assert planting.rows_with_the_name() == []
    assert not Session.objects.exists()
    assert [default_storage.exists(name) for name in files] == [False, False]
    assert caches["pages"].get("page") is None
    assert found.unreadable == []
    redaction.refresh_from_db()
    assert (redaction.state, redaction.words, redaction.kept, redaction.decided_by) == ("removed", "", [], other)
    kinds = {place["record"] for place in redaction.places}
    assert kinds == {model._meta.label_lower for model in columns_with_texts()} | {"file"}


def test_no_column_is_left_out_without_a_reason():
    """A column of text that somebody adds is looked through, unless it stands in LEFT_OUT or has choices."""
    assert {model._meta.label_lower for model in columns_with_texts()} & LEFT_OUT.keys() == set()
    assert all(LEFT_OUT.values())
    assert {model._meta.label for model in columns_with_texts() if not path_to_partnership(model)} == {
        "priorities.ListImport",
        "priorities.OutboxMessage",
        "admin.LogEntry",
    }


def test_who_withdrew_the_words_does_not_confirm(plan, by):
    redaction = withdrawn(plan, by)
    with pytest.raises(NotAllowed) as told:
        confirmed(redaction, by)
    assert str(told.value) == "You withdrew these words, so somebody else must confirm their removal."
    assert Redaction.objects.get().words == "Kim Sample"


def test_what_was_withdrawn_says_removed_and_the_history_too(plan, by, other):
    report = published(plan, done="Kim Sample came.")
    redaction = withdrawn(plan, by)
    confirmed(redaction, other)
    report.refresh_from_db()
    assert report.done == "[removed] came."
    assert [version.done for version in report.history.all()] == ["[words withdrawn] came.", "[removed] came."]
    assert planting.rows_with_the_name() == []
    assert AuditEntry.objects.first().words.startswith("Removed words from ")


def test_somebody_wrote_the_words_again_between(plan, by, other):
    redaction = withdrawn(plan, by)
    plan.refresh_from_db()
    plan.summary = "It was Kim Sample after all."
    plan.save()
    confirmed(redaction, other)
    plan.refresh_from_db()
    assert plan.summary == "It was [removed] after all."


def test_another_partnership_keeps_its_words_unless_the_site_removes_them(plan, by, other):
    elsewhere = make.PlanFactory(published=True, summary="Kim Sample")
    elsewhere.refresh_from_db()
    confirmed(withdrawn(plan, by), other)
    assert Plan.objects.get(pk=elsewhere.pk).summary == "Kim Sample"
    confirmed(withdrawn(plan, by), other, everywhere=True)
    assert Plan.objects.get(pk=elsewhere.pk).summary == "[removed]"
    assert planting.rows_with_the_name() == []


def test_the_history_of_what_is_gone_belongs_to_its_partnership(plan, by, other):
    """Of a draft report, its action and its whole plan, which were deleted: the histories say whose they were."""
    elsewhere = make.PlanFactory(published=True, summary="Kim Sample")
    draft = make.PlanFactory(partnership=plan.partnership)
    of_action = make.ProgressReportFactory(action=make.ActionFactory(plan=plan), done="Kim Sample came.")
    of_plan = make.ProgressReportFactory(action=make.ActionFactory(plan=draft), done="Kim Sample came.")
    keys = [of_action.pk, of_plan.pk]
    for report in (of_action, of_plan):
        action = report.action
        for record in (report, action):
            keep(record, by=by, at=make.MOMENT)
        keep_deleted(report, by=by, at=make.MOMENT)
        keep_deleted(action, by=by, at=make.MOMENT)
    keep(draft, by=by, at=make.MOMENT)
    keep_deleted(draft, by=by, at=make.MOMENT)

    def versions() -> set[str]:
        return set(ProgressReport.history.filter(id__in=keys).values_list("done", flat=True))

    confirmed(withdrawn(elsewhere, by), other)
    assert versions() == {"Kim Sample came."}
    confirmed(withdrawn(plan, by), other)
    assert versions() == {"[removed] came."}
    assert planting.rows_with_the_name() == []


def test_a_row_of_which_nobody_says_whose_it_is_is_read_for_the_whole_site_alone(plan, by, other):
    report = make.ProgressReportFactory(action=make.ActionFactory(plan=plan), done="Kim Sample came.")
    keep_deleted(report, by=by, at=make.MOMENT)
    ProgressReport.history.update(action_id=0)
    confirmed(withdrawn(plan, by), other)
    assert set(ProgressReport.history.values_list("done", flat=True)) == {"Kim Sample came."}
    confirmed(withdrawn(plan, by), other, everywhere=True)
    assert set(ProgressReport.history.values_list("done", flat=True)) == {"[removed] came."}


def test_two_redactions_of_one_text_do_not_give_back_each_others_words(plan, by, other):
    action = make.ActionFactory(plan=plan, public=True, outcome="Kim Sample and Jo Bloggs met.")
    first, second = withdrawn(plan, by), withdrawn(plan, by, words="Jo Bloggs")
    confirmed(first, other)
    restore_redaction(redaction=second, by=other, at=AT)
    action.refresh_from_db()
    assert action.outcome == "[words withdrawn] and Jo Bloggs met."
    assert planting.rows_with_the_name() == []


def test_the_same_name_of_two_redactions_takes_nothing_else_along(plan, by, other):
    """What is left of the second one's words is "[removed]", which stands in many texts by then."""
    elsewhere = make.PlanFactory(published=True, summary="Kim Sample")
    second = withdrawn(elsewhere, by)
    confirmed(withdrawn(plan, by), other, everywhere=True)
    action = make.ActionFactory(plan=elsewhere, outcome="The barriers were removed.")
    second.refresh_from_db()
    confirmed(second, other)
    action.refresh_from_db()
    assert action.outcome == "The barriers were removed."


def test_what_is_left_of_words_that_another_took_out_stops_nobody(plan, by, other):
    elsewhere = make.PlanFactory(published=True, summary="Kim Sample")
    second = withdrawn(elsewhere, by)
    confirmed(withdrawn(plan, by), other, everywhere=True)
    second.refresh_from_db()
    assert (second.state, second.words) == ("withdrawn", "[removed]")
    assert Objections(elsewhere.partnership_id).to("It says [removed] there.") == ""


def test_a_held_back_name_that_was_removed_is_looked_for_nowhere(plan, by, other):
    held = [make.HeldBackFactory(plan=plan, words=words) for words in ("Kim Sample", "Sample, Kim")]
    confirmed(withdrawn(plan, by), other)
    words = list(HeldBack.objects.order_by("pk").values_list("words", flat=True))
    assert words == ["[…]", "[…][…]"]
    assert HeldWords((item.kind, text) for item, text in zip(held, words, strict=True)).spots("2 were Removed.") == []


def test_a_message_whose_address_was_removed_is_given_up(plan, by, other):
    message = make.OutboxMessageFactory(address="kim.sample@example.org")
    confirmed(withdrawn(plan, by), other)
    message.refresh_from_db()
    assert (message.address, message.given_up_at, message.last_error) == (
        "removed@removed.invalid",
        AT,
        "Its address was removed.",
    )
    assert not OutboxMessage.objects.waiting().exists()


def test_accounts_that_bear_the_name_are_told_and_stay(plan, by, other):
    account = make.MembershipFactory(
        partnership=plan.partnership, user__first_name="Kim", user__last_name="Sample"
    ).user
    make.UserFactory(username="kim.sample")
    found = confirmed(withdrawn(plan, by), other)
    assert found.accounts == [account]
    account.refresh_from_db()
    assert account.get_full_name() == "Kim Sample"


# -- files -------------------------------------------------------------------------------------------------------------


def word_file(*runs: str) -> bytes:
    """A Word file with one paragraph in which the text is cut into runs."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        text = "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
        made.writestr(
            "word/document.xml", f"<w:document><w:p>{text}</w:p><w:p><w:r><w:t>End</w:t></w:r></w:p></w:document>"
        )
    return packed.getvalue()


def document(plan, data: bytes) -> SourceDocument:
    name = planting.plant_a_file("2026/03/plan.docx", data)
    return make.SourceDocumentFactory(plan=plan, file=name)


def test_a_document_that_holds_the_words_loses_its_file_and_keeps_its_proof(
    plan, by, other, django_capture_on_commit_callbacks
):
    holding, clean = document(plan, word_file("Ask Kim Sam", "ple")), document(plan, word_file("Ask Kim", "Samson"))
    proof, kept = holding.sha256, clean.file.name
    with django_capture_on_commit_callbacks(execute=True):
        redaction = withdrawn(plan, by)
        confirmed(redaction, other)
    stored = holding.file.name
    holding.refresh_from_db()
    clean.refresh_from_db()
    assert (holding.file.name, holding.sha256) == ("", proof)
    assert not default_storage.exists(stored)
    assert (clean.file.name, default_storage.exists(kept)) == (kept, True)
    assert {"record": "priorities.sourcedocument", "id": holding.pk, "column": "file"} in redaction.places


def test_a_waiting_document_whose_file_was_removed_says_so(plan, by, other):
    waiting = document(plan, word_file("Kim Sample"))
    confirmed(withdrawn(plan, by), other)
    waiting.refresh_from_db()
    with pytest.raises(DocumentError) as told:
        preview_document(waiting)
    assert str(told.value) == (
        f"The stored file of '{waiting.original_name}' was removed with the words in it; "
        "set the document aside, and import one without them."
    )


def test_a_file_stays_until_the_transaction_is_done(plan, by, other):
    holding = document(plan, word_file("Kim Sample"))
    name = holding.file.name
    confirmed(withdrawn(plan, by), other)  # in the transaction of the test, which is never done
    assert default_storage.exists(name)


def test_a_file_that_nobody_can_open_is_told(plan, by, other):
    broken = document(plan, b"PK\x03\x04 no archive")
    found = confirmed(withdrawn(plan, by), other)
    assert [stored.name for stored in found.unreadable] == [broken.file.name]


def test_what_is_written_while_the_removal_runs_goes_by_a_second_look(
    plan, by, other, monkeypatch, django_capture_on_commit_callbacks
):
    """Somebody saves the words, and sends a file with them, after the first look. SQLite lets nobody save meanwhile."""
    from actions.services import redacting

    first = document(plan, word_file("Kim Sample"))
    report = make.ProgressReportFactory(action__plan=plan, done="Nothing yet.")
    remove = redacting.remove_everywhere
    late: list[str] = []

    def remove_and_lose_a_race(**given):
        places = remove(**given)
        if not late:
            late.append(planting.plant_a_file("imports/late.docx", word_file("Kim Sample again")))
            if connection.vendor != "sqlite":
                ProgressReport.objects.filter(pk=report.pk).update(internal_note="Kim Sample rang.")
        return places

    monkeypatch.setattr(redacting, "remove_everywhere", remove_and_lose_a_race)
    with django_capture_on_commit_callbacks(execute=True):
        redaction = withdrawn(plan, by)
        found = confirmed(redaction, other)
    assert not default_storage.exists(late[0])
    assert not default_storage.exists(first.file.name)
    report.refresh_from_db()
    assert report.internal_note == ("" if connection.vendor == "sqlite" else "[removed] rang.")
    assert found.meanwhile == (1 if connection.vendor == "sqlite" else 2)
    said = AuditEntry.objects.filter(kind="redacted").first().words
    assert said == (
        f"Removed words from {len(redaction.places)} places; {found.meanwhile} of them were written meanwhile. "
        f"Redaction {redaction.pk}."
    )


@pytest.mark.parametrize("asked", [0, 9])
def test_a_removal_whose_time_is_over_changes_nothing(plan, by, other, asked):
    published(plan, internal_note="Kim Sample")
    redaction = withdrawn(plan, by)
    before, left = planting.rows_with_the_name(), iter(range(asked))

    def go_on() -> None:
        if next(left, None) is None:
            raise TooLong

    with pytest.raises(TooLong):
        confirm_redaction(redaction=redaction, everywhere=True, by=other, at=AT, go_on=go_on)
    assert planting.rows_with_the_name() == before
    assert Redaction.objects.get(pk=redaction.pk).state == "withdrawn"


def test_the_tombstone_holds_no_words(plan, by, other):
    published(plan, done="Kim Sample came.")
    redaction = withdrawn(plan, by)
    confirmed(redaction, other)
    versions = list(Redaction.history.values())
    said = json.dumps([redaction.places, versions], default=str)
    assert not planting.IN_ANY_FORM.search(said)
    assert {tuple(sorted(place)) for place in redaction.places} == {("column", "id", "record")}


def test_the_action_keeps_what_it_is_rated(plan, by, other):
    """A rating in the plan's own words that names somebody changes in the action's column as well."""
    action = make.ActionFactory(plan=plan, public=True, rated_as="As Kim Sample said")
    withdrawn(plan, by)
    assert Action.objects.get(pk=action.pk).rated_as == "As [words withdrawn] said"
