"""Who reports for which lead."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from actions.models.leads import Lead


class LeadReporter(models.Model):
    """A person who writes the updates of a lead: what somebody owes are the actions of the leads of theirs."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="reporters")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="reported for by"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["lead__name", "user__username"]
        verbose_name = "person who reports for a lead"
        verbose_name_plural = "people who report for leads"
        constraints = [models.UniqueConstraint(fields=["lead", "user"], name="lead_reporter_once")]

    def __str__(self) -> str:
        return f"{self.user} reports for {self.lead}"

    @property
    def partnership_key(self) -> int | None:
        return self.lead.partnership_id
