"""A mail server of the tests' own on 127.0.0.1, which can die in the middle of a message."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import Message

import pytest


class MailServer:
    """`taken` are the messages that it stored; `deaths` says of the next messages where it dies: "data" or "thanks".

    "data": in the middle of the message, which is lost. "thanks": after storing it, before saying so. "refuse" refuses
    the recipient, and lives.
    """

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.deaths: list[str] = []
        self.connections = 0
        self.port = 0

    def talk(self, handler: socketserver.StreamRequestHandler) -> None:
        """One connection, from greeting to goodbye or death."""
        self.connections += 1

        def say(line: str) -> None:
            handler.wfile.write(line.encode() + b"\r\n")

        say("220 ready")
        death = ""
        while line := handler.rfile.readline():
            command = line[:4].upper()
            if command == b"MAIL":
                death = self.deaths.pop(0) if self.deaths else ""
                say("250 fine")
            elif command == b"RCPT" and death == "refuse":
                say("550 no such person")
            elif command == b"DATA":
                say("354 go on")
                if not self._read(handler, death):
                    return
                say("250 taken")
            elif command == b"QUIT":
                say("221 goodbye")
                return
            else:
                say("250 fine")

    def _read(self, handler: socketserver.StreamRequestHandler, death: str) -> bool:
        lines = []
        while (line := handler.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
            if death == "data":
                return False
        self.taken.append(message_from_bytes(b"".join(lines)))
        return death != "thanks"


@contextmanager
def serving() -> Iterator[MailServer]:
    """A server that answers until the block ends."""
    server = MailServer()

    class Handler(socketserver.StreamRequestHandler):
        timeout = 5

        def handle(self) -> None:
            with suppress(ConnectionError):  # a client that hangs up in the middle
                server.talk(self)

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as listening:
        server.port = listening.server_address[1]
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        listening.shutdown()
        thread.join()


def use(settings, port: int) -> None:
    """Let the site send its messages through a server on this port of this machine."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.SITE_URL = "https://send.example.org"
    settings.DEFAULT_FROM_EMAIL = "noreply@send.example.org"


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:
    with serving() as server:
        use(settings, server.port)
        yield server
