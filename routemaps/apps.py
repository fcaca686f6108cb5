from django.apps import AppConfig


class RoutemapsConfig(AppConfig):
    name = "routemaps"
    verbose_name = "Routemaps"
