"""A flat list as the office exports and imports it, on django-import-export's resources with its traps closed.

The library reads no file and writes no record here. A dry run plans every row and collects what is wrong; what is
brought in goes through the verbs in `services`, all rows or none. See docs/adr/0033.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import ClassVar

import tablib
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from priorities.held_back import Objections, in_a_row
from priorities.list_cells import as_seen
from priorities.list_columns import CellChange, RowPlan, Sheet, named_one_of, short
from priorities.list_files import ReadList, Value
from priorities.models import Partnership, User, Versioned
from priorities.people import people_in_lead
from priorities.permissions import may_change, may_edit, rows_edited_by

RECORD = "Record (leave as it is)"
"""The heading over each record's permanent identity."""

MOST_CHANGES = 500
"""Rows that one import may add or change: as many as a person can look at."""

_PRINT = 6
"""Letters that stand for what a cell said when it was exported; 30 bits."""


class ListSheet(Sheet):
    """A flat list. Subclasses name its columns, find what cells name, and call the verbs that write."""

    title: ClassVar[str]
    """Of the sheet, at most 31 letters."""
    home_columns: ClassVar[tuple[str, ...]] = ("partnership",)
    """What says where a new record belongs."""

    class Meta:
        # One transaction is around it all, so that it needs none for each row; nothing is compared row by row.
        use_bulk = True
        skip_diff = True
        report_skipped = False
        import_id_fields = ()

    def __init__(self, *, by: User | None = None, at: datetime | None = None, rows: QuerySet | None = None) -> None:
        """`rows` are the records that the user may know of."""
        super().__init__()
        self.fields = {name: self.fields[name] for name in self._meta.fields}
        self.by, self.at, self.rows = by, at, rows
        self.reason = ""
        self.plans: list[RowPlan] = []
        self.wrong: list[str] = []
        self.passed_over: dict[str, int] = {}
        self.suspects: list[str] = []

    # -- what a subclass says --------------------------------------------------------------------------------------

    def prepare(self, records: Sequence[Versioned]) -> None:
        """Read what the rows need to be understood, in a number of queries that does not grow with them."""

    def public_keys(self, keys: Sequence[int]) -> set[int]:
        """Of these records those that the public reads."""
        return set()

    def home_of(self, record: Versioned, said: dict[str, str]) -> None:
        """Give a new record its partnership or plan. Raises ValidationError where the row names none."""
        record.partnership = self.partnership_said(said.get("partnership", ""))

    def understood(self, record: Versioned, name: str, text: str) -> CellChange:
        """What a cell means, set on the record. Raises ValidationError, the end of a sentence."""
        column = self.fields[name]
        was = self.text_of(record, name)
        setattr(record, column.attribute, text)
        return CellChange(column.column_name, was, text)

    def check(self, plan: RowPlan) -> Iterator[str]:
        """What is wrong with a whole row, each a sentence without its place."""
        yield from ()

    def write(self, new: Sequence[RowPlan], changed: Sequence[RowPlan]) -> None:
        """Bring the rows in through the verbs."""
        raise NotImplementedError

    def may_add(self, partnership_id: int) -> bool:
        return may_edit(self.by, partnership_id)

    def may_change(self, record: Versioned, *, public: bool) -> bool:
        return may_change(self.by, record.partnership_key, public=public)

    def homes(self) -> QuerySet[Partnership]:
        """The partnerships to which the user may add records."""
        raise NotImplementedError

    # -- export ----------------------------------------------------------------------------------------------------

    def headings(self) -> list[str]:
        return [*self.get_export_headers(), RECORD]

    def exported(self, records: QuerySet) -> Iterator[list[Value]]:
        """A row for each record: its cells, and who it is."""
        columns = self.get_export_fields()
        for record in self.iter_queryset(records):
            cells = [self.export_field(column, record) for column in columns]
            by_name = dict(zip(self.fields, cells, strict=True))
            yield [*cells, self.identity(record, by_name)]

    def get_export_order(self) -> tuple[str, ...]:
        return tuple(self.fields)

    def text_of(self, record: Versioned, name: str) -> str:
        """What a cell of a stored record says."""
        value = self.export_field(self.fields[name], record)
        return "" if value is None else str(value)

    # -- who a row is ----------------------------------------------------------------------------------------------

    def identity(self, record: Versioned, cells: dict[str, Value]) -> str:
        """A record's permanent identity, what each cell says now, and a mark that nobody has typed it."""
        prints = "".join(_print(name, cells[name]) for name, column in self.fields.items() if not column.read)
        said = f"{self._kind}-{record.pk}-{prints}"
        return f"{said}-{self._mark(said)}"

    @property
    def _kind(self) -> str:
        return self._meta.model._meta.model_name

    def _mark(self, said: str) -> str:
        mark = salted_hmac("priorities.list_sheet", f"{self._meta.model._meta.label} {said}", algorithm="sha256")
        return mark.hexdigest()[:8]

    def _identified(self, identity: str) -> tuple[int, dict[str, str]] | None:
        """The record's id and the prints of its cells, by column; None where nobody exported such an identity."""
        said, _, mark = identity.rpartition("-")
        if not constant_time_compare(mark, self._mark(said)):
            return None
        _, key, prints = said.split("-", 2)
        names = [name for name, column in self.fields.items() if not column.read]
        if len(prints) != _PRINT * len(names):
            return None
        return int(key), {name: prints[at * _PRINT : (at + 1) * _PRINT] for at, name in enumerate(names)}

    # -- import: the library walks the rows, these say what each means ---------------------------------------------------

    def planned(self, read: ReadList, *, lock: bool = False) -> ListSheet:
        """Plan every row without writing; what is wrong is in `wrong`. With `lock` the records are locked."""
        result = self.import_data_inner(self._dataset(read), True, False, False, False, lock=lock)
        for number, errors in result.row_errors():
            raise errors[0].error from RuntimeError(f"row {number}")
        for base in result.base_errors:
            raise base.error
        changes = sum(plan.kind != "same" for plan in self.plans)
        if changes > MOST_CHANGES:
            self.wrong = [
                f"The file adds or changes {changes:,} rows, and at most {MOST_CHANGES:,} are brought in at once: split it."
            ]
        return self

    def bring_in(self) -> None:
        """Write what was planned and found without fault, in the transaction that planned it."""
        new = [plan for plan in self.plans if plan.kind == "new"]
        changed = [plan for plan in self.plans if plan.kind == "changed"]
        self.write(new, changed)

    def seen(self) -> str:
        """A mark of all that a preview shows, of what it stands on, and of every record's version."""
        shown = [
            (plan.place, plan.kind, plan.record.pk, plan.record.version, [str(change) for change in plan.changes])
            for plan in self.plans
        ]
        whole = json.dumps([shown, self.wrong, self.suspects])
        return salted_hmac("priorities.list_sheet.seen", whole, algorithm="sha256").hexdigest()

    def count(self, kind: str) -> int:
        return sum(plan.kind == kind for plan in self.plans)

    def _dataset(self, read: ReadList) -> tablib.Dataset:
        self._places = [place for place, _ in read.rows]
        self._names = {column.column_name: name for name, column in self.fields.items()}
        return tablib.Dataset(*(cells for _, cells in read.rows), headers=list(read.headings))

    def before_import(self, dataset: tablib.Dataset, *, lock: bool = False, **kwargs: object) -> None:
        identities = dataset[RECORD] if RECORD in dataset.headers else []
        keys = {found[0] for identity in identities if identity and (found := self._identified(identity))}
        rows = self.rows.filter(pk__in=keys).order_by("pk")
        # Locked first and read afterwards: what is compared is what is written over.
        if lock:
            list(self._meta.model._default_manager.select_for_update().filter(pk__in=keys).order_by("pk").values("pk"))
        self.stored = {record.pk: record for record in rows}
        self.is_public = self.public_keys(list(self.stored))
        self._objections: dict[int, Objections] = {}
        self._homes: list[Partnership] | None = None
        self._first_place: dict[int, str] = {}
        self.prepare(list(self.stored.values()))
        missing = [
            column.column_name
            for column in self.fields.values()
            if column.needed and column.column_name not in dataset.headers
        ]
        if missing and not (identities and all(identities)):
            self.wrong.append(
                f"The file has no column '{missing[0]}', and a row without '{RECORD}' is new and needs it: "
                "add the column, or export the list again."
            )

    def get_instance(self, instance_loader: object, row: dict[str, str]) -> Versioned | None:
        identity = row.get(RECORD, "")
        if not identity:
            return None
        found = self._identified(identity)
        record = self.stored.get(found[0]) if found else None
        if record is None:
            raise ValidationError(
                f"{RECORD}: '{short(identity)}' is none that was exported from this list for you: "
                "leave the cell empty for a new row, or export the list again."
            )
        self._prints = found[1]
        return record

    def import_row(self, row: dict[str, str], instance_loader: object, **kwargs: object):
        place = self._places[kwargs["row_number"] - 1]
        self._now = RowPlan(place, "same", None)
        result = super().import_row(row, instance_loader, **kwargs)
        if result.validation_error is not None:
            self.wrong += [f"{place}, {sentence}" for sentence in result.validation_error.messages]
        elif not result.errors:
            self.plans.append(self._now)
        return result

    def import_instance(self, instance: Versioned, row: dict[str, str], **kwargs: object) -> None:
        self._now.record = instance
        self._now.named = str(instance)
        said = {self._names[heading]: as_seen(text) for heading, text in row.items() if heading != RECORD}
        if instance.pk is None:
            self._plan_new(instance, said)
        else:
            self._plan_change(instance, said)
        if self._now.kind != "same":
            wrong = [*self._wrong_words(self._now), *self.check(self._now)]
            if wrong:
                raise ValidationError(wrong)

    def _plan_new(self, record: Versioned, said: dict[str, str]) -> None:
        self._now.kind = "new"
        wrong = [
            f"{column.column_name}: nothing is written here, and a new row needs it; write it."
            for name, column in self.fields.items()
            if column.needed and not said.get(name)
        ]
        self.home_of(record, said)
        if not self.may_add(record.partnership_key):
            wrong.append("you may not add records to its partnership: leave the row out, or ask an approver.")
        for name, text in said.items():
            if text and self.fields[name].read:
                self._pass_over(name)
            elif text and name not in self.home_columns:
                wrong += self._take(record, name, text)
        self._now.named = str(record)
        if wrong:
            raise ValidationError(wrong)

    def _plan_change(self, record: Versioned, said: dict[str, str]) -> None:
        place = self._first_place.setdefault(record.pk, self._now.place)
        if place != self._now.place:
            raise ValidationError(f"{RECORD}: {place} is the same record; keep one of the two rows.")
        wrong: list[str] = []
        for name, text in said.items():
            column = self.fields[name]
            stored = self.text_of(record, name)
            if text == as_seen(stored):
                continue
            if column.read:
                self._pass_over(name)
            elif _print(name, text) == self._prints[name]:
                continue  # nobody touched the cell; the record was changed since, and stays so
            elif self._prints[name] != _print(name, stored):
                wrong.append(
                    f"{column.column_name}: the file says '{short(text)}', and since it was exported somebody made it "
                    f"'{short(stored)}'; export the list again and change it there."
                )
            elif remedy := self.fixed_in(record, name):
                wrong.append(f"{column.column_name}: '{short(text)}' differs from what is stored; {remedy}")
            else:
                wrong += self._take(record, name, text)
        if not wrong and self._now.changes and not self._allowed(record):
            wrong.append(
                "the public reads this, so only an approver changes it: leave the row as it was, or ask an approver."
                if record.pk in self.is_public
                else "you may not change it: leave the row as it was, or ask an approver."
            )
        if wrong:
            raise ValidationError(wrong)
        self._now.kind = "changed" if self._now.changes else "same"

    def _pass_over(self, name: str) -> None:
        heading = self.fields[name].column_name
        self.passed_over[heading] = self.passed_over.get(heading, 0) + 1

    def fixed_in(self, record: Versioned, name: str) -> str:
        """What to do instead of changing a cell here; "" where it may be changed."""
        return self.fields[name].fixed

    def _allowed(self, record: Versioned) -> bool:
        return self.may_change(record, public=record.pk in self.is_public)

    def _take(self, record: Versioned, name: str, text: str) -> list[str]:
        """Set what a cell says. Returns what is wrong with it, each the rest of a sentence."""
        column = self.fields[name]
        if not text and column.needed:
            return [f"{column.column_name}: nothing is written here; write it, or leave the row out."]
        if "\n" in text and not column.lines:
            return [f"{column.column_name}: '{short(text)}' has a line break; write it in one line."]
        longest = getattr(_model_field(record, column.attribute), "max_length", None) or 20_000
        if len(text) > longest:
            return [f"{column.column_name}: '{short(text)}' has {len(text)} letters and {longest} fit; shorten it."]
        try:
            change = self.understood(record, name, text)
        except ValidationError as refusal:
            return [f"{column.column_name}: {message}" for message in refusal.messages]
        self._now.cells[name] = text
        self._now.changes.append(change)
        return []

    def _wrong_words(self, plan: RowPlan) -> Iterator[str]:
        """What may not stand in words for the public; what only looks like a name is kept for the question."""
        record = plan.record
        objections = self.objections(record.partnership_key)
        for name, text in plan.cells.items():
            column = self.fields[name]
            if not column.words:
                continue
            objection = objections.to(text)
            if objection:
                yield f"{column.column_name}: {objection}"
            elif column.role and (people := people_in_lead(text)):
                yield (
                    f"{column.column_name}: '{short(people[0].words)}' looks like a person; give a role or a team, or "
                    "change it on its own page, where you can say that it is a role."
                )
            elif record.pk in self.is_public and not column.role:
                self.suspects += [found for found in objections.suspects(text) if found not in self.suspects]
        for first, second in record.READ_IN_A_ROW:
            if first in plan.cells or second in plan.cells:
                objection = objections.to(in_a_row(getattr(record, first) or "", getattr(record, second) or ""))
                if objection:
                    yield f"{first.replace('_', ' ').capitalize()} and {second.replace('_', ' ')}: {objection}"

    def objections(self, partnership_id: int) -> Objections:
        """What a partnership holds back; read once."""
        if partnership_id not in self._objections:
            self._objections[partnership_id] = Objections(partnership_id)
        return self._objections[partnership_id]

    def partnership_said(self, words: str) -> Partnership:
        """The partnership that a new row names by its name or slug; the only one where it names none."""
        if self._homes is None:
            self._homes = list(self.homes())
        found = [home for home in self._homes if not words or words in (as_seen(home.name), home.slug)]
        if len(found) == 1:
            return found[0]
        raise ValidationError(
            f"Partnership: {named_one_of(words, [home.name for home in self._homes])}"
            if words
            else "Partnership: nothing is written here; write the name of the partnership to which the new row belongs."
        )

    def skip_row(self, instance, original, row, import_validation_errors=None) -> bool:
        return not import_validation_errors and self._now.kind == "same"

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True) -> None:
        if import_validation_errors:
            raise ValidationError(import_validation_errors)

    def save_instance(self, instance, is_create, row, **kwargs) -> None:
        """Nothing: the verbs write all rows together, see `bring_in`."""

    def save_m2m(self, instance, row, **kwargs) -> None:
        """Nothing, as above."""

    def after_import(self, dataset, result, **kwargs) -> None:
        """Nothing: the library would count up sequences that the database counts itself."""


class NamedOnceList(ListSheet):
    """A list of what a partnership has, in which each name stands once."""

    name_column: ClassVar[str] = "name"

    def homes(self) -> QuerySet[Partnership]:
        return rows_edited_by(self.by, Partnership.objects.order_by("name"), path="pk")

    def prepare(self, records: Sequence[Versioned]) -> None:
        self._names_of: dict[int, dict[str, int | str]] = {}

    def check(self, plan: RowPlan) -> Iterator[str]:
        name, key = plan.cells.get(self.name_column), plan.record.partnership_key
        if name is None:
            return
        if key not in self._names_of:
            stored = self._meta.model._default_manager.filter(partnership=key).values_list(self.name_column, "pk")
            self._names_of[key] = {as_seen(known): pk for known, pk in stored}
        taken, whose = self._names_of[key], plan.record.pk or plan.place
        if taken.setdefault(name, whose) != whose:
            yield (
                f"{self.fields[self.name_column].column_name}: '{short(name)}' stands in the list already; "
                "change that one in its own row, or write another."
            )


def _print(name: str, value: Value) -> str:
    """A few letters that differ where what a person sees in a cell differs."""
    said = as_seen("" if value is None else str(value))
    digest = blake2b(f"{name}\0{said}".encode("utf-8", "surrogatepass"), digest_size=6).digest()
    return base64.b32encode(digest).decode()[:_PRINT].lower()


def _model_field(record: models.Model, attribute: str | None) -> models.Field | None:
    return next((each for each in record._meta.concrete_fields if each.name == attribute), None)
