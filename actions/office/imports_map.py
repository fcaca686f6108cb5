"""The page on which a person sees what each column was taken for, and may say otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from actions.importing import ACTION_PLAN, RECOMMENDATION_UPDATE, reading_in_words
from actions.importing.changes import ImportRefused
from actions.importing.promised import PromisedReading
from actions.importing.runs import OPEN, map_run
from actions.models import ImportRun
from actions.office.imports_common import MESSAGES, differing, frame, in_parts, reading_of, run_or_404
from actions.office.imports_turns import Busy, busy_page, turn
from actions.outlines import Point, RecommendationReading
from actions.reading import NoActions, PlanReading, ReadColumn, ReadTable
from priorities.documents import DocumentError
from priorities.models import SECTIONS, EditConflict
from priorities.office_forms import version_mark
from priorities.office_pages import moment, office_page, office_response
from priorities.office_sentences import SentencesMixin
from priorities.services import NotAllowed

MEANING_WORDS = {
    "reference": "Reference (1.1, A2)",
    "priority": "Priority",
    "aim": "Aim of the priority",
    "action": "Action: what will be done",
    "outcome": "Outcome: what will be different",
    "measure": "Measure: how it is known",
    "lead": "Lead: who does it",
    "name": "Name of the person who leads",
    "start": "Start",
    "review": "Review",
    "timescale": "Timescale: by when",
    "rating": "Rating (colour or status)",
    "progress": "Progress: what was done",
    "not used": "Not used: kept as a problem to look at",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Tables with the very same columns, shown once."""

    keys: tuple[str, ...]
    places: tuple[str, ...]
    columns: tuple[ReadColumn, ...]
    is_read: bool

    def key_of(self, column: ReadColumn) -> list[str]:
        """How a choice names a column of each of the tables; a label of an update is named by its own words."""
        if self.keys == (LABELS,):
            return [column.heading]
        return [f"{key}, column {column.number}" for key in self.keys]


LABELS = "labels"
"""The key of the one group that holds the labels of an update of recommendations."""


def tables_of(reading: PlanReading) -> list[ReadTable]:
    """What a person may speak of: the tables of a plan, or the labels of an update as the columns of one table."""
    if not isinstance(reading, PromisedReading) or not isinstance(reading.source, RecommendationReading):
        return reading.tables
    found: dict[str, ReadColumn] = {}
    for item in reading.source.recommendations:
        for meaning, label in item.labels.items():
            found.setdefault(label, _label(len(found) + 1, label, meaning, item.sections.get(meaning, [])))
        for section in item.others:
            found.setdefault(section.label, _label(len(found) + 1, section.label, "", section.points))
    return [ReadTable(LABELS, "the headings of its sections", tuple(found.values()))]


def _label(number: int, label: str, meaning: str, points: list[Point]) -> ReadColumn:
    return ReadColumn(number, label, meaning, samples=tuple(point.words for point in points[:2]))


def groups_of(tables: list[ReadTable]) -> list[Group]:
    """Tables whose columns have the same headings together, in the document's order."""
    found: dict[tuple, list[ReadTable]] = {}
    for table in tables:
        found.setdefault((table.is_read, tuple((item.number, item.heading) for item in table.columns)), []).append(
            table
        )
    return [
        Group(
            tuple(dict.fromkeys(table.key for table in same)),
            tuple(dict.fromkeys(table.place for table in same)),
            tuple(_with_samples(same, at) for at in range(len(same[0].columns))),
            is_read,
        )
        for (is_read, _), same in found.items()
    ]


def _with_samples(tables: list[ReadTable], at: int) -> ReadColumn:
    """A column with samples from the first of the tables that has any."""
    return next((table.columns[at] for table in tables if table.columns[at].samples), tables[0].columns[at])


class MapForm(SentencesMixin, forms.Form):
    """For each column what it holds; empty leaves it to the reader."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args, run: ImportRun, groups: list[Group], meanings: Mapping[str, str] = MEANING_WORDS, **kwargs
    ) -> None:
        initial = {"version": version_mark(run)}
        self.groups, self.run, self.meanings = groups, run, meanings
        choices = [("", "As it was read"), *meanings.items()]
        fields = {}
        for number, group in enumerate(groups):
            for column in group.columns:
                name = f"column_{number}_{column.number}"
                initial[name] = run.mapping.get(group.key_of(column)[0], "")
                label = f"Column {column.number}, {column.heading}" if column.heading else f"Column {column.number}"
                fields[name] = forms.ChoiceField(required=False, label=label, choices=choices)
        super().__init__(*args, initial=initial, **kwargs)
        self.fields.update(fields)

    def shown(self) -> list[dict[str, object]]:
        """The groups with a row for each column, for the template."""
        return [
            {
                "group": group,
                "rows": [
                    {
                        "column": column,
                        "meaning": self.meanings.get(column.meaning, "Nobody knows: its words become problems"),
                        "samples": [in_parts(text[:200]) for text in column.samples],
                        "field": self[f"column_{number}_{column.number}"],
                    }
                    for column in group.columns
                ],
            }
            for number, group in enumerate(self.groups)
        ]

    def mapping(self) -> dict[str, str]:
        """What was said, as `--column` takes it. What was said of columns that are not shown stays."""
        shown = {key for group in self.groups for column in group.columns for key in group.key_of(column)}
        said = {place: word for place, word in self.run.mapping.items() if place not in shown}
        for number, group in enumerate(self.groups):
            for column in group.columns:
                word = self.cleaned_data.get(f"column_{number}_{column.number}")
                if word in self.meanings:
                    said |= dict.fromkeys(group.key_of(column), word)
        return said


@office_page
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    run = run_or_404(request, pk)
    if run.state not in OPEN:
        return HttpResponseRedirect(reverse("office:import-done", args=[run.pk]))
    refusal, tables, reading = "", [], None
    try:
        with turn(run, request.user):
            file = reading_of(run)
        reading, tables = file.reading, tables_of(file.reading)
        if file.kind not in (ACTION_PLAN, RECOMMENDATION_UPDATE) and request.method != "POST":
            return HttpResponseRedirect(reverse("office:import-preview", args=[run.pk]))
    except Busy as busy:
        return busy_page(request, run, "map", busy)
    except NoActions as none:
        refusal, tables = str(none), none.tables
    except (DocumentError, ImportRefused) as error:
        refusal = str(error)
    if request.method == "POST" and "forget" in request.POST:
        return _kept(request, run, {}, again=True)
    update = isinstance(reading, PromisedReading)
    nothing_to_say = bool(refusal) and not tables
    sent = request.method == "POST" and not nothing_to_say
    form = MapForm(
        request.POST if sent else None,
        run=run,
        groups=groups_of(tables),
        meanings=SECTIONS if update else MEANING_WORDS,
    )
    status = 409 if request.method == "POST" and nothing_to_say else 200
    if form.is_bound and form.is_valid():
        if form.cleaned_data["version"] == version_mark(run):
            try:
                return _kept(request, run, form.mapping(), again="again" in request.POST)
            except (NotAllowed, EditConflict) as error:
                form.add_error(None, str(error))
        else:
            form.add_error(
                None, "Somebody else went on with this import since you opened this page, so nothing was saved."
            )
        status = 409
    found = reading_in_words(reading)[0] if reading is not None else ""
    context = frame(run, "map", form=form, shown=form.shown(), refusal=refusal, found=found, update=update)
    if form.is_bound and status == 409:
        context["differences"] = differing(form)
        form.data = {**form.data.dict(), "version": version_mark(run)}
    return office_response(
        request, "admin/imports/map.html", context, title=f"Columns of {run.original_name}", status=status
    )


def _kept(request: HttpRequest, run: ImportRun, mapping: dict[str, str], *, again: bool) -> HttpResponse:
    if mapping != run.mapping or run.state == ImportRun.State.UPLOADED:
        map_run(run=run, mapping=mapping, by=request.user, at=moment())
    if again:
        messages.success(request, MESSAGES["columns"])
    return HttpResponseRedirect(reverse(f"office:import-{'map' if again else 'preview'}", args=[run.pk]))
