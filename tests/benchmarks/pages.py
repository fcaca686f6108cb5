"""What the public pages cost: CPU of this process, queries, bytes, memory. Run `python -m tests.benchmarks.pages`.

Builds its own data in a temporary SQLite database, or in the empty PostgreSQL database that DATABASE_URL names. Each time
is a median of many requests through the whole middleware, pages not kept. Kept pages are held against a view that says
"hello" in the same run.

Milliseconds differ from machine to machine. Where the bars were set, a page of 20 rows with django-filter's own form took
10 ms; it is measured here in the same minute, and "calibrated" is each page's share of it times 10. Both verdicts are
printed: "as measured" on the milliseconds of this machine, "calibrated" on that share. `--scale` also builds a large
database and shows how much dearer the same pages become in it.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from tests.reliability.site import refuse_to_touch

LIST_MS, ACTION_MS = 5.0, 3.0
STOCK_MS = 10.0
"""What the stock page took on the machine on which the bars were set."""
MEMORY_MB = 80
KEPT_RATIO, SCALE_RATIO = 1.5, 1.5
LIST_QUERIES, ACTION_QUERIES = 10, 8
HTML_BYTES, CSS_BYTES = 14_000, 6_000
ROUNDS = 60
VERDICTS = ("as measured", "calibrated")
MOMENT = datetime(2026, 3, 2, 12, tzinfo=UTC)
WORDS = "Answer every family that asks for help within ten working days, and write down what was agreed. "


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scale", action="store_true", help="Compare with a large database.")
    parser.add_argument("--partnerships", type=int, default=153)
    parser.add_argument("--plans", type=int, default=10, help="Plans of each partnership.")
    parser.add_argument("--actions", type=int, default=459_000)
    parser.add_argument("--reports", type=int, default=5_500_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _set_up(Path(folder))
        build_routemaps()
        build(partnerships=20, plans=asked.plans, actions=800 * asked.plans, reports=9_600 * asked.plans)
        measure_small()
        if asked.scale:
            measure_large(asked)


def _set_up(folder: Path) -> None:
    os.environ |= {"SENDPLAN_VAR": str(folder), "SENDPLAN_ENV": "development", "SENDPLAN_HOST_PARTNERSHIP": ""}
    os.environ["DJANGO_SETTINGS_MODULE"] = "sendplan.settings"
    import django

    django.setup()
    refuse_to_touch()
    from django.conf import settings
    from django.core.management import call_command
    from django.http import HttpResponse
    from django.urls import path

    from sendplan import urls

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STATIC_ROOT.mkdir()
    urls.urlpatterns.append(path("hello/", lambda request: HttpResponse("hello")))
    urls.urlpatterns.append(path("stock/", _stock_page))
    call_command("migrate", verbosity=0)

    from django.db import connection

    print(f"Database: {connection.display_name}")


def _stock_page(request):
    """20 actions and filters by priority, lead, date and two more as django-filter draws them by itself."""
    import django_filters
    from django.http import HttpResponse
    from django.template import engines

    from actions.models import Action, Lead
    from priorities.models import Priority

    class Stock(django_filters.FilterSet):
        priority = django_filters.ModelChoiceFilter(queryset=Priority.objects.filter(plan__slug="area-0-plan-0"))
        leads = django_filters.ModelChoiceFilter(queryset=Lead.objects.filter(partnership__slug="area-0"))

        class Meta:
            model = Action
            fields = ("priority", "leads", "due", "recurrence", "ongoing")

    found = Action.objects.filter(plan__slug="area-0-plan-0").select_related("priority", "latest_report")
    row = "<p>{{ a.reference }} {{ a.plain_words }} {{ a.priority }} {{ a.rated }} {{ a.due }}</p>"
    words = "{{ f.form.as_p }}{% for a in f.qs|slice:':20' %}" + row + "{% endfor %}"
    return HttpResponse(engines["office"].from_string(words).render({"f": Stock(request.GET, found)}))


ROUTEMAP = "/routemaps/ehc-needs-assessment/"
"""The longest of the routemaps that come with sendplan."""


NEVER_KEPT = {"routemap, dates", "its one page"}
"""Pages with a family's dates: no cache may keep them."""


def build_routemaps() -> None:
    """The routemaps that come with sendplan, published by the partnership whose plans are measured."""
    from django.conf import settings

    from priorities.models import Partnership
    from sendplan.routemap_files import content_in
    from tests.factories.routemaps import published_routemaps

    host = Partnership.objects.create(name="Area 000", slug="area-0")
    published_routemaps(host, at=MOMENT, of=content_in(settings.BASE_DIR / "fixtures" / "routemaps"))


def build(*, partnerships: int, plans: int, actions: int, reports: int, first: int = 0) -> None:
    """Fill the database by bulk inserts: that many in all, spread evenly over the plans."""
    from django.db import transaction

    for number in range(first, first + partnerships):
        with transaction.atomic():
            _build_partnership(
                number,
                plans=plans,
                actions_per_plan=actions // (partnerships * plans),
                reports_per_action=max(1, round(reports / actions)),
            )


def _build_partnership(number: int, *, plans: int, actions_per_plan: int, reports_per_action: int) -> None:
    from django.db.models import OuterRef, Subquery

    from actions.models import Action, Lead, ProgressReport
    from priorities.models import Partnership, Plan, Priority

    partnership, _ = Partnership.objects.get_or_create(name=f"Area {number:03}", slug=f"area-{number}")
    leads = Lead.objects.bulk_create(
        Lead(partnership=partnership, name=f"Team {at}", slug=f"team-{at}") for at in range(12)
    )
    newest = ProgressReport.objects.filter(action=OuterRef("pk")).order_by("-reported_on")
    for p in range(plans):
        plan = Plan.objects.create(
            partnership=partnership,
            title=f"Plan {p} of area {number}",
            slug=f"area-{number}-plan-{p}",
            starts_on=date(2026 - p, 1, 1),
            update_cycle="quarterly",
            state=Plan.State.PUBLISHED,
            public_from=MOMENT,
            recorded_at=MOMENT,
        )
        aims = Priority.objects.bulk_create(
            Priority(
                plan=plan,
                number=str(at),
                order=at,
                title=f"Aim {at}",
                slug=f"aim-{at}",
                public_from=MOMENT,
                recorded_at=MOMENT,
            )
            for at in range(5)
        )
        _insert_actions(plan.pk, aims[0].pk, actions_per_plan)
        for extra in range(2):
            _insert_leads(plan.pk, leads[0].pk, len(leads), extra)
        for at in range(reports_per_action):
            _insert_reports(plan.pk, at)
        Action.objects.filter(plan=plan).update(
            latest_report=Subquery(newest.values("pk")[:1]),
            rated=Subquery(newest.values("status")[:1]),
            rated_on=Subquery(newest.values("reported_on")[:1]),
        )


def _insert_actions(plan: int, first_priority: int, number: int) -> None:
    from django.db import connection

    from actions.models import Action

    day = {"sqlite": "date('2026-01-01', (n.at % 700) || ' days')", "postgresql": "DATE '2026-01-01' + (n.at % 700)"}
    _insert(
        Action,
        f"WITH RECURSIVE n(at) AS (SELECT 0 UNION ALL SELECT at + 1 FROM n WHERE at + 1 < {number})",  # noqa: S608
        "n",
        plan_id=str(plan),
        priority_id=f"{first_priority} + n.at * 5 / {max(number, 5)}",
        order="n.at",
        reference="CAST(n.at AS text)",
        slug="'action-' || CAST(n.at AS text)",
        official_words=f"'{WORDS * 2}'",
        plain_words=f"'{WORDS}'",
        timescale_raw="'by the end of the year'",
        precision="'day'",
        due=day[connection.vendor],
        next_due=day[connection.vendor],
        promised_on="'2025-01-01'",
        ongoing="FALSE",
        public_from=f"'{MOMENT:%Y-%m-%d %H:%M:%S}'",
    )


def _insert_leads(plan: int, first_lead: int, leads: int, order: int) -> None:
    from actions.models import Action, ActionLead

    _insert(
        ActionLead,
        "",
        f"{Action._meta.db_table} a WHERE a.plan_id = {plan}",
        action_id="a.id",
        lead_id=f'{first_lead} + (a."order" + {order}) % {leads}',
        order=str(order),
    )


def _insert_reports(plan: int, at: int) -> None:
    from actions.models import Action, ProgressReport
    from actions.status import Status

    statuses = [*(status.value for status in Status if status is not Status.STOPPED), ""]
    cases = " ".join(f"WHEN {rest} THEN '{status}'" for rest, status in enumerate(statuses))
    day = date(2025, 1, 1) + timedelta(days=30 * at)
    _insert(
        ProgressReport,
        "",
        f"{Action._meta.db_table} a WHERE a.plan_id = {plan}",
        action_id="a.id",
        state="'published'",
        reported_on=f"'{day}'",
        status=f"CASE (a.id + {at}) % {len(statuses)} {cases} END",
        done=f"'{WORDS}'",
        difference=f"'{WORDS}'",
        public_from=f"'{day} 12:00:00'",
    )


def _insert(model, before: str, source: str, **values: str) -> None:
    """Rows of a model by one statement from another table: through models, millions would take an hour.

    `values` are SQL by column; the columns that are not named are empty, 1 for the version.
    """
    from django.db import connection, models

    filled = {"version": "1", "recorded_at": f"'{MOMENT:%Y-%m-%d %H:%M:%S}'"} | values
    columns = [field for field in model._meta.concrete_fields if not field.primary_key]
    names = ", ".join(connection.ops.quote_name(field.column) for field in columns)
    types = {models.DateField: "date", models.DateTimeField: "timestamptz"}
    cells = []
    for field in columns:
        empty = "FALSE" if isinstance(field, models.BooleanField) else "''"
        cell = filled.get(field.column, "NULL" if field.null else empty)
        if connection.vendor == "postgresql" and type(field) in types:
            cell = f"CAST({cell} AS {types[type(field)]})"
        cells.append(cell)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {model._meta.db_table} ({names}) {before} SELECT {', '.join(cells)} FROM {source}")  # noqa: S608


@contextmanager
def nothing_kept():
    """Without the store of finished pages, so that every request is worked out."""
    from django.core.cache import caches

    pages = caches["pages"]
    keep, pages.set = pages.set, lambda *args, **kwargs: None
    pages.clear()
    try:
        yield
    finally:
        pages.set = keep


def cpu_ms(*gets: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Median CPU of this process for each call, in milliseconds, after three calls to warm up.

    The calls take turns, so that what else the machine does falls on all alike and their ratio holds.
    """
    spent: list[list[float]] = [[] for _ in gets]
    for turn in range(rounds + 3):
        for get, times in zip(gets, spent, strict=True):
            before = time.process_time()
            get()
            if turn >= 3:
                times.append(time.process_time() - before)
    return [statistics.median(times) * 1000 for times in spent]


def queries(get: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        get()
    return len(captured)


def _addresses(plan: str) -> dict[str, str]:
    return {
        "home": "/",
        "all plans": "/plans/",
        "plan": f"/plans/{plan}/",
        "priority": f"/plans/{plan}/priorities/aim-0/",
        "list of 20": f"/plans/{plan}/actions/",
        "list, 2 filters": f"/plans/{plan}/actions/?status=on_track&lead=team-3",
        "action, 12 reports": f"/plans/{plan}/actions/action-3/",
        "progress": f"/progress/?plan={plan}",
        "progress, past": f"/progress/?plan={plan}&on=2025-12-31",
        "what moved": f"/progress/changes/?plan={plan}&since=2025-12-31",
        "routemap": f"{ROUTEMAP}",
        "routemap, dates": f"{ROUTEMAP}?d=2&m=3&y=2026&at=3",
        "its one page": f"{ROUTEMAP}one-page/?start=2026-03-02&event=request",
        "words": "/words/",
        "help": "/help/",
    }


def measure_small() -> None:
    """Hold the bars against a small database, where a plan has 40 actions as in the demonstration."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    bars = {
        "list of 20": (LIST_MS, LIST_QUERIES),
        "list, 2 filters": (LIST_MS, LIST_QUERIES),
        "action, 12 reports": (ACTION_MS, ACTION_QUERIES),
    }
    _line("page", "CPU ms", "stock ms", "calibrated", "bar", "queries", "bar", "gzip", "kept/hello", *VERDICTS)
    for name, url in _addresses("area-0-plan-0").items():
        most_ms, most_queries = bars.get(name, (None, LIST_QUERIES))
        get = partial(client.get, url)
        with nothing_kept():
            ms, stock = cpu_ms(get, partial(client.get, "/stock/"))
            asked = queries(get)
            packed = len(gzip.compress(get().content, 6))
        kept, hello = cpu_ms(get, partial(client.get, "/hello/"), rounds=ROUNDS * 3)
        calibrated = ms * STOCK_MS / stock
        good = asked <= most_queries and packed <= HTML_BYTES and (name in NEVER_KEPT or kept / hello <= KEPT_RATIO)
        _line(
            name,
            f"{ms:.2f}",
            f"{stock:.2f}",
            f"{calibrated:.2f}",
            most_ms or "",
            asked,
            most_queries,
            packed,
            f"{kept / hello:.2f}",
            *(_verdict(good and (most_ms is None or cost <= most_ms)) for cost in (ms, calibrated)),
        )
    css = len(gzip.compress((settings.BASE_DIR / "static" / "sendplan.css").read_bytes(), 9))
    print(f"stylesheet: {css} bytes gzip, bar {CSS_BYTES}: {_verdict(css <= CSS_BYTES)}")
    memory = worker_megabytes()
    print(
        f"memory of a worker that served every page 20 times: {memory:.0f} MB, bar {MEMORY_MB}: {_verdict(memory <= MEMORY_MB)}"
    )


def measure_large(asked: argparse.Namespace) -> None:
    """Fill the database up and hold the pages of a plan in it against those of a plan of the small one."""
    from django.test import Client

    client = Client()
    began = time.monotonic()
    before = _beside_hello(client, "area-0-plan-0")
    build(partnerships=asked.partnerships, plans=asked.plans, actions=asked.actions, reports=asked.reports, first=1000)
    print(f"\n{asked.actions:,} actions and {asked.reports:,} reports, built in {time.monotonic() - began:.0f} s")
    after = _beside_hello(client, "area-1000-plan-0")
    _line("page", "small", "large", "ratio", "bar", "verdict")
    for name, cost in after.items():
        ratio = cost / before[name]
        _line(name, f"{before[name]:.1f}", f"{cost:.1f}", f"{ratio:.2f}", SCALE_RATIO, _verdict(ratio <= SCALE_RATIO))


def _beside_hello(client, plan: str) -> dict[str, float]:
    """What each page of a plan costs, not kept, as a multiple of the view that says "hello" in the same minute."""
    costs = {}
    with nothing_kept():
        for name, url in _addresses(plan).items():
            page, hello = cpu_ms(partial(client.get, url), partial(client.get, "/hello/"))
            costs[name] = page / hello
    return costs


def _verdict(good: bool) -> str:
    return "ok" if good else "OVER"


_WORKER = """
import sys
from pathlib import Path
from wsgiref.util import setup_testing_defaults
import gunicorn.workers.sync
from django.core.wsgi import get_wsgi_application

serve = get_wsgi_application()
for _ in range(20):
    for address in sys.argv[1:]:
        path, _, query = address.partition("?")
        asked = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_ACCEPT_ENCODING": "gzip"}
        setup_testing_defaults(asked)
        answer = serve(asked, lambda status, headers: status == "200 OK" or sys.exit(status))
        b"".join(answer)
        answer.close()
print(next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS")))
"""


def worker_megabytes() -> float:
    """The memory that a process of its own holds after it has served every page as a worker does (Linux only)."""
    from django.conf import settings

    run = partial(subprocess.run, check=True, capture_output=True, text=True, cwd=settings.BASE_DIR)
    run([sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"])
    done = run([sys.executable, "-c", _WORKER, *_addresses("area-0-plan-0").values()])
    return int(done.stdout) / 1024


def _line(name: str, *cells: object) -> None:
    print(f"{name:<20}" + "".join(f"{cell!s:>12}" for cell in cells))


if __name__ == "__main__":
    main()
