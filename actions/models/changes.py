"""What an action was before: its leads, its official words and its due date."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.models.actions import Action
from priorities.models import WordsVersion


class LeadsChange(models.Model):
    """Who led an action before and who led it after. Append-only; the office reads it, the public does not."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="leads_changes")
    before = models.TextField("leads before", blank=True, help_text="One in each line, the accountable one first.")
    after = models.TextField("leads after", blank=True, help_text="One in each line, the accountable one first.")
    reason = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-recorded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.before or 'No lead'} to {self.after or 'no lead'}"


class ActionWords(WordsVersion):
    """The official words of an action, as they stood from a date."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="words_versions")


class DueDateChangeQuerySet(models.QuerySet):
    def public(self) -> DueDateChangeQuerySet:
        return self.filter(public_from__isnull=False)


class DueDateChange(models.Model):
    """A change of a timescale, with its reason. Append-only: slippage is public and the first date is never lost.

    Where `words_only` is set the words alone changed and nothing was promised for another time: that is no move.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="due_date_changes")
    from_due = models.DateField(null=True, blank=True)
    to_due = models.DateField(null=True, blank=True)
    from_raw = models.TextField("timescale before, as written", blank=True)
    to_raw = models.TextField("timescale after, as written", blank=True)
    words_only = models.BooleanField("only the words changed", default=False)
    reason = models.TextField()
    agreed_by = models.CharField(max_length=300, blank=True, help_text="The role or board that agreed it.")
    changed_on = models.DateField()
    public_from = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DueDateChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="due_date_change_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.from_due} to {self.to_due}"


class PastWithdrawal(models.Model):
    """That an action was public, was withdrawn and came back. Append-only; the public reads it in the action's history."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="past_withdrawals")
    withdrawn_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    returned_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["withdrawn_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="past_withdrawal_has_reason")]

    def __str__(self) -> str:
        return f"Withdrawn on {self.withdrawn_at:%d/%m/%Y}"
