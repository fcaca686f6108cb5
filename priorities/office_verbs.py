"""Verbs of the office, such as publish: each has a page that says what will happen, and needs a POST."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from priorities.models import AuditEntry, EditConflict, User
from priorities.office_forms import CHECKED, version_mark
from priorities.office_sentences import SentencesMixin
from priorities.services import NotAllowed

CHANGED_SINCE = "Something here was changed after you opened this page, so nothing was done. Look again, then decide."


class VerbForm(SentencesMixin, forms.Form):
    """What a verb asks for. It carries what its page showed: nobody decides on what they have not seen."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: dict | None = None, *, record: models.Model, by: User, seen: str, today) -> None:
        super().__init__(data, initial={"seen": seen})
        self.record, self.by, self._seen, self.today = record, by, seen, today
        # Said after a refusal, the next answer is to what stands there now.
        if data is not None and data.get("seen") != seen:
            self.data = self.data.copy()
            self.data["seen"] = seen
            self._shown_before = data.get("seen", "")
        else:
            self._shown_before = seen

    def clean(self) -> dict:
        if self._shown_before != self._seen:
            raise forms.ValidationError(CHANGED_SINCE)
        return super().clean()


class NamesForm(VerbForm):
    """A verb that publishes words: where some look like a person's name, somebody must say that they are none."""

    names_checked = forms.BooleanField(label=CHECKED, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        found = self.suspects()
        if not found:
            del self.fields["names_checked"]
            return
        shown = ", ".join(f"'{name}'" for name in found[:5])
        self.fields["names_checked"].help_text = f"These look like names: {shown}{' and others' if found[5:] else ''}."

    def suspects(self) -> list[str]:
        """What looks like a person's name in what would become public."""
        raise NotImplementedError

    def clean_names_checked(self) -> bool:
        if not self.cleaned_data["names_checked"]:
            raise forms.ValidationError(
                f"'{self.suspects()[0]}' looks like a person's name; write a role in its place, or tick this box."
            )
        return True


class ReasonForm(VerbForm):
    """A verb that needs a reason."""

    reason = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class Verb:
    """One thing that can be done to a record. Subclasses say who may, when, and what happens."""

    name: ClassVar[str]
    """The last part of its address."""
    label: ClassVar[str]
    """What the button says."""
    explanation: ClassVar[str] = ""
    confirms: ClassVar[bool] = True
    """Whether a page asks before it is done: for all that publishes, withdraws or needs a reason."""
    kind: ClassVar[AuditEntry.Kind] = AuditEntry.Kind.DONE
    logs_itself: ClassVar[bool] = False
    """Whether its service writes the line in the log, from what to what; then the page writes none."""
    """What the log calls it."""
    form_class: ClassVar[type[VerbForm]] = VerbForm
    template: ClassVar[str] = "admin/verb.html"

    def permitted(self, user: User, record: models.Model) -> bool:
        """Whether this person may ever do it; nobody else sees the button, and the page answers 403."""
        raise NotImplementedError

    def possible(self, record: models.Model) -> bool:
        """Whether the record is in a state for it. Only the button asks; the service decides."""
        raise NotImplementedError

    def seen(self, record: models.Model) -> str:
        """A mark of everything that the page shows and the person decides upon."""
        return version_mark(record)

    def context(self, record: models.Model) -> dict[str, object]:
        return {}

    def do(self, *, record: models.Model, data: dict, by: User, at: datetime) -> str:
        """Call the service. Returns one sentence on what was done; raises NotAllowed."""
        raise NotImplementedError


_given: dict[type[models.Model], list[Verb]] = {}


def give_verb(model: type[models.Model], verb: Verb) -> None:
    """Add a verb to the page of a lower app's record, where it needs records of which that app knows nothing."""
    _given.setdefault(model, []).append(verb)


_links: dict[type[models.Model], list[Callable[[User, models.Model], dict[str, str] | None]]] = {}


def give_link(model: type[models.Model], link: Callable[[User, models.Model], dict[str, str] | None]) -> None:
    """Add a button to the page of a record that leads to a page of its own: `label` and `url`, None where it has none."""
    _links.setdefault(model, []).append(link)


class VerbsMixin:
    """Gives a ModelAdmin a page for each of its verbs and the buttons that lead there."""

    verbs: tuple[Verb, ...] = ()

    @property
    def every_verb(self) -> tuple[Verb, ...]:
        """Its own and those that a higher app gave it."""
        return (*self.verbs, *_given.get(self.model, ()))

    def get_urls(self) -> list:
        def page(verb: Verb):
            def view(request: HttpRequest, object_id: str) -> HttpResponse:
                return self.verb_view(request, object_id, verb)

            address = self.admin_site.admin_view(view)
            address.model_admin = self  # as Django's own pages have it
            return address

        return [
            path(
                f"<path:object_id>/{verb.name}/",
                page(verb),
                name=f"{self.opts.app_label}_{self.opts.model_name}_{verb.name}",
            )
            for verb in self.every_verb
        ] + super().get_urls()

    def verb_buttons(self, user: User, record: models.Model) -> list[dict[str, str]]:
        """The verbs that this person can do to the record now; what needs no page is posted with what was `seen`."""
        return [
            {
                "label": verb.label,
                "url": self._address(verb.name, record),
                "seen": "" if verb.confirms else verb.seen(record),
            }
            for verb in self.every_verb
            if verb.possible(record) and verb.permitted(user, record)
        ] + [button for link in _links.get(self.model, ()) if (button := link(user, record)) is not None]

    def verb_view(self, request: HttpRequest, object_id: str, verb: Verb) -> HttpResponse:
        if request.method == "POST":
            # One transaction from reading the record to the write, so that nobody comes between.
            try:
                with transaction.atomic():
                    form = self._verb_form(request, object_id, verb)
                    if form.is_valid():
                        said = verb.do(record=form.record, data=form.cleaned_data, by=request.user, at=self.moment())
                        reason = form.cleaned_data.get("reason", "")
                        if not verb.logs_itself:
                            told = f"{said} Reason: “{reason}”" if reason else said
                            self.log_verb(request, form.record, verb, told)
                        self.message_user(request, said)
                        return HttpResponseRedirect(self._address("change", form.record))
            except (NotAllowed, EditConflict) as refusal:
                form.add_error(None, str(refusal))
                form.record.refresh_from_db()
        elif request.method in ("GET", "HEAD"):
            form = self._verb_form(request, object_id, verb)
        else:
            return HttpResponseNotAllowed(["GET", "POST"])
        return self._verb_page(request, verb, form)

    def _verb_form(self, request: HttpRequest, object_id: str, verb: Verb) -> VerbForm:
        record = self.get_object(request, object_id) if self.has_view_permission(request) else None
        if record is None:
            raise Http404
        if not verb.permitted(request.user, record):
            raise PermissionDenied
        return verb.form_class(
            request.POST if request.method == "POST" else None,
            record=record,
            by=request.user,
            seen=verb.seen(record),
            today=self.today(),
        )

    def _verb_page(self, request: HttpRequest, verb: Verb, form: VerbForm) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": f"{verb.label}: {form.record}",
            "opts": self.opts,
            "verb": verb,
            "form": form,
            "record": form.record,
            "change_url": self._address("change", form.record),
            **verb.context(form.record),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, verb.template, context)

    def _address(self, page: str, record: models.Model) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[record.pk])
