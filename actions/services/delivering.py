"""What an action delivers, and who answers for a recommendation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from actions.models import Action, ActionCommitment, ActionRecommendation, Organisation, RecommendationPartner
from priorities.models import AuditEntry, Commitment, ContentVersion, Recommendation, User
from priorities.services import NotAllowed, record_event


@transaction.atomic
def set_delivers(
    *,
    action: Action,
    commitments: Iterable[Commitment],
    recommendations: Iterable[Recommendation],
    by: User | None,
    at: datetime,
) -> None:
    """Say which commitments and recommendations an action delivers; those that are not given, it does not.

    They are of its own plan or of the strategy that the plan delivers, in its partnership. The log says what changed.
    Raises NotAllowed for any other.
    """
    promised, asked = list(commitments), list(recommendations)
    plans = {action.plan_id, action.plan.delivers_id}
    for one in [*promised, *asked]:
        if one.plan_id not in plans:
            raise NotAllowed(f"'{one}' is neither of the plan of this action nor of the strategy that it delivers.")
    moved = [
        *_set(ActionCommitment, "commitment", action, promised),
        *_set(ActionRecommendation, "recommendation", action, asked),
    ]
    if moved:
        words = f"Changed what the action '{action}' delivers: {'; '.join(moved)}."
        record_event(kind=AuditEntry.Kind.CHANGED, by=by, at=at, words=words, record=action)
        ContentVersion.count_up()


def _set(model: type[ActionCommitment | ActionRecommendation], name: str, action: Action, wanted: list) -> list[str]:
    stored = {getattr(row, f"{name}_id"): row for row in model.objects.filter(action=action).select_related(name)}
    keys = {one.pk for one in wanted}
    gone = [row for key, row in stored.items() if key not in keys]
    new = [one for one in wanted if one.pk not in stored]
    model.objects.filter(pk__in=[row.pk for row in gone]).delete()
    model.objects.bulk_create([model(action=action, **{name: one}) for one in new])
    return [f"no longer '{getattr(row, name)}'" for row in gone] + [f"now '{one}'" for one in new]


@transaction.atomic
def set_partners(
    *, recommendation: Recommendation, organisations: Sequence[Organisation], by: User | None, at: datetime
) -> None:
    """Say who answers for a recommendation, the leading one first. The log says what changed.

    Raises NotAllowed for an organisation of another partnership.
    """
    for organisation in organisations:
        if organisation.partnership_id != recommendation.partnership_key:
            raise NotAllowed(f"'{organisation}' belongs to another partnership; choose one of this plan's.")
    rows = recommendation.recommendation_partners
    before = [row.organisation for row in rows.select_related("organisation").order_by("order", "pk")]
    if before == list(organisations):
        return
    rows.all().delete()
    RecommendationPartner.objects.bulk_create(
        RecommendationPartner(recommendation=recommendation, organisation=organisation, order=order)
        for order, organisation in enumerate(organisations)
    )
    was, now = (", ".join(map(str, names)) or "nobody" for names in (before, organisations))
    words = f"Recommendation {recommendation.number} was answered for by {was}, now by {now}."
    record_event(kind=AuditEntry.Kind.CHANGED, by=by, at=at, words=words, record=recommendation)
    ContentVersion.count_up()
