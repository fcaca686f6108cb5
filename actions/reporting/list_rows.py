"""Actions as the lines of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from actions.models import Action, ActionLead
from actions.reporting.extracts import Listed
from actions.reporting.lateness import counted_to, silent_before
from actions.reporting.one_action import action_address, action_name, due_words
from actions.reporting.orders import attention_first
from actions.reporting.standing import Standing
from actions.status import Status, Timeliness, timeliness
from actions.wording import cut_at_word, day_as_known, day_in_words, days_ago, first_upper, leads_in_words, on_day
from priorities.models import Plan, Priority
from priorities.prepared import Prepared


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One line of a list of actions, in words. `url` and `name` make its link; `url` is "" where it leads nowhere.

    `since` is when it was last heard of, where that is not known to the day; else "". `word` is the plan's rating where
    nobody knows the status that it means. `moved` is whether it was due at another time when it was promised.
    """

    url: str
    name: str
    status: Status | None
    timeliness: Timeliness
    due: str
    leads: str
    priority: str
    updated: str
    rated: str
    since: str
    word: str
    moved: bool


ROWS_AT_ONCE = 20
"""The most lines of a list that are read together."""

_KEYS = {f"key{at}": int for at in range(ROWS_AT_ONCE)}
_LISTED = Prepared(
    lambda **keys: Action.objects.filter(pk__in=list(keys.values())).order_by().values_list(*Listed._fields), **_KEYS
)
_LISTED_LEADS = Prepared(
    lambda **keys: (
        ActionLead.objects.filter(action__in=list(keys.values()))
        .order_by("order", "pk")
        .values_list("action_id", "lead__name")
    ),
    **_KEYS,
)


def rows(keys: list[int], plan: Plan, *, on: date, vague: Mapping[date, str]) -> list[ActionRow]:
    """Actions of the plan, by their keys, as lines of a list: two queries, whatever their number.

    `vague` are the plan's `vague_days`: what was said then is not said to the day. Raises ValueError for more than ROWS_AT_ONCE.
    """
    padded = dict(zip(_KEYS, keys + [0] * (ROWS_AT_ONCE - len(keys)), strict=True))
    found = {row[0]: Listed._make(row) for row in _LISTED(**padded)}
    leads: dict[int, list[str]] = {key: [] for key in keys}
    for key, name in _LISTED_LEADS(**padded):
        leads[key].append(name)
    address = action_address(plan.slug)
    return [_row(found[key], plan, leads[key], address, on=on, vague=vague) for key in keys]


def rows_of(standings: Iterable[Standing], plan: Plan, *, on: date, vague: Mapping[date, str]) -> list[ActionRow]:
    """Actions as they stood on a day, as lines of a list; without an address those that were withdrawn since. No query."""
    address = action_address(plan.slug)
    found = []
    for one in standings:
        row = _row(one.listed, plan, [lead.name for lead in one.leads], address, on=on, vague=vague)
        found.append(replace(row, url="") if one.is_gone else row)
    return found


def rows_of_plans(
    plans: Mapping[int, Plan],
    leads: Mapping[int, list[str]],
    *,
    on: date,
    vague: Mapping[int, Mapping[date, str]],
) -> list[ActionRow]:
    """Actions of several plans as lines of a list: one query. `plans` has the plan of each by the action's key, in the order
    of the list; `leads` the names of each, in theirs; `vague` the vague days of each plan by its key.

    Raises ValueError for more than ROWS_AT_ONCE.
    """
    keys = list(plans)
    found = {
        row[0]: Listed._make(row)
        for row in _LISTED(**dict(zip(_KEYS, keys + [0] * (ROWS_AT_ONCE - len(keys)), strict=True)))
    }
    return [
        _row(
            found[key],
            plan,
            leads.get(key, []),
            action_address(plan.slug),
            on=on,
            vague=vague.get(plan.pk, {}),
        )
        for key, plan in plans.items()
    ]


def _row(
    listed: Listed, plan: Plan, leads: list[str], address: str, *, on: date, vague: Mapping[date, str]
) -> ActionRow:
    given = Status.given(listed.rated)
    last_update_on = listed.latest_report__reported_on
    since = day_as_known(last_update_on, vague[last_update_on]) if last_update_on in vague else ""
    when = timeliness(
        due=listed.next_due,
        status=given,
        last_update_on=last_update_on,
        promised_on=listed.promised_on,
        update_cycle=plan.update_cycle,
        closed_on=plan.closed_on,
        on=on,
        precision=listed.precision,
    )
    return ActionRow(
        url=address.format(listed.slug),
        name=action_name(listed),
        status=given,
        timeliness=when,
        due=due_words(listed, on=on),
        leads=leads_in_words(leads),
        priority=_priority_words(listed, plan),
        updated=since or _updated_words(when, reported=listed.latest_report is not None, last_update_on=last_update_on),
        rated=_rated_words(given, listed.rated_on, last_update_on=last_update_on, vague=vague),
        since=since,
        word=cut_at_word(listed.rated_as, 40),
        moved=listed.original_due is not None and listed.due != listed.original_due,
    )


def _priority_words(listed: Listed, plan: Plan) -> str:
    """As Priority.label, where the public may read the priority."""
    if listed.priority__public_from is None or listed.priority__withdrawn_at is not None:
        return "None named"
    return f"{plan.priority_word} {listed.priority__number}" if listed.priority__number else listed.priority__title


def _updated_words(when: Timeliness, *, reported: bool, last_update_on: date | None) -> str:
    """When the action was last heard of: "18 days ago", "Date not stated", "No update published".

    Of a closed plan the day itself, because days since then say nothing.
    """
    if not reported:
        return "No update published"
    if last_update_on is None:
        return "Date not stated"
    return day_in_words(last_update_on) if when.frozen_on else first_upper(days_ago(when.since_update_days))


def _rated_words(
    given: Status | None, rated_on: date | None, *, last_update_on: date | None, vague: Mapping[date, str]
) -> str:
    """ "Rated on 3 May 2025" where the last report gave no rating and an older one did; else nothing."""
    if given is None or rated_on == last_update_on:
        return ""
    return f"Rated {on_day(rated_on, vague)}" if rated_on else "The day of the rating is not stated"


_OF_PRIORITY = Prepared(
    lambda priority, to, heard: attention_first(
        Action.objects.public().filter(priority=priority), to, heard
    ).values_list("pk", flat=True)[:ROWS_AT_ONCE],
    priority=int,
    to=date,
    heard=date,
)


def first_of_priority(priority: Priority, *, on: date) -> list[int]:
    """The keys of the priority's public actions, what needs attention first; at most ROWS_AT_ONCE."""
    plan = priority.plan
    return _OF_PRIORITY(priority=priority.pk, to=counted_to(plan, on=on), heard=silent_before(plan, on=on))
