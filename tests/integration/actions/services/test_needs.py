"""What keeps a report from being sent: all of it at once, each thing by the column in which it is written."""

from __future__ import annotations

from datetime import date

import pytest

from actions.models import ProgressReport
from actions.services import new_timescale_of, submit_report, what_it_needs
from priorities.services import NotAllowed
from tests.factories import office as make
from tests.integration.actions.services.conftest import AT

pytestmark = pytest.mark.django_db

ON = date(2026, 3, 3)
MOVED = {
    "new_timescale": "by June 2026",
    "new_timescale_reason": "Two posts are empty.",
    "new_timescale_agreed_by": "SEND board",
    "new_timescale_agreed_on": date(2026, 2, 27),
}


def report(**facts) -> ProgressReport:
    action = make.ActionFactory(
        timescale_raw="by March 2026", due=date(2026, 3, 31), precision="month", plan=make.PlanFactory(published=True)
    )
    return make.ProgressReportFactory(action=action, author=make.UserFactory(), **facts)


STANDS = "'March 2026' is the date that stands already, 31 March 2026; write another or leave it out."


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        (MOVED, []),
        (
            {"status": "complete", "reported_on": None},
            [
                ("reported_on", "Give the date that the report speaks of."),
                ("how_we_know", "Complete needs an answer to 'How do we know?'."),
            ],
        ),
        (
            {"status": "embedded", "evidence": "Survey"},
            [("evidence_on", "Complete and embedded needs evidence, with its date.")],
        ),
        (
            {"status": "embedded", "evidence_url": "https://a.example/", "evidence_on": date(2026, 1, 1)},
            [("evidence_on", "Complete and embedded needs evidence that is older than 3 months.")],
        ),
        (
            {"new_timescale": "by June 2026"},
            [
                ("new_timescale_reason", "A changed due date needs a reason; the public reads it."),
                ("new_timescale_agreed_by", "A changed due date needs the role or board that agreed it."),
                ("new_timescale_agreed_on", "A changed due date needs the day on which it was agreed."),
            ],
        ),
        (
            MOVED | {"new_timescale": ""},
            [("new_timescale", "Write the new due date, or empty what stands below it.")],
        ),
        (MOVED | {"new_timescale": "March 2026"}, [("new_timescale", STANDS)]),
        (
            MOVED | {"new_timescale": "Ongoing"},
            [("new_timescale", "'Ongoing' names no day by which it is done; write one, such as 'by March 2027'.")],
        ),
        (
            MOVED | {"new_timescale_agreed_on": date(2026, 3, 4)},
            [
                (
                    "new_timescale_agreed_on",
                    "Agreed on: 4 March 2026 is still to come; give a day that has passed, or today.",
                )
            ],
        ),
        (
            {"corrects_what": "The number."},
            [("corrects", "Choose the earlier update that this one puts right.")],
        ),
    ],
)
def test_all_that_is_missing_is_said_at_once(facts, expected):
    assert what_it_needs(report(**facts), on=ON) == expected


def test_words_that_are_no_date_are_said_with_the_reason():
    ((column, sentence),) = what_it_needs(report(**MOVED | {"new_timescale": "Spt"}), on=ON)
    assert column == "new_timescale"
    assert sentence == "No date could be read in 'Spt': write a month and a year, or 'ongoing'."


def test_a_new_date_is_read_as_on_the_day_on_which_it_was_agreed():
    assert new_timescale_of(report()) is None
    assert new_timescale_of(report(**MOVED)).due == date(2026, 6, 30)
    moved = new_timescale_of(report(**MOVED | {"new_timescale": "within 6 months"}))
    assert moved.due == date(2026, 8, 27)


def test_a_correction_names_a_published_report_of_its_action_and_what_was_wrong():
    right = report()
    public = make.ProgressReportFactory(action=right.action, state="published", public_from=make.MOMENT)
    foreign = make.ProgressReportFactory(state="published", public_from=make.MOMENT)
    right.corrects = public
    assert what_it_needs(right, on=ON) == [
        ("corrects_what", "Say what was wrong in the earlier update; the public reads it.")
    ]
    right.corrects_what = "The number of families."
    assert what_it_needs(right, on=ON) == []
    for wrong in (foreign, make.ProgressReportFactory(action=right.action)):
        right.corrects = wrong
        assert what_it_needs(right, on=ON) == [("corrects", "Only a published update of the same action is put right.")]


@pytest.mark.parametrize("lacks", ["new_timescale_reason", "new_timescale_agreed_by", "new_timescale_agreed_on"])
def test_what_a_new_date_needs_stops_the_submission(lacks):
    lacking = report(**MOVED | {lacks: None if lacks.endswith("on") and "agreed" in lacks else ""})
    with pytest.raises(NotAllowed, match=r"^A changed due date needs "):
        submit_report(report=lacking, by=lacking.author, at=AT)
    assert ProgressReport.objects.get().state == "draft"
