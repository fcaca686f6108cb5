"""How the public pages say dates, counts and what is missing. Pure: dates in, words out.

Dates are calendar days in London, written "1 May 2023". A non-breaking space never stands in them, so that a copied
date is found again by a search.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from actions.status import APPROXIMATE

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NO_DATE = "No date set"
NO_LEAD = "No lead named"

_LONDON = ZoneInfo("Europe/London")
_EXACT = frozenset({"day", ""})
_LONGEST = {"": 1, "day": 1, "month": 31, "half-term": 62, "quarter": 92, "season": 92, "term": 135, "year": 366}
"""The most days that one period of a precision has."""

_RECURRENCES = {
    "weekly": "every week",
    "fortnightly": "every 2 weeks",
    "monthly": "every month",
    "quarterly": "every 3 months",
    "half-termly": "every half-term",
    "termly": "every term",
    "six-monthly": "every 6 months",
    "yearly": "every year",
}


def london_day(moment: datetime) -> date:
    """The day in London of a moment, which must know its time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone, so its day in London is not known.")
    return moment.astimezone(_LONDON).date()


def as_in(title: str, day: date | None = None, precision: str = "day") -> str:
    """Why a document's words are taken: "As in 'SEND plan 2026' of 1 June 2026."."""
    return f"As in {document_in_words(title, day, precision)}."


def unchanged_since(day: date) -> str:
    """What an update says that only repeats the one of that day."""
    return f"No change since the update of {day_in_words(day)}."


def day_in_words(day: date) -> str:
    """A day as "1 May 2023"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_as_known(day: date, precision: str) -> str:
    """A day no more exact than it is known: "31 May 2024", "May 2024", "2024" for day, month and year."""
    if precision == "year":
        return str(day.year)
    return f"{MONTHS[day.month - 1]} {day.year}" if precision == "month" else day_in_words(day)


def on_day(day: date, vague: Mapping[date, str] = MappingProxyType({})) -> str:
    """A day behind its preposition: "on 31 May 2024"; "in May 2024" where `vague` says that no more is known.

    `vague` holds the precision, "month" or "year", of the days that are not known to the day.
    """
    return f"{'in' if day in vague else 'on'} {day_as_known(day, vague.get(day, 'day'))}"


def counted(number: int, singular: str, plural: str = "") -> str:
    """A number with its noun: "1 action", "2 actions", "1,200 actions"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def cut_at_word(words: str, longest: int) -> str:
    """At most about `longest` characters with "…" behind, cut after a sentence or at a word; whole where short enough.

    A sentence counts where it fills a third of the room, so that "e.g. " or "St. " is not taken for an end. A single
    word longer than all the room is cut inside, because there is no other place.
    """
    flat = " ".join(words.split())
    if len(flat) <= longest:
        return flat
    sentence = flat[:longest].rpartition(". ")[0]
    if len(sentence) >= longest // 3:
        return f"{sentence} …"
    head = flat[:longest].rpartition(" ")[0] or flat[: longest - 1]
    return head.rstrip(" ,;:.–-") + "…"


def document_in_words(title: str, day: date | None, precision: str = "day") -> str:
    """A document as a reason names it, with its date where it has one: plans have many of one title. Cut to fit.

    `precision` is "month" or "year" where the document bears no more.
    """
    named = f"'{title if len(title) <= 200 else f'{title[:199]}…'}'"
    return f"{named} of {day_as_known(day, precision)}" if day else named


def first_upper(words: str) -> str:
    """With a capital first letter; the rest as it is."""
    return words[:1].upper() + words[1:]


def due_in_words(day: date, precision: str) -> str:
    """A due date no more exact than it was written.

    `precision` is one of actions.timescales' precisions. A month, quarter or year is kept to its end ("end of July
    2026"); the ends of terms and seasons differ from area to area, so they are "about July 2026".
    """
    if precision in _EXACT:
        return day_in_words(day)
    month = f"{MONTHS[day.month - 1]} {day.year}"
    return f"about {month}" if precision in APPROXIMATE else f"end of {month}"


def start_in_words(start: date | None, due: date | None, precision: str) -> str:
    """When an action starts, where its words give a start beside the due date; "" where they name one period alone.

    "January to July 2026" gives a start; in "autumn term 2025" and "Q3 2025/26" the first day only belongs to the
    period. `precision` is that of the due date; the start's own is not kept, so the first of a month is its month.
    """
    if start is None or due is None or (due - start).days < _LONGEST[precision]:
        return ""
    if precision not in APPROXIMATE and start.day != 1:
        return day_in_words(start)
    month = f"{MONTHS[start.month - 1]} {start.year}"
    return f"about {month}" if precision in APPROXIMATE else month


def recurrence_in_words(recurrence: str) -> str:
    """For "termly", "every term"; what has no such word ("every 6 weeks") stays."""
    return _RECURRENCES.get(recurrence, recurrence)


def timescale_in_words(
    *,
    raw: str,
    start: date | None,
    due: date | None,
    next_due: date | None,
    precision: str,
    recurrence: str,
    ongoing: bool,
    problem: str,
    on: date,
) -> str:
    """One line on when an action is due, said on a day. What is missing or was not read is said; nothing is guessed.

    `next_due` is the next occurrence of a recurring action, named only where it differs from `due`.
    """
    if problem:
        return f"Date not clear: “{cut_at_word(raw, 60)}”" if any(map(str.isalnum, raw)) else "No date set"
    again = recurrence_in_words(recurrence)
    if due is not None:
        line = due_in_words(due, precision)
        if again:
            line += f", then {again}"
        if ongoing:
            line += ", then ongoing"
        if next_due is not None and next_due != due:
            next_time = due_in_words(next_due, precision)
            line += f". Was due next: {next_time}" if next_due < on else f". Next: {next_time}"
        return first_upper(line)
    parts = []
    if start is not None:
        parts.append(f"from {due_in_words(start, precision).removeprefix('end of ')}")
    if again:
        parts.append(again)
    if ongoing:
        parts.append("ongoing")
    # What comes round again or goes on lacks an end; the rest lacks its date.
    missing = "No end date set" if again or ongoing else NO_DATE
    return f"{first_upper(', '.join(parts))}. {missing}" if parts else NO_DATE


def leads_in_words(names: list[str], *, shown: int = 3) -> str:
    """The leads in order, the accountable one first; beyond `shown` only how many there are."""
    if not names:
        return NO_LEAD
    words = "; ".join(names[:shown])
    more = len(names) - shown
    return f"{words}; and {more} more" if more > 0 else words


def period_in_words(start: date | None, end: date | None) -> str:
    """The dates that a plan covers; a missing end or start is said."""
    if start and end:
        return f"{day_in_words(start)} to {day_in_words(end)}"
    if start:
        return f"From {day_in_words(start)}; end date not stated"
    if end:
        return f"Until {day_in_words(end)}; start date not stated"
    return "Dates not stated"


def rating_in_words(
    *,
    status: str,
    word: str,
    rated_on: date | None,
    is_newest: bool,
    vague: Mapping[date, str] = MappingProxyType({}),
) -> str:
    """Where a status comes from, where the page would else mislead: the newest report gives no rating, or nobody knows
    what it means. "" where the newest report gives the status itself.

    `status` is the status that the newest rating gives, "" where its `word` is not known; `rated_on` the day of its report,
    and `vague` as `on_day` takes it.
    """
    day = f"Rated {on_day(rated_on, vague)}." if rated_on else "The day of the rating is not stated."
    said = [] if status else [f"The plan’s rating is “{cut_at_word(word, 60)}”, and what that means is not known."]
    if not is_newest:
        said += [day, "The newest report gives no rating."]
    return " ".join(said)


def passed_in_words(*, rated: bool) -> str:
    """What is said of an action whose date passed in a closed plan, and that no report calls finished.

    `rated` is whether a report gave it any rating: then its state was stated, and it was not complete.
    """
    return "Date passed, not reported complete" if rated else "Date passed, completion not stated"


def silence_in_words(days: int, *, since: str = "") -> str:
    """How long nothing was heard: "No update for 93 days"; "No update since May 2024" where `since` is all that is known."""
    return f"No update since {since}" if since else f"No update for {counted(days, 'day')}"


def days_ago(days: int) -> str:
    """How long ago: "today", "1 day ago", "3 days ago"."""
    return "today" if days == 0 else f"{counted(days, 'day')} ago"


def long_ago(days: int) -> str:
    """How long ago, so that people can picture it: days up to two weeks, weeks up to eight, then about how many months or years."""
    if days < 14:
        return days_ago(days)
    if days < 56:
        return f"{days // 7} weeks ago"
    months = round(days * 12 / 365.25)
    return f"about {months} months ago" if months < 24 else f"about {round(days / 365.25)} years ago"


def shares_in_words(numbers: list[int]) -> list[str]:
    """Each number's share of their sum in whole per cent, halves up. What there is never has 0%, what is not all never 100%.

    Each is right by itself, so they may add up to a little more or less than 100.
    """
    total = sum(numbers)
    if not total:
        return ["0%"] * len(numbers)
    return [_share((200 * number + total) // (2 * total), number, total) for number in numbers]


def _share(percent: int, number: int, total: int) -> str:
    if number and percent < 1:
        return "under 1%"
    if number < total and percent >= 100:
        return "over 99%"
    return f"{percent}%"
