"""A search finds the forms and the spellings of what was typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.search_words import SPELLINGS, beginning, looked_for, pattern_of

EHC = SPELLINGS[0]
WAIT = SPELLINGS[-1]


@pytest.mark.parametrize(
    ("word", "shared"),
    [
        ("waiting", "wait"),
        ("waits", "wait"),
        ("times", "time"),
        ("families", "famil"),
        ("speeches", "speech"),
        ("planning", "plan"),
        ("trained", "train"),
        ("calling", "call"),
        ("assess", "assess"),
        ("focus", "focus"),
        ("during", "during"),
        ("need", "need"),
        ("as", "as"),
        ("4.2", "4.2"),
        ("EHC", "EHC"),
        ("Plans", "Plan"),
        ("jobs", "job"),
        ("has", "has"),
        ("family", "famil"),
        ("boys", "boy"),
        ("they", "they"),
    ],
)
def test_the_forms_of_a_word_share_a_beginning(word, shared):
    assert beginning(word) == shared


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", []),
        ("longer  times", [("longer",), ("time",)]),
        ("waiting  times", [WAIT]),
        ("EHCP waiting lists", [EHC, WAIT]),
        ("waiting", [("wait",)]),
        ("EHCP", [EHC]),
        ("ehc plans", [EHC]),
        ("Education, health and care plans", [EHC]),
        ("annual review of EHCPs", [EHC, ("annual",), ("review",), ("of",)]),
        ("EHCP or EHC plan", [EHC, ("or",)]),
        ("autism", [SPELLINGS[2]]),
        ("EHC planner", [("EHC",), ("planner",)]),
        ("1.2", [("1.2",)]),
        ("(EHC) plans", [EHC]),
        ("Education health and care plan", [EHC]),
        ("“child's” view?", [("child",), ("view",)]),
        ("?!", [("?!",)]),
        ("guide -", [("guide",)]),
    ],
)
def test_a_query_is_taken_apart(query, found):
    assert looked_for(query) == found


@pytest.mark.parametrize(
    ("words", "text", "stands"),
    [
        ("EHC plan", "Education, health and care (EHC) plans", True),
        ("EHC plan", "EHC-plan", True),
        ("EHC plan", "EHC needs and plan", False),
        ("education, health and care plan", "Education health, and care plans", True),
        ("late", "Letters are late.", True),
        ("late", "a template", False),
        ("late", "(late) replies", True),
        ("wait", "Waiting", True),
        ("4.2", "see 4.2.", True),
        ("4.2", "see 4.25", False),
        ("4.2", "see 402", False),
        ("?!", "What?!", True),
        ("a*b(", "aab", False),
        ("multi-agency", "multi agency", True),
        ("co-ordinator", "Coordinators", True),
    ],
)
def test_a_pattern_finds_the_beginnings_of_words(words, text, stands):
    assert bool(re.search(pattern_of(words), text, re.IGNORECASE)) is stands


@given(st.text(max_size=60))
def test_every_word_is_looked_for_by_its_own_beginning_or_as_a_term(query):
    flat = " ".join(query.split()).lower()
    for spellings in looked_for(query):
        assert spellings in SPELLINGS or (len(spellings) == 1 and spellings[0].lower() in flat)
        assert all(spellings)
        assert all(re.compile(pattern_of(words)) for words in spellings)


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        ("date,-,-,-,-,x", r"(^|\W)date\W+x"),
        ("a-,-b", r"(^|\W)a\W+b"),
        ("-a-", r"(^|\W)a"),
        ("multi--agency", r"(^|\W)multi\W*agency"),
    ],
)
def test_signs_alone_are_no_word(words, pattern):
    assert pattern_of(words) == pattern


@given(st.text(alphabet="ab1,-.() '’…", max_size=40))
def test_two_places_for_signs_never_stand_side_by_side(query):
    patterns = [pattern_of(words) for spellings in looked_for(query) for words in spellings]
    assert [pattern for pattern in patterns if re.search(r"\\W[*+]\\W|\|\\W\)\\W", pattern)] == []
