"""A role and its organisation in two columns of a document are one lead, where the plan's leads agree."""

from __future__ import annotations

from actions.importing.lengths import longest
from actions.models import Lead, Organisation
from actions.reading import PlanReading, Problem
from actions.services import public_without_organisation
from priorities.models import Partnership


def settle_organisations(reading: PlanReading, partnership: Partnership) -> list[Problem]:
    """Take the organisation of each role out of the leads; where a role would have two, keep both and say so.

    A lead is known by its name in the whole partnership, so it has one organisation only. That of a lead which the
    public reads is given by publishing.
    """
    bodies: dict[str, set[str]] = {}
    for action in reading.actions:
        for role, organisation in action.organisations.items():
            bodies.setdefault(role, set()).add(organisation)
    if not bodies:
        return []
    known = Lead.objects.filter(partnership=partnership, name__in=bodies, organisation__isnull=False)
    for role, organisation in known.values_list("name", "organisation__name"):
        bodies[role].add(organisation)
    problems = []
    public = public_without_organisation(bodies, partnership)
    for action in reading.actions:
        for role, organisation in list(action.organisations.items()):
            if len(bodies[role]) == 1 and len(organisation) <= longest(Organisation, "name"):
                action.leads = [lead for lead in action.leads if lead != organisation]
                if role in public:
                    public.remove(role)
                    message = (
                        f"'{role}' leads public actions and has no organisation; '{organisation}' becomes its organisation "
                        "when this is published."
                    )
                    problems.append(Problem(action.place, "leads", f"{organisation}; {role}", message))
                continue
            del action.organisations[role]
            message = (
                f"'{role}' stands beside more than one organisation in this partnership, so both are kept as leads."
            )
            problems.append(Problem(action.place, "leads", f"{organisation}; {role}", message))
    return problems
