"""The scripts that break a site on purpose refuse before they touch anything."""

from __future__ import annotations

import sys

import pytest

from tests.reliability.site import refuse_to_touch


@pytest.mark.django_db
def test_a_database_in_use_is_not_touched():
    with pytest.raises(
        SystemExit, match="The database has tables; name an empty one in DATABASE_URL, never the site's"
    ):
        refuse_to_touch()


def test_without_the_packages_of_the_tests_they_say_what_to_run(monkeypatch):
    monkeypatch.setitem(sys.modules, "factory", None)
    with pytest.raises(SystemExit, match="run 'make development' first"):
        refuse_to_touch()
