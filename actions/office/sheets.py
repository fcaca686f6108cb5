"""The page of update sheets: download one for a lead, send it back, look at what was read, confirm."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from actions.models import ActionLead, Lead
from actions.office.sheet_file import make_sheet
from actions.office.sheet_review import Review, review
from actions.office.sheet_rows import MOST_ROWS, actions_for_sheet, open_actions, rows_with_marks
from actions.permissions import leads_reported_by, reports_for_any
from actions.reporting.due_updates import is_owed, update_due_on
from actions.services import submit_sheet
from actions.update_sheet import Read, find_rows, rows_from_plain, rows_to_plain
from actions.wording import counted
from priorities.documents import LIMITS, DocumentError, read_document
from priorities.documents.kinds import shown_name
from priorities.models import AuditEntry, EditConflict, User
from priorities.office_pages import moment, office_page, office_response, today
from priorities.office_sentences import SentencesMixin
from priorities.office_verbs import CHANGED_SINCE
from priorities.paging import page_asked_for, steps
from priorities.permissions import may_read_all
from priorities.services import NotAllowed, one_line, record_event

LEADS_A_PAGE = 50
_SALT = "actions.update-sheet.read"
_KEPT_SECONDS = 8 * 60 * 60
_MOST_KEPT = 2_000_000
"""Bytes of what was read that a page may carry: a form may send 2.5 MB."""

_LONGEST_NAME = 200
"""Bytes of a file's name that every file system takes."""

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(SentencesMixin, forms.Form):
    """A sheet that was filled in."""

    sheet = forms.FileField(
        label="The sheet that was filled in",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text="An .xlsx file of at most 5 MB. You see what was read before anything is sent.",
        error_messages={
            "required": "The sheet that was filled in: no file was chosen; choose the .xlsx file.",
            "empty": "The sheet that was filled in: the file is empty; save it in your spreadsheet program and choose it again.",
        },
    )

    def clean_sheet(self) -> UploadedFile:
        sheet = self.cleaned_data["sheet"]
        if sheet.size > LIMITS.packed_bytes:
            raise forms.ValidationError(
                f"The file {shown_name(sheet.name)} has more than 5 MB, which is the most that is read: remove its pictures."
            )
        return sheet


@office_page
@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request: HttpRequest) -> HttpResponse:
    """The leads whose sheets the person may take, and the way back for a sheet that was filled in."""
    if not reports_for_any(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _confirm(request) if "read" in request.POST else _upload(request)
    return _start(request, UploadForm())


@office_page
@require_safe
def sheet(request: HttpRequest, lead: int) -> HttpResponse:
    """The sheet of one lead as a file; with `?every=1` of all its open actions."""
    found = Lead.objects.select_related("partnership").filter(pk=lead).first()
    if found is None or not may_read_all(request.user, found.partnership_id):
        raise Http404
    if not leads_reported_by(request.user, Lead.objects.filter(pk=lead)).exists():
        raise PermissionDenied
    on, at, every = today(), moment(), request.GET.get("every") == "1"
    actions = actions_for_sheet(found, on=on, every=every)
    if not actions:
        messages.warning(request, f"Nothing is due of '{found}' within 30 days, so there is no sheet.")
        return HttpResponseRedirect(reverse("office:sheets"))
    content = make_sheet(rows_with_marks(actions, on=on, at=at), lead=found.name, made_on=on, every=every)
    words = f"Update sheet of the lead '{found}' with {counted(len(actions), 'action')}."
    record_event(kind=AuditEntry.Kind.EXPORTED, by=request.user, at=at, words=words, record=found)
    response = HttpResponse(content, content_type=_XLSX)
    name = f"updates-{found.slug[:60]}-{on.isoformat()}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _start(request: HttpRequest, form: UploadForm, *, error: str = "", status: int = 200) -> HttpResponse:
    leads = leads_reported_by(request.user, Lead.objects.select_related("partnership"))
    page = page_asked_for(request, leads.order_by("name", "pk"), per_page=LEADS_A_PAGE)
    rows = list(page.object_list)
    counts = _counts(rows, on=today())
    wrong = bool(form.errors or error)
    context = {
        "form": form,
        "error": error,
        "is_error": wrong,
        "rows": [{"lead": lead, "due": counts[lead.pk][0], "open": counts[lead.pk][1]} for lead in rows],
        "steps": steps(page, address=lambda number: f"?page={number}"),
        "several": len({lead.partnership_id for lead in rows}) > 1,
        "most": MOST_ROWS,
    }
    return office_response(request, "admin/office/sheets.html", context, title="Update sheets", status=status)


def _counts(leads: list[Lead], *, on: date) -> dict[int, tuple[int, int]]:
    """For each lead how many updates it owes and how many open actions it has. Two queries."""
    actions = open_actions(leads, on=on).select_related("plan", "latest_report")
    actions = actions.only("rated", "next_due", "promised_on", "plan__update_cycle", "latest_report__reported_on")
    owed = {action.pk: is_owed(update_due_on(action), on=on) for action in actions}
    found = {lead.pk: (0, 0) for lead in leads}
    links = ActionLead.objects.filter(lead__in=leads, action__in=open_actions(leads, on=on))
    for lead, action in links.order_by().values_list("lead", "action"):
        due, every = found[lead]
        found[lead] = due + owed.get(action, False), every + 1
    return found


def _upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _start(request, form)
    given = form.cleaned_data["sheet"]
    name = shown_name(given.name)
    try:
        read = _read(given, name)
        if not read.rows:
            raise DocumentError(f"The sheet {name} has no rows under its headings: fill some in and send it again.")
        kept = signing.dumps({"user": request.user.pk, "name": name, **rows_to_plain(read)}, salt=_SALT, compress=True)
        if len(kept) > _MOST_KEPT:
            raise DocumentError(f"The sheet {name} holds too many words for one page: send its rows in two sheets.")
    except DocumentError as error:
        return _start(request, form, error=str(error))
    found = review(read, user=request.user, at=moment())
    return _preview(request, found, name=name, kept=kept)


def _read(given: UploadedFile, name: str) -> Read:
    """The rows of the file, read by a process of its own. Raises DocumentError."""
    with tempfile.TemporaryDirectory(prefix="sendplan-sheet-") as folder:
        # Of a file in the sentences about it stands the name that it came with, where a file can have it.
        path = Path(folder) / (
            name if len(name.encode("utf-8", "replace")) <= _LONGEST_NAME else f"sheet{Path(name).suffix[:5]}"
        )
        with path.open("wb") as file:
            for piece in given.chunks():
                file.write(piece)
        return find_rows(read_document(path), name)


def _preview(
    request: HttpRequest, found: Review, *, name: str, kept: str, error: str = "", leave_out: bool = False
) -> HttpResponse:
    context = {
        "review": found,
        "name": name,
        "kept": kept,
        "seen": found.mark(),
        "error": error,
        "leave_out": leave_out,
        "summary": _summary(found),
        "changed": [row for row in found.rows if row.changes and (row.only_changed or row.accepted)],
    }
    return office_response(request, "admin/office/sheet_preview.html", context, title=f"What '{name}' says")


def _summary(found: Review) -> str:
    parts = [
        f"{len(found.to_send)} to send",
        f"{len(found.problems)} with a problem",
        f"{len(found.empty)} left empty",
    ]
    if found.taken:
        parts.append(f"{len(found.taken)} sent already")
    return f"{counted(len(found.rows), 'row')} in the sheet: {', '.join(parts)}."


def _confirm(request: HttpRequest) -> HttpResponse:
    opened = _opened(request.POST["read"], request.user)
    if opened is None:
        words = (
            "The page was open for too long or came from somewhere else, so nothing was sent. Choose the sheet again."
        )
        return _start(request, UploadForm(), error=words)
    name, read = opened
    accepted = {int(number) for number in request.POST.getlist("accept") if number.isdecimal() and len(number) < 5}
    leave_out = request.POST.get("leave_out") == "1"
    error = ""
    try:
        with transaction.atomic():
            found = review(read, user=request.user, at=moment(), accepted=accepted)
            error = _why_not(found, seen=request.POST.get("seen", ""), leave_out=leave_out)
            if not error:
                updates = [row.update for row in found.to_send]
                submit_sheet(updates=updates, name=one_line(name), by=request.user, at=moment())
    except (NotAllowed, EditConflict) as refusal:
        found = review(read, user=request.user, at=moment(), accepted=accepted)
        error = f"{refusal} Nothing was sent."
    if found.taken and not found.to_send:
        messages.info(
            request,
            f"{counted(len(found.taken), 'update')} of this sheet had been sent already; nothing was sent twice.",
        )
        return HttpResponseRedirect(reverse("office:sheets"))
    if error:
        return _preview(request, found, name=name, kept=request.POST["read"], error=error, leave_out=leave_out)
    messages.success(request, _said(found))
    return HttpResponseRedirect(reverse("office:sheets"))


def _why_not(found: Review, *, seen: str, leave_out: bool) -> str:
    """One sentence on why nothing is sent; "" where all is well."""
    if found.taken and not found.to_send:
        return "It was sent already."
    if found.mark() != seen:
        return CHANGED_SINCE
    if not found.to_send:
        return "No row can be sent as it is, so nothing was sent. Below stands what each row needs."
    if found.problems and not leave_out:
        if len(found.problems) == 1:
            return "1 row has a problem, so nothing was sent. Put it right in your sheet, or tick that it is left out."
        rows = f"{len(found.problems)} rows have problems"
        return f"{rows}, so nothing was sent. Put them right in your sheet, or tick that they are left out."
    return ""


def _said(found: Review) -> str:
    number, them = len(found.to_send), "it" if len(found.to_send) == 1 else "them"
    words = f"{counted(number, 'update was', 'updates were')} sent for approval. The public cannot read {them} yet."
    if found.problems:
        words += f" {counted(len(found.problems), 'row was', 'rows were')} left out."
    return words


def _opened(kept: str, user: User) -> tuple[str, Read] | None:
    """What an earlier page read, with the sheet's name; None where it was not made here, for this person, today."""
    try:
        plain = signing.loads(kept, salt=_SALT, max_age=_KEPT_SECONDS)
    except signing.BadSignature:
        return None
    return (plain["name"], rows_from_plain(plain)) if plain["user"] == user.pk else None
