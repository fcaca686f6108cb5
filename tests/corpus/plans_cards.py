"""More plans as Word documents: labelled paragraphs, cards, dates in one cell, tables without references."""

from __future__ import annotations

from .expect import Near, OneOf, Priority, Roles, Text, Warned
from .paper import Word
from .plan import Plan, plan
from .rows import When, blank_date, deal, either, months
from .words_adulthood import ADULTHOOD
from .words_early import EARLY
from .words_ehc import PLANS as EHC
from .words_health import HEALTH
from .words_inclusion import INCLUSION
from .words_voice import VOICE

NO_STATUS = Warned(None)


def farnworth() -> Plan:
    """No table: bold labels in paragraphs under headings; one lead is a person."""
    word = Word()
    word.heading("Farnworth and District: Local SEND Reform Plan", 0)
    actions, priorities = [], []
    for number, title, items in ((1, "Fair for every family", VOICE[1:6]), (2, "Early and local", EARLY[:4])):
        word.heading(f"Priority {number} – {title}", 1)
        for row in deal(
            items,
            refs=f"{number}.{{}}",
            join=" and ",
            whens=[
                *months("by September 2025", "26-03", "26-12"),
                When("2026 to 2029", "2029-12-31", "2026-01-01"),
            ],
        ):
            if row.ref == "1.2":
                row = row.but(
                    lead="Josephine Tattersall, SENDIASS Manager",
                    leads=Warned(
                        OneOf(
                            ["SENDIASS Manager"],
                            ["Josephine Tattersall", "SENDIASS Manager"],
                            ["Josephine Tattersall, SENDIASS Manager"],
                        )
                    ),
                )
            for label, text in (
                (f"Action {row.ref}: ", row.item.action),
                ("Lead: ", row.lead),
                ("By when: ", row.when.raw),
                ("Outcome: ", row.item.outcome),
                ("Progress: ", row.progress),
            ):
                word.para(text, bold=label, words=text)
            actions.append(row.action(str(number)))
        priorities.append(Priority(str(number), title))
    return plan(
        "farnworth-reform-plan.docx",
        "labelled paragraphs under headings, a person as lead",
        word,
        actions,
        priorities,
        labels="priority 1 2",
    )


def grenfold() -> Plan:
    """Start, review and end in one cell, agency and role in two columns, attendance and people at the end."""
    word = Word()
    word.heading("Grenfold Accelerated Progress Plan", 1)
    word.para("Endorsed by the council, the ICB and the parent carer forum.")
    table, actions = (
        [
            (
                "Ref.",
                "Objective(s)",
                "Action",
                "Lead agency",
                "Roles responsible",
                "Start/Rev/End",
                "Success Measure",
                "Monitoring",
            )
        ],
        [],
    )
    agencies = ("Council", "ICB", "Council / ICB")
    checks = ("Monthly highlight report", "Deep dive by the board", "Survey")
    aims = ("Cut the wait", "Write better plans")
    for number, items in ((1, HEALTH[9:14]), (2, EHC[9:14])):
        for index, row in enumerate(deal(items, refs=f"{number}.{{}}", join="; ")):
            raw = ("Sept 24\nJan 25\nJuly 25", "Start: Jan 2025\nRev: June 2025\nEnd: Dec 2025")[index % 2]
            agency, check, aim = agencies[index % 3], checks[index % 3], aims[number - 1]
            table.append((row.ref, aim, row.item.action, agency, row.lead, raw, row.item.measure, check))
            extras = (aim, row.item.measure, check, "Success Measure", "Monitoring", "Objective(s)")
            # Three bare dates under "Start/Rev/End" can be told apart by the heading; saying so or asking
            # is honest.
            dates = (
                {"due": OneOf("2025-07-31", Warned(None)), "raw": raw}
                if not index % 2
                else {"due": "2025-12-31", "start": "2025-01-01", "raw": raw}
            )
            actions.append(
                row.action(
                    OneOf(None, str(number)),
                    outcome=either("", *extras),
                    progress=either("", *extras),
                    leads=Roles(row.item.leads, agencies=tuple(agency.split(" / "))),
                    **dates,
                )
            )
    word.table(table)
    word.heading("People who came to the workshops", 2)
    word.table([("Organisation", "People"), ("Council", "11"), ("Health trust", "7"), ("Parent carer forum", "9")])
    word.heading("Key roles", 2)
    word.para("The Director of Children's Services answers for the whole plan.")
    return plan(
        "grenfold-app.docx",
        "start/rev/end in one cell, agency and role, attendance and roles at the end",
        word,
        actions,
        [Priority(None, aim, needed=False) for aim in aims],
    )


def holmesley() -> Plan:
    """Recommendations in the words of a strategy: what we want, what we will do, what we will see; no dates
    at all."""
    word = Word()
    word.heading("Holmesley: what we will do together", 1)
    actions, priorities = [], []
    for number, title, items in (
        (1, "Make information easy to find", VOICE[1:5]),
        (2, "Make mainstream inclusive", INCLUSION[:4]),
    ):
        word.heading(f"Recommendation {number}: {title}", 2)
        rows = deal(items)
        word.table(
            [
                ("What we will do", "Where are we now", "What we will see", "The difference this will make"),
                *((row.item.action, row.progress, row.item.measure, row.item.outcome) for row in rows),
            ]
        )
        for row in rows:
            extras = (
                row.item.outcome,
                row.item.measure,
                row.progress,
                "What we will see",
                "The difference this will make",
                "Where are we now",
            )
            actions.append(
                row.action(str(number), leads=None, outcome=either("", *extras), progress=either("", *extras))
            )
        priorities.append(Priority(str(number), title))
    return plan(
        "holmesley-recommendations.docx",
        "what we will do, see and change; no references, leads or dates",
        word,
        actions,
        priorities,
        labels="recommendation 1 2",
    )


def ilverton() -> Plan:
    """Two header rows with merged groups; a row cut in two; no lead in some rows; terms; two key columns."""
    word = Word()
    word.heading("Ilverton Improvement Plan", 1)
    word.para("Theme 1: Getting it right from the start")
    header = [
        ("", "", "Who", "", "When", "", "How far"),
        ("No", "Action", "Lead", "Second lead", "From", "Due", "Progress"),
    ]
    rows = deal(
        (*EARLY[:6], *EHC[:4]),
        refs="1.{}",
        join=" / ",
        whens=[
            *months("Sept 2025", "25-12", "26-02"),
            When("Summer term 2026", Near("2026-08-15", 40)),
            When("End of March 2026", "2026-03-31"),
        ],
    )
    table, actions = [*header], []
    for index, row in enumerate(rows):
        first = row.item.leads[0]
        partner = row.item.leads[1] if len(row.item.leads) > 1 else ""
        start = ("Sept 2024", "Jan 2025")[index % 2]
        if index == 4:
            first = partner = ""
        leads = list(filter(None, (first, partner)))
        row = row.but(leads=leads)
        begun = ("2024-09-01", "2025-01-01")[index % 2]
        progress = row.progress
        if index == 2:
            done = row.progress.split()
            table.append((row.ref, row.item.action, first, partner, start, row.when.raw, " ".join(done[:8])))
            table.append(("", "", "", "", "", "", " ".join(done[8:])))
            progress = Text((" ".join(done[:8]), " ".join(done[8:])))
        else:
            table.append((row.ref, row.item.action, first, partner, start, row.when.raw, row.progress))
        raw = Text((start, row.when.raw), ("From", "Due", "Start", "End"))
        actions.append(row.action("1", outcome=None, progress=progress, raw=raw, start=begun))
    made = word.table(table)
    for first_column, last in ((2, 3), (4, 5)):
        text = made.cell(0, first_column).text
        made.cell(0, first_column).merge(made.cell(0, last)).text = text
    return plan(
        "ilverton-improvement-plan.docx",
        "two header rows, lead and partner, from and due, a row cut in two",
        word,
        actions,
        [Priority("1", "Getting it right from the start")],
        labels="theme 1",
    )


def jesswick() -> Plan:
    """References of three levels, one missing, the same references again in a second table; foreign
    letters; blanks."""
    word = Word()
    word.para("Jesswick SEND WSoA refresh", style="Title")
    actions, priorities = [], []
    words = [("Completed", "complete"), ("On Target", "on_track"), ("In progress", NO_STATUS), ("", None)]
    for number, title, items in (
        (1, "Area for improvement 1: Annual reviews", EHC[:5]),
        (2, "Area for improvement 2: Transport and places", ADULTHOOD[3:8]),
    ):
        word.para(title)
        rows = deal(
            items,
            refs="1.1.{}",
            ratings=words,
            join=", ",
            whens=[*months("30/09/2025", "25-08", "25-12"), blank_date("·"), When("Half-termly")],
        )
        table = [("Number", "Due", "Action", "Accountable officer", "Status", "Benefit")]
        for row in rows:
            if number == 1 and row.ref.endswith("4"):
                row = row.but(ref="", want={"reference": Warned(None)})
            if number == 2 and row.ref.endswith("2"):
                row = row.but(
                    lead="செல்றே Breaks Commissioner, Parent Carer Forum Chair",
                    leads=Warned(["Breaks Commissioner", "Parent Carer Forum Chair"]),
                )
            if not row.rating:
                # Nobody rated this action: no status, and no need to warn.
                row = row.but(rating="", status=None)
            table.append((row.ref, row.when.raw, row.item.action, row.lead, row.rating, row.item.outcome))
            actions.append(row.action(str(number), progress=None))
        word.table(table)
        priorities.append(Priority(str(number), title.split(": ")[1]))
    return plan(
        "jesswick-wsoa-refresh.docx",
        "the same references in two tables, one missing, foreign letters, blanks",
        word,
        actions,
        priorities,
        labels="area for improvement 1 2",
    )


def kelderwick() -> Plan:
    """A small table for each action with the headings down the side; the same words promised twice."""
    word = Word()
    word.heading("Kelderwick SEND Delivery Plan", 0)
    word.para("Each action has a card. Cards are brought up to date before every board.")
    actions, priorities = [], []
    for number, title, items in ((1, "Health", (*HEALTH[:3], HEALTH[1])), (2, "Schools", INCLUSION[8:12])):
        word.heading(f"Priority {number}: {title}", 1)
        for row in deal(
            items,
            refs=f"{number}.{{}}",
            join="; ",
            whens=months("30 September 2025", "25-10", "26-01", "26-06"),
        ):
            word.table(
                [
                    ("Action number", row.ref),
                    ("Action", row.item.action),
                    ("Lead", row.lead),
                    ("By when", row.when.raw),
                    ("Progress so far", row.progress),
                    ("Outcome", row.item.outcome),
                ]
            )
            word.para("")
            actions.append(row.action(str(number)))
        priorities.append(Priority(str(number), title))
    # The headings of the cards are labels, as those of labelled lines are.
    for label in ("Action number", "Action", "Lead", "By when", "Progress so far", "Outcome"):
        word.source = [text for text in word.source if text != label]
    return plan(
        "kelderwick-cards.docx",
        "one small table for each action, headings down the side",
        word,
        actions,
        priorities,
        labels="priority 1 2",
    )


PLANS = (farnworth, grenfold, holmesley, ilverton, jesswick, kelderwick)
