"""The time that finding a plan in a document may take."""

import signal
from threading import Thread

import pytest

from actions.importing.files import in_time
from priorities.documents import DocumentError


def _without_end() -> None:
    while True:
        pass


def test_work_without_an_end_is_stopped_and_said():
    before = signal.getsignal(signal.SIGVTALRM)
    with pytest.raises(DocumentError) as refusal, in_time("Finding the plan in plan.csv", seconds=0.05):
        _without_end()
    assert str(refusal.value) == (
        "Finding the plan in plan.csv took more than 0.05 seconds, which is the most that is allowed: "
        "split it or save a simpler copy."
    )
    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_workin_time_is_left_alone():
    with in_time("Finding the plan in plan.csv", seconds=5):
        done = sum(range(1_000))
    assert done == 499_500
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_another_thread_than_the_main_one_works_without_a_limit():
    done = []

    def work() -> None:
        with in_time("Finding the plan in plan.csv", seconds=0.05):
            done.append(True)

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
