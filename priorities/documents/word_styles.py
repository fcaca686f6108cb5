"""What a Word document's styles and lists say about a paragraph: heading level, hidden or struck text, its
number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from .package import attribute

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
# A style based on itself, however long the way round, ends here.
_LONGEST_CHAIN = 20


def value_of(parent: etree._Element | None, name: str) -> str | None:
    """The `val` of the child with this local name; None when either is missing."""
    child = parent.find(f"{{*}}{name}") if parent is not None else None
    return attribute(child, "val") if child is not None else None


def switched(parent: etree._Element | None, name: str) -> bool | None:
    """Whether an on/off property is on (True), off (False) or not mentioned (None)."""
    child = parent.find(f"{{*}}{name}") if parent is not None else None
    if child is None:
        return None
    return attribute(child, "val") not in ("0", "false", "off", "none")


class Styles:
    """The styles of a document. Built-in style names are English in every language's Word; their ids are
    not.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: str | None = None
        self._defaults: etree._Element | None = None
        if root is None:
            return
        self._defaults = root.find("{*}docDefaults/{*}rPrDefault/{*}rPr")
        for style in root.iterfind("{*}style"):
            key = attribute(style, "styleId") or ""
            self._styles[key] = style
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true"):
                self._default = key

    def _chain(self, key: str | None) -> Iterator[etree._Element]:
        """The style and those it is based on, nearest first."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(key or "")
            if style is None:
                return
            yield style
            key = value_of(style, "basedOn")

    def level(self, properties: etree._Element | None) -> int | None:
        """The heading level (1-9; 0 for a title) of a paragraph with these properties, or None."""
        outline = value_of(properties, "outlineLvl")
        if outline is not None and outline.isdigit():
            return int(outline) + 1 if int(outline) < 9 else None
        for style in self._chain(value_of(properties, "pStyle")):
            name = (value_of(style, "name") or "").strip()
            if heading := _HEADING.fullmatch(name):
                return int(heading[1])
            if name.lower() == "title":
                return 0
            outline = value_of(style.find("{*}pPr"), "outlineLvl")
            if outline is not None and outline.isdigit():
                return int(outline) + 1 if int(outline) < 9 else None
        return None

    def is_on(self, name: str, run: etree._Element | None, paragraph: etree._Element | None) -> bool:
        """Whether an on/off property ("vanish", "strike") holds for a run with these properties."""
        said = switched(run, name)
        if said is not None:
            return said
        for key in (value_of(run, "rStyle"), value_of(paragraph, "pStyle") or self._default):
            for style in self._chain(key):
                said = switched(style.find("{*}rPr"), name)
                if said is not None:
                    return said
        return bool(switched(self._defaults, name))

    def list_place(self, properties: etree._Element | None) -> tuple[str, int | None, str | None]:
        """The list ("" for none), level (None if not said) and style that number a paragraph."""
        style_id = value_of(properties, "pStyle") or self._default
        direct = properties.find("{*}numPr") if properties is not None else None
        if direct is not None and value_of(direct, "numId") is not None:
            return value_of(direct, "numId") or "", _level(direct), None
        for style in self._chain(style_id):
            found = style.find("{*}pPr/{*}numPr")
            if found is not None and value_of(found, "numId") is not None:
                own = _level(direct) if direct is not None else None
                return (
                    value_of(found, "numId") or "",
                    own if own is not None else _level(found),
                    attribute(style, "styleId"),
                )
        return "", None, None


def _level(numbering: etree._Element) -> int | None:
    text = value_of(numbering, "ilvl")
    return min(int(text), 8) if text is not None and text.isdigit() else None


@dataclass(frozen=True, slots=True)
class Label:
    """What Word writes before a list paragraph: its number as shown, or a bullet."""

    number: str = ""
    bullet: bool = False
    doubt: str | None = None


@dataclass(slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class _List:
    """An abstract list: its levels, its counters so far (None: not reached), whether a tracked change
    unsettles it.
    """

    levels: dict[int, _Level] = field(default_factory=dict)
    by_style: dict[str, int] = field(default_factory=dict)
    counters: list[int | None] = field(default_factory=lambda: [None] * 9)
    unsettled: bool = False


class Numbering:
    """The document's lists, counted paragraph by paragraph from the top."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._numbers: dict[str, str] = {}
        self._overrides: dict[str, dict[int, tuple[int | None, _Level | None]]] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        links: dict[str, str] = {}
        named: dict[str, str] = {}
        for element in root.iterfind("{*}abstractNum"):
            key = attribute(element, "abstractNumId") or ""
            self._lists[key] = _read_list(element)
            if link := value_of(element, "numStyleLink"):
                links[key] = link
            if name := value_of(element, "styleLink"):
                named[name] = key
        for element in root.iterfind("{*}num"):
            key = attribute(element, "numId") or ""
            abstract = value_of(element, "abstractNumId") or ""
            self._numbers[key] = named.get(links.get(abstract, ""), abstract)
            self._overrides[key] = {
                int(attribute(over, "ilvl") or 0): _read_override(over)
                for over in element.iterfind("{*}lvlOverride")
                if (attribute(over, "ilvl") or "0").isdigit()
            }

    def label(self, number_id: str, level: int | None, style: str | None, *, tracked: bool) -> Label | None:
        """Count one paragraph of list `number_id` and give its label; None when it is in no list.

        `tracked`: the paragraph itself is added or removed by a change that nobody settled, so it is not
        counted, and the numbers below it are in doubt.
        """
        found = self._lists.get(self._numbers.get(number_id, ""))
        if found is None or number_id == "0":
            return None
        if level is None or style is not None:
            level = found.by_style.get(style or "", level or 0)
        overrides = self._overrides.get(number_id, {})
        if number_id not in self._begun:
            self._begun.add(number_id)
            for at, (start, _) in overrides.items():
                if start is not None and at < 9:
                    found.counters[at] = None
        kind = self._at(found, overrides, level)
        if kind.kind == "bullet":
            return Label(bullet=True)
        if tracked:
            found.unsettled = True
            return None
        self._count(found, overrides, level)
        text = self._render(found, overrides, level, kind)
        doubt = "The automatic number depends on a tracked change that is not settled." if found.unsettled else None
        return Label(text, doubt=doubt)

    def _at(self, found: _List, overrides: dict, level: int) -> _Level:
        own = overrides.get(level, (None, None))[1]
        return own or found.levels.get(level) or _Level()

    def _start(self, found: _List, overrides: dict, level: int) -> int:
        start = overrides.get(level, (None, None))[0]
        return start if start is not None else self._at(found, overrides, level).start

    def _count(self, found: _List, overrides: dict, level: int) -> None:
        for above in range(level):
            if found.counters[above] is None:
                found.counters[above] = self._start(found, overrides, above)
        now = found.counters[level]
        found.counters[level] = self._start(found, overrides, level) if now is None else now + 1
        for below in range(level + 1, 9):
            restart = self._at(found, overrides, below).restart
            # 0: never starts again; N: starts again only after level N (1-based) or one above it.
            if restart is None or (restart and level < restart):
                found.counters[below] = None

    def _render(self, found: _List, overrides: dict, level: int, kind: _Level) -> str:
        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            count = found.counters[at]
            if count is None:
                return ""
            shown = "decimal" if kind.legal else self._at(found, overrides, at).kind
            return written(count, shown)

        return re.sub("%([1-9])", number, kind.pattern).strip()


def _read_list(element: etree._Element) -> _List:
    found = _List()
    for level in element.iterfind("{*}lvl"):
        at = attribute(level, "ilvl") or ""
        if at.isdigit() and int(at) < 9:
            found.levels[int(at)] = _read_level(level)
            if style := value_of(level, "pStyle"):
                found.by_style[style] = int(at)
    return found


def _read_level(element: etree._Element) -> _Level:
    start, restart = value_of(element, "start") or "", value_of(element, "lvlRestart") or ""
    return _Level(
        int(start) if start.isdigit() else 0,
        value_of(element, "numFmt") or "decimal",
        value_of(element, "lvlText") or "",
        int(restart) if restart.isdigit() else None,
        bool(switched(element, "isLgl")),
    )


def _read_override(element: etree._Element) -> tuple[int | None, _Level | None]:
    start = value_of(element, "startOverride") or ""
    level = element.find("{*}lvl")
    return (int(start) if start.isdigit() else None, _read_level(level) if level is not None else None)


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"),    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Longer roman numbers and letters are not written by anybody, but a hostile file may ask for them.
_LARGEST_ROMAN, _LARGEST_LETTER = 3999, 780


def written(count: int, kind: str) -> str:
    """A counter in one of Word's number formats (ECMA-376 part 1, 17.18.59); decimal for those not known
    here.
    """
    if kind == "none":
        return ""
    if kind in ("lowerRoman", "upperRoman") and 0 < count <= _LARGEST_ROMAN:
        text = ""
        for value, letters in _ROMAN:
            text += letters * (count // value)
            count %= value
        return text.upper() if kind == "upperRoman" else text
    if kind in ("lowerLetter", "upperLetter") and 0 < count <= _LARGEST_LETTER:
        # After z Word goes on with aa, bb, cc.
        text = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return text.upper() if kind == "upperLetter" else text
    if kind == "decimalZero":
        return f"{count:02}"
    if kind == "ordinal":
        ending = "th" if 10 <= count % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
        return f"{count}{ending}"
    return str(count)
