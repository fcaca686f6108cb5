"""How a process works for a family: routemaps, the rules on their dates, who to ask, and the words that need explaining."""

from routemaps.models.comments import Comment, CommentDesk, CommentQuerySet, Response
from routemaps.models.contacts import Contact
from routemaps.models.coproduction import CoproductionEvent, MadeWithFamiliesQuerySet, Topic
from routemaps.models.draft_links import DraftLink
from routemaps.models.routemaps import (
    Branch,
    Routemap,
    RoutemapAnchor,
    RoutemapQuerySet,
    Stage,
    StageContact,
    StageRule,
)
from routemaps.models.rules import Anchor, DateRule
from routemaps.models.terms import Term
from routemaps.models.versions import RoutemapVersion, RoutemapVersionQuerySet

__all__ = [
    "Anchor",
    "Branch",
    "Comment",
    "CommentDesk",
    "CommentQuerySet",
    "Contact",
    "CoproductionEvent",
    "DateRule",
    "DraftLink",
    "MadeWithFamiliesQuerySet",
    "Response",
    "Routemap",
    "RoutemapAnchor",
    "RoutemapQuerySet",
    "RoutemapVersion",
    "RoutemapVersionQuerySet",
    "Stage",
    "StageContact",
    "StageRule",
    "Term",
    "Topic",
]
