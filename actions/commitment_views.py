"""The public page of a plan's commitments: what it promised, and which actions deliver each promise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from actions import reporting
from actions.filters import address
from actions.reporting.commitments import (
    CommitmentRow,
    commitments_in_order,
    count_commitments,
    read_commitments,
    with_actions,
)
from actions.views import page_of_plan
from priorities.models import Plan, Priority
from priorities.paging import page_asked_for, steps

PER_PAGE = 20
NOT_KNOWN = "The address asks for an unknown value of “without”. It was left out."


@dataclass(frozen=True, slots=True)
class Group:
    """Commitments under one priority, or the core ones (`priority` is None, `core` true)."""

    priority: Priority | None
    core: bool
    rows: list[CommitmentRow]


def _grouped(rows: list[CommitmentRow], priorities: dict[int, Priority]) -> list[Group]:
    """Rows in their order, those of one priority together; of a priority that nobody reads they are the plan's all the same."""
    groups: dict[int | None, Group] = {}
    for row in rows:
        key = row.commitment.priority_id
        groups.setdefault(key, Group(priorities.get(key or 0), key is None, [])).rows.append(row)
    return list(groups.values())


@page_of_plan
def commitments(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The commitments of a plan by priority, the core ones last; `without=action` those that no action delivers."""
    asked = request.GET.get("without", "")
    without = asked == "action"
    counts = count_commitments(plan)
    found = commitments_in_order(plan, without_action=without)
    page = page_asked_for(request, found, per_page=PER_PAGE)
    rows = with_actions(read_commitments(page.object_list), plan)
    everything = reverse("actions:commitments", args=[plan.slug])
    return render(
        request,
        "actions/commitments.html",
        {
            "plan": plan,
            "partnership": plan.partnership,
            "counts": counts,
            "groups": _grouped(rows, {priority.pk: priority for priority in reporting.priorities_of(plan)}),
            "without": without,
            "ignored": [NOT_KNOWN] if asked and not without else [],
            "everything": everything,
            "vague": reporting.vague_days(plan),
            "page": page,
            "steps": steps(page, address=partial(_page_address, request)),
        },
    )


def _page_address(request: HttpRequest, number: int) -> str:
    """The address of a page; the first page needs no number."""
    return address(request.GET, page=str(number) if number > 1 else "")
