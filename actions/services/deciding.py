"""What stands for a held-back name is decided: a role, or nothing. Decided anew as long as nobody outside has read it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from actions.models import Action, ActionLead, Lead, LeadsChange, Organisation
from actions.services.filling import filled_in
from actions.services.held_back import public_reads
from actions.services.leads import give_leads, rename_lead, rename_organisation
from actions.services.texts import shared_texts, texts_of
from priorities.models import ContentVersion, FilledText, HeldBack, ReadingProblem, User, taking_words_out
from priorities.permissions import may_approve
from priorities.services import NotAllowed, decide_held_back, keep_all, keep_deleted, keep_new, settle_problems


@transaction.atomic
def give_public_words(*, held_back: HeldBack, public_words: str, by: User, at: datetime) -> list[str]:
    """Put a role in the place of a held-back name, in every text of its plan; it may be given anew before publication.

    Published reports and agreed words keep what they say: only the placeholder in them is filled in. Returns texts that
    still hold the role of before, because they were edited since or were written so. Raises NotAllowed, with nothing
    changed, where a text would no longer fit its column.
    """
    if not public_words.strip():
        raise NotAllowed("Give a role or team for the public to read, such as 'SENCO'.")
    return _decide(held_back, public_words, by=by, at=at)


@transaction.atomic
def leave_out(*, held_back: HeldBack, by: User, at: datetime) -> list[str]:
    """Take a held-back name out of every text of its plan; nothing takes its place. Returns like `give_public_words`.

    Raises NotAllowed, with nothing changed, where a text that may not be empty holds nothing else.
    """
    return _decide(held_back, "", by=by, at=at)


def _decide(held_back: HeldBack, public_words: str, *, by: User, at: datetime) -> list[str]:
    if public_reads(held_back) and not may_approve(by, held_back.partnership_id):
        raise NotAllowed(f"The public reads {held_back.placeholder}, so an approver decides what takes its place.")
    before = held_back.public_words
    decide_held_back(held_back=held_back, public_words=public_words, by=by, at=at)
    filling = _Filling(held_back, by=by, at=at)
    filling.leads()
    filling.organisations()
    filling.texts()
    filling.remember()
    about_it = ReadingProblem.objects.filter(document__plan=held_back.plan, value=held_back.words)
    settle_problems(problems=about_it.filter(message__startswith="This looks like"), by=by, at=at)
    ContentVersion.count_up()
    if not before or before.casefold() in held_back.public_words.casefold():
        return []
    return texts_with(held_back, before)


LEADS = "leads "
"""What a lead's place among those of its action begins with, in FilledText.column."""


class _Filling:
    """One decision carried into every text of a plan. What was filled in before is made anew from its placeholders."""

    def __init__(self, held_back: HeldBack, *, by: User, at: datetime) -> None:
        self.held_back, self.plan, self.who = held_back, held_back.plan, {"by": by, "at": at}
        self.placeholder = held_back.placeholder
        decided = self.plan.held_back.filter(decided_at__isnull=False).order_by("number")
        self.roles = {item.placeholder: item.public_words for item in decided}
        words = held_back.public_words
        # Without the placeholder, which another decision would fill in here too.
        self.reason = f"'{words}' took the place of {held_back}." if words else f"Held-back {held_back} was left out."
        self.known = {(item.record, item.record_id, item.column): item for item in self.plan.filled_texts.all()}
        self.changed: dict[tuple[str, int, str], FilledText] = {}

    def _filled(self, text: str) -> str:
        for placeholder, role in self.roles.items():
            if placeholder in text:
                text = filled_in(text, placeholder, role)
        return text

    def _anew(self, record: Model, column: str, text: str) -> str | None:
        """What the text becomes; None where the name does not stand in it, or somebody has written over it since."""
        key = (record._meta.label_lower, record.pk, column)
        known = self.known.get(key)
        before = known.with_placeholders if known is not None and known.filled == text else text
        if self.placeholder not in before:
            return None
        memory = known or FilledText(plan=self.plan, record=key[0], record_id=key[1], column=column)
        memory.with_placeholders, memory.filled = before, self._filled(before)
        self.changed[key] = memory
        return memory.filled

    def _holding(self, records: QuerySet, columns: tuple[str, ...]) -> QuerySet:
        """The records in which the name stands, or stood before something took its place."""
        holding = Q()
        for column in columns:
            holding |= Q(**{f"{column}__contains": self.placeholder})
        label = records.model._meta.label_lower
        filled = [
            pk
            for (record, pk, column), item in self.known.items()
            if record == label and column in columns and self.placeholder in item.with_placeholders
        ]
        return records.filter(holding | Q(pk__in=filled))

    def texts(self) -> None:
        shared, *_ = shared_texts(self.plan.partnership)
        for records, columns in (*texts_of(self.plan), shared):
            touched = []
            for record in self._holding(records, columns):
                new = {column: self._anew(record, column, getattr(record, column)) for column in columns}
                new = {column: text for column, text in new.items() if text is not None}
                for column, text in new.items():
                    _refuse_empty(record, column, text)
                    setattr(record, column, text)
                if new:
                    touched.append(record)
            # Whoever has such a record open is told that it changed, instead of putting the placeholder back.
            with taking_words_out():
                keep_all(touched, fields=columns, reason=self.reason, **self.who)

    def leads(self) -> None:
        """Leads belong to the whole partnership; from then on each action of the plan has the lead of its own decision."""
        partnership = self.plan.partnership
        earlier = [item for item in self.known.values() if self._is_lead_of_it(item)]
        for lead in Lead.objects.filter(partnership=partnership, name__contains=self.placeholder):
            links = ActionLead.objects.filter(lead=lead, action__plan__partnership=partnership)
            for link in links.filter(action__plan=self.plan).select_related("action"):
                self._anew(link.action, f"leads {link.order}", lead.name)
            name = self._filled(lead.name)
            if name:
                rename_lead(lead, name, actions=Action.objects.filter(plan__partnership=partnership), **self.who)
                continue
            without = [(link.action, _leads_of(link.action, but=lead)) for link in links.select_related("action__plan")]
            give_leads(without, reason=self.reason, **self.who)
            keep_deleted(lead, **self.who)
        for item in earlier:
            self._lead_anew(item)

    def _is_lead_of_it(self, item: FilledText) -> bool:
        return item.column.startswith(LEADS) and self.placeholder in item.with_placeholders

    def _lead_anew(self, item: FilledText) -> None:
        """Another lead for one action where the one that it has, or has not, comes from the decision before."""
        action = self.plan.actions.filter(pk=item.record_id).first()
        if action is None:
            return
        names, before = _leads_of(action), item.filled
        if before and before not in names:
            return  # somebody has given the action other leads since
        item.filled = self._filled(item.with_placeholders)
        self.changed[item.record, item.record_id, item.column] = item
        others = [other for other in self.known.values() if other is not item and other.record_id == action.pk]
        if before and not any(other.column.startswith(LEADS) and other.filled == before for other in others):
            names[names.index(before)] = item.filled
        else:
            names.insert(int(item.column.removeprefix(LEADS)), item.filled)
        lead = Lead.objects.filter(partnership=self.plan.partnership, name=before).first()
        organisations = {item.filled: lead.organisation.name} if lead and lead.organisation and item.filled else {}
        kept = [name for name in dict.fromkeys(names) if name]
        give_leads([(action, kept)], reason=self.reason, organisations=organisations, **self.who)
        # One that somebody made for other actions stays; one that was a placeholder has no more to name.
        was_placeholder = lead is not None and lead.history.filter(name__contains=self.placeholder).exists()
        if was_placeholder and not lead.action_leads.exists():
            keep_deleted(lead, **self.who)

    def organisations(self) -> None:
        for body in Organisation.objects.filter(partnership=self.plan.partnership, name__contains=self.placeholder):
            name = self._filled(body.name)
            _refuse_empty(body, "name", name)
            rename_organisation(body, name, **self.who)

    def remember(self) -> None:
        keep_new([item for item in self.changed.values() if item.pk is None], **self.who)
        stored = [item for item in self.changed.values() if item.pk is not None]
        keep_all(stored, fields=["with_placeholders", "filled"], **self.who)


def _leads_of(action: Action, *, but: Lead | None = None) -> list[str]:
    return [link.lead.name for link in action.action_leads.select_related("lead") if link.lead != but]


_NEVER_EMPTY = frozenset({"official_words", "words", "withdrawn_reason", "reason"})
"""Columns that the database lets be empty, and that may not become so."""


def _refuse_empty(record: Model, column: str, text: str) -> None:
    field = record._meta.get_field(column)
    if not text and (not field.blank or column in _NEVER_EMPTY):
        raise NotAllowed(
            f"The {field.verbose_name} of one {record._meta.verbose_name} is nothing but this name, so it cannot be left "
            "out; give a role or a team."
        )


def texts_with(held_back: HeldBack, words: str, *, leads: QuerySet[Lead] | None = None) -> list[str]:
    """Every text of a name's plan that holds these words, each once; `leads` are those of the plan where not given."""
    found: dict[str, None] = {}
    for records, names in texts_of(held_back.plan):
        if records.model is LeadsChange:
            continue  # it tells what was, and nobody outside reads it
        for name in names:
            holding = records.filter(**{f"{name}__contains": words})
            found |= dict.fromkeys(holding.values_list(name, flat=True))
    leads = Lead.objects.filter(action_leads__action__plan=held_back.plan) if leads is None else leads
    return list(found | dict.fromkeys(leads.filter(name__contains=words).values_list("name", flat=True)))


def texts_with_placeholder(held_back: HeldBack) -> list[str]:
    """Every text in which the public reads the placeholder of a name, each once: what its role will stand in."""
    everywhere = Lead.objects.filter(partnership=held_back.partnership)
    return texts_with(held_back, held_back.placeholder, leads=everywhere)


def filled_texts(held_back: HeldBack) -> list[str]:
    """Every text in which a decision took the name's place, as it became, each once."""
    known = held_back.plan.filled_texts.filter(with_placeholders__contains=held_back.placeholder).order_by("pk")
    known = known.exclude(record=LeadsChange._meta.label_lower)
    return list(dict.fromkeys(known.values_list("filled", flat=True)))
