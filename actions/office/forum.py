"""Where the parent carer forum reads updates and writes its own view of them, which nobody else edits."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actions.models import ForumView, ProgressReport
from actions.permissions import may_see_report, may_speak, reports_spoken_on_by
from actions.report_preview import public_blocks
from actions.reporting import action_name
from actions.services import refuse_details, save_view, submit_view
from priorities.models import EditConflict
from priorities.office_forms import LinesField, OfficeForm
from priorities.office_log import history_of
from priorities.office_pages import moment, office_page, office_response, today
from priorities.paging import page_asked_for, steps
from priorities.permissions import SPEAKING, approval_for, may_read_all, roles_of
from priorities.services import NotAllowed

UPDATE_CHANGED = "The update was changed since you opened this page: read it again before you submit your view."
PER_PAGE = 20
RECENT_DAYS = 183
"""Published updates of so many days are in the list; the forum may speak on older ones too, by their own pages."""


class ViewForm(OfficeForm):
    """The forum's own words."""

    words = LinesField(
        required=False,
        label="What the forum says",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="In the forum’s own words. Nobody else edits them. Name nobody, and count no small group of children.",
    )

    class Meta:
        model = ForumView
        fields = ("words",)

    def _check_public_words(self, cleaned: dict) -> None:
        try:
            refuse_details(cleaned.get("words") or "")
        except NotAllowed as refusal:
            self.add_error("words", f"{self['words'].label}: {refusal}")


@office_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The updates on which the forum may say something: those that wait for approval first, then those of half a year."""
    user = request.user
    if not user.is_superuser and not any(held & SPEAKING for held in roles_of(user).values()):
        raise PermissionDenied
    since = moment() - timedelta(days=RECENT_DAYS)
    recent = Q(state=ProgressReport.State.SUBMITTED) | Q(public_from__gte=since)
    rows = (
        reports_spoken_on_by(user, ProgressReport.objects.filter(recent, action__withdrawn_at=None))
        .select_related("action__plan")
        .prefetch_related("forum_views")
        # Those that wait have no day of publication and come first.
        .order_by("-state", "submitted_at", "-public_from", "-pk")
    )
    page = page_asked_for(request, rows, per_page=PER_PAGE)
    address = reverse("office:forum")
    context = {
        "rows": [(report, action_name(report.action), next(iter(report.forum_views.all()), None)) for report in page],
        "number": page.paginator.count,
        "steps": steps(page, address=lambda number: f"{address}?page={number}"),
    }
    return office_response(request, "admin/forum.html", context, title="The forum’s views of updates")


@office_page
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest, pk: int) -> HttpResponse:
    """An update as the public reads it, and the forum's own words below it. Each POST keeps what was typed."""
    report = ProgressReport.objects.select_related("action__plan__partnership", "corrects").filter(pk=pk).first()
    if report is None or not may_see_report(request.user, report):
        raise Http404
    if not may_speak(request.user, report):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, report, ViewForm(instance=_stored(report)))
    with_draft, form = False, None
    try:
        with transaction.atomic():
            stored = _stored(report, lock=True)
            form = ViewForm(request.POST, instance=stored)
            if form.is_valid():
                kept = save_view(
                    report=report,
                    view=stored if stored.pk else None,
                    words=form.cleaned_data["words"],
                    by=request.user,
                    at=moment(),
                )
                with_draft = True
    except (NotAllowed, EditConflict) as refusal:
        form.add_error(None, f"{refusal} Nothing was saved.")
    if not with_draft:
        return _page(request, report, form)
    if "submit" not in request.POST:
        messages.success(request, "The draft was saved. The public cannot read it.")
        return HttpResponseRedirect(request.path)
    if request.POST.get("update_read") != str(report.version):
        form = ViewForm(instance=_stored(report))
        return _page(request, report, form, refusal=f"{UPDATE_CHANGED} Your words were kept as a draft.")
    try:
        submit_view(view=kept, by=request.user, at=moment())
    except (NotAllowed, EditConflict) as refusal:
        form = ViewForm(instance=_stored(report))
        return _page(request, report, form, refusal=f"{refusal} Your words were kept as a draft.")
    messages.success(request, "The forum’s view waits for approval. An approver publishes it as it is, or returns it.")
    return HttpResponseRedirect(request.path)


@office_page
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What the forum wrote on an update and when, version by version, and who decided on it.

    For the forum's members and, once it was sent, for those who read all of the office.
    """
    report = ProgressReport.objects.select_related("action__plan__partnership").filter(pk=pk).first()
    found = ForumView.objects.select_related("author").filter(report=pk).first()
    if report is None or found is None or not may_see_report(request.user, report):
        raise Http404
    found.report = report
    if not may_speak(request.user, report):
        if found.state == ForumView.State.DRAFT and found.submitted_at is None:
            raise Http404
        if not may_read_all(request.user, report.partnership_key):
            raise PermissionDenied
    name = action_name(report.action)
    context = {
        **history_of(found),
        "view": found,
        "report": report,
        "name": name,
        "speaks": may_speak(request.user, report),
    }
    return office_response(request, "admin/forum_history.html", context, title=f"History of the forum’s view: {name}")


def _stored(report: ProgressReport, *, lock: bool = False) -> ForumView:
    """The forum's view of the report, or a new one that is not stored."""
    rows = ForumView.objects.filter(report=report)
    found = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if found is None:
        return ForumView(report=report)
    found.report = report
    return found


def _page(request: HttpRequest, report: ProgressReport, form: ViewForm, *, refusal: str = "") -> HttpResponse:
    stored = ForumView.objects.filter(report=report).select_related("author").first()
    public = stored is not None and stored.state == ForumView.State.PUBLISHED
    errors = [("", sentence) for sentence in ([refusal] if refusal else [])]
    if form.is_bound:
        errors += [("", sentence) for sentence in form.non_field_errors()]
        errors += [(form["words"].id_for_label, sentence) for sentence in form["words"].errors]
    context = {
        "report": report,
        "name": action_name(report.action),
        "action_url": report.action.get_absolute_url() if report.action.is_public else "",
        "blocks": public_blocks(report, on=today()),
        "stored": stored,
        "public": public,
        "open": not public and report.state in ProgressReport.HANDED_IN,
        "form": form,
        "errors": errors,
        "approval": approval_for(request.user, [report.partnership_key])[report.partnership_key].value,
    }
    title = f"The forum’s view: {context['name']}"
    return office_response(request, "admin/forum_view.html", context, title=title)
