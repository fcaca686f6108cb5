"""The command that takes over routemaps: from files, once, as drafts; a sentence for what is wrong."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from routemaps.models import Routemap, Stage
from tests.factories import office as make

pytestmark = pytest.mark.django_db

RULES = """
checked_on = 2026-11-22
[[anchor]]
key = "request"
label = "The council received the request"
beside = ""
[[rule]]
key = "A1"
what = "The council answers"
anchor = "request"
number = 6
unit = "weeks"
kind = "law"
citation = "regulation 5(1)"
confirmed = true
"""
MAP = """
slug = "ask"
order = 1
title = "What happens?"
short = "Ask"
anchors = ["request"]
[[stage]]
key = "ask"
title = "Ask"
what_happens = "You ask."
rules = ["A1"]
[[stage.branch]]
condition = "It ends"
kind = "next"
to = "end"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "rules.toml").write_text(RULES)
    (tmp_path / "ask.toml").write_text(MAP)
    return tmp_path


@pytest.fixture
def partnership():
    make.UserFactory(username="editor")
    return make.PartnershipFactory(slug="here")


def load(folder, **options) -> None:
    call_command("load_routemaps", **{"folder": folder, "by": "editor"} | options)


def test_files_become_drafts_of_the_host_once(folder, partnership, capsys):
    load(folder)
    assert "Routemaps: 1 added." in capsys.readouterr().out
    assert [rule.key for rule in Stage.objects.get().rules.all()] == ["A1"]
    assert Routemap.objects.get().public_from is None
    load(folder, partnership="here")
    assert "Routemaps: 0 added, 1 kept as they were." in capsys.readouterr().out
    assert Stage.objects.count() == 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"partnership": "x"}, "There is no partnership 'x': add it first."),
        ({"by": "x"}, "There is no user 'x': name somebody who has an account."),
    ],
)
def test_whom_nobody_knows(folder, partnership, options, sentence):
    with pytest.raises(CommandError) as refusal:
        load(folder, **options)
    assert str(refusal.value) == sentence
    assert not Routemap.objects.exists()


def test_a_file_that_is_none_changes_nothing(folder, partnership):
    (folder / "ask.toml").write_text("title =")
    with pytest.raises(CommandError, match=r"^ask\.toml cannot be read: "):
        load(folder)
    (folder / "ask.toml").write_text(MAP.replace('rules = ["A1"]', 'rules = ["A9"]'))
    with pytest.raises(CommandError, match=r"^ask, ask: there is no rule 'A9'; add it first, or name another one\.$"):
        load(folder)
    (folder / "ask.toml").unlink()
    with pytest.raises(CommandError, match=r"^There is no routemap in "):
        load(folder)
    assert not Routemap.objects.exists()
