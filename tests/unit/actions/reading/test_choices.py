"""Sheets of drop-down lists: known by the lists that point to them, whatever their names."""

from actions.reading import read_action_plan
from priorities.documents import Cell, Document, Row, Table

PLAN = (("Ref", "Action", "Lead", "Status"), ("1.1", "Train staff", "ICB", "Complete"))
WHY = "a choice of a drop-down list, not an action"


def sheet(title, rows, choices=()):
    made = (
        Row(f"sheet '{title}', row {at}", tuple(Cell(text, column) for column, text in enumerate(row)))
        for at, row in enumerate(rows, start=1)
    )
    return Table(f"sheet '{title}'", title, tuple(made), choices)


def read(*sheets):
    reading = read_action_plan(Document("xlsx", sheets))
    return [action.official_words for action in reading.actions], [
        row.place for row in reading.skipped if row.reason == WHY
    ]


def test_a_sheet_with_lists_to_every_column_is_no_plan_whatever_its_headings_say():
    lists = sheet(
        "Set up", (("Action", "Lead", "Status"), ("Review", "ICB", "Complete"), ("Publish", "", "")), (0, 1, 2)
    )
    places = [f"sheet 'Set up', row {at}" for at in (1, 2, 3)]
    assert read(sheet("2026", PLAN), lists) == (["Train staff"], places)
    assert read(lists, sheet("2026", PLAN)) == (["Train staff"], places)


def test_choices_name_no_priorities_and_no_key():
    lists = sheet("X", (("Priority 1: Early help", "Complete", "Somebody"), ("Priority 2: Voice", "Late", "")), (0, 1))
    reading = read_action_plan(Document("xlsx", (lists, sheet("2026", PLAN))))
    assert (reading.priorities, reading.rating_key) == ([], [])


def test_a_plan_whose_references_are_choices_on_another_sheet_is_a_plan():
    assert read(sheet("2026", PLAN, (0,))) == (["Train staff"], [])
    assert read(sheet("2026", PLAN, (0, 3))) == (["Train staff"], [])


def test_a_key_whose_words_are_choices_is_the_key():
    key = sheet("Key", (("RAG", "Meaning"), ("Green", "On track"), ("Red", "Off track")), (0,))
    reading = read_action_plan(Document("xlsx", (sheet("2026", PLAN), key)))
    assert [(entry.word, entry.meaning) for entry in reading.rating_key] == [
        ("Green", "On track"),
        ("Red", "Off track"),
    ]


def test_a_key_among_other_lists_is_the_key():
    rows = (
        ("Lists for the cells",),
        ("RAG", "What it means", "", "Theme"),
        ("Green", "On track", "", "Early help"),
        ("Red", "Off track", "", "Voice"),
        ("", "", "", "Growing up"),
    )
    for title in ("Lists", "Sheet2"):
        reading = read_action_plan(Document("xlsx", (sheet("2026", PLAN), sheet(title, rows, (0, 3)))))
        assert [action.official_words for action in reading.actions] == ["Train staff"]
        assert [(entry.word, entry.meaning) for entry in reading.rating_key] == [
            ("Green", "On track"),
            ("Red", "Off track"),
        ]
        assert reading.priorities == []
