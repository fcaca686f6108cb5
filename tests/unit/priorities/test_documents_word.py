"""Word documents, built with python-docx and by hand where python-docx has no word for it."""

import re
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from priorities.documents import LIMITS, Cell, DocumentError, Notice, Paragraph, Table
from priorities.documents.child import read

TRACKED = "Tracked changes here are not settled, and neither the added nor the removed words are content."


@pytest.fixture
def made():
    return docx.Document()


def read_word(made, tmp_path):
    path = tmp_path / "plan.docx"
    made.save(path)
    return read(path.read_bytes(), "plan.docx", LIMITS)


def xml(text):
    """The element of this XML, whose outermost tag gets the namespaces."""
    spaces = nsdecls("w", "wp", "a", "pic") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    )
    return parse_xml(re.sub(r"^<[\w:]+", lambda tag: f"{tag[0]} {spaces}", text))


def add(made, text):
    """Put a block of raw XML at the end of the body."""
    made.element.body.insert(len(made.element.body) - 1, xml(text))


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def shown(document):
    """Each block short: a paragraph's text, or a table's rows of texts."""
    return [
        [[cell.text for cell in row.cells] for row in block.rows] if isinstance(block, Table) else block.text
        for block in document.blocks
    ]


def noticed(document):
    return [(notice.place, notice.kind, notice.text) for notice in document.notices]


def test_paragraphs_and_tables_come_in_reading_order_with_their_levels(made, tmp_path):
    made.add_heading("SEND plan", 0)
    made.add_heading("Priority 1", 1)
    made.add_paragraph("What we will do")
    made.add_paragraph("")
    table = made.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 1).text = "Ref", "Action", "Train staff"
    made.add_heading("Deep", 9)
    document = read_word(made, tmp_path)
    assert document.format == "docx"
    assert document.notices == ()
    first, second, third, grid, last = document.blocks
    assert (first, second, third) == (
        Paragraph("paragraph 1", "SEND plan", 0),
        Paragraph("paragraph 2", "Priority 1", 1),
        Paragraph("paragraph 3", "What we will do"),
    )
    assert (grid.place, grid.title) == ("table 1", None)
    assert [(row.place, row.cells) for row in grid.rows] == [
        ("table 1, row 1", (Cell("Ref", 0), Cell("Action", 1))),
        ("table 1, row 2", (Cell("", 0), Cell("Train staff", 1))),
    ]
    assert last == Paragraph("paragraph 4", "Deep", 9)


def test_a_heading_is_known_by_its_style_in_any_language_and_by_its_outline_level(made, tmp_path):
    made.styles["Heading 2"].element.set(qn("w:styleId"), "berschrift2")
    own = made.styles.add_style("Our heading", 1)
    own.base_style = made.styles["Heading 3"]
    made.add_paragraph("two", style="Heading 2")
    made.add_paragraph("three", style="Our heading")
    add(made, f'<w:p><w:pPr><w:outlineLvl w:val="3"/></w:pPr>{run("four")}</w:p>')
    add(made, f'<w:p><w:pPr><w:outlineLvl w:val="9"/></w:pPr>{run("body")}</w:p>')
    assert [block.level for block in read_word(made, tmp_path).blocks] == [2, 3, 4, None]


def test_a_paragraph_is_bold_where_all_its_words_are(made, tmp_path):
    made.styles.add_style("Strong line", 1).font.bold = True
    for runs in ([("Early", True), (" help", True)], [("Aim: ", True), ("calm", None)], [("one", True), ("  ", None)]):
        paragraph = made.add_paragraph()
        for words, bold in runs:
            paragraph.add_run(words).bold = bold
    made.add_paragraph("by style", style="Strong line")
    made.add_paragraph(style="Strong line").add_run("off again").bold = False
    made.add_heading("Heading", 1).runs[0].bold = True
    assert [(block.text, block.bold) for block in read_word(made, tmp_path).blocks] == [
        ("Early help", True),
        ("Aim: calm", False),
        ("one", True),
        ("by style", True),
        ("off again", False),
        ("Heading", False),
    ]


def test_bullets_lose_their_mark_and_say_that_they_are_bullets(made, tmp_path):
    made.add_paragraph("from a list", style="List Bullet")
    made.add_paragraph("•\ttyped by hand")
    assert read_word(made, tmp_path).blocks == (
        Paragraph("paragraph 1", "from a list", bullet=True),
        Paragraph("paragraph 2", "typed by hand", bullet=True),
    )


def level(at, kind, pattern, start=1):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def add_bullets(made, key):
    """An own list of bullets with number `key`."""
    add_list(made, key, levels=level(0, "bullet", "*"))


def add_list(made, key, start=1, levels=""):
    """An own list with number `key`, whose levels are shown as 1. then 1.1 then (a) then I)."""
    levels = levels or (
        level(0, "decimal", "%1.", start)
        + level(1, "decimal", "%1.%2")
        + level(2, "lowerLetter", "(%3)")
        + level(3, "upperRoman", "%4)")
    )
    numbering = made.part.numbering_part.element
    numbering.insert(0, xml(f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>'))
    numbering.append(xml(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'))


def item(text, key, level=0, mark=""):
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'
    return f"<w:p><w:pPr>{number}{mark}</w:pPr>{run(text) if text else ''}</w:p>"


def test_automatic_numbers_are_counted_as_word_counts_them(made, tmp_path):
    add_list(made, 901, start=3)
    for text, level in (("a", 0), ("b", 1), ("c", 1), ("d", 2), ("e", 2), ("f", 3), ("g", 0), ("h", 1)):
        add(made, item(text, 901, level))
    assert shown(read_word(made, tmp_path)) == [
        "3. a", "3.1 b", "3.2 c", "(a) d", "(b) e", "I) f", "4. g", "4.1 h",
    ]  # fmt: skip


def test_a_list_may_begin_at_a_deeper_level_or_again(made, tmp_path):
    add_list(made, 901)
    numbering = made.part.numbering_part.element
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering.append(xml(f'<w:num w:numId="902"><w:abstractNumId w:val="901"/>{again}</w:num>'))
    for text, key, level in (
        ("a", 901, 1),
        ("b", 901, 0),
        ("c", 902, 0),
        ("d", 902, 0),
        ("e", 901, 0),
        ("f", 0, 0),
    ):
        add(made, item(text, key, level))
    assert shown(read_word(made, tmp_path)) == ["1.1 a", "2. b", "1. c", "2. d", "3. e", "f"]


def test_an_automatic_number_alone_in_a_cell_is_its_text(made, tmp_path):
    add_list(made, 901)
    add_bullets(made, 902)
    cell = "<w:tc>{}</w:tc>"
    row = "<w:tr>" + cell.format(item("", 901)) + cell.format(item("x", 902) + item("y", 902)) + "</w:tr>"
    add(made, f"<w:tbl>{row * 2}</w:tbl>")
    assert shown(read_word(made, tmp_path)) == [[["1.", "• x\n• y"], ["2.", "• x\n• y"]]]


def test_numbers_below_a_tracked_item_are_in_doubt(made, tmp_path):
    add_list(made, 901)
    add(made, item("a", 901))
    gone = item("b", 901, mark='<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>')
    for before, after in (
        ("<w:r>", '<w:del w:id="2" w:author="x"><w:r>'),
        ("</w:r>", "</w:r></w:del>"),
        ("<w:t ", "<w:delText "),
        ("</w:t>", "</w:delText>"),
    ):
        gone = gone.replace(before, after)
    add(made, gone)
    add(made, item("c", 901))
    document = read_word(made, tmp_path)
    doubt = "The automatic number depends on a tracked change that is not settled."
    assert document.blocks == (
        Paragraph("paragraph 1", "1. a"),
        Paragraph("paragraph 3", "2. c", doubt=doubt),
    )
    assert noticed(document) == [("paragraph 2", "tracked change", "b")]


ADDED = "At {} somebody added words and nobody accepted or rejected them, so they are not content."
REMOVED = "At {} somebody removed words and nobody accepted or rejected that, so they are not content."


def test_tracked_words_are_never_content(made, tmp_path):
    added = f'<w:ins w:id="1" w:author="x">{run("by May")}</w:ins>'
    removed = '<w:del w:id="2" w:author="x"><w:r><w:delText>by March</w:delText></w:r></w:del>'
    add(made, f"<w:p>{run('Keep ')}{added}{removed}{run('this')}</w:p>")
    add(made, f'<w:p><w:moveTo w:id="3" w:author="x">{run("all new")}</w:moveTo></w:p>')
    document = read_word(made, tmp_path)
    assert document.blocks == (Paragraph("paragraph 1", "Keep this", doubt=TRACKED),)
    assert document.notices == (
        Notice("paragraph 1", "tracked change", "by May", ADDED.format("paragraph 1")),
        Notice("paragraph 1", "tracked change", "by March", REMOVED.format("paragraph 1")),
        Notice("paragraph 2", "tracked change", "all new", ADDED.format("paragraph 2")),
    )


def test_tracked_rows_are_no_rows_and_tracked_cells_are_in_doubt(made, tmp_path):
    def cells(*texts):
        return "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in texts)

    removed = '<w:del w:id="1"><w:r><w:delText>ch</w:delText></w:r></w:del>'
    changed = f"<w:tc><w:p>{run('Mar')}{removed}</w:p></w:tc>"
    rows = (
        f"<w:tr>{cells('1.1')}{changed}</w:tr>",
        f'<w:tr><w:trPr><w:ins w:id="2" w:author="x"/></w:trPr>{cells("1.2", "New")}</w:tr>',
        f"<w:tr><w:trPr><w:hidden/></w:trPr>{cells('1.3', 'Unseen')}</w:tr>",
        f"<w:tr>{cells('1.4', 'Last')}</w:tr>",
    )
    add(made, f"<w:tbl>{''.join(rows)}</w:tbl>")
    document = read_word(made, tmp_path)
    (table,) = document.blocks
    assert [(row.place, row.cells) for row in table.rows] == [
        ("table 1, row 1", (Cell("1.1", 0), Cell("Mar", 1, doubt=TRACKED))),
        ("table 1, row 4", (Cell("1.4", 0), Cell("Last", 1))),
    ]
    assert noticed(document) == [
        ("table 1, row 1", "tracked change", "ch"),
        ("table 1, row 2", "tracked change", "1.2 | New"),
        ("table 1, row 3", "hidden row", "1.3 | Unseen"),
    ]


def test_merged_cells_span_and_continue_and_rows_may_begin_later(made, tmp_path):
    table = made.add_table(4, 3)
    for r in range(4):
        for c in range(3):
            table.cell(r, c).text = f"{r}{c}"
    table.cell(0, 1).text = table.cell(2, 2).text = table.cell(3, 2).text = ""
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).merge(table.cell(3, 2))
    row = table.rows[3]._tr
    row.remove(row.tc_lst[0])
    row.insert(0, xml('<w:trPr><w:gridBefore w:val="1"/></w:trPr>'))
    (block,) = read_word(made, tmp_path).blocks
    assert [row.cells for row in block.rows] == [
        (Cell("00", 0, columns=2), Cell("02", 2)),
        (Cell("10", 0), Cell("11", 1), Cell("12", 2)),
        (Cell("20", 0), Cell("21", 1), Cell("12", 2, continues=True)),
        (Cell("31", 1), Cell("12", 2, continues=True)),
    ]


def test_shading_is_the_fill(made, tmp_path):
    def cell(shading):
        return f"<w:tc><w:tcPr>{shading}</w:tcPr><w:p>{run('x')}</w:p></w:tc>"

    marks = (
        '<w:shd w:val="clear" w:color="auto" w:fill="00b050"/>',
        '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>',
        '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>',
        '<w:shd w:val="solid" w:color="FF0000" w:fill="auto"/>',
        "",
    )
    add(made, f"<w:tbl><w:tr>{''.join(map(cell, marks))}</w:tr></w:tbl>")
    (table,) = read_word(made, tmp_path).blocks
    assert [cell.fill for cell in table.rows[0].cells] == ["00B050", None, None, "FF0000", None]


def test_a_nested_table_stays_in_its_cell_line_by_line(made, tmp_path):
    outer = made.add_table(1, 2)
    outer.cell(0, 0).text = "Leads"
    inner = outer.cell(0, 0).add_table(2, 2)
    for r in range(2):
        for c in range(2):
            inner.cell(r, c).text = f"{r}{c}"
    document = read_word(made, tmp_path)
    assert shown(document) == [[["Leads\n00 | 01\n10 | 11", ""]]]
    assert noticed(document) == [("table 1, row 1", "nested table", "00\n01\n10\n11")]


def test_tables_side_by_side_in_a_frame_are_tables_one_after_the_other(made, tmp_path):
    frame = made.add_table(1, 2)
    for cell, text in zip(frame.rows[0].cells, ("Council", "Health"), strict=True):
        cell.text = text
        cell.add_table(1, 1).cell(0, 0).text = f"{text} acts"
    assert [
        block.text if isinstance(block, Paragraph) else block.rows[0].cells[0].text
        for block in read_word(made, tmp_path).blocks
    ] == ["Council", "Council acts", "Health", "Health acts"]


def test_a_frame_with_words_of_its_own_beside_a_table_stays_a_table(made, tmp_path):
    frame = made.add_table(1, 2)
    frame.cell(0, 0).text = "Action"
    frame.cell(0, 1).add_table(1, 1).cell(0, 0).text = "Step"
    [table] = read_word(made, tmp_path).blocks
    assert [cell.text for cell in table.rows[0].cells] == ["Action", "Step"]


def test_a_table_framed_by_a_single_cell_is_a_table_of_its_own(made, tmp_path):
    frame = made.add_table(1, 1)
    frame.cell(0, 0).text = "Above"
    inner = frame.cell(0, 0).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Ref", "Action"
    boxed = made.add_table(1, 1)
    boxed.cell(0, 0).text = "Only a box"
    document = read_word(made, tmp_path)
    assert shown(document) == ["Above", [["Ref", "Action"]], [["Only a box"]]]
    assert [block.place for block in document.blocks] == ["paragraph 1", "table 1", "table 2"]
    assert document.notices == ()


def test_words_in_controls_links_fields_and_symbols_are_content(made, tmp_path):
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    pieces = (
        f"<w:sdt><w:sdtContent>{run('control')}</w:sdtContent></w:sdt>",
        f"<w:hyperlink>{run(' link')}</w:hyperlink>",
        f"<w:smartTag>{run(' tag')}</w:smartTag>",
        field.format("begin"),
        "<w:r><w:instrText>DATE</w:instrText></w:r>",
        run("unseen"),
        field.format("separate"),
        run(" result"),
        field.format("end"),
        f'<w:fldSimple w:instr="PAGE">{run(" 7")}</w:fldSimple>',
    )
    add(made, f"<w:p>{''.join(pieces)}</w:p>")
    add(
        made,
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>co</w:t><w:noBreakHyphen/><w:t>pro</w:t>"
        '<w:softHyphen/><w:t>duced</w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>',
    )
    add(made, f"<w:sdt><w:sdtContent><w:p>{run('whole paragraph')}</w:p></w:sdtContent></w:sdt>")
    assert shown(read_word(made, tmp_path)) == [
        "control link tag result 7",
        "a\tb\nco-produced✓",
        "whole paragraph",
    ]


def test_a_field_that_never_ends_does_not_swallow_the_document(made, tmp_path):
    add(made, f'<w:p>{run("Before")}<w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>')
    made.add_paragraph("After")
    assert shown(read_word(made, tmp_path)) == ["Before", "After"]


def test_form_fields_show_their_value_and_prompts_are_not_content(made, tmp_path):
    begin = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{}</w:ffData></w:fldChar></w:r>'
    end = '<w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ticked = '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
    empty = '<w:checkBox><w:default w:val="0"/></w:checkBox>'
    entries = '<w:listEntry w:val="Amber"/><w:listEntry w:val="Green"/>'
    chosen = f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>'
    body = "".join(begin.format(kind) + end for kind in (ticked, empty, chosen))
    add(made, f"<w:p>{body}</w:p>")
    content = f"<w:sdtContent>{run('Choose a date')}</w:sdtContent>"
    add(made, f"<w:p>{run('Due: ')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{content}</w:sdt></w:p>")
    document = read_word(made, tmp_path)
    assert shown(document) == ["☒☐Green", "Due:"]
    assert noticed(document) == [("paragraph 2", "placeholder", "Choose a date")]


def test_an_unknown_symbol_is_in_doubt(made, tmp_path):
    add(made, '<w:p><w:r><w:t>Done </w:t><w:sym w:font="Wingdings" w:char="F0FF"/></w:r></w:p>')
    assert read_word(made, tmp_path).blocks == (
        Paragraph("paragraph 1", "Done \ufffd", doubt="A symbol here could not be read and stands as \ufffd."),
    )


def test_hidden_text_is_a_notice_whether_hidden_itself_or_by_style(made, tmp_path):
    made.styles.add_style("Unseen", 2).font.hidden = True
    paragraph = made.add_paragraph("Seen")
    paragraph.add_run(" not").font.hidden = True
    paragraph.add_run(" seen").font.hidden = True
    paragraph.add_run(" by style", style="Unseen")
    paragraph.add_run(" again").font.hidden = False
    document = read_word(made, tmp_path)
    assert shown(document) == ["Seen again"]
    assert noticed(document) == [("paragraph 1", "hidden text", "not seen by style")]


def test_struck_words_stay_content_and_are_reported(made, tmp_path):
    paragraph = made.add_paragraph("by ")
    paragraph.add_run("March").font.strike = True
    paragraph.add_run(" June").font.double_strike = True
    document = read_word(made, tmp_path)
    assert shown(document) == ["by March June"]
    assert noticed(document) == [("paragraph 1", "strikethrough", "March June")]


def test_comments_headers_and_footers_are_notices(made, tmp_path):
    first = made.add_paragraph("Train staff")
    made.add_comment(first.runs, text="Who pays?", author="An officer")
    made.sections[0].header.paragraphs[0].text = "DRAFT"
    made.sections[0].footer.paragraphs[0].text = "Version 2"
    document = read_word(made, tmp_path)
    assert shown(document) == ["Train staff"]
    assert noticed(document) == [
        ("paragraph 1", "comment", "Who pays?"),
        ("header", "header", "DRAFT"),
        ("footer", "footer", "Version 2"),
    ]


def test_a_text_box_is_reported_once_although_it_is_stored_twice(made, tmp_path):
    box = f"<w:txbxContent><w:p>{run('In the box')}</w:p><w:p>{run('second line')}</w:p></w:txbxContent>"
    new = (
        "<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
        f"{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = f"<mc:Choice Requires='wps'>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    add(
        made,
        f"<w:p><w:r><w:t>Beside</w:t><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p>",
    )
    document = read_word(made, tmp_path)
    assert shown(document) == ["Beside"]
    assert noticed(document) == [("paragraph 1", "text box", "In the box\nsecond line")]


def test_a_picture_is_a_notice_with_its_description(made, tmp_path):
    described = '<wp:docPr id="1" name="Picture 1" descr="Map of the area"/>'
    add(made, f"<w:p><w:r><w:drawing><wp:inline>{described}</wp:inline></w:drawing></w:r></w:p>")
    made.add_paragraph("Below")
    document = read_word(made, tmp_path)
    assert shown(document) == ["Below"]
    assert noticed(document) == [("paragraph 1", "picture", "Map of the area")]


def test_an_equation_keeps_its_text(made, tmp_path):
    add(made, f"<w:p>{run('Share ')}<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>")
    assert shown(read_word(made, tmp_path)) == ["Share a+b"]


def test_footnotes_are_notices_where_their_number_stands(made, tmp_path):
    add(made, f'<w:p>{run("Agreed")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>')
    path = tmp_path / "plan.docx"
    made.save(path)
    line = f'<w:footnote w:type="separator" w:id="0"><w:p>{run("line")}</w:p></w:footnote>'
    note = f'<w:footnote w:id="2"><w:p>{run("By the board")}</w:p></w:footnote>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="f1" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    rels = "word/_rels/document.xml.rels"
    members[rels] = members[rels].replace(b"</Relationships>", relation.encode())
    members["word/footnotes.xml"] = f"<w:footnotes {nsdecls('w')}>{line}{note}</w:footnotes>".encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    document = read(path.read_bytes(), "plan.docx", LIMITS)
    assert shown(document) == ["Agreed"]
    assert noticed(document) == [("paragraph 1", "footnote", "By the board")]


def test_a_long_paragraph_is_refused(made, tmp_path):
    made.add_paragraph("word " * 4001)
    with pytest.raises(DocumentError) as caught:
        read_word(made, tmp_path)
    assert str(caught.value) == (
        "The text at paragraph 1 that begins 'word word word word word word ' has 20,004 characters and the "
        "most that is read is 20,000: shorten it or split it."
    )


def test_a_text_box_in_a_page_header_is_not_doubled(made, tmp_path):
    box = f"<w:txbxContent><w:p>{run('DRAFT')}</w:p></w:txbxContent>"
    both = f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    header = made.sections[0].header
    header.is_linked_to_previous = False
    header._element.append(xml(f"<w:p><w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p>"))
    made.add_paragraph("Body")
    assert noticed(read_word(made, tmp_path)) == [("header", "header", "DRAFT")]
