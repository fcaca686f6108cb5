"""Strategies and updates made in a line, as text or as Word documents, and short forms of what is read from them."""

import io

import docx

from actions.outlines import read_recommendation_update, read_strategy
from priorities.documents import LIMITS
from priorities.documents.child import read

ROUND = "Year two"


def text(words, name="paper.txt"):
    """The document of a text file with these words."""
    return read(words.encode(), name, LIMITS)


def word(build):
    """The document of a Word file that `build` fills: it is given python-docx's empty document."""
    made = docx.Document()
    build(made)
    file = io.BytesIO()
    made.save(file)
    return read(file.getvalue(), "paper.docx", LIMITS)


def word_of(*paragraphs):
    """A Word document of (style, text) pairs: a style's name, "bold", or "" for plain; a table is a list of rows."""

    def build(made):
        for style, words in paragraphs:
            if style == "table":
                table = made.add_table(len(words), max(map(len, words)))
                for row, texts in zip(table.rows, words, strict=True):
                    for cell, said in zip(row.cells, texts, strict=False):
                        cell.text = said
            elif style == "bold":
                made.add_paragraph().add_run(words).bold = True
            else:
                made.add_paragraph(words, style or None)

    return word(build)


def strategy(document):
    return read_strategy(document)


def update(document, **how):
    return read_recommendation_update(document, round=ROUND, **how)


def told(reading):
    """A strategy as (number, title, aim, commitments) for each priority, and its core commitments."""
    return (
        [
            (item.number, item.title, item.official_words, [point.words for point in item.commitments])
            for item in reading.priorities
        ],
        [point.words for point in reading.core_commitments],
    )


def sections(item):
    """The words of a recommendation's sections, by meaning."""
    return {meaning: [point.words for point in points] for meaning, points in item.sections.items()}


def skipped(reading):
    return [(row.place, row.text, row.reason) for row in reading.skipped]


def problems(reading):
    return [(item.place, item.field, item.value, item.message) for item in reading.all_problems()]
