"""The filters and the order of a plan's list of actions. All of it stands in the address; nothing is stored.

A FilterSet checks the values and holds the logic; the page draws its own form from the choices, because the stock
widgets cost more than the rest of the page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

import django_filters
from django.db.models import Count, Q
from django.http import QueryDict

from actions.models import Action, ActionQuerySet
from actions.recurrence import add_months
from actions.reporting import counted_to, in_order, is_overdue, is_silent
from actions.search_words import looked_for, pattern_of
from actions.status import NO_RATING, Status
from actions.wording import NO_LEAD
from priorities.models import Plan
from priorities.prepared import Prepared

NONE = "none"
"""The value of a filter that asks for what is missing."""

NO_END_DATE = "No end date"
"""Of what has no date, of what has none that could be read, and of what is ongoing or comes round again."""

AT_RESULTS = "#results"
"""Where a list opens that was filtered, ordered or turned over: at what was found, not at the top of the page again."""

MOST_LETTERS = 100
"""The longest search that is taken; more is cut, so that an address cannot hold a book."""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is on: its words, and the address without it. `number` is how many it finds by itself.

    `good_news` is what it means that this filter finds nothing; "" where it finds something or says nothing by that.
    """

    name: str
    value: str
    label: str
    without: str
    number: int | None = None
    good_news: str = ""


class _Fields(django_filters.FilterSet):
    """Checks the values of the address, and narrows the plan's actions down by those that it knows."""

    q = django_filters.CharFilter(method="narrowed")
    status = django_filters.MultipleChoiceFilter(method="narrowed")
    late = django_filters.ChoiceFilter(method="narrowed", choices=[("1", "late")])
    stale = django_filters.ChoiceFilter(method="narrowed", choices=[("1", "stale")])
    priority = django_filters.ChoiceFilter(method="narrowed")
    lead = django_filters.ChoiceFilter(method="narrowed")
    due = django_filters.ChoiceFilter(method="narrowed")

    class Meta:
        model = Action
        fields = ()

    def __init__(self, data: QueryDict, *, plan: Plan, labels: dict[str, dict[str, str]], on: date) -> None:
        # Only what the address names: the library copies every filter and makes a field of it, asked for or not.
        self.base_filters = {name: one for name, one in self.base_filters.items() if any(data.getlist(name))}
        super().__init__(data, Action.objects.all())
        self.plan, self.on = plan, on
        for name in self.filters.keys() & {"status", "priority", "lead", "due"}:
            self.filters[name].extra["choices"] = list(labels[name].items())
        self.form.is_valid()

    def narrowed(self, actions: ActionQuerySet, name: str, value: str | list[str]) -> ActionQuerySet:
        return _narrowed(actions, name, _several(value), self.plan, on=self.on)


class ActionFilters:
    """Which actions of one plan are wanted. The names of the choices, by their slugs, are handed in."""

    def __init__(
        self,
        data: QueryDict,
        *,
        plan: Plan,
        priorities: dict[str, str],
        leads: dict[str, str],
        on: date,
    ) -> None:
        self.data = data.copy()
        # The same value three hundred times asks no more than once.
        self.data.setlist("status", list(dict.fromkeys(data.getlist("status"))))
        if "q" in data:
            # A null character is in no text, and PostgreSQL refuses to look for one.
            self.data["q"] = data["q"].replace("\x00", "")[:MOST_LETTERS]
        self.plan, self.on = plan, on
        closed = plan.is_closed(on=on)
        late = "Date passed, not reported complete" if closed else "Overdue"
        self.labels = {
            "status": {status.value: status.label for status in Status} | {NONE: NO_RATING},
            "late": {"1": late},
            "stale": {"1": "No recent update"},
            "priority": priorities | {NONE: f"No {plan.priority_word.lower()} named"},
            "lead": leads | {NONE: NO_LEAD},
            "due": _due_words(closed=closed),
        }
        # A page without filters is the one most read; it checks no value, and so no form is built for it.
        asked = any(any(self.data.getlist(name)) for name in _Fields.base_filters)
        self._fields = _Fields(self.data, plan=plan, labels=self.labels, on=on) if asked else None
        self.cleaned = self._fields.form.cleaned_data if self._fields else {}

    @property
    def found(self) -> ActionQuerySet:
        """The plan's public actions that pass every filter with a known value, in no order."""
        actions = Action.objects.public().filter(plan=self.plan).order_by()
        return self._fields.filter_queryset(actions) if self._fields else actions

    def ordered(self, sort: str) -> ActionQuerySet:
        """What was found, in one of reporting.SORTS."""
        return in_order(self.found, sort, self.plan, on=self.on)

    def keys(self, sort: str) -> list[int]:
        """Their keys in one of reporting.SORTS. One query; the page and the count are both in it.

        At most the actions of one plan. The question is prepared, except for a search, whose words are endless.
        """
        if self.cleaned.get("q"):
            return list(self.ordered(sort).values_list("pk", flat=True))
        asked = {name: _several(value) for name, value in self.cleaned.items() if value}
        shape = tuple((name, tuple(_fixed(name, one) for one in values)) for name, values in asked.items())
        slugs = {
            f"{name}{at}": one
            for name, values in asked.items()
            for at, one in enumerate(values)
            if _fixed(name, one) is None
        }
        question = _question(shape, sort, closed_on=self.plan.closed_on, cycle=self.plan.update_cycle, on=self.on)
        return question(plan=self.plan.pk, **slugs)

    @property
    def ignored(self) -> list[str]:
        """The names of filters whose value is unknown, so that the page can say that they were left out."""
        return [name for name in self._fields.errors if name != "q"] if self._fields else []

    def choices(self, name: str) -> list[Choice]:
        """The choices of one filter, for the form."""
        chosen = set(_several(self.cleaned.get(name) or ""))
        return [Choice(value, label, value in chosen) for value, label in self.labels[name].items()]

    def chosen(self) -> list[Chosen]:
        """The filters that are on, in the order of the form, each with the address of the list without it."""
        found = []
        for name, value in self.cleaned.items():
            for one in _several(value):
                if one:
                    label = f"“{one}”" if name == "q" else self.labels[name][one]
                    found.append(Chosen(name, one, label, self._address_without(name, one)))
        return found

    def counted(self, chosen: list[Chosen]) -> list[Chosen]:
        """The same with how many of the plan's actions each finds by itself. One query."""
        actions = Action.objects.public().filter(plan=self.plan).order_by()
        conditions = [self._condition(one.name, one.value) for one in chosen]
        numbers = actions.aggregate(**{f"n{at}": Count("pk", filter=one) for at, one in enumerate(conditions)})
        return [
            replace(one, number=number, good_news="" if number else self._good_news(one))
            for one, number in zip(chosen, numbers.values(), strict=True)
        ]

    def _good_news(self, one: Chosen) -> str:
        if self.plan.is_closed(on=self.on):
            late, stale = "No date had passed with work still open.", ""
        else:
            late, stale = "No action is overdue.", "No action is past the time for an update."
        return {
            ("status", NONE): "Every action has a rating.",
            ("late", "1"): late,
            ("stale", "1"): stale,
            ("priority", NONE): f"Every action stands under a {self.plan.priority_word.lower()}.",
            ("lead", NONE): "Every action has a lead.",
            ("due", NONE): "Every action has an end date.",
        }.get((one.name, one.value), "")

    def _condition(self, name: str, value: str) -> Q:
        one_filter = _narrowed(Action.objects.filter(plan=self.plan), name, [value], self.plan, on=self.on)
        return Q(pk__in=one_filter.values("pk"))

    def _address_without(self, name: str, value: str) -> str:
        kept = [one for one in self.data.getlist(name) if one != value]
        return address(self.data, **{name: kept}) + AT_RESULTS


def address(data: QueryDict, **changes: str | list[str]) -> str:
    """The query part of a list's address with some values changed; empty values are left out.

    So is the page number where it is not among the changes: another filter or order begins at the first page.
    """
    values = {name: several for name, several in data.lists() if name != "page"} | changes
    kept = [
        (name, one)
        for name, several in values.items()
        for one in (several if isinstance(several, list) else [several])
        if one
    ]
    return f"?{urlencode(kept)}" if kept else "."


def _several(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _fixed(name: str, value: str) -> str | None:
    """The value of a filter where it changes how the question is put; None where it is only one slug among others."""
    return None if name in {"status", "priority", "lead"} and value != NONE else value


@lru_cache(maxsize=64)
def _question(
    shape: tuple[tuple[str, tuple[str | None, ...]], ...], sort: str, *, closed_on: date | None, cycle: str, on: date
) -> Prepared:
    """The question for the keys of a plan's actions that pass some filters, in one of reporting.SORTS.

    `shape` holds the filters' names with their values as `_fixed` gives them. Each None is asked with a slug, named
    after the filter and its place: `lead0`. Of the plan a filter reads no more than is handed in here.
    """
    alike = Plan(closed_on=closed_on, update_cycle=cycle)
    places = [f"{name}{at}" for name, values in shape for at, value in enumerate(values) if value is None]

    def build(plan: int, **slugs: str) -> ActionQuerySet:
        actions = Action.objects.public().filter(plan=plan)
        for name, values in shape:
            asked = [slugs.get(f"{name}{at}", value) for at, value in enumerate(values)]
            actions = _narrowed(actions, name, asked, alike, on=on)
        return in_order(actions, sort, alike, on=on).values_list("pk", flat=True)

    return Prepared(build, plan=int, **dict.fromkeys(places, str))


def _narrowed(actions: ActionQuerySet, name: str, values: list[str], plan: Plan, *, on: date) -> ActionQuerySet:
    """The actions that pass one filter. Every filter but "status" has one value."""
    match name, values:
        case "status", _:
            return actions.filter(rated__in=["" if one == NONE else one for one in values])
        case "q", [words]:
            return actions.filter(_has_words(words))
        case "late", _:
            return actions.filter(is_overdue(plan, on=on))
        case "stale", _:
            return actions.filter(is_silent(plan, on=on))
        case "priority", [slug]:
            return actions.filter(priority=None) if slug == NONE else actions.filter(priority__slug=slug)
        case "lead", [slug]:
            return actions.without_lead() if slug == NONE else actions.with_lead(slug)
        case "due", [when]:
            return actions.filter(_due_when(when, plan, on=on))
    raise ValueError(f"No filter '{name}' with {len(values)} values.")


def _has_words(value: str) -> Q:
    """Every word, in one of its forms or spellings, stands somewhere in the reference or the words of the action."""
    found = Q()
    for spellings in looked_for(value):
        somewhere = Q()
        for words in spellings:
            pattern = pattern_of(words)
            somewhere |= (
                Q(reference__iexact=words)
                | Q(plain_words__iregex=pattern)
                | Q(official_words__iregex=pattern)
                | Q(outcome__iregex=pattern)
            )
        found &= somewhere
    return found


def _due_words(*, closed: bool) -> dict[str, str]:
    """The choices by date. Nothing is ahead of a closed plan: a date has passed, or came after its last day."""
    if closed:
        return {"passed": "Passed by the day the plan closed", "later": "After the plan closed", NONE: NO_END_DATE}
    return {
        "passed": "Date has passed",
        "next-3-months": "In the next 3 months",
        "later": "Later",
        NONE: NO_END_DATE,
    }


def _due_when(value: str, plan: Plan, *, on: date) -> Q:
    """By the next date that counts. "Passed" asks for the date alone, whatever the status."""
    first = counted_to(plan, on=on)
    soon = add_months(on, 3)
    return {
        "passed": Q(next_due__lt=first),
        "next-3-months": Q(next_due__gte=first, next_due__lte=soon),
        "later": Q(next_due__gte=first) if plan.is_closed(on=on) else Q(next_due__gt=soon),
        NONE: Q(next_due=None),
    }[value]
