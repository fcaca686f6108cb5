"""The preview of an import: what it would do, what only a person knows, every row, and the one button that does it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from actions.importing import changes_in_words, problems_in_words
from actions.importing.changes import ImportRefused
from actions.importing.runs import CHANGED_SINCE, OPEN, LookedAt, answer_run, confirm_run, look_at
from actions.models import ImportRun
from actions.office.imports_common import MESSAGES, differing, frame, in_parts, reading_of, run_or_404
from actions.office.imports_form import PreviewForm
from actions.office.imports_rows import SHOWN, blocks, counts, narrowed
from actions.office.imports_turns import Busy, busy_page, turn
from priorities.documents import DocumentError
from priorities.models import EditConflict
from priorities.office_forms import version_mark
from priorities.office_pages import moment, office_page, office_response
from priorities.paging import page_asked_for, steps
from priorities.services import NotAllowed

PER_PAGE = 50
"""Rows of the document on one page."""
GONE_SHOWN = 100
ELSE = "Somebody else went on with this import since you opened this page, so nothing was saved."


@office_page
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    run = run_or_404(request, pk)
    if run.state not in OPEN:
        return HttpResponseRedirect(reverse("office:import-done", args=[run.pk]))
    try:
        with turn(run, request.user):
            return _answer(request, run)
    except Busy as busy:
        return busy_page(request, run, "preview", busy)


def _answer(request: HttpRequest, run: ImportRun) -> HttpResponse:
    try:
        looked = look_at(run, reading_of(run))
    except (DocumentError, ImportRefused) as refusal:
        return _page(request, run, refusal=str(refusal), status=409 if request.method == "POST" else 200)
    if request.method != "POST":
        return _page(request, run, looked, PreviewForm(run=run, at=looked))
    form = PreviewForm(request.POST, run=run, at=looked)
    valid = form.is_valid()
    if request.POST.get("version") != version_mark(run):
        return _conflict(request, run, looked, form)
    if not valid:
        return _page(request, run, looked, form)
    try:
        return _done(request, run, looked, form)
    except (NotAllowed, EditConflict) as refusal:
        run = run_or_404(request, run.pk)
        if run.state not in OPEN:
            return HttpResponseRedirect(reverse("office:import-done", args=[run.pk]))
        looked = look_at(run, reading_of(run))
        return _page(request, run, looked, PreviewForm(run=run, at=looked), said=str(refusal), status=409)


def _done(request: HttpRequest, run: ImportRun, looked: LookedAt, form: PreviewForm) -> HttpResponse:
    """Keep the answers; confirm where that was asked and nobody answers for the first time what nobody has seen yet."""
    answers = form.answers()
    confirms = request.POST.get("do") == "confirm"
    here = HttpResponseRedirect(request.get_full_path())
    if answers != form.kept:
        answer_run(run=run, answers=answers, by=request.user, at=moment())
        messages.success(request, MESSAGES["changed" if confirms else "kept"])
        return here
    if not confirms:
        messages.success(request, MESSAGES["kept"])
        return here
    if form.cleaned_data["seen"] != looked.mark:
        raise ImportRefused(CHANGED_SINCE)
    if looked.refusal:
        raise ImportRefused(looked.refusal)
    confirm_run(run=run, file=looked.file, seen=form.cleaned_data["seen"], by=request.user, at=moment())
    messages.success(request, f"The document {run.original_name} was imported.")
    return HttpResponseRedirect(reverse("office:import-done", args=[run.pk]))


def _conflict(request: HttpRequest, run: ImportRun, looked: LookedAt, form: PreviewForm) -> HttpResponse:
    """Both versions side by side; what was typed stays in the form, which answers to the newer version from now on."""
    both = differing(form)
    form.data = {**form.data.dict(), "version": version_mark(run), "seen": looked.mark}
    return _page(request, run, looked, form, said=f"{ELSE} Your answers are still below.", both=both, status=409)


def _page(
    request: HttpRequest,
    run: ImportRun,
    looked: LookedAt | None = None,
    form: PreviewForm | None = None,
    *,
    refusal: str = "",
    said: str = "",
    both: list | None = None,
    status: int = 200,
) -> HttpResponse:
    context = frame(run, "preview", form=form, refusal=refusal, said=said, differences=both)
    if looked is not None:
        found = blocks(looked)
        narrow = request.GET.get("show", "")
        narrow = narrow if narrow in SHOWN else ""
        page = page_asked_for(request, narrowed(found, narrow), per_page=PER_PAGE)
        rows, skipped = len(looked.file.reading.rows), len(looked.file.reading.skipped)
        comparison = looked.looked.comparison
        context |= {
            "at": looked,
            "asked": form.asked(),
            "counts": counts(found, looked, unanswered=form.unanswered),
            "rows": (rows, rows - skipped, skipped),
            "page": page,
            "links": steps(page, address=lambda number: f"?show={narrow}&page={number}#rows"),
            "narrow": narrow,
            "shown": [(key, words, len(narrowed(found, key))) for key, words in SHOWN.items()],
            "gone": changes_in_words(comparison)[:GONE_SHOWN],
            "doubts": [in_parts(line) for line in problems_in_words(comparison.problems)],
            "reading": looked.file.reading,
            "waits": run.plan is not None and run.plan.state != run.plan.State.DRAFT,
            "mark": looked.mark,
        }
    return office_response(
        request, "admin/imports/preview.html", context, title=f"Preview of {run.original_name}", status=status
    )
