"""The columns of an update sheet, in order: what the office fills in beforehand, and what the lead fills in."""

from __future__ import annotations

from dataclasses import dataclass

from actions.status import Status

UPDATES_SHEET = "Updates"
MARK_SHEET = "sendplan"
SHEET_SIGN = "sendplan update sheet"
"""What the first cell of the hidden sheet with the marks says."""

YES, NO = "yes", "–"
NO_RATING_CHOICE = "No rating"
"""The choice of somebody who reports without rating the action."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, its heading, its width in characters, what may be chosen in it, what stands in the way of words.

    `kind` is "text", "day", "list" or "short" (300 characters at most); `choices` are those of a list.
    """

    key: str
    heading: str
    width: int
    kind: str = "text"
    choices: tuple[str, ...] = ()


NUMBER = Column("number", "Row", 6)
PREFILLED = (
    NUMBER,
    Column("reference", "Reference", 12),
    Column("plain_words", "What we promised", 38),
    Column("official_words", "Official words", 38),
    Column("due", "Due", 18),
    Column("last_status", "Last status", 16),
    Column("last_words", "What the last update said", 38),
    Column("last_on", "Date of the last update", 18),
)
FILLED_IN = (
    Column("no_change", "No change?", 12, "list", (YES, NO)),
    Column("status", "Status", 24, "list", (*(status.label for status in Status), NO_RATING_CHOICE)),
    Column("done", "What we have done", 42),
    Column("difference", "The difference it made", 42),
    Column("how_we_know", "How we know", 36),
    Column("next_step", "Next step", 36),
    Column("next_step_on", "Date of the next step", 18, "day"),
    Column("evidence", "Evidence", 36),
    Column("evidence_on", "Date of the evidence", 18, "day"),
    Column("evidence_url", "Evidence link", 30),
    Column("reason", "Reason for stopping", 36),
    Column("new_timescale", "New due date", 20),
    Column("new_timescale_reason", "Why it changes", 36),
    Column("new_timescale_agreed_by", "Who agreed it", 28, "short"),
    Column("new_timescale_agreed_on", "Agreed on", 18, "day"),
)
COLUMNS = (*PREFILLED, *FILLED_IN)
BY_KEY = {column.key: column for column in COLUMNS}
