"""How many of a plan's public actions stand where on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Length

from actions.models import Action, RatingWord
from actions.reading import KeyWord, RatingKey
from actions.reporting.lateness import counted_to, due_before, is_unrated, silent_before, unheard_since
from actions.status import Status
from actions.wording import cut_at_word, shares_in_words
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


UNEXPLAINED = "Rated; meaning not known"
"""What stands in the place of a status where the plan's key does not say which one a word means."""


@dataclass(slots=True)
class Counts:
    """How many actions stand where on a day. `by_status` has every status, also those with 0.

    `overdue` of a closed plan are those whose date had passed when its last day was over. `last_update_on` is the day of the
    newest public report, None where there is none or none bears a date. `letters` is the length of all their texts.
    `no_date` have no next date that counts; of these `no_clear_date` have none that could be read, the rest are ongoing or
    repeating. `unknown` says of each word that rates actions, and of which nobody knows the status, how many it rates.
    """

    total: int = 0
    by_status: dict[Status | None, int] = field(default_factory=lambda: dict.fromkeys(STATUSES, 0))
    overdue: int = 0
    silent: int = 0
    no_date: int = 0
    no_clear_date: int = 0
    letters: int = 0
    last_update_on: date | None = None
    unknown: dict[str, int] = field(default_factory=dict)

    @property
    def done(self) -> int:
        """Complete, or complete and embedded. Stopped is not done."""
        return self.by_status[Status.COMPLETE] + self.by_status[Status.EMBEDDED]

    @property
    def embedded(self) -> int:
        """Those of `done` that are complete and embedded."""
        return self.by_status[Status.EMBEDDED]

    @property
    def going_on(self) -> int:
        """Without an end date because they are ongoing or repeating."""
        return self.no_date - self.no_clear_date

    @property
    def stopped(self) -> int:
        return self.by_status[Status.STOPPED]

    @property
    def attention(self) -> int:
        """Off track or at risk."""
        return sum(number for status, number in self.by_status.items() if status and status.needs_attention)

    @property
    def others(self) -> list[tuple[int, str]]:
        """The statuses that are neither done nor in need of attention, each with its number and words; none with 0."""
        statuses = (Status.ON_TRACK, Status.NOT_STARTED, Status.STOPPED)
        return [(number, status.label.lower()) for status in statuses if (number := self.by_status[status])]

    @property
    def unrated(self) -> int:
        """Without a status: without a rating, or rated in words of which nobody knows the status."""
        return self.by_status[None]

    @property
    def unexplained(self) -> int:
        return sum(self.unknown.values())

    @property
    def without_rating(self) -> int:
        return self.unrated - self.unexplained

    @property
    def bars(self) -> list[Bar]:
        """A row for each status, its bar in proportion to the longest."""
        rows = [(status, "", number) for status, number in self.by_status.items() if status is not None]
        rows += [(None, UNEXPLAINED, self.unexplained)] if self.unexplained else []
        rows += [(None, "", self.without_rating)]
        numbers = [number for _, _, number in rows]
        longest = max(numbers) or 1
        return [
            Bar(status, number, round(100 * number / longest), share, words)
            for (status, words, number), share in zip(rows, shares_in_words(numbers), strict=True)
        ]

    def add(self, other: Counts) -> None:
        """Take in the counts of further actions of the same plan."""
        self.total += other.total
        for status, number in other.by_status.items():
            self.by_status[status] += number
        self.overdue += other.overdue
        self.silent += other.silent
        self.no_date += other.no_date
        self.no_clear_date += other.no_clear_date
        self.letters += other.letters
        for word, number in other.unknown.items():
            self.unknown[word] = self.unknown.get(word, 0) + number
        self.last_update_on = max(filter(None, (self.last_update_on, other.last_update_on)), default=None)


@dataclass(frozen=True, slots=True)
class Bar:
    """One status in a table with bars: `width` of 100 against the longest, `share` of all in words, "17%".

    `words` stand for the status where it is not known.
    """

    status: Status | None
    number: int
    width: int
    share: str
    words: str = ""


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
        .values("priority", "rated_as")
        .annotate(
            total=Count("pk"),
            none=Count("pk", filter=is_unrated()),
            overdue=Count("pk", filter=due_before(to)),
            silent=Count("pk", filter=unheard_since(heard)),
            no_date=Count("pk", filter=Q(next_due=None)),
            no_clear_date=Count(
                "pk", filter=Q(next_due=None) & (~Q(timescale_problem="") | Q(recurrence="", ongoing=False))
            ),
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
    found: dict[int | None, Counts] = {}
    for row in rows:
        found.setdefault(row["priority"], Counts()).add(_counts_from(row))
    return found


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
        no_clear_date=row["no_clear_date"],
        letters=row["letters"],
        last_update_on=row["last_update_on"],
        unknown={row["rated_as"]: row["total"]} if row["rated_as"] else {},
    )


def added_up(several: Iterable[Counts]) -> Counts:
    """The counts of a plan from those of its parts."""
    total = Counts()
    for part in several:
        total.add(part)
    return total


WORDS_SHOWN = 5
"""How many words of which nobody knows the status a page names, the most frequent first."""


def without_word(counts: Counts, key: Iterable[RatingWord]) -> list[Status]:
    """The statuses that actions have and for which the plan's key has no word, in the order of STATUSES."""
    explained = {line.status_now for line in key}
    return [status for status in STATUSES if status and counts.by_status[status] and status not in explained]


class UnexplainedWord(NamedTuple):
    """A word that rates so many actions, and whether the plan's key has it, though without a status."""

    word: str
    number: int
    in_key: bool


def unexplained_words(counts: Counts, key: Iterable[RatingWord]) -> list[UnexplainedWord]:
    """The words of which nobody knows the status, the most frequent first; those beyond WORDS_SHOWN as one with word ""."""
    known = RatingKey(KeyWord(line.word, line.meaning, line.status_now, "") for line in key)
    ranked = sorted(counts.unknown.items(), key=lambda item: (-item[1], item[0]))
    found = [
        UnexplainedWord(cut_at_word(word, 60), number, known.entry(word) is not None)
        for word, number in ranked[:WORDS_SHOWN]
    ]
    rest = sum(number for _, number in ranked[WORDS_SHOWN:])
    return [*found, UnexplainedWord("", rest, False)] if rest else found
