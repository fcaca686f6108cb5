"""Words of a document that are longer than the column they belong to are cut, and it is said where."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Model

from actions.importing.promised import PromisedReading
from actions.models import Action, Lead, Milestone, ProgressReport, RatingWord
from actions.reading import PlanReading, Problem
from priorities.models import Plan, Priority, Recommendation, UpdateRound


def longest(model: type[Model], column: str) -> int:
    """How many characters a column takes."""
    return model._meta.get_field(column).max_length


def fitting(text: str, most: int) -> str:
    """The text, cut to `most` characters with "…" at the end where it is longer."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


class _Shortening:
    def __init__(self, *, keep_words: bool) -> None:
        self.keep_words = keep_words
        self.problems: list[Problem] = []

    def __call__(self, text: str, model: type[Model], column: str, place: str, field: str) -> str:
        most = longest(model, column)
        if len(text) <= most:
            return text
        self.problems.append(
            Problem(place, field, text, f"These words have {len(text)} characters; the first {most - 1} are kept.")
        )
        return text if self.keep_words else fitting(text, most)


def shorten(reading: PlanReading, *, keep_words: bool = False) -> list[Problem]:
    """Cut, in the reading itself, what does not fit; the problems say where. With `keep_words` only say it."""
    cut = _Shortening(keep_words=keep_words)
    reading.priority_word = cut(reading.priority_word, Plan, "priority_word", "the document", "priority_word")
    reading.rating_key = [
        replace(
            entry,
            word=cut(entry.word, RatingWord, "word", entry.place, "rating"),
            meaning=cut(entry.meaning, RatingWord, "meaning", entry.place, "rating"),
        )
        for entry in reading.rating_key
    ]
    for priority in reading.priorities:
        priority.title = cut(priority.title, Priority, "title", priority.place, "priority")
        if priority.number:
            priority.number = cut(priority.number, Priority, "number", priority.place, "priority")
    for action in reading.actions:
        if action.reference:
            action.reference = cut(action.reference, Action, "reference", action.place, "reference")
        action.rating = cut(action.rating, ProgressReport, "rating", action.place, "rating")
        action.leads = list(dict.fromkeys(cut(lead, Lead, "name", action.place, "leads") for lead in action.leads))
        recurrence = action.timescale.recurrence or ""
        if len(recurrence) > longest(Action, "recurrence"):
            cut(recurrence, Action, "recurrence", action.place, "timescale")
            if not keep_words:
                action.timescale = replace(
                    action.timescale, recurrence=fitting(recurrence, longest(Action, "recurrence"))
                )
    if isinstance(reading, PromisedReading):
        _shorten_promises(reading, cut)
    return cut.problems


def _shorten_promises(reading: PromisedReading, cut: _Shortening) -> None:
    whole = "the document"
    reading.round = cut(reading.round, UpdateRound, "title", whole, "round")
    for name in ("answers", "prepares_for"):
        words = reading.plan_fields.get(name)
        if isinstance(words, str):
            reading.plan_fields[name] = cut(words, Plan, name, whole, name)
    for promise in reading.promises:
        promise.number = cut(promise.number, Recommendation, "number", promise.place, "number")
        promise.period = cut(promise.period, Milestone, "period", promise.place, "period")
