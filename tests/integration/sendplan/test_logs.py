"""The secret of a link to draft an update stands in no line of any log, whatever is answered."""

from __future__ import annotations

import io
import logging
import runpy
from datetime import timedelta
from types import SimpleNamespace
from typing import ClassVar

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from gunicorn.config import Config

from actions.draft_form import token_of
from actions.services import key_of_link
from priorities.models import AuditEntry
from sendplan.access_log import QuietLogger
from sendplan.logs import AddressesWithoutSecrets
from tests.factories import office as make
from tests.factories.routemaps import published_routemaps

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


DATED = "/routemaps/ask-for-a-plan/?d=2&m=3&y=2026"


def test_a_fault_on_a_page_with_dates_names_none_of_them(caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)

    def break_off(found, anchors, *, on):
        raise ValueError(f"Broke at {DATED}")

    published_routemaps(make.PartnershipFactory())
    monkeypatch.setattr("routemaps.views.rows_of", break_off)
    client = Client(raise_request_exception=False)
    elsewhere = {"referer": f"https://here.example{DATED}"}
    assert client.get(DATED, headers=elsewhere).status_code == 500
    assert client.get("/routemaps/nowhere/?d=2&m=3&y=2026", headers=elsewhere).status_code == 404
    assert client.post(DATED).status_code == 405
    said = [record.getMessage() for record in caplog.records]
    assert "Internal Server Error: /routemaps/ask-for-a-plan/" in said
    assert "ValueError: Broke at /routemaps/ask-for-a-plan/?…" in caplog.text
    for words in ("d=2", "y=2026"):
        assert words not in caplog.text
        assert not AuditEntry.objects.filter(words__contains=words).exists()


class TestAccessLog:
    """gunicorn's own log, where somebody asks for one, in whatever format."""

    ENVIRON: ClassVar = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": DATED,
        "REQUEST_URI": DATED,
        "PATH_INFO": "/routemaps/ask-for-a-plan/",
        "QUERY_STRING": "d=2&m=3&y=2026",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": f"https://here.example{DATED}",
        "REMOTE_ADDR": "127.0.0.1",
    }

    @staticmethod
    def atoms(**environ) -> dict[str, object]:
        response = SimpleNamespace(status="200 OK", sent=10, headers=[("Location", DATED)])
        request = SimpleNamespace(headers=[("Referer", DATED), ("X-Original-URI", DATED), ("Host", "here.example")])
        said = TestAccessLog.ENVIRON | environ
        return QuietLogger(Config()).atoms(response, request, said, timedelta(seconds=1))

    def test_nothing_that_a_format_may_name_holds_a_date(self):
        found = self.atoms()
        assert [name for name, value in found.items() if "d=2" in str(value)] == []
        assert (found["r"], found["U"], found["s"], found["h"]) == (
            "GET /routemaps/ask-for-a-plan/ HTTP/1.1",
            "/routemaps/ask-for-a-plan/",
            "200",
            "127.0.0.1",
        )
        assert found["{host}i"] == "here.example"

    def test_no_link_to_a_draft_stands_in_it(self):
        found = self.atoms(PATH_INFO="/draft/SECRET/", RAW_URI="/draft/SECRET/", REQUEST_URI="/draft/SECRET/")
        assert (found["U"], found["r"]) == ("/draft/…/", "GET /draft/…/ HTTP/1.1")
        assert [name for name, value in found.items() if "SECRET" in str(value)] == []

    def test_gunicorn_takes_it_where_it_is_started_in_the_project(self):
        config = runpy.run_path(str(settings.BASE_DIR / "gunicorn.conf.py"))
        assert config["logger_class"] == f"{QuietLogger.__module__}.{QuietLogger.__name__}"
        atoms = self.atoms()
        assert (
            config["access_log_format"] % atoms
            == f'127.0.0.1 {atoms["t"]} "GET /routemaps/ask-for-a-plan/" 200 10 1.000000'
        )


def test_the_console_takes_it_out_of_every_loggers_lines():
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["outage", "links"]
    for said, expected in {
        "GET /draft/abc:DEF-1_2/?saved=1 took long": "GET /draft/…/?… took long",
        "at /routemaps/late/?d=2&m=3&y=2026 broke": "at /routemaps/late/?… broke",
        "'https://here.example/routemaps/x/dates.ics?start=2026-03-02'": "'https://here.example/routemaps/x/dates.ics?…'",
        "Is it late? Yes.": "Is it late? Yes.",
        "/draft/%s/ and %s": "/draft/…/ and /help/",
        "the draft/ of an update": "the draft/ of an update",
    }.items():
        arguments = ("abc", "/help/") if "%s" in said else ()
        record = logging.LogRecord("any", logging.INFO, "", 1, said, arguments, None)
        assert AddressesWithoutSecrets().filter(record)
        assert record.getMessage() == expected
