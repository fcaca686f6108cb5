"""Production refuses to start without its secrets; anything else starts without a variable."""

from __future__ import annotations

import json
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

pytestmark = pytest.mark.own_site

ROOT = Path(__file__).resolve().parents[3]
KEY = "0123456789abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def start(
    tmp_path: Path, *arguments: str, program: tuple[str, ...] = (), **variables: str
) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("SENDPLAN_", "DATABASE_", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, *(program or ("manage.py", *(arguments or ("check",))))],
        cwd=ROOT,
        env={**environment, "SENDPLAN_VAR": str(tmp_path), **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def refusal(tmp_path: Path, **variables: str) -> str:
    """What the settings say of these variables where they refuse them: read in this process, which takes no time.

    That a command prints it and ends with 1 is tested with one of them below.
    """
    before, mask = dict(os.environ), os.umask(0o077)
    for name in before:
        if name.startswith(("SENDPLAN_", "DATABASE_")):
            del os.environ[name]
    os.environ.update(variables, SENDPLAN_VAR=str(tmp_path))
    try:
        runpy.run_path(str(ROOT / "sendplan" / "settings.py"))
    except ImproperlyConfigured as error:
        return str(error)
    finally:
        os.umask(mask)
        os.environ.clear()
        os.environ.update(before)
    return ""


def test_a_command_prints_the_refusal_alone(tmp_path):
    done = start(tmp_path, SENDPLAN_ENV="production")
    assert done.returncode == 1
    assert done.stderr.strip() == refusal(tmp_path, SENDPLAN_ENV="production") != ""


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({}, "SENDPLAN_SECRET_KEY is not set; production needs it to sign sessions and links."),
        ({"SENDPLAN_SECRET_KEY": KEY}, "SENDPLAN_HOSTS is not set; production needs it to know its own addresses."),
        (
            {"SENDPLAN_SECRET_KEY": "short", "SENDPLAN_HOSTS": "send.example.org"},
            "SENDPLAN_SECRET_KEY is too short or repeats itself; use at least 50 random characters.",
        ),
        (
            {"SENDPLAN_SECRET_KEY": KEY, "SENDPLAN_HOSTS": ","},
            "SENDPLAN_HOSTS names no host of its own; write it as send.example.org, for example.",
        ),
        (
            {"SENDPLAN_SECRET_KEY": KEY, "SENDPLAN_HOSTS": "send.example.org, https://send.example.org/"},
            "SENDPLAN_HOSTS has 'https://send.example.org/'; write names alone, such as send.example.org, without"
            " https:// or a port.",
        ),
        (
            {"SENDPLAN_SECRET_KEY": KEY, "SENDPLAN_HOSTS": "send.example.org:443"},
            "SENDPLAN_HOSTS has 'send.example.org:443'; write names alone, such as send.example.org, without https://"
            " or a port.",
        ),
        (
            {"SENDPLAN_SECRET_KEY": KEY, "SENDPLAN_HOSTS": "*"},
            "SENDPLAN_HOSTS has '*'; write names alone, such as send.example.org, without https:// or a port.",
        ),
    ],
)
def test_production_refuses_to_start_and_says_why(tmp_path, variables, sentence):
    assert refusal(tmp_path, SENDPLAN_ENV="production", **variables) == sentence


PRODUCTION = {"SENDPLAN_ENV": "production", "SENDPLAN_SECRET_KEY": KEY, "SENDPLAN_HOSTS": "send.example.org"}


@pytest.mark.django_db
def test_production_with_its_secrets_is_clean(tmp_path, migrated_file):
    start(tmp_path, "collectstatic", "--noinput", **PRODUCTION)
    shutil.copy(migrated_file, tmp_path)
    mail = {"SENDPLAN_EMAIL_URL": "smtp://mail.example.org:587"}
    done = start(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION, **mail)
    assert (done.returncode, done.stdout.strip()) == (0, "System check identified no issues (0 silenced).")


def test_an_unknown_environment_is_refused(tmp_path):
    assert refusal(tmp_path, SENDPLAN_ENV="staging") == (
        "SENDPLAN_ENV is 'staging'; set it to development, demo or production, or leave it out."
    )


def test_an_empty_database_address_is_none(tmp_path):
    done = start(tmp_path, DATABASE_URL="")
    assert (done.returncode, done.stdout.strip()) == (0, "System check identified no issues (0 silenced).")


def test_a_development_site_keeps_a_key_of_its_own(tmp_path):
    start(tmp_path)
    key = tmp_path / "secret-key"
    first = key.read_text()
    assert len(first) > 50
    assert key.stat().st_mode & 0o777 == 0o600
    start(tmp_path)
    assert key.read_text() == first


def test_a_key_that_cannot_be_read_is_named(tmp_path):
    """A folder in its place stands for the file of another user, which the tests' user may be able to read."""
    (tmp_path / "secret-key").mkdir()
    done = start(tmp_path)
    assert done.stderr.strip() == (
        f"The file {tmp_path}/secret-key cannot be read by this user; give it to them, or set SENDPLAN_VAR to another"
        " folder."
    )


def test_a_folder_that_does_not_exist_yet_is_made_for_its_user_alone(tmp_path):
    folder = tmp_path / "new" / "with # and ?"
    done = start(folder, "showmigrations")
    assert (done.returncode, done.stderr) == (0, "")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "sendplan.sqlite3").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("url", ["mysql://user@host/name", "sqlite://", "sqlite:///site.sqlite3"])
def test_a_database_of_another_kind_is_refused(tmp_path, url):
    assert refusal(tmp_path, DATABASE_URL=url) == (
        "DATABASE_URL is no PostgreSQL address; write it as postgres://user:password@host:5432/name, or leave it out for"
        " SQLite in SENDPLAN_VAR."
    )


@pytest.mark.parametrize("url", ["postgres://", "postgres://u:sec/ret#1@host/name", "postgres://u@host:abc/name"])
def test_a_database_address_that_cannot_be_read_is_refused_and_not_repeated(tmp_path, url):
    assert refusal(tmp_path, DATABASE_URL=url) == (
        "DATABASE_URL cannot be read; write it as postgres://user:password@host:5432/name, with special characters in"
        " the password percent-encoded."
    )


def test_a_database_that_does_not_answer_is_said_in_one_sentence(tmp_path):
    done = start(tmp_path, "migrate", DATABASE_URL="postgres://u:p@127.0.0.1:9/name")
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("The database (PostgreSQL) does not answer: connection")
    assert not lines[0].endswith("..")
    assert lines[0].endswith(" Start it, or check DATABASE_URL.")


def test_a_database_without_tables_is_said_in_one_sentence(tmp_path):
    done = start(tmp_path, "changepassword", "amina")
    assert (done.returncode, done.stderr) == (
        1,
        f"The database (SQLite, {tmp_path}/sendplan.sqlite3) lacks a table or column of this version: no such table:"
        " priorities_user. Run 'make setup' with the same variables.\n",
    )


def test_a_file_of_another_kind_in_the_databases_place_is_said_in_one_sentence(tmp_path):
    (tmp_path / "sendplan.sqlite3").write_text("These are words and no database. " * 40)
    done = start(tmp_path, "migrate")
    assert (done.returncode, done.stderr) == (
        1,
        f"The database (SQLite, {tmp_path}/sendplan.sqlite3) is damaged or no database: file is not a database. Restore"
        " it from a backup.\n",
    )


def test_the_demonstration_has_a_database_of_its_own(tmp_path):
    done = start(tmp_path, "showmigrations", SENDPLAN_ENV="demo")
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()) == [
        "demo/secret-key",
        "demo/sendplan.sqlite3",
    ]


SEEN = (
    "import json; from django.conf import settings as s; print(json.dumps("
    "[s.DATABASES['default']['ENGINE'], s.ALLOWED_HOSTS, s.HOST_PARTNERSHIP, len(s.SECRET_KEY), str(s.VAR_DIR)]))"
)


@pytest.mark.parametrize(("host", "taken"), [("mereshire", ""), ("southend", "southend")])
def test_the_demonstration_takes_nothing_of_a_real_sites_variables(tmp_path, host, taken):
    """Neither its database nor its host names; as host only a partnership of the demonstration's own."""
    of_the_site = {
        **PRODUCTION,
        "DATABASE_URL": "postgres://u:p@127.0.0.1:9/name",
        "SENDPLAN_HOST_PARTNERSHIP": host,
        "SENDPLAN_ENV": "demo",
        "DJANGO_SETTINGS_MODULE": "sendplan.settings",
    }
    done = start(tmp_path, program=("-c", SEEN), **of_the_site)
    assert json.loads(done.stdout) == [
        "django.db.backends.sqlite3",
        ["127.0.0.1", "localhost", "[::1]"],
        taken,
        len((tmp_path / "demo" / "secret-key").read_text()),
        str(tmp_path / "demo"),
    ]
    assert len(KEY) != len((tmp_path / "demo" / "secret-key").read_text())


def test_a_host_that_is_no_slug_is_refused(tmp_path):
    assert refusal(tmp_path, SENDPLAN_HOST_PARTNERSHIP="Mere Shire") == (
        "SENDPLAN_HOST_PARTNERSHIP is 'Mere Shire'; write the slug of a partnership, such as mereshire."
    )


def test_a_relative_folder_is_one_of_the_project(tmp_path):
    """Wherever the command is started, it is the same folder."""
    folder = os.path.relpath(tmp_path / "of the site", ROOT)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SENDPLAN_", "DATABASE_"))}
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "check"],
        cwd=tmp_path,
        env={**environment, "SENDPLAN_VAR": folder},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "of the site" / "secret-key").exists()


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        (
            {"SENDPLAN_ENV": "production"},
            "SENDPLAN_SECRET_KEY is not set; production needs it to sign sessions and links.",
        ),
        (
            PRODUCTION,
            "The static file favicon.svg is not collected in {var}/static; run 'make setup' with"
            " the same environment variables, then start again.",
        ),
    ],
)
def test_the_server_stops_with_one_sentence(tmp_path, variables, sentence):
    """Exit code 4 is the one at which gunicorn stops; after any other it starts the worker again for ever."""
    done = start(tmp_path, program=("-c", "import sendplan.wsgi"), **variables)
    assert (done.returncode, done.stderr.strip()) == (4, sentence.format(var=tmp_path))


@pytest.mark.django_db
def test_the_server_says_once_what_leaves_every_page_in_error_or_empty(tmp_path, migrated_file):
    start(tmp_path, "collectstatic", "--noinput")
    program = ("-c", "import sendplan.wsgi")
    empty = start(tmp_path, program=program)
    assert empty.returncode == 0
    assert re.fullmatch(
        r"\S+ \S+ ERROR sendplan The database lacks \d+ of this version's migrations; run 'make setup' with the same"
        r" variables\.\n",
        empty.stderr,
    )
    shutil.copy(migrated_file, tmp_path)
    assert start(tmp_path, program=program).stderr == ""
    unknown = start(tmp_path, program=program, SENDPLAN_HOST_PARTNERSHIP="mereshire")
    assert unknown.returncode == 0
    assert re.fullmatch(
        r"\S+ \S+ ERROR sendplan SENDPLAN_HOST_PARTNERSHIP is 'mereshire', and there is no such partnership\. Known: none\.\n",
        unknown.stderr,
    )


def test_a_site_on_sqlite_does_not_hold_the_driver_of_postgresql_in_memory(tmp_path):
    loaded = "import django, sys; django.setup(); import sendplan.urls; print('psycopg' in sys.modules)"
    started = start(tmp_path, program=("-c", loaded), DJANGO_SETTINGS_MODULE="sendplan.settings")
    assert started.stdout == "False\n", started.stderr


@pytest.mark.parametrize("value", ["0", "-1", "36501", "ninety", "1.5", "²"])
@pytest.mark.parametrize(
    ("name", "usual", "least"),
    [
        ("LOG", 2190, 1),
        ("SIGN_INS", 180, 1),
        ("MESSAGES", 90, 60),
        ("UPLOADS", 30, 1),
        ("LINKS", 90, 1),
        ("LISTS", 1, 1),
    ],
)
def test_a_time_for_which_something_is_kept_is_a_number_of_days(tmp_path, value, name, usual, least):
    assert refusal(tmp_path, **{f"SENDPLAN_KEEP_{name}_DAYS": value}) == (
        f"SENDPLAN_KEEP_{name}_DAYS is '{value}'; write a number of days from {least} to 36500, such as {usual}."
    )


def test_messages_are_kept_longer_than_reminders_lie_apart(tmp_path):
    """Else the purge forgets who was told, and people are mailed the same again each day."""
    assert refusal(tmp_path, SENDPLAN_KEEP_MESSAGES_DAYS="59") == (
        "SENDPLAN_KEEP_MESSAGES_DAYS is '59'; write a number of days from 60 to 36500, such as 90."
    )


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        (
            {"SENDPLAN_EMAIL_URL": "mail.example.org:587"},
            "SENDPLAN_EMAIL_URL cannot be read; write it as smtp://user:password@host:587, smtps://user:password@host:465 or"
            " smtp-plain://host:25, with special characters in the password percent-encoded.",
        ),
        (
            {"SENDPLAN_EMAIL_URL": "smtp-plain://user:secret@mail.example.org"},
            "SENDPLAN_EMAIL_URL would send a password that anybody on the way can read; write smtp:// or smtps:// instead.",
        ),
        (
            {"SENDPLAN_EMAIL_FROM": "SEND team <send@example.org>"},
            "SENDPLAN_EMAIL_FROM is 'SEND team <send@example.org>'; write one email address alone, such as send@example.org.",
        ),
        (
            {**PRODUCTION, "SENDPLAN_SITE_URL": "http://send.example.org"},
            "SENDPLAN_SITE_URL is 'http://send.example.org'; write the site's address alone, such as https://send.example.org.",
        ),
    ],
)
def test_what_messages_need_is_refused_where_it_is_nonsense(tmp_path, variables, sentence):
    assert refusal(tmp_path, **variables) == sentence


MAIL = (
    "import json; from django.conf import settings as s; print(json.dumps([s.EMAIL_BACKEND.split('.')[-2], s.EMAIL_HOST,"
    " s.EMAIL_PORT, s.EMAIL_HOST_PASSWORD, s.EMAIL_USE_TLS, s.EMAIL_USE_SSL, s.DEFAULT_FROM_EMAIL, s.SITE_URL, s.SENDS_MAIL]))"
)


@pytest.mark.parametrize(
    ("variables", "seen"),
    [
        (
            {**PRODUCTION, "SENDPLAN_EMAIL_URL": "smtp://user:p%40ss@mail.example.org"},
            [
                "smtp",
                "mail.example.org",
                587,
                "p@ss",
                True,
                False,
                "noreply@send.example.org",
                "https://send.example.org",
                True,
            ],
        ),
        (
            {**PRODUCTION, "SENDPLAN_EMAIL_URL": "smtps://mail.example.org", "SENDPLAN_EMAIL_FROM": "send@example.org"},
            ["smtp", "mail.example.org", 465, "", False, True, "send@example.org", "https://send.example.org", True],
        ),
        (
            PRODUCTION,
            [
                "console",
                "localhost",
                25,
                "",
                False,
                False,
                "noreply@send.example.org",
                "https://send.example.org",
                False,
            ],
        ),
        (
            {**PRODUCTION, "SENDPLAN_ENV": "demo", "SENDPLAN_EMAIL_URL": "smtp://user:secret@mail.example.org"},
            ["filebased", "localhost", 25, "", False, False, "noreply@127.0.0.1", "http://127.0.0.1:8000", True],
        ),
    ],
)
def test_messages_go_where_the_variables_say(tmp_path, variables, seen):
    """The demonstration writes them to its folder, whatever a real site's variables say; production alone may keep them."""
    done = start(tmp_path, program=("-c", MAIL), DJANGO_SETTINGS_MODULE="sendplan.settings", **variables)
    assert json.loads(done.stdout) == seen
