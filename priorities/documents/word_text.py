"""The words of a Word paragraph, sorted into those that are content and those that are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from .package import attribute, local
from .word_styles import Styles, switched, value_of

# Elements that only wrap others.
_WRAPPERS = frozenset(
  (
    "hyperlink", "smartTag", "sdtContent", "customXml", "fldSimple", "dir", "bdo", "rubyBase", "ruby",
    "oMath", "oMathPara", "Choice", "r", "e", "num", "den", "sup", "sub", "fName", "deg", "d", "f",
    "sSup", "sSub", "sSubSup", "rad", "nary", "func", "m", "eqArr", "box", "bar", "acc", "limLow",
    "limUpp", "groupChr", "borderBox", "phant", "sPre",
  )
)  # fmt: skip
ADDED = frozenset(("ins", "moveTo"))
REMOVED = frozenset(("del", "moveFrom"))
# The kinds of notice that they call for.
ADDITION, REMOVAL = "tracked addition", "tracked removal"

# Characters of Microsoft's symbol fonts that plans use as ticks, boxes, arrows and bullets.
_WINGDINGS = {
    0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0xA7: "▪", 0x6E: "■", 0x6C: "●",
    0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x76: "❖",
    0xB7: "•",
}  # fmt: skip
_SYMBOL = {0xB7: "•", 0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xB3: "≥", 0xA3: "≤", 0xB0: "°", 0x2D: "−"}
# Run children that stand for a character.
_WRITTEN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
UNREAD_SYMBOL = "�"


@dataclass(slots=True)
class Words:
    """A paragraph's content, and beside it (kind, words) for every notice that it calls for, in order."""

    content: list[str] = field(default_factory=list)
    beside: list[tuple[str, str]] = field(default_factory=list)
    footnotes: list[tuple[str, str]] = field(default_factory=list)  # ("footnote" or "endnote", id)
    comments: list[str] = field(default_factory=list)  # ids
    symbol_lost: bool = False
    bold: bool = False
    plain: bool = False
    """`bold` and `plain`: whether words are set so."""

    @property
    def all_bold(self) -> bool:
        return self.bold and not self.plain

    @property
    def text(self) -> str:
        return "".join(self.content)

    @property
    def tracked(self) -> bool:
        return any(kind in (ADDITION, REMOVAL) for kind, _ in self.beside)


def plain_words(element: etree._Element) -> str:
    """All the words in an element, one line a paragraph, whatever their standing; copies for old readers
    left out.
    """
    lines: list[str] = []
    pieces: list[str] = []
    for node in _without_copies(element):
        name = local(node)
        if name == "p" and pieces:
            lines.append("".join(pieces))
            pieces = []
        elif name in ("t", "delText"):
            pieces.append(node.text or "")
        elif name == "tab":
            pieces.append("\t" if local(node.getparent()) == "r" else "")
        elif name in ("br", "cr"):
            pieces.append("\n")
    return "\n".join([*lines, "".join(pieces)]).strip()


def _without_copies(element: etree._Element) -> Iterator[etree._Element]:
    """The element and everything in it except mc:Fallback, in document order."""
    walk = etree.iterwalk(element, events=("start",))
    for _, node in walk:
        if local(node) == "Fallback":
            walk.skip_subtree()
        else:
            yield node


class TextReader:
    """Reads paragraphs in document order; it remembers fields that are open, for they may span paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[bool] = []  # per open field: whether its result has begun

    def read(self, paragraph: etree._Element) -> Words:
        """The words of one w:p."""
        words = Words()
        self._walk(paragraph, paragraph.find("{*}pPr"), words, "")
        # Instructions do not cross a paragraph's end; a field that seems to is damaged, and must not
        # swallow the rest.
        while self._fields and not self._fields[-1]:
            self._fields.pop()
        return words

    def _walk(self, element: etree._Element, properties: etree._Element | None, words: Words, tracked: str) -> None:
        for child in element:
            name = local(child)
            if name in ADDED or name in REMOVED:
                self._track(child, properties, words, ADDITION if name in ADDED else REMOVAL)
            elif name == "r" and _is_word_run(child):
                self._run(child, properties, words, tracked)
            elif name == "t":
                # Text of an equation.
                self._add(child.text or "", words)
            elif name == "AlternateContent":
                first = next((one for one in child if local(one) == "Choice"), None)
                if first is not None:
                    self._walk(first, properties, words, tracked)
            elif name == "sdt":
                self._control(child, properties, words, tracked)
            elif name == "commentReference":
                words.comments.append(attribute(child, "id") or "")
            elif name in ("drawing", "pict", "object"):
                _drawing(child, words)
            elif name in _WRAPPERS:
                self._walk(child, properties, words, tracked)

    def _track(self, element: etree._Element, properties: etree._Element | None, words: Words, how: str) -> None:
        """Words that somebody added or removed and nobody settled: never content."""
        inner = Words()
        self._walk(element, properties, inner, how)
        text = inner.text + "".join(text for kind, text in inner.beside if kind not in ("picture", "text box"))
        words.beside += [(kind, text) for kind, text in inner.beside if kind in ("picture", "text box")]
        words.footnotes += inner.footnotes
        words.comments += inner.comments
        if text.strip():
            _append_beside(words, how, text)

    def _control(self, element: etree._Element, properties: etree._Element | None, words: Words, tracked: str) -> None:
        """A content control in the line: its content, unless it only shows its prompt."""
        content = element.find("{*}sdtContent")
        if content is None:
            return
        if switched(element.find("{*}sdtPr"), "showingPlcHdr"):
            words.beside.append(("placeholder", plain_words(content)))
        else:
            self._walk(content, properties, words, tracked)

    def _run(self, run: etree._Element, paragraph: etree._Element | None, words: Words, tracked: str) -> None:
        properties = run.find("{*}rPr")
        inner = Words()
        for child in run:
            self._run_child(child, inner, paragraph, tracked)
        text = inner.text
        words.beside += inner.beside
        words.footnotes += inner.footnotes
        words.comments += inner.comments
        words.symbol_lost |= inner.symbol_lost
        if not text:
            return
        if self._styles.is_on("vanish", properties, paragraph):
            _append_beside(words, "hidden text", text)
            return
        words.content.append(text)
        if text.strip():
            bold = self._styles.is_on("b", properties, paragraph)
            words.bold, words.plain = words.bold or bold, words.plain or not bold
        struck = any(self._styles.is_on(name, properties, paragraph) for name in ("strike", "dstrike"))
        if struck and text.strip() and not tracked:
            _append_beside(words, "strikethrough", text)

    def _run_child(self, child: etree._Element, words: Words, paragraph: etree._Element | None, how: str) -> None:
        name = local(child)
        if name in ("t", "delText"):
            self._add(child.text or "", words)
        elif name in _WRITTEN:
            self._add(_WRITTEN[name], words)
        elif name == "sym":
            symbol = _symbol(child)
            words.symbol_lost |= symbol == UNREAD_SYMBOL
            self._add(symbol, words)
        elif name == "fldChar":
            self._field(child, words)
        elif name in ("footnoteReference", "endnoteReference"):
            words.footnotes.append((name.removesuffix("Reference"), attribute(child, "id") or ""))
        elif name == "commentReference":
            words.comments.append(attribute(child, "id") or "")
        elif name in ("drawing", "pict", "object"):
            _drawing(child, words)
        elif name == "AlternateContent":
            for one in child.iterfind("{*}Choice/*"):
                self._run_child(one, words, paragraph, how)
        elif name == "ruby":
            for one in child.iterfind("{*}rubyBase"):
                self._walk(one, paragraph, words, how)

    def _add(self, text: str, words: Words) -> None:
        """Content, unless it belongs to a field's instruction."""
        if all(self._fields):
            words.content.append(text)

    def _field(self, element: etree._Element, words: Words) -> None:
        step = attribute(element, "fldCharType")
        if step == "begin":
            # A form field's state is stored beside its text.
            data = element.find("{*}ffData")
            if data is not None:
                self._add(_form_value(data), words)
            self._fields.append(False)
        elif step == "separate" and self._fields:
            self._fields[-1] = True
        elif step == "end" and self._fields:
            self._fields.pop()


def _is_word_run(element: etree._Element) -> bool:
    """Whether an "r" is a run of Word's own; equations have runs of that name whose text is a plain "t"."""
    return "/math" not in (element.tag if isinstance(element.tag, str) else "")


def _append_beside(words: Words, kind: str, text: str) -> None:
    """One notice for neighbouring runs: Word breaks a sentence into runs wherever it likes."""
    if words.beside and words.beside[-1][0] == kind:
        words.beside[-1] = (kind, words.beside[-1][1] + text)
    else:
        words.beside.append((kind, text))


def _form_value(data: etree._Element) -> str:
    """What an old form field shows: a ticked or empty box, or the chosen entry of a list; "" for a text
    field.
    """
    box = data.find("{*}checkBox")
    if box is not None:
        ticked = switched(box, "checked")
        return "☒" if (switched(box, "default") if ticked is None else ticked) else "☐"
    chosen = data.find("{*}ddList")
    if chosen is not None:
        entries = [attribute(entry, "val") or "" for entry in chosen.iterfind("{*}listEntry")]
        at = value_of(chosen, "result") or value_of(chosen, "default") or "0"
        return entries[int(at)] if at.isdigit() and int(at) < len(entries) else ""
    return ""


def _symbol(element: etree._Element) -> str:
    """The character that a symbol font draws, if it is one that plans use; else the replacement character."""
    font = (attribute(element, "font") or "").lower()
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return UNREAD_SYMBOL
    table = _WINGDINGS if font == "wingdings" else _SYMBOL if font == "symbol" else {}
    if code & 0xFF in table and (code < 0x100 or code & 0xFF00 == 0xF000):
        return table[code & 0xFF]
    if table or not 0x20 <= code < 0xD800:
        return UNREAD_SYMBOL
    return chr(code)


def _drawing(element: etree._Element, words: Words) -> None:
    """Text boxes and pictures."""
    boxes = [node for node in _without_copies(element) if local(node) == "txbxContent"]
    for box in boxes:
        # A box in a box is read with the outer one.
        if not any(local(above) == "txbxContent" for above in box.iterancestors()) and (text := plain_words(box)):
            words.beside.append(("text box", text))
    if boxes:
        return
    described = next((node for node in element.iter("{*}docPr", "{*}shape") if node is not None), None)
    text = "" if described is None else (described.get("descr") or described.get("alt") or "")
    words.beside.append(("picture", text))
