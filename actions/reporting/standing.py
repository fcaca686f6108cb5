"""Every public action of a plan as it stood at the end of a day, today or long ago.

What the public could read by then counts: `public_from` of actions, reports, corrections, words and moved dates. A report
that is published today alters no answer about yesterday. Two things are told as they are today, because nobody keeps what
they were: which priority an action belongs to, and what a word of the plan's rating key means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from actions.models import Action, ActionLead, ActionWords, DueDateChange, PastWithdrawal, ProgressReport
from actions.models.ratings import gives_rating, newest_rated, newest_told
from actions.recurrence import next_occurrence
from actions.reporting.extracts import Listed
from actions.status import Status, Timeliness, timeliness
from actions.timescales import read_timescale
from priorities.held_back import Objections
from priorities.models import Plan

READ_OF_ACTION = ("priority_id", "continues_id", "recorded_at", "plain_words", "withdrawn_at")
_CONTINUES = len(Listed._fields) + READ_OF_ACTION.index("continues_id")


class LeadOf(NamedTuple):
    """A lead of an action, and its organisation, "" where none is known."""

    slug: str
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A public action as it stood at the end of a day.

    `listed` holds what lists read, with the words, dates and ratings of that day; `told` is the report whose words held
    then. `added_later` says that this system learned of the action or of its last report only after that day.
    """

    listed: Listed
    priority: int | None
    leads: tuple[LeadOf, ...]
    status: Status | None
    timeliness: Timeliness
    told: ReportThen | None
    added_later: bool
    is_gone: bool
    """It was withdrawn since. It is counted, and none of its words is told: they may be why."""

    @property
    def is_overdue(self) -> bool:
        return self.timeliness.overdue_days is not None

    @property
    def is_silent(self) -> bool:
        return self.timeliness.silent_days is not None

    @property
    def decision_asked(self) -> str:
        """What the last report asks of the board; "" where it asks nothing."""
        return self.told.decision_asked if self.told else ""


class ReportThen(NamedTuple):
    """What is read of a public report for the questions of a day."""

    pk: int
    action: int
    reported_on: date | None
    status: str
    rating: str
    no_change: bool
    corrects: int | None
    decision_asked: str
    difference: str
    done: str
    approved_role: str
    public_from: datetime
    recorded_at: datetime

    @property
    def has_rating(self) -> bool:
        return gives_rating(self.status, self.rating)


def end_of(day: date) -> datetime:
    """The moment at which a day in London is over."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=timezone.get_current_timezone())


def standings(plan: Plan, *, on: date) -> list[Standing]:
    """The plan's public actions in its order as they stood when the day was over. Four queries; one more where actions carry on others,
    and some where plain words were others then.

    A day before the plan was public has none. Days to come are told as far as they are known today.
    """
    (found,) = standings_on(plan, [on], leads=_leads(plan))
    return found


def standings_on(
    plan: Plan, days: Sequence[date], *, leads: Mapping[int, tuple[LeadOf, ...]] = MappingProxyType({})
) -> list[list[Standing]]:
    """The same for several days, in their order, without a query of its own for each but the one for its actions.

    `leads` are those of each action by its key; without them no action has one.
    """
    ends = [end_of(day) for day in days]
    actions = [_without_names(plan, list(_actions(plan, end))) for end in ends]
    keys = {key for rows in actions for row in rows if (key := row[_CONTINUES])}
    reports = [ReportThen._make(row) for row in _reports(max(ends), action__plan=plan)]
    carried = [ReportThen._make(row) for row in _reports(max(ends), action__in=keys)] if keys else []
    changes = list(
        DueDateChange.objects.public()
        .filter(action__plan=plan, public_from__gte=min(ends))
        .order_by("public_from", "pk")
        .values_list("public_from", "action_id", "from_raw", "from_due")
    )
    found = []
    for day, end, rows in zip(days, ends, actions, strict=True):
        standing = _by_action(report for report in reports if report.public_from < end)
        earlier = _by_action(report for report in carried if report.public_from < end)
        answered = {key: of[0].reported_on for key, of in earlier.items()}
        moved: dict[int, Moved] = {}
        for public_from, action, raw, due in changes:
            if public_from >= end:
                moved.setdefault(action, Moved(raw, due))
        found.append(
            [_standing(*_taken_apart(row), plan, standing, moved, leads, answered, on=day, end=end) for row in rows]
        )
    return found


def _actions(plan: Plan, end: datetime) -> QuerySet:
    """The actions that were public then, with the words of then."""
    away = PastWithdrawal.objects.filter(action=OuterRef("pk"), withdrawn_at__lt=end, returned_at__gte=end)
    words = ActionWords.objects.filter(action=OuterRef("pk"), public_from__lt=end).order_by("-recorded_at", "-pk")
    # What was typed before the public could read the action here is nobody's but the office's.
    typed = Action.history.filter(id=OuterRef("pk"), public_from__isnull=False)
    then = typed.filter(history_date__lt=end).order_by("-history_date", "-history_id")
    first = typed.order_by("history_date", "history_id")
    # What the document brought is known by its own date, and was typed here later: then the first words that were kept count.
    plain = Coalesce(
        Subquery(then.values("plain_words")[:1]), Subquery(first.values("plain_words")[:1]), F("plain_words")
    )
    official = Coalesce(Subquery(words.values("words")[:1]), F("official_words"))
    as_listed = [
        {"plain_words": "plain_then", "official_words": "official_then"}.get(name, name) for name in Listed._fields
    ]
    return (
        Action.objects.filter(plan=plan, plan__state=Plan.State.PUBLISHED, public_from__lt=end)
        .filter(Q(withdrawn_at=None) | Q(withdrawn_at__gte=end))
        .filter(~Exists(away))
        .annotate(plain_then=plain, official_then=official)
        .order_by("order", "pk")
        .values_list(*as_listed, *READ_OF_ACTION)
    )


def _without_names(plan: Plan, actions: list[tuple]) -> list[tuple]:
    """Plain words of then in which a name stands that is held back by now are told as they are today."""
    then, now = Listed._fields.index("plain_words"), len(Listed._fields) + READ_OF_ACTION.index("plain_words")
    others = [at for at, row in enumerate(actions) if row[then] != row[now]]
    objections = Objections(plan.partnership_id) if others else None
    for at in others:
        row = actions[at]
        if objections.to(row[then]):
            actions[at] = (*row[:then], row[now], *row[then + 1 :])
    return actions


def _taken_apart(row: tuple) -> tuple[Listed, dict[str, object]]:
    listed = Listed._make(row[: len(Listed._fields)])
    return listed, dict(zip(READ_OF_ACTION, row[len(Listed._fields) :], strict=True))


def _reports(end: datetime, **of: object) -> QuerySet:
    return (
        ProgressReport.objects.public()
        .filter(public_from__lt=end, **of)
        .newest_first()
        .values_list(*ReportThen._fields)
    )


def _by_action(reports: Iterable[ReportThen]) -> dict[int, list[ReportThen]]:
    every = list(reports)
    corrected = {report.corrects for report in every}
    found: dict[int, list[ReportThen]] = {}
    for report in every:
        if report.pk not in corrected:
            found.setdefault(report.action, []).append(report)
    return found


class Moved(NamedTuple):
    """The timescale before the first move that the public did not know of yet."""

    raw: str
    due: date | None


def _leads(plan: Plan) -> dict[int, tuple[LeadOf, ...]]:
    rows = (
        ActionLead.objects.filter(action__plan=plan)
        .order_by("order", "pk")
        .values_list("action_id", "without_organisation", "lead__slug", "lead__name", "lead__organisation__name")
    )
    found: dict[int, tuple[LeadOf, ...]] = {}
    for action, without, slug, name, organisation in rows:
        lead = LeadOf(slug, name, "" if without else organisation or "")
        found[action] = (*found.get(action, ()), lead)
    return found


def _standing(
    listed: Listed,
    more: dict[str, object],
    plan: Plan,
    reports: dict[int, list[ReportThen]],
    moved: dict[int, Moved],
    leads: Mapping[int, tuple[LeadOf, ...]],
    carried: dict[int, date | None],
    *,
    on: date,
    end: datetime,
) -> Standing:
    standing = reports.get(listed.pk, [])
    latest, rated = (standing[0] if standing else None), newest_rated(standing)
    listed = _at_its_time(listed, moved.get(listed.pk))
    answered = latest.reported_on if latest else carried.get(more["continues_id"])
    listed = listed._replace(
        next_due=next_occurrence(due=listed.due, recurrence=listed.recurrence, after=answered),
        rated=rated.status if rated else "",
        rated_on=rated.reported_on if rated else None,
        rated_as=rated.rating if rated and not rated.status else "",
        latest_report=latest.pk if latest else None,
        latest_report__reported_on=latest.reported_on if latest else None,
    )
    status = Status.given(listed.rated)
    is_gone = more["withdrawn_at"] is not None
    learned = [more["recorded_at"], *([latest.recorded_at] if latest else [])]
    return Standing(
        listed=_without_words(listed) if is_gone else listed,
        priority=more["priority_id"],
        leads=leads.get(listed.pk, ()),
        status=status,
        timeliness=timeliness(
            due=listed.next_due,
            status=status,
            last_update_on=listed.latest_report__reported_on,
            promised_on=listed.promised_on,
            update_cycle=plan.update_cycle,
            closed_on=plan.closed_on,
            on=on,
            precision=listed.precision,
        ),
        told=None if is_gone else newest_told(standing),
        added_later=max(learned) >= end,
        is_gone=is_gone,
    )


WITHDRAWN_SINCE = "Withdrawn since"
"""What stands in the place of the words of an action that was withdrawn."""


def _without_words(listed: Listed) -> Listed:
    return listed._replace(
        plain_words=WITHDRAWN_SINCE, official_words="", timescale_raw="", timescale_problem="", rated_as=""
    )


def _at_its_time(listed: Listed, before: Moved | None) -> Listed:
    """With the timescale of then. What is stored of a move is its words and its date; the rest follows from the words."""
    if before is None:
        return listed
    read = read_timescale(before.raw)
    same = read.due == before.due
    return listed._replace(
        timescale_raw=before.raw,
        start=read.start if same else None,
        due=before.due,
        precision=(read.precision or "") if same else ("day" if before.due else ""),
        recurrence=read.recurrence or "",
        ongoing=read.ongoing,
        timescale_problem=(read.problem or "") if before.due is None else "",
    )
