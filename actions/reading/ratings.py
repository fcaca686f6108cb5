"""Ratings: the words and colours of a plan, and what the plan's own key makes of them.

Colour means different things in different plans (schedule, impact of slipping, measure against a target): without a
key a colour is no status. See docs/glossary.md, "Rating key".
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from actions.reading.result import KeyWord
from actions.status import Status

COLOURS = ("red", "amber", "green", "blue", "grey", "yellow", "purple", "orange", "black", "white", "pink", "brown")
_SAME_COLOUR = {"gray": "grey"}
_LETTERS = {"r": "red", "a": "amber", "g": "green", "b": "blue", "y": "yellow", "p": "purple", "o": "orange"}

# A rating that itself names a status, whole.
_NAMES: tuple[tuple[str, Status], ...] = (
    (r"complete(d)?(,| and| &) (fully )?embedded|(fully )?embedded|complete(d)?( and|,)? sustained", Status.EMBEDDED),
    (r"(action |now |all |fully |100% )?(complete|completed|done|achieved|finished|delivered)|completed? on time|action (complete|completed)", Status.COMPLETE),
    (r"(action )?(has )?not (yet )?(been )?(started|begun|commenced)|(yet|still|due) to (start|begin|commence)|unstarted|not yet due to start|to (be )?start(ed)?", Status.NOT_STARTED),
    (r"(currently |on going and )?on (track|target|schedule|course|plan)|progressing (to|as) plan(ned)?|going to plan|on time", Status.ON_TRACK),
    (r"(currently )?at risk( of (delay|slippage|missing.*))?|some risk", Status.AT_RISK),
    (r"(currently )?(off|not on) (track|target|schedule|course|plan)", Status.OFF_TRACK),
    (r"(action )?(stopped|cancelled|canceled|discontinued|abandoned|terminated|ceased|withdrawn|no longer (required|needed|relevant|applicable|being pursued))", Status.STOPPED),
)  # fmt: skip

# What the meaning of a key's line says. Each is looked for after the words that deny it were taken away.
_NOT_SAID = (
    r"\bno(t any)?( \w+){0,2} (risks?|issues?|concerns?|problems?|delays?|barriers?)( or (risks?|issues?|concerns?|problems?|delays?))*( (are |have been )?(identified|expected|foreseen))?",
    r"\bwithout( any)?( \w+)? (risks?|issues?|concerns?|problems?|delays?)",
    r"\b(un)?likely to be (completed?|achieved|delivered|finished|met)( (on|by|within)[^.;,]*)?",
    r"\b(will|to|can|should|may|might|could|would)( not| still| now| also)? be (completed?|achieved|delivered|done|finished|met|embedded|stopped)\b",
    r"\b(on course|on track|on target|expected|forecast|due|scheduled|planned|set|able) (to be|to|for) (completed?|completion|achieved?|delivered|delivery|done|finish(ed)?|met)\b",
    r"\b(not|isn't|is not|are not|has not been|have not been|partially|partly|nearly|almost|yet to be|not fully|not yet)( yet| been| fully)? (completed?|achieved|delivered|finished|embedded|met)\b(?<!has been completed)(?<!been completed)",
    r"\b(completion|delivery|due|target|end|planned) (date|deadline|timescale)s?\b",
    r"\bincomplete\b",
    r"\bbut (the |its |their )?(outcomes?|impact|evidence|benefits?|results?)\b[^.;]*\bnot\b[^.;]*",
    r"\bno (concerns?|further|more)( \w+)?\b|\bno longer\b(?! (required|needed|relevant|going|being|pursued))",
    r"\bno(thing)?( work| action| activity| progress)? (has|have) (yet )?been (done|completed|achieved|made|delivered)\b",
    r"\b(date|deadline) (for|of) completion\b",
    r"\bnothing( is| was| has been| yet)? (done|completed|achieved|delivered|finished)\b",
    r"\bcomplete(d)? (by|within|on time|to (time|schedule))\b",
)  # fmt: skip
# What is left of a denial or a reservation, after those that we understand: then a person must say what is meant.
_BARELY = r"\b(not|no|never|without|except|mostly|largely|mainly|partly|partially|nearly|almost|unless|doubt\w*|some parts?|in part)\b"
# Words of something that goes on, or of a part of it.
_UNDER_WAY = (
    r"|\b(being|half|quarter|third|some(?! time)|few|little|most|many|several|so far|to be|yet|awaiting|pending|until|missing|could|should|may|might"
    r"|would)\b|\d ?%|\bper ?cent\b"
)
_BUT: dict[Status, str] = {
    Status.COMPLETE: _BARELY + _UNDER_WAY,
    Status.EMBEDDED: _BARELY + _UNDER_WAY,
    Status.AT_RISK: r"\b(not|no longer|never) (at|a) risk\b",
    Status.ON_TRACK: _BARELY,
    Status.OFF_TRACK: r"\b(but|though|although) .*\b(can|will|should|plans?|recover\w*|expected|low|minor|little)\b|\bnot (been )?missed\b",
}
# The date may be missed, or somebody fears it: a risk, and not yet a miss.
_MAY_SLIP = (
    r"(?<!significant )(?<!serious )(?<!severe )(?<!high )(?<!major )\brisks? (of|that|to)\b[^.;]*|\b(may|might|could|can|likely to|in danger of)( still| well| now| yet| be| being| not)* "
    r"(missed|miss|missing|late|delayed|slip|slipping|slipped|behind|fail|failing|fall behind|run late)\b"
    r"|\b(may|might|could) not (still )?(make|meet|hit|keep|finish|be (done|met|finished|made|ready))\b[^.;]*"
)
_SAID: tuple[tuple[Status, str], ...] = (
    (Status.EMBEDDED, r"\bembedded\b|\bsustained\b|\bbusiness as usual\b|\bbau\b|\b(has|have) lasted\b|\bstill (working|in place|holding|in use|making a difference)\b"),
    (Status.COMPLETE, r"\bcompleted?\b|\bachieved\b|\bfinished\b|\bdelivered\b|\bfully met\b|\b(duty|duties|action|requirement|promise)s? (has been |have been |is |are )?met\b|\bsigned off\b|\bdone\b"),
    (Status.NOT_STARTED, r"\bnot (yet )?(been )?(started|begun|commenced|due to start)\b|\b(yet|still|waiting) to (start|begin|commence|be started)\b|\bwork has not\b|\bnothing( is| was| has been| has| yet)? (done|started|begun|completed|happened)\b|\bunstarted\b|\bno (work|progress|action)( has)?( been)?( yet)? (started|begun|made|taken)\b|\bplanned for (the )?future\b|\bnot (yet )?(due|scheduled)( yet| to (start|begin|commence))?( yet)?\b"),
    (Status.STOPPED, r"\bstopped\b|\bcancelled\b|\bdiscontinued\b|\bwithdrawn\b|\bno longer (required|needed|relevant|going ahead|being pursued|pursued)\b|\bceased\b|\babandoned\b"),
    (Status.OFF_TRACK, r"\boff[ -](track|target|schedule|course|plan)\b|\bnot on (track|target|schedule|course)\b|\b(significant|serious|major|severe|substantial|considerable)(ly)? (delays?|issues?|risks?|concerns?|problems?|slippage|behind|barriers?|delayed)|\b(will|has|have|had|is going to|going to) (not (be )?(met|meet|achieved?|completed?|delivered?)|miss(ed)?)|\bmissed\b|\bunlikely\b|\bcritical\b|\b(overdue|failed|failing|not achieved|will not be)\b|\b(deadline|date) (has )?passed\b|\b(has|have|had)? ?gone past (its|the|their)\b|\b(will|can) ?not (make|meet|hit|keep|catch up|be (done|met|finished|made|ready))\b|\b(can't|won't) (make|meet|hit|keep|catch up|be (done|met|finished|made|ready))\b|\bmust be prioritised\b|\burgent\b|\bhigh risk\b|\bno progress\b|\bbehind (schedule|target|plan|time)\b"),
    (Status.AT_RISK, r"\bat risk\b|\b(some|minor|slight|small|possible|potential|moderate|medium|low|emerging)( \w+)? (delays?|risks?|issues?|concerns?|slippage|problems?|barriers?|impact)|\bmay (not|be (late|delayed|missed)|miss|slip)\b|\bmight (not|miss|slip|be (late|delayed))\b|\bcould (miss|slip|be (late|delayed))\b|\bslipping\b|\bslipped\b|\bslippage\b|\brisks?\b|\b(slightly|a little|partly) (behind|off|late|delayed)|\bneeds? (attention|monitoring|watching)\b|\bdelayed?\b|\bissues?\b|\bconcerns?\b"),
    (Status.ON_TRACK, r"\bon[ -](track|target|schedule|course|time|plan)\b|\bprogressing (well|as planned|to plan|to schedule|in line|on)\b|\bto (plan|time|timetable|schedule)\b|\bas planned\b|\bin line with\b|\bgoing well\b|\bon course\b|\bgood progress\b|\bexpected (by|on|within) (the|its)\b|\b(expected|forecast|due|set|planned|will) (to )?(finish|be done|finished|end|complete|completed|delivered|met)? ?(by|on|within|in|before) (the )?(target |due |agreed |planned |end )?(date|deadline|time)\b|\b(finish|done|completed?|delivered) (when|as) planned\b|\b(expect|expects) to (hit|meet|make|keep|finish)\b|\bkeeping (to|up with) (its|the|our) (date|timetable|plan|deadline|schedule)s?\b|\b(pace|speed|time) (that )?we planned\b|\b(doing|going) (just )?(what|as) (it should|we said|we planned|planned)\b"),
)  # fmt: skip


# "Complete – Jan 24", "Completed (12/03/2025)": a status with the day or month when it came about.
_DATED = re.compile(
    r"(?P<words>[A-Za-z][A-Za-z ]*?)\s*[-–—:,(]*\s*(?:in |on |from |since )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?[\s/.-]+)?(?:\d{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)[\s/.'’-]*\d{2}(?:\d{2})?\)?",
    re.IGNORECASE,
)


_SIGNS = re.compile(r"^[^\w\s%£+-]+\s*(?=\w)|(?<=[^\W\d])\s*[^\w\s%£+.)-]+$")


@lru_cache(maxsize=4096)
def folded(words: str) -> str:
    """A rating word without case, doubled blanks, end punctuation and a sign before or after it: "▲ On track"."""
    text = re.sub(r"\s+", " ", words.replace("-", " ").lower()).strip(" .:;,*()[]'\"")
    return _SIGNS.sub("", text) or text


@lru_cache(maxsize=4096)
def status_named(words: str) -> Status | None:
    """The status that a rating itself names, in full: "On target", "Not yet started"; None for a colour, "In progress"."""
    text = folded(words)
    for pattern, status in _NAMES:
        if re.fullmatch(pattern, text):
            return status
    return None


def status_meant(meaning: str) -> Status | None:
    """The one status that a key's explanation speaks of; None where it speaks of none, or of two that differ.

    "Off target, but the impact is low" is at risk: the plan says itself that little hangs on it.
    """
    text = folded(meaning)
    if not text:
        return None
    named = status_named(text)
    if named is not None:
        return named
    if re.search(r"\b(off|behind|missed?)\b.*\b(low|little|minor|small|no) impact\b", text):
        return Status.AT_RISK
    opened = re.match(r"([a-z ]+?)\s*[:;–—-]\s", meaning.strip().lower())
    if (
        opened is not None
        and (first := status_named(opened[1])) is not None
        and _agrees(first, meaning[opened.end() :])
    ):
        return first
    if re.search(
        r"\b(off|behind|late|delayed|slipp\w+)\b.*\b(but|though|although)\b.*\b(recover\w*|catch(ing)? up|(bring|get|brought|back) .*\b(back|on track|to plan))\b",
        text,
    ) and not re.search(r"\b(not|cannot|no|unlikely|needs?|requires?)\b", text):
        return Status.AT_RISK
    if re.search(r"\b(will|can|could)( ?not|n't) (now )?be (completed?|achieved|delivered|finished|met)\b", text):
        return Status.OFF_TRACK
    amount = re.search(
        r"\b(more than|over|greater than|exceed\w*|up to|less than|within|under) \w+ (day|week|month|term|year)s?\b",
        text,
    )
    if amount and re.search(r"\b(slip\w*|delay\w*|behind|late)\b", text):
        return (
            Status.OFF_TRACK
            if amount[1] in ("more than", "over", "greater than") or amount[1].startswith("exceed")
            else Status.AT_RISK
        )
    whole = text
    text = re.sub(
        r"\b(on (?:course|track|target)) (to be|to|for) (completed?|completion|achieved?|delivered|delivery|done|finish(ed)?|met)\b",
        r"\1",
        text,
    )
    text = re.sub(_MAY_SLIP, " at risk ", text)
    for denied in _NOT_SAID:
        text = re.sub(denied, " ", text)
    said = [status for status, pattern in _SAID if re.search(pattern, text)]
    if any(re.search(_BUT[status], text) for status in said if status in _BUT):
        return None
    if not said and re.search(rf"{_NOT_SAID[0]}|{_NOT_SAID[1]}", whole):
        return Status.ON_TRACK
    return _one_of(said)


def _agrees(first: Status, rest: str) -> bool:
    """Whether what follows a status in a key only says more about it: "At risk: the date may be missed"."""
    said = status_meant(rest)
    return said is None or said is first or {said, first} <= {Status.AT_RISK, Status.OFF_TRACK}


# What parts a rating from words beside it: "A – two vacancies", "Slipping (crew ill)".
_BESIDE = re.compile(r"\s*[(:;,]\s*|\s[–—-]\s*")


def _says_no_more(part: str) -> bool:
    """Whether words say only that an action is not over: "In progress - on track" is on track."""
    return bool(re.fullmatch(r"(work )?in progress|under ?way|started|begun|on ?going|open|live|current", folded(part)))


def only_delayed(meaning: str) -> bool:
    """Whether a key's explanation says no more than "delayed": late already, but not how badly."""
    text = folded(meaning)
    return (
        bool(re.search(r"\bdelay(ed|s)?\b|\boverdue\b|\bslipp(ed|ing|age)\b", text))
        and not re.search(
            r"\b(some|minor|slight|small|possible|potential|moderate|medium|low|significant|serious|major|severe|substantial|risk|off|not)\w*\b",
            text,
        )
        and len(text.split()) <= 6
    )


def _one_of(said: Sequence[Status]) -> Status | None:
    """The status meant where several words were found: "off track" includes a risk; "embedded" includes complete."""
    found = set(said)
    if Status.EMBEDDED in found and found <= {Status.EMBEDDED, Status.COMPLETE}:
        return Status.EMBEDDED
    if Status.OFF_TRACK in found:
        found -= {Status.AT_RISK}
    if Status.AT_RISK in found:
        # "On track but with some risks" is at risk; "behind schedule but …" likewise.
        found -= {Status.ON_TRACK}
    return next(iter(found)) if len(found) == 1 else None


@lru_cache(maxsize=4096)
def colour_of(words: str) -> str | None:
    """The one colour that a rating word names: "Amber", "RED", "G"; None for none or for two ("Amber/Green")."""
    text = folded(words)
    if text in _LETTERS:
        return _LETTERS[text]
    found = {colour for colour in COLOURS if re.search(rf"\b{colour}\b", text)}
    found |= {_SAME_COLOUR[word] for word in _SAME_COLOUR if re.search(rf"\b{word}\b", text)}
    return found.pop() if len(found) == 1 else None


def colour_of_fill(fill: str) -> str | None:
    """The name of a cell's background, "RRGGBB": red, amber, green, blue or grey; None for pale or unclear shades."""
    red, green, blue = (int(fill[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    hue *= 360
    if saturation < 0.12:
        return "grey" if 0.35 <= lightness <= 0.88 else None
    if saturation < 0.25 or lightness > 0.94 or lightness < 0.12:
        return None
    for limit, name in ((16, "red"), (70, "amber"), (165, "green"), (260, "blue"), (330, "purple"), (361, "red")):
        if hue < limit:
            return name
    return None


@lru_cache(maxsize=4096)
def looks_like_rating(cell: str) -> bool:
    """A short cell that names a colour, a letter of a colour, or a status."""
    text = folded(cell)
    return (
        bool(text)
        and len(text.split()) <= 5
        and (text in _LETTERS or colour_of(text) is not None or status_named(text) is not None)
    )


class RatingKey:
    """A plan's own key: from its document, or stored with the plan."""

    def __init__(self, words: Iterable[KeyWord] = (), fills: Mapping[str, str] = MappingProxyType({})) -> None:
        """`fills` are the key's words by the fills with which its lines are coloured, as six hexadecimal digits."""
        self.words = list(words)
        self._fills = fills
        self._by_word: dict[str, KeyWord] = {}
        for entry in self.words:
            for form in {folded(entry.word), colour_of(entry.word) or folded(entry.word)}:
                self._by_word.setdefault(form, entry)
        off_track = any(entry.status is Status.OFF_TRACK and not only_delayed(entry.meaning) for entry in self.words)
        if not off_track:
            # "Delayed" beside a line for "off track" is the milder one; alone it could be either.
            self.words = [
                replace(entry, status=None)
                if only_delayed(entry.meaning) and status_named(entry.meaning) is None
                else entry
                for entry in self.words
            ]
            for entry in self.words:
                for form in {folded(entry.word), colour_of(entry.word) or folded(entry.word)}:
                    self._by_word[form] = entry
        initials = [form[0] for form in {folded(entry.word) for entry in self.words} if form]
        self._letters_are_clear = len(initials) == len(set(initials))

    def entry(self, rating: str) -> KeyWord | None:
        """The key's line for a rating as written, by word, by colour, or by first letter where that is clear."""
        text = folded(rating)
        entry = self._by_word.get(text)
        colour = colour_of(rating)
        if entry is None and colour is not None:
            entry = self._by_word.get(colour)
        if entry is None:
            entry = self._by_word.get(folded(_BESIDE.split(rating, maxsplit=1)[0]))
        if entry is None and len(text) == 1 and self._letters_are_clear:
            entry = next((word for form, word in self._by_word.items() if form[:1] == text), None)
        return entry

    def word_of_fill(self, fill: str) -> str | None:
        """The word for a fill: that of the key's line with this very fill, else its word for the colour, else the colour."""
        colour = colour_of_fill(fill)
        if fill in self._fills:
            return self._fills[fill]
        entry = self._by_word.get(colour or "")
        return entry.word if entry is not None and colour_of(entry.word) == colour else colour

    def status(self, rating: str) -> tuple[Status | None, str | None]:
        """What the key makes of a rating as written, and one sentence where it makes nothing of it."""
        entry = self.entry(rating)
        if entry is not None and entry.status is not None:
            beside = re.sub(rf"^{re.escape(entry.word)}\b[\s:,(–-]*", "", rating, flags=re.IGNORECASE).strip(" )")
            also = status_named(beside) if beside and beside != rating else None
            if also is not None and also is not entry.status:
                return (
                    None,
                    f"'{rating}' names one status and the plan's key another, so none was given: choose the status.",
                )
            return entry.status, None
        if entry is not None:
            message = f"The plan's key explains '{entry.word}' as '{entry.meaning}', which names no single status: choose one."
            return None, message
        named = status_named(rating)
        if named is not None:
            return named, None
        parts = [part for part in re.split(r"\s*[(–:,/-]\s*|\)", rating) if part.strip()]
        names = {status for part in parts if (status := status_named(part)) is not None}
        if len(names) == 1 and len(parts) == 2 and any(colour_of(part) or _says_no_more(part) for part in parts):
            return names.pop(), None
        dated = _DATED.match(rating.strip())
        if dated is not None and dated.end() == len(rating.strip()):
            named = status_named(dated["words"])
            if named is not None:
                return named, f"'{rating}' holds a date as well, and the status is that of its first words: check it."
        where = "The plan's key does not explain" if self.words else "The document has no key that explains"
        return None, f"{where} '{rating}', so no status was given: choose one, or add the word to the plan's key."
