"""List redactions without their words, to know which must be done again after a backup was restored."""

from __future__ import annotations

from datetime import datetime, time

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from priorities.models import Redaction
from sendplan.management.commands.read_timescales import day_argument


class Command(BaseCommand):
    help = "Lists redactions: number, partnership, state, kind of reason, who and when; never the words."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--since", metavar="YYYY-MM-DD", help="Those withdrawn or decided on that day or later.")

    def handle(self, *args, **options) -> None:
        since = day_argument(options["since"], "--since")
        rows = Redaction.objects.select_related("partnership", "withdrawn_by", "decided_by").order_by("pk")
        if since is not None:
            start = timezone.make_aware(datetime.combine(since, time.min))
            rows = rows.filter(withdrawn_at__gte=start) | rows.filter(decided_at__gte=start)
        for item in rows:
            said = [str(item), str(item.partnership), item.get_state_display(), item.get_reason_display()]
            said.append(f"withdrawn {_day(item.withdrawn_at)} by {item.withdrawn_by}")
            if item.decided_at is not None:
                said.append(f"decided {_day(item.decided_at)} by {item.decided_by}")
            self.stdout.write("; ".join(said))


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
