"""The update of one action: written, checked as the public will read it, and sent for approval."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actions.models import Action, ProgressReport, told_by
from actions.office.due import owed_by
from actions.permissions import may_report, may_see_action
from actions.progress_form import NO_RATING_SAYS, ProgressForm
from actions.report_preview import advice, public_blocks, rating_move
from actions.reporting import action_name, due_words
from actions.review_queue import number_in
from actions.services import (
    may_be_repeated,
    no_change_report,
    save_draft,
    says_nothing,
    submit_report,
    what_it_needs,
)
from actions.services.drafting import why_nothing_repeats
from actions.status import FINISHED_VALUES, Status
from priorities.models import AuditEntry, EditConflict, User
from priorities.office_forms import version_mark
from priorities.office_log import columns_in_words, shortened
from priorities.office_pages import moment, office_page, office_response, today
from priorities.permissions import approval_for, approvers_of
from priorities.services import NotAllowed, record_event

DRAFT, RETURNED = ProgressReport.State.DRAFT, ProgressReport.State.RETURNED

NOTHING_TO_CHECK = "There is no draft of yours on this action: write an update first."
SAYS_NOTHING = (
    "Nothing is written here and the status is the same. Say “No change”, or go back and write what was done."
)
NOT_UNCHANGED = "You wrote or chose something here, so this is no “No change”. Save and check it, or empty it first."
CHANGED_SINCE = "This update was changed after you opened this page, so it was not sent. Read it again, then send it."


def _action(request: HttpRequest, pk: int) -> Action:
    """The action if the person may report on it; 404 where they may not know of it, 403 where they may not report."""
    action = Action.objects.select_related("plan__partnership", "latest_report").filter(pk=pk).first()
    if action is None or not may_see_action(request.user, action):
        raise Http404
    if not may_report(request.user, action):
        raise PermissionDenied
    return action


def _own(action: Action, user: User):
    """What the person wrote here on the action; what a document brought has no author."""
    return action.reports.filter(author=user, document=None).select_related("corrects", "link")


def _draft(request: HttpRequest, action: Action) -> ProgressReport | None:
    """The draft or returned report of the person that the page is about; their only one where none is named."""
    rows = _own(action, request.user)
    named = request.GET.get("report", "")
    found = None
    if named.isdecimal() and named.isascii():
        found = rows.filter(pk=int(named), state__in=ProgressReport.OPEN).first()
        if found is None:
            raise Http404
    found = found or rows.filter(state=DRAFT).first() or rows.filter(state=RETURNED).order_by("-pk").first()
    if found is not None:
        found.action = action
    return found


def _posted(request: HttpRequest, action: Action) -> ProgressReport | None:
    """The report that a posted form speaks of, locked, in whatever state it is now; else the person's draft."""
    rows = _own(action, request.user).select_for_update(of=("self",))
    named = request.POST.get("report", "")
    found = rows.filter(pk=int(named)).first() if named.isdecimal() and named.isascii() else None
    found = found or rows.filter(state=DRAFT).first()
    if found is not None:
        found.action = action
    return found


def address(page: str, action: Action, report: ProgressReport | None = None) -> str:
    """The address of a page of an action's update, about one of several drafts where one is named."""
    where = reverse(f"office:{page}", args=[action.pk])
    return f"{where}?report={report.pk}" if report is not None else where


@office_page
@require_http_methods(["GET", "HEAD", "POST"])
def update(request: HttpRequest, pk: int) -> HttpResponse:
    """The form. Each POST keeps what was typed as a draft, also where something is missing or cannot be kept."""
    action = _action(request, pk)
    if request.method != "POST":
        report = _draft(request, action)
        form = ProgressForm(
            action=action, report=report, today=today(), corrects=number_in(request.GET.get("corrects", ""))
        )
        return _form_page(request, action, form, report)
    try:
        with transaction.atomic():
            report = _posted(request, action)
            form = ProgressForm(request.POST, action=action, report=report, today=today())
            form.is_valid()
            if form.is_stale:
                form.refuse()
            elif "unchanged" in request.POST and not form.changed_data and _may_repeat(action, report):
                return _repeated(request, action)
            else:
                report = _kept(form, report, request)
    except (NotAllowed, EditConflict) as refusal:
        form.add_error(None, f"{refusal} Nothing was saved.")
    if form.is_kept:
        form.mark(form.withdrawn)
        if "unchanged" in request.POST:
            form.add_error(None, why_nothing_repeats(action, action.latest_report) or NOT_UNCHANGED)
        if "check" in request.POST:
            form.mark(what_it_needs(report, on=today(), names=ProgressForm.LABELS))
    if form.errors:
        return _form_page(request, action, form, report)
    if "check" not in request.POST:
        messages.success(request, "Your draft was saved. The public cannot read it.")
        return HttpResponseRedirect(address("update", action, report))
    return HttpResponseRedirect(address("update-check", action, report))


update.form_of_drafts = ProgressForm
"""By which the page after a sign-in in between calls what was typed: see sendplan/kept_typing.py."""


def _may_repeat(action: Action, report: ProgressReport | None) -> bool:
    """Whether "no change" is offered: nothing stands in the draft, and there is an earlier update to repeat."""
    return may_be_repeated(action) and (report is None or (report.state == DRAFT and says_nothing(report)))


def _kept(form: ProgressForm, report: ProgressReport | None, request: HttpRequest) -> ProgressReport:
    """The draft with all that can be kept; what cannot stays in the form, beside its sentence."""
    if report is not None and report.state not in ProgressReport.OPEN:
        report = None
    if report is None and not form.typed:
        raise NotAllowed("This page sent nothing to keep; open it anew and write the update there.")
    if form.typed:
        before = {name: getattr(report or ProgressReport(), name) for name in form.typed}
        report = save_draft(action=form.action, report=report, typed=form.typed, by=request.user, at=moment())
        _log(request, report, AuditEntry.Kind.CHANGED, columns_in_words(report, before))
    form.kept(report)
    return report


def _log(request: HttpRequest, report: ProgressReport, kind: AuditEntry.Kind, words: str) -> None:
    """A line in the log of the office, where something was done."""
    if words:
        said = f"Update of '{shortened(action_name(report.action))}': {words}"
        record_event(kind=kind, by=request.user, at=moment(), words=said, record=report)


def _form_page(request: HttpRequest, action: Action, form: ProgressForm, report: ProgressReport | None) -> HttpResponse:
    context = _frame(action) | {
        "form": form,
        "report": report,
        "statuses": _statuses(form),
        "waiting": _own(action, request.user).filter(state=ProgressReport.State.SUBMITTED).order_by("pk").last(),
        "due": due_words(action, on=today()),
        "may_repeat": _may_repeat(action, report),
        "proves": form.is_written_in(form.PROOF) or form["status"].value() in FINISHED_VALUES,
        "moves": form.is_written_in(form.MOVE),
        "corrects": form.is_written_in(form.CORRECTION),
        "aside": form.is_written_in(form.ASIDE),
        "can_discard": report is not None and report.state == DRAFT and not report.submitted_at,
    }
    title = f"Update: {action_name(action)}"
    return office_response(request, "admin/update.html", context, title=title)


def _statuses(form: ProgressForm) -> list[dict[str, object]]:
    """Each radio with its definition."""
    radios = []
    for radio in form["status"]:
        status = Status.given(radio.data["value"])
        says = status.definition if status else NO_RATING_SAYS
        radios.append({"radio": radio, "value": radio.data["value"] or "none", "says": says})
    return radios


def _frame(action: Action) -> dict[str, object]:
    return {
        "action": action,
        "name": action_name(action),
        "plan": action.plan,
        "last": told_by([action]).get(action.pk),
    }


@office_page
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """What the public will read, and notes that advise. POST sends it for approval."""
    action = _action(request, pk)
    refusal = ""
    if request.method == "POST":
        with transaction.atomic():
            report = _posted(request, action)
            refusal = _sent(request, report)
        if not refusal:
            return HttpResponseRedirect(address("update-done", action))
        if report is None or report.state not in ProgressReport.OPEN:
            messages.error(request, refusal)
            return HttpResponseRedirect(address("update", action))
    else:
        report = _draft(request, action)
    if report is None:
        messages.warning(request, NOTHING_TO_CHECK)
        return HttpResponseRedirect(address("update", action))
    context = _frame(action) | {
        "report": report,
        "refusal": refusal,
        "seen": version_mark(report),
        "back": address("update", action, report),
        "needs": what_it_needs(report, on=today(), names=ProgressForm.LABELS),
        "unsaid": SAYS_NOTHING if _may_repeat(action, report) else "",
        "blocks": public_blocks(report, on=today()),
        "move": rating_move(report),
        "advice": advice(report, on=today()),
        "approval": approval_for(request.user, [action.plan.partnership_id])[action.plan.partnership_id].value,
    }
    return office_response(
        request, "admin/update_check.html", context, title=f"Check your update: {action_name(action)}"
    )


def _sent(request: HttpRequest, report: ProgressReport | None) -> str:
    """Send it; "" where that was done, else one sentence on why not."""
    if report is None:
        return NOTHING_TO_CHECK
    if report.state not in ProgressReport.OPEN:
        return "This update was sent for approval already."
    if request.POST.get("seen") != version_mark(report):
        return CHANGED_SINCE
    if _may_repeat(report.action, report):
        return SAYS_NOTHING
    try:
        with transaction.atomic():
            submit_report(report=report, by=request.user, at=moment())
            _log(request, report, AuditEntry.Kind.DONE, "It was submitted for approval.")
    except (NotAllowed, EditConflict) as refusal:
        return f"{refusal} It was not sent."
    return ""


@office_page
@require_http_methods(["GET", "HEAD"])
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """Who approves what was sent, and what else is due."""
    action = _action(request, pk)
    sent = _own(action, request.user).filter(state=ProgressReport.State.SUBMITTED).order_by("submitted_at", "pk").last()
    if sent is None:
        return HttpResponseRedirect(address("update", action))
    partnership = action.plan.partnership_id
    context = _frame(action) | {
        "sent": sent,
        "approval": approval_for(request.user, [partnership])[partnership].value,
        "approvers": [person for person in approvers_of(partnership) if person != request.user],
        "owed": owed_by(request.user, on=today()).without(action),
    }
    return office_response(
        request, "admin/update_done.html", context, title=f"Sent for approval: {action_name(action)}"
    )


@office_page
@require_http_methods(["POST"])
def no_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft that nothing changed, and go on to check it."""
    return _repeated(request, _action(request, pk))


def _repeated(request: HttpRequest, action: Action) -> HttpResponse:
    try:
        with transaction.atomic():
            report = no_change_report(action=action, by=request.user, at=moment())
            _log(request, report, AuditEntry.Kind.ADDED, "A draft says that nothing changed.")
    except (NotAllowed, EditConflict) as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address("update", action))
    return HttpResponseRedirect(address("update-check", action, report))
