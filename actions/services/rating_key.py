"""A plan's rating key is entered or changed after its document was read: what was reported gets the statuses it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from actions.models import ProgressReport, newest_rated
from actions.reading import KeyWord, RatingKey
from actions.services.reports import make_public, refresh_actions
from actions.status import Status
from priorities.models import ContentVersion, Plan, ReadingProblem, SourceDocument, User
from priorities.services import NotAllowed, keep_all, keep_new, keep_reading, settle_problems


@dataclass(frozen=True, slots=True)
class KeyGiven:
    """What became of a changed key: how many drafts got its status, and how many reading problems are settled by it."""

    drafts: int
    problems: int
    public: int
    """Public reports that keep the status that the key gave before."""


def stored_key(plan: Plan) -> list[KeyWord]:
    """The lines of the plan's own key, as the reader of documents takes them."""
    return [
        KeyWord(entry.word, entry.meaning, entry.status_now, "the plan's stored key")
        for entry in plan.rating_words.all()
    ]


@transaction.atomic
def apply_key(*, plan: Plan, before: Sequence[KeyWord], by: User, at: datetime) -> KeyGiven:
    """Give the plan's unpublished reports from documents the statuses that its key says now, where it said others `before`.

    A status that a person gave stays, and so does every public report.
    """
    old, new = RatingKey(before), RatingKey(stored_key(plan))
    changed = {}
    for rating in set(_of_documents(plan).values_list("rating", flat=True)):
        was, now = old.status(rating)[0], new.status(rating)[0]
        if was is not now:
            changed[rating] = (_value(was), _value(now))
    follow = [report for report in _of_documents(plan) if report.status == changed.get(report.rating, (None,))[0]]
    drafts = [report for report in follow if report.state == ProgressReport.State.DRAFT]
    for report in drafts:
        report.status = changed[report.rating][1]
    keep_all(drafts, fields=["status"], reason=KEY_SAYS, by=by, at=at)
    _read_again(plan, changed, by=by, at=at)
    # What the public still reads without a status is settled when it gets one.
    waiting = {report.rating for report, _ in without_status(plan)}
    explained = [rating for rating, (_, now) in changed.items() if now and rating not in waiting]
    public = sum(1 for report in follow if report.state == ProgressReport.State.PUBLISHED and report.status)
    return KeyGiven(len(drafts), _settle(plan, explained, by=by, at=at), public)


KEY_SAYS = "The plan's rating key says so."


def without_status(plan: Plan) -> list[tuple[ProgressReport, Status]]:
    """Public reports from documents that give their action's rating without a status, and the one that the key says now."""
    key = RatingKey(stored_key(plan))
    standing: dict[int, list[ProgressReport]] = {}
    public = ProgressReport.objects.standing().filter(action__plan=plan, action__withdrawn_at=None)
    for report in public.select_related("action").newest_first():
        standing.setdefault(report.action_id, []).append(report)
    found = []
    for reports in standing.values():
        report = newest_rated(reports)
        status = key.status(report.rating)[0] if report is not None else None
        if status is not None and not report.status and report.document_id is not None:
            found.append((report, status))
    return found


@transaction.atomic
def give_statuses(*, plan: Plan, by: User, at: datetime) -> KeyGiven:
    """Make public reports that put right those `without_status`; each says that the key says so.

    They speak of the same days, and are public from `at`. Raises NotAllowed where there is nothing to put right.
    """
    found = without_status(plan)
    if not found:
        raise NotAllowed("The rating key gives no public report a status that it has not already.")
    reports = [
        ProgressReport(
            action=report.action,
            reported_on=report.reported_on,
            status=status.value,
            rating=report.rating,
            done=report.done,
            how_we_know=f"The plan’s rating key says now what “{report.rating}” means: {status.label}.",
            corrects=report,
            document_id=report.document_id,
            recorded_at=at,
        )
        for report, status in found
    ]
    keep_new(reports, by=by, at=at, reason=KEY_SAYS)
    make_public(reports, by=by, at=at, public_from=at)
    actions = [report.action for report in reports]
    refresh_actions(plan, actions)
    keep_all(
        actions, fields=["latest_report", "rated", "rated_on", "rated_as", "next_due"], by=by, at=at, reason=KEY_SAYS
    )
    ContentVersion.count_up()
    return KeyGiven(0, _settle(plan, {report.rating for report in reports}, by=by, at=at), len(reports))


def _of_documents(plan: Plan) -> QuerySet[ProgressReport]:
    return ProgressReport.objects.filter(action__plan=plan, document__isnull=False).order_by("pk")


def _value(status: Status | None) -> str:
    return status.value if status is not None else ""


def _settle(plan: Plan, ratings: Iterable[str], *, by: User, at: datetime) -> int:
    """Settle what the reader could not know of these ratings; how many were open."""
    about = ReadingProblem.objects.filter(document__plan=plan, field="status", value__in=list(ratings))
    return settle_problems(problems=about, by=by, at=at)


def _read_again(plan: Plan, changed: dict[str, tuple[str, str]], *, by: User, at: datetime) -> None:
    """What the documents said is read with the key, so that the next document is compared with what they mean now."""
    for document in plan.documents.filter(state=SourceDocument.State.APPLIED):
        items = [
            {**item, "status": changed[item["rating"]][1] or None}
            if (item["status"] or "") == changed.get(item["rating"], (None,))[0]
            else item
            for item in document.reading.get("actions", ())
        ]
        if items != document.reading.get("actions", []):
            keep_reading(document=document, reading={**document.reading, "actions": items}, by=by, at=at)
