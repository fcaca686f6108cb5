"""The office pages of documents that were read: their files, their rows and their problems."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import admin, messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import path, reverse
from django.utils.html import format_html

from priorities.models import AuditEntry, DocumentCorrection, ReadingProblem, Redaction, SourceDocument, SourceRow
from priorities.office import OfficeAdmin, PartnershipFilter, ReadOnlyInline
from priorities.office_forms import in_words
from priorities.office_verbs import ReasonForm, Verb
from priorities.permissions import may_approve, may_edit, rows_edited_by
from priorities.services import set_aside_document, settle_problems


class ReadOnlyAdmin(OfficeAdmin):
    """Records that came with a document: read here, changed by nobody."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


class CorrectionInline(ReadOnlyInline):
    model = DocumentCorrection
    fields = ["from_title", "to_title", "from_date", "to_date", "reason", "recorded_at", "recorded_by"]
    verbose_name_plural = "corrections of its title and date"


class SetAsideForm(ReasonForm):
    """Why a document is not brought into its plan."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Who looks for this document later reads it. It is never public."


class SetAsideDocument(Verb):
    name = "set-aside"
    label = "Set aside"
    explanation = (
        "Nothing of this document comes into its plan. The document, its rows and its problems stay here, and "
        "another document can be read into the plan. The same file can be imported again."
    )
    form_class = SetAsideForm

    def permitted(self, user, record) -> bool:
        return may_edit(user, record.plan.partnership_id)

    def possible(self, record) -> bool:
        return record.state == SourceDocument.State.DRAFT

    def seen(self, record) -> str:
        return record.state

    def do(self, *, record, data, by, at) -> str:
        set_aside_document(document=record, reason=data["reason"], by=by, at=at)
        return f"The document '{record}' was set aside."


@admin.register(SourceDocument)
class SourceDocumentAdmin(ReadOnlyAdmin):
    partnership_path = "plan__partnership"
    verbs = (SetAsideDocument(),)
    list_display = ["title", "plan", "original_name", "document_date", "state", "received_at"]
    list_filter = ["state", ("plan", PartnershipFilter)]
    list_select_related = ["plan", "received_by"]
    search_fields = ["title", "original_name", "sha256"]
    inlines = [CorrectionInline]
    fieldsets = [
        (None, {"fields": ["title", "plan", "kind", "document_date", "state", "what_it_changes"]}),
        ("What was read", {"fields": ["rows_read", "problems_found"]}),
        (
            "The file",
            {
                "fields": ["original_file", "original_name", "sha256"],
                "description": "Kept as it came. It may hold names of people, so the public never gets it.",
            },
        ),
        ("Who and when", {"fields": ["received_at", "received_by", "applied_at", "applied_by"]}),
        ("Set aside", {"fields": ["set_aside_at", "set_aside_by", "set_aside_reason"]}),
    ]

    def get_fieldsets(self, request, obj=None) -> list:
        """Who does not publish is not shown the door to publishing."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None and not may_approve(request.user, obj.plan.partnership_id):
            first = fieldsets[0][1]
            first["fields"] = [name for name in first["fields"] if name != "what_it_changes"]
        return fieldsets

    def get_urls(self) -> list:
        original = path(
            "<path:object_id>/original/",
            self.admin_site.admin_view(self.original_view),
            name="priorities_sourcedocument_original",
        )
        return [original, *super().get_urls()]

    def original_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The file as it came, for its partnership's staff: always a download, never run by a browser."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET"])
        document = self.get_object(request, object_id) if self.has_view_permission(request) else None
        if document is None or not document.file or not document.file.storage.exists(document.file.name):
            raise Http404
        if request.method == "GET":
            words = f"Downloaded the original file of '{document}'."
            self.record_event(request, AuditEntry.Kind.EXPORTED, document, words)
        response = FileResponse(
            document.file.open("rb"),
            as_attachment=True,
            filename=document.original_name,
            content_type="application/octet-stream",
        )
        response["Content-Security-Policy"] = "sandbox"
        response["X-Content-Type-Options"] = "nosniff"
        return response

    @admin.display(description="what it changes")
    def what_it_changes(self, obj) -> str:
        if obj.state != SourceDocument.State.DRAFT:
            return "It does not wait."
        return self.link("See what it changes in the plan, and publish it", "priorities_plan_take", obj.plan_id)

    @admin.display(description="original file")
    def original_file(self, obj) -> str:
        if not obj.file or not obj.file.storage.exists(obj.file.name):
            return self._when_removed(obj) or "The file is no longer in the store."
        address = reverse("admin:priorities_sourcedocument_original", args=[obj.pk])
        return format_html('<a href="{}">Download {}</a>', address, obj.original_name)

    @staticmethod
    def _when_removed(obj) -> str:
        """That a redaction took the file out of the store, and when; "" where none did."""
        its_file = {"record": obj._meta.label_lower, "id": obj.pk, "column": "file"}
        decided = Redaction.objects.filter(state=Redaction.State.REMOVED).order_by("-decided_at")
        for places, when in decided.values_list("places", "decided_at"):
            if its_file in places:
                return f"Removed on {in_words(when)}, because it held words that were removed. Its SHA-256 stays."
        return ""

    @admin.display(description="rows")
    def rows_read(self, obj) -> str:
        skipped = obj.rows.filter(imported=False).count()
        words = f"{obj.rows.count()} rows were read; {skipped} of them were skipped"
        return self.link(words, "priorities_sourcerow_changelist", document__id__exact=obj.pk)

    @admin.display(description="problems")
    def problems_found(self, obj) -> str:
        still_open = obj.problems.filter(settled_at=None).count()
        words = f"{obj.problems.count()} problems; {still_open} of them are open"
        return self.link(words, "priorities_readingproblem_changelist", document__id__exact=obj.pk, settled="all")


@admin.register(SourceRow)
class SourceRowAdmin(ReadOnlyAdmin):
    partnership_path = "document__plan__partnership"
    list_display = ["place", "text", "imported", "reason", "document"]
    list_filter = ["imported", ("document", PartnershipFilter)]
    list_select_related = ["document"]
    search_fields = ["place", "text"]
    fieldsets = [(None, {"fields": ["document", "order", "place", "text", "imported", "reason"]})]


class SettledFilter(admin.SimpleListFilter):
    title = "settled"
    parameter_name = "settled"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return [("no", "Open"), ("yes", "Settled"), ("all", "All")]

    def value(self) -> str:
        """Open ones, unless somebody asks for others."""
        asked = super().value()
        return asked if asked in ("yes", "all") else "no"

    def choices(self, changelist) -> Iterator[dict[str, object]]:
        # Without Django's "All", which is what an empty address asks for: here that means the open ones.
        for key, words in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: key})
            yield {"selected": self.value() == key, "query_string": query, "display": words}

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.open() if self.value() == "no" else queryset.filter(settled_at__isnull=False)


@admin.register(ReadingProblem)
class ReadingProblemAdmin(ReadOnlyAdmin):
    partnership_path = "document__plan__partnership"
    list_display = ["message", "place", "about", "value", "its_action", "document", "settled_at"]
    list_filter = [SettledFilter, ("document__plan", PartnershipFilter), ("document", PartnershipFilter)]
    list_select_related = ["document", "settled_by"]
    search_fields = ["place", "message", "value"]
    actions = ["mark_as_settled"]
    fieldsets = [
        (None, {"fields": ["document", "place", "about", "value", "message", "row", "its_action"]}),
        ("Settled", {"fields": ["settled_at", "settled_by", "how_settled"]}),
    ]
    readonly_fields = ("about", "its_action", "how_settled")

    @admin.display(description="about", ordering="field")
    def about(self, obj) -> str:
        """The field in words: "Official words"."""
        return obj.field.replace("_", " ").capitalize() or "The whole row"

    @admin.display(description="action")
    def its_action(self, obj) -> str:
        if obj.row_id is None:
            return "Of the whole document"
        return self.link("See its action", "actions_action_changelist", source_row__id__exact=obj.row_id)

    @admin.display(description="how it was settled")
    def how_settled(self, obj) -> str:
        if obj.closed_by_id is not None:
            return f"Closed, because '{obj.closed_by}' was taken into the plan: the row of this problem counts no more."
        return "Somebody settled it." if obj.settled_at else "It is open."

    def has_settle_permission(self, request) -> bool:
        return OfficeAdmin.has_change_permission(self, request)

    @admin.action(description="Mark as settled", permissions=["settle"])
    def mark_as_settled(self, request, queryset) -> None:
        """Of all the chosen or, where one of them is only read by this person, of none."""
        chosen = ReadingProblem.objects.filter(pk__in=queryset.values("pk"))
        if rows_edited_by(request.user, chosen, path=self.partnership_path).count() != chosen.count():
            self.message_user(
                request,
                "Nothing was marked: you chose problems of a partnership that you may only read.",
                messages.ERROR,
            )
            return
        still_open = list(chosen.filter(settled_at=None))
        settled = settle_problems(problems=chosen, by=request.user, at=self.moment())
        for problem in still_open:
            self.log_change(request, problem, "Marked as settled.")
        self.message_user(request, f"Marked as settled: {settled}.")
