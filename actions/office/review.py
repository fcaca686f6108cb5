"""The review queue: all that waits for approval, and the pages on which one update or one view is decided."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actions.models import ForumView, ProgressReport, repeated_by
from actions.office.deciding import all_errors, decide, decision_forms
from actions.permissions import may_decide_report, may_decide_view, may_see_report, may_speak
from actions.report_decisions import PublishReportForm, PublishViewForm
from actions.report_preview import advice, public_blocks, rating_move
from actions.reporting import action_name
from actions.review_queue import (
    WaitingFilter,
    own_waiting,
    plans_with_drafts,
    standing_beside,
    waiting_views,
)
from actions.services import (
    moves_of,
    publish_report,
    publish_view,
    return_report,
    return_view,
)
from actions.was_now import WaitingReport, compared, compared_with
from priorities.models import User
from priorities.office_pages import moment, office_page, office_response, today
from priorities.office_verbs import VerbForm
from priorities.paging import page_asked_for, steps
from priorities.permissions import approval_for, may_approve, may_read_all

PER_PAGE = 20
PLANS_SHOWN = 20
VIEWS_SHOWN = 20
FILTERS = ("plan", "lead", "kind")


def chosen_filters(request: HttpRequest) -> str:
    """The filters of the address, to be carried on; "" for none."""
    return urlencode({name: request.GET[name] for name in FILTERS if request.GET.get(name)})


def with_query(url: str, query: str) -> str:
    return f"{url}?{query}" if query else url


@office_page
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Everything that waits, for those who decide and for those who only read it."""
    user, query = request.user, chosen_filters(request)
    filters = WaitingFilter(request.GET, user=user)
    page = page_asked_for(request, filters.qs, per_page=PER_PAGE)
    standing = standing_beside(report for report in page if report.corrects_id)
    rows = [_row(report, user, standing.get(report.action_id)) for report in page]
    own = list(own_waiting(user).values_list("action__plan__partnership", flat=True))
    alone = {one.value for one in approval_for(user, sorted(set(own))).values() if one.value} if own else set()
    views = list(filters.views(waiting_views(user))[: VIEWS_SHOWN + 1])
    promised = filters.promised()
    address = reverse("office:review")
    context = {
        "promised": promised,
        "rows": rows,
        "number": page.paginator.count,
        "ticks": any(row.may_be_ticked for row in rows),
        "filters": filters.form,
        "filtered": bool(query),
        "query": query,
        "steps": steps(page, address=lambda number: f"{address}?{query}{'&' if query else ''}page={number}"),
        "views": views[:VIEWS_SHOWN],
        "more_views": len(views) > VIEWS_SHOWN,
        "plans": list(plans_with_drafts(user)[:PLANS_SHOWN]) if not query else [],
        "own": len(own),
        "alone": sorted(alone),
    }
    return office_response(request, "admin/review.html", context, title="Updates that wait for approval")


def _row(report: ProgressReport, user: User, standing: list[ProgressReport] | None) -> WaitingReport:
    return WaitingReport(
        report,
        report.view_state or "",
        report.is_work_of(user),
        may_decide_report(user, report),
        moves_of(report, standing=standing),
        report.author if may_read_all(user, report.partnership_key) else None,
    )


# -- one at a time -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Next:
    """What waits next, in the order of the queue."""

    name: str
    url: str


def _next(request: HttpRequest) -> _Next | None:
    """The next update or view on which this person decides, within the filters of the address."""
    filters, query = WaitingFilter(request.GET, user=request.user), chosen_filters(request)
    for report in filters.qs[:PER_PAGE]:
        if may_decide_report(request.user, report):
            return _Next(
                action_name(report.action), with_query(reverse("office:review-report", args=[report.pk]), query)
            )
    view = filters.views(waiting_views(request.user)).first()
    if view is None:
        return None
    name = f"The forum's view on {action_name(view.report.action)}"
    return _Next(name, with_query(reverse("office:review-view", args=[view.pk]), query))


def _report(request: HttpRequest, pk: int, *, lock: bool = False) -> ProgressReport:
    """The report if the person may read it; 404 for what they may not know of."""
    rows = ProgressReport.objects.select_related(
        "action__plan__partnership", "action__latest_report", "corrects", "author", "approved_by", "link"
    )
    report = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
    if report is None or not may_see_report(request.user, report):
        raise Http404
    return report


def mark_of(report: ProgressReport) -> str:
    """A mark of what the page of a report shows: its words, and the action that it would change."""
    return f"{report.version}.{report.action.version}"


@office_page
@require_http_methods(["GET", "HEAD", "POST"])
def review_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole report as the public will read it beside the last one, with both decisions on the page."""
    report = _report(request, pk)
    forms: dict[str, VerbForm] = {}
    if request.method == "POST":
        if not may_decide_report(request.user, report):
            raise PermissionDenied
        forms, done = decide(request, lambda: _of_report(request, _report(request, pk, lock=True)), _do_report)
        if done:
            return HttpResponseRedirect(request.get_full_path())
        report = _report(request, pk)
    return _report_page(request, report, forms)


def _of_report(request: HttpRequest, report: ProgressReport) -> dict[str, VerbForm]:
    return decision_forms(report, PublishReportForm, request=request, seen=mark_of(report))


def _do_report(form: VerbForm) -> str:
    report, at = form.record, moment()
    if isinstance(form, PublishReportForm):
        checked = form.cleaned_data.get("small_numbers_checked", False)
        publish_report(report=report, by=form.by, at=at, small_numbers_checked=checked)
        reads = (
            "The public can read it now."
            if report.action.is_public
            else "The public reads it once its action is public."
        )
        return f"Published: {action_name(report.action)}. {reads}"
    return_report(report=report, reason=form.cleaned_data["reason"], by=form.by, at=at)
    return f"Returned to its author: {action_name(report.action)}. The public cannot read it."


def _report_page(request: HttpRequest, report: ProgressReport, forms: dict[str, VerbForm]) -> HttpResponse:
    user, waits = request.user, report.state == ProgressReport.State.SUBMITTED
    approves, is_own = may_approve(user, report.partnership_key), report.is_work_of(user)
    decides = waits and approves and not is_own
    forms = forms or (_of_report(request, report) if decides else {})
    told, last = repeated_by(report), compared_with(report) if waits else None
    if last is not None:
        # "No change" repeats: it differs in nothing from the update that it refers to.
        last = told or repeated_by(last) or last
    context = {
        **_about(request, report),
        "waits": waits,
        "decides": decides,
        "is_own": waits and is_own,
        "approval": approval_for(user, [report.partnership_key])[report.partnership_key].value if is_own else "",
        "last": last,
        "move": rating_move(report) if waits else "",
        "moves": moves_of(report) if waits else [],
        "parts": compared(told or report, last) if last is not None else [],
        "is_older": waits and _is_older(report),
        "advice": advice(report, on=today()) if decides else [],
        "author": report.author if may_read_all(user, report.partnership_key) else None,
        "note": report.internal_note if may_read_all(user, report.partnership_key) else "",
        "view": report.forum_views.exclude(state=ForumView.State.DRAFT).first(),
        "decides_view": approves,
        "speaks": may_speak(user, report),
        "next": _next(request) if approves and not waits else None,
        "forms": forms,
        "errors": all_errors(request, forms),
    }
    title = f"{'Decide' if decides else 'Read'}: {context['name']}"
    return office_response(request, "admin/review_report.html", context, title=title)


def _about(request: HttpRequest, report: ProgressReport) -> dict[str, object]:
    """What every page about a report shows of it."""
    return {
        "report": report,
        "name": action_name(report.action),
        "blocks": public_blocks(report, on=today()),
        "queue": with_query(reverse("office:review"), chosen_filters(request)),
        "action_url": report.action.get_absolute_url() if report.action.is_public else "",
    }


def _is_older(report: ProgressReport) -> bool:
    """A newer report is public: the page goes on showing that one first."""
    last = report.action.latest_report
    corrects_last = last is not None and report.corrects_id == last.pk
    return bool(
        last and last.reported_on and report.reported_on and report.reported_on < last.reported_on and not corrects_last
    )


def _view(request: HttpRequest, pk: int, *, lock: bool = False) -> ForumView:
    """A view of the forum on a report that the person may read; a draft is the forum's own."""
    rows = ForumView.objects.select_related("report__action__plan__partnership", "author", "report__author")
    view = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
    if view is None or not may_see_report(request.user, view.report):
        raise Http404
    return view


@office_page
@require_http_methods(["GET", "HEAD", "POST"])
def review_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The forum's words beside the report on which they speak: published or returned, never changed."""
    view = _view(request, pk)
    if not may_decide_view(request.user, view):
        raise PermissionDenied
    forms: dict[str, VerbForm] = {}
    if request.method == "POST":
        forms, done = decide(request, lambda: _of_view(request, _view(request, pk, lock=True)), _do_view)
        if done:
            return HttpResponseRedirect(request.get_full_path())
        view = _view(request, pk)
    waits = view.state == ForumView.State.SUBMITTED
    forms = forms or (_of_view(request, view) if waits else {})
    context = {
        **_about(request, view.report),
        "view": view,
        "waits": waits,
        "report_waits": view.report.state != ProgressReport.State.PUBLISHED,
        "next": None if waits else _next(request),
        "forms": forms,
        "errors": all_errors(request, forms),
    }
    return office_response(request, "admin/review_view.html", context, title=f"The forum's view: {context['name']}")


def _of_view(request: HttpRequest, view: ForumView) -> dict[str, VerbForm]:
    return decision_forms(view, PublishViewForm, request=request, seen=f"{view.version}.{view.report.version}")


def _do_view(form: VerbForm) -> str:
    view, at = form.record, moment()
    if isinstance(form, PublishViewForm):
        checked = form.cleaned_data.get("small_numbers_checked", False)
        publish_view(view=view, by=form.by, at=at, small_numbers_checked=checked)
        return "The forum's view was published: the public can read it now, beside the officer's words."
    return_view(view=view, reason=form.cleaned_data["reason"], by=form.by, at=at)
    return "The forum's view was returned to the forum. The public cannot read it."
