"""Words explained: all of them by the alphabet, and a page for each that the partnership explains."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from priorities.models import Partnership
from priorities.public import public_page
from routemaps.words import all_words, own_terms, uses_of


@public_page
@require_safe
def word_list(request: HttpRequest) -> HttpResponse:
    """Every explained word, by the alphabet."""
    host = Partnership.objects.host()
    letters = [(letter, list(words)) for letter, words in groupby(all_words(host), key=lambda one: one.word[0].upper())]
    return render(request, "routemaps/words.html", {"partnership": host, "section": "words", "letters": letters})


@public_page
@require_safe
def word(request: HttpRequest, slug: str) -> HttpResponse:
    """One word: what it means, how it is said, what people also say, and which routemaps use it."""
    host = Partnership.objects.host()
    found = next((term for term in own_terms(host) if term.slug == slug), None)
    if host is None or found is None:
        raise Http404
    context = {"partnership": host, "section": "words", "term": found, "uses": uses_of(found, host)}
    return render(request, "routemaps/word.html", context)
