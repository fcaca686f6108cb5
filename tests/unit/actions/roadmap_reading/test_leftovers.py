"""The last net under a reading: words that are in no field of it."""

from actions.reading import ReadRow
from actions.roadmap_reading import ReadMilestone, ReadPeriod, RoadmapReading
from actions.roadmap_reading.leftovers import report_leftovers
from priorities.documents import Document, Paragraph
from tests.unit.actions.roadmap_reading.making import table

PERIOD = ReadPeriod("Jan 2026", "line 1", milestones=[ReadMilestone("Survey of parents", "line 2", theme="Voice")])


def left(*blocks, reasons=(None,)):
    rows = [ReadRow("", "", reason) for reason in reasons]
    reading = RoadmapReading(periods=[PERIOD], rows=rows)
    report_leftovers(reading, Document("docx", blocks))
    return [(item.place, item.value) for item in reading.problems]


def test_a_word_in_no_field_is_reported_with_its_whole_line():
    assert left(Paragraph("line 2", "Survey of carers")) == [("line 2", "Survey of carers")]


def test_words_in_fields_and_skipped_lines_are_not():
    assert left(Paragraph("line 2", "Voice: survey of PARENTS")) == []
    assert left(Paragraph("line 2", "Survey of carers"), reasons=("A page number.",)) == []


def test_headings_of_columns_are_none_and_other_cells_are():
    blocks = table(("When", "What we want to see in each school"), ("Jan 2026", "Survey"), ("Jan 2026", "Song"))
    assert left(blocks, reasons=(None, None, None)) == [
        ("table 1, row 1", "What we want to see in each school"),
        ("table 1, row 3", "Song"),
    ]
