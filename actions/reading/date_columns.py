"""The dates of a row: which column counts, how several become one timescale, and what a displayed date leaves out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from actions.reading.aligning import Aligned
from actions.reading.columns import Meaning, folded
from actions.reading.kept import for_one_reading
from actions.reading.rows import Column
from actions.timescales import Timescale, read_timescale

if TYPE_CHECKING:
    from actions.reading.building import Builder


def is_month_only(text: str) -> bool:
    """ "Sep-14" shows a month and a year, although the file stores its first day."""
    return bool(re.fullmatch(r"[A-Za-z]{3,9}\.?[\s'’/-]*\d{2}(\d{2})?|\d{1,2}[/.-]\d{4}", text.strip()))


_REVISED = re.compile(r"\b(revised|new|current|extended|forecast)\b", re.IGNORECASE)
_FIRST = re.compile(r"\b(original|initial|first|baseline|planned)(ly)?\b", re.IGNORECASE)


def revised_or_first(columns: list[Column], aligned: Aligned) -> Column | None:
    """Of several columns of dates, the filled one that is revised, else the first filled one."""
    filled = [column for column in columns if aligned.texts.get(column.index)]
    for column in filled:
        if _REVISED.search(folded(column.heading)):
            return column
    return filled[0] if filled else (columns[0] if columns else None)


def _comes_before(heading: str, revised: str) -> bool:
    """Whether a heading names the first date where another is `revised`: "Original due date", or "Due date" alone."""

    heading, revised = folded(heading), folded(revised)

    def plain(text: str) -> list[str]:
        return re.findall(r"\w+", _REVISED.sub("", text))

    is_revised = _REVISED.search(revised) and not _REVISED.search(heading)
    return bool(is_revised and (_FIRST.search(heading) or plain(heading) == plain(revised)))


def _first_timescale(
    row: Builder, columns: list[Column], column: Column, timescale: Timescale
) -> tuple[Column, Timescale] | None:
    """The column of the date before it was revised, and what stands there; None where either date is not sure."""
    filled = [other for other in columns if other is not column and row.text(other)]
    firsts = [other for other in filled if _comes_before(other.heading, column.heading)]
    if len(firsts) != 1 or timescale.problem is not None or timescale.due is None:
        return None
    words = row.text(firsts[0])
    first = _with_day(_read_one(row, words, words), _stored_day(row, firsts[0]))
    return (firsts[0], first) if first.problem is None and first.due is not None else None


def timescales_of(row: Builder) -> tuple[Timescale, Timescale | None]:
    """The timescale of a row, from its columns of dates, and the one before it, where the row gives a revised date too.

    What is unsure about it goes to the row's problems.
    """
    columns = row.header.all(Meaning.DUE)
    starts = row.header.all(Meaning.START)
    column = revised_or_first(columns, row.aligned)
    parts = [
        (label, found) for label, found in (("Start", starts), ("Review", row.header.all(Meaning.REVIEW))) if found
    ]
    timescale = _read(row, column, parts)
    first = _first_timescale(row, columns, column, timescale) if column is not None else None
    for other in columns:
        if other is not column and row.text(other) and (first is None or other is not first[0]):
            row.problem(
                "timescale",
                row.text(other),
                f"A second date stands under '{other.heading}', and '{column.heading}' was read: check which date holds."
                if column
                else "",
            )
    if timescale.problem and (columns or starts):
        row.problem("timescale", timescale.raw, timescale.problem)
    return timescale, first[1] if first is not None else None


def _read(row: Builder, column: Column | None, parts: list[tuple[str, list[Column]]]) -> Timescale:
    """Read one date column, or put a start, a review and an end that stand in columns of their own together."""
    due = row.text(column)
    starts = next((row.text(found[0]) for label, found in parts if label == "Start"), "")
    if not starts:
        return _with_day(_read_one(row, _labelled(column, due), due), _stored_day(row, column))
    own = [(label, found[0]) for label, found in parts if row.text(found[0])]
    if due and column is not None:
        own.append(("End", column))
    row.composed = True
    # Our labels only tell the reader which is which: what stays is the document's own words.
    raw = _as_written(row, own)
    whole = _read_one(row, "\n".join(f"{label}: {_surely(row, part)}" for label, part in own), raw)
    if whole.problem is not None:
        last = _with_day(_read_one(row, due, due), _stored_day(row, column))
        opened = _read_one(row, f"from {next(_surely(row, part) for label, part in own if label == 'Start')}", starts)
        if due and last.problem is None and opened.problem is None and opened.start is not None:
            late = last.due is not None and opened.start > last.due
            if not late:
                return replace(last, raw=raw, start=opened.start, precision=last.precision or opened.precision)
        if not due and opened.problem is None:
            return replace(opened, raw=raw)
        return whole
    return whole


def _as_written(row: Builder, own: list[tuple[str, Column]]) -> str:
    """A start and an end as a span; else the headings with the words below them, one column a line."""
    if [label for label, _ in own] == ["Start", "End"]:
        return " – ".join(row.text(part) for _, part in own)
    return "\n".join(f"{' '.join(part.heading.split()) or label}: {row.text(part)}" for label, part in own)


def _surely(row: Builder, column: Column) -> str:
    """A column's words, or the real date of its cell in words: 5/3/2025 may mean either of two days."""
    day = _stored_day(row, column)
    return row.text(column) if day is None else f"{day.day} {day:%B} {day.year}"


def _labelled(column: Column | None, text: str) -> str:
    """Three lines under "Start/Rev/End" get their labels for the reading; the words as written stay as they are."""
    labels = re.findall(r"start|rev(?:iew|ised)?|end|finish", column.heading.lower()) if column else []
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == 1:
        lines = [part for part in re.split(r"\s+[/|]\s+|;\s*", text) if part.strip()]
    if len(labels) < 2 or len(labels) != len(lines) or ":" in text:
        return text
    names = {"s": "Start", "r": "Review", "e": "End", "f": "End"}
    written = [
        (names[label[0]], line) for label, line in zip(labels, lines, strict=True) if any(map(str.isalnum, line))
    ]
    return "\n".join(f"{name}: {line}" for name, line in written)


def _read_one(row: Builder, text: str, raw: str) -> Timescale:
    reading = _read_timescale(text, row.context.document_date)
    return reading if text == raw else replace(reading, raw=raw)


def _stored_day(row: Builder, column: Column | None) -> date | None:
    """The real date that the file stores in a column's cell, where what is shown names a day of it."""
    if column is None:
        return None
    cell = row.cell(column)
    if cell is None or cell.date is None or cell.doubt:
        return None
    day = date.fromisoformat(cell.date)
    return day if re.search(rf"(?<!\d)0?{day.day}(?!\d)", cell.text) and not is_month_only(cell.text) else None


def _with_day(timescale: Timescale, day: date | None) -> Timescale:
    """A real date of the file says more surely than its display which day is meant (9/30/2014)."""
    if day is None or timescale.due == day:
        return timescale
    return Timescale(
        raw=timescale.raw,
        start=None,
        due=day,
        precision="day",
        recurrence=None,
        ongoing=False,
        note=None,
        problem=None,
    )


@for_one_reading
def _read_timescale(text: str, document_date: date | None) -> Timescale:
    """A plan repeats its dates: each is read once."""
    return read_timescale(text, document_date=document_date)
