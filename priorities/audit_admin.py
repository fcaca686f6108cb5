"""The page of the office's log: read by those who approve or administer, changed by nobody."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.functional import cached_property

from priorities.models import AuditEntry, User, start_of_day
from priorities.office import OfficeAdmin
from priorities.office_log import shortened
from priorities.office_pages import today
from priorities.permissions import administers_any, approves_any
from priorities.services import entries_seen_by


class PersonFilter(admin.SimpleListFilter):
    """Who did it: of those who stand in what this person may read."""

    title = "person"
    parameter_name = "person"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        # Stops at the first line of each person: the log may have millions.
        people = User.objects.filter(Exists(entries_seen_by(request.user).filter(by=OuterRef("pk"))))
        return [(str(person.pk), str(person)) for person in people.order_by("username")]

    def queryset(self, request, queryset):
        key = self.value() or ""
        return queryset.filter(by=int(key)) if key.isdecimal() and len(key) < 18 else queryset


class DayFilter(admin.SimpleListFilter):
    """When: the last days by name, and any day by its date in the address, such as ?day=2026-03-02."""

    title = "day"
    parameter_name = "day"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        names = [("Today", today()), ("Yesterday", today() - timedelta(days=1))]
        return [(day.isoformat(), words) for words, day in names] + [("7", "Last 7 days"), ("30", "Last 30 days")]

    def queryset(self, request, queryset):
        asked = self.value() or ""
        if asked in ("7", "30"):
            return queryset.filter(at__gte=start_of_day(today() - timedelta(days=int(asked) - 1)))
        try:
            day = date.fromisoformat(asked)
        except ValueError:
            return queryset
        return queryset.filter(at__gte=start_of_day(day), at__lt=start_of_day(day + timedelta(days=1)))


class NewestLines(Paginator):
    """The newest lines, so many that nobody reads further: neither a count nor a page reads the whole log."""

    MOST = 5000

    @cached_property
    def count(self) -> int:
        return self.object_list[: self.MOST].count()


@admin.register(AuditEntry)
class AuditEntryAdmin(OfficeAdmin):
    """Read-only, in every way that the office has: no form, no bulk action, no import, no deletion."""

    list_display = ["at", "kind", "who", "what", "partnership"]
    list_filter = ["kind", PersonFilter, DayFilter]
    list_select_related = ["partnership"]
    search_fields = ["who", "words"]
    actions = None
    paginator = NewestLines
    fieldsets = [(None, {"fields": ["at", "kind", "who", "by", "words", "partnership", "record", "record_id"]})]

    @admin.display(description="what happened")
    def what(self, obj) -> str:
        return shortened(obj.words)

    def rows_shown(self, user, rows):
        return entries_seen_by(user)

    def reads_whole(self, user, obj) -> bool:
        return entries_seen_by(user).filter(pk=obj.pk).exists()

    def has_module_permission(self, request) -> bool:
        return approves_any(request.user) or administers_any(request.user)

    def has_view_permission(self, request, obj=None) -> bool:
        return self.has_module_permission(request) and (obj is None or self.reads_whole(request.user, obj))

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Log of the office", **(extra_context or {})})

    def history_view(self, request, object_id, extra_context=None):
        """A line of the log has no history: nobody edits it."""
        raise Http404
