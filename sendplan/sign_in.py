"""Pages of signing in: the sign-in page that carries what was typed, and the one that gives it back."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.csrf import csrf_failure as plain_csrf_failure

from sendplan.kept_typing import FIELD, Kept, labels, typed_in, unpacked

NOTHING_DONE = 403
"""What was sent was refused: nothing was saved, and the pages here say how it can be."""


def ask_to_sign_in(request: HttpRequest, kept: Kept) -> HttpResponse:
    """The sign-in page, with what was typed in a hidden field."""
    context = {
        **admin.site.each_context(request),
        "title": "Sign in",
        "app_path": f"{reverse('admin:login')}?{urlencode({'next': kept.path})}",
        "next": kept.path,
        "form": AdminAuthenticationForm(request),
        **context_of(kept),
    }
    request.current_app = admin.site.name
    return TemplateResponse(request, "admin/sign_in.html", context, status=NOTHING_DONE)


def context_of(kept: Kept | None) -> dict[str, object]:
    """What the sign-in page shows where it carries something."""
    if kept is None:
        return {}
    if not kept.fields:
        return {"too_long": kept.too_long, "left_out": labels(kept.left_out)}
    return {"kept_name": FIELD, "kept": kept.packed, "left_out": labels(kept.left_out)}


def give_back(request: HttpRequest, kept: Kept, *, status: int = 200) -> HttpResponse:
    """What was typed, to be read and sent with one button. Never another account's words."""
    somebody_elses = kept.user not in ("", str(request.user.pk))
    context = {
        **admin.site.each_context(request),
        "title": "Somebody else typed these words" if somebody_elses else "You are signed in again. Nothing was lost",
        "kept_name": FIELD,
        "packed": kept.packed,
        "left_out": labels(kept.left_out),
        "somebody_elses": somebody_elses,
    }
    if not somebody_elses:
        context |= {
            "path": kept.path,
            "fields": kept.goes_back,
            "lines": kept.lines,
            "is_draft": kept.is_draft,
            "asks": not kept.user,
        }
    request.current_app = admin.site.name
    return TemplateResponse(
        request, "admin/kept_typing.html", context, status=NOTHING_DONE if somebody_elses else status
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a good token is refused. One of our own office's pages is older than the sign-in: it is kept."""
    kept = typed_in(request)
    if kept is None or (not kept.fields and admin.site.has_permission(request)):
        return plain_csrf_failure(request, reason=reason)
    if admin.site.has_permission(request):
        return give_back(request, kept, status=NOTHING_DONE)
    return ask_to_sign_in(request, kept)


def carried(request: HttpRequest) -> Kept | None:
    """What the sign-in page carried; None where it carried nothing, or nothing that can be trusted."""
    return unpacked(request.POST.get(FIELD, ""))
