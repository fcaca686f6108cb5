"""Pages of the office that export a flat list and bring one in: choose a file, look at what it would do, confirm once."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django import forms
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import pluralize
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.crypto import constant_time_compare

from priorities.documents import DocumentError
from priorities.documents.kinds import shown_name
from priorities.list_files import CSV, XLSX, ReadList, as_csv, as_xlsx, read_list
from priorities.list_sheet import RECORD, ListSheet
from priorities.models import AuditEntry, EditConflict, ListImport
from priorities.office_forms import CHECKED, in_words
from priorities.office_sentences import SentencesMixin
from priorities.permissions import edits_any, reads_all_of_any, rows_read_by
from priorities.services import NotAllowed, finish_list, keep_list, record_event

CHANGED_SINCE = (
    "Something that this file is about was changed since you looked at the preview, so nothing was brought in. "
    "Below is what the file would do now: look again, then confirm."
)
AT_THE_SAME_TIME = "Somebody added a record of the same name at the same moment, so nothing was brought in. Try again."
_SHOWN_WRONG = 50


class UploadForm(SentencesMixin, forms.Form):
    """A file with a list."""

    file = forms.FileField(
        label="File",
        help_text="A workbook (.xlsx) or a CSV, at most 5 MB and 5,000 rows, with the headings of the export.",
        error_messages={
            "required": "File: none was chosen; choose one on your computer.",
            "empty": "File: it holds nothing; check that it was saved, and choose it again.",
        },
    )

    def __init__(self, *args, known: list[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_file(self) -> ReadList:
        try:
            return read_list(self.cleaned_data["file"], known=self.known)
        except DocumentError as refusal:
            raise forms.ValidationError(str(refusal)) from None


class ListMixin:
    """Gives a ModelAdmin with a flat list its export and its import."""

    sheet: type[ListSheet]
    change_list_template = "admin/office_list.html"

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        pages = (
            ("export/", self.export_view, "export"),
            ("import/", self.import_view, "import"),
            ("import/confirm/", self.confirm_view, "import_confirm"),
        )
        views = [path(where, self.admin_site.admin_view(view), name=f"{name}_{last}") for where, view, last in pages]
        return views + super().get_urls()

    # -- rights ----------------------------------------------------------------------------------------------------

    def has_export_permission(self, request: HttpRequest) -> bool:
        return reads_all_of_any(request.user)

    def has_import_permission(self, request: HttpRequest) -> bool:
        return edits_any(request.user)

    def changelist_view(self, request, extra_context=None) -> HttpResponse:
        may = {
            "may_export": self.has_export_permission(request),
            "may_import": self.has_import_permission(request),
            "export_query": request.GET.urlencode(),
        }
        return super().changelist_view(request, {**may, **(extra_context or {})})

    # -- export ----------------------------------------------------------------------------------------------------

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """What the list shows with its search and filters, as a file; the page before it says how much that is."""
        self._stop_unless_known(request)
        if not self.has_export_permission(request):
            raise PermissionDenied
        try:
            shown = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")
        # Its columns are the office's own, so that nobody gets a row which they do not read whole.
        records = rows_read_by(request.user, shown, path=self.partnership_path)
        if request.method == "POST":
            return self._download(request, records, "xlsx" if request.POST.get("format") == "xlsx" else "csv")
        count = records.count()
        return self._page(
            request,
            "admin/list_export.html",
            f"Export {self.opts.verbose_name_plural}",
            count=count,
            filtered=bool(request.GET),
            columns=self.sheet().headings(),
        )

    def _download(self, request: HttpRequest, records, kind: str) -> HttpResponse:
        sheet = self.sheet(by=request.user)
        at = self.moment()
        asked = f", asked for by {request.GET.urlencode()[:200]}" if request.GET else ""
        counted: Counter[int] = Counter()

        def counting():
            for record in records:
                counted[record.partnership_key] += 1
                yield record

        rows = list(sheet.exported(counting()))
        whole = as_xlsx(sheet.title, sheet.headings(), rows) if kind == "xlsx" else as_csv(sheet.headings(), rows)
        for partnership, count in sorted(counted.items()) or [(None, 0)]:
            words = (
                f"{self.opts.verbose_name_plural.capitalize()} as {kind.upper()}: {count} row{pluralize(count)}{asked}"
            )
            self._log(request, AuditEntry.Kind.EXPORTED, words, partnership, at)
        response = HttpResponse(whole, content_type=XLSX if kind == "xlsx" else CSV)
        name = f"{sheet.title.lower().replace(' ', '-')}-{self.today():%Y-%m-%d}.{kind}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def _log(self, request: HttpRequest, kind: str, words: str, partnership: int | None, at: datetime) -> None:
        record_event(kind=kind, by=request.user, at=at, words=words, partnership_id=partnership)

    # -- import ----------------------------------------------------------------------------------------------------

    def _stop_unless_importing(self, request: HttpRequest) -> None:
        self._stop_unless_known(request)
        if not self.has_import_permission(request):
            raise PermissionDenied

    def import_view(self, request: HttpRequest) -> HttpResponse:
        self._stop_unless_importing(request)
        sheet = self.sheet(by=request.user)
        posted = request.method == "POST"
        form = UploadForm(*((request.POST, request.FILES) if posted else ()), known=sheet.headings())
        if posted and form.is_valid():
            upload: UploadedFile = request.FILES["file"]
            waiting = keep_list(
                record=self.opts.label_lower,
                file_name=shown_name(upload.name),
                table=form.cleaned_data["file"].to_json(),
                by=request.user,
                at=self.moment(),
            )
            return HttpResponseRedirect(f"{self._list_address('import_confirm')}?list={waiting.pk}")
        read_only = [column.column_name for column in sheet.fields.values() if column.read]
        title = f"Import {self.opts.verbose_name_plural}"
        return self._page(
            request, "admin/list_import.html", title, form=form, columns=self._columns(sheet), read_only=read_only
        )

    def _columns(self, sheet: ListSheet) -> list[tuple[str, str]]:
        """Each heading with what a row may do there; those that are only read are named beside it."""
        columns = [column for column in sheet.fields.values() if not column.read]
        said = [
            (each.column_name, f"{each.said} A new row needs it." if each.needed else each.said) for each in columns
        ]
        return [*said, (RECORD, "Says which record the row is. A row without it is new.")]

    def confirm_view(self, request: HttpRequest) -> HttpResponse:
        """GET shows what the file would do; POST does it, once, if it would still do exactly that."""
        self._stop_unless_importing(request)
        if request.method != "POST":
            waiting = self._waiting(request, request.GET.get("list", ""))
            if waiting.done_at is not None:
                return self._done_already(request, waiting)
            return self._preview(request, waiting, self._planned(request, waiting))
        try:
            with transaction.atomic():
                waiting = self._waiting(request, request.POST.get("list", ""), lock=True)
                if waiting.done_at is not None:
                    return self._done_already(request, waiting)
                sheet = self._planned(request, waiting, lock=True)
                refusal = self._refusal(request, sheet)
                if not refusal:
                    said = self._bring_in(request, sheet, waiting)
        except (NotAllowed, EditConflict) as found:
            refusal = f"{found} Nothing was brought in."
        except IntegrityError:
            refusal = AT_THE_SAME_TIME
        if refusal:
            return self._preview(request, waiting, self._planned(request, waiting), refusal)
        # Only now, when the database has it all.
        self.message_user(request, said)
        return HttpResponseRedirect(self._list_address("changelist"))

    def _waiting(self, request: HttpRequest, key: str, *, lock: bool = False) -> ListImport:
        lists = ListImport.objects.select_for_update() if lock else ListImport.objects
        mine = lists.filter(made_by=request.user, record=self.opts.label_lower)
        found = mine.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
        if found is None:
            raise Http404
        return found

    def _planned(self, request: HttpRequest, waiting: ListImport, *, lock: bool = False) -> ListSheet:
        sheet = self.sheet(by=request.user, at=self.moment(), rows=self.get_queryset(request))
        sheet.reason = f"Imported from '{waiting.file_name}'."
        return sheet.planned(ReadList.from_json(waiting.table), lock=lock)

    def _refusal(self, request: HttpRequest, sheet: ListSheet) -> str:
        """Why nothing is brought in; "" where all may be."""
        if not constant_time_compare(request.POST.get("seen", ""), sheet.seen()):
            return CHANGED_SINCE
        if sheet.wrong:
            return "Nothing was brought in: put the file right and choose it again."
        if sheet.suspects and not request.POST.get("names_checked"):
            return f"'{sheet.suspects[0]}' looks like a person's name; write a role in the file, or tick the box below."
        return ""

    def _bring_in(self, request: HttpRequest, sheet: ListSheet, waiting: ListImport) -> str:
        sheet.bring_in()
        for flag, kind in ((ADDITION, "new"), (CHANGE, "changed")):
            records = [plan.record for plan in sheet.plans if plan.kind == kind]
            if records:
                LogEntry.objects.log_actions(request.user.pk, records, flag, sheet.reason)
        said = (
            f"{waiting.file_name}: {sheet.count('new')} new, {sheet.count('changed')} changed, "
            f"{sheet.count('same')} the same."
        )
        homes = {plan.record.partnership_key for plan in sheet.plans}
        for home in sorted(homes):
            words = f"{self.opts.verbose_name_plural.capitalize()} from {self._counted(sheet, home, waiting.file_name)}"
            self._log(request, AuditEntry.Kind.IMPORTED, words, home, sheet.at)
        finish_list(waiting=waiting, done=said, by=request.user, at=sheet.at)
        return f"Brought in from {said}"

    def _counted(self, sheet: ListSheet, home: int, file_name: str) -> str:
        kinds = Counter(plan.kind for plan in sheet.plans if plan.record.partnership_key == home)
        return f"'{file_name}': {kinds['new']} new, {kinds['changed']} changed, {kinds['same']} the same"

    def _done_already(self, request: HttpRequest, waiting: ListImport) -> HttpResponse:
        self.message_user(
            request,
            f"This file was brought in already on {in_words(waiting.done_at)}, and nothing was done a second time. "
            f"{waiting.done}",
            level="WARNING",
        )
        return HttpResponseRedirect(self._list_address("changelist"))

    def _preview(
        self, request: HttpRequest, waiting: ListImport, sheet: ListSheet, refusal: str = ""
    ) -> TemplateResponse:
        rows = len(waiting.table["rows"])
        counts = {kind: sheet.count(kind) for kind in ("new", "changed", "same")}
        return self._page(
            request,
            "admin/list_preview.html",
            f"Preview of {waiting.file_name}",
            waiting=waiting,
            refusal=refusal,
            rows=rows,
            counts=counts,
            refused=rows - sum(counts.values()),
            plans=[plan for plan in sheet.plans if plan.kind != "same"] if not sheet.wrong else [],
            nothing_to_do=not sheet.wrong and not counts["new"] and not counts["changed"],
            wrong=sheet.wrong[:_SHOWN_WRONG],
            more_wrong=max(len(sheet.wrong) - _SHOWN_WRONG, 0),
            remarks=waiting.table["remarks"],
            passed_over=sheet.passed_over,
            suspects=sheet.suspects,
            checked=CHECKED,
            seen=sheet.seen(),
            status=409 if refusal else 200,
        )

    # -- both --------------------------------------------------------------------------------------------------------

    def _list_address(self, page: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}")

    def _page(
        self, request: HttpRequest, template: str, title: str, *, status: int = 200, **context: object
    ) -> TemplateResponse:
        request.current_app = self.admin_site.name
        around = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        around |= {"list_url": self._list_address("changelist"), "import_url": self._list_address("import")}
        return TemplateResponse(request, template, {**around, **context}, status=status)
