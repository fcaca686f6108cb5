"""Writes to actions and their reports. Verbs with `by=`: each leaves who and when, in one transaction.

`at` is the moment of the write; views, the admin and commands pass it in.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Replace
from django.utils import timezone

from actions.models import Action, ActionLead, ActionWords, DueDateChange, Lead, ProgressReport, RatingWord
from actions.recurrence import next_occurrence
from actions.status import Status
from actions.timescales import Timescale
from actions.wording import day_in_words
from priorities.models import (
    ContentVersion,
    DocumentCorrection,
    HeldBack,
    Partnership,
    Plan,
    PriorityWords,
    ReadingProblem,
    SourceDocument,
    User,
    Versioned,
)
from priorities.services import (
    EMPTIED,
    NotAllowed,
    decide_held_back,
    public_texts,
    publish_plan,
    refuse_personal_words,
    settle_problems,
)
from priorities.slugs import free_slug


def unpublished_texts(plan: Plan) -> dict[str, str]:
    """What publishing the plan would let the public read, by the words for its place: "Action 1.2, Plain words"."""
    texts = {f"Plan, {name}": text for name, text in public_texts(plan).items()}
    for priority in plan.priorities.filter(public_from=None, withdrawn_at=None):
        words = {**public_texts(priority), "Official words": priority.official_words}
        texts |= {f"{plan.priority_word} {priority.number or priority.slug}, {name}": words[name] for name in words}
    actions = plan.actions.filter(public_from=None, withdrawn_at=None)
    for action in actions.prefetch_related("action_leads__lead"):
        words = {
            **public_texts(action),
            "Official words": action.official_words,
            "Timescale": action.timescale_raw,
            "Leads": "\n".join(action_lead.lead.name for action_lead in action.action_leads.all()),
        }
        texts |= {f"Action {action.reference or action.slug}, {name}": words[name] for name in words}
    for report in reports_of_documents(plan).select_related("action"):
        place = f"Report on action {report.action.reference or report.action.slug}"
        texts |= {f"{place}, {name}": text for name, text in public_texts(report).items()}
        texts[f"{place}, Rating"] = report.rating
    return texts


def reports_of_documents(plan: Plan) -> QuerySet[ProgressReport]:
    """Drafts that came with a document of the plan: they become public with it."""
    return ProgressReport.objects.filter(action__plan=plan, document__isnull=False, state=ProgressReport.State.DRAFT)


def emptied_actions(plan: Plan) -> QuerySet[Action]:
    """Actions, not public yet, whose official words somebody has emptied, or that have no words at all."""
    had_words = ActionWords.objects.filter(action=OuterRef("pk")).exclude(words="")
    return plan.actions.filter(public_from=None, withdrawn_at=None, official_words="").filter(
        Q(plain_words="") | Exists(had_words)
    )


@transaction.atomic
def publish_plan_and_actions(*, plan: Plan, by: User, at: datetime, public_from: datetime | None = None) -> None:
    """Make a plan public with its priorities, its actions and the reports that came with its documents.

    Raises NotAllowed where official words were emptied, or where words hold what the public may not read.
    """
    since = min(public_from or at, at)
    emptied = emptied_actions(plan).first()
    if emptied is not None:
        raise NotAllowed(f"Action {emptied.reference or emptied.slug}, {EMPTIED.format('action')}")
    refuse_personal_words(unpublished_texts(plan), partnership_id=plan.partnership_id)
    publish_plan(plan=plan, by=by, at=at, public_from=public_from)
    for action in plan.actions.filter(public_from=None, withdrawn_at=None):
        action.public_from = since
        action.original_due = action.original_due or action.due
        action.promised_on = timezone.localtime(since).date()
        action.save()
    ActionWords.objects.filter(action__plan=plan, public_from=None).update(public_from=since)
    DueDateChange.objects.filter(action__plan=plan, public_from=None).update(public_from=since)
    for report in reports_of_documents(plan).select_related("action"):
        _make_public(report, by=by, at=at, public_from=since)
    ContentVersion.count_up()


def _make_public(report: ProgressReport, *, by: User, at: datetime, public_from: datetime) -> None:
    report.state = ProgressReport.State.PUBLISHED
    report.approved_at = at
    report.approved_by = by
    report.approved_role = by.job_title
    report.public_from = public_from
    report.save()
    refresh_action(report.action)


def refresh_action(action: Action) -> None:
    """Work out again what an action keeps of its reports: the last public one, and the next date that counts."""
    action.latest_report = action.reports.standing().newest_first().first()
    reported_on = action.latest_report.reported_on if action.latest_report else None
    action.next_due = next_occurrence(due=action.due, recurrence=action.recurrence, after=reported_on)
    action.save()


@transaction.atomic
def submit_report(*, report: ProgressReport, by: User, at: datetime) -> None:
    """Hand a draft or returned report to the approvers. Raises NotAllowed when something it needs is missing."""
    if report.state not in (ProgressReport.State.DRAFT, ProgressReport.State.RETURNED):
        raise NotAllowed("Only a draft or a returned report can be submitted.")
    missing = what_is_missing(report) or what_is_to_come(report, on=timezone.localtime(at).date())
    if missing:
        raise NotAllowed(missing)
    refuse_personal_words(public_texts(report), partnership_id=report.partnership_key)
    report.state = ProgressReport.State.SUBMITTED
    report.submitted_at = at
    report.save()


def what_is_missing(report: ProgressReport) -> str:
    """One sentence on what a rating needs and the report lacks; "" when nothing."""
    status = report.status_given
    if report.reported_on is None:
        return "Give the date that the report speaks of."
    if status is Status.COMPLETE and not report.how_we_know.strip():
        return "Complete needs an answer to 'How do we know?'."
    if status is Status.EMBEDDED:
        if not (report.evidence.strip() or report.evidence_url) or report.evidence_on is None:
            return "Complete and embedded needs evidence, with its date."
        if (report.reported_on - report.evidence_on).days < 92:
            return "Complete and embedded needs evidence that is older than 3 months."
    if status is Status.STOPPED and not report.reason.strip():
        return "Stopped needs a reason."
    return ""


def what_is_to_come(report: ProgressReport, *, on: date) -> str:
    """One sentence on a day of the report that a day in London has not reached; "" when there is none."""
    days = {"Reported on": report.reported_on, "Date of the evidence": report.evidence_on}
    for name, day in days.items():
        if day is not None and day > on:
            return f"{name}: {day_in_words(day)} is still to come; give a day that has passed, or today."
    return ""


@transaction.atomic
def return_report(*, report: ProgressReport, reason: str, by: User, at: datetime) -> None:
    """Send a submitted report back to its author with a reason."""
    if report.state != ProgressReport.State.SUBMITTED:
        raise NotAllowed("Only a submitted report can be returned.")
    if not reason.strip():
        raise NotAllowed("Say why the report is returned.")
    report.state = ProgressReport.State.RETURNED
    report.returned_reason = reason
    report.save()


@transaction.atomic
def publish_report(*, report: ProgressReport, by: User, at: datetime, public_from: datetime | None = None) -> None:
    """Approve a submitted report and make it public. The author cannot approve their own report.

    `public_from` may be earlier than `at` for a report that the public could read elsewhere before.
    """
    if report.state != ProgressReport.State.SUBMITTED:
        raise NotAllowed("Only a submitted report can be published.")
    if report.author_id == by.pk:
        raise NotAllowed("You wrote this report, so somebody else must approve it.")
    to_come = what_is_to_come(report, on=timezone.localtime(at).date())
    if to_come:
        raise NotAllowed(to_come)
    refuse_personal_words({**public_texts(report), "Your role": by.job_title}, partnership_id=report.partnership_key)
    _make_public(report, by=by, at=at, public_from=min(public_from or at, at))
    ContentVersion.count_up()


@transaction.atomic
def change_due_date(
    *,
    action: Action,
    timescale: Timescale,
    reason: str,
    agreed_by: str,
    changed_on: date,
    by: User | None,
    at: datetime,
    public_from: datetime | None = None,
) -> None:
    """Move an action's timescale. The old one stays, with the reason and who agreed, and the public sees both."""
    if not reason.strip():
        raise NotAllowed("A changed due date needs a reason; the public reads it.")
    if changed_on > timezone.localtime(at).date():
        raise NotAllowed(
            f"Agreed on: {day_in_words(changed_on)} is still to come; give the day on which the change was agreed."
        )
    refuse_personal_words(
        {"Timescale": timescale.raw, "Reason": reason, "Who agreed": agreed_by},
        partnership_id=action.plan.partnership_id,
    )
    DueDateChange.objects.create(
        action=action,
        from_due=action.due,
        to_due=timescale.due,
        from_raw=action.timescale_raw,
        to_raw=timescale.raw,
        reason=reason,
        agreed_by=agreed_by,
        changed_on=changed_on,
        public_from=min(public_from or at, at) if action.public_from else None,
        recorded_at=at,
        recorded_by=by,
    )
    action.set_timescale(timescale)
    refresh_action(action)
    ContentVersion.count_up()


@transaction.atomic
def agree_action_words(
    *,
    action: Action,
    words: str,
    by: User | None,
    at: datetime,
    document: SourceDocument | None = None,
    reason: str = "",
) -> None:
    """Record newly agreed official words of an action; the earlier ones stay in its versions.

    Raises NotAllowed where a person (no `document`) empties them or writes what the public may not read.
    """
    if words == action.official_words:
        return
    if document is None:
        if action.official_words.strip() and not words.strip():
            raise NotAllowed(EMPTIED.format("action"))
        refuse_personal_words({"Official words": words, "Reason": reason}, partnership_id=action.partnership_key)
    ActionWords.objects.create(
        action=action,
        words=words,
        reason=reason,
        document=document,
        recorded_at=at,
        recorded_by=by,
        public_from=at if action.public_from else None,
    )
    action.official_words = words
    action.save()
    ContentVersion.count_up()


@transaction.atomic
def withdraw_action(
    *, action: Action, reason: str, by: User | None, at: datetime, replaced_by: Action | None = None
) -> None:
    """Take an action from the public pages; its address answers 410 and names what replaced it. Never deleted."""
    if not reason.strip():
        raise NotAllowed("Say why the action is withdrawn; the public reads the reason.")
    refuse_personal_words({"Reason": reason}, partnership_id=action.partnership_key)
    action.withdrawn_at = at
    action.withdrawn_reason = reason
    action.replaced_by = replaced_by
    action.save()
    ContentVersion.count_up()


def lead_named(name: str, *, partnership: Partnership) -> Lead:
    """The partnership's lead of that role or team, made when there is none yet."""
    lead = Lead.objects.filter(partnership=partnership, name=name).first()
    if lead is None:
        refuse_personal_words({"Lead": name}, partnership_id=partnership.pk)
        taken = set(Lead.objects.filter(partnership=partnership).values_list("slug", flat=True))
        lead = Lead(partnership=partnership, name=name, slug=free_slug(name, taken=taken, otherwise="lead"))
        lead.save()
    return lead


@transaction.atomic
def set_leads(*, action: Action, names: list[str], by: User | None) -> None:
    """Make these roles or teams the action's leads, in order; the first is accountable."""
    action.action_leads.all().delete()
    for order, name in enumerate(dict.fromkeys(names)):
        lead = lead_named(name[:300], partnership=action.plan.partnership)
        ActionLead.objects.create(action=action, lead=lead, order=order)
    ContentVersion.count_up()


@transaction.atomic
def add_action(
    *,
    plan: Plan,
    reference: str,
    official_words: str,
    timescale: Timescale,
    by: User | None,
    at: datetime,
    **fields,
) -> Action:
    """A new action of a plan, not yet public. `fields` are further columns of Action."""
    action = Action(plan=plan, reference=reference, recorded_at=at, **fields)
    typed = {**public_texts(action), "Timescale": timescale.raw}
    refuse_personal_words(typed, partnership_id=plan.partnership_id)
    taken = set(plan.actions.values_list("slug", flat=True))
    action.slug = free_slug(reference or action.first_words or official_words, taken=taken, otherwise="action")
    _take_first_timescale(action, timescale)
    action.save()
    agree_action_words(action=action, words=official_words, by=by, at=at)
    return action


@transaction.atomic
def correct_draft_timescale(*, action: Action, timescale: Timescale, by: User) -> None:
    """Put right the timescale of an action that nobody outside has read yet; it is its first, so nothing has moved."""
    if action.public_from is not None:
        raise NotAllowed("The public has read this date. Change it with a reason and who agreed it.")
    refuse_personal_words({"Timescale": timescale.raw}, partnership_id=action.partnership_key)
    _take_first_timescale(action, timescale)
    action.save()
    ContentVersion.count_up()


def _take_first_timescale(action: Action, timescale: Timescale) -> None:
    action.set_timescale(timescale)
    action.original_due = timescale.due
    action.next_due = timescale.due


@transaction.atomic
def correct_document(
    *, document: SourceDocument, title: str, document_date: date | None, reason: str, by: User, at: datetime
) -> int:
    """Put right the title and the date of a document; how many draft reports of it bear the new date.

    What is public keeps its dates: a published report is frozen. Timescales are not read again. Raises NotAllowed.
    """
    title, reason = title.strip(), reason.strip()
    if not title or not reason:
        raise NotAllowed("Give the document's title, and say why it is corrected.")
    if (title, document_date) == (document.title, document.document_date):
        raise NotAllowed("Title and date are as they were; change what is wrong, or go back.")
    if document_date is not None and document_date > timezone.localtime(at).date():
        raise NotAllowed(
            f"Date of the document: {day_in_words(document_date)} is still to come; give the date that it bears."
        )
    refuse_personal_words({"Title": title}, partnership_id=document.plan.partnership_id)
    before = document.document_date
    DocumentCorrection.objects.create(
        document=document,
        from_title=document.title,
        to_title=title,
        from_date=before,
        to_date=document_date,
        reason=reason,
        recorded_at=at,
        recorded_by=by,
    )
    document.title, document.document_date = title, document_date
    document.save()
    dated = ProgressReport.objects.filter(document=document, state=ProgressReport.State.DRAFT, reported_on=before)
    drafts = list(dated) if before != document_date else []
    for report in drafts:
        report.reported_on = document_date
        report.save()
    ContentVersion.count_up()
    return len(drafts)


@transaction.atomic
def give_public_words(*, held_back: HeldBack, public_words: str, by: User, at: datetime) -> None:
    """Put a role in the place of a held-back name, in every text of its plan.

    Published reports and agreed words keep what they say: only the placeholder in them is filled in.
    """
    if not public_words.strip():
        raise NotAllowed("Give a role or team for the public to read, such as 'SENCO'.")
    placeholder = held_back.placeholder
    decide_held_back(held_back=held_back, public_words=public_words, by=by, at=at)
    plan = held_back.plan
    texts = (
        (plan.priorities.all(), ("official_words", "plain_words", "title", "why_it_matters")),
        (PriorityWords.objects.filter(priority__plan=plan), ("words", "reason")),
        (
            plan.actions.all(),
            (
                "official_words",
                "plain_words",
                "outcome",
                "timescale_raw",
                "timescale_note",
                "timescale_problem",
                "withdrawn_reason",
            ),
        ),
        (ActionWords.objects.filter(action__plan=plan), ("words", "reason")),
        (DueDateChange.objects.filter(action__plan=plan), ("from_raw", "to_raw", "reason")),
        (RatingWord.objects.filter(plan=plan), ("word", "meaning")),
        (plan.documents.all(), ("title",)),
        (ProgressReport.objects.filter(action__plan=plan), _REPORT_TEXTS),
    )
    for records, names in texts:
        # Whoever has such a record open is told that it changed, instead of putting the placeholder back.
        counted = {"version": F("version") + 1} if issubclass(records.model, Versioned) else {}
        for name in names:
            records.filter(**{f"{name}__contains": placeholder}).update(
                **{name: Replace(name, Value(placeholder), Value(held_back.public_words))}, **counted
            )
    for lead in Lead.objects.filter(partnership=plan.partnership, name__contains=placeholder):
        _rename_lead(lead, lead.name.replace(placeholder, held_back.public_words), plan=plan)
    about_it = ReadingProblem.objects.filter(document__plan=plan, value=held_back.words)
    settle_problems(problems=about_it.filter(message__startswith="This looks like"), by=by, at=at)
    ContentVersion.count_up()


_REPORT_TEXTS = (
    "done",
    "difference",
    "how_we_know",
    "next_step",
    "decision_asked",
    "reason",
    "evidence",
    "rating",
)


def _rename_lead(lead: Lead, name: str, *, plan: Plan) -> None:
    """Give a lead its role; where the partnership has that role already, the plan's actions go to it."""
    known = Lead.objects.filter(partnership=lead.partnership, name=name).exclude(pk=lead.pk).first()
    if known is None:
        taken = set(
            Lead.objects.filter(partnership=lead.partnership).exclude(pk=lead.pk).values_list("slug", flat=True)
        )
        lead.name = name
        lead.slug = free_slug(name, taken=taken, otherwise="lead")
        lead.save()
        return
    for action_lead in ActionLead.objects.filter(lead=lead, action__plan=plan):
        if ActionLead.objects.filter(action=action_lead.action, lead=known).exists():
            action_lead.delete()
        else:
            action_lead.lead = known
            action_lead.save()
