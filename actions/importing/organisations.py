"""A role and its organisation in two columns of a document are one lead, where the plan's leads agree."""

from __future__ import annotations

from actions.importing.lengths import longest
from actions.models import ActionLead, Lead, Organisation
from actions.reading import PlanReading, Problem
from actions.services import GIVEN_BY_PUBLISHING, public_without_organisation
from priorities.models import Plan


def settle_organisations(reading: PlanReading, plan: Plan) -> list[Problem]:
    """Take the organisation of each role out of the leads; where a role would have two, keep both and say so.

    A lead is known by its name in the whole partnership, so it has one organisation only. That of a lead which the
    public reads is given by publishing. One that this plan does not give is not shown in it.
    """
    partnership = plan.partnership
    bodies: dict[str, set[str]] = {}
    for action in reading.actions:
        for role, organisation in action.organisations.items():
            bodies.setdefault(role, set()).add(organisation)
    named = {lead for action in reading.actions for lead in action.leads}
    known = Lead.objects.filter(partnership=partnership, name__in=named, organisation__isnull=False)
    elsewhere = dict(known.values_list("name", "organisation__name"))
    for role in bodies.keys() & elsewhere.keys():
        bodies[role].add(elsewhere[role])
    _doubt(reading, plan, bodies, elsewhere)
    if not bodies:
        return []
    problems = []
    public = public_without_organisation(bodies, partnership)
    for action in reading.actions:
        for role, organisation in list(action.organisations.items()):
            if len(bodies[role]) == 1 and len(organisation) <= longest(Organisation, "name"):
                action.leads = [lead for lead in action.leads if lead != organisation]
                if role in public:
                    public.remove(role)
                    message = (
                        f"'{role}' leads public actions and has no organisation; '{organisation}' {GIVEN_BY_PUBLISHING}"
                    )
                    problems.append(Problem(action.place, "leads", f"{organisation}; {role}", message))
                continue
            del action.organisations[role]
            message = (
                f"'{role}' stands beside more than one organisation, so it is shown without one, and both are leads: check "
                "the action's leads."
            )
            problems.append(Problem(action.place, "leads", f"{organisation}; {role}", message))
    return problems


def _doubt(reading: PlanReading, plan: Plan, bodies: dict[str, set[str]], elsewhere: dict[str, str]) -> None:
    """Mark the roles whose stored organisation may be another's: two are named, or only other plans name one."""
    unsaid = elsewhere.keys() - bodies.keys()
    own = ActionLead.objects.filter(action__plan=plan, lead__name__in=unsaid, without_organisation=False)
    unsaid -= set(own.values_list("lead__name", flat=True)) if unsaid else set()
    doubted = unsaid | {role for role, found in bodies.items() if len(found) > 1}
    for action in reading.actions:
        action.without_organisation = frozenset(doubted.intersection(action.leads))
