"""What the sheets of the office are made of: columns, and what a row of an imported one would do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import ClassVar

from django.db import models
from import_export import fields, resources, widgets

from priorities.list_files import Value
from priorities.models import Versioned

_SHOWN = 60


class Sheet(resources.ModelResource):
    """What every sheet is made from."""

    # The library knows no widget for long texts, and while it looks for one it loads PostgreSQL's driver: 10 MB of every
    # worker, on SQLite too. Named here is the widget that it takes in the end.
    WIDGETS_MAP: ClassVar = resources.ModelResource.WIDGETS_MAP | {"TextField": widgets.Widget}


class Column(fields.Field):
    """A column of a list. Unless it is `fixed` or `read`, a row may change it."""

    def __init__(
        self,
        heading: str,
        attribute: str | None = None,
        *,
        fixed: str = "",
        read: bool = False,
        needed: bool = False,
        lines: bool = False,
        words: bool = False,
        role: bool = False,
        said: str = "",
    ) -> None:
        """`fixed` is what to do instead of changing it here, `lines` whether it may have several.

        `words` are typed for the public, and of those a `role` must not even look like somebody's name. `said` is what
        the page of the import says about it.
        """
        super().__init__(attribute=attribute, column_name=heading, readonly=read)
        self.said = said or ("Given once, with a new row." if fixed else "You can change it.")
        self.fixed, self.read, self.needed, self.lines, self.words, self.role = fixed, read, needed, lines, words, role

    def export(self, instance: models.Model, **kwargs: object) -> Value:
        value = self.get_value(instance)
        return "" if value is None else value


@dataclass(frozen=True, slots=True)
class CellChange:
    """What a row changes in one cell, and what is understood by it where that is not plain."""

    heading: str
    was: str
    now: str
    note: str = ""


@dataclass(slots=True)
class RowPlan:
    """One row and what it would do: "new", "changed" or "same"."""

    place: str
    kind: str
    record: Versioned
    named: str = ""
    """What the record is called before the row changes it."""
    cells: dict[str, str] = field(default_factory=dict)
    """What it says of each column that it changes, by the column's name; of a new record everything that it says."""
    changes: list[CellChange] = field(default_factory=list)


def short(text: str) -> str:
    """The beginning of a cell in one line, for a sentence about it."""
    text = text.replace("\n", " ")
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def named_one_of(words: str, known: Iterable[str]) -> str:
    """The rest of a sentence on a name that is not among the known ones."""
    near = get_close_matches(words, list(known), n=1)
    remedy = f"did you mean '{short(near[0])}'?" if near else "write one that there is."
    return f"there is none '{short(words)}' for you; {remedy}"
