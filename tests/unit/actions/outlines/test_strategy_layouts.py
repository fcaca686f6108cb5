"""Strategies laid out in other ways: other words, lists, headings, tables, margins."""

import pytest

from tests.unit.actions.outlines.making import problems, skipped, strategy, text, told, word_of

pytestmark = pytest.mark.reading

TWO = [
    ("1", "Early help", "Help comes early.", ["train a SENCO in each nursery", "write one guide with parents"]),
    ("2", "Moving on", "Change is calm.", ["visit each Year 6 class"]),
]


def unnumbered(priorities):
    return [(None, *rest) for _, *rest in priorities]


def test_numbered_titles_numbered_lists_and_letters():
    reading = strategy(
        text(
            "Northmere strategy\n\nWe have three priorities.\n\n1. Early help\n\nHelp comes early.\n\nWhat we will do:\n"
            "1) train a SENCO in each nursery\n2) write one guide with parents\n\n2. Moving on\nChange is calm.\n"
            "What we will do:\n1) visit each Year 6 class\n2) plan from Year 9\n\n3. Being heard\nFamilies shape services.\n"
            "What we will do:\n1) pay the forum\n\nCommitments that run through all our priorities\n(a) share information once\n"
            "(b) use plain words\n"
        )
    )
    assert told(reading) == (
        [
            TWO[0],
            ("2", "Moving on", "Change is calm.", ["visit each Year 6 class", "plan from Year 9"]),
            ("3", "Being heard", "Families shape services.", ["pay the forum"]),
        ],
        ["share information once", "use plain words"],
    )
    assert problems(reading) == []


def test_themes_without_colons_and_points_broken_at_the_margin():
    reading = strategy(
        text(
            "OUR PLAN FOR INCLUSION\n\nTheme 1: Early years\nChildren under five and their families know where to turn, and the people\n"
            "who work with them know what to try first.\nWe will\n  - set up a telephone line for nurseries that is answered by a teacher on\n"
            "    every school day\n  - visit the Leigh and\n    District network each term\nTheme 2 Secondary schools\nYoung people stay in their "
            "local school.\nWe will\n  - bring therapists into\n    Year 7\n\nOur cross-cutting commitments\n  - listen first\n"
            "  - put things right when they go wrong, and tell families what\n    was changed\n"
        )
    )
    assert told(reading) == (
        [
            (
                "1",
                "Early years",
                "Children under five and their families know where to turn, and the people who work with them know what to try first.",
                [
                    "set up a telephone line for nurseries that is answered by a teacher on every school day",
                    "visit the Leigh and District network each term",
                ],
            ),
            ("2", "Secondary schools", "Young people stay in their local school.", ["bring therapists into Year 7"]),
        ],
        ["listen first", "put things right when they go wrong, and tell families what was changed"],
    )
    assert reading.priority_word == "Theme"
    assert [point.place for point in reading.priorities[0].commitments] == ["lines 7 to 8", "lines 9 to 10"]
    assert problems(reading) == []


def test_ambitions_and_lines_without_any_mark():
    reading = strategy(
        text(
            "Ambition: Every family is heard\n\nFamilies are asked before decisions are made.\n\nWe will:\nset up a panel of parents\n"
            "Publish each answer within a month\nWork with schools on their evenings\n\nAmbition: Children learn close to home\n\n"
            "To achieve this we will:\nopen two bases\nsupport headteachers\n"
        )
    )
    assert told(reading) == (
        [
            (
                None,
                "Every family is heard",
                "Families are asked before decisions are made.",
                [
                    "set up a panel of parents",
                    "Publish each answer within a month",
                    "Work with schools on their evenings",
                ],
            ),
            (None, "Children learn close to home", "", ["open two bases", "support headteachers"]),
        ],
        [],
    )
    assert reading.priority_word == "Ambition"
    assert problems(reading) == []


def test_lines_without_marks_that_may_go_on_are_told():
    reading = strategy(
        text(
            "Priority 1: Early help\n\nWe will:\ntrain staff in every mainstream\nschool about autism\nopen two hubs\n"
        )
    )
    assert told(reading)[0] == [
        ("1", "Early help", "", ["train staff in every mainstream school about autism", "open two hubs"])
    ]
    assert problems(reading) == [
        (
            "lines 4 to 5",
            "words",
            "train staff in every mainstream school about autism",
            "These lines have no bullets or numbers, so it is not sure where each ends: check that each is whole.",
        )
    ]


WORD = (
    ("Title", "Tarn Vale strategy"),
    ("Heading 1", "Foreword"),
    ("", "We are proud."),
    ("Heading 1", "Our priorities"),
    ("Heading 2", "Early help"),
    ("", "Help comes early."),
    ("Heading 3", "Why this matters"),
    ("List Bullet", "too many wait"),
    ("Heading 3", "What we will do"),
    ("List Bullet", "train a SENCO in each nursery"),
    ("List Bullet", "write one guide with parents"),
    ("Heading 2", "Moving on"),
    ("", "Change is calm."),
    ("Heading 3", "What we will do"),
    ("List Number", "visit each Year 6 class"),
    ("Heading 3", "How we will know"),
    ("List Bullet", "fewer moves fail"),
    ("Heading 1", "Core commitments"),
    ("List Bullet", "be kind"),
    ("Heading 1", "Governance"),
    ("", "The board meets each term."),
)


def test_word_headings_with_sections_that_promise_nothing():
    reading = strategy(word_of(*WORD))
    assert told(reading) == (unnumbered(TWO), ["be kind"])
    assert problems(reading) == []
    assert [(place, reason) for place, _, reason in skipped(reading)] == [
        ("paragraph 1", "the title of the document"),
        ("paragraph 2", "a heading outside the priorities"),
        ("paragraph 3", "words outside the priorities"),
        ("paragraph 4", "a heading outside the priorities"),
        ("paragraph 7", "a heading within a priority"),
        ("paragraph 8", "words under 'Why this matters', which holds no commitments"),
        ("paragraph 9", "the heading of a list of commitments"),
        ("paragraph 14", "the heading of a list of commitments"),
        ("paragraph 16", "a heading within a priority"),
        ("paragraph 17", "words under 'How we will know', which holds no commitments"),
        ("paragraph 18", "the heading of the core commitments"),
        ("paragraph 20", "a heading outside the priorities"),
        ("paragraph 21", "words outside the priorities"),
    ]


BOLD = (
    ("bold", "Brook strategy for inclusion"),
    ("bold", "Early help"),
    ("", "Help comes early."),
    ("", "We will:"),
    ("List Bullet", "train a SENCO in each nursery"),
    ("List Bullet", "write one guide with parents"),
    ("bold", "Moving on"),
    ("", "Change is calm."),
    ("", "We will:"),
    ("List Bullet", "visit each Year 6 class"),
    ("bold", "Our core commitments"),
    ("List Bullet", "be kind"),
)


def test_bold_lines_as_headings_in_word():
    reading = strategy(word_of(*BOLD))
    assert told(reading) == (unnumbered(TWO), ["be kind"])
    assert reading.title == "Brook strategy for inclusion"
    assert problems(reading) == []


def test_bold_lines_as_headings_in_text():
    lines = (f"**{words}**" if style == "bold" else f"* {words}" if style else words for style, words in BOLD)
    assert told(strategy(text("\n".join(lines)))) == (unnumbered(TWO), ["be kind"])


def test_plain_titles_known_by_their_place():
    reading = strategy(
        text(
            "Early help\n\nHelp comes early.\n\nWe will:\n\n• train a SENCO in each nursery\n• write one guide with parents\n\nMoving on\n\n"
            "Change is calm.\n\nWe will:\n\n• visit each Year 6 class\n"
        )
    )
    assert told(reading) == (unnumbered(TWO), [])
    assert reading.title == ""


def test_a_table_with_a_priority_beside_its_words():
    rows = [
        [
            "Priority 1: Early help",
            "Help comes early.\nWe will:\n• train a SENCO in each nursery\n• write one guide with parents",
        ],
        ["Priority 2: Moving on", "Change is calm.\nWe will:\n• visit each Year 6 class"],
        ["Core commitments", "• be kind\n• be honest"],
    ]
    reading = strategy(word_of(("Title", "Strategy"), ("table", rows)))
    assert told(reading) == (TWO, ["be kind", "be honest"])
    assert reading.priorities[1].commitments[0].place == "table 1, row 2"
    assert problems(reading) == []


def test_a_table_with_a_column_for_each_section():
    rows = [
        ["Priority", "Our aim", "We will"],
        ["1. Early help", "Help comes early.", "train a SENCO in each nursery\nwrite one guide with parents"],
        ["2. Moving on", "Change is calm.", "visit each Year 6 class"],
    ]
    reading = strategy(word_of(("Title", "Strategy"), ("table", rows)))
    assert told(reading) == (TWO, [])
    assert [reason for *_, reason in skipped(reading)] == [
        "the title of the document",
        *["the heading of a column"] * 3,
    ]


def test_a_table_of_something_else_is_told_row_by_row():
    rows = [["Year", "Plans"], ["2024", "1,204"]]
    reading = strategy(
        word_of(("", "Priority 1: Early help"), ("", "We will:"), ("List Bullet", "listen"), ("table", rows))
    )
    assert told(reading)[0] == [("1", "Early help", "", ["listen"])]
    assert skipped(reading)[1:] == [
        ("table 1, row 1", "Year | Plans", "a row of a table in which no heading is known"),
        ("table 1, row 2", "2024 | 1,204", "a row of a table in which no heading is known"),
    ]


def test_the_numbers_of_a_list_in_a_column_of_their_own():
    reading = strategy(text("Priority 1: Plans\nWe will:\n1.\trewrite plans\n2.\tcheck them\n"))
    assert told(reading)[0] == [("1", "Plans", "", ["rewrite plans", "check them"])]


def test_points_in_one_line_and_glued_to_the_next_heading():
    reading = strategy(
        text(
            "Priority 1 – Plans\nPlans are clear.\nWe will: • rewrite plans • check quality\nPriority 2 – Offer\nThe offer is known.\n"
            "We will:\n1. publish a map 2. train champions\nThe Partnership have 4 core commitments:\n1. listen\n2. learn\n4. share"
        )
    )
    assert told(reading) == (
        [
            ("1", "Plans", "Plans are clear.", ["rewrite plans", "check quality"]),
            ("2", "Offer", "The offer is known.", ["publish a map", "train champions"]),
        ],
        ["listen", "learn", "share"],
    )
    glued = "Several numbered points stood in one line and were taken apart at their numbers: check where each ends."
    assert problems(reading) == [
        (
            "line 11",
            None,
            "4. share",
            "The list goes from 2 to 4, so number 3 may be missing: compare the commitments with the document.",
        ),
        (
            "line 8",
            "core_commitments",
            "The Partnership have 4 core commitments:",
            "The document says 4 commitments, and 3 were read: compare them.",
        ),
        ("line 7", "words", "publish a map", glued),
        ("line 7", "words", "train champions", glued),
    ]


def test_lists_of_contents_page_numbers_and_other_bullets():
    reading = strategy(
        text(
            "Contents\nPriority 1: Early help .......... 3\nPriority 2: Moving on .......... 5\n\nOur priorities are:\nPriority 1: Early help\n"
            "Priority 2: Moving on\n\nThis was written with families.\n\nPriority 1: Early help\nAim: Help comes early.\nOur commitments\n"
            "✓ train a SENCO in each nursery\n✓ write one guide with parents\nPriority 2: Moving on\nOur aim: Change is calm.\n"
            "Our commitments\n➢ visit each Year 6\n167\nclass\n"
        )
    )
    assert told(reading) == (TWO, [])
    assert [(place, reason) for place, _, reason in skipped(reading)] == [
        ("line 1", "a heading outside the priorities"),
        ("line 2", "a line of the list of contents"),
        ("line 3", "a line of the list of contents"),
        ("line 5", "a heading outside the priorities"),
        ("line 6", "a line of a list of the priorities"),
        ("line 7", "a line of a list of the priorities"),
        ("line 9", "words outside the priorities"),
        ("line 13", "the heading of a list of commitments"),
        ("line 18", "the heading of a list of commitments"),
        ("line 20", "a page number"),
    ]
    assert reading.priorities[0].place == "line 11"


def test_headings_with_points_and_no_we_will():
    reading = strategy(
        text(
            "# Strategy\n## Early help\nHelp comes early.\n- train a SENCO in each nursery\n- write one guide with parents\n## Moving on\n"
            "Change is calm.\n- visit each Year 6 class\n## Shared commitments\n- be kind\n"
        )
    )
    assert told(reading) == (unnumbered(TWO), ["be kind"])


def test_promises_in_sentences():
    reading = strategy(
        text(
            "Priority 1: Early help\n\nHelp comes early.\n\nWe will train staff.\n\nWe will open hubs.\n\nPriority 2: Moving on\n\nWe will visit.\n"
        )
    )
    assert told(reading)[0] == [
        ("1", "Early help", "Help comes early.", ["We will train staff.", "We will open hubs."]),
        ("2", "Moving on", "", ["We will visit."]),
    ]


def test_a_priority_that_goes_on_after_a_page():
    reading = strategy(
        text(
            "Priority 1: Early help\nHelp comes early.\nWe will:\n- train\nPriority 1: Early help (continued)\nWe will:\n- open hubs\n"
        )
    )
    assert told(reading)[0] == [("1", "Early help", "Help comes early.", ["train", "open hubs"])]


def test_a_point_whose_number_stands_in_a_column_goes_on_below_it():
    reading = strategy(
        text(
            "OUR STRATEGY\n\nTHEME ONE - BEING WELL\n\nOur aim is that children are happy.\n\n"
            "1.1  We will open two sensory gardens so that\n     children can rest.\n1.2  We will train lunchtime staff\n\n"
            "THEME TWO - MOVING ON\n\nOur aim is that young people find work.\n\n2.1  We will meet employers\n     every term.\n"
        )
    )
    assert told(reading) == (
        [
            (
                "1",
                "BEING WELL",
                "Our aim is that children are happy.",
                [
                    "We will open two sensory gardens so that children can rest.",
                    "We will train lunchtime staff",
                ],
            ),
            ("2", "MOVING ON", "Our aim is that young people find work.", ["We will meet employers every term."]),
        ],
        [],
    )
    assert problems(reading) == []


def test_commitments_under_a_heading_above_the_priorities_are_core_ones_and_told():
    reading = strategy(
        word_of(
            ("Heading 1", "Our priorities"),
            ("Heading 2", "Ambition 1: Early help"),
            ("", "Help comes early."),
            ("bold", "What we will do"),
            ("List Bullet", "Train a SENCO in each nursery"),
            ("Heading 1", "Our promises to families"),
            ("List Number", "Listen first"),
        )
    )
    assert told(reading) == (
        [("1", "Early help", "Help comes early.", ["Train a SENCO in each nursery"])],
        ["Listen first"],
    )
    assert [problem.message for problem in reading.all_problems()] == [
        "No priority was found above these commitments, so they were taken for core commitments: check it."
    ]


def test_we_will_beside_the_priorities_in_rank_stays_in_its_priority():
    reading = strategy(
        word_of(
            ("Heading 2", "Priority 1: Early help"),
            ("Heading 2", "We will"),
            ("List Bullet", "Train a SENCO in each nursery"),
            ("Heading 2", "Priority 2: Moving on"),
            ("Heading 2", "We will"),
            ("List Bullet", "Visit each Year 6 class"),
        )
    )
    assert [item[3] for item in told(reading)[0]] == [["Train a SENCO in each nursery"], ["Visit each Year 6 class"]]
