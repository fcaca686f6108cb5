"""What was read of a strategy or of an update of recommendations. Pure data, in the shape that `--json` prints."""

from __future__ import annotations

from dataclasses import dataclass, field

from actions.reading import DocumentDate, FoundPerson, Problem, ReadRow


@dataclass(slots=True)
class Point:
    """A commitment, or a point of a section, in the document's words, with the place where it stands."""

    words: str
    place: str
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        return {"words": self.words, "place": self.place}


@dataclass(slots=True)
class PromisedPriority:
    """A priority of a strategy. `official_words` is its aim; `number` is None where it has none."""

    number: str | None
    title: str
    official_words: str
    place: str
    commitments: list[Point] = field(default_factory=list)
    aim_place: str = ""
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        return {
            "number": self.number,
            "title": self.title,
            "official_words": self.official_words,
            "commitments": [point.as_json() for point in self.commitments],
        }


@dataclass(slots=True)
class OtherSection:
    """Words of a recommendation under a label that nobody knows: kept, and a person says what they are."""

    label: str
    place: str
    points: list[Point] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        return {"label": self.label, "place": self.place, "points": [point.as_json() for point in self.points]}


@dataclass(slots=True)
class ReadRecommendation:
    """A recommendation and what one round says of it, by meaning. `labels` are those of the document, as printed."""

    number: str | None
    official_words: str
    place: str
    sections: dict[str, list[Point]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    others: list[OtherSection] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def points(self) -> list[Point]:
        """Every point of every section, those under unknown labels last."""
        known = [point for points in self.sections.values() for point in points]
        return [*known, *(point for section in self.others for point in section.points)]

    def as_json(self) -> dict[str, object]:
        return {
            "number": self.number,
            "official_words": self.official_words,
            "sections": {meaning: [point.as_json() for point in points] for meaning, points in self.sections.items()},
            "labels": dict(self.labels),
            "others": [section.as_json() for section in self.others],
        }


@dataclass(slots=True)
class OutlineReading:
    """What both kinds have in common; every line of the document stands in `rows`."""

    title: str = ""
    """The document's own title, a suggestion; "" where it shows none."""
    dated: DocumentDate | None = None
    """The date that the document bears, a suggestion; None where it shows none or two."""
    problems: list[Problem] = field(default_factory=list)
    rows: list[ReadRow] = field(default_factory=list)
    people: list[FoundPerson] = field(default_factory=list)

    @property
    def skipped(self) -> list[ReadRow]:
        return [row for row in self.rows if not row.imported]

    def _head(self, kind: str) -> dict[str, object]:
        dated = self.dated
        return {
            "kind": kind,
            "title": self.title,
            "dated": {
                "words": dated.words,
                "day": dated.day.isoformat(),
                "precision": dated.precision,
                "place": dated.place,
            }
            if dated
            else None,
        }

    def _tail(self, problems: list[Problem]) -> dict[str, object]:
        return {
            "problems": [problem.as_json() for problem in problems],
            "rows": {
                "read": len(self.rows),
                "imported": len(self.rows) - len(self.skipped),
                "skipped": [{"place": row.place, "text": row.text, "reason": row.reason} for row in self.skipped],
            },
        }


@dataclass(slots=True)
class StrategyReading(OutlineReading):
    """A strategy: its priorities with their commitments, and those that belong to none."""

    priority_word: str = ""
    """What the document calls a priority: "Theme"; "" where it has no word for it."""
    priorities: list[PromisedPriority] = field(default_factory=list)
    core_commitments: list[Point] = field(default_factory=list)

    def all_problems(self) -> list[Problem]:
        """Those of the document, then those of each priority and its commitments, then of the core ones."""
        return [
            *self.problems,
            *(
                problem
                for priority in self.priorities
                for problem in (
                    *priority.problems,
                    *(item for point in priority.commitments for item in point.problems),
                )
            ),
            *(problem for point in self.core_commitments for problem in point.problems),
        ]

    def as_json(self) -> dict[str, object]:
        """The object that `import_document --json` prints. Top-level problems include those of the commitments."""
        return {
            **self._head("strategy"),
            "priority_word": self.priority_word or None,
            "priorities": [priority.as_json() for priority in self.priorities],
            "core_commitments": [point.as_json() for point in self.core_commitments],
            **self._tail(self.all_problems()),
        }


@dataclass(slots=True)
class RecommendationReading(OutlineReading):
    """A round of updates: one recommendation or several."""

    round: str = ""
    recommendations: list[ReadRecommendation] = field(default_factory=list)

    def all_problems(self) -> list[Problem]:
        """Those of the document, then those of each recommendation and its points."""
        return [
            *self.problems,
            *(
                problem
                for item in self.recommendations
                for problem in (*item.problems, *(found for point in item.points() for found in point.problems))
            ),
        ]

    def as_json(self) -> dict[str, object]:
        """The object that `import_document --json` prints. `recommendation` is the first of `recommendations`."""
        return {
            **self._head("recommendation-update"),
            "round": self.round,
            "recommendation": self.recommendations[0].as_json(),
            "recommendations": [item.as_json() for item in self.recommendations],
            **self._tail(self.all_problems()),
        }
