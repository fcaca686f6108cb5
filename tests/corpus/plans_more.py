"""More plans: habits seen less often, each together with some that the other plans have in another format."""

from __future__ import annotations

from datetime import date

from .expect import Doubtful, Near, OneOf, Priority, Redacted, Roles, Text, Warned
from .item import Item
from .paper import Book, Csv, Shown, TextPage, Word, tracked
from .plan import Plan, plan
from .plans_print import Printer
from .rows import When, blank_date, deal, either, months
from .words_adulthood import ADULTHOOD
from .words_early import EARLY
from .words_ehc import PLANS as EHC
from .words_health import HEALTH
from .words_inclusion import INCLUSION
from .words_voice import VOICE

NO_STATUS = Warned(None)


def kirkmarsh() -> Plan:
    """Sheets named by their priorities, references 1a, a key in sentences, a date without its year, a
    telephone."""
    book = Book()
    actions, priorities = [], []
    ratings = [("Green", "on_track"), ("Amber", "at_risk"), ("Blue", "complete"), ("Grey", "not_started")]
    for number, title, items in (
        (1, "Belonging at school", INCLUSION[3:8]),
        (2, "Health close to home", HEALTH[7:12]),
    ):
        book.sheet(f"{number}. {title}")
        book.source.append(title)
        book.row(
            "ref",
            "what we will do",
            "who",
            "by when",
            "rag",
            "what has happened",
            "what families will notice",
        )
        refs = [f"{number}{letter}" for letter in "abcde"]
        whens = months("Sept 2025", "25-05", "25-09", "26-01")
        for row in deal(items, refs=refs, ratings=ratings, whens=whens, join=", "):
            cell: str | Shown = row.when.raw
            if row.ref == "1c":
                # The year is stored and not shown: whatever is read of it, a person must be asked.
                cell = Shown(date(2026, 9, 14), "d-mmm", "14-Sep")
                row = row.but(when=When("14-Sep", Warned(OneOf(None, "2026-09-14"))))
            if row.ref == "2b":
                progress = "Families can ring Sister Imelda Foxcroft on 01632 960755 for a first talk."
                hidden = ("Sister Imelda Foxcroft", "Imelda Foxcroft", "01632 960755")
                readings = [Redacted(progress, (name, hidden[2])) for name in hidden[:2]]
                row = row.but(progress=progress, want={"progress": Warned(OneOf(*readings))})
            outcome = row.item.outcome
            book.row(row.ref, row.item.action, row.lead, cell, row.rating, row.progress, outcome)
            actions.append(row.action(str(number)))
        priorities.append(Priority(str(number), title))
    book.sheet("Key")
    for word, meaning in (
        ("Green", "The action is on track and will be finished on time"),
        ("Amber", "The action is at risk: there is a problem and a plan to solve it"),
        ("Red", "The action is off track and the board has been told"),
        ("Blue", "The action is complete and the evidence has been seen"),
        ("Grey", "The action has not started yet"),
    ):
        book.row(word, meaning)
    about = "sheets named by priorities, references 1a, a key in sentences, a date without its year"
    return plan("kirkmarsh-plan.xlsx", about, book, actions, priorities, labels="1 2")


def lowdham() -> Plan:
    """Words changed within an action under review, bullets in cells, a very long cell, a comment."""
    word = Word()
    word.heading("Lowdham Vale SEND Partnership", 0)
    word.heading("Priority 1: One plan for each child", 1)
    long = Item(
        "Rewrite, with families and with the people who use it every day, the whole journey from a first "
        "worry to an "
        "annual review:\n"
        "• one page that says who can be asked for help and what they will do\n"
        "• one form for schools, nurseries, health visitors and doctors\n"
        "• one meeting at which everybody hears the same thing at the same time, with a note that the "
        "family checks "
        "before it is sent to anybody else\n"
        "• one person who rings the family every two weeks until it is over",
        "Families tell their story once, know what comes next, and are rung before they have to ring",
        ("Head of SEND", "Designated Clinical Officer", "Designated Social Care Officer"),
        "The page and the form are finished. The meeting was tried with nine families in the spring: seven "
        "found it "
        "better than what they knew, one saw no difference, and one found so many people in a room too "
        "much, so that "
        "families are now asked beforehand whom they would like to see there. The telephone calls have not "
        "begun, "
        "because the two posts that were to make them were lost in the savings of last year; the "
        "partnership has "
        "asked both finance directors for an answer before the summer, and until then co-ordinators ring "
        "when they "
        "can, which the parent carer forum has said is not what was promised.",
        "Families who were rung every two weeks",
    )
    words = [("In progress", NO_STATUS), ("Complete", "complete"), ("Off track", "off_track")]
    whens = [*months("by September 2025", "25-09", "25-12"), When("Rolling"), blank_date("?")]
    rows = deal((long, *EHC[4:12]), refs="1.{}", ratings=words, join="\n", whens=whens)
    table = [("Ref", "Action", "Responsible", "Deadline", "Status", "Progress to date", "Outcome")]
    table += [
        (row.ref, row.item.action, row.lead, row.when.raw, row.rating, row.progress, row.item.outcome) for row in rows
    ]
    made = word.table(table)
    tracked(made.cell(2, 1).paragraphs[0], " and by telephone to Vermilion House", kind="ins")
    run = made.cell(4, 2).paragraphs[0].runs[0]
    word.doc.add_comment(run, text="Is Bellweather still in post?", author="Reviewer", initials="R")
    actions = []
    for index, row in enumerate(rows, start=1):
        # The insertion is not agreed: the agreed words stand, and the reader says that somebody is
        # changing them.
        want = {"official_words": Warned(row.item.action)} if index == 2 else {}
        actions.append(row.but(want=want).action("1"))
    reports = (("tracked", "inserted", "track change"), ("comment",))
    about = "an insertion in an action, a comment, bullets and very long cells"
    priority = Priority("1", "One plan for each child")
    never = ("Vermilion", "Bellweather")
    return plan(
        "lowdham-plan.docx",
        about,
        word,
        actions,
        [priority],
        labels="priority 1",
        reports=reports,
        never=never,
    )


def norbury() -> Plan:
    """A byte order mark, themes as rows, dates that were moved, a finance table below, notes in the
    middle."""
    page = Csv(encoding="utf-8-sig")
    page.row("Norbury SEND programme", "", "", "", "", "")
    page.row("Owner", "WHAT WE ARE DOING", "DUE", "STATUS", "UPDATE", "NEXT STEPS")
    whens = [
        When("Dec 2025 (revised from Sept 2025)", OneOf("2025-12-31", Warned(None))),
        When("31/03/2026", "2026-03-31"),
        When("Sept 2021 - ongoing", None, "2021-09-01"),
        When("bi-monthly", Warned(None)),
        When("2025/26", Warned(None)),
        When("Nov-25", "2025-11-30"),
    ]
    words = [
        ("On Track", "on_track"),
        ("COMPLETED", "complete"),
        ("Not Started", "not_started"),
        ("Paused", NO_STATUS),
    ]
    steps = ("Report to the board", "Ask schools for their views", "", "Publish the result")
    actions, priorities = [], []
    for number, title, items in (
        ("1", "Places to learn", ADULTHOOD[5:9]),
        ("2", "People who help", INCLUSION[4:9]),
    ):
        page.row(f"THEME {number}: {title.upper()}", "", "", "", "", "")
        for index, row in enumerate(deal(items, whens=whens, ratings=words, join="; ")):
            step = steps[index % 4]
            page.row(row.lead, row.item.action, row.when.raw, row.rating, row.progress, step)
            progress = Text((row.progress,), (step, "Next steps"))
            actions.append(row.action(number, outcome=None, progress=progress))
        if number == "1":
            page.row("NB: dates in this theme depend on the building programme.", "", "", "", "", "")
        priorities.append(Priority(number, title.upper()))
    page.row("", "", "", "", "", "")
    page.row("Funding by year", "", "", "", "", "")
    page.row("Year", "Grant", "Council", "Total", "", "")
    page.row("First", "£120,000", "£45,000", "£165,000", "", "")
    page.row("Second", "£118,000", "£52,000", "£170,000", "", "")
    about = "a byte order mark, themes as rows, moved and doubtful dates, a finance table below"
    return plan("norbury-programme.csv", about, page, actions, priorities, labels="theme 1 2")


def osmaston() -> Plan:
    """A web page with a table under each heading, "Action 1.1" in its first column, agency and role apart."""
    page = TextPage()
    for text in (
        "Menu",
        "Search",
        "Osmaston County Council",
        "Home",
        "Children and families",
        "SEND strategy",
        "",
    ):
        page.line(text)
    page.line("SEND and inclusion strategy: action plan")
    page.line("")
    page.line("We bring this page up to date once a year. The document version may not be accessible to everyone.")
    page.line("")
    header = (
        "Action",
        "Lead agency",
        "Roles responsible",
        "Due date",
        "Short/medium term action",
        "Success measure",
    )
    actions, priorities = [], []
    agencies = ("Council", "ICB", "Council/ICB")
    for number, title, items in (
        (1, "Find needs early", EARLY[:5]),
        (2, "Plan with young people", ADULTHOOD[8:14]),
    ):
        page.line(f"Priority {number} - {title}")
        page.line("")
        page.tabs(header)
        whens = months("September 2025", "25-12", "26-07", "27-03")
        for index, row in enumerate(deal(items, refs=f"Action {number}.{{}}", whens=whens, join="/")):
            agency, horizon = agencies[index % 3], ("Short", "Medium")[index % 2]
            cells = (
                f"{row.ref}: {row.item.action}",
                agency,
                row.lead,
                row.when.raw,
                horizon,
                row.item.measure,
            )
            page.tabs(cells)
            extras = (row.item.measure, horizon, "Success measure", "Short/medium term action")
            reference = OneOf(f"{number}.{index + 1}", row.ref)
            spare = either("", *extras)
            leads = Roles(row.item.leads, agencies=tuple(agency.split("/")))
            actions.append(row.action(str(number), reference=reference, leads=leads, outcome=spare, progress=spare))
        page.line("")
        priorities.append(Priority(str(number), title))
    for text in ("Related content", "Ways to pay", "Cookies", "Follow us"):
        page.line(text)
    about = "a web page with a table for each priority, agency and role apart"
    return plan("osmaston-web-page.txt", about, page, actions, priorities, labels="priority action 1 2")


def pickwell() -> Plan:
    """Printed columns with two header lines, glued references, notes below the table, an attendance list."""
    page = TextPage()
    page.line("Pickwell and Thorne SEND Improvement Plan")
    page.line()
    header = (
        "Action and reference",
        "Who is leading",
        "When will it be done?",
        "Rating",
        "How far have we got?",
    )
    printer = Printer(
        page, (42, 26, 13, 8, 46), header, length=52, top="Pickwell and Thorne", foot="{} | Page", gap=True
    )
    ratings = [("R", "off_track"), ("A", "at_risk"), ("G", "on_track"), ("C", "complete")]
    page.line("Ratings: R means off track, A means at risk, G means on track, C means complete")
    page.line()
    whens = [
        When("Jan - March 2026", "2026-03-31", "2026-01-01"),
        When("Autumn term 2025", Near("2025-12-31", 40)),
        *months("Sept 2025", "25-10"),
        When("Each term"),
        When("By 1 May 2026", "2026-05-01"),
    ]
    actions, priorities = [], []
    for number, title, items in ((1, "Fewer exclusions", INCLUSION[:6]), (2, "Better plans", EHC[8:13])):
        printer.heading(f"Improvement area {number}: {title}")
        if number == 1:
            printer.head_row()
            page.line()
        for row in deal(items, refs=f"{number}.{{}}", whens=whens, ratings=ratings, join=" / "):
            printer.row((row.glued, row.lead, row.when.raw, row.rating, row.progress))
            actions.append(row.action(str(number), outcome=None))
        priorities.append(Priority(str(number), title))
    page.line()
    page.line("Attendance at the review meeting")
    for text in ("Council: five officers", "Health: three officers", "Parent Carer Forum: two members"):
        page.line(text)
    about = "printed, glued references, letters with a key above, an attendance list below"
    return plan("pickwell-improvement-plan.txt", about, page, actions, priorities, labels="improvement area 1 2")


def quarley() -> Plan:
    """A tracker with a row a cell short in the middle, two actions in the same words, status and rating
    apart."""
    page = TextPage()
    page.line("Quarley partnership tracker")
    page.lines.append("")
    page.tabs(("ID", "Workstream", "Action", "Lead", "Deadline", "Status", "RAG rationale", "Outcome"))
    words = [
        ("Not started", "not_started"),
        ("On track", "on_track"),
        ("Complete", "complete"),
        ("At risk", "at_risk"),
    ]
    streams = ("Waiting well", "Working together")
    reasons = (
        "The lead has left",
        "Milestones are met",
        "Signed off by the board",
        "Money is not yet agreed",
    )
    items = ((*HEALTH[:4], HEALTH[1], *HEALTH[5:7]), VOICE[8:13])
    actions = []
    for number, (stream, chosen) in enumerate(zip(streams, items, strict=True), start=1):
        rows = deal(chosen, refs=f"{number}.{{}}", ratings=words, join=" / ", whens=months("Sep-25", "25-12", "26-03"))
        for index, row in enumerate(rows):
            reason = reasons[index % 4]
            cells = [
                row.ref,
                stream,
                row.item.action,
                row.lead,
                row.when.raw,
                row.rating,
                reason,
                row.item.outcome,
            ]
            if row.ref == "2.4":
                del cells[6:7]
                row = row.but(
                    want={
                        "outcome": Doubtful(row.item.outcome),
                        "progress": Doubtful(None),
                        "rating": Doubtful(row.rating),
                        "status": Doubtful(row.status),
                    }
                )
                reason = ""
            page.tabs(cells)
            actions.append(row.action(stream, progress=either("", reason, "RAG rationale")))
    priorities = [Priority(None, stream) for stream in streams]
    about = "workstreams in a column, the same action twice, a row a cell short, reasons for the rating"
    return plan("quarley-tracker.tsv", about, page, actions, priorities)


PLANS = (kirkmarsh, lowdham, norbury, osmaston, pickwell, quarley)
