"""What a milestone says of itself: ongoing, planned, done. And the key under which it comes up again."""

from __future__ import annotations

import re

_ONGOING = re.compile(
    r"\bon-?going\b|\bcontinues\b|\bcontinuing (?!(?:health|professional|care\b|education))", re.IGNORECASE
)
_NOT_ONGOING = re.compile(r"\b(?:no longer|not) on-?going\b", re.IGNORECASE)
_DONE_WORDS = (
    r"(?:opened|completed?|agreed|published|launched|held|delivered|established|implemented|approved|adopted|signed off"
    r"|appointed|recruited|developed|introduced|produced|created|finished|set up|put in place|rolled out|commissioned)"
)
_PLANNED = re.compile(
    rf"^\W*(?:planned|proposed|upcoming)\b|(?:\b(?:is|are)|\() (?:now )?(?:planned|due|expected|proposed|scheduled)\b"
    r"|\((?:planned|proposed|due|expected)\b|(?<!that )(?<!which )(?<!who )(?-i:\bwill\b)(?! not)"
    rf"|\bto be (?:re)?{_DONE_WORDS}\b|\b(?:planned|due|expected|scheduled) (?:for|in|to (?:open|start|begin|launch))\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:to be|be|being|not|not yet|until|once|when|if|before|unless|due|planned|expected|hope[sd]?|should|would|could|can|(?-i:may)|draft"
    r"|part(?:ly|ially)|nearly|almost|phased?|await\w*|delay\w*|pending|progress|still|yet|propos\w+|plans?\b(?= to)|aims? to"
    r"|pilot|ready to|begins?|began|start(?:s|ed)?|subject to|postponed|cancelled|paused|stopped|failed)\b",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"^\W*(?:review|evaluate|consider|plan|prepare|report|analyse|survey|monitor|use|share|follow|check|audit|develop"
    r"|agree|publish|deliver|continue|ensure|make|build|work|evaluation|analysis|monitoring|review of)\b",
    re.IGNORECASE,
)
_NO_VERB = re.compile(
    r"(?:\b(?:the|an?|all|our|their|any|its|newly|previously|jointly|locally|of|what|which|that|who|as|on|for|with|in|to|by)\s)$",
    re.IGNORECASE,
)
_DONE = re.compile(rf"\b{_DONE_WORDS}\b", re.IGNORECASE)
_BEHIND = re.compile(
    r"^\s*(?:$|[.,;:)]|(?:and|or|&)\b|(?:with|including|by|in|at|on|across|for all|to all|following|after|as planned)\b)",
    re.IGNORECASE,
)
_DONE_STATUS = re.compile(
    r"\W*(?:done|complete|completed|delivered|achieved|finished|opened|agreed|published|closed)\b(?! (?:by|in|subject|once|when))\W*(?:\S+\W*){0,3}",
    re.IGNORECASE,
)
_PLANNED_STATUS = re.compile(
    r"\W*(?:planned|proposed|upcoming|not (?:yet )?started|to (?:do|come|start)|due|scheduled|future|what (?:we plan|is planned|we will do)\b.*"
    r"|we will(?: have)?|looking ahead|coming (?:up|next|soon))\W*",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?\b")


def is_ongoing(words: str) -> bool:
    return bool(_ONGOING.search(words)) and not _NOT_ONGOING.search(words)


def is_planned(words: str) -> bool:
    """Whether the words look ahead: "Planned opening of …", "is due in …", "will open"."""
    return bool(_PLANNED.search(words))


def is_planned_status(words: str) -> bool:
    """Whether a status cell, or a line above a list, says that it is still to come."""
    return bool(_PLANNED_STATUS.fullmatch(words.strip()))


def says_done(words: str, said: str = "") -> bool:
    """Whether the words, or a status beside them, say in the past tense that it was done: "opened", "agreed".

    Words of doubt ("to be agreed", "partly completed", "phased") and a past tense that only describes ("the agreed plan")
    say nothing of it.
    """
    if said and _DONE_STATUS.fullmatch(said.strip()) and not _UNSURE.search(said):
        return True
    return any(_sentence_says_done(sentence) for sentence in re.split(r"(?<=[.;])\s+", words))


def _sentence_says_done(sentence: str) -> bool:
    if _UNSURE.search(sentence) or _TASK.search(sentence) or is_planned(sentence) or is_ongoing(sentence):
        return False
    for verb in _DONE.finditer(sentence):
        if verb[0].lower() == "complete" or _NO_VERB.search(sentence[: verb.start()]):
            continue
        begins = not sentence[: verb.start()].strip(" •-–*\"'")
        if begins or _BEHIND.match(sentence[verb.end() :]):
            return True
    return False


def repeat_key(words: str) -> str:
    """What stays the same where a milestone comes again: its words without years, "event" and marks; "" where none stay."""
    plain = _YEARS.sub(" ", words.lower())
    found = [word for word in re.findall(r"[^\W_]+", plain) if word not in ("event", "events")]
    return "-".join(found)


def is_state(group: str) -> bool:
    """Whether a line above a list says how things stand, not what they are about: "Delivered:", "Ongoing", "Planned"."""
    return bool(_DONE_STATUS.fullmatch(group.strip())) or is_planned_status(group) or is_ongoing(group)
