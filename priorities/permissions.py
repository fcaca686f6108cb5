"""Who may see and change what: one function per rule. Rights come from memberships, never from Django's own.

A superuser is the administrator of the whole site. What somebody may not see is, for them, not there: the
pages answer 404. What they may see and not do answers 403.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from django.db.models import QuerySet

from priorities.models import Membership, Redaction, User
from priorities.roles import Right, roles_with

READING = roles_with(Right.READ)
"""Roles that read all that the office holds. The forum's and the board's members read what is submitted."""

EDITING = roles_with(Right.PREPARE)
"""Roles that may change plans, documents and words that are not public."""

APPROVING = roles_with(Right.APPROVE)
"""Roles that may make something public, or take it from the public."""

REPORTING = roles_with(Right.REPORT) | roles_with(Right.REPORT_ANY)
"""Roles that write updates; for which actions is ruled in actions.permissions."""

SPEAKING = roles_with(Right.SPEAK)
"""The parent carer forum."""

WORDING = roles_with(Right.WORDS) | roles_with(Right.APPROVE)
"""Roles that write routemaps and explained words."""

ADMINISTERING = roles_with(Right.ADMINISTER)
"""Roles that may say who else works for a partnership."""


def roles_of(user: User) -> dict[int, frozenset[str]]:
    """The user's roles by the partnership's id. Read once for each user object, so once in a request."""
    if user.pk is None:  # not signed in
        return {}
    known = getattr(user, "_roles_by_partnership", None)
    if known is None:
        found: dict[int, set[str]] = {}
        for key, role in Membership.objects.filter(user=user).values_list("partnership_id", "role"):
            found.setdefault(key, set()).add(role)
        known = user._roles_by_partnership = {key: frozenset(roles) for key, roles in found.items()}
    return known


def _partnerships(user: User, roles: frozenset[str] | None) -> list[int]:
    return [key for key, held in roles_of(user).items() if roles is None or held & roles]


def _rows(queryset: QuerySet, user: User, path: str, roles: frozenset[str] | None) -> QuerySet:
    if user.is_superuser:
        return queryset
    return queryset.filter(**{f"{path}__in": _partnerships(user, roles)})


def rows_seen_by(user: User, queryset: QuerySet, *, path: str) -> QuerySet:
    """The rows of partnerships in which the user has any role; `path` leads from a row to its partnership."""
    return _rows(queryset, user, path, None)


def rows_read_by(user: User, queryset: QuerySet, *, path: str) -> QuerySet:
    """The rows of partnerships of which the user reads all that the office holds."""
    return _rows(queryset, user, path, READING)


def rows_edited_by(user: User, queryset: QuerySet, *, path: str) -> QuerySet:
    """The rows of partnerships whose plans the user may change."""
    return _rows(queryset, user, path, EDITING)


def rows_approved_by(user: User, queryset: QuerySet, *, path: str) -> QuerySet:
    """The rows of partnerships in which the user publishes what others wrote."""
    return _rows(queryset, user, path, APPROVING)


def rows_administered_by(user: User, queryset: QuerySet, *, path: str) -> QuerySet:
    """The rows of partnerships of which the user is an administrator."""
    return _rows(queryset, user, path, ADMINISTERING)


def may_see(user: User, partnership_id: int) -> bool:
    """Any role in the partnership lets a member of staff read what the office holds on it."""
    return user.is_superuser or partnership_id in roles_of(user)


def has_role(user: User, partnership_id: int, roles: frozenset[str]) -> bool:
    """Whether the user has one of these roles in the partnership; an administrator of the site has every one."""
    return user.is_superuser or bool(roles_of(user).get(partnership_id, frozenset()) & roles)


def may_read_all(user: User, partnership_id: int) -> bool:
    """Drafts, documents, names held back, notes: for those who work on them."""
    return has_role(user, partnership_id, READING)


def may_edit(user: User, partnership_id: int) -> bool:
    return has_role(user, partnership_id, EDITING)


def may_change(user: User, partnership_id: int, *, public: bool) -> bool:
    """Change a record: what the public reads at once only an approver, the rest everybody who edits; docs/adr/0015."""
    return may_approve(user, partnership_id) if public else may_edit(user, partnership_id)


def may_approve(user: User, partnership_id: int) -> bool:
    """Publish, withdraw, return. That nobody approves their own report is held by actions.services."""
    return has_role(user, partnership_id, APPROVING)


def may_withdraw_words(user: User, partnership_id: int) -> bool:
    """Take words that should never have been published from the public at once: an officer too, who cannot wait.

    What they took is listed for the approvers, is in the log with their name, and can be put back.
    """
    return may_edit(user, partnership_id)


def may_confirm_redaction(user: User, redaction: Redaction) -> bool:
    """Remove withdrawn words for ever: an approver who did not withdraw them."""
    return redaction.withdrawn_by_id != user.pk and may_approve(user, redaction.partnership_id)


def may_restore_redaction(user: User, redaction: Redaction) -> bool:
    """Put withdrawn words back: an approver, also the one who withdrew them, because they had been approved before."""
    return may_approve(user, redaction.partnership_id)


def approvers_of(partnership_id: int) -> QuerySet[User]:
    """Who may change what the public reads of a partnership and can sign in, by name."""
    roles = Membership.objects.filter(partnership=partnership_id, role__in=APPROVING)
    people = User.objects.filter(is_active=True, is_staff=True, pk__in=roles.values("user"))
    return people.order_by("last_name", "first_name", "username")


class Approval(Enum):
    """Who can approve what a person writes for a partnership, as one sentence for them; "" where another person can."""

    BY_ANOTHER = ""
    BY_NOBODY = "Nobody can approve here yet, so what you write waits until an administrator names an approver."
    ONLY_BY_AUTHOR = "You are the only one who can approve here, so what you write waits until an administrator names a second person."
    ALONE = (
        "You are the only person who works on this partnership here, so what you write waits until an administrator names"
        " a second person who can approve it."
    )


def approval_for(author: User, partnership_ids: Iterable[int]) -> dict[int, Approval]:
    """How approval works for what this person writes, by the partnership's id. One query, whatever their number.

    People count who can sign in; whoever administers the whole site may help out, and is not of the partnership.
    """
    wanted = list(partnership_ids)
    staff = Membership.objects.filter(partnership__in=wanted, user__is_active=True, user__is_staff=True)
    people: dict[int, set[int]] = {key: set() for key in wanted}
    approvers: dict[int, set[int]] = {key: set() for key in wanted}
    for key, person, role in staff.values_list("partnership_id", "user_id", "role"):
        people[key].add(person)
        if role in APPROVING:
            approvers[key].add(person)
    return {key: _approval(author.pk, people[key], approvers[key]) for key in wanted}


def _approval(author: int, people: set[int], approvers: set[int]) -> Approval:
    if approvers - {author}:
        return Approval.BY_ANOTHER
    if people == {author}:
        return Approval.ALONE
    return Approval.ONLY_BY_AUTHOR if approvers else Approval.BY_NOBODY


def may_administer(user: User, partnership_id: int) -> bool:
    """Give and take roles in the partnership."""
    return has_role(user, partnership_id, ADMINISTERING)


def sees_any(user: User) -> bool:
    return user.is_superuser or bool(roles_of(user))


def reads_all_of_any(user: User) -> bool:
    """Some partnership's office is open to the user; the forum's and the board's members have none."""
    return user.is_superuser or bool(_partnerships(user, READING))


def edits_any(user: User) -> bool:
    return user.is_superuser or bool(_partnerships(user, EDITING))


def approves_any(user: User) -> bool:
    return user.is_superuser or bool(_partnerships(user, APPROVING))


def administers_any(user: User) -> bool:
    return user.is_superuser or bool(_partnerships(user, ADMINISTERING))
