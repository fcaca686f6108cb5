"""A document on its way through the office's pages: sent, mapped, looked at, confirmed once, undone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actions.models import Action, ImportRun, Lead, ProgressReport
from priorities.models import AuditEntry, HeldBack, Plan, ReadingProblem, SourceDocument
from tests.factories import office as make
from tests.integration.actions.office.importing_pages import Pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here", "own_store")]

HEAD = "Ref\tAction\tLead\tBy when\tUpdate"
PLAN = "\n".join(
    (
        HEAD,
        "1.1\tTrain every SENCO in the area\tHead of SEND\tMarch 2026\tTwo days were held",
        "1.2\tWrite the guide for parents\tTeam leader; Parent forum\tbi-monthly\tA draft is ready",
        "1.3\tOpen a desk for questions\tTeam leader; Parent forum\tbi-monthly\t",
    )
)


@pytest.fixture
def own_store(settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}


@pytest.fixture
def pages(client, officer):
    return Pages(client, officer)


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_pasted_table_becomes_a_draft_plan(pages, partnership, officer):
    sent = pages.upload(pasted=PLAN, title="Early help plan", day="3/2026")
    run = pages.run()
    assert (sent.status_code, sent["Location"]) == (302, reverse("office:import-read", args=[run.pk]))
    assert (run.is_pasted, run.original_name, run.new_plan_slug) == (True, "pasted table.tsv", "early-help-plan")
    assert (str(run.document_date), run.date_precision) == ("2026-03-31", "month")
    assert "/plans/early-help-plan/" in words(pages.get("map"))

    mapped = pages.map()
    assert mapped["Location"] == pages.at("preview")
    preview = words(pages.get("preview"))
    assert "4 rows were read: 3 imported, 1 skipped." in preview
    assert (Plan.objects.count(), Action.objects.count(), SourceDocument.objects.count()) == (0, 0, 0)

    done = pages.confirm()
    assert done["Location"] == pages.at("done")
    run.refresh_from_db()
    plan = Plan.objects.get()
    assert (run.state, run.plan, run.document.plan, run.file.name) == ("confirmed", plan, plan, "")
    assert (plan.slug, plan.state, plan.partnership) == ("early-help-plan", "draft", partnership)
    assert list(plan.actions.values_list("reference", flat=True)) == ["1.1", "1.2", "1.3"]
    assert run.document.received_by == officer
    read, applied = AuditEntry.objects.filter(kind="imported").order_by("pk")
    assert (read.by, read.words) == (
        officer,
        "The document 'Early help plan' was read for the plan 'Early help plan': 4 rows, 2 problems.",
    )
    assert applied.words == "The document 'Early help plan' was brought into the plan 'Early help plan'."


def test_the_reading_is_streamed_line_by_line_and_ends_with_a_link(pages):
    pages.upload(pasted=PLAN, title="Early help plan")
    response = pages.get("read")
    pieces = [piece.decode() for piece in response.streaming_content]
    assert response["Content-Encoding"] == "identity"
    assert [piece.strip() for piece in pieces[1:-3]] == [
        "<li>Opening pasted table.tsv …</li>",
        "<li>Finding the actions in 4 rows …</li>",
        "<li>0 priorities, 3 actions in 4 rows found. Comparing with the plan …</li>",
        "<li>Done.</li>\n</ol>",
    ]
    assert f'content="0;url={pages.at("map")}"' in pieces[-2]
    assert pages.run().state == "uploaded"


def test_the_stream_ends_with_one_sentence_where_the_file_cannot_be_read(pages):
    pages.upload("plan.pdf", b"%PDF-1.7 ...", title="Early help plan")
    said = b"".join(pages.get("read").streaming_content).decode()
    assert (
        '<p class="errornote" role="alert">The file plan.pdf is a PDF, which is not read: open it, select all, copy, paste into a text file '
        "and save that as .txt.</p>" in said
    )
    assert said.rstrip().endswith("</html>")
    assert "refresh" not in said


def test_the_stream_ends_with_one_sentence_where_something_breaks(pages, monkeypatch):
    pages.upload(pasted=PLAN, title="Early help plan")
    monkeypatch.setattr("actions.office.imports_read.look_at", lambda *args, **kwargs: 1 / 0)
    said = b"".join(pages.get("read").streaming_content).decode()
    assert "Reading broke off because of a fault" in said
    assert "ZeroDivisionError" not in said


def test_what_is_ambiguous_is_asked_once_and_goes_for_all_rows(pages, officer):
    pages.upload(pasted=PLAN, title="Early help plan")
    pages.map()
    preview = pages.get("preview")
    form = preview.context["form"]
    (unclear,) = form.timescales
    assert ("Open questions", 1) in preview.context["counts"]
    assert (unclear.words, unclear.ways, unclear.places) == (
        "bi-monthly",
        ("every two months", "twice a month"),
        ("line 3", "line 4"),
    )
    name = next(name for name in form.fields if name.startswith("t_"))
    pages.answer(**{name: "twice a month"})
    assert ("Open questions", 0) in pages.get("preview").context["counts"]
    pages.confirm()
    actions = list(Action.objects.filter(reference__in=("1.2", "1.3")))
    assert [(action.timescale_raw, action.recurrence, action.timescale_problem) for action in actions] == [
        ("bi-monthly", "twice a month", ""),
        ("bi-monthly", "twice a month", ""),
    ]
    assert actions[0].timescale_note == "The document says “bi-monthly”; read as “twice a month” by the partnership."
    problems = ReadingProblem.objects.filter(field="timescale")
    assert [problem.settled_by for problem in problems] == [officer, officer]
    assert actions[0].source_row.text.count("bi-monthly") == 1


def test_other_words_for_a_timescale_must_be_a_date(pages):
    pages.upload(pasted=PLAN, title="Early help plan")
    pages.map()
    name = next(name for name in pages.get("preview").context["form"].fields if name.startswith("t_"))
    other = name.replace("t_", "o_")
    refused = pages.answer(**{name: "other", other: "soon"})
    assert refused.context["form"].errors == {
        other: ["Timescale 'bi-monthly': 'soon' gives no date that can be checked: add a month and a year."]
    }
    pages.answer(**{name: "other", other: "by May 2027"})
    pages.confirm()
    assert [str(action.due) for action in Action.objects.filter(reference="1.2")] == ["2027-05-31"]


def test_leads_are_parted_as_the_person_says_wherever_they_stand_so(pages):
    pages.upload(pasted=PLAN, title="Early help plan")
    pages.map()
    name = next(name for name in pages.get("preview").context["form"].fields if name.startswith("l_"))
    assert pages.get("preview").context["form"][name].value() == "Team leader\nParent forum"
    pages.answer(**{name: "Team leader\nParent carer forum\nHealth visiting team"})
    pages.confirm()
    for action in Action.objects.filter(reference__in=("1.2", "1.3")):
        assert [link.lead.name for link in action.action_leads.order_by("order")] == [
            "Team leader",
            "Parent carer forum",
            "Health visiting team",
        ]
    assert SourceDocument.objects.get().reading["actions"][1]["leads"] == ["Team leader", "Parent forum"]


NAMED = f"{HEAD}\n1.1\tTrain every SENCO in the area\tKim Sample\tMarch 2026\tTwo days were held by Kim Sample\n"


def test_a_held_back_name_gets_its_role_at_confirming_and_not_before(pages):
    pages.upload(pasted=NAMED, title="Early help plan")
    pages.map()
    form = pages.get("preview").context["form"]
    choice = next(name for name in form.fields if name.startswith("n_"))
    role = choice.replace("n_", "r_")
    refused = pages.answer(**{choice: "role", role: "Kim Sample"})
    assert "still holds what is held back" in refused.context["form"].errors[role][0]
    pages.answer(**{choice: "role", role: "Head of SEND"})
    assert HeldBack.objects.count() == 0
    pages.confirm()
    assert [(held.words, held.public_words) for held in HeldBack.objects.all()] == [("Kim Sample", "Head of SEND")]
    assert [lead.name for lead in Lead.objects.all()] == ["Head of SEND"]
    assert ProgressReport.objects.get().done == "Two days were held by Head of SEND"


def test_a_column_means_what_the_person_says(pages):
    pages.upload(pasted=PLAN, title="Early help plan")
    column = pages.get("map").context["shown"][0]["rows"][4]
    assert (column["column"].heading, column["column"].meaning) == ("Update", "progress")
    assert column["samples"] == [[("Two days were held", False)], [("A draft is ready", False)]]
    pages.map(column_0_5="outcome")
    assert pages.run().mapping == {"table 1, column 5": "outcome"}
    pages.confirm()
    assert list(Action.objects.values_list("outcome", flat=True)) == ["Two days were held", "A draft is ready", ""]
    assert ProgressReport.objects.count() == 0


def test_a_confirmation_is_done_once_however_often_it_is_sent(pages):
    pages.upload(pasted=PLAN, title="Early help plan")
    pages.map()
    typed = {**pages.typed("preview"), "do": "confirm"}
    first, second = (pages.client.post(pages.at("preview"), typed) for _ in range(2))
    assert (first["Location"], second["Location"]) == (pages.at("done"), pages.at("done"))
    assert (Plan.objects.count(), SourceDocument.objects.count(), Action.objects.count()) == (1, 1, 3)


def test_two_confirmations_at_once_are_done_once(pages, officer):
    """The second waits for the first and then reads that it is done: as with two tabs, or a retry after a crash."""
    from actions.importing.runs import confirm_run, look_at

    pages.upload(pasted=PLAN, title="Early help plan")
    pages.map()
    run = pages.run()
    looked = look_at(run)
    for _ in range(2):
        stored = confirm_run(run=run, file=looked.file, seen=looked.mark, by=officer, at=make.MOMENT)
    assert (stored.state, SourceDocument.objects.count(), Action.objects.count()) == ("confirmed", 1, 3)


def test_answers_given_with_the_confirmation_are_shown_first(pages):
    pages.upload(pasted=PLAN, title="Early help plan")
    pages.map()
    name = next(name for name in pages.get("preview").context["form"].fields if name.startswith("t_"))
    response = pages.confirm(**{name: "twice a month"})
    assert response["Location"] == pages.at("preview")
    assert Action.objects.count() == 0
    assert "Your answers are kept. Look at what they change, then confirm." in words(pages.get("preview"))
    assert pages.get("preview").context["form"][name].value() == "twice a month"


def test_answers_survive_signing_out(pages, officer):
    pages.upload(pasted=PLAN, title="Early help plan")
    pages.map()
    name = next(name for name in pages.get("preview").context["form"].fields if name.startswith("t_"))
    pages.answer(**{name: "twice a month"})
    pages.client.logout()
    pages.client.force_login(officer)
    assert pages.get("preview").context["form"][name].value() == "twice a month"


def test_two_people_on_one_import_see_both_versions(pages, partnership, client):
    pages.upload(pasted=PLAN, title="Early help plan")
    pages.map()
    typed = pages.typed("preview")
    name = next(name for name in pages.get("preview").context["form"].fields if name.startswith("t_"))
    pages.answer(**{name: "twice a month"})
    response = pages.client.post(pages.at("preview"), {**typed, name: "every two months", "do": "keep"})
    assert response.status_code == 409
    assert [(item.stored, item.typed) for item in response.context["differences"]] == [
        ("“twice a month”", "“every two months”")
    ]
    assert response.context["form"][name].value() == "every two months"
    assert ImportRun.objects.get().answers["amendments"]["timescales"] == {"bi-monthly": "twice a month"}


@pytest.mark.parametrize("what", ["key", "action", "lead"])
def test_what_changed_since_the_preview_refuses_the_confirmation(pages, partnership, what):
    plan = make.PlanFactory(partnership=partnership)
    action = make.ActionFactory(plan=plan, reference="9.9", official_words="Repaint the hall of the library")
    pages.upload(pasted=PLAN, plan=plan)
    pages.map()
    typed = {**pages.typed("preview"), "do": "confirm"}
    if what == "key":
        make.RatingWordFactory(plan=plan)
    elif what == "action":
        action.official_words = "Other words"
        action.save()
    else:
        make.LeadFactory(partnership=partnership)
    response = pages.client.post(pages.at("preview"), typed)
    assert response.status_code == 409
    assert response.context["said"] == (
        "The plan, its key or something else was changed since the preview was shown, so nothing was saved: look at the "
        "preview again, then confirm."
    )
    assert (plan.actions.count(), SourceDocument.objects.count(), ImportRun.objects.get().state) == (1, 0, "read")
    assert pages.confirm()["Location"] == pages.at("done")


def test_an_exception_at_confirming_shows_no_success_and_saves_nothing(pages, monkeypatch):
    pages.upload(pasted=PLAN, title="Early help plan")
    pages.map()
    typed = {**pages.typed("preview"), "do": "confirm"}
    monkeypatch.setattr("actions.importing.applying.take_reports", lambda **options: 1 / 0)
    pages.client.raise_request_exception = False
    response = pages.client.post(pages.at("preview"), typed)
    assert response.status_code == 500
    assert "was imported" not in response.content.decode()
    assert (Plan.objects.count(), SourceDocument.objects.count(), ImportRun.objects.get().state) == (0, 0, "read")
    monkeypatch.undo()
    assert "was imported" not in words(pages.get("preview"))


def test_the_same_file_again_says_what_the_command_says(pages, partnership):
    pages.whole_way(pasted=PLAN, title="Early help plan")
    plan = Plan.objects.get()
    pages.upload(pasted=PLAN, plan=plan)
    pages.map()
    refused = pages.confirm()
    assert refused.status_code == 409
    assert refused.context["said"].startswith("The plan 'early-help-plan' has this very file already, received on ")
    assert SourceDocument.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({}, "file", "File: nothing was sent; choose a file, or paste a table below."),
        (
            {"pasted": PLAN, "title": "A", "day": "2026-13"},
            "document_date",
            "Date that the document bears is '2026-13'; write it as YYYY-MM-DD, such as 2024-03-31, or as 2024-03 or 2024 "
            "where the document names no day.",
        ),
        (
            {"pasted": PLAN, "title": "A", "day": "2999"},
            "document_date",
            "Date that the document bears is '2999', which is still to come; give the date that the document bears, or "
            "leave it out.",
        ),
        (
            {"pasted": PLAN},
            "new_title",
            "Title of the new plan: nothing is written here; write it, or choose a plan.",
        ),
        ({"pasted": PLAN, "plan": "999"}, "plan", "Plan: '999' is not in the list; choose one that is."),
        (
            {"name": "big.csv", "data": b"a" * (5 * 1024 * 1024 + 1), "title": "A"},
            "file",
            "The file big.csv has 5.1 MB and the most that is read is 5 MB: remove its pictures or split it.",
        ),
    ],
)
def test_what_cannot_be_sent_is_refused_in_one_sentence(pages, typed, field, sentence):
    response = pages.upload(**typed)
    assert response.context["form"].errors[field] == [sentence]
    assert ImportRun.objects.count() == 0


def test_a_plan_of_another_partnership_cannot_be_chosen(pages, elsewhere):
    response = pages.upload(pasted=PLAN, plan=elsewhere)
    assert response.context["form"].errors["plan"] == [
        f"Plan: '{elsewhere.pk}' is not in the list; choose one that is."
    ]


def test_a_document_of_a_public_plan_waits_and_undoing_sets_it_aside(pages, plan, officer):
    run = pages.whole_way(pasted=PLAN, plan=plan)
    assert (run.document.state, plan.actions.count(), run.before) == ("draft", 0, {})
    assert "the changes wait until an approver publishes them" in words(pages.get("done"))
    pages.undo()
    run.refresh_from_db()
    assert (run.state, run.document.state, run.undone_by) == ("undone", "set-aside", officer)
    assert run.document.set_aside_reason == "The import was undone."


@pytest.mark.parametrize(("rows", "queries"), [(1, 5), (3, 5), (20, 5)])
def test_the_list_costs_the_same_for_any_number(pages, partnership, rows, queries, django_assert_num_queries):
    for _ in range(rows):
        make.ImportRunFactory(partnership=partnership, plan=make.PlanFactory(partnership=partnership))
    make.ImportRunFactory()
    with django_assert_num_queries(queries):
        response = pages.client.get(reverse("office:imports"))
    assert len(response.context["rows"]) == rows
