"""What happened in the office, one line each: who signed in, who was refused, who changed, published or took out what."""

from __future__ import annotations

from django.db import models

from priorities.models.partnerships import Partnership, User


class NotEditable(Exception):
    """Somebody tried to change or delete an entry of the log; nothing was changed."""


class AuditEntryQuerySet(models.QuerySet):
    def update(self, **columns: object) -> int:
        raise NotEditable("Nobody edits the log of the office.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise NotEditable("Nobody deletes from the log of the office; 'manage.py purge' removes what is old.")


class AuditEntry(models.Model):
    """One line of the office's log. Append-only: only redaction and the end of the retention period touch it.

    `who` is the username as it was, or as it was typed where a sign-in failed; `words` are one line, in which every
    line break and control character was replaced by a visible sign, so that nobody forges a second entry.
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "signed-in", "Signed in"
        SIGN_IN_FAILED = "sign-in-failed", "Sign-in failed"
        SIGNED_OUT = "signed-out", "Signed out"
        DENIED = "denied", "Refused"
        ADDED = "added", "Added"
        CHANGED = "changed", "Changed"
        DELETED = "deleted", "Deleted"
        DONE = "done", "Done"
        APPROVED = "approved", "Approved"
        IMPORTED = "imported", "Imported"
        EXPORTED = "exported", "Exported"
        REDACTED = "redacted", "Redacted"
        PURGED = "purged", "Purged"

    at = models.DateTimeField()
    kind = models.CharField(max_length=20, choices=Kind)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    who = models.CharField(max_length=150, blank=True)
    partnership = models.ForeignKey(Partnership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    record = models.CharField(max_length=60, blank=True, help_text="The kind of record, such as 'actions.action'.")
    record_id = models.BigIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "entry of the log"
        verbose_name_plural = "log of the office"
        indexes = [
            models.Index(fields=["partnership", "-at"]),
            models.Index(fields=["record", "record_id", "-at"]),
            models.Index(fields=["kind", "-at"]),
            models.Index(fields=["-at", "-id"], name="audit_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words}".rstrip(": ")

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise NotEditable("Nobody edits the log of the office.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        raise NotEditable("Nobody deletes from the log of the office; 'manage.py purge' removes what is old.")
