"""What the log says."""

from __future__ import annotations

import logging
import re

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


class LinksWithoutSecrets(logging.Filter):
    """Takes the secret out of the address of a link to draft an update: who reads the log must not open it.

    It stands on the loggers of Django that name an address, and on the handler for everything else.
    """

    _SECRET = re.compile(r"(/draft/)[^/\s]+")

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if "/draft/" in said:
            record.msg, record.args = self._SECRET.sub(r"\1…", said), ()
        if record.exc_info:
            trace = record.exc_text or logging.Formatter().formatException(record.exc_info)
            if "/draft/" in trace:
                record.exc_text = self._SECRET.sub(r"\1…", trace)
        return True
