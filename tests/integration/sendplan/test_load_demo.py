"""The demonstration loads whole, once, and shows what it was written to show."""

import errno
import io
import re
import socket
from collections import Counter
from datetime import UTC, date, datetime
from html import unescape
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import TestCase, override_settings

from actions.models import (
    Action,
    ActionRecommendation,
    DueDateChange,
    ForumView,
    LeadReporter,
    Milestone,
    MilestoneChange,
    ProgressReport,
    RecommendationPartner,
)
from actions.points_compared import not_mentioned_since
from actions.reporting.moves import moves
from actions.reporting.progress import count
from actions.reporting.roadmap import Standing, milestones_of, standing
from actions.reporting.standing import standings
from actions.status import Status
from priorities.models import (
    SECTIONS,
    AuditEntry,
    Commitment,
    HeldBack,
    Membership,
    Partnership,
    Plan,
    PlanReview,
    Priority,
    Recommendation,
    RecommendationUpdate,
    SourceRow,
    UpdateRound,
    User,
)
from priorities.services import audit
from sendplan.management.commands import load_demo

TODAY = date(2026, 11, 22)
EXAMPLE = "exampleshire-send-plan-2024"
EARLIER = "exampleshire-send-plan-2021"
SOUTHEND = "southend-sen-strategy-action-plan"
STRATEGY = "southend-send-strategy"
OWN_STRATEGY = "exampleshire-send-strategy"
REFORM = "exampleshire-reform-plan-2026"
OXFORDSHIRE = "oxfordshire-send-transformation-roadmap"


def load(*arguments: str) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue()


@override_settings(PRODUCTION=True)
def test_refuses_in_production():
    with pytest.raises(CommandError) as refusal:
        load()
    assert str(refusal.value) == (
        "The demonstration has passwords that anybody can read, so it is not loaded in production:"
        " set SENDPLAN_ENV to demo on a machine of your own."
    )


@pytest.mark.parametrize("port", ["abc", "0", "-1", "65536", "70000", "", "80 ", "8e3", "٨٠"])
def test_refuses_what_is_no_port(port):
    with pytest.raises(CommandError) as refusal:
        load(f"--port={port}")
    assert str(refusal.value) == (
        f"'{port}' is no port; choose a number from 1024 to 65535, such as make demo PORT=8123."
    )


def test_refuses_a_port_in_use():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError) as refusal:
            load(f"--port={port}")
    assert str(refusal.value) == (
        f"Port {port} is in use on this machine; stop what uses it, or choose another, such as make demo PORT=8123."
    )


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (
            errno.EACCES,
            "Port 80 needs rights that you do not have; choose one from 1024 to 65535, such as make demo PORT=8123.",
        ),
        (errno.ENOBUFS, "Nothing can listen on port 80 of this machine: no room."),
    ],
)
def test_refuses_a_port_that_cannot_be_had(monkeypatch, number, sentence):
    class Refusing(socket.socket):
        def bind(self, address):
            raise OSError(number, "no room")

    monkeypatch.setattr("sendplan.management.commands.load_demo.socket.socket", Refusing)
    with pytest.raises(CommandError) as refusal:
        load("--port=80")
    assert str(refusal.value) == sentence


REFUSED = ", which the demonstration did not make, so nothing was loaded: "
ANOTHER = "set SENDPLAN_ENV to demo, then it has a database of its own."


@pytest.mark.django_db
class TestDatabaseInUse:
    """Real data and the demonstration are never mixed."""

    def refusal(self) -> str:
        before = Partnership.objects.count(), User.objects.count()
        with pytest.raises(CommandError) as refusal:
            load()
        assert (Partnership.objects.count(), User.objects.count()) == before
        return str(refusal.value)

    def test_an_account_is_enough(self):
        User.objects.create_user(username="amina")
        assert self.refusal() == f"The database has the account 'amina'{REFUSED}{ANOTHER}"

    def test_an_account_with_a_name_of_the_demonstration_too(self):
        User.objects.create_user(username="admin")
        assert self.refusal() == f"The database has the account 'admin'{REFUSED}{ANOTHER}"

    def test_a_partnership_is_enough(self):
        Partnership.objects.create(slug="mereshire", name="Mereshire SEND Partnership")
        assert self.refusal() == f"The database has the partnership 'mereshire'{REFUSED}{ANOTHER}"

    def test_a_real_partnership_of_that_name_is_not_the_demonstration(self):
        Partnership.objects.create(slug="exampleshire", name="Exampleshire")
        assert self.refusal() == f"The database has the partnership 'exampleshire'{REFUSED}{ANOTHER}"

    def test_the_demonstrations_own_folder_can_go(self, settings):
        settings.DEMO = True
        User.objects.create_user(username="amina")
        assert self.refusal() == (
            f"The database has the account 'amina'{REFUSED}remove the folder {settings.VAR_DIR} to begin the"
            " demonstration anew."
        )


@pytest.mark.django_db
def test_the_log_of_two_years_is_not_printed(monkeypatch, caplog):
    caplog.set_level("INFO")
    monkeypatch.setattr(load_demo, "load", lambda content: audit.logger.info("Approved."))

    assert load().startswith("Loading the demonstration ...\nThe demonstration is loaded.\n")
    assert [record.message for record in caplog.records if record.name == audit.logger.name] == []
    audit.logger.info("Later.")
    assert [record.message for record in caplog.records if record.name == audit.logger.name] == ["Later."]


class TestDemonstration(TestCase):
    """Loaded once for the class; each test's own changes are undone."""

    @classmethod
    def setUpClass(cls):
        kept = {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": cls.enterClassContext(TemporaryDirectory())},
        }
        cls.enterClassContext(override_settings(STORAGES={**settings.STORAGES, "default": kept}))
        super().setUpClass()

    @classmethod
    def setUpTestData(cls):
        cls.printed = load("--port", "8123")

    def actions(self, slug: str) -> list[Action]:
        return list(Action.objects.public().filter(plan__slug=slug).select_related("plan", "latest_report", "priority"))

    def references(self, test) -> list[str]:
        """References of the example plan's actions whose timeliness passes a test."""
        return [a.reference for a in self.actions(EXAMPLE) if test(a.timeliness(on=TODAY))]

    def test_prints_the_address_and_the_accounts(self):
        assert self.printed == (
            "Loading the demonstration ...\n"
            "The demonstration is loaded.\n"
            "\n"
            "Site:    http://127.0.0.1:8123/\n"
            "Sign in: http://127.0.0.1:8123/admin/\n"
            "\n"
            "  admin             lantern-harbour-27   whole site\n"
            "  officer           orchard-bicycle-58   officer of the Exampleshire SEND Partnership\n"
            "  approver          teacup-mountain-36   approver of the Exampleshire SEND Partnership\n"
            "  editor            saddle-biscuit-71    editor of the Exampleshire SEND Partnership\n"
            "  forum             kettle-meadow-49     forum of the Exampleshire SEND Partnership\n"
            "  board             violin-cabbage-83    board of the Exampleshire SEND Partnership\n"
            "  southend-officer  pebble-umbrella-94   officer of the Southend SEND Partnership\n"
        )

    def test_a_second_load_keeps_everything(self):
        Action.objects.filter(plan__slug=EXAMPLE, reference="1.1").update(plain_words="Changed by an officer.")
        before = {model: model.objects.count() for model in (Partnership, User, Plan, Action, ProgressReport)}

        printed = load("--port", "8123")

        assert printed.startswith("The demonstration was here already; its data was kept.\n\nSite:")
        assert {model: model.objects.count() for model in before} == before
        assert Action.objects.get(plan__slug=EXAMPLE, reference="1.1").plain_words == "Changed by an officer."

    def test_what_was_added_to_the_demonstration_is_kept_with_it(self):
        User.objects.create_user(username="visitor")
        assert load().startswith("The demonstration was here already; its data was kept.\n")

    def test_the_invented_partnership_is_the_host(self):
        host = Partnership.objects.host()

        assert (host.slug, host.is_invented) == ("exampleshire", True)
        assert list(Partnership.objects.filter(is_invented=True)) == [host]
        for number in (host.contact_telephone, host.advice_telephone):
            assert re.fullmatch(r"01632 960\d{3}", number)

    def test_accounts_can_sign_in_and_have_their_roles(self):
        passwords = dict(re.findall(r"^  (\S+) +(\S+)", self.printed, re.MULTILINE))
        roles = {m.user.username: (m.partnership.slug, m.role) for m in Membership.objects.all()}

        assert all(self.client.login(username=name, password=word) for name, word in passwords.items())
        assert all(user.is_staff for user in User.objects.all())
        assert [user.username for user in User.objects.filter(is_superuser=True)] == ["admin"]
        assert roles == {
            "officer": ("exampleshire", "officer"),
            "approver": ("exampleshire", "approver"),
            "editor": ("exampleshire", "editor"),
            "forum": ("exampleshire", "forum"),
            "board": ("exampleshire", "board"),
            "southend-officer": ("southend", "officer"),
        }

    def test_every_plan_is_public_with_all_that_it_promises(self):
        plans = {
            plan.slug: (
                plan.kind,
                len(self.actions(plan.slug)),
                Commitment.objects.public().filter(plan=plan).count(),
                Recommendation.objects.public().filter(plan=plan).count(),
                Milestone.objects.public().filter(plan=plan).count(),
            )
            for plan in Plan.objects.public()
        }

        assert plans == {
            EARLIER: ("action-plan", 12, 0, 0, 0),
            OWN_STRATEGY: ("strategy", 0, 19, 4, 0),
            EXAMPLE: ("action-plan", 36, 0, 0, 0),
            REFORM: ("local-send-reform-plan", 16, 0, 0, 13),
            SOUTHEND: ("action-plan", 27, 0, 0, 0),
            STRATEGY: ("strategy", 0, 43, 1, 0),
            OXFORDSHIRE: ("roadmap", 0, 0, 0, 52),
        }

    def test_priorities_hold_their_actions(self):
        counts = {
            slug: list(Counter(str(a.priority and a.priority.number) for a in self.actions(slug)).items())
            for slug in (EARLIER, EXAMPLE, REFORM, SOUTHEND)
        }

        assert counts == {
            EARLIER: [("1", 4), ("2", 4), ("3", 4)],
            EXAMPLE: [("1", 7), ("2", 7), ("3", 7), ("4", 8), ("5", 7)],
            REFORM: [("1", 4), ("2", 4), ("3", 4), ("4", 4)],
            SOUTHEND: [("1", 3), ("2", 4), ("3", 8), ("4", 6), ("5", 6)],
        }

    def test_the_newest_plan_is_the_home_pages_and_stands_beside_one_that_is_not_over(self):
        reform, beside = Plan.objects.get(slug=REFORM), Plan.objects.get(slug=EXAMPLE)

        assert Plan.objects.public().of(Partnership.objects.host()).newest_first().first() == reform
        assert reform.title in self.client.get("/").content.decode()
        assert (reform.supersedes, reform.delivers.slug, beside.delivers.slug) == (None, OWN_STRATEGY, OWN_STRATEGY)
        assert (beside.closed_on, beside.ends_on > TODAY) == (None, True)
        assert beside.title in self.client.get(reform.get_absolute_url()).content.decode()

    def test_ten_actions_of_the_plan_before_go_on_in_the_reform_plan(self):
        carried = {a.reference: a.continues.reference for a in self.actions(REFORM) if a.continues}

        assert carried == {
            "A3": "1.4", "A4": "1.5", "B1": "3.2", "B2": "3.1", "C1": "4.1",
            "C2": "4.2", "C3": "4.7", "C4": "4.5", "D1": "2.5", "D3": "5.7",
        }  # fmt: skip
        assert {a.continues.plan.slug for a in self.actions(REFORM) if a.continues} == {EXAMPLE}

    def test_the_reform_plan_shows_statuses_one_late_action_and_one_without_a_rating(self):
        actions = self.actions(REFORM)

        assert Counter(a.status for a in actions) == {
            Status.ON_TRACK: 6,
            Status.AT_RISK: 5,
            Status.OFF_TRACK: 2,
            Status.NOT_STARTED: 1,
            None: 2,
        }
        assert [a.reference for a in actions if a.status is None] == ["C3", "D4"]
        assert [a.reference for a in actions if a.timeliness(on=TODAY).overdue_days is not None] == ["D4"]

    def test_the_reform_plans_milestones_show_every_standing(self):
        plan = Plan.objects.get(slug=REFORM)
        found: dict[str, list[str]] = {}
        for one in milestones_of(plan):
            found.setdefault(standing(one, plan, on=TODAY), []).append(one.first_words)

        assert {standing: len(words) for standing, words in found.items()} == {
            Standing.DELIVERED: 2,
            Standing.PASSED: 1,
            Standing.ONGOING: 1,
            Standing.PLANNED: 8,
            Standing.DROPPED: 1,
        }
        assert found[Standing.PASSED] == ["The guide to life after school is published."]
        moved = MilestoneChange.objects.public().get(what="moved")
        assert (moved.from_period, moved.to_period, moved.milestone.period) == (
            "October 2026", "January 2027", "January 2027",
        )  # fmt: skip
        assert (moved.milestone.start, moved.milestone.end) == (date(2027, 1, 1), date(2027, 1, 31))

    def test_reviews_are_published_and_one_that_is_due_did_not_take_place(self):
        reviews = {(r.plan.slug, r.reviewed_on, r.next_on) for r in PlanReview.objects.public()}

        assert reviews == {
            (EXAMPLE, date(2026, 6, 15), date(2026, 10, 12)),
            (REFORM, date(2026, 11, 9), date(2027, 2, 8)),
        }

    def test_each_recommendation_has_two_rounds_under_other_headings(self):
        first, second = UpdateRound.objects.filter(plan__slug=OWN_STRATEGY).order_by("dated")
        standing = RecommendationUpdate.objects.standing().filter(recommendation__plan__slug=OWN_STRATEGY)

        assert [(one.title, one.dated) for one in (first, second)] == [
            ("October 2025", date(2025, 10, 17)),
            ("October 2026", date(2026, 10, 16)),
        ]
        assert Counter((one.update_round.title, one.recommendation.number) for one in standing) == {
            (title, number): 1 for title in ("October 2025", "October 2026") for number in "1234"
        }
        assert (first.label_of("done"), second.label_of("done")) == ("What we have done so far", "What we did")
        assert (first.label_of("next_steps"), second.label_of("next_steps")) == ("Next steps", "Priority 2026-27")
        assert standing.get(update_round=second, recommendation__number="4").points("next_steps") == []

    def test_one_update_is_corrected_and_both_versions_are_kept(self):
        (correction,) = RecommendationUpdate.objects.public().filter(corrects__isnull=False)

        assert correction.recommendation.number == "3"
        assert correction.corrects_what.startswith("We wrote that ten of eleven interns")
        assert correction.corrects.points("difference") == ["Ten of eleven interns of last year have paid work."]
        assert correction.points("difference") == ["Nine of eleven interns of last year have paid work."]
        assert correction.points("done") == correction.corrects.points("done")
        assert (correction.author.username, correction.approved_by.username) == ("officer", "approver")

    def test_two_next_steps_are_in_no_later_round(self):
        forgotten = {}
        for recommendation in Recommendation.objects.public().filter(plan__slug=OWN_STRATEGY):
            first, second = recommendation.updates.standing().order_by("update_round__dated")
            later = [second.points(meaning) for meaning in SECTIONS]
            forgotten[recommendation.number] = not_mentioned_since(first.points("next_steps"), later)

        assert forgotten == {
            "1": ["Publish every month how many plans are on time."],
            "2": [],
            "3": [],
            "4": ["Ask young inspectors to visit ten leisure centres."],
        }

    def test_recommendations_have_partners_and_actions_of_both_plans(self):
        rows = RecommendationPartner.objects.filter(recommendation__plan__slug=OWN_STRATEGY).order_by("order")
        partners: dict[str, list[str]] = {}
        for row in rows:
            partners.setdefault(row.recommendation.number, []).append(row.organisation.name)
        answered: dict[str, list[str]] = {}
        for row in ActionRecommendation.objects.select_related("action", "recommendation").order_by("pk"):
            answered.setdefault(row.recommendation.number, []).append(row.action.reference)

        assert partners == {
            "1": ["Exampleshire Council", "NHS Exampleshire"],
            "2": ["NHS Exampleshire"],
            "3": ["Exampleshire Council", "NHS Exampleshire"],
            "4": ["Exampleshire Council", "Exampleshire Parent Carer Forum"],
        }
        assert answered == {
            "1": ["4.1", "4.2", "4.4", "C1", "C2"],
            "2": ["3.1", "3.2", "3.4", "B1", "B2", "B3"],
            "3": ["2.1", "2.5", "2.6", "D1", "D2"],
            "4": ["5.1", "5.3", "5.7", "D3"],
        }

    def test_one_commitment_has_no_action(self):
        every = Commitment.objects.public().filter(plan__slug=OWN_STRATEGY)

        assert [one.first_words for one in every.filter(action_commitments=None)] == [
            "Ask every nursery each year what help its children lack."
        ]

    def test_southends_strategy_has_its_priorities_and_its_commitments(self):
        public = Commitment.objects.public().filter(plan__slug=STRATEGY).select_related("priority")

        assert list(Counter(one.priority.title if one.priority else "" for one in public).items()) == [
            ("Transitions", 8),
            ("Early Intervention", 7),
            ("Good mental health and wellbeing", 7),
            ("Plans", 7),
            ("The Local Offer", 9),
            ("", 5),
        ]
        assert {one.plain_words for one in public} == {""}

    def test_southends_recommendation_has_one_round_without_a_day(self):
        (update,) = RecommendationUpdate.objects.standing().filter(recommendation__plan__slug=STRATEGY)
        said = update.update_round

        assert (update.recommendation.number, said.title, said.dated) == ("1", "Update on recommendation 1", None)
        assert {
            said.label_of(meaning): len(update.points(meaning)) for meaning in SECTIONS if update.points(meaning)
        } == {
            "What we have done so far": 6,
            "The difference this makes": 7,
            "What we need to develop": 1,
            "Next steps": 1,
        }

    def test_oxfordshires_roadmap_has_its_periods_and_says_of_itself_what_it_says(self):
        plan = Plan.objects.get(slug=OXFORDSHIRE)

        assert list(Counter(one.period for one in plan.milestones.order_by("order")).items()) == [
            ("Jan 2024", 7),
            ("April 2024", 10),
            ("July 2024", 12),
            ("Oct 2024", 8),
            ("Jan 2025", 7),
            ("April 2025", 8),
        ]
        assert (plan.starts_on, plan.ends_on, plan.review_cycle) == (date(2024, 1, 1), date(2025, 4, 30), "quarterly")
        assert "July 2023" in plan.answers
        assert "around February 2025" in plan.prepares_for
        assert plan.limits.splitlines()[0] == "It is a summary and does not list every activity."

    def test_what_became_of_oxfordshires_milestones_is_never_inferred(self):
        plan = Plan.objects.get(slug=OXFORDSHIRE)
        standings = Counter(standing(one, plan, on=TODAY) for one in milestones_of(plan))

        assert standings == {Standing.PASSED: 50, Standing.ONGOING: 2}
        assert list(plan.reviews.all()) == []
        assert MilestoneChange.objects.filter(milestone__plan=plan).count() == 0

    def test_the_rating_key_of_the_example_is_read(self):
        key = {entry.word: entry.status for entry in Plan.objects.get(slug=EXAMPLE).rating_words.all()}

        assert key == {
            "Blue": "complete",
            "Green": "on_track",
            "Amber": "at_risk",
            "Red": "off_track",
            "White": "not_started",
        }

    def test_only_headings_and_the_key_were_skipped(self):
        reasons = Counter(SourceRow.objects.filter(imported=False).values_list("reason", flat=True))

        assert set(reasons) == {
            "a heading or title",
            "a paragraph outside the tables of actions",
            "a row above the heading row",
            "read as the plan's rating key",
            "the heading of the rating key",
            "the heading row",
            "the heading row, repeated",
            "the heading of a list of commitments",
            "the heading of the core commitments",
            "the title of the document",
            "words before the first section",
            "words outside the priorities",
        }

    def test_nothing_had_to_be_held_back(self):
        assert list(HeldBack.objects.all()) == []

    def test_every_status_shows(self):
        assert Counter(a.status for a in self.actions(EXAMPLE)) == {
            Status.COMPLETE: 10,
            Status.ON_TRACK: 7,
            Status.AT_RISK: 6,
            Status.OFF_TRACK: 4,
            Status.EMBEDDED: 3,
            Status.NOT_STARTED: 2,
            Status.STOPPED: 1,
            None: 3,
        }

    def test_lateness_and_silence_show(self):
        overdue = self.references(lambda t: t.overdue_days is not None)
        assert overdue == ["1.4", "1.5", "2.5", "4.2", "4.5", "5.4", "5.7"]
        assert self.references(lambda t: t.silent_days is not None) == ["1.4", "3.7", "5.4", "5.7"]
        assert self.references(lambda t: t.never_updated) == ["3.7", "5.7"]

    def test_as_at_three_past_days_it_stood_as_counted_by_hand(self):
        """Counted by hand from the plan's document and the reports that were approved by then, each by its own day."""
        plan = Plan.objects.get(slug=EXAMPLE)
        by_hand = {
            # embedded, complete, on track, not started, at risk, off track, stopped, no rating; overdue, silent
            date(2025, 3, 31): ((0, 2, 13, 8, 6, 4, 0, 3), 0, 14),
            date(2025, 9, 30): ((0, 5, 19, 3, 4, 1, 1, 3), 0, 13),
            date(2026, 3, 31): ((3, 7, 9, 2, 7, 4, 1, 3), 1, 10),
        }
        for day, expected in by_hand.items():
            found = count(standings(plan, on=day))
            assert (tuple(found.by_status.values()), found.overdue, found.silent) == expected, day
        # 4.2 was due by the end of September 2025, and nobody said by March 2026 that it was done.
        late = [one for one in standings(plan, on=date(2026, 3, 31)) if one.is_overdue]
        assert [(one.listed.reference, one.timeliness.overdue_days) for one in late] == [("4.2", 182)]
        # 1.1 was reported complete on 28 March 2025 and approved in April; 5.1 had moved ten days before.
        stood = {one.listed.reference: one for one in standings(plan, on=date(2025, 3, 31))}
        assert (stood["1.1"].status, stood["5.1"].listed.due) == (Status.ON_TRACK, date(2025, 9, 30))
        before = {one.listed.reference: one for one in standings(plan, on=date(2025, 3, 20))}
        assert before["5.1"].listed.due == date(2025, 4, 30)

    def test_what_moved_between_two_of_these_days_as_counted_by_hand(self):
        plan = Plan.objects.get(slug=EXAMPLE)
        found = moves(plan, after=date(2025, 9, 30), until=date(2026, 3, 31))

        def told(lines) -> set[str]:
            return {one.now.listed.reference for one in lines}

        assert told(found.completed) == {"1.2", "1.7", "2.1", "3.6", "5.1"}
        assert told(found.ratings) == {
            *{"1.1", "1.3", "4.6"},  # embedded since
            *{"1.4", "2.5", "2.6", "3.4", "5.4"},  # at risk since
            *{"1.5", "3.1", "3.2"},  # off track since
            "3.3",  # begun since
        }
        assert [(one.now.listed.reference, one.to_due) for one in found.dates] == [
            ("4.1", date(2026, 12, 31)),
            ("3.1", date(2026, 9, 30)),
        ]
        assert (found.new, found.stopped, found.gone) == ([], [], [])

    def test_one_action_has_reports_and_no_rating(self):
        unrated = [a.reference for a in self.actions(EXAMPLE) if a.latest_report and a.status is None]
        assert unrated == ["2.7"]

    def test_moved_dates_keep_the_first_one(self):
        moves = Counter(change.action.reference for change in DueDateChange.objects.public())
        action = Action.objects.get(plan__slug=EXAMPLE, reference="3.1")

        assert moves == {"1.2": 1, "3.1": 2, "4.1": 1, "5.1": 1}
        assert (action.original_due, action.due) == (date(2026, 3, 31), date(2027, 1, 31))
        assert action.timescale_raw == "January 2027"

    def test_drafts_and_submitted_reports_stay_in_the_office(self):
        waiting = ProgressReport.objects.exclude(state="published")

        assert {(r.state, r.action.reference, r.public_from) for r in waiting} == {
            ("draft", "4.5", None),
            ("returned", "5.4", None),
            ("submitted", "3.2", None),
        }
        for report in waiting:
            assert report.action.latest_report.reported_on < report.reported_on

    def test_the_public_reads_the_last_report_and_no_draft(self):
        for waiting in ProgressReport.objects.exclude(state="published"):
            page = self.client.get(waiting.action.get_absolute_url())

            assert page.status_code == 200
            assert waiting.action.latest_report.done in page.content.decode()
            assert waiting.done not in page.content.decode()

    def test_the_forum_says_something_beside_three_updates_and_one_of_its_views_waits(self):
        views = {(v.report.action.reference, v.state, v.author.username) for v in ForumView.objects.all()}
        page = self.client.get(Action.objects.get(plan__slug=EXAMPLE, reference="3.4").get_absolute_url())

        assert views == {
            ("3.2", "published", "forum"),
            ("3.4", "published", "forum"),
            ("4.1", "submitted", "forum"),
        }
        assert "We asked for these figures and we got them." in page.content.decode()

    def test_the_log_of_two_years_is_kept(self):
        assert AuditEntry.objects.filter(kind="approved").count() > 150

    def test_reports_are_approved_by_another_and_public_from_then(self):
        report = ProgressReport.objects.get(action__reference="4.8", reported_on=date(2025, 5, 16))

        assert (report.author.username, report.approved_by.username) == ("officer", "approver")
        assert report.approved_role == "SEND Programme Director"
        assert report.recorded_at == datetime(2025, 5, 16, 11, tzinfo=UTC)
        assert report.public_from == report.approved_at == datetime(2025, 5, 22, 11, tzinfo=UTC)
        assert report.corrects.reported_on == date(2025, 4, 4)

    def test_unfinished_work_goes_on_in_the_next_plan(self):
        plan = Plan.objects.get(slug=EXAMPLE)

        assert plan.supersedes.slug == EARLIER
        assert {
            a.reference: (a.continues.plan.slug, a.continues.reference) for a in self.actions(EXAMPLE) if a.continues
        } == {"1.2": (EARLIER, "1.1"), "4.1": (EARLIER, "3.1")}

    def test_the_history_of_every_record_says_who_and_no_later_than_the_day_of_the_demonstration(self):
        of_people = (Partnership, Membership, LeadReporter)
        of_plans = (Plan, Priority, Action, ProgressReport, Commitment, Recommendation, Milestone)
        of_what_became = (UpdateRound, RecommendationUpdate, MilestoneChange, PlanReview)
        for model in (*of_people, *of_plans, *of_what_became):
            entries = model.history.values_list("history_user", "history_date")
            assert entries
            assert all(user and moment.date() <= TODAY for user, moment in entries), model

    def test_a_closed_plan_counts_no_further(self):
        earlier = {a.reference: a for a in self.actions(EARLIER)}

        assert earlier["2.3"].status is None
        assert earlier["2.3"].timeliness(on=TODAY).date_passed_unstated
        timeliness = [action.timeliness(on=TODAY) for action in self.actions(SOUTHEND)]
        assert {t.frozen_on for t in timeliness} == {date(2015, 8, 31)}
        assert {t.silent_days for t in timeliness} == {None}

    def test_the_row_without_a_number_has_none(self):
        rows = [a for a in self.actions(SOUTHEND) if not a.reference]

        assert [(a.priority.number, a.timescale_raw, a.due) for a in rows] == [("1", "", None)]

    def test_real_areas_have_no_invented_contact(self):
        for partnership in Partnership.objects.filter(is_invented=False):
            assert partnership.contact_email + partnership.contact_telephone + partnership.advice_service == ""

    def test_reports_that_came_with_the_examples_document_were_made_public_by_a_role_of_its_partnership(self):
        roles = ProgressReport.objects.public().filter(action__plan__slug__startswith="exampleshire")

        assert set(roles.values_list("approved_role", flat=True)) == {"SEND Programme Director"}

    def test_a_document_of_may_2024_gives_no_day_on_any_page(self):
        for url in (f"/plans/{OXFORDSHIRE}/", f"/plans/{OXFORDSHIRE}/roadmap/", "/plans/"):
            said = self.client.get(url).content.decode()
            assert "31 May 2024" not in said, url
            assert "2024-05-31" not in said, url

    def test_every_sentence_of_every_page_is_short(self):
        """All words of the demonstration are its own, those of its documents, too. A page's title is no sentence."""
        waiting, seen, read = ["/"], set(), 0
        while waiting:
            url = waiting.pop()
            if url in seen or url.startswith(("/static/", "/admin/")) or url.endswith(".csv"):
                continue
            seen.add(url)
            page = self.client.get(url, follow=True).content.decode()
            waiting += re.findall(r'href="(/[^"#?]*)', page)
            for sentence in sentences(page):
                read += 1
                assert len(sentence.split()) <= 25, (url, sentence)
        assert len(seen) > 100
        assert read > 5000


BLOCK = (
    r"</?(p|li|h[1-6]|dt|dd|div|label|legend|caption|th|td|summary|button|option|br|section|blockquote|ul|ol|nav|main)\b"
    r"[^>]*>"
)


def sentences(page: str) -> list[str]:
    """The sentences of a page; a heading, a cell, a label and whatever else stands by itself ends one."""
    page = re.sub(r"<(title|svg)\b.*?</\1>", " ", page, flags=re.DOTALL)
    blocks = unescape(re.sub(r"<[^>]+>", " ", re.sub(BLOCK, "¶", page))).split("¶")
    return [part for block in blocks for part in re.split(r"(?<=[.?!:;])[”’)]*\s+", " ".join(block.split())) if part]
