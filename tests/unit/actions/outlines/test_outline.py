"""Lines of a document: joined where they go on, with what marks them and where they stand."""

import pytest

from actions.outlines.commitments import VOCABULARY
from actions.outlines.outline import outline
from actions.outlines.wrapping import UNSURE_END
from tests.unit.actions.outlines.making import text, word_of

pytestmark = pytest.mark.reading


def lines(document):
    return [(line.place, line.mark, line.text) for line in outline(document, VOCABULARY)]


def test_points_go_on_below_whatever_they_begin_with():
    assert lines(text("- train staff in every\nschool\n- open a hub with the\nSouthend Forum\n- go\n")) == [
        ("lines 1 to 2", "bullet", "train staff in every school"),
        ("lines 3 to 4", "bullet", "open a hub with the Southend Forum"),
        ("line 5", "bullet", "go"),
    ]


def test_a_word_broken_at_a_hyphen_is_whole():
    assert lines(text("- plans are co-\nproduced with families\n"))[0][2] == "plans are co-produced with families"


def test_merged_words_stay_as_they_are():
    assert lines(text("- additionalneeds ofchildren\n")) == [("line 1", "bullet", "additionalneeds ofchildren")]


def test_a_mark_alone_on_its_line_belongs_to_the_words_below():
    assert lines(text("•\ntrain staff\n1.\nopen hubs\n")) == [
        ("lines 1 to 2", "bullet", "train staff"),
        ("lines 3 to 4", "number", "open hubs"),
    ]


def test_a_point_goes_on_over_the_end_of_a_page():
    found = outline(text("- train staff in schools\n\nPage 2 of 9\n\nand nurseries\n"), VOCABULARY)
    assert [(line.text, line.why_not) for line in found] == [
        ("train staff in schools and nurseries", ""),
        ("Page 2 of 9", "a page number"),
    ]


def test_headings_that_are_known_begin_anew():
    assert [
        text for *_, text in lines(text("- train staff\nWe will:\nlisten\nPriority 2: Plans\nCore commitments:\n"))
    ] == [
        "train staff",
        "We will:",
        "listen",
        "Priority 2: Plans",
        "Core commitments:",
    ]


def test_a_title_broken_at_the_margin_is_whole():
    assert lines(text("Priority 2: Helping every child and\nfamily to be heard\n\nWe will:\n"))[0] == (
        "lines 1 to 2",
        "",
        "Priority 2: Helping every child and family to be heard",
    )


def test_a_line_as_long_as_any_below_an_unfinished_point_goes_on_with_a_doubt():
    found = outline(text("- visit the families of children who moved to\nLeigh\n- go\n"), VOCABULARY)
    assert [(line.text, line.doubts) for line in found] == [
        ("visit the families of children who moved to Leigh", ()),
        ("go", ()),
    ]
    found = outline(text("- visit the families of children near Westcliff\nLeigh and Shoebury\n- go\n"), VOCABULARY)
    assert found[0].text == "visit the families of children near Westcliff Leigh and Shoebury"
    assert found[0].doubts == (UNSURE_END,)


def test_paragraphs_of_word_are_whole():
    made = word_of(("", "Help comes"), ("", "early and near"), ("List Bullet", "train staff in"), ("", "schools"))
    assert lines(made) == [
        ("paragraph 1", "", "Help comes"),
        ("paragraph 2", "", "early and near"),
        ("paragraph 3 to 4", "bullet", "train staff in schools"),
    ]
