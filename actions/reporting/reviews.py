"""The published reviews of a plan: the last, the next, and what each changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from actions.review_days import NextReview, next_review
from actions.wording import cut_at_word
from priorities.models import Plan, PlanReview, PlanReviewQuerySet
from priorities.prepared import Prepared

SHOWN = 3
"""How many reviews a page shows that is not theirs alone."""


LONGEST = 600
"""Letters after which such a page cuts what a review changed."""


class PublicReview(NamedTuple):
    """What the pages read of a review."""

    reviewed_on: date
    what_changed: str
    next_on: date | None

    @property
    def shortened(self) -> str:
        """What changed, for a page that is not the reviews' own."""
        return self.what_changed if len(self.what_changed) <= LONGEST else cut_at_word(self.what_changed, LONGEST)


@dataclass(frozen=True, slots=True)
class Reviews:
    """The newest reviews of a plan, newest first, and when the next one is due.

    `next` is None where nothing says when, and for a closed plan, which is not reviewed any more.
    """

    newest: tuple[PublicReview, ...]
    has_more: bool
    """There are others, or the words of one of these are cut."""
    next: NextReview | None
    days_late: int
    """0 where no review is overdue."""

    @property
    def last(self) -> PublicReview | None:
        return self.newest[0] if self.newest else None


def public_reviews(plan: int) -> PlanReviewQuerySet:
    """The public reviews of a plan by its key, newest first, as rows of PublicReview."""
    return (
        PlanReview.objects.public().filter(plan=plan).order_by("-reviewed_on", "-pk").values_list(*PublicReview._fields)
    )


_NEWEST = Prepared(lambda plan: public_reviews(plan)[: SHOWN + 1], plan=int)


def reviews_of(plan: Plan, *, on: date) -> Reviews:
    """The reviews of a plan as they stand on a day. One query."""
    found = tuple(PublicReview._make(row) for row in _NEWEST(plan=plan.pk))
    last = found[0] if found else None
    coming = None
    if last is not None and not plan.is_closed(on=on):
        coming = next_review(last_on=last.reviewed_on, named=last.next_on, cycle=plan.review_cycle)
    newest = found[:SHOWN]
    has_more = len(found) > SHOWN or any(one.shortened != one.what_changed for one in newest)
    return Reviews(newest, has_more, coming, coming.days_late(on=on) if coming else 0)
