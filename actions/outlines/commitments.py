"""What the lines of a strategy are that head others: "Priority 1: …", "We will:", "Core commitments", "Our aim"."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from actions.outlines.checks import NUMBER_WORD
from actions.outlines.vocabulary import Vocabulary
from actions.reading.columns import Meaning, folded
from actions.reading.headings import Heading, priority_heading
from actions.reading.sentence_kinds import likeness
from actions.reading.shapes import is_contents_line


class Role(Enum):
    """What a line of a strategy heads."""

    PRIORITY = "priority"
    WE_WILL = "we will"
    CORE = "core commitments"
    AIM = "aim"
    ASIDE = "aside"


class Head(NamedTuple):
    """A heading: its role and the words that stand behind it on its line."""

    role: Role
    rest: str = ""


_PROMISE = r"(?:commitments?|promises?|pledges?)"
_WILL = r"(?:will|shall|commit(?:s|ted)? (?:ourselves )?to|promise(?:s|d)? to|pledge(?:s|d)? to|plans? to|intends? to|agree(?:s|d)? to|aims? to|are going to)"
_WHO = r"(?:we|partners|the partnership|our partnership|the local area partnership|the council|the board|all of us|together we)"
_SOON = r"(?:, (?:as a partnership|together|with our partners))?"
_OPENERS = re.compile(
    rf"(?:[\w ,'’/–-]{{0,90}}?\b)?(?:{_WHO}|partnership)(?: (?:also|all|now|therefore|together|are|is))* {_WILL}{_SOON}"
    rf"|what (?:will {_WHO}|{_WHO} (?:will|are going to|is going to|plan to|intend to|must|need to)) do"
    rf"(?: (?:about it|next|to get there|over the next .{{1,20}}|by \d{{4}}|in .{{1,20}}))?"
    rf"|what we'll do|what are we going to do(?: about it)?|what needs to happen|how (?:will we|we will|we'll) (?:do|achieve|deliver|get|make) (?:this|it|there|it happen|this happen)(?: happen)?"
    rf"|(?:our |key |the |main |specific )*(?:{_PROMISE}|actions|planned actions|priority actions)(?: (?:to you|under this priority|for this priority|in this priority))?"
    rf"|(?:our |the )*{_PROMISE} to [\w ,'’/–-]{{2,60}}"
    r"|to (?:do|achieve|deliver) this"
)
_AIMS = re.compile(
    r"(?:our |the |overall |strategic )*(?:aim|aims|vision|ambition|goal|objective|outcome|purpose)(?: (?:for|of|is|are|we want|statement|for this priority))*"
    r"|what we want(?: to (?:achieve|see|happen))?|where we want to (?:be|get to)|what are we aiming for|our aim is"
)
_ASIDES = re.compile(
    r"why (?:is )?(?:this|it)(?: is)? .*|why .{0,60}|what (?:you|families|children|young people|parents|people|parent carers)\b.{0,60}"
    r"|what we (?:have |already )?(?:heard|know|learned|learnt|found|do now|have done|have achieved|do well)\b.{0,40}|what the (?:data|evidence|numbers)\b.{0,30}"
    r"|where (?:are we|we are)(?: now)?|(?:our )?(?:context|background|introduction|foreword|principles|values|governance|monitoring|glossary|next steps|achievements"
    r"|progress|strengths|challenges|journey so far|local picture|legal framework|legislation|contents|appendix.{0,60}|annex.{0,60}|references|acknowledgements)"
    r"|(?:the )?(?:national|local|legal) context|(?:our )?(?:children|population|data|numbers) in .{0,30}"
    r"|how (?:will we|we will|we'll|will you|you will) (?:know|measure|monitor|check|tell|review)\b.{0,60}|(?:what )?(?:does )?(?:success|good)(?: will)? looks? like.{0,40}"
    r"|what (?:will )?(?:success|good) (?:will )?looks? like.{0,40}|(?:success )?measures?(?: of success)?|key performance indicators|kpis|indicators"
    r"|what will (?:be|get) (?:different|better).{0,40}|what (?:will change|you will see|we will see|families will see).{0,40}|(?:the )?difference (?:this|it) (?:will make|makes|made)"
    r"|(?:a )?case stud(?:y|ies).{0,60}|you said.{0,20}|contact(?: us)?|who (?:is|are|was|were) .{0,60}|how (?:this|the|we wrote|we made|it fits|this fits)\b.{0,60}"
    r"|delivering (?:this|the|our) strategy|making it happen|governance and .{0,40}|monitoring and .{0,40}|(?:our )?vision(?: and values)?"
)  # fmt: skip
_BEHIND = re.compile(
    r"(?:our |the )?(?:governance|monitoring|glossary|next steps|contents|appendix|annex|references|acknowledgements|contact|delivering)\b.{0,60}"
)
_CORE_KIND = r"(?:core|cross[ -]?cutting|over-?arching|underpinning|shared|common|general|golden thread)"
_THROUGH = (
    r"(?:run(?:s|ning)?|go(?:es|ing)?|cut(?:s|ting)?|work(?:s|ing)?|appl(?:y|ies|ying)|underpin(?:s|ning)?|sit(?:s|ting)?|stand(?:s|ing)?|hold(?:s|ing)?)\b"
    r".{0,20}\b(?:all|every|everything|whole|each|throughout|across|through)\b|\bacross (?:all|every|the whole|our|each)\b|\b(?:for|in|to|under) (?:all|every) (?:\w+ )?(?:priorit|theme)"
)
_CORE = re.compile(rf"\b{_CORE_KIND}(?: \w+)? {_PROMISE}\b|\b{_PROMISE}\b.{{0,40}}?\b(?:{_THROUGH})", re.IGNORECASE)
_COUNT = re.compile(rf"\b({NUMBER_WORD})\s+(?:\w+\s+){{0,2}}{_PROMISE}\b", re.IGNORECASE)
_INLINE = re.compile(r"^(?P<head>[^:]{2,100}?)\s*:\s*(?P<rest>\S.*)$", re.DOTALL)
_LONGEST = 24
# No heading is longer than this.
_MOST = 700


@lru_cache(maxsize=2**12)
def head_of(text: str) -> Head | None:
    """What a whole line heads in a strategy; None where it is no heading that is known.

    "We will:" with words behind it ("We will: train staff") is one, too; so is "Aim: …".
    """
    words = " ".join(text.split()).strip("*_ ")
    if not words or len(words) > _MOST or is_contents_line(text[-200:]):
        return None
    if is_core(words):
        return Head(Role.CORE)
    whole = _role(words)
    if whole is not None:
        return Head(whole)
    if heading_in(words) is not None:
        return Head(Role.PRIORITY)
    inline = _INLINE.match(words)
    if inline is not None and words[:1].isupper():
        role = _role(inline["head"])
        if role in (Role.WE_WILL, Role.AIM):
            return Head(role, inline["rest"])
    return None


def heading_in(text: str) -> Heading | None:
    """The priority that a line announces with a word for it: "Priority - Transitions:", "Theme 2 …"."""
    words = " ".join(text.split()).strip("*_ ")
    first = re.sub(r"^\W+", "", words)[:1]
    return priority_heading(words) if first.isupper() or first.isdigit() else None


def aim_in(text: str) -> str | None:
    """The words behind "Our ambition: " within a priority that is called something else; None for other lines."""
    heading = heading_in(text)
    if heading is None or heading.number is not None or heading.word.lower().split()[-1:] != ["ambition"]:
        return None
    return heading.title


def speaks_of_promises(text: str) -> bool:
    """Whether a heading says "commitments", "promise" or "pledge", not only "We will"."""
    return re.search(rf"\b{_PROMISE}\b", text, re.IGNORECASE) is not None


def is_core(text: str) -> bool:
    """Whether a line heads commitments that belong to no single priority: "Our core commitments", "Pledges across all themes"."""
    bare = text.rstrip(" :")
    return len(bare.split()) <= _LONGEST and not bare.endswith((".", ";", ",", "!")) and bool(_CORE.search(bare))


def stated_count(text: str) -> str | None:
    """How many commitments a heading says that there are: "5" for "have 5 core commitments"."""
    match = _COUNT.search(text)
    return match[1] if match else None


def _role(text: str) -> Role | None:
    if len(text.split()) > _LONGEST:
        return None
    words = folded(text).strip(" *_")
    if text.rstrip().endswith((".", ";", ",")) or not words:
        return None
    begins = text[:1].isupper() or text.rstrip().endswith((":", "?"))
    if not begins:
        return None
    for role, pattern in ((Role.WE_WILL, _OPENERS), (Role.AIM, _AIMS), (Role.ASIDE, _ASIDES)):
        if pattern.fullmatch(words):
            return role
    return None


def is_to_do(text: str) -> bool:
    """Whether a text reads like something to do: "train every SENCO"."""
    return likeness(text)[Meaning.ACTION] >= 1


def ends_priorities(text: str) -> bool:
    """Whether a heading is one that stands behind all priorities: "Governance", "Next steps", "Appendix 1"."""
    return bool(_BEHIND.fullmatch(folded(text).strip(" *_")))


def promises(text: str) -> bool:
    """Whether a sentence itself says what somebody will do: "We will publish a guide."."""
    return bool(re.match(rf"\W*(?:{_WHO}) (?:also |all |together )?{_WILL}\s+\w", text, re.IGNORECASE))


def _column(text: str) -> str:
    """What a column of a table is by its heading."""
    words = folded(text)
    if re.fullmatch(
        r"(?:our |key |strategic |the )*(?:priorit(?:y|ies)|themes?|ambitions?|pillars?|goals?|strands?)(?: areas?)?",
        words,
    ):
        return "subject"
    head = head_of(text)
    return "section" if head is not None and head.role in (Role.WE_WILL, Role.AIM, Role.CORE) and not head.rest else ""


def _opens_list(text: str) -> bool:
    head = head_of(text)
    return head is not None and head.role in (Role.WE_WILL, Role.CORE) and not head.rest


VOCABULARY = Vocabulary(
    heads=lambda text: head_of(text) is not None,
    ends=lambda text: (head := head_of(text)) is not None and head.role is not Role.PRIORITY and not head.rest,
    opens_list=_opens_list,
    column=_column,
)
