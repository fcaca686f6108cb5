"""The office's form for an action. Words, leads and timescale are kept by the verbs that guard them."""

from __future__ import annotations

from datetime import date, datetime
from difflib import get_close_matches

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget, AdminTextInputWidget
from django.db.models import QuerySet

from actions.models import Action, Lead
from actions.services import (
    add_action,
    change_due_date,
    correct_draft_timescale,
    set_leads,
)
from actions.timescales import Timescale, read_timescale
from actions.wording import day_in_words
from priorities.models import Plan, ReadingProblem, User
from priorities.office_forms import LinesField, complain_of_people
from priorities.office_promises import PromiseForm
from priorities.services import agree_words, save_edit, settle_problems

NEEDED = "The public has read the earlier date, so this is needed; the public reads it too."


class ProblemsField(forms.ModelMultipleChoiceField):
    """Open reading problems with a tick each."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, problem: ReadingProblem) -> str:
        return f"{problem.message} [{problem.value}]" if problem.value else problem.message


class ActionForm(PromiseForm):
    """Fields that a verb keeps are the form's own and never assigned to the model."""

    settled_problems = ProblemsField(
        ReadingProblem.objects.none(),
        required=False,
        label="Settled by this change",
        help_text="Tick what is right once you have saved.",
    )

    timescale_words = LinesField(
        required=False,
        strip=False,
        label="Timescale as written",
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="In the plan's words, such as 'by March 2026' or 'every term'. The dates are read from it "
        "and shown below after you save; look at them. Of a document that is not public yet its own words stay, and "
        "a note says how the partnership reads them.",
    )
    due_reason = forms.CharField(
        required=False,
        label="Why the timescale changed",
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="Needed only where you changed a timescale that is public. The public can read it.",
    )
    due_agreed_by = forms.CharField(
        required=False,
        max_length=300,
        widget=AdminTextInputWidget,
        label="Who agreed the change",
        help_text="The role or board that agreed it, never a person's name.",
    )
    due_changed_on = forms.DateField(
        required=False,
        widget=AdminDateWidget,
        label="Agreed on",
        help_text="The day on which it was agreed, for example 31/3/2026.",
    )
    lead_names = LinesField(
        required=False,
        label="Leads",
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text="One role or team in each line; the first is accountable. Each must stand in the list of leads.",
    )

    public_fields = (*PromiseForm.public_fields, "timescale_words", "due_reason", "due_agreed_by")
    role_fields = ("due_agreed_by",)

    today: date
    """The day in London, set by the admin."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        action = self.instance
        if action.pk is None:
            return
        self.fields["settled_problems"].queryset = open_problems(action)
        self.initial["timescale_words"] = action.timescale_raw
        self.initial["lead_names"] = "\n".join(action_lead.lead.name for action_lead in _leads_of(action))
        if "priority" in self.fields:
            self.fields["priority"].queryset = action.plan.priorities.all()
            others = Action.objects.filter(plan__partnership=action.plan.partnership_id).exclude(plan=action.plan)
            self.fields["continues"].queryset = others.select_related("plan")

    def clean(self) -> dict:
        cleaned = super().clean()
        plan = self.instance.plan if self.instance.pk is not None else cleaned.get("plan")
        if plan is None:
            return cleaned
        self._check_place(plan, cleaned)
        self._check_leads(plan, cleaned)
        if self.instance.pk is None:
            if not cleaned.get("agreed_words", "").strip() and not cleaned.get("plain_words"):
                self.add_error("agreed_words", "Give the action's official words, or its plain words, or both.")
        else:
            self.check_not_emptied(cleaned)
            if self.instance.public_from is not None:
                self._check_public_changes(cleaned)
        return cleaned

    def clean_due_changed_on(self) -> date | None:
        day = self.cleaned_data["due_changed_on"]
        if day is not None and day > self.today:
            raise forms.ValidationError(
                f"Agreed on: {day_in_words(day)} is still to come; give the day on which the change was agreed."
            )
        return day

    def _check_place(self, plan: Plan, cleaned: dict) -> None:
        priority, continues = cleaned.get("priority"), cleaned.get("continues")
        if priority is not None and priority.plan_id != plan.pk:
            self.add_error("priority", f"'{priority}' belongs to another plan; choose a priority of '{plan}'.")
        if continues is not None and continues.plan.partnership_id != plan.partnership_id:
            self.add_error("continues", f"'{continues}' belongs to another partnership; choose one of this one.")

    def _check_leads(self, plan: Plan, cleaned: dict) -> None:
        names = [line.strip() for line in cleaned.get("lead_names", "").split("\n") if line.strip()]
        known = list(Lead.objects.filter(partnership=plan.partnership_id).values_list("name", flat=True))
        for name in names:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                remedy = f"did you mean '{near[0]}'?" if near else "add it to the leads first."
                self.add_error("lead_names", f"There is no lead '{name}' in this partnership: {remedy}")
        self.leads = list(dict.fromkeys(names))

    def _check_public_changes(self, cleaned: dict) -> None:
        self.check_reason(cleaned)
        if "timescale_words" in self.changed_data:
            for name in ("due_reason", "due_agreed_by", "due_changed_on"):
                if name not in self.errors and not cleaned.get(name):
                    self.add_error(name, NEEDED)
            if "due_agreed_by" not in self.errors:
                complain_of_people(self, "due_agreed_by", cleaned["due_agreed_by"])

    def timescale(self) -> Timescale:
        """The typed timescale as it is read. Dates such as "in 6 months" count from the document's own
        date.
        """
        row = self.instance.source_row
        document_date = row.document.document_date if row is not None else None
        return read_timescale(self.cleaned_data["timescale_words"], document_date=document_date)

    def keep(self, *, by: User, at: datetime) -> None:
        """Write what was changed through the verbs, in the transaction that read the action."""
        if self.instance.pk is None:
            self._add(by=by, at=at)
            return
        action = self.instance
        save_edit(record=action, by=by, at=at)
        if "agreed_words" in self.changed_data:
            agree_words(
                record=action,
                words=self.cleaned_data["agreed_words"],
                reason=self.cleaned_data["words_reason"],
                by=by,
                at=at,
            )
        if "timescale_words" in self.changed_data:
            self._move(action, by=by, at=at)
        if "lead_names" in self.changed_data:
            set_leads(action=action, names=self.leads, by=by, at=at)
        settle_problems(problems=self.cleaned_data["settled_problems"], by=by, at=at)

    def _move(self, action: Action, *, by: User, at: datetime) -> None:
        if action.public_from is None:
            correct_draft_timescale(action=action, timescale=self.timescale(), by=by, at=at)
            return
        change_due_date(
            action=action,
            timescale=self.timescale(),
            reason=self.cleaned_data["due_reason"],
            agreed_by=self.cleaned_data["due_agreed_by"],
            changed_on=self.cleaned_data["due_changed_on"],
            by=by,
            at=at,
        )

    def _add(self, *, by: User, at: datetime) -> None:
        columns = ("priority", "plain_words", "outcome", "order", "continues")
        made = add_action(
            plan=self.cleaned_data["plan"],
            reference=self.cleaned_data["reference"],
            official_words=self.cleaned_data["agreed_words"],
            timescale=self.timescale(),
            by=by,
            at=at,
            **{name: self.cleaned_data[name] for name in columns},
        )
        set_leads(action=made, names=self.leads, by=by, at=at)
        self.instance.pk = made.pk
        self.instance.refresh_from_db()


def open_problems(action: Action) -> QuerySet[ReadingProblem]:
    """What nobody has settled of the row from which the action was read last."""
    return ReadingProblem.objects.filter(row__isnull=False, row=action.source_row_id, settled_at=None)


def _leads_of(action: Action):
    return action.action_leads.select_related("lead")


def reading_in_words(action: Action) -> str:
    """What was made of an action's timescale, in one sentence for the person who typed it."""
    if action.timescale_problem:
        return f"The timescale was not read as a date. {action.timescale_problem}"
    parts = []
    if action.start:
        parts.append(f"from {day_in_words(action.start)}")
    if action.due:
        parts.append(f"due {day_in_words(action.due)}")
    if action.precision:
        parts.append(f"to the {action.precision}")
    if action.recurrence:
        parts.append(f"again {action.recurrence}")
    if action.ongoing:
        parts.append("ongoing")
    read = f"The timescale was read as: {', '.join(parts)}." if parts else "No date is set."
    return f"{read} {action.timescale_note}".strip()
