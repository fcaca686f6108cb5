"""One row under its headings into one action: every word in a field, or in a problem."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from unicodedata import category

from actions.reading.aligning import Aligned, align
from actions.reading.columns import Meaning
from actions.reading.date_columns import timescales_of
from actions.reading.lead_columns import LITTLE, leads_of, organisations_of, words_of
from actions.reading.pointers import points_elsewhere
from actions.reading.ratings import RatingKey, colour_of, colour_of_fill
from actions.reading.references import glued_reference, label_of_reference, reference_in_column
from actions.reading.result import FoundPerson, Problem, ReadAction
from actions.reading.rows import Column, Header, RawRow
from actions.reading.status_words import folded
from priorities.documents import Cell
from priorities.letters import has_unreadable
from priorities.people import people_in_lead, people_in_text

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole document says that a single row needs."""

    document_date: date | None
    key: RatingKey
    roles: Mapping[str, str]
    glued: bool
    plain: bool
    has_references: bool
    rating_column: int | None
    structured: bool
    addressed: bool = False
    """Each cell bears its own address, as in a workbook or under a label, so none can have slipped sideways."""
    title_column: int | None = None
    """The column of the priorities' titles, where another one holds their numbers."""
    reference_label: str = ""
    """The word before every reference of the table, which is no part of any: "action" of "Action 1.1"."""
    joins_by_commas: bool = False
    """Commas stand between the leads of the table, so that "Lead, Ambulance Trust" are two."""
    whole_rows: bool = False
    """Most rows of the table have a cell under every heading, so one with fewer has lost something."""


class Builder:
    """Builds one action from one row."""

    def __init__(self, raw: RawRow, header: Header, context: Context) -> None:
        self.raw = raw
        self.header = header
        self.context = context
        self.place = raw.place
        self.problems: list[Problem] = []
        self.people: list[FoundPerson] = []
        self.aligned: Aligned = align(raw, header, structured=context.structured, addressed=context.addressed)
        self.composed = False

    def problem(self, field: str | None, value: str, message: str) -> None:
        self.problems.append(Problem(self.place, field, value, message))

    def build(self, priority: int | None) -> ReadAction:
        """The action, with everything that is wrong or unsure about its row."""
        self._say_how_it_was_put_together()
        words, reference = self._words_and_reference()
        leads = leads_of(self)
        timescale, first_timescale = timescales_of(self)
        action = ReadAction(
            reference=reference,
            priority=priority,
            official_words=words,
            outcome=self._outcome(),
            leads=leads,
            timescale=timescale,
            first_timescale=first_timescale,
            rating="",
            status=None,
            progress=self._progress(),
            place=self.place,
            problems=self.problems,
        )
        action.organisations = organisations_of(self, action.leads)
        self._rate(action)
        self._doubts()
        self._others()
        self._check_letters(action)
        self._check_pointers(action)
        self._check_people(action)
        self._nothing_lost(action)
        action.cells = self._cells()
        return action

    def _cells(self) -> tuple[tuple[str, str], ...]:
        """The row's cells with their headings, those without words left out."""
        headings = {column.index: " ".join(column.heading.split()) for column in self.header.columns}
        return tuple((words, text) for index, words in headings.items() if (text := self.raw.cells.get(index, "")))

    # -- how the row came together -------------------------------------------------------------------------------

    def _say_how_it_was_put_together(self) -> None:
        lines = len(self.raw.places)
        if lines > 1 and not self.raw.labelled:
            unit = "lines" if self.place.startswith("line") else "rows"
            self.problem(None, "", f"This row was spread over {lines} {unit}, put together here: check its words.")
        for column in self.header.columns:
            if column.guessed and self.text(column):
                heading = " ".join(column.heading.split())
                self.problem(
                    _field(column),
                    heading,
                    f"The heading '{heading}' is not one that we know, and its words were taken for {_TAKEN_FOR[column.meaning]}: check it.",
                )
        for column in self.aligned.unlike:
            self.problem(
                _field(column),
                self.text(column),
                f"These words do not look like what '{column.heading}' names: check that no cell of this row slipped.",
            )
        if not self.aligned.moved:
            if self.context.whole_rows and self.raw.count < len(self.header.columns):
                self.problem(
                    None,
                    self.raw.text,
                    f"This row has {self.raw.count} cells under {len(self.header.columns)} headings, so a column may be lost: check them all.",
                )
            return
        expected, found = len(self.header.columns), self.raw.count
        for column in self.aligned.lost:
            if column.heading and column.meaning is not None:
                name = _field(column)
                self.problem(
                    name,
                    self.raw.text,
                    f"This row has {found} cells under {expected} headings, so the column '{column.heading}' seems lost: check this row.",
                )
        for column in self.aligned.joined:
            self.problem(
                _field(column),
                self.raw.text,
                f"This row has {found} cells under {expected} headings, so cells were joined under '{column.heading}': check it.",
            )
        if not self.aligned.lost and not self.aligned.joined:
            self.problem(None, self.raw.text, "The cells of this row stood under the wrong headings: check all of it.")

    # -- reference and words -------------------------------------------------------------------------------------

    def text(self, column: Column | None) -> str:
        """The row's words under a heading; "" where there is no such heading or no words."""
        return self.aligned.texts.get(column.index, "") if column else ""

    def cell(self, column: Column) -> Cell | None:
        sources = self.aligned.sources.get(column.index) or []
        return self.raw.raw.get(sources[0]) if len(sources) == 1 else None

    def _action_column(self) -> Column | None:
        for meaning in (Meaning.ACTION, Meaning.AIM, Meaning.OUTCOME):
            column = self.header.first(meaning)
            if column is not None:
                return column
        return None

    def _words_and_reference(self) -> tuple[str, str | None]:
        named = self._action_column()
        words = self.text(named)
        if words and named is not None and named.meaning is Meaning.OUTCOME:
            heading = " ".join(named.heading.split())
            message = (
                f"No heading names the actions, so the words under '{heading}' were taken for the action: check it."
            )
            self.problem("official_words", heading, message)
        reference: str | None = None
        column = self.header.first(Meaning.REFERENCE)
        if column is not None:
            text = self.text(column)
            reference = reference_in_column(text) if text else None
            if text and reference is None:
                message = f"'{text}' under '{column.heading}' does not look like a reference: add the reference if it has one."
                self.problem("reference", text, message)
            label = label_of_reference(text)
            if label.lower() != self.context.reference_label and label:
                message = (
                    f"'{text}' was read as '{reference}', as references elsewhere in the table have no '{label}' before "
                    "them: write it in full if that word belongs to it."
                )
                self.problem("reference", text, message)
        if reference is None and self.context.glued:
            glued = glued_reference(words, plain=self.context.plain)
            if glued is not None:
                reference, words = glued
        unlike = column is not None and bool(self.text(column)) and reference is None
        if reference is None and self.context.has_references and not unlike:
            self.problem(
                "reference",
                "",
                "This row has no reference, although others of the plan have one: add it if it is lost.",
            )
        if not words:
            self.problem(
                "official_words",
                "",
                "This row has no words under the heading for actions: write what is to be done, or leave the row out.",
            )
        return words, reference

    def _outcome(self) -> str:
        columns = [column for column in self.header.all(Meaning.OUTCOME) if column is not self._action_column()]
        if columns:
            return self.text(columns[0])
        return self.text(self.header.first(Meaning.MEASURE))

    def _progress(self) -> str:
        columns = self.header.all(Meaning.PROGRESS)
        filled = [(column, self.text(column)) for column in columns if self.text(column)]
        if len(columns) == 1:
            return filled[0][1] if filled else ""
        return "\n".join(f"{' '.join(column.heading.split())}: {text}" for column, text in filled)

    # -- rating --------------------------------------------------------------------------------------------------

    def _rate(self, action: ReadAction) -> None:
        if self.context.rating_column is None:
            return
        column = self.header.at(self.context.rating_column) or self.header.first(Meaning.RATING)
        if column is None or column.meaning is not Meaning.RATING:
            column = self.header.first(Meaning.RATING)
        if column is None:
            return
        cell = self.cell(column)
        text = " ".join(self.text(column).split())
        fill = colour_of_fill(cell.fill) if cell is not None and cell.fill else None
        if not text and cell is not None and cell.fill:
            action.rating = self.context.key.word_of_fill(cell.fill) or ""
        elif text:
            action.rating = text
            named = colour_of(text)
            if fill and named and fill != named and {fill, named} <= {"red", "amber", "green", "blue"}:
                self.problem(
                    "rating",
                    text,
                    f"The cell says '{text}' and is coloured {fill}, and the word was taken: check which is right.",
                )
        if not any(character.isalnum() or category(character)[0] == "S" for character in action.rating):
            if self.header.all(Meaning.RATING):
                self.problem("rating", text, "No rating is given: add one when the next progress report is made.")
            action.rating = text
            return
        explained = self.context.key.entry(action.rating) is not None
        if not explained and folded(action.rating) in {
            "tbc",
            "n/a",
            "na",
            "none",
            "tba",
            "not applicable",
            "to be confirmed",
        }:
            self.problem(
                "status",
                action.rating,
                f"'{action.rating}' is no rating, so no status was given: choose one, or leave it unknown.",
            )
            return
        action.status, message = self.context.key.status(action.rating)
        if message:
            self.problem("status", action.rating, message)

    # -- what else the row says ----------------------------------------------------------------------------------

    def _doubts(self) -> None:
        for index, sentence in self.raw.doubts:
            column = next(
                (self.header.at(at) for at, sources in self.aligned.sources.items() if index in sources), None
            )
            name = _field(column) if column else None
            words = sentence if ": " in sentence else f"{sentence.rstrip('.')}: check it against the document."
            self.problem(name, self.raw.cells.get(index, ""), words)

    def _others(self) -> None:
        """Words under headings that have no field: kept as problems, so that nothing is lost."""
        kept = {self._action_column()}
        outcomes = [column for column in self.header.all(Meaning.OUTCOME) if column not in kept]
        kept |= set(outcomes[:1]) or set(self.header.all(Meaning.MEASURE)[:1])
        kept |= {self.header.first(Meaning.REFERENCE)}
        if self.context.title_column is not None:
            kept |= {self.header.at(self.context.title_column)}
        fields = {Meaning.LEAD, Meaning.NAME, Meaning.DUE, Meaning.PROGRESS, Meaning.PRIORITY}
        if self.context.rating_column is not None:
            kept |= {self.header.at(self.context.rating_column)}
        kept |= set(self.header.all(Meaning.START)[:1])
        if self.composed:
            kept |= set(self.header.all(Meaning.REVIEW)[:1])
        for column in self.header.columns:
            text = self.text(column)
            if not text or column in kept or column.meaning in fields:
                continue
            heading = " ".join(column.heading.split()) or "a column without a heading"
            self.problem(
                heading,
                text,
                f"The words under '{heading}' have no field of their own: copy into a field what the public should read.",
            )

    def _check_letters(self, action: ReadAction) -> None:
        for name, text in (
            ("official_words", action.official_words),
            ("outcome", action.outcome),
            ("progress", action.progress),
            ("rating", action.rating),
        ):
            if has_unreadable(text):
                self.problem(name, text, "Some letters could not be read: check these words against the document.")

    def _check_pointers(self, action: ReadAction) -> None:
        for name in ("official_words", "outcome", "progress"):
            text = getattr(action, name)
            if points_elsewhere(text):
                self.problem(name, text, f"'{text}' points to another row: write the words themselves here.")

    def _check_people(self, action: ReadAction) -> None:
        found = [("leads", item) for lead in action.leads for item in people_in_lead(lead)]
        for name in ("official_words", "outcome", "progress"):
            found += [(name, item) for item in people_in_text(getattr(action, name))]
        what = {
            "name": "a person's name",
            "email": "an email address",
            "telephone": "a telephone number",
            "detail": "a personal detail",
        }
        for name, item in found:
            self.people.append(FoundPerson(item.kind, item.words, self.place, name))
            self.problem(
                name,
                item.words,
                f"This looks like {what[item.kind]}, which the public does not see: write a role in its place.",
            )

    def _nothing_lost(self, action: ReadAction) -> None:
        """Every word of the row stands in a field or in a problem; what does not is reported here."""
        timescale = action.timescale
        kept = words_of(
            " ".join(
                [
                    action.reference or "",
                    action.official_words,
                    action.outcome,
                    *action.leads,
                    timescale.raw,
                    action.first_timescale.raw if action.first_timescale else "",
                    action.rating,
                    action.progress,
                    *(problem.value for problem in self.problems),
                ]
            )
        )
        columns = {column.index for column in self.header.all(Meaning.PRIORITY)} | {self.context.title_column}
        lost: list[str] = []
        for index, text in self.raw.cells.items():
            if index in columns and not self.aligned.moved:
                continue
            missing = words_of(text) - kept - _LABELS - LITTLE
            glued = glued_reference(text, plain=self.context.plain) if missing and self.context.glued else None
            if glued is not None:  # "1.1Open" is a reference and a word
                missing = words_of(" ".join(glued)) - kept - _LABELS - LITTLE
            lost += [word for word in _WORD.findall(" ".join(glued or [text])) if word.lower() in missing]
        if lost:
            self.problem(None, " ".join(lost), "These words of the row found no field: write them where they belong.")


_TAKEN_FOR = {
    Meaning.REFERENCE: "the reference",
    Meaning.ACTION: "the action",
    Meaning.OUTCOME: "the outcome",
    Meaning.PROGRESS: "the progress report",
    Meaning.LEAD: "the lead",
    Meaning.START: "the start date",
    Meaning.DUE: "the due date",
    Meaning.RATING: "the rating",
    Meaning.PRIORITY: "the priority",
    Meaning.NAME: "the name of whoever leads",
}

_LABELS = frozenset({"action", "ref", "reference", "no"})


def _field(column: Column) -> str:
    """The name under which problems of a column are reported."""
    if column.meaning is None or column.meaning in (Meaning.OTHER, Meaning.AIM, Meaning.REVIEW):
        return column.heading
    if column.meaning is Meaning.START:
        return Meaning.DUE.value
    if column.meaning is Meaning.MEASURE:
        return Meaning.OUTCOME.value
    return column.meaning.value
