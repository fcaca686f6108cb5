"""The mark of a public page: the same for everybody, so it may be kept and sent again."""

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
