"""What the page of one action shows: its promise, its reports, its history and its neighbours. No request is needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import models
from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from actions import reporting
from actions.models import (
    Action,
    ActionLead,
    ActionQuerySet,
    ActionWords,
    DueDateChange,
    ForumView,
    PastWithdrawal,
    ProgressReport,
    newest_rated,
    newest_told,
)
from actions.promise_history import (
    Entry,
    PublicReport,
    added_later,
    correction_in_words,
    date_as_written,
    promise_history,
)
from actions.wording import cut_at_word, day_as_known, rating_in_words, start_in_words
from priorities.models import SourceDocument
from priorities.prepared import Prepared


class PublicWords(NamedTuple):
    """What the page of an action reads of one version of its official words."""

    words: str
    public_from: datetime
    reason: str


class FirstDocument(NamedTuple):
    """The document that an action's first public words came from."""

    document_date: date | None
    date_precision: str
    received_at: datetime

    @property
    def day(self) -> date | datetime:
        """The date that it bears, else the moment at which it was received."""
        return self.document_date or self.received_at


class Source(NamedTuple):
    """Where the words of an action stand: the document that was read last, and the place in it."""

    document: FirstDocument
    title: str
    place: str


def _source(action: Action) -> Source | None:
    """None where the promise was typed here."""
    if action.source_row_id is None:
        return None
    document = FirstDocument(action.source_date, action.source_precision, action.source_received_at)
    return Source(document, action.source_title, action.source_place)


def _first_document(action: Action, source: Source | None) -> FirstDocument | None:
    """None where the promise was typed here. Where the words do not say, it is the document that was read last."""
    first = action.first_words_document
    if first is not None and (source is None or first != action.source_document):
        return next((FirstDocument._make(row) for row in _DOCUMENT(document=first)), None)
    return source.document if source else None


def _public_words(action: int | OuterRef) -> models.QuerySet[ActionWords]:
    """All versions of an action's official words that the public could read, oldest first."""
    return ActionWords.objects.filter(action=action, public_from__isnull=False).order_by("recorded_at", "pk")


def _action_with_neighbours(plan: str, slug: str) -> ActionQuerySet:
    # Actions of no priority (NULL, which equals nothing) are neighbours of one another.
    siblings = (
        Action.objects.public()
        .filter(plan=OuterRef("plan"))
        .alias(under=Coalesce("priority", 0))
        .filter(under=Coalesce(OuterRef("priority"), 0))
    )
    # Said so that the index of plan and order leads straight to the place.
    later = Q(order__gte=OuterRef("order")) & (Q(order__gt=OuterRef("order")) | Q(pk__gt=OuterRef("pk")))
    earlier = Q(order__lte=OuterRef("order")) & (Q(order__lt=OuterRef("order")) | Q(pk__lt=OuterRef("pk")))
    words = _public_words(OuterRef("pk"))
    return (
        Action.objects.filter(plan__slug=plan, slug=slug, public_from__isnull=False)
        .order_by()
        .select_related("plan__partnership", "priority")
        .annotate(
            source_document=F("source_row__document"),
            source_date=F("source_row__document__document_date"),
            source_precision=F("source_row__document__date_precision"),
            source_received_at=F("source_row__document__received_at"),
            source_title=F("source_row__document__title"),
            source_place=F("source_row__place"),
            previous_pk=Subquery(siblings.filter(earlier).order_by("-order", "-pk").values("pk")[:1]),
            next_pk=Subquery(siblings.filter(later).order_by("order", "pk").values("pk")[:1]),
            has_returned=Exists(PastWithdrawal.objects.filter(action=OuterRef("pk"))),
            has_changes=Exists(DueDateChange.objects.public().filter(action=OuterRef("pk"))),
            first_words_from=Subquery(words.values("public_from")[:1]),
            first_words_document=Subquery(words.values("document")[:1]),
            has_other_words=Exists(words[1:]),
        )
    )


_ACTION = Prepared(_action_with_neighbours, plan=str, slug=str)
_DOCUMENT = Prepared(
    lambda document: SourceDocument.objects.filter(pk=document).values_list(*FirstDocument._fields), document=int
)


def public_reports(**of: object) -> models.QuerySet[ProgressReport]:
    """What the page reads of public reports, newest first, with what the forum says of each: rows of PublicReport.

    `of` says of which action, as a filter.
    """
    # Joined, because a subquery for each report costs as much again as the reports; of each there is one view at most.
    spoken = FilteredRelation("forum_views", condition=Q(forum_views__state=ForumView.State.PUBLISHED))
    return (
        ProgressReport.objects.public()
        .filter(**of)
        .newest_first()
        .annotate(spoken=spoken, forum_words=F("spoken__words"), forum_from=F("spoken__public_from"))
        .values_list(*PublicReport._fields)
    )


def _public_changes(**of: object) -> models.QuerySet[DueDateChange]:
    """Public moves of the date, oldest first."""
    return DueDateChange.objects.public().filter(**of).order_by("changed_on", "pk")


_REPORTS = Prepared(lambda action: public_reports(action=action), action=int)
_CHANGES = Prepared(lambda action: _public_changes(action=action), action=int)
# An action that carries on another asks for both at once. The others do not: one action needs no sorting.
_REPORTS_OF_BOTH = Prepared(
    lambda action, continued: public_reports(action__in=[action, continued]), action=int, continued=int
)
_CHANGES_OF_BOTH = Prepared(
    lambda action, continued: _public_changes(action__in=[action, continued]), action=int, continued=int
)
_WITHDRAWALS = Prepared(
    lambda action: PastWithdrawal.objects.filter(action=action).order_by("withdrawn_at", "pk"), action=int
)
_WORDS = Prepared(lambda action: _public_words(action).values_list(*PublicWords._fields), action=int)
_ACTION_LEADS = Prepared(
    lambda action: (
        ActionLead.objects.filter(action=action)
        .order_by("order", "pk")
        .values_list("lead__name", Case(When(without_organisation=False, then=F("lead__organisation__name"))))
    ),
    action=int,
)
_LINKED = Prepared(
    lambda action, previous, following, continued: (
        Action.objects.public()
        .filter(Q(pk__in=[previous, following, continued]) | Q(continues=action))
        .order_by("pk")
        .values_list(*reporting.Linked._fields)
    ),
    action=int,
    previous=int,
    following=int,
    continued=int,
)


def find_action(plan: str, slug: str) -> Action | None:
    """The action at that address, by its plan's slug and its own, public or withdrawn since; None where there never was one.

    It knows its plan, of whatever state, and the plan's partnership.
    """
    return next(iter(_ACTION(plan=plan, slug=slug)), None)


def action_context(action: Action, *, on: date) -> dict[str, object]:
    """All that the template of a public action reads.

    Three queries; one more each where the date was moved or the action carries on another, the words were changed, the
    action came back, or a document read later than the first says it too. So it is seven at most.
    """
    plan = action.plan
    linked = {
        row[0]: reporting.Linked._make(row)
        for row in _LINKED(
            action=action.pk,
            previous=action.previous_pk or 0,
            following=action.next_pk or 0,
            continued=action.continues_id or 0,
        )
    }
    reports, changes, before = _what_happened(action, linked.get(action.continues_id))
    corrected = {report.corrects_id for report in reports}
    standing = [report for report in reports if report.pk not in corrected]
    latest, told = (standing[0], newest_told(standing)) if standing else (None, None)
    action.set_rating(newest_rated(standing))
    withdrawals = _WITHDRAWALS(action=action.pk) if action.has_returned else []
    versions = [PublicWords._make(row) for row in _WORDS(action=action.pk)] if action.has_other_words else []
    documents = [
        (report.document__document_date, report.document__date_precision) for report in reports + before.reports
    ]
    source = _source(action)
    first = _first_document(action, source)
    documents += [(one.document_date, one.date_precision) for one in (source and source.document, first) if one]
    addresses = {slug: reporting.action_address(slug) for slug in {other.plan__slug for other in linked.values()}}
    links = {key: _link(other, addresses[other.plan__slug]) for key, other in linked.items()}
    vague = vague_days_of(documents)
    neighbours = [("Previous", links.get(action.previous_pk)), ("Next", links.get(action.next_pk))]
    due = reporting.due_words(action, on=on)
    return {
        "action": action,
        "plan": plan,
        "partnership": plan.partnership,
        "on": on,
        "heading": cut_at_word(action.first_words, 110).removesuffix(".") or "No words recorded",
        "timeliness": action.timeliness_after(latest, on=on),
        "due": due,
        "vague": vague,
        "since": day_as_known(latest.reported_on, vague[latest.reported_on])
        if latest and latest.reported_on in vague
        else "",
        "starts": start_in_words(action.start, action.due, action.precision),
        "rating": _rating_words(standing, vague),
        "since_promised": (on - action.promised_on).days if action.promised_on else None,
        "name_to_quote": _name_to_quote(action),
        "crumb": f"Action {action.reference}" if action.reference else "Action",
        "written_otherwise": _is_written_otherwise(action.timescale_raw, due),
        "may_be_late": bool(action.timescale_problem) and not (action.status and action.status.is_finished),
        "priority": reporting.shown_priority(action),
        "leads": _ACTION_LEADS(action=action.pk),
        "latest": latest,
        "told": told,
        "correction": _correction_words(told, reports),
        "history": promise_history(action, reports, changes, withdrawals),
        "moves": sum(not change.words_only for change in changes),
        "first_date": date_as_written(action.original_due, _first_words_on_date(action, changes)),
        "undated": not versions and first is not None and first.document_date is None,
        "source": source,
        "first_document": first,
        "is_older": _is_older_than_its_document(action),
        "versions": versions,
        "words_from": versions[-1].public_from if versions else action.first_words_from or action.public_from,
        "added_later": added_later(action.public_from, action.recorded_at),
        "continues": links.get(action.continues_id),
        "earlier": before.history(action),
        "continued_by": [links[key] for key, other in linked.items() if other.continues_id == action.pk],
        "neighbours": [(which, link) for which, link in neighbours if link],
    }


class _Before(NamedTuple):
    """What happened to the public action that an action carries on."""

    reports: list[PublicReport]
    changes: list[DueDateChange]

    def history(self, action: Action) -> list[Entry]:
        """Newest first, without the day of its promise, which its own page tells with what is known of it."""
        entries = promise_history(action, self.reports, self.changes)
        return [entry for entry in entries if entry.kind != "promised"]


def _what_happened(
    action: Action, continued: reporting.Linked | None
) -> tuple[list[PublicReport], list[DueDateChange], _Before]:
    """The action's reports, newest first, its moves, oldest first, and those of the public action that it carries on."""
    if continued is None:
        reports = [PublicReport._make(row) for row in _REPORTS(action=action.pk)]
        return reports, _CHANGES(action=action.pk) if action.has_changes else [], _Before([], [])
    both = {"action": action.pk, "continued": continued.pk}
    reports = [PublicReport._make(row) for row in _REPORTS_OF_BOTH(**both)]
    changes = _CHANGES_OF_BOTH(**both)
    return (
        [report for report in reports if report.action_id == action.pk],
        [change for change in changes if change.action_id == action.pk],
        _Before(
            [report for report in reports if report.action_id == continued.pk],
            [change for change in changes if change.action_id == continued.pk],
        ),
    )


def name_without_words(action: Action) -> str:
    """How a withdrawn action is named: its words may be why it was withdrawn."""
    return f"Action {action.reference}" if action.reference else "An action without a reference"


def _name_to_quote(action: Action) -> str:
    """How somebody who asks about a public action can name it, so that those who answer know which one is meant."""
    words = cut_at_word(action.first_words, 60).removesuffix(".")
    name = f"Action {action.reference}" if action.reference else f"“{words}”"
    return f"{name} of {action.plan.title}"


def _link(other: reporting.Linked, address: str) -> dict[str, str]:
    """Address, name and plan of another public action. `address` is that of its plan's actions."""
    return {"url": address.format(other.slug), "name": reporting.action_name(other), "plan": other.plan__title}


def vague_days_of(documents: Iterable[tuple[date | None, str | None]]) -> dict[date, str]:
    """The days on the page that stand for a month or a year, because their document bears no more.

    Handed in are the documents' dates, each with its precision.
    """
    return {day: precision for day, precision in documents if day and precision != SourceDocument.DatePrecision.DAY}


def _is_written_otherwise(raw: str, due: str) -> bool:
    """The words as written say more than the line on when it is due, which may quote them."""
    words = " ".join(raw.split())
    return words not in ("", due) and f"“{words}”" not in due


_FIRST_DAYS_OF_A_PLAN = timedelta(days=183)
"""A document that is later than this after its plan's start was hardly the first to say what the plan promises."""


def _is_older_than_its_document(action: Action) -> bool:
    """The promise was made before the first document that we know it from, and nobody here knows when.

    So it is where it was due before that document's date, or the plan had begun long before. What a newer document
    added to a public plan was promised with that document.
    """
    plan, promised_on, first_due = action.plan, action.promised_on, action.original_due or action.due
    if action.source_row_id is None or promised_on is None or plan.public_from is None:
        return False
    if action.public_from is None or action.public_from > plan.public_from:
        return False
    begun = plan.starts_on is not None and promised_on - plan.starts_on > _FIRST_DAYS_OF_A_PLAN
    return begun or (first_due is not None and first_due < promised_on)


def _first_words_on_date(action: Action, changes: list[DueDateChange]) -> str:
    """How the first due date was written, if the oldest move still says it."""
    return changes[0].from_raw if changes and changes[0].from_due == action.original_due else ""


def _correction_words(told: PublicReport | None, reports: list[PublicReport]) -> str:
    """What the report whose words hold puts right; "" where it corrects none."""
    if told is None or not told.corrects_id:
        return ""
    return correction_in_words(told, next((one for one in reports if one.pk == told.corrects_id), None))


def _rating_words(standing: list[PublicReport], vague: Mapping[date, str]) -> str:
    """Where the action's status comes from, if not plainly from the newest of its standing reports."""
    rating = newest_rated(standing)
    if rating is None:
        return ""
    return rating_in_words(
        status=rating.status,
        word=rating.rating,
        rated_on=rating.reported_on,
        is_newest=rating is standing[0],
        vague=vague,
    )
