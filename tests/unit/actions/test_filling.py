"""A role stands for a name once, however the document set the two side by side."""

from __future__ import annotations

import pytest

from actions.services.filling import filled_in

NAME = "[name 1 held back]"


@pytest.mark.parametrize(
    ("text", "role", "filled"),
    [
        (f"Ask {NAME} first", "SENCO", "Ask SENCO first"),
        (f"{NAME}, Associate Director", "Associate Director of Health", "Associate Director of Health"),
        (f"{NAME}, Associate Director; ICB", "Associate Director of Health", "Associate Director of Health; ICB"),
        (f"Participation Lead ({NAME})", "Participation Lead", "Participation Lead"),
        (f"participation lead, {NAME}.", "Participation Lead", "Participation Lead."),
        (f"{NAME} (SENCO)", "SENCO", "SENCO"),
        # What the role does not say stays.
        (
            f"{NAME}, Associate Director of Schools",
            "Associate Director",
            "Associate Director, Associate Director of Schools",
        ),
        (f"{NAME}, Head of Care", "Head of Health", "Head of Health, Head of Care"),
        (f"{NAME} ({NAME})", "SENCO", "SENCO (SENCO)"),
        (f"{NAME}, SENCO", r"SENCO \1", r"SENCO \1, SENCO"),
    ],
)
def test_a_role_stands_once(text, role, filled):
    assert filled_in(text, NAME, role) == filled


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (NAME, ""),
        (f"Ask {NAME} first", "Ask first"),
        (f"Health and {NAME}", "Health"),
        (f"{NAME} and Health", "Health"),
        (f"Ask {NAME}, SENCO", "Ask SENCO"),
        (f"Participation Lead ({NAME})", "Participation Lead"),
        (f"Health, {NAME}, ICB", "Health, ICB"),
        (f"Health, {NAME} and ICB", "Health and ICB"),
        (f"{NAME} / ICB", "ICB"),
        (f"Ring {NAME}.", "Ring."),
        (f"Line one\n{NAME}\nLine three", "Line one\nLine three"),
        (f"{NAME}’s team meets", "team meets"),
    ],
)
def test_a_name_is_left_out_with_what_held_only_it(text, left):
    assert filled_in(text, NAME, "") == left
