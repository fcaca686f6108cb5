"""The page behind a signed link: one action, one draft, and nothing else; closed links answer all alike."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, reverse

from actions import draft_views
from actions.draft_form import token_of
from actions.draft_views import TAKEN
from actions.models import Action, ProgressReport, UpdateLink
from actions.office_urls import urlpatterns as office_pages
from actions.services import draft_by_link, key_of_link, links, take_over_draft
from priorities.models import AuditEntry, ContentVersion, Membership
from tests.factories import office as make
from tests.factories.links import HERE, save, stamp

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

AT = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
THANKS = "Thank you. An officer will read it before it is published."


@pytest.fixture
def action():
    plan = make.PlanFactory(published=True, title="SEND plan 2026")
    return make.ActionFactory(
        plan=plan, public=True, reference="1.1", plain_words="Train staff.", official_words="We will train staff.",
        timescale_raw="by March 2026", due=date(2026, 3, 31), precision="month", next_due=date(2026, 3, 31),
    )  # fmt: skip


@pytest.fixture
def officer(action):
    return make.reporter(action, make.MembershipFactory(partnership=action.plan.partnership).user)


@pytest.fixture
def link(action, officer):
    return link_of(action, officer)


def link_of(action, by, seed: str = "secret", **columns) -> UpdateLink:
    dates = {"made_at": AT, "expires_at": AT + timedelta(days=14)}
    return make.UpdateLinkFactory(action=action, made_by=by, key=key_of_link(seed), **dates | columns)


def address(seed: str = "secret") -> str:
    return reverse("actions:draft", args=[token_of(seed)])


def words(response) -> str:
    return response.content.decode().replace("&#39;", "'").replace("&#x27;", "'")


def boxes(response) -> dict[str, str]:
    """The boxes from which typed words are copied, by their labels."""
    found = re.findall(
        r'<label for="(\w+)">([^<]+)</label><textarea id="\1" readonly rows="\d+">\n([^<]*)<', words(response)
    )
    return {label: text for _, label, text in found}


def answer(url: str, method: str = "get", **headers: str):
    response = getattr(Client(), method)(url, headers={"origin": HERE, **headers})
    return response.status_code, sorted(response.items()), response.content


# -- what it shows -----------------------------------------------------------------------------------------------------


def test_the_page_shows_the_one_action_and_its_last_public_update(link, action):
    page = words(Client().get(address()))
    for said in (
        "SEND plan 2026",
        "Train staff.",
        "We will train staff.",
        "End of March 2026",
        "No update has been published yet.",
    ):
        assert said in page
    last = make.ProgressReportFactory(action=action, state="published", status="at_risk", public_from=AT, done="Late.")
    action.set_reports([last])
    action.save()
    page = words(Client().get(address()))
    assert "Late." in page
    assert 'data-status="at_risk"' in page


def test_without_plain_words_the_official_ones_are_what_was_promised(link, action):
    promised = '<dt>What we promised</dt><dd class="words">{}</dd>'
    page = words(Client().get(address()))
    assert promised.format("Train staff.") in page
    assert '<dt>Official words</dt><dd class="words">We will train staff.</dd>' in page
    for official, says in (
        ("We will train staff.", "We will train staff."),
        ("", "The official words are not recorded."),
    ):
        Action.objects.update(plain_words="", official_words=official)
        page = words(Client().get(address()))
        assert promised.format(says) in page
        assert page.count("<dt>Official words</dt>") == 0


def test_what_the_words_still_lack_is_said_as_advice(link):
    page = words(save(address(), done="All trained.", status="complete"))
    assert THANKS in page
    assert """<a href="#id_how_we_know">Complete needs an answer to 'How do we know?'.</a>""" in page
    assert "It cannot be published without more." not in words(Client().get(address()))
    done = words(save(address(), done="All trained.", status="complete", how_we_know="A register."))
    assert THANKS in done
    assert "It cannot be published without more." not in done


def test_mistakes_are_listed_in_the_order_of_the_page(link):
    page = save(address(), done="Ring 07700 900123.", how_we_know="a@b.example", next_step_on="soon", evidence_on="x")
    listed = re.findall(r'<li><a href="#id_(\w+)">', words(page))
    assert listed == ["done", "how_we_know", "next_step_on", "evidence_on"]


def test_nobody_keeps_lists_or_leaks_the_page(link):
    response = Client().get(address(), headers={"accept-encoding": "gzip"})
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "strict-origin"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    link.revoked_at, link.revoked_by = AT, link.made_by
    link.save()
    assert Client().get(address(), headers={"accept-encoding": "gzip"}).status_code == 404


def test_no_internal_word_is_on_the_page(link, action, officer):
    """Canaries in everything that the office holds and the public does not read."""
    plan = action.plan
    officer.first_name, officer.last_name, officer.job_title = "CANARY-first", "CANARY-last", "CANARY-job"
    officer.email = "canary@example.org"
    officer.save()
    other = make.UserFactory(username="CANARY-user")
    make.LeadReporterFactory(lead=action.action_leads.get().lead, user=other)
    make.HeldBackFactory(plan=plan, words="CANARY held")
    typed = {
        name: f"CANARY-{name}" for name in ("done", "difference", "how_we_know", "next_step", "internal_note", "reason")
    }
    for state, author in (("draft", officer), ("submitted", other), ("returned", other)):
        why = {"returned_reason": "CANARY-why"} if state == "returned" else {}
        make.ProgressReportFactory(action=action, author=author, state=state, **typed, **why)
    link_of(action, officer, "other", for_role="CANARY-role")
    draft_by_link(
        link=UpdateLink.objects.get(for_role="CANARY-role"), typed={"done": "CANARY-draft"}, version=0, by=None, at=AT
    )
    public = make.ProgressReportFactory(
        action=action, author=other, state="published", public_from=AT, done="Public words.", internal_note="CANARY-note",
        approved_by=officer, approved_at=AT, approved_role="Head of SEND",
    )  # fmt: skip
    action.set_reports([public])
    action.save()
    pages = [
        words(Client().get(address())),
        words(save(address(), done="Ours.")),
        words(save(address(), done="CANARY held")),
    ]
    mine = pages[-1].replace("CANARY held</textarea>", "")
    for page in (*pages[:2], mine):
        assert "canary" not in page.lower()
        assert "Public words." in page


def test_with_the_token_every_page_of_the_office_still_asks_for_signing_in(link, action):
    """As a path, a parameter, a cookie and a header: the link opens its own page alone."""
    token = token_of("secret")
    names = [
        f"admin:{pattern.name}" for pattern in admin.site.get_urls() if isinstance(pattern, URLPattern) and pattern.name
    ]
    urls = [reverse(name) for name in names if name not in ("admin:login", "admin:app_list")]
    urls += [
        reverse(f"office:{page.name}", args=[action.pk] * str(page.pattern).count("<int")) for page in office_pages
    ]
    urls += [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")
        for model in admin.site._registry
        for page in ("changelist", "add")
    ]
    urls += [reverse("admin:actions_action_change", args=[action.pk])]
    assert len(urls) > 30
    for url in urls:
        client = Client()
        client.cookies["sessionid"] = token
        for method in ("get", "post"):
            response = getattr(client, method)(f"{url}?token={token}", headers={"authorization": f"Bearer {token}"})
            assert response.status_code == 302, (method, url)
            assert response.url.startswith("/admin/login/") or url == "/admin/logout/", url
        assert Client().get(f"/draft/{token}{url}").status_code == 404


# -- closed links ------------------------------------------------------------------------------------------------------


@pytest.fixture
def closed(action, officer, elsewhere_person):
    """Addresses that open nothing, by the reason."""
    link_of(action, officer, "expired", made_at=AT - timedelta(days=15), expires_at=AT - timedelta(seconds=1))
    link_of(action, officer, "ends-now", made_at=AT - timedelta(days=14), expires_at=AT)
    link_of(action, officer, "revoked", revoked_at=AT, revoked_by=officer)
    link_of(action, elsewhere_person, "lost-role")
    gone = make.MembershipFactory(partnership=action.plan.partnership, role="approver", user__is_active=False).user
    link_of(action, gone, "inactive")
    hidden = make.ActionFactory(plan=action.plan)
    link_of(make_reported(hidden, officer), officer, "not-public")
    withdrawn = make.ActionFactory(plan=action.plan, public=True, withdrawn_at=AT, withdrawn_reason="Old")
    link_of(make_reported(withdrawn, officer), officer, "withdrawn")
    over = make.ActionFactory(
        plan=make.PlanFactory(partnership=action.plan.partnership, published=True, closed_on=AT.date()), public=True
    )
    link_of(make_reported(over, officer), officer, "plan-closed")
    link_of(action, officer, "secret")
    names = (
        "expired",
        "ends-now",
        "revoked",
        "lost-role",
        "inactive",
        "not-public",
        "withdrawn",
        "plan-closed",
        "unknown",
    )
    found = {name: address(name) for name in names}
    good = token_of("secret")
    return found | {
        "forged": reverse("actions:draft", args=[good[:-1] + ("A" if good[-1] != "A" else "B")]),
        "unsigned": reverse("actions:draft", args=["secret"]),
        "cut": reverse("actions:draft", args=[good.split(".")[0]]),
        "nul": "/draft/%00/",
        "long": f"/draft/{'x' * 3000}/",
        "odd": "/draft/%E2%80%AE.%C3%A9/",
    }  # fmt: skip


@pytest.fixture
def elsewhere_person():
    return make.MembershipFactory().user


def make_reported(action: Action, officer) -> Action:
    make.reporter(action, officer)
    return action


@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_every_closed_link_gets_the_same_page(closed, method):
    answers = {name: answer(url, method) for name, url in closed.items()}
    assert answers["unknown"][0] == 404
    for name, given in answers.items():
        assert given == answers["unknown"], name
    if method == "get":
        body = answers["unknown"][2].decode()
        assert body.count("This link is closed, or its address is not complete. What you sent before is kept.") == 1
        assert 'Ask the person who sent it to you for the whole address, or for a new link. <a href="/help/">' in body
    assert not ProgressReport.objects.exists()


TYPED = {"done": "We began.\nTwice.", "status": "at_risk", "next_step_on": "soon"}
SHOWN = {"What we have done": "We began.\nTwice.", "Status": "At risk", "Date of the next step": "soon"}


def test_what_was_typed_behind_a_link_that_closed_meanwhile_is_given_back(closed):
    names = [name for name in closed if name not in ("forged", "unsigned", "cut", "nul", "long", "odd")]
    pages = {name: Client().post(closed[name], TYPED, headers={"origin": HERE}) for name in names}
    for name, page in pages.items():
        assert (page.status_code, page.content) == (404, pages["unknown"].content), name
    page = pages["unknown"]
    assert "<h2>Nothing was sent</h2><p>Copy your words: they stand on this page alone.</p>" in words(page)
    assert "<title>Error: This link is closed" in words(page)
    assert boxes(page) == SHOWN
    assert not ProgressReport.objects.exists()


def test_no_form_of_others_puts_words_on_a_closed_page(closed):
    for name, headers in (("forged", {"origin": HERE}), ("unsigned", {"origin": HERE}), ("revoked", {})):
        assert "We began." not in words(Client().post(closed[name], TYPED, headers=headers)), name


def test_an_officer_who_takes_the_draft_in_the_very_moment_leaves_the_words(link, officer, monkeypatch):
    save(address(), done="First.")
    mark = stamp(Client().get(address()))
    report = ProgressReport.objects.get()

    def take_first(**columns):
        take_over_draft(report=report, version=report.version, by=officer, at=AT)
        return draft_by_link(**columns)

    monkeypatch.setattr(draft_views, "draft_by_link", take_first)
    page = Client().post(address(), {"stamp": mark, **TYPED, "next_step_on": ""}, headers={"origin": HERE})
    assert (page.status_code, TAKEN in words(page), "<form" in words(page)) == (409, True, False)
    assert boxes(page) == {"What we have done": "We began.\nTwice.", "Status": "At risk"}


def test_a_link_that_closes_in_the_very_moment_leaves_the_words(link, officer, monkeypatch):
    mark = stamp(Client().get(address()))

    def revoke_first(**columns):
        UpdateLink.objects.update(revoked_at=AT, revoked_by=officer)
        return draft_by_link(**columns)

    monkeypatch.setattr(draft_views, "draft_by_link", revoke_first)
    page = Client().post(address(), {"stamp": mark, "done": "Late."}, headers={"origin": HERE})
    assert (page.status_code, boxes(page)) == (404, {"What we have done": "Late."})


def test_other_methods_are_refused_alike(closed):
    for method in ("put", "delete", "patch", "options"):
        assert {answer(url, method)[0] for url in (*closed.values(), address())} == {405}


# -- what it takes -----------------------------------------------------------------------------------------------------


def test_a_draft_is_kept_and_can_be_changed_until_an_officer_takes_it_over(link, officer):
    first = save(address(), done="We trained 12 staff.", status="on_track", next_step_on="2 mar 2027")
    assert first.redirect_chain == [(f"{address()}?saved=1", 302)]
    assert THANKS in words(first)
    assert "You can still change it here until an officer takes it over." in words(first)
    second = save(address(), done="We trained 13 staff.", evidence_url="example.org/r", new_timescale="March 2027")
    assert THANKS in words(second)
    report = ProgressReport.objects.get()
    assert (report.done, report.status, report.next_step_on, report.state) == (
        "We trained 13 staff.",
        "",
        None,
        "draft",
    )
    assert (report.evidence_url, report.new_timescale) == ("https://example.org/r", "March 2027")
    assert (report.author, report.link, report.reported_on) == (None, link, date(2026, 3, 20))
    assert [version.done for version in report.history.all()] == ["We trained 13 staff.", "We trained 12 staff."]
    link.refresh_from_db()
    assert link.last_used_at == AT
    take_over_draft(report=report, version=report.version, by=officer, at=AT)
    page = words(Client().get(address()))
    assert "An officer is reading what you sent, so it cannot be changed any more." in page
    assert "<form" not in page
    late = Client().post(address(), {"stamp": "x", "done": "Later."}, headers={"origin": HERE})
    assert late.status_code == 409
    assert TAKEN in words(late)
    assert "<title>Error: Draft an update: 1.1: Train staff" in words(late)
    assert "<form" not in words(late)
    assert boxes(late) == {"What we have done": "Later."}
    report.refresh_from_db()
    assert report.done == "We trained 13 staff."


def test_a_get_keeps_nothing(link):
    Client().get(address(), {"done": "x", "saved": "1"})
    link.refresh_from_db()
    assert (ProgressReport.objects.count(), link.last_used_at, link.version) == (0, None, 1)


def test_no_public_page_is_made_stale_by_a_draft(link):
    before = ContentVersion.current()
    save(address(), done="Words.")
    assert ContentVersion.current() == before


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "http://testserver.evil.example"},
        {"referer": "https://evil.example/http://testserver/"},
        {"referer": "http://testserver.evil.example/"},
        {"origin": "https://evil.example", "referer": "http://testserver/draft/"},
    ],
)
def test_a_form_that_was_not_sent_from_here_is_refused(link, headers):
    mark = stamp(Client().get(address()))
    response = Client().post(address(), {"stamp": mark, "done": "Words."}, headers=headers)
    assert response.status_code == 403
    assert "This form was not sent" in words(response)
    assert not ProgressReport.objects.exists()


def test_a_browser_that_names_only_where_it_came_from_is_believed(link):
    mark = stamp(Client().get(address()))
    response = Client().post(address(), {"stamp": mark, "done": "Words."}, headers={"referer": f"{HERE}/"})
    assert response.status_code == 302
    assert ProgressReport.objects.count() == 1


@pytest.mark.parametrize("mark", ["", "x", "a:b:c"])
def test_without_the_pages_own_stamp_nothing_is_kept_and_the_words_stay(link, mark):
    page = words(save(address(), stamped=mark, done="My long words."))
    assert "This page was open for more than a day. Your words are still here" in page
    assert "My long words.</textarea>" in page
    assert not ProgressReport.objects.exists()


def test_a_stamp_of_another_link_or_of_yesterday_is_none(link, action, officer, time_machine):
    link_of(action, officer, "other")
    other, own = (stamp(Client().get(address(secret))) for secret in ("other", "secret"))
    assert "open for more than a day" in words(save(address(), stamped=other, done="x"))
    time_machine.shift(24 * 60 * 60 + 1)
    assert "open for more than a day" in words(save(address(), stamped=own, done="x"))
    assert THANKS in words(save(address(), done="x"))


def test_two_with_one_link_do_not_overwrite_one_another(link):
    first = stamp(Client().get(address()))
    save(address(), done="The teacher's words.", status="at_risk")
    page = save(address(), stamped=first, done="The SENCO's words.")
    assert '<dt>Status</dt><dd class="words">At risk</dd>' in words(page)
    assert "Somebody with the same link saved other words after you opened this page. Nothing was saved." in words(page)
    assert "The teacher's words." in words(page)
    assert "The SENCO's words.</textarea>" in words(page)
    assert ProgressReport.objects.get().done == "The teacher's words."
    again = save(address(), stamped=stamp(page), done="Both.")
    assert THANKS in words(again)
    assert ProgressReport.objects.get().done == "Both."


def test_a_double_click_makes_one_draft(link):
    mark = stamp(Client().get(address()))
    for _ in range(2):
        save(address(), stamped=mark, done="Words.")
    assert ProgressReport.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "What we have done: nothing is written here; write it, then save."),
        ({"next_step_on": "31 2 2026"}, "Date of the next step: '31 2 2026' is no day of the calendar: February 2026 has 28 days."),
        ({"evidence_url": "a b"}, "Evidence link: 'a b' is no address of a page;"),
        ({"status": "splendid"}, "Status: 'splendid' is not in the list; choose one that is."),
        ({"done": "x" * 20_001}, "What we have done: 20001 letters are too many; shorten it to 20000."),
        ({"new_timescale_agreed_by": "x" * 301}, "Who agreed it: 301 letters are too many; shorten it to 300."),
        ({"done": "Ring 07700 900123."}, "What we have done: '07700 900123' looks like somebody's address or number;"),
        ({"done": "a\x00b"}, "holds a sign that is no letter"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_said_at_its_field(link, typed, says):
    response = save(address(), **{"how_we_know": "Kept words." if typed else "", **typed})
    page = words(response)
    assert says in page
    assert "<title>Error: Draft an update: 1.1: Train staff" in page
    for target in re.findall(r'<a href="#([^"]+)">', page.partition("There is a problem")[2].partition("</ul>")[0]):
        assert f'id="{target}"' in page
    if typed:
        assert "Kept words.</textarea>" in page
    assert not ProgressReport.objects.exists()


def test_a_folded_part_with_a_mistake_is_open(link):
    page = words(save(address(), done="x", evidence_on="soon"))
    assert page.count("<details open>") == 1


def test_hostile_words_are_shown_as_they_are(link):
    evil = "<script>alert(1)</script>{{7*7}}\"'</textarea>"
    page = save(address(), done=evil).content.decode()
    assert "<script" not in page
    assert ProgressReport.objects.get().done == evil


def test_the_fifty_first_save_of_a_day_is_refused_and_the_words_stay(link, monkeypatch, time_machine):
    assert links.SAVES_A_DAY == 50
    monkeypatch.setattr(links, "SAVES_A_DAY", 3)
    for number in range(3):
        draft_by_link(link=link, typed={"done": f"{number}"}, version=number, by=None, at=AT)
    response = save(address(), done="One more.")
    assert response.status_code == 429
    assert "This update was saved 3 times today; save it again tomorrow." in words(response)
    assert "One more.</textarea>" in words(response)
    assert ProgressReport.objects.get().done == "2"
    time_machine.shift(24 * 60 * 60)
    assert THANKS in words(save(address(), done="One more."))


def test_a_link_cannot_touch_another_action_or_column(link, officer):
    with pytest.raises(ValueError, match="Nobody with a link types the column 'internal_note'"):
        draft_by_link(link=link, typed={"internal_note": "x"}, version=0, by=None, at=AT)
    save(
        address(),
        done="Words.",
        state="published",
        author=str(officer.pk),
        action="7",
        public_from="2026-01-01",
        link="9",
    )
    report = ProgressReport.objects.get()
    assert (report.state, report.author, report.action, report.public_from) == ("draft", None, link.action, None)


def test_the_log_names_the_link_and_forges_no_second_line(link):
    UpdateLink.objects.update(for_role="SENCO\nadmin signed in")
    save(address(), done="Words.")
    entry = AuditEntry.objects.get(record="actions.progressreport")
    assert entry.who == "link for SENCO␊admin signed in"
    assert entry.by is None


def test_the_page_costs_the_same_whatever_the_office_holds(link, action, django_assert_num_queries):
    for rows in (0, 3):
        for _ in range(rows):
            make.ProgressReportFactory(action=action, author=make.UserFactory(), state="submitted")
            Membership.objects.create(user=link.made_by, partnership=make.PartnershipFactory(), role="board")
        with django_assert_num_queries(5):
            Client().get(address())
