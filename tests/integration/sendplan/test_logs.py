"""The secret of a link to draft an update stands in no line of any log, whatever is answered."""

from __future__ import annotations

import io
import logging
from datetime import timedelta

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actions.draft_form import token_of
from actions.services import key_of_link
from priorities.models import AuditEntry
from sendplan.logs import LinksWithoutSecrets
from tests.factories import office as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses():
    """An open link, one that expired, one that was revoked, one of nobody, and two that only look like one."""
    action = make.ActionFactory(plan__published=True, public=True)
    officer = make.reporter(action, make.MembershipFactory(partnership=action.plan.partnership).user)
    now = timezone.now()
    found = {}
    for seed, columns in {
        "open": {},
        "expired": {"made_at": now - timedelta(days=15), "expires_at": now - timedelta(days=1)},
        "revoked": {"revoked_at": now, "revoked_by": officer},
    }.items():
        dates = {"made_at": now, "expires_at": now + timedelta(days=14), **columns}
        make.UpdateLinkFactory(action=action, made_by=officer, key=key_of_link(seed), **dates)
        found[seed] = reverse("actions:draft", args=[token_of(seed)])
    found["unknown"] = reverse("actions:draft", args=[token_of("nobody's")])
    found["forged"] = "/draft/SECRETofNOBODY/"
    found["longer"] = f"{found['unknown']}more/"
    return found


def secret_of(address: str) -> str:
    return address.split("/")[2]


def test_no_line_names_a_token_and_no_address_travels_on(addresses, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    written = io.StringIO()
    console = next(one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler)
    monkeypatch.setattr(console, "stream", written)
    status = {}
    client = Client(raise_request_exception=False)
    for name, address in addresses.items():
        answers = [client.get(address), client.post(address, {"done": "x"}, headers={"origin": "https://evil.example"})]
        status[name] = [answer.status_code for answer in answers]
        assert {answer["Referrer-Policy"] for answer in answers} == {"strict-origin"}
    assert status == {
        "open": [200, 403],
        **dict.fromkeys(("expired", "revoked", "unknown", "forged", "longer"), [404] * 2),
    }
    said = [record.getMessage() for record in caplog.records]
    assert said.count("Not Found: /draft/…/") == 8
    assert said.count("Not Found: /draft/…/more/") == 2
    for secret in map(secret_of, addresses.values()):
        assert secret not in "\n".join([*said, caplog.text, written.getvalue()])
        assert not AuditEntry.objects.filter(words__contains=secret).exists()


def test_a_fault_behind_a_link_names_no_token_either(addresses, caplog, monkeypatch):
    secret = secret_of(addresses["open"])

    def break_off(link) -> HttpResponse:
        raise ValueError(f"Broke at /draft/{secret}/")

    monkeypatch.setattr("actions.draft_views.draft_of", break_off)
    assert Client(raise_request_exception=False).get(addresses["open"]).status_code == 500
    assert "Internal Server Error: /draft/…/" in caplog.text
    assert "ValueError: Broke at /draft/…/" in caplog.text
    assert secret not in caplog.text


def test_the_console_takes_it_out_of_every_loggers_lines():
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["outage", "links"]
    for said, expected in {
        "GET /draft/abc:DEF-1_2/?saved=1 took long": "GET /draft/…/?saved=1 took long",
        "/draft/%s/ and %s": "/draft/…/ and /help/",
        "the draft/ of an update": "the draft/ of an update",
    }.items():
        arguments = ("abc", "/help/") if "%s" in said else ()
        record = logging.LogRecord("any", logging.INFO, "", 1, said, arguments, None)
        assert LinksWithoutSecrets().filter(record)
        assert record.getMessage() == expected
