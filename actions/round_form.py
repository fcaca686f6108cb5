"""The office's forms for what a round says of a recommendation: one box for each meaning, a point a line."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from priorities.models import SECTIONS, RecommendationUpdate
from priorities.office_forms import LinesField, OfficeForm
from priorities.office_sentences import SentencesMixin

USUAL = ("done", "difference", "to_develop", "next_steps")
"""The meanings that most rounds print; the form shows them first."""

REST = tuple(meaning for meaning in SECTIONS if meaning not in USUAL)

_HELPS = {
    "difference": "What has happened for children and families. A hope stands under another heading.",
    "expected_difference": "A hope. It is never told as a result.",
}


class _PointsField(LinesField):
    def __init__(self, *, meaning: str) -> None:
        helps = " ".join(filter(None, ("One point in each line.", _HELPS.get(meaning))))
        super().__init__(
            required=False, label=SECTIONS[meaning], help_text=helps, widget=forms.Textarea(attrs={"rows": 4})
        )


class RoundUpdateForm(OfficeForm):
    """What one round says of one recommendation, under the headings that the round prints."""

    is_draft = True

    done = _PointsField(meaning="done")
    difference = _PointsField(meaning="difference")
    to_develop = _PointsField(meaning="to_develop")
    next_steps = _PointsField(meaning="next_steps")
    wanted = _PointsField(meaning="wanted")
    will_do = _PointsField(meaning="will_do")
    now = _PointsField(meaning="now")
    will_see = _PointsField(meaning="will_see")
    expected_difference = _PointsField(meaning="expected_difference")

    class Meta:
        model = RecommendationUpdate
        fields: ClassVar = [*USUAL, *REST]

    field_order: ClassVar = [*USUAL, *REST]

    def __init__(self, *args, **kwargs) -> None:
        """The instance names its round and its recommendation, also where it is not stored yet."""
        super().__init__(*args, label_suffix="", **kwargs)
        for meaning in SECTIONS:
            field = self.fields[meaning]
            field.label = self.instance.update_round.label_of(meaning)
            field.widget.attrs["rows"] = max(4, len(self.instance.points(meaning)) + 2)

    def _partnership_key(self, cleaned: dict) -> int | None:
        return self.instance.partnership_key

    @property
    def typed(self) -> list[str]:
        """The meanings in which something was typed that is not stored."""
        return [name for name in self.changed_data if name in SECTIONS]

    @property
    def usual(self) -> list[forms.BoundField]:
        return [self[name] for name in USUAL]

    @property
    def rest(self) -> list[forms.BoundField]:
        return [self[name] for name in REST]

    @property
    def rest_is_open(self) -> bool:
        """Something stands there, or something is wrong there."""
        return any(field.value() or field.errors for field in self.rest)


class CorrectionForm(SentencesMixin, forms.Form):
    """What a correction puts right, before it is begun."""

    what = forms.CharField(
        max_length=300,
        label="What was wrong?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The public reads it beside the new version. The earlier version stays readable.",
    )
