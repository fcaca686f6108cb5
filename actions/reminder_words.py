"""What reminders and other messages of the office say. Pure: values in, plain text out.

A message leaves the site, so it holds what is public of an action, its words and its dates, and nothing else that
somebody typed: no reason, no note.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions.wording import MONTHS, counted, day_in_words, days_ago

LISTED = 20
"""How many actions one message names; of the rest it says how many there are."""


@dataclass(frozen=True, slots=True)
class Line:
    """An action in a message: its name, its plan, by when an update is due and the address of its form."""

    name: str
    plan: str
    due: date
    is_own_date: bool
    address: str
    may_repeat: bool = False
    """The form offers "No change"."""
    is_fallback: bool = False
    """Nobody who can be reached reports for it, so it comes to an approver."""


def _short_day(day: date, on: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}" if day.year == on.year else day_in_words(day)


def reminder_subject(lines: Sequence[Line], *, on: date) -> str:
    """Such as "3 updates are due: the first by 30 April"; what is late is said."""
    first = min(line.due for line in lines)
    late = sum(line.due < on for line in lines)
    are = "update is due" if len(lines) == 1 else "updates are due"
    if not late:
        by = f"by {_short_day(first, on)}"
        return (
            f"1 update is due: by {_short_day(first, on)}" if len(lines) == 1 else f"{len(lines)} {are}: the first {by}"
        )
    since = f"since {_short_day(first, on)}"
    if len(lines) == 1:
        return f"1 update is late: due {since}"
    return f"{len(lines)} {are}, {late} late: the first {since}"


def _line_in_words(line: Line, *, on: date) -> str:
    days = (on - line.due).days
    what = "The action itself" if line.is_own_date else "Its update"
    if days > 0:
        when = f"{what} was due on {day_in_words(line.due)}, {days_ago(days)}."
    else:
        ahead = "today" if days == 0 else f"in {counted(-days, 'day')}"
        when = f"{what} is due by {day_in_words(line.due)}, {ahead}."
    return f"{line.name}\n{line.plan}\n{when}\n{line.address}"


def reminder_body(lines: Sequence[Line], *, on: date, service: str, office: str) -> str:
    """The message: what is late, what is due soon, each with the link to its form. `office` is the office's address."""
    ordered = sorted(lines, key=lambda line: line.due)
    shown, more = ordered[:LISTED], len(ordered) - LISTED
    late = [line for line in shown if line.due < on]
    soon = [line for line in shown if line.due >= on]
    parts = ["Hello,", _opening(lines, on=on)]
    for heading, group in (("LATE", late), ("DUE SOON", soon)):
        if group:
            parts += [heading, *(_line_in_words(line, on=on) for line in group)]
    if more > 0:
        parts.append(
            f"{counted(more, 'more update')} {'is' if more == 1 else 'are'} not listed here. You find them at {office}"
        )
    opens = "Each link opens the form for that action. You may have to sign in first."
    parts.append(" ".join([opens, *_of_no_change(shown)]))
    if any(not line.is_fallback for line in lines):
        parts.append(
            "You get this because you report for these actions. Is one of them not yours? Please tell an approver."
        )
    if any(line.is_fallback for line in lines):
        parts.append(
            f"For some of these nobody can be reminded, so this comes to you as an approver. Say who reports: {office}outstanding/"
        )
    return "\n\n".join([*parts, f"Thank you.\n{service}"]) + "\n"


def _of_no_change(lines: Sequence[Line]) -> list[str]:
    """What is said of "No change": nothing where no form offers it."""
    offered = sum(line.may_repeat for line in lines)
    if not offered:
        return []
    where = "" if offered == len(lines) else " where the form offers it"
    return [f"Nothing to report? Choose “No change”{where}."]


def _opening(lines: Sequence[Line], *, on: date) -> str:
    late = sum(line.due < on for line in lines)
    soon = len(lines) - late
    said = [
        f"{counted(number, 'update')} {'is' if number == 1 else 'are'} {how}"
        for number, how in ((late, "late"), (soon, "due soon"))
        if number
    ]
    return " and ".join(said) + "."


def returned_message(name: str, plan: str, *, address: str, service: str) -> tuple[str, str]:
    """Subject and body for the author of an update that was returned."""
    body = (
        "Hello,",
        "An approver has returned your update on this action. They say why on the form; your words are all there.",
        f"{name}\n{plan}\n{address}",
        "Change what is needed and submit it again. You may have to sign in first.",
        f"Thank you.\n{service}",
    )
    return "Your update was returned: please look at it again", "\n\n".join(body) + "\n"


def withdrawn_message(number: int, *, who: str, partnership: str, address: str, service: str) -> tuple[str, str]:
    """Subject and body for an approver on words that somebody withdrew from so many public places. The words stay in the office."""
    places = counted(number, "public place")
    body = (
        "Hello,",
        f"{who} has withdrawn words from {places} of {partnership}. Each now says “[words withdrawn]”."
        if number
        else f"{who} has withdrawn words that stand in no public place of {partnership}.",
        f"Read them, and remove them for ever or put them back, here: {address}",
        "Until somebody decides, nothing with these words is sent or published. You may have to sign in first.",
        f"Thank you.\n{service}",
    )
    return f"Words were withdrawn from {places}: please decide", "\n\n".join(body) + "\n"


def waiting_message(names: Sequence[str], *, address: str, service: str, views: int = 0) -> tuple[str, str]:
    """Subject and body for an approver on what waits; `names` are those of the actions, the longest waiting first.

    The last `views` of them are of views of the forum, the others of updates.
    """
    number = len(names)
    parts = ((number - views, "update", ""), (views, "view", " of the forum"))
    said = [f"{count} {word}{'' if count == 1 else 's'}{of}" for count, word, of in parts if count]
    waits = f"{' and '.join(said)} {'waits' if number == 1 else 'wait'}"
    listed = [f"- {name}" for name in names[:LISTED]]
    if number > LISTED:
        listed.append(f"- and {number - LISTED} more")
    body = (
        "Hello,",
        f"{waits} for approval. The public cannot read {'it' if number == 1 else 'them'} before.",
        "\n".join(listed),
        f"Read and decide here: {address}",
        f"Thank you.\n{service}",
    )
    return f"{waits} for your approval", "\n\n".join(body) + "\n"
