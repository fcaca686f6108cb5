"""A site of the script's own: a fresh database, officers with an action each, and gunicorn in front of it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "harvest-lantern-pebble-41"
WORKERS = 4


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who reports for one action."""

    username: str
    action: int


@dataclass(slots=True)
class Site:
    """A running site."""

    port: int
    gunicorn: subprocess.Popen
    officers: list[Officer]

    def workers(self) -> list[int]:
        """The process ids of gunicorn's workers, as they are now."""
        children = Path(f"/proc/{self.gunicorn.pid}/task/{self.gunicorn.pid}/children")
        return [int(pid) for pid in children.read_text().split()]


@contextmanager
def running_site(officers: int) -> Iterator[Site]:
    """A site with that many officers, on DATABASE_URL (which must be empty) or on SQLite in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="sendplan-reliability-") as folder:
        os.environ.update(SENDPLAN_ENV="development", SENDPLAN_VAR=folder, DJANGO_SETTINGS_MODULE="sendplan.settings")
        people = _prepared(officers)
        port = _free_port()
        command = [sys.executable, "-m", "gunicorn", "sendplan.wsgi", "--bind", f"127.0.0.1:{port}"]
        command += ["--workers", str(WORKERS), "--timeout", "120", "--no-control-socket", "--log-level", "error"]
        with open(Path(folder) / "gunicorn.log", "wb") as log:
            gunicorn = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
            try:
                assert answers_within(port, 120) is not None, "The site did not start."
                yield Site(port, gunicorn, people)
            finally:
                gunicorn.terminate()
                gunicorn.wait(20)


def _prepared(officers: int) -> list[Officer]:
    import django

    django.setup()
    refuse_to_touch()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from django.contrib.auth.hashers import make_password

    from tests.factories import office as make

    plan = make.PlanFactory(published=True)
    password = make_password(PASSWORD)
    found = []
    for number in range(officers):
        action = make.ActionFactory(plan=plan, public=True)
        person = make.MembershipFactory(
            partnership=plan.partnership, user__username=f"officer{number}", user__password=password
        ).user
        make.reporter(action, person)
        found.append(Officer(person.username, action.pk))
    from django.db import connection

    connection.close()
    return found


def refuse_to_touch() -> None:
    """Stop with one sentence, before anything is written, where packages are missing or the database is in use."""
    try:
        import factory  # noqa: F401
    except ImportError:
        sys.exit("The packages of the tests are missing; run 'make development' first. Nothing was touched.")
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.introspection.table_names(cursor):
            sys.exit(
                "The database has tables; name an empty one in DATABASE_URL, never the site's. Nothing was touched."
            )


def _free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return chosen.getsockname()[1]


def answers_within(port: int, seconds: float) -> float | None:
    """After how many seconds the home page is answered with 200; None where it is not in so many."""
    from tests.reliability.browser import Browser

    started = time.monotonic()
    while time.monotonic() - started < seconds:
        try:
            if Browser(port, timeout=5).get("/help/").status == 200:
                return time.monotonic() - started
        except OSError:
            pass
        time.sleep(0.05)
    return None
