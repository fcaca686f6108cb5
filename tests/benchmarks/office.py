"""What the office costs beside 200,000 reports: how its lists are found, and how long words take to be removed for ever.

Run `python -m tests.benchmarks.office`. Builds its own data in a temporary SQLite database, or in the empty PostgreSQL
database that DATABASE_URL names. Ends with 1 where a query of the queue, of the index or of the log reads a whole table of
reports or of the log, or where a removal takes longer than a worker lives.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from tests.benchmarks.pages import MOMENT, WORDS, _insert, _set_up, build

WORKER_SECONDS = 30
"""How long gunicorn lets a request take."""
NAME = "Kim Sample"
SUBMITTED, ENTRIES = 60, 200_000
LARGE = ("actions_progressreport", "priorities_auditentry")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=200_000)
    parser.add_argument("--pages", action="store_true", help="Only the pages: nothing is removed.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _set_up(Path(folder))
        logging.disable()  # whom the pages refuse is no finding here
        began = time.monotonic()
        build(partnerships=20, plans=2, actions=asked.reports // 20, reports=asked.reports)
        people = _people()
        _fill(people["officer"])
        print(f"{asked.reports:,} reports, as many histories and {ENTRIES:,} lines of the log: {_since(began)}")
        scans = _questions(people)
        slow = False if asked.pages else _removal(people)
    sys.exit(1 if scans or slow else 0)


def _since(began: float) -> str:
    return f"{time.monotonic() - began:.1f} s"


def _people() -> dict[str, object]:
    from priorities.models import Membership, Partnership, User

    area = Partnership.objects.get(slug="area-0")
    found = {}
    for role in ("officer", "approver", "forum"):
        user = User.objects.create_user(role, is_staff=True)
        Membership.objects.create(user=user, partnership=area, role=role)
        found[role] = user
    found["administrator"] = User.objects.create_superuser("root")
    return found


def _fill(officer) -> None:
    from django.db import connection

    from actions.models import Lead, LeadReporter, ProgressReport
    from priorities.models import AuditEntry

    moment = f"'{MOMENT:%Y-%m-%d %H:%M:%S}'"
    kept = {field.column: f"r.{connection.ops.quote_name(field.column)}" for field in ProgressReport._meta.fields}
    _insert(
        ProgressReport.history.model,
        "",
        "actions_progressreport r",
        **kept,
        history_type="'~'",
        history_date=moment,
    )
    _insert(
        AuditEntry,
        "",
        f"actions_progressreport r WHERE r.id <= {ENTRIES}",
        at=moment,
        kind="'changed'",
        partnership_id="1 + r.id % 20",
        by_id="1 + r.id % 4",
        words=f"'{WORDS}'",
    )
    for lead in Lead.objects.filter(partnership__slug="area-0"):
        LeadReporter.objects.create(lead=lead, user=officer)
    # Few wait, as in life, and they lie all over the table.
    step = ProgressReport.objects.count() // SUBMITTED
    for at, report in enumerate(ProgressReport.objects.order_by("pk")[::step]):
        ProgressReport.objects.filter(action=report.action_id).count()
        ProgressReport.objects.create(
            action_id=report.action_id,
            state="submitted",
            done=f"{WORDS} {NAME} said so.",
            submitted_at=MOMENT + timedelta(minutes=at),
            recorded_at=MOMENT,
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


# -- lists -------------------------------------------------------------------------------------------------------------


def _questions(people: dict[str, object]) -> int:
    """Open the office's pages, and ask the database how it finds what each query asks.

    How many queries of the index, the queue and the log read a large table whole; the other pages are shown beside them.
    """
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    scans = 0
    held = ("index", "queue", "log")
    pages = {
        "index": "/admin/",
        "queue": "/admin/review/",
        "log": "/admin/priorities/auditentry/",
        "forum": "/admin/forum/",
        "outstanding": "/admin/outstanding/",
        "reports": "/admin/actions/progressreport/",
    }
    for who, user in people.items():
        client = Client()
        client.force_login(user)
        for name, address in pages.items():
            client.get(address)
            began = time.monotonic()
            with CaptureQueriesContext(connection) as asked:
                status = client.get(address).status_code
            if status != 200:
                continue
            took = (time.monotonic() - began) * 1000
            whole = [(sql, lines) for sql in (one["sql"] for one in asked) if (lines := _whole_reads(sql))]
            print(f"{who:14} {name:12} {took:6.0f} ms {len(asked):3} queries, {len(whole)} read a large table whole")
            for sql, lines in whole:
                print(f"    {sql[:120]} … {sql[-260:]}", *lines, sep="\n        ")
            scans += len(whole) if name in held else 0
    return scans


def _whole_reads(sql: str) -> list[str]:
    """The lines of the database's plan that read a large table from its first row to its last."""
    from django.db import DatabaseError, connection

    if not sql.startswith("SELECT"):
        return []
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        try:
            cursor.execute(explain + sql)
        except DatabaseError:  # what is shown of a query of SQLite does not quote every value
            return []
        plan = [" ".join(map(str, row)) for row in cursor.fetchall()]
    if connection.vendor == "postgresql":
        return [line.strip() for line in plan if any(f"Seq Scan on {table}" in line for table in LARGE)]
    names = {*LARGE, *(alias for table, alias in re.findall(r'"(\w+)" ([T-W]\d+)\b', sql) if table in LARGE)}
    scans = [line for line in plan for name in names if re.search(rf"\bSCAN {name}\b", line)]
    # Walked by an index that holds few rows, or from the newest on until a page is full.
    return [line for line in scans if not re.search("report_waiting|report_open|audit_newest_first", line)]


# -- removal -----------------------------------------------------------------------------------------------------------


def _removal(people: dict[str, object]) -> bool:
    """Withdraw a name and remove it from all of the site. Whether it took longer than a worker lives."""
    from actions.services import confirm_redaction, withdraw_words
    from priorities.models import Partnership
    from priorities.services import look_everywhere, scrub_database

    def timed(what: str, do: Callable[[], object]) -> tuple[object, float]:
        began = time.monotonic()
        done = do()
        print(f"{what}: {_since(began)}")
        return done, time.monotonic() - began

    area = Partnership.objects.get(slug="area-0")
    withdrawal = {"partnership": area, "words": NAME, "reason": "person", "by": people["officer"], "at": MOMENT}
    redaction, _ = timed("withdrawn", lambda: withdraw_words(**withdrawal))
    timed("looked through a partnership", lambda: look_everywhere(redaction=redaction, partnership_id=area.pk))
    timed("looked through all of the site", lambda: look_everywhere(redaction=redaction, partnership_id=None))
    decision = {"redaction": redaction, "everywhere": True, "by": people["administrator"], "at": MOMENT}
    found, took = timed("removed from all of the site", lambda: confirm_redaction(**decision))
    timed("database written anew", lambda: scrub_database(largest=10**15))
    print(f"{found.number} places; {WORKER_SECONDS} s are what a worker has")
    return took > WORKER_SECONDS


if __name__ == "__main__":
    main()
