"""A letter about a date that has passed, with the days filled in. Names are left to be written by hand. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from routemaps.deadlines import Row, in_words

BLANK = "____________________"
"""A place to write in by hand: nothing that a family could be known by is asked for."""


def letter_for(row: Row, anchors: Mapping[str, date], *, labels: Mapping[str, str], on: date) -> str:
    """The letter as text with blank lines between its paragraphs. `row` has a day that is over on `on`."""
    event = row.rule.anchor
    return "\n\n".join(
        [
            f"{in_words(on)}",
            f"To: {BLANK}\nFrom: {BLANK}\nMy child: {BLANK}, born {BLANK}",
            f"About: {row.rule.what}",
            f"{labels[event]} on {in_words(anchors[event])}.",
            f"{row.rule.what} was due by {in_words(row.day)}. That was {_days(row.days_past(on))} ago. It stands in: {row.rule.citation}.",
            "I have not received it. Please tell me in writing within 5 working days:",
            "1. when I will receive it;\n2. why it is late;\n3. which exception in the law you rely on, if you rely on one.",
            "If I do not hear from you, I will make a formal complaint.",
            f"Signed: {BLANK}",
        ]
    )


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"
