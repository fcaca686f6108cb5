"""The office pages of partnerships and of the people who work for them."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.html import format_html

from priorities.models import Membership, Partnership, User
from priorities.office import READ_NOW, OfficeAdmin, PartnershipFilter, ReadOnlyInline
from priorities.office_forms import OfficeForm
from priorities.permissions import administers_any, may_administer, rows_administered_by
from priorities.roles import ROLES
from priorities.services import give_role, take_role


@admin.register(Partnership)
class PartnershipAdmin(OfficeAdmin):
    partnership_path = "pk"
    open_to_all = Q()
    fields_for_all = (
        "name",
        "area_name",
        "contact_email",
        "contact_telephone",
        "contact_hours",
        "contact_address",
        "advice_service",
        "advice_telephone",
        "advice_url",
        "people_and_roles",
    )
    readonly_fields = ("people_and_roles",)
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
        ("Who works here", {"fields": ["people_and_roles"]}),
    ]

    def has_add_permission(self, request) -> bool:
        return request.user.is_superuser

    def is_public(self, obj) -> bool:
        return True

    def public_or_not(self, obj) -> str:
        return READ_NOW

    def get_readonly_fields(self, request, obj=None) -> tuple[str, ...]:
        """What a partnership is called is for the administrator of the whole site."""
        fixed = () if request.user.is_superuser else ("name", "slug", "is_invented")
        return (*super().get_readonly_fields(request, obj), *fixed)

    @admin.display(description="people")
    def people_and_roles(self, obj) -> str:
        return format_html('<a href="{}">Who has which role, and what each role may do</a>', reverse("office:roles"))


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
                "description": "What somebody may do for a partnership comes from their memberships; with the first one they may "
                "sign in ('Staff status'), without any no more. An "
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

    def reads_whole(self, user, obj) -> bool:
        """An account belongs to no partnership: who may see it at all reads the page."""
        return True

    def log_partnership(self, obj) -> int | None:
        return None

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
    """Roles are given and taken, never changed: another role is another membership."""

    list_display = ["user", "partnership", "role"]
    list_filter = [("partnership", PartnershipFilter), "role"]
    search_fields = ["user__username", "user__last_name"]
    fieldsets = [
        (
            None,
            {
                "fields": ["user", "partnership", "role"],
                "description": " ".join(f"{role.label}: {role.sentence}" for role in ROLES.values()),
            },
        )
    ]

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
        return administers_any(request.user) if obj is None else may_administer(request.user, obj.partnership_id)

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return obj is not None and self.has_view_permission(request, obj)

    def save_model(self, request, obj, form, change) -> None:
        made = give_role(user=obj.user, partnership=obj.partnership, role=obj.role, by=request.user, at=self.moment())
        obj.pk = made.pk

    def delete_model(self, request, obj) -> None:
        take_role(membership=obj, by=request.user, at=self.moment())

    def log_addition(self, request, obj, message) -> None:
        """The verb has written it down."""

    def log_deletions(self, request, queryset) -> None:
        """The verb writes it down."""
