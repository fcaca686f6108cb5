from hypothesis import given
from hypothesis import strategies as st

from priorities.slugs import LONGEST, free_slug, slug_of


def test_a_slug_is_readable():
    assert slug_of("3.4 Réview the offer!") == "3-4-review-the-offer"
    assert slug_of("ஔ") == ""


def test_a_long_slug_ends_with_a_word():
    slug = slug_of("word " * 40)
    assert slug == "-".join(["word"] * 16)
    assert len(slug) <= LONGEST


def test_a_taken_slug_gets_a_number():
    assert free_slug("3.4", taken={"3-4", "3-4-2"}, otherwise="action") == "3-4-3"
    assert free_slug("ஔ", taken=set(), otherwise="action") == "action"


@given(st.text(max_size=200), st.sets(st.text(alphabet="abc-1", max_size=5)))
def test_a_free_slug_is_free(words, taken):
    slug = free_slug(words, taken=taken, otherwise="action")
    assert slug
    assert slug not in taken
