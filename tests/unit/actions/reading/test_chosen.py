"""What a person says that a column holds goes before its heading and its cells; without a word nothing changes."""

import pytest

from actions.reading import NoActions, WrongChoice, column_choice, column_choices, read_action_plan
from actions.reading.chosen import ColumnChoice, of_table, with_chosen
from actions.reading.columns import Meaning
from actions.reading.rows import Column, Header
from priorities.documents import Cell, Document, Paragraph, Row, Table

pytestmark = pytest.mark.reading


def document(*tables):
    """A Word document with these tables, each a list of rows of texts."""
    blocks = []
    for number, rows in enumerate(tables, start=1):
        made = [
            Row(f"table {number}, row {at}", tuple(Cell(text, column) for column, text in enumerate(texts)))
            for at, texts in enumerate(rows, start=1)
        ]
        blocks.append(Table(f"table {number}", None, tuple(made)))
    return Document("docx", tuple(blocks))


PLAN = [
    ["Ref", "Action", "Lead", "By when", "Zig"],
    ["1.1", "Train every SENCO", "Head of SEND", "March 2026", "Two days were held"],
    ["1.2", "Write the guide", "Team leader", "May 2026", "A draft is with parents"],
]


@pytest.mark.parametrize(
    ("place", "word", "expected"),
    [
        ("table 1, column 4", "progress", ColumnChoice("table 1", 4, Meaning.PROGRESS)),
        ("Table 12, Column 3", "Not used", ColumnChoice("table 12", 3, Meaning.OTHER)),
        ("column 2", "action", ColumnChoice(None, 2, Meaning.ACTION)),
        ("Zig", "timescale", ColumnChoice(None, "Zig", Meaning.DUE)),
        ("table 2, Lead, by name", "lead", ColumnChoice("table 2", "Lead, by name", Meaning.LEAD)),
        ("cards, column 3", "outcome", ColumnChoice("cards", 3, Meaning.OUTCOME)),
        ("lines, Zig", "start", ColumnChoice("lines", "Zig", Meaning.START)),
    ],
)
def test_a_choice_names_a_table_and_a_column_by_number_or_heading(place, word, expected):
    assert column_choice(place, word) == expected


@pytest.mark.parametrize(
    ("place", "word", "sentence"),
    [
        (
            "column 4",
            "colour",
            "'column 4' cannot be 'colour'; choose one of reference, priority, aim, action, outcome, measure, lead, name, "
            "start, review, timescale, rating, progress, not used.",
        ),
        (
            "table 1, ",
            "lead",
            "'table 1, ' names no column; write 'table 1, column 4', 'column 4' or the column's heading.",
        ),
    ],
)
def test_a_choice_that_says_nothing_is_refused_in_one_sentence(place, word, sentence):
    with pytest.raises(WrongChoice) as refusal:
        column_choice(place, word)
    assert str(refusal.value) == sentence


def test_headings_without_a_choice_are_the_very_same():
    header = Header((Column(0, "Action", Meaning.ACTION), Column(1, "Zig", None, guessed=True)))
    assert with_chosen(header, ()) is header
    assert with_chosen(header, column_choices({"column 9": "lead"})) is header


def test_what_names_the_table_goes_before_what_names_none():
    said = column_choices({"table 2, column 1": "lead", "column 1": "aim", "table 1, column 1": "rating"})
    assert [item.meaning for item in of_table("table 2", said)] == [Meaning.AIM, Meaning.LEAD]


def test_only_one_column_holds_the_actions():
    header = Header((Column(0, "Action", Meaning.ACTION), Column(1, "Zig", None), Column(2, "Lead", Meaning.LEAD)))
    settled = with_chosen(header, column_choices({"column 2": "action"}))
    assert [column.meaning for column in settled.columns] == [Meaning.OTHER, Meaning.ACTION, Meaning.LEAD]


def test_the_reading_says_what_each_column_was_taken_for():
    (table,) = read_action_plan(document(PLAN)).tables
    assert (table.key, table.place, table.is_read) == ("table 1", "table 1", True)
    assert [(column.number, column.heading, column.meaning) for column in table.columns] == [
        (1, "Ref", "reference"),
        (2, "Action", "action"),
        (3, "Lead", "lead"),
        (4, "By when", "timescale"),
        (5, "Zig", "progress"),
    ]
    assert [column.guessed for column in table.columns] == [False, False, False, False, True]
    assert table.columns[2].samples == ("Head of SEND", "Team leader")


def test_a_choice_goes_before_what_the_cells_look_like():
    read = read_action_plan(document(PLAN), columns=column_choices({"table 1, column 5": "outcome"}))
    assert [action.outcome for action in read.actions] == ["Two days were held", "A draft is with parents"]
    assert [action.progress for action in read.actions] == ["", ""]
    assert [problem.message for problem in read.all_problems()] == []
    assert read.tables[0].columns[4].guessed is False


def test_a_choice_goes_before_a_heading_that_everybody_knows():
    read = read_action_plan(document(PLAN), columns=column_choices({"Lead": "not used"}))
    assert [action.leads for action in read.actions] == [[], []]
    assert "Head of SEND" in {problem.value for problem in read.all_problems()}


def test_a_choice_for_one_table_leaves_the_others():
    columns = column_choices({"table 2, column 5": "not used"})
    read = read_action_plan(document(PLAN, [["Ref", *PLAN[0][1:]], ["2.1", *PLAN[1][1:]]]), columns=columns)
    assert [action.progress for action in read.actions] == ["Two days were held", "A draft is with parents", ""]


def test_a_table_that_was_not_read_is_shown_and_read_when_somebody_says_what_it_holds():
    strange = [["Zag", "Zog"], ["Ring every parent", "Head of SEND"], ["Open a desk", "Team leader"]]
    read = read_action_plan(document(PLAN, strange))
    assert [(table.key, table.is_read) for table in read.tables] == [("table 1", True), ("table 2", False)]
    assert len(read.actions) == 2

    told = read_action_plan(
        document(PLAN, strange), columns=column_choices({"table 2, column 1": "action", "table 2, column 2": "lead"})
    )
    assert [(action.official_words, action.leads) for action in told.actions[2:]] == [
        ("Ring every parent", ["Head of SEND"]),
        ("Open a desk", ["Team leader"]),
    ]
    assert len(told.rows) == len(read.rows)


def test_a_document_without_actions_says_which_columns_it_has():
    strange = [["Zag", "Zog"], ["Blue", "7"], ["Green", "9"]]
    with pytest.raises(NoActions) as refusal:
        read_action_plan(document(strange))
    assert [(column.heading, column.samples) for column in refusal.value.tables[0].columns] == [
        ("Zag", ("Blue", "Green")),
        ("Zog", ("7", "9")),
    ]


def test_a_column_that_the_document_has_not_is_refused_in_one_sentence():
    with pytest.raises(WrongChoice) as refusal:
        read_action_plan(document(PLAN), columns=column_choices({"table 3, column 1": "lead"}))
    assert str(refusal.value) == (
        "The document has no column 'table 3, column 1'; it has table 1: check the number or the heading."
    )


def test_labels_of_lines_take_a_choice_too():
    lines = ["Action 1.1: Train every SENCO", "Lead: Head of SEND", "Zug: Two days were held", ""]
    lines += ["Action 1.2: Write the guide", "Lead: Team leader", "Zug: A draft is with parents"]
    lines += ["Action 1.3: Open a desk", "Lead: Team leader", "Zug: It is open"]
    blocks = tuple(Paragraph(f"line {at}", text) for at, text in enumerate(lines, start=1) if text)
    read = read_action_plan(Document("txt", blocks))
    label = next(column for column in read.tables[0].columns if column.heading == "Zug")
    told = read_action_plan(
        Document("txt", blocks), columns=column_choices({f"lines, column {label.number}": "outcome"})
    )
    assert read.tables[0].key == "lines"
    assert [action.outcome for action in told.actions] == [
        "Two days were held",
        "A draft is with parents",
        "It is open",
    ]


def test_each_action_has_its_cells_as_the_document_writes_them():
    (first, _) = read_action_plan(document(PLAN)).actions
    assert first.cells == tuple(zip(PLAN[0], PLAN[1], strict=True))
