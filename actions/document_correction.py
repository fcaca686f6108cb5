"""The office puts the title and the date of a source document right; drafts of its reports get the new date."""

from __future__ import annotations

from django import forms

from actions.services import correct_document
from actions.wording import counted
from priorities.models import Plan, SourceDocument
from priorities.office import NOT_READ
from priorities.office_verbs import ReasonForm, Verb, give_verb
from priorities.permissions import may_change


class CorrectionForm(ReasonForm):
    """The title and the date that the document bears, and why they stood there otherwise."""

    title = forms.CharField(max_length=300, label="Title")
    document_date = forms.DateField(
        required=False,
        label="Date of the document",
        widget=forms.DateInput(attrs={"autocomplete": "off"}),
        help_text="The date that the document itself bears, for example 31/5/2024. Empty: it bears none.",
    )
    date_precision = forms.ChoiceField(
        required=False,
        label="How exact the date is",
        choices=SourceDocument.DatePrecision.choices,
        help_text="Month or year where the document bears no more: give its last day above. The public reads no day then.",
    )
    field_order = ["title", "document_date", "date_precision", "reason"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {
            "title": self.record.title,
            "document_date": self.record.document_date,
            "date_precision": self.record.date_precision,
        }
        self.fields["reason"].help_text = "Kept with what stood there before. It is never public."


class CorrectDocument(Verb):
    name = "correct"
    label = "Correct title or date"
    explanation = (
        "The file stays as it came. Reports of this document that are not public yet get the new date. What is "
        "public keeps its dates, and timescales are not read again."
    )
    form_class = CorrectionForm

    def permitted(self, user, record) -> bool:
        public = record.plan.state == Plan.State.PUBLISHED
        return may_change(user, record.plan.partnership_id, public=public)

    def possible(self, record) -> bool:
        return record.state != SourceDocument.State.SET_ASIDE

    def do(self, *, record, data, by, at) -> str:
        drafts = correct_document(
            document=record,
            title=data["title"],
            document_date=data["document_date"],
            date_precision=data["date_precision"] or SourceDocument.DatePrecision.DAY,
            reason=data["reason"],
            by=by,
            at=at,
        )
        dated = f" {counted(drafts, 'draft report')} got the new date." if drafts else ""
        public = record.plan.state == Plan.State.PUBLISHED
        return f"The document was corrected.{dated} {'The public can read its title and date now.' if public else NOT_READ}"


# The page itself is one of priorities, which knows nothing of reports.
give_verb(SourceDocument, CorrectDocument())
