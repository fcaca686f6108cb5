"""A document on its way through the office's pages: uploaded or pasted, mapped, previewed, confirmed, undone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from priorities.models import Partnership, Plan, SourceDocument, Versioned


class ImportRun(Versioned):
    """One document that somebody brings in through the pages, from the upload to the undoing.

    `mapping` is what each column means where a person said so, `answers` what only a person knows, as `--same` takes
    it. `before` is what undoing needs: the rows that confirming made, and what the changed ones said before.
    """

    TOO_OLD: ClassVar = {"too_old": True}
    """What `before` says once `manage.py purge` took out what undoing needs."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Uploaded"
        READ = "read", "Read, not confirmed"
        CONFIRMED = "confirmed", "Confirmed"
        UNDONE = "undone", "Undone"
        DROPPED = "dropped", "Dropped"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    new_plan_title = models.CharField("title of the new plan", max_length=300, blank=True)
    new_plan_slug = models.SlugField("address of the new plan", max_length=100, blank=True)
    file = models.FileField(upload_to="imports/%Y/%m/", max_length=300, blank=True)
    original_name = models.CharField(max_length=300)
    sha256 = models.CharField("SHA-256", max_length=64)
    is_pasted = models.BooleanField(default=False)
    document_date = models.DateField(null=True, blank=True)
    date_precision = models.CharField(
        max_length=10, choices=SourceDocument.DatePrecision, default=SourceDocument.DatePrecision.DAY
    )
    kind = models.CharField("kind of document", max_length=40, default="action-plan")
    round_title = models.CharField("round of updates", max_length=100, blank=True)
    mapping = models.JSONField(default=dict, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    document = models.ForeignKey(SourceDocument, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    before = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = "import"
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="import_run_undone_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.original_name
