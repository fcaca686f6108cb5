"""From a file to a plan's records: a preview changes nothing, a draft is not public, publishing shows it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from actions.document_correction import CorrectDocument
from actions.importing import PUT_RIGHT
from actions.models import Action, ActionWords, DueDateChange, Lead, ProgressReport, RatingWord
from actions.promise_history import added_later
from actions.services import give_public_words
from priorities.models import (
    AuditEntry,
    HeldBack,
    Partnership,
    Plan,
    Priority,
    PriorityWords,
    ReadingProblem,
    SourceDocument,
    SourceRow,
    User,
)
from priorities.services import save_edit
from tests.factories.office import MembershipFactory, PartnershipFactory, UserFactory

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[3]
HEADER = "Ref\tAction\tOutcome\tLead\tBy when\tRAG\tProgress\n"
FIRST = (
    "Priority 1: Early help\n\n"
    + HEADER
    + "1.1\tAsk parents what helps\tParents are heard\tHead of SEND / ICB\tMar-26\tGreen\tSixty parents were asked.\n"
    + "1.2\tTrain each school's staff\tStaff know what to do\tPriya Natarajan\tTermly\tAmber\tTwo schools were trained.\n"
    + "1.3\tWrite the guide\tOne guide for all\tICB\tTBC\t\t\n\n"
    + "Green: on track\nAmber: at risk\n"
)
SECOND = (
    "Priority 1: Early help\n\n"
    + HEADER
    + "1.1\tAsk parents and young people what helps\tParents are heard\tICB\tJun-26\tAmber\tOnly ten answered.\n"
    + "1.2\tTrain each school's staff\tStaff know what to do\tPriya Natarajan\tTermly\tAmber\tTwo schools were trained.\n"
    + "1.4\tOpen a telephone line\tFamilies get an answer\tLA\tDec-26\tGreen\tIt is open.\n\n"
    + "Green: on track\nAmber: at risk\n"
)


@pytest.fixture(autouse=True)
def documents_folder(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "documents"},
        },
    }


@pytest.fixture
def partnership():
    return PartnershipFactory(name="Exampleshire", slug="exampleshire")


@pytest.fixture
def approver(partnership):
    user = UserFactory(username="approver", job_title="SEND manager")
    MembershipFactory(user=user, partnership=partnership, role="approver")
    return user


@pytest.fixture
def file(tmp_path):
    def written(text: str, name: str = "plan.txt"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def run(path, *options, plan="early-help") -> str:
    out = StringIO()
    call_command("import_document", str(path), "--kind", "action-plan", "--plan", plan, *options, stdout=out)
    return out.getvalue()


def refused(path, *options, plan="early-help") -> str:
    with pytest.raises(CommandError) as refusal:
        run(path, *options, plan=plan)
    return str(refusal.value)


STORED_IN = "Environment: development. Database: "


def ends_with(out: str, sentence: str) -> bool:
    """The last line but one; the very last says where it was stored."""
    *_, last, where = out.splitlines()
    return last == sentence and where.startswith(STORED_IN)


def counts() -> dict[str, int]:
    models = (Plan, Priority, Action, Lead, ProgressReport, SourceDocument, SourceRow, ReadingProblem, HeldBack)
    return {model.__name__: model.objects.count() for model in models}


def test_a_preview_changes_nothing_and_says_what_was_read(file, partnership):
    before = counts()
    out = run(file(FIRST))
    assert counts() == before
    assert "plan.txt: 1 priorities, 3 actions." in out
    assert "line 6, Timescale: " in out
    assert out.endswith("Nothing was changed. Add --commit to store it as a draft.\n")


def test_json_is_one_object_in_the_agreed_shape(file):
    plain = json.loads(run(file(FIRST), "--json"))
    assert set(plain) == {"kind", "priority_word", "priorities", "actions", "problems", "rows"}
    assert plain["priorities"] == [{"number": "1", "title": "Early help", "official_words": "Early help"}]
    first = plain["actions"][0]
    assert first == {
        "reference": "1.1",
        "priority": "1",
        "priority_title": "Early help",
        "official_words": "Ask parents what helps",
        "outcome": "Parents are heard",
        "leads": ["Head of SEND", "ICB"],
        "timescale": {
            "raw": "Mar-26",
            "start": None,
            "due": "2026-03-31",
            "precision": "month",
            "recurrence": None,
            "ongoing": False,
            "note": None,
            "problem": None,
        },
        "first_timescale": None,
        "rating": "Green",
        "status": "on_track",
        "progress": "Sixty parents were asked.",
        "place": "line 4",
        "problems": [],
    }
    assert plain["rows"]["read"] == plain["rows"]["imported"] + len(plain["rows"]["skipped"])


def test_commit_stores_a_draft_that_nobody_can_read(file, partnership):
    out = run(file(FIRST), "--commit", "--title", "Early help plan")
    plan = Plan.objects.get()
    assert (plan.title, plan.slug, plan.partnership, plan.state) == (
        "Early help plan",
        "early-help",
        partnership,
        "draft",
    )
    assert ends_with(
        out, "Stored as a draft in 'early-help' of Exampleshire. Add --publish --by USER to make it public."
    )
    assert Plan.objects.public().count() == Action.objects.public().count() == Priority.objects.public().count() == 0
    assert ProgressReport.objects.public().count() == 0


def test_every_row_is_stored_with_its_place_and_its_fate(file, partnership):
    run(file(FIRST), "--commit")
    assert list(SourceRow.objects.values_list("place", "imported", "reason")) == [
        ("line 1", True, ""),
        ("line 3", False, "the heading row"),
        ("line 4", True, ""),
        ("line 5", True, ""),
        ("line 6", True, ""),
        ("line 8", False, "read as the plan's rating key"),
        ("line 9", False, "read as the plan's rating key"),
    ]
    assert Action.objects.get(slug="1-1").source_row.place == "line 4"
    document = SourceDocument.objects.get()
    assert (document.original_name, len(document.sha256), document.state) == ("plan.txt", 64, "applied")
    with document.file.open() as original:
        assert original.read().decode() == FIRST


def test_the_records_hold_what_the_document_says(file, partnership):
    run(file(FIRST), "--commit", "--document-date", "2026-01-15")
    first, second, third = Action.objects.order_by("order")
    assert (first.reference, first.official_words, first.due, first.original_due) == (
        "1.1",
        "Ask parents what helps",
        date(2026, 3, 31),
        date(2026, 3, 31),
    )
    assert [item.lead.name for item in first.action_leads.all()] == ["Head of SEND", "ICB"]
    assert (second.recurrence, second.due) == ("termly", None)
    assert (third.timescale_raw, third.due) == ("TBC", None)
    assert third.timescale_problem
    report = first.reports.get()
    assert (report.reported_on, report.status, report.rating, report.done, report.state) == (
        date(2026, 1, 15),
        "on_track",
        "Green",
        "Sixty parents were asked.",
        "draft",
    )
    assert not third.reports.exists()
    assert list(RatingWord.objects.values_list("word", "meaning", "status")) == [
        ("Green", "on track", "on_track"),
        ("Amber", "at risk", "at_risk"),
    ]


def test_publishing_makes_it_public_from_the_documents_date(file, partnership, approver):
    run(file(FIRST), "--commit", "--document-date", "2026-01-15", "--publish", "--by", "approver")
    assert Action.objects.public().count() == 3
    plan = Plan.objects.public().get()
    midnight = datetime(2026, 1, 15, tzinfo=UTC)
    assert plan.public_from == midnight
    assert ActionWords.objects.filter(public_from=midnight).count() == 3
    assert PriorityWords.objects.filter(public_from=midnight).count() == 1
    report = ProgressReport.objects.public().get(action__reference="1.1")
    assert (report.public_from, report.approved_by, report.approved_role) == (midnight, approver, "SEND manager")
    assert added_later(report.public_from, report.recorded_at)
    assert Action.objects.get(reference="1.1").latest_report == report


def test_a_stored_draft_is_published_by_the_same_file(file, partnership, approver):
    run(file(FIRST), "--commit")
    before = counts()
    out = run(file(FIRST), "--commit", "--publish", "--by", "approver")
    assert counts() == before
    assert ends_with(out, "Published by approver: /plans/early-help/")
    assert Action.objects.public().count() == 3


def test_a_draft_is_published_with_the_statuses_of_a_key_that_was_entered_since(file, partnership, approver):
    colours = file(HEADER + "1.1\tAsk parents what helps\tThey are heard\tICB\tMar-26\tBlue\tAll were asked.\n")
    run(colours, "--commit")
    plan = Plan.objects.get()
    entry = RatingWord(plan=plan, word="Blue", meaning="Finished", status="complete")
    save_edit(record=entry, by=approver, at=datetime(2026, 2, 1, tzinfo=UTC))
    out = run(colours, "--commit", "--publish", "--by", "approver")
    assert "status: '' becomes 'complete'" in out
    assert Action.objects.get().latest_report.status == "complete"


def test_the_same_file_twice_is_refused_politely(file, partnership, approver):
    run(file(FIRST), "--commit")
    sentence = refused(file(FIRST), "--commit")
    assert sentence.startswith("The plan 'early-help' has this very file already, received on ")
    assert sentence.endswith(f". Nothing needs doing, unless you changed the plan's key. {PUT_RIGHT}")


class TestTheSameFileAgain:
    """What the preview and the command say once the plan has the file."""

    STORED = "The plan 'early-help' has this very file already, received on 20 March 2026."

    @pytest.fixture(autouse=True)
    def on_a_day(self, time_machine):
        time_machine.move_to(datetime(2026, 3, 20, 12, tzinfo=UTC))

    def last_line(self, *arguments, **options) -> str:
        return run(*arguments, **options).splitlines()[-1]

    def test_the_preview_says_that_a_draft_is_stored_and_never_how_to_store_it(self, file, partnership):
        path = file(f"SEND improvement plan\nLast updated: 14 October 2025\n\n{FIRST}")
        assert "add --document-date 2025-10-14" in run(path)
        run(path, "--commit")
        out = run(path)
        assert out.splitlines()[-1] == (
            f"Nothing was changed. {self.STORED} It is stored without a date. {PUT_RIGHT} Add --commit --publish --by"
            " USER to make it public."
        )
        assert "add --document-date" not in out

    def test_the_preview_of_what_is_public_says_its_date_alone(self, file, partnership, approver):
        run(file(FIRST), "--commit", "--document-date", "2026-01", "--publish", "--by", "approver")
        assert self.last_line(file(FIRST)) == (
            f"Nothing was changed. {self.STORED} It is stored with the date 2026-01. {PUT_RIGHT}"
        )

    def test_the_preview_offers_the_statuses_of_a_key_that_was_entered_since(self, file, partnership, approver):
        colours = file(FIRST.partition("\n\nGreen")[0] + "\n")
        run(colours, "--commit", "--publish", "--by", "approver")
        assert "Add --commit" not in self.last_line(colours)
        entry = RatingWord(plan=Plan.objects.get(), word="Green", meaning="on track", status="on_track")
        save_edit(record=entry, by=approver, at=datetime(2026, 2, 1, tzinfo=UTC))
        assert self.last_line(colours).endswith(
            f" {PUT_RIGHT} Add --commit to give its actions the statuses that the plan's key says now."
        )

    @pytest.mark.parametrize("options", [(), ("--commit",), ("--commit", "--publish", "--by", "approver")])
    @pytest.mark.parametrize(
        ("stored", "said"),
        [((), "without a date"), (("--document-date", "2026-02"), "with the date 2026-02")],
    )
    def test_another_date_is_refused_and_never_passed_over(self, file, partnership, approver, stored, said, options):
        run(file(FIRST), "--commit", *stored)
        assert refused(file(FIRST), *options, "--document-date", "2026-01-15") == (
            f"--document-date is '2026-01-15', but this file is stored {said}; leave --document-date out. {PUT_RIGHT}"
        )
        assert Plan.objects.get().state == Plan.State.DRAFT

    def test_the_same_month_is_no_other_date_when_the_month_goes_on(self, file, partnership, approver, time_machine):
        run(file(FIRST), "--commit", "--document-date", "2026-03")
        time_machine.move_to(datetime(2026, 3, 27, 12, tzinfo=UTC))
        run(file(FIRST), "--commit", "--document-date", "2026-03", "--publish", "--by", "approver")
        assert SourceDocument.objects.get().document_date == date(2026, 3, 20)

    def test_where_the_date_is_put_right_is_what_the_office_calls_it(self):
        assert f"'{CorrectDocument.label}'" in PUT_RIGHT


def test_names_are_held_back_until_a_role_is_given(file, partnership, approver):
    run(file(FIRST), "--commit", "--publish", "--by", "approver")
    held = HeldBack.objects.get()
    assert (held.kind, held.words, held.placeholder) == ("name", "Priya Natarajan", "[name 1 held back]")
    second = Action.objects.get(reference="1.2")
    assert [item.lead.name for item in second.action_leads.all()] == ["[name 1 held back]"]
    assert ReadingProblem.objects.filter(value="Priya Natarajan", field="leads").count() == 1
    give_public_words(held_back=held, public_words="Training lead", by=approver, at=datetime(2026, 2, 1, tzinfo=UTC))
    assert [item.lead.name for item in second.action_leads.all()] == ["Training lead"]
    assert not Lead.objects.filter(name__contains="held back").exists()


def test_a_held_back_name_is_masked_in_every_form(file, partnership, approver):
    """Also in a text, in another order, and where another plan of the partnership found it."""
    run(file(FIRST), "--commit")
    text = "Ref\tAction\tLead\tTimescale\n1.1\tAsk NATARAJAN, Priya what helps\tPlay team\tMar-26\n1.2\tP Natarajan’s list\tPlay team\tMar-26\n"
    run(file(text, "other.txt"), "--commit", plan="play")
    held = HeldBack.objects.get(plan__slug="play", words="Priya Natarajan")
    assert list(Action.objects.filter(plan__slug="play").values_list("official_words", flat=True)) == [
        f"Ask {held.placeholder} what helps",
        f"{held.placeholder}’s list",
    ]


def test_a_changed_file_for_a_public_plan_waits_and_then_changes_only_what_changed(file, partnership, approver):
    run(file(FIRST), "--commit", "--document-date", "2026-01-15", "--publish", "--by", "approver")
    preview = run(file(SECOND, "second.txt"), "--document-date", "2026-04-01")
    assert "Against the stored plan: 1 added, 1 changed, 1 gone, 1 the same." in preview
    assert "timescale: 'Mar-26' becomes 'Jun-26'" in preview

    out = run(file(SECOND, "second.txt"), "--commit", "--document-date", "2026-04-01")
    assert ends_with(
        out,
        "Stored. 'early-help' is public already, so the changes wait: look at them and publish them in the admin area, "
        "or with --publish --by USER.",
    )
    assert Action.objects.public().count() == 3
    assert Action.objects.get(reference="1.1").official_words == "Ask parents what helps"

    run(file(SECOND, "second.txt"), "--commit", "--publish", "--by", "approver")
    first = Action.objects.get(reference="1.1")
    assert first.official_words == "Ask parents and young people what helps"
    assert [version.words for version in first.words_versions.all()] == [
        "Ask parents what helps",
        "Ask parents and young people what helps",
    ]
    move = DueDateChange.objects.get()
    assert move.reason.endswith("' of 1 April 2026 gives another timescale. It gives no reason.")
    assert (move.from_due, move.to_due, move.from_raw, move.to_raw) == (
        date(2026, 3, 31),
        date(2026, 6, 30),
        "Mar-26",
        "Jun-26",
    )
    assert (first.original_due, first.due) == (date(2026, 3, 31), date(2026, 6, 30))
    assert [report.done for report in first.reports.public().newest_first()] == [
        "Only ten answered.",
        "Sixty parents were asked.",
    ]
    gone = Action.objects.get(reference="1.3")
    assert gone.withdrawn_at is not None
    assert gone.withdrawn_reason.endswith("' of 1 April 2026 any more.")
    assert Action.objects.public().filter(reference="1.4").exists()
    again = Action.objects.get(reference="1.2").reports.public().newest_first()
    assert [(report.reported_on, report.done) for report in again] == [
        (date(2026, 4, 1), "Two schools were trained."),
        (date(2026, 1, 15), "Two schools were trained."),
    ]


def test_a_row_that_may_be_a_known_action_is_asked_about(file, partnership):
    run(file(FIRST), "--commit")
    text = FIRST.replace("1.3\tWrite the guide\t", "1.9\tWrite the guide for families and for schools\t")
    before = counts()
    sentence = refused(file(text, "changed.txt"), "--commit")
    assert sentence == (
        "line 6: 'Write the guide for families and for schools' may be the action '1-3' or a new one; "
        'say which with --same "line 6=SLUG" or --same "line 6=new".'
    )
    assert counts() == before
    run(file(text, "changed.txt"), "--commit", "--same", "line 6=1-3")
    assert Action.objects.get(slug="1-3").reference == "1.9"
    assert Action.objects.count() == 3


@pytest.mark.parametrize(
    ("given", "day", "precision"),
    [
        ("2024-05-03", date(2024, 5, 3), "day"),
        ("2024-05", date(2024, 5, 31), "month"),
        ("2024-02", date(2024, 2, 29), "month"),
        ("2023", date(2023, 12, 31), "year"),
        ("2026-03", date(2026, 3, 20), "month"),  # not yet over
        ("2026", date(2026, 3, 20), "year"),
    ],
)
def test_a_document_may_bear_no_more_than_a_month_or_a_year(file, partnership, time_machine, given, day, precision):
    time_machine.move_to(datetime(2026, 3, 20, 12, tzinfo=UTC))
    run(file(FIRST), "--commit", "--document-date", given)
    document = SourceDocument.objects.get()
    assert (document.document_date, document.date_precision) == (day, precision)
    assert {report.reported_on for report in ProgressReport.objects.all()} == {day}


def test_a_file_name_in_no_known_letters_is_kept_readable(file, partnership):
    run(file(FIRST, "bad\udcff.txt"), "--commit")
    assert SourceDocument.objects.get().original_name == "bad?.txt"


def test_a_reason_names_the_month_of_its_document(file, partnership, approver):
    run(file(FIRST), "--commit", "--document-date", "2025-11", "--publish", "--by", "approver")
    run(file(SECOND, "second.txt"), "--commit", "--document-date", "2026-01", "--publish", "--by", "approver")
    assert set(DueDateChange.objects.values_list("reason", flat=True)) == {
        "The document 'Early help' of January 2026 gives another timescale. It gives no reason."
    }


@pytest.mark.parametrize(
    ("line", "said"),
    [("Last updated: 14 October 2025", "2025-10-14"), ("Published in May 2024", "2024-05"), ("Date: 2023", "")],
)
def test_the_preview_says_how_to_give_the_date_that_the_document_bears(file, partnership, line, said):
    out = run(file(f"SEND improvement plan\n{line}\n\n{FIRST}"))
    hint = f"add --document-date {said} if that is its date."
    assert (hint in out) is bool(said)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Last updated: 21 March 2026", "21 March 2026' (line 2): that is still to come."),
        ("Last updated: 20 March 2026", "20 March 2026' (line 2): add --document-date 2026-03-20 if that is its date."),
        ("Published in March 2026", "March 2026' (line 2): add --document-date 2026-03 if that is its date."),
        ("Published in April 2026", "April 2026' (line 2): that is still to come."),
    ],
)
def test_the_preview_offers_no_date_that_is_still_to_come(file, partnership, time_machine, line, said):
    time_machine.move_to(datetime(2026, 3, 20, 12, tzinfo=UTC))
    out = run(file(f"SEND improvement plan\n{line}\n\n{FIRST}"))
    [told] = [one for one in out.splitlines() if one.startswith("The document says ")]
    assert told.endswith(said)


@pytest.mark.parametrize("given", ["2026-03-21", "2026-04", "2027"])
def test_a_date_that_is_still_to_come_is_refused(file, partnership, time_machine, given):
    time_machine.move_to(datetime(2026, 3, 20, 12, tzinfo=UTC))
    before = counts()
    assert refused(file(FIRST), "--commit", "--document-date", given) == (
        f"--document-date is '{given}', which is still to come; give the date that the document bears, or leave it out."
    )
    assert counts() == before


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        *(
            (
                option,
                value,
                f"{option} is '{value}'; use letters, digits, hyphens and underscores only, such as {such}.",
            )
            for option, such in (("--plan", "send-plan-2026"), ("--partnership", "mereshire"))
            for value in ("Bad Slug", "a/b?c", "é", "")
        ),
        ("--plan", "p" * 101, "--plan has 101 characters; use at most 100, such as send-plan-2026."),
        ("--partnership", "p" * 81, "--partnership has 81 characters; use at most 80, such as mereshire."),
    ],
)
@pytest.mark.parametrize("commit", [(), ("--commit",)])
def test_what_cannot_be_part_of_an_address_is_refused(file, partnership, option, value, sentence, commit):
    before = counts(), Partnership.objects.count()
    options = {"--plan": "early-help", option: value}
    assert refused(
        file(FIRST), *commit, *(("--partnership", value) if option == "--partnership" else ()), plan=options["--plan"]
    ) == (sentence)
    assert (counts(), Partnership.objects.count()) == before


def test_an_underscore_and_capitals_are_what_the_sentence_says(file, partnership):
    run(file(FIRST), "--commit", "--partnership", "Mere_Shire", plan="Send_Plan-2026")
    assert Plan.objects.get().get_absolute_url() == "/plans/Send_Plan-2026/"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--publish",), "--publish needs --commit; without it nothing is stored."),
        (("--commit", "--publish"), "--publish needs --by USER: who makes the plan public."),
        (
            ("--commit", "--publish", "--by", "nobody"),
            "There is no account 'nobody'; make one with createsuperuser or name another with --by.",
        ),
        (
            ("--document-date", "1.2.26"),
            "--document-date is '1.2.26'; write it as YYYY-MM-DD, such as 2024-03-31, or as 2024-03 or 2024 where the"
            " document names no day.",
        ),
        (("--same", "line 4"), '--same is \'line 4\'; write it as "line 12=SLUG" or "line 12=new".'),
        (("--column", "line 4"), "--column is 'line 4'; write it as \"table 1, column 4=progress\"."),
        (
            ("--column", "column 44=lead"),
            "The document has no column 'column 44'; it has table 1: check the number or the heading.",
        ),
    ],
)
def test_wrong_options_get_one_sentence(file, partnership, options, sentence):
    before = counts()
    assert refused(file(FIRST), *options) == sentence
    assert counts() == before


def test_a_column_holds_what_the_command_is_told(file, partnership):
    run(file(FIRST), "--commit", "--column", "table 1, column 7=outcome", "--column", "Outcome=not used")
    assert list(Action.objects.values_list("outcome", flat=True)) == [
        "Sixty parents were asked.",
        "Two schools were trained.",
        "",
    ]


def test_somebody_who_may_not_publish_is_refused_and_nothing_is_stored(file, partnership):
    officer = UserFactory(username="officer")
    MembershipFactory(user=officer, partnership=partnership, role="officer")
    before = counts()
    assert refused(file(FIRST), "--commit", "--publish", "--by", "officer") == (
        "'officer' may not publish plans of 'Exampleshire'; name with --by an approver or administrator who can sign in."
    )
    assert counts() == before


def test_nobody_publishes_in_the_name_of_somebody_who_cannot_sign_in(file, partnership):
    approver = UserFactory(username="bob", is_staff=False)
    MembershipFactory(user=approver, partnership=partnership, role="approver")
    assert "'bob' may not publish" in refused(file(FIRST), "--commit", "--publish", "--by", "bob")


def test_publishing_stands_in_the_log_with_the_way_it_came(file, partnership):
    approver = UserFactory(username="amina")
    MembershipFactory(user=approver, partnership=partnership, role="approver")
    run(file(FIRST), "--commit", "--publish", "--by", "amina")
    imported = list(AuditEntry.objects.filter(kind="imported").order_by("pk").values_list("record", flat=True))
    assert imported == ["priorities.sourcedocument", "priorities.plan"]
    [line] = AuditEntry.objects.filter(kind="approved")
    plan = Plan.objects.get()
    assert (line.who, line.record, line.record_id, line.partnership) == (
        "amina",
        "priorities.plan",
        plan.pk,
        partnership,
    )
    assert line.words.startswith(f"Published the plan '{plan.title}' with '")
    assert line.words.endswith("', from the command line.")


def test_a_plan_of_another_partnership_is_not_taken_over(file, partnership):
    PartnershipFactory(name="Otherwhere", slug="otherwhere")
    run(file(FIRST), "--commit", "--partnership", "otherwhere")
    assert refused(file(SECOND, "second.txt"), "--commit", "--partnership", "exampleshire") == (
        "The plan 'early-help' belongs to 'otherwhere'; leave --partnership out or choose another --plan."
    )


def test_an_empty_database_takes_its_first_plan(file):
    administrator = User.objects.create_superuser("root")
    run(file(FIRST), "--commit", "--publish", "--by", "root")
    plan = Plan.objects.get()
    assert plan.partnership.slug == "local-area-partnership"
    assert plan.documents.get().applied_by == administrator


@pytest.mark.parametrize(
    ("host", "given", "slug", "other"),
    [
        ("", (), "local-area-partnership", " Give --partnership SLUG for another."),
        ("mereshire", (), "mereshire", " Give --partnership SLUG for another."),
        ("mereshire", ("--partnership", "otherwhere"), "otherwhere", ""),
    ],
)
def test_the_preview_says_which_partnership_would_be_made(file, db, settings, host, given, slug, other):
    settings.HOST_PARTNERSHIP = host
    said = f"There is no partnership '{slug}' yet: --commit makes it. Known: none.{other}\n"
    assert said in run(file(FIRST), *given)
    run(file(FIRST), "--commit", *given)
    assert Plan.objects.get().partnership.slug == slug


def test_the_preview_makes_no_word_of_a_partnership_that_is_there(file, partnership):
    assert "There is no partnership" not in run(file(FIRST)) + run(file(FIRST), "--partnership", "exampleshire")


def test_a_bad_file_changes_nothing(file, partnership):
    before = counts()
    assert refused(file("We met and talked.\n"), "--commit") == (
        "No actions were found in the document; give its table a heading row such as 'Action', 'Lead' and 'By when'."
    )
    assert counts() == before


# --- no database yet ---


@pytest.mark.parametrize(
    ("options", "returncode", "opening"),
    [((), 0, "Nothing was compared with a stored plan. "), (("--commit",), 1, "CommandError: ")],
)
def test_a_database_that_was_never_made_is_said_in_a_sentence(tmp_path, options, returncode, opening):
    path = tmp_path / "plan.txt"
    path.write_text(FIRST, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"SENDPLAN_VAR": str(tmp_path / "var"), "SENDPLAN_ENV": "development"}
    (tmp_path / "var").mkdir()
    done = subprocess.run(
        [sys.executable, "manage.py", "import_document", path, "--kind=action-plan", "--plan=early-help", *options],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == returncode
    assert done.stderr == (
        f"{opening}The database (SQLite, {tmp_path / 'var' / 'sendplan.sqlite3'}) was not made yet; run 'make setup', "
        "or set SENDPLAN_ENV=demo to use that of 'make demo'.\n"
    )
    assert ("plan.txt: 1 priorities, 3 actions." in done.stdout) == (not options)
