"""Plans as Excel workbooks: real dates, merged cells, sheets for priorities and keys, hidden parts."""

from __future__ import annotations

from datetime import date

from .expect import Colour, Priority, Roles, Text, Warned
from .paper import Book, Shown, real_date
from .plan import Plan, plan
from .rows import Row, When, deal, either, months
from .words_adulthood import ADULTHOOD
from .words_early import EARLY
from .words_ehc import PLANS as EHC
from .words_health import HEALTH
from .words_inclusion import INCLUSION
from .words_voice import VOICE

NO_STATUS = Warned(None)


def dated(rows: list[Row], styles: tuple[str, ...]) -> list[tuple[Row, Shown]]:
    """Rows with their due dates as real dates, each shown in the next of the formats."""
    found = []
    for index, row in enumerate(rows):
        style = styles[index % len(styles)]
        exact = style in ("dd/mm/yyyy", "d mmmm yyyy", "dd-mmm-yy")
        # Excel stores the first of the month where a person types "Sep-25": what is shown means the
        # month's end.
        day = row.when.day.replace(day=17 if exact else 1)
        cell = real_date(day, style)
        due = day.isoformat() if exact else row.when.due
        found.append((row.but(when=When(cell.text, due)), cell))
    return found


def harrowick() -> Plan:
    """Title rows, real dates in several formats, BRAG words with the key on a second sheet."""
    book = Book()
    book.sheet("Action plan")
    book.merge(book.row("Harrowick SEND Partnership Improvement Plan"), 1, 8)
    book.row("Version 3.2, agreed in March 2025")
    book.blank()
    book.row("Ref", "Priority", "Action", "Lead(s)", "Target\ndate", "BRAG", "Progress / commentary", "Outcome")
    ratings = [
        ("Blue", "embedded"),
        ("Green", "on_track"),
        ("Amber", "at_risk"),
        ("Red", "off_track"),
        ("Purple", "complete"),
        ("White", "not_started"),
    ]
    actions = []
    for number, title, items in ((1, "Right help, early", EARLY[:6]), (2, "Right plan, on time", EHC[:6])):
        rows = deal(
            items,
            refs=f"{number}.{{}}",
            ratings=ratings,
            join=" / ",
            whens=months("September 2025", "25-09", "25-12", "26-03", "26-07"),
        )
        for row, cell in dated(rows, ("mmm-yy", "dd/mm/yyyy", "mmmm yyyy", "d mmmm yyyy", "dd-mmm-yy")):
            book.row(
                row.ref,
                f"Priority {number}: {title}",
                row.item.action,
                row.lead,
                cell,
                row.rating,
                row.progress,
                row.item.outcome,
            )
            actions.append(row.action(str(number)))
    book.sheet("BRAG key")
    book.row("Rating", "What it means")
    for word, meaning in (
        ("Blue", "Complete and embedded: the change has lasted"),
        ("Purple", "Complete"),
        ("Green", "On track"),
        ("Amber", "At risk of delay"),
        ("Red", "Off track"),
        ("White", "Not started"),
    ):
        book.row(word, meaning)
    return plan(
        "harrowick-improvement-plan.xlsx",
        "real dates in five formats, the key on a second sheet",
        book,
        actions,
        (Priority("1", "Right help, early"), Priority("2", "Right plan, on time")),
        labels="priority 1 2",
    )


def medbourne() -> Plan:
    """One sheet for each priority, a cover sheet, a hidden sheet with old actions."""
    book = Book()
    book.sheet("Cover")
    book.row("Medbourne Local Area SEND Plan 2024-27")
    book.row("Owner: Partnership Board Manager")
    book.row("Reviewed every quarter by the board")
    actions, priorities = [], []
    words = [
        ("On track", "on_track"),
        ("Not started", "not_started"),
        ("Complete", "complete"),
        ("Stopped", "stopped"),
    ]
    for number, title, items in (
        (1, "Inclusive schools", INCLUSION[:5]),
        (2, "Healthy children", HEALTH[3:8]),
        (3, "Strong voices", VOICE[:4]),
    ):
        book.sheet(f"Priority {number}")
        book.row(f"Priority {number}: {title}")
        book.blank()
        book.row("No.", "What we will do", "Owner", "Deadline", "Status", "Update", "What will be different")
        for row in deal(
            items, refs="{}", ratings=words, join="; ", whens=months("Sept 2025", "25-03", "25-09", "26-01")
        ):
            book.row(
                int(row.ref),
                row.item.action,
                row.lead,
                row.when.raw,
                row.rating,
                row.progress,
                row.item.outcome,
            )
            actions.append(row.action(str(number)))
        priorities.append(Priority(str(number), title))
    book.sheet("Archive", hidden="hidden")
    book.row("No.", "What we will do", "Owner", "Deadline", "Status")
    book.row(1, "Withdrawn promise about the minibus at Halfpenny Lane", "Fleet Manager", "May 2021", "Complete")
    return plan(
        "medbourne-local-area-plan.xlsx",
        "one sheet for each priority, a cover, a hidden sheet",
        book,
        actions,
        priorities,
        labels="priority 1 2 3",
        reports=(("hidden",),),
        never=("Halfpenny Lane", "Withdrawn promise"),
    )


def quernstone() -> Plan:
    """Priorities as merged cells down the first column; the rating only as a colour, with a key."""
    book = Book()
    book.sheet("Plan")
    book.row("Objective", "Ref", "Action", "Lead officer", "By when", "Progress", "RAG")
    fills = [("green", "on_track"), ("amber", "at_risk"), ("red", "off_track"), ("blue", "complete")]
    actions, priorities = [], []
    for number, title, items in (
        (1, "Objective 1: Find needs early", EARLY[4:9]),
        (2, "Objective 2: Move on well", ADULTHOOD[:5]),
    ):
        start = book.next
        for index, row in enumerate(
            deal(
                items,
                refs=f"{number}.{{}}",
                join=" / ",
                whens=months("30 September 2025", "25-02", "25-09", "26-03"),
            )
        ):
            colour, status = fills[index % 4]
            book.row(
                title if not index else "",
                row.ref,
                row.item.action,
                row.lead,
                row.when.raw,
                row.progress,
                Shown(None, fill=colour),
            )
            actions.append(row.action(str(number), outcome=None, rating=Colour(colour), status=status))
        book.merge(start, 1, 1, book.next - 1)
        priorities.append(Priority(str(number), title.split(": ")[1]))
    book.blank()
    book.row("Key")
    for colour, meaning in (
        ("red", "Off track"),
        ("amber", "At risk"),
        ("green", "On track"),
        ("blue", "Complete"),
    ):
        book.row(Shown(None, fill=colour), meaning)
    return plan(
        "quernstone-plan.xlsx",
        "objectives merged down, ratings only as fills, a key below",
        book,
        actions,
        priorities,
        labels="objective 1 2",
    )


def staithby() -> Plan:
    """Priorities as merged rows across; numbers as references (1.1 to 1.10); a hidden row, a hidden column,
    a comment."""
    book = Book()
    book.sheet("Tracker")
    book.row("Ref", "Action", "Responsible officer", "Internal note", "Timescale", "Status", "Outcomes")
    words = [
        ("Completed", "complete"),
        ("On target", "on_track"),
        ("At risk", "at_risk"),
        ("Not yet started", "not_started"),
    ]
    actions, priorities = [], []
    for number, title, items in (
        (1, "Weakness 1 - Waiting", HEALTH[:10]),
        (2, "Weakness 2 - Leadership", VOICE[6:10]),
    ):
        book.merge(book.row(title), 1, 7)
        rows = deal(
            items,
            refs=f"{number}.{{}}",
            ratings=words,
            join=" & ",
            whens=months("September 2025", "25-04", "25-09", "25-12"),
        )
        for row, cell in dated(rows, ("mmmm yyyy", "dd/mm/yyyy")):
            minor = int(row.ref.split(".")[1])
            ref = Shown(number + minor / (100 if minor > 9 else 10), "0.00" if minor > 9 else "General", row.ref)
            line = book.row(ref, row.item.action, row.lead, "", cell, row.rating, row.item.outcome)
            book.page.cell(line, 4).value = "Ask the auditors about Quillfeather"
            if row.ref == "1.3":
                book.comment(line, 6, "Check this with Finance before the Zephyrine meeting")
            actions.append(row.action(str(number), progress=None))
        if number == 1:
            book.row(
                9.9,
                "Abandoned idea about the Larkspur annex",
                "Nobody",
                "",
                "May 2020",
                "Stopped",
                "",
                hidden=True,
            )
        priorities.append(Priority(str(number), title.split(" - ")[1]))
    book.hide_column("D")
    book.source.remove("Internal note")
    return plan(
        "staithby-tracker.xlsx",
        "merged rows across, numbers as references, hidden row and column, a comment",
        book,
        actions,
        priorities,
        labels="weakness 1 2",
        reports=(("hidden row", "row 13", "hidden"), ("column",), ("comment", "note")),
        never=("Larkspur", "Quillfeather", "Zephyrine"),
    )


def ullesthorpe() -> Plan:
    """Two header rows with merged groups; agency and role; start, review and end as real dates."""
    book = Book()
    book.sheet("PAP 2025")
    first = book.row("", "", "Lead", "", "Timescale", "", "", "Monitoring", "")
    book.merge(first, 3, 4)
    book.merge(first, 5, 7)
    book.merge(first, 8, 9)
    book.row("Action ref", "Action", "Agency", "Role", "Start", "Review", "End", "Evidence", "Success measure")
    evidence = ("Minutes of the steering group", "Data return", "Survey of families", "Audit report")
    actions = []
    agencies = ("LA", "ICB", "LA / ICB")
    for index, row in enumerate(
        deal(
            (*EHC[:5], *HEALTH[9:13]),
            refs="A{}",
            join="; ",
            whens=months("30/09/2025", "26-03", "26-07", "26-12"),
        )
    ):
        start, review = date(2025, 4, 1 + index), date(2025, 10, 1 + index)
        agency = agencies[index % 3]
        cells = [real_date(day, "dd/mm/yyyy") for day in (start, review, row.when.day)]
        proof = evidence[index % 4]
        book.row(row.ref, row.item.action, agency, row.lead, *cells, proof, row.item.measure)
        extras = (proof, row.item.measure, "Evidence", "Success measure", "Monitoring")
        actions.append(
            row.action(
                outcome=either("", *extras),
                progress=either("", *extras),
                start=start.isoformat(),
                raw=Text(tuple(cell.text for cell in cells), ("Start", "Review", "End", "Timescale")),
                leads=Roles(row.item.leads, agencies=tuple(agency.split(" / "))),
            )
        )
    return plan(
        "ullesthorpe-pap.xlsx",
        "two header rows with merged groups, start, review and end, evidence and measure",
        book,
        actions,
    )


def wrexmoor() -> Plan:
    """Colour words and fills without any key; dated updates; headings with line breaks and odd case."""
    book = Book()
    book.sheet("SEND WSoA Tracker")
    book.row("SEND WSOA TRACKER")
    book.row(
        "Action\nNo",
        "ACTION to be\ntaken",
        "Lead\nOfficer",
        "Date for\ncompletion",
        "rag",
        "Update Oct 2024",
        "Update Jan 2025",
        "Update April 2025",
    )
    colours = ("Green", "Amber", "Red", "Green", "Amber")
    later = ("The second group of schools joined.", "", "Delayed by a vacancy.", "Reported to the board.", "")
    last = ("", "All sites visited.", "A new manager has started.", "", "Nothing further to report.")
    actions = []
    for index, row in enumerate(
        deal(
            (*INCLUSION[7:13], *ADULTHOOD[9:13]),
            refs="1.1.{}",
            join=", ",
            whens=months("by September 2025", "24-12", "25-06", "25-09"),
        )
    ):
        colour = colours[index % 5]
        second, third = later[index % 5], last[index % 5]
        book.row(
            row.ref,
            row.item.action,
            row.lead,
            row.when.raw,
            Shown(colour, fill=colour.lower()),
            row.progress,
            second,
            third,
        )
        actions.append(
            row.action(
                outcome=None,
                rating=colour,
                status=NO_STATUS,
                progress=Text(
                    tuple(filter(None, (row.progress, second, third))),
                    ("Update Oct 2024", "Update Jan 2025", "Update April 2025"),
                ),
            )
        )
    return plan(
        "wrexmoor-wsoa-tracker.xlsx",
        "colours without a key, three dated updates, odd headings",
        book,
        actions,
    )


PLANS = (harrowick, medbourne, quernstone, staithby, ullesthorpe, wrexmoor)
