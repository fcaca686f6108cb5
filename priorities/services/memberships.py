"""Who works for a partnership in which role. Each role is a group of Django too, which follows the memberships.

Rights come from memberships alone: a group carries no permission. It is there for those who run the site, whose tools
know groups.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from priorities.models import AuditEntry, Membership, Partnership, User
from priorities.permissions import ADMINISTERING, may_administer
from priorities.roles import ROLES
from priorities.services.audit import record_event
from priorities.services.writing import NotAllowed, keep, keep_all, keep_deleted


@transaction.atomic
def give_role(*, user: User, partnership: Partnership, role: str, by: User, at: datetime) -> Membership:
    """Give a person a role in a partnership, and with the first one the right to sign in.

    Raises NotAllowed, where `by` is no administrator of it too.
    """
    label = _label(role)
    _refuse_others(partnership, by)
    already = NotAllowed(f"{user} has the role '{label}' in {partnership} already.")
    if Membership.objects.filter(user=user, partnership=partnership, role=role).exists():
        raise already
    membership = Membership(user=user, partnership=partnership, role=role)
    try:
        with transaction.atomic():
            keep(membership, by=by, at=at)
    except IntegrityError:  # somebody else gave it in this very moment
        raise already from None
    _let_sign_in(user, True, by=by, at=at)
    _in_step(user, at=at)
    _log(f"{user} was given the role '{label}' in {partnership}.", membership, AuditEntry.Kind.ADDED, by=by, at=at)
    return membership


@transaction.atomic
def take_role(*, membership: Membership, by: User, at: datetime) -> None:
    """Take a role from a person: the next page that they ask for is refused. Who has none left signs in no more.

    Raises NotAllowed where `by` is no administrator of the partnership, and for its last administrator's role: then
    nobody there could give one again. Only who administers the whole site takes that.
    """
    user, partnership = membership.user, membership.partnership
    # Locked, so that of two administrators who take each other's role one is refused.
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
    _refuse_others(partnership, by)
    if membership.role in ADMINISTERING and not by.is_superuser and not _others_administer(membership):
        raise NotAllowed(
            f"{user} is the last administrator of {partnership} who can sign in; give somebody else the role first."
        )
    _log(
        f"The role '{_label(membership.role)}' in {partnership} was taken from {user}.",
        membership,
        AuditEntry.Kind.DELETED,
        by=by,
        at=at,
    )
    keep_deleted(membership, by=by, at=at)
    if not user.is_superuser and not Membership.objects.filter(user=user).exists():
        _let_sign_in(user, False, by=by, at=at)
    _in_step(user, at=at)


@transaction.atomic
def sync_groups(*, at: datetime) -> list[str]:
    """Make the groups that are missing and put everybody into those of their roles; a sentence for each change.

    Run again it changes nothing. Groups of other names are left alone.
    """
    said = [f"The group '{label}' was made." for label in _make_groups(at=at)]
    people = User.objects.filter(memberships__isnull=False) | User.objects.filter(groups__name__in=_labels())
    for user in people.distinct().order_by("username"):
        joined, left = _in_step(user, at=at)
        said += [f"{user} is in the group '{label}' now." for label in joined]
        said += [f"{user} is in the group '{label}' no more." for label in left]
    return said


def roles_without_sign_in() -> list[str]:
    """A sentence for each account that is open and has a role, and yet cannot sign in."""
    shut = User.objects.filter(memberships__isnull=False, is_active=True, is_staff=False)
    return [
        f"The account '{user}' has a role and cannot sign in; tick 'Staff status' on its page in the admin area."
        for user in shut.distinct().order_by("username")
    ]


def _let_sign_in(user: User, may: bool, *, by: User, at: datetime) -> None:
    """The office asks for Django's "staff status" at its door; it follows the roles, which say what somebody may do."""
    stored, user.is_staff = User.objects.values_list("is_staff", flat=True).get(pk=user.pk), may
    if stored != may:
        keep_all([user], fields=["is_staff"], by=by, at=at)


def _label(role: str) -> str:
    if role not in ROLES:
        raise NotAllowed(f"'{role}' is no role; choose one of {', '.join(ROLES)}.")
    return ROLES[role].label


def _labels() -> list[str]:
    return [role.label for role in ROLES.values()]


def _refuse_others(partnership: Partnership, by: User) -> None:
    if not may_administer(by, partnership.pk):
        raise NotAllowed(f"Only an administrator of {partnership} gives and takes roles there.")


def _others_administer(membership: Membership) -> bool:
    others = Membership.objects.filter(partnership=membership.partnership_id, role__in=ADMINISTERING)
    return others.exclude(pk=membership.pk).filter(user__is_active=True, user__is_staff=True).exists()


def _log(words: str, membership: Membership, kind: AuditEntry.Kind, *, by: User, at: datetime) -> None:
    record_event(kind=kind, by=by, at=at, words=words, record=membership, partnership_id=membership.partnership_id)


def _make_groups(*, at: datetime) -> list[str]:
    """The names of the groups that were missing, in the order of the roles."""
    there = set(Group.objects.filter(name__in=_labels()).values_list("name", flat=True))
    missing = [label for label in _labels() if label not in there]
    for label in missing:
        keep(Group(name=label), by=None, at=at)
    return missing


def _in_step(user: User, *, at: datetime) -> tuple[list[str], list[str]]:
    """Put one person into the groups of their roles and of no others; the names of those joined and left."""
    held = {ROLES[role].label for role in Membership.objects.filter(user=user).values_list("role", flat=True)}
    now = set(user.groups.filter(name__in=_labels()).values_list("name", flat=True))
    joined, left = sorted(held - now), sorted(now - held)
    if joined:
        _make_groups(at=at)
        user.groups.add(*_groups(joined))
    if left:
        user.groups.remove(*_groups(left))
    # Roles are read once for each user object; this one's are others now.
    vars(user).pop("_roles_by_partnership", None)
    return joined, left


def _groups(names: Iterable[str]) -> list[Group]:
    return list(Group.objects.filter(name__in=names))
