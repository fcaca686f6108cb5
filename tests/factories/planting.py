"""A name planted in every text that can be stored: in each column of each model, in files, sessions and kept pages."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime

from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    EmailField,
    Field,
    ForeignKey,
    IntegerField,
    JSONField,
    Model,
    QuerySet,
    SlugField,
    TextField,
    URLField,
)
from factory.django import DjangoModelFactory

from priorities.models import Partnership, User
from priorities.services.every_text import LEFT_OUT
from tests.factories import office as make

NAME = "Kim Sample"
IN_ANY_FORM = re.compile(r"kim[\W_]{0,3}sample|sample[\W_]{0,3}kim|\bk[. ]{1,2}sample", re.IGNORECASE)


_AT = datetime(2026, 3, 2, tzinfo=UTC)
_BESIDE: dict[str, dict[str, object]] = {
    "actions.action.withdrawn_reason": {"withdrawn_at": _AT},
    "actions.milestone.withdrawn_reason": {"withdrawn_at": _AT},
    "priorities.commitment.withdrawn_reason": {"withdrawn_at": _AT},
    "routemaps.routemap.withdrawn_reason": {"withdrawn_at": _AT},
    "priorities.recommendation.withdrawn_reason": {"withdrawn_at": _AT},
    "priorities.sourcedocument.set_aside_reason": {"state": "set-aside", "set_aside_at": _AT},
    "priorities.sourcerow.reason": {"imported": False},
    "priorities.listimport.done": {"done_at": _AT},
    "priorities.heldback.public_words": {"decided_at": _AT},
}
"""What the database asks for beside a text."""


def _factories() -> dict[type[Model], type[DjangoModelFactory]]:
    return {
        kind._meta.model: kind
        for kind in vars(make).values()
        if isinstance(kind, type) and issubclass(kind, DjangoModelFactory) and kind is not DjangoModelFactory
    }


def a_row_of(model: type[Model], partnership: Partnership) -> object:
    """The key of some row of the model; where there is none, one is made: by its factory, else from its columns."""
    rows = QuerySet(model=model)
    if not rows.exists():
        factory = _factories().get(model)
        if factory is not None:
            factory()
        else:
            values = {
                field.attname: _value(field, partnership)
                for field in model._meta.local_concrete_fields
                if not field.primary_key and not field.null and not field.has_default()
            }
            QuerySet(model=model).bulk_create([model(**values)])
    return rows.order_by("pk").values_list("pk", flat=True).first()


def _value(field: Field, partnership: Partnership) -> object:
    if isinstance(field, ForeignKey):
        target = field.remote_field.model
        return partnership.pk if target is Partnership else a_row_of(target, partnership)
    if isinstance(field, DateTimeField):
        return _AT
    if isinstance(field, DateField):
        return _AT.date()
    if isinstance(field, BooleanField):
        return False
    if isinstance(field, IntegerField):
        return 1
    if isinstance(field, JSONField):
        return {}
    if isinstance(field, CharField | TextField):
        return "x"
    raise AssertionError(f"Say here what a {type(field).__name__} holds.")


def every_text_column() -> dict[type[Model], list[Field]]:
    """Asked of Django alone, so that what the service forgets is planted all the same."""
    found: dict[type[Model], list[Field]] = {}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            names = {model._meta.label_lower, f"{model._meta.label_lower}.{field.attname}"}
            if (
                isinstance(field, CharField | TextField | JSONField)
                and not field.choices
                and not names & LEFT_OUT.keys()
            ):
                found.setdefault(model, []).append(field)
    return found


def planted(field: Field) -> object:
    """What the column holds with the name in it."""
    if isinstance(field, JSONField):
        return {"rows": [{"cells": ["Ask Kim Sample", 3, None]}], "Kim Sample": {"deep": "SAMPLE, Kim"}}
    if isinstance(field, URLField):
        return "https://example.org/people/kim-sample"
    if isinstance(field, EmailField):
        return "kim.sample@example.org"
    if isinstance(field, SlugField):
        return "ask-kim-sample-first"
    return "Ask Kim Sample" if field.max_length is None or field.max_length >= 14 else NAME


def plant_everywhere(partnership: Partnership, only: Collection[type[Model]] = (), *, beside: bool = True) -> int:
    """Put the name into every column that holds text, of all models or of some; in how many it stands now.

    Without `beside` a column that asks for other values, such as the reason of a withdrawal, is left.
    """
    count = 0
    for model, fields in every_text_column().items():
        if only and model not in only:
            continue
        key = a_row_of(model, partnership)
        for field in fields:
            if not beside and f"{model._meta.label_lower}.{field.attname}" in _BESIDE:
                continue
            values = {field.attname: planted(field), **_BESIDE.get(f"{model._meta.label_lower}.{field.attname}", {})}
            if "decided_at" in values:
                values["decided_by"] = User.objects.first()
            QuerySet(model=model).filter(pk=key).update(**values)
            count += 1
    return count


def plant_a_session() -> SessionStore:
    """Somebody is signed in and has typed the name."""
    session = SessionStore()
    session["typed"] = {"done": "We met Kim Sample."}
    session.save()
    return session


def plant_a_file(name: str, data: bytes) -> str:
    return default_storage.save(name, ContentFile(data))


def rows_with_the_name() -> list[str]:
    """Read from the tables themselves, whatever models there are: "table.column: text". Accounts are kept."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table == User._meta.db_table:
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a table of our own
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                texts = zip(names, map(str, row), strict=True)
                found += [f"{table}.{name}: {text}" for name, text in texts if IN_ANY_FORM.search(text)]
    return found
