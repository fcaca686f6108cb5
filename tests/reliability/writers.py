"""8 and then 32 officers save at once over HTTP: none may be refused, and every acknowledged word must be stored.

    python -m tests.reliability.writers [--saves 10] [--pause 2]

Each reads the form, types for a moment (--pause, seconds, more or less) and saves.

On SQLite, or on the empty PostgreSQL database that DATABASE_URL names. Prints figures; exit code 1 where one is missed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.reliability.browser import Browser
from tests.reliability.site import PASSWORD, Officer, Site, running_site

P95_SECONDS = 0.6


def saves_of(
    site: Site, officer: Officer, number: int, pause: float, start: Barrier
) -> tuple[list[str], list[float], list[int]]:
    """What was acknowledged, how long each save took in seconds, and the answers that were no acknowledgement."""
    browser = Browser(site.port)
    browser.sign_in(officer.username, PASSWORD)
    address = f"/admin/actions/{officer.action}/update/"
    stored, took, refused = [], [], []
    chance = random.Random(officer.action)
    start.wait()
    for turn in range(number):
        form = browser.get(address).form_with("done")
        time.sleep(chance.uniform(0.5, 1.5) * pause)
        words = f"{officer.username} saved {turn} of {number}."
        began = time.monotonic()
        answer = browser.post(address, form | {"done": words, "save": ""})
        took.append(time.monotonic() - began)
        (stored if answer.status == 302 else refused).append(words if answer.status == 302 else answer.status)
    return stored, took, refused


def round_of(site: Site, writers: int, saves: int, pause: float) -> bool:
    """One round of so many writers; whether all of it was stored, none refused, and in time."""
    start = Barrier(writers, timeout=120)
    with ThreadPoolExecutor(writers) as pool:
        found = list(pool.map(lambda officer: saves_of(site, officer, saves, pause, start), site.officers[:writers]))
    acknowledged = [words for stored, _, _ in found for words in stored]
    refused = [status for _, _, refusals in found for status in refusals]
    took = sorted(seconds for _, times, _ in found for seconds in times)
    lost = missing(acknowledged)
    p95 = took[int(len(took) * 0.95)]
    print(
        f"{writers} writers: {len(acknowledged)} of {writers * saves} saves acknowledged, {len(refused)} refused {refused[:5]}, "
        f"{len(lost)} lost, median {statistics.median(took) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms "
        f"(bar {P95_SECONDS * 1000:.0f} ms: {'ok' if p95 <= P95_SECONDS else 'over'})"
    )
    return not refused and not lost


def missing(acknowledged: list[str]) -> list[str]:
    """The acknowledged words that stand in no report and in no version of one."""
    from django.db import connection

    from actions.models import ProgressReport

    stored = set(ProgressReport.history.values_list("done", flat=True))
    connection.close()
    return [words for words in acknowledged if words not in stored]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--saves", type=int, default=10, help="How often each officer saves.")
    parser.add_argument("--pause", type=float, default=2, help="How many seconds each types between two saves.")
    given = parser.parse_args()
    with running_site(32) as site:
        passed = [round_of(site, writers, given.saves, given.pause) for writers in (8, 32)]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
