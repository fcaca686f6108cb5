"""What an approver is asked before a report or a view of the forum is published or returned."""

from __future__ import annotations

from django import forms

from actions.models import ForumView, MilestoneChange, ProgressReport
from actions.services import SMALL_NUMBERS, few_children
from priorities.held_back import Objections
from priorities.models import PlanReview, RecommendationUpdate
from priorities.office_verbs import NamesForm, ReasonForm
from priorities.services import public_texts

Decided = ProgressReport | ForumView | RecommendationUpdate | MilestoneChange | PlanReview


def suspects_in(*records: Decided) -> list[str]:
    """What looks like a person's name in the words of one partnership that the public would read, each once."""
    objections = Objections(records[0].partnership_key)
    texts = (text for record in records for text in public_texts(record).values())
    return list(dict.fromkeys(name for text in texts for name in objections.suspects(text)))


class _PublishForm(NamesForm):
    """Words that look like a person's name, and counts of fewer than 5 children, are asked about."""

    what: str
    otherwise = "return"
    """What an approver does who does not tick."""
    small_numbers_checked = forms.BooleanField(label=SMALL_NUMBERS, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._few = self.few()
        if not self._few:
            del self.fields["small_numbers_checked"]
            return
        shown = ", ".join(f"'{words}'" for words in self._few[:5])
        self.fields["small_numbers_checked"].help_text = f"It counts {shown}{' and others' if self._few[5:] else ''}."

    def few(self) -> list[str]:
        """Each count of fewer than 5 children in what would become public."""
        return few_children(self.record)

    def suspects(self) -> list[str]:
        return suspects_in(self.record)

    def clean_small_numbers_checked(self) -> bool:
        if not self.cleaned_data["small_numbers_checked"]:
            raise forms.ValidationError(
                f"'{self._few[0]}' counts fewer than 5 children, so a child may be recognised; tick this box, or "
                f"{self.otherwise} the {self.what}."
            )
        return True


class PublishReportForm(_PublishForm):
    """An officer's report is published."""

    what = "report"


class PublishViewForm(_PublishForm):
    """The forum's words are published; nobody else changes them."""

    what = "view"


class PublishUpdatesForm(_PublishForm):
    """What a round says of one recommendation or of several is published; `record` is the list of these updates."""

    what = "update"

    def few(self) -> list[str]:
        return list(dict.fromkeys(words for update in self.record for words in few_children(update)))

    def suspects(self) -> list[str]:
        return suspects_in(*self.record) if self.record else []


class PublishChangeForm(_PublishForm):
    """What became of a milestone is published."""

    what = "change"


class PublishReviewForm(_PublishForm):
    """A review of a plan is published."""

    what = "words of the review"
    otherwise = "change"


class ReturnForm(ReasonForm):
    """Why something goes back to who wrote it."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Who wrote it reads this. It is never public."
