from django.urls import path

from routemaps import comment_views, story_views, views, word_views

app_name = "routemaps"

urlpatterns = [
    path("routemaps/", views.routemap_list, name="list"),
    path("routemaps/history/", story_views.story, name="story"),
    path("routemaps/draft/<slug:key>/", story_views.draft, name="draft"),
    path("routemaps/<slug:slug>/", views.routemap, name="routemap"),
    path("routemaps/<slug:slug>/dates.ics", views.calendar, name="calendar"),
    path("routemaps/<slug:slug>/one-page/", views.one_page, name="one-page"),
    path("routemaps/<slug:slug>/letter/", views.letter, name="letter"),
    path("routemaps/<slug:slug>/history/", story_views.history, name="history"),
    path("routemaps/<slug:slug>/versions/<int:number>/", story_views.version, name="version"),
    path("routemaps/<slug:slug>/compare/", story_views.compare, name="compare"),
    path("words/", word_views.word_list, name="words"),
    path("words/<slug:slug>/", word_views.word, name="word"),
    path("feedback/", comment_views.feedback, name="feedback"),
    path("feedback/sent/", comment_views.sent, name="feedback-sent"),
    path("you-said-we-did/", comment_views.you_said, name="you-said"),
    path("you-said-we-did/<int:year>/", comment_views.you_said, name="you-said-year"),
]
