"""Addresses of the office that are no page of one of Django's admin: what is due, the update, the review, the imports.

They stand under /admin/, before Django's own, and each is wrapped by `priorities.office_pages.office_page`.
"""

from __future__ import annotations

from django.urls import URLPattern

app_name = "office"

urlpatterns: list[URLPattern] = []
