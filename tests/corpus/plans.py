"""All plans of the corpus, in the order in which they are run."""

from __future__ import annotations

from . import (
    plans_beside,
    plans_book,
    plans_cards,
    plans_csv,
    plans_more,
    plans_pages,
    plans_print,
    plans_sheets,
    plans_tabs,
    plans_text,
    plans_word,
)

MODULES = (
    plans_text,
    plans_tabs,
    plans_print,
    plans_csv,
    plans_book,
    plans_sheets,
    plans_word,
    plans_cards,
    plans_more,
    plans_beside,
    plans_pages,
)

PLANS = tuple(make() for module in MODULES for make in module.PLANS)
