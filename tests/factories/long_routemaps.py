"""Routemaps on which layouts break: words without an end, 12 stages of 300 words, 12 dates, 12 services, 20 versions."""

from __future__ import annotations

from datetime import date, datetime

from priorities.models import Partnership
from routemaps.models import RoutemapAnchor, StageContact, StageRule
from routemaps.payload import payload_of
from tests.factories import office as make

NUMBER = 12


def add_long_routemaps(partnership: Partnership, *, unbroken: str, words: str, public_from: datetime) -> None:
    """The routemap `long` with everything that leads to it: versions, its story, topics, words, answered comments."""
    shown = {"state": "published", "public_from": public_from, "approved_at": public_from}
    routemap = make.RoutemapFactory(
        partnership=partnership,
        slug="long",
        title=unbroken[:160],
        short=unbroken[:80],
        for_whom=(unbroken + words)[:250],
        promise=(unbroken + words)[:250],
        how_long=unbroken[:250],
        who_decides=unbroken[:250],
        cost=unbroken[:120],
        made_with=words[:250],
        public_from=public_from,
        checked_on=date(2026, 3, 1),
        next_check_on=date(2026, 9, 1),
    )
    anchor = make.AnchorFactory(partnership=partnership, key="long-day", label=unbroken[:160])
    RoutemapAnchor.objects.create(routemap=routemap, anchor=anchor)
    rules = [
        make.DateRuleFactory(
            anchor=anchor,
            key=f"L{number}",
            what=unbroken[:200] if number % 2 else words[:200],
            who=unbroken[:120],
            number=number,
            citation=(unbroken + words)[:300],
            condition=unbroken[:160],
            note=f"{words} {unbroken}",
            source_confirmed=bool(number % 2),
            family_acts=bool(number % 3),
        )
        for number in range(1, NUMBER + 1)
    ]
    services = [
        make.ContactFactory(
            partnership=partnership,
            name=unbroken[:120] if number % 2 else words[:120],
            key=f"long-service-{number}",
            helps_with=words,
            what_to_say=unbroken,
            telephone="01632 960101",
            email=f"{unbroken[:60]}@example.org",
            web=f"https://example.org/{unbroken[:100]}",
            hours=words[:200],
        )
        for number in range(NUMBER)
    ]
    stages = [
        make.StageFactory(
            routemap=routemap,
            key=f"stage-{number}",
            order=number,
            title=unbroken[:120] if number % 2 else words[:120],
            when=unbroken[:160],
            do_not=f"Do not {unbroken}",
            **dict.fromkeys(
                ("what_happens", "education", "health", "care", "family", "more"), f"{words}\n\n{unbroken}"
            ),
            do_now=f"{words}\n{unbroken}",
        )
        for number in range(NUMBER)
    ]
    for number, stage in enumerate(stages):
        for order, service in enumerate(services):
            StageContact.objects.create(stage=stage, contact=service, order=order)
        StageRule.objects.create(stage=stage, rule=rules[number])
        for kind in ("yes", "no", "late", "withdraw", "next"):
            to = stages[(number + 1) % NUMBER]
            make.BranchFactory(stage=stage, kind=kind, condition=(unbroken + words)[:250], to_stage=to)
    for number in range(1, 21):
        payload = payload_of(routemap)
        payload["promise"] = f"{number} {words[:200]}"
        payload["stages"][0]["do_now"] = [f"{number} {words}", unbroken]
        said = (words if number % 2 else unbroken)[:500]
        version = make.RoutemapVersionFactory(
            routemap=routemap, number=number, payload=payload, what_changed=said, **shown
        )
    make.DraftLinkFactory(routemap_version=version, key="the-long-key", asks=f"{words} {unbroken}")
    for number in range(20):
        told = {"partnership": partnership, "public": True}
        make.CoproductionEventFactory(
            routemap=routemap,
            when=unbroken[:120],
            words=f"{words} {unbroken}",
            items="\n".join([unbroken] * 10),
            took_part=unbroken,
            asked_for=words,
            changed=words,
            changed_stage=stages[0],
            not_done=unbroken,
            source=unbroken,
            **told,
        )
        make.TopicFactory(words=f"{number} {unbroken}"[:200], stage="drafted", how_to_join=words[:300], **told)
        make.TermFactory(
            partnership=partnership,
            term=f"{number} {unbroken}"[:80],
            slug="word-long" if number == 0 else f"word-long-{number}",
            sentence=words[:200],
            also_known_as=unbroken,
        )
        make.ResponseFactory(
            words=f"{words} {unbroken}",
            did=words,
            comment__partnership=partnership,
            comment__state="published",
            comment__public_from=public_from,
            comment__shown_words=f"{unbroken} {words}",
        )
