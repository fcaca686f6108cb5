"""Who changes what the public reads, and what everybody is told after a save. One table; docs/adr/0015."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.urls import reverse

from actions.models import Action
from actions.plan_review import review_plan
from actions.services import give_public_words
from priorities.models import Plan, ReadingProblem
from tests.factories import office as make

pytestmark = pytest.mark.django_db

ROLES = ("officer", "editor", "approver", "administrator", "board", "forum")
CHANGES = """
# record           officer editor approver administrator board forum
plan_public        no      no     yes      yes           no    no
plan_draft         yes     no     yes      yes           no    no
plan_withdrawn     no      no     yes      yes           no    no
priority_public    no      no     yes      yes           no    no
priority_withdrawn no      no     yes      yes           no    no
priority_draft     yes     no     yes      yes           no    no
action_public      no      no     yes      yes           no    no
action_withdrawn   no      no     yes      yes           no    no
action_draft       yes     no     yes      yes           no    no
action_new         yes     no     yes      yes           no    no
lead_public        no      no     yes      yes           no    no
lead_draft         yes     no     yes      yes           no    no
organisation_public no     no     yes      yes           no    no
organisation_draft yes     no     yes      yes           no    no
heldback_public    no      no     yes      yes           no    no
heldback_withdrawn no      no     yes      yes           no    no
heldback_draft     yes     no     yes      yes           no    no
partnership_public no      no     yes      yes           no    no
commitment_public  no      no     yes      yes           no    no
commitment_draft   yes     no     yes      yes           no    no
recommendation_public no   no     yes      yes           no    no
recommendation_draft yes   no     yes      yes           no    no
milestone_public   no      no     yes      yes           no    no
milestone_draft    yes     no     yes      yes           no    no
round_public       no      no     no       no            no    no
round_draft        yes     no     yes      yes           no    no
review_public      no      no     no       no            no    no
review_draft       yes     no     yes      yes           no    no
"""
"""May this person change it? "new" is an action, not public yet, of a public plan.

What was withdrawn still has a public page that says so and names it. Published rounds and reviews of plans are frozen.
"""


@pytest.fixture
def records():
    partnership = make.PartnershipFactory()
    found = {"partnership_public": partnership}
    for state in ("public", "draft"):
        plan = make.PlanFactory(partnership=partnership, published=state == "public")
        since = make.MOMENT if state == "public" else None
        organisation = make.OrganisationFactory(partnership=partnership)
        lead = make.LeadFactory(partnership=partnership, organisation=organisation)
        action = make.ActionFactory(plan=plan, public_from=since)
        make.ActionLeadFactory(action=action, lead=lead)
        found |= {
            f"plan_{state}": plan,
            f"priority_{state}": make.PriorityFactory(plan=plan, public_from=since),
            f"action_{state}": action,
            f"lead_{state}": lead,
            f"organisation_{state}": organisation,
            f"heldback_{state}": make.HeldBackFactory(plan=plan),
            f"commitment_{state}": make.CommitmentFactory(plan=plan, public_from=since),
            f"recommendation_{state}": make.RecommendationFactory(plan=plan, public_from=since),
            f"milestone_{state}": make.MilestoneFactory(plan=plan, public_from=since),
            f"round_{state}": make.UpdateRoundFactory(plan=plan),
            f"review_{state}": make.PlanReviewFactory(plan=plan, public_from=since),
        }
        if since is not None:
            make.RecommendationUpdateFactory(
                recommendation=found["recommendation_public"],
                update_round=found["round_public"],
                state="published",
                public_from=since,
            )
    found["action_new"] = make.ActionFactory(plan=found["plan_public"])
    found["plan_withdrawn"] = make.PlanFactory(
        partnership=partnership, state=Plan.State.WITHDRAWN, public_from=make.MOMENT
    )
    found["heldback_withdrawn"] = make.HeldBackFactory(plan=found["plan_withdrawn"])
    gone = {"plan": found["plan_public"], "public_from": make.MOMENT, "withdrawn_at": make.MOMENT}
    found["priority_withdrawn"] = make.PriorityFactory(**gone)
    found["action_withdrawn"] = make.ActionFactory(**gone, withdrawn_reason="Done elsewhere.")
    return partnership, found


def address(record) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


@pytest.mark.parametrize("role", ROLES)
def test_what_the_public_reads_is_changed_by_approvers_alone(client, records, role):
    partnership, found = records
    client.force_login(make.MembershipFactory(partnership=partnership, role=role).user)
    rows = [line.split() for line in CHANGES.strip().splitlines() if not line.startswith("#")]
    assert {name for name, *_ in rows} == set(found)
    expected = {name: answers[ROLES.index(role)] for name, *answers in rows}
    answers = {name: client.post(address(record)).status_code for name, record in found.items()}
    assert {name: "yes" if answer == 200 else "no" for name, answer in answers.items()} == expected
    # The forum's and the board's members know nothing of what is not public.
    assert set(answers.values()) <= ({200, 403} if role not in ("board", "forum") else {403, 404})
    told = "only an approver can change it" in client.get(address(found["plan_public"])).content.decode()
    assert told == (role == "officer")


ONLY = "The public reads this, so only an approver can change it: "


def test_an_officer_reads_whom_to_ask_for_a_change(client, records):
    partnership, found = records

    def told() -> str:
        body = client.get(address(found["action_public"])).content.decode()
        return body.partition('<p class="office-words">The public')[2].partition("</p>")[0]

    client.force_login(make.MembershipFactory(partnership=partnership).user)
    assert f"The public{told()}" == f"{ONLY}your partnership has none yet, so ask those who run this site."
    ask = {"partnership": partnership, "user__last_name": "Ashby"}
    make.MembershipFactory(
        **ask, role="approver", user__first_name="Ada", user__job_title="SEND manager", user__email="ada@example.org"
    )
    make.MembershipFactory(partnership=partnership, role="administrator", user__username="zoe", user__last_name="Zed")
    make.MembershipFactory(**ask, role="approver", user__username="gone", user__is_active=False)
    make.MembershipFactory(**ask, role="editor", user__username="editor")
    make.MembershipFactory(role="approver", user__username="elsewhere")
    assert f"The public{told()}" == (f'{ONLY}ask <a href="mailto:ada@example.org">Ada Ashby</a> (SEND manager) or Zed.')
    client.force_login(partnership.memberships.get(role="approver", user__first_name="Ada").user)
    assert told() == ""


def test_an_officer_neither_closes_a_public_plan_nor_rewrites_a_public_action(client, records):
    partnership, found = records
    client.force_login(make.MembershipFactory(partnership=partnership).user)
    plan, action = found["plan_public"], found["action_public"]
    assert client.post(address(plan), {"version_read": "1", "closed_on": "1/3/2026"}).status_code == 403
    assert client.post(address(action), {"version_read": "1", "plain_words": "Done!"}).status_code == 403
    plan.refresh_from_db()
    action.refresh_from_db()
    assert (plan.closed_on, action.plain_words) == (None, "")


def test_an_approver_who_changes_what_was_withdrawn_is_asked_about_names(client, records):
    partnership, found = records
    client.force_login(make.MembershipFactory(partnership=partnership, role="approver").user)
    page = "I have checked that these are not names of people"
    withdrawn = ("plan_withdrawn", "priority_withdrawn", "action_withdrawn")
    assert [page in client.get(address(found[name])).content.decode() for name in withdrawn] == [True] * 3


@pytest.mark.parametrize(
    ("name", "role", "sentence"),
    [
        ("lead_public", "approver", "The public can read it now."),
        ("lead_draft", "officer", "The public cannot read it: it leads no public action."),
        ("priority_public", "approver", "The public can read it now."),
        (
            "priority_draft",
            "officer",
            "The public cannot read it until an approver publishes it, on the page of its plan.",
        ),
        ("heldback_public", "approver", "The public reads 'SENCO' in its place now."),
        (
            "heldback_draft",
            "officer",
            "The public cannot read it until an approver publishes it, on the page of its plan.",
        ),
    ],
)
def test_after_a_save_everybody_is_told_what_is_public(client, records, name, role, sentence):
    partnership, found = records
    client.force_login(make.MembershipFactory(partnership=partnership, role=role).user)
    record = found[name]
    typed = {
        "version_read": "1",
        "name": "Team of schools",
        "title": "Hear families",
        "order": 0,
        "public_words": "SENCO",
        "agreed_words": getattr(record, "official_words", ""),
        "words_versions-TOTAL_FORMS": 0,
        "words_versions-INITIAL_FORMS": 0,
    }
    response = client.post(address(record), typed, follow=True)
    assert sentence in [str(message) for message in response.context["messages"]]


def test_submitting_asks_for_no_page(client):
    membership = make.MembershipFactory()
    report = make.ProgressReportFactory(
        action__plan__partnership=membership.partnership, author=membership.user, done="12 visits."
    )
    client.force_login(make.reporter(report.action, membership.user))
    _, button = client.get(address(report)).context["verb_buttons"]
    response = client.post(button["url"], {"seen": button["seen"]}, follow=True)
    report.refresh_from_db()
    assert report.state == "submitted"
    assert [str(message) for message in response.context["messages"]] == [
        "The report was submitted for approval. The public cannot read it until an approver publishes it."
    ]


# --- reading problems, drafts ---


@pytest.fixture
def read(settings, tmp_path):
    """A draft plan with an officer, a document, a row and the action that was read from it."""
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    membership = make.MembershipFactory()
    document = make.SourceDocumentFactory(plan__partnership=membership.partnership)
    row = make.SourceRowFactory(document=document)
    action = make.ActionFactory(plan=document.plan, source_row=row)
    return membership.user, document, row, action


def test_open_problems_come_first_and_lead_to_their_action(client, read):
    officer, document, row, action = read
    make.ReadingProblemFactory(document=document, row=row, message="OPEN")
    make.ReadingProblemFactory(document=document, message="DONE", settled_at=make.MOMENT, settled_by=officer)
    make.ActionFactory(plan=document.plan, official_words="Another.")
    client.force_login(officer)
    where = reverse("admin:priorities_readingproblem_changelist")
    shown = {query: client.get(where + query).content.decode() for query in ("", "?settled=yes", "?settled=all")}
    assert [("OPEN" in page, "DONE" in page) for page in shown.values()] == [
        (True, False),
        (False, True),
        (True, True),
    ]
    link = re.search(r'href="([^"]+)">See its action', shown[""])[1]
    assert list(client.get(link).context["cl"].result_list) == [action]


def test_a_settled_problem_leaves_its_unread_date_in_the_publish_check(read):
    officer, document, row, action = read
    Action.objects.filter(pk=action.pk).update(timescale_raw="sometime", timescale_problem="No date.")
    make.ReadingProblemFactory(document=document, row=row, settled_at=make.MOMENT, settled_by=officer)
    review = review_plan(document.plan)
    assert (list(review.problems), list(review.unread_timescale), review.has_warnings) == ([], [action], True)


def test_a_role_for_a_name_settles_the_problems_about_it(read):
    officer, document, _row, _action = read
    held = make.HeldBackFactory(plan=document.plan, words="Vera Sample")
    about = make.ReadingProblemFactory(
        document=document, value="Vera Sample", message="This looks like a person's name; the public sees it only …"
    )
    other = make.ReadingProblemFactory(document=document, value="Vera Sample", message="The words have no field.")
    give_public_words(held_back=held, public_words="SENCO", by=officer, at=make.MOMENT)
    about.refresh_from_db()
    assert (about.settled_at, about.settled_by) == (make.MOMENT, officer)
    assert list(ReadingProblem.objects.filter(settled_at=None)) == [other]


@pytest.mark.parametrize(
    ("report", "words"),
    [
        ({"status": "at_risk", "rating": "Amber"}, "At risk (not public yet)"),
        ({"status": "", "rating": "Purple"}, "Purple (not public yet)"),
        ({"status": "", "rating": ""}, "No rating given"),
    ],
)
def test_an_imported_draft_shows_the_rating_of_its_document(client, read, report, words):
    officer, document, _row, action = read
    make.ProgressReportFactory(action=action, document=document, **report)
    client.force_login(officer)
    page = client.get(reverse("admin:actions_action_changelist")).content.decode()
    assert re.search(r'class="field-last_status">([^<]+)<', page)[1] == words


def test_every_column_of_every_list_is_named_where_there_is_no_room_for_headings():
    style = Path("priorities/static/priorities/office.css").read_text()
    named = set(re.findall(r"#result_list \.field-(\w+)::before", style))
    for office in admin.site._registry.values():
        assert set(office.list_display[1:]) - named == set(), office
