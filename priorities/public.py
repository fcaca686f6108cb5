"""What public pages share: the mark of those that are the same for everybody, and where a form was sent from."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view whose page reads no session and no cookie and holds only what is public."""

    @wraps(view)
    def marked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.is_public_page = True
        return response

    return marked


def came_from_here(request: HttpRequest) -> bool:
    """Whether a form was sent from a page of this site, as its browser says. Public pages have no cookie to prove it by.

    Every browser names the origin of a POST; where one does not, its Referer must. Without either the answer is no.
    """
    here = f"{request.scheme}://{request.get_host()}".lower()
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin.lower() == here
    referer = request.headers.get("Referer", "").lower()
    return referer == here or referer.startswith(f"{here}/")
