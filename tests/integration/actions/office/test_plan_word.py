"""A plan as a Word document: who gets it, what stands in it, and that the importer reads it back without a change."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from actions.importing import preview, read_file, store_file
from actions.models import Action, Lead
from actions.office.plan_word import HEADINGS
from priorities.documents import DocumentError
from priorities.list_cells import as_seen
from priorities.models import AuditEntry, Plan
from priorities.people import details_in_text
from tests.factories import office as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here", "today")]

AT = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
DOCUMENT = """Plan for 2026

Colour\tWhat it means
Green\tOn track: all is well
Amber\tAt risk: something may stop it

Theme 1: Every school knows what helps

Ref\tAction\tOutcome\tLead\tBy when\tStatus\tProgress
1.1\t"Train all staff:
• in schools
• in colleges – “all of them”"\tCalmer classes.\tSEND team; health visiting service; Head of Inclusion\tby March 2026\tAmber\t"We trained 12.

More in May: Ж, ש, 漢, 👍🏽, ﬁne."
1.2\t=SUM(A1) is no formula\t-5 complaints\tParent carer forum\tSpring term 2027\tPurple\t
\tAsk families what they need\t\t\tongoing\t\t
Theme 2: Families are heard

Ref\tAction\tOutcome\tLead\tBy when\tStatus\tProgress
2.1\tOpen a café each Friday & tell <everybody>\tFewer calls\tSEND team\t\tComplete and embedded\tDone, and it lasts
"""


@pytest.fixture
def office(client, officer, settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "documents"}},
    }
    client.force_login(officer)
    return client


@pytest.fixture
def read(office, officer, partnership, tmp_path):
    """A draft plan that was read from a document."""
    path = tmp_path / "plan.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    plan = make.PlanFactory(partnership=partnership, title="Plan for 2026", slug="read")
    store_file(read_file(path, plan=plan), plan=plan, by=officer, at=AT)
    return Plan.objects.get(pk=plan.pk)


def exported(client, plan) -> bytes:
    answer = client.get(f"/admin/plans/{plan.pk}/word/")
    assert answer.status_code == 200, answer.status_code
    return answer.content


def file_of(content: bytes, tmp_path, plan):
    path = tmp_path / "plan.docx"
    path.write_bytes(content)
    return read_file(path, plan=plan)


def said(plan) -> list[tuple[object, ...]]:
    """All that a plan promises and reports, without its ids and addresses."""
    return [
        (
            str(action.priority) if action.priority else "",
            *(getattr(action, name) for name in ("reference", "official_words", "outcome", "timescale_raw")),
            *(getattr(action, name) for name in ("start", "due", "precision", "recurrence", "ongoing")),
            [item.lead.name for item in action.action_leads.order_by("order")],
            [(report.status, report.rating, report.done) for report in action.reports.all()],
        )
        for action in plan.actions.select_related("priority").order_by("order", "pk")
    ]


def nothing_new(found) -> dict[str, object]:
    """What a comparison finds that is not the same as stored."""
    same = ("same", "shared", "known", "problems", "priorities_same", "answered")
    return {name: value for name in found.__slots__ if name not in same and (value := getattr(found, name))}


def test_over_the_same_plan_it_changes_nothing(office, read, tmp_path):
    assert read.actions.count() == 4
    found = preview(file_of(exported(office, read), tmp_path, read), read)
    assert nothing_new(found) == {}
    assert (len(found.same), len(found.priorities_same)) == (4, 2)


def test_as_a_new_plan_it_says_the_same_and_leaves_again_byte_for_byte(office, officer, read, tmp_path):
    content = exported(office, read)
    other = make.PlanFactory(partnership=read.partnership, title=read.title)
    store_file(file_of(content, tmp_path, other), plan=other, by=officer, at=AT)
    other.refresh_from_db()
    assert said(other) == said(read)
    assert said(read)[0][-2:] == (
        ["SEND team", "health visiting service", "Head of Inclusion"],
        [("at_risk", "Amber", "We trained 12.\n\nMore in May: Ж, ש, 漢, 👍🏽, ﬁne.")],
    )
    assert list(other.rating_words.values_list("word", "meaning", "status")) == list(
        read.rating_words.values_list("word", "meaning", "status")
    )
    assert exported(office, other) == content


def test_what_the_office_typed_comes_back_too(office, officer, read, tmp_path):
    """An action without a priority, one in plain words alone, an update approved since the document, one still typed."""
    lead = make.LeadFactory(partnership=read.partnership, name="education board")
    typed = make.ActionFactory(
        plan=read, reference="9", official_words="", plain_words="ask first", outcome="\u2022 One\n\u2022 Two", order=9
    )
    make.ActionLeadFactory(action=typed, lead=lead)
    make.ProgressReportFactory(action=typed, author=officer, done="Half a thought")
    first = read.actions.get(reference="1.1")
    news = make.ProgressReportFactory(
        action=first, state="published", public_from=AT, status="on_track", done="All 40 are trained."
    )
    first.set_reports([news])
    first.save()
    content = exported(office, read)
    assert b"Half a thought" not in docx_words(content).encode()
    found = preview(file_of(content, tmp_path, read), read)
    assert {change.action.reference: list(change.fields) for change in found.changed} == {}
    assert (found.added, found.gone, found.questions) == ([], [], [])


def docx_words(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_word_opens_it_with_headings_a_title_and_repeated_header_rows(office, read):
    document = docx.Document(io.BytesIO(exported(office, read)))
    assert (document.core_properties.title, document.core_properties.language) == ("Plan for 2026", "en-GB")
    assert [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.text] == [
        ("Heading 1", "Plan for 2026"),
        ("Sentence", "Westmarch. The plan as it stood on 20 March 2026, with 4 actions."),
        ("Heading 2", "Theme 1: Every school knows what helps"),
        ("Heading 2", "Theme 2: Families are heard"),
    ]
    key, first, second = document.tables
    assert [cell.text for cell in first.rows[0].cells] == list(HEADINGS)
    assert [len(table.rows) for table in (key, first, second)] == [3, 4, 2]
    assert [table.rows[0]._tr.trPr.xpath("w:tblHeader") != [] for table in (key, first, second)] == [True] * 3
    assert [cell.text for cell in second.rows[1].cells] == [
        "2.1", "Open a café each Friday & tell <everybody>", "Fewer calls", "SEND team", "", "Complete and embedded",
        "Done, and it lasts",
    ]  # fmt: skip
    assert first.rows[3].cells[3].text == "None named"


def test_a_plan_without_actions_is_a_document_too(office, plan):
    assert "with 0 actions." in docx_words(exported(office, plan))


def test_it_is_written_down_and_changes_nothing(office, officer, plan):
    make.ActionFactory(plan=plan)
    answer = office.get(f"/admin/plans/{plan.pk}/word/")
    assert answer["Content-Disposition"] == f'attachment; filename="{plan.slug}-2026-03-20.docx"'
    entry = AuditEntry.objects.get(kind="exported")
    assert (entry.by, entry.partnership, entry.record_id) == (officer, plan.partnership, plan.pk)
    assert entry.words == "Word document of the plan 'Plan for 2026' with 1 action."
    assert office.post(f"/admin/plans/{plan.pk}/word/").status_code == 405
    assert Plan.objects.get(pk=plan.pk).version == plan.version


def test_the_plans_page_offers_it_to_those_who_may_have_it(office, plan, client):
    link = f'<a href="/admin/plans/{plan.pk}/word/">Plan as a Word document (.docx)</a>'
    page = f"/admin/priorities/plan/{plan.pk}/change/"
    assert link in office.get(page).content.decode()
    client.force_login(make.MembershipFactory(partnership=plan.partnership, role="board").user)
    assert link not in client.get(page).content.decode()


def test_who_may_have_it(client, plan, elsewhere):
    draft = make.PlanFactory(partnership=plan.partnership)
    got = {}
    for role in ("officer", "approver", "editor", "administrator", "forum", "board"):
        client.force_login(make.MembershipFactory(partnership=plan.partnership, role=role).user)
        got[role] = [client.get(f"/admin/plans/{pk}/word/").status_code for pk in (plan.pk, draft.pk, elsewhere.pk, 0)]
    whole, public = [200, 200, 404, 404], [403, 404, 404, 404]
    assert got == dict.fromkeys(("officer", "approver", "editor", "administrator"), whole) | {
        "forum": public,
        "board": public,
    }
    client.logout()
    assert client.get(f"/admin/plans/{plan.pk}/word/").status_code == 302


@pytest.mark.parametrize("count", [1, 3, 20])
def test_it_costs_the_same_number_of_queries(office, plan, count, django_assert_num_queries):
    for _ in range(count):
        priority = make.PriorityFactory(plan=plan)
        action = make.ActionFactory(plan=plan, priority=priority)
        make.ActionLeadFactory(action=action, lead=make.LeadFactory(partnership=plan.partnership))
    with django_assert_num_queries(10):
        exported(office, plan)


# -- any signs ---------------------------------------------------------------------------------------------------------

CHARACTERS = st.one_of(
    st.sampled_from(
        "'=+-@\t\r\n \u00a0\u200b\u00ad\x01\x0b\x85\u2028\uff1d\uff20\ufffe\uffff<&>\"]_x0041\u202e\u0301ﬁ·'ı|•l1I0O"
    ),
    st.characters(exclude_characters="\0", exclude_categories=("Cs",)),
)
TEXTS = st.text(CHARACTERS, max_size=60).filter(lambda text: not list(details_in_text(as_seen(text))))
"""Without telephone numbers, which are held back when a document is read."""


@settings(
    max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)
@given(st.lists(TEXTS, min_size=100, max_size=100))
def test_500_texts_of_any_signs_come_back_equal(office, partnership, tmp_path, texts):
    """Stored and read back from the database under test, in the words of an action and in what it will change."""
    plan = make.PlanFactory(partnership=partnership, title="Plan")
    lead, _ = Lead.objects.get_or_create(partnership=partnership, name="SEND team", slug="send-team")
    for number in range(0, 100, 2):
        action = Action(
            plan=plan, reference=f"1.{number + 1}", slug=f"a-{number}", order=number, recorded_at=AT,
            official_words=f"We will {texts[number]} now.", outcome=f"So that {texts[number + 1]} helps.", timescale_raw="by March 2027",
        )  # fmt: skip
        action.save()
        make.ActionLeadFactory(action=action, lead=lead)
    stored = plan.actions.order_by("order").values_list("official_words", "outcome")
    assert [text for pair in stored for text in pair] == [
        f"We will {text} now." if number % 2 == 0 else f"So that {text} helps." for number, text in enumerate(texts)
    ]
    reading = file_of(exported(office, plan), tmp_path, plan).reading
    assert [(read.reference, read.official_words, read.outcome) for read in reading.actions] == [
        (f"1.{2 * number + 1}", as_seen(words), as_seen(outcome)) for number, (words, outcome) in enumerate(stored)
    ]


@pytest.mark.parametrize("nul", [b"&#0;", b"\0"])
def test_a_nul_in_a_word_document_is_refused_and_none_leaves(office, plan, tmp_path, nul):
    make.ActionFactory(plan=plan, official_words="Train QQQ staff.")
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(io.BytesIO(exported(office, plan))) as made, zipfile.ZipFile(path, "w") as broken:
        for name in made.namelist():
            broken.writestr(name, made.read(name).replace(b"QQQ", nul))
    with pytest.raises(DocumentError) as refusal:
        read_file(path, plan=plan)
    assert str(refusal.value) == (
        "The file plan.docx is damaged or cut short: open it, save it again and send the new copy."
    )
    assert as_seen("a\0b") == "a\ufffdb"
