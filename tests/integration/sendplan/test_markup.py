"""Hostile words in every field, on every public page: they are shown as they are, and none becomes markup or code."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.core.cache import caches
from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.http import urlencode

from actions.models import (
    Action,
    ActionWords,
    DueDateChange,
    ForumView,
    Lead,
    Milestone,
    MilestoneChange,
    Organisation,
    ProgressReport,
    RatingWord,
)
from actions.status import Status
from priorities.models import Commitment, Partnership, Plan, Priority, PriorityWords, SourceDocument, SourceRow
from tests.factories import office as make
from tests.factories import pages
from tests.integration.sendplan.test_views_site import PAGES

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}{% x %}&lt;b&amp;"
"""Ends elements, attributes of both quotes and template tags, and holds what looks escaped already."""

MODELS = [
    Partnership,
    Plan,
    Priority,
    PriorityWords,
    Action,
    ActionWords,
    Lead,
    Organisation,
    RatingWord,
    ProgressReport,
    ForumView,
    DueDateChange,
    SourceDocument,
    SourceRow,
    Commitment,
    Milestone,
    MilestoneChange,
]
NOT_FREE = {
    "Action.precision",
    "Action.timescale_problem",
    "SourceDocument.file",
    "SourceDocument.sha256",
    "SourceRow.reason",
}
"""Fields that the database or the reader holds to words of their own; no page shows them as they are."""

SHOWN = {
    "Action.official_words",
    "Action.outcome",
    "Action.plain_words",
    "Action.timescale_note",
    "Action.timescale_raw",
    "Action.withdrawn_reason",
    "ActionWords.reason",
    "ActionWords.words",
    "Commitment.official_words",
    "Commitment.plain_words",
    "DueDateChange.agreed_by",
    "DueDateChange.from_raw",
    "DueDateChange.reason",
    "DueDateChange.to_raw",
    "ForumView.words",
    "Lead.name",
    "Milestone.official_words",
    "Milestone.plain_words",
    "MilestoneChange.agreed_by",
    "MilestoneChange.how_we_know",
    "MilestoneChange.reason",
    "Organisation.name",
    "Partnership.advice_service",
    "Partnership.advice_url",
    "Partnership.contact_address",
    "Partnership.contact_email",
    "Partnership.contact_hours",
    "Partnership.name",
    "Plan.agreed_by",
    "Plan.answers",
    "Plan.limits",
    "Plan.prepares_for",
    "Plan.summary",
    "Plan.title",
    "Priority.official_words",
    "Priority.plain_words",
    "Priority.title",
    "Priority.why_it_matters",
    "PriorityWords.reason",
    "PriorityWords.words",
    "ProgressReport.approved_role",
    "ProgressReport.corrects_what",
    "ProgressReport.decision_asked",
    "ProgressReport.difference",
    "ProgressReport.done",
    "ProgressReport.evidence",
    "ProgressReport.evidence_url",
    "ProgressReport.how_we_know",
    "ProgressReport.next_step",
    "ProgressReport.rating",
    "ProgressReport.reason",
    "RatingWord.meaning",
    "SourceDocument.title",
    "SourceRow.place",
}


def fields(model) -> list:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField)
        and not field.choices
        and field.name != "slug"
        and f"{model.__name__}.{field.name}" not in NOT_FREE
    ]


def spoil(model) -> None:
    """Put the hostile words into every free field of every record, with the field's name before and its key behind."""
    for field in fields(model):
        name = f"{model.__name__}.{field.name}"
        if field.max_length is not None and field.max_length < len(name) + len(HOSTILE) + 6:
            # Its length is checked in forms and by PostgreSQL; the shortest hostile words must do.
            words = Concat(Value("<i>\"'"), Cast(F("pk"), TextField()), output_field=TextField())
        else:
            words = Concat(Value(name + HOSTILE), Cast(F("pk"), TextField()), output_field=TextField())
        # What is not withdrawn or set aside has no reason for it; the database holds it to that.
        explained = field.name in ("withdrawn_reason", "set_aside_reason")
        records = model._base_manager.exclude(**{field.name: ""}) if explained else model._base_manager
        records.update(**{field.name: words})


class Reader(HTMLParser):
    """The words of a page and of its attributes as a browser reads them, and what could run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.running: list[str] = []
        self.elements: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.words += [value or "" for _, value in attrs]
        self.running += [f"{tag} {name}" for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data):
        self.words.append(data)


def test_hostile_words_are_shown_as_they_are(client, world):
    kept = Action.objects.get(plan=world.plan, reference="1.1")
    gone = pages.public_action(
        world.plan, "9.9", "Old.", withdrawn_at=pages.NOON, withdrawn_reason="Merged.", replaced_by=kept
    )
    aim = Priority.objects.get(plan=world.plan, slug="1-help-early")
    for number in (1, 2):
        PriorityWords.objects.create(priority=aim, words=str(number), public_from=pages.NOON, recorded_at=pages.NOON)
        ActionWords.objects.create(action=kept, words=str(number), public_from=pages.NOON, recorded_at=pages.NOON)
    Lead.objects.update(organisation=make.OrganisationFactory(partnership=world.host))
    wrong = kept.reports.first()
    right = pages.published_report(kept, pages.TODAY, Status.ON_TRACK, corrects=wrong)
    make.ForumViewFactory(report=right, state="published", public_from=pages.NOON)
    for model in MODELS:
        assert model.objects.exists(), model
        spoil(model)
    caches["pages"].clear()
    urls = [*PAGES, gone.get_absolute_url(), f"/plans/plan-2025/actions/?{urlencode({'q': HOSTILE, 'late': '1'})}"]
    urls += [action.get_absolute_url() for action in Action.objects.public().select_related("plan")]

    read = ""
    for url in urls:
        body = client.get(url).content.decode()
        reader = Reader(body)
        assert not reader.elements & {"script", "img", "i", "b"}, url
        assert reader.running == [], url
        read += "\n".join(reader.words)
    shown = set(re.findall(r"(\w+\.\w+)" + re.escape(HOSTILE), read))
    assert shown == SHOWN
