"""Read timescales, one a line, from standard input; print one JSON object a line."""

import json
import sys
from datetime import date

from django.core.management.base import BaseCommand, CommandError, CommandParser

from actions.timescales import read_timescale


class Command(BaseCommand):
    help = (
        "Reads one timescale per line from standard input (an empty line is an empty cell) "
        "and prints one JSON object per line."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--document-date", metavar="YYYY-MM-DD", help="The date that the document bears.")

    def handle(self, *args, **options) -> None:
        document_date = day_argument(options["document_date"], "--document-date")
        for line in sys.stdin:
            reading = read_timescale(line.rstrip("\r\n"), document_date=document_date)
            self.stdout.write(json.dumps(reading.as_json(), ensure_ascii=False))


def day_argument(value: str | None, name: str) -> date | None:
    """A date given on the command line, "2024-03-31"; CommandError with one sentence for anything else."""
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise CommandError(f"{name} is '{value}'; write it as YYYY-MM-DD, such as 2024-03-31.") from None
