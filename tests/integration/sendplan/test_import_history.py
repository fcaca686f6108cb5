"""The history of how routemaps were made, from a document to the public, by the command."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from routemaps.models import CoproductionEvent, Topic
from tests.factories import office as make

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-03-20T12:00:00Z")]

KIND = "coproduction-history"
SEED = Path(__file__).parents[4] / "shared/seeds/routemaps-development-process.txt"
STORY = """How we made it

In 2023 we met families.
In May 2024 families voted on topics:
- travel (9 families)
- waiting
In September 24, the drafts were shared.
Share this page
"""


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


@pytest.fixture
def partnership():
    return make.PartnershipFactory(slug="here")


def bring(path, capsys, **options) -> str:
    call_command("import_document", str(path), kind=KIND, **options)
    return capsys.readouterr().out


def test_a_preview_stores_nothing_and_shows_all(partnership, story, capsys):
    said = bring(story, capsys)
    assert "story.txt: 3 events, 0 sessions in their lists, 2 topics." in said
    assert "  line 4: May 2024 (month, from 2024-05-01): In May 2024 families voted on topics:\n    - travel" in said
    assert "  Topic: travel (asked for, how many asked: 9)" in said
    assert "  Topic: waiting (asked for, how many asked: not published)" in said
    assert "'September 24' was read as a month of 2024" in said
    assert "7 rows read, 5 imported, 2 skipped:" in said
    assert "Nothing was changed." in said
    assert not CoproductionEvent.objects.exists()


def test_json_has_the_keys_that_others_read(partnership, story, capsys):
    read = json.loads(bring(story, capsys, json=True))
    assert read["events"][1] == {
        "when": "May 2024",
        "precision": "month",
        "start": "2024-05-01",
        "end": "2024-05-31",
        "words": "In May 2024 families voted on topics:",
        "items": ["travel (9 families)", "waiting"],
        "took_part": "",
        "asked_for": "",
        "changed": "",
        "place": "line 4",
    }
    assert read["topics"] == [
        {"words": "travel", "stage": "asked for", "was_asked_for": True, "asked": 9, "places": ["line 5"]},
        {"words": "waiting", "stage": "asked for", "was_asked_for": True, "asked": None, "places": ["line 6"]},
    ]
    assert read["rows"]["read"] == 7


def test_it_is_stored_and_public_only_once_somebody_publishes_it(partnership, story, capsys):
    said = bring(story, capsys, commit=True, partnership="here")
    assert "Stored 3 events and 2 topics." in said
    assert [(one.when, one.precision, one.start, one.items) for one in CoproductionEvent.objects.all()] == [
        ("2023", "year", date(2023, 1, 1), ""),
        ("May 2024", "month", date(2024, 5, 1), "travel (9 families)\nwaiting"),
        ("September 24", "month", date(2024, 9, 1), ""),
    ]
    assert CoproductionEvent.objects.first().source == "How we made it, line 3"
    assert not CoproductionEvent.objects.public().exists()
    assert not Topic.objects.public().exists()

    again = bring(story, capsys, commit=True)
    assert "Stored 0 events and 0 topics; 5 were there already and stay as they are." in again
    assert CoproductionEvent.objects.count() == 3


def test_an_approver_publishes_it_and_nobody_else(partnership, story, capsys):
    make.MembershipFactory(partnership=partnership, role="editor", user__username="eva")
    make.MembershipFactory(partnership=partnership, role="approver", user__username="ann")
    with pytest.raises(CommandError, match=r"^'eva' may not publish for"):
        bring(story, capsys, commit=True, publish=True, by="eva")
    assert not CoproductionEvent.objects.exists()
    said = bring(story, capsys, commit=True, publish=True, by="ann")
    assert "Published by ann: /routemaps/history/" in said
    assert CoproductionEvent.objects.public().count() == 3
    assert Topic.objects.public().count() == 2


def test_a_name_stores_nothing_and_says_where(partnership, tmp_path, capsys):
    path = tmp_path / "story.txt"
    path.write_text("Our story\n\nIn May 2024 Sarah Thompson led a session.\n")
    with pytest.raises(CommandError) as refusal:
        bring(path, capsys, commit=True)
    assert str(refusal.value) == (
        "Nothing was stored. line 3: 'Sarah Thompson' looks like personal data, which the public does not see. "
        "Write a role in its place in the document, and bring it in again."
    )
    assert not CoproductionEvent.objects.exists()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"plan": "send-plan"}, "--plan is not for --kind coproduction-history; leave it out."),
        ({"document_date": "2024"}, "--document-date is not for --kind coproduction-history; leave it out."),
        ({"publish": True}, "--publish needs --commit and --by USER: who makes the history public."),
        ({"commit": True, "by": "nobody"}, "There is no account 'nobody'; make one with createsuperuser or name another with --by."),
    ],
)  # fmt: skip
def test_what_does_not_fit_a_history_is_refused(partnership, story, capsys, options, sentence):
    with pytest.raises(CommandError) as refusal:
        bring(story, capsys, **options)
    assert str(refusal.value) == sentence


def test_a_document_without_events_stores_nothing(partnership, tmp_path, capsys):
    path = tmp_path / "story.txt"
    path.write_text("Our story\n\nShare this\n")
    with pytest.raises(CommandError, match=r"^Nothing was stored: the document tells of no event\.$"):
        bring(path, capsys, commit=True)


def test_other_kinds_still_want_a_plan(story, capsys):
    with pytest.raises(CommandError, match=r"^--plan is missing: name the plan's part of its address"):
        call_command("import_document", str(story), kind="strategy")


@pytest.mark.skipif(not SEED.exists(), reason="The published document is not here.")
def test_the_published_history_is_stored_whole(partnership, capsys):
    said = bring(SEED, capsys, commit=True)
    assert "Stored 10 events and 9 topics." in said
    assert sum(len(one.items.splitlines()) for one in CoproductionEvent.objects.all()) == 11
    assert Topic.objects.filter(was_asked_for=True, asked=None).count() == 4
