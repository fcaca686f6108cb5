"""The public pages that show plans and nothing of what is being done about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, OuterRef, Prefetch, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from priorities.models import Partnership, Plan
from priorities.paging import page_asked_for, steps
from priorities.public import public_page

PARTNERSHIPS_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Shelf:
    """The public plans of one partnership, newest first, those that run before those that are over."""

    partnership: Partnership
    current: list[Plan]
    past: list[Plan]


@public_page
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """All published plans by partnership; the host's own first."""
    on = timezone.localdate()
    host = Partnership.objects.host()
    with_plans = (
        Partnership.objects.filter(Exists(Plan.objects.public().filter(partnership=OuterRef("pk"))))
        .order_by(Case(When(pk=host.pk if host else None, then=0), default=1), "name")
        .prefetch_related(Prefetch("plans", Plan.objects.public().newest_first(), to_attr="public_plans"))
    )
    page = page_asked_for(request, with_plans, per_page=PARTNERSHIPS_PER_PAGE)
    shelves = [_shelf(one, on=on) for one in page.object_list]
    links = steps(page, address=lambda number: f"?page={number}" if number > 1 else ".")
    return render(
        request, "priorities/plans.html", {"shelves": shelves, "page": page, "steps": links, "section": "plans"}
    )


def _shelf(partnership: Partnership, *, on: date) -> Shelf:
    current = [plan for plan in partnership.public_plans if not is_over(plan, on=on)]
    past = [plan for plan in partnership.public_plans if is_over(plan, on=on)]
    return Shelf(partnership, current, past)


def is_over(plan: Plan, *, on: date) -> bool:
    """Closed by that day, or its last day is before it. A plan without an end (NULL) runs until it is closed."""
    closed = plan.closed_on is not None and plan.closed_on <= on
    return closed or (plan.ends_on is not None and plan.ends_on < on)


@require_safe
def current_plan(request: HttpRequest) -> HttpResponse:
    """Send on to the host's newest published plan; a page in words where it has none."""
    plan = Plan.objects.public().of(Partnership.objects.host()).newest_first().first()
    if plan is None:
        return render(request, "priorities/no_plan.html", status=404)
    return redirect(plan)
