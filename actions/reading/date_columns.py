"""Which column of dates counts, and what a displayed date leaves out."""

from __future__ import annotations

import re

from actions.reading.rows import Aligned, Column


def is_month_only(text: str) -> bool:
    """ "Sep-14" shows a month and a year, although the file stores its first day."""
    return bool(re.fullmatch(r"[A-Za-z]{3,9}\.?[\s'’/-]*\d{2}(\d{2})?|\d{1,2}[/.-]\d{4}", text.strip()))


def revised_or_first(columns: list[Column], aligned: Aligned) -> Column | None:
    """Of several columns of dates, the filled one that is revised, else the first filled one."""
    filled = [column for column in columns if aligned.texts.get(column.index)]
    for column in filled:
        if re.search(r"\b(revised|new|current|extended)\b", column.heading, re.IGNORECASE):
            return column
    return filled[0] if filled else (columns[0] if columns else None)
