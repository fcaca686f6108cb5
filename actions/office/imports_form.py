"""What the preview of an import asks: each thing once, with what was answered before."""

from __future__ import annotations

from django import forms

from actions.importing import Amendments, ImportRefused
from actions.importing.amending import (
    PartedLeads,
    UnclearTimescale,
    parted_leads,
    read_as,
    read_period_as,
    unclear_timescales,
)
from actions.importing.lengths import longest
from actions.importing.promised import PromisedReading
from actions.importing.runs import Answers, LookedAt, places_in_words
from actions.models import ImportRun, Lead
from actions.office.imports_common import field_key
from actions.timescales import Timescale
from actions.wording import counted
from priorities.models import HeldBack
from priorities.name_forms import HeldWords
from priorities.office_forms import LinesField, version_mark
from priorities.office_sentences import SentencesMixin
from priorities.people import people_in_lead
from priorities.services import NotAllowed, refuse_personal_words

LEAVE, OTHER, ROLE, OUT, RELEASE = "leave", "other", "role", "out", "release"


class PreviewForm(SentencesMixin, forms.Form):
    """Questions, unclear timescales, parted leads and names, each with a field that keeps its name on every page."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, run: ImportRun, at: LookedAt) -> None:
        self.run, self.at, self.kept = run, at, Answers.of(run)
        self.timescales = unclear_timescales(at.file.reading)
        self.leads = parted_leads(at.file.reading)
        self.names = [name for name in at.looked.names if name.decided_at is None]
        self._initial: dict[str, object] = {"version": version_mark(run), "seen": at.mark}
        super().__init__(data, initial=self._initial)
        self._ask_questions()
        for unclear in self.timescales:
            self._ask_timescale(unclear)
        for parted in self.leads:
            self._ask_leads(parted)
        for name in self.names:
            self._ask_name(name)
        self.initial = self._initial

    # -- the fields ----------------------------------------------------------------------------------------------

    def _add(self, name: str, field: forms.Field, initial: object) -> None:
        self.fields[name] = field
        self._initial[name] = initial

    def _ask_questions(self) -> None:
        if self.at.looked.comparison.shares_too_little or self.kept.replace_all:
            self._add(
                "replace_all",
                forms.BooleanField(
                    required=False,
                    label=f"This document replaces every {self.at.looked.comparison.what} of the plan",
                    help_text=f"{self.at.looked.comparison.how_little}.",
                ),
                self.kept.replace_all,
            )
        for question in self.at.questions:
            field = forms.ChoiceField(
                required=False, label=f"{question.unclear}.", choices=[("", "Not answered yet"), *question.choices]
            )
            self._add(f"q_{field_key(question.key)}", field, self.kept.questions.get(question.key, ""))

    def _ask_timescale(self, unclear: UnclearTimescale) -> None:
        key, said = field_key(unclear.words), self.kept.amendments.timescales.get(unclear.words)
        ways = [(way, f"“{way}”") for way in unclear.ways]
        where = f"{counted(len(unclear.places), 'row')}: {places_in_words(unclear.places)}"
        chosen = LEAVE if said is None else said if said in unclear.ways else OTHER
        self._add(
            f"t_{key}",
            forms.ChoiceField(
                required=False,
                label=f"“{unclear.words}” ({where})",
                help_text=unclear.problem,
                choices=[*ways, (OTHER, "As the words below say"), (LEAVE, "Leave it without a date")],
                widget=forms.RadioSelect,
            ),
            chosen,
        )
        self._add(
            f"o_{key}",
            forms.CharField(
                required=False,
                max_length=200,
                label=f"Other words for “{unclear.words}”",
                help_text="Such as 'by March 2027' or 'every term'.",
            ),
            said if chosen == OTHER else "",
        )

    def _ask_leads(self, parted: PartedLeads) -> None:
        where = f"{counted(len(parted.places), 'row')}: {places_in_words(parted.places)}"
        names = self.kept.amendments.leads.get(parted.key, list(parted.names))
        self._add(
            f"l_{field_key(parted.key)}",
            LinesField(
                max_length=5000,
                required=False,
                label=f"Leads of {where}",
                help_text=" ".join(parted.doubts) or "One role or team in each line; the first is accountable.",
                widget=forms.Textarea(attrs={"rows": max(2, len(names))}),
            ),
            "\n".join(names),
        )

    def _ask_name(self, name: HeldBack) -> None:
        key, said = field_key(name.words), self.kept.names.get(name.words, {})
        release = [(RELEASE, "It names nobody: the words stay")] if name.kind == HeldBack.Kind.NAME else []
        chosen = OUT if said.get("out") else "" if not said else RELEASE if said.get("role") == name.words else ROLE
        self._add(
            f"n_{key}",
            forms.ChoiceField(
                required=False,
                label=f"“{name.words}” ({name.get_kind_display()})",
                choices=[
                    ("", f"Later: {name.placeholder} stands there"),
                    (ROLE, "The role below takes its place"),
                    (OUT, "Leave it out: nothing takes its place"),
                    *release,
                ],
            ),
            chosen,
        )
        self._add(
            f"r_{key}",
            forms.CharField(
                required=False,
                max_length=longest(HeldBack, "public_words"),
                label=f"Role in the place of “{name.words}”",
                help_text="A role or a team, such as 'SENCO'. Never a name.",
            ),
            said.get("role", "") if chosen == ROLE else "",
        )

    # -- what was answered ---------------------------------------------------------------------------------------

    def clean(self) -> dict:
        cleaned = super().clean()
        for unclear in self.timescales:
            self._check_timescale(unclear, cleaned)
        for parted in self.leads:
            self._check_leads(parted, cleaned)
        for name in self.names:
            self._check_name(name, cleaned)
        return cleaned

    def _check_timescale(self, unclear: UnclearTimescale, cleaned: dict) -> None:
        key = field_key(unclear.words)
        words = cleaned.get(f"o_{key}", "").strip()
        if cleaned.get(f"t_{key}") == OTHER:
            if not words:
                self.add_error(f"o_{key}", f"Other words for “{unclear.words}”: nothing is written here; write a date.")
                return
            try:
                if isinstance(self.at.file.reading, PromisedReading):
                    read_period_as(words, unclear.words, self.at.file.document_date)
                else:
                    read_as(words, Timescale(unclear.words), self.at.file.document_date)
                refuse_personal_words({"Timescale": words}, partnership_id=self.run.partnership_id)
            except (ImportRefused, NotAllowed) as refusal:
                self.add_error(f"o_{key}", str(refusal))

    def _check_leads(self, parted: PartedLeads, cleaned: dict) -> None:
        name = f"l_{field_key(parted.key)}"
        lines = _lines(cleaned.get(name, ""))
        for line in lines:
            if line in parted.names:
                continue
            if len(line) > longest(Lead, "name"):
                self.add_error(
                    name, f"Lead '{line[:40]} …' has {len(line)} letters; shorten it to {longest(Lead, 'name')}."
                )
            elif people_in_lead(line):
                self.add_error(name, f"'{line}' looks like a person; give a role or a team.")
            else:
                self._refuse_personal(name, "Lead", line)

    def _check_name(self, held: HeldBack, cleaned: dict) -> None:
        key = field_key(held.words)
        if cleaned.get(f"n_{key}") != ROLE:
            return
        role, name = cleaned.get(f"r_{key}", "").strip(), f"r_{key}"
        if not role:
            self.add_error(name, "Nothing is written here; give a role or a team, such as 'SENCO', or leave it out.")
        elif HeldWords([(held.kind, held.words)]).spots(role):
            self.add_error(name, f"'{role}' still holds what is held back; give a role, such as 'SENCO'.")
        elif people_in_lead(role):
            self.add_error(name, f"'{role}' looks like a person; give a role or a team.")
        else:
            self._refuse_personal(name, "Role", role)

    def _refuse_personal(self, name: str, what: str, words: str) -> None:
        try:
            refuse_personal_words({what: words}, partnership_id=self.run.partnership_id)
        except NotAllowed as refusal:
            self.add_error(name, str(refusal))

    def answers(self) -> Answers:
        """What was answered; what was answered before and is not asked any more stays."""
        data = self.cleaned_data
        asked = {question.key for question in self.at.questions}
        questions = {key: answer for key, answer in self.kept.questions.items() if key not in asked}
        for question in self.at.questions:
            answer = data.get(f"q_{field_key(question.key)}")
            questions |= {question.key: answer} if answer else {}
        return Answers(
            questions,
            Amendments(self._timescales(data), self._leads(data)),
            self._names(data),
            bool(data.get("replace_all")),
        )

    def _timescales(self, data: dict) -> dict[str, str]:
        said = {}
        for unclear in self.timescales:
            key = field_key(unclear.words)
            choice = data.get(f"t_{key}") or LEAVE
            if choice != LEAVE:
                said[unclear.words] = data[f"o_{key}"].strip() if choice == OTHER else choice
        return said

    def _leads(self, data: dict) -> dict[str, list[str]]:
        found = {parted.key: _lines(data.get(f"l_{field_key(parted.key)}", "")) for parted in self.leads}
        return {parted.key: found[parted.key] for parted in self.leads if found[parted.key] != list(parted.names)}

    def _names(self, data: dict) -> dict[str, dict[str, object]]:
        said: dict[str, dict[str, object]] = {}
        for name in self.names:
            key = field_key(name.words)
            choice = data.get(f"n_{key}")
            if choice == OUT:
                said[name.words] = {"out": True}
            elif choice == RELEASE:
                said[name.words] = {"role": name.words}
            elif choice == ROLE:
                said[name.words] = {"role": data[f"r_{key}"].strip()}
        return said

    @property
    def unanswered(self) -> int:
        """How many of its questions have no answer that was kept. Leads that are merely several in a cell ask nothing."""
        kept = self.kept
        return (
            sum(question.key not in kept.questions for question in self.at.questions)
            + sum(item.words not in kept.amendments.timescales for item in self.timescales)
            + sum(bool(item.doubts) and item.key not in kept.amendments.leads for item in self.leads)
            + sum(name.words not in kept.names for name in self.names)
        )

    # -- for the template ----------------------------------------------------------------------------------------

    def asked(self) -> dict[str, list]:
        """The fields in their groups."""
        return {
            "questions": [self[name] for name in self.fields if name.startswith("q_") or name == "replace_all"],
            "timescales": [
                (self[f"t_{field_key(item.words)}"], self[f"o_{field_key(item.words)}"]) for item in self.timescales
            ],
            "leads": [(item, self[f"l_{field_key(item.key)}"]) for item in self.leads],
            "names": [(self[f"n_{field_key(item.words)}"], self[f"r_{field_key(item.words)}"]) for item in self.names],
        }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
