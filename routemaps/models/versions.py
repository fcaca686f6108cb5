"""Published versions of a routemap: what the public reads, frozen as it was approved."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from priorities.models import FrozenQuerySet, FrozenWhenPublished
from routemaps.models.routemaps import Routemap


class RoutemapVersionQuerySet(FrozenQuerySet):
    def public(self) -> RoutemapVersionQuerySet:
        """Published versions of routemaps that were not withdrawn."""
        return self.filter(state=RoutemapVersion.State.PUBLISHED, routemap__withdrawn_at=None)


class RoutemapVersion(FrozenWhenPublished):
    """A routemap as an editor sent it for approval, whole: once published it never changes.

    `payload` is what `routemaps.payload` makes of the draft. Whoever approves reads just this, so nothing that was changed
    since slips through.
    """

    class State(models.TextChoices):
        SUBMITTED = "submitted", "Waiting for approval"
        RETURNED = "returned", "Returned"
        PUBLISHED = "published", "Published"

    routemap = models.ForeignKey(Routemap, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(null=True, blank=True, editable=False, help_text="Given when it is published.")
    state = models.CharField(max_length=10, choices=State, default=State.SUBMITTED, editable=False)
    what_changed = models.TextField(help_text="What is new in this version, as the public reads it.")
    payload = models.JSONField(editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(editable=False)
    returned_reason = models.TextField(blank=True, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    public_from = models.DateTimeField(null=True, blank=True, editable=False)

    PUBLIC_TEXTS = ("what_changed",)
    objects = RoutemapVersionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["routemap", F("number").desc(nulls_first=True), "-pk"]
        verbose_name = "version of a routemap"
        verbose_name_plural = "versions of routemaps"
        constraints = [
            models.UniqueConstraint(fields=["routemap", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["routemap"], condition=Q(state="submitted"), name="version_one_waits"),
            models.CheckConstraint(
                condition=Q(state="published", public_from__isnull=False, number__isnull=False)
                | (~Q(state="published") & Q(public_from=None, number=None)),
                name="version_published_has_number_and_day",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(author=None) | ~Q(approved_by=F("author")),
                name="version_approved_by_another",
                violation_error_message="Nobody approves their own words.",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(returned_reason=""), name="version_returned_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.routemap}, version {self.number}" if self.number else f"{self.routemap}, not published"

    @property
    def partnership_key(self) -> int | None:
        return self.routemap.partnership_id
