"""The command with the other kinds of documents: what it guesses, prints, stores and refuses."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from priorities.models import Commitment, Plan, RecommendationUpdate
from tests.integration.actions.office.test_imports_promises import ROADMAP, STRATEGY, UPDATE
from tests.integration.actions.test_importing import approver, documents_folder, file, partnership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("partnership", "approver", "documents_folder")]
__all__ = ["approver", "documents_folder", "file", "partnership"]


def run(path, *options: str) -> list[str]:
    out = StringIO()
    call_command(
        "import_document", str(path), "--plan", "our-plan", "--partnership", "exampleshire", *options, stdout=out
    )
    return out.getvalue().splitlines()


def refused(path, *options: str) -> str:
    with pytest.raises(CommandError) as refusal:
        run(path, *options)
    return str(refusal.value)


def test_without_a_kind_it_says_which_it_takes_the_document_for_and_stores_nothing(file):
    path = file(STRATEGY)
    lines = run(path)
    assert lines[0] == (
        "Strategy: priorities and commitments (--kind strategy). It has lists of commitments, and no dates or leads beside "
        "them."
    )
    assert lines[1:4] == [
        "plan.txt: 1 priorities, 3 commitments.",
        "  Priority 1: Early help (2 commitments)",
        "  1 core commitment",
    ]
    assert lines[-1] == "Nothing was changed. Add --kind strategy --commit to store it as a draft."
    assert refused(path, "--commit") == (
        "--commit needs --kind: without it the kind is a guess, and nothing is stored on a guess. One of: action-plan, "
        "strategy, recommendation-update, roadmap."
    )
    assert Plan.objects.count() == 0


def test_what_is_no_kind_is_refused_with_the_reason(file):
    assert refused(file("Dear all,\n\nthank you for coming.\n")) == (
        "plan.txt: Nothing in it shows which kind of document it is: choose the kind."
    )


def test_a_strategy_is_stored_and_published(file):
    path = file(STRATEGY)
    lines = run(path, "--kind", "strategy", "--commit")
    assert lines[-2] == "Stored as a draft in 'our-plan' of Exampleshire. Add --publish --by USER to make it public."
    assert Commitment.objects.public().count() == 0
    run(path, "--kind", "strategy", "--commit", "--publish", "--by", "approver")
    assert Commitment.objects.public().count() == 3
    assert run(path, "--kind", "strategy")[-1].startswith("Nothing was changed. The plan 'our-plan' has this very file")


def test_the_same_file_may_be_two_kinds(file):
    path = file(STRATEGY)
    run(path, "--kind", "strategy", "--commit")
    run(path, "--kind", "action-plan", "--commit")
    assert Plan.objects.get().documents.count() == 2


def test_a_round_is_named_and_its_labels_may_be_explained(file):
    path = file(UPDATE)
    assert refused(path, "--kind", "recommendation-update") == (
        "An update of recommendations belongs to a round: say what the partnership calls it, such as 'Year one', with "
        "--round or under 'Round'."
    )
    kind = ("--kind", "recommendation-update", "--round", "Year one")
    lines = run(path, *kind)
    assert lines[:4] == [
        "plan.txt: 1 recommendation.",
        "  Round 'Year one'",
        "  Recommendation 1: Leaders should listen to families.",
        "    What we have done ('What we have done so far'): 1 point",
    ]
    run(path, *kind, "--section", "Our journey=done", "--commit")
    assert len(RecommendationUpdate.objects.get().points("done")) == 2
    assert refused(path, *kind, "--section", "Our journey=fun").startswith("'Our journey' is said to mean 'fun'")


def test_options_of_another_kind_are_refused(file):
    path = file(ROADMAP)
    assert refused(path, "--kind", "roadmap", "--round", "Year one") == (
        "--round belongs to --kind recommendation-update; leave one of them out."
    )
    assert refused(path, "--kind", "roadmap", "--column", "table 1, column 1=lead") == (
        "--column is for --kind action-plan alone; leave it out."
    )
    assert refused(path, "--kind", "roadmap", "--section", "a=done") == "--section needs --kind recommendation-update."
    assert refused(path, "--kind", "recommendation-update", "--column", "a=b", "--section", "a=done") == (
        "--column is for tables of actions, --section for updates; leave one of them out."
    )


def test_a_roadmap_is_shown_with_its_periods(file):
    lines = run(file(ROADMAP), "--kind", "roadmap")
    assert lines[:3] == [
        "plan.txt: 2 milestones.",
        "  March 2026, 1 March 2026 to 31 March 2026: 1 milestone",
        "  June 2026, 1 June 2026 to 30 June 2026: 1 milestone",
    ]
