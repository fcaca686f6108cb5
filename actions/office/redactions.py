"""Words that should never have been published: withdrawn here at once, then removed for ever or put back by a second person."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from actions.models import Action, ForumView, Lead, Organisation, ProgressReport
from actions.services import confirm_redaction, public_holdings, restore_redaction, withdraw_words
from actions.services.texts import read_by_public
from actions.wording import counted
from priorities.models import Partnership, Plan, Priority, Redaction, User
from priorities.office_forms import LinesField
from priorities.office_pages import moment, office_page, office_response
from priorities.office_sentences import SentencesMixin
from priorities.office_verbs import give_link
from priorities.paging import page_asked_for
from priorities.permissions import (
    approvers_of,
    may_confirm_redaction,
    may_read_all,
    may_restore_redaction,
    may_see,
    may_withdraw_words,
    reads_all_of_any,
    rows_edited_by,
    rows_read_by,
)
from priorities.services import Everywhere, GoOn, Holding, NotAllowed, TooLong, look_everywhere
from priorities.sought_words import SoughtWords, too_common

PER_PAGE = 50
_SHOWN = 100
"""How many records a page names."""

LOOK_SECONDS, REMOVE_SECONDS = 8, 20
"""How long the pages look for words, and how long they remove them: a worker lives for 30 seconds, and on SQLite a save waits for 20."""

Place = dict[str, object]


# -- lists and single redactions ---------------------------------------------------------------------------------------


@office_page
def redactions(request: HttpRequest) -> HttpResponse:
    """Withdrawn words that wait for a second person, and what was decided."""
    if not reads_all_of_any(request.user):
        raise Http404
    seen = rows_read_by(request.user, Redaction.objects.all(), path="partnership")
    seen = seen.select_related("partnership", "withdrawn_by", "decided_by").defer("kept", "places")
    waiting = [(item, _first_words(item.words)) for item in seen.filter(state=Redaction.State.WITHDRAWN)]
    decided = page_asked_for(request, seen.exclude(state=Redaction.State.WITHDRAWN), per_page=PER_PAGE)
    may_withdraw = rows_edited_by(request.user, Partnership.objects.order_by("name"), path="pk")
    context = {"waiting": waiting, "decided": decided, "partnerships": list(may_withdraw)}
    return office_response(request, "admin/redactions/list.html", context, title="Words withdrawn and removed")


def _first_words(words: str) -> str:
    return f"{words[:60]} …" if len(words) > 60 else words


@office_page
def redaction(request: HttpRequest, pk: int) -> HttpResponse:
    """One redaction: while it waits the words and what can be done; afterwards who, when, the kind of reason and where."""
    record = _seen(request.user, pk)
    waits = record.state == Redaction.State.WITHDRAWN
    others = approvers_of(record.partnership_id).exclude(pk=record.withdrawn_by_id) if waits else []
    context = {
        "redaction": record,
        "waits": waits,
        "may_confirm": waits and may_confirm_redaction(request.user, record),
        "may_restore": waits and may_restore_redaction(request.user, record),
        "others": list(others),
        "places": _places_in_words(record.places),
    }
    return office_response(request, "admin/redactions/one.html", context, title=str(record))


def _seen(user: User, pk: int) -> Redaction:
    rows = Redaction.objects.select_related("partnership", "withdrawn_by", "decided_by")
    record = rows.filter(pk=pk).first()
    if record is None or not may_read_all(user, record.partnership_id):
        raise Http404
    return record


@dataclass(frozen=True, slots=True)
class PlaceInWords:
    """A record in which the words stand or stood: "action 5", its columns, and its page where it has one."""

    what: str
    columns: str
    url: str


@dataclass(frozen=True, slots=True)
class PlacesInWords:
    """The first of the places, and how many more there are."""

    shown: list[PlaceInWords]
    more: int


def _places_in_words(places: Iterable[Place]) -> PlacesInWords:
    of: dict[tuple[str, object], list[str]] = {}
    for each in places:
        of.setdefault((str(each["record"]), each["id"]), []).append(str(each["column"]))
    named = list(of.items())
    shown = [_in_words(record, pk, columns) for (record, pk), columns in named[:_SHOWN]]
    return PlacesInWords(shown, len(named) - len(shown))


def _in_words(record: str, pk: object, columns: list[str]) -> PlaceInWords:
    if record == "file":
        return PlaceInWords("file without a record", "the whole file", "")
    try:
        model = apps.get_model(record)
    except LookupError:  # a kind of record that a later version does not have
        return PlaceInWords(f"{record} {pk}", ", ".join(columns), "")
    known = {field.attname: str(field.verbose_name) for field in model._meta.concrete_fields}
    names = ", ".join(known.get(column, column) for column in columns)
    return PlaceInWords(f"{model._meta.verbose_name} {pk}", names, _address(model, pk))


def _address(model: type[Model], pk: object) -> str:
    if model not in admin.site._registry:
        return ""
    try:
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[pk])
    except NoReverseMatch:
        return ""


# -- withdrawing -------------------------------------------------------------------------------------------------------


class WordsForm(SentencesMixin, forms.Form):
    """The words that must go, and the kind of reason."""

    words = LinesField(
        label="The words",
        help_text=(
            "Exactly as they stand: a whole name, such as Kim Sample, or a whole sentence. "
            "A name is also found as SAMPLE, Kim or K Sample."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = forms.ChoiceField(
        label="Kind of reason",
        choices=Redaction.Reason.choices,
        widget=forms.RadioSelect,
        help_text="It is kept for ever. The words are not.",
    )

    def clean_words(self) -> str:
        words = " ".join(self.cleaned_data["words"].split())
        refusal = too_common(words)
        if refusal:
            raise forms.ValidationError(refusal)
        return words


@office_page
def withdraw(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Asks for the words, shows where the public reads them, and withdraws them."""
    partnership = Partnership.objects.filter(pk=partnership_id).first()
    if partnership is None or not may_see(request.user, partnership.pk):
        raise Http404
    if not may_withdraw_words(request.user, partnership.pk):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    # The words are sent in the body alone: an address would keep them in logs and in the browser's history.
    form = WordsForm(request.POST if request.method == "POST" else None)
    step = request.POST.get("step")
    context: dict[str, object] = {"form": form, "partnership": partnership}
    if request.method == "POST" and form.is_valid() and step != "change":
        given = form.cleaned_data
        if step == "withdraw":
            try:
                made = withdraw_words(partnership=partnership, **given, by=request.user, at=moment())
            except NotAllowed as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _withdrawn(made))
                return HttpResponseRedirect(reverse("office:redaction", args=[made.pk]))
        else:
            found = public_holdings(partnership, given["words"])
            context |= {
                "found": _found(found, given["words"]),
                "reason_in_words": Redaction.Reason(given["reason"]).label,
            }
            return office_response(request, "admin/redactions/look.html", context, title="Withdraw these words?")
    if request.method == "POST" and step == "change":
        form = context["form"] = WordsForm(initial=request.POST.dict())
    title = "Withdraw published words"
    return office_response(request, "admin/redactions/withdraw.html", context, title=title)


def _withdrawn(made: Redaction) -> str:
    number = len(made.places)
    if not number:
        return "No public text holds these words. A second person can still remove them from all that is stored."
    where = "1 place" if number == 1 else f"{number} places"
    return f"The words were withdrawn from {where}. Within 5 seconds nobody outside can read them."


@dataclass(frozen=True, slots=True)
class Found:
    """Where the public reads the words now."""

    number: int
    places: PlacesInWords
    written: list[str]


def _found(found: list[Holding], words: str) -> Found:
    sought = SoughtWords(words)
    ways = [way for held in found for text in held.values.values() for way in sought.written(str(text))]
    places = [place for held in found for place in held.places()]
    return Found(len(places), _places_in_words(places), list(dict.fromkeys(ways)))


# -- deciding ----------------------------------------------------------------------------------------------------------


def _within(seconds: float) -> GoOn:
    end = time.monotonic() + seconds

    def go_on() -> None:
        if time.monotonic() > end:
            raise TooLong

    return go_on


@office_page
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows how many stored places hold the words, and removes them from all of them.

    Where that takes too long for a page, it says which command does it: `manage.py redactions --remove`.
    """
    record = _seen(request.user, pk)
    if not may_confirm_redaction(request.user, record):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    everywhere = request.user.is_superuser
    if request.method == "POST":
        try:
            found = confirm_redaction(
                redaction=record, everywhere=everywhere, by=request.user, at=moment(), go_on=_within(REMOVE_SECONDS)
            )
        except NotAllowed as refusal:
            messages.error(request, str(refusal))
        except TooLong:
            return _too_long(request, _seen(request.user, pk))
        else:
            messages.success(request, _removed(record, found))
        return HttpResponseRedirect(reverse("office:redaction", args=[record.pk]))
    if record.state != Redaction.State.WITHDRAWN:
        return HttpResponseRedirect(reverse("office:redaction", args=[record.pk]))
    partnership_id = None if everywhere else record.partnership_id
    try:
        found = look_everywhere(redaction=record, partnership_id=partnership_id, go_on=_within(LOOK_SECONDS))
    except TooLong:
        return _too_long(request, record)
    return _confirm_page(request, record, found)


def _confirm_page(request: HttpRequest, record: Redaction, found: Everywhere | None, status: int = 200) -> HttpResponse:
    context = {"redaction": record, "found": found, "everywhere": request.user.is_superuser}
    title = f"Remove for ever: {record}"
    return office_response(request, "admin/redactions/confirm.html", context, title=title, status=status)


def _too_long(request: HttpRequest, record: Redaction) -> HttpResponse:
    return _confirm_page(request, record, None, 409 if request.method == "POST" else 200)


def _removed(record: Redaction, found: Everywhere) -> str:
    said = f"The words were removed from all that is stored: {len(record.places)} places."
    if found.meanwhile:
        said += (
            f" Somebody wrote them again meanwhile, in {counted(found.meanwhile, 'place')}: those went too. "
            "If the words come back, withdraw them again."
        )
    if found.unreadable:
        said += f" Files that cannot be opened were kept: {len(found.unreadable)}. Look at them by hand."
    if found.accounts:
        said += f" Accounts that bear the name were kept: {len(found.accounts)}."
    return said


@office_page
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts withdrawn words back where nobody has written something else since."""
    record = _seen(request.user, pk)
    if not may_restore_redaction(request.user, record):
        raise PermissionDenied
    if request.method == "POST":
        try:
            left = restore_redaction(redaction=record, by=request.user, at=moment())
        except NotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            said = "The words were put back."
            if left:
                places = "; ".join(f"{item.what}, {item.columns}" for item in _places_in_words(left).shown)
                said = f"The words were put back, except where something else was written since: {places}."
            messages.success(request, said)
        return HttpResponseRedirect(reverse("office:redaction", args=[record.pk]))
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "POST"])
    if record.state != Redaction.State.WITHDRAWN:
        return HttpResponseRedirect(reverse("office:redaction", args=[record.pk]))
    return office_response(request, "admin/redactions/restore.html", {"redaction": record}, title=f"Put back: {record}")


# -- the way there, from the pages of what is public -------------------------------------------------------------------


def _link(user: User, record: Model) -> dict[str, str] | None:
    partnership = record.partnership_key
    if not may_withdraw_words(user, partnership):
        return None
    if not read_by_public(type(record)._default_manager.filter(pk=record.pk)).exists():
        return None
    return {"label": "Withdraw words", "url": reverse("office:withdraw_words", args=[partnership]), "seen": ""}


for _kind in (Action, ForumView, Lead, Organisation, Plan, Priority, ProgressReport):
    give_link(_kind, _link)
