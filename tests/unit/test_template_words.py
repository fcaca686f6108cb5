"""The fixed words of the public templates: short sentences, explained acronyms, British spelling of links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"
FILES = sorted(TEMPLATES.rglob("*.html"))
KNOWN = {"SEND", "CSV", "AA", "KB"}
"""SEND is explained at the foot of every page, CSV beside its link and in the help; AA names a standard."""


def sentences(path: Path) -> list[str]:
    """What the template says by itself; a variable counts as one word."""
    text = path.read_text()
    text = re.sub(r"{#.*?#}", " ", text, flags=re.DOTALL)
    text = re.sub(
        r"<(title|/?(p|li|h[1-6]|dt|dd|label|legend|caption|th|td|summary|a|button|option)\b)[^>]*>", " . ", text
    )
    text = re.sub(r"{%[^%]*%}", " . ", text)
    text = re.sub(r"{{[^}]*}}", " something ", text)
    text = re.sub(r"<[^>]+>", " ", text)
    return [" ".join(part.split()) for part in re.split(r"[.?!:;]\s", text) if part.strip(" .")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_sentences_are_short_and_acronyms_known(path):
    for sentence in sentences(path):
        assert len(sentence.split()) <= 25, sentence
        assert set(re.findall(r"\b[A-Z]{2,}\b", sentence)) <= KNOWN, sentence


def test_there_are_templates():
    assert len(FILES) > 25
    longest = max((len(sentence.split()) for path in FILES for sentence in sentences(path)), default=0)
    assert longest >= 12


def test_acronyms_are_explained():
    assert "SEND means special educational needs and disabilities." in (TEMPLATES / "base.html").read_text()
    assert (
        "CSV file. That is a table which any spreadsheet program opens."
        in (TEMPLATES / "sendplan" / "help.html").read_text()
    )
    assert "(CSV spreadsheet, " in (TEMPLATES / "actions" / "action_list.html").read_text()


def test_nothing_breaks_the_content_security_policy():
    for path in FILES:
        text = path.read_text()
        assert not re.search(r"\sstyle=|<script|<style|\son\w+=|javascript:", text), path
