"""Questions about the public actions of a plan on a day: how many stand where, which come first, what moved.

Everything starts from `.public()` and takes the day as `on`. One plan at a time: no partnership's ratings are ever
added to another's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Case, Count, Max, Prefetch, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce, Length
from django.urls import reverse

from actions.models import Action, ActionLead, ActionQuerySet, Lead, ProgressReport
from actions.status import FINISHED_VALUES, Status, Timeliness, silent_after
from actions.wording import cut_at_word, day_in_words, days_ago, leads_in_words, timescale_in_words
from priorities.models import Plan, Priority

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

RECENT_DAYS = 30
"""How far back "changed recently" looks."""


@dataclass(slots=True)
class Counts:
    """How many actions stand where on a day. `by_status` has every status, also those with 0.

    `overdue` of a closed plan are those whose date had passed when it closed. `last_update_on` is the day of the
    newest public report, None where there is none or none bears a date.
    """

    total: int = 0
    by_status: dict[Status | None, int] = field(default_factory=lambda: dict.fromkeys(STATUSES, 0))
    overdue: int = 0
    silent: int = 0
    no_date: int = 0
    no_lead: int = 0
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
        return [
            Bar(status, number, round(100 * number / longest), round(100 * number / self.total) if self.total else 0)
            for status, number in self.by_status.items()
        ]

    def add(self, other: Counts) -> None:
        """Take in the counts of further actions of the same plan."""
        self.total += other.total
        for status, number in other.by_status.items():
            self.by_status[status] += number
        self.overdue += other.overdue
        self.silent += other.silent
        self.no_date += other.no_date
        self.no_lead += other.no_lead
        self.last_update_on = max(filter(None, (self.last_update_on, other.last_update_on)), default=None)


@dataclass(frozen=True, slots=True)
class Bar:
    """One status in a table with bars: `width` of 100 against the longest, `share` in per cent of all."""

    status: Status | None
    number: int
    width: int
    share: int


def is_unrated() -> Q:
    """No report, or none with a rating: "" and NULL both mean that nobody said."""
    return Q(latest_report=None) | Q(latest_report__status="")


def is_finished() -> Q:
    return Q(latest_report__isnull=False, latest_report__status__in=FINISHED_VALUES)


def is_overdue(plan: Plan, *, on: date) -> Q:
    """As ActionQuerySet.overdue, for actions of one plan, so that it can stand inside a count."""
    counted_to = min(on, plan.closed_on) if plan.closed_on else on
    return Q(next_due__lt=counted_to) & ~is_finished()


def is_silent(plan: Plan, *, on: date) -> Q:
    """As ActionQuerySet.silent, for actions of one plan. A closed plan has no silent actions."""
    if plan.closed_on and plan.closed_on <= on:
        return Q(pk__in=[])
    limit = on - timedelta(days=silent_after(plan.update_cycle))
    heard = Q(latest_report__reported_on__lt=limit)
    never_heard = Q(latest_report=None) | Q(latest_report__reported_on=None)
    return (heard | (never_heard & Q(promised_on__lt=limit))) & ~is_finished()


def _counting(plan: Plan, *, on: date) -> dict[str, Count | Max]:
    closed = bool(plan.closed_on and plan.closed_on <= on)
    wanted: dict[str, Count | Max] = {
        "total": Count("pk"),
        "none": Count("pk", filter=is_unrated()),
        "overdue": Count("pk", filter=is_overdue(plan, on=on)),
        "no_date": Count("pk", filter=Q(due=None)),
        "last_update_on": Max("latest_report__reported_on"),
    }
    if not closed:
        wanted["silent"] = Count("pk", filter=is_silent(plan, on=on))
    for status in Status:
        wanted[status.value] = Count("pk", filter=Q(latest_report__status=status.value))
    return wanted


def _counts_from(row: dict[str, object]) -> Counts:
    return Counts(
        total=row["total"],
        by_status={status: row[status.value if status else "none"] for status in STATUSES},
        overdue=row["overdue"],
        silent=row.get("silent", 0),
        no_date=row["no_date"],
        last_update_on=row["last_update_on"],
    )


def counts(actions: ActionQuerySet, plan: Plan, *, on: date) -> Counts:
    """Count actions of one plan. One query."""
    return _counts_from(actions.order_by().aggregate(**_counting(plan, on=on)))


def counts_by_priority(plan: Plan, *, on: date) -> dict[int | None, Counts]:
    """Public actions of a plan by priority's key; None for those of no priority. One query.

    An action of a withdrawn priority counts under its key: the action itself is still promised.
    """
    rows = Action.objects.public().filter(plan=plan).order_by().values("priority").annotate(**_counting(plan, on=on))
    return {row["priority"]: _counts_from(row) for row in rows}


def added_up(several: Iterable[Counts]) -> Counts:
    """The counts of a plan from those of its parts."""
    total = Counts()
    for part in several:
        total.add(part)
    return total


def approximate_csv_bytes(actions: ActionQuerySet) -> int:
    """About how large the CSV of these actions is: the length of their long texts and 260 bytes for the rest of a row.

    One query, and no row is read into memory.
    """
    texts = (
        "official_words",
        "plain_words",
        "outcome",
        "timescale_raw",
        "latest_report__done",
        "latest_report__difference",
        "latest_report__next_step",
    )
    length = sum((Coalesce(Length(text), 0) for text in texts[1:]), Coalesce(Length(texts[0]), 0))
    row = actions.order_by().aggregate(letters=Sum(length), rows=Count("pk"))
    return (row["letters"] or 0) + 260 * row["rows"] + 300


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


def rows(actions: ActionQuerySet, plan: Plan, *, on: date) -> list[ActionRow]:
    """Read these actions as lines of a list: two queries, whatever their number. Slice them first."""
    # One address is looked up and the slugs are put in: for 20 rows that is a fifth of the page's time.
    urls = reverse("actions:action", args=[plan.slug, "0"]).removesuffix("0/") + "{}/"
    return [_row(action, plan, urls, on=on) for action in for_lists(actions)]


def for_lists(actions: ActionQuerySet) -> ActionQuerySet:
    """With what a list shows of each action and nothing else."""
    leads = ActionLead.objects.select_related("lead").only("action_id", "order", "lead__name")
    return (
        actions.select_related("latest_report", "priority")
        .only(
            "plan_id",
            "slug",
            "reference",
            "plain_words",
            "official_words",
            "timescale_raw",
            "start",
            "due",
            "next_due",
            "precision",
            "recurrence",
            "ongoing",
            "timescale_problem",
            "promised_on",
            "latest_report__status",
            "latest_report__reported_on",
            "priority__number",
            "priority__title",
            "priority__public_from",
            "priority__withdrawn_at",
        )
        .prefetch_related(Prefetch("action_leads", leads))
    )


def for_csv(actions: ActionQuerySet, plan: Plan) -> list[Action]:
    """Whole actions with all that the CSV writes of them: two queries, whatever their number."""
    leads = ActionLead.objects.select_related("lead").only("action_id", "order", "lead__name")
    found = list(actions.select_related("latest_report", "priority").prefetch_related(Prefetch("action_leads", leads)))
    for action in found:
        action.plan = plan
    return found


def _row(action: Action, plan: Plan, urls: str, *, on: date) -> ActionRow:
    action.plan = plan  # already read; the list would ask for it again for each action
    priority = shown_priority(action)
    return ActionRow(
        url=urls.format(action.slug),
        name=action_name(action),
        status=action.status,
        timeliness=action.timeliness(on=on),
        due=due_words(action),
        leads=leads_in_words([link.lead.name for link in action.action_leads.all()]),
        priority=priority.label if priority else "None named",
        updated=updated_words(action, on=on),
    )


def shown_priority(action: Action) -> Priority | None:
    """The action's priority where the public may read it, knowing its plan. Select `priority` first."""
    priority = action.priority
    if priority is None or priority.public_from is None or priority.withdrawn_at is not None:
        return None
    priority.plan = action.plan
    return priority


def action_name(action: Action) -> str:
    """What a link to the action says: its reference and its first words, cut at a word."""
    words = cut_at_word(action.first_words, 120).removesuffix(".") or "No words recorded"
    return f"{action.reference}: {words}" if action.reference else words


def due_words(action: Action) -> str:
    """One line on when the action is due."""
    return timescale_in_words(
        raw=action.timescale_raw,
        start=action.start,
        due=action.due,
        next_due=action.next_due,
        precision=action.precision,
        recurrence=action.recurrence,
        ongoing=action.ongoing,
        problem=action.timescale_problem,
    )


def updated_words(action: Action, *, on: date) -> str:
    """When the action was last heard of: "18 days ago", "Date not stated", "No update published".

    Of a closed plan the day itself, because days since then say nothing.
    """
    report = action.latest_report
    if report is None:
        return "No update published"
    if report.reported_on is None:
        return "Date not stated"
    closed = action.plan.closed_on is not None and action.plan.closed_on <= on
    return day_in_words(report.reported_on) if closed else days_ago(max((on - report.reported_on).days, 0))


def attention_first(actions: ActionQuerySet, plan: Plan, *, on: date) -> ActionQuerySet:
    """Off track, overdue, at risk, silent; then what is under way; what is finished comes last."""
    return actions.order_by(
        Case(
            When(latest_report__status=Status.OFF_TRACK.value, then=0),
            When(is_overdue(plan, on=on), then=1),
            When(latest_report__status=Status.AT_RISK.value, then=2),
            When(is_silent(plan, on=on), then=3),
            When(is_finished(), then=5),
            default=4,
        ),
        "order",
        "pk",
    )


def leads_of(plan: Plan) -> QuerySet[Lead]:
    """The leads of the plan's public actions, by name."""
    named = ActionLead.objects.filter(action__in=Action.objects.public().filter(plan=plan)).values("lead")
    return Lead.objects.filter(pk__in=named).only("name", "slug").order_by("name")


def priorities_of(plan: Plan) -> list[Priority]:
    """The plan's public priorities in order, each knowing its plan."""
    found = list(Priority.objects.public().filter(plan=plan).order_by("order", "pk"))
    for priority in found:
        priority.plan = plan
    return found


def recent_reports(plan: Plan, *, since: datetime, most: int) -> QuerySet[ProgressReport]:
    """The newest public reports on public actions of the plan, published at or after a moment."""
    return (
        ProgressReport.objects.public()
        .filter(action__in=Action.objects.public().filter(plan=plan), public_from__gte=since)
        .select_related("action")
        .order_by("-public_from", "-pk")[:most]
    )


def last_change(plan: Plan) -> datetime | None:
    """When the newest report on a public action of the plan became public; None where there is none."""
    reports = ProgressReport.objects.public().filter(action__in=Action.objects.public().filter(plan=plan))
    return reports.aggregate(last=Max("public_from"))["last"]
