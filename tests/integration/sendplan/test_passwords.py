"""Passwords that no account may be given."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize("password", ["lantern-harbour-27", "orchard-bicycle-58", "teacup-mountain-36"])
def test_nobody_is_given_a_password_of_the_demonstration(password):
    with pytest.raises(ValidationError) as refusal:
        validate_password(password)
    assert refusal.value.messages == [
        "This is a password of the demonstration, which anybody can read; choose another."
    ]


def test_words_of_their_own_are_taken():
    assert validate_password("another word of ours 11") is None
