"""Unfinished actions go on in the next plan: new actions there that continue the old ones, which stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from actions.models import Action, ActionQuerySet
from actions.services.actions import NewAction, add_actions
from actions.status import FINISHED_VALUES
from actions.timescales import Timescale
from priorities.models import Plan, Priority, User
from priorities.services import NotAllowed, add_plan, save_edit
from priorities.slugs import free_slug


def unfinished_actions(plan: Plan) -> ActionQuerySet:
    """Public actions of a plan that no report calls complete or stopped, in the plan's order."""
    return Action.objects.public().filter(plan=plan).exclude(rated__in=FINISHED_VALUES).order_by("order", "pk")


def carried_already(actions: Iterable[Action], *, into: Plan) -> set[int]:
    """The ids of those of these actions that go on in that plan already."""
    return set(Action.objects.filter(plan=into, continues__in=list(actions)).values_list("continues", flat=True))


@transaction.atomic
def next_plan(*, after: Plan, title: str, by: User, at: datetime) -> Plan:
    """A draft plan of the same partnership that comes after another, with the same kind, cycle and word for a priority.

    Where there is a draft of that title after the same plan it is that one: whoever clicks twice makes one plan.
    """
    Plan.objects.select_for_update().get(pk=after.pk)
    drafts = Plan.objects.filter(partnership=after.partnership_id, supersedes=after, state=Plan.State.DRAFT)
    known = drafts.filter(title=title).order_by("pk").first()
    if known is not None:
        return known
    taken = set(Plan.objects.values_list("slug", flat=True))
    slug = free_slug(title, taken=taken, otherwise="plan")
    plan = add_plan(partnership=after.partnership, slug=slug, title=title, by=by, at=at)
    plan.kind, plan.update_cycle, plan.priority_word = after.kind, after.update_cycle, after.priority_word
    plan.supersedes = after
    save_edit(record=plan, by=by, at=at)
    return plan


@transaction.atomic
def carry_over(
    *, plan: Plan, into: Plan, actions: Sequence[Action], keep_references: bool, by: User, at: datetime
) -> list[Action]:
    """Let unfinished actions of a plan go on in a draft plan of the same partnership; returns the new actions.

    Words, outcome, leads and timescale are taken over as they stand, also a date that has passed; the priority is the
    one of the same number, else of the same title, else none. What goes on there already is left out, so doing it
    twice does it once. Raises NotAllowed where the plans do not fit or an action is finished or not public.
    """
    into = Plan.objects.select_for_update(of=("self",)).get(pk=into.pk)
    if into.pk == plan.pk or into.partnership_id != plan.partnership_id:
        raise NotAllowed(f"'{into}' cannot go on with the actions of '{plan}'; choose another plan of the partnership.")
    if into.state != Plan.State.DRAFT:
        raise NotAllowed(f"The plan '{into}' is no draft any more; choose a plan that is not public yet.")
    known = {action.pk for action in unfinished_actions(plan)}
    for action in actions:
        if action.pk not in known:
            raise NotAllowed(f"The action '{action}' is finished or not public in '{plan}'; nothing was carried over.")
    there = carried_already(actions, into=into)
    priorities = list(into.priorities.filter(withdrawn_at=None))
    begin = 1 + max(into.actions.values_list("order", flat=True), default=-1)
    wanted = [action for action in actions if action.pk not in there]
    new = [
        _new_action(action, _same_priority(action.priority, priorities), begin + number, keep_references)
        for number, action in enumerate(wanted)
    ]
    return add_actions(plan=into, new=new, by=by, at=at) if new else []


def _new_action(action: Action, priority: Priority | None, order: int, keep_reference: bool) -> NewAction:
    links = list(action.action_leads.all())
    return NewAction(
        reference=action.reference if keep_reference else "",
        official_words=action.official_words,
        timescale=Timescale(
            raw=action.timescale_raw,
            start=action.start,
            due=action.due,
            precision=action.precision or None,
            recurrence=action.recurrence or None,
            ongoing=action.ongoing,
            note=action.timescale_note or None,
            problem=action.timescale_problem or None,
        ),
        leads=[link.lead.name for link in links],
        without_organisation=frozenset(link.lead.name for link in links if link.without_organisation),
        columns={
            "plain_words": action.plain_words,
            "outcome": action.outcome,
            "priority": priority,
            "order": order,
            "continues": action,
        },
    )


def _same_priority(priority: Priority | None, others: Sequence[Priority]) -> Priority | None:
    """The one of the same number, else of the same title."""
    if priority is None:
        return None
    by_number = (other for other in others if priority.number and other.number == priority.number)
    by_title = (other for other in others if other.title.casefold() == priority.title.casefold())
    return next(by_number, None) or next(by_title, None)
