"""What a slow phone and a printer see of the demonstration. Run `python -m tests.benchmarks.browser`; needs Chromium.

Loads the demonstration into a temporary folder and serves it by gunicorn. The phone: 360 pixels wide, a delay of 400 ms, 400 kbit
a second, a processor slowed down four times, nothing kept in the browser. The quality bar: the largest paint within 2.5 s and a
layout shift of at most 0.02. Each time is the fastest of three visits. Times depend on the machine, so no test holds them.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.functional.pdf_pages import words_of_pages

ROOT = Path(__file__).resolve().parents[2]
PAINT_SECONDS, SHIFT = 2.5, 0.02
DELAY_MS, KBIT, SLOWER = 400, 400, 4
VISITS = 3
PLAN = "/plans/exampleshire-send-plan-2024/"
PAGES = {
    "home": "/",
    "all plans": "/plans/",
    "plan": PLAN,
    "priority": f"{PLAN}priorities/1-help-early/",
    "list of 20": f"{PLAN}actions/",
    "list, filtered": f"{PLAN}actions/?late=1&status=at_risk",
    "action": f"{PLAN}actions/3-1/",
    "roadmap": "/plans/oxfordshire-send-transformation-roadmap/roadmap/",
    "strategy": "/plans/southend-send-strategy/",
    "help": "/help/",
    "routemaps": "/routemaps/",
    "my dates": "/routemaps/ehc-needs-assessment/?d=2&m=3&y=2026&at=3",
    "one page": "/routemaps/disagree/one-page/?start=2026-06-15&event=letter",
    "how it was made": "/routemaps/history/",
    "comment form": "/feedback/",
    "words": "/words/",
}
PAINTED = """() => new Promise(done => {
  let paint = 0, shift = 0;
  new PerformanceObserver(l => { for (const e of l.getEntries()) paint = e.startTime; }).observe({type: 'largest-contentful-paint', buffered: true});
  new PerformanceObserver(l => { for (const e of l.getEntries()) shift += e.value; }).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done([paint / 1000, shift, performance.getEntriesByType('resource').length + 1]), 500);
})"""


def main() -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("Chromium is not on the PATH; on Debian install the package chromium.")
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, demonstration(Path(folder)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        print(f"{'page':<16}{'paint s':>9}{'bar':>6}{'shift':>8}{'bar':>6}{'requests':>10}{'A4 pages':>10}  verdict")
        for name, path in PAGES.items():
            paint, shift, requests = min(on_a_slow_phone(browser, site + path) for _ in range(VISITS))
            paper = on_paper(browser, site + path)
            verdict = "ok" if paint <= PAINT_SECONDS and shift <= SHIFT else "OVER"
            print(
                f"{name:<16}{paint:>9.2f}{PAINT_SECONDS:>6}{shift:>8.3f}{SHIFT:>6}{requests:>10}{paper:>10}  {verdict}"
            )
        browser.close()


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """The address of a demonstration of its own, while it is served."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SENDPLAN_", "DATABASE_"))}
    environment = kept | {"SENDPLAN_ENV": "demo", "SENDPLAN_VAR": str(folder)}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])

    def run(*command: str) -> None:
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)

    run(sys.executable, "manage.py", "collectstatic", "--noinput")
    run(sys.executable, "manage.py", "load_demo", f"--port={port}")
    gunicorn = ["gunicorn", "sendplan.wsgi", "--bind", f"127.0.0.1:{port}", "--no-control-socket", "--log-level=error"]
    server = subprocess.Popen([sys.executable, "-m", *gunicorn], cwd=ROOT, env=environment)
    try:
        _wait_for(f"http://127.0.0.1:{port}/help/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _wait_for(url: str, server: subprocess.Popen) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    sys.exit(f"The demonstration does not answer at {url}.")


def on_a_slow_phone(browser, url: str) -> tuple[float, float, int]:
    """Seconds to the largest paint, sum of layout shifts, and number of requests."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    bytes_a_second = KBIT * 1000 / 8
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": DELAY_MS,
            "downloadThroughput": bytes_a_second,
            "uploadThroughput": bytes_a_second,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, wait_until="load", timeout=60_000)
    found = page.evaluate(PAINTED)
    context.close()
    return tuple(found)


def on_paper(browser, url: str) -> int:
    """How many pages of A4 the page prints on."""
    page = browser.new_page()
    page.goto(url)
    number = len(words_of_pages(page.pdf(prefer_css_page_size=True)))
    page.close()
    return number


if __name__ == "__main__":
    main()
