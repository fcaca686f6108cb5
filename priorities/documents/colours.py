"""Cell colours of a workbook as "RRGGBB": plain, by theme and tint, or from the old palette of 64."""

from __future__ import annotations

import colorsys
import re

from lxml import etree

from .package import local

# ECMA-376 part 1, section 18.8.27: the palette's entries 8 to 63 (0 to 7 repeat 8 to 15).
_PALETTE = (
    "000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF", "800000", "008000",
    "000080", "808000", "800080", "008080", "C0C0C0", "808080", "9999FF", "993366", "FFFFCC", "CCFFFF",
    "660066", "FF8080", "0066CC", "CCCCFF", "000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000",
    "008080", "0000FF", "00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99",
    "3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696", "003366", "339966",
    "003300", "333300", "993300", "993366", "333399", "333333",
)  # fmt: skip
# A theme lists dark 1, light 1, dark 2, light 2, accents; a cell counts light 1, dark 1, light 2, dark 2,
# accents.
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_HEX = re.compile(r"[0-9A-Fa-f]{6}")


def plain_colour(colour: str | None) -> str | None:
    """ "RRGGBB" in capitals, or None for white, automatic and what is no colour. An alpha byte in front is
    dropped.
    """
    if colour is None:
        return None
    colour = colour[-6:] if len(colour) == 8 else colour
    if not _HEX.fullmatch(colour) or colour.upper() == "FFFFFF":
        return None
    return colour.upper()


def theme_colours(theme: etree._Element) -> list[str]:
    """The theme's twelve colours in the order in which cells count them ("" where one is missing)."""
    scheme = theme.find(".//{*}clrScheme")
    by_name: dict[str, str] = {}
    for entry in scheme if scheme is not None else ():
        for value in entry:
            by_name[local(entry)] = value.get("lastClr") or value.get("val") or ""
    return [by_name.get(name, "") for name in _THEME_ORDER]


def tinted(colour: str, tint: float) -> str:
    """The colour made darker (tint below 0) or lighter (above 0), as ECMA-376 section 18.8.19 says."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    parts = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation)
    return "".join(f"{round(part * 255):02X}" for part in parts)


def cell_colour(element: etree._Element | None, theme: list[str], palette: list[str]) -> str | None:
    """The colour that a `fgColor` element names, as "RRGGBB"; None for none, white or automatic."""
    if element is None:
        return None
    try:
        if element.get("rgb"):
            colour = element.get("rgb")[-6:]
        elif element.get("theme"):
            colour = theme[int(element.get("theme"))]
        elif element.get("indexed"):
            colour = _indexed(int(element.get("indexed")), palette)
        else:
            return None
        tint = float(element.get("tint") or 0)
    except (ValueError, IndexError):
        return None
    if tint and _HEX.fullmatch(colour):
        colour = tinted(colour, tint)
    return plain_colour(colour)


def _indexed(index: int, palette: list[str]) -> str:
    if palette and 0 <= index < len(palette):
        return palette[index]
    if index >= 64:
        return ""
    return _PALETTE[index if index < 8 else index - 8]
