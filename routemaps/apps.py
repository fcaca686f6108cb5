from django.apps import AppConfig


class RoutemapsConfig(AppConfig):
    name = "routemaps"
    verbose_name = "Routemaps"

    def ready(self) -> None:
        # Imported here: the models are not ready while the app itself is made.
        from routemaps.services.public_texts import give_texts

        give_texts()
