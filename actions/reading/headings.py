"""Headings of priorities: "Priority 1: Early help", "Proposal 2:", "Area for improvement 3 – Plans", "1. Early help"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.reading.columns import is_exact

_WORDS = (
    r"(?:key )?line of (?:enquiry|inquiry)|wsoa priority(?: area)?|area for priority action|key area of focus|area of development"
    r"|working group|task group|enabler|programme|project|chapter|promise|standard|delivery area|question|building block"
    r"|mission|element|component|cross-cutting theme|thread|step change|big ticket item|strategic intent|action area|focus group|"
    r"strategic priority(?: area)?|key priority|priority action(?: area)?|priority area|priority theme|priority|proposal"
    r"|area for (?:improvement|development|action)|area of (?:improvement|focus|significant concern|significant weakness|concern|weakness|work)"
    r"|improvement (?:area|priority|theme)|significant (?:weakness|concern)|weakness|theme|work ?stream|strategic objective|key objective|objective"
    r"|strand|strategic outcome|outcome|strategic aim|aim|strategic goal|goal|ambition|recommendation|pillar|principle|key (?:area|theme|line)"
    r"|focus area|topic|domain|concern|work package|commitment|finding|our priority|section|part|area|inspection finding|condition|focus"
)
# What may stand before the word: "Shared priority A", "Our joint aim 2".
_KIND = r"(?:(?:shared|joint|our|local|main|agreed|common|partnership|send|overall|system|big|top)\s+){0,2}"
_NUMBER = r"\d{1,2}|[A-Z](?![A-Za-z])|[IVX]{1,4}(?![A-Za-z])|one|two|three|four|five|six|seven|eight|nine|ten"
_IN_WORDS = {
    word: str(at)
    for at, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1)
}
_HEADING = re.compile(
    rf"^\W*(?P<word>{_KIND}(?:{_WORDS}))\s*(?:(?:no|number)\b\.?\s*|#\s*)?(?P<number>{_NUMBER})?(?P<mark>\s*[:.)–—-]+\s*|\s+|$)(?P<title>.*)$",
    re.IGNORECASE | re.DOTALL,
)
# One or two words of the plan's own before one of these, with a number, a mark and a title: "Outcome area 1: Early help".
_OF_ITS_OWN = re.compile(
    r"^\W*(?P<word>(?:[A-Za-z][A-Za-z'’-]+\s+){0,2}(?:area|theme|aim|priority|goal|ambition|objective|strand|work ?stream|shift|principle|pillar"
    rf"|focus|outcome|weakness|concern|challenge|mission|step change|pathway|pledge|promise|cornerstone|foundation|imperative))\s+(?P<number>{_NUMBER})\s*[:–—-]+\s*(?P<title>[A-Z“‘\"'].*)$",
    re.IGNORECASE,
)
_SHORT = re.compile(r"^(?P<number>(?:P|SP|PA|KLOE|WS|Obj|T)\s?\d{1,2})\s*[:.–—-]+\s*(?P<title>\S.*)$")
_NUMBERED = re.compile(
    r"^(?P<number>\d{1,2}[A-Z]?|[IVX]{1,5}|[A-Z])\s*[.:)–—-]\s*(?P<title>\D.*)$|^(?P<bare>\d{1,2}[A-Z]?)\s+(?P<rest>[A-Z].*)$",
    re.DOTALL,
)
# With these a line without a number ("Outcome: …", "Aim: …") labels words of an action or a priority.
_NEEDS_NUMBER = frozenset(
    """
    outcome aim objective goal commitment recommendation condition concern finding section part area domain
    focus question project programme promise standard change mission element component action item intent
    """.split()
)
_PARTS = frozenset({"part", "section", "chapter"})
# Headings that never name a priority.
_NEVER = re.compile(
    r"^(?:(?:open|closed|completed|outstanding)\s+)?(?:(?:send|joint|local|strategic|improvement|our|the|detailed)\s+)*(?:action plan|plan|improvement plan|introduction|contents|table of contents"
    r"|appendix|appendices|annex|glossary|key|legend|(?:b?rag|rating|status|progress|colou?r|state) key|foreword|background|context|purpose|governance|monitoring|notes?|summary"
    r"|executive summary|version control|document control|contact us|contacts?|actions?|our actions|key people|list of abbreviations|abbreviations"
    r"|attendance (?:list|at|register|record)|attendees|risks?|risk register|measures|key performance indicators|kpis|next steps|how to read this plan|how to use this plan|overview"
    r"|vision|our vision|what happens next|sheet ?\d+|page \d+|progress|update|updates|brag key|what the colours mean)\b[\s\w]{0,20}$|^actions? (?:completed|closed|outstanding|still open)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that names a priority: the plan's own word for it, its number, its title; each may be empty."""

    word: str
    number: str | None
    title: str


def priority_heading(text: str) -> Heading | None:
    """The priority that a heading names with the word for it ("Proposal 2:"); None where it is not such a heading."""
    text = " ".join(text.split())
    short = _SHORT.match(text)
    if short is not None and len(text.split()) <= 14 and not text.endswith("."):
        return Heading("", short["number"].replace(" ", ""), short["title"].rstrip(":").strip())
    match = _HEADING.match(text)
    own = _OF_ITS_OWN.match(text) if len(text.split()) <= 30 and (match is None or match["number"] is None) else None
    if own is not None:
        return Heading(_tidy_word(own["word"]), _IN_WORDS.get(own["number"].lower(), own["number"]), own["title"])
    if match is None or len(text) > 600:
        return None
    if re.match(rf"^\W*{_KIND}(?:{_WORDS})\s*\d+\.\d", text, re.IGNORECASE):
        return None
    word, number, mark, title = match["word"], match["number"], match["mark"], match["title"].strip()
    has_mark = bool(mark.strip())
    if number is None:
        # "Priority - Transitions:" names one; "Priority areas were agreed" and "Outcomes for children" do not.
        if not has_mark or not title or len(title.split()) > 25 or word.lower().split()[-1] in _NEEDS_NUMBER:
            return None
        return Heading(_tidy_word(word), None, title.rstrip(":").strip())
    if number.isalpha() and len(number) == 1 and number.islower():
        return None
    if number.upper() in {"I", "A"} and not has_mark and title:
        return None
    if title and not has_mark and not (title[0].isupper() or title[0] in "\"“‘'("):
        return None
    if word.lower() in _PARTS and is_exact(title):
        return None  # "Part 4: What we will do" is a part of the document
    number = _IN_WORDS.get(number.lower(), number)
    return Heading(_tidy_word(word), number, title.rstrip(":").strip() if len(title) < 120 else title)


def numbered_heading(text: str) -> Heading | None:
    """A short heading that begins with a number only: "1. Early help"; None for anything else."""
    text = " ".join(text.split())
    match = _NUMBERED.match(text)
    if match is None or len(text.split()) > 20 or text.endswith((".", ";", ",")):
        return None
    return Heading("", match["number"] or match["bare"], (match["title"] or match["rest"]).rstrip(":").strip())


def plain_heading(text: str, *, any_case: bool = False) -> Heading | None:
    """A short title without a word for it and without a number: "Early help"; None for prose and for "Action plan".

    It begins with a capital letter, unless its place in the table already shows that it is a title (`any_case`).
    """
    text = " ".join(text.split())
    if not text or len(text.split()) > 14 or text.endswith((".", ";", ",", "?")):
        return None
    if not text[0].isupper() and not any_case:
        return None
    if _NEVER.match(text.rstrip(":")):
        return None
    return Heading("", None, text.rstrip(":").strip())


def never_a_priority(text: str) -> bool:
    """Whether a heading is one of those that every plan has: "Introduction", "Action plan", "Glossary"."""
    return bool(_NEVER.match(" ".join(text.split()).rstrip(":")))


def title_of_aim(words: str) -> str:
    """A short title at the front of an aim: "Early Intervention - We will help…" gives "Early Intervention"; else ""."""
    match = re.match(r"\s*[\"“'‘]?([^\"”–—:.]{3,80}?)[\"”'’]?\s*(?:\s[–—-]\s*|[–—]\s*|-\s|:\s)", words)
    if match is None or len(match[1].split()) > 8:
        return ""
    return match[1].strip()


def _tidy_word(word: str) -> str:
    """The plan's word for a priority, "PROPOSAL" as "Proposal"."""
    word = " ".join(word.split())
    return word[:1].upper() + word[1:].lower() if word.isupper() or word.islower() else word
