"""The public page of a roadmap: what was to happen by when, by quarter."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from actions.filters import Choice
from actions.models import Milestone
from actions.quarters import Quarter, quarter_by_key, quarter_of, quarters_between
from actions.reporting.reviews import reviews_of
from actions.reporting.roadmap import MOST_QUARTERS, PublicMilestone, milestones_of
from actions.reporting.roadmap import roadmap as by_quarter
from actions.views import page_of_plan
from priorities.models import Plan

_NOT_KNOWN = "The address asks for an unknown {}. It was left out."


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, and a sentence for each value that it does not know."""

    first: Quarter | None
    last: Quarter | None
    kind: str
    ignored: tuple[str, ...]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.first or self.last or self.kind)


def _asked(request: HttpRequest) -> Asked:
    given = {name: request.GET.get(name, "") for name in ("from", "to", "type")}
    first, last = quarter_by_key(given["from"]), quarter_by_key(given["to"])
    kind = given["type"] if given["type"] in Milestone.Kind.values else ""
    known = {"from": first, "to": last, "type": kind}
    names = {"from": "first quarter", "to": "last quarter", "type": "type"}
    ignored = [_NOT_KNOWN.format(names[name]) for name, value in given.items() if value and not known[name]]
    if first and last and last < first:
        # Turned round, a reader finds what they meant.
        first, last = last, first
    return Asked(first, last, kind, tuple(ignored))


def _quarters(milestones: list[PublicMilestone]) -> list[Quarter]:
    used = sorted({quarter_of(one.end) for one in milestones if one.end is not None})
    if not used or (used[-1].year - used[0].year) * 4 >= MOST_QUARTERS:
        return used
    return quarters_between(used[0], used[-1])


@page_of_plan
def roadmap(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The milestones of a plan by quarter; narrowed by `from`, `to` ("2024-q1") and `type` in the address."""
    on = timezone.localdate()
    asked = _asked(request)
    milestones = milestones_of(plan)
    quarters = _quarters(milestones)
    kinds = sorted({one.kind for one in milestones if one.kind}, key=Milestone.Kind.values.index)
    return render(
        request,
        "actions/roadmap.html",
        {
            "plan": plan,
            "partnership": plan.partnership,
            "on": on,
            "closed": plan.is_closed(on=on),
            "roadmap": by_quarter(milestones, plan, on=on, first=asked.first, last=asked.last, kind=asked.kind),
            "total": len(milestones),
            "asked": asked,
            "kinds": [Choice(kind, Milestone.Kind(kind).label, kind == asked.kind) for kind in kinds],
            "first": [Choice(one.key, one.words, one == asked.first) for one in quarters],
            "last": [Choice(one.key, one.words, one == asked.last) for one in quarters],
            "reviews": reviews_of(plan, on=on),
            "everything": reverse("actions:roadmap", args=[plan.slug]),
        },
    )
