"""In which order actions are listed, for every list and for the home page. A day is handed in; SQL does the sorting."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce

from actions.models import ActionQuerySet, DueDateChange, ProgressReport
from actions.reporting.lateness import counted_to, due_before, is_finished, silent_before, unheard_since
from actions.status import Status
from priorities.models import Plan

SORTS = ("", "-plan", "status", "-status", "due", "-due", "updated", "-updated")
"""What `sort` may be: a column, from its end with "-"; "" is the plan's own order."""

_BY_RATING = [
    Status.OFF_TRACK,
    Status.AT_RISK,
    Status.NOT_STARTED,
    Status.ON_TRACK,
    None,
    Status.COMPLETE,
    Status.EMBEDDED,
    Status.STOPPED,
]


def in_order(actions: ActionQuerySet, sort: str, plan: Plan, *, on: date) -> ActionQuerySet:
    """The plan's actions in one of SORTS on a day. What is missing (NULL) stands last either way."""
    match sort:
        case "":
            return actions.order_by("order", "pk")
        case "-plan":
            return actions.order_by("-order", "-pk")
        case "status" | "-status":
            classes = _attention(counted_to(plan, on=on), silent_before(plan, on=on))
            return actions.order_by(*(OrderBy(one, descending=sort[0] == "-") for one in classes), "order", "pk")
        case "due":
            return actions.order_by(F("next_due").asc(nulls_last=True), "order", "pk")
        case "-due":
            return actions.order_by(F("next_due").desc(nulls_last=True), "order", "pk")
        case "updated":
            return actions.order_by(F("latest_report__reported_on").asc(nulls_last=True), "order", "pk")
        case "-updated":
            return newest_first(actions, counted_to(plan, on=on))
    raise ValueError(f"No order '{sort}'.")


def attention_first(actions: ActionQuerySet, to: date, heard: date) -> ActionQuerySet:
    """Off track, overdue, at risk, silent; then what is under way; what is finished comes last.

    Within each of these the overdue come first, then the silent, then by rating. `to` is the day up to which the plan is
    counted (`counted_to`), `heard` the day of `silent_before`.
    """
    return actions.order_by(*_attention(to, heard), "order", "pk")


def newest_first(actions: ActionQuerySet, to: date) -> ActionQuerySet:
    """By the day of the last update. Of one day first where its rating or date moved, then off track or overdue.

    Each action knows the rating before its last update as `before` ("" where there is none) and whether its due date
    moved on that day as `date_moved`. `to` is the day up to which the plan is counted (`counted_to`).
    """
    return with_news(actions).order_by(
        F("latest_report__reported_on").desc(nulls_last=True),
        Case(
            When(rating_moved() | Q(date_moved=True), then=0),
            When(Q(rated=Status.OFF_TRACK.value) | due_before(to), then=1),
            default=2,
        ),
        "order",
        "pk",
    )


def with_news(actions: ActionQuerySet) -> ActionQuerySet:
    """Each action knows `before` and `date_moved`, as `newest_first` says."""
    earlier = (
        ProgressReport.objects.standing()
        .filter(action=OuterRef("pk"))
        .exclude(Q(pk=OuterRef("latest_report")) | Q(status=""))
        .newest_first()
    )
    moves = DueDateChange.objects.public().filter(
        action=OuterRef("pk"), words_only=False, changed_on=OuterRef("latest_report__reported_on")
    )
    return actions.alias(
        before=Coalesce(Subquery(earlier.values("status")[:1]), Value("")), date_moved=Exists(moves.order_by())
    )


def rating_moved() -> Q:
    """The last update gives another rating than the one before it; of actions `with_news`. No rating is no move."""
    return Q(latest_report__status__gt="", before__gt="") & ~Q(before=F("latest_report__status"))


def _attention(to: date, heard: date) -> tuple[Case, ...]:
    return (
        Case(
            When(rated=Status.OFF_TRACK.value, then=0),
            When(due_before(to), then=1),
            When(rated=Status.AT_RISK.value, then=2),
            When(unheard_since(heard), then=3),
            When(is_finished(), then=5),
            default=4,
        ),
        Case(When(due_before(to), then=0), When(unheard_since(heard), then=1), default=2),
        Case(
            *(When(rated=status.value, then=at) for at, status in enumerate(_BY_RATING) if status),
            default=_BY_RATING.index(None),
        ),
    )
