"""Take over the routemaps that come with sendplan as drafts of a partnership."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from priorities.models import Partnership, User
from priorities.services import NotAllowed
from routemaps.services import take_content
from sendplan.routemap_files import NotRead, content_in


class Command(BaseCommand):
    help = (
        "Adds the routemaps that come with sendplan to a partnership, as drafts: rules on dates, services to ask, explained "
        "words, stages. What the partnership has already stays as its people wrote it. An editor fills in the services and "
        "sends each routemap for approval."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--partnership", help="Its slug; without it, the host.")
        parser.add_argument("--by", required=True, help="The user name of who does it.")
        parser.add_argument("--from", dest="folder", type=Path, default=settings.BASE_DIR / "fixtures" / "routemaps")

    def handle(self, *args, **options) -> None:
        slug = options["partnership"]
        partnership = Partnership.objects.filter(slug=slug).first() if slug else Partnership.objects.host()
        if partnership is None:
            raise CommandError(
                f"There is no partnership '{slug}': add it first." if slug else "There is no partnership yet."
            )
        by = User.objects.filter(username=options["by"]).first()
        if by is None:
            raise CommandError(f"There is no user '{options['by']}': name somebody who has an account.")
        try:
            taken = take_content(
                partnership=partnership, content=content_in(options["folder"]), by=by, at=timezone.now()
            )
        except (NotAllowed, NotRead) as refusal:
            raise CommandError(str(refusal)) from None
        for kind, keys in taken.added.items():
            kept = len(taken.kept[kind])
            self.stdout.write(f"{kind.capitalize()}: {len(keys)} added{f', {kept} kept as they were' if kept else ''}.")
        self.stdout.write("Nothing of it is public until somebody sends it and another person publishes it.")
