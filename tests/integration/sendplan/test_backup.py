"""The commands of docs/operations.md bring a site back: run as they are written, on SQLite."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAPER = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def block(after: str) -> str:
    """The commands in the first block after those words."""
    return re.search(r"```\n(.*?)```", PAPER[PAPER.index(after) :], re.DOTALL).group(1)


@pytest.fixture
def run(tmp_path):
    """Runs commands of the paper: with this Python, and with a folder of the test's own for /backup."""
    (tmp_path / "backup").mkdir()

    def runner(commands: str) -> subprocess.CompletedProcess[str]:
        commands = commands.replace("/backup/", f"{tmp_path}/backup/").replace(".venv/bin/python", sys.executable)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SENDPLAN", "DATABASE"))}
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", commands],
            cwd=ROOT,
            env=kept | {"SENDPLAN_VAR": str(tmp_path / "var")},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return runner


def test_sqlite_comes_back_as_it_was(run, tmp_path):
    assert run(".venv/bin/python manage.py migrate --verbosity 0").returncode == 0
    database, letter = tmp_path / "var" / "sendplan.sqlite3", tmp_path / "var" / "documents" / "plan.txt"
    letter.parent.mkdir()
    letter.write_text("As it was.")
    site = sqlite3.connect(database)  # stays open, as a running site's does
    site.execute("CREATE TABLE kept (words TEXT)")
    site.execute("INSERT INTO kept VALUES ('As it was.')")
    site.commit()

    done = run(block("Back up SQLite"))
    assert (done.returncode, done.stderr) == (0, "")
    copies = sorted((tmp_path / "backup").iterdir())
    assert [(copy.name, copy.stat().st_mode & 0o777) for copy in copies] == [
        ("documents.tar.gz", 0o600),
        ("sendplan.sqlite3", 0o600),
    ]
    assert "output file already exists" in run(block("Back up SQLite")).stderr

    site.execute("UPDATE kept SET words = 'Changed.'")
    site.commit()
    letter.write_text("Changed.")
    done = run(block("For SQLite:"))
    assert (done.returncode, done.stderr) == (0, "")
    site.close()
    again = sqlite3.connect(database)
    assert again.execute("SELECT words FROM kept").fetchall() == [("As it was.",)]
    assert again.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert letter.read_text() == "As it was."
    again.close()
