"""The published strategy, update and roadmap through the command, where the shared documents are at hand."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from actions.models import Milestone
from priorities.models import Commitment, Plan, Priority, Recommendation, RecommendationUpdate
from tests.factories.office import MembershipFactory, PartnershipFactory, UserFactory

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
STRATEGY = SEEDS / "send-strategy-commitments.txt"
UPDATE = SEEDS / "recommendation-1-update.txt"
ROADMAP = SEEDS / "oxfordshire-transformation-roadmap.txt"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SEEDS.exists(), reason="the shared documents are not beside this project"),
]


def read(path: Path, *options: str) -> dict:
    out = StringIO()
    call_command("import_document", str(path), "--plan", "seed", "--json", *options, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def publish(settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    partnership = PartnershipFactory(slug="host")
    MembershipFactory(user=UserFactory(username="approver"), partnership=partnership, role="approver")

    def run(path: Path, *options: str) -> None:
        public = ("--partnership", "host", "--commit", "--publish", "--by", "approver")
        call_command("import_document", str(path), "--plan", "seed", *options, *public, stdout=StringIO())

    return run


def test_the_strategy(publish):
    found = read(STRATEGY, "--kind", "strategy")
    assert [len(item["commitments"]) for item in found["priorities"]] == [8, 7, 7, 7, 9]
    assert len(found["core_commitments"]) == 5
    assert set(found["core_commitments"][0]) == {"words", "place"}
    publish(STRATEGY, "--kind", "strategy")
    assert Plan.objects.get().kind == "strategy"
    per_priority = [one.commitments.public().count() for one in Priority.objects.public().order_by("order")]
    assert per_priority == [8, 7, 7, 7, 9]
    assert Commitment.objects.public().filter(priority=None).count() == 5


def test_the_update(publish):
    found = read(UPDATE, "--kind", "recommendation-update", "--round", "Year one")
    sections = found["recommendation"]["sections"]
    assert {meaning: len(points) for meaning, points in sections.items() if points} == {
        "done": 6,
        "difference": 7,
        "to_develop": 1,
        "next_steps": 1,
    }
    assert (found["round"], found["recommendation"]["number"]) == ("Year one", "1")
    publish(UPDATE, "--kind", "recommendation-update", "--round", "Year one")
    assert Recommendation.objects.public().get().number == "1"
    said = RecommendationUpdate.objects.standing().get()
    assert [len(said.points(name)) for name in ("done", "difference", "to_develop", "next_steps")] == [6, 7, 1, 1]


def test_the_roadmap(publish):
    found = read(ROADMAP, "--kind", "roadmap")
    assert [(period["start"][:7], len(period["milestones"])) for period in found["periods"]] == [
        ("2024-01", 7),
        ("2024-04", 10),
        ("2024-07", 12),
        ("2024-10", 8),
        ("2025-01", 7),
        ("2025-04", 8),
    ]
    assert [row["text"] for row in found["rows"]["skipped"] if row["reason"] == "A page number."] == ["167"]
    publish(ROADMAP, "--kind", "roadmap", "--document-date", "2024-05")
    assert Milestone.objects.public().count() == 52
    assert set(Milestone.objects.values_list("state", flat=True)) == {"planned"}
    plan = Plan.objects.get()
    assert (plan.starts_on.isoformat(), plan.ends_on.isoformat(), plan.review_cycle) == (
        "2024-01-01",
        "2025-04-30",
        "quarterly",
    )


@pytest.mark.parametrize(
    ("path", "options", "kind"),
    [
        (STRATEGY, (), "strategy"),
        (UPDATE, ("--round", "Year one"), "recommendation-update"),
        (ROADMAP, (), "roadmap"),
        (SEEDS / "sen-strategy-action-plan-2013.txt", (), "action-plan"),
    ],
)
def test_the_kind_is_told_with_its_reason(path, options, kind):
    found = read(path, *options)
    assert found["kind"] == kind
    assert found["kind_guessed"].endswith(".")


def test_read_again_the_same_file_changes_nothing(publish):
    for path, options in ((STRATEGY, ("--kind", "strategy")), (ROADMAP, ("--kind", "roadmap"))):
        publish(path, *options)
        comparison = read(path, *options)["comparison"]
        [promises] = [comparison[name] for name in ("commitments", "milestones") if name in comparison]
        assert {name: len(found) for name, found in promises.items() if name != "same"} == {
            "added": 0,
            "changed": 0,
            "gone": 0,
            "returned": 0,
            "stays_withdrawn": 0,
        }
