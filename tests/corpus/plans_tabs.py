"""Plans as tables pasted with tabs from a spreadsheet or a web page."""

from __future__ import annotations

from .expect import OneOf, Priority, Roles, Text, Warned
from .paper import TextPage
from .plan import Plan, plan
from .rows import Row, When, blank_date, deal, either, months
from .words_adulthood import ADULTHOOD
from .words_ehc import PLANS as EHC
from .words_health import HEALTH
from .words_inclusion import INCLUSION
from .words_voice import VOICE

NO_STATUS = Warned(None)
UNRATED = {"rating": None, "status": None}


def lindmouth() -> Plan:
    """A council's web page, copied whole: menus, a table without numbers or priorities, a foot of links."""
    page = TextPage()
    for text in (
        "Skip to main content",
        "Lindmouth Council",
        "Home > Local Offer > Joint commissioning",
        "",
        "Appendix 1: joint commissioning action plan",
        "",
        "This table shows what the partners have agreed to do together.",
        "",
    ):
        page.line(text)
    page.tabs(("Action", "Target Date", "Lead", "What does success look like?", "Status"))
    leads = (
        ("LA and ICB", ["LA", "ICB"]),
        ("LA", ["LA"]),
        (
            "LA with support from all partners",
            OneOf(
                ["LA with support from all partners"],
                ["LA", "all partners"],
                ["LA", "support from all partners"],
                ["LA", "with support from all partners"],
            ),
        ),
        ("ICB & LA", ["ICB", "LA"]),
        ("SENDIASS and Parent Carer Forum", ["SENDIASS", "Parent Carer Forum"]),
    )
    whens = [
        When("31 July 2024", "2024-07-31"),
        When("Ongoing"),
        When("30 September 2024", "2024-09-30"),
        When("April 2025", "2025-04-30"),
        blank_date(),
    ]
    actions = []
    for index, row in enumerate(deal((*HEALTH[9:13], *VOICE[9:14]), whens=whens)):
        text, expected = leads[index % len(leads)]
        row = row.but(lead=text, leads=expected, rating="Work in progress", status=NO_STATUS)
        page.tabs((row.item.action, row.when.raw, row.lead, row.item.outcome, row.rating))
        actions.append(row.action(progress=None))
    for text in (
        "",
        "Last updated: 3 March 2025",
        "Was this page helpful?",
        "Yes",
        "No",
        "Report a problem with this page",
        "Accessibility statement",
        "© Lindmouth Council",
    ):
        page.line(text)
    return plan(
        "lindmouth-web-page.txt",
        "a web page pasted whole, no priorities, no references, LA and ICB",
        page,
        actions,
    )


def wyncombe() -> Plan:
    """A spreadsheet pasted as tabs: priority in a column, letters with a key below, updates in dated
    columns."""
    page = TextPage()
    page.tabs(("Wyncombe Partnership: SEND action tracker", "", "", "", "", "", "", ""))
    page.lines.append("")
    page.tabs(
        (
            "Priority",
            "REF.",
            "ACTION",
            "LEAD OFFICER",
            "BY WHEN",
            "BRAG",
            "Update Oct 2024",
            "Update Jan 2025",
        )
    )
    letters = [("G", "on_track"), ("A", "at_risk"), ("B", "complete"), ("R", "off_track"), ("G", "on_track")]
    later = (
        "No change since October.",
        "",
        "The second round of visits has been booked.",
        "",
        "Finished in December.",
    )
    actions = []
    for number, title, items in (
        ("1", "1. Inclusion in every school", INCLUSION[5:10]),
        ("2", "2. Plans worth reading", EHC[6:11]),
    ):
        rows = deal(
            items,
            refs=f"{number}.{{}}",
            whens=months("Sept 2025", "24-12", "25-03", "25-09", "25-07"),
            ratings=letters,
            join=" & ",
        )
        for row, second in zip(rows, later, strict=True):
            page.tabs((title, row.ref, row.item.action, row.lead, row.when.raw, row.rating, row.progress, second))
            both = _both(row, "Update Oct 2024", "Update Jan 2025", second)
            actions.append(row.action(number, outcome=None, progress=both))
    page.lines.append("")
    page.line("BRAG key: B = the action is complete; R = off track; A = at risk; G = on track")
    return plan(
        "wyncombe-tracker.tsv",
        "priority column, letters with a key below, two dated update columns",
        page,
        actions,
        (Priority("1", "Inclusion in every school"), Priority("2", "Plans worth reading")),
        labels="1 2",
    )


def _both(row: Row, first: str, second: str, later: str) -> Text:
    return Text(tuple(filter(None, (row.progress, later))), (first, second))


def caldbridge() -> Plan:
    """Objectives as rows across the table, two header lines, a total row, budget and risk columns."""
    page = TextPage()
    page.tabs(("", "", "Accountability", "", "Timing", "", "Resources and risk", ""))
    page.tabs(("Ref", "Action", "Lead agency", "Roles responsible", "Start", "End", "Budget", "Risk"))
    agencies = ("Council / ICB", "Council", "ICB", "Council / ICB")
    budgets = ("£12,500", "Within existing budgets", "£80,000", "None")
    risks = ("Recruitment may fail", "Low", "Depends on the regional bid", "Staff turnover")
    actions, priorities = [], []
    objectives = (
        ("Objective 1: Join up our services", HEALTH[:4]),
        ("Objective 2: Make money follow need", (*ADULTHOOD[10:13], INCLUSION[11])),
    )
    for number, (title, items) in enumerate(objectives, start=1):
        page.tabs((title, "", "", "", "", "", "", ""))
        rows = deal(
            items,
            refs=f"{number}.{{}}",
            whens=months("Sep-25", "25-12", "26-03", "26-07", "25-10"),
            join="; ",
        )
        for index, row in enumerate(rows):
            start = ("Apr-25", "May-25", "Apr-25", "Sep-25")[index]
            begun = ("2025-04-01", "2025-05-01", "2025-04-01", "2025-09-01")[index]
            page.tabs(
                (
                    row.ref,
                    row.item.action,
                    agencies[index],
                    row.lead,
                    start,
                    row.when.raw,
                    budgets[index],
                    risks[index],
                )
            )
            actions.append(
                row.action(
                    str(number),
                    outcome=either("", budgets[index], risks[index], "Budget", "Risk"),
                    progress=either("", budgets[index], risks[index], "Budget", "Risk"),
                    raw=Text((start, row.when.raw), ("Start", "End", "Start date", "End date")),
                    start=begun,
                    leads=Roles(row.item.leads, agencies=tuple(agencies[index].split(" / "))),
                )
            )
        priorities.append(Priority(str(number), title.split(": ")[1]))
    page.tabs(("", "Total", "", "", "", "", "£197,500", ""))
    return plan(
        "caldbridge-programme.tsv",
        "two header lines, objectives as rows, start and end columns, a total row",
        page,
        actions,
        priorities,
        labels="objective 1 2",
    )


PLANS = (lindmouth, wyncombe, caldbridge)
