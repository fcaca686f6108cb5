"""Words that somebody withdraws go from every public text of routemaps at once, come back, or go for good."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from actions.services import confirm_redaction, restore_redaction, withdraw_words
from priorities.models import Redaction
from routemaps.models import Comment, RoutemapVersion
from tests.factories import office as make
from tests.factories.routemaps import content, published_routemaps

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-03-20T12:00:00Z")]

NAME = "Quentin Zobel"
AT = make.MOMENT
PAGES = (
    "/routemaps/",
    "/routemaps/ask-for-a-plan/",
    "/routemaps/ask-for-a-plan/?d=2&m=3&y=2026&view=all",
    "/routemaps/ask-for-a-plan/one-page/?start=2026-03-02&event=request",
    "/routemaps/ask-for-a-plan/history/",
    "/routemaps/ask-for-a-plan/versions/1/",
    "/routemaps/history/",
    "/routemaps/draft/the-key/",
    "/words/",
    "/words/ehc-plan/",
    "/feedback/",
    "/you-said-we-did/",
)


@pytest.fixture
def partnership(monkeypatch):
    """Every public text of routemaps names somebody: it got past every check."""
    monkeypatch.setattr("priorities.services.writing.Objections.first", lambda *args, **kwargs: None)
    said = content()
    first = said["routemap"][0]
    first["made_with"] = f"{NAME} of the forum"
    first["stage"][0]["what_happens"] = f"{NAME} answers."
    first["stage"][0]["do_now"] = [f"Call {NAME}."]
    said["contact"][0]["helps_with"] = f"Ask {NAME}."
    said["rule"][0]["what"] = f"{NAME} decides"
    said["term"][0]["sentence"] = f"What {NAME} says it is."
    partnership = make.PartnershipFactory()
    maps = published_routemaps(partnership, of=said)
    make.CoproductionEventFactory(partnership=partnership, public=True, words=f"{NAME} came.", items=f"{NAME}\nothers")
    make.TopicFactory(partnership=partnership, public=True, how_to_join=f"Ring {NAME}.")
    shown = {"state": "published", "public_from": AT, "shown_words": f"{NAME} was kind."}
    make.ResponseFactory(
        comment__partnership=partnership,
        words=f"We told {NAME}.",
        **{f"comment__{name}": value for name, value in shown.items()},
    )
    make.CommentDeskFactory(
        partnership=partnership, social_care_telephone="01632 960120", social_care_hours=f"Ask {NAME}"
    )
    waiting = make.RoutemapVersionFactory(routemap=maps["ask-for-a-plan"], what_changed=f"{NAME} asked for it.")
    make.DraftLinkFactory(routemap_version=waiting, key="the-key", until=date(2026, 4, 1), asks=f"Is {NAME} right?")
    return partnership


def saying() -> list[str]:
    """The public pages that name somebody. A new browser asks anew which pages are stale."""
    client = Client()
    return [page for page in PAGES if "Zobel" in client.get(page).content.decode()]


def test_every_public_text_loses_them_at_once_and_gets_them_back_or_loses_them_for_good(partnership):
    assert set(saying()) == set(PAGES)
    one, other = (make.MembershipFactory(partnership=partnership, role="approver").user for _ in range(2))
    redaction = withdraw_words(partnership=partnership, words=NAME, reason=Redaction.Reason.values[0], by=one, at=AT)
    assert saying() == []
    assert "[words withdrawn] answers." in Client().get("/routemaps/ask-for-a-plan/").content.decode()
    restore_redaction(redaction=redaction, by=other, at=AT)
    assert set(saying()) == set(PAGES)
    again = withdraw_words(partnership=partnership, words=NAME, reason=Redaction.Reason.values[0], by=one, at=AT)
    confirm_redaction(redaction=again, everywhere=False, by=other, at=AT)
    assert saying() == []
    assert "Zobel" not in str(list(RoutemapVersion.objects.values_list("payload")))
    assert "Zobel" not in str(list(Comment.objects.values_list("shown_words")))
