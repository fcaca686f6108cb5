"""A small public world for the tests of the pages: one host, one open plan, one closed plan, and what must stay hidden.

Days are fixed; tests that ask the pages stand on `TODAY`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from actions.models import (
    Action,
    ActionCommitment,
    ActionRecommendation,
    ActionWords,
    DueDateChange,
    ProgressReport,
    RecommendationPartner,
)
from actions.services.reports import refresh_actions
from actions.status import Status
from priorities.models import Partnership, Plan, Priority, Recommendation, RecommendationUpdate, SourceDocument
from routemaps.models import RoutemapVersion
from routemaps.payload import payload_of
from tests.factories import office as make
from tests.factories.long_routemaps import add_long_routemaps
from tests.factories.routemaps import published_routemaps

TODAY = date(2026, 3, 20)
NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)
AGREED = datetime(2025, 1, 6, 12, tzinfo=UTC)

CANARY = "kanarienvogel"
"""Stands in every field that the public must not read; no page may hold it, in any case."""


def published_report(action: Action, on: date | None, status: Status | None = None, **fields) -> ProgressReport:
    """A public report; the action takes it as its latest where it is."""
    report = make.ProgressReportFactory(
        action=action,
        reported_on=on,
        status=status.value if status else "",
        state=ProgressReport.State.PUBLISHED,
        public_from=datetime(on.year, on.month, on.day, 12, tzinfo=UTC) if on else AGREED,
        recorded_at=datetime(on.year, on.month, on.day, 12, tzinfo=UTC) if on else AGREED,
        **fields,
    )
    refresh_actions(action.plan, [action])
    action.save()
    return report


def public_action(plan: Plan, reference: str, words: str = "", **fields) -> Action:
    """An action that the public may read, promised on 6 January 2025 where nothing else is said."""
    fields.setdefault("slug", reference.replace(".", "-") or "unnumbered")
    due = fields.get("due")
    fields.setdefault("next_due", due)
    if due and "precision" not in fields:
        fields["precision"] = "day"
    if due and "timescale_raw" not in fields:
        fields["timescale_raw"] = f"{due.day}/{due.month}/{due.year}"
    return make.ActionFactory(
        plan=plan,
        reference=reference,
        order=fields.pop("order", Action.objects.filter(plan=plan).count()),
        official_words=words or f"We will do what {reference} says.",
        promised_on=fields.pop("promised_on", AGREED.date()),
        public_from=fields.pop("public_from", AGREED),
        **{"recorded_at": AGREED} | fields,
    )


def public_plan(partnership: Partnership, slug: str = "plan-2025", **fields) -> Plan:
    return make.PlanFactory(
        partnership=partnership,
        slug=slug,
        **{
            "title": "Plan for 2025 to 2027",
            "state": Plan.State.PUBLISHED,
            "public_from": AGREED,
            "recorded_at": AGREED,
            "starts_on": date(2025, 1, 1),
            "ends_on": date(2027, 12, 31),
            "update_cycle": "quarterly",
        }
        | fields,
    )


def public_priority(plan: Plan, number: str, title: str, **fields) -> Priority:
    return make.PriorityFactory(
        plan=plan,
        number=number,
        order=int(number or 0),
        title=title,
        slug=f"{number}-{title.lower().replace(' ', '-')}",
        public_from=AGREED,
        recorded_at=AGREED,
        **fields,
    )


@dataclass(frozen=True, slots=True)
class World:
    host: Partnership
    plan: Plan
    closed: Plan
    early: Priority
    moves: Priority
    document: SourceDocument


def world() -> World:
    """The host with an open plan of 7 actions in 2 priorities and one outside, and a plan closed in 2015."""
    host = make.PartnershipFactory(
        name="Mereshire SEND Partnership",
        slug="mereshire",
        contact_telephone="01632 960303",
        contact_hours="Weekdays, 9am to 5pm",
        contact_email="send@mereshire.example",
        advice_service="Mereshire Advice",
        advice_url="https://advice.mereshire.example/",
    )
    closed = public_plan(
        host,
        "plan-2013",
        title="Plan of 2013",
        starts_on=date(2013, 9, 1),
        ends_on=date(2015, 8, 31),
        closed_on=date(2015, 8, 31),
        priority_word="Proposal",
        public_from=datetime(2013, 9, 2, tzinfo=UTC),
    )
    plan = public_plan(host, supersedes=closed, agreed_by="Partnership board", summary="What we will do.")
    document = make.SourceDocumentFactory(
        plan=plan,
        title="Plan as agreed",
        document_date=date(2025, 1, 6),
        state=SourceDocument.State.APPLIED,
        applied_at=AGREED,
    )
    early = public_priority(plan, "1", "Help early", official_words="Help comes early.", plain_words="Help comes soon.")
    moves = public_priority(plan, "2", "Good moves")
    for word, meaning, status in (("Green", "On course", Status.ON_TRACK), ("Purple", "", None)):
        make.RatingWordFactory(plan=plan, word=word, meaning=meaning, status=status.value if status else "")
    _open_actions(plan, early, moves, document)
    old = public_action(
        closed, "1.1", "Build one way to assess needs.", due=date(2014, 1, 31), promised_on=date(2013, 9, 2)
    )
    published_report(old, None, done="A group began.")
    Action.objects.filter(plan=plan, reference="1.1").update(continues=old)
    _milestones(plan)
    _commitments(plan, early)
    _recommendations(plan, document)
    _reviews(plan)
    board = make.BoardFactory(
        partnership=host, slug="send-board", name="SEND board", public=True, meets="Every 2 months."
    )
    make.MeetingFactory(board=board, held_on=date(2026, 1, 22), note="Waiting times")
    published_routemaps(host, at=AGREED)
    return World(host, plan, closed, early, moves, document)


def _commitments(plan: Plan, early: Priority) -> None:
    """Core ones and those of a priority: one with an action, in plain words and official ones, and one without."""
    of_plan = {"plan": plan, "public_from": AGREED}
    helped = make.CommitmentFactory(
        **of_plan,
        priority=early,
        official_words="Ensure early support.",
        plain_words="Help families soon.",
        slug="help-soon",
    )
    make.CommitmentFactory(**of_plan, priority=early, official_words="Visit each nursery.", slug="visit")
    make.CommitmentFactory(**of_plan, priority=None, official_words="Listen to families.", slug="listen")
    for reference in ("1.1", "2.3"):
        ActionCommitment.objects.create(action=plan.actions.get(reference=reference), commitment=helped)


def public_update(recommendation: Recommendation, update_round, **columns) -> RecommendationUpdate:
    """What a round says of a recommendation, as the public reads it."""
    return make.RecommendationUpdateFactory(
        **{
            "recommendation": recommendation,
            "update_round": update_round,
            "state": RecommendationUpdate.State.PUBLISHED,
            "public_from": NOON,
            "recorded_at": NOON,
        }
        | columns
    )


def _recommendations(plan: Plan, document: SourceDocument) -> None:
    """One with three rounds – the last one corrected, the first without a date – and one with nothing."""
    of_plan = {"plan": plan, "public_from": AGREED}
    waits = make.RecommendationFactory(
        **of_plan,
        number="1",
        slug="1",
        official_words="Leaders should reduce waiting times.",
        plain_words="Families wait less.",
        source="Area SEND inspection, May 2024",
        source_row=make.SourceRowFactory(document=document, place="line 4"),
    )
    make.RecommendationFactory(**of_plan, number="2", slug="2", order=1, official_words="Leaders should listen.")
    council = make.OrganisationFactory(partnership=plan.partnership, name="Council of Mereshire")
    RecommendationPartner.objects.create(recommendation=waits, organisation=council)
    for reference in ("1.1", "1.3"):
        ActionRecommendation.objects.create(action=plan.actions.get(reference=reference), recommendation=waits)
    first = make.UpdateRoundFactory(plan=plan, title="Year one", slug="year-one")
    second = make.UpdateRoundFactory(
        plan=plan, title="Spring 2025", slug="spring-2025", dated=date(2025, 4, 30), date_precision="month"
    )
    third = make.UpdateRoundFactory(
        plan=plan,
        title="October 2025",
        slug="october-2025",
        dated=date(2025, 10, 17),
        labels="done=What we did\nexpected_difference=The difference this will make",
    )
    public_update(waits, first, done="We hired a nurse.", next_steps="Open a clinic.")
    public_update(waits, second, done="We hired a nurse.", next_steps="Ask each school what it needs.\nOpen a clinic.")
    wrong = public_update(waits, third, done="The clinic opened for 400 families.", difference="")
    public_update(
        waits,
        third,
        corrects=wrong,
        corrects_what="It was 40 families.",
        done="The clinic opened for 40 families.",
        difference="",
        expected_difference="Nobody waits for a year.",
    )


def _reviews(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(review_cycle="quarterly")
    for day, words in ((date(2025, 9, 30), "Nothing changed."), (date(2025, 12, 15), "One date was moved.")):
        make.PlanReviewFactory(plan=plan, reviewed_on=day, what_changed=words, public_from=NOON)


def _milestones(plan: Plan) -> None:
    """One of each standing on TODAY: delivered, passed, planned after a move, ongoing, dropped, and one without a time."""
    of_plan = {"plan": plan, "public_from": AGREED}
    autumn = {"period": "Autumn term 2025", "start": date(2025, 9, 1), "end": date(2025, 12, 31)}
    june = {"period": "June 2026", "start": date(2026, 6, 1), "end": date(2026, 6, 30)}
    opened = make.MilestoneFactory(
        **of_plan, **autumn, official_words="The hub opened.", kind="service", state="delivered", slug="hub"
    )
    make.MilestoneFactory(
        **of_plan, **autumn, official_words="Parents asked.", kind="event", repeats="asked", slug="asked"
    )
    moved = make.MilestoneFactory(
        **of_plan,
        **june,
        official_words="Figures shared with all.",
        plain_words="We share our figures.",
        slug="figures",
    )
    make.MilestoneFactory(
        **of_plan, **june, official_words="Parents asked.", kind="event", repeats="asked", slug="asked-2"
    )
    make.MilestoneFactory(**of_plan, official_words="Nurses visit schools.", ongoing=True, slug="nurses")
    dropped = make.MilestoneFactory(**of_plan, official_words="A newsletter.", state="dropped", slug="newsletter")
    later = {"period": "", "start": None, "end": None}
    make.MilestoneFactory(**of_plan, **later, official_words="A strategy for play.", kind="product", slug="play")
    said = {"state": "published", "public_from": NOON, "approved_at": NOON, "approved_by": make.UserFactory()}
    make.MilestoneChangeFactory(milestone=opened, what="delivered", reason="", how_we_know="It was seen.", **said)
    make.MilestoneChangeFactory(milestone=moved, from_period="March 2026", agreed_by="SEND board", **said)
    make.MilestoneChangeFactory(milestone=dropped, what="dropped", reason="Nobody read it.", **said)


def _open_actions(plan: Plan, early: Priority, moves: Priority, document: SourceDocument) -> None:
    row = make.SourceRowFactory(document=document, place="row 7")
    team = make.LeadFactory(partnership=plan.partnership, name="SEND team", slug="send-team")
    nurses = make.LeadFactory(partnership=plan.partnership, name="School nurses", slug="school-nurses")

    late = public_action(
        plan,
        "1.1",
        "Officers will answer each family within ten days.",
        plain_words="Answer every family in ten days.",
        outcome="Families know where they stand.",
        priority=early,
        due=date(2026, 2, 28),
        original_due=date(2025, 9, 30),
        source_row=row,
    )
    make.ActionLeadFactory(action=late, lead=team, order=0)
    make.ActionLeadFactory(action=late, lead=nurses, order=1)
    published_report(late, date(2025, 6, 2), Status.ON_TRACK, done="We began.")
    published_report(
        late,
        date(2026, 3, 2),
        Status.AT_RISK,
        done="Half of the letters go out in time.",
        difference="Fewer calls.",
        next_step="Train two more people.",
        next_step_on=date(2026, 4, 30),
        approved_role="Programme director",
    )
    DueDateChange.objects.create(
        action=late,
        from_due=date(2025, 9, 30),
        to_due=date(2026, 2, 28),
        reason="Two posts stayed empty.",
        agreed_by="Partnership board",
        changed_on=date(2025, 8, 1),
        public_from=datetime(2025, 8, 1, 12, tzinfo=UTC),
        recorded_at=datetime(2025, 9, 1, 12, tzinfo=UTC),
    )
    for words, moment in (
        ("We will answer families.", AGREED),
        (late.official_words, datetime(2025, 4, 1, tzinfo=UTC)),
    ):
        ActionWords.objects.create(action=late, words=words, public_from=moment, recorded_at=moment)

    done = public_action(
        plan, "1.2", "Open one telephone line.", priority=early, due=date(2025, 7, 31), precision="month"
    )
    published_report(done, date(2025, 8, 4), Status.COMPLETE, how_we_know="It rings.")
    stuck = public_action(plan, "1.3", "Train nursery staff.", priority=early, due=date(2026, 12, 31))
    published_report(stuck, date(2026, 3, 10), Status.OFF_TRACK, done="Nobody could come.")
    make.ActionLeadFactory(action=stuck, lead=team, order=0)
    public_action(plan, "2.1", "Write a guide to moving on.", priority=moves)  # no report, no date, no lead
    termly = public_action(
        plan,
        "2.2",
        "Meet each school.",
        priority=moves,
        recurrence="termly",
        timescale_raw="each term",
    )
    published_report(termly, date(2026, 3, 1), Status.EMBEDDED)
    unclear = public_action(
        plan,
        "2.3",
        "Publish the figures.",
        timescale_raw="bi-monthly",
        timescale_problem="Twice a month, or every two?",
    )
    published_report(unclear, date(2026, 3, 12), None, done="The first figures are out.", rating="Purple")
    stopped = public_action(plan, "", "Print a newsletter.", slug="print-a-newsletter", due=date(2025, 5, 1))
    published_report(stopped, date(2025, 5, 2), Status.STOPPED, reason="Nobody read it.")


def hide_canaries(world: World) -> list[Action]:
    """Put the canary into everything that is not public, beside public things; returns what was withdrawn."""
    plan, visible = world.plan, Action.objects.get(plan=world.plan, reference="1.1")
    draft = make.PlanFactory(
        partnership=world.host, title=CANARY, slug="draft-plan", summary=CANARY, starts_on=date(2026, 1, 1)
    )
    make.ActionFactory(plan=draft, official_words=CANARY)
    make.ActionFactory(plan=plan, official_words=CANARY, plain_words=CANARY, slug="unpublished")
    make.PriorityFactory(plan=plan, title=CANARY, official_words=CANARY, slug="unpublished")
    make.ForumViewFactory(report=visible.reports.public().first(), words=CANARY, state="submitted")
    make.CommitmentFactory(plan=plan, official_words=CANARY, plain_words=CANARY)
    asked = make.RecommendationFactory(plan=plan, official_words=CANARY, source=CANARY)
    make.RecommendationUpdateFactory(recommendation=asked, done=CANARY)
    make.PlanReviewFactory(plan=plan, what_changed=CANARY)
    waits = plan.recommendations.get(slug="1")
    for state in ("draft", "submitted", "returned"):
        of = make.UpdateRoundFactory(plan=plan, title=CANARY, slug=f"{CANARY}-{state}", labels=f"done={CANARY}")
        make.RecommendationUpdateFactory(
            recommendation=waits, update_round=of, done=CANARY, state=state, returned_reason=CANARY
        )
    for update in waits.updates.standing():
        make.RecommendationUpdateFactory(
            recommendation=waits, update_round=update.update_round, corrects=update, corrects_what=CANARY, done=CANARY
        )
    make.RecommendationFactory(
        plan=plan,
        number="9",
        slug="gone",
        plain_words=CANARY,
        official_words=CANARY,
        source=CANARY,
        public_from=AGREED,
        withdrawn_at=NOON,
        withdrawn_reason="It was another area's.",
    )
    hidden = public_action(plan, "9.8", CANARY, slug="hidden", public_from=None)
    ActionRecommendation.objects.create(action=hidden, recommendation=waits)
    unseen = make.CommitmentFactory(plan=plan, official_words=CANARY)
    ActionCommitment.objects.create(action=visible, commitment=unseen)
    make.OrganisationFactory(partnership=world.host, name=CANARY)
    make.MilestoneFactory(plan=plan, official_words=CANARY, plain_words=CANARY, period=CANARY)
    make.MilestoneChangeFactory(milestone=plan.milestones.get(slug="hub"), what="dropped", reason=CANARY)
    for state in ("draft", "submitted", "returned"):
        hidden = make.ProgressReportFactory(
            action=visible,
            state=state,
            reported_on=TODAY,
            done=CANARY,
            difference=CANARY,
            next_step=CANARY,
            returned_reason=CANARY,
        )
        make.ForumViewFactory(report=hidden, words=CANARY, state="published", public_from=NOON)
    ProgressReport._base_manager.filter(action=visible).update(internal_note=CANARY, returned_reason=CANARY)
    ProgressReport._base_manager.filter(action__plan=plan).update(
        author=make.UserFactory(username=CANARY, first_name=CANARY)
    )
    DueDateChange.objects.create(action=visible, reason=CANARY, changed_on=TODAY, recorded_at=NOON)
    ActionWords.objects.create(action=visible, words=CANARY, recorded_at=NOON)
    row = visible.source_row
    row.text = CANARY
    row.save()
    make.ReadingProblemFactory(document=world.document, row=row, value=CANARY, message=CANARY)
    make.HeldBackFactory(plan=plan, words=CANARY)
    make.LeadFactory(partnership=world.host, name=CANARY)
    SourceDocument.objects.filter(pk=world.document.pk).update(original_name=CANARY, reading={"words": CANARY})
    make.SourceDocumentFactory(plan=plan, title=CANARY)
    withdrawn = public_action(
        plan, "9.9", CANARY, plain_words=CANARY, withdrawn_at=NOON, withdrawn_reason="Merged with 1.1.", slug="gone"
    )
    published_report(withdrawn, date(2026, 3, 3), Status.ON_TRACK, done=CANARY)
    return [withdrawn]


UNBROKEN = "Donaudampfschifffahrtsgesellschaftskapitän" * 6


def add_long_content(world: World) -> None:
    """What layouts break on: words without an end, cells of 300 words, 40 leads on one action, 60 actions."""
    words = " ".join(f"word{number}" for number in range(300))
    plan = world.plan
    Plan.objects.filter(pk=plan.pk).update(
        title=f"Plan {UNBROKEN}", summary=words, agreed_by=UNBROKEN, priority_word="Area for improvement"
    )
    aim = public_priority(
        plan, "3", UNBROKEN, plain_words=words, official_words=f"{words} {UNBROKEN}", why_it_matters=UNBROKEN
    )
    Priority.objects.filter(pk=aim.pk).update(slug="long")
    action = public_action(
        plan,
        "9" * 40,
        f"{UNBROKEN} {words}",
        slug="long",
        plain_words=f"{UNBROKEN} {words}",
        outcome=words,
        priority=aim,
        timescale_raw=UNBROKEN + words,
        timescale_problem=UNBROKEN[:200],
        order=1,
    )
    for number in range(40):
        name = UNBROKEN[:290] if number == 0 else f"Lead number {number} of a long list of people"
        lead = make.LeadFactory(partnership=world.host, name=name)
        make.ActionLeadFactory(action=action, lead=lead, order=number)
    for month in range(1, 13):
        published_report(
            action,
            date(2025, month, 1),
            Status.AT_RISK,
            done=f"{words} {UNBROKEN}",
            difference=words,
            evidence_url=f"https://evidence.example/{UNBROKEN[:100]}",
            next_step=UNBROKEN,
            approved_role=UNBROKEN[:200],
            rating=UNBROKEN[:200],
        )
    make.RatingWordFactory(plan=plan, word=UNBROKEN[:100], meaning=words[:500], status=Status.EMBEDDED.value)
    for number in range(30):
        promised = make.CommitmentFactory(
            plan=plan, priority=aim, public_from=AGREED, official_words=f"{words} {UNBROKEN}", plain_words=UNBROKEN
        )
        make.CommitmentFactory(plan=plan, priority=None, public_from=AGREED, official_words=f"{number} {words[:300]}")
        ActionCommitment.objects.create(action=action, commitment=promised)
    moved = make.MilestoneFactory(
        plan=plan, public_from=AGREED, period=UNBROKEN[:100], official_words=f"{words} {UNBROKEN}", plain_words=UNBROKEN
    )
    said = {"state": "published", "public_from": NOON, "from_period": UNBROKEN[:100]}
    for _ in range(3):
        make.MilestoneChangeFactory(milestone=moved, reason=f"{words} {UNBROKEN}", agreed_by=UNBROKEN[:200], **said)
    for number in range(60):
        public_action(plan, f"7.{number}", f"Do thing {number}.", order=100 + number)
    _add_long_recommendations(world, words)
    add_long_routemaps(world.host, unbroken=UNBROKEN, words=words, public_from=NOON)


def _add_long_recommendations(world: World, words: str) -> None:
    """20 recommendations of long words; one with 20 rounds of 40 points, 20 partners, 60 actions; 20 long reviews."""
    plan = world.plan
    long = [
        make.RecommendationFactory(
            plan=plan,
            number=f"{number}"[:20],
            slug="long" if number == 3 else f"long-{number}",
            order=number,
            public_from=AGREED,
            official_words=f"{words} {UNBROKEN}",
            plain_words=f"{UNBROKEN} {words}",
            source=(UNBROKEN + words)[:300],
        )
        for number in range(3, 23)
    ]
    partners = [
        make.OrganisationFactory(partnership=world.host, name=f"{number} {UNBROKEN}"[:200]) for number in range(20)
    ]
    for one in long:
        for order, partner in enumerate(partners):
            RecommendationPartner.objects.create(recommendation=one, organisation=partner, order=order)
    for number in range(20):
        of = make.UpdateRoundFactory(
            plan=plan,
            title=UNBROKEN[:90] if number else "Year one",
            slug=f"long-round-{number}",
            dated=date(2020 + number % 5, 1 + number % 12, 1) if number % 3 else None,
            labels="".join(f"{meaning}={UNBROKEN}\n" for meaning in ("done", "to_develop", "will_see")),
        )
        said = "\n".join(f"In round {number} we did thing {point} {words[:80]}" for point in range(40))
        public_update(long[0], of, done=f"{UNBROKEN} {words}\n{said}", will_see=said, next_steps=f"{said}\n{UNBROKEN}")
        for other in long[1:] if number == 1 else ():
            public_update(other, of, done=said, will_see=said)
        make.PlanReviewFactory(
            plan=plan, reviewed_on=date(2024, 1, 1 + number), what_changed=f"{words} {UNBROKEN}", public_from=NOON
        )
    for one in Action.objects.filter(plan=plan):
        ActionRecommendation.objects.create(action=one, recommendation=long[0])


def add_story(partnership: Partnership) -> None:
    """How routemaps were made, a second version, a draft that is out for views, and an answered comment."""
    routemap = partnership.routemaps.get(slug="ask-for-a-plan")
    stage = routemap.stages.get(key="ask")
    make.CoproductionEventFactory(
        partnership=partnership,
        public=True,
        items="Travel\nWaiting",
        took_part="40 parent carers",
        asked_for="Plain dates.",
        changed="The page counts dates.",
        changed_stage=stage,
        not_done="There is no money for a film.",
        source="Our story, line 4",
    )
    topic = {"partnership": partnership, "public": True}
    make.TopicFactory(was_asked_for=True, asked=21, stage="drafted", how_to_join="Ask us.", **topic)
    make.TopicFactory(stage="not now", why_not="The rules change.", **topic)
    make.TopicFactory(stage="published", routemap=routemap, **topic)
    first = RoutemapVersion.objects.public().get(routemap=routemap)
    newer = {"public_from": NOON, "approved_at": NOON, "state": "published", "number": 2}
    payload = payload_of(routemap)
    payload["stages"][0]["do_now"] = ["Write an email."]
    make.RoutemapVersionFactory(routemap=routemap, payload=payload, author=first.author, **newer)
    waiting = make.RoutemapVersionFactory(routemap=routemap, author=first.author)
    make.DraftLinkFactory(routemap_version=waiting, key="the-key-of-the-test", asks="Is it clear?")
    shown = {"state": "published", "public_from": NOON, "shown_words": "The page was hard to find."}
    make.ResponseFactory(
        comment__partnership=partnership, **{f"comment__{name}": value for name, value in shown.items()}
    )
    make.CommentDeskFactory(partnership=partnership, social_care_telephone="01632 960120", is_example=True)
