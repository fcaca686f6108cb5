"""The cache of finished public pages, the headers that Django does not set by itself, and who was refused."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable

from csp.utils import build_policy
from django.conf import settings
from django.core.cache import caches
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch
from django.utils import timezone

from priorities.models import AuditEntry, ContentVersion
from priorities.office import OfficeAdmin
from priorities.services import record_event

VERSION_KEPT_SECONDS = 1.0
"""How long a worker trusts the content version that it read. With MAX_AGE this stays under the 5 seconds promised."""

MAX_AGE_SECONDS = 3
"""How long a browser or proxy may show a public page without asking again."""


MAX_DIGITS = 18
"""Of a number in an address; a longer one is no record's."""


class HeadersMiddleware:
    """Policy headers everywhere; no-store for staff; no cookies for the public; noindex for the demonstration.

    What a page says itself stays. Some headers most pages have from the middleware that Django brings; files, redirects and
    errors that are answered before that is asked have them from here. No page has a content policy of its own, so
    django-csp writes it once and its middleware, which writes it anew for each page, is left out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.headers = {
            "Content-Security-Policy": build_policy(),
            "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": settings.X_FRAME_OPTIONS,
        }
        if settings.DEBUG:
            # Django's own error pages, for those who build the site, have styles of their own.
            del self.headers["Content-Security-Policy"]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/admin/"):
            # Another application on the domain may set cookies of our names: public pages read none and set none.
            request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.setdefault(name, value)
        if request.path.startswith("/admin/"):
            response["Cache-Control"] = "no-store"
            response["X-Robots-Tag"] = "noindex"
        elif settings.DEMO:
            response["X-Robots-Tag"] = "noindex"
        return response


class PublicPageCache:
    """Keeps finished public pages under the content version, so that a change makes every kept page stale at once.

    Only GET and HEAD of views marked with `priorities.public.public_page` are kept. Such a page is the same for everybody: it
    reads no session and no cookie. The key holds the London day, because lateness is counted in days.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._version = 0
        self._version_read_at = float("-inf")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or request.path.startswith("/admin/"):
            return self.get_response(request)
        key = self._key(request)
        pages = caches["pages"]
        kept = pages.get(key)
        if kept is not None:
            body, headers = kept
            response = HttpResponse(body)
            for name, value in headers:
                response[name] = value
            return response
        response = self.get_response(request)
        if getattr(response, "is_public_page", False) and response.status_code == 200 and not response.streaming:
            response["Cache-Control"] = f"public, max-age={MAX_AGE_SECONDS}"
            response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
            if request.method == "GET":
                pages.set(key, (response.content, list(response.items())))
        return response

    def _key(self, request: HttpRequest) -> str:
        gzip = bool(re.search(r"\bgzip\b", request.META.get("HTTP_ACCEPT_ENCODING", "")))
        asked = f"{request.get_host()} {request.get_full_path()} {gzip}"
        digest = hashlib.sha256(asked.encode()).hexdigest()
        return f"{self._content_version()}:{timezone.localdate():%Y%m%d}:{digest}"

    def _content_version(self) -> int:
        now = time.monotonic()
        if now - self._version_read_at >= VERSION_KEPT_SECONDS:
            self._version = ContentVersion.current()
            self._version_read_at = now
        return self._version


class DenialLog:
    """Writes to the log of the office whom of the signed-in it refused, and who asked for what is not there for them.

    A record that never was and one of another partnership answer alike, and both are written down: so the answer
    takes as long for the one as for the other.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in (403, 404) and request.path.startswith("/admin/") and request.user.is_authenticated:
            self._write(request, response.status_code)
        return response

    def _write(self, request: HttpRequest, status: int) -> None:
        page = request.resolver_match
        if status == 404 and not (page and page.url_name and page.kwargs):
            return  # an address that is none of the office's tells nothing
        record = self._record(page)
        asked = f"{request.method} {request.path[:200]}"
        refused = "Refused" if status == 403 else "Not there, or not theirs to know"
        record_event(
            kind=AuditEntry.Kind.DENIED,
            by=request.user,
            at=timezone.now(),
            words=f"{refused}: {asked}",
            record=record,
            partnership_id=self._partnership(page, record),
        )

    def _record(self, page: ResolverMatch | None) -> Model | None:
        """The record of one of Django's own pages; the others name theirs in the address alone."""
        office, key = self._office(page), page.kwargs.get("object_id", "") if page else ""
        if office is None or not str(key).isdecimal() or len(str(key)) > MAX_DIGITS:
            return None
        return office.model._default_manager.filter(pk=int(key)).first()

    @staticmethod
    def _office(page: ResolverMatch | None) -> OfficeAdmin | None:
        office = getattr(page.func, "model_admin", None) if page else None
        return office if isinstance(office, OfficeAdmin) else None

    def _partnership(self, page: ResolverMatch | None, record: Model | None) -> int | None:
        office = self._office(page)
        return office.log_partnership(record) if office is not None and record is not None else None
