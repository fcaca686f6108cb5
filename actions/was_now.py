"""A report beside the one before it: what was said, what is said now, word by word. Nothing here asks the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions import plain_words
from actions.models import ForumView, ProgressReport
from actions.reporting import action_name
from actions.services import Move, few_children
from actions.word_diff import Kind, Piece, shortened, word_diff
from actions.wording import counted, day_in_words
from priorities.models import User

_TEXTS = (
    "done",
    "difference",
    "how_we_know",
    "next_step",
    "next_step_on",
    "decision_asked",
    "reason",
    "evidence",
    "evidence_url",
    "evidence_on",
)
"""Columns that are compared, in the order in which the public reads them."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One part of a report as it was and as it would be."""

    label: str
    pieces: list[Piece]

    @property
    def is_changed(self) -> bool:
        return any(piece.kind is not Kind.SAME for piece in self.pieces)


def compared(report: ProgressReport, last: ProgressReport | None, *, short: bool = False) -> list[Compared]:
    """The parts that either report has; with `short` only those that differ, and of these what stands near a change."""
    found = []
    for column in _TEXTS:
        was, now = (_text(getattr(each, column)) if each is not None else "" for each in (last, report))
        if not was and not now:
            continue
        label = str(ProgressReport._meta.get_field(column).verbose_name)
        part = Compared(label[:1].upper() + label[1:], word_diff(was, now))
        if not short:
            found.append(part)
        elif part.is_changed:
            found.append(Compared(part.label, shortened(part.pieces)))
    return found


def _text(value: str | date | None) -> str:
    return day_in_words(value) if isinstance(value, date) else value or ""


def compared_with(report: ProgressReport) -> ProgressReport | None:
    """The report that stands before it: the one that it corrects, else the action's last. Select both."""
    return report.corrects if report.corrects_id else report.action.latest_report


def notes_on(report: ProgressReport) -> int:
    """How many notes the lint has on a report's public words."""
    texts = (getattr(report, name) for name in ProgressReport.PUBLIC_TEXTS if name != "evidence_url")
    return sum(len(plain_words.notes(text)) for text in texts)


@dataclass(frozen=True, slots=True)
class WaitingReport:
    """A submitted report as the queue shows it. `view_state` is how far the forum's view of it is; "" without one."""

    report: ProgressReport
    view_state: str
    is_own: bool
    may_decide: bool
    moves: list[Move]
    author: User | None
    """Who wrote it; None where the reader is not told."""

    @property
    def name(self) -> str:
        return action_name(self.report.action)

    @property
    def changed(self) -> list[Compared]:
        """What differs in words; of a "no change" nothing, because it repeats."""
        return [] if self.report.no_change else compared(self.report, compared_with(self.report), short=True)

    @property
    def notes(self) -> str:
        number = notes_on(self.report)
        return counted(number, "note") if number else "None"

    @property
    def few(self) -> list[str]:
        return few_children(self.report)

    @property
    def forum(self) -> str:
        """Whether the forum says something of it; what it only drafts is its own."""
        if self.view_state == ForumView.State.SUBMITTED:
            return "Its view waits too"
        return "Its view is public" if self.view_state == ForumView.State.PUBLISHED else "Nothing yet"

    @property
    def kinds(self) -> list[str]:
        """What the row is, beside its words: "No change", "Correction"."""
        said = ["No change"] if self.report.no_change else []
        if self.report.corrects_id:
            said.append("Correction")
        return [*said, "Drafted through a link"] if self.report.link_id else said

    @property
    def may_be_ticked(self) -> bool:
        """Whether it can be approved with others."""
        return self.may_decide and self.report.no_change and not self.few
