"""The roles that people have in a partnership: one sentence each, and the rights that stand behind it. Pure.

This is the one place that says who may do what. `priorities.permissions` and `actions.permissions` turn a right into a
rule about a record, `docs/operations.md` prints the sentences, and each role is also a group of Django of the same name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Right(Enum):
    """What a role lets somebody do in its partnership."""

    READ = "read all that the office holds on the partnership: drafts, documents, names held back, histories"
    READ_SUBMITTED = "read what is public and the updates that wait for approval, without notes of the office"
    PREPARE = "prepare plans, documents and words that the public cannot read yet"
    REPORT = "report on the actions of the leads to which the person is linked"
    REPORT_ANY = "report on every action of the partnership"
    APPROVE = "make public, return and withdraw, and change what the public reads; never their own report"
    SPEAK = "write the parent carer forum's own view of an update"
    WORDS = "write routemaps and explained words, and moderate comments"
    PACKS = "read the packs of boards"
    ADMINISTER = "give and take roles"


class RoleName(StrEnum):
    """The values that memberships store."""

    OFFICER = "officer"
    APPROVER = "approver"
    EDITOR = "editor"
    FORUM = "forum"
    BOARD = "board"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Role:
    """A role, what it is called, and what it is for in one sentence."""

    name: RoleName
    label: str
    sentence: str
    rights: frozenset[Right]


def _role(name: RoleName, label: str, sentence: str, *rights: Right) -> Role:
    return Role(name, label, sentence, frozenset(rights))


ROLES: dict[str, Role] = {
    role.name.value: role
    for role in (
        _role(
            RoleName.OFFICER,
            "Officer",
            "Writes updates for the leads to which they are linked, and prepares plans and documents that are not public yet.",
            Right.READ,
            Right.REPORT,
            Right.PREPARE,
        ),
        _role(
            RoleName.APPROVER,
            "Approver",
            "Publishes or returns what others wrote, never their own report, and changes what the public reads.",
            Right.READ,
            Right.REPORT_ANY,
            Right.PREPARE,
            Right.APPROVE,
            Right.PACKS,
        ),
        _role(
            RoleName.EDITOR,
            "Editor",
            "Writes routemaps and explained words, and looks through comments before they are published.",
            Right.READ,
            Right.WORDS,
        ),
        _role(
            RoleName.FORUM,
            "Parent carer forum",
            "Reads updates that wait for approval, and writes the forum's own view, which nobody else edits.",
            Right.READ_SUBMITTED,
            Right.SPEAK,
        ),
        _role(
            RoleName.BOARD,
            "Board member",
            "Reads updates that wait for approval, and the packs of the boards.",
            Right.READ_SUBMITTED,
            Right.PACKS,
        ),
        _role(
            RoleName.ADMINISTRATOR,
            "Administrator",
            "Does what an approver does, gives and takes roles, and says who reports for which lead.",
            Right.READ,
            Right.REPORT_ANY,
            Right.PREPARE,
            Right.APPROVE,
            Right.PACKS,
            Right.ADMINISTER,
        ),
    )
}


def choices() -> list[tuple[str, str]]:
    """Pairs for a model or form field, in the order in which people read them."""
    return [(role.name.value, role.label) for role in ROLES.values()]


def roles_with(right: Right) -> frozenset[str]:
    """The stored values of the roles that have a right."""
    return frozenset(name for name, role in ROLES.items() if right in role.rights)
