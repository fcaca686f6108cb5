"""Unlisted links under which families read a draft and say what they think of it, until a day."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models

from priorities.models import Versioned
from routemaps.models.versions import RoutemapVersion


class DraftLink(Versioned):
    """A link to one version that waits for approval. Whoever has it may read that version until it ends."""

    routemap_version = models.ForeignKey(RoutemapVersion, on_delete=models.PROTECT, related_name="draft_links")
    key = models.CharField(max_length=64, unique=True, editable=False)
    asks = models.TextField("what we want your views on", blank=True)
    until = models.DateField("views wanted until", help_text="The last day on which the link opens.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    PUBLIC_TEXTS = ("asks",)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = "link to a draft routemap"
        verbose_name_plural = "links to draft routemaps"

    def __str__(self) -> str:
        return f"Link to {self.routemap_version}"

    @property
    def partnership_key(self) -> int | None:
        return self.routemap_version.routemap.partnership_id

    def is_open(self, *, on: date) -> bool:
        """Nobody ended it, its last day is not over, and the version still waits."""
        waits = self.routemap_version.state == RoutemapVersion.State.SUBMITTED
        return self.ended_at is None and waits and on <= self.until
