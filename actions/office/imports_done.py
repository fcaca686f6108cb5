"""The last pages of an import: what was done, and how it is undone."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.importing.runs import OPEN
from actions.importing.undoing import may_undo, undo_run, why_not_undone
from actions.models import ImportRun
from actions.office.imports_common import frame, run_or_404
from priorities.models import EditConflict, SourceDocument
from priorities.office_pages import moment, office_page, office_response
from priorities.permissions import approvers_of
from priorities.services import NotAllowed


@office_page
@require_safe
def done(request: HttpRequest, pk: int) -> HttpResponse:
    run = run_or_404(request, pk, to_change=False)
    if run.state in OPEN:
        return HttpResponseRedirect(reverse("office:import-preview", args=[run.pk]))
    document = run.document
    context = frame(
        run,
        "done",
        document=document,
        waits=document is not None and document.state == SourceDocument.State.DRAFT,
        approvers=approvers_of(run.partnership_id),
        may_undo=run.state == ImportRun.State.CONFIRMED and may_undo(request.user, run),
    )
    if document is not None:
        skipped = document.rows.filter(imported=False).count()
        context["rows"] = (document.rows.count(), skipped)
        context["problems"] = document.problems.filter(settled_at=None).count()
    return office_response(request, "admin/imports/done.html", context, title=f"Import of {run.original_name}")


@office_page
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    run = run_or_404(request, pk)
    if run.state != ImportRun.State.CONFIRMED:
        return HttpResponseRedirect(reverse("office:import-done", args=[run.pk]))
    if not may_undo(request.user, run):
        raise PermissionDenied
    refusal = ""
    if request.method == "POST":
        try:
            said = undo_run(run=run, by=request.user, at=moment())
        except (NotAllowed, EditConflict) as error:
            refusal = str(error)
        else:
            messages.success(request, said)
            return HttpResponseRedirect(reverse("office:imports"))
    context = frame(run, "done", refusal=refusal or why_not_undone(run))
    return office_response(
        request,
        "admin/imports/undo.html",
        context,
        title=f"Undo the import of {run.original_name}",
        status=409 if request.method == "POST" else 200,
    )
