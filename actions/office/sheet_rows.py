"""What an update sheet says beforehand of an action, and the signed mark by which its row is known again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from django.core import signing
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from actions.models import Action, ActionLead, Lead, ProgressReport, told_by
from actions.reporting import due_words
from actions.reporting.due_updates import is_owed, update_due_on
from actions.services import newest_sent
from actions.status import status_in_words
from actions.wording import day_in_words

MOST_ROWS = 500
"""How many actions one sheet holds: far under what the reader takes, however long their words are."""

LONGEST_PREFILLED = 1_000
"""How many characters of a text a sheet repeats."""

_SALT = "actions.update-sheet.row"
COMPARED = ("reference", "plain_words", "official_words")
"""Prefilled columns by which a row is held to be the action that it was made for."""


def open_actions(leads: QuerySet[Lead] | Sequence[Lead], *, on: date) -> QuerySet[Action]:
    """Public, unfinished actions of these leads in plans that are not closed, of which no update waits for approval."""
    led = ActionLead.objects.filter(action=OuterRef("pk"), lead__in=leads)
    waiting = ProgressReport.objects.filter(action=OuterRef("pk"), state=ProgressReport.State.SUBMITTED)
    return Action.objects.awaiting_updates(on=on).filter(Exists(led), ~Exists(waiting))


def actions_for_sheet(lead: Lead, *, on: date, every: bool = False) -> list[Action]:
    """What a lead owes on a day, soonest first, without a day last; with `every` all its open actions. At most 500."""
    actions = (
        open_actions([lead], on=on)
        .select_related("plan__partnership", "latest_report")
        .order_by(F("next_due").asc(nulls_last=True), "plan", "order", "pk")
    )
    return [action for action in actions if every or is_owed(update_due_on(action), on=on)][:MOST_ROWS]


def prefilled(action: Action, *, on: date, last: ProgressReport | None = None) -> dict[str, str]:
    """What a row says of its action, by the keys of the columns. Reads `plan`. `last` is the report whose words hold."""
    if last is None:
        last_on, last_words = "No update yet", "No update yet"
    else:
        last_on = day_in_words(last.reported_on) if last.reported_on else "Date not stated"
        last_words = last.done or "It does not say what was done."
    return {
        "reference": _short(action.reference),
        # The public page has the official words under this heading: it is never empty where there are some.
        "plain_words": _short(action.plain_words or action.official_words),
        "official_words": _short(action.official_words),
        "due": _short(due_words(action, on=on)),
        "last_status": action.rated_as or status_in_words(action.status),
        "last_words": _short(last_words),
        "last_on": last_on,
    }


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_PREFILLED else f"{text[: LONGEST_PREFILLED - 2]} …"


def same_words(one: str, other: str) -> bool:
    """Two cells say the same, whatever a spreadsheet program did to signs, blanks and line ends."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _digest(text: str) -> str:
    return sha256(_bare(text).encode("utf-8", "surrogatepass")).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Mark:
    """What the office knows of a row: its action as it was when the sheet was made. `newest` is 0 for no report."""

    number: int
    action: int
    version: int
    newest: int
    made: int
    digests: tuple[str, ...]

    @property
    def made_at(self) -> datetime:
        return datetime.fromtimestamp(self.made, UTC)

    @property
    def made_on(self) -> date:
        """The day in London on which the sheet was made."""
        return timezone.localtime(self.made_at).date()

    def shows(self, key: str, words: str) -> bool:
        """Whether these words stood in this prefilled column of the row."""
        return self.digests[COMPARED.index(key)] == _digest(words)


def signed(mark: Mark) -> str:
    plain = [mark.number, mark.action, mark.version, mark.newest, mark.made, *mark.digests]
    return signing.dumps(plain, salt=_SALT)


def read_mark(text: str) -> Mark | None:
    """The mark that this office signed; None for anything else."""
    try:
        number, action, version, newest, made, *digests = signing.loads(text, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Mark(number, action, version, newest, made, tuple(digests))


def rows_with_marks(actions: Sequence[Action], *, on: date, at: datetime) -> Iterator[tuple[dict[str, str], str]]:
    """Each action's prefilled cells, its number among them, and its signed mark, in order."""
    newest, told = newest_sent(actions), told_by(actions)
    for number, action in enumerate(actions, start=1):
        cells = prefilled(action, on=on, last=told.get(action.pk))
        mark = Mark(
            number,
            action.pk,
            action.version,
            newest.get(action.pk, 0),
            int(at.timestamp()),
            tuple(_digest(cells[key]) for key in COMPARED),
        )
        yield {"number": str(number), **cells}, signed(mark)
