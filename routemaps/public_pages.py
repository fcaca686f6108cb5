"""What the public pages of routemaps share: whose routemap it is, what is gone, and that a family's dates are kept nowhere."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from priorities.models import Partnership
from routemaps.models import Routemap, RoutemapVersion
from routemaps.published import public_routemap


def page_of_routemap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A public page of a routemap of the host; one that was withdrawn is gone, and says why.

    What is asked of it, but for `view`, is a family's own.
    """

    @require_safe
    def page(request: HttpRequest, slug: str, **kwargs) -> HttpResponse:
        host = Partnership.objects.host()
        on = timezone.localdate()
        found = public_routemap(host, slug, on=on) if host else None
        if found is None:
            return gone(request, host, slug)
        response = view(request, found, on=on, **kwargs)
        if set(request.GET) - {"view"}:
            return for_this_family(response)
        response.is_public_page = True
        return response

    return page


def gone(request: HttpRequest, host: Partnership | None, slug: str) -> HttpResponse:
    """The page of a routemap that was withdrawn; raises Http404 where there never was one for the public."""
    withdrawn = (
        Routemap.objects.filter(partnership=host, slug=slug, withdrawn_at__isnull=False).first() if host else None
    )
    if withdrawn is None or withdrawn.public_from is None:
        raise Http404
    last = withdrawn.versions.filter(state=RoutemapVersion.State.PUBLISHED).order_by("-number").first()
    called = last.payload["short"] if last else withdrawn.short
    context = {"partnership": host, "routemap": withdrawn, "called": called, "section": "routemaps"}
    return render(request, "routemaps/withdrawn.html", context, status=410)


def for_this_family(response: HttpResponse) -> HttpResponse:
    """A page for one reader: nobody keeps it, no search engine lists it, and its address goes nowhere in a Referer."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "strict-origin"
    return response
