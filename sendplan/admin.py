"""The admin site: the officers' part of the portal."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig


class SendplanAdminSite(AdminSite):
    """Django's admin under this service's name."""

    site_header = "SEND plans: office"
    site_title = "SEND plans office"
    index_title = "Plans and progress"


class SendplanAdminConfig(AdminConfig):
    default_site = "sendplan.admin.SendplanAdminSite"
