"""Roles are given and taken by administrators, Django's groups follow, and the papers say what roles.py says."""

from __future__ import annotations

import re
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db.models import QuerySet
from django.urls import reverse

from priorities.models import Membership, User
from priorities.permissions import roles_of
from priorities.roles import ROLES, Right
from priorities.services import NotAllowed, give_role, take_role
from sendplan.checks import ready_to_serve
from tests.factories import office as make

pytestmark = pytest.mark.django_db

AT = make.MOMENT


@pytest.fixture
def here():
    return make.PartnershipFactory(name="Westmarch")


@pytest.fixture
def administrator(here):
    return make.MembershipFactory(partnership=here, role="administrator", user__username="zoe").user


def groups(user) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def test_a_role_is_given_and_its_group_follows(here, administrator):
    user = make.UserFactory()
    assert roles_of(user) == {}
    give_role(user=user, partnership=here, role="forum", by=administrator, at=AT)
    give_role(user=user, partnership=here, role="board", by=administrator, at=AT)
    assert roles_of(user) == {here.pk: {"forum", "board"}}
    assert groups(user) == {"Parent carer forum", "Board member"}


def test_a_role_that_two_give_at_once_is_given_once_and_the_other_is_told(here, administrator, monkeypatch):
    user = make.UserFactory()
    give_role(user=user, partnership=here, role="forum", by=administrator, at=AT)
    monkeypatch.setattr(QuerySet, "exists", lambda rows: False)  # as it was a moment ago
    with pytest.raises(NotAllowed, match="has the role 'Parent carer forum' in Westmarch already"):
        give_role(user=user, partnership=here, role="forum", by=administrator, at=AT)
    monkeypatch.undo()
    assert Membership.objects.filter(user=user).count() == 1


def test_a_group_stays_while_the_role_is_held_anywhere(here, administrator):
    root = make.UserFactory(is_superuser=True)
    user = make.UserFactory()
    first = give_role(user=user, partnership=here, role="officer", by=administrator, at=AT)
    second = give_role(user=user, partnership=make.PartnershipFactory(), role="officer", by=root, at=AT)
    take_role(membership=first, by=administrator, at=AT)
    assert groups(user) == {"Officer"}
    take_role(membership=second, by=root, at=AT)
    assert groups(user) == set()
    assert not Membership.objects.filter(user=user).exists()


@pytest.mark.parametrize("role", [name for name in ROLES if name != "administrator"])
def test_nobody_else_gives_or_takes_roles(here, administrator, role):
    by = make.MembershipFactory(partnership=here, role=role).user
    membership = make.MembershipFactory(partnership=here)
    sentence = "Only an administrator of Westmarch gives and takes roles there."
    with pytest.raises(NotAllowed, match=sentence):
        give_role(user=by, partnership=here, role="administrator", by=by, at=AT)
    with pytest.raises(NotAllowed, match=sentence):
        take_role(membership=membership, by=by, at=AT)


def test_an_administrator_of_another_partnership_gives_none_here(here):
    by = make.MembershipFactory(role="administrator").user
    with pytest.raises(NotAllowed, match="Only an administrator of Westmarch"):
        give_role(user=by, partnership=here, role="officer", by=by, at=AT)


def test_the_same_role_twice_and_one_that_is_none_are_refused(here, administrator):
    user = make.MembershipFactory(partnership=here, user__username="ann").user
    with pytest.raises(NotAllowed, match="ann has the role 'Officer' in Westmarch already"):
        give_role(user=user, partnership=here, role="officer", by=administrator, at=AT)
    with pytest.raises(NotAllowed, match="'king' is no role; choose one of officer, approver"):
        give_role(user=user, partnership=here, role="king", by=administrator, at=AT)


def test_the_last_administrator_stays(here, administrator):
    own = Membership.objects.get(user=administrator)
    sentence = "zoe is the last administrator of Westmarch who can sign in; give somebody else the role first."
    with pytest.raises(NotAllowed, match=sentence):
        take_role(membership=own, by=administrator, at=AT)
    shut = make.MembershipFactory(partnership=here, role="administrator", user__is_active=False)
    with pytest.raises(NotAllowed, match=sentence):
        take_role(membership=own, by=administrator, at=AT)
    take_role(membership=shut, by=administrator, at=AT)
    make.MembershipFactory(partnership=here, role="administrator")
    take_role(membership=own, by=administrator, at=AT)


def test_who_administers_the_site_takes_the_last_one_too(here, administrator):
    take_role(membership=Membership.objects.get(), by=make.UserFactory(is_superuser=True), at=AT)
    assert not Membership.objects.exists()


def test_the_page_says_in_a_sentence_why_a_role_is_not_taken(client, here, administrator):
    client.force_login(administrator)
    where = reverse("admin:priorities_membership_delete", args=[Membership.objects.get().pk])
    refused = client.post(where, {"post": "yes"})
    assert refused.status_code == 409
    assert "is the last administrator of Westmarch who can sign in" in refused.content.decode()
    assert Membership.objects.exists()


def test_sync_roles_says_what_it_changes_and_then_changes_nothing(here):
    user = make.MembershipFactory(partnership=here, user__username="ann").user
    left = make.UserFactory(username="ben")
    other, old = Group.objects.create(name="Something else"), Group.objects.create(name="Officer")
    left.groups.add(other, old)

    def run() -> list[str]:
        said = StringIO()
        call_command("sync_roles", stdout=said)
        return said.getvalue().splitlines()

    assert run() == [
        "The group 'Approver' was made.",
        "The group 'Editor' was made.",
        "The group 'Parent carer forum' was made.",
        "The group 'Board member' was made.",
        "The group 'Administrator' was made.",
        "ann is in the group 'Officer' now.",
        "ben is in the group 'Officer' no more.",
    ]
    assert run() == ["Groups and roles are in step; nothing was changed."]
    assert (groups(user), groups(left)) == ({"Officer"}, {"Something else"})


def test_a_group_gives_no_right(client, here):
    user = make.UserFactory()
    call_command("sync_roles", stdout=StringIO())
    user.groups.set(Group.objects.all())
    client.force_login(user)
    assert client.get(reverse("admin:priorities_plan_changelist")).status_code == 404


def test_the_operations_paper_says_what_roles_say():
    paper = Path("docs/operations.md").read_text(encoding="utf-8").partition("## Accounts\n")[2].partition("\n## ")[0]
    said = re.findall(r"^- \*\*(.+)\.\*\* (.+) Rights:\n((?:  - .+\n?)+)", paper, re.MULTILINE)
    written = [(label, sentence, re.findall(r"  - (.+)", rights)) for label, sentence, rights in said]
    assert written == [
        (role.label, role.sentence, [right.value for right in Right if right in role.rights]) for role in ROLES.values()
    ]


class TestThePageOfRoles:
    def page(self, client, user) -> str:
        client.force_login(user)
        body = client.get(reverse("office:roles")).content.decode()
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body.partition('id="content"')[2])))

    def test_it_says_what_each_role_may_do_and_who_has_it(self, client, here, administrator):
        board = {"user__first_name": "Ada", "user__last_name": "Ashby", "user__job_title": "School governor"}
        user = make.MembershipFactory(partnership=here, role="board", **board).user
        make.MembershipFactory(role="board", user__username="stranger", partnership__name="Farshire")
        make.MembershipFactory(partnership=here, role="officer", user__username="gone", user__is_active=False)
        said = self.page(client, user)
        for role in ROLES.values():
            assert role.sentence in said
            assert all(f"{right.value[0].upper()}{right.value[1:]}." in said for right in role.rights)
        assert "Board member Ada Ashby, School governor Administrator zoe" in said
        assert "Officer Nobody has this role." in said
        assert "stranger" not in said
        assert "Farshire" not in said
        assert "Give or take a role" not in said
        assert "Give or take a role" in self.page(client, administrator)

    def test_it_says_how_approval_works_here(self, client, here):
        officer = make.MembershipFactory(partnership=here).user
        nobody = "Nobody approves here yet. Updates wait until an administrator names somebody."
        assert nobody in self.page(client, officer)
        make.MembershipFactory(partnership=here, role="approver", user__username="ann")
        one = "Only ann approves here. What ann writes waits until a second person is named."
        assert one in self.page(client, officer)
        make.MembershipFactory(partnership=here, role="administrator")
        assert "Nobody approves what they wrote themselves: one of the others does." in self.page(client, officer)

    def test_it_costs_the_same_for_1_3_and_20_people(self, client, here, django_assert_num_queries):
        client.force_login(make.MembershipFactory(partnership=here).user)
        for more in (0, 2, 17):
            make.MembershipFactory.create_batch(more, partnership=here)
            with django_assert_num_queries(6):
                client.get(reverse("office:roles"))


def test_who_has_a_role_can_sign_in_and_nobody_else(client, here, administrator):
    """The form for a new account knows nothing of Django's "staff status": the first role gives it, the last takes it."""
    root = make.UserFactory(is_superuser=True)
    client.force_login(root)
    typed = {"username": "amina", "password1": "harvest-lantern-41", "password2": "harvest-lantern-41"}
    client.post("/admin/priorities/user/add/", {**typed, "usable_password": "true"})
    amina = User.objects.get(username="amina")
    assert not amina.is_staff
    chosen = {"user": amina.pk, "partnership": here.pk, "role": "officer"}
    client.post("/admin/priorities/membership/add/", chosen)
    client.logout()
    answer = client.post("/admin/login/?next=/admin/", {"username": "amina", "password": "harvest-lantern-41"})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    take_role(membership=amina.memberships.get(), by=administrator, at=AT)
    assert not User.objects.get(username="amina").is_staff
    held = make.MembershipFactory(user=root, partnership=here)
    take_role(membership=held, by=administrator, at=AT)
    assert User.objects.get(pk=root.pk).is_staff


def test_an_account_with_a_role_that_cannot_sign_in_is_named(here, settings):
    make.MembershipFactory(partnership=here, user__username="amina", user__is_staff=False)
    make.MembershipFactory(partnership=here, user__username="gone", user__is_staff=False, user__is_active=False)
    said = "The account 'amina' has a role and cannot sign in; tick 'Staff status' on its page in the admin area."
    err = StringIO()
    call_command("sync_roles", stdout=StringIO(), stderr=err)
    assert err.getvalue() == f"{said}\n"
    assert [str(found.msg) for found in ready_to_serve() if found.id == "sendplan.W001"] == [said]
