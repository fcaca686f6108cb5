"""What may not stand in words that the public reads: values that are held back, addresses and numbers of people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db.models import Exists, OuterRef, Q, Value

from priorities.models import HeldBack, Membership, Redaction
from priorities.name_forms import HeldWords
from priorities.people import details_in_text, people_in_text
from priorities.permissions import APPROVING
from priorities.sought_words import SoughtWords, too_common

_KINDS = {
    "name": "a person's name",
    "email": "an email address",
    "telephone": "a telephone number",
    "detail": "a personal detail",
}
WEB_ADDRESSES = frozenset({"evidence_url"})
"""Fields in which digits are no telephone number."""


_ENOUGH = 200
"""How many letters of a text can belong to a name or a number that begins before it."""


def in_a_row(first: str, second: str) -> str:
    """Two texts as the public reads them one behind the other; "" where nothing can begin in one and end in the other.

    A letter alone ("B") numbers what follows and is no initial: whoever publishes is asked about the surname.
    """
    if not second or len(first.strip(" .):")) < 2:
        return ""
    return f"{first} {second[:_ENOUGH]}"


class Objections:
    """What this partnership may not let the public read. One query; then it answers for any number of texts."""

    def __init__(self, partnership_id: int | None, *, but: HeldBack | None = None) -> None:
        """`but` is a value about which is decided just now, so that it is not held against itself."""
        held = HeldBack.objects.filter(plan__partnership=partnership_id).exclude(pk=but.pk if but else None)
        approving = Membership.objects.filter(
            user=OuterRef("decided_by"), partnership=OuterRef("plan__partnership"), role__in=APPROVING
        )
        # What an officer alone calls a role is asked about until somebody publishes the plan with it.
        seen = Q(plan__public_from__isnull=False) | Q(decided_by__is_superuser=True) | Exists(approving)
        columns = ("pk", "kind", "words", "public_words", "is_confirmed")
        waiting = Redaction.objects.filter(partnership=partnership_id, state=Redaction.State.WITHDRAWN)
        nothing = {"kind": Value(""), "public_words": Value(""), "is_confirmed": Value(False)}
        rows = held.annotate(is_confirmed=seen).order_by().values_list(*columns)
        rows = rows.union(waiting.annotate(**nothing).order_by().values_list(*columns), all=True)
        stored: list[HeldBack] = []
        self._withdrawn: list[SoughtWords] = []
        for pk, kind, words, public_words, is_confirmed in sorted(rows):
            if not kind:
                # What another redaction has left of the words may stand in many texts.
                if not too_common(words):
                    self._withdrawn.append(SoughtWords(words))
                continue
            item = HeldBack(pk=pk, kind=kind, words=words, public_words=public_words)
            item.is_confirmed = is_confirmed
            stored.append(item)
        self._roles = {item.words: item.public_words for item in stored if not item.is_released}
        self._held = HeldWords((item.kind, item.words) for item in stored if not item.is_released)
        self._released = [item.words.casefold() for item in stored if item.is_released and item.is_confirmed]

    def to(self, text: str, *, field: str = "") -> str:
        """What is wrong with a text and what to write instead, as the end of a sentence; "" where nothing is."""
        return self.to_withdrawn_words(text) or self.to_draft(text, field=field)

    def to_withdrawn_words(self, text: str) -> str:
        """The same of words that wait for a second person alone: found here in each form in which they were taken out."""
        for sought in self._withdrawn:
            for written in sought.written(text):
                return f"'{written}' was withdrawn from the public; leave it out."
        return ""

    def to_draft(self, text: str, *, field: str = "") -> str:
        """The same without withdrawn words: what somebody types is never lost for them, only sent and published it is not."""
        for spot in self._held.spots(text):
            role = self._roles.get(spot.held)
            remedy = f"write '{role}' instead" if role else "write a role or a team instead"
            return f"'{spot.written}' is held back as {_KINDS[spot.kind]}; {remedy}."
        if field in WEB_ADDRESSES:
            return ""
        for found in details_in_text(text):
            return f"'{found.words}' is {_KINDS[found.kind]}; leave it out, because everybody can read it here."
        return ""

    def first(self, texts: Mapping[str, str], *, is_draft: bool = False) -> str:
        """The first objection to texts by the words for their places ("Plain words"), as a whole sentence; else ""."""
        for place, text in texts.items():
            objection = self.to_draft(text) if is_draft else self.to(text)
            if objection:
                return f"{place}: {objection}"
        return ""

    def suspects(self, text: str) -> Iterator[str]:
        """What looks like a person's name and is not known: a person must say that it is none.

        A surname alone, of a name that is held back, is asked about too; nobody knows whether it is the same person.
        """
        names = [found.words for found in people_in_text(text) if found.kind == "name"]
        for held in (self._held, *self._withdrawn):
            names += [name for name in held.surnames(text) if not any(name in known for known in names)]
        for name in dict.fromkeys(names):
            if not any(name.casefold() in words for words in self._released):
                yield name
