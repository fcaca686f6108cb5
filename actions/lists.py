"""The flat lists of organisations, leads and actions: their columns, what their cells mean, and the verbs that write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from actions.action_form import reading_in_words
from actions.models import Action, ActionLead, Lead, Organisation
from actions.services import NewAction, add_actions, add_leads, add_organisations, correct_draft_timescale
from actions.services.leads import give_leads
from actions.status import status_in_words
from actions.timescales import Timescale, read_timescale
from priorities.list_cells import as_seen
from priorities.list_columns import CellChange, Column, RowPlan, named_one_of, short
from priorities.list_sheet import ListSheet, NamedOnceList
from priorities.models import Plan, Priority
from priorities.permissions import rows_edited_by
from priorities.services import save_edits

_STAYS = "it stays in its partnership; add another one there instead."
_MOST_ORDER = 99_999


class OrganisationList(NamedOnceList):
    partnership = Column("Partnership", "partnership__name", fixed=_STAYS)
    name = Column("Name", "name", needed=True, words=True)
    sector = Column("Sector")

    title = "Organisations"

    class Meta(ListSheet.Meta):
        model = Organisation
        fields = ("partnership", "name", "sector")

    def dehydrate_sector(self, organisation: Organisation) -> str:
        return organisation.get_sector_display() if organisation.sector else ""

    def public_keys(self, keys: Sequence[int]) -> set[int]:
        leading = ActionLead.objects.filter(action__in=Action.objects.public(), lead__organisation__in=keys)
        return set(leading.values_list("lead__organisation", flat=True))

    def understood(self, record: Organisation, name: str, text: str) -> CellChange:
        if name != "sector":
            return super().understood(record, name, text)
        was = self.text_of(record, name)
        meant = {label.casefold(): value for value, label in Organisation.Sector.choices} | {"": ""}
        if text.casefold() not in meant:
            labels = ", ".join(f"'{label}'" for label in Organisation.Sector.labels)
            raise ValidationError(f"'{short(text)}' is no sector; write one of {labels}, or nothing.")
        record.sector = meant[text.casefold()]
        return CellChange("Sector", was, self.text_of(record, name))

    def write(self, new, changed) -> None:
        add_organisations(organisations=[plan.record for plan in new], by=self.by, at=self.at, reason=self.reason)
        records = [plan.record for plan in changed]
        save_edits(records=records, fields=["name", "sector"], by=self.by, at=self.at, reason=self.reason)


class LeadList(NamedOnceList):
    partnership = Column("Partnership", "partnership__name", fixed=_STAYS)
    name = Column("Role or team", "name", needed=True, words=True, role=True)
    organisation = Column("Organisation", "organisation__name")
    sector = Column("Sector of the organisation", read=True)

    title = "Leads"

    class Meta(ListSheet.Meta):
        model = Lead
        fields = ("partnership", "name", "organisation", "sector")

    def dehydrate_sector(self, lead: Lead) -> str:
        return lead.organisation.get_sector_display() if lead.organisation and lead.organisation.sector else ""

    def prepare(self, records) -> None:
        super().prepare(records)
        self._organisations: dict[int, dict[str, Organisation]] = {}

    def public_keys(self, keys: Sequence[int]) -> set[int]:
        leading = ActionLead.objects.filter(action__in=Action.objects.public(), lead__in=keys)
        return set(leading.values_list("lead", flat=True))

    def understood(self, record: Lead, name: str, text: str) -> CellChange:
        if name != "organisation":
            return super().understood(record, name, text)
        was, key = self.text_of(record, name), record.partnership_id
        if key not in self._organisations:
            stored = Organisation.objects.filter(partnership=key)
            self._organisations[key] = {as_seen(organisation.name): organisation for organisation in stored}
        known = self._organisations[key]
        if text and text not in known:
            raise ValidationError(f"{named_one_of(text, known)} Organisations are added in their own list.")
        record.organisation = known[text] if text else None
        return CellChange("Organisation", was, text)

    def write(self, new, changed) -> None:
        add_leads(leads=[plan.record for plan in new], by=self.by, at=self.at, reason=self.reason)
        records = [plan.record for plan in changed]
        save_edits(records=records, fields=["name", "organisation"], by=self.by, at=self.at, reason=self.reason)


_ON_ITS_PAGE = "change it on the action's own page, and leave this cell as it was."


class ActionList(ListSheet):
    plan = Column(
        "Plan", "plan__title", needed=True, fixed="an action stays in its plan; add another one there instead."
    )
    priority = Column("Priority", fixed=_ON_ITS_PAGE)
    reference = Column("Reference", "reference", words=True)
    order = Column("Order in the plan")
    official_words = Column("Official words", "official_words", fixed=_ON_ITS_PAGE, lines=True, words=True)
    plain_words = Column("Plain words", "plain_words", lines=True, words=True)
    outcome = Column("Outcome", "outcome", lines=True, words=True)
    leads = Column("Leads, one in each line", lines=True)
    timescale = Column(
        "Timescale as written",
        "timescale_raw",
        lines=True,
        words=True,
        said="You can change it in an action that was typed here and is not public yet.",
    )
    start = Column("Start", "start", read=True)
    due = Column("Due", "due", read=True)
    precision = Column("Precision", "precision", read=True)
    recurrence = Column("Comes again", "recurrence", read=True)
    ongoing = Column("Ongoing", read=True)
    note = Column("Note on the timescale", "timescale_note", read=True)
    problem = Column("Problem with the timescale", "timescale_problem", read=True)
    original_due = Column("First due date", "original_due", read=True)
    next_due = Column("Next due", "next_due", read=True)
    status = Column("Status", read=True)
    latest_report = Column("Latest update", "latest_report__reported_on", read=True)
    public_from = Column("Public from", read=True)
    withdrawn_at = Column("Withdrawn", read=True)

    title = "Actions"
    home_columns = ("plan",)

    class Meta(ListSheet.Meta):
        model = Action
        fields = (
            "plan",
            "priority",
            "reference",
            "order",
            "official_words",
            "plain_words",
            "outcome",
            "leads",
            "timescale",
            "start",
            "due",
            "precision",
            "recurrence",
            "ongoing",
            "note",
            "problem",
            "original_due",
            "next_due",
            "status",
            "latest_report",
            "public_from",
            "withdrawn_at",
        )

    # -- export ----------------------------------------------------------------------------------------------------

    def dehydrate_priority(self, action: Action) -> str:
        return str(action.priority) if action.priority else ""

    def dehydrate_order(self, action: Action) -> int:
        return action.order

    def dehydrate_leads(self, action: Action) -> str:
        return "\n".join(_lead_names(action))

    def dehydrate_ongoing(self, action: Action) -> str:
        return "yes" if action.ongoing else "no"

    def dehydrate_status(self, action: Action) -> str:
        return status_in_words(action.status)

    def dehydrate_public_from(self, action: Action) -> str:
        return _moment(action.public_from)

    def dehydrate_withdrawn_at(self, action: Action) -> str:
        return _moment(action.withdrawn_at)

    # -- import ----------------------------------------------------------------------------------------------------

    def prepare(self, records: Sequence[Action]) -> None:
        self._plans: list[Plan] | None = None
        self._leads: dict[int, dict[str, str]] = {}
        self._priorities: dict[int, dict[str, Priority]] = {}
        self._likes: dict[int, set[tuple[str, str, str]]] = {}
        self._orders: dict[int, int] = {}
        self._read: dict[int, Timescale] = {}

    def public_keys(self, keys: Sequence[int]) -> set[int]:
        return set(Action.objects.filter(pk__in=keys, public_from__isnull=False).values_list("pk", flat=True))

    def home_of(self, record: Action, said: dict[str, str]) -> None:
        if self._plans is None:
            plans = rows_edited_by(self.by, Plan.objects.order_by("title"), path="partnership")
            self._plans = list(plans.select_related("partnership"))
        words = said.get("plan", "")
        found = [plan for plan in self._plans if words in (as_seen(plan.title), plan.slug)]
        if len(found) > 1:
            raise ValidationError(f"Plan: '{words}' is the title of several plans; write the last part of its address.")
        if not found:
            raise ValidationError(f"Plan: {named_one_of(words, [plan.title for plan in self._plans])}")
        record.plan, record.recorded_at = found[0], self.at
        plan = found[0].pk
        if plan not in self._orders:
            self._orders[plan] = max(Action.objects.filter(plan=plan).values_list("order", flat=True), default=0)
        self._orders[plan] += 1
        record.order = self._orders[plan]

    def fixed_in(self, record: Action, name: str) -> str:
        if name == "timescale" and record.public_from is not None:
            return f"the public reads the earlier date, so a change needs a reason; {_ON_ITS_PAGE}"
        if name == "timescale" and record.source_row_id is not None:
            return f"it is the document's own word; {_ON_ITS_PAGE}"
        return super().fixed_in(record, name)

    def understood(self, record: Action, name: str, text: str) -> CellChange:
        column = self.fields[name]
        was = self.text_of(record, name)
        if name == "order":
            if not text.isascii() or not text.isdigit() or int(text) > _MOST_ORDER:
                raise ValidationError(
                    f"'{short(text)}' is no whole number up to {_MOST_ORDER:,}; write one, such as 3."
                )
            record.order = int(text)
        elif name == "priority":
            record.priority = self._priority(record.plan, text)
        elif name == "leads":
            names = self._known_leads(record.plan.partnership_id, text)
            return CellChange(column.column_name, was, "\n".join(names))
        elif name == "timescale":
            read = Action()
            self._read[id(record)] = timescale = read_timescale(text, document_date=None)
            read.set_timescale(timescale)
            return CellChange(column.column_name, was, text, reading_in_words(read))
        else:
            return super().understood(record, name, text)
        return CellChange(column.column_name, was, text)

    def check(self, plan: RowPlan) -> Iterator[str]:
        action = plan.record
        if not action.official_words and not action.plain_words:
            yield "Plain words: nothing is written here nor under 'Official words'; write one of them."
        if plan.kind != "new":
            return
        if action.plan_id not in self._likes:
            stored = Action.objects.filter(plan=action.plan_id)
            self._likes[action.plan_id] = {_like(each) for each in stored}
        if _like(action) in self._likes[action.plan_id]:
            yield (
                f"'{short(action.first_words)}' stands in this plan with this reference already; "
                "leave the row out, or change that action in its own row."
            )
        self._likes[action.plan_id].add(_like(action))

    def write(self, new, changed) -> None:
        who = {"by": self.by, "at": self.at}
        records = [plan.record for plan in changed]
        dated = [plan.record for plan in changed if "timescale" in plan.cells]
        save_edits(records=records, fields=["reference", "order", "plain_words", "outcome"], reason=self.reason, **who)
        for action in dated:
            correct_draft_timescale(action=action, timescale=self._read[id(action)], **who)
        led: dict[int, list[tuple[Action, list[str]]]] = {}
        for plan in changed:
            if "leads" in plan.cells:
                partnership = plan.record.plan.partnership_id
                names = self._known_leads(partnership, plan.cells["leads"])
                led.setdefault(partnership, []).append((plan.record, names))
        for leads_of in led.values():
            give_leads(leads_of, reason=self.reason[:300], **who)
        of_plan: dict[int, list[RowPlan]] = {}
        for plan in new:
            of_plan.setdefault(plan.record.plan_id, []).append(plan)
        for plans in of_plan.values():
            made = add_actions(plan=plans[0].record.plan, new=[self._new(plan) for plan in plans], **who)
            for plan, action in zip(plans, made, strict=True):
                plan.record = action

    def _new(self, plan: RowPlan) -> NewAction:
        action = plan.record
        columns = ("priority", "plain_words", "outcome", "order")
        return NewAction(
            action.reference,
            action.official_words,
            self._read.get(id(action)) or read_timescale("", document_date=None),
            leads=self._known_leads(action.plan.partnership_id, plan.cells.get("leads", "")),
            columns={name: getattr(action, name) for name in columns},
        )

    def _priority(self, plan: Plan, text: str) -> Priority | None:
        if plan.pk not in self._priorities:
            known: dict[str, Priority] = {}
            for priority in plan.priorities.filter(withdrawn_at=None):
                for words in (str(priority), priority.title, priority.number):
                    known.setdefault(as_seen(words), priority)
            self._priorities[plan.pk] = known
        known = self._priorities[plan.pk]
        if text not in known:
            raise ValidationError(f"{named_one_of(text, known)}")
        return known[text]

    def _known_leads(self, partnership_id: int, text: str) -> list[str]:
        """The names as they are stored. A cell has one in each line; a line may divide several by semicolons."""
        if partnership_id not in self._leads:
            stored = Lead.objects.filter(partnership=partnership_id).values_list("name", flat=True)
            self._leads[partnership_id] = {as_seen(name): name for name in stored}
        known = self._leads[partnership_id]
        names: list[str] = []
        for line in filter(None, (line.strip() for line in text.split("\n"))):
            for words in [line] if line in known else filter(None, (part.strip() for part in line.split(";"))):
                if words not in known:
                    raise ValidationError(f"{named_one_of(words, known)} Leads are added in their own list.")
                names.append(known[words])
        return list(dict.fromkeys(names))


def _lead_names(action: Action) -> list[str]:
    return [action_lead.lead.name for action_lead in action.action_leads.all()] if action.pk else []


def _like(action: Action) -> tuple[str, str, str]:
    return as_seen(action.reference), as_seen(action.official_words), as_seen(action.plain_words)


def _moment(moment: datetime | date | None) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""
