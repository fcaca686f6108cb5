"""Which kind of document somebody sent: an action plan, a strategy, an update of recommendations, a roadmap or a history.

A guess, with one sentence that says why: a person decides. Where nothing speaks for a kind, it is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions.outlines.commitments import VOCABULARY, Role, head_of, promises
from actions.outlines.labels import label_of
from actions.outlines.lines import Line
from actions.outlines.outline import outline
from actions.outlines.priority_lines import find_priorities
from actions.outlines.recommended import named_in, number_in_a_title
from actions.reading import NoActions, read_action_plan
from actions.reading.columns import Meaning, folded, header_score, meaning_of
from actions.reading.front import suggested_title
from actions.reading.kept import forget
from actions.reading.shapes import all_texts, texts_of
from priorities.documents import Document, Paragraph, Row

_RECOMMENDED = {"recommendation", "recommendations", "area for improvement", "areas for improvement"}
_TOLD_OF = {"done", "difference", "to_develop", "next_steps"}
_LONGEST_LABEL = 8
# Paragraphs and tables from the front in which actions are looked for: a guess needs no more.
_LOOKED_THROUGH = 2_000
_LEADS_AND_DATES = {Meaning.LEAD, Meaning.DUE}
KINDS = ("action-plan", "strategy", "recommendation-update", "roadmap", "coproduction-history")

_LABELLED = re.compile(r"\W{0,3}(?P<label>[A-Za-z][\w '’/&()-]{1,48}?)\s*[:–]\s*\S")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_POINT = re.compile(
    rf"{_MONTH}\s+(?:19|20)\d\d(?:\s*(?:[-–]|to)\s*{_MONTH}\s+(?:19|20)\d\d)?|(?:q[1-4]|quarter [1-4]|(?:spring|summer|autumn|winter)(?: term)?)[ ,]*(?:19|20)\d\d(?:[-/]\d\d(?:\d\d)?)?",
    re.IGNORECASE,
)
_TOLD = re.compile(
    rf"\W*(?:in|on|from|during|between|by)\s+(?:the\s+)?(?:early |late |mid-?)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTH}\s*)?,?\s*(?:\d{{1,2}},?\s+)?(?:(?:19|20)\d\d|\d\d\b)",
    re.IGNORECASE,
)
_MADE_WITH = re.compile(
    r"\b(?:co-?produc\w+|parent carers?|parents|families|young people|feedback|engagement|consultation|seminars?|sessions?|workshops?|drafts?|voted|survey)\b",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"\b(?:development process|how (?:we|this|these|the \w+) (?:made|was made|were made|developed|was developed|were developed)|co-?production|timeline of|history of)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class KindGuess:
    """One of `KINDS` or None, and one plain sentence that says why."""

    kind: str | None
    why: str


def tell_kind(document: Document) -> KindGuess:
    """What kind of document this is most likely, and why. Never raises."""
    try:
        return _tell(document)
    finally:
        forget()


def _tell(document: Document) -> KindGuess:
    headed = next((row for table in document.tables() for row in table.rows if header_score(all_texts(row))), None)
    if headed is not None and _LEADS_AND_DATES & {meaning_of(text) for text in all_texts(headed)}:
        return _headed(headed)
    labels = _labels_of_actions(document)
    if labels:
        return KindGuess("action-plan", f"Leads or dates of actions stand in it again and again, under '{labels[0]}'.")
    lines = [line for line in outline(document, VOCABULARY) if not line.why_not]
    update = _is_update(document, lines)
    if update is not None and (headed is None or update[1]):
        return update[0]
    if headed is not None and not _calls_itself_a_strategy(lines):
        return _headed(headed)
    for guess in (_is_roadmap, _is_history, _is_strategy):
        if (found := guess(document, lines)) is not None:
            return found
    return _is_plan(document)


def _calls_itself_a_strategy(lines: Sequence[Line]) -> bool:
    first = " ".join(line.text for line in lines[:2] if not line.in_table)
    return bool(re.search(r"\bstrategy\b", first, re.IGNORECASE)) and not re.search(r"\bplan\b", first, re.IGNORECASE)


def _headed(row: Row) -> KindGuess:
    names = ", ".join(f"'{' '.join(text.split())}'" for text in all_texts(row)[:3] if text.strip())
    return KindGuess("action-plan", f"It has a table of actions, with columns such as {names} ({row.place}).")


def _labels_of_actions(document: Document) -> list[str]:
    """Labels of leads and dates that come twice or more before their words, in lines or in the first cells of cards."""
    labels: Counter[str] = Counter()
    for text in _plain(document):
        labels += Counter(_labels_in(text))
    for table in document.tables():
        for row in table.rows:
            texts = texts_of(row)
            labels += Counter(found for text in texts for found in _labels_in(text))
            if len(texts) == 2 and len(texts[0].split()) <= _LONGEST_LABEL:
                labels[texts[0].rstrip(" :")] += 1
    return [text for text, count in labels.items() if count > 1 and meaning_of(text) in _LEADS_AND_DATES]


def _labels_in(text: str) -> list[str]:
    found = (_LABELLED.match(line) for line in text.split("\n"))
    return [match["label"] for match in found if match and len(match["label"].split()) <= _LONGEST_LABEL]


def _is_update(document: Document, lines: Sequence[Line]) -> tuple[KindGuess, bool] | None:
    """A recommendation that is named, and labels of two meanings or more; and whether any tells what came of it."""
    texts = [line.text for line in lines]
    texts += [cell.text for table in document.tables() for row in table.rows for cell in row.cells]
    labels = {label.meaning: label.printed for text in texts if (label := label_of(text)) is not None}
    named = any(named_in(text) or number_in_a_title(text) or folded(text) in _RECOMMENDED for text in texts)
    if len(labels) < 2 or not named:
        return None
    first, second = list(labels.values())[:2]
    guess = KindGuess(
        "recommendation-update", f"It names a recommendation and has sections such as '{first}' and '{second}'."
    )
    return guess, bool(_TOLD_OF & set(labels))


def _is_roadmap(document: Document, lines: Sequence[Line]) -> KindGuess | None:
    """Points in time as headings, with points below, and no priorities that promise."""
    points = {
        " ".join(found.split()).lower()
        for line in lines
        if _is_point_in_time(line)
        for found in _POINT.findall(line.text)
    }
    marked = sum(bool(line.mark) for line in lines)
    title = next((line.text for line in lines[:6] if re.search(r"\broad ?map\b", line.text, re.IGNORECASE)), "")
    if len(points) >= 2 and marked >= 2 and (title or len(points) >= 3) and not _openers(lines):
        said = f"Its headings are points in time ({len(points)} of them)"
        return KindGuess("roadmap", f"{said}, and its title says 'roadmap'." if title else f"{said} with points below.")
    return None


def _is_point_in_time(line: Line) -> bool:
    """Whether a line holds nothing but one or more months, quarters or terms with their years."""
    return not line.mark and bool(_POINT.search(line.text)) and not _POINT.sub("", line.text).strip(" :–-,|&()")


def _is_history(document: Document, lines: Sequence[Line]) -> KindGuess | None:
    """Sentences that begin with when something was done with families, and nothing that is promised."""
    told = [line for line in lines if _TOLD.match(line.text) and len(line.text.split()) > 6]
    made = [line for line in told if _MADE_WITH.search(line.text)]
    titled = any(_HISTORY.search(line.text) for line in lines[:3])
    if len(made) >= (3 if titled else 5) and not _openers(lines):
        return KindGuess(
            "coproduction-history",
            f"{len(told)} of its sentences begin with when something was done, most with families.",
        )
    return None


def _is_strategy(document: Document, lines: Sequence[Line]) -> KindGuess | None:
    """Priorities with lists of commitments, or a document that calls itself a strategy and promises."""
    openers = _openers(lines)
    found = find_priorities(lines)
    count = len(found.headings)
    promised = sum(promises(line.text) for line in lines)
    if openers and count >= 2:
        said = lines[openers[0]].text.rstrip(" :")
        return KindGuess("strategy", f"It has {count} priorities and lists of commitments under '{said}'.")
    if count >= 2 and promised >= count:
        return KindGuess(
            "strategy", f"It has {count} priorities and {promised} sentences that say what somebody will do."
        )
    titled = suggested_title(document) or " ".join(line.text for line in lines[:2])
    core = any((head := head_of(line.text)) is not None and head.role is Role.CORE for line in lines)
    if core or re.search(r"\bstrategy\b", titled, re.IGNORECASE):
        if openers or (core and any(line.mark for line in lines)):
            return KindGuess("strategy", "It has lists of commitments, and no dates or leads beside them.")
        if count >= 2:
            return KindGuess("strategy", f"It calls itself a strategy and has {count} priorities with points below.")
    return None


def _openers(lines: Sequence[Line]) -> list[int]:
    return [
        at
        for at, line in enumerate(lines)
        if line.mark != "bullet" and (head := head_of(line.text)) is not None and head.role is Role.WE_WILL
    ]


def _plain(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def _is_plan(document: Document) -> KindGuess:
    """What is left: an action plan in a layout without a heading row, where actions with leads or dates are read in it."""
    try:
        actions = read_action_plan(replace(document, blocks=document.blocks[:_LOOKED_THROUGH])).actions
    except NoActions:
        actions = []
    dated = sum(bool(action.leads or action.timescale.due) for action in actions)
    if dated >= 2:
        return KindGuess(
            "action-plan", f"{len(actions)} actions were found in it, {dated} of them with a lead or a date."
        )
    return KindGuess(None, "Nothing in it shows which kind of document it is: choose the kind.")
