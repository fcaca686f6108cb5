"""Records that nobody changes or deletes once they are published."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models

from priorities.models.versioned import EditConflict, Versioned

_taking_out: ContextVar[bool] = ContextVar("taking_out", default=False)

PUBLISHED = "published"


class Frozen(EditConflict):
    """Somebody tried to change or delete what is published; nothing was changed."""


@contextmanager
def taking_words_out() -> Iterator[None]:
    """The only way to write to published reports and views: for words that name somebody, in redaction and names held back.

    Neither a page nor a command may open it for anything else; a test names the services that do.
    """
    token = _taking_out.set(True)
    try:
        yield
    finally:
        _taking_out.reset(token)


class FrozenQuerySet(models.QuerySet):
    """Refuses to change or delete many records at once where one of them is published."""

    def _refuse_published(self, what: str) -> None:
        if _taking_out.get():
            return
        published = self.model._base_manager.filter(pk__in=self.order_by().values("pk"), state=PUBLISHED)
        found = published.first()
        if found is not None:
            raise Frozen(found.why_frozen(what))

    def update(self, **columns: object) -> int:
        self._refuse_published("changed")
        return super().update(**columns)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_published("deleted")
        return super().delete()

    # As in Django's: nobody may call it from a template.
    delete.alters_data = True
    delete.queryset_only = True

    def bulk_create(self, objs: Collection[models.Model], *args, **kwargs) -> list[models.Model]:
        if kwargs.get("update_conflicts"):
            raise Frozen(f"{self.model._meta.verbose_name_plural.capitalize()} are not written over.")
        return super().bulk_create(objs, *args, **kwargs)


class FrozenWhenPublished(Versioned):
    """A record with a `state` that may be added as published and never changed or deleted from then on."""

    class Meta:
        abstract = True

    def why_frozen(self, what: str) -> str:
        """One sentence for the person who wanted it `what`: "changed" or "deleted"."""
        kind = self._meta.verbose_name.capitalize()
        return f"{kind} '{self}' is published, so it is never {what}; a correction is a new one that says what it corrects."

    def _do_update(self, base_qs, using, pk_val, values, update_fields, forced_update):
        # Guarded in the same statement as the version, so that nothing can come between.
        if _taking_out.get():
            return super()._do_update(base_qs, using, pk_val, values, update_fields, forced_update)
        try:
            return super()._do_update(
                base_qs.exclude(state=PUBLISHED), using, pk_val, values, update_fields, forced_update
            )
        except EditConflict:
            if base_qs.filter(pk=pk_val, state=PUBLISHED, version=self.version - 1).exists():
                raise Frozen(self.why_frozen("changed")) from None
            raise

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        if not _taking_out.get() and type(self)._base_manager.filter(pk=self.pk, state=PUBLISHED).exists():
            raise Frozen(self.why_frozen("deleted"))
        return super().delete(*args, **kwargs)
