"""Workers are killed in the middle of saves, 50 times: nothing that was acknowledged may be lost, the site goes on.

    python -m tests.reliability.kills [--kills 50]
    python -m tests.reliability.kills --imports [--kills 20]      in the middle of an import's confirmation and its undoing

On SQLite, or on the empty PostgreSQL database that DATABASE_URL names. Prints figures; exit code 1 where one is missed.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import time
from http.client import HTTPException
from threading import Event, Thread

from tests.reliability.browser import Browser
from tests.reliability.import_kills import kill_imports
from tests.reliability.site import PASSWORD, Officer, Site, answers_within, running_site
from tests.reliability.writers import missing

WRITERS = 6
BACK_IN_SECONDS = 5.0


class Writer(Thread):
    """Saves until it is told to stop; remembers what was acknowledged and what nobody knows the fate of."""

    def __init__(self, site: Site, officer: Officer, enough: Event) -> None:
        super().__init__(daemon=True)
        self.site, self.officer, self.enough = site, officer, enough
        self.acknowledged: list[str] = []
        self.cut_off = 0
        self.odd: list[int] = []

    def run(self) -> None:
        browser = Browser(self.site.port)
        signed_in, turn = False, 0
        address = f"/admin/actions/{self.officer.action}/update/"
        while not self.enough.is_set():
            turn += 1
            words = f"{self.officer.username} saved {turn} before a kill."
            try:
                if not signed_in:
                    browser.sign_in(self.officer.username, PASSWORD)
                    signed_in = True
                form = browser.get(address).form_with("done")
                answer = browser.post(address, form | {"done": words, "save": ""})
            except (OSError, HTTPException):
                self.cut_off += 1
                time.sleep(0.05)
                continue
            if answer.status == 302:
                self.acknowledged.append(words)
            else:
                self.odd.append(answer.status)


def is_whole() -> str:
    """What the database says of itself: "ok" where SQLite finds nothing wrong; PostgreSQL is asked for every report."""
    from django.db import connection

    from actions.models import ProgressReport

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            said = cursor.fetchone()[0]
    else:
        said = "ok" if len(list(ProgressReport.objects.all())) == ProgressReport.objects.count() else "rows unreadable"
    connection.close()
    return said


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--imports", action="store_true", help="Kill in the middle of imports instead.")
    given = parser.parse_args()
    if given.imports:
        return 0 if kill_imports(given.kills) else 1
    kills = given.kills
    chance = random.Random(24)
    slowest = 0.0
    with running_site(WRITERS) as site:
        enough = Event()
        writers = [Writer(site, officer, enough) for officer in site.officers]
        for writer in writers:
            writer.start()
        while not all(writer.acknowledged for writer in writers):
            time.sleep(0.1)
        for _ in range(kills):
            time.sleep(chance.uniform(0.05, 0.4))
            for pid in chance.sample(site.workers(), k=min(2, len(site.workers()))):
                os.kill(pid, signal.SIGKILL)
            slowest = max(slowest, answers_within(site.port, 20) or 20)
        enough.set()
        for writer in writers:
            writer.join(40)
        acknowledged = [words for writer in writers for words in writer.acknowledged]
        odd = [status for writer in writers for status in writer.odd]
        lost, said = missing(acknowledged), is_whole()
    print(
        f"{kills} times 2 workers killed: {len(acknowledged)} saves acknowledged, {len(lost)} lost, "
        f"{sum(writer.cut_off for writer in writers)} cut off, {len(odd)} other answers {odd[:5]}; "
        f"database: {said}; serving again after at most {slowest:.1f} s (bar {BACK_IN_SECONDS:.0f} s)"
    )
    return 0 if not lost and said == "ok" and slowest <= BACK_IN_SECONDS and len(acknowledged) >= kills else 1


if __name__ == "__main__":
    sys.exit(main())
