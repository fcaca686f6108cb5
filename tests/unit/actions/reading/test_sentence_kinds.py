"""How sentences read: things to do, hoped-for results, progress and measures, told apart by their form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reading.columns import Meaning
from actions.reading.sentence_kinds import TEXTS, column_likeness, likeness

TO_DO = (
    "Print a card that says whom to ring",
    "Jointly review every part-time timetable",
    "We will open two rooms at the centre",
    "PA1.2 Hold a drop-in at each library",
    "Re-write the letters that follow a visit",
)
HOPED_FOR = (
    "Families know whom to ring",
    "Fewer children wait for a first visit",
    "Every pupil can say what helps",
    "Parents feel heard",
    "No child is without a place in September",
)
HAPPENED = (
    "The cards were printed in May. Two libraries have not yet had theirs.",
    "Nine of fourteen posts have been filled",
    "Work began in the autumn and is under way",
    "Draft shared with the forum in June",
    "Postponed since the trainer left",
)


@pytest.mark.parametrize(
    ("values", "kind"),
    [(TO_DO, Meaning.ACTION), (HOPED_FOR, Meaning.OUTCOME), (HAPPENED, Meaning.PROGRESS)],
    ids=["to do", "hoped for", "happened"],
)
def test_a_column_reads_most_like_its_own_kind(values, kind):
    found = column_likeness(values)
    assert max(found, key=found.get) is kind
    assert found[kind] >= 0.4


@pytest.mark.parametrize("text", TO_DO)
def test_something_to_do_begins_with_what_is_done(text):
    assert likeness(text)[Meaning.ACTION] >= 0.6


def test_a_share_is_a_measure():
    assert likeness("Percentage of plans finished in time")[Meaning.MEASURE] == 0.8


def test_one_cell_tells_nothing_of_a_column():
    assert column_likeness(TO_DO[:1]) == dict.fromkeys(TEXTS, 0.0)


@given(st.text())
def test_no_text_raises_and_every_likeness_lies_between_nothing_and_one(text):
    found = likeness(text)
    assert set(found) == set(TEXTS)
    assert all(0.0 <= share <= 1.0 for share in found.values())
