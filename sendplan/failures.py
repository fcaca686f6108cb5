"""What stopped a command or the start of the site, in one sentence: where, what and the remedy. Nothing of the program's own faults."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection

_NO_TABLE = ("no such table", "no such column", "has no column named")
_UNDEFINED_IN_POSTGRESQL = {"42P01", "42703", "3F000"}
"""SQLSTATE of a table, a column and a schema that are not there."""

_LOST_IN_POSTGRESQL = ("08", "57P", "53300")
"""How the SQLSTATE begins where PostgreSQL does not take a connection or ends one. Without any it was never reached."""


def sentence_for(error: BaseException) -> str:
    """One sentence for an error of the database's state or of somebody else's files; "" for any other error."""
    if isinstance(error, DatabaseError | InterfaceError):
        return _of_sqlite(error) if connection.vendor == "sqlite" else _of_postgresql(error)
    if isinstance(error, PermissionError) and error.filename:
        path = Path(os.fsdecode(error.filename)).absolute()
        return _not_ours(path) if path.is_relative_to(settings.VAR_DIR) else ""
    return ""


def no_answer(error: BaseException) -> str:
    """The sentence for a database that cannot be reached."""
    return f"The database ({connection.display_name}) does not answer: {_first_line(error)}. Start it, or check DATABASE_URL."


def _of_postgresql(error: BaseException) -> str:
    state = getattr(error.__cause__, "sqlstate", None)
    if state in _UNDEFINED_IN_POSTGRESQL:
        return _not_made(error)
    unreached = state is None and isinstance(error, OperationalError | InterfaceError)
    if unreached or (state or "").startswith(_LOST_IN_POSTGRESQL):
        return no_answer(error)
    if state == "42501":
        return (
            f"The database ({connection.display_name}) refuses its user: {_first_line(error)}. Let PostgreSQL's"
            " administrator make that user the owner of the database and of what is in it."
        )
    return ""


def _of_sqlite(error: BaseException) -> str:
    said = _first_line(error)
    if any(words in said for words in _NO_TABLE):
        return _not_made(error)
    if "readonly" in said or "unable to open" in said:
        return _not_ours(_unwritable(Path(connection.settings_dict["NAME"])))
    if "is locked" in said:
        return f"The database ({_name()}) is busy with another program's changes; try again when that has ended."
    if "not a database" in said or "malformed" in said:
        return f"The database ({_name()}) is damaged or no database: {said}. Restore it from a backup."
    return ""


def _not_made(error: BaseException) -> str:
    make = "make demo" if settings.DEMO else "make setup"
    return f"The database ({_name()}) lacks a table or column of this version: {_first_line(error)}. Run '{make}' with the same variables."


def _unwritable(file: Path) -> Path:
    """What of a SQLite database cannot be written: its file, one beside it, or the folder, which SQLite writes in, too."""
    beside = [file, *(file.with_name(file.name + end) for end in ("-wal", "-shm", "-journal"))]
    return next(
        (path for path in beside if os.path.exists(path) and not os.access(path, os.R_OK | os.W_OK)), file.parent
    )


def _not_ours(path: Path) -> str:
    kind = "folder" if os.path.isdir(path) else "file"
    return (
        f"The {kind} {path} cannot be read and written by this user; give it to them, or set SENDPLAN_VAR to another"
        " folder."
    )


def _name() -> str:
    """Which database it is: its kind and its name, never how it is reached."""
    return f"{connection.display_name}, {connection.settings_dict['NAME']}"


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).strip().splitlines()), "no reason given").rstrip(".:")
