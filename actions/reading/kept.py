"""What is found out about a text is kept for as long as one document is read: each text is weighed once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

MOST = 2**17
"""Texts for which one answer is kept: a document has hardly more, so a long one is not weighed again at every step."""

_forgetting: list[Callable[[], None]] = []


def for_one_reading(function: Callable[P, R]) -> Callable[P, R]:
    """A function that depends on its arguments alone and is asked once about each, until `forget` is called."""
    keeping = lru_cache(maxsize=MOST)(function)
    _forgetting.append(keeping.cache_clear)
    return keeping


def forget() -> None:
    """Let go of all that was kept: a large document's texts do not stay in the memory of the process."""
    for clear in _forgetting:
        clear()
