"""What would make an update easier to read. Pure: text in, notes out. The notes advise; nothing is refused for them."""

from __future__ import annotations

import re

from actions.reading.small_numbers import small_numbers
from actions.terms import TERMS

LONG_SENTENCE = 24
"""Words from which a sentence is worth dividing."""
WORDS_FOR_EACH = 16
"""How many words a sentence has that is read easily: so many more, one more sentence."""

EXPLAINED = frozenset(
    {
        "SEND",
        "SEN",
        "EHC",
        "EHCP",
        "NHS",
        "GP",
        "UK",
        "SENCO",
        "SENDIASS",
        "ICB",
        "MP",
        "TV",
        "PDF",
        "OK",
        "BSL",
        "AI",
        "IT",
    }
)
"""Acronyms that every page of the site explains, or that everybody knows."""

_SENTENCE_END = re.compile(r"(?<=[.!?])[”’\")]*\s+|\n+")
_ACRONYM = re.compile(r"(?<![\w./@-])([A-Z]{2,}(?:&[A-Z]+)?)s?(?![\w/@-])(?!\.\w)")
_SHOUTED = re.compile(r"(?:\b[A-Z]{2,}\b[\s,;:-]+){2,}\b[A-Z]{2,}\b")


def notes(text: str) -> list[str]:
    """One sentence for each thing that would make this text plainer: long sentences, acronyms, small numbers."""
    return [*_long_sentences(text), *_acronyms(text), *_small_numbers(text)]


def _long_sentences(text: str) -> list[str]:
    found = []
    for sentence in _SENTENCE_END.split(text):
        words = sentence.split()
        if len(words) >= LONG_SENTENCE:
            parts = max(2, round(len(words) / WORDS_FOR_EACH))
            found.append(f"{len(words)} words: consider {parts} sentences. It begins “{' '.join(words[:5])} …”.")
    return found


def _acronyms(text: str) -> list[str]:
    # Words in a row in capitals are shouted, not shortened.
    quiet = _SHOUTED.sub(" ", text)
    found = dict.fromkeys(match[1] for match in _ACRONYM.finditer(quiet))
    return [_not_explained(word) for word in found if word not in EXPLAINED and not _explained_in(text, word)]


def _not_explained(word: str) -> str:
    term = TERMS.get(word)
    return f"{word} is not explained." if term is None else f"{word} is not explained. It means: {term.meaning}"


def _explained_in(text: str, word: str) -> bool:
    """The text writes it out: "mental health services (CAMHS)" or "CAMHS (mental health services)"."""
    letters = re.escape(word)
    before = re.search(rf"[A-Za-z]{{2,}}[^()]{{0,200}}\(\s*{letters}s?\s*\)", text)
    return before is not None or re.search(rf"\b{letters}s?\s*\((?=[^)]*\w+\s+\w)", text) is not None


def _small_numbers(text: str) -> list[str]:
    return [
        f"“{words}” counts fewer than 5: a child might be recognised. An approver must agree that it may be read."
        for words in dict.fromkeys(small_numbers(text))
    ]
