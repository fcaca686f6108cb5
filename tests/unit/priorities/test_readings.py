import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorities.readings import overlapping, readings_of, run_together, web_addresses


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Plain Words", ["plain words"]),
        ("Zo\u00eb\u2019s and O\u2019Neill", ["zoe\u2019s and oneill"]),
        ("Sample's plan, e.g. at 9 a.m.", ["sample's plan, e.g. at 9 a.m."]),
        ("O'Neill's, don't", ["oneill's, dont"]),
        ("an%20ox", ["an%20ox", "an ox"]),
        ("an%252520ox", ["an%252520ox", "an ox"]),
        ("%C3%A9%e9", ["%c3%a9%e9", "ee"]),
        ("5%4 and 50%", ["5%4 and 50%"]),
        ("an&nbsp;ox &amp;amp; &nosuch;", ["an&nbsp;ox &amp;amp; &nosuch;", "an ox & &nosuch;"]),
        ("K-i-m runs", ["k-i-m runs", "kim runs"]),
        ("K%2Di-m", ["k%2di-m", "k-i-m", "kim"]),
        ("K-i.m", ["k-i.m", "ki.m"]),
    ],
)
def test_a_text_is_read_as_it_stands_decoded_and_with_spelt_words_joined(text, read):
    assert [reading.folded for reading in readings_of(text)] == read


@given(st.text(alphabet="aK-. %24&;#xé'’\u00ad", max_size=60))
def test_each_letter_of_a_reading_stands_somewhere_in_the_text(text):
    for reading in readings_of(text):
        assert len(reading.folded) == len(reading.seen) == len(reading.at) - 1
        assert list(reading.at) == sorted(reading.at)
        assert reading.at[-1] == len(text)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("See https://x.example/a_b?c=d.", ["https://x.example/a_b?c=d"]),
        ("(www.x.example) and x.example/b, c", ["www.x.example", "x.example/b"]),
        ("2024/25, and/or, k@x.example/y, 1.2/3, x.example", []),
    ],
)
def test_where_addresses_stand(text, addresses):
    assert [text[start:end] for start, end in web_addresses(text)] == addresses


def test_where_words_may_stand_without_a_sign_between_them():
    assert run_together("a-slug-2") == [(0, 8)]
    assert run_together("A sentence") == []
    assert run_together("K-i-m at http://k-i-m.x/ a-b") == [(0, 5), (9, 24), (25, 28)]


@pytest.mark.parametrize(
    ("start", "end", "found"), [(0, 2, []), (0, 3, [(2, 4)]), (3, 9, [(2, 4), (6, 8)]), (4, 6, []), (8, 9, [])]
)
def test_places_that_share_a_letter(start, end, found):
    assert list(overlapping([(2, 4), (6, 8)], start, end)) == found
