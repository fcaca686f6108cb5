"""What a roadmap says of itself: what it covers, answers and prepares for, its review and its limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from actions.reading import DocumentDate, Problem
from actions.reading.front import suggested_date, suggested_title
from actions.roadmap_reading.labels import Label, flat, labels_in
from actions.roadmap_reading.result import Covers, PreparesFor, Review, RoadmapReading, Stated
from actions.timescales import read_timescale
from priorities.documents import Document, Paragraph

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_POINT = rf"(?:(?:\d{{1,2}} )?{_MONTH}(?: 20\d\d)?|(?:(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)(?: term)?|Q[1-4]) 20\d\d(?:[/-]\d\d)?|20\d\d(?:[/-]\d\d)?)"
_SPAN = re.compile(rf"(?:(?:from|between|for) )?(?P<first>{_POINT}) ?(?:to|until|and|[-–—]) ?(?P<last>{_POINT})\b")
_ONE = re.compile(r"\b(?:the )?(?:academic|school|financial|calendar) year 20\d\d(?: ?[-/–] ?\d\d(?:\d\d)?)?\b")
_COVERS = re.compile(r"\b(?:covers?|covering|covered|spans?|spanning|runs?|running|period|timeline for|lasts?)\b", re.I)
_VISIT = re.compile(r"\b(?:visit|revisit|re-?inspection|inspection|monitoring|stock-?take)\b", re.I)
_AHEAD = re.compile(
    r"\bdue\b(?! to\b)|\b(?:prepar\w+|ahead of|looks? ahead|next|expect\w*|forthcoming|upcoming|anticipat\w+|ready for|readiness|in time for"
    r"|follow-?up|will (?:visit|return|come|inspect|be inspected))\b",
    re.I,
)
_INSPECTED = re.compile(r"\b(?:inspection|inspected|inspectors?|Ofsted|CQC|Care Quality Commission)\b", re.I)
_ANSWERS = re.compile(
    r"\b(?:follows|followed|following|respon[ds]\w*|answers?|in light of|result of|since|after|identified|found|findings|outcome of"
    r"|because of|addresses|areas for (?:priority action|improvement))\b(?!-up)",
    re.I,
)
_SOFT = r"(?:around|about|approximately|roughly|circa|in|by|before|from|on|early|late|mid|towards|the|start of|end of|beginning of|middle of)"
_WHEN = re.compile(rf"\b(?:{_SOFT}[ -])*(?P<point>{_POINT})(?![\w])")
_REVIEWED = re.compile(
    r"\b(?:review(?:ed|s)?|look(?:ed)? at|updat(?:ed?|es)|refresh(?:ed)?|revis(?:ed?|it(?:ed)?))\b", re.I
)
_OF_ITSELF = re.compile(r"\b(?:it|roadmap|road map|plan|document|this|timeline|milestones|we)\b", re.I)
_OFTEN = re.compile(
    r"\b(?:weekly|fortnightly|(?:bi-?)?monthly|quarterly|(?:half-)?termly|annually|yearly|six-monthly|half-yearly"
    r"|(?:once|twice|three times) (?:a|each|every|per) (?:month|quarter|term|year)"
    r"|(?:every|each) (?:(?:two|three|four|six|\d{1,2}) )?(?:weeks?|months?|quarters?|half[- ]terms?|terms?|years?))\b",
    re.I,
)
_LIMIT = re.compile(
    r"\b(?:does|do|did|is|are|can|will) ?not (?:\w+ )?(?:includ|cover|contain|show|list|set out|captur|describ|exhaustive|everything|all|a full|a complete|comprehensive)"
    r"|\b(?:not everything|not exhaustive|not included|not shown|leaves? out|left out|exclud\w+|outside (?:the|its) scope|out of scope"
    r"|almost all|most of the|only (?:the )?(?:main|key|largest|biggest|some))\b|\bomits?\b",
    re.I,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"'(])")


def read_about(reading: RoadmapReading, document: Document) -> None:
    """Fill what `reading.about` and the document's headings say of the roadmap itself."""
    reading.title = _title(document)
    reading.published = suggested_date(document)
    _two_dates(reading, document)
    sentences = list(_sentences(reading.about))
    reading.covers = _covers(reading, sentences)
    for words, place in sentences:
        ahead = bool(_VISIT.search(words) and _AHEAD.search(words))
        if reading.prepares_for is None and ahead:
            reading.prepares_for = _prepares_for(words, place)
        elif reading.answers is None and _INSPECTED.search(words) and _ANSWERS.search(words):
            reading.answers = Stated(words, place)
        often = _OFTEN.search(words)
        if reading.review is None and often and _REVIEWED.search(words) and _OF_ITSELF.search(words):
            reading.review = Review(words, place, read_timescale(often[0]).recurrence)
        if _LIMIT.search(words):
            reading.limits.append(Stated(words, place))


def _sentences(about: Sequence[Stated]) -> Iterator[tuple[str, str]]:
    for paragraph in about:
        for sentence in _SENTENCES.split(flat(paragraph.words)):
            yield sentence, paragraph.place


def _title(document: Document) -> str:
    """The document's title: a line of its beginning, never a heading of time."""
    front = [block for block in document.blocks[:40] if not (isinstance(block, Paragraph) and labels_in(block.text))]
    return suggested_title(Document(document.format, tuple(front)))


def _two_dates(reading: RoadmapReading, document: Document) -> None:
    """Two lines that date the document differently: neither is taken."""
    if reading.published is not None:
        return
    found: dict[str, DocumentDate] = {}
    blocks = [block for block in document.blocks if isinstance(block, Paragraph)]
    for block in [*blocks[:25], *blocks[25:][-8:]]:
        date = suggested_date(Document(document.format, (block,)))
        if date is not None:
            found.setdefault(date.words.lower(), date)
    if len(found) > 1:
        words = ", ".join(f"'{date.words}' ({date.place})" for date in found.values())
        message = f"The document bears {len(found)} dates, {words}: say when this version was published."
        reading.problems.append(Problem(next(iter(found.values())).place, "published", words, message))


def _covers(reading: RoadmapReading, sentences: Sequence[tuple[str, str]]) -> Covers | None:
    """The span in a sentence that says what is covered, else the one in the title."""
    said = [(words, place) for words, place in sentences if _COVERS.search(words)]
    for words, place in [*said, (reading.title, "the title")]:
        span = _SPAN.search(words)
        one = _ONE.search(words) if span is None else None
        if span is None and one is None:
            continue
        found = (span or one)[0] if (span or one) else ""
        plain = f"{span['first']} to {span['last']}" if span else found.removeprefix("the ")
        timescale = read_timescale(plain)
        if timescale.problem or timescale.start is None or timescale.due is None:
            why = timescale.problem or "It names no beginning and end."
            reading.problems.append(Problem(place, "covers", found, why))
            return Covers(found, place, None, None)
        return Covers(found, place, timescale.start, timescale.due)
    return None


def _prepares_for(words: str, place: str) -> PreparesFor:
    """The visit, with when it is due as written, and its month where month and year are written."""
    visits = list(_VISIT.finditer(words))
    dates = list(_WHEN.finditer(words))
    behind = [date for date in dates if date.start() > visits[-1].start()] or dates
    if not behind:
        return PreparesFor(words, place)
    when = behind[0]
    label = next(iter(labels_in(when["point"])), Label("", ""))
    timescale = read_timescale(when["point"])
    named = re.match(rf"(?:\d{{1,2}} )?{_MONTH} 20\d\d", when["point"]) and label.has_year and timescale.due
    return PreparesFor(words, place, when[0], f"{timescale.due:%Y-%m}" if named and timescale.due else None)
