"""What a search for words looks for: other spellings of a term, and the beginning that forms of one word share. Pure."""

from __future__ import annotations

import re

SPELLINGS = (
    ("EHCP", "EHC plan", "education, health and care plan", "education health and care plan"),
    ("ADHD", "attention deficit hyperactivity disorder"),
    ("ASD", "autism", "autistic"),
    ("CAMHS", "child and adolescent mental health"),
    ("SENCO", "SENDCO", "special educational needs co-ordinator", "special educational needs coordinator"),
    ("SENDIASS", "SEND information, advice and support"),
)
"""Each line means one thing. Whoever searches for one of its spellings finds them all."""

_SHORTEST = 4
"""The fewest letters that a beginning keeps; of less, too many other words begin so."""


def looked_for(query: str) -> list[tuple[str, ...]]:
    """What must stand in a text, each as the ways in which it may be written: any of them will do.

    "EHCP waiting times" gives the spellings of an EHC plan, ("wait",) and ("time",). Capitals do not matter.
    """
    rest = " ".join(query.split())
    found: list[tuple[str, ...]] = []
    for spellings in SPELLINGS:
        # The longest first: "EHC plan" stands in no other, but "autism" may one day.
        for spelling in sorted(spellings, key=len, reverse=True):
            pattern = re.compile(rf"(?<!\w){re.escape(spelling)}s?(?!\w)", re.IGNORECASE)
            if pattern.search(rest):
                rest = pattern.sub(" ", rest)
                if spellings not in found:
                    found.append(spellings)
    return found + [(beginning(word),) for word in rest.split()]


def beginning(word: str) -> str:
    """The letters that the forms of an English word share: "wait" for "waiting", "famil" for "families".

    What is no word of letters, such as the reference "4.2", stays as it is.
    """
    if not word.isalpha():
        return word
    lower = word.lower()
    for ending in ("ies", "sses", "ches", "shes", "xes", "ing", "ed", "s"):
        if lower.endswith(ending) and not lower.endswith(("ss", "us", "is")):
            kept = word[: -2 if ending in ("sses", "ches", "shes", "xes") else -len(ending)]
            if len(kept) < _SHORTEST:
                return word
            doubled = (
                ending in ("ing", "ed") and kept[-1].lower() == kept[-2].lower() and kept[-1].lower() not in "aeiouls"
            )
            return kept[:-1] if doubled else kept
    return word
