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


def staff(partnership, role, **user):
    return make.MembershipFactory(partnership=partnership, role=role, **{f"user__{k}": v for k, v in user.items()}).user


class TestHowApprovalWorks:
    """Who can approve what somebody writes, and what they read where nobody else can."""

    def said(self, author, partnership) -> str:
        return permissions.approval_for(author, [partnership.pk])[partnership.pk].value

    def test_another_person_can(self):
        partnership = make.PartnershipFactory()
        officer = staff(partnership, "officer")
        staff(partnership, "approver")
        assert self.said(officer, partnership) == ""

    def test_an_administrator_is_another_person_too(self):
        partnership = make.PartnershipFactory()
        approver = staff(partnership, "approver")
        staff(partnership, "administrator")
        assert self.said(approver, partnership) == ""

    @pytest.mark.parametrize("lost", [{"is_active": False}, {"is_staff": False}])
    def test_nobody_who_can_sign_in(self, lost):
        partnership = make.PartnershipFactory()
        officer = staff(partnership, "officer")
        staff(partnership, "board")
        staff(partnership, "approver", **lost)
        assert self.said(officer, partnership) == (
            "Nobody can approve here yet, so what you write waits until an administrator names an approver."
        )

    def test_the_author_alone(self):
        partnership = make.PartnershipFactory()
        approver = staff(partnership, "approver")
        staff(partnership, "officer")
        assert self.said(approver, partnership) == (
            "You are the only one who can approve here, so what you write waits until an administrator names a second"
            " person."
        )

    @pytest.mark.parametrize("role", ["officer", "approver", "administrator"])
    def test_one_person_in_all(self, role):
        partnership = make.PartnershipFactory()
        only = staff(partnership, role)
        staff(make.PartnershipFactory(), "approver")
        assert self.said(only, partnership) == (
            "You are the only person who works on this partnership here, so what you write waits until an administrator"
            " names a second person who can approve it."
        )

    def test_one_query_for_all_partnerships(self, django_assert_num_queries):
        officer = staff(make.PartnershipFactory(), "officer")
        several = [make.PartnershipFactory().pk for _ in range(3)]
        with django_assert_num_queries(1):
            assert set(permissions.approval_for(officer, several)) == set(several)
