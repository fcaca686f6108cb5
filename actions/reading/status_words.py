"""Statuses in words: which one a rating names by itself, and which one the explanation of a plan's key speaks of.

A status that is wrong is worse than none, so an explanation that denies, hedges, asks or names two things gives none:
then a person chooses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.reading.kept import for_one_reading
from actions.status import Status

# A rating that itself names a status, whole.
_NAMES: tuple[tuple[str, Status], ...] = (
    (r"complete(d)?(,| and| &) (fully )?embedded|(fully )?embedded|complete(d)?( and|,)? sustained|(now )?(business as usual|bau)|sustained|mainstreamed", Status.EMBEDDED),
    (r"(action |now |all |fully |100% )?(complete|completed|done|achieved|finished|delivered|implemented|concluded)|completed? on (time|schedule)|signed off|fully met|action (complete|completed)", Status.COMPLETE),
    (r"(action )?(has )?not (yet )?(been )?(started|begun|commenced)|(yet|still|due) to (start|begin|commence)|unstarted|not yet due to start|to (be )?start(ed)?|to do|awaiting start|start(s| date)? in the future", Status.NOT_STARTED),
    (r"(currently |on going and )?on (track|target|schedule|course|plan)|progressing (to|as) plan(ned)?|going to plan|on time|ahead of (schedule|plan|time|target)", Status.ON_TRACK),
    (r"(currently )?at risk( of (delay|slippage|missing.*))?|some risk", Status.AT_RISK),
    (r"(currently )?(off|not on) (track|target|schedule|course|plan)", Status.OFF_TRACK),
    (r"(action )?(stopped|cancelled|canceled|discontinued|abandoned|terminated|ceased|withdrawn|dropped|shelved|removed( from (the |this )?plan)?|not (going ahead|being taken forward)|no longer (required|needed|relevant|applicable|being pursued))", Status.STOPPED),
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
    r"(missed|miss|missing|late|delayed|slip|slipping|slipped|behind|fail|failing|fall behind|run late)\b(?:,? (?:if|unless)\b[^.;]*)?"
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


_BEHIND = r"(?:off (?:track|target|course|schedule|plan)|behind|late|delay\w*|slipp\w+|slower|adrift|not on (?:track|target|schedule))"
_RECOVERS = (
    r"(?:recover\w*|(?:be caught|catch(?:ing)?) up|pull(?:ed)? back|fixable|(?:how|plan|way) to (?:fix|bring|sort|get)|mitigat\w+|(?:bring|get|brought|back) "
    r"(?:it |this )?(?:back )?(?:on track|on course|to plan|in line|to time)"
    r"|(?:can|could|will|should|expect\w* to|likely to|think we can|may) (?:still|yet) (?:be )?(?:done|met|made|meet|make|hit|finish\w*|complet\w+|deliver\w*|achiev\w+|recover\w*|get there)"
    r"|still (?:be )?(?:achievable|possible|expected|done|met|finish\w*))"
)
_DENIES = r"\b(?:not|no|cannot|can't|never|unlikely|without|needs?|requires?|required|escalat\w+)\b"
_NOTHING_WRONG = (
    *_NOT_SAID[:2],
    r"\b(?:no(?:thing|body)?|none)(?: \w+){0,3} (?:that )?(?:could|can|will|would|might|may) \w+(?: (?:it|this|us))?\b|\bnothing (?:is )?in the way\b",
)
# What settles an explanation at once, in this order; None: a person must choose.
_SETTLED: tuple[tuple[re.Pattern[str], Status | None], ...] = tuple(
    (re.compile(pattern), status)
    for pattern, status in (
        (r"\bpercentage points?\b|\b(?:level|score)s? of\b|\b(?:risk|score|probability|likelihood) (?:level |score )?\d|\btoo early\b|\bgrades?\b|\bpreviously\b|\b(?:on hold|paused|suspended|deferred)\b|\bnow (?:back )?on (?:track|course|target)\b", None),
        (r"\b(?:off|behind|missed?)\b.*\b(?:low|little|minor|small|no) impact\b", Status.AT_RISK),
        (r"\bwill not (?:now )?be (?:pursued|progressed|taken forward|continued|going ahead)\b|\bwill not go ahead\b", Status.STOPPED),
        (r"\b(?:will|is|are|does) not (?:be |run )?(?:late|delayed|overdue)\b|^not (?:late|delayed)\b", None),
        (r"\b(?:slightly|a (?:little|bit|little bit)|marginally|somewhat) (?:behind|off|late|delayed|adrift)\b(?!.*\b(?:no|not|cannot|without)\b)", Status.AT_RISK),
        (r"^(?:\w+: )?(?:there is )?(?:an? )?(?:\w+ )?risk that\b(?!.*\b(?:significant|serious|high|severe|major)\b)", Status.AT_RISK),
        (rf"\b{_BEHIND}\b(?:(?!{_DENIES}).)*(?:\b(?:but|though|although|and|with)\b|[;,:–-])(?:(?!{_DENIES}).)*\b{_RECOVERS}", Status.AT_RISK),
        (r"\b(?:feasible|probable|achievable)\b.*\b(?:issues?|risks?|attention|concerns?)\b|\b(?:issues?|risks?|concerns?)\b.*\b(?:feasible|probable)\b", None),
        (r"\b(?:slipped|gone|run|running) (?:past|beyond|over)\b", Status.OFF_TRACK),
        (r"^(?:the |this )?(?:action |task |work )?(?:was |is |has been |fully )?(?:completed?|delivered|achieved|finished|done) (?:on time|to time|within (?:the )?(?:agreed )?(?:timescale|time ?frame|time)s?)$", Status.COMPLETE),
        (r"(?<!might )(?<!may )\b(?:will not|won't|cannot|can't|could not|can not) (?:now )?be (?:completed?|achieved|delivered|finished|met|done|made|ready)\b(?!.*\b(?:unless|without|if)\b)", Status.OFF_TRACK),
    )
)  # fmt: skip
_AMOUNT = re.compile(
    r"\b(more than|over|greater than|exceed\w*|up to|less than|within|under) \w+ (?:day|week|month|term|year)s?\b"
)

# What is left in an explanation that makes the status found in it doubtful.
_NEGATED = r"\b(?:not?|never|nothing|nobody|none|neither|nor|cannot|without)\b|\w+n't\b"
_HEDGED = r"\b(?:unless|provided|only|bar|subject to|apart from|conditional|until|if|doubt\w*|disagree\w*|question\w*|worr(?:y|ied|ies)|too early|becoming|beginning to|starting to)\b|\w+n't\b"
_DOUBTED: dict[Status, str] = {
    Status.ON_TRACK: _HEDGED
    + f"|{_NEGATED}"
    + r"|\bneeds? (?:help|support|attention|more)\b|\bmore (?:work|help) (?:is |are )?needed\b|\bbefore we\b"
    r"|\b(?:could|might|may|must|should (?:be|have|finish|start|come)|help|closed|late|behind|overdue|stopped)\b|[,–-] or ",
    Status.COMPLETE: _HEDGED
    + r"|\b(?:must|should|substantially|mainly|apart|remain(?:s|ing|der)?|outstanding|tidying|have we|has it|once|when|to be|superseded)\b|[,–-] or ",
    Status.EMBEDDED: _HEDGED + r"|\b(?:must|should|remain(?:s|ing)? to|outstanding|once|when|to be)\b",
    Status.NOT_STARTED: _HEDGED
    + r"|\b(?:in progress|under ?way|late|delay(?:ed|s)?|behind|overdue|at risk|past)\b|^(?:begun|started)\b",
    Status.AT_RISK: _NEGATED
    + r"|\b(?:previously|back on|caught up|overdue|already missed|beyond (?:its|the)|past (?:its|the)|disagree\w*)\b|\bstill (?:going|set|due|expected|on (?:track|time|course))\b",
    Status.OFF_TRACK: r"\b(?:feasible|probable|possible|unless|might|could|fixable|slight(?:ly)?|disagree\w*|percentage|quality|kpi|critical path|no longer|not overdue|no progress)\b|%"
    r"|\b(?:will|is|are) not (?:be )?(?:late|missed|overdue)\b",
    Status.STOPPED: _HEDGED + r"|\bnot (?:been )?(?:stopped|withdrawn|cancelled)\b|\bmay\b|\bmight\b",
}
_BY_ALL_WORDS = frozenset({Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK, Status.NOT_STARTED})
"""Statuses that words may deny which were taken away as denials of something else."""
_GOOD = frozenset({Status.ON_TRACK, Status.COMPLETE, Status.EMBEDDED})
# Of what is complete these say that it lasts.
_LASTS = (
    r"\b(?:lasting|kept up|still happening|every ?day|ha[sd] (?:stuck|stayed)|stayed better|here to stay|routine)\b"
)

# "Completed, or will be by the due date" names two things; "has been or will be missed" is one.
_HAS_OR_WILL = re.compile(r"\b(?:has|have|had|was|is|are)(?: been)? or (?:will|is going to|is likely to) be\b")
_OR = re.compile(r"\s*\bor\b\s*|(?<=[a-z])/(?=[a-z])|\s+/\s+")
# One denial may undo another: "There is no reason to think that it won't be finished".
_UNDONE = re.compile(
    r"\bno reason\b|\bnot\b.*\bwithout\b|\bneither\b|\bnothing to suggest\b|\bnot (?:un\w+ly|\w+ly un)"
)
_OPENS = re.compile(r"([a-z ]+?)\s*[:;.–—-]\s")
# The names by which a status is called, within other words.
_CALLED: dict[Status, str] = {
    Status.NOT_STARTED: r"\b(?:has |have |was |were )?not (?:yet |been |yet been )?(?:started|begun|commenced|due to start)\b",
    Status.ON_TRACK: r"\bon (?:track|target|schedule|course)\b",
    Status.AT_RISK: r"\bat risk\b",
    Status.OFF_TRACK: r"\boff (?:track|target|schedule|course)\b",
    Status.COMPLETE: r"\b(?:completed?|finished|delivered|achieved)\b",
    Status.EMBEDDED: r"\bembedded\b",
    Status.STOPPED: r"\b(?:stopped|cancelled|withdrawn|discontinued)\b",
}
_UNPLAIN = rf"{_NEGATED}|{_HEDGED}|\b(?:or|but|though|although|except|mostly|largely|some|part|partly|half|may|might|could|should|must)\b|\d"
_SIGNS = re.compile(r"^[^\w\s%£+-]+\s*(?=\w)|(?<=[^\W\d])\s*[^\w\s%£+.)-]+$")
_LONGEST = 600
"""Letters of an explanation; a longer one needs a person."""


@for_one_reading
def folded(words: str) -> str:
    """A rating word without case, doubled blanks, end punctuation and a sign before or after it: "▲ On track"."""
    text = re.sub(r"\s+", " ", words.replace("-", " ").lower()).strip(" .:;,*()[]'\"")
    return _SIGNS.sub("", text) or text


@for_one_reading
def status_named(words: str) -> Status | None:
    """The status that a rating itself names, in full: "On target", "Not yet started"; None for a colour, "In progress"."""
    text = folded(words)
    if words.rstrip().endswith("?"):
        return None
    for pattern, status in _NAMES:
        if re.fullmatch(pattern, text):
            return status
    return None


def status_meant(meaning: str) -> Status | None:
    """The one status that a key's explanation speaks of; None where it speaks of none, of two, or not plainly.

    "Off target, but the impact is low" is at risk: the plan says itself that little hangs on it.
    """
    text = folded(meaning)
    if not text or len(text) > _LONGEST:
        return None
    named = status_named(text)
    if named is not None:
        return named
    parts = _OR.split(_HAS_OR_WILL.sub("will be", _without_worries(text)))
    if meaning.rstrip().endswith("?") or _UNDONE.search(text):
        return None
    several = {status for part in parts if (status := _said_of(part)) is not None}
    if len(several) > 1:
        return None
    opened = _OPENS.match(meaning.strip().lower())
    if opened is not None:
        first = status_named(opened[1])
        rest = meaning.strip()[opened.end() :]
        if first is not None and not rest.lower().startswith("or ") and _agrees(first, rest):
            return first
    return _said_of(text)


def says_plainly(meaning: str, status: Status) -> bool:
    """Whether an explanation calls a status by its own name and neither denies nor hedges: "Action on track to be met".

    What `status_meant` makes of any other is worth a look.
    """
    text = folded(meaning)
    if status_named(text) is status:
        return True
    text = _spoken_of(_plainly(text))[0]
    called = {other for other, pattern in _CALLED.items() if re.search(pattern, text)}
    return _one_of(sorted(called)) is status and not re.search(_UNPLAIN, re.sub(_CALLED[status], " ", text))


def speaks_of_status(meaning: str) -> bool:
    """Whether an explanation speaks of a status at all, be it two, or one that it denies: so it may belong to a key."""
    text = folded(meaning)
    if len(text) > _LONGEST:
        return False
    settled = any(pattern.search(text) for pattern, _ in _SETTLED)
    return bool(text) and (status_named(text) is not None or settled or bool(_spoken_of(_plainly(text))[1]))


def _without_worries(text: str) -> str:
    """An explanation without what it says there is none of: "no issues or risks", "nothing that could stop it"."""
    for nothing in _NOTHING_WRONG:
        text = re.sub(nothing, " ", text)
    return text


def _said_of(text: str) -> Status | None:
    """What one explanation says, folded: by what settles it at once, else by all the words that speak of a status."""
    for pattern, status in _SETTLED:
        if pattern.search(text):
            return status
    amount = _AMOUNT.search(text)
    if amount and re.search(r"\b(slip\w*|delay\w*|behind|late)\b", text):
        far = amount[1] in ("more than", "over", "greater than") or amount[1].startswith("exceed")
        return Status.OFF_TRACK if far and not re.search(r"\b(no|not) (more|over)\b", text) else Status.AT_RISK
    whole, text = text, _plainly(text)
    left = _without_worries(text)
    text, said = _spoken_of(text)
    if any(re.search(_BUT[status], text) for status in said if status in _BUT):
        return None
    if not said and re.search(rf"{_NOT_SAID[0]}|{_NOT_SAID[1]}", whole):
        said = [Status.ON_TRACK]
    found = _one_of(said)
    if found is Status.COMPLETE and re.search(_LASTS, whole):
        found = Status.EMBEDDED
    if found is None or re.search(_DOUBTED[found], left if found in _BY_ALL_WORDS else text):
        return None
    return found


def _spoken_of(text: str) -> tuple[str, list[Status]]:
    """An explanation without what it denies of a status, and the statuses that the rest of it speaks of."""
    for denied in _NOT_SAID:
        text = re.sub(denied, " ", text)
    return text, [status for status, pattern in _SAID if re.search(pattern, text)]


def _plainly(text: str) -> str:
    """An explanation in which what may slip is at risk, and what is on course to be done is on course."""
    text = re.sub(
        r"\b(on (?:course|track|target)) (to be|to|for) (completed?|completion|achieved?|delivered|delivery|done|finish(ed)?|met)\b",
        r"\1",
        text,
    )
    return re.sub(_MAY_SLIP, " at risk ", text)


def _agrees(first: Status, rest: str) -> bool:
    """Whether what follows a status in a key only says more about it: "At risk: the date may be missed"."""
    if first in _GOOD:
        left = _without_worries(folded(rest))
        if re.search(_DOUBTED[first], left) or re.search(_BUT[first], left):
            return False
    said = status_meant(rest)
    return said is None or said is first or {said, first} <= {Status.AT_RISK, Status.OFF_TRACK}


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
