"""The public CSV of a plan's actions: the rows of the list, with the words in full. Read through reporting.for_csv."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from import_export import fields

from actions.models import Action
from actions.reporting import due_words, shown_priority
from actions.status import APPROXIMATE, status_in_words
from actions.wording import NO_LEAD, passed_in_words
from priorities.list_cells import guarded
from priorities.list_columns import Sheet
from priorities.models import Plan

BYTE_ORDER_MARK = "\ufeff"
"""By which spreadsheets know UTF-8."""


class ActionCsv(Sheet):
    """One row for each action as it stands on a day. Only what its public page shows."""

    reference = fields.Field("reference", "Reference")
    plain_words = fields.Field("plain_words", "Plain words")
    official_words = fields.Field("official_words", "What we promised (official words)")
    outcome = fields.Field("outcome", "What will be different")
    priority = fields.Field(column_name="Priority")
    leads = fields.Field(column_name="Leads (the first is accountable)")
    status = fields.Field(column_name="Status")
    rated_on = fields.Field(column_name="Rated on")
    days_overdue = fields.Field(column_name="Days overdue")
    due = fields.Field("due", "Due")
    due_in_words = fields.Field(column_name="Due in words")
    is_approximate = fields.Field(column_name="Date is approximate")
    next_due = fields.Field(column_name="Next due")
    first_due = fields.Field(column_name="First due date")
    timescale_raw = fields.Field("timescale_raw", "Timescale as written")
    last_update = fields.Field(column_name="Last update")
    days_without_update = fields.Field(column_name="Days without update")
    done = fields.Field(column_name="What we have done")
    difference = fields.Field(column_name="The difference")
    next_step = fields.Field(column_name="Next step")
    address = fields.Field(column_name="Address")

    class Meta:
        model = Action
        fields = (
            "reference",
            "plain_words",
            "official_words",
            "outcome",
            "priority",
            "leads",
            "status",
            "rated_on",
            "days_overdue",
            "due",
            "due_in_words",
            "is_approximate",
            "next_due",
            "first_due",
            "timescale_raw",
            "last_update",
            "days_without_update",
            "done",
            "difference",
            "next_step",
            "address",
        )
        export_order = fields

    def __init__(self, plan: Plan, *, on: date, site: str, vague: Mapping[date, str]) -> None:
        """`site` is the address before every path, such as "https://send.example.org/".

        `vague` are the plan's days that stand for a month or a year (reporting.vague_days).
        """
        super().__init__()
        self.vague = vague
        self.on = on
        self.site = site.removesuffix("/")
        self.fields["priority"].column_name = guarded(plan.priority_word)

    def dehydrate_priority(self, action: Action) -> str:
        priority = shown_priority(action)
        return str(priority) if priority else "None named"

    def dehydrate_leads(self, action: Action) -> str:
        """As the page of the action: each with its organisation, where the plan gives that."""
        leads = [
            f"{link.lead.name}, {link.lead.organisation.name}"
            if link.lead.organisation and not link.without_organisation
            else link.lead.name
            for link in action.action_leads.all()
        ]
        return "; ".join(leads) or NO_LEAD

    def dehydrate_status(self, action: Action) -> str:
        return status_in_words(action.status)

    def dehydrate_rated_on(self, action: Action) -> str:
        if action.status is None:
            return ""
        return self._day(action.rated_on)

    def dehydrate_days_overdue(self, action: Action) -> str:
        timeliness = action.timeliness(on=self.on)
        if timeliness.date_passed_unstated:
            return passed_in_words(rated=action.status is not None)
        if timeliness.overdue_days is None:
            return ""
        return f"about {timeliness.overdue_days}" if timeliness.is_about else str(timeliness.overdue_days)

    def dehydrate_due(self, action: Action) -> str:
        return action.due.isoformat() if action.due else ""

    def dehydrate_due_in_words(self, action: Action) -> str:
        return due_words(action, on=self.on)

    def dehydrate_is_approximate(self, action: Action) -> str:
        """Whether the page says "about": the ends of terms and seasons differ from area to area."""
        if action.due is None:
            return ""
        return "yes" if action.precision in APPROXIMATE else "no"

    def dehydrate_next_due(self, action: Action) -> str:
        """The next occurrence of what comes round again; empty where it comes once."""
        return action.next_due.isoformat() if action.recurrence and action.next_due else ""

    def dehydrate_first_due(self, action: Action) -> str:
        return action.original_due.isoformat() if action.original_due else ""

    def dehydrate_last_update(self, action: Action) -> str:
        report = action.latest_report
        if report is None:
            return "No update published"
        return self._day(report.reported_on)

    def dehydrate_days_without_update(self, action: Action) -> str:
        """Since the last update, or since the promise where there never was one; empty where no day is known to the day.

        A closed plan counts no days.
        """
        if action.plan.is_closed(on=self.on):
            return ""
        last = action.latest_report.reported_on if action.latest_report else None
        since = last or action.promised_on
        return "" if since is None or since in self.vague else str(max((self.on - since).days, 0))

    def _day(self, day: date | None) -> str:
        """ "2025-05-01", or "2025-05" and "2025" where no more is known."""
        if day is None:
            return "Date not stated"
        return day.isoformat()[: {"month": 7, "year": 4}.get(self.vague.get(day, "day"))]

    def dehydrate_done(self, action: Action) -> str:
        """What was done; where nothing changed since, the line that says so stands below it."""
        if action.told is None:
            return ""
        told = action.told.done
        return told if action.told == action.latest_report else f"{told}\n{action.latest_report.done}".strip()

    def dehydrate_difference(self, action: Action) -> str:
        return action.told.difference if action.told else ""

    def dehydrate_next_step(self, action: Action) -> str:
        return action.told.next_step if action.told else ""

    def dehydrate_address(self, action: Action) -> str:
        return self.site + action.get_absolute_url()

    def export_resource(self, instance: Action, selected_fields=None, **kwargs) -> list[str]:
        """The row, with no cell that a spreadsheet would run as a formula."""
        return [
            guarded("" if cell is None else str(cell))
            for cell in super().export_resource(instance, selected_fields, **kwargs)
        ]
