"""Comments: sent without cookie or script, looked through, answered by one and published by another, or emptied."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from priorities.models import AuditEntry, OutboxMessage
from priorities.services import NotAllowed
from routemaps.models import Comment, Response
from routemaps.services import (
    answer_comment,
    empty_addresses,
    publish_comment,
    raise_safeguarding,
    reject_comment,
    send_comment,
)
from tests.factories import office as make
from tests.factories.routemaps import published_routemaps

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-03-20T12:00:00Z")]

FORM = "/feedback/"
AT = make.MOMENT


@pytest.fixture
def partnership():
    return make.PartnershipFactory(name="Mereshire SEND Partnership")


@pytest.fixture
def editor(partnership):
    return make.MembershipFactory(partnership=partnership, role="editor").user


@pytest.fixture
def approver(partnership):
    return make.MembershipFactory(partnership=partnership, role="approver").user


def words(response) -> str:
    body = re.sub(r"<(title|style)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def stamp_of(response) -> str:
    return re.search(r'name="stamp" value="([^"]+)"', response.content.decode())[1]


def post(client, time_machine=None, *, wait=10, origin="http://testserver", query="", **typed):
    stamp = stamp_of(client.get(FORM + query))
    if time_machine is not None:
        time_machine.shift(timedelta(seconds=wait))
    return client.post(FORM, {"stamp": stamp, "about": "local offer", **typed}, headers={"origin": origin})


# The form


def test_the_form_says_who_does_not_watch_and_where_to_complain_and_appeal(client, partnership):
    published_routemaps(partnership)
    said = words(client.get(FORM))
    assert "Nobody watches this form day and night. If a child is in danger now, call 999." in said
    assert "call children’s social care of your council. Its number stands on the council’s website." in said
    assert "This is no complaint and no appeal. No time limit stops because of it. How to appeal" in said
    make.CommentDeskFactory(
        partnership=partnership, social_care_telephone="01632 960110", out_of_hours_telephone="01632 960111"
    )
    said = words(client.get(FORM))
    assert "children’s social care: 01632 960110 ; outside these hours 01632 960111 ." in said


def test_a_comment_arrives_without_cookie_and_is_not_public(client, partnership, time_machine):
    page = client.get(FORM, {"page": "/routemaps/late/?d=2"})
    assert 'name="page" value="/routemaps/late/"' in page.content.decode()
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("private, no-store", "noindex")
    answer = post(
        client,
        time_machine,
        about="page",
        page="/routemaps/late/",
        helpful="no",
        words=" The date is wrong.\r\nTwice. ",
    )
    assert (answer.status_code, answer["Location"]) == (303, "/feedback/sent/?page=%2Froutemaps%2Flate%2F")
    kept = Comment.objects.get()
    assert (kept.about, kept.page, kept.helpful, kept.words) == (
        "page",
        "/routemaps/late/",
        "no",
        "The date is wrong.\nTwice.",
    )
    assert (kept.state, kept.partnership, kept.email) == ("waiting", partnership, "")
    assert not client.cookies
    assert (
        '<a href="/routemaps/late/">Back to the page where you were</a>'
        in client.get(answer["Location"]).content.decode()
    )
    assert "The date is wrong" not in words(client.get("/you-said-we-did/"))


def test_what_no_database_can_store_is_left_out(client, partnership, time_machine):
    assert post(client, time_machine, words="A\x00B", email="me\x00@example.org").status_code == 303
    assert Comment.objects.values_list("words", "email").get() == ("AB", "me@example.org")


def test_helpful_alone_is_enough_for_a_page(client, partnership, time_machine):
    assert post(client, time_machine, about="page", page="/help/", helpful="yes").status_code == 303
    assert Comment.objects.get().words == ""


@pytest.mark.parametrize(
    ("typed", "sentence", "field"),
    [
        ({"words": "  "}, "Write what you want to tell us.", "words"),
        ({"words": "x" * 4001}, "You wrote 4001 characters and 4000 fit.", "words"),
        ({"words": "Hm.", "email": "me"}, "This is no email address.", "email"),
    ],
)
def test_a_mistake_is_said_and_what_was_typed_stays(client, partnership, time_machine, typed, sentence, field):
    answer = post(client, time_machine, **typed)
    body = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in words(answer)
    assert f'<a href="#{field}">' in body
    assert f'value="{typed.get("email", "")}"' in body
    assert typed["words"] in body
    assert "<title>Error: " in body
    assert not Comment.objects.exists()


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://testserver.elsewhere.example"])
def test_a_form_of_another_site_is_refused(client, partnership, time_machine, origin):
    assert post(client, time_machine, words="Hm.", origin=origin).status_code == 403
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("wait", "sentence"), [(1, "This was sent very quickly."), (86_500, "This page was open for more than a day.")]
)
def test_too_soon_and_too_late_are_asked_once_more(client, partnership, time_machine, wait, sentence):
    answer = post(client, time_machine, wait=wait, words="My words.")
    assert answer.status_code == 409
    assert sentence in words(answer)
    assert ">My words.</textarea>" in answer.content.decode()
    assert not Comment.objects.exists()
    again = client.post(
        FORM,
        {"stamp": stamp_of(answer), "about": "local offer", "words": "My words."},
        headers={"origin": "http://testserver"},
    )
    assert again.status_code == 409  # its own stamp is new as well
    time_machine.shift(timedelta(seconds=5))
    answer = client.post(
        FORM,
        {"stamp": stamp_of(answer), "about": "local offer", "words": "My words."},
        headers={"origin": "http://testserver"},
    )
    assert answer.status_code == 303


@pytest.mark.parametrize("stamp", ["", "x", "eyJ4IjoxfQ:1:x"])
def test_a_stamp_of_nobody_keeps_the_words(client, partnership, stamp):
    answer = client.post(FORM, {"stamp": stamp, "words": "My words."}, headers={"origin": "http://testserver"})
    assert answer.status_code == 409
    assert "This form could not be checked." in words(answer)
    assert not Comment.objects.exists()


def test_a_machine_that_fills_in_everything_hears_thanks_and_nothing_is_kept(client, partnership, time_machine):
    answer = post(client, time_machine, words="Buy.", website="https://spam.example")
    assert (answer.status_code, answer["Location"]) == (303, "/feedback/sent/")
    assert not Comment.objects.exists()


def test_the_button_pressed_twice_sends_one_comment(client, partnership, time_machine):
    page = client.get(FORM)
    time_machine.shift(10)
    typed = {"stamp": stamp_of(page), "words": "The page is empty.", "about": "local offer"}
    for _ in range(2):
        assert client.post(FORM, typed, headers={"origin": "http://testserver"}).status_code == 303
    assert Comment.objects.count() == 1
    client.post(FORM, typed | {"words": "And late."}, headers={"origin": "http://testserver"})
    assert Comment.objects.count() == 2
    time_machine.shift(timedelta(hours=2))
    assert client.post(FORM, typed, headers={"origin": "http://testserver"}).status_code == 303
    assert Comment.objects.count() == 3


def test_no_address_puts_words_into_somebodys_form(client, partnership):
    body = client.get(
        FORM, {"words": "zaubern", "email": "zaubern@example.org", "about": "local offer"}
    ).content.decode()
    assert "zaubern" not in body


@pytest.mark.parametrize("page", ["/", "/routemaps/", "/plans/plan.2025/"])
def test_a_page_of_this_site_is_kept(client, partnership, page):
    assert f'name="page" value="{page}"' in client.get(FORM, {"page": page}).content.decode()


def test_more_than_people_write_in_an_hour_is_refused(client, partnership, time_machine):
    for _ in range(30):
        make.CommentFactory(partnership=partnership, sent_at=timezone.now())
    answer = post(client, time_machine, words="One more.")
    assert answer.status_code == 429
    assert "Many comments came in this hour. Please try again in an hour. Nothing was sent." in words(answer)
    time_machine.shift(timedelta(hours=1))
    assert post(client, time_machine, words="One more.").status_code == 303


@pytest.mark.parametrize(
    "page",
    [
        "https://x.example/",
        "//x.example/",
        "/admin/x/",
        "/draft/x/",
        "/routemaps/draft/x/",
        "javascript:1",
        "/routemaps/../admin/logout/",
        "/./routemaps/draft/x/",
        "/.//x.example",
        "/routemaps//x/",
        "/..",
        "/a b",
        '/"x',
    ],
)
def test_a_page_is_one_of_this_site(client, partnership, page):
    assert 'name="page" value=""' in client.get(FORM, {"page": page}).content.decode()
    assert "Back to the page" not in words(client.get("/feedback/sent/", {"page": page}))


def test_without_a_partnership_there_is_no_form(client):
    assert client.get(FORM).status_code == 404
    assert client.get("/feedback/sent/").status_code == 404
    assert "No comment has come yet." in words(client.get("/you-said-we-did/"))


def test_every_public_page_leads_to_the_form_without_what_was_asked_of_it(client, partnership):
    published_routemaps(partnership)
    body = client.get("/routemaps/ask-for-a-plan/?d=2&m=3&y=2026").content.decode()
    assert 'href="/feedback/?page=/routemaps/ask-for-a-plan/"' in body


# Looked through, answered, published


def answered(comment, editor):
    return answer_comment(
        comment=comment,
        shown_words="The page was hard to find.",
        words="Thank you.",
        did="We put it first.",
        by=editor,
        at=AT,
    )


def test_one_answers_and_another_publishes(client, partnership, editor, approver):
    comment = make.CommentFactory(partnership=partnership, words="I am in Westmarch.", email="me@example.org")
    with pytest.raises(NotAllowed, match=r"^Only a comment that waits and has an answer can be published\.$"):
        publish_comment(comment=comment, by=approver, at=AT)
    answered(comment, editor)
    assert "hard to find" not in words(client.get("/you-said-we-did/"))
    with pytest.raises(NotAllowed, match=r"^You wrote this answer, so somebody else must publish it\.$"):
        publish_comment(comment=comment, by=editor, at=AT)
    publish_comment(comment=comment, by=approver, at=AT)
    comment.refresh_from_db()
    assert (comment.state, comment.email, comment.decided_by) == ("published", "", approver)
    assert comment.response.approved_by == approver
    said = words(client.get("/you-said-we-did/2026/"))
    assert (
        "The Local Offer: help in our area, March 2026 You said The page was hard to find. We answer Thank you. "
        "We did We put it first." in said
    )
    assert "Westmarch" not in said
    with pytest.raises(NotAllowed, match=r"^This comment was decided on already"):
        answered(comment, editor)


@pytest.mark.parametrize("name", ["shown_words", "words", "did"])
def test_nothing_is_published_without_words_an_answer_and_what_was_done(partnership, editor, name):
    texts = {"shown_words": "Hm.", "words": "Yes.", "did": "Done."} | {name: " "}
    with pytest.raises(NotAllowed, match=r"A comment is only published with its answer and what was done\.$"):
        answer_comment(comment=make.CommentFactory(partnership=partnership), by=editor, at=AT, **texts)
    assert not Response.objects.exists()


def test_words_that_name_somebody_are_refused(partnership, editor):
    comment = make.CommentFactory(partnership=partnership)
    with pytest.raises(NotAllowed):
        answer_comment(comment=comment, shown_words="Ring 01632 960123.", words="Yes.", did="Done.", by=editor, at=AT)
    comment.refresh_from_db()
    assert comment.shown_words == ""


def test_what_is_not_published_is_emptied_everywhere(partnership, editor):
    comment = make.CommentFactory(partnership=partnership, words="Secret of Alma", email="me@example.org")
    answer_comment(comment=comment, shown_words="Secret of Alma", words="Thank you.", did="It.", by=editor, at=AT)
    reject_comment(comment=comment, why="identifies", by=editor, at=AT)
    comment.refresh_from_db()
    assert (comment.state, comment.words, comment.email, comment.shown_words) == ("rejected", "", "", "")
    assert not Response.objects.exists()
    for model in (Comment.history, AuditEntry.objects):
        assert "Secret" not in str(list(model.values_list()))
    with pytest.raises(NotAllowed, match=r"^This comment was decided on already\.$"):
        reject_comment(comment=comment, why="spam", by=editor, at=AT)


def test_why_it_is_not_published_must_be_one_of_the_reasons(partnership, editor):
    with pytest.raises(NotAllowed, match=r"^Choose why it is not published\.$"):
        reject_comment(comment=make.CommentFactory(partnership=partnership), why="", by=editor, at=AT)


def test_a_safeguarding_concern_is_hidden_and_the_duty_contact_is_told_without_its_words(partnership, editor, approver):
    duty = make.UserFactory(email="duty@example.org")
    make.CommentDeskFactory(partnership=partnership, duty=duty)
    comment = make.CommentFactory(partnership=partnership, words="He hits the child.")
    answered(comment, editor)
    assert raise_safeguarding(comment=comment, by=editor, at=AT) is True
    message = OutboxMessage.objects.get()
    assert (message.to, message.address) == (duty, "duty@example.org")
    assert "hits" not in message.subject + message.body
    assert f"comment number {comment.pk}" in message.body
    comment.refresh_from_db()
    assert (comment.state, comment.shown_words, comment.words) == ("safeguarding", "", "He hits the child.")
    with pytest.raises(NotAllowed):
        publish_comment(comment=comment, by=approver, at=AT)


def test_without_a_duty_contact_it_says_so(partnership, editor):
    assert raise_safeguarding(comment=make.CommentFactory(partnership=partnership), by=editor, at=AT) is False
    assert not OutboxMessage.objects.exists()


def test_addresses_are_emptied_after_six_months_or_the_decision(partnership):
    def comment(**of):
        return make.CommentFactory(partnership=partnership, email="me@example.org", **of)

    young = comment(sent_at=AT - timedelta(days=182))
    old = comment(sent_at=AT - timedelta(days=184))
    watched = comment(state="safeguarding")
    published = comment(state="published", public_from=AT, shown_words="x")
    assert empty_addresses(by=None, at=AT) == 2
    kept = {one.pk: one.email for one in Comment.objects.all()}
    assert kept == {young.pk: "me@example.org", watched.pk: "me@example.org", old.pk: "", published.pk: ""}
    assert empty_addresses(by=None, at=AT) == 0


def test_purge_empties_them(partnership, capsys):
    make.CommentFactory(partnership=partnership, email="me@example.org", sent_at=timezone.now() - timedelta(days=200))
    call_command("purge")
    assert "1  addresses for an answer to comments" in capsys.readouterr().out
    assert Comment.objects.get().email
    call_command("purge", commit=True)
    assert "1  addresses for an answer to comments" in capsys.readouterr().out
    assert not Comment.objects.get().email


def test_the_year_tells_how_many_came_and_what_became_of_them(client, partnership):
    make.CommentFactory.create_batch(2, partnership=partnership)
    make.CommentFactory(partnership=partnership, state="safeguarding")
    for why in ("spam", "spam", "case"):
        make.CommentFactory(partnership=partnership, state="rejected", why_rejected=why, words="")
    make.ResponseFactory(
        comment__partnership=partnership,
        comment__state="published",
        comment__public_from=AT,
        comment__shown_words="x",
        comment__sent_at=AT - timedelta(days=200),
    )
    said = words(client.get("/you-said-we-did/"))
    assert "You said, we did in 2026" in said
    assert (
        "6 comments came in 2026. 0 are published here, 3 wait for an answer. Not published: 1 (it is about one case, "
        "which its own route must answer); 2 (it is an advertisement or makes no sense)." in said
    )
    assert "No comment of this year has been published yet." in said
    assert "1 comment came in 2025. 1 is published here." in words(client.get("/you-said-we-did/2025/"))
    assert client.get("/you-said-we-did/2024/").status_code == 404


@pytest.mark.parametrize("number", [1, 3, 20])
def test_queries(client, partnership, django_assert_num_queries, number):
    for _ in range(number):
        make.ResponseFactory(
            comment__partnership=partnership,
            comment__state="published",
            comment__public_from=AT,
            comment__shown_words="x",
        )
    with django_assert_num_queries(4):
        client.get("/you-said-we-did/")
    with django_assert_num_queries(3):
        client.get(FORM)


def test_a_comment_by_nobody_is_no_comment(partnership):
    with pytest.raises(NotAllowed):
        send_comment(partnership=partnership, about="page", words="", by=None, at=AT)
    assert date(2026, 3, 2) == AT.date()


# In the office


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def decide(user, comment, verb, **typed):
    client, where = browser(user), f"/admin/routemaps/comment/{comment.pk}/{verb}/"
    return client.post(where, {"seen": client.get(where).context["form"]["seen"].value(), **typed})


def test_an_editor_answers_in_the_office_and_an_approver_publishes(client, partnership, editor, approver):
    comment = make.CommentFactory(partnership=partnership, words="The club in Westmarch is shut.")
    page = browser(editor).get(f"/admin/routemaps/comment/{comment.pk}/answer/")
    assert "What was sent The club in Westmarch is shut." in words(page)
    answer = {"shown_words": "A club is shut.", "words": "We are sorry.", "did": "We told the others."}
    assert decide(editor, comment, "answer", **answer).status_code == 302
    publishing = browser(approver).get(f"/admin/routemaps/comment/{comment.pk}/publish/")
    assert "What the public will read A club is shut. What we answer We are sorry." in words(publishing)
    assert decide(approver, comment, "publish").status_code == 302
    assert "A club is shut." in words(client.get("/you-said-we-did/"))


def test_an_answer_that_names_somebody_stays_in_the_form(partnership, editor):
    comment = make.CommentFactory(partnership=partnership)
    answer = decide(editor, comment, "answer", shown_words="Ring 01632 960123.", words="Yes.", did="Done.")
    assert answer.status_code == 200
    assert "Done." in answer.content.decode()
    comment.refresh_from_db()
    assert comment.shown_words == ""


def test_a_name_is_asked_about_before_an_answer_is_kept_and_before_it_is_public(partnership, editor, approver):
    comment = make.CommentFactory(partnership=partnership, words="My son Thomas Whitfield waits.")
    page = browser(editor).get(f"/admin/routemaps/comment/{comment.pk}/answer/")
    assert "These look like names: 'Thomas Whitfield'." in words(page)
    typed = {"shown_words": comment.words, "words": "We are sorry.", "did": "We called."}
    refused = decide(editor, comment, "answer", **typed)
    assert "'Thomas Whitfield' looks like a person's name; write a role in its place, or tick this box." in words(
        refused
    )
    comment.refresh_from_db()
    assert comment.shown_words == ""
    assert decide(editor, comment, "answer", names_checked="on", **typed).status_code == 302
    asked = decide(approver, comment, "publish")
    assert "'Thomas Whitfield' looks like a person's name" in words(asked)
    decide(editor, comment, "answer", **(typed | {"shown_words": "My son waits."}))
    assert decide(approver, comment, "publish").status_code == 302
    comment.refresh_from_db()
    assert (comment.state, comment.shown_words) == ("published", "My son waits.")


def test_a_name_in_the_story_is_asked_about(partnership, approver):
    event = make.CoproductionEventFactory(partnership=partnership, words="Ann Jones led the meeting.")
    client, where = browser(approver), f"/admin/routemaps/coproductionevent/{event.pk}/publish/"
    seen = client.get(where).context["form"]["seen"].value()
    assert "'Ann Jones' looks like a person's name" in words(client.post(where, {"seen": seen}))
    event.refresh_from_db()
    assert event.public_from is None
    client.post(where, {"seen": seen, "names_checked": "on"})
    event.refresh_from_db()
    assert event.public_from is not None


def test_the_desk_which_everybody_reads_is_changed_by_approvers(partnership, editor, approver):
    desk = make.CommentDeskFactory(partnership=partnership)
    where = f"/admin/routemaps/commentdesk/{desk.pk}/change/"
    assert "only an approver can change it" in words(browser(editor).get(where))
    assert browser(editor).post(where, {"social_care_telephone": "0900"}).status_code == 403
    assert 'name="social_care_telephone"' in browser(approver).get(where).content.decode()


def test_it_is_not_published_or_marked_in_the_office(partnership, editor):
    first, other = make.CommentFactory.create_batch(2, partnership=partnership)
    assert decide(editor, first, "reject", why="spam").status_code == 302
    response = decide(editor, other, "safeguarding")
    assert response.status_code == 302
    told = words(browser(editor).get(f"/admin/routemaps/comment/{other.pk}/change/"))
    assert {one.state for one in Comment.objects.all()} == {"rejected", "safeguarding"}
    assert "Safeguarding concern" in told


def test_an_address_for_an_answer_is_shown_before_it_goes(partnership, editor):
    comment = make.CommentFactory(partnership=partnership, email="me@example.org")
    for verb in ("answer", "reject"):
        said = words(browser(editor).get(f"/admin/routemaps/comment/{comment.pk}/{verb}/"))
        assert "Whoever wrote it left an address for an answer: me@example.org ." in said


def test_a_published_comment_is_taken_back_by_an_approver(client, partnership, editor, approver):
    comment = make.CommentFactory(partnership=partnership, words="Hm.")
    answered(comment, editor)
    publish_comment(comment=comment, by=approver, at=AT)
    assert browser(editor).get(f"/admin/routemaps/comment/{comment.pk}/reject/").status_code == 403
    assert decide(approver, comment, "reject", why="identifies").status_code == 302
    assert "hard to find" not in words(client.get("/you-said-we-did/"))
    comment.refresh_from_db()
    assert (comment.state, comment.words, comment.shown_words, comment.public_from) == ("rejected", "", "", None)


def test_a_concern_is_not_thrown_away_and_only_another_says_that_it_is_none(partnership, editor, approver):
    comment = make.CommentFactory(partnership=partnership, words="He is sad.")
    raise_safeguarding(comment=comment, by=approver, at=AT)
    with pytest.raises(NotAllowed, match=r"^This comment was decided on already\.$"):
        reject_comment(comment=comment, why="spam", by=editor, at=AT)
    refused = words(decide(approver, comment, "release"))
    assert "You marked it, so somebody else must say that it is no concern." in refused
    other = make.MembershipFactory(partnership=partnership, role="approver").user
    assert decide(other, comment, "release").status_code == 302
    comment.refresh_from_db()
    assert (comment.state, comment.words, comment.decided_by) == ("waiting", "He is sad.", None)


def test_officers_do_not_read_what_families_sent(partnership):
    officer = make.MembershipFactory(partnership=partnership, role="officer").user
    comment = make.CommentFactory(partnership=partnership)
    for page in ("", f"{comment.pk}/change/", f"{comment.pk}/history/", f"{comment.pk}/answer/"):
        assert browser(officer).get(f"/admin/routemaps/comment/{page}").status_code == 404


def test_the_desk_offers_people_of_the_partnership_alone(partnership, editor, approver):
    make.UserFactory(username="stranger")
    desk = make.CommentDeskFactory(partnership=partnership)
    body = browser(approver).get(f"/admin/routemaps/commentdesk/{desk.pk}/change/").content.decode()
    assert editor.username in body
    assert "stranger" not in body
