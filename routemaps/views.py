"""The public pages of routemaps: the list, a routemap with a family's dates, the file for a calendar, the map on one page.

A family's dates stand in the address alone. A page that shows them is never kept by a cache, asks not to be indexed, and
tells other sites no more than this site's name.
"""

from __future__ import annotations

from datetime import UTC, date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from priorities.models import Partnership
from priorities.public import public_page
from routemaps.calendar_file import Entry, calendar_file
from routemaps.letters import letter_for
from routemaps.models import Routemap, Topic
from routemaps.page_rows import DateRow, choices_of, entries_of, late_ways, rows_of
from routemaps.public_pages import page_of_routemap
from routemaps.published import Listed, PublicRoutemap, listed
from routemaps.story import topics
from routemaps.typed_dates import FIRST, SECOND, Typed, about_the_day, iso_day, typed_day
from routemaps.words import own_terms

AGES = {"under-5": (0, 4), "5-to-16": (5, 16), "16-to-25": (16, 25)}
"""The ages by which the list is narrowed, from and to."""

BEING_MADE = set(Topic.Stage) - {Topic.Stage.PUBLISHED, Topic.Stage.NOT_NOW}

AGE_WORDS = {"under-5": "Under 5", "5-to-16": "5 to 16", "16-to-25": "16 to 25"}


@public_page
@require_safe
def routemap_list(request: HttpRequest) -> HttpResponse:
    """Every public routemap; narrowed by `for`, an age."""
    host = Partnership.objects.host()
    asked = request.GET.get("for", "")
    every = listed(host)
    shown = [one for one in every if asked not in AGES or _is_for(one, AGES[asked])]
    return render(
        request,
        "routemaps/list.html",
        {
            "partnership": host,
            "section": "routemaps",
            "maps": [one for one in shown if not one.shared],
            "shared": [one for one in shown if one.shared],
            "total": len(every),
            "asked": asked if asked in AGES else "",
            "ages": list(AGE_WORDS.items()),
            "topics": [one for one in topics(host) if one.stage in BEING_MADE] if host else [],
        },
    )


def _is_for(one: Listed, ages: tuple[int, int]) -> bool:
    return (one.from_age is None or one.from_age <= ages[1]) and (one.to_age is None or one.to_age >= ages[0])


@page_of_routemap
def routemap(request: HttpRequest, found: PublicRoutemap, *, on: date) -> HttpResponse:
    """A routemap; with `d`, `m` and `y` the dates that follow, with `at` the stage where the family is.

    `view=all` opens everything that is folded.
    """
    typed = _typed(request, found)
    anchors = _anchors(typed, found)
    rows = rows_of(found, anchors, on=on)
    context = _context(found, typed, rows, anchors, on=on)
    opened = request.GET.copy()
    opened["view"] = "all"
    context |= {
        "whole": request.GET.get("view") == "all",
        "opened": opened.urlencode(),
        "address": request.get_host() + reverse("routemaps:routemap", args=[found.routemap.slug]),
    }
    return render(request, "routemaps/routemap.html", context)


@page_of_routemap
def one_page(request: HttpRequest, found: PublicRoutemap, *, on: date) -> HttpResponse:
    """The routemap on one side of A4 with the dates filled in: `start` and `event`, as the calendar file has them."""
    anchors = _anchors_of_file(request, found)
    rows = rows_of(found, anchors, on=on)
    typed = Typed("", typed_day({}, FIRST, label=""), typed_day({}, SECOND, label=""))
    address = request.get_host() + reverse("routemaps:routemap", args=[found.routemap.slug])
    numbers = {stage["key"]: number for number, stage in enumerate(found.payload["stages"], start=1)}
    context = _context(found, typed, rows, anchors, on=on) | {"numbers": numbers, "address": address}
    return render(request, "routemaps/one_page.html", context)


@page_of_routemap
def calendar(request: HttpRequest, found: PublicRoutemap, *, on: date) -> HttpResponse:
    """The dates as a file for a calendar: `start` is the day, `event` what happened on it, `second` the day beside it."""
    anchors = _anchors_of_file(request, found)
    if not anchors:
        raise Http404
    entries: list[Entry] = entries_of(rows_of(found, anchors, on=on), found, anchors)
    if not entries:
        raise Http404
    url = request.build_absolute_uri(reverse("routemaps:routemap", args=[found.routemap.slug]))
    body = calendar_file(
        [Entry(one.key, one.day, one.summary, f"{one.description}\n{url}") for one in entries],
        host=request.get_host().partition(":")[0],
        name=found.payload["short"],
        made_at=found.version.public_from.astimezone(UTC),
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.routemap.slug}-dates.ics"'
    return response


@page_of_routemap
def letter(request: HttpRequest, found: PublicRoutemap, *, on: date) -> HttpResponse:
    """A letter about a date that has passed, ready to copy and print: `rule` names the date, `start` and `event` the day."""
    anchors = _anchors_of_file(request, found)
    rows = [
        row for row in rows_of(found, anchors, on=on) if row.row.rule.key == request.GET.get("rule") and row.has_letter
    ]
    if not rows:
        raise Http404
    to_young = found.payload["addressed_to"] == Routemap.To.YOUNG_PERSON
    context = {
        "partnership": found.routemap.partnership,
        "section": "routemaps",
        "map": found.payload,
        "routemap": found.routemap,
        "row": rows[0],
        "letter": letter_for(rows[0].row, anchors, labels=_labels(found), on=on, of_young_person=to_young),
    }
    return render(request, "routemaps/letter.html", context)


# What the address asks for


def _labels(found: PublicRoutemap) -> dict[str, str]:
    return {one["key"]: one["label"] for one in found.payload["anchors"]}


def _typed(request: HttpRequest, found: PublicRoutemap) -> Typed:
    labels = _labels(found)
    asked = request.GET.get("event", "")
    main = next((one["key"] for one in found.payload["anchors"] if not one["beside"]), "")
    event = asked if asked in labels else main
    unknown = []
    if asked and asked not in labels:
        unknown.append("The address asks for an event that this routemap does not have. The first one was taken.")
    at = request.GET.get("at", "")
    number = int(at) if at.isascii() and at.isdigit() and len(at) < 4 else 0
    stages = len(found.payload["stages"])
    if at and not 1 <= number <= stages:
        unknown.append(f"The address asks for a stage that is not there: there are {stages}. It was left out.")
        number = 0
    return Typed(
        event,
        typed_day(request.GET, FIRST, label="Your date"),
        typed_day(request.GET, SECOND, label="The second date"),
        number,
        tuple(unknown),
    )


def _second_of(found: PublicRoutemap, event: str) -> str:
    """The key of the event whose day is asked for beside this one, "" for none."""
    return next((one["key"] for one in found.payload["anchors"] if one["beside"] == event and event), "")


def _anchors(typed: Typed, found: PublicRoutemap) -> dict[str, date]:
    if typed.mistakes or typed.first.day is None or not typed.event:
        return {}
    anchors = {typed.event: typed.first.day}
    second = _second_of(found, typed.event)
    if second and typed.second.day:
        anchors[second] = typed.second.day
    return anchors


def _anchors_of_file(request: HttpRequest, found: PublicRoutemap) -> dict[str, date]:
    labels = _labels(found)
    start = iso_day(request.GET.get("start", ""))
    event = request.GET.get("event", "") or next(iter(labels), "")
    if start is None or event not in labels:
        return {}
    anchors = {event: start}
    second, other = iso_day(request.GET.get("second", "")), _second_of(found, event)
    if second and other:
        anchors[other] = second
    return anchors


def _query(anchors: dict[str, date]) -> str:
    """The days as the calendar file and the map on one page ask for them: "start=2026-03-02&event=request"."""
    if not anchors:
        return ""
    (event, start), *rest = anchors.items()
    return urlencode(
        {"start": start.isoformat(), "event": event} | ({"second": rest[0][1].isoformat()} if rest else {})
    )


def _context(
    found: PublicRoutemap, typed: Typed, rows: list[DateRow], anchors: dict[str, date], *, on: date
) -> dict[str, object]:
    by_rule = {row.row.rule.key: row for row in rows}
    return {
        "partnership": found.routemap.partnership,
        "section": "routemaps",
        "map": found.payload,
        "routemap": found.routemap,
        "version": found.version,
        "found": found,
        "typed": typed,
        "rows": rows,
        "by_rule": by_rule,
        "late_ways": late_ways(found, rows),
        "odd": about_the_day(typed.first.day, on=on) if rows and typed.first.day else "",
        "query": _query(anchors),
        "own_terms": own_terms(found.routemap.partnership),
        "events": choices_of(found, typed.event),
        "second": next((one for one in found.payload["anchors"] if one["key"] == _second_of(found, typed.event)), None),
        "on": on,
    }
