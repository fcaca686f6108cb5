"""The routemaps that come with sendplan, taken over as drafts of a partnership: rules, services to ask, stages, ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from priorities.models import ContentVersion, Partnership, User
from priorities.services import NotAllowed, keep_new, refuse_personal_words_in
from routemaps.models import (
    Anchor,
    Branch,
    Contact,
    DateRule,
    Routemap,
    RoutemapAnchor,
    Stage,
    StageContact,
    StageRule,
    Term,
)
from routemaps.services.terms import add_terms

RULE_VALUES = (
    "statutory",
    "what",
    "asks",
    "who",
    "number",
    "unit",
    "before",
    "inclusive",
    "ends_day_before",
    "sense",
    "family_acts",
    "tribunal_extends",
    "condition",
    "kind",
    "citation",
    "note",
    "valid_from",
    "valid_to",
)
MAP_VALUES = (
    "order",
    "shared",
    "title",
    "short",
    "for_whom",
    "from_age",
    "to_age",
    "addressed_to",
    "promise",
    "how_long",
    "who_decides",
    "cost",
    "made_with",
)
STAGE_VALUES = ("title", "when", "what_happens", "education", "health", "care", "family", "more")


@dataclass(slots=True)
class Taken:
    """What was taken over, and what the partnership had already and keeps: keys, by the kind of record."""

    added: dict[str, list[str]] = field(default_factory=dict)
    kept: dict[str, list[str]] = field(default_factory=dict)


@transaction.atomic
def take_content(*, partnership: Partnership, content: Mapping[str, Any], by: User | None, at: datetime) -> Taken:
    """Add what the partnership does not have; what it has stays as its people wrote it.

    `content` is what `fixtures/routemaps` holds: "anchor", "rule", "contact" and "term" are lists, "routemap" is a list of
    routemaps with their stages, "checked_on" and "next_check_on" say when its authors compared the rules with their sources. Raises NotAllowed, in a sentence, where a key is named that is nowhere.
    """
    return _Taking(partnership, by, at).take(content)


class _Taking:
    def __init__(self, partnership: Partnership, by: User | None, at: datetime) -> None:
        self.partnership, self.by, self.at = partnership, by, at
        self.taken = Taken()
        self.checked: tuple[date | None, date | None] = (None, None)

    def take(self, content: Mapping[str, Any]) -> Taken:
        self.checked = (content.get("checked_on"), content.get("next_check_on"))
        anchors = self._anchors(content.get("anchor", []))
        rules = self._rules(content.get("rule", []), anchors)
        contacts = self._contacts(content.get("contact", []))
        self._terms(content.get("term", []))
        self._routemaps(content.get("routemap", []), anchors, rules, contacts)
        ContentVersion.count_up()
        return self.taken

    def _new(self, model: type[Model], rows: Sequence[Mapping[str, Any]], name: str) -> list[Mapping[str, Any]]:
        """Those of the rows whose key the partnership does not have."""
        known = set(model._default_manager.filter(partnership=self.partnership).values_list(name, flat=True))
        kind = str(model._meta.verbose_name_plural)
        new = [row for row in rows if row[name] not in known]
        self.taken.added[kind] = [row[name] for row in new]
        self.taken.kept[kind] = [row[name] for row in rows if row[name] in known]
        return new

    def _keep(self, records: Sequence[Model]) -> None:
        refuse_personal_words_in([record for record in records if getattr(record, "PUBLIC_TEXTS", ())])
        keep_new(records, by=self.by, at=self.at)

    def _by_key(self, model: type[Model], name: str = "key") -> dict[str, Any]:
        return {getattr(one, name): one for one in model._default_manager.filter(partnership=self.partnership)}

    def _anchors(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, Anchor]:
        order = {row["key"]: place for place, row in enumerate(rows)}
        new = self._new(Anchor, rows, "key")
        for beside in (False, True):  # those that stand beside another come after it
            known = self._by_key(Anchor)
            self._keep(
                [
                    Anchor(
                        partnership=self.partnership,
                        key=row["key"],
                        label=row["label"],
                        order=order[row["key"]],
                        beside=_named(known, row["beside"], "event", row["key"]) if beside else None,
                    )
                    for row in new
                    if bool(row.get("beside")) is beside
                ]
            )
        return self._by_key(Anchor)

    def _rules(self, rows: Sequence[Mapping[str, Any]], anchors: Mapping[str, Anchor]) -> dict[str, DateRule]:
        order = {row["key"]: place for place, row in enumerate(rows)}
        new = self._new(DateRule, rows, "key")
        for adviser in (False, True):
            known = self._by_key(DateRule)
            self._keep(
                [
                    self._rule(row, anchors, known, order[row["key"]])
                    for row in new
                    if bool(row.get("adviser")) is adviser
                ]
            )
        return self._by_key(DateRule)

    def _rule(
        self, row: Mapping[str, Any], anchors: Mapping[str, Anchor], rules: Mapping[str, DateRule], order: int
    ) -> DateRule:
        rule = DateRule(
            partnership=self.partnership,
            key=row["key"],
            anchor=_named(anchors, row["anchor"], "event", row["key"]),
            source_confirmed=row["confirmed"],
            checked_on=self.checked[0],
            next_check_on=self.checked[1],
            order=order,
            **{name: row[name] for name in RULE_VALUES if name in row},
        )
        if row.get("adviser"):
            rule.adviser = _named(rules, row["adviser"], "rule", row["key"])
        if later := row.get("or_later"):
            rule.later_anchor = _named(anchors, later["anchor"], "event", row["key"])
            rule.later_number, rule.later_unit = later["number"], later["unit"]
        return rule

    def _contacts(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, Contact]:
        order = {row["key"]: place for place, row in enumerate(rows)}
        self._keep(
            [
                Contact(
                    partnership=self.partnership,
                    key=row["key"],
                    name=row["name"],
                    independent=row["independent"],
                    helps_with=row["helps_with"],
                    what_to_say=row.get("what_to_say", ""),
                    telephone=row.get("phone", ""),
                    email=row.get("email", ""),
                    web=row.get("web", ""),
                    hours=row.get("hours", ""),
                    is_example=row.get("example", False),
                    order=order[row["key"]],
                )
                for row in self._new(Contact, rows, "key")
            ]
        )
        return self._by_key(Contact)

    def _terms(self, rows: Sequence[Mapping[str, Any]]) -> None:
        new = [
            Term(
                partnership=self.partnership,
                term=row["term"],
                also_known_as="\n".join(row.get("also_known_as", [])),
                say_it_as=row.get("say_it_as", ""),
                sentence=row["sentence"],
            )
            for row in self._new(Term, rows, "term")
        ]
        add_terms(terms=new, by=self.by, at=self.at)

    def _routemaps(
        self,
        rows: Sequence[Mapping[str, Any]],
        anchors: Mapping[str, Anchor],
        rules: Mapping[str, DateRule],
        contacts: Mapping[str, Contact],
    ) -> None:
        new = self._new(Routemap, rows, "slug")
        self._keep(
            [
                Routemap(
                    partnership=self.partnership,
                    slug=row["slug"],
                    recorded_at=self.at,
                    **{name: row[name] for name in MAP_VALUES if name in row},
                )
                for row in new
            ]
        )
        maps = self._by_key(Routemap, "slug")
        for row in new:
            self._stages(maps[row["slug"]], row, rules, contacts)
            keep_new(
                [
                    RoutemapAnchor(
                        routemap=maps[row["slug"]],
                        anchor=_named(anchors, key, "event", row["slug"]),
                        order=place,
                    )
                    for place, key in enumerate(row.get("anchors", []))
                ],
                by=self.by,
                at=self.at,
            )
        stages: dict[tuple[str, str], Stage] = {}
        for stage in Stage.objects.filter(routemap__partnership=self.partnership).select_related("routemap"):
            stages[stage.routemap.slug, stage.key] = stage
        for row in new:
            self._keep(list(self._branches(maps[row["slug"]], row, maps, stages)))

    def _stages(
        self,
        routemap: Routemap,
        row: Mapping[str, Any],
        rules: Mapping[str, DateRule],
        contacts: Mapping[str, Contact],
    ) -> None:
        self._keep(
            [
                Stage(
                    routemap=routemap,
                    order=place,
                    key=stage["key"],
                    do_now="\n".join(stage.get("do_now", [])),
                    do_not="\n".join(stage.get("do_not", [])),
                    **{name: stage[name].strip() for name in STAGE_VALUES if name in stage},
                )
                for place, stage in enumerate(row["stage"])
            ]
        )
        stored = {stage.key: stage for stage in Stage.objects.filter(routemap=routemap)}
        who = {"by": self.by, "at": self.at}
        for stage in row["stage"]:
            where = f"{row['slug']}, {stage['key']}"
            keep_new(
                [
                    StageContact(
                        stage=stored[stage["key"]], contact=_named(contacts, key, "service to ask", where), order=place
                    )
                    for place, key in enumerate(stage.get("ask", []))
                ],
                **who,
            )
            keep_new(
                [
                    StageRule(stage=stored[stage["key"]], rule=_named(rules, key, "rule", where), order=place)
                    for place, key in enumerate(stage.get("rules", []))
                ],
                **who,
            )

    def _branches(
        self,
        routemap: Routemap,
        row: Mapping[str, Any],
        maps: Mapping[str, Routemap],
        stages: Mapping[tuple[str, str], Stage],
    ) -> Iterator[Branch]:
        for place, one in enumerate(row.get("not_for", [])):
            yield Branch(
                routemap=routemap,
                order=place,
                condition=one["words"],
                kind=Branch.Kind.NOT_FOR,
                **_way(one["to"], row["slug"], maps, stages),
            )
        for stage in row["stage"]:
            for place, one in enumerate(stage.get("branch", [])):
                yield Branch(
                    routemap=routemap,
                    stage=stages[row["slug"], stage["key"]],
                    order=place,
                    condition=one["condition"],
                    kind=one["kind"],
                    **_way(one["to"], row["slug"], maps, stages),
                )


def _way(
    to: str, slug: str, maps: Mapping[str, Routemap], stages: Mapping[tuple[str, str], Stage]
) -> dict[str, object]:
    """ "stage:advice", "routemap:late", "routemap:disagree#appeal", "page:help" or "end"."""
    kind, _, name = to.partition(":")
    if kind == "end":
        return {}
    if kind == "page":
        return {"to_page": name}
    if kind == "stage":
        return {"to_stage": _named(stages, (slug, name), "stage", slug)}
    where, _, stage = name.partition("#")
    if stage:
        return {"to_stage": _named(stages, (where, stage), "stage", slug)}
    return {"to_routemap": _named(maps, where, "routemap", slug)}


def _named(known: Mapping[Any, Any], key: Any, kind: str, where: str) -> Any:
    if key not in known:
        name = " of ".join(reversed(key)) if isinstance(key, tuple) else key
        raise NotAllowed(f"{where}: there is no {kind} '{name}'; add it first, or name another one.")
    return known[key]
