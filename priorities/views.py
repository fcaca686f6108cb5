"""The public pages that show plans and nothing of what is being done about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Case, Count, Q, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from priorities.models import NEWEST_FIRST, Partnership, Plan
from priorities.paging import page_asked_for, steps
from priorities.public import public_page

PLANS_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Shelf:
    """The public plans of one partnership on a page, newest first, those that run before those that are over.

    `continued` where the page before shows others of the partnership.
    """

    partnership: Partnership
    continued: bool
    current: list[Plan]
    past: list[Plan]


@public_page
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """All published plans by partnership, the host's own first, 20 to a page."""
    # For each plan its partnership: tells how many there are and what stands before this page, with no COUNT or OFFSET.
    owners = [key for key, number in _plans_of_each() for _ in range(number)]
    page = page_asked_for(request, owners, per_page=PLANS_PER_PAGE)
    shelves = []
    found = _in_order(set(page.object_list), on=timezone.localdate())
    for key, several in groupby(page.object_list):
        # Only the page's first partnership can have begun on the page before.
        before = 0 if shelves else max(page.start_index() - 1, 0) - owners.index(key)
        here = [plan for plan in found if plan.partnership_id == key][before : before + len(list(several))]
        if here:
            shelves.append(_shelf(here, continued=before > 0))
    links = steps(page, address=lambda number: f"?page={number}" if number > 1 else ".")
    return render(
        request, "priorities/plans.html", {"shelves": shelves, "page": page, "steps": links, "section": "plans"}
    )


def _plans_of_each() -> Iterable[tuple[int, int]]:
    """The partnerships' keys, the host first, then by name, each with the number of its public plans."""
    host = Partnership.objects.host()
    return (
        Partnership.objects.order_by(Case(When(pk=host.pk if host else None, then=0), default=1), "name")
        .annotate(number=Count("plans", filter=Q(plans__state=Plan.State.PUBLISHED)))
        .values_list("pk", "number")
    )


def _in_order(partnerships: set[int], *, on: date) -> list[Plan]:
    """Their public plans, newest first, with `is_over`: closed by that day, or the last day is before it.

    A plan without an end (NULL) runs until it is closed.
    """
    return list(
        Plan.objects.public()
        .filter(partnership__in=partnerships)
        .select_related("partnership")
        .annotate(is_over=Case(When(Q(closed_on__lte=on) | Q(ends_on__lt=on), then=True), default=False))
        .order_by("is_over", *NEWEST_FIRST, "pk")
    )


def _shelf(several: list[Plan], *, continued: bool) -> Shelf:
    return Shelf(
        partnership=several[0].partnership,
        continued=continued,
        current=[plan for plan in several if not plan.is_over],
        past=[plan for plan in several if plan.is_over],
    )


@require_safe
def current_plan(request: HttpRequest) -> HttpResponse:
    """Send on to the host's newest published plan; a page in words where it has none."""
    plan = Plan.objects.public().of(Partnership.objects.host()).newest_first().first()
    if plan is None:
        return render(request, "priorities/no_plan.html", status=404)
    return redirect(plan)
