"""Sends the 24 kinds of hostile and odd files through the pages of a running site while other people read and save.

    python -m tests.reliability.hostile [--seconds 20] [name …]

At the end one person pastes a table of 4,400 rows and opens the page that reads it twice at once: one of the two is asked
to wait, and the other people are answered meanwhile.

Prints, for each file, how long it took until the page said its sentence, and the most memory that any worker or reader's
process held; then the other people's 95th percentile without and with the files. Exit code 1 where a file took more than
10 seconds or 512 MB, a sentence is another, a refused file changed a row, or the other people waited for more than the bar.
On SQLite, or on the empty PostgreSQL database that DATABASE_URL names.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from html import unescape
from pathlib import Path
from threading import Event, Thread

from tests.factories.odd_files import ODD_FILES, OddFile, pasted_table
from tests.reliability.browser import Browser
from tests.reliability.site import PASSWORD, Officer, Site, running_site

SECONDS, MEGABYTES = 10.0, 512
P95_SECONDS = 0.6
"""What the others may wait for; less than twice what they wait for without the files is well, too, on a slow machine."""
OTHERS = 2


class Other(Thread):
    """Somebody who reads a public page and saves an update, again and again; how long each took, in seconds."""

    def __init__(self, site: Site, officer: Officer, enough: Event) -> None:
        super().__init__(daemon=True)
        self.site, self.officer, self.enough = site, officer, enough
        self.took: list[float] = []
        self.refused: list[int] = []

    def run(self) -> None:
        browser = Browser(self.site.port, timeout=120)
        browser.sign_in(self.officer.username, PASSWORD)
        address = f"/admin/actions/{self.officer.action}/update/"
        while not self.enough.is_set():
            form = browser.get(address).form_with("done")
            for ask in (
                lambda form=form: browser.post(address, form | {"done": f"Said at {time.time()}.", "save": ""}),
                lambda: browser.get("/help/"),
            ):
                began = time.monotonic()
                answer = ask()
                self.took.append(time.monotonic() - began)
                self.refused += [] if answer.status in (200, 302) else [answer.status]
                self.enough.wait(0.5)


class Memory(Thread):
    """Looks at the workers and the readers that they start, ten times a second: the most memory that one of them held."""

    def __init__(self, site: Site, enough: Event) -> None:
        super().__init__(daemon=True)
        self.site, self.enough, self.most = site, enough, 0.0

    def run(self) -> None:
        while not self.enough.wait(0.1):
            for worker in self.site.workers():
                self.most = max(self.most, *map(megabytes_at_most, [worker, *children(worker)]))

    def since(self) -> float:
        """The most since it was asked last."""
        found, self.most = self.most, 0.0
        return found


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def megabytes_at_most(pid: int) -> float:
    """The most that a process has held so far (VmHWM); 0 where it is gone."""
    try:
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def sent(browser: Browser, odd: OddFile) -> tuple[str, str, float]:
    """The sentence that the pages say, the address of the import where there is one, and how many seconds it took."""
    form = browser.get("/admin/imports/upload/").form_with("pasted")
    fields = {name: value for name, value in form.items() if name != "file"} | {"plan": "new", "new_title": "Odd plan"}
    data = odd.make()
    began = time.monotonic()
    answer = browser.send("/admin/imports/upload/", fields, name=odd.name, data=data)
    address = answer.location.removesuffix("read/") if answer.status == 302 else ""
    page = browser.get(answer.location) if address else answer
    took = time.monotonic() - began
    at_the_field = r'<ul class="errorlist"[^>]*><li>(.*?)</li>'
    found = re.findall(r'<p class="errornote" role="alert">(.*?)</p>', page.body) or re.findall(at_the_field, page.body)
    # The page ends with its last line only where it was read to the end.
    said = unescape("\n".join(found)) if "</html>" in page.body else f"broke off with {page.status}"
    return said, address, took


def pasted_twice(browser: Browser, second: Browser) -> tuple[list[str], float, list[str]]:
    """What the two pages said, how many seconds both took, and what was wrong."""
    form = browser.get("/admin/imports/upload/").form_with("pasted")
    fields = {name: value for name, value in form.items() if name != "file"}
    answer = browser.post(
        "/admin/imports/upload/", fields | {"plan": "new", "new_title": "Long plan", "pasted": pasted_table()}
    )
    pages: list[str] = []
    began = time.monotonic()
    both = [Thread(target=lambda each=each: pages.append(each.get(answer.location).body)) for each in (browser, second)]
    for thread in both:
        thread.start()
        time.sleep(1)
    for thread in both:
        thread.join()
    took = time.monotonic() - began
    ends = ("Go on to the columns", "nothing is lost", "which is the most that is allowed")
    said = sorted(next((end for end in ends if end in page), "broke off") for page in pages)
    whole = all("</html>" in page for page in pages)
    wrong = [] if whole and said.count("nothing is lost") == 1 and "broke off" not in said else [f"said {said}"]
    return said, took, wrong


def p95(took: list[float]) -> float:
    return sorted(took)[int(len(took) * 0.95)] if took else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20, help="How long the others are measured without the files.")
    parser.add_argument(
        "names", nargs="*", help='Only files with one of these in their names; "pasted" for the long table.'
    )
    given = parser.parse_args()
    chosen = [odd for odd in ODD_FILES if not given.names or any(name in odd.name for name in given.names)]
    with running_site(OTHERS + 1) as site:
        from tests.reliability.import_kills import counts

        enough = Event()
        others = [Other(site, officer, enough) for officer in site.officers[1:]]
        memory = Memory(site, enough)
        browser = Browser(site.port, timeout=120)
        browser.sign_in(site.officers[0].username, PASSWORD)
        for thread in (*others, memory):
            thread.start()
        time.sleep(given.seconds)
        alone = p95([seconds for other in others for seconds in other.took])
        began = [len(other.took) for other in others]
        faults, slowest, largest = [], 0.0, 0.0
        before = plans_rows(counts())
        memory.since()
        for odd in chosen:
            said, _, took = sent(browser, odd)
            held = memory.since()
            slowest, largest = max(slowest, took), max(largest, held)
            wrong = [f"said {said!r}"] if said != odd.sentence else []
            wrong += [f"took {took:.1f} s"] if took > SECONDS else []
            wrong += [f"held {held:.0f} MB"] if held > MEGABYTES else []
            faults += [f"{odd.name}: {', '.join(wrong)}"] if wrong else []
            print(f"{took:5.1f} s {held:4.0f} MB  {odd.kind}: {odd.name[:40]}{'  FAULT' if wrong else ''}", flush=True)
        if not given.names or "pasted" in given.names:
            second = Browser(site.port, timeout=120)
            second.sign_in(site.officers[0].username, PASSWORD)
            said, took, wrong = pasted_twice(browser, second)
            faults += [f"pasted twice: {item}" for item in wrong]
            print(
                f"{took:5.1f} s {memory.since():4.0f} MB  4,400 pasted rows twice at once: {', '.join(said)}",
                flush=True,
            )
        changed = plans_rows(counts()) != before
        busy = p95([seconds for other, at in zip(others, began, strict=True) for seconds in other.took[at:]])
        enough.set()
        for other in others:
            other.join(60)  # before the site is stopped under them
        refused = [status for other in others for status in other.refused]
    bar = max(P95_SECONDS, 2 * alone)
    print(
        f"{len(chosen)} files of {len({odd.kind for odd in chosen})} kinds: slowest {slowest:.1f} s (bar {SECONDS:.0f}), most memory "
        f"{largest:.0f} MB (bar {MEGABYTES}), rows of plans {'CHANGED' if changed else 'unchanged'}; the others: p95 "
        f"{alone * 1000:.0f} ms without and {busy * 1000:.0f} ms with them (bar {bar * 1000:.0f}), {len(refused)} refused"
    )
    for fault in faults:
        print(f"FAULT {fault}")
    return 1 if faults or changed or refused or busy > bar else 0


def plans_rows(found) -> dict[str, int]:
    """What an import could change; what the others save meanwhile is left out."""
    theirs = ("progressreport", "import ", "historical", "formdraft", "outbox")
    return {name: number for name, number in found.items() if not any(part in name for part in theirs)}


if __name__ == "__main__":
    sys.exit(main())
