"""The page that says what each role may do, and who has it in the partnerships to which the person belongs."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from priorities.models import Membership, Partnership, User
from priorities.office_pages import office_page, office_response
from priorities.permissions import administers_any, approvers_of, rows_seen_by
from priorities.roles import ROLES, Right, Role


@dataclass(frozen=True)
class Holders:
    """A role and those who have it in one partnership."""

    role: Role
    people: list[User]


@dataclass(frozen=True)
class Office:
    """One partnership: who has which role, and how approval works with the people that it has."""

    partnership: Partnership
    holders: list[Holders]
    approval: str


@office_page
@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """Every role's sentence and rights, and the people of the person's own partnerships."""
    partnerships = list(rows_seen_by(request.user, Partnership.objects.order_by("name"), path="pk"))
    return office_response(
        request,
        "admin/roles.html",
        {
            "roles": [(role, sorted_rights(role)) for role in ROLES.values()],
            "offices": _offices(partnerships),
            "gives_roles": administers_any(request.user),
        },
        title="Roles",
    )


def sorted_rights(role: Role) -> list[str]:
    """What the role lets somebody do, a phrase each, in the order in which the rights are written down."""
    return [right.value for right in Right if right in role.rights]


def _offices(partnerships: list[Partnership]) -> list[Office]:
    found: dict[tuple[int, str], list[User]] = {}
    memberships = Membership.objects.filter(partnership__in=partnerships, user__is_active=True).select_related("user")
    for membership in memberships.order_by("user__last_name", "user__first_name", "user__username"):
        found.setdefault((membership.partnership_id, membership.role), []).append(membership.user)
    return [
        Office(
            partnership,
            [Holders(role, found.get((partnership.pk, name), [])) for name, role in ROLES.items()],
            approval_in_words(list(approvers_of(partnership.pk))),
        )
        for partnership in partnerships
    ]


def approval_in_words(approvers: list[User]) -> str:
    """How approval works where these people may approve. Nobody approves what they wrote themselves."""
    if not approvers:
        return "Nobody approves here yet. Updates wait until an administrator names somebody."
    if len(approvers) == 1:
        name = approvers[0].get_full_name() or approvers[0].get_username()
        return f"Only {name} approves here. What {name} writes waits until a second person is named."
    return "Nobody approves what they wrote themselves: one of the others does."
