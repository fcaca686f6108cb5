"""How far a plan is, for a board and for everybody: today or as it stood at the end of any day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import wraps
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from actions import reporting
from actions.models import Board, Meeting
from actions.promise_history import date_as_written
from actions.reporting.moves import events, moves
from actions.reporting.progress import Need, by_lead, by_partner, by_priority, count, needs, outcomes
from actions.reporting.standing import Standing, standings
from actions.wording import cut_at_word, day_in_words
from priorities.models import Partnership, Plan
from priorities.paging import page_asked_for, steps
from priorities.public import public_page
from priorities.typed_days import NotADay, read_day

PER_PAGE = 20
SHOWN = 5
"""How many actions the first page shows for each reason to look at them."""
WORDS_SHOWN = 240
"""How many characters of the last update stand beside an action that needs a board."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a plan, and the day as of which it is told.

    `typed` is the day as it was typed, `mistake` one sentence where it gives none; then today is told.
    """

    plan: Plan
    on: date
    today: date
    typed: str
    mistake: str
    named: bool
    """The address names the plan itself."""

    @property
    def is_past(self) -> bool:
        return self.on < self.today

    @property
    def query(self) -> str:
        """What else the links of the page carry on, such as "?on=2026-03-31"; "" for today and the plan of today."""
        asked = ({"plan": self.plan.slug} if self.named else {}) | ({"on": self.on.isoformat()} if self.is_past else {})
        return f"?{urlencode(asked)}" if asked else ""

    @property
    def vague(self) -> dict[date, str]:
        return reporting.vague_days(self.plan)

    def standings(self) -> list[Standing]:
        return standings(self.plan, on=self.on)

    def context(self) -> dict[str, object]:
        """What the head of each page of progress shows."""
        return {
            "asked": self,
            "plan": self.plan,
            "partnership": self.plan.partnership,
            "on": self.on,
            "closed": self.plan.is_closed(on=self.on),
            "section": "progress",
        }


def _page_of_progress(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page on the progress of one plan: that of `plan` in the address, else the host's newest that covers the day."""

    @public_page
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, **kwargs) -> HttpResponse:
        today = timezone.localdate()
        typed = request.GET.get("on", "").strip()
        on, mistake = _day(typed, today)
        plan, named = _plan(request.GET.get("plan", ""), on)
        if plan is None:
            return render(
                request,
                "actions/progress_none.html",
                {"partnership": Partnership.objects.host(), "section": "progress"},
            )
        return view(request, Asked(plan, on, today, typed, mistake, named), **kwargs)

    return answer


def _day(typed: str, today: date) -> tuple[date, str]:
    """The day that was typed, today for none; and a sentence where what was typed cannot be told of."""
    if not typed:
        return today, ""
    try:
        day = read_day(typed)
    except NotADay as wrong:
        return today, f"The day: '{cut_at_word(typed, 40)}' {wrong}"
    if day > today:
        return today, "This day is still to come. The page tells how things stand today."
    return day, ""


def _plan(slug: str, on: date) -> tuple[Plan | None, bool]:
    plans = reporting.with_vague_days(Plan.objects.public().select_related("partnership"))
    if slug:
        named = plans.filter(slug=slug).first()
        if named is None:
            raise Http404
        return named, True
    newest = plans.of(Partnership.objects.host()).newest_first()
    found = list(newest)
    covers = (one for one in found if _covers(one, on))
    return next(covers, found[0] if found else None), False


def _covers(plan: Plan, on: date) -> bool:
    """The plan has begun and is not over. Without a first or last day it has always begun, or is never over."""
    return (plan.starts_on is None or plan.starts_on <= on) and (plan.ends_on is None or plan.ends_on >= on)


@_page_of_progress
def progress(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The whole plan on one page: how many stand where, what needs attention first, by priority."""
    found, vague = asked.standings(), asked.vague
    counts = count(found)
    priorities = reporting.priorities_of(asked.plan)
    return render(
        request,
        "actions/progress.html",
        asked.context()
        | {
            "counts": counts,
            "needs": [(one.need, len(one.actions), _rows(one.actions[:SHOWN], asked, vague)) for one in needs(found)],
            "shown": SHOWN,
            "priorities": by_priority(found, [(one.pk, str(one), one.slug) for one in priorities]),
            "boards": _boards(asked.plan.partnership_id),
            "added_later": sum(one.added_later for one in found),
            "vague": vague,
        },
    )


@_page_of_progress
def needed(request: HttpRequest, asked: Asked, need: Need) -> HttpResponse:
    """All actions that need a board for one reason, whatever other reasons they have, 20 to a page."""
    found = [one for one in asked.standings() if need.finds(one)]
    page = page_asked_for(request, found, per_page=PER_PAGE)

    def address(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    return render(
        request,
        "actions/progress_needed.html",
        asked.context()
        | {
            "need": need,
            "number": len(found),
            "rows": _rows(page.object_list, asked, asked.vague),
            "page": page,
            "steps": steps(page, address=address),
        },
    )


@_page_of_progress
def leads(request: HttpRequest, asked: Asked) -> HttpResponse:
    """By lead, and by the organisations of the leads."""
    found = asked.standings()
    context = {"leads": by_lead(found), "partners": by_partner(found), "total": len(found)}
    return render(request, "actions/progress_leads.html", asked.context() | context)


@_page_of_progress
def differences(request: HttpRequest, asked: Asked) -> HttpResponse:
    """What was done beside what difference it made: of each priority how many tell one, of `priority` all, 20 to a page."""
    names = [(one.pk, str(one), one.slug) for one in reporting.priorities_of(asked.plan)]
    every = outcomes(by_priority(asked.standings(), names))
    chosen = request.GET.get("priority", "")
    shown = next((one for one in every if (one.slug or "none") == chosen), None)
    if chosen and shown is None:
        raise Http404
    page = page_asked_for(request, (*shown.told, *shown.silent) if shown else (), per_page=PER_PAGE)

    def address(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    context = {
        "every": every,
        "told": sum(len(one.told) for one in every),
        "total": sum(one.total for one in every),
        "shown": shown,
        "lines": _Lines(asked),
        "page": page,
        "steps": steps(page, address=address),
        "more": f"{asked.query}{'&' if asked.query else '?'}priority=",
    }
    return render(request, "actions/outcomes.html", asked.context() | context)


@_page_of_progress
def changes(request: HttpRequest, asked: Asked) -> HttpResponse:
    """What moved since a day, or since a meeting of a board: `since`, or `board` and `meeting`."""
    boards = _boards(asked.plan.partnership_id)
    since, mistake, meeting = _since(request, boards, asked)
    context = asked.context() | {
        "boards": boards,
        "since": since,
        "since_typed": request.GET.get("since", ""),
        "since_mistake": mistake,
        "meeting": meeting,
        "quick": [(words, asked.on - timedelta(days=days)) for words, days in QUICK],
    }
    if since is not None:
        found = moves(asked.plan, after=since, until=asked.on)
        context |= {"moves": found, "lines": _Lines(asked)}
    return render(request, "actions/changes.html", context)


FEED_DAYS, FEED_ENTRIES = 90, 50


@_page_of_progress
def feed(request: HttpRequest, asked: Asked) -> HttpResponse:
    """What came lately as an Atom feed, for readers of feeds: no account, no address to leave."""
    here = request.build_absolute_uri(reverse("actions:progress-changes"))
    made = Atom1Feed(
        title=f"{asked.plan.title}: what moved",
        link=here,
        description="",
        language="en-GB",
        feed_url=request.build_absolute_uri(),
        feed_guid=here,
        author_name=asked.plan.partnership.name,
    )
    found = events(asked.plan, after=asked.on - timedelta(days=FEED_DAYS), until=asked.on, most=FEED_ENTRIES)
    address = reporting.action_address(asked.plan.slug)
    for one in found:
        url = request.build_absolute_uri(address.format(one.slug))
        made.add_item(
            title=one.title,
            link=url,
            description=one.words or one.title,
            unique_id=f"{url}#{one.key}",
            pubdate=one.at,
            updateddate=one.at,
        )
    if not found:
        made.latest_post_date = lambda: asked.plan.public_from
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


QUICK = (("7 days", 7), ("30 days", 30), ("90 days", 90))
"""Links to what moved in the last days, without typing."""


def _boards(partnership: int) -> list[Board]:
    """The public boards of a partnership with their meetings, the newest first. Two queries."""
    return list(Board.objects.public().filter(partnership=partnership).prefetch_related("meetings"))


def _since(request: HttpRequest, boards: list[Board], asked: Asked) -> tuple[date | None, str, Meeting | None]:
    """The day after which moves are told, a sentence where the address gives none that holds, and the meeting it names."""
    slug, held = request.GET.get("board", ""), request.GET.get("meeting", "")
    if held:
        known = ((board, one) for board in boards for one in board.meetings.all())
        for board, one in known:
            if one.held_on.isoformat() == held and slug in ("", board.slug) and one.held_on <= asked.on:
                return one.held_on, "", one
        return None, "The address names a meeting that is not recorded here. Choose a day instead.", None
    typed = request.GET.get("since", "").strip()
    if not typed:
        return None, "", None
    try:
        day = read_day(typed)
    except NotADay as wrong:
        return None, f"Since: '{cut_at_word(typed, 40)}' {wrong}", None
    if day > asked.on:
        return None, f"Since: this day is after {day_in_words(asked.on)}. Choose an earlier one.", None
    return day, "", None


class _Lines:
    """How lines of the page on changes name an action."""

    def __init__(self, asked: Asked) -> None:
        self._address = reporting.action_address(asked.plan.slug)

    def url(self, one: Standing) -> str:
        return self._address.format(one.listed.slug)

    def name(self, one: Standing) -> str:
        return reporting.action_name(one.listed)

    def date(self, day: date | None, raw: str) -> str:
        return date_as_written(day, raw)


@public_page
@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """What a board of the host decides, when it meets, and what moved since each meeting."""
    host = Partnership.objects.host()
    found = Board.objects.public().filter(partnership=host, slug=slug).prefetch_related("meetings").first()
    if host is None or found is None:
        raise Http404
    today = timezone.localdate()
    meetings = list(found.meetings.all())
    context = {
        "partnership": host,
        "section": "progress",
        "board": found,
        "coming": [one for one in reversed(meetings) if one.held_on > today],
        "past": [one for one in meetings if one.held_on <= today],
    }
    return render(request, "actions/board.html", context)


def _rows(actions: list[Standing], asked: Asked, vague: dict[date, str]) -> list[tuple[object, str, str]]:
    """Lines of a list, each with the last words on the action, and what the board is asked to decide."""
    rows = reporting.rows_of(actions, asked.plan, on=asked.on, vague=vague)
    return [
        (row, cut_at_word(one.told.done, WORDS_SHOWN) if one.told else "", one.decision_asked)
        for row, one in zip(rows, actions, strict=True)
    ]
