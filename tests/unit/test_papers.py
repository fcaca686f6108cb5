"""The papers keep up with the code: every setting, command and decision record is documented."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def read(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def test_every_environment_variable_is_in_the_readme():
    used = set(re.findall(r'"((?:SENDPLAN_|DATABASE_)[A-Z_]+)"', read("sendplan", "settings.py")))
    named = set(re.findall(r"`((?:SENDPLAN_|DATABASE_)[A-Z_]+)`", read("README.md")))
    assert used == named


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
