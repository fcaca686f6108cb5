from django.urls import path

from actions import progress_views, recommendation_views, views
from actions.commitment_views import commitments
from actions.draft_views import draft
from actions.reporting.progress import NEEDS
from actions.review_views import reviews
from actions.roadmap_views import roadmap

app_name = "actions"

urlpatterns = [
    path("progress/", progress_views.progress, name="progress"),
    path("progress/outcomes/", progress_views.differences, name="progress-outcomes"),
    path("progress/changes/", progress_views.changes, name="progress-changes"),
    path("progress/changes.atom", progress_views.feed, name="progress-feed"),
    path("progress/boards/<slug:slug>/", progress_views.board, name="board"),
    path("progress/leads/", progress_views.leads, name="progress-leads"),
    *(
        path(f"progress/{need.key}/", progress_views.needed, {"need": need}, name=f"progress-{need.key}")
        for need in NEEDS
    ),
    path("draft/<str:token>/", draft, name="draft"),
    path("plans/<slug:plan>/", views.plan, name="plan"),
    path("plans/<slug:plan>/priorities/<slug:slug>/", views.priority, name="priority"),
    path("plans/<slug:plan>/withdrawn/", views.withdrawn, name="withdrawn"),
    path("plans/<slug:plan>/actions/", views.action_list, name="action-list"),
    path("plans/<slug:plan>/commitments/", commitments, name="commitments"),
    path("plans/<slug:plan>/roadmap/", roadmap, name="roadmap"),
    path("plans/<slug:plan>/reviews/", reviews, name="reviews"),
    path("plans/<slug:plan>/recommendations/", recommendation_views.recommendations, name="recommendations"),
    path("plans/<slug:plan>/recommendations/<slug:slug>/", recommendation_views.recommendation, name="recommendation"),
    path(
        "plans/<slug:plan>/recommendations/<slug:slug>/updates/<slug:round_slug>/",
        recommendation_views.round_of_recommendation,
        name="recommendation-round",
    ),
    path(
        "plans/<slug:plan>/recommendations/<slug:slug>/compare/",
        recommendation_views.compare_rounds,
        name="recommendation-compare",
    ),
    path("plans/<slug:plan>/actions.csv", views.action_csv, name="action-csv"),
    path("plans/<slug:plan>/actions/<slug:slug>/", views.action, name="action"),
]
