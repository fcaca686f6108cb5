"""The site's own pages: home, help, the statements the law asks for, errors, and the gallery of components."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from actions import reporting
from actions.status import Status
from priorities.models import Partnership, Plan
from priorities.public import public_page
from routemaps.published import listed
from sendplan.gallery import gallery

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 30
"""When somebody may try again while the database does not answer."""

RECENT_DAYS = 30
"""How far back "changed recently" looks."""


@dataclass(frozen=True, slots=True)
class Statement:
    """The dates of the accessibility statement. The Regulations of 2018 (reg. 8) ask for a review at least yearly."""

    prepared_on: date
    reviewed_on: date
    next_review_on: date


STATEMENT = Statement(prepared_on=date(2026, 11, 22), reviewed_on=date(2026, 11, 22), next_review_on=date(2027, 5, 22))


@public_page
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What was promised, how far it is, what changed lately, and whom to talk to."""
    on = timezone.localdate()
    host = Partnership.objects.host()
    plan = reporting.with_vague_days(Plan.objects.public().of(host)).newest_first().first()
    maps = [one for one in listed(host) if not one.shared][:5]
    context = {"partnership": host, "plan": plan, "on": on, "maps": maps}
    if plan is not None:
        news = reporting.newest_updates(plan, since=on - timedelta(days=RECENT_DAYS), on=on)
        by_priority = reporting.counts_by_priority(plan, on=on)
        context |= {
            "counts": reporting.added_up(by_priority.values()),
            "closed": plan.is_closed(on=on),
            "priorities": reporting.priorities_of(plan),
            "news": news,
            "recent": [(update, reporting.action_name(update.action)) for update in news.updates],
            "vague": reporting.vague_days(plan),
            "days": RECENT_DAYS,
        }
    return render(request, "sendplan/home.html", context)


@public_page
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "sendplan/help.html",
        {"partnership": Partnership.objects.host(), "statuses": list(Status), "section": "help"},
    )


@public_page
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "sendplan/accessibility.html", {"statement": STATEMENT, "section": "accessibility"})


@public_page
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "sendplan/privacy.html", {"section": "privacy"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The demonstration is in no search engine; of a real site only the office is left out."""
    return HttpResponse(f"User-agent: *\nDisallow: {'/' if settings.DEMO else '/admin/'}\n", content_type="text/plain")


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for those who build the pages. The address is for staff."""
    return render(request, "sendplan/components.html", gallery())


PLAIN_ERROR = """<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>{heading} – {service}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>{heading}</h1><p>Please try again later. <a href="/">Go to the home page</a></p></main></body>
</html>
"""
"""What is left where the site cannot draw its own error page, because its static files were not collected, say."""

PLAIN_HEADINGS = {
    400: "This request could not be read",
    403: "You may not open this page",
    404: "Page not found",
    500: "Something went wrong",
    503: "This page is not available just now",
}


def _error(template: str, status: int) -> HttpResponse:
    # No request and no context: an error page asks nobody for anything.
    try:
        page = render_to_string(template)
    except Exception:
        logger.exception("The error page %s could not be drawn", template)
        page = format_html(PLAIN_ERROR, heading=PLAIN_HEADINGS[status], service=settings.SERVICE_NAME)
    return HttpResponse(page, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error("400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error("403.html", 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same page for what never was and for what is not public: it repeats nothing of the address."""
    return _error("404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """503 while the database does not answer, else 500. Neither page needs the database."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = _error("503.html", 503)
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response
    return _error("500.html", 500)
