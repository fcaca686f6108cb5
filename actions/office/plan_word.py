"""A plan as a Word document: a download for those who send its table round. The importer reads it back as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from actions.models import Action, ActionLead, ProgressReport, told_by
from actions.wording import counted, day_in_words
from priorities.models import AuditEntry, Plan, Priority
from priorities.office_pages import moment, office_page, today
from priorities.permissions import may_read_all, may_see
from priorities.services import record_event
from priorities.word_file import Block, Heading, Sentence, WordTable, word_file

HEADINGS = ("Reference", "Action", "What will be different", "Lead", "By when", "Status", "What we have done")
_WIDTHS = (6, 14, 10, 8, 6, 6, 13)

NOBODY = "None named"
"""Stands for no lead, and is read as none. So every row has two cells, and none is taken for a heading."""

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@office_page
@require_safe
def plan_word(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan's priorities and actions as a .docx file, drafts among them: for those who read all of its partnership."""
    plan = Plan.objects.select_related("partnership").filter(pk=pk).first()
    if plan is None or not may_see(request.user, plan.partnership_id):
        raise Http404
    if not may_read_all(request.user, plan.partnership_id):
        if plan.state != Plan.State.PUBLISHED:
            raise Http404
        raise PermissionDenied
    on, at = today(), moment()
    actions = actions_of(plan)
    about = (
        f"{plan.partnership.name}. The plan as it stood on {day_in_words(on)}, with {counted(len(actions), 'action')}."
    )
    blocks = blocks_of(plan, actions, priorities=list(plan.priorities.filter(withdrawn_at=None)), about=about)
    content = word_file(title=plan.title, blocks=blocks)
    words = f"Word document of the plan '{plan}' with {counted(len(actions), 'action')}."
    record_event(kind=AuditEntry.Kind.EXPORTED, by=request.user, at=at, words=words, record=plan)
    response = HttpResponse(content, content_type=_DOCX)
    response["Content-Disposition"] = content_disposition_header(True, f"{plan.slug[:60]}-{on.isoformat()}.docx")
    return response


def actions_of(plan: Plan) -> list[Action]:
    """The plan's actions that were not withdrawn, in its order, with what the document says of them. Four queries."""
    leads = ActionLead.objects.select_related("lead").order_by("order", "pk")
    said = ProgressReport.objects.filter(action__plan=plan, state=ProgressReport.State.DRAFT, document__isnull=False)
    return list(
        plan.actions.filter(withdrawn_at=None)
        .select_related("latest_report")
        .prefetch_related(
            Prefetch("action_leads", leads), Prefetch("reports", said.newest_first(), to_attr="read_from_documents")
        )
        .order_by("order", "pk")
    )


def blocks_of(plan: Plan, actions: Sequence[Action], *, priorities: Sequence[Priority], about: str) -> Iterator[Block]:
    """The document: its title, the rating key, the actions without a priority, then each priority with its own."""
    yield Heading(plan.title, 1)
    yield Sentence(about)
    key = [(line.word, line.meaning or line.get_status_display()) for line in plan.rating_words.all()]
    if key:
        yield WordTable("What the ratings mean", ("Rating", "Meaning"), (1, 4), key)
    rows: dict[int | None, list[tuple[str, ...]]] = {}
    told = told_by(actions)
    for action in actions:
        rows.setdefault(action.priority_id, []).append(_row(action, told.get(action.pk)))
    # First, because a table below the heading of a priority is read as that priority's.
    shown = {priority.pk for priority in priorities}
    without = [row for key, some in rows.items() if key not in shown for row in some]
    if without:
        yield WordTable("Actions without a priority", HEADINGS, _WIDTHS, without)
    for priority in priorities:
        number = f"{plan.priority_word} {priority.number}".strip()
        yield Heading(f"{number}: {priority.title}", 2)
        if priority.official_words not in ("", priority.title):
            yield Sentence(priority.official_words)
        if priority.pk in rows:
            yield WordTable(f"Actions of {number}", HEADINGS, _WIDTHS, rows[priority.pk])


def _row(action: Action, told: ProgressReport | None) -> tuple[str, ...]:
    report = _report(action)
    told = told or report
    return (
        action.reference,
        action.official_words or action.plain_words,
        action.outcome,
        ";\n".join(item.lead.name for item in action.action_leads.all()) or NOBODY,
        action.timescale_raw,
        report.rating_in_words if report else "",
        told.done if told else "",
    )


def _report(action: Action) -> ProgressReport | None:
    """What the public reads last of it, else what the newest document brought; never a draft that a person writes."""
    return action.latest_report or next(iter(action.read_from_documents), None)
