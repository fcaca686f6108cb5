"""Plans with something beside or around the table: keys, meetings, names, forms' blank rows, printed middles."""

from __future__ import annotations

import textwrap

from .expect import Priority, Redacted, Warned
from .paper import Book, Csv, Shown, TextPage
from .plan import Plan, plan
from .rows import When, deal, either, months
from .words_adulthood import ADULTHOOD
from .words_early import EARLY
from .words_ehc import PLANS as EHC
from .words_health import HEALTH
from .words_inclusion import INCLUSION
from .words_voice import VOICE

NO_STATUS = Warned(None)


def fairlight() -> Plan:
    """The key stands at the right of the table, its colours without words; the ratings are colours, too."""
    book = Book()
    book.sheet("Plan")
    book.row("Ref", "Action", "Outcome", "Lead", "By when", "RAG", "", "Key")
    key = (("green", "On track"), ("amber", "At risk"), ("red", "Off track"), ("blue", "Complete"))
    ratings = [("green", "on_track"), ("red", "off_track"), ("blue", "complete"), ("amber", "at_risk")]
    actions = []
    for index, row in enumerate(
        deal(EHC[:8], refs="2.{}", ratings=ratings, whens=months("Sept 2025", "25-09", "26-02"))
    ):
        right = ("", Shown("", fill=key[index][0]), key[index][1]) if index < len(key) else ()
        book.row(row.ref, row.item.action, row.item.outcome, row.lead, row.when.raw, Shown("", fill=row.rating), *right)
        actions.append(row.action(progress=None))
    return plan("fairlight-action-plan.xlsx", "key at the right of the table, colours only", book, actions)


def greywell() -> Plan:
    """One coloured cell a line of the key, side by side above the headings; a sheet that counts the ratings."""
    book = Book()
    book.sheet("Totals")
    book.row("RAG", "Number of actions", "Share")
    for colour, count in (("Blue", "2"), ("Green", "3"), ("Red", "1")):
        book.row(colour, count, f"{int(count) * 20}%")
    book.sheet("Actions")
    book.row("Greywell SEND delivery plan")
    book.row(
        "Key:",
        Shown("Complete", text="Complete", fill="blue"),
        Shown("On track", text="On track", fill="green"),
        Shown("Off track", text="Off track", fill="red"),
    )
    book.blank()
    book.row("Ref", "Action", "Lead", "Target date", "RAG", "Update")
    ratings = [("Blue", "complete"), ("Green", "on_track"), ("Red", "off_track")]
    actions = []
    for row in deal(HEALTH[:8], refs="A{}", ratings=ratings, whens=months("30/09/2025", "25-09", "26-01")):
        book.row(row.ref, row.item.action, row.lead, row.when.raw, row.rating, row.progress)
        actions.append(row.action(outcome=None))
    return plan("greywell-delivery-plan.xlsx", "key across one row, counts on another sheet", book, actions)


def inglesham() -> Plan:
    """A list of meetings stands at the right of the actions, parted by an empty column."""
    page = TextPage()
    page.tabs(("Ref", "Action", "Lead", "Deadline", "", "Board meeting", "Where"))
    meetings = (("14 January 2026", "Civic Centre"), ("18 March 2026", "On screen"), ("20 May 2026", "Guildhall"))
    actions = []
    for index, row in enumerate(deal(VOICE[:8], refs="1.{}", whens=months("September 2025", "25-11", "26-04"))):
        page.tabs((row.ref, row.item.action, row.lead, row.when.raw, "", *(meetings[index] if index < 3 else ("", ""))))
        actions.append(row.action(outcome=None, progress=None))
    return plan("inglesham-plan.tsv", "two tables side by side", page, actions)


def jevington() -> Plan:
    """Names in one column and job titles in the next: the titles are the leads, the names are reported."""
    page = Csv()
    page.row("ID", "Action", "Lead name", "Job title", "Due", "Status")
    people = (
        "Ottilie Marchbanks",
        "Benedict Okonjo",
        "Philippa Strand",
        "Rajesh Venning",
        "Imogen Tallis",
        "Callum Reddaway",
        "Farida Ashworth",
        "Hugo Pennick",
    )
    actions = []
    for index, row in enumerate(
        deal(
            INCLUSION[:8],
            refs="{}",
            ratings=[("On track", "on_track"), ("Complete – Jan 26", Warned("complete"))],
            whens=months("Sep-25", "25-10", "26-03"),
        )
    ):
        title = row.item.leads[0]
        page.row(row.ref, row.item.action, people[index], title, row.when.raw, row.rating)
        actions.append(row.action(outcome=None, progress=None, leads=Warned([title])))
    return plan(
        "jevington-tracker.csv",
        "names beside job titles; a month in the status",
        page,
        actions,
        reports=tuple((name,) for name in people),
        never=people,
    )


def kettlebury() -> Plan:
    """A form with blank rows at the end of each priority, a row that labels the aim, and totals below."""
    book = Book()
    book.sheet("SEND plan")
    book.row("Kettlebury SEND plan")
    book.row("Last updated: 3 November 2025")
    book.row("Ref", "Action", "Success measure", "Lead", "By when")
    actions, priorities = [], []
    for number, title, items in ((1, "Fair and early", EARLY[:4]), (2, "Ready for work", ADULTHOOD[:4])):
        line = book.row(f"Priority {number}: {title}")
        book.merge(line, 1, 5)
        priorities.append(Priority(str(number), title))
        for row in deal(items, refs=f"{number}.{{}}", whens=months("Sep-25", "25-12", "26-06")):
            book.row(row.ref, row.item.action, row.item.measure, row.lead, row.when.raw)
            actions.append(row.action(str(number), outcome=row.item.measure, progress=None))
            if row.ref == f"{number}.1":
                line = book.row("What we want to achieve: nobody is turned away twice")
                book.merge(line, 1, 5)
        for rest in (5, 6):
            book.row(f"{number}.{rest}")
    book.blank()
    book.row("Total", "8 actions")
    return plan(
        "kettlebury-form.xlsx", "blank rows of a form, an aim between actions, totals", book, actions, priorities
    )


def _middled(cells: tuple[str, ...], widths: tuple[int, ...]) -> list[str]:
    """The printed lines of a row whose cells stand in the middle of its height."""
    parts = [textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    height = max(map(len, parts))
    parts = [[""] * ((height - len(part)) // 2) + part for part in parts]
    return [
        "  ".join(
            (part[at] if at < len(part) else "").ljust(width) for part, width in zip(parts, widths, strict=True)
        ).rstrip()
        for at in range(height)
    ]


def lowick() -> Plan:
    """Printed text: each cell in the middle of its row, no blank lines, the foot of a page between two rows."""
    page = TextPage()
    page.line("Lowick SEND improvement plan")
    page.line()
    widths = (5, 38, 26, 14)
    headings = ("No", "Action", "Lead", "By when")
    page.columns(headings, widths)
    actions = []
    for index, row in enumerate(deal(EHC[2:10], refs="3.{}", whens=months("Sep-25", "25-10", "26-05"))):
        page.lines += _middled((row.ref, row.item.action, row.lead, row.when.raw), widths)
        page.source += [row.ref, row.item.action, row.lead, row.when.raw]
        actions.append(row.action(outcome=None, progress=None))
        if index == 2:
            page.line("Lowick SEND improvement plan – agreed October 2025".ljust(60) + "Page 1 of 2")
            page.columns(headings, widths)
    return plan("lowick-printed.txt", "cells in the middle of printed rows", page, actions)


def medstead() -> Plan:
    """An aim written once for its rows, below another column that sounds like actions; a named child in an update."""
    page = Csv()
    page.row("Objective", "What needs to improve", "Action", "Lead", "When", "How is it going?")
    actions, priorities = [], []
    for aim, weakness, items in (
        ("Families know where to turn", "Calls that nobody answers", VOICE[4:8]),
        ("School feels safe", "Too many moves in a year", INCLUSION[4:8]),
    ):
        priorities.append(Priority(None, aim))
        for index, row in enumerate(deal(items, whens=months("September 2025", "25-12", "26-07"))):
            update = row.progress if index else "Grace, a Year 5 pupil, opened the new room."
            page.row("" if index else aim, "" if index else weakness, row.item.action, row.lead, row.when.raw, update)
            progress = Redacted(update, ("Grace",)) if not index else either(update, weakness)
            actions.append(row.action(aim, outcome=None, progress=progress))
    return plan(
        "medstead-objectives.csv", "an aim once for its rows, two columns like actions", page, actions, priorities
    )


def newbold() -> Plan:
    """An export with a primary column and per cent; quote marks that nobody doubled."""
    page = Csv()
    page.row("Primary", "Assigned To", "Start", "Finish", "% Complete", "Status", "Comments")
    rows = (
        ("01/09/2025", "31/03/2026", "40%", "On Track", "on_track", "2025-09-01", "2026-03-31"),
        ("12/01/2026", "17/07/2026", "0%", "Not Started", "not_started", "2026-01-12", "2026-07-17"),
    )
    actions = []
    for index, row in enumerate(deal(ADULTHOOD[:8])):
        start, end, share, word, status, first, last = rows[index % 2]
        page.row(row.item.action, row.lead, start, end, share, word, row.progress)
        row = row.but(when=When(f"{start} – {end}", last, first))
        actions.append(row.action(outcome=None, rating=word, status=status))
    return plan("newbold-export.csv", "an export: primary column, start, finish, per cent", page, actions)


PLANS = (fairlight, greywell, inglesham, jevington, kettlebury, lowick, medstead, newbold)
