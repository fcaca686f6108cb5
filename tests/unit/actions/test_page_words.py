"""What templates find in a page's content: the terms that a reader meets, the symbols that it draws."""

from __future__ import annotations

from actions.page_words import symbols_drawn, terms_shown


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
