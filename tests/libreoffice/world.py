"""The records behind the kept update sheets. A sheet is signed for ids, a secret and a moment, so here all of them are fixed."""

from __future__ import annotations

from datetime import UTC, date, datetime

from actions.models import Lead
from tests.factories import office as make

SECRET = "the secret under which the kept update sheets were signed, good for nothing else"
MADE_AT = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
FIRST_KEY = 700_001
"""The id of action 1.1; the others follow. Far above what a test's own records get."""

PROMISES = (
    "Train all staff in every school.",
    "Open a café for parents – “drop in” each Friday.",
    "=SUM(A1) is no formula here",
    "Answer the phone within a day.\nAlso in the holidays.",
    "Print the guide in 7 languages: Ж, ש, 漢, 👍🏽.",
    "0012 is the code of this action.",
)


def records() -> Lead:
    """A lead with six actions that are due, 1.1 to 1.6; of 1.2 something was reported in January."""
    plan = make.PlanFactory(published=True, partnership__name="Westmarch", title="Plan for 2026")
    lead = make.LeadFactory(partnership=plan.partnership, name="SEND team", slug="send-team")
    for number, words in enumerate(PROMISES):
        action = make.ActionFactory(
            pk=FIRST_KEY + number,
            plan=plan,
            public=True,
            order=number,
            reference=f"1.{number + 1}",
            slug=f"1-{number + 1}",
            plain_words=words,
            official_words=f"The partnership will: {words}",
            timescale_raw="by March 2026",
            due=date(2026, 3, 31),
            precision="month",
            original_due=date(2026, 3, 31),
            next_due=date(2026, 3, 31),
        )
        make.ActionLeadFactory(action=action, lead=lead)
        if number == 1:
            report = make.ProgressReportFactory(
                pk=FIRST_KEY, action=action, state="published", status="at_risk", public_from=make.MOMENT,
                reported_on=date(2026, 1, 5), done="The builders are late.",
            )  # fmt: skip
            action.set_reports([report])
            action.save()
    return lead
