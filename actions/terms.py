"""Words and acronyms of the field, each in one plain sentence, and which of them a page uses. Pure: text in, terms out.

They mean the same in every area. A plan's own acronyms are explained by the plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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
    found = [term for term in own if any(_stands(_pattern(name), text) for name in (term.word, *term.also))]
    return sorted([*found, *ours], key=lambda term: term.word.casefold())


def first_use(term: Term, text: str, *, counts: Callable[[int], bool]) -> tuple[int, int] | None:
    """From where to where the first use of a term stands in a text that counts, by `counts(start)`; None without one."""
    names = (_KEYS.get(term.word, ""), term.word, *term.also)
    patterns = [_pattern(name) for name in sorted(filter(None, names), key=len, reverse=True)]
    found = [
        match.span()
        for pattern in patterns
        if (
            match := next((one for one in pattern.finditer(text) if _is_whole(one, text) and counts(one.start())), None)
        )
    ]
    return min(found, key=lambda span: (span[0], -span[1])) if found else None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """An acronym as it is written; other words with or without a capital; either with an "s" behind it."""
    as_written = any(sum(letter.isupper() for letter in word) > 1 for word in name.split())
    return re.compile(rf"{re.escape(name)}s?(?![A-Za-z])", 0 if as_written else re.IGNORECASE)


def _is_whole(match: re.Match[str], text: str) -> bool:
    return not text[match.start() - 1 : match.start()].isalpha()


def _ours_in(text: str) -> list[Term]:
    # Every page is looked through for them all. Its capitals alone are soon looked through; they miss no acronym.
    capitals = text.encode("ascii", "replace").translate(None, _NO_CAPITALS)
    likely = [key for key, letters in _ACRONYMS.items() if letters in capitals]
    likely += [key for key in _OTHERS if key in text]
    found = {_ALSO.get(key, key) for key in likely if _stands(_WORDS[key], text)}
    return [term for key, term in TERMS.items() if key in found]


def _stands(word: re.Pattern[str], text: str) -> bool:
    # What stands before the word is looked at here: a pattern that begins with the word itself is found much faster.
    return any(_is_whole(found, text) for found in word.finditer(text))
