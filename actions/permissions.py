"""Who may do what with a progress report, an update of a recommendation and a change of a milestone.

Rules on partnerships stand in priorities.permissions.

A report's words are its author's: nobody else edits them, so that whoever approves a report has not written
it.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from actions.models import Action, ActionLead, ForumView, Lead, LeadReporter, MilestoneChange, ProgressReport
from priorities.models import Plan, RecommendationUpdate, User
from priorities.permissions import (
    READING,
    REPORTING,
    SPEAKING,
    has_role,
    may_approve,
    may_edit,
    may_read_all,
    may_see,
    roles_of,
    rows_read_by,
)
from priorities.roles import Right, roles_with

_OWN_LEADS = roles_with(Right.REPORT)
_ANY_LEAD = roles_with(Right.REPORT_ANY)


def actions_reported_by(user: User, actions: QuerySet[Action]) -> QuerySet[Action]:
    """Of these actions those for which the user may report: officers for the leads to which they are linked."""
    if user.is_superuser:
        return actions
    roles = roles_of(user)
    all_of = [key for key, held in roles.items() if held & _ANY_LEAD]
    own_of = [key for key, held in roles.items() if held & _OWN_LEADS]
    linked = actions.filter(Exists(_links_of(user)), plan__partnership__in=own_of)
    return actions.filter(plan__partnership__in=all_of) | linked


def leads_reported_by(user: User, leads: QuerySet[Lead]) -> QuerySet[Lead]:
    """Of these leads those whose sheets the user may take: officers those to which they are linked."""
    if user.is_superuser:
        return leads
    roles = roles_of(user)
    all_of = [key for key, held in roles.items() if held & _ANY_LEAD]
    own_of = [key for key, held in roles.items() if held & _OWN_LEADS]
    own = LeadReporter.objects.filter(user=user, lead=OuterRef("pk"))
    return leads.filter(Q(partnership__in=all_of) | (Q(partnership__in=own_of) & Exists(own)))


def reports_for_any(user: User) -> bool:
    """Whether the user has a role in which updates are written, in some partnership."""
    return user.is_superuser or any(held & REPORTING for held in roles_of(user).values())


def _links_of(user: User) -> QuerySet[ActionLead]:
    """The links from an outer action to leads for which the user reports."""
    own = LeadReporter.objects.filter(user=user)
    return ActionLead.objects.filter(action=OuterRef("pk"), lead__in=own.values("lead"))


def may_report(user: User, action: Action) -> bool:
    """Write an update of an action: an officer of one of its leads, an approver or an administrator of any."""
    partnership = action.plan.partnership_id
    if has_role(user, partnership, _ANY_LEAD):
        return True
    linked = LeadReporter.objects.filter(user=user, lead__action_leads__action=action)
    return has_role(user, partnership, _OWN_LEADS) and linked.exists()


def may_see_action(user: User, action: Action) -> bool:
    """Who reads all of the office sees every action; the forum's and the board's members those that are public."""
    partnership = action.plan.partnership_id
    if may_read_all(user, partnership):
        return True
    return action.is_public and may_see(user, partnership)


def may_see_report(user: User, report: ProgressReport) -> bool:
    """The forum's and the board's members read what was submitted, on what is public."""
    if may_read_all(user, report.action.plan.partnership_id):
        return True
    return report.state in ProgressReport.HANDED_IN and may_see_action(user, report.action)


def reports_seen_by(user: User, reports: QuerySet[ProgressReport]) -> QuerySet[ProgressReport]:
    """Those of the reports that `may_see_report` lets the person read."""
    if user.is_superuser:
        return reports
    roles = roles_of(user)
    reading = [key for key, held in roles.items() if held & READING]
    public = Q(
        state__in=ProgressReport.HANDED_IN,
        action__plan__partnership__in=[key for key in roles if key not in reading],
        action__plan__state=Plan.State.PUBLISHED,
        action__public_from__isnull=False,
        action__withdrawn_at=None,
    )
    return reports.filter(Q(action__plan__partnership__in=reading) | public)


def reports_spoken_on_by(user: User, reports: QuerySet[ProgressReport]) -> QuerySet[ProgressReport]:
    """Those of the reports on which the person may write the forum's view: submitted and published ones."""
    seen = reports_seen_by(user, reports.filter(state__in=ProgressReport.HANDED_IN))
    if user.is_superuser:
        return seen
    speaking = [key for key, held in roles_of(user).items() if held & SPEAKING]
    return seen.filter(action__plan__partnership__in=speaking)


def may_speak(user: User, report: ProgressReport) -> bool:
    """Write the forum's view of an update: the forum's members, on what they may read."""
    return has_role(user, report.action.plan.partnership_id, SPEAKING) and may_see_report(user, report)


def may_decide_view(user: User, view: ForumView) -> bool:
    """Publish or return the forum's words: an approver who did not write them."""
    return view.author_id != user.pk and may_approve(user, view.report.action.plan.partnership_id)


def may_write_report(user: User, report: ProgressReport) -> bool:
    """Change or submit it: its author, until it is submitted, and again after it was returned."""
    return (
        report.state in ProgressReport.OPEN
        and report.author_id is not None
        and report.author_id == user.pk
        and may_report(user, report.action)
    )


def may_discard_report(user: User, report: ProgressReport) -> bool:
    """Only a draft that nobody else was ever asked to read."""
    return report.state == ProgressReport.State.DRAFT and not report.submitted_at and may_write_report(user, report)


def may_decide_report(user: User, report: ProgressReport) -> bool:
    """Publish or return it: an approver of the partnership who did not write it. Reads the report's link."""
    return not report.is_work_of(user) and may_approve(user, report.action.plan.partnership_id)


# -- what waits on recommendations and milestones --------------------------------------------------------------------

_HANDED_IN = ("submitted", "published")


def may_write_update(user: User, update: RecommendationUpdate) -> bool:
    """Write what a round says of a recommendation, and submit it: whoever prepares what the public cannot read yet.

    Several people write one round, so it is not the author's alone; whoever wrote last is its author.
    """
    return (
        update.document_id is None and update.state in ("draft", "returned") and may_edit(user, update.partnership_key)
    )


def may_decide_promised(user: User, record: RecommendationUpdate | MilestoneChange) -> bool:
    """Publish or return what was submitted: an approver of the partnership who did not write it."""
    return record.author_id != user.pk and may_approve(user, record.partnership_key)


def updates_seen_by(user: User, updates: QuerySet[RecommendationUpdate]) -> QuerySet[RecommendationUpdate]:
    """Those of the updates of recommendations that the person may read: drafts are the office's own."""
    return _promised_seen_by(user, updates, of="recommendation")


def changes_seen_by(user: User, changes: QuerySet[MilestoneChange]) -> QuerySet[MilestoneChange]:
    """Those of the changes of milestones that the person may read."""
    return _promised_seen_by(user, changes, of="milestone")


def _promised_seen_by(user: User, rows: QuerySet, *, of: str) -> QuerySet:
    path = f"{of}__plan__partnership"
    whole = rows_read_by(user, rows, path=path)
    if user.is_superuser:
        return whole
    held = roles_of(user)
    others = [key for key, roles in held.items() if not roles & READING]
    handed_in = Q(state__in=_HANDED_IN) & Q(
        **{
            f"{path}__in": others,
            f"{of}__plan__state": Plan.State.PUBLISHED,
            f"{of}__public_from__isnull": False,
            f"{of}__withdrawn_at": None,
        }
    )
    return whole | rows.filter(handed_in)
