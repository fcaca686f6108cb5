"""Which kind of document it is, with a sentence that says why."""

import pytest

from actions.outlines import KindGuess, tell_kind
from priorities.documents import LIMITS, Document
from priorities.documents.child import read
from tests.corpus.samples import samples
from tests.unit.actions.outlines.making import text, word_of

pytestmark = pytest.mark.reading

HISTORY = """How the maps were made
In 2024, parent carers told us at two sessions what they need.
In October 2024, families voted on the first drafts.
- about speech
In March 2025, drafts were shared with the parent carer forum.
On 3 June 2025, an engagement session was held with young people.
"""


@pytest.mark.parametrize(
    ("words", "kind", "why"),
    [
        (
            "Priority 1: Early help\nWe will:\n- train\nPriority 2: Plans\nWe will:\n- check\n",
            "strategy",
            "It has 2 priorities and lists of commitments under 'We will'.",
        ),
        (
            "Priority 1: Early help\nWe will train.\n\nPriority 2: Plans\nWe will check.\n",
            "strategy",
            "It has 2 priorities and 2 sentences that say what somebody will do.",
        ),
        (
            "# Our strategy\n## Early help\n- train\n## Plans\n- check\n",
            "strategy",
            "It calls itself a strategy and has 2 priorities with points below.",
        ),
        (
            "Core commitments\n- be kind\n- be honest\n",
            "strategy",
            "It has lists of commitments, and no dates or leads beside them.",
        ),
        (
            "Recommendation 1: Act.\nWhat we did\n- met\nNext steps\n- go\n",
            "recommendation-update",
            "It names a recommendation and has sections such as 'What we did' and 'Next steps'.",
        ),
        (
            "Recommendation 1: Act.\nWhat we want\n- calm\nThe difference this will make\n- hope\n",
            "recommendation-update",
            "It names a recommendation and has sections such as 'What we want' and 'The difference this will make'.",
        ),
        (
            "Our roadmap\nJan 2024\n- board agreed\nApril 2024\n- school opened\n",
            "roadmap",
            "Its headings are points in time (2 of them), and its title says 'roadmap'.",
        ),
        (
            "Milestones\nSpring term 2025\n- board agreed\nSummer term 2025\n- opened\nQ3 2025/26\n- grown\n",
            "roadmap",
            "Its headings are points in time (3 of them) with points below.",
        ),
        (HISTORY, "coproduction-history", "4 of its sentences begin with when something was done, most with families."),
        (
            "Ref\tAction\tLead\tBy when\n1.1\tTrain staff\tSENCO\tMay 2026\n",
            "action-plan",
            "It has a table of actions, with columns such as 'Ref', 'Action', 'Lead' (line 1).",
        ),
        (
            "Priority 1: Early help\nWhat we will do: Train\nLead: SENCO\nWhat we will do: Open\nLead: Head\n",
            "action-plan",
            "Leads or dates of actions stand in it again and again, under 'Lead'.",
        ),
        ("Minutes\nWe met.\n", None, "Nothing in it shows which kind of document it is: choose the kind."),
        ("Priority 1: Early help\nIt is early.\n", None, "Nothing in it shows which kind of document it is: choose the kind."),
    ],
)  # fmt: skip
def test_kinds(words, kind, why):
    assert tell_kind(text(words)) == KindGuess(kind, why)


def test_an_empty_document_has_no_kind():
    assert tell_kind(Document("txt", ())).kind is None


def test_a_table_of_promises_in_a_strategy_and_a_table_of_updates():
    promised = [
        ["Priority", "Our aim", "We will"],
        ["1. Early help", "Help comes early.", "train"],
        ["2. Plans", "Clear.", "check"],
    ]
    assert tell_kind(word_of(("Title", "SEND strategy"), ("table", promised))).kind == "strategy"
    updates = [["Recommendation", "What we did", "The difference it made"], ["1. Act", "met", "calm"]]
    assert tell_kind(word_of(("Title", "Year two"), ("table", updates))).kind == "recommendation-update"


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_every_sample_of_an_action_plan_is_one(sample):
    document = read(sample.path.read_bytes(), sample.path.name, LIMITS)
    assert tell_kind(document).kind == "action-plan"
