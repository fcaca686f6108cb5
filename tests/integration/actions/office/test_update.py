"""An update written in the office: every submit keeps it, what is missing is said, and nothing is lost or overwritten."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from actions.models import ProgressReport
from actions.services import publish_report
from actions.status import Status
from tests.factories import office as make
from tests.factories.pages import NOON, published_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(public_action):
    return public_action


@pytest.fixture
def writer(client, action, officer, approver, today):
    """The officer, signed in, who reports for the action's lead; an approver is there too. It is 20 March 2026."""
    client.force_login(make.reporter(action, officer))
    return officer


def url(page: str, action) -> str:
    return reverse(f"office:{page}", args=[action.pk])


def sent(report: ProgressReport | None = None, **changes: object) -> dict[str, object]:
    """What the browser sends for the form, with what the person typed."""
    carried = {"report": report.pk, "version_read": str(report.version)} if report else {}
    return {
        "report": "",
        "version_read": "",
        "status": "",
        "reported_on": "20 3 2026",
        "done": "",
        **carried,
        **changes,
    }


def stored() -> ProgressReport:
    return ProgressReport.objects.get(state__in=("draft", "returned"))


def text_of(response) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


class TestWriting:
    def test_the_form_shows_the_last_update_and_the_status_that_stands(self, client, writer, action):
        published_report(action, date(2026, 1, 5), Status.AT_RISK, done="Two posts are empty.", next_step="Advertise.")
        page = client.get(url("update", action))
        form = page.context["form"]
        assert "Two posts are empty." in text_of(page)
        assert (form["status"].value(), form["reported_on"].value()) == ("at_risk", "20 March 2026")
        assert [form[name].value() for name in ("done", "report", "version_read")] == [None, "", ""]
        definitions = [status["says"] for status in page.context["statuses"]]
        assert definitions[:7] == [status.definition for status in Status]

    def test_signs_for_machines_are_not_kept(self, client, writer, action):
        client.post(url("update", action), sent(status="on_track", done="Done \x1b[31mred\x07\x9b in\x0btwo lines"))
        assert stored().done == "Done [31mred in\ntwo lines"

    def test_a_get_keeps_nothing(self, client, writer, action):
        for page in ("update", "update-check", "update-done"):
            client.get(url(page, action))
        assert client.get(url("no-change", action)).status_code == 405
        assert ProgressReport.objects.count() == 0

    def test_save_draft_keeps_all_that_was_typed(self, client, writer, action):
        data = sent(
            status="on_track",
            done="We met.\r\nTwice.",
            difference="Fewer calls.",
            next_step="Meet again.",
            next_step_on="2 mar 2027",
            decision_asked="Pay for it?",
            how_we_know="Counted.",
            evidence="Minutes",
            evidence_url="www.example.org/minutes",
            evidence_on="1/12/2025",
            new_timescale="by June 2026",
            new_timescale_reason="Late start",
            new_timescale_agreed_by="SEND board",
            new_timescale_agreed_on="27 February 2026",
            internal_note="Ask again.",
        )
        response = client.post(url("update", action), data | {"keep": "1"}, follow=True)
        draft = stored()
        assert response.redirect_chain == [(f"{url('update', action)}?report={draft.pk}", 302)]
        assert "Your draft was saved. The public cannot read it." in text_of(response)
        assert (draft.author, draft.state, draft.status, draft.done) == (writer, "draft", "on_track", "We met.\nTwice.")
        assert (draft.reported_on, draft.next_step_on) == (date(2026, 3, 20), date(2027, 3, 2))
        assert (draft.evidence_url, draft.evidence_on) == ("https://www.example.org/minutes", date(2025, 12, 1))
        assert (draft.new_timescale, draft.new_timescale_agreed_on) == ("by June 2026", date(2026, 2, 27))
        assert (draft.decision_asked, draft.how_we_know, draft.evidence) == ("Pay for it?", "Counted.", "Minutes")
        assert (draft.difference, draft.next_step, draft.internal_note) == ("Fewer calls.", "Meet again.", "Ask again.")
        assert draft.history.first().history_user == writer

    @pytest.mark.parametrize(
        ("typed", "field", "sentence"),
        [
            ({"status": "complete"}, "how_we_know", "Complete needs an answer to 'How do we know?'."),
            ({"status": "embedded"}, "evidence", "Complete and embedded needs evidence, with its date."),
            ({"status": "stopped"}, "reason", "Stopped needs a reason."),
            ({"reported_on": ""}, "reported_on", "Give the date that the report speaks of."),
            (
                {"reported_on": "21 3 2026"},
                "reported_on",
                "Which day does this speak of: 21 March 2026 is still to come; give a day that has passed, or today.",
            ),
            (
                {"new_timescale": "by June 2026", "new_timescale_agreed_by": "Board"}
                | {"new_timescale_agreed_on": "2 3 2026"},
                "new_timescale_reason",
                "A changed due date needs a reason; the public reads it.",
            ),
        ],
    )
    def test_what_is_missing_is_said_after_the_draft_was_kept(self, client, writer, action, typed, field, sentence):
        response = client.post(url("update", action), sent(done="We met.", check="1", **typed))
        assert response.status_code == 200
        assert stored().done == "We met."
        assert response.context["form"].errors == {field: [sentence]}
        page = response.content.decode()
        assert "<title>Error: Update: " in re.sub(r"\s+", " ", page)
        assert f'<a href="#id_{field}">' in page
        assert f'id="id_{field}_error"' in page
        control = re.search(rf'<(?:input|textarea)[^>]*id="id_{field}"[^>]*>', page)[0]
        assert 'aria-invalid="true"' in control
        assert f"id_{field}_error" in control
        assert "Your draft was saved." in text_of(response)

    def test_save_draft_asks_for_nothing_that_is_missing(self, client, writer, action):
        response = client.post(url("update", action), sent(status="stopped", done="x", keep="1"))
        assert response.status_code == 302
        assert stored().status == "stopped"

    @pytest.mark.parametrize(
        ("field", "typed", "sentence"),
        [
            (
                "next_step_on",
                "31 2 2026",
                "By when: '31 2 2026' is no day of the calendar: February 2026 has 28 days.",
            ),
            (
                "reported_on",
                "2 3 26",
                "Which day does this speak of: '2 3 26' has the year 26; write all four figures, such as 2 3 2026 or 2 March 2026.",
            ),
            (
                "difference",
                "Ask kim@example.org",
                "What difference did it make: 'kim@example.org' is an email address; leave it out, because everybody can"
                " read it here.",
            ),
            (
                "evidence_url",
                "no page",
                "Link to the evidence: 'no page' is no address of a page; write the whole of it, such as"
                " https://www.example.org/page.",
            ),
        ],
    )
    def test_what_cannot_be_kept_stays_in_the_page_and_the_rest_is_kept(
        self, client, writer, action, field, typed, sentence
    ):
        response = client.post(url("update", action), sent(keep="1") | {"done": "We met.", field: typed})
        assert response.context["form"].errors == {field: [sentence]}
        assert response.context["form"][field].value() == typed
        assert stored().done == "We met."
        assert getattr(stored(), field) in (None, "")
        # What the page shows now is the draft: the next save goes on with it.
        again = {name: response.context["form"][name].value() for name in ("report", "version_read")}
        assert client.post(url("update", action), sent(keep="1", done="We met.") | again).status_code == 302
        assert ProgressReport.objects.count() == 1

    @pytest.mark.parametrize("button", ["keep", "check"])
    def test_withdrawn_words_are_kept_in_the_draft_and_asked_for_before_it_is_sent(
        self, client, writer, action, button
    ):
        make.RedactionFactory(partnership=action.plan.partnership, words="Kim Sample")
        data = sent(status="on_track", done="We met kimsample and others.", **{button: "1"})
        response = client.post(url("update", action), data)
        said = "What we have done: 'kimsample' was withdrawn from the public; leave it out."
        form = response.context["form"]
        assert form.errors == {"done": [said.replace("we have", "have we")]}
        assert form.unread == frozenset()
        assert stored().done == form["done"].value() == "We met kimsample and others."
        assert "Your draft was saved. Put this right before you send it" in text_of(response)
        assert "lost when you leave" not in text_of(response)
        sending = client.post(url("update-check", action), {"report": stored().pk, "seen": str(stored().version)})
        assert sending.context["refusal"] == f"{said} It was not sent."
        again = {name: form[name].value() for name in ("report", "version_read")}
        left_out = sent(status="on_track", done="We met others.", check="1") | again
        assert client.post(url("update", action), left_out).status_code == 302

    def test_a_board_that_agreed_is_a_role_and_no_person(self, client, writer, action):
        response = client.post(url("update", action), sent(new_timescale_agreed_by="Dr Kim Sample", keep="1"))
        assert response.context["form"].errors == {
            "new_timescale_agreed_by": ["Who agreed it: 'Dr Kim Sample' looks like a person; give a role or a board."]
        }

    def test_what_cannot_be_kept_and_what_is_missing_are_said_together(self, client, writer, action):
        data = sent(status="embedded", new_timescale="soon", new_timescale_agreed_on="31 2 2026", check="1")
        response = client.post(url("update", action), data)
        form = response.context["form"]
        assert set(form.errors) == {
            "evidence",
            "new_timescale",
            "new_timescale_reason",
            "new_timescale_agreed_by",
            "new_timescale_agreed_on",
        }
        assert form.errors["new_timescale_agreed_on"] == [
            "On which day was it agreed: '31 2 2026' is no day of the calendar: February 2026 has 28 days."
        ]
        assert form.unread == {"new_timescale_agreed_on"}
        listed = re.search(r'id="errors".*?</ul>', response.content.decode(), re.DOTALL)[0]
        assert re.findall(r'href="#id_(\w+)"', listed) == [
            "evidence",
            "new_timescale",
            "new_timescale_reason",
            "new_timescale_agreed_by",
            "new_timescale_agreed_on",
        ]
        assert form.errors["new_timescale"] == ["'soon' gives no date that can be checked: add a month and a year."]
        assert "What cannot be kept stands in its box alone" in text_of(response)
        assert (stored().status, stored().new_timescale) == ("embedded", "soon")

    def test_a_correction_offers_the_public_updates_of_this_action_alone(self, client, writer, action):
        public = published_report(action, date(2026, 1, 5), done="We met twice.")
        make.ProgressReportFactory(action=action, state="submitted")
        published_report(make.ActionFactory(plan=action.plan), date(2026, 1, 6))
        form = client.get(url("update", action)).context["form"]
        assert list(form.fields["corrects"].queryset) == [public]
        assert form.fields["corrects"].label_from_instance(public) == "5 January 2026: We met twice."
        data = sent(done="Once.", corrects=public.pk, corrects_what="We met once.", check="1")
        assert client.post(url("update", action), data).status_code == 302
        assert stored().corrects == public
        assert "Corrects the update of 5 January 2026. We met once." in text_of(client.get(url("update-check", action)))

    def test_a_published_update_is_put_right_from_the_index(self, client, writer, approver, action):
        public = published_report(
            action, date(2026, 1, 5), done="We met twice.", author=writer, approved_by=approver, approved_at=NOON
        )
        link = f"{url('update', action)}?corrects={public.pk}"
        assert f'<a href="{link}">Put right<' in client.get("/admin/").content.decode()
        page = client.get(link)
        assert page.context["form"]["corrects"].value() == public.pk
        assert page.context["corrects"]
        elsewhere = published_report(make.ActionFactory(plan=action.plan), date(2026, 1, 6))
        for other in (elsewhere.pk, "x", ""):
            form = client.get(f"{url('update', action)}?corrects={other}").context["form"]
            assert form["corrects"].value() is None

    def test_a_draft_is_discarded_on_a_page_that_shows_it(self, client, writer, action):
        draft = make.ProgressReportFactory(action=action, author=writer, done="Half a sentence")
        discard = reverse("admin:actions_progressreport_delete", args=[draft.pk])
        page = text_of(client.get(discard))
        assert f"Your draft on {action.reference}: We will do thing" in page
        assert "Half a sentence Discard this draft Keep it" in page
        assert "Are you sure" not in page
        gone = client.post(discard, {"post": "yes"}, follow=True)
        assert gone.redirect_chain == [("/admin/", 302)]
        assert "Your draft was discarded. What is public stays as it is." in text_of(gone)
        assert not ProgressReport.objects.exists()

    def test_a_returned_update_says_why_and_is_gone_on_with(self, client, writer, action):
        back = make.ProgressReportFactory(
            action=action, author=writer, state="returned", returned_reason="Say how many.", done="We met."
        )
        page = client.get(url("update", action))
        assert "Sent back to you: Say how many." in text_of(page)
        assert client.post(url("update", action), sent(back, done="Nine met.", check="1")).status_code == 302
        assert (stored().state, stored().done) == ("returned", "Nine met.")

    def test_one_of_several_is_named_in_the_address(self, client, writer, action):
        back = make.ProgressReportFactory(
            action=action, author=writer, state="returned", returned_reason="Why?", done="Back"
        )
        draft = make.ProgressReportFactory(action=action, author=writer, done="Draft")
        for named, done in ((back, "Back"), (draft, "Draft"), (None, "Draft")):
            where = f"{url('update', action)}?report={named.pk}" if named else url("update", action)
            assert client.get(where).context["form"]["done"].value() == done
        foreign = make.ProgressReportFactory(action=action, author=make.UserFactory())
        for unknown in (foreign.pk, 10**30, 0):
            assert client.get(f"{url('update', action)}?report={unknown}").status_code == 404
        assert client.get(f"{url('update', action)}?report=x").status_code == 200

    def test_a_draft_of_a_link_says_for_whom_it_was_written(self, client, writer, action):
        link = make.UpdateLinkFactory(action=action, made_by=writer, for_role="SENCO of a school")
        make.ProgressReportFactory(action=action, author=writer, link=link)
        assert "written through a link for SENCO of a school" in text_of(client.get(url("update", action)))

    def test_a_withdrawn_action_keeps_nothing(self, client, writer, action):
        type(action).objects.update(withdrawn_at=make.MOMENT, withdrawn_reason="Old")
        response = client.post(url("update", action), sent(done="x", keep="1"))
        assert response.context["form"].non_field_errors() == [
            "This action was withdrawn, so no update of it is written. Nothing was saved."
        ]
        assert response.context["form"]["done"].value() == "x"
        assert ProgressReport.objects.count() == 0


class TestWhoMay:
    def test_an_officer_of_another_lead_knows_of_it_and_may_not(self, client, action, partnership, today):
        client.force_login(make.MembershipFactory(partnership=partnership).user)
        for page in ("update", "update-check", "update-done"):
            assert client.get(url(page, action)).status_code == 403
        for page in ("update", "update-check", "no-change"):
            assert client.post(url(page, action), sent(done="x")).status_code == 403
        assert ProgressReport.objects.count() == 0

    def test_another_partnership_is_answered_like_what_is_not_there(self, client, writer, elsewhere):
        foreign = make.ActionFactory(plan=elsewhere, public=True)
        missing = foreign.pk + 1
        for page in ("update", "update-check", "update-done"):
            there = client.get(url(page, foreign))
            gone = client.get(reverse(f"office:{page}", args=[missing]))
            assert (there.status_code, gone.status_code) == (404, 404)
            assert there.content == gone.content
        assert client.get(reverse("office:update", args=[10**30])).status_code == 404

    def test_nobody_is_let_in_without_signing_in_or_without_a_token(self, action, officer):
        assert Client().get(url("update", action))["Location"].startswith("/admin/login/?next=")
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(make.reporter(action, officer))
        for page in ("update", "update-check", "no-change"):
            assert strict.post(url(page, action), sent(done="x")).status_code == 403
        assert ProgressReport.objects.count() == 0

    def test_state_author_and_approval_are_not_taken_from_the_browser(self, client, writer, approver, action):
        data = sent(done="x", keep="1", state="published", author=approver.pk, public_from="2026-01-01", no_change="on")
        client.post(url("update", action), data)
        assert (stored().state, stored().author, stored().public_from, stored().no_change) == (
            "draft",
            writer,
            None,
            False,
        )


class TestNoLostEdit:
    def test_the_second_of_two_windows_is_refused_with_both_versions(self, client, writer, action):
        draft = make.ProgressReportFactory(action=action, author=writer, done="Before", reported_on=date(2026, 3, 20))
        client.post(url("update", action), sent(draft, done="First window", keep="1"))
        response = client.post(url("update", action), sent(draft, done="Second window", keep="1"))
        assert stored().done == "First window"
        (difference,) = response.context["form"].conflict
        assert (difference.label, difference.stored, difference.typed) == (
            "What have we done?",
            "First window",
            "Second window",
        )
        assert response.context["form"]["done"].value() == "Second window"
        (sentence,) = response.context["form"].non_field_errors()
        assert sentence.startswith(
            "This update was saved elsewhere after you opened this page, so nothing was saved now."
        )
        # The next save answers to what was shown.
        form = response.context["form"]
        again = {"report": form["report"].value(), "version_read": form["version_read"].value()}
        assert client.post(url("update", action), sent(done="Second window", keep="1") | again).status_code == 302
        assert stored().done == "Second window"

    def test_a_second_first_save_is_refused_and_the_same_words_twice_are_one(self, client, writer, action):
        first = sent(done="First window", keep="1")
        assert client.post(url("update", action), first).status_code == 302
        assert client.post(url("update", action), first).status_code == 302
        response = client.post(url("update", action), sent(done="Second window", keep="1"))
        assert response.context["form"].conflict[0].stored == "First window"
        assert ProgressReport.objects.get().done == "First window"

    def test_what_was_sent_meanwhile_is_not_changed_and_the_words_become_another_update(self, client, writer, action):
        draft = make.ProgressReportFactory(action=action, author=writer, done="Before")
        ProgressReport.objects.update(state="submitted", version=7)
        response = client.post(url("update", action), sent(draft, done="After", keep="1"))
        (sentence,) = response.context["form"].non_field_errors()
        assert sentence.startswith("This update was sent for approval meanwhile, so it is not changed")
        assert response.context["form"]["done"].value() == "After"
        form = response.context["form"]
        again = {"report": form["report"].value(), "version_read": form["version_read"].value()}
        client.post(url("update", action), sent(done="After", keep="1") | again)
        assert dict(ProgressReport.objects.values_list("state", "done")) == {"submitted": "Before", "draft": "After"}

    def test_a_draft_that_was_discarded_meanwhile_can_be_saved_anew(self, client, writer, action):
        draft = make.ProgressReportFactory(action=action, author=writer, done="Before")
        ProgressReport.objects.all().delete()
        response = client.post(url("update", action), sent(draft, done="After", keep="1"))
        (sentence,) = response.context["form"].non_field_errors()
        assert sentence.startswith("This draft was discarded elsewhere, so nothing was saved now.")
        assert client.post(url("update", action), sent(done="After", keep="1")).status_code == 302
        assert stored().done == "After"

    def test_two_people_each_have_a_draft_of_their_own(self, client, writer, approver, action):
        client.post(url("update", action), sent(done="The officer's", keep="1"))
        client.force_login(approver)
        assert client.get(url("update", action)).context["form"]["done"].value() is None
        client.post(url("update", action), sent(done="The approver's", keep="1"))
        assert set(ProgressReport.objects.values_list("author__username", "done")) == {
            ("officer", "The officer's"),
            ("approver", "The approver's"),
        }


class TestCheckingAndSending:
    @pytest.fixture
    def draft(self, writer, action):
        return make.ProgressReportFactory(
            action=action, author=writer, status="on_track", done="CAMHS saw 3 pupils.", reported_on=date(2026, 3, 20)
        )

    def send(self, client, draft: ProgressReport, **changes):
        draft.refresh_from_db()
        data = {"report": draft.pk, "seen": str(draft.version), **changes}
        return client.post(url("update-check", draft.action), data, follow=True)

    def test_notes_advise_and_do_not_stop(self, client, draft):
        page = client.get(url("update-check", draft.action))
        assert page.context["advice"] == [
            (
                "What we have done",
                "CAMHS is not explained. It means: Child and adolescent mental health services of the NHS.",
            ),
            (
                "What we have done",
                "“3 pupils” counts fewer than 5: a child might be recognised. An approver must agree that it may be read.",
            ),
        ]
        assert "Send for approval" in text_of(page)
        assert self.send(client, draft).redirect_chain == [(url("update-done", draft.action), 302)]

    @pytest.mark.parametrize(
        ("typed", "note"),
        [
            (
                {"new_timescale": "by March 2027", "next_step": "Go on."},
                ("New due date", "It is complete, and its due date moves to 31 March 2027: is that meant?"),
            ),
            ({"next_step": "Go on."}, ("Next step", "It is complete, and a next step is named: is that meant?")),
        ],
    )
    def test_what_is_done_and_goes_on_is_asked(self, client, draft, typed, note):
        page = client.get(url("update-check", draft.action))
        assert "is that meant?" not in text_of(page)
        ProgressReport.objects.update(status="complete", **typed)
        assert note in client.get(url("update-check", draft.action)).context["advice"]
        ProgressReport.objects.update(status="on_track")
        assert "is that meant?" not in text_of(client.get(url("update-check", draft.action)))

    def test_what_the_check_page_shows_is_what_the_public_reads(self, client, draft, approver):
        everything = {
            "status": "off_track",
            "done": "We met.",
            "difference": "Fewer calls.",
            "how_we_know": "Counted.",
            "evidence": "Minutes",
            "evidence_url": "https://www.example.org/minutes",
            "evidence_on": date(2026, 3, 1),
            "next_step": "Meet again.",
            "next_step_on": date(2026, 5, 1),
            "decision_asked": "Who pays?",
            "internal_note": "Never this.",
        }
        ProgressReport.objects.update(**everything)
        page = client.get(url("update-check", draft.action))
        shown = [
            line for block in page.context["blocks"] for line in (block.heading, block.words, block.small, block.link)
        ]
        self.send(client, draft)
        draft.refresh_from_db()
        publish_report(report=draft, by=approver, at=NOON)
        public = text_of(client.get(draft.action.get_absolute_url()))
        assert [line for line in shown if line not in public] == []
        assert page.context["move"] == "First rating: Off track"
        assert page.context["move"] in public
        assert "Never this." not in public
        assert "Never this." in text_of(page)

    def test_empty_fields_are_shown_as_the_public_reads_them(self, client, draft, approver):
        ProgressReport.objects.update(done="", status="on_track")
        blocks = client.get(url("update-check", draft.action)).context["blocks"]
        self.send(client, draft)
        draft.refresh_from_db()
        publish_report(report=draft, by=approver, at=NOON)
        public = text_of(client.get(draft.action.get_absolute_url()))
        assert [block.heading for block in blocks] == ["What we have done", "The difference", "Next step"]
        said = [block.words for block in blocks]
        assert said == [
            "This update does not say what was done.",
            "This update does not say what difference it made.",
            "This update names no next step.",
        ]
        assert all(words.replace("This", "The last") in public for words in said)

    def test_a_moved_date_shows_both_days_the_reason_and_who_agreed(self, client, draft):
        ProgressReport.objects.update(
            new_timescale="by June 2026",
            new_timescale_reason="Late start",
            new_timescale_agreed_by="SEND board",
            new_timescale_agreed_on=date(2026, 2, 27),
        )
        block = client.get(url("update-check", draft.action)).context["blocks"][-1]
        assert (block.heading, block.words, block.small) == (
            "Due date moved",
            "From 31 March 2026 (written as “by March 2026”) to 30 June 2026 (written as “by June 2026”).\n"
            "Reason: Late start",
            "Agreed by SEND board.",
        )

    def test_what_is_missing_leaves_no_button(self, client, draft):
        ProgressReport.objects.update(status="complete")
        page = client.get(url("update-check", draft.action))
        assert page.context["needs"] == [("how_we_know", "Complete needs an answer to 'How do we know?'.")]
        assert "Send for approval" not in text_of(page)
        response = self.send(client, draft)
        assert "Complete needs an answer to 'How do we know?'. It was not sent." in text_of(response)
        assert stored().state == "draft"

    def test_what_was_not_read_is_not_sent(self, client, draft):
        response = self.send(client, draft, seen="0")
        assert "This update was changed after you opened this page, so it was not sent." in text_of(response)
        assert "<title>Error: " in re.sub(r"\s+", " ", response.content.decode()).replace("<title> ", "<title>")
        assert stored().state == "draft"

    def test_a_double_click_sends_once(self, client, draft):
        self.send(client, draft)
        response = self.send(client, draft)
        assert "This update was sent for approval already." in text_of(response)
        assert draft.history.filter(state="submitted").count() == 1

    def test_without_a_draft_there_is_nothing_to_check(self, client, writer, action):
        for response in (
            client.get(url("update-check", action), follow=True),
            client.post(url("update-check", action), {"seen": "1"}, follow=True),
        ):
            assert response.redirect_chain == [(url("update", action), 302)]
            assert "There is no draft of yours on this action: write an update first." in text_of(response)

    def test_nobody_sends_the_draft_of_another(self, client, draft, approver):
        client.force_login(approver)
        client.post(url("update-check", draft.action), {"report": draft.pk, "seen": str(draft.version)})
        assert stored().state == "draft"

    def test_the_last_page_says_who_reads_it_next_and_what_else_is_due(self, client, draft, approver, plan):
        other = make.ActionFactory(plan=plan, public=True, reference="9.9", official_words="Answer the telephone.")
        make.reporter(other, draft.author)
        type(other).objects.filter(pk=other.pk).update(next_due=date(2026, 3, 1))
        approver.first_name, approver.last_name, approver.job_title = "Ann", "Other", "SEND manager"
        approver.save()
        said = text_of(self.send(client, draft))
        assert "Ann Other (SEND manager) reads it next, and publishes it or sends it back with a reason." in said
        assert "9.9: Answer the telephone" in said
        assert client.get(url("update-done", other)).status_code == 302

    def test_where_nobody_else_can_approve_both_pages_say_so(self, client, draft, approver):
        approver.is_active = False
        approver.save()
        said = (
            "You are the only person who works on this partnership here, so what you write waits until an administrator"
            " names a second person who can approve it."
        )
        assert said not in text_of(client.get(url("update", draft.action)))
        assert said in text_of(client.get(url("update-check", draft.action)))
        assert said in text_of(self.send(client, draft))


class TestNoChange:
    def test_two_presses_send_it(self, client, writer, action):
        published_report(action, date(2026, 3, 3), Status.ON_TRACK)
        first = client.post(url("no-change", action), follow=True)
        draft = stored()
        assert first.redirect_chain == [(f"{url('update-check', action)}?report={draft.pk}", 302)]
        assert "Reported on 3 March 2026. No change since then, said on 20 March 2026." in text_of(first)
        assert first.context["move"] == "Still On track"
        client.post(url("update-check", action), {"report": draft.pk, "seen": first.context["seen"]})
        draft.refresh_from_db()
        assert (draft.state, draft.no_change, draft.status) == ("submitted", True, "on_track")

    def test_the_check_page_shows_the_words_that_stand_and_when_that_was_said(self, client, writer, action):
        told = {
            "done": "We met twice.",
            "difference": "Fewer calls.",
            "next_step": "Meet.",
            "next_step_on": date(2026, 6, 1),
        }
        published_report(action, date(2026, 1, 5), Status.AT_RISK, **told)
        published_report(action, date(2026, 2, 5), Status.AT_RISK, no_change=True, done="No change since the update of")
        page = client.post(url("no-change", action), follow=True)
        assert [(block.heading, block.words, block.small) for block in page.context["blocks"]] == [
            (
                "What we have done",
                "We met twice.",
                "Reported on 5 January 2026. No change since then, said on 20 March 2026.",
            ),
            ("The difference", "Fewer calls.", ""),
            ("Next step", "Meet.", "By 1 June 2026."),
        ]
        ProgressReport.objects.filter(state="draft").delete()
        card = text_of(client.get(url("update", action)))
        assert "We met twice. Next step: Meet. (by 1 June 2026) No change since then, said on 5 February 2026." in card

    def test_where_nothing_can_be_repeated_the_form_opens_and_says_why(self, client, writer, action):
        response = client.post(url("no-change", action), follow=True)
        assert response.redirect_chain == [(url("update", action), 302)]
        assert "There is no earlier update with a date, so nothing can be repeated;" in text_of(response)
        assert ProgressReport.objects.count() == 0

    def test_the_form_offers_it_and_enter_never_presses_it(self, client, writer, action):
        assert b'name="unchanged"' not in client.get(url("update", action)).content
        published_report(action, date(2026, 3, 3), Status.ON_TRACK)
        body = client.get(url("update", action)).content.decode()
        assert re.findall(r'<button type="submit"(?: form="update-form")? name="(\w+)"', body) == [
            "check",
            "unchanged",
            "check",
            "keep",
        ]
        pressed = client.post(url("update", action), sent(status="on_track", unchanged="1"))
        draft = stored()
        assert pressed["Location"] == f"{url('update-check', action)}?report={draft.pk}"
        assert (draft.no_change, draft.done) == (True, "No change since the update of 3 March 2026.")

    @pytest.mark.parametrize("typed", [{"done": "We met."}, {"status": "at_risk"}, {"reported_on": "19 3 2026"}])
    def test_what_was_typed_is_kept_and_not_thrown_away_for_it(self, client, writer, action, typed):
        published_report(action, date(2026, 3, 3), Status.ON_TRACK)
        page = client.post(url("update", action), sent(unchanged="1", **{"status": "on_track", **typed}))
        assert page.context["form"].non_field_errors() == [
            "You wrote or chose something here, so this is no “No change”. Save and check it, or empty it first."
        ]
        assert "Your draft was saved." in text_of(page)
        draft = stored()
        assert not draft.no_change
        assert (draft.done, draft.status) == (typed.get("done", ""), typed.get("status", "on_track"))

    def test_an_update_that_says_nothing_is_not_sent_and_becomes_one(self, client, writer, action):
        published_report(action, date(2026, 3, 3), Status.ON_TRACK)
        page = client.post(url("update", action), sent(status="on_track", check="1"), follow=True)
        assert "Send for approval" not in text_of(page)
        assert "Nothing is written here and the status is the same. Say “No change”, or go back" in text_of(page)
        draft = stored()
        refused = client.post(url("update-check", action), {"report": draft.pk, "seen": page.context["seen"]})
        assert refused.context["refusal"] == page.context["unsaid"]
        assert stored().state == "draft"
        client.post(url("no-change", action), {"report": draft.pk})
        assert (stored().pk, stored().no_change) == (draft.pk, True)
