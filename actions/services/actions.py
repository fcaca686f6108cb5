"""Actions: added, reworded, moved in time, withdrawn; one by one in the office, many at once from a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from actions.models import Action, DueDateChange, PastWithdrawal
from actions.services.leads import give_leads
from actions.services.reports import set_next_due
from actions.timescales import Timescale
from actions.wording import as_in, day_in_words, document_in_words
from priorities.models import ContentVersion, Plan, SourceDocument, User
from priorities.services import (
    NotAllowed,
    keep,
    keep_all,
    keep_deleted,
    keep_new,
    public_texts,
    refuse_personal_words,
    texts_in_a_row,
    words_as_they_are,
)
from priorities.slugs import free_slug

# -- new actions -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class NewAction:
    """What is known of an action before it is stored. `columns` are further columns of Action."""

    reference: str
    official_words: str
    timescale: Timescale
    first_timescale: Timescale | None = None
    """The one before, where a document gives a first and a revised date."""
    leads: Sequence[str] = ()
    organisations: Mapping[str, str] = field(default_factory=dict)
    """The organisation of a lead, where the document says it."""
    without_organisation: frozenset[str] = frozenset()
    """Leads that the public reads without the organisation that they have elsewhere."""
    columns: Mapping[str, object] = field(default_factory=dict)


def add_action(
    *, plan: Plan, reference: str, official_words: str, timescale: Timescale, by: User | None, at: datetime, **columns
) -> Action:
    """A new action of a plan, not yet public. `columns` are further columns of Action."""
    new = NewAction(reference, official_words, timescale, columns=columns)
    return add_actions(plan=plan, new=[new], by=by, at=at)[0]


@transaction.atomic
def add_actions(
    *,
    plan: Plan,
    new: Sequence[NewAction],
    by: User | None,
    at: datetime,
    document: SourceDocument | None = None,
    changed_on: date | None = None,
) -> list[Action]:
    """New actions of a plan, not yet public, with their first words and their leads.

    `changed_on` is the day of the document: by then the dates that it gives as revised had been moved.
    """
    taken = set(plan.actions.values_list("slug", flat=True))
    actions, moved = [], []
    for item in new:
        action = Action(
            plan=plan,
            reference=item.reference,
            official_words=item.official_words,
            recorded_at=at,
            **item.columns,
        )
        name = item.reference or action.first_words
        action.slug = free_slug(name, taken=taken, otherwise="action")
        taken.add(action.slug)
        _take_first_timescale(action, item.timescale)
        if item.first_timescale is not None:
            first = item.first_timescale
            moved += _moved_before(action, first.due, first.raw, changed_on, by=by, at=at)
        actions.append(action)
        if document is None:
            typed = {**public_texts(action), "Official words": item.official_words, "Timescale": item.timescale.raw}
            # The permanent address leaves out every sign, so it can spell what the words did not.
            typed |= {**texts_in_a_row(action), "Address": action.slug}
            refuse_personal_words(typed, partnership_id=plan.partnership_id)
    keep_new(actions, by=by, at=at)
    words = [
        words_as_they_are(action, document=document, reason="", by=by, at=at)
        for action in actions
        if action.official_words
    ]
    keep_new(words, by=by, at=at)
    keep_new(moved, by=by, at=at)
    organisations = {name: body for item in new for name, body in item.organisations.items()}
    led = [(action, item.leads) for action, item in zip(actions, new, strict=True) if item.leads]
    alone = {action.pk: item.without_organisation for action, item in zip(actions, new, strict=True)}
    give_leads(led, by=by, at=at, organisations=organisations, alone=alone)
    ContentVersion.count_up()
    return actions


# -- dates -------------------------------------------------------------------------------------------------


@transaction.atomic
def change_due_date(
    *,
    action: Action,
    timescale: Timescale,
    reason: str,
    agreed_by: str,
    changed_on: date,
    by: User | None,
    at: datetime,
    public_from: datetime | None = None,
) -> None:
    """Change an action's timescale. The old one stays, with the reason and who agreed, and the public sees both.

    Where only the words change and they mean the same time, the change is kept as one of words and counts as no move.
    """
    if not reason.strip():
        raise NotAllowed("A changed due date needs a reason; the public reads it.")
    if changed_on > timezone.localtime(at).date():
        raise NotAllowed(
            f"Agreed on: {day_in_words(changed_on)} is still to come; give the day on which the change was agreed."
        )
    refuse_personal_words(
        {"Timescale": timescale.raw, "Reason": reason, "Who agreed": agreed_by},
        partnership_id=action.partnership_key,
    )
    change = _take_timescale(action, timescale, public_from=min(public_from or at, at), by=by, at=at)
    change.reason, change.agreed_by, change.changed_on = reason, agreed_by, changed_on
    keep_new([change], by=by, at=at)
    keep(action, by=by, at=at, reason=reason)
    ContentVersion.count_up()


def _take_timescale(
    action: Action, timescale: Timescale, *, public_from: datetime, by: User | None, at: datetime
) -> DueDateChange:
    """Set a new timescale on the action; what it changes, still without its reason. Stores nothing."""
    change = DueDateChange(
        action=action,
        from_due=action.due,
        to_due=timescale.due,
        from_raw=action.timescale_raw,
        to_raw=timescale.raw,
        words_only=_means_the_same(action, timescale),
        public_from=public_from if action.public_from else None,
        recorded_at=at,
        recorded_by=by,
    )
    action.set_timescale(timescale)
    set_next_due(action)
    return change


def _means_the_same(action: Action, timescale: Timescale) -> bool:
    """The new words promise the same time as the stored ones. Words that could not be read promise no time."""
    if action.timescale_problem or timescale.problem:
        return False
    stored = (action.start, action.due, action.recurrence, action.ongoing)
    return stored == (timescale.start, timescale.due, timescale.recurrence or "", timescale.ongoing)


@transaction.atomic
def correct_draft_timescale(*, action: Action, timescale: Timescale, by: User, at: datetime) -> None:
    """Put right the timescale of an action that nobody outside has read yet; it is its first, so nothing has moved.

    "As written" stays what the document wrote: words of the office are said in the note, with the dates read from them.
    """
    if action.public_from is not None:
        raise NotAllowed("The public has read this date. Change it with a reason and who agreed it.")
    refuse_personal_words({"Timescale": timescale.raw}, partnership_id=action.partnership_key)
    written, before = action.timescale_raw, action.due_date_changes.first()
    _take_first_timescale(action, timescale)
    if action.source_row_id is not None and written.strip() != timescale.raw.strip():
        action.timescale_raw = written
        action.timescale_note = in_other_words(written.strip(), timescale)
    if before is not None:
        # The document gave a first date too: that stays, and its move leads to the corrected date.
        action.due_date_changes.all().delete()
        moved = _moved_before(action, before.from_due, before.from_raw, before.changed_on, by=by, at=at)
        keep_new(moved, by=by, at=at)
    keep(action, by=by, at=at)
    ContentVersion.count_up()


def in_other_words(written: str, timescale: Timescale) -> str:
    """What the public reads where the partnership has put right the timescale of a document."""
    if not written:
        corrected = f"The document gives no timescale; “{timescale.raw.strip()}” is the partnership's."
    elif not timescale.raw.strip():
        corrected = f"The document says “{written}”; the partnership sets no date."
    else:
        corrected = f"The document says “{written}”; read as “{timescale.raw.strip()}” by the partnership."
    return f"{corrected} {timescale.note or ''}".strip()


def _take_first_timescale(action: Action, timescale: Timescale) -> None:
    action.set_timescale(timescale)
    action.original_due = timescale.due
    set_next_due(action)


NO_REASON = "The document gives no reason. It does not say on which day the date was moved."


def _moved_before(
    action: Action, day: date | None, raw: str, changed_on: date | None, *, by: User | None, at: datetime
) -> list[DueDateChange]:
    """The move from a first `day` to the one that the action has, where its document gives both. Stores nothing."""
    if day is None or changed_on is None or day == action.due:
        return []
    action.original_due = day
    return [
        DueDateChange(
            action=action,
            from_due=day,
            to_due=action.due,
            from_raw=raw,
            to_raw=action.timescale_raw,
            reason=NO_REASON,
            changed_on=changed_on,
            recorded_at=at,
            recorded_by=by,
        )
    ]


# -- from a document -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class ActionRevision:
    """What a document changes in an action; None where it changes nothing. `columns` are columns of Action."""

    action: Action
    columns: Mapping[str, object] = field(default_factory=dict)
    official_words: str | None = None
    timescale: Timescale | None = None
    first_timescale: Timescale | None = None
    leads: Sequence[str] | None = None
    organisations: Mapping[str, str] = field(default_factory=dict)
    without_organisation: frozenset[str] = frozenset()


@transaction.atomic
def revise_actions(
    *,
    revisions: Sequence[ActionRevision],
    document: SourceDocument,
    changed_on: date,
    by: User | None,
    at: datetime,
) -> None:
    """Change actions of one plan as a document does: words, dates and leads each with their trace."""
    named = document_in_words(document.title, document.document_date, document.date_precision)
    reason = as_in(document.title, document.document_date, document.date_precision)
    words, changes = [], []
    redated = [item.action for item in revisions if item.timescale is not None and item.action.public_from is None]
    if redated:
        # What a document said of an earlier date nobody outside has read: this one says it anew.
        DueDateChange.objects.filter(action__in=redated).delete()
    for revision in revisions:
        action = revision.action
        for column, value in revision.columns.items():
            setattr(action, column, value)
        if revision.official_words is not None:
            action.official_words = revision.official_words
            words.append(words_as_they_are(action, document=document, reason=reason, by=by, at=at))
        if revision.timescale is not None and action.public_from is None:
            _take_first_timescale(action, revision.timescale)
            first = revision.first_timescale
            if first is not None:
                changes += _moved_before(action, first.due, first.raw, changed_on, by=by, at=at)
        elif revision.timescale is not None:
            change = _take_timescale(action, revision.timescale, public_from=at, by=by, at=at)
            new = "words the timescale anew; the time is the same" if change.words_only else "gives another timescale"
            change.reason = f"The document {named} {new}. It gives no reason."
            change.changed_on = changed_on
            changes.append(change)
    touched = {column for revision in revisions for column in revision.columns}
    columns = [*touched, "official_words"] if words else [*touched]
    if any(revision.timescale is not None for revision in revisions):
        columns += _TIMESCALE
    keep_all([revision.action for revision in revisions], fields=sorted(columns), by=by, at=at, reason=reason)
    keep_new(words, by=by, at=at)
    keep_new(changes, by=by, at=at)
    led = [(revision.action, revision.leads) for revision in revisions if revision.leads is not None]
    organisations = {name: body for revision in revisions for name, body in revision.organisations.items()}
    alone = {revision.action.pk: revision.without_organisation for revision in revisions}
    give_leads(led, by=by, at=at, reason=reason, organisations=organisations, alone=alone)
    if revisions:
        ContentVersion.count_up()


_TIMESCALE = ("timescale_raw", *Action.READ_FROM_TIMESCALE)


@transaction.atomic
def place_actions(
    *, actions: Sequence[Action], moved: Sequence[Action], by: User | None, at: datetime, reason: str
) -> None:
    """Store from which row of a document each action was read last, and the order of those that `moved`."""
    # No person edits the row, so nobody's open form is made stale by it.
    Action.objects.bulk_update(actions, ["source_row"])
    keep_all(moved, fields=["order"], by=by, at=at, reason=reason)
    if moved:
        ContentVersion.count_up()


# -- gone ------------------------------------------------------------------------------------------------------------


def withdraw_action(
    *, action: Action, reason: str, by: User | None, at: datetime, replaced_by: Action | None = None
) -> None:
    """Take an action from the public pages; its address answers 410 and names what replaced it. Never deleted."""
    action.replaced_by = replaced_by
    withdraw_actions(actions=[action], reason=reason, by=by, at=at)


@transaction.atomic
def withdraw_actions(*, actions: Sequence[Action], reason: str, by: User | None, at: datetime) -> None:
    """Take actions from the public pages for one reason, which the public reads. Never deleted."""
    if not reason.strip():
        raise NotAllowed("Say why the action is withdrawn; the public reads the reason.")
    if actions:
        refuse_personal_words({"Reason": reason}, partnership_id=actions[0].partnership_key)
    for action in actions:
        action.withdrawn_at = at
        action.withdrawn_reason = reason
    columns = ("withdrawn_at", "withdrawn_reason", "replaced_by")
    keep_all(actions, fields=columns, by=by, at=at, reason=reason)
    if actions:
        ContentVersion.count_up()


@transaction.atomic
def restore_actions(*, actions: Sequence[Action], reason: str, by: User | None, at: datetime) -> None:
    """Bring withdrawn actions back at their own addresses; that and why they were withdrawn stays in their history."""
    kept = [
        PastWithdrawal(
            action=action,
            withdrawn_at=action.withdrawn_at,
            reason=action.withdrawn_reason,
            returned_at=at,
            recorded_by=by,
        )
        for action in actions
        if action.public_from is not None
    ]
    keep_new(kept, by=by, at=at)
    for action in actions:
        action.withdrawn_at, action.withdrawn_reason, action.replaced_by = None, "", None
    keep_all(actions, fields=("withdrawn_at", "withdrawn_reason", "replaced_by"), by=by, at=at, reason=reason)
    if actions:
        ContentVersion.count_up()


def what_keeps_action(action: Action) -> str:
    """One sentence on why an action cannot be deleted; "" where it can: typed here, never public, nothing hangs on it."""
    if action.public_from is not None or action.source_row_id is not None:
        return f"The action '{action}' was public or came with a document, so it is kept; withdraw it."
    if action.reports.exists():
        return f"The action '{action}' has progress reports, so it is kept."
    if Action.objects.filter(Q(continues=action) | Q(replaced_by=action)).exists():
        return f"Another action names '{action}', so it is kept; change that one first."
    return ""


@transaction.atomic
def delete_draft_action(*, action: Action, by: User, at: datetime) -> None:
    """Delete an action that somebody typed by mistake, with its words and leads. Raises NotAllowed for any other."""
    kept = what_keeps_action(action)
    if kept:
        raise NotAllowed(kept)
    action.words_versions.all().delete()
    action.due_date_changes.all().delete()
    action.leads_changes.all().delete()
    keep_deleted(action, by=by, at=at)
    ContentVersion.count_up()
