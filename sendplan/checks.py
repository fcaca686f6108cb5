"""What must hold before anybody is served: asked by `check --deploy` and by the WSGI application, never by a page."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.checks import CheckMessage, Error, register
from django.db import Error as DatabaseError

from priorities.models import User
from sendplan.demo.content import read_accounts


def static_files_missing() -> str:
    """One sentence where a static file of the project was not collected; every page would end in an error."""
    collected = getattr(staticfiles_storage, "hashed_files", None)
    if collected is None:
        return ""
    for path in sorted((settings.BASE_DIR / "static").iterdir()):
        if path.name not in collected:
            return (
                f"The static file {path.name} is not collected in {settings.STATIC_ROOT}; run"
                " 'manage.py collectstatic --noinput' with the same environment variables, then start again."
            )
    return ""


def demo_account_found(*, everywhere: bool = False) -> str:
    """In production, one sentence where an account that works has a password of the demonstration: anybody can read those.

    Without `everywhere` only the demonstration's own usernames are looked at, which takes no time. With it every
    account is, at about a second for each. Says nothing while the database does not answer or has no tables: then
    nobody can sign in either.
    """
    if not settings.PRODUCTION:
        return ""
    passwords = {account.username: account.password for account in read_accounts(settings.BASE_DIR / "fixtures")}
    accounts = User.objects.filter(is_active=True).order_by("username")
    if not everywhere:
        accounts = accounts.filter(username__in=passwords)
    try:
        stored = list(accounts.values_list("username", "password"))
    except DatabaseError:
        return ""
    for username, encoded in stored:
        tried = set(passwords.values()) if everywhere else {passwords[username]}
        if any(check_password(password, encoded) for password in tried):
            return (
                f"The account '{username}' has the demonstration's password, which anybody can read; use a database"
                f" without the demonstration, or run 'manage.py changepassword {username}'."
            )
    return ""


def reason_not_to_serve() -> str:
    """The first problem that would harm every visitor, as one sentence; empty where there is none."""
    return static_files_missing() or demo_account_found()


@register(deploy=True)
def ready_to_serve(**kwargs) -> list[CheckMessage]:
    """Both problems, for `manage.py check --deploy`."""
    found = [("sendplan.E001", static_files_missing()), ("sendplan.E002", demo_account_found(everywhere=True))]
    return [Error(sentence, id=name) for name, sentence in found if sentence]
