import pytest

from actions.reading import read_action_plan
from actions.reading.pointers import points_elsewhere
from priorities.documents import Cell, Document, Row, Table


@pytest.mark.parametrize(
    "text",
    ["As above", "Same as above", "ditto", "Ditto.", '"', "” ”", "(see above)", "See 1.4", "As 1.1", "as per action 2"],
)
def test_words_that_only_point_to_another_row(text):
    assert points_elsewhere(text)


@pytest.mark.parametrize(
    "text",
    ["", "1.4", "Above Board Trust", "As agreed", "See the offer", "Head of SEND", "Before 2026", "Same day team"],
)
def test_words_that_say_something(text):
    assert not points_elsewhere(text)


def test_what_points_elsewhere_is_no_lead_and_every_such_field_is_said():
    texts = ("Action", "Lead", "By when", "Outcome", "Progress"), ("Train", "As above", "May 2026", '"', "ditto")
    rows = tuple(
        Row(f"row {at}", tuple(Cell(text, column) for column, text in enumerate(row)))
        for at, row in enumerate(texts, 1)
    )
    [action] = read_action_plan(Document("csv", (Table("row 1", None, rows),))).actions
    assert (action.leads, action.outcome, action.progress) == ([], '"', "ditto")
    assert [(item.field, item.value, item.message) for item in action.problems] == [
        ("leads", "As above", "'As above' under 'Lead' points to another row: name the lead here."),
        ("outcome", '"', "'\"' points to another row: write the words themselves here."),
        ("progress", "ditto", "'ditto' points to another row: write the words themselves here."),
    ]
