"""What a reader knows of its documents' headings, as far as lines and tables must know it, too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Four questions about a whole line.

    `heads`: it is a heading that the reader knows, so it begins anew. `ends`: it is one that is complete, so nothing goes
    on with it. `opens_list`: points may stand below it line by line without marks. `column`: what the words below it in a
    table are: "subject" (they name a priority or a recommendation), "section", or "".
    """

    heads: Callable[[str], bool]
    ends: Callable[[str], bool]
    opens_list: Callable[[str], bool]
    column: Callable[[str], str]
