"""Pages that do one thing to several actions chosen in the list: a status for all, or new dates for all.

The list sends here what it showed, "12.3" for action 12 in version 3. Each page shows every chosen action and carries
the versions on; where one was changed since, nothing is done to any.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from actions.models import Action
from actions.month_shift import MOST_MONTHS, moved_by_months
from actions.permissions import actions_reported_by
from actions.reporting import action_name, due_words
from actions.services import move_several, report_on_several
from actions.status import Status, status_in_words
from actions.timescales import Timescale, read_timescale
from actions.wording import counted, day_in_words
from priorities.held_back import Objections
from priorities.models import EditConflict, User
from priorities.office_bulk import CHOSEN, changed_since, read_marks, refusal, shown_mark
from priorities.office_fields import DayField
from priorities.office_forms import LinesField, complain_of_people, names_checked
from priorities.office_pages import moment, office_page, office_response, today
from priorities.office_sentences import SentencesMixin
from priorities.permissions import may_change, rows_read_by
from priorities.services import NotAllowed

MOST = 200
"""Actions in one go."""


class SeveralForm(SentencesMixin, forms.Form):
    """What is asked once for all chosen actions."""

    def __init__(self, data: Mapping | None, *, actions: list[Action], on: date) -> None:
        super().__init__(data)
        self.actions, self.today = actions, on
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["class"] = "vLargeTextField"
            elif isinstance(field.widget, forms.TextInput) and not isinstance(
                field, forms.DateField | forms.IntegerField
            ):
                field.widget.attrs["class"] = "vTextField"

    asks_names = False
    """Words look like a person's name: somebody must say that they are none."""

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """The fields, with the tick on names only where it is asked for or was set."""
        ticked = self.is_bound and bool(self.data.get("names_checked"))
        return [field for field in self if field.name != "names_checked" or self.asks_names or ticked]

    def refuse_days_to_come(self, name: str) -> None:
        """Complain where the day of that field is not there yet."""
        day = self.cleaned_data.get(name)
        if day is not None and day > self.today:
            self.add_error(
                name, f"{self[name].label}: {day_in_words(day)} is still to come; give a day that has passed, or today."
            )

    def do(self, *, then: str, by: User, at: datetime) -> str:
        """Call the service. Returns one sentence on what was done; raises NotAllowed."""
        raise NotImplementedError


class StatusForm(SeveralForm):
    """One status and one account of it."""

    status = forms.ChoiceField(choices=[("", "Choose one"), *Status.choices()])
    reported_on = DayField(label="Reported on", help_text="The day that the update speaks of, for example 31/3/2026.")
    done = LinesField(
        label="What we have done",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The public reads it on each of these actions. Name nobody.",
    )
    difference = LinesField(required=False, label="The difference it made", widget=forms.Textarea(attrs={"rows": 3}))
    how_we_know = LinesField(
        required=False, label="How we know", widget=forms.Textarea(attrs={"rows": 2}), help_text="Needed for Complete."
    )
    evidence = LinesField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed for Complete and embedded: older than 3 months.",
    )
    evidence_on = DayField(required=False, label="Date of the evidence")
    reason = LinesField(
        required=False,
        label="Reason for stopping",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed for Stopped.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["reported_on"] = self.today

    def clean(self) -> dict:
        cleaned = super().clean()
        self.refuse_days_to_come("reported_on")
        self.refuse_days_to_come("evidence_on")
        return cleaned

    def do(self, *, then: str, by: User, at: datetime) -> str:
        submit = then == "submit"
        report_on_several(actions=self.actions, columns=self.cleaned_data, submit=submit, by=by, at=at)
        one = len(self.actions) == 1
        number = f"{counted(len(self.actions), 'update')} {'was' if one else 'were'}"
        them, they = ("it", "it is") if one else ("them", "they are")
        if submit:
            return f"{number} submitted for approval. The public cannot read {them} until an approver publishes {them}."
        return f"{number} kept as {'a draft' if one else 'drafts, one on each action'}. Submit {them} when {they} done."


WORDS, MONTHS = "words", "months"


class DatesForm(SeveralForm):
    """New words for all timescales, or each moved by so many months; and why, which the public reads."""

    how = forms.ChoiceField(
        label="How",
        choices=[(WORDS, "The same words for all"), (MONTHS, "Move each date by a number of months")],
        widget=forms.RadioSelect,
        initial=WORDS,
    )
    timescale = forms.CharField(
        required=False,
        max_length=300,
        label="New timescale for all",
        help_text="In the plan's words, such as 'by March 2027'.",
    )
    months = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_MONTHS,
        label="Months later",
        help_text="Such as 3: 'by March 2026' becomes 'by June 2026'.",
    )
    reason = LinesField(
        required=False,
        label="Why the dates change",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The public reads it on each of these actions.",
    )
    agreed_by = forms.CharField(
        required=False, max_length=300, label="Who agreed it", help_text="The role or board, never a person's name."
    )
    agreed_on = DayField(
        required=False, label="Agreed on", help_text="The day on which it was agreed, for example 31/3/2026."
    )
    names_checked = names_checked()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.is_public = any(action.public_from is not None for action in self.actions)
        for name in ("reason", "agreed_by", "agreed_on"):
            self.fields[name].required = self.is_public

    def clean(self) -> dict:
        cleaned = super().clean()
        self.refuse_days_to_come("agreed_on")
        if cleaned.get("how") == WORDS and not cleaned.get("timescale", "").strip():
            self.add_error(
                "timescale", "New timescale for all: nothing is written here; write it, or move each by months."
            )
        if cleaned.get("how") == MONTHS and cleaned.get("months") is None and "months" not in self.errors:
            self.add_error("months", "Months later: nothing is written here; write a whole number, such as 3.")
        if "agreed_by" not in self.errors:
            complain_of_people(self, "agreed_by", cleaned.get("agreed_by", ""))
        if self.is_public and "reason" not in self.errors and not cleaned.get("names_checked"):
            suspect = self._suspect(cleaned.get("reason", ""))
            if suspect:
                self.asks_names = True
                self.add_error(
                    "reason",
                    f"Why the dates change: '{suspect}' looks like a person's name; write a role, or tick the box below.",
                )
        return cleaned

    def _suspect(self, text: str) -> str | None:
        """The first words that look like a person's name and that one of the actions' partnerships does not know as others."""
        for partnership in dict.fromkeys(action.partnership_key for action in self.actions):
            suspect = next(iter(Objections(partnership).suspects(text)), None)
            if suspect:
                return suspect
        return None

    def _timescale(self, action: Action) -> Timescale:
        agreed_on = self.cleaned_data["agreed_on"]
        if self.cleaned_data["how"] == WORDS:
            return read_timescale(self.cleaned_data["timescale"].strip(), document_date=agreed_on)
        words = moved_by_months(
            start=action.start,
            due=action.due,
            precision=action.precision,
            recurrence=action.recurrence,
            ongoing=action.ongoing,
            months=self.cleaned_data["months"],
        )
        if words is None:
            raise NotAllowed(
                f"The timescale of the action '{action}' is no single day or month, so it cannot be moved by months; leave "
                "it out, or write new words."
            )
        return read_timescale(words, document_date=agreed_on)

    def do(self, *, then: str, by: User, at: datetime) -> str:
        data = self.cleaned_data
        moves = [(action, self._timescale(action)) for action in self.actions]
        waiting = move_several(
            moves=moves, reason=data["reason"], agreed_by=data["agreed_by"], changed_on=data["agreed_on"], by=by, at=at
        )
        said, changed = [], len(moves) - len(waiting)
        if changed:
            said.append(f"{counted(changed, 'draft action')} {'has' if changed == 1 else 'have'} a new timescale.")
        if waiting:
            waits, them = ("waits", "it") if len(waiting) == 1 else ("wait", "them")
            said.append(
                f"{counted(len(waiting), 'update')} with a new date {waits} for approval. The public reads the old date "
                f"until another person publishes {them}."
            )
        return " ".join(said)


@dataclass(frozen=True, slots=True)
class Row:
    """A chosen action as the page shows it. `why_not` says why the person cannot do it to this one."""

    action: Action
    name: str
    status: str
    due: str
    mark: str
    why_not: str


@dataclass(frozen=True, slots=True)
class _Page:
    """One of the pages: its words, its form, and for which actions a person may use it."""

    title: str
    explanation: str
    form: type[SeveralForm]
    buttons: tuple[tuple[str, str], ...]
    why_not: Callable[[User, list[Action]], dict[int, str]]


def _not_reported(user: User, actions: list[Action]) -> dict[int, str]:
    keys = [action.pk for action in actions]
    own = set(actions_reported_by(user, Action.objects.filter(pk__in=keys)).values_list("pk", flat=True))
    return {key: "You do not report for it, so it is left out." for key in keys if key not in own}


def _not_changed(user: User, actions: list[Action]) -> dict[int, str]:
    return {
        action.pk: "You cannot change its date, so it is left out."
        for action in actions
        if not may_change(user, action.plan.partnership_id, public=action.public_from is not None)
    }


STATUS = _Page(
    title="Give a status to several actions",
    explanation=(
        "Each of these actions gets an update of yours with the same words. Nothing is public until an approver, who is "
        "somebody else, publishes each."
    ),
    form=StatusForm,
    buttons=(("submit", "Submit for approval"), ("draft", "Keep as drafts")),
    why_not=_not_reported,
)
DATES = _Page(
    title="Move the dates of several actions",
    explanation=(
        "Drafts get the new date at once. Of a public action it becomes an update of yours: another person publishes it, "
        "and the public then reads both dates, why it changed and who agreed."
    ),
    form=DatesForm,
    buttons=(("move", "Move the dates"),),
    why_not=_not_changed,
)


@office_page
def status(request: HttpRequest) -> HttpResponse:
    """An update with the same status and words on each chosen action, for which the user reports."""
    return _answer(request, STATUS)


@office_page
def dates(request: HttpRequest) -> HttpResponse:
    """New timescales for the chosen actions, with one reason."""
    return _answer(request, DATES)


def _answer(request: HttpRequest, page: _Page) -> HttpResponse:
    if request.method == "POST":
        try:
            with transaction.atomic():
                rows, form = _read(request, page, locked=True)
                if form.is_valid():
                    said = form.do(then=request.POST.get("then", ""), by=request.user, at=moment())
                    messages.success(request, said)
                    return HttpResponseRedirect(reverse("admin:actions_action_changelist"))
        except (NotAllowed, EditConflict) as problem:
            rows, form = _read(request, page, locked=False)
            form.is_valid()
            form.add_error(None, f"{problem} Nothing was done to any of them.")
    elif request.method in ("GET", "HEAD"):
        rows, form = _read(request, page, locked=False)
    else:
        return HttpResponseNotAllowed(["GET", "POST"])
    context = {
        "page": page,
        "form": form,
        "rows": rows,
        "able": [row for row in rows if not row.why_not],
        "list_url": reverse("admin:actions_action_changelist"),
        "is_error": form.is_bound and not form.is_valid(),
    }
    return office_response(request, "admin/office/several.html", context, title=page.title)


def _read(request: HttpRequest, page: _Page, *, locked: bool) -> tuple[list[Row], SeveralForm]:
    """The chosen actions as they are stored, and the form, which says what changed since they were shown.

    Raises Http404 where one is not there for this person, PermissionDenied where they can do it to none.
    """
    source = request.POST if request.method == "POST" else request.GET
    marks = read_marks(source.getlist(CHOSEN)[: MOST + 1])
    if not marks or len(marks) > MOST:
        raise Http404
    found = rows_read_by(request.user, Action.objects.filter(pk__in=marks), path="plan__partnership")
    found = found.select_related("plan__partnership", "latest_report").order_by("plan__title", "order", "pk")
    actions = list(found.select_for_update(of=("self",)) if locked else found)
    if len(actions) != len(marks):
        raise Http404
    why_not = page.why_not(request.user, actions)
    if len(why_not) == len(actions):
        raise PermissionDenied
    able = [action for action in actions if action.pk not in why_not]
    form = page.form(request.POST if request.method == "POST" else None, actions=able, on=today())
    changed = changed_since(able, marks)
    if changed and request.method == "POST":
        form.is_valid()
        form.add_error(None, refusal(changed))
    elif changed:
        messages.warning(request, " ".join(changed))
    rows = [
        Row(
            action=action,
            name=action_name(action),
            status=status_in_words(action.status),
            due=due_words(action, on=today()),
            mark=shown_mark(action),
            why_not=why_not.get(action.pk, ""),
        )
        for action in actions
    ]
    return rows, form
