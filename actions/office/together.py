"""Several updates that say "no change": one page that shows them, one confirmation, all of them published or none."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actions.models import ProgressReport, told_by
from actions.office.review import chosen_filters, mark_of, with_query
from actions.permissions import may_decide_report, reports_seen_by
from actions.report_decisions import suspects_in
from actions.reporting import action_name
from actions.review_queue import number_in
from actions.services import publish_unchanged, why_not_together
from priorities.models import EditConflict
from priorities.office_pages import moment, office_page, office_response
from priorities.office_verbs import CHANGED_SINCE
from priorities.permissions import approves_any
from priorities.services import NotAllowed


@office_page
@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest) -> HttpResponse:
    """One page that shows the ticked updates, and one confirmation: all of them are published, or none."""
    if not approves_any(request.user):
        raise PermissionDenied
    query = chosen_filters(request)
    ticked = request.POST if request.method == "POST" else request.GET
    keys = list(dict.fromkeys(number_in(key) for key in ticked.getlist("report")))
    refusal = ""
    if request.method == "POST":
        try:
            with transaction.atomic():
                reports = _ticked(request, keys, lock=True)
                _refuse_unseen(reports, set(request.POST.getlist("seen")))
                publish_unchanged(reports=reports, by=request.user, at=moment())
            number = len(reports)
            messages.success(request, f"Published: {number} {'update' if number == 1 else 'updates'} without a change.")
            return HttpResponseRedirect(with_query(reverse("office:review"), query))
        except (NotAllowed, EditConflict) as refused:
            refusal = str(refused)
    reports = _ticked(request, keys)
    if not refusal:
        refusal = next((why for report in reports if (why := why_not_together(report, request.user))), "")
    if not reports and not refusal:
        refusal = "Tick the updates that you want to publish, then choose 'Publish those ticked'."
    told = told_by([report.action for report in reports])
    context = {
        "rows": [(report, action_name(report.action), _mark(report), told.get(report.action_id)) for report in reports],
        "refusal": refusal,
        "query": query,
        "back": with_query(reverse("office:review"), query),
    }
    return office_response(request, "admin/review_together.html", context, title="Publish updates without a change")


def _ticked(request: HttpRequest, keys: list[int], *, lock: bool = False) -> list[ProgressReport]:
    """The reports in the order of the queue; 404 where one is nothing that the person may know of, 403 not theirs to decide."""
    rows: QuerySet[ProgressReport] = ProgressReport.objects.filter(pk__in=keys).order_by("submitted_at", "pk")
    rows = reports_seen_by(request.user, rows).select_related("action__plan__partnership", "action__latest_report")
    found = list(rows.select_for_update(of=("self",)) if lock else rows)
    if len(found) != len(keys):
        raise Http404
    for report in found:
        if report.author_id != request.user.pk and not may_decide_report(request.user, report):
            raise PermissionDenied
    return found


def _mark(report: ProgressReport) -> str:
    return f"{report.pk}:{mark_of(report)}"


def _refuse_unseen(reports: list[ProgressReport], seen: set[str]) -> None:
    for report in reports:
        if _mark(report) not in seen:
            raise NotAllowed(f"Action {report.action.reference or report.action.slug}: {CHANGED_SINCE}")
        names = suspects_in(report)
        if names:
            raise NotAllowed(
                f"The report on action {report.action.reference or report.action.slug} holds '{names[0]}', which looks "
                "like a person's name; open it and decide on it by itself. Nothing was published."
            )
