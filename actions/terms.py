"""Words and acronyms of the field, each in one plain sentence, and which of them a page uses. Pure: text in, terms out.

They mean the same in every area. A plan's own acronyms are explained by the plan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Term:
    """A word as people write it and what it means; `meaning` is one plain sentence or phrase.

    `also` are other words for it that people write, `say_it_as` how it is said aloud, `slug` the part of its address where it
    has a page of its own.
    """

    word: str
    meaning: str
    also: tuple[str, ...] = ()
    say_it_as: str = ""
    slug: str = ""

    @property
    def key(self) -> str:
        """A short name for addresses within a page."""
        return re.sub(r"[^a-z0-9]+", "-", self.word.lower()).strip("-")


TERMS = {
    "ADHD": Term("ADHD", "Attention deficit hyperactivity disorder."),
    "ASD": Term("ASD", "Autism spectrum disorder, another name for autism."),
    "BESD": Term("BESD", "Behavioural, emotional and social difficulties."),
    "CAF": Term("CAF", "Common Assessment Framework: one form with which all services ask what a family needs."),
    "CAMHS": Term("CAMHS", "Child and adolescent mental health services of the NHS."),
    "CWD": Term("CWD", "Children with disabilities; often the name of a social work team."),
    "EHC": Term(
        "EHC plan",
        "An education, health and care plan. It says by law what help a child or young person must get.",
    ),
    "EP": Term("EP", "Educational psychologist, who advises how a child learns best."),
    "ICB": Term("ICB", "Integrated care board, the NHS body that plans and buys health care in an area."),
    "LDD": Term("LDD", "Learning difficulties or disabilities."),
    "Local Offer": Term(
        "Local Offer",
        "Everything that an area offers to children and young people with special needs. The council must publish it.",
    ),
    "LSA": Term("LSA", "Learning support assistant, who helps pupils in class."),
    "NEET": Term("NEET", "Not in education, employment or training."),
    "[removed]": Term(
        "[removed]",
        "Words stood here that named somebody, or should never have been published. They are gone for good.",
    ),
    "SEN": Term("SEN", "Special educational needs."),
    "SENCO": Term("SENCO", "The teacher who organises help for children with special needs in a school or nursery."),
    "SENDIASS": Term(
        "SENDIASS", "The SEND information, advice and support service of an area. It is free and independent."
    ),
    "TBC": Term("TBC", "To be confirmed: it is not decided yet."),
    "[words withdrawn]": Term(
        "[words withdrawn]",
        "Words stood here that named somebody, or should never have been published. A second person looks at them.",
    ),
}
"""By what stands in a text: an acronym in capitals, or the words themselves."""

_KEYS = {term.word: key for key, term in TERMS.items()}
_ALSO = {"EHCP": "EHC", "EHCNA": "EHC"}
_WORDS = {key: re.compile(rf"{re.escape(key)}s?(?![A-Za-z])") for key in (*TERMS, *_ALSO)}
_ACRONYMS = {key: key.encode() for key in _WORDS if key.isupper()}
_OTHERS = [key for key in _WORDS if key not in _ACRONYMS]
_NO_CAPITALS = bytes(code for code in range(33, 127) if not chr(code).isupper())


def terms_in(text: str, own: Sequence[Term] = ()) -> list[Term]:
    """The terms that stand in a text, by the alphabet. Mark-up around them does no harm.

    `own` are those of a partnership: they go before ours of the same word.
    """
    if not own:
        return _ours_in(text)
    theirs = {name.casefold() for term in own for name in (term.word, *term.also)}
    ours = [term for term in _ours_in(text) if not theirs & {term.word.casefold(), _KEYS[term.word].casefold()}]
    small = _small(text)
    found = [term for term in own if any(_spot(name, text, small) for name in (term.word, *term.also))]
    return sorted([*found, *ours], key=lambda term: term.word.casefold())


def first_use(term: Term, text: str) -> tuple[int, int] | None:
    """From where to where the first use of a term stands in a text, by any of its names; None without one."""
    small = _small(text)
    names = filter(None, (_KEYS.get(term.word, ""), term.word, *term.also))
    found = [spot for name in names if (spot := _spot(name, text, small)) is not None]
    return min(found, key=lambda spot: (spot[0], -spot[1])) if found else None


def _small(text: str) -> str:
    """The text in small letters, place for place: a letter that becomes two would move all that follows."""
    small = text.lower()
    return small if len(small) == len(text) else text


def _spot(name: str, text: str, small: str) -> tuple[int, int] | None:
    """Where a name stands first, as a whole word or with an "s" behind it; `small` is the text in small letters.

    An acronym is sought as it is written, other words with or without a capital. Patterns would take many times as long.
    """
    within, sought = (text, name) if _is_acronym(name) else (small, name.lower())
    at = within.find(sought)
    while at >= 0:
        end = at + len(sought)
        if within[end : end + 1] == "s" and not within[end + 1 : end + 2].isalpha():
            end += 1
        if not within[at - 1 : at].isalpha() and not within[end : end + 1].isalpha():
            return at, end
        at = within.find(sought, at + 1)
    return None


@cache
def _is_acronym(name: str) -> bool:
    return any(sum(letter.isupper() for letter in word) > 1 for word in name.split())


def _ours_in(text: str) -> list[Term]:
    # Every page is looked through for them all. Its capitals alone are soon looked through; they miss no acronym.
    capitals = text.encode("ascii", "replace").translate(None, _NO_CAPITALS)
    likely = [key for key, letters in _ACRONYMS.items() if letters in capitals]
    likely += [key for key in _OTHERS if key in text]
    found = {_ALSO.get(key, key) for key in likely if _stands(_WORDS[key], text)}
    return [term for key, term in TERMS.items() if key in found]


def _stands(word: re.Pattern[str], text: str) -> bool:
    # What stands before the word is looked at here: a pattern that begins with the word itself is found much faster.
    return any(not text[found.start() - 1 : found.start()].isalpha() for found in word.finditer(text))
