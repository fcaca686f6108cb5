"""A long table costs so much for each row, however many rows it has."""

from collections import Counter
from contextlib import nullcontext
from unittest import mock

import pytest

from actions.reading import NoActions, kept, rows, shapes
from actions.reading.columns import folded
from actions.timescales import read_timescale
from tests.unit.actions.reading.making import HEADER, read, table


def test_each_text_of_a_long_table_is_tried_as_a_timescale_once():
    found: Counter[str] = Counter()

    def counted(text):
        found[text] += 1
        return read_timescale(text)

    long = [(str(at), f"Open room {at} of it", f"Manager {at}", "May 2026") for at in range(1400)]
    with mock.patch.object(rows, "read_timescale", counted):
        assert len(read(table(HEADER, *long), kind="csv").actions) == 1400
    assert found["Manager 7"] == 1
    assert max(found.values()) == 1, found.most_common(3)


def test_lines_that_come_up_twice_are_not_weighed_as_the_heads_of_pages():
    two = ("Plan of the area", "for all of its schools")
    with mock.patch.object(shapes, "date_like", side_effect=AssertionError):
        read(table(HEADER, ("1", "Open a room", "Manager", "May 2026"), two, two), kind="csv")


@pytest.mark.parametrize("good", [True, False])
def test_nothing_is_kept_when_a_document_was_read(good):
    head = HEADER if good else ("Colour", "Shape", "Size", "Weight")
    with nullcontext() if good else pytest.raises(NoActions):
        read(table(head, ("1", "Open a room", "Manager", "May 2026")))
    assert folded.cache_info().currsize == 0


def test_what_a_function_said_is_kept_until_it_is_forgotten():
    asked = []
    twice = kept.for_one_reading(lambda text: asked.append(text) or text * 2)
    assert [twice("a"), twice("a"), twice("b")] == ["aa", "aa", "bb"]
    kept.forget()
    assert (twice("a"), asked) == ("aa", ["a", "b", "a"])
