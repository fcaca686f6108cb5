"""No word that nobody approved stands on any public page: a canary in every column of every table but those named here."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.test import Client

from actions.models import (
    Action,
    ActionWords,
    Board,
    DueDateChange,
    ForumView,
    Lead,
    Meeting,
    Milestone,
    MilestoneChange,
    Organisation,
    PastWithdrawal,
    ProgressReport,
    RatingWord,
)
from actions.services import withdraw_action
from priorities.models import (
    SECTIONS,
    Commitment,
    Partnership,
    Plan,
    PlanReview,
    Priority,
    PriorityWords,
    Recommendation,
    RecommendationUpdate,
    RecommendationWords,
    SourceDocument,
    SourceRow,
    UpdateRound,
)
from priorities.services import withdraw_plan, withdraw_priority
from routemaps.models import (
    Anchor,
    Comment,
    CommentDesk,
    Contact,
    CoproductionEvent,
    DateRule,
    Response,
    Routemap,
    RoutemapVersion,
    Term,
    Topic,
)
from sendplan import middleware
from tests.factories import office as make
from tests.factories import pages
from tests.integration import grid

pytestmark = pytest.mark.django_db

CANARY = "kanari"
OURS = {"priorities", "actions", "routemaps", "auth", "sessions", "admin"}

PUBLIC_PLAN = models.Q(state=Plan.State.PUBLISHED)
LEADS_PUBLIC = models.Q(pk__in=Action.objects.public().values("action_leads__lead"))

APPROVED: list[tuple[type[models.Model], models.Q, set[str]]] = [
    (
        Partnership,
        models.Q(),
        {"name", "slug", "area_name", "advice_service", "advice_telephone", "advice_url"}
        | {f"contact_{way}" for way in ("email", "telephone", "hours", "address")},
    ),
    (
        Plan,
        PUBLIC_PLAN,
        {"title", "slug", "summary", "agreed_by", "priority_word", "answers", "prepares_for", "limits"},
    ),
    (Plan, models.Q(state=Plan.State.WITHDRAWN), {"title", "slug", "withdrawn_reason"}),
    (
        Priority,
        models.Q(public_from__isnull=False, withdrawn_at=None, plan__state=Plan.State.PUBLISHED),
        {"number", "title", "slug", "official_words", "plain_words", "why_it_matters"},
    ),
    (PriorityWords, models.Q(public_from__isnull=False), {"words", "reason"}),
    (
        Action,
        models.Q(pk__in=Action.objects.public().values("pk")),
        {"reference", "slug", "official_words", "plain_words", "outcome", "timescale_raw", "timescale_problem"}
        | {"timescale_note", "rated_as"},
    ),
    (
        Action,
        models.Q(public_from__isnull=False, withdrawn_at__isnull=False),
        {"reference", "slug", "withdrawn_reason"},
    ),
    (ActionWords, models.Q(public_from__isnull=False), {"words", "reason"}),
    (DueDateChange, models.Q(public_from__isnull=False), {"from_raw", "to_raw", "reason", "agreed_by"}),
    (PastWithdrawal, models.Q(), {"reason"}),
    # Pages of an earlier day tell the plain words of then: what the public could read here.
    (
        Action.history.model,
        models.Q(public_from__isnull=False, id__in=Action.objects.public().values("pk")),
        {"plain_words"},
    ),
    (Board, models.Q(public_from__isnull=False), {*Board.PUBLIC_TEXTS, "slug"}),
    (Meeting, models.Q(board__public_from__isnull=False), {*Meeting.PUBLIC_TEXTS}),
    (Lead, LEADS_PUBLIC, {"name", "slug"}),
    (Organisation, models.Q(leads__in=Lead.objects.filter(LEADS_PUBLIC).values("pk")), {"name"}),
    (
        Organisation,
        models.Q(recommendation_partners__recommendation__in=Recommendation.objects.public().values("pk")),
        {"name"},
    ),
    (RatingWord, models.Q(plan__state=Plan.State.PUBLISHED), {"word", "meaning"}),
    (
        ProgressReport,
        models.Q(state="published", action__in=Action.objects.public().values("pk")),
        {*ProgressReport.PUBLIC_TEXTS, "rating", "approved_role"},
    ),
    (ForumView, models.Q(state="published", report__state="published"), {"words"}),
    (SourceDocument, models.Q(state=SourceDocument.State.APPLIED), {"title"}),
    (SourceRow, models.Q(document__state=SourceDocument.State.APPLIED), {"place"}),
    (
        Commitment,
        models.Q(pk__in=Commitment.objects.public().values("pk")),
        {"slug", "official_words", "plain_words"},
    ),
    (
        Recommendation,
        models.Q(pk__in=Recommendation.objects.public().values("pk")),
        {"number", "slug", "official_words", "plain_words", "source"},
    ),
    (
        Recommendation,
        models.Q(public_from__isnull=False, withdrawn_at__isnull=False),
        {"number", "slug", "withdrawn_reason"},
    ),
    (RecommendationWords, models.Q(public_from__isnull=False), {"words", "reason"}),
    (
        UpdateRound,
        models.Q(pk__in=RecommendationUpdate.objects.public().values("update_round")),
        {"title", "slug", "labels"},
    ),
    (
        RecommendationUpdate,
        models.Q(pk__in=RecommendationUpdate.objects.public().values("pk")),
        {*SECTIONS, "corrects_what"},
    ),
    (PlanReview, models.Q(pk__in=PlanReview.objects.public().values("pk")), {"what_changed"}),
    (
        Milestone,
        models.Q(pk__in=Milestone.objects.public().values("pk")),
        {"slug", "period", "official_words", "plain_words", "repeats"},
    ),
    (
        MilestoneChange,
        models.Q(pk__in=MilestoneChange.objects.public().values("pk")),
        {"from_period", *MilestoneChange.PUBLIC_TEXTS},
    ),
    (RoutemapVersion, models.Q(pk__in=RoutemapVersion.objects.public().values("pk")), {"payload", "what_changed"}),
    (Routemap, models.Q(pk__in=Routemap.objects.public().values("pk")), {"slug"}),
    (Routemap, models.Q(public_from__isnull=False, withdrawn_at__isnull=False), {"slug", "short", "withdrawn_reason"}),
    (DateRule, models.Q(stages__routemap__in=Routemap.objects.public().values("pk")), {"key", *DateRule.PUBLIC_TEXTS}),
    (
        Contact,
        models.Q(stages__routemap__in=Routemap.objects.public().values("pk")),
        {"key", "telephone", "email", "web", *Contact.PUBLIC_TEXTS},
    ),
    (
        CoproductionEvent,
        models.Q(pk__in=CoproductionEvent.objects.public().values("pk")),
        {*CoproductionEvent.PUBLIC_TEXTS},
    ),
    (Topic, models.Q(pk__in=Topic.objects.public().values("pk")), {*Topic.PUBLIC_TEXTS}),
    (Comment, models.Q(pk__in=Comment.objects.public().values("pk")), {"shown_words"}),
    (Response, models.Q(comment__in=Comment.objects.public().values("pk")), {*Response.PUBLIC_TEXTS}),
    (CommentDesk, models.Q(), {"social_care_telephone", "social_care_hours", "out_of_hours_telephone"}),
    (Term, models.Q(), {*Term.PUBLIC_TEXTS, "slug"}),
    (Anchor, models.Q(routemaps__in=Routemap.objects.public().values("pk")), {"key"}),
]
"""What the public may read: of which rows which columns. Every other text of every table is given a canary."""

CODES = {"precision", "recurrence"}
"""Columns of which the code knows every value; nobody types them."""

TEXT = (models.CharField, models.TextField, models.JSONField, models.FileField)


def canaries_everywhere() -> int:
    """Put a canary into every text that nobody approved; how many columns of rows have one."""
    planted = 0
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in OURS:
            approved = {}
            for which, rows, columns in APPROVED:
                if which is model:
                    for key in model._base_manager.filter(rows).values_list("pk", flat=True):
                        approved.setdefault(key, set()).update(columns)
            for key in list(model._base_manager.values_list("pk", flat=True)):
                planted += plant(model, key, approved.get(key, set()))
    return planted


def plant(model: type[models.Model], key: object, approved: set[str]) -> int:
    said = {}
    for column in model._meta.concrete_fields:
        words = f"{CANARY}{key}"
        if column.name in approved | CODES or column.choices or not isinstance(column, TEXT) or column.primary_key:
            continue
        if isinstance(column, models.JSONField):
            said[column.attname] = {"words": words}
        elif isinstance(column, models.EmailField):
            said[column.attname] = f"{words}@example.org"
        elif isinstance(column, models.URLField):
            said[column.attname] = f"https://{words}.example/"
        elif (column.max_length or len(words)) >= len(words):
            said[column.attname] = words
    return _stored(models.QuerySet(model).filter(pk=key), said)


def _stored(row: models.QuerySet, said: dict[str, object]) -> int:
    """How many were stored: at once, or each by itself where a rule of the database keeps one of them out."""
    try:
        with transaction.atomic():
            if said:
                row.update(**said)
        return len(said)
    except IntegrityError:
        return sum(_stored(row, {name: words}) for name, words in said.items()) if len(said) > 1 else 0


def crawl(*beginnings: str) -> dict[str, tuple[int, str]]:
    """Every public page that links lead to from these addresses: its status and what it says."""
    client, found, waiting = Client(), {}, list(beginnings)
    while waiting:
        where = waiting.pop()
        if where in found:
            continue
        response = client.get(where)
        body = unescape(response.content.decode())
        found[where] = response.status_code, body
        for link in re.findall(r'href="(/[^"#]*|\?[^"#]*)', body):
            there = where.partition("?")[0] + link if link.startswith("?") else link
            # One filter at a time: all of them together are too many, and show no other rows.
            if not there.startswith(("/admin/", "/static/", "//")) and there.count("&") == 0:
                waiting.append(there)
    return found


@pytest.fixture
def office(world, settings, tmp_path):
    """The public world, and beside it a record of every kind in every state."""
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    people = {name: make.MembershipFactory(partnership=world.host).user for name in ("linked", "board")}
    for user in people.values():
        user.memberships.update(role="board")
    records = grid._records(world.host, people)
    for state in ("draft", "submitted", "returned"):
        make.ProgressReportFactory(action=records["actions_action"], state=state, returned_reason="Say how many.")
    make.UpdateLinkFactory(action=records["actions_action"])
    make.OutboxMessageFactory()
    make.DocumentCorrectionFactory(document=records["priorities_sourcedocument"])
    visible = Action.objects.get(plan=world.plan, reference="1.1")
    DueDateChange.objects.create(action=visible, reason="x", changed_on=pages.TODAY, recorded_at=pages.NOON)
    ActionWords.objects.create(action=visible, words="x", recorded_at=pages.NOON)
    gone = {"public_from": make.MOMENT, "withdrawn_at": make.MOMENT, "withdrawn_reason": "Old."}
    make.RoutemapFactory(partnership=world.host, slug="gone", **gone)
    make.RoutemapFactory(partnership=world.host, slug="draft")
    for state in ("submitted", "returned"):
        make.RoutemapVersionFactory(
            routemap=world.host.routemaps.get(slug="disagree"), state=state, returned_reason="Say more."
        )
    stage = world.host.routemaps.get(slug="ask-for-a-plan").stages.get(key="ask")
    for public in (False, True):
        make.CoproductionEventFactory(partnership=world.host, public=public, changed_stage=stage, changed="x")
        make.TopicFactory(partnership=world.host, public=public)
    shown = {"state": "published", "public_from": make.MOMENT, "shown_words": "x"}
    for state in ({}, shown, {"state": "safeguarding"}):
        make.ResponseFactory(
            comment__partnership=world.host, **{f"comment__{name}": value for name, value in state.items()}
        )
    rejected = {"state": "rejected", "why_rejected": "spam", "words": ""}
    make.CommentFactory(partnership=world.host, **rejected)
    make.CommentDeskFactory(partnership=world.host)
    make.DraftLinkFactory(routemap_version=RoutemapVersion.objects.get(state="submitted"))
    return world


BEGINNINGS = (
    "/",
    "/help/",
    "/privacy/",
    "/accessibility/",
    "/robots.txt",
    "/plan/",
    "/plans/",
    "/plans/plan/",
    "/plans/plan/actions.csv",
    "/plans/plan/withdrawn/",
    "/plans/plan/actions/gone/",
    "/plans/plan/actions/new/",
    "/plans/plan/reviews/",
    "/plans/plan/recommendations/",
    "/plans/plan/recommendations/new/",
    "/plans/plan/recommendations/gone/",
    "/plans/plan/recommendations/asked/updates/answers/",
    "/plans/plan/recommendations/asked/compare/",
    "/routemaps/gone/",
    "/routemaps/draft/",
    "/routemaps/ask-for-a-plan/?d=2&m=3&y=2026&at=1",
    "/routemaps/ask-for-a-plan/?event=letter&d=1&m=10&y=2025&d2=2&m2=10&y2=2025",
    "/routemaps/ask-for-a-plan/dates.ics?start=2026-03-02&event=request",
    "/routemaps/ask-for-a-plan/one-page/?start=2026-03-02&event=request",
    "/routemaps/ask-for-a-plan/letter/?rule=A1&start=2025-03-02&event=request",
    "/plans/gone/",
    "/plans/gone/actions.csv",
    "/plans/draft/",
    "/plans/nowhere/",
    "/plans/plan-2025/actions/?q=talk",
    f"/plans/plan-2025/actions/?lead={CANARY}1",
    "/nowhere/",
)


def test_nothing_that_nobody_approved_is_on_any_public_page(office):
    assert canaries_everywhere() > 300
    found = crawl(*BEGINNINGS)
    assert len(found) > 60
    assert {status for status, _ in found.values()} == {200, 302, 404, 410}
    hits = {
        where: body[max(0, at - 80) : at + 40] for where, (_, body) in found.items() if (at := body.find(CANARY)) >= 0
    }
    assert {where: said for where, said in hits.items() if f"lead={CANARY}" not in where} == {}


def test_a_canary_in_an_approved_column_is_found(office):
    """The crawl reads what it should."""
    Action.objects.filter(plan__slug="plan-2025", reference="1.1").update(outcome=CANARY)
    assert any(CANARY in body for _, body in crawl("/").values())


TAKEN = {
    "action": lambda world: withdraw_action(
        action=Action.objects.get(plan=world.plan, reference="1.1"), reason="Wrong.", by=None, at=pages.NOON
    ),
    "priority": lambda world: withdraw_priority(priority=world.early, by=None, at=pages.NOON),
    "plan": lambda world: withdraw_plan(plan=world.plan, reason="Wrong.", by=None, at=pages.NOON),
}
WORDS = {
    "action": "Officers will answer each family within ten days.",
    "priority": "Help comes soon.",
    "plan": "What we will do.",
}


@pytest.mark.parametrize("what", TAKEN)
def test_what_is_taken_from_the_public_is_gone_from_every_kept_page_within_5_seconds(world, monkeypatch, what):
    clock = [1000.0]
    monkeypatch.setattr(middleware.time, "monotonic", lambda: clock[0])
    before = crawl("/")
    showed = [where for where, (_, body) in before.items() if WORDS[what] in body]
    assert showed
    TAKEN[what](world)
    clock[0] += middleware.VERSION_KEPT_SECONDS
    client = Client()
    for where in before:
        response = client.get(where)
        assert WORDS[what] not in unescape(response.content.decode()), where
        if response.status_code == 200 and not where.startswith("/feedback/"):
            assert response["Cache-Control"] == f"public, max-age={middleware.MAX_AGE_SECONDS}"
    assert middleware.VERSION_KEPT_SECONDS + middleware.MAX_AGE_SECONDS < 5
