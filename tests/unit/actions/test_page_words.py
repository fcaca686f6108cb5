"""What templates find in a page's content: the terms that a reader meets, the symbols that it draws."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from actions.page_words import symbols_drawn, terms_shown, with_first_uses
from actions.terms import TERMS, Term


def test_terms_in_the_folded_choices_of_a_form_are_not_met():
    content = '<p>CAMHS</p><form method="get"><label>SENCO</label></form><p>EP</p>'
    assert [term.word for term in terms_shown(content)] == ["CAMHS", "EP"]


def test_symbols_by_the_names_that_the_content_uses():
    use = '<svg class="icon"><use href="#s-{}"/></svg>'
    assert symbols_drawn(f"{use.format('on_track')}{use.format('late')}{use.format('on_track')}") == {
        "on_track",
        "late",
    }
    assert symbols_drawn('<a href="#results">s-on_track</a>') == frozenset()


EHC, CAMHS = Term("EHC plan", "A plan.", ("EHCP", "statement")), Term("CAMHS", "Mental health.")


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("<p>An EHC plan, an EHC plan.</p>", '<p>An <dfn><a href="#w-ehc-plan">EHC plan</a></dfn>, an EHC plan.</p>'),
        ("<p>EHC plans</p>", '<p><dfn><a href="#w-ehc-plan">EHC plans</a></dfn></p>'),
        ("<h2>EHCP</h2><p>EHCP</p>", '<h2>EHCP</h2><p><dfn><a href="#w-ehc-plan">EHCP</a></dfn></p>'),
        ('<p title="EHCP">A Statement</p>', '<p title="EHCP">A <dfn><a href="#w-ehc-plan">Statement</a></dfn></p>'),
        ('<a href="/EHCP/">EHCP <b>EHCP</b></a>', '<a href="/EHCP/">EHCP <b>EHCP</b></a>'),
        (
            "<p>misstatement, statements of</p>",
            '<p>misstatement, <dfn><a href="#w-ehc-plan">statements</a></dfn> of</p>',
        ),
        ("<article>EHCP</article>", '<article><dfn><a href="#w-ehc-plan">EHCP</a></dfn></article>'),
        ("<p>nothing here</p>", "<p>nothing here</p>"),
        ("<p>\u0130stanbul, EHCP</p>", '<p>\u0130stanbul, <dfn><a href="#w-ehc-plan">EHCP</a></dfn></p>'),
        ("<p>EHCPX and xEHCP</p>", "<p>EHCPX and xEHCP</p>"),
    ],
)
def test_the_first_use_in_prose_leads_to_what_it_means(content, shown):
    assert with_first_uses(Markup(content), [EHC]) == shown  # noqa: S704 - content of this test


def test_a_word_within_another_term_is_not_linked_twice():
    both = [EHC, Term("plan", "Something.")]
    assert with_first_uses(Markup("<p>EHC plan</p><p>plan</p>"), both) == (
        '<p><dfn><a href="#w-ehc-plan">EHC plan</a></dfn></p><p><dfn><a href="#w-plan">plan</a></dfn></p>'
    )


def test_own_words_take_the_place_of_ours():
    own = Term("EHC plan", "Ours here.")
    assert terms_shown("<p>An EHC plan, CAMHS, zebra</p>", [own, Term("Zebra", "Stripes.")]) == [
        TERMS["CAMHS"],
        own,
        Term("Zebra", "Stripes."),
    ]
    assert terms_shown("<p>CAMHS</p>", [own]) == [TERMS["CAMHS"]]
