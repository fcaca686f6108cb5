"""How large a document may be, in one place. The figures come from measured hostile files (see the tests)."""

from __future__ import annotations

from dataclasses import dataclass

from .blocks import Document, DocumentError, Table


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds, the rest are counts."""

    packed_bytes: int = 5 * 1024 * 1024
    unpacked_bytes: int = 50 * 1024 * 1024
    unpack_ratio: int = 200
    members: int = 2_000
    rows: int = 5_000
    columns: int = 60
    cell_characters: int = 20_000
    paragraphs: int = 20_000
    total_characters: int = 3_000_000
    notices: int = 5_000
    memory_bytes: int = 512 * 1024 * 1024
    seconds: int = 10
    plan_seconds: int = 20
    """Of processor time, for finding the plan in a document that is read already, and as much for comparing it."""
    plan_wait: int = 45
    """The same by the clock, on a machine that is busy. Opening, finding and comparing together stay well below the 120
    seconds after which gunicorn ends a worker (docs/operations.md)."""


LIMITS = Limits()


def megabytes(size: int) -> str:
    """A size in bytes as "5 MB" or "5.3 MB" (1 MB = 1,048,576 bytes); never rounded down to a limit it
    exceeds.
    """
    tenths = -(-size * 10 // (1024 * 1024))
    return f"{tenths // 10} MB" if tenths % 10 == 0 else f"{tenths / 10:.1f} MB"


def too_much_memory(name: str) -> DocumentError:
    """What to say when the reader ran out of memory or died, although every check of size was passed."""
    return DocumentError(
        f"The file {name} needs too much memory to read or is damaged: open it, copy what matters into a new "
        "file and send that."
    )


def check_rows(count: int, place: str, limits: Limits) -> None:
    """Raise DocumentError when `count` rows with content, reached at `place`, are more than a document may
    have.
    """
    if count > limits.rows:
        raise DocumentError(
            f"At {place} the document passes {limits.rows:,} table rows, which is the most that is read: "
            "split it into several files."
        )


def check_lines(count: int, limits: Limits) -> None:
    """Raise DocumentError when a text file has more lines with words than rows and paragraphs may be read."""
    most = limits.rows + limits.paragraphs
    if count > most:
        raise DocumentError(
            f"The file has {count:,} lines and the most that is read is {most:,}: split it into several files."
        )


def check_cell(text: str, place: str, limits: Limits) -> None:
    """Raise DocumentError when one cell or paragraph holds more characters than allowed."""
    if len(text) > limits.cell_characters:
        raise DocumentError(
            f"The text at {place} that begins {text[:30]!r} has {len(text):,} characters and the most that "
            f"is read is {limits.cell_characters:,}: shorten it or split it."
        )


def check_columns(count: int, place: str, limits: Limits) -> None:
    """Raise DocumentError when a row's last filled cell lies beyond the allowed columns; `count` is
    1-based.
    """
    if count > limits.columns:
        raise DocumentError(
            f"At {place} there is something in column {count} and the most that is read is "
            f"{limits.columns} columns: remove what stands far to the right or split the table."
        )


def check_document(document: Document, limits: Limits) -> None:
    """Raise DocumentError when a finished document is over a limit of rows, columns, characters or
    paragraphs.
    """
    rows = paragraphs = total = 0
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                rows += 1
                check_rows(rows, row.place, limits)
                for cell in row.cells:
                    check_cell(cell.text, row.place, limits)
                    total += len(cell.text)
                    if cell.text or cell.fill:
                        check_columns(cell.column + 1, row.place, limits)
        else:
            paragraphs += 1
            total += len(block.text)
            check_cell(block.text, block.place, limits)
            if paragraphs > limits.paragraphs:
                raise DocumentError(
                    f"At {block.place} the document passes {limits.paragraphs:,} lines of plain text, "
                    "which is the most that is read: split it into several files."
                )
    total += sum(len(notice.text) for notice in document.notices)
    if total > limits.total_characters:
        raise DocumentError(
            f"The document holds {total:,} characters and the most that is read is "
            f"{limits.total_characters:,}: split it into several files."
        )
    if len(document.notices) > limits.notices:
        raise DocumentError(
            f"The document has {len(document.notices):,} comments, changes and hidden parts and the most "
            f"that can be listed is {limits.notices:,}: accept or remove them and save it again."
        )
