#!/usr/bin/env python
"""Django's command-line entry point for sendplan."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sendplan.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError, connection

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except OperationalError as error:
        if connection.connection is not None:
            raise
        reason = next(iter(str(error).strip().splitlines()), "no reason given")
        sys.exit(
            f"The database ({connection.display_name}) does not answer: {reason}. Start it, or check DATABASE_URL."
        )


if __name__ == "__main__":
    main()
