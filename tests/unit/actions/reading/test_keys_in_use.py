"""Keys without a title: lines that explain words which the plan's cells use as ratings."""

from actions.reading.keys_in_use import keys_in_use
from actions.status import Status
from priorities.documents import Document, Paragraph
from tests.unit.actions.reading.conftest import read, table

HEADER = ("Action", "Lead", "By when", "How is it going?")


def rated(*words):
    return table(HEADER, *((f"Do thing number {at}", "ICB", "May 2026", word) for at, word in enumerate(words)))


def lines(*texts):
    return [Paragraph(f"paragraph {at}", text) for at, text in enumerate(texts, start=1)]


def statuses(reading):
    return [action.status for action in reading.actions]


def test_lines_with_the_words_of_the_cells():
    key = lines("How we mark our work:", "Rolling along = on track", "Rather slow = at risk of being late")
    reading = read(*key, rated("Rolling along", "Rather slow"), kind="docx")
    assert statuses(reading) == [Status.ON_TRACK, Status.AT_RISK]
    assert [row.reason for row in reading.skipped][1:3] == ["read as the plan's rating key"] * 2


def test_the_parts_of_one_line():
    key = lines("Our words: Rolling along – on track. Rather slow – at risk. Not due – not started yet.")
    assert statuses(read(*key, rated("Not due", "Rather slow"), kind="docx")) == [Status.NOT_STARTED, Status.AT_RISK]


def test_a_table_below_a_title_of_its_own():
    levels = table(("Substantial", "On track for its date"), ("None", "Off track: the date will be missed"), first=9)
    reading = read(rated("Substantial", "None"), *lines("Levels of assurance"), levels, kind="docx")
    assert statuses(reading) == [Status.ON_TRACK, Status.OFF_TRACK]
    assert [action.rating for action in reading.actions] == ["Substantial", "None"]


def test_words_that_no_cell_uses_explain_nothing():
    key = lines("Lead times = on track", "Waiting lists = at risk")
    assert keys_in_use(Document("docx", (*key, rated("Rolling along", "Rather slow")))) == []


def test_one_word_in_use_is_not_enough():
    key = lines("Rolling along = on track", "Waiting lists = at risk")
    assert keys_in_use(Document("docx", (*key, rated("Rolling along", "Rather slow")))) == []


def test_meanings_that_name_no_status_are_no_key():
    key = lines("Rolling along: the north of the county", "Rather slow: the coast")
    assert keys_in_use(Document("docx", (*key, rated("Rolling along", "Rather slow")))) == []


def test_counts_of_actions_explain_nothing():
    key = lines("Rolling along – 12 actions on track", "Rather slow – 4 actions at risk")
    assert keys_in_use(Document("docx", (*key, rated("Rolling along", "Rather slow")))) == []


def test_a_summary_of_the_themes_is_no_key():
    summary = table(("Theme", "Status"), ("Early help", "On track"), ("Growing up", "At risk"), first=20)
    rows = (("Early help", "Do a thing", "ICB", "May 2026"), ("Growing up", "Do another", "ICB", "May 2026"))
    plan = table(("Theme", "Action", "Lead", "By when"), *rows)
    assert keys_in_use(Document("docx", (summary, plan))) == []


def test_what_leads_are_is_no_key():
    words = lines("SENCO: training of all staff completed", "EP: assessments on track")
    plan = table(HEADER, ("Do a thing", "SENCO", "May 2026", "Open"), ("Do another", "EP", "May 2026", "Open"))
    assert keys_in_use(Document("docx", (*words, plan))) == []
