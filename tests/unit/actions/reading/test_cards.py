"""Cards: a table for each action, labels down its first column, a reference, a title or a priority across its top."""

from datetime import date

import pytest

from actions.reading import read_action_plan
from actions.status import Status
from priorities.documents import Document, Notice, Paragraph
from tests.unit.actions.reading.making import CARD, card, one, read, said, skipped, table


def test_a_card_with_two_labels_in_a_row():
    card = table(
        ("Action A1", ("Train bus crews", 3)),
        ("Lead", "Transport Manager", "Deadline", "May 2026"),
        ("Outcome", ("Journeys are calm", 3)),
        ("Progress", "", "Status", "On track"),
    )
    [action] = read(card).actions
    assert (action.reference, action.official_words, action.outcome) == ("A1", "Train bus crews", "Journeys are calm")
    assert (action.leads, action.timescale.due) == (["Transport Manager"], date(2026, 5, 31))
    assert (action.status, action.progress) == (Status.ON_TRACK, "")
    assert said(action) == []


@pytest.mark.parametrize(
    ("head", "reference", "title"),
    [
        ("Action A1", "A1", None),
        ("A1", "A1", None),
        ("1.1", "1.1", None),
        ("Action 1.1: Better journeys", "1.1", "Better journeys"),
        ("A1 Better journeys", "A1", "Better journeys"),
        ("Better outcomes for travellers", None, "Better outcomes for travellers"),
    ],
)
def test_what_stands_across_the_top_of_a_card_is_its_reference_or_title(head, reference, title):
    action = one(card(head))
    assert (action.reference, action.official_words, action.outcome) == (
        reference,
        "Train bus crews",
        "Journeys are calm",
    )
    assert (action.leads, action.timescale.due) == (["Transport Manager"], date(2026, 5, 31))
    unplaced = "The words under 'Title' have no field of their own: copy into a field what the public should read."
    assert said(action) == ([("Title", title, unplaced)] if title else [])


def test_a_title_with_a_reference_is_the_action_where_a_card_has_no_other():
    action = one(card("Action 1.1: Train bus crews", labels=CARD[1:]))
    assert (action.reference, action.official_words, action.outcome) == ("1.1", "Train bus crews", "Journeys are calm")
    assert said(action) == []


def test_a_table_with_a_title_and_no_action_is_no_card():
    about = card("Plan for the north", labels=(("Owner", "Board"), ("Date", "May 2026"), ("Status", "Final")))
    reading = read(about, card("A1", place="table 2"))
    assert [action.reference for action in reading.actions] == ["A1"]
    why = "a row of a table that has no heading for actions"
    assert skipped(reading) == [
        ("Plan for the north", why),
        ("Owner | Board", why),
        ("Date | May 2026", why),
        ("Status | Final", why),
    ]


def test_a_card_names_its_priority_beside_a_label():
    first = card("A1", labels=(("Priority", "Ways to school"), *CARD))
    second = card("A2", place="table 2", labels=(("Priority", "Ways to school"), *CARD))
    third = card("A3", place="table 3", labels=(("Priority", "Places to go"), *CARD))
    reading = read(first, second, third)
    assert [(item.number, item.title) for item in reading.priorities] == [
        (None, "Ways to school"),
        (None, "Places to go"),
    ]
    assert [action.priority for action in reading.actions] == [0, 0, 1]


def test_how_urgent_a_card_is_names_no_priority():
    reading = read(card("A1", labels=(("Priority", "High"), *CARD)))
    assert reading.priorities == []
    [action] = reading.actions
    assert [(field, value) for field, value, _ in said(action)] == [("Priority", "High")]


def test_a_card_that_begins_with_its_priority():
    reading = read(card("Priority 2: Ways to school"), card("Priority 3: Places to go", place="table 2"))
    assert [(action.priority, action.official_words) for action in reading.actions] == [
        (0, "Train bus crews"),
        (1, "Train bus crews"),
    ]
    assert [(item.number, item.title) for item in reading.priorities] == [
        ("2", "Ways to school"),
        ("3", "Places to go"),
    ]


def test_cards_below_each_other_in_one_table_each_begin_with_their_head():
    second = (("What we will do", "Ask drivers"), ("Led by", "Headteachers"), ("Finish", "June 2026"))
    reading = read(table((("A1", 2),), *CARD, (("A2", 2),), *second))
    assert [(action.reference, action.official_words, action.leads) for action in reading.actions] == [
        ("A1", "Train bus crews", ["Transport Manager"]),
        ("A2", "Ask drivers", ["Headteachers"]),
    ]


def test_a_label_across_a_card_has_its_words_below():
    action = one(
        table(
            (("A1", 2),),
            (("What we will do", 2),),
            (("Train bus crews", 2),),
            ("Led by", "Transport Manager"),
            ("Finish", "May 2026"),
            (("Progress", 2),),
            (("Two of nine crews were trained", 2),),
        )
    )
    assert (action.reference, action.official_words, action.progress) == (
        "A1",
        "Train bus crews",
        "Two of nine crews were trained",
    )
    assert said(action) == []


def test_words_across_a_card_that_no_label_stands_above_are_reported():
    action = one(table((("A1", 2),), *CARD, (("Checked by the board in May", 2),)))
    assert action.official_words == "Train bus crews"
    assert [item for item in said(action) if "Checked" in item[1]] == [
        (
            "Words across the card",
            "Checked by the board in May",
            "The words under 'Words across the card' have no field of their own: copy into a field what the public should read.",
        )
    ]


def test_labels_of_cards_say_what_stands_beside_them_on_all_of_them():
    labels = (*CARD[:3], ("Where we’ve got to", "Two crews were trained."), ("How it’s going", "Slipping"))
    others = (*CARD[:3], ("Where we’ve got to", "The hall is open."), ("How it’s going", "On course"))
    key = (
        Paragraph("paragraph 1", "How to read “How it’s going”:"),
        Paragraph("paragraph 2", "On course – on track to finish when we said", bullet=True),
        Paragraph("paragraph 3", "Slipping – at risk of finishing late", bullet=True),
    )
    reading = read(*key, card("2a SENCOs", labels=labels), card("2b SENCOs", place="table 2", labels=others))
    assert [(a.reference, a.progress, a.rating, a.status) for a in reading.actions] == [
        ("2a", "Two crews were trained.", "Slipping", Status.AT_RISK),
        ("2b", "The hall is open.", "On course", Status.ON_TRACK),
    ]


@pytest.mark.parametrize("word", ["Pathway 1 – ", ""])
def test_headings_above_cards_name_the_priorities(word):
    def below(title, number):
        return Paragraph(f"paragraph {number}", title, level=1), card(f"{number}.1", place=f"table {number}")

    reading = read(*below(f"{word}Getting about", 1), *below(f"{word.replace('1', '2')}Places to go", 2))
    assert [item.title for item in reading.priorities] == ["Getting about", "Places to go"]
    assert [action.priority for action in reading.actions] == [0, 1]


def test_a_date_struck_through_on_a_card_holds_no_more():
    notice = Notice("table 1, row 4", "strikethrough", "May 2026", "Words are struck through, and are kept as content.")
    [action] = read_action_plan(Document("docx", (card("A1"),), (notice,))).actions
    assert (action.timescale.raw, action.timescale.due) == ("May 2026", None)
    assert ("timescale", "May 2026", "The date is struck through: say whether it still holds.") in said(action)


def test_what_somebody_proposed_in_a_row_of_a_card_is_said_of_its_action():
    notice = Notice("table 1, row 3", "tracked change", "Bus Manager", "Somebody added words.")
    reading = read_action_plan(Document("docx", (card("A1"),), (notice,)))
    assert [(problem.place, problem.value) for problem in reading.problems if problem.value == "Bus Manager"] == [
        (reading.actions[0].place, "Bus Manager")
    ]
