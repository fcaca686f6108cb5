"""Words and acronyms of the field, each in one plain sentence, and which of them a page uses. Pure: text in, terms out.

They mean the same in every area. A plan's own acronyms are explained by the plan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A word as people write it and what it means; `meaning` is one plain sentence or phrase."""

    word: str
    meaning: str


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

_ALSO = {"EHCP": "EHC", "EHCNA": "EHC"}
_WORDS = {key: re.compile(rf"{re.escape(key)}s?(?![A-Za-z])") for key in (*TERMS, *_ALSO)}
_ACRONYMS = {key: key.encode() for key in _WORDS if key.isupper()}
_OTHERS = [key for key in _WORDS if key not in _ACRONYMS]
_NO_CAPITALS = bytes(code for code in range(33, 127) if not chr(code).isupper())


def terms_in(text: str) -> list[Term]:
    """The terms that stand in a text, by the alphabet. Mark-up around them does no harm."""
    # Every page is looked through for them all. Its capitals alone are soon looked through; they miss no acronym.
    capitals = text.encode("ascii", "replace").translate(None, _NO_CAPITALS)
    likely = [key for key, letters in _ACRONYMS.items() if letters in capitals]
    likely += [key for key in _OTHERS if key in text]
    found = {_ALSO.get(key, key) for key in likely if _stands(_WORDS[key], text)}
    return [term for key, term in TERMS.items() if key in found]


def _stands(word: re.Pattern[str], text: str) -> bool:
    # What stands before the word is looked at here: a pattern that begins with the word itself is found much faster.
    return any(not text[found.start() - 1 : found.start()].isalpha() for found in word.finditer(text))
