"""Messages that what happens to an update sends to people."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from actions.models import Action, ProgressReport
from actions.reminder_words import returned_message, withdrawn_message
from priorities.models import OutboxMessage, Redaction
from priorities.permissions import approvers_of
from priorities.services import queue_message


def form_address(action: Action) -> str:
    """The whole address of the form for an action's update; whoever is signed out is brought back to it."""
    return f"{settings.SITE_URL}/admin/actions/{action.pk}/update/"


def tell_author_of_return(report: ProgressReport, *, at: datetime) -> OutboxMessage | None:
    """Tell the author that their update was returned; None where nobody can be told. Call it where it is returned.

    The reason stands on the form alone: a message leaves the site, and nobody can take words out of it again.
    """
    author = report.author
    if author is None or not author.is_active:
        return None
    action = report.action
    name = f"{action.reference}: {action.first_words[:200]}" if action.reference else action.first_words[:200]
    subject, body = returned_message(
        name, action.plan.title, address=form_address(action), service=settings.SERVICE_NAME
    )
    return queue_message(key=f"returned:{report.pk}:{report.version}", to=author, subject=subject, body=body, at=at)


def tell_approvers_of_withdrawal(redaction: Redaction, *, at: datetime) -> list[OutboxMessage]:
    """Tell every other approver who withdrew words, in how many places, and where they are put back. Never the words."""
    by = redaction.withdrawn_by
    subject, body = withdrawn_message(
        len(redaction.places),
        who=by.get_full_name() or by.get_username(),
        partnership=redaction.partnership.name,
        address=f"{settings.SITE_URL}/admin/redactions/{redaction.pk}/",
        service=settings.SERVICE_NAME,
    )
    queued = [
        queue_message(key=f"withdrawn:{redaction.pk}:{approver.pk}", to=approver, subject=subject, body=body, at=at)
        for approver in approvers_of(redaction.partnership_id).exclude(pk=by.pk)
    ]
    return [message for message in queued if message is not None]
