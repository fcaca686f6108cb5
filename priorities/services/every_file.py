"""Every file in the store: which record it belongs to, and whether words stand in it or in its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from django.apps import apps
from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.db.models import FileField, Model, QuerySet

from priorities.file_texts import Unreadable, texts_in
from priorities.services.every_text import GoOn, overwrite, place, rows_of
from priorities.sought_words import SoughtWords

Place = dict[str, object]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the store and the records that name it; of an orphan there are none."""

    name: str
    owners: tuple[tuple[type[Model], int, str], ...]

    def places(self) -> list[Place]:
        return [place(model, pk, column) for model, pk, column in self.owners] or [
            {"record": "file", "id": None, "column": "file"}
        ]


def stored_files(partnership_id: int | None) -> list[StoredFile]:
    """The files of a partnership's records and those that belong to no record; None: every file."""
    ours: dict[str, list[tuple[type[Model], int, str]]] = {}
    every: set[str] = set()
    for model, column in _file_columns():
        named = QuerySet(model=model).exclude(**{column: ""}).values_list("pk", column)
        every |= {name for _, name in named}
        rows = rows_of(model, partnership_id).exclude(**{column: ""}).order_by("pk")
        for pk, name in rows.values_list("pk", column):
            ours.setdefault(name, []).append((model, pk, column))
    orphans = {name: [] for name in _walk(default_storage, "") if name not in every}
    return [StoredFile(name, tuple(owners)) for name, owners in sorted({**orphans, **ours}.items())]


def _file_columns() -> Iterator[tuple[type[Model], str]]:
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField):
                yield model, field.attname


def _walk(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except (FileNotFoundError, NotImplementedError):
        return
    for name in files:
        yield f"{folder}/{name}" if folder else name
    for name in folders:
        yield from _walk(storage, f"{folder}/{name}" if folder else name)


@dataclass(slots=True)
class FilesLookedThrough:
    """What looking through the store found: files that hold the words, and those that nobody can open."""

    holding: list[StoredFile]
    unreadable: list[StoredFile]


def look_through(sought: SoughtWords, partnership_id: int | None, go_on: GoOn) -> FilesLookedThrough:
    """Every file in which the words stand, in its texts or in its name."""
    found = FilesLookedThrough([], [])
    for stored in stored_files(partnership_id):
        go_on()
        if not default_storage.exists(stored.name):
            if sought.stand_in(stored.name):
                found.holding.append(stored)
            continue
        try:
            with default_storage.open(stored.name) as opened:
                data = opened.read()
            if sought.stand_in(stored.name) or any(map(sought.stand_in, texts_in(data))):
                found.holding.append(stored)
        except Unreadable:
            found.unreadable.append(stored)
    return found


def remove_files(files: list[StoredFile]) -> list[Place]:
    """Take files out of the store once the transaction is done. Their records stay, without a file, with its SHA-256."""
    places: list[Place] = []
    for stored in files:
        for model, pk, column in stored.owners:
            overwrite(model, pk, {column: ""})
        places += stored.places()
        transaction.on_commit(partial(default_storage.delete, stored.name), robust=True)
    return places
