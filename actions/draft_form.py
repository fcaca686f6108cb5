"""How somebody without an account drafts an update: the address that a link has, the form, and the stamp that it carries."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.core import signing

from actions.models import ProgressReport, UpdateLink
from actions.services import DRAFTED
from actions.status import Status
from actions.wording import day_in_words
from priorities.office_fields import DayField
from priorities.office_forms import LinesField, PageField
from priorities.office_sentences import SentencesMixin
from priorities.people import details_in_text
from priorities.typed_days import EXAMPLE

_LINK_SALT = "actions.update-link"
_STAMP_SALT = "actions.update-link.form"
STAMP_VALID = timedelta(hours=24)
"""How long a page of the form may be open before it is sent."""


def token_of(secret: str) -> str:
    """The part of an address that opens a link: its random secret and this site's signature, and nothing else."""
    return signing.Signer(salt=_LINK_SALT, sep=".").sign(secret)


def secret_in(token: str) -> str | None:
    """The secret in an address that this site signed; None for any other."""
    try:
        return signing.Signer(salt=_LINK_SALT, sep=".").unsign(token)
    except signing.BadSignature:
        return None


def stamp_of(link: UpdateLink, version: int) -> str:
    """What a page of the form carries: its link, the version of the draft that it shows (0 for none), and the time."""
    return signing.dumps([link.pk, version], salt=_STAMP_SALT)


def version_in(stamp: str, link: UpdateLink) -> int | None:
    """The version that a page of this link showed; None where the stamp is too old, of another link, or no stamp."""
    try:
        key, version = signing.loads(stamp, salt=_STAMP_SALT, max_age=STAMP_VALID)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return version if key == link.pk else None


def _lines(label: str, rows: int = 4, help_text: str = "") -> LinesField:
    return LinesField(required=False, label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}))


class DraftForm(SentencesMixin, forms.Form):
    """An update of one action. What a status needs is asked for by the officer who sends it on, so that half can be kept."""

    done = _lines("What we have done", 6, "Write for families. Name roles and teams, never people or a child.")
    difference = _lines("The difference it made")
    how_we_know = _lines("How we know", 3)
    status = forms.ChoiceField(
        required=False,
        label="Status",
        choices=[("", "I do not rate it"), *Status.choices()],
        widget=forms.RadioSelect,
    )
    next_step = _lines("Next step", 3)
    next_step_on = DayField(required=False, label="Date of the next step", help_text=f"For example {EXAMPLE}.")
    evidence = _lines("Evidence", 3, "What shows it: a report, a count, what families said.")
    evidence_url = PageField(required=False, max_length=200, label="Evidence link", widget=forms.TextInput)
    evidence_on = DayField(required=False, label="Date of the evidence", help_text=f"For example {EXAMPLE}.")
    reason = _lines("Reason for stopping", 3, "Only if the status is Stopped.")
    new_timescale = forms.CharField(required=False, max_length=300, label="New due date")
    new_timescale_reason = _lines("Why it changes", 3)
    new_timescale_agreed_by = forms.CharField(
        required=False, max_length=300, label="Who agreed it", help_text="A role or a board, never a name."
    )
    new_timescale_agreed_on = DayField(required=False, label="Agreed on", help_text=f"For example {EXAMPLE}.")

    MORE = ("evidence", "evidence_url", "evidence_on", "reason")
    MOVE = ("new_timescale", "new_timescale_reason", "new_timescale_agreed_by", "new_timescale_agreed_on")

    def clean(self) -> dict:
        cleaned = super().clean()
        for name, field in self.fields.items():
            typed = cleaned.get(name)
            if typed and not isinstance(field, DayField) and name not in ("evidence_url", "status"):
                self._refuse_details(name, typed)
        if not self.errors and not any(cleaned.get(name) for name in DRAFTED):
            self.add_error("done", "What we have done: nothing is written here; write it, then save.")
        return cleaned

    def _refuse_details(self, name: str, typed: str) -> None:
        # What the partnership holds back is not asked here: the answer would tell it to whoever holds the link.
        found = next(iter(details_in_text(typed)), None)
        if found is not None:
            self.add_error(
                name,
                f"{self[name].label}: '{found.words}' looks like somebody's address or number; leave it out, because the "
                "public will read this.",
            )

    def opened(self, names: tuple[str, ...]) -> bool:
        """Whether a folded part of the form holds something, or a mistake."""
        return any(self[name].value() or self[name].errors for name in names)

    def mistakes(self) -> list[tuple[str, str]]:
        """What cannot be kept, in the order in which the fields stand on the page: each field's id and one sentence."""
        return [(self[name].auto_id, words) for name in self.fields for words in self.errors.get(name, ())]


def values_of(report: ProgressReport | None) -> dict[str, object]:
    """What a link's draft says, for the form."""
    return {name: getattr(report, name) for name in DRAFTED} if report is not None else {}


def said_in(report: ProgressReport) -> list[tuple[str, str]]:
    """What a link's draft says, in words, by the labels of the form in which it was written."""
    form = DraftForm()
    return [(str(form[name].label), _in_words(name, value)) for name, value in values_of(report).items() if value]


def typed_in(form: DraftForm) -> list[tuple[str, str, str]]:
    """What somebody typed into a form, read or not, for them to copy: each field's id, its label and the words."""
    found = [(form[name], form[name].data) for name in form.fields]
    return [(bound.auto_id, str(bound.label), _in_words(bound.name, words)) for bound, words in found if words]


def _in_words(name: str, value: object) -> str:
    if name == "status":
        return str(dict(Status.choices()).get(value, value))
    return day_in_words(value) if isinstance(value, date) else str(value)
