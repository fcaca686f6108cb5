"""What a section of a recommendation update holds, whatever its label: "What we did" and "What we have done so far" are one.

Labels change from year to year and from area to area; meanings do not. A label is known only as a whole, so that words
which merely contain one are no label. What "will", "should" or "could" make a difference is a hope, never a result.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from actions.reading.columns import folded

MEANINGS = (
    "wanted",
    "will_do",
    "done",
    "now",
    "difference",
    "will_see",
    "expected_difference",
    "to_develop",
    "next_steps",
)
"""Every meaning of a section, in the order in which a page would tell them."""

_WE = r"(?:we|the partnership|our partnership|partners|the local area|the area|leaders)"
_HAVE = r"(?:have|has)"
_YEAR = r"(?:(?:19|20)\d\d(?: ?(?:[/-]|to) ?(?:(?:19|20)\d\d|\d\d))?)"
_PERIOD = (
    rf"(?:{_YEAR}|next year|the next year|the coming year|the year ahead|this year|year (?:one|two|three|four|\d))"
)
_THIS = r"(?:this|it|that|these|they|our work|the work)"
_SO_FAR = (
    r"(?: so far| to date| already| until now| up to now| since \w+(?: \d{4})?| this year| in year \w+| last year)?"
)
_IN = rf"(?: (?:in|by|during|for|over) (?:the )?(?:{_PERIOD}|\w+ {_YEAR}))?"
_MODAL = r"(?:will|should|would|could|may|might)"
_WILL = rf"(?:{_MODAL}|is going to|are going to|is expected to|is meant to|is intended to)"
_WHO = r"(?: (?:for|to) [\w ,&'-]{3,60})?"

_PATTERNS = [
    (meaning, re.compile(rf"(?:{pattern}){tail}"))
    for meaning, tail, pattern in (
        (
            "done",
            _SO_FAR + _IN,
            rf"what {_WE} did|what did {_WE} do|what {_WE} {_HAVE} (?:done|achieved|delivered|completed)|what {_HAVE} {_WE} (?:done|achieved|delivered)"
            r"|what we've (?:done|achieved|delivered)|what (?:has|have) been (?:done|achieved|delivered)|what was done|what has happened|what happened"
            rf"|(?:our )?(?:progress|achievements|actions taken|work done|work completed)|progress {_WE} {_HAVE} made|progress made|done",
        ),
        (
            "difference",
            _SO_FAR + _WHO,
            rf"(?:what )?(?:the )?(?:difference|impact) (?:that )?{_THIS} (?:makes?|made|(?:has|have) made|(?:is|are) making|has had|have had|had|is having|are having)"
            rf"|what (?:difference|impact) (?:has|have) {_THIS} (?:made|had)|what (?:difference|impact) (?:does|did) {_THIS} make"
            rf"|what (?:difference|impact) (?:is|are) {_THIS} (?:making|having)|(?:the )?(?:difference|impact) {_WE} (?:made|{_HAVE} made|{_HAVE} had)"
            r"|(?:the )?(?:difference|impact) made|(?:the |our )?impact (?:so far|to date)|what has changed|what changed|what (?:has|have) (?:got|become) better"
            r"|what is different now|what is better now",
        ),
        (
            "expected_difference",
            _WHO,
            rf"(?:what )?(?:the )?(?:difference|impact) (?:that )?{_THIS} {_WILL} (?:make|have|bring)|what (?:difference|impact) {_MODAL} {_THIS} (?:make|have)"
            rf"|(?:the )?(?:difference|impact) (?:that )?{_WE} (?:{_WILL}|want to|hope to|expect to|aim to|plan to) (?:make|have|see)"
            r"|(?:the )?(?:expected|intended|hoped-for|anticipated|planned|desired) (?:difference|impact|outcomes?|results?)|what (?:will|should) (?:be|get) (?:different|better)"
            r"|what (?:will|should) change|how (?:this|it) will make a difference|how will (?:this|it) make a difference",
        ),
        (
            "to_develop",
            _IN,
            rf"what (?:{_WE} )?(?:still )?needs? to (?:develop|improve|be developed|be improved|change|get better|work on|be done|do better)|what do {_WE} (?:still )?need to (?:develop|improve)"
            r"|(?:our )?areas? (?:for|of) (?:further )?(?:development|improvement)|(?:our )?areas? to (?:develop|improve)|areas? that (?:still )?needs? (?:development|improvement|to improve)"
            r"|what is not (?:yet )?(?:working|good enough)(?: yet)?|what we (?:still )?need to work on|further development needed",
        ),
        (
            "next_steps",
            _IN,
            rf"(?:our |the )?next steps?|what (?:happens|comes) next|what (?:{_WE} )?(?:will|are going to) (?:{_WE} )?do next|what will {_WE} do next|what(?:'s| is)? next|where next|what we plan to do next"
            rf"|(?:our |the )?(?:key )?(?:priority|priorities|focus|plans?|next steps) (?:for |in )?{_PERIOD}|looking ahead",
        ),
        (
            "wanted",
            "",
            rf"what {_WE} wanted(?: to (?:do|achieve|see|happen|change|improve))?|what {_WE} wants?(?: to (?:achieve|do|happen|change|improve))?|what did {_WE} want(?: to (?:do|achieve))?|what do {_WE} want(?: to (?:do|achieve))?"
            rf"|what {_WE} (?:set out|aimed|said {_WE} would|planned)(?: to (?:do|achieve)| do)?|our aim|our aims",
        ),
        (
            "will_do",
            _IN,
            rf"what {_WE} (?:will|are going to|is going to|plan to|plans to|intend to) do|what (?:will|are) {_WE} (?:going to )?do|what we'll do|{_WE} will|how {_WE} will (?:do|achieve) (?:this|it)|our planned actions",
        ),
        (
            "now",
            _IN,
            rf"where (?:are {_WE}|{_WE} are)(?: now| today| currently)?|where {_WE} is now|(?:the |our )?(?:current|present) (?:position|situation|picture)|(?:the |our )?(?:position|situation) now|what is happening now|(?:our |the )?starting point|baseline",
        ),
        (
            "will_see",
            _IN,
            rf"what (?:{_WE}|you|families|children and families|people) will see|what will (?:{_WE}|you|families|people) see|what (?:success|good) (?:will look|looks) like|what (?:does|will) (?:success|good) look like"
            r"|how (?:will we|we will) know(?: (?:it|this) (?:has worked|is working|worked))?",
        ),
    )
]  # fmt: skip
_UNSURE = re.compile(r"(?:the |our )?(?:difference|impact|impacts|outcomes?|results?)")
_COLON = re.compile(r"^(?P<label>[^:]{3,90}?)\s*:\s*(?P<rest>\S.*)$", re.DOTALL)
_DASH = re.compile(r"^(?P<label>.{3,90}?)\s+[–—-]\s+(?P<rest>\S.*)$", re.DOTALL)


class Label(NamedTuple):
    """A label as printed, without its colon, what it means, and the words that stand behind it on its line."""

    meaning: str
    printed: str
    rest: str


def label_meaning(text: str) -> str | None:
    """What a whole label means; None where it is not one that is known."""
    words = _folded(text)
    if not 3 < len(words) <= 110:
        return None
    return next((meaning for meaning, pattern in _PATTERNS if pattern.fullmatch(words)), None)


def could_be_hope_or_result(text: str) -> bool:
    """A label such as "Impact", which does not say whether anything has come of it: a person must say."""
    return bool(_UNSURE.fullmatch(_folded(text)))


def label_of(text: str) -> Label | None:
    """The label that a line is or begins with ("Next steps: review the plan"); None for other lines.

    With words behind it a label needs a colon or a dash, and begins with a capital letter.
    """
    meaning = label_meaning(text)
    if meaning is not None and (text[:1].isupper() or text.rstrip().endswith(":")):
        return Label(meaning, printed(text), "")
    for pattern in (_COLON, _DASH):
        match = pattern.match(text)
        if match and match["label"][:1].isupper() and (meaning := label_meaning(match["label"])):
            return Label(meaning, printed(match["label"]), match["rest"].strip())
    return None


def printed(text: str) -> str:
    """A label as it is kept: in the document's words, without the colon and doubled blanks."""
    return " ".join(text.split()).strip("*_ ").rstrip(" :").strip("*_ ")


def _folded(text: str) -> str:
    words = folded(text).strip(" *_")
    return re.sub(r" \(.*\)$", "", words)
