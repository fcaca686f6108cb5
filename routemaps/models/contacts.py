"""Who to ask: kinds of service that help families, with the numbers that an officer fills in."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from priorities.models import Partnership, Versioned


class Contact(Versioned):
    """A service that helps families, and what to say when you call. Independent services stand first."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    key = models.SlugField(max_length=60, help_text="How routemaps name it, such as 'sendiass'.")
    name = models.CharField(max_length=160)
    independent = models.BooleanField(default=False, help_text="It decides nothing about the child's support.")
    helps_with = models.TextField(help_text="What it helps with, in one or two sentences.")
    what_to_say = models.TextField(blank=True, help_text="A sentence to begin a call or a message with.")
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    web = models.URLField("web page", blank=True)
    hours = models.CharField(max_length=200, blank=True)
    is_example = models.BooleanField(
        default=False, help_text="The page says that this is an example and its number is not real."
    )
    order = models.PositiveIntegerField(default=0)

    PUBLIC_TEXTS = ("name", "helps_with", "what_to_say", "hours")
    history = HistoricalRecords()

    class Meta:
        ordering = ["-independent", "order", "pk"]
        verbose_name = "service to ask"
        verbose_name_plural = "services to ask"
        constraints = [models.UniqueConstraint(fields=["partnership", "key"], name="contact_key_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def can_be_reached(self) -> bool:
        """Somebody filled in a number, an address, a page, or the hours and where to ask."""
        return bool(self.telephone or self.email or self.web or self.hours)
