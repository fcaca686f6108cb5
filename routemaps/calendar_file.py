"""A calendar file of whole days (RFC 5545), for any calendar on a phone or computer. Pure.

Written here and not by a library: the one that is well kept takes 10 MB of every worker. The tests read it with that one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MOST_OCTETS = 75
"""Of a line without its end; a longer one goes on in the next, which begins with a blank (RFC 5545, 3.1)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One whole day. `key` stays the same when the file is made again, so that a calendar keeps one entry for it."""

    key: str
    day: date
    summary: str
    description: str = ""
    url: str = ""


def calendar_file(entries: Iterable[Entry], *, host: str, name: str, made_at: datetime) -> bytes:
    """The file, with CRLF and folded lines. `made_at`, in UTC, is when what it says was published; `host` ends the keys."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(host)}//sendplan//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{entry.key}@{host}",
            f"DTSTAMP:{made_at:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(entry.summary)}",
            *([f"DESCRIPTION:{_text(entry.description)}"] if entry.description else []),
            *([f"URL:{entry.url}"] if entry.url else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _text(words: str) -> str:
    """Text with what the format reads as signs of its own marked (RFC 5545, 3.3.11)."""
    marked = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(marked.splitlines())


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets; no letter is cut in two."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > MOST_OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
