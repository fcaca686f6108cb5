"""Update sheets as people fill them in: downloaded here, changed cell by cell, sent back."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from actions.models import Action, Lead
from actions.update_sheet import COLUMNS, UPDATES_SHEET
from priorities.models import Plan
from tests.factories import office as make

WHERE = "/admin/sheets/"
SENT_AT = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
UPDATE = {"Status": "On track", "What we have done": "We trained 12 staff."}
AT = {column.heading: number for number, column in enumerate(COLUMNS, start=1)}
"""The number of each column of a sheet as it is downloaded."""


def download(client: Client, lead: Lead, *, every: bool = True) -> openpyxl.Workbook:
    response = client.get(reverse("office:sheet", args=[lead.pk]), {"every": "1"} if every else {})
    assert response.status_code == 200, response.status_code
    return openpyxl.load_workbook(io.BytesIO(response.content))


def fill(book: openpyxl.Workbook, row: int, cells: dict[str, object]) -> openpyxl.Workbook:
    """Write into a row of the sheet, counted from 2 as a person sees it; keys are headings."""
    for heading, value in cells.items():
        book[UPDATES_SHEET].cell(row, AT[heading]).value = value
    return book


def packed(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def upload(client: Client, book: openpyxl.Workbook | bytes, name: str = "updates.xlsx") -> HttpResponse:
    content = book if isinstance(book, bytes) else packed(book)
    return client.post(WHERE, {"sheet": SimpleUploadedFile(name, content)})


def confirm(client: Client, preview: HttpResponse, **typed: object) -> HttpResponse:
    return client.post(WHERE, {**hidden(preview), **typed}, follow=True)


def hidden(preview: HttpResponse) -> dict[str, str]:
    page = preview.content.decode()
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("read", "seen")}
    return {name: match[1] for name, match in found.items() if match}


def sent_back(client: Client, lead: Lead, row: int, cells: dict[str, object], **typed: object) -> HttpResponse:
    """Download, fill in one row, send back, confirm."""
    return confirm(client, upload(client, fill(download(client, lead), row, cells)), **typed)


def led(lead: Lead, plan: Plan, **columns: object) -> Action:
    """A public action of the lead that is due in April."""
    action = make.ActionFactory(plan=plan, public=True, next_due=date(2026, 4, 1), **columns)
    make.ActionLeadFactory(action=action, lead=lead)
    return action


def words(response: HttpResponse) -> str:
    return response.content.decode().replace("&#x27;", "'")
