from django.urls import path

from priorities import views

app_name = "priorities"

urlpatterns = [
    path("plans/", views.plans, name="plans"),
    path("plan/", views.current_plan, name="current-plan"),
]
