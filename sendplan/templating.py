"""The public templates' environment (Jinja2): what they may call. Collected here, because this is the highest package.

The admin's templates stay Django's and know nothing of this. docs/adr/0012 says why there are two engines.
"""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import Storage
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from jinja2 import Environment, StrictUndefined

from actions import page_words


class Site:
    """What every page says of the site. Read from the settings each time; no request and no query is needed for it."""

    @property
    def service_name(self) -> str:
        return settings.SERVICE_NAME

    @property
    def is_demo(self) -> bool:
        """Whether this is the demonstration, whose pages must say so."""
        return settings.DEMO


def environment(**options) -> Environment:
    """The environment for Django's Jinja2 backend, which hands in the loader and `autoescape`.

    A name that no view gave raises UndefinedError instead of leaving a gap: a missing word must not pass for an answer.
    """
    made = Environment(**options | {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})  # noqa: S701
    if made.autoescape is not True:
        raise ValueError("The public templates are only safe with autoescape on.")
    # Instead of Jinja2's own functions, which no page uses: each import between templates looks through all of them.
    made.globals = {"site": Site(), "static": file_address, "url": url} | page_words.GLOBALS
    made.filters |= page_words.FILTERS
    return made


def file_address(path: str) -> str:
    """The address of a static file: `static("sendplan.css")`, with the mark of its content where files bear one."""
    return _file_address(get_script_prefix(), staticfiles_storage, path)


@lru_cache(maxsize=64)
def _file_address(prefix: str, storage: Storage, path: str) -> str:
    # As with pages: a file's address never changes while a process lives, and two are on every page.
    return static(path)


def url(name: str, *args: str | int) -> str:
    """The address of a page by its name: `url("actions:action-list", plan.slug)`."""
    return _address(get_script_prefix(), name, args)


@lru_cache(maxsize=256)
def _address(prefix: str, name: str, args: tuple[str | int, ...]) -> str:
    # Every page shows ten addresses that never change under one prefix, and Django searches all patterns for each.
    return reverse(name, args=args)
