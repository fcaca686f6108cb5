"""Records for the tests of the office and of the services, made with as little as the database asks for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from actions.models import (
    Action,
    ActionLead,
    Board,
    ForumView,
    ImportRun,
    Lead,
    LeadReporter,
    Meeting,
    Milestone,
    MilestoneChange,
    Organisation,
    ProgressReport,
    RatingWord,
    UpdateLink,
)
from priorities.models import (
    AuditEntry,
    Commitment,
    DocumentCorrection,
    HeldBack,
    ListImport,
    Membership,
    OutboxMessage,
    Partnership,
    Plan,
    PlanReview,
    Priority,
    ReadingProblem,
    Recommendation,
    RecommendationUpdate,
    Redaction,
    SourceDocument,
    SourceRow,
    UpdateRound,
    User,
)
from routemaps.models import (
    Anchor,
    Branch,
    Comment,
    CommentDesk,
    Contact,
    CoproductionEvent,
    DateRule,
    DraftLink,
    Response,
    Routemap,
    RoutemapVersion,
    Stage,
    Term,
    Topic,
)
from routemaps.payload import payload_of

MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
"""When everything here was recorded: 2 March 2026, half past nine in London."""


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"person{number}")
    is_staff = True


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = Partnership

    name = factory.Sequence(lambda number: f"Partnership {number}")
    slug = factory.Sequence(lambda number: f"partnership-{number}")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    partnership = factory.SubFactory(PartnershipFactory)
    role = Membership.Role.OFFICER


class PlanFactory(DjangoModelFactory):
    class Meta:
        model = Plan

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda number: f"Plan {number}")
    slug = factory.Sequence(lambda number: f"plan-{number}")
    recorded_at = MOMENT

    class Params:
        published = factory.Trait(state=Plan.State.PUBLISHED, public_from=MOMENT)


class PriorityFactory(DjangoModelFactory):
    class Meta:
        model = Priority

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(str)
    title = factory.Sequence(lambda number: f"Aim {number}")
    slug = factory.Sequence(lambda number: f"aim-{number}")
    recorded_at = MOMENT


class CommitmentFactory(DjangoModelFactory):
    class Meta:
        model = Commitment

    plan = factory.SubFactory(PlanFactory)
    slug = factory.Sequence(lambda number: f"commitment-{number}")
    official_words = factory.Sequence(lambda number: f"We will keep promise {number}.")
    recorded_at = MOMENT


class RecommendationFactory(DjangoModelFactory):
    class Meta:
        model = Recommendation

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(str)
    slug = factory.Sequence(lambda number: f"recommendation-{number}")
    official_words = factory.Sequence(lambda number: f"Leaders should do thing {number}.")
    recorded_at = MOMENT


class UpdateRoundFactory(DjangoModelFactory):
    class Meta:
        model = UpdateRound

    plan = factory.SubFactory(PlanFactory)
    title = factory.Sequence(lambda number: f"Year {number}")
    slug = factory.Sequence(lambda number: f"year-{number}")
    recorded_at = MOMENT


class RecommendationUpdateFactory(DjangoModelFactory):
    class Meta:
        model = RecommendationUpdate

    recommendation = factory.SubFactory(RecommendationFactory)
    update_round = factory.SubFactory(UpdateRoundFactory, plan=factory.SelfAttribute("..recommendation.plan"))
    done = "We opened a second clinic.\nWe hired a nurse."
    recorded_at = MOMENT


class PlanReviewFactory(DjangoModelFactory):
    class Meta:
        model = PlanReview

    plan = factory.SubFactory(PlanFactory)
    reviewed_on = MOMENT.date()
    what_changed = "Two dates were moved."
    recorded_at = MOMENT


class ActionFactory(DjangoModelFactory):
    class Meta:
        model = Action

    plan = factory.SubFactory(PlanFactory)
    reference = factory.Sequence(lambda number: f"1.{number}")
    slug = factory.Sequence(lambda number: f"action-{number}")
    official_words = factory.Sequence(lambda number: f"We will do thing {number}.")
    recorded_at = MOMENT

    class Params:
        public = factory.Trait(public_from=MOMENT, promised_on=MOMENT.date())


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda number: f"Organisation {number}")


class LeadFactory(DjangoModelFactory):
    class Meta:
        model = Lead

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda number: f"Team {number}")
    slug = factory.Sequence(lambda number: f"team-{number}")


class ActionLeadFactory(DjangoModelFactory):
    class Meta:
        model = ActionLead

    action = factory.SubFactory(ActionFactory)
    lead = factory.SubFactory(LeadFactory)


class RatingWordFactory(DjangoModelFactory):
    class Meta:
        model = RatingWord

    plan = factory.SubFactory(PlanFactory)
    word = factory.Sequence(lambda number: f"Colour {number}")


class ProgressReportFactory(DjangoModelFactory):
    class Meta:
        model = ProgressReport

    action = factory.SubFactory(ActionFactory)
    reported_on = MOMENT.date()
    recorded_at = MOMENT


class SourceDocumentFactory(DjangoModelFactory):
    class Meta:
        model = SourceDocument

    plan = factory.SubFactory(PlanFactory)
    title = "Paper of the board"
    kind = "action-plan"
    file = factory.django.FileField(filename="paper.txt", data=b"Ref\tAction\n1.1\tTalk\n")
    original_name = "Paper of the board.txt"
    sha256 = factory.Sequence(lambda number: f"{number:064x}")
    reading = factory.LazyFunction(dict)
    received_at = MOMENT


class DocumentCorrectionFactory(DjangoModelFactory):
    class Meta:
        model = DocumentCorrection

    document = factory.SubFactory(SourceDocumentFactory)
    from_title = "Paper"
    to_title = "Paper of the board"
    reason = "Misread"
    recorded_at = MOMENT
    recorded_by = factory.SubFactory(UserFactory)


class SourceRowFactory(DjangoModelFactory):
    class Meta:
        model = SourceRow

    document = factory.SubFactory(SourceDocumentFactory)
    order = factory.Sequence(lambda number: number)
    place = factory.Sequence(lambda number: f"row {number}")
    text = "1.1 Talk"
    imported = True


class ReadingProblemFactory(DjangoModelFactory):
    class Meta:
        model = ReadingProblem

    document = factory.SubFactory(SourceDocumentFactory)
    place = factory.Sequence(lambda number: f"row {number}")
    message = "This date could not be read."


class HeldBackFactory(DjangoModelFactory):
    class Meta:
        model = HeldBack

    plan = factory.SubFactory(PlanFactory)
    partnership = factory.SelfAttribute("plan.partnership")
    number = factory.Sequence(lambda number: number + 1)
    kind = HeldBack.Kind.NAME
    words = factory.Sequence(lambda number: f"Kim Sample {number}")


def reporter(action: Action, user: User) -> User:
    """The same user, who from now on reports for a lead of the action; the action gets one where it has none."""
    link = action.action_leads.first()
    if link is None:
        link = ActionLeadFactory(action=action, lead=LeadFactory(partnership=action.plan.partnership))
    LeadReporter.objects.create(lead=link.lead, user=user)
    return user


class LeadReporterFactory(DjangoModelFactory):
    class Meta:
        model = LeadReporter

    lead = factory.SubFactory(LeadFactory)
    user = factory.SubFactory(UserFactory)


class ForumViewFactory(DjangoModelFactory):
    class Meta:
        model = ForumView

    report = factory.SubFactory(ProgressReportFactory)
    words = "Families still wait."
    author = factory.SubFactory(UserFactory)
    recorded_at = MOMENT


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = Milestone

    plan = factory.SubFactory(PlanFactory)
    slug = factory.Sequence(lambda number: f"milestone-{number}")
    period = "March 2026"
    start = date(2026, 3, 1)
    end = date(2026, 3, 31)
    official_words = factory.Sequence(lambda number: f"Clinic {number} open.")
    recorded_at = MOMENT


class MilestoneChangeFactory(DjangoModelFactory):
    class Meta:
        model = MilestoneChange

    milestone = factory.SubFactory(MilestoneFactory)
    what = "moved"
    reason = "The builder was late."
    author = factory.SubFactory(UserFactory)
    recorded_at = MOMENT


class UpdateLinkFactory(DjangoModelFactory):
    class Meta:
        model = UpdateLink

    action = factory.SubFactory(ActionFactory)
    key = factory.Sequence(lambda number: f"{number:064x}")
    for_role = "SENCO"
    made_by = factory.SubFactory(UserFactory)
    made_at = MOMENT
    expires_at = MOMENT + timedelta(days=14)


class ImportRunFactory(DjangoModelFactory):
    class Meta:
        model = ImportRun

    partnership = factory.SubFactory(PartnershipFactory)
    original_name = "plan.csv"
    sha256 = factory.Sequence(lambda number: f"{number:064x}")
    made_by = factory.SubFactory(UserFactory)
    made_at = MOMENT


class OutboxMessageFactory(DjangoModelFactory):
    class Meta:
        model = OutboxMessage

    key = factory.Sequence(lambda number: f"due:{number}")
    to = factory.SubFactory(UserFactory)
    address = "officer@example.org"
    subject = "An update is due"
    body = "One action of yours is due."
    made_at = MOMENT


class RedactionFactory(DjangoModelFactory):
    class Meta:
        model = Redaction

    partnership = factory.SubFactory(PartnershipFactory)
    reason = Redaction.Reason.PERSON
    words = "Kim Sample"
    withdrawn_at = MOMENT
    withdrawn_by = factory.SubFactory(UserFactory)


class AuditEntryFactory(DjangoModelFactory):
    class Meta:
        model = AuditEntry

    at = MOMENT
    kind = AuditEntry.Kind.CHANGED
    who = "officer"
    words = "'Plan': Title from “Old” to “New”."


class ListImportFactory(DjangoModelFactory):
    class Meta:
        model = ListImport

    record = "actions.lead"
    file_name = "leads.csv"
    made_by = factory.SubFactory(UserFactory)
    made_at = MOMENT


class BoardFactory(DjangoModelFactory):
    class Meta:
        model = Board

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda number: f"Board {number}")
    slug = factory.Sequence(lambda number: f"board-{number}")
    decides = "It decides on plans."
    recorded_at = MOMENT

    class Params:
        public = factory.Trait(public_from=MOMENT)


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    board = factory.SubFactory(BoardFactory)
    held_on = factory.Sequence(lambda number: date(2025, 1, 1) + timedelta(days=7 * number))


class TermFactory(DjangoModelFactory):
    class Meta:
        model = Term

    partnership = factory.SubFactory(PartnershipFactory)
    term = factory.Sequence(lambda number: f"Word {number}")
    slug = factory.Sequence(lambda number: f"word-{number}")
    sentence = "It is explained here."


class AnchorFactory(DjangoModelFactory):
    class Meta:
        model = Anchor

    partnership = factory.SubFactory(PartnershipFactory)
    key = factory.Sequence(lambda number: f"event-{number}")
    label = factory.Sequence(lambda number: f"Event {number} happened")


class DateRuleFactory(DjangoModelFactory):
    class Meta:
        model = DateRule

    anchor = factory.SubFactory(AnchorFactory)
    partnership = factory.SelfAttribute("anchor.partnership")
    key = factory.Sequence(lambda number: f"R{number}")
    what = factory.Sequence(lambda number: f"Something {number} is done")
    number = 6
    unit = "weeks"
    kind = "law"
    citation = "SEND Regulations 2014, regulation 5(1)"


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    partnership = factory.SubFactory(PartnershipFactory)
    key = factory.Sequence(lambda number: f"service-{number}")
    name = factory.Sequence(lambda number: f"Service {number}")
    helps_with = "It helps."


class RoutemapFactory(DjangoModelFactory):
    class Meta:
        model = Routemap

    partnership = factory.SubFactory(PartnershipFactory)
    slug = factory.Sequence(lambda number: f"map-{number}")
    title = "What happens?"
    short = factory.Sequence(lambda number: f"Map {number}")
    for_whom = "Families."
    promise = "This page says what happens."
    recorded_at = MOMENT


class StageFactory(DjangoModelFactory):
    class Meta:
        model = Stage

    routemap = factory.SubFactory(RoutemapFactory)
    key = factory.Sequence(lambda number: f"stage-{number}")
    order = factory.Sequence(lambda number: number)
    title = factory.Sequence(lambda number: f"Stage {number}")
    what_happens = "Something happens."
    do_now = "Write it down."


class BranchFactory(DjangoModelFactory):
    class Meta:
        model = Branch

    stage = factory.SubFactory(StageFactory)
    routemap = factory.SelfAttribute("stage.routemap")
    condition = "It goes on"
    kind = "next"


class RoutemapVersionFactory(DjangoModelFactory):
    class Meta:
        model = RoutemapVersion

    routemap = factory.SubFactory(RoutemapFactory)
    what_changed = "The first version."
    payload = factory.LazyAttribute(lambda version: payload_of(version.routemap))
    author = factory.SubFactory(UserFactory)
    submitted_at = MOMENT


class CoproductionEventFactory(DjangoModelFactory):
    class Meta:
        model = CoproductionEvent

    partnership = factory.SubFactory(PartnershipFactory)
    order = factory.Sequence(lambda number: number)
    when = "May 2024"
    precision = "month"
    start = date(2024, 5, 1)
    words = factory.Sequence(lambda number: f"Families met for the {number}. time.")
    recorded_at = MOMENT

    class Params:
        public = factory.Trait(public_from=MOMENT)


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    partnership = factory.SubFactory(PartnershipFactory)
    order = factory.Sequence(lambda number: number)
    words = factory.Sequence(lambda number: f"Topic {number}")
    recorded_at = MOMENT

    class Params:
        public = factory.Trait(public_from=MOMENT)


class CommentFactory(DjangoModelFactory):
    class Meta:
        model = Comment

    partnership = factory.SubFactory(PartnershipFactory)
    about = "local offer"
    words = factory.Sequence(lambda number: f"Comment {number}")
    sent_at = MOMENT


class ResponseFactory(DjangoModelFactory):
    class Meta:
        model = Response

    comment = factory.SubFactory(CommentFactory)
    words = "Thank you."
    did = "We changed the page."
    written_at = MOMENT


class CommentDeskFactory(DjangoModelFactory):
    class Meta:
        model = CommentDesk

    partnership = factory.SubFactory(PartnershipFactory)


class DraftLinkFactory(DjangoModelFactory):
    class Meta:
        model = DraftLink

    routemap_version = factory.SubFactory(RoutemapVersionFactory)
    key = factory.Sequence(lambda number: f"key-{number}")
    until = date(2026, 4, 20)
    made_at = MOMENT
