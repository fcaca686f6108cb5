"""The stylesheet is well formed: a browser drops what it cannot read and says nothing."""

import re

import pytest
from django.conf import settings


def rules_of(css: str) -> list[str]:
    """What stands before each closing brace, from the last brace or semicolon: empty in a well-formed sheet."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    bare = re.sub(r'"[^"\n]*"', '""', bare)
    return [left.strip() for left in re.findall(r"([^{};]*)\}", bare) if left.strip()]


@pytest.fixture(scope="module")
def css() -> str:
    return (settings.BASE_DIR / "static" / "sendplan.css").read_text(encoding="utf-8")


def test_every_declaration_ends_before_its_block(css):
    assert rules_of(css) == []


def test_a_selector_without_a_block_is_found():
    assert rules_of("@media print {\n  a { color: red; }\n  .actions th:}") == [".actions th:"]


def test_every_block_is_closed(css):
    assert css.count("{") == css.count("}")
