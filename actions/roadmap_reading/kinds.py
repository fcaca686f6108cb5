"""Which kind of thing a milestone is, from its words: an event, a product, a change, a service, or "" where unsure."""

from __future__ import annotations

import re

EVENT, PRODUCT, CHANGE, SERVICE = "event", "product", "change", "service"

_EVENT = re.compile(
    r"\b(?:conferences?|surveys?|events?|workshops?|webinars?|roadshows?|summits?|fairs?|open days?|coffee mornings?"
    r"|listening sessions?|consultations?(?! group)|launch day|drop-ins?|celebrations?|festivals?)\b",
    re.IGNORECASE,
)
_PRODUCT = re.compile(
    r"\b(?:strateg(?:y|ies)|charters?|dashboards?|frameworks?|guides?|guidance|handbooks?|toolkits?|polic(?:y|ies)|protocols?"
    r"|leaflets?|directory|specifications?|newsletters?"
    r"|(?:action|transformation|improvement|delivery|workforce|communications?) plans?)\b",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"\b(?:resource(?:d)? (?:bases?|units?|provisions?)|specialist units?|pathways?|pilots?|provision|hubs?|helplines?"
    r"|clinics?|in-?reach|outreach)\b|\b(?:short breaks?|advice|therapy|support|nursing|outreach) services?\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\b(?:opened|opens|opening|reopened)\b.*\b(?:school|academy|base|unit|hub|centre|clinic|provision|service|places)\b"
    r"|\b(?:school|academy|base|unit|hub|centre|clinic|provision|service|places)\b.*\b(?:opened|opens|opening|reopened)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"^(?:improv(?:ed|ing)|embedd(?:ed|ing)|strengthen(?:ed|ing)|streamlin(?:ed|ing)|increased|reduced)\b"
    r"|\b(?:is|are|now|fully) embedded\b|\bagreed (?:(?:new|joint|shared) )?ways? of working\b|\bways? of working\b.*\b(?:agreed|in place)\b"
    r"|\bembedded\W*$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"[.,;:]|\b(?:of|with|on|for|to|in(?!-)|into|including|from|at|by|about|across|through|and published)\b",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"^\W*(?:(?:phase \w+|planned|ongoing|the|further|full|first|phased)\W+)*(?:publication|launch|relaunch|rollout|roll-out|development|completion|update"
    r"|introduction|start|implementation|trial|agreement|refresh|delivery) of (?:the |an? |our )?",
    re.IGNORECASE,
)
_TYPES = {
    EVENT: frozenset("event events engagement meeting meetings conference survey".split()),
    PRODUCT: frozenset("product products deliverable deliverables document documents output outputs strategy".split()),
    CHANGE: frozenset("change changes improvement improvements".split()),
    SERVICE: frozenset("service services provision pathway pilot".split()),
}
TYPE_WORDS = frozenset().union(*_TYPES.values())
_ASIDE = re.compile(r"\([^()]*\)")
TYPES = {
    EVENT: frozenset("event events engagement meeting meetings conference survey".split()),
    PRODUCT: frozenset("product products deliverable deliverables document documents output outputs strategy".split()),
    CHANGE: frozenset("change changes improvement improvements outcome outcomes".split()),
    SERVICE: frozenset("service services provision pathway pilot".split()),
}


def type_of(words: str) -> str:
    """The type of a milestone, from its leading noun: what stands behind "of", "with" or "for" decides nothing.

    "Launch of the dashboard" is about the dashboard; "Review of the dashboard" is about a review, so unsure.
    """
    if _OPENING.search(words):
        return SERVICE
    if _CHANGE.search(words):
        return CHANGE
    head = _HEAD.split(_RELEASE.sub("", _ASIDE.sub(" ", words)).strip(), maxsplit=1)[0]
    patterns = {EVENT: _EVENT, PRODUCT: _PRODUCT, SERVICE: _SERVICE}
    found = [name for name, pattern in patterns.items() if pattern.search(head)]
    return found[0] if len(found) == 1 else ""


def type_in_column(words: str) -> str:
    """The type that a cell of a column for it names, "" where it names none of the four."""
    word = words.strip(" .:*").lower()
    return next((name for name, known in _TYPES.items() if word in known), "")
