"""Updates that come back in a sheet: checked like any update, submitted all together or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from actions.models import Action, ProgressReport
from actions.services.drafting import why_nothing_repeats
from actions.services.needs import what_it_needs
from actions.wording import counted, unchanged_since
from priorities.held_back import Objections
from priorities.models import AuditEntry, EditConflict, User
from priorities.services import NotAllowed, keep_new, public_texts, record_event


@dataclass(frozen=True, slots=True)
class SheetUpdate:
    """What one row of a sheet says of an action. `columns` are columns of a progress report.

    `newest` is the id of the newest report that was sent on the action when the person looked, None where there was none.
    """

    action: Action
    newest: int | None
    columns: Mapping[str, object] = field(default_factory=dict)
    no_change: bool = False


def newest_sent(actions: Iterable[Action]) -> dict[int, int]:
    """The id of the newest report on each of these actions that was sent or published, by the action's id."""
    reports = ProgressReport.objects.filter(
        action__in=[action.pk for action in actions], state__in=ProgressReport.HANDED_IN
    )
    return dict(reports.order_by().values("action").annotate(newest=Max("pk")).values_list("action", "newest"))


def report_of(update: SheetUpdate, *, by: User, at: datetime) -> ProgressReport:
    """The report that a row would become, not stored. It speaks of the day in London on which it is sent.

    Raises NotAllowed where nothing is there to repeat and the row says "no change". Reads the action's `latest_report`.
    """
    day = timezone.localtime(at).date()
    report = ProgressReport(
        action=update.action, author=by, recorded_at=at, reported_on=day, no_change=update.no_change, **update.columns
    )
    if update.no_change:
        last = update.action.latest_report
        refusal = why_nothing_repeats(update.action, last)
        if refusal:
            raise NotAllowed(refusal)
        report.status = last.status
        report.done = last.done if last.no_change else unchanged_since(last.reported_on)
    return report


@transaction.atomic
def submit_sheet(*, updates: Sequence[SheetUpdate], name: str, by: User, at: datetime) -> list[ProgressReport]:
    """Submit the updates of a sheet of that name, all or none; somebody else approves each of them.

    A draft that the person has on one of the actions stays as it is. Raises EditConflict where an update was sent on one
    of the actions since the person looked, so that a second press of the button sends nothing twice; NotAllowed where
    something is missing.
    """
    keys = [update.action.pk for update in updates]
    if len(set(keys)) != len(keys):
        raise NotAllowed("The sheet has two updates of one action.")
    locked = Action.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    versions = dict(locked.values_list("pk", "version"))
    newest = newest_sent([update.action for update in updates])
    for update in updates:
        if newest.get(update.action.pk) != update.newest:
            raise EditConflict(f"An update of the action '{update.action}' was sent after you opened this page.")
        if versions.get(update.action.pk) != update.action.version:
            raise EditConflict(f"The action '{update.action}' was changed after you opened this page.")
    reports = [report_of(update, by=by, at=at) for update in updates]
    for report in reports:
        for _, sentence in what_it_needs(report, on=timezone.localtime(at).date()):
            raise NotAllowed(sentence)
        report.state = ProgressReport.State.SUBMITTED
        report.submitted_at = at
    for sentence in objections_to(reports).values():
        raise NotAllowed(sentence)
    keep_new(reports, by=by, at=at)
    for partnership in sorted({report.partnership_key for report in reports}):
        count = sum(report.partnership_key == partnership for report in reports)
        words = f"{counted(count, 'update')} sent for approval with the sheet '{name}'."
        record_event(kind=AuditEntry.Kind.IMPORTED, by=by, at=at, words=words, partnership_id=partnership)
    return reports


def objections_to(reports: Sequence[ProgressReport]) -> dict[int, str]:
    """What of the reports' words the public may not read, a sentence by the id of the report's action.

    What is held back is asked once for each partnership, however many reports there are.
    """
    known: dict[int, Objections] = {}
    found = {}
    for report in reports:
        key = report.partnership_key
        if key not in known:
            known[key] = Objections(key)
        sentence = known[key].first(public_texts(report))
        if sentence:
            found[report.action_id] = sentence
    return found
