"""Make the kept update sheets anew: a sheet of the application, filled in with LibreOffice as a lead would, saved.

    python -m tests.libreoffice.make

Needs LibreOffice Calc and its Python bridge: `apt-get install --no-install-recommends libreoffice-calc python3-uno`. Uses
a database in memory and a profile of its own; opens no window and no port.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

SAVED = Path(__file__).parent / "saved"

SYSTEM_PYTHON = "/usr/bin/python3"
"""The bridge is a Debian package, which only Debian's own Python knows."""

_BRITISH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>en-GB</value></prop></item>
</oor:items>
"""
"""A lead's own LibreOffice reads 2/3/2026 as 2 March."""


def as_downloaded() -> bytes:
    """The sheet that the office's page gives, with all open actions of the lead."""
    from django.test import Client, override_settings

    from tests.factories import office
    from tests.libreoffice.world import SECRET, records

    lead = records()
    officer = office.MembershipFactory(partnership=lead.partnership).user
    office.LeadReporterFactory(lead=lead, user=officer)
    with override_settings(SECRET_KEY=SECRET):
        client = Client()
        client.force_login(officer)
        answer = client.get(f"/admin/sheets/{lead.pk}/")
    assert answer.status_code == 200, answer.status_code
    return answer.content


def fill_in(sheet: Path, into: Path) -> None:
    """Let LibreOffice fill in the sheet and save it as three files in the folder `into`."""
    office = shutil.which("soffice")
    assert office, (
        "LibreOffice is not on the PATH: apt-get install --no-install-recommends libreoffice-calc python3-uno"
    )
    with tempfile.TemporaryDirectory(prefix="sendplan-libreoffice-") as folder:
        profile = Path(folder) / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_BRITISH, encoding="utf-8")
        pipe = f"sendplan{os.getpid()}"
        running = subprocess.Popen(
            [
                office,
                "--headless",
                "--norestore",
                "--nologo",
                f"-env:UserInstallation={profile.as_uri()}",
                f"--accept=pipe,name={pipe};urp;",
            ]
        )
        try:
            typing = Path(__file__).parent / "typing_in.py"
            subprocess.run([SYSTEM_PYTHON, typing, pipe, sheet.as_uri(), into.as_uri()], check=True, timeout=180)
        finally:
            running.terminate()
            running.wait(timeout=30)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sendplan.settings")
    import django

    django.setup()
    import time_machine
    from django.conf import settings
    from django.test.runner import DiscoverRunner

    from tests.libreoffice.world import MADE_AT

    settings.DATABASES["default"].setdefault("TEST", {})["MIGRATE"] = False
    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    databases = runner.setup_databases()
    try:
        with time_machine.travel(MADE_AT, tick=False):
            content = as_downloaded()
    finally:
        runner.teardown_databases(databases)
        runner.teardown_test_environment()
    with tempfile.TemporaryDirectory(prefix="sendplan-sheet-") as folder:
        sheet = Path(folder) / "updates-send-team.xlsx"
        sheet.write_bytes(content)
        fill_in(sheet, SAVED)
    print(*(f"{path.name} {path.stat().st_size:,} bytes" for path in sorted(SAVED.iterdir())), sep="\n")


if __name__ == "__main__":
    main()
