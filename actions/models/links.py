"""Signed links that let somebody without an account draft an update of one action."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from actions.models.actions import Action
from priorities.models import Versioned


class UpdateLink(Versioned):
    """A link to a single action. Whoever holds it may draft an update of that action until it expires, and nothing else.

    The draft belongs to the person who made the link: they read it, submit it, and so cannot approve it.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="+", editable=False)
    key = models.CharField(max_length=64, unique=True, editable=False)
    for_role = models.CharField(
        "for whom", max_length=200, help_text="The role or team that gets it, such as 'SENCO'. Never a name."
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(editable=False)
    expires_at = models.DateTimeField(editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)

    PUBLIC_TEXTS = ("for_role",)
    history = HistoricalRecords(excluded_fields=["key"])

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = "link to draft an update"
        verbose_name_plural = "links to draft updates"
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="update_link_expires_later"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="update_link_revoked_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Link for {self.for_role}"

    def is_open(self, *, at: datetime) -> bool:
        """Whether a draft may be written through it at that moment."""
        return self.revoked_at is None and at < self.expires_at

    @property
    def partnership_key(self) -> int | None:
        return self.action.plan.partnership_id
