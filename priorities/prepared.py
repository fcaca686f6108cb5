"""Questions that are asked with other values again and again: compiled once by Django, then only run.

Most of what a public page costs is Django writing the same SQL anew. A `Prepared` question is an ordinary queryset,
written with the ORM; its SQL is kept, and the values are put in their places each time. docs/adr/0013 says what it saves, and what of
Django it leans on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.db import connections, models

_FIRST_NUMBER = -7_000_000_000
_FIRST_DAY = date(1, 3, 1)
_WORD = re.compile("[a-z_]*")
"""A word that means the same in SQL as in Python, whatever the database. No stand-in is one."""


class Prepared:
    """A queryset whose values are named: `build` gets a stand-in of the right kind for each of `kinds`.

    Values are whole numbers (keys), texts or days; never None. What the queryset is made of besides (constants, the
    order, slices) is fixed when it is first asked.
    """

    def __init__(self, build: Callable[..., models.QuerySet], **kinds: type) -> None:
        self._build = build
        self._kinds = kinds
        self._compiled: tuple[models.QuerySet, Any, str, list] | None = None

    def __call__(self, **values: int | str | date) -> list:
        """Ask with these values. One query; what the queryset yields, as a list.

        Raises TypeError where a value is missing, is too many, or is of another kind.
        """
        if values.keys() != self._kinds.keys():
            raise TypeError(f"Asked with {sorted(values)}, but the question needs {sorted(self._kinds)}.")
        for name, value in values.items():
            if type(value) is not self._kinds[name]:
                raise TypeError(f"'{name}' is {value!r}, but must be of type {self._kinds[name].__name__}.")
        queryset, compiler, sql, places = self._ready()
        connection = connections[queryset.db]
        given = {name: _adapted(value, connection) for name, value in values.items()}
        params = tuple(given[name] if name else constant for name, constant in places)

        # Copies of the outer objects only: what they hold is never written to after compiling.
        compiler = _shallow(compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *args, **kwargs: (sql, params)
        query = _shallow(queryset.query)
        query.get_compiler = lambda *args, **kwargs: compiler
        asked = _shallow(queryset)
        asked._query = query
        return list(asked._iterable_class(asked))

    def _ready(self) -> tuple[models.QuerySet, Any, str, list]:
        if self._compiled is None:
            stand_ins = {name: _stand_in(kind, at) for at, (name, kind) in enumerate(self._kinds.items(), start=1)}
            queryset = self._build(**stand_ins)
            connection = connections[queryset.db]
            compiler = queryset.query.get_compiler(queryset.db)
            sql, params = compiler.as_sql()
            # What turns columns into Python's values is the same each time; Django works it out for each query.
            converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
            compiler.get_converters = lambda expressions: converters
            compiler.connection = None
            names = {_adapted(stand_in, connection): name for name, stand_in in stand_ins.items()}
            unused = names.keys() - set(params)
            if unused:
                raise TypeError(f"The question does not use {sorted(names[one] for one in unused)}.")
            sql, params = _with_words_written_in(sql, params)
            self._compiled = queryset, compiler, sql, [(names.get(param, ""), param) for param in params]
        return self._compiled


def _with_words_written_in(sql: str, params: Iterable[Any]) -> tuple[str, list[Any]]:
    """The SQL with its constant words, such as 'published', in place of their parameters, and the parameters that remain.

    SQLite plans a question anew whenever it is asked, where a parameter decides whether a partial index may serve: of a
    question by the state of a report that was half of its cost.
    """
    left = iter(params)
    kept = []

    def written(place: re.Match[str]) -> str:
        if place[0] == "%%":
            return "%%"
        param = next(left)
        if isinstance(param, str) and _WORD.fullmatch(param):
            return f"'{param}'"
        kept.append(param)
        return "%s"

    return re.sub("%%|%s", written, sql), kept


def _shallow(thing: Any) -> Any:
    """A copy of the outer object. Not copy.copy(), which is slower, and for which a queryset first reads all its rows."""
    made = object.__new__(type(thing))
    made.__dict__ |= thing.__dict__
    return made


def _stand_in(kind: type, at: int) -> int | str | date:
    """A value of the kind that no real question has."""
    if kind is int:
        return _FIRST_NUMBER - at
    if kind is date:
        return _FIRST_DAY + timedelta(days=at)
    if kind is str:
        return f"\x01stand-in {at}\x01"
    raise TypeError(f"A prepared question takes int, str and date, not {kind.__name__}.")


def _adapted(value: int | str | date, connection) -> Any:
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
