"""The 24 kinds of hostile and odd files that the pages of an import must refuse in one sentence, or read rightly.

Each file is made when it is asked for: some are large. `docs/operations.md` says how the site is loaded with them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.unit.priorities.test_documents_hostile import PADDING, READ, REFUSED, paragraph, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = "Ref,Action,Lead,By when\n"
ROW = "1.1,Train every SENCO in the area,Head of SEND,May 2026\n"


@dataclass(frozen=True, slots=True)
class OddFile:
    """One file, what the pages say where they refuse it, else how many actions are read from it."""

    kind: str
    name: str
    make: Callable[[], bytes]
    sentence: str = ""
    actions: int = 0
    heavy: bool = False
    """Large or slow to make: brought in by tests/reliability/hostile.py alone, and read in the reader's own tests."""


def _hostile(kind: str, *names: str, heavy: bool = False) -> list[OddFile]:
    found = []
    for name in names:
        data, sentence = REFUSED[name]
        found.append(OddFile(kind, name, data, sentence, heavy=heavy))
    return found


def _harmless(kind: str, *names: str, heavy: bool = False) -> list[OddFile]:
    """Claims to be huge, and holds one heading alone."""
    said = "No actions were found in the document; give its table a heading row such as 'Action', 'Lead' and 'By when'."
    return [OddFile(kind, name, READ[name], said, heavy=heavy) for name in names]


def _text(kind: str, name: str, text: str | bytes, sentence: str = "", actions: int = 0) -> OddFile:
    data = text.encode() if isinstance(text, str) else text
    return OddFile(kind, name, lambda: data, sentence, actions)


def full_plan() -> bytes:
    """As many rows as are read."""
    rows = "".join(
        f"{number},Hold meeting number {number} of the reading circle with parents,Head of SEND; Team leader,bi-monthly\n"
        for number in range(1, 5000)
    )
    return (HEAD + rows).encode()


def pasted_table() -> str:
    """As much as may be pasted: rows of which every cell is another text, and each has to be weighed as a date."""
    rows = (
        f"{number}\tDo the thing number {number} with Anna Smith\tManager {number}\tby the end of the spring term 2026 or every {number} weeks\n"
        for number in range(4_400)
    )
    return "Ref\tAction\tLead\tTimescale\n" + "".join(rows)


ODD_FILES: tuple[OddFile, ...] = (
    *_hostile("1 unpacks to far more than it is", "bomb.xlsx", "ratio.docx"),
    *_hostile("2 unpacks to more than is read", "large.xlsx", heavy=True),
    *_hostile("3 names a part outside itself", "outside.xlsx", "absolute.docx", "backslash.docx"),
    *_hostile("4 damaged or cut short", "cut.xlsx", "half.docx", "changed.docx", "bzip.docx", "not-xml.docx"),
    *_hostile("5 entities that multiply", "entities.xlsx", "entities.docx"),
    *_hostile(
        "6 entities that read the machine",
        "outside-entity.xlsx",
        "outside-entity.docx",
        "dtd.docx",
        "utf16-entities.docx",
    ),
    *_hostile("7 nested without end", "nested.docx"),
    *_hostile("8 too many parts", "many.docx", "twice.docx", "no-sheet.xlsx"),
    *_hostile("9 too many rows", "rows.xlsx"),
    *_hostile("9 too many rows", "rows.docx", "gutters.txt", heavy=True),
    *_hostile("10 too many columns", "columns.xlsx", "spans.docx"),
    *_hostile("11 a cell too long", "long-cell.xlsx"),
    *_hostile("12 texts without end", "strings.xlsx", "one-string.xlsx", heavy=True),
    *_hostile("13 merged cells that overlap", "overlapping.xlsx"),
    *_hostile("13 merged cells that overlap", "merges.xlsx", heavy=True),
    *_hostile("14 cells that point nowhere", "no-string.xlsx", "backwards.xlsx"),
    *_hostile("15 NUL", "nul.txt", "nul.csv", "utf16-nul.csv"),
    *_hostile("16 no text", "garbage.txt"),
    *_hostile("17 hidden parts without end", "comments.xlsx"),
    *_harmless("18 claims to be huge", "dimension.xlsx", "merged-all.xlsx"),
    *_harmless("18 claims to be huge", "styled-rows.xlsx", "styled-cells.xlsx", heavy=True),
    OddFile(
        "19 fills the memory",
        "elements.docx",
        lambda: word("<w:a/>" * 6_000_000 + paragraph("Action"), extra=PADDING),
        "The file elements.docx needs too much memory to read or is damaged: open it, copy what matters into a new file and send that.",
        heavy=True,
    ),
    _text(
        "20 locked or of another program",
        "locked.xlsx",
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "The file locked.xlsx is locked with a password, which is not read: open it, remove the password and save it again.",
    ),
    _text(
        "20 locked or of another program",
        "old.xls",
        OLE + "Workbook".encode("utf-16-le"),
        "The file old.xls is an old Excel workbook (.xls), which is not read: open it in Excel and save it as .xlsx.",
    ),
    _text(
        "20 locked or of another program",
        "plan.pdf",
        b"%PDF-1.7\n",
        "The file plan.pdf is a PDF, which is not read: open it, select all, copy, paste into a text file and save that as .txt.",
    ),
    _text(
        "20 locked or of another program",
        "page.csv",
        "<html><table><tr><td>Action</td></tr></table></html>",
        "The file page.csv is a web page inside, which is not read: open it in Excel and save it as .xlsx.",
    ),
    _text(
        "20 locked or of another program",
        "macro.docm",
        b"PK\x03\x04",
        "The file macro.docm is damaged or cut short: open it, save it again and send the new copy.",
    ),
    _text(
        "21 empty or too large",
        "empty.csv",
        b"",
        "The file empty.csv is empty: check that it was saved, and send it again.",
    ),
    _text(
        "21 empty or too large",
        "blank.csv",
        " \n,,\n",
        "The file blank.csv holds no text: check that it was saved, and send it again.",
    ),
    OddFile(
        "21 empty or too large",
        "huge.csv",
        lambda: (HEAD + ROW * 100_000).encode(),
        "The file huge.csv has 5.4 MB and the most that is read is 5 MB: remove its pictures or split it.",
    ),
    _text(
        "22 a table that is wrong",
        "unclosed.csv",
        HEAD + ROW + '1.2,"Write a guide,Team leader,June 2026\n',
        'In row 3 of unclosed.csv a value begins with a quote mark that is never closed: add the closing mark (") and save the file again.',
    ),
    _text(
        "22 a table that is wrong",
        "misspelt.csv",
        "Reff,Akshun,Leed,Bye wen\n" + ROW,
        "No actions were found in the document; give its table a heading row such as 'Action', 'Lead' and 'By when'.",
    ),
    _text(
        "22 a table that is wrong",
        "mixed.csv",
        HEAD.encode() + "1.1,Café,Head\n".encode() + "1.2,Café,Head\n".encode("cp1252") + "1.3,Café,Head\n".encode(),
        "Line 3 of mixed.csv is written in another encoding than the lines around it: open the file, correct that line and save it as UTF-8.",
    ),
    _text("23 read rightly although odd", "utf16.csv", (HEAD + ROW).encode("utf-16"), actions=1),
    _text(
        "23 read rightly although odd",
        "windows.csv",
        (HEAD + ROW).replace("area", "café area").encode("cp1252"),
        actions=1,
    ),
    _text(
        "23 read rightly although odd",
        "semicolons.csv",
        "\ufeff" + (HEAD + ROW).replace(",", ";").replace("\n", "\r"),
        actions=1,
    ),
    _text(
        "23 read rightly although odd",
        "formula.csv",
        HEAD + "=1+1,=cmd|' /C calc'!A1 and train staff,@Team leader,+May 2026\n",
        actions=1,
    ),
    _text("23 read rightly although odd", "twice.csv", HEAD + ROW + ROW.replace("Train", "Tell"), actions=2),
    _text("23 read rightly although odd", "../../etc/cron.d/plan.csv", HEAD + ROW, actions=1),
    _text("23 read rightly although odd", f"{'👍' * 70}.csv", HEAD + ROW, actions=1),
    _text("23 read rightly although odd", "a\u202evsc.nalp.csv", HEAD + ROW, actions=1),
    OddFile("24 as much as may be read", "full.csv", full_plan, actions=4999, heavy=True),
)
