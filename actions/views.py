"""The public pages that show what is being done. The day is asked for here and handed down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions import reporting
from actions.action_page import action_context, find_action, name_without_words, vague_days_of
from actions.filters import AT_RESULTS, ActionFilters, Choice, address
from actions.models import Action, Milestone, RatingWord
from actions.promise_history import added_later
from actions.resources import BYTE_ORDER_MARK, ActionCsv
from priorities.models import Commitment, Plan, Priority, SourceDocument
from priorities.paging import page_asked_for, steps
from priorities.prepared import Prepared
from priorities.public import public_page

PER_PAGE = 20
ORDER_WORDS = (
    ("", "As in the plan"),
    ("-plan", "As in the plan, last first"),
    ("status", "Needs attention first"),
    ("-status", "Needs attention last"),
    ("due", "Due soonest first"),
    ("-due", "Due latest first"),
    ("-updated", "Newest update first"),
    ("updated", "Oldest update first"),
)
COLUMNS = (
    ("", "Action"),
    ("status", "Status"),
    (None, "Priority"),
    (None, "Lead"),
    ("due", "Due"),
    ("updated", "Last update"),
)
"""The list's columns, each with its word in `sort`; None is not sorted by, "" is the plan's own order."""


class Gone(Exception):
    """What was asked for was public once and was withdrawn. Carries what the page says of it."""

    def __init__(
        self,
        *,
        what: str,
        words: str,
        reason: str,
        at: datetime | None,
        replaced_by: Plan | Action | None,
        plan: Plan,
    ) -> None:
        super().__init__(words)
        self.context = {
            "what": what,
            "words": words,
            "reason": reason,
            "withdrawn_at": at,
            "replacement": _public_or_none(replaced_by),
            "plan": plan,
            "partnership": plan.partnership,
        }


def _public_or_none(replaced_by: Plan | Action | None) -> dict[str, str] | None:
    """Where to go instead, if the public may go there."""
    if replaced_by is None:
        return None
    plan = replaced_by if isinstance(replaced_by, Plan) else replaced_by.plan
    if plan.state != Plan.State.PUBLISHED:
        return None
    if isinstance(replaced_by, Action):
        if replaced_by.public_from is None or replaced_by.withdrawn_at is not None:
            return None
        return {"url": replaced_by.get_absolute_url(), "name": reporting.action_name(replaced_by)}
    return {"url": plan.get_absolute_url(), "name": plan.title}


def _withdrawn_at(plan: Plan) -> datetime | None:
    """When the plan was withdrawn, as its history has it; None where that is not recorded."""
    last = plan.history.filter(state=Plan.State.WITHDRAWN).order_by("history_date", "pk").first()
    return last.history_date if last else None


_PLAN = Prepared(
    lambda slug: reporting.with_vague_days(Plan.objects.select_related("partnership").filter(slug=slug)), slug=str
)


def _page_under_plan(view):
    """A public page under a plan's address. Where it raises Gone, it answers 410 with the reason."""

    @public_page
    @require_safe
    def answer(request: HttpRequest, plan: str, **kwargs) -> HttpResponse:
        try:
            return view(request, plan, **kwargs)
        except Gone as gone:
            return render(request, "gone.html", gone.context, status=410)

    return answer


def page_of_plan(view, *, find: Prepared = _PLAN):
    """A public page under a plan's address: 404 for what the public never saw, 410 with the reason for what it did.

    `find` asks for the plan by its slug.
    """

    @_page_under_plan
    def answer(request: HttpRequest, plan: str, **kwargs) -> HttpResponse:
        return view(request, _open_to_the_public(next(iter(find(slug=plan)), None)), **kwargs)

    return answer


def _open_to_the_public(plan: Plan | None) -> Plan:
    """The plan, if the public may read it. Raises Http404 where it never could, Gone where it no longer can."""
    if plan is None or plan.state == Plan.State.DRAFT:
        raise Http404
    if plan.state == Plan.State.WITHDRAWN:
        raise Gone(
            what="plan",
            words=plan.title,
            reason=plan.withdrawn_reason,
            at=_withdrawn_at(plan),
            replaced_by=plan.replaced_by,
            plan=plan,
        )
    return plan


_PLAN_WITH_WITHDRAWN = Prepared(
    lambda slug: (
        Plan.objects.select_related("partnership", "supersedes", "delivers")
        .filter(slug=slug)
        .annotate(
            withdrawn_actions=Coalesce(
                Subquery(
                    Action.objects.filter(plan=OuterRef("pk"), public_from__isnull=False, withdrawn_at__isnull=False)
                    .order_by()
                    .values("plan")
                    .annotate(number=Count("pk"))
                    .values("number")
                ),
                0,
            ),
            has_milestones=Exists(Milestone.objects.public().filter(plan=OuterRef("pk"))),
            has_commitments=Exists(Commitment.objects.public().filter(plan=OuterRef("pk"))),
        )
    ),
    slug=str,
)


@partial(page_of_plan, find=_PLAN_WITH_WITHDRAWN)
def plan(request: HttpRequest, plan: Plan) -> HttpResponse:
    """One plan: how far it is, its priorities, and where it comes from."""
    on = timezone.localdate()
    by_priority = reporting.counts_by_priority(plan, on=on)
    counts = reporting.added_up(by_priority.values())
    rating_words = list(RatingWord.objects.filter(plan=plan))
    priorities = reporting.priorities_of(plan)
    shown = {priority.pk for priority in priorities}
    rest = reporting.added_up(counts for key, counts in by_priority.items() if key not in shown)
    others = list(Plan.objects.public().filter(partnership=plan.partnership).exclude(pk=plan.pk).newest_first()[:20])

    def is_past(one: Plan) -> bool:
        """Closed, or followed by another plan and not running beside it."""
        return one.is_closed(on=on) or (one.pk in superseded and (one.ends_on is None or one.ends_on < on))

    promised = reporting.commitments_by_priority(plan) if plan.has_commitments else {}
    superseded = {one.supersedes_id for one in (plan, *others)}
    documents = list(
        plan.documents.filter(state=SourceDocument.State.APPLIED).only("title", "document_date", "date_precision")
    )
    return render(
        request,
        "actions/plan.html",
        {
            "plan": plan,
            "partnership": plan.partnership,
            "on": on,
            "closed": plan.is_closed(on=on),
            "counts": counts,
            "cards": [(priority, by_priority.get(priority.pk, reporting.Counts())) for priority in priorities],
            "rest": rest,
            "documents": documents,
            "vague": vague_days_of((one.document_date, one.date_precision) for one in documents),
            "comes_after": _if_public(plan.supersedes),
            "delivers": _if_public(plan.delivers),
            "delivered_by": [one for one in others if one.delivers_id == plan.pk],
            "core": reporting.core_commitments(plan) if plan.has_commitments else [],
            "commitments": reporting.sum_of(promised.values()) if promised else None,
            "promised": promised,
            "rating_words": rating_words,
            "unexplained": reporting.unexplained_words(counts, rating_words),
            "without_word": reporting.without_word(counts, rating_words),
            "past": [one for one in others if is_past(one)],
            "others": [one for one in others if not is_past(one)],
            "added_later": added_later(plan.public_from, plan.recorded_at),
            "recommendations": reporting.first_recommendations(plan),
            "reviews": reporting.reviews_of(plan, on=on),
        },
    )


def _if_public(plan: Plan | None) -> Plan | None:
    """The plan, if the public may read it."""
    return plan if plan is not None and plan.state == Plan.State.PUBLISHED else None


@page_of_plan
def priority(request: HttpRequest, plan: Plan, slug: str) -> HttpResponse:
    """One priority: its words, how far its actions are, and the first of them, what needs attention on top."""
    on = timezone.localdate()
    found = (
        Priority.objects.filter(plan=plan, slug=slug, public_from__isnull=False)
        .select_related("source_row__document")
        .defer("source_row__document__reading", "source_row__text")
        .first()
    )
    if found is None:
        raise Http404
    found.plan = plan
    if found.withdrawn_at is not None:
        raise Gone(
            what=plan.priority_word.lower(),
            # Not its title: it may be why it was withdrawn.
            words=f"{found.label if found.number else f'A {plan.priority_word.lower()}'} of {plan.title}",
            reason="",
            at=found.withdrawn_at,
            replaced_by=None,
            plan=plan,
        )
    counts = reporting.counts_by_priority(plan, on=on).get(found.pk, reporting.Counts())
    vague = reporting.vague_days(plan)
    return render(
        request,
        "actions/priority.html",
        {
            "plan": plan,
            "partnership": plan.partnership,
            "priority": found,
            "on": on,
            "closed": plan.is_closed(on=on),
            "counts": counts,
            "rows": reporting.rows(reporting.first_of_priority(found, on=on), plan, on=on, vague=vague),
            "words_are_title": _same_words(found.official_words, found.title),
            "versions": [version for version in found.words_versions.all() if version.public_from],
            "commitments": reporting.with_actions(reporting.commitments_of_priority(found.pk), plan),
            "vague": vague,
        },
    )


def _same_words(some: str, others: str) -> bool:
    """Nothing but capitals, white space and a full stop differ."""
    return " ".join(some.split()).rstrip(".").casefold() == " ".join(others.split()).rstrip(".").casefold()


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What the public is told of an action that was withdrawn. Never its words: they may be why."""

    name: str
    at: datetime
    reason: str
    replacement: dict[str, str] | None


@page_of_plan
def withdrawn(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The actions that were public and are not any more: when and why, and what replaced them. Newest first."""
    gone = (
        Action.objects.filter(plan=plan, public_from__isnull=False, withdrawn_at__isnull=False)
        .select_related("replaced_by__plan")
        .order_by("-withdrawn_at", "-pk")
    )
    page = page_asked_for(request, gone, per_page=PER_PAGE)
    rows = [
        Withdrawn(
            name_without_words(action),
            action.withdrawn_at,
            action.withdrawn_reason,
            _public_or_none(action.replaced_by),
        )
        for action in page.object_list
    ]
    return render(
        request,
        "actions/withdrawn.html",
        {
            "plan": plan,
            "partnership": plan.partnership,
            "rows": rows,
            "page": page,
            "steps": steps(page, address=partial(_page_address, request)),
        },
    )


@page_of_plan
def action_list(request: HttpRequest, plan: Plan) -> HttpResponse:
    """All actions of a plan, filtered and ordered as the address says, 20 to a page."""
    on = timezone.localdate()
    vague = reporting.vague_days(plan)
    filters = _filters(request, plan, on=on)
    everything = reporting.counts(plan, on=on)
    chosen = filters.chosen()
    sort = _sort(request)
    keys = filters.keys(sort)
    number = len(keys)
    page = page_asked_for(request, keys, per_page=PER_PAGE)
    return render(
        request,
        "actions/action_list.html",
        {
            "plan": plan,
            "partnership": plan.partnership,
            "on": on,
            "closed": plan.is_closed(on=on),
            "counts": everything,
            "vague": vague,
            "form": {name: filters.choices(name) for name in filters.labels},
            "orders": [Choice(value, words, value == sort) for value, words in ORDER_WORDS],
            "query": filters.data.get("q", ""),
            "chosen": chosen if number else filters.counted(chosen),
            "ignored": _ignored(request, filters),
            "number": number,
            "page": page,
            "steps": steps(page, address=lambda number: _page_address(request, number) + AT_RESULTS),
            "columns": _columns(request, plan),
            "rows": reporting.rows(page.object_list, plan, on=on, vague=vague) if number else [],
            "csv_url": reverse("actions:action-csv", args=[plan.slug]) + address(request.GET).removeprefix("."),
            "csv_size": size_in_words(reporting.approximate_csv_bytes(everything, number)),
        },
    )


@page_of_plan
def action_csv(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Every action that the same filters find, in the same order, as CSV."""
    on = timezone.localdate()
    filters = _filters(request, plan, on=on)
    found = filters.ordered(_sort(request))
    table = ActionCsv(plan, on=on, site=request.build_absolute_uri("/"), vague=reporting.vague_days(plan)).export(
        reporting.for_csv(found, plan)
    )
    response = HttpResponse(BYTE_ORDER_MARK + table.csv, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{plan.slug}-actions-{on.isoformat()}.csv"'
    return response


@_page_under_plan
def action(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """One action: what was promised, what was done, the difference it made, and its whole history."""
    on = timezone.localdate()
    found = find_action(plan, slug)
    if found is None:
        # Its plan may be withdrawn, and the page says so whatever followed in the address.
        _open_to_the_public(next(iter(_PLAN(slug=plan)), None))
        raise Http404
    _open_to_the_public(found.plan)
    if found.withdrawn_at is not None:
        raise Gone(
            what="action",
            words=f"{name_without_words(found)} of {found.plan.title}",
            reason=found.withdrawn_reason,
            at=found.withdrawn_at,
            replaced_by=found.replaced_by,
            plan=found.plan,
        )
    address_on_paper = request.build_absolute_uri(request.path)
    return render(request, "actions/action.html", action_context(found, on=on) | {"address": address_on_paper})


def _filters(request: HttpRequest, plan: Plan, *, on: date) -> ActionFilters:
    return ActionFilters(
        request.GET,
        plan=plan,
        priorities={priority.slug: str(priority) for priority in reporting.priorities_of(plan)},
        leads=reporting.lead_names(plan),
        on=on,
    )


def _sort(request: HttpRequest) -> str:
    """The order asked for; the plan's own where it is unknown."""
    sort = request.GET.get("sort", "")
    return sort if sort in reporting.SORTS else ""


def _ignored(request: HttpRequest, filters: ActionFilters) -> list[str]:
    """A sentence for every value in the address that this list does not know. The value itself is not repeated."""
    names = filters.ignored + (["sort"] if request.GET.get("sort", "") not in reporting.SORTS else [])
    return [f"The address asks for an unknown value of “{name}”. It was left out." for name in names]


def _page_address(request: HttpRequest, number: int) -> str:
    """The address of a page of the list; the first page needs no number."""
    return address(request.GET, page=str(number) if number > 1 else "")


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of the list. `sorted` is the value of aria-sort, "" where the list is not ordered by it."""

    words: str
    url: str
    sorted: str


def _columns(request: HttpRequest, plan: Plan) -> list[Column]:
    sort = _sort(request)
    columns = []
    for key, words in COLUMNS:
        if key is None:
            columns.append(Column(plan.priority_word if words == "Priority" else words, "", ""))
            continue
        down = "-" + (key or "plan")
        is_up, is_down = sort == key, sort == down
        columns.append(
            Column(
                words,
                address(request.GET, sort=down if is_up else key) + AT_RESULTS,
                "ascending" if is_up else "descending" if is_down else "",
            )
        )
    return columns


def size_in_words(size: int) -> str:
    """Such as "about 14 KB" (of 1,000 bytes); never less than 1."""
    return f"about {max(1, round(size / 1000)):,} KB"
