"""What the last documents said of a plan's records: so that what the office changed since stays as the office left it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from actions.importing.lengths import fitting, longest
from actions.importing.masking import Mask
from actions.likeness import fold
from actions.models import Action, Lead, ProgressReport
from priorities.models import Plan, Priority, SourceDocument, SourceRow

Said = Mapping[str, object]

PRIORITY_PLACES = "priority_places"
"""Where, in a document's stored reading, the places of its priorities stand."""

PROMISES = "promises"
"""Where its promises stand as they were understood, in the fields of the plan's records."""

LEADS = "leads_taken"
"""The leads that were taken of each action: without an organisation that has its role beside it."""


class LastSaid:
    """What the document from which each record was read last said of it, masked as it was stored."""

    def __init__(self, plan: Plan, mask: Mask, rows: Iterable[SourceRow | None]) -> None:
        """`rows` are those from which the plan's records were read."""
        self._plan, self._mask = plan, mask
        self._actions: dict[tuple[int, str], Said] = {}
        self._priorities: dict[tuple[int, str], Said] = {}
        self._promises: dict[tuple[int, str], Said] = {}
        self.priority_word = ""
        """What the newest of them called a priority."""
        for document in plan.documents.filter(pk__in={row.document_id for row in rows if row is not None}):
            self._take(document)
            self.priority_word = self.priority_word or mask(document.reading.get("priority_word") or "")

    def of_action(self, row: SourceRow | None) -> Said | None:
        """None: nothing is known of it, or it never was in a document."""
        return self._actions.get((row.document_id, row.place)) if row else None

    def of_priority(self, row: SourceRow | None) -> Said | None:
        return self._priorities.get((row.document_id, row.place)) if row else None

    def of_promise(self, row: SourceRow | None) -> Said | None:
        """What it said of a commitment, a recommendation or a milestone."""
        return self._promises.get((row.document_id, row.place)) if row else None

    def _take(self, document: SourceDocument) -> None:
        mask, reading = self._mask, document.reading
        items = reading.get("actions", ())
        leads = reading.get(LEADS) or [item["leads"] for item in items]
        for item, led_by in zip(items, leads, strict=True):
            self._actions[document.pk, place_of(mask(item["place"]))] = {
                "reference": _cut(mask(item["reference"] or ""), Action, "reference"),
                "priority": fold(mask(item["priority"] or item.get("priority_title") or "")),
                "official_words": mask(item["official_words"]),
                "outcome": mask(item["outcome"]),
                "leads": [lead for lead in dict.fromkeys(_cut(mask(lead), Lead, "name") for lead in led_by) if lead],
                "timescale": mask(item["timescale"]["raw"]),
                "time": _time_said(item["timescale"]),
                "progress": mask(item["progress"]),
                "rating": _cut(mask(item["rating"]), ProgressReport, "rating"),
                "status": item["status"] or "",
            }
        priorities = zip(reading.get(PRIORITY_PLACES, ()), reading.get("priorities", ()), strict=False)
        for order, (place, item) in enumerate(priorities):
            self._priorities[document.pk, place_of(mask(place))] = {
                "number": _cut(item["number"] or "", Priority, "number"),
                "title": _cut(mask(item["title"]), Priority, "title") or untitled(self._plan, item["number"], order),
                "official_words": mask(item["official_words"]),
                "order": order,
            }
        for item in reading.get(PROMISES, ()):
            self._promises[document.pk, place_of(mask(item["place"]))] = {
                name: mask(value) if isinstance(value, str) else value for name, value in item.items()
            }


def time_promised(start: object, due: object, recurrence: str | None, ongoing: bool) -> tuple[str, str, str, bool]:
    """What a timescale promises, whatever its words: days, or their ISO form as a stored reading has them."""
    return (str(start or ""), str(due or ""), _cut(recurrence or "", Action, "recurrence"), ongoing)


def _time_said(timescale: Mapping[str, object]) -> tuple[str, str, str, bool]:
    return time_promised(timescale["start"], timescale["due"], timescale["recurrence"], timescale["ongoing"])


def untitled(plan: Plan, number: str | None, order: int) -> str:
    """What a priority without a title is called: "Proposal 2"."""
    return f"{plan.priority_word} {number or order + 1}"


def _cut(text: str, model: type, column: str) -> str:
    return fitting(text, longest(model, column))


def place_of(place: str) -> str:
    """A place as the source's rows keep it."""
    return fitting(place, longest(SourceRow, "place"))


def differences(pairs: Mapping[str, tuple[object, object]], said: Said | None, office: frozenset[str]):
    """What a document changes of a record, and the fields that both it and the office have changed.

    `pairs` gives each field as it stands and as the document has it; `said` what the last document said; `office` the
    fields that officers edit. What the document has not changed since then stays as the office left it.
    """
    changed = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    if said is None:
        return changed, []
    by_document = {name: pair for name, pair in changed.items() if said.get(name) != pair[1]}
    both = [name for name, pair in by_document.items() if said.get(name) != pair[0] and name in office]
    return by_document, both
