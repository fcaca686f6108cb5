"""List redactions without their words, to know which must be done again after a backup; remove words where pages take too long."""

from __future__ import annotations

from datetime import datetime, time

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from actions.services import confirm_redaction
from priorities.models import Redaction, User
from priorities.permissions import may_confirm_redaction
from priorities.services import NotAllowed
from sendplan.management.commands.read_timescales import day_argument


class Command(BaseCommand):
    help = (
        "Lists redactions: number, partnership, state, kind of reason, who and when; never the words. "
        "With --remove NUMBER --by USER it removes withdrawn words for ever, as the page does, however long that takes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--since", metavar="YYYY-MM-DD", help="Those withdrawn or decided on that day or later.")
        parser.add_argument("--remove", metavar="NUMBER", type=int, help="Remove the words of this redaction for ever.")
        parser.add_argument("--by", metavar="USER", help="With --remove: who decided so, an approver; in the log.")

    def handle(self, *args, **options) -> None:
        if options["remove"] is not None:
            self._remove(options["remove"], options["by"])
            return
        since = day_argument(options["since"], "--since")
        rows = Redaction.objects.select_related("partnership", "withdrawn_by", "decided_by").order_by("pk")
        if since is not None:
            start = timezone.make_aware(datetime.combine(since, time.min))
            rows = rows.filter(withdrawn_at__gte=start) | rows.filter(decided_at__gte=start)
        if not rows:
            self.stdout.write("There are none.")
        for item in rows:
            said = [str(item), str(item.partnership), item.get_state_display(), item.get_reason_display()]
            said.append(f"withdrawn {_day(item.withdrawn_at)} by {item.withdrawn_by}")
            if item.decided_at is not None:
                said.append(f"decided {_day(item.decided_at)} by {item.decided_by}")
            self.stdout.write("; ".join(said))

    def _remove(self, number: int, username: str | None) -> None:
        """Everybody waits meanwhile who saves something on SQLite: at a quiet hour."""
        redaction = Redaction.objects.filter(pk=number).first()
        if redaction is None:
            raise CommandError(f"There is no redaction {number}; the command without --remove lists them.")
        by = User.objects.filter(username=username or "").first()
        if by is None:
            raise CommandError(f"--by is '{username or ''}', and there is no such account; name who decided so.")
        if not (by.is_active and may_confirm_redaction(by, redaction)):
            raise CommandError(
                f"'{by.username}' may not decide on redaction {number}; name an approver of {redaction.partnership} "
                "who did not withdraw the words."
            )
        try:
            found = confirm_redaction(redaction=redaction, everywhere=by.is_superuser, by=by, at=timezone.now())
        except NotAllowed as refusal:
            raise CommandError(f"Redaction {number}: {refusal}") from None
        self.stdout.write(f"Redaction {number}: the words were removed. Places: {len(redaction.places)}.")
        if found.meanwhile:
            self.stdout.write(f"{found.meanwhile} of them were written while the command ran.")
        for stored in found.unreadable:
            self.stdout.write(f"A file that cannot be opened was kept; look at it by hand: {stored.name}")
        for user in found.accounts:
            self.stdout.write(f"An account that bears the name was kept: {user.pk}")


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
