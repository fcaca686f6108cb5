"""The commands of docs/operations.md bring a site back: run as they are written, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[3]
PAPER = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


BACKUP, RESTORING = PAPER.index("### What to back up"), PAPER.index("### Restoring")
SQLITE, POSTGRESQL, DOCUMENTS = "SQLite:\n\n```", "PostgreSQL", "Then the documents"


def block(part: int, after: str) -> str:
    """The commands in the first block after those words in that part of the paper."""
    return re.search(r"```\n(.*?)```", PAPER[PAPER.index(after, part) :], re.DOTALL).group(1)


@pytest.fixture
def run(tmp_path):
    """Runs commands of the paper: with this Python, and with a folder of the test's own for /backup."""
    (tmp_path / "backup").mkdir()

    def runner(commands: str, **variables: str) -> subprocess.CompletedProcess[str]:
        commands = commands.replace("make setup", ".venv/bin/python manage.py migrate --verbosity 0")
        commands = commands.replace("/backup/", f"{tmp_path}/backup/").replace(".venv/bin/python", sys.executable)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SENDPLAN", "DATABASE"))}
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", commands],
            cwd=ROOT,
            env=kept | {"SENDPLAN_VAR": str(tmp_path / "var")} | variables,
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

    done = run(block(BACKUP, SQLITE) + block(BACKUP, DOCUMENTS))
    assert (done.returncode, done.stderr) == (0, "")
    copies = sorted((tmp_path / "backup").iterdir())
    assert [(copy.name, copy.stat().st_mode & 0o777) for copy in copies] == [
        ("documents.tar.gz", 0o600),
        ("sendplan.sqlite3", 0o600),
    ]
    assert "output file already exists" in run(block(BACKUP, SQLITE)).stderr

    site.execute("UPDATE kept SET words = 'Changed.'")
    site.commit()
    letter.write_text("Changed.")
    done = run(block(RESTORING, SQLITE) + block(RESTORING, DOCUMENTS))
    assert (done.returncode, done.stderr) == (0, "")
    site.close()
    again = sqlite3.connect(database)
    assert again.execute("SELECT words FROM kept").fetchall() == [("As it was.",)]
    assert again.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert letter.read_text() == "As it was."
    again.close()


def test_sqlite_comes_back_on_a_machine_that_never_had_it(run, tmp_path):
    assert run(".venv/bin/python manage.py migrate --verbosity 0").returncode == 0
    (tmp_path / "var" / "documents").mkdir()
    (tmp_path / "var" / "documents" / "plan.txt").write_text("As it was.")
    assert run(block(BACKUP, SQLITE) + block(BACKUP, DOCUMENTS)).returncode == 0
    (tmp_path / "var").rename(tmp_path / "lost")
    done = run(block(RESTORING, SQLITE) + block(RESTORING, DOCUMENTS))
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "var" / "documents" / "plan.txt").read_text() == "As it was."


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs the PostgreSQL that the tests run on")
def test_postgresql_comes_back_into_an_empty_database_alone(run, tmp_path):
    ours = urlsplit(os.environ["DATABASE_URL"])

    def client(program: str, name: str, *arguments: str) -> str:
        """What a program of PostgreSQL's says of one of our databases."""
        url = ours._replace(path=f"/{name}").geturl()
        given = (f"--dbname={url}",) if program == "psql" else (f"--maintenance-db={ours.geturl()}", name)
        return subprocess.run(
            [program, *arguments, *given], capture_output=True, text=True, timeout=60, check=True
        ).stdout

    before, after = "backup_of_a_site", "restored_site"
    for name in (before, after):
        client("dropdb", name, "--if-exists")
        client("createdb", name)
    try:
        old, new = (ours._replace(path=f"/{name}").geturl() for name in (before, after))
        assert run(".venv/bin/python manage.py migrate --verbosity 0", DATABASE_URL=old).returncode == 0
        client("psql", before, "--command=CREATE TABLE kept (words text); INSERT INTO kept VALUES ('As it was.')")
        (tmp_path / "var" / "documents").mkdir(parents=True)
        (tmp_path / "var" / "documents" / "plan.txt").write_text("As it was.")
        done = run(block(BACKUP, POSTGRESQL) + block(BACKUP, DOCUMENTS), DATABASE_URL=old)
        assert (done.returncode, done.stderr) == (0, "")
        assert (tmp_path / "backup" / "sendplan.dump").stat().st_mode & 0o777 == 0o600

        (tmp_path / "var").rename(tmp_path / "lost")
        restoring = block(RESTORING, POSTGRESQL) + block(RESTORING, DOCUMENTS)
        done = run(restoring, DATABASE_URL=new)
        assert (done.returncode, done.stderr) == (0, "")
        words = client("psql", after, "--tuples-only", "--no-align", "--command=SELECT words FROM kept")
        assert words == "As it was.\n"
        assert (tmp_path / "var" / "documents" / "plan.txt").read_text() == "As it was."
        assert "already exists" in run(restoring, DATABASE_URL=new).stderr
    finally:
        for name in (before, after):
            client("dropdb", name, "--if-exists")
