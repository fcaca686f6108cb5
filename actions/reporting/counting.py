"""How many of a plan's public actions stand where on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Length

from actions.models import Action
from actions.reporting.lateness import counted_to, due_before, is_unrated, silent_before, unheard_since
from actions.status import Status
from actions.wording import shares_in_words
from priorities.models import Plan
from priorities.prepared import Prepared

STATUSES: tuple[Status | None, ...] = (
    Status.EMBEDDED,
    Status.COMPLETE,
    Status.ON_TRACK,
    Status.NOT_STARTED,
    Status.AT_RISK,
    Status.OFF_TRACK,
    Status.STOPPED,
    None,
)
"""The order in which tables list statuses; None is "No rating given"."""


@dataclass(slots=True)
class Counts:
    """How many actions stand where on a day. `by_status` has every status, also those with 0.

    `overdue` of a closed plan are those whose date had passed when its last day was over. `last_update_on` is the day of the
    newest public report, None where there is none or none bears a date. `letters` is the length of all their texts.
    """

    total: int = 0
    by_status: dict[Status | None, int] = field(default_factory=lambda: dict.fromkeys(STATUSES, 0))
    overdue: int = 0
    silent: int = 0
    no_date: int = 0
    letters: int = 0
    last_update_on: date | None = None

    @property
    def done(self) -> int:
        """Complete, or complete and embedded. Stopped is not done."""
        return self.by_status[Status.COMPLETE] + self.by_status[Status.EMBEDDED]

    @property
    def stopped(self) -> int:
        return self.by_status[Status.STOPPED]

    @property
    def attention(self) -> int:
        """Off track or at risk."""
        return sum(number for status, number in self.by_status.items() if status and status.needs_attention)

    @property
    def unrated(self) -> int:
        return self.by_status[None]

    @property
    def bars(self) -> list[Bar]:
        """A row for each status, its bar in proportion to the longest."""
        longest = max(self.by_status.values()) or 1
        shares = shares_in_words(list(self.by_status.values()))
        return [
            Bar(status, number, round(100 * number / longest), share)
            for (status, number), share in zip(self.by_status.items(), shares, strict=True)
        ]

    def add(self, other: Counts) -> None:
        """Take in the counts of further actions of the same plan."""
        self.total += other.total
        for status, number in other.by_status.items():
            self.by_status[status] += number
        self.overdue += other.overdue
        self.silent += other.silent
        self.no_date += other.no_date
        self.letters += other.letters
        self.last_update_on = max(filter(None, (self.last_update_on, other.last_update_on)), default=None)


@dataclass(frozen=True, slots=True)
class Bar:
    """One status in a table with bars: `width` of 100 against the longest, `share` of all in words, "17%"."""

    status: Status | None
    number: int
    width: int
    share: str


_TEXTS = (
    "plain_words",
    "outcome",
    "timescale_raw",
    "latest_report__done",
    "latest_report__difference",
    "latest_report__next_step",
)
_LETTERS = sum((Coalesce(Length(text), 0) for text in _TEXTS), Length("official_words"))


def _counting(plan: int, to: date, heard: date) -> QuerySet:
    return (
        Action.objects.public()
        .filter(plan=plan)
        .order_by()
        .values("priority")
        .annotate(
            total=Count("pk"),
            none=Count("pk", filter=is_unrated()),
            overdue=Count("pk", filter=due_before(to)),
            silent=Count("pk", filter=unheard_since(heard)),
            no_date=Count("pk", filter=Q(next_due=None)),
            letters=Sum(_LETTERS),
            last_update_on=Max("latest_report__reported_on"),
            **{one.value: Count("pk", filter=Q(rated=one.value)) for one in Status},
        )
    )


_COUNTS = Prepared(_counting, plan=int, to=date, heard=date)


def counts_by_priority(plan: Plan, *, on: date) -> dict[int | None, Counts]:
    """Public actions of a plan by priority's key; None for those of no priority. One query.

    An action of a withdrawn priority counts under its key: the action itself is still promised.
    """
    rows = _COUNTS(plan=plan.pk, to=counted_to(plan, on=on), heard=silent_before(plan, on=on))
    return {row["priority"]: _counts_from(row) for row in rows}


def counts(plan: Plan, *, on: date) -> Counts:
    """All public actions of a plan. One query."""
    return added_up(counts_by_priority(plan, on=on).values())


def _counts_from(row: dict[str, object]) -> Counts:
    return Counts(
        total=row["total"],
        by_status={status: row[status.value if status else "none"] for status in STATUSES},
        overdue=row["overdue"],
        silent=row["silent"],
        no_date=row["no_date"],
        letters=row["letters"],
        last_update_on=row["last_update_on"],
    )


def added_up(several: Iterable[Counts]) -> Counts:
    """The counts of a plan from those of its parts."""
    total = Counts()
    for part in several:
        total.add(part)
    return total
