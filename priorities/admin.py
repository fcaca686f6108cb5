"""The office pages of priorities, each subject in a module of its own.

Plans and names held back are in actions.admin: publishing a plan publishes its actions.
"""

from django.contrib import admin
from django.contrib.auth.models import Group

# Imported so that their pages are registered.
from priorities import audit_admin, document_admin, partnership_admin, priority_admin  # noqa: F401

admin.site.unregister(Group)
