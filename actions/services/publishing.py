"""A whole plan is published: what that would make public, what stands in the way, and from which day it counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from actions.models import Action, ActionWords, DueDateChange, Milestone, MilestoneWords, ProgressReport
from actions.services.held_back import hold_back_in_public
from actions.services.leads import GIVEN_BY_PUBLISHING, WAITING_ORGANISATIONS, give_organisations
from actions.services.reports import make_public, refresh_actions
from priorities.models import (
    Commitment,
    CommitmentWords,
    ContentVersion,
    Plan,
    Recommendation,
    RecommendationUpdate,
    RecommendationWords,
    SourceDocument,
    User,
)
from priorities.services import (
    EMPTIED,
    NotAllowed,
    keep_all,
    keep_reading,
    public_texts,
    publish_plan,
    publish_words,
    refuse_personal_words,
    settle_problems,
    stands_in,
    texts_in_a_row,
)


def unpublished_texts(plan: Plan, *, in_a_row: bool = False) -> dict[str, str]:
    """What publishing the plan would let the public read, by the words for its place: "Action 1.2, Plain words".

    With `in_a_row` also neighbouring texts as one: "Action 1.2, Reference and plain words".
    """
    texts = {f"Plan, {name}": text for name, text in public_texts(plan).items()}
    if plan.public_from is not None:
        # They stay as they were read; whoever publishes is told of a name in them. See ADR 0015.
        texts = {place: text for place, text in texts.items() if place not in ("Plan, Title", "Plan, Slug")}
    for entry in plan.rating_words.all():
        texts |= {f"Rating key '{entry.word}', {name}": text for name, text in public_texts(entry).items()}
    for priority in plan.priorities.filter(public_from=None, withdrawn_at=None):
        words = {**public_texts(priority), "Official words": priority.official_words}
        words |= texts_in_a_row(priority) if in_a_row else {}
        texts |= {f"{plan.priority_word} {priority.number or priority.slug}, {name}": words[name] for name in words}
    for place, record in _promises_to_publish(plan):
        words = {**public_texts(record), "Official words": record.official_words}
        words |= texts_in_a_row(record) if in_a_row else {}
        texts |= {f"{place}, {name}": words[name] for name in words}
    for update in updates_of_documents(plan).select_related("update_round", "recommendation"):
        place = f"'{update.update_round}' on recommendation {update.recommendation.number}"
        texts |= {f"{place}, {name}": text for name, text in public_texts(update).items()}
    actions = plan.actions.filter(public_from=None, withdrawn_at=None)
    for action in actions.prefetch_related("action_leads__lead"):
        words = {
            **public_texts(action),
            "Official words": action.official_words,
            "Timescale": action.timescale_raw,
            "Leads": "\n".join(action_lead.lead.name for action_lead in action.action_leads.all()),
        }
        words |= texts_in_a_row(action) if in_a_row else {}
        texts |= {f"Action {action.reference or action.slug}, {name}": words[name] for name in words}
    for report in reports_of_documents(plan).select_related("action"):
        place = f"Report on action {report.action.reference or report.action.slug}"
        texts |= {f"{place}, {name}": text for name, text in public_texts(report).items()}
        texts[f"{place}, Rating"] = report.rating
    return texts


def _promises_to_publish(plan: Plan) -> Iterator[tuple[str, Commitment | Recommendation | Milestone]]:
    """Commitments, recommendations and milestones of the plan that the public cannot read yet, each with its name."""
    kinds = (("Commitment", plan.commitments), ("Recommendation", plan.recommendations), ("Milestone", plan.milestones))
    for kind, records in kinds:
        for record in records.filter(public_from=None, withdrawn_at=None).select_related("source_row"):
            yield f"{kind} {getattr(record, 'number', '') or record.slug}", record


def updates_of_documents(plan: Plan) -> QuerySet[RecommendationUpdate]:
    """Drafts of a round that came with a document of the plan: they become public with it.

    One that a person has changed since is that person's, and somebody else approves it.
    """
    return RecommendationUpdate.objects.filter(
        recommendation__plan=plan, document__isnull=False, author=None, state=RecommendationUpdate.State.DRAFT
    )


def reports_of_documents(plan: Plan) -> QuerySet[ProgressReport]:
    """Drafts that came with a document of the plan: they become public with it."""
    return ProgressReport.objects.filter(action__plan=plan, document__isnull=False, state=ProgressReport.State.DRAFT)


def emptied_actions(plan: Plan) -> QuerySet[Action]:
    """Actions, not public yet, whose official words somebody has emptied, or that have no words at all."""
    had_words = ActionWords.objects.filter(action=OuterRef("pk")).exclude(words="")
    return plan.actions.filter(public_from=None, withdrawn_at=None, official_words="").filter(
        Q(plain_words="") | Exists(had_words)
    )


@transaction.atomic
def publish_plan_and_actions(
    *,
    plan: Plan,
    by: User,
    at: datetime,
    public_from: datetime | None = None,
    document: SourceDocument | None = None,
) -> None:
    """Make a plan public with all that it promises, and with the reports and rounds that came with its documents.

    `public_from` is since when the public could read all that is new; with a `document` it goes for what stands in that
    document alone, and what the office typed meanwhile is public from `at`. Raises NotAllowed where official words were
    emptied, or where words hold what the public may not read.
    """
    since = min(public_from or at, at)
    emptied = emptied_actions(plan).first()
    if emptied is not None:
        raise NotAllowed(f"Action {emptied.reference or emptied.slug}, {EMPTIED.format('action')}")
    hold_back_in_public(plan=plan, by=by, at=at)
    refuse_personal_words(unpublished_texts(plan, in_a_row=True), partnership_id=plan.partnership_id)
    with ContentVersion.counted_once():
        publish_plan(plan=plan, by=by, at=at, public_from=public_from, document=document)
        _give_waiting_organisations(plan, by, at)
        _publish_promises(plan, since, by, at, document)
        new = plan.actions.filter(public_from=None, withdrawn_at=None).select_related("source_row")
        actions = {action.pk: action for action in new}
        for action in actions.values():
            action.public_from = since if stands_in(document, action.source_row) else at
            action.original_due = action.original_due or action.due
            action.promised_on = timezone.localtime(action.public_from).date()
        _date_versions(plan, since, at, document)
        imported = list(reports_of_documents(plan).select_related("action"))
        of_it = [report for report in imported if document is None or report.document_id == document.pk]
        of_others = [report for report in imported if document is not None and report.document_id != document.pk]
        make_public(of_it, by=by, at=at, public_from=since)
        make_public(of_others, by=by, at=at, public_from=at)
        for report in imported:
            actions.setdefault(report.action_id, report.action)
        refresh_actions(plan, actions.values())
        columns = (
            "public_from",
            "original_due",
            "promised_on",
            "latest_report",
            "rated",
            "rated_on",
            "rated_as",
            "next_due",
        )
        keep_all(list(actions.values()), fields=columns, by=by, at=at)
        ContentVersion.count_up()


_WORDS_OF = {
    Commitment: (CommitmentWords, "commitment"),
    Recommendation: (RecommendationWords, "recommendation"),
    Milestone: (MilestoneWords, "milestone"),
}


def _publish_promises(plan: Plan, since: datetime, by: User, at: datetime, document: SourceDocument | None) -> None:
    """Commitments, recommendations and milestones that nobody outside could read, and what documents say of them."""
    found: dict[type, list] = {}
    for _, record in _promises_to_publish(plan):
        record.public_from = since if stands_in(document, record.source_row) else at
        found.setdefault(type(record), []).append(record)
    for model, records in found.items():
        keep_all(records, fields=("public_from",), by=by, at=at)
        words, of = _WORDS_OF[model]
        parts = [({}, since)] if document is None else [({f"{of}__source_row__document": document}, since), ({}, at)]
        for which, moment in parts:
            versions = words.objects.filter(**which, **{f"{of}__plan": plan, f"{of}__withdrawn_at": None})
            publish_words(versions, of, since=moment)
    updates = list(updates_of_documents(plan))
    for update in updates:
        update.state, update.approved_at, update.approved_by = RecommendationUpdate.State.PUBLISHED, at, by
        update.public_from = since if document is None or update.document_id == document.pk else at
    keep_all(updates, fields=("state", "approved_at", "approved_by", "public_from"), by=by, at=at)


def _give_waiting_organisations(plan: Plan, by: User, at: datetime) -> None:
    """Organisations that a document of the plan named for leads of public actions, once; their problems are settled."""
    applied = plan.documents.filter(state=SourceDocument.State.APPLIED, reading__has_key=WAITING_ORGANISATIONS)
    for document in applied.order_by("pk"):
        reading = dict(document.reading)
        give_organisations(reading.pop(WAITING_ORGANISATIONS), plan.partnership, by=by, at=at)
        settle_problems(problems=document.problems.filter(message__endswith=GIVEN_BY_PUBLISHING), by=by, at=at)
        keep_reading(document=document, reading=reading, by=by, at=at)


def _date_versions(plan: Plan, since: datetime, at: datetime, document: SourceDocument | None) -> None:
    """Words and timescales that become public do so with their action."""
    parts = [(Q(), since)] if document is None else [(Q(action__source_row__document=document), since), (Q(), at)]
    for which, moment in parts:
        words = ActionWords.objects.filter(which, action__plan=plan, action__withdrawn_at=None)
        publish_words(words, "action", since=moment)
        DueDateChange.objects.filter(which, action__plan=plan, public_from=None).update(public_from=moment)
