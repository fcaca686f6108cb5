"""Workbooks, built with openpyxl (or by hand where openpyxl cannot) and read as a person would see them."""

import datetime
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from priorities.documents import LIMITS, Cell, DocumentError, Notice
from priorities.documents.child import read


@pytest.fixture
def book():
    made = openpyxl.Workbook()
    made.active.title = "Plan"
    return made


def read_book(book, tmp_path, change=None):
    """The document in the saved workbook; `change` maps a part's name to a function that rewrites its
    text.
    """
    path = tmp_path / "plan.xlsx"
    book.save(path)
    if change:
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        for name, rewrite in change.items():
            members[name] = rewrite(members[name].decode()).encode()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
    return read(path.read_bytes(), "plan.xlsx", LIMITS)


def replacing(before, after):
    def rewrite(text):
        assert before in text
        return text.replace(before, after)

    return rewrite


SHEET = "xl/worksheets/sheet1.xml"


def cells(document, table=0):
    return [row.cells for row in document.blocks[table].rows]


def texts(document, table=0):
    return [[cell.text for cell in row] for row in cells(document, table)]


def test_a_sheet_is_a_table_named_after_it_with_places_as_excel_shows_them(book, tmp_path):
    sheet = book.active
    sheet["A1"], sheet["B1"] = "Ref", "Action"
    sheet["A4"], sheet["C4"] = "1.1", "Lead officer"
    document = read_book(book, tmp_path)
    (table,) = document.blocks
    assert (document.format, table.place, table.title) == ("xlsx", "sheet 'Plan'", "Plan")
    assert [row.place for row in table.rows] == ["sheet 'Plan', row 1", "sheet 'Plan', row 4"]
    assert table.rows[1].cells == (Cell("1.1", 0), Cell("", 1), Cell("Lead officer", 2))
    assert document.notices == ()


def test_values_are_shown_as_their_number_formats_say(book, tmp_path):
    sheet = book.active
    day = datetime.date(2014, 9, 30)
    shown = {
        "A1": (1.1, "0.00", Cell("1.10", 0)),
        "B1": (1.1, "General", Cell("1.1", 1)),
        "C1": (3.0, "General", Cell("3", 2)),
        "D1": (0.85, "0%", Cell("85%", 3)),
        "E1": (1234567, "#,##0", Cell("1,234,567", 4)),
        "F1": (True, "General", Cell("TRUE", 5)),
        "G1": (day, "mmm-yy", Cell("Sep-14", 6, date="2014-09-30")),
        "H1": (day, "dd/mm/yyyy", Cell("30/09/2014", 7, date="2014-09-30")),
        "I1": (day, "mm-dd-yy", Cell("30/09/2014", 8, date="2014-09-30")),
        "J1": (datetime.time(14, 30), "h:mm", Cell("14:30", 9)),
        "K1": (
            datetime.date(2026, 9, 14),
            "d-mmm",
            Cell(
                "14-Sep",
                10,
                date="2026-09-14",
                doubt="The cell shows no year; its stored date is 14 September 2026.",
            ),
        ),
        "L1": ("Line one\nline two\u00a0", "General", Cell("Line one\nline two", 11)),
    }
    for reference, (value, code, _) in shown.items():
        sheet[reference] = value
        sheet[reference].number_format = code
    assert cells(read_book(book, tmp_path)) == [tuple(cell for _, _, cell in shown.values())]


def test_the_calendar_of_1904_moves_the_days(book, tmp_path):
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = datetime.date(2014, 9, 30)
    book.active["A1"].number_format = "d mmmm yyyy"
    assert cells(read_book(book, tmp_path)) == [(Cell("30 September 2014", 0, date="2014-09-30"),)]


def test_a_date_written_out_in_iso_form_is_shown_by_its_format(book, tmp_path):
    book.iso_dates = True
    book.active["A1"] = datetime.date(2026, 3, 31)
    book.active["A1"].number_format = "mmm-yy"
    assert cells(read_book(book, tmp_path)) == [(Cell("Mar-26", 0, date="2026-03-31"),)]


def test_a_formula_without_a_stored_value_is_in_doubt_and_one_with_it_is_read(book, tmp_path):
    book.active["A1"], book.active["B1"] = "=1+1", "=2+2"
    document = read_book(book, tmp_path, {SHEET: replacing("<f>2+2</f><v></v>", "<f>2+2</f><v>4</v>")})
    said = "The cell at sheet 'Plan', row 1, column A holds a formula whose result is not stored in the file."
    assert cells(document) == [(Cell("", 0, doubt=said), Cell("4", 1))]


def test_an_error_value_is_shown_and_in_doubt(book, tmp_path):
    book.active["A1"] = "#REF!"
    said = "The cell at sheet 'Plan', row 1, column A holds the error #REF!."
    assert cells(read_book(book, tmp_path)) == [(Cell("#REF!", 0, doubt=said),)]


def test_merged_cells_span_columns_and_continue_downwards(book, tmp_path):
    sheet = book.active
    sheet["A1"] = "Priority 1"
    sheet.merge_cells("A1:C1")
    sheet["A2"], sheet["B2"], sheet["B3"] = "1.1", "Train staff", "Check it"
    sheet.merge_cells("A2:A3")
    assert cells(read_book(book, tmp_path)) == [
        (Cell("Priority 1", 0, columns=3),),
        (Cell("1.1", 0), Cell("Train staff", 1)),
        (Cell("1.1", 0, continues=True), Cell("Check it", 1)),
    ]


def test_a_row_that_only_continues_merged_cells_is_no_row(book, tmp_path):
    sheet = book.active
    sheet["A1"], sheet["A3"] = "Tall", "Below"
    sheet.merge_cells("A1:B2")
    assert texts(read_book(book, tmp_path)) == [["Tall"], ["Below"]]


def test_a_merged_cell_whose_first_row_is_hidden_is_still_seen(book, tmp_path):
    sheet = book.active
    sheet["A1"], sheet["B1"], sheet["B2"] = "Priority 1", "hidden words", "seen words"
    sheet.merge_cells("A1:A2")
    sheet.row_dimensions[1].hidden = True
    document = read_book(book, tmp_path)
    assert cells(document) == [(Cell("Priority 1", 0), Cell("seen words", 1))]
    assert [notice.text for notice in document.notices] == ["hidden words"]


def test_hidden_rows_columns_and_sheets_are_notices_with_their_words_whole(book, tmp_path):
    sheet = book.active
    for number, values in enumerate((("Ref", "Note", "Lead"), ("1", "secret", "EP"), ("2", "draft", "SENCO")), 1):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column, value)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    for title, state in (("Old", "hidden"), ("Older", "veryHidden")):
        other = book.create_sheet(title)
        other["A1"], other["B1"], other["A2"] = "Not", "public", title
        other.sheet_state = state
    document = read_book(book, tmp_path)
    assert cells(document) == [(Cell("Ref", 0), Cell("Lead", 2)), (Cell("1", 0), Cell("EP", 2))]
    assert document.notices == (
        Notice(
            "sheet 'Plan', row 3",
            "hidden row",
            "2 | draft | SENCO",
            "In sheet 'Plan', row 3 the row is hidden, so its words were not read as content.",
        ),
        Notice(
            "sheet 'Plan', column B",
            "hidden column",
            "Note\nsecret",
            "Column B of sheet 'Plan' is hidden, so its words were not read as content.",
        ),
        Notice(
            "sheet 'Old'",
            "hidden sheet",
            "Not | public\nOld",
            "The sheet 'Old' is hidden, so its words were not read as content.",
        ),
        Notice(
            "sheet 'Older'",
            "hidden sheet",
            "Not | public\nOlder",
            "The sheet 'Older' is hidden, so its words were not read as content.",
        ),
    )


def test_what_a_hidden_sheet_itself_hides_is_still_reported(book, tmp_path):
    book.active["A1"] = "Seen"
    other = book.create_sheet("Old")
    other["A1"], other["A2"] = "first", "second"
    other.row_dimensions[2].hidden = True
    other.sheet_state = "hidden"
    (notice,) = read_book(book, tmp_path).notices
    assert notice.text == "first\nsecond"


def test_a_column_of_no_width_and_a_row_of_no_height_are_hidden(book, tmp_path):
    sheet = book.active
    sheet["A1"], sheet["B1"], sheet["A2"] = "seen", "narrow", "flat"
    sheet.column_dimensions["B"].width = 5
    sheet.row_dimensions[2].height = 9
    change = {
        SHEET: lambda text: replacing('ht="9"', 'ht="0"')(replacing('width="5"', 'width="0"')(text)),
    }
    document = read_book(book, tmp_path, change)
    assert texts(document) == [["seen"]]
    assert [(notice.kind, notice.text) for notice in document.notices] == [
        ("hidden row", "flat"),
        ("hidden column", "narrow"),
    ]


def test_rows_filtered_out_say_so(book, tmp_path):
    sheet = book.active
    for value in ("RAG", "Red", "Green"):
        sheet.append([value])
    sheet.auto_filter.ref = "A1:A3"
    sheet.auto_filter.add_filter_column(0, ["Red"])
    sheet.row_dimensions[3].hidden = True
    document = read_book(book, tmp_path)
    assert texts(document) == [["RAG"], ["Red"]]
    assert [(notice.text, notice.message) for notice in document.notices] == [
        (
            "Green",
            ("In sheet 'Plan', row 3 the row is hidden or filtered out, so its words were not read as content."),
        )
    ]


def test_fills_are_read_from_colours_themes_and_the_old_palette(book, tmp_path):
    sheet = book.active
    fills = {
        "A1": (Color(rgb="FF00B050"), "00B050"),
        "B1": (Color(theme=4), "4F81BD"),
        "C1": (Color(theme=4, tint=0.5), "A7C0DE"),
        "D1": (Color(theme=0, tint=-0.25), "BFBFBF"),
        "E1": (Color(indexed=10), "FF0000"),
        "F1": (Color(rgb="FFFFFFFF"), None),
        "G1": (Color(indexed=64), None),
        "H1": (Color(theme=0), None),
    }
    for reference, (colour, _) in fills.items():
        sheet[reference] = "x"
        sheet[reference].fill = PatternFill("solid", fgColor=colour)
    sheet["I1"] = "x"
    sheet["I1"].fill = PatternFill("gray125")
    sheet["J1"].fill = PatternFill("solid", fgColor="FFFFC000")
    (row,) = cells(read_book(book, tmp_path))
    assert [cell.fill for cell in row] == [*(fill for _, fill in fills.values()), None, "FFC000"]


def test_struck_words_stay_content_and_are_reported(book, tmp_path):
    sheet = book.active
    sheet["A1"] = "Dropped"
    sheet["A1"].font = Font(strike=True)
    sheet["B1"] = CellRichText("by March ", TextBlock(InlineFont(strike=True), "2025"), " 2026")
    document = read_book(book, tmp_path)
    assert texts(document) == [["Dropped", "by March 2025 2026"]]
    assert [(notice.place, notice.kind, notice.text, notice.message) for notice in document.notices] == [
        (
            "sheet 'Plan', row 1",
            "strikethrough",
            "Dropped",
            "Words in cell A1 are struck through, and are kept as content.",
        ),
        (
            "sheet 'Plan', row 1",
            "strikethrough",
            "2025",
            "Words in cell B1 are struck through, and are kept as content.",
        ),
    ]


def test_a_value_that_its_format_hides_is_a_notice(book, tmp_path):
    book.active["A1"], book.active["B1"] = 42, "seen"
    book.active["A1"].number_format = ";;;"
    document = read_book(book, tmp_path)
    assert texts(document) == [["", "seen"]]
    assert [(notice.kind, notice.text) for notice in document.notices] == [("hidden text", "42")]


def test_a_value_under_a_merged_cell_is_a_notice(book, tmp_path):
    book.active["A1"], book.active["B1"] = "on top", "below it"
    change = {SHEET: replacing("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>')}
    document = read_book(book, tmp_path, change)
    assert cells(document) == [(Cell("on top", 0, columns=2),)]
    assert [(notice.kind, notice.text) for notice in document.notices] == [("hidden text", "below it")]


def test_comments_headers_rules_and_pictures_are_notices(book, tmp_path):
    sheet = book.active
    sheet["A1"] = "Ref"
    sheet["A1"].comment = Comment("Ask the board first", "An officer")
    sheet.oddHeader.center.text = "DRAFT &[Page]"
    sheet.conditional_formatting.add("A1:A9", CellIsRule(operator="equal", formula=["1"], fill=PatternFill("solid")))
    document = read_book(book, tmp_path)
    assert [(notice.place, notice.kind, notice.text) for notice in document.notices] == [
        ("sheet 'Plan'", "header", "DRAFT"),
        ("sheet 'Plan'", "conditional formatting", ""),
        ("sheet 'Plan', cell A1", "comment", "Ask the board first"),
    ]


THREADS = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="A1" personId="{1}" id="{2}"><text>Is this agreed?</text></threadedComment>'
    '<threadedComment ref="A1" personId="{1}" id="{3}" parentId="{2}"><text>Not yet</text></threadedComment>'
    "</ThreadedComments>"
)


def test_threaded_comments_are_read_once(book, tmp_path):
    book.active["A1"] = "Ref"
    book.active["A1"].comment = Comment("[Threaded comment] Is this agreed?", "old readers")
    path = tmp_path / "plan.xlsx"
    book.save(path)
    relation = (
        '<Relationship Id="t1" '
        'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        'Target="/xl/threadedComments/threadedComment1.xml"/></Relationships>'
    )
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    members[rels] = members[rels].replace(b"</Relationships>", relation.encode())
    members["xl/threadedComments/threadedComment1.xml"] = THREADS.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    document = read(path.read_bytes(), "plan.xlsx", LIMITS)
    assert [notice.text for notice in document.notices] == ["Is this agreed?", "Not yet"]


def test_a_chart_sheet_is_a_notice(book, tmp_path):
    book.active["A1"] = "Ref"
    book.create_chartsheet("Graph")
    document = read_book(book, tmp_path)
    assert [block.title for block in document.blocks] == ["Plan"]
    assert [(notice.place, notice.kind) for notice in document.notices] == [("sheet 'Graph'", "chart")]


def test_sheets_come_in_the_order_of_the_workbook(book, tmp_path):
    book.active["A1"] = "first"
    for title in ("Key", "Actions"):
        book.create_sheet(title)["A1"] = title
    book.move_sheet("Actions", offset=-2)
    assert [block.title for block in read_book(book, tmp_path).blocks] == ["Actions", "Plan", "Key"]


def test_a_dimension_that_claims_the_whole_grid_is_not_believed(book, tmp_path):
    book.active["A1"] = "small"
    change = {SHEET: replacing('ref="A1:A1"', 'ref="A1:XFD1048576"')}
    assert texts(read_book(book, tmp_path, change)) == [["small"]]


def test_rows_and_cells_without_references_follow_each_other(book, tmp_path):
    for row in (("a", "b"), ("c", "d")):
        book.active.append(row)

    def strip(text):
        for reference in ("A1", "B1", "A2", "B2"):
            text = replacing(f'<c r="{reference}"', "<c")(text)
        return replacing('<row r="1"', "<row")(replacing('<row r="2"', "<row")(text))

    document = read_book(book, tmp_path, {SHEET: strip})
    assert texts(document) == [["a", "b"], ["c", "d"]]
    assert [row.place for row in document.blocks[0].rows] == ["sheet 'Plan', row 1", "sheet 'Plan', row 2"]


def test_escapes_and_half_characters_do_not_reach_the_text(book, tmp_path):
    book.active["A1"] = "one"
    change = {SHEET: replacing(">one<", ">one_x000D_\ntwo_xD800_ _x005F_x0041_<")}
    assert texts(read_book(book, tmp_path, change)) == [["one\ntwo\ufffd _x0041_"]]


def test_shared_strings_are_read_with_their_struck_runs_and_without_pronunciation(book, tmp_path):
    book.active["A1"], book.active["B1"] = "zero", "one"
    path = tmp_path / "plan.xlsx"
    book.save(path)
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Lead</t></si>'
        "<si><r><t>by May </t></r><r><rPr><strike/></rPr><t>2025</t></r><rPh><t>not "
        "shown</t></rPh></si></sst>"
    )
    relation = (
        '<Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    for index, word in enumerate(("zero", "one")):
        before = f't="inlineStr"><is><t>{word}</t></is>'
        members[SHEET] = replacing(before, f't="s"><v>{index}</v>')(members[SHEET])
    rels = "xl/_rels/workbook.xml.rels"
    members[rels] = replacing("</Relationships>", relation)(members[rels])
    members["xl/sharedStrings.xml"] = strings
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    document = read(path.read_bytes(), "plan.xlsx", LIMITS)
    assert texts(document) == [["Lead", "by May 2025"]]
    assert [(notice.kind, notice.text) for notice in document.notices] == [("strikethrough", "2025")]


def test_a_nul_written_as_an_escape_is_refused(book, tmp_path):
    book.active["A1"] = "one"
    with pytest.raises(DocumentError) as caught:
        read_book(book, tmp_path, {SHEET: replacing(">one<", ">o_x0000_ne<")})
    assert str(caught.value) == (
        "There is a NUL character at sheet 'Plan', row 1, column A, which text cannot hold: type that "
        "part again and save the file."
    )


def test_macros_are_refused_whatever_the_name_says(book, tmp_path):
    book.active["A1"] = "Ref"
    path = tmp_path / "plan.xlsx"
    book.save(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(DocumentError) as caught:
        read(path.read_bytes(), "plan.xlsx", LIMITS)
    assert str(caught.value) == (
        "The file plan.xlsx is an Excel workbook with macros, which is not read: open it in Excel and save it as .xlsx."
    )


def test_columns_that_drop_down_lists_of_other_sheets_offer(book, tmp_path):
    lists = book.create_sheet("Set up (2026)")
    for row in (("Status", "Lead", "Own"), ("Complete", "ICB", "x")):
        lists.append(row)
    book.defined_names["Leads"] = DefinedName("Leads", attr_text="'Set up (2026)'!$B$2:$B$9")
    for formula in ("='Set up (2026)'!$A$2:$A$9", "=Leads", '"Yes,No"', "=INDIRECT(A1)", "=$A$1:$A$3"):
        rule = DataValidation(type="list", formula1=formula)
        rule.add("B2")
        book["Plan"].add_data_validation(rule)
    own = DataValidation(type="list", formula1="='Set up (2026)'!$C$2:$C$9")
    own.add("C2")
    lists.add_data_validation(own)
    number = DataValidation(type="whole", formula1="='Set up (2026)'!$C$2")
    number.add("C3")
    book["Plan"].add_data_validation(number)
    book["Plan"].append(["Ref", "Action"])
    plan, offered = read_book(book, tmp_path).blocks
    assert (plan.choices, offered.choices) == ((), (0, 1))


def test_choices_in_the_newer_way_of_writing_them(book, tmp_path):
    book["Plan"].append(["Ref", "Action"])
    book.create_sheet("Lists").append(["Complete", "Late"])
    newer = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" uri="{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}">'
        '<x14:dataValidations count="1"><x14:dataValidation type="list"><x14:formula1><xm:f>Lists!$B$1:$B$4</xm:f>'
        "</x14:formula1><xm:sqref>A2</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    document = read_book(book, tmp_path, {SHEET: replacing("</worksheet>", newer)})
    assert [table.choices for table in document.blocks] == [(), (1,)]
