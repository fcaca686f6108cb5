"""Every address of the site. Public pages of the domain apps come after the site's own."""

from django.contrib import admin
from django.urls import include, path

from sendplan import views

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("robots.txt", views.robots, name="robots"),
    path("admin/components/", admin.site.admin_view(views.components), name="components"),
    path("admin/", include("actions.office_urls")),
    path("admin/", admin.site.urls),
    path("", include("priorities.urls")),
    path("", include("actions.urls")),
    path("", include("routemaps.urls")),
]

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error
