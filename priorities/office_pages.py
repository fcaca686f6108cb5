"""Pages of the office beside the stock ones of Django's admin: the same door, the same frame, the same 404."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from priorities.permissions import sees_any


def office_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the office: signed-in staff with a role in some partnership; for others it is not there.

    What belongs to a partnership that the person may not know of raises Http404 in the view, so that it answers like
    an address that never was; what they may know of and not do raises PermissionDenied.
    """

    @wraps(view)
    def page(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not sees_any(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return admin.site.admin_view(page)


def office_response(
    request: HttpRequest, template: str, context: dict[str, object], *, title: str, status: int = 200
) -> TemplateResponse:
    """A page in the office's frame; `title` is its heading and the first part of the window's title."""
    request.current_app = admin.site.name
    return TemplateResponse(
        request, template, {**admin.site.each_context(request), "title": title, **context}, status=status
    )


def moment() -> datetime:
    """Now. Services and models never ask the clock; the office's pages, like every view, pass it in."""
    return timezone.now()  # noqa: TID251


def today() -> date:
    """The day in London."""
    return timezone.localdate()  # noqa: TID251
