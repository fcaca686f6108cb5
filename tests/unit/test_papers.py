"""The papers keep up with the code: every setting, command and decision record is documented."""

import re
import sys
from importlib.util import find_spec
from pathlib import Path

from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parents[2]


def read(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def test_every_environment_variable_is_in_the_readme():
    code = [path for app in ("sendplan", "routemaps", "actions", "priorities") for path in (ROOT / app).rglob("*.py")]
    named_in_code = "|".join((r'environ(?:\.get)?[\[(]"(\w+)"', r'"((?:SENDPLAN_|DATABASE_)[A-Z_]+)"'))
    used = {
        name
        for path in [*code, ROOT / "manage.py"]
        for pair in re.findall(named_in_code, path.read_text(encoding="utf-8"))
        for name in pair
        if name
    }
    table = read("README.md").partition("## Environment variables")[2].partition("\n## ")[0]
    assert used == set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE))


def test_every_variable_of_make_is_in_the_readme():
    for name in re.findall(r"^([A-Z]+) \?=", read("Makefile"), re.MULTILINE):
        assert f"{name}=" in read("README.md")


def test_every_command_in_the_papers_exists():
    """Each `manage.py …`, `make …`, `python -m …` and program of .venv that somebody is told to run."""
    told = read("docs", "operations.md") + read("README.md")
    managed = set(re.findall(r"manage\.py ([a-z_]+)", told))
    assert managed <= set(get_commands())
    assert {"check", "createsuperuser", "import_document"} <= managed
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z-]+)", told, re.MULTILINE)) <= targets
    for module in re.findall(r"python -m ([\w.]+)", told):
        assert find_spec(module), module
    for program in re.findall(r"\.venv/bin/(\w+)", told):
        assert Path(sys.executable).with_name(program).exists(), program
    for script in re.findall(r"`(\.\w+/\w+)`", told):
        assert (ROOT / script).exists(), script


def test_options_of_import_document_in_the_papers_exist():
    command = load_command_class("sendplan", "import_document")
    known = set(command.create_parser("manage.py", "import_document")._option_string_actions)
    for line in re.findall(r"import_document (.*)", read("docs", "operations.md") + read("README.md")):
        assert set(re.findall(r"(?<!\w)--[a-z-]+", line)) <= known


def test_every_command_is_in_the_operations_paper():
    commands = {path.stem for path in (ROOT / "sendplan" / "management" / "commands").glob("[a-z]*.py")}
    named = set(re.findall(r"^\| `([a-z_]+)` \|", read("docs", "operations.md"), re.MULTILINE))
    assert commands == named


def test_every_make_target_is_in_the_readme():
    targets = set(re.findall(r"^([a-z-]+):.*## ", read("Makefile"), re.MULTILINE))
    named = set(re.findall(r"make ([a-z-]+)", read("README.md")))
    assert targets - {"help", "clean"} <= named


def test_every_decision_record_is_in_the_list():
    records = {path.name for path in (ROOT / "docs" / "adr").glob("0*.md")}
    named = set(re.findall(r"\((0[^)]+\.md)\)", read("docs", "adr", "README.md")))
    assert records == named


def test_links_between_papers_lead_somewhere():
    for paper in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", paper.read_text(encoding="utf-8")):
            assert (paper.parent / target).exists(), f"{paper.name} links to {target}"


def test_no_package_index_address_stands_in_a_file():
    for path in [ROOT / "Makefile", ROOT / "pyproject.toml", *(ROOT / "requirements").iterdir()]:
        assert not re.search(
            r"--(extra-)?index-url|--find-links|https?://(?!127\.0\.0\.1)", path.read_text(encoding="utf-8")
        ), path.name
