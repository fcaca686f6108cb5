"""A file with rows of a flat list that somebody looks at before it is brought in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from priorities.models.partnerships import User


class ListImport(models.Model):
    """One uploaded list: its rows while somebody looks at them, and that it was brought in, once.

    `done_at` is what makes a second confirmation a refusal. The rows go with the confirmation, or by
    `manage.py purge`.
    """

    record = models.CharField(max_length=60, help_text="The kind of record, such as 'actions.lead'.")
    file_name = models.CharField(max_length=200)
    table = models.JSONField(default=dict)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done = models.CharField("what was done", max_length=300, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = "imported list"
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done="") | (Q(done_at__isnull=False) & ~Q(done="")),
                name="list_import_done_at_and_what",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
