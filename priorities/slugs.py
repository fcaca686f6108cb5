"""Permanent addresses. Pure."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 80


def slug_of(words: str, *, longest: int = LONGEST) -> str:
    """Lower-case words joined by hyphens, cut at a word's end; "" where nothing readable is left.

    "3.4 Réview" gives "3-4-review".
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) > longest:
        slug = slug[: longest + 1].rpartition("-")[0] or slug[:longest]
    return slug


def free_slug(words: str, *, taken: Collection[str], otherwise: str) -> str:
    """A slug that nobody has yet: with "-2", "-3" … behind it where needed; `otherwise` stands for no readable words."""
    base = slug_of(words) or otherwise
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
