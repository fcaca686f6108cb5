"""Every text that is stored: in every column of every model of every app, so that a model to come is not forgotten.

`overwrite` writes past what guards published reports and the log, and past versions: only redaction may call it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache, lru_cache

from django.apps import apps
from django.db.models import (
    CharField,
    EmailField,
    F,
    Field,
    ForeignKey,
    JSONField,
    Model,
    Q,
    QuerySet,
    SlugField,
    TextField,
    UniqueConstraint,
    URLField,
)

from priorities.models import HeldBack, Partnership, User, Versioned
from priorities.slugs import slug_of
from priorities.sought_words import SoughtWords

LEFT_OUT: dict[str, str] = {
    "auth.permission": "made from the names of models",
    "auth.group": "made from the roles",
    "contenttypes.contenttype": "made from the names of models",
    "sessions.session": "ended as a whole: its data is signed",
    "priorities.user": "an account that bears the name is told to the person who decides, and kept",
    "priorities.auditentry.record": "a kind of record",
    "priorities.filledtext.record": "a kind of record",
    "priorities.listimport.record": "a kind of record",
    "priorities.filledtext.column": "a name of a column",
    "priorities.readingproblem.field": "a name of a column",
    "priorities.sourcedocument.sha256": "proves which file it was",
    "actions.importrun.sha256": "proves which file it was",
    "actions.updatelink.key": "drawn by lot",
    "routemaps.draftlink.key": "drawn by lot",
    "priorities.sourcedocument.kind": "a kind of document",
    "actions.action.precision": "read from the timescale, one of a few words",
    "actions.action.recurrence": "read from the timescale, one of a few words",
    "actions.historicalaction.precision": "read from the timescale, one of a few words",
    "actions.historicalaction.recurrence": "read from the timescale, one of a few words",
    "priorities.redaction.places": "kinds of records, numbers and columns",
    "priorities.historicalredaction.places": "kinds of records, numbers and columns",
    "admin.logentry.object_id": "a number",
}
"""Models and columns that are not looked through, and why. Columns with choices are left out as well: no person types them."""

NO_LETTERS = "[…]"
"""In place of a held-back name: a search for it must not find the word "removed" in every text."""

Values = dict[str, object]

GoOn = Callable[[], None]
"""Asked again and again while much is read: it raises TooLong where the time is over."""

_AT_ONCE = 1000
"""How many rows are read until `GoOn` is asked again."""


class TooLong(Exception):
    """There is too much to look through in the time that was given; nothing was changed."""


def whatever_it_takes() -> None:
    """The GoOn of a command, which has all the time."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A stored record in which the words stand, and those of its columns in which they do."""

    model: type[Model]
    pk: int
    values: Values

    def places(self) -> list[dict[str, object]]:
        """For the tombstone: kind of record, its number, the column; never words."""
        return [place(self.model, self.pk, name) for name in self.values]


def place(model: type[Model], pk: object, column: str) -> dict[str, object]:
    return {"record": model._meta.label_lower, "id": pk, "column": column}


# -- where texts are ---------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def columns_with_texts() -> dict[type[Model], tuple[Field, ...]]:
    """Of every concrete model the columns that hold text which a person may have written; files have their own module."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        if label in LEFT_OUT or model._meta.proxy or not model._meta.managed:
            continue
        columns = [field for field in model._meta.local_concrete_fields if _holds_text(field)]
        columns = [field for field in columns if f"{label}.{field.attname}" not in LEFT_OUT]
        if columns:
            found[model] = tuple(columns)
    return found


def _holds_text(field: Field) -> bool:
    return isinstance(field, CharField | TextField | JSONField) and not field.choices and not field.is_relation


@cache
def path_to_partnership(model: type[Model]) -> str:
    """The lookup from a record to its partnership, "" where none leads there. A history's record has its record's."""
    kind = getattr(model, "instance_type", model)
    if kind is Partnership:
        return kind._meta.pk.name
    for may_be_empty in (False, True):
        path = _shortest_path(kind, may_be_empty)
        if path:
            return path
    return ""


def _shortest_path(model: type[Model], may_be_empty: bool) -> str:
    """Through foreign keys, with those that may be empty or without; never through a person."""
    ways: list[tuple[type[Model], tuple[str, ...]]] = [(model, ())]
    seen = {model}
    while ways:
        here, steps = ways.pop(0)
        for field in here._meta.concrete_fields:
            if not isinstance(field, ForeignKey) or (field.null and not may_be_empty):
                continue
            target = field.remote_field.model
            if target is Partnership:
                return "__".join((*steps, field.name))
            if target not in seen and target is not User:
                seen.add(target)
                ways.append((target, (*steps, field.name)))
    return ""


def rows_of(model: type[Model], partnership_id: int | None) -> QuerySet:
    """The rows of a partnership, with those that belong to none; None: every row. No guard of a manager is asked.

    A history's row whose record is gone belongs to whom the histories say; where they do not say it, it is read for the
    whole site alone.
    """
    rows = QuerySet(model=model)
    path = path_to_partnership(model)
    if partnership_id is None or not path:
        return rows
    return rows.filter(_belongs(model, path.split("__"), partnership_id))


def _belongs(model: type[Model], steps: list[str], partnership_id: int) -> Q:
    """Rows of a partnership or of none. A key of a history may lead to a record that is gone: then it is not nobody's."""
    step, rest = steps[0], steps[1:]
    if not rest:
        return Q(**{step: partnership_id}) | Q(**{f"{step}__isnull": True})
    target = model._meta.get_field(step).remote_field.model
    found = Q(**{f"{step}__isnull": True})
    known = QuerySet(model=target).filter(_belongs(target, rest, partnership_id))
    found |= Q(**{f"{step}__in": known.values("pk")})
    if hasattr(model, "instance_type") and hasattr(target, "history"):
        past = target.history.model
        gone = QuerySet(model=past).filter(_belongs(past, rest, partnership_id))
        found |= Q(**{f"{step}__in": gone.values(target._meta.pk.name)})
    return found


def holdings(
    rows: QuerySet,
    sought: SoughtWords,
    columns: Iterator[str] | tuple[str, ...],
    go_on: GoOn = whatever_it_takes,
) -> list[Holding]:
    """Those of the rows in which the words stand. One query; each text is read once."""
    names, found = list(columns), []
    read = rows.order_by("pk").values_list("pk", *names).iterator(chunk_size=_AT_ONCE)
    # Closed at once where the time is over: PostgreSQL's cursor must not outlive its transaction.
    with closing(read):
        for at, (pk, *values) in enumerate(read):
            if at % _AT_ONCE == 0:
                go_on()
            held = {
                name: value for name, value in zip(names, values, strict=True) if value and sought.stand_in_any(value)
            }
            if held:
                found.append(Holding(rows.model, pk, held))
    return found


def all_holdings(sought: SoughtWords, partnership_id: int | None, go_on: GoOn) -> Iterator[Holding]:
    """Every stored record in which the words stand. One query for each model."""
    for model, columns in columns_with_texts().items():
        yield from holdings(rows_of(model, partnership_id), sought, tuple(field.attname for field in columns), go_on)


def locked(found: Iterable[Holding], sought: SoughtWords) -> list[Holding]:
    """The same as they are stored now, locked until the transaction ends: nothing that somebody saved meanwhile is lost."""
    of: dict[tuple[type[Model], tuple[str, ...]], list[object]] = {}
    for held in found:
        of.setdefault((held.model, tuple(held.values)), []).append(held.pk)
    return [
        held
        for (model, columns), keys in of.items()
        for start in range(0, len(keys), 500)
        for held in holdings(
            QuerySet(model=model).filter(pk__in=keys[start : start + 500]).select_for_update(no_key=True),
            sought,
            columns,
        )
    ]


# -- what stands there instead -----------------------------------------------------------------------------------------


def without_words(holding: Holding, sought: SoughtWords, instead: str) -> Values:
    """What the columns hold when something else takes the place of the words: it fits, is valid, and stays single."""
    made: Values = {}
    for name, value in holding.values.items():
        field = holding.model._meta.get_field(name)
        made[name] = _single(holding, field, _value_without(field, value, sought, instead), made)
    return made


def is_free(holding: Holding) -> bool:
    """Whether these values can be written: no other record has one that may stand only once."""
    fields = [(holding.model._meta.get_field(name), value) for name, value in holding.values.items()]
    return all(_single(holding, field, value, holding.values) == value for field, value in fields)


def _value_without(field: Field, value: object, sought: SoughtWords, instead: str) -> object:
    if isinstance(field, JSONField):
        return sought.replaced_in(value, instead)
    if isinstance(field, URLField):
        # What is left of an address leads nowhere, and may spell the rest.
        return "" if field.blank else "https://removed.invalid/"
    if isinstance(field, EmailField):
        return "" if field.blank else "removed@removed.invalid"
    text = str(value)
    if isinstance(field, SlugField):
        return slug_of(sought.replaced(text, f"-{instead}-"), longest=field.max_length) or slug_of(instead)
    if _is_held_back_name(field):
        instead = NO_LETTERS
    made = sought.replaced(text, instead)
    if field.max_length is not None and len(made) > field.max_length:
        made = sought.replaced(text, "…")[: field.max_length]
    return made


def _is_held_back_name(field: Field) -> bool:
    return field.model is HeldBack and field.name == "words"


def _single(holding: Holding, field: Field, value: object, beside: Values) -> object:
    """The value, with a number behind it where another record has it already and no two may."""
    if not isinstance(value, str):
        return value
    together = _single_with(holding.model, field)
    if not together:
        return value
    row = QuerySet(model=holding.model).filter(pk=holding.pk).values(*{name for names in together for name in names})
    facts = {**row.get(), **beside}
    others = QuerySet(model=holding.model).exclude(pk=holding.pk)
    sign = "-" if isinstance(field, SlugField) else " "
    made, number = value, 2
    while any(
        others.filter(**{name: made if name == field.attname else facts[name] for name in names}).exists()
        for names in together
    ):
        # A digit would be looked for like a name.
        behind = NO_LETTERS * (number - 1) if _is_held_back_name(field) else f"{sign}{number}"
        made, number = f"{value[: (field.max_length or 10_000) - len(behind)]}{behind}", number + 1
    return made


def _single_with(model: type[Model], field: Field) -> list[tuple[str, ...]]:
    """The columns together with which a column may hold each value only once; a condition is not asked: that is stricter."""
    found = [(field.attname,)] if field.unique else []
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and field.name in constraint.fields:
            found.append(tuple(model._meta.get_field(name).attname for name in constraint.fields))
    return found


# -- the one place that writes past every guard ------------------------------------------------------------------------


def overwrite(model: type[Model], pk: object, values: Mapping[str, object]) -> None:
    """Write columns of a stored record whatever guards it; whoever has it open in a form is told that it changed."""
    counted = {"version": F("version") + 1} if issubclass(model, Versioned) else {}
    QuerySet(model=model).filter(pk=pk).update(**values, **counted)


def count_up_owners(holding_models: Mapping[type[Model], list[object]]) -> None:
    """Count up what the changed rows belong to: a form of the plan also holds its rating key, which has no version."""
    for model, keys in holding_models.items():
        owner = _owner(model)
        if owner is not None:
            owners = QuerySet(model=model).filter(pk__in=keys).values(owner.attname)
            kind = owner.remote_field.model
            QuerySet(model=kind).filter(pk__in=owners).update(version=F("version") + 1)


def _owner(model: type[Model]) -> ForeignKey | None:
    if issubclass(model, Versioned) or hasattr(model, "instance_type"):
        return None
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and not field.null and issubclass(field.remote_field.model, Versioned):
            return field
    return None
