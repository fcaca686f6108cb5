"""What the tests of the flat lists share: how a person exports, changes a file, uploads it and confirms."""

from __future__ import annotations

import csv
import io

from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actions.models import Action, Lead, Organisation
from routemaps.models import Term

MODELS = {"actions_organisation": Organisation, "actions_lead": Lead, "actions_action": Action, "routemaps_term": Term}


def address(kind: str, page: str) -> str:
    return reverse(f"admin:{kind}_{page}")


def exported(client, kind: str, file_format: str = "csv") -> bytes:
    response = client.post(address(kind, "export"), {"format": file_format})
    assert response.status_code == 200
    return response.content


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def as_file(rows: list[dict[str, str]], **how) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), **how)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def upload(client, kind: str, content: bytes, name: str = "list.csv"):
    """The preview of an uploaded file, or the page that refuses it."""
    return client.post(address(kind, "import"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def preview(client, kind: str, rows: list[dict[str, str]]):
    page = upload(client, kind, as_file(rows))
    assert page.status_code == 200
    assert page.template_name == "admin/list_preview.html", page.context["form"].errors
    return page


def confirm(client, kind: str, page, **changes):
    data = {"list": page.context["waiting"].pk, "seen": page.context["seen"], **changes}
    return client.post(address(kind, "import_confirm"), data)


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def refusal_of(page) -> list[str]:
    return page.context["form"].errors["file"]
