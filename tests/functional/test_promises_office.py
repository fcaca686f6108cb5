"""The office's pages of rounds, milestones and the rest of what a plan promises: in a browser, narrow and wide, without a script."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.models import MilestoneChange
from priorities.models import RecommendationUpdate
from tests.factories import office as make
from tests.functional.test_accessibility import axe_says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Commissioning-and-transformation partnership manager for neurodevelopmental pathways"


@pytest.fixture(scope="module")
def axe():
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


class Scene:
    """A public plan with two rounds, milestones in every state, and a loader for a signed-in person."""

    def __init__(self, live_server, open_at) -> None:
        self.live_server, self.open_at = live_server, open_at
        plan = self.plan = make.PlanFactory(published=True, title=f"SEND strategy of the {LONG}")
        aim = make.PriorityFactory(plan=plan, number="1", title="Early help", public_from=make.MOMENT)
        self.officer = make.MembershipFactory(partnership=plan.partnership, user__username="officer").user
        self.approver = make.MembershipFactory(
            partnership=plan.partnership, role="approver", user__username="approver"
        ).user
        self.commitment = make.CommitmentFactory(plan=plan, priority=aim, public_from=make.MOMENT)
        self.draft_commitment = make.CommitmentFactory(plan=plan, official_words=f"We will listen. {LONG}")
        self.recommendation = make.RecommendationFactory(
            plan=plan, number="1", public_from=make.MOMENT, source="Area SEND inspection, March 2025"
        )
        make.RecommendationFactory(plan=plan, number="2", official_words=LONG, public_from=make.MOMENT)
        self.first = make.UpdateRoundFactory(
            plan=plan, title="Year one", dated=date(2025, 3, 31), date_precision="month"
        )
        self.second = make.UpdateRoundFactory(
            plan=plan, title="Year two", dated=date(2026, 3, 2), labels="done=What we did this year"
        )
        make.RecommendationUpdateFactory(
            recommendation=self.recommendation,
            update_round=self.first,
            state="published",
            public_from=make.MOMENT,
            done="We opened a clinic.\nWe hired one nurse.",
            next_steps="Open a second clinic.",
        )
        self.update = make.RecommendationUpdateFactory(
            recommendation=self.recommendation,
            update_round=self.second,
            author=self.officer,
            state="submitted",
            submitted_at=make.MOMENT,
            done=f"We opened a clinic.\nWe hired two nurses for the new clinic.\n{LONG}",
            expected_difference="Three pupils wait a shorter time.",
        )
        period = {"period": "June 2026", "start": date(2026, 6, 1), "end": date(2026, 6, 30)}
        self.milestone = make.MilestoneFactory(plan=plan, public_from=make.MOMENT, **period)
        self.waiting = make.MilestoneFactory(plan=plan, public_from=make.MOMENT, kind="product", **period)
        self.change = make.MilestoneChangeFactory(
            milestone=self.waiting,
            author=self.officer,
            from_period="June 2026",
            from_start=period["start"],
            from_end=period["end"],
            to_period="Autumn term 2026",
            to_start=date(2026, 9, 1),
            to_end=date(2026, 12, 31),
            agreed_by="SEND board",
        )
        self.draft_milestone = make.MilestoneFactory(plan=plan, **period)
        self.review = make.PlanReviewFactory(plan=plan, author=self.officer, next_on=date(2026, 6, 2))
        self.action = make.ActionFactory(plan=plan)

    def signed_in(self, client, who, **settings):
        client.force_login(who)
        cookie = {
            "name": "sessionid",
            "value": client.cookies["sessionid"].value,
            "url": f"{self.live_server.url}/admin/",
        }
        load = self.open_at(**settings)
        load("/help/").context.add_cookies([cookie])
        return load

    def addresses(self) -> list[str]:
        """Every new page in its states; those with forms also as they stand."""
        of_records = {
            "priorities_commitment": [self.commitment, self.draft_commitment],
            "priorities_recommendation": [self.recommendation],
            "priorities_updateround": [self.first],
            "actions_milestone": [self.milestone, self.waiting, self.draft_milestone],
            "priorities_planreview": [self.review],
        }
        found = [reverse("admin:index"), reverse("office:review")]
        found += [reverse("admin:priorities_plan_change", args=[self.plan.pk])]
        for kind, records in of_records.items():
            listed = f"{reverse(f'admin:{kind}_changelist')}?plan__id__exact={self.plan.pk}"
            found += [listed, f"{reverse(f'admin:{kind}_add')}?plan={self.plan.pk}"]
            found += [reverse(f"admin:{kind}_change", args=[record.pk]) for record in records]
        found += [reverse("admin:priorities_planreview_publish", args=[self.review.pk])]
        found += [reverse("admin:actions_action_delivers", args=[self.action.pk])]
        found += [reverse("admin:priorities_commitment_withdraw", args=[self.commitment.pk])]
        for one in (self.first, self.second):
            found += [reverse("office:round", args=[one.pk])]
            found += [reverse("office:round-update", args=[one.pk, self.recommendation.pk])]
        found += [reverse("office:round-correct", args=[self.first.pk, self.recommendation.pk])]
        found += [reverse("office:review-round", args=[self.second.pk])]
        found += [reverse("office:review-round-update", args=[self.update.pk])]
        found += [reverse("office:review-milestone", args=[self.change.pk])]
        return found + [reverse("office:milestone-change", args=[one.pk]) for one in (self.milestone, self.waiting)]


@pytest.fixture
def scene(live_server, open_at):
    return Scene(live_server, open_at)


def test_neither_axe_nor_a_narrow_screen_objects(scene, client, axe):
    load = scene.signed_in(client, scene.approver, reduced_motion="reduce")
    objected = []
    for url in scene.addresses():
        page = load(url)
        for (width, _), found in axe_says(axe, page, [(320, "light"), (1280, "dark")]):
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            objected += [(url, width, "too wide", over)] if over else []
            objected += [(url, width, v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]]
            assert page.locator("h1").count() == 1, url
    assert "\n".join(map(str, objected)) == ""


def test_mistakes_are_listed_with_links_to_their_fields(scene, client, axe):
    load = scene.signed_in(client, scene.officer, java_script_enabled=False)
    page = load(reverse("office:milestone-change", args=[scene.milestone.pk]))
    page.get_by_label("Moved").check()
    page.get_by_label("New period").fill("when the builder comes")
    page.get_by_role("button", name="Send for approval").click()
    errors = page.locator("#errors")
    assert page.title().startswith("Error: ")
    assert [link.get_attribute("href") for link in errors.locator("a").all()] == ["#id_to_period", "#id_reason"]
    for name in ("to_period", "reason"):
        box = page.locator(f"#id_{name}")
        assert box.get_attribute("aria-invalid") == "true"
        assert f"id_{name}_error" in box.get_attribute("aria-describedby").split()
        assert page.locator(f"#id_{name}_error").count() == 1
    assert page.get_by_label("New period").input_value() == "when the builder comes"


def test_a_round_goes_from_the_form_to_the_public_by_two_people_without_javascript(scene, client):
    load = scene.signed_in(client, scene.officer, java_script_enabled=False)
    page = load(reverse("office:round", args=[scene.second.pk]))
    page.get_by_role("link", name="Write").click()
    page.get_by_label("What we did this year").fill("We wrote to every school.")
    page.get_by_role("button", name="Save and check").click()
    assert "We wrote to every school." in page.locator(".office-public").inner_text()
    page.get_by_role("button", name="Send for approval").click()
    page = scene.signed_in(client, scene.approver, java_script_enabled=False)("/admin/review/")
    page.get_by_role("link", name="Year two").click()
    page.get_by_label("I have checked that these small numbers").check()
    if page.get_by_label("I have checked that these are not names").count():
        page.get_by_label("I have checked that these are not names").check()
    page.get_by_role("button", name="Publish 2 updates").click()
    states = RecommendationUpdate.objects.filter(update_round=scene.second).values_list("state", flat=True)
    assert list(states) == ["published", "published"]


def test_a_milestone_is_moved_by_two_people_without_javascript(scene, client):
    load = scene.signed_in(client, scene.officer, java_script_enabled=False)
    page = load(reverse("admin:actions_milestone_change", args=[scene.milestone.pk]))
    page.get_by_role("link", name="What became of it").click()
    page.get_by_label("Moved").check()
    year = timezone.localdate().year + 1
    page.get_by_label("New period").fill(f"October {year}")
    page.get_by_label("Why?").fill("The builder was late.")
    page.get_by_role("button", name="Send for approval").click()
    change = MilestoneChange.objects.get(milestone=scene.milestone)
    page = scene.signed_in(client, scene.approver, java_script_enabled=False)(
        reverse("office:review-milestone", args=[change.pk])
    )
    assert f"Was June 2026, now October {year}." in page.locator(".office-public").inner_text()
    page.get_by_role("button", name="Publish").click()
    scene.milestone.refresh_from_db()
    assert (scene.milestone.period, scene.milestone.end) == (f"October {year}", date(year, 10, 31))
