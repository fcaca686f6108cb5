"""Every component in every state, with words of its own, for the staff's gallery. Pure: no database, fixed dates."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from actions.reporting import STATUSES, Counts
from actions.status import Status, Timeliness, timeliness

DAY = date(2026, 3, 20)


def _timeliness(*, due: date | None = None, last: date | None = None, closed: date | None = None) -> Timeliness:
    return timeliness(
        due=due,
        status=None,
        last_update_on=last,
        promised_on=date(2025, 1, 6),
        update_cycle="quarterly",
        closed_on=closed,
        on=DAY,
    )


def _row(
    name: str, status: Status | None, when: Timeliness, *, due: str, leads: str, rated: str = ""
) -> SimpleNamespace:
    return SimpleNamespace(
        url="#action-list",
        name=name,
        status=status,
        timeliness=when,
        due=due,
        leads=leads,
        updated="18 days ago",
        rated=rated,
        since="",
        moved=False,
        word="",
    )


def gallery() -> dict[str, object]:
    """What the gallery's template shows."""
    late = _timeliness(due=date(2026, 2, 28), last=date(2026, 3, 2))
    silent = _timeliness(last=date(2025, 6, 2))
    both = _timeliness(due=date(2025, 11, 30), last=date(2025, 11, 3))
    counts = Counts(total=38, overdue=2, silent=3, no_date=4, no_clear_date=1, last_update_on=date(2026, 3, 18))
    counts.by_status |= dict(zip(STATUSES, (6, 9, 12, 4, 3, 2, 1, 1), strict=True))
    return {
        "statuses": STATUSES,
        "flagged": [
            ("Overdue", late),
            ("No recent update", silent),
            ("Both", both),
            ("Closed plan", _timeliness(due=date(2025, 6, 1), closed=date(2025, 8, 31))),
        ],
        "counts": counts,
        "no_counts": Counts(),
        "on": DAY,
        "rows": [
            _row("1.1: Answer every family", Status.ON_TRACK, _timeliness(), due="31 July 2026", leads="SEND team"),
            _row(
                "1.2: Write the guide",
                Status.AT_RISK,
                late,
                due="28 February 2026",
                leads="Inclusion team",
                rated="Rated on 3 May 2025",
            ),
            _row("Supercalifragilistic" * 6, None, silent, due="No date set", leads="No lead named"),
            _row(
                "1.4: Talk " + "and talk " * 60, Status.EMBEDDED, _timeliness(), due="About July 2025", leads="x" * 90
            ),
        ],
        "versions": [
            SimpleNamespace(public_from=DAY, reason="", words="Words as they were agreed at first."),
            SimpleNamespace(public_from=DAY, reason="The board agreed shorter words.", words="Words as they are now."),
        ],
        "steps": [
            SimpleNamespace(words="Previous page", url="#pagination", rel="prev"),
            SimpleNamespace(words="1", url="#pagination", rel=""),
            SimpleNamespace(words="2", url="", rel=""),
            SimpleNamespace(words="Next page", url="#pagination", rel="next"),
        ],
    }
