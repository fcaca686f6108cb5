"""The rules on who may do what, one by one, over every role."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from priorities import permissions
from priorities.models import Membership, Plan
from tests.factories import office as make

pytestmark = pytest.mark.django_db

RULES = {
    #                see    edit   approve administer
    "officer": (True, True, False, False),
    "approver": (True, True, True, False),
    "editor": (True, False, False, False),
    "forum": (True, False, False, False),
    "board": (True, False, False, False),
    "administrator": (True, True, True, True),
}


def rights(user, partnership) -> tuple[bool, ...]:
    rules = (permissions.may_see, permissions.may_edit, permissions.may_approve, permissions.may_administer)
    return tuple(rule(user, partnership.pk) for rule in rules)


def test_every_role_is_in_the_table():
    assert set(RULES) == {role.value for role in Membership.Role}


@pytest.mark.parametrize("role", RULES)
def test_a_role_counts_in_its_own_partnership_and_nowhere_else(role):
    membership = make.MembershipFactory(role=role)
    elsewhere = make.PartnershipFactory()
    assert rights(membership.user, membership.partnership) == RULES[role]
    assert rights(membership.user, elsewhere) == (False, False, False, False)


def test_roles_add_up():
    board = make.MembershipFactory(role="board")
    make.MembershipFactory(user=board.user, partnership=board.partnership, role="approver")
    assert rights(board.user, board.partnership) == (True, True, True, False)


def test_the_administrator_of_the_site_may_do_everything_and_a_user_without_role_nothing():
    partnership = make.PartnershipFactory()
    assert rights(make.UserFactory(is_superuser=True), partnership) == (True, True, True, True)
    for nobody in (make.UserFactory(), AnonymousUser()):
        assert rights(nobody, partnership) == (False, False, False, False)
        assert not permissions.sees_any(nobody)
        assert not permissions.edits_any(nobody)
        assert not permissions.administers_any(nobody)


@pytest.mark.parametrize("role", RULES)
def test_any_of_theirs(role):
    user = make.MembershipFactory(role=role).user
    see, edit, _, administer = RULES[role]
    assert (permissions.sees_any(user), permissions.edits_any(user), permissions.administers_any(user)) == (
        see,
        edit,
        administer,
    )


@pytest.mark.parametrize(
    ("rule", "mine"),
    [
        (permissions.rows_seen_by, {"officer", "board", "administrator"}),
        (permissions.rows_edited_by, {"officer", "administrator"}),
        (permissions.rows_administered_by, {"administrator"}),
    ],
)
def test_rows_are_kept_apart_by_partnership(rule, mine):
    user, everybody = make.UserFactory(), make.UserFactory(is_superuser=True)
    for role in ("officer", "board", "administrator"):
        make.PlanFactory(title=role, partnership=make.MembershipFactory(user=user, role=role).partnership)
    make.PlanFactory(title="unknown")
    assert {plan.title for plan in rule(user, Plan.objects.all(), path="partnership")} == mine
    assert rule(everybody, Plan.objects.all(), path="partnership").count() == 4


def test_rights_are_read_once(django_assert_num_queries):
    membership = make.MembershipFactory()
    with django_assert_num_queries(1):
        for _ in range(3):
            rights(membership.user, membership.partnership)
