"""A routemap as one value: what an editor sends for approval, what is frozen, and what public pages show.

Keys are words of the models. Lists of lines are lists; a way is {"routemap", "stage", "page", "title"} or None for an end.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from routemaps.models import Branch, DateRule, Routemap, Stage

TEXTS = (
    "slug",
    "title",
    "short",
    "for_whom",
    "from_age",
    "to_age",
    "addressed_to",
    "promise",
    "how_long",
    "who_decides",
    "cost",
    "made_with",
    "shared",
    "order",
)
STAGE_TEXTS = ("key", "title", "when", "education", "health", "care", "family")
STAGE_PARTS = ("what_happens", "more")
STAGE_LINES = ("do_now", "do_not")
RULE_COLUMNS = (
    "key",
    "what",
    "who",
    "number",
    "unit",
    "before",
    "inclusive",
    "ends_day_before",
    "sense",
    "later_number",
    "later_unit",
    "tribunal_extends",
    "family_acts",
    "condition",
    "kind",
    "citation",
    "note",
    "source_confirmed",
)
RULE_DAYS = ("valid_from", "valid_to", "checked_on", "next_check_on")


def payload_of(routemap: Routemap) -> dict[str, Any]:
    """Everything of a routemap as it stands in the draft. The same number of queries for any number of stages."""
    stages = list(
        routemap.stages.prefetch_related(
            "contact_rows__contact", "rule_rows__rule", "branches__to_stage__routemap", "branches__to_routemap"
        )
    )
    rules = (
        DateRule.objects.filter(stages__routemap=routemap)
        .distinct()
        .select_related("anchor", "later_anchor", "adviser")
    )
    not_for = routemap.branches.filter(stage=None).select_related("to_stage__routemap", "to_routemap")
    anchors = routemap.anchor_rows.select_related("anchor__beside")
    return {
        **{name: getattr(routemap, name) for name in TEXTS},
        "checked_on": _day(routemap.checked_on),
        "next_check_on": _day(routemap.next_check_on),
        "anchors": [
            {
                "key": row.anchor.key,
                "label": row.anchor.label,
                "beside": row.anchor.beside.key if row.anchor.beside else "",
            }
            for row in anchors
        ],
        "not_for": [{"words": one.condition, "to": _way(one, routemap)} for one in not_for],
        "stages": [_stage(stage, routemap) for stage in stages],
        "number_of_stages": len(stages),
        "rules": [rule_payload(rule) for rule in rules.order_by("order", "pk")],
    }


def rule_payload(rule: DateRule) -> dict[str, Any]:
    """A rule as it stood when a version was made."""
    return {
        **{name: getattr(rule, name) for name in RULE_COLUMNS},
        **{name: _day(getattr(rule, name)) for name in RULE_DAYS},
        "anchor": rule.anchor.key,
        "later_anchor": rule.later_anchor.key if rule.later_anchor else "",
        "adviser": rule.adviser.key if rule.adviser else "",
    }


def parts(text: str) -> list[str]:
    """The paragraphs of a text: blank lines part them."""
    return [" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def lines(text: str) -> list[str]:
    """The lines of a text that say something, without the marks of a list that somebody typed before them."""
    plain = (" ".join(line.split()).lstrip("•*–- ") for line in text.splitlines())
    return [line for line in plain if line]


def _stage(stage: Stage, routemap: Routemap) -> dict[str, Any]:
    return {
        **{name: getattr(stage, name) for name in STAGE_TEXTS},
        **{name: parts(getattr(stage, name)) for name in STAGE_PARTS},
        **{name: lines(getattr(stage, name)) for name in STAGE_LINES},
        "ask": [row.contact.key for row in stage.contact_rows.all()],
        "rules": [row.rule.key for row in stage.rule_rows.all()],
        "branches": [
            {"condition": branch.condition, "kind": branch.kind, "to": _way(branch, routemap)}
            for branch in stage.branches.all()
        ],
    }


def _way(branch: Branch, routemap: Routemap) -> dict[str, str] | None:
    if branch.ends:
        return None
    if branch.to_page:
        return {"routemap": "", "stage": "", "page": branch.to_page, "title": branch.get_to_page_display()}
    if branch.to_routemap:
        return {"routemap": branch.to_routemap.slug, "stage": "", "page": "", "title": branch.to_routemap.short}
    stage = branch.to_stage
    elsewhere = stage.routemap.slug if stage.routemap_id != routemap.pk else ""
    return {"routemap": elsewhere, "stage": stage.key, "page": "", "title": stage.title}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
