"""The page that lists the imports of a person's partnerships, newest first, and how far each is."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.models import ImportRun
from priorities.office_pages import office_page, office_response
from priorities.paging import page_asked_for, steps
from priorities.permissions import edits_any, reads_all_of_any, rows_read_by

PER_PAGE = 25

NEXT = {
    ImportRun.State.UPLOADED: ("office:import-map", "Go on: columns"),
    ImportRun.State.READ: ("office:import-preview", "Go on: preview"),
    ImportRun.State.CONFIRMED: ("office:import-done", "See what was done"),
}


@office_page
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    if not reads_all_of_any(request.user):
        raise PermissionDenied
    runs = ImportRun.objects.select_related("plan", "partnership", "made_by")
    page = page_asked_for(request, rows_read_by(request.user, runs, path="partnership"), per_page=PER_PAGE)
    rows = [(run, *_next_of(run)) for run in page.object_list]
    context = {
        "rows": rows,
        "page": page,
        "links": steps(page, address=lambda number: f"?page={number}"),
        "may_import": edits_any(request.user),
    }
    return office_response(request, "admin/imports/list.html", context, title="Imports")


def _next_of(run: ImportRun) -> tuple[str, str]:
    name, words = NEXT.get(run.state, ("", ""))
    return (reverse(name, args=[run.pk]) if name else ""), words
