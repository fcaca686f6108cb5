"""The admin site: the officers' part of the portal."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver


class SendplanAdminSite(AdminSite):
    """Django's admin under this service's name."""

    site_header = "SEND plans: office"
    site_title = "SEND plans office"
    index_title = "Plans and progress"
    enable_nav_sidebar = False  # it took the room of the lists' last columns and says what the index says

    def index(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """What the person owes and what waits; the records of the office stand below."""
        # Imported here: the models are not ready while the site itself is made.
        from actions.office.due import index_context
        from priorities.office_pages import moment, today

        context = index_context(request.user, on=today(), at=moment())
        return super().index(request, {**context, **(extra_context or {})})

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without Django's "view on site" shortcut: it would tell any member of staff the address of any draft."""
        return [address for address in super().get_urls() if getattr(address, "name", None) != "view_on_site"]


class SendplanAdminConfig(AdminConfig):
    default_site = "sendplan.admin.SendplanAdminSite"
