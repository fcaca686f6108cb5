"""Brings every sample document in twice, through the office's pages and by the command, and compares all that is stored.

    python -m tests.corpus.same [part of a name …] [--beside FOLDER] [--part 1/2]

The samples are those of `samples/`, the documents of `fixtures/documents`, and the text of FOLDER. On SQLite in a folder
of its own, or on the empty PostgreSQL database that DATABASE_URL names. Exit code 1 where anything differs.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = (".txt", ".tsv", ".csv", ".xlsx", ".docx")


def documents(names: list[str], beside: Path | None) -> list[Path]:
    """Every document that is brought in, by name."""
    folders = [ROOT / "tests" / "corpus" / "samples", ROOT / "fixtures" / "documents", *([beside] if beside else [])]
    found = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in READ]
    return [path for path in found if not names or any(name in path.name for name in names)]


def compare(paths: list[Path]) -> int:
    """How many documents differ; each of them is printed, and figures of what was compared."""
    from django.conf import settings
    from django.test import Client

    from tests.corpus.both_ways import apart, by_command, by_pages, kind_of
    from tests.factories import office as make

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    partnership = make.PartnershipFactory(name="Westmarch")
    officer = make.MembershipFactory(partnership=partnership, user__username="officer").user
    different, refused, rows = 0, 0, Counter()
    for number, path in enumerate(paths, start=1):
        what = kind_of(path)
        pages = by_pages(path, client=Client(), officer=officer, **what)
        command = by_command(path, partnership=partnership, **what)
        found = apart(pages, command)
        different += bool(found)
        if number % 50 == 0:
            print(f"{number} of {len(paths)}, {different} different", flush=True)
        refused += bool(pages.refusal)
        rows.update({kind: len(stored) for kind, stored in pages.rows.items()})
        for line in found:
            print(f"DIFFERENT {path.name}: {line[:1500]}", flush=True)
        if pages.refusal:
            print(f"refused   {path.name}: {pages.refusal}", flush=True)
    print(
        f"{len(paths)} documents: {len(paths) - different} the same, {different} different, {refused} refused by both"
    )
    print("compared: " + ", ".join(f"{count} {kind.split('.')[1]}" for kind, count in sorted(rows.items()) if count))
    return different


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="Only documents with one of these in their names.")
    parser.add_argument("--beside", type=Path, help="A folder with more documents.")
    parser.add_argument("--part", default="1/1", help="Such as 1/2: the first of two halves.")
    given = parser.parse_args()
    which, of = map(int, given.part.split("/"))
    with tempfile.TemporaryDirectory(prefix="sendplan-same-") as folder:
        os.environ.update(SENDPLAN_ENV="development", SENDPLAN_VAR=folder, DJANGO_SETTINGS_MODULE="sendplan.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection
        from django.test.utils import setup_test_environment

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        setup_test_environment(debug=False)
        different = compare(documents(given.names, given.beside)[which - 1 :: of])
        connection.close()
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
