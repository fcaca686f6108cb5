from django.urls import path

from routemaps import views

app_name = "routemaps"

urlpatterns = [
    path("routemaps/", views.routemap_list, name="list"),
    path("routemaps/<slug:slug>/", views.routemap, name="routemap"),
    path("routemaps/<slug:slug>/dates.ics", views.calendar, name="calendar"),
    path("routemaps/<slug:slug>/one-page/", views.one_page, name="one-page"),
    path("routemaps/<slug:slug>/letter/", views.letter, name="letter"),
]
