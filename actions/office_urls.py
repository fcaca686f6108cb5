"""Addresses of the office that are no page of one of Django's admin: what is due, the update, the review, the imports.

They stand under /admin/, before Django's own, and each is wrapped by `priorities.office_pages.office_page`.
"""

from __future__ import annotations

from django.urls import URLPattern, path

from actions.office import (
    forum,
    imports_done,
    imports_list,
    imports_map,
    imports_preview,
    imports_read,
    imports_upload,
    milestones,
    outstanding,
    redactions,
    review,
    review_promises,
    rounds,
    several,
    together,
    update,
)
from actions.office.links import links
from actions.office.plan_word import plan_word
from actions.office.roles import roles
from actions.office.sheets import sheet, sheets

app_name = "office"

urlpatterns: list[URLPattern] = [
    path("actions/<int:pk>/update/", update.update, name="update"),
    path("actions/<int:pk>/update/check/", update.check, name="update-check"),
    path("actions/<int:pk>/update/done/", update.done, name="update-done"),
    path("actions/<int:pk>/no-change/", update.no_change, name="no-change"),
    path("redactions/", redactions.redactions, name="redactions"),
    path("redactions/new/<int:partnership_id>/", redactions.withdraw, name="withdraw_words"),
    path("redactions/<int:pk>/", redactions.redaction, name="redaction"),
    path("redactions/<int:pk>/confirm/", redactions.confirm, name="confirm_redaction"),
    path("redactions/<int:pk>/restore/", redactions.restore, name="restore_redaction"),
    path("imports/", imports_list.imports, name="imports"),
    path("imports/upload/", imports_upload.upload, name="import-new"),
    path("imports/<int:pk>/upload/", imports_upload.change, name="import-upload"),
    path("imports/<int:pk>/read/", imports_read.read, name="import-read"),
    path("imports/<int:pk>/map/", imports_map.columns, name="import-map"),
    path("imports/<int:pk>/preview/", imports_preview.preview, name="import-preview"),
    path("imports/<int:pk>/done/", imports_done.done, name="import-done"),
    path("imports/<int:pk>/undo/", imports_done.undo, name="import-undo"),
    path("imports/<int:pk>/drop/", imports_upload.drop, name="import-drop"),
    path("actions/<int:pk>/links/", links, name="links"),
    path("plans/<int:pk>/word/", plan_word, name="plan-word"),
    path("sheets/", sheets, name="sheets"),
    path("sheets/<int:lead>/", sheet, name="sheet"),
    path("review/", review.queue, name="review"),
    path("review/together/", together.together, name="review-together"),
    path("review/<int:pk>/", review.review_report, name="review-report"),
    path("review/views/<int:pk>/", review.review_view, name="review-view"),
    path("review/rounds/<int:pk>/", review_promises.review_round, name="review-round"),
    path("review/updates/<int:pk>/", review_promises.review_update, name="review-round-update"),
    path("review/milestones/<int:pk>/", review_promises.review_milestone, name="review-milestone"),
    path("rounds/<int:pk>/", rounds.update_round, name="round"),
    path("rounds/<int:pk>/<int:recommendation>/", rounds.write, name="round-update"),
    path("rounds/<int:pk>/<int:recommendation>/check/", rounds.check, name="round-check"),
    path("rounds/<int:pk>/<int:recommendation>/correct/", rounds.correct, name="round-correct"),
    path("milestones/<int:pk>/became/", milestones.change, name="milestone-change"),
    path("forum/", forum.index, name="forum"),
    path("reports/<int:pk>/forum/", forum.view, name="forum-view"),
    path("reports/<int:pk>/forum/history/", forum.history, name="forum-history"),
    path("roles/", roles, name="roles"),
    path("outstanding/", outstanding.outstanding, name="outstanding"),
    path("actions/several/status/", several.status, name="several-status"),
    path("actions/several/dates/", several.dates, name="several-dates"),
]
