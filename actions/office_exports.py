"""Sheets of actions and leads for the office, as CSV, in which no cell is a live formula."""

from __future__ import annotations

import unicodedata
from typing import ClassVar

import tablib
from django.db.models import Count
from import_export import fields, resources, widgets
from import_export.admin import ExportMixin as LibraryExportMixin
from import_export.formats.base_formats import CSV

from actions.models import Action, Lead
from actions.status import status_in_words
from priorities.models import AuditEntry
from priorities.permissions import reads_all_of_any, rows_read_by
from priorities.services import record_event

_RUNS = ("=", "+", "-", "@", "\t", "\r")


def formula_safe(value: object) -> str:
    """The cell as text: with ' before it where a spreadsheet would run it, full-width signs included."""
    text = "" if value is None else str(value)
    first = unicodedata.normalize("NFKC", text[:1])
    return f"'{text}" if first.startswith(_RUNS) else text


class Sheet(resources.ModelResource):
    """What every sheet is made from."""

    # The library knows no widget for long texts, and while it looks for one it loads PostgreSQL's driver: 10 MB of every
    # worker, on SQLite too. Named here is the widget that it takes in the end.
    WIDGETS_MAP: ClassVar = resources.ModelResource.WIDGETS_MAP | {"TextField": widgets.Widget}


class ActionSheet(Sheet):
    plan = fields.Field("plan__title", "plan")
    priority = fields.Field(column_name="priority")
    leads = fields.Field(column_name="leads")
    status = fields.Field(column_name="status")
    latest_report = fields.Field("latest_report__reported_on", "latest report")

    class Meta:
        model = Action
        fields = (
            "plan",
            "priority",
            "reference",
            "official_words",
            "plain_words",
            "outcome",
            "leads",
            "timescale_raw",
            *Action.READ_FROM_TIMESCALE,
            "status",
            "latest_report",
            "public_from",
            "withdrawn_at",
        )
        export_order = fields

    def dehydrate_priority(self, action: Action) -> str:
        return str(action.priority) if action.priority else ""

    def dehydrate_leads(self, action: Action) -> str:
        return "; ".join(action_lead.lead.name for action_lead in action.action_leads.all())

    def dehydrate_status(self, action: Action) -> str:
        return status_in_words(action.status)


class LeadSheet(Sheet):
    organisation = fields.Field("organisation__name", "organisation")
    sector = fields.Field("organisation__sector", "sector")
    partnership = fields.Field("partnership__name", "partnership")

    class Meta:
        model = Lead
        fields = ("partnership", "name", "organisation", "sector")
        export_order = fields


class ExportMixin(LibraryExportMixin):
    """One button that downloads what the list shows with its search and filters, as the user may see it.

    The library's own form is left out: it breaks the content security policy, and there is nothing to choose.
    """

    skip_export_form = True
    to_encoding = "utf-8-sig"  # with the mark by which Excel knows UTF-8
    export_formats: ClassVar = [CSV]

    def has_export_permission(self, request) -> bool:
        return reads_all_of_any(request.user)

    def get_export_queryset(self, request):
        """Its columns are the office's own, so that nobody gets a row which they do not read whole."""
        return rows_read_by(request.user, super().get_export_queryset(request), path=self.partnership_path)

    def export_action(self, request):
        self._stop_unless_known(request)
        response = super().export_action(request)
        if response.status_code == 200:
            self._log_export(request)
        return response

    def _log_export(self, request) -> None:
        """A line in the log of each partnership whose rows left the office."""
        rows = self.get_export_queryset(request).order_by()
        for key, number in rows.values_list(self.partnership_path).annotate(number=Count("pk")):
            kind = self.opts.verbose_name if number == 1 else self.opts.verbose_name_plural
            record_event(
                kind=AuditEntry.Kind.EXPORTED,
                by=request.user,
                at=self.moment(),
                words=f"Exported {number} {kind} as CSV{', asked for by ' + request.GET.urlencode()[:200] if request.GET else ''}.",
                partnership_id=key,
            )

    def get_data_for_export(self, request, queryset, **kwargs) -> tablib.Dataset:
        data = super().get_data_for_export(request, queryset, **kwargs)
        return tablib.Dataset(*([formula_safe(cell) for cell in row] for row in data), headers=data.headers)
