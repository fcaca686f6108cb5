"""What became of a milestone: asked for by one person, published by another."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actions.milestone_form import MilestoneChangeForm
from actions.models import Milestone, MilestoneChange
from actions.permissions import may_decide_promised
from actions.services import ask_milestone_change
from priorities.models import AuditEntry, EditConflict, Plan
from priorities.office_log import shortened
from priorities.office_pages import moment, office_page, office_response, today
from priorities.permissions import approval_for, may_edit, may_read_all
from priorities.services import NotAllowed, record_event

State = MilestoneChange.State

NOT_PUBLIC = "The public cannot read this milestone, so nothing is said of what became of it."


@office_page
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """The form: delivered, moved, dropped or planned again. POST sends it for approval."""
    milestone = _milestone(request, pk)
    if request.method != "POST":
        return _page(request, milestone, _form(None, milestone, _waiting(milestone)))
    form: MilestoneChangeForm | None = None
    sent = None
    try:
        with transaction.atomic():
            milestone = _milestone(request, pk, lock=True)
            waiting = _waiting(milestone, lock=True)
            form = _form(request.POST, milestone, waiting)
            if form.is_valid():
                sent = _ask(request, form, milestone, waiting)
    except (NotAllowed, EditConflict) as refusal:
        form.add_error(None, f"{refusal} Nothing was sent.")
    if sent is None:
        return _page(request, milestone, form)
    read = f" {form.read.in_words}" if sent.what == MilestoneChange.What.MOVED else ""
    messages.success(
        request, f"It was sent for approval.{read} The public cannot read it until an approver publishes it."
    )
    return HttpResponseRedirect(request.path)


def _milestone(request: HttpRequest, pk: int, *, lock: bool = False) -> Milestone:
    rows = Milestone.objects.select_related("plan__partnership")
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
    if found is None or not may_read_all(request.user, found.partnership_key):
        raise Http404
    if not may_edit(request.user, found.partnership_key):
        raise PermissionDenied
    return found


def _waiting(milestone: Milestone, *, lock: bool = False) -> MilestoneChange | None:
    """The one change that is not published: it waits, or it came back."""
    rows = milestone.changes.exclude(state=State.PUBLISHED)
    found = (rows.select_for_update(of=("self",)) if lock else rows.select_related("author")).first()
    if found is not None:
        found.milestone = milestone
    return found


def _form(data, milestone: Milestone, waiting: MilestoneChange | None) -> MilestoneChangeForm:
    return MilestoneChangeForm(
        data, instance=waiting or MilestoneChange(milestone=milestone), milestone=milestone, today=today()
    )


def _ask(
    request: HttpRequest, form: MilestoneChangeForm, milestone: Milestone, waiting: MilestoneChange | None
) -> MilestoneChange:
    if not _is_public(milestone):
        raise NotAllowed(NOT_PUBLIC)
    typed = form.cleaned_data
    asked = ask_milestone_change(
        milestone=milestone,
        change=waiting,
        what=typed["what"],
        to=form.read.period,
        delivered_on=typed["delivered_on"],
        how_we_know=typed["how_we_know"],
        reason=typed["reason"],
        agreed_by=typed["agreed_by"],
        by=request.user,
        at=moment(),
    )
    words = f"'{shortened(asked)}' was sent for approval."
    record_event(kind=AuditEntry.Kind.DONE, by=request.user, at=moment(), words=words, record=asked)
    return asked


def _is_public(milestone: Milestone) -> bool:
    return (
        milestone.public_from is not None
        and milestone.withdrawn_at is None
        and milestone.plan.state == Plan.State.PUBLISHED
    )


def _page(request: HttpRequest, milestone: Milestone, form: MilestoneChangeForm) -> HttpResponse:
    # Read anew: a form writes into its record what was typed.
    waiting, key = _waiting(milestone), milestone.partnership_key
    submitted = waiting is not None and waiting.state == State.SUBMITTED
    errors = []
    if form.is_bound:
        errors = [("", sentence) for sentence in form.non_field_errors()]
        for field in form.visible_fields():
            first = "id_what_0" if field.name == "what" else field.id_for_label
            errors += [(first, sentence) for sentence in field.errors]
    context = {
        "milestone": milestone,
        "plan": milestone.plan,
        "form": form,
        "errors": errors,
        "waiting": waiting if submitted else None,
        "returned": waiting if waiting is not None and not submitted else None,
        "may_decide": submitted and may_decide_promised(request.user, waiting),
        "published": milestone.changes.filter(state=State.PUBLISHED).order_by("-approved_at", "-pk"),
        "not_public": "" if _is_public(milestone) else NOT_PUBLIC,
        "shows_form": _is_public(milestone) and (not submitted or form.is_bound),
        "back": reverse("admin:actions_milestone_change", args=[milestone.pk]),
        "approval": approval_for(request.user, [key])[key].value,
    }
    return office_response(request, "admin/milestone_change.html", context, title=f"What became of it: {milestone}")
