import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorities.letters import has_unreadable, without_unreadable


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Head of SEND", "Head of SEND"),
        ("Caf\u00e9 Zo\u00eb – “ready”", "Caf\u00e9 Zo\u00eb – “ready”"),
        ("\u0ba4\u0bca\u0bb4G Manager SEN", "Manager SEN"),
        ("\u0b95\u0bb2\u0bcd\u0bb5\u0bbf p Manager SEN", "Manager SEN"),
        ("\u0b14 \u0b07 \u223f\u228aEarly Years", "Early Years"),
        ("\ufffd\ufffd", ""),
    ],
)
def test_only_readable_words_are_kept(text, kept):
    assert without_unreadable(text) == kept


@pytest.mark.parametrize(
    "text", ["✓ done", "20% → 35%", "£1,000", "naïve", "½ term", "• point", "5 ≤ 6", "▲ up", "◆ ✖"]
)
def test_what_people_write_is_readable(text):
    assert not has_unreadable(text)


@given(st.text(max_size=200))
def test_nothing_unreadable_is_left(text):
    assert not has_unreadable(without_unreadable(text))
