"""What every test stands on: static files without a manifest, a folder of its own for what the site writes."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches

_FOLDER = Path(tempfile.mkdtemp(prefix="sendplan-tests-"))


def pytest_configure(config: pytest.Config) -> None:
    """Point the settings at a folder of the tests' own, before anything reads them."""
    (_FOLDER / "static").mkdir()
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


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(_FOLDER, ignore_errors=True)


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
    """A host with an open and a closed plan."""
    from tests.factories import pages

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
