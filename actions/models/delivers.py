"""Which commitments and recommendations an action delivers, and which partners answer for a recommendation."""

from __future__ import annotations

from django.db import models

from actions.models.actions import Action
from actions.models.leads import Organisation
from priorities.models import Commitment, Recommendation


class ActionCommitment(models.Model):
    """That an action delivers a commitment, of its own plan or of the strategy that its plan delivers."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="action_commitments")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="action_commitments")

    class Meta:
        ordering = ["commitment", "pk"]
        constraints = [models.UniqueConstraint(fields=["action", "commitment"], name="action_commitment_once")]

    def __str__(self) -> str:
        return f"{self.action} delivers {self.commitment}"


class ActionRecommendation(models.Model):
    """That an action answers a recommendation."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="action_recommendations")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="action_recommendations")

    class Meta:
        ordering = ["recommendation", "pk"]
        constraints = [models.UniqueConstraint(fields=["action", "recommendation"], name="action_recommendation_once")]

    def __str__(self) -> str:
        return f"{self.action} answers {self.recommendation}"


class RecommendationPartner(models.Model):
    """An organisation that answers for a recommendation; the first (order 0) leads."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="recommendation_partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="recommendation_partners")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["recommendation", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "organisation"], name="recommendation_partner_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation)
