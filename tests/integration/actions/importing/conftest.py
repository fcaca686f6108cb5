"""Files of plans, read and stored without the command."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from actions.importing import preview, publish_document, read_file, store_file
from priorities.models import Plan
from tests.factories import office as make

AT = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)


class Importing:
    """One plan and what is imported into it."""

    def __init__(self, folder) -> None:
        self.folder, self.number = folder, 0
        self.plan = make.PlanFactory(slug="early-help")
        self.by = make.MembershipFactory(partnership=self.plan.partnership, role="approver").user

    def file(
        self, text: str, *, day: date | None = None, kind: str = "action-plan", round_title: str = "", columns=None
    ):
        self.number += 1
        path = self.folder / f"plan-{self.number}.txt"
        path.write_text(text, encoding="utf-8")
        return read_file(path, plan=self.plan, document_date=day, kind=kind, round_title=round_title, columns=columns)

    def preview(self, text: str, *, day=None, answers=None, **what):
        return preview(self.file(text, day=day, **what), self.plan, answers=answers)

    def store(self, text: str, *, at=AT, answers=None, day=None, **what):
        return store_file(self.file(text, day=day, **what), plan=self.plan, by=self.by, at=at, answers=answers)

    def publish(self, text: str, *, at=AT, answers=None, day=None, **what):
        stored = self.store(text, at=at, answers=answers, day=day, **what)
        publish_document(document=stored.document, by=self.by, at=at, answers=answers)
        self.plan = Plan.objects.get(pk=self.plan.pk)
        return stored

    def publish_waiting(self, *, at=AT, answers=None):
        document = self.plan.documents.get(state="draft")
        publish_document(document=document, by=self.by, at=at, answers=answers)
        self.plan = Plan.objects.get(pk=self.plan.pk)


@pytest.fixture
def importing(db, tmp_path, settings, read_here):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "documents"}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    return Importing(tmp_path)
