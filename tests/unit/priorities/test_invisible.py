"""Letters that nobody sees, and letters that look like others: what is stored, what is searched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorities.invisible import as_read, without_idle_letters, without_invisible


@pytest.mark.parametrize(
    ("stored", "kept"),
    [
        ("K\u00adim", "Kim"),
        ("K\u200bim\ufeff Sam\u2060ple", "Kim Sample"),
        ("K\u200dim\u200c", "Kim"),
        ("Kim\u202e\u200e", "Kim"),
        ("0\u200b1\u200d2", "012"),
        ("\U0001f469\u200d\U0001f52c Anne", "\U0001f469\u200d\U0001f52c Anne"),
        ("\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647", "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647"),
        ("\x1b[31mred\x1b[0m \x07bell\x9f\x7f", "[31mred[0m bell"),
        ("one\ttwo\r\nthree\x0bfour\x85five", "one\ttwo\r\nthree\nfour\nfive"),
        ("NUL \x00", "NUL \x00"),
        ("Siân’s “plan” – £5…", "Siân’s “plan” – £5…"),
    ],
)
def test_letters_that_nobody_sees_go_and_the_rest_stays(stored, kept):
    assert without_invisible(stored) == kept


def test_marks_of_direction_stay_for_whoever_warns_of_them():
    assert without_idle_letters("K\u00adim \u202egnol\u202c") == "Kim \u202egnol\u202c"


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("K\u0456m \u0405\u0430mple", "Kim Sample"),
        ("\u039aim", "Kim"),
        ("\uff2b\uff49\uff4d\uff20\uff11", "Kim@1"),
        ("\U0001d40a\U0001d422\U0001d426", "Kim"),
        ("Kim \u00a0\t  Sample", "Kim Sample"),
        ("\u0660\u0667", "07"),
        ("Offer\u00b2", "Offer "),
        ("Zo\u00eb Zoe\u0308 ½ …", "Zo\u00eb Zoe ½ …"),
        ("one\n\ntwo", "one\n\ntwo"),
    ],
)
def test_a_text_is_searched_as_people_read_it(stored, read):
    assert as_read(stored)[0] == read


@given(st.text(max_size=80))
def test_every_letter_knows_where_it_stood(text):
    read, at = as_read(text)
    assert len(at) == len(read) + 1
    assert at[len(read)] == len(text)
    assert list(at) == sorted(at)
    assert as_read(read)[0] == read
