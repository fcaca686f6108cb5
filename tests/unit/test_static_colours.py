"""The colours of the stylesheet: contrast in both themes, and statuses told apart without colour sight."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from actions.status import Status
from tests.unit.colour_sight import ciede2000, linear, seen

CSS = (Path(__file__).parents[2] / "static" / "sendplan.css").read_text()
STATUSES = [status.value for status in Status]
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
LIGHT = dict(COLOUR.findall(CSS.partition("@media (prefers-color-scheme: dark)")[0]))
DARK = dict(COLOUR.findall(CSS.partition("@media (prefers-color-scheme: dark)")[2].partition("*, ::before")[0]))
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
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
    grounds = ["paper", "canvas"] if status == "embedded" else ["paper", "canvas", f"{status}-tint"]
    for ground in grounds:
        assert contrast(theme[f"{status}-solid"], theme[ground]) >= 3


@THEMES
def test_focus_ring_is_seen_on_any_ground(theme):
    """Two tones: one of them is over 3 on every plain colour."""
    for name, ground in theme.items():
        assert max(contrast(theme["ink"], ground), contrast(theme["paper"], ground)) >= 3, name


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
        ((50, 0, 0), (50, 0, 0), 0),
    ],
)
def test_distance_of_colours_is_that_of_its_authors(one, other, distance):
    """Pairs published by Sharma, Wu and Dalal for checking an implementation."""
    assert round(ciede2000(one, other), 4) == round(ciede2000(other, one), 4) == distance


def test_red_and_green_are_hard_to_tell_for_some():
    full, deutan = (ciede2000(seen("#b35c00", sight), seen("#5c8000", sight)) for sight in ("full", "deutan"))
    assert full > 35
    assert deutan < 15
    assert seen("#ffffff", "grey") == pytest.approx((100, 0, 0), abs=0.1)


@THEMES
@pytest.mark.parametrize(
    ("sight", "least"), [("full", 10), ("protan", 10), ("deutan", 10), ("tritan", 10), ("grey", 4)]
)
def test_statuses_differ_for_every_sight(theme, sight, least):
    """The shapes and words carry the meaning; bars and borders shall still differ without full colour sight."""
    for one, other in combinations(STATUSES, 2):
        gap = ciede2000(seen(theme[f"{one}-solid"], sight), seen(theme[f"{other}-solid"], sight))
        assert gap >= least, (one, other)


def test_only_tokens_bring_colour():
    """No colour outside the tokens, but black and white for print."""
    rules = re.sub(r"--[\w-]+: #[0-9a-f]{3,6};", "", CSS)
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", rules)) <= {"#000", "#fff", "#888"}
