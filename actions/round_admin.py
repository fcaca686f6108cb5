"""The office page of a round: its title, date and headings. What it says has pages of its own: actions/office/rounds.py."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from actions.promise_admin import OfPlanAdmin
from actions.wording import counted
from priorities.models import SECTIONS, RecommendationUpdate, UpdateRound
from priorities.office import READ_NOW, PartnershipFilter
from priorities.office_forms import OfficeForm, names_checked
from priorities.permissions import may_edit
from priorities.services import add_round, save_edit

_HEADING = "heading_"


def _heading(meaning: str) -> forms.CharField:
    return forms.CharField(
        required=False, max_length=200, label=f"Heading for “{SECTIONS[meaning]}”", widget=AdminTextInputWidget
    )


class RoundForm(OfficeForm):
    """A round's title and date, and the headings that it prints, by their meaning."""

    heading_wanted = _heading("wanted")
    heading_will_do = _heading("will_do")
    heading_now = _heading("now")
    heading_done = _heading("done")
    heading_difference = _heading("difference")
    heading_will_see = _heading("will_see")
    heading_expected_difference = _heading("expected_difference")
    heading_to_develop = _heading("to_develop")
    heading_next_steps = _heading("next_steps")
    names_checked = names_checked()
    public_fields = tuple(f"{_HEADING}{meaning}" for meaning in SECTIONS)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "date_precision" in self.fields:
            self.fields["date_precision"].label = "How exact the date is"
            self.fields[
                "date_precision"
            ].help_text = (
                "Month or year where the round bears no day: give its last day above. The public reads no day then."
            )
        printed = dict(line.partition("=")[::2] for line in self.instance.labels.splitlines())
        for meaning in SECTIONS:
            self.initial[f"{_HEADING}{meaning}"] = printed.get(meaning, "")

    def clean(self) -> dict:
        cleaned = super().clean()
        plan = self.instance.plan if self.instance.pk is not None else cleaned.get("plan")
        title = " ".join((cleaned.get("title") or "").split())
        if plan is not None and title:
            others = plan.update_rounds.filter(title__iexact=title).exclude(pk=self.instance.pk)
            if others.exists():
                self.add_error("title", f"Title: the plan has a round '{title}' already; give another title.")
        return cleaned

    @property
    def headings(self) -> dict[str, str]:
        """What was typed, by meaning, without what is empty."""
        typed = {meaning: " ".join((self.cleaned_data[f"{_HEADING}{meaning}"] or "").split()) for meaning in SECTIONS}
        return {meaning: words for meaning, words in typed.items() if words}


@admin.register(UpdateRound)
class UpdateRoundAdmin(OfPlanAdmin):
    form = RoundForm
    list_display = ["title", "plan", "dated", "what_it_says"]
    list_filter = [("plan", PartnershipFilter)]
    list_select_related = ["plan"]
    search_fields = ["title"]
    readonly_fields = ("what_it_says", "slug", "recorded_at")
    fieldsets = [
        (None, {"fields": ["plan", "title", "dated", "date_precision"]}),
        (
            "Headings as the round prints them",
            {
                "fields": [f"{_HEADING}{meaning}" for meaning in SECTIONS],
                "description": "Leave one empty where the usual words are good.",
            },
        ),
        ("Where it stands", {"fields": ["what_it_says", "slug", "recorded_at"]}),
    ]

    def get_fieldsets(self, request, obj=None) -> list:
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj is not None else fieldsets[:2]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("updates")

    def is_public(self, obj) -> bool:
        return RecommendationUpdate.objects.public().filter(update_round=obj).exists()

    def public_or_not(self, obj) -> str:
        return (
            READ_NOW if self.is_public(obj) else "The public cannot read it until an approver publishes what it says."
        )

    def has_change_permission(self, request, obj=None) -> bool:
        """Once something of a round is published it is frozen: its title, its date and its headings stand on that."""
        if obj is None:
            return super().has_change_permission(request)
        published = RecommendationUpdate.objects.filter(update_round=obj, state=RecommendationUpdate.State.PUBLISHED)
        return may_edit(request.user, obj.partnership_key) and not published.exists()

    def may_be_deleted(self, obj) -> bool:
        return not obj.updates.exists()

    @admin.display(description="what it says")
    def what_it_says(self, obj) -> str:
        if obj.pk is None:
            return "Nothing yet"
        updates = obj.updates.all()
        public = sum(update.public_from is not None for update in updates)
        words = f"{counted(len(updates), 'update')}, {public} of them public" if updates else "Write what it says"
        return format_html('<a href="{}">{}</a>', reverse("office:round", args=[obj.pk]), words)

    def verb_buttons(self, user, record) -> list[dict[str, str]]:
        where = reverse("office:round", args=[record.pk])
        return [{"label": "What it says", "url": where, "seen": ""}, *super().verb_buttons(user, record)]

    def response_add(self, request, obj, post_url_continue=None) -> HttpResponse:
        """Straight on to what it says."""
        response = super().response_add(request, obj, post_url_continue)
        if "_continue" in request.POST or "_addanother" in request.POST:
            return response
        return HttpResponseRedirect(reverse("office:round", args=[obj.pk]))

    @transaction.atomic
    def save_model(self, request, obj, form, change) -> None:
        if change:
            obj.labels = "\n".join(f"{meaning}={words}" for meaning, words in form.headings.items())
            save_edit(record=obj, by=request.user, at=self.moment())
            return
        typed = form.cleaned_data
        made = add_round(
            plan=typed["plan"],
            title=typed["title"],
            dated=typed["dated"],
            date_precision=typed["date_precision"],
            labels=form.headings,
            by=request.user,
            at=self.moment(),
        )
        obj.pk = made.pk
        obj.refresh_from_db()
