"""CSV files: separators, quotes, ragged rows, places."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorities.documents import LIMITS, Cell, DocumentError, Row
from priorities.documents.separated import choose_separator, read_csv, records


def rows(text):
    document = read_csv(text.encode(), "plan.csv", LIMITS)
    return [[cell.text for cell in row.cells] for block in document.blocks for row in block.rows]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_divides_the_rows_evenly(separator):
    lines = (
        ("Ref", "Action, and why", "Lead"),
        ("1.1", "Train; check | report", "EP"),
        ("1.2", "Open\tdoors", ""),
    )
    text = io.StringIO()
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(lines)
    assert rows(text.getvalue()) == [list(line) for line in lines]


def test_commas_in_unquoted_words_do_not_beat_the_real_separator():
    assert choose_separator("Ref;Action\n1.1;Train, check, report\n1.2;Open, hold\n") == ";"


def test_excel_may_name_the_separator_in_a_first_line():
    document = read_csv(b"sep=;\r\nRef;Action\r\n1,1;Train\r\n", "plan.csv", LIMITS)
    assert document.blocks[0].rows == (
        Row("row 1", (Cell("Ref", 0), Cell("Action", 1))),
        Row("row 2", (Cell("1,1", 0), Cell("Train", 1))),
    )


def test_one_column_is_one_column():
    assert rows("Action\nTrain staff\n") == [["Action"], ["Train staff"]]


def test_blank_rows_are_dropped_and_places_are_those_of_a_spreadsheet():
    (table,) = read_csv(b'Ref,Action\n,\n\n1.1,"two\nlines"\n1.2,x,y\n', "plan.csv", LIMITS).blocks
    assert (table.place, table.title) == ("row 1", None)
    assert table.rows == (
        Row("row 1", (Cell("Ref", 0), Cell("Action", 1))),
        Row("row 4", (Cell("1.1", 0), Cell("two\nlines", 1))),
        Row("row 5", (Cell("1.2", 0), Cell("x", 1), Cell("y", 2))),
    )


def test_quotes_open_only_at_the_start_of_a_value():
    assert rows('a,"say ""yes"" now",6" pipe\n"b" c,,d\n') == [
        ["a", 'say "yes" now', '6" pipe'],
        ["b c", "", "d"],
    ]


def test_quote_marks_that_nobody_doubled_are_text_and_doubted():
    table = read_csv(
        b'Ref,Action,Lead\n1,"Agree the "local offer" words, too",Head\n2,""Ready" packs",Hub\n3,"said "yes"",Hub\n',
        "plan.csv",
        LIMITS,
    ).blocks[0]
    doubt = "The quote marks inside this value are not doubled, so where it ends was guessed; check it."
    assert [[(cell.text, cell.doubt) for cell in row.cells] for row in table.rows[1:]] == [
        [("1", None), ('Agree the "local offer" words, too', doubt), ("Head", None)],
        [("2", None), ('"Ready" packs', doubt), ("Hub", None)],
        [("3", None), ('said "yes"', doubt), ("Hub", None)],
    ]


def test_a_quote_mark_not_doubled_behind_a_line_break_is_refused():
    with pytest.raises(DocumentError) as caught:
        rows('Ref,Action\n1.1,"Train\n"all" staff",x\n')
    assert str(caught.value).startswith("In row 2 of plan.csv a value begins with a quote mark that is never closed")


def test_an_unclosed_quote_names_its_row():
    with pytest.raises(DocumentError) as caught:
        rows('Ref,Action\n1.1,Train\n1.2,"Publish the times\n1.3,Open\n')
    assert str(caught.value) == (
        "In row 3 of plan.csv a value begins with a quote mark that is never closed: add "
        'the closing mark (") and '
        "save the file again."
    )


def test_the_61st_column_is_refused_and_empty_ones_do_not_count():
    assert len(rows("a" + "," * 80 + "\n")[0]) == 60
    with pytest.raises(DocumentError) as caught:
        rows("a\nb" + "," * 60 + "c\n")
    assert str(caught.value) == (
        "At row 2 there is something in column 61 and the most that is read is 60 columns: remove what "
        "stands far to the right or split the table."
    )


def test_a_cell_over_its_limit_is_refused():
    assert rows("a" * 20_000 + ",b\n")[0][1] == "b"
    with pytest.raises(DocumentError) as caught:
        rows("Ref,Action\n1.1," + "a" * 20_001 + "\n")
    assert str(caught.value) == (
        "The text at row 2 that begins 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' has 20,001 characters and the "
        "most that is read is 20,000: shorten it or split it."
    )


def test_rows_over_their_limit_are_refused():
    assert len(rows("a,b\n" * 5000)) == 5000
    with pytest.raises(DocumentError) as caught:
        rows("a,b\n" * 5001)
    assert str(caught.value) == (
        "At row 5001 the document passes 5,000 table rows, which is the most that is read: split it into several files."
    )


values = st.text(alphabet=st.sampled_from('ab ,;"\n\r\té£'), max_size=8)


@given(st.lists(st.lists(values, min_size=1, max_size=4), min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_what_the_standard_library_writes_is_read_back(lines, separator):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(lines)
    assert [record.values for record in records(text.getvalue(), separator)] == lines
