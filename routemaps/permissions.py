"""Who may write routemaps and explained words. Rules on partnerships stand in priorities.permissions."""

from __future__ import annotations

from django.db.models import QuerySet

from priorities.models import User
from priorities.permissions import WORDING, has_role, roles_of


def may_word(user: User, partnership_id: int) -> bool:
    """Write the words that the partnership explains: its editors, approvers and administrators."""
    return has_role(user, partnership_id, WORDING)


def words_any(user: User) -> bool:
    """The user writes words for some partnership."""
    return user.is_superuser or any(held & WORDING for held in roles_of(user).values())


def rows_worded_by(user: User, queryset: QuerySet, *, path: str) -> QuerySet:
    """The rows of partnerships for which the user writes words; `path` leads from a row to its partnership."""
    if user.is_superuser:
        return queryset
    return queryset.filter(**{f"{path}__in": [key for key, held in roles_of(user).items() if held & WORDING]})
