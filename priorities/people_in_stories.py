"""First names that only their sentence shows to be a person's: "Rose (aged 7)", "Grace, a Year 5 pupil", "Mark told us". Pure.

Names that are also everyday words are looked for here by what stands around them, and so are names on no list.
"""

from __future__ import annotations

import re

from priorities.given_names import GIVEN_NAMES
from priorities.role_words import is_role_word

_NAME = r"(?P<name>[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{1,40}(?:['’-][A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{1,40}){0,3})"
_CAPITALISED = re.compile(r"\b[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+")
_YEAR = r"(?:[Yy]ear|Yr|Y)\s?\d{1,2}\b(?!\s+of\b)"
_RELATIVE = r"(?:mum|mam|mother|dad|father|parents?|gran\w{0,40}|nan|carers?|foster carers?|family|brother|sister)"
_CHILD = (
    r"(?:pupil|boy|girl|child|student|learner|young (?:person|man|woman|adult)|son|daughter|sibling|brother|sister)"
)
_ADULT = r"(?:mum|mother|dad|father|parent|carer|grandmother|grandfather|teacher|caseworker)"

# What shows a person whatever the word is.
_SURELY = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_NAME}\s{{0,3}}[,(]?\s{{0,3}}\(?aged?\s{{1,3}}\d{{1,2}}\b(?!\s{{0,3}}(?:months?|weeks?|to\b|[-–]|and (?:over|above|under)|or (?:over|under)))",
        rf"\b{_NAME}\s{{0,3}}\({_YEAR}",
        rf"\b{_NAME},?\s{{1,3}}(?:who (?:is|was)|is|was|now|currently)\s{{1,3}}(?:now\s{{1,3}})?(?:in|a|an)\s{{1,3}}{_YEAR}",
        rf"\b{_NAME},\s{{1,3}}(?:a|an|our|now a|now in|in)\s{{1,3}}{_YEAR}",
        rf"\b{_NAME},\s{{1,3}}(?:a|an|our)\s{{1,3}}(?:\w{{1,40}}[ -]){{0,2}}{_CHILD}\b",
        rf"\b{_NAME}['’]s?\s{{1,3}}(?:own\s{{1,3}})?(?:mum|mam|mother|dad|father|gran|nan|granny|grandmother|grandfather)\b",
        rf"\b(?:{_CHILD}|{_ADULT})s?,\s{{1,3}}{_NAME},",
        rf"\b(?:{_CHILD}|{_ADULT})s?,?\s{{1,3}}(?:called|named)\s{{1,3}}{_NAME}",
    )
)
# What shows a person where the word is a known first name, too.
_IF_GIVEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_NAME}\s{{1,3}}in\s{{1,3}}{_YEAR}",
        rf"\b{_NAME}['’]s?\s{{1,3}}(?:{_RELATIVE}|school|class|taxi|teacher|plan|placement|story|needs)\b",
        rf"\b{_NAME}\s{{1,3}}(?:said|says|told|explained|asked|chaired|chairs|attended|wrote|spoke|joined|visited|loves|likes|enjoys|thanked|feels|felt|attends)\b",
        rf"\b{_NAME}\s{{1,3}}(?:has|have|had)\s{{1,3}}(?:now\s{{1,3}})?(?:moved|started|settled|joined|left|told|said|made friends|gone|attended)\b",
        rf"\b{_NAME}\s{{1,3}}(?:now has|is now|moved|started|settled|lives|goes)\s{{1,3}}(?:a|an|at|to|in|on|into|from|well|with)\b",
        rf"\b{_NAME}\s{{1,3}}from\s{{1,3}}(?:the\s{{1,3}})?(?:PCF|[Pp]arent|[Ff]orum|SENDIASS|ICB|[Cc]ouncil|[Tt]rust|[Tt]eam|[A-Z]\w{{1,40}} (?:School|Academy|College|Primary|Council|Trust|Forum))",
        rf"\b(?:with|met|by|for|thank|thanked|helped|supported)\s{{1,3}}{_NAME}\s{{1,3}}(?:and|at)\s{{1,3}}(?:his|her|their|the family|[A-Z]\w{{1,40}} (?:School|Academy|College|Primary))\b",
    )
)
# Everyday words among the first names that take verbs of their own: a grant agreed, rates rose, the bill moved.
_NO_SUBJECT = frozenset("grant rose drew bill art max summer sunny will may april june august amber".split())
# What no first name ends in, and words that stand before a year group.
_NO_NAME = re.compile(r"(?:ings?|tions?|sions?|ments?|ances?|ences?|ity|ities|ness|ships?|acy|ics|ees|ers)$")
_OTHER_WORDS = frozenset(
    "the this that these those they he she it we you all both each every one two three many some most few and but for from"
    " with when where while after before since until english maths science cohort phase class boys girls pupils plans key"
    " stage currently now only over under about children those anyone everyone someone who summer autumn spring".split()
)


def people_in_stories(text: str) -> list[str]:
    """The first names in a text that its sentences show to be a person's, as they stand there."""
    capitalised = _CAPITALISED.findall(text)
    if not capitalised:
        return []
    found = [match["name"] for pattern in _SURELY for match in pattern.finditer(text) if _may_be_name(match["name"])]
    if not any(word.lower() in GIVEN_NAMES or word == "Rose" for word in capitalised):
        return list(dict.fromkeys(found))
    found += [
        match["name"]
        for number, pattern in enumerate(_IF_GIVEN)
        for match in pattern.finditer(text)
        if match["name"].lower() in GIVEN_NAMES | {"rose"} and (number < 2 or match["name"].lower() not in _NO_SUBJECT)
    ]
    return list(dict.fromkeys(found))


def _may_be_name(word: str) -> bool:
    folded = word.lower()
    if folded in ("st", "saint"):
        return False
    if folded in GIVEN_NAMES:
        return True
    return not (
        is_role_word(word)
        or folded in _OTHER_WORDS
        or _NO_NAME.search(folded)
        or (folded.endswith("s") and len(folded) > 5)
    )
