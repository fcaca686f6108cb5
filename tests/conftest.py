"""What every test stands on: static files without a manifest, a folder of its own for what the site writes."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import SimpleTestCase, override_settings

_FOLDER = Path(tempfile.mkdtemp(prefix="sendplan-tests-"))
_REAL_NAME = settings.DATABASES["default"]["NAME"]


def pytest_configure(config: pytest.Config) -> None:
    """Point the settings at a folder of the tests' own, before anything reads them."""
    (_FOLDER / "static").mkdir()
    settings.VAR_DIR = _FOLDER
    settings.STATIC_ROOT = _FOLDER / "static"
    settings.STORAGES = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": _FOLDER / "documents", "base_url": None},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # Hashing a password slowly protects nobody in a test.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Tables are made from the models, which `makemigrations --check` holds to the migrations: that takes a tenth of the
    # time. The first process on PostgreSQL walks all migrations; on SQLite the tests that start sites of their own do.
    database = settings.DATABASES["default"]
    first = os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0"
    database.setdefault("TEST", {})["MIGRATE"] = first and database["ENGINE"].endswith("postgresql")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what asks the database is run: the rest says the same on both, and runs on SQLite."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return
    config.hook.pytest_deselected(items=[item for item in items if not _asks_the_database(item)])
    items[:] = [item for item in items if _asks_the_database(item)]


def _asks_the_database(item: pytest.Item) -> bool:
    cls = getattr(item, "cls", None)
    return (
        item.get_closest_marker("django_db") is not None
        or item.get_closest_marker("postgres") is not None
        or bool({"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ())))
        or (isinstance(cls, type) and issubclass(cls, SimpleTestCase))
    )


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(_FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The tests' database, which knows all migrations as done; none is made where no test of the run asks for one."""
    if connection.settings_dict["NAME"] != _REAL_NAME:
        with django_db_blocker.unblock():
            call_command("migrate", fake=True, verbosity=0)


@pytest.fixture(scope="session")
def migrated_file(django_db_setup, django_db_blocker, tmp_path_factory):
    """A SQLite file as migrations leave it, to copy: a site of a test's own need not walk them.

    Only where SQLite is tested, and for tests that are marked `django_db`, as the file is a copy of the tests' database.
    """
    assert connection.settings_dict["NAME"] != _REAL_NAME
    path = tmp_path_factory.mktemp("migrated") / "sendplan.sqlite3"
    with django_db_blocker.unblock(), closing(sqlite3.connect(path)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    return path


@pytest.fixture(autouse=True)
def no_kept_pages():
    """No page is kept from one test to the next."""
    caches["pages"].clear()


@pytest.fixture
def today(time_machine):
    """The day on which the tests of the pages stand: 20 March 2026, noon."""
    from tests.factories import pages

    time_machine.move_to(pages.NOON, tick=False)
    return pages.TODAY


@pytest.fixture
def world(db, today):
    """A host with an open and a closed plan, without the office's own history of them, which takes half of the time."""
    from tests.factories import pages

    with override_settings(SIMPLE_HISTORY_ENABLED=False):
        return pages.world()


@pytest.fixture
def version_kept(monkeypatch):
    """The content's version is read once in the test, not every second: so that queries can be counted."""
    monkeypatch.setattr("sendplan.middleware.VERSION_KEPT_SECONDS", float("inf"))


@pytest.fixture
def read_here(monkeypatch):
    """Documents are read by the reader's code in this process: for tests of what is done with many small ones.

    That the reader is a process with limits is tested in tests/unit/priorities/test_documents_reading.py and
    test_documents_hostile.py, and the commands and the demonstration start it too.
    """
    from priorities.documents import child, reading

    def ask(descriptor, name, limits):
        return child.answer(os.pread(descriptor, limits.packed_bytes + 1, 0), name, limits)

    monkeypatch.setattr(reading, "_ask_child", ask)
