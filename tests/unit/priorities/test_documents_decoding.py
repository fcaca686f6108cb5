"""Encodings: what is known is read, what is guessed is said, what is neither is refused."""

import codecs

import pytest

from priorities.documents import DocumentError, Notice
from priorities.documents.decoding import decode

WORDS = "Café – “quoted” £5\n"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        WORDS.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
    ],
)
def test_utf_8_and_marked_utf_16_are_read(data):
    assert decode(data, "plan.txt") == (WORDS, ())


def test_windows_text_is_read_with_a_notice():
    text, notices = decode(("Ref\r\n" + WORDS).encode("cp1252"), "plan.txt")
    assert text == "Ref\r\n" + WORDS
    assert notices == (
        Notice(
            "line 2",
            "encoding",
            "é",
            "The file is not UTF-8 and was read as Windows text (first at line 2), so check its "
            "quotes, dashes and pound signs.",
        ),
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            "Ref\nLead’s\n".encode() + "Café\n".encode("cp1252"),
            "Line 3 of plan.txt is written in another encoding than the lines around it: open the "
            "file, correct that line and save it as UTF-8.",
        ),
        (
            b"Ref\nTrain\0staff" + b" and families" * 20,
            (
                "There is a NUL character in line 2 of plan.txt, which text cannot hold: delete "
                "it and save the file again."
            ),
        ),
        (
            "Ref\nTra\0in".encode("utf-16"),
            (
                "There is a NUL character in line 2 of plan.txt, which text cannot hold: delete "
                "it and save the file again."
            ),
        ),
        *(
            (
                data,
                "The file plan.txt is not text, whatever its name says: open it in the program that "
                "made it and save it as .txt, .csv, .xlsx or .docx.",
            )
            for data in (
                b"\0" * 200,
                b"caf\xe9 \x81\x8d",
                b"\x01\x02\x03 words",
                codecs.BOM_UTF16_LE + b"\x00\xd8a",
                "Ref\nAction".encode("utf-16-le"),
            )
        ),
    ],
)
def test_what_is_not_one_text_is_refused(data, sentence):
    with pytest.raises(DocumentError) as caught:
        decode(data, "plan.txt")
    assert str(caught.value) == sentence
