"""What a search for words looks for: other spellings of a term, and the beginning that forms of one word share. Pure.

Brackets and punctuation count for nothing, and a word is found where one begins: "late" is not in "template".
"""

from __future__ import annotations

import re

SPELLINGS = (
    ("EHCP", "EHC plan", "education, health and care plan", "education health and care plan"),
    ("ADHD", "attention deficit hyperactivity disorder"),
    ("ASD", "autism", "autistic"),
    ("CAMHS", "child and adolescent mental health"),
    ("SENCO", "SENDCO", "special educational needs co-ordinator", "special educational needs coordinator"),
    ("SENDIASS", "SEND information, advice and support"),
    ("waiting time", "waiting list", "wait"),
)
"""Each line means one thing. Whoever searches for one of its spellings finds them all."""

_SHORTEST = 4
"""The fewest letters that a beginning keeps; of less, too many other words begin so."""

_SHORTEST_SINGULAR = 3
"""The same where only the s of a plural goes: "jobs", "maps"."""


def looked_for(query: str) -> list[tuple[str, ...]]:
    """What must stand in a text, each as the ways in which it may be written: any of them will do.

    "EHCP reviews in time" gives the spellings of an EHC plan, ("review",), ("in",) and ("time",). Capitals do not matter, nor what
    stands around a word; a query of nothing but signs is looked for as it is.
    """
    rest = " ".join(query.split())
    found: list[tuple[str, ...]] = []
    for spellings in SPELLINGS:
        # The longest first: "EHC plan" stands in no other, but "autism" may one day.
        for spelling in sorted(spellings, key=len, reverse=True):
            pattern = re.compile(rf"(?<!\w){_between_signs(spelling)}s?(?!\w)", re.IGNORECASE)
            if pattern.search(rest):
                rest = pattern.sub(" ", rest)
                if spellings not in found:
                    found.append(spellings)
    words = [_AROUND.sub("", word) for word in rest.split()]
    alone = [(beginning(word),) for word in words if word]
    return found + alone or [(word,) for word in rest.split()]


def pattern_of(words: str) -> str:
    """A regular expression for a spelling or the beginning of a word, as Python and PostgreSQL both understand it.

    It begins where a word begins, and takes any signs between words for the same: "EHC plan" finds "(EHC) plans". A number
    ends where it ends: "4.2" is not in "4.25". Capitals are left to the question that uses it.
    """
    if not re.search(r"\w", words):
        return re.escape(words)
    whole = r"(\D|$)" if words[-1].isdigit() else ""
    return rf"(^|\W){_between_signs(words)}{whole}"


_AROUND = re.compile(r"^\W+|['’]s\W*$|\W+$")
"""What stands around a word, and the ending of "child's"."""


def _between_signs(words: str) -> str:
    """The words of a spelling with any signs between them. In "4.2" the dot stays a dot; "multi-agency" is also "multi agency".

    Signs alone are no word. So letters stand between any two places that take signs: with two such places side by side
    a row of dots in a text could be divided between them in countless ways, and the search would not end.
    """
    return r"\W+".join(_whole_word(word) for word in re.split(r"[\s,()]+", words) if re.search(r"\w", word))


def _whole_word(word: str) -> str:
    if any(map(str.isdigit, word)):
        return re.escape(word)
    return r"\W*".join(re.escape(part) for part in re.split(r"\W+", word) if part)


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
            if len(kept) < (_SHORTEST_SINGULAR if ending == "s" else _SHORTEST):
                return word
            doubled = (
                ending in ("ing", "ed") and kept[-1].lower() == kept[-2].lower() and kept[-1].lower() not in "aeiouls"
            )
            return kept[:-1] if doubled else kept
    # "family" as "families".
    return word[:-1] if re.search(r"[^aeiou]y$", lower) and len(word) > _SHORTEST + 1 else word
