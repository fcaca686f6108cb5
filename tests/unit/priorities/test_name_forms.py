import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorities.name_forms import HeldWords

NAME = HeldWords([("name", "Kim Sample")])


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Kim Sample leads.", "[held] leads."),
        ("KIM SAMPLE leads.", "[held] leads."),
        ("kim sample leads.", "[held] leads."),
        ("Led by Sample, Kim.", "Led by [held]."),
        ("Led by SAMPLE, Kim (SEND)", "Led by [held] (SEND)"),
        ("Led by Sample Kim", "Led by [held]"),
        ("Led by K. Sample.", "Led by [held]."),
        ("Led by K Sample and the SENCO", "Led by [held] and the SENCO"),
        ("Led by K.Sample", "Led by [held]"),
        ("Led by K. L. Sample", "Led by [held]"),
        ("Led by Sample K", "Led by [held]"),
        ("Led by Sample, K. and others", "Led by [held] and others"),
        ("Ms Sample and Mrs. Sample", "[held] and [held]"),
        ("Dr Kim Sample", "[held]"),
        ("Kim Sample's team and Kim Sample’s plan", "[held]'s team and [held]’s plan"),
        ("Kim Louise Sample", "[held]"),
        ("Kim L Sample", "[held]"),
        ("Kim-Sample and kim-sample", "[held] and [held]"),
        ("Kim\nSample", "[held]"),
        ("K\u00adim Sa\u00admple runs", "[held] runs"),
        ("K\u200bim Sam\u2060ple runs", "[held] runs"),
        ("Kim      Sample runs", "[held] runs"),
        ("K\u0456m S\u0430mple runs", "[held] runs"),
        ("\uff2bim Sample\u00b2 runs", "[held]\u00b2 runs"),
    ],
)
def test_a_name_is_found_in_every_form(written, left):
    assert NAME.replaced(written, lambda words: "[held]") == left


@pytest.mark.parametrize(
    "text",
    [
        "A sample of 30 plans was read.",
        "We will sample, know and learn.",
        "a sample k",
        "The kims sample",
        "Kim Samples",
        "Akim Sample",
        "sample.kim@exampleshire.example@",
        "",
    ],
)
def test_words_that_only_resemble_a_name_stay(text):
    assert NAME.spots(text) == []


@pytest.mark.parametrize(
    ("held", "written", "left"),
    [
        ("Siân Ó Néill", "Sian O Neill", "*"),
        ("Sian ONeill", "Siân O’Neill's", "*'s"),
        ("Anne-Marie Hart-Lowe", "Anne Marie Hart Lowe; A. Hart-Lowe; Hart-Lowe, Anne-Marie", "*; *; *"),
        ("Mrs Oakley", "Miss OAKLEY and mrs oakley", "* and *"),
        ("Dr. Ann Oakley", "Ann Oakley, Prof Oakley, Oakley, A", "*, *, *"),
        ("Oakley, Ann", "Ann Oakley", "*"),
        ("J. Smith", "Smith J; Smith, J.; J Smith; Mr Smith", "*; *; *; *"),
        ("Alan Green", "A Green Paper for a green space; ask A Green.", "A Green Paper for a green space; ask *."),
        ("Ann", "Ann's annual plan", "*'s annual plan"),
        ("Jan", "Jan answers in Jan 2026 and Jan-27", "* answers in Jan 2026 and Jan-27"),
        ("Mark", "We mark it. Ask Mark.", "We mark it. Ask *."),
        ("Ana de Souza", "Souza, Ana and Ana Souza", "* and *"),
    ],
)
def test_other_names(held, written, left):
    assert HeldWords([("name", held)]).replaced(written, lambda words: "*").replace("’s", "'s") == left


@pytest.mark.parametrize(
    ("kind", "held", "written", "left"),
    [
        ("telephone", "01632 960123", "Ring 01632960123 or (01632) 960 123 or +44 1632 960123.", "Ring * or * or *."),
        ("telephone", "+44 (0)1632 960123", "01632-960-123", "*"),
        ("telephone", "01632 960123", "101632 9601234", "101632 9601234"),
        ("telephone", "07700 900123", "0044 7700 900123 or 07700.900.123 or 07700–900–123", "* or * or *"),
        ("telephone", "0044 7700 900123", "Ring 07700 900123 or +44 7700/900123", "Ring * or *"),
        ("telephone", "07700 900123", "Ring 07700\u200b900123", "Ring *"),
        ("email", "k.sample@exampleshire.example", "K.Sample@Exampleshire.example, x", "*, x"),
        ("email", "k@exampleshire.example", "sk@exampleshire.example", "sk@exampleshire.example"),
        ("detail", "UPN A123456789012", "upn  A123456789012", "*"),
    ],
)
def test_numbers_and_addresses(kind, held, written, left):
    assert HeldWords([(kind, held)]).replaced(written, lambda words: "*") == left


def test_the_longer_of_two_is_taken_and_each_is_named():
    held = HeldWords([("name", "Kim"), ("name", "Kim Sample"), ("name", "Lee Other")])
    assert held.replaced("Kim Sample, Kim and Other, Lee", str.upper) == "KIM SAMPLE, KIM and LEE OTHER"
    assert [(spot.written, spot.held) for spot in held.spots("Other, Lee")] == [("Other, Lee", "Lee Other")]


def test_what_may_be_one_of_two_is_masked_and_given_to_neither():
    held = HeldWords([("name", "John Smith"), ("name", "Jane Smith")])
    assert held.replaced("Ask J Smith or John Smith.", str.upper) == "Ask [name held back] or JOHN SMITH."
    exact = HeldWords([("name", "John Smith"), ("name", "J. Smith")])
    assert exact.replaced("Ask J. Smith.", str.upper) == "Ask J. SMITH."


def test_accents_of_their_own_go_with_the_name():
    decomposed = unicodedata.normalize("NFD", "Ask Zoë José now")
    assert HeldWords([("name", "Zoe Jose")]).replaced(decomposed, lambda words: "*") == "Ask * now"


@given(st.text(max_size=80), st.text(max_size=30), st.sampled_from(["name", "email", "telephone", "detail"]))
def test_nothing_but_the_spots_changes(text, held, kind):
    words = HeldWords([(kind, held)])
    spots = words.spots(text)
    assert [text[spot.start : spot.end] for spot in spots] == [spot.written for spot in spots]
    assert words.replaced(text, lambda _: "") == "".join(
        character for index, character in enumerate(text) if not any(spot.start <= index < spot.end for spot in spots)
    )
