#!/usr/bin/env python
"""Django's command-line entry point for sendplan."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sendplan.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import Error

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except (Error, PermissionError) as error:
        from sendplan.failures import sentence_for

        sentence = sentence_for(error)
        if not sentence:
            raise
        sys.exit(sentence)


if __name__ == "__main__":
    main()
