"""The number that counts up with every change that the public can see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models
from django.db.models import F, Q

_counting: ContextVar[list[bool] | None] = ContextVar("counting", default=None)
"""Whether a write was noted in a block that counts once; None outside such a block."""


class ContentVersion(models.Model):
    """One row that counts up with every change that the public can see. Kept pages are keyed by it."""

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_content_version")]

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """The number that public pages are keyed by; 0 before the first change."""
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0

    @classmethod
    def count_up(cls) -> None:
        """Make every kept page stale. Call it in the transaction of the change."""
        noted = _counting.get()
        if noted is not None:
            noted.append(True)
            return
        if not cls.objects.filter(pk=1).update(number=F("number") + 1):
            cls.objects.get_or_create(pk=1)

    @classmethod
    @contextmanager
    def counted_once(cls) -> Iterator[None]:
        """Count up once for all the writes of the block, at its end. The block stands inside one transaction."""
        if _counting.get() is not None:
            yield
            return
        noted: list[bool] = []
        token = _counting.set(noted)
        try:
            yield
        finally:
            _counting.reset(token)
        if noted:
            cls.count_up()
