import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reading.ratings import (
    RatingKey,
    colour_of,
    colour_of_fill,
    looks_like_rating,
    status_meant,
    status_named,
)
from actions.reading.result import KeyWord
from actions.status import Status


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("On track", Status.ON_TRACK),
        ("on target", Status.ON_TRACK),
        ("Completed", Status.COMPLETE),
        ("Complete and embedded", Status.EMBEDDED),
        ("Not yet started", Status.NOT_STARTED),
        ("At risk", Status.AT_RISK),
        ("Off-track", Status.OFF_TRACK),
        ("▲ On track", Status.ON_TRACK),
        ("Complete ✔", Status.COMPLETE),
        ("Cancelled", Status.STOPPED),
        ("Amber", None),
        ("In progress", None),
        ("Work in progress", None),
        ("Delayed", None),
        ("Overdue", None),
        ("Open", None),
        ("", None),
    ],
)
def test_a_word_that_itself_names_a_status(word, status):
    assert status_named(word) == status


@pytest.mark.parametrize(
    ("meaning", "status"),
    [
        ("Action has been completed", Status.COMPLETE),
        ("The action is on target and there are no risks", Status.ON_TRACK),
        ("No issues or risks", Status.ON_TRACK),
        ("Issues or risks identified", Status.AT_RISK),
        ("Significant issues", Status.OFF_TRACK),
        ("Off target, but the impact of missing the date is low impact", Status.AT_RISK),
        ("Off target, with a high impact if the date is missed", Status.OFF_TRACK),
        ("Completed and embedded in practice", Status.EMBEDDED),
        ("On track to be completed by the due date", Status.ON_TRACK),
        ("On track to be done in time", Status.ON_TRACK),
        ("Not yet due to start", Status.NOT_STARTED),
        ("Will not be achieved by the deadline", Status.OFF_TRACK),
        ("Slippage of more than 3 months", Status.OFF_TRACK),
        ("Slippage of up to 3 months", Status.AT_RISK),
        ("No longer needed", Status.STOPPED),
        ("Not started. No work has been done yet.", Status.NOT_STARTED),
        # A miss that may come is a risk; one that has come or will come is none any more.
        ("At risk: the date may be missed", Status.AT_RISK),
        ("There is a risk that the date will be missed", Status.AT_RISK),
        ("Might not make its date", Status.AT_RISK),
        ("Could slip if nobody acts", Status.AT_RISK),
        ("Behind schedule but can catch up", Status.AT_RISK),
        ("Off track: the date will be missed", Status.OFF_TRACK),
        ("Behind and cannot catch up", Status.OFF_TRACK),
        ("Off track and needs a recovery plan", Status.OFF_TRACK),
        ("Significant risk of delay", Status.OFF_TRACK),
        ("Has gone past its month", Status.OFF_TRACK),
        ("Under way and expected by the target date", Status.ON_TRACK),
        ("Running to time", Status.ON_TRACK),
        ("Moving at the pace we planned", Status.ON_TRACK),
        ("Nothing has started", Status.NOT_STARTED),
        ("Waiting to start", Status.NOT_STARTED),
        ("Not due to begin yet", Status.NOT_STARTED),
        ("The action has been delivered", Status.COMPLETE),
        ("Action complete but outcome not yet achieved", Status.COMPLETE),
        ("Finished, and still in use after a year", Status.EMBEDDED),
        ("Done some time ago (embedded)", Status.EMBEDDED),
        # A denial or a part of it: no status at all.
        ("Not done", None),
        ("Nothing done yet", None),
        ("Half done", None),
        ("Over 50% done", None),
        ("Mostly done, some parts late", None),
        ("Complete except for one part", None),
        ("Closed without being finished", None),
        ("Action is being delivered", None),
        ("Milestones achieved so far", None),
        ("Little has been done", None),
        ("Being embedded", None),
        ("Not at risk", None),
        ("Finishing on time is in doubt", None),
        ("The date has not been missed", None),
        # Two things at once, or none of ours: a person must decide.
        ("Not yet started or significantly delayed", None),
        ("Started but not complete", None),
        ("Work in progress", None),
        ("", None),
    ],
)
def test_what_a_key_says_of_a_word(meaning, status):
    assert status_meant(meaning) == status


def key(**words: str) -> RatingKey:
    return RatingKey([KeyWord(word, meaning, status_meant(meaning), "row 1") for word, meaning in words.items()])


def test_the_plans_own_key_decides_even_against_habit():
    own = key(Blue="Not started", Green="Completed", Amber="On track", Red="Off track")
    assert own.status("GREEN") == (Status.COMPLETE, None)
    assert own.status("blue") == (Status.NOT_STARTED, None)
    assert own.status("R") == (Status.OFF_TRACK, None)


def test_a_colour_without_a_key_is_no_status():
    status, message = RatingKey().status("Amber")
    assert status is None
    assert (
        message
        == "The document has no key that explains 'Amber', so no status was given: choose one, or add the word to the plan's key."
    )


def test_a_key_that_is_silent_on_a_word():
    status, message = key(Green="On track", Red="Off track").status("Purple")
    assert status is None
    assert (
        message
        == "The plan's key does not explain 'Purple', so no status was given: choose one, or add the word to the plan's key."
    )


def test_a_key_that_gives_a_word_two_meanings():
    status, message = key(Red="Not yet started or significantly delayed", Green="On track").status("Red")
    assert status is None
    assert message == (
        "The plan's key explains 'Red' as 'Not yet started or significantly delayed', which names no single status: choose one."
    )


def test_a_word_that_names_a_status_needs_no_key():
    assert RatingKey().status("Not yet started") == (Status.NOT_STARTED, None)
    assert RatingKey().status("Amber (at risk)") == (Status.AT_RISK, None)


def test_words_that_contradict_the_key_are_no_status():
    own = key(Green="Completed", Red="Off track")
    assert own.status("Green - on track")[0] is None


def test_delayed_is_the_milder_beside_off_track_and_unclear_alone():
    assert key(Amber="Delayed", Red="Off track").status("Amber")[0] is Status.AT_RISK
    assert key(Amber="Delayed", Green="On track").status("Amber")[0] is None


def test_two_colours_are_no_colour():
    assert colour_of("Amber") == "amber"
    assert colour_of("g") == "green"
    assert colour_of("Amber/Green") is None


@pytest.mark.parametrize(
    ("fill", "name"),
    [
        ("FF0000", "red"),
        ("C00000", "red"),
        ("FFC000", "amber"),
        ("FFFF00", "amber"),
        ("92D050", "green"),
        ("00B050", "green"),
        ("0070C0", "blue"),
        ("808080", "grey"),
        ("F2F2F2", None),
        ("FFFFFF", None),
    ],
)
def test_the_name_of_a_fill(fill, name):
    assert colour_of_fill(fill) == name


def test_what_looks_like_a_rating():
    assert looks_like_rating("G")
    assert looks_like_rating("On track")
    assert not looks_like_rating("The green paper was read by the board and by families")


@given(st.text(max_size=200))
def test_no_text_raises(text):
    status, message = RatingKey().status(text)
    assert (status is None) == (message is not None)
    assert status_meant(text) is None or isinstance(status_meant(text), Status)


def test_a_stage_and_a_status_are_the_status():
    assert RatingKey().status("In progress - on track") == (Status.ON_TRACK, None)
    assert RatingKey().status("In progress - delayed")[0] is None


def test_a_fill_has_the_word_of_the_line_that_the_key_colours_with_it():
    words = [
        KeyWord("Yellow", "At risk", Status.AT_RISK, "row 1"),
        KeyWord("Green", "On track", Status.ON_TRACK, "row 2"),
    ]
    shaded = RatingKey(words, {"FFE699": "Yellow"})
    assert shaded.word_of_fill("FFE699") == "Yellow"
    assert shaded.word_of_fill("00B050") == "Green"
    assert RatingKey(words).word_of_fill("FFE699") == "amber"


@pytest.mark.parametrize("rating", ["A – two vacancies", "A (waiting for finance)", "A; see minutes"])
def test_words_beside_a_rating_leave_its_status(rating):
    assert key(A="At risk", R="Off track").status(rating) == (Status.AT_RISK, None)
