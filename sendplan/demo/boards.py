"""The boards of the demonstration's host, with the days on which they met."""

from __future__ import annotations

from actions.models import Board, Meeting
from actions.services import add_board, publish_board, write_meetings
from priorities.models import Membership, Partnership
from sendplan.demo.content import DemoBoard
from sendplan.demo.hands import noon


def add_boards(partnership: Partnership, boards: list[DemoBoard]) -> None:
    """Each board as an approver writes and publishes it."""
    by = partnership.memberships.filter(role=Membership.Role.APPROVER).select_related("user").first().user
    for order, content in enumerate(boards):
        at = noon(content.published_on)
        board = Board(
            partnership=partnership,
            name=content.name,
            slug=content.slug,
            decides=content.decides,
            meets=content.meets,
            order=order,
        )
        add_board(board=board, by=by, at=at)
        meetings = [Meeting(board=board, held_on=one.held_on, note=one.note) for one in content.meetings]
        write_meetings(saved=meetings, deleted=[], by=by, at=at)
        publish_board(board=board, by=by, at=at)
