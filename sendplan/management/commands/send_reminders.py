"""Remind people of the updates that they owe, tell approvers what waits for them, and send what the outbox holds."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from actions.reminding import Reminder, digests, late_and_unheard, not_told, queue, reminders
from actions.wording import counted
from priorities.models import OutboxMessage, User
from priorities.services import Delivery, deliver, send_test


class Command(BaseCommand):
    help = (
        "Reminds people of the updates that they owe, tells approvers what waits for them, and sends every message that "
        "was not sent yet. Run it as often as you like: nobody is told the same twice. It fails where a message could "
        "not be sent; the message is kept and tried again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only print what would be done.")
        parser.add_argument("--test", metavar="ADDRESS", help="Only send one test message to this address.")

    def handle(self, *args, **options) -> None:
        if options["test"]:
            wrong = send_test(options["test"])
            if wrong:
                raise CommandError(f"The test message was not sent. {wrong}.")
            self.stdout.write(f"The mail server took a test message to {options['test']}; look whether it arrives.")
            return
        at = timezone.now()
        unheard = _unheard(len(late_and_unheard(on=timezone.localdate(at))))
        new = list(not_told([*reminders(on=timezone.localdate(at)), *digests()], at=at))
        if options["dry_run"]:
            for message in new:
                self.stdout.write(f"Would tell {_person(message.to)}: {message.subject}")
            waiting = OutboxMessage.objects.waiting().count()
            self.stdout.write(
                f"{counted(len(new), 'message')} would be written; {counted(waiting, 'earlier one')} would be tried. Nothing was done."
            )
            if unheard:
                self.stderr.write(unheard)
            return
        kept = [message for message in new if queue(message, at=at) is not None]
        for message in kept:
            self.stdout.write(f"Written for {_person(message.to)}: {message.subject}")
        self._report(kept, deliver(clock=timezone.now), unheard)

    def _report(self, kept: list[Reminder], done: Delivery, unheard: str) -> None:
        for message in done.given_up:
            self.stderr.write(f"Given up: {_person(message.to)}, '{message.subject}': {message.last_error}")
        for message in done.failed:
            self.stderr.write(f"Not sent: {_person(message.to)}, '{message.subject}': {message.last_error}")
        waiting = OutboxMessage.objects.waiting().count()
        self.stdout.write(
            f"{counted(len(kept), 'message')} written, {len(done.sent)} sent, {waiting} waiting, {len(done.given_up)} given up."
        )
        unusable = done.no_answer and (waiting or done.failed)
        if unheard and (unusable or done.failed or done.given_up):
            self.stderr.write(unheard)
        if unusable and not settings.SENDS_MAIL:
            raise CommandError(f"{done.no_answer}, so nothing is sent. Every message is kept until it is set.")
        if unusable:
            raise CommandError(
                f"The mail server could not be used: {done.no_answer}. Nothing is lost: run this again later."
            )
        if done.failed or done.given_up:
            raise CommandError("Some messages could not be sent; the lines above say which and why.")
        if unheard:
            raise CommandError(unheard)


def _unheard(number: int) -> str:
    """A sentence where updates are late of which nobody can be told."""
    if not number:
        return ""
    return (
        f"{counted(number, 'update')} {'is' if number == 1 else 'are'} late and nobody can be told: give an approver an email "
        "address and a role. /admin/outstanding/ lists them."
    )


def _person(user: User) -> str:
    return user.get_full_name() or user.username
