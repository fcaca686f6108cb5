"""After a redaction no file of the site holds the words: read byte by byte, from a site of the test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[3]

SCRIPT = """
import django; django.setup()
from datetime import UTC, datetime
from pathlib import Path
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from actions.services import confirm_redaction, withdraw_words
from priorities.models import Partnership, User
from priorities.services import add_partnership, add_plan, publish_plan

at = datetime(2026, 3, 2, tzinfo=UTC)
first, second = (User.objects.create(username=name) for name in ("first", "second"))
partnership = add_partnership(slug="here", name="Here", by=None, at=at)
for number in range(60):
    plan = add_plan(partnership=partnership, slug=f"plan-{number}", title=f"Plan {number} of Zanfirra Quell", by=first, at=at)
    publish_plan(plan=plan, by=first, at=at)
    plan.delete() if number % 3 == 0 else None
default_storage.save("loose.txt", ContentFile(b"Zanfirra Quell"))

def holding():
    files = [path for path in Path(settings.VAR_DIR).rglob("*") if path.is_file()]
    return sorted(path.name for path in files if b"zanfirra" in path.read_bytes().lower())

print(holding())
made = withdraw_words(partnership=partnership, words="Zanfirra Quell", reason="family", by=first, at=at)
print(len(made.places))
confirm_redaction(redaction=made, everywhere=False, by=second, at=at)
print(holding())
"""


@pytest.mark.own_site
@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="copies the tests' SQLite database")
def test_no_byte_of_a_removed_name_is_left_on_the_disk(tmp_path, migrated_file):
    shutil.copy(migrated_file, tmp_path / "sendplan.sqlite3")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SENDPLAN", "DATABASE"))}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env=kept | {"SENDPLAN_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "sendplan.settings"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    before, places, after = done.stdout.splitlines()
    assert "loose.txt" in before
    assert "sendplan.sqlite3" in before
    assert (places, after) == ("40", "[]")
