"""Words taken from the public at once by one person, and from everything by a second one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from priorities.models.partnerships import Partnership, User
from priorities.models.versioned import Versioned


class Redaction(Versioned):
    """Published words that one person withdrew, and what a second person decided: removed everywhere, or put back.

    What stays for ever is the tombstone: who, when, the kind of reason and the places. `words` and `kept` are emptied
    with the decision and are in no history.
    """

    class Reason(models.TextChoices):
        FAMILY = "family", "They name or describe a child or a family"
        PERSON = "person", "They name somebody else"
        DETAIL = "detail", "They hold an address, a number or another private detail"
        LEGAL = "legal", "They must not be published by law or by a court's order"
        OTHER = "other", "They should never have been published"

    class State(models.TextChoices):
        WITHDRAWN = "withdrawn", "Withdrawn, waiting for a second person"
        REMOVED = "removed", "Removed everywhere"
        RESTORED = "restored", "Put back"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WITHDRAWN, editable=False)
    reason = models.CharField("kind of reason", max_length=10, choices=Reason)
    words = models.TextField("the words", blank=True, help_text="Exactly as they stand, such as a name.")
    kept = models.JSONField(default=list, blank=True, editable=False)
    places = models.JSONField(
        default=list, blank=True, editable=False, help_text="Kind of record, its number and column; never words."
    )
    withdrawn_at = models.DateTimeField(editable=False)
    withdrawn_by = models.ForeignKey(User, editable=False, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        User, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    history = HistoricalRecords(excluded_fields=["words", "kept"])

    class Meta:
        ordering = ["-withdrawn_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="withdrawn", decided_at=None, decided_by=None)
                | (~Q(state="withdrawn") & Q(decided_at__isnull=False, decided_by__isnull=False, words="")),
                name="redaction_decided_keeps_no_words",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("withdrawn_by")) | Q(state="restored"),
                name="redaction_removed_by_another",
                violation_error_message="Somebody else must confirm the removal.",
            ),
        ]

    def __str__(self) -> str:
        return f"Redaction {self.pk}" if self.pk else "Redaction"
