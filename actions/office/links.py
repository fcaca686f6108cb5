"""The office's page of links to one action: make one, see which are open, revoke, and take over what came back."""

from __future__ import annotations

import secrets

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actions.draft_form import said_in, token_of
from actions.models import Action, ProgressReport, UpdateLink
from actions.permissions import may_report, may_see_action
from actions.reporting import action_name
from actions.services import make_link, revoke_link, send_link_draft, take_over_draft, takes_drafts
from actions.wording import day_in_words, london_day
from priorities.models import EditConflict, User
from priorities.office_pages import moment, office_page, office_response
from priorities.office_sentences import SentencesMixin
from priorities.services import NotAllowed

_SALT = "actions.office.links"
_MOST_SHOWN = 50


class LinkForm(SentencesMixin, forms.Form):
    """For whom a link is made. `once` makes a second press of the button the same link as the first."""

    for_role = forms.CharField(
        max_length=200, label="For whom", help_text="The role or team that gets it, such as SENCO. Never a name."
    )
    once = forms.CharField(widget=forms.HiddenInput)


@office_page
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest, pk: int) -> HttpResponse:
    """The links of one action, for who reports for it."""
    action = Action.objects.select_related("plan__partnership").filter(pk=pk).first()
    if action is None or not may_see_action(request.user, action):
        raise Http404
    if not may_report(request.user, action):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, action)
    verb = _VERBS.get(request.POST.get("do", ""))
    if verb is None:
        return _page(request, action, error="Nothing was chosen, so nothing was done. Press one of the buttons.")
    try:
        return verb(request, action)
    except (NotAllowed, EditConflict) as refusal:
        return _page(request, action, error=f"{refusal} Nothing was done.")


def _make(request: HttpRequest, action: Action) -> HttpResponse:
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _page(request, action, form=form)
    secret = _secret_in(form.cleaned_data["once"], request.user, action)
    if secret is None:
        return _page(
            request, action, error="This page was open for too long, so nothing was done. Make the link again."
        )
    try:
        link = make_link(
            action=action, for_role=form.cleaned_data["for_role"], secret=secret, by=request.user, at=moment()
        )
    except NotAllowed as refusal:
        form.add_error("for_role", str(refusal))
        form.data = {**form.data.dict(), "once": _once(request.user, action)}  # the next press is another link
        return _page(request, action, form=form)
    address = request.build_absolute_uri(reverse("actions:draft", args=[token_of(secret)]))
    text = _ready_text(link, action, address)
    made = {"link": link, "address": address, "text": text, "rows": [_rows(address), _rows(text)]}
    return _page(request, action, made=made)


def _rows(text: str) -> int:
    """The lines that a text fills in a box on a phone, where some 28 letters stand in one."""
    return sum(len(line) // 28 + 1 for line in text.splitlines())


def _ready_text(link: UpdateLink, action: Action, address: str) -> str:
    return (
        f"Please tell us how this is going: {action_name(action)} ({action.plan.title}).\n\n"
        f"Open this address, write your update and send it. You need no account and no password:\n{address}\n\n"
        f"The address works until {day_in_words(london_day(link.expires_at))}. An officer reads what you write before it is "
        "published. Please name roles and teams, never people, and do not name a child."
    )


def _revoke(request: HttpRequest, action: Action) -> HttpResponse:
    link = _posted(request, UpdateLink.objects.filter(action=action))
    revoke_link(link=link, by=request.user, at=moment())
    messages.success(request, f"The link for '{link.for_role}' is closed now. What was drafted with it stays.")
    return _back(action)


def _take(request: HttpRequest, action: Action) -> HttpResponse:
    report = _posted(request, _drafts(action))
    take_over_draft(report=report, version=_version(request), by=request.user, at=moment())
    messages.success(request, "The draft is yours now. Check it, then send it for approval.")
    return HttpResponseRedirect(f"{reverse('office:update', args=[action.pk])}?report={report.pk}")


def _send(request: HttpRequest, action: Action) -> HttpResponse:
    report = _posted(request, _drafts(action))
    send_link_draft(report=report, version=_version(request), by=request.user, at=moment())
    messages.success(request, "The update was sent for approval, and you are its author. Somebody else approves it.")
    return _back(action)


_VERBS = {"make": _make, "revoke": _revoke, "take": _take, "send": _send}


def _posted(request: HttpRequest, rows):
    """The record that a button names. Raises Http404 for one that is not of this action."""
    key = request.POST.get("record", "")
    found = rows.filter(pk=int(key)).first() if key.isascii() and key.isdecimal() and len(key) < 19 else None
    if found is None:
        raise Http404
    return found


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0


def _back(action: Action) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("office:links", args=[action.pk]))


def _drafts(action: Action):
    return ProgressReport.objects.filter(action=action, link__isnull=False)


def _once(user: User, action: Action) -> str:
    """A new secret, signed for one person and one action: made into a link by the first press of the button."""
    return signing.dumps([secrets.token_urlsafe(24), user.pk, action.pk], salt=_SALT)


def _secret_in(once: str, user: User, action: Action) -> str | None:
    try:
        secret, owner, key = signing.loads(once, salt=_SALT, max_age=8 * 60 * 60)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return secret if (owner, key) == (user.pk, action.pk) else None


def _page(
    request: HttpRequest, action: Action, *, form: LinkForm | None = None, made: dict | None = None, error: str = ""
) -> HttpResponse:
    at, user = moment(), request.user
    opened = UpdateLink.objects.filter(action=action, revoked_at=None, expires_at__gt=at).select_related("made_by")
    waiting = _drafts(action).filter(author=None, state=ProgressReport.State.DRAFT).select_related("link")
    drafts = [(report, said_in(report)) for report in waiting.order_by("pk")[:_MOST_SHOWN]]
    waiting_keys = {str(report.pk) for report, _ in drafts}
    context = {
        "action": action,
        "form": form or LinkForm(initial={"once": _once(user, action)}),
        "made": made,
        "error": error,
        "is_error": bool(error or (form is not None and form.errors)),
        "takes_drafts": takes_drafts(action, at=at),
        "links": opened[:_MOST_SHOWN],
        "drafts": drafts,
        # Only a draft of theirs keeps them from taking over what is refused as it is.
        "own_first": error and request.POST.get("do") == "send" and request.POST.get("record") in waiting_keys,
        "own": ProgressReport.objects.filter(
            action=action, author=user, state=ProgressReport.State.DRAFT, document=None
        ).first(),
    }
    title = f"Links to draft an update of {action_name(action)}"
    return office_response(request, "admin/office/links.html", context, title=title)
