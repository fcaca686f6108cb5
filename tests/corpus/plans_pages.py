"""Plans that go over pages and sheets: rows broken by a page, cards, quarters, tables in tables, marks for "as above"."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from .expect import Priority, Warned
from .paper import Book, Csv, TextPage, Word
from .plan import Plan, plan
from .rows import Row, deal, months
from .words_adulthood import ADULTHOOD
from .words_early import EARLY
from .words_ehc import PLANS as EHC
from .words_health import HEALTH
from .words_inclusion import INCLUSION
from .words_voice import VOICE


def saltby() -> Plan:
    """A Word table cut by page breaks, the headings again on each page; two rows go on at the top of the next one."""
    word = Word()
    word.heading("Priority 1: Plans that families can use", 1)
    header = ("Ref", "Action", "Desired outcome", "Lead", "Deadline", "Progress")
    rows = deal(EHC[:8], refs="1.{}", whens=months("30 September 2025", "25-11", "26-02", "26-06"))
    pages: list[list[tuple[str, ...]]] = [[header]]
    actions = []
    for index, row in enumerate(rows):
        whole = row.progress.split()
        cut = len(whole) // 2 if index in (2, 5) else len(whole)
        first, rest = " ".join(whole[:cut]), " ".join(whole[cut:])
        pages[-1].append((row.ref, row.item.action, row.item.outcome, row.lead, row.when.raw, first))
        if rest:
            pages.append([header, ("", "", "", "", "", rest)])
        actions.append(row.action("1"))
    for number, page in enumerate(pages):
        if number:
            word.page_break()
        word.table(page, repeat_header=True)
    word.running("Saltby SEND plan", "Page 1 of 3")
    about = "rows broken by a page, headings on each page"
    return plan("saltby-plan.docx", about, word, actions, [Priority("1", "Plans that families can use")])


def tarnley() -> Plan:
    """A card for each action with two labels and their words in one row."""
    word = Word()
    actions, priorities = [], []
    for letter, title, items in (("A", "Leading together", VOICE[:4]), ("B", "A skilled workforce", EARLY[:4])):
        word.heading(f"Theme {letter}: {title}", 1)
        ratings = [("On track", "on_track"), ("Complete", "complete"), ("", None)]
        for row in deal(items, refs=f"{letter}{{}}", ratings=ratings, whens=months("September 2025", "26-04", "26-11")):
            card = word.table(
                (
                    (f"Action {row.ref}", row.item.action, "", ""),
                    ("Lead", row.lead, "Deadline", row.when.raw),
                    ("Success looks like", row.item.outcome, "", ""),
                    ("Progress", row.progress, "Status", row.rating),
                )
            )
            for line in (0, 2):
                card.cell(line, 1).merge(card.cell(line, 3))
            word.para("", words="")
            actions.append(row.action(letter))
        priorities.append(Priority(letter, title))
    about = "cards with two labels in a row"
    return plan(
        "tarnley-cards.docx",
        about,
        word,
        actions,
        priorities,
        labels="action lead deadline success looks like progress status",
    )


def ulverby() -> Plan:
    """What is to happen stands under each quarter of the year; there is no date and no rating."""
    page = Csv()
    actions, priorities = [], []
    for number, title, items in ((1, "Children are seen sooner", HEALTH[:4]), (2, "Families trust us", VOICE[4:8])):
        page.row(f"Outcome {number}: {title}", "", "", "", "", "", "")
        page.row("Action", "Lead", "Q1 (Apr-Jun)", "Q2 (Jul-Sep)", "Q3 (Oct-Dec)", "Q4 (Jan-Mar)", "Success criteria")
        for index, row in enumerate(deal(items)):
            steps = (f"Scope {number}{index} agreed", "Pilot opens" if index != 2 else "", f"Review {index}", "Report")
            page.row(row.item.action, row.lead, *steps, row.item.outcome)
            actions.append(row.action(str(number), rating=None, progress=None))
        priorities.append(Priority(str(number), title))
    return plan("ulverby-year.csv", "milestones under the quarters of a year", page, actions, priorities)


def vellmere() -> Plan:
    """A sheet for each priority with a link beside its title, and a sheet with what the drop-down lists offer."""
    book = Book()
    actions, priorities = [], []
    rules = []
    for number, title, items in ((1, "Belonging in mainstream", INCLUSION[:4]), (2, "Lives as adults", ADULTHOOD[:4])):
        book.sheet(f"P{number}")
        top = book.row(f"Priority {number}: {title}", "", "", "", "", "Back to contents")
        book.merge(top, 1, 5)
        book.row("SRO: Director of Education")
        book.blank()
        book.row("Ref", "Actions", "Outcomes for children and young people", "Owner", "Timeframe", "Status")
        ratings = [("On track", "on_track"), ("Not started", "not_started")]
        for row in deal(items, refs=f"{number}.{{}}", ratings=ratings, whens=months("by September 2025", "26-07")):
            book.row(row.ref, row.item.action, row.item.outcome, row.lead, row.when.raw, row.rating)
            actions.append(row.action(str(number), progress=None))
        for column, letter in (("A", "B"), ("B", "F")):
            rule = DataValidation(type="list", formula1=f"='Set up'!${column}$2:${column}$5")
            rule.add(f"{letter}5:{letter}60")
            book.page.add_data_validation(rule)
            rules.append(rule)
        priorities.append(Priority(str(number), title))
    book.sheet("Set up")
    for row in (
        ("Actions", "Status"),
        ("Review a policy", "On track"),
        ("Train staff", "Not started"),
        ("", "Complete"),
    ):
        book.row(*row)
    return plan("vellmere-plan.xlsx", "a link beside each title, a sheet of choices", book, actions, priorities)


def wexcombe() -> Plan:
    """Two tables side by side in a table that only lays out the page: what the council does, what the NHS does."""
    word = Word()
    word.heading("Priority 1: Talking to each other", 1)
    frame = word.doc.add_table(rows=1, cols=2)
    actions = []
    for cell, heading, letter, items in zip(
        frame.rows[0].cells,
        ("What the council will do", "What the NHS will do"),
        "CN",
        (EHC[8:12], HEALTH[4:8]),
        strict=True,
    ):
        cell.paragraphs[0].text = heading
        word.source.append(heading)
        inner = cell.add_table(rows=0, cols=4)
        rows = deal(items, refs=f"{letter}{{}}", whens=months("Sept 2025", "26-03", "26-08"))
        for texts in (("Ref", "Action", "Lead", "By when"), *map(_short, rows)):
            for target, text in zip(inner.add_row().cells, texts, strict=True):
                target.text = text
            word.source.extend(texts)
        actions += [row.action("1", outcome=None, progress=None) for row in rows]
    about = "tables within a table for the page"
    return plan("wexcombe-plan.docx", about, word, actions, [Priority("1", "Talking to each other")])


def _short(row: Row) -> tuple[str, str, str, str]:
    return row.ref, row.item.action, row.lead, row.when.raw


def yarnfield() -> Plan:
    """Objectives with Roman numbers, actions with Roman numbers in brackets, and marks for what stands above."""
    page = TextPage()
    page.tabs(("Objective", "No.", "Task", "Lead", "Timescale", "Progress"))
    actions, priorities = [], []
    numbers = ("(i)", "(ii)", "(iii)", "(iv)")
    for roman, title, items in (
        ("I", "Right support, first time", HEALTH[8:12]),
        ("II", "Voices that count", VOICE[8:12]),
    ):
        rows = deal(items, refs=numbers, whens=months("September 2025", "26-03", "26-05", "26-10", "27-01"))
        for index, row in enumerate(rows):
            if index in (1, 3):
                row = row.but(lead="As above" if index == 1 else "ditto", leads=Warned([]))
            first = f"{roman}. {title}" if index == 0 else ""
            page.tabs((first, row.ref, row.item.action, row.lead, row.when.raw, row.progress))
            actions.append(row.action(roman, outcome=None))
        priorities.append(Priority(roman, title))
    return plan("yarnfield-tasks.tsv", "Roman numbers, and leads as above", page, actions, priorities)


def zealby() -> Plan:
    """A text with each action headed by its number, its labels below; a page number between two of them."""
    page = TextPage()
    page.line("Our SEND improvement plan")
    page.line()
    actions, priorities = [], []
    for number, title, items in (
        (1, "Leadership and governance", VOICE[2:6]),
        (2, "Moving into adulthood", ADULTHOOD[4:8]),
    ):
        page.line(f"{number}. {title}")
        page.line()
        ratings = [("On track", "on_track"), ("Off track", "off_track")]
        for row in deal(
            items, refs=f"{number}.{{}}", ratings=ratings, whens=months("September 2025", "26-03", "26-09")
        ):
            for text in (
                f"{row.ref} {row.item.action}",
                f"Owner: {row.lead}",
                f"Due: {row.when.raw}",
                f"Status: {row.rating}",
                f"Success measure: {row.item.outcome}",
            ):
                page.line(text)
            page.line()
            actions.append(row.action(str(number), progress=None))
        page.line(f"Page {number} of 2")
        page.line()
        priorities.append(Priority(str(number), title))
    about = "actions headed by their numbers above labelled lines"
    return plan("zealby-plan.txt", about, page, actions, priorities, labels="owner due status success measure page of")


PLANS = (saltby, tarnley, ulverby, vellmere, wexcombe, yarnfield, zealby)
