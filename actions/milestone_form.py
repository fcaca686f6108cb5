"""How a typed period is read, and the office's form for what became of a milestone."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, NamedTuple

from django import forms

from actions.models import Milestone, MilestoneChange
from actions.quarters import quarter_of
from actions.roadmap_reading.labels import dates_of, labels_in
from actions.services import Period
from actions.wording import day_in_words
from priorities.office_fields import DayField
from priorities.office_forms import LinesField, OfficeForm, complain_of_people

WRITE_IT_AS = "Write it as 'June 2026', 'Autumn term 2026' or 'April to June 2026'."


class ReadAs(NamedTuple):
    """A typed period with its days, and what was assumed; a `problem` where no time could be read."""

    period: Period
    note: str = ""
    problem: str = ""

    @property
    def in_words(self) -> str:
        """What was made of it, in one or two sentences for the person who typed it."""
        if self.problem:
            return self.problem
        if self.period.end is None:
            return "No time is given, so the public reads that none is set."
        start, end = self.period.start or self.period.end, self.period.end
        days = day_in_words(end) if start == end else f"{day_in_words(start)} to {day_in_words(end)}"
        read = f"The period was read as {days}. It stands in {quarter_of(end).words}."
        return f"{read} {self.note}".strip()


def read_period(words: str) -> ReadAs:
    """The days that a period means, as a roadmap's heading is read: "June 2026" is all of that month.

    Where the words mean no time, or more than one, the problem says so and no day is made up.
    """
    words = " ".join(words.split())
    if not words:
        return ReadAs(Period(""))
    found = labels_in(words[:1].upper() + words[1:])
    if len(found) != 1:
        several = "names more than one time" if found else "was not read as a time"
        return ReadAs(Period(words), problem=f"The period '{words}' {several}. {WRITE_IT_AS}")
    dates = dates_of(found[0])
    if dates.problem or dates.end is None:
        why = dates.problem or "It names no end."
        return ReadAs(Period(words), problem=f"The period '{words}' was not read as a time. {why} {WRITE_IT_AS}")
    return ReadAs(Period(words, dates.start or dates.end, dates.end), dates.note)


def _lines(label: str, help_text: str, rows: int = 3) -> LinesField:
    return LinesField(required=False, label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}))


class _Carried(forms.CharField):
    """What the page carries of the milestone that it showed; nobody types it."""

    def has_changed(self, initial: object, data: object) -> bool:
        return False


class MilestoneChangeForm(OfficeForm):
    """What became of a milestone: it waits for approval as soon as it is sent."""

    seen = _Carried(required=False, widget=forms.HiddenInput)
    what = forms.ChoiceField(widget=forms.RadioSelect, label="What became of it?")
    delivered_on = DayField(
        required=False,
        label="On which day was it delivered?",
        help_text="For Delivered. Leave it empty where the day is not known. For example, 2 3 2026 or 2 March 2026.",
    )
    how_we_know = _lines("How do we know?", "Needed for Delivered: what shows that it happened. The public reads it.")
    to_period = forms.CharField(
        required=False,
        max_length=100,
        label="New period",
        help_text=f"Needed for Moved. {WRITE_IT_AS} The earlier period stays on the page.",
    )
    reason = _lines("Why?", "Needed for Moved, Dropped and Planned again. The public reads it.")
    agreed_by = forms.CharField(
        required=False, max_length=300, label="Who agreed it?", help_text="The role or board, never a person's name."
    )

    role_fields = ("agreed_by",)
    today: date
    """The day in London, set by the page."""

    class Meta:
        model = MilestoneChange
        fields: ClassVar = ["what", "delivered_on", "how_we_know", "to_period", "reason", "agreed_by"]

    def __init__(self, *args, milestone: Milestone, today: date, **kwargs) -> None:
        self.milestone, self.today = milestone, today
        super().__init__(*args, label_suffix="", **kwargs)
        self.initial["seen"] = str(milestone.version)
        self.fields["what"].choices = [
            choice for choice in MilestoneChange.What.choices if choice[0] in _possible(milestone)
        ]
        self.read = ReadAs(Period(""))

    def _partnership_key(self, cleaned: dict) -> int | None:
        return self.milestone.partnership_key

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.data.get("seen") != str(self.milestone.version):
            stands = f"{self.milestone.get_state_display().lower()}, for {self.milestone.period or 'no time'}"
            self.add_error(
                None,
                f"The milestone was changed after you opened this page: it is {stands} now. Your words are still below; "
                "compare them, and send them again.",
            )
            self.data = self.data.copy()
            self.data["seen"] = str(self.milestone.version)
        what = cleaned.get("what")
        if what == MilestoneChange.What.DELIVERED:
            self._check_delivered(cleaned)
        elif what:
            if not cleaned.get("reason", "").strip():
                self.add_error("reason", "Why?: nothing is written here; say why. The public reads it.")
            if what == MilestoneChange.What.MOVED:
                self._check_moved(cleaned)
        if "agreed_by" not in self.errors:
            complain_of_people(self, "agreed_by", cleaned.get("agreed_by", ""))
        return cleaned

    def _check_delivered(self, cleaned: dict) -> None:
        if not cleaned.get("how_we_know", "").strip():
            self.add_error("how_we_know", "How do we know?: nothing is written here; say what shows it.")
        day = cleaned.get("delivered_on")
        if day is not None and day > self.today:
            self.add_error(
                "delivered_on",
                f"The day of delivery, {day_in_words(day)}, is still to come; give the day, or leave it empty.",
            )

    def _check_moved(self, cleaned: dict) -> None:
        self.read = read_period(cleaned.get("to_period", ""))
        if self.read.problem:
            self.add_error("to_period", f"New period: {self.read.problem}")
        elif self.read.period.end is None:
            self.add_error("to_period", f"New period: nothing is written here. {WRITE_IT_AS}")
        elif (self.read.period.start, self.read.period.end) == (self.milestone.start, self.milestone.end):
            self.add_error(
                "to_period", f"New period: '{self.read.period.words}' is when it is planned already; give another one."
            )


def _possible(milestone: Milestone) -> tuple[str, ...]:
    """What may be said of a milestone as it stands."""
    what = MilestoneChange.What
    return {
        Milestone.State.PLANNED: (what.DELIVERED, what.MOVED, what.DROPPED),
        Milestone.State.DELIVERED: (what.DROPPED, what.PLANNED),
        Milestone.State.DROPPED: (what.DELIVERED, what.PLANNED),
    }[milestone.state]
