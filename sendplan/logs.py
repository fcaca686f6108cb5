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


class AddressesWithoutSecrets(logging.Filter):
    """Takes out of addresses what who reads the log must not know: the secret of a link to a draft, and everything behind "?".

    Behind "?" stand the days that a family typed. It stands on the loggers of Django that name an address, and on the handler
    for everything else.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        quiet = without_secrets(said)
        if quiet != said:
            record.msg, record.args = quiet, ()
        if record.exc_info:
            trace = record.exc_text or logging.Formatter().formatException(record.exc_info)
            quiet = without_secrets(trace)
            if quiet != trace:
                record.exc_text = quiet
        return True


_SECRET = re.compile(r"(/draft/)[^/\s]+")
_ASKED = re.compile(r"""(/[^\s?"'<>]*)\?[^\s"'<>]+""")


def without_secrets(words: str) -> str:
    """Words with "…" for the secret of every link to a draft in them, and for what is asked of any address."""
    if "/draft/" in words:
        words = _SECRET.sub(r"\1…", words)
    return _ASKED.sub(r"\1?…", words) if "?" in words else words
