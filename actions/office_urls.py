"""Addresses of the office that are no page of one of Django's admin: what is due, the update, the review, the imports.

They stand under /admin/, before Django's own, and each is wrapped by `priorities.office_pages.office_page`.
"""

from __future__ import annotations

from django.urls import URLPattern, path

from actions.office import outstanding, several, update

app_name = "office"

urlpatterns: list[URLPattern] = [
    path("actions/<int:pk>/update/", update.update, name="update"),
    path("actions/<int:pk>/update/check/", update.check, name="update-check"),
    path("actions/<int:pk>/update/done/", update.done, name="update-done"),
    path("actions/<int:pk>/no-change/", update.no_change, name="no-change"),
    path("outstanding/", outstanding.outstanding, name="outstanding"),
    path("actions/several/status/", several.status, name="several-status"),
    path("actions/several/dates/", several.dates, name="several-dates"),
]
