"""The admin site: the officers' part of the portal."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.urls import URLPattern, URLResolver


class SendplanAdminSite(AdminSite):
    """Django's admin under this service's name."""

    site_header = "SEND plans: office"
    site_title = "SEND plans office"
    index_title = "Plans and progress"
    enable_nav_sidebar = False  # it took the room of the lists' last columns and says what the index says

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without Django's "view on site" shortcut: it would tell any member of staff the address of any draft."""
        return [address for address in super().get_urls() if getattr(address, "name", None) != "view_on_site"]


class SendplanAdminConfig(AdminConfig):
    default_site = "sendplan.admin.SendplanAdminSite"
