import unicodedata
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorities.name_forms import HeldWords
from priorities.readings import web_addresses

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
        ("Kim_Sample and _Kim Sample_", "[held] and _[held]_"),
        ("Kim%20Sample and %4bim%2520%53ample", "[held] and [held]"),
        ("Kim+Sample or Kim/Sample", "[held] or [held]"),
        ("Kim&nbsp;Sample and &#75;im&amp;nbsp;Sample", "[held] and [held]"),
        ("Sample%2C%20Kim", "[held]"),
        ("K-i-m Sample and K.i.m S.a.m.p.l.e", "[held] and [held]"),
        ("K i m  S a m p l e leads", "[held] leads"),
        ("k%C2%ADim-sample and k%e9im", "[held] and k%e9im"),
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
        "kimsample in prose, and sample kim",
        "100%20of a sample; kim%2",
        "A sample/Kim",
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
        ("Ms Bloggs", "J Bloggs; J. Bloggs; K.L. Bloggs; Bloggs, J.; Bloggs J; A Bloggs and", "*; *; *; *; *; * and"),
        ("Ms Bloggs", "Bloggs wrote it; we blog, a bloggs b", "Bloggs wrote it; we blog, a bloggs b"),
        ("Ms Hall", "Hall B, Plan B Hall and J. Hall", "Hall B, Plan B Hall and J. Hall"),
        ("Mr Green", "Phase B Green; Action 3. Green", "Phase B Green; Action 3. Green"),
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
        ("telephone", "07700 900123", "7700 900123, (0)7700-900-123, tel07700900123", "*, *, tel*"),
        ("telephone", "07700 900123", "wa.me/447700900123", "*"),
        ("telephone", "07700 900123", "07700%20900123 or 07700+900123", "* or *"),
        ("telephone", "07700 900123", "17700900123 or 77009001234", "17700900123 or 77009001234"),
        ("email", "p.jones@council.example", "mailto:p.jones%40council.example", "mailto:*"),
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


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (
            "Note: https://x-my.sharepoint.example/personal/kim_sample_x_gov_uk/Documents/Kim%20Sample%20note.docx.",
            "Note: *.",
        ),
        ("(https://x.example/?n=Kim+Sample)", "(*)"),
        ("https://x.example/%4Bim%20%53ample and more", "* and more"),
        ("https://x.example/Sample%2C%20Kim", "*"),
        ("https://x.example/k%C2%ADim-sample", "*"),
        ("https://x.example/kim/sample", "*"),
        ("https://x.example/kimsample", "*"),
        ("x.example/plans/sample_kim/2", "*"),
        ("https://x.example/personal/ksample_x_gov_uk/1", "*"),
        ("https://x.example/kim_louise_sample_x", "*"),
        ("https://x.example/Notes of Kim Sample", "https://x.example/Notes of *"),
        ("https://x.example/sample-plans/k and the rest", "https://x.example/sample-plans/k and the rest"),
        ("https://x.example/kims/samples", "https://x.example/kims/samples"),
        ("kimsample", "*"),
        ("plan-sample-kim-2", "plan-*-2"),
        ("k-i-m-sample", "*"),
        ("k-i-m-s-a-m-p-l-e", "*"),
        ("we-read-a-sample", "we-read-a-sample"),
    ],
)
def test_an_address_that_holds_a_name_goes_as_a_whole_and_a_slug_holds_joined_names(written, left):
    assert NAME.replaced(written, lambda words: "*") == left


def test_an_address_of_two_names_is_given_to_neither():
    held = HeldWords([("name", "Kim Sample"), ("name", "Lee Other")])
    address = "https://x.example/kim_sample/lee-other"
    assert [(spot.written, spot.held) for spot in held.spots(address)] == [
        ("kim_sample", "Kim Sample"),
        ("lee-other", "Lee Other"),
    ]
    assert held.replaced(f"See {address} now", str.upper) == "See [name held back] now"


def test_in_an_address_any_initial_before_a_surname_is_she():
    bloggs = HeldWords([("name", "Ms Bloggs")])
    assert bloggs.replaced("https://x.example/personal/jbloggs_x_gov_uk", lambda words: "*") == "*"
    assert bloggs.spots("https://x.example/vlogs/bloggsy") == []


@pytest.mark.parametrize(
    ("held", "text", "found"),
    [
        ("Kim Sample", "Sample wrote it; a sample of SAMPLE.", ["Sample", "SAMPLE"]),
        ("Ms Bloggs", "Bloggs will lead; so says Bloggs SENCO", ["Bloggs", "Bloggs"]),
        ("Ms Bloggs", "Bloggs School and Bloggs Lane", []),
        ("Ms Bloggs", "Bloggs School Nurse", ["Bloggs"]),
        ("Ms Green", "Green", []),
        ("Ms Hall", "Hall", []),
        ("Cllr Support", "Support", []),
        ("Bloggs", "Bloggs", []),
        ("Ann Hart-Lowe", "Hart-Lowe and Hart Lowe", ["Hart-Lowe", "Hart Lowe"]),
        ("Siân Ó Néill", "NEILL", ["NEILL"]),
    ],
)
def test_a_surname_alone_is_found_where_it_is_no_ordinary_word(held, text, found):
    assert list(HeldWords([("name", held)]).surnames(text)) == found


HOSTILE = (
    "Aa' a_ %20 +4 Kim&#32; a- x. K- k.i.m/ &amp; &nbsp; %25 %C3 07700 kimsample- https://x/kimsample a.b/".split()
)


@pytest.mark.parametrize(
    "piece", [*HOSTILE, "Kim ", "Kim Sample ", "J Bloggs ", "A B ", "a.b/ ", "https://kimsample.x "]
)
def test_a_long_text_is_searched_in_a_moment(piece):
    """What reads the same letters again from each of them takes minutes."""
    names = ("Kim Sample", "Kim", "Ms Bloggs", "Aa Aa", "A B", "Siân Ó Néill")
    held = HeldWords([*(("name", name) for name in names), ("telephone", "07700 900123"), ("email", "a@b.example")])
    text = (piece * 20_000)[:20_000]
    start = process_time()
    held.replaced(text, lambda words: "*")
    list(held.surnames(text))
    assert process_time() - start < 2


def test_accents_of_their_own_go_with_the_name():
    decomposed = unicodedata.normalize("NFD", "Ask Zoë José now")
    assert HeldWords([("name", "Zoe Jose")]).replaced(decomposed, lambda words: "*") == "Ask * now"


@given(st.text(max_size=80), st.text(max_size=30), st.sampled_from(["name", "email", "telephone", "detail"]))
def test_nothing_but_the_spots_changes(text, held, kind):
    words = HeldWords([(kind, held)])
    spots = words.spots(text)
    assert [text[spot.start : spot.end] for spot in spots] == [spot.written for spot in spots]
    if not web_addresses(text):
        assert words.replaced(text, lambda _: "") == "".join(
            letter for index, letter in enumerate(text) if not any(spot.start <= index < spot.end for spot in spots)
        )
