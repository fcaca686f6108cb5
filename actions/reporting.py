"""Questions about the public actions of a plan on a day: how many stand where, which come first, what moved.

Everything starts from `.public()` and takes the day as `on`. One plan at a time: no partnership's ratings are ever
added to another's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Case, Count, Max, Prefetch, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce, Length
from django.urls import reverse

from actions.models import Action, ActionLead, ActionQuerySet, Lead, ProgressReport
from actions.status import FINISHED_VALUES, Status, Timeliness, dates_counted_to, silent_after, timeliness
from actions.wording import (
    cut_at_word,
    day_in_words,
    days_ago,
    first_upper,
    leads_in_words,
    shares_in_words,
    timescale_in_words,
)
from priorities.models import Plan, Priority
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

CSV_ROW_BYTES = 230
"""What a row of the CSV takes besides its long texts, about."""

RECENT_SHOWN = 3
"""How many changes the home page shows."""


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


def is_unrated() -> Q:
    """No report, or none with a rating that is known."""
    return Q(rated="")


def is_finished() -> Q:
    return Q(rated__in=FINISHED_VALUES)


def is_closed(plan: Plan, *, on: date) -> bool:
    """Nothing more is counted for the plan: it was closed by that day."""
    return plan.closed_on is not None and plan.closed_on <= on


def counted_to(plan: Plan, *, on: date) -> date:
    """A date of the plan before this day has passed; for every count, filter and order."""
    return dates_counted_to(closed_on=plan.closed_on, on=on)


def silent_before(plan: Plan, *, on: date) -> date:
    """Who was last heard of before this day is silent. For a closed plan the first day of all: nobody is."""
    if is_closed(plan, on=on):
        return date.min
    return on - timedelta(days=silent_after(plan.update_cycle))


def is_overdue(plan: Plan, *, on: date) -> Q:
    """Actions of the plan whose next date that counts has passed, as `Action.timeliness` rules one by one.

    Without a date (NULL) an action is never overdue; without a report (NULL) nothing says that it is finished.
    """
    return _overdue(counted_to(plan, on=on))


def is_silent(plan: Plan, *, on: date) -> Q:
    """Actions of the plan without a public report for its cycle and 14 days, else 92 days, as `Action.timeliness` rules.

    Without a report, or with one that bears no date (NULL), an action is counted from the day of its promise; without
    that, too (NULL), it is never silent.
    """
    return _silent(silent_before(plan, on=on))


def _overdue(day: date) -> Q:
    return Q(next_due__lt=day) & ~is_finished()


def _silent(day: date) -> Q:
    never_heard = Q(latest_report=None) | Q(latest_report__reported_on=None)
    return (Q(latest_report__reported_on__lt=day) | (never_heard & Q(promised_on__lt=day))) & ~is_finished()


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
            overdue=Count("pk", filter=_overdue(to)),
            silent=Count("pk", filter=_silent(heard)),
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


def approximate_csv_bytes(counts: Counts, number: int) -> int:
    """About how large the CSV of `number` of these actions is: their average texts, and the rest of a row.

    Reads nothing, so that a link can state the size.
    """
    return 300 + round(number * (CSV_ROW_BYTES + counts.letters / max(counts.total, 1)))


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One line of a list of actions, in words. `url` and `name` make its link."""

    url: str
    name: str
    status: Status | None
    timeliness: Timeliness
    due: str
    leads: str
    priority: str
    updated: str
    rated: str


ROWS_AT_ONCE = 20
"""The most lines of a list that are read together."""


class Listed(NamedTuple):
    """What a list reads of an action, its last public report and its priority; no more, because lists are long."""

    pk: int
    slug: str
    reference: str
    plain_words: str
    official_words: str
    timescale_raw: str
    start: date | None
    due: date | None
    next_due: date | None
    precision: str
    recurrence: str
    ongoing: bool
    timescale_problem: str
    promised_on: date | None
    rated: str
    rated_on: date | None
    latest_report: int | None
    latest_report__reported_on: date | None
    priority__number: str | None
    priority__title: str | None
    priority__public_from: datetime | None
    priority__withdrawn_at: datetime | None

    @property
    def first_words(self) -> str:
        """As Action.first_words."""
        return self.plain_words or self.official_words


class Linked(NamedTuple):
    """What the page of an action reads of another public action that it links to."""

    pk: int
    slug: str
    reference: str
    plain_words: str
    official_words: str
    continues_id: int | None
    plan__slug: str
    plan__title: str

    @property
    def first_words(self) -> str:
        """As Action.first_words."""
        return self.plain_words or self.official_words


_KEYS = {f"key{at}": int for at in range(ROWS_AT_ONCE)}
_LISTED = Prepared(
    lambda **keys: Action.objects.filter(pk__in=list(keys.values())).order_by().values_list(*Listed._fields), **_KEYS
)
_LISTED_LEADS = Prepared(
    lambda **keys: (
        ActionLead.objects.filter(action__in=list(keys.values()))
        .order_by("order", "pk")
        .values_list("action_id", "lead__name")
    ),
    **_KEYS,
)


def rows(keys: list[int], plan: Plan, *, on: date) -> list[ActionRow]:
    """Actions of the plan, by their keys, as lines of a list: two queries, whatever their number.

    Raises ValueError for more than ROWS_AT_ONCE.
    """
    padded = dict(zip(_KEYS, keys + [0] * (ROWS_AT_ONCE - len(keys)), strict=True))
    found = {row[0]: Listed._make(row) for row in _LISTED(**padded)}
    leads: dict[int, list[str]] = {key: [] for key in keys}
    for key, name in _LISTED_LEADS(**padded):
        leads[key].append(name)
    address = action_address(plan.slug)
    return [_row(found[key], plan, leads[key], address, on=on) for key in keys]


def for_csv(actions: ActionQuerySet, plan: Plan) -> list[Action]:
    """Whole actions with all that the CSV writes of them: two queries, whatever their number."""
    leads = ActionLead.objects.select_related("lead").only("action_id", "order", "lead__name")
    found = list(actions.select_related("latest_report", "priority").prefetch_related(Prefetch("action_leads", leads)))
    for action in found:
        action.plan = plan
    return found


def _row(listed: Listed, plan: Plan, leads: list[str], address: str, *, on: date) -> ActionRow:
    given = Status(listed.rated) if listed.rated else None
    last_update_on = listed.latest_report__reported_on
    when = timeliness(
        due=listed.next_due,
        status=given,
        last_update_on=last_update_on,
        promised_on=listed.promised_on,
        update_cycle=plan.update_cycle,
        closed_on=plan.closed_on,
        on=on,
        precision=listed.precision,
    )
    return ActionRow(
        url=address.format(listed.slug),
        name=action_name(listed),
        status=given,
        timeliness=when,
        due=due_words(listed, on=on),
        leads=leads_in_words(leads),
        priority=_priority_words(listed, plan),
        updated=_updated_words(when, reported=listed.latest_report is not None, last_update_on=last_update_on),
        rated=_rated_words(given, listed.rated_on, last_update_on=last_update_on),
    )


def _priority_words(listed: Listed, plan: Plan) -> str:
    """As Priority.label, where the public may read the priority."""
    if listed.priority__public_from is None or listed.priority__withdrawn_at is not None:
        return "None named"
    return f"{plan.priority_word} {listed.priority__number}" if listed.priority__number else listed.priority__title


def shown_priority(action: Action) -> Priority | None:
    """The action's priority where the public may read it, knowing its plan. Select `priority` first."""
    priority = action.priority
    if priority is None or priority.public_from is None or priority.withdrawn_at is not None:
        return None
    priority.plan = action.plan
    return priority


def action_name(action: Action | Listed | Linked) -> str:
    """What a link to the action says: its reference and its first words, cut at a word."""
    words = cut_at_word(action.first_words, 120).removesuffix(".") or "No words recorded"
    return f"{action.reference}: {words}" if action.reference else words


def action_address(plan: str) -> str:
    """The address of a plan's actions, by its slug, with {} for theirs: looking up 20 takes longer than reading them."""
    return reverse("actions:action", args=[plan, "0"]).removesuffix("0/") + "{}/"


def due_words(action: Action | Listed, *, on: date) -> str:
    """One line on when the action is due, as said on a day."""
    return timescale_in_words(
        on=on,
        raw=action.timescale_raw,
        start=action.start,
        due=action.due,
        next_due=action.next_due,
        precision=action.precision,
        recurrence=action.recurrence,
        ongoing=action.ongoing,
        problem=action.timescale_problem,
    )


def _updated_words(when: Timeliness, *, reported: bool, last_update_on: date | None) -> str:
    """When the action was last heard of: "18 days ago", "Date not stated", "No update published".

    Of a closed plan the day itself, because days since then say nothing.
    """
    if not reported:
        return "No update published"
    if last_update_on is None:
        return "Date not stated"
    return day_in_words(last_update_on) if when.frozen_on else first_upper(days_ago(when.since_update_days))


def _rated_words(given: Status | None, rated_on: date | None, *, last_update_on: date | None) -> str:
    """ "Rated on 3 May 2025" where the last report gave no rating and an older one did; else nothing."""
    if given is None or rated_on == last_update_on:
        return ""
    return f"Rated on {day_in_words(rated_on)}" if rated_on else "The day of the rating is not stated"


def attention_first(actions: ActionQuerySet, to: date, heard: date) -> ActionQuerySet:
    """Off track, overdue, at risk, silent; then what is under way; what is finished comes last.

    `to` is the day up to which the plan is counted (`counted_to`), `heard` the day of `silent_before`.
    """
    return actions.order_by(
        Case(
            When(rated=Status.OFF_TRACK.value, then=0),
            When(_overdue(to), then=1),
            When(rated=Status.AT_RISK.value, then=2),
            When(_silent(heard), then=3),
            When(is_finished(), then=5),
            default=4,
        ),
        "order",
        "pk",
    )


_OF_PRIORITY = Prepared(
    lambda priority, to, heard: attention_first(
        Action.objects.public().filter(priority=priority), to, heard
    ).values_list("pk", flat=True)[:ROWS_AT_ONCE],
    priority=int,
    to=date,
    heard=date,
)


def first_of_priority(priority: Priority, *, on: date) -> list[int]:
    """The keys of the priority's public actions, what needs attention first; at most ROWS_AT_ONCE."""
    plan = priority.plan
    return _OF_PRIORITY(priority=priority.pk, to=counted_to(plan, on=on), heard=silent_before(plan, on=on))


_LEADS = Prepared(
    lambda plan: (
        Lead.objects.filter(
            pk__in=ActionLead.objects.filter(action__in=Action.objects.public().filter(plan=plan)).values("lead")
        )
        .order_by("name")
        .values_list("slug", "name")
    ),
    plan=int,
)
_PRIORITIES = Prepared(lambda plan: Priority.objects.public().filter(plan=plan).order_by("order", "pk"), plan=int)


def lead_names(plan: Plan) -> dict[str, str]:
    """The leads of the plan's public actions by their slugs, in the order of their names."""
    return dict(_LEADS(plan=plan.pk))


def priorities_of(plan: Plan) -> list[Priority]:
    """The plan's public priorities in order, each knowing its plan."""
    found = _PRIORITIES(plan=plan.pk)
    for priority in found:
        priority.plan = plan
    return found


def _recent(plan: int) -> QuerySet:
    newest = (
        ProgressReport.objects.public()
        .filter(action__in=Action.objects.public().filter(plan=plan).order_by().values("pk"))
        .order_by("-public_from", "-pk")
        .values("pk")[:RECENT_SHOWN]
    )
    # Two steps: the first sorts keys out of an index, the second reads three whole reports.
    return ProgressReport.objects.filter(pk__in=newest).select_related("action").order_by("-public_from", "-pk")


_RECENT = Prepared(_recent, plan=int)


def newest_reports(plan: Plan) -> list[ProgressReport]:
    """The newest public reports on public actions of the plan, each knowing its plan; at most RECENT_SHOWN."""
    found = _RECENT(plan=plan.pk)
    for report in found:
        report.action.plan = plan
    return found
