"""A plan's records as they stand, as plain values: to say what an import changed, and to take it back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from django.db.models import Model, QuerySet

from actions.models import (
    Action,
    ActionLead,
    ActionWords,
    DueDateChange,
    Lead,
    LeadsChange,
    Milestone,
    MilestoneChange,
    MilestoneWords,
    Organisation,
    PastWithdrawal,
    ProgressReport,
    RatingWord,
)
from actions.services.texts import not_read, texts_and_addresses
from priorities.models import (
    Commitment,
    CommitmentWords,
    FilledText,
    HeldBack,
    Partnership,
    Plan,
    Priority,
    PriorityWords,
    ReadingProblem,
    Recommendation,
    RecommendationUpdate,
    RecommendationWords,
    SourceDocument,
    UpdateRound,
)

Values = dict[str, object]
Snapshot = dict[str, dict[str, Values]]
"""For each kind of record ("actions.action") and each id, as text, the columns that count."""

PARENTS: tuple[type[Model], ...] = (
    Plan,
    SourceDocument,
    Priority,
    HeldBack,
    Organisation,
    Lead,
    Action,
    Commitment,
    Recommendation,
    UpdateRound,
    Milestone,
)
"""What others belong to, each after what it belongs to."""
LEAVES: tuple[type[Model], ...] = (
    PriorityWords,
    RatingWord,
    FilledText,
    ActionWords,
    ActionLead,
    DueDateChange,
    LeadsChange,
    PastWithdrawal,
    ProgressReport,
    CommitmentWords,
    RecommendationWords,
    RecommendationUpdate,
    MilestoneWords,
    MilestoneChange,
    ReadingProblem,
)
KINDS = {model._meta.label_lower: model for model in (*PARENTS, *LEAVES)}

_NOT_KEPT = frozenset({"version", "reading"})


def of_plan(plan: Plan) -> Snapshot:
    """Every record of a plan, without what its partnership's plans share."""
    of_action = {"action__plan": plan}
    return _taken(
        (
            (Plan.objects.filter(pk=plan.pk), None),
            (plan.documents.all(), None),
            (plan.priorities.all(), None),
            (plan.actions.all(), None),
            (plan.commitments.all(), None),
            (plan.recommendations.all(), None),
            (plan.update_rounds.all(), None),
            (plan.milestones.all(), None),
            (CommitmentWords.objects.filter(commitment__plan=plan), None),
            (RecommendationWords.objects.filter(recommendation__plan=plan), None),
            (RecommendationUpdate.objects.filter(recommendation__plan=plan), None),
            (MilestoneWords.objects.filter(milestone__plan=plan), None),
            (MilestoneChange.objects.filter(milestone__plan=plan), None),
            (PriorityWords.objects.filter(priority__plan=plan), None),
            (plan.rating_words.all(), None),
            (plan.filled_texts.all(), None),
            *((model.objects.filter(**of_action), None) for model in LEAVES if _is_of_action(model)),
            (
                ReadingProblem.objects.filter(document__plan=plan),
                ("settled_at", "settled_by_id", "closed_by_id", "document_id"),
            ),
        )
    )


def shared(partnership: Partnership, *, but: Plan | None = None) -> Snapshot:
    """What the plans of a partnership share; with `but` the texts of its other plans, too, that nobody outside has read."""
    found = _taken(
        (
            (Lead.objects.filter(partnership=partnership), None),
            (Organisation.objects.filter(partnership=partnership), None),
            (HeldBack.objects.filter(partnership=partnership), None),
        )
    )
    if but is None:
        return found
    for plan in partnership.plans.exclude(pk=but.pk):
        parts = [(not_read(records), columns) for records, columns in texts_and_addresses(plan)]
        for kind, rows in _taken((*parts, (plan.filled_texts.all(), None))).items():
            found.setdefault(kind, {}).update(rows)
    return found


def digest(*snapshots: Snapshot) -> str:
    """The same as long as the records are."""
    return sha256(json.dumps(snapshots, sort_keys=True).encode()).hexdigest()


def _is_of_action(model: type[Model]) -> bool:
    return any(field.name == "action" for field in model._meta.concrete_fields)


def _taken(parts) -> Snapshot:
    found: Snapshot = {}
    for records, columns in parts:
        found.setdefault(records.model._meta.label_lower, {}).update(_rows(records, columns))
    return found


def _rows(records: QuerySet, columns: tuple[str, ...] | None) -> Iterator[tuple[str, Values]]:
    model = records.model
    columns = columns or tuple(
        field.attname for field in model._meta.concrete_fields if field.name not in _NOT_KEPT and not field.primary_key
    )
    rows = list(records.order_by("pk").values("pk", *columns))
    for row in rows:
        yield str(row.pop("pk")), {name: _plain(value) for name, value in row.items()}


def _plain(value: object) -> object:
    """A value as JSON keeps it; days and moments whole, to the last microsecond."""
    return value.isoformat() if isinstance(value, date) else value


def differences(before: Snapshot, after: Snapshot) -> dict[str, dict]:
    """What was made, changed (the columns as they were) and deleted (the whole rows) between two snapshots."""
    made: dict[str, list[str]] = {}
    changed: dict[str, dict[str, Values]] = {}
    deleted: dict[str, dict[str, Values]] = {}
    for kind in {**before, **after}:
        old, new = before.get(kind, {}), after.get(kind, {})
        if new.keys() - old.keys():
            made[kind] = sorted(new.keys() - old.keys(), key=int)
        if old.keys() - new.keys():
            deleted[kind] = {key: old[key] for key in old.keys() - new.keys()}
        other = {
            key: {name: value for name, value in old[key].items() if new[key].get(name, value) != value}
            for key in old.keys() & new.keys()
            if old[key] != new[key]
        }
        if other:
            changed[kind] = other
    return {"made": made, "changed": changed, "deleted": deleted}
