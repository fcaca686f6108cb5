"""Reads the files of fixtures/demo. Pure: no database; every date comes from the files."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from actions.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPartnership:
    """A partnership of the demonstration; contact routes that are not given stay empty."""

    slug: str
    name: str
    area_name: str
    is_invented: bool = False
    contact_email: str = ""
    contact_telephone: str = ""
    contact_hours: str = ""
    contact_address: str = ""
    advice_service: str = ""
    advice_telephone: str = ""
    advice_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """Somebody who can sign in to the demonstration. The password is public, so never for a real site.

    `reports_for` names the leads whose updates the account writes.
    """

    username: str
    password: str
    email: str
    job_title: str
    partnership: str = ""
    role: str = ""
    superuser: bool = False
    reports_for: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoMeeting:
    """A day on which a board met or will meet."""

    held_on: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoBoard:
    """A board of the host, with its meetings."""

    name: str
    slug: str
    decides: str
    meets: str
    published_on: date
    meetings: list[DemoMeeting]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDocument:
    """A document of a plan: what it is read as, and the day on which this portal takes it in.

    `dated` is the date that it bears, None where it bears none; `round_title` that of an update of recommendations.
    """

    file: str
    title: str
    loaded_on: date
    kind: str = "action-plan"
    round_title: str = ""
    dated: date | None = None
    date_precision: str = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPlan:
    """A plan, its documents in the order in which they came, and what they do not say of the plan.

    `priorities` holds plain words by a priority's number, `actions` by an action's reference. `continues` holds the
    reference of an action of the plan `continues_plan` by the reference of the action that carries it on. `supersedes`
    is the slug of the plan before, `delivers` that of a strategy. `reports`, `due_changes` and `forum_views` name CSVs,
    `promises` a TOML.
    """

    slug: str
    title: str
    partnership: str
    kind: str
    documents: list[DemoDocument]
    summary: str
    starts_on: date | None = None
    ends_on: date | None = None
    closed_on: date | None = None
    agreed_by: str = ""
    update_cycle: str = ""
    supersedes: str = ""
    delivers: str = ""
    priorities: dict[str, str] = field(default_factory=dict)
    actions: dict[str, str] = field(default_factory=dict)
    continues_plan: str = ""
    continues: dict[str, str] = field(default_factory=dict)
    reports: str = ""
    due_changes: str = ""
    forum_views: str = ""
    promises: str = ""

    @property
    def loaded_on(self) -> date:
        """The day of its first document."""
        return self.documents[0].loaded_on


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoReport:
    """A progress report. `state` is published, submitted, returned or draft; `corrects` is the day of another."""

    reference: str
    reported_on: date
    state: str
    status: Status | None
    done: str
    difference: str
    how_we_know: str
    next_step: str
    next_step_on: date | None
    evidence: str
    evidence_on: date | None
    decision_asked: str
    reason: str
    approved_on: date | None
    corrects: date | None
    corrects_what: str
    returned_on: date | None
    returned_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDueChange:
    """A moved date: the timescale as written from `changed_on`, why, and who agreed."""

    reference: str
    timescale: str
    reason: str
    agreed_by: str
    changed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoForumView:
    """What the parent carer forum says on the report of that day; without `published_on` it waits for approval."""

    reference: str
    reported_on: date
    said_on: date
    words: str
    published_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRecommendation:
    """What the office adds to a recommendation that a document brought: the leading partner first."""

    number: str
    plain_words: str
    source: str
    priorities: list[str]
    partners: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoUpdate:
    """What a round says of a recommendation: the points of its sections, by their meaning."""

    recommendation: str
    sections: dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCorrection(DemoUpdate):
    """Sections of a published update that are put right, and what was wrong."""

    what: str
    written_on: date
    published_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRound:
    """A round that officers wrote, with the headings that it prints, by their meaning."""

    title: str
    dated: date
    written_on: date
    published_on: date
    labels: dict[str, str]
    updates: list[DemoUpdate]
    corrections: list[DemoCorrection]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoMilestoneChange:
    """What became of the milestone with these official words: delivered, moved `to` another time, or dropped."""

    milestone: str
    what: str
    asked_on: date
    published_on: date
    to: str = ""
    to_start: date | None = None
    to_end: date | None = None
    delivered_on: date | None = None
    how_we_know: str = ""
    reason: str = ""
    agreed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoReview:
    """A review of the plan."""

    reviewed_on: date
    recorded_on: date
    published_on: date
    next_on: date
    what_changed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDelivers:
    """What an action delivers: commitments of the strategy as "priority.place" or "core.place", recommendations by number."""

    commitments: list[str] = field(default_factory=list)
    recommendations: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPromises:
    """What the office adds to what a plan promises, and what became of it.

    From `answered_on` partners answer for the recommendations; on `linked_on` it was said what each action delivers, by
    its reference.
    """

    answered_on: date | None = None
    linked_on: date | None = None
    recommendations: list[DemoRecommendation]
    rounds: list[DemoRound]
    delivers: dict[str, DemoDelivers]
    milestone_changes: list[DemoMilestoneChange]
    reviews: list[DemoReview]


@dataclass(frozen=True, slots=True)
class DemoContent:
    """All that is loaded; the first partnership is the host."""

    documents: Path
    routemaps: Path
    story: Path
    """How the host's routemaps were made, and what families said."""
    routemaps_on: date
    """When the host's routemaps were published."""
    partnerships: list[DemoPartnership]
    accounts: list[DemoAccount]
    boards: list[DemoBoard]
    plans: list[DemoPlan]
    reports: dict[str, list[DemoReport]]
    due_changes: dict[str, list[DemoDueChange]]
    forum_views: dict[str, list[DemoForumView]]
    promises: dict[str, DemoPromises]


def _raw(fixtures: Path) -> dict[str, list[dict]]:
    return tomllib.loads((fixtures / "demo" / "demo.toml").read_text(encoding="utf-8"))


def read_accounts(fixtures: Path) -> list[DemoAccount]:
    """The accounts alone, whose passwords no real site may have."""
    return [DemoAccount(**account) for account in _raw(fixtures)["accounts"]]


def read_demo(fixtures: Path) -> DemoContent:
    """The content of `fixtures`/demo; reports, moved dates and what the office adds stand under the slug of their plan."""
    folder = fixtures / "demo"
    raw = _raw(fixtures)
    plans = [_plan(plan) for plan in raw["plans"]]
    return DemoContent(
        documents=fixtures / "documents",
        routemaps=fixtures / "routemaps",
        story=folder / raw["story"],
        routemaps_on=raw["routemaps_on"],
        partnerships=[DemoPartnership(**partnership) for partnership in raw["partnerships"]],
        accounts=read_accounts(fixtures),
        boards=[_board(board) for board in raw["boards"]],
        plans=plans,
        reports={plan.slug: _reports(folder / plan.reports) for plan in plans if plan.reports},
        due_changes={plan.slug: _due_changes(folder / plan.due_changes) for plan in plans if plan.due_changes},
        forum_views={plan.slug: _forum_views(folder / plan.forum_views) for plan in plans if plan.forum_views},
        promises={plan.slug: _promises(folder / plan.promises) for plan in plans if plan.promises},
    )


def _plan(raw: dict) -> DemoPlan:
    return DemoPlan(**raw | {"documents": [DemoDocument(**document) for document in raw["documents"]]})


def _board(raw: dict) -> DemoBoard:
    return DemoBoard(**raw | {"meetings": [DemoMeeting(**meeting) for meeting in raw["meetings"]]})


def _promises(path: Path) -> DemoPromises:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return DemoPromises(
        answered_on=raw.get("answered_on"),
        linked_on=raw.get("linked_on"),
        recommendations=[DemoRecommendation(**one) for one in raw.get("recommendations", [])],
        rounds=[_round(one) for one in raw.get("rounds", [])],
        delivers={reference: DemoDelivers(**one) for reference, one in raw.get("delivers", {}).items()},
        milestone_changes=[DemoMilestoneChange(**one) for one in raw.get("milestone_changes", [])],
        reviews=[DemoReview(**one) for one in raw.get("reviews", [])],
    )


def _round(raw: dict) -> DemoRound:
    parts = {
        "updates": [DemoUpdate(**one) for one in raw["updates"]],
        "corrections": [DemoCorrection(**one) for one in raw.get("corrections", [])],
    }
    return DemoRound(**raw | parts)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _day(words: str) -> date | None:
    return date.fromisoformat(words) if words else None


def _reports(path: Path) -> list[DemoReport]:
    return [
        DemoReport(
            **row
            | {
                name: _day(row[name])
                for name in ("next_step_on", "evidence_on", "approved_on", "corrects", "returned_on")
            }
            | {
                "reported_on": date.fromisoformat(row["reported_on"]),
                "status": Status.given(row["status"]),
            }
        )
        for row in _rows(path)
    ]


def _due_changes(path: Path) -> list[DemoDueChange]:
    return [DemoDueChange(**row | {"changed_on": date.fromisoformat(row["changed_on"])}) for row in _rows(path)]


def _forum_views(path: Path) -> list[DemoForumView]:
    days = ("reported_on", "said_on", "published_on")
    return [DemoForumView(**row | {name: _day(row[name]) for name in days}) for row in _rows(path)]
