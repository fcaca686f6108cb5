"""Plans as plain text with tabs, pipes or labels, pasted from documents and web pages."""

from __future__ import annotations

import textwrap

from .expect import Doubtful, Near, OneOf, Priority, Text, Warned
from .paper import TextPage
from .plan import Plan, plan
from .rows import When, blank_date, deal, either, months
from .words_adulthood import ADULTHOOD
from .words_early import EARLY
from .words_ehc import PLANS as EHC
from .words_health import HEALTH
from .words_inclusion import INCLUSION
from .words_voice import VOICE

NO_STATUS = Warned(None)
UNRATED = {"rating": None, "status": None}


def tarnbury() -> Plan:
    """A scan of an old plan: glued references, debris in leads and dates, wrapped rows, a lost column."""
    page = TextPage()
    page.line("Tarnbury SEN Strategy: Action Plan")
    page.line()
    header = ("Action", "Outcomes", "Lead", "Timescale", "Progress report")
    aims = (
        (
            "Early help - We will notice needs early and act on them, so that no family has to fight to be heard.",
            deal(EARLY[:5], refs="1.{}", whens=months("Sep-25", "14-01", "14-09", "13-12", "15-04", "14-05")),
        ),
        (
            "Working together - We will plan with parents and carers and never without them.",
            deal(
                VOICE[:5],
                refs="2.{}",
                whens=[
                    *months("Sep-25", "14-03"),
                    When("'", Warned(None)),
                    When("Annually"),
                    When("·", Warned(None)),
                    blank_date(),
                ],
            ),
        ),
        (
            "Good places - We will offer a good place to learn as near to home as we can.",
            deal(
                ADULTHOOD[3:8],
                refs="3.{}",
                whens=[
                    *months("Sep-25", "14-07", "15-09", "13-05"),
                    When("Jan 2015 and Annually", "2015-01-31"),
                    *months("Sep-25", "14-11"),
                ],
            ),
        ),
    )
    actions, priorities = [], []
    for number, (aim, rows) in enumerate(aims, start=1):
        page.line(f"Proposal {number}:")
        page.line()
        page.line(aim)
        page.line()
        page.tabs(header)
        for row in rows:
            if row.ref == "1.2":
                row = row.but(lead="ଔ ଇ ∿⊉Years SEND Adviser", want={"leads": Warned(["Years SEND Adviser"])})
            if row.ref == "3.2":
                row = row.but(
                    lead="செல்றே Breaks Commissioner / Parent Carer Forum Chair",
                    want={"leads": Warned(["Breaks Commissioner", "Parent Carer Forum Chair"])},
                )
            cells = [row.glued, row.item.outcome, row.lead, row.when.raw, row.progress]
            if row.ref == "2.5":
                page.line()
                for line in _wrapped(cells, (38, 36, 24, 12, 34)):
                    page.lines.append("\t".join(line))
                page.source.extend(cells)
                page.line()
            elif row.ref == "3.5":
                del cells[1]
                page.tabs(cells)
                row = row.but(
                    want={
                        "outcome": Doubtful(None),
                        "leads": Doubtful(row.leads),
                        "raw": Doubtful(row.when.raw),
                        "due": Doubtful(row.when.due),
                        "progress": Doubtful(row.progress),
                    }
                )
            else:
                page.tabs(cells)
            actions.append(row.action(str(number)))
        page.line()
        priorities.append(Priority(str(number), "", aim))
    return plan(
        "tarnbury-sen-strategy.txt",
        "tabs, Proposal headings, glued references, debris, wrapped and lost",
        page,
        actions,
        priorities,
        labels="proposal 1 2 3",
        document_date="2014-03-01",
    )


def _wrapped(cells: list[str], widths: tuple[int, ...]) -> list[list[str]]:
    parts = [
        textwrap.wrap(cell, width, break_long_words=False, break_on_hyphens=False)
        for cell, width in zip(cells, widths, strict=True)
    ]
    return [[part[index] if index < len(part) else "" for part in parts] for index in range(max(map(len, parts)))]


def ellmoor() -> Plan:
    """Areas for improvement; references 1a, 1b glued without a blank in places; quarters; leads by
    semicolon."""
    page = TextPage()
    page.line("ELLMOOR LOCAL AREA PARTNERSHIP")
    page.line("Priority Action Plan, version 2.1")
    page.line()
    whens = [
        When("Q1 2024/25", "2024-06-30", "2024-04-01"),
        When("Q3 2024/25", "2024-12-31", "2024-10-01"),
        When("Quarter 4 of 2024/25", "2025-03-31", "2025-01-01"),
        When("Q2 2025/26", "2025-09-30", "2025-07-01"),
        When("Ongoing"),
        When("Termly"),
        When("TBC", Warned(None)),
    ]
    ratings = [
        ("Completed", "complete"),
        ("On target", "on_track"),
        ("Delayed", OneOf("off_track", NO_STATUS)),
        ("Not yet started", "not_started"),
        ("Work in progress", NO_STATUS),
    ]
    areas = (("Waiting times for health services", HEALTH[:5]), ("Quality of plans", EHC[:6]))
    actions, priorities = [], []
    for number, (title, items) in enumerate(areas, start=1):
        page.line(f"Area for improvement {number} – {title}")
        page.line()
        page.tabs(
            (
                "What we will do",
                "Responsible officer(s)",
                "Deadline",
                "Status",
                "Commentary",
                "What will be different?",
            )
        )
        refs = [f"{number}{letter}" for letter in "abcdefgh"[: len(items)]]
        for row in deal(items, refs=refs, whens=whens, ratings=ratings, join="; "):
            # The scanner lost the blank after some of the references.
            shown = f"{row.ref}{row.item.action}" if row.ref in ("1c", "2b") else f"{row.ref}) {row.item.action}"
            page.lines.append("\t".join((shown, row.lead, row.when.raw, row.rating, row.progress, row.item.outcome)))
            page.source.extend((row.item.action, row.lead, row.when.raw, row.rating, row.progress, row.item.outcome))
            actions.append(row.action(str(number)))
        page.line()
        priorities.append(Priority(str(number), title))
    return plan(
        "ellmoor-priority-action-plan.txt",
        "tabs, letters in references, quarters, status words without a key",
        page,
        actions,
        priorities,
        labels="area for improvement 1 2",
    )


def brackenshire() -> Plan:
    """A pipe table under themes, references A1, A2; one reference missing; no key for the colours."""
    page = TextPage()
    page.line("# Brackenshire SEND Improvement Plan")
    page.line()
    page.line("This plan was agreed by the partnership in January and is looked at every quarter.")
    page.line()
    ratings = [(word, NO_STATUS) for word in ("Green", "Amber", "Green", "Red", "Blue")]
    themes = (
        ("Theme A: Identify need early", EARLY[5:9], "A{}"),
        ("Theme B: Include every child", INCLUSION[:5], "B{}"),
    )
    actions, priorities = [], []
    for heading, items, refs in themes:
        page.line(f"## {heading}")
        page.line()
        page.pipes(("No.", "Action", "Owner", "Target date", "RAG", "Update", "Outcome"))
        page.lines.append("|---|---|---|---|---|---|---|")
        letter, title = heading[6], heading[9:]
        for row in deal(
            items,
            refs=refs,
            whens=months("By end of Sep 25", "25-12", "26-03", "25-07"),
            ratings=ratings,
            join=", ",
        ):
            if row.ref == "B3":
                row = row.but(ref="", want={"reference": Warned(None)})
            page.pipes((row.ref, row.item.action, row.lead, row.when.raw, row.rating, row.progress, row.item.outcome))
            actions.append(row.action(letter))
        page.line()
        priorities.append(Priority(letter, title))
    return plan(
        "brackenshire-improvement-plan.txt",
        "pipe table, lettered themes, a reference missing, no key",
        page,
        actions,
        priorities,
        labels="theme a b",
    )


def oxley() -> Plan:
    """No table at all: labelled lines for each action, under priorities with their aims."""
    page = TextPage()
    page.line("Oxley and Marsh SEND strategy delivery plan")
    page.line()
    sections = (
        ("Priority 1: Getting help at the right time", EARLY[9:13], "1.{}"),
        ("Priority 2: Health services that work together", HEALTH[5:9], "2.{}"),
    )
    whens = [
        *months("by September 2025", "25-06", "25-09"),
        When("31 March 2026", "2026-03-31"),
        When("Ongoing"),
        When("Spring term 2026", Near("2026-04-30", 40)),
        When("TBC", Warned(None)),
    ]
    actions, priorities = [], []
    for heading, items, refs in sections:
        page.line(heading)
        page.line()
        for row in deal(items, refs=refs, whens=whens, join=" and "):
            page.line(f"Action {row.ref}: {row.item.action}", words=row.item.action)
            page.line(f"Outcome: {row.item.outcome}", words=row.item.outcome)
            page.line(f"Lead: {row.lead}", words=row.lead)
            page.line(f"By when: {row.when.raw}", words=row.when.raw)
            page.line(f"Progress so far: {row.progress}", words=row.progress)
            page.line()
            actions.append(row.action(heading[9]))
        priorities.append(Priority(heading[9], heading[12:]))
    return plan(
        "oxley-delivery-plan.txt",
        "label: value blocks, leads joined by and",
        page,
        actions,
        priorities,
        labels="priority 1 2",
    )


def haverley() -> Plan:
    """Labels of another kind, no references, no numbers for the priorities, long lines wrapped by hand."""
    page = TextPage()
    page.line("Haverley: our promises to children and young people with SEND")
    page.line()
    sections = (
        ("Objective 1 - Ready for adult life", ADULTHOOD[:4]),
        ("Objective 2 - Heard and informed", VOICE[5:9]),
    )
    whens = [
        When("July 2026", "2026-07-31"),
        When("Autumn term 2025", Near("2025-12-31", 40)),
        When("Every six weeks"),
        When("Sept 2024 to July 2026", "2026-07-31", "2024-09-01"),
    ]
    actions, priorities = [], []
    for heading, items in sections:
        page.line(heading)
        page.line()
        for row in deal(items, whens=whens, join="; "):
            for label, text in (
                ("What we will do", row.item.action),
                ("Who", row.lead),
                ("When", row.when.raw),
                ("What will be different", row.item.outcome),
                ("Where are we now", row.progress),
            ):
                lines = textwrap.wrap(f"{label}: {text}", 88, break_on_hyphens=False, break_long_words=False)
                for line in lines:
                    page.lines.append(line)
                page.source.append(text)
            page.line()
            # "Where are we now" may be a baseline or the progress: its words must only be kept.
            actions.append(
                row.action(
                    heading[10],
                    outcome=Text((row.item.outcome,), (row.progress, "Where are we now")),
                    progress=either("", row.progress, "Where are we now"),
                )
            )
        priorities.append(Priority(heading[10], heading[14:]))
    return plan(
        "haverley-promises.txt",
        "label: value blocks wrapped by hand, no references",
        page,
        actions,
        priorities,
        labels="objective 1 2 where are we now",
    )


PLANS = (tarnbury, ellmoor, brackenshire, oxley, haverley)
