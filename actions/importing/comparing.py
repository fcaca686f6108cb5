"""What a document adds to a plan, changes in it and leaves out. Reads the plan's records and writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from actions.importing.asking import WITHDRAWN, back_again, by_reference_alone, which_action
from actions.importing.changes import Change, Comparison, FieldChanges, ImportRefused, Question
from actions.importing.dated import newer_documents
from actions.importing.masking import Mask
from actions.importing.priorities import (
    PriorityPairs,
    compare_gone_priorities,
    compare_priorities,
    mask_priority,
    pair_priorities,
    title_of,
)
from actions.importing.promised import ACTION_PLAN
from actions.importing.said import LastSaid, Said, differences, time_promised
from actions.importing.whose import OFFICE, REPORTED, ask_whose, take_whose, without
from actions.likeness import MAYBE_SAME_WORDS, SAME_WORDS, Folded, alike, fold, likeness
from actions.models import Action, ProgressReport
from actions.reading import PlanReading, Problem, ReadAction
from actions.wording import day_in_words
from priorities.models import Plan, Priority

OFFICE_EDITS = frozenset({"reference", "official_words", "outcome", "leads", "timescale"})
"""What officers change in the admin area; a rating or progress in a document is a report of its own, once one is public."""

OFFICE_REPORTED = "The document repeats its last report, but the office has reported since; the office's report stands."


def compare(
    reading: PlanReading,
    plan: Plan,
    *,
    mask: Mask,
    document_date: date | None,
    answers: Mapping[str, str] | None = None,
) -> tuple[Comparison, PriorityPairs]:
    """What a masked reading changes in a plan: priorities first, then actions by reference and priority, then by words.

    `answers` says for a row's place which action (by slug) it is, or "new"; for "priority 3" which priority. Where the
    document shares almost no action with the plan, a reference alone makes no row an action of it. Raises ImportRefused
    for an answer that names nothing of the document or of the plan.
    """
    every = list(
        plan.actions.select_related("plan__partnership", "priority", "source_row", "latest_report").prefetch_related(
            "action_leads__lead", "reports"
        )
    )
    for action in every:
        _mask_as_read(action, mask)
    stored = [action for action in every if action.withdrawn_at is None]
    withdrawn = [action for action in every if action.withdrawn_at is not None]
    left = dict(answers or {})
    comparison = Comparison()
    priorities = pair_priorities(reading, plan, stored, left, mask=mask)
    wanted = [action for action in withdrawn if action.slug in left.values()]
    said = LastSaid(plan, mask, [record.source_row for record in (*stored, *wanted, *priorities.stored)])
    compare_priorities(reading, plan, priorities, comparison, said=said)
    actions = _ActionPairs(reading, plan, stored, withdrawn, priorities, said)
    actions.take_answers(left)
    if left:
        raise ImportRefused(f"--same names '{next(iter(left))}', which is no row of the document; check the place.")
    actions.by_reference()
    actions.by_words()
    comparison.shared, comparison.known = actions.shared()
    if not comparison.shares_too_little:
        actions.left_to_references()
    for index in range(len(reading.actions)):
        actions.compare(index, comparison, said, document_date)
    asked = {key for question in comparison.questions for kind, key in question.about if kind == "action"}
    # What the office added by hand was never in a document, so no document can leave it out.
    comparison.gone = [
        action
        for action in stored
        if action.pk in actions.free and action.pk not in asked and action.source_row_id is not None
    ]
    compare_gone_priorities(priorities, comparison, stored, kind=ACTION_PLAN)
    _compare_plan(reading, plan, comparison, said, mask)
    messages = _undated(comparison) if document_date is None else newer_documents(plan, ACTION_PLAN, document_date)
    comparison.problems += [Problem("the document", None, "", message) for message in messages]
    return comparison, priorities


def _mask_as_read(action: Action, mask: Mask) -> None:
    """Hold back names in a loaded action: the public may read them still, and publishing takes them out."""
    for name in ("reference", "official_words", "outcome", "timescale_raw"):
        setattr(action, name, mask(getattr(action, name)))
    for item in action.action_leads.all():
        item.lead.name = mask(item.lead.name)
    for report in action.reports.all():
        report.done, report.rating = mask(report.done), mask(report.rating)
    if action.priority is not None:
        mask_priority(action.priority, mask)


def _undated(comparison: Comparison) -> list[str]:
    """What a document without a date does to reports that have one.

    A report without a day counts as the oldest: where a dated one is public, the public keeps reading that. A draft has
    its words changed, and the day of the earlier words is not that of the new ones.
    """
    reporting = [change.action for change in comparison.changed if change.fields.keys() & REPORTED]
    public = [action.latest_report.reported_on for action in reporting if action.latest_report is not None]
    drafts = [report.reported_on for report in map(last_from_document, reporting) if _is_draft(report)]
    messages = []
    newest = max((day for day in public if day is not None), default=None)
    if newest is not None:
        messages.append(
            f"The document has no date; its ratings will not replace those of {day_in_words(newest)}. Give its date."
        )
    losing = [day for day in drafts if day is not None]
    if losing:
        number = "1 draft report" if len(losing) == 1 else f"{len(losing)} draft reports"
        messages.append(
            f"The document has no date; {number} dated {day_in_words(max(losing))} would take its words and lose that "
            "date. Give its date."
        )
    return messages


def _is_draft(report: ProgressReport | None) -> bool:
    return report is not None and report.state == ProgressReport.State.DRAFT


def _compare_plan(reading: PlanReading, plan: Plan, comparison: Comparison, said: LastSaid, mask: Mask) -> None:
    """The word for a priority, as long as nobody outside has read it, and lines that the rating key does not have."""
    word = reading.priority_word
    is_new = word not in ("", plan.priority_word, said.priority_word)
    if is_new and plan.state == Plan.State.DRAFT:
        comparison.plan_fields["priority_word"] = (plan.priority_word, word)
    known = {fold(mask(entry.word)) for entry in plan.rating_words.all()}
    for entry in reading.rating_key:
        if fold(entry.word) not in known:
            comparison.key_added.append(entry)
            known.add(fold(entry.word))


class _ActionPairs:
    """Which action of the plan each row is; `free` are the actions that no row is."""

    def __init__(
        self,
        reading: PlanReading,
        plan: Plan,
        stored: list[Action],
        withdrawn: list[Action],
        priorities: PriorityPairs,
        said: LastSaid,
    ) -> None:
        self.reading, self.plan, self.stored, self.priorities, self.said = reading, plan, stored, priorities, said
        self.pairs: dict[int, Action | None] = {}
        self.free = {action.pk: action for action in stored}
        self.decided: set[int] = set()
        self.whose: dict[int, str] = {}
        self.maybe: dict[int, list[Action]] = {}
        self.same_reference: dict[int, Action] = {}
        self.with_words = 0
        """How many rows share their words with the action of their reference."""
        self.reference_alone: dict[int, Action] = {}
        self.words = [Folded(read.official_words) for read in reading.actions]
        self.stored_words = {action.pk: Folded(action.official_words) for action in stored}
        self.withdrawn = [(action, Folded(action.official_words)) for action in withdrawn]
        self.stays_withdrawn: dict[int, Action] = {}

    def _pair(self, index: int, action: Action) -> None:
        self.pairs[index] = action
        self.free.pop(action.pk, None)

    def take_answers(self, answers: dict[str, str]) -> None:
        """The rows of which somebody said which action they are; None for a new one. Used answers are taken out."""
        by_slug = {action.slug: action for action in self.stored}
        gone = {action.slug: action for action, _ in self.withdrawn}
        for index, read in enumerate(self.reading.actions):
            take_whose(self.whose, index, read.place, answers)
            answer = answers.pop(read.place, None)
            if answer is None:
                continue
            self.decided.add(index)
            before = self._was_withdrawn(index)
            if answer == "new":
                self.pairs[index] = None
            elif answer == WITHDRAWN and before is not None:
                self.pairs[index] = None
                self.stays_withdrawn[index] = before
            elif answer in gone:
                if gone[answer] in self.pairs.values():
                    raise ImportRefused(f"--same names the action '{answer}' for two rows; it can be one of them only.")
                self.pairs[index] = gone[answer]
            elif answer not in by_slug:
                raise ImportRefused(
                    f"--same names the action '{answer}', which the plan does not have; check its address."
                )
            elif by_slug[answer].pk not in self.free:
                raise ImportRefused(f"--same names the action '{answer}' for two rows; it can be one of them only.")
            else:
                self._pair(index, by_slug[answer])

    def by_reference(self) -> None:
        """Pair rows and actions whose reference and priority are the same and stand once on either side.

        Where the words are quite different, the reference waits until the words of all rows were compared: plans are
        renumbered, and every plan has an action 1.1.
        """
        mine: dict[tuple[str, object], list[int]] = {}
        theirs: dict[tuple[str, object], list[Action]] = {}
        for index, read in enumerate(self.reading.actions):
            if read.reference and index not in self.pairs:
                mine.setdefault((read.reference, self.priorities.key(read.priority)), []).append(index)
        for action in self.free.values():
            if action.reference:
                theirs.setdefault((action.reference, action.priority_id), []).append(action)
        for key, indexes in mine.items():
            actions = theirs.get(key, [])
            if len(indexes) != 1 or len(actions) != 1:
                continue
            if self._has_words_of(indexes[0], actions[0]):
                self._pair(indexes[0], actions[0])
                self.with_words += 1
            else:
                self.same_reference[indexes[0]] = actions[0]

    def _has_words_of(self, index: int, action: Action) -> bool:
        """The row's words may be the action's: as they stand, or as the last document had them before the office."""
        before = self.said.of_action(action.source_row)
        known = [self.stored_words[action.pk], *([Folded(before["official_words"])] if before else [])]
        return any(likeness(self.words[index], words) >= MAYBE_SAME_WORDS for words in known)

    def left_to_references(self) -> None:
        """The rows and actions that are left and have nothing but their reference in common.

        Where most rows have the words of their reference's action, the references hold, and these were worded anew.
        Elsewhere somebody is asked.
        """
        left = {
            index: action
            for index, action in self.same_reference.items()
            if index not in self.pairs and action.pk in self.free and action not in self.maybe.get(index, ())
        }
        for index, action in left.items():
            if self.with_words > len(left) and index not in self.maybe:
                self._pair(index, action)
            else:
                self.reference_alone[index] = action

    def shared(self) -> tuple[int, int]:
        """How many of the plan's live actions that a document brought stand in this one too, and how many there are.

        One counts by its words, or because somebody said which row it is; an answer that a row is new hides no likeness.
        """
        found = {action.pk for action in self.pairs.values() if action is not None}
        found |= {action.pk for actions in self.maybe.values() for action in actions}
        said_new = [(index, self.words[index]) for index in self.decided if self.pairs[index] is None]
        found |= {key for _, _, key in alike(said_new, [(key, self.stored_words[key]) for key in self.free])}
        known = {action.pk for action in self.stored if action.source_row_id is not None}
        return len(known & found), len(known)

    def by_words(self) -> None:
        """Pair the rows and actions that are left by their words, the most alike first; keep what only may be the same."""
        rows = [(index, self.words[index]) for index in range(len(self.words)) if index not in self.pairs]
        left = [(key, self.stored_words[key]) for key in self.free]
        unsure: list[tuple[int, int]] = []
        for how, index, key in alike(rows, left):
            if how >= SAME_WORDS and index not in self.pairs and key in self.free:
                self._pair(index, self.free[key])
            else:
                unsure.append((index, key))
        for index, key in unsure:
            if index not in self.pairs and key in self.free:
                self.maybe.setdefault(index, []).append(self.free[key])

    def _was_withdrawn(self, index: int) -> Action | None:
        """The withdrawn action that the row seems to be: by its words, or by its reference with words that may be its."""
        read, best = self.reading.actions[index], (0.0, None)
        for action, words in self.withdrawn:
            how = likeness(self.words[index], words)
            if how >= SAME_WORDS or (how and read.reference and read.reference == action.reference):
                best = max(best, (how, action), key=lambda found: found[0])
        return best[1]

    def _which(self, index: int, read: ReadAction) -> Question:
        named = self.reference_alone.get(index)
        if index not in self.maybe:
            return by_reference_alone(read, named)
        found = self.maybe[index][:3]
        return which_action(read, found if named is None else [*found[:2], named])

    def compare(self, index: int, comparison: Comparison, said: LastSaid, document_date: date | None) -> None:
        """Put one row into the comparison."""
        read = self.reading.actions[index]
        if index in self.maybe or index in self.reference_alone:
            comparison.questions.append(self._which(index, read))
            return
        if index in self.stays_withdrawn:
            comparison.stays_withdrawn.append((self.stays_withdrawn[index], read))
            return
        action = self.pairs.get(index)
        before = self._was_withdrawn(index) if action is None and index not in self.decided else None
        if before is not None:
            comparison.questions.append(back_again(read, before))
            return
        if action is not None and action.withdrawn_at is not None:
            comparison.returned.append(action)
        if action is None:
            comparison.added.append(read)
            return
        fields, both = self._differences(action, read, said)
        if both and index not in self.whose:
            report = last_from_document(action)
            reports = [report] if _is_draft(report) else []
            pairs = {name: fields[name] for name in both}
            if "timescale" in pairs:
                pairs["timescale"] = (_as_read(action), pairs["timescale"][1])
            comparison.questions.append(ask_whose(read.place, read.place, action, pairs, *reports))
            return
        if both and self.whose[index] == OFFICE:
            fields = without(fields, both)
        if document_date is not None and not fields.keys() & REPORTED and _repeats(action, read, document_date):
            if _office_reported_since(action):
                comparison.problems.append(Problem(read.place, "progress", read.rating, OFFICE_REPORTED))
            else:
                comparison.reported_again.append((action, read))
        if fields:
            comparison.changed.append(Change(action, read, fields))
        else:
            comparison.same.append((action, read))

    def _differences(self, action: Action, read: ReadAction, said: LastSaid):
        report = last_from_document(action)
        pairs: dict[str, tuple[object, object]] = {
            "reference": (action.reference, read.reference or ""),
            # What the office typed in plain words alone stands in a document for the official words.
            "official_words": (action.official_words or action.plain_words, read.official_words),
            "outcome": (action.outcome, read.outcome),
            "leads": ([item.lead.name for item in action.action_leads.all()], read.leads),
            "timescale": (action.timescale_raw, read.timescale.raw),
        }
        if (read.progress or read.rating) and not _says_what_the_office_reported(action, read):
            # A document that no longer reports on an action takes back nothing that was reported.
            pairs["progress"] = (report.done if report else "", read.progress)
            pairs["rating"] = (report.rating if report else "", read.rating)
        base = said.of_action(action.source_row)
        # The draft that waits takes the document's words, so an officer's words in it would be lost.
        office = OFFICE_EDITS | {"progress"} if _is_draft(report) else OFFICE_EDITS
        fields, both = differences(pairs, base, office)
        if "timescale" in fields and "timescale" not in both and _is_corrected(action, read, base):
            both.append("timescale")
        if "rating" not in fields and report is not None and report.rating == read.rating:
            fields |= _other_status(action, report, read, base)
        place, number = self._place_in_plan(read)
        moved = action.priority_id != self.priorities.key(read.priority)
        if moved and (base is None or action.withdrawn_at is not None or base["priority"] != number):
            fields["priority"] = (str(action.priority) if action.priority else "", place)
            if base is not None and base["priority"] != _mark_of(action.priority):
                both.append("priority")
        return fields, both

    def _place_in_plan(self, read: ReadAction) -> tuple[str, str]:
        """The row's priority in words, and as the last document's reading is compared with it."""
        if read.priority is None:
            return "", ""
        priority = self.reading.priorities[read.priority]
        words = f"{priority.number or ''} {title_of(priority, read.priority, self.plan)}".strip()
        return words, fold(priority.number or priority.title)


def _mark_of(priority: Priority | None) -> str:
    """A stored priority as the last document's reading is compared with it."""
    return fold(priority.number or priority.title) if priority else ""


def _is_corrected(action: Action, read: ReadAction, said: Said | None) -> bool:
    """An officer read the document's timescale otherwise, and not as this document does. The words stayed the same."""
    if said is None:
        return False
    stored = time_promised(action.start, action.due, action.recurrence, action.ongoing)
    new = read.timescale
    return stored not in (said["time"], time_promised(new.start, new.due, new.recurrence, new.ongoing))


def _as_read(action: Action) -> str:
    """A stored timescale: its words, and the day that stands for them where the words themselves do not say it."""
    raw = action.timescale_raw.strip()
    return f"{raw}, read as {day_in_words(action.due)}" if action.due else raw


def last_from_document(action: Action) -> ProgressReport | None:
    """What a document reported last on an action, a draft too."""
    return next((item for item in action.reports.all() if item.document_id is not None), None)


def _other_status(action: Action, report: ProgressReport, read: ReadAction, said: Said | None) -> FieldChanges:
    """The status that the same rating means now, where the key was given or changed and no person has decided on it."""
    if read.status is None or report.status == read.status.value:
        return {}
    corrected = any(item.corrects_id == report.pk for item in action.reports.all())
    if corrected or (said is not None and said["status"] != report.status):
        return {}
    return {"status": (report.status, read.status.value)}


def _repeats(action: Action, read: ReadAction, document_date: date) -> bool:
    """A newer document says the very same of an action as the document before. See ADR 0018."""
    report = last_from_document(action)
    if report is None or (report.reported_on is not None and report.reported_on >= document_date):
        return False
    status = read.status.value if read.status is not None else ""
    return (report.done, report.rating, report.status) == (read.progress, read.rating, status)


def _office_reported_since(action: Action) -> bool:
    """The newest public report was written in the office, so the document cannot know of it."""
    return _newest_of_office(action) is not None


def _newest_of_office(action: Action) -> ProgressReport | None:
    """The newest public report, where the office wrote it."""
    public = (item for item in action.reports.all() if item.state == ProgressReport.State.PUBLISHED)
    newest = next(public, None)
    return newest if newest is not None and newest.document_id is None else None


def _says_what_the_office_reported(action: Action, read: ReadAction) -> bool:
    """The document was written from the office's own report, as its Word documents are: it reports nothing."""
    newest = _newest_of_office(action)
    return newest is not None and (newest.done, newest.rating_in_words) == (read.progress, read.rating)
