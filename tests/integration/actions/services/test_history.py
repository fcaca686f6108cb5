"""Every verb leaves in the history of what it changed who did it and at which moment."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from inspect import signature

import pytest
from django.db.models import Model

from actions import services
from actions.models import Action, ForumView, Lead, LeadReporter, MilestoneChange, ProgressReport, RatingWord
from actions.services import ActionRevision, NewAction
from actions.timescales import Timescale
from priorities import services as plans
from priorities.models import Partnership, Plan, Priority, RecommendationUpdate
from routemaps import services as words
from routemaps.history_reading import HistoryReading, ReadEvent, ReadTopic
from routemaps.models import Anchor, Branch, Contact, DateRule, Routemap, Stage
from tests.factories import office as make
from tests.factories import routemaps as routemaps_of_tests

pytestmark = pytest.mark.django_db

AT = datetime(2031, 3, 3, 10, 0, tzinfo=UTC)
"""Later than anything that the factories make, so that what is newest in a history was left by the verb."""

JUNE = Timescale(raw="by June 2026", due=date(2026, 6, 30), precision="month")


def public() -> Action:
    return make.ActionFactory(plan=make.PlanFactory(published=True), public=True)


def report(state: str, **columns) -> ProgressReport:
    return make.ProgressReportFactory(action=public(), author=make.UserFactory(), state=state, **columns)


def publish_plan_and_actions(**who) -> list[Model]:
    action = make.ActionFactory()
    priority = make.PriorityFactory(plan=action.plan)
    taken = make.ProgressReportFactory(action=action, document=make.SourceDocumentFactory(plan=action.plan))
    services.publish_plan_and_actions(plan=action.plan, **who)
    return [action, priority, taken, action.plan]


def save_draft(**who) -> list[Model]:
    new = services.save_draft(action=public(), report=None, typed={"done": "We met."}, **who)
    old = make.ProgressReportFactory(action=public(), author=who["by"])
    return [new, services.save_draft(action=old.action, report=old, typed={"done": "We met."}, **who)]


def no_change_report(**who) -> list[Model]:
    said = report("published", public_from=make.MOMENT)
    return [services.no_change_report(action=said.action, **who)]


def submit_report(**who) -> list[Model]:
    record = report("draft")
    record.done = "We met."
    services.submit_report(report=record, **who)
    return [record]


def correct_imported_report(**who) -> list[Model]:
    action = make.ActionFactory()
    record = make.ProgressReportFactory(action=action, document=make.SourceDocumentFactory(plan=action.plan))
    services.correct_imported_report(report=record, status=None, done="12 visits.", reason="It said 12.", **who)
    return [record]


def return_report(**who) -> list[Model]:
    record = report("submitted")
    services.return_report(report=record, reason="Say how many.", **who)
    return [record]


def publish_report(**who) -> list[Model]:
    record = report("submitted")
    services.publish_report(report=record, **who)
    return [record, record.action]


def publish_unchanged(**who) -> list[Model]:
    record = report("submitted")
    last = make.ProgressReportFactory(action=record.action, state="published", public_from=make.MOMENT)
    record.no_change, record.action.latest_report = True, last
    services.publish_unchanged(reports=[record], **who)
    return [record, record.action]


def view(stands: str, **columns) -> ForumView:
    spoken_on = make.ProgressReportFactory(action=public(), author=make.UserFactory(), **columns)
    return make.ForumViewFactory(report=spoken_on, state=stands)


def save_view(**who) -> list[Model]:
    return [services.save_view(report=report("submitted"), view=None, words="We wait.", **who)]


def submit_view(**who) -> list[Model]:
    record = view("draft", state="submitted")
    services.submit_view(view=record, **who)
    return [record]


def publish_view(**who) -> list[Model]:
    record = view("submitted", state="published", public_from=make.MOMENT)
    services.publish_view(view=record, **who)
    return [record]


def return_view(**who) -> list[Model]:
    record = view("submitted", state="submitted")
    services.return_view(view=record, reason="Name nobody.", **who)
    return [record]


def take_reports(**who) -> list[Model]:
    document = make.SourceDocumentFactory()
    old = make.ActionFactory(plan=document.plan)
    make.ProgressReportFactory(action=old, document=document)
    new = make.ActionFactory(plan=document.plan)
    read = [ProgressReport(action=action, done="Read.") for action in (old, new)]
    services.take_reports(reports=read, document=document, **who)
    return list(ProgressReport.objects.all())


def add_rating_words(**who) -> list[Model]:
    services.add_rating_words(words=[RatingWord(plan=make.PlanFactory(), word="Amber")], **who)
    return [RatingWord.objects.get()]


def rated(**report) -> ProgressReport:
    """A report from a document, rated with a word that the plan's key explains."""
    action = public()
    make.RatingWordFactory(plan=action.plan, word="Amber", status="at_risk")
    document = make.SourceDocumentFactory(plan=action.plan)
    return make.ProgressReportFactory(action=action, document=document, rating="Amber", **report)


def apply_key(**who) -> list[Model]:
    report = rated()
    services.apply_key(plan=report.action.plan, before=[], **who)
    return [report]


def give_statuses(**who) -> list[Model]:
    report = rated(state="published", public_from=make.MOMENT)
    services.give_statuses(plan=report.action.plan, **who)
    return [report.action, *report.corrections.all()]


def change_due_date(**who) -> list[Model]:
    action = public()
    services.change_due_date(action=action, timescale=JUNE, reason="Ill", agreed_by="", changed_on=AT.date(), **who)
    return [action]


def correct_draft_timescale(**who) -> list[Model]:
    action = make.ActionFactory()
    services.correct_draft_timescale(action=action, timescale=JUNE, **who)
    return [action]


def withdraw_action(**who) -> list[Model]:
    action = public()
    services.withdraw_action(action=action, reason="Old", **who)
    return [action]


def withdraw_actions(**who) -> list[Model]:
    action = public()
    services.withdraw_actions(actions=[action], reason="Old", **who)
    return [action]


def set_leads(**who) -> list[Model]:
    services.set_leads(action=make.ActionFactory(), names=["SEN team"], **who)
    return [Lead.objects.get()]


def add_action(**who) -> list[Model]:
    return [
        services.add_action(plan=make.PlanFactory(), reference="1", official_words="We will.", timescale=JUNE, **who)
    ]


def add_actions(**who) -> list[Model]:
    new = NewAction("1", "We will.", JUNE, leads=["Health"], organisations={"Health": "ICB"})
    actions = services.add_actions(plan=make.PlanFactory(), new=[new], **who)
    return [*actions, Lead.objects.get(), Lead.objects.get().organisation]


def revise_actions(**who) -> list[Model]:
    action = public()
    revision = ActionRevision(action, {"outcome": "Better"}, official_words="New.", timescale=JUNE)
    document = make.SourceDocumentFactory(plan=action.plan)
    services.revise_actions(revisions=[revision], document=document, changed_on=AT.date(), **who)
    return [action]


def place_actions(**who) -> list[Model]:
    action = public()
    action.order = 9
    services.place_actions(actions=[], moved=[action], reason="As in 'Plan'.", **who)
    return [action]


def delete_draft_action(**who) -> list[Model]:
    action = make.ActionFactory()
    copy = Action.objects.get()
    services.delete_draft_action(action=action, **who)
    return [copy]


def hold_back_everywhere(**who) -> list[Model]:
    plan = make.PlanFactory(summary="Kim Sample answers.")
    action = make.ActionFactory(plan=plan, outcome="Kim Sample answers.")
    lead = make.LeadFactory(partnership=plan.partnership, name="Kim Sample")
    names = [make.HeldBackFactory.build(plan=plan, kind="name", words="Kim Sample")]
    services.hold_back_everywhere(names=names, plan=plan, **who)
    return [plan, action, lead]


def give_public_words(**who) -> list[Model]:
    held_back = make.HeldBackFactory(number=7)
    words = held_back.placeholder
    action = make.ActionFactory(plan=held_back.plan, official_words=words)
    priority = make.PriorityFactory(plan=held_back.plan, title=words)
    said = make.ProgressReportFactory(action=action, done=words)
    lead = make.LeadFactory(partnership=held_back.partnership, name=words)
    services.give_public_words(held_back=held_back, public_words="SENCO", **who)
    return [action, priority, said, lead]


def leave_out(**who) -> list[Model]:
    held_back = make.HeldBackFactory(number=7)
    words = held_back.placeholder
    action = make.ActionFactory(plan=held_back.plan, official_words=f"Ask {words}.")
    services.leave_out(held_back=held_back, **who)
    return [action, held_back]


def withdraw_words(**who) -> list[Model]:
    plan = make.PlanFactory(published=True, summary="Ask Kim Sample.")
    return [plan, services.withdraw_words(partnership=plan.partnership, words="Kim Sample", reason="person", **who)]


def restore_redaction(**who) -> list[Model]:
    plan, redaction = withdraw_words(by=make.UserFactory(), at=make.MOMENT)
    services.restore_redaction(redaction=redaction, **who)
    return [plan, redaction]


def confirm_redaction(**who) -> list[Model]:
    _, redaction = withdraw_words(by=make.UserFactory(), at=make.MOMENT)
    services.confirm_redaction(redaction=redaction, everywhere=False, **who)
    return [redaction]


def carry_over(**who) -> list[Model]:
    action = public()
    into = make.PlanFactory(partnership=action.plan.partnership)
    return services.carry_over(plan=action.plan, into=into, actions=[action], keep_references=True, **who)


def report_on_several(**who) -> list[Model]:
    columns = {"done": "We met.", "reported_on": AT.date()}
    return services.report_on_several(actions=[public(), public()], columns=columns, submit=True, **who)


def move_several(**who) -> list[Model]:
    actions = [public(), make.ActionFactory()]
    services.move_several(
        moves=[(action, JUNE) for action in actions], reason="Ill", agreed_by="Board", changed_on=AT.date(), **who
    )
    return [actions[1], ProgressReport.objects.get(action=actions[0])]


def next_plan(**who) -> list[Model]:
    return [services.next_plan(after=make.PlanFactory(published=True), title="Next", **who)]


def add_partnership(**who) -> list[Model]:
    return [plans.add_partnership(slug="here", name="Here", **who)]


def add_plan(**who) -> list[Model]:
    return [plans.add_plan(partnership=make.PartnershipFactory(), slug="plan", title="Plan", **who)]


def publish_plan(**who) -> list[Model]:
    priority = make.PriorityFactory()
    plans.publish_plan(plan=priority.plan, **who)
    return [priority, priority.plan]


def restore_actions(**who) -> list[Model]:
    action = public()
    services.withdraw_action(action=action, reason="Old", by=who["by"], at=datetime(2031, 1, 1, tzinfo=UTC))
    services.restore_actions(actions=[action], reason="It is in the new document again.", **who)
    assert (action.withdrawn_at, action.withdrawn_reason) == (None, "")
    past = action.past_withdrawals.get()
    assert (past.withdrawn_at.year, past.reason, past.returned_at, past.recorded_by) == (2031, "Old", AT, who["by"])
    return [action]


def withdraw_plan(**who) -> list[Model]:
    plan = make.PlanFactory(published=True)
    plans.withdraw_plan(plan=plan, reason="Old", **who)
    return [plan]


def add_priority(**who) -> list[Model]:
    return [plans.add_priority(plan=make.PlanFactory(), number="1", title="Early", official_words="Aim.", **who)]


def agree_words(**who) -> list[Model]:
    records = [make.PriorityFactory(), public()]
    for record in records:
        plans.agree_words(record=record, words="New.", **who)
    return records


def revise_priority(**who) -> list[Model]:
    priority = make.PriorityFactory()
    plans.revise_priority(
        priority=priority,
        columns={"title": "Early help"},
        source_row=None,
        document=make.SourceDocumentFactory(plan=priority.plan),
        reason="As in 'Plan'.",
        **who,
    )
    return [priority]


def withdraw_priority(**who) -> list[Model]:
    priority = make.PriorityFactory()
    plans.withdraw_priority(priority=priority, **who)
    return [priority]


def delete_draft_priority(**who) -> list[Model]:
    priority = make.PriorityFactory()
    copy = Priority.objects.get()
    plans.delete_draft_priority(priority=priority, **who)
    return [copy]


def give_role(*, by, at) -> list[Model]:
    make.MembershipFactory(user=by, partnership=(here := make.PartnershipFactory()), role="administrator")
    return [plans.give_role(user=make.UserFactory(), partnership=here, role="officer", by=by, at=at)]


def take_role(*, by, at) -> list[Model]:
    administrator = make.MembershipFactory(user=by, role="administrator")
    membership = make.MembershipFactory(partnership=administrator.partnership)
    copy = type(membership).objects.get(pk=membership.pk)
    plans.take_role(membership=membership, by=by, at=at)
    return [copy]


def save_edit(**who) -> list[Model]:
    plan = make.PlanFactory()
    plans.save_edit(record=plan, **who)
    return [plan]


def add_reporter(**who) -> list[Model]:
    officer = make.MembershipFactory()
    return [
        services.add_reporter(lead=make.LeadFactory(partnership=officer.partnership), user=officer.user, **who),
    ]


def remove_reporter(**who) -> list[Model]:
    reporter = make.LeadReporterFactory()
    copy = LeadReporter.objects.get()
    services.remove_reporter(reporter=reporter, **who)
    return [copy]


def set_reporters(**who) -> list[Model]:
    officer = make.MembershipFactory()
    lead = make.LeadFactory(partnership=officer.partnership)
    services.set_reporters(lead=lead, users=[officer.user], **who)
    return [lead.reporters.get()]


def submit_sheet(**who) -> list[Model]:
    update = services.SheetUpdate(public(), None, {"status": "on_track", "done": "Trained."})
    return services.submit_sheet(updates=[update], name="updates.xlsx", **who)


def make_link(**who) -> list[Model]:
    return [services.make_link(action=public(), for_role="SENCO", secret="s", **who)]


def revoke_link(**who) -> list[Model]:
    link = make.UpdateLinkFactory(action=public(), made_at=AT, expires_at=AT + timedelta(days=14))
    services.revoke_link(link=link, **who)
    return [link]


def drafted() -> ProgressReport:
    link = make.UpdateLinkFactory(action=public())
    return make.ProgressReportFactory(action=link.action, link=link, done="We met.")


def take_over_draft(**who) -> list[Model]:
    return [services.take_over_draft(report=drafted(), version=1, **who)]


def send_link_draft(**who) -> list[Model]:
    return [services.send_link_draft(report=drafted(), version=1, **who)]


def save_edits(**who) -> list[Model]:
    records = make.LeadFactory.create_batch(2)
    plans.save_edits(records=records, fields=["name"], **who)
    return records


def add_organisations(**who) -> list[Model]:
    return services.add_organisations(organisations=[make.OrganisationFactory.build(partnership=_home())], **who)


def add_leads(**who) -> list[Model]:
    return services.add_leads(leads=[make.LeadFactory.build(partnership=_home())], **who)


def add_board(**who) -> list[Model]:
    record = make.BoardFactory.build(partnership=_home())
    services.add_board(board=record, **who)
    return [record]


def write_meetings(**who) -> list[Model]:
    board = make.BoardFactory()
    kept, gone = make.MeetingFactory(board=board), make.MeetingFactory(board=board)
    key, kept.note = gone.pk, "Money"
    services.write_meetings(saved=[kept], deleted=[gone], **who)
    gone.pk = key
    return [kept, gone]


def publish_board(**who) -> list[Model]:
    record = make.BoardFactory()
    services.publish_board(board=record, **who)
    return [record]


def withdraw_board(**who) -> list[Model]:
    record = make.BoardFactory(public=True)
    services.withdraw_board(board=record, **who)
    return [record]


def add_terms(**who) -> list[Model]:
    return words.add_terms(terms=[make.TermFactory.build(partnership=_home())], **who)


def _routemap() -> Routemap:
    """One of one stage, which may be published."""
    stage = make.StageFactory()
    make.BranchFactory(stage=stage)
    stage.contact_rows.create(contact=make.ContactFactory(partnership=stage.routemap.partnership))
    return stage.routemap


def take_content(**who) -> list[Model]:
    partnership = _home()
    words.take_content(partnership=partnership, content=routemaps_of_tests.content(), **who)
    stages = Stage.objects.filter(routemap__partnership=partnership)
    return [*Anchor.objects.all(), *DateRule.objects.all(), *Contact.objects.all(), *stages, *Branch.objects.all()]


def submit_routemap(**who) -> list[Model]:
    return [words.submit_routemap(routemap=_routemap(), what_changed="It is new.", **who)]


def publish_version(**who) -> list[Model]:
    version = make.RoutemapVersionFactory(routemap=_routemap())
    words.publish_version(version=version, **who)
    return [version, version.routemap]


def return_version(**who) -> list[Model]:
    version = make.RoutemapVersionFactory()
    words.return_version(version=version, reason="Say who decides.", **who)
    return [version]


def check_today(**who) -> list[Model]:
    records = [make.RoutemapFactory(), make.DateRuleFactory()]
    for record in records:
        words.check_today(record=record, next_check_on=date(2031, 9, 3), **who)
    return records


def add_routemap(**who) -> list[Model]:
    routemap = make.RoutemapFactory.build(partnership=_home())
    words.add_routemap(routemap=routemap, **who)
    return [routemap]


def write_parts(**who) -> list[Model]:
    stage = make.StageFactory(routemap=_routemap())
    gone = make.BranchFactory(stage=stage, routemap=stage.routemap)
    stage.title = "Another title"
    words.write_parts(saved=[stage], deleted=[gone], **who)
    return [stage]


def add_named(**who) -> list[Model]:
    anchor = make.AnchorFactory.build(partnership=_home())
    words.add_named(record=anchor, **who)
    return [anchor]


def confirm_source(**who) -> list[Model]:
    rule = make.DateRuleFactory()
    words.confirm_source(rule=rule, **who)
    return [rule]


def take_history(**who) -> list[Model]:
    event = ReadEvent("Families met.", "line 1")
    reading = HistoryReading(events=[event], topics=[ReadTopic("Travel", "asked for", True, None, ["line 2"])])
    taken = words.take_history(partnership=_home(), reading=reading, source="Our story", **who)
    return [*taken.events, *taken.topics]


def add_to_story(**who) -> list[Model]:
    event = make.CoproductionEventFactory.build(partnership=_home())
    words.add_to_story(record=event, **who)
    return [event]


def publish_story(**who) -> list[Model]:
    topic = make.TopicFactory()
    words.publish_story(records=[topic], **who)
    return [topic]


def withdraw_from_story(**who) -> list[Model]:
    event = make.CoproductionEventFactory(public=True)
    words.withdraw_from_story(record=event, **who)
    return [event]


def send_comment(**who) -> list[Model]:
    return [words.send_comment(partnership=_home(), about="page", words="Hm.", **who)]


def answer_comment(**who) -> list[Model]:
    comment = make.CommentFactory()
    response = words.answer_comment(comment=comment, shown_words="Hm.", words="Yes.", did="It.", **who)
    return [comment, response]


def publish_comment(**who) -> list[Model]:
    comment = make.ResponseFactory(comment__shown_words="Hm.").comment
    words.publish_comment(comment=comment, **who)
    return [comment, comment.response]


def reject_comment(**who) -> list[Model]:
    comment = make.CommentFactory()
    words.reject_comment(comment=comment, why="spam", **who)
    return [comment]


def release_comment(**who) -> list[Model]:
    comment = make.CommentFactory(state="safeguarding")
    words.release_comment(comment=comment, **who)
    return [comment]


def raise_safeguarding(**who) -> list[Model]:
    comment = make.CommentFactory()
    words.raise_safeguarding(comment=comment, **who)
    return [comment]


def empty_addresses(**who) -> list[Model]:
    comment = make.CommentFactory(email="me@example.org", sent_at=make.MOMENT - timedelta(days=400))
    words.empty_addresses(**who)
    return [comment]


def withdraw_routemap(**who) -> list[Model]:
    routemap = make.RoutemapFactory(public_from=make.MOMENT)
    words.withdraw_routemap(routemap=routemap, reason="Old.", **who)
    return [routemap]


def add_commitments(**who) -> list[Model]:
    return plans.add_commitments(plan=make.PlanFactory(), new=[plans.NewCommitment("We will.")], **who)


def withdraw_commitment(**who) -> list[Model]:
    record = make.CommitmentFactory()
    plans.withdraw_commitment(commitment=record, reason="Old", **who)
    return [record]


def delete_draft_commitment(**who) -> list[Model]:
    record = make.CommitmentFactory()
    key = record.pk
    plans.delete_draft_commitment(commitment=record, **who)
    record.pk = key
    return [record]


def delete_draft_promise(**who) -> list[Model]:
    record = make.RecommendationFactory()
    key = record.pk
    plans.delete_draft_promise(promise=record, **who)
    record.pk = key
    return [record]


def add_recommendation(**who) -> list[Model]:
    return [plans.add_recommendation(plan=make.PlanFactory(), number="1", official_words="Leaders should.", **who)]


def add_round(**who) -> list[Model]:
    return [plans.add_round(plan=make.PlanFactory(), title="Year one", **who)]


def revise_round(**who) -> list[Model]:
    record = make.UpdateRoundFactory()
    plans.revise_round(update_round=record, labels={"done": "What we did"}, **who)
    return [record]


def revise_promise(**who) -> list[Model]:
    record = make.CommitmentFactory()
    plans.revise_promise(
        promise=record,
        columns={"official_words": "We will listen."},
        source_row=None,
        document=make.SourceDocumentFactory(plan=record.plan),
        reason="As in 'Plan'.",
        **who,
    )
    return [record]


def place_promises(**who) -> list[Model]:
    record = make.CommitmentFactory()
    record.order = 7
    plans.place_promises(promises=[record], moved=[record], reason="As in 'Plan'.", **who)
    return [record]


def withdraw_promises(**who) -> list[Model]:
    record = make.MilestoneFactory()
    plans.withdraw_promises(promises=[record], reason="It is not in 'Plan' any more.", **who)
    return [record]


def restore_promises(**who) -> list[Model]:
    record = make.CommitmentFactory(withdrawn_at=make.MOMENT, withdrawn_reason="Old")
    plans.restore_promises(promises=[record], reason="As in 'Plan'.", **who)
    return [record]


def of_round(state: str) -> RecommendationUpdate:
    asked = make.RecommendationFactory(plan=make.PlanFactory(published=True), public_from=make.MOMENT)
    return make.RecommendationUpdateFactory(recommendation=asked, state=state, author=make.UserFactory())


def save_update(**who) -> list[Model]:
    asked = make.RecommendationFactory()
    year = make.UpdateRoundFactory(plan=asked.plan)
    sections = {"done": "We met."}
    return [services.save_update(update_round=year, recommendation=asked, update=None, sections=sections, **who)]


def take_updates(**who) -> list[Model]:
    asked = make.RecommendationFactory()
    services.take_updates(
        update_round=make.UpdateRoundFactory(plan=asked.plan),
        said={asked: {"done": "We met."}},
        document=make.SourceDocumentFactory(plan=asked.plan),
        reason="As in 'Plan'.",
        **who,
    )
    return [asked.updates.get()]


def correct_update(**who) -> list[Model]:
    said = of_round("submitted")
    type(said).objects.update(state="published", public_from=make.MOMENT)
    said.refresh_from_db()
    return [services.correct_update(update=said, what="It was two.", **who)]


def submit_update(**who) -> list[Model]:
    record = of_round("draft")
    services.submit_update(update=record, **who)
    return [record]


def return_update(**who) -> list[Model]:
    record = of_round("submitted")
    services.return_update(update=record, reason="Say how many.", **who)
    return [record]


def publish_updates(**who) -> list[Model]:
    record = of_round("submitted")
    services.publish_updates(updates=[record], **who)
    return [record]


REVIEWED = {"reviewed_on": AT.date(), "what_changed": "Nothing.", "next_on": None}


def record_review(**who) -> list[Model]:
    return [services.record_review(plan=make.PlanFactory(), review=None, **REVIEWED, **who)]


def publish_review(**who) -> list[Model]:
    record = make.PlanReviewFactory(plan=make.PlanFactory(published=True), author=make.UserFactory())
    services.publish_review(review=record, **who)
    return [record]


def delete_draft_review(**who) -> list[Model]:
    record = make.PlanReviewFactory()
    key = record.pk
    services.delete_draft_review(review=record, **who)
    record.pk = key
    return [record]


def add_milestones(**who) -> list[Model]:
    new = [services.NewMilestone("Clinic open", services.Period("Soon"))]
    return services.add_milestones(plan=make.PlanFactory(), new=new, **who)


def dropped(**columns) -> MilestoneChange:
    milestone = make.MilestoneFactory(plan=make.PlanFactory(published=True), public_from=make.MOMENT)
    columns = {"from_start": milestone.start, "from_end": milestone.end} | columns
    return make.MilestoneChangeFactory(milestone=milestone, what="dropped", **columns)


def take_roadmap_changes(**who) -> list[Model]:
    plan = make.PlanFactory(published=True)
    moved, gone = (make.MilestoneFactory(plan=plan, public_from=make.MOMENT) for _ in range(2))
    services.take_roadmap_changes(
        moved=[(moved, services.Period("May 2026", date(2026, 5, 1), date(2026, 5, 31)))],
        gone=[gone],
        document=make.SourceDocumentFactory(plan=plan),
        reason="As in 'Plan'.",
        gone_reason="It is not in 'Plan' any more.",
        **who,
    )
    return [moved, gone, moved.changes.get(), gone.changes.get()]


def ask_milestone_change(**who) -> list[Model]:
    milestone = make.MilestoneFactory()
    return [services.ask_milestone_change(milestone=milestone, change=None, what="dropped", reason="Ill", **who)]


def publish_milestone_change(**who) -> list[Model]:
    record = dropped()
    services.publish_milestone_change(change=record, **who)
    return [record, record.milestone]


def return_milestone_change(**who) -> list[Model]:
    record = dropped()
    services.return_milestone_change(change=record, reason="Say who agreed.", **who)
    return [record]


def _home() -> Partnership:
    return make.PartnershipFactory()


VERBS: list[Callable[..., list[Model]]] = [
    publish_plan_and_actions,
    save_draft,
    no_change_report,
    submit_report,
    correct_imported_report,
    return_report,
    publish_report,
    publish_unchanged,
    save_view,
    submit_view,
    publish_view,
    return_view,
    take_reports,
    add_rating_words,
    apply_key,
    give_statuses,
    change_due_date,
    correct_draft_timescale,
    withdraw_action,
    withdraw_actions,
    restore_actions,
    set_leads,
    add_action,
    add_actions,
    revise_actions,
    place_actions,
    delete_draft_action,
    hold_back_everywhere,
    give_public_words,
    leave_out,
    withdraw_words,
    restore_redaction,
    confirm_redaction,
    carry_over,
    next_plan,
    report_on_several,
    move_several,
    add_partnership,
    add_plan,
    publish_plan,
    withdraw_plan,
    add_priority,
    agree_words,
    revise_priority,
    withdraw_priority,
    delete_draft_priority,
    give_role,
    take_role,
    save_edit,
    add_reporter,
    remove_reporter,
    set_reporters,
    submit_sheet,
    make_link,
    revoke_link,
    take_over_draft,
    send_link_draft,
    save_edits,
    add_organisations,
    add_leads,
    add_board,
    write_meetings,
    publish_board,
    withdraw_board,
    add_terms,
    take_content,
    submit_routemap,
    publish_version,
    return_version,
    check_today,
    withdraw_routemap,
    add_routemap,
    write_parts,
    add_named,
    confirm_source,
    take_history,
    add_to_story,
    publish_story,
    withdraw_from_story,
    send_comment,
    answer_comment,
    publish_comment,
    reject_comment,
    raise_safeguarding,
    release_comment,
    empty_addresses,
    add_commitments,
    withdraw_commitment,
    delete_draft_commitment,
    add_recommendation,
    add_round,
    save_update,
    revise_round,
    revise_promise,
    place_promises,
    withdraw_promises,
    restore_promises,
    delete_draft_promise,
    take_updates,
    take_roadmap_changes,
    correct_update,
    submit_update,
    return_update,
    publish_updates,
    record_review,
    publish_review,
    delete_draft_review,
    add_milestones,
    ask_milestone_change,
    publish_milestone_change,
    return_milestone_change,
]

NO_HISTORY = {
    "purge": "what it takes out is gone; an entry of the log says how much of what",
    "draft_by_link": "nobody has an account there; the draft keeps the link, and the link when it was used",
    "report_of": "it makes a report and stores nothing",
    "receive_document": "the document keeps received_by",
    "words_as_they_are": "the version keeps recorded_by",
    "mark_applied": "the document keeps applied_by",
    "set_aside_document": "the document keeps set_aside_by",
    "correct_document": "the correction keeps recorded_by",
    "settle_problems": "the problem keeps settled_by",
    "hold_back": "the name is kept nowhere else; it has no history",
    "decide_held_back": "the name keeps decided_by",
    "finish_list": "only who made it may bring it in, and it keeps done_at",
    "set_rules": "the routemap is saved with its stages, and its history says who and when",
    "set_contacts": "the routemap is saved with its stages, and its history says who and when",
    "set_anchors": "the routemap is saved with its stages, and its history says who and when",
    "ask_for_views": "the link keeps made_by and made_at, and the log says it",
    "end_views": "the log says who ended it",
    "set_delivers": "the log says what changed, and who and when",
    "set_partners": "the log says what changed, and who and when",
    "record_event": "the entry of the log keeps who and when, and has no history because nobody edits it",
}
"""Verbs whose records name who and when in columns of their own."""


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
def test_the_history_says_who_and_when(verb):
    by = make.UserFactory(job_title="SEND manager")
    records = verb(by=by, at=AT)
    assert records
    for record in records:
        newest = type(record).history.filter(id=record.pk).first()
        assert (newest.history_user, newest.history_date) == (by, AT), repr(record)
        assert not hasattr(record, "_history_user"), "a later save would name the wrong person"


def test_no_verb_is_left_out():
    found = {
        name
        for module in (services, plans, words)
        for name, verb in vars(module).items()
        if inspect.isfunction(verb) and not name.startswith(("_", "keep")) and "by" in signature(verb).parameters
    }
    assert found == {verb.__name__ for verb in VERBS} | NO_HISTORY.keys()


@pytest.mark.parametrize("model", [Action, Plan, Partnership])
def test_a_reason_is_kept_whole_with_the_change(model):
    by = make.UserFactory()
    record = {"Action": make.ActionFactory, "Plan": make.PlanFactory, "Partnership": make.PartnershipFactory}[
        model.__name__
    ]()
    plans.save_edit(record=record, by=by, at=AT, reason="Why " * 100)
    assert record.history.first().history_change_reason == "Why " * 100
