"""Looking along the tokens of a cell."""

from __future__ import annotations

from .months import FULL_NAMES, MONTHS, misspelt_month
from .periods import MONTH_NAMES
from .tokens import Cell, Token
from .vocabulary import KNOWN_WORDS

END = Token("end", "", 0, 0, False)


class Cursor:
    """Read-only questions about the token at a position. Past the end, every answer is no."""

    def __init__(self, cell: Cell) -> None:
        self.cell = cell
        self.tokens = cell.tokens

    def at(self, i: int) -> Token:
        """The token at ``i``, or an empty one outside the cell."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else END

    def shown(self, i: int, j: int) -> str:
        """The words of the tokens from ``i`` up to, not including, ``j``, as they stand in the cell."""
        return self.cell.text[self.at(i).begin : self.at(j - 1).end] if i < j else ""

    def is_mark(self, i: int, marks: str) -> bool:
        token = self.at(i)
        return token.kind == "mark" and token.text in marks

    def is_word(self, i: int, *words: str) -> bool:
        token = self.at(i)
        return token.kind == "word" and token.text in words

    def is_number(self, i: int, *lengths: int) -> bool:
        token = self.at(i)
        return token.kind == "number" and (not lengths or len(token.text) in lengths)

    def is_day(self, i: int) -> bool:
        """A number that can be a day of a month."""
        return self.is_number(i, 1, 2) and 1 <= self.at(i).number <= 31

    def is_unknown_word(self, i: int) -> bool:
        token = self.at(i)
        return token.kind == "word" and token.text not in KNOWN_WORDS

    def past_hyphen(self, i: int) -> int:
        """``i``, or the position after a hyphen that joins two words there."""
        token = self.at(i)
        return i + 1 if token.text == "-" and token.kind == "mark" and token.glued and self.at(i + 1).glued else i

    def past_words(self, i: int, *words: str) -> int:
        """The position after any run of ``words`` and of commas from ``i``."""
        while self.is_word(i, *words) or self.is_mark(i, ","):
            i += 1
        return i

    def phrase(self, i: int, words: tuple[str, ...]) -> int | None:
        """The position after ``words`` if they begin at ``i``, hyphens between them allowed; else None."""
        for number, word in enumerate(words):
            if number:
                i = self.past_hyphen(i)
            token = self.at(i)
            if token.text != word or token.kind not in ("word", "mark", "number"):
                return None
            i += 1
        return i

    def first_phrase(self, i: int, *phrases: str) -> int | None:
        """The position after the first of ``phrases`` that begins at ``i``; else None."""
        first = self.at(i).text
        for phrase in phrases:
            # Most phrases begin with another word, so their words need not be parted.
            end = self.phrase(i, tuple(phrase.split())) if first and phrase.startswith(first) else None
            if end is not None:
                return end
        return None

    def month(self, i: int) -> tuple[int, int, str | None] | None:
        """The month named at ``i``: its number, the position after it, and a note if it was misspelt."""
        token = self.at(i)
        if token.kind != "word":
            return None
        broken = self._broken_month(i)
        if broken:
            return broken
        if token.text in MONTHS:
            after = i + 1
            dotted = self.is_mark(after, ".") and self.at(after).glued and len(token.text) < 5
            return MONTHS[token.text], after + 1 if dotted and not self.at(after + 1).glued else after, None
        slip = misspelt_month(token.text) if self._beside_number(i) else None
        if slip is None:
            return None
        return slip, i + 1, f"'{self.shown(i, i + 1)}' was read as {MONTH_NAMES[slip - 1]}."

    def _beside_number(self, i: int) -> bool:
        after = self.past_hyphen(i + 1)
        return self.is_number(after, 4) or (self.is_number(after, 2) and self.at(after).glued)

    def _broken_month(self, i: int) -> tuple[int, int, str | None] | None:
        """A month that a scanner cut in two: "Sep tember", "Decem-ber"."""
        j = i + 2 if self.is_mark(i + 1, "-") and self.at(i + 1).glued else i + 1
        if self.at(j).kind != "word" or self.at(j).text in KNOWN_WORDS:
            return None
        joined = self.at(i).text + self.at(j).text
        if joined not in FULL_NAMES:
            return None
        return FULL_NAMES[joined], j + 1, f"'{self.shown(i, j + 1)}' was read as {joined.capitalize()}."
