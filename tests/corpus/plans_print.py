"""Plans as a PDF reader prints them: columns aligned with blanks, pages with running heads, wrapped cells."""

from __future__ import annotations

from collections.abc import Sequence

from .expect import Near, OneOf, Priority, Warned
from .item import Item
from .paper import TextPage
from .plan import Plan, plan
from .rows import When, blank_date, deal, either, months
from .words_adulthood import ADULTHOOD
from .words_early import EARLY
from .words_ehc import PLANS as EHC
from .words_health import HEALTH
from .words_inclusion import INCLUSION
from .words_voice import VOICE

KEY = (("Red", "off_track"), ("Amber", "at_risk"), ("Green", "on_track"), ("Blue", "complete"))


class Printer:
    """Prints rows on pages of a fixed length; the header row comes again at the top of each page."""

    def __init__(
        self,
        page: TextPage,
        widths: Sequence[int],
        header: Sequence[str],
        *,
        length: int,
        top: str,
        foot: str,
        gap: bool,
    ) -> None:
        self.page, self.widths, self.header, self.gap = page, widths, header, gap
        self.length, self.top, self.foot = length, top, foot
        self.used, self.number = 0, 1

    def row(self, cells: Sequence[str]) -> None:
        self._lines(self.page.wrapped(cells, self.widths))
        self.page.source.extend(cells)
        if self.gap:
            self._lines([""])

    def heading(self, text: str) -> None:
        self._lines(["", text, ""])
        self.page.source.append(text)

    def head_row(self) -> None:
        self.page.columns(self.header, self.widths)

    def _lines(self, lines: Sequence[str]) -> None:
        for line in lines:
            if self.used >= self.length:
                self.turn()
            self.page.lines.append(line)
            self.used += 1

    def turn(self) -> None:
        """End the page: its foot, a form feed, the running head, the table's header."""
        self.page.line()
        self.page.line(self.foot.format(self.number))
        self.number += 1
        self.page.lines.append(f"\f{self.top}")
        self.page.source.append(self.top)
        self.page.line()
        self.head_row()
        self.used = 0


def westerby() -> Plan:
    """Three pages, marked OFFICIAL, references of three levels, a key at the end."""
    page = TextPage()
    page.line("OFFICIAL")
    page.line()
    page.line("Westerby Area SEND Partnership")
    page.line("Written statement of action")
    page.line()
    header = ("Ref", "Action", "Lead", "By when", "RAG", "Progress to date", "Impact on families")
    printer = Printer(
        page, (6, 36, 24, 15, 6, 34, 30), header, length=44, top="OFFICIAL", foot="Page {} of 4", gap=True
    )
    ratings = [KEY[2], KEY[1], KEY[0], KEY[3]]
    actions, priorities = [], []
    for number, title, items in (
        (1, "Early years and schools", EARLY[:6]),
        (2, "Assessment and plans", EHC[:6]),
    ):
        printer.heading(f"Priority {number}: {title}")
        if number == 1:
            printer.head_row()
        rows = deal(
            items,
            refs=f"{number}.1.{{}}",
            ratings=ratings,
            join=" / ",
            whens=[
                *months("September 2025", "19-03", "19-09", "20-02"),
                When("By end of Spring Term 2020", Near("2020-04-30", 40)),
                When("Monthly"),
            ],
        )
        for row in rows:
            printer.row((row.ref, row.item.action, row.lead, row.when.raw, row.rating, row.progress, row.item.outcome))
            actions.append(row.action(str(number)))
        priorities.append(Priority(str(number), title))
    page.line()
    page.line("Key to the RAG rating")
    for text in (
        "Red: the action is off track and needs a recovery plan",
        "Amber: the action is at risk of slipping",
        "Green: the action is on track",
        "Blue: the action is complete",
    ):
        page.line(text)
    return plan(
        "westerby-wsoa.txt",
        "printed pages, running heads, rows over a page break, a key at the end",
        page,
        actions,
        priorities,
        labels="priority 1 2",
    )


def fenwick() -> Plan:
    """No blank lines between the rows, long cells, stray page numbers, initials with a list of people at
    the end."""
    page = TextPage()
    page.line("Fenwick and Vale Accelerated Progress Plan")
    page.line()
    header = ("No", "What we want to achieve", "Actions we will take", "Lead", "Due date", "Status")
    printer = Printer(
        page,
        (4, 30, 44, 12, 16, 14),
        header,
        length=38,
        top="Accelerated Progress Plan",
        foot="{}",
        gap=False,
    )
    initials = (
        ("JS", ["JS"], ["Joint Commissioning Manager"]),
        ("DCO / PEP", ["DCO", "PEP"], ["Designated Clinical Officer", "Principal Educational Psychologist"]),
        ("HoS", ["HoS"], ["Head of SEND"]),
        ("PCF", ["PCF"], ["Parent Carer Forum"]),
    )
    ratings = [
        ("On track", "on_track"),
        ("Complete", "complete"),
        ("Not started", "not_started"),
        ("Overdue", OneOf("off_track", Warned(None))),
        ("At risk", "at_risk"),
    ]
    long = Item(
        "Agree, with parents, schools and the three hospital trusts, one pathway for children with complex "
        "needs from birth to nineteen: who sees the child first, who writes to whom, how long each step may "
        "take, what the family can do meanwhile, and how a professional who is worried can speed things up; "
        "test it on twelve real histories, half of them told by parents, and change it where it does not "
        "hold; "
        "then train everybody who will use it, in mixed groups and not service by service, and put a short "
        "film about it on the Local Offer in the five languages most spoken in the area",
        "Families describe one journey and not six",
        ("HoS",),
        "",
        "",
    )
    actions, priorities = [], []
    for number, title, items in (
        (1, "Joint working", (*HEALTH[:3], long, *HEALTH[4:7])),
        (2, "Families", VOICE[:5]),
    ):
        printer.heading(f"Objective {number}: {title}")
        if number == 1:
            printer.head_row()
        rows = deal(
            items,
            refs=f"{number}.{{}}",
            ratings=ratings,
            whens=[
                *months("30 September 2025", "23-06", "23-12"),
                When("Ongoing"),
                *months("Sept 2025", "24-03"),
            ],
        )
        for index, row in enumerate(rows):
            lead, short, full = initials[index % 4]
            row = row.but(
                lead=lead,
                leads=OneOf(
                    short,
                    full,
                    [f"{b} ({a})" for a, b in zip(short, full, strict=True)],
                    [f"{a} ({b})" for a, b in zip(short, full, strict=True)],
                ),
            )
            printer.row((row.ref, row.item.outcome, row.item.action, row.lead, row.when.raw, row.rating))
            # "What we want to achieve" is the aim of the action, which the contract has no field for.
            aim = either("", row.item.outcome, header[1])
            actions.append(row.action(str(number), outcome=aim, progress=aim))
        priorities.append(Priority(str(number), title))
    page.line()
    page.line("Initials used in this plan")
    for text in (
        "JS   Joint Commissioning Manager",
        "DCO   Designated Clinical Officer",
        "PEP   Principal Educational Psychologist",
        "HoS   Head of SEND",
        "PCF   Parent Carer Forum",
    ):
        page.line(text)
    return plan(
        "fenwick-app.txt",
        "printed without gaps, long cells, stray page numbers, initials with a list",
        page,
        actions,
        priorities,
        labels="objective 1 2",
    )


def stourham() -> Plan:
    """No priorities and no references; blank lines between rows; contents page and glossary; different
    order."""
    page = TextPage()
    for text in (
        "Stourham County Council",
        "SEND Improvement Plan 2024 to 2027",
        "",
        "Contents",
        "1  Foreword ........ 2",
        "2  Our action plan ........ 3",
        "3  Glossary ........ 6",
        "",
        "Foreword",
        "",
        "We know that too many families wait too long. This plan says what will change, and we ask to be held to it.",
        "",
        "Our action plan",
        "",
    ):
        page.line(text)
    header = ("Timescale", "Owner", "What we are doing", "Success measures", "Where are we up to")
    printer = Printer(
        page,
        (14, 26, 40, 28, 40),
        header,
        length=60,
        top="",
        foot="Stourham SEND Improvement Plan | {}",
        gap=True,
    )
    printer.head_row()
    page.line()
    whens = [
        When("Summer 2025", OneOf(Near("2025-08-31", 62), Warned(None))),
        When("September 2025 onwards", None, "2025-09-01"),
        *months("09/2025", "26-01"),
        blank_date("tbc"),
        When("Nov 2024 - Feb 2025", "2025-02-28", "2024-11-01"),
        When("Monthly"),
    ]
    actions = []
    for row in deal((*INCLUSION[5:9], *ADULTHOOD[4:8]), whens=whens, join=", "):
        printer.row((row.when.raw, row.lead, row.item.action, row.item.measure, row.progress))
        # A measure is not an outcome, but the contract has no other field for it.
        measure = OneOf(row.item.measure, f"Success measures: {row.item.measure}", None)
        progress = OneOf(row.progress, f"{row.progress}\nSuccess measures: {row.item.measure}")
        actions.append(row.action(outcome=measure, progress=progress))
    for text in (
        "",
        "Glossary",
        "",
        "EHC plan: the legal document that sets out a child's needs and the help for them",
        "ICB: the NHS body that plans and buys health care",
        "SENDIASS: the free advice service for families",
    ):
        page.line(text)
    return plan(
        "stourham-improvement-plan.txt",
        "printed, no priorities or references, contents page and glossary",
        page,
        actions,
        document_date="2024-10-01",
    )


PLANS = (westerby, fenwick, stourham)
