"""Names that are held back: a placeholder takes their place in every stored text. See also deciding.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Model, Q

from actions.models import Action, Lead, Organisation
from actions.services.filling import filled_in
from actions.services.leads import rename_lead, rename_organisation
from actions.services.texts import (
    not_read,
    read_by_public,
    shared_texts,
    stays_as_read,
    texts_and_addresses,
    texts_of,
)
from priorities.models import ContentVersion, HeldBack, Partnership, Plan, Priority, User, taking_words_out
from priorities.name_forms import HeldWords
from priorities.services import hold_back, keep_all
from priorities.slugs import free_slug

# -- a name is held back ---------------------------------------------------------------------------------------------


def stored_texts_with(names: Sequence[HeldBack], partnership: Partnership) -> Counter[str]:
    """In how many stored records of a partnership that are not public each of these names stands, by its words."""
    held = _search(names)
    found: Counter[str] = Counter()
    if not names:
        return found
    texts = [part for plan in partnership.plans.all() for part in texts_and_addresses(plan)]
    for records, columns in (*texts, *shared_texts(partnership)):
        for record in not_read(records):
            found += Counter({spot.held for name in columns for spot in held.spots(getattr(record, name))})
    return found


@transaction.atomic
def hold_back_everywhere(*, names: Sequence[HeldBack], plan: Plan, by: User | None, at: datetime) -> None:
    """Hold back names found in a plan's document; what is stored and not public says the placeholder from now on.

    That goes for every plan of the partnership. What the public reads is not touched before an approver publishes:
    `hold_back_in_public`. Who gives the very words as words for the public ("Streets Ahead") puts them back.
    """
    if not names:
        return
    hold_back(names=names, plan=plan, by=by, at=at)
    _mask_everywhere(names, plan.partnership, public=False, by=by, at=at)


def hold_back_in_public(*, plan: Plan, by: User, at: datetime) -> None:
    """Take the names that a plan holds back out of what the public reads already, in every plan of the partnership.

    Part of publishing, so an approver's, in one transaction with it. Addresses and the names of plans, organisations
    and the partnership stay.
    """
    names = [item for item in plan.held_back.all() if not item.is_released]
    if names:
        _mask_everywhere(names, plan.partnership, public=True, by=by, at=at)
        plan.refresh_from_db()


def _mask_everywhere(
    names: Sequence[HeldBack], partnership: Partnership, *, public: bool, by: User | None, at: datetime
) -> None:
    held = _search(names)
    kinds = {name.words: name.kind for name in names}
    _mask_leads(partnership, names, public=public, by=by, at=at)
    for plan in partnership.plans.all():
        holding = list(_holding(plan, held, public=public))
        if not holding:
            continue
        here = {item.words: item for item in plan.held_back.filter(words__in=kinds)}
        said = {spot for _, _, spots in holding for spot in spots if spot}
        new = [HeldBack(plan=plan, kind=kinds[words], words=words) for words in sorted(said - here.keys())]
        hold_back(names=new, plan=plan, by=by, at=at)
        here |= {item.words: item for item in new}
        mask = _masking_stored(list(here.values()))
        for records, columns, _ in holding:
            masked = [record for record in records if _mask(record, columns, mask)]
            with taking_words_out():
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


def _masking_stored(names: list[HeldBack]) -> Mask:
    """The same for a text that is stored: of one that would be left empty the placeholder remains."""
    mask, held = masking(names), _search(names)
    placeholders = {item.words: item.placeholder for item in names}
    return lambda text: mask(text) or held.replaced(text, placeholders.__getitem__)


def _holding(plan: Plan, held: HeldWords, *, public: bool) -> Iterator[tuple[list[Model], tuple[str, ...], set[str]]]:
    """The records of a plan in which names stand, the columns in which they may, and the names that do."""
    remembered = (plan.filled_texts.all(), ("with_placeholders", "filled"))
    for records, every_column in (*texts_and_addresses(plan), remembered):
        columns = every_column
        if public:
            columns = tuple(name for name in columns if not stays_as_read(records.model, name))
        found, said = [], set()
        for record in read_by_public(records) if public else not_read(records):
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


def _mask_leads(
    partnership: Partnership, names: Sequence[HeldBack], *, public: bool, by: User | None, at: datetime
) -> None:
    """Leads and organisations belong to no plan. An organisation that the public reads keeps its name."""
    mask = _masking_stored(list(names))
    which = read_by_public if public else not_read
    for lead in which(Lead.objects.filter(partnership=partnership)):
        if mask(lead.name) != lead.name:
            rename_lead(lead, mask(lead.name), actions=Action.objects.filter(leads=lead), by=by, at=at)
    for organisation in () if public else not_read(Organisation.objects.filter(partnership=partnership)):
        if mask(organisation.name) != organisation.name:
            rename_organisation(organisation, mask(organisation.name), by=by, at=at)


# -- what the public reads already -------------------------------------------------------------------------------------


@dataclass(slots=True)
class ReadAlready:
    """Where the public reads a name that is held back: texts in which publishing changes it, and those that stay."""

    name: HeldBack
    changes: list[str] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)

    def sentences(self, what: str) -> list[str]:
        """What an approver must know before publishing `what` ("this document")."""
        found = []
        if self.changes:
            number = "1 text" if len(self.changes) == 1 else f"{len(self.changes)} texts"
            does = f"puts {self._instead()} there" if not self.name.is_left_out else "leaves it out there"
            found.append(f"The public reads this name in {number}; publishing {what} {does}: {_few(self.changes)}.")
        if self.stays:
            found.append(
                f"The public reads this name in {_few(self.stays)}; publishing does not change that. "
                "If it is a person, rename it by hand."
            )
        return found

    def _instead(self) -> str:
        return f"'{self.name.public_words}'" if self.name.public_words else "the placeholder"


_NAMED = 5
"""How many places a sentence names."""


def _few(places: list[str]) -> str:
    each = list(dict.fromkeys(places))
    return "; ".join(each[:_NAMED]) + (f"; and {len(each) - _NAMED} more" if each[_NAMED:] else "")


def read_already(names: Sequence[HeldBack], partnership: Partnership) -> list[ReadAlready]:
    """Which of these names the public reads in a partnership's texts, and where. Writes nothing."""
    wanted = [name for name in names if not name.is_released]
    if not wanted:
        return []
    held, found = _search(wanted), {name.words: ReadAlready(name) for name in wanted}
    released: dict[int, set[str]] = {}
    for item in HeldBack.objects.filter(plan__partnership=partnership, decided_at__isnull=False).exclude(
        public_words=""
    ):
        if item.is_released:
            released.setdefault(item.plan_id, set()).add(item.words)
    of_plans = [(plan.pk, part) for plan in partnership.plans.all() for part in texts_and_addresses(plan)]
    for plan_id, (records, columns) in (*of_plans, *((0, part) for part in shared_texts(partnership))):
        for record in read_by_public(records):
            for column in columns:
                said = {spot.held for spot in held.spots(getattr(record, column))} & found.keys()
                for words in sorted(said - released.get(plan_id, set())):
                    stays = stays_as_read(records.model, column)
                    (found[words].stays if stays else found[words].changes).append(_place(record, column))
    return [item for item in found.values() if item.changes or item.stays]


def _place(record: Model, column: str) -> str:
    """ "action 1.2, outcome": where a text stands, without its words."""
    action = record if isinstance(record, Action) else getattr(record, "action", None)
    kind = record._meta.verbose_name
    if action is not None:
        of = f"action {action.reference or action.slug}"
        where = of if action is record else f"{kind} of {of}"
    elif isinstance(record, (Plan, Priority)):
        where = f"{kind} {record.slug}"
    else:
        where = f"{kind} '{record}'"
    return f"{where}, {'address' if column == 'slug' else record._meta.get_field(column).verbose_name}"


def public_reads(held_back: HeldBack) -> bool:
    """Whether the public reads the placeholder of a name anywhere, also in another plan or a lead that plans share.

    What took its place there counts as well, as long as it can be decided anew.
    """
    placeholder, partnership = held_back.placeholder, held_back.partnership
    texts = [part for plan in partnership.plans.all() for part in texts_of(plan)]
    for records, columns in (*texts, *shared_texts(partnership)):
        holding = Q()
        for column in columns:
            holding |= Q(**{f"{column}__contains": placeholder})
        if read_by_public(records).filter(holding).exists():
            return True
    shared = {"record": Partnership._meta.label_lower, "with_placeholders__contains": placeholder}
    return held_back.plan.filled_texts.filter(**shared).exists()
