"""The page behind a signed link: one action, and a draft of an update of it. Outside the office, without cookie or account."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from actions import reporting
from actions.draft_form import DraftForm, said_in, secret_in, stamp_of, typed_in, values_of, version_in
from actions.models import ProgressReport, UpdateLink, told_by
from actions.permissions import may_report
from actions.services import DRAFTED, TooOften, draft_by_link, draft_of, key_of_link, takes_drafts, what_it_needs
from actions.status import Status
from actions.wording import day_in_words, london_day
from priorities.models import EditConflict
from priorities.public import came_from_here
from priorities.services import NotAllowed

TAKEN = (
    "This was not saved: an officer is already reading your first words. Copy them and send them to the person who sent you "
    "the link."
)
OPEN_TOO_LONG = "This page was open for more than a day. Your words are still here: read them through, then send again."


def _unlisted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for one reader: nobody keeps it, no search engine lists it, and its address goes nowhere in a Referer."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        # Not "no-referrer": that would leave the form without the origin by which it is known.
        response["Referrer-Policy"] = "strict-origin"
        return response

    return answer


# Public pages have no cookie that a token could stand in: the form is known by its origin and its signed stamp.
@csrf_exempt
@_unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, token: str) -> HttpResponse:
    """The action's form for whoever holds an open link; for everybody else the same 404."""
    link = _open_link(token)
    if link is None:
        return _closed(request, token)
    report = draft_of(link)
    taken = report is not None and (report.author_id is not None or report.state != ProgressReport.State.DRAFT)
    if request.method != "POST":
        form = None if taken else DraftForm(initial=values_of(report))
        return _page(request, link, report, form=form, saved=report is not None and "saved" in request.GET)
    if not came_from_here(request):
        return render(request, "403_csrf.html", {}, status=403)
    return _taken(request, link, report) if taken else _save(request, token, link, report)


def _closed(request: HttpRequest, token: str) -> HttpResponse:
    """The same page whatever closed the link, with the words that somebody typed while it was still open."""
    # Only an address that this site signed gives words back: nobody else's form puts words on a page of this site.
    typed = request.method == "POST" and secret_in(token) is not None and came_from_here(request)
    context = {"typed": typed_in(DraftForm(request.POST)) if typed else []}
    return render(request, "actions/draft_closed.html", context, status=404)


def _taken(request: HttpRequest, link: UpdateLink, report: ProgressReport | None) -> HttpResponse:
    """The page once an officer has the draft, with the words that came too late for it."""
    typed = typed_in(DraftForm(request.POST))
    return _page(request, link, report, form=None, error=TAKEN if typed else "", typed=typed, status=409)


def _open_link(token: str) -> UpdateLink | None:
    """The link that this token opens now, None for a token that opens none, whatever the reason."""
    secret = secret_in(token)
    if secret is None:
        return None
    link = (
        UpdateLink.objects.select_related("action__plan__partnership", "action__latest_report", "made_by")
        .filter(key=key_of_link(secret))
        .first()
    )
    at = timezone.now()
    if link is None or not link.is_open(at=at) or not takes_drafts(link.action, at=at):
        return None
    # Who lost their role, or left, opens no door any more.
    return link if link.made_by.is_active and may_report(link.made_by, link.action) else None


def _save(request: HttpRequest, token: str, link: UpdateLink, report: ProgressReport | None) -> HttpResponse:
    form = DraftForm(request.POST)
    version = version_in(request.POST.get("stamp", ""), link)
    if version is None:
        return _page(request, link, report, form=form, error=OPEN_TOO_LONG)
    if not form.is_valid():
        return _page(request, link, report, form=form, shown=version)
    try:
        draft_by_link(link=link, typed=form.cleaned_data, version=version, by=None, at=timezone.now())
    except EditConflict as conflict:
        return _page(
            request,
            link,
            draft_of(link),
            form=form,
            error=f"{conflict} Nothing was saved. Your words are still below; compare them with what is saved, then send again.",
            both=True,
        )
    except TooOften as refusal:
        return _page(request, link, report, form=form, shown=version, error=str(refusal), status=429)
    except NotAllowed:
        # In the moment since the page was asked for, the link was closed or an officer took the draft over.
        if _open_link(token) is None:
            return _closed(request, token)
        return _taken(request, link, draft_of(link))
    return HttpResponseRedirect(f"{request.path}?saved=1")


def _page(
    request: HttpRequest,
    link: UpdateLink,
    report: ProgressReport | None,
    *,
    form: DraftForm | None,
    shown: int | None = None,
    saved: bool = False,
    error: str = "",
    both: bool = False,
    typed: list[tuple[str, str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page. `shown` is the version of the draft that the person saw, where they still answer to that one."""
    action = link.action
    stored = report.version if report is not None else 0
    context = {
        "action": action,
        "plan": action.plan,
        "name": reporting.action_name(action),
        "due": reporting.due_words(action, on=timezone.localdate()),
        "latest": action.latest_report,
        "told": told_by([action]).get(action.pk),
        "for_role": link.for_role,
        "open_until": day_in_words(london_day(link.expires_at)),
        "form": form,
        "stamp": stamp_of(link, stored if shown is None else shown),
        "saved": saved,
        "has_draft": report is not None,
        "error": error,
        "mistakes": form.mistakes() if form else [],
        "lacks": _lacks(report) if saved and report is not None else [],
        "meanings": {status.value: status.definition for status in Status},
        "stored": said_in(report) if both and report is not None else [],
        "typed": typed or [],
    }
    return render(request, "actions/draft.html", context, status=status)


def _lacks(report: ProgressReport) -> list[tuple[str, str]]:
    """What an officer will be asked for before the draft can go on, where the page has a field for it."""
    return [need for need in what_it_needs(report, on=timezone.localdate()) if need[0] in DRAFTED]
