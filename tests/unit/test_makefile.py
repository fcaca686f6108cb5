"""`make` and the virtual environment: one that no longer works is made anew with its packages, another user's is left alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.own_site

ROOT = Path(__file__).resolve().parents[2]
OF_ANOTHER = "The folder .venv belongs to another user: run make as that user, or in a copy of the project of your own."


@pytest.fixture
def project(tmp_path):
    """A project that needs no package, in a folder of the test's own."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "runtime.txt").touch()
    os.utime(tmp_path / "requirements" / "runtime.txt", (1, 1))
    return tmp_path


def make(project: Path, *arguments: str) -> tuple[int, list[str]]:
    """The exit code, and what was said in words; make's own last line is not."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "PIP_"))}
    done = subprocess.run(
        ["make", "--no-print-directory", f"PYTHON={sys.executable}", *arguments],
        cwd=project,
        env=kept,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    lines = (done.stdout + done.stderr).splitlines()
    return done.returncode, [line for line in lines if not line.startswith(("make: ***", "WARNING: "))]


def test_packages_are_installed_anew_where_the_virtual_environments_python_has_gone(project):
    installing = "Installing what the site needs. The first time this downloads for a minute or two ..."
    assert make(project, "runtime") == (0, [installing])
    assert make(project, "runtime") == (0, [])
    python = project / ".venv" / "bin" / "python3"
    for path in python.parent.glob("python*"):
        path.unlink()
    python.symlink_to(project / "gone")
    assert make(project, "runtime") == (0, [installing])
    assert (project / ".venv" / "runtime").exists()


def test_a_python_that_is_not_there_is_said_in_one_sentence(project):
    assert make(project, "venv", "PYTHON=python3.99") == (
        2,
        ["sendplan needs Python 3.11 or newer, and 'python3.99' is none; set PYTHON=python3.11, for example."],
    )
    assert not (project / ".venv").exists()


@pytest.mark.parametrize("target", ["venv", "runtime", "clean"])
def test_another_users_virtual_environment_is_left_alone(project, target):
    folder = project / ".venv"
    if os.geteuid() == 0:
        folder.mkdir()
        (folder / "kept").touch()
        os.chown(folder, 65534, -1)
    else:
        folder.symlink_to("/usr/share")
    before = sorted(os.listdir(folder))
    assert make(project, target) == (2, [OF_ANOTHER])
    assert sorted(os.listdir(folder)) == before
