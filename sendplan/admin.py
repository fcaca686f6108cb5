"""The admin site: the officers' part of the portal."""

from collections.abc import Callable
from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

# What needs models is imported in the methods: this module is read before the models are.


class SendplanAdminSite(AdminSite):
    """Django's admin under this service's name."""

    site_header = "SEND plans: office"
    site_title = "SEND plans office"
    index_title = "Plans and progress"
    enable_nav_sidebar = False  # it took the room of the lists' last columns and says what the index says
    login_template = "admin/sign_in.html"

    def index(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """What the person owes and what waits; the records of the office stand below."""
        # Imported here: the models are not ready while the site itself is made.
        from actions.office.due import index_context
        from priorities.office_pages import moment, today
        from routemaps.waiting import links as routemap_links

        context = index_context(request.user, on=today(), at=moment())
        context["office_links"] = [*context["office_links"], *routemap_links(request.user, on=today())]
        return super().index(request, {**context, **(extra_context or {})})

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without Django's "view on site" shortcut: it would tell any member of staff the address of any draft."""
        return [address for address in super().get_urls() if getattr(address, "name", None) != "view_on_site"]

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., HttpResponse]:
        """A page for signed-in staff. What others send from a page of ours is kept until they have signed in again."""
        inner = super().admin_view(view, cacheable)

        def page(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.method == "POST" and not self.has_permission(request):
                from sendplan.kept_typing import typed_in
                from sendplan.sign_in import ask_to_sign_in

                kept = typed_in(request)
                if kept is not None:
                    return ask_to_sign_in(request, kept)
            return inner(request, *args, **kwargs)

        return update_wrapper(page, inner)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """The sign-in page. Every attempt stands in the log; what the page carried comes back after it succeeds."""
        from priorities.models import AuditEntry
        from priorities.services import record_event
        from sendplan.sign_in import carried, context_of, give_back

        kept = carried(request) if request.method == "POST" else None
        response = super().login(request, {"title": "Sign in", **context_of(kept), **(extra_context or {})})
        if request.method != "POST":
            return response
        at = timezone.now()
        if response.status_code != 302:
            typed = request.POST.get("username", "")
            record_event(kind=AuditEntry.Kind.SIGN_IN_FAILED, by=None, who=typed, at=at, words="Nobody was signed in.")
            return response
        record_event(kind=AuditEntry.Kind.SIGNED_IN, by=request.user, at=at, words="Signed in.")
        return response if kept is None else give_back(request, kept)

    def logout(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Sign out. Where the page carried somebody else's words, they sign in next."""
        from priorities.models import AuditEntry
        from priorities.services import record_event
        from sendplan.sign_in import ask_to_sign_in, carried

        if request.method != "POST":
            return super().logout(request, extra_context)
        who, kept = request.user, carried(request)
        response = super().logout(request, extra_context)
        record_event(kind=AuditEntry.Kind.SIGNED_OUT, by=who, at=timezone.now(), words="Signed out.")
        return response if kept is None else ask_to_sign_in(request, kept)

    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Change one's own password. That it was changed stands in the log."""
        from priorities.models import AuditEntry
        from priorities.services import record_event

        response = super().password_change(request, extra_context)
        if request.method == "POST" and response.status_code == 302:
            words = "Changed their own password."
            record_event(kind=AuditEntry.Kind.CHANGED, by=request.user, at=timezone.now(), words=words)
        return response


class SendplanAdminConfig(AdminConfig):
    default_site = "sendplan.admin.SendplanAdminSite"
