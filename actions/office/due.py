"""What the office's index shows: which updates somebody owes, what waits, what came back, and where else to go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q

from actions.models import Action, ProgressReport
from actions.permissions import actions_reported_by, reports_for_any
from actions.promise_queue import OwnWords, joined, own_words, to_decide
from actions.reporting import OwedUpdate, OwedUpdates, actions_owed_by, owed_updates
from actions.review_queue import waiting_views
from actions.services import may_be_repeated
from actions.wording import counted, day_in_words
from priorities.models import Partnership, Plan, Redaction, User
from priorities.permissions import (
    APPROVING,
    REPORTING,
    SPEAKING,
    approval_for,
    approves_any,
    edits_any,
    reads_all_of_any,
    roles_of,
    rows_approved_by,
)
from priorities.roles import Right, roles_with

State = ProgressReport.State

APPROVED_SHOWN = 5
APPROVED_FOR_DAYS = 30
"""Which of somebody's approved updates the index still shows."""

REVIEW = "/admin/review/"
"""Where approvers decide, and where the forum and the board read what was submitted."""

FORUM = "/admin/forum/"
"""Where the forum writes its own view of updates."""


@dataclass(frozen=True, slots=True)
class OfficeLink:
    """Another page of the office, with what is to be done there in one sentence."""

    words: str
    url: str
    says: str = ""
    is_first: bool = False
    """Whether it stands above what the person owes: something waits there."""


def office_links(user: User) -> list[OfficeLink]:
    """The pages of the office beside the records, for this person and in the order in which the index names them.

    A new page of the office appends its link here, where the person may open it.
    """
    links: list[OfficeLink] = []
    waiting = _waiting_for(user)
    if waiting is not None:
        links.append(OfficeLink("Updates that wait for approval", REVIEW, waiting, is_first=True))
    if reports_for_any(user):
        links.append(OfficeLink("Update sheets", "/admin/sheets/", "Take a spreadsheet for a lead, or send one back."))
    if user.is_superuser or any(held & SPEAKING for held in roles_of(user).values()):
        links.append(OfficeLink("The forum’s views of updates", FORUM, "Write the forum’s own view of an update."))
    if approves_any(user):
        links.append(OfficeLink("Who is outstanding", "/admin/outstanding/", "What is due or late, and who was told."))
    if edits_any(user):
        links.append(OfficeLink("Imports", "/admin/imports/", "Bring in a plan from Word, Excel or a table."))
    if reads_all_of_any(user):
        links.append(OfficeLink("Words withdrawn and removed", "/admin/redactions/", _withdrawn_for(user)))
    if roles_of(user) or user.is_superuser:
        links.append(OfficeLink("Roles", "/admin/roles/", "Who may do what, and who has which role."))
    return links


def _withdrawn_for(user: User) -> str:
    """What waits for a second person to remove or to put back; for others what the page is for."""
    waiting = rows_approved_by(user, Redaction.objects.filter(state=Redaction.State.WITHDRAWN), path="partnership")
    number = waiting.exclude(withdrawn_by=user).count() if approves_any(user) else 0
    if number:
        return f"{counted(number, 'withdrawal')} {'waits' if number == 1 else 'wait'} for you to decide."
    return "Take words from the public at once, such as a child’s name."


def _waiting_for(user: User) -> str | None:
    """What waits for this person to approve or to read, in one sentence; None where it is not theirs to know."""
    roles = roles_of(user)
    approving = [key for key, held in roles.items() if held & APPROVING]
    reading = [key for key, held in roles.items() if held & roles_with(Right.READ_SUBMITTED)]
    submitted = ProgressReport.objects.filter(state=State.SUBMITTED).order_by()
    if user.is_superuser or approving:
        of_theirs = Q() if user.is_superuser else Q(action__plan__partnership__in=approving)
        number = submitted.filter(of_theirs).exclude(Q(author=user) | Q(link__made_by=user)).count()
        views = waiting_views(user).order_by().count()
        said = [counted(number, "update")] if number else []
        said += [counted(views, "view of the forum", "views of the forum")] if views else []
        said += to_decide(user)
        if not said:
            return "Nothing waits for your approval."
        is_one = len(said) == 1 and said[0].startswith("1 ")
        return f"{joined(said)} {'waits' if is_one else 'wait'} for your approval."
    if not reading:
        return None
    public = Q(
        action__plan__partnership__in=reading,
        action__plan__state=Plan.State.PUBLISHED,
        action__public_from__isnull=False,
        action__withdrawn_at=None,
    )
    number = submitted.filter(public).count()
    if not number:
        return "No update waits for approval."
    verb = "waits" if number == 1 else "wait"
    speaks = any(held & SPEAKING for held in roles.values())
    way = "read it and give the forum’s view" if speaks else "read it"
    return f"{counted(number, 'update')} {verb} for approval: you can {way if number == 1 else way.replace('it', 'them', 1)}."


@dataclass(frozen=True, slots=True)
class DueRow:
    """An update that is owed, with the draft that the person has of it, and whether "no change" can be said."""

    owed: OwedUpdate
    draft: ProgressReport | None
    may_repeat: bool
    action_due: str


@dataclass(frozen=True, slots=True)
class MyUpdates:
    """All that concerns somebody's own updates on a day."""

    owed: OwedUpdates
    rows: list[DueRow]
    returned: list[ProgressReport]
    drafts: list[ProgressReport]
    through_links: list[ProgressReport]
    """What somebody without an account drafted and nobody has taken over yet."""
    waiting: list[ProgressReport]
    promised: tuple[OwnWords, ...] = ()
    """What they wrote on recommendations and milestones; the index alone asks for it."""

    @property
    def promised_back(self) -> list[OwnWords]:
        return [one for one in self.promised if one.state == State.RETURNED]

    @property
    def promised_drafts(self) -> list[OwnWords]:
        return [one for one in self.promised if one.state == State.DRAFT]

    @property
    def promised_waiting(self) -> list[OwnWords]:
        return [one for one in self.promised if one.state == State.SUBMITTED]

    @property
    def sentence(self) -> str:
        """ "3 due, 1 late, 2 waiting for approval." or, where nothing is owed, until when."""
        counts = (
            (self.owed.due, "due"),
            (self.owed.late, "late"),
            (len(self.returned) + len(self.promised_back), "sent back to you"),
            (len(self.through_links), "drafted through a link"),
            (len(self.waiting) + len(self.promised_waiting), "waiting for approval"),
        )
        said = ", ".join(f"{number} {words}" for number, words in counts if number)
        if self.rows or self.returned or self.promised_back or self.through_links:
            return f"{said}."
        if self.owed.next_on is not None:
            nothing = f"Nothing due until {day_in_words(self.owed.next_on)}."
        elif self.owed.actions or self.waiting or self.drafts or self.promised:
            nothing = "Nothing due."
        else:
            nothing = "Nothing due: no unfinished public action has a lead for which you report."
        return f"{nothing} {said[:1].upper()}{said[1:]}." if said else nothing

    def without(self, action: Action) -> list[OwedUpdate]:
        """What else is due or late."""
        return [row.owed for row in self.rows if row.owed.action.pk != action.pk]


def owed_by(user: User, *, on: date) -> MyUpdates:
    """What somebody owes, has begun, sent and got back; four queries, whatever their number."""
    actions = list(actions_reported_by(user, actions_owed_by(user, on=on)))
    reports = list(
        # Said so that the index of what is not published holds all that is asked for.
        ProgressReport.objects.exclude(state=State.PUBLISHED)
        .filter(Q(author=user, document=None) | Q(state=State.SUBMITTED, action__in=[action.pk for action in actions]))
        .select_related("action__plan", "link", "author")
        .order_by("pk")
    )
    mine = [report for report in reports if report.author_id == user.pk]
    busy = {report.action_id for report in reports if report.state == State.SUBMITTED}
    busy |= {report.action_id for report in mine if report.state == State.RETURNED}
    drafts = {report.action_id: report for report in mine if report.state == State.DRAFT}
    owed = owed_updates([action for action in actions if action.pk not in busy], on=on)
    rows = [
        DueRow(
            row,
            drafts.get(row.action.pk),
            row.action.pk not in drafts and may_be_repeated(row.action),
            row.action_due(on=on),
        )
        for row in owed.rows
    ]
    return MyUpdates(
        owed=OwedUpdates(owed.rows, owed.next_on, len(actions)),
        rows=rows,
        returned=[report for report in mine if report.state == State.RETURNED],
        drafts=list(drafts.values()),
        through_links=_through_links(user),
        waiting=[report for report in reports if report.state == State.SUBMITTED],
    )


def _through_links(user: User) -> list[ProgressReport]:
    mine = actions_reported_by(user, Action.objects.public())
    drafted = ProgressReport.objects.filter(author=None, link__isnull=False, state=State.DRAFT, action__in=mine)
    return list(drafted.select_related("action__plan", "link").order_by("pk"))


def _approved(user: User, *, at: datetime) -> list[ProgressReport]:
    since = at - timedelta(days=APPROVED_FOR_DAYS)
    return list(
        ProgressReport.objects.filter(author=user, state=State.PUBLISHED, approved_at__gte=since)
        .select_related("action__plan", "approved_by")
        .order_by("-approved_at", "-pk")[:APPROVED_SHOWN]
    )


def index_context(user: User, *, on: date, at: datetime) -> dict[str, object]:
    """All that the index shows above the records. A number of queries that does not grow with the rows."""
    reporting = [key for key, held in roles_of(user).items() if held & REPORTING]
    context: dict[str, object] = {"office_links": office_links(user)}
    if not (reporting or user.is_superuser):
        return {**context, "title": "Office", "my": None}
    return {
        **context,
        "title": "My updates due",
        "my": replace(owed_by(user, on=on), promised=tuple(own_words(user))),
        "approved": _approved(user, at=at),
        "approval": _approval_sentences(user, reporting),
    }


def _approval_sentences(user: User, partnerships: Iterable[int]) -> list[str]:
    """How approval works where nobody else can approve; with the partnership's name where there are several."""
    said = {key: rule.value for key, rule in approval_for(user, partnerships).items() if rule.value}
    if len(said) < 2:
        return list(said.values())
    names = Partnership.objects.in_bulk(said)
    return [f"{names[key].name}: {sentence}" for key, sentence in said.items()]
