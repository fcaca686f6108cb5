"""The office says which commitments and recommendations an action delivers, on the action's page."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet

from actions.models import Action
from actions.services import set_delivers
from priorities.models import Commitment, Recommendation, User
from priorities.office_verbs import Verb, VerbForm
from priorities.permissions import may_change


def _commitments(action: Action) -> QuerySet[Commitment]:
    """Those of the action's plan and of the strategy that the plan delivers."""
    return _of_its_plans(Commitment.objects.all(), action).select_related("plan", "priority")


def _recommendations(action: Action) -> QuerySet[Recommendation]:
    return _of_its_plans(Recommendation.objects.all(), action).select_related("plan")


def _of_its_plans(rows: QuerySet, action: Action) -> QuerySet:
    plans = [key for key in (action.plan_id, action.plan.delivers_id) if key is not None]
    return rows.filter(plan__in=plans, plan__partnership=action.plan.partnership_id, withdrawn_at=None).order_by(
        "plan", "order", "pk"
    )


class _Commitments(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, commitment: Commitment) -> str:
        under = str(commitment.priority) if commitment.priority_id else "Core commitment"
        return f"{under}: {commitment.first_words}"


class _Recommendations(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, recommendation: Recommendation) -> str:
        return f"{recommendation.number}: {recommendation.first_words}"


class DeliversForm(VerbForm):
    """A tick for each commitment and each recommendation that the action may deliver."""

    commitments = _Commitments(Commitment.objects.none(), required=False, label="Commitments that it delivers")
    recommendations = _Recommendations(
        Recommendation.objects.none(), required=False, label="Recommendations that it answers"
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commitments"].queryset = _commitments(self.record)
        self.fields["recommendations"].queryset = _recommendations(self.record)
        self.initial |= {
            "commitments": list(self.record.action_commitments.values_list("commitment", flat=True)),
            "recommendations": list(self.record.action_recommendations.values_list("recommendation", flat=True)),
        }


class SetDelivers(Verb):
    """Tick what an action delivers. The public reads it at once where the action is public."""

    name = "delivers"
    label = "Say what it delivers"
    explanation = "What is not ticked, the action does not deliver. The log of the office says what changed."
    form_class = DeliversForm
    template = "admin/delivers.html"
    logs_itself = True

    def permitted(self, user: User, record: Action) -> bool:
        return may_change(user, record.plan.partnership_id, public=record.public_from is not None)

    def possible(self, record: Action) -> bool:
        return record.withdrawn_at is None and (_commitments(record).exists() or _recommendations(record).exists())

    def seen(self, record: Action) -> str:
        """What was ticked when the page was drawn: the action's own words do not matter here."""
        commitments = record.action_commitments.order_by("commitment").values_list("commitment", flat=True)
        recommendations = record.action_recommendations.order_by("recommendation")
        return f"{list(commitments)} {list(recommendations.values_list('recommendation', flat=True))}"

    def do(self, *, record, data, by, at) -> str:
        set_delivers(
            action=record, commitments=data["commitments"], recommendations=data["recommendations"], by=by, at=at
        )
        public = " The public can read it now." if record.is_public else ""
        return f"What the action delivers was kept.{public}"


def delivers_in_words(action: Action) -> str:
    """What an action delivers, for its page. Two queries."""
    said = [str(row.commitment) for row in action.action_commitments.select_related("commitment")]
    said += [str(row.recommendation) for row in action.action_recommendations.select_related("recommendation")]
    return "; ".join(said) or "No commitment and no recommendation is named."
