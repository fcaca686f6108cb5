"""The office pages of partnerships, the people who work for them, priorities and source documents.

Plans and names held back are in actions.admin: publishing a plan publishes its actions.
"""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import NestedObjects
from django.contrib.admin.widgets import AdminTextInputWidget
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.db import DEFAULT_DB_ALIAS, transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import path, reverse
from django.utils.html import format_html

from priorities.models import (
    DocumentCorrection,
    Membership,
    Partnership,
    Priority,
    PriorityWords,
    ReadingProblem,
    SourceDocument,
    SourceRow,
    User,
)
from priorities.office import NOT_YET, OfficeAdmin, PartnershipFilter, ReadOnlyInline
from priorities.office_forms import LinesField, OfficeForm, names_checked
from priorities.office_verbs import ReasonForm, Verb
from priorities.permissions import (
    administers_any,
    may_administer,
    may_approve,
    may_edit,
    rows_administered_by,
    rows_edited_by,
)
from priorities.services import (
    EMPTIED,
    NotAllowed,
    add_priority,
    agree_words,
    delete_draft_priority,
    save_edit,
    set_aside_document,
    settle_problems,
    withdraw_priority,
)

admin.site.unregister(Group)


@admin.register(Partnership)
class PartnershipAdmin(OfficeAdmin):
    partnership_path = "pk"
    list_display = ["name", "area_name", "contact_telephone", "contact_email"]
    search_fields = ["name", "area_name"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "area_name", "is_invented"]}),
        (
            "How the public reaches you",
            {
                "fields": ["contact_email", "contact_telephone", "contact_hours", "contact_address"],
                "description": "Shown on the help page. Use a shared address and number, never a person's own.",
            },
        ),
        (
            "Independent advice",
            {
                "fields": ["advice_service", "advice_telephone", "advice_url"],
                "description": "The service to which families can turn that is not part of the partnership.",
            },
        ),
    ]

    def has_add_permission(self, request) -> bool:
        return request.user.is_superuser

    def is_public(self, obj) -> bool:
        return True

    def public_or_not(self, obj) -> str:
        return "The public can read it now."

    def get_readonly_fields(self, request, obj=None) -> tuple[str, ...]:
        """What a partnership is called is for the administrator of the whole site."""
        return () if request.user.is_superuser else ("name", "slug", "is_invented")


class MembershipInline(ReadOnlyInline):
    model = Membership
    fields = ["partnership", "role"]
    show_change_link = True
    verbose_name_plural = "memberships (add or change them on the page of memberships)"


class PersonForm(OfficeForm, UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User


@admin.register(User)
class PersonAdmin(OfficeAdmin, UserAdmin):
    """Accounts: changed by the administrator of the site, read by those of the person's partnerships."""

    form = PersonForm
    list_display = [
        "username",
        "first_name",
        "last_name",
        "job_title",
        "is_active",
        "is_superuser",
        "last_login",
    ]
    list_filter = ["is_active", "is_superuser"]
    search_fields = ["username", "first_name", "last_name", "email"]
    filter_horizontal = ()
    inlines = [MembershipInline]
    readonly_fields = ("last_login", "date_joined")
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Person", {"fields": ["first_name", "last_name", "email", "job_title"]}),
        (
            "Access",
            {
                "fields": ["is_active", "is_staff", "is_superuser"],
                "description": "What somebody may do for a partnership comes from their memberships. An "
                "account is never deleted, because reports keep who wrote and approved them: take away "
                "'Active' instead.",
            },
        ),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]

    def get_queryset(self, request):
        people = User.objects.all()
        if request.user.is_superuser:
            return people
        return people.filter(pk__in=self._colleagues(request))

    def rows_to_choose(self, request):
        return self.get_queryset(request)

    def _colleagues(self, request):
        memberships = rows_administered_by(request.user, Membership.objects.all(), path="partnership")
        return memberships.values("user_id")

    def has_module_permission(self, request) -> bool:
        return administers_any(request.user)

    def has_view_permission(self, request, obj=None) -> bool:
        if obj is None or request.user.is_superuser:
            return administers_any(request.user)
        return self._colleagues(request).filter(user=obj).exists()

    def has_add_permission(self, request) -> bool:
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None) -> bool:
        return request.user.is_superuser

    def get_inlines(self, request, obj):
        # To an administrator of one partnership a colleague's roles elsewhere are not known.
        return self.inlines if obj is not None and request.user.is_superuser else []

    def user_change_password(self, request, id, form_url=""):
        if not request.user.is_superuser:
            raise Http404
        return super().user_change_password(request, id, form_url)


@admin.register(Membership)
class MembershipAdmin(OfficeAdmin):
    list_display = ["user", "partnership", "role"]
    list_filter = [("partnership", PartnershipFilter), "role"]
    search_fields = ["user__username", "user__last_name"]
    fieldsets = [
        (
            None,
            {
                "fields": ["user", "partnership", "role"],
                "description": "Officers and editors write. Approvers publish what others wrote. Members of "
                "the forum and of the board read. Administrators also give and take roles.",
            },
        )
    ]
    only_on_add = ("user", "partnership")

    def get_queryset(self, request):
        rows = Membership.objects.select_related("user", "partnership")
        return rows_administered_by(request.user, rows, path="partnership")

    def records_to_choose(self, model, request):
        if model is Partnership:
            return rows_administered_by(request.user, Partnership.objects.all(), path="pk")
        return super().records_to_choose(model, request)

    def has_module_permission(self, request) -> bool:
        return administers_any(request.user)

    def has_add_permission(self, request) -> bool:
        return administers_any(request.user)

    def has_view_permission(self, request, obj=None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request, obj=None) -> bool:
        return administers_any(request.user) if obj is None else may_administer(request.user, obj.partnership_id)

    def may_be_deleted(self, obj) -> bool:
        return True


class PriorityForm(OfficeForm):
    """A priority's own words, and its official words, which change only by a new agreement."""

    agreed_words = LinesField(
        required=False,
        strip=False,
        label="Official words",
        help_text="The aim exactly as agreed. A change is kept as a new version; the public can read the earlier ones.",
    )
    words_reason = forms.CharField(
        required=False,
        max_length=300,
        widget=AdminTextInputWidget,
        label="Why the official words changed",
        help_text="Needed only where you changed official words that are public. The public can read it.",
    )

    names_checked = names_checked()
    public_fields = ("agreed_words", "words_reason")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["agreed_words"] = self.instance.official_words

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.instance.official_words.strip() and not cleaned.get("agreed_words", "").strip():
            self.add_error("agreed_words", EMPTIED.format("priority"))
        elif (
            self.instance.public_from is not None
            and "agreed_words" in self.changed_data
            and not cleaned.get("words_reason")
        ):
            self.add_error("words_reason", "Say why the official words changed; the public reads the reason.")
        return cleaned


class PriorityWordsInline(ReadOnlyInline):
    model = PriorityWords
    fields = ["words", "reason", "public_from", "recorded_at", "recorded_by"]
    verbose_name_plural = "official words, every version"


class WithdrawPriority(Verb):
    name = "withdraw"
    label = "Withdraw"
    explanation = "The public can no longer read this priority. Its address says that it was withdrawn."

    def permitted(self, user, record) -> bool:
        return may_approve(user, record.plan.partnership_id)

    def possible(self, record) -> bool:
        return record.public_from is not None and record.withdrawn_at is None

    def do(self, *, record, data, by, at) -> str:
        if not self.possible(record):
            raise NotAllowed(f"The priority '{record}' is not public, so it cannot be withdrawn.")
        withdraw_priority(priority=record, by=by, at=at)
        return f"The priority '{record}' was withdrawn: the public can no longer read it."


@admin.register(Priority)
class PriorityAdmin(OfficeAdmin):
    partnership_path = "plan__partnership"
    form = PriorityForm
    verbs = (WithdrawPriority(),)
    list_display = ["title", "number", "plan", "public_from", "withdrawn_at"]
    list_filter = [("plan", PartnershipFilter)]
    list_select_related = ["plan"]
    search_fields = ["number", "title", "plain_words"]
    inlines = [PriorityWordsInline]
    only_on_add = ("plan",)
    read_as = {"agreed_words": "official_words"}
    readonly_fields = ("slug", "source_row", "public_from", "withdrawn_at", "recorded_at")
    fieldsets = [
        (None, {"fields": ["plan", "number", "title", "order"]}),
        ("Words", {"fields": ["plain_words", "why_it_matters", "agreed_words", "words_reason"]}),
        ("Where it stands", {"fields": ["slug", "source_row", "public_from", "withdrawn_at", "recorded_at"]}),
    ]

    def get_inlines(self, request, obj):
        return self.inlines if obj is not None else []

    def is_public(self, obj) -> bool:
        """Also after it was withdrawn: its address stays, and the page there names it."""
        return obj.public_from is not None

    def public_or_not(self, obj) -> str:
        if Priority.objects.public().filter(pk=obj.pk).exists():
            return "The public can read it now."
        return "The public cannot read it." if obj.public_from else NOT_YET

    def may_be_deleted(self, obj) -> bool:
        return obj.public_from is None and obj.source_row_id is None

    def get_deleted_objects(self, objs, request):
        """The priority alone: its words go with it. An action that names it keeps it."""
        found = NestedObjects(using=DEFAULT_DB_ALIAS)
        found.collect(objs)
        kept = [str(record) for record in found.protected if not isinstance(record, PriorityWords)]
        return [str(priority) for priority in objs], {self.opts.verbose_name_plural: len(objs)}, set(), kept

    def delete_model(self, request, obj) -> None:
        delete_draft_priority(priority=obj, by=request.user, at=self.moment())

    @transaction.atomic
    def save_model(self, request, obj, form, change) -> None:
        words, at = form.cleaned_data["agreed_words"], self.moment()
        if not change:
            columns = ("order", "plain_words", "why_it_matters")
            made = add_priority(
                plan=obj.plan,
                number=obj.number,
                title=obj.title,
                official_words=words,
                by=request.user,
                at=at,
                **{name: form.cleaned_data[name] for name in columns},
            )
            obj.pk = made.pk
            obj.refresh_from_db()
            return
        save_edit(record=obj, by=request.user, at=at)
        if "agreed_words" in form.changed_data:
            reason = form.cleaned_data["words_reason"]
            agree_words(record=obj, words=words, by=request.user, at=at, reason=reason)


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
            return "The file is no longer in the store."
        address = reverse("admin:priorities_sourcedocument_original", args=[obj.pk])
        return format_html('<a href="{}">Download {}</a>', address, obj.original_name)

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
        return queryset if self.value() == "all" else queryset.filter(settled_at__isnull=self.value() == "no")


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
        ("Settled", {"fields": ["settled_at", "settled_by"]}),
    ]
    readonly_fields = ("about", "its_action")

    @admin.display(description="about", ordering="field")
    def about(self, obj) -> str:
        """The field in words: "Official words"."""
        return obj.field.replace("_", " ").capitalize() or "The whole row"

    @admin.display(description="action")
    def its_action(self, obj) -> str:
        if obj.row_id is None:
            return "Of the whole document"
        return self.link("See its action", "actions_action_changelist", source_row__id__exact=obj.row_id)

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
