"""Writes to milestones: added from a roadmap; delivered, moved or dropped once an approver says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from actions.models import Milestone, MilestoneChange
from actions.services.approving import few_children
from actions.wording import day_in_words
from priorities.models import AuditEntry, ContentVersion, EditConflict, Plan, SourceDocument, SourceRow, User
from priorities.services import (
    NotAllowed,
    keep,
    keep_new,
    public_texts,
    record_event,
    refuse_personal_words,
    withdraw_promises,
    words_as_they_are,
)
from priorities.slugs import free_slug


@dataclass(frozen=True, slots=True)
class Period:
    """A time on a roadmap: the words as written and its first and last day; both None where the words mean no time."""

    words: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class NewMilestone:
    """A milestone that is not stored yet. `kind` is a value of Milestone.Kind, "" where it is not known."""

    official_words: str
    period: Period
    kind: str = ""
    repeats: str = ""
    ongoing: bool = False
    plain_words: str = ""
    source_row: SourceRow | None = None


@transaction.atomic
def add_milestones(
    *,
    plan: Plan,
    new: Sequence[NewMilestone],
    by: User | None,
    at: datetime,
    document: SourceDocument | None = None,
) -> list[Milestone]:
    """Add milestones below those that the plan has, in this order, planned and not yet public.

    Raises NotAllowed where a person (no `document`) leaves the words empty or writes what the public may not read.
    """
    last = plan.milestones.order_by("-order").values_list("order", flat=True).first()
    taken = set(plan.milestones.values_list("slug", flat=True))
    records = []
    for order, one in enumerate(new, start=0 if last is None else last + 1):
        record = Milestone(
            plan=plan,
            order=order,
            period=one.period.words,
            start=one.period.start,
            end=one.period.end,
            official_words=one.official_words,
            plain_words=one.plain_words,
            kind=one.kind,
            repeats=one.repeats,
            ongoing=one.ongoing,
            source_row=one.source_row,
            recorded_at=at,
        )
        if document is None:
            if not record.official_words.strip():
                raise NotAllowed("Official words: empty; write the milestone as the roadmap says it.")
            typed = {**public_texts(record), "Official words": record.official_words, "Period": record.period}
            refuse_personal_words(typed, partnership_id=record.partnership_key)
        record.slug = free_slug(record.first_words, taken=taken, otherwise="milestone")
        taken.add(record.slug)
        records.append(record)
    keep_new(records, by=by, at=at)
    keep_new(
        [words_as_they_are(record, document=document, reason="", by=by, at=at) for record in records], by=by, at=at
    )
    ContentVersion.count_up()
    return records


# -- what became of one ----------------------------------------------------------------------------------------------


@transaction.atomic
def ask_milestone_change(
    *,
    milestone: Milestone,
    change: MilestoneChange | None,
    what: str,
    by: User,
    at: datetime,
    to: Period | None = None,
    delivered_on: date | None = None,
    how_we_know: str = "",
    reason: str = "",
    agreed_by: str = "",
) -> MilestoneChange:
    """Hand to the approvers what became of a milestone: a new one, or one that came back.

    `what` is a value of MilestoneChange.What. Moving needs the new period `to`, delivering how we know it; all but
    delivering need a reason. Raises NotAllowed where something is missing, EditConflict where another change waits.
    """
    if change is None:
        change = MilestoneChange(milestone=milestone, recorded_at=at)
    elif change.state != MilestoneChange.State.RETURNED:
        raise NotAllowed("Only a change that was returned can be changed and sent again.")
    _refuse_incomplete(milestone, what, to, delivered_on, how_we_know, reason, on=timezone.localtime(at).date())
    change.what, change.state, change.author = what, MilestoneChange.State.SUBMITTED, by
    change.from_period, change.from_start, change.from_end = milestone.period, milestone.start, milestone.end
    moved = to if what == MilestoneChange.What.MOVED and to is not None else Period("")
    change.to_period, change.to_start, change.to_end = moved.words, moved.start, moved.end
    change.delivered_on = delivered_on if what == MilestoneChange.What.DELIVERED else None
    change.how_we_know = how_we_know if what == MilestoneChange.What.DELIVERED else ""
    change.reason, change.agreed_by = reason, agreed_by
    refuse_personal_words(public_texts(change), partnership_id=change.partnership_key)
    try:
        with transaction.atomic():
            keep(change, by=by, at=at)
    except IntegrityError:
        raise EditConflict(f"Another change of the milestone '{milestone}' waits for approval already.") from None
    return change


def _refuse_incomplete(
    milestone: Milestone,
    what: str,
    to: Period | None,
    delivered_on: date | None,
    how_we_know: str,
    reason: str,
    *,
    on: date,
) -> None:
    if what == MilestoneChange.What.DELIVERED:
        _refuse_delivery(milestone, delivered_on, how_we_know, on=on)
        return
    if not reason.strip():
        raise NotAllowed("Reason: empty; say why. The public reads it.")
    if what == MilestoneChange.What.MOVED:
        if milestone.state != Milestone.State.PLANNED:
            raise NotAllowed(
                f"This milestone is {milestone.get_state_display().lower()}; plan it again before you move it."
            )
        if to is None or to.start is None or to.end is None:
            raise NotAllowed("New period: no time could be read; write it as 'June 2026' or 'Autumn term 2026'.")
        if to.end < on:
            raise NotAllowed(f"New period: '{to.words}' is over already; give a time that is still to come.")
        if (to.start, to.end) == (milestone.start, milestone.end):
            raise NotAllowed(f"New period: '{to.words}' is when it is planned already; give another one.")
    elif what == MilestoneChange.What.DROPPED and milestone.state == Milestone.State.DROPPED:
        raise NotAllowed("This milestone was dropped already.")
    elif what == MilestoneChange.What.PLANNED and milestone.state == Milestone.State.PLANNED:
        raise NotAllowed("This milestone is planned already.")


def _refuse_delivery(milestone: Milestone, delivered_on: date | None, how_we_know: str, *, on: date) -> None:
    if milestone.state == Milestone.State.DELIVERED:
        raise NotAllowed("This milestone is said to be delivered already.")
    if not how_we_know.strip():
        raise NotAllowed("How we know: empty; say what shows that it was delivered.")
    if delivered_on is not None and delivered_on > on:
        raise NotAllowed(f"Delivered on: {day_in_words(delivered_on)} is still to come; give the day or leave it out.")
    begun = milestone.plan.starts_on
    if delivered_on is not None and begun is not None and delivered_on < begun:
        raise NotAllowed(
            f"Delivered on: {day_in_words(delivered_on)} is before the plan began, on {day_in_words(begun)}; give the "
            "day or leave it out."
        )


def _refuse_to_decide(change: MilestoneChange, what: str, *, by: User) -> None:
    if change.state != MilestoneChange.State.SUBMITTED:
        raise NotAllowed(f"Only a change that waits for approval can be {what}.")
    if change.author_id == by.pk:
        raise NotAllowed("You asked for this change, so somebody else must approve it.")


@transaction.atomic
def publish_milestone_change(
    *, change: MilestoneChange, by: User, at: datetime, small_numbers_checked: bool = False
) -> None:
    """Approve what became of a milestone: it counts from now on, and the period before stays in its history.

    Raises NotAllowed where the public cannot read the milestone, where it was moved meanwhile, and where words count
    fewer than 5 children and nobody `small_numbers_checked` them.
    """
    _refuse_to_decide(change, "published", by=by)
    milestone = change.milestone
    if (
        milestone.public_from is None
        or milestone.withdrawn_at is not None
        or milestone.plan.state != Plan.State.PUBLISHED
    ):
        raise NotAllowed("The public cannot read this milestone, so nothing is published on it.")
    if (change.from_start, change.from_end) != (milestone.start, milestone.end):
        raise NotAllowed("The milestone was moved after this change was sent; return the change to its author.")
    refuse_personal_words(public_texts(change), partnership_id=change.partnership_key)
    few = few_children(change)
    if few and not small_numbers_checked:
        raise NotAllowed(
            f"'{few[0]}' counts fewer than 5 children, so a child may be recognised; tick that it may be read, or "
            "return the change."
        )
    change.state, change.approved_at, change.approved_by = MilestoneChange.State.PUBLISHED, at, by
    change.public_from = at
    keep(change, by=by, at=at)
    if change.what == MilestoneChange.What.MOVED:
        milestone.period, milestone.start, milestone.end = change.to_period, change.to_start, change.to_end
    else:
        milestone.state, milestone.delivered_on = change.what, change.delivered_on
    keep(milestone, by=by, at=at, reason=change.reason)
    words = f"Published: the milestone '{milestone}' is {change.get_what_display().lower()}."
    if change.what == MilestoneChange.What.MOVED:
        words = f"Published: the milestone '{milestone}' is moved from '{change.from_period}' to '{change.to_period}'."
    words += f" Checked small numbers: {', '.join(few)}." if few else ""
    record_event(kind=AuditEntry.Kind.APPROVED, by=by, at=at, words=words, record=change)
    ContentVersion.count_up()


@transaction.atomic
def return_milestone_change(*, change: MilestoneChange, reason: str, by: User, at: datetime) -> None:
    """Send a change back to who asked for it, with a reason."""
    _refuse_to_decide(change, "returned", by=by)
    if not reason.strip():
        raise NotAllowed("Say why the change is returned.")
    change.state, change.returned_reason = MilestoneChange.State.RETURNED, reason
    keep(change, by=by, at=at, reason=reason)
    words = f"Returned the change of the milestone '{change.milestone}' to its author: {reason}"
    record_event(kind=AuditEntry.Kind.DONE, by=by, at=at, words=words, record=change)


# -- a newer roadmap -------------------------------------------------------------------------------------------------


@transaction.atomic
def take_roadmap_changes(
    *,
    moved: Sequence[tuple[Milestone, Period]],
    gone: Sequence[Milestone],
    document: SourceDocument,
    reason: str,
    gone_reason: str,
    by: User | None,
    at: datetime,
) -> None:
    """Move milestones to the periods in which a newer roadmap has them, and drop those that it has no more.

    What the public reads moves by a published change that keeps the period before; `by` is who published the roadmap.
    What nobody outside has read is moved or withdrawn without one. Raises EditConflict where a change of one waits.
    """
    for milestone, to in moved:
        if milestone.public_from is not None:
            _publish_of_roadmap(milestone, MilestoneChange.What.MOVED, to, document, reason, by=by, at=at)
        milestone.period, milestone.start, milestone.end = to.words, to.start, to.end
        keep(milestone, by=by, at=at, reason=reason)
    withdrawn = []
    for milestone in gone:
        if milestone.public_from is None:
            withdrawn.append(milestone)
            continue
        _publish_of_roadmap(milestone, MilestoneChange.What.DROPPED, Period(""), document, gone_reason, by=by, at=at)
        milestone.state = Milestone.State.DROPPED
        keep(milestone, by=by, at=at, reason=gone_reason)
    withdraw_promises(promises=withdrawn, reason=gone_reason, by=by, at=at)
    ContentVersion.count_up()


def _publish_of_roadmap(
    milestone: Milestone,
    what: MilestoneChange.What,
    to: Period,
    document: SourceDocument,
    reason: str,
    *,
    by: User | None,
    at: datetime,
) -> None:
    waiting = milestone.changes.filter(state=MilestoneChange.State.SUBMITTED).first()
    if waiting is not None:
        raise EditConflict(
            f"What became of the milestone '{milestone}' waits for approval; decide on that first, then publish the "
            "document."
        )
    change = MilestoneChange(
        milestone=milestone,
        what=what,
        state=MilestoneChange.State.PUBLISHED,
        from_period=milestone.period,
        from_start=milestone.start,
        from_end=milestone.end,
        to_period=to.words,
        to_start=to.start,
        to_end=to.end,
        reason=reason,
        document=document,
        approved_at=at if by is not None else None,
        approved_by=by,
        public_from=at,
        recorded_at=at,
    )
    keep(change, by=by, at=at)
