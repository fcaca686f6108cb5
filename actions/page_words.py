"""What the public templates may say by themselves: filters for days, counts and flags. Words in, words out.

`sendplan.templating` hands them to every public template.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join

from actions import wording
from actions.status import NO_RATING, Timeliness
from actions.terms import TERMS, Term, first_use, terms_in

if TYPE_CHECKING:
    from priorities.models import Plan


def day(value: date | datetime | None, vague: Mapping[date, str] = MappingProxyType({})) -> str:
    """A day as "1 May 2023"; the London day of a moment; "" for None (the page says what is missing).

    `vague` holds the precision of days that are not known to the day: those are said as "May 2023" or "2023".
    """
    if value is None:
        return ""
    found = _london_day(value)
    return wording.day_as_known(found, vague.get(found, "day"))


def on_day(value: date | datetime, vague: Mapping[date, str] = MappingProxyType({})) -> str:
    """ "on 1 May 2023", or "in May 2023" as `day` knows it; the London day of a moment."""
    return wording.on_day(_london_day(value), vague)


def iso(value: date | datetime) -> str:
    """A day as "2023-05-01", for `time` elements; the London day of a moment."""
    return _london_day(value).isoformat()


def verb(number: int, singular: str, plural: str) -> str:
    """The form that goes with the number: `1|verb("is", "are")` gives "is"."""
    return singular if number == 1 else plural


def period(plan: Plan) -> str:
    """The dates that a plan covers."""
    return wording.period_in_words(plan.starts_on, plan.ends_on)


def flag_words(timeliness: Timeliness, since: str = "", rated: bool = False) -> list[tuple[str, str]]:
    """The flags of an action as pairs of kind ("overdue", "silent") and words. A closed plan counts no days.

    `since` is when it was last heard of, such as "May 2024", where that is not known to the day; `rated` whether a
    rating says how far it is.
    """
    found = []
    if timeliness.date_passed_unstated:
        found.append(("overdue", wording.passed_in_words(rated=rated)))
    elif timeliness.overdue_days is not None:
        about = "about " if timeliness.is_about else ""
        found.append(("overdue", f"Overdue by {about}{wording.counted(timeliness.overdue_days, 'day')}"))
    if timeliness.silent_days is not None:
        found.append(("silent", wording.silence_in_words(timeliness.silent_days, since=since)))
    return found


_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)


def terms_shown(content: str, own: Sequence[Term] = ()) -> list[Term]:
    """The terms that a reader of a page's content meets: not those in the folded choices of a form."""
    return terms_in(_FORM.sub("", content), own)


_NO_PROSE = re.compile(
    r"<(a|h[1-4]|dt|th|label|legend|summary|button|form|svg|caption|nav)\b[^>]*>.*?</\1>|<[^>]*>", re.DOTALL
)
"""Where no word is made a link: tags, headings, and what is a link or a control itself."""


def with_first_uses(content: str, terms: Sequence[Term]) -> str:
    """A page's content, where the first use of each term leads to what it means, further down on the page.

    `content` is markup, and so are its pieces: what is put between them is escaped.
    """
    prose = _NO_PROSE.sub(lambda found: "\0" * len(found[0]), str(content))
    found: dict[tuple[int, int], Term] = {}
    # "EHC plan" is sought before "plan", which may stand in it.
    for term in sorted(terms, key=lambda one: -len(one.word)):
        spot = first_use(term, prose)
        if spot is not None:
            found[spot] = term
            start, end = spot
            prose = f"{prose[:start]}{chr(0) * (end - start)}{prose[end:]}"
    pieces, at = [], 0
    for (start, end), term in sorted(found.items(), key=lambda one: one[0]):
        before, words = content[at:start], content[start:end]
        pieces.append(format_html('{}<dfn><a href="#w-{}">{}</a></dfn>', before, term.key, words))
        at = end
    return format_html("{}{}", format_html_join("", "{}", ((piece,) for piece in pieces)), content[at:])


_SYMBOL = re.compile(r'"#s-([a-z_]+)"')


def symbols_drawn(content: str) -> frozenset[str]:
    """The names of the symbols that a page's content draws, such as "on_track"."""
    return frozenset(_SYMBOL.findall(content))


def _london_day(value: date | datetime) -> date:
    return wording.london_day(value) if isinstance(value, datetime) else value


FILTERS = {
    "ago": wording.days_ago,
    "long_ago": wording.long_ago,
    "counted": wording.counted,
    "day": day,
    "first_upper": wording.first_upper,
    "flag_words": flag_words,
    "iso": iso,
    "on_day": on_day,
    "period": period,
    "symbols_drawn": symbols_drawn,
    "terms_shown": terms_shown,
    "verb": verb,
    "with_first_uses": with_first_uses,
}
GLOBALS = {"NO_RATING": NO_RATING, "TERMS": list(TERMS.values())}
