"""Whose turn it is to read a document: a person has one reading at a time, so that others and the public are answered.

A turn is the lock of a file in the site's folder. It ends with the process that holds it, however that ends.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from actions.models import ImportRun
from actions.office.imports_common import frame
from priorities.models import User
from priorities.office_pages import office_response

LONG = 200_000
"""Bytes of a file from which on reading it takes seconds: of these one is read at a time, whoever sent it."""

OWN = (
    "A document of yours is being read or compared just now, perhaps in another window. Wait until that is done, then load "
    "this page again: nothing is lost."
)
OTHER = (
    "Another long document is being read just now, and one at a time keeps this site quick for everybody. Wait a minute, "
    "then load this page again: nothing is lost."
)


class Busy(Exception):
    """It is not this person's turn. `str(error)` says why, and how to go on."""


@contextmanager
def turn(run: ImportRun, user: User) -> Iterator[None]:
    """Hold the person's turn to read, and for a long document everybody's. Raises Busy at once where it is taken."""
    folder = Path(settings.VAR_DIR) / "turns"
    folder.mkdir(mode=0o700, exist_ok=True)
    with ExitStack() as held:
        _take(held, folder / f"person-{user.pk}", OWN)
        if _size(run) > LONG:
            _take(held, folder / "long", OTHER)
        yield


def _take(held: ExitStack, path: Path, otherwise: str) -> None:
    file = held.enter_context(path.open("a"))
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Busy(otherwise) from None


def _size(run: ImportRun) -> int:
    try:
        return run.file.size if run.file else 0
    except FileNotFoundError:
        return 0


def busy_page(request: HttpRequest, run: ImportRun, step: str, busy: Busy) -> HttpResponse:
    """Says why it is not the person's turn. What was typed goes along in hidden fields and is sent again by a button."""
    typed = [
        (name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"
    ]
    context = frame(run, step, refusal=str(busy), typed=typed, address=request.get_full_path())
    return office_response(request, "admin/imports/busy.html", context, title=f"Wait: {run.original_name}", status=409)
