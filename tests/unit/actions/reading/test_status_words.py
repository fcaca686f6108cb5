"""Statuses in words: by name, and in the explanations of keys. `rating_words.tsv` holds those that others wrote unseen."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reading.ratings import RatingKey
from actions.reading.status_words import says_plainly, speaks_of_status, status_meant, status_named
from actions.status import Status
from tests import corpus


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


def judged():
    """Each text of the collection, what is made of it, and what an honest reader may accept."""
    lines = (Path(corpus.__file__).parent / "rating_words.tsv").read_text("utf-8").splitlines()
    for kind, text, accepted in (line.split("\t") for line in lines):
        status = status_meant(text) if kind == "key" else RatingKey().status(text)[0]
        yield kind, text, status, accepted.split("|")


def test_no_text_of_the_collection_is_given_a_wrong_status():
    wrong = [(text, status) for _, text, status, accepted in judged() if status is not None and status not in accepted]
    assert wrong == []


def test_how_many_texts_of_the_collection_are_left_to_a_person():
    """What is not understood is asked for; this tells when a change makes the reader more timid or bolder."""
    unread = [kind for kind, _, status, accepted in judged() if status is None and "null" not in accepted]
    assert (unread.count("key"), unread.count("word")) == (284, 33)


@pytest.mark.parametrize(
    ("meaning", "status"),
    [
        ("On track to be completed by the due date", Status.ON_TRACK),
        ("The action is at risk of finishing late", Status.AT_RISK),
        ("Red: off track and escalated to the board", Status.OFF_TRACK),
        ("Complete and signed off", Status.COMPLETE),
        ("Completed and embedded in practice", Status.EMBEDDED),
        ("Work has not started yet", Status.NOT_STARTED),
        ("Stopped by the board", Status.STOPPED),
    ],
)
def test_explanations_that_call_a_status_by_its_name(meaning, status):
    assert status_meant(meaning) is status
    assert says_plainly(meaning, status)


@pytest.mark.parametrize(
    ("meaning", "status"),
    [
        ("Behind schedule, with a plan to recover", Status.AT_RISK),
        ("Will not be done on time", Status.OFF_TRACK),
        ("Running to time", Status.ON_TRACK),
        ("On track, or behind for a good reason", Status.ON_TRACK),
        ("On track but with some worries", Status.ON_TRACK),
        ("75% complete", Status.COMPLETE),
        ("At risk", Status.OFF_TRACK),
    ],
)
def test_explanations_that_do_not_say_plainly(meaning, status):
    assert not says_plainly(meaning, status)


def test_explanations_that_deny_or_name_two_speak_of_a_status_all_the_same():
    assert speaks_of_status("At risk, not yet sunny")
    assert speaks_of_status("Not started or significantly delayed")
    assert not speaks_of_status("Head of the service")
    assert not speaks_of_status("")


def test_a_very_long_explanation_needs_a_person():
    words = "On track. " + "The board has seen it. " * 40
    assert status_meant(words) is None
    assert not speaks_of_status(words)


@given(st.text(max_size=200))
def test_no_explanation_raises(text):
    assert status_meant(text) is None or isinstance(status_meant(text), Status)
