"""Workers are killed in the middle of an import's confirmation and of its undoing; the person then sends the same again.

Each round brings the same table into a new plan and takes it back. A round without a kill says what every table gains by
it. A round with kills must end with exactly that: not a row less, and none twice. Between the kill and the second try the
import must be whole or not there, and its page must say which.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from http.client import HTTPException
from threading import Thread

from tests.reliability.browser import Answer, Browser
from tests.reliability.site import PASSWORD, Site, answers_within, running_site

ROWS = 200
ROLES = ("Head of SEND", "Team leader", "Designated nurse")


def table() -> str:
    """What is pasted: so many rows that confirming takes a while."""
    rows = [
        f"{number}\tHold meeting number {number} of the reading circle\t{ROLES[number % 3]}\tMay 2026\tHeld once"
        for number in range(1, ROWS + 1)
    ]
    return "\n".join(("Ref\tAction\tLead\tBy when\tUpdate", *rows))


def counts() -> Counter[str]:
    """How many rows each table of plans has, histories too, and how often the log tells of an import."""
    from django.db import connection

    from actions.models import ImportRun
    from priorities.models import AuditEntry
    from tests.integration.actions.office.whole_state import models

    found = Counter({model._meta.label_lower: model.objects.count() for model in models()})
    found.update(f"log: {kind}" for kind in AuditEntry.objects.filter(kind="imported").values_list("kind", flat=True))
    found.update(f"import {state}" for state in ImportRun.objects.values_list("state", flat=True))
    connection.close()
    return found


def gained(before: Counter[str]) -> dict[str, int]:
    """What the tables have gained or lost since, without those that stayed as they were."""
    now = counts()
    return {name: now[name] - before[name] for name in sorted({*now, *before}) if now[name] != before[name]}


class Sending(Thread):
    """One request on its way; its answer, or None where the worker died."""

    def __init__(self, browser: Browser, path: str, fields: dict[str, str]) -> None:
        super().__init__(daemon=True)
        self.browser, self.path, self.fields = browser, path, fields
        self.answer: Answer | None = None
        self.took = 0.0

    def run(self) -> None:
        began = time.monotonic()
        try:
            self.answer = self.browser.post(self.path, self.fields)
        except (OSError, HTTPException):
            self.answer = None
        self.took = time.monotonic() - began


class Person:
    """An officer who brings a table in and takes it back, through the pages."""

    def __init__(self, site: Site, chance: random.Random) -> None:
        self.site, self.chance = site, chance
        self.browser = Browser(site.port, timeout=120)
        self.browser.sign_in(site.officers[0].username, PASSWORD)
        self.faults: list[str] = []
        self.seen: Counter[str] = Counter()
        self.longest_away = 0.0
        self.usual = {"confirm": 0.0, "undo": 0.0}

    def begin(self, title: str) -> str:
        """Send the table and go to the preview; the address of the import, such as "/admin/imports/7/"."""
        form = self.browser.get("/admin/imports/upload/").form_with("pasted")
        sent = self.browser.post(
            "/admin/imports/upload/", form | {"pasted": table(), "plan": "new", "new_title": title}
        )
        assert sent.status == 302, f"The table was not taken: {sent.status}"
        at = sent.location.removesuffix("read/")
        columns = self.browser.get(f"{at}map/").form_with("version")
        assert self.browser.post(f"{at}map/", columns).status == 302
        return at

    def do(
        self, what: str, path: str, fields: dict[str, str], *, kill: bool, reference: dict[str, int]
    ) -> dict[str, int]:
        """Send a form, kill the workers on the way, send the same form again; what the tables gained by both together."""
        before = counts()
        sending = Sending(self.browser, path, fields)
        sending.start()
        if not kill:
            sending.join()
            self.usual[what] = sending.took
            assert getattr(sending.answer, "status", None) == 302, f"{what}: {sending.answer}"
            return gained(before)
        time.sleep(self.chance.uniform(0, self.usual[what]))
        for pid in self.site.workers():
            os.kill(pid, signal.SIGKILL)
        killed = time.monotonic()
        sending.join(120)
        back = answers_within(self.site.port, 60)
        self.longest_away = max(self.longest_away, time.monotonic() - killed if back is not None else 60.0)
        self._look(what, path, sending, gained(before), reference)
        again = self.browser.post(path, fields)
        if again.status != 302:
            self.faults.append(f"{what}: the second try was answered with {again.status}")
        return gained(before)

    def _look(self, what: str, path: str, sending: Sending, found: dict[str, int], reference: dict[str, int]) -> None:
        """Between kill and second try: all of it is stored or nothing, and the pages say which."""
        acknowledged = sending.answer is not None and sending.answer.status == 302
        self.seen["acknowledged" if acknowledged else "cut off, stored" if found else "cut off, not stored"] += 1
        if found not in ({}, reference) or (acknowledged and not found):
            self.faults.append(f"{what}: half of it is stored, or less than was acknowledged: {found}")
        page = self.browser.get(path)
        if found and (page.status, page.location.endswith("/done/")) != (302, True):
            self.faults.append(f"{what}: it is stored, and its page does not say so: {page.status}")
        if not found and not (page.status == 200 and "<form" in page.body and "errornote" not in page.body):
            self.faults.append(f"{what}: it is not stored, and its page does not offer it again: {page.status}")


def kill_imports(kills: int) -> bool:
    """So many kills in the middle of confirming and as many in the middle of undoing; whether nothing was wrong."""
    with running_site(1) as site:
        person = Person(site, random.Random(36))
        reference: dict[str, dict[str, int]] = {"confirm": {}, "undo": {}}
        for turn in range(kills + 1):
            at = person.begin(f"Reading circle {turn}")
            for what, path, field, more in (
                ("confirm", f"{at}preview/", "seen", {"do": "confirm"}),
                ("undo", f"{at}undo/", "csrfmiddlewaretoken", {}),
            ):
                page = person.browser.get(path)
                form = (page.form_with(field) if field == "seen" else undo_form(page)) | more
                found = person.do(what, path, form, kill=turn > 0, reference=reference[what])
                reference[what] = reference[what] or found
                if found != reference[what]:
                    person.faults.append(f"{what}, round {turn}: {found} instead of {reference[what]}")
    print(
        f"{kills} confirmations of {ROWS} rows and {kills} undoings with the workers killed: "
        + ", ".join(f"{number} {name}" for name, number in sorted(person.seen.items()))
        + f"; undisturbed they take {person.usual['confirm']:.1f} and {person.usual['undo']:.1f} s; "
        f"serving again after at most {person.longest_away:.1f} s; {len(person.faults)} faults"
    )
    print(f"each confirmation gave exactly {reference['confirm']}")
    for fault in person.faults[:10]:
        print(f"FAULT {fault}")
    return not person.faults and person.seen["cut off, not stored"] > 0


def undo_form(page: Answer) -> dict[str, str]:
    """What the page's own button sends; the form to sign out stands on every page, too."""
    return {"csrfmiddlewaretoken": page.form_with("csrfmiddlewaretoken")["csrfmiddlewaretoken"]}
