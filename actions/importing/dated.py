"""The date that a document bears, as people write it: a day, a month or a year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from django.db.models import Max

from actions.importing.changes import ImportRefused
from actions.wording import day_in_words
from priorities.models import Plan, SourceDocument

_ISO_LENGTHS = {"day": 10, "month": 7, "year": 4}
_BRITISH = re.compile(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})", re.ASCII)


def iso(day: date, precision: str) -> str:
    """A date as --document-date takes it: "2024-03-31", "2024-03" or "2024"."""
    return day.isoformat()[: _ISO_LENGTHS[precision]]


def document_date(value: str | None, *, today: date, name: str = "--document-date") -> tuple[date | None, str]:
    """The date that a document bears and its precision: "2024-03-31" is a day, "2024-03" a month, "2024" a year.

    "31/3/2024" and "3/2024" say the same. A month or a year stands as its last day, but no day after today. `name` is
    what the field is called. Raises ImportRefused for anything else.
    """
    if not value:
        return None, SourceDocument.DatePrecision.DAY
    try:
        year, month, day = _parts(value)
        first = date(year, month or 1, day or 1)
    except ValueError:
        raise ImportRefused(
            f"{name} is '{value}'; write it as YYYY-MM-DD, such as 2024-03-31, or as 2024-03 or 2024 where the "
            "document names no day."
        ) from None
    if first > today:
        raise ImportRefused(
            f"{name} is '{value}', which is still to come; give the date that the document bears, or leave it out."
        )
    if day is not None:
        return first, SourceDocument.DatePrecision.DAY
    last = date(year, month or 12, monthrange(year, month or 12)[1])
    precision = SourceDocument.DatePrecision.MONTH if month else SourceDocument.DatePrecision.YEAR
    return (today if first <= today < last else last), precision


def _parts(value: str) -> tuple[int, int | None, int | None]:
    british = _BRITISH.fullmatch(value)
    if british is not None:
        day, month, year = british.groups()
        return int(year), int(month), int(day) if day else None
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", value, re.ASCII)
    if match is None:
        raise ValueError(value)
    return tuple(int(part) if part else None for part in match.groups())


def stored_date(document: SourceDocument) -> str:
    """ "with the date 2024-03" of a stored document, or "without a date"."""
    if document.document_date is None:
        return "without a date"
    return f"with the date {iso(document.document_date, document.date_precision)}"


def newer_documents(plan: Plan, kind: str, document_date: date) -> list[str]:
    """The plan was read from a later document of the kind already, so this one would put earlier words over later ones."""
    applied = plan.documents.filter(state=SourceDocument.State.APPLIED, kind=kind, document_date__gt=document_date)
    newest = applied.aggregate(day=Max("document_date"))["day"]
    if newest is None:
        return []
    return [
        f"The document is of {day_in_words(document_date)}, and the plan has one of {day_in_words(newest)}; what it says "
        "would replace what is newer. Check its date."
    ]
