"""What stops the site before it serves anybody, and the error pages that are left where it was started all the same."""

from __future__ import annotations

import logging
import re
import shutil

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings

from priorities.models import User
from sendplan import checks, views
from sendplan.logs import OutageInOneLine
from tests.factories.office import PartnershipFactory

ADMIN_PASSWORD = "lantern-harbour-27"
SENTENCE = (
    "The account 'admin' has the demonstration's password, which anybody can read; use a database without the"
    " demonstration, or run 'manage.py changepassword admin'."
)


MANIFEST = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}


@pytest.fixture
def manifest(settings, tmp_path):
    """Static files as the site has them outside the tests: by a manifest, which is not made yet."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.STORAGES = settings.STORAGES | MANIFEST


@pytest.fixture(scope="module")
def collected_once(tmp_path_factory):
    """A folder into which `collectstatic` has collected; compressing every file takes seconds."""
    folder = tmp_path_factory.mktemp("collected")
    with override_settings(STATIC_ROOT=folder, STORAGES=settings.STORAGES | MANIFEST):
        call_command("collectstatic", "--noinput", "--verbosity", "0")
    return folder


@pytest.fixture
def collected(manifest, collected_once, settings):
    """Static files, collected, in a folder of the test's own."""
    shutil.copytree(collected_once, settings.STATIC_ROOT, dirs_exist_ok=True)
    settings.STORAGES = dict(settings.STORAGES)  # the manifest is read once for each storage


@pytest.mark.django_db
class TestStaticFiles:
    def test_are_named_where_they_were_not_collected(self, settings, manifest):
        assert checks.static_files_missing() == (
            f"The static file favicon.svg is not collected in {settings.STATIC_ROOT}; run"
            " 'make setup' with the same environment variables, then start again."
        )
        assert [found.id for found in run_checks(include_deployment_checks=True) if found.id.startswith("send")] == [
            "sendplan.E001"
        ]

    def test_are_fine_when_collected(self, collected):
        assert checks.static_files_missing() == ""

    def test_a_new_file_is_missed(self, settings, collected, tmp_path):
        (tmp_path / "project" / "static").mkdir(parents=True)
        (tmp_path / "project" / "static" / "new.css").write_text("p {}")
        settings.BASE_DIR = tmp_path / "project"
        assert checks.static_files_missing().startswith("The static file new.css is not collected in ")

    def test_a_file_that_was_lost_after_collecting_is_missed(self, settings, collected):
        next(settings.STATIC_ROOT.glob("sendplan.*.css")).unlink()
        assert checks.static_files_missing().startswith("The static file sendplan.css is not collected in ")

    def test_without_a_manifest_there_is_nothing_to_miss(self):
        assert checks.static_files_missing() == ""


@pytest.mark.django_db
class TestDemoAccounts:
    def test_stop_production(self, settings):
        settings.PRODUCTION = True
        User.objects.create_user(username="admin", password=ADMIN_PASSWORD)
        assert checks.demo_account_found() == checks.reason_not_to_serve() == SENTENCE
        found = {check.id: check.msg for check in run_checks(include_deployment_checks=True)}
        assert found["sendplan.E002"] == SENTENCE

    def test_are_found_under_any_name_before_a_release(self, settings):
        settings.PRODUCTION = True
        User.objects.create_user(username="helen", password="another word of ours 11")
        User.objects.create_user(username="rashid", password=ADMIN_PASSWORD, is_active=False)
        assert checks.demo_account_found(everywhere=True) == ""

        User.objects.filter(username="rashid").update(is_active=True)

        assert checks.demo_account_found() == ""
        found = {check.id: check.msg for check in run_checks(include_deployment_checks=True)}
        assert (
            found["sendplan.E002"] == checks.demo_account_found(everywhere=True) == SENTENCE.replace("admin", "rashid")
        )

    def test_with_passwords_of_their_own_are_accounts(self, settings):
        settings.PRODUCTION = True
        User.objects.create_user(username="admin", password="another word of ours 11")
        User.objects.create_user(username="officer", password="orchard-bicycle-58", is_active=False)
        assert checks.demo_account_found() == ""

    def test_are_what_a_demonstration_has(self):
        User.objects.create_user(username="admin", password=ADMIN_PASSWORD)
        assert checks.demo_account_found() == ""

    def test_a_database_that_does_not_answer_stops_nothing(self, settings, monkeypatch):
        def no_database(*args, **kwargs):
            raise OperationalError("no such host")

        settings.PRODUCTION = True
        monkeypatch.setattr("django.db.models.query.QuerySet.values_list", no_database)
        assert checks.demo_account_found() == ""


@pytest.mark.django_db
class TestBeforeARelease:
    """What `check --deploy` finds in the database."""

    def found(self) -> dict[str, str]:
        return {one.id: one.msg for one in run_checks(include_deployment_checks=True) if one.id.startswith("sendplan")}

    def test_a_ready_database_is_clean(self, settings):
        PartnershipFactory(slug="mereshire")
        settings.HOST_PARTNERSHIP = "mereshire"
        assert self.found() == {}

    def test_a_host_that_nobody_knows(self, settings):
        for slug in ("northvale", "mereshire"):
            PartnershipFactory(slug=slug)
        settings.HOST_PARTNERSHIP = "nosuch"
        assert self.found() == {
            "sendplan.E004": (
                "SENDPLAN_HOST_PARTNERSHIP is 'nosuch', and there is no such partnership. Known: mereshire, northvale."
            )
        }

    def test_a_setting_that_is_misspelt_and_a_mail_server_that_is_missing(self, settings, monkeypatch):
        monkeypatch.setenv("SENDPLAN_KEEP_LOGS_DAYS", "5")
        settings.SENDS_MAIL = False
        assert self.found() == {
            "sendplan.W002": "SENDPLAN_EMAIL_URL is not set: nobody is reminded, and messages are kept until it is.",
            "sendplan.W003": "SENDPLAN_KEEP_LOGS_DAYS is no setting of this site and does nothing; README.md lists them.",
        }
        for name in settings.KEEP_DAYS:
            assert checks.unknown_settings([f"SENDPLAN_KEEP_{name.upper()}_DAYS"]) == []

    def test_migrations_that_were_not_run(self):
        MigrationRecorder.Migration.objects.filter(app="actions").delete()
        assert re.fullmatch(
            r"The database lacks \d+ of this version's migrations; run 'make setup' with the same variables\.",
            self.found()["sendplan.E003"],
        )

    def test_a_database_that_does_not_answer(self, monkeypatch):
        def no_database(*args, **kwargs):
            raise OperationalError("no such host")

        monkeypatch.setattr(checks, "MigrationExecutor", no_database)
        assert checks.database_not_ready() == (
            f"The database ({connection.display_name}) does not answer: no such host. Start it, or check DATABASE_URL."
        )


def test_an_outage_is_one_line_of_the_log(monkeypatch):
    lines = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(logging.Formatter("%(levelname)s %(message)s").format(record))
    handler.addFilter(OutageInOneLine())
    logger = logging.getLogger("tests.outage")
    monkeypatch.setattr(logger, "handlers", [handler])
    for error in (OperationalError("connection refused\nIs the server running?"), ValueError("not of the database")):
        try:
            raise error
        except Exception:
            logger.exception("Service Unavailable: %s", "/help/")
    assert lines[0] == "ERROR Service Unavailable: /help/ (the database: connection refused)"
    assert lines[1].startswith("ERROR Service Unavailable: /help/\nTraceback")


class TestErrorPagesWithoutStaticFiles:
    """Each says what happened in words, where a bare 500 stood."""

    @pytest.mark.django_db
    @pytest.mark.parametrize("url", ["/", "/help/", "/nowhere/"])
    def test_pages(self, manifest, url, caplog):
        response = Client(raise_request_exception=False).get(url)
        said = response.content.decode()
        assert response.status_code == (404 if url == "/nowhere/" else 500)
        assert re.search("<h1>(Something went wrong|Page not found)</h1>", said)
        assert "<title>" in said
        assert 'lang="en-GB"' in said
        assert "could not be drawn" in caplog.text

    def test_every_one_has_the_same_heading_as_ever(self, manifest, settings):
        for status, heading in views.PLAIN_HEADINGS.items():
            page = (settings.BASE_DIR / "templates" / f"{status}.html").read_text()
            assert f"<h1>{heading}</h1>" in page
            assert f"<h1>{heading}</h1>" in views._error(f"{status}.html", status).content.decode()
