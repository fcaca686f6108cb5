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

    def file(self, text: str, *, day: date | None = None):
        self.number += 1
        path = self.folder / f"plan-{self.number}.txt"
        path.write_text(text, encoding="utf-8")
        return read_file(path, plan=self.plan, document_date=day)

    def preview(self, text: str, *, day=None, **answers: str):
        return preview(self.file(text, day=day), self.plan, answers=answers.get("answers"))

    def store(self, text: str, *, at=AT, answers=None, day=None):
        return store_file(self.file(text, day=day), plan=self.plan, by=self.by, at=at, answers=answers)

    def publish(self, text: str, *, at=AT, answers=None, day=None):
        stored = self.store(text, at=at, answers=answers, day=day)
        publish_document(document=stored.document, by=self.by, at=at, answers=answers)
        self.plan = Plan.objects.get(pk=self.plan.pk)
        return stored


@pytest.fixture
def importing(db, tmp_path, settings, read_here):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "documents"}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    return Importing(tmp_path)
