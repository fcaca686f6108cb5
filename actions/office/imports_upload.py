"""The page on which a document begins: a file or a pasted table, its plan, the date that it bears."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from actions.importing import ACTION_PLAN, KINDS, RECOMMENDATION_UPDATE, ImportRefused, document_date, iso
from actions.importing.runs import OPEN, add_run, change_run, drop_run
from actions.models import ImportRun
from actions.office.imports_common import frame, run_or_404
from priorities.documents import LIMITS
from priorities.documents.kinds import shown_name
from priorities.documents.limits import megabytes
from priorities.models import EditConflict, Partnership, Plan
from priorities.office_forms import version_mark
from priorities.office_pages import moment, office_page, office_response, today
from priorities.office_sentences import SentencesMixin
from priorities.permissions import edits_any, rows_edited_by
from priorities.services import refuse_personal_words
from priorities.services.writing import NotAllowed

NEW, TELL = "new", "tell"
READ = (".txt", ".tsv", ".csv", ".xlsx", ".docx")
LONGEST_PASTE = 500_000
"""Characters in the box: what a form may carry; a longer table comes as a file."""
PASTED = "pasted table.tsv"


class UploadForm(SentencesMixin, forms.Form):
    """Which document, into which plan, of which date."""

    file = forms.FileField(
        required=False,
        allow_empty_file=True,  # refused below, with the file's name and what to do
        label="File",
        help_text=f"A file that ends in {', '.join(READ[:-1])} or {READ[-1]}, of at most {megabytes(LIMITS.packed_bytes)}.",
    )
    pasted = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST_PASTE,
        label="Or a table, pasted from Word or Excel",
        help_text="Copy the whole table with its headings and paste it here. Leave the file empty then.",
        error_messages={
            "null_characters_not_allowed": "There is a NUL character in the pasted table, which text cannot hold: "
            "copy the table again, or send its file, and the line is named."
        },
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    plan = forms.ChoiceField(label="Plan")
    new_title = forms.CharField(
        required=False,
        max_length=Plan._meta.get_field("title").max_length,
        label="Title of the new plan",
        help_text="Only for a new plan. Its address is made of these words and shown on the next page.",
    )
    partnership = forms.ModelChoiceField(
        Partnership.objects.none(), required=False, label="Partnership of the new plan", empty_label=None
    )
    kind = forms.ChoiceField(
        required=False,
        label="Kind of document",
        choices=[*KINDS.items(), (TELL, "I am not sure: let the site tell")],
        initial=ACTION_PLAN,
        help_text="A document that holds two kinds is sent twice, once as each.",
    )
    round_title = forms.CharField(
        required=False,
        max_length=ImportRun._meta.get_field("round_title").max_length,
        label="Round",
        help_text="Only for an update of recommendations: what you call the round, such as 'Year one'.",
    )
    document_date = forms.CharField(
        required=False,
        label="Date that the document bears",
        help_text="A day such as 31/3/2024, a month such as 3/2024, or a year. Empty: it bears none.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, run: ImportRun | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.run = run
        plans = rows_edited_by(user, Plan.objects.select_related("partnership"), path="partnership")
        plans = plans.exclude(state=Plan.State.WITHDRAWN)
        mine = rows_edited_by(user, Partnership.objects.all(), path="pk")
        if run is not None:
            plans, mine = plans.filter(partnership=run.partnership_id), mine.filter(pk=run.partnership_id)
            del self.fields["file"], self.fields["pasted"]
        self.plans = {str(plan.pk): plan for plan in plans.order_by("title")}
        several = mine.count() > 1
        named = [(key, f"{plan} ({plan.partnership})" if several else str(plan)) for key, plan in self.plans.items()]
        self.fields["plan"].choices = [("", "Choose"), (NEW, "A new plan"), *named]
        self.fields["partnership"].queryset = mine
        if not several:
            del self.fields["partnership"]
            self.only = mine.first()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file is not None and file.size == 0:
            raise forms.ValidationError(
                f"The file {shown_name(file.name)} is empty: check that it was saved, and send it again."
            )
        if file is not None and file.size > LIMITS.packed_bytes:
            raise forms.ValidationError(
                f"The file {shown_name(file.name)} has {megabytes(file.size)} and the most that is read is "
                f"{megabytes(LIMITS.packed_bytes)}: remove its pictures or split it."
            )
        return file

    def clean_kind(self) -> str:
        """ "" for what the site is to tell; nothing sent means an action plan."""
        kind = self.cleaned_data["kind"] or ACTION_PLAN
        return "" if kind == TELL else kind

    def clean_document_date(self) -> tuple:
        words = self.cleaned_data["document_date"].strip()
        try:
            return document_date(words, today=today(), name="Date that the document bears")
        except ImportRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.run is None and "file" not in self.errors and "pasted" not in self.errors:
            file, pasted = cleaned.get("file"), cleaned.get("pasted", "").strip()
            if file is None and not pasted:
                self.add_error("file", "File: nothing was sent; choose a file, or paste a table below.")
            elif file is not None and pasted:
                self.add_error("pasted", "A file was chosen and a table pasted: empty this box, or take the file away.")
        if cleaned.get("kind") == RECOMMENDATION_UPDATE and not cleaned.get("round_title", "").strip():
            self.add_error("round_title", "Round: nothing is written here; say what you call it, such as 'Year one'.")
        elif cleaned.get("round_title"):
            self._refuse_personal("round_title", "Round", cleaned)
        if cleaned.get("plan") == NEW and "new_title" not in self.errors:
            if not cleaned.get("new_title"):
                self.add_error(
                    "new_title", "Title of the new plan: nothing is written here; write it, or choose a plan."
                )
            else:
                self._refuse_personal("new_title", "Title of the new plan", cleaned)
        return cleaned

    def _refuse_personal(self, name: str, what: str, cleaned: dict) -> None:
        partnership = self.chosen_partnership()
        try:
            refuse_personal_words({what: cleaned[name]}, partnership_id=partnership.pk if partnership else None)
        except NotAllowed as refusal:
            self.add_error(name, str(refusal))

    def chosen_partnership(self) -> Partnership | None:
        """That of the chosen plan, else of the new one."""
        plan = self.chosen_plan()
        if plan is not None:
            return plan.partnership
        return self.cleaned_data.get("partnership") if "partnership" in self.fields else self.only

    def chosen_plan(self) -> Plan | None:
        return self.plans.get(self.cleaned_data.get("plan", ""))


@office_page
def upload(request: HttpRequest) -> HttpResponse:
    """A new import."""
    if not edits_any(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, UploadForm(user=request.user, initial={"plan": request.GET.get("plan", "")}))
    form = UploadForm(request.POST, request.FILES, user=request.user)
    if form.is_valid():
        if form.chosen_partnership() is None:
            form.add_error("partnership", "Partnership of the new plan: nothing is chosen; choose one.")
        else:
            try:
                run = _add(form, request)
            except NotAllowed as refusal:
                form.add_error("plan", str(refusal))
            else:
                return HttpResponseRedirect(reverse("office:import-read", args=[run.pk]))
    return _page(request, form)


def _add(form: UploadForm, request: HttpRequest) -> ImportRun:
    data, file = form.cleaned_data, form.cleaned_data["file"]
    if file is not None:
        name, content = shown_name(file.name), file.read()
    else:
        name, content = PASTED, data["pasted"].replace("\r\n", "\n").encode()
    day, precision = data["document_date"]
    return add_run(
        partnership=form.chosen_partnership(),
        plan=form.chosen_plan(),
        new_title=data["new_title"].strip(),
        name=name,
        data=content,
        is_pasted=file is None,
        document_date=day,
        date_precision=precision,
        kind=data["kind"],
        round_title=_round(data),
        by=request.user,
        at=moment(),
    )


def _round(data: dict) -> str:
    """The round's title; none for a document that has no rounds."""
    return " ".join(data["round_title"].split()) if data["kind"] in ("", RECOMMENDATION_UPDATE) else ""


@office_page
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another plan or another date for a document that is on its way."""
    run = run_or_404(request, pk)
    if run.state not in OPEN:
        return HttpResponseRedirect(reverse("office:import-done", args=[run.pk]))
    if request.method != "POST":
        return _page(request, UploadForm(user=request.user, run=run, initial=_as_typed(run)), run)
    form = UploadForm(request.POST, user=request.user, run=run, initial=_as_typed(run))
    if form.is_valid():
        if form.cleaned_data["version"] != version_mark(run):
            form.add_error(
                None, "Somebody else went on with this import since you opened this page, so nothing was saved."
            )
            form.data = {**form.data.dict(), "version": version_mark(run)}
        else:
            try:
                _change(form, run, request)
                return HttpResponseRedirect(reverse("office:import-read", args=[run.pk]))
            except (NotAllowed, EditConflict) as refusal:
                form.add_error("plan", str(refusal))
    return _page(request, form, run)


def _as_typed(run: ImportRun) -> dict[str, object]:
    return {
        "plan": run.plan_id or NEW,
        "new_title": run.new_plan_title,
        "kind": run.kind or TELL,
        "round_title": run.round_title,
        "document_date": iso(run.document_date, run.date_precision) if run.document_date else "",
        "version": version_mark(run),
    }


def _change(form: UploadForm, run: ImportRun, request: HttpRequest) -> None:
    day, precision = form.cleaned_data["document_date"]
    change_run(
        run=run,
        plan=form.chosen_plan(),
        new_title=form.cleaned_data["new_title"].strip(),
        document_date=day,
        date_precision=precision,
        kind=form.cleaned_data["kind"],
        round_title=_round(form.cleaned_data),
        by=request.user,
        at=moment(),
    )


def _page(request: HttpRequest, form: UploadForm, run: ImportRun | None = None) -> HttpResponse:
    title = "Import a document" if run is None else f"Plan and date of {run.original_name}"
    context = frame(run, "upload", form=form)
    if run is not None and run.new_plan_slug:
        context["address"] = run.new_plan_slug
    return office_response(request, "admin/imports/upload.html", context, title=title)


@office_page
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an import up."""
    run = run_or_404(request, pk)
    if run.state not in OPEN:
        return HttpResponseRedirect(reverse("office:imports"))
    try:
        drop_run(run=run, by=request.user, at=moment())
    except (NotAllowed, EditConflict) as refusal:
        messages.error(request, f"{refusal} Nothing was changed.")
    else:
        messages.success(request, f"The import of {run.original_name} was dropped; its file is gone.")
    return HttpResponseRedirect(reverse("office:imports"))
