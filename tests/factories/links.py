"""Links to draft an update: made in the office, opened and filled in by somebody without an account."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from actions.models import Action

HERE = "http://testserver"


def make_in_office(client: Client, action: Action, role: str = "SENCO", **typed: str) -> HttpResponse:
    where = reverse("office:links", args=[action.pk])
    once = client.get(where).context["form"]["once"].value()
    return client.post(where, {"do": "make", "for_role": role, "once": once, **typed})


def made_link(client: Client, action: Action, role: str = "SENCO") -> str:
    """The path of a new link, as the office shows it once."""
    page = make_in_office(client, action, role).content.decode()
    return urlsplit(unescape(re.search(r'<textarea id="address"[^>]*>([^<]+)</textarea>', page)[1])).path


def stamp(page: HttpResponse) -> str:
    return re.search(r'name="stamp" value="([^"]+)"', page.content.decode())[1]


def save(address: str, *, origin: str | None = HERE, stamped: str | None = None, **typed: object) -> HttpResponse:
    """Open the link as a browser without any account does, type, and send; the page that follows."""
    client = Client()
    mark = stamp(client.get(address)) if stamped is None else stamped
    headers = {"origin": origin} if origin else {}
    return client.post(address, {"stamp": mark, **typed}, headers=headers, follow=True)
