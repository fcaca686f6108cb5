"""What the page of one action shows: its promise, its reports, its history and its neighbours. No request is needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import models
from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

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
from priorities.models import Commitment, Recommendation, SourceDocument
from priorities.prepared import Prepared

EARLIER_PLANS = 3
"""How many actions of earlier plans a page tells of: each carried on by the next. Before those, the last one's page tells."""


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
            earlier1=F("continues__continues"),
            earlier2=F("continues__continues__continues"),
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
# An action that carries on others asks for all at once. The rest do not: one action needs no sorting.
_ALL = {"action": int, **{f"earlier{at}": int for at in range(EARLIER_PLANS)}}
_REPORTS_OF_ALL = Prepared(lambda **keys: public_reports(action__in=list(keys.values())), **_ALL)
_CHANGES_OF_ALL = Prepared(lambda **keys: _public_changes(action__in=list(keys.values())), **_ALL)
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


def _linked(*, action: int, previous: int, following: int, **earlier: int) -> models.QuerySet:
    """What the page links to, in one question: other actions, and the commitments and recommendations that it delivers.

    Rows of the kind and of Linked. A commitment has its priority's slug for a reference, a recommendation its number.
    """
    actions = (
        Action.objects.public()
        .filter(Q(pk__in=[previous, following, *earlier.values()]) | Q(continues=action))
        .order_by()
        .values_list(Value("action"), *reporting.Linked._fields)
    )
    read = (
        "plain_words",
        "official_words",
        Value(None, output_field=models.BigIntegerField()),
        "plan__slug",
        "plan__title",
    )
    shown = Q(priority__public_from__isnull=False, priority__withdrawn_at=None)
    under = Case(When(shown, then=F("priority__slug")), default=Value(""), output_field=models.CharField())
    commitments = (
        Commitment.objects.public()
        .filter(action_commitments__action=action)
        .order_by()
        .values_list(Value("commitment"), "pk", "slug", under, *read)
    )
    recommendations = (
        Recommendation.objects.public()
        .filter(action_recommendations__action=action)
        .order_by()
        .values_list(Value("recommendation"), "pk", "slug", "number", *read)
    )
    return actions.union(commitments, recommendations, all=True)


_LINKED = Prepared(
    _linked, action=int, previous=int, following=int, **{f"earlier{at}": int for at in range(EARLIER_PLANS)}
)


def find_action(plan: str, slug: str) -> Action | None:
    """The action at that address, by its plan's slug and its own, public or withdrawn since; None where there never was one.

    It knows its plan, of whatever state, and the plan's partnership.
    """
    return next(iter(_ACTION(plan=plan, slug=slug)), None)


def action_context(action: Action, *, on: date) -> dict[str, object]:
    """All that the template of a public action reads.

    Three queries; one more each where the date was moved or the action carries on others, the words were changed, the
    action came back, or a document read later than the first says it too. So it is seven at most.
    """
    plan = action.plan
    keys = _earlier_keys(action)
    rows = _LINKED(action=action.pk, previous=action.previous_pk or 0, following=action.next_pk or 0, **_named(keys))
    linked = {row[1]: reporting.Linked._make(row[1:]) for row in sorted(rows) if row[0] == "action"}
    reports, changes, before = _what_happened(action, _carried_on(action, keys, linked))
    corrected = {report.corrects_id for report in reports}
    standing = [report for report in reports if report.pk not in corrected]
    latest, told = (standing[0], newest_told(standing)) if standing else (None, None)
    action.set_rating(newest_rated(standing))
    withdrawals = _WITHDRAWALS(action=action.pk) if action.has_returned else []
    versions = [PublicWords._make(row) for row in _WORDS(action=action.pk)] if action.has_other_words else []
    earlier_reports = [report for one in before for report in one.reports]
    documents = [
        (report.document__document_date, report.document__date_precision) for report in reports + earlier_reports
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
        "earlier": [Earlier(links[one.linked.pk], one.linked.first_words, one.history(action)) for one in before],
        "delivers": _delivered(rows),
        "continued_by": [links[key] for key, other in linked.items() if other.continues_id == action.pk],
        "still_open": not plan.is_closed(on=on) and not (action.status and action.status.is_finished),
        "neighbours": [(which, link) for which, link in neighbours if link],
    }


class Earlier(NamedTuple):
    """An action of an earlier plan that was carried on: its link, its promise and what happened to it, newest first."""

    link: dict[str, str]
    words: str
    entries: list[Entry]


class Delivered(NamedTuple):
    """A commitment or a recommendation that an action delivers."""

    kind: str
    url: str
    name: str


class _Before(NamedTuple):
    """What happened to a public action that was carried on."""

    linked: reporting.Linked
    reports: list[PublicReport]
    changes: list[DueDateChange]

    def history(self, action: Action) -> list[Entry]:
        """Newest first, without the day of its promise, which its own page tells with what is known of it."""
        entries = promise_history(action, self.reports, self.changes)
        return [entry for entry in entries if entry.kind != "promised"]


def _earlier_keys(action: Action) -> list[int]:
    """The keys of the actions that it carries on, each carried on by the one before; 0 for none."""
    return [action.continues_id or 0, action.earlier1 or 0, action.earlier2 or 0]


def _named(keys: list[int]) -> dict[str, int]:
    return {f"earlier{at}": key for at, key in enumerate(keys)}


def _carried_on(action: Action, keys: list[int], linked: Mapping[int, reporting.Linked]) -> list[reporting.Linked]:
    """The actions that it carries on, the newest first, as far back as the public can follow; none twice."""
    found: list[reporting.Linked] = []
    for key in keys:
        if key not in linked or key == action.pk or linked[key] in found:
            break
        found.append(linked[key])
    return found


def _what_happened(
    action: Action, earlier: list[reporting.Linked]
) -> tuple[list[PublicReport], list[DueDateChange], list[_Before]]:
    """The action's reports, newest first, its moves, oldest first, and those of the public actions that it carries on."""
    if not earlier:
        reports = [PublicReport._make(row) for row in _REPORTS(action=action.pk)]
        return reports, _CHANGES(action=action.pk) if action.has_changes else [], []
    keys = [one.pk for one in earlier] + [0] * (EARLIER_PLANS - len(earlier))
    reports = [PublicReport._make(row) for row in _REPORTS_OF_ALL(action=action.pk, **_named(keys))]
    changes = _CHANGES_OF_ALL(action=action.pk, **_named(keys))

    def of(key: int) -> tuple[list[PublicReport], list[DueDateChange]]:
        return (
            [report for report in reports if report.action_id == key],
            [change for change in changes if change.action_id == key],
        )

    return (*of(action.pk), [_Before(one, *of(one.pk)) for one in earlier])


def _delivered(rows: Iterable[tuple]) -> list[Delivered]:
    """The commitments and recommendations among what the page links to, each with its address."""
    found = []
    for kind, *row in sorted(rows):
        one = reporting.Linked._make(row)
        words = cut_at_word(one.first_words, 120).removesuffix(".") or "No words recorded"
        if kind == "commitment":
            page = ("actions:priority", [one.plan__slug, one.reference])
            page = page if one.reference else ("actions:plan", [one.plan__slug])
            found.append(Delivered("Commitment", f"{reverse(page[0], args=page[1])}#{one.slug}", words))
        elif kind == "recommendation":
            url = reverse("actions:recommendation", args=[one.plan__slug, one.slug])
            found.append(Delivered("Recommendation", url, f"{one.reference}: {words}"))
    return found


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
