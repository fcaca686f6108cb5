"""Writes to boards and their meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from actions.models import Board, Meeting
from priorities.models import AuditEntry, ContentVersion, User
from priorities.services import NotAllowed, keep, keep_deleted, keep_new, record_event, refuse_personal_words_in


@transaction.atomic
def add_board(*, board: Board, by: User, at: datetime) -> None:
    """A new board, not public yet. Raises NotAllowed where its words hold what is held back."""
    board.recorded_at = at
    refuse_personal_words_in([board])
    keep_new([board], by=by, at=at)


@transaction.atomic
def write_meetings(*, saved: Sequence[Meeting], deleted: Sequence[Meeting], by: User, at: datetime) -> None:
    """Keep the meetings of a board as they were typed, and take out others. The public reads them with the board."""
    refuse_personal_words_in(saved)
    for record in deleted:
        keep_deleted(record, by=by, at=at)
    for record in saved:
        keep(record, by=by, at=at)
    if saved or deleted:
        ContentVersion.count_up()


@transaction.atomic
def publish_board(*, board: Board, by: User, at: datetime) -> None:
    """Let the public read a board's page. Raises NotAllowed where it does not say what it decides."""
    if board.public_from is not None:
        raise NotAllowed("This board is public already.")
    if not board.decides.strip():
        raise NotAllowed("What it decides: empty; say it in a sentence before families read of this board.")
    refuse_personal_words_in([board, *board.meetings.all()])
    board.public_from = at
    keep(board, by=by, at=at)
    record_event(kind=AuditEntry.Kind.APPROVED, by=by, at=at, words=f"Published the board '{board}'.", record=board)
    ContentVersion.count_up()


@transaction.atomic
def withdraw_board(*, board: Board, by: User, at: datetime) -> None:
    """Take a board's page from the public. Its meetings stay here, and so do the packs that were published."""
    if board.public_from is None:
        raise NotAllowed("The public cannot read this board.")
    board.public_from = None
    keep(board, by=by, at=at)
    record_event(kind=AuditEntry.Kind.DONE, by=by, at=at, words=f"Withdrew the board '{board}'.", record=board)
    ContentVersion.count_up()
