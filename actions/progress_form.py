"""The office's form for an update. What is typed is kept as a draft at once; what a rating needs is asked for when it is sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from django import forms

from actions.models import Action, ProgressReport
from actions.services.drafting import TYPED
from actions.status import NO_RATING, Status
from actions.wording import day_in_words
from priorities.held_back import Objections
from priorities.office_fields import DayField
from priorities.office_forms import READ, Difference, LinesField, PageField, differences
from priorities.office_sentences import SentencesMixin
from priorities.people import people_in_lead

NO_RATING_SAYS = "Say what was done without rating it. The rating that stands stays."


class _Earlier(forms.ModelChoiceField):
    def label_from_instance(self, report: ProgressReport) -> str:
        day = day_in_words(report.reported_on) if report.reported_on else "a day not stated"
        words = " ".join(report.done.split())[:60] or "nothing said"
        return f"{day}: {words}"


def _lines(label: str, help_text: str, rows: int = 4) -> LinesField:
    return LinesField(required=False, label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}))


def _line(label: str, help_text: str, longest: int) -> forms.CharField:
    return forms.CharField(required=False, label=label, help_text=help_text, max_length=longest)


def _day(label: str, help_text: str) -> DayField:
    return DayField(
        required=False, label=label, help_text=f"{help_text} For example, 2 3 2026 or 2 March 2026.".strip()
    )


class _Carried(forms.CharField):
    """What the page carries to say of which version it speaks; nobody types it, so it is no difference between two."""

    def has_changed(self, initial: object, data: object) -> bool:
        return False


class ProgressForm(SentencesMixin, forms.Form):
    """One update of one action, as its author types it. `report` is the draft that is gone on with, if there is one.

    Bound, it knows after `is_valid` what can be kept (`typed`): also where some of it cannot. `conflict` tells what
    differs where somebody saved the same draft in between.
    """

    report = _Carried(required=False, widget=forms.HiddenInput)
    version_read = _Carried(required=False, widget=forms.HiddenInput)

    status = forms.ChoiceField(
        required=False,
        widget=forms.RadioSelect,
        choices=[*Status.choices(), ("", NO_RATING)],
        label="How does it stand?",
    )
    reported_on = _day("Which day does this speak of?", "Usually today.")
    done = _lines("What have we done?", "In plain words: who did what since the last update, and how many.", rows=5)
    difference = _lines(
        "What difference did it make?", "For children, young people and families. Leave it empty if none is known."
    )
    next_step = _lines("What is the next step?", "", rows=2)
    next_step_on = _day("By when?", "")
    decision_asked = _lines("What should the board decide?", "Leave it empty if nothing is asked of the board.", rows=2)
    how_we_know = _lines(
        "How do we know?",
        "Needed for Complete: what shows that it is done, such as figures or what families said.",
        rows=3,
    )
    evidence = _lines("Evidence", "Needed for Complete and embedded: what shows that it has lasted.", rows=2)
    evidence_url = PageField(
        required=False,
        label="Link to the evidence",
        max_length=200,
        help_text="A page that everybody can open.",
        widget=forms.URLInput(attrs={"inputmode": "url"}),
    )
    evidence_on = _day("Date of the evidence", "For Complete and embedded more than 3 months before this update.")
    reason = _lines("Why was it stopped?", "Needed for Stopped. The public reads it.", rows=2)
    new_timescale = _line(
        "New due date", "As the plan would write it, such as 'by March 2027'. Leave it empty where the date stays.", 300
    )
    new_timescale_reason = _lines("Why does it change?", "The public reads it beside the old date.", rows=2)
    new_timescale_agreed_by = _line("Who agreed it?", "The role or board, never a person's name.", 300)
    new_timescale_agreed_on = _day("On which day was it agreed?", "")
    corrects = _Earlier(
        ProgressReport.objects.none(), required=False, label="Which update does it put right?", empty_label="None"
    )
    corrects_what = _line("What was wrong there?", "The public reads it.", 300)
    internal_note = _lines("Note for the office", "Never public. Those who work on the plan read it.", rows=2)

    PROOF: ClassVar = ("how_we_know", "evidence", "evidence_url", "evidence_on", "reason")
    MOVE: ClassVar = ("new_timescale", "new_timescale_reason", "new_timescale_agreed_by", "new_timescale_agreed_on")
    CORRECTION: ClassVar = ("corrects", "corrects_what")
    ASIDE: ClassVar = ("decision_asked", "internal_note")

    # The order of the page, in which what is wrong is listed too.
    field_order = (
        "status",
        "done",
        "difference",
        "next_step",
        "next_step_on",
        "reported_on",
        *PROOF,
        *MOVE,
        *CORRECTION,
        *ASIDE,
    )
    LABELS: ClassVar[dict[str, str]] = {}
    """What sentences call each field: its question, without the question mark."""

    conflict: list[Difference] | None = None
    is_kept = False
    """Whether what was typed is stored, but for the fields that are `unread`; set by the page."""
    withdrawn: tuple[tuple[str, str], ...] = ()
    """Fields with words that were withdrawn, each with its sentence: they are kept in the draft and cannot be sent."""
    unread: frozenset[str] = frozenset()
    """Fields of which what was typed cannot be kept; it stands in the page alone."""

    def __init__(
        self, data=None, *, action: Action, report: ProgressReport | None, today: date, corrects: int = 0
    ) -> None:
        """`corrects` is the published update that a new one puts right, chosen already where it is one of the action's."""
        self.action, self.stored = action, report
        super().__init__(data, initial=_initial(action, report, today), label_suffix="")
        earlier = action.reports.public().newest_first()
        if corrects and report is None and earlier.filter(pk=corrects).exists():
            self.initial["corrects"] = corrects
        self.fields["corrects"].queryset = earlier

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        texts = {name: cleaned[name] for name in ProgressReport.PUBLIC_TEXTS if cleaned.get(name)}
        if texts:
            objections = Objections(self.action.partnership_key)
            for name, text in texts.items():
                objection = objections.to_draft(text, field=name)
                if objection:
                    self.add_error(name, f"{self._label(name)}: {objection}")
                elif withdrawn := objections.to_withdrawn_words(text):
                    self.withdrawn += ((name, f"{self._label(name)}: {withdrawn}"),)
        people = people_in_lead(cleaned.get("new_timescale_agreed_by") or "")
        if people:
            sentence = f"'{people[0].words}' looks like a person; give a role or a board."
            self.add_error("new_timescale_agreed_by", f"{self._label('new_timescale_agreed_by')}: {sentence}")
        return cleaned

    def _label(self, name: str) -> str:
        return self.LABELS[name]

    @property
    def typed(self) -> dict[str, object]:
        """What can be kept, by column: all that was sent and nothing objects to."""
        return {name: self.cleaned_data[name] for name in TYPED if name in self.data and name in self.cleaned_data}

    @property
    def is_stale(self) -> bool:
        """Whether the draft was saved, made, sent or discarded since this page was opened, and says something else."""
        stored = str(self.stored.version) if self.stored is not None else ""
        return self.data.get(READ, "") != stored and bool(self.changed_data)

    def refuse(self) -> None:
        """Nothing was saved: say so, show both versions, and let the next save answer to what is stored now."""
        kept = "Your words are still here"
        if self.stored is None:
            why = f"This draft was discarded elsewhere, so nothing was saved now. {kept}: save them as a new draft."
        elif self.stored.state in ProgressReport.OPEN:
            why = (
                "This update was saved elsewhere after you opened this page, so nothing was saved now. "
                f"{kept}: compare them with what is stored, and save again."
            )
        else:
            why = (
                "This update was sent for approval meanwhile, so it is not changed and nothing was saved now. "
                f"{kept}: save them as another update."
            )
        self.conflict = differences(self)
        self.add_error(None, why)
        self.go_on_with(self.stored if self.stored is not None and self.stored.state in ProgressReport.OPEN else None)

    def go_on_with(self, report: ProgressReport | None) -> None:
        """From now on the page speaks of this draft, as it is stored now; of a new one where there is None."""
        self.data = self.data.copy()
        self.data["report"] = str(report.pk) if report else ""
        self.data[READ] = str(report.version) if report else ""

    def kept(self, report: ProgressReport) -> None:
        """What can be kept is stored now, in this draft."""
        self.is_kept, self.unread = True, frozenset(self.errors)
        self.go_on_with(report)

    def is_written_in(self, names: Iterable[str]) -> bool:
        """Whether something stands in these fields, or is said of them: then the page shows them unfolded."""
        return any(self[name].value() or self[name].errors for name in names)

    def mark(self, needs: Iterable[tuple[str, str]]) -> None:
        """Tie what is missing to its fields, once what was typed is kept."""
        for name, sentence in needs:
            if name not in self.errors:
                self.add_error(name, sentence)


ProgressForm.LABELS = {
    name: str(field.label).removesuffix("?") for name, field in ProgressForm.base_fields.items() if field.label
}


def _initial(action: Action, report: ProgressReport | None, today: date) -> dict[str, object]:
    """What the page shows first: the draft; for a new one today and the status that stands."""
    if report is None:
        return {"reported_on": today, "status": action.rated, "report": "", READ: ""}
    typed = {name: getattr(report, name) for name in TYPED if name != "corrects"}
    return {**typed, "corrects": report.corrects_id, "report": report.pk, READ: str(report.version)}
