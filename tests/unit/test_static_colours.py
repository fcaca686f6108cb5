"""The colours of the stylesheet: contrast in both themes, and statuses told apart without colour sight."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from actions.status import Status

CSS = (Path(__file__).parents[2] / "static" / "sendplan.css").read_text()
STATUSES = [status.value for status in Status]
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
LIGHT = dict(COLOUR.findall(CSS.partition("@media (prefers-color-scheme: dark)")[0]))
DARK = dict(COLOUR.findall(CSS.partition("@media (prefers-color-scheme: dark)")[2].partition("*, ::before")[0]))
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def channels(colour: str) -> tuple[float, ...]:
    """Linear red, green and blue, 0 to 1."""
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values)


def luminance(colour: str) -> float:
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_both_themes_name_the_same_colours():
    assert LIGHT.keys() == DARK.keys()
    assert len(LIGHT) >= 35


def test_black_on_white_is_21():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast(LIGHT["ink"], LIGHT["paper"]), 2) == 15.96


@THEMES
def test_text_on_every_ground(theme):
    for text in ("ink", "ink2", "link", "visited", "error"):
        for ground in ("paper", "canvas", "sunken"):
            assert contrast(theme[text], theme[ground]) >= 4.5, (text, ground)
    assert contrast(theme["on-brand"], theme["brand"]) >= 7


@THEMES
@pytest.mark.parametrize("status", [*STATUSES, "overdue"])
def test_status_text_and_shapes(theme, status):
    assert contrast(theme[status], theme[f"{status}-tint"]) >= 7
    for ground in ("paper", "canvas"):
        assert contrast(theme[f"{status}-solid"], theme[ground]) >= 3


@THEMES
def test_focus_ring_is_seen_on_any_ground(theme):
    """Two tones: one of them is over 3 on every plain colour."""
    for name, ground in theme.items():
        assert max(contrast(theme["ink"], ground), contrast(theme["paper"], ground)) >= 3, name


def lightness(colour: str) -> float:
    """CIE L*, 0 to 100: what is left of a colour in greyscale."""
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def test_solids_differ_in_grey():
    for one, other in combinations(STATUSES, 2):
        gap = abs(lightness(LIGHT[f"{one}-solid"]) - lightness(LIGHT[f"{other}-solid"]))
        assert gap >= 4, (one, other)


def test_only_tokens_bring_colour():
    """No colour outside the tokens, but black and white for print."""
    rules = re.sub(r"--[\w-]+: #[0-9a-f]{3,6};", "", CSS)
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", rules)) <= {"#000", "#fff", "#888"}
