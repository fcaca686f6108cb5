"""The public templates' environment: nothing missing passes silently, nothing is marked safe without review."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template import TemplateDoesNotExist, engines
from django.template.loader import get_template, render_to_string
from jinja2 import UndefinedError

from sendplan.templating import environment

ROOT = Path(__file__).parents[3]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PUBLIC = engines["public"]


def drawn(template: str, /, **values: object) -> str:
    return PUBLIC.from_string(template).render(values)


class TestEnvironment:
    def test_values_are_escaped(self):
        assert drawn("{{ words }}", words="<i>'\"&") == "&lt;i&gt;&#39;&#34;&amp;"

    def test_what_a_component_is_given_is_escaped(self):
        component = '{% from "_components/notice.html" import notice %}{{ notice(words) }}'
        assert drawn(component, words="<i>") == '<p class="notice">&lt;i&gt;</p>'

    def test_is_not_made_without_escaping(self):
        with pytest.raises(ValueError, match="only safe with autoescape on"):
            environment(autoescape=False)

    def test_a_missing_name_is_an_error(self):
        with pytest.raises(UndefinedError, match="'nothing' is undefined"):
            drawn("{{ nothing }}")
        with pytest.raises(UndefinedError, match="'nothing' is undefined"):
            drawn("{% if nothing %}x{% endif %}")

    def test_a_missing_attribute_is_an_error(self):
        with pytest.raises(UndefinedError, match="has no attribute 'nothing'"):
            drawn("{{ one.nothing }}", one=date(2026, 3, 2))

    def test_addresses_and_files(self):
        assert drawn("{{ url('actions:plan', 'plan-2025') }}") == "/plans/plan-2025/"
        assert drawn("{{ static('sendplan.css') }}") == "/static/sendplan.css"

    def test_site(self, settings):
        assert drawn("{{ site.service_name }} {{ site.is_demo }}") == "SEND plans False"
        settings.SERVICE_NAME, settings.DEMO = "Our SEND plans", True
        assert drawn("{{ site.service_name }} {{ site.is_demo }}") == "Our SEND plans True"


class TestFilters:
    def test_days_are_london_days(self):
        half_past_midnight = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
        assert drawn("{{ at|day }}, {{ at|iso }}", at=half_past_midnight) == "1 July 2026, 2026-07-01"
        assert drawn("{{ on|day }}, {{ on|iso }}", on=date(2026, 6, 30)) == "30 June 2026, 2026-06-30"
        assert drawn("{{ none|day }}") == ""

    def test_counts(self):
        words = "{{ n|counted('action') }} {{ n|verb('is', 'are') }}; {{ n|counted('priority', 'priorities') }}"
        assert drawn(words, n=1) == "1 action is; 1 priority"
        assert drawn(words, n=1200) == "1,200 actions are; 1,200 priorities"


class TestEngines:
    def test_public_pages_and_the_office_have_one_each(self):
        assert get_template("base.html").backend is PUBLIC
        assert get_template("admin/verb.html").backend is engines["office"]

    def test_the_public_engine_finds_no_template_of_the_admin(self):
        with pytest.raises(TemplateDoesNotExist):
            PUBLIC.get_template("admin/base_site.html")

    @pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500", "503"])
    def test_error_pages_need_no_request_and_no_context(self, name):
        assert "</html>" in render_to_string(f"{name}.html")

    @pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
    def test_every_template_compiles(self, path):
        PUBLIC.get_template(str(path.relative_to(ROOT / "templates")))


class TestMarkup:
    """What keeps words of documents from becoming markup, in a form that a review can hold."""

    @pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
    def test_no_template_turns_escaping_off(self, path):
        assert not re.search(r"\|\s*safe\b|autoescape|Markup|xmlattr|tojson", path.read_text())

    @pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
    def test_values_in_attributes_stand_in_quotes(self, path):
        assert not re.search(r"\s[\w-]+=\s*{[{%]", re.sub(r"{%.*?%}", "", path.read_text()))

    def test_no_code_calls_words_safe(self):
        """format_html is left: it escapes each of its arguments, unless its pattern itself is put together."""
        marks = re.compile(r"\b(mark_safe|SafeString|SafeText|SafeData|Markup|__html__)\b|format_html\(\s*f[\"']")
        packages = ("sendplan", "routemaps", "actions", "priorities")
        files = [path for package in packages for path in (ROOT / package).rglob("*.py")]
        assert len(files) > 80
        assert [path.name for path in files if marks.search(path.read_text())] == []
