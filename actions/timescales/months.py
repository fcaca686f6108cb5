"""Month names as plans write, shorten and misspell them."""

from __future__ import annotations

from .periods import MONTH_NAMES

FULL_NAMES = {name.lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
MONTHS = (
    FULL_NAMES
    | {name[:3]: number for name, number in FULL_NAMES.items()}
    | {"sept": 9, "janu": 1, "febr": 2, "novem": 11, "decem": 12, "octo": 10}
)
# Words one letter away from a month's name that people do write.
NOT_MONTHS = frozenset({"match", "marsh", "mary", "many", "way", "day", "say", "pay", "may's", "jane", "tune", "rune"})


def misspelt_month(word: str) -> int | None:
    """The month whose full name is one slip of the pen from ``word``, if there is exactly one; else None."""
    if word.replace("rn", "m") in FULL_NAMES:  # scanners take m for rn
        return FULL_NAMES[word.replace("rn", "m")]
    if not 4 <= len(word) <= 10 or word in NOT_MONTHS:
        return None
    found = {number for name, number in FULL_NAMES.items() if len(name) >= 4 and _one_slip(word, name)}
    return found.pop() if len(found) == 1 else None


def _one_slip(word: str, name: str) -> bool:
    """Whether one letter was added, lost, changed or swapped with its neighbour."""
    if abs(len(word) - len(name)) > 1 or word == name:
        return False
    same = 0
    while same < min(len(word), len(name)) and word[same] == name[same]:
        same += 1
    rest, name_rest = word[same:], name[same:]
    return (
        rest[1:] == name_rest[1:]
        or rest[1:] == name_rest
        or rest == name_rest[1:]
        or (rest[:2] == name_rest[:2][::-1] and rest[2:] == name_rest[2:])
    )
