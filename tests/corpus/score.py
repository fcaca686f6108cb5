"""Compares what the reader made of a plan with what a careful officer would have read.

A **cell** is one field of one expected action: reference, priority, official_words, outcome, leads,
timescale.raw, timescale.due, rating, status, progress (and timescale.start where a start is expected).

- **right**: equal after folding white space, or accepted by the expectation.
- **warned**: differs, but a problem names the field (or the whole row: field null).
- **silent**: differs and nobody says so. Also: a value that had to be reported and was not, an expected
  action that is missing with its words not in a skipped row, an action too many, a priority that is missing
  or too many, a source word that stands in no field, no problem and no skipped row, a hidden word in a
  field, a hidden thing that nobody reports, rows that do not add up, a skipped row without a reason.
- **excused**: the document itself is damaged there and the reader says so; left out of the percentage.

Choices accepted, so that wrong values are punished and not taste:

- None, "" and [] are the same. `priority` and `reference` compare as texts. `rating` compares without case.
- A problem may stand in the action or among the top problems with the action's place (or a longer form of
  it); a top problem without a row, line or paragraph in its place speaks for the whole document.
  `timescale.problem` counts as a problem of the timescale. A problem of the rating speaks for the status
  and the other way round, because the status is made from the rating.
- A priority without a number in the document has the number null, and the action names it by `priority_title`; it
  may also get any number, if the priority of that number has its words. Title and aim of a priority may be divided between `title` and `official_words` in any way.
- Columns that the contract has no field for (budget, risk, evidence, measure, baseline …) may go to
  `outcome` or `progress`, with or without their heading, or into a problem, or into a skipped row: the plan
  says `Text(…)`.
- Several columns for one field may be joined by anything, with or without their headings.
- Words: a word counts as kept when it stands beside one of its neighbours somewhere in the answer. One or
  two words alone (a lead cut from its "and") count when they stand anywhere in it. Joining words and the
  plan's own label for a priority may go.

Actions are aligned in the order of the document, by the likeness of their words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from .expect import Action, Doubtful, Expected, OneOf, Warned, fold, folded, judge, texts_of, words

FIELDS = (
    "reference",
    "priority",
    "official_words",
    "outcome",
    "leads",
    "timescale.raw",
    "timescale.start",
    "timescale.due",
    "rating",
    "status",
    "progress",
)
SAME_FIELD = {"rating": {"rating", "status"}, "status": {"rating", "status"}}
JOINERS = frozenset({"and", "with", "by", "the", "of", "lead", "leads"})
A_ROW = re.compile(r"\b(row|line|paragraph|cell|bullet)s?\b|\b[a-z]{1,2}\d+\b", re.I)


@dataclass
class Score:
    """The count for one plan; `silent` and `differences` say what was wrong, in words."""

    name: str = ""
    cells: int = 0
    right: int = 0
    warned: int = 0
    excused: int = 0
    alarms: int = 0
    silent: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The part of the judged cells that is right, 0 to 1."""
        judged = self.cells - self.excused
        return self.right / judged if judged else 1.0

    @property
    def passed(self) -> bool:
        return not self.silent and self.share >= 0.98


def score(expected: Expected, actual: dict[str, Any], name: str = "") -> Score:
    """Compare the reader's JSON object with the expectation. Never raises for a well-formed object."""
    result = Score(name)
    found = actual.get("actions") or []
    pairs = align(expected.actions, found)
    taken = {index for _, index in pairs if index is not None}
    skipped_words = set(words(" ".join(str(row.get("text", "")) for row in _skipped(actual))))
    for number, (action, index) in enumerate(pairs, start=1):
        label = f"action {number} ({_short(action)})"
        if index is None:
            cells = len(_wanted_fields(action))
            result.cells += cells
            if _share_of(action, skipped_words) > 0.9:
                result.warned += cells
                result.differences.append(f"{label}: skipped by the reader")
            else:
                result.silent.append(f"{label}: missing, and its words are in no skipped row")
            continue
        _score_action(result, label, action, found[index], actual)
    for index, extra in enumerate(found):
        if index not in taken:
            text = fold(str(extra.get("official_words")))[:90]
            result.silent.append(f"an action too many at {extra.get('place')}: {text!r}")
    result.silent.extend(_priority_errors(expected, actual))
    result.silent.extend(_lost_words(expected, actual))
    result.silent.extend(_hidden_errors(expected, actual))
    result.silent.extend(_row_errors(actual))
    return result


def _score_action(result: Score, label: str, action: Action, got: dict[str, Any], whole: dict[str, Any]) -> None:
    warned_fields = problem_fields(got, whole)
    for name in _wanted_fields(action):
        want, have = _wanted(action, name), _value(got, name)
        if name == "rating":
            want, have = _no_case(want), _no_case(have)
        if name == "priority":
            have = _priority_reading(want, have, whole) if have is not None else _titled(want, got)
        base = name.split(".")[0]
        warned = None in warned_fields or bool(SAME_FIELD.get(base, {base}) & warned_fields)
        verdict = judge(want, have, warned, bool(warned_fields))
        result.cells += 1
        if verdict == "right":
            result.right += 1
            if warned and judge(want, have, False, False) == "right":
                result.alarms += 1
            continue
        line = f"{label} {name}: wanted {want!r}, got {have!r}"
        if verdict == "silent":
            result.silent.append(line)
        else:
            result.differences.append(f"{line} ({verdict})")
            if verdict == "warned":
                result.warned += 1
            else:
                result.excused += 1


def problem_fields(got: dict[str, Any], whole: dict[str, Any]) -> set[str | None]:
    """The fields of an action that some problem names; None among them where the whole row is named."""
    fields = {_base(problem.get("field")) for problem in got.get("problems") or []}
    if (got.get("timescale") or {}).get("problem"):
        fields.add("timescale")
    place = fold(str(got.get("place") or "")).casefold()
    for problem in whole.get("problems") or []:
        where = fold(str(problem.get("place") or "")).casefold()
        here = bool(place) and (where == place or re.match(re.escape(place) + r"(?!\w)", where) is not None)
        everywhere = not A_ROW.search(where) and problem.get("field") is not None
        if here or everywhere:
            fields.add(_base(problem.get("field")))
    return fields


def align(expected: tuple[Action, ...], found: list[dict[str, Any]]) -> list[tuple[Action, int | None]]:
    """Pair every expected action with the index of the action read for it, or None, keeping their order."""
    bags = [(_bag(action.official_words), _expected_bag(action)) for action in expected]
    seen = [(Counter(words(str(row.get("official_words") or ""))), _found_bag(row)) for row in found]
    rows, columns = len(bags), len(seen)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    like = [[_likeness(bag, row) for row in seen] for bag in bags]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            both = best[i + 1][j + 1] + like[i][j] if like[i][j] > 0.3 else -1.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[Action, int | None]] = []
    i = j = 0
    while i < rows:
        if j < columns and like[i][j] > 0.3 and best[i][j] == best[i + 1][j + 1] + like[i][j]:
            pairs.append((expected[i], j))
            i, j = i + 1, j + 1
        elif j < columns and best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((expected[i], None))
            i += 1
    return pairs


def _likeness(want: tuple[Counter, Counter], have: tuple[Counter, Counter]) -> float:
    return (2 * _dice(want[0], have[0]) + _dice(want[1], have[1])) / 3


def _dice(left: Counter, right: Counter) -> float:
    size = left.total() + right.total()
    return 2 * (left & right).total() / size if size else 0.0


def _bag(value: Any) -> Counter:
    return Counter(words(" ".join(texts_of(value))))


def _expected_bag(action: Action) -> Counter:
    parts = (
        action.reference,
        action.official_words,
        action.outcome,
        action.leads,
        action.raw,
        action.progress,
    )
    return sum((_bag(part) for part in parts), Counter())


def _found_bag(row: dict[str, Any]) -> Counter:
    keys = ("reference", "official_words", "outcome", "leads", "progress")
    text = " ".join(_strings([row.get(key) for key in keys]))
    return Counter(words(f"{text} {(row.get('timescale') or {}).get('raw') or ''}"))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _wanted_fields(action: Action) -> list[str]:
    return [name for name in FIELDS if name != "timescale.start" or action.start is not None]


def _wanted(action: Action, name: str) -> Any:
    return getattr(action, name.removeprefix("timescale."))


def _value(got: dict[str, Any], name: str) -> Any:
    if name.startswith("timescale."):
        return (got.get("timescale") or {}).get(name.removeprefix("timescale."))
    return got.get(name)


def _no_case(value: Any) -> Any:
    """A rating without case, inside the classes of an expectation too."""
    if isinstance(value, OneOf):
        return OneOf(*map(_no_case, value.options))
    if isinstance(value, (Warned, Doubtful)):
        return type(value)(_no_case(value.value))
    return value.casefold() if isinstance(value, str) else value


def _base(name: str | None) -> str | None:
    return name.split(".")[0].split("[")[0] if name else None


def _skipped(actual: dict[str, Any]) -> list[dict[str, Any]]:
    return (actual.get("rows") or {}).get("skipped") or []


def _short(action: Action) -> str:
    return fold(" ".join(texts_of(action.official_words)))[:45]


def _share_of(action: Action, known: set[str]) -> float:
    wanted = set(_bag(action.official_words))
    return len(wanted & known) / len(wanted) if wanted else 0.0


def _priority_reading(want: Any, have: Any, whole: dict[str, Any]) -> Any:
    """The title expected, where the document has no number and the number read is that of a priority so
    titled."""
    title = want.value if hasattr(want, "value") else want
    if not isinstance(title, str) or have is None or not re.search(r"[A-Za-z]{3}", title):
        return have
    for priority in whole.get("priorities") or []:
        if folded(priority.get("number")) == folded(have) and _holds(priority, title):
            return title
    return have


def _titled(want: Any, got: dict[str, Any]) -> Any:
    """The title by which an action names a priority that has no number, where the expectation is a title."""
    title = want.value if hasattr(want, "value") else want
    return got.get("priority_title") if isinstance(title, str) and re.search(r"[A-Za-z]{3}", title) else None


def _holds(priority: dict[str, Any], text: str) -> bool:
    held = words(f"{priority.get('title') or ''} {priority.get('official_words') or ''}")
    return not set(words(text)) - set(held)


def _priority_errors(expected: Expected, actual: dict[str, Any]) -> Iterator[str]:
    found = list(actual.get("priorities") or [])
    for want in expected.priorities:
        match = next((p for p in found if _is_priority(want, p)), None)
        if match is None and want.needed:
            yield f"priority {want.number!r} {want.title!r} is missing or differs"
        elif match is not None:
            found.remove(match)
    for extra in found:
        yield f"a priority too many: {extra.get('number')!r} {extra.get('title')!r}"


def _is_priority(want: Any, priority: dict[str, Any]) -> bool:
    numbered = want.number is None or judge(want.number, priority.get("number"), False) == "right"
    return numbered and _holds(priority, want.title) and _holds(priority, want.aim)


def _lost_words(expected: Expected, actual: dict[str, Any]) -> Iterator[str]:
    answer = {key: value for key, value in actual.items() if key != "kind"}
    known: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for text in _strings(answer):
        tokens = words(text)
        known.update(tokens)
        pairs.update(pairwise(tokens))
    free = JOINERS | expected.labels
    for text in dict.fromkeys(fold(part) for part in expected.source):
        tokens = words(text)
        kept = [False] * len(tokens)
        for index, pair in enumerate(pairwise(tokens)):
            if pair in pairs:
                kept[index] = kept[index + 1] = True
        for run in _runs(tokens, kept):
            real = [word for word in run if word not in free]
            if len(real) > 2 or any(word not in known for word in real):
                yield f"words lost: {' '.join(run)!r} of {text[:80]!r}"


def _runs(tokens: list[str], kept: list[bool]) -> Iterator[list[str]]:
    run: list[str] = []
    for word, is_kept in zip(tokens, kept, strict=True):
        if is_kept:
            if run:
                yield run
            run = []
        else:
            run.append(word)
    if run:
        yield run


def _hidden_errors(expected: Expected, actual: dict[str, Any]) -> Iterator[str]:
    content = [{key: value for key, value in row.items() if key != "problems"} for row in actual.get("actions") or []]
    for row in content:
        row["timescale"] = {**(row.get("timescale") or {}), "problem": None, "note": None}
    inside = fold(" ".join(_strings([content, actual.get("priorities") or []]))).casefold()
    for phrase in expected.never:
        if fold(phrase).casefold() in inside:
            yield f"hidden words were taken for content: {phrase!r}"
    said = [
        actual.get("problems"),
        _skipped(actual),
        [row.get("problems") for row in actual.get("actions") or []],
    ]
    reported = fold(" ".join(_strings(said))).casefold()
    for choices in expected.reports:
        if not any(fold(choice).casefold() in reported for choice in choices):
            yield f"not reported: {' / '.join(choices)}"


def _row_errors(actual: dict[str, Any]) -> Iterator[str]:
    rows = actual.get("rows") or {}
    skipped = _skipped(actual)
    if rows.get("read") != (rows.get("imported") or 0) + len(skipped):
        counts = f"{rows.get('read')} read, {rows.get('imported')} imported, {len(skipped)} skipped"
        yield f"rows do not add up: {counts}"
    for row in skipped:
        if not row.get("reason"):
            yield f"skipped without a reason at {row.get('place')}"
