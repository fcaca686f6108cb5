"""Roles and teams that lead actions, and the organisations that answer for them."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from priorities.models import Partnership, Versioned


class Organisation(Versioned):
    """A council, NHS body, school, forum or charity that answers for leads."""

    class Sector(models.TextChoices):
        EDUCATION = "education", "Education"
        HEALTH = "health", "Health"
        SOCIAL_CARE = "social-care", "Social care"
        VOLUNTARY = "voluntary", "Voluntary sector"
        FAMILIES = "families", "Families"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    sector = models.CharField(max_length=20, choices=Sector, blank=True, help_text="Empty: not stated.")

    history = HistoricalRecords()

    PUBLIC_TEXTS = ("name",)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="organisation_once")]

    def __str__(self) -> str:
        return self.name


class Lead(Versioned):
    """A role or team that leads an action. Never a person's name: those are held back."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="leads"
    )
    name = models.CharField("role or team", max_length=300, help_text="Such as 'Group manager, SEN'. Never a name.")
    slug = models.SlugField(max_length=100, editable=False)

    history = HistoricalRecords()

    PUBLIC_TEXTS = ("name",)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "name"], name="lead_once"),
            models.UniqueConstraint(fields=["partnership", "slug"], name="lead_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name
