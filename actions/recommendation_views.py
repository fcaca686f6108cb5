"""The public pages of recommendations: what was asked for, what each round said of it, and the actions that answer it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from actions.filters import Choice, address
from actions.points_shown import POINT_BEYOND_WORDS, leaves
from actions.promise_history import added_later
from actions.reporting.recommendations import (
    Partner,
    RecommendationRow,
    Trace,
    answerable,
    recommendation_rows,
    trace_of,
    trace_rows,
)
from actions.reporting.rounds import (
    KINDS,
    Change,
    PublicRound,
    Section,
    SectionChanges,
    Unmentioned,
    changes_between,
    rounds_of,
    sections_of,
    steps_not_mentioned,
    totals,
)
from actions.views import Gone, page_of_plan
from actions.wording import cut_at_word
from priorities.models import Plan, Recommendation, RecommendationWords
from priorities.paging import page_asked_for, steps

PER_PAGE = 20
ACTIONS_PER_PAGE = 10
ROUNDS_COMPARED = 6
"""Of so many rounds the page of a recommendation says what each changed; older ones are compared on their own page."""

LETTERS_OF_SECTIONS = 9_000
"""About what the sections of the newest round may say on the page of a recommendation; the rest is on the round's page."""

LETTERS_A_PAGE = 18_000
"""About what one page of a whole round or of a comparison says."""

LETTERS_OF_STEPS = 3_000
HEADING_LETTERS = 160

_UNKNOWN = "The address asks for an unknown {}. It was left out."


# -- the list --------------------------------------------------------------------------------------------------------


@page_of_plan
def recommendations(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Every recommendation of a plan, who answers for it and what was said last; of one partner where `partner` asks."""
    on = timezone.localdate()
    found = answerable(plan)
    chosen, ignored = _partner(request, found.partners)
    keys = [key for key in found.keys if chosen is None or key in found.of_partner[chosen.key]]
    page = page_asked_for(request, keys, per_page=PER_PAGE)
    rows: list[RecommendationRow] = recommendation_rows(page.object_list, found.named, on=on) if keys else []
    return render(
        request,
        "actions/recommendations.html",
        {
            "plan": plan,
            "partnership": plan.partnership,
            "rows": rows,
            "number": len(keys),
            "total": len(found.keys),
            "page": page,
            "steps": _steps(request, page),
            "partners": _choices(found.partners, chosen),
            "chosen": chosen,
            "ignored": ignored,
        },
    )


def _partner(request: HttpRequest, partners: tuple[Partner, ...]) -> tuple[Partner | None, list[str]]:
    """The partner that the address names, and a sentence where it names none that is known."""
    asked = request.GET.get("partner", "")
    chosen = next((one for one in partners if one.slug == asked), None)
    return chosen, [_UNKNOWN.format("partner")] if asked and chosen is None else []


def _choices(partners: tuple[Partner, ...], chosen: Partner | None) -> list[Choice]:
    return [Choice(one.slug, one.name, one is chosen) for one in partners]


def _steps(request: HttpRequest, page: Page, at: str = "") -> list:
    return steps(page, address=lambda number: address(request.GET, page=str(number) if number > 1 else "") + at)


# -- one recommendation ----------------------------------------------------------------------------------------------


def _found(plan: Plan, slug: str) -> Recommendation:
    """The recommendation, if the public may read it. Raises Http404 where it never could, Gone where it no longer can."""
    later = RecommendationWords.objects.filter(recommendation=OuterRef("pk"), public_from__isnull=False)[1:]
    found = (
        Recommendation.objects.filter(plan=plan, slug=slug, public_from__isnull=False)
        .select_related("source_row__document")
        .defer("source_row__document__reading", "source_row__text")
        .annotate(has_earlier_words=Exists(later))
        .first()
    )
    if found is None:
        raise Http404
    found.plan = plan
    if found.withdrawn_at is not None:
        raise Gone(
            what="recommendation",
            # Not its words: they may be why it was withdrawn.
            words=f"Recommendation {found.number} of {plan.title}",
            reason=found.withdrawn_reason,
            at=found.withdrawn_at,
            replaced_by=None,
            plan=plan,
        )
    return found


def _of_one(plan: Plan, found: Recommendation) -> dict[str, object]:
    """What every page under a recommendation shows of it."""
    heading = cut_at_word(found.first_words, HEADING_LETTERS).removesuffix(".")
    return {
        "plan": plan,
        "partnership": plan.partnership,
        "recommendation": found,
        "heading": heading or "No words recorded",
        "heading_is_cut": heading != " ".join(found.first_words.split()).removesuffix("."),
    }


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in the list of a recommendation. `earlier` is the round before it, and `changed` what it changed there."""

    round: PublicRound
    earlier: PublicRound | None
    changed: dict[str, int] | None


def _round_lines(rounds: list[PublicRound]) -> list[RoundLine]:
    lines = []
    for at, one in enumerate(rounds):
        earlier = rounds[at + 1] if at + 1 < len(rounds) else None
        changed = totals(changes_between(earlier, one)) if earlier and at < ROUNDS_COMPARED else None
        lines.append(RoundLine(one, earlier, changed))
    return lines


@page_of_plan
def recommendation(request: HttpRequest, plan: Plan, slug: str) -> HttpResponse:
    """One recommendation: its words, what the newest round says, every round, and the actions that answer it."""
    on = timezone.localdate()
    found = _found(plan, slug)
    rounds = rounds_of(found)
    newest = rounds[0] if rounds else None
    trace: Trace = trace_of(found)
    chosen, ignored = _partner(request, trace.partners)
    led = trace.led_by(chosen)
    page = page_asked_for(request, led, per_page=ACTIONS_PER_PAGE)
    unmentioned, left_out = _shortened(steps_not_mentioned(rounds))
    return render(
        request,
        "actions/recommendation.html",
        _of_one(plan, found)
        | {
            "newest": newest,
            "sections": sections_of(newest.standing, newest.of, most_letters=LETTERS_OF_SECTIONS) if newest else [],
            "unmentioned": unmentioned,
            "unmentioned_left_out": left_out,
            "lines": _round_lines(rounds),
            "versions": _words_versions(found),
            "trace": trace,
            "rows": trace_rows(page.object_list, found, on=on),
            "number": len(led),
            "page": page,
            "steps": _steps(request, page, "#actions"),
            "partners": _choices(trace.partners, chosen),
            "chosen": chosen,
            "chosen_is_named": chosen is not None and chosen.key in trace.named_keys,
            "ignored": ignored,
        },
    )


def _words_versions(found: Recommendation) -> list[RecommendationWords]:
    """All public versions of its official words, oldest first; none where there is but one."""
    if not found.has_earlier_words:
        return []
    return list(found.words_versions.filter(public_from__isnull=False))


def _shortened(found: list[Unmentioned]) -> tuple[list[Unmentioned], int]:
    """As many of the steps as the page has room for, one at least, and how many are left out."""
    room, shown, left_out = LETTERS_OF_STEPS, [], 0
    for one in found:
        kept = []
        for step in one.steps:
            room -= len(step)
            if room < 0 and (kept or shown):
                left_out += 1
            else:
                kept.append(step)
        if kept:
            shown.append(Unmentioned(one.round, tuple(kept)))
    return shown, left_out


# -- one round -------------------------------------------------------------------------------------------------------


@page_of_plan
def round_of_recommendation(request: HttpRequest, plan: Plan, slug: str, round_slug: str) -> HttpResponse:
    """All that one round says of a recommendation; an earlier version where `version` asks for it."""
    found = _found(plan, slug)
    rounds = rounds_of(found)
    at = next((at for at, one in enumerate(rounds) if one.slug == round_slug), None)
    if at is None:
        raise Http404
    one = rounds[at]
    asked = request.GET.get("version", "")
    known = {str(number): version for number, version in enumerate(one.versions, start=1)}
    shown = known.get(asked, one.standing)
    number = one.versions.index(shown) + 1
    page = page_asked_for(request, _leaves_of_sections(sections_of(shown, one.of)), per_page=1)
    return render(
        request,
        "actions/recommendation_round.html",
        _of_one(plan, found)
        | {
            "round": one,
            "shown": shown,
            "version": number,
            "correction": one.versions[number] if number < len(one.versions) else None,
            "sections": page.object_list[0],
            "page": page,
            "steps": _steps(request, page),
            "ignored": [_UNKNOWN.format("version")] if asked and asked not in known else [],
            "added_later": added_later(shown.public_from, shown.recorded_at),
            "later": rounds[at - 1] if at else None,
            "earlier": rounds[at + 1] if at + 1 < len(rounds) else None,
        },
    )


def _leaves_of_sections(sections: list[Section]) -> list[list[Section]]:
    """The sections on as many pages as they need; one that goes on is there again, with the rest of its points."""
    # A section without points stands where it comes, as one line.
    lines = [(at, point) for at, one in enumerate(sections) for point in (one.points or ("",))]
    found = []
    for leaf in leaves(lines, letters=lambda line: len(line[1]) + POINT_BEYOND_WORDS, most_letters=LETTERS_A_PAGE):
        places = dict.fromkeys(at for at, _ in leaf)
        found.append(
            [_part(sections[at], tuple(point for where, point in leaf if where == at and point)) for at in places]
        )
    return found


def _part(section: Section, points: tuple[str, ...]) -> Section:
    return section._replace(points=points, left_out=section.number - len(points))


# -- two rounds ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Compared:
    """A section of a comparison as one page shows it: its points by what became of them."""

    section: SectionChanges
    groups: dict[str, list[Change]]


@page_of_plan
def compare_rounds(request: HttpRequest, plan: Plan, slug: str) -> HttpResponse:
    """Two rounds of a recommendation compared: those that `from` and `to` name, else the two newest."""
    found = _found(plan, slug)
    rounds = rounds_of(found)
    before, after, said = _rounds_asked_for(request, rounds)
    sections = changes_between(before, after) if before and after else []
    page = page_asked_for(request, _leaves_of_changes(sections), per_page=1)
    return render(
        request,
        "actions/recommendation_compare.html",
        _of_one(plan, found)
        | {
            "rounds": rounds,
            "before": before,
            "after": after,
            "said": said,
            "totals": totals(sections),
            "sections": page.object_list[0],
            "page": page,
            "steps": _steps(request, page),
            "from": [Choice(one.slug, one.name, one is before) for one in rounds],
            "to": [Choice(one.slug, one.name, one is after) for one in rounds],
        },
    )


def _rounds_asked_for(
    request: HttpRequest, rounds: list[PublicRound]
) -> tuple[PublicRound | None, PublicRound | None, list[str]]:
    """The earlier and the later round, and what is to be said of the address. Neither where there are not two."""
    if len(rounds) < 2:
        return None, None, []
    places = {one.slug: at for at, one in enumerate(rounds)}
    asked = {name: request.GET.get(name, "") for name in ("from", "to")}
    said = [_UNKNOWN.format(f"round in “{name}”") for name, slug in asked.items() if slug and slug not in places]
    after = places.get(asked["to"])
    before = places.get(asked["from"])
    if before is None and after is None:
        before, after = 1, 0
    elif after is None:
        after = 0 if before else 1
    elif before is None:
        before = after + 1 if after + 1 < len(rounds) else after - 1
    if before == after:
        said.append("Both times the address names the same round. Choose two different rounds.")
        return None, None, said
    # The places count from the newest: turned round, a reader finds what they meant.
    before, after = max(before, after), min(before, after)
    return rounds[before], rounds[after], said


def _leaves_of_changes(sections: list[SectionChanges]) -> list[list[Compared]]:
    lines: list[tuple[int, Change | None]] = []
    for at, section in enumerate(sections):
        lines += [(at, change) for change in section.changes] or [(at, None)]
    found = []
    pages = leaves(
        lines, letters=lambda line: line[1].letters if line[1] else POINT_BEYOND_WORDS, most_letters=LETTERS_A_PAGE
    )
    for leaf in pages:
        places = dict.fromkeys(at for at, _ in leaf)
        found.append(
            [Compared(sections[at], _grouped(change for where, change in leaf if where == at)) for at in places]
        )
    return found


def _grouped(changes) -> dict[str, list[Change]]:
    groups: dict[str, list[Change]] = {kind: [] for kind in KINDS}
    for change in changes:
        if change is not None:
            groups[change.kind].append(change)
    return {kind: found for kind, found in groups.items() if found}
