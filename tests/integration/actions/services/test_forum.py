"""The forum's view: written by the forum alone, published or returned with every word as it was."""

from __future__ import annotations

import pytest

from actions.models import ForumView
from actions.services import publish_view, return_view, save_view, submit_view
from priorities.models import AuditEntry, EditConflict, Frozen
from priorities.services import NotAllowed
from tests.factories import office as make
from tests.integration.actions.services.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return make.UserFactory(username="forum")


def report_in(state: str):
    action = make.ActionFactory(plan=make.PlanFactory(published=True), public=True, reference="1.1")
    public = {"public_from": make.MOMENT} if state == "published" else {}
    reason = {"returned_reason": "Why"} if state == "returned" else {}
    return make.ProgressReportFactory(action=action, author=make.UserFactory(), state=state, **public, **reason)


def test_a_view_is_drafted_submitted_and_published_beside_its_report(member, by, stale):
    report = report_in("published")
    view = save_view(report=report, view=None, words="We wait 20 weeks.", by=member, at=make.MOMENT)
    assert (view.state, view.author, view.recorded_at) == ("draft", member, make.MOMENT)
    submit_view(view=view, by=member, at=make.MOMENT)
    assert (view.state, view.submitted_at) == ("submitted", make.MOMENT)
    assert not ForumView.objects.public().exists()
    publish_view(view=view, by=by, at=AT)
    stored = ForumView.objects.public().get()
    assert (stored.words, stored.state, stored.public_from, stored.approved_at, stored.approved_by) == (
        "We wait 20 weeks.",
        "published",
        AT,
        AT,
        by,
    )
    entry = AuditEntry.objects.get()
    assert (entry.kind, entry.words, entry.partnership_id) == (
        "approved",
        "Published the forum's view on the report of 2 March 2026 on action 1.1.",
        report.action.plan.partnership_id,
    )
    assert stale()


def test_a_count_of_few_children_needs_the_approvers_tick(member, by):
    report = report_in("published")
    view = save_view(report=report, view=None, words="2 children at Elm School wait.", by=member, at=make.MOMENT)
    submit_view(view=view, by=member, at=make.MOMENT)
    with pytest.raises(NotAllowed) as refusal:
        publish_view(view=view, by=by, at=AT)
    assert str(refusal.value) == (
        "'2 children' counts fewer than 5 children, so a child may be recognised; tick that it may be read, or return "
        "the view."
    )
    publish_view(view=view, by=by, at=AT, small_numbers_checked=True)
    assert AuditEntry.objects.get().words == (
        "Published the forum's view on the report of 2 March 2026 on action 1.1. Checked small numbers: 2 children."
    )


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_nothing_is_said_on_what_its_author_may_still_change(member, state):
    with pytest.raises(
        NotAllowed, match=r"^The forum says something on updates that wait for approval or are published.$"
    ):
        save_view(report=report_in(state), view=None, words="We wait.", by=member, at=AT)


def test_a_second_view_of_one_report_is_refused(member):
    report = report_in("submitted")
    save_view(report=report, view=None, words="We wait.", by=member, at=AT)
    with pytest.raises(EditConflict, match=r"^Another member of the forum began a view of this update a moment ago.$"):
        save_view(report=report, view=None, words="We wait too.", by=make.UserFactory(), at=AT)
    assert ForumView.objects.get().words == "We wait."


def test_a_view_that_somebody_saved_since_is_not_written_over(member):
    view = save_view(report=report_in("submitted"), view=None, words="We wait.", by=member, at=AT)
    stale_view = ForumView.objects.get()
    save_view(report=view.report, view=view, words="We wait still.", by=member, at=AT)
    with pytest.raises(EditConflict):
        save_view(report=view.report, view=stale_view, words="Other", by=member, at=AT)
    assert ForumView.objects.get().words == "We wait still."


def test_words_that_are_changed_wait_for_approval_no_more(member, by):
    view = make.ForumViewFactory(report=report_in("published"), author=member, state="submitted")
    save_view(report=view.report, view=view, words="Better now.", by=member, at=AT)
    with pytest.raises(NotAllowed, match=r"^Only a submitted view can be published.$"):
        publish_view(view=view, by=by, at=AT)
    assert ForumView.objects.get().state == "draft"


def test_a_view_is_published_after_its_report_alone(by):
    view = make.ForumViewFactory(report=report_in("submitted"), state="submitted")
    with pytest.raises(
        NotAllowed, match=r"^The update on which the forum speaks is not published yet; decide on that one"
    ):
        publish_view(view=view, by=by, at=AT)


def test_nobody_approves_their_own_words(member):
    view = make.ForumViewFactory(report=report_in("published"), author=member, state="submitted")
    for verb, more in ((publish_view, {}), (return_view, {"reason": "Why"})):
        with pytest.raises(NotAllowed, match=r"^You wrote this view, so somebody else must approve it.$"):
            verb(view=view, by=member, at=AT, **more)


def test_a_view_comes_back_with_a_reason_and_is_submitted_again(member, by):
    view = make.ForumViewFactory(report=report_in("published"), author=member, state="submitted")
    with pytest.raises(NotAllowed, match=r"^Say why the view is returned.$"):
        return_view(view=view, reason=" ", by=by, at=AT)
    return_view(view=view, reason="Name nobody.", by=by, at=AT)
    stored = ForumView.objects.get()
    assert (stored.state, stored.returned_reason, stored.words) == ("returned", "Name nobody.", "Families still wait.")
    assert AuditEntry.objects.get().words == (
        "Returned the forum's view on the report of 2 March 2026 on action 1.1 to the forum: Name nobody."
    )
    submit_view(view=stored, by=member, at=AT)
    assert ForumView.objects.get().state == "submitted"


@pytest.mark.parametrize("state", ["submitted", "published"])
def test_only_a_draft_or_a_returned_view_is_submitted(member, state):
    public = {"public_from": AT} if state == "published" else {}
    view = make.ForumViewFactory(report=report_in("published"), state=state, **public)
    with pytest.raises(NotAllowed, match=r"^Only a draft or a returned view can be submitted.$"):
        submit_view(view=view, by=member, at=AT)


def test_empty_words_and_a_report_that_went_back_stop_the_submission(member):
    view = make.ForumViewFactory(report=report_in("submitted"), words=" ", author=member)
    with pytest.raises(NotAllowed, match=r"^Write the forum's view before you submit it.$"):
        submit_view(view=view, by=member, at=AT)
    gone_back = make.ForumViewFactory(report=report_in("returned"), author=member)
    with pytest.raises(NotAllowed, match=r"^The update went back to its author, so wait until it is submitted again.$"):
        submit_view(view=gone_back, by=member, at=AT)


def test_a_published_view_is_never_written_again(member):
    view = make.ForumViewFactory(report=report_in("published"), state="published", public_from=make.MOMENT)
    with pytest.raises(NotAllowed, match=r"^The forum's view was published, so its words stay as they are.$"):
        save_view(report=view.report, view=view, words="Other", by=member, at=AT)
    with pytest.raises(Frozen):
        ForumView.objects.update(words="Other")
