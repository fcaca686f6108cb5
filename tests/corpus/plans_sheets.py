"""More plans as workbooks: people and risks on other sheets, keys that contradict, rows in two halves."""

from __future__ import annotations

from .expect import OneOf, Priority, Roles, Text, Warned
from .paper import Book, real_date
from .plan import Plan, plan
from .rows import When, blank_date, deal, either, months
from .words_adulthood import ADULTHOOD
from .words_early import EARLY
from .words_ehc import PLANS as EHC
from .words_health import HEALTH
from .words_inclusion import INCLUSION
from .words_voice import VOICE

NO_STATUS = Warned(None)


def eastcombe() -> Plan:
    """Initials keyed on another sheet to people; a risk register, attendance and a glossary that are no
    actions."""
    book = Book()
    book.sheet("Actions")
    book.row("Ref", "Theme", "Action", "Outcome sought", "Task & Finish Group", "Lead", "Due date", "Status")
    people = (
        ("RM", "Rosalind Merriweather", "Head of SEND"),
        ("DP", "Desmond Pettigrew", "ICB Children's Commissioner"),
        ("PCF", "", "Parent Carer Forum"),
    )
    groups = ("Early Help group", "Health group")
    words = [("Live", NO_STATUS), ("Complete", "complete"), ("Not started", "not_started")]
    pairs = (
        ("RM", ["RM"], ["Head of SEND"]),
        ("RM / DP", ["RM", "DP"], ["Head of SEND", "ICB Children's Commissioner"]),
        ("PCF", ["PCF"], ["Parent Carer Forum"]),
    )
    actions, titles = [], ("Early years", "Health")
    for number, items in ((1, EARLY[8:13]), (2, HEALTH[9:13])):
        for index, row in enumerate(
            deal(items, refs=f"{number}.{{}}", ratings=words, whens=months("Sep-25", "25-09", "26-01"))
        ):
            shown, short, full = pairs[index % 3]
            group = groups[number - 1]
            book.row(
                row.ref,
                titles[number - 1],
                row.item.action,
                row.item.outcome,
                group,
                shown,
                row.when.raw,
                row.rating,
            )
            # The group may be read as one more lead. Initials may be spelt out with the role from the list.
            mixed = [f"{b} ({a})" for a, b in zip(short, full, strict=True)]
            leads = [[*names, *tail] for names in (short, full, mixed) for tail in ((), (group,))]
            leads += [[group, *names] for names in (short, full, mixed)]
            actions.append(
                row.action(
                    titles[number - 1],
                    leads=OneOf(*leads),
                    progress=either("", group, "Task & Finish Group"),
                )
            )
    book.sheet("People")
    book.row("Initials", "Name", "Role")
    for short, name, role in people:
        book.row(short, name, role)
    book.sheet("Risk register")
    book.row("Risk", "Likelihood", "Impact", "Mitigation", "Risk owner")
    book.row(
        "Co-ordinators leave faster than we can replace them",
        "High",
        "High",
        "Retention payment and smaller caseloads",
        "Head of SEND",
    )
    book.row(
        "The regional bid fails",
        "Medium",
        "High",
        "Plan B with two neighbouring areas",
        "Council Finance Lead",
    )
    book.sheet("Attendance")
    book.row("Meeting", "Present")
    book.row("Board in January", "Council, ICB, Parent Carer Forum, two headteachers")
    book.row("Board in March", "Council, ICB, one headteacher")
    return plan(
        "eastcombe-plan.xlsx",
        "themes without numbers, initials on a sheet, risk register, attendance",
        book,
        actions,
        [Priority(None, title) for title in titles],
    )


def longstock() -> Plan:
    """Priorities as plain rows, glued references PA1.3, leads on lines of their own, a contrary key above,
    a total."""
    book = Book()
    book.sheet("Priority action plan")
    book.row("Longstock Priority Action Plan")
    book.row("RAG key:", "Red = complete; Green = not started; Amber = on track")
    book.blank()
    book.row("ACTIONS", "IMPACT FOR CHILDREN", "LEAD", "BY WHEN", "RAG", "EVALUATION")
    ratings = [("Red", "complete"), ("Green", "not_started"), ("Amber", "on_track")]
    actions, priorities = [], []
    for number, title, items in (
        (1, "Priority action 1: Reduce waits", HEALTH[:5]),
        (2, "Priority action 2: Improve plans", EHC[4:9]),
    ):
        book.row(title)
        for row in deal(
            items,
            refs=f"PA{number}.{{}}",
            ratings=ratings,
            join="\n",
            whens=[*months("By end of Sep 25", "25-10", "26-02"), When("Ongoing"), blank_date("-")],
        ):
            book.row(row.glued, row.item.outcome, row.lead, row.when.raw, row.rating, row.progress)
            # An evaluation may be read as progress or as evidence of the outcome.
            outcome = Text((row.item.outcome,), (row.progress, "EVALUATION"))
            progress = either("", row.progress, "EVALUATION")
            actions.append(row.action(str(number), outcome=outcome, progress=progress))
        priorities.append(Priority(str(number), title.split(": ")[1]))
    book.row("Total number of actions: 10")
    return plan(
        "longstock-pap.xlsx",
        "plain priority rows, glued PA references, a contrary key above",
        book,
        actions,
        priorities,
        labels="priority action 1 2",
    )


def marlpit() -> Plan:
    """Letters with a legend below; a row in two halves; blank rows; one reference missing; the same action
    twice."""
    book = Book()
    book.sheet("Sheet1")
    book.row("Number", "Our aim", "Actions", "Owner", "Timescale", "RAG", "Progress to date")
    letters = [("R", "off_track"), ("A", "at_risk"), ("G", "on_track"), ("B", "complete")]
    items = (*INCLUSION[:4], *VOICE[9:13], INCLUSION[1])
    aims = ("Fewer children are excluded", "Leaders are held to account")
    actions = []
    for index, row in enumerate(
        deal(
            items,
            refs="{}",
            ratings=letters,
            join=" / ",
            whens=months("Sept 2025", "25-09", "25-11", "26-02"),
        )
    ):
        aim = aims[0] if index < 4 else aims[1] if index < 8 else aims[0]
        if row.ref == "6":
            row = row.but(ref="", want={"reference": Warned(None)})
        spare = either("", aim, "Our aim")
        changes = {
            "priority": OneOf(None, aim),
            "outcome": spare,
            "progress": Text((row.progress,), (aim, "Our aim")),
        }
        if row.ref == "3":
            head, tail = row.progress.split(", ", 1)
            book.row(3, aim, row.item.action, row.lead, row.when.raw, row.rating, head + ",")
            book.row("", "", "", "", "", "", tail)
            changes["progress"] = Text((head, tail), (aim, "Our aim"))
        else:
            book.row(
                int(row.ref) if row.ref else "",
                aim,
                row.item.action,
                row.lead,
                row.when.raw,
                row.rating,
                row.progress,
            )
        actions.append(row.action(**changes))
        if index in (3, 7):
            book.blank()
    book.blank()
    book.row("Legend: R = off track, A = at risk, G = on track, B = complete")
    return plan(
        "marlpit-actions.xlsx",
        "letters with a legend below, a row in two halves, the same action twice",
        book,
        actions,
        [Priority(None, aim, needed=False) for aim in aims],
    )


def coldharbour() -> Plan:
    """The same references in each priority, quarters and terms as words, foreign letters in a lead."""
    book = Book()
    book.sheet("Strategy")
    book.row("Theme", "No", "We will", "Leads", "Milestone date", "Progress", "What will we see?")
    actions, priorities = [], []
    whens = [
        When("Q2 2025/26", "2025-09-30", "2025-07-01"),
        When("Q4 2025/26", "2026-03-31", "2026-01-01"),
        When("Dec 2025", "2025-12-31"),
        When("Annually"),
        When("In 2026", "2026-12-31"),
    ]
    for number, title, items in (
        (1, "Theme 1: Belonging", INCLUSION[9:14]),
        (2, "Theme 2: Listening", VOICE[:5]),
    ):
        for row in deal(items, refs="{}", join="; ", whens=whens):
            if (number, row.ref) == (2, "2"):
                row = row.but(lead="ଔ ଇ Offer Officer", leads=Warned(["Offer Officer"]))
            book.row(title, int(row.ref), row.item.action, row.lead, row.when.raw, row.progress, row.item.outcome)
            actions.append(row.action(str(number)))
        priorities.append(Priority(str(number), title.split(": ")[1]))
    return plan(
        "coldharbour-strategy.xlsx",
        "references from 1 in each theme, quarters, foreign letters in a lead",
        book,
        actions,
        priorities,
        labels="theme 1 2",
    )


def thornebury() -> Plan:
    """Thirty-six actions on one sheet: merged priorities, real dates among words, an address in a lead."""
    book = Book()
    book.sheet("Strategy action plan")
    book.merge(book.row("Thornebury SEND Strategy 2025 to 2030"), 1, 8)
    book.row("Aim", "Ref", "Our actions", "Accountable officer", "Completion date", "Status", "Comments", "Outcome")
    themes = (
        ("Identify", EARLY[:6]),
        ("Assess", EHC[:6]),
        ("Treat", HEALTH[:6]),
        ("Include", INCLUSION[:6]),
        ("Prepare", ADULTHOOD[:6]),
        ("Listen", VOICE[:6]),
    )
    words = [
        ("On track", "on_track"),
        ("Complete and embedded", "embedded"),
        ("Not started", "not_started"),
        ("Off track", "off_track"),
    ]
    actions, priorities = [], []
    for number, (name, items) in enumerate(themes, start=1):
        title = f"Priority {number}: {name}"
        start = book.next
        whens = months("30/09/2025", "25-09", "26-01", "25-12", "27-03", "26-07")
        rows = deal(items, refs=f"{number}.{{}}", ratings=words, whens=whens, join=" / ")
        for index, row in enumerate(rows):
            cell = real_date(row.when.day, "dd/mm/yyyy")
            if index == 5:
                cell, row = "Ongoing", row.but(when=When("Ongoing"))
            if row.ref == "2.1":
                lead = "Head of SEND (h.larkham@thornebury.example) / Human Resources Business Partner"
                spare = ("h.larkham@thornebury.example", "email held back", "held back")
                row = row.but(lead=lead, leads=Warned(Roles(row.item.leads, spare)))
            shown = title if not index else ""
            texts = (row.rating, row.progress, row.item.outcome)
            book.row(shown, row.ref, row.item.action, row.lead, cell, *texts)
            actions.append(row.action(str(number)))
        book.merge(start, 1, 1, book.next - 1)
        priorities.append(Priority(str(number), name))
    about = "thirty-six actions, merged priorities, real dates among words, an address in a lead"
    labels = "priority 1 2 3 4 5 6"
    return plan("thornebury-strategy.xlsx", about, book, actions, priorities, labels=labels)


PLANS = (eastcombe, longstock, marlpit, coldharbour, thornebury)
