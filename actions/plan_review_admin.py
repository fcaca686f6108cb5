"""The office page of reviews of plans: recorded by one person, published by another, frozen from then on."""

from __future__ import annotations

from django import forms
from django.contrib import admin

from actions.promise_admin import OfPlanAdmin
from actions.report_decisions import PublishReviewForm
from actions.services import delete_draft_review, publish_review, record_review
from actions.wording import day_in_words
from priorities.models import AuditEntry, Plan, PlanReview, User
from priorities.office import READ_NOW, PartnershipFilter
from priorities.office_fields import DayField
from priorities.office_forms import READ, OfficeForm
from priorities.office_verbs import Verb
from priorities.permissions import may_approve, may_edit

_AS = "For example, 2 3 2026 or 2 March 2026."


class PlanReviewForm(OfficeForm):
    """When a plan was looked through, what that changed, and when it is looked through next."""

    is_draft = True
    today = None
    """The day in London, set by the admin."""

    reviewed_on = DayField(label="Reviewed on", help_text=_AS)
    next_on = DayField(required=False, label="Next review", help_text=f"Empty where no day was set. {_AS}")

    def clean(self) -> dict:
        cleaned = super().clean()
        reviewed, following = cleaned.get("reviewed_on"), cleaned.get("next_on")
        if reviewed is not None and reviewed > self.today:
            self.add_error(
                "reviewed_on", f"Reviewed on: {day_in_words(reviewed)} is still to come; give the day of the review."
            )
        if reviewed is not None and following is not None and following <= reviewed:
            self.add_error(
                "next_on", f"Next review: {day_in_words(following)} is not after this review; give a later day or none."
            )
        return cleaned


class PublishReview(Verb):
    name = "publish"
    label = "Publish"
    explanation = "The public reads it at once. A published review is never changed; the next one is recorded anew."
    form_class = PublishReviewForm
    template = "admin/publish_review.html"
    kind = AuditEntry.Kind.APPROVED
    logs_itself = True

    def permitted(self, user: User, record: PlanReview) -> bool:
        return record.author_id != user.pk and may_approve(user, record.partnership_key)

    def possible(self, record: PlanReview) -> bool:
        return record.public_from is None and record.plan.state == Plan.State.PUBLISHED

    def do(self, *, record, data, by, at) -> str:
        publish_review(review=record, by=by, at=at, small_numbers_checked=data.get("small_numbers_checked", False))
        return f"The review of {day_in_words(record.reviewed_on)} was published: the public can read it now."


@admin.register(PlanReview)
class PlanReviewAdmin(OfPlanAdmin):
    form = PlanReviewForm
    verbs = (PublishReview(),)
    list_display = ["__str__", "plan", "reviewed_on", "next_on", "public_from"]
    list_filter = [("plan", PartnershipFilter)]
    list_select_related = ["plan"]
    search_fields = ["what_changed"]
    readonly_fields = ("author", "approved_by", "public_from", "recorded_at")
    fieldsets = [
        (None, {"fields": ["plan", "reviewed_on", "what_changed", "next_on"]}),
        ("Where it stands", {"fields": ["author", "approved_by", "public_from", "recorded_at"]}),
    ]

    def get_fieldsets(self, request, obj=None) -> list:
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj is not None else fieldsets[:1]

    def get_form(self, request, obj=None, change=False, **kwargs) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.today = self.today()
        return form

    def is_public(self, obj) -> bool:
        return obj.public_from is not None

    def has_change_permission(self, request, obj=None) -> bool:
        """A published review is frozen."""
        if obj is None:
            return super().has_change_permission(request)
        return obj.public_from is None and may_edit(request.user, obj.partnership_key)

    def may_be_deleted(self, obj) -> bool:
        return obj.public_from is None

    def public_or_not(self, obj) -> str:
        if PlanReview.objects.public().filter(pk=obj.pk).exists():
            return READ_NOW
        return "The public cannot read it until an approver, who did not write it, publishes it."

    def delete_model(self, request, obj) -> None:
        delete_draft_review(review=obj, by=request.user, at=self.moment())

    def save_model(self, request, obj, form, change) -> None:
        if change and not set(form.changed_data) - {READ}:
            return  # who only looks at a draft does not become its author
        typed = form.cleaned_data
        made = record_review(
            plan=obj.plan,
            review=obj if change else None,
            reviewed_on=typed["reviewed_on"],
            what_changed=typed["what_changed"],
            next_on=typed["next_on"],
            by=request.user,
            at=self.moment(),
        )
        if not change:
            obj.pk = made.pk
            obj.refresh_from_db()
