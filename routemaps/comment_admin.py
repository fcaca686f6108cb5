"""The office pages of comments: read, answered, published by another, or emptied."""

from __future__ import annotations

from django import forms
from django.contrib import admin

from priorities.models import Partnership, User
from priorities.office import OfficeAdmin, PartnershipFilter
from priorities.office_verbs import Verb, VerbForm
from priorities.permissions import may_approve
from routemaps.models import Comment, CommentDesk
from routemaps.office_parts import PublicNamesForm, WordedAdmin
from routemaps.permissions import may_word, rows_worded_by, words_any
from routemaps.services import (
    add_named,
    answer_comment,
    publish_comment,
    raise_safeguarding,
    reject_comment,
    release_comment,
)

LINES = forms.Textarea(attrs={"rows": 4})


class AnswerForm(PublicNamesForm):
    """What the public will read of a comment, with the answer."""

    shown_words = forms.CharField(
        label="The comment as the public reads it",
        widget=LINES,
        help_text="Nothing in it may tell who wrote it or whom it is about: no name, no school, no street, no rare illness.",
    )
    words = forms.CharField(label="What we answer", widget=LINES)
    did = forms.CharField(label="What we did, or will do", widget=LINES)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, text in self._written().items():
            self.fields[name].initial = text

    field_order = ("shown_words", "words", "did", "names_checked")

    def texts(self) -> list[str]:
        """What was typed; before anything was, what stands in the form."""
        written = self._written()
        return [self.data.get(name, "") if self.is_bound else text for name, text in written.items()]

    def _written(self) -> dict[str, str]:
        response = getattr(self.record, "response", None)
        return {
            "shown_words": self.record.shown_words or self.record.words,
            "words": response.words if response else "",
            "did": response.did if response else "",
        }


class PublishCommentForm(PublicNamesForm):
    def texts(self) -> list[str]:
        response = getattr(self.record, "response", None)
        return [self.record.shown_words, *((response.words, response.did) if response else ())]


class CommentVerb(Verb):
    logs_itself = True
    template = "admin/comment_verb.html"

    def permitted(self, user, record) -> bool:
        return may_word(user, record.partnership_id)

    def possible(self, record) -> bool:
        return record.state == Comment.State.WAITING


class Answer(CommentVerb):
    name = "answer"
    label = "Write the answer"
    explanation = "Somebody else reads it and publishes it."
    form_class = AnswerForm
    logs_itself = False

    def do(self, *, record, data, by, at) -> str:
        texts = {name: data[name] for name in ("shown_words", "words", "did")}
        answer_comment(comment=record, by=by, at=at, **texts)
        return "The answer is written. Somebody else publishes it."


class PublishComment(CommentVerb):
    name = "publish"
    label = "Publish with its answer"
    form_class = PublishCommentForm
    explanation = "Everybody reads the comment as it was edited, the answer, and what was done. The address is deleted."

    def permitted(self, user, record) -> bool:
        response = getattr(record, "response", None)
        return may_approve(user, record.partnership_id) and (response is None or response.author_id != user.pk)

    def possible(self, record) -> bool:
        return super().possible(record) and hasattr(record, "response")

    def do(self, *, record, data, by, at) -> str:
        publish_comment(comment=record, by=by, at=at)
        return "The comment is published with its answer."


class RejectForm(VerbForm):
    why = forms.ChoiceField(label="Why it is not published", choices=Comment.Why)


class Reject(CommentVerb):
    name = "reject"
    label = "Do not publish, or take back"
    explanation = (
        "What was sent is deleted at once and for good, and nothing of it is public any more. That there was a comment, and why "
        "it is not published, stays."
    )
    form_class = RejectForm

    def permitted(self, user, record) -> bool:
        if record.state == Comment.State.PUBLISHED:
            return may_approve(user, record.partnership_id)
        return super().permitted(user, record)

    def possible(self, record) -> bool:
        return record.state in (Comment.State.WAITING, Comment.State.PUBLISHED)

    def do(self, *, record, data, by, at) -> str:
        reject_comment(comment=record, why=data["why"], by=by, at=at)
        return "It is not published, and what was sent is deleted."


class Safeguarding(CommentVerb):
    name = "safeguarding"
    label = "Safeguarding concern"
    explanation = (
        "A child may be in danger. The comment can no longer be published, and the duty contact is told by email. If you think "
        "that a child is in danger now, call 999 yourself."
    )

    def do(self, *, record, data, by, at) -> str:
        if raise_safeguarding(comment=record, by=by, at=at):
            return "It is hidden, and the duty contact is told by email. Speak to them as well."
        return "It is hidden. No duty contact with an email address is named: tell them yourself, now."


class Release(CommentVerb):
    name = "release"
    label = "No safeguarding concern"
    explanation = "It waits for an answer again. Only do this after the duty contact has looked at it."

    def permitted(self, user, record) -> bool:
        return may_approve(user, record.partnership_id)

    def possible(self, record) -> bool:
        return record.state == Comment.State.SAFEGUARDING

    def do(self, *, record, data, by, at) -> str:
        release_comment(comment=record, by=by, at=at)
        return "The comment waits for an answer again."


@admin.register(Comment)
class CommentAdmin(OfficeAdmin):
    verbs = (Answer(), PublishComment(), Reject(), Safeguarding(), Release())
    list_display = ["sent_at", "about", "page", "helpful", "state", "has_answer", "partnership"]
    list_filter = ["state", "about", "helpful", ("partnership", PartnershipFilter)]
    list_select_related = ["partnership", "response"]
    fieldsets = [
        (None, {"fields": ["about", "page", "helpful", "words", "email", "sent_at"]}),
        ("Answer", {"fields": ["shown_words", "answer", "did"]}),
        ("Where it stands", {"fields": ["state", "why_rejected", "decided_by", "decided_at", "public_from"]}),
    ]
    readonly_fields = (
        *("about", "page", "helpful", "words", "email", "sent_at", "shown_words", "answer", "did"),
        *("state", "why_rejected", "decided_by", "decided_at", "public_from"),
    )

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_view_permission(self, request, obj=None) -> bool:
        """What families sent is read by those who look after comments, and by nobody else."""
        if obj is None:
            return words_any(request.user)
        return may_word(request.user, obj.partnership_id)

    def has_module_permission(self, request) -> bool:
        return words_any(request.user)

    def reads_whole(self, user, obj) -> bool:
        return may_word(user, obj.partnership_id)

    def rows_shown(self, user, rows):
        return rows_worded_by(user, rows, path="partnership")

    @admin.display(description="answer written", boolean=True)
    def has_answer(self, obj) -> bool:
        return hasattr(obj, "response")

    @admin.display(description="what we answer")
    def answer(self, obj) -> str:
        return obj.response.words if hasattr(obj, "response") else ""

    @admin.display(description="what we did")
    def did(self, obj) -> str:
        return obj.response.did if hasattr(obj, "response") else ""


@admin.register(CommentDesk)
class CommentDeskAdmin(WordedAdmin):
    list_display = ["partnership", "duty", "social_care_telephone", "is_example"]
    list_select_related = ["partnership", "duty"]
    only_on_add = ("partnership",)
    fieldsets = [
        (None, {"fields": ["partnership", "duty"]}),
        (
            "Children's social care",
            {"fields": ["social_care_telephone", "social_care_hours", "out_of_hours_telephone", "is_example"]},
        ),
    ]

    def is_public(self, obj) -> bool:
        """The form for comments shows its telephone numbers to everybody."""
        return True

    def records_to_choose(self, model, request):
        if model is User:
            homes = self.records_to_choose(Partnership, request)
            return User.objects.filter(is_active=True, memberships__partnership__in=homes).distinct()
        return super().records_to_choose(model, request)

    def save_model(self, request, obj, form, change) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            add_named(record=obj, by=request.user, at=self.moment())
