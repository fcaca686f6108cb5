"""The WSGI application that gunicorn serves; where it cannot serve anybody, it stops with one sentence."""

from __future__ import annotations

import logging
import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections

APPLICATION_DOES_NOT_LOAD = 4
"""The exit code at which gunicorn stops, where after any other it would start the same worker again for ever."""


def _application() -> WSGIHandler:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sendplan.settings")
    try:
        django.setup(set_prefix=False)
        from sendplan.checks import reason_not_to_serve, reasons_to_look

        problem = reason_not_to_serve()
        for sentence in [] if problem else reasons_to_look():
            logging.getLogger("sendplan").error(sentence)
        # Where one process loads the site for all workers, no two of them may use the connection that asked.
        connections.close_all()
    except ImproperlyConfigured as error:
        problem = str(error)
    except PermissionError as error:
        from sendplan.failures import sentence_for

        problem = sentence_for(error)
        if not problem:
            raise
    if problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(APPLICATION_DOES_NOT_LOAD)
    return WSGIHandler()


application = _application()
