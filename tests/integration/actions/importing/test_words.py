"""What a document changes, said for a person: what is gone comes first, and each action has its words."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from actions.importing import comparison_in_words
from tests.integration.actions.importing.conftest import LATER

HEADER = "Ref\tAction\tLead\tBy when\tRAG\n"
FIRST = (
    f"Priority 1: Schools\n\n{HEADER}1.1\tTrain every school\tSEN team\tMar-27\tOn track\n"
    "1.2\tWrite the guide\tHealth\tJun-27\tOn track\n\n"
    f"Priority 2: Homes\n\n{HEADER}2.1\tVisit homes with health staff\tHealth\tSep-27\tOn track\n"
)
SECOND = (
    f"Priority 1: Schools\n\n{HEADER}1.1\tTrain every school\tSEN team\tApr-27\tOn track\n"
    "1.3\tOpen a telephone line\tHealth\tJul-27\tOn track\n"
)
LINES = [
    "Against the stored plan: 1 added, 1 changed, 2 gone, 0 the same.",
    "Its priorities: 0 added, 0 changed, 1 gone, 1 the same.",
    "gone: priority 2-homes 'Homes' (its address will say that it was withdrawn)",
    "gone: 1-2 'Write the guide' (its page will say that it was withdrawn)",
    "gone: 2-1 'Visit homes with health staff' (its page will say that it was withdrawn)",
    "added: 1.3 Open a telephone line",
    "changed: 1-1 'Train every school'",
    "reported again: 1 action is reported on in the same words; the last update becomes the date of this document",
]


def test_what_is_gone_comes_first_and_every_action_has_its_words(importing, client):
    importing.publish(FIRST, day=date(2026, 3, 1))
    found = importing.preview(SECOND, day=date(2026, 6, 1))
    lines = comparison_in_words(found)
    assert [line for line, _ in lines] == LINES
    assert dict(lines)[LINES[-1]] == ["1-1 'Train every school'"]
    importing.store(SECOND, at=LATER, day=date(2026, 6, 1))
    client.force_login(importing.by)
    page = client.get(reverse("admin:priorities_plan_take", args=[importing.plan.pk]))
    assert [line for line, _ in page.context["lines"]] == LINES
