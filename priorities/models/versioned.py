"""A record that refuses to be saved over somebody else's newer save."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class EditConflict(Exception):
    """Somebody else saved the same record after it was read; nothing was saved."""


class Versioned(models.Model):
    """A record that refuses to be saved over somebody else's newer save.

    Every save counts `version` up and only writes where the stored version is still the one that was read.
    """

    version = models.PositiveIntegerField(default=1, editable=False)

    PUBLIC_TEXTS: ClassVar[tuple[str, ...]] = ()
    """Fields in which a person types words for the public: nobody may be named there, no number and no address."""
    READ_IN_A_ROW: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Fields that the public reads one behind the other: no name may begin in the first and end in the second."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        """Save, or raise EditConflict and leave the stored record as it is."""
        if self._state.adding:
            return super().save(*args, **kwargs)
        update_fields = kwargs.get("update_fields")
        if update_fields is not None:
            kwargs["update_fields"] = {*update_fields, "version"}
        self.version += 1
        try:
            super().save(*args, **kwargs)
        except BaseException:
            self.version -= 1
            raise

    def _do_update(self, base_qs, using, pk_val, values, update_fields, forced_update):
        # The one place through which every UPDATE of Model.save() goes; docs/adr/0005.
        guarded = base_qs.filter(version=self.version - 1)
        if not super()._do_update(guarded, using, pk_val, values, update_fields, forced_update):
            raise EditConflict(
                f"{self._meta.verbose_name.capitalize()} '{self}' was changed by somebody else since you opened it."
            )
        return True

    @property
    def partnership_key(self) -> int | None:
        """The id of the partnership to which the record belongs."""
        return self.partnership_id
