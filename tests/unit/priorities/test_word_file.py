"""Word documents that the office sends out: what they say to programs, and that their words are the words."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from priorities.documents import Paragraph, Table, read_document
from priorities.word_file import Heading, Sentence, WordTable, one_line, word_file

ODD = "<b>&amp; \"q\" 'a' ]]> \U0001f44d\U0001f3fd"
TABLE = WordTable('Actions of "1"', ("Reference", "Action"), (1, 3), [("1.1", "a\n\n\u2022 b\tc"), ("", ODD)])


def made(*blocks, title: str = "Plan") -> bytes:
    return word_file(title=title, blocks=blocks)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.usefixtures("read_here")
def test_headings_sentences_and_cells_read_back(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(made(Heading("A\nplan", 1), Sentence("One.\nTwo."), Heading(ODD, 2), TABLE, TABLE))
    read = read_document(path)
    assert [(block.text, block.level) for block in read.blocks if isinstance(block, Paragraph)] == [
        ("A plan", 1), ("One.", None), ("Two.", None), (ODD, 2),
    ]  # fmt: skip
    tables = [block for block in read.blocks if isinstance(block, Table)]
    assert [[[cell.text for cell in row.cells] for row in table.rows] for table in tables] == [
        [["Reference", "Action"], ["1.1", "a\n\n\u2022 b\tc"], ["", ODD]]
    ] * 2
    assert read.notices == ()


def test_every_part_is_xml_and_the_same_words_give_the_same_bytes():
    content = made(Heading(ODD, 1), TABLE, title=ODD)
    for name, part in parts(content).items():
        assert etree.fromstring(part).tag, name
    assert content == made(Heading(ODD, 1), TABLE, title=ODD)
    assert b"<dc:title>&lt;b&gt;&amp;amp;" in parts(content)["docProps/core.xml"]


def test_a_program_that_reads_aloud_is_told_what_it_needs():
    made_of = parts(made(TABLE))
    document = made_of["word/document.xml"].decode()
    assert document.count("<w:tblHeader/>") == 1
    assert '<w:tblCaption w:val="Actions of &quot;1&quot;"/>' in document
    assert '<w:lang w:val="en-GB"' in made_of["word/styles.xml"].decode()


def test_nothing_that_a_file_cannot_hold_leaves():
    document = parts(made(Sentence("a\0b\x01c\ufffed\ud800e\u00adf\x0bg")))["word/document.xml"].decode()
    assert ">a\ufffdbc\ufffdd\ufffdef</w:t>" in document
    assert ">g</w:t>" in document
    assert one_line(" a\n\tb\0 ") == "a b\ufffd"
