"""What an approver is asked before a report or a view of the forum is published or returned."""

from __future__ import annotations

from django import forms

from actions.models import ForumView, ProgressReport
from actions.services import SMALL_NUMBERS, few_children
from priorities.held_back import Objections
from priorities.office_verbs import NamesForm, ReasonForm
from priorities.services import public_texts


def suspects_in(record: ProgressReport | ForumView) -> list[str]:
    """What looks like a person's name in the words that the public would read, each once."""
    objections = Objections(record.partnership_key)
    texts = public_texts(record).values()
    return list(dict.fromkeys(name for text in texts for name in objections.suspects(text)))


class _PublishForm(NamesForm):
    """Words that look like a person's name, and counts of fewer than 5 children, are asked about."""

    what: str
    small_numbers_checked = forms.BooleanField(label=SMALL_NUMBERS, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._few = few_children(self.record)
        if not self._few:
            del self.fields["small_numbers_checked"]
            return
        shown = ", ".join(f"'{words}'" for words in self._few[:5])
        self.fields["small_numbers_checked"].help_text = f"It counts {shown}{' and others' if self._few[5:] else ''}."

    def suspects(self) -> list[str]:
        return suspects_in(self.record)

    def clean_small_numbers_checked(self) -> bool:
        if not self.cleaned_data["small_numbers_checked"]:
            raise forms.ValidationError(
                f"'{self._few[0]}' counts fewer than 5 children, so a child may be recognised; tick this box, or return "
                f"the {self.what}."
            )
        return True


class PublishReportForm(_PublishForm):
    """An officer's report is published."""

    what = "report"


class PublishViewForm(_PublishForm):
    """The forum's words are published; nobody else changes them."""

    what = "view"


class ReturnForm(ReasonForm):
    """Why something goes back to who wrote it."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Who wrote it reads this. It is never public."
