"""Take out what is kept only for a time; docs/operations.md says how long each is kept."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from actions.services import purge, what_is_old
from priorities.services import scrub_database
from routemaps.services import addresses_to_empty, empty_addresses

ADDRESSES = "addresses for an answer to comments"


class Command(BaseCommand):
    help = (
        "Lists what is older than the settings keep it: entries of the log, sent messages, uploads, links, sessions. "
        "Nothing is removed without --commit."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--commit", action="store_true", help="Remove it, and write SQLite's file anew.")

    def handle(self, *args, **options) -> None:
        at = timezone.now()
        kept = ", ".join(f"{name.replace('_', ' ')} {days}" for name, days in settings.KEEP_DAYS.items())
        self.stdout.write(f"Kept, in days: {kept}.")
        if not options["commit"]:
            old = [(item.what, item.rows.count()) for item in what_is_old(keep=settings.KEEP_DAYS, at=at)]
            old.append((ADDRESSES, addresses_to_empty(at=at).count()))
            self._say([(what, number) for what, number in old if number])
            self.stdout.write("Nothing was removed. Run it with --commit to remove what is listed.")
            return
        emptied = empty_addresses(by=None, at=at)
        self._say(purge(keep=settings.KEEP_DAYS, by=None, at=at) + ([(ADDRESSES, emptied)] if emptied else []))
        if not scrub_database(largest=10**15):
            self.stderr.write(
                "The database's file could not be written anew, because somebody uses it; run the command again."
            )

    def _say(self, found: list[tuple[str, int]]) -> None:
        for what, number in found:
            self.stdout.write(f"{number:>8}  {what}")
        if not found:
            self.stdout.write("Nothing is older than it is kept.")
