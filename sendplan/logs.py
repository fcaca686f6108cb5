"""What the log says."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError

from sendplan.failures import sentence_for


class OutageInOneLine(logging.Filter):
    """Says in one line that the database did not answer or was not made, instead of a traceback for every request."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, OperationalError | InterfaceError) or (error is not None and sentence_for(error)):
            first = next(iter(str(error).strip().splitlines()), "no reason given")
            record.msg, record.args = "%s (the database: %s)", (record.getMessage(), first)
            record.exc_info = None
        return True
