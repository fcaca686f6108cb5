"""What the tests of rights stand on: every address of the site, a world of two partnerships, and a person for each role."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from priorities.models import Membership, Plan, User
from tests.factories import office as make
from tests.factories.routemaps import published_routemaps

ROLES = (
    "anonymous",
    "linked",
    "unlinked",
    "elsewhere",
    "approver",
    "editor",
    "forum",
    "board",
    "administrator",
    "superuser",
)
"""Columns of the tables. Linked and unlinked are officers of the partnership, elsewhere is one of another partnership."""

NOT_STATE = {"priorities.auditentry", "sessions.session"}
"""Tables that a GET may write: who was refused, and the session of the one who asks."""


def rows_of(table: str) -> dict[str, tuple[str, ...]]:
    """A written table as its rows: the name of an address, and a cell for each role."""
    rows = (line.split() for line in table.strip().splitlines() if not line.startswith("#"))
    return {name: tuple(cells) for name, *cells in rows}


# -- addresses -------------------------------------------------------------------------------------------------------


def addresses() -> Iterator[tuple[str, str]]:
    """Every address that the site answers, as (pattern, name), from the root down."""
    for pattern, name in _walk(get_resolver()):
        yield pattern, name or _unnamed(pattern)


def _walk(resolver: URLResolver, before: str = "", spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        pattern = f"{before}{entry.pattern}"
        if isinstance(entry, URLPattern):
            yield pattern, ":".join([*spaces, entry.name]) if entry.name else ""
            continue
        inner = entry.namespace if entry.namespace and entry.namespace != "admin" else ""
        yield from _walk(entry, pattern, (*spaces, inner) if inner else spaces)


def _unnamed(pattern: str) -> str:
    """Django names neither the old address of a record nor the one that catches what is left."""
    parts = pattern.split("/")
    return f"{parts[1]}_{parts[2]}_redirect" if "<path:object_id>" in pattern else "catch_all"


# -- the world -------------------------------------------------------------------------------------------------------


@dataclass
class World:
    """One partnership with a record of each kind, another with nothing but its people, and a person for each role."""

    people: dict[str, User]
    records: dict[str, Model] = field(default_factory=dict)
    """By the kind, "priorities_plan", and by the kind and its state, "priorities_plan@draft"."""

    def browser(self, role: str, **settings: bool) -> Client:
        browser = Client(**settings)
        if role != "anonymous":
            browser.force_login(self.people[role])
        return browser

    def record(self, name: str) -> Model:
        """The record of an address such as "actions_action_change@draft"."""
        address, _, state = name.partition("@")
        kind = address.rpartition("_")[0]
        return self.records[f"{kind}@{state}" if state else kind]


def build() -> World:
    """The officer who is linked wrote the report, which is a draft unless its state is said."""
    here, elsewhere = make.PartnershipFactory(slug="here"), make.PartnershipFactory(slug="elsewhere")
    world = World({"superuser": make.UserFactory(is_superuser=True, username="superuser")})
    roles = {name: name for name in ("approver", "editor", "forum", "board", "administrator")}
    for name, role in {**roles, "linked": "officer", "unlinked": "officer"}.items():
        world.people[name] = make.MembershipFactory(partnership=here, role=role, user__username=name).user
    other = make.MembershipFactory(partnership=elsewhere, user__username="elsewhere")
    world.people["elsewhere"] = other.user
    make.PlanFactory(partnership=elsewhere, slug="their-plan", published=True)
    world.records = _records(here, world.people)
    published_routemaps(here, author=world.people["editor"], approver=world.people["approver"])
    world.records |= _of_routemaps(here, world.people)
    make.RoutemapFactory(
        partnership=here, slug="gone", public_from=make.MOMENT, withdrawn_at=make.MOMENT, withdrawn_reason="Old."
    )
    return world


def _of_routemaps(here, people: dict[str, User]) -> dict[str, Model]:
    draft = make.RoutemapFactory(partnership=here, slug="draft")
    by_editor = {"partnership": here, "author": people["editor"]}
    return {
        "routemaps_anchor": make.AnchorFactory(partnership=here),
        "routemaps_contact": make.ContactFactory(partnership=here),
        "routemaps_daterule": make.DateRuleFactory(anchor__partnership=here, source_confirmed=False),
        "routemaps_routemap": draft,
        "routemaps_routemap@public": here.routemaps.get(slug="disagree"),
        "routemaps_routemapversion": make.RoutemapVersionFactory(
            routemap=here.routemaps.get(slug="disagree"), author=people["editor"]
        ),
        "routemaps_coproductionevent": make.CoproductionEventFactory(**by_editor),
        "routemaps_topic": make.TopicFactory(**by_editor),
        "routemaps_topic@public": make.TopicFactory(**by_editor, public=True),
        "routemaps_comment": make.ResponseFactory(comment__partnership=here, author=people["editor"]).comment,
        "routemaps_commentdesk": make.CommentDeskFactory(partnership=here),
    }


def _records(here, people: dict[str, User]) -> dict[str, Model]:
    plan = make.PlanFactory(partnership=here, slug="plan", published=True)
    draft = make.PlanFactory(partnership=here, slug="draft")
    gone = make.PlanFactory(
        partnership=here, slug="gone", state=Plan.State.WITHDRAWN, public_from=make.MOMENT, withdrawn_reason="Old."
    )
    action = make.ActionFactory(plan=plan, slug="action", public=True)
    make.reporter(action, people["linked"])
    document = make.SourceDocumentFactory(plan=plan)
    public_priority = make.PriorityFactory(plan=plan, slug="aim", public_from=make.MOMENT)
    of_person = {"action": action, "author": people["linked"]}
    published = {"state": "published", "public_from": make.MOMENT}
    submitted = make.ProgressReportFactory(**of_person, state="submitted")
    asked = make.RecommendationFactory(plan=plan, slug="asked", public_from=make.MOMENT)
    answers = make.UpdateRoundFactory(plan=plan, slug="answers")
    answered = make.UpdateRoundFactory(plan=plan, slug="answered")
    of_officer = {"recommendation": asked, "author": people["linked"]}
    make.RecommendationUpdateFactory(update_round=answered, **of_officer, **published)
    milestone = make.MilestoneFactory(plan=plan, slug="milestone", public_from=make.MOMENT)
    span = {"from_period": milestone.period, "from_start": milestone.start, "from_end": milestone.end}
    make.RecommendationFactory(plan=plan, slug="new")
    make.RecommendationFactory(
        plan=plan, slug="gone", public_from=make.MOMENT, withdrawn_at=make.MOMENT, withdrawn_reason="Old."
    )
    return {
        "routemaps_term": make.TermFactory(partnership=here),
        "priorities_commitment": make.CommitmentFactory(plan=plan, public_from=make.MOMENT),
        "priorities_commitment@draft": make.CommitmentFactory(plan=plan),
        "priorities_recommendation": asked,
        "priorities_recommendation@draft": make.RecommendationFactory(plan=plan),
        "priorities_updateround": answers,
        "priorities_updateround@published": answered,
        "round-update": make.RecommendationUpdateFactory(update_round=answers, state="submitted", **of_officer),
        "actions_milestone": milestone,
        "actions_milestone@draft": make.MilestoneFactory(plan=plan),
        "milestone-change": make.MilestoneChangeFactory(
            milestone=milestone, what="dropped", author=people["linked"], **span
        ),
        "priorities_planreview": make.PlanReviewFactory(plan=plan, author=people["linked"]),
        "priorities_planreview@published": make.PlanReviewFactory(
            plan=plan, author=people["linked"], public_from=make.MOMENT, reviewed_on=make.MOMENT.date()
        ),
        "priorities_partnership": here,
        "priorities_user": people["board"],
        "priorities_membership": Membership.objects.get(user=people["board"]),
        "priorities_plan": plan,
        "priorities_plan@draft": draft,
        "priorities_plan@withdrawn": gone,
        "priorities_priority": make.PriorityFactory(plan=draft),
        "priorities_priority@public": public_priority,
        "priorities_sourcedocument": document,
        "priorities_sourcerow": make.SourceRowFactory(document=document),
        "priorities_readingproblem": make.ReadingProblemFactory(document=document),
        "priorities_heldback": make.HeldBackFactory(plan=plan),
        "priorities_auditentry": make.AuditEntryFactory(partnership=here),
        "actions_board": make.BoardFactory(partnership=here, slug="new-board"),
        "actions_board@public": make.BoardFactory(partnership=here, slug="board", public=True),
        "actions_organisation": make.OrganisationFactory(partnership=here),
        "actions_lead": make.LeadFactory(partnership=here),
        "actions_action": action,
        "actions_action@draft": make.ActionFactory(plan=plan, slug="new"),
        "actions_action@withdrawn": make.ActionFactory(
            plan=plan, slug="gone", public=True, withdrawn_at=make.MOMENT, withdrawn_reason="Old."
        ),
        "actions_progressreport": make.ProgressReportFactory(**of_person),
        "actions_progressreport@returned": make.ProgressReportFactory(
            **of_person, state="returned", returned_reason="Say how many."
        ),
        "actions_progressreport@submitted": submitted,
        "redaction": make.RedactionFactory(partnership=here, withdrawn_by=people["board"]),
        "import": make.ImportRunFactory(partnership=here, made_by=people["linked"]),
        "view": make.ForumViewFactory(report=submitted, author=people["board"], state="submitted"),
        "actions_progressreport@published": make.ProgressReportFactory(**of_person, **published),
    }


# -- what is asked ---------------------------------------------------------------------------------------------------

SHARED = {"index", "login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n"}
"""Pages of Django's admin that are no record's."""

ARGUMENTS: dict[str, Callable[[World, str], list[object]]] = {
    "app_list": lambda world, state: ["actions"],
    "auth_user_password_change": lambda world, state: [world.records["priorities_user"].pk],
    **{
        f"office:{name}": lambda world, state: [world.records["redaction"].pk]
        for name in ("redaction", "confirm_redaction", "restore_redaction")
    },
    **{
        f"office:import-{name}": lambda world, state: [world.records["import"].pk]
        for name in ("upload", "read", "map", "preview", "done", "undo", "drop")
    },
    "office:withdraw_words": lambda world, state: [world.records["priorities_partnership"].pk],
    "office:plan-word": lambda world, state: [world.records["priorities_plan"].pk],
    "office:sheet": lambda world, state: [world.records["actions_lead"].pk],
    "office:review-report": lambda world, state: [world.records["actions_progressreport@submitted"].pk],
    "office:review-view": lambda world, state: [world.records["view"].pk],
    "office:forum-view": lambda world, state: [world.records["actions_progressreport@submitted"].pk],
    "office:forum-history": lambda world, state: [world.records["actions_progressreport@submitted"].pk],
    **{
        f"office:{name}": lambda world, state: [world.records[f"priorities_updateround{state}"].pk]
        for name in ("round", "review-round")
    },
    **{
        f"office:round-{name}": lambda world, state: [
            world.records[f"priorities_updateround{state}"].pk,
            world.records["priorities_recommendation"].pk,
        ]
        for name in ("update", "check", "correct")
    },
    "actions:board": lambda world, state: ["board"],
    "office:review-round-update": lambda world, state: [world.records["round-update"].pk],
    "office:review-milestone": lambda world, state: [world.records["milestone-change"].pk],
    "office:milestone-change": lambda world, state: [world.records[f"actions_milestone{state}"].pk],
    **{
        f"routemaps:{name}": lambda world, state: [state[1:] or "ask-for-a-plan"]
        for name in ("routemap", "one-page", "calendar", "letter", "history", "compare")
    },
    "routemaps:version": lambda world, state: [state[1:] or "ask-for-a-plan", 1],
    "routemaps:word": lambda world, state: ["ehc-plan"],
    "routemaps:draft": lambda world, state: ["no-such-link"],
    "routemaps:you-said-year": lambda world, state: [2026],
    "actions:draft": lambda world, state: ["no-such-link"],
    **{
        f"office:{name}": lambda world, state: [world.records[f"actions_action{state}"].pk]
        for name in ("update", "update-check", "update-done", "no-change", "links")
    },
    "actions:plan": lambda world, state: [state[1:] or "plan"],
    "actions:priority": lambda world, state: ["plan", "aim"],
    "actions:commitments": lambda world, state: ["plan"],
    "actions:reviews": lambda world, state: ["plan"],
    "actions:recommendations": lambda world, state: ["plan"],
    "actions:recommendation": lambda world, state: ["plan", state[1:] or "asked"],
    "actions:recommendation-round": lambda world, state: ["plan", "asked", state[1:] or "answered"],
    "actions:recommendation-compare": lambda world, state: ["plan", state[1:] or "asked"],
    "actions:roadmap": lambda world, state: ["plan"],
    "actions:withdrawn": lambda world, state: ["plan"],
    "actions:action-list": lambda world, state: ["plan"],
    "actions:action-csv": lambda world, state: ["plan"],
    "actions:action": lambda world, state: ["plan", state[1:] or "action"],
}
"""What an address needs that is no page of a record of Django's admin: add a line for a page of the office.

The second argument is "" or the state that is asked for, such as "@draft".
"""


CHOSEN = {"office:several-status", "office:several-dates"}
"""Pages about records that somebody ticked in a list, each with the version that the list showed."""


def address_of(name: str, world: World) -> str:
    """Where to ask for a row of a table, such as "actions_action_change@draft" or "office:due"."""
    bare, _, state = name.partition("@")
    if bare == "catch_all":
        return "/admin/nowhere/"
    in_admin = ":" not in bare and (bare in SHARED | {"app_list", "auth_user_password_change"} or _of_a_record(bare))
    view = f"admin:{bare}" if in_admin else bare
    if bare in CHOSEN:
        action = world.records["actions_action"]
        return f"{reverse(view)}?chosen={action.pk}.{action.version}"
    if bare in ARGUMENTS:
        return reverse(view, args=ARGUMENTS[bare](world, f"@{state}" if state else ""))
    if not in_admin or bare in SHARED:
        return reverse(view)
    kind, _, page = bare.rpartition("_")
    if page in ("changelist", "add", "export", "import") or bare.endswith("_import_confirm"):
        return reverse(view)
    key = world.record(name).pk
    return f"{reverse(f'admin:{kind}_changelist')}{key}/" if page == "redirect" else reverse(view, args=[key])


def _of_a_record(name: str) -> bool:
    return any(name.startswith(f"{model._meta.app_label}_{model._meta.model_name}_") for model in admin.site._registry)


INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
"""What a policy of script-src and style-src 'self' forbids in a page."""


def forbidden_by_the_policy(response) -> list[str]:
    if response.streaming or not response["Content-Type"].startswith("text/html"):
        return []
    return INLINE.findall(re.sub(r"<textarea.*?</textarea>", "", response.content.decode(), flags=re.DOTALL))


def all_tables() -> dict[str, list[tuple]]:
    """Every row of every table, but of those that a GET may write."""
    return {
        model._meta.label_lower: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label_lower not in NOT_STATE and model._meta.managed
    }
