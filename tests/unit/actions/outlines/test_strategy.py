"""What a strategy's reader tells: words that it could not place, counts that differ, names, words beside the content."""

import docx
import pytest

from actions.reading import FoundPerson
from priorities.documents import Cell, Document, DocumentError, Notice, Paragraph, Row, Table
from tests.unit.actions.outlines.making import problems, skipped, strategy, text, told, word, word_of

pytestmark = pytest.mark.reading

HEAD = "Priority 1: Early help\nHelp comes early.\nWe will:\n- train staff\n"


@pytest.mark.parametrize(
    "words", ["", "Hello.\nNothing is promised here.\n", "Priority 1: Early help\nHelp comes early.\n"]
)
def test_a_document_without_commitments_is_refused_in_a_sentence(words):
    with pytest.raises(DocumentError) as caught:
        strategy(Document("txt", tuple(Paragraph(f"line {at}", line) for at, line in enumerate(words.splitlines(), 1))))
    assert str(caught.value) == (
        "No commitments were found in the document; give its list a heading such as 'We will:' or 'What we will do', and "
        "each priority a heading such as 'Priority 1: Early help'."
    )


def test_words_under_an_unknown_heading_are_skipped_and_told():
    reading = strategy(text(HEAD + "\nWhere we were brave:\n- we closed a unit\n"))
    assert told(reading)[0] == [("1", "Early help", "Help comes early.", ["train staff"])]
    assert skipped(reading)[1:] == [
        ("line 6", "Where we were brave:", "a heading within a priority"),
        ("line 7", "we closed a unit", "words under 'Where we were brave:', which nobody knows"),
    ]
    assert problems(reading) == [
        (
            "line 6",
            None,
            "Where we were brave:",
            "The words under this heading were not taken for commitments, because nobody knows the heading: check them.",
        )
    ]


def test_an_unknown_heading_over_the_only_points_is_taken_and_told():
    reading = strategy(
        text(
            "Priority 1: Early help\nHelp comes early.\nOur big bets:\n- train staff\nPriority 2: Plans\nWe will:\n- check\n"
        )
    )
    assert told(reading)[0][0] == ("1", "Early help", "Help comes early.", ["train staff"])
    assert problems(reading) == [
        (
            "line 3",
            None,
            "Our big bets:",
            "Nobody knows this heading, and the points below it were taken for commitments: check them.",
        )
    ]


def test_headings_that_part_the_commitments_are_told():
    reading = strategy(
        word_of(
            ("", "Priority 1: Early help"),
            ("bold", "We will:"),
            ("bold", "For families"),
            ("List Bullet", "listen"),
            ("bold", "For schools"),
            ("List Bullet", "train"),
        )
    )
    assert told(reading)[0] == [("1", "Early help", "", ["listen", "train"])]
    message = (
        "The points under this heading were taken for commitments, because it stands below 'We will:': check them."
    )
    assert problems(reading) == [
        ("paragraph 3", None, "For families", message),
        ("paragraph 5", None, "For schools", message),
    ]


def test_a_plain_line_among_commitments_is_told():
    reading = strategy(text(HEAD + "\nThis is hard.\n\nWe will also publish a guide.\n"))
    assert told(reading)[0][0][3] == ["train staff", "We will also publish a guide."]
    assert problems(reading) == [
        (
            "line 6",
            None,
            "This is hard.",
            "This line has no mark as the commitments above it have, so it was not taken for one: check it.",
        ),
        (
            "line 8",
            "words",
            "We will also publish a guide.",
            "This line has no mark as the commitments above it have, but says what will be done: check that it is one.",
        ),
    ]


def test_a_promise_outside_every_list_is_told():
    reading = strategy(text("We will do this with families.\n\n" + HEAD))
    assert problems(reading) == [
        (
            "line 1",
            None,
            "We will do this with families.",
            "This sentence says what will be done, but stands under no priority and in no list: check whether it is a commitment.",
        )
    ]


def test_points_before_the_commitments_are_told():
    reading = strategy(text("Priority 1: Early help\n- many wait\nWe will:\n- train staff\n"))
    assert told(reading)[0] == [("1", "Early help", "", ["train staff"])]
    assert problems(reading) == [
        (
            "line 2",
            None,
            "many wait",
            "These points stand in a priority before its commitments, so they were not taken for commitments: check them.",
        )
    ]


def test_commitments_under_no_priority_are_told():
    reading = strategy(text("We will:\n- train staff\n- open hubs\n"))
    assert told(reading) == ([], ["train staff", "open hubs"])
    assert problems(reading) == [
        (
            "line 2",
            None,
            "train staff",
            "No priority was found above these commitments, so they were taken for core commitments: check it.",
        )
    ]


def test_a_priority_without_commitments_and_another_number_of_them_are_told():
    reading = strategy(text("This strategy has three priorities.\n\n" + HEAD + "Priority 2: Plans\nPlans are clear.\n"))
    assert problems(reading) == [
        (
            "line 1",
            "priorities",
            "This strategy has three priorities.",
            "The document speaks of three priorities, and 2 were read: compare them.",
        ),
        (
            "line 7",
            "commitments",
            "Plans",
            "No commitments were found under this priority: check the document, or leave the priority out.",
        ),
    ]


def test_an_aim_of_several_paragraphs_and_a_commitment_that_ends_in_a_colon_are_told():
    reading = strategy(
        text("Priority 1: Early help\n\nHelp comes early.\n\nMany wait.\n\nWe will:\n- work with:\n- schools\n")
    )
    assert reading.priorities[0].official_words == "Help comes early.\nMany wait."
    assert problems(reading) == [
        (
            "line 3",
            "official_words",
            "Help comes early.\nMany wait.",
            "Several paragraphs stand above the commitments and were all taken for the aim: check where it ends.",
        ),
        (
            "line 8",
            "words",
            "work with:",
            "This commitment ends with a colon, so the points below it may belong to it: check them.",
        ),
    ]


def test_two_priorities_of_one_number_are_told():
    reading = strategy(text(HEAD + "Priority 1: Plans\nWe will:\n- check them\n"))
    assert [item.title for item in reading.priorities] == ["Early help", "Plans"]
    assert problems(reading) == [
        ("line 5", "number", "Priority 1: Plans", "Two priorities have this number: check which is meant.")
    ]


def test_names_addresses_and_small_numbers_are_found_for_holding_back():
    reading = strategy(text(HEAD + "- ask Jane Whitfield, jane@example.org\n- visit 3 children\n"))
    assert reading.people == [
        FoundPerson("email", "jane@example.org", "line 5", "words"),
        FoundPerson("name", "Jane Whitfield", "line 5", "words"),
    ]
    assert [(place, value) for place, _, value, _ in problems(reading)] == [
        ("line 5", "jane@example.org"),
        ("line 5", "Jane Whitfield"),
        ("line 6", "3 children"),
    ]


def test_names_in_titles_and_aims_are_found():
    reading = strategy(
        text("Priority 1: Jane Whitfield's promise\nMark Whitfield says help comes early.\nWe will:\n- train\n")
    )
    assert [(found.words, found.place, found.field) for found in reading.people] == [
        ("Jane Whitfield's", "line 1", "title"),
        ("Mark Whitfield", "line 2", "official_words"),
    ]


def test_notices_and_doubts_of_the_file_are_kept():
    lines = (
        Paragraph("paragraph 1", "Priority 1: Early help"),
        Paragraph("paragraph 2", "We will:"),
        Paragraph("paragraph 3", "train staff", bullet=True, doubt="Tracked changes here are not settled."),
    )
    beside = (
        Notice("paragraph 3", "comment", "Is this funded?", "At paragraph 3 there is a comment, which is not content."),
        Notice("header", "header", "OFFICIAL", "The document has a page header, which is not content."),
    )
    reading = strategy(Document("docx", lines, beside))
    assert skipped(reading)[-1] == ("header", "OFFICIAL", "The document has a page header, which is not content.")
    assert problems(reading) == [
        (
            "paragraph 3",
            None,
            "Is this funded?",
            "This is a comment, so it was not read: write its words into the plan if they belong there.",
        ),
        ("paragraph 3", "words", "train staff", "Tracked changes here are not settled."),
    ]


def test_the_date_of_the_document_is_suggested_and_is_no_commitment():
    reading = strategy(text("Priority 1: Early help\nWe will:\ntrain staff\n\nPublished in May 2025\n"))
    assert told(reading)[0][0][3] == ["train staff"]
    assert reading.as_json()["dated"] == {
        "words": "May 2025",
        "day": "2025-05-31",
        "precision": "month",
        "place": "line 5",
    }
    assert skipped(reading)[-1] == ("line 5", "Published in May 2025", "the date of the document")


def test_soft_line_breaks_in_one_word_paragraph():
    def build(made: docx.document.Document):
        made.add_paragraph("Priority 1: Early help")
        made.add_paragraph("We will:\n• train staff\n• open hubs")

    reading = strategy(word(build))
    assert told(reading)[0] == [("1", "Early help", "", ["train staff", "open hubs"])]


def test_a_cell_merged_downwards_is_read_once():
    cells = [
        ("Priority 1: Early help", "We will:\n• train staff", False),
        ("Priority 1: Early help", "• open hubs", True),
    ]
    rows = tuple(
        Row(f"table 1, row {at}", (Cell(first, 0, continues=goes_on), Cell(second, 1)))
        for at, (first, second, goes_on) in enumerate(cells, start=1)
    )
    reading = strategy(Document("docx", (Table("table 1", None, rows),)))
    assert told(reading)[0] == [("1", "Early help", "", ["train staff", "open hubs"])]
