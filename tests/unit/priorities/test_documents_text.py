"""Text files: tables of tabs, pipes and blanks; headings, bullets and plain lines."""

from pathlib import Path

import pytest

from priorities.documents import LIMITS, Cell, DocumentError, Paragraph, Row, Table, read_document
from priorities.documents.text import read_text

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"


def blocks(text):
    return read_text(text.encode(), "plan.txt", LIMITS).blocks


def table(place, *rows):
    """A table of (place, texts) rows, a cell for each text."""
    made = tuple(Row(where, tuple(Cell(text, i) for i, text in enumerate(texts))) for where, texts in rows)
    return Table(place, None, made)


def test_lines_are_paragraphs_with_the_number_that_an_editor_shows():
    assert blocks("First\r\n\r\nThird\rFourth\nfifth\u2028still fifth\n") == (
        Paragraph("line 1", "First"),
        Paragraph("line 3", "Third"),
        Paragraph("line 4", "Fourth"),
        Paragraph("line 5", "fifth\nstill fifth"),
    )


def test_headings_bullets_numbers_and_bold():
    assert blocks("## **Our plan** ##\n  • widen\n- hold\n1. first\n2.1 second\n**Lead:** EP\n---\n") == (
        Paragraph("line 1", "Our plan", level=2),
        Paragraph("line 2", "widen", bullet=True),
        Paragraph("line 3", "hold", bullet=True),
        Paragraph("line 4", "1. first"),
        Paragraph("line 5", "2.1 second"),
        Paragraph("line 6", "Lead: EP"),
        Paragraph("line 7", "---"),
    )


def test_a_line_that_is_bold_as_a_whole_says_so():
    made = blocks(
        "**Early help**\n**Early help**:\n- **Early help**\n**Aim:** calm\n**one** and **two**\n## **Plans**\n"
    )
    assert [(block.text, block.bold) for block in made] == [
        ("Early help", True),
        ("Early help:", True),
        ("Early help", True),
        ("Aim: calm", False),
        ("one and two", False),
        ("Plans", False),
    ]


def test_lines_with_tabs_are_a_table_with_a_cell_for_every_tab():
    text = "Plan\n\nRef\tAction\tLead\n1.1\tTrain staff\t\n\t\t\n\tby May\tSENCO\n\nAfter\n"
    assert blocks(text) == (
        Paragraph("line 1", "Plan"),
        table(
            "line 3",
            ("line 3", ("Ref", "Action", "Lead")),
            ("line 4", ("1.1", "Train staff", "")),
            ("line 6", ("", "by May", "SENCO")),
        ),
        Paragraph("line 8", "After"),
    )


def test_a_row_copied_from_a_spreadsheet_keeps_its_line_breaks_in_the_cell():
    text = 'Ref\tAction\tLead\n1.1\t"Train staff\n\nand ""check"" it"\t"EP\nSENCO"\n1.2\t"as said"\t"open\n'
    assert blocks(text) == (
        table(
            "line 1",
            ("line 1", ("Ref", "Action", "Lead")),
            ("line 2", ("1.1", 'Train staff\n\nand "check" it', "EP\nSENCO")),
            ("line 6", ("1.2", '"as said"', '"open')),
        ),
    )


def test_a_quote_mark_that_closes_in_another_cell_joins_nothing():
    assert blocks('Ref\t"open\n1.1\tclosed"\n') == (
        table("line 1", ("line 1", ("Ref", '"open')), ("line 2", ("1.1", 'closed"'))),
    )


def test_a_line_without_a_tab_inside_a_table_is_a_row_of_one_cell():
    text = "Above\nRef\tAction\nPriority 2\n2.1\tTrain\nand check\n---\t---\n"
    assert blocks(text) == (
        Paragraph("line 1", "Above"),
        table(
            "line 2",
            ("line 2", ("Ref", "Action")),
            ("line 3", ("Priority 2",)),
            ("line 4", ("2.1", "Train")),
            ("line 5", ("and check",)),
            ("line 6", ("---", "---")),
        ),
    )


def test_a_bullet_or_heading_below_the_last_tab_is_no_row():
    assert blocks("Ref\tAction\nwrapped\n- bullet\n## Next\n") == (
        table("line 1", ("line 1", ("Ref", "Action")), ("line 2", ("wrapped",))),
        Paragraph("line 3", "bullet", bullet=True),
        Paragraph("line 4", "Next", level=2),
    )


def test_a_bullet_followed_by_a_tab_is_a_bullet():
    assert blocks("•\twiden\n•\thold\n") == (
        Paragraph("line 1", "widen", bullet=True),
        Paragraph("line 2", "hold", bullet=True),
    )


def test_a_table_with_bullets_in_its_first_cells_stays_a_table():
    assert blocks("•\twiden\tEP\n•\thold\tSENCO\n") == (
        table("line 1", ("line 1", ("•", "widen", "EP")), ("line 2", ("•", "hold", "SENCO"))),
    )


def test_pipes_make_a_table_and_the_rule_is_kept():
    text = "Key:\n| Ref | **Action** |\n|---|:--:|\n| 1.1 | a \\| b<br>c |\nAfter\n"
    assert blocks(text) == (
        Paragraph("line 1", "Key:"),
        table(
            "line 2",
            ("line 2", ("Ref", "Action")),
            ("line 3", ("---", ":--:")),
            ("line 4", ("1.1", "a | b\nc")),
        ),
        Paragraph("line 5", "After"),
    )


def test_pipes_without_ends_need_a_rule():
    assert blocks("Ref | Action\n--- | ---\n1.1 | Train\n\nA | B\n") == (
        table(
            "line 1",
            ("line 1", ("Ref", "Action")),
            ("line 2", ("---", "---")),
            ("line 3", ("1.1", "Train")),
        ),
        Paragraph("line 5", "A | B"),
    )


def test_values_between_semicolons_are_a_table_when_every_line_agrees():
    assert blocks('Ref;Action;Lead\n1.1;"Train; check";EP\n') == (
        table("row 1", ("row 1", ("Ref", "Action", "Lead")), ("row 2", ("1.1", "Train; check", "EP"))),
    )


def test_prose_with_commas_is_prose():
    text = "We will train, check and report.\nWe will listen, learn and change.\nThen, we stop.\n"
    assert [block.text for block in blocks(text)] == text.splitlines()


def test_form_feeds_are_page_ends_and_not_text():
    assert blocks("One\n\fTwo\n\f\nThree\n") == (
        Paragraph("line 1", "One"),
        Paragraph("line 2", "Two"),
        Paragraph("line 4", "Three"),
    )


def test_text_that_turns_its_direction_is_in_doubt():
    said = "The text holds marks that turn the reading direction, so what is seen may differ from what is stored."
    (grid,) = blocks("Due\tx\n21/\u202e10\ty\n")
    assert [cell.doubt for row in grid.rows for cell in row.cells] == [None, None, said, None]


def test_too_many_lines_are_refused():
    with pytest.raises(DocumentError) as caught:
        blocks("a\n" * 25_001)
    assert str(caught.value) == (
        "The file has 25,001 lines and the most that is read is 25,000: split it into several files."
    )


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the published documents are not here")
class TestPublishedDocuments:
    def test_the_action_plan_of_2013(self):
        document = read_document(SEEDS / "sen-strategy-action-plan-2013.txt")
        tables = list(document.tables())
        assert document.notices == ()
        assert sum(len(grid.rows) for grid in tables) == 48
        headers = [row for grid in tables for row in grid.rows if row.cells[0].text == "Action"]
        assert [row.place for row in headers] == ["line 7", "line 18", "line 43", "line 58", "line 71"]
        by_place = {row.place: [cell.text for cell in row.cells] for grid in tables for row in grid.rows}
        assert by_place["line 76"][3] == "Jan 2014 and Annually"
        assert by_place["line 65"][3] == "'"
        assert by_place["line 78"][2] == "·"
        assert by_place["line 64"][3] == ""
        assert [len(by_place[f"line {n}"]) for n in (8, 11, 12, 23, 37, 78)] == [5, 6, 6, 5, 5, 4]

    def test_the_roadmap_is_plain_lines_and_bullets(self):
        document = read_document(SEEDS / "oxfordshire-transformation-roadmap.txt")
        assert list(document.tables()) == []
        assert sum(block.bullet for block in document.blocks) == 57
        assert [block.text for block in document.blocks if block.level == 2][:2] == [
            "Oxfordshire SEND",
            "Transformation roadmap",
        ]

    def test_the_commitments_are_bullets(self):
        document = read_document(SEEDS / "send-strategy-commitments.txt")
        assert sum(block.bullet for block in document.blocks) == 38

    @pytest.mark.parametrize("name", ["recommendation-1-update.txt", "routemaps-development-process.txt"])
    def test_no_line_is_lost(self, name):
        document = read_document(SEEDS / name)
        lines = [line for line in (SEEDS / name).read_text().splitlines() if line.strip()]
        assert len(document.blocks) == len(lines)
