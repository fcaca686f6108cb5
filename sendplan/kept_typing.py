"""What somebody typed while their session ended comes back after they sign in again, without a script.

A POST to the office that is refused only because nobody is signed in any more, or because its CSRF token is older than
the sign-in, is answered with a page that carries the typed fields in one signed, compressed, hidden field. Nothing is
kept on the server, and nothing is done before the person has signed in and pressed a button with a fresh token.

Only a form of our own pages is carried: the browser must name our own host as its Origin. Passwords, files and tokens
are left out, and the page says so. See docs/adr/0031.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import signing
from django.db.models import Field, Model
from django.forms import ChoiceField, Form
from django.forms import Field as FormField
from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_variables

FIELD = "kept_typing"
"""The name of the hidden field."""

SALT = "sendplan.kept_typing"
KEPT_SECONDS = 8 * 60 * 60
"""As long as a session lasts: after that the page is opened anew."""

KEPT_SIGNS = 2_400_000
"""The longest hidden field that is sent: a pasted table or a large update sheet fits, and the request that brings it back stays
under DATA_UPLOAD_MAX_MEMORY_SIZE, beyond which Django reads no form."""

SHOWN_SIGNS = 2000
"""How much of one field the page lists; all of it is sent."""

NEVER_KEPT = ("csrfmiddlewaretoken", "next", FIELD)
_NOT_TYPED = ("version_read", "version", "seen", "read", "stamp", "action", "select_across", "index")
_COUNTS = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
_OWN_FORMS = ("login", "logout", "password_change")
"""Pages of which nothing is kept: they hold nothing but passwords."""


@dataclass(frozen=True)
class Line:
    """One field as the page lists it."""

    label: str
    words: str


@dataclass(frozen=True)
class Kept:
    """A form as it was sent: where to, what was typed, by whom where that is known, and what could not be kept."""

    path: str
    fields: tuple[tuple[str, str], ...]
    user: str = ""
    """The id of the account that was signed in, "" where that is not known any more."""
    left_out: tuple[str, ...] = ()
    too_long: bool = False
    """More was typed than can be carried, so there are no fields, and the page says what can be done."""

    @property
    def packed(self) -> str:
        """The hidden field's value, signed and with the moment at which it was made."""
        content = {"path": self.path, "fields": self.fields, "user": self.user, "left_out": self.left_out}
        return signing.dumps(content, salt=SALT, compress=True)

    @property
    def lines(self) -> list[Line]:
        """What the person typed, in words, for them to read; hidden fields of forms and empty ones are not listed."""
        page = _page_at(self.path)
        form = _form_of(page)
        if form is not None:
            return [
                Line(str(form.base_fields[name].label), _beginning(_chosen(form.base_fields[name], value)))
                for name, value in self.fields
                if value.strip() and name in form.base_fields and not form.base_fields[name].widget.is_hidden
            ]
        model = _model_of(page)
        return [
            Line(_label(name, model), _beginning(_in_words(name, value, model)))
            for name, value in self.fields
            if value.strip() and not _is_hidden(name, model)
        ]

    @property
    def goes_back(self) -> tuple[tuple[str, str], ...]:
        """What is sent to the page: where that keeps drafts, without the button, so that the form opens with the words."""
        form = _form_of(_page_at(self.path))
        return self.fields if form is None else tuple(pair for pair in self.fields if pair[0] in form.base_fields)

    @property
    def is_draft(self) -> bool:
        """Whether the page keeps what it is sent as a draft, and shows it in its form again."""
        return _form_of(_page_at(self.path)) is not None


def comes_from_us(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of this very host; without an Origin nobody knows."""
    scheme = "https" if request.is_secure() else "http"
    return request.headers.get("Origin") == f"{scheme}://{request.get_host()}"


@sensitive_variables()
def typed_in(request: HttpRequest) -> Kept | None:
    """What a refused POST carried, to be kept; None where it is no form of the office or holds nothing.

    What the sign-in page had carried already is handed on as it is.
    """
    if request.method != "POST" or not comes_from_us(request):
        return None
    if FIELD in request.POST:
        return unpacked(request.POST[FIELD])
    if _page_at(request.get_full_path()) is None:
        return None
    fields, left_out = [], []
    for name, values in request.POST.lists():
        if "password" in name:
            left_out.append(name)
        elif name not in NEVER_KEPT:
            fields += [(name, value) for value in values]
    left_out += list(request.FILES)
    kept = Kept(request.get_full_path(), tuple(fields), _who_typed(request), tuple(left_out))
    if len(kept.packed) > KEPT_SIGNS:
        return Kept(kept.path, (), kept.user, tuple(left_out), too_long=True)
    return kept if fields or left_out else None


def unpacked(value: str) -> Kept | None:
    """What a hidden field carries; None where it is forged, too old, or leads to no page of the office."""
    if not value or len(value) > KEPT_SIGNS:
        return None
    try:
        content: dict[str, Any] = signing.loads(value, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None
    if _page_at(content["path"]) is None:
        return None
    fields = tuple((name, typed) for name, typed in content["fields"])
    return Kept(content["path"], fields, content["user"], tuple(content["left_out"]))


def _page_at(path: str) -> ResolverMatch | None:
    """The page of the office at an address of our own; None for everything else.

    A browser would shorten an address with ".." in it, and so send the words somewhere else.
    """
    if not path.startswith(reverse("admin:index")) or not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return None
    address = path.partition("?")[0]
    if {".", ".."} & set(unquote(address).replace("\\", "/").split("/")):
        return None
    try:
        page = resolve(address)
    except Resolver404:
        return None
    return page if page.url_name is not None and page.url_name not in _OWN_FORMS else None


def _who_typed(request: HttpRequest) -> str:
    """The id of the account to which the browser's session belonged, also where it ran out or the account was shut.

    Where somebody is signed in, the form is older than their sign-in: it may be theirs, and nobody can tell.
    """
    if request.user.is_authenticated:
        return ""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    ended = Session.objects.filter(pk=key).first() if key else None
    return str(ended.get_decoded().get("_auth_user_id", "")) if ended else ""


def _model_of(page: ResolverMatch | None) -> type[Model] | None:
    office = getattr(page.func, "model_admin", None) if page else None
    return office.model if office else None


def _form_of(page: ResolverMatch | None) -> type[Form] | None:
    """The form of a page that keeps drafts, which its view names; None for other pages."""
    return getattr(page.func, "form_of_drafts", None) if page else None


def _chosen(field: FormField, value: str) -> str:
    return (
        str(dict(getattr(field, "choices", None) or ()).get(value, value)) if isinstance(field, ChoiceField) else value
    )


def _column(name: str, model: type[Model] | None) -> Field | None:
    return next((field for field in model._meta.fields if field.name == name), None) if model else None


def _is_hidden(name: str, model: type[Model] | None) -> bool:
    """Not typed by anybody, or the number of a record, which says nothing to a reader."""
    field = _column(name, model)
    last = name.rpartition("-")[2]
    below = "-" in name and (last == "id" or (model is not None and last == model._meta.model_name))
    hidden = name.startswith("_") or "__prefix__" in name or below or last in (*_NOT_TYPED, *_COUNTS)
    return hidden or (field is not None and field.is_relation)


def _label(name: str, model: type[Model] | None) -> str:
    field = _column(name, model)
    words = str(field.verbose_name) if field else name.replace("-", " ").replace("_", " ")
    return words.strip().capitalize()


def _in_words(name: str, value: str, model: type[Model] | None) -> str:
    field = _column(name, model)
    return str(dict(field.flatchoices).get(value, value)) if field else value


def _beginning(words: str) -> str:
    more = len(words) - SHOWN_SIGNS
    return f"{words[:SHOWN_SIGNS]} … (and {more:,} more characters, which are kept)" if more > 0 else words


def labels(names: Iterable[str]) -> list[str]:
    """Names of fields as words: "new_password1" is "New password1"."""
    return [_label(name, None) for name in names]
