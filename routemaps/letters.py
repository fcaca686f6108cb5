"""A letter about a date that has passed, with the days filled in. Names are left to be written by hand. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from routemaps.deadlines import Kind, Row, in_words

BLANK = "____________________"
"""A place to write in by hand: nothing that a family could be known by is asked for."""


def letter_for(
    row: Row, anchors: Mapping[str, date], *, labels: Mapping[str, str], on: date, of_young_person: bool = False
) -> str:
    """The letter as text with blank lines between its paragraphs.

    `row` has a day that is over on `on`, and a rule that says what to ask for. A young person writes for themselves.
    """
    rule, asks = row.rule, row.rule.asks
    was = f"You should {asks} by {in_words(row.day)}, says the guidance."
    if rule.kind is Kind.LAW:
        was = f"By law you had to {asks} by {in_words(row.day)}."
    names = f"From: {BLANK}, born {BLANK}" if of_young_person else f"From: {BLANK}\nMy child: {BLANK}, born {BLANK}"
    return "\n\n".join(
        [
            f"{in_words(on)}",
            f"To: {BLANK}\n{names}",
            "About: a date that has passed",
            f"{labels[rule.anchor]} on {in_words(anchors[rule.anchor])}.",
            f"{was} That was {_days(row.days_past(on))} ago. It stands in: {rule.citation}.",
            "This has not happened. Please tell me in writing within 5 working days:",
            f"1. when you will {asks};\n2. why it is late;\n3. which exception in the law you rely on, if you rely on one.",
            "If I do not hear from you, I will make a formal complaint.",
            f"Signed: {BLANK}",
        ]
    )


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number:,} days"
