"""What the public CSV takes: the actions, and about how many bytes."""

from __future__ import annotations

from django.db.models import Prefetch

from actions.models import Action, ActionLead, ActionQuerySet, told_by
from actions.reporting.counting import Counts
from priorities.models import Plan

CSV_ROW_BYTES = 250
"""What a row of the CSV takes besides its long texts, about."""


def approximate_csv_bytes(counts: Counts, number: int) -> int:
    """About how large the CSV of `number` of these actions is: their average texts, and the rest of a row.

    Reads nothing, so that a link can state the size.
    """
    return 300 + round(number * (CSV_ROW_BYTES + counts.letters / max(counts.total, 1)))


def for_csv(actions: ActionQuerySet, plan: Plan) -> list[Action]:
    """Whole actions with all that the CSV writes of them: two queries, whatever their number; a third for "no change".

    `told` of each is the report whose words the CSV gives: of a "no change" the one that it refers to.
    """
    leads = ActionLead.objects.select_related("lead__organisation").only(
        "action_id", "order", "without_organisation", "lead__name", "lead__organisation__name"
    )
    found = list(actions.select_related("latest_report", "priority").prefetch_related(Prefetch("action_leads", leads)))
    told = told_by(found)
    for action in found:
        action.plan, action.told = plan, told.get(action.pk)
    return found
