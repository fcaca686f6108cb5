"""What the log says. Pure but for the kinds of errors that it looks for."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError


class OutageInOneLine(logging.Filter):
    """Says in one line that the database did not answer, instead of a traceback for every request of an outage."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, OperationalError | InterfaceError):
            first = next(iter(str(error).strip().splitlines()), "no reason given")
            record.msg, record.args = "%s (the database: %s)", (record.getMessage(), first)
            record.exc_info = None
        return True
