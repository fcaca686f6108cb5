"""The words that this reader knows, each with the part it plays in a timescale.

A word that is in no list here is carried along as not understood, and the reading says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from .months import MONTHS


class Part(StrEnum):
    """The part that words play beside a date."""

    FROM = "from"
    ONWARD = "onward"
    BY = "by"
    UNTIL = "until"
    BEFORE = "before"
    NOT_BEFORE = "not before"
    AFTER = "after"
    DURING = "during"
    BETWEEN = "between"
    EDGE = "edge"
    TO = "to"
    AND = "and"
    OR = "or"
    ONGOING = "ongoing"
    PRESENT = "present"
    NO_DATE = "no date"
    ELSEWHERE = "elsewhere"
    VAGUE = "vague"
    UNCONFIRMED = "unconfirmed"
    DONE = "done"
    LIVE = "live"
    STALLED = "stalled"
    REVIEW = "review"
    REVISED = "revised"
    ORIGINAL = "original"
    MOVED = "moved"
    SOFT = "soft"
    NOT = "not"
    CONDITION = "condition"
    CHANGE = "change"
    FILLER = "filler"


# Phrases are separated by commas. A hyphen written inside a word counts as a space.
PHRASES: dict[Part, str] = {
    Part.FROM: (
        "from, since, start, starts, starting, started, begin, begins, beginning, began, commence,"
        " commences, commencing, commenced, effective, effective from, on or after, with effect from, wef, w.e.f, as of,"
        " as from, start date, in place since, in place from, underway since, launch date, to start,"
        " to begin, to commence, start in, starts in, starting in, beginning in, commencing in, to"
        " start in, started in, starts on, starting on"
    ),
    Part.ONWARD: (
        "onward, onwards, on wards, and onwards, and onward, and beyond, and after, forward,"
        " forwards, going forward, going forwards, and thereafter, thereafter, and ongoing thereafter"
    ),
    Part.BY: (
        "by, no later than, not later than, nlt, latest by, on or before, before or on, or sooner, or earlier, by no later"
        " than, by or before, at the latest by, on or by, by the latest"
    ),
    Part.UNTIL: (
        "until, till, til, up to, up until, ending, ends, finish, finishes, finishing, concluding, to"
        " end, up to and including, ending in, ends in, through to, end date, ending on, ends on,"
        " finish date"
    ),
    Part.BEFORE: ("before, prior to, ahead of, in advance of, earlier than, pre, sooner than, by before"),
    Part.NOT_BEFORE: (
        "not before, no earlier than, not earlier than, no sooner than, not sooner than, not until,"
        " earliest, at the earliest, not starting before, not to start before"
    ),
    Part.AFTER: ("after, post, beyond, following, later than"),
    Part.DURING: ("during, throughout, across, over, in the course of, over the course of"),
    Part.BETWEEN: ("between"),
    Part.TO: ("to, through, and on to"),
    Part.AND: ("and, plus"),
    Part.OR: ("or, either"),
    Part.ONGOING: (
        "ongoing, on going, ongoing basis, continuous, continuously, continual, continually,"
        " continuing, continues, to continue, bau, business as usual, rolling, rolling programme, open"
        " ended, indefinite, indefinitely, until further notice, no end date, permanent, permanently,"
        " year round, all year round, throughout the year, all year, throughout year, always,"
        " perpetual, in perpetuity"
    ),
    Part.NO_DATE: (
        "na, n/a, n.a, not applicable, not known, unknown, none, nil, not set, no date, no date set,"
        " not stated, no timescale, no timescales, no fixed date, no deadline, null, nan, not"
        " specified, not yet set, no date given, no date yet, not available, no timeframe, undated, no"
        " set date, not dated"
    ),
    Part.UNCONFIRMED: (
        "tbc, tba, tbd, t.b.c, t.b.a, to be confirmed, to be agreed, to be determined, to be decided,"
        " to be arranged, to be advised, to be announced, to be set, to be finalised, to be"
        " established, awaiting confirmation, not confirmed, unconfirmed, not yet confirmed, not"
        " agreed, not yet agreed, to follow, to be scheduled, to be discussed, date to be confirmed,"
        " to confirm, to be planned"
    ),
    Part.ELSEWHERE: (
        "see above, see below, as above, above, ditto, as per, see, refer to, same as, as below, see also"
    ),
    Part.VAGUE: (
        "asap, a s a p, as soon as possible, as soon as practicable, immediate, immediately, urgent,"
        " urgently, with immediate effect, short term, medium term, long term, shorter term, longer"
        " term, short to medium term, medium to long term, short medium term, medium long term, in due"
        " course, soon, shortly, as and when, as required, as needed, as necessary, as appropriate,"
        " when required, when needed, where needed, where necessary, ad hoc, various, varies,"
        " variable, multiple, later, future, in the future, today, tomorrow, current, currently, in"
        " year, near future, in the near future, short, medium, long, straight away, few, several,"
        " couple, multi year, at present, the present, per meeting, each meeting, every meeting,"
        " various dates, multiple dates, flexible, regular intervals, at regular intervals, on demand,"
        " quick win, high priority, next meeting, next"
    ),
    Part.DONE: (
        "complete, completed, completes, done, achieved, delivered, finished, closed, implemented,"
        " embedded, actioned, fulfilled, stopped, superseded, cancelled, withdrawn, ceased, in place,"
        " signed off, ended, abandoned, completed in, completed on, completed during, already in"
        " place, already, lapsed, expired, held, launched"
    ),
    Part.LIVE: (
        "in progress, on track, underway, under way, not started, not yet started, overdue,"
        " behind schedule, at risk, off track, red, amber, green, blue, active, live, work in"
        " progress, wip, not yet begun, not due, not yet due, partially"
        " complete, partly complete, not complete, not completed, incomplete, outstanding, not yet"
        " complete"
    ),
    Part.STALLED: (
        "delayed, slipped, paused, on hold, on pause, postponed, deferred, may slip, may be"
        " delayed, will slip, likely to slip, could slip, has slipped, in abeyance"
    ),
    Part.REVIEW: (
        "review, reviews, reviewed, reviewing, rev, review date, to be reviewed, for review, under"
        " review, next review in, will be reviewed, may be reviewed, review by, reviewed by, reviewed"
        " in, review in, revisit, review on, next review date, review again, further review, review"
        " again in, to review, review point, next review, next reviewed"
    ),
    Part.REVISED: (
        "revised, revised date, revised to, extended, extended to, extended until, moved to, changed"
        " to, slipped to, postponed to, postponed until, deferred to, deferred until, rescheduled to,"
        " rescheduled for, pushed back to, put back to, amended to, updated to, new date, brought"
        " forward to, delayed to, delayed until, now due, carried forward to, extension to, extended"
        " deadline, revised deadline, revised target, new deadline, now by, revised completion date,"
        " new target, slipping to, moved back to, revised due date, now"
    ),
    Part.ORIGINAL: (
        "original, originally, original date, originally due, was, previously, formerly, previous"
        " date, initially, was due,"
        " original deadline, original target, was"
        " originally, originally planned for, previously due"
    ),
    Part.MOVED: (
        "revised from, moved from, extended from, changed from, deferred from, slipped from, postponed"
        " from, rescheduled from, delayed from, carried forward from, amended from, brought forward"
        " from, updated from, put back from, pushed back from, moved back from, shifted from, altered"
        " from, slip from, slippage from, move from, change from, rolled over from"
    ),
    Part.SOFT: (
        "provisional, provisionally, tentative, tentatively, estimated, estimate, est, expected,"
        " anticipated, hopefully, ideally, possibly, probably, likely, indicative, proposed, aim,"
        " aiming, hoped, approximately, approx, about, around, roughly, circa, c, ca, towards, toward,"
        " nearer, or thereabouts, draft date, provisional date, or so, maybe, perhaps, potentially,"
        " aspirational, at least, minimum, a minimum, as a minimum, no less than, at minimum, at most,"
        " no more than, maximum, up to a maximum, more or less"
    ),
    Part.CHANGE: ("→, replaced by, superseded by"),
    Part.NOT: (
        "not, no, never, cannot, without, except, excluding, excludes, neither, nor, instead, don't,"
        " won't, can't, unable, missed, other than, rather than, apart from, outside, rejected,"
        " exceptional, exceptionally, <, >, ≤, ≥, ≠"
    ),
    Part.CONDITION: (
        "if, subject, dependent, dependant, dependents, depending, depends, pending, provided,"
        " providing, once, when, whenever, upon, assuming, contingent, awaiting, linked, in line with,"
        " aligned, unless, conditional, reliant, conditions, tied, where possible, where appropriate,"
        " when available, as part of, based on, relative to, according to, approval, in accordance"
        " with"
    ),
    Part.FILLER: (
        "the, of, in, on, at, a, an, is, are, be, been, will, will be, shall, should, must, this is,"
        " for, to be, due, due date, due in, deadline, target, target date, timescale, timescales,"
        " timeframe, date, dates, when by, completion, completion date, completing, deliver, delivery,"
        " implementation, plan, planned, action, actions, basis, frequency, update, updates, report,"
        " reports, reporting, regular, regularly, regular review, with, it, we, also, then, at the"
        " latest, latest, inclusive, incl, including, meeting, meetings, meets, meet, month, months,"
        " milestone, milestones, has, have, both, date for, i.e, ie, eg, e.g, target completion,"
        " completion target, proposed completion date, its, our, all, to complete, calendar, year,"
        " month of, within, per, hours, noon, midday, midnight, close of play, close of business, cop,"
        " cob, summary, written, so, they, years, which, expected completion date, by when, out,"
        " quarter, term, school, key, academic, financial, week, day, days, weeks, time"
    ),
}

EDGES: dict[str, str] = {
    "end": (
        "end of, the end of, end, month end, end of month, close of, the close of, last day of, the"
        " last day of, end in, latter end of, last day in, year end, end of the month of, the very end"
        " of, end of year, late end of"
    ),
    "near end": (
        "towards the end of, toward the end of, towards end of, near the end of, nearing the end of, towards end"
    ),
    "start": (
        "start of, the start of, beginning of, the beginning of, first day of, the first day of,"
        " opening of, outset of, at the start of, commencement of, the outset of"
    ),
    "early": ("early, early in, early part of, the early part of, first part of, early on in, beginning part of"),
    "middle": (
        "mid, middle, middle of, the middle of, mid way through, midway through, halfway through,"
        " half way through, mid point of, midpoint of"
    ),
    "late": ("late, late in, later in, latter part of, the latter part of, later part of, back end of, second part of"),
    "first half": ("first half of, the first half of, 1st half of, first half, 1st half"),
    "second half": ("second half of, the second half of, 2nd half of, second half, 2nd half, latter half of"),
    "week from": (
        "week commencing, wk commencing, w/c, w/b, wc, wb, w.c, w.b, week beginning, wk beginning, week"
        " starting, week of, the week of, the week commencing, week from, the week beginning"
    ),
    "week to": ("week ending, wk ending, w/e, w.e, week to, the week ending, w/ending"),
    "week 1": (
        "first week of, first week in, the first week of, the first week in, 1st week of, 1st week in, week 1 of"
    ),
    "week 2": ("second week of, second week in, the second week of, 2nd week of, 2nd week in, the second week in"),
    "week 3": ("third week of, third week in, the third week of, 3rd week of, 3rd week in, the third week in"),
    "week 4": ("fourth week of, fourth week in, the fourth week of, 4th week of, 4th week in"),
    "last week": ("last week of, last week in, the last week of, the last week in, final week of, final week in"),
}

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30, "forty": 40, "sixty": 60, "ninety": 90}
ORDINAL_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "last": -1}
LATER_ORDINALS = frozenset(
    [
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "thirtieth",
    ]
)
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs", "friday fri",
         "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
TERM_NAMES = {
    "autumn": "autumn", "aut": "autumn", "spring": "spring", "spr": "spring", "summer": "summer",
    "sum": "summer", "winter": "winter",
}  # fmt: skip
UNITS = {
    "day": "day", "days": "day", "week": "week", "weeks": "week", "wk": "week", "wks": "week",
    "fortnight": "fortnight", "fortnights": "fortnight", "month": "month", "months": "month", "mth": "month",
    "mths": "month", "quarter": "quarter", "quarters": "quarter", "term": "term", "terms": "term",
    "year": "year", "years": "year", "yr": "year", "yrs": "year", "annum": "year"
}  # fmt: skip
# A small number after one of these counts something other than days: "Phase 1 March 2025".
COUNTED_THINGS = frozenset(
    [
        "phase",
        "stage",
        "step",
        "part",
        "priority",
        "year",
        "key",
        "wave",
        "cohort",
        "tranche",
        "level",
        "tier",
        "section",
        "action",
        "objective",
        "item",
        "version",
        "v",
        "term",
        "week",
        "wk",
        "month",
        "no",
        "number",
        "ref",
        "band",
        "area",
        "group",
        "round",
        "cycle",
        "milestone",
        "outcome",
        "workstream",
        "theme",
        "appendix",
        "annex",
        "page",
        "strand",
        "aim",
        "goal",
        "recommendation",
        "rec",
        "unit",
        "block",
        "school",
        "form",
        "grade",
        "autumn",
        "spring",
        "summer",
        "quarter",
        "q",
        "ks",
        "y",
        "point",
        "line",
        "proposal",
        "paragraph",
        "stream",
        "chapter",
        "table",
        "row",
        "standard",
        "measure",
        "target",
        "task",
    ]
)


def _split(phrases: str) -> Iterable[tuple[str, ...]]:
    for phrase in phrases.split(", "):
        words: list[str] = []
        for word in phrase.strip(" ,").split():
            for piece in word.replace("/", " / ").replace(".", " . ").split():
                words.append(piece)
        yield tuple(words)


def _phrase_table() -> dict[str, list[tuple[tuple[str, ...], Part, str]]]:
    """Every phrase by its first word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Part, str]]] = {}
    for part, phrases in PHRASES.items():
        for words in _split(phrases):
            table.setdefault(words[0], []).append((words, part, ""))
    for edge, phrases in EDGES.items():
        for words in _split(phrases):
            table.setdefault(words[0], []).append((words, Part.EDGE, edge))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


PHRASE_TABLE = _phrase_table()
KNOWN_WORDS = frozenset(PHRASE_TABLE) | frozenset(MONTHS) | frozenset(WEEKDAYS) | frozenset(TERM_NAMES)
