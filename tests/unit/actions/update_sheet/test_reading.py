"""What a sheet that comes back holds: columns by their headings, rows by their numbers, nothing dropped in silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.update_sheet import find_rows, rows_from_plain, rows_to_plain
from actions.update_sheet.reading import RawCell, Read, Row, Skipped
from priorities.documents import Cell, DocumentError, Notice
from tests.unit.actions.update_sheet.making import HEADINGS, document, hidden, row, table


def cells(**by_heading: str) -> list[str]:
    named = {heading: by_heading.get(heading.split(" ")[0].rstrip("?"), "") for heading in HEADINGS}
    return [named[heading] for heading in HEADINGS]


def test_rows_are_read_under_their_headings_with_their_marks():
    read = find_rows(document(table([HEADINGS, cells(Row="1", Status="On track")])), "s.xlsx")
    assert read.rows == [Row("sheet 'Updates', row 2", {"number": RawCell("1"), "status": RawCell("On track")})]
    assert read.marks == {1: "aaa:b", 2: "bbb:c"}
    assert read.skipped == []
    assert (read.rows[0].number, read.rows[0].is_filled_in) == (1, True)


def test_moved_columns_renamed_sheets_other_blanks_and_rows_above_do_not_matter():
    headings = ["what WE have\ndone", "  Status ", "Row", ""]
    said = [["Please read"], headings, ["Trained.", "On track", "2.0", ""], ["", "", "", ""]]
    read = find_rows(document(table(said, title="Blatt 1")), "s.xlsx")
    assert [(found.number, found.text("done"), found.text("status")) for found in read.rows] == [
        (2, "Trained.", "On track")
    ]
    assert read.skipped == [
        Skipped("sheet 'Blatt 1', row 1", "Please read", "It stands above the headings, so it was not read.")
    ]


def test_a_column_that_is_not_ours_is_said_and_not_read():
    read = find_rows(document(table([[*HEADINGS, "Notes"], [*cells(Row="1"), "Call me"]])), "s.xlsx")
    assert read.skipped == [
        Skipped(
            "sheet 'Updates', row 2",
            "Notes: Call me",
            "It stands in a column that the sheet does not have, so it was not read.",
        )
    ]


def test_hidden_rows_and_columns_are_said():
    notices = [
        hidden((1, "aaa:b")),
        Notice("sheet 'Updates', row 3", "hidden row", "2 | Late", "In row 3 the row is hidden."),
        Notice("sheet 'Updates'", "header", "Page 1", "It is no content."),
    ]
    read = find_rows(document(table([HEADINGS, cells(Row="1")]), notices=notices), "s.xlsx")
    assert read.skipped == [Skipped("sheet 'Updates', row 3", "2 | Late", "In row 3 the row is hidden.")]


def test_marks_are_found_where_somebody_made_their_sheet_visible():
    marks = table([["sendplan update sheet"], ["1", "aaa:b"]], title="sendplan")
    read = find_rows(document(table([HEADINGS, cells(Row="1")]), marks, notices=()), "s.xlsx")
    assert read.marks == {1: "aaa:b"}
    assert len(read.rows) == 1


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (
            document(table([["Ref", "Action"]])),
            "has no sheet with the headings 'Row', 'Status' and 'What we have done'",
        ),
        (document(table([HEADINGS, ["1"]]), notices=()), "has lost the hidden sheet by which its rows are known"),
        (document(table([[*HEADINGS, "Status"], ["1"]])), "row 1 the heading 'Status' stands twice: delete the column"),
    ],
)
def test_what_is_no_sheet_is_refused_in_a_sentence(made, says):
    with pytest.raises(DocumentError) as refusal:
        find_rows(made, "s.xlsx")
    assert says in str(refusal.value)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    ("written", "number"),
    [("1", 1), ("12.00", 12), ("", None), ("one", None), ("-1", None), ("12345", None), ("1.5", None), ("١", None)],
)
def test_the_number_of_a_row(written, number):
    assert row({"number": written}).number == number


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
RAW = st.builds(RawCell, TEXT, st.none() | st.just("2026-03-02"), st.none() | TEXT)


@given(
    st.lists(st.builds(Row, TEXT, st.dictionaries(st.sampled_from(["number", "done", "status"]), RAW)), max_size=3),
    st.dictionaries(st.integers(0, 9999), TEXT, max_size=3),
    st.lists(st.builds(Skipped, TEXT, TEXT, TEXT), max_size=3),
)
def test_what_was_read_comes_back_from_a_page_as_it_was(rows, marks, skipped):
    read = Read(rows, marks, skipped)
    assert rows_from_plain(rows_to_plain(read)) == read


@given(st.lists(st.lists(TEXT, max_size=26), max_size=3))
def test_every_row_with_words_is_read_or_said(rows):
    read = find_rows(document(table([[*HEADINGS, "Notes"], *rows])), "s.xlsx")
    with_words = {f"sheet 'Updates', row {at}" for at, said in enumerate(rows, start=2) if any(said)}
    assert {found.place for found in read.rows} | {item.place for item in read.skipped} == with_words


def test_a_cell_merged_downwards_counts_as_its_words():
    body = [Cell("1", 0), Cell("On track", HEADINGS.index("Status"), continues=True)]
    read = find_rows(document(table([HEADINGS, body])), "s.xlsx")
    assert read.rows[0].text("status") == "On track"
