from django.apps import AppConfig


class SendplanConfig(AppConfig):
    name = "sendplan"
    verbose_name = "The site"

    def ready(self) -> None:
        from sendplan import checks  # noqa: F401  (importing registers them)
