"""Plans as comma- and semicolon-separated files, saved by different hands from different programs."""

from __future__ import annotations

from .expect import Doubtful, Near, OneOf, Priority, Redacted, Roles, Text, Warned
from .paper import Csv
from .plan import Plan, plan
from .rows import When, blank_date, deal, either, months
from .words_adulthood import ADULTHOOD
from .words_early import EARLY
from .words_ehc import PLANS as EHC
from .words_health import HEALTH
from .words_inclusion import INCLUSION
from .words_voice import VOICE

NO_STATUS = Warned(None)


def ashmere() -> Plan:
    """The priority repeated in a column, references to 1.10, letters for the rating and no key."""
    page = Csv()
    page.row("Priority", "Ref", "Action", "Outcome", "Lead", "Timescale", "RAG", "Progress")
    letters = [("R", NO_STATUS), ("A", NO_STATUS), ("G", NO_STATUS), ("G", NO_STATUS)]
    actions = []
    for number, title, items in (
        ("1", "Early identification", EARLY[:12]),
        ("2", "Health and wellbeing", HEALTH[:4]),
    ):
        for row in deal(
            items,
            refs=f"{number}.{{}}",
            ratings=letters,
            whens=months("Sep-25", "25-09", "26-01", "25-12", "26-07"),
        ):
            page.row(
                f"{number}. {title}",
                row.ref,
                row.item.action,
                row.item.outcome,
                row.lead,
                row.when.raw,
                row.rating,
                row.progress,
            )
            actions.append(row.action(number))
    return plan(
        "ashmere-action-plan.csv",
        "priority column, reference 1.10, letters without a key",
        page,
        actions,
        (Priority("1", "Early identification"), Priority("2", "Health and wellbeing")),
        labels="1 2",
    )


def saltmarsh() -> Plan:
    """Semicolons and Windows text; priorities as rows across; curly quotes; no lead in two rows."""
    page = Csv(";", "cp1252")
    page.row("Saltmarsh SEND Strategy 2023–2026 – action plan", "", "", "", "", "")
    page.row("", "", "", "", "", "")
    page.row("Action", "Responsible", "Target date", "Status", "Commentary", "Difference this will make")
    words = [
        ("On track", "on_track"),
        ("Completed", "complete"),
        ("Slipped", OneOf("off_track", NO_STATUS)),
        ("Not yet started", "not_started"),
    ]
    actions, priorities = [], []
    for number, title, items in (
        ("1", "Children’s needs are met “close to home”", ADULTHOOD[3:8]),
        ("2", "Families’ voices lead our work", VOICE[:6]),
    ):
        page.row(f"Priority {number}: {title}", "", "", "", "", "")
        for index, row in enumerate(
            deal(
                items,
                refs=f"{number}.{{}}",
                ratings=words,
                join=", ",
                whens=[
                    *months("September 2025", "24-09", "25-03"),
                    When("Academic year 2024/25", "2025-08-31", "2024-09-01"),
                    blank_date(),
                    When("Autumn Term 2025", Near("2025-12-31", 40)),
                ],
            )
        ):
            if index == 2:
                row = row.but(lead="", leads=None)
            page.row(row.glued, row.lead, row.when.raw, row.rating, row.progress, row.item.outcome)
            actions.append(row.action(number))
        priorities.append(Priority(number, title))
    return plan(
        "saltmarsh-strategy.csv",
        "semicolons, cp1252, priorities as rows across, glued references",
        page,
        actions,
        priorities,
        labels="priority 1 2",
    )


def penhallow() -> Plan:
    """Quoted line breaks: leads on lines of their own, start, review and end in one cell; headings with
    line breaks."""
    page = Csv(quote_all=True)
    page.row("PENHALLOW LOCAL AREA: PRIORITY ACTION PLAN", "", "", "", "", "")
    page.row("Agreed by the partnership board", "", "", "", "", "")
    page.row(
        "REF.",
        "ACTION\n(what we will do)",
        "LEAD\nPERSON",
        "Start\nRev\nEnd",
        "oUTCOME",
        "Evaluation\n(Impact)",
    )
    dates = (
        ("Sept 2024", "Jan 2025", "July 2025", "2024-09-01", "2025-07-31"),
        ("Jan 2025", "April 2025", "Dec 2025", "2025-01-01", "2025-12-31"),
    )
    actions = []
    for index, row in enumerate(deal((*EHC[:5], *INCLUSION[:4]), refs="PA1.{}", join="\n")):
        start, review, end, first, last = dates[index % 2]
        raw = f"Start: {start}\nRev: {review}\nEnd: {end}"
        page.row(row.ref, row.item.action, row.lead, raw, row.item.outcome, row.progress)
        # An evaluation may be read as progress or as evidence of the outcome.
        outcome = Text((row.item.outcome,), (row.progress, "Evaluation (Impact)"))
        progress = either("", row.progress, "Evaluation (Impact)")
        actions.append(row.action(raw=raw, due=last, start=first, outcome=outcome, progress=progress))
    return plan(
        "penhallow-priority-action-plan.csv",
        "line breaks in cells, start/rev/end in one cell, PA1.3",
        page,
        actions,
    )


def northwell() -> Plan:
    """Budget, risk, KPI and baseline columns; blank rows; totals; the same action twice."""
    page = Csv()
    page.row(
        "Ref",
        "Aim",
        "Action",
        "Baseline",
        "KPI",
        "Budget",
        "Risk",
        "Owner",
        "By when",
        "BRAG",
        "BRAG rationale",
    )
    aims = ("Children are ready for school", "Plans describe the child")
    budgets = ("£4,000", "£15,500", "Nil", "£22,000")
    reasons = (
        "Two posts are still vacant",
        "All milestones met so far",
        "Evidence seen by the board in May",
        "Waiting for the regional decision",
    )
    ratings = [("Amber", NO_STATUS), ("Green", NO_STATUS), ("Blue", NO_STATUS), ("Red", NO_STATUS)]
    actions = []
    for number, aim, items in ((1, aims[0], (*EARLY[:4], EARLY[1])), (2, aims[1], EHC[:4])):
        for index, row in enumerate(
            deal(
                items,
                refs=f"{number}.{{}}",
                ratings=ratings,
                join=" / ",
                whens=months("30/09/2025", "25-03", "25-09", "26-03"),
            )
        ):
            risk = ("Low take-up", "Staff absence", "None known", "Cost")[index % 4]
            baseline = f"{40 + 3 * index}% in 2023"
            budget, reason = budgets[index % 4], reasons[index % 4]
            page.row(
                row.ref,
                aim,
                row.item.action,
                baseline,
                row.item.measure,
                budget,
                risk,
                row.lead,
                row.when.raw,
                row.rating,
                reason,
            )
            extras = (
                aim,
                baseline,
                row.item.measure,
                budget,
                risk,
                reason,
                "Aim",
                "Baseline",
                "KPI",
                "Budget",
                "Risk",
                "BRAG rationale",
            )
            # An aim repeated in a column may be read as a priority or as what the action is for.
            priority = OneOf(None, str(number), aim)
            actions.append(row.action(priority, outcome=either("", *extras), progress=either("", *extras)))
        page.row("", "", "", "", "", "", "", "", "", "", "")
    page.row("", "", "Total", "", "", "£98,000", "", "", "", "", "")
    return plan(
        "northwell-plan-with-budget.csv",
        "columns nobody expects, totals, the same action twice",
        page,
        actions,
        [Priority(None, aim, needed=False) for aim in aims],
    )


def kestreldale() -> Plan:
    """Agency and role apart, three date columns under a group heading, two header lines, no references."""
    page = Csv()
    page.row("", "Accountable", "", "Dates", "", "", "", "")
    page.row(
        "Action",
        "Lead agency",
        "Lead role",
        "Start date",
        "Review date",
        "End date",
        "Status",
        "Success criteria",
    )
    agencies = ("Council", "ICB", "Council and ICB", "Schools")
    words = [
        ("Started", NO_STATUS),
        ("Complete", "complete"),
        ("At risk", "at_risk"),
        ("Not started", "not_started"),
    ]
    starts = (("01/04/2025", "2025-04-01"), ("01/09/2025", "2025-09-01"))
    actions = []
    for index, row in enumerate(
        deal(
            (*HEALTH[5:11], *INCLUSION[9:13]),
            ratings=words,
            join="; ",
            whens=months("30/09/2025", "26-03", "26-07", "25-12"),
        )
    ):
        start, first = starts[index % 2]
        review = ("01/10/2025", "01/12/2025")[index % 2]
        agency = agencies[index % 4]
        page.row(row.item.action, agency, row.lead, start, review, row.when.raw, row.rating, row.item.outcome)
        actions.append(
            row.action(
                outcome=either("", row.item.outcome, "Success criteria"),
                progress=either("", row.item.outcome, "Success criteria"),
                start=first,
                leads=Roles(row.item.leads, ("and",), tuple(agency.split(" and "))),
                raw=Text(
                    (start, review, row.when.raw),
                    ("Start date", "Review date", "End date", "Start", "Review", "End"),
                ),
            )
        )
    return plan(
        "kestreldale-programme.csv",
        "agency and role, start, review and end columns, two header lines",
        page,
        actions,
    )


def dunsby() -> Plan:
    """Saved page by page: repeated headings, rows cut by the page, page numbers; people named in leads and
    progress."""
    page = Csv()
    header = ("Ref", "Action", "Lead", "Date", "Progress", "Outcome")
    page.row("Dunsby SEND action plan")
    page.row(*header)
    actions = []
    rows = deal(
        (*VOICE[4:12], *ADULTHOOD[8:12]),
        refs="{}",
        join=" / ",
        whens=months("By end of Sep 25", "25-11", "26-02", "25-08"),
    )
    for index, row in enumerate(rows):
        if index in (4, 8):
            page.row(f"Page {index // 4} of 3")
            page.row(*header)
        if row.ref == "2":
            lead = "Margaret Oldcastle, Participation Officer / Community Development Worker"
            row = row.but(lead=lead, leads=Warned(Roles(row.item.leads, ("Margaret Oldcastle", "name held back"))))
        if row.ref == "6":
            row = row.but(
                lead="Programme Manager (p.wetherall@dunsby.example)",
                leads=Warned(Roles(("Programme Manager",), ("p.wetherall@dunsby.example", "email held back"))),
            )
        if row.ref == "7":
            progress = "Call Tom Brackwater on 01632 960418 for the first draft. It will be read by six parents."
            row = row.but(
                progress=progress,
                want={"progress": Warned(Redacted(progress, ("Tom Brackwater", "01632 960418")))},
            )
        if row.ref == "4":
            # The page ended within the row: the rest of each cell is in a second row without a reference.
            half = row.item.action.split()
            first, rest = " ".join(half[:9]), " ".join(half[9:])
            done = row.progress.split()
            page.row(row.ref, first, row.lead, row.when.raw, " ".join(done[:5]), row.item.outcome)
            page.row("", rest, "", "", " ".join(done[5:]), "")
        else:
            page.row(row.ref, row.item.action, row.lead, row.when.raw, row.progress, row.item.outcome)
        actions.append(row.action())
    return plan(
        "dunsby-pages.csv",
        "repeated headings, a row over a page break, names, email and telephone",
        page,
        actions,
    )


def orrisdale() -> Plan:
    """A key above the table that means other things than usual, and tables below that are no actions."""
    page = Csv(quote_all=True)
    page.row("Orrisdale Partnership – SEND Delivery Plan")
    page.row("Key to colours")
    page.row("Blue", "Not started")
    page.row("Green", "Completed")
    page.row("Amber", "On track")
    page.row("Red", "Off track")
    page.row()
    page.row("Action no.", "Action", "By whom", "By when", "RAG status", "What we expect to see")
    ratings = [("Blue", "not_started"), ("Green", "complete"), ("Amber", "on_track"), ("Red", "off_track")]
    actions = []
    for row in deal(
        (*INCLUSION[4:10], *EARLY[9:13]),
        refs="Action {}",
        ratings=ratings,
        join="; ",
        whens=months("by September 2025", "25-05", "25-12", "26-04"),
    ):
        page.row(row.ref, row.item.action, row.lead, row.when.raw, row.rating, row.item.outcome)
        number = row.ref.removeprefix("Action ")
        actions.append(row.action(reference=OneOf(row.ref, number), progress=None))
    page.row()
    page.row("Key performance indicators")
    page.row("Indicator", "Baseline", "Target", "Latest")
    page.row("Plans issued within 20 weeks", "38%", "65%", "51%")
    page.row("Suspensions of pupils with SEND", "412", "300", "377")
    page.row()
    page.row("Glossary")
    page.row("APP", "Accelerated progress plan")
    page.row("CDC", "Child development centre")
    return plan(
        "orrisdale-delivery-plan.csv",
        "a contrary key above the table, indicators and glossary below",
        page,
        actions,
        labels="action 1 2 3 4 5 6 7 8 9 10",
    )


def maplebeck() -> Plan:
    """References repeated in each priority, one row a cell short, references numbered again from 1."""
    page = Csv()
    page.row(
        "Area of weakness",
        "Ref",
        "What we will do",
        "Lead",
        "Timescale",
        "Progress report",
        "Expected outcome",
    )
    actions, priorities = [], []
    for number, title, items in (
        ("1", "Weakness 1: Slow assessments", EHC[6:12]),
        ("2", "Weakness 2: Thin data", VOICE[5:10]),
    ):
        for row in deal(items, refs="{}", whens=months("Sept 2025", "23-03", "23-09", "24-01"), join=" / "):
            cells = [title, row.ref, row.item.action, row.lead, row.when.raw, row.progress, row.item.outcome]
            if (number, row.ref) == ("2", "3"):
                del cells[3]
                row = row.but(
                    want={
                        "leads": Doubtful(None),
                        "raw": Doubtful(row.when.raw),
                        "due": Doubtful(row.when.due),
                        "progress": Doubtful(row.progress),
                        "outcome": Doubtful(row.item.outcome),
                    }
                )
            page.row(*cells)
            actions.append(row.action(number))
        priorities.append(Priority(number, title.split(": ")[1]))
    return plan(
        "maplebeck-weaknesses.csv",
        "references repeated within priorities, a row with a cell lost",
        page,
        actions,
        priorities,
        labels="weakness 1 2",
    )


PLANS = (ashmere, saltmarsh, penhallow, northwell, kestreldale, dunsby, orrisdale, maplebeck)
