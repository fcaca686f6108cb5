"""What every page needs to know of the site. No query: the host's name comes with the views that show it."""

from django.conf import settings


def site(request) -> dict[str, object]:
    """The service's name, and whether this is the demonstration."""
    return {"service_name": settings.SERVICE_NAME, "is_demo": settings.DEMO}
