"""`manage.py sync_roles`: the groups of Django follow the roles of priorities/roles.py and the memberships."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from priorities.services import roles_without_sign_in, sync_groups


class Command(BaseCommand):
    help = (
        "Make a group of Django for each role and put everybody into the groups of their roles. Prints what changed; "
        "run again it changes nothing. Rights come from the memberships alone, never from these groups."
    )

    def handle(self, *, verbosity: int, **options) -> None:
        said = sync_groups(at=timezone.now())
        for sentence in said:
            self.stdout.write(sentence)
        if not said and verbosity > 0:
            self.stdout.write("Groups and roles are in step; nothing was changed.")
        for sentence in roles_without_sign_in():
            self.stderr.write(sentence)
