"""Words are found inside stored files of every kind, also where Word cuts them into runs."""

from __future__ import annotations

import io
import zipfile

import pytest

from priorities.file_texts import Unreadable, texts_in
from priorities.sought_words import SoughtWords

SOUGHT = SoughtWords("Kim Sample")


def packed(**parts: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return made.getvalue()


def holds(data: bytes) -> bool:
    return any(map(SOUGHT.stand_in, texts_in(data)))


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\nKim Sample,2\n",
        "Kim Sample".encode("utf-16"),
        "Café: Kim Sample".encode("cp1252"),
        packed(document="<w:p><w:r><w:t>Kim Sam</w:t></w:r><w:r><w:rPr/><w:t>ple</w:t></w:r></w:p>"),
        packed(document='<w:p><w:r><w:t xml:space="preserve">Kim </w:t></w:r><w:r><w:t>Sample</w:t></w:r></w:p>'),
        packed(comments='<w:comment w:author="Kim Sample"><w:p/></w:comment>'),
        packed(core="<dc:creator>Sample, Kim</dc:creator>"),
        packed(strings="<sst><si><t>Ask Kim Sample</t></si></sst>"),
        packed(strings="<si><r><t>Kim</t></r><r><t> Sample</t></r></si>"),
        packed(**{"kim-sample.xml": "<a/>"}),
        packed(book=packed(strings="<si><t>Kim Sample</t></si>")),
    ],
)
def test_the_name_is_found(data):
    assert holds(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Kim, a sample",
        packed(document="<w:p><w:r><w:t>Kim</w:t></w:r></w:p><w:p><w:r><w:t>Sampler</w:t></w:r></w:p>"),
        packed(strings="<si><t>Kimsamp</t></si><si><t>le</t></si>"),
    ],
)
def test_nothing_is_found_that_is_not_there(data):
    assert not holds(data)


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 broken", packed(document="<a/>" * 500)[:-40]], ids=["no file", "cut off"]
)
def test_a_packed_file_that_cannot_be_opened_is_said(data):
    with pytest.raises(Unreadable):
        list(texts_in(data))
