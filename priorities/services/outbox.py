"""Messages to people: kept first, in the transaction of what they are about, and sent afterwards.

`deliver` may run as often as somebody likes, and two may run at once: a message is claimed before it is sent, by a
statement that only one of them can win. Sending itself cannot be undone, so a crash in the moment between sending and
recording may send one message twice; both bear one Message-ID, made from the key, by which mail programs see one.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.db.models import F

from priorities.models import OutboxMessage, User
from priorities.services.audit import one_line
from priorities.services.writing import keep

TRIED_FOR = timedelta(days=7)
"""How long a message is tried; then it is given up, which the page of who is outstanding shows."""

_FIRST_PAUSE = timedelta(minutes=5)
_LONGEST_PAUSE = timedelta(hours=6)

_OF_THE_MESSAGE = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    UnicodeError,
    ValueError,
)
"""Errors of one message; after any other the mail server is left alone until the next run."""


@dataclass(slots=True)
class Delivery:
    """What a run did: messages sent, failed for now, given up, and what the mail server said where it did not answer."""

    sent: list[OutboxMessage] = field(default_factory=list)
    failed: list[OutboxMessage] = field(default_factory=list)
    given_up: list[OutboxMessage] = field(default_factory=list)
    no_answer: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether everything that was tried was sent."""
        return not (self.failed or self.given_up or self.no_answer)


def queue_message(*, key: str, to: User, subject: str, body: str, at: datetime) -> OutboxMessage | None:
    """Keep a message to a person; None where one with the same key is kept already, or the person has no address.

    Call it in the transaction of what the message is about: both are stored, or neither.
    """
    if not to.email or OutboxMessage.objects.filter(key=key).exists():
        return None
    message = OutboxMessage(
        key=key, to=to, address=to.email, subject=one_line(" ".join(subject.split()))[:200], body=body, made_at=at
    )
    try:
        with transaction.atomic():
            keep(message, by=None, at=at)
    except IntegrityError:  # another run was quicker by a moment
        return None
    return message


def pause_after(attempts: int) -> timedelta:
    """How long a message rests after so many attempts: 5 minutes, then twice as long each time, at most 6 hours.

    It is longer than one attempt can last, so what was claimed so long ago belongs to a run that died.
    """
    return min(_FIRST_PAUSE * 2 ** min(max(attempts - 1, 0), 10), _LONGEST_PAUSE)


def deliver(*, clock: Callable[[], datetime]) -> Delivery:
    """Send what waits and is not resting, what was tried least often first. Never inside a transaction.

    `clock` tells the moment: a run lasts. One connection serves all; where the mail server does not answer the run
    ends, and the rest waits for the next.
    """
    done = Delivery()
    if not settings.SENDS_MAIL:
        done.no_answer = "SENDPLAN_EMAIL_URL is not set"
        return done
    with_server: BaseEmailBackend = get_connection()
    try:
        for message in _waiting(clock()):
            now = clock()
            if not _claim(message, now):
                continue
            refusal = _why_not(message, now)
            if refusal:
                _record(message, given_up_at=now, last_error=refusal)
                done.given_up.append(message)
                continue
            try:
                with_server.open()
                with_server.send_messages([_email(message, with_server)])
            except _OF_THE_MESSAGE as error:
                _fail(message, error, done)
            except OSError as error:  # every error of smtplib is one, and so is no connection
                _fail(message, error, done)
                done.no_answer = message.last_error
                break
            else:
                _record(message, sent_at=clock(), last_error="")
                done.sent.append(message)
    finally:
        _hang_up(with_server)
    return done


def send_test(address: str) -> str:
    """Greet the mail server and send one message to an address; what went wrong, "" where it was taken."""
    if not settings.SENDS_MAIL:
        return "SENDPLAN_EMAIL_URL is not set"
    with_server: BaseEmailBackend = get_connection()
    body = f"{settings.SITE_URL} can send messages. Nobody needs to answer this one.\n"
    try:
        EmailMessage("A test of the messages", body, to=[address], connection=with_server).send()
    except (*_OF_THE_MESSAGE, OSError) as error:
        return one_line(_in_words(error))[:300]
    finally:
        _hang_up(with_server)
    return ""


def _waiting(now: datetime) -> list[OutboxMessage]:
    waiting = OutboxMessage.objects.waiting().select_related("to").order_by("attempts", "made_at", "pk")
    return [
        message
        for message in waiting
        if message.claimed_at is None or message.claimed_at + pause_after(message.attempts) <= now
    ]


def _claim(message: OutboxMessage, now: datetime) -> bool:
    """Take a message in hand; False where another run was quicker. One statement, so that only one can win."""
    as_read = OutboxMessage.objects.waiting().filter(
        pk=message.pk, claimed_at=message.claimed_at, attempts=message.attempts
    )
    # The address that the person has now: it may have been put right since.
    message.address = message.to.email or message.address
    won = as_read.order_by().update(claimed_at=now, attempts=F("attempts") + 1, address=message.address)
    message.claimed_at, message.attempts = now, message.attempts + 1
    return bool(won)


def _why_not(message: OutboxMessage, now: datetime) -> str:
    """Why a message is given up, "" where it is tried."""
    if not message.to.is_active:
        return "The account was closed."
    # What no run took in hand for a week, because none ran, gets its first try; `_claim` has counted this one.
    if message.attempts > 1 and now - message.made_at > TRIED_FOR:
        return message.last_error or f"Nothing could be sent for {TRIED_FOR.days} days."
    return ""


def _email(message: OutboxMessage, with_server: BaseEmailBackend) -> EmailMessage:
    host = urlsplit(settings.SITE_URL).hostname
    return EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.address],
        connection=with_server,
        headers={
            # The same for every attempt: whoever gets a message twice is shown it once.
            "Message-ID": f"<{sha256(message.key.encode()).hexdigest()[:40]}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def _fail(message: OutboxMessage, error: Exception, done: Delivery) -> None:
    _record(message, last_error=one_line(_in_words(error))[:300])
    done.failed.append(message)


def _in_words(error: Exception) -> str:
    """What the mail server said, "550 no such person", else what kind of error it was."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()), (0, b""))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    elif isinstance(error, smtplib.SMTPNotSupportedError):
        return "The mail server does not encrypt on this port; write smtps:// with port 465, or smtp-plain:// for a relay of your own network"
    elif isinstance(error, ssl.SSLCertVerificationError):
        return f"The mail server's certificate is not accepted: {error.verify_message.rstrip('.')}"
    elif isinstance(error, ssl.SSLError):
        return "The mail server does not encrypt from the first word on this port; write smtp:// with port 587 instead of smtps://"
    else:
        return f"{type(error).__name__}: {error}".rstrip(".") if str(error) else type(error).__name__
    return f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"


def _record(message: OutboxMessage, **columns: object) -> None:
    """Keep what became of an attempt. No person edits these columns, so there is no history of them."""
    OutboxMessage.objects.filter(pk=message.pk).update(**columns)
    for name, value in columns.items():
        setattr(message, name, value)


def _hang_up(with_server: BaseEmailBackend) -> None:
    """End the connection; a server that is gone needs no goodbye."""
    try:
        with_server.close()
    except OSError:
        return
