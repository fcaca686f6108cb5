"""Routemaps: sent for approval whole, published by somebody else, checked again, withdrawn."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from priorities.models import AuditEntry, ContentVersion, User
from priorities.services import NotAllowed, keep, public_texts, record_event, refuse_personal_words
from routemaps.map_check import problems_of
from routemaps.models import DateRule, Routemap, RoutemapVersion
from routemaps.payload import payload_of
from routemaps.services.draft_links import end_views


def check(routemap: Routemap) -> list[str]:
    """What forbids to publish the draft of a routemap, one sentence each."""
    return problems_of(payload_of(routemap), others=_others(routemap))


def check_version(version: RoutemapVersion) -> list[str]:
    """What forbids to publish a version as it was sent, one sentence each."""
    return problems_of(version.payload, others=_others(version.routemap))


def _others(routemap: Routemap) -> dict[str, frozenset[str]]:
    """The stages of the partnership's other routemaps that are public or wait beside this one."""
    versions = RoutemapVersion.objects.filter(
        routemap__partnership=routemap.partnership_id, routemap__withdrawn_at=None
    ).exclude(state=RoutemapVersion.State.RETURNED)
    newest = versions.order_by("routemap", "-submitted_at", "-pk").values_list("routemap__slug", "payload")
    found: dict[str, frozenset[str]] = {}
    for slug, payload in newest:
        found.setdefault(slug, frozenset(stage["key"] for stage in payload["stages"]))
    found.pop(routemap.slug, None)
    return found


@transaction.atomic
def submit_routemap(*, routemap: Routemap, what_changed: str, by: User, at: datetime) -> RoutemapVersion:
    """Send the draft of a routemap for approval, as it stands now. An earlier one that still waits is replaced.

    Where other words go out with it, links for views to the earlier one end: families were asked about what it said.
    Raises NotAllowed where it is withdrawn, where nothing says what is new, or where words hold what is held back. Whether
    it can be published is checked when it is published: routemaps that lead to one another are sent one by one.
    """
    if routemap.withdrawn_at is not None:
        raise NotAllowed("This routemap is withdrawn, so no version of it is sent.")
    if not what_changed.strip():
        raise NotAllowed("What changed: empty; say what is new in this version, or that it is the first.")
    payload = payload_of(routemap)
    waiting = routemap.versions.select_for_update().filter(state=RoutemapVersion.State.SUBMITTED).first()
    version = waiting or RoutemapVersion(routemap=routemap)
    if waiting is not None and waiting.payload != payload:
        for link in waiting.draft_links.filter(ended_at=None):
            end_views(link=link, by=by, at=at)
    version.payload, version.what_changed = payload, what_changed.strip()
    version.author, version.submitted_at, version.returned_reason = by, at, ""
    refuse_personal_words(public_texts(version) | texts_of(payload), partnership_id=routemap.partnership_id)
    keep(version, by=by, at=at)
    return version


@transaction.atomic
def publish_version(*, version: RoutemapVersion, by: User | None, at: datetime) -> None:
    """Let the public read a version. Who sent it cannot publish it.

    Raises NotAllowed where it does not wait, and with the first thing that is wrong with the routemap.
    """
    if version.state != RoutemapVersion.State.SUBMITTED:
        raise NotAllowed("Only a version that waits for approval can be published.")
    if by is not None and version.author_id == by.pk:
        raise NotAllowed("You sent this version, so somebody else must publish it.")
    routemap = version.routemap
    if routemap.withdrawn_at is not None:
        raise NotAllowed("This routemap is withdrawn, so no version of it is published.")
    wrong = check_version(version)
    if wrong:
        more = f" And {len(wrong) - 1} more." if len(wrong) > 1 else ""
        raise NotAllowed(f"{wrong[0]}{more}")
    refuse_personal_words(public_texts(version) | texts_of(version.payload), partnership_id=routemap.partnership_id)
    newest = routemap.versions.aggregate(newest=Max("number"))["newest"] or 0
    version.state, version.number = RoutemapVersion.State.PUBLISHED, newest + 1
    version.public_from = version.approved_at = at
    version.approved_by = by
    keep(version, by=by, at=at)
    if routemap.public_from is None:
        routemap.public_from = at
        keep(routemap, by=by, at=at)
    words = f"Published version {version.number} of the routemap '{routemap}'."
    record_event(kind=AuditEntry.Kind.APPROVED, by=by, at=at, words=words, record=version)
    ContentVersion.count_up()


@transaction.atomic
def return_version(*, version: RoutemapVersion, reason: str, by: User, at: datetime) -> None:
    """Send a version back to its editor, with a reason."""
    if version.state != RoutemapVersion.State.SUBMITTED:
        raise NotAllowed("Only a version that waits for approval can be returned.")
    if version.author_id == by.pk:
        raise NotAllowed("You sent this version, so somebody else must decide on it.")
    if not reason.strip():
        raise NotAllowed("Say why the version is returned.")
    version.state, version.returned_reason = RoutemapVersion.State.RETURNED, reason.strip()
    keep(version, by=by, at=at)


@transaction.atomic
def check_today(*, record: Routemap | DateRule, next_check_on: date, by: User, at: datetime) -> None:
    """Say that somebody looked through a routemap or a rule today, and when it is looked through again.

    Raises NotAllowed where the next check is not after today.
    """
    today = timezone.localtime(at).date()
    if next_check_on <= today:
        raise NotAllowed("Next check: give a day that is still to come.")
    record.checked_on, record.checked_by, record.next_check_on = today, by, next_check_on
    keep(record, by=by, at=at)
    record_event(kind=AuditEntry.Kind.CHANGED, by=by, at=at, words=f"'{record}': checked today.", record=record)
    ContentVersion.count_up()


@transaction.atomic
def withdraw_routemap(*, routemap: Routemap, reason: str, by: User | None, at: datetime) -> None:
    """Take a routemap from the public pages, with the reason that they show. Never deleted."""
    if routemap.withdrawn_at is not None:
        raise NotAllowed("This routemap is withdrawn already.")
    if not reason.strip():
        raise NotAllowed("Reason: empty; say why it is withdrawn. The public reads it.")
    refuse_personal_words({"Reason": reason}, partnership_id=routemap.partnership_id)
    routemap.withdrawn_at, routemap.withdrawn_reason = at, reason.strip()
    keep(routemap, by=by, at=at)
    record_event(kind=AuditEntry.Kind.DONE, by=by, at=at, words=f"Withdrew the routemap '{routemap}'.", record=routemap)
    ContentVersion.count_up()


def texts_of(payload: dict) -> dict[str, str]:
    """The texts of a routemap by the words for their places, for the check on personal words."""
    found = {name: str(payload[name]) for name in ("title", "short", "for_whom", "promise", "how_long", "who_decides")}
    for place, stage in enumerate(payload["stages"], start=1):
        for name, value in stage.items():
            if isinstance(value, str):
                found[f"Stage {place}, {name}"] = value
            elif name in ("what_happens", "more", "do_now", "do_not"):
                found[f"Stage {place}, {name}"] = "\n".join(value)
        found[f"Stage {place}, branches"] = "\n".join(branch["condition"] for branch in stage["branches"])
    return found
