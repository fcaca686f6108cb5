"""The public page of a plan's reviews: when it was looked through, what changed, and when it is next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from actions.filters import address
from actions.reporting.reviews import PublicReview, public_reviews, reviews_of
from actions.views import page_of_plan
from priorities.models import Plan
from priorities.paging import page_asked_for, steps

PER_PAGE = 10


@page_of_plan
def reviews(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Every published review of a plan, newest first, and the next one."""
    on = timezone.localdate()
    page = page_asked_for(request, public_reviews(plan.pk), per_page=PER_PAGE)
    return render(
        request,
        "actions/reviews.html",
        {
            "plan": plan,
            "partnership": plan.partnership,
            "closed": plan.is_closed(on=on),
            "reviews": reviews_of(plan, on=on),
            "shown": [PublicReview._make(row) for row in page.object_list],
            "page": page,
            "steps": steps(page, address=lambda number: address(request.GET, page=str(number) if number > 1 else "")),
        },
    )
