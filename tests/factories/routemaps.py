"""A small set of routemaps for tests: every kind of rule, way and stage once, in words that no real one uses."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, datetime
from typing import Any

from priorities.models import Partnership, User
from routemaps.models import Routemap, RoutemapVersion
from routemaps.services import publish_version, submit_routemap, take_content
from tests.factories import office as make

CONTENT: dict[str, Any] = {
    "checked_on": date(2026, 3, 1),
    "next_check_on": date(2026, 9, 1),
    "anchor": [
        {"key": "request", "label": "The council received the request", "beside": ""},
        {"key": "draft", "label": "The draft plan was sent", "beside": ""},
        {"key": "letter", "label": "The decision letter was sent", "beside": ""},
        {"key": "certificate", "label": "The mediation certificate was sent", "beside": "letter"},
    ],
    "rule": [
        {
            "key": "A1",
            "statutory": "A1",
            "what": "The council answers the request",
            "asks": "answer my request",
            "who": "council",
            "anchor": "request",
            "number": 6,
            "unit": "weeks",
            "kind": "law",
            "citation": "SEND Regulations 2014, regulation 5(1)",
            "confirmed": True,
        },
        {
            "key": "draft-16",
            "what": "The council sends a draft",
            "who": "council",
            "anchor": "request",
            "number": 16,
            "unit": "weeks",
            "kind": "usual practice",
            "citation": "No law gives a date for the draft",
            "confirmed": True,
        },
        {
            "key": "A4",
            "statutory": "A4",
            "what": "The council says that there will be no plan",
            "who": "council",
            "anchor": "request",
            "number": 16,
            "unit": "weeks",
            "kind": "law",
            "citation": "SEND Regulations 2014, regulation 10(1)",
            "confirmed": False,
            "condition": "Only if the answer is no",
        },
        {
            "key": "A7",
            "statutory": "A7",
            "what": "The council sends the final plan",
            "asks": "send the final plan",
            "who": "council",
            "anchor": "request",
            "number": 20,
            "unit": "weeks",
            "kind": "law",
            "citation": "SEND Regulations 2014, regulation 13(2)",
            "confirmed": True,
        },
        {
            "key": "A5",
            "statutory": "A5",
            "what": "Say what you think of the draft",
            "who": "family",
            "anchor": "draft",
            "number": 15,
            "unit": "days",
            "inclusive": True,
            "kind": "law",
            "citation": "SEND Regulations 2014, regulation 13(1)(a)",
            "confirmed": True,
            "family_acts": True,
        },
        {
            "key": "M1",
            "statutory": "M1",
            "what": "Contact the mediation adviser",
            "who": "family",
            "anchor": "letter",
            "number": 2,
            "unit": "months",
            "kind": "law",
            "citation": "SEND Regulations 2014, regulation 33",
            "confirmed": True,
            "family_acts": True,
            "note": "Nothing extends this time. An appeal about the place only needs no certificate.",
        },
        {
            "key": "T1",
            "statutory": "T1",
            "what": "Send an appeal to the tribunal",
            "who": "family",
            "anchor": "letter",
            "number": 2,
            "unit": "months",
            "or_later": {"anchor": "certificate", "number": 1, "unit": "months"},
            "adviser": "M1",
            "tribunal_extends": True,
            "kind": "law",
            "citation": "Tribunal Procedure Rules 2008, rule 20(1)",
            "confirmed": True,
            "family_acts": True,
        },
    ],
    "contact": [
        {
            "key": "sendiass",
            "name": "Advice service of the moor",
            "independent": True,
            "helps_with": "Free advice.",
            "what_to_say": "I had a letter.",
            "phone": "01632 960101",
            "hours": "Monday to Friday",
            "example": True,
        },
        {"key": "council", "name": "SEND team of the council", "independent": False, "helps_with": "Your request."},
    ],
    "term": [
        {
            "term": "EHC plan",
            "also_known_as": ["statement"],
            "sentence": "A legal document that says what help a child gets.",
        }
    ],
    "routemap": [
        {
            "slug": "ask-for-a-plan",
            "order": 1,
            "title": "My child may need a plan: what happens?",
            "short": "Ask for a plan",
            "for_whom": "Families who think that a child needs more help.",
            "from_age": 0,
            "to_age": 25,
            "addressed_to": "parent carer",
            "promise": "This page says what happens and by when.",
            "how_long": "20 weeks, by law",
            "who_decides": "The council",
            "cost": "Free",
            "anchors": ["request", "draft", "letter", "certificate"],
            "not_for": [{"words": "You are unhappy with a decision", "to": "routemap:disagree"}],
            "stage": [
                {
                    "key": "ask",
                    "title": "Ask the council",
                    "when": "Day 1",
                    "what_happens": "You write to the council.\n\nIt must answer.",
                    "education": "The school writes what it did.",
                    "do_now": ["Write a letter.", "Keep a copy."],
                    "ask": ["sendiass", "council"],
                    "rules": ["A1"],
                    "branch": [
                        {"condition": "The council says yes", "kind": "yes", "to": "stage:plan"},
                        {"condition": "The council says no", "kind": "no", "to": "routemap:disagree#appeal"},
                        {"condition": "The council does not answer", "kind": "late", "to": "page:help"},
                    ],
                },
                {
                    "key": "plan",
                    "title": "The plan",
                    "when": "By week 20",
                    "what_happens": "You get a draft, then a plan.",
                    "do_now": ["Read the draft."],
                    "do_not": ["Do not sign anything in a hurry."],
                    "ask": ["sendiass"],
                    "rules": ["draft-16", "A4", "A5", "A7", "M1", "T1"],
                    "more": "The law gives no date for the draft.",
                    "branch": [
                        {"condition": "The plan is right", "kind": "yes", "to": "end"},
                        {"condition": "The plan is not right", "kind": "no", "to": "routemap:disagree#appeal"},
                    ],
                },
            ],
        },
        {
            "slug": "disagree",
            "order": 2,
            "shared": True,
            "title": "I disagree with the council: what can I do?",
            "short": "You disagree",
            "for_whom": "Families who had a decision that they do not accept.",
            "promise": "This page says how to ask again and how to appeal.",
            "anchors": ["letter", "certificate"],
            "stage": [
                {
                    "key": "appeal",
                    "title": "Mediation and appeal",
                    "what_happens": "Talk to the mediation adviser first.",
                    "do_now": ["Call the adviser."],
                    "ask": ["sendiass"],
                    "rules": ["M1", "T1"],
                    "branch": [{"condition": "The tribunal decides", "kind": "next", "to": "end"}],
                }
            ],
        },
    ],
}


def content() -> dict[str, Any]:
    """A copy that a test may change."""
    return deepcopy(CONTENT)


def published_routemaps(
    partnership: Partnership,
    *,
    at: datetime = make.MOMENT,
    author: User | None = None,
    approver: User | None = None,
    of: dict[str, Any] | None = None,
) -> dict[str, Routemap]:
    """The routemaps of CONTENT as the public reads them, by slug."""
    author = author or make.MembershipFactory(partnership=partnership, role="editor").user
    approver = approver or make.MembershipFactory(partnership=partnership, role="approver").user
    take_content(partnership=partnership, content=of or content(), by=author, at=at)
    for routemap in partnership.routemaps.all():
        submit_routemap(routemap=routemap, what_changed="The first version.", by=author, at=at)
    for version in RoutemapVersion.objects.filter(routemap__partnership=partnership):
        publish_version(version=version, by=approver, at=at)
    return {one.slug: one for one in partnership.routemaps.all()}
