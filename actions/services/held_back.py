"""Names that are held back: a placeholder takes their place in every stored text, and later a role takes its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Model, Q

from actions.models import (
    Action,
    ActionWords,
    DueDateChange,
    Lead,
    LeadsChange,
    Organisation,
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
    ReadingProblem,
    User,
)
from priorities.name_forms import HeldWords
from priorities.services import NotAllowed, decide_held_back, hold_back, keep_all, settle_problems
from priorities.slugs import free_slug

# -- a name is held back ---------------------------------------------------------------------------------------------


def stored_texts_with(names: Sequence[HeldBack], partnership: Partnership) -> Counter[str]:
    """In how many stored records of a partnership each of these names stands, by its words."""
    held = _search(names)
    found: Counter[str] = Counter()
    if not names:
        return found
    texts = [part for plan in partnership.plans.all() for part in _texts_and_addresses(plan)]
    for records, columns in (*texts, *_shared(partnership)):
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
    _mask_shared(plan.partnership, _masking(held, {name.words: name for name in names}), by=by, at=at)
    for other in plan.partnership.plans.all():
        holding = list(_holding(other, held))
        if not holding:
            continue
        here = {item.words: item for item in other.held_back.filter(words__in=kinds)}
        said = {spot for _, _, spots in holding for spot in spots if spot}
        new = [HeldBack(plan=other, kind=kinds[words], words=words) for words in sorted(said - here.keys())]
        hold_back(names=new, plan=other, by=by, at=at)
        here |= {item.words: item for item in new}
        mask = _masking(_search(list(here.values())), here)
        for records, columns, _ in holding:
            masked = [record for record in records if _mask(record, columns, mask)]
            keep_all(masked, fields=columns, by=by, at=at, reason=HELD_BACK)
    ContentVersion.count_up()


HELD_BACK = "A name that stood here is held back."

_Mask = Callable[[str], str]


def _search(names: Sequence[HeldBack]) -> HeldWords:
    return HeldWords((name.kind, name.words) for name in names if not name.is_released)


def _masking(held: HeldWords, by_words: dict[str, HeldBack]) -> _Mask:
    def instead(words: str) -> str:
        item = by_words[words]
        return item.public_words or item.placeholder

    return lambda text: held.replaced(text, instead)


def _holding(plan: Plan, held: HeldWords) -> Iterator[tuple[list[Model], tuple[str, ...], set[str]]]:
    """The records of a plan in which names stand, the columns in which they may, and the names that do."""
    for records, columns in _texts_and_addresses(plan):
        found, said = [], set()
        for record in records:
            spots = [spot.held for name in columns for spot in held.spots(getattr(record, name))]
            if spots:
                found.append(record)
                said |= set(spots)
        if found:
            yield found, columns, said


def _mask(record: Model, columns: Sequence[str], mask: _Mask) -> bool:
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


def _mask_shared(partnership: Partnership, mask: _Mask, *, by: User | None, at: datetime) -> None:
    """Leads, organisations and the partnership's own words belong to no plan."""
    for lead in Lead.objects.filter(partnership=partnership):
        if mask(lead.name) != lead.name:
            rename_lead(lead, mask(lead.name), actions=Action.objects.filter(leads=lead), by=by, at=at)
    for organisation in Organisation.objects.filter(partnership=partnership):
        if mask(organisation.name) != organisation.name:
            rename_organisation(organisation, mask(organisation.name), by=by, at=at)
    (shared, columns), *_ = _shared(partnership)
    for record in shared:
        if _mask(record, columns, mask):
            keep_all([record], fields=columns, by=by, at=at, reason=HELD_BACK)


# -- a role is given -------------------------------------------------------------------------------------------------


@transaction.atomic
def give_public_words(*, held_back: HeldBack, public_words: str, by: User, at: datetime) -> None:
    """Put a role in the place of a held-back name, in every text of its plan.

    Published reports and agreed words keep what they say: only the placeholder in them is filled in. Raises NotAllowed,
    with nothing changed, where a text would no longer fit its column.
    """
    if not public_words.strip():
        raise NotAllowed("Give a role or team for the public to read, such as 'SENCO'.")
    placeholder = held_back.placeholder
    decide_held_back(held_back=held_back, public_words=public_words, by=by, at=at)
    plan, words = held_back.plan, held_back.public_words
    reason = f"'{words}' took the place of {placeholder}."
    (shared, *_) = _shared(plan.partnership)
    for records, names in (*_texts(plan), shared):
        holding = Q()
        for name in names:
            holding |= Q(**{f"{name}__contains": placeholder})
        changed = list(records.filter(holding))
        for record in changed:
            for name in names:
                setattr(record, name, filled_in(getattr(record, name), placeholder, words))
        # Whoever has such a record open is told that it changed, instead of putting the placeholder back.
        keep_all(changed, fields=names, by=by, at=at, reason=reason)
    for lead in Lead.objects.filter(partnership=plan.partnership, name__contains=placeholder):
        actions = Action.objects.filter(plan__partnership=plan.partnership)
        rename_lead(lead, filled_in(lead.name, placeholder, words), actions=actions, by=by, at=at)
    for organisation in Organisation.objects.filter(partnership=plan.partnership, name__contains=placeholder):
        rename_organisation(organisation, filled_in(organisation.name, placeholder, words), by=by, at=at)
    about_it = ReadingProblem.objects.filter(document__plan=plan, value=held_back.words)
    settle_problems(problems=about_it.filter(message__startswith="This looks like"), by=by, at=at)
    ContentVersion.count_up()


def _texts(plan: Plan) -> tuple:
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
            ),
        ),
        (ActionWords.objects.filter(**of_action), ("words", "reason")),
        (DueDateChange.objects.filter(**of_action), ("from_raw", "to_raw", "reason", "agreed_by")),
        (LeadsChange.objects.filter(**of_action), ("before", "after", "reason")),
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
    for records, names in _texts(plan):
        yield records, (*names, "slug") if records.model in (Plan, Priority, Action) else names


def _shared(partnership: Partnership) -> tuple:
    """What a partnership's plans share; the first are its own words, the others have names that must stay single."""
    return (
        (Partnership.objects.filter(pk=partnership.pk), ("name", "area_name", "advice_service")),
        (Lead.objects.filter(partnership=partnership), ("name",)),
        (Organisation.objects.filter(partnership=partnership), ("name",)),
    )


def texts_with_placeholder(held_back: HeldBack) -> list[str]:
    """Every text in which the public reads the placeholder of a name, each once: what its role will stand in."""
    found: dict[str, None] = {}
    for records, names in _texts(held_back.plan):
        for name in names:
            holding = records.filter(**{f"{name}__contains": held_back.placeholder})
            found |= dict.fromkeys(holding.values_list(name, flat=True))
    leads = Lead.objects.filter(partnership=held_back.partnership, name__contains=held_back.placeholder)
    return list(found | dict.fromkeys(leads.values_list("name", flat=True)))
