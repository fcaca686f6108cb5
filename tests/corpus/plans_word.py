"""Plans as Word documents: a table for each priority, one long table, shading, automatic numbers."""

from __future__ import annotations

import re

from .expect import Colour, OneOf, Priority, Warned
from .paper import Shown, Word, numbered, numbering, tracked
from .plan import Plan, plan
from .rows import When, blank_date, deal, months
from .words_adulthood import ADULTHOOD
from .words_early import EARLY
from .words_ehc import PLANS as EHC
from .words_health import HEALTH
from .words_inclusion import INCLUSION
from .words_voice import VOICE

NO_STATUS = Warned(None)


def aldersea() -> Plan:
    """A heading, an aim and a table for each priority; running header and footer; notes between the
    tables."""
    word = Word()
    word.running("OFFICIAL – Aldersea SEND Partnership", "Draft 4")
    word.heading("Aldersea SEND Improvement Plan 2025", 0)
    word.para("This plan replaces the written statement of action and will be looked at every quarter.")
    actions, priorities = [], []
    words = [("On track", "on_track"), ("Delayed", OneOf("off_track", NO_STATUS)), ("Complete", "complete")]
    sections = (
        (1, "Timely and clear plans", "We will write plans that families recognise.", EHC[:5]),
        (2, "Preparing for adulthood", "We will start early and listen to young people.", ADULTHOOD[:5]),
    )
    for number, title, aim, items in sections:
        word.heading(f"Priority {number}: {title}", 1)
        word.para(aim)
        rows = deal(
            items,
            refs=f"{number}.{{}}",
            ratings=words,
            join=" / ",
            whens=[
                *months("September 2025", "25-09", "25-12"),
                When("Ongoing"),
                When("By 31 March 2026", "2026-03-31"),
            ],
        )
        word.table(
            [
                ("Ref", "Action", "Lead", "Timescale", "Status", "Progress", "Outcome"),
                *(
                    (
                        row.ref,
                        row.item.action,
                        row.lead,
                        row.when.raw,
                        row.rating,
                        row.progress,
                        row.item.outcome,
                    )
                    for row in rows
                ),
            ],
            repeat_header=True,
        )
        word.para(
            "Note: figures in this section were correct on the day of the board."
            if number == 1
            else "Questions about this plan can be put to the partnership office."
        )
        actions += [row.action(str(number)) for row in rows]
        priorities.append(Priority(str(number), title, aim))
    return plan(
        "aldersea-improvement-plan.docx",
        "a heading, aim and table for each priority, notes between",
        word,
        actions,
        priorities,
        labels="priority 1 2",
        never=("Draft 4",),
    )


def birchover() -> Plan:
    """One long table: proposals as merged rows across, the header repeated, glued references."""
    word = Word()
    word.para("Birchover Strategy for Inclusion – Action Plan")
    header = ("Action", "Outcomes", "Lead", "Timescale", "Progress report")
    table, across, actions, priorities = [header], [], [], []
    for number, title, items in (
        (1, "Early intervention", EARLY[5:10]),
        (2, "Strong schools", INCLUSION[2:7]),
    ):
        if number == 2:
            table.append(header)
        across.append(len(table))
        table.append((f"Proposal {number} – {title}",))
        whens = [
            *months("Sep-25", "25-07", "25-12"),
            When("Annually"),
            blank_date(),
            When("Jan 2026 and Annually", "2026-01-31"),
        ]
        for row in deal(items, refs=f"{number}.{{}}", whens=whens, join=" / "):
            shown = row.glued if row.ref != "1.3" else f"{row.ref}{row.item.action}"
            table.append((shown, row.item.outcome, row.lead, row.when.raw, row.progress))
            actions.append(row.action(str(number)))
        priorities.append(Priority(str(number), title))
    word.table(table, across=across)
    # One reference is glued without a blank: its action must still be whole.
    word.source = [re.sub(r"^(1\.3)(?=\w)", r"\1 ", text) for text in word.source]
    return plan(
        "birchover-strategy.docx",
        "one table, proposals as merged rows, glued references",
        word,
        actions,
        priorities,
        labels="proposal 1 2",
    )


def cawdale() -> Plan:
    """Weaknesses merged down the first column; leads on lines of their own; letters for the rating, legend
    above."""
    word = Word()
    word.heading("Cawdale Written Statement of Action", 1)
    word.para("R = off track   A = at risk   G = on track   C = complete")
    letters = [("G", "on_track"), ("C", "complete"), ("A", "at_risk"), ("R", "off_track")]
    table, merges, actions, priorities = (
        [("Weakness", "Action number", "Action", "Lead person", "Deadline", "RAG", "How will we know?")],
        [],
        [],
        [],
    )
    for letter, title, items in (
        ("A", "Weakness A: Poor joint working", HEALTH[:5]),
        ("B", "Weakness B: Weak oversight", VOICE[6:11]),
    ):
        start = len(table)
        for row in deal(
            items,
            refs=f"{letter}{{}}",
            ratings=letters,
            join="\n",
            whens=months("By end of Sep 25", "25-03", "25-06", "25-09"),
        ):
            table.append(("", row.ref, row.item.action, row.lead, row.when.raw, row.rating, row.item.outcome))
            actions.append(
                row.action(
                    letter,
                    progress=OneOf(None, row.item.outcome),
                    outcome=OneOf(
                        row.item.outcome,
                        f"How will we know?: {row.item.outcome}",
                        f"How will we know? {row.item.outcome}",
                        None,
                    ),
                )
            )
        merges.append((start, len(table) - 1, title))
        priorities.append(Priority(letter, title.split(": ")[1]))
    made = word.table(table)
    for start, end, title in merges:
        made.cell(start, 0).merge(made.cell(end, 0)).text = title
        word.source.append(title)
    return plan(
        "cawdale-wsoa.docx",
        "weaknesses merged down, letters with a legend above",
        word,
        actions,
        priorities,
        labels="weakness a b",
    )


def draybrook() -> Plan:
    """The rating only as shading, a key table at the front in which blue means not started; contents; a
    glossary."""
    word = Word()
    word.heading("Draybrook Priority Action Plan", 0)
    word.para("Contents")
    word.para("Our priorities\t2")
    word.para("Words we use\t7")
    word.heading("How to read the colours", 2)
    word.table(
        [
            (Shown("", fill="blue"), "Not started"),
            (Shown("", fill="amber"), "On track"),
            (Shown("", fill="red"), "Off track"),
            (Shown("", fill="green"), "Completed"),
        ]
    )
    word.heading("Our priorities", 2)
    fills = [("amber", "on_track"), ("blue", "not_started"), ("green", "complete"), ("red", "off_track")]
    table, actions = (
        [("Priority", "No.", "What we will do", "Board or group", "When", "Colour", "Commentary")],
        [],
    )
    titles = ("Neurodiversity", "Inclusion")
    for number, items in ((1, HEALTH[6:11]), (2, INCLUSION[8:13])):
        for index, row in enumerate(
            deal(items, refs=f"{number}.{{}}", join=", ", whens=months("Sept 2025", "25-10", "26-01", "26-03"))
        ):
            colour, status = fills[index % 4]
            table.append(
                (
                    f"{number} {titles[number - 1]}",
                    row.ref,
                    row.item.action,
                    row.lead,
                    row.when.raw,
                    Shown("", fill=colour),
                    row.progress,
                )
            )
            actions.append(row.action(str(number), outcome=None, rating=Colour(colour), status=status))
    word.table(table)
    word.heading("Words we use", 2)
    for text in (
        "Co-production: working as equals from the first idea to the last check",
        "Local Offer: where every council says what help there is",
    ):
        word.para(text, style="List Bullet")
    return plan(
        "draybrook-pap.docx",
        "ratings only as shading, a contrary key table in front, contents and glossary",
        word,
        actions,
        [Priority(str(n), t) for n, t in enumerate(titles, start=1)],
        labels="1 2",
    )


def eskerby() -> Plan:
    """Tracked changes, a comment, hidden text; references in Word's automatic numbers."""
    word = Word()
    word.heading("Eskerby Inclusion Action Plan", 1)
    table, actions = [("Ref", "Action", "Lead", "By when", "Status", "Progress")], []
    words = [("On track", "on_track"), ("Complete", "complete"), ("Not started", "not_started")]
    rows = deal(
        (*INCLUSION[:5], *EARLY[7:11]),
        refs="1.{}",
        ratings=words,
        join="; ",
        whens=months("September 2025", "25-09", "25-11", "26-02"),
    )
    table += [("", row.item.action, row.lead, row.when.raw, row.rating, row.progress) for row in rows]
    made = word.table(table)
    list_id = numbering(word.doc, (("decimal", "1.%1"),))
    for index, row in enumerate(rows, start=1):
        numbered(made.cell(index, 0).paragraphs[0], list_id, 0)
        word.source.append(row.ref)
    changed = made.cell(3, 4).paragraphs[0]
    changed.text = ""
    tracked(changed, "Off track", kind="ins")
    tracked(changed, rows[2].rating, kind="del")
    word.source.remove(rows[2].rating)
    note = made.cell(5, 1).paragraphs[0].runs[0]
    word.doc.add_comment(note, text="Ask Cornwallis whether this is affordable", author="Reviewer", initials="R")
    secret = made.cell(6, 5).paragraphs[0].add_run(" Saffronbury has objected.")
    secret.font.hidden = True
    for index, row in enumerate(rows, start=1):
        if index == 3:
            # Neither the inserted nor the deleted rating is agreed: nothing can be said, and it is reported.
            row = row.but(rating="", want={"rating": Warned(None), "status": Warned(None)})
        actions.append(row.action(outcome=None))
    return plan(
        "eskerby-inclusion.docx",
        "automatic numbers, tracked changes, a comment, hidden text",
        word,
        actions,
        reports=(("tracked", "inserted", "track change"), ("comment",), ("hidden",)),
        never=("Cornwallis", "Saffronbury"),
    )


PLANS = (aldersea, birchover, cawdale, draybrook, eskerby)
