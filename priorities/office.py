"""What every page of the office (the admin) shares: scope, forms that lose no edit, and the history.

Rights come from priorities.permissions. A record that the user may not read is not there: its pages answer as those
of an id that never was. The forum's and the board's members read what a page opens to them, and nothing beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ERROR_FLAG
from django.db import connection, models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from priorities.models import EditConflict, User
from priorities.office_bulk import SHOWN, changed_since, hidden_mark, read_marks, refusal
from priorities.office_forms import READ, LinesField, OfficeForm, PageField, differences
from priorities.office_log import LogMixin
from priorities.office_people import name_people
from priorities.office_verbs import VerbsMixin
from priorities.permissions import (
    READING,
    approvers_of,
    edits_any,
    may_approve,
    may_change,
    may_edit,
    may_read_all,
    may_see,
    reads_all_of_any,
    roles_of,
    rows_edited_by,
    rows_read_by,
    rows_seen_by,
    sees_any,
)
from priorities.services import NotAllowed, save_edit

READ_NOW = "The public can read it now."
NOT_READ = "The public cannot read it."
NOT_YET = "The public cannot read it until an approver publishes it, on the page of its plan."
"""Said after a save; the last of what stands in a plan and is not public."""


class PartnershipFilter(admin.RelatedFieldListFilter):
    """A filter by a related record that offers only what the user may see."""

    def field_choices(self, field, request, model_admin) -> list[tuple[object, str]]:
        seen = model_admin.seen_records(field.remote_field.model, request)
        return [(record.pk, str(record)) for record in seen]


class ReadOnlyInline(admin.StackedInline):
    """Rows that are only read here: they are append-only, or they have a page of their own.

    Stacked, because the stock table has a heading without words and runs off a narrow screen.
    """

    extra = 0
    can_delete = False

    def get_readonly_fields(self, request, obj=None) -> tuple[str, ...]:
        return tuple(self.fields)

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def has_view_permission(self, request, obj=None) -> bool:
        return True


class EditInline(admin.StackedInline):
    """Rows that belong to their record: whoever may change the one may change the others.

    The record's version guards them too: the form of the record carries it, and every save counts it up. Stacked,
    because the fields of the stock table have no labels.
    """

    extra = 0
    max_num = 100
    """So many rows at most, however many a request says that it sends."""

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, absolute_max=self.max_num, validate_max=True, **kwargs)

    def _may_edit(self, request, obj) -> bool:
        return self.admin_site.get_model_admin(self.parent_model).has_change_permission(request, obj)

    def has_add_permission(self, request, obj=None) -> bool:
        return obj is None or self._may_edit(request, obj)

    def has_change_permission(self, request, obj=None) -> bool:
        return obj is None or self._may_edit(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return obj is None or self._may_edit(request, obj)

    def has_view_permission(self, request, obj=None) -> bool:
        return True


class OfficeAdmin(LogMixin, VerbsMixin, admin.ModelAdmin):
    """The admin of a record that belongs to a partnership."""

    partnership_path = "partnership"
    """The lookup from a record to its partnership; "pk" for the partnership itself."""

    form = OfficeForm
    change_form_template = "admin/office_change_form.html"
    view_on_site = False
    empty_value_display = "Not given"
    list_per_page = 50

    show_full_result_count = False
    only_on_add: tuple[str, ...] = ()
    """Fields that are chosen once and only read afterwards."""
    read_as: dict[str, str] = {}
    """The column that stands for a field of the form alone, for those who only read."""
    open_to_all: models.Q | None = None
    """Which records the forum's and the board's members read, too; None where the page is not there for them."""
    fields_for_all: tuple[str, ...] = ()
    """What these members read of such a record; everything else is the office's own."""

    # --- the clock ---

    def moment(self) -> datetime:
        """Now. Services and models never ask the clock; the admin, like a view, passes it in."""
        return timezone.now()  # noqa: TID251

    def today(self) -> date:
        """The day in London."""
        return timezone.localdate()  # noqa: TID251

    # --- rights ---

    def partnership_of(self, obj: models.Model) -> int:
        """The id of the partnership to which a record belongs."""
        *steps, last = self.partnership_path.split("__")
        for step in steps:
            obj = getattr(obj, step)
        return obj.pk if last == "pk" else getattr(obj, f"{last}_id")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = self.rows_shown(request.user, super().get_queryset(request))
        return rows.select_related(*self.list_select_related) if self.list_select_related else rows

    def rows_shown(self, user: User, rows: models.QuerySet) -> models.QuerySet:
        """The rows that this person may know of: all of what they read whole, of the rest what is open to all."""
        whole = rows_read_by(user, rows, path=self.partnership_path)
        if self.open_to_all is None or user.is_superuser:
            return whole
        return whole | rows_seen_by(user, rows, path=self.partnership_path).filter(self.open_to_all)

    def reads_whole(self, user: User, obj: models.Model) -> bool:
        """Whether this person reads all that the office holds on a record, its history included."""
        return may_read_all(user, self.partnership_of(obj))

    def rows_to_choose(self, request: HttpRequest) -> models.QuerySet:
        """The records that the user may name in a form: those of the partnerships that they may edit."""
        return rows_edited_by(request.user, self.model._default_manager.all(), path=self.partnership_path)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._is_there(request.user)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if obj is None:
            return self._is_there(request.user)
        if self.reads_whole(request.user, obj):
            return True
        seen = self.open_to_all is not None and may_see(request.user, self.partnership_of(obj))
        return seen and self.model._default_manager.filter(self.open_to_all, pk=obj.pk).exists()

    def _is_there(self, user: User) -> bool:
        return sees_any(user) if self.open_to_all is not None else reads_all_of_any(user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return edits_any(request.user)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """What the public reads is changed by an approver, everything else by everybody who edits."""
        if obj is None:
            return edits_any(request.user)
        return may_change(request.user, self.partnership_of(obj), public=self.is_public(obj))

    def is_public(self, obj: models.Model) -> bool:
        """Whether the public reads a change of this record at once."""
        return False

    def public_or_not(self, obj: models.Model) -> str:
        """One sentence, said after a save, on who can read it now; "" for what never reaches the public."""
        return ""

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nothing is deleted unless a subclass says what may be, and never several at once from a list."""
        return obj is not None and self.has_change_permission(request, obj) and self.may_be_deleted(obj)

    def may_be_deleted(self, obj: models.Model) -> bool:
        """Whether nothing public or append-only would go with it."""
        return False

    # --- what is not there ---

    def _stop_unless_known(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise Http404

    def changelist_view(self, request, extra_context=None) -> HttpResponse:
        self._stop_unless_known(request)
        if any("\x00" in value for values in request.GET.lists() for value in (values[0], *values[1])):
            # No text holds one, and PostgreSQL refuses to look for it; the list answers as to any other unknown value.
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")
        return super().changelist_view(request, extra_context)

    def add_view(self, request, form_url="", extra_context=None) -> HttpResponse:
        self._stop_unless_known(request)
        return super().add_view(request, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None) -> HttpResponse:
        self._stop_unless_known(request)
        if self.get_object(request, object_id) is None:
            raise Http404
        try:
            return super().delete_view(request, object_id, extra_context)
        except (NotAllowed, EditConflict) as refusal:
            return self._refused(request, refusal, "Nothing was deleted")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        self._stop_unless_known(request)
        if object_id is not None and self.get_object(request, object_id) is None:
            raise Http404
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (NotAllowed, EditConflict) as refusal:
            # The forms check first and keep what was typed; this is for what came between.
            return self._refused(request, refusal, "Nothing was saved", typed=True)

    def _refused(self, request: HttpRequest, refusal: Exception, title: str, *, typed: bool = False) -> HttpResponse:
        self.message_user(request, f"{refusal} {title}.", level="ERROR")
        context = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "typed": typed}
        return TemplateResponse(request, "admin/refused.html", context, status=409)

    def get_object(self, request, object_id, from_field=None) -> models.Model | None:
        """The record if the user may see it; in a POST read and locked in the transaction that writes it."""
        obj = super().get_object(request, object_id, from_field)
        if obj is not None and request.method == "POST" and connection.in_atomic_block:
            obj = self.model._default_manager.select_for_update(no_key=True).get(pk=obj.pk)
        return obj

    # --- forms ---

    def lookup_allowed(self, lookup, value, request) -> bool:
        """Who does not read the whole of every row may look only for what the filters name: no other answers a guess."""
        if not super().lookup_allowed(lookup, value, request):
            return False
        return self._reads_every_row(request.user) or any(
            lookup == name or lookup.startswith(f"{name}__") for name in self._filter_names(request)
        )

    def _reads_every_row(self, user: User) -> bool:
        if self.open_to_all is None or user.is_superuser:
            return True
        return all(held & READING for held in roles_of(user).values())

    def _filter_names(self, request) -> Iterator[str]:
        for item in self.get_list_filter(request):
            if isinstance(item, str):
                yield item
            else:
                yield item[0] if isinstance(item, tuple) else item.parameter_name

    # --- what is shown ---

    def get_inlines(self, request, obj):
        """Rows below a record are the office's own."""
        return super().get_inlines(request, obj) if obj is None or self.reads_whole(request.user, obj) else []

    def get_fieldsets(self, request, obj=None) -> list:
        """As written, with the hidden version; for those who only read, without the form's own fields."""
        if obj is not None and not self.reads_whole(request.user, obj):
            return [(None, {"fields": list(self.fields_for_all)})]
        fieldsets = [(name, dict(options)) for name, options in super().get_fieldsets(request, obj)]
        if obj is None:
            return fieldsets
        if self.has_change_permission(request, obj):
            fieldsets[0][1]["fields"] = [*fieldsets[0][1]["fields"], READ]
            if "names_checked" in self.form.declared_fields and self.is_public(obj):
                fieldsets[-1:-1] = [("Names of people", {"fields": ["names_checked"]})]
            return fieldsets
        for _, options in fieldsets:
            names = [self.read_as.get(name, name) for name in options["fields"]]
            options["fields"] = [name for name in names if name not in self.form.declared_fields]
        return [fieldset for fieldset in fieldsets if fieldset[1]["fields"]]

    def get_form(self, request, obj=None, change=False, **kwargs) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.is_public = obj is not None and self.is_public(obj)
        return form

    def get_readonly_fields(self, request, obj=None) -> tuple[str, ...]:
        return (*self.readonly_fields, *(self.only_on_add if obj is not None else ()))

    def formfield_for_dbfield(self, db_field, request, **kwargs) -> forms.Field | None:
        if isinstance(db_field, models.TextField) and not db_field.choices:
            kwargs.setdefault("form_class", LinesField)
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("form_class", PageField)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs) -> forms.ModelChoiceField:
        kwargs["queryset"] = self.records_to_choose(db_field.remote_field.model, request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def records_to_choose(self, model: type[models.Model], request: HttpRequest) -> models.QuerySet:
        """What a form may name of a model; nothing of one without an office page, which would be unscoped."""
        office = self.admin_site._registry.get(model)
        if not isinstance(office, OfficeAdmin):
            return model._default_manager.none()
        return office.rows_to_choose(request)

    def seen_records(self, model: type[models.Model], request: HttpRequest) -> models.QuerySet:
        """What a filter may name of a model."""
        office = self.admin_site._registry.get(model)
        return office.get_queryset(request) if isinstance(office, OfficeAdmin) else model._default_manager.none()

    def save_model(self, request, obj, form, change) -> None:
        save_edit(record=obj, by=request.user, at=self.moment())

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None) -> HttpResponse:
        if change and obj is not None:
            context["reads_whole"] = self.reads_whole(request.user, obj)
            context["verb_buttons"] = self.verb_buttons(request.user, obj)
            context["differences"] = list(_all_differences(context))
            context["only_approvers"] = self._needs_approver(request.user, obj)
            context["approvers"] = approvers_of(self.partnership_of(obj)) if context["only_approvers"] else []
        if not self.admin_site.get_model_admin(User).has_view_permission(request):
            for shown in (context["adminform"], *context["inline_admin_formsets"]):
                name_people(shown)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _needs_approver(self, user: User, obj: models.Model) -> bool:
        """This person works for the partnership, and the public reads the record, so another must change it."""
        if not self.is_public(obj):
            return False
        partnership = self.partnership_of(obj)
        return self.may_draft(user, partnership) and not may_approve(user, partnership)

    def may_draft(self, user: User, partnership: int) -> bool:
        """Whether this person writes such records of a partnership while they are not public."""
        return may_edit(user, partnership)

    def response_add(self, request, obj, post_url_continue=None) -> HttpResponse:
        self._say_who_can_read(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj) -> HttpResponse:
        self._say_who_can_read(request, obj)
        return super().response_change(request, obj)

    def _say_who_can_read(self, request: HttpRequest, obj: models.Model) -> None:
        sentence = self.public_or_not(obj)
        if sentence:
            self.message_user(request, sentence)

    # --- several at once ---

    def action_checkbox(self, obj) -> str:
        """The tick of a row, with a mark of the version that the list showed."""
        return super().action_checkbox(obj) + hidden_mark(obj)

    def response_action(self, request, queryset) -> HttpResponse | None:
        """Do what was chosen to all ticked records as the list showed them, or to none where one changed since."""
        across = request.POST.get("select_across") == "1"
        ticked = read_marks(request.POST.getlist(ACTION_CHECKBOX_NAME))
        with transaction.atomic():
            chosen = self.get_queryset(request).filter(pk__in=queryset.values("pk") if across else ticked)
            # Locked apart from the list's own question, whose joins and counts not every database can lock.
            records = list(
                self.model._default_manager.select_for_update().filter(pk__in=chosen.values("pk")).order_by("pk")
            )
            sentences = changed_since(records, read_marks(request.POST.getlist(SHOWN)))
            if not across and len(records) != len(request.POST.getlist(ACTION_CHECKBOX_NAME)):
                sentences.append("Something that you ticked is no longer there.")
            if sentences:
                self.message_user(request, refusal(sentences), level="ERROR")
                return HttpResponseRedirect(request.get_full_path())
            return super().response_action(request, queryset)

    # --- links in lists and forms ---

    @staticmethod
    def link(words: str, page: str, *args: object, **filters: object) -> str:
        """A link to another page of the office, such as "actions_action_changelist" with its filters."""
        query = "&".join(f"{name}={value}" for name, value in filters.items())
        return format_html(
            '<a href="{}{}">{}</a>', reverse(f"admin:{page}", args=args), f"?{query}" if query else "", words
        )


def _all_differences(context: dict) -> Iterator:
    """Both versions of what a refused save would have changed, in the form and in the rows below it."""
    form = context["adminform"].form
    if form.conflict is None:
        return
    yield from form.conflict
    for inline in context["inline_admin_formsets"]:
        for row in inline.formset.forms:
            if row.is_bound:
                yield from differences(row)
