"""One sentence for each state of the database or of the folder that stops a command; none for the program's own faults."""

from __future__ import annotations

import os

import pytest
from django.db import DataError, IntegrityError, InterfaceError, OperationalError, ProgrammingError, connection

from sendplan.failures import sentence_for


class OfPsycopg(Exception):
    """What psycopg raised: PostgreSQL's own code, or None where it was never reached."""

    def __init__(self, sqlstate: str | None) -> None:
        super().__init__()
        self.sqlstate = sqlstate


@pytest.fixture
def database(monkeypatch, tmp_path):
    """Lets the connection be one of that kind; the name is the SQLite file's where it is one."""

    def be(vendor: str, display_name: str) -> str:
        name = str(tmp_path / "sendplan.sqlite3") if vendor == "sqlite" else "site"
        monkeypatch.setattr(connection, "vendor", vendor)
        monkeypatch.setattr(connection, "display_name", display_name)
        monkeypatch.setitem(connection.settings_dict, "NAME", name)
        return name

    return be


SETUP = "Run 'make setup' with the same variables."


@pytest.mark.parametrize(
    ("error", "state", "sentence"),
    [
        (
            OperationalError("connection failed: refused\nIs the server running?"),
            None,
            "The database (PostgreSQL) does not answer: connection failed: refused. Start it, or check DATABASE_URL.",
        ),
        (
            OperationalError("terminating connection due to administrator command"),
            "57P01",
            "The database (PostgreSQL) does not answer: terminating connection due to administrator command. Start it,"
            " or check DATABASE_URL.",
        ),
        (
            InterfaceError("connection already closed"),
            None,
            "The database (PostgreSQL) does not answer: connection already closed. Start it, or check DATABASE_URL.",
        ),
        (
            ProgrammingError('relation "priorities_user" does not exist\nLINE 1: SELECT'),
            "42P01",
            'The database (PostgreSQL, site) lacks a table or column of this version: relation "priorities_user" does'
            f" not exist. {SETUP}",
        ),
        (
            ProgrammingError("permission denied for table priorities_plan"),
            "42501",
            "The database (PostgreSQL) refuses its user: permission denied for table priorities_plan. Let PostgreSQL's"
            " administrator make that user the owner of the database and of what is in it.",
        ),
        (OperationalError("out of shared memory"), "53200", ""),
        (ProgrammingError("syntax error"), "42601", ""),
        (IntegrityError("duplicate key"), "23505", ""),
        (DataError("value too long"), "22001", ""),
    ],
)
def test_errors_of_postgresql(database, error, state, sentence):
    database("postgresql", "PostgreSQL")
    error.__cause__ = OfPsycopg(state)
    assert sentence_for(error) == sentence


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            "no such table: priorities_user",
            f"The database (SQLite, NAME) lacks a table or column of this version: no such table: priorities_user. {SETUP}",
        ),
        (
            "no such column: closed_on",
            f"The database (SQLite, NAME) lacks a table or column of this version: no such column: closed_on. {SETUP}",
        ),
        (
            "database is locked",
            "The database (SQLite, NAME) is busy with another program's changes; try again when that has ended.",
        ),
        (
            "database disk image is malformed",
            "The database (SQLite, NAME) is damaged or no database: database disk image is malformed. Restore it from a"
            " backup.",
        ),
        ('near "SELEC": syntax error', ""),
    ],
)
def test_errors_of_sqlite(database, said, sentence):
    name = database("sqlite", "SQLite")
    assert sentence_for(OperationalError(said)) == sentence.replace("NAME", name)


def test_in_the_demonstration_it_is_made_by_make_demo(database, settings):
    settings.DEMO = True
    database("sqlite", "SQLite")
    assert sentence_for(OperationalError("no such table: x")).endswith(". Run 'make demo' with the same variables.")


@pytest.mark.parametrize(
    ("closed", "kind"),
    [("sendplan.sqlite3", "file"), ("sendplan.sqlite3-wal", "file"), ("", "folder")],
)
@pytest.mark.parametrize("said", ["attempt to write a readonly database", "unable to open database file"])
def test_what_of_a_database_cannot_be_written_is_named(database, tmp_path, monkeypatch, closed, kind, said):
    database("sqlite", "SQLite")
    for name in ("sendplan.sqlite3", "sendplan.sqlite3-wal"):
        (tmp_path / name).touch()
    monkeypatch.setattr(os, "access", lambda path, mode: path.name != closed)
    path = tmp_path / closed
    assert sentence_for(OperationalError(said)) == (
        f"The {kind} {path} cannot be read and written by this user; give it to them, or set SENDPLAN_VAR to another"
        " folder."
    )


def test_a_file_of_another_user_in_the_sites_folder_is_named(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    file = tmp_path / "static" / "sendplan.css"
    assert sentence_for(PermissionError(13, "Permission denied", str(file))) == (
        f"The file {file} cannot be read and written by this user; give it to them, or set SENDPLAN_VAR to another"
        " folder."
    )


@pytest.mark.parametrize(
    "error",
    [
        PermissionError(13, "Permission denied", "/elsewhere/file"),
        PermissionError(1, "Operation not permitted"),
        ValueError("the program's own fault"),
    ],
)
def test_other_errors_are_left_as_they_are(settings, tmp_path, error):
    settings.VAR_DIR = tmp_path
    assert sentence_for(error) == ""
