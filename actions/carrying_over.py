"""The page on which unfinished actions of a plan are carried over into the next one."""

from __future__ import annotations

from hashlib import sha256

from django import forms
from django.db.models import Prefetch

from actions.models import Action, ActionLead
from actions.reporting import action_name, due_words
from actions.services import carried_already, carry_over, next_plan, unfinished_actions
from actions.status import status_in_words
from actions.wording import counted, leads_in_words
from priorities.models import Plan
from priorities.office_verbs import Verb, VerbForm
from priorities.permissions import may_edit

_KEPT, _EMPTY = "kept", "empty"


class _ActionsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, action: Action) -> str:
        return action_name(action)


class CarryOverForm(VerbForm):
    """Into which plan, which actions, and whether they keep their references."""

    into = forms.ModelChoiceField(
        Plan.objects.none(),
        required=False,
        label="Next plan",
        empty_label="Make a new plan with the title below",
        help_text="A plan of the same partnership that is not public yet.",
    )
    title = forms.CharField(
        required=False,
        max_length=300,
        label="Title of a new plan",
        help_text="Only where you make a new one.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    references = forms.ChoiceField(
        choices=[(_KEPT, "Keep them, such as “1.2”"), (_EMPTY, "Leave them empty, to number the actions anew")],
        widget=forms.RadioSelect,
        initial=_KEPT,
        label="References",
    )
    actions = _ActionsField(
        Action.objects.none(),
        label="Unfinished actions",
        error_messages={"required": "Unfinished actions: none is ticked; tick what is to be carried over."},
    )
    field_order = ["into", "title", "references", "actions"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = _drafts(self.record)
        leads = Prefetch("action_leads", ActionLead.objects.select_related("lead").order_by("order", "pk"))
        found = unfinished_actions(self.record).select_related("plan", "priority", "latest_report")
        self.fields["actions"].queryset = found.prefetch_related(leads)
        self.initial["actions"] = [action.pk for action in found]

    def clean(self) -> dict:
        cleaned = super().clean()
        title = (cleaned.get("title") or "").strip()
        if "into" not in self.errors and cleaned.get("into") is None and not title:
            self.add_error("title", "Title of a new plan: nothing is written here; write it, or choose the next plan.")
        if cleaned.get("into") is not None and title:
            self.add_error("title", f"Title of a new plan: '{title}' is not needed; empty it, or make a new plan.")
        return cleaned

    @property
    def rows(self) -> list[dict[str, object]]:
        """Each action with its tick and what goes along with it."""
        choices = {str(one.data["value"]): one for one in self["actions"]}
        found = self.fields["actions"].queryset
        return [
            {
                "tick": choices[str(action.pk)],
                "action": action,
                "status": status_in_words(action.status),
                "due": due_words(action, on=self.today),
                "overdue_days": action.timeliness(on=self.today).overdue_days,
                "leads": leads_in_words([link.lead.name for link in action.action_leads.all()]),
            }
            for action in found
        ]


def _drafts(plan: Plan):
    drafts = Plan.objects.filter(partnership=plan.partnership_id, state=Plan.State.DRAFT)
    return drafts.exclude(pk=plan.pk).order_by("title")


class CarryOver(Verb):
    name = "carry-over"
    label = "Carry unfinished actions over"
    form_class = CarryOverForm
    template = "admin/carry_over.html"
    explanation = (
        "Each ticked action gets a new action in the next plan: the same words, outcome, leads and timescale. Its history "
        "comes along: once the next plan is published, the public reads on both pages how it goes on. Until then nothing "
        "changes for the public. This plan stays open until you close it on its page."
    )

    def permitted(self, user, record) -> bool:
        return may_edit(user, record.partnership_id)

    def possible(self, record) -> bool:
        return record.state == Plan.State.PUBLISHED and unfinished_actions(record).exists()

    def seen(self, record) -> str:
        found = list(unfinished_actions(record).values_list("pk", "version"))
        return sha256(repr((record.version, found)).encode()).hexdigest()

    def do(self, *, record, data, by, at) -> str:
        into = data["into"] or next_plan(after=record, title=data["title"].strip(), by=by, at=at)
        chosen = list(data["actions"])
        there = len(carried_already(chosen, into=into))
        new = carry_over(
            plan=record, into=into, actions=chosen, keep_references=data["references"] == _KEPT, by=by, at=at
        )
        return _said(new, there, chosen, into)


def _said(new: list[Action], there: int, chosen: list[Action], into: Plan) -> str:
    said = [f"{counted(len(new), 'action')} carried over into '{into}', which is a draft: the public cannot read it."]
    if there:
        said.append(f"{counted(there, 'action')} went on there already.")
    lost = sum(action.priority_id is None and action.continues.priority_id is not None for action in new)
    if lost:
        said.append(
            f"{counted(lost, 'action')} has no priority there yet."
            if lost == 1
            else f"{lost} actions have no priority there yet."
        )
    return " ".join(said)
