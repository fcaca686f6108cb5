"""Messages that are to be sent, kept until they were: so that nothing is lost while the mail server is down."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from priorities.models.partnerships import User


class OutboxQuerySet(models.QuerySet):
    def waiting(self) -> OutboxQuerySet:
        """Messages that were neither sent nor given up, the oldest first."""
        return self.filter(sent_at=None, given_up_at=None).order_by("made_at", "pk")


class OutboxMessage(models.Model):
    """One message to one person. `key` says what it is about and when, so that it is made and sent only once."""

    key = models.CharField(max_length=200, unique=True)
    to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    made_at = models.DateTimeField()
    claimed_at = models.DateTimeField(
        null=True, blank=True, help_text="When a run of the command took it in hand: another run leaves it alone."
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = "message"
        indexes = [models.Index(F("made_at"), condition=Q(sent_at=None, given_up_at=None), name="outbox_waiting")]
        constraints = [
            models.CheckConstraint(condition=Q(sent_at=None) | Q(given_up_at=None), name="outbox_sent_or_given_up"),
        ]

    def __str__(self) -> str:
        return self.subject
