"""The page that reads a document and says how far it is, line by line, without JavaScript."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from actions.importing import KINDS, reading_in_words
from actions.importing.changes import ImportRefused
from actions.importing.runs import OPEN, look_at
from actions.models import ImportRun
from actions.office.imports_common import frame, reading_steps, run_or_404
from actions.office.imports_turns import Busy, turn
from actions.reading import NoActions
from actions.wording import counted
from priorities.documents import DocumentError
from priorities.office_pages import office_page, office_response

_log = logging.getLogger(__name__)
_HERE = "@steps-come-here@"
BROKE_OFF = (
    "Reading broke off because of a fault that is not the document's; nothing was stored: try again, then tell those who "
    "run this site."
)


@office_page
@require_safe
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Stream the steps of the reading; it ends with a link and goes on by itself, or with one sentence on what is wrong."""
    run = run_or_404(request, pk)
    if run.state not in OPEN:
        return HttpResponseRedirect(reverse("office:import-done", args=[run.pk]))
    page = office_response(
        request, "admin/imports/read.html", frame(run, "upload", here=_HERE), title=f"Reading {run.original_name}"
    )
    before, after = render_to_string(page.template_name, page.context_data, request).split(_HERE)
    response = StreamingHttpResponse(_pieces(request, run, before, after))
    # Compression would hold the lines back until there are many of them.
    response["Content-Encoding"] = "identity"
    response["X-Accel-Buffering"] = "no"
    return response


def _pieces(request: HttpRequest, run: ImportRun, before: str, after: str) -> Iterator[str]:
    yield f'{before}<ol class="import-steps">\n'
    try:
        with turn(run, request.user):
            yield from _steps(run)
        yield "<li>Done.</li>\n</ol>\n"
        address = reverse("office:import-map", args=[run.pk])
        yield format_html('<p><a class="button" href="{}">Go on to the columns</a></p>\n', address)
        yield format_html('<meta http-equiv="refresh" content="0;url={}">\n', address)
    except Busy as busy:
        again = format_html('<p><a class="button" href="{}">Load this page again</a></p>\n', request.path)
        yield format_html('</ol>\n<p class="errornote" role="alert">{}</p>\n{}', str(busy), again)
    except NoActions as refusal:
        yield "</ol>\n"
        yield _stopped(run, str(refusal), "office:import-map", "Say which column holds what" if refusal.tables else "")
    except (DocumentError, ImportRefused) as refusal:
        yield "</ol>\n"
        yield _stopped(run, str(refusal), "office:import-map", "")
    except Exception:
        _log.exception("Reading import %s broke off", run.pk)
        yield "</ol>\n"
        yield _stopped(run, BROKE_OFF, "office:import-map", "")
    yield after


def _steps(run: ImportRun) -> Iterator[str]:
    steps = reading_steps(run)
    while True:
        try:
            yield format_html("<li>{}</li>\n", next(steps))
        except StopIteration as end:
            file = end.value
            break
    if file.guess is not None:
        yield format_html("<li>It is read as: {}. {}</li>\n", KINDS[file.kind], file.guess.why)
    found = f"{reading_in_words(file.reading)[0]} in {counted(len(file.reading.rows), 'row')} found."
    yield format_html("<li>{} Comparing with the plan …</li>\n", found)
    look_at(run, file)


def _stopped(run: ImportRun, sentence: str, other: str, words: str) -> str:
    more = format_html('<p><a href="{}">{}</a></p>\n', reverse(other, args=[run.pk]), words) if words else ""
    return format_html(
        '<p class="errornote" role="alert">{}</p>\n{}<p><a href="{}">Change the plan or the date</a>, or '
        '<a href="{}">send another file</a>.</p>\n',
        sentence,
        more,
        reverse("office:import-upload", args=[run.pk]),
        reverse("office:import-new"),
    )
