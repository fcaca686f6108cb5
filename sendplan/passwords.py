"""Passwords that no account of a real site may have."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError

from sendplan.demo.content import read_accounts


class NotTheDemonstrations:
    """Refuses the passwords of the demonstration, which anybody can read. A validator as Django calls it."""

    def validate(self, password: str, user=None) -> None:
        """Raise ValidationError, one sentence, for a password of the demonstration."""
        known = {account.password for account in read_accounts(settings.BASE_DIR / "fixtures")}
        if password.strip() in known:
            raise ValidationError("This is a password of the demonstration, which anybody can read; choose another.")

    def get_help_text(self) -> str:
        return "Your password must be none of the demonstration's."
