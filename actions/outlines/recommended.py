"""Lines that name a recommendation: "Recommendation 1 - Leaders …", "Area for improvement 2: …"."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = (
    r"(?:(?:ofsted|cqc|inspection|inspectors?['’]?|area send|send|key|report)\s+)*"
    r"(?:recommendation|area for priority action|priority action(?: area)?|area (?:for|of) improvement|improvement area"
    r"|area of concern|area of significant (?:weakness|concern)|significant weakness|weakness)"
)
_IN_WORDS = {
    word: str(at)
    for at, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}
_NUMBER = rf"(?:\d{{1,2}}|[A-H]|{'|'.join(_IN_WORDS)})"
_NAMES = re.compile(
    rf"^\W*{_WORD}\s*(?:(?:no|number)\b\.?\s*|#\s*)?(?P<number>{_NUMBER})(?![\w/]|\.\d)(?P<mark>\s*[:.)–—-]*)\s*(?P<words>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_OF_A_TITLE = re.compile(
    r"\(?(?:(?:progress|action plan|year \w+|our|an|the|\w+ \d{4}|\d{4}(?:[-/]\d{2,4})?)\s+)*(?:updates?|report|progress)\b.{0,40}",
    re.IGNORECASE,
)
_IN_A_TITLE = re.compile(rf"\b{_WORD}\s+(?P<number>{_NUMBER})\b", re.IGNORECASE)


class Named(NamedTuple):
    """The number and the words of a recommendation, as its heading gives them; each may be missing."""

    number: str | None
    words: str


def named_in(text: str) -> Named | None:
    """The recommendation that a line names; None for other lines, and for a title such as "Recommendation 1 update"."""
    words = " ".join(text.split()).strip("*_ ")
    match = _NAMES.match(words)
    if match is None or not re.sub(r"^\W+", "", words)[:1].isupper():
        return None
    said, has_mark = match["words"].strip(), bool(match["mark"].strip())
    if _OF_A_TITLE.fullmatch(said):
        return None
    if said and not has_mark and not (said[0].isupper() or said[0] in "\"“‘'("):
        return None
    number = match["number"]
    if number.isalpha() and len(number) == 1 and (number.islower() or (said and not has_mark)):
        return None
    return Named(_IN_WORDS.get(number.lower(), number), said)


def number_in_a_title(text: str) -> str | None:
    """The number of the recommendation that a title speaks of: "1" for "Recommendation 1 update"; None for none."""
    match = _IN_A_TITLE.search(text)
    return _IN_WORDS.get(match["number"].lower(), match["number"]) if match else None
