"""The routemaps that come with sendplan, read from their files."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

SHARED = ("rules", "contacts", "terms")
"""Files that hold what every routemap names; each other file is one routemap."""


class NotRead(ValueError):
    """A file cannot be read, or there is none; str() is one sentence."""


def content_in(folder: Path) -> dict[str, Any]:
    """What `take_content` takes, from the TOML files of a folder. Raises NotRead."""
    found: dict[str, Any] = {"routemap": []}
    for file in sorted(folder.glob("*.toml")):
        try:
            read = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise NotRead(f"{file.name} cannot be read: {error}. Put it right, and run the command again.") from error
        if file.stem in SHARED:
            found |= read
        elif "stage" in read:
            found["routemap"].append(read)
    if not found["routemap"]:
        raise NotRead(f"There is no routemap in {folder}.")
    found["routemap"].sort(key=lambda one: one.get("order", 0))
    return found
