"""`manage.py load_demo`: the demonstration, loaded once and kept."""

from __future__ import annotations

import errno
import logging
import re
import socket
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from priorities.services import audit
from sendplan.demo.content import DemoContent, read_demo
from sendplan.demo.loading import NotOurs, is_loaded, load


class Command(BaseCommand):
    help = (
        "Migrate an empty database and load the demonstration: an invented partnership with two years of reports, and "
        "documents of two real areas. If it is there, it is kept as it is. Refuses production, and a database with "
        "anything else in it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port", default="8000", help="The port of this machine on which the site will be (default: 8000)."
        )

    def handle(self, *, port: str, **options) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "The demonstration has passwords that anybody can read, so it is not loaded in production:"
                " set SENDPLAN_ENV to demo on a machine of your own."
            )
        _refuse_port(port)
        content = read_demo(settings.BASE_DIR / "fixtures")
        try:
            loaded = is_loaded(content)
        except NotOurs as found:
            raise CommandError(f"{found}, so nothing was loaded: {_another_database()}.") from None
        if not loaded:
            self.stdout.write("Loading the demonstration ...")
        _migrate()
        if loaded:
            self.stdout.write("The demonstration was here already; its data was kept.")
        else:
            with _unsaid():
                load(content)
            self.stdout.write("The demonstration is loaded.")
        call_command("sync_roles", verbosity=0, stdout=self.stdout)
        self._print_address_and_accounts(content, port)

    def _print_address_and_accounts(self, content: DemoContent, port: str) -> None:
        self.stdout.write(f"\nSite:    http://127.0.0.1:{port}/")
        self.stdout.write(f"Sign in: http://127.0.0.1:{port}/admin/\n\n")
        names = {partnership.slug: partnership.name for partnership in content.partnerships}
        for account in content.accounts:
            whose = f"{account.role} of the {names[account.partnership]}" if account.role else "whole site"
            self.stdout.write(f"  {account.username:<17} {account.password:<20} {whose}")


def _another_database() -> str:
    if settings.DEMO:
        return f"remove the folder {settings.VAR_DIR} to begin the demonstration anew"
    return "set SENDPLAN_ENV to demo, then it has a database of its own"


def _refuse_port(port: str) -> None:
    """Raise CommandError where nothing can listen on the port: before an address is promised."""
    if not re.fullmatch("[1-9][0-9]{0,4}", port) or int(port) > 65_535:
        raise CommandError(f"'{port}' is no port; choose a number from 1024 to 65535, such as make demo PORT=8123.")
    with socket.socket() as probe:
        # As gunicorn does it: an address that was left a moment ago is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError as error:
            raise CommandError(
                {
                    errno.EADDRINUSE: f"Port {port} is in use on this machine; stop what uses it, or choose another,"
                    " such as make demo PORT=8123.",
                    errno.EACCES: f"Port {port} needs rights that you do not have; choose one from 1024 to 65535,"
                    " such as make demo PORT=8123.",
                }.get(error.errno, f"Nothing can listen on port {port} of this machine: {error.strerror}.")
            ) from None


@contextmanager
def _unsaid() -> Iterator[None]:
    """Two years of the office's log go to its table alone: on the screen they would hide the address and the accounts."""
    level = audit.logger.level
    audit.logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        audit.logger.setLevel(level)


def _migrate() -> None:
    """Bring the tables up to the code, where they are behind it."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
