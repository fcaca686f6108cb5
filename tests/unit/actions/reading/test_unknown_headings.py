"""Headings that nobody knows, and headings that say something else than their cells: the cells tell, and rows say so."""

from datetime import date

import pytest

from actions.status import Status
from priorities.documents import DocumentError, Paragraph
from tests.unit.actions.reading.conftest import read, table

TO_DO = ("Print a card of names", "Open a second clinic", "Teach staff to sign", "Ask pupils what helps")
HOPED_FOR = (
    "Families know whom to ring",
    "Fewer children wait",
    "Pupils can say what they need",
    "Parents feel heard",
)
HAPPENED = (
    "The cards were printed in May",
    "Two posts have not yet been filled",
    "Forty staff have finished the course",
    "The survey is under way",
)
LEADS = ("Family Hubs Manager", "Clinic Lead", "Deaf Services Adviser", "Participation Officer")
DATES = ("May 2026", "June 2026", "Ongoing", "31 July 2026")


def plan(headings, *columns):
    return read(table(headings, *zip(*columns, strict=True)))


def said(action, field):
    return [problem.message for problem in action.problems if problem.field == field]


def guessed(heading, what):
    return f"The heading '{heading}' is not one that we know, and its words were taken for {what}: check it."


def test_an_unknown_heading_over_things_to_do_names_the_actions():
    reading = plan(("Zig", "Lead", "By when"), TO_DO, LEADS, DATES)
    assert [action.official_words for action in reading.actions] == list(TO_DO)
    assert said(reading.actions[0], "official_words") == [guessed("Zig", "the action")]


def test_unknown_headings_over_outcomes_and_progress():
    reading = plan(("Action", "Zig", "Lead", "By when", "Zag"), TO_DO, HOPED_FOR, LEADS, DATES, HAPPENED)
    first = reading.actions[0]
    assert (first.outcome, first.progress) == (HOPED_FOR[0], HAPPENED[0])
    assert said(first, "outcome") == [guessed("Zig", "the outcome")]
    assert said(first, "progress") == [guessed("Zag", "the progress report")]


def test_sentences_of_no_kind_stay_without_a_field():
    words = ("Blue door", "Green gate", "Old mill", "New barn")
    reading = plan(("Action", "Zig", "Lead", "By when"), TO_DO, words, LEADS, DATES)
    assert {action.outcome for action in reading.actions} == {""}
    assert [problem.value for problem in reading.actions[0].problems if problem.field == "Zig"] == ["Blue door"]


def test_an_outcome_that_has_its_heading_is_not_looked_for_elsewhere():
    reading = plan(("Action", "Outcome", "Zig", "Lead"), TO_DO, ("", "", "", "A calm start"), HOPED_FOR, LEADS)
    assert [action.outcome for action in reading.actions] == ["", "", "", "A calm start"]


def test_sentences_left_of_the_actions_are_neither_outcomes_nor_progress():
    reading = plan(("Zig", "Action", "Lead", "By when"), HOPED_FOR, TO_DO, LEADS, DATES)
    assert {(action.outcome, action.progress) for action in reading.actions} == {("", "")}


def test_unknown_headings_over_leads_dates_and_ratings():
    reading = plan(
        ("Action", "Zig", "Zag", "Zog"), TO_DO, LEADS, DATES, ("In progress", "Complete", "In progress", "Not started")
    )
    second = reading.actions[1]
    assert (second.leads, second.timescale.raw, second.rating, second.status) == (
        ["Clinic Lead"],
        "June 2026",
        "Complete",
        Status.COMPLETE,
    )
    reading = plan(("Action", "Zig", "Zag"), TO_DO, (*LEADS[:3], "Everybody"), (*DATES[:3], "-"))
    assert [said(reading.actions[0], name) for name in ("leads", "timescale")] == [
        [guessed("Zig", "the lead")],
        [guessed("Zag", "the due date")],
    ]


def test_when_a_row_was_written_down_is_no_due_date():
    reading = plan(("Action", "Lead", "Date raised by us"), TO_DO, LEADS, DATES)
    assert {action.timescale.raw for action in reading.actions} == {""}


def test_the_second_column_may_count_the_rows():
    reading = plan(("Priority", "Zig", "Action", "Lead"), ("Help",) * 4, ("1", "2", "1", "2"), TO_DO, LEADS)
    assert [action.reference for action in reading.actions] == ["1", "2", "1", "2"]


def test_references_told_by_their_cells_are_said_and_a_first_column_without_a_heading_needs_no_word():
    reading = plan(("Zig", "Action", "Lead"), ("1.1", "1.2", "1.3", "1.4"), TO_DO, LEADS)
    assert said(reading.actions[0], "reference") == [guessed("Zig", "the reference")]
    assert plan(("", "Action", "Lead"), ("1.1", "1.2", "1.3", "1.4"), TO_DO, LEADS).actions[0].problems == []


def test_the_earlier_of_two_unknown_columns_of_dates_is_the_start():
    starts, ends = (
        ("May 2025", "June 2025", "July 2025", "May 2025"),
        ("May 2026", "June 2026", "July 2026", "May 2025"),
    )
    first = plan(("Action", "Lead", "Zig", "Zag"), TO_DO, LEADS, starts, ends).actions[0]
    assert (first.timescale.raw, first.timescale.start, first.timescale.due) == (
        "May 2025 – May 2026",
        date(2025, 5, 1),
        date(2026, 5, 31),
    )


def test_of_two_questions_after_a_date_the_earlier_is_the_start():
    starts, ends = ("May 2025", "June 2025", "July 2025", "May 2025"), ("May 2026", "", "July 2026", "May 2025")
    headings = ("Action", "Lead", "When will you see it begin?", "When will it be there?")
    first, second, *_ = plan(headings, TO_DO, LEADS, starts, ends).actions
    assert (first.timescale.start, first.timescale.due) == (date(2025, 5, 1), date(2026, 5, 31))
    assert (second.timescale.start, second.timescale.due) == (date(2025, 6, 1), None)


def test_where_things_are_now_right_of_the_actions_is_what_was_done_since():
    reading = plan(("Action", "Lead", "By when", "Where are we now?"), TO_DO, LEADS, DATES, HAPPENED)
    assert [action.progress for action in reading.actions] == list(HAPPENED)
    assert said(reading.actions[0], "progress") == [guessed("Where are we now?", "the progress report")]
    reading = plan(("Where are we now?", "Action", "Lead", "By when"), HAPPENED, TO_DO, LEADS, DATES)
    assert {action.progress for action in reading.actions} == {""}


def test_last_update_over_sentences_is_what_was_done_and_over_days_it_is_none():
    reading = plan(("Action", "Lead", "By when", "Last update"), TO_DO, LEADS, DATES, HAPPENED)
    assert [action.progress for action in reading.actions] == list(HAPPENED)
    reading = plan(("Action", "Lead", "By when", "Last update"), TO_DO, LEADS, DATES, ("1 May 2025",) * 4)
    assert {action.progress for action in reading.actions} == {""}


def test_as_many_ratings_as_there_are_statuses_and_more_are_ratings_beside_a_commentary():
    words = ("Completed", "On track", "Not started", "At risk", "Delayed", "In progress", "Stopped", "Off track")
    to_do = [f"Open clinic {at}" for at in range(8)]
    reading = plan(("Action", "Lead", "State of play", "Commentary"), to_do, LEADS * 2, words, HAPPENED * 2)
    assert [action.rating for action in reading.actions] == list(words)
    assert reading.actions[0].progress == HAPPENED[0]


def test_a_second_column_of_groups_beside_the_priorities_keeps_its_words():
    groups = ("Staff", "Staff", "Sites", "Sites")
    reading = plan(("Theme", "Action heading", "Zig", "Lead"), ("Help",) * 4, groups, TO_DO, LEADS)
    assert [action.official_words for action in reading.actions] == list(TO_DO)
    assert "Sites" in {problem.value for problem in reading.actions[2].problems}


@pytest.mark.parametrize("heading", ["Oversight", "Scrutinised by", "Decision-making body", "Zig"])
def test_boards_that_watch_over_an_action_are_no_leads(heading):
    boards = ("Early Years Board", "Inclusion Group", "Scrutiny Committee", "Early Years Board")
    reading = plan(("Action", "Lead", heading), TO_DO, LEADS, boards)
    assert [action.leads for action in reading.actions] == [[lead] for lead in LEADS]
    assert [problem.value for problem in reading.actions[0].problems if problem.field == heading] == [boards[0]]


@pytest.mark.parametrize("heading", ["Who benefits", "Who was consulted", "What the board said"])
def test_people_who_lead_nothing_are_no_leads(heading):
    reading = plan(("Action", "Lead", heading), TO_DO, LEADS, ("Schools", "Families", "Schools", "Parents"))
    assert [action.leads for action in reading.actions] == [[lead] for lead in LEADS]


def test_numbers_that_do_not_go_on_one_by_one_are_no_references():
    reading = plan(("Action", "Zig", "Lead"), TO_DO, ("40", "7", "40", "12"), LEADS)
    assert {action.reference for action in reading.actions} == {None}


def test_step_may_head_the_references_or_the_actions():
    reading = plan(("Step", "What needs to happen", "Lead"), ("A1", "A2", "A3", "A4"), TO_DO, LEADS)
    assert [(a.reference, a.official_words) for a in reading.actions] == list(
        zip(("A1", "A2", "A3", "A4"), TO_DO, strict=True)
    )
    assert plan(("Step", "Lead", "By when"), TO_DO, LEADS, DATES).actions[0].official_words == TO_DO[0]


def test_an_unknown_heading_left_of_the_actions_over_titles_names_the_priorities():
    titles = ("1. Early help", "1. Early help", "2. Growing up", "2. Growing up")
    reading = plan(("Zig", "Action", "Lead"), titles, TO_DO, LEADS)
    assert [(item.number, item.title) for item in reading.priorities] == [("1", "Early help"), ("2", "Growing up")]
    assert said(reading.actions[0], "priority") == [guessed("Zig", "the priority")]


def test_titles_on_the_first_row_of_each_group_name_the_priorities():
    reading = plan(("Zig", "Action", "Lead"), ("Getting about", "", "Growing up", ""), TO_DO, LEADS)
    assert [item.title for item in reading.priorities] == ["Getting about", "Growing up"]
    assert [action.priority for action in reading.actions] == [0, 0, 1, 1]


def test_a_heading_with_the_word_action_over_groups_is_the_priority():
    areas = ("Leaders must act sooner",) * 2 + ("Plans must be better",) * 2
    reading = plan(("Area for urgent action", "What must be done", "Lead", "Deadline"), areas, TO_DO, LEADS, DATES)
    assert [action.official_words for action in reading.actions] == list(TO_DO)
    assert [item.title for item in reading.priorities] == ["Leaders must act sooner", "Plans must be better"]


@pytest.mark.parametrize("heading", ["Notes for the board", "Group commentary since May"])
def test_sentences_below_a_word_for_leads_are_no_leads(heading):
    reading = plan(("Action", "Lead", heading), TO_DO, LEADS, HAPPENED)
    assert [action.leads for action in reading.actions] == [[lead] for lead in LEADS]
    assert [action.progress for action in reading.actions] == list(HAPPENED)


def test_headings_that_nobody_knows_head_a_table_of_things_to_do_with_leads_and_dates():
    reading = plan(("Zig", "Zag", "Zog"), TO_DO, LEADS, DATES)
    assert [(a.official_words, a.leads, a.timescale.raw) for a in reading.actions[:2]] == [
        (TO_DO[0], [LEADS[0]], "May 2026"),
        (TO_DO[1], [LEADS[1]], "June 2026"),
    ]


@pytest.mark.parametrize(
    "headings",
    [("Risk", "Mitigation", "Owner"), ("Version", "Change", "Author")],
    ids=["a risk register", "a history"],
)
def test_tables_that_only_look_like_a_plan_hold_no_actions(headings):
    with pytest.raises(DocumentError, match="No actions were found"):
        plan(headings, TO_DO, LEADS, LEADS)


def test_things_to_do_without_leads_dates_or_ratings_are_no_plan():
    with pytest.raises(DocumentError, match="No actions were found"):
        plan(("Zig", "Zag", "Zog"), TO_DO, HOPED_FOR, HOPED_FOR)


def test_labels_that_come_again_and_again_are_labels():
    lines = []
    for at, words in enumerate(TO_DO):
        lines += [f"Action {at + 1}: {words}", f"Zig: {HOPED_FOR[at]}", f"Lead: {LEADS[at]}", f"By when: {DATES[at]}"]
    reading = read(*(Paragraph(f"line {at}", text) for at, text in enumerate(lines, start=1)), kind="txt")
    assert [(action.official_words, action.outcome) for action in reading.actions] == list(
        zip(TO_DO, HOPED_FOR, strict=True)
    )
    assert said(reading.actions[0], "outcome") == [guessed("Zig", "the outcome")]


def test_an_unknown_label_on_cards_is_told_by_what_stands_beside_it_on_all_of_them():
    cards = [
        table(
            ("Action", words), ("Lead", LEADS[at]), ("By when", DATES[at]), ("Zig", HAPPENED[at]), word=f"card {at} row"
        )
        for at, words in enumerate(TO_DO)
    ]
    reading = read(*cards, kind="docx")
    assert [action.progress for action in reading.actions] == list(HAPPENED)


@pytest.mark.parametrize("heading", ["Mitigation", "Recommendation", "Proposal", "Measures", "Priority"])
def test_things_to_do_under_a_heading_that_mostly_names_something_else_are_the_actions(heading):
    reading = plan(("Ref", heading, "Impact", "Lead", "By when"), ("1", "2", "3", "4"), TO_DO, HOPED_FOR, LEADS, DATES)
    assert [action.official_words for action in reading.actions] == list(TO_DO)
    assert [action.outcome for action in reading.actions] == list(HOPED_FOR)
    assert said(reading.actions[0], "official_words") == [guessed(heading, "the action")]
    assert reading.priorities == []


@pytest.mark.parametrize("heading", ["Next steps", "Progress"])
def test_outcomes_that_stand_in_for_the_actions_say_so(heading):
    reading = plan((heading, "Impact", "Lead", "By when"), TO_DO, HOPED_FOR, LEADS, DATES)
    assert [action.official_words for action in reading.actions] == list(HOPED_FOR)
    for action in reading.actions:
        assert said(action, "official_words") == [
            "No heading names the actions, so the words under 'Impact' were taken for the action: check it."
        ]
