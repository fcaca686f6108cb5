"""Comments: the form for anybody, and the page of what families said, what was answered and what was done."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from priorities.models import Partnership
from priorities.public import came_from_here, public_page
from priorities.services import NotAllowed
from routemaps.answers import answers_of, years_of
from routemaps.comment_form import TRAP, Typed, is_a_machine, page_in, stamp, too_soon_or_late, typed_in
from routemaps.models import Comment, CommentDesk, Routemap
from routemaps.public_pages import for_this_family
from routemaps.services import TooMany, send_comment

WAYS = {"late": "complain", "disagree": ""}
"""The routemaps that say how to complain and how to appeal, and the stage to which a link leads."""


# Public pages have no cookie that a token could stand in: the form is known by its origin and its signed stamp.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """The form; what was typed stays in it where something must be mended. Nothing is sent by a GET."""
    host = Partnership.objects.host()
    if host is None:
        raise Http404
    if request.method != "POST":
        # An address may say which page it is about; whose words they are, nobody could tell.
        return _form(request, host, replace(typed_in(request.GET), words="", email=""))
    if not came_from_here(request):
        return render(request, "403_csrf.html", {}, status=403)
    typed = typed_in(request.POST)
    at = timezone.now()
    wrong = too_soon_or_late(request.POST, at=at)
    if wrong:
        return _form(request, host, replace(typed, mistake=wrong, field="send"), status=409)
    if not is_a_machine(request.POST):
        try:
            send_comment(
                partnership=host,
                about=typed.about,
                words=typed.words,
                page=typed.page,
                helpful=typed.helpful,
                email=typed.email,
                by=None,
                at=at,
            )
        except NotAllowed as refusal:
            status = 429 if isinstance(refusal, TooMany) else 200
            field = "email" if "email address" in str(refusal) else "words"
            return _form(request, host, replace(typed, mistake=str(refusal), field=field), status=status)
    # A machine hears the same.
    query = f"?{urlencode({'page': typed.page})}" if typed.page else ""
    return HttpResponseRedirect(reverse("routemaps:feedback-sent") + query, status=303)


def _form(request: HttpRequest, host: Partnership, typed: Typed, *, status: int = 200) -> HttpResponse:
    context = {
        "partnership": host,
        "section": "feedback",
        "typed": typed,
        "stamp": stamp(at=timezone.now()),
        "trap": TRAP,
        "abouts": Comment.About.choices,
        "helpfuls": Comment.Helpful.choices,
        "desk": CommentDesk.objects.filter(partnership=host).first(),
        "ways": _ways(host),
    }
    return for_this_family(render(request, "routemaps/feedback.html", context, status=status))


def _ways(host: Partnership) -> dict[str, str]:
    """The addresses of the pages on complaining and appealing, as far as they are public."""
    public = Routemap.objects.public().filter(partnership=host, slug__in=WAYS).values_list("slug", flat=True)
    return {
        slug: reverse("routemaps:routemap", args=[slug]) + (f"#{WAYS[slug]}" if WAYS[slug] else "") for slug in public
    }


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """That it arrived, and what happens with it."""
    host = Partnership.objects.host()
    if host is None:
        raise Http404
    context = {"partnership": host, "section": "feedback", "page": page_in(request.GET.get("page", ""))}
    return for_this_family(render(request, "routemaps/feedback_sent.html", context))


@public_page
@require_safe
def you_said(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """What families said, what the partnership answered and did: the newest year, or the one in the address."""
    host = Partnership.objects.host()
    years = years_of(host) if host else []
    if year is not None and year not in [one.year for one in years]:
        raise Http404
    shown = next((one for one in years if one.year == year), years[0] if years else None)
    context = {
        "partnership": host,
        "section": "you-said",
        "years": years,
        "shown": shown,
        "answers": answers_of(host, shown.year) if host and shown else [],
    }
    return render(request, "routemaps/you_said.html", context)
