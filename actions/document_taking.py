"""The office page that brings a waiting document into its plan: what it changes, what only a person knows, publish."""

from __future__ import annotations

from hashlib import sha256

from django import forms

from actions.importing import (
    Comparison,
    Question,
    comparison_in_words,
    preview_document,
    problems_in_words,
    publish_document,
)
from actions.importing.storing import waiting_document
from actions.models import Lead
from actions.plan_review import review_plan, what_is_wrong
from priorities.documents import DocumentError
from priorities.models import AuditEntry, Plan
from priorities.office_verbs import Verb, VerbForm
from priorities.permissions import may_approve
from priorities.services import NotAllowed


def _comparison(plan: Plan) -> Comparison:
    """What the plan's waiting document changes; read once for each page, because a file is read for it.

    Raises NotAllowed, one sentence, where nothing waits or the file cannot be read any more.
    """
    known = getattr(plan, "_waiting_comparison", None)
    if known is None:
        document = waiting_document(plan)
        if document is None:
            raise NotAllowed(f"No document waits in the plan '{plan}'.")
        try:
            known = preview_document(document)
        except DocumentError as error:
            raise NotAllowed(str(error)) from None
        plan._waiting_comparison = known
    return known


class TakeDocumentForm(VerbForm):
    """An answer for each row and priority of which only a person knows what it is."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.questions: dict[str, Question] = {}
        try:
            comparison = _comparison(self.record)
        except NotAllowed:
            return  # the page says it, and the verb refuses
        if comparison.shares_too_little:
            self.fields["replace_all"] = forms.BooleanField(
                label=f"This document replaces every {comparison.what} of the plan",
                help_text=f"{comparison.how_little}.",
                error_messages={"required": f"{comparison.how_little}, then tick this box, or set the document aside."},
            )
        for number, question in enumerate(comparison.questions):
            name = f"answer_{number}"
            self.questions[name] = question
            self.fields[name] = forms.ChoiceField(
                label=f"{question.unclear}.",
                choices=[("", "Choose"), *question.choices],
                initial=question.suggested,
                error_messages={"required": "Choose what it is, or correct the document and set this one aside."},
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        cleaned["answers"] = {
            question.key: cleaned[name] for name, question in self.questions.items() if cleaned.get(name)
        }
        return cleaned


class TakeDocument(Verb):
    name = "take"
    kind = AuditEntry.Kind.APPROVED
    label = "Publish the waiting document"
    form_class = TakeDocumentForm
    template = "admin/take_document.html"

    def permitted(self, user, record) -> bool:
        return may_approve(user, record.partnership_id)

    def possible(self, record) -> bool:
        return record.state == Plan.State.PUBLISHED and waiting_document(record) is not None

    def seen(self, record) -> str:
        document = waiting_document(record)
        # The document's actions may be led by any of them, public or not.
        leads = Lead.objects.filter(partnership=record.partnership_id).order_by("pk")
        mark = sha256(repr(list(leads.values_list("pk", "name", "organisation__name"))).encode()).hexdigest()
        return f"{review_plan(record).mark()} {mark} {document.pk if document else ''}"

    def context(self, record) -> dict[str, object]:
        document = waiting_document(record)
        try:
            return {
                "document": document,
                "lines": comparison_in_words(_comparison(record)),
                "doubts": problems_in_words(_comparison(record).problems),
                **what_is_wrong(review_plan(record)),
            }
        except NotAllowed as refusal:
            return {"document": document, "refusal": str(refusal)}

    def do(self, *, record, data, by, at) -> str:
        document = waiting_document(record)
        if document is None:
            raise NotAllowed(f"No document waits in the plan '{record}'.")
        try:
            publish_document(
                document=document, answers=data["answers"], replace_all=data.get("replace_all", False), by=by, at=at
            )
        except DocumentError as error:
            raise NotAllowed(str(error)) from None
        return f"The document '{document}' is in the plan '{record}' now, and public."
