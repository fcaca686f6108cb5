"""What is published is never changed or deleted: one record, many at once, or by a service; taking words out is the one way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import transaction

from actions.models import ForumView, ProgressReport
from priorities.models import EditConflict, Frozen, taking_words_out
from priorities.services import keep, keep_all, keep_all_deleted, keep_deleted
from tests.factories import office as make

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[3]
NEVER = "is published, so it is never"


@pytest.fixture(params=["report", "view"])
def published(request):
    """A published report, or a published view of the forum on one; `words` names the column that somebody would change."""
    action = make.ActionFactory(plan=make.PlanFactory(published=True), public=True)
    public = {"state": "published", "public_from": make.MOMENT}
    report = make.ProgressReportFactory(action=action, author=make.UserFactory(), done="Kept.", **public)
    if request.param == "report":
        report.column = "done"
        return report
    view = make.ForumViewFactory(report=report, words="Kept.", **public)
    view.column = "words"
    return view


def kept(published) -> bool:
    stored = type(published)._base_manager.get(pk=published.pk)
    return (stored.state, getattr(stored, published.column), stored.version) == ("published", "Kept.", 1)


def changes(published) -> dict[str, object]:
    model, column, who = type(published), published.column, {"by": None, "at": make.MOMENT}
    setattr(published, column, "Changed.")
    return {
        "save": published.save,
        "save some columns": lambda: published.save(update_fields=[column]),
        "keep": lambda: keep(published, **who),
        "keep_all": lambda: keep_all([published], fields=[column], **who),
        "update": lambda: model.objects.update(**{column: "Changed."}),
        "update to a draft": lambda: model.objects.filter(pk=published.pk).update(state="draft", public_from=None),
        "bulk_update": lambda: model.objects.bulk_update([published], [column]),
        "delete": published.delete,
        "delete many": lambda: model.objects.all().delete(),
        "keep_deleted": lambda: keep_deleted(published, **who),
        "keep_all_deleted": lambda: keep_all_deleted([published], **who),
        "write over": lambda: model.objects.bulk_create(
            [published], update_conflicts=True, update_fields=[column], unique_fields=["pk"]
        ),
    }


@pytest.mark.parametrize(
    "way",
    [
        "save",
        "save some columns",
        "keep",
        "keep_all",
        "update",
        "update to a draft",
        "bulk_update",
        "delete",
        "delete many",
        "keep_deleted",
        "keep_all_deleted",
        "write over",
    ],
)
def test_no_way_of_writing_changes_or_deletes_it(published, way):
    with pytest.raises(Frozen), transaction.atomic():
        changes(published)[way]()
    assert kept(published)


def test_the_sentence_names_it_and_what_to_do(published):
    with (
        pytest.raises(Frozen, match=f"^{type(published)._meta.verbose_name.capitalize()} '.+' {NEVER} changed; a corr"),
        transaction.atomic(),
    ):
        published.save()
    with pytest.raises(Frozen, match=f"{NEVER} deleted"):
        published.delete()


def test_a_published_record_that_is_called_a_draft_in_memory_is_still_frozen(published):
    published.state, published.public_from = "draft", None
    with pytest.raises(Frozen), transaction.atomic():
        published.save()
    assert kept(published)


def test_whoever_saves_a_report_that_was_published_meanwhile_has_a_conflict():
    report = make.ProgressReportFactory(author=make.UserFactory(), state="submitted")
    ProgressReport.objects.filter(pk=report.pk).update(state="published", public_from=make.MOMENT, version=2)
    report.done = "Late."
    with pytest.raises(EditConflict) as refusal:
        report.save()
    assert not isinstance(refusal.value, Frozen)


def test_what_is_not_published_is_changed_beside_it(published):
    draft = make.ProgressReportFactory(done="Draft")
    ProgressReport.objects.exclude(state="published").update(done="Other")
    draft.refresh_from_db()
    draft.done = "Third"
    draft.save()
    draft.delete()
    assert kept(published)


def test_words_that_name_somebody_are_taken_out_of_what_is_published(published):
    setattr(published, published.column, "[name held back 1]")
    with taking_words_out():
        keep_all([published], fields=[published.column], by=None, at=make.MOMENT)
        published.save()
    assert getattr(type(published).objects.get(), published.column) == "[name held back 1]"
    with pytest.raises(Frozen):
        published.save()


def test_only_services_that_take_names_out_may_write_to_what_is_published():
    """Redaction joins them in priorities and actions; no page and no command does."""
    using = set()
    for app in ("priorities", "actions", "sendplan"):
        for path in sorted((ROOT / app).rglob("*.py")):
            if re.search(r"with taking_words_out\(\)", path.read_text(encoding="utf-8")):
                using.add(path.relative_to(ROOT).as_posix())
    assert using == {"actions/services/deciding.py", "actions/services/held_back.py"}


def test_a_view_of_the_forum_speaks_on_one_report_and_one_action():
    view = make.ForumViewFactory()
    assert (ForumView.objects.get().action, view.partnership_key) == (
        view.report.action,
        view.report.action.plan.partnership_id,
    )
