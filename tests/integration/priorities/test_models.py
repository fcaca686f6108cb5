"""What the database refuses, versions that guard each other, and the questions querysets answer."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import F

from priorities.models import (
    ContentVersion,
    EditConflict,
    Partnership,
    Plan,
    PriorityWords,
    ReadingProblem,
    SourceDocument,
    start_of_day,
)
from tests.factories import office as make

pytestmark = pytest.mark.django_db

SOMEBODY = object()
"""Stands for a user in the table below."""

REFUSED = {
    "one_content_version": (ContentVersion, {"id": 2}),
    "plan_public_from_when_published": (make.PlanFactory, {"state": "published"}),
    "plan_ends_after_start": (make.PlanFactory, {"starts_on": date(2026, 1, 2), "ends_on": date(2026, 1, 1)}),
    "document_applied_when": (make.SourceDocumentFactory, {"state": "applied"}),
    "document_set_aside_with_reason": (make.SourceDocumentFactory, {"state": "set-aside"}),
    "document_correction_has_reason": (make.DocumentCorrectionFactory, {"reason": ""}),
    "source_row_skipped_has_reason": (make.SourceRowFactory, {"imported": False}),
    "problem_settled_at_and_by_whom_or_what": (make.ReadingProblemFactory, {"settled_at": make.MOMENT}),
    "held_back_decided": (make.HeldBackFactory, {"public_words": "SENCO"}),
    "commitment_withdrawn_with_reason": (make.CommitmentFactory, {"withdrawn_at": make.MOMENT}),
    "recommendation_withdrawn_with_reason": (make.RecommendationFactory, {"withdrawn_at": make.MOMENT}),
    "recommendation_update_public_from": (make.RecommendationUpdateFactory, {"state": "published"}),
    "recommendation_update_says_what_it_corrects": (make.RecommendationUpdateFactory, {"corrects": F("pk")}),
    "recommendation_update_approved_by_another": (
        make.RecommendationUpdateFactory,
        {"author": SOMEBODY, "approved_by": SOMEBODY, "approved_at": make.MOMENT},
    ),
    "recommendation_update_approved_at_and_by": (make.RecommendationUpdateFactory, {"approved_at": make.MOMENT}),
    "recommendation_update_returned_with_reason": (make.RecommendationUpdateFactory, {"state": "returned"}),
    "review_next_is_later": (make.PlanReviewFactory, {"next_on": make.MOMENT.date()}),
    "review_approved_by_another": (make.PlanReviewFactory, {"author": SOMEBODY, "approved_by": SOMEBODY}),
    "review_says_what_changed": (make.PlanReviewFactory, {"what_changed": ""}),
    "list_import_done_at_and_what": (make.ListImportFactory, {"done_at": make.MOMENT}),
    "outbox_sent_or_given_up": (make.OutboxMessageFactory, {"sent_at": make.MOMENT, "given_up_at": make.MOMENT}),
    "redaction_decided_keeps_no_words": (make.RedactionFactory, {"state": "removed"}),
    "redaction_removed_by_another": (
        make.RedactionFactory,
        {
            "state": "removed",
            "words": "",
            "decided_at": make.MOMENT,
            "decided_by": SOMEBODY,
            "withdrawn_by": SOMEBODY,
        },
    ),
}
ALSO_REFUSED = [
    ("plan_public_from_when_published", make.PlanFactory, {"public_from": make.MOMENT}),
    ("plan_public_from_when_published", make.PlanFactory, {"state": "withdrawn"}),
    ("commitment_withdrawn_with_reason", make.CommitmentFactory, {"withdrawn_reason": "Old."}),
    ("recommendation_withdrawn_with_reason", make.RecommendationFactory, {"withdrawn_reason": "Old."}),
    ("recommendation_update_approved_at_and_by", make.RecommendationUpdateFactory, {"approved_by": SOMEBODY}),
    ("recommendation_update_public_from", make.RecommendationUpdateFactory, {"public_from": make.MOMENT}),
    ("document_set_aside_with_reason", make.SourceDocumentFactory, {"set_aside_reason": "The wrong one"}),
    (
        "document_set_aside_with_reason",
        make.SourceDocumentFactory,
        {"state": "set-aside", "set_aside_at": make.MOMENT},
    ),
    ("source_row_skipped_has_reason", make.SourceRowFactory, {"reason": "A heading"}),
    ("problem_settled_at_and_by_whom_or_what", make.ReadingProblemFactory, {"settled_by": SOMEBODY}),
    ("held_back_decided", make.HeldBackFactory, {"decided_by": SOMEBODY}),
    ("held_back_decided", make.HeldBackFactory, {"decided_at": make.MOMENT, "public_words": "SENCO"}),
    ("redaction_decided_keeps_no_words", make.RedactionFactory, {"decided_at": make.MOMENT}),
    (
        "redaction_decided_keeps_no_words",
        make.RedactionFactory,
        {"state": "removed", "decided_at": make.MOMENT, "decided_by": SOMEBODY},
    ),
]


@pytest.fixture(autouse=True)
def documents_of_the_test(settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}


def check_constraints(app: str) -> set[str]:
    return {
        constraint.name
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    }


def test_every_check_is_violated_below():
    assert set(REFUSED) == check_constraints("priorities")


@pytest.mark.parametrize(
    ("name", "factory", "values"), [*((name, *row) for name, row in REFUSED.items()), *ALSO_REFUSED]
)
def test_the_database_refuses(name, factory, values):
    user = make.UserFactory()
    values = {key: user if value is SOMEBODY else value for key, value in values.items()}
    if factory is ContentVersion:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ContentVersion.objects.create(**values)
        return
    record = factory()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(**values)


@pytest.mark.parametrize(
    ("factory", "again"),
    [
        (make.PartnershipFactory, ["slug"]),
        (make.PartnershipFactory, ["name"]),
        (make.MembershipFactory, ["user", "partnership", "role"]),
        (make.PlanFactory, ["slug"]),
        (make.SourceDocumentFactory, ["plan", "sha256"]),
        (make.SourceRowFactory, ["document", "order"]),
        (make.HeldBackFactory, ["plan", "number"]),
        (make.HeldBackFactory, ["plan", "words"]),
        (make.PriorityFactory, ["plan", "slug"]),
        (make.CommitmentFactory, ["plan", "slug"]),
        (make.RecommendationFactory, ["plan", "slug"]),
        (make.UpdateRoundFactory, ["plan", "slug"]),
        (make.RecommendationUpdateFactory, ["update_round", "recommendation"]),
        (make.OutboxMessageFactory, ["key"]),
    ],
)
def test_what_must_be_there_once_is(factory, again):
    first = factory()
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**{name: getattr(first, name) for name in again})


# --- versions ---


def test_each_save_counts_up():
    plan = make.PlanFactory()
    assert plan.version == 1
    plan.save()
    plan.save(update_fields=["title"])
    assert (plan.version, Plan.objects.get().version) == (3, 3)


def test_a_save_over_a_newer_version_saves_nothing():
    make.PlanFactory(title="First")
    mine, theirs = Plan.objects.get(), Plan.objects.get()
    theirs.title = "Theirs"
    theirs.save()
    mine.title = "Mine"
    sentence = "^Plan 'Mine' was changed by somebody else since you opened it.$"
    with pytest.raises(EditConflict, match=sentence), transaction.atomic():
        mine.save()
    assert (Plan.objects.get().title, Plan.objects.get().version, mine.version) == ("Theirs", 2, 1)


def test_a_save_of_some_fields_is_guarded_too():
    make.PlanFactory()
    mine, theirs = Plan.objects.get(), Plan.objects.get()
    theirs.save()
    with pytest.raises(EditConflict):
        mine.save(update_fields=["summary"])


def test_a_record_that_was_deleted_meanwhile_is_a_conflict_and_does_not_come_back():
    mine = make.PlanFactory()
    Plan.objects.all().delete()
    with pytest.raises(EditConflict), transaction.atomic():
        mine.save()
    assert not Plan.objects.exists()


def test_a_save_that_the_database_refuses_leaves_the_version_as_it_was():
    plan = make.PlanFactory()
    plan.state = "published"
    with pytest.raises(IntegrityError), transaction.atomic():
        plan.save()
    assert plan.version == 1


def test_the_content_version_is_one_row_that_counts():
    assert ContentVersion.current() == 0
    ContentVersion.count_up()
    ContentVersion.count_up()
    assert (ContentVersion.current(), ContentVersion.objects.count(), str(ContentVersion.objects.get())) == (
        2,
        1,
        "2",
    )


# --- questions ---


def test_the_host_is_the_named_partnership_else_the_first(settings):
    settings.HOST_PARTNERSHIP = ""
    assert Partnership.objects.host() is None
    first, second = make.PartnershipFactory(name="Z"), make.PartnershipFactory(name="A")
    assert Partnership.objects.host() == first
    settings.HOST_PARTNERSHIP = second.slug
    assert Partnership.objects.host() == second
    settings.HOST_PARTNERSHIP = "unknown"
    assert Partnership.objects.host() is None


def test_only_published_plans_and_their_published_priorities_are_public():
    draft, public = make.PlanFactory(), make.PlanFactory(published=True)
    make.PlanFactory(state="withdrawn", public_from=make.MOMENT)
    shown = make.PriorityFactory(plan=public, public_from=make.MOMENT)
    make.PriorityFactory(plan=public)
    make.PriorityFactory(plan=public, public_from=make.MOMENT, withdrawn_at=make.MOMENT)
    make.PriorityFactory(plan=draft, public_from=make.MOMENT)
    assert list(Plan.objects.public()) == [public]
    assert list(type(shown).objects.public()) == [shown]


def test_plans_of_nobody_are_none():
    plan = make.PlanFactory()
    assert list(Plan.objects.of(plan.partnership)) == [plan]
    assert list(Plan.objects.of(None)) == []


def test_newest_first_puts_what_has_no_date_last():
    old = make.PlanFactory(starts_on=date(2013, 1, 1))
    undated = make.PlanFactory()
    undated_public = make.PlanFactory(published=True)
    new = make.PlanFactory(starts_on=date(2026, 1, 1))
    assert list(Plan.objects.newest_first()) == [new, old, undated_public, undated]


def test_words_that_a_reader_sees():
    plan = make.PlanFactory(priority_word="Proposal")
    assert make.PriorityFactory(plan=plan, number="2", title="Early").label == "Proposal 2"
    assert make.PriorityFactory(plan=plan, number="", title="Early").label == "Early"
    assert str(make.PriorityFactory(plan=plan, number="", title="Late")) == "Late"
    assert make.HeldBackFactory(number=3, kind="email").placeholder == "[email address 3 held back]"
    assert str(PriorityWords(words="w" * 100)) == "w" * 80


def test_a_day_begins_at_midnight_in_london():
    assert start_of_day(date(2026, 1, 1)) == datetime(2026, 1, 1, tzinfo=UTC)
    assert start_of_day(date(2026, 7, 1)) == datetime(2026, 6, 30, 23, tzinfo=UTC)


def test_a_change_is_kept_with_what_it_was():
    plan = make.PlanFactory(title="Before")
    plan.title = "After"
    plan.save()
    assert list(plan.history.values_list("title", "version")) == [("After", 2), ("Before", 1)]


def test_what_a_newer_document_says_again_is_open_there_alone():
    plan = make.PlanFactory()
    documents = [make.SourceDocumentFactory(plan=plan) for _ in range(2)]
    old, new = (make.ReadingProblemFactory(document=one, row=make.SourceRowFactory(document=one)) for one in documents)
    other_words = make.ReadingProblemFactory(
        document=documents[0], row=make.SourceRowFactory(document=documents[0], text="1.2 Write")
    )
    of_no_row = [make.ReadingProblemFactory(document=one) for one in documents]
    elsewhere = make.SourceRowFactory()
    make.ReadingProblemFactory(document=elsewhere.document, row=elsewhere)
    found = ReadingProblem.objects.filter(document__plan=plan)
    assert set(found.open()) == {new, other_words, *of_no_row}
    SourceDocument.objects.filter(pk=documents[1].pk).update(
        state="set-aside", set_aside_at=make.MOMENT, set_aside_reason="The wrong one"
    )
    assert set(found.open()) == {old, other_words, of_no_row[0]}
    ReadingProblem.objects.filter(pk=old.pk).update(settled_at=make.MOMENT, settled_by=make.UserFactory())
    assert set(found.open()) == {other_words, of_no_row[0]}


def test_nobody_edits_the_log_of_the_office():
    from priorities.models import AuditEntry, NotEditable
    from priorities.services import record_event

    entry = record_event(
        kind=AuditEntry.Kind.SIGN_IN_FAILED, by=None, at=make.MOMENT, who="kim\nroot", words="a\r\nb\u2028c"
    )
    assert (entry.who, entry.words) == ("kim␊root", "a␍␊b�c")
    entry.words = "Nothing happened."
    for attempt in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(NotEditable):
            attempt()
    with pytest.raises(NotEditable):
        AuditEntry.objects.update(words="Nothing happened.")
    assert AuditEntry.objects.get().words == "a␍␊b�c"
