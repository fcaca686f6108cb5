"""An update of recommendations into sections by meaning, with every line accounted for.

The flow: the document becomes lines; a line that names a recommendation opens it; a line that is a known label opens a
section of it, whatever the label's words; words under a label that nobody knows are kept apart, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from actions.outlines.checks import beside_the_words, check, missing_numbers, title_of
from actions.outlines.labels import MEANINGS, Label, could_be_hope_or_result, label_meaning, label_of, printed
from actions.outlines.lines import Line, Spot
from actions.outlines.outline import behind, outline
from actions.outlines.recommendation_sentences import (
    BETWEEN,
    EMPTY,
    GUESSED_WORDS,
    HOPE_OR_RESULT,
    INTRODUCES,
    NO_SECTIONS,
    NO_WORDS,
    OTHER_WORDS,
    TWO_LABELS,
    UNKNOWN,
    UNMARKED,
    UNNAMED,
)
from actions.outlines.recommended import Named, named_in, number_in_a_title
from actions.outlines.result import OtherSection, Point, ReadRecommendation, RecommendationReading
from actions.outlines.vocabulary import Vocabulary
from actions.outlines.wrapping import UNSURE_END
from actions.reading import Problem, ReadRow
from actions.reading.columns import folded
from actions.reading.front import suggested_date
from actions.reading.kept import forget
from priorities.documents import Document, DocumentError

_TRIVIAL = re.compile(
    r".{0,40}\b(?:we|partnership|partners|leaders)(?: now| also| will| all)*(?: have| has)?(?: also| now)?|this (?:means|includes)(?: that)?|these (?:include|are)",
    re.IGNORECASE,
)
_LONGEST_LABEL = 14


def read_recommendation_update(
    document: Document, *, round: str, meanings: Mapping[str, str] | None = None
) -> RecommendationReading:
    """Read what an update says of one recommendation or several.

    `round` is what the round of updates is called ("Year one"). `meanings` is what a person said that labels mean: a
    label of the document, and one of `MEANINGS`. Raises DocumentError, one sentence, where the document has no section,
    ValueError where `meanings` names a meaning that there is not.
    """
    wrong = sorted(set((meanings or {}).values()) - set(MEANINGS))
    if wrong:
        raise ValueError(f"There is no meaning '{wrong[0]}'; there are {', '.join(MEANINGS)}.")
    try:
        return _Update(document, round, meanings or {}).read()
    finally:
        forget()


class _Update:
    def __init__(self, document: Document, round_title: str, meanings: Mapping[str, str]) -> None:
        self.document = document
        self.said = {folded(label): meaning for label, meaning in meanings.items()}
        vocabulary = Vocabulary(
            heads=lambda text: self._label(text) is not None or named_in(text) is not None,
            ends=lambda text: (label := self._label(text)) is not None and not label.rest,
            opens_list=lambda text: False,
            column=self._column,
        )
        self.lines = outline(document, vocabulary)
        self.reading = RecommendationReading(round=round_title)
        self.named = self._naming_lines()
        self.labels_in_lists = not any(
            self._label(line.text) is not None for line in self.lines if not (line.mark or line.why_not)
        )
        self.heading_spots = self._lines_like_labels()
        self.current: ReadRecommendation | None = None
        self.points: list[Point] | None = None
        """Those of the section in which the walk stands."""
        self.other: OtherSection | None = None
        self.label: Line | None = None
        self.own: list[Line] = []
        """The lines of the open section that are points."""
        self.front: list[Line] = []
        self.titles: list[Line] = []
        self._rows: list[tuple[Spot, ReadRow]] = []
        self._known: dict[str, ReadRecommendation] = {}
        self.dated = suggested_date(document)

    def _label(self, text: str) -> Label | None:
        """The label that a line is or begins with, by what a person said of labels first."""
        meaning = self.said.get(folded(text)) if self.said else None
        return Label(meaning, printed(text), "") if meaning else label_of(text)

    def _column(self, text: str) -> str:
        if re.fullmatch(
            r"(?:the |our |key )*(?:recommendations?|areas? for improvement|improvement areas?)", folded(text)
        ):
            return "subject"
        return "section" if folded(text) in self.said or label_meaning(text) or could_be_hope_or_result(text) else ""

    def _lines_like_labels(self) -> set[Spot]:
        """Short lines without a mark, with a blank line above and bullets below, where the known labels stand so too."""
        alike = [
            line
            for line, below in pairwise(self.lines)
            if below.mark == "bullet" and line.gap and not (line.mark or line.is_finished or line.in_table)
            if line.text[:1].isupper() and len(line.text.split()) <= _LONGEST_LABEL
        ]
        known = any(self._label(line.text) is not None for line in alike)
        return {line.spot for line in alike} if known else set()

    def _naming_lines(self) -> dict[int, Named]:
        """The lines that name a recommendation; those with a bullet only where no other does."""
        found = {at: named for at, line in enumerate(self.lines) if not line.why_not and (named := named_in(line.text))}
        outside = {at: named for at, named in found.items() if self.lines[at].mark != "bullet"}
        for at, line in enumerate(self.lines[:-1]):
            if line.repeated and self._column(line.text) == "subject":
                below = self.lines[at + 1]
                outside[at + 1] = named_in(below.text) or Named(below.number or None, below.text)
        return outside or found

    def read(self) -> RecommendationReading:
        title, place = title_of(
            self.document, self.lines, lambda at: at in self.named or self._label(self.lines[at].text) is not None
        )
        self.reading.title = title
        for at, line in enumerate(self.lines):
            if line.why_not:
                self._skip(line, line.why_not)
            elif line.repeated and self._column(line.text) == "subject":
                continue
            elif at in self.named:
                self._open(self.named[at], line)
            elif title and line.text == title and line.place == place:
                self._skip(line, "the title of the document")
                self.titles.append(line)
            else:
                self._line(line)
        self._close_section()
        self._front_is_none()
        if not any(item.sections or item.others for item in self.reading.recommendations):
            raise DocumentError(NO_SECTIONS)
        for item in self.reading.recommendations:
            if not (item.sections or item.others):
                item.problems.append(Problem(item.place, None, item.official_words, EMPTY))
            if not item.official_words:
                item.problems.append(Problem(item.place, "official_words", item.number or "", NO_WORDS))
        self.reading.rows = [row for _, row in sorted(self._rows, key=lambda item: item[0])]
        check(self.reading, self.document, self._texts())
        return self.reading

    def _line(self, line: Line) -> None:
        label = self._label(line.text) if not line.mark or line.mark == "number" or self.labels_in_lists else None
        if label is not None and not (line.mark and label.rest and not self.labels_in_lists):
            self._open_section(label, line)
        elif self.points is not None and (reason := beside_the_words(line, self.dated)):
            self._skip(line, reason)
        elif self._is_heading(line):
            self._unknown_heading(line)
        elif self.points is not None:
            self._point(line)
        elif self.current is not None:
            self._between(line)
        else:
            self.front.append(line)

    # Rows.

    def _skip(self, line: Line, reason: str) -> None:
        if not line.repeated:
            self._rows.append((line.spot, ReadRow(line.place, line.source, reason)))

    def _take(self, line: Line) -> None:
        if not line.repeated:
            self._rows.append((line.spot, ReadRow(line.place, line.source)))

    def _tell(self, line: Line, message: str) -> None:
        self.reading.problems.append(Problem(line.place, None, line.source, message))

    # Recommendations.

    def _open(self, named: Named, line: Line) -> None:
        self._close_section()
        self._front_is_none()
        self._take(line)
        known = self._known.get(named.number) if named.number else None
        if known is not None:
            self.current = known
            if not known.official_words:
                known.official_words = named.words
            elif named.words and named.words.casefold() != known.official_words.casefold():
                known.problems.append(Problem(line.place, "official_words", named.words, OTHER_WORDS))
            if not known.sections:
                known.place = line.place
            return
        self.current = ReadRecommendation(named.number, named.words, line.place)
        self.current.problems += [Problem(line.place, "official_words", named.words, doubt) for doubt in line.doubts]
        self.reading.recommendations.append(self.current)
        if named.number:
            self._known[named.number] = self.current

    def _between(self, line: Line) -> None:
        """A line below a recommendation and above its first label: its words, if its heading has none."""
        if not self.current.official_words:
            self._take(line)
            self.current.official_words = line.text
            return
        self._skip(line, "words between a recommendation and its first section")
        self._tell(line, BETWEEN)

    def _open_unnamed(self, line: Line) -> None:
        """A label where no line has named a recommendation: a title or the words above the label may."""
        titles = [one for one in self.titles + self.front if number_in_a_title(one.text)]
        number = number_in_a_title(titles[0].text) if titles else None
        self.current = ReadRecommendation(number, "", line.place)
        self.reading.recommendations.append(self.current)
        if number is None:
            self.current.problems.append(Problem(line.place, "number", "", UNNAMED))
        words = [one for one in self.front if one not in titles and not one.mark and not one.is_set_apart]
        if number is not None and len(words) == 1:
            [own] = words
            self.front.remove(own)
            self._take(own)
            self.current.official_words, self.current.place = own.text, own.place
            self.current.problems.append(Problem(own.place, "official_words", own.text, GUESSED_WORDS))
        self._front_is_none()

    def _front_is_none(self) -> None:
        for line in self.front:
            self._skip(line, "words before the first section")
        self.front = []

    # Sections.

    def _open_section(self, label: Label, line: Line) -> None:
        self._close_section()
        if self.current is None:
            self._open_unnamed(line)
        item = self.current
        self._take(line)
        self.label, self.other = line, None
        self.points = item.sections.setdefault(label.meaning, [])
        have = item.labels.setdefault(label.meaning, label.printed)
        if folded(have) != folded(label.printed):
            message = TWO_LABELS.format(have, label.printed)
            item.problems.append(Problem(line.place, label.meaning, label.printed, message))
        if label.rest:
            for rest in behind(line, label.rest):
                self.points.append(self._made(rest, rest.text))

    def _close_section(self) -> None:
        self.reading.problems += missing_numbers(self.own, "points")
        self.points = self.other = self.label = None
        self.own = []

    def _is_heading(self, line: Line) -> bool:
        if line.mark:
            return False
        words = len(line.text.split())
        if line.level is not None or line.heads or line.repeated or (line.bold and words <= _LONGEST_LABEL):
            return True
        if line.spot in self.heading_spots:
            return True
        if could_be_hope_or_result(line.text) and line.text[:1].isupper():
            return True
        return line.text.rstrip().endswith(":") and line.text[:1].isupper() and words <= _LONGEST_LABEL

    def _unknown_heading(self, line: Line) -> None:
        """A heading that is no known label: words of a recommendation, of the front, within a section, or unknown."""
        if self.current is None:
            self.front.append(line)
        elif self.points is None and not self.current.sections and not self.current.others and not self._is_label(line):
            self._between(line)
        elif self.points is not None and self._is_deeper(line):
            self._skip(line, "a heading within a section")
        elif (
            self.points is not None
            and not self.own
            and not line.is_set_apart
            and not line.heads
            and line.text.endswith(":")
        ):
            self._skip(line, "words that introduce the points below")
            if not _TRIVIAL.fullmatch(line.text.rstrip(" :")):
                self._tell(line, INTRODUCES)
        else:
            self._open_other(line)

    def _is_label(self, line: Line) -> bool:
        return line.text.rstrip().endswith(":") or line.heads or could_be_hope_or_result(line.text)

    def _is_deeper(self, line: Line) -> bool:
        return line.level is not None and self.label.level is not None and line.level > self.label.level

    def _open_other(self, line: Line) -> None:
        self._close_section()
        self.label = line
        self.other = OtherSection(printed(line.text), line.place)
        self.points = self.other.points
        self.current.others.append(self.other)
        self._skip(line, "a label whose meaning nobody knows")
        message = HOPE_OR_RESULT if could_be_hope_or_result(line.text) else UNKNOWN
        self.current.problems.append(Problem(line.place, None, printed(line.text), message))

    def _point(self, line: Line) -> None:
        doubts: tuple[str, ...] = ()
        if self.own and not line.mark and self.own[-1].mark and not line.in_table:
            doubts = (UNMARKED,)
        elif self.own and not (line.mark or line.gap or line.in_table or self.own[-1].is_finished):
            doubts = (UNSURE_END,) if self.document.format == "txt" else ()
        self.own.append(line)
        self.points.append(self._made(line, line.text, *doubts))
        if self.other is None:
            self._take(line)
        else:
            self._skip(line, f"words under '{self.other.label}', whose meaning nobody knows")

    def _made(self, line: Line, words: str, *doubts: str) -> Point:
        messages = dict.fromkeys((*line.doubts, *doubts))
        return Point(words, line.place, [Problem(line.place, "words", words, message) for message in messages])

    def _texts(self) -> Sequence[tuple[str, str, str]]:
        texts: list[tuple[str, str, str]] = []
        for item in self.reading.recommendations:
            texts.append((item.place, "official_words", item.official_words))
            texts += [(item.place, "labels", label) for label in item.labels.values()]
            texts += [(point.place, "words", point.words) for point in item.points()]
        return texts
