"""Small numbers of children in a plan's words: published, they may let a child be recognised."""

from __future__ import annotations

import re

SMALL = "A number under 5 that counts children or families may identify a child: check it before it is public."

_KINDS = (
    r"(?:more|new|further|other|remaining|young|autistic|disabled|primary|secondary|vulnerable|local|individual|our|the"
    r"|these|those|looked[ -]after|SEND?|EHCP?|pre-school|nursery|school|post-16|\d+|year \d{1,2}|of)"
)
_MANY = r"(?:pupils|children|families|young people|learners|students|girls|boys|cyp|siblings|infants|toddlers)"
_SINGLE = r"(?:pupil|child|family|young person|learner|student|girl|boy|infant|toddler)"
# "one family hub" counts hubs: a single one is meant only where no noun follows.
_NO_NOUN = (
    r"(?=\s*(?:$|[.,;:)\]!?\n])|\s+(?:is|was|has|had|with|who|whose|in|at|from|of|remains?|and|or|to|out|still|waits|waiting"
    r"|without|missing|attends|moved|left|returned)\b)"
)
# Every repeat has an end, and none begins inside a word: the same letters are not read again from each of them.
_SMALL = re.compile(
    rf"(?P<before>(?<![\w'’<])[\w'’<]{{1,40}}[\s-]{{1,5}}|<\s{{0,5}})?(?<![\w.,/£%–-])(?P<words>(?:[1-4]|one|two|three|four)\s+(?:{_KINDS}\s+){{0,3}}?"
    rf"(?:{_MANY}\b(?!['’])|{_SINGLE}\b(?!['’]){_NO_NOUN}))",
    re.IGNORECASE,
)
_COUNTS_NO_CHILDREN = re.compile(
    r"year|years|stage|ks|phase|age|aged|ages|tier|level|wave|priority|group|band|part|week|term|cohort|than|under|below"
    r"|every|any|no|<",
    re.IGNORECASE,
)


def small_numbers(text: str) -> list[str]:
    """The words of each number from 1 to 4 that counts children or families: "4 pupils", "one of our families".

    "Year 4 pupils" and "fewer than 3 children" count none exactly; "two family hubs" counts something else.
    """
    return [
        match["words"]
        for match in _SMALL.finditer(text)
        if not _COUNTS_NO_CHILDREN.fullmatch((match["before"] or "").strip(" -\t\n"))
    ]
