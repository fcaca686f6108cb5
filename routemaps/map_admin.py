"""The editor of a routemap: its words, stages and ways on one page, with a preview, the check, and the way to approval."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe

from actions.wording import counted
from priorities.office import EditInline, OfficeAdmin, PartnershipFilter
from priorities.office_forms import OfficeForm
from priorities.office_verbs import ReasonForm, Verb, VerbForm
from priorities.permissions import may_approve
from priorities.services import NotAllowed
from routemaps.advice import advice_on
from routemaps.models import Anchor, Branch, Contact, DateRule, DraftLink, Routemap, RoutemapVersion, Stage
from routemaps.office_parts import (
    CheckedTodayForm,
    DueForCheck,
    KeysField,
    PublicNamesForm,
    WordedAdmin,
    in_its_routemap,
)
from routemaps.payload import payload_of
from routemaps.permissions import may_word
from routemaps.published import as_it_stood, names_of_services
from routemaps.services import (
    add_routemap,
    ask_for_views,
    check,
    check_today,
    check_version,
    end_views,
    publish_version,
    return_version,
    set_anchors,
    set_contacts,
    set_rules,
    submit_routemap,
    texts_of,
    withdraw_routemap,
    write_parts,
)
from routemaps.versions_compared import compared

TEXT = {"rows": 3}


class RoutemapForm(OfficeForm):
    """The words of a routemap, and the days that a family may type on its page."""

    days = KeysField(label="Days that a family can type")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["days"]
        elif "days" in self.fields:
            of_here = Anchor.objects.filter(partnership=self.instance.partnership_id)
            chosen = [row.anchor for row in self.instance.anchor_rows.select_related("anchor")]
            self.fields["days"].offer({one.key: one for one in of_here}, chosen)


class StageForm(OfficeForm):
    """One stage, with the rules whose dates belong to it and the services to ask."""

    its_contacts = KeysField(label="Who to ask")
    its_rules = KeysField(label="Rules on dates")

    def __init__(self, *args, offered: dict[str, list], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        stage = self.instance
        for name, rows, column in (("its_rules", "rule_rows", "rule"), ("its_contacts", "contact_rows", "contact")):
            chosen = [getattr(row, column) for row in getattr(stage, rows).select_related(column)] if stage.pk else []
            self.fields[name].offer(offered[name], chosen)

    def clean(self) -> dict:
        # The version of the whole page guards its rows: the stage's own is not asked for.
        cleaned = forms.ModelForm.clean(self)
        self._check_public_words(self.cleaned_data)
        return self.cleaned_data if cleaned is None else cleaned

    def _partnership_key(self, cleaned: dict) -> int | None:
        return self.instance.routemap.partnership_id


class PartFormSet(forms.BaseInlineFormSet):
    """Rows of a routemap that say in this house's words where two of them are the same."""

    def get_unique_error_message(self, unique_check) -> str:
        return "Two stages have the same key: give each its own, so that links can tell them apart."


class PartInline(EditInline):
    """Stages or ways of a routemap, which are taken out together on one page."""

    fk_name = "routemap"
    extra = 1

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        # The stock check knows nothing of ways that are taken out on the same page; the formsets check instead.
        formset.form.hand_clean_DELETE = lambda form: None
        return formset


class StageFormSet(PartFormSet):
    """The stages of one routemap. What they may name is read once for all of them."""

    def clean(self) -> None:
        super().clean()
        numbers = Counter(form.cleaned_data.get("order") for form in _kept(self))
        twice = sorted(number for number, times in numbers.items() if number is not None and times > 1)
        if twice:
            raise forms.ValidationError(
                f"Order: more than one stage has the number {twice[0]}; give each its own. Numbers may leave gaps."
            )
        gone = [form.instance for form in self.deleted_forms if form.instance.pk]
        leads = Branch.objects.filter(to_stage__in=gone).exclude(routemap=self.instance)
        for way in leads.select_related("routemap", "to_stage")[:1]:
            raise forms.ValidationError(
                f"The stage '{way.to_stage}' stays: the routemap '{way.routemap}' leads to it with '{way}'. "
                "Change that one first."
            )

    def get_form_kwargs(self, index) -> dict:
        if not hasattr(self, "_offered"):
            home = {"partnership": self.instance.partnership_id}
            self._offered = {
                "its_rules": {one.key: one for one in DateRule.objects.filter(**home)},
                "its_contacts": {one.key: one for one in Contact.objects.filter(**home)},
            }
        return {**super().get_form_kwargs(index), "offered": self._offered}


class StageInline(PartInline):
    """Stages of a routemap. A stage that is taken out takes its own ways with it; none may lead to it any more."""

    model = Stage
    form = StageForm
    formset = StageFormSet
    fields = ["order", "key", "title", "when", "what_happens", "do_now", "do_not", "its_contacts", "its_rules"]
    fields += ["education", "health", "care", "family", "more"]
    verbose_name_plural = "stages, in the order of their numbers; a stage that you take out takes its ways with it"

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = TEXT["rows"]
        return field


class BranchForm(OfficeForm):
    """A way from a stage; without a stage it says for whom the routemap is not."""

    def __init__(self, *args, routemap: Routemap, offered: dict[str, list], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._routemap = routemap
        for name, rows in offered.items():
            self.fields[name].queryset = rows
        self.fields["to_stage"].label_from_instance = in_its_routemap

    def clean(self) -> dict:
        cleaned = forms.ModelForm.clean(self)
        self._check_public_words(self.cleaned_data)
        return self.cleaned_data if cleaned is None else cleaned

    def _partnership_key(self, cleaned: dict) -> int | None:
        return self._routemap.partnership_id


def _kept(formset: forms.BaseInlineFormSet) -> list[forms.ModelForm]:
    """The forms of rows that stay or come, which hold something and no mistake."""
    return [
        form
        for form in formset.forms
        if form.is_valid() and form not in formset.deleted_forms and (form.instance.pk or form.has_changed())
    ]


class BranchFormSet(PartFormSet):
    """The ways of one routemap. One that starts from a stage that is taken out goes with it."""

    def with_their_stage(self) -> list[Branch]:
        """Ways that start from a stage that is taken out on the same page."""
        return [form.instance for form in _kept(self) if form.instance.pk and self._starts_nowhere(form)]

    def clean(self) -> None:
        super().clean()
        for form in _kept(self):
            to = form.cleaned_data.get("to_stage")
            if self._starts_nowhere(form):
                if form.instance.pk is None:
                    raise forms.ValidationError(
                        f"The way '{form.instance}' starts from the stage '{form.cleaned_data['stage']}', which you take out. "
                        "Choose another stage for it."
                    )
            elif to is not None and to.pk in self._taken_out:
                raise forms.ValidationError(
                    f"The way '{form.instance}' leads to the stage '{to}', which you take out. "
                    "Lead it somewhere else, or take it out too."
                )

    def _starts_nowhere(self, form: forms.ModelForm) -> bool:
        stage = form.cleaned_data.get("stage")
        return stage is not None and stage.pk in self._taken_out

    @cached_property
    def _taken_out(self) -> frozenset[int]:
        """The stages that are taken out on the same page."""
        ticked = (
            self.data.get(name.removesuffix("DELETE") + "id", "")
            for name, value in self.data.items()
            if name.startswith("stages-") and name.endswith("-DELETE") and value
        )
        return frozenset(int(pk) for pk in ticked if pk.isascii() and pk.isdigit())

    def get_form_kwargs(self, index) -> dict:
        if not hasattr(self, "_offered"):
            home = self.instance.partnership_id
            self._offered = {
                "stage": Stage.objects.filter(routemap=self.instance),
                "to_stage": Stage.objects.filter(routemap__partnership=home).select_related("routemap"),
                "to_routemap": Routemap.objects.filter(partnership=home, withdrawn_at=None),
            }
        return {**super().get_form_kwargs(index), "routemap": self.instance, "offered": self._offered}


class BranchInline(PartInline):
    """Ways in the order of the stages from which they start."""

    model = Branch
    ordering = [F("stage__order").asc(nulls_first=True), "stage", "order", "pk"]
    form = BranchForm
    formset = BranchFormSet
    fields = ["stage", "order", "condition", "kind", "to_stage", "to_routemap", "to_page"]
    verbose_name = "way"
    verbose_name_plural = "ways from each stage; a way without a target says that the route ends"


class SendForm(VerbForm):
    what_changed = forms.CharField(
        label="What is new in this version, as families read it",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Send(Verb):
    name = "send"
    label = "Send for approval"
    explanation = "Somebody else reads this version as it stands now, and publishes or returns it."
    form_class = SendForm
    template = "admin/routemap_send.html"

    def permitted(self, user, record) -> bool:
        return may_word(user, record.partnership_id)

    def possible(self, record) -> bool:
        return record.withdrawn_at is None

    def context(self, record) -> dict[str, object]:
        return {
            "problems": check(record),
            "advice": advice_on(record),
            "waiting": waiting_of(record),
            "links": DraftLink.objects.filter(routemap_version__routemap=record, ended_at=None).count(),
        }

    def do(self, *, record, data, by, at) -> str:
        submit_routemap(routemap=record, what_changed=data["what_changed"], by=by, at=at)
        wrong = len(check(record))
        but = f" It cannot be published before {counted(wrong, 'thing')} is put right." if wrong else ""
        return f"The routemap '{record}' waits for approval.{but}"


def waiting_of(routemap: Routemap) -> RoutemapVersion | None:
    """The version that waits for approval, or else the newest one where that was returned."""
    newest = routemap.versions.order_by("-submitted_at", "-pk").first()
    return newest if newest is not None and newest.state != RoutemapVersion.State.PUBLISHED else None


class CheckedToday(Verb):
    name = "checked-today"
    label = "Checked today"
    explanation = (
        "Say that you compared every sentence with the law and with what happens here, and when to do it again."
    )
    form_class = CheckedTodayForm
    logs_itself = True

    def permitted(self, user, record) -> bool:
        return may_word(user, record.partnership_id)

    def possible(self, record) -> bool:
        return record.withdrawn_at is None

    def do(self, *, record, data, by, at) -> str:
        check_today(record=record, next_check_on=data["next_check_on"], by=by, at=at)
        return f"'{record}' was checked today."


class Withdraw(Verb):
    name = "withdraw"
    label = "Withdraw"
    explanation = (
        "The public can no longer read this routemap. Its address says that it was withdrawn, and your reason."
    )
    form_class = ReasonForm
    logs_itself = True

    def permitted(self, user, record) -> bool:
        return may_approve(user, record.partnership_id)

    def possible(self, record) -> bool:
        return record.public_from is not None and record.withdrawn_at is None

    def do(self, *, record, data, by, at) -> str:
        withdraw_routemap(routemap=record, reason=data["reason"], by=by, at=at)
        return f"The routemap '{record}' was withdrawn."


def _keys_with_meanings(routemap: Routemap) -> list[tuple[str, list[tuple[str, str]]]]:
    """What may be named on the editor's page: kinds of records, each with keys and what they stand for."""
    home = {"partnership": routemap.partnership_id}
    return [
        ("Days that a family can type", list(Anchor.objects.filter(**home).values_list("key", "label"))),
        ("Rules on dates", list(DateRule.objects.filter(**home).values_list("key", "what"))),
        ("Services to ask", list(Contact.objects.filter(**home).values_list("key", "name"))),
    ]


@admin.register(Routemap)
class RoutemapAdmin(WordedAdmin):
    form = RoutemapForm
    change_form_template = "admin/routemap_editor.html"
    verbs = (Send(), CheckedToday(), Withdraw())
    list_display = ["short", "partnership", "shared", "public_from", "next_check_on", "withdrawn_at"]
    list_filter = [("partnership", PartnershipFilter), DueForCheck]
    list_select_related = ["partnership"]
    search_fields = ["title", "short", "slug"]
    prepopulated_fields = {"slug": ["short"]}
    inlines = [StageInline, BranchInline]
    only_on_add = ("partnership", "slug")
    readonly_fields = ("checked_on", "next_check_on", "public_from", "withdrawn_at", "withdrawn_reason", "versions")
    fieldsets = [
        (None, {"fields": ["partnership", "title", "short", "slug", "promise"]}),
        ("For whom", {"fields": ["for_whom", "from_age", "to_age", "addressed_to", "shared", "order"]}),
        ("Facts", {"fields": ["how_long", "who_decides", "cost", "made_with"]}),
        ("Dates", {"fields": ["days"]}),
        ("Where it stands", {"fields": ["versions", "checked_on", "next_check_on", "public_from", "withdrawn_reason"]}),
    ]

    def get_prepopulated_fields(self, request, obj=None) -> dict:
        return self.prepopulated_fields if obj is None else {}

    def get_fieldsets(self, request, obj=None) -> list:
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj is not None else fieldsets[:3]

    def get_inlines(self, request, obj):
        return super().get_inlines(request, obj) if obj is not None else []

    @admin.display(description="versions")
    def versions(self, obj) -> str:
        number = obj.versions.count()
        return self.link(f"{number} versions", "routemaps_routemapversion_changelist", routemap__id__exact=obj.pk)

    def public_or_not(self, obj) -> str:
        return "The public reads the published version: send this draft for approval to change it."

    def get_urls(self) -> list:
        preview = self.admin_site.admin_view(require_safe(self.preview))
        preview.model_admin = self
        return [
            path("<int:pk>/preview/", preview, name="routemaps_routemap_preview"),
            *super().get_urls(),
        ]

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The draft as families would read it, with what forbids to publish it and what would make it plainer."""
        routemap = self.get_object(request, str(pk)) if self.has_view_permission(request) else None
        if routemap is None or not self.has_view_permission(request, routemap):
            raise Http404
        version = RoutemapVersion(routemap=routemap, payload=payload_of(routemap))
        context = {
            "partnership": routemap.partnership,
            "section": "preview",
            "map": version.payload,
            "found": as_it_stood(version),
            "problems": check(routemap),
            "advice": advice_on(routemap),
            "back": reverse("admin:routemaps_routemap_change", args=[routemap.pk]),
        }
        return render(request, "routemaps/preview.html", context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None) -> HttpResponse:
        if change and obj is not None:
            context["problems"], context["advice"] = check(obj), advice_on(obj)
            context["waiting"] = waiting_of(obj)
            context["keys"] = _keys_with_meanings(obj)
            context["preview"] = reverse("admin:routemaps_routemap_preview", args=[obj.pk])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change) -> None:
        if not change:
            add_routemap(routemap=obj, by=request.user, at=self.moment())
            return
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change) -> None:
        who = {"by": request.user, "at": self.moment()}
        if "days" in form.cleaned_data:
            set_anchors(routemap=form.instance, anchors=form.cleaned_data["days"], **who)
        # Ways that are taken out go first: a stage to which one leads stays.
        for formset in sorted(formsets, key=lambda one: one.model is Stage):
            formset.save(commit=False)
        stages = [one for one in formsets if one.model is Stage]
        ways = [one for one in formsets if one.model is Branch]
        kept = {}
        for formset in ways:
            gone = formset.with_their_stage()
            kept[formset] = [one for one in _changed(formset) if one not in gone]
            write_parts(saved=[], deleted=[*formset.deleted_objects, *gone], **who)
        for formset in stages:
            write_parts(saved=_changed(formset), deleted=formset.deleted_objects, **who)
            for row in formset.forms:
                if row.instance.pk and row.cleaned_data and not row.cleaned_data.get("DELETE"):
                    set_rules(stage=row.instance, rules=row.cleaned_data["its_rules"], **who)
                    set_contacts(stage=row.instance, contacts=row.cleaned_data["its_contacts"], **who)
        for formset in ways:
            write_parts(saved=kept[formset], deleted=[], **who)


def _changed(formset: forms.BaseInlineFormSet) -> list:
    return [*(record for record, _ in formset.changed_objects), *formset.new_objects]


class PublishForm(PublicNamesForm):
    """The words of a version, as far as the public does not read them already."""

    def texts(self) -> list[str]:
        public = self.record.routemap.versions.public().order_by("-number").first()
        known = set(texts_of(public.payload).values()) if public is not None else set()
        return [
            self.record.what_changed,
            *(text for text in texts_of(self.record.payload).values() if text not in known),
        ]


class Publish(Verb):
    name = "publish"
    label = "Publish"
    explanation = "Families read this version from now on."
    form_class = PublishForm
    template = "admin/routemap_version.html"
    logs_itself = True

    def permitted(self, user, record) -> bool:
        return may_approve(user, record.routemap.partnership_id) and record.author_id != user.pk

    def possible(self, record) -> bool:
        return record.state == RoutemapVersion.State.SUBMITTED

    def context(self, record) -> dict[str, object]:
        """What forbids to publish it, and what is different from what the public reads now."""
        public = record.routemap.versions.public().order_by("-number").first()
        facts, stages = [], []
        if public is not None:
            services = names_of_services(record.routemap.partnership)
            facts, stages = compared(public.payload, record.payload, services=services)
        return {
            "shown": record,
            "public": public,
            "problems": check_version(record) if self.name == "publish" else [],
            "facts": facts,
            "stages": stages,
        }

    def do(self, *, record, data, by, at) -> str:
        publish_version(version=record, by=by, at=at)
        return f"Published: {record}."


class Return(Publish):
    name = "return"
    label = "Return"
    explanation = "Its editor reads your reason, changes the draft and sends it again."
    form_class = ReasonForm
    logs_itself = False

    def do(self, *, record, data, by, at) -> str:
        return_version(version=record, reason=data["reason"], by=by, at=at)
        return f"Returned: {record}."


def address_of(link: DraftLink) -> str:
    """The whole address under which families read a draft."""
    return f"{settings.SITE_URL}{reverse('routemaps:draft', args=[link.key])}"


class ViewsForm(VerbForm):
    until = forms.DateField(
        label="Views wanted until",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="At most three months away.",
    )
    asks = forms.CharField(
        label="What you want to know from families", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class AskForViews(Verb):
    name = "views"
    label = "Send out for views"
    explanation = "Makes a link under which families read this version until a day. Whoever has the link can read it."
    form_class = ViewsForm
    logs_itself = True

    def permitted(self, user, record) -> bool:
        return may_word(user, record.routemap.partnership_id)

    def possible(self, record) -> bool:
        return record.state == RoutemapVersion.State.SUBMITTED

    def do(self, *, record, data, by, at) -> str:
        link = ask_for_views(version=record, asks=data["asks"], until=data["until"], by=by, at=at)
        return f"Copy this address and give it to families: {address_of(link)}. It stands on this page until it ends."


class EndViews(Verb):
    name = "end-views"
    label = "End all links for views"
    explanation = "Nobody can open the links to this draft any more."
    logs_itself = True

    def permitted(self, user, record) -> bool:
        return may_word(user, record.routemap.partnership_id)

    def possible(self, record) -> bool:
        return record.draft_links.filter(ended_at=None).exists()

    def do(self, *, record, data, by, at) -> str:
        links = list(record.draft_links.filter(ended_at=None))
        if not links:
            raise NotAllowed("No link to this draft is open.")
        for link in links:
            end_views(link=link, by=by, at=at)
        return f"Links that were ended: {len(links)}."


@admin.register(RoutemapVersion)
class RoutemapVersionAdmin(OfficeAdmin):
    """Versions: read here, decided on here, never typed here."""

    partnership_path = "routemap__partnership"
    verbs = (Publish(), Return(), AskForViews(), EndViews())
    list_display = ["routemap", "number", "state", "what_changed", "submitted_at", "public_from"]
    list_filter = ["state", ("routemap", PartnershipFilter)]
    list_select_related = ["routemap"]
    fieldsets: ClassVar = [
        (
            None,
            {"fields": ["routemap", "number", "state", "what_changed", "author", "submitted_at", "returned_reason"]},
        ),
        ("Where it stands", {"fields": ["shown", "links", "approved_by", "approved_at", "public_from"]}),
    ]
    readonly_fields = (
        *("routemap", "number", "state", "what_changed", "author", "submitted_at", "returned_reason"),
        *("shown", "links", "approved_by", "approved_at", "public_from"),
    )

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def get_urls(self) -> list:
        read = self.admin_site.admin_view(require_safe(self.read))
        read.model_admin = self
        return [path("<int:pk>/read/", read, name="routemaps_routemapversion_read"), *super().get_urls()]

    @admin.display(description="as families read it")
    def shown(self, obj) -> str:
        return format_html(
            '<a href="{}">Read this version</a>', reverse("admin:routemaps_routemapversion_read", args=[obj.pk])
        )

    @admin.display(description="links for views")
    def links(self, obj) -> str:
        open_now = DraftLink.objects.filter(routemap_version=obj, ended_at=None)
        said = [(address_of(one), date_format(one.until, "j F Y")) for one in open_now]
        return format_html_join("", "<p>{} (open until {})</p>", said) if said else "None"

    def get_fieldsets(self, request, obj=None) -> list:
        """Whoever has the address of a draft can read it, so only those who may make one see it."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or may_word(request.user, self.partnership_of(obj)):
            return fieldsets
        return [
            (title, {**rest, "fields": [name for name in rest["fields"] if name != "links"]})
            for title, rest in fieldsets
        ]

    def read(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One version as families read it, without dates."""
        version = self.get_object(request, str(pk)) if self.has_view_permission(request) else None
        if version is None or not self.has_view_permission(request, version):
            raise Http404
        context = {
            "partnership": version.routemap.partnership,
            "section": "preview",
            "map": version.payload,
            "found": as_it_stood(version),
            "problems": [],
            "advice": [],
            "back": reverse("admin:routemaps_routemapversion_change", args=[version.pk]),
        }
        return render(request, "routemaps/preview.html", context)
