"""The letter about a date that has passed: days filled in, no name, no claim about what nobody knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from routemaps.deadlines import Kind, Rule, Span, Unit, dated
from routemaps.letters import BLANK, letter_for

RULE = Rule(
    key="A1",
    what="The council answers the request",
    anchor="request",
    span=Span(6, Unit.WEEKS),
    kind=Kind.LAW,
    citation="regulation 5(1)",
    asks="answer my request",
)
LABELS = {"request": "The council received the request"}


def letter(rule: Rule = RULE, *, on: date = date(2026, 4, 14), **more) -> list[str]:
    anchors = {"request": date(2026, 3, 2)}
    (row,) = dated([rule], anchors)
    return letter_for(row, anchors, labels=LABELS, on=on, **more).split("\n\n")


def test_the_letter_names_the_days_and_the_source():
    parts = letter()
    assert parts[0] == "14 April 2026"
    assert parts[1].count(BLANK) == 4
    assert parts[3] == "The council received the request on 2 March 2026."
    assert parts[4] == (
        "By law you had to answer my request by 13 April 2026. That was 1 day ago. It stands in: regulation 5(1)."
    )
    assert parts[6].startswith("1. when you will answer my request;")
    assert parts[-1] == f"Signed: {BLANK}"


def test_guidance_is_not_called_law():
    assert letter(replace(RULE, kind=Kind.GUIDANCE))[4].startswith(
        "You should answer my request by 13 April 2026, says the guidance. That was 1 day ago."
    )


def test_a_young_person_writes_for_themselves():
    assert letter(of_young_person=True)[1] == f"To: {BLANK}\nFrom: {BLANK}, born {BLANK}"
    assert "My child" not in "".join(letter(of_young_person=True))
    assert "My child" in letter()[1]


def test_many_days_can_be_read():
    assert "That was 1,462 days ago." in letter(on=date(2030, 4, 14))[4]
