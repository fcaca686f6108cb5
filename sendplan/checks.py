"""What must hold before anybody is served: asked by `check --deploy` and by the WSGI application, never by a page."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor

from priorities.models import Partnership, User
from priorities.services import roles_without_sign_in
from sendplan.demo.content import read_accounts
from sendplan.failures import no_answer, sentence_for


def static_files_missing() -> str:
    """One sentence where a static file of the project was not collected; every page would end in an error."""
    collected = getattr(staticfiles_storage, "hashed_files", None)
    if collected is None:
        return ""
    for path in sorted((settings.BASE_DIR / "static").iterdir()):
        if path.name not in collected or not staticfiles_storage.exists(collected[path.name]):
            return (
                f"The static file {path.name} is not collected in {settings.STATIC_ROOT}; run"
                " 'make setup' with the same environment variables, then start again."
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
    except (DatabaseError, InterfaceError):
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


def reasons_to_look() -> list[str]:
    """What leaves visitors with errors or an empty site until somebody acts, a sentence each; the site starts with it."""
    return [sentence for sentence in (database_not_ready(), host_partnership_unknown()) if sentence]


def database_not_ready() -> str:
    """One sentence where the database does not answer, or lacks tables or columns of this version: every page needs them."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, InterfaceError) as error:
        return sentence_for(error) or no_answer(error)
    if not missing:
        return ""
    return f"The database lacks {len(missing)} of this version's migrations; run 'make setup' with the same variables."


def host_partnership_unknown() -> str:
    """One sentence where SENDPLAN_HOST_PARTNERSHIP names no partnership: the site would look empty."""
    wanted = settings.HOST_PARTNERSHIP
    try:
        known = list(Partnership.objects.order_by("slug").values_list("slug", flat=True)[:20]) if wanted else []
        if not wanted or Partnership.objects.filter(slug=wanted).exists():
            return ""
    except (DatabaseError, InterfaceError):
        return ""
    return f"SENDPLAN_HOST_PARTNERSHIP is '{wanted}', and there is no such partnership. Known: {', '.join(known) or 'none'}."


@register(deploy=True)
def ready_to_serve(**kwargs) -> list[CheckMessage]:
    """Every problem, for `manage.py check --deploy`."""
    found = [
        ("sendplan.E001", static_files_missing()),
        ("sendplan.E002", demo_account_found(everywhere=True)),
        ("sendplan.E003", database_not_ready()),
        ("sendplan.E004", host_partnership_unknown()),
    ]
    errors = [Error(sentence, id=name) for name, sentence in found if sentence]
    warnings = [("sendplan.W001", sentence) for sentence in _people_outside()]
    if not settings.SENDS_MAIL:
        no_mail = "SENDPLAN_EMAIL_URL is not set: nobody is reminded, and messages are kept until it is."
        warnings.append(("sendplan.W002", no_mail))
    warnings += [("sendplan.W003", sentence) for sentence in unknown_settings(os.environ)]
    return errors + [Warning(sentence, id=name) for name, sentence in warnings]


def unknown_settings(environment: Iterable[str]) -> list[str]:
    """A sentence for each variable that is named like a setting of this site and is none: it does nothing."""
    source = (settings.BASE_DIR / "sendplan" / "settings.py").read_text(encoding="utf-8")
    known = set(re.findall(r'"(SENDPLAN_[A-Z_]+)"', source))
    return [
        f"{name} is no setting of this site and does nothing; README.md lists them."
        for name in sorted(environment)
        if name.startswith("SENDPLAN_") and name not in known and not name.endswith("_MUST_NOT_SKIP")  # the tests' own
    ]


def _people_outside() -> list[str]:
    """Accounts with a role that cannot sign in; none while the database does not answer or lacks tables."""
    try:
        return roles_without_sign_in()
    except (DatabaseError, InterfaceError):
        return []
