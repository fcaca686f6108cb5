"""What of routemaps and comments waits for somebody, and what is due for a check: links for the first page of the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from actions.wording import counted
from priorities.models import User
from priorities.permissions import approves_any, rows_approved_by
from routemaps.models import Comment, CoproductionEvent, DateRule, Routemap, RoutemapVersion, Topic
from routemaps.office_parts import due
from routemaps.permissions import rows_worded_by, words_any


@dataclass(frozen=True, slots=True)
class OfficeLink:
    """A link of the first page, in the shape of the others there."""

    words: str
    url: str
    says: str = ""
    is_first: bool = False


def links(user: User, *, on: date) -> list[OfficeLink]:
    """The pages on which something waits, for this person. At most six queries."""
    if not words_any(user):
        return []
    found = [*_for_approval(user), *_of_comments(user), *_for_a_check(user, on=on)]
    return [*found, OfficeLink("Routemaps", _list("routemap"), "Write stages and ways, look at them, send them.")]


def _list(model: str, query: str = "") -> str:
    return reverse(f"admin:routemaps_{model}_changelist") + (f"?{query}" if query else "")


def _for_approval(user: User) -> list[OfficeLink]:
    if not approves_any(user):
        return []
    submitted = RoutemapVersion.objects.filter(state=RoutemapVersion.State.SUBMITTED).exclude(author=user)
    found = []
    number = rows_approved_by(user, submitted, path="routemap__partnership").count()
    if number:
        says = f"{counted(number, 'version')} {'waits' if number == 1 else 'wait'} for you to decide."
        found.append(
            OfficeLink(
                "Routemaps that wait for approval", _list("routemapversion", "state__exact=submitted"), says, True
            )
        )
    for model, words in ((CoproductionEvent, "How routemaps are made"), (Topic, "Topics that families asked for")):
        hidden = model.objects.filter(public_from=None, withdrawn_at=None).exclude(author=user)
        number = rows_approved_by(user, hidden, path="partnership").count()
        if number:
            says = f"{counted(number, 'line')} {'is' if number == 1 else 'are'} not public yet."
            found.append(OfficeLink(words, _list(model._meta.model_name, "public_from__isempty=1"), says))
    return found


def _of_comments(user: User) -> list[OfficeLink]:
    waiting = rows_worded_by(user, Comment.objects.filter(state=Comment.State.WAITING), path="partnership").count()
    if not waiting:
        return []
    says = f"{counted(waiting, 'comment')} {'waits' if waiting == 1 else 'wait'} for an answer."
    return [OfficeLink("Comments of families", _list("comment", "state__exact=waiting"), says, True)]


def _for_a_check(user: User, *, on: date) -> list[OfficeLink]:
    found = []
    for model, one in ((Routemap, "routemap"), (DateRule, "rule")):
        rows = model.objects.filter(due(on=on))
        if model is Routemap:
            rows = rows.filter(public_from__isnull=False, withdrawn_at=None)
        number = rows_worded_by(user, rows, path="partnership").count()
        if number:
            says = f"{counted(number, one)} {'is' if number == 1 else 'are'} due to be checked."
            found.append(OfficeLink(f"{one.capitalize()}s to check", _list(model._meta.model_name, "check=due"), says))
    return found
