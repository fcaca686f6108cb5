"""What the templates of the office say of actions, statuses and people."""

from __future__ import annotations

from django import template
from django.utils.html import format_html

from actions.models import Action
from actions.reporting import action_name
from actions.status import NO_RATING, Status
from priorities.models import User

register = template.Library()


@register.filter
def named(action: Action) -> str:
    """What a link to the action says: its reference and its first words."""
    return action_name(action)


@register.filter
def chip(status: Status | None) -> str:
    """The status as a chip with its word."""
    if status is None:
        return NO_RATING
    return format_html(
        '<span class="office-chip {}" data-status="{}">{}</span>', status.value, status.value, status.label
    )


@register.filter
def person(user: User | None) -> str:
    """A person of the office by name, else by username; with the job where that is known."""
    if user is None:
        return "nobody named"
    name = user.get_full_name() or user.get_username()
    return f"{name} ({user.job_title})" if user.job_title else name
