"""Long lists in pages: which page is asked for, and the links to the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest


@dataclass(frozen=True, slots=True)
class Step:
    """A link of the pagination; without `url` it is the page that is shown. `rel` is "prev", "next" or ""."""

    words: str
    url: str
    rel: str = ""


def page_asked_for(request: HttpRequest, rows, *, per_page: int) -> Page:
    """The page that `page` in the address names, the first without it. Raises Http404 where there is no such page."""
    try:
        return Paginator(rows, per_page).page(request.GET.get("page") or 1)
    except (PageNotAnInteger, EmptyPage):
        raise Http404 from None


def steps(page: Page, *, address: Callable[[int], str]) -> list[Step]:
    """Previous, the first, the last and the pages around this one, and next; empty where one page is all."""
    last = page.paginator.num_pages
    if last == 1:
        return []
    near = sorted({1, last} | {number for number in range(page.number - 2, page.number + 3) if 1 <= number <= last})
    found = [Step(str(number), "" if number == page.number else address(number)) for number in near]
    if page.has_previous():
        found.insert(0, Step("Previous page", address(page.number - 1), "prev"))
    if page.has_next():
        found.append(Step("Next page", address(page.number + 1), "next"))
    return found
