"""`manage.py load_demo`: the demonstration, loaded once and kept."""

from __future__ import annotations

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sendplan.demo.content import DemoContent, read_demo
from sendplan.demo.loading import AlreadyTaken, is_loaded, load


class Command(BaseCommand):
    help = (
        "Load the demonstration: an invented partnership with two years of reports, and plans of two real "
        "areas. If it is there, it is kept as it is. Refuses to run in production."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port", type=int, default=8000, help="The port in the address that is printed (default: 8000)."
        )

    def handle(self, *, port: int, **options) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "The demonstration has passwords that anybody can read, so it is not loaded in production:"
                " set SENDPLAN_ENV to demo on a machine of your own."
            )
        content = read_demo(settings.BASE_DIR / "fixtures")
        if is_loaded(content):
            self.stdout.write("The demonstration was here already; its data was kept.")
        else:
            try:
                load(content)
            except AlreadyTaken as taken:
                raise CommandError(str(taken)) from None
            self.stdout.write("The demonstration is loaded.")
        self._print_address_and_accounts(content, port)

    def _print_address_and_accounts(self, content: DemoContent, port: int) -> None:
        self.stdout.write(f"\nSite:    http://127.0.0.1:{port}/")
        self.stdout.write(f"Sign in: http://127.0.0.1:{port}/admin/\n\n")
        names = {partnership.slug: partnership.name for partnership in content.partnerships}
        for account in content.accounts:
            whose = f"{account.role} of the {names[account.partnership]}" if account.role else "whole site"
            self.stdout.write(f"  {account.username:<17} {account.password:<20} {whose}")
