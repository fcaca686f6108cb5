"""One thing done to several actions at once: to all of them or to none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from actions.models import Action, ProgressReport, told_by
from actions.services.actions import correct_draft_timescale
from actions.services.reports import submit_report
from actions.timescales import Timescale
from actions.wording import unchanged_since
from priorities.models import User
from priorities.services import NotAllowed, keep_new, public_texts, refuse_personal_words


@transaction.atomic
def report_on_several(
    *, actions: Sequence[Action], columns: Mapping[str, object], submit: bool, by: User, at: datetime
) -> list[ProgressReport]:
    """A progress report with the same words on each action, as drafts; with `submit` handed to the approvers.

    `columns` are columns of ProgressReport. Raises NotAllowed, and makes none, where the person has a draft on one of the
    actions, where one was withdrawn, where words may not be public, and with `submit` where something is missing.
    """
    for action in actions:
        if action.withdrawn_at is not None:
            raise NotAllowed(f"The action '{action}' was withdrawn; leave it out.")
    _refuse_begun(actions, by=by)
    reports = [ProgressReport(action=action, author=by, recorded_at=at, **columns) for action in actions]
    for partnership in {action.plan.partnership_id for action in actions}:
        refuse_personal_words(public_texts(reports[0]), partnership_id=partnership)
    try:
        with transaction.atomic():
            made = keep_new(reports, by=by, at=at)
    except IntegrityError:  # begun in another window in this very moment
        _refuse_begun(actions, by=by)
        raise
    for report in made if submit else ():
        submit_report(report=report, by=by, at=at)
    return made


def _refuse_begun(actions: Sequence[Action], *, by: User) -> None:
    """Raise NotAllowed where the person has a draft on one of the actions."""
    drafts = ProgressReport.objects.filter(
        action__in=actions, author=by, state=ProgressReport.State.DRAFT, document=None
    )
    begun = drafts.select_related("action").first()
    if begun is not None:
        raise NotAllowed(
            f"You have a draft on the action '{begun.action}' already: finish that one first, or leave it out."
        )


@transaction.atomic
def move_several(
    *,
    moves: Sequence[tuple[Action, Timescale]],
    reason: str,
    agreed_by: str,
    changed_on: date | None,
    by: User,
    at: datetime,
) -> list[ProgressReport]:
    """Give each action its new timescale. Of a public one nobody changes it alone: it becomes an update that waits.

    Returns these updates; somebody else publishes each, and the old date stays with the reason and who agreed. Raises
    NotAllowed, and moves none, where a timescale cannot be read, where an action has it already or was withdrawn, and for
    public ones where the reason, who agreed or the day is missing.
    """
    day, told = timezone.localtime(at).date(), told_by([action for action, _ in moves])
    updates = []
    waits = ProgressReport.objects.filter(
        action__in=[action for action, _ in moves], state=ProgressReport.State.SUBMITTED
    ).exclude(new_timescale="")
    begun = waits.select_related("action").order_by("pk").first()
    if begun is not None:
        raise NotAllowed(f"A new date of the action '{begun.action}' waits for approval already; leave it out.")
    for action, timescale in moves:
        if action.withdrawn_at is not None:
            raise NotAllowed(f"The action '{action}' was withdrawn; leave it out.")
        if timescale.problem:
            raise NotAllowed(f"'{timescale.raw}' was not read as a date: {timescale.problem}")
        if timescale.raw.strip() == action.timescale_raw.strip():
            raise NotAllowed(f"The timescale of the action '{action}' is '{timescale.raw}' already; leave it out.")
        if action.public_from is None:
            correct_draft_timescale(action=action, timescale=timescale, by=by, at=at)
            continue
        if changed_on is None or not agreed_by.strip():
            raise NotAllowed(
                f"The public has read the date of the action '{action}': say who agreed the new one, and when."
            )
        update = ProgressReport(action=action, author=by, recorded_at=at, reported_on=day, new_timescale=timescale.raw)
        update.new_timescale_reason, update.new_timescale_agreed_by = reason, agreed_by
        update.new_timescale_agreed_on = changed_on
        last = told.get(action.pk)
        update.no_change = last is not None and last.reported_on is not None
        update.done = unchanged_since(last.reported_on) if update.no_change else "This update only moves the due date."
        updates.append(update)
    # As drafts they would stand in the way of one that the person has begun.
    for update in updates:
        submit_report(report=update, by=by, at=at)
    return updates
