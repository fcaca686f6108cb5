"""Where an approver publishes or returns what a round says of recommendations, and what became of a milestone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actions import plain_words
from actions.models import MilestoneChange
from actions.office.deciding import all_errors, decide, decision_forms
from actions.permissions import changes_seen_by, may_decide_promised, updates_seen_by
from actions.report_decisions import PublishChangeForm, PublishUpdatesForm
from actions.round_preview import (
    ComparedSection,
    Section,
    advice_on,
    compared_sections,
    earlier_of,
    round_dated,
    sections_of,
)
from actions.services import publish_milestone_change, publish_updates, return_milestone_change, return_update
from actions.wording import counted
from priorities.models import RecommendationUpdate, UpdateRound, User
from priorities.office_pages import moment, office_page, office_response
from priorities.office_verbs import VerbForm
from priorities.permissions import approval_for, may_approve, may_read_all
from priorities.services import public_texts

State = RecommendationUpdate.State


@dataclass(frozen=True, slots=True)
class Shown:
    """One update as the public would read it, and what it is compared with."""

    update: RecommendationUpdate
    sections: list[Section]
    earlier: RecommendationUpdate | None
    compared: list[ComparedSection]
    is_own: bool
    author: User | None
    """Who wrote it; None where the reader is not told."""


def _shown(updates: Sequence[RecommendationUpdate], user: User) -> list[Shown]:
    earlier = earlier_of(updates)
    found = []
    for update in updates:
        before = earlier.get(update.pk)
        found.append(
            Shown(
                update,
                sections_of(update),
                before,
                compared_sections(update, before) if before is not None else [],
                update.author_id == user.pk,
                update.author if may_read_all(user, update.partnership_key) else None,
            )
        )
    return found


def _updates(request: HttpRequest) -> QuerySet[RecommendationUpdate]:
    return updates_seen_by(request.user, RecommendationUpdate.objects.all()).select_related(
        "update_round", "recommendation__plan__partnership", "author", "corrects__update_round"
    )


def _in_order(updates: QuerySet[RecommendationUpdate]) -> QuerySet[RecommendationUpdate]:
    return updates.order_by("recommendation__order", "recommendation_id", "pk")


def mark_of(updates: Sequence[RecommendationUpdate]) -> str:
    """A mark of what a page shows of these updates, under the title and the headings of their round."""
    return " ".join(f"{update.pk}.{update.version}.{update.update_round.version}" for update in updates)


# -- a whole round ---------------------------------------------------------------------------------------------------


@office_page
@require_http_methods(["GET", "HEAD", "POST"])
def review_round(request: HttpRequest, pk: int) -> HttpResponse:
    """All that waits of a round, on one page with one button: published together, or one by one on pages of their own."""
    update_round = UpdateRound.objects.select_related("plan__partnership").filter(pk=pk).first()
    waiting = _in_order(_updates(request).filter(update_round=pk, state=State.SUBMITTED))
    seen = _updates(request).filter(update_round=pk)
    if update_round is None or not (may_read_all(request.user, update_round.partnership_key) or seen.exists()):
        raise Http404
    forms: dict[str, VerbForm] = {}
    if request.method == "POST":
        if not may_approve(request.user, update_round.partnership_key):
            raise PermissionDenied
        forms, done = decide(request, lambda: _of_round(request, waiting.select_for_update(of=("self",))), _do_round)
        if done:
            return HttpResponseRedirect(request.get_full_path())
    updates = list(waiting)
    decided = [update for update in updates if may_decide_promised(request.user, update)]
    forms = forms or (_of_round(request, waiting) if decided else {})
    context = {
        **_about(request, update_round),
        "shown": _shown(updates, request.user),
        "decides": bool(decided),
        "number": len(decided),
        "advice": advice_on(decided),
        "forms": forms,
        "errors": all_errors(request, forms),
        "each": True,
    }
    return office_response(request, "admin/review_round.html", context, title=f"Decide: {update_round.title}")


def _of_round(request: HttpRequest, waiting: QuerySet[RecommendationUpdate]) -> dict[str, VerbForm]:
    updates = [update for update in waiting if may_decide_promised(request.user, update)]
    forms = decision_forms(updates, PublishUpdatesForm, request=request, seen=mark_of(updates))
    return {"publish": forms["publish"]}


def _do_round(form: VerbForm) -> str:
    updates = form.record
    publish_updates(
        updates=updates,
        by=form.by,
        at=moment(),
        small_numbers_checked=form.cleaned_data.get("small_numbers_checked", False),
    )
    return f"Published: {counted(len(updates), 'update')} of '{updates[0].update_round}'. The public can read them now."


def _about(request: HttpRequest, update_round: UpdateRound) -> dict[str, object]:
    reads = may_read_all(request.user, update_round.partnership_key)
    return {
        "round": update_round,
        "plan": update_round.plan,
        "dated": round_dated(update_round),
        "queue": reverse("office:review"),
        "round_url": reverse("office:round", args=[update_round.pk]) if reads else "",
        "name": update_round.title,
    }


# -- one update ------------------------------------------------------------------------------------------------------


def _update(request: HttpRequest, pk: int, *, lock: bool = False) -> RecommendationUpdate:
    rows = _updates(request)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@office_page
@require_http_methods(["GET", "HEAD", "POST"])
def review_update(request: HttpRequest, pk: int) -> HttpResponse:
    """What a round says of one recommendation, with both decisions on the page."""
    update = _update(request, pk)
    forms: dict[str, VerbForm] = {}
    if request.method == "POST":
        if not may_decide_promised(request.user, update):
            raise PermissionDenied
        forms, done = decide(request, lambda: _of_update(request, _update(request, pk, lock=True)), _do_update)
        if done:
            return HttpResponseRedirect(request.get_full_path())
        update = _update(request, pk)
    waits = update.state == State.SUBMITTED
    decides = waits and may_decide_promised(request.user, update)
    forms = forms or (_of_update(request, update) if decides else {})
    key = update.partnership_key
    (shown,) = _shown([update], request.user)
    context = {
        **_about(request, update.update_round),
        "shown": [shown],
        "state": update.state,
        "waits": waits,
        "decides": decides,
        "approval": approval_for(request.user, [key])[key].value if waits and shown.is_own else "",
        "advice": advice_on([update]) if decides else [],
        "forms": forms,
        "errors": all_errors(request, forms),
        "each": False,
        "name": f"Recommendation {update.recommendation.number}",
    }
    title = (
        f"{'Decide' if decides else 'Read'}: {update.update_round.title}, recommendation {update.recommendation.number}"
    )
    return office_response(request, "admin/review_round_update.html", context, title=title)


def _of_update(request: HttpRequest, update: RecommendationUpdate) -> dict[str, VerbForm]:
    return decision_forms([update], PublishUpdatesForm, request=request, seen=mark_of([update]))


def _do_update(form: VerbForm) -> str:
    (update,), at = form.record, moment()
    if isinstance(form, PublishUpdatesForm):
        checked = form.cleaned_data.get("small_numbers_checked", False)
        publish_updates(updates=[update], by=form.by, at=at, small_numbers_checked=checked)
        return f"“{update}” was published: the public can read it now."
    return_update(update=update, reason=form.cleaned_data["reason"], by=form.by, at=at)
    return f"“{update}” went back to its author. The public cannot read it."


# -- a milestone -----------------------------------------------------------------------------------------------------


def _change(request: HttpRequest, pk: int, *, lock: bool = False) -> MilestoneChange:
    rows = changes_seen_by(request.user, MilestoneChange.objects.all()).select_related(
        "milestone__plan__partnership", "author"
    )
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@office_page
@require_http_methods(["GET", "HEAD", "POST"])
def review_milestone(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody says became of a milestone, with both decisions on the page."""
    change = _change(request, pk)
    forms: dict[str, VerbForm] = {}
    if request.method == "POST":
        if not may_decide_promised(request.user, change):
            raise PermissionDenied
        forms, done = decide(request, lambda: _of_change(request, _change(request, pk, lock=True)), _do_change)
        if done:
            return HttpResponseRedirect(request.get_full_path())
        change = _change(request, pk)
    milestone, key = change.milestone, change.partnership_key
    waits = change.state == MilestoneChange.State.SUBMITTED
    decides, is_own = waits and may_decide_promised(request.user, change), change.author_id == request.user.pk
    forms = forms or (_of_change(request, change) if decides else {})
    reads = may_read_all(request.user, key)
    context = {
        "change": change,
        "milestone": milestone,
        "plan": milestone.plan,
        "queue": reverse("office:review"),
        "name": str(milestone),
        "waits": waits,
        "decides": decides,
        "is_own": waits and is_own,
        "approval": approval_for(request.user, [key])[key].value if waits and is_own else "",
        "author": change.author if reads else None,
        "reads": reads,
        "advice": _advice(change) if decides else [],
        "forms": forms,
        "errors": all_errors(request, forms),
    }
    title = f"{'Decide' if decides else 'Read'}: {change}"
    return office_response(request, "admin/review_milestone.html", context, title=title)


def _advice(change: MilestoneChange) -> list[tuple[str, str]]:
    return [(label, note) for label, text in public_texts(change).items() for note in plain_words.notes(text)]


def _of_change(request: HttpRequest, change: MilestoneChange) -> dict[str, VerbForm]:
    seen = f"{change.version}.{change.milestone.version}"
    return decision_forms(change, PublishChangeForm, request=request, seen=seen)


def _do_change(form: VerbForm) -> str:
    change, at = form.record, moment()
    if isinstance(form, PublishChangeForm):
        checked = form.cleaned_data.get("small_numbers_checked", False)
        publish_milestone_change(change=change, by=form.by, at=at, small_numbers_checked=checked)
        return f"“{change}” was published: the public can read it now."
    return_milestone_change(change=change, reason=form.cleaned_data["reason"], by=form.by, at=at)
    return f"“{change}” went back to its author. The milestone stays as it was."
