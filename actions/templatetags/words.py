"""Tags and filters of the public pages: how a status, a flag, a date and a count are shown. Built into every template.

Each chip is drawn by one file of `templates/_components/` and kept, because a list shows the same few many times.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from actions import wording
from actions.status import NO_RATING, Status, Timeliness

register = template.Library()

_SELECTED = mark_safe(" selected")
SYMBOLS = "symbols"
"""The page's variable that collects which symbols were drawn, so that only these are sent."""


@register.simple_tag(takes_context=True)
def collect_symbols(context) -> str:
    """Begin to collect the symbols of this page; base.html does so before anything else."""
    context[SYMBOLS] = set()
    return ""


@register.simple_tag(takes_context=True)
def status_chip(context, status: Status | None) -> SafeString:
    """Shape, word and colour of a status; plain words where no rating was given."""
    if status is not None:
        _note(context, status.value)
    return _status_chip(status)


@register.simple_tag(takes_context=True)
def flags(context, timeliness: Timeliness) -> SafeString:
    """What the calendar says: overdue, or silent, or both, or nothing."""
    return mark_safe("".join(_flag_chip(context, kind, words) for kind, words in flag_words(timeliness)))  # noqa: S308


@register.simple_tag(takes_context=True)
def flag(context, kind: str, words: str) -> SafeString:
    """One flag, `kind` being "overdue" or "silent", with words of the page's own."""
    return _flag_chip(context, kind, words)


@register.simple_tag
def options(choices) -> SafeString:
    """The options of a select. One call instead of a loop: a plan may have 40 leads, and each would cost four nodes."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((choice.value, _SELECTED if choice.chosen else "", choice.label) for choice in choices),
    )


def flag_words(timeliness: Timeliness) -> list[tuple[str, str]]:
    """The flags of an action as pairs of kind and words. A closed plan counts no days."""
    found = []
    if timeliness.date_passed_unstated:
        found.append(("overdue", "Date passed, completion not stated"))
    elif timeliness.overdue_days is not None:
        found.append(("overdue", f"Overdue by {wording.counted(timeliness.overdue_days, 'day')}"))
    if timeliness.silent_days is not None:
        found.append(("silent", f"No update for {wording.counted(timeliness.silent_days, 'day')}"))
    return found


def _note(context, symbol: str) -> None:
    symbols = context.get(SYMBOLS)
    if symbols is not None:
        symbols.add(symbol)


def _flag_chip(context, kind: str, words: str) -> SafeString:
    _note(context, kind)
    return _flag(kind, words)


@lru_cache(maxsize=16)
def _status_chip(status: Status | None) -> SafeString:
    return _drawn("_components/status.html", {"status": status, "no_rating": NO_RATING})


@lru_cache(maxsize=2048)
def _flag(kind: str, words: str) -> SafeString:
    return _drawn("_components/flag.html", {"kind": kind, "words": words})


def _drawn(component: str, values: dict[str, object]) -> SafeString:
    # The template has escaped its values already; strip() alone would forget that.
    return mark_safe(get_template(component).render(values).strip())  # noqa: S308


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as "1 May 2023"; the London day of a moment; "" for None (the page says what is missing)."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return wording.day_in_words(value)


@register.filter
def iso(value: date | datetime) -> str:
    """A day as "2023-05-01", for `time` elements; the London day of a moment."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return value.isoformat()


@register.filter
def counted(number: int, noun: str) -> str:
    """Number and noun: `2|counted:"action"` gives "2 actions"; `"is,are"` style pairs give the plural after the comma."""
    singular, _, plural = noun.partition(",")
    return wording.counted(number, singular, plural)


@register.filter
def verb(number: int, forms: str) -> str:
    """The form that goes with the number: `1|verb:"is,are"` gives "is"."""
    singular, _, plural = forms.partition(",")
    return singular if number == 1 else plural


@register.filter
def ago(days: int) -> str:
    return wording.days_ago(days)


@register.filter
def cut(words: str, longest: int) -> str:
    return wording.cut_at_word(words, longest)


@register.filter
def period(plan) -> str:
    """The dates that a plan covers."""
    return wording.period_in_words(plan.starts_on, plan.ends_on)
