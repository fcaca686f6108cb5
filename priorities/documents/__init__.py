"""Read a file that a partnership sends (text, CSV, Excel, Word) into blocks, tables and cells.

Pure: no Django, no database. `read_document` does the reading in a separate process with hard limits on
memory, time and size, because the file may come from anybody. What the cells mean is decided elsewhere.
"""

from .blocks import (
    Cell,
    Document,
    DocumentError,
    Notice,
    Paragraph,
    Row,
    Table,
    document_from_json,
    document_to_json,
)
from .limits import LIMITS, Limits
from .reading import read_document

__all__ = [
    "LIMITS",
    "Cell",
    "Document",
    "DocumentError",
    "Limits",
    "Notice",
    "Paragraph",
    "Row",
    "Table",
    "document_from_json",
    "document_to_json",
    "read_document",
]
