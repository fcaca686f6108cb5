"""Links by which somebody without an account drafts an update of one action: made, used, revoked, taken over.

A link's words stand in a draft of their own, of which nobody is the author yet: nothing that an officer types is ever
overwritten by it. Whoever takes the draft over becomes its author, and so cannot approve it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone

from actions.models import Action, ProgressReport, UpdateLink
from actions.services.reports import submit_report
from priorities.models import AuditEntry, EditConflict, User
from priorities.people import people_in_lead
from priorities.services import NotAllowed, keep, record_event, refuse_personal_words

VALID_DAYS = 14
SAVES_A_DAY = 50
"""How often what a link drafted is saved on one day in London."""

DRAFTED = (
    "status",
    "done",
    "difference",
    "how_we_know",
    "next_step",
    "next_step_on",
    "evidence",
    "evidence_on",
    "evidence_url",
    "reason",
    "new_timescale",
    "new_timescale_reason",
    "new_timescale_agreed_by",
    "new_timescale_agreed_on",
)
"""Columns of a report that somebody fills in with a link or on a sheet."""


class TooOften(NotAllowed):
    """A link's draft was saved as often as it may be on one day."""


def key_of_link(secret: str) -> str:
    """What is stored of a link's secret, so that nobody who reads the database can open it."""
    return sha256(secret.encode()).hexdigest()


def takes_drafts(action: Action, *, at: datetime) -> bool:
    """Whether an update of the action may be drafted by a link: the public reads it, and its plan goes on."""
    return action.is_public and not action.plan.is_closed(on=timezone.localtime(at).date())


@transaction.atomic
def make_link(*, action: Action, for_role: str, secret: str, by: User, at: datetime) -> UpdateLink:
    """A link to draft an update of an action, open for 14 days. The same secret again gives the same link.

    Raises NotAllowed where the role is missing or names a person, where no update of the action can be drafted, and where
    the link of this secret was closed meanwhile.
    """
    known = UpdateLink.objects.filter(key=key_of_link(secret), action=action, made_by=by).first()
    if known is not None:
        if not known.is_open(at=at):
            raise NotAllowed(
                f"The link for '{known.for_role}' was made and is closed already: press again for a new one."
            )
        return known
    role = for_role.strip()
    if not role:
        raise NotAllowed("For whom: nothing is written here; write the role or team, such as SENCO.")
    person = next(iter(people_in_lead(role)), None)
    if person is not None:
        raise NotAllowed(f"For whom: '{person.words}' looks like a person; write a role or a team, such as SENCO.")
    refuse_personal_words({"For whom": role}, partnership_id=action.partnership_key)
    if not takes_drafts(action, at=at):
        raise NotAllowed("The public cannot read this action, or its plan is closed, so no link to it is made.")
    link = UpdateLink(
        action=action,
        key=key_of_link(secret),
        for_role=role,
        made_by=by,
        made_at=at,
        expires_at=at + timedelta(days=VALID_DAYS),
    )
    keep(link, by=by, at=at)
    words = f"Link for '{role}' to draft an update of '{action}'."
    record_event(kind=AuditEntry.Kind.ADDED, by=by, at=at, words=words, record=link)
    return link


@transaction.atomic
def revoke_link(*, link: UpdateLink, by: User, at: datetime) -> None:
    """Close a link before its time. What was drafted with it stays."""
    link = UpdateLink.objects.select_for_update(of=("self",)).select_related("action__plan").get(pk=link.pk)
    if not link.is_open(at=at):
        raise NotAllowed(f"The link for '{link.for_role}' is closed already.")
    link.revoked_at, link.revoked_by = at, by
    keep(link, by=by, at=at)
    words = f"Link for '{link.for_role}' to draft an update of '{link.action}' revoked."
    record_event(kind=AuditEntry.Kind.CHANGED, by=by, at=at, words=words, record=link)


def draft_of(link: UpdateLink) -> ProgressReport | None:
    """The report that was drafted with a link, whoever is its author by now; None before the first save."""
    return ProgressReport.objects.filter(link=link).order_by("pk").first()


@transaction.atomic
def draft_by_link(
    *, link: UpdateLink, typed: Mapping[str, object], version: int, by: None, at: datetime
) -> ProgressReport:
    """Keep what somebody with a link typed, in the link's own draft. `version` is that of the draft which they saw, 0 for none.

    `by` is nobody: whoever holds the link has no account. `typed` holds columns in DRAFTED. Raises EditConflict where the draft
    was saved meanwhile, NotAllowed where the link is closed, an officer took the draft over or it was saved too often today.
    """
    link = UpdateLink.objects.select_for_update(of=("self",)).select_related("action__plan").get(pk=link.pk)
    if not link.is_open(at=at) or not takes_drafts(link.action, at=at):
        raise NotAllowed("This link is closed.")
    report = draft_of(link)
    if report is None:
        report = ProgressReport(action=link.action, link=link, recorded_at=at)
    elif report.author_id is not None or report.state != ProgressReport.State.DRAFT:
        raise NotAllowed("An officer is reading what you sent, so it cannot be changed any more.")
    if (report.version if report.pk else 0) != version:
        raise EditConflict("Somebody with the same link saved other words after you opened this page.")
    _refuse_too_many(report, at=at)
    for column, value in typed.items():
        if column not in DRAFTED:
            raise ValueError(f"Nobody with a link types the column '{column}' of a report.")
        setattr(report, column, value)
    report.reported_on = timezone.localtime(at).date()
    keep(report, by=by, at=at)
    link.last_used_at = at
    keep(link, by=by, at=at)
    words = f"Draft of an update of '{link.action}' saved."
    who = f"link for {link.for_role}"
    record_event(kind=AuditEntry.Kind.CHANGED, by=None, at=at, words=words, who=who, record=report)
    return report


def _refuse_too_many(report: ProgressReport, *, at: datetime) -> None:
    if report.pk is None:
        return
    midnight = timezone.make_aware(datetime.combine(timezone.localtime(at).date(), time()))
    if ProgressReport.history.filter(id=report.pk, history_date__gte=midnight).count() >= SAVES_A_DAY:
        raise TooOften(f"This update was saved {SAVES_A_DAY} times today; save it again tomorrow.")


@transaction.atomic
def take_over_draft(*, report: ProgressReport, version: int, by: User, at: datetime) -> ProgressReport:
    """Become the author of what was drafted with a link, to check and send it; the link changes it no more.

    `version` is that of the words which the person read. Raises EditConflict where they were changed meanwhile, NotAllowed
    where somebody took them over already, and where the person has a draft of their own on the action.
    """
    report = _locked(report, version=version, by=by)
    own = ProgressReport.objects.filter(
        action=report.action_id, author=by, state=ProgressReport.State.DRAFT, document=None
    )
    has_own = NotAllowed("You have a draft of your own on this action: send or discard that one first.")
    if own.exclude(pk=report.pk).exists():
        raise has_own
    if report.author_id is None:
        report.author = by
        try:
            with transaction.atomic():
                keep(report, by=by, at=at)
        except IntegrityError:  # begun in another window in this very moment
            raise has_own from None
        _log_taken(report, by=by, at=at)
    return report


@transaction.atomic
def send_link_draft(*, report: ProgressReport, version: int, by: User, at: datetime) -> ProgressReport:
    """Send what was drafted with a link for approval as it is, as its author. A draft of the person's own stays.

    Raises as `take_over_draft` and `submit_report` do.
    """
    report = _locked(report, version=version, by=by)
    report.author = by
    submit_report(report=report, by=by, at=at)
    _log_taken(report, by=by, at=at)
    return report


def _locked(report: ProgressReport, *, version: int, by: User) -> ProgressReport:
    # The link's row comes first, as for those who write with it.
    UpdateLink.objects.select_for_update(of=("self",)).get(pk=report.link_id)
    report = ProgressReport.objects.select_for_update(of=("self",)).select_related("action__plan").get(pk=report.pk)
    if report.state != ProgressReport.State.DRAFT or report.author_id not in (None, by.pk):
        raise NotAllowed("Somebody took this draft over already.")
    if report.version != version and report.author_id is None:
        raise EditConflict("The words were changed with the link after you opened this page. Read them again.")
    return report


def _log_taken(report: ProgressReport, *, by: User, at: datetime) -> None:
    words = f"Draft of an update of '{report.action}', written with a link, taken over."
    record_event(kind=AuditEntry.Kind.CHANGED, by=by, at=at, words=words, record=report)
