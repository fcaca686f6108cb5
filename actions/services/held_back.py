"""Names that are held back: a placeholder takes their place in every stored text. See also deciding.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from actions.models import (
    Action,
    ActionWords,
    DueDateChange,
    Lead,
    LeadsChange,
    Organisation,
    PastWithdrawal,
    ProgressReport,
    RatingWord,
)
from actions.services.filling import filled_in
from actions.services.leads import rename_lead, rename_organisation
from priorities.models import (
    ContentVersion,
    HeldBack,
    Partnership,
    Plan,
    Priority,
    PriorityWords,
    User,
)
from priorities.name_forms import HeldWords
from priorities.services import hold_back, keep_all
from priorities.slugs import free_slug

# -- a name is held back ---------------------------------------------------------------------------------------------


def stored_texts_with(names: Sequence[HeldBack], partnership: Partnership) -> Counter[str]:
    """In how many stored records of a partnership each of these names stands, by its words."""
    held = _search(names)
    found: Counter[str] = Counter()
    if not names:
        return found
    texts = [part for plan in partnership.plans.all() for part in _texts_and_addresses(plan)]
    for records, columns in (*texts, *shared_texts(partnership)):
        for record in records:
            found += Counter({spot.held for name in columns for spot in held.spots(getattr(record, name))})
    return found


@transaction.atomic
def hold_back_everywhere(*, names: Sequence[HeldBack], plan: Plan, by: User | None, at: datetime) -> None:
    """Hold back names found in a plan's document; what is stored already says the placeholder from now on.

    That goes for every plan of the partnership and for what the public reads now. Who gives the very words as words for
    the public ("Streets Ahead") puts them back. An address that names somebody changes.
    """
    if not names:
        return
    hold_back(names=names, plan=plan, by=by, at=at)
    held = _search(names)
    kinds = {name.words: name.kind for name in names}
    _mask_shared(plan.partnership, masking(names), by=by, at=at)
    for other in plan.partnership.plans.all():
        holding = list(_holding(other, held))
        if not holding:
            continue
        here = {item.words: item for item in other.held_back.filter(words__in=kinds)}
        said = {spot for _, _, spots in holding for spot in spots if spot}
        new = [HeldBack(plan=other, kind=kinds[words], words=words) for words in sorted(said - here.keys())]
        hold_back(names=new, plan=other, by=by, at=at)
        here |= {item.words: item for item in new}
        mask = masking(list(here.values()))
        for records, columns, _ in holding:
            masked = [record for record in records if _mask(record, columns, mask)]
            keep_all(masked, fields=columns, by=by, at=at, reason=HELD_BACK)
    ContentVersion.count_up()


HELD_BACK = "A name that stood here is held back."

Mask = Callable[[str], str]


def _search(names: Sequence[HeldBack]) -> HeldWords:
    return HeldWords((name.kind, name.words) for name in names if not name.is_released)


def masking(names: Sequence[HeldBack]) -> Mask:
    """What replaces these names in a text, however they are written: by a role, a placeholder, or nothing."""
    held = _search(names)
    instead = {item.words: item.public_words or item.placeholder for item in names}
    left_out = [item.placeholder for item in names if item.is_left_out]

    def masked(text: str) -> str:
        text = held.replaced(text, instead.__getitem__)
        for placeholder in left_out:
            text = filled_in(text, placeholder, "")
        return text

    return masked


def _holding(plan: Plan, held: HeldWords) -> Iterator[tuple[list[Model], tuple[str, ...], set[str]]]:
    """The records of a plan in which names stand, the columns in which they may, and the names that do."""
    remembered = (plan.filled_texts.all(), ("with_placeholders", "filled"))
    for records, columns in (*_texts_and_addresses(plan), remembered):
        found, said = [], set()
        for record in records:
            spots = [spot.held for name in columns for spot in held.spots(getattr(record, name))]
            if spots:
                found.append(record)
                said |= set(spots)
        if found:
            yield found, columns, said


def _mask(record: Model, columns: Sequence[str], mask: Mask) -> bool:
    """Put placeholders into a record that is not stored yet; whether anything changed."""
    changed = False
    for name in columns:
        text = getattr(record, name)
        masked = mask(text)
        if masked == text:
            continue
        if name == "slug":
            others = type(record)._default_manager.exclude(pk=record.pk)
            masked = free_slug(masked, taken=set(others.values_list("slug", flat=True)), otherwise="held-back")
        setattr(record, name, masked)
        changed = True
    return changed


def _mask_shared(partnership: Partnership, mask: Mask, *, by: User | None, at: datetime) -> None:
    """Leads, organisations and the partnership's own words belong to no plan."""
    for lead in Lead.objects.filter(partnership=partnership):
        if mask(lead.name) != lead.name:
            rename_lead(lead, mask(lead.name), actions=Action.objects.filter(leads=lead), by=by, at=at)
    for organisation in Organisation.objects.filter(partnership=partnership):
        if mask(organisation.name) != organisation.name:
            rename_organisation(organisation, mask(organisation.name), by=by, at=at)
    (shared, columns), *_ = shared_texts(partnership)
    for record in shared:
        if _mask(record, columns, mask):
            keep_all([record], fields=columns, by=by, at=at, reason=HELD_BACK)


# -- where they may stand ----------------------------------------------------------------------------------------------


def texts_of(plan: Plan) -> tuple:
    """The records of a plan that may hold a placeholder, and the columns in which they do."""
    of_action = {"action__plan": plan}
    return (
        (
            Plan.objects.filter(pk=plan.pk),
            ("title", "summary", "agreed_by", "priority_word", "withdrawn_reason"),
        ),
        (plan.priorities.all(), ("number", "official_words", "plain_words", "title", "why_it_matters")),
        (PriorityWords.objects.filter(priority__plan=plan), ("words", "reason")),
        (
            plan.actions.all(),
            (
                "reference",
                "official_words",
                "plain_words",
                "outcome",
                "timescale_raw",
                "timescale_note",
                "timescale_problem",
                "withdrawn_reason",
                "rated_as",
            ),
        ),
        (ActionWords.objects.filter(**of_action), ("words", "reason")),
        (DueDateChange.objects.filter(**of_action), ("from_raw", "to_raw", "reason", "agreed_by")),
        (LeadsChange.objects.filter(**of_action), ("before", "after", "reason")),
        (PastWithdrawal.objects.filter(**of_action), ("reason",)),
        (RatingWord.objects.filter(plan=plan), ("word", "meaning")),
        (plan.documents.all(), ("title",)),
        (
            ProgressReport.objects.filter(**of_action),
            (
                "done",
                "difference",
                "how_we_know",
                "next_step",
                "decision_asked",
                "reason",
                "evidence",
                "rating",
                "approved_role",
            ),
        ),
    )


def _texts_and_addresses(plan: Plan) -> Iterator[tuple]:
    """The same, with the addresses that are made of words."""
    for records, names in texts_of(plan):
        yield records, (*names, "slug") if records.model in (Plan, Priority, Action) else names


def shared_texts(partnership: Partnership) -> tuple:
    """What a partnership's plans share; the first are its own words, the others have names that must stay single."""
    return (
        (Partnership.objects.filter(pk=partnership.pk), ("name", "area_name", "advice_service")),
        (Lead.objects.filter(partnership=partnership), ("name",)),
        (Organisation.objects.filter(partnership=partnership), ("name",)),
    )
