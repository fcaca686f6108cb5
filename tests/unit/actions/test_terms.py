"""Which words of the field a text uses, and that each is explained in plain, short words."""

from __future__ import annotations

import re

import pytest

from actions.terms import TERMS, terms_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("Nothing to explain. SEND and AA.", []),
        ("The SENCOs met.", ["SENCO"]),
        ("EHCPs, an EHC Plan and an EHCNA", ["EHC plan"]),
        ("<a>SEN</a> and <b>CAMHS</b>", ["CAMHS", "SEN"]),
        ("The Local Offer", ["Local Offer"]),
        ("SENDIASS is not SEN", ["SEN", "SENDIASS"]),
        ("our local offer", []),
        ("Date not clear: “TBC”", ["TBC"]),
        ("PRESENT CAFE", []),
        ("A SENxCO", []),
        ("S-E-N and C.A.F.", []),
        ("«SEN» – EP…", ["EP", "SEN"]),
        ("<p>[removed] was told.</p>", ["[removed]"]),
        ("It says [words withdrawn].", ["[words withdrawn]"]),
        ("We removed it.", []),
    ],
)
def test_terms_in_a_text(text, words):
    assert [term.word for term in terms_in(text)] == words


def test_every_meaning_is_short_and_plain():
    for term in TERMS.values():
        assert all(len(sentence.split()) <= 25 for sentence in term.meaning.split(". ")), term
        assert term.meaning.endswith(".")
        assert set(re.findall(r"\b[A-Z]{2,}\b", term.meaning)) <= {"SEND", "NHS"}, term


def test_they_stand_in_the_order_of_the_alphabet():
    words = [term.word.lower().strip("[]") for term in TERMS.values()]
    assert words == sorted(words)
