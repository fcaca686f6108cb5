"""What the database refuses of routemaps, rules, stories and comments."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import F, QuerySet

from tests.factories import office as make

pytestmark = pytest.mark.django_db

SOMEBODY = object()
"""Stands for a user in the tables below."""
ITS_STAGE, ITS_MAP, ITS_ANCHOR = object(), object(), object()
"""Stand for what the record itself belongs to."""

REFUSED = {
    "routemap_ages_in_order": (make.RoutemapFactory, {"from_age": 16, "to_age": 5}),
    "routemap_withdrawn_with_reason": (make.RoutemapFactory, {"withdrawn_at": make.MOMENT}),
    "branch_leads_to_one_place": (make.BranchFactory, {"to_page": "help", "to_stage": ITS_STAGE}),
    "branch_to_a_stage_or_a_routemap": (make.BranchFactory, {"to_stage": ITS_STAGE, "to_routemap": ITS_MAP}),
    "branch_without_stage_says_not_for_whom": (make.BranchFactory, {"stage": None}),
    "rule_has_citation": (make.DateRuleFactory, {"citation": ""}),
    "rule_number_where_it_counts": (make.DateRuleFactory, {"number": 0}),
    "rule_later_is_whole": (make.DateRuleFactory, {"later_number": 2}),
    "rule_extended_is_an_appeal": (make.DateRuleFactory, {"tribunal_extends": True}),
    "rule_valid_from_and_to": (
        make.DateRuleFactory,
        {"valid_from": date(2026, 1, 2), "valid_to": date(2026, 1, 1)},
    ),
    "version_published_has_number_and_day": (make.RoutemapVersionFactory, {"state": "published"}),
    "version_approved_by_another": (make.RoutemapVersionFactory, {"author": SOMEBODY, "approved_by": SOMEBODY}),
    "version_returned_with_reason": (make.RoutemapVersionFactory, {"state": "returned"}),
    "coproduction_event_dated": (make.CoproductionEventFactory, {"start": None}),
    "topic_not_now_says_why": (make.TopicFactory, {"stage": "not now"}),
    "topic_published_names_its_routemap": (make.TopicFactory, {"stage": "published"}),
    "comment_rejected_is_emptied": (make.CommentFactory, {"state": "rejected", "why_rejected": "spam"}),
    "comment_published_has_words_and_day": (make.CommentFactory, {"state": "published", "shown_words": "x"}),
    "response_approved_by_another": (make.ResponseFactory, {"author": SOMEBODY, "approved_by": SOMEBODY}),
}
ALSO_REFUSED = [
    ("routemap_withdrawn_with_reason", make.RoutemapFactory, {"withdrawn_reason": "Old."}),
    ("branch_leads_to_one_place", make.BranchFactory, {"to_page": "help", "to_routemap": ITS_MAP}),
    ("rule_number_where_it_counts", make.DateRuleFactory, {"unit": "none"}),
    ("rule_later_is_whole", make.DateRuleFactory, {"later_anchor": ITS_ANCHOR, "later_number": 1}),
    ("rule_extended_is_an_appeal", make.DateRuleFactory, {"tribunal_extends": True, "family_acts": True}),
    ("version_published_has_number_and_day", make.RoutemapVersionFactory, {"number": 1}),
    ("coproduction_event_dated", make.CoproductionEventFactory, {"precision": "none"}),
    ("comment_rejected_is_emptied", make.CommentFactory, {"state": "rejected", "words": ""}),
    (
        "comment_rejected_is_emptied",
        make.CommentFactory,
        {"state": "rejected", "words": "", "why_rejected": "spam", "email": "me@example.org"},
    ),
    ("comment_published_has_words_and_day", make.CommentFactory, {"state": "published", "public_from": make.MOMENT}),
    ("comment_published_has_words_and_day", make.CommentFactory, {"public_from": make.MOMENT}),
]


def test_every_check_is_violated_below():
    assert set(REFUSED) == {
        constraint.name
        for model in apps.get_app_config("routemaps").get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    }


@pytest.mark.parametrize(
    ("name", "factory", "values"), [*((name, *row) for name, row in REFUSED.items()), *ALSO_REFUSED]
)
def test_the_database_refuses(name, factory, values):
    record = factory()
    stands_for = {
        SOMEBODY: make.UserFactory(),
        ITS_STAGE: getattr(record, "stage", None),
        ITS_MAP: getattr(record, "routemap", None),
        ITS_ANCHOR: getattr(record, "anchor", None),
    }
    said = {key: stands_for.get(value, value) if value.__hash__ else value for key, value in values.items()}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        QuerySet(type(record)).filter(pk=record.pk).update(**said)


@pytest.mark.parametrize(
    ("factory", "again"),
    [
        (make.TermFactory, ["partnership", "term"]),
        (make.TermFactory, ["partnership", "slug"]),
        (make.AnchorFactory, ["partnership", "key"]),
        (make.DateRuleFactory, ["partnership", "key", "anchor"]),
        (make.ContactFactory, ["partnership", "key"]),
        (make.RoutemapFactory, ["partnership", "slug"]),
        (make.StageFactory, ["routemap", "key"]),
        (make.RoutemapVersionFactory, ["routemap"]),
        (make.TopicFactory, ["partnership", "words"]),
        (make.ResponseFactory, ["comment"]),
        (make.CommentDeskFactory, ["partnership"]),
        (make.DraftLinkFactory, ["key"]),
    ],
)
def test_what_must_be_there_once_is(factory, again):
    first = factory()
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**{name: getattr(first, name) for name in again})


def test_a_way_may_end_the_route():
    branch = make.BranchFactory()
    assert branch.ends
    QuerySet(type(branch)).filter(pk=branch.pk).update(to_page="help", order=F("order") + 1)
    branch.refresh_from_db()
    assert not branch.ends
