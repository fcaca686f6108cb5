from django.urls import path

from actions import views
from actions.commitment_views import commitments
from actions.draft_views import draft
from actions.roadmap_views import roadmap

app_name = "actions"

urlpatterns = [
    path("draft/<str:token>/", draft, name="draft"),
    path("plans/<slug:plan>/", views.plan, name="plan"),
    path("plans/<slug:plan>/priorities/<slug:slug>/", views.priority, name="priority"),
    path("plans/<slug:plan>/withdrawn/", views.withdrawn, name="withdrawn"),
    path("plans/<slug:plan>/actions/", views.action_list, name="action-list"),
    path("plans/<slug:plan>/commitments/", commitments, name="commitments"),
    path("plans/<slug:plan>/roadmap/", roadmap, name="roadmap"),
    path("plans/<slug:plan>/actions.csv", views.action_csv, name="action-csv"),
    path("plans/<slug:plan>/actions/<slug:slug>/", views.action, name="action"),
]
