"""Who is outstanding: for approvers, who owes which updates, what they were told, and where nobody can be reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.http import urlencode

from actions.models import Action, ActionLead, Lead, LeadReporter
from actions.reporting import action_name
from actions.reporting.outstanding import Owed, approvers_by_partnership, outstanding_updates, reporters_of
from actions.wording import counted, day_in_words
from priorities.models import Membership, OutboxMessage, Partnership, User
from priorities.office_pages import office_page, office_response, today
from priorities.paging import page_asked_for, steps
from priorities.permissions import REPORTING, approves_any, rows_approved_by

PER_PAGE = 50
SHOWN = 50
"""How many leads, people and messages a list names; of the rest it says that there are more."""
NOBODY = "nobody"
_MESSAGES_SHOWN_FOR = timedelta(days=90)


@dataclass(slots=True)
class Tally:
    """What a person or a lead owes: how many updates, how many of them late, and by how many days at most."""

    number: int = 0
    late: int = 0
    longest: int = 0

    def add(self, one: Owed) -> None:
        self.number += 1
        self.late += one.late_days > 0
        self.longest = max(self.longest, one.late_days)


@dataclass(slots=True)
class PersonRow:
    """Somebody who owes updates. `told_at` is when the last reminder to them was sent, None where none was."""

    user: User
    told_at: datetime | None = None
    tally: Tally = field(default_factory=Tally)


@dataclass(slots=True)
class LeadRow:
    """A lead whose actions need an update, and who reports for it."""

    lead: Lead
    people: list[User]
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action that needs an update, and who owes it."""

    owed: Owed
    name: str
    people: list[User]


class Filters(forms.Form):
    """What the address asks for; every choice is one that finds something."""

    plan = forms.ChoiceField(required=False)
    lead = forms.ChoiceField(required=False)
    person = forms.ChoiceField(required=False, label="Who reports")
    late = forms.ChoiceField(
        required=False, label="Show", choices=[("", "Late and due soon"), ("1", "Only what is late")]
    )

    def __init__(self, data, *, rows: list[ActionRow]) -> None:
        super().__init__(data)
        plans = {row.owed.action.plan_id: row.owed.action.plan.title for row in rows}
        leads = {lead.pk: lead.name for row in rows for lead in row.owed.leads}
        people = {user.pk: name_of(user) for row in rows for user in row.people}
        self.fields["plan"].choices = _choices("All plans", plans)
        self.fields["lead"].choices = [*_choices("All leads", leads), (NOBODY, "No lead named")]
        self.fields["person"].choices = [*_choices("Everybody", people), (NOBODY, "Nobody")]

    def ignored(self) -> list[str]:
        """The labels of what the address asks for and this page does not know."""
        return [str(self[name].label) for name in self.errors]

    def found(self, rows: Iterable[ActionRow]) -> list[ActionRow]:
        """The rows that match; an unknown value is left out."""
        self.is_valid()
        asked = self.cleaned_data
        return [row for row in rows if self._matches(row, **asked)]

    @staticmethod
    def _matches(row: ActionRow, *, plan: str = "", lead: str = "", person: str = "", late: str = "") -> bool:
        leads = {str(one.pk) for one in row.owed.leads} or {NOBODY}
        people = {str(user.pk) for user in row.people} or {NOBODY}
        return (
            (not plan or str(row.owed.action.plan_id) == plan)
            and (not lead or lead in leads)
            and (not person or person in people)
            and (not late or row.owed.late_days > 0)
        )


def _choices(everything: str, names: dict[int, str]) -> list[tuple[str, str]]:
    ordered = sorted(names.items(), key=lambda pair: pair[1].casefold())
    return [("", everything), *((str(key), name) for key, name in ordered)]


def name_of(user: User) -> str:
    """How the office names a person: their full name, else their username."""
    return user.get_full_name() or user.username


@office_page
def outstanding(request: HttpRequest) -> HttpResponse:
    """What is due and late in the partnerships for which the user publishes, per person, per lead and one by one."""
    if not approves_any(request.user):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET"])
    on = today()
    partnerships = list(rows_approved_by(request.user, Partnership.objects.order_by("pk"), path="pk"))
    keys = [partnership.pk for partnership in partnerships]
    owed = outstanding_updates(on=on, partnerships=keys)
    reporters = reporters_of(lead for one in owed for lead in one.leads)
    deaf = _without_reachable_approver(partnerships, owed)
    everything = [ActionRow(one, action_name(one.action), _people(one, reporters)) for one in owed]
    filters = Filters(request.GET, rows=everything)
    rows = filters.found(everything)
    page = page_asked_for(request, rows, per_page=PER_PAGE)
    asked = {name: value for name, value in filters.cleaned_data.items() if value}
    without_anybody = list(_leads_without_anybody(keys, on=on)[: SHOWN + 1])
    return office_response(
        request,
        "admin/office/outstanding.html",
        {
            "on": on,
            "several": len(partnerships) > 1,
            "filters": filters,
            "ignored": filters.ignored(),
            "is_filtered": bool(asked),
            "number": len(rows),
            "summary": _summary(rows, on=on),
            "page": page,
            "steps": steps(page, address=lambda number: f"?{urlencode({**asked, 'page': number})}"),
            "people": _person_rows(rows),
            "leads": _lead_rows(rows, reporters),
            "deaf": deaf,
            "deaf_keys": [partnership.pk for partnership in deaf],
            "without_anybody": without_anybody[:SHOWN],
            "more_without_anybody": len(without_anybody) > SHOWN,
            "without_address": list(_without_address(keys)[:SHOWN]),
            "undelivered": list(_undelivered(keys, on=on)[:SHOWN]),
        },
        title="Who is outstanding",
    )


def _summary(rows: list[ActionRow], *, on: date) -> str:
    """Such as "3 updates are outstanding on 12 April 2026: 2 late, 1 due within 30 days."."""
    late = sum(row.owed.late_days > 0 for row in rows)
    soon = len(rows) - late
    parts = [f"{late} late"] * bool(late) + [f"{soon} due within 30 days"] * bool(soon)
    are = "is" if len(rows) == 1 else "are"
    return f"{counted(len(rows), 'update')} {are} outstanding on {day_in_words(on)}: {', '.join(parts)}."


def _people(one: Owed, reporters: dict[int, list[User]]) -> list[User]:
    found = {user.pk: user for lead in one.leads for user in reporters.get(lead.pk, ())}
    return list(found.values())


def _person_rows(rows: Iterable[ActionRow]) -> list[PersonRow]:
    """Everybody who owes one of these, the longest late first. One query."""
    found: dict[int, PersonRow] = {}
    for row in rows:
        for user in row.people:
            found.setdefault(user.pk, PersonRow(user)).tally.add(row.owed)
    sent = OutboxMessage.objects.filter(to__in=found, key__startswith="due:").order_by().values_list("to")
    for key, told_at in sent.annotate(told_at=Max("sent_at")):
        found[key].told_at = told_at
    return sorted(found.values(), key=lambda row: (-row.tally.longest, name_of(row.user).casefold()))


def _lead_rows(rows: Iterable[ActionRow], reporters: dict[int, list[User]]) -> list[LeadRow]:
    found: dict[int, LeadRow] = {}
    for row in rows:
        for lead in row.owed.leads:
            found.setdefault(lead.pk, LeadRow(lead, reporters.get(lead.pk, []))).tally.add(row.owed)
    return sorted(found.values(), key=lambda row: (-row.tally.longest, row.lead.name.casefold()))


def _without_reachable_approver(partnerships: list[Partnership], owed: list[Owed]) -> list[Partnership]:
    """Of these partnerships those that owe updates, and have no approver who can sign in and has an address. One query."""
    owing = {one.action.plan.partnership_id for one in owed}
    approvers = approvers_by_partnership(owing)
    heard = {key for key, people in approvers.items() if any(user.email for user in people)}
    return [partnership for partnership in partnerships if partnership.pk in owing - heard]


def _leads_without_anybody(partnerships: list[int], *, on: date) -> QuerySet[Lead]:
    """Leads of public, unfinished actions of open plans for whom nobody who can sign in reports, due or not."""
    actions = Action.objects.awaiting_updates(on=on)
    leading = ActionLead.objects.filter(lead=OuterRef("pk"), action__in=actions)
    roles = Membership.objects.filter(
        user=OuterRef("user"), partnership=OuterRef("lead__partnership"), role__in=REPORTING
    )
    links = LeadReporter.objects.filter(Exists(roles), lead=OuterRef("pk"), user__is_active=True, user__is_staff=True)
    leads = Lead.objects.filter(Exists(leading), ~Exists(links), partnership__in=partnerships)
    return leads.select_related("partnership").order_by("name", "pk")


def _without_address(partnerships: list[int]) -> QuerySet[User]:
    """People who report or publish and cannot be written to."""
    roles = Membership.objects.filter(user=OuterRef("pk"), partnership__in=partnerships, role__in=REPORTING)
    return User.objects.filter(Exists(roles), email="", is_active=True).order_by("last_name", "first_name", "username")


def _undelivered(partnerships: list[int], *, on: date) -> QuerySet[OutboxMessage]:
    """Messages to people of these partnerships that failed or were given up in the last 90 days, the newest first."""
    roles = Membership.objects.filter(user=OuterRef("to"), partnership__in=partnerships)
    failed = Q(given_up_at__isnull=False) | Q(sent_at=None, attempts__gt=0)
    messages = OutboxMessage.objects.filter(failed, Exists(roles), made_at__date__gte=on - _MESSAGES_SHOWN_FOR)
    return messages.select_related("to").order_by("-made_at", "-pk")
