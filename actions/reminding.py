"""Who is to be told what: reminders of what is owed, and the approvers' digest of what waits for them.

A message's key holds the day of the newest stage (or the newest submission) that it tells of, so a person is told of
each once, however often the command runs; what a missed run should have said is said once by the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from actions.models import ForumView, ProgressReport
from actions.reminder_words import Line, reminder_body, reminder_subject, waiting_message
from actions.reporting import action_name
from actions.reporting.outstanding import Owed, approvers_by_partnership, outstanding_updates, reporters_of
from actions.services import form_address, may_be_repeated
from actions.wording import london_day
from priorities.models import OutboxMessage, User
from priorities.services import queue_message

_REMEMBERED = timedelta(days=90)
"""How far back keys are looked for; no stage lies further back than 30 days."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A message that one person should get. `newest` is the part of the key that grows with every stage."""

    to: User
    kind: str
    newest: str
    subject: str
    body: str
    number: int
    """Of how many actions it speaks."""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.to.pk}:{self.newest}"


def reminders(*, on: date) -> list[Reminder]:
    """What everybody who owes something is to be told on a London day; most of it will have been told before."""
    people: dict[int, User] = {}
    lines: dict[int, dict[int, tuple[Owed, bool]]] = {}
    for one, to, fallback in _with_people(outstanding_updates(on=on)):
        people |= to
        for key in to:
            lines.setdefault(key, {})[one.action.pk] = (one, fallback)
    return [
        _reminder(people[key], list(found.values()), on=on)
        for key, found in sorted(lines.items())
        if any(one.stage for one, _ in found.values())
    ]


def late_and_unheard(*, on: date) -> list[Owed]:
    """Updates that are late on a London day and of which nobody can be told: no reporter and no approver has an address
    and can sign in."""
    return [one for one, to, _ in _with_people(outstanding_updates(on=on)) if one.late_days and not to]


def _with_people(owed: list[Owed]) -> Iterator[tuple[Owed, dict[int, User], bool]]:
    """Each with the people who are told of it, by their id, and whether they are approvers because no reporter can be."""
    reporters = reporters_of(lead for one in owed for lead in one.leads)
    approvers = approvers_by_partnership(one.action.plan.partnership_id for one in owed)
    for one in owed:
        to = {user.pk: user for lead in one.leads for user in reporters.get(lead.pk, ()) if user.email}
        if to:
            yield one, to, False
        else:
            of_them = approvers.get(one.action.plan.partnership_id, ())
            yield one, {user.pk: user for user in of_them if user.email}, True


def _reminder(to: User, found: list[tuple[Owed, bool]], *, on: date) -> Reminder:
    lines = [
        Line(
            action_name(one.action),
            one.action.plan.title,
            one.due,
            one.is_own_date,
            form_address(one.action),
            may_repeat=may_be_repeated(one.action),
            is_fallback=fallback,
        )
        for one, fallback in found
        if one.stage
    ]
    return Reminder(
        to=to,
        kind="due",
        newest=max(one.stage.on for one, _ in found if one.stage).isoformat(),
        subject=reminder_subject(lines, on=on),
        body=reminder_body(lines, on=on, service=settings.SERVICE_NAME, office=f"{settings.SITE_URL}/admin/"),
        number=len(lines),
    )


def digests() -> list[Reminder]:
    """For each approver what waits for them, updates and views of the forum: submitted by somebody else."""
    waiting = list(
        ProgressReport.objects.filter(state=ProgressReport.State.SUBMITTED, submitted_at__isnull=False)
        .select_related("action__plan", "link")
        .order_by("submitted_at", "pk")
    )
    views = list(
        ForumView.objects.filter(state=ForumView.State.SUBMITTED, submitted_at__isnull=False)
        .select_related("report__action__plan")
        .order_by("submitted_at", "pk")
    )
    approvers = approvers_by_partnership(record.partnership_key for record in (*waiting, *views))
    people: dict[int, User] = {}
    theirs: dict[int, list[ProgressReport | ForumView]] = {}
    for report in waiting:
        for user in approvers.get(report.partnership_key, ()):
            if user.email and not report.is_work_of(user):
                people[user.pk] = user
                theirs.setdefault(user.pk, []).append(report)
    for view in views:
        for user in approvers.get(view.partnership_key, ()):
            if user.email and user.pk != view.author_id:
                people[user.pk] = user
                theirs.setdefault(user.pk, []).append(view)
    return [_digest(people[key], reports) for key, reports in sorted(theirs.items())]


def _digest(to: User, waiting: list[ProgressReport | ForumView]) -> Reminder:
    """One message on updates and, after them, views of the forum."""
    names = [
        f"{'The forum’s view on ' if isinstance(record, ForumView) else ''}{action_name(record.action)}"
        f" ({record.action.plan.title})"
        for record in waiting
    ]
    views = sum(isinstance(record, ForumView) for record in waiting)
    subject, body = waiting_message(
        names, address=f"{settings.SITE_URL}/admin/review/", service=settings.SERVICE_NAME, views=views
    )
    newest = max((record.submitted_at, record.pk) for record in waiting)
    return Reminder(to, "waiting", f"{newest[0]:%Y-%m-%dT%H:%M:%S.%f}:{newest[1]}", subject, body, len(waiting))


def not_told(messages: Iterable[Reminder], *, at: datetime) -> Iterator[Reminder]:
    """Of these the ones that say something new to their person, who has not had one of this kind on this London day."""
    wanted = list(messages)
    told = _told({message.to.pk for message in wanted}, at=at)
    for message in wanted:
        before, last_day = told.get((message.kind, message.to.pk), ("", None))
        if message.newest > before and (message.kind != "due" or last_day != london_day(at)):
            yield message


def _told(people: set[int], *, at: datetime) -> dict[tuple[str, int], tuple[str, date]]:
    """By kind and person: the newest part of a key that they were told of, and the London day of the last message."""
    found: dict[tuple[str, int], tuple[str, date]] = {}
    kept = OutboxMessage.objects.filter(to__in=people, made_at__gte=at - _REMEMBERED).order_by("made_at")
    for key, to, made_at in kept.values_list("key", "to_id", "made_at"):
        kind, _, rest = key.partition(":")
        newest = rest.partition(":")[2]
        before = found.get((kind, to), ("", None))[0]
        found[kind, to] = (max(before, newest), london_day(made_at))
    return found


def queue(message: Reminder, *, at: datetime) -> OutboxMessage | None:
    """Keep a message in the outbox; None where another run told the person meanwhile.

    The person's row is locked, so that of two runs at once the second sees what the first has kept.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=message.to.pk)
        if not list(not_told([message], at=at)):
            return None
        return queue_message(key=message.key, to=message.to, subject=message.subject, body=message.body, at=at)
