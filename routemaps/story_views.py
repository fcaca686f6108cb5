"""How routemaps are made: their story, their versions, what changed between two, and drafts that are out for views."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from priorities.models import Partnership
from priorities.public import public_page
from routemaps.models import DraftLink, RoutemapVersion, Topic
from routemaps.public_pages import for_this_family, gone
from routemaps.published import as_it_stood, names_of_services, newest_version
from routemaps.story import happened, topics, versions
from routemaps.versions_compared import compared


@public_page
@require_safe
def story(request: HttpRequest) -> HttpResponse:
    """How all routemaps of the host are made with families."""
    host = Partnership.objects.host()
    context = {
        "partnership": host,
        "section": "routemaps",
        "events": happened(host) if host else [],
        "topics": topics(host) if host else [],
        "not_now": Topic.Stage.NOT_NOW,
    }
    return render(request, "routemaps/story.html", context)


def _newest(slug: str) -> tuple[Partnership | None, RoutemapVersion | None]:
    """The host, and the version of its routemap that the public reads: the draft's words are for editors."""
    host = Partnership.objects.host()
    return host, newest_version(host, slug) if host else None


@public_page
@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """How one routemap was made, and its versions."""
    host, newest = _newest(slug)
    if host is None or newest is None:
        return gone(request, host, slug)
    every = topics(host)
    context = {
        "partnership": host,
        "section": "routemaps",
        "map": newest.payload,
        "events": happened(host, newest.routemap),
        "versions": versions(newest.routemap),
        "topics": [one for one in every if one.routemap_id == newest.routemap_id],
    }
    return render(request, "routemaps/history.html", context)


@public_page
@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A version as it was published, with the rules as they stood then. No dates are counted from it."""
    host, newest = _newest(slug)
    if host is None or newest is None:
        return gone(request, host, slug)
    record = RoutemapVersion.objects.public().filter(routemap=newest.routemap, number=number).first()
    if record is None:
        raise Http404
    context = {
        "partnership": host,
        "section": "routemaps",
        "map": record.payload,
        "version": record,
        "newest": newest,
        "found": as_it_stood(record),
    }
    return render(request, "routemaps/version.html", context)


@public_page
@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """What changed from the version `from` to the version `to`; without them, from the one before the newest."""
    host, newest = _newest(slug)
    if host is None or newest is None:
        return gone(request, host, slug)
    listed = versions(newest.routemap)
    numbers = [one.number for one in listed]
    said = []
    earlier, later = (_number(request, name, numbers, said) for name in ("from", "to"))
    later = later or numbers[0]
    earlier = earlier or next((number for number in numbers if number < later), 0)
    if earlier > later:
        earlier, later = later, earlier
    payloads = dict(
        RoutemapVersion.objects.public()
        .filter(routemap=newest.routemap, number__in=[earlier, later])
        .values_list("number", "payload")
    )
    facts, stages = [], []
    if earlier in payloads:
        facts, stages = compared(payloads[earlier], payloads[later], services=names_of_services(host))
    context = {
        "partnership": host,
        "section": "routemaps",
        "map": newest.payload,
        "versions": listed,
        "earlier": earlier,
        "later": later,
        "facts": facts,
        "stages": stages,
        "said": said,
    }
    return render(request, "routemaps/compare.html", context)


def _number(request: HttpRequest, name: str, numbers: list[int], said: list[str]) -> int:
    asked = request.GET.get(name, "")
    if asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked) in numbers:
        return int(asked)
    if asked:
        said.append(
            f"The address asks for a version that is not there: there are {len(numbers)}. Another one was taken."
        )
    return 0


@require_safe
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """A draft that is out for views, for whoever has the link; once that is over, a page that says so."""
    link = (
        DraftLink.objects.select_related("routemap_version__routemap__partnership").filter(key=key).first()
        if len(key) <= 64
        else None
    )
    on = timezone.localdate()
    if link is None:
        raise Http404
    record = link.routemap_version
    if not link.is_open(on=on):
        context = {"partnership": record.routemap.partnership, "section": "routemaps"}
        return for_this_family(render(request, "routemaps/draft_over.html", context, status=410))
    context = {
        "partnership": record.routemap.partnership,
        "section": "routemaps",
        "map": record.payload,
        "link": link,
        "found": as_it_stood(record),
    }
    return for_this_family(render(request, "routemaps/draft.html", context))
