"""The words that a partnership explains, beside those that mean the same everywhere, and where routemaps use them."""

from __future__ import annotations

from typing import NamedTuple

from actions.terms import TERMS, terms_in
from actions.terms import Term as Explained
from priorities.models import Partnership
from routemaps.models import RoutemapVersion, Term


class Use(NamedTuple):
    """A public routemap in which a word stands."""

    slug: str
    short: str


def own_terms(partnership: Partnership | None) -> list[Explained]:
    """The words that a partnership explains. One query."""
    if partnership is None:
        return []
    return [_explained(term) for term in Term.objects.filter(partnership=partnership)]


def _explained(term: Term) -> Explained:
    also = tuple(line.strip() for line in term.also_known_as.splitlines() if line.strip())
    return Explained(term.term, term.sentence, also, term.say_it_as, term.slug)


def all_words(partnership: Partnership | None) -> list[Explained]:
    """Every explained word, by the alphabet: the partnership's own go before ours of the same word."""
    own = own_terms(partnership)
    theirs = {name.casefold() for term in own for name in (term.word, *term.also)}
    ours = [
        term
        for key, term in TERMS.items()
        if not key.startswith("[") and not theirs & {term.word.casefold(), key.casefold()}
    ]
    return sorted([*own, *ours], key=lambda term: term.word.casefold())


def uses_of(term: Explained, partnership: Partnership) -> list[Use]:
    """The public routemaps whose words hold a term. One query."""
    newest: dict[str, dict] = {}
    rows = RoutemapVersion.objects.public().filter(routemap__partnership=partnership).order_by("number")
    for payload in rows.values_list("payload", flat=True):
        newest[payload["slug"]] = payload
    return [
        Use(slug, payload["short"])
        for slug, payload in sorted(newest.items())
        if term in terms_in(_said(payload), [term])
    ]


def _said(payload: dict) -> str:
    parts = [str(payload[name]) for name in ("title", "for_whom", "promise", "how_long", "who_decides")]
    for stage in payload["stages"]:
        parts += [stage["title"], stage["when"], *stage["what_happens"], *stage["do_now"], *stage["more"]]
    return "\n".join(parts)
