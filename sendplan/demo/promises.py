"""What happened to a plan's promises after it was published: partners, rounds, milestones, reviews, what delivers what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from actions.models import Milestone, MilestoneChange, Organisation
from actions.services import (
    Period,
    ask_milestone_change,
    correct_update,
    publish_milestone_change,
    publish_review,
    publish_updates,
    record_review,
    save_update,
    set_delivers,
    set_partners,
    submit_update,
)
from priorities.models import Commitment, Membership, Plan, PlanReview, RecommendationUpdate
from priorities.services import add_round
from sendplan.demo.content import (
    DemoCorrection,
    DemoMilestoneChange,
    DemoPromises,
    DemoRecommendation,
    DemoReview,
    DemoRound,
    DemoUpdate,
)
from sendplan.demo.hands import completed, holder, in_order, noon

Step = tuple[date, Callable[[], object]]


def play_promises(plan: Plan, promises: DemoPromises) -> None:
    """Everything that officers and approvers did with a plan's promises, on the days on which they did it."""
    _Promises(plan).play(promises)


class _Promises:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.officer = holder(plan, Membership.Role.OFFICER)
        self.approver = holder(plan, Membership.Role.APPROVER)
        self.recommendations = {one.number: one for one in plan.recommendations.select_related("plan")}
        self.waiting: dict[tuple[str, str], RecommendationUpdate] = {}
        self.changes: dict[str, MilestoneChange] = {}
        self.reviews: dict[date, PlanReview] = {}

    def play(self, promises: DemoPromises) -> None:
        steps: list[Step] = []
        if promises.answered_on is not None:
            for one in promises.recommendations:
                steps.append((promises.answered_on, partial(self.answer, one, promises.answered_on)))
        if promises.linked_on is not None:
            steps.append((promises.linked_on, partial(self.link, promises, promises.linked_on)))
        for one in promises.rounds:
            steps += self.steps_of_round(one)
        for change in promises.milestone_changes:
            steps.append((change.asked_on, partial(self.ask, change)))
            steps.append((change.published_on, partial(self.publish_change, change)))
        for review in promises.reviews:
            steps.append((review.recorded_on, partial(self.record, review)))
            steps.append((review.published_on, partial(self.publish_review, review)))
        in_order(steps)

    def answer(self, content: DemoRecommendation, day: date) -> None:
        """Complete a recommendation as the office does: its source, what it belongs to, who answers for it."""
        at = noon(day)
        recommendation = self.recommendations[content.number]
        completed(
            recommendation,
            {"plain_words": content.plain_words, "source": content.source},
            by=self.approver,
            at=at,
        )
        recommendation.priorities.set(self.plan.priorities.filter(number__in=content.priorities))
        known = {one.name: one for one in Organisation.objects.filter(partnership=self.plan.partnership)}
        set_partners(
            recommendation=recommendation,
            organisations=[known[name] for name in content.partners],
            by=self.approver,
            at=at,
        )

    # -- rounds ------------------------------------------------------------------------------------------------------

    def steps_of_round(self, content: DemoRound) -> list[Step]:
        steps: list[Step] = [
            (content.written_on, partial(self.write_round, content)),
            (content.published_on, partial(self.publish_round, content)),
        ]
        for correction in content.corrections:
            steps.append((correction.written_on, partial(self.correct, content, correction)))
            steps.append((correction.published_on, partial(self.publish_correction, content, correction)))
        return steps

    def write_round(self, content: DemoRound) -> None:
        at = noon(content.written_on)
        update_round = add_round(
            plan=self.plan, title=content.title, dated=content.dated, labels=content.labels, by=self.officer, at=at
        )
        for one in content.updates:
            update = save_update(
                update_round=update_round,
                recommendation=self.recommendations[one.recommendation],
                update=None,
                sections=_points(one),
                by=self.officer,
                at=at,
            )
            submit_update(update=update, by=self.officer, at=at)
            self.waiting[content.title, one.recommendation] = update

    def publish_round(self, content: DemoRound) -> None:
        updates = [self.waiting[content.title, one.recommendation] for one in content.updates]
        self.publish_updates(updates, content.published_on)

    def correct(self, content: DemoRound, correction: DemoCorrection) -> None:
        at, key = noon(correction.written_on), (content.title, correction.recommendation)
        update = correct_update(update=self.waiting[key], what=correction.what, by=self.officer, at=at)
        save_update(
            update_round=update.update_round,
            recommendation=update.recommendation,
            update=update,
            sections=_points(correction),
            by=self.officer,
            at=at,
        )
        submit_update(update=update, by=self.officer, at=at)
        self.waiting[key] = update

    def publish_correction(self, content: DemoRound, correction: DemoCorrection) -> None:
        self.publish_updates([self.waiting[content.title, correction.recommendation]], correction.published_on)

    def publish_updates(self, updates: list[RecommendationUpdate], day: date) -> None:
        # Its children are invented, so nobody is recognised by how few they are.
        publish_updates(updates=updates, by=self.approver, at=noon(day), small_numbers_checked=True)

    # -- milestones and reviews --------------------------------------------------------------------------------------

    def ask(self, content: DemoMilestoneChange) -> None:
        self.changes[content.milestone] = ask_milestone_change(
            milestone=Milestone.objects.select_related("plan").get(plan=self.plan, official_words=content.milestone),
            change=None,
            what=content.what,
            to=Period(content.to, content.to_start, content.to_end) if content.to else None,
            delivered_on=content.delivered_on,
            how_we_know=content.how_we_know,
            reason=content.reason,
            agreed_by=content.agreed_by,
            by=self.officer,
            at=noon(content.asked_on),
        )

    def publish_change(self, content: DemoMilestoneChange) -> None:
        change = self.changes[content.milestone]
        publish_milestone_change(change=change, by=self.approver, at=noon(content.published_on))

    def record(self, content: DemoReview) -> None:
        self.reviews[content.reviewed_on] = record_review(
            plan=self.plan,
            review=None,
            reviewed_on=content.reviewed_on,
            what_changed=content.what_changed,
            next_on=content.next_on,
            by=self.officer,
            at=noon(content.recorded_on),
        )

    def publish_review(self, content: DemoReview) -> None:
        review = self.reviews[content.reviewed_on]
        publish_review(review=review, by=self.approver, at=noon(content.published_on))

    # -- what delivers what ------------------------------------------------------------------------------------------

    def link(self, promises: DemoPromises, day: date) -> None:
        """Say what each action delivers, of its own plan's strategy."""
        strategy = self.plan.delivers or self.plan
        commitments = _by_place(strategy)
        recommendations = {one.number: one for one in strategy.recommendations.all()}
        actions = {action.reference: action for action in self.plan.actions.select_related("plan")}
        for reference, one in promises.delivers.items():
            set_delivers(
                action=actions[reference],
                commitments=[commitments[place] for place in one.commitments],
                recommendations=[recommendations[number] for number in one.recommendations],
                by=self.officer,
                at=noon(day),
            )


def _points(update: DemoUpdate) -> dict[str, str]:
    return {meaning: "\n".join(points) for meaning, points in update.sections.items()}


def _by_place(strategy: Plan) -> dict[str, Commitment]:
    """A strategy's commitments by "1.2", the second of priority 1, or "core.2"."""
    found: dict[str, Commitment] = {}
    counts: dict[str, int] = {}
    for commitment in strategy.commitments.select_related("priority").order_by("order"):
        below = commitment.priority.number if commitment.priority is not None else "core"
        counts[below] = counts.get(below, 0) + 1
        found[f"{below}.{counts[below]}"] = commitment
    return found
