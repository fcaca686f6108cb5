"""What an update's reader tells: labels that nobody knows, words in no section, names; what a person says of labels."""

import pytest

from actions.reading import FoundPerson
from priorities.documents import Document, DocumentError, Paragraph
from tests.unit.actions.outlines.making import problems, sections, skipped, text, update, word_of

pytestmark = pytest.mark.reading

HEAD = "Recommendation 2 - Join up services.\nWhat we have done so far:\n- merged teams\n"


@pytest.mark.parametrize("words", ["", "hello", "Recommendation 1: Leaders act.\nThey did.\n"])
def test_a_document_without_sections_is_refused_in_a_sentence(words):
    with pytest.raises(DocumentError) as caught:
        update(Document("txt", tuple(Paragraph(f"line {at}", line) for at, line in enumerate(words.splitlines(), 1))))
    assert str(caught.value) == (
        "No sections were found in the document; give each a label such as 'What we have done so far' or 'Next steps', and "
        "each recommendation a heading such as 'Recommendation 1'."
    )


def test_words_under_an_unknown_label_are_kept_and_told():
    reading = update(text(HEAD + "Voices from the forum:\n- it feels calmer\nNext steps:\n- go on\n"))
    (item,) = reading.recommendations
    assert sections(item) == {"done": ["merged teams"], "next_steps": ["go on"]}
    assert reading.as_json()["recommendation"]["others"] == [
        {
            "label": "Voices from the forum",
            "place": "line 4",
            "points": [{"words": "it feels calmer", "place": "line 5"}],
        }
    ]
    assert skipped(reading) == [
        ("line 4", "Voices from the forum:", "a label whose meaning nobody knows"),
        ("line 5", "it feels calmer", "words under 'Voices from the forum', whose meaning nobody knows"),
    ]
    assert problems(reading) == [
        (
            "line 4",
            None,
            "Voices from the forum",
            "Nobody knows what this label means, so the words below it are in no section: choose one for them.",
        )
    ]


def test_what_a_person_says_of_a_label_holds():
    reading = update(
        text(HEAD + "Voices from the forum:\n- it feels calmer\n"), meanings={"voices from the  forum": "difference"}
    )
    (item,) = reading.recommendations
    assert sections(item) == {"done": ["merged teams"], "difference": ["it feels calmer"]}
    assert item.labels["difference"] == "Voices from the forum"
    assert problems(reading) == []
    assert reading.skipped == []


def test_a_person_may_say_otherwise_of_a_known_label():
    reading = update(text(HEAD), meanings={"What we have done so far": "to_develop"})
    assert sections(reading.recommendations[0]) == {"to_develop": ["merged teams"]}


def test_a_meaning_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match=r"^There is no meaning 'result'; there are wanted, will_do, done, now, "):
        update(text(HEAD), meanings={"Impact": "result"})


@pytest.mark.parametrize("label", ["Impact", "The difference", "Outcomes:", "Results"])
def test_a_label_that_may_be_a_hope_or_a_result_is_asked_about(label):
    reading = update(text(f"{HEAD}{label}\n- fewer calls\n"))
    (item,) = reading.recommendations
    assert sections(item) == {"done": ["merged teams"]}
    assert [(other.label, [point.words for point in other.points]) for other in item.others] == [
        (label.rstrip(":"), ["fewer calls"])
    ]
    assert problems(reading)[0][3] == (
        "This label does not say whether it tells of a result or of a hope, so the words below it are in no section: choose "
        "one for them."
    )


def test_words_that_introduce_points_are_told_unless_they_say_nothing():
    reading = update(
        text(
            "Recommendation 1: Act.\nWhat we did:\nSince May we have:\n- met\nNext steps:\nIn the autumn term:\n- train\n"
        )
    )
    assert sections(reading.recommendations[0]) == {"done": ["met"], "next_steps": ["train"]}
    assert [reason for *_, reason in skipped(reading)] == ["words that introduce the points below"] * 2
    assert problems(reading) == [
        (
            "line 6",
            None,
            "In the autumn term:",
            "This line was taken for words that introduce the points below it, not for a label: check it.",
        )
    ]


def test_words_between_a_recommendation_and_its_sections_are_told():
    reading = update(text("Recommendation 1: Leaders act.\n\nWritten by the board.\n\nWhat we did\n- met\n"))
    assert reading.recommendations[0].official_words == "Leaders act."
    assert problems(reading) == [
        (
            "line 3",
            None,
            "Written by the board.",
            "These words stand between a recommendation and its first section, and are in neither: check them.",
        )
    ]


def test_sections_that_no_line_names_a_recommendation_for_are_told():
    reading = update(text("What we did\n- met\n"))
    (item,) = reading.recommendations
    assert (item.number, item.official_words) == (None, "")
    assert [(field, message) for _, field, _, message in problems(reading)] == [
        ("number", "No line names the recommendation that these sections are about: write its number and its words."),
        ("official_words", "The recommendation's own words were not found: write them."),
    ]


def test_a_recommendation_without_sections_or_in_two_wordings_is_told():
    reading = update(
        text(
            "Recommendation 1: Act.\nRecommendation 2: Plan.\nWhat we did\n- met\nRecommendation 2: Plan well.\nNext steps\n- go\n"
        )
    )
    assert [(item.number, item.official_words) for item in reading.recommendations] == [("1", "Act."), ("2", "Plan.")]
    assert problems(reading) == [
        (
            "line 1",
            None,
            "Act.",
            "No section was read for this recommendation: check the document, or leave the recommendation out.",
        ),
        (
            "line 5",
            "official_words",
            "Plan well.",
            "This recommendation stands in the document twice in different words; the first were kept: check them.",
        ),
    ]


def test_two_labels_of_one_meaning_are_put_together_and_told():
    reading = update(text(HEAD + "What we did:\n- met\n"))
    (item,) = reading.recommendations
    assert sections(item) == {"done": ["merged teams", "met"]}
    assert item.labels == {"done": "What we have done so far"}
    assert problems(reading) == [
        (
            "line 4",
            "done",
            "What we did",
            "Two labels of the same meaning stand in one recommendation, 'What we have done so far' and 'What we did', and were "
            "put together: check them.",
        )
    ]


def test_a_line_without_a_mark_and_a_number_that_is_missing_are_told():
    reading = update(text("Recommendation 1: Act.\nWhat we did\n1. met\n3. wrote\n\nIt went well.\n"))
    assert sections(reading.recommendations[0]) == {"done": ["met", "wrote", "It went well."]}
    assert problems(reading) == [
        (
            "line 4",
            None,
            "3. wrote",
            "The list goes from 1 to 3, so number 2 may be missing: compare the points with the document.",
        ),
        (
            "line 6",
            "words",
            "It went well.",
            "This line has no mark as the points above it have: check that it is a point of this section.",
        ),
    ]


def test_lines_that_may_be_one_sentence_are_told():
    reading = update(text("Recommendation 1: Act.\nWhat we did\nWe opened Leigh\nClinic on Saturdays.\n"))
    assert sections(reading.recommendations[0]) == {"done": ["We opened Leigh", "Clinic on Saturdays."]}
    assert problems(reading) == [
        (
            "line 4",
            "words",
            "Clinic on Saturdays.",
            "No mark and no blank line shows whether this goes on from the line above: check where it ends.",
        )
    ]


def test_names_are_found_also_under_unknown_labels():
    reading = update(text(HEAD + "Voices:\n- Jane Whitfield was kind\n"))
    assert reading.people == [FoundPerson("name", "Jane Whitfield", "line 5", "words")]


def test_other_words_for_a_recommendation():
    reading = update(
        word_of(
            ("Heading 1", "Area for improvement two: Waits"), ("Heading 2", "Progress so far"), ("List Bullet", "hired")
        )
    )
    (item,) = reading.recommendations
    assert (item.number, item.official_words, sections(item)) == ("2", "Waits", {"done": ["hired"]})
