"""What the public reads of routemaps: the newest published version, with rules and services to ask as they are today.

A version freezes the words of a routemap. Rules and services are read as they stand, so that a rule that was put right, or
a telephone number that changed, is right on every page at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import OuterRef, Subquery, TextField
from django.db.models.functions import Cast

from priorities.models import Partnership
from routemaps import deadlines
from routemaps.models import Contact, DateRule, Routemap, RoutemapVersion


@dataclass(frozen=True, slots=True)
class PublicRule:
    """A rule as a page of one day shows it."""

    rule: deadlines.Rule | RuleThen
    note: str
    label: str
    """The word for its kind; past its check date no longer "law"."""
    checked_on: date | None

    @property
    def is_being_checked(self) -> bool:
        """Nobody compared the rule with its source yet."""
        return not self.rule.source_confirmed


@dataclass(frozen=True, slots=True)
class PublicRoutemap:
    """One routemap for the public. `payload` is that of its version; `rules` and `contacts` are found by their keys."""

    routemap: Routemap
    version: RoutemapVersion
    payload: dict[str, Any]
    rules: dict[str, PublicRule]
    contacts: dict[str, Contact]
    public_slugs: frozenset[str]

    def rows(self, anchors: dict[str, date]) -> list[deadlines.Row]:
        """The dates that follow from what happened, by day."""
        return deadlines.dated([one.rule for one in self.rules.values()], anchors)


def newest_version(partnership: Partnership | None, slug: str) -> RoutemapVersion | None:
    """The version of a routemap that the public reads now; None where there is none."""
    return (
        RoutemapVersion.objects.public()
        .filter(routemap__partnership=partnership, routemap__slug=slug)
        .select_related("routemap__partnership")
        .order_by("-number")
        .first()
    )


class Listed(NamedTuple):
    """A routemap in a list, as its newest version says; `checked_on` is as it is today."""

    slug: str
    shared: bool
    title: str
    short: str
    for_whom: str
    how_long: str
    from_age: int | None
    to_age: int | None
    stages: int
    checked_on: date | None


def listed(partnership: Partnership | None) -> list[Listed]:
    """The public routemaps of a partnership in their order, those that others lead to last. One query."""
    if partnership is None:
        return []
    newest = RoutemapVersion.objects.public().filter(routemap=OuterRef("routemap")).order_by("-number")
    versions = (
        RoutemapVersion.objects.public()
        .filter(routemap__partnership=partnership, pk=Subquery(newest.values("pk")[:1]))
        .order_by("routemap__pk")
    )
    said = [f"payload__{name}" for name in Listed._fields[1:8]]
    columns = ("payload__order", "routemap__slug", *said, "payload__number_of_stages", "routemap__checked_on")
    rows = [(order, Listed._make(row)) for order, *row in versions.values_list(*columns)]
    return [one for _, one in sorted(rows, key=lambda row: (row[1].shared, row[0]))]


def public_routemap(partnership: Partnership, slug: str, *, on: date) -> PublicRoutemap | None:
    """A public routemap by its slug as a page of this day shows it; None where there is none. Four queries."""
    version = newest_version(partnership, slug)
    if version is None:
        return None
    payload = version.payload
    keys = [rule["key"] for rule in payload["rules"]]
    rules = DateRule.objects.filter(partnership=partnership, key__in=keys).select_related(
        "anchor", "later_anchor", "adviser"
    )
    asked = {key for stage in payload["stages"] for key in stage["ask"]}
    contacts = Contact.objects.filter(partnership=partnership, key__in=asked)
    slugs = Routemap.objects.public().filter(partnership=partnership).values_list("slug", flat=True)
    return PublicRoutemap(
        version.routemap,
        version,
        payload,
        {rule.key: _public(rule, on) for rule in rules},
        {contact.key: contact for contact in contacts},
        frozenset(slugs),
    )


def is_named_in_public(*, partnership_id: int, key: str) -> bool:
    """Whether a version that the public can read, be it an older one, names a rule, a day or a service by this key.

    A key that stands in it for something else counts as well: better an approver too often than a law that nobody approved.
    """
    named = RoutemapVersion.objects.public().filter(routemap__partnership=partnership_id)
    return named.annotate(written=Cast("payload", TextField())).filter(written__contains=f'"{key}"').exists()


def names_of_services(partnership: Partnership) -> dict[str, str]:
    """What the services to ask of a partnership are called today, by key. One query."""
    return dict(Contact.objects.filter(partnership=partnership).values_list("key", "name"))


@dataclass(frozen=True, slots=True)
class RuleThen:
    """A rule as it stood when a version was made: what it says, without a date."""

    what: str
    citation: str
    source_confirmed: bool


@dataclass(frozen=True, slots=True)
class AsItStood:
    """A version with its own rules, and with services to ask as they are today."""

    rules: dict[str, PublicRule]
    contacts: dict[str, Contact]
    public_slugs: frozenset[str]


def as_it_stood(version: RoutemapVersion) -> AsItStood:
    """A version, public or not, for a page that counts no dates. Two queries."""
    payload, partnership = version.payload, version.routemap.partnership_id
    rules = {
        rule["key"]: PublicRule(
            RuleThen(rule["what"], rule["citation"], rule["source_confirmed"]), rule["note"], rule["kind"], None
        )
        for rule in payload["rules"]
    }
    asked = {key for stage in payload["stages"] for key in stage["ask"]}
    contacts = Contact.objects.filter(partnership=partnership, key__in=asked)
    slugs = Routemap.objects.public().filter(partnership=partnership).values_list("slug", flat=True)
    return AsItStood(rules, {contact.key: contact for contact in contacts}, frozenset(slugs))


def _public(record: DateRule, on: date) -> PublicRule:
    rule = record.rule()
    return PublicRule(rule, record.note, deadlines.label(rule, on=on), record.checked_on)
