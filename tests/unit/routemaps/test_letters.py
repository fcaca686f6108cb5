"""The letter about a date that has passed: days filled in, no name, no claim about what nobody knows."""

from __future__ import annotations

from datetime import date

from routemaps.deadlines import Kind, Rule, Span, Unit, dated
from routemaps.letters import BLANK, letter_for

RULE = Rule("A1", "The council answers the request", "request", Span(6, Unit.WEEKS), Kind.LAW, "regulation 5(1)")


def test_the_letter_names_the_days_and_the_source():
    anchors = {"request": date(2026, 3, 2)}
    (row,) = dated([RULE], anchors)
    letter = letter_for(row, anchors, labels={"request": "The council received the request"}, on=date(2026, 4, 14))
    parts = letter.split("\n\n")
    assert parts[0] == "14 April 2026"
    assert parts[1].count(BLANK) == 4
    assert parts[3] == "The council received the request on 2 March 2026."
    assert parts[4] == (
        "The council answers the request was due by 13 April 2026. That was 1 day ago. It stands in: regulation 5(1)."
    )
    assert parts[-1] == f"Signed: {BLANK}"
