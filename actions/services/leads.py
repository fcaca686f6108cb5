"""Who leads an action: by role or team, in order, with a trace of every change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime

from django.db import transaction

from actions.models import Action, ActionLead, Lead, LeadsChange, Organisation
from actions.services.texts import read_by_public
from priorities.models import ContentVersion, Partnership, User
from priorities.services import (
    give_slugs,
    keep,
    keep_all,
    keep_deleted,
    keep_new,
    refuse_personal_words,
    refuse_personal_words_in,
)
from priorities.slugs import free_slug


@transaction.atomic
def add_organisations(
    *, organisations: Sequence[Organisation], by: User | None, at: datetime, reason: str = ""
) -> list[Organisation]:
    """New organisations. Raises NotAllowed where a name is held back, or holds an address or a number of a person."""
    refuse_personal_words_in(organisations)
    return keep_new(organisations, by=by, at=at, reason=reason)


@transaction.atomic
def add_leads(*, leads: Sequence[Lead], by: User | None, at: datetime, reason: str = "") -> list[Lead]:
    """New leads, each with its slug. Raises NotAllowed where a name is held back, or holds an address or a number."""
    refuse_personal_words_in(leads)
    give_slugs(leads, "name", otherwise="lead")
    return keep_new(leads, by=by, at=at, reason=reason)


@transaction.atomic
def set_leads(*, action: Action, names: Sequence[str], by: User | None, at: datetime, reason: str = "") -> None:
    """Make these roles or teams the action's leads, in order; the first is accountable."""
    give_leads([(action, names)], by=by, at=at, reason=reason)


@transaction.atomic
def give_leads(
    leads_of: Sequence[tuple[Action, Sequence[str]]],
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
    organisations: Mapping[str, str] | None = None,
    alone: Mapping[int, Set[str]] | None = None,
) -> None:
    """Make these roles or teams the leads of these actions of one partnership; what was before stays in a trace.

    `organisations` names the organisation of a lead that is new, or that has none yet and leads nothing public: of
    another the public would read it at once, see `give_organisations`. `alone` gives for an action's id the leads that
    the public reads there without any organisation.
    """
    if not leads_of:
        return
    wanted = {action.pk: list(dict.fromkeys(names)) for action, names in leads_of}
    actions = [action for action, _ in leads_of]
    partnership = actions[0].plan.partnership
    leads = _leads_named(
        (name for names in wanted.values() for name in names), partnership, organisations or {}, by=by, at=at
    )
    stored = ActionLead.objects.filter(action__in=actions)
    before: dict[int, list[str]] = {}
    for item in stored.select_related("lead"):
        before.setdefault(item.action_id, []).append(item.lead.name)
    changed = [action for action in actions if before.get(action.pk, []) != wanted[action.pk]]
    stored.filter(action__in=changed).delete()
    links = [
        ActionLead(
            action=action,
            lead=leads[name],
            order=order,
            without_organisation=name in (alone or {}).get(action.pk, ()),
        )
        for action in changed
        for order, name in enumerate(wanted[action.pk])
    ]
    keep_new(links, by=by, at=at)
    traces = [
        LeadsChange(
            action=action,
            before="\n".join(before.get(action.pk, [])),
            after="\n".join(wanted[action.pk]),
            reason=reason,
            recorded_at=at,
            recorded_by=by,
        )
        for action in changed
    ]
    keep_new(traces, by=by, at=at)
    ContentVersion.count_up()


def _leads_named(
    names: Iterable[str],
    partnership: Partnership,
    organisations: Mapping[str, str],
    *,
    by: User | None,
    at: datetime,
) -> dict[str, Lead]:
    """The partnership's leads of these names; those that it does not have yet are made."""
    known = {lead.name: lead for lead in Lead.objects.filter(partnership=partnership)}
    public = public_without_organisation(organisations, partnership)
    organisations = {name: body for name, body in organisations.items() if name not in public}
    taken = {lead.slug for lead in known.values()}
    wanted = list(dict.fromkeys(names))
    answering = _organisations_named(
        [organisations[name] for name in wanted if name in organisations], partnership, by=by, at=at
    )
    unknown = [name for name in wanted if name not in known]
    refuse_personal_words({"Lead": " ; ".join(unknown)}, partnership_id=partnership.pk)
    new = []
    for name in wanted:
        organisation = answering.get(organisations.get(name, ""))
        if name not in known:
            slug = free_slug(name, taken=taken, otherwise="lead")
            taken.add(slug)
            known[name] = Lead(partnership=partnership, name=name, slug=slug, organisation=organisation)
            new.append(known[name])
        elif organisation is not None and known[name].organisation_id is None:
            known[name].organisation = organisation
            keep(known[name], by=by, at=at)
    keep_new(new, by=by, at=at)
    return known


def public_without_organisation(names: Iterable[str], partnership: Partnership) -> set[str]:
    """Which of these are leads of public actions that have no organisation."""
    wanted = list(names)
    if not wanted:
        return set()
    leads = Lead.objects.filter(partnership=partnership, name__in=wanted, organisation=None)
    return set(read_by_public(leads).values_list("name", flat=True))


GIVEN_BY_PUBLISHING = "becomes its organisation when this is published."
"""How the problem ends that says that such an organisation waits; publishing settles it."""

WAITING_ORGANISATIONS = "organisations of public leads"
"""Where, in a document's stored reading, the organisations by lead stand that are given when it is published."""


@transaction.atomic
def give_organisations(organisations: Mapping[str, str], partnership: Partnership, *, by: User, at: datetime) -> None:
    """Give leads that have none their organisations, those of public actions too: part of publishing a document."""
    leads = list(Lead.objects.filter(partnership=partnership, name__in=organisations, organisation=None))
    answering = _organisations_named([organisations[lead.name] for lead in leads], partnership, by=by, at=at)
    for lead in leads:
        lead.organisation = answering[organisations[lead.name]]
    keep_all(leads, fields=["organisation"], by=by, at=at)
    if leads:
        ContentVersion.count_up()


def _organisations_named(
    names: Sequence[str], partnership: Partnership, *, by: User | None, at: datetime
) -> dict[str, Organisation]:
    if not names:
        return {}
    known = {item.name: item for item in Organisation.objects.filter(partnership=partnership)}
    new = [Organisation(partnership=partnership, name=name) for name in dict.fromkeys(names) if name not in known]
    return known | {item.name: item for item in keep_new(new, by=by, at=at)}


def rename_lead(lead: Lead, name: str, *, actions: Iterable[Action], by: User | None, at: datetime) -> None:
    """Give a lead its role; where the partnership has that role already, these actions go to it.

    A lead that leads nothing any more goes: its name must not stay.
    """
    others = Lead.objects.filter(partnership=lead.partnership).exclude(pk=lead.pk)
    known = others.filter(name=name).first()
    if known is None:
        lead.name = name
        lead.slug = free_slug(name, taken=set(others.values_list("slug", flat=True)), otherwise="lead")
        keep(lead, by=by, at=at)
        return
    links = ActionLead.objects.filter(lead=lead, action__in=actions)
    twice = links.filter(action__action_leads__lead=known)
    ActionLead.objects.filter(pk__in=list(twice.values_list("pk", flat=True))).delete()
    moved = list(links)
    for link in moved:
        link.lead = known
    keep_all(moved, fields=["lead"], by=by, at=at)
    if not lead.action_leads.exists():
        keep_deleted(lead, by=by, at=at)


def rename_organisation(organisation: Organisation, name: str, *, by: User | None, at: datetime) -> None:
    """Give an organisation another name; where the partnership has one of that name already, its leads go to it."""
    known = Organisation.objects.filter(partnership=organisation.partnership, name=name).first()
    if known is None:
        organisation.name = name
        keep(organisation, by=by, at=at)
        return
    leads = list(organisation.leads.all())
    for lead in leads:
        lead.organisation = known
    keep_all(leads, fields=["organisation"], by=by, at=at)
    keep_deleted(organisation, by=by, at=at)
